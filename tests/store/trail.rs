//! Events are found again by what they are about, the newest first, page by page.

use crate::cases::scope;
use crate::database::on_each;
use crate::events::next;
use sejel::domain::access::UnitPath;
use sejel::domain::time::Moment;
use sejel::store::streams::{append, by_ids, head};
use sejel::store::trail::{About, Narrow, Place, page};
use sejel::store::{Error, Store};

fn add(store: &Store, stream: &'static str, kind: &'static str, about: About) {
    store
        .write(move |c| {
            let before = head(c, stream)?;
            let mut event = next(stream, &before, kind, "text");
            event.about = about;
            append(c, stream, &before, vec![event])
        })
        .unwrap();
}

fn unit(path: &str) -> UnitPath {
    UnitPath::parse(path).unwrap()
}

/// The kinds of what is found, as `kind@stream`.
fn found(
    store: &Store,
    within: &str,
    narrow: &Narrow,
    before: Option<Place>,
    n: u32,
) -> Vec<String> {
    let read = store.read(|c| {
        let places = page(c, &scope(within), narrow, before, n)?;
        let ids: Vec<i64> = places.iter().map(|p| p.event).collect();
        by_ids(c, &ids)
    });
    let events = read.unwrap();
    events
        .iter()
        .map(|e| format!("{}@{}", e.kind, e.stream))
        .collect()
}

fn filled(store: &Store) {
    let listed = About {
        listed: vec![1, 2],
        ..About::nothing_in(unit("ir/11"))
    };
    add(
        store,
        "case:1",
        "opened",
        About::of_case(unit("ir/11/01"), 1),
    );
    add(
        store,
        "case:2",
        "opened",
        About::of_case(unit("ir/11/02"), 2),
    );
    add(
        store,
        "case:3",
        "opened",
        About::of_case(unit("ir/12/01"), 3),
    );
    add(
        store,
        "session:1",
        "read",
        About::of_case(unit("ir/11/01"), 1),
    );
    add(store, "session:1", "listed", listed);
    add(
        store,
        "session:2",
        "read",
        About::of_case(unit("ir/12/01"), 3),
    );
}

#[test]
fn the_log_is_narrowed_and_goes_from_the_newest_to_the_oldest() {
    on_each(|store| {
        filled(store);
        let all = Narrow::default();
        assert_eq!(found(store, "ir", &all, None, 9).len(), 6);
        let province = found(store, "ir/11", &all, None, 9);
        assert_eq!(province.len(), 4, "{province:?}");
        assert!(!province.iter().any(|e| e.ends_with("case:3")));
        assert_eq!(
            found(store, "ir/11/02", &all, None, 9),
            ["opened@case:2"],
            "an office has its own events only"
        );
        let kind = Narrow {
            kinds: vec!["read".to_owned()],
            ..Narrow::default()
        };
        assert_eq!(found(store, "ir/12", &kind, None, 9), ["read@session:2"]);
        let nobody = Narrow {
            actor: Some("u13".to_owned()),
            ..Narrow::default()
        };
        assert_eq!(found(store, "ir", &nobody, None, 9), Vec::<String>::new());
        let early = Narrow {
            until: Some(Moment::from_micros(1_795_395_723_000_002)),
            ..Narrow::default()
        };
        assert_eq!(found(store, "ir", &early, None, 9).len(), 5);
    });
}

#[test]
fn a_case_is_found_in_the_lists_in_which_it_stood() {
    on_each(|store| {
        filled(store);
        let case = |id| Narrow {
            case: Some(id),
            ..Narrow::default()
        };
        let mut one = found(store, "ir", &case(1), None, 9);
        one.sort();
        assert_eq!(one, ["listed@session:1", "opened@case:1", "read@session:1"]);
        let kinds = Narrow {
            kinds: vec!["listed".to_owned(), "read".to_owned()],
            ..case(2)
        };
        assert_eq!(found(store, "ir", &kinds, None, 9), ["listed@session:1"]);
    });
}

#[test]
fn pages_follow_each_other_without_a_gap_and_without_a_double() {
    on_each(|store| {
        filled(store);
        let (mut all, mut before) = (Vec::new(), None);
        loop {
            let places = store.read(|c| page(c, &scope("ir"), &Narrow::default(), before, 2));
            let places = places.unwrap();
            all.extend(places.iter().copied());
            match places.last() {
                Some(last) => before = Some(*last),
                None => break,
            }
        }
        let mut sorted = all.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((all.len(), &all), (6, &sorted));
    });
}

#[test]
fn an_event_that_is_refused_leaves_no_trail() {
    on_each(|store| {
        add(
            store,
            "case:1",
            "opened",
            About::of_case(unit("ir/11/01"), 1),
        );
        let refused: Result<(), Error> = store.write(|c| {
            let before = head(c, "case:1")?;
            append(
                c,
                "case:1",
                &before,
                vec![next("case:1", &before, "late", "x")],
            )?;
            Err(Error::Raced)
        });
        assert!(refused.is_err());
        assert_eq!(found(store, "ir", &Narrow::default(), None, 9).len(), 1);
    });
}
