//! Carries a case through a directive on the real engine: at each position a way is picked among
//! those that the engine offers, and whatever it rests on is done by whoever may.

use std::collections::{BTreeMap, BTreeSet};

use sejel::domain::access::Actor;
use sejel::domain::case::command::Command;
use sejel::domain::case::decide::{Drafted, Setting, decide, open};
use sejel::domain::case::event::{ActedBy, DirectiveRef, Envelope};
use sejel::domain::case::facts::together;
use sejel::domain::case::{CaseFile, PersonNo, Personal, Position};
use sejel::domain::directive::{Calendar, Directive, OutcomeId, SideAct, Step, StepId, StepKind};
use sejel::domain::time::Moment;

use crate::chance::Chance;
use crate::duties;
use crate::office::{everybody, household};

/// A day in microseconds.
const DAY: i64 = 86_400_000_000;
/// So many moves are enough for any end that can be reached.
const MOVES: usize = 400;
/// A case is reopened so many times at the most.
const COMES_BACK: usize = 2;
/// After so many moves the ways taken least often come first, so that every place is come to.
const AT_RANDOM: usize = 12;

/// Where nobody at all can do anything, or everybody goes round for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranded {
    pub at: Vec<String>,
    pub taken: Vec<String>,
}

/// A case on its way.
#[derive(Clone)]
pub struct Walker<'d> {
    pub directive: &'d Directive,
    pub calendar: &'d Calendar,
    pub people: Vec<Actor>,
    pub file: CaseFile,
    pub now: Moment,
    pub chance: Chance,
    /// Steps at which nobody outside the office ever answers.
    pub silent: BTreeSet<StepId>,
    /// Who keep out of the evidence, so that somebody is left to sign.
    reserved: Vec<usize>,
    taken: Vec<String>,
    often: BTreeMap<(PersonNo, StepId, OutcomeId), usize>,
}

/// Walks once, until everybody has come to an end; answers the ways taken.
pub fn walk(
    directive: &Directive,
    calendar: &Calendar,
    seed: u64,
) -> Result<Vec<String>, Stranded> {
    ended(directive, calendar, seed).map(|walker| walker.taken)
}

/// The same; answers the case as it ended.
pub fn ended<'d>(
    directive: &'d Directive,
    calendar: &'d Calendar,
    seed: u64,
) -> Result<Walker<'d>, Stranded> {
    let mut walker = Walker::start(directive, calendar, seed);
    // Who can leave at any time goes round in no circle for ever.
    let leaves = walker.chance.once_in(2);
    let mut back = 0;
    for moved in 0..MOVES {
        let closed = walker.file.is_closed();
        let again = back < COMES_BACK && walker.chance.once_in(if closed { 2 } else { 20 });
        if again && walker.comes_back() {
            back += 1;
        } else if closed {
            return Ok(walker);
        }
        if leaves {
            walker.leaves_the_case();
        }
        if walker.file.is_closed() {
            continue;
        }
        walker.time_passes();
        walker.something_changes();
        if !walker.moves(moved < AT_RANDOM) {
            return Err(walker.stranded());
        }
    }
    Err(walker.stranded())
}

impl<'d> Walker<'d> {
    /// A case as it is opened.
    pub fn start(directive: &'d Directive, calendar: &'d Calendar, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let people = everybody();
        let now: Moment = "2026-11-26T06:00:00.000000Z".parse().unwrap();
        let mut opening = household(&mut chance);
        opening.application.channel = "counter".to_owned();
        let mut order: Vec<usize> = (0..people.len()).collect();
        chance.shuffle(&mut order);
        let opened = order.into_iter().find_map(|who| {
            let setting = Setting {
                directive,
                calendar,
                actor: &people[who],
                now,
                on: now.tehran_date(),
            };
            Some((who, open(&setting, &opening).ok()?))
        });
        let (who, drafted) = opened.expect("somebody opens the file");
        let mut drafted = drafted.into_iter();
        let first = envelope(
            directive,
            Some(&people[who]),
            now,
            1,
            drafted.next().unwrap(),
        );
        let mut walker = Self {
            directive,
            calendar,
            file: CaseFile::open(&first, "").unwrap(),
            people,
            now,
            silent: silent(directive, &mut chance),
            chance,
            reserved: Vec::new(),
            taken: Vec::new(),
            often: BTreeMap::new(),
        };
        walker.reserved = duties::keeping_out(directive, &walker.people, who, &mut walker.chance);
        walker.record(Some(who), drafted.collect());
        walker
    }

    /// The people of the office in the order in which they are asked: chance, and for what makes
    /// evidence whoever keeps out of it last.
    fn order(&mut self, command: &Command) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        self.chance.shuffle(&mut order);
        if duties::makes_evidence(command) {
            order.sort_by_key(|who| self.reserved.contains(who));
        }
        order
    }

    /// Whether somebody does it.
    pub fn somebody(&mut self, command: &Command) -> bool {
        for who in self.order(command) {
            let done = decide(&self.file, &self.setting(who), command);
            if let Ok(drafted) = done {
                self.record(Some(who), drafted);
                return true;
            }
        }
        false
    }

    pub fn setting(&self, who: usize) -> Setting<'_> {
        Setting {
            directive: self.directive,
            calendar: self.calendar,
            actor: &self.people[who],
            now: self.now,
            on: self.now.tehran_date(),
        }
    }

    /// Adds what was decided; by nobody, where a clock did it.
    fn record(&mut self, who: Option<usize>, drafted: Vec<Drafted>) {
        for draft in drafted {
            let seq = self.file.seq + 1;
            let actor = who.map(|who| &self.people[who]);
            let envelope = envelope(self.directive, actor, self.now, seq, draft);
            self.file.apply(&envelope, "");
            self.everybody_stands_once();
        }
    }

    /// Everybody has one place: their own, or with the household.
    fn everybody_stands_once(&self) {
        let file = &self.file;
        let places = |no| file.positions.iter().filter(|p| p.person == no).count();
        let whole = places(0);
        for person in &file.application.people {
            let own = places(person.no);
            assert!(own == 1 || own == 0 && whole == 1, "{:#?}", file.positions);
        }
        let empty = whole == 1 && together(file, &file.positions).is_empty();
        assert!(whole < 2 && !empty, "{:#?}", file.positions);
    }

    /// The clocks ring whenever their day has come.
    pub fn pass(&mut self, days: i64) {
        self.now = Moment::from_micros(self.now.micros() + days * DAY);
        let today = self.now.tehran_date();
        let due = |p: &&Position| p.wakes_on().is_some_and(|day| day <= today);
        loop {
            let ringing = self.file.clocks().find(due);
            let Some((person, step)) = ringing.map(|p| (p.person, p.step.clone())) else {
                return;
            };
            let command = Command::ExpireClock { person, step };
            let rung = decide(&self.file, &self.setting(0), &command).unwrap();
            self.record(None, rung);
        }
    }

    fn time_passes(&mut self) {
        let days = [0, 0, 1, 9, 40, 400];
        let days = *self.chance.one(&days);
        self.pass(days);
    }

    /// A value that conditions ask about turns out to be another.
    fn something_changes(&mut self) {
        if !self.chance.once_in(8) {
            return;
        }
        let corrected = |person, field: &str, after: Option<&str>| Command::Correct {
            person,
            field: field.to_owned(),
            after: after.map(Personal::new),
            reason: Personal::new("برگهٔ تازه‌ای رسید."),
            paper: None,
        };
        let person = self.file.application.people.len();
        let person = u32::try_from(1 + self.chance.below(person)).unwrap();
        let command = match self.chance.below(4) {
            0 => corrected(0, "settlement", Some("city")),
            1 => corrected(0, "settlement", Some("village")),
            2 => corrected(0, "institution", None),
            _ => corrected(person, "clauses", Some("3")),
        };
        self.somebody(&command);
    }

    /// Somebody, or the household, leaves by an act beside the main line.
    fn leaves_the_case(&mut self) {
        if !self.chance.once_in(30) {
            return;
        }
        let acts = self.directive.acts.iter();
        let acts: Vec<&SideAct> = acts.filter(|act| act.to.is_some()).collect();
        if acts.is_empty() {
            return;
        }
        let act = *self.chance.one(&acts);
        let person = self.anybody();
        let paper = self.bears(act, person);
        self.somebody(&Command::SideAct {
            act: act.id.clone(),
            person,
            reason: Personal::new("از پرونده بیرون رفت."),
            paper,
        });
    }

    /// Somebody who had come to an end, or the household, comes back where the directive says.
    fn comes_back(&mut self) -> bool {
        let Some(act) = self.directive.act("reopening") else {
            return false;
        };
        let ways = act.reopens.iter();
        let mut ways: Vec<_> = ways
            .flat_map(|it| it.to.iter().map(|to| (it.ground, to)))
            .collect();
        self.chance.shuffle(&mut ways);
        for (ground, to) in ways {
            let person = self.anybody();
            let mut tried = self.clone();
            let paper = tried.bears(act, person);
            let reopened = tried.somebody(&Command::Reopen {
                person,
                ground: ground.code().to_owned(),
                to: to.clone(),
                reason: Personal::new("دلیل تازه‌ای رسید."),
                paper,
            });
            if reopened {
                tried.taken.push(format!("{person} reopening.{to}"));
                *self = tried;
                return true;
            }
        }
        false
    }

    /// One of the people of the case, or the household.
    fn anybody(&mut self) -> PersonNo {
        let many = self.file.application.people.len() + 1;
        u32::try_from(self.chance.below(many)).unwrap()
    }

    /// A paper on which an act rests, where it needs one.
    fn bears(&mut self, act: &SideAct, person: PersonNo) -> Option<u32> {
        let kind = act.papers.last()?;
        let of: Vec<PersonNo> = Some(person).filter(|it| *it != 0).into_iter().collect();
        self.hands_in(kind, &of);
        self.file.papers.last().map(|it| it.no)
    }

    /// Goes on somewhere; false where nobody can.
    fn moves(&mut self, at_random: bool) -> bool {
        let mut positions = self.file.positions.clone();
        positions.retain(|p| !p.is_closed());
        self.chance.shuffle(&mut positions);
        positions.iter().any(|p| self.leaves(p, at_random))
    }

    /// Whether one of the ways out of a position can be taken.
    fn leaves(&mut self, position: &Position, at_random: bool) -> bool {
        let Some(step) = self.directive.step(&position.step) else {
            return false;
        };
        let mut ways: Vec<&OutcomeId> = step.outcomes.iter().map(|it| &it.id).collect();
        self.chance.shuffle(&mut ways);
        if !at_random {
            ways.sort_by_key(|id| self.how_often(position, id));
        }
        for id in ways {
            // What was tried in vain is as if it had not been.
            let mut tried = self.clone();
            if tried.takes(position, step, id) {
                tried
                    .taken
                    .push(format!("{} {}.{id}", position.person, step.id));
                let way = (position.person, step.id.clone(), id.clone());
                *tried.often.entry(way).or_default() += 1;
                *self = tried;
                return true;
            }
        }
        false
    }

    fn how_often(&self, position: &Position, id: &OutcomeId) -> usize {
        let way = (position.person, position.step.clone(), id.clone());
        self.often.get(&way).copied().unwrap_or(0)
    }

    fn takes(&mut self, position: &Position, step: &Step, id: &OutcomeId) -> bool {
        let outcome = step.outcome(id).unwrap();
        if step.kind == StepKind::Decision {
            return self.decides(position, outcome);
        }
        let seq = self.file.seq;
        for proof in self.ordered(outcome) {
            if !self.provides(position, step, (outcome, proof)) {
                return false;
            }
            // What was just put on record may have left only one way on.
            if !self.stands(position) {
                return self.file.seq > seq;
            }
        }
        self.takes_step(position, outcome) && self.file.seq > seq
    }

    /// Whether somebody still stands where they stood.
    pub fn stands(&self, position: &Position) -> bool {
        let mut places = self.file.positions.iter();
        places.any(|p| p.person == position.person && p.entered == position.entered)
    }

    fn stranded(&self) -> Stranded {
        let open = self.file.positions.iter().filter(|p| !p.is_closed());
        Stranded {
            at: open.map(|p| format!("{} {}", p.person, p.step)).collect(),
            taken: self.taken.clone(),
        }
    }
}

/// In a third of the walks, some steps at which nobody outside ever answers.
fn silent(directive: &Directive, chance: &mut Chance) -> BTreeSet<StepId> {
    let quiet = chance.once_in(3);
    let steps = directive
        .steps
        .iter()
        .filter(|_| quiet && chance.once_in(2));
    steps.map(|it| it.id.clone()).collect()
}

fn envelope(
    directive: &Directive,
    actor: Option<&Actor>,
    now: Moment,
    seq: u64,
    draft: Drafted,
) -> Envelope {
    Envelope {
        stream: String::new(),
        seq,
        at: now,
        occurred_on: now.tehran_date(),
        actor: ActedBy {
            user: actor.map(|it| it.user),
            name: None,
            role: draft.role,
            unit: sejel::domain::access::UnitPath::parse(crate::office::UNIT).unwrap(),
            process: actor.is_none().then(|| "clocks".to_owned()),
        },
        directive: DirectiveRef {
            id: directive.id.clone(),
            version: directive.version.clone(),
            digest: directive.digest.clone(),
        },
        positions: draft.positions,
        whole: draft.whole,
        key: None,
        v: 1,
        happening: draft.happening,
    }
}
