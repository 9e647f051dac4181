//! Directives invented by chance: a middle of any shape between the counter and the decision, and an
//! end of one of a few shapes, with a flaw here and there.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

use crate::written::{Outcome, Step, written};

const ROLES: &[&str] = &[
    "registrar_officer",
    "archive_officer",
    "office_head",
    "council_secretary",
    "commission_secretary",
    "provincial_director",
];
const CONDITIONS: &[&str] = &[
    "settlement = village",
    "settlement = city",
    "institution",
    "not institution",
    "age < 15",
    "age >= 18",
    "clauses has 3",
    "not clauses has 2",
    "lineage_judgment",
    "ruling = granted",
];
const SEPARATIONS: &[&str] = &[
    "not_opener",
    "not_preparer",
    "not_evidence_maker",
    "not_previous",
];
const PROOFS: &[&str] = &[
    "checklist",
    "papers",
    "verdicts",
    "search",
    "evidence",
    "sitting",
    "sitting_date",
    "letter",
    "answer",
    "no_answer",
    "opinion_approved",
    "opinion_divided",
    "signature",
    "service",
    "fingerprints",
    "register_entry",
    "certificate",
    "objection",
    "no_objection",
    "judgment_ordered",
    "time_over",
];
const KINDS: &[&str] = &[
    "review",
    "registry_search",
    "evidence",
    "committee",
    "referral",
    "council",
];
const HOLDERS: &[&str] = &["office", "head", "applicant", "police", "council", "board"];

/// How the ways on from a step in the middle are told apart.
#[derive(Debug, Clone, Copy)]
enum Fork {
    One,
    /// One way for each thing that can come of the work.
    ByResult,
    /// A condition and its contrary.
    ByCondition(&'static str, &'static str),
    /// A condition, and a way without any.
    OrElse(&'static str),
}

#[derive(Debug, Clone)]
struct Middle {
    kind: &'static str,
    per_person: bool,
    fork: Fork,
    by: &'static str,
    separation: Option<&'static str>,
    /// How far the second way leads ahead.
    jump: usize,
    back: Option<prop::sample::Index>,
    silence: bool,
    /// Whether the limit runs from the letter, and takes a way by itself when it runs out.
    letter: bool,
    expires: bool,
    papers: bool,
}

/// Something that a writer may get wrong.
#[derive(Debug, Clone)]
enum Flaw {
    Leads(prop::sample::Index),
    Needs(&'static str),
    When(&'static str),
    Separation(&'static str),
    By(&'static str),
    Holder(&'static str),
    Dropped,
    PerCase,
    NoClock,
}

/// A directive before it is written.
#[derive(Debug, Clone)]
pub struct Plan {
    middle: Vec<Middle>,
    /// Issue in one step or in three, with a board, with a court.
    short: bool,
    board: bool,
    court: bool,
    flaws: Vec<(prop::sample::Index, prop::sample::Index, Flaw)>,
    /// The steps at which a case that has ended is taken up again.
    back: Vec<prop::sample::Index>,
}

fn fork() -> impl Strategy<Value = Fork> {
    let contrary = select(vec![
        ("settlement = village", "settlement = city"),
        ("institution", "not institution"),
        ("age < 15", "not age < 15"),
        ("clauses has 3", "not clauses has 3"),
        ("lineage_judgment", "not lineage_judgment"),
    ]);
    prop_oneof![
        2 => Just(Fork::One),
        2 => Just(Fork::ByResult),
        1 => contrary.prop_map(|(one, other)| Fork::ByCondition(one, other)),
        1 => select(&CONDITIONS[..9]).prop_map(Fork::OrElse),
    ]
}

fn middle() -> impl Strategy<Value = Middle> {
    let who = (
        select(&ROLES[..3]),
        prop::option::weighted(0.2, select(SEPARATIONS)),
    );
    let where_to = (
        1..3_usize,
        prop::option::weighted(0.4, any::<prop::sample::Index>()),
    );
    let clock = (
        prop::bool::weighted(0.9),
        any::<bool>(),
        prop::bool::weighted(0.2),
    );
    let rest = (prop::bool::weighted(0.15), prop::bool::weighted(0.3));
    (select(KINDS), fork(), who, where_to, clock, rest).prop_map(
        |(kind, fork, (by, separation), (jump, back), (silence, letter, expires), rest)| Middle {
            kind,
            per_person: rest.0,
            fork,
            by,
            separation,
            jump,
            back,
            silence,
            letter,
            expires,
            papers: rest.1,
        },
    )
}

fn flaw() -> impl Strategy<Value = Flaw> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(Flaw::Leads),
        select(PROOFS).prop_map(Flaw::Needs),
        select(CONDITIONS).prop_map(Flaw::When),
        select(SEPARATIONS).prop_map(Flaw::Separation),
        select(ROLES).prop_map(Flaw::By),
        select(HOLDERS).prop_map(Flaw::Holder),
        Just(Flaw::Dropped),
        Just(Flaw::PerCase),
        Just(Flaw::NoClock),
    ]
}

/// Any directive.
pub fn plan() -> impl Strategy<Value = Plan> {
    let place = || {
        (
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            flaw(),
        )
    };
    (
        prop::collection::vec(middle(), 1..6),
        any::<(bool, bool, bool)>(),
        prop::collection::vec(place(), 0..3),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    )
        .prop_map(|(middle, (short, board, court), flaws, back)| Plan {
            middle,
            short,
            board,
            court,
            flaws,
            back,
        })
}

impl Plan {
    /// As a jurist would write it.
    pub fn text(&self) -> String {
        let mut steps = vec![opening()];
        let ahead = |at: usize| match at < self.middle.len() {
            true => format!("m{at}"),
            false => "decision".to_owned(),
        };
        for (at, it) in self.middle.iter().enumerate() {
            steps.push(self.written(at, it, &ahead));
        }
        steps.extend(self.end());
        for (step, outcome, flaw) in &self.flaws {
            spoil(&mut steps, (*step, *outcome), flaw);
        }
        let mut text = String::from(HEAD);
        steps.iter().for_each(|it| written(&mut text, it));
        text.push_str(&self.reopening(&steps));
        text
    }

    /// The act by which a case that has ended is taken up again at one of a few steps.
    fn reopening(&self, steps: &[Step]) -> String {
        let open = steps
            .iter()
            .filter(|it| it.kind != "intake" && it.end.is_none());
        let open: Vec<&str> = open.map(|it| it.id.as_str()).collect();
        let back: BTreeSet<&str> = (self.back.iter())
            .map(|it| open[it.index(open.len())])
            .collect();
        let back: Vec<&str> = back.into_iter().collect();
        if back.is_empty() {
            return String::new();
        }
        format!("{REOPENING}to = {back:?}\n")
    }

    fn written(&self, at: usize, it: &Middle, ahead: &dyn Fn(usize) -> String) -> Step {
        let per_person = self.middle.iter().take(at + 1).any(|it| it.per_person);
        let holder = match it.kind {
            "referral" => "police",
            "council" => "council",
            "registry_search" => "archive",
            _ => "office",
        };
        let mut step = Step::new(&format!("m{at}"), it.kind, holder, per_person);
        step.actors = vec![it.by, "registrar_officer"];
        step.requires = it.papers;
        step.days = Some(10);
        step.from_letter = it.letter && it.kind == "referral";
        let outcome = |id: &str, to: String, needs: &[&'static str], when: Option<&'static str>| {
            let mut outcome = Outcome::new(id, &to, it.by, needs);
            // Of a household nobody asks the age.
            let when = when.filter(|it| per_person || !it.contains("age"));
            outcome.when.extend(when);
            outcome.separation.extend(it.separation);
            outcome
        };
        let (work, results) = work(it.kind);
        let (next, far) = (ahead(at + 1), ahead(at + 1 + it.jump));
        step.outcomes = match it.fork {
            Fork::One => vec![outcome("on", next, work, None)],
            Fork::ByResult => {
                let ways = results.iter().enumerate();
                let ways = ways.map(|(no, needs)| {
                    let to = if no % 2 == 0 {
                        next.clone()
                    } else {
                        far.clone()
                    };
                    outcome(&format!("on{no}"), to, needs, None)
                });
                ways.collect()
            }
            Fork::ByCondition(one, other) => vec![
                outcome("on", next, work, Some(one)),
                outcome("far", far, work, Some(other)),
            ],
            Fork::OrElse(when) => vec![
                outcome("on", next, work, None),
                outcome("far", far, work, Some(when)),
            ],
        };
        if let Some(back) = &it.back {
            let to = format!("m{}", back.index(at + 1));
            step.outcomes.push(outcome("back", to, &[], None));
        }
        if matches!(it.kind, "referral" | "council") && it.silence {
            let needs: &[&str] = if step.from_letter {
                &["letter", "time_over"]
            } else {
                &["time_over"]
            };
            step.outcomes
                .push(outcome("silence", ahead(at + 1), needs, None));
            step.on_expiry = it.expires.then_some("silence");
        }
        step
    }

    /// From the decision on.
    fn end(&self) -> Vec<Step> {
        let on = |id: &str, kind: &str, holder: &'static str| {
            let mut step = Step::new(id, kind, holder, true);
            step.days = Some(5);
            step
        };
        let mut decision = on("decision", "decision", "office");
        decision.outcomes = vec![
            Outcome::new("granted", "notice", "office_head", &[]),
            Outcome::new("refused", "notice", "office_head", &[]),
        ];
        let mut notice = on("notice", "notification", "office");
        let served = |id: &str, to: &str, when| {
            let mut outcome = Outcome::new(id, to, "registrar_officer", &["service"]);
            outcome.when = vec![when];
            outcome
        };
        notice.outcomes = vec![
            served("yes", "prints", "ruling = granted"),
            served("no", "window", "ruling = refused"),
        ];
        let mut steps = vec![decision, notice];
        let issue: &[(&str, &str, &[&'static str])] = match self.short {
            true => &[(
                "prints",
                "issued",
                &["fingerprints", "register_entry", "certificate"],
            )],
            false => &[
                ("prints", "record", &["fingerprints"]),
                ("record", "card", &["register_entry"]),
                ("card", "issued", &["certificate"]),
            ],
        };
        for (id, to, needs) in issue {
            let mut step = on(id, "issuance", "office");
            step.outcomes = vec![Outcome::new("done", to, "registrar_officer", needs)];
            steps.push(step);
        }
        let mut window = on("window", "objection", "applicant");
        let remedy = if self.board { "board" } else { "court" };
        let lapsed = Outcome::new(
            "lapsed",
            "refused",
            "office_head",
            &["time_over", "no_objection"],
        );
        window.outcomes = match self.board || self.court {
            true => vec![
                Outcome::new("objected", remedy, "registrar_officer", &["objection"]),
                lapsed,
            ],
            false => vec![
                Outcome::new("objected", "decision", "registrar_officer", &["objection"]),
                lapsed,
            ],
        };
        steps.push(window);
        let ruled = |step: &mut Step, ways: &[(&str, &str, &'static str)]| {
            let ways = ways.iter();
            let ways = ways.map(|(id, to, needs)| Outcome::new(id, to, "office_head", &[needs]));
            step.outcomes = ways.collect();
        };
        if self.board {
            let mut board = on("board", "objection", "board");
            let upheld = if self.court { "court" } else { "refused" };
            ruled(
                &mut board,
                &[
                    ("upheld", upheld, "opinion_rejected"),
                    ("reversed", "prints", "opinion_approved"),
                    ("again", "decision", "opinion_returned"),
                ],
            );
            steps.push(board);
        }
        if self.court {
            let mut court = on("court", "objection", "court");
            ruled(
                &mut court,
                &[
                    ("ordered", "prints", "judgment_ordered"),
                    ("dismissed", "refused", "judgment_dismissed"),
                    ("other", "decision", "judgment_other"),
                    ("dropped", "refused", "no_judgment"),
                ],
            );
            steps.push(court);
        }
        let ends = [
            ("issued", "issued"),
            ("refused", "refused"),
            ("out", "referred_out"),
        ];
        steps.extend(ends.map(|(id, class)| Step::end(id, class)));
        steps
    }
}

fn opening() -> Step {
    let mut step = Step::new("intake", "intake", "office", false);
    step.outcomes = vec![Outcome::new("opened", "m0", "registrar_officer", &[])];
    step
}

/// What a step of this kind rests on, and what can come of it.
fn work(kind: &str) -> (&'static [&'static str], &'static [&'static [&'static str]]) {
    match kind {
        "review" => (
            &["checklist", "verdicts"],
            &[&["checklist", "verdicts"], &["verdicts"]],
        ),
        "registry_search" => (
            &["search"],
            &[&["search_clean"], &["search"], &["search_found"]],
        ),
        "evidence" => (&["checklist", "evidence"], &[&["evidence"], &[]]),
        "committee" => (
            &["sitting"],
            &[
                &["identity_evident", "opinion_approved"],
                &["sitting"],
                &["opinion_rejected"],
            ],
        ),
        "referral" => (
            &["letter", "answer"],
            &[
                &["letter", "answer_confirmed"],
                &["answer"],
                &["answer_not_confirmed"],
            ],
        ),
        _ => (
            &["sitting"],
            &[
                &["opinion_approved"],
                &["opinion_rejected"],
                &["opinion_divided"],
                &["opinion_returned"],
            ],
        ),
    }
}

fn spoil(steps: &mut [Step], at: (prop::sample::Index, prop::sample::Index), flaw: &Flaw) {
    let ids: Vec<String> = steps.iter().map(|it| it.id.clone()).collect();
    let mut open: Vec<&mut Step> = steps
        .iter_mut()
        .filter(|it| !it.outcomes.is_empty())
        .collect();
    let which = at.0.index(open.len());
    let step = &mut *open[which];
    let many = step.outcomes.len();
    let no = at.1.index(many);
    let outcome = &mut step.outcomes[no];
    match flaw {
        Flaw::Leads(to) => outcome.to = ids[to.index(ids.len())].clone(),
        Flaw::Needs(proof) if !outcome.needs.contains(proof) => outcome.needs.push(proof),
        Flaw::Needs(_) => {}
        Flaw::When(when) => outcome.when.push(when),
        Flaw::Separation(rule) if !outcome.separation.contains(rule) => {
            outcome.separation.push(rule);
        }
        Flaw::Separation(_) => {}
        Flaw::By(role) => outcome.by = vec![role],
        Flaw::Holder(holder) => step.holder = holder,
        Flaw::Dropped if many > 1 => {
            let gone = step.outcomes.remove(no);
            step.on_expiry = step.on_expiry.filter(|it| *it != gone.id);
        }
        Flaw::Dropped => {}
        Flaw::PerCase => step.per_person = false,
        Flaw::NoClock => {
            step.days = None;
            step.on_expiry = None;
        }
    }
}

/// The act of reopening, to which the steps are added.
const REOPENING: &str = r#"
[[act]]
id = "reopening"
title = { fa = "بازگشایی", en = "Reopening" }
help = { fa = "بازگشایی", en = "Reopening" }
by = ["provincial_director"]
reason = "required"

[[act.reopens]]
ground = "new_evidence"
"#;

pub const HEAD: &str = include_str!("invented.toml");

/// The text from the first step on, for whoever looks for a mistake in the proof.
pub fn steps_of(text: &str) -> &str {
    text.find("[[step]]").map_or(text, |at| &text[at..])
}
