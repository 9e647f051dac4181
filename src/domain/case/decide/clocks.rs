//! The clocks of positions: how they start, stand still, and run out.

use jiff::civil::Date;

use super::super::event::{ClockEscalated, ClockReminded, Happening};
use super::super::file::CaseFile;
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::position::{Course, Position, WHOLE_LIMIT};
use super::super::refusal::{Refusal, Why};
use super::{Drafted, Setting, moves};
use crate::domain::access::Role;
use crate::domain::directive::clock::days_between;
use crate::domain::directive::{ClockRule, Due, Holder, Step, StepId, StepKind};

/// The clock of `step` as it stands when the step is entered: one that runs from a letter begins
/// with the letter.
pub(super) fn started(setting: &Setting<'_>, step: &Step) -> (Option<Due>, Course) {
    if step.waits_for_a_letter() {
        return (None, Course::default());
    }
    counted(setting, step)
}

/// The clock of `step`, counted from the day of the act.
pub(super) fn counted(setting: &Setting<'_>, step: &Step) -> (Option<Due>, Course) {
    let Some(rule) = &step.clock else {
        return (None, Course::default());
    };
    let due = Due::count(rule, setting.on, setting.calendar);
    let mut course = course(rule, &due, setting);
    if rule.pauses_with.contains(&step.holder) {
        course.still_since = Some(setting.on);
    }
    (Some(due), course)
}

fn course(rule: &ClockRule, due: &Due, setting: &Setting<'_>) -> Course {
    Course {
        ahead: rule.ahead(due, setting.calendar),
        ..Course::default()
    }
}

/// The time limit for the whole of a case, as it starts on the day of the act.
pub(super) fn whole(setting: &Setting<'_>, entered: u64) -> Option<Position> {
    let rule = setting.directive.overall.as_ref()?;
    let due = Due::count(rule, setting.on, setting.calendar);
    Some(Position {
        person: WHOLE_CASE,
        step: StepId::from(WHOLE_LIMIT),
        formerly: Vec::new(),
        // It begins where the case begins and is nobody's to keep alone.
        kind: StepKind::Intake,
        holder: Holder::Nobody,
        since: setting.on,
        entered,
        course: course(rule, &due, setting),
        due: Some(due),
    })
}

/// The limit for the whole stands still while the case is suspended, and while everybody's part of
/// it is with a holder whose time is not counted; a case that is opened again gets a new one.
pub(super) fn whole_follows(file: &CaseFile, setting: &Setting<'_>, drafted: &mut [Drafted]) {
    let Some(rule) = &setting.directive.overall else {
        return;
    };
    let mut suspended = file.suspended.is_some();
    let mut limit = file.whole.clone();
    for (draft, seq) in drafted.iter().zip(file.seq + 1..) {
        let happening = &draft.happening;
        suspended |= matches!(happening, Happening::CaseSuspended(_));
        suspended &= !matches!(happening, Happening::CaseResumed(_));
        if file.is_closed() && matches!(happening, Happening::CaseReopened(_)) {
            limit = whole(setting, seq);
        }
        limit = draft.whole.clone().or(limit);
    }
    let (Some(mut limit), Some(last)) = (limit, drafted.last_mut()) else {
        return;
    };
    let mut open = last.positions.iter().filter(|p| !p.is_closed()).peekable();
    if open.peek().is_none() {
        return;
    }
    if suspended || open.all(|p| rule.pauses_with.contains(&p.holder)) {
        stop(setting, &mut limit);
    } else {
        go_on(setting, &mut limit);
    }
    if file.whole.as_ref() != Some(&limit) {
        last.whole = Some(limit);
    }
}

pub(super) fn rule_of<'a>(setting: &Setting<'a>, position: &Position) -> Option<&'a ClockRule> {
    if position.is_whole_limit() {
        return setting.directive.overall.as_ref();
    }
    setting.directive.step(&position.step)?.clock.as_ref()
}

/// The clock stops on the day of the act; what it counted so far stays counted.
pub(super) fn stop(setting: &Setting<'_>, position: &mut Position) {
    if position.due.is_some() && !position.is_still() {
        position.course.still_since = Some(setting.on);
    }
}

/// The clock goes on, later by the days on which it stood still.
pub(super) fn go_on(setting: &Setting<'_>, position: &mut Position) {
    let Some(since) = position.course.still_since.take() else {
        return;
    };
    let days = u32::try_from(days_between(since, setting.on)).unwrap_or(0);
    if let Some(due) = &position.due {
        let due = due.pause(days, setting.calendar);
        shift(setting, position, due);
    }
}

/// After a suspension the clock goes on, unless whoever has the case in hand is not timed.
pub(super) fn resume(setting: &Setting<'_>, position: &mut Position) {
    let holder = position.holder;
    let stands = rule_of(setting, position).is_some_and(|r| r.pauses_with.contains(&holder));
    if !stands {
        go_on(setting, position);
    }
}

/// Gives the position a later due date, with the reminders and escalations that it still has
/// before it. What was said of the earlier date is settled.
pub(super) fn shift(setting: &Setting<'_>, position: &mut Position, due: Due) {
    let still_since = position.course.still_since;
    let mut next =
        rule_of(setting, position).map_or_else(Course::default, |rule| course(rule, &due, setting));
    next.ahead.retain(|ahead| ahead.on > setting.today());
    next.still_since = still_since;
    position.course = next;
    position.due = Some(due);
}

/// Whoever has the case in hand from the day of the act; the clock stops or goes on accordingly.
pub(super) fn hand_over(setting: &Setting<'_>, position: &mut Position, holder: Holder) {
    if position.holder == holder {
        return;
    }
    position.holder = holder;
    position.since = setting.on;
    let stands = rule_of(setting, position).is_some_and(|r| r.pauses_with.contains(&holder));
    if stands {
        stop(setting, position);
    } else {
        go_on(setting, position);
    }
}

pub(super) fn at<'p>(
    places: impl Iterator<Item = &'p mut Position>,
    person: PersonNo,
    step: &'p StepId,
) -> impl Iterator<Item = &'p mut Position> {
    places.filter(move |p| p.person == person && p.step == *step)
}

/// Everything that the clock of a position has brought about by today, each recorded once. It
/// reminds, it tells, and it may lead to where a person decides; it decides nothing.
pub(super) fn ring(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    step: &StepId,
) -> Result<Vec<Drafted>, Refusal> {
    let position = file
        .position(person, step)
        .ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let wakes = position.wakes_on().filter(|_| file.suspended.is_none());
    if wakes.is_none_or(|day| day > setting.today()) {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    let mut rung = Rung {
        file,
        setting,
        positions: file.positions.clone(),
        whole: file.whole.clone().filter(|_| position.is_whole_limit()),
        drafted: Vec::new(),
    };
    rung.remind(position);
    rung.expire(position);
    rung.escalate(position);
    rung.lead_on(position);
    Ok(rung.drafted)
}

/// The events of one ringing, and where the case stands after the last of them.
struct Rung<'a> {
    file: &'a CaseFile,
    setting: &'a Setting<'a>,
    positions: Vec<Position>,
    /// Where it is the limit for the whole that rings.
    whole: Option<Position>,
    drafted: Vec<Drafted>,
}

impl Rung<'_> {
    fn mark(&mut self, of: &Position, mark: impl Fn(&mut Course)) {
        let places = self.positions.iter_mut().chain(&mut self.whole);
        at(places, of.person, &of.step).for_each(|p| mark(&mut p.course));
    }

    fn draft(&mut self, of: &Position, happening: Happening, mark: impl Fn(&mut Course)) {
        self.mark(of, mark);
        self.drafted.push(Drafted {
            happening,
            positions: self.positions.clone(),
            role: None,
            whole: self.whole.clone(),
        });
    }

    fn has_run_out(&self, position: &Position) -> Option<Date> {
        let due = position.due.as_ref()?.date;
        let new = position.course.expired_on.is_none();
        (new && due < self.setting.today()).then_some(due)
    }

    /// Reminders that were missed together are one.
    fn remind(&mut self, position: &Position) {
        let today = self.setting.today();
        let passed = |on: Date, tell: Option<Role>| tell.is_none() && on <= today;
        let any = position.course.ahead.iter().any(|a| passed(a.on, a.tell));
        let Some(due) = position.due.as_ref().filter(|_| any).map(|d| d.date) else {
            return;
        };
        let forget = |course: &mut Course| course.ahead.retain(|a| !passed(a.on, a.tell));
        if self.has_run_out(position).is_some() {
            // The end of the limit says more than a reminder of it.
            self.mark(position, forget);
            return;
        }
        let (person, step) = (position.person, position.step.clone());
        let reminded = ClockReminded { person, step, due };
        self.draft(position, Happening::ClockReminded(reminded), forget);
    }

    fn expire(&mut self, position: &Position) {
        if self.has_run_out(position).is_none() {
            return;
        }
        let today = self.setting.today();
        let tell = rule_of(self.setting, position).and_then(|rule| rule.escalate_to);
        let effect = tell.map_or_else(
            || "warned".to_owned(),
            |role| format!("escalated:{}", role.code()),
        );
        let expired = Happening::ClockExpired {
            person: position.person,
            step: position.step.clone(),
            effect,
        };
        self.draft(position, expired, |course| {
            course.expired_on = Some(today);
            course.told.extend(tell);
        });
    }

    fn escalate(&mut self, position: &Position) {
        let today = self.setting.today();
        let Some(due) = position.due.as_ref().map(|d| d.date) else {
            return;
        };
        for ahead in position.course.ahead.iter().filter(|a| a.on <= today) {
            let Some(to) = ahead.tell else { continue };
            let escalated = ClockEscalated {
                person: position.person,
                step: position.step.clone(),
                to,
                due,
            };
            let escalated = Happening::ClockEscalated(escalated);
            self.draft(position, escalated, |course| {
                course.ahead.retain(|a| a != ahead);
                if !course.told.contains(&to) {
                    course.told.push(to);
                }
            });
        }
    }

    fn lead_on(&mut self, position: &Position) {
        if self.has_run_out(position).is_none() {
            return;
        }
        let step = self.setting.directive.step(&position.step);
        let outcome = step.and_then(|s| s.outcome(s.clock.as_ref()?.on_expiry.as_ref()?));
        let Some((step, outcome)) = step.zip(outcome) else {
            return;
        };
        let before = u64::try_from(self.drafted.len()).unwrap_or(u64::MAX);
        let seq = (self.file.seq + 1).saturating_add(before);
        self.drafted.push(moves::take(
            self.file,
            self.setting,
            &self.positions,
            position.person,
            (step, outcome),
            (None, Vec::new()),
            seq,
        ));
    }
}
