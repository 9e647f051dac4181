//! What is out of the ordinary in the last days: each finding names its people and cases, and says by
//! which measure. Nothing here accuses; it says where an auditor looks first.

mod looks;
mod names;
mod signing;
mod witnesses;

use super::thresholds::DAYS;
use crate::domain::access::{Scope, UnitPath, UserId};
use crate::domain::directive::Calendar;
use crate::domain::time::Moment;
use crate::services::casework::Failure;
use crate::services::register::Register;
use crate::store::{self, Conn};

/// A measure by which something is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anomaly {
    /// Many looks outside office hours.
    OutsideHours,
    /// Searches for one's own family name.
    OwnName,
    /// Many different cases within an hour.
    Bulk,
    /// Signed sooner than the file can be read.
    Hasty,
    /// Proposed and signed on the same day.
    SameDay,
    /// One witness in many households.
    Witness,
}

impl Anomaly {
    /// All, in the order of the auditor's home.
    pub const ALL: [Self; 6] = [
        Self::Hasty,
        Self::SameDay,
        Self::Bulk,
        Self::OutsideHours,
        Self::OwnName,
        Self::Witness,
    ];

    /// The code name, as in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutsideHours => "outside-hours",
            Self::OwnName => "own-name",
            Self::Bulk => "bulk",
            Self::Hasty => "hasty",
            Self::SameDay => "same-day",
            Self::Witness => "witness",
        }
    }

    /// The measure with this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose doing; nobody of ours where it is a witness.
    pub who: Option<UserId>,
    /// When, or when last.
    pub at: Moment,
    /// How many: looks, cases, minutes, households; absent where the file as it was signed was never
    /// opened at all.
    pub measure: Option<u64>,
    /// The cases that it is about.
    pub cases: Vec<i64>,
    /// What was searched for; the name of a witness.
    pub said: Option<String>,
}

/// From when on the auditor's home looks.
#[must_use]
pub fn since(register: &Register) -> Moment {
    register.clock.now().plus_seconds(-DAYS * 86_400)
}

/// The findings of every measure, counted. What several measures go through is gone through once.
///
/// # Errors
/// The database does not answer, or an event cannot be read.
pub fn counts(register: &Register, scope: &Scope) -> Result<Vec<(Anomaly, usize)>, Failure> {
    let since = since(register);
    register.store.read(|c| {
        let signed = signing::signatures(c, scope, since)?;
        let calendar = calendar(c, register)?;
        let looks = looks::many(c, scope, since, &calendar)?;
        let count = |c: &mut Conn, which| {
            Ok::<_, Failure>(match which {
                Anomaly::Hasty => signing::hasty(c, scope, &signed)?.len(),
                Anomaly::SameDay => signing::same_day(&signed).len(),
                Anomaly::Bulk => looks.bulk.len(),
                Anomaly::OutsideHours => looks.outside_hours.len(),
                Anomaly::OwnName => names::own(c, scope, since)?.len(),
                Anomaly::Witness => witnesses::repeated(c, register, scope, since)?.len(),
            })
        };
        let mut each = Anomaly::ALL.into_iter();
        each.try_fold(Vec::new(), |mut counts, which| {
            counts.push((which, count(c, which)?));
            Ok::<_, Failure>(counts)
        })
    })
}

fn calendar(c: &mut Conn, register: &Register) -> Result<Calendar, store::Error> {
    let country = UnitPath::parse(UnitPath::COUNTRY);
    let country = country.ok_or_else(|| store::Error::corrupt("units", UnitPath::COUNTRY))?;
    Ok(register.calendars.of(c, &country)?.now.clone())
}

/// The findings of one measure in the scope, the newest first.
///
/// # Errors
/// The database does not answer, or an event cannot be read.
pub fn find(register: &Register, scope: &Scope, which: Anomaly) -> Result<Vec<Found>, Failure> {
    let since = since(register);
    let mut found = register.store.read(|c| match which {
        Anomaly::OutsideHours => {
            let calendar = calendar(c, register)?;
            Ok(looks::many(c, scope, since, &calendar)?.outside_hours)
        }
        Anomaly::Bulk => {
            let calendar = calendar(c, register)?;
            Ok(looks::many(c, scope, since, &calendar)?.bulk)
        }
        Anomaly::OwnName => names::own(c, scope, since),
        Anomaly::Hasty => {
            let signed = signing::signatures(c, scope, since)?;
            signing::hasty(c, scope, &signed)
        }
        Anomaly::SameDay => {
            let signed = signing::signatures(c, scope, since)?;
            Ok(signing::same_day(&signed))
        }
        Anomaly::Witness => witnesses::repeated(c, register, scope, since),
    })?;
    found.sort_by_key(|it| std::cmp::Reverse((it.at, it.cases.first().copied())));
    Ok(found)
}
