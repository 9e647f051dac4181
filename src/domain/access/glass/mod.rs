//! Emergency access: an officer reads one case beyond her reach, for an hour, with a reason, and an
//! auditor says afterwards whether it was right. It opens nothing but that case, and nothing but reading.

pub mod event;
#[cfg(test)]
mod tests;

use crate::domain::access::{Actor, UnitPath, UserId};
use crate::domain::case::Personal;
use crate::domain::history;
use crate::domain::time::Moment;
use event::{GlassBroken, GlassReviewed, Turn};

/// With what the name of every stream of an emergency access begins.
pub const GLASS: &str = "glass:";
/// How long it lasts, in seconds. It is not made longer.
pub const LASTS: i64 = 3600;
/// Within how many seconds it is to be reviewed; after that its asker's right to ask is suspended.
pub const REVIEWED_WITHIN: i64 = 72 * 3600;
/// For how many seconds whoever opened a case without need may not ask again: half a year. ASSUMED: no rule of
/// the registry says how long.
pub const BARRED: i64 = 182 * 86_400;
/// Letters that a reason has at least.
pub const LEAST_REASON: usize = 20;

/// What an auditor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Justified,
    Unjustified,
}

impl Verdict {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Justified, Self::Unjustified];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Unjustified => "unjustified",
        }
    }

    /// The verdict with this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// An event with who caused it.
pub type Told = history::Told<Turn>;

/// An emergency access with all that happened to it: the fold of its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glass {
    pub id: i64,
    /// Number of the last event.
    pub seq: u64,
    pub broken: GlassBroken,
    pub by: UserId,
    pub at: Moment,
    /// By whom, when, and what.
    pub reviewed: Option<(UserId, Moment, GlassReviewed)>,
}

impl Glass {
    /// The stream of an emergency access.
    #[must_use]
    pub fn stream_of(id: i64) -> String {
        format!("{GLASS}{id}")
    }

    /// Its number, where this is such a stream.
    #[must_use]
    pub fn id_of_stream(stream: &str) -> Option<i64> {
        stream.strip_prefix(GLASS)?.parse().ok()
    }

    /// The access that its first event begins; nothing for any other event.
    #[must_use]
    pub fn begin(id: i64, told: &Told) -> Option<Self> {
        let Turn::GlassBroken(broken) = &told.turn else {
            return None;
        };
        Some(Self {
            id,
            seq: told.seq,
            broken: GlassBroken::clone(broken),
            by: told.by?,
            at: told.at,
            reviewed: None,
        })
    }

    /// Takes in the next event.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        if let (Turn::GlassReviewed(review), Some(by)) = (&told.turn, told.by) {
            self.reviewed = Some((by, told.at, review.clone()));
        }
    }

    /// Whether the case may be read by it now.
    #[must_use]
    pub fn is_open(&self, now: Moment) -> bool {
        self.at <= now && now < self.broken.until
    }

    /// By when it is to be reviewed.
    #[must_use]
    pub const fn review_due(&self) -> Moment {
        self.at.plus_seconds(REVIEWED_WITHIN)
    }

    /// Whether an auditor found it unjustified, less than half a year ago.
    #[must_use]
    pub fn bars(&self, now: Moment) -> bool {
        let unjustified = |review: &GlassReviewed| review.verdict == Verdict::Unjustified.code();
        self.reviewed
            .as_ref()
            .is_some_and(|(_, at, review)| unjustified(review) && now < at.plus_seconds(BARRED))
    }

    /// Whether it waited for its review too long.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.reviewed.is_none() && self.review_due() < now
    }
}

/// Why it is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The case lies within the asker's reach: she opens it as any other.
    WithinReach,
    /// The reason is missing or too short.
    ReasonTooShort,
    /// She reads it by an emergency access already.
    AlreadyOpen,
    /// One of hers was not reviewed in time.
    Suspended,
    /// One of hers was found unjustified in the last half year.
    Barred,
    /// Nobody reviews her own.
    Own,
    AlreadyReviewed,
    /// A verdict has its reason.
    NoteMissing,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// Id, number and unit of the case.
    pub case: (i64, &'a str, &'a UnitPath),
    pub actor: &'a Actor,
    /// Whether the asker may read the case anyway.
    pub within_reach: bool,
    pub reason: &'a str,
    /// Every access that this person ever had.
    pub held: &'a [Glass],
    pub now: Moment,
}

/// Whether somebody who held these may ask for another, whichever case it is.
///
/// # Errors
/// [`Refused::Suspended`] or [`Refused::Barred`].
pub fn standing(held: &[Glass], now: Moment) -> Result<(), Refused> {
    if held.iter().any(|glass| glass.is_overdue(now)) {
        return Err(Refused::Suspended);
    }
    match held.iter().any(|glass| glass.bars(now)) {
        true => Err(Refused::Barred),
        false => Ok(()),
    }
}

/// Opens one case to its asker, or says why not.
///
/// # Errors
/// See [`Refused`].
pub fn ask(asking: &Asking<'_>) -> Result<Turn, Refused> {
    let (case, reference, unit) = asking.case;
    if asking.within_reach {
        return Err(Refused::WithinReach);
    }
    standing(asking.held, asking.now)?;
    let same = |glass: &&Glass| glass.broken.case == case;
    let mut held = asking.held.iter().filter(same);
    if held.any(|glass| glass.is_open(asking.now)) {
        return Err(Refused::AlreadyOpen);
    }
    let reason = asking.reason.trim();
    if reason.chars().count() < LEAST_REASON {
        return Err(Refused::ReasonTooShort);
    }
    Ok(Turn::GlassBroken(Box::new(GlassBroken {
        case,
        reference: reference.to_owned(),
        unit: unit.clone(),
        reason: Personal::new(reason),
        name: Personal::new(&asking.actor.name),
        until: asking.now.plus_seconds(LASTS),
    })))
}

/// An auditor's verdict, or why it is not taken.
///
/// # Errors
/// See [`Refused`].
pub fn review(
    glass: &Glass,
    actor: &Actor,
    (verdict, note): (Verdict, &str),
) -> Result<Turn, Refused> {
    if glass.by == actor.user {
        return Err(Refused::Own);
    }
    if glass.reviewed.is_some() {
        return Err(Refused::AlreadyReviewed);
    }
    let note = Personal::some(Some(note)).ok_or(Refused::NoteMissing)?;
    Ok(Turn::GlassReviewed(GlassReviewed {
        verdict: verdict.code().to_owned(),
        note,
        name: Personal::new(&actor.name),
    }))
}
