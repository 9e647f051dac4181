//! Forms of the decision: findings, a chance to answer, proposal, signature, return.

use super::super::form::{Choice, Field, Reader, Section};
use super::super::show;
use super::{Asked, Context, choices, on_field, others};
use crate::domain::case::command::Command;
use crate::domain::case::decide::{MATERIAL_FACTS, awaiting_decision, head_voted};
use crate::domain::case::event::{ClauseTested, FactFound, HeardOut, Proposal, Ruling, Seen};
use crate::text::k;

const FINDINGS: &[&str] = &["proven", "reasonably_shown", "not_shown", "contradicted"];
const CLAUSE_FINDINGS: &[&str] = &["met", "not_met"];
const DEFICIENCIES: &[&str] = &[
    "reasons_weak",
    "answer_not_weighed",
    "finding_missing",
    "other",
];

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    Some(match c.act {
        "findings" => findings_asked(c),
        "hearing" => Asked::new(
            w.say(k::act_hearing(show::person(w, c.file, c.person()))),
            w.t(k::SAVE),
            vec![Section::plain(vec![
                Field::radio(
                    "manner",
                    w.t(k::HEARING_MANNER),
                    choices(w, "hearing", &["heard", "did_not_appear"]),
                ),
                Field::area("told", w.t(k::HEARING_TOLD)),
                Field::area("answer", w.t(k::HEARING_ANSWER)),
                on_field(w),
            ])],
        ),
        "proposal" => proposal_asked(c),
        "signature" => signature_asked(c),
        "return" => Asked::new(
            w.t(k::ACT_RETURN),
            w.t(k::ACT_RETURN),
            vec![Section::plain(vec![
                Field {
                    required: true,
                    ..Field::checks(
                        "deficiencies",
                        w.t(k::RETURN_WHAT),
                        choices(w, "deficiency", DEFICIENCIES),
                    )
                },
                Field::area("note", w.t(k::RETURN_NOTE)),
            ])],
        ),
        _ => return None,
    })
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    Some(match c.act {
        "findings" => findings_command(c, r),
        "hearing" => Command::HearOut(HeardOut {
            person: c.person(),
            manner: r.choice("manner", &["heard", "did_not_appear"]),
            told: r.personal("told"),
            answer: r.personal("answer"),
        }),
        "proposal" => proposal_command(c, r),
        "signature" => {
            let seen = seen(r);
            let hats_reason = r.optional("hats_reason");
            if head_voted(c.file) && hats_reason.is_none() {
                r.wrong("hats_reason", k::ERROR_REASON);
            }
            Command::Sign {
                number: r.personal("number"),
                seen,
                hats_reason,
            }
        }
        "return" => {
            let deficiencies: Vec<String> = r
                .values
                .all("deficiencies")
                .into_iter()
                .map(str::to_owned)
                .collect();
            if deficiencies.is_empty() {
                r.wrong("deficiencies", k::ERROR_CHOOSE);
            }
            Command::ReturnProposal {
                deficiencies,
                note: r.personal("note"),
            }
        }
        _ => return None,
    })
}

/// The state of the file that the page showed.
fn seen(r: &Reader<'_>) -> Seen {
    Seen {
        seq: r
            .values
            .text("seen")
            .and_then(|s| s.parse().ok())
            .unwrap_or(0),
        hash: r.values.text("seen_hash").unwrap_or_default().to_owned(),
    }
}

fn findings_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let person = c.person();
    let mut facts = Vec::new();
    for fact in MATERIAL_FACTS {
        let label = show::code(w, "fact", fact);
        facts.push(
            Field::radio(
                format!("fact-{fact}"),
                label.clone(),
                choices(w, "finding", FINDINGS),
            )
            .optional(),
        );
        facts.push(Field::text(format!("why-{fact}"), w.say(k::finding_why(label))).optional());
    }
    let mut clauses = Vec::new();
    for clause in c.file.person(person).map_or(&[][..], |p| &p.clauses) {
        let label = show::code(w, "clause", &clause.to_string());
        clauses.push(
            Field::radio(
                format!("clause-{clause}"),
                label.clone(),
                choices(w, "clause-finding", CLAUSE_FINDINGS),
            )
            .optional(),
        );
        clauses.push(
            Field::text(format!("clause-why-{clause}"), w.say(k::finding_why(label))).optional(),
        );
    }
    let mut asked = Asked::new(
        w.say(k::act_findings(show::person(w, c.file, person))),
        w.t(k::SAVE),
        vec![
            Section::titled(w.t(k::FINDINGS_FACTS), facts).hint(w.t(k::FINDINGS_HINT)),
            Section::titled(w.t(k::FINDINGS_CLAUSES), clauses),
        ],
    );
    let also = others::also(c, &others::others(c)).map(|f| f.hint(w.t(k::ALSO_FINDINGS_HINT)));
    asked.sections.extend(also.map(|f| Section::plain(vec![f])));
    for f in c.file.findings.iter().filter(|f| f.what.person == person) {
        asked
            .values
            .set(format!("fact-{}", f.what.fact), f.what.finding.clone());
        let why = f.what.reason.as_ref().map_or("", |x| x.or_empty());
        asked.values.set(format!("why-{}", f.what.fact), why);
    }
    for t in c.file.clauses.iter().filter(|t| t.what.person == person) {
        asked
            .values
            .set(format!("clause-{}", t.what.clause), t.what.finding.clone());
        let why = t.what.reason.as_ref().map_or("", |x| x.or_empty());
        asked
            .values
            .set(format!("clause-why-{}", t.what.clause), why);
    }
    asked
}

fn findings_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let person = c.person();
    let mut facts = Vec::new();
    for fact in MATERIAL_FACTS {
        let (name, why) = (format!("fact-{fact}"), format!("why-{fact}"));
        // A reason alone is not let fall: what it is the reason of is asked for.
        if r.text(&name).is_some() || r.text(&why).is_some() {
            facts.push(FactFound {
                person,
                fact: (*fact).to_owned(),
                finding: r.choice(&name, FINDINGS),
                reason: r.optional(&why),
            });
        }
    }
    let claimed = c
        .file
        .person(person)
        .map_or_else(Vec::new, |p| p.clauses.clone());
    let mut clauses = Vec::new();
    for clause in claimed {
        let (name, why) = (format!("clause-{clause}"), format!("clause-why-{clause}"));
        if r.text(&name).is_some() || r.text(&why).is_some() {
            clauses.push(ClauseTested {
                person,
                clause,
                finding: r.choice(&name, CLAUSE_FINDINGS),
                reason: r.optional(&why),
            });
        }
    }
    if facts.is_empty() && clauses.is_empty() {
        r.wrong("fact-identity", k::ERROR_CHOOSE);
    }
    for no in others::ticked(r, &others::others(c)) {
        of_another(c, r, no, (&mut facts, &mut clauses));
    }
    Command::Assess { facts, clauses }
}

/// What this form says anew of the person of the address, for somebody else as well. Of a clause that
/// she did not claim nothing is found, and what was found of her otherwise is not written over.
fn of_another(
    c: &Context<'_>,
    r: &mut Reader<'_>,
    no: u32,
    (facts, clauses): (&mut Vec<FactFound>, &mut Vec<ClauseTested>),
) {
    let person = c.person();
    let known = |f: &FactFound| c.file.findings.iter().any(|x| x.what == *f);
    let tested = |t: &ClauseTested| c.file.clauses.iter().any(|x| x.what == *t);
    let claimed = c.file.person(no).map_or(&[][..], |p| &p.clauses);
    let found: Vec<FactFound> = facts
        .iter()
        .filter(|f| f.person == person && !known(f))
        .map(|f| FactFound {
            person: no,
            ..f.clone()
        })
        .collect();
    let test: Vec<ClauseTested> = clauses
        .iter()
        .filter(|t| t.person == person && !tested(t) && claimed.contains(&t.clause))
        .map(|t| ClauseTested {
            person: no,
            ..t.clone()
        })
        .collect();
    let hers = |f: &&FactFound| {
        let mut hers = c.file.findings.iter().filter(|x| x.what.person == no);
        hers.any(|x| x.what.fact == f.fact && x.what.finding != f.finding)
    };
    let who = show::person(c.words, c.file, no);
    if let Some(other) = found.iter().find(hers) {
        let fact = show::code(c.words, "fact", &other.fact);
        r.wrong("also", k::error_also_found(fact, who));
    } else if found.is_empty() && test.is_empty() {
        r.wrong("also", k::error_also_nothing(who));
    }
    facts.extend(found);
    clauses.extend(test);
}

fn proposal_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let mut sections = Vec::new();
    for no in awaiting_decision(c.file) {
        let claimed = c
            .file
            .person(no)
            .map_or_else(Vec::new, |p| p.clauses.clone());
        let claimed: Vec<String> = claimed.iter().map(ToString::to_string).collect();
        let claimed: Vec<&str> = claimed.iter().map(String::as_str).collect();
        let mut rulings = choices(w, "ruling", &["granted", "refused"]);
        rulings.push(Choice::new("later", w.t(k::PROPOSAL_LATER)));
        sections.push(Section::about(
            show::person(w, c.file, no),
            vec![
                Field::radio(format!("ruling-{no}"), w.t(k::PROPOSAL_RULING), rulings),
                Field::select(
                    format!("clause-{no}"),
                    w.t(k::PROPOSAL_CLAUSE),
                    choices(w, "clause", &claimed),
                )
                .needed_when(w.t(k::NEEDED_GRANTED)),
                Field::area(format!("reasons-{no}"), w.t(k::PROPOSAL_REASONS))
                    .needed_when(w.t(k::NEEDED_REASONS))
                    .hint(w.t(k::PROPOSAL_REASONS_HINT)),
            ],
        ));
    }
    Asked::new(w.t(k::ACT_PROPOSAL), w.t(k::PROPOSE), sections).hint(w.t(k::PROPOSAL_HINT))
}

fn proposal_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let mut proposals = Vec::new();
    for no in awaiting_decision(c.file) {
        let chosen = r.choice(&format!("ruling-{no}"), &["granted", "refused", "later"]);
        let ruling = match chosen.as_str() {
            "granted" => Ruling::Granted,
            "refused" => Ruling::Refused,
            _ => continue,
        };
        let clause = r
            .values
            .text(&format!("clause-{no}"))
            .and_then(|n| n.parse().ok());
        if ruling == Ruling::Granted && clause.is_none() {
            r.wrong(&format!("clause-{no}"), k::ERROR_CHOOSE);
        }
        let name = format!("reasons-{no}");
        let same = |p: &&Proposal| p.ruling == ruling;
        let before = proposals.iter().find(same).map(|p: &Proposal| &p.reasons);
        // Reasons that are the same for a household are written once.
        let reasons = match before {
            Some(reasons) if r.text(&name).is_none() => reasons.clone(),
            _ => r.personal(&name),
        };
        proposals.push(Proposal {
            person: no,
            ruling,
            clause: clause.filter(|_| ruling == Ruling::Granted),
            reasons,
        });
    }
    Command::Propose {
        proposals,
        seen: seen(r),
    }
}

fn signature_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let proposals = c.file.proposal.iter().flat_map(|p| &p.what.proposals);
    let mut fields: Vec<Field> = proposals
        .map(|p| {
            let ruling = show::code(w, "ruling", p.ruling.code());
            Field::shown(show::person(w, c.file, p.person), ruling)
        })
        .collect();
    fields.push(Field::code("number", w.t(k::DECISION_NUMBER)));
    if head_voted(c.file) {
        fields.push(Field::area("hats_reason", w.t(k::HATS_REASON)).hint(w.t(k::HATS_HINT)));
    }
    Asked::new(
        w.t(k::ACT_SIGN),
        w.t(k::SIGN_DECISION),
        vec![Section::plain(fields)],
    )
    .hint(w.t(k::SIGN_HINT))
}
