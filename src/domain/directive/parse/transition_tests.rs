use super::{Problem, Thing, parse};

const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");

fn with(provision: &str) -> Result<super::Directive, Vec<Problem>> {
    let text = format!("{SHIPPED}\n{provision}");
    parse(&text).map_err(|all| all.into_iter().map(|it| it.problem).collect())
}

const SOUND: &str = r#"
[[transition]]
from = "1370"
step = "hearing"
came_by = { step = "gate", outcome = "passed" }
to = "office_committee"
anew = true
basis = [{ document = "default", article = { fa = "حکم انتقالی", en = "transitional provision" } }]
note = { fa = "رسیدگی با کمیته است.", en = "The committee deals with it." }
"#;

#[test]
fn a_transitional_provision_is_read_with_all_it_says() {
    let directive = with(SOUND).unwrap();
    let [provision] = &*directive.transitions else {
        panic!("{:?}", directive.transitions)
    };
    assert_eq!(provision.id(), "1370:hearing:gate.passed");
    assert_eq!(provision.to.as_str(), "office_committee");
    assert!(provision.anew && !provision.assumed);
    assert_eq!(provision.basis.len(), 1);
    assert!(provision.note.is_some());
    assert_eq!(directive.transition(&provision.id()), Some(provision));
}

#[test]
fn a_provision_that_leads_nowhere_rests_on_nothing_or_is_said_twice_is_a_mistake() {
    let wrong = |from: &str, to: &str| {
        assert!(SOUND.contains(from), "{from}");
        with(&SOUND.replacen(from, to, 1)).unwrap_err()
    };
    assert_eq!(
        wrong("office_committee", "office_comittee"),
        [Problem::Dangling {
            thing: Thing::Step,
            id: "office_comittee".to_owned(),
            near: Some("office_committee".to_owned()),
        }]
    );
    let version = "1381".to_owned();
    assert_eq!(
        wrong("1370", "1381"),
        [Problem::TransitionFromItself { version }]
    );
    let key = "basis".to_owned();
    let basis = SOUND.lines().find(|l| l.starts_with("basis")).unwrap();
    assert_eq!(wrong(basis, ""), [Problem::MissingKey { key }]);
    assert_eq!(
        with(&format!("{SOUND}{SOUND}")).unwrap_err(),
        [Problem::Duplicate {
            thing: Thing::Transition,
            id: "1370:hearing:gate.passed".to_owned(),
        }]
    );
    let key = "outcome".to_owned();
    let lacks = wrong(", outcome = \"passed\"", "");
    assert_eq!(lacks, [Problem::MissingKey { key }]);
}
