//! Moving open cases to another version: tried first, put forward by one person, agreed to by another.

mod new;
mod one;

use askama::Template as _;

use super::page::Area;
use super::parts::{Cell, Chip, Link, Row, Table};
use super::show;
use super::views::moves::MovesPage;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::moving::{Batch, State};
use crate::services::moving::{self, NotDone};
use crate::text::{Words, jalali, k};

pub use new::{form, put};
pub use one::{act, show};

fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::Failed(failure) => failure.into(),
        NotDone::Forbidden => Problem::Forbidden,
        // A refusal is told on the page that asked.
        NotDone::Refused(_) | NotDone::NotFound => Problem::NotFound,
    }
}

fn chip(words: Words, state: State) -> Chip {
    let said = words.t(state.title());
    match state {
        State::Done => Chip::ok(said),
        State::Proposed | State::UnderWay => Chip::waiting(said),
        State::Refused | State::Withdrawn => Chip::sealed(said),
    }
}

/// «انتقال ۳».
fn name(words: Words, batch: &Batch) -> String {
    words.say(k::move_named(words.number(batch.id)))
}

fn back(words: Words) -> Link {
    Link::new("/moves", words.t(k::MOVES_TITLE))
}

/// The moves that the person may know of.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    let moves = moving::batches(&visit.register, actor).map_err(problem)?;
    let columns = show::columns(
        w,
        [
            k::MOVES_TITLE,
            k::VERSIONS_COLUMN_STATE,
            k::UNIT,
            k::MOVE_FROM_TO,
            k::MOVE_HOW_MANY,
            k::MOVE_PROPOSED_ON,
        ],
    );
    let rows = moves.iter().map(|batch| row(visit, batch));
    let rows = rows.collect::<Result<Vec<_>, Problem>>()?;
    let may = !policy::scope(actor, Action::MoveCases).units().is_empty();
    let view = MovesPage {
        page: visit.page(w.t(k::MOVES_TITLE), Area::Directive),
        back: Link::new("/directives", w.t(k::VERSIONS_TO_LIST)),
        count: w.say(k::moves_count(moves.len())),
        moves: Table::new(w.t(k::MOVES_TITLE), &columns).rows(rows),
        add: may.then(|| Link::new("/moves/new", w.t(k::MOVE_NEW))),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn row(visit: &Visit, batch: &Batch) -> Result<Row, Problem> {
    let w = visit.words;
    let it = &batch.proposed;
    let unit = visit.register.unit_name(w.locale(), &it.chosen.unit)?;
    Ok(Row::new(
        Link::new(format!("/moves/{}", batch.id), name(w, batch)),
        vec![
            chip(w, batch.state()).into(),
            unit.into(),
            between(w, batch).into(),
            w.number(it.cases).into(),
            Cell::text(jalali::long(w.locale(), batch.proposed_at.tehran_date())),
        ],
    ))
}

fn between(w: Words, batch: &Batch) -> String {
    let it = &batch.proposed;
    let (from, to) = (w.number(&it.from.version), w.number(&it.to.version));
    w.say(k::move_between(from, to))
}
