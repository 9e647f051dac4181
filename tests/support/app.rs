//! The whole product in one process: a database of its own, a clock that the test moves, chance
//! that repeats itself, and browsers.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::allow_attributes, reason = "shared by several test programs")]

use std::collections::BTreeMap;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use actix_web::dev::Service as _;
use actix_web::rt::{System, SystemRunner};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, body::to_bytes};
use sejel::domain::access::{Grant, Role, UnitPath, UserId};
use sejel::domain::time::{Clock, Entropy, Moment};
use sejel::services::accounts::{self, NewAccount};
use sejel::services::calendars;
use sejel::services::directives::{self, Directives, SHIPPED};
use sejel::services::register::Register;
use sejel::services::sealing::signer::Folder;
use sejel::store::files::Files;
use sejel::store::units::{self, Unit, UnitKind};
use sejel::web::routes::Route;
use sejel::web::server::{Shell, configure_with};
use sejel::web::visit::Site;
use sha2::{Digest as _, Sha256};

use crate::browser::Browser;
use crate::database::Database;

/// Where the tests' register is reached.
pub const ORIGIN: &str = "https://sejel.example";
/// The password of everybody in the tests.
pub const PASSWORD: &str = "umbrella tin river chalk";

/// A clock that stands still until it is moved.
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Thursday, 26 November 2026, half past nine in Tehran.
    pub fn new() -> Self {
        let start: Moment = "2026-11-26T06:00:00.000000Z".parse().unwrap();
        Self(AtomicI64::new(start.micros()))
    }

    /// Moves on; back, when negative.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that repeats itself.
pub struct SeededEntropy(AtomicU64);

impl Entropy for SeededEntropy {
    fn bytes32(&self) -> [u8; 32] {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        Sha256::digest(n.to_be_bytes()).into()
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The same as it came, for what is no text.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }
}

type Answering = Pin<Box<dyn Future<Output = Answer>>>;
type Ask = Box<dyn Fn(TestRequest) -> Answering>;

/// The product, running.
pub struct TestApp {
    pub register: Arc<Register>,
    pub clock: Arc<FixedClock>,
    pub site: Site,
    ask: Option<Ask>,
    system: SystemRunner,
    database: Option<Database>,
    files: Option<tempfile::TempDir>,
}

impl TestApp {
    /// On a new SQLite file.
    pub fn new() -> Self {
        Self::on(Database::sqlite())
    }

    /// On every kind of database that is there.
    pub fn each(test: impl Fn(&TestApp)) {
        for database in Database::each() {
            test(&Self::on(database));
        }
    }

    /// On this database, migrated, with three offices in two provinces.
    pub fn on(database: Database) -> Self {
        Self::with(database, &[])
    }

    /// With routes that only tests have.
    pub fn with(database: Database, more: &'static [Route]) -> Self {
        database.open().migrate().unwrap();
        let clock = Arc::new(FixedClock::new());
        let app = Self::start(database, clock, tempfile::tempdir().unwrap(), more);
        for (path, kind, fa, en) in [
            (
                "ir",
                UnitKind::Country,
                "سازمان نمونه",
                "Sample Organization",
            ),
            ("ir/11", UnitKind::Province, "استان الف", "Province A"),
            ("ir/11/01", UnitKind::County, "شهرستان الف", "County A"),
            ("ir/11/02", UnitKind::County, "شهرستان ب", "County B"),
            ("ir/12", UnitKind::Province, "استان پ", "Province P"),
            ("ir/12/01", UnitKind::County, "شهرستان پ", "County P"),
        ] {
            app.add_unit(path, kind, (fa, en));
        }
        app
    }

    fn start(
        database: Database,
        clock: Arc<FixedClock>,
        files: tempfile::TempDir,
        more: &'static [Route],
    ) -> Self {
        let system = System::new();
        let store = database.open();
        let kept = files.path().join("files");
        std::fs::create_dir_all(&kept).unwrap();
        let url = format!("file://{}", kept.display());
        let mut register = Register::new(
            store,
            Files::open(&url).unwrap(),
            Arc::<FixedClock>::clone(&clock),
            Arc::new(SeededEntropy(AtomicU64::new(
                clock.now().micros().unsigned_abs(),
            ))),
        )
        .unwrap();
        let signer = Folder::open(&files.path().join("signer"), register.entropy.as_ref());
        register = register.signed_by(Arc::new(signer.unwrap()));
        register = register.told_by(sejel::web::sentences::told);
        register.directives = Directives::of(&SHIPPED[..1]).unwrap();
        directives::found(&register).unwrap();
        calendars::found(&register).unwrap();
        let site = Site {
            tls: true,
            origin: ORIGIN.to_owned(),
            origins: vec![ORIGIN.to_owned()],
            secret: Arc::new(b"a secret of the tests, thirty-two".to_vec()),
            demonstration: false,
        };
        let register = Arc::new(register);
        let shell = Shell {
            register: Arc::clone(&register),
            site: site.clone(),
            proxies: Arc::new(vec!["10.9.9.9".parse().unwrap()]),
        };
        let ask = system.block_on(async move {
            let app = App::new().configure(move |config| configure_with(config, &shell, more));
            let service = Rc::new(init_service(app).await);
            let ask: Ask = Box::new(move |request| {
                let service = Rc::clone(&service);
                Box::pin(async move {
                    let response = service.call(request.to_request()).await.unwrap();
                    let status = response.status().as_u16();
                    let headers = response.headers().iter().map(|(name, value)| {
                        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                        (name.as_str().to_owned(), value)
                    });
                    let headers = headers.collect();
                    let body = to_bytes(response.into_body()).await;
                    let body = body.unwrap_or_default();
                    Answer {
                        status,
                        headers,
                        body: String::from_utf8_lossy(&body).into_owned(),
                        bytes: body.to_vec(),
                    }
                })
            });
            ask
        });
        Self {
            register,
            clock,
            site,
            ask: Some(ask),
            system,
            database: Some(database),
            files: Some(files),
        }
    }

    /// Ends the process and begins it again over the same database, files and clock.
    pub fn restart(mut self) -> Self {
        let clock = Arc::clone(&self.clock);
        let (database, files) = (self.database.take(), self.files.take());
        drop(self);
        Self::start(database.unwrap(), clock, files.unwrap(), &[])
    }

    /// Sends a request as it is.
    pub fn ask(&self, request: TestRequest, from: SocketAddr) -> Answer {
        let ask = self.ask.as_ref().unwrap();
        self.system.block_on(ask(request.peer_addr(from)))
    }

    /// A new browser, in which nobody is signed in.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// Adds an office.
    pub fn add_unit(&self, path: &str, kind: UnitKind, (fa, en): (&str, &str)) {
        let unit = Unit {
            path: UnitPath::parse(path).unwrap(),
            kind,
            name_fa: fa.to_owned(),
            name_en: en.to_owned(),
            place_code: path.replace('/', ""),
            active: true,
        };
        self.register
            .store
            .write(move |c| units::put(c, &unit))
            .unwrap();
    }

    /// Gives somebody an account with one post.
    pub fn staff(&self, username: &str, role: Role, unit: &str) -> UserId {
        let grant = Grant {
            role,
            unit: UnitPath::parse(unit).unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        };
        let new = NewAccount {
            username: username.to_owned(),
            name_fa: format!("نمونه {username}"),
            name_en: format!("Sample {username}"),
            person_ref: format!("p-{username}"),
            password: PASSWORD.to_owned(),
            must_change: false,
            grants: vec![grant],
        };
        accounts::add(&self.register, new, None).unwrap()
    }

    /// Somebody with this post in this office, signed in in a browser of their own.
    pub fn signed_in(&self, role: Role, unit: &str) -> Browser<'_> {
        let username = format!(
            "{}.{}",
            role.code().replace('_', "-"),
            unit.replace('/', "-")
        );
        let known = self
            .register
            .store
            .read(|c| sejel::store::accounts::user_by_name(c, &username));
        if known.unwrap().is_none() {
            self.staff(&username, role, unit);
        }
        let mut browser = self.browser();
        browser.sign_in(&username, PASSWORD);
        browser
    }

    /// How many events of each kind a stream has.
    pub fn events(&self, stream: &str) -> BTreeMap<String, usize> {
        let all = self
            .register
            .store
            .read(|c| sejel::store::streams::events(c, stream, 0, 10_000));
        let mut counts = BTreeMap::new();
        for event in all.unwrap() {
            *counts.entry(event.kind).or_insert(0) += 1;
        }
        counts
    }
}

/// Every history that a test has made holds.
impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() || self.ask.is_none() || self.database.is_none() {
            return;
        }
        let report = self
            .register
            .store
            .read(|c| sejel::store::verify::all(c, &mut |_| ()))
            .unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
