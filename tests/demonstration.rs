//! The demonstration: every stage is reached through the one write path, twice the same.
#![cfg(test)]

use std::sync::Arc;

use sejel::domain::time::{Clock, Moment};
use sejel::services::clock::SystemEntropy;
use sejel::services::demonstration;
use sejel::services::register::Register;
use sejel::store::files::Files;
use sejel::store::{DatabaseUrl, Store};

struct Fixed(Moment);

impl Clock for Fixed {
    fn now(&self) -> Moment {
        self.0
    }
}

fn register(folder: &std::path::Path) -> Register {
    let url = format!("sqlite://{}", folder.join("sejel.db").display());
    let store = Store::open(&DatabaseUrl::parse(&url).unwrap(), Default::default()).unwrap();
    store.migrate().unwrap();
    let files = Files::open(&format!("file://{}", folder.join("files").display())).unwrap();
    let now: Moment = "2026-11-23T08:00:00.000000Z".parse().unwrap();
    Register::new(store, files, Arc::new(Fixed(now)), Arc::new(SystemEntropy)).unwrap()
}

#[test]
fn every_household_comes_as_far_as_its_story_says() {
    let folder = tempfile::tempdir().unwrap();
    let register = register(folder.path());
    let accounts = demonstration::fill(&register, 64).unwrap();
    assert!(accounts.len() > 40);
    let steps: std::collections::BTreeSet<String> = register
        .store
        .read(|c| {
            let scope = sejel::domain::access::Scope::of_process();
            let lines = sejel::store::lists::page(
                c,
                &scope,
                &Default::default(),
                (Default::default(), None),
                100,
            )?;
            Ok::<_, sejel::store::Error>(lines.into_iter().map(|l| l.line.step).collect())
        })
        .unwrap();
    for step in [
        "document_review",
        "identity_referral",
        "office_decision",
        "closed_issued",
    ] {
        assert!(steps.contains(step), "{step} is not among {steps:?}");
    }
}
