//! Emergency access to one case beyond one's reach: asking for it, those who are told, the review.

use std::collections::BTreeMap;

use askama::Template as _;

use super::form::{Choice, Field, FieldError, Form, Reader, Section};
use super::page::Area;
use super::parts::{Cell, Chip, Link, Note, Row, Summary, SummaryLine, Table};
use super::show as said;
use super::views::oversight::{GlassAskPage, GlassListPage, GlassPage};
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::glass::{Glass, LASTS, LEAST_REASON, REVIEWED_WITHIN, Refused, Verdict};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Role, UnitPath};
use crate::services::glass::{self, NotDone};
use crate::services::oversight::{self, Noted};
use crate::services::reading;
use crate::store::trail::Narrow;
use crate::text::{Key, Words, digits, k};

/// Accesses that a list shows.
const SHOWN: u32 = 200;
/// Looks that the page of an access shows.
const LOOKS: u32 = 200;

const fn why(refused: Refused) -> Key {
    match refused {
        Refused::WithinReach => k::GLASS_WITHIN_REACH,
        Refused::ReasonTooShort => k::GLASS_REASON_TOO_SHORT,
        Refused::AlreadyOpen => k::GLASS_ALREADY_OPEN,
        Refused::Suspended => k::GLASS_SUSPENDED,
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
    form = match (visit.form.is_empty(), visit.query.text("number")) {
        (false, _) => form.with(&visit.form, errors),
        (true, Some(number)) => {
            let mut typed = super::form::Values::default();
            typed.set("number", number);
            form.with(&typed, errors)
        }
        (true, None) => form,
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

fn named(visit: &Visit) -> Result<Glass, Problem> {
    let id = visit.param("glass").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    glass::one(&visit.register, visit.actor()?, id).map_err(problem)
}

/// One access: its reason, what was looked at by it, and the verdict.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let glass = named(visit)?;
    html(visit, &glass, None, Vec::new()).map(Reply::Page)
}

fn html(
    visit: &Visit,
    glass: &Glass,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let told = vec![glass.broken.case];
    reading::log_read(&visit.register, visit.reader()?, "", 1, told)?;
    let title = w.say(k::glass_named(w.number(glass.id)));
    let view = GlassPage {
        page: visit.page(title, home(visit).0),
        back: Link::new("/break-glass", w.t(k::GLASS_TITLE)),
        state: chip(visit, glass),
        note,
        about: about(visit, glass)?,
        looks: looks(visit, glass)?,
        review: review_form(visit, glass).map(|form| match errors.is_empty() {
            true => form,
            false => form.with(&visit.form, errors),
        }),
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, glass: &Glass) -> Result<Summary, Problem> {
    let (w, it) = (visit.words, &glass.broken);
    let line = |key, value: Cell| SummaryLine::new(w.t(key), value);
    let number = digits::localized(w.locale(), &it.reference);
    let mut lines = vec![
        line(k::READS_WHO, said::personal(w, &it.name).into()),
        line(
            k::COLUMN_NUMBER,
            Cell::link(format!("/cases/{}", it.reference), number),
        ),
        line(k::UNIT, unit(visit, &it.unit)?.into()),
        line(k::GLASS_REASON, said::personal(w, &it.reason).into()),
        line(k::GLASS_FROM, visit.day_and_time(glass.at).into()),
        line(k::GLASS_UNTIL, visit.day_and_time(it.until).into()),
        line(
            k::GLASS_REVIEW_DUE,
            visit.day_and_time(glass.review_due()).into(),
        ),
    ];
    if let Some((_, at, review)) = &glass.reviewed {
        lines.push(line(
            k::GLASS_REVIEWER,
            said::personal(w, &review.name).into(),
        ));
        lines.push(line(k::GLASS_REVIEWED_ON, visit.day_and_time(*at).into()));
        lines.push(line(k::GLASS_NOTE, said::personal(w, &review.note).into()));
    }
    Ok(Summary { lines })
}

fn unit(visit: &Visit, path: &UnitPath) -> Result<String, Problem> {
    Ok(visit.register.unit_name(visit.locale(), path)?)
}

/// What its asker looked at in that hour.
fn looks(visit: &Visit, glass: &Glass) -> Result<Table, Problem> {
    let w = visit.words;
    let narrow = Narrow {
        case: Some(glass.broken.case),
        actor: Some(glass.by.to_string()),
        kinds: oversight::READS
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect(),
        from: Some(glass.at),
        until: Some(glass.broken.until),
    };
    let scope = policy::scope(visit.actor()?, Action::SeeGlass);
    let page = oversight::page(&visit.register, &scope, &narrow, None, LOOKS)?;
    let id = u64::try_from(glass.id).ok();
    let by_it = |noted: &&Noted| id.is_some() && noted.number("glass") == id;
    let mut counts: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for noted in page.events.iter().filter(by_it) {
        let what = what(w, noted);
        let last = visit.day_and_time(noted.at());
        counts.entry(what).or_insert((last, 0)).1 += 1;
    }
    let columns = [k::READS_WHAT, k::GLASS_TIMES, k::GLASS_LAST];
    let columns = said::columns(w, columns);
    let rows = counts.into_iter().map(|(what, (last, times))| {
        Row::new(Cell::text(what), vec![w.number(times).into(), last.into()])
    });
    Ok(Table::new(w.t(k::GLASS_LOOKS), &columns).rows(rows.collect()))
}

fn what(w: Words, noted: &Noted) -> String {
    match noted.kind() {
        "case_read" => super::reads::part(w, noted.text("part").unwrap_or_default()),
        kind => {
            let title = Key::titled("log-kind", kind);
            w.t(title.unwrap_or(k::LOG_UNKNOWN)).to_owned()
        }
    }
}

fn review_form(visit: &Visit, glass: &Glass) -> Option<Form> {
    let w = visit.words;
    let actor = visit.session.as_ref().map(|s| &s.actor);
    let unit = Some(&glass.broken.unit);
    let verdict = policy::decide(actor, Action::ReviewGlass, unit);
    let may = matches!(verdict, policy::Verdict::Allow(_));
    if !may || glass.reviewed.is_some() {
        return None;
    }
    let choices = vec![
        Choice::new(Verdict::Justified.code(), w.t(k::GLASS_VERDICT_JUSTIFIED)),
        Choice::new(
            Verdict::Unjustified.code(),
            w.t(k::GLASS_VERDICT_UNJUSTIFIED),
        ),
    ];
    let fields = vec![
        Field::radio("verdict", w.t(k::GLASS_VERDICT), choices),
        Field::area("note", w.t(k::GLASS_NOTE)),
    ];
    let action = format!("/break-glass/{}/review", glass.id);
    Some(visit.new_form(action, w.t(k::GLASS_REVIEW), vec![Section::plain(fields)]))
}

/// An auditor's verdict.
pub fn review(visit: &mut Visit) -> Result<Reply, Problem> {
    let glass = named(visit)?;
    let w = visit.words;
    let mut reader = Reader::new(&visit.form, w);
    let verdict = reader.code("verdict", Verdict::from_code);
    let note = reader.required("note");
    let verdict = match reader.finish(verdict) {
        Ok(verdict) => verdict.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, &glass, None, errors).map(Reply::Refilled),
    };
    let said = (verdict, note.as_str());
    match glass::review(&visit.register, visit.actor()?, glass.id, said) {
        Ok(()) => Ok(Reply::done(
            &format!("/break-glass/{}", glass.id),
            "recorded",
        )),
        Err(NotDone::Refused(refused)) => {
            let now = named(visit)?;
            let note = Note::bad(w.t(why(refused)));
            html(visit, &now, Some(note), Vec::new()).map(Reply::Refilled)
        }
        Err(other) => Err(problem(other)),
    }
}
