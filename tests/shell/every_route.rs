//! Every page of the one table of routes, opened by every role that may: where anything of a case stands in
//! an answer, it was written down before that this person looked; where it cannot be written, nothing is shown.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{RunQueryDsl, sql_query};
use scraper::{Html, Selector};
use sejel::domain::access::UserId;
use sejel::domain::access::policy::Action;
use sejel::services::verification;
use sejel::store::{Error, Store, streams};
use sejel::web::routes::{ROUTES, Route, Verb};

use crate::app::{Answer, TestApp};
use crate::browser::Browser;
use crate::furnished::{FAMILY, Furnished, GIVEN, furnished};

/// The kinds of events that say who looked at what.
const LOOKS: [&str; 9] = [
    "case_read",
    "paper_read",
    "letter_printed",
    "case_exported",
    "list_seen",
    "searched",
    "log_read",
    "annex_read",
    "move_read",
];
/// So many addresses of one route are opened by each role.
const OF_EACH_ROUTE: usize = 3;

impl Furnished<'_> {
    /// How many looks of this person are on disk; those gathered are written first.
    fn looks(&self, user: UserId, seen: &mut BTreeMap<String, u64>) -> Vec<serde_json::Value> {
        self.app.register.looks.flush().unwrap();
        let store = &self.app.register.store;
        let names = store.read(|c| streams::names(c, "session:", "", 1000));
        let mut found = Vec::new();
        for stream in names.unwrap() {
            let after = seen.get(&stream).copied().unwrap_or_default();
            let events = store
                .read(|c| streams::events(c, &stream, after, 1000))
                .unwrap();
            seen.extend(events.last().map(|last| (stream, last.seq)));
            found.extend(
                events
                    .iter()
                    .map(|e| serde_json::from_slice(&e.body).unwrap()),
            );
        }
        let theirs = |e: &serde_json::Value| {
            let kind = e["type"].as_str().unwrap();
            e["actor"]["user"] == serde_json::json!(user) && LOOKS.contains(&kind)
        };
        found.retain(theirs);
        found
    }
}

fn route_of(path: &str) -> Option<&'static Route> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |route: &&Route| {
        let (wanted, given) = (route.path.split('/'), path.split('/'));
        let same = wanted.clone().count() == given.clone().count();
        same && wanted.zip(given).all(|(w, g)| w == g || w.starts_with('{'))
    };
    // Where both fit, the one with fewer gaps is meant.
    let gets = ROUTES.iter().filter(|r| r.verb == Verb::Get).filter(fits);
    gets.min_by_key(|r| r.path.matches('{').count())
}

/// Where the crawl begins: every route, its gaps filled with what is there.
fn beginnings(register: &Furnished<'_>) -> Vec<String> {
    let gets = ROUTES.iter().filter(|r| r.verb == Verb::Get);
    let filled = gets.map(|route| {
        let path = route.path.replace("{case}", &register.reference);
        let path = path.replace("{paper}", &register.paper);
        let path = path.replace("{letter}", "pending").replace("{act}", "note");
        let parts = path.split('/').map(|part| match part {
            part if part.starts_with('{') => "1",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    });
    let mut all: Vec<String> = filled.collect();
    for searched in [&register.reference, GIVEN, FAMILY] {
        let q = url::form_urlencoded::byte_serialize(searched.as_bytes());
        all.push(format!("/search?q={}", q.collect::<String>()));
    }
    all
}

fn links(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let all = Selector::parse("a[href^='/'], img[src^='/'], iframe[src^='/']").unwrap();
    let address = |e: scraper::ElementRef<'_>| e.attr("href").or(e.attr("src")).map(str::to_owned);
    html.select(&all).filter_map(address).collect()
}

/// Opens every address that is found, a few of each route; hands each answer over.
fn crawl(
    register: &Furnished<'_>,
    browser: &mut Browser<'_>,
    mut with: impl FnMut(&Route, &str, &Answer),
) {
    let mut waiting = beginnings(register);
    let (mut known, mut opened) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
    while let Some(path) = waiting.pop() {
        let Some(route) = route_of(&path).filter(|_| known.insert(path.clone())) else {
            continue;
        };
        let times = opened.entry(route.path).or_default();
        if *times >= OF_EACH_ROUTE && route.path != "/search" {
            continue;
        }
        let answer = browser.get_once(&path).clone();
        *times += usize::from(answer.status == 200);
        with(route, &path, &answer);
        waiting.splice(0..0, links(&answer.body));
    }
}

#[test]
fn whoever_is_shown_anything_of_a_case_is_on_record_before_on_every_route() {
    let app = TestApp::new();
    let register = furnished(&app);
    let (mut wrong, mut opened, mut seen) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    let mut showing = BTreeSet::new();
    for (role, mut browser, user) in register.everybody() {
        register.looks(user, &mut seen);
        crawl(&register, &mut browser, |route, path, answer| {
            opened.extend((answer.status == 200).then_some(route.path));
            let looks = register.looks(user, &mut seen);
            let Some(marker) = register.shown(answer) else {
                return;
            };
            showing.insert(route.path);
            let case = serde_json::json!(path.split('/').nth(2));
            let of_it =
                |e: &serde_json::Value| !route.path.contains("{case}") || e["data"]["case"] == case;
            if !looks.iter().any(of_it) {
                wrong.insert(format!("{}: {role:?} at {path} sees {marker}", route.path));
            }
        });
    }
    assert!(wrong.is_empty(), "shown, and not on record:\n{wrong:#?}");
    let gets = ROUTES
        .iter()
        .filter(|r| r.verb == Verb::Get && r.action != Action::Public)
        .map(|r| r.path);
    let missed: Vec<_> = gets.filter(|path| !opened.contains(path)).collect();
    assert!(missed.is_empty(), "nobody opened {missed:?}");
    assert!(showing.len() > 20, "{showing:?}");
}

fn refuses_to_record(store: &Store, sqlite: bool) {
    let statements: &[&str] = if sqlite {
        &["CREATE TRIGGER full_up BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END"]
    } else {
        &[
            "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
            "CREATE TRIGGER full_up BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION full_up()",
        ]
    };
    let done = store.write(move |c| {
        for statement in statements {
            sql_query(*statement).execute(c)?;
        }
        Ok::<_, Error>(())
    });
    done.unwrap();
}

#[test]
fn where_a_look_cannot_be_recorded_no_route_shows_anything_of_a_case() {
    for database in crate::database::Database::each() {
        let sqlite = database.is_sqlite();
        let app = TestApp::on(database);
        let register = furnished(&app);
        let mut asked = Vec::new();
        let mut people = register.everybody();
        for (who, (_, browser, _)) in people.iter_mut().enumerate() {
            crawl(&register, browser, |_, path, answer| {
                asked.extend(register.shown(answer).map(|_| (who, path.to_owned())));
            });
        }
        app.register.looks.flush().unwrap();
        let outcome = verification::verify(&app.register).unwrap();
        assert_eq!(outcome.findings, Vec::<String>::new(), "what was recorded");
        refuses_to_record(&app.register.store, sqlite);
        // The one look at a worklist that is let pass: the next half second finds the database shut.
        people[0].1.get_once("/?list=office");
        assert!(app.register.looks.flush().is_err());
        for (who, path) in asked {
            let (role, browser, _) = &mut people[who];
            let answer = browser.get_once(&path).clone();
            let shown = register.shown(&answer);
            assert_eq!((answer.status, shown), (503, None), "{role:?} {path}");
        }
        let _closed = sql_undone(&app.register.store, sqlite);
    }
}

fn sql_undone(store: &Store, sqlite: bool) -> Result<(), Error> {
    let on = if sqlite { "" } else { " ON events" };
    store.write(move |c| {
        sql_query(format!("DROP TRIGGER full_up{on}")).execute(c)?;
        Ok(())
    })
}
