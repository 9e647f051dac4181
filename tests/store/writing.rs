use std::sync::Barrier;

use crate::database::{Database, on_each};
use sejel::store::{Error, counters, savepoint};

#[derive(Debug)]
enum Refusal {
    Law,
    Store(Error),
}

impl From<Error> for Refusal {
    fn from(e: Error) -> Self {
        Self::Store(e)
    }
}

#[test]
fn a_refused_or_broken_piece_of_work_takes_no_neighbour_down() {
    on_each(|store| {
        let together = Barrier::new(12);
        std::thread::scope(|threads| {
            for n in 0..12 {
                let together = &together;
                threads.spawn(move || {
                    together.wait();
                    let told = store.write(move |c| {
                        counters::next(c, &format!("n{n}"))?;
                        match n % 3 {
                            0 => Ok(n),
                            1 => Err(Refusal::Law),
                            _ => panic!("a broken piece of work, on purpose"),
                        }
                    });
                    match n % 3 {
                        0 => assert!(matches!(told, Ok(kept) if kept == n)),
                        1 => assert!(matches!(told, Err(Refusal::Law))),
                        _ => assert!(matches!(told, Err(Refusal::Store(Error::BrokeOff)))),
                    }
                });
            }
        });
        for n in 0..12 {
            let value = store
                .read(|c| counters::value(c, &format!("n{n}")))
                .unwrap();
            assert_eq!(value, i64::from(n % 3 == 0), "counter n{n}");
        }
    });
}

#[test]
fn a_savepoint_undoes_its_own_work_only_even_when_it_breaks_off_inside_another() {
    on_each(|store| {
        let outer = store.write(|c| {
            counters::next(c, "kept")?;
            let inner: Result<(), Refusal> = savepoint(c, |c| {
                counters::next(c, "undone")?;
                Err(Refusal::Law)
            });
            assert!(matches!(inner, Err(Refusal::Law)));
            let broke = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                savepoint::<(), Error>(c, |c| {
                    savepoint::<(), Error>(c, |c| {
                        counters::next(c, "undone")?;
                        panic!("inside, on purpose")
                    })
                })
            }));
            assert!(broke.is_err());
            counters::next(c, "kept")
        });
        assert_eq!(outer.unwrap(), 2);
        assert_eq!(store.read(|c| counters::value(c, "undone")).unwrap(), 0);
        assert_eq!(store.read(|c| counters::value(c, "kept")).unwrap(), 2);
    });
}

#[test]
fn a_failed_statement_inside_a_savepoint_leaves_the_rest_usable() {
    on_each(|store| {
        let done = store.write(|c| {
            counters::next(c, "a")?;
            let twice: Result<(), Error> = savepoint(c, |c| counters::begin(c, "a", 5));
            assert!(
                matches!(twice, Err(Error::Duplicate("counters.name"))),
                "{twice:?}"
            );
            counters::next(c, "a")
        });
        assert_eq!(done.unwrap(), 2);
    });
}

#[test]
fn a_reader_sees_one_state_while_others_write() {
    on_each(|store| {
        store.write(|c| counters::next(c, "a")).unwrap();
        let seen = store.read(|c| {
            let before = counters::value(c, "a")?;
            store.write(|c| counters::next(c, "a"))?;
            Ok::<_, Error>((before, counters::value(c, "a")?))
        });
        assert_eq!(seen.unwrap(), (1, 1));
        assert_eq!(store.read(|c| counters::value(c, "a")).unwrap(), 2);
    });
}

#[test]
fn an_error_that_the_work_swallows_is_never_answered_as_done_and_lost() {
    on_each(|store| {
        let told = store.write(|c| {
            counters::next(c, "a")?;
            let _swallowed = counters::begin(c, "a", 5);
            Ok::<_, Error>(())
        });
        let kept = store.read(|c| counters::value(c, "a")).unwrap();
        assert_eq!(told.is_ok(), kept == 1, "{told:?}, {kept}");
        store.write(|c| counters::next(c, "b")).unwrap();
    });
}

/// As SQLite does by itself when the disk is full or a write to it fails.
#[test]
fn when_sqlite_gives_the_transaction_up_all_in_it_are_told_and_the_next_write_succeeds() {
    let database = Database::sqlite();
    let store = database.migrated();
    let lost: Result<i64, Error> = store.write(|c| {
        counters::next(c, "a")?;
        diesel::RunQueryDsl::execute(diesel::sql_query("ROLLBACK"), c)?;
        Ok(1)
    });
    assert!(matches!(lost, Err(Error::Unavailable(_))), "{lost:?}");
    assert_eq!(store.write(|c| counters::next(c, "a")).unwrap(), 1);
}

#[test]
fn after_the_server_cut_every_connection_the_next_request_succeeds() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let store = database.migrated();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for round in 1..=3 {
        // Several connections in the pool, one of which cuts the others.
        store
            .read(|_| {
                store.read(|_| {
                    store.read(|c| {
                        Ok::<_, Error>(diesel::RunQueryDsl::execute(diesel::sql_query(cut), c)?)
                    })
                })
            })
            .unwrap();
        assert_eq!(store.write(|c| counters::next(c, "a")).unwrap(), round);
        assert_eq!(store.read(|c| counters::value(c, "a")).unwrap(), round);
    }
}
