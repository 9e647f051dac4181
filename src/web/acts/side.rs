//! Forms of the acts beside the main line: suspension, withdrawal, death, referral out, reopening.

use super::super::form::{Choice, Field, Reader, Section};
use super::super::show;
use super::{Asked, Context, choices, on_field, paper_of, people_choices, person_of};
use crate::domain::case::command::Command;
use crate::domain::case::decide;
use crate::domain::case::file::Paper;
use crate::domain::directive::{Coded as _, ReopeningGround, SideAct, StepId};
use crate::text::k;

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    match c.act {
        "side" => side_asked(c),
        "reopening" => reopening_asked(c),
        _ => None,
    }
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    Some(match c.act {
        "side" => {
            let act = c.query.text("kind").unwrap_or_default();
            Command::SideAct {
                act: act.to_owned(),
                person: person_of(r, c.file, "person"),
                reason: r.personal("reason"),
                paper: borne_by(c, r, act),
            }
        }
        "reopening" => Command::Reopen {
            person: person_of(r, c.file, "person"),
            ground: r.choice("ground", ReopeningGround::CODES),
            to: StepId(r.required("to")),
            paper: borne_by(c, r, "reopening"),
            reason: r.personal("reason"),
        },
        _ => return None,
    })
}

/// Asks for the paper on which an act rests: one of the kinds that the directive names, if it does.
fn bearing_paper(c: &Context<'_>, act: &SideAct) -> Field {
    let w = c.words;
    let bearing = c
        .file
        .papers
        .iter()
        .filter(|p| decide::bears(c.file, act, p));
    let choice = |p: &Paper| Choice::new(p.no.to_string(), show::paper_title(w, c.directive, p));
    let field = Field::select("paper", w.t(k::SIDE_PAPER), bearing.map(choice).collect());
    match act.papers.is_empty() {
        true => field.optional(),
        false => field,
    }
}

/// The paper chosen in that field, or an error where one must be.
fn borne_by(c: &Context<'_>, r: &mut Reader<'_>, act: &str) -> Option<u32> {
    let paper = paper_of(r);
    let needed = c.directive.act(act).is_some_and(|a| !a.papers.is_empty());
    if needed && paper.is_none() {
        r.wrong("paper", k::ERROR_CHOOSE);
    }
    paper
}

fn side_asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let act = c.directive.act(c.query.text("kind")?)?;
    let alone = act.id == "death";
    let whole_only = matches!(act.id.as_str(), "suspension" | "resumption");
    let mut people = people_choices(w, c.file, !alone);
    if whole_only {
        people.truncate(1);
    }
    let title = show::title(w, &act.title);
    let fields = vec![
        Field::radio("person", w.t(k::SIDE_WHOM), people),
        Field::area("reason", w.t(k::REASON)),
        bearing_paper(c, act),
        on_field(w),
    ];
    let record = w.say(k::act_record(title.as_str()));
    let asked = Asked::new(title, record, vec![Section::plain(fields)]);
    Some(asked.hint(show::title(w, &act.help)))
}

fn reopening_asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let act = c.directive.act("reopening")?;
    let fields = vec![
        Field::radio(
            "person",
            w.t(k::REOPEN_PERSON),
            people_choices(w, c.file, !decide::ended_as_a_whole(c.file).is_empty()),
        ),
        Field::radio(
            "ground",
            w.t(k::REOPEN_GROUND),
            choices(w, "reopening-ground", ReopeningGround::CODES),
        ),
        Field::select("to", w.t(k::REOPEN_TO), reopened_at(c, act)).hint(w.t(k::REOPEN_TO_HINT)),
        bearing_paper(c, act),
        Field::area("reason", w.t(k::REASON)),
    ];
    let title = w.t(k::ACT_REOPENING);
    let record = w.say(k::act_record(title));
    let asked = Asked::new(title, record, vec![Section::plain(fields)]);
    Some(asked.hint(show::title(w, &act.help)))
}

/// The steps at which the directive takes a case up again, each with the grounds for it.
fn reopened_at(c: &Context<'_>, act: &SideAct) -> Vec<Choice> {
    let w = c.words;
    let mut choices = Vec::new();
    for step in &c.directive.steps {
        let title = show::title(w, &step.title);
        let codes = ReopeningGround::CODES.iter();
        let grounds: Vec<String> = codes
            .filter(|it| act.reopens_at(step, it))
            .map(|it| show::code(w, "reopening-ground", it))
            .collect();
        if !grounds.is_empty() {
            let told = w.say(k::reopen_to_on(w.any_of(&grounds), title));
            choices.push(Choice::new(step.id.as_str(), told));
        }
    }
    choices
}
