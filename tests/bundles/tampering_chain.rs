//! What an insider can do to events, with the key of exports and every hash made anew as far as he can.

use sejel::domain::history::bundle::{EVENTS, EventLine, Files, Sealed};
use sejel::domain::history::link;
use serde_json::{Value, json};

use crate::made::{Dice, Made, STREAM, good, signed};
use crate::tampering::{Tampering, by, flip, lines_of, set_body, with};

pub const TAMPERINGS: &[Tampering] = &[
    by("a bit of a body", "event-hash", |dice| {
        rewritten(dice, |made, dice| {
            let at = dice.below(made.events.len());
            flip(&mut made.events[at].body, dice);
        })
    }),
    by("a hash is altered", "event-hash", |dice| {
        rewritten(dice, |made, dice| {
            let at = dice.below(made.events.len());
            made.events[at].hash = made.events[(at + 1) % made.events.len()].hash;
        })
    }),
    by(
        "an event follows another, its hash made anew",
        "previous",
        |dice| {
            rewritten(dice, |made, dice| {
                let at = 2 + dice.below(made.events.len() - 2);
                let prev = made.events[at - 2].hash;
                let event = &mut made.events[at];
                event.prev = prev;
                event.hash = link(&event.stream, event.seq, &prev, &event.body);
            })
        },
    ),
    by("an event is left out", "sequence", |dice| {
        rewritten(dice, |made, dice| {
            let at = dice.below(made.events.len() - 1);
            made.events.remove(at);
            made.openings.remove(at);
        })
    }),
    by("the last event is left out", "head", |dice| {
        lines_of(dice, EVENTS, |lines, _| {
            lines.pop();
        })
    }),
    by("all events are left out", "head", |dice| {
        lines_of(dice, EVENTS, |lines, _| lines.clear())
    }),
    by("two events change places", "sequence", |dice| {
        lines_of(dice, EVENTS, |lines, dice| {
            let at = dice.below(lines.len() - 1);
            lines.swap(at, at + 1);
        })
    }),
    by("an event stands twice", "sequence", |dice| {
        lines_of(dice, EVENTS, |lines, dice| {
            let at = dice.below(lines.len());
            lines.insert(at, lines[at].clone());
        })
    }),
    by(
        "a body is rewritten, and the chain after it",
        "inclusion",
        |dice| {
            let made = Made::of(dice);
            let sealed = made.sealed(None);
            let at = dice.below(made.events.len());
            resealed(made, sealed, |made| {
                set_body(made, at, "/actor/user", json!(13))
            })
        },
    ),
    by(
        "a value is rewritten, with its commitment and the chain",
        "inclusion",
        |dice| {
            let made = Made::of(dice);
            let sealed = made.sealed(None);
            resealed(made, sealed, |made| {
                let opening = made.openings[0]
                    .openings
                    .get_mut("/data/telephone")
                    .unwrap();
                opening.value = "09129999999".to_owned();
                let commitment = hex::encode(opening.commitment("/data/telephone"));
                set_body(made, 0, "/data/telephone/$commitment", json!(commitment));
            })
        },
    ),
    by("an event is invented at the end", "inclusion", |dice| {
        let made = Made::of(dice);
        let mut sealed = made.sealed(None);
        sealed.leaves.push(sealed.leaves[0].clone());
        resealed(made, sealed, |made| {
            made.push("note_added", json!({}), dice)
        })
    }),
    by("a line is of another stream", "place", |dice| {
        sealed_anew(dice, |made, at| {
            made.events[at].stream = "case:8".to_owned()
        })
    }),
    by("a body is of another stream", "place", |dice| {
        sealed_anew(dice, |made, at| {
            set_body(made, at, "/stream", json!("case:8"))
        })
    }),
    by("a body is of another number", "place", |dice| {
        sealed_anew(dice, |made, at| set_body(made, at, "/seq", json!(at + 2)))
    }),
    by("a body is no object", "place", |dice| {
        sealed_anew(dice, |made, at| made.events[at].body = b"[1]".to_vec())
    }),
    by(
        "an event is earlier than the one before it",
        "time",
        |dice| {
            sealed_anew(dice, |made, at| {
                set_body(made, at.max(1), "/at", json!("2020-01-01T00:00:00.000000Z"));
            })
        },
    ),
    by("an event has no time", "time", |dice| {
        sealed_anew(dice, |made, at| {
            set_body(made, at.max(1), "/at", Value::Null)
        })
    }),
    by("a body is spelt otherwise", "body", |dice| {
        sealed_anew(dice, |made, at| made.events[at].body.push(b' '))
    }),
    by("a body has a fraction", "body", |dice| {
        sealed_anew(dice, |made, at| {
            let body = String::from_utf8(made.events[at].body.clone()).unwrap();
            made.events[at].body = body.replacen("\"v\":1", "\"v\":1.5", 1).into_bytes();
        })
    }),
    by("a body is too deep", "body", |dice| {
        sealed_anew(dice, |made, at| {
            let deep = "[".repeat(128) + &"]".repeat(128);
            made.events[at].body = deep.into_bytes();
        })
    }),
    by("a body has a name twice", "body", |dice| {
        sealed_anew(dice, |made, at| {
            let body = String::from_utf8(made.events[at].body.clone()).unwrap();
            made.events[at].body = body.replacen("\"v\":1", "\"v\":1,\"v\":1", 1).into_bytes();
        })
    }),
    by("a line cannot be read", "unreadable", |dice| {
        lines_of(dice, EVENTS, |lines, dice| {
            let at = dice.below(lines.len());
            lines[at] = "no event".to_owned();
        })
    }),
    by("a line has a field more", "unreadable", |dice| {
        respelt(dice, |line| line.replacen("{\"", "{\"a\":1,\"", 1))
    }),
    by("a line is spelt otherwise", "unreadable", |dice| {
        respelt(dice, |line| line.replacen(",\"seq\"", ", \"seq\"", 1))
    }),
    by("a hash is in capitals", "unreadable", |dice| {
        respelt(dice, |line| {
            let (body, rest) = line.split_once("\"hash\":\"").unwrap();
            let (hash, rest) = rest.split_at(64);
            format!("{body}\"hash\":\"A{}{rest}", &hash[1..])
        })
    }),
    by(
        "a body in Base64 that is spelt otherwise",
        "unreadable",
        |dice| respelt(dice, |line| line.replacen("\",\"hash\"", "=\",\"hash\"", 1)),
    ),
    by("the last line has no end", "unreadable", |dice| {
        let files = good(dice).files();
        let text = String::from_utf8(files[EVENTS].clone()).unwrap();
        signed(with(files, EVENTS, text.trim_end()))
    }),
    by("an event of another case stands in this one", "", |dice| {
        let other = good(dice);
        rewritten(dice, move |made, dice| {
            let at = dice.below(made.events.len().min(other.events.len()));
            let foreign = EventLine {
                stream: STREAM.to_owned(),
                ..other.events[at].clone()
            };
            made.events[at] = foreign;
        })
    }),
];

/// Only the lines are rewritten: proofs, state and list are of the true history.
fn rewritten(dice: &Dice, change: impl FnOnce(&mut Made, &Dice)) -> Files {
    let made = good(dice);
    let true_files = made.files();
    let mut false_made = made.clone();
    change(&mut false_made, dice);
    let forged = false_made.sealed_as(made.sealed(None));
    let mut files = true_files;
    for name in [EVENTS, "openings.ndjson"] {
        files.insert(name.to_owned(), forged[name].clone());
    }
    signed(files)
}

/// Everything is of the false history, but the log is that of the true one.
fn resealed(made: Made, sealed: Sealed, change: impl FnOnce(&mut Made)) -> Files {
    let mut made = made;
    change(&mut made);
    made.sealed_as(sealed)
}

/// Recorded wrongly from the start: chain, log and all signatures are right.
fn sealed_anew(dice: &Dice, change: impl FnOnce(&mut Made, usize)) -> Files {
    let mut made = Made::of(dice);
    let at = dice.below(made.events.len());
    change(&mut made, at);
    made.relink();
    made.files()
}

fn respelt(dice: &Dice, respell: impl FnOnce(&str) -> String) -> Files {
    lines_of(dice, EVENTS, |lines, dice| {
        let at = dice.below(lines.len());
        lines[at] = respell(&lines[at]);
    })
}
