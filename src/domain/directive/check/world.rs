//! The circumstances a case can be in: every combination of the declared facts that matter.

use std::collections::BTreeSet;

use super::super::codes::Fact;

/// The facts that hold in one set of circumstances.
pub type World = BTreeSet<Fact>;

/// Facts that only become true on the way: by a signed decision, by a judgment.
pub(super) const ON_THE_WAY: [Fact; 3] = [Fact::Granted, Fact::Refused, Fact::CourtOrdered];

/// Facts of which exactly one set holds at a time.
type Dimension = Vec<World>;

/// Something that holds, or does not, wherever a finding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circumstance {
    Holds(Fact),
    Lacks(Fact),
    AgeUnknown,
}

/// All circumstances that the mentioned facts can tell apart, and how they are made up.
#[derive(Debug)]
pub(super) struct Worlds {
    dimensions: Vec<Dimension>,
    pub(super) all: Vec<World>,
}

impl Worlds {
    /// Every combination of the facts `mentioned`; what is not mentioned makes no difference.
    pub(super) fn telling_apart(mentioned: &BTreeSet<Fact>) -> Self {
        let dimensions = dimensions(mentioned);
        let mut all = vec![World::new()];
        for dimension in &dimensions {
            all = all
                .iter()
                .flat_map(|world| dimension.iter().map(move |value| joined(world, value)))
                .collect();
        }
        Self { dimensions, all }
    }

    /// What the first of `found` has in common with all circumstances in which the same is found:
    /// a fact that makes no difference is left out.
    pub(super) fn essence(&self, found: &BTreeSet<World>) -> Vec<Circumstance> {
        let Some(first) = found.first() else {
            return Vec::new();
        };
        let mut cube = vec![first.clone()];
        let mut essential = Vec::new();
        for dimension in &self.dimensions {
            let wider: Vec<World> = cube
                .iter()
                .flat_map(|world| {
                    dimension
                        .iter()
                        .map(|value| turned(world, dimension, value))
                })
                .collect();
            if wider.iter().all(|world| found.contains(world)) {
                cube = wider;
            } else {
                essential.extend(told(first, dimension));
            }
        }
        essential
    }
}

fn joined(one: &World, other: &World) -> World {
    one.union(other).copied().collect()
}

/// The same circumstances with another value in this dimension.
fn turned(world: &World, dimension: &Dimension, value: &World) -> World {
    let rest = |fact: &&Fact| !dimension.iter().any(|it| it.contains(fact));
    world.iter().filter(rest).chain(value).copied().collect()
}

fn told(world: &World, dimension: &Dimension) -> Vec<Circumstance> {
    let known: World = dimension.iter().flatten().copied().collect();
    let holding: Vec<_> = world.intersection(&known).copied().collect();
    match (holding.is_empty(), known.contains(&Fact::UnderFifteen)) {
        (true, true) => vec![Circumstance::AgeUnknown],
        (true, false) => known.into_iter().map(Circumstance::Lacks).collect(),
        (false, _) => holding.into_iter().map(Circumstance::Holds).collect(),
    }
}

fn dimensions(mentioned: &BTreeSet<Fact>) -> Vec<Dimension> {
    let set = |facts: &[Fact]| facts.iter().copied().collect::<World>();
    let yes_or_no = |fact: Fact| vec![set(&[]), set(&[fact])];
    let mut dimensions = vec![
        vec![set(&[Fact::Village]), set(&[Fact::City])],
        // The ages at which the law draws a line: 15 (fingerprints) and 18 (capacity).
        vec![
            set(&[]),
            set(&[Fact::UnderFifteen, Fact::UnderEighteen]),
            set(&[Fact::FifteenOrOver, Fact::UnderEighteen]),
            set(&[Fact::FifteenOrOver]),
        ],
    ];
    let grouped: World = dimensions.iter().flatten().flatten().copied().collect();
    let single = |fact: &&Fact| !grouped.contains(fact) && !ON_THE_WAY.contains(fact);
    dimensions.extend(Fact::ALL.iter().filter(single).copied().map(yes_or_no));
    dimensions.retain(|it| it.iter().flatten().any(|fact| mentioned.contains(fact)));
    dimensions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentioned(facts: &[Fact]) -> Worlds {
        Worlds::telling_apart(&facts.iter().copied().collect())
    }

    #[test]
    fn what_nobody_asks_for_makes_no_difference() {
        assert_eq!(mentioned(&[]).all, vec![World::new()]);
        assert_eq!(mentioned(&[Fact::Granted, Fact::CourtOrdered]).all.len(), 1);
    }

    #[test]
    fn every_combination_of_all_facts_stands_once() {
        let all = mentioned(Fact::ALL).all;
        let different: BTreeSet<_> = all.iter().collect();
        assert_eq!((all.len(), different.len()), (2 * 4 * (1 << 9), all.len()));
    }

    #[test]
    fn a_finding_names_only_what_makes_the_difference() {
        let worlds = mentioned(&[Fact::Village, Fact::UnderFifteen, Fact::Clause3]);
        let found: BTreeSet<_> = worlds
            .all
            .iter()
            .filter(|it| it.contains(&Fact::Village) && !it.contains(&Fact::Clause3))
            .cloned()
            .collect();
        assert_eq!(
            worlds.essence(&found),
            [
                Circumstance::Holds(Fact::Village),
                Circumstance::Lacks(Fact::Clause3)
            ]
        );
    }
}
