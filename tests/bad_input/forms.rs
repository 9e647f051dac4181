//! Every form there is.

use std::collections::BTreeMap;
use std::thread;

use scraper::{Html, Selector};
use sejel::domain::access::policy::{Action, roles};
use sejel::domain::access::{Role, Scope};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::directive::life::Order;
use sejel::domain::directive::parse::parse;
use sejel::domain::time::Clock as _;
use sejel::services::accounts::actor_named;
use sejel::services::casework::{Request, perform};
use sejel::services::demonstration;
use sejel::services::directives::{SHIPPED, carry_out};
use sejel::services::simulation::trial;
use sejel::store::projections::CaseLine;
use sejel::store::{cases, lists};
use sejel::text::{Locale, Words};
use sejel::web::acts::ACTS;
use sejel::web::routes::{ROUTES, Verb};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::office::{Office, UNIT, paper};
use crate::sheet::sheets;
use crate::spoiled;

/// So many that every step, and what lies beside the steps, is met.
const CASES: u32 = 75;
/// So often a page is opened before it is held to have no form for anybody.
const ENOUGH: usize = 100;

/// Routes that are posted to by a button alone: nothing is asked.
const ONLY_A_BUTTON: [&str; 8] = [
    "/sign-out",
    "/language",
    "/account/sessions/{session}/end",
    "/account/sessions/end-others",
    "/users/{user}/grants/{grant}/end",
    "/users/{user}/enable",
    "/exports/{set}/file",
    "/exports/{set}/discard",
];

/// How often each kind of page was opened, and the forms met on them, each with the faults found in it.
#[derive(Default)]
struct Met {
    pages: BTreeMap<String, usize>,
    forms: BTreeMap<String, Vec<String>>,
}

impl Met {
    /// Spoils every form of this page that was not met before.
    fn page(&mut self, browser: &mut Browser<'_>, page: &str) {
        let times = self.pages.get(&spoiled::kind(page)).copied();
        if times.is_some_and(|times| times >= ENOUGH) {
            return;
        }
        browser.get(page);
        if browser.page.status != 200 {
            return;
        }
        let all = sheets(&browser.page.body);
        let times = match all.is_empty() {
            true => times.unwrap_or_default() + 1,
            false => ENOUGH,
        };
        self.pages.insert(spoiled::kind(page), times);
        for sheet in all {
            let shape = spoiled::shape(&sheet);
            let new = self.forms.entry(shape.clone());
            new.or_insert_with(|| spoiled::faults(browser, page, &shape));
        }
    }

    /// With what was met elsewhere.
    fn takes(&mut self, other: Self) {
        self.pages.extend(other.pages);
        for (shape, faults) in other.forms {
            self.forms.entry(shape).or_default().extend(faults);
        }
    }

    fn has(&self, route: &str) -> bool {
        let actions = || {
            self.forms
                .keys()
                .filter_map(|shape| shape.split(' ').next())
        };
        actions().any(|action| is_at(action, route))
    }

    fn faults(&self) -> Vec<&str> {
        self.forms.values().flatten().map(String::as_str).collect()
    }
}

/// Whether an address is one of a route.
fn is_at(address: &str, route: &str) -> bool {
    let (address, route): (Vec<_>, Vec<_>) =
        (address.split('/').collect(), route.split('/').collect());
    let same = |(here, there): (&&str, &&str)| there.starts_with('{') || here == there;
    address.len() == route.len() && address.iter().zip(&route).all(same)
}

fn links(browser: &Browser<'_>, part: &str) -> Vec<String> {
    let page = Html::parse_document(&browser.page.body);
    let links = Selector::parse("main a[href]").unwrap();
    let hrefs = page.select(&links).filter_map(|a| a.value().attr("href"));
    let own = hrefs.filter(|href| href.contains(part) && !href.ends_with("/file"));
    own.map(str::to_owned).collect()
}

/// Every case as it stands on a list.
fn all_lines(app: &TestApp) -> Vec<CaseLine> {
    let scope = Scope::of_process();
    let found = app.register.store.read(|c| {
        let mut found = Vec::new();
        for (id, _) in cases::ids(c, &scope, 0, CASES * 2)? {
            found.extend(lists::line(c, &scope, id)?);
        }
        Ok::<_, sejel::store::Error>(found)
    });
    found.unwrap()
}

/// Each case's address, with its office.
fn all_cases(app: &TestApp) -> Vec<(String, String)> {
    let lines = all_lines(app).into_iter();
    lines
        .map(|line| (format!("/cases/{}", line.reference), line.unit.to_string()))
        .collect()
}

/// Where somebody with this role sits who sees the cases of this office.
fn post_of(role: Role, office: &str) -> String {
    let province = office
        .rsplit_once('/')
        .map_or(office, |(province, _)| province);
    match role {
        Role::RegistrarOfficer
        | Role::ArchiveOfficer
        | Role::OfficeHead
        | Role::CouncilSecretary => office.to_owned(),
        _ => province.to_owned(),
    }
}

#[test]
fn bad_input_is_explained_on_every_form_and_what_was_typed_is_kept() {
    let mut met = Met::default();
    thread::scope(|threads| {
        let others = threads.spawn(|| {
            let (app, mut met) = (with_cases(), Met::default());
            on_cases(&app, |at| at % 2 == 1, &mut met);
            met
        });
        let app = with_cases();
        at_the_counter(&app, &mut met);
        of_accounts(&app, &mut met);
        on_cases(&app, |at| at % 2 == 0, &mut met);
        met.takes(others.join().unwrap());
        what_nobody_offered(&app, &mut met);
        of_versions(&app, &mut met);
        let office = of_extensions(&app, &mut met);
        of_oversight(&app, &office, &mut met);
    });
    let posts = ROUTES.iter().filter(|r| r.verb == Verb::Post);
    let missing: Vec<&str> = posts
        .map(|route| route.path)
        .filter(|path| !ONLY_A_BUTTON.contains(path) && !met.has(path))
        .chain(
            ACTS.iter()
                .filter(|act| !met.has(&format!("/cases/{{case}}/acts/{act}")))
                .copied(),
        )
        .collect();
    assert!(missing.is_empty(), "forms that were not met: {missing:?}");
    let faults = met.faults();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn with_cases() -> TestApp {
    let app = TestApp::new();
    let accounts = demonstration::fill(&app.register, CASES).unwrap();
    something_new_comes(&app, &accounts);
    app
}

/// A paper on which the director could reopen the first case that has ended.
fn something_new_comes(app: &TestApp, accounts: &[demonstration::Account]) {
    let mut lines = all_lines(app).into_iter();
    let ended = lines.find(|l| l.line.step_kind == "closed").unwrap();
    let (reference, office) = (ended.reference, ended.unit.to_string());
    let head = accounts
        .iter()
        .find(|a| a.role == Role::OfficeHead && a.unit == office);
    let head = actor_named(&app.register, &head.unwrap().username).unwrap();
    let request = Request {
        reference,
        command: Command::ReceivePaper(Box::new(paper("other", &[]))),
        on: None,
        seen: None,
        key: None,
    };
    perform(&app.register, &head.unwrap(), request).unwrap();
}

type Desks<'a> = BTreeMap<(Role, String), Browser<'a>>;

/// What each of these cases offers to each role.
fn on_cases(app: &TestApp, of_these: impl Fn(usize) -> bool, met: &mut Met) {
    let cases = all_cases(app).into_iter().enumerate();
    let cases: Vec<_> = cases
        .filter(|(at, _)| of_these(*at))
        .map(|(_, it)| it)
        .collect();
    let mut desks = Desks::new();
    for (case, office) in &cases {
        for role in roles(Action::ReadCase) {
            let post = post_of(*role, office);
            let new = || app.signed_in(*role, &post);
            let desk = desks.entry((*role, post.clone())).or_insert_with(new);
            desk.get(case);
            let mut pages = links(desk, &format!("{case}/"));
            pages.push(format!("{case}/export"));
            pages.push(format!("{case}/decision"));
            for page in pages {
                met.page(desk, &page);
                for act in links(desk, "/acts/") {
                    met.page(desk, &act);
                }
            }
        }
    }
}

/// Each act that no case offered, at every desk.
fn what_nobody_offered(app: &TestApp, met: &mut Met) {
    let cases = all_cases(app);
    let mut desks = Desks::new();
    for office in cases.iter().map(|(_, office)| office) {
        for role in roles(Action::ReadCase) {
            let post = post_of(*role, office);
            let new = || app.signed_in(*role, &post);
            desks.entry((*role, post.clone())).or_insert_with(new);
        }
    }
    for act in ACTS {
        let route = format!("/cases/{{case}}/acts/{act}");
        for desk in desks.values_mut() {
            for (case, _) in &cases {
                if met.has(&route) {
                    continue;
                }
                met.page(desk, &format!("{case}/acts/{act}?person=1"));
                for page in [case.clone(), format!("{case}/decision")] {
                    desk.get(&page);
                    for link in links(desk, &format!("/acts/{act}")) {
                        met.page(desk, &link);
                    }
                }
            }
        }
    }
}

/// Each part of a draft.
fn at_the_counter(app: &TestApp, met: &mut Met) {
    let mut desk = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    met.page(&mut desk, "/cases/new");
    desk.get("/cases/new");
    desk.submit("/cases/new", &[]);
    let first = desk.at.clone();
    let draft = first.rsplit_once('/').unwrap().0.to_owned();
    let mut parts = links(&desk, &draft);
    parts.push(first);
    // What throws the draft away comes last.
    parts.sort_by_key(|page| page.ends_with("/discard"));
    for part in parts {
        met.page(&mut desk, &part);
    }
}

/// A version of the directive on its way into force, and a move of open cases to it.
fn of_versions(app: &TestApp, met: &mut Met) {
    app.staff("colleague", Role::Administrator, "ir");
    let mut administrator = app.signed_in(Role::Administrator, "ir");
    met.page(&mut administrator, "/directives");
    let named = |username: &str| actor_named(&app.register, username).unwrap().unwrap();
    let (first, second) = (named("administrator.ir"), named("colleague"));
    let asks = |who, order| assert!(carry_out(&app.register, who, &order).unwrap());
    let drafts = |label: &str| {
        let name = format!("version = \"{label}\"");
        let text = SHIPPED[0].1.replacen("version = \"1381\"", &name, 1);
        let directive = Box::new(parse(&text).unwrap());
        let digest = directive.digest.clone();
        asks(&first, Order::Draft { directive, text });
        digest
    };
    let page = |digest: &str| format!("/directives/{}", &digest[..12]);
    // It is thrown away in the course of this.
    let spoiled = drafts("1404");
    met.page(&mut administrator, &page(&spoiled));
    let digest = drafts("1405");
    let words = Words::of(Locale::Fa);
    let who = (&first, "administrator.ir");
    trial::ask(&app.register, who, &digest, words).unwrap();
    met.page(&mut app.signed_in(Role::Auditor, "ir"), &page(&digest));
    let today = app.register.today();
    let propose = Order::Propose {
        digest: digest.clone(),
        from: today,
        reason: "مهلت‌ها بازنگری شد".to_owned(),
    };
    asks(&first, propose);
    let family = app
        .register
        .store
        .read(|c| app.register.directives.family(c));
    let version = family.unwrap().version(&digest).unwrap().clone();
    let approve = Order::Approve {
        digest: digest.clone(),
        proposal: version.proposal.unwrap().seq,
    };
    asks(&second, approve);
    asks(&second, Order::Schedule { digest, on: today });
    met.page(&mut administrator, "/calendars/new");
    met.page(&mut administrator, "/calendars/rest");
    let waiting = proposed_calendar(&mut administrator);
    met.page(&mut administrator, &waiting);
    let office = all_cases(app).remove(0).1;
    let mut head = app.signed_in(Role::OfficeHead, &office);
    met.page(&mut head, "/moves/new");
    head.get("/moves/new");
    let wish = [
        ("to", "1405"),
        ("reason", "مهلت تازه به سود آنان است"),
        ("do", "propose"),
    ];
    head.submit("/moves", &wish);
    assert_eq!(head.page.status, 200, "{}", head.text("main"));
    let made = head.at.split('?').next().unwrap().to_owned();
    met.page(&mut head, &made);
}

/// The address of a version of the calendar that waits for approval.
fn proposed_calendar(administrator: &mut Browser<'_>) -> String {
    administrator.get("/calendars/rest");
    let wish = [
        ("unit", "ir"),
        ("days", "thursday"),
        ("reason", "اعلام رسمی رسید"),
        ("do", "propose"),
    ];
    administrator.submit("/calendars/rest", &wish);
    let main = administrator.text("main");
    assert_eq!(administrator.page.status, 200, "{main}");
    administrator.at.split('?').next().unwrap().to_owned()
}

/// An extension that waits for a second person.
fn of_extensions(app: &TestApp, met: &mut Met) -> Office {
    app.clock.advance(86_400);
    let office = Office::at(&app.register.store, app.clock.now());
    let one = "extendable_by = [\"office_head\"]\n";
    let approved = "extension_approved_by = [\"office_head\", \"provincial_director\"]\n";
    let named = SHIPPED[0]
        .1
        .replacen("version = \"1381\"", "version = \"1406\"", 1);
    office.puts_in_force(&named.replacen(one, &format!("{one}{approved}"), 1));
    let case = office.opens_a_case();
    let extend = Command::ExtendClock {
        person: 0,
        step: "document_review".into(),
        days: 5,
        reason: Personal::new("راه روستا بسته است."),
    };
    case.does(&office.head, extend);
    let mut deputy = app.browser();
    deputy.sign_in("deputy", "umbrella tin river chalk");
    deputy.get(&format!("/cases/{}", case.reference));
    let answers = links(&deputy, "/acts/extension-answer");
    assert_eq!(answers.len(), 1, "{}", deputy.text("main"));
    for answer in answers {
        met.page(&mut deputy, &answer);
    }
    office
}

/// Emergency access, samples, and closed annexes.
fn of_oversight(app: &TestApp, office: &Office, met: &mut Met) {
    let case = office.opens_a_case();
    case.reaches_the_council();
    let posts = [
        "county_governor",
        "office_head",
        "police_commander",
        "prosecutor",
    ];
    let mut minutes = case.minutes(0, "council_deliberation", &posts, "approved");
    minutes.sealed_annex = Some(Personal::new("گزارش محرمانهٔ نمونه"));
    case.does(&office.council, Command::RecordSitting(Box::new(minutes)));
    let mut head = app.signed_in(Role::OfficeHead, UNIT);
    met.page(&mut head, &format!("/cases/{}/annexes", case.reference));
    let page = format!("/cases/{}/erase", case.reference);
    head.get(&page);
    let wish = [
        ("what", "value:1:/data/application/people/0/birth_date"),
        ("basis", "رأی هیئت نمونه، شمارهٔ دوازده"),
    ];
    head.submit(&page, &wish);
    // What is proposed makes another page of it.
    met.pages.remove(&spoiled::kind(&page));
    met.page(&mut app.signed_in(Role::ProvincialDirector, "ir/11"), &page);
    let mut away = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
    met.page(&mut away, "/break-glass/new");
    away.get("/break-glass/new");
    let reason = "متقاضی در بیمارستان این شهر بستری است.";
    away.submit(
        "/break-glass",
        &[("number", &case.reference), ("reason", reason)],
    );
    app.clock.advance(86_400);
    let mut auditor = app.signed_in(Role::Auditor, "ir/11");
    auditor.get("/break-glass");
    for asked in links(&auditor, "/break-glass/") {
        met.page(&mut auditor, &asked);
    }
    met.page(&mut auditor, "/exports");
    met.page(&mut auditor, "/audit/samples");
    auditor.get("/audit/samples");
    let sample = [
        ("unit", "ir/11"),
        ("from-d", "1"),
        ("from-m", "1"),
        ("from-y", "1405"),
        ("until-d", "5"),
        ("until-m", "9"),
        ("until-y", "1405"),
        ("each", "2"),
        ("seed", "1405"),
    ];
    auditor.submit("/audit/samples", &sample);
    let drawn = auditor.at.split('?').next().unwrap().to_owned();
    met.page(&mut auditor, &drawn);
}

/// Signing in, one's own account, and the accounts of others.
fn of_accounts(app: &TestApp, met: &mut Met) {
    met.page(&mut app.browser(), "/sign-in");
    let mut officer = app.signed_in(Role::RegistrarOfficer, "ir/11/02");
    met.page(&mut officer, "/account");
    let other = app.staff("other", Role::RegistrarOfficer, "ir/11/02");
    let mut administrator = app.signed_in(Role::Administrator, "ir");
    met.page(&mut administrator, "/users");
    met.page(&mut administrator, &format!("/users/{}", other.0));
}
