use crate::database::on_each;
use jiff::civil::{Date, date};
use sejel::domain::access::{Scope, UnitPath, UserId};
use sejel::domain::time::Moment;
use sejel::store::lists::{After, Filter, Order, Turn, count, line, page, tally};
use sejel::store::people::{Name, PersonQuery, known, search};
use sejel::store::projections::{
    Case, CaseState, DecisionRow, Line, PaperRow, PersonKeys, PositionRow, Projection,
};
use sejel::store::{Conn, Error, Store, case_parts, cases, positions};

pub fn unit(path: &str) -> UnitPath {
    UnitPath::parse(path).unwrap()
}

/// The part of the country below `path`.
pub fn scope(path: &str) -> Scope {
    Scope::of_process().within(&unit(path))
}

pub fn projection(id: i64, path: &str, due: Option<Date>) -> Projection {
    let line = Line {
        principal: format!("شخص {id}"),
        people: 1,
        step: "review".to_owned(),
        step_kind: "review".to_owned(),
        holder: "office".to_owned(),
        holder_user: Some(UserId(id % 3)),
        since: date(2026, 11, 1),
        due,
        assignee: Some(UserId(id % 3)),
        claimed_until: None,
        returned: id % 2 == 0,
        flags: " fraud_hold ".to_owned(),
        updated_at: Moment::from_micros(id),
    };
    Projection {
        case: Case {
            id,
            reference: format!("1405-{id}"),
            tracking: format!("T{id}"),
            unit: unit(path),
            opened_on: date(2026, 10, 1),
            state: CaseState::Open,
            seq: 1,
            projector: 1,
            fold: "{}".to_owned(),
        },
        line,
        people: vec![PersonKeys {
            person: 1,
            given: "ماهرخ".to_owned(),
            family: format!("نمونه{id}"),
            father: "رستم".to_owned(),
            birth_from: Some(1362),
            birth_to: Some(1364),
            birth_county: "1103".to_owned(),
            ..PersonKeys::default()
        }],
        positions: vec![PositionRow {
            person: 0,
            step: "review".to_owned(),
            kind: "review".to_owned(),
            holder: "office".to_owned(),
            since: date(2026, 11, 1),
            due,
            wakes_on: due,
        }],
        decisions: Vec::new(),
        papers: vec![paper(1)],
        numbers: Vec::new(),
        witnesses: Vec::new(),
    }
}

fn paper(version: u32) -> PaperRow {
    let digest = Some(format!("{version:064}"));
    PaperRow {
        paper: 1,
        version,
        digest,
        size: 10,
        media: "image/png".to_owned(),
    }
}

fn save(store: &Store, before: Option<Projection>, after: Projection) -> Result<(), Error> {
    store.write(move |c| cases::save(c, before.as_ref(), &after))
}

#[test]
fn a_case_is_found_inside_its_scope_and_does_not_exist_outside() {
    on_each(|store| {
        save(store, None, projection(1, "ir/11/03", None)).unwrap();
        let case = projection(1, "ir/11/03", None).case;
        for within in ["ir", "ir/11", "ir/11/03"] {
            let scope = scope(within);
            assert_eq!(
                store.read(|c| cases::case(c, &scope, 1)).unwrap().as_ref(),
                Some(&case)
            );
            assert!(
                store
                    .read(|c| cases::by_reference(c, &scope, "1405-1"))
                    .unwrap()
                    .is_some()
            );
            assert!(
                store
                    .read(|c| cases::by_tracking(c, &scope, "T1"))
                    .unwrap()
                    .is_some()
            );
            assert!(store.read(|c| line(c, &scope, 1)).unwrap().is_some());
            assert_eq!(
                store.read(|c| cases::ids(c, &scope, 0, 9)).unwrap(),
                [(1, 1)]
            );
            assert_eq!(
                store
                    .read(|c| search(c, &scope, &Default::default(), 9))
                    .unwrap()
                    .len(),
                1
            );
        }
        for outside in ["ir/1", "ir/11/0", "ir/11/03/1", "ir/110", "ir/12"] {
            let scope = scope(outside);
            assert_eq!(store.read(|c| cases::case(c, &scope, 1)).unwrap(), None);
            assert_eq!(
                store
                    .read(|c| cases::by_reference(c, &scope, "1405-1"))
                    .unwrap(),
                None
            );
            assert_eq!(
                store.read(|c| cases::by_tracking(c, &scope, "T1")).unwrap(),
                None
            );
            assert_eq!(store.read(|c| line(c, &scope, 1)).unwrap(), None);
            assert_eq!(store.read(|c| cases::ids(c, &scope, 0, 9)).unwrap(), []);
            assert_eq!(
                store
                    .read(|c| search(c, &scope, &Default::default(), 9))
                    .unwrap(),
                []
            );
            let all = (Order::Due, None);
            assert_eq!(
                store
                    .read(|c| page(c, &scope, &Filter::default(), all, 9))
                    .unwrap(),
                []
            );
            let late = date(2099, 1, 1);
            assert_eq!(
                store
                    .read(|c| positions::waking(c, &scope, late, None, 9))
                    .unwrap(),
                []
            );
        }
    });
}

#[test]
fn rows_move_only_from_what_was_decided_upon() {
    on_each(|store| {
        let before = projection(1, "ir/11/03", None);
        save(store, None, before.clone()).unwrap();
        let mut after = before.clone();
        after.case.seq = 3;
        after.line.holder = "police".to_owned();
        after.people.push(PersonKeys {
            person: 2,
            ..PersonKeys::default()
        });
        after.positions[0].step = "police".to_owned();
        after.papers.push(paper(2));
        save(store, Some(before.clone()), after.clone()).unwrap();
        assert!(matches!(
            save(store, Some(before.clone()), after.clone()),
            Err(Error::Raced)
        ));
        assert!(matches!(
            save(store, None, after.clone()),
            Err(Error::Raced)
        ));
        let stale = before;
        let older = store.write(move |c| cases::rebuild(c, &stale));
        assert!(matches!(older, Err(Error::Raced)));
        let kept = store.read(|c| line(c, &scope("ir"), 1)).unwrap().unwrap();
        assert_eq!((kept.seq, kept.line), (3, after.line.clone()));
        let has = |digest: String| store.read(|c| case_parts::has_file(c, 1, &digest)).unwrap();
        assert!(has(format!("{:064}", 1)) && has(format!("{:064}", 2)) && !has("0".to_owned()));
    });
}

#[test]
fn rows_are_rebuilt_from_nothing_and_over_what_is_there() {
    on_each(|store| {
        for _ in 0..2 {
            let rows = projection(1, "ir/11/03", Some(date(2026, 12, 1)));
            store.write(move |c| cases::rebuild(c, &rows)).unwrap();
            let found = store
                .read(|c| search(c, &scope("ir"), &Default::default(), 9))
                .unwrap();
            assert_eq!(found[0].person, projection(1, "ir/11/03", None).people[0]);
        }
        assert_eq!(
            store.read(|c| cases::stale(c, 1, 9)).unwrap(),
            Vec::<i64>::new()
        );
        assert_eq!(store.read(|c| cases::stale(c, 2, 9)).unwrap(), [1]);
        assert_eq!(store.write(cases::next_id).unwrap(), 1);
    });
}

#[test]
fn the_database_itself_refuses_a_preparer_who_signs() {
    on_each(|store| {
        let mut rows = projection(1, "ir/11/03", None);
        let signed_by = |user: i64| DecisionRow {
            person: 1,
            round: 1,
            prepared_by: UserId(5),
            signed_by: Some(UserId(user)),
            outcome: "granted".to_owned(),
            signed_at: Some(Moment::from_micros(1)),
        };
        rows.decisions = vec![signed_by(5)];
        assert!(save(store, None, rows.clone()).is_err());
        rows.decisions = vec![signed_by(6)];
        save(store, None, rows).unwrap();
    });
}

/// Forty cases in three counties; every fourth is never due.
fn fill(c: &mut Conn) -> Result<(), Error> {
    for id in 1..=40 {
        let path = ["ir/11/03", "ir/11/04", "ir/12/01"][usize::try_from(id % 3).unwrap()];
        let days = i8::try_from(1 + (id * 7) % 28).unwrap();
        let due = (id % 4 != 0).then(|| date(2026, 11, days));
        cases::save(c, None, &projection(id, path, due))?;
    }
    Ok(())
}

fn all_pages(store: &Store, scope: &Scope, filter: &Filter, order: Order) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut after: Option<After> = None;
    loop {
        let lines = store
            .read(|c| page(c, scope, filter, (order, after.as_ref()), 3))
            .unwrap();
        let Some(last) = lines.last() else {
            return ids;
        };
        after = Some(After::line(last, order));
        ids.extend(lines.iter().map(|l| l.case_id));
    }
}

#[test]
fn every_case_of_the_scope_stands_on_one_page_in_order() {
    on_each(|store| {
        store.write(fill).unwrap();
        for within in ["ir", "ir/11", "ir/11/03"] {
            let mut expected: Vec<(Date, i64)> = (1..=40)
                .filter(|id| {
                    let path =
                        ["ir/11/03", "ir/11/04", "ir/12/01"][usize::try_from(id % 3).unwrap()];
                    unit(within).covers(&unit(path))
                })
                .map(|id| {
                    let days = i8::try_from(1 + (id * 7) % 28).unwrap();
                    (
                        if id % 4 == 0 {
                            Date::MAX
                        } else {
                            date(2026, 11, days)
                        },
                        id,
                    )
                })
                .collect();
            let open = Filter {
                state: Some(CaseState::Open),
                ..Filter::default()
            };
            let mut by_id: Vec<i64> = expected.iter().map(|(_, id)| *id).collect();
            expected.sort();
            let due: Vec<i64> = expected.into_iter().map(|(_, id)| id).collect();
            assert_eq!(all_pages(store, &scope(within), &open, Order::Due), due);
            by_id.sort_unstable();
            assert_eq!(
                all_pages(store, &scope(within), &open, Order::Opened),
                by_id
            );
            let all = store
                .read(|c| count(c, &scope(within), &open, 100))
                .unwrap();
            assert_eq!(
                (usize::try_from(all.counted).unwrap(), all.more),
                (due.len(), false)
            );
            let some = store.read(|c| count(c, &scope(within), &open, 10)).unwrap();
            assert_eq!((some.counted, some.more), (10, true));
        }
    });
}

#[test]
fn each_condition_narrows_the_list() {
    on_each(|store| {
        store.write(fill).unwrap();
        let n = |filter: Filter| {
            let ids = all_pages(store, &scope("ir/11/03"), &filter, Order::Due);
            let counted = store
                .read(|c| count(c, &scope("ir/11/03"), &filter, 99))
                .unwrap();
            assert_eq!(usize::try_from(counted.counted).unwrap(), ids.len());
            ids.len()
        };
        let none = Filter::default;
        let open = Some(CaseState::Open);
        let turn = |user: i64, holders: &[&'static str]| {
            Some(Turn {
                user: UserId(user),
                holders: holders.to_vec(),
            })
        };
        assert_eq!(n(none()), 13);
        assert_eq!(
            n(Filter {
                state: Some(CaseState::Closed),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                turn: turn(0, &[]),
                state: open,
                ..none()
            }),
            13
        );
        assert_eq!(
            n(Filter {
                turn: turn(1, &["police"]),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                turn: turn(1, &["police", "office"]),
                ..none()
            }),
            13
        );
        assert_eq!(
            n(Filter {
                holder: Some("office".into()),
                state: open,
                ..none()
            }),
            13
        );
        assert_eq!(
            n(Filter {
                holder: Some("police".into()),
                state: open,
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                step_kind: Some("review".into()),
                state: open,
                ..none()
            }),
            13
        );
        assert_eq!(
            n(Filter {
                step: Some("council".into()),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                returned: Some(true),
                ..none()
            }),
            6
        );
        assert_eq!(
            n(Filter {
                flag: Some("fraud_hold".into()),
                ..none()
            }),
            13
        );
        assert_eq!(
            n(Filter {
                flag: Some("fraud".into()),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                due_before: Some(date(2026, 11, 1)),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                due_before: Some(date(2027, 1, 1)),
                ..none()
            }),
            10
        );
        assert_eq!(
            n(Filter {
                opened_from: Some(date(2026, 10, 2)),
                ..none()
            }),
            0
        );
        assert_eq!(
            n(Filter {
                opened_to: Some(date(2026, 10, 1)),
                ..none()
            }),
            13
        );
    });
}

#[test]
fn oversight_counts_open_and_overdue_cases_by_place() {
    on_each(|store| {
        store.write(fill).unwrap();
        let rows = store
            .read(|c| tally(c, &scope("ir/11"), date(2027, 1, 1)))
            .unwrap();
        let found: Vec<_> = rows
            .iter()
            .map(|t| (t.unit.as_str(), t.open, t.overdue))
            .collect();
        assert_eq!(found, [("ir/11/03", 13, 10), ("ir/11/04", 14, 10)]);
    });
}

#[test]
fn clocks_that_wake_are_read_in_order_and_page_by_page() {
    on_each(|store| {
        store.write(fill).unwrap();
        let mut ids = Vec::new();
        let mut after = None;
        loop {
            let scope = scope("ir");
            let due = store
                .read(|c| positions::waking(c, &scope, date(2027, 1, 1), after.as_ref(), 4))
                .unwrap();
            let Some(last) = due.last() else { break };
            after = Some(last.place());
            ids.extend(due.iter().map(|d| (d.row.wakes_on.unwrap(), d.case_id)));
        }
        assert_eq!(ids.len(), 30);
        assert!(ids.is_sorted());
    });
}

#[test]
fn people_are_found_by_the_beginning_of_a_name_and_by_what_is_known_of_them() {
    on_each(|store| {
        store.write(fill).unwrap();
        let found = |who: &PersonQuery, within: &str| -> Vec<i64> {
            let scope = scope(within);
            let found = store.read(|c| search(c, &scope, who, 50)).unwrap();
            found.iter().map(|f| f.case.case_id).collect()
        };
        let begins = |text: &str| Some(Name::Begins(text.to_owned()));
        let is = |text: &str| Some(Name::Is(text.to_owned()));
        let family = PersonQuery {
            family: begins("نمونه1"),
            ..PersonQuery::default()
        };
        assert_eq!(
            found(&family, "ir"),
            [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
        );
        assert_eq!(found(&family, "ir/11/03"), [12, 15, 18]);
        let child = PersonQuery {
            given: is("ماهرخ"),
            father: is("رستم"),
            born: Some((1364, 1370)),
            birth_county: Some("1103".to_owned()),
            except: Some(3),
            ..PersonQuery::default()
        };
        assert_eq!(found(&child, "ir").len(), 39);
        assert_eq!(store.read(|c| known(c, &child, 5)).unwrap(), 5);
        let younger = PersonQuery {
            born: Some((1365, 1370)),
            ..child.clone()
        };
        assert_eq!(found(&younger, "ir"), Vec::<i64>::new());
        let number = PersonQuery {
            national_number: Some("1".into()),
            ..PersonQuery::default()
        };
        assert_eq!(found(&number, "ir"), Vec::<i64>::new());
    });
}

#[test]
fn name_number_holder_and_due_day_narrow_a_list_together_page_by_page() {
    on_each(|store| {
        store.write(fill).unwrap();
        let all = |filter: Filter| all_pages(store, &scope("ir"), &filter, Order::Due).len();
        let none = Filter::default;
        let never = all(Filter {
            has_due: Some(false),
            ..none()
        });
        let due = all(Filter {
            has_due: Some(true),
            ..none()
        });
        assert_eq!((never, due), (10, 30));
        let from = |day| Filter {
            due_from: Some(date(2026, 11, day)),
            has_due: Some(true),
            ..none()
        };
        let before = |day| Filter {
            due_before: Some(date(2026, 11, day)),
            ..none()
        };
        assert_eq!(all(from(15)) + all(before(15)), due);
        assert!(all(from(15)) > 0 && all(before(15)) > 0);
        let people = projection(7, "ir/11/03", None).people;
        let part: String = people[0].given.chars().take(3).collect();
        let named = |name: &str| Filter {
            names: vec![name.to_owned()],
            ..none()
        };
        assert_eq!(all(named(&part)), 40);
        assert_eq!(all(named("هیچ‌کس")), 0);
        assert_eq!(all(named("%")), 40, "a sign of patterns is no name");
        let number = projection(7, "ir/11/03", None).case.reference;
        let numbered = |number: &str| Filter {
            number: Some(number.to_owned()),
            names: vec![part.clone()],
            holder: Some("office".to_owned()),
            ..none()
        };
        assert_eq!(all(numbered(&number)), 1);
        let beyond = |ours: &'static [&'static str]| Filter {
            beyond: Some(ours),
            ..none()
        };
        assert_eq!(
            (all(beyond(&["office"])), all(beyond(&["police"]))),
            (0, 40)
        );
    });
}
