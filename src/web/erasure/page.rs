//! The page on which values are proposed to be erased, and on which a second person decides.

use askama::Template as _;

use super::{asked, refusal};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::erasure::{Erasure, Refused};
use crate::services::casework::{self, Opened};
use crate::services::erasure::{self, NotDone};
use crate::text::{Words, digits, k};
use crate::web::form::{Field, FieldError, Form, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::views::erasure::ErasePage;
use crate::web::visit::{Problem, Reply, Visit};
use crate::web::{cases, frame, show as said};

pub(super) fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::NotFound | NotDone::Refused(_) => Problem::NotFound,
        NotDone::Store(wrong) => wrong.into(),
        NotDone::Failed(wrong) => (*wrong).into(),
    }
}

/// The proposal that waits, or the form that makes one.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ProposeErasure, "erase")?;
    html(visit, &opened, None, Vec::new()).map(Reply::Page)
}

fn load(visit: &Visit) -> Result<Opened, Problem> {
    let actor = visit.actor()?;
    let case = visit.param("case");
    Ok(casework::load(
        &visit.register,
        actor,
        Action::ProposeErasure,
        case,
    )?)
}

/// Puts an erasure forward.
pub fn propose(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = load(visit)?;
    let mut reader = Reader::new(&visit.form, visit.words);
    let what = asked::read(&mut reader);
    let basis = reader.required("basis");
    let what = match reader.finish(what) {
        Ok(what) => what.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, &opened, None, errors).map(Reply::Refilled),
    };
    let case = &opened.file.reference;
    match erasure::propose(&visit.register, visit.actor()?, case, (&what, &basis)) {
        Ok(_) => Ok(Reply::done(&format!("/cases/{case}/erase"), "recorded")),
        Err(NotDone::Refused(why)) => refused(visit, &opened, why),
        Err(other) => Err(problem(other)),
    }
}

fn refused(visit: &Visit, opened: &Opened, why: Refused) -> Result<Reply, Problem> {
    let note = Note::bad(refusal(visit.words, why));
    html(visit, opened, Some(note), Vec::new()).map(Reply::Refilled)
}

/// A second person approves or refuses.
pub fn decide(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = load(visit)?;
    let (register, actor) = (visit.register.clone(), visit.actor()?.clone());
    let mut reader = Reader::new(&visit.form, visit.words);
    let id = reader.text("erasure").and_then(|id| id.parse().ok());
    let id: i64 = id.ok_or(Problem::NotFound)?;
    let seen = erasure::one(&register, &actor, id).map_err(problem)?;
    if seen.proposed.case != opened.id {
        return Err(Problem::NotFound);
    }
    let done = match visit.param("act") {
        "approve" => erasure::approve(&register, &actor, id).map(drop),
        "refuse" => {
            let reason = reader.required("reason");
            let reason = match reader.finish(reason) {
                Ok(reason) => reason,
                Err(errors) => return html(visit, &opened, None, errors).map(Reply::Refilled),
            };
            erasure::refuse(&register, &actor, id, &reason).map(drop)
        }
        _ => return Err(Problem::NotFound),
    };
    match done {
        Ok(()) => {
            let page = format!("/cases/{}", opened.file.reference);
            Ok(Reply::done(&page, "recorded"))
        }
        Err(NotDone::Refused(why)) => refused(visit, &opened, why),
        Err(other) => Err(problem(other)),
    }
}

fn html(
    visit: &Visit,
    opened: &Opened,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let file = &opened.file;
    let waiting = erasure::waiting(&visit.register, opened.id).map_err(problem)?;
    let filled = |form: Form| match errors.is_empty() {
        true => form,
        false => form.with(&visit.form, errors.clone()),
    };
    let (about, places, acts) = match &waiting {
        Some(erasure) => {
            let preview = erasure::preview(&visit.register, erasure).map_err(problem)?;
            let about = about(visit, opened, erasure, preview.shared);
            let acts = deciding(visit, erasure, filled)?;
            (Some(about), Some(table(w, &preview.places)), acts)
        }
        None => (None, None, vec![proposing(visit, opened, filled)?]),
    };
    let household = w.say(k::household_of(cases::household(file)));
    let view = ErasePage {
        page: visit.page(w.t(k::ERASE_TITLE), Area::Inbox),
        head: frame::further(visit, opened, w.t(k::ERASE_TITLE).to_owned(), household),
        note: note.or_else(|| Some(Note::warn(w.t(k::ERASE_WARNING)))),
        about,
        places,
        acts,
        back: Link::new(format!("/cases/{}", file.reference), w.t(k::ERASE_BACK)),
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, opened: &Opened, erasure: &Erasure, shared: usize) -> Summary {
    let (w, it) = (visit.words, &erasure.proposed);
    let line = |key, value: String| SummaryLine::new(w.t(key), value);
    let mut lines = vec![
        line(k::ERASE_PROPOSER, said::personal(w, &it.name)),
        line(k::ERASE_PROPOSED_ON, visit.day_and_time(erasure.at)),
        line(k::ERASE_BASIS, said::personal(w, &it.basis)),
    ];
    if shared > 0 {
        lines.push(line(k::ERASE_STAYS, w.say(k::erase_shared(shared))));
    }
    for place in opened.file.positions.iter().filter(|p| !p.is_closed()) {
        let step = said::step(w, &opened.directive, &place.step);
        lines.push(line(k::ERASE_OPEN, w.say(k::erase_open_step(step))));
    }
    Summary { lines }
}

fn table(w: Words, places: &[erasure::Place]) -> Table {
    let columns = said::columns(w, [k::ERASE_EVENT, k::ERASE_VALUE]);
    let row = |place: &erasure::Place| {
        let seq = digits::localized(w.locale(), &place.seq.to_string());
        Row::new(seq, vec![asked::place(w, place).into()])
    };
    let rows = places.iter().map(row).collect();
    Table::new(w.t(k::ERASE_PLACES), &columns).rows(rows)
}

type Act = (String, Form);

fn proposing(
    visit: &Visit,
    opened: &Opened,
    filled: impl Fn(Form) -> Form,
) -> Result<Act, Problem> {
    let w = visit.words;
    let case = &opened.file.reference;
    let values = erasure::values(&visit.register, visit.actor()?, case).map_err(problem)?;
    let fields = asked::fields(w, opened, &values);
    let action = format!("/cases/{case}/erase");
    let form = visit.new_form(action, w.t(k::ERASE_PROPOSE), vec![Section::plain(fields)]);
    Ok((w.t(k::ERASE_PROPOSE).to_owned(), filled(form)))
}

/// What a second person may say; nothing for whoever proposed it, or decides on none.
fn deciding(
    visit: &Visit,
    erasure: &Erasure,
    filled: impl Fn(Form) -> Form,
) -> Result<Vec<Act>, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    let unit = Some(&erasure.proposed.unit);
    let verdict = policy::decide(Some(actor), Action::ApproveErasure, unit);
    if erasure.by == actor.user || !matches!(verdict, Verdict::Allow(_)) {
        return Ok(Vec::new());
    }
    let form = |act: &'static str, title, fields: Vec<Field>| {
        let action = format!("/cases/{}/erase/{act}", erasure.proposed.reference);
        let form = visit.new_form(action, w.t(title), vec![Section::plain(fields)]);
        let form = form.carry("erasure", erasure.id.to_string()).id(act);
        (w.t(title).to_owned(), form)
    };
    let (title, approve) = form("approve", k::ERASE_APPROVE, Vec::new());
    let reason = vec![Field::area("reason", w.t(k::ERASE_WHY_NOT))];
    let (no, refuse) = form("refuse", k::ERASE_REFUSE, reason);
    Ok(vec![(title, approve), (no, filled(refuse.quiet()))])
}
