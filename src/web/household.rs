//! The people of a case: all in a table, and one on a page.

use askama::Template;

use super::cases;
use super::frame;
use super::page::Area;
use super::recorded::Corrections;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::correction::Value;
use crate::domain::case::file::CaseFile;
use crate::domain::case::people::Person;
use crate::domain::case::{Position, tracks};
use crate::text::{Words, k};
use crate::web::parts::{Layout, Link, Row, Summary, SummaryLine, Table};
use crate::web::views::sheet::{Block, SheetPage, SheetSection};

/// The people who claim: identity and nationality are two answers.
#[must_use]
pub fn table(w: Words, file: &CaseFile) -> Table {
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::RELATION,
            k::BIRTH_DATE,
            k::CLAIMED_CLAUSES,
            k::OPINION_IDENTITY,
            k::OPINION_NATIONALITY,
        ],
    );
    let row = |p: &Person| {
        let href = format!("/cases/{}/people/{}", file.reference, p.no);
        let mut row = Row::new(
            Link::new(href, p.full_name()),
            vec![
                show::code(w, "relation", &p.relation).into(),
                show::birth(w, &p.birth_date).into(),
                show::clauses(w, p).into(),
                show::track(w, tracks::identity(file, p.no)),
                show::track(w, tracks::nationality(file, p.no)),
            ],
        );
        row.aside = has_ended(file, p.no).then(|| w.t(k::PERSON_ENDED).to_owned());
        row
    };
    let rows = file.application.people.iter().map(row).collect();
    Table::new(w.t(k::CASE_HOUSEHOLD), &columns)
        .layout(Layout::Tight)
        .rows(rows)
}

/// Whether the person's part of the case is over, with a decision or without one.
fn has_ended(file: &CaseFile, person: u32) -> bool {
    let own = |p: &&Position| p.person == person;
    file.positions.iter().filter(own).any(Position::is_closed)
}

/// One person of the household.
pub fn person(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = cases::read(visit, Action::ReadCase, "person")?;
    let no: u32 = visit
        .param("person")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let file = &opened.file;
    let p = file.person(no).ok_or(Problem::NotFound)?;
    let w = visit.words;
    let setting = cases::setting(visit, &actor, &opened);
    let corrections = Corrections::of(visit, file, &opened.directive, &setting, no);
    let lines = corrections.lines(no, Value::of_a_person());
    let findings: Vec<_> = file
        .findings
        .iter()
        .filter(|f| f.what.person == no)
        .map(|f| {
            let finding = show::code(w, "finding", &f.what.finding);
            SummaryLine::new(show::code(w, "fact", &f.what.fact), finding)
        })
        .collect();
    let mut sections = vec![SheetSection::new(
        w.t(k::PERSON_STATED),
        Block::Summary(Summary { lines }),
    )];
    if !findings.is_empty() {
        sections.push(SheetSection::new(
            w.t(k::FINDINGS_FACTS),
            Block::Summary(Summary { lines: findings }),
        ));
    }
    let about = show::code(w, "relation", &p.relation);
    let view = SheetPage {
        page: visit.page(p.full_name(), Area::Inbox),
        head: frame::further(visit, &opened, p.full_name(), about),
        note: corrections.note(),
        sections,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}
