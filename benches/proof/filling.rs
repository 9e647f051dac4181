//! Very many events quickly: the cases of the demonstration are told again under other numbers, each with
//! values sealed anew, hashes, rows and scans of its own, and each was looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use sejel::domain::case::event::{Envelope, Happening};
use sejel::domain::case::{CaseFile, Personal};
use sejel::domain::history::canonical;
use sejel::domain::time::Moment;
use sejel::services::casework;
use sejel::services::clock::{SystemClock, SystemEntropy};
use sejel::services::recording::{read, sealed};
use sejel::services::register::Register;
use sejel::services::sealing::signer::Folder;
use sejel::services::{demonstration, sealing};
use sejel::store::conn::{self, Use};
use sejel::store::files::Files;
use sejel::store::streams::{Head, NewEvent, append, events};
use sejel::store::trail::About;
use sejel::store::{Conn, Error, Store, cases};
use serde_json::json;
use tempfile::TempDir;

use crate::database::Database;

/// Cases that the acts of the office make; the others are told after them.
const MADE: u32 = 120;
/// Cases in one transaction, and in one session of whoever looked at them.
const TOGETHER: usize = 50;

pub struct Filled {
    pub register: Arc<Register>,
    pub accounts: Vec<demonstration::Account>,
    folder: TempDir,
}

/// A case that is told again.
#[derive(Clone)]
struct Told {
    id: i64,
    events: Arc<Vec<Envelope>>,
}

impl Filled {
    /// A register of so many events, sealed.
    pub fn over(store: &Store, wanted: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = format!("file://{}", folder.path().join("files").display());
        let signer = Folder::open(&folder.path().join("log"), &SystemEntropy).unwrap();
        let register = Register::new(
            store.clone(),
            Files::open(&files).unwrap(),
            Arc::new(SystemClock),
            Arc::new(SystemEntropy),
        );
        let register = register.unwrap().signed_by(Arc::new(signer));
        let accounts = demonstration::fill(&register, MADE).unwrap();
        let filled = Self {
            register: Arc::new(register),
            accounts,
            folder,
        };
        let told = filled.told();
        let mut made = sealing::seal(&filled.register).unwrap().unwrap().size;
        let mut rest = told.iter().cycle();
        while made < wanted {
            let part: Vec<Told> = rest.by_ref().take(TOGETHER).cloned().collect();
            made += filled.tell(part);
        }
        sealing::seal(&filled.register).unwrap();
        filled
    }

    /// The cases of the demonstration. A number that the register gave is given once: cases with one stay
    /// alone.
    fn told(&self) -> Vec<Told> {
        let all = |c: &mut Conn| {
            let mut all = Vec::new();
            for id in 1..=i64::from(MADE) {
                let stored = events(c, &CaseFile::stream_of(id), 0, 10_000)?;
                let events: Vec<Envelope> = stored.iter().map(|it| read(it).unwrap()).collect();
                let numbered = |it: &Envelope| {
                    matches!(
                        it.happening,
                        Happening::RecordDrafted(_) | Happening::CertificateIssued(_)
                    )
                };
                if !events.is_empty() && !events.iter().any(numbered) {
                    let events = Arc::new(events);
                    all.push(Told { id, events });
                }
            }
            Ok::<_, Error>(all)
        };
        self.register.store.read(all).unwrap()
    }

    /// Tells these cases again in one transaction; how many events that were.
    fn tell(&self, part: Vec<Told>) -> u64 {
        let scans = self.folder.path().join("files");
        let write = move |c: &mut Conn| {
            let mut looks = Vec::new();
            let (mut count, mut session) = (0, 0);
            for told in &part {
                let id = cases::next_id(c)?;
                session = id;
                let file = again(c, told, id)?;
                linked(&scans, told.id, id);
                count += file.seq;
                let look = (
                    file.reference.clone(),
                    About::of_case(file.unit.clone(), id),
                );
                looks.extend(std::iter::repeat_n(
                    look,
                    usize::try_from(file.seq / 2).unwrap(),
                ));
            }
            count += u64::try_from(looks.len()).unwrap();
            looked(
                c,
                &format!("session:{}", 1_000_000 + session),
                &part[0],
                looks,
            )?;
            Ok::<_, Error>(count)
        };
        self.register.store.write(write).unwrap()
    }
}

fn again(c: &mut Conn, told: &Told, id: i64) -> Result<CaseFile, Error> {
    let stream = CaseFile::stream_of(id);
    let (mut new, mut file) = (Vec::new(), None::<CaseFile>);
    let mut envelopes = told.events.as_ref().clone();
    for envelope in &mut envelopes {
        envelope.stream.clone_from(&stream);
        if let Happening::CaseOpened(opened) = &mut envelope.happening {
            opened.reference = format!("{}-{id}", opened.reference);
            opened.tracking = Personal::new(format!("{}-{id}", opened.tracking.or_empty()));
        }
        let (body, openings) = sealed(envelope, &SystemEntropy).unwrap();
        new.push(NewEvent {
            kind: envelope.happening.name().to_owned(),
            v: envelope.v,
            at: envelope.at,
            actor: envelope.actor.column(),
            body,
            openings,
            about: About::of_case(envelope.actor.unit.clone(), id),
        });
    }
    let head = append(c, &stream, &Head::default(), new)?;
    let hash = head.hash.to_string();
    for envelope in &envelopes {
        match &mut file {
            Some(file) => file.apply(envelope, &hash),
            None => file = CaseFile::open(envelope, &hash),
        }
    }
    let file = file.unwrap();
    cases::save(c, None, &casework::rows(id, &file).unwrap())?;
    Ok(file)
}

/// The scans of a case under another number.
fn linked(scans: &Path, of: i64, id: i64) {
    let folder = |id: i64| -> PathBuf { scans.join(id.to_string()) };
    let Ok(kept) = std::fs::read_dir(folder(of)) else {
        return;
    };
    std::fs::create_dir_all(folder(id)).unwrap();
    for scan in kept {
        let scan = scan.unwrap();
        std::fs::hard_link(scan.path(), folder(id).join(scan.file_name())).unwrap();
    }
}

/// Somebody looked at these cases.
fn looked(c: &mut Conn, stream: &str, by: &Told, looks: Vec<(String, About)>) -> Result<(), Error> {
    let acted = &by.events[0].actor;
    let start = by.events.last().unwrap().at;
    let mut new = Vec::with_capacity(looks.len());
    for (seq, (reference, about)) in (1..).zip(looks) {
        let at: Moment = start.plus_seconds(seq);
        let body = json!({
            "v": 1, "type": "case_read", "stream": stream, "seq": seq, "at": at,
            "actor": { "user": acted.user, "role": acted.role, "unit": acted.unit, "process": null },
            "data": { "case": reference, "at": 1, "part": "file" },
        });
        new.push(NewEvent {
            kind: "case_read".to_owned(),
            v: 1,
            at,
            actor: acted.column(),
            body: canonical(&body).unwrap(),
            openings: std::collections::BTreeMap::new(),
            about,
        });
    }
    append(c, stream, &Head::default(), new)?;
    Ok(())
}

/// Rows of the log's index, as if the same had happened many times before: until there are so many.
pub fn multiply_trail(database: &Database, wanted: u64) {
    let have = "SELECT count(*) AS n FROM trail";
    let span = "SELECT max(at) - min(at) + 1 AS n FROM trail";
    let mut c = conn::connect(&database.url, Use::Write).unwrap();
    let number = |c: &mut Conn, sql: &str| sql_query(sql).get_result::<Number>(c).unwrap().n;
    let (mut by, mut rows) = (number(&mut c, span), number(&mut c, have));
    while rows < i64::try_from(wanted).unwrap() {
        let copy = format!(
            "INSERT INTO trail (at, event_id, case_id, kind, actor, unit) \
             SELECT at - {by}, event_id, case_id, kind, actor, unit FROM trail"
        );
        sql_query(copy).execute(&mut c).unwrap();
        (by, rows) = (by * 2, rows * 2);
    }
    sql_query("ANALYZE").execute(&mut c).unwrap();
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}
