//! What of a case can be named to be erased, and what was named.

use super::page::problem;
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::case::CaseFile;
use crate::domain::case::event::Erased;
use crate::domain::case::file::{Paper, Recorded};
use crate::domain::erasure::event::What;
use crate::domain::erasure::places::Place;
use crate::services::casework::Opened;
use crate::services::erasure;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::form::{Choice, Field, Reader};
use crate::web::parts::Note;
use crate::web::show;
use crate::web::visit::{Problem, Visit};

/// Where the closed annex of a sitting stands: its text is not shown here.
const ANNEX: &str = "/data/sealed_annex";
/// Letters of a value by which it is recognised.
const SHOWN: usize = 60;

/// The fields by which something is named.
pub(super) fn fields(w: Words, opened: &Opened, values: &[Place]) -> Vec<Field> {
    let file = &opened.file;
    let people = file.application.people.iter();
    let people = people.map(|p| {
        let name = show::person(w, file, p.no);
        Choice::new(format!("person:{}", p.no), w.say(k::erase_of_person(name)))
    });
    let scans = file.papers.iter().flat_map(|paper| scans(w, opened, paper));
    let values = values.iter().filter(|p| !p.path.starts_with("/data/file/"));
    let values = values.map(|p| Choice::new(format!("value:{}:{}", p.seq, p.path), place(w, p)));
    let all = people.chain(scans).chain(values).collect();
    vec![
        Field::select("what", w.t(k::ERASE_WHAT), all),
        Field::checks(
            "texts",
            w.t(k::ERASE_TEXTS_TITLE),
            vec![Choice::new("yes", w.t(k::ERASE_TEXTS))],
        ),
        Field::area("basis", w.t(k::ERASE_BASIS)).hint(w.t(k::ERASE_BASIS_HINT)),
    ]
}

fn scans(w: Words, opened: &Opened, paper: &Paper) -> Vec<Choice> {
    let scanned = paper.versions.iter().filter(|version| {
        let file = version.what.file.as_ref();
        file.is_some_and(|file| file.digest.known().is_some())
    });
    let title = show::paper_title(w, &opened.directive, paper);
    let choice = |version: u32| {
        let no = digits::localized(w.locale(), &version.to_string());
        let label = w.say(k::erase_of_scan(title.as_str(), no));
        Choice::new(format!("scan:{}:{version}", paper.no), label)
    };
    scanned
        .map(|version| choice(version.what.version))
        .collect()
}

/// A value with the event in which it stands.
pub(super) fn place(w: Words, place: &Place) -> String {
    let seq = digits::localized(w.locale(), &place.seq.to_string());
    let title = Key::titled("log-kind", &place.kind).map_or("", |key| w.t(key));
    let text = match place.path == ANNEX {
        true => w.t(k::ERASE_ANNEX).to_owned(),
        false => {
            let text: String = place.value.chars().take(SHOWN).collect();
            digits::localized(w.locale(), &text)
        }
    };
    w.say(k::erase_of_value(title, seq, text))
}

/// What was named by its code.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<What> {
    let texts = reader.ticked("texts");
    reader.code("what", |code| parse(code, texts))
}

fn parse(code: &str, texts: bool) -> Option<What> {
    let (kind, rest) = code.split_once(':')?;
    match kind {
        "person" => Some(What::Person {
            person: rest.parse().ok()?,
        }),
        "scan" => {
            let (paper, version) = rest.split_once(':')?;
            Some(What::Scan {
                paper: paper.parse().ok()?,
                version: version.parse().ok()?,
            })
        }
        "value" => {
            let (seq, path) = rest.split_once(':')?;
            Some(What::Value {
                seq: seq.parse().ok()?,
                path: path.to_owned(),
                texts,
            })
        }
        _ => None,
    }
}

/// The note of the case page, with what was erased by law and whether more waits to be.
///
/// # Errors
/// The database does not answer.
pub fn with_told(
    visit: &Visit,
    opened: &Opened,
    note: Option<Note>,
) -> Result<Option<Note>, Problem> {
    let w = visit.words;
    let mut lines = told(w, &opened.file);
    let unit = Some(&opened.file.unit);
    let verdict = policy::decide(Some(visit.actor()?), Action::ProposeErasure, unit);
    if let Verdict::Allow(_) = verdict
        && erasure::waiting(&visit.register, opened.id)
            .map_err(problem)?
            .is_some()
    {
        lines.push(w.t(k::ERASE_WAITS_NOTE).to_owned());
    }
    Ok(match note {
        note if lines.is_empty() => note,
        Some(note) => Some(note.lines(lines)),
        None => Some(Note::plain(lines.join(" "))),
    })
}

/// What a case says of values that were erased from it: when, how many, and on what basis.
fn told(w: Words, file: &CaseFile) -> Vec<String> {
    let line = |erased: &Recorded<Erased>| {
        let day = jalali::long(w.locale(), erased.on);
        let basis = show::personal(w, &erased.what.basis);
        w.say(k::erase_note(basis, erased.what.erased.len(), day))
    };
    file.erasures.iter().map(line).collect()
}
