//! How much the hot paths cost, each as a multiple of a base that is measured in the same run: one
//! case read from its row. Nothing is asserted; the table at the end is for reading.
//!
//! `cargo bench`. The pages go through the whole server in this process, on SQLite with full
//! durability.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on must say where"
)]

#[path = "../tests/support/app.rs"]
mod app;
#[path = "../tests/support/browser.rs"]
mod browser;
#[path = "../tests/support/database.rs"]
mod database;

use std::cell::RefCell;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::Criterion;
use sejel::domain::access::policy::{self, Action};
use sejel::domain::access::{Actor, Scope};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::services::casework::{self, Request};
use sejel::services::{accounts, demonstration};
use sejel::store::lists::{After, Filter, Order, page};
use sejel::store::projections::CaseLine;
use sejel::store::{Conn, Error, cases};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::database::Database;

const CASES: u32 = 420;
/// So few lines a page that there is a fortieth.
const LINES: u32 = 5;
const BASE: &str = "base: one case from its row";
const MEASURED: [&str; 7] = [
    "worklist page",
    "case page",
    "transition",
    "export",
    "name search",
    "list, page 1",
    "list, page 40",
];

/// A register with the demonstration, somebody signed in, and a case of hers.
struct Desk<'a> {
    app: &'a TestApp,
    browser: RefCell<Browser<'a>>,
    actor: Actor,
    case: String,
}

fn main() {
    let results = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("benches");
    let app = TestApp::on(Database::sqlite());
    let accounts = demonstration::fill(&app.register, CASES).unwrap();
    let head = accounts.iter().find(|a| a.username.starts_with("head-"));
    let head = head.unwrap();
    let browser = RefCell::new(app.browser());
    browser.borrow_mut().sign_in(&head.username, &head.password);
    let actor = accounts::actor_named(&app.register, &head.username);
    let actor = actor.unwrap().unwrap();
    let case = first_open(&app, &actor);
    let desk = Desk {
        app: &app,
        browser,
        actor,
        case,
    };
    let mut criterion = Criterion::default()
        .output_directory(&results)
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    desk.measure(&mut criterion);
    criterion.final_summary();
    tell(&results);
}

/// An open case of the office whose head this is.
fn first_open(app: &TestApp, actor: &Actor) -> String {
    let scope = policy::scope(actor, Action::ReadCase);
    let open = Filter {
        state: Some(sejel::store::projections::CaseState::Open),
        ..Filter::default()
    };
    let read = |c: &mut Conn| page(c, &scope, &open, (Order::Due, None), 1);
    app.register.store.read(read).unwrap()[0].reference.clone()
}

impl Desk<'_> {
    fn measure(&self, criterion: &mut Criterion) {
        let deep = self.start_of_page(40);
        criterion.bench_function(BASE, |b| b.iter(|| self.one_row()));
        criterion.bench_function(MEASURED[0], |b| b.iter(|| self.opens("/?list=office")));
        let case = format!("/cases/{}", self.case);
        criterion.bench_function(MEASURED[1], |b| b.iter(|| self.opens(&case)));
        criterion.bench_function(MEASURED[3], |b| b.iter(|| self.exports()));
        let search = "/search?q=%D9%85%D8%B1%D8%A7%D8%AF";
        criterion.bench_function(MEASURED[4], |b| b.iter(|| self.opens(search)));
        criterion.bench_function(MEASURED[5], |b| b.iter(|| self.list(None)));
        criterion.bench_function(MEASURED[6], |b| b.iter(|| self.list(Some(&deep))));
        // Last: each adds to the case that the others read.
        criterion.bench_function(MEASURED[2], |b| b.iter(|| self.acts()));
    }

    fn one_row(&self) {
        let scope = Scope::of_process();
        let read = |c: &mut Conn| cases::by_reference(c, &scope, &self.case);
        black_box(self.app.register.store.read(read).unwrap().unwrap());
    }

    fn opens(&self, address: &str) {
        let mut browser = self.browser.borrow_mut();
        assert_eq!(browser.get_once(address).status, 200, "{address}");
    }

    fn acts(&self) {
        let text = Personal::new("یادداشت نمونه برای اندازه‌گیری.");
        let request = Request {
            reference: self.case.clone(),
            command: Command::AddNote { text },
            on: None,
            seen: None,
            key: None,
        };
        casework::perform(&self.app.register, &self.actor, request).unwrap();
    }

    fn exports(&self) {
        let form = format!("/cases/{}/export", self.case);
        let mut browser = self.browser.borrow_mut();
        browser.get_once(&form);
        browser.post_once(&form, &[("purpose", "measuring an export")]);
        assert_eq!(browser.page.status, 200, "{form}");
    }

    fn list(&self, after: Option<&After>) -> Vec<CaseLine> {
        let read = |c: &mut Conn| {
            let scope = Scope::of_process();
            page(c, &scope, &Filter::default(), (Order::Due, after), LINES)
        };
        let lines: Result<_, Error> = self.app.register.store.read(read);
        black_box(lines.unwrap())
    }

    /// After which line the page of this number begins.
    fn start_of_page(&self, number: u32) -> After {
        let mut after = None;
        for _ in 1..number {
            let lines = self.list(after.as_ref());
            after = lines.last().map(|line| After::line(line, Order::Due));
        }
        after.unwrap()
    }
}

/// The median of each, and how many times the base it is.
fn tell(results: &Path) {
    let Some(base) = median(results, BASE) else {
        return;
    };
    eprintln!("\n{:<30} {:>12} {:>10}", "median", "µs", "× base");
    for name in [BASE].into_iter().chain(MEASURED) {
        if let Some(time) = median(results, name) {
            eprintln!("{name:<30} {:>12.1} {:>10.1}", time / 1000.0, time / base);
        }
    }
}

/// In nanoseconds; nothing where it was not measured.
fn median(results: &Path, name: &str) -> Option<f64> {
    let folder = name.replace([':', '*', '?'], "_");
    let file = results.join(folder).join("new").join("estimates.json");
    let text = std::fs::read_to_string(file).ok()?;
    let read: serde_json::Value = serde_json::from_str(&text).ok()?;
    read.get("median")?.get("point_estimate")?.as_f64()
}
