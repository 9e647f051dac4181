//! The parts of an opening: what each asks, what is forgotten before it is read.

mod asked;
mod checked;
mod read_back;

use std::sync::Arc;

use super::super::form::{Field, Section, Values};
use super::super::visit::{Problem, Visit};
use super::reading;
use crate::domain::case::codes::{COUNTED_IN_PIECES, COUNTER_PAPERS};
use crate::domain::directive::Directive;
use crate::text::{Key, Words, k};

pub(super) use checked::check;
pub(super) use read_back::summary;

/// A part of the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Applicant,
    Household,
    Witnesses,
    Papers,
    Check,
}

impl Part {
    /// In the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::Applicant,
        Self::Household,
        Self::Witnesses,
        Self::Papers,
        Self::Check,
    ];

    /// As in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Household => "household",
            Self::Witnesses => "witnesses",
            Self::Papers => "papers",
            Self::Check => "check",
        }
    }

    /// The part with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    pub(super) const fn title(self) -> Key {
        match self {
            Self::Applicant => k::PART_APPLICANT,
            Self::Household => k::PART_HOUSEHOLD,
            Self::Witnesses => k::PART_WITNESSES,
            Self::Papers => k::PART_PAPERS,
            Self::Check => k::PART_CHECK,
        }
    }

    pub(super) fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|p| *p == self)?;
        Self::ALL.get(at + 1).copied()
    }
}

/// Witnesses that the form has room for.
pub(super) const WITNESSES: u32 = 3;

/// The sections of a part.
pub(super) fn sections(
    visit: &Visit,
    values: &Values,
    part: Part,
) -> Result<Vec<Section>, Problem> {
    let w = visit.words;
    Ok(match part {
        Part::Applicant => asked::applicant(w, values),
        Part::Household if reading::count(values) == 1 => {
            vec![Section::plain(Vec::new()).hint(w.t(k::HOUSEHOLD_ALONE))]
        }
        Part::Household => (2..=reading::count(values))
            .map(|no| asked::person(w, values, no, false))
            .collect(),
        Part::Witnesses => asked::witnesses(w),
        Part::Papers => in_force(visit)?.map_or_else(Vec::new, |d| asked::papers(w, &d, values)),
        Part::Check => Vec::new(),
    })
}

/// The directive under which a case of today is opened.
pub(super) fn in_force(visit: &Visit) -> Result<Option<Arc<Directive>>, Problem> {
    let register = &visit.register;
    let (directives, today) = (&register.directives, register.today());
    Ok(register.store.read(|c| directives.in_force(c, today))?)
}

/// Asks why somebody is another person, where people like her are known.
pub(super) fn why_another(w: Words) -> Section {
    let reason = Field::area("similar_reason", w.t(k::SIMILAR_REASON));
    Section::plain(vec![reason.hint(w.t(k::SIMILAR_REASON_HINT))])
}

/// A check box that is not ticked is not sent: what the part asks is forgotten before it is read.
pub(super) fn forget_unchecked(values: &mut Values, part: Part) {
    let mut names: Vec<String> = match part {
        Part::Applicant => [
            "vulnerabilities",
            "notice",
            "consent",
            "read_aloud",
            "p1-clauses",
        ]
        .map(str::to_owned)
        .into(),
        Part::Papers => {
            let people = |kind: &&str| format!("{kind}-people");
            let mut names: Vec<String> = COUNTER_PAPERS.iter().map(people).collect();
            names.push("papers".to_owned());
            names
        }
        Part::Household | Part::Witnesses | Part::Check => Vec::new(),
    };
    if part == Part::Household {
        names = (2..=reading::count(values))
            .map(|no| format!("p{no}-clauses"))
            .collect();
    }
    for name in names {
        values.remove(&name);
    }
}

/// Takes a person out of the draft. Those after move up, and so they do in the papers.
pub(super) fn remove_person(values: &mut Values, no: u32) {
    let count = reading::count(values);
    if !(2..=count).contains(&no) {
        return;
    }
    let of = |no: u32| format!("p{no}-");
    values.remove_all(&of(no));
    for later in no + 1..=count {
        values.rename_all(&of(later), &of(later - 1));
    }
    values.set("people", (count - 1).to_string());
    for kind in COUNTER_PAPERS {
        let name = format!("{kind}-people");
        let named = values.all(&name).into_iter().filter_map(|p| p.parse().ok());
        let named: Vec<String> = named
            .filter(|person| *person != no)
            .map(|person: u32| if person > no { person - 1 } else { person })
            .map(|person| person.to_string())
            .collect();
        values.set_all(&name, named);
    }
}

/// Whether a paper was ticked about which nothing was asked yet.
pub(super) fn has_more_to_ask(values: &Values, sent: &Values) -> bool {
    let asked = sent.all("asked");
    reading::kinds(values).any(|kind| !asked.contains(&kind))
}

/// Of what is counted in pieces, as many as the directive asks for: whoever counts others writes
/// over it.
pub(super) fn prefill_pieces(visit: &Visit, values: &mut Values) -> Result<(), Problem> {
    let Some(directive) = in_force(visit)? else {
        return Ok(());
    };
    let ticked: Vec<&str> = reading::kinds(values).collect();
    for kind in COUNTED_IN_PIECES
        .iter()
        .filter(|kind| ticked.contains(kind))
    {
        let name = format!("{kind}-pages");
        if let Some(paper) = directive
            .paper(kind)
            .filter(|_| values.text(&name).is_none())
        {
            values.set(name, paper.count.to_string());
        }
    }
    Ok(())
}

/// What a further person most likely shares with the first.
pub(super) fn prefill_person(values: &mut Values, no: u32) {
    for field in [
        "family",
        "place-province",
        "place-county",
        "place-district",
        "locality",
    ] {
        if let Some(first) = values.text(&format!("p1-{field}")).map(str::to_owned) {
            values.set(format!("p{no}-{field}"), first);
        }
    }
}
