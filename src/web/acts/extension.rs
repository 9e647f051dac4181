//! Extending a time limit, and answering an extension that somebody else proposed.

use super::{Asked, Context};
use crate::domain::case::command::Command;
use crate::domain::case::position::Position;
use crate::domain::directive::{ClockRule, StepId};
use crate::text::{jalali, k};
use crate::web::form::{Choice, Field, Kind, Reader, Section};
use crate::web::{sentences, show};

fn step(c: &Context<'_>) -> StepId {
    StepId(c.query.text("step").unwrap_or_default().to_owned())
}

/// The rule of the time limit that the address names.
fn rule<'a>(c: &Context<'a>) -> Option<&'a ClockRule> {
    let position = c.file.position(c.person(), &step(c));
    if position.is_some_and(Position::is_whole_limit) {
        return c.directive.overall.as_ref();
    }
    c.directive.step(&step(c))?.clock.as_ref()
}

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    match c.act {
        "extension" => Some(extension(c)),
        "extension-answer" => answer(c),
        _ => None,
    }
}

fn extension(c: &Context<'_>) -> Asked {
    let w = c.words;
    let fields = vec![
        Field::new("days", w.t(k::EXTENSION_DAYS), Kind::Number),
        Field::area("reason", w.t(k::REASON)),
    ];
    let asked = Asked::new(
        w.t(k::ACT_EXTENSION),
        w.t(k::SAVE),
        vec![Section::plain(fields)],
    );
    let second = rule(c).map_or(&[][..], |rule| &rule.extension_approved_by);
    if second.is_empty() {
        return asked;
    }
    asked.hint(w.say(k::extension_second(sentences::posts(w, second))))
}

fn answer(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let waits = c.file.extension(c.person(), &step(c))?;
    let who = waits.by_name.as_ref().map(|name| show::personal(w, name));
    let fields = vec![
        Field::shown(w.t(k::EXTENSION_PROPOSED_BY), who.unwrap_or_default()),
        Field::shown(w.t(k::EXTENSION_DAYS), w.number(waits.what.days)),
        Field::shown(
            w.t(k::EXTENSION_UNTIL),
            jalali::with_weekday(w.locale(), waits.what.due),
        ),
        Field::shown(w.t(k::REASON), show::personal(w, &waits.what.reason)),
        Field::radio(
            "answer",
            w.t(k::EXTENSION_ANSWER),
            vec![
                Choice::new("approve", w.t(k::EXTENSION_APPROVE)),
                Choice::new("decline", w.t(k::EXTENSION_DECLINE)),
            ],
        ),
        Field::area("reason", w.t(k::EXTENSION_WHY_NOT)).needed_when(w.t(k::EXTENSION_IF_DECLINED)),
    ];
    let sections = vec![Section::plain(fields)];
    Some(Asked::new(
        w.t(k::ACT_EXTENSION_ANSWER),
        w.t(k::SAVE),
        sections,
    ))
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    let (person, step) = (c.person(), step(c));
    match c.act {
        "extension" => Some(Command::ExtendClock {
            person,
            step,
            days: r.number("days", 1, 180),
            reason: r.personal("reason"),
        }),
        "extension-answer" => {
            let seen = c.query.text("proposal").and_then(|seq| seq.parse().ok());
            let proposal = seen.unwrap_or_default();
            if r.choice("answer", &["approve", "decline"]) == "decline" {
                return Some(Command::DeclineExtension {
                    person,
                    step,
                    proposal,
                    reason: r.personal("reason"),
                });
            }
            Some(Command::ApproveExtension {
                person,
                step,
                proposal,
            })
        }
        _ => None,
    }
}
