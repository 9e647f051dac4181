//! A case as one ZIP that proves itself (`docs/proof.md`): its events with their place in the sealed log,
//! its state, its history in both languages, and its documents; some values withheld where that was asked.

mod copy;
mod paper;
mod printed;
mod recipient;
pub mod sets;
mod workbook;

use copy::Copy;
use paper::Paper;
pub use printed::Sentence;
pub(in crate::services) use printed::safe;
pub use recipient::{NotRecipient, Recipient, file_name, is_encrypted};

use super::annexes;
use super::archive;
use super::casework::{Failure, Opened};
use super::reading::{self, Reader};
use super::recording::{self, Unreadable};
use super::register::Register;
use super::sealing::{self, NotSealed};
use crate::domain::case::CaseFile;
use crate::domain::case::event::Envelope;
use crate::domain::case::withholding::Withholding;
use crate::domain::history::bundle::{
    self, CASE, Directive, EventLine, Export, Files, Keys, Leaf, Material, OpeningLine, compose,
};
use crate::domain::history::note::Note;
use crate::domain::history::{Hash, canonical};
use crate::domain::time::Moment;
use crate::store::streams::{self, StoredEvent};
use crate::text::{Locale, Words, k};

/// Why a copy is handed out, and what is not in it.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    pub purpose: &'a str,
    pub withholding: Withholding,
    /// Whose key alone opens it; anybody's, where there is none.
    pub to: Option<Recipient>,
}

/// Tells a history in one language.
pub type Tell = fn(Words, &Opened, &[Envelope]) -> Vec<Sentence>;

/// A copy that was made and recorded.
#[derive(Debug, Clone)]
pub struct Made {
    /// The ZIP, encrypted where that was asked.
    pub bytes: Vec<u8>,
    /// The last event in it and its hash.
    pub seq: u64,
    pub head: Hash,
}

impl From<NotSealed> for Failure {
    fn from(error: NotSealed) -> Self {
        match error {
            NotSealed::Store(error) => Self::Store(error),
            other => Self::NotSealed(other.to_string()),
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Broken(error.to_string())
}

/// The ZIP of one case. Every event of the case is sealed first; the export is recorded, with its purpose,
/// before anything is handed out.
///
/// # Errors
/// The log cannot be sealed or signed now; it could not be recorded, read or written.
pub fn bundle(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    asked: &Asked<'_>,
    tell: Tell,
) -> Result<Made, Failure> {
    let stream = CaseFile::stream_of(opened.id);
    let sealed = sealing::sealed(register, &stream)?.ok_or(Failure::NotFound)?;
    let mut events = register
        .store
        .read(|c| streams::events(c, &stream, 0, 100_000))?;
    // What was written after the seal goes into the next copy.
    events.truncate(sealed.events.len());
    let asked = &Asked {
        withholding: Withholding {
            annexes: !annexes::may_read(reader.actor, &opened.file),
            ..asked.withholding.clone()
        },
        purpose: asked.purpose,
        to: asked.to.clone(),
    };
    let copy = Copy::of(events, &asked.withholding)?;
    let state = recording::fold(&copy.events)?.ok_or(Failure::NotFound)?;
    let export = recorded(register, reader, (opened, &state), asked)?;
    let mut beside = Files::from([(CASE.to_owned(), canonical_state(&state)?)]);
    beside.extend(documents(register, opened.id, &state)?);
    let at = register.clock.now();
    beside.extend(for_people(opened, (&state, &copy), (&export, at), tell)?);
    let (seq, head) = (state.seq, state.hash.parse().map_err(broken)?);
    let material = Material {
        case: state.reference.clone(),
        directive: Directive {
            id: state.directive.id.clone(),
            version: state.directive.version.clone(),
            digest: state.directive.digest.clone(),
        },
        export,
        events: copy.events.iter().map(event_line).collect(),
        openings: copy.events.iter().map(opening_line).collect(),
        withheld: copy.withheld,
        sealed: proofs(sealed)?,
        beside,
    };
    let packed = vouched(register, material)?;
    let bytes = match &asked.to {
        Some(to) => to.encrypted(&packed)?,
        None => packed,
    };
    Ok(Made { bytes, seq, head })
}

/// Composed, signed by the log's key, and packed.
fn vouched(register: &Register, material: Material) -> Result<Vec<u8>, Failure> {
    let made = compose(material).map_err(broken)?;
    let signer = register.signer.as_ref().ok_or(NotSealed::NoSigner)?;
    let note = signer.sign_bundle(made.manifest());
    let note = note.map_err(NotSealed::from)?;
    archive::pack(&made.with(&note)).map_err(broken)
}

fn recorded(
    register: &Register,
    reader: Reader<'_>,
    (opened, state): (&Opened, &CaseFile),
    asked: &Asked<'_>,
) -> Result<Export, Failure> {
    let head = (state.seq, state.hash.as_str());
    let (stream, seq) = reading::exported(
        register,
        reader,
        (opened, head),
        asked.purpose,
        &asked.withholding,
        asked.to.as_ref().map(Recipient::written),
    )?;
    Ok(Export { stream, seq })
}

fn canonical_state(state: &CaseFile) -> Result<Vec<u8>, Failure> {
    let value = serde_json::to_value(state).map_err(broken)?;
    canonical(&value).map_err(broken)
}

fn event_line(event: &StoredEvent) -> EventLine {
    EventLine {
        stream: event.stream.clone(),
        seq: event.seq,
        body: event.body.clone(),
        prev: event.prev,
        hash: event.hash,
    }
}

fn opening_line(event: &StoredEvent) -> OpeningLine {
    OpeningLine {
        seq: event.seq,
        openings: event.openings.clone(),
    }
}

fn proofs(sealed: sealing::Sealed) -> Result<bundle::Sealed, Failure> {
    let note = |text: &str| text.parse::<Note>().map_err(broken);
    let first = sealed.keys.first().map(|valid| valid.key.name.clone());
    let origin = first.unwrap_or_default();
    let previous = match &sealed.previous {
        Some((before, path)) => Some((note(&before.note)?, path.clone())),
        None => None,
    };
    let leaf = |event: sealing::Inclusion| Leaf {
        index: event.index,
        path: event.path,
    };
    Ok(bundle::Sealed {
        keys: Keys::of_log(&origin, &sealed.keys).map_err(broken)?,
        checkpoint: note(&sealed.note)?,
        previous,
        leaves: sealed.events.into_iter().map(leaf).collect(),
    })
}

/// The documents whose digests the copy shows, each under the number of the event that received it.
fn documents(register: &Register, case: i64, state: &CaseFile) -> Result<Files, Failure> {
    let versions = state.papers.iter().flat_map(|paper| {
        let of_paper = |version| (paper.no, version);
        paper.versions.iter().map(of_paper)
    });
    let mut files = Files::new();
    for (no, version) in versions {
        let stored = version.what.file.as_ref();
        let Some((stored, digest)) = stored.and_then(|f| Some((f, f.digest.known()?))) else {
            continue;
        };
        let ending = super::intake_files::extension(&stored.media);
        let prefix = bundle::document_prefix(version.seq);
        let name = format!("{prefix}{no:03}-{}.{ending}", version.what.version);
        files.insert(name, register.files.read(case, digest)?);
    }
    Ok(files)
}

/// What people read: the history as a page and as a table, and how the copy is checked.
fn for_people(
    opened: &Opened,
    (state, copy): (&CaseFile, &Copy),
    (export, at): (&Export, Moment),
    tell: Tell,
) -> Result<Files, Failure> {
    let mut histories = Vec::new();
    for locale in Locale::ALL {
        let w = Words::of(locale);
        let events = copy.told(w.t(k::WITHHELD_HERE))?;
        let envelopes = events.iter().map(recording::read);
        let envelopes = envelopes.collect::<Result<Vec<_>, Unreadable>>()?;
        let file = recording::fold(&events)?.ok_or(Failure::NotFound)?;
        let opened = Opened {
            file,
            ..opened.clone()
        };
        let mut lines = tell(w, &opened, &envelopes);
        for line in &mut lines {
            line.withheld = copy.withheld_of(line.seq);
        }
        histories.push((locale, lines));
    }
    let paper = Paper {
        number: &state.reference,
        head: (state.seq, &state.hash),
        withheld: copy.count(),
        export,
        at,
    };
    let mark = paper::mark(export);
    Ok(Files::from([
        (
            "history.html".to_owned(),
            printed::html(paper, &histories).into_bytes(),
        ),
        ("history.pdf".to_owned(), paper::pdf(paper, &histories)?),
        ("history.csv".to_owned(), printed::table(&histories, &mark)?),
        (
            "history.xlsx".to_owned(),
            workbook::workbook(&histories, &mark)?,
        ),
        (
            "VERIFY.txt".to_owned(),
            printed::how_to_verify(copy.count()).into_bytes(),
        ),
    ]))
}
