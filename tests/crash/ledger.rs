//! What was acknowledged, kept outside the database.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sejel::domain::case::event::Happening;
use sejel::services::recording;
use sejel::store::{Store, streams};

/// How often each note stands in the histories.
pub type Notes = BTreeMap<String, usize>;

/// A file with a line for every write that was answered as done.
pub struct Ledger {
    path: PathBuf,
    file: Mutex<File>,
}

impl Ledger {
    pub fn new(folder: &Path) -> Self {
        let path = folder.join("ledger");
        let file = Mutex::new(File::create(&path).unwrap());
        Self { path, file }
    }

    pub fn acknowledged(&self, note: &str) {
        let mut file = self.file.lock().unwrap();
        file.write_all(format!("{note}\n").as_bytes()).unwrap();
    }

    pub fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.path).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

/// Every note of every case, read from the events themselves.
pub fn notes(store: &Store) -> Notes {
    let mut notes = Notes::new();
    let cases = store.read(|c| streams::names(c, "case:", "", 100)).unwrap();
    for case in cases {
        for event in store
            .read(|c| streams::events(c, &case, 0, 100_000))
            .unwrap()
        {
            if let Happening::NoteAdded { text } = recording::read(&event).unwrap().happening {
                *notes.entry(text.known().unwrap().to_owned()).or_default() += 1;
            }
        }
    }
    notes
}
