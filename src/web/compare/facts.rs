//! What stands in a file, fact by fact, each under a name of its own.

use crate::domain::case::correction::Value;
use crate::domain::case::{CaseFile, WHOLE_CASE};
use crate::domain::directive::Directive;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::{recorded, show};

/// Name and value, in the order of the file.
pub(super) type Facts = Vec<(String, String)>;

/// Everything that can differ between two moments of a case.
pub(super) fn of(w: Words, file: &CaseFile, directive: &Directive) -> Facts {
    let mut all = places(w, file, directive);
    all.extend(standing(w, file));
    all.extend(stated(w, file));
    all.extend(papers(w, file, directive));
    all.extend(judged(w, file));
    all.extend(counts(w, file));
    all
}

fn named(w: Words, what: &str, whose: &str) -> String {
    [what, whose].join(w.t(k::LIST_COMMA))
}

/// Where everybody stands, with whom, until when.
fn places(w: Words, file: &CaseFile, directive: &Directive) -> Facts {
    let place = |position: &crate::domain::case::Position| {
        let step = show::step(w, directive, &position.step);
        let holder = show::code(w, "holder", position.holder.code());
        let due = position.due.as_ref();
        let due = due.map_or_else(
            || w.t(k::DUE_UNLIMITED).to_owned(),
            |due| jalali::long(w.locale(), due.date),
        );
        let whose = match position.person {
            WHOLE_CASE => w.t(k::WHOLE_HOUSEHOLD).to_owned(),
            no => show::person(w, file, no),
        };
        let value = [step, holder, due].join(w.t(k::LIST_COMMA));
        (named(w, w.t(k::COLUMN_STEP), &whose), value)
    };
    file.positions.iter().map(place).collect()
}

/// In whose hands, under which version, whether it runs.
fn standing(w: Words, file: &CaseFile) -> Facts {
    let with = file
        .assignee
        .as_ref()
        .map(|(_, name)| show::personal(w, name));
    let with = with.unwrap_or_else(|| w.t(k::CHANGE_OFFICE_POOL).to_owned());
    let runs = match file.suspended {
        Some(_) => k::PROCEEDINGS_STAND,
        None => k::PROCEEDINGS_RUN,
    };
    let version = digits::localized(w.locale(), &file.directive.version);
    let fact = |key: Key, value: String| (w.t(key).to_owned(), value);
    vec![
        fact(k::CHANGE_FILE_WITH, with),
        fact(k::CHANGE_PROCEEDINGS, w.t(runs).to_owned()),
        fact(k::CHANGE_DIRECTIVE, version),
    ]
}

/// What was stated of the case, its people and its witnesses.
fn stated(w: Words, file: &CaseFile) -> Facts {
    let application = &file.application;
    let told = |person, value| recorded::told(w, application, person, value);
    let mut all: Facts = Value::of_the_case()
        .filter_map(|value| told(WHOLE_CASE, value))
        .collect();
    for person in &application.people {
        let name = show::person(w, file, person.no);
        let values = Value::of_a_person().filter_map(|value| told(person.no, value));
        all.extend(values.map(|(what, value)| (named(w, &what, &name), value)));
    }
    let witnesses = u8::try_from(application.witnesses.len()).unwrap_or(u8::MAX);
    for no in 1..=witnesses {
        all.extend(Value::of_a_witness(no).filter_map(|value| told(WHOLE_CASE, value)));
    }
    all
}

fn papers(w: Words, file: &CaseFile, directive: &Directive) -> Facts {
    let paper = |paper: &crate::domain::case::file::Paper| {
        let latest = paper.latest()?;
        let title = show::paper_title(w, directive, paper);
        let verdict = match paper.judgment() {
            Some(judged) => show::code(w, "verdict", judged.what.verdict.code()),
            None => w.t(k::SAMPLE_NOT_YET).to_owned(),
        };
        let version = w.say(k::version_no(latest.what.version));
        let name = w.say(k::compare_paper(w.number(paper.no), title));
        Some((name, [version, verdict].join(w.t(k::LIST_COMMA))))
    };
    file.papers.iter().filter_map(paper).collect()
}

/// Findings, tests of clauses, proposals and rulings.
fn judged(w: Words, file: &CaseFile) -> Facts {
    let person = |no| show::person(w, file, no);
    let findings = file.findings.iter().map(|it| {
        let fact = show::code(w, "fact", &it.what.fact);
        let value = show::code(w, "finding", &it.what.finding);
        let what = named(w, w.t(k::FINDING_WORD), &fact);
        (named(w, &what, &person(it.what.person)), value)
    });
    let clauses = file.clauses.iter().map(|it| {
        let clause = show::code(w, "clause-short", &it.what.clause.to_string());
        let value = show::code(w, "clause-finding", &it.what.finding);
        (named(w, &clause, &person(it.what.person)), value)
    });
    let proposals = file.proposal.iter().flat_map(|it| &it.what.proposals);
    let proposals = proposals.map(|it| {
        let ruling = show::code(w, "ruling", it.ruling.code());
        (
            named(w, w.t(k::COMPARE_PROPOSED), &person(it.person)),
            ruling,
        )
    });
    let decisions = file.decisions.iter().map(|it| {
        let proposal = &it.what.proposal;
        let ruling = show::code(w, "ruling", proposal.ruling.code());
        (
            named(w, w.t(k::COMPARE_SIGNED), &person(proposal.person)),
            ruling,
        )
    });
    findings
        .chain(clauses)
        .chain(proposals)
        .chain(decisions)
        .collect()
}

/// How many of what is only added to.
fn counts(w: Words, file: &CaseFile) -> Facts {
    let answered = file.letters.iter().filter(|letter| letter.answer.is_some());
    [
        (k::CASE_HOUSEHOLD, file.application.people.len()),
        (k::PROCEEDINGS_SEARCH, file.searches.len()),
        (k::PROCEEDINGS_EVIDENCE, file.evidence.len()),
        (k::PROCEEDINGS_INTERVIEW, file.interviews.len()),
        (k::PROCEEDINGS_LETTER, file.letters.len()),
        (k::COMPARE_ANSWERS, answered.count()),
        (k::PROCEEDINGS_SITTING, file.sittings.len()),
        (k::PROCEEDINGS_HEARING, file.hearings.len()),
        (k::PROCEEDINGS_SERVICE, file.services.len()),
        (k::PROOF_OBJECTION, file.objections.len()),
        (k::PROOF_JUDGMENT, file.judgments.len()),
        (k::PROOF_CERTIFICATE, file.certificates.len()),
        (k::CASE_NOTES, file.notes.len()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| (w.say(k::compare_count(w.t(what))), w.number(count)))
    .collect()
}
