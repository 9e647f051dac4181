//! What may be done with a version, each as a form of its own.

use jiff::civil::Date;

use super::version::{html, named};
use super::{address, trials};
use crate::domain::directive::life::{Act, Family, Hand, Order, Refused, Version, may};
use crate::services::directives::{NotDone, carry_out, keeper};
use crate::text::{Key, k};
use crate::web::form::{Field, FieldError, Form, Reader, Section};
use crate::web::parts::{Bar, Note};
use crate::web::visit::{Problem, Reply, Visit};

/// What this person may do with the version now, and why not more.
pub(super) struct Offered {
    /// Act, heading and form.
    pub(super) forms: Vec<(Act, String, Form)>,
    pub(super) bars: Vec<Bar>,
    pub(super) note: Option<Note>,
}

/// What the version leaves open to this person; what does not fit where it stands is not spoken of.
pub(super) fn offered(
    visit: &Visit,
    family: &Family,
    version: &Version,
) -> Result<Offered, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    let (mut forms, mut bars) = (Vec::new(), Vec::new());
    if keeper(actor).is_none() {
        let note = Some(Note::plain(w.t(k::VERSION_NOT_YOURS)));
        return Ok(Offered { forms, bars, note });
    }
    let hand = Hand {
        user: actor.user,
        today: visit.register.today(),
    };
    for act in Act::ALL {
        match may(family, version, act, hand) {
            Ok(()) => forms.push((act, w.t(title(act)).to_owned(), form(visit, version, act))),
            Err(Refused::WrongState { .. }) => {}
            Err(why) => bars.push(Bar::new(w.t(title(act)), w.say(why.words(w)))),
        }
    }
    Ok(Offered {
        forms,
        bars,
        note: None,
    })
}

const fn title(act: Act) -> Key {
    match act {
        Act::Simulate => k::VERSION_ACT_SIMULATE,
        Act::Propose => k::VERSION_ACT_PROPOSE,
        Act::Approve => k::VERSION_ACT_APPROVE,
        Act::Return => k::VERSION_ACT_RETURN,
        Act::Schedule => k::VERSION_ACT_SCHEDULE,
        Act::Withdraw => k::VERSION_ACT_WITHDRAW,
    }
}

fn form(visit: &Visit, version: &Version, act: Act) -> Form {
    let w = visit.words;
    let reason = |key| Field::area("reason", w.t(key));
    let day = |key| Field::date("day", w.t(key));
    let (fields, hint) = match act {
        Act::Simulate => (Vec::new(), Some(k::VERSION_ACT_SIMULATE_HINT)),
        Act::Propose => (
            vec![
                day(k::VERSION_ACT_PROPOSE_FROM),
                reason(k::VERSION_ACT_PROPOSE_REASON),
            ],
            None,
        ),
        Act::Approve => (Vec::new(), Some(k::VERSION_ACT_APPROVE_HINT)),
        Act::Return => (vec![reason(k::VERSION_ACT_RETURN_REASON)], None),
        Act::Schedule => (
            vec![day(k::VERSION_ACT_SCHEDULE_ON)],
            Some(k::VERSION_ACT_SCHEDULE_HINT),
        ),
        Act::Withdraw => (vec![reason(k::VERSION_ACT_WITHDRAW_REASON)], None),
    };
    let mut section = Section::plain(fields);
    if let Some(hint) = hint {
        section = section.hint(w.t(hint));
    }
    let action = format!("{}/{}", address(version), act.code());
    let form = visit.new_form(action, w.t(title(act)), vec![section]);
    let form = form.id(act.code());
    match (act, &version.proposal) {
        (Act::Approve, Some(proposal)) => form.carry("proposal", proposal.seq.to_string()),
        (Act::Propose | Act::Approve | Act::Schedule, _) => form,
        // The first thing to do with a draft.
        (Act::Simulate, None) if version.simulation.is_none() => form,
        (Act::Simulate | Act::Return | Act::Withdraw, _) => form.quiet(),
    }
}

/// What was asked for, or what is wrong with it.
fn order(visit: &Visit, digest: &str, act: Act) -> Result<Order, Vec<FieldError>> {
    let mut reader = Reader::new(&visit.form, visit.words);
    let digest = digest.to_owned();
    let no_day = Date::default();
    let order = match act {
        Act::Propose => Order::Propose {
            digest,
            from: reader.date("day").unwrap_or(no_day),
            reason: reader.required("reason"),
        },
        Act::Return => Order::Return {
            digest,
            reason: reader.required("reason"),
        },
        Act::Approve => Order::Approve {
            digest,
            proposal: reader
                .text("proposal")
                .and_then(|seq| seq.parse().ok())
                .unwrap_or_default(),
        },
        Act::Schedule => Order::Schedule {
            digest,
            on: reader.date("day").unwrap_or(no_day),
        },
        Act::Withdraw | Act::Simulate => Order::Withdraw {
            digest,
            reason: reader.required("reason"),
        },
    };
    reader.finish(order)
}

/// Carries out one act on a version.
pub fn act(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let act = Act::from_code(visit.param("act")).ok_or(Problem::NotFound)?;
    let (family, digest) = named(visit)?;
    if act == Act::Simulate {
        let version = family.version(&digest).ok_or(Problem::NotFound)?;
        return trials::ask(visit, version);
    }
    let order = match order(visit, &digest, act) {
        Ok(order) => order,
        Err(errors) => return refilled(visit, act, errors, None),
    };
    match carry_out(&visit.register, &actor, &order) {
        Ok(_) => {
            let version = family.version(&digest).ok_or(Problem::NotFound)?;
            Ok(Reply::done(&address(version), done(act)))
        }
        Err(NotDone::Refused(refused)) => refuse(visit, act, &refused),
        Err(NotDone::Forbidden) => Err(Problem::Forbidden),
        Err(NotDone::Store(error)) => Err(error.into()),
    }
}

const fn done(act: Act) -> &'static str {
    match act {
        Act::Simulate => "version-simulated",
        Act::Propose => "version-proposed",
        Act::Return => "version-returned",
        Act::Approve => "version-approved",
        Act::Schedule => "version-scheduled",
        Act::Withdraw => "version-withdrawn",
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

fn refuse(visit: &Visit, act: Act, refused: &Refused) -> Result<Reply, Problem> {
    let said = visit.words.say(refused.words(visit.words));
    match field(refused) {
        Some(field) => refilled(visit, act, vec![FieldError::new(field, said)], None),
        None => refilled(visit, act, Vec::new(), Some(Note::bad(said))),
    }
}

fn refilled(
    visit: &Visit,
    act: Act,
    errors: Vec<FieldError>,
    note: Option<Note>,
) -> Result<Reply, Problem> {
    html(visit, Some((act.code(), errors, note))).map(Reply::Refilled)
}
