//! Every page of the route table, found by its links: none that nobody looks at.

use std::collections::{BTreeSet, VecDeque};

use sejel::domain::access::policy::{Action, roles};
use sejel::web::acts::ACTS;
use sejel::web::routes::{ROUTES, Verb};
use sejel_e2e::{Account, Browser, Error, Size};

use crate::stage::Stage;
use crate::{Test, expect, pages, story};

pub(crate) const TESTS: &[Test] = &[
    (
        "every_page_of_the_route_table_keeps_nobody_out",
        every_page_keeps_nobody_out,
    ),
    (
        "the_pages_of_what_goes_wrong_keep_nobody_out",
        what_goes_wrong,
    ),
];

/// What is no page: probes, files of the style, scans, the file of a version. And pages of what the
/// demonstration has none of: a move, an emergency access, a sample, an export of many cases. They are
/// looked at where one is made.
const NO_PAGES: [&str; 9] = [
    "/directives/{version}/file",
    "/moves/{move}",
    "/break-glass/{glass}",
    "/audit/samples/{sample}",
    "/exports/{set}",
    "/healthz",
    "/readyz",
    "/static/{version}/{name}",
    "/cases/{case}/papers/{paper}/{version}/file",
];

/// The lists that a person's cases stand on.
const LISTS: [&str; 3] = ["/", "/?list=office", "/?list=waiting"];

/// The kinds of pages: the paths of the table, with each act and each part of a draft by its name.
fn wanted() -> BTreeSet<String> {
    let gets = ROUTES.iter().filter(|route| route.verb == Verb::Get);
    let pages = gets
        .map(|route| route.path)
        .filter(|path| !NO_PAGES.contains(path));
    let elsewhere = |act: &&&str| {
        WITHOUT_A_PAGE.contains(act) || OF_TWO.contains(act) || story::LOOKED_AT.contains(act)
    };
    let acts = ACTS.iter().filter(|act| !elsewhere(act));
    let acts = acts.map(|act| ACT.replace("{act}", act));
    pages
        .filter(|path| *path != ACT)
        .map(str::to_owned)
        .chain(acts)
        .collect()
}

const ACT: &str = "/cases/{case}/acts/{act}";

/// Acts whose form stands on another page: the verdict beside the paper.
const WITHOUT_A_PAGE: [&str; 1] = ["verdict"];

/// Acts that wait for what nobody does in the demonstration: an extension that somebody proposed. The
/// tests of bad input see its form.
const OF_TWO: [&str; 1] = ["extension-answer"];

/// Forms that the pages of few cases lead to: they are asked for by their addresses, in the cases
/// found on the way to all others.
const SELDOM_OFFERED: [&str; 6] = [
    "card-revocation",
    "correction",
    "judgment",
    "objection",
    "release",
    "reopening",
];

fn is_offered(kind: &String) -> bool {
    !SELDOM_OFFERED
        .iter()
        .any(|act| *kind == ACT.replace("{act}", act))
}

/// The kind of an address, as [`wanted`] writes it.
fn kind_of(address: &str) -> Option<String> {
    let path = address.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &&str| {
        let own: Vec<&str> = route.split('/').collect();
        let same = |(own, part): (&&str, &&str)| own.starts_with('{') || own == part;
        own.len() == parts.len() && own.iter().zip(&parts).all(same)
    };
    // Fixed paths first: `/cases/new` is no case.
    let mut routes: Vec<&str> = ROUTES
        .iter()
        .filter(|r| r.verb == Verb::Get)
        .map(|r| r.path)
        .collect();
    routes.sort_by_key(|path| path.matches('{').count());
    let route = routes.into_iter().find(|route| fits(route))?;
    let act = parts.last().copied().unwrap_or_default();
    Some(if route == ACT {
        route.replace("{act}", act)
    } else {
        route.to_owned()
    })
}

/// What was looked at, and what was wrong with it.
#[derive(Default)]
struct Seen {
    kinds: BTreeSet<String>,
    faults: Vec<String>,
}

impl Seen {
    /// Looks at a page if none of its kind was looked at before, and answers whether it did.
    fn looks(&mut self, browser: &Browser<'_>, address: &str) -> Result<bool, Error> {
        let Some(kind) = kind_of(address) else {
            return Ok(false);
        };
        if self.kinds.contains(&kind) || NO_PAGES.contains(&&*kind) {
            return Ok(false);
        }
        browser.go(address)?;
        if browser.status()? != 200 {
            return Ok(false);
        }
        let name = format!("every{}", kind.replace(['/', '{', '}'], "-"));
        let found = pages::look(browser, &name, Size::Desk);
        self.faults
            .extend(found.err().map(|wrong| wrong.to_string()));
        self.kinds.insert(kind);
        Ok(true)
    }

    /// Looks at every link of the page that is open; of pages with a fixed address that are met so, and
    /// of a version of the directive, at theirs too.
    fn looks_around(&mut self, browser: &Browser<'_>) -> Result<(), Error> {
        let mut waiting: VecDeque<String> = browser.links("header nav a, main a")?.into();
        while let Some(address) = waiting.pop_front() {
            let new = self.looks(browser, &address)?;
            let kind = kind_of(&address).unwrap_or_default();
            if new && (!kind.contains('{') || kind == "/directives/{version}") {
                waiting.extend(browser.links("main a")?);
            }
        }
        Ok(())
    }
}

fn every_page_keeps_nobody_out(stage: &Stage) -> Result<(), Error> {
    let mut seen = Seen::default();
    let browser = stage.browser(Size::Desk)?;
    seen.looks(&browser, "/sign-in")?;
    let wanted = wanted();
    let mut desks = Vec::new();
    for account in desks_of(stage)? {
        if wanted.difference(&seen.kinds).any(is_offered) {
            browser.forget()?;
            browser.sign_in(account)?;
            desks.push((account, pages_of(&browser, &mut seen)?));
        }
    }
    let reopened = something_new_comes(stage, &browser)?;
    for (account, mut cases) in desks {
        cases.insert(reopened.clone());
        let missing: Vec<String> = wanted.difference(&seen.kinds).cloned().collect();
        if !missing.is_empty() {
            browser.forget()?;
            browser.sign_in(account)?;
            forms_nobody_offered(&browser, &missing, &cases, &mut seen)?;
        }
    }
    let missing: Vec<&String> = wanted.difference(&seen.kinds).collect();
    expect("pages that nobody looked at", missing, Vec::new())?;
    expect("faults", seen.faults, Vec::new())
}

/// A case that has ended and to which a paper came since: the director may reopen it.
fn something_new_comes(stage: &Stage, browser: &Browser<'_>) -> Result<String, Error> {
    for head in stage.app()?.accounts("office_head") {
        browser.forget()?;
        browser.sign_in(head)?;
        browser.go("/?list=closed")?;
        let ended = browser.links("main tbody th a[href^=\"/cases/\"]")?;
        let Some(case) = ended.into_iter().next() else {
            continue;
        };
        browser.go(&format!("{case}/acts/paper"))?;
        browser.choose("kind", "other")?;
        browser.choose("form", "original")?;
        browser.fill("folder", "۱۲")?;
        browser.submit()?;
        let wrong = browser.texts("main [role=\"alert\"]")?;
        expect("what is wrong with a late paper", wrong, Vec::new())?;
        return Ok(case);
    }
    expect("a case that has ended", false, true)?;
    Ok(String::new())
}

/// One account of every role that comes to a page, then one of each in a further office, and so on:
/// most kinds are met at the first few.
fn desks_of(stage: &Stage) -> Result<Vec<&Account>, Error> {
    let app = stage.app()?;
    let administrators = roles(Action::ManageUsers).iter();
    let mut ranked = Vec::new();
    for role in roles(Action::ReadCase).iter().chain(administrators) {
        let mut offices = BTreeSet::new();
        let accounts = app.accounts(role.code());
        let accounts = accounts.filter(|account| offices.insert(&account.unit));
        ranked.extend(accounts.enumerate());
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    Ok(ranked.into_iter().map(|(_, account)| account).collect())
}

/// What one person finds: the fixed addresses, a new draft, and what the cases of her list lead to.
fn pages_of(browser: &Browser<'_>, seen: &mut Seen) -> Result<BTreeSet<String>, Error> {
    for path in wanted().iter().filter(|path| !path.contains('{')) {
        if seen.looks(browser, path)? {
            seen.looks_around(browser)?;
        }
    }
    browser.go("/cases/new")?;
    if browser.status()? == 200 && !seen.kinds.contains("/cases/new/{draft}/{part}") {
        browser.submit()?;
        if seen.looks(browser, &browser.path()?)? {
            seen.looks_around(browser)?;
        }
    }
    let cases = cases_of(browser)?;
    for case in &cases {
        let mut further = vec![case.clone()];
        further.extend(browser.skim(case)?.unwrap_or_default());
        for address in further.iter().filter(|a| a.starts_with(case)) {
            if seen.looks(browser, address)? {
                seen.looks_around(browser)?;
            }
        }
    }
    Ok(cases)
}

/// Forms that no page happened to lead to, such as giving back a file that nobody took: asked for
/// by their addresses.
fn forms_nobody_offered(
    browser: &Browser<'_>,
    missing: &[String],
    cases: &BTreeSet<String>,
    seen: &mut Seen,
) -> Result<(), Error> {
    for kind in missing {
        for case in cases {
            let asked = match kind.rsplit('/').next() {
                Some("correction") => "?person=0&field=telephone",
                _ => "?person=1",
            };
            let address = kind.replace("/cases/{case}", case) + asked;
            if browser.skim(&address)?.is_some() && seen.looks(browser, &address)? {
                break;
            }
        }
    }
    Ok(())
}

/// The cases of every list that leads further, on all its pages.
fn cases_of(browser: &Browser<'_>) -> Result<BTreeSet<String>, Error> {
    let mut cases = BTreeSet::new();
    let mut lists: Vec<String> = LISTS.map(str::to_owned).to_vec();
    let mut read = BTreeSet::new();
    while let Some(list) = lists.pop() {
        if !read.insert(list.clone()) {
            continue;
        }
        for address in browser.skim(&list)?.unwrap_or_default() {
            if kind_of(&address).as_deref() == Some("/cases/{case}") {
                cases.insert(address);
            } else if address.contains("after=") {
                lists.push(address);
            }
        }
    }
    Ok(cases)
}

/// The pages of an error: what is not there, what one may not do, what cannot be read.
fn what_goes_wrong(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Desk)?;
    browser.sign_in(stage.app()?.account("registrar_officer")?)?;
    for (path, status) in [
        ("/nowhere", 404),
        ("/users", 403),
        ("/search?q=%zz", 400),
        ("/sign-out", 405),
    ] {
        browser.go(path)?;
        expect(path, browser.status()?, status)?;
        expect("a way on", browser.links("main a")?.is_empty(), false)?;
        pages::look(&browser, &format!("error-{status}"), Size::Desk)?;
    }
    Ok(())
}
