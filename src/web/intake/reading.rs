//! From the typed values of a draft to the application. The values were checked before.

use serde::{Deserialize, Serialize};

use super::super::form::{Reader, Values};
use super::super::place;
use super::super::visit::Visit;
use super::parts::WITNESSES;
use crate::domain::case::Personal;
use crate::domain::case::codes::COUNTER_PAPERS;
use crate::domain::case::event::{PaperReceived, StoredFile};
use crate::domain::case::people::{Application, Notice, Person, Relative, Representative, Witness};
use crate::domain::person::national_number::written;
use crate::services::similar::Sought;
use crate::text::digits::to_latin;

/// How many people the draft holds.
pub(super) fn count(values: &Values) -> u32 {
    values
        .text("people")
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
        .clamp(1, 40)
}

fn text(values: &Values, name: &str) -> String {
    values.text(name).unwrap_or_default().to_owned()
}

fn code_or(values: &Values, name: &str, otherwise: &str) -> String {
    values.text(name).unwrap_or(otherwise).to_owned()
}

fn relative(values: &Values, name: &str, number: Option<&str>) -> Option<Relative> {
    let name = Personal::some(values.text(name))?;
    Some(Relative {
        name,
        national_number: number
            .and_then(|n| values.text(n))
            .map(|n| Personal::new(written(n))),
        paper_number: None,
        life: "unknown".to_owned(),
    })
}

fn person(visit: &Visit, values: &Values, no: u32) -> Person {
    let p = |name: &str| format!("p{no}-{name}");
    let mut reader = Reader::new(values, visit.words);
    let birth = reader.birth_date(&p("birth"), visit.register.today());
    Person {
        no,
        relation: if no == 1 {
            "principal".to_owned()
        } else {
            text(values, &p("relation"))
        },
        given: Personal::new(text(values, &p("given"))),
        family: Personal::new(text(values, &p("family"))),
        other_names: Personal::some(values.text(&p("other_names"))),
        sex: Personal::new(text(values, &p("sex"))),
        birth_date: Personal::new(birth),
        birth_basis: text(values, &p("basis")),
        birth_place: Personal::new(place::chosen(values, &p("place"))),
        birth_locality: Personal::some(values.text(&p("locality"))),
        clauses: values
            .all(&p("clauses"))
            .iter()
            .filter_map(|c| c.parse().ok())
            .collect(),
        father: relative(values, &p("father"), Some(&p("father_number"))),
        mother: relative(values, &p("mother"), None),
        paternal_grandfather: relative(values, &p("grandfather"), None),
        foreign_papers: text(values, &p("foreign")),
        foreign_papers_note: Personal::some(values.text(&p("foreign_note"))),
    }
}

/// The application that the values tell.
pub(super) fn application(visit: &Visit, values: &Values) -> Application {
    Application {
        channel: text(values, "channel"),
        people: (1..=count(values))
            .map(|no| person(visit, values, no))
            .collect(),
        representative: representative(values),
        language: text(values, "language"),
        interpreter: Personal::some(values.text("interpreter")),
        telephone: values.text("telephone").map(|t| Personal::new(to_latin(t))),
        residence: Personal::new(place::chosen(values, "home")),
        residence_address: Personal::some(values.text("address")),
        settlement: code_or(values, "settlement", "city"),
        witnesses: (1..=WITNESSES)
            .filter_map(|no| witness(values, no))
            .collect(),
        institution: Personal::some(values.text("institution")),
        vulnerabilities: values
            .all("vulnerabilities")
            .iter()
            .map(|v| (*v).to_owned())
            .collect(),
        notice: Notice {
            given: values.has("notice", "yes"),
            consent: values.has("consent", "yes"),
            language: text(values, "language"),
            read_aloud: values.has("read_aloud", "yes"),
        },
    }
}

fn representative(values: &Values) -> Option<Representative> {
    Some(Representative {
        capacity: values.text("capacity")?.to_owned(),
        name: Personal::some(values.text("representative"))?,
        national_number: values
            .text("representative_number")
            .map(|n| Personal::new(written(n))),
        telephone: values
            .text("representative_telephone")
            .map(|n| Personal::new(to_latin(n))),
    })
}

fn witness(values: &Values, no: u32) -> Option<Witness> {
    let n = |name: &str| format!("w{no}-{name}");
    Some(Witness {
        name: Personal::some(values.text(&n("name")))?,
        national_number: values.text(&n("number")).map(|v| Personal::new(written(v))),
        birth_year: values
            .text(&n("birth_year"))
            .map(|v| Personal::new(to_latin(v))),
        address: Personal::some(values.text(&n("address"))),
        kinship: code_or(values, &n("kinship"), "none"),
        certification: code_or(values, &n("certification"), "none"),
        certification_number: Personal::some(values.text(&n("certification_number"))),
    })
}

/// Under which number in the form the witness stands who is at `index` of the application.
pub(super) fn witness_no(values: &Values, index: usize) -> u32 {
    let named = (1..=WITNESSES).filter(|no| witness(values, *no).is_some());
    named.into_iter().nth(index).unwrap_or(1)
}

/// The kinds of paper that were ticked.
pub(super) fn kinds(values: &Values) -> impl Iterator<Item = &'static str> {
    let ticked = values.all("papers");
    let ticked = COUNTER_PAPERS.iter().filter(|kind| ticked.contains(*kind));
    ticked.copied().collect::<Vec<_>>().into_iter()
}

/// The field in which the scan of a kind of paper is chosen.
pub(super) fn scan_field(kind: &str) -> String {
    format!("{kind}-scan")
}

/// How many scans a draft holds.
pub(super) fn scans(values: &Values) -> usize {
    let kept = COUNTER_PAPERS.iter().filter(|k| scan(values, k).is_some());
    kept.count()
}

/// The scan of a paper of this kind, if one was kept.
pub(super) fn scan(values: &Values, kind: &str) -> Option<StoredFile> {
    let kept: Scan = serde_json::from_str(values.text(&scan_field(kind))?).ok()?;
    Some(StoredFile {
        digest: Personal::new(kept.digest),
        name: Personal::new(kept.name),
        media: kept.media,
        size: kept.size,
    })
}

/// Notes in the draft that this scan was kept.
pub(super) fn keep_scan(values: &mut Values, kind: &str, stored: &StoredFile) {
    let kept = serde_json::json!(Scan {
        digest: stored.digest.or_empty().to_owned(),
        name: stored.name.or_empty().to_owned(),
        media: stored.media.clone(),
        size: stored.size,
    });
    values.set(scan_field(kind), kept.to_string());
}

/// A scan as a draft remembers it.
#[derive(Serialize, Deserialize)]
struct Scan {
    digest: String,
    name: String,
    media: String,
    size: u64,
}

/// One paper that was handed over.
pub(super) fn paper(values: &Values, kind: &str) -> PaperReceived {
    let text = |field: &str| values.text(&format!("{kind}-{field}"));
    let people = values.all(&format!("{kind}-people"));
    PaperReceived {
        paper: 0,
        version: 1,
        kind: kind.to_owned(),
        title: None,
        people: people.iter().filter_map(|no| no.parse().ok()).collect(),
        form: text("form").unwrap_or_default().to_owned(),
        folder: Personal::some(values.text("folder")),
        pages: text("pages").map_or(1, |n| to_latin(n).parse().unwrap_or(1)),
        issuer: None,
        number: None,
        dated: None,
        file: scan(values, kind),
    }
}

/// The papers that were handed over.
pub(super) fn papers(values: &Values) -> Vec<PaperReceived> {
    kinds(values).map(|kind| paper(values, kind)).collect()
}

/// The people of the draft, as one looks for them.
pub(super) fn people_sought(visit: &Visit, values: &Values) -> Vec<Sought> {
    (1..=count(values))
        .map(|no| {
            let p = person(visit, values, no);
            let name = |r: &Option<Relative>| r.as_ref().map(|r| r.name.or_empty().to_owned());
            Sought {
                given: p.given.or_empty().to_owned(),
                family: p.family.or_empty().to_owned(),
                father: name(&p.father),
                grandfather: name(&p.paternal_grandfather),
                birth: crate::services::projecting::years(p.birth_date.or_empty()),
                county: p.birth_place.or_empty().chars().take(4).collect(),
            }
        })
        .collect()
}
