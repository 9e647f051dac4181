//! Samples of decided cases, drawn by chance within strata and reviewed one by one.
//!
//! The draw is no secret: each case of a stratum is ranked by the SHA-256 of the recorded number, the
//! stratum and the case, and the first are taken. Whoever has the number draws the same.

pub mod event;
#[cfg(test)]
mod tests;

use sha2::{Digest as _, Sha256};

use crate::domain::access::{Actor, UnitPath, UserId};
use crate::domain::case::Personal;
use crate::domain::history;
use crate::domain::time::Moment;
use event::{SampleDrawn, SampleReviewed, Stratum, Turn};

/// With what the name of every stream of a sample begins.
pub const SAMPLES: &str = "sample:";
/// Cases of a stratum that are drawn at most.
pub const MOST: u32 = 50;
/// What a review can find; the first is that nothing is wrong.
pub const FINDINGS: [&str; 7] = [
    "in_order", "form", "reasons", "evidence", "deadline", "duties", "other",
];

/// An event with who caused it.
pub type Told = history::Told<Turn>;

/// A sample with all that happened to it: the fold of its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub id: i64,
    /// Number of the last event.
    pub seq: u64,
    pub drawn: SampleDrawn,
    pub by: UserId,
    pub at: Moment,
    /// What was found, by whom and when.
    pub reviews: Vec<(UserId, Moment, SampleReviewed)>,
}

impl Sample {
    /// The stream of a sample.
    #[must_use]
    pub fn stream_of(id: i64) -> String {
        format!("{SAMPLES}{id}")
    }

    /// The sample that its first event draws; nothing for any other event.
    #[must_use]
    pub fn begin(id: i64, told: &Told) -> Option<Self> {
        let Turn::SampleDrawn(drawn) = &told.turn else {
            return None;
        };
        Some(Self {
            id,
            seq: told.seq,
            drawn: SampleDrawn::clone(drawn),
            by: told.by?,
            at: told.at,
            reviews: Vec::new(),
        })
    }

    /// Takes in the next event.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        if let (Turn::SampleReviewed(review), Some(by)) = (&told.turn, told.by) {
            self.reviews.push((by, told.at, review.clone()));
        }
    }

    /// Every case of it, stratum by stratum.
    pub fn cases(&self) -> impl Iterator<Item = (&Stratum, i64)> {
        let strata = self.drawn.strata.iter();
        strata.flat_map(|stratum| stratum.cases.iter().map(move |case| (stratum, *case)))
    }

    /// What was found in a case, if it was reviewed.
    #[must_use]
    pub fn review_of(&self, case: i64) -> Option<&SampleReviewed> {
        let mut reviews = self.reviews.iter().map(|(_, _, review)| review);
        reviews.find(|review| review.case == case)
    }
}

/// The cases of one stratum before the draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub unit: UnitPath,
    pub outcome: String,
    pub cases: Vec<i64>,
}

/// Draws `each` of every stratum.
#[must_use]
pub fn draw(seed: u64, each: u32, whole: Vec<Whole>) -> Vec<Stratum> {
    let each = usize::try_from(each).unwrap_or(usize::MAX);
    let strata = whole.into_iter().map(|it| {
        let of = u64::try_from(it.cases.len()).unwrap_or(u64::MAX);
        let mut cases = it.cases;
        cases.sort_by_cached_key(|case| (rank(seed, &it.unit, &it.outcome, *case), *case));
        cases.truncate(each);
        Stratum {
            unit: it.unit,
            outcome: it.outcome,
            of,
            cases,
        }
    });
    strata.collect()
}

fn rank(seed: u64, unit: &UnitPath, outcome: &str, case: i64) -> [u8; 32] {
    let text = format!("sejel/sample/1\0{seed}\0{unit}\0{outcome}\0{case}");
    Sha256::digest(text.as_bytes()).into()
}

/// Why it is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No decision was signed in those days.
    NothingToDraw,
    /// The last day is not over: what is drawn could not be drawn again.
    DaysNotOver,
    /// The case is not of the sample.
    NotOfSample,
    AlreadyReviewed,
    /// What is wrong is to be said.
    NoteMissing,
}

/// The review of one case, or why it is not taken.
///
/// # Errors
/// See [`Refused`].
pub fn review(
    sample: &Sample,
    actor: &Actor,
    (case, finding, note): (i64, &str, Option<&str>),
) -> Result<Turn, Refused> {
    if !sample.cases().any(|(_, drawn)| drawn == case) {
        return Err(Refused::NotOfSample);
    }
    if sample.review_of(case).is_some() {
        return Err(Refused::AlreadyReviewed);
    }
    let note = Personal::some(note);
    if note.is_none() && finding != "in_order" {
        return Err(Refused::NoteMissing);
    }
    Ok(Turn::SampleReviewed(SampleReviewed {
        case,
        finding: finding.to_owned(),
        note,
        name: Personal::new(&actor.name),
    }))
}
