use super::*;
use crate::domain::history::personal::*;
use crate::domain::time::Entropy;
use proptest::prelude::*;
use serde_json::json;
use std::sync::atomic::{AtomicU8, Ordering};

struct Counted(AtomicU8);

impl Entropy for Counted {
    fn bytes32(&self) -> [u8; 32] {
        [self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1); 32]
    }
}

fn counted() -> Counted {
    Counted(AtomicU8::new(0))
}

fn text(value: &Value) -> String {
    String::from_utf8(canonical(value).unwrap()).unwrap()
}

#[test]
fn keys_are_sorted_by_utf16_and_nothing_is_normalised() {
    let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6});
    assert_eq!(
        text(&value),
        "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
    );
    let both = json!([
        "\u{064a}",
        "\u{06cc}",
        "e\u{301}",
        "\u{e9}",
        "می\u{200c}رود"
    ]);
    assert_eq!(
        text(&both),
        "[\"\u{064a}\",\"\u{06cc}\",\"e\u{301}\",\"\u{e9}\",\"می\u{200c}رود\"]"
    );
}

#[test]
fn fractions_and_numbers_no_reader_keeps_are_refused_where_they_stand() {
    let refused = |v: Value| canonical(&v).unwrap_err();
    assert_eq!(refused(json!({"a": [1, 2.5]})).at, "/a/1");
    assert_eq!(
        refused(json!(9_007_199_254_740_992_u64)).why,
        "beyond 2^53-1"
    );
    assert_eq!(
        refused(json!({"a/b": -9_007_199_254_740_992_i64})).at,
        "/a~1b"
    );
    assert_eq!(
        text(&json!([
            9_007_199_254_740_991_i64,
            -9_007_199_254_740_991_i64
        ])),
        "[9007199254740991,-9007199254740991]"
    );
}

/// Made by another implementation (Python hmac), not by this code.
#[test]
fn commitments_are_the_golden_ones() {
    let body = json!({
        "people": [{"national/number": {"$personal": "0012345678"}}],
    });
    let (sealed, openings) = seal(body, &counted());
    assert_eq!(
        sealed["people"][0]["national/number"]["$commitment"],
        "186e0eac21e856eaad1f0eedb4e66beb8a4296dcf3bdaea399c26430f265e2a7"
    );
    assert_eq!(openings["/people/0/national~1number"].value, "0012345678");
    let given = Opening {
        key: [1; 32],
        value: "ماهرخ".to_owned(),
    };
    assert_eq!(
        hex::encode(given.commitment("/person/given")),
        "6294e98d341add51ba68eefb18909e82b39a30515672595e00f0910c5bb501a7"
    );
}

#[test]
fn what_was_sealed_opens_again_and_an_erased_value_opens_as_null() {
    let body = json!({"a": {"$personal": "x"}, "b": [{"$personal": "y"}, 7], "c": {"d": "plain"}});
    let (sealed, mut openings) = seal(body.clone(), &counted());
    assert!(!sealed.to_string().contains('x'));
    assert_eq!(open(sealed.clone(), &openings).unwrap(), body);
    openings.remove("/a");
    let opened = open(sealed, &openings).unwrap();
    assert_eq!(opened["a"], json!({"$personal": null}));
    assert_eq!(opened["b"], body["b"]);
}

#[test]
fn a_changed_opening_is_told_by_its_path() {
    let (sealed, mut openings) = seal(json!({"a": {"$personal": "x"}}), &counted());
    openings.get_mut("/a").unwrap().value = "z".to_owned();
    assert_eq!(open(sealed, &openings).unwrap_err().path, "/a");
}

#[test]
fn an_opening_never_shows_its_value_in_a_log_line() {
    let opening = Opening {
        key: [1; 32],
        value: "ماهرخ".to_owned(),
    };
    assert_eq!(format!("{opening:?}"), "Opening(..)");
    let json = serde_json::to_string(&opening).unwrap();
    assert_eq!(serde_json::from_str::<Opening>(&json).unwrap(), opening);
}

fn any_body() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any::<String>().prop_map(|s| json!({ "$personal": s })),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map("[a-z/~ا-ی]{1,8}", inner, 0..6)
                .prop_map(Value::from_iter),
        ]
    })
}

proptest! {
    #[test]
    fn canonical_bytes_read_back_to_the_same_bytes_and_sealing_is_reversible(body in any_body()) {
        let bytes = canonical(&body).unwrap();
        let again: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(&canonical(&again).unwrap(), &bytes);
        prop_assert_eq!(serde_json_canonicalizer::to_vec(&body).unwrap(), bytes);
        let (sealed, openings) = seal(body.clone(), &counted());
        prop_assert_eq!(commitments(&sealed).len(), openings.len());
        prop_assert_eq!(open(sealed, &openings).unwrap(), body);
    }
}
