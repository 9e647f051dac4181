use std::collections::BTreeMap;

use super::event::Chosen;
use super::*;
use crate::domain::access::{Grant, UnitPath};
use crate::domain::case::event::DirectiveRef;

fn somebody(user: i64, role: Role, unit: &str) -> Actor {
    Actor {
        user: UserId(user),
        name: "نمونه".to_owned(),
        grants: vec![Grant {
            role,
            unit: UnitPath::parse(unit).unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }],
    }
}

fn told(seq: u64, by: Option<i64>, turn: Turn) -> Told {
    Told {
        role: None,
        seq,
        at: Moment::from_micros(1_000_000),
        by: by.map(UserId),
        turn,
    }
}

/// Proposed by person 1 in a county of province 11, over three cases in two parts.
fn proposed() -> Batch {
    let version = |version: &str| DirectiveRef {
        id: "art45".to_owned(),
        version: version.to_owned(),
        digest: version.repeat(16),
    };
    let proposal = MoveProposed {
        from: version("1381"),
        to: version("1402"),
        chosen: Chosen {
            unit: UnitPath::parse("ir/11/01").unwrap(),
            step: None,
            cases: Vec::new(),
        },
        reason: Personal::new("…"),
        name: Personal::new("نمونه"),
        as_of: Moment::from_micros(0),
        cases: 3,
        left: 0,
        found: BTreeMap::new(),
    };
    let first = told(1, Some(1), Turn::MoveProposed(Box::new(proposal)));
    let mut batch = Batch::begin(7, &first).unwrap();
    for (seq, part, cases) in [(2, 1, vec![(4, 9), (5, 3)]), (3, 2, vec![(6, 1)])] {
        batch.apply(&told(
            seq,
            Some(1),
            Turn::MoveListed(MoveListed { part, cases }),
        ));
    }
    batch
}

#[test]
fn another_director_of_the_province_agrees_and_nobody_else() {
    let batch = proposed();
    let approve = Order::Approve { seen: 3 };
    let director = somebody(2, Role::ProvincialDirector, "ir/11");
    assert!(matches!(
        decide(&batch, &approve, &director),
        Ok(Turn::MoveApproved(_))
    ));
    for (who, why) in [
        (
            somebody(1, Role::ProvincialDirector, "ir/11"),
            Refused::SecondPerson,
        ),
        (
            somebody(2, Role::OfficeHead, "ir/11/01"),
            Refused::NotYourRole,
        ),
        (
            somebody(2, Role::ProvincialDirector, "ir/12"),
            Refused::NotYourRole,
        ),
        (somebody(2, Role::Administrator, "ir"), Refused::NotYourRole),
    ] {
        assert_eq!(decide(&batch, &approve, &who), Err(why.clone()), "{who:?}");
        let refuse = Order::Refuse {
            reason: "بررسی شود".to_owned(),
        };
        assert_eq!(decide(&batch, &refuse, &who), Err(why), "{who:?}");
    }
    let older = Order::Approve { seen: 2 };
    assert_eq!(decide(&batch, &older, &director), Err(Refused::Changed));
    let unreasoned = Order::Refuse {
        reason: "  ".to_owned(),
    };
    assert_eq!(
        decide(&batch, &unreasoned, &director),
        Err(Refused::ReasonMissing)
    );
}

#[test]
fn whoever_proposed_takes_it_back_and_then_nothing_more_happens() {
    let mut batch = proposed();
    let withdraw = Order::Withdraw {
        reason: "اشتباه بود".to_owned(),
    };
    let director = somebody(2, Role::ProvincialDirector, "ir/11");
    assert_eq!(
        decide(&batch, &withdraw, &director),
        Err(Refused::NotTheProposer)
    );
    let turn = decide(
        &batch,
        &withdraw,
        &somebody(1, Role::OfficeHead, "ir/11/01"),
    );
    batch.apply(&told(4, Some(1), turn.unwrap()));
    assert_eq!(batch.state(), State::Withdrawn);
    let approve = Order::Approve { seen: 4 };
    let over = Err(Refused::WrongState(State::Withdrawn));
    assert_eq!(decide(&batch, &approve, &director), over);
    assert_eq!(batch.open_part(1), None);
}

#[test]
fn a_move_is_done_once_every_part_is_and_no_part_twice() {
    let mut batch = proposed();
    assert_eq!((batch.state(), batch.open_part(1)), (State::Proposed, None));
    let name = Personal::new("…");
    batch.apply(&told(4, Some(2), Turn::MoveApproved(MoveApproved { name })));
    assert_eq!(batch.state(), State::UnderWay);
    assert_eq!(batch.open_part(1).unwrap().cases, [(4, 9), (5, 3)]);
    assert_eq!(batch.open_part(3), None);
    let not_moved = vec![NotMoved {
        case: 5,
        why: "changed".to_owned(),
    }];
    let done = |part, moved, not_moved| {
        Turn::MovePartDone(MovePartDone {
            part,
            moved,
            not_moved,
        })
    };
    batch.apply(&told(5, None, done(1, vec![4], not_moved)));
    assert_eq!((batch.state(), batch.open_part(1)), (State::UnderWay, None));
    batch.apply(&told(6, None, done(2, vec![6], Vec::new())));
    assert_eq!((batch.state(), batch.moved()), (State::Done, 2));
    assert_eq!(batch.not_moved().count(), 1);
}
