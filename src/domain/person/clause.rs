//! The grounds of Iranian nationality: Article 976 of the Civil Code, and beside it the law of
//! 1398 for children of Iranian mothers.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Key, k};

/// A clause of Article 976. Stored as its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Clause {
    /// 1: resident of Iran, unless a foreign nationality is established.
    Resident,
    /// 2: the father is Iranian, wherever the child was born.
    IranianFather,
    /// 3: born in Iran, parents unknown.
    UnknownParents,
    /// 4: born in Iran of foreign parents, one of whom was born in Iran.
    ParentBornInIran,
    /// 5: born in Iran of a foreign father, resident for a year right after turning 18.
    BirthAndResidence,
    /// 6: foreign wife of an Iranian.
    WifeOfIranian,
    /// 7: has acquired Iranian nationality (Arts 979, 983).
    Acquired,
}

impl Clause {
    /// Every clause, in the order of the article.
    pub const ALL: [Self; 7] = [
        Self::Resident,
        Self::IranianFather,
        Self::UnknownParents,
        Self::ParentBornInIran,
        Self::BirthAndResidence,
        Self::WifeOfIranian,
        Self::Acquired,
    ];

    /// The clause's number in the article.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Resident => 1,
            Self::IranianFather => 2,
            Self::UnknownParents => 3,
            Self::ParentBornInIran => 4,
            Self::BirthAndResidence => 5,
            Self::WifeOfIranian => 6,
            Self::Acquired => 7,
        }
    }

    /// The clause with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|clause| clause.number() == number)
    }

    /// The clause's number and substance.
    #[must_use]
    pub const fn title(self) -> Key {
        match self {
            Self::Resident => k::CLAUSE_1,
            Self::IranianFather => k::CLAUSE_2,
            Self::UnknownParents => k::CLAUSE_3,
            Self::ParentBornInIran => k::CLAUSE_4,
            Self::BirthAndResidence => k::CLAUSE_5,
            Self::WifeOfIranian => k::CLAUSE_6,
            Self::Acquired => k::CLAUSE_7,
        }
    }

    /// The clause in a word, for lists.
    #[must_use]
    pub const fn short_title(self) -> Key {
        match self {
            Self::Resident => k::CLAUSE_SHORT_1,
            Self::IranianFather => k::CLAUSE_SHORT_2,
            Self::UnknownParents => k::CLAUSE_SHORT_3,
            Self::ParentBornInIran => k::CLAUSE_SHORT_4,
            Self::BirthAndResidence => k::CLAUSE_SHORT_5,
            Self::WifeOfIranian => k::CLAUSE_SHORT_6,
            Self::Acquired => k::CLAUSE_SHORT_7,
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

/// Article 976 has clauses 1 to 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Article 976 has no clause {0}")]
pub struct NoSuchClause(pub u8);

impl TryFrom<u8> for Clause {
    type Error = NoSuchClause;

    fn try_from(number: u8) -> Result<Self, NoSuchClause> {
        Self::from_number(number).ok_or(NoSuchClause(number))
    }
}

impl From<Clause> for u8 {
    fn from(clause: Clause) -> Self {
        clause.number()
    }
}

/// On what a person claims.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimBasis {
    pub clauses: BTreeSet<Clause>,
    /// Child of an Iranian mother and a foreign father: the law of 1398, whose route starts at the
    /// governorate's office for foreign nationals and not at the registry.
    pub mother_line: bool,
}

impl ClaimBasis {
    /// Whether nothing is claimed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && !self.mother_line
    }

    /// Titles in a word of all that is claimed.
    #[must_use]
    pub fn short_titles(&self) -> Vec<Key> {
        let mother = self.mother_line.then_some(k::CLAUSE_SHORT_MOTHER_LINE);
        self.clauses
            .iter()
            .map(|clause| clause.short_title())
            .chain(mother)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seven_clauses_have_their_numbers_and_titles() {
        for (clause, number) in Clause::ALL.into_iter().zip(1u8..) {
            assert_eq!(clause.number(), number);
            assert_eq!(Clause::try_from(number), Ok(clause));
            assert_eq!(
                Key::titled("clause", &number.to_string()),
                Some(clause.title())
            );
            assert_eq!(
                Key::titled("clause-short", &number.to_string()),
                Some(clause.short_title())
            );
        }
        assert_eq!(Clause::try_from(8), Err(NoSuchClause(8)));
        assert_eq!(Clause::from_number(0), None);
    }

    #[test]
    fn a_claim_is_stored_as_numbers() {
        let basis = ClaimBasis {
            clauses: [Clause::IranianFather, Clause::Resident].into(),
            mother_line: false,
        };
        let json = serde_json::to_string(&basis).unwrap();
        assert_eq!(json, r#"{"clauses":[1,2],"mother_line":false}"#);
        assert_eq!(serde_json::from_str::<ClaimBasis>(&json).unwrap(), basis);
        assert!(
            serde_json::from_str::<ClaimBasis>(r#"{"clauses":[9],"mother_line":false}"#).is_err()
        );
    }
}
