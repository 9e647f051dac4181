//! The application as it was taken at the counter and corrected since, each value with the way to
//! correct it.

use askama::Template;

use super::cases;
use super::frame;
use super::household;
use super::page::Area;
use super::recorded::Corrections;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::WHOLE_CASE;
use crate::domain::case::correction::Value;
use crate::domain::case::people::Notice;
use crate::text::{Key, Words, k};
use crate::web::parts::{Summary, SummaryLine};
use crate::web::views::sheet::{Block, SheetPage, SheetSection};

/// The most witnesses that an application holds.
const WITNESSES: usize = 9;

/// The page of the application.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = cases::read(visit, Action::ReadCase, "application")?;
    let (w, file) = (visit.words, &opened.file);
    let setting = cases::setting(visit, &actor, &opened);
    let corrections = Corrections::of(visit, file, &opened.directive, &setting, WHOLE_CASE);
    let of = |names: &[&str]| {
        let values = names.iter().filter_map(|name| Value::parse(name));
        corrections.lines(WHOLE_CASE, values)
    };
    let channel = show::code(w, "channel", &file.application.channel);
    let mut request = vec![SummaryLine::new(w.t(k::CHANNEL), channel)];
    request.extend(of(&[
        "language",
        "interpreter",
        "telephone",
        "vulnerabilities",
    ]));
    let home = of(&["residence", "residence_address", "settlement"]);
    let representative = of(&[
        "representative",
        "representative_capacity",
        "representative_number",
        "representative_telephone",
    ]);
    let mut sections = vec![
        section(w, k::SECTION_REQUEST, request),
        section(w, k::SECTION_HOME, home),
        section(w, k::SECTION_REPRESENTATIVE, representative),
    ];
    sections.extend(witnesses(&corrections));
    sections.push(section(
        w,
        k::SECTION_NOTICE,
        notice(w, &file.application.notice),
    ));
    let people = Block::Table(household::table(w, file));
    sections.insert(0, SheetSection::new(w.t(k::CASE_HOUSEHOLD), people));
    let about = w.say(k::household_of(cases::household(file)));
    let view = SheetPage {
        page: visit.page(w.t(k::APPLICATION), Area::Inbox),
        head: frame::further(visit, &opened, w.t(k::APPLICATION).to_owned(), about),
        note: corrections.note(),
        sections,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn section(w: Words, title: Key, lines: Vec<SummaryLine>) -> SheetSection {
    SheetSection::new(w.t(title), Block::Summary(Summary { lines }))
}

/// The institution that testifies, then each witness, then room for another.
fn witnesses(corrections: &Corrections<'_>) -> Vec<SheetSection> {
    let w = corrections.words;
    let known = corrections.file.application.witnesses.len();
    let mut lines = corrections.lines(WHOLE_CASE, Value::parse("institution").into_iter());
    let another = Value::parse(&format!("witness_{}_name", known + 1));
    if let Some(another) = another.filter(|_| known < WITNESSES)
        && let Some(mut line) = corrections.line(WHOLE_CASE, another)
    {
        w.t(k::WITNESS_ANOTHER).clone_into(&mut line.label);
        if let Some(link) = &mut line.change {
            w.t(k::ADD).clone_into(&mut link.text);
        }
        lines.push(line);
    }
    let mut sections = vec![section(w, k::PART_WITNESSES, lines)];
    for no in (1..=u8::MAX).take(known) {
        let lines = corrections.lines(WHOLE_CASE, Value::of_a_witness(no));
        let title = w.say(k::witness_no(u32::from(no)));
        sections.push(SheetSection::new(title, Block::Summary(Summary { lines })));
    }
    sections
}

/// What the applicant was told and agreed to: stated once, at the counter.
fn notice(w: Words, notice: &Notice) -> Vec<SummaryLine> {
    let said = |yes: bool| w.t(if yes { k::YES } else { k::NO });
    vec![
        SummaryLine::new(w.t(k::NOTICE), said(notice.given)),
        SummaryLine::new(w.t(k::CONSENT), said(notice.consent)),
        SummaryLine::new(w.t(k::READ_ALOUD), said(notice.read_aloud)),
    ]
}
