//! When an older copy of the register had to be brought back: two people say what is lost, and the log
//! goes on under the name of a new epoch. Nobody can roll the register back in silence.

use super::signer::NotSigned;
use super::{NotSealed, signer::Signer};
use crate::domain::access::Actor;
use crate::domain::case::Personal;
use crate::domain::history::log_event::{
    self, EpochOpened, Kept, KeyChanged, LossDeclared, NoEpoch, Told, Turn,
};
use crate::domain::history::merkle::{Edge, empty_root};
use crate::domain::history::note::{Note, PublicKey};
use crate::domain::history::sealing::{LOG, Standing};
use crate::services::accounts::recording::{By, again};
use crate::services::directives::keeper;
use crate::services::recording::{self, record_turn};
use crate::services::register::Register;
use crate::store::log;
use crate::store::{self, Conn, streams};

/// Why no epoch was opened.
#[derive(Debug, thiserror::Error)]
pub enum NotRecovered {
    #[error(transparent)]
    No(#[from] NoEpoch),
    #[error(transparent)]
    Log(#[from] NotSealed),
    /// The person has no post that looks after the whole register.
    #[error("this is for administrators of the whole country")]
    Forbidden,
}

impl From<store::Error> for NotRecovered {
    fn from(error: store::Error) -> Self {
        Self::Log(error.into())
    }
}

impl From<NotSigned> for NotRecovered {
    fn from(error: NotSigned) -> Self {
        Self::Log(error.into())
    }
}

/// What the log's own stream tells.
///
/// # Errors
/// The database does not answer, or an event cannot be read.
pub fn told(c: &mut Conn) -> Result<Vec<Told>, store::Error> {
    let events = streams::events(c, LOG, 0, 100_000)?;
    let read = |event| recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()));
    events.iter().map(read).collect()
}

/// The newest signed state that the database holds; the empty log where it holds none.
fn kept(c: &mut Conn) -> Result<Kept, store::Error> {
    let latest = log::latest(c)?;
    Ok(latest.map_or(
        Kept {
            size: 0,
            root: empty_root(),
        },
        |it| Kept {
            size: it.size,
            root: it.root,
        },
    ))
}

/// Whether what was signed is there as it was.
fn is_there(c: &mut Conn, signed: Standing) -> Result<bool, store::Error> {
    if signed.size > log::size(c)? {
        return Ok(false);
    }
    let edge = Edge::load(signed.size, &mut log::Kept(c))?;
    Ok(edge.root() == signed.root)
}

fn signer(register: &Register) -> Result<&dyn Signer, NotSealed> {
    register.signer.as_deref().ok_or(NotSealed::NoSigner)
}

/// Says that what was signed after the newest state that is kept here is lost.
///
/// # Errors
/// Nothing is lost, no reason is given, or it is not this person's to say.
pub fn declare(
    register: &Register,
    actor: &Actor,
    reason: &str,
) -> Result<LossDeclared, NotRecovered> {
    let grant = keeper(actor).ok_or(NotRecovered::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    let reason = Personal::some(Some(reason)).ok_or(NoEpoch::ReasonMissing)?;
    let signed = signer(register)?.standing()?;
    if register.store.read(|c| is_there(c, signed))? {
        return Err(NoEpoch::NothingLost.into());
    }
    let kept = register.store.read(kept)?;
    let loss = LossDeclared {
        signed,
        kept,
        reason,
    };
    let turn = Turn::LossDeclared(loss.clone());
    again(|| {
        let (register, by, turn) = (register.clone(), by.clone(), turn.clone());
        register.store.clone().write(move |c| {
            let seen = streams::head(c, LOG)?.seq;
            record_turn(c, &register, (LOG, seen), &by, (None, &turn))
        })
    })?;
    Ok(loss)
}

/// Agrees to the loss that somebody else declared, and opens the new epoch.
///
/// # Errors
/// See [`NotRecovered`].
pub fn agree(register: &Register, actor: &Actor) -> Result<EpochOpened, NotRecovered> {
    let grant = keeper(actor).ok_or(NotRecovered::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    let signer = signer(register)?;
    let standing = signer.standing()?;
    let user = actor.user;
    let opened = again(|| {
        let (register, by) = (register.clone(), by.clone());
        register.store.clone().write(move |c| {
            let log = told(c)?;
            // Agreed to, and the signer was not told before the process died.
            if let Some(Turn::EpochOpened(opened)) = log.last().map(|it| &it.turn)
                && opened.epoch == standing.epoch.saturating_add(1)
            {
                return Ok(Ok(opened.clone()));
            }
            let opened = match log_event::agree(&log, standing, user) {
                Ok(opened) => opened,
                Err(no) => return Ok(Err(no)),
            };
            let seen = log.last().map_or(0, |it| it.seq);
            let turn = Turn::EpochOpened(opened.clone());
            record_turn(c, &register, (LOG, seen), &by, (None, &turn))?;
            Ok::<_, store::Error>(Ok(opened))
        })
    })??;
    signer.begin_epoch(Standing {
        epoch: opened.epoch,
        size: opened.kept.size,
        root: opened.kept.root,
    })?;
    Ok(opened)
}

/// Has the log signed with another key from now on: both keys say so in the log.
///
/// # Errors
/// It is not this person's to do, or it could not be recorded; the old key then stays.
pub fn change_key(register: &Register, actor: &Actor) -> Result<PublicKey, NotRecovered> {
    let grant = keeper(actor).ok_or(NotRecovered::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    // What waits is signed with the old key first.
    super::seal(register)?;
    let record = |statement: &Note, key: &PublicKey| {
        let turn = Turn::KeyChanged(KeyChanged {
            key: key.to_string(),
            statement: statement.to_string(),
        });
        let recorded = again(|| {
            let (register, by, turn) = (register.clone(), by.clone(), turn.clone());
            register.store.clone().write(move |c| {
                let seen = streams::head(c, LOG)?.seq;
                record_turn(c, &register, (LOG, seen), &by, (None, &turn))
            })
        });
        recorded.map_err(|error| NotSigned::Unfit(error.to_string()))
    };
    let key = signer(register)?.change_key(&register.entropy.bytes32(), &record)?;
    Ok(key)
}
