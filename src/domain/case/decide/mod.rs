//! Judges a command against the case and its directive: either the events that follow, or a
//! refusal that explains itself. Pure; the same function says which actions a page may offer.

mod clocks;
mod dates;
mod decision;
mod extension;
mod issuance;
mod letters;
mod may;
mod moves;
mod moving;
mod outcome;
mod papers;
mod proofs;
mod record;
mod recount;
mod sittings;

use jiff::civil::Date;

use super::command::{Command, Opening};
use super::correction;
use super::event::{ActedBy, Envelope, Happening, Opened, PaperReceived, ProposalVoided};
use super::file::CaseFile;
use super::people::WHOLE_CASE;
use super::personal::Personal;
use super::position::Position;
use super::refusal::{Refusal, Why};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Role, UnitPath};
use crate::domain::directive::{
    Calendar, Citation, Directive, Holder, Proof, Step, StepKind, StepScope,
};
use crate::domain::time::Moment;

pub use decision::{
    MATERIAL_FACTS, awaiting_decision, clauses_untested, facts_without_finding, head_voted,
    may_sign,
};
pub use issuance::exempt;
pub use may::{Act, acting_role, has_place, may};
pub use moving::change_directive;
pub use outcome::{Offer, ended_as_a_whole, offers, take_step_refusal, warns};
pub use papers::bears;
pub use proofs::on_record;

/// Under what a command is judged.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub directive: &'a Directive,
    pub calendar: &'a Calendar,
    pub actor: &'a Actor,
    pub now: Moment,
    /// The civil day of the act, from which clocks run.
    pub on: Date,
}

impl Setting<'_> {
    /// Today in Tehran.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.tehran_date()
    }
}

/// An event that is decided but not yet recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub happening: Happening,
    /// Where the case stands after it.
    pub positions: Vec<Position>,
    /// The role under which the actor acts; absent for a process.
    pub role: Option<Role>,
    /// The time limit for the whole of the case, where it changes.
    pub whole: Option<Position>,
}

/// Opens a case: the first events of its stream.
///
/// # Errors
/// The actor may not open cases in the unit, or the date cannot be.
pub fn open(setting: &Setting<'_>, opening: &Opening) -> Result<Vec<Drafted>, Refusal> {
    let Some(intake) = setting.directive.entry() else {
        return Err(Refusal::plain(Why::NotAtThisStep));
    };
    let role = opening_role(setting, intake.actors.as_slice(), &opening.unit)
        .ok_or_else(|| Refusal::on(Why::NotYourRole, &intake.basis).who(&intake.actors))?;
    if setting.on > setting.today() {
        return Err(Refusal::plain(Why::FutureDate(setting.on)));
    }
    if correction::unsound(&opening.application).is_some() {
        return Err(Refusal::on(Why::NoSuchValue, &intake.basis));
    }
    let next = intake
        .outcomes
        .first()
        .and_then(|o| setting.directive.step(&o.to));
    let Some(next) = next else {
        return Err(Refusal::plain(Why::NoSuchOutcome));
    };
    let people = opening.application.people.iter().map(|p| p.no);
    let people = match next.scope {
        StepScope::Case => vec![WHOLE_CASE],
        StepScope::Person => people.collect(),
    };
    let stand = |no| moves::stand(setting, next, no, 1);
    let positions: Vec<Position> = people.into_iter().map(stand).collect();
    let whole = clocks::whole(setting, 1);
    let opened = Opened {
        reference: opening.reference.clone(),
        tracking: Personal::new(&opening.tracking),
        unit: opening.unit.clone(),
        overall_due: whole.as_ref().and_then(|w| w.due.clone()),
        application: opening.application.clone(),
        similar: opening.similar.clone(),
        similar_reason: opening.similar_reason.clone(),
    };
    let mut drafted = vec![Drafted {
        happening: Happening::CaseOpened(Box::new(opened)),
        positions: positions.clone(),
        role: Some(role),
        whole,
    }];
    for (paper, received) in (1..).zip(&opening.papers) {
        papers::somewhere(received)?;
        let received = PaperReceived {
            paper,
            version: 1,
            ..received.clone()
        };
        drafted.push(Drafted {
            happening: Happening::PaperReceived(received),
            positions: positions.clone(),
            role: Some(role),
            whole: None,
        });
    }
    Ok(drafted)
}

fn opening_role(setting: &Setting<'_>, roles: &[Role], unit: &UnitPath) -> Option<Role> {
    roles
        .iter()
        .copied()
        .find(|r| setting.actor.grant_over(*r, unit).is_some())
}

/// Judges a command on an open case.
///
/// # Errors
/// The refusal, with its reason and article.
pub fn decide(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    judged(file, setting, command).map_err(|no| no.or_on(ground(file, setting.directive)))
}

/// The articles of the place where the case stands: on them rests what is refused on none of its own.
fn ground<'d>(file: &CaseFile, directive: &'d Directive) -> &'d [Citation] {
    let open = file.positions.iter().find(|p| !p.is_closed());
    let place = open.or_else(|| file.positions.last());
    let step = place.and_then(|p| directive.step(&p.step));
    let step = step.filter(|s| !s.basis.is_empty());
    step.or_else(|| directive.entry()).map_or(&[], |s| &s.basis)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
fn judged(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    if let Command::Together(all) = command {
        return together(file, setting, all);
    }
    if let Command::ExpireClock { person, step } = command {
        let mut rung = clocks::ring(file, setting, *person, step)?;
        clocks::whole_follows(file, setting, &mut rung);
        return Ok(rung);
    }
    if matches!(command, Command::RecountClocks) {
        return recount::recount(file, setting);
    }
    if let Command::Move(_) = command {
        // A move is judged under both versions, once two people have agreed: `change_directive`.
        return Err(Refusal::plain(Why::NotYourRole).who(policy::roles(Action::MoveCases)));
    }
    if setting.on > setting.today() {
        return Err(Refusal::plain(Why::FutureDate(setting.on)));
    }
    if setting.on < file.opened_on {
        return Err(Refusal::plain(Why::BeforeOpening(file.opened_on)));
    }
    let act = may::act_of(file, command);
    may(file, setting, &act)?;
    dates::not_before_its_ground(file, setting, command)?;
    let role = acting_role(file, setting, &act);
    let mut drafted = match command {
        Command::Open(_) => return Err(Refusal::plain(Why::AlreadyRecorded)),
        Command::TakeStep(take) => outcome::take(file, setting, take)?,
        Command::Propose { .. }
        | Command::ReturnProposal { .. }
        | Command::Sign { .. }
        | Command::Assess { .. }
        | Command::HearOut(_) => decision::judge(file, setting, command)?,
        Command::SideAct { .. } | Command::Reopen { .. } => {
            outcome::beside(file, setting, command)?
        }
        _ => record::record(file, setting, command)?,
    };
    entitled(file, setting, &drafted)?;
    turn(file, setting, &mut drafted);
    void_proposal(file, &mut drafted);
    clocks::whole_follows(file, setting, &mut drafted);
    for d in &mut drafted {
        d.role = role;
    }
    Ok(drafted)
}

/// Each command as the ones before it leave the case; the first that cannot be refuses them all, and
/// says whom it concerns.
fn together(
    file: &CaseFile,
    setting: &Setting<'_>,
    commands: &[Command],
) -> Result<Vec<Drafted>, Refusal> {
    let mut at = file.clone();
    let mut all = Vec::new();
    for command in commands {
        let drafted = decide(&at, setting, command).map_err(|no| no.of(command.person()))?;
        at = after(&at, setting, &drafted);
        all.extend(drafted);
    }
    Ok(all)
}

/// Whichever way somebody comes to the issue of a certificate, something must give the right to it.
fn entitled(file: &CaseFile, setting: &Setting<'_>, drafted: &[Drafted]) -> Result<(), Refusal> {
    let issues = |p: &&Position| p.kind == StepKind::Issuance;
    let places = drafted.last().map_or(&[][..], |d| &d.positions);
    let stood = |no| file.positions.iter().filter(issues).any(|p| p.person == no);
    let comes: Vec<&Position> = places
        .iter()
        .filter(issues)
        .filter(|p| !stood(p.person))
        .collect();
    if comes.is_empty() {
        return Ok(());
    }
    let after = after(file, setting, drafted);
    match comes
        .iter()
        .find(|p| !proofs::is_entitled(&after, p.person))
    {
        None => Ok(()),
        Some(p) => {
            let decides = |s: &&Step| s.kind == StepKind::Decision;
            let decision = setting.directive.steps.iter().find(decides);
            let basis = decision.map_or(&[][..], |s| &s.basis);
            Err(Refusal::on(Why::NotEntitled(p.person), basis))
        }
    }
}

/// Where minutes or an answer are there and only the head may go on, it is the head's turn.
fn turn(file: &CaseFile, setting: &Setting<'_>, drafted: &mut [Drafted]) {
    let ours = |p: &Position| matches!(p.holder, Holder::Office | Holder::Head);
    let work = |step: &Step| {
        let mut work = [Proof::Sitting, Proof::Answer].into_iter();
        work.find(|proof| step.asks_for(*proof))
    };
    let step = |p: &Position| setting.directive.step(&p.step);
    let concerned = |p: &&Position| ours(p) && step(p).and_then(work).is_some();
    let places = drafted.last().into_iter().flat_map(|d| &d.positions);
    if places.filter(concerned).count() == 0 {
        return;
    }
    let after = after(file, setting, drafted);
    let places = drafted.last_mut();
    for p in places.into_iter().flat_map(|d| &mut d.positions) {
        let Some(step) = step(p).filter(|_| ours(p)) else {
            continue;
        };
        let Some(work) = work(step) else { continue };
        let holds = |proof: &Proof| on_record(&after, p, *proof);
        let mut open = step.outcomes.iter().filter(|o| o.needs.iter().all(holds));
        let done = holds(&work) && open.clone().next().is_some();
        let heads = done && open.all(|o| o.by == [Role::OfficeHead]);
        let holder = match heads || step.holder == Holder::Head {
            true => Holder::Head,
            false => Holder::Office,
        };
        if holder != p.holder {
            clocks::hand_over(setting, p, holder);
        }
    }
}

/// The case as it would be once these events are recorded.
fn after(file: &CaseFile, setting: &Setting<'_>, drafted: &[Drafted]) -> CaseFile {
    let mut after = file.clone();
    for draft in drafted {
        let envelope = Envelope {
            stream: String::new(),
            seq: after.seq + 1,
            at: setting.now,
            occurred_on: setting.on,
            actor: ActedBy {
                user: Some(setting.actor.user),
                name: Some(Personal::new(&setting.actor.name)),
                role: draft.role,
                unit: file.unit.clone(),
                process: None,
            },
            directive: file.directive.clone(),
            positions: draft.positions.clone(),
            whole: draft.whole.clone(),
            key: None,
            v: 1,
            happening: draft.happening.clone(),
        };
        after.apply(&envelope, "");
    }
    after
}

/// Whatever changes the file's substance takes an unsigned proposal away, and says so.
fn void_proposal(file: &CaseFile, drafted: &mut Vec<Drafted>) {
    let Some(open) = &file.proposal else { return };
    let Some(change) = drafted.iter().find(|d| d.happening.is_material()) else {
        return;
    };
    let because = change.happening.name().to_owned();
    let positions = drafted
        .last()
        .map_or_else(Vec::new, |d| d.positions.clone());
    drafted.push(Drafted {
        happening: Happening::ProposalVoided(ProposalVoided {
            round: open.what.round,
            because,
        }),
        positions,
        role: None,
        whole: None,
    });
}

/// An event that moves nobody.
fn stays(file: &CaseFile, happening: Happening) -> Drafted {
    Drafted {
        happening,
        positions: file.positions.clone(),
        role: None,
        whole: None,
    }
}
