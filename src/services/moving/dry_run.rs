//! Which cases a move means, and what it would do to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::domain::case::event::DirectiveRef;
use crate::domain::directive::life::{Family, State, Version};
use crate::domain::directive::moving::Refused;
use crate::domain::directive::moving::event::Chosen;
use crate::domain::directive::simulate::{Class, Crossing, Effect, classes, simulate};
use crate::domain::directive::{Directive, StepId};
use crate::domain::time::Moment;
use crate::services::casework::{self, Opened};
use crate::services::reading::{self, Reader};
use crate::services::register::{Register, cite};
use crate::store::projections::{Case, CaseState};
use crate::store::{Conn, cases, open_cases};

use super::NotDone;

/// Cases read at once.
const BATCH: u32 = 500;

/// Which cases somebody wishes to move, and where to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Name or beginning of the digest of the version.
    pub to: String,
    /// The version that the cases follow; needed only where they follow several.
    pub from: Option<String>,
    /// Of this unit; of the person's own, where she has one.
    pub unit: Option<UnitPath>,
    /// That stand at this step.
    pub step: Option<StepId>,
    /// Numbers of cases; every one where none is named.
    pub cases: Vec<String>,
}

/// A case as the dry run found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub case: i64,
    pub reference: String,
    /// Number of its last event.
    pub seq: u64,
    pub effects: Vec<Effect>,
}

/// What a move would do. Nothing was done.
#[derive(Debug, Clone)]
pub struct DryRun {
    pub before: Arc<Directive>,
    pub after: Arc<Directive>,
    pub from: DirectiveRef,
    pub to: DirectiveRef,
    pub chosen: Chosen,
    pub as_of: Moment,
    /// Those that have a place, in the order in which they were opened.
    pub moves: Vec<Tried>,
    /// Those that have none.
    pub left: Vec<Tried>,
    /// How many of those that have a place fall into which class.
    pub found: BTreeMap<String, u64>,
}

/// Tries a move; recorded as read, for its purpose.
///
/// # Errors
/// See [`NotDone`].
pub fn dry_run(
    register: &Register,
    reader: Reader<'_>,
    wish: &Wish,
    purpose: &str,
) -> Result<DryRun, NotDone> {
    let (unit, scope) = reach(reader.actor, wish)?;
    let as_of = register.clock.now();
    let tried = register.store.read(|c| {
        let family = register.directives.family(c)?;
        let to = in_force(&family, &wish.to, as_of)?;
        let to = DirectiveRef {
            id: family.id.clone(),
            version: to.label.clone(),
            digest: to.digest.clone(),
        };
        let after = register.directives.pinned(c, &to)?;
        let after = after.ok_or_else(|| Refused::NoSuchVersion(wish.to.clone()))?;
        let mut tried = Trying {
            register,
            wish,
            run: None,
            followed: BTreeMap::new(),
            place: (unit, as_of, after),
        };
        tried.all(c, &scope)?;
        tried.end()
    })?;
    let cases = u64::try_from(tried.moves.len() + tried.left.len()).unwrap_or(u64::MAX);
    reading::simulated(register, reader, &tried.to.digest, (cases, None), purpose)?;
    Ok(tried)
}

fn reach(actor: &Actor, wish: &Wish) -> Result<(UnitPath, Scope), NotDone> {
    let scope = policy::scope(actor, Action::MoveCases);
    let unit = match (&wish.unit, scope.units()) {
        (_, []) => return Err(NotDone::Forbidden),
        (Some(unit), _) => unit.clone(),
        (None, [own]) => own.clone(),
        (None, _) => return Err(Refused::NoUnit.into()),
    };
    if !scope.covers(&unit) {
        return Err(Refused::NoUnit.into());
    }
    let narrowed = scope.within(&unit);
    Ok((unit, narrowed))
}

/// The version by its name or digest, where cases that are opened now follow it.
fn in_force<'f>(family: &'f Family, to: &str, now: Moment) -> Result<&'f Version, Refused> {
    let found = family.labelled(to).or_else(|| family.version(to));
    let found = found.ok_or_else(|| Refused::NoSuchVersion(to.to_owned()))?;
    match family.state(found, now.tehran_date()) {
        State::InForce { .. } => Ok(found),
        State::Draft
        | State::Proposed
        | State::Approved
        | State::Scheduled { .. }
        | State::Superseded { .. }
        | State::Withdrawn => Err(Refused::NotInForce(found.label.clone())),
    }
}

/// A dry run that goes from case to case: only what it found is kept.
struct Trying<'a> {
    register: &'a Register,
    wish: &'a Wish,
    run: Option<DryRun>,
    /// The versions that the cases follow: names by digest.
    followed: BTreeMap<String, String>,
    place: (UnitPath, Moment, Arc<Directive>),
}

impl Trying<'_> {
    /// Every open case that is meant.
    fn all(&mut self, c: &mut Conn, scope: &Scope) -> Result<(), NotDone> {
        let named: BTreeSet<&String> = self.wish.cases.iter().collect();
        for number in &named {
            let kept = cases::by_reference(c, scope, number)?;
            let kept = kept.ok_or(casework::Failure::NotFound)?;
            if kept.state == CaseState::Open {
                self.one(c, &kept)?;
            }
        }
        let mut last = 0;
        while named.is_empty() {
            let batch = open_cases::after(c, scope, last, BATCH)?;
            let Some(end) = batch.last() else { break };
            last = end.id;
            for kept in &batch {
                self.one(c, kept)?;
            }
        }
        Ok(())
    }

    fn one(&mut self, c: &mut Conn, kept: &Case) -> Result<(), NotDone> {
        let opened = casework::opened(c, self.register, kept)?;
        let version = &opened.directive.version;
        let at = |step: &StepId| {
            let mut open = opened.file.positions.iter().filter(|p| !p.is_closed());
            open.any(|p| p.step == *step)
        };
        let (_, _, after) = &self.place;
        let is_meant = opened.file.directive.digest != after.digest
            && self.wish.from.as_ref().is_none_or(|from| from == version)
            && self.wish.step.as_ref().is_none_or(at);
        if !is_meant {
            return Ok(());
        }
        let digest = opened.file.directive.digest.clone();
        self.followed.insert(digest, version.clone());
        let run = self
            .run
            .get_or_insert_with(|| DryRun::begin(&opened, self.wish, &self.place));
        if run.from.digest == opened.file.directive.digest {
            run.try_one(&opened);
        }
        Ok(())
    }

    fn end(self) -> Result<DryRun, NotDone> {
        let run = self.run.ok_or(Refused::NoCase { looked: 0 })?;
        if self.followed.len() > 1 {
            let labels = self.followed.into_values().collect();
            return Err(Refused::SeveralVersions(labels).into());
        }
        Ok(run)
    }
}

impl DryRun {
    fn begin(
        first: &Opened,
        wish: &Wish,
        (unit, as_of, after): &(UnitPath, Moment, Arc<Directive>),
    ) -> Self {
        Self {
            before: Arc::clone(&first.directive),
            from: first.file.directive.clone(),
            to: cite(after),
            after: Arc::clone(after),
            chosen: Chosen {
                unit: unit.clone(),
                step: wish.step.clone(),
                cases: wish.cases.clone(),
            },
            as_of: *as_of,
            moves: Vec::new(),
            left: Vec::new(),
            found: BTreeMap::new(),
        }
    }

    fn try_one(&mut self, opened: &Opened) {
        let crossing = Crossing {
            before: &self.before,
            after: &self.after,
            calendar: &opened.calendars.now,
            on: self.as_of.tehran_date(),
        };
        let effects = simulate(&crossing, &opened.file);
        let classes = classes(&effects);
        let tried = Tried {
            case: opened.id,
            reference: opened.file.reference.clone(),
            seq: opened.file.seq,
            effects,
        };
        if classes.contains(&Class::NoMapping) {
            self.left.push(tried);
            return;
        }
        for class in classes {
            *self.found.entry(class.code().to_owned()).or_default() += 1;
        }
        self.moves.push(tried);
    }
}
