//! The matrix of who may come to what, laid out to be read and reviewed.
#![cfg(test)]

use std::fmt::Write as _;

use sejel::domain::access::policy::{Action, Verdict, decide};
use sejel::domain::access::{Actor, Grant, Role, UnitPath, UserId};

fn unit(path: &str) -> UnitPath {
    UnitPath::parse(path).unwrap()
}

fn holder(role: Role, path: &str) -> Actor {
    Actor {
        user: UserId(1),
        name: "نمونه".to_owned(),
        grants: vec![Grant {
            role,
            unit: unit(path),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }],
    }
}

fn said(actor: Option<&Actor>, action: Action) -> &'static str {
    match decide(actor, action, Some(&unit("ir/11/01"))) {
        Verdict::Allow(_) => "yes",
        Verdict::Deny { hide: false } => "403",
        Verdict::Deny { hide: true } => "404",
    }
}

#[test]
fn the_matrix_of_roles_and_actions() {
    let mut table = format!("{:<14}", "on ir/11/01");
    for role in Role::ALL {
        let short: Vec<&str> = role.code().split('_').collect();
        write!(table, " {:<11}", short[0]).unwrap();
    }
    table.push_str(" nobody\n");
    for action in Action::ALL {
        let name = format!("{action:?}");
        write!(table, "{name:<14}").unwrap();
        for role in Role::ALL {
            // In the office itself, above it, beside it, in another province.
            let places = ["ir/11/01", "ir/11", "ir/11/02", "ir/12"];
            let cell = places.map(|place| match said(Some(&holder(*role, place)), *action) {
                "yes" => "+",
                "403" => "-",
                _ => ".",
            });
            write!(table, " {:<11}", cell.concat()).unwrap();
        }
        writeln!(table, " {}", said(None, *action)).unwrap();
    }
    table.push_str("\nEach cell: of the office, above it, beside it, of another province.\n");
    table.push_str("+ may, - may see but not do, . does not learn that it is there\n");
    insta::assert_snapshot!(table);
}

#[test]
fn a_grant_that_has_ended_or_not_begun_gives_nothing() {
    let grant = Grant {
        role: Role::OfficeHead,
        unit: unit("ir/11/01"),
        from: jiff::civil::date(2026, 3, 21),
        to: Some(jiff::civil::date(2026, 9, 22)),
    };
    let held = |y, m, d| grant.holds_on(jiff::civil::date(y, m, d));
    assert!(held(2026, 3, 21) && held(2026, 9, 22));
    assert!(!held(2026, 3, 20) && !held(2026, 9, 23));
}
