use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::event::What;
use super::places::{Place, Recorded, all, of, shared};
use crate::domain::history::{Opening, Openings};

#[test]
fn a_number_is_the_same_however_it_was_written_down() {
    let told = [
        event(
            1,
            "case_opened",
            json!({}),
            &[("application/telephone", "0915 123 4567")],
        ),
        event(
            2,
            "note_added",
            json!({}),
            &[("text", "call ۰۹۱۵۱۲۳۴۵۶۷ at noon")],
        ),
        event(
            3,
            "record_corrected",
            json!({}),
            &[("after", "09151234567")],
        ),
        event(
            4,
            "note_added",
            json!({}),
            &[("text", "call 0915 123 45678")],
        ),
    ];
    let all = all(&told);
    let named = |texts| What::Value {
        seq: 1,
        path: "/data/application/telephone".to_owned(),
        texts,
    };
    let events = |texts| {
        of(&all, &named(texts))
            .iter()
            .map(|p| p.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(events(false), [1, 3]);
    assert_eq!(events(true), [1, 2, 3]);
}

fn event(seq: u64, kind: &str, data: Value, values: &[(&str, &str)]) -> Recorded {
    let opening = |(path, value): &(&str, &str)| {
        let opening = Opening {
            key: [1; 32],
            value: (*value).to_owned(),
        };
        (format!("/data/{path}"), opening)
    };
    Recorded {
        seq,
        kind: kind.to_owned(),
        body: json!({ "data": data }),
        openings: values.iter().map(opening).collect::<Openings>(),
    }
}

fn history() -> Vec<Recorded> {
    let people = json!([{ "no": 1, "relation": "principal" }, { "no": 2, "relation": "child" }]);
    vec![
        event(
            1,
            "case_opened",
            json!({ "application": { "people": people } }),
            &[
                ("tracking", "7K4-92M"),
                ("application/residence", "Zahedan"),
                ("application/people/0/given", "Omid"),
                ("application/people/0/father/national_number", "0499370899"),
                ("application/people/1/given", "Omid"),
            ],
        ),
        event(
            2,
            "paper_received",
            json!({ "paper": 1, "version": 1, "people": [1] }),
            &[
                ("file/digest", "aa"),
                ("file/name", "card.jpg"),
                ("number", "17"),
            ],
        ),
        event(
            3,
            "record_corrected",
            json!({ "person": 2, "field": "father_number" }),
            &[
                ("after", "۰۴۹۹۳۷۰۸۹۹"),
                ("reason", "read 0499370899 on the card"),
            ],
        ),
        event(
            4,
            "paper_judged",
            json!({ "paper": 1 }),
            &[("reason", "torn")],
        ),
        event(
            5,
            "paper_received",
            json!({ "paper": 2, "version": 1, "people": [1, 2] }),
            &[
                ("file/digest", "aa"),
                ("file/name", "again.jpg"),
                ("title", "both"),
            ],
        ),
    ]
}

fn value(seq: u64, path: &str, texts: bool) -> What {
    What::Value {
        seq,
        path: format!("/data/{path}"),
        texts,
    }
}

fn names(places: &[Place]) -> BTreeSet<(u64, &str)> {
    places.iter().map(|p| (p.seq, p.path.as_str())).collect()
}

#[test]
fn a_number_goes_wherever_it_stands_and_a_name_only_where_it_is_the_same_persons() {
    let all = all(&history());
    let number = "application/people/0/father/national_number";
    assert_eq!(
        names(&of(&all, &value(1, number, false))),
        BTreeSet::from([
            (1, "/data/application/people/0/father/national_number"),
            (3, "/data/after"),
        ])
    );
    let within = of(&all, &value(1, number, true));
    assert!(names(&within).contains(&(3, "/data/reason")));
    let name = of(&all, &value(1, "application/people/0/given", true));
    assert_eq!(
        names(&name),
        BTreeSet::from([(1, "/data/application/people/0/given")])
    );
}

#[test]
fn of_a_person_what_concerns_nobody_else_goes() {
    let all = all(&history());
    let of_first = of(&all, &What::Person { person: 1 });
    let names = names(&of_first);
    assert!(
        names.contains(&(4, "/data/reason")),
        "of the paper's person"
    );
    assert!(names.contains(&(2, "/data/file/digest")));
    assert!(!names.contains(&(5, "/data/title")));
    assert!(!names.contains(&(1, "/data/application/residence")));
    assert_eq!(shared(&all, 1), 3);
    assert!(of(&all, &What::Person { person: 3 }).is_empty());
}

#[test]
fn a_scan_goes_with_its_name_wherever_the_same_file_stands() {
    let all = all(&history());
    let scan = What::Scan {
        paper: 1,
        version: 1,
    };
    assert_eq!(
        names(&of(&all, &scan)),
        BTreeSet::from([
            (2, "/data/file/digest"),
            (2, "/data/file/name"),
            (5, "/data/file/digest"),
            (5, "/data/file/name"),
        ])
    );
}

#[test]
fn the_tracking_code_is_nobodys_and_what_is_not_there_is_not_erased() {
    let all = all(&history());
    assert!(of(&all, &value(1, "tracking", false)).is_empty());
    assert!(of(&all, &value(9, "reason", false)).is_empty());
}
