//! The log over all streams: every committed event becomes a leaf, and the state of the log is signed.
//! Never on the path of a request; another process that does the same takes turns with this one.

pub mod check;
mod proofs;
pub mod recovery;
pub mod signer;
pub mod socket;
pub mod witness;

use crate::domain::history::log_event::{LogOpened, Turn};
use crate::domain::history::merkle::{Edge, consistency, entry, leaf_hash};
use crate::domain::history::note::Note;
use crate::domain::history::sealing::{Ask, LOG, Refusal, Standing};
use crate::domain::time::Moment;
use crate::services::accounts::recording::{By, again};
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::log::{self, Kept, Signed};
use crate::store::{self, Conn, streams};
pub use proofs::{Inclusion, Sealed, keys as keys_of_log, sealed};
use signer::{NotSigned, Signer};

/// Leaves in one transaction: other writers wait no longer than these take.
const PART: u32 = 2000;
/// Seconds after which an event that is not sealed is an alarm.
pub const LATE: i64 = 60;

/// Why the log could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum NotSealed {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Signer(#[from] NotSigned),
    /// The register was opened without one.
    #[error("nobody is there to sign the log")]
    NoSigner,
}

/// Puts every committed event in the log and has it signed. The newest checkpoint, if there is any.
///
/// # Errors
/// See [`NotSealed`]. What was put in the log stays there, and is signed the next time.
pub fn seal(register: &Register) -> Result<Option<Signed>, NotSealed> {
    let signer = register.signer.as_ref().ok_or(NotSealed::NoSigner)?;
    begin(register, signer.as_ref())?;
    while sequence(register)? {}
    checkpoint(register, signer.as_ref())
}

/// The log tells first whose it is and with what its signatures are checked.
fn begin(register: &Register, signer: &dyn Signer) -> Result<(), NotSealed> {
    if register.store.read(|c| streams::head(c, LOG))?.seq > 0 {
        return Ok(());
    }
    let key = signer.key()?;
    let opened = Turn::LogOpened(LogOpened {
        origin: key.name.clone(),
        key: key.to_string(),
    });
    let done = again(|| {
        let (register, opened) = (register.clone(), opened.clone());
        register.store.clone().write(move |c| {
            if streams::head(c, LOG)?.seq > 0 {
                return Ok(());
            }
            record_turn(c, &register, (LOG, 0), &By::Bootstrap, (None, &opened))
        })
    });
    Ok(done?)
}

/// Numbers the next leaves. Whether there is more to do.
///
/// # Errors
/// The database does not answer.
pub fn sequence(register: &Register) -> Result<bool, store::Error> {
    register.store.write(|c| {
        log::hold(c)?;
        log::mark(c)?;
        let waiting = log::marked(c, PART)?;
        let Some(last) = waiting.last().map(|it| it.event_id) else {
            return Ok(false);
        };
        let mut edge = edge(c)?;
        for event in &waiting {
            let leaf = leaf_hash(&entry(&event.stream, event.seq, &event.hash));
            let index = edge.size();
            let mut complete = Vec::new();
            edge.push(leaf, |at, hash| complete.push((at, hash)));
            log::add_leaf(c, index, event.event_id, &leaf)?;
            for (at, hash) in complete.iter().filter(|(at, _)| at.level > 0) {
                log::add_node(c, *at, hash)?;
            }
        }
        log::settle(c, last)?;
        log::is_marked(c)
    })
}

fn edge(c: &mut Conn) -> Result<Edge, store::Error> {
    let size = log::size(c)?;
    Edge::load(size, &mut Kept(c))
}

/// What is to be signed, where something is: never in the middle of a round, which would part a
/// transaction.
fn ask(c: &mut Conn, standing: Standing) -> Result<Option<Ask>, store::Error> {
    let (size, latest) = (log::size(c)?, log::latest(c)?);
    let known = latest.is_some_and(|it| (it.size, it.epoch) == (size, standing.epoch));
    // A signer that signed more than there is must say so.
    let known = known && standing.size == size;
    if known || size == 0 || log::is_marked(c)? {
        return Ok(None);
    }
    let mut kept = Kept(c);
    Ok(Some(Ask {
        epoch: standing.epoch,
        size,
        root: Edge::load(size, &mut kept)?.root(),
        from: standing.size,
        proof: consistency(standing.size, size, &mut kept)?,
    }))
}

/// How often a state is put to the signer anew when another process was quicker.
const TRIES: u32 = 5;

fn checkpoint(register: &Register, signer: &dyn Signer) -> Result<Option<Signed>, NotSealed> {
    for _ in 0..TRIES {
        let standing = signer.standing()?;
        let Some(ask) = register.store.read(|c| ask(c, standing))? else {
            break;
        };
        match signer.sign(&ask) {
            Ok(note) => return keep(register, &ask, &note).map(Some),
            Err(NotSigned::Refused(Refusal::Elsewhere(_))) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(register.store.read(log::latest)?)
}

fn keep(register: &Register, ask: &Ask, note: &Note) -> Result<Signed, NotSealed> {
    let signed = Signed {
        size: ask.size,
        epoch: ask.epoch,
        root: ask.root,
        note: note.to_string(),
        at: register.clock.now(),
    };
    let kept = signed.clone();
    register
        .store
        .write(move |c| log::put_checkpoint(c, &kept))?;
    Ok(signed)
}

/// How the log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Leaves.
    pub size: u64,
    pub latest: Option<Signed>,
    /// Seconds for which the oldest event that is not sealed has waited.
    pub waits: Option<i64>,
    /// The newest checkpoint that a witness saw: size, by whom, when.
    pub witnessed: Option<(u64, String, Moment)>,
}

impl Health {
    /// Something waits longer than it may.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.waits.is_some_and(|seconds| seconds > LATE)
    }
}

/// How the log stands now.
///
/// # Errors
/// The database does not answer.
pub fn health(register: &Register) -> Result<Health, store::Error> {
    let now = register.clock.now();
    register.store.read(|c| {
        let waits = log::oldest_waiting(c)?;
        let latest = log::latest(c)?;
        let size = log::size(c)?;
        // Numbered and not signed waits as well.
        let signed = latest.as_ref().map_or(0, |it| it.size);
        let unsigned = if waits.is_none() && signed < size {
            log::recorded_at(c, signed)?
        } else {
            None
        };
        let witnessed = log::last_cosigned(c)?;
        Ok(Health {
            size,
            latest,
            waits: waits.or(unsigned).map(|at| now.seconds_since(at)),
            witnessed: witnessed.map(|(size, _, said)| (size, said.witness, said.at)),
        })
    })
}
