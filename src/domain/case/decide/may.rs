//! Whether somebody may do something in a case at all: role, place in the directive, state.

use super::super::command::Command;
use super::super::file::CaseFile;
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::decision::may_sign;
use super::extension;
use super::papers::has_one_for;
use super::{Setting, ground};
use crate::domain::access::Role;
use crate::domain::directive::{Citation, OutcomeId, Proof, Step, StepId, StepKind};

/// Something that can be done in a case; each has its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    TakeStep {
        person: PersonNo,
        step: StepId,
        outcome: OutcomeId,
    },
    AddPerson,
    ReceivePaper,
    JudgePaper,
    Search,
    Evidence,
    Interview,
    Schedule,
    Sitting,
    Letter,
    Reminder,
    Answer,
    Assess,
    HearOut,
    Propose,
    ReturnProposal,
    Sign,
    Serve(PersonNo),
    Biometrics(PersonNo),
    DraftRecord(PersonNo),
    Certificate(PersonNo),
    Objection(PersonNo),
    Judgment(PersonNo),
    Side(String),
    Note,
    Correct(PersonNo),
    Claim,
    Release,
    Assign,
    Extend {
        person: PersonNo,
        step: StepId,
    },
    /// Approving or declining an extension that somebody else proposed.
    AnswerExtension {
        person: PersonNo,
        step: StepId,
    },
}

/// The act that a command performs.
pub(super) fn act_of(file: &CaseFile, command: &Command) -> Act {
    let side = |id: &str| Act::Side(id.to_owned());
    match command {
        // What several are asked for is asked of each by itself.
        Command::Open(_)
        | Command::Together(_)
        | Command::AddNote { .. }
        | Command::Move(_)
        | Command::ExpireClock { .. }
        | Command::RecountClocks => Act::Note,
        Command::AddPerson { .. } => Act::AddPerson,
        Command::ReceivePaper(_) => Act::ReceivePaper,
        Command::JudgePaper(_) => Act::JudgePaper,
        Command::TakeStep(t) => Act::TakeStep {
            person: t.person,
            step: t.step.clone(),
            outcome: t.outcome.clone(),
        },
        Command::RecordSearch { .. } => Act::Search,
        Command::RecordEvidence(_) => Act::Evidence,
        Command::HoldInterview(_) => Act::Interview,
        Command::ScheduleSitting { .. } => Act::Schedule,
        Command::RecordSitting(_) => Act::Sitting,
        Command::SendLetter { .. } => Act::Letter,
        Command::RemindLetter { .. } => Act::Reminder,
        Command::AnswerLetter(_) => Act::Answer,
        Command::Assess { .. } => Act::Assess,
        Command::HearOut(_) => Act::HearOut,
        Command::Propose { .. } => Act::Propose,
        Command::ReturnProposal { .. } => Act::ReturnProposal,
        Command::Sign { .. } => Act::Sign,
        Command::Serve(s) => Act::Serve(s.person),
        Command::TakeBiometrics(b) => Act::Biometrics(b.person),
        Command::DraftRecord(r) => Act::DraftRecord(r.person),
        Command::IssueCertificate(c) => Act::Certificate(c.person),
        Command::FileObjection(o) => Act::Objection(o.person),
        Command::RecordJudgment(j) => Act::Judgment(j.person),
        Command::IssueCard { .. } => side("temporary_card"),
        Command::RevokeCard { .. } => side("card_revocation"),
        Command::SideAct { act, .. } => side(act),
        Command::Reopen { .. } => side("reopening"),
        Command::Correct { person, .. } => Act::Correct(*person),
        Command::Claim => Act::Claim,
        Command::Release if file.claim.is_some() => Act::Release,
        Command::Release => Act::Claim,
        Command::Assign { .. } => Act::Assign,
        Command::ApproveExtension { person, step, .. }
        | Command::DeclineExtension { person, step, .. } => Act::AnswerExtension {
            person: *person,
            step: step.clone(),
        },
        Command::ExtendClock { person, step, .. } => Act::Extend {
            person: *person,
            step: step.clone(),
        },
    }
}

/// The roles that work on files from day to day.
const CASEWORK: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
];
/// Who takes papers in: whoever is handed minutes and answers, too.
const PAPERS: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
    Role::CouncilSecretary,
    Role::BoardSecretary,
];
/// Everybody who acts in cases and may leave a note.
const NOTES: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
    Role::CouncilSecretary,
    Role::CommissionSecretary,
    Role::BoardSecretary,
    Role::ProvincialDirector,
];

/// Who may do an act, and where in the directive it is done.
pub(super) struct Rule<'a> {
    pub(super) roles: Vec<Role>,
    pub(super) basis: &'a [Citation],
    /// Whether the case stands where the act is done.
    pub(super) in_place: bool,
    /// Done even while the case is suspended or closed.
    pub(super) always: bool,
}

impl<'a> Rule<'a> {
    fn everywhere(roles: &[Role]) -> Self {
        Self {
            roles: roles.to_vec(),
            basis: &[],
            in_place: true,
            always: false,
        }
    }
}

/// Whether `act` may be done now by the actor.
///
/// # Errors
/// The reason why not.
pub fn may(file: &CaseFile, setting: &Setting<'_>, act: &Act) -> Result<(), Refusal> {
    allowed(file, setting, act).map_err(|no| no.or_on(ground(file, setting.directive)))
}

fn allowed(file: &CaseFile, setting: &Setting<'_>, act: &Act) -> Result<(), Refusal> {
    let rule = rule(file, setting, act);
    if !rule
        .roles
        .iter()
        .any(|r| setting.actor.grant_over(*r, &file.unit).is_some())
    {
        return Err(Refusal::on(Why::NotYourRole, rule.basis).who(&rule.roles));
    }
    let reopening = *act == Act::Side("reopening".to_owned());
    if file.is_closed() && !rule.always && !reopening {
        return Err(Refusal::on(Why::CaseClosed, rule.basis));
    }
    let resuming = *act == Act::Side("resumption".to_owned());
    if file.suspended.is_some() && !rule.always && !resuming {
        return Err(Refusal::plain(Why::CaseSuspended));
    }
    if resuming && file.suspended.is_none() {
        return Err(Refusal::on(Why::NotSuspended, rule.basis));
    }
    if !rule.in_place {
        return Err(Refusal::on(Why::NotAtThisStep, rule.basis));
    }
    claimed(file, setting, act)?;
    if let Act::Side(id) = act {
        has_one_for(file, setting, id)?;
    }
    if let Act::Correct(person) = act {
        undecided(file, setting, *person)?;
    }
    if let Act::AnswerExtension { person, step } = act {
        extension::second_person(file, setting, *person, step)?;
    }
    // Whose hand may not sign is not offered the pen.
    if *act == Act::Sign {
        may_sign(file, setting)?;
    }
    Ok(())
}

/// A signed decision rests on what was recorded of the person.
fn undecided(file: &CaseFile, setting: &Setting<'_>, person: PersonNo) -> Result<(), Refusal> {
    let before_it = |kind| {
        !matches!(
            kind,
            StepKind::Notification | StepKind::Issuance | StepKind::Objection | StepKind::Closed
        )
    };
    let mut places = file.positions.iter();
    let anew = places.any(|p| [person, WHOLE_CASE].contains(&p.person) && before_it(p.kind));
    if person == WHOLE_CASE || file.decision(person).is_none() || anew {
        return Ok(());
    }
    let basis = decision_step(file, setting).map_or(&[][..], |s| &s.basis);
    Err(Refusal::on(Why::Decided(person), basis))
}

/// Whether `act` has a place where the case stands now, whoever may do it.
#[must_use]
pub fn has_place(file: &CaseFile, setting: &Setting<'_>, act: &Act) -> bool {
    rule(file, setting, act).in_place
}

/// The role under which the actor does the act.
#[must_use]
pub fn acting_role(file: &CaseFile, setting: &Setting<'_>, act: &Act) -> Option<Role> {
    let rule = rule(file, setting, act);
    rule.roles
        .into_iter()
        .find(|r| setting.actor.grant_over(*r, &file.unit).is_some())
}

fn claimed(file: &CaseFile, setting: &Setting<'_>, act: &Act) -> Result<(), Refusal> {
    let Some(claim) = &file.claim else {
        return Ok(());
    };
    let free = matches!(
        act,
        Act::Note | Act::Assign | Act::Sign | Act::ReturnProposal | Act::Side(_)
    ) || claim.user == setting.actor.user
        || claim.until < setting.now;
    if free {
        return Ok(());
    }
    let name = claim.name.as_ref().map_or("", |n| n.or_empty());
    Err(Refusal::plain(Why::ClaimedBy(name.to_owned())))
}

fn rule<'a>(file: &CaseFile, setting: &Setting<'a>, act: &Act) -> Rule<'a> {
    match act {
        Act::TakeStep {
            person,
            step,
            outcome,
        } => take_rule(file, setting, *person, step, outcome),
        Act::AddPerson | Act::JudgePaper | Act::Correct(_) => Rule::everywhere(CASEWORK),
        // Whatever comes in is kept, whenever it comes.
        Act::ReceivePaper => Rule {
            always: true,
            ..Rule::everywhere(PAPERS)
        },
        Act::Search => at(file, setting, &[StepKind::RegistrySearch], None),
        Act::Evidence | Act::Interview => Rule {
            in_place: file
                .positions
                .iter()
                .any(|p| !matches!(p.kind, StepKind::Closed | StepKind::Issuance)),
            ..Rule::everywhere(CASEWORK)
        },
        Act::Schedule | Act::Sitting => recording(file, setting, Proof::Sitting, None),
        Act::Letter => at(file, setting, &StepKind::WRITING, None),
        Act::Reminder | Act::Answer => Rule {
            in_place: file.letters.iter().any(|l| l.answer.is_none()),
            ..Rule::everywhere(&[
                Role::RegistrarOfficer,
                Role::OfficeHead,
                Role::CouncilSecretary,
                Role::CommissionSecretary,
            ])
        },
        Act::Assess | Act::HearOut | Act::Propose => at(file, setting, &[StepKind::Decision], None),
        Act::Sign | Act::ReturnProposal => sign_rule(file, setting),
        Act::Serve(p) => recording(file, setting, Proof::Service, Some(*p)),
        Act::Biometrics(p) => recording(file, setting, Proof::Fingerprints, Some(*p)),
        Act::DraftRecord(p) => recording(file, setting, Proof::RegisterEntry, Some(*p)),
        Act::Certificate(p) => recording(file, setting, Proof::Certificate, Some(*p)),
        Act::Objection(p) => recording(file, setting, Proof::Objection, Some(*p)),
        Act::Judgment(p) => recording(file, setting, Proof::Judgment, Some(*p)),
        Act::Side(id) => side_rule(setting, id),
        Act::Note => Rule {
            always: true,
            ..Rule::everywhere(NOTES)
        },
        Act::Claim | Act::Release => Rule::everywhere(CASEWORK),
        Act::Assign => Rule::everywhere(&[Role::OfficeHead, Role::ProvincialDirector]),
        Act::Extend { person, step } => extension::extend_rule(file, setting, *person, step),
        Act::AnswerExtension { person, step } => {
            extension::answer_rule(file, setting, *person, step)
        }
    }
}

/// The step's own actors, where the case stands at a step of one of these kinds.
fn at<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    kinds: &[StepKind],
    person: Option<PersonNo>,
) -> Rule<'a> {
    at_steps(file, setting, |s| kinds.contains(&s.kind), person)
}

/// The step's own actors, where the case stands at a step that rests on such a record.
fn recording<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    record: Proof,
    person: Option<PersonNo>,
) -> Rule<'a> {
    at_steps(file, setting, |s| s.asks_for(record), person)
}

fn at_steps<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    wanted: impl Fn(&Step) -> bool,
    person: Option<PersonNo>,
) -> Rule<'a> {
    let places: Vec<&Step> = file
        .positions
        .iter()
        .filter(|p| person.is_none_or(|n| n == p.person))
        .filter_map(|p| setting.directive.step(&p.step))
        .filter(|s| wanted(s))
        .collect();
    // Where people stand apart, the place at which this person has work counts.
    let own = |s: &&&Step| {
        s.actors
            .iter()
            .any(|r| setting.actor.grant_over(*r, &file.unit).is_some())
    };
    let here = places.iter().find(own).or_else(|| places.first()).copied();
    let step = here.or_else(|| setting.directive.steps.iter().find(|s| wanted(s)));
    step.map_or_else(
        || Rule {
            in_place: false,
            ..Rule::everywhere(&[])
        },
        |s| Rule {
            roles: s.actors.clone(),
            basis: &s.basis,
            in_place: here.is_some(),
            always: false,
        },
    )
}

fn take_rule<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    person: PersonNo,
    step: &StepId,
    outcome: &OutcomeId,
) -> Rule<'a> {
    let Some(step) = setting.directive.step(step) else {
        return Rule {
            in_place: false,
            ..Rule::everywhere(&[])
        };
    };
    Rule {
        roles: step
            .outcome(outcome)
            .map_or_else(Vec::new, |o| o.by.clone()),
        basis: &step.basis,
        in_place: file.position(person, &step.id).is_some(),
        always: false,
    }
}

fn sign_rule<'a>(file: &CaseFile, setting: &Setting<'a>) -> Rule<'a> {
    let base = at(file, setting, &[StepKind::Decision], None);
    let roles = decision_step(file, setting).map_or_else(Vec::new, |s| {
        s.outcomes.iter().flat_map(|o| o.by.clone()).collect()
    });
    Rule { roles, ..base }
}

/// The decision step at which anyone in the case stands.
pub(super) fn decision_step<'a>(file: &CaseFile, setting: &Setting<'a>) -> Option<&'a Step> {
    let at = |p: &&Position| p.kind == StepKind::Decision;
    let here = file
        .positions
        .iter()
        .find(at)
        .and_then(|p| setting.directive.step(&p.step));
    here.or_else(|| {
        setting
            .directive
            .steps
            .iter()
            .find(|s| s.kind == StepKind::Decision)
    })
}

fn side_rule<'a>(setting: &Setting<'a>, id: &str) -> Rule<'a> {
    setting.directive.act(id).map_or_else(
        || Rule {
            in_place: false,
            ..Rule::everywhere(&[])
        },
        |a| Rule {
            roles: a.by.clone(),
            basis: &a.basis,
            in_place: true,
            // A card outlives the case until somebody takes it back.
            always: id == "card_revocation",
        },
    )
}

/// Refuses a person that the case does not know.
pub(super) fn known_person(file: &CaseFile, person: PersonNo) -> Result<(), Refusal> {
    if person == WHOLE_CASE || file.person(person).is_some() {
        return Ok(());
    }
    Err(Refusal::plain(Why::NoSuchPerson(person)))
}
