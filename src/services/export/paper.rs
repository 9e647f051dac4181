//! The history for paper: the same sentences as PDF, in both languages, with the export's event on every
//! page.

use sejel_printing::{Moment as Made, Sheet, print};
use serde::Serialize;

use super::printed::Sentence;
use super::{Failure, broken};
use crate::domain::history::bundle::Export;
use crate::domain::time::Moment;
use crate::text::{Locale, Words, digits, k};

/// What is printed, and under which event it was handed out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) number: &'a str,
    pub(super) head: (u64, &'a str),
    /// How many values the copy does not show.
    pub(super) withheld: usize,
    pub(super) export: &'a Export,
    pub(super) at: Moment,
}

/// The event that recorded the export, as it stands on every page.
pub(super) fn mark(export: &Export) -> String {
    format!("{} #{}", export.stream, export.seq)
}

/// Left to right within any text.
fn ltr(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

#[derive(Serialize)]
struct History {
    title: String,
    watermark: String,
    hash: String,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    lang: &'static str,
    region: &'static str,
    dir: &'static str,
    title: String,
    number: String,
    lead: String,
    notice: Option<String>,
    columns: [String; 4],
    rows: Vec<Line>,
    mark: String,
    /// With `{here}` and `{all}` in the place of the numbers.
    page: String,
    end: String,
}

#[derive(Serialize)]
struct Line {
    seq: String,
    day: String,
    time: String,
    text: String,
    small: Vec<String>,
    post: String,
}

/// The PDF; the same history of the same export gives the same bytes.
pub(super) fn pdf(
    paper: Paper<'_>,
    histories: &[(Locale, Vec<Sentence>)],
) -> Result<Vec<u8>, Failure> {
    let parts = histories.iter();
    let data = History {
        title: paper.number.to_owned(),
        watermark: mark(paper.export),
        hash: paper.head.1.to_owned(),
        parts: parts
            .map(|(locale, lines)| part(paper, *locale, lines))
            .collect(),
    };
    print(Sheet::History, &data, made(paper.at)?).map_err(broken)
}

fn part(paper: Paper<'_>, locale: Locale, lines: &[Sentence]) -> Part {
    let w = Words::of(locale);
    let columns = [
        k::WORKBOOK_SEQ,
        k::PDF_DAY_AND_TIME,
        k::WORKBOOK_EVENT,
        k::WORKBOOK_POST,
    ];
    Part {
        lang: locale.code(),
        region: match locale {
            Locale::Fa => "ir",
            Locale::En => "gb",
        },
        dir: locale.dir(),
        title: w.t(k::PDF_TITLE).to_owned(),
        number: ltr(&digits::localized(locale, paper.number)),
        lead: w.t(k::PDF_LEAD).to_owned(),
        notice: (paper.withheld > 0).then(|| w.say(k::withheld_of_copy(paper.withheld))),
        columns: columns.map(|key| w.t(key).to_owned()),
        rows: lines.iter().map(|line| row(w, line)).collect(),
        mark: w.say(k::pdf_mark(ltr(&mark(paper.export)))),
        page: w.say(k::pdf_page("{all}", "{here}")),
        end: w.say(k::pdf_end(w.number(paper.head.0))),
    }
}

fn row(w: Words, line: &Sentence) -> Line {
    Line {
        seq: w.number(line.seq),
        day: line.day.clone(),
        time: line.time.clone(),
        text: line.text.clone(),
        small: line.aside(w),
        post: line.post.clone(),
    }
}

fn made(at: Moment) -> Result<Made, Failure> {
    let at = jiff::Timestamp::from_microsecond(at.micros()).map_err(broken)?;
    let at = at.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).map_err(broken);
    Ok(Made {
        year: i32::from(at.year()),
        month: part(at.month())?,
        day: part(at.day())?,
        hour: part(at.hour())?,
        minute: part(at.minute())?,
        second: part(at.second())?,
    })
}
