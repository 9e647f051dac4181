//! Full rights over the database, and the knowledge of how its hashes are made.

use std::cell::RefCell;

use diesel::sql_types::{BigInt, Binary, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use sejel::domain::history::merkle::{Edge, entry, leaf_hash};
use sejel::domain::history::{Hash, link};
use sejel::store::{Error, Store, savepoint};

#[derive(Debug, Clone, QueryableByName)]
pub struct Row {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub stream: String,
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    #[diesel(sql_type = Text)]
    pub openings: String,
    #[diesel(sql_type = Binary)]
    pub body: Vec<u8>,
    #[diesel(sql_type = Binary)]
    pub hash: Vec<u8>,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

pub struct Forger<'s> {
    store: &'s Store,
    sqlite: bool,
    chance: RefCell<ChaCha8Rng>,
}

impl<'s> Forger<'s> {
    pub fn new(store: &'s Store, sqlite: bool, seed: u64) -> Self {
        let forger = Self {
            store,
            sqlite,
            chance: RefCell::new(ChaCha8Rng::seed_from_u64(seed)),
        };
        forger.takes_the_guards_away();
        forger
    }

    fn takes_the_guards_away(&self) {
        let (sqlite, question) = if self.sqlite {
            (
                true,
                "SELECT name, tbl_name AS of_table FROM sqlite_master WHERE type = 'trigger'",
            )
        } else {
            (
                false,
                "SELECT DISTINCT trigger_name::text AS name, event_object_table::text AS of_table \
                 FROM information_schema.triggers",
            )
        };
        #[derive(QueryableByName)]
        struct Trigger {
            #[diesel(sql_type = Text)]
            name: String,
            #[diesel(sql_type = Text)]
            of_table: String,
        }
        let all: Vec<Trigger> = self
            .store
            .read(|c| Ok::<_, Error>(sql_query(question).load(c)?))
            .unwrap();
        for Trigger { name, of_table } in all {
            // The one that puts new events in the log's way stays: it is ours, not theirs.
            if name == "events_into_the_log" {
                continue;
            }
            match sqlite {
                true => self.does(&format!("DROP TRIGGER {name}")),
                false => self.does(&format!("DROP TRIGGER {name} ON {of_table}")),
            };
        }
        if !sqlite {
            for name in ["events_no_truncate", "streams_no_truncate"] {
                let table = name.split('_').next().unwrap();
                self.tries(&format!("DROP TRIGGER IF EXISTS {name} ON {table}"));
            }
        }
    }

    pub fn below(&self, end: usize) -> usize {
        self.chance.borrow_mut().random_range(0..end)
    }

    /// A statement that must touch something.
    pub fn does(&self, statement: &str) -> usize {
        let text = statement.to_owned();
        let run = move |c: &mut _| Ok::<_, Error>(sql_query(text).execute(c)?);
        self.store
            .write(run)
            .unwrap_or_else(|e| panic!("{statement}: {e}"))
    }

    /// A statement that changes exactly as many rows.
    pub fn changes(&self, rows: usize, statement: &str) {
        assert_eq!(self.does(statement), rows, "{statement}");
    }

    pub fn tries(&self, statement: &str) {
        let text = statement.to_owned();
        let run = move |c: &mut _| {
            let _tried = savepoint(c, |c| Ok::<_, Error>(sql_query(text).execute(c)?));
            Ok::<_, Error>(())
        };
        self.store.write(run).unwrap();
    }

    pub fn number(&self, question: &str) -> i64 {
        let found: Vec<Number> = self
            .store
            .read(|c| Ok::<_, Error>(sql_query(question).load(c)?))
            .unwrap();
        found[0].n
    }

    pub fn bytes(&self, bytes: &[u8]) -> String {
        match self.sqlite {
            true => format!("x'{}'", hex::encode(bytes)),
            false => format!("'\\x{}'::bytea", hex::encode(bytes)),
        }
    }

    fn rows(&self, filter: &str) -> Vec<Row> {
        let question = format!(
            "SELECT id, stream, seq, openings, body, hash FROM events WHERE {filter} ORDER BY id"
        );
        self.store
            .read(|c| Ok::<_, Error>(sql_query(question).load(c)?))
            .unwrap()
    }

    /// All events of a stream, in order.
    pub fn stream(&self, name: &str) -> Vec<Row> {
        let mut all = self.rows(&format!("stream = '{name}'"));
        all.sort_by_key(|row| row.seq);
        all
    }

    /// Some sealed event of a case.
    pub fn event(&self) -> Row {
        self.one_of("stream LIKE 'case:%' AND id IN (SELECT event_id FROM log_leaves)")
    }

    /// Some event of a case that is in the log since the first state that was signed, with values to open.
    pub fn new_event(&self) -> Row {
        self.one_of(
            "stream = 'case:3' AND openings <> '{}' AND id IN (SELECT event_id FROM log_leaves \
             WHERE idx >= (SELECT min(size) FROM log_checkpoints))",
        )
    }

    /// Some event with values to open.
    pub fn opened_event(&self) -> Row {
        self.one_of("openings <> '{}' AND stream LIKE 'case:%'")
    }

    pub fn one_of(&self, filter: &str) -> Row {
        let all = self.rows(filter);
        all[self.below(all.len())].clone()
    }

    /// A stream of several sealed events.
    pub fn long_stream(&self) -> Vec<Row> {
        let names = ["case:1", "case:2", "case:3"];
        self.stream(names[self.below(3)])
    }

    /// Changes an event's body, which stays what a program can read.
    pub fn rewrites(&self, row: &Row) {
        let text = String::from_utf8(row.body.clone()).unwrap();
        let changed = text.replacen("\"occurred_on\":\"2026", "\"occurred_on\":\"2025", 1);
        assert_ne!(changed, text);
        let body = self.bytes(changed.as_bytes());
        self.changes(
            1,
            &format!("UPDATE events SET body = {body} WHERE id = {}", row.id),
        );
    }

    /// Makes the links and hashes of a stream anew, and its head.
    pub fn links_anew(&self, stream: &str) {
        let mut prev = Hash::ZERO;
        for row in self.stream(stream) {
            let hash = link(stream, u64::try_from(row.seq).unwrap(), &prev, &row.body);
            let (p, h) = (self.bytes(prev.as_bytes()), self.bytes(hash.as_bytes()));
            self.changes(
                1,
                &format!(
                    "UPDATE events SET prev = {p}, hash = {h} WHERE id = {}",
                    row.id
                ),
            );
            prev = hash;
        }
        let last = self.stream(stream).last().map_or(0, |row| row.seq);
        let hash = self.bytes(prev.as_bytes());
        self.changes(
            1,
            &format!("UPDATE streams SET seq = {last}, hash = {hash} WHERE stream = '{stream}'"),
        );
    }

    /// Makes every leaf and subtree anew from the events as they are now, up to `size` leaves, and
    /// writes the new roots over the signed ones.
    pub fn seals_anew(&self, roots_too: bool) {
        let leaves = self.rows("id IN (SELECT event_id FROM log_leaves)");
        let order = |row: &Row| {
            self.number(&format!(
                "SELECT idx AS n FROM log_leaves WHERE event_id = {}",
                row.id
            ))
        };
        let mut leaves: Vec<_> = leaves.into_iter().map(|row| (order(&row), row)).collect();
        leaves.sort_by_key(|(index, _)| *index);
        let mut edge = Edge::default();
        for (index, row) in leaves {
            let hash = Hash::from_bytes(&row.hash).unwrap();
            let leaf = leaf_hash(&entry(&row.stream, u64::try_from(row.seq).unwrap(), &hash));
            let mut complete = Vec::new();
            edge.push(leaf, |at, hash| complete.push((at, hash)));
            for (at, hash) in complete {
                let hash = self.bytes(hash.as_bytes());
                self.does(&match at.level {
                    0 => format!("UPDATE log_leaves SET hash = {hash} WHERE idx = {index}"),
                    level => format!(
                        "UPDATE log_nodes SET hash = {hash} WHERE level = {level} AND idx = {}",
                        at.index
                    ),
                });
            }
            if roots_too {
                let (size, root) = (edge.size(), self.bytes(edge.root().as_bytes()));
                self.does(&format!(
                    "UPDATE log_checkpoints SET root = {root} WHERE size = {size}"
                ));
            }
        }
    }

    pub fn size(&self) -> i64 {
        self.number("SELECT count(*) AS n FROM log_leaves")
    }

    /// Brings everything that is in the log back to `size` leaves.
    pub fn rolls_back(&self, size: i64) {
        self.does(&format!(
            "DELETE FROM events WHERE id NOT IN (SELECT event_id FROM log_leaves WHERE idx < {size})"
        ));
        self.does("DELETE FROM log_outbox");
        self.does(&format!("DELETE FROM log_leaves WHERE idx >= {size}"));
        self.does(&format!(
            "DELETE FROM log_nodes WHERE (idx + 1) * (1 << level) > {size}"
        ));
        self.does(&format!("DELETE FROM log_checkpoints WHERE size > {size}"));
        self.does("DELETE FROM streams WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.stream = streams.stream)");
        let names: Vec<String> = {
            let mut names: Vec<_> = self
                .rows("1 = 1")
                .into_iter()
                .map(|row| row.stream)
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for name in names {
            self.links_anew(&name);
        }
    }
}
