//! One recorded body of every kind of event, kept for ever: what was written once is read for ever.
//!
//! A new kind of event does not compile here until its body stands in `tests/golden`. A body that
//! is there is never changed; when a kind changes, it gets a new version and a body beside the old.
#![cfg(test)]

use std::collections::BTreeSet;

use sejel::domain::case::CaseFile;
use sejel::domain::case::event::{Envelope, Happening};
use sejel::domain::history::{Hash, Openings, canonical, link, open};
use serde_json::Value;

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden/", $name, ".json")))),*];

        /// Has a place for every kind of event.
        const fn kept_as(happening: &Happening) -> &'static str {
            match happening { $(Happening::$variant { .. } => $name),* }
        }
    };
}

golden! {
    CaseOpened "case_opened",
    PersonAdded "person_added",
    PaperReceived "paper_received",
    PaperJudged "paper_judged",
    StepTaken "step_taken",
    RegistrySearched "registry_searched",
    EvidenceRecorded "evidence_recorded",
    InterviewHeld "interview_held",
    SittingScheduled "sitting_scheduled",
    SittingHeld "sitting_held",
    LetterSent "letter_sent",
    ReminderSent "reminder_sent",
    LetterAnswered "letter_answered",
    FactFound "fact_found",
    ClauseTested "clause_tested",
    HeardOut "heard_out",
    DecisionProposed "decision_proposed",
    ProposalReturned "proposal_returned",
    ProposalVoided "proposal_voided",
    DecisionSigned "decision_signed",
    DecisionServed "decision_served",
    BiometricsTaken "biometrics_taken",
    RecordDrafted "record_drafted",
    CertificateIssued "certificate_issued",
    ObjectionFiled "objection_filed",
    CourtRuled "court_ruled",
    TemporaryCardIssued "temporary_card_issued",
    TemporaryCardRevoked "temporary_card_revoked",
    CaseSuspended "case_suspended",
    CaseResumed "case_resumed",
    PersonWithdrawn "person_withdrawn",
    PersonDied "person_died",
    ReferredOut "referred_out",
    CaseReopened "case_reopened",
    NoteAdded "note_added",
    RecordCorrected "record_corrected",
    CaseClaimed "case_claimed",
    CaseReleased "case_released",
    CaseAssigned "case_assigned",
    ClockExtended "clock_extended",
    ExtensionProposed "extension_proposed",
    ExtensionDeclined "extension_declined",
    ClockExpired "clock_expired",
    ClockReminded "clock_reminded",
    ClockEscalated "clock_escalated",
    ClockRecounted "clock_recounted",
    DirectiveChanged "directive_changed",
    Erased "erased",
}

/// An event as it stands in the database.
struct Kept {
    name: &'static str,
    body: Value,
    openings: Openings,
    hash: String,
}

impl Kept {
    fn opened(&self, openings: &Openings) -> Value {
        open(self.body.clone(), openings).unwrap()
    }

    fn read(&self, openings: &Openings) -> Envelope {
        serde_json::from_value(self.opened(openings))
            .unwrap_or_else(|why| panic!("{}: {why}", self.name))
    }
}

fn all() -> Vec<Kept> {
    let read = |(name, text): &(&'static str, &str)| {
        let kept: Value = serde_json::from_str(text).unwrap();
        Kept {
            name,
            body: kept["body"].clone(),
            openings: serde_json::from_value(kept["openings"].clone()).unwrap(),
            hash: kept["hash"].as_str().unwrap().to_owned(),
        }
    };
    GOLDEN.iter().map(read).collect()
}

/// Whether everything that stands in `old` stands the same in `new`.
fn stands_in(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old
            .iter()
            .all(|(name, value)| new.get(name).is_some_and(|n| stands_in(value, n))),
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(o, n)| stands_in(o, n))
        }
        _ => old == new,
    }
}

#[test]
fn every_kind_of_event_that_was_ever_written_is_read_with_all_it_says() {
    for kept in all() {
        let envelope = kept.read(&kept.openings);
        assert_eq!(envelope.happening.name(), kept.name);
        assert_eq!(kept_as(&envelope.happening), kept.name);
        let again = serde_json::to_value(&envelope).unwrap();
        let old = kept.opened(&kept.openings);
        assert!(stands_in(&old, &again), "{}:\n{old}\n{again}", kept.name);
    }
}

#[test]
fn the_folder_holds_these_bodies_and_no_others() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = GOLDEN.iter().map(|(n, _)| format!("{n}.json")).collect();
    assert_eq!(there, known);
}

#[test]
fn the_bytes_under_the_hash_are_still_the_same() {
    for kept in all() {
        let bytes = canonical(&kept.body).unwrap();
        let seq = kept.body["seq"].as_u64().unwrap();
        let hash = link("case:1", seq, &Hash::default(), &bytes);
        assert_eq!(hash.to_string(), kept.hash, "{}", kept.name);
    }
}

#[test]
fn no_personal_value_stands_open_in_a_body() {
    for kept in all() {
        let body = kept.body.to_string();
        assert!(!body.contains("$personal"), "{}", kept.name);
        assert!(body.is_ascii(), "{}: {body}", kept.name);
    }
}

#[test]
fn every_event_folds_with_its_values_and_after_they_were_erased() {
    let none = Openings::new();
    for erased in [false, true] {
        let openings = |kept: &Kept| {
            if erased {
                none.clone()
            } else {
                kept.openings.clone()
            }
        };
        let kept = all();
        let first = kept.first().unwrap();
        let opened = CaseFile::open(&first.read(&openings(first)), &first.hash).unwrap();
        let mut whole = opened.clone();
        for (seq, kept) in (2..).zip(&kept[1..]) {
            let mut envelope = kept.read(&openings(kept));
            envelope.seq = seq;
            opened.clone().apply(&envelope, &kept.hash);
            whole.apply(&envelope, &kept.hash);
            assert_eq!((whole.seq, &whole.hash), (seq, &kept.hash), "{}", kept.name);
            let written = serde_json::to_string(&whole).unwrap();
            let again: CaseFile = serde_json::from_str(&written).unwrap();
            assert_eq!(again, whole, "{}", kept.name);
        }
    }
}
