//! Conditions: typed questions about the declared facts of a case or a person, each with a plain
//! answer, so that they can be checked in all circumstances.

mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::codes::{AgeDay, Choice, FactSource};
use super::model::Title;

/// A fact that a directive declares, so that its conditions can speak of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DeclaredFact {
    /// The name by which conditions refer to it: small letters, digits and underscores.
    pub id: String,
    /// What it is called in sentences, in both languages.
    pub title: Title,
    /// What it asks of the record of a case.
    pub source: FactSource,
    /// For an age: the legal date on which it is counted.
    pub at: Option<AgeDay>,
    /// For a paper: the kind of paper that is in the file and not rejected.
    pub paper: Option<String>,
}

/// What a condition asks about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Settlement,
    Institution,
    /// A paper of this kind is in the file and not rejected.
    Paper(String),
    Clauses,
    Age(AgeDay),
    Ruling,
    CourtOrder,
}

impl DeclaredFact {
    /// What it stands for. A paper or a date that the file leaves out is a mistake told there.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self.source {
            FactSource::Settlement => Subject::Settlement,
            FactSource::Institution => Subject::Institution,
            FactSource::Paper => Subject::Paper(self.paper.clone().unwrap_or_default()),
            FactSource::Clauses => Subject::Clauses,
            FactSource::Age => Subject::Age(self.at.unwrap_or(AgeDay::Today)),
            FactSource::Ruling => Subject::Ruling,
            FactSource::CourtOrder => Subject::CourtOrder,
        }
    }
}

/// How many years are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compare {
    Under,
    UpTo,
    Over,
    AtLeast,
}

impl Compare {
    /// As written in a condition.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Under => "<",
            Self::UpTo => "<=",
            Self::Over => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// What is asked of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// It is so: of a yes-or-no fact.
    Holds,
    /// It has this value.
    Is(Choice),
    /// Full years of age.
    Years(Compare, u32),
    /// This clause of Art. 976 is among those claimed.
    Has(u8),
}

/// One question, such as `age < 15` or `not institution`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition {
    /// The id under which the fact is declared.
    pub fact: String,
    pub subject: Subject,
    pub negated: bool,
    pub test: Test,
}

impl Condition {
    /// The answer under these facts. Of what is not known no comparison holds, so that its negation
    /// does.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        self.answers(facts) != self.negated
    }

    fn answers(&self, facts: &Facts) -> bool {
        match (&self.subject, self.test) {
            (Subject::Settlement, Test::Is(value)) => facts.settlement == Some(value),
            (Subject::Ruling, Test::Is(value)) => facts.ruling == Some(value),
            (Subject::Institution, Test::Holds) => facts.institution,
            (Subject::Paper(kind), Test::Holds) => facts.papers.contains(kind),
            (Subject::CourtOrder, Test::Holds) => facts.court_ordered,
            (Subject::Clauses, Test::Has(clause)) => facts.clauses.contains(&clause),
            (Subject::Age(day), Test::Years(compare, years)) => {
                facts.age(*day).is_some_and(|age| match compare {
                    Compare::Under => age < years,
                    Compare::UpTo => age <= years,
                    Compare::Over => age > years,
                    Compare::AtLeast => age >= years,
                })
            }
            // The reading of a file lets no other pair pass.
            _ => false,
        }
    }
}

/// As it is written in a directive.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fact, negated, .. } = self;
        f.write_str(if *negated { "not " } else { "" })?;
        match self.test {
            Test::Holds => f.write_str(fact),
            Test::Is(value) => write!(f, "{fact} = {}", value.code()),
            Test::Years(compare, years) => write!(f, "{fact} {} {years}", compare.sign()),
            Test::Has(clause) => write!(f, "{fact} has {clause}"),
        }
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A question about a declared fact: fact, not fact, fact = value, fact < years, fact >= years, fact has clause.",
            "pattern": "^\\s*(not\\s+)?[a-z0-9_]+\\s*(=\\s*[a-z0-9_]+|(<=|>=|<|>)\\s*[0-9]+|has\\s+[0-9]+)?\\s*$",
            "examples": ["settlement = city", "age < 15", "not institution", "clauses has 3"]
        })
    }
}

/// What holds of a person, or of a case as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facts {
    /// City or village.
    pub settlement: Option<Choice>,
    /// An institution protects the applicant.
    pub institution: bool,
    /// Kinds of paper that are in the file and not rejected.
    pub papers: BTreeSet<String>,
    /// Claimed clauses of Art. 976.
    pub clauses: BTreeSet<u8>,
    /// Full Jalali years; nothing where the date of birth is not known, or of a whole case.
    pub age_today: Option<u32>,
    pub age_at_submission: Option<u32>,
    /// Granted or refused, once a decision is signed.
    pub ruling: Option<Choice>,
    /// A court ordered the issue.
    pub court_ordered: bool,
}

impl Facts {
    /// Full years of age on this legal date.
    #[must_use]
    pub const fn age(&self, day: AgeDay) -> Option<u32> {
        match day {
            AgeDay::Today => self.age_today,
            AgeDay::Submission => self.age_at_submission,
        }
    }

    /// Whether all these conditions hold; of none they do.
    #[must_use]
    pub fn meet(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|it| it.holds(self))
    }

    /// Whether any of these conditions holds.
    #[must_use]
    pub fn meet_any(&self, conditions: &[Condition]) -> bool {
        conditions.iter().any(|it| it.holds(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age(negated: bool, compare: Compare, years: u32) -> Condition {
        Condition {
            fact: "age".to_owned(),
            subject: Subject::Age(AgeDay::Submission),
            negated,
            test: Test::Years(compare, years),
        }
    }

    #[test]
    fn ages_are_compared_on_the_day_that_the_fact_says() {
        let facts = Facts {
            age_at_submission: Some(14),
            age_today: Some(15),
            ..Facts::default()
        };
        let answers = |compare, years| age(false, compare, years).holds(&facts);
        assert!(answers(Compare::Under, 15) && answers(Compare::UpTo, 14));
        assert!(!answers(Compare::AtLeast, 15) && !answers(Compare::Over, 14));
    }

    #[test]
    fn of_an_unknown_age_no_comparison_holds() {
        for compare in [
            Compare::Under,
            Compare::UpTo,
            Compare::Over,
            Compare::AtLeast,
        ] {
            assert!(!age(false, compare, 15).holds(&Facts::default()));
            assert!(age(true, compare, 15).holds(&Facts::default()));
        }
    }
}
