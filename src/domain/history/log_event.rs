//! What happens to the log itself, told in its own stream.

use serde::{Deserialize, Serialize};

use super::Hash;
use super::sealing::Standing;
use super::told;
use crate::domain::access::UserId;
use crate::domain::case::Personal;

/// The first event: whose log it is, and with what its signatures are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogOpened {
    pub origin: String,
    pub key: String,
}

/// Somebody says that what was signed after `kept` is lost, and that the copy that was brought back is
/// the newest there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossDeclared {
    /// What the signer had signed.
    pub signed: Standing,
    /// The newest signed state that the copy holds.
    pub kept: Kept,
    pub reason: Personal,
}

/// A signed state that a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub size: u64,
    pub root: Hash,
}

/// Somebody else agrees: the log goes on from what is kept, under the name of a new epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpochOpened {
    pub epoch: u32,
    pub kept: Kept,
    /// Leaves that were signed and are lost.
    pub lost: u64,
}

/// The log is signed with another key from here on: whoever holds the old key says so, and whoever holds
/// the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyChanged {
    /// The new key, as `name+id+key`.
    pub key: String,
    /// The note that both keys signed.
    pub statement: String,
}

/// One event of the log's own stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    LogOpened(LogOpened),
    LossDeclared(LossDeclared),
    EpochOpened(EpochOpened),
    KeyChanged(KeyChanged),
}

/// An event with who caused it.
pub type Told = told::Told<Turn>;

/// Why no epoch is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEpoch {
    #[error("nothing is lost: what was signed is there")]
    NothingLost,
    #[error("why it is lost must be said")]
    ReasonMissing,
    #[error("nobody has declared a loss; that comes first")]
    NotDeclared,
    #[error("whoever declared the loss does not agree to it as well: another person does")]
    SamePerson,
    #[error("the signer has signed something else since the loss was declared; declare it anew")]
    Changed,
}

/// The loss that is declared and not agreed to yet, with who declared it.
#[must_use]
pub fn declared(log: &[Told]) -> Option<(&LossDeclared, UserId)> {
    let last = log.last()?;
    match &last.turn {
        Turn::LossDeclared(loss) => Some((loss, last.by?)),
        Turn::LogOpened(_) | Turn::EpochOpened(_) | Turn::KeyChanged(_) => None,
    }
}

/// The epoch that opens when `who` agrees to the loss that was declared.
///
/// # Errors
/// See [`NoEpoch`].
pub fn agree(log: &[Told], standing: Standing, who: UserId) -> Result<EpochOpened, NoEpoch> {
    let (loss, by) = declared(log).ok_or(NoEpoch::NotDeclared)?;
    if by == who {
        return Err(NoEpoch::SamePerson);
    }
    if loss.signed != standing {
        return Err(NoEpoch::Changed);
    }
    Ok(EpochOpened {
        epoch: standing.epoch.saturating_add(1),
        kept: loss.kept,
        lost: standing.size.saturating_sub(loss.kept.size),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Moment;

    fn told(seq: u64, by: i64, turn: Turn) -> Told {
        let at = Moment::from_micros(0);
        Told {
            seq,
            at,
            by: Some(UserId(by)),
            role: None,
            turn,
        }
    }

    #[test]
    fn a_loss_is_agreed_to_by_somebody_else_and_once() {
        let kept = Kept {
            size: 4,
            root: Hash::new([1; 32]),
        };
        let signed = Standing {
            epoch: 1,
            size: 9,
            root: Hash::new([2; 32]),
        };
        let reason = Personal::new("x");
        let loss = LossDeclared {
            signed,
            kept,
            reason,
        };
        let mut log = vec![told(
            1,
            1,
            Turn::LogOpened(LogOpened {
                origin: "a".into(),
                key: "b".into(),
            }),
        )];
        assert_eq!(agree(&log, signed, UserId(2)), Err(NoEpoch::NotDeclared));
        log.push(told(2, 1, Turn::LossDeclared(loss)));
        assert_eq!(agree(&log, signed, UserId(1)), Err(NoEpoch::SamePerson));
        let other = Standing { size: 10, ..signed };
        assert_eq!(agree(&log, other, UserId(2)), Err(NoEpoch::Changed));
        let opened = agree(&log, signed, UserId(2)).unwrap();
        assert_eq!((opened.epoch, opened.lost), (2, 5));
        log.push(told(3, 2, Turn::EpochOpened(opened)));
        assert_eq!(agree(&log, signed, UserId(2)), Err(NoEpoch::NotDeclared));
    }
}
