use crate::database::on_each;
use crate::events::with_data;
use diesel::{RunQueryDsl, sql_query};
use sejel::store::streams::{Head, append, event};
use sejel::store::{Error, Store};
use serde_json::json;

fn one_event(store: &Store) {
    store
        .write(|c| {
            let none = Head::default();
            let two = json!({"a": {"$personal": "x"}, "b": {"$personal": "y"}});
            append(
                c,
                "case:1",
                &none,
                vec![with_data("case:1", &none, "opened", two)],
            )
        })
        .unwrap();
}

fn attempt(store: &Store, statement: String) -> Result<usize, Error> {
    store.write(move |c| Ok(sql_query(statement).execute(c)?))
}

#[test]
fn nothing_of_an_event_can_be_changed_or_removed() {
    on_each(|store| {
        one_event(store);
        let before = store.read(|c| event(c, "case:1", 1)).unwrap();
        let mut refused = vec![
            "DELETE FROM events".to_owned(),
            "DELETE FROM streams".to_owned(),
            "UPDATE events SET id = id + 1".to_owned(),
            "UPDATE events SET stream = 'case:2'".to_owned(),
            "UPDATE events SET seq = 7".to_owned(),
            "UPDATE events SET kind = 'x'".to_owned(),
            "UPDATE events SET v = 2".to_owned(),
            "UPDATE events SET at = at - 1".to_owned(),
            "UPDATE events SET actor = 'u13'".to_owned(),
            "UPDATE events SET prev = hash".to_owned(),
            "UPDATE events SET hash = prev".to_owned(),
            "UPDATE events SET body = hash".to_owned(),
            "UPDATE events SET openings = 'null'".to_owned(),
            "UPDATE events SET openings = '[]'".to_owned(),
            "UPDATE events SET openings = '{\"/data/a\":{\"k\":\"00\",\"v\":\"x\"}}'".to_owned(),
            "UPDATE events SET openings = '{\"/data/c\":{\"k\":\"00\",\"v\":\"x\"}}'".to_owned(),
        ];
        let lite = matches!(store.write(sejel::store::dialect::durability), Ok((_, 2)));
        refused.push(match lite {
            true => "REPLACE INTO events SELECT id, stream, seq, 'x', v, at, actor, body, \
                     openings, prev, hash FROM events"
                .to_owned(),
            false => "TRUNCATE events".to_owned(),
        });
        for statement in refused {
            let told = attempt(store, statement.clone());
            assert!(told.is_err(), "{statement}: {told:?}");
            assert_eq!(
                store.read(|c| event(c, "case:1", 1)).unwrap(),
                before,
                "{statement}"
            );
        }
    });
}

#[test]
fn openings_can_be_taken_away_one_by_one_and_never_come_back() {
    on_each(|store| {
        one_event(store);
        let kept = store.read(|c| event(c, "case:1", 1)).unwrap().unwrap();
        let mut less = kept.openings.clone();
        less.remove("/data/a");
        let write = |openings| {
            let text = serde_json::to_string(&openings).unwrap();
            attempt(store, format!("UPDATE events SET openings = '{text}'"))
        };
        assert_eq!(write(kept.openings.clone()).unwrap(), 1);
        assert_eq!(write(less.clone()).unwrap(), 1);
        assert!(write(kept.openings).is_err());
        less.get_mut("/data/b").unwrap().value = "z".to_owned();
        assert!(write(less).is_err());
        assert_eq!(write(Default::default()).unwrap(), 1);
    });
}
