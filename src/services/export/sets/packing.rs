//! The bundles of a set as one file, with the signed list of what is in it and what could not be made.

use std::collections::BTreeSet;
use std::io::{BufReader, BufWriter, Write as _};

use tempfile::NamedTempFile;

use super::super::{Failure, Recipient, broken};
use super::{State, Wish, folder};
use crate::domain::history::bundle::set::{self, InSet, NotInSet, SET, SET_NOTE};
use crate::domain::history::bundle::{Export, KEYS, Keys, manifest_digest};
use crate::services::archive::Packing;
use crate::services::reading::{self, Reader};
use crate::services::register::Register;
use crate::services::sealing::{self, NotSealed};
use crate::store::exports::{self, Part, Set};

/// Puts the set together, records that it was made, and lets it be fetched. Its bundles are removed: they
/// are in the file.
pub(super) fn pack(
    register: &Register,
    reader: Reader<'_>,
    (set, wish): (&Set, &Wish),
) -> Result<(), Failure> {
    let id = set.id;
    let parts = register.store.read(|c| exports::parts(c, id))?;
    let (cases, missing) = told(&parts)?;
    let counted = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let many = (counted(cases.len()), counted(missing.len()));
    let keys = register.store.read(sealing::keys_of_log)?;
    let origin = keys.first().map(|valid| valid.key.name.clone());
    let origin = origin.unwrap_or_default();
    let keys = Keys::of_log(&origin, &keys).map_err(broken)?;
    let (stream, seq) = reading::set_made(register, reader, wish.of_set(id), many)?;
    let list = set::Set {
        set: 1,
        origin,
        chosen: wish.chosen.told(),
        count: counted(parts.len()),
        export: Export { stream, seq },
        cases,
        missing,
    };
    let file = written(register, id, &list, &keys)?;
    let file = match wish.recipient()? {
        Some(to) => encrypted(&to, &file)?,
        None => file,
    };
    let kept = register.files.keep(folder(id), file.path())?;
    let hours = i64::from(register.exports.hours);
    let expires_at = register.clock.now().plus_seconds(hours * 60 * 60);
    let digest = kept.digest.clone();
    let first = register
        .store
        .write(move |c| exports::finish(c, id, (&kept.digest, kept.size), expires_at))?;
    match first {
        true => register
            .files
            .keep_only(folder(id), &BTreeSet::from([digest]))?,
        // Another process was quicker: its file is the one. Or the set was withdrawn meanwhile.
        false => match register.store.read(|c| exports::set(c, id))? {
            Some(set) if set.state == State::Done => register.files.remove(folder(id), &digest)?,
            _ => register.files.remove_all(folder(id))?,
        },
    }
    Ok(())
}

fn told(parts: &[Part]) -> Result<(Vec<InSet>, Vec<NotInSet>), Failure> {
    let (mut cases, mut missing) = (Vec::new(), Vec::new());
    for part in parts {
        match (&part.listed, &part.trouble) {
            (Some(listed), _) => cases.push(serde_json::from_str(listed).map_err(broken)?),
            (None, why) => missing.push(NotInSet {
                no: part.no,
                case: part.reference.clone(),
                why: why.clone().unwrap_or_default(),
            }),
        }
    }
    Ok((cases, missing))
}

fn written(
    register: &Register,
    id: i64,
    list: &set::Set,
    keys: &Keys,
) -> Result<NamedTempFile, Failure> {
    let signer = register.signer.as_ref().ok_or(NotSealed::NoSigner)?;
    let bytes = list.write().map_err(broken)?;
    let note = signer.sign_bundle(&manifest_digest(&bytes));
    let note = note.map_err(NotSealed::from)?.to_string();
    let keys = keys.write().map_err(broken)?;
    let mut file = NamedTempFile::new().map_err(broken)?;
    let mut zip = Packing::into(BufWriter::new(file.as_file_mut()));
    // By sorted names: numbers of cases begin with a digit, and so come before the three.
    let mut named: Vec<&InSet> = list.cases.iter().collect();
    named.sort_by_key(|it| &it.file.name);
    for it in named {
        let bundle = register.files.reader(folder(id), &it.file.sha256)?;
        zip.add(&it.file.name, bundle).map_err(broken)?;
    }
    for (name, content) in [
        (KEYS, keys.as_slice()),
        (SET, &bytes),
        (SET_NOTE, note.as_bytes()),
    ] {
        zip.add(name, content).map_err(broken)?;
    }
    zip.end().map_err(broken)?.flush().map_err(broken)?;
    Ok(file)
}

/// The same for the holder of the key alone.
fn encrypted(to: &Recipient, file: &NamedTempFile) -> Result<NamedTempFile, Failure> {
    let mut out = NamedTempFile::new().map_err(broken)?;
    let from = BufReader::new(file.reopen().map_err(broken)?);
    to.encrypts(from, BufWriter::new(out.as_file_mut()))?;
    Ok(out)
}
