//! Emergency access to one case beyond one's reach: asking for it, those who are told, the review.

mod one;

use askama::Template as _;

use super::form::{Field, FieldError, Reader, Section, Values};
use super::page::Area;
use super::parts::{Cell, Chip, Link, Note, Row, Table};
use super::show as said;
use super::views::oversight::{GlassAskPage, GlassListPage};
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::Role;
use crate::domain::access::glass::{Glass, LASTS, LEAST_REASON, REVIEWED_WITHIN, Refused, Verdict};
use crate::domain::access::policy::{self, Action};
use crate::services::glass::{self, NotDone};
use crate::services::reading;
use crate::text::{Key, digits, k};

pub use one::{review, show};

/// Accesses that a list shows.
const SHOWN: u32 = 200;

const fn why(refused: Refused) -> Key {
    match refused {
        Refused::WithinReach => k::GLASS_WITHIN_REACH,
        Refused::ReasonTooShort => k::GLASS_REASON_TOO_SHORT,
        Refused::AlreadyOpen => k::GLASS_ALREADY_OPEN,
        Refused::Suspended => k::GLASS_SUSPENDED,
        Refused::Barred => k::GLASS_BARRED,
        Refused::Own => k::GLASS_OWN,
        Refused::AlreadyReviewed => k::GLASS_ALREADY_REVIEWED,
        Refused::NoteMissing => k::GLASS_NOTE_MISSING,
    }
}

fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::Store(error) => error.into(),
        // A refusal is told on the page that asked.
        NotDone::Refused(_) | NotDone::NotFound => Problem::NotFound,
    }
}

/// Whether this person may ask for an emergency access at all.
pub(super) fn may_ask(visit: &Visit) -> bool {
    let actor = visit.session.as_ref().map(|s| &s.actor);
    let verdict = policy::decide(actor, Action::BreakGlass, None);
    matches!(verdict, policy::Verdict::Allow(_))
}

/// The form, with the number that was looked for.
pub fn form(visit: &mut Visit) -> Result<Reply, Problem> {
    ask_html(visit, None, Vec::new()).map(Reply::Page)
}

fn ask_html(visit: &Visit, note: Option<Note>, errors: Vec<FieldError>) -> Result<String, Problem> {
    let w = visit.words;
    let fields = vec![
        Field::code("number", w.t(k::GLASS_NUMBER)).hint(w.t(k::GLASS_NUMBER_HINT)),
        Field::area("reason", w.t(k::GLASS_REASON))
            .hint(w.say(k::glass_reason_hint(w.number(LEAST_REASON)))),
    ];
    let sections = vec![Section::plain(fields)];
    let mut form = visit.new_form("/break-glass", w.t(k::GLASS_ASK), sections);
    let kept = visit.query.text("draft").is_some();
    form = match (visit.form.is_empty(), visit.query.text("number")) {
        (false, _) => form.with(&visit.form, errors),
        (true, Some(number)) if !kept => {
            let mut typed = Values::default();
            typed.set("number", number);
            form.with(&typed, errors)
        }
        (true, _) => form,
    };
    let hours = w.number(REVIEWED_WITHIN / 3600);
    let view = GlassAskPage {
        page: visit.page(w.t(k::GLASS_ASK), Area::Search),
        back: Link::new("/search", w.t(k::NAV_SEARCH)),
        lead: w.say(k::glass_lead(hours, w.number(LASTS / 60))),
        note,
        form,
    };
    view.render().map_err(Problem::internal)
}

/// Opens the case, or says why not.
pub fn ask(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let mut reader = Reader::new(&visit.form, w);
    let (number, reason) = (reader.required("number"), reader.required("reason"));
    if let Err(errors) = reader.finish(()) {
        return ask_html(visit, None, errors).map(Reply::Refilled);
    }
    let refused = match glass::ask(&visit.register, visit.reader()?, &number, &reason) {
        Ok(glass) => {
            let address = format!("/cases/{}", glass.broken.reference);
            return Ok(Reply::done(&address, "glass"));
        }
        Err(NotDone::Refused(refused)) => refused,
        Err(NotDone::NotFound) => {
            let error = FieldError::new("number", w.t(k::GLASS_NO_SUCH_CASE));
            return ask_html(visit, None, vec![error]).map(Reply::Refilled);
        }
        Err(other) => return Err(problem(other)),
    };
    let told = w.t(why(refused));
    match refused {
        Refused::ReasonTooShort => {
            let error = FieldError::new("reason", told);
            ask_html(visit, None, vec![error]).map(Reply::Refilled)
        }
        _ => ask_html(visit, Some(Note::bad(told)), Vec::new()).map(Reply::Refilled),
    }
}

fn chip(visit: &Visit, glass: &Glass) -> Chip {
    let w = visit.words;
    match &glass.reviewed {
        Some((_, _, review)) => match Verdict::from_code(&review.verdict) {
            Some(Verdict::Unjustified) => Chip::bad(w.t(k::GLASS_VERDICT_UNJUSTIFIED)),
            _ => Chip::ok(w.t(k::GLASS_VERDICT_JUSTIFIED)),
        },
        None if glass.is_overdue(visit.register.clock.now()) => Chip::bad(w.t(k::GLASS_OVERDUE)),
        None => Chip::waiting(w.t(k::GLASS_WAITING)),
    }
}

/// The accesses to cases of one's area.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let all = glass::told_to(&visit.register, visit.actor()?, None, SHOWN)?;
    let cases: std::collections::BTreeSet<i64> = all.iter().map(|g| g.broken.case).collect();
    let cases = cases.into_iter().collect();
    reading::log_read(&visit.register, visit.reader()?, "", all.len(), cases)?;
    let columns = [
        k::READS_WHEN,
        k::GLASS_STATE,
        k::READS_WHO,
        k::COLUMN_NUMBER,
        k::GLASS_REASON,
    ];
    let columns = said::columns(w, columns);
    let rows = all.iter().map(|glass| {
        let it = &glass.broken;
        Row::new(
            Link::new(
                format!("/break-glass/{}", glass.id),
                visit.day_and_time(glass.at),
            ),
            vec![
                chip(visit, glass).into(),
                said::personal(w, &it.name).into(),
                Cell::Code(digits::localized(w.locale(), &it.reference)),
                said::personal(w, &it.reason).into(),
            ],
        )
    });
    let table = Table::new(w.t(k::GLASS_TITLE), &columns).rows(rows.collect());
    let nothing = all.is_empty();
    let view = GlassListPage {
        page: visit.page(w.t(k::GLASS_TITLE), home(visit).0),
        back: home(visit).1,
        count: w.say(k::glass_count(all.len())),
        note: nothing.then(|| Note::plain(w.t(k::GLASS_NONE))),
        accesses: (!nothing).then_some(table),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Where whoever oversees comes from.
fn home(visit: &Visit) -> (Area, Link) {
    let w = visit.words;
    let audits = visit
        .session
        .as_ref()
        .is_some_and(|s| s.actor.has(Role::Auditor));
    match audits {
        true => (Area::Audit, Link::new("/audit", w.t(k::NAV_AUDIT))),
        false => (Area::Inbox, Link::new("/", w.t(k::NAV_INBOX))),
    }
}
