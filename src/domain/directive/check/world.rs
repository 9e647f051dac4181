//! The circumstances a case can be in: every combination of the declared facts that matter.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes::{AgeDay, Choice};
use super::super::condition::{Compare, Condition, Facts, Subject, Test};

/// The facts that hold in one set of circumstances.
pub type World = Facts;

/// At the most so many circumstances are followed; beyond that the check says that it did not.
pub const LIMIT: usize = 16_384;

/// Something that holds wherever a finding holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circumstance {
    Is(Condition),
    /// The age that this fact stands for is not known.
    AgeUnknown(String),
}

/// What holds of a household where this holds of its people: whoever asks for everybody asks for
/// nobody's age.
pub(super) fn of_household(world: &World) -> World {
    World {
        age_today: None,
        age_at_submission: None,
        ..world.clone()
    }
}

/// What is the same for everybody in a household.
pub(super) fn shared(world: &World) -> World {
    World {
        settlement: world.settlement,
        institution: world.institution,
        ..World::default()
    }
}

/// Facts of which exactly one value holds at a time.
#[derive(Debug)]
struct Dimension {
    /// What it says, by the ids under which the facts are declared.
    facts: BTreeMap<Subject, String>,
    /// Ages at which a condition draws a line, in order.
    lines: Vec<u32>,
    values: Vec<Value>,
}

/// A value that circumstances can have in a dimension.
#[derive(Debug, Clone)]
enum Value {
    Settlement(Choice),
    Institution(bool),
    Paper(String, bool),
    Clause(u8, bool),
    /// On the day of submission and today: nobody grows younger.
    Ages(Option<(u32, u32)>),
}

impl Value {
    fn in_world(&self, world: &World) -> World {
        let mut world = world.clone();
        match self {
            Self::Settlement(value) => world.settlement = Some(*value),
            Self::Institution(yes) => world.institution = *yes,
            Self::Paper(kind, true) => {
                world.papers.insert(kind.clone());
            }
            Self::Paper(kind, false) => {
                world.papers.remove(kind);
            }
            Self::Clause(clause, true) => {
                world.clauses.insert(*clause);
            }
            Self::Clause(clause, false) => {
                world.clauses.remove(clause);
            }
            Self::Ages(ages) => {
                world.age_at_submission = ages.map(|it| it.0);
                world.age_today = ages.map(|it| it.1);
            }
        }
        world
    }
}

/// All circumstances that the mentioned conditions can tell apart, and how they are made up.
#[derive(Debug)]
pub(super) struct Worlds {
    dimensions: Vec<Dimension>,
    /// How many there are.
    pub(super) count: usize,
    /// All of them; none where they are more than are followed.
    pub(super) all: Vec<World>,
}

impl Worlds {
    /// Every combination of what `mentioned` asks about, unless they are more than `most`; what nobody
    /// asks makes no difference.
    pub(super) fn telling_apart<'c>(
        mentioned: impl IntoIterator<Item = &'c Condition>,
        most: usize,
    ) -> Self {
        let dimensions = dimensions(mentioned);
        let sizes = dimensions.iter().map(|it| it.values.len());
        let count = sizes.fold(1_usize, usize::saturating_mul);
        let mut all = vec![World::default(); usize::from(count <= most)];
        for dimension in &dimensions {
            let with = |world: &World| {
                let values = dimension.values.iter();
                values.map(|it| it.in_world(world)).collect::<Vec<_>>()
            };
            if count <= most {
                all = all.iter().flat_map(with).collect();
            }
        }
        Self {
            dimensions,
            count,
            all,
        }
    }

    /// Whether they are more than are followed.
    pub(super) fn are_too_many(&self) -> bool {
        self.all.is_empty()
    }

    /// The circumstances of a household as a whole, which has no age, each once.
    pub(super) fn of_households(&self) -> BTreeSet<World> {
        self.all.iter().map(of_household).collect()
    }

    /// What the last of `found` has in common with all circumstances in which the same is found:
    /// a fact that makes no difference is left out.
    pub(super) fn essence(&self, found: &BTreeSet<World>) -> Vec<Circumstance> {
        let Some(first) = found.last() else {
            return Vec::new();
        };
        let mut cube = vec![first.clone()];
        let mut essential = Vec::new();
        for dimension in &self.dimensions {
            let turned = |world: &World| {
                let values = dimension.values.iter();
                values.map(|it| it.in_world(world)).collect::<Vec<_>>()
            };
            let wider: Vec<World> = cube.iter().flat_map(turned).collect();
            if wider.iter().all(|world| found.contains(world)) {
                cube = wider;
            } else {
                essential.extend(dimension.told(first));
            }
        }
        essential
    }
}

impl Dimension {
    /// What these circumstances say in this dimension.
    fn told(&self, world: &World) -> Vec<Circumstance> {
        let facts = self.facts.iter();
        facts
            .flat_map(|(subject, fact)| self.told_of(world, subject, fact))
            .collect()
    }

    fn told_of(&self, world: &World, subject: &Subject, fact: &str) -> Vec<Circumstance> {
        let says = |test: Test| {
            let mut condition = Condition {
                fact: fact.to_owned(),
                subject: subject.clone(),
                negated: false,
                test,
            };
            condition.negated = !condition.holds(world);
            Circumstance::Is(condition)
        };
        match subject {
            Subject::Age(day) => match world.age(*day) {
                None => vec![Circumstance::AgeUnknown(fact.to_owned())],
                Some(age) => {
                    let from = self.lines.iter().rev().find(|it| **it <= age);
                    let below = self.lines.iter().find(|it| **it > age);
                    let from = from.map(|it| says(Test::Years(Compare::AtLeast, *it)));
                    let below = below.map(|it| says(Test::Years(Compare::Under, *it)));
                    from.into_iter().chain(below).collect()
                }
            },
            Subject::Settlement => {
                let value = world.settlement.unwrap_or(Choice::City);
                vec![says(Test::Is(value))]
            }
            Subject::Clauses => {
                let clause = self.values.iter().find_map(|it| match it {
                    Value::Clause(clause, _) => Some(*clause),
                    Value::Settlement(_)
                    | Value::Institution(_)
                    | Value::Paper(..)
                    | Value::Ages(_) => None,
                });
                clause.map(|it| says(Test::Has(it))).into_iter().collect()
            }
            Subject::Institution | Subject::Paper(_) => vec![says(Test::Holds)],
            Subject::Ruling | Subject::CourtOrder => Vec::new(),
        }
    }
}

fn dimensions<'c>(mentioned: impl IntoIterator<Item = &'c Condition>) -> Vec<Dimension> {
    let mut ages: (BTreeMap<Subject, String>, BTreeSet<u32>) = Default::default();
    let mut others: BTreeMap<(Subject, Option<u8>), String> = BTreeMap::new();
    for it in mentioned {
        let (subject, fact) = (it.subject.clone(), it.fact.clone());
        match (&it.subject, it.test) {
            (Subject::Age(_), Test::Years(compare, years)) => {
                ages.0.insert(subject, fact);
                ages.1.insert(match compare {
                    Compare::Under | Compare::AtLeast => years,
                    Compare::UpTo | Compare::Over => years.saturating_add(1),
                });
            }
            (_, Test::Has(clause)) => {
                others.insert((subject, Some(clause)), fact);
            }
            // A decision and a judgment only come on the way.
            (Subject::Ruling | Subject::CourtOrder, _) => {}
            _ => {
                others.insert((subject, None), fact);
            }
        }
    }
    let mut all: Vec<Dimension> = others.into_iter().filter_map(plain).collect();
    if !ages.0.is_empty() {
        all.push(of_ages(ages.0, ages.1.into_iter().collect()));
    }
    all
}

/// A fact that is no age.
fn plain(((subject, clause), fact): ((Subject, Option<u8>), String)) -> Option<Dimension> {
    let values = match (&subject, clause) {
        (Subject::Settlement, _) => vec![
            Value::Settlement(Choice::City),
            Value::Settlement(Choice::Village),
        ],
        (Subject::Institution, _) => vec![Value::Institution(false), Value::Institution(true)],
        (Subject::Paper(kind), _) => [false, true]
            .map(|it| Value::Paper(kind.clone(), it))
            .to_vec(),
        (Subject::Clauses, Some(clause)) => {
            [false, true].map(|it| Value::Clause(clause, it)).to_vec()
        }
        (Subject::Clauses | Subject::Age(_) | Subject::Ruling | Subject::CourtOrder, _) => {
            return None;
        }
    };
    Some(Dimension {
        facts: BTreeMap::from([(subject, fact)]),
        lines: Vec::new(),
        values,
    })
}

/// One age between any two lines, on each of the days that are asked about, or none known.
fn of_ages(facts: BTreeMap<Subject, String>, lines: Vec<u32>) -> Dimension {
    let mut ages: Vec<u32> = lines.clone();
    if ages.first() != Some(&0) {
        ages.insert(0, 0);
    }
    let asked = |day| facts.contains_key(&Subject::Age(day));
    let both = asked(AgeDay::Submission) && asked(AgeDay::Today);
    let mut values = vec![Value::Ages(None)];
    for (at, then) in ages.iter().enumerate() {
        let later = ages.iter().skip(at).take(if both { ages.len() } else { 1 });
        values.extend(later.map(|now| Value::Ages(Some((*then, *now)))));
    }
    Dimension {
        facts,
        lines,
        values,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(subject: Subject, test: Test) -> Condition {
        Condition {
            fact: "it".to_owned(),
            subject,
            negated: false,
            test,
        }
    }

    fn age(day: AgeDay, years: u32) -> Condition {
        asked(Subject::Age(day), Test::Years(Compare::Under, years))
    }

    fn mentioned(conditions: &[Condition]) -> Worlds {
        Worlds::telling_apart(conditions, LIMIT)
    }

    #[test]
    fn what_nobody_asks_for_makes_no_difference() {
        assert_eq!(mentioned(&[]).all, vec![World::default()]);
        let on_the_way = [
            asked(Subject::Ruling, Test::Is(Choice::Granted)),
            asked(Subject::CourtOrder, Test::Holds),
        ];
        assert_eq!(mentioned(&on_the_way).all.len(), 1);
    }

    #[test]
    fn every_combination_stands_once_and_ages_are_cut_where_a_condition_draws_a_line() {
        let mut all = vec![
            asked(Subject::Settlement, Test::Is(Choice::City)),
            asked(Subject::Institution, Test::Holds),
            age(AgeDay::Today, 15),
            age(AgeDay::Today, 18),
        ];
        all.extend((1..=7).map(|it| asked(Subject::Clauses, Test::Has(it))));
        let worlds = mentioned(&all).all;
        let different: BTreeSet<_> = worlds.iter().collect();
        assert_eq!(
            (worlds.len(), different.len()),
            (2 * 2 * 4 * (1 << 7), worlds.len())
        );
        let ages: BTreeSet<_> = worlds.iter().map(|it| it.age_today).collect();
        assert_eq!(ages, BTreeSet::from([None, Some(0), Some(15), Some(18)]));
    }

    #[test]
    fn nobody_is_younger_today_than_on_the_day_of_the_application() {
        let worlds = mentioned(&[age(AgeDay::Submission, 18), age(AgeDay::Today, 18)]).all;
        let ages: Vec<_> = worlds
            .iter()
            .map(|it| (it.age_at_submission, it.age_today))
            .collect();
        assert_eq!(
            ages,
            [
                (None, None),
                (Some(0), Some(0)),
                (Some(0), Some(18)),
                (Some(18), Some(18))
            ]
        );
    }

    #[test]
    fn more_circumstances_than_can_be_followed_are_counted_and_not_followed() {
        let papers = (0..15).map(|it| asked(Subject::Paper(it.to_string()), Test::Holds));
        let papers: Vec<_> = papers.collect();
        let worlds = Worlds::telling_apart(&papers, LIMIT);
        assert!(worlds.are_too_many());
        assert_eq!((worlds.count, worlds.all.len()), (1 << 15, 0));
    }

    #[test]
    fn a_household_has_no_age_and_its_people_share_where_they_live() {
        let child = World {
            settlement: Some(Choice::Village),
            age_today: Some(4),
            age_at_submission: Some(3),
            clauses: BTreeSet::from([3]),
            ..World::default()
        };
        let whole = of_household(&child);
        assert_eq!((whole.age_today, whole.age_at_submission), (None, None));
        assert_eq!(whole.clauses, child.clauses);
        let village = World {
            settlement: Some(Choice::Village),
            ..World::default()
        };
        assert_eq!(shared(&child), village);
    }

    #[test]
    fn a_finding_names_only_what_makes_the_difference() {
        let village = asked(Subject::Settlement, Test::Is(Choice::Village));
        let third = asked(Subject::Clauses, Test::Has(3));
        let worlds = mentioned(&[village.clone(), third.clone(), age(AgeDay::Today, 15)]);
        let found: BTreeSet<_> = worlds
            .all
            .iter()
            .filter(|it| village.holds(it) && !third.holds(it))
            .cloned()
            .collect();
        let without = Condition {
            negated: true,
            ..third
        };
        assert_eq!(
            worlds.essence(&found),
            [Circumstance::Is(village), Circumstance::Is(without)]
        );
    }
}
