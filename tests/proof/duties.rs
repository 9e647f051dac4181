//! Who keeps out of what, so that an office can carry a directive out.

use sejel::domain::access::{Actor, Role, UnitPath};
use sejel::domain::case::command::Command;
use sejel::domain::directive::{Directive, Outcome, Separation, StepKind};

use crate::chance::Chance;
use crate::office::UNIT;

/// Whether whoever does it makes or assesses evidence, or prepares a decision.
pub fn makes_evidence(command: &Command) -> bool {
    matches!(
        command,
        Command::JudgePaper(_)
            | Command::RecordSearch { .. }
            | Command::RecordEvidence(_)
            | Command::Assess { .. }
            | Command::HearOut(_)
            | Command::Propose { .. }
            | Command::Correct { .. }
    )
}

/// The fewest who have to keep out, so that each outcome that bars makers of evidence has somebody to
/// take it and the evidence is gathered all the same; nobody where that cannot be.
pub fn keeping_out(
    directive: &Directive,
    people: &[Actor],
    opener: usize,
    chance: &mut Chance,
) -> Vec<usize> {
    let unit = UnitPath::parse(UNIT).unwrap();
    let may = |who: usize, roles: &[Role]| {
        let mut roles = roles.iter();
        roles.any(|role| people[who].grant_over(*role, &unit).is_some())
    };
    let clean = |kind: StepKind, it: &Outcome| {
        kind == StepKind::Decision || it.separation.contains(&Separation::NotEvidenceMaker)
    };
    let ways = directive
        .steps
        .iter()
        .flat_map(|s| s.outcomes.iter().map(|o| (s.kind, o)));
    let ways: Vec<&Outcome> = ways
        .filter(|(kind, it)| clean(*kind, it))
        .map(|it| it.1)
        .collect();
    let works = |kind| directive.steps.iter().filter(move |s| s.kind == kind);
    let searches = works(StepKind::RegistrySearch).chain(works(StepKind::Decision));
    let mut work: Vec<&[Role]> = searches.map(|s| s.actors.as_slice()).collect();
    let casework = [
        Role::RegistrarOfficer,
        Role::ArchiveOfficer,
        Role::OfficeHead,
    ];
    work.push(&casework);
    let mut sets: Vec<Vec<usize>> = (0..1_usize << people.len())
        .map(|set| {
            (0..people.len())
                .filter(|who| set & (1 << who) != 0)
                .collect()
        })
        .collect();
    chance.shuffle(&mut sets);
    sets.sort_by_key(Vec::len);
    let suits = |set: &&Vec<usize>| {
        let taken = |it: &&Outcome| {
            let bars = it.separation.contains(&Separation::NotOpener);
            set.iter()
                .any(|who| may(*who, &it.by) && !(bars && *who == opener))
        };
        let done =
            |roles: &&[Role]| (0..people.len()).any(|who| may(who, roles) && !set.contains(&who));
        ways.iter().all(taken) && work.iter().all(done)
    };
    sets.iter().find(suits).cloned().unwrap_or_default()
}
