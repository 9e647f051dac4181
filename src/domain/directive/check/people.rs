//! Whether somebody can do what is asked, and somebody else is left where two people are asked for.

use super::super::codes::{Separation, StepKind};
use super::super::model::{ClockRule, Directive, Outcome, Step};
use super::Found;
use super::fault::{Fault, Part};
use super::flow::Flow;
use crate::domain::access::Role;

/// Roles that watch or administer and never act in a case.
const WATCHING: [Role; 2] = [Role::Auditor, Role::Administrator];

/// So many officers are told apart when duties are shared out.
const OFFICERS: usize = 4;

/// Roles held by the staff of a registry office below its head.
const STAFF: [Role; 2] = [Role::RegistrarOfficer, Role::ArchiveOfficer];

/// Steps, outcomes and acts that none of the roles named can act on.
pub(super) fn nobody(directive: &Directive) -> Vec<Found> {
    let idle = |roles: &[Role]| roles.iter().all(|it| WATCHING.contains(it));
    let mut faults = Vec::new();
    for step in directive.steps.iter().filter(|it| !it.is_end()) {
        if idle(&step.actors) {
            faults.push(Fault::NobodyCanWork(step.id.clone()));
        }
        let unmanned = step.outcomes.iter().filter(|it| idle(&it.by));
        faults.extend(unmanned.map(|it| Fault::NobodyCanTake(step.id.clone(), it.id.clone())));
    }
    let unmanned = directive.acts.iter().filter(|it| idle(&it.by));
    faults.extend(unmanned.map(|it| Fault::NobodyCanDo(it.id.clone())));
    faults.into_iter().map(Found::bare).collect()
}

/// Outcomes for which an office of `people` (one of them its head, the others officers of every
/// kind) has nobody left, whoever did what came before; some keep out of the evidence, so that
/// somebody is left to sign.
pub(super) fn separation(directive: &Directive, flow: &Flow<'_>, people: usize) -> Vec<Found> {
    let office = Office { directive, people };
    let mut keeping_out = office.may_keep_out();
    let mut found = Vec::new();
    for (step, outcome) in directive.steps.iter().flat_map(ways) {
        let left: Vec<Vec<Person>> = keeping_out
            .iter()
            .filter(|it| office.leaves_somebody(step, outcome, it))
            .cloned()
            .collect();
        if left.is_empty() {
            let (step, id) = (step.id.clone(), outcome.id.clone());
            let path = flow.way_to_step(&step);
            let fault = Fault::SeparationImpossible(step, id, people);
            found.push(Found::by(fault, path));
        } else {
            keeping_out = left;
        }
    }
    found
}

/// Time limits whose extension two people have to agree on, and that an office of `people` has only one
/// for.
pub(super) fn extensions(directive: &Directive, people: usize) -> Vec<Found> {
    let office = Office { directive, people };
    let of_steps = directive
        .steps
        .iter()
        .filter_map(|it| Some((Part::Step(it.id.clone()), it.clock.as_ref()?)));
    let whole = directive.overall.iter().map(|it| (Part::Whole, it));
    let asks_two = |it: &(Part, &ClockRule)| !it.1.extension_approved_by.is_empty();
    let alone = |it: &(Part, &ClockRule)| {
        let seconds = office.with(&it.1.extension_approved_by);
        let proposers = office.with(&it.1.extendable_by);
        let somebody_else = |who: &Person| seconds.iter().any(|second| second != who);
        !proposers.iter().any(somebody_else)
    };
    let found = of_steps.chain(whole).filter(asks_two).filter(alone);
    found
        .map(|(part, _)| Found::bare(Fault::ExtensionAlone(part, people)))
        .collect()
}

fn ways(step: &Step) -> impl Iterator<Item = (&Step, &Outcome)> {
    step.outcomes.iter().map(move |it| (step, it))
}

/// Somebody who could act: one of the office, or somebody of another body with this role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    Head,
    Officer(usize),
    Outside(Role),
}

impl Person {
    fn holds(self, role: Role) -> bool {
        match self {
            Self::Head => role == Role::OfficeHead,
            Self::Officer(_) => STAFF.contains(&role),
            Self::Outside(own) => own == role,
        }
    }
}

/// The smallest office that has to carry the directive out.
struct Office<'d> {
    directive: &'d Directive,
    people: usize,
}

impl Office<'_> {
    fn everybody(&self) -> impl Iterator<Item = Person> {
        let officers = (1..self.people).map(Person::Officer);
        let local =
            |it: &&Role| **it == Role::OfficeHead || STAFF.contains(it) || WATCHING.contains(it);
        let outside = Role::ALL.iter().filter(move |it| !local(it));
        std::iter::once(Person::Head)
            .take(self.people)
            .chain(officers)
            .chain(outside.copied().map(Person::Outside))
    }

    fn with(&self, roles: &[Role]) -> Vec<Person> {
        let holds = |it: &Person| roles.iter().any(|role| it.holds(*role));
        self.everybody().filter(holds).collect()
    }

    /// Who may keep out of the evidence together, so that it is still gathered and decisions are
    /// prepared: every possibility once.
    fn may_keep_out(&self) -> Vec<Vec<Person>> {
        // Officers are alike, so that a few of them stand for all.
        let few = |it: &Person| !matches!(it, Person::Officer(no) if *no > OFFICERS);
        let mut sets = vec![Vec::new()];
        for person in self.everybody().filter(few) {
            let with = sets.iter().cloned().map(|mut set: Vec<Person>| {
                set.push(person);
                set
            });
            sets.extend(with.collect::<Vec<_>>());
        }
        let casework = [STAFF[0], STAFF[1], Role::OfficeHead];
        let kinds = [StepKind::RegistrySearch, StepKind::Decision];
        let work = kinds.into_iter().flat_map(|kind| self.workers(kind));
        let work: Vec<Vec<Person>> = work
            .chain([&casework[..]])
            .map(|roles| self.with(roles))
            .collect();
        // Work that is nobody's is told by itself.
        let gathered = |it: &Vec<Person>, out: &[Person]| {
            it.is_empty() || it.iter().any(|who| !out.contains(who))
        };
        sets.retain(|out| work.iter().all(|it| gathered(it, out)));
        sets
    }

    /// Whether somebody may take the outcome, whoever opened the file, prepared the decision and took
    /// the step before, where these keep out of the evidence.
    fn leaves_somebody(&self, step: &Step, outcome: &Outcome, keeping_out: &[Person]) -> bool {
        let signs = step.kind == StepKind::Decision;
        let asks = |rule: Separation| outcome.separation.contains(&rule);
        if outcome.separation.is_empty() && !signs {
            return true;
        }
        // Whoever made the evidence or proposed a decision never signs it.
        let clean = signs || asks(Separation::NotEvidenceMaker);
        let mut free = self.with(&outcome.by);
        free.retain(|it| !clean || keeping_out.contains(it));
        let when = |rule, who: Vec<Person>| if asks(rule) { who } else { Vec::new() };
        let openers = when(Separation::NotOpener, self.openers());
        let before = when(Separation::NotPrevious, self.before(step));
        let mut prepared = when(Separation::NotPreparer, self.preparers());
        prepared.retain(|it| !keeping_out.contains(it));
        let left = |barred: [Option<Person>; 3]| {
            let mut free = free.iter();
            free.any(|it| !barred.contains(&Some(*it)))
        };
        maybe(&openers).all(|opener| {
            let mut before = maybe(&before);
            before.all(|last| maybe(&prepared).all(|maker| left([opener, last, maker])))
        })
    }

    fn preparers(&self) -> Vec<Person> {
        let roles = self.workers(StepKind::Decision).flatten();
        let roles: Vec<Role> = roles.copied().collect();
        self.with(&roles)
    }

    fn openers(&self) -> Vec<Person> {
        let entry = self.directive.entry();
        entry.map_or_else(Vec::new, |it| self.with(&it.actors))
    }

    /// Everybody who may have taken the step that led to this one.
    fn before(&self, step: &Step) -> Vec<Person> {
        let mut before = Vec::new();
        for from in &self.directive.steps {
            // A file is opened by whoever works at the counter.
            let opens = from.kind == StepKind::Intake;
            for outcome in from.outcomes.iter().filter(|it| it.to == step.id) {
                before.extend(self.with(if opens { &from.actors } else { &outcome.by }));
            }
        }
        for act in &self.directive.acts {
            if act.grounds_for(&step.id).next().is_some() {
                before.extend(self.with(&act.by));
            }
        }
        before
    }

    fn workers(&self, kind: StepKind) -> impl Iterator<Item = &[Role]> {
        let steps = self
            .directive
            .steps
            .iter()
            .filter(move |it| it.kind == kind);
        steps.map(|it| it.actors.as_slice())
    }
}

/// Each of them, or nobody where there is none.
fn maybe(people: &[Person]) -> impl Iterator<Item = Option<Person>> + Clone {
    let nobody = people.is_empty().then_some(None);
    people.iter().copied().map(Some).chain(nobody)
}
