//! A form that is sent twice is answered once.
//!
//! What was asked is kept for some days, and much of it is personal: names, dates, numbers that could
//! be guessed and tried against a plain digest. So neither the form's key nor a plain digest is kept:
//! the row is found by a digest of the key, and what was asked is digested under the key itself, which
//! only the form ever held.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::casework::{Done, Failure};
use crate::domain::access::Actor;
use crate::domain::history::canonical;
use crate::domain::time::Moment;
use crate::store::{Conn, commands};

/// A request that carries a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// SHA-256 of the key in hex: stands for it in rows and events.
    pub name: String,
    /// HMAC-SHA-256 (RFC 2104) under the key over the canonical bytes of what was asked, in hex.
    digest: String,
}

/// What is asked under which key; nothing where the request has none.
pub(super) fn asked(key: Option<&str>, said: &impl Serialize) -> Result<Option<Asked>, Failure> {
    let Some(key) = key else { return Ok(None) };
    let unwritten = |why: String| Failure::Broken(format!("request: {why}"));
    let value = serde_json::to_value(said).map_err(|e| unwritten(e.to_string()))?;
    let bytes = canonical(&value).map_err(|e| unwritten(e.to_string()))?;
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes());
    let mac = mac.map_err(|e| unwritten(e.to_string()))?;
    Ok(Some(Asked {
        name: hex::encode(Sha256::digest(key)),
        digest: hex::encode(mac.chain_update(bytes).finalize().into_bytes()),
    }))
}

/// The answer that was given already; [`Failure::KeyReused`] where something else was asked then.
pub(super) fn already(
    c: &mut Conn,
    actor: &Actor,
    asked: Option<&Asked>,
) -> Result<Option<Done>, Failure> {
    let Some(asked) = asked else { return Ok(None) };
    let Some(known) = commands::command(c, &asked.name, actor.user)? else {
        return Ok(None);
    };
    if known.digest != asked.digest {
        return Err(Failure::KeyReused);
    }
    read(&known.result).map(Some)
}

/// The answer to a form with this key, whatever it said.
pub(super) fn given(c: &mut Conn, actor: &Actor, key: &str) -> Result<Option<Done>, Failure> {
    let name = hex::encode(Sha256::digest(key));
    let known = commands::command(c, &name, actor.user)?;
    known.map(|known| read(&known.result)).transpose()
}

fn read(result: &str) -> Result<Done, Failure> {
    let unread = || Failure::Broken(format!("an answer that leads nowhere: {result}"));
    let (reference, seq) = result.rsplit_once('#').ok_or_else(unread)?;
    Ok(Done {
        reference: reference.to_owned(),
        seq: seq.parse().map_err(|_number| unread())?,
    })
}

/// Keeps the answer, in the transaction of its work.
pub(super) fn remember(
    c: &mut Conn,
    actor: &Actor,
    asked: Option<Asked>,
    done: &Done,
    at: Moment,
) -> Result<(), Failure> {
    let Some(asked) = asked else { return Ok(()) };
    let command = commands::Command {
        route: "case".to_owned(),
        digest: asked.digest,
        result: format!("{}#{}", done.reference, done.seq),
        at,
    };
    Ok(commands::remember(c, &asked.name, actor.user, &command)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_key_nor_what_was_asked_can_be_tried_against_the_row() {
        let of = |key, said: &str| asked(Some(key), &said).unwrap().unwrap();
        let (one, again) = (of("k1", "0499370899"), of("k1", "0499370899"));
        assert_eq!(one, again);
        assert_ne!(one.digest, of("k2", "0499370899").digest);
        assert_ne!(one.digest, of("k1", "0499370900").digest);
        assert_eq!(one.name, of("k1", "something else").name);
        let plain = canonical(&serde_json::json!("0499370899")).unwrap();
        assert_ne!(one.digest, hex::encode(Sha256::digest(plain)));
        assert!(!one.name.contains("k1"));
    }
}
