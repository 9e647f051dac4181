use crate::database::on_each;
use crate::events::{next, with_data};
use diesel::{RunQueryDsl, sql_query};
use sejel::domain::history::check::FindingKind;
use sejel::store::streams::{append, erase, head};
use sejel::store::{Error, Store, verify};
use serde_json::json;

/// Two streams of `length` events each.
fn fill(store: &Store, length: usize) {
    for stream in ["case:1", "case:2"] {
        store
            .write(move |c| {
                for _ in 0..length {
                    let before = head(c, stream)?;
                    append(
                        c,
                        stream,
                        &before,
                        vec![next(stream, &before, "noted", "متن")],
                    )?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
    }
}

/// What an attacker with full rights over the database does.
fn behind_our_back(store: &Store, statements: &[&str]) {
    let triggers = [
        "DROP TRIGGER IF EXISTS events_no_delete",
        "DROP TRIGGER IF EXISTS events_no_change",
        "DROP TRIGGER IF EXISTS streams_no_delete",
    ];
    let statements: Vec<String> = statements.iter().map(|s| (*s).to_owned()).collect();
    store
        .write(move |c| {
            for trigger in triggers {
                let drop =
                    sejel::store::savepoint(c, |c| Ok::<_, Error>(sql_query(trigger).execute(c)?));
                if drop.is_err() {
                    let table = trigger
                        .split(' ')
                        .next_back()
                        .unwrap()
                        .split('_')
                        .next()
                        .unwrap();
                    sql_query(format!("{trigger} ON {table}")).execute(c)?;
                }
            }
            for statement in statements {
                sql_query(statement).execute(c)?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
}

fn found(store: &Store) -> Vec<(String, u64, FindingKind)> {
    let report = store.read(|c| verify::all(c, &mut |_| ())).unwrap();
    report
        .findings
        .into_iter()
        .map(|f| (f.stream, f.seq, f.kind))
        .collect()
}

#[test]
fn an_untouched_register_holds_and_every_event_is_seen_once() {
    on_each(|store| {
        fill(store, 600);
        let mut seen = Vec::new();
        let report = store
            .read(|c| {
                verify::all(c, &mut |e| {
                    seen.push((e.stream.clone(), e.seq));
                })
            })
            .unwrap();
        assert!(report.holds(), "{:?}", report.findings);
        assert_eq!((report.streams, report.events, seen.len()), (2, 1200, 1200));
        assert!(seen.is_sorted());
    });
}

#[test]
fn an_empty_register_holds() {
    on_each(|store| assert_eq!(found(store), []));
}

#[test]
fn a_lawful_erasure_holds_and_a_silent_one_is_found() {
    on_each(|store| {
        fill(store, 3);
        store
            .write(|c| {
                let before = head(c, "case:1")?;
                let named = json!({"erased": [{"seq": 2, "path": "/data/note"}]});
                append(
                    c,
                    "case:1",
                    &before,
                    vec![with_data("case:1", &before, "erased", named)],
                )?;
                erase(c, "case:1", 2, &["/data/note"])
            })
            .unwrap();
        assert_eq!(found(store), []);
        store
            .write(|c| erase(c, "case:2", 3, &["/data/note"]))
            .unwrap();
        let path = "/data/note".to_owned();
        assert_eq!(
            found(store),
            [("case:2".into(), 3, FindingKind::MissingOpening { path })]
        );
    });
}

#[test]
fn a_changed_byte_a_removed_event_a_cut_tail_and_a_lost_stream_are_all_found() {
    on_each(|store| {
        fill(store, 3);
        behind_our_back(
            store,
            &["UPDATE events SET kind = 'x' WHERE stream = 'case:1' AND seq = 2"],
        );
        let column = FindingKind::Column("type");
        assert_eq!(found(store), [("case:1".into(), 2, column.clone())]);
        behind_our_back(
            store,
            &["DELETE FROM events WHERE stream = 'case:1' AND seq = 2"],
        );
        let gap = |f: Vec<(String, u64, FindingKind)>| {
            f.iter().any(|f| f.2 == FindingKind::Gap { due: 2 })
        };
        assert!(gap(found(store)));
        behind_our_back(
            store,
            &["DELETE FROM events WHERE stream = 'case:2' AND seq = 3"],
        );
        assert!(found(store).contains(&("case:2".into(), 2, FindingKind::WrongHead)));
        behind_our_back(store, &["DELETE FROM events WHERE stream = 'case:2'"]);
        assert!(found(store).contains(&("case:2".into(), 0, FindingKind::WrongHead)));
        behind_our_back(store, &["UPDATE events SET openings = 'x' WHERE seq = 3"]);
        let unreadable = |k: &FindingKind| matches!(k, FindingKind::Unreadable { .. });
        assert!(
            found(store)
                .iter()
                .any(|(_, seq, kind)| *seq == 3 && unreadable(kind))
        );
    });
}

#[test]
fn a_whole_stream_removed_with_its_head_leaves_the_others_whole() {
    on_each(|store| {
        fill(store, 1);
        behind_our_back(
            store,
            &[
                "DELETE FROM events WHERE stream = 'case:2'",
                "DELETE FROM streams WHERE stream = 'case:2'",
            ],
        );
        // Only the sealed log shows this: see the checkpoints.
        assert_eq!(found(store), []);
    });
}
