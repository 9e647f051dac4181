//! The same act for several people of the household, recorded in one go.

use super::super::form::{Choice, Field, Reader, Section};
use super::super::show;
use super::{Context, barred, needed};
use crate::domain::case::command::Command;
use crate::domain::case::people::PersonNo;
use crate::domain::case::{Position, WHOLE_CASE, decide};
use crate::domain::directive::Proof;
use crate::text::k;

/// Those who stand where the person of the address stands and for whom the same may be done now.
pub(super) fn others(c: &Context<'_>) -> Vec<PersonNo> {
    let own = |p: &&Position| p.person == c.person() && !p.is_closed();
    let named = c.query.text("step");
    let here = |p: &&Position| named.is_none_or(|step| p.step.as_str() == step);
    let Some(place) = c.file.positions.iter().filter(own).find(here) else {
        return Vec::new();
    };
    let beside =
        |p: &&Position| p.step == place.step && p.person != c.person() && p.person != WHOLE_CASE;
    let may = |no: &PersonNo| {
        let act = needed(c, *no);
        act.is_some_and(|act| barred(c, &act).is_some_and(|refusal| refusal.is_none()))
    };
    let proof = match c.act {
        "objection" => Some(Proof::Objection),
        "judgment" => Some(Proof::Judgment),
        _ => None,
    };
    let done = |p: &&Position| proof.is_some_and(|proof| decide::on_record(c.file, p, proof));
    let beside = c.file.positions.iter().filter(beside).filter(|p| !done(p));
    beside.map(|p| p.person).filter(may).collect()
}

/// Asks for whom else the same is to be recorded, if there is anybody.
pub(super) fn also(c: &Context<'_>, people: &[PersonNo]) -> Option<Field> {
    let choice = |no: &PersonNo| Choice::new(no.to_string(), show::person(c.words, c.file, *no));
    let choices: Vec<Choice> = people.iter().map(choice).collect();
    let asked = || Field::checks("also", c.words.t(k::ALSO_FOR), choices.clone());
    (!choices.is_empty()).then(|| asked().hint(c.words.t(k::ALSO_FOR_HINT)))
}

/// The people ticked in the field of [`also`].
pub(super) fn ticked(r: &mut Reader<'_>, people: &[PersonNo]) -> Vec<PersonNo> {
    let known = |code: &str| code.parse().ok().filter(|no| people.contains(no));
    let mut ticked = r.checks("also", known);
    ticked.sort_unstable();
    ticked.dedup();
    ticked
}

/// The same for the person of the address and for all who were ticked.
pub(super) fn the_same(
    c: &Context<'_>,
    r: &mut Reader<'_>,
    of: impl Fn(PersonNo) -> Command,
) -> Command {
    let people = others(c);
    let also = ticked(r, &people).into_iter().map(&of);
    together(std::iter::once(of(c.person())).chain(also).collect())
}

/// One command, or several in one go.
pub(super) fn together(mut all: Vec<Command>) -> Command {
    match (all.len(), all.pop()) {
        (1, Some(one)) => one,
        (_, Some(last)) => {
            all.push(last);
            Command::Together(all)
        }
        (_, None) => Command::Together(all),
    }
}

/// The fields once more for each of these people, to be filled in or left empty.
pub(super) fn rows(c: &Context<'_>, people: &[PersonNo], fields: &[Field]) -> Vec<Section> {
    let section = |no: &PersonNo| {
        let who = show::person(c.words, c.file, *no);
        let needed = |field: Field| match field.required {
            true => field.needed_when(c.words.t(k::NEEDED_ROW)),
            false => field,
        };
        let fields = fields.iter().cloned().map(needed).collect();
        let hint = c.words.t(k::ROW_HINT);
        let section = Section::about(who.clone(), fields).hint(hint);
        section.repeated(&prefix(*no), who)
    };
    people.iter().map(section).collect()
}

/// What was written in the rows of those of whom anything was.
pub(super) fn written(
    r: &mut Reader<'_>,
    people: &[PersonNo],
    fields: &[&str],
    read: impl Fn(&mut Reader<'_>, PersonNo) -> Command,
) -> Vec<Command> {
    let mut all = Vec::new();
    for no in people {
        let command = r.within(&prefix(*no), |r| {
            let typed = fields.iter().any(|field| r.text(field).is_some());
            typed.then(|| read(r, *no))
        });
        all.extend(command);
    }
    all
}

fn prefix(no: PersonNo) -> String {
    format!("p{no}-")
}
