//! What may be done with a version, each as a form of its own.

use jiff::civil::Date;

use super::version::{html, named};
use super::{address, trials};
use crate::domain::directive::life::{Family, Order, Refused, State, Version};
use crate::services::directives::{NotDone, carry_out, keeper};
use crate::text::k;
use crate::web::form::{Field, FieldError, Form, Reader, Section};
use crate::web::parts::Note;
use crate::web::visit::{Problem, Reply, Visit};

/// Act, heading and form.
type Act = (&'static str, String, Form);

/// What this person may do with the version now, and why not more.
pub(super) struct Offered {
    pub(super) forms: Vec<Act>,
    pub(super) note: Option<Note>,
}

/// The forms that the state of the version leaves open to this person.
pub(super) fn offered(
    visit: &Visit,
    family: &Family,
    version: &Version,
) -> Result<Offered, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    if keeper(actor).is_none() {
        let note = Note::plain(w.t(k::VERSION_NOT_YOURS));
        return Ok(Offered {
            forms: Vec::new(),
            note: Some(note),
        });
    }
    let proposer = version.proposal.as_ref().and_then(|p| p.by);
    let first = [version.drafted_by, proposer].contains(&Some(actor.user));
    let state = family.state(version, visit.register.today());
    let acts: &[&'static str] = match state {
        State::Draft => &["simulate", "propose", "withdraw"],
        State::Proposed if first => &["simulate", "withdraw"],
        State::Proposed => &["simulate", "approve", "return", "withdraw"],
        State::Approved | State::Scheduled { .. } => &["schedule", "withdraw"],
        State::InForce { .. } | State::Superseded { .. } | State::Withdrawn => &[],
    };
    let barred = state == State::Proposed && first;
    Ok(Offered {
        forms: acts.iter().map(|act| form(visit, version, act)).collect(),
        note: barred.then(|| Note::warn(w.t(k::VERSION_SECOND_PERSON))),
    })
}

fn form(visit: &Visit, version: &Version, act: &'static str) -> Act {
    let w = visit.words;
    let reason = |key| Field::area("reason", w.t(key));
    let (title, fields, hint) = match act {
        "simulate" => (
            k::VERSION_ACT_SIMULATE,
            Vec::new(),
            Some(k::VERSION_ACT_SIMULATE_HINT),
        ),
        "propose" => (
            k::VERSION_ACT_PROPOSE,
            vec![
                Field::date("day", w.t(k::VERSION_ACT_PROPOSE_FROM)),
                reason(k::VERSION_ACT_PROPOSE_REASON),
            ],
            None,
        ),
        "approve" => (
            k::VERSION_ACT_APPROVE,
            Vec::new(),
            Some(k::VERSION_ACT_APPROVE_HINT),
        ),
        "return" => (
            k::VERSION_ACT_RETURN,
            vec![reason(k::VERSION_ACT_RETURN_REASON)],
            None,
        ),
        "schedule" => (
            k::VERSION_ACT_SCHEDULE,
            vec![Field::date("day", w.t(k::VERSION_ACT_SCHEDULE_ON))],
            Some(k::VERSION_ACT_SCHEDULE_HINT),
        ),
        _ => (
            k::VERSION_ACT_WITHDRAW,
            vec![reason(k::VERSION_ACT_WITHDRAW_REASON)],
            None,
        ),
    };
    let mut section = Section::plain(fields);
    if let Some(hint) = hint {
        section = section.hint(w.t(hint));
    }
    let action = format!("{}/{act}", address(version));
    let mut form = visit.new_form(action, w.t(title), vec![section]).id(act);
    if let (true, Some(proposal)) = (act == "approve", &version.proposal) {
        form = form.carry("proposal", proposal.seq.to_string());
    }
    if act != "propose" && act != "approve" && act != "schedule" {
        form = form.quiet();
    }
    (act, w.t(title).to_owned(), form)
}

/// What was asked for, or what is wrong with it.
fn order(
    visit: &Visit,
    digest: &str,
    act: &str,
) -> Result<Result<Order, Vec<FieldError>>, Problem> {
    let mut reader = Reader::new(&visit.form, visit.words);
    let digest = digest.to_owned();
    let no_day = Date::default();
    let order = match act {
        "propose" => Order::Propose {
            digest,
            from: reader.date("day").unwrap_or(no_day),
            reason: reader.required("reason"),
        },
        "return" => Order::Return {
            digest,
            reason: reader.required("reason"),
        },
        "approve" => Order::Approve {
            digest,
            proposal: reader
                .text("proposal")
                .and_then(|seq| seq.parse().ok())
                .unwrap_or_default(),
        },
        "schedule" => Order::Schedule {
            digest,
            on: reader.date("day").unwrap_or(no_day),
        },
        "withdraw" => Order::Withdraw {
            digest,
            reason: reader.required("reason"),
        },
        _ => return Err(Problem::NotFound),
    };
    Ok(reader.finish(order))
}

/// Carries out one act on a version.
pub fn act(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let act = visit.param("act").to_owned();
    let (family, digest) = named(visit)?;
    if act == "simulate" {
        let version = family.version(&digest).ok_or(Problem::NotFound)?;
        return trials::ask(visit, version);
    }
    let order = match order(visit, &digest, &act)? {
        Ok(order) => order,
        Err(errors) => return refilled(visit, &act, errors, None),
    };
    match carry_out(&visit.register, &actor, &order) {
        Ok(_) => {
            let version = family.version(&digest).ok_or(Problem::NotFound)?;
            Ok(Reply::done(&address(version), done(&act)))
        }
        Err(NotDone::Refused(refused)) => refuse(visit, &act, &refused),
        Err(NotDone::Forbidden) => Err(Problem::Forbidden),
        Err(NotDone::Store(error)) => Err(error.into()),
    }
}

fn done(act: &str) -> &'static str {
    match act {
        "propose" => "version-proposed",
        "return" => "version-returned",
        "approve" => "version-approved",
        "schedule" => "version-scheduled",
        _ => "version-withdrawn",
    }
}

/// The field at which a refusal is told; none where it concerns the whole.
const fn field(refused: &Refused) -> Option<&'static str> {
    match refused {
        Refused::TooEarly { .. } | Refused::DayTaken { .. } => Some("day"),
        Refused::ReasonMissing => Some("reason"),
        Refused::NotKnown
        | Refused::OtherFamily { .. }
        | Refused::NameTaken { .. }
        | Refused::Unsound { .. }
        | Refused::WrongState { .. }
        | Refused::Changed
        | Refused::SecondPerson
        | Refused::NotSimulated
        | Refused::Unreadable => None,
    }
}

fn refuse(visit: &Visit, act: &str, refused: &Refused) -> Result<Reply, Problem> {
    let said = visit.words.say(refused.words(visit.words));
    match field(refused) {
        Some(field) => refilled(visit, act, vec![FieldError::new(field, said)], None),
        None => refilled(visit, act, Vec::new(), Some(Note::bad(said))),
    }
}

fn refilled(
    visit: &Visit,
    act: &str,
    errors: Vec<FieldError>,
    note: Option<Note>,
) -> Result<Reply, Problem> {
    html(visit, Some((act, errors, note))).map(Reply::Refilled)
}
