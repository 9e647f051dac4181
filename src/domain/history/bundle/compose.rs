//! Puts a bundle together.

use super::{
    CHECKPOINT, CONSISTENCY, Directive, EVENTS, EventLine, Export, Files, KEYS, Keys, Listed,
    MANIFEST, MANIFEST_NOTE, Manifest, OPENINGS, OpeningLine, PREVIOUS, Proof, VERSION, Withheld,
    manifest_digest, proof_name, strict,
};
use crate::domain::history::note::Note;
use crate::domain::history::{Hash, NotCanonical};

/// Where an event stands in the log, and its path to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    pub index: u64,
    pub path: Vec<Hash>,
}

/// What the sealed log says of the events of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub keys: Keys,
    /// With its signature and those of witnesses.
    pub checkpoint: Note,
    /// The checkpoint before, and the path that shows it within the newer one.
    pub previous: Option<(Note, Vec<Hash>)>,
    /// One for each event, in their order.
    pub leaves: Vec<Leaf>,
}

/// All that goes into a bundle.
#[derive(Debug, Clone)]
pub struct Material {
    pub case: String,
    pub directive: Directive,
    pub export: Export,
    /// In order, from the first to the head.
    pub events: Vec<EventLine>,
    /// Of each event, what is shown.
    pub openings: Vec<OpeningLine>,
    pub withheld: Vec<Withheld>,
    pub sealed: Sealed,
    /// What is for people, the state of the case, and the documents.
    pub beside: Files,
}

/// A bundle that nobody has vouched for yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    files: Files,
    manifest: Hash,
}

impl Unsigned {
    /// What is to be signed: SHA-256 of the manifest.
    #[must_use]
    pub const fn manifest(&self) -> &Hash {
        &self.manifest
    }

    /// The files, with the note that vouches for them.
    #[must_use]
    pub fn with(self, note: &Note) -> Files {
        let mut files = self.files;
        files.insert(MANIFEST_NOTE.to_owned(), note.to_string().into_bytes());
        files
    }
}

/// The files of the bundle, still to be vouched for.
///
/// # Errors
/// Something has no canonical form.
pub fn compose(material: Material) -> Result<Unsigned, NotCanonical> {
    let mut files = material.beside;
    let sealed = material.sealed;
    let checkpoint = sealed.checkpoint.to_string();
    for (event, leaf) in material.events.iter().zip(sealed.leaves) {
        let proof = Proof {
            index: leaf.index,
            path: leaf.path,
            checkpoint: checkpoint.clone(),
        };
        files.insert(proof_name(event.seq), proof.write().into_bytes());
    }
    files.insert(EVENTS.to_owned(), lines(&material.events)?);
    files.insert(OPENINGS.to_owned(), lines(&material.openings)?);
    files.insert(CHECKPOINT.to_owned(), checkpoint.into_bytes());
    files.insert(KEYS.to_owned(), sealed.keys.write()?);
    if let Some((note, path)) = sealed.previous {
        files.insert(PREVIOUS.to_owned(), note.to_string().into_bytes());
        files.insert(CONSISTENCY.to_owned(), strict::hashes(&path).into_bytes());
    }
    let last = material.events.last();
    let manifest = Manifest {
        v: VERSION,
        case: material.case,
        stream: last.map(|e| e.stream.clone()).unwrap_or_default(),
        seq: last.map_or(0, |e| e.seq),
        head: last.map_or(Hash::ZERO, |e| e.hash),
        origin: sealed.keys.origin,
        directive: material.directive,
        export: material.export,
        withheld: material.withheld,
        files: files.iter().map(|(n, b)| Listed::of(n, b)).collect(),
    };
    let manifest = manifest.write()?;
    let digest = manifest_digest(&manifest);
    files.insert(MANIFEST.to_owned(), manifest);
    Ok(Unsigned {
        files,
        manifest: digest,
    })
}

fn lines<T: serde::Serialize>(items: &[T]) -> Result<Vec<u8>, NotCanonical> {
    let mut out = Vec::new();
    for item in items {
        out.extend_from_slice(&strict::write(item)?);
        out.push(b'\n');
    }
    Ok(out)
}
