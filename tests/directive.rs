//! The directives that are shipped: what they say, and that nobody is ever stranded by them.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sejel::domain::access::Role;
use sejel::domain::directive::check::{OFFICE, check};
use sejel::domain::directive::parse::parse;
use sejel::domain::directive::{
    AgeDay, Choice, ClockUnit, Directive, EndClass, FactSource, Facts, Holder, Proof, ReasonRule,
    Separation, SideAct, Step, StepId, StepKind, StepScope, Supplier,
};
use sejel::text::Key;

const ART45: &str = include_str!("../directives/art45-1381.toml");

const CIRCULAR: &str = include_str!("../directives/circular-1402.toml");

fn art45() -> Directive {
    parse(ART45).unwrap()
}

fn step<'d>(directive: &'d Directive, id: &str) -> &'d Step {
    directive.step(&StepId::from(id)).unwrap()
}

/// Steps that can be reached from here by outcomes, under these facts.
fn reachable(directive: &Directive, from: &Step, facts: Option<&Facts>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if !found.insert(at.id.to_string()) {
            continue;
        }
        let ways = at
            .outcomes
            .iter()
            .filter(|o| facts.is_none_or(|f| o.open_under(f)));
        open.extend(ways.filter_map(|o| directive.step(&o.to)));
    }
    found
}

#[test]
fn every_step_is_reached_from_the_counter_or_by_an_act_beside_the_line() {
    let directive = art45();
    let mut seen = reachable(&directive, directive.entry().unwrap(), None);
    seen.extend(
        directive
            .acts
            .iter()
            .filter_map(|a| a.to.as_ref())
            .map(ToString::to_string),
    );
    let all: BTreeSet<_> = directive.steps.iter().map(|s| s.id.to_string()).collect();
    assert_eq!(seen, all);
}

#[test]
fn from_every_step_an_end_can_be_reached_whatever_was_decided() {
    let directive = art45();
    for (ruling, court_ordered) in [
        (Choice::Granted, false),
        (Choice::Refused, false),
        (Choice::Refused, true),
    ] {
        let facts = Facts {
            ruling: Some(ruling),
            court_ordered,
            ..Facts::default()
        };
        for from in &directive.steps {
            let ends = reachable(&directive, from, Some(&facts));
            let ended = directive
                .steps
                .iter()
                .any(|s| s.is_end() && ends.contains(s.id.as_str()));
            assert!(ended, "no end from {} under {facts:?}", from.id);
        }
    }
}

#[test]
fn no_referral_council_board_or_court_waits_for_an_answer_for_ever() {
    let directive = art45();
    let waits = [
        Holder::Police,
        Holder::Council,
        Holder::Board,
        Holder::Court,
        Holder::Province,
    ];
    let awaited = [Proof::Answer, Proof::Sitting, Proof::Judgment];
    for step in directive.steps.iter().filter(|s| waits.contains(&s.holder)) {
        let way = step
            .outcomes
            .iter()
            .any(|o| !o.needs.iter().any(|n| awaited.contains(n)));
        let sits_inside = step.holder == Holder::Board && step.clock.is_some();
        assert!(
            way || sits_inside,
            "{} cannot be left without an answer",
            step.id
        );
    }
}

#[test]
fn clocks_that_expire_tell_somebody_and_everything_uncertain_is_marked() {
    let directive = art45();
    for step in &directive.steps {
        let Some(clock) = &step.clock else { continue };
        let told = clock.escalate_to.is_some() || step.holder == Holder::Applicant;
        assert!(told, "{}", step.id);
        assert_eq!(
            clock.assumed,
            step.id.as_str() != "court_window",
            "{}",
            step.id
        );
    }
    let whole = directive.overall.as_ref().unwrap();
    assert_eq!((whole.length, whole.unit), (6, ClockUnit::JalaliMonths));
    assert_eq!((whole.extendable_to, whole.assumed), (Some(12), true));
    assert_eq!(whole.pauses_with, [Holder::Applicant]);
}

#[test]
fn the_council_gives_an_opinion_and_the_office_decides() {
    let directive = art45();
    let council = step(&directive, "council_deliberation");
    assert_eq!(
        (council.kind, council.holder),
        (StepKind::Council, Holder::Council)
    );
    for id in ["approved", "rejected", "divided"] {
        let outcome = council
            .outcomes
            .iter()
            .find(|o| o.id.as_str() == id)
            .unwrap();
        assert_eq!(outcome.to.as_str(), "office_decision");
        assert!(outcome.rests_on(Proof::Sitting));
    }
    let decision = step(&directive, "office_decision");
    assert_eq!(decision.scope, StepScope::Person);
    for outcome in &decision.outcomes {
        assert_eq!(outcome.by, [Role::OfficeHead]);
        assert!(outcome.separation.contains(&Separation::NotPreparer));
        assert!(outcome.separation.contains(&Separation::NotEvidenceMaker));
    }
    assert!(
        !decision.actors.contains(&Role::OfficeHead),
        "the preparer is not the signer"
    );
}

#[test]
fn from_the_decision_on_every_step_is_per_person() {
    let directive = art45();
    let after = reachable(&directive, step(&directive, "office_decision"), None);
    for id in after {
        assert_eq!(step(&directive, &id).scope, StepScope::Person, "{id}");
    }
}

#[test]
fn witnesses_are_certified_by_a_notary_in_the_city_and_by_police_or_council_in_the_village() {
    let directive = art45();
    let form = directive.paper("testimony_form").unwrap();
    let by = |settlement| {
        let facts = Facts {
            settlement: Some(settlement),
            ..Facts::default()
        };
        form.certifiers(&facts).collect::<Vec<_>>()
    };
    assert_eq!(by(Choice::City), [Supplier::Notary]);
    assert_eq!(
        by(Choice::Village),
        [Supplier::Police, Supplier::IslamicCouncil]
    );
    let testimony = directive
        .requirements
        .iter()
        .find(|r| r.id.as_str() == "testimony")
        .unwrap();
    assert_eq!(
        testimony.any_of,
        [
            "testimony_form",
            "institution_certificate",
            "court_lineage_judgment"
        ]
    );
}

#[test]
fn each_claimed_clause_asks_for_its_own_evidence_and_an_unclaimed_one_for_none() {
    let directive = art45();
    let evidence = step(&directive, "lineage_evidence");
    let asked = |clauses: &[u8], age: Option<u32>| -> Vec<_> {
        let facts = Facts {
            clauses: clauses.iter().copied().collect(),
            age_today: age,
            ..Facts::default()
        };
        let ids = evidence
            .requires
            .iter()
            .filter_map(|id| directive.requirement(id));
        ids.filter(|r| r.asked_under(&facts) && !r.if_any)
            .map(|r| r.id.to_string())
            .collect()
    };
    assert!(asked(&[], None).is_empty());
    assert_eq!(asked(&[2], None), ["clause_2_father"]);
    assert_eq!(asked(&[5], None), ["clause_5_birth", "clause_5_residence"]);
    assert_eq!(asked(&[5], Some(17)), ["clause_5_birth"]);
    assert_eq!(
        asked(&[5], Some(18)),
        ["clause_5_birth", "clause_5_residence"]
    );
}

#[test]
fn a_court_lineage_judgment_warns_before_the_council() {
    let directive = art45();
    let facts = Facts {
        papers: BTreeSet::from(["court_lineage_judgment".to_owned()]),
        ..Facts::default()
    };
    let committee = step(&directive, "office_committee");
    let warned = |id: &str, facts: &Facts| {
        committee
            .outcomes
            .iter()
            .find(|o| o.id.as_str() == id)
            .unwrap()
            .warns_under(facts)
    };
    assert!(warned("refer_nationality", &facts));
    assert!(!warned("refer_nationality", &Facts::default()));
    assert!(
        warned("unproven", &Facts::default()),
        "always to be acknowledged"
    );
}

#[test]
fn every_way_back_and_every_refusal_is_accounted_for_in_words() {
    let directive = art45();
    let order: Vec<_> = directive.steps.iter().map(|s| s.id.as_str()).collect();
    let place = |id: &str| order.iter().position(|it| *it == id).unwrap();
    for step in &directive.steps {
        for outcome in &step.outcomes {
            let ends_against = directive
                .step(&outcome.to)
                .is_some_and(|s| matches!(s.end, Some(EndClass::Refused | EndClass::ReferredOut)));
            let back = place(outcome.to.as_str()) <= place(step.id.as_str())
                && !outcome.needs.contains(&Proof::Answer)
                && outcome.id.as_str() != "completed";
            if ends_against || back && outcome.to.as_str() != "biometrics" {
                assert_eq!(
                    outcome.reason,
                    ReasonRule::Required,
                    "{}.{}",
                    step.id,
                    outcome.id
                );
            }
        }
    }
}

#[test]
fn the_acts_beside_the_line_that_the_engine_knows_are_all_there() {
    let directive = art45();
    let ids: Vec<_> = directive.acts.iter().map(|a| a.id.as_str()).collect();
    let known = [
        "suspension",
        "resumption",
        "withdrawal",
        "death",
        "referral_out",
        "reopening",
        "temporary_card",
        "card_revocation",
    ];
    assert_eq!(ids, known);
    for class in EndClass::ALL {
        assert!(directive.end(*class).is_some(), "{class:?}");
    }
}

#[test]
fn every_code_of_the_language_has_a_title_in_the_catalogue() {
    let titled = |family: &str, code: &str| {
        assert!(Key::titled(family, code).is_some(), "{family}-{code}");
    };
    Supplier::ALL
        .iter()
        .for_each(|it| titled("supplier", it.code()));
    ClockUnit::ALL
        .iter()
        .for_each(|it| titled("clock-unit", it.code()));
    FactSource::ALL
        .iter()
        .for_each(|it| titled("fact-source", it.code()));
    Choice::ALL
        .iter()
        .for_each(|it| titled("choice", it.code()));
    AgeDay::ALL
        .iter()
        .for_each(|it| titled("age-day", it.code()));
    Separation::ALL
        .iter()
        .for_each(|it| titled("separation", it.code()));
    ReasonRule::ALL
        .iter()
        .for_each(|it| titled("reason-rule", it.code()));
    StepKind::ALL
        .iter()
        .for_each(|it| titled("step-kind", it.code()));
    Holder::ALL
        .iter()
        .for_each(|it| titled("holder", it.code()));
    EndClass::ALL.iter().for_each(|it| titled("end", it.code()));
}

/// The check is for an office of three, as the command line has it unless told otherwise.
#[test]
fn the_circular_is_sound_and_keeps_the_places_of_open_cases() {
    let (before, after) = (art45(), parse(CIRCULAR).unwrap());
    let report = check(&after, OFFICE);
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!((&before.id, after.version.as_str()), (&after.id, "1402"));
    assert!(
        after.assumed && after.note.is_some(),
        "its day was not found"
    );
    for step in &before.steps {
        let kept = after.step(&step.id).unwrap();
        assert_eq!((kept.kind, kept.scope), (step.kind, step.scope));
        let lost = step.outcomes.iter().find(|o| kept.outcome(&o.id).is_none());
        assert!(lost.is_none(), "{}: {lost:?}", step.id);
    }
    let papers = before.papers.iter().map(|it| after.paper(&it.id));
    assert!(papers.into_iter().all(|it| it.is_some()));
    let requirements = before.requirements.iter();
    assert!(
        requirements
            .into_iter()
            .all(|it| after.requirement(&it.id).is_some())
    );
    assert!(before.acts.iter().all(|it| after.act(&it.id).is_some()));
    let known = |step: &&Step| before.step(&step.id).is_none();
    let new: Vec<_> = after
        .steps
        .iter()
        .filter(known)
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(
        new,
        ["reexamination", "provincial_council", "national_card"]
    );
}

/// Who may take which way out of which step: read it as a registry officer would.
#[test]
fn the_matrix_of_steps_outcomes_and_roles() {
    insta::assert_snapshot!(matrix(&art45()));
}

fn matrix(directive: &Directive) -> String {
    let roles = [
        ("officer", Role::RegistrarOfficer),
        ("archive", Role::ArchiveOfficer),
        ("head", Role::OfficeHead),
        ("council", Role::CouncilSecretary),
        ("commission", Role::CommissionSecretary),
        ("board", Role::BoardSecretary),
        ("director", Role::ProvincialDirector),
        ("auditor", Role::Auditor),
        ("admin", Role::Administrator),
    ];
    let mut table = String::new();
    for step in &directive.steps {
        let end = step
            .end
            .map_or_else(String::new, |end| format!(", ends {}", end.code()));
        let holder = step.holder.code();
        let (kind, scope) = (step.kind.code(), step.scope.code());
        let _ = writeln!(
            table,
            "{} ({kind}, per {scope}, with {holder}{end})",
            step.id
        );
        for outcome in &step.outcomes {
            let by: Vec<_> = roles
                .iter()
                .filter(|(_, r)| outcome.by.contains(r))
                .map(|(n, _)| *n)
                .collect();
            let mut marks = Vec::new();
            marks.extend((outcome.reason == ReasonRule::Required).then(|| "reason".to_owned()));
            marks.extend(outcome.itemised.then(|| "itemised".to_owned()));
            marks.extend(outcome.warning.as_ref().map(|_| "warns".to_owned()));
            marks.extend(
                outcome
                    .needs
                    .iter()
                    .map(|it| format!("needs {}", it.code())),
            );
            marks.extend(outcome.when.iter().map(|it| format!("when {it}")));
            marks.extend(outcome.separation.iter().map(|it| it.code().to_owned()));
            marks.extend(outcome.assumed.then(|| "assumed".to_owned()));
            let (id, to) = (&outcome.id.0, &outcome.to.0);
            let line = format!(
                "  {id:<20} → {to:<22} {:<32} {}",
                by.join(", "),
                marks.join(", ")
            );
            let _ = writeln!(table, "{}", line.trim_end());
        }
    }
    table
}

#[test]
fn every_paper_that_the_counter_or_an_act_takes_in_has_its_title_in_the_directive() {
    let directive = art45();
    let acts = [
        "committee_minute",
        "council_minute",
        "board_ruling",
        "identity_answer",
        "inquiry_answer",
        "court_judgment",
        "other",
    ];
    for kind in sejel::domain::case::codes::COUNTER_PAPERS
        .iter()
        .chain(&acts)
    {
        assert!(directive.paper(kind).is_some(), "{kind}");
    }
}

#[test]
fn a_version_that_names_no_step_for_it_reopens_a_case_wherever_one_goes_on() {
    let directive = art45();
    let mut act = directive.act("reopening").unwrap().clone();
    let at = |act: &SideAct, ground| {
        let steps = directive.steps.iter();
        let steps = steps.filter(|it| act.reopens_at(it, ground));
        steps
            .map(|it| it.id.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(at(&act, "court_order"), ["office_decision", "court"]);
    act.reopens.clear();
    let goes_on = directive.steps.iter().skip(1).filter(|it| !it.is_end());
    let goes_on: Vec<_> = goes_on.map(|it| it.id.as_str().to_owned()).collect();
    assert_eq!(at(&act, "court_order"), goes_on);
}
