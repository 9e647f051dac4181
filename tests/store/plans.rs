//! Lists are read from indexes that are already in their order: nothing is sorted, on SQLite by
//! its plan. (PostgreSQL plans by statistics; its speed is held by the benchmarks.)

use std::sync::{Arc, Mutex};

use crate::cases::scope;
use crate::database::Database;
use diesel::connection::{Connection, InstrumentationEvent};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use jiff::civil::date;
use sejel::domain::access::UserId;
use sejel::store::lists::{After, Filter, Order, Turn, count, page};
use sejel::store::people::{Name, PersonQuery, search};
use sejel::store::projections::CaseState;
use sejel::store::trail::{self, Narrow, Place};
use sejel::store::{Conn, Error, Store, positions, reads, sessions, streams};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The plan of the last statement that `work` runs.
fn plan(store: &Store, work: impl FnOnce(&mut Conn) -> Result<(), Error>) -> String {
    let seen = Arc::new(Mutex::new(String::new()));
    let note = Arc::clone(&seen);
    store
        .read(|c| {
            c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::StartQuery { query, .. } = event {
                    *note.lock().unwrap() = query.to_string();
                }
            });
            work(c)?;
            c.set_instrumentation(|_: InstrumentationEvent<'_>| {});
            let text = seen.lock().unwrap().clone();
            let statement = text.split(" -- binds").next().unwrap().to_owned();
            let steps: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(c)?;
            Ok::<_, Error>(
                steps
                    .iter()
                    .map(|s| s.detail.as_str())
                    .collect::<Vec<_>>()
                    .join("; "),
            )
        })
        .unwrap()
}

fn list(store: &Store, within: &str, filter: Filter, order: Order) -> String {
    let after = After {
        day: Some(date(2026, 11, 1)),
        case_id: 7,
    };
    plan(store, |c| {
        page(c, &scope(within), &filter, (order, Some(&after)), 25).map(drop)
    })
}

#[test]
fn no_list_is_sorted() {
    let database = Database::sqlite();
    let store = database.migrated();
    let open = || Filter {
        state: Some(CaseState::Open),
        ..Filter::default()
    };
    let mine = || Filter {
        turn: Some(Turn {
            user: UserId(5),
            holders: vec!["head"],
        }),
        ..open()
    };
    let held = || Filter {
        holder: Some("police".into()),
        ..open()
    };
    let step = || Filter {
        step_kind: Some("council".into()),
        ..open()
    };
    for (within, filter, order, index) in [
        ("ir/11/03", open(), Order::Due, "case_rows_unit"),
        ("ir/11/03", open(), Order::Opened, "case_rows_oldest"),
        ("ir/11/03", mine(), Order::Due, "case_rows_unit"),
        ("ir/11/03", held(), Order::Due, "case_rows_holder"),
        ("ir/11/03", step(), Order::Due, "case_rows_step"),
        ("ir/11", open(), Order::Due, "case_rows_province"),
        ("ir", open(), Order::Due, "case_rows_all"),
        ("ir", mine(), Order::Due, "case_rows_all"),
    ] {
        let plan = list(&store, within, filter.clone(), order);
        assert!(plan.contains(index), "{within} {filter:?}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{within} {filter:?}: {plan}");
    }
}

#[test]
fn counts_and_other_hot_questions_have_their_indexes() {
    let database = Database::sqlite();
    let store = database.migrated();
    let open = Filter {
        state: Some(CaseState::Open),
        ..Filter::default()
    };
    let overdue = Filter {
        due_before: Some(date(2026, 11, 1)),
        ..open.clone()
    };
    for filter in [&open, &overdue] {
        let plan = plan(&store, |c| {
            count(c, &scope("ir/11/03"), filter, 100).map(drop)
        });
        assert!(plan.contains("COVERING INDEX case_rows_"), "{plan}");
    }
    let begins = |text: &str| Some(Name::Begins(text.to_owned()));
    let family = PersonQuery {
        family: begins("ن"),
        ..PersonQuery::default()
    };
    let given = PersonQuery {
        given: begins("م"),
        father: begins("ر"),
        ..PersonQuery::default()
    };
    let number = PersonQuery {
        national_number: Some("1".into()),
        ..PersonQuery::default()
    };
    for (who, index) in [
        (family, "people_family"),
        (given, "people_given"),
        (number, "people_national_number"),
    ] {
        for within in ["ir", "ir/11/03"] {
            let plan = plan(&store, |c| search(c, &scope(within), &who, 25).map(drop));
            assert!(plan.contains(index) && !plan.contains("SCAN"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
    let plans = [
        plan(&store, |c| {
            positions::waking(c, &scope("ir"), date(2026, 1, 1), None, 9).map(drop)
        }),
        plan(&store, |c| {
            reads::papers(c, UserId(5), Default::default()).map(drop)
        }),
        plan(&store, |c| sessions::by_token(c, &[0; 32]).map(drop)),
        plan(&store, |c| streams::events(c, "case:1", 0, 9).map(drop)),
        plan(&store, |c| streams::names(c, "case:", "", 9).map(drop)),
        plan(&store, |c| {
            streams::of_kind(c, "opened", Default::default(), 9).map(drop)
        }),
    ];
    for plan in plans {
        assert!(plan.contains("SEARCH") && !plan.contains("SCAN"), "{plan}");
    }
}

#[test]
fn each_question_to_the_log_alone_has_an_index_in_its_order() {
    let database = Database::sqlite();
    let store = database.migrated();
    let before = Place {
        at: Default::default(),
        event: 7,
    };
    let person = || Narrow {
        actor: Some("u5".into()),
        ..Narrow::default()
    };
    let kind = || Narrow {
        kinds: vec!["case_read".into()],
        ..Narrow::default()
    };
    let several = || Narrow {
        kinds: vec!["case_read".into(), "paper_read".into()],
        ..Narrow::default()
    };
    let time = || Narrow {
        from: Some(Default::default()),
        until: Some(Default::default()),
        ..Narrow::default()
    };
    let both = || Narrow {
        actor: Some("u5".into()),
        ..kind()
    };
    let seldom = || Narrow {
        seldom: true,
        ..both()
    };
    for (within, narrow, index) in [
        ("ir/11/03", seldom(), "trail_kind"),
        ("ir", Narrow::default(), "PRIMARY KEY"),
        ("ir", time(), "PRIMARY KEY"),
        ("ir", person(), "trail_actor"),
        ("ir", kind(), "trail_kind"),
        ("ir", both(), "trail_actor"),
        ("ir/11", Narrow::default(), "trail_province"),
        ("ir/11", time(), "trail_province"),
        ("ir/11", person(), "trail_actor"),
        ("ir/11", kind(), "trail_province_kind"),
        ("ir/11", several(), "trail_province"),
        ("ir/11/03", Narrow::default(), "trail_unit"),
        ("ir/11/03", kind(), "trail_unit_kind"),
        ("ir/11/03", several(), "trail_unit"),
        ("ir/11/03", person(), "trail_actor"),
    ] {
        for before in [None, Some(before)] {
            let plan = plan(&store, |c| {
                trail::page(c, &scope(within), &narrow, before, 25).map(drop)
            });
            let whole = within == "ir" && index == "PRIMARY KEY";
            let fits = plan.contains(&format!("{index} (")) || (whole && plan == "SCAN trail");
            assert!(fits, "{within} {narrow:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{within} {narrow:?}: {plan}");
        }
    }
    let case = Narrow {
        case: Some(5),
        ..both()
    };
    let plan = plan(&store, |c| {
        trail::page(c, &scope("ir"), &case, Some(before), 25).map(drop)
    });
    // the last of its two questions: lists in which the case stood
    assert!(
        plan.contains("SEARCH trail_listed") && !plan.contains("SCAN"),
        "{plan}"
    );
}
