//! Exports of many cases: asked for, made, fetched.

use serde_json::{Value, json};

use super::{Reader, record};
use crate::domain::access::UnitPath;
use crate::services::register::Register;
use crate::store;
use crate::store::trail::About;

/// What is told of a set of exports.
#[derive(Debug, Clone, Copy)]
pub struct OfSet<'a> {
    pub id: i64,
    pub unit: &'a UnitPath,
    pub purpose: &'a str,
}

/// Somebody asked for copies of many cases: by what they were chosen, how many they are, for whom.
///
/// # Errors
/// It could not be recorded; nothing must be made.
pub fn set_asked(
    register: &Register,
    reader: Reader<'_>,
    set: OfSet<'_>,
    (chosen, cases, encrypted_to): (&Value, u64, Option<&str>),
) -> Result<(), store::Error> {
    let data = json!({
        "set": set.id,
        "unit": set.unit,
        "chosen": chosen,
        "many": cases,
        "encrypted_to": encrypted_to,
        "purpose": { "$personal": set.purpose },
    });
    let about = About::nothing_in(set.unit.clone());
    record(register, reader, Some(about), ("set_asked", data)).map(drop)
}

/// The copies are put together; gives the event that says so.
///
/// # Errors
/// It could not be recorded; nothing must be handed out.
pub fn set_made(
    register: &Register,
    reader: Reader<'_>,
    set: OfSet<'_>,
    (cases, missing): (u64, u64),
) -> Result<(String, u64), store::Error> {
    let data = json!({
        "set": set.id,
        "unit": set.unit,
        "many": cases,
        "missing": missing,
        "purpose": { "$personal": set.purpose },
    });
    let about = About::nothing_in(set.unit.clone());
    record(register, reader, Some(about), ("set_made", data))
}

/// The copies are handed out: the digest of the file, and whose cases are in it.
///
/// # Errors
/// It could not be recorded; nothing must be handed out.
pub fn set_fetched(
    register: &Register,
    reader: Reader<'_>,
    set: OfSet<'_>,
    (digest, cases): (&str, Vec<i64>),
) -> Result<(), store::Error> {
    let data = json!({
        "set": set.id,
        "unit": set.unit,
        "many": cases.len(),
        "cases": cases,
        "digest": digest,
        "purpose": { "$personal": set.purpose },
    });
    let about = About {
        listed: cases,
        ..About::nothing_in(set.unit.clone())
    };
    record(register, reader, Some(about), ("set_fetched", data)).map(drop)
}
