//! What the engine does where walks once found it wrong.

use sejel::domain::case::Why;
use sejel::domain::case::command::Command;
use sejel::domain::case::decide::{decide, on_record};
use sejel::domain::directive::parse::parse;
use sejel::domain::directive::{Directive, OutcomeId, Proof, StepKind};

use crate::invented::HEAD;
use crate::office::words;
use crate::walker::{Walker, ended};
use crate::walks::{ART45, calendar};
use crate::written::{Outcome, Step, written};

/// From the counter straight to a decision on each person, which is served in one way.
fn served_by(served: Outcome, change: impl Fn(String) -> String) -> Directive {
    let mut intake = Step::new("intake", "intake", "office", false);
    intake.outcomes = vec![Outcome::new("opened", "decision", "registrar_officer", &[])];
    let mut decision = Step::new("decision", "decision", "office", true);
    decision.outcomes = ["granted", "refused"]
        .map(|ruling| Outcome::new(ruling, "notice", "office_head", &[]))
        .to_vec();
    let mut notice = Step::new("notice", "notification", "office", true);
    notice.outcomes = vec![served];
    let mut prints = Step::new("prints", "issuance", "office", true);
    prints.outcomes = vec![Outcome::new(
        "done",
        "issued",
        "registrar_officer",
        &["fingerprints"],
    )];
    let ends = ["issued", "refused", "out"]
        .map(|id| Step::end(id, if id == "out" { "referred_out" } else { id }));
    let mut text = String::from(HEAD);
    let steps = [intake, decision, notice, prints];
    steps
        .iter()
        .chain(&ends)
        .for_each(|it| written(&mut text, it));
    parse(&change(text)).unwrap()
}

/// Signs a decision on the first person and serves it; tells where that leaves them.
fn decided_and_served(directive: &Directive, ruling: &str) -> (String, bool) {
    let calendar = calendar();
    let mut walker = Walker::start(directive, &calendar, 1);
    let first = walker.file.positions.first().cloned().unwrap();
    let decision = directive.step(&first.step).unwrap();
    let outcome = decision.outcome(&OutcomeId::from(ruling)).unwrap();
    assert!(walker.decides(&first, outcome));
    assert!(walker.serves(first.person));
    let mut places = walker.file.positions.iter();
    let now = places.find(|p| p.person == first.person).unwrap();
    (
        now.step.to_string(),
        on_record(&walker.file, now, Proof::Service),
    )
}

fn lone() -> Outcome {
    Outcome::new("served", "prints", "registrar_officer", &["service"])
}

#[test]
fn a_first_step_per_person_has_everybody_of_the_household() {
    let directive = served_by(lone(), |text| text);
    let calendar = calendar();
    for seed in 0..20 {
        let file = Walker::start(&directive, &calendar, seed).file;
        let people: Vec<u32> = file.positions.iter().map(|p| p.person).collect();
        let household: Vec<u32> = file.application.people.iter().map(|p| p.no).collect();
        assert_eq!(people, household);
        assert!(file.positions.iter().all(|p| p.kind == StepKind::Decision));
    }
}

#[test]
fn a_record_that_leaves_one_way_on_takes_it() {
    let directive = served_by(lone(), |text| text);
    assert_eq!(
        decided_and_served(&directive, "granted"),
        ("prints".to_owned(), false)
    );
}

#[test]
fn a_refusal_is_served_though_the_only_way_on_gives_a_certificate() {
    let directive = served_by(lone(), |text| text);
    assert_eq!(
        decided_and_served(&directive, "refused"),
        ("notice".to_owned(), true)
    );
}

#[test]
fn nothing_goes_on_by_itself_past_a_warning() {
    let words = "warning = { fa = \"هشدار\", en = \"Mind it\" }";
    let to = "id = \"served\"";
    let directive = served_by(lone(), |text| text.replace(to, &format!("{to}\n{words}")));
    assert_eq!(
        decided_and_served(&directive, "granted"),
        ("notice".to_owned(), true)
    );
}

#[test]
fn whoever_prepared_a_decision_does_not_serve_it_where_another_is_asked_for() {
    let mut served = lone();
    served.by = vec!["registrar_officer"];
    served.separation = vec!["not_preparer"];
    let directive = served_by(served, |text| text);
    let calendar = calendar();
    for seed in 0..20 {
        let mut walker = Walker::start(&directive, &calendar, seed);
        let first = walker.file.positions.first().cloned().unwrap();
        let decision = directive.step(&first.step).unwrap();
        assert!(walker.decides(&first, &decision.outcomes[0]));
        let prepared = walker.file.decision(first.person).unwrap().what.prepared_by;
        assert!(walker.serves(first.person));
        let taken = walker.file.steps_taken.last().unwrap();
        // Served by the preparer, it waits for the other officer.
        assert!(taken.what.step.as_str() == "decision" || taken.by != prepared);
    }
}

#[test]
fn nobody_comes_back_to_the_issue_of_a_certificate_without_a_right_to_one() {
    let mut directive = parse(ART45).unwrap();
    // Versions written before a directive could name the steps let a case come back anywhere.
    let acts = directive.acts.iter_mut();
    acts.for_each(|act| act.reopens.clear());
    let calendar = calendar();
    let (mut without, mut used_up) = (0, 0);
    for seed in 0..400 {
        let mut walker = ended(&directive, &calendar, seed).unwrap();
        let paper = walker.hands_in("other", &[1]);
        assert!(paper);
        let paper = walker.file.papers.last().map(|it| it.no);
        let own = walker.file.positions.iter().find(|p| p.person == 1);
        let end = own.map_or(String::new(), |p| p.step.to_string());
        if !["closed_issued", "closed_refused"].contains(&end.as_str()) {
            continue;
        }
        let back = Command::Reopen {
            person: 1,
            ground: "audit_finding".to_owned(),
            to: "biometrics".into(),
            reason: words("یافتهٔ بازرس."),
            paper,
        };
        let asked = |who| decide(&walker.file, &walker.setting(who), &back);
        let said = (0..walker.people.len()).map(asked);
        let said: Vec<Why> = said.map(|it| it.unwrap_err().why).collect();
        assert!(said.contains(&Why::NotEntitled(1)), "{end}: {said:?}");
        match end.as_str() {
            "closed_issued" => used_up += 1,
            _ => without += 1,
        }
    }
    assert!(without > 0 && used_up > 0, "{without} {used_up}");
}
