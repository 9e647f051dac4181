//! Whether somebody can do what is asked, and somebody else is left where two people are asked for.

use super::super::codes::{Separation, StepKind};
use super::super::model::{Directive, Outcome, Step};
use super::Found;
use super::fault::Fault;
use super::flow::Flow;
use crate::domain::access::Role;

/// Roles that watch or administer and never act in a case.
const WATCHING: [Role; 2] = [Role::Auditor, Role::Administrator];

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
/// kind) has nobody left, whoever did what came before.
pub(super) fn separation(directive: &Directive, flow: &Flow<'_>, people: usize) -> Vec<Found> {
    let office = Office { directive, people };
    let mut found = Vec::new();
    for step in &directive.steps {
        for outcome in &step.outcomes {
            if !office.leaves_somebody(step, outcome) {
                let (step, id) = (step.id.clone(), outcome.id.clone());
                let path = flow.way_to_step(&step);
                let fault = Fault::SeparationImpossible(step, id, people);
                found.push(Found::by(fault, path));
            }
        }
    }
    found
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

    /// Whether somebody may take the outcome, whoever opened the file and whoever took the step
    /// before, in an office where whoever is to sign keeps out of the evidence.
    fn leaves_somebody(&self, step: &Step, outcome: &Outcome) -> bool {
        let signs = step.kind == StepKind::Decision;
        if outcome.separation.is_empty() && !signs {
            return true;
        }
        let asks = |rule: Separation| outcome.separation.contains(&rule);
        // Whoever proposes a decision never signs it, and neither does whoever made its evidence.
        let evidence = signs || asks(Separation::NotEvidenceMaker);
        let proposal = signs || asks(Separation::NotPreparer);
        let free: Vec<Person> = self
            .with(&outcome.by)
            .into_iter()
            .filter(|me| !evidence || self.others_gather(*me))
            .filter(|me| !proposal || self.others_propose(*me))
            .collect();
        let openers = match asks(Separation::NotOpener) {
            true => self.openers(),
            false => Vec::new(),
        };
        let before = match asks(Separation::NotPrevious) {
            true => self.before(step),
            false => Vec::new(),
        };
        let left = |barred: &[Option<Person>]| free.iter().any(|it| !barred.contains(&Some(*it)));
        maybe(&openers).all(|opener| maybe(&before).all(|last| left(&[opener, last])))
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
        before
    }

    /// Whether everything that makes evidence can be done by others.
    fn others_gather(&self, me: Person) -> bool {
        let search = self.workers(StepKind::RegistrySearch);
        let papers = [STAFF[0], STAFF[1], Role::OfficeHead];
        let mut work = search.chain([&papers[..]]);
        work.all(|roles| self.others(me, roles))
    }

    /// Whether decisions can be prepared by others.
    fn others_propose(&self, me: Person) -> bool {
        let mut work = self.workers(StepKind::Decision);
        work.all(|roles| self.others(me, roles))
    }

    fn workers(&self, kind: StepKind) -> impl Iterator<Item = &[Role]> {
        let steps = self
            .directive
            .steps
            .iter()
            .filter(move |it| it.kind == kind);
        steps.map(|it| it.actors.as_slice())
    }

    fn others(&self, me: Person, roles: &[Role]) -> bool {
        self.with(roles).into_iter().any(|it| it != me)
    }
}

/// Each of them, or nobody where there is none.
fn maybe(people: &[Person]) -> impl Iterator<Item = Option<Person>> + Clone {
    let nobody = people.is_empty().then_some(None);
    people.iter().copied().map(Some).chain(nobody)
}
