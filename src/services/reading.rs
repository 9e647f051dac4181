//! Looking at a case is recorded, durably, before the page is sent; looking at one's own worklist
//! within a second. Each session has its own stream, so that looking never blocks working.

mod oversight;
mod sets;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::accounts::again;
use super::accounts::recording::{By, append};
use super::casework::Opened;
use super::looks::Look;
use super::register::Register;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, UnitPath, UserId};
use crate::domain::case::CaseFile;
use crate::domain::case::withholding::Withholding;
use crate::store::projections::CaseLine;
use crate::store::trail::About;
use crate::store::{self, reads, streams};

pub use oversight::{annex_read, glass_missed, log_read};
pub use sets::{OfSet, set_asked, set_fetched, set_made};

/// Who looks, in which session.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub actor: &'a Actor,
    /// Absent on the command line.
    pub session: Option<i64>,
}

impl Reader<'_> {
    /// Where this person's reading is recorded.
    fn stream(self) -> String {
        match self.session {
            Some(id) => format!("session:{id}"),
            None => format!("terminal:{}", self.actor.user.0),
        }
    }

    /// The post by which this person reads what belongs to `unit`.
    fn post(self, unit: Option<&UnitPath>) -> Option<Grant> {
        let roles = policy::roles(Action::ReadCase);
        let mut reading = self.actor.grants.iter().filter(|g| roles.contains(&g.role));
        let there = reading.find(|g| unit.is_none_or(|u| g.unit.covers(u)));
        there.or_else(|| self.actor.grants.first()).cloned()
    }
}

fn record(
    register: &Register,
    reader: Reader<'_>,
    about: Option<About>,
    (kind, data): (&'static str, Value),
) -> Result<(String, u64), store::Error> {
    let post = reader.post(about.as_ref().map(|about| &about.unit));
    let by = By::Colleague(reader.actor.user, post).said(reader.actor.user);
    let now = register.clock.now();
    let done = again(|| {
        let (stream, data, by, about) = (reader.stream(), data.clone(), by.clone(), about.clone());
        let entropy = std::sync::Arc::clone(&register.entropy);
        register.store.write(move |c| {
            let when = (now, entropy.as_ref());
            append(c, &stream, by, (kind, data), about, when)?;
            let head = streams::head(c, &stream)?;
            Ok((stream, head.seq))
        })
    });
    done.map_err(store::Error::as_unrecorded)
}

/// A look at a case; it names the emergency access that it was had by.
fn look(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    (kind, mut data): (&'static str, Value),
) -> Result<(String, u64), store::Error> {
    if let (Some(data), Some(pass)) = (data.as_object_mut(), opened.glass) {
        data.insert("glass".to_owned(), json!(pass.id));
    }
    let about = About::of_case(opened.file.unit.clone(), opened.id);
    record(register, reader, Some(about), (kind, data))
}

/// A page of a worklist, as it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ListPage<'a> {
    /// Code of the list.
    pub list: &'a str,
    /// What narrows it, as in its address; empty where nothing does.
    pub narrowed: &'a str,
    /// Where the page begins, as in its address.
    pub after: Option<&'a str>,
}

/// A worklist was looked at: which page, narrowed by what, and a digest of what stood in it. On disk within a
/// second (see [`super::looks`]).
///
/// # Errors
/// It could not be recorded; the list must not be shown.
pub fn list_seen(
    register: &Register,
    reader: Reader<'_>,
    page: ListPage<'_>,
    lines: &[CaseLine],
) -> Result<(), store::Error> {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(format!("{}#{}\n", line.case_id, line.seq));
    }
    let look = Look {
        stream: reader.stream(),
        user: reader.actor.user,
        post: reader.post(None),
        list: page.list.to_owned(),
        narrowed: page.narrowed.to_owned(),
        after: page.after.map(str::to_owned),
        lines: lines.len(),
        digest: hex::encode(digest.finalize()),
    };
    register.looks.had(look, register.clock.now())
}

/// A case was opened on the screen.
///
/// # Errors
/// It could not be recorded; the page must not be shown.
pub fn case_read(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    part: &str,
) -> Result<(), store::Error> {
    let file = &opened.file;
    let data = json!({ "case": file.reference, "at": file.seq, "part": part });
    look(register, reader, opened, ("case_read", data)).map(drop)
}

/// A letter was made ready to be printed: which, on what state of the case.
///
/// # Errors
/// It could not be recorded; the letter must not be shown.
pub fn letter_printed(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    letter: &str,
) -> Result<(), store::Error> {
    let file = &opened.file;
    let data = json!({ "case": file.reference, "at": file.seq, "letter": letter });
    look(register, reader, opened, ("letter_printed", data)).map(drop)
}

/// A paper was opened.
///
/// # Errors
/// It could not be recorded; the paper must not be shown.
pub fn paper_read(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    (paper, version): (u32, u32),
) -> Result<(), store::Error> {
    let reference = &opened.file.reference;
    let data = json!({ "case": reference, "paper": paper, "version": version });
    look(register, reader, opened, ("paper_read", data)).map(drop)
}

/// Which papers of a case, in which version, a person has opened since the case exists.
///
/// # Errors
/// The database does not answer.
pub fn papers_opened(
    register: &Register,
    user: UserId,
    file: &CaseFile,
) -> Result<BTreeSet<(u32, u32)>, store::Error> {
    let bodies = register
        .store
        .read(|c| reads::papers(c, user, file.opened_at))?;
    let read = |body: Vec<u8>| {
        let event: Value = serde_json::from_slice(&body).ok()?;
        let data = event.get("data")?;
        let number = |name: &str| u32::try_from(data.get(name)?.as_u64()?).ok();
        let here = data.get("case")?.as_str()? == file.reference;
        Some((number("paper")?, number("version")?)).filter(|_| here)
    };
    Ok(bodies.into_iter().filter_map(read).collect())
}

/// A search was made; its terms are personal.
///
/// # Errors
/// It could not be recorded; the answer must not be shown.
pub fn searched(
    register: &Register,
    reader: Reader<'_>,
    terms: &str,
    found: usize,
) -> Result<(), store::Error> {
    let data = json!({ "terms": { "$personal": terms }, "found": found });
    record(register, reader, None, ("searched", data)).map(drop)
}

/// Open cases were looked through for what a draft of the directive would do to them; with the list
/// of cases, where one was made.
///
/// # Errors
/// It could not be recorded; neither counts nor list must be handed out.
pub fn simulated(
    register: &Register,
    reader: Reader<'_>,
    draft: &str,
    (cases, list): (u64, Option<(&str, Vec<i64>)>),
    purpose: &str,
) -> Result<(), store::Error> {
    let (list, listed) = list.unzip();
    let data = json!({
        "draft": draft,
        "cases": cases,
        "list": list,
        "purpose": { "$personal": purpose },
    });
    let unit = reader.post(None).map(|post| post.unit);
    let about = unit.map(|unit| About {
        listed: listed.unwrap_or_default(),
        ..About::nothing_in(unit)
    });
    record(register, reader, about, ("simulated", data)).map(drop)
}

/// The list of the cases of a move was looked at.
///
/// # Errors
/// It could not be recorded; the list must not be shown.
pub fn move_read(
    register: &Register,
    reader: Reader<'_>,
    id: i64,
    cases: usize,
) -> Result<(), store::Error> {
    let data = json!({ "move": id, "cases": cases });
    record(register, reader, None, ("move_read", data)).map(drop)
}

/// A case was exported, with the purpose that was stated and the key to which the copy was encrypted; gives the event that says so.
///
/// # Errors
/// It could not be recorded; nothing must be handed out.
pub fn exported(
    register: &Register,
    reader: Reader<'_>,
    (opened, head): (&Opened, (u64, &str)),
    purpose: &str,
    withholding: &Withholding,
    encrypted_to: Option<&str>,
) -> Result<(String, u64), store::Error> {
    let mut data = json!({
        "case": opened.file.reference,
        "at": head.0,
        "hash": head.1,
        "annexes": !withholding.annexes,
        "purpose": { "$personal": purpose },
    });
    if let (Some(data), Some(key)) = (data.as_object_mut(), encrypted_to) {
        data.insert("encrypted_to".to_owned(), json!(key));
    }
    if withholding.is_chosen() {
        let sorts: Vec<_> = withholding.sorts.iter().map(|sort| sort.code()).collect();
        let withheld = json!({ "kinds": sorts, "people": withholding.people });
        if let Some(data) = data.as_object_mut() {
            data.insert("withheld".to_owned(), withheld);
        }
    }
    look(register, reader, opened, ("case_exported", data))
}
