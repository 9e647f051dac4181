use super::*;

fn unit() -> UnitPath {
    UnitPath::parse("ir/11/01").unwrap()
}

fn whole(cases: std::ops::Range<i64>) -> Vec<Whole> {
    vec![Whole {
        unit: unit(),
        outcome: "granted".to_owned(),
        cases: cases.collect(),
    }]
}

#[test]
fn the_same_number_draws_the_same_cases_in_whatever_order_they_come() {
    let drawn = draw(1405, 5, whole(1..100));
    let mut turned = whole(1..100);
    turned[0].cases.reverse();
    assert_eq!(draw(1405, 5, turned), drawn);
    assert_eq!((drawn[0].of, drawn[0].cases.len()), (99, 5));
    assert_ne!(draw(1406, 5, whole(1..100))[0].cases, drawn[0].cases);
}

#[test]
fn a_small_stratum_is_drawn_whole() {
    assert_eq!(draw(7, 5, whole(1..4))[0].cases.len(), 3);
}

#[test]
fn every_case_has_its_chance() {
    let mut met = std::collections::BTreeSet::new();
    for seed in 0..400 {
        met.extend(draw(seed, 2, whole(0..20))[0].cases.iter().copied());
    }
    assert_eq!(met.len(), 20);
}
