//! The kinds of tampering: what is called by its name is done once, at some place.

use super::forger::Forger;

pub type Kind = (&'static str, fn(&Forger<'_>));

fn set(f: &Forger<'_>, column: &str, value: &str) {
    let id = f.event().id;
    f.changes(
        1,
        &format!("UPDATE events SET {column} = {value} WHERE id = {id}"),
    );
}

fn delete_stream(f: &Forger<'_>, name: &str) {
    f.does(&format!(
        "DELETE FROM log_outbox WHERE event_id IN (SELECT id FROM events WHERE stream = '{name}')"
    ));
    f.does(&format!("DELETE FROM events WHERE stream = '{name}'"));
    f.changes(1, &format!("DELETE FROM streams WHERE stream = '{name}'"));
}

fn delete_rows_of_case(f: &Forger<'_>, id: u32) {
    for table in [
        "witnesses",
        "positions",
        "people",
        "decisions",
        "papers",
        "numbers",
        "case_rows",
    ] {
        f.does(&format!("DELETE FROM {table} WHERE case_id = {id}"));
    }
    f.changes(1, &format!("DELETE FROM cases WHERE id = {id}"));
}

/// Cuts the last event of a stream off and moves its head back.
fn cut_tail(f: &Forger<'_>) -> i64 {
    let all = f.long_stream();
    let (last, before) = (&all[all.len() - 1], &all[all.len() - 2]);
    f.changes(1, &format!("DELETE FROM events WHERE id = {}", last.id));
    let hash = f.bytes(&before.hash);
    f.changes(
        1,
        &format!(
            "UPDATE streams SET seq = {}, hash = {hash} WHERE stream = '{}'",
            before.seq, before.stream
        ),
    );
    last.id
}

fn swap_bodies(f: &Forger<'_>) -> String {
    let all = f.long_stream();
    let at = 1 + f.below(all.len() - 2);
    for (to, from) in [(at, at + 1), (at + 1, at)] {
        let body = f.bytes(&all[from].body);
        f.changes(
            1,
            &format!("UPDATE events SET body = {body} WHERE id = {}", all[to].id),
        );
    }
    all[0].stream.clone()
}

/// An event that never was, after all others of its stream.
fn add_event(f: &Forger<'_>, outbox: bool) {
    let last = f.stream("case:2").pop().unwrap();
    let seq = last.seq + 1;
    let text = String::from_utf8(last.body.clone()).unwrap();
    let body = text.replacen(
        &format!("\"seq\":{}", last.seq),
        &format!("\"seq\":{seq}"),
        1,
    );
    f.changes(
        1,
        &format!(
            "INSERT INTO events (stream, seq, kind, v, at, actor, body, openings, prev, hash) \
             SELECT stream, {seq}, kind, v, at, actor, {}, openings, hash, {} FROM events WHERE id = {}",
            f.bytes(body.as_bytes()),
            f.bytes(&[1; 32]),
            last.id
        ),
    );
    if !outbox {
        f.changes(
            1,
            "DELETE FROM log_outbox WHERE event_id = (SELECT max(id) FROM events)",
        );
    }
    f.links_anew("case:2");
}

pub const ALL: &[Kind] = &[
    ("a body is changed", |f| {
        f.rewrites(&f.event());
    }),
    ("a body is changed, and the stream linked anew", |f| {
        let row = f.event();
        f.rewrites(&row);
        f.links_anew(&row.stream);
    }),
    ("a body is changed, and streams and log made anew", |f| {
        let row = f.event();
        f.rewrites(&row);
        f.links_anew(&row.stream);
        f.seals_anew(false);
    }),
    (
        "a body is changed, and streams, log and roots made anew",
        |f| {
            let row = f.event();
            f.rewrites(&row);
            f.links_anew(&row.stream);
            f.seals_anew(true);
        },
    ),
    ("one bit of a body", |f| {
        let row = f.event();
        let mut body = row.body.clone();
        let at = f.below(body.len());
        body[at] ^= 1;
        let body = f.bytes(&body);
        f.changes(
            1,
            &format!("UPDATE events SET body = {body} WHERE id = {}", row.id),
        );
    }),
    ("a body is emptied", |f| set(f, "body", &f.bytes(b""))),
    ("another kind in the column", |f| set(f, "kind", "'noted_'")),
    ("another time in the column", |f| set(f, "at", "at - 1")),
    ("another actor in the column", |f| set(f, "actor", "'u999'")),
    ("another form in the column", |f| set(f, "v", "v + 1")),
    ("another number", |f| set(f, "seq", "seq + 1000")),
    ("another stream", |f| set(f, "stream", "'case:77'")),
    ("another event before", |f| {
        set(f, "prev", &f.bytes(&[9; 32]))
    }),
    ("another hash", |f| set(f, "hash", &f.bytes(&[9; 32]))),
    ("an event in the middle is gone", |f| {
        let all = f.long_stream();
        let id = all[1 + f.below(all.len() - 2)].id;
        f.changes(1, &format!("DELETE FROM events WHERE id = {id}"));
    }),
    ("the first event is gone", |f| {
        let id = f.long_stream()[0].id;
        f.changes(1, &format!("DELETE FROM events WHERE id = {id}"));
    }),
    ("the last event is gone", |f| {
        let id = f.long_stream().pop().unwrap().id;
        f.changes(1, &format!("DELETE FROM events WHERE id = {id}"));
    }),
    ("the last event is gone and the head moved back", |f| {
        cut_tail(f);
    }),
    ("the last event is gone with its leaf", |f| {
        let id = cut_tail(f);
        f.changes(1, &format!("DELETE FROM log_leaves WHERE event_id = {id}"));
    }),
    ("an event is gone and those after it moved up", |f| {
        let all = f.long_stream();
        let gone = all[1 + f.below(all.len() - 2)].seq;
        let stream = &all[0].stream;
        f.changes(
            1,
            &format!("DELETE FROM events WHERE stream = '{stream}' AND seq = {gone}"),
        );
        for row in all.iter().filter(|row| row.seq > gone) {
            let id = row.id;
            f.changes(
                1,
                &format!("UPDATE events SET seq = seq - 1 WHERE id = {id}"),
            );
        }
        f.links_anew(stream);
    }),
    ("a stream is gone but for its head", |f| {
        f.does("DELETE FROM events WHERE stream = 'case:2'");
    }),
    ("a stream is gone", |f| delete_stream(f, "case:2")),
    ("a case is gone with its stream and its rows", |f| {
        delete_stream(f, "case:3");
        delete_rows_of_case(f, 3);
    }),
    ("a case is gone with its leaves", |f| {
        f.does("DELETE FROM log_leaves WHERE event_id IN (SELECT id FROM events WHERE stream = 'case:3')");
        delete_stream(f, "case:3");
        delete_rows_of_case(f, 3);
    }),
    ("two events changed places", |f| {
        swap_bodies(f);
    }),
    ("two events changed places, linked anew", |f| {
        let stream = swap_bodies(f);
        f.links_anew(&stream);
    }),
    ("an event that never was, past the log", |f| {
        add_event(f, false)
    }),
    ("an event that never was, as if it waited", |f| {
        add_event(f, true)
    }),
    ("a value is another", |f| {
        let row = f.opened_event();
        let openings = row.openings.replacen("\"v\":\"", "\"v\":\"x", 1);
        f.changes(
            1,
            &format!(
                "UPDATE events SET openings = '{}' WHERE id = {}",
                openings.replace('\'', "''"),
                row.id
            ),
        );
    }),
    ("the key of a value is another", |f| {
        let row = f.opened_event();
        let at = row.openings.find("\"k\":\"").unwrap() + 5;
        let mut openings = row.openings.clone();
        let other = if &openings[at..=at] == "0" { "1" } else { "0" };
        openings.replace_range(at..=at, other);
        f.changes(
            1,
            &format!(
                "UPDATE events SET openings = '{}' WHERE id = {}",
                openings.replace('\'', "''"),
                row.id
            ),
        );
    }),
    ("the values of two events changed places", |f| {
        let row = f.one_of("stream = 'case:1' AND openings <> '{}'");
        let other = f.one_of("stream = 'case:2' AND openings <> '{}'");
        for (to, from) in [(&row, &other), (&other, &row)] {
            let openings = from.openings.replace('\'', "''");
            f.changes(
                1,
                &format!(
                    "UPDATE events SET openings = '{openings}' WHERE id = {}",
                    to.id
                ),
            );
        }
    }),
    ("something beside a value", |f| {
        let row = f.opened_event();
        let openings = row.openings.replacen("\"v\":", "\"w\":\"x\",\"v\":", 1);
        f.changes(
            1,
            &format!(
                "UPDATE events SET openings = '{}' WHERE id = {}",
                openings.replace('\'', "''"),
                row.id
            ),
        );
    }),
    ("all values of an event are gone", |f| {
        let id = f.opened_event().id;
        f.changes(
            1,
            &format!("UPDATE events SET openings = '{{}}' WHERE id = {id}"),
        );
    }),
    ("a value without a commitment", |f| {
        let row = f.opened_event();
        let more = format!(
            "{},\"/data/zzz\":{{\"k\":\"{}\",\"v\":\"x\"}}}}",
            row.openings.strip_suffix('}').unwrap(),
            "00".repeat(32)
        );
        f.changes(
            1,
            &format!(
                "UPDATE events SET openings = '{}' WHERE id = {}",
                more.replace('\'', "''"),
                row.id
            ),
        );
    }),
    ("openings that are none", |f| set(f, "openings", "'[]'")),
    ("a head that is ahead", |f| {
        f.changes(
            1,
            "UPDATE streams SET seq = seq + 1 WHERE stream = 'case:1'",
        );
    }),
    ("a head with another hash", |f| {
        let hash = f.bytes(&[8; 32]);
        f.changes(
            1,
            &format!("UPDATE streams SET hash = {hash} WHERE stream = 'case:2'"),
        );
    }),
    ("a head is gone", |f| {
        f.changes(1, "DELETE FROM streams WHERE stream = 'case:3'");
    }),
    ("a head without events", |f| {
        let hash = f.bytes(&[8; 32]);
        f.changes(
            1,
            &format!("INSERT INTO streams (stream, seq, hash) VALUES ('case:88', 1, {hash})"),
        );
    }),
    ("a leaf is another", |f| {
        let at = f.below(usize::try_from(f.size()).unwrap());
        let hash = f.bytes(&[7; 32]);
        f.changes(
            1,
            &format!("UPDATE log_leaves SET hash = {hash} WHERE idx = {at}"),
        );
    }),
    ("a leaf is gone", |f| {
        let at = f.below(usize::try_from(f.size()).unwrap());
        f.changes(1, &format!("DELETE FROM log_leaves WHERE idx = {at}"));
    }),
    ("the last leaf is gone", |f| {
        let last = f.size() - 1;
        f.changes(1, &format!("DELETE FROM log_leaves WHERE idx = {last}"));
    }),
    ("two leaves changed places", |f| {
        let at = f.below(usize::try_from(f.size()).unwrap() - 1);
        for (from, to) in [(at, 1_000_000), (at + 1, at), (1_000_000, at + 1)] {
            f.changes(
                1,
                &format!("UPDATE log_leaves SET idx = {to} WHERE idx = {from}"),
            );
        }
    }),
    ("two leaves stand for each other's events", |f| {
        let at = f.below(usize::try_from(f.size()).unwrap() - 1);
        let id = |n| {
            f.number(&format!(
                "SELECT event_id AS n FROM log_leaves WHERE idx = {n}"
            ))
        };
        let (one, two) = (id(at), id(at + 1));
        for (index, event) in [(at, -1), (at + 1, one), (at, two)] {
            f.changes(
                1,
                &format!("UPDATE log_leaves SET event_id = {event} WHERE idx = {index}"),
            );
        }
    }),
    ("a subtree is another", |f| {
        let hash = f.bytes(&[7; 32]);
        let at = f.below(usize::try_from(f.size() / 2).unwrap());
        f.changes(
            1,
            &format!("UPDATE log_nodes SET hash = {hash} WHERE level = 1 AND idx = {at}"),
        );
    }),
    ("a subtree is gone", |f| {
        let at = f.below(usize::try_from(f.size() / 4).unwrap());
        f.changes(
            1,
            &format!("DELETE FROM log_nodes WHERE level = 2 AND idx = {at}"),
        );
    }),
    ("a subtree too many", |f| {
        let hash = f.bytes(&[7; 32]);
        f.changes(
            1,
            &format!("INSERT INTO log_nodes (level, idx, hash) VALUES (9, 500, {hash})"),
        );
    }),
    ("a signed state with another root", |f| {
        let root = f.bytes(&[6; 32]);
        f.changes(1, &format!("UPDATE log_checkpoints SET root = {root} WHERE size = (SELECT min(size) FROM log_checkpoints)"));
    }),
    ("a signed state of another size", |f| {
        f.changes(1, "UPDATE log_checkpoints SET size = size - 1 WHERE size = (SELECT max(size) FROM log_checkpoints)");
    }),
    ("a signed state beyond the log", |f| {
        f.changes(1, "UPDATE log_checkpoints SET size = size + 1000 WHERE size = (SELECT max(size) FROM log_checkpoints)");
    }),
    ("a signature is another", |f| {
        f.does("UPDATE log_checkpoints SET note = replace(note, substr(note, length(note) - 20, 4), 'AAAA')");
    }),
    ("a signed text is another", |f| {
        f.does("UPDATE log_checkpoints SET note = replace(note, 'sejel/', 'sejal/')");
    }),
    ("no note at all", |f| {
        f.does("UPDATE log_checkpoints SET note = 'nothing'");
    }),
    ("a waiting event is forgotten", |f| {
        f.changes(
            1,
            "DELETE FROM log_outbox WHERE event_id = (SELECT min(event_id) FROM log_outbox)",
        );
    }),
    ("the log is gone, and nothing waits", |f| {
        for table in ["log_leaves", "log_nodes", "log_checkpoints", "log_outbox"] {
            f.does(&format!("DELETE FROM {table}"));
        }
    }),
    (
        "the log is gone, and everything waits as if it had never begun",
        |f| {
            for table in ["log_leaves", "log_nodes", "log_checkpoints", "log_outbox"] {
                f.does(&format!("DELETE FROM {table}"));
            }
            delete_stream(f, "log");
            f.does("INSERT INTO log_outbox (event_id) SELECT id FROM events");
        },
    ),
    ("an older copy is brought back", |f| {
        let size = f.number("SELECT min(size) AS n FROM log_checkpoints");
        f.rolls_back(size);
    }),
    ("a file of a case says something else", |f| {
        f.does("UPDATE cases SET fold = replace(fold, '2026', '2025') WHERE id = 1");
    }),
    ("a list says something else", |f| {
        f.does("UPDATE case_rows SET due = '2031-01-01' WHERE case_id = 2");
    }),
    ("a person in the search is another", |f| {
        f.does("UPDATE people SET family = 'x' WHERE case_id = 1");
    }),
    ("a position is gone", |f| {
        f.does("DELETE FROM positions WHERE case_id = 2");
    }),
    ("a decision is another", |f| {
        f.does("UPDATE decisions SET outcome = 'refused'");
    }),
    ("a signer is another", |f| {
        f.does("UPDATE decisions SET signed_by = NULL");
    }),
    ("a paper is gone from the list", |f| {
        f.does("DELETE FROM papers WHERE case_id = 1");
    }),
    ("a witness of a case is another", |f| {
        f.does("DELETE FROM witnesses WHERE case_id = 1");
        f.does(
            "INSERT INTO witnesses (case_id, witness, identity, unit, opened_on) \
             SELECT id, 7, 'somebody', unit, opened_on FROM cases WHERE id = 1",
        );
    }),
    ("rows of a case that no event tells of", |f| {
        f.does("INSERT INTO cases (id, reference, tracking, unit, opened_on, state, seq, projector, fold) \
                SELECT 99, 'Z-' || reference, 'ZZZ-ZZZZ', unit, opened_on, state, seq, projector, fold FROM cases WHERE id = 3");
    }),
    ("a case in the list of another office", |f| {
        f.changes(
            1,
            "UPDATE case_rows SET unit = 'ir/11/02' WHERE case_id = 2",
        );
    }),
    ("a person in the search of another office", |f| {
        f.does("UPDATE people SET unit = 'ir/11/02' WHERE case_id = 1");
    }),
    ("a post that nobody granted", |f| {
        f.changes(
            1,
            "INSERT INTO grants (user_id, role, unit, from_day) \
             SELECT max(id), 'office_head', 'ir/11/01', '2020-01-01' FROM users",
        );
    }),
    ("a post elsewhere", |f| {
        f.changes(1, "UPDATE grants SET unit = 'ir/11' WHERE user_id = 3");
    }),
    ("a post for longer", |f| {
        f.changes(
            1,
            "UPDATE grants SET from_day = '2001-01-01' WHERE user_id = 3",
        );
    }),
    ("a post is gone", |f| {
        f.changes(1, "DELETE FROM grants WHERE user_id = 4");
    }),
    ("an account bears another name", |f| {
        f.changes(1, "UPDATE users SET name_en = 'Somebody Else' WHERE id = 2");
    }),
    ("an account is another person's", |f| {
        f.changes(1, "UPDATE users SET person_ref = 'P-000' WHERE id = 2");
    }),
    ("an account is closed", |f| {
        f.does("UPDATE users SET disabled = NOT disabled WHERE id = 2");
    }),
    ("an account that nobody made", |f| {
        f.changes(
            1,
            "INSERT INTO users (username, name_fa, name_en, person_ref, disabled, must_change, created_at) \
             SELECT 'ghost', name_fa, name_en, 'P-ghost', disabled, must_change, created_at \
             FROM users WHERE id = 2",
        );
    }),
    ("a row of the trail is gone", |f| {
        let id = f.one_of("1 = 1").id;
        f.changes(1, &format!("DELETE FROM trail WHERE event_id = {id}"));
    }),
    ("a look is told of another case", |f| {
        f.changes(1, "UPDATE trail SET case_id = 2 WHERE kind = 'case_read'");
    }),
    ("a look is told of no case", |f| {
        f.changes(1, "UPDATE trail SET case_id = 0 WHERE kind = 'case_read'");
    }),
    ("an event is told of another case", |f| {
        let id = f.event().id;
        f.changes(
            1,
            &format!("UPDATE trail SET case_id = case_id + 1 WHERE event_id = {id}"),
        );
    }),
    ("an event is told of another office", |f| {
        let id = f.one_of("1 = 1").id;
        f.changes(
            1,
            &format!("UPDATE trail SET unit = 'ir/12/03' WHERE event_id = {id}"),
        );
    }),
    ("an event is told of another person", |f| {
        let id = f.event().id;
        f.changes(
            1,
            &format!("UPDATE trail SET actor = 'u999' WHERE event_id = {id}"),
        );
    }),
    ("an event is told to be of another kind", |f| {
        f.changes(
            1,
            "UPDATE trail SET kind = 'noted_' WHERE kind = 'case_read'",
        );
    }),
    ("an event is told at another time", |f| {
        let id = f.event().id;
        f.changes(
            1,
            &format!("UPDATE trail SET at = at + 7 WHERE event_id = {id}"),
        );
    }),
    ("a row of the trail that no event tells of", |f| {
        f.changes(
            1,
            "INSERT INTO trail (at, event_id, case_id, kind, actor, unit) \
             SELECT at + 1, event_id, case_id, kind, actor, unit FROM trail \
             WHERE kind = 'case_read'",
        );
    }),
    ("a case is not told to have stood in a list", |f| {
        f.changes(1, "DELETE FROM trail_listed WHERE case_id = 2");
    }),
    ("another case is told to have stood in a list", |f| {
        f.changes(1, "UPDATE trail_listed SET case_id = 3 WHERE case_id = 2");
    }),
    (
        "a case is told to have stood in a list that was none",
        |f| {
            f.changes(
                1,
                "INSERT INTO trail_listed (case_id, at, event_id) \
             SELECT 1, at, event_id FROM trail WHERE kind = 'case_read'",
            );
        },
    ),
];

/// What is done after a size at which everything was sound: an incremental run finds each of these.
pub const NEW: &[Kind] = &[
    ("a new body is changed", |f| {
        f.rewrites(&f.new_event());
    }),
    ("a new body is changed, and the stream linked anew", |f| {
        let row = f.new_event();
        f.rewrites(&row);
        f.links_anew(&row.stream);
    }),
    (
        "a new body is changed, and streams, log and roots made anew",
        |f| {
            let row = f.new_event();
            f.rewrites(&row);
            f.links_anew(&row.stream);
            f.seals_anew(true);
        },
    ),
    ("a new event is gone", |f| {
        let id = f.new_event().id;
        f.changes(1, &format!("DELETE FROM events WHERE id = {id}"));
    }),
    ("a new event is told at another time", |f| {
        let id = f.new_event().id;
        f.changes(1, &format!("UPDATE events SET at = at + 1 WHERE id = {id}"));
    }),
    ("a new value is another", |f| {
        let row = f.new_event();
        let openings = row.openings.replacen("\"v\":\"", "\"v\":\"x", 1);
        assert_ne!(openings, row.openings);
        let openings = openings.replace('\'', "''");
        f.changes(
            1,
            &format!(
                "UPDATE events SET openings = '{openings}' WHERE id = {}",
                row.id
            ),
        );
    }),
    ("a new leaf is another", |f| {
        let hash = f.bytes(&[5; 32]);
        f.changes(
            1,
            &format!(
                "UPDATE log_leaves SET hash = {hash} WHERE idx = (SELECT max(idx) FROM log_leaves)"
            ),
        );
    }),
    ("a new signed state with another root", |f| {
        let root = f.bytes(&[6; 32]);
        f.changes(1, &format!("UPDATE log_checkpoints SET root = {root} WHERE size = (SELECT max(size) FROM log_checkpoints)"));
    }),
    ("a waiting event is forgotten", |f| {
        f.changes(
            1,
            "DELETE FROM log_outbox WHERE event_id = (SELECT max(event_id) FROM log_outbox)",
        );
    }),
    ("a waiting event is changed", |f| {
        f.rewrites(&f.one_of("openings <> '{}' AND id = (SELECT min(event_id) FROM log_outbox)"));
    }),
    (
        "the rows of a case that was written to say something else",
        |f| {
            f.changes(
                1,
                "UPDATE case_rows SET due = '2031-01-01' WHERE case_id = 3",
            );
        },
    ),
    ("a new row of the trail is gone", |f| {
        let id = f.new_event().id;
        f.changes(1, &format!("DELETE FROM trail WHERE event_id = {id}"));
    }),
    ("the head of a stream is another", |f| {
        f.changes(
            1,
            "UPDATE streams SET seq = seq - 1 WHERE stream = 'case:3'",
        );
    }),
    (
        "what is before the new events of a stream is linked anew",
        |f| {
            let first = f.stream("case:1").remove(0);
            f.rewrites(&first);
            f.links_anew("case:1");
        },
    ),
    ("an older copy is brought back", |f| {
        f.rolls_back(f.number("SELECT min(size) AS n FROM log_checkpoints") - 3);
    }),
];
