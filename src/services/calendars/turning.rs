//! Carrying out what is asked for with a version of the calendar, and founding an empty register.

use crate::domain::access::{Actor, UnitPath};
use crate::domain::directive::almanac::{Content, Order, Refused, Turn, decide};
use crate::services::accounts::recording::{By, again};
use crate::services::casework::Failure;
use crate::services::directives::keeper;
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::{self, Conn, streams, units};

use super::recounting;
use super::touched::touched;

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Failed(#[from] Failure),
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// The person has no post that looks after the law of the register.
    #[error("not this person's to do")]
    Forbidden,
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// The provinces of the register, for which a calendar can have days of their own.
///
/// # Errors
/// The database does not answer.
pub fn provinces(c: &mut Conn) -> Result<Vec<UnitPath>, store::Error> {
    let all = units::units(c)?.into_iter().map(|unit| unit.path);
    Ok(all.filter(|path| path.depth() == 1).collect())
}

/// Puts a version forward that was made from `base`, with how many open time limits it would move.
/// Whether anything was recorded.
///
/// # Errors
/// See [`NotDone`].
pub fn propose(
    register: &Register,
    actor: &Actor,
    (base, content): (&str, Content),
    reason: &str,
) -> Result<bool, NotDone> {
    keeper(actor).ok_or(NotDone::Forbidden)?;
    let touched = register.store.read(|c| {
        let almanac = register.calendars.almanac(c)?;
        let now = almanac.in_force().ok_or(Refused::NotKnown)?;
        Ok::<_, NotDone>(touched(c, register, &now.content, &content)?)
    })?;
    let order = Order::Propose {
        base: base.to_owned(),
        content,
        reason: reason.to_owned(),
        touched,
    };
    carry_out(register, actor, &order)
}

/// Does what is asked, or says why not. Whether anything was recorded.
///
/// # Errors
/// See [`NotDone`].
pub fn carry_out(register: &Register, actor: &Actor, order: &Order) -> Result<bool, NotDone> {
    let grant = keeper(actor).ok_or(NotDone::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    let user = actor.user;
    again(|| {
        let (register, by, order) = (register.clone(), by.clone(), order.clone());
        register.store.clone().write(move |c| {
            let almanac = register.calendars.almanac(c)?;
            let turn = match decide(&almanac, order, user) {
                Ok(turn) => turn,
                Err(refused) => return Ok(Err(refused)),
            };
            let Some(turn) = turn else {
                return Ok(Ok(false));
            };
            record_turn(
                c,
                &register,
                (&almanac.stream(), almanac.seq),
                &by,
                (None, &turn),
            )?;
            if let Turn::CalendarApproved(it) = &turn {
                recounting::enqueue(c, register.clock.now(), (almanac.seq + 1, &it.digest), 0)?;
            }
            Ok(Ok(true))
        })
    })?
    .map_err(NotDone::from)
}

/// Puts the shipped calendar in force where the register knows none; whether it did.
///
/// # Errors
/// The database does not answer.
pub fn found(register: &Register) -> Result<bool, store::Error> {
    again(|| {
        let register = register.clone();
        register.store.clone().write(move |c| {
            let almanac = register.calendars.almanac(c)?;
            if streams::head(c, &almanac.stream())?.seq > 0 {
                return Ok(false);
            }
            let founded = Turn::CalendarFounded(register.calendars.shipped().clone());
            record_turn(
                c,
                &register,
                (&almanac.stream(), 0),
                &By::Bootstrap,
                (None, &founded),
            )?;
            Ok(true)
        })
    })
}
