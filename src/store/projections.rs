//! What a case looks like in rows, as its fold says. Made from events, never the other way round.

use jiff::civil::Date;

use crate::domain::access::{UnitPath, UserId};
use crate::domain::time::Moment;

/// Whether anything is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    Open,
    Closed,
}

impl CaseState {
    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "open" => Some(Self::Open),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

/// The serialised fold of a case and what finds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    pub id: i64,
    /// The case number on letters.
    pub reference: String,
    /// The code on the applicant's receipt.
    pub tracking: String,
    pub unit: UnitPath,
    pub opened_on: Date,
    pub state: CaseState,
    /// Sequence number of the last event folded in.
    pub seq: u64,
    /// Version of the code that made these rows; an older one is stale, not tampered.
    pub projector: u32,
    pub fold: String,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Case({} at {})", self.id, self.seq)
    }
}

/// What a list shows of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Name of the head of the household.
    pub principal: String,
    /// How many persons claim.
    pub people: u32,
    pub step: String,
    pub step_kind: String,
    pub holder: String,
    pub holder_user: Option<UserId>,
    pub since: Date,
    pub due: Option<Date>,
    pub assignee: Option<UserId>,
    pub claimed_until: Option<Moment>,
    pub returned: bool,
    /// Codes between spaces: ` fraud_hold temporary_card `.
    pub flags: String,
    pub updated_at: Moment,
}

/// A line of a list with the case it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub case_id: i64,
    pub reference: String,
    pub unit: UnitPath,
    pub state: CaseState,
    pub opened_on: Date,
    pub seq: u64,
    pub line: Line,
}

/// Folded search keys of one person in a case; never shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonKeys {
    /// Number in the household, from 1.
    pub person: u32,
    pub given: String,
    pub family: String,
    pub father: String,
    pub grandfather: String,
    /// First and last possible Jalali year of birth.
    pub birth_from: Option<i32>,
    pub birth_to: Option<i32>,
    pub birth_county: String,
    pub national_number: Option<String>,
}

/// A place where the case, or one person in it, stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionRow {
    /// 0 for the case as a whole.
    pub person: u32,
    pub step: String,
    pub kind: String,
    pub holder: String,
    pub since: Date,
    pub due: Option<Date>,
    /// The day on which its clock next brings something about.
    pub wakes_on: Option<Date>,
}

/// A decision on one person. The database itself refuses a signer who is the preparer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    pub person: u32,
    pub round: u32,
    pub prepared_by: UserId,
    pub signed_by: Option<UserId>,
    pub outcome: String,
    pub signed_at: Option<Moment>,
}

/// A stored scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    pub paper: u32,
    pub version: u32,
    /// SHA-256 of the file, hex; nothing where only paper exists or the value was erased.
    pub digest: Option<String>,
    pub size: u64,
    pub media: String,
}

/// A number that the register gives to one person and never again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumberRow {
    /// `national`, `certificate`.
    pub kind: String,
    pub number: String,
    pub person: u32,
}

/// A witness by what tells her apart from others of her name; never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessRow {
    /// Number in the application, from 1.
    pub witness: u32,
    pub identity: String,
}

/// All rows of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    pub case: Case,
    pub line: Line,
    pub people: Vec<PersonKeys>,
    pub positions: Vec<PositionRow>,
    pub decisions: Vec<DecisionRow>,
    pub papers: Vec<PaperRow>,
    /// In the order of kinds and numbers.
    pub numbers: Vec<NumberRow>,
    pub witnesses: Vec<WitnessRow>,
}
