//! One sample: how it was drawn, its cases, and the review of each.

use std::collections::BTreeMap;

use askama::Template as _;

use super::{days, problem, reviewed, why};
use crate::domain::access::policy::{self, Action};
use crate::domain::sampling::{FINDINGS, Refused, Sample};
use crate::services::reading;
use crate::services::sampling::{self, NotDone};
use crate::store::{self, cases};
use crate::text::{digits, k};
use crate::web::form::{Choice, Field, FieldError, Form, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Cell, Chip, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::show as said;
use crate::web::views::oversight::SamplePage;
use crate::web::visit::{Problem, Reply, Visit};

fn named(visit: &Visit) -> Result<Sample, Problem> {
    let id = visit.param("sample").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    sampling::one(&visit.register, visit.actor()?, id).map_err(problem)
}

/// One sample.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let sample = named(visit)?;
    html(visit, &sample, None, Vec::new()).map(Reply::Page)
}

fn html(
    visit: &Visit,
    sample: &Sample,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let told: Vec<i64> = sample.cases().map(|(_, case)| case).collect();
    let title = w.say(k::sample_named(w.number(sample.id)));
    let narrowed = format!("report={title}");
    reading::log_read(
        &visit.register,
        visit.reader()?,
        &narrowed,
        told.len(),
        told,
    )?;
    let numbers = numbers(visit, sample)?;
    let same = sampling::repeats(&visit.register, sample)?;
    let view = SamplePage {
        page: visit.page(title, Area::Audit),
        back: Link::new("/audit/samples", w.t(k::SAMPLES_TITLE)),
        state: match same {
            true => Chip::ok(w.t(k::SAMPLE_REPEATS)),
            false => Chip::bad(w.t(k::SAMPLE_REPEATS_NOT)),
        },
        note,
        about: about(visit, sample)?,
        strata: strata(visit, sample)?,
        cases: table(visit, sample, &numbers),
        review: review_form(visit, sample, &numbers).map(|form| match errors.is_empty() {
            true => form,
            false => form.with(&visit.form, errors),
        }),
    };
    view.render().map_err(Problem::internal)
}

/// The numbers of its cases.
fn numbers(visit: &Visit, sample: &Sample) -> Result<BTreeMap<i64, String>, Problem> {
    let scope = policy::scope(visit.actor()?, Action::Sample);
    Ok(visit.register.store.read(|c| {
        let mut numbers = BTreeMap::new();
        for (_, id) in sample.cases() {
            if let Some(case) = cases::case(c, &scope, id)? {
                numbers.insert(id, case.reference);
            }
        }
        Ok::<_, store::Error>(numbers)
    })?)
}

fn about(visit: &Visit, sample: &Sample) -> Result<Summary, Problem> {
    let (w, it) = (visit.words, &sample.drawn);
    let line = |key, value: Cell| SummaryLine::new(w.t(key), value);
    let unit = visit.register.unit_name(w.locale(), &it.unit)?;
    Ok(Summary {
        lines: vec![
            line(k::SAMPLE_DRAWN_BY, said::personal(w, &it.name).into()),
            line(k::READS_WHEN, visit.day_and_time(sample.at).into()),
            line(k::UNIT, unit.into()),
            line(k::SAMPLE_DAYS, days(visit, sample).into()),
            line(k::SAMPLE_SEED, Cell::Code(w.number(it.seed))),
            line(k::SAMPLE_EACH, w.number(it.each).into()),
            line(k::SAMPLE_REVIEWED, reviewed(visit, sample).into()),
        ],
    })
}

fn strata(visit: &Visit, sample: &Sample) -> Result<Table, Problem> {
    let w = visit.words;
    let columns = [k::UNIT, k::SAMPLE_OUTCOME, k::SAMPLE_DRAWN, k::SAMPLE_OF];
    let columns = said::columns(w, columns);
    let rows = sample.drawn.strata.iter().map(|it| {
        let unit = visit.register.unit_name(w.locale(), &it.unit)?;
        Ok::<_, Problem>(Row::new(
            Cell::text(unit),
            vec![
                said::code(w, "ruling", &it.outcome).into(),
                w.number(it.cases.len()).into(),
                w.number(it.of).into(),
            ],
        ))
    });
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(Table::new(w.t(k::SAMPLE_STRATA), &columns).rows(rows))
}

fn table(visit: &Visit, sample: &Sample, numbers: &BTreeMap<i64, String>) -> Table {
    let w = visit.words;
    let columns = [k::COLUMN_NUMBER, k::SAMPLE_OUTCOME, k::SAMPLE_FINDING];
    let columns = said::columns(w, columns);
    let rows = sample.cases().filter_map(|(stratum, case)| {
        let number = numbers.get(&case)?;
        let shown = digits::localized(w.locale(), number);
        let finding = match sample.review_of(case) {
            None => Cell::muted(w.t(k::SAMPLE_NOT_YET)),
            Some(review) => {
                let title = said::code(w, "sample-finding", &review.finding);
                let chip = match review.finding.as_str() {
                    "in_order" => Chip::ok(title),
                    _ => Chip::bad(title),
                };
                Cell::Judged(chip, said::maybe(w, review.note.as_ref()))
            }
        };
        let outcome = said::code(w, "ruling", &stratum.outcome);
        let link = Link::new(format!("/cases/{number}"), shown);
        Some(Row::new(link, vec![outcome.into(), finding]))
    });
    Table::new(w.t(k::SAMPLE_CASES), &columns).rows(rows.collect())
}

fn review_form(visit: &Visit, sample: &Sample, numbers: &BTreeMap<i64, String>) -> Option<Form> {
    let w = visit.words;
    let open = sample
        .cases()
        .filter(|(_, case)| sample.review_of(*case).is_none());
    let open = open.filter_map(|(_, case)| {
        let number = digits::localized(w.locale(), numbers.get(&case)?);
        Some(Choice::new(case.to_string(), number))
    });
    let open: Vec<Choice> = open.collect();
    if open.is_empty() {
        return None;
    }
    let findings = FINDINGS.iter();
    let findings = findings.map(|code| Choice::new(*code, said::code(w, "sample-finding", code)));
    let fields = vec![
        Field::select("case", w.t(k::COLUMN_NUMBER), open),
        Field::radio("finding", w.t(k::SAMPLE_FINDING), findings.collect()),
        Field::area("note", w.t(k::SAMPLE_NOTE))
            .hint(w.t(k::SAMPLE_NOTE_HINT))
            .optional(),
    ];
    let action = format!("/audit/samples/{}/review", sample.id);
    Some(visit.new_form(action, w.t(k::SAMPLE_REVIEW), vec![Section::plain(fields)]))
}

/// What the review of one case found.
pub fn review(visit: &mut Visit) -> Result<Reply, Problem> {
    let sample = named(visit)?;
    let w = visit.words;
    let mut reader = Reader::new(&visit.form, w);
    let case = reader.code("case", |text| text.parse::<i64>().ok());
    let finding = reader.choice("finding", &FINDINGS);
    let note = reader.text("note").map(str::to_owned);
    let case = match reader.finish(case) {
        Ok(case) => case.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, &sample, None, errors).map(Reply::Refilled),
    };
    let asked = (case, finding.as_str(), note.as_deref());
    match sampling::review(&visit.register, visit.actor()?, sample.id, asked) {
        Ok(()) => {
            let address = format!("/audit/samples/{}", sample.id);
            Ok(Reply::done(&address, "recorded"))
        }
        Err(NotDone::Refused(Refused::NoteMissing)) => {
            let error = FieldError::new("note", w.t(k::SAMPLE_NOTE_MISSING));
            html(visit, &sample, None, vec![error]).map(Reply::Refilled)
        }
        Err(NotDone::Refused(refused)) => {
            let note = Note::bad(w.t(why(refused)));
            html(visit, &sample, Some(note), Vec::new()).map(Reply::Refilled)
        }
        Err(other) => Err(problem(other)),
    }
}
