//! Forms of search, evidence, interview and sittings (committee, council, board).

use super::super::form::{Field, Reader, Section};
use super::super::show;
use super::{
    Asked, Context, borne, choices, on_field, paper_choices, paper_of, people_choices, person_of,
};
use crate::domain::case::codes::{CLAUSES, FACTS, LANGUAGES};
use crate::domain::case::command::Command;
use crate::domain::case::event::{
    EvidenceRecorded, InterviewHeld, Member, Opinion, SearchCheck, SittingHeld,
};
use crate::domain::case::personal::Personal;
use crate::domain::case::{CaseFile, Position, facts};
use crate::domain::directive::{Directive, Post, Proof, Step, StepId, StepKind};
use crate::text::k;

const CHECKS: &[&str] = &[
    "name_match",
    "parents_children",
    "earlier_cases",
    "fingerprints",
];
const RESULTS: &[&str] = &["clean", "possible", "found", "not_done"];
const EVIDENCE: &[&str] = &["lineage", "dna", "age", "residence", "birth", "other"];
const DIRECTIONS: &[&str] = &["for", "against"];
const ATTENDANCE: &[&str] = &["present", "absent", "recused", "represented"];
const VOTES: &[&str] = &["approve", "reject", "abstain", "none"];
const NATIONALITY: &[&str] = &["approved", "rejected", "returned", "postponed"];
const IDENTITY: &[&str] = &["evident", "not_evident", "not_examined"];

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    Some(match c.act {
        "search" => search_asked(c),
        "evidence" => evidence_asked(c),
        "interview" => Asked::new(
            w.t(k::ACT_INTERVIEW),
            w.t(k::SAVE),
            vec![Section::plain(vec![
                Field {
                    required: true,
                    ..Field::checks(
                        "people",
                        w.t(k::INTERVIEW_PEOPLE),
                        people_choices(w, c.file, false),
                    )
                },
                Field::select(
                    "language",
                    w.t(k::LANGUAGE),
                    choices(w, "language", LANGUAGES),
                ),
                Field::text("interpreter", w.t(k::INTERPRETER)).optional(),
                Field::area("summary", w.t(k::INTERVIEW_SUMMARY)),
                Field::radio("read_back", w.t(k::INTERVIEW_READ_BACK), yes_no(c)),
                on_field(w),
            ])],
        ),
        "schedule" => Asked::new(
            w.t(k::ACT_SCHEDULE),
            w.t(k::SAVE),
            vec![Section::plain(vec![
                Field::code("number", w.t(k::SITTING_NUMBER)),
                Field::date("day", w.t(k::SITTING_DAY)),
            ])],
        ),
        "sitting" => sitting_asked(c),
        _ => return None,
    })
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    Some(match c.act {
        "search" => search_command(r),
        "evidence" => evidence_command(c, r),
        "interview" => interview_command(c, r),
        "schedule" => {
            let on = r.date("day");
            Command::ScheduleSitting {
                number: r.personal("number"),
                on: on.unwrap_or_else(|| c.setting.today()),
            }
        }
        "sitting" => Command::RecordSitting(Box::new(sitting_command(c, r))),
        _ => return None,
    })
}

fn yes_no(c: &Context<'_>) -> Vec<super::super::form::Choice> {
    let w = c.words;
    vec![
        super::super::form::Choice::new("yes", w.t(k::YES)),
        super::super::form::Choice::new("no", w.t(k::NO)),
    ]
}

fn search_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let mut fields: Vec<Field> = Vec::new();
    for check in CHECKS {
        let label = show::code(w, "search-check", check);
        fields.push(Field::radio(
            format!("check-{check}"),
            label.clone(),
            choices(w, "search-result", RESULTS),
        ));
        fields.push(Field::text(format!("note-{check}"), w.say(k::search_note(label))).optional());
    }
    fields.push(Field::area("summary", w.t(k::SEARCH_SUMMARY)).optional());
    fields.push(on_field(w));
    Asked::new(
        w.t(k::ACT_SEARCH),
        w.t(k::SAVE),
        vec![Section::plain(fields)],
    )
}

fn search_command(r: &mut Reader<'_>) -> Command {
    let checks = CHECKS
        .iter()
        .map(|check| SearchCheck {
            check: (*check).to_owned(),
            result: r.choice(&format!("check-{check}"), RESULTS),
            note: r.optional(&format!("note-{check}")),
        })
        .collect();
    Command::RecordSearch {
        checks,
        summary: r.optional("summary"),
    }
}

fn evidence_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let clauses: Vec<String> = (1..=7).map(|n: u8| n.to_string()).collect();
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    Asked::new(
        w.t(k::ACT_EVIDENCE),
        w.t(k::SAVE),
        vec![Section::plain(vec![
            Field::radio(
                "person",
                w.t(k::EVIDENCE_PERSON),
                people_choices(w, c.file, true),
            ),
            Field::radio(
                "kind",
                w.t(k::EVIDENCE_KIND),
                choices(w, "evidence-kind", EVIDENCE),
            ),
            Field::radio("fact", w.t(k::EVIDENCE_FACT), choices(w, "fact", FACTS)),
            Field::select(
                "clause",
                w.t(k::EVIDENCE_CLAUSE),
                choices(w, "clause", &clauses),
            )
            .optional(),
            Field::radio(
                "direction",
                w.t(k::EVIDENCE_DIRECTION),
                choices(w, "evidence-direction", DIRECTIONS),
            ),
            Field::area("account", w.t(k::EVIDENCE_ACCOUNT)),
            Field::select("paper", w.t(k::EVIDENCE_PAPER), paper_choices(c)).optional(),
            on_field(w),
        ])],
    )
}

fn evidence_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    Command::RecordEvidence(EvidenceRecorded {
        evidence: 0,
        person: person_of(r, c.file, "person"),
        kind: r.choice("kind", EVIDENCE),
        fact: r.choice("fact", FACTS),
        clause: r.values.text("clause").and_then(|n| n.parse().ok()),
        direction: r.choice("direction", DIRECTIONS),
        paper: paper_of(r),
        account: r.personal("account"),
    })
}

fn interview_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let people: Vec<u32> = r
        .values
        .all("people")
        .iter()
        .filter_map(|p| p.parse().ok())
        .filter(|no| c.file.person(*no).is_some())
        .collect();
    if people.is_empty() {
        r.wrong("people", k::ERROR_CHOOSE);
    }
    Command::HoldInterview(InterviewHeld {
        people,
        language: r.choice("language", LANGUAGES),
        interpreter: r.optional("interpreter"),
        summary: r.personal("summary"),
        read_back: r.choice("read_back", &["yes", "no"]) == "yes",
    })
}

/// The posts that sit in the body, as the directive has them.
fn posts(c: &Context<'_>) -> Vec<&'static str> {
    let step = c.directive.step(&body(c).1);
    let seats = step.map_or(Post::ALL, Step::seats);
    seats.iter().map(|it| it.code()).collect()
}

/// The places at which a body is to sit.
fn heard<'f>(
    file: &'f CaseFile,
    directive: &'f Directive,
) -> impl Iterator<Item = &'f Position> + Clone {
    file.positions.iter().filter(|p| {
        let step = directive.step(&p.step);
        StepKind::SITTING.contains(&p.kind) && step.is_some_and(|s| s.asks_for(Proof::Sitting))
    })
}

/// The form of a sitting on those who stand at a place: one for all at a step, and one more where
/// somebody stands at another.
pub(super) fn address(file: &CaseFile, directive: &Directive, p: &Position) -> String {
    match heard(file, directive).next() {
        Some(first) if first.step != p.step => format!("sitting?person={}", p.person),
        _ => "sitting".to_owned(),
    }
}

fn body(c: &Context<'_>) -> (StepKind, StepId) {
    let mut here = heard(c.file, c.directive);
    let asked = c.query.text("person").map(|_| c.person());
    let of_whom = here.clone().find(|p| Some(p.person) == asked);
    of_whom
        .or_else(|| here.next())
        .map_or((StepKind::Committee, StepId(String::new())), |p| {
            (p.kind, p.step.clone())
        })
}

/// The people whom the sitting concerns.
fn concerned(c: &Context<'_>) -> Vec<u32> {
    let (kind, step) = body(c);
    let positions = c.file.positions.iter();
    let here = positions.filter(|p| p.kind == kind && p.step == step);
    here.flat_map(|p| facts::concerned(c.file, p)).collect()
}

fn sitting_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let (kind, step) = body(c);
    let (asks, opinions) = match kind {
        StepKind::Objection => (k::BOARD_RULES, choices(w, "board-ruling", NATIONALITY)),
        _ => (k::OPINION_NATIONALITY, choices(w, "opinion", NATIONALITY)),
    };
    let mut sections = vec![Section::plain(vec![
        Field::code("number", w.t(k::SITTING_NUMBER)),
        on_field(w),
    ])];
    let signed =
        kind == StepKind::Objection && concerned(c).iter().any(|no| c.file.decision(*no).is_some());
    for post in posts(c) {
        let section = Section::about(
            show::code(w, "post", post),
            vec![
                Field::text(format!("member-{post}"), w.t(k::MEMBER_NAME))
                    .needed_when(w.t(k::NEEDED_SAT)),
                Field::radio(
                    format!("attendance-{post}"),
                    w.t(k::ATTENDANCE),
                    choices(w, "attendance", ATTENDANCE),
                )
                .needed_when(w.t(k::NEEDED_NAMED)),
                Field::radio(
                    format!("vote-{post}"),
                    w.t(k::VOTE),
                    choices(w, "vote", VOTES),
                )
                .needed_when(w.t(k::NEEDED_NAMED)),
                Field::text(format!("dissent-{post}"), w.t(k::DISSENT)).optional(),
            ],
        );
        sections.push(match post {
            "office_head" if signed => section.hint(w.t(k::SITTING_SIGNER_HINT)),
            _ => section,
        });
    }
    for no in concerned(c) {
        let clause = Field::select(
            format!("clause-{no}"),
            w.t(k::OPINION_CLAUSE),
            choices(w, "clause", CLAUSES),
        );
        sections.push(Section::about(
            show::person(w, c.file, no),
            vec![
                Field::radio(
                    format!("identity-{no}"),
                    w.t(k::OPINION_IDENTITY),
                    choices(w, "identity-opinion", IDENTITY),
                ),
                Field::radio(format!("nationality-{no}"), w.t(asks), opinions.clone()),
                match kind {
                    StepKind::Objection => clause.optional(),
                    _ => clause.needed_when(w.t(k::NEEDED_CONFIRMED)),
                },
            ],
        ));
    }
    sections.push(Section::titled(
        w.t(k::SITTING_REASONS),
        vec![
            Field::area("reasons", w.t(k::PUBLIC_REASONS)).hint(w.t(k::PUBLIC_REASONS_HINT)),
            Field::area("annex", w.t(k::SEALED_ANNEX))
                .optional()
                .hint(w.t(k::SEALED_ANNEX_HINT)),
        ],
    ));
    sections.push(borne::asked(c, k::SITTING_PAPER));
    Asked::new(
        w.say(k::act_sitting(show::step(w, c.directive, &step))),
        w.t(k::SAVE),
        sections,
    )
}

fn away_and_voted(member: &Member) -> bool {
    matches!(member.attendance.as_str(), "absent" | "recused")
        && matches!(member.vote.as_str(), "approve" | "reject" | "abstain")
}

fn sitting_command(c: &Context<'_>, r: &mut Reader<'_>) -> SittingHeld {
    let (kind, step) = body(c);
    let mut members = Vec::new();
    for post in posts(c) {
        let Some(name) = r.optional(&format!("member-{post}")) else {
            // Nobody's vote is let fall because the name was forgotten.
            let rest = ["attendance", "vote", "dissent"];
            let written = |field| r.text(&format!("{field}-{post}")).is_some();
            if rest.into_iter().any(written) {
                r.wrong(&format!("member-{post}"), k::ERROR_REQUIRED);
            }
            continue;
        };
        members.push(Member {
            name,
            post: post.to_owned(),
            attendance: r.choice(&format!("attendance-{post}"), ATTENDANCE),
            vote: r.choice(&format!("vote-{post}"), VOTES),
            dissent: r.optional(&format!("dissent-{post}")),
        });
        if members.last().is_some_and(away_and_voted) {
            r.wrong(&format!("vote-{post}"), k::ERROR_ABSENT_VOTED);
        }
    }
    if members.is_empty() {
        let first = posts(c).first().copied().unwrap_or("office_head");
        r.wrong(&format!("member-{first}"), k::ERROR_NO_MEMBER);
    }
    for no in concerned(c) {
        let approved = r.text(&format!("nationality-{no}")) == Some("approved");
        let clause = format!("clause-{no}");
        // What is confirmed is confirmed by a clause; the board rules on an objection.
        if approved && kind != StepKind::Objection && r.text(&clause).is_none() {
            r.wrong(&clause, k::ERROR_CHOOSE);
        }
    }
    let opinions = concerned(c)
        .into_iter()
        .map(|no| Opinion {
            person: no,
            nationality: r.choice(&format!("nationality-{no}"), NATIONALITY),
            identity: r.choice(&format!("identity-{no}"), IDENTITY),
            clause: r
                .values
                .text(&format!("clause-{no}"))
                .and_then(|n| n.parse().ok()),
        })
        .collect();
    SittingHeld {
        step,
        body: String::new(),
        number: r.personal("number"),
        members,
        opinions,
        public_reasons: r.personal("reasons"),
        sealed_annex: r.optional("annex").map(|a: Personal| a),
        paper: paper_of(r),
    }
}
