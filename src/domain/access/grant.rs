//! Roles are dated grants of a person in a unit.
//!
//! Units form a tree: country › province › county office. A grant in a unit reaches everything
//! below it, and nothing else.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A staff member's account, for ever the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub i64);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "u{}", self.0)
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// The posts that act in a case. Codes are those of the directive and of the database.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $name),* }

        impl Role {
            /// Every role, in the order in which they stand in the office.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code name, as in the directive.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The role with this code name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

roles! {
    /// کارشناس ثبت احوال: opens files, enters, uploads, returns, prepares the decision.
    RegistrarOfficer = "registrar_officer",
    /// مسئول بایگانی: searches the registers, clears duplicates by proposal.
    ArchiveOfficer = "archive_officer",
    /// رئیس اداره: signs referrals and decisions (Art. 45 note, Art. 3).
    OfficeHead = "office_head",
    /// دبیر شورای تأمین شهرستان: schedules sittings, records minutes.
    CouncilSecretary = "council_secretary",
    /// دبیر کمیسیون فاقدین شناسنامهٔ استان: watches, escalates.
    CommissionSecretary = "commission_secretary",
    /// دبیر هیأت حل اختلاف: receives objections, records the board's rulings.
    BoardSecretary = "board_secretary",
    /// مدیرکل ثبت احوال استان: assigns, escalates, reopens.
    ProvincialDirector = "provincial_director",
    /// بازرس: reads everything in the mandate, writes nothing.
    Auditor = "auditor",
    /// راهبر: users, units, directives; never reads a case.
    Administrator = "administrator",
}

impl Role {
    /// Whether the role has its seat in such a unit: the office's in a county, the province's in a
    /// province; whoever keeps accounts or inspects may do so anywhere.
    #[must_use]
    pub fn sits_in(self, unit: &UnitPath) -> bool {
        match self {
            Self::RegistrarOfficer
            | Self::ArchiveOfficer
            | Self::OfficeHead
            | Self::CouncilSecretary
            | Self::BoardSecretary => unit.depth() == 2,
            Self::CommissionSecretary | Self::ProvincialDirector => unit.depth() == 1,
            Self::Auditor | Self::Administrator => true,
        }
    }

    /// Whether one person may not hold both: who keeps the accounts, and who inspects, does nothing
    /// else.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        let apart = |role| matches!(role, Self::Auditor | Self::Administrator);
        self != other && (apart(self) || apart(other))
    }
}

/// Place of a unit in the tree, as codes joined by `/`: `ir`, `ir/11`, `ir/11/03`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitPath(String);

impl UnitPath {
    /// The whole country.
    pub const COUNTRY: &'static str = "ir";

    /// The unit that is the whole country.
    #[must_use]
    pub fn country() -> Self {
        Self(Self::COUNTRY.to_owned())
    }

    /// A path of lower-case letters, digits and `/`, without an empty part.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let part = |p: &str| {
            !p.is_empty()
                && p.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        text.split('/').all(part).then(|| Self(text.to_owned()))
    }

    /// The path as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this unit or lies below it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0 == self.0
            || other
                .0
                .strip_prefix(&self.0)
                .is_some_and(|rest| rest.starts_with('/'))
    }

    /// The unit above, if any.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(up, _)| Self(up.to_owned()))
    }

    /// Distance from the root: 0 country, 1 province, 2 county.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }
}

impl fmt::Display for UnitPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A role held in a unit between two days, both counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitPath,
    pub from: Date,
    pub to: Option<Date>,
}

impl Grant {
    /// Whether the grant holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|end| day <= end)
    }

    /// Whether there is a day on which both hold.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|end| other.from <= end) && other.to.is_none_or(|end| self.from <= end)
    }
}

/// The person who acts, with the grants that hold today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub user: UserId,
    /// Name as shown to colleagues; never in an event body.
    pub name: String,
    pub grants: Vec<Grant>,
}

impl Actor {
    /// The grant, if any, by which this person holds `role` over `unit`.
    #[must_use]
    pub fn grant_over(&self, role: Role, unit: &UnitPath) -> Option<&Grant> {
        self.grants
            .iter()
            .find(|g| g.role == role && g.unit.covers(unit))
    }

    /// Whether any grant has this role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|g| g.role == role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_covers_itself_and_what_lies_below_but_not_a_longer_name() {
        let p = |s: &str| UnitPath::parse(s).unwrap();
        assert!(p("ir/11").covers(&p("ir/11/03")));
        assert!(p("ir/11").covers(&p("ir/11")));
        assert!(!p("ir/1").covers(&p("ir/11")));
        assert!(!p("ir/11/03").covers(&p("ir/11")));
        assert_eq!(UnitPath::parse("ir//1"), None);
    }
}
