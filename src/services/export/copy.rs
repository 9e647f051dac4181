//! The events of a case as one copy shows them.

use serde_json::{Value, json};

use super::Failure;
use super::broken;
use crate::domain::case::withholding::Withholding;
use crate::domain::history::bundle::Withheld;
use crate::store::streams::StoredEvent;

/// Events without the values that are withheld, and which these are.
pub(super) struct Copy {
    pub(super) events: Vec<StoredEvent>,
    pub(super) withheld: Vec<Withheld>,
}

impl Copy {
    /// Takes the openings out that are withheld. The bytes that were hashed stay.
    pub(super) fn of(
        mut events: Vec<StoredEvent>,
        withholding: &Withholding,
    ) -> Result<Self, Failure> {
        let mut withheld = Vec::new();
        for event in &mut events {
            if withholding.is_empty() {
                break;
            }
            let body: Value = serde_json::from_slice(&event.body).map_err(broken)?;
            let paths = event.openings.keys();
            let covered = paths.filter(|path| withholding.covers(&body, path));
            let paths: Vec<String> = covered.cloned().collect();
            event.openings.retain(|path, _| !paths.contains(path));
            if !paths.is_empty() {
                let seq = event.seq;
                withheld.push(Withheld { seq, paths });
            }
        }
        Ok(Self { events, withheld })
    }

    /// How many values are withheld.
    pub(super) fn count(&self) -> usize {
        self.withheld.iter().map(|w| w.paths.len()).sum()
    }

    /// How many of one event.
    pub(super) fn withheld_of(&self, seq: u64) -> usize {
        let of_it = self.withheld.iter().filter(|w| w.seq == seq);
        of_it.map(|w| w.paths.len()).sum()
    }

    /// The same events for telling alone, never for proof: where a value is withheld stands `said`, so
    /// that nobody takes it for erased.
    pub(super) fn told(&self, said: &str) -> Result<Vec<StoredEvent>, Failure> {
        let mut events = self.events.clone();
        for event in &mut events {
            let mut withheld = self.withheld.iter().filter(|w| w.seq == event.seq);
            let Some(withheld) = withheld.next() else {
                continue;
            };
            let mut body: Value = serde_json::from_slice(&event.body).map_err(broken)?;
            for path in &withheld.paths {
                if let Some(value) = body.pointer_mut(path) {
                    *value = json!({ "$personal": said });
                }
            }
            event.body = serde_json::to_vec(&body).map_err(broken)?;
        }
        Ok(events)
    }
}
