//! Whether the parts of a directive that stand by themselves make sense: acts beside the main line,
//! the opening, bodies and their seats, what is done for each person, and words.

use std::collections::BTreeSet;

use super::super::codes::{EndClass, Post, StepKind, StepScope};
use super::super::model::{Directive, OutcomeId, SideAct, Step, Title};
use super::Found;
use super::fault::{Fault, Part};
use crate::text::Locale;

/// Everything that needs no following.
pub(super) fn check(directive: &Directive) -> Vec<Found> {
    let mut faults = incomplete(directive);
    faults.extend(directive.acts.iter().filter_map(|it| act(directive, it)));
    faults.extend(directive.acts.iter().flat_map(|it| reopens(directive, it)));
    faults.extend(suspended(directive));
    faults.extend(opening(directive));
    faults.extend(directive.steps.iter().filter_map(seats));
    faults.extend(directive.steps.iter().filter_map(whole));
    faults.extend(words(directive));
    faults.into_iter().map(Found::bare).collect()
}

/// Decisions that cannot be signed both ways, and ends that nothing can come to.
fn incomplete(directive: &Directive) -> Vec<Fault> {
    let mut faults = Vec::new();
    let decisions = directive.steps.iter();
    for step in decisions.filter(|it| it.kind == StepKind::Decision) {
        let lacks = |id: &&str| step.outcome(&OutcomeId::from(*id)).is_none();
        let lacking = ["granted", "refused"].into_iter().filter(lacks);
        faults.extend(lacking.map(|id| Fault::DecisionWithout(step.id.clone(), id)));
    }
    let needed = [EndClass::Issued, EndClass::Refused];
    let missing = needed.into_iter().filter(|it| directive.end(*it).is_none());
    faults.extend(missing.map(Fault::NoSuchEnd));
    faults
}

/// Acts that lead somebody out of the case.
const LEADING_OUT: [&str; 3] = ["withdrawal", "death", "referral_out"];
/// The act that leads back into a case that has ended.
const REOPENING: &str = "reopening";
/// All other acts that can be carried out.
const OTHERS: [&str; 5] = [
    "suspension",
    "resumption",
    REOPENING,
    "temporary_card",
    "card_revocation",
];

/// The ids of all acts that can be done beside the main line.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    LEADING_OUT.into_iter().chain(OTHERS)
}

fn act(directive: &Directive, act: &SideAct) -> Option<Fault> {
    let id = || act.id.clone();
    let leads_out = LEADING_OUT.contains(&act.id.as_str());
    if !known().any(|it| it == act.id) {
        return Some(Fault::UnknownAct(id()));
    }
    let ends = act.to.as_ref().and_then(|to| directive.step(to));
    if leads_out && !ends.is_some_and(Step::is_end) {
        return Some(Fault::ActWithoutEnd(id()));
    }
    let card = act.id == "temporary_card" && act.clock.is_none();
    card.then(|| Fault::CardWithoutTerm(id()))
}

/// A case is taken up again where there is something left to do, and by the act that reopens alone.
fn reopens(directive: &Directive, act: &SideAct) -> Vec<Fault> {
    let nowhere = act.reopens.is_empty() || act.reopens.iter().any(|it| it.to.is_empty());
    match act.id == REOPENING {
        true if nowhere => vec![Fault::ReopensNowhere(act.id.clone())],
        false if !act.reopens.is_empty() => vec![Fault::ReopensNothing(act.id.clone())],
        _ => (act.reopens.iter().flat_map(|it| &it.to))
            .filter_map(|id| directive.step(id))
            .filter(|it| it.is_end() || it.kind == StepKind::Intake)
            .map(|it| Fault::ReopensAt(act.id.clone(), it.id.clone()))
            .collect(),
    }
}

/// A case that is suspended has to go on one day.
fn suspended(directive: &Directive) -> Option<Fault> {
    let suspends = directive.act("suspension")?;
    let resumes = directive.act("resumption");
    resumes
        .is_none()
        .then(|| Fault::SuspendedForEver(suspends.id.clone()))
}

/// A file is opened once and in one way.
fn opening(directive: &Directive) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(entry) = directive.entry() {
        let more = entry.outcomes.iter().skip(1);
        faults.extend(more.map(|it| Fault::NeverTaken(entry.id.clone(), it.id.clone())));
        let first = entry.outcomes.first();
        let asks = first.filter(|it| !(it.when.is_empty() && it.needs.is_empty()));
        faults.extend(asks.map(|it| Fault::OpeningAsks(entry.id.clone(), it.id.clone())));
        for step in &directive.steps {
            let back = step.outcomes.iter().filter(|it| it.to == entry.id);
            faults.extend(back.map(|it| Fault::OpenedAgain(step.id.clone(), it.id.clone())));
        }
    }
    faults
}

/// No more members can be asked for than the body has seats.
fn seats(step: &Step) -> Option<Fault> {
    let quorum = step.quorum.as_ref().filter(|it| !it.seats.is_empty())?;
    let seats: BTreeSet<Post> = quorum.seats.iter().copied().collect();
    let seats = u32::try_from(seats.len()).unwrap_or(u32::MAX);
    let more = quorum.members > seats;
    more.then(|| Fault::QuorumOfMore(step.id.clone(), quorum.members, seats))
}

/// From the decision on, everybody has a case of their own.
fn whole(step: &Step) -> Option<Fault> {
    let own = matches!(
        step.kind,
        StepKind::Decision | StepKind::Notification | StepKind::Issuance | StepKind::Objection
    );
    let whole = own && step.scope == StepScope::Case;
    whole.then(|| Fault::NotPerPerson(step.id.clone()))
}

/// Words that stand under the wrong language.
fn words(directive: &Directive) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut look = |part: &dyn Fn() -> Part, words: &[Option<&Title>]| {
        for title in words.iter().flatten() {
            faults.extend(foreign(title).map(|it| Fault::OtherLanguage(part(), it)));
        }
    };
    look(
        &|| Part::Whole,
        &[Some(&directive.title), Some(&directive.help)],
    );
    for it in &directive.documents {
        look(&|| Part::Document(it.id.clone()), &[Some(&it.title)]);
    }
    for it in &directive.papers {
        look(
            &|| Part::Paper(it.id.clone()),
            &[Some(&it.title), it.help.as_ref()],
        );
    }
    for it in &directive.requirements {
        let words = [Some(&it.title), it.help.as_ref(), it.note.as_ref()];
        look(&|| Part::Requirement(it.id.clone()), &words);
    }
    for step in &directive.steps {
        let words = [Some(&step.title), Some(&step.help), step.note.as_ref()];
        look(&|| Part::Step(step.id.clone()), &words);
        for it in &step.outcomes {
            let words = [Some(&it.title), it.help.as_ref(), it.warning.as_ref()];
            look(&|| Part::Outcome(step.id.clone(), it.id.clone()), &words);
        }
    }
    for it in &directive.acts {
        look(
            &|| Part::Act(it.id.clone()),
            &[Some(&it.title), Some(&it.help), it.note.as_ref()],
        );
    }
    faults
}

/// The language of which a title has no letter at all, though it has letters.
fn foreign(title: &Title) -> Option<Locale> {
    let persian = |text: &str| text.chars().any(|it| matches!(it, '\u{0621}'..='\u{06cc}'));
    let latin = |text: &str| text.chars().any(|it| it.is_ascii_alphabetic());
    if latin(&title.fa) && !persian(&title.fa) {
        Some(Locale::Fa)
    } else if persian(&title.en) && !latin(&title.en) {
        Some(Locale::En)
    } else {
        None
    }
}
