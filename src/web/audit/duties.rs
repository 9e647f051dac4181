//! Separation of duties: decision by decision who prepared, signed and sat, and where one person did two
//! of these, with the article.

use askama::Template as _;

use crate::domain::access::policy::{self, Action};
use crate::domain::case::event::SittingHeld;
use crate::services::oversight::duties::{self, Duties, Twice};
use crate::services::reading;
use crate::text::{digits, k};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, Pager, Point, Row, Table};
use crate::web::reads::{before, written};
use crate::web::show as said;
use crate::web::views::oversight::DutiesPage;
use crate::web::visit::{Problem, Reply, Visit};

/// Decisions of a page.
const PAGE: u32 = 25;

/// The report; recorded before it is shown.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let scope = policy::scope(visit.actor()?, Action::Oversee);
    let before = before(visit);
    let (all, next) = duties::duties(&visit.register, &scope, before, PAGE)?;
    let told: std::collections::BTreeSet<i64> = all.iter().map(|it| it.opened.id).collect();
    let told = told.into_iter().collect();
    let title = w.t(k::DUTIES_TITLE);
    let narrowed = format!("report={title}");
    reading::log_read(&visit.register, visit.reader()?, &narrowed, all.len(), told)?;
    let columns = [
        k::COLUMN_NUMBER,
        k::DUTIES_SIGNED_ON,
        k::DUTIES_PREPARED,
        k::DUTIES_SIGNED,
        k::DUTIES_SAT,
        k::DUTIES_TWICE,
    ];
    let columns = said::columns(w, columns);
    let rows = all.iter().map(|it| row(visit, it)).collect();
    let nothing = all.is_empty();
    let address = "/audit/duties";
    let next = next.map(|place| format!("{address}?before={}", written(place)));
    let view = DutiesPage {
        page: visit.page(title, Area::Audit),
        back: Link::new("/audit", w.t(k::NAV_AUDIT)),
        note: nothing.then(|| Note::plain(w.t(k::DUTIES_NONE))),
        decisions: (!nothing).then(|| Table::new(title, &columns).rows(rows)),
        pager: Pager::by_key(w, before.map(|_| address.to_owned()), next),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn row(visit: &Visit, it: &Duties) -> Row {
    let (w, file) = (visit.words, &it.opened.file);
    let mut decisions = file.decisions.iter().rev();
    let decision = decisions.find(|d| d.by == it.signed_by && d.at == it.at);
    let prepared = decision.and_then(|d| d.what.prepared_by_name.as_ref());
    let signed = decision.and_then(|d| d.by_name.as_ref());
    let sitters = file.sittings.iter().filter(|sitting| sitting.at <= it.at);
    let sitters = sitters.flat_map(|sitting| {
        let body = said::code(w, "body", &sitting.what.body);
        let members = sitting.what.members.iter();
        members.map(move |member| Point {
            text: said::personal(w, &member.name),
            href: None,
            aside: Some(
                [said::code(w, "post", &member.post), body.clone()].join(w.t(k::LIST_COMMA)),
            ),
        })
    });
    let sitters: Vec<Point> = sitters.collect();
    let twice: Vec<Point> = it
        .twice
        .iter()
        .map(|twice| told(visit, it, twice))
        .collect();
    let or_none = |points: Vec<Point>| match points.is_empty() {
        true => Cell::muted(w.t(k::NONE)),
        false => Cell::Points(points),
    };
    Row::new(
        Link::new(
            format!("/cases/{}", file.reference),
            digits::localized(w.locale(), &file.reference),
        ),
        vec![
            visit.day_and_time(it.at).into(),
            said::maybe(w, prepared).into(),
            said::maybe(w, signed).into(),
            or_none(sitters),
            or_none(twice),
        ],
    )
}

/// One person in two duties, with the article of the step where it was.
fn told(visit: &Visit, it: &Duties, twice: &Twice) -> Point {
    let w = visit.words;
    let (file, directive) = (&it.opened.file, &it.opened.directive);
    let sitting = |no: &usize| file.sittings.get(no.saturating_sub(1)).map(|s| &s.what);
    let body = |no: &usize| {
        let body = sitting(no).map(|s| said::code(w, "body", &s.body));
        body.unwrap_or_default()
    };
    let (text, at) = match twice {
        Twice::PreparerSigned => (w.t(k::DUTIES_PREPARER_SIGNED).to_owned(), None),
        Twice::HeadVoted {
            sitting: no,
            reason,
        } => {
            let reason = reason.as_deref().unwrap_or_else(|| w.t(k::NONE));
            (w.say(k::duties_head_voted(body(no), reason)), sitting(no))
        }
        Twice::SignerSat { sitting: no } => (w.say(k::duties_signer_sat(body(no))), sitting(no)),
        Twice::PreparerSat { sitting: no } => {
            (w.say(k::duties_preparer_sat(body(no))), sitting(no))
        }
        Twice::WroteMinutes { sitting: no } => {
            (w.say(k::duties_wrote_minutes(body(no))), sitting(no))
        }
    };
    let step = at.and_then(|sitting: &SittingHeld| directive.step(&sitting.step));
    let decides = || {
        let mut steps = directive.steps.iter();
        steps.find(|step| step.kind == crate::domain::directive::StepKind::Decision)
    };
    let basis = step.or_else(decides).map(|step| &step.basis);
    Point {
        text,
        href: None,
        aside: basis.map(|basis| said::citations(w, directive, basis)),
    }
}
