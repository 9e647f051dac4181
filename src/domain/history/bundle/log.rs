//! The checkpoints of a bundle: whose they are, who signed them, and that one continues the other.

use super::proof;
use super::{
    CHECKPOINT, CONSISTENCY, Examined, Keys, Kind, MANIFEST, MANIFEST_NOTE, PREVIOUS, Policy,
    epoch, manifest_digest,
};
use crate::domain::history::note::{Checkpoint, Note};
use crate::domain::history::{merkle, sealing};

/// What the events are held against.
pub(super) struct Log<'a> {
    /// The note as it is, and what it says; nothing where it cannot be read.
    pub(super) checkpoint: Option<(&'a str, Checkpoint)>,
    pub(super) witnesses: usize,
}

/// Signatures of the manifest and of the checkpoints, and the way from the older to the newer.
pub(super) fn examine<'a>(x: &mut Examined<'a>, keys: &Keys, policy: Option<&Policy>) -> Log<'a> {
    let newest = checkpoint(x, CHECKPOINT, keys);
    let size = newest.as_ref().map(|(_, _, c)| c.size);
    signed(x, keys, size);
    previous(x, keys, newest.as_ref().map(|(_, _, c)| c));
    let mut witnesses = 0;
    if let (Some((_, note, _)), Some(policy)) = (&newest, policy) {
        let (seen, enough) = policy.seen(note);
        witnesses = seen;
        if !enough {
            x.find(Kind::Witness, CHECKPOINT);
        }
    }
    Log {
        checkpoint: newest.map(|(text, _, checkpoint)| (text, checkpoint)),
        witnesses,
    }
}

fn checkpoint<'a>(
    x: &mut Examined<'a>,
    name: &str,
    keys: &Keys,
) -> Option<(&'a str, Note, Checkpoint)> {
    let text = x.text(name)?;
    let note: Option<Note> = text.parse().ok();
    let read = note.and_then(|note| {
        let checkpoint = Checkpoint::read(&note.text).ok()?;
        Some((note, checkpoint))
    });
    let Some((note, checkpoint)) = read else {
        x.find(Kind::Unreadable, name);
        return None;
    };
    if epoch(&x.manifest.origin, &checkpoint.origin).is_none() {
        x.find(Kind::Checkpoint, name);
    }
    let key = keys.at(checkpoint.size);
    if key.and_then(|key| note.verified(key)).is_none() {
        x.find(Kind::CheckpointSignature, name);
    }
    Some((text, note, checkpoint))
}

/// The manifest's own signature. An export is made after its checkpoint: by the key of that size, or
/// by a later one.
fn signed(x: &mut Examined<'_>, keys: &Keys, size: Option<u64>) {
    let (Some(text), Some(manifest)) = (x.text(MANIFEST_NOTE), x.files.get(MANIFEST)) else {
        return;
    };
    let Ok(note) = text.parse::<Note>() else {
        return x.find(Kind::Unreadable, MANIFEST_NOTE);
    };
    let holds = note.text == sealing::bundle_text(&manifest_digest(manifest))
        && keys
            .since(size.unwrap_or(0))
            .any(|key| note.verified(key).is_some());
    if !holds {
        x.find(Kind::ManifestSignature, MANIFEST_NOTE);
    }
}

fn previous(x: &mut Examined<'_>, keys: &Keys, newest: Option<&Checkpoint>) {
    let there = |x: &Examined<'_>, name| x.files.contains_key(name);
    match (there(x, PREVIOUS), there(x, CONSISTENCY)) {
        (false, false) => return,
        (true, false) => x.find(Kind::MissingFile, CONSISTENCY),
        (false, true) => x.find(Kind::MissingFile, PREVIOUS),
        (true, true) => {}
    }
    let older = checkpoint(x, PREVIOUS, keys);
    let path = x.text(CONSISTENCY).map(proof::path);
    if path == Some(None) {
        x.find(Kind::Unreadable, CONSISTENCY);
    }
    if let (Some((_, _, older)), Some(Some(path)), Some(newest)) = (older, path, newest) {
        let (older, newest) = ((older.size, older.root), (newest.size, newest.root));
        if !merkle::consistent(older, newest, &path) {
            x.find(Kind::Consistency, CONSISTENCY);
        }
    }
}
