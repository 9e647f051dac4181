//! One move: what was found, who agreed, and what came of each case.

use askama::Template as _;

use super::{back, between, chip, name, problem};
use crate::domain::directive::moving::words::stayed;
use crate::domain::directive::moving::{Batch, Order, Refused, State, may_agree};
use crate::domain::directive::simulate::Class;
use crate::services::moving::{self, Came, CaseOfMove, NotDone};
use crate::text::{digits, k};
use crate::web::form::{Field, FieldError, Form, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Cell, Chip, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::show as said;
use crate::web::views::moves::MovePage;
use crate::web::visit::{Problem, Reply, Visit};

fn batch(visit: &Visit) -> Result<Batch, Problem> {
    let id = visit.param("move").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    moving::batch(&visit.register, visit.actor()?, id).map_err(problem)
}

/// One move.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let batch = batch(visit)?;
    html(visit, &batch, None, None).map(Reply::Page)
}

fn html(
    visit: &Visit,
    batch: &Batch,
    note: Option<Note>,
    errors: Option<(&str, Vec<FieldError>)>,
) -> Result<String, Problem> {
    let w = visit.words;
    let cases = moving::cases_of(&visit.register, visit.reader()?, batch).map_err(problem)?;
    let own = batch.proposed_by.user == visit.actor()?.user;
    let waits = batch.state() == State::Proposed;
    let not_mine = match own {
        true => Some(k::MOVE_SECOND_PERSON),
        false => (!may_agree(visit.actor()?, batch)).then_some(k::MOVE_NOT_YOUR_ROLE),
    };
    let why = not_mine.filter(|_| waits).map(|key| Note::plain(w.t(key)));
    let note = note.or(why);
    let mut forms = acts(visit, batch)?;
    for (act, _, form) in &mut forms {
        if let Some((of, errors)) = &errors
            && of == act
        {
            *form = form.clone().with(&visit.form, errors.clone());
        }
    }
    let view = MovePage {
        page: visit.page(name(w, batch), Area::Directive),
        back: back(w),
        state: chip(w, batch.state()),
        note,
        about: about(visit, batch)?,
        under_way: under_way(visit, batch),
        found: found(visit, batch),
        cases: table(visit, &cases),
        acts: forms
            .into_iter()
            .map(|(_, title, form)| (title, form))
            .collect(),
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, batch: &Batch) -> Result<Summary, Problem> {
    let w = visit.words;
    let it = &batch.proposed;
    let line = |key, value: String| SummaryLine::new(w.t(key), value);
    let mut lines = vec![
        line(k::MOVE_FROM_TO, between(w, batch)),
        line(
            k::UNIT,
            visit.register.unit_name(w.locale(), &it.chosen.unit)?,
        ),
        line(k::MOVE_HOW_MANY, w.number(it.cases)),
        line(k::MOVE_REASON, said::personal(w, &it.reason)),
        line(k::VERSIONS_COLUMN_PROPOSED, said::personal(w, &it.name)),
        line(k::MOVE_PROPOSED_ON, visit.day_and_time(batch.proposed_at)),
    ];
    if let Some((mover, at)) = &batch.approved_by {
        lines.push(line(
            k::VERSIONS_COLUMN_APPROVED,
            said::personal(w, &mover.name),
        ));
        lines.push(line(k::MOVE_APPROVED_ON, visit.day_and_time(*at)));
        let (moved, stayed) = (batch.moved(), batch.not_moved().count());
        let all = usize::try_from(it.cases).unwrap_or(usize::MAX);
        let waiting = all.saturating_sub(moved + stayed);
        lines.push(line(
            k::MOVE_CAME_OF_IT,
            w.say(k::move_came(moved, stayed, waiting)),
        ));
    }
    if let Some((state, _, at, reason)) = &batch.stopped {
        let said = said::personal(w, reason);
        lines.push(line(state.title(), visit.day_and_time(*at)));
        lines.push(line(k::MOVE_REASON, said));
    }
    Ok(Summary { lines })
}

fn under_way(visit: &Visit, batch: &Batch) -> Option<(usize, u64, String)> {
    let done = batch.moved() + batch.not_moved().count();
    let all = batch.proposed.cases;
    let said = || visit.words.say(k::move_under_way(all, done));
    (batch.state() == State::UnderWay).then(|| (done, all, said()))
}

fn found(visit: &Visit, batch: &Batch) -> Table {
    let w = visit.words;
    let columns = said::columns(w, [k::MOVE_WHAT, k::MOVE_HOW_MANY]);
    let row = |class: &Class| {
        let count = batch.proposed.found.get(class.code()).copied().unwrap_or(0);
        Row::new(w.t(class.title()), vec![w.number(count).into()])
    };
    let left = Row::new(
        w.t(Class::NoMapping.title()),
        vec![w.number(batch.proposed.left).into()],
    );
    let classes = Class::ALL.iter().filter(|c| **c != Class::NoMapping);
    let rows = classes.map(row).chain([left]).collect();
    Table::new(w.t(k::MOVE_TRIED), &columns).rows(rows)
}

fn table(visit: &Visit, cases: &[CaseOfMove]) -> Table {
    let w = visit.words;
    let columns = said::columns(w, [k::COLUMN_NUMBER, k::VERSIONS_COLUMN_STATE]);
    let row = |it: &CaseOfMove| {
        let came: Cell = match &it.came {
            Came::Waits => Chip::waiting(w.t(k::MOVE_CASE_IS_WAITING)).into(),
            Came::Moved => Chip::ok(w.t(k::MOVE_CASE_IS_MOVED)).into(),
            Came::Stayed(why) => stayed(w, why).into(),
        };
        let number = digits::localized(w.locale(), &it.reference);
        Row::new(
            Link::new(format!("/cases/{}", it.reference), number),
            vec![came],
        )
    };
    Table::new(w.t(k::MOVE_CASES), &columns).rows(cases.iter().map(row).collect())
}

type Act = (&'static str, String, Form);

fn acts(visit: &Visit, batch: &Batch) -> Result<Vec<Act>, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    if batch.state() != State::Proposed {
        return Ok(Vec::new());
    }
    let form = |act: &'static str, title, fields: Vec<Field>| {
        let action = format!("/moves/{}/{act}", batch.id);
        let form = visit.new_form(action, w.t(title), vec![Section::plain(fields)]);
        (act, w.t(title).to_owned(), form.id(act))
    };
    let reason = || vec![Field::area("reason", w.t(k::MOVE_WHY))];
    if batch.proposed_by.user == actor.user {
        let (act, title, form) = form("withdraw", k::MOVE_WITHDRAW, reason());
        return Ok(vec![(act, title, form.quiet())]);
    }
    if !may_agree(actor, batch) {
        return Ok(Vec::new());
    }
    let (act, title, approve) = form("approve", k::MOVE_APPROVE, Vec::new());
    let approve = approve.carry("seen", batch.seq.to_string());
    let (no, no_title, refuse) = form("refuse", k::MOVE_REFUSE, reason());
    Ok(vec![(act, title, approve), (no, no_title, refuse.quiet())])
}

/// Agrees, refuses or takes back.
pub fn act(visit: &mut Visit) -> Result<Reply, Problem> {
    let batch = batch(visit)?;
    let act = visit.param("act").to_owned();
    let mut reader = Reader::new(&visit.form, visit.words);
    let order = match act.as_str() {
        "approve" => {
            let seen = reader.text("seen").and_then(|seen| seen.parse().ok());
            Order::Approve {
                seen: seen.unwrap_or_default(),
            }
        }
        "refuse" => Order::Refuse {
            reason: reader.required("reason"),
        },
        "withdraw" => Order::Withdraw {
            reason: reader.required("reason"),
        },
        _ => return Err(Problem::NotFound),
    };
    let order = match reader.finish(order) {
        Ok(order) => order,
        Err(errors) => {
            let again = html(visit, &batch, None, Some((act.as_str(), errors)));
            return again.map(Reply::Refilled);
        }
    };
    match moving::order(&visit.register, visit.actor()?, batch.id, &order) {
        Ok(_) => {
            let page = format!("/moves/{}", batch.id);
            Ok(Reply::done(&page, done(&order)))
        }
        Err(NotDone::Refused(why)) => refused(visit, &batch, &why),
        Err(other) => Err(problem(other)),
    }
}

const fn done(order: &Order) -> &'static str {
    match order {
        Order::Approve { .. } => "move-approved",
        Order::Refuse { .. } => "move-refused",
        Order::Withdraw { .. } => "move-withdrawn",
    }
}

fn refused(visit: &Visit, batch: &Batch, why: &Refused) -> Result<Reply, Problem> {
    let note = Note::bad(why.say(visit.words));
    html(visit, batch, Some(note), None).map(Reply::Refilled)
}
