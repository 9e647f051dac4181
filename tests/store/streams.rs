use std::sync::atomic::{AtomicU32, Ordering};

use crate::database::on_each;
use crate::events::next;
use sejel::domain::history::{Hash, link};
use sejel::store::streams::{Head, append, erase, event, events, head, names, of_kind};
use sejel::store::{Error, Store};

fn add(store: &Store, stream: &'static str, kind: &'static str) -> Result<Head, Error> {
    store.write(move |c| {
        let before = head(c, stream)?;
        append(
            c,
            stream,
            &before,
            vec![next(stream, &before, kind, "text")],
        )
    })
}

#[test]
fn events_come_back_as_they_were_added_and_chained() {
    on_each(|store| {
        let added = store
            .write(|c| {
                let none = head(c, "case:1")?;
                assert_eq!(none, Head::default());
                let first = next("case:1", &none, "opened", "الف");
                let one = Head {
                    seq: 1,
                    hash: link("case:1", 1, &Hash::ZERO, &first.body),
                };
                let second = next("case:1", &one, "noted", "ب");
                append(c, "case:1", &none, vec![first, second])
            })
            .unwrap();
        let kept = store.read(|c| events(c, "case:1", 0, 10)).unwrap();
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[1].prev, kept[0].hash);
        assert_eq!((kept[1].seq, kept[1].hash), (added.seq, added.hash));
        assert_eq!(kept[1].openings["/data/note"].value, "ب");
        assert_eq!(store.read(|c| head(c, "case:1")).unwrap(), added);
        assert_eq!(
            store.read(|c| events(c, "case:1", 1, 10)).unwrap(),
            kept[1..]
        );
        assert_eq!(
            store.read(|c| event(c, "case:1", 1)).unwrap().as_ref(),
            kept.first()
        );
        assert_eq!(store.read(|c| event(c, "case:1", 9)).unwrap(), None);
    });
}

#[test]
fn an_append_from_an_old_head_is_raced_and_leaves_nothing() {
    on_each(|store| {
        let old = add(store, "case:1", "opened").unwrap();
        add(store, "case:1", "noted").unwrap();
        for stale in [
            Head::default(),
            old,
            Head {
                hash: Hash::ZERO,
                ..old
            },
        ] {
            let raced = store.write(move |c| {
                append(
                    c,
                    "case:1",
                    &stale,
                    vec![next("case:1", &stale, "late", "x")],
                )
            });
            assert!(matches!(raced, Err(Error::Raced)), "{raced:?}");
        }
        assert_eq!(store.read(|c| head(c, "case:1")).unwrap().seq, 2);
    });
}

#[test]
fn sixteen_writers_on_one_stream_lose_nothing_and_never_fork() {
    const EACH: u32 = 20;
    on_each(|store| {
        let raced = AtomicU32::new(0);
        std::thread::scope(|threads| {
            for _ in 0..16 {
                threads.spawn(|| {
                    for _ in 0..EACH {
                        while let Err(e) = add(store, "case:1", "noted") {
                            assert!(matches!(e, Error::Raced), "{e}");
                            raced.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        let kept = store.read(|c| events(c, "case:1", 0, 1000)).unwrap();
        let seqs: Vec<u64> = kept.iter().map(|e| e.seq).collect();
        assert_eq!(seqs, (1..=u64::from(16 * EACH)).collect::<Vec<_>>());
        assert!(kept.windows(2).all(|pair| pair[1].prev == pair[0].hash));
    });
}

#[test]
fn two_writers_with_the_same_head_in_hand_end_in_one_event() {
    on_each(|store| {
        let seen = add(store, "case:1", "opened").unwrap();
        let won = std::thread::scope(|threads| {
            let tries: Vec<_> = (0..16)
                .map(|_| {
                    threads.spawn(|| {
                        store.write(move |c| {
                            append(
                                c,
                                "case:1",
                                &seen,
                                vec![next("case:1", &seen, "signed", "x")],
                            )
                        })
                    })
                })
                .collect();
            tries
                .into_iter()
                .filter_map(|t| t.join().unwrap().ok())
                .count()
        });
        assert_eq!(won, 1);
    });
}

#[test]
fn erasing_takes_one_value_and_nothing_else() {
    on_each(|store| {
        add(store, "case:1", "opened").unwrap();
        let before = store.read(|c| event(c, "case:1", 1)).unwrap().unwrap();
        let taken = store
            .write(|c| erase(c, "case:1", 1, &["/data/note", "/none"]))
            .unwrap();
        assert_eq!(taken, 1);
        let after = store.read(|c| event(c, "case:1", 1)).unwrap().unwrap();
        assert!(after.openings.is_empty());
        assert_eq!((after.body, after.hash), (before.body, before.hash));
        assert_eq!(
            store
                .write(|c| erase(c, "case:9", 1, &["/data/note"]))
                .unwrap(),
            0
        );
    });
}

#[test]
fn streams_are_named_in_order_and_kinds_are_found_across_them() {
    on_each(|store| {
        for stream in ["case:2", "case:10", "session:1", "case:1"] {
            add(store, stream, "opened").unwrap();
        }
        let named = |after: &str, limit| store.read(|c| names(c, "case:", after, limit)).unwrap();
        assert_eq!(named("", 10), ["case:1", "case:10", "case:2"]);
        assert_eq!(named("case:1", 1), ["case:10"]);
        let first = store
            .read(|c| of_kind(c, "opened", Default::default(), 3))
            .unwrap();
        let last = first.last().map(|e| (e.at, e.id)).unwrap();
        let rest = store.read(|c| of_kind(c, "opened", last, 3)).unwrap();
        assert_eq!((first.len(), rest.len()), (3, 1));
    });
}
