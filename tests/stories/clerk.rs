//! Somebody of the office in front of a browser.

use scraper::{Html, Selector};

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::sheet::{Chosen, Sheet, sheets};

/// A form in which nothing is typed.
pub const AS_IT_IS: [(&str, &str); 0] = [];

/// Somebody of the office, signed in.
pub struct Clerk<'a> {
    username: String,
    pub browser: Browser<'a>,
}

/// Text as it is read: without the marks that keep directions apart.
pub fn plain(text: &str) -> String {
    let marks = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let read: String = text.chars().filter(|c| !marks(*c)).collect();
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Clerk<'a> {
    /// Signs in with an account that is there.
    pub fn comes(app: &'a TestApp, username: &str) -> Self {
        let mut browser = app.browser();
        browser.sign_in(username, PASSWORD);
        assert_eq!(browser.page.status, 200, "{username} is signed in");
        Self {
            username: username.to_owned(),
            browser,
        }
    }

    /// On another day: the session of the day before has ended.
    pub fn comes_again(&mut self) {
        self.browser.sign_in(&self.username, PASSWORD);
        assert_eq!(self.browser.page.status, 200);
    }

    /// Opens an address.
    pub fn turns_to(&mut self, address: &str) {
        self.browser.get(address);
        let status = self.browser.page.status;
        assert_eq!(status, 200, "{} opens {address}", self.username);
    }

    /// Follows the link of the page whose address has this in it.
    pub fn follows(&mut self, part: &str) {
        let links = self.links();
        let link = links.iter().find(|href| href.contains(part));
        let Some(link) = link.cloned() else {
            let at = &self.browser.at;
            panic!("{}: no {part} on {at}, only {links:#?}", self.username);
        };
        self.turns_to(&link);
    }

    /// Where the links of the page lead.
    pub fn links(&self) -> Vec<String> {
        let page = Html::parse_document(&self.browser.page.body);
        let links = Selector::parse("a[href]").unwrap();
        let hrefs = page.select(&links).filter_map(|a| a.value().attr("href"));
        hrefs.map(str::to_owned).collect()
    }

    /// Whether a link of the page has this in its address.
    pub fn is_offered(&self, part: &str) -> bool {
        self.links().iter().any(|href| href.contains(part))
    }

    /// What stands in the first element that fits, or in the whole page's main part.
    pub fn reads(&self, css: &str) -> String {
        plain(&self.browser.text(css))
    }

    /// Requires that the page says this.
    pub fn is_told(&self, said: &str) {
        let page = self.reads("main");
        assert!(page.contains(said), "{said} is not said in: {page}");
    }

    /// The form of the page that asks for all of these.
    pub fn sheet(&self, names: &[&str]) -> Sheet {
        let all = sheets(&self.browser.page.body);
        let fits = all.into_iter().find(|sheet| sheet.has(names));
        fits.unwrap_or_else(|| {
            let (at, page) = (&self.browser.at, self.reads("main"));
            panic!("{}: no form for {names:?} on {at}: {page}", self.username)
        })
    }

    /// Fills in the form and sends it; goes where it leads.
    pub fn sends<N: AsRef<str>, V: AsRef<str>>(&mut self, fields: &[(N, V)]) {
        self.sends_with(fields, None);
    }

    /// The same, with a file.
    pub fn sends_with<N: AsRef<str>, V: AsRef<str>>(
        &mut self,
        fields: &[(N, V)],
        file: Option<(&str, Chosen)>,
    ) {
        let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_ref()).collect();
        names.extend(file.as_ref().map(|(name, _)| *name));
        let mut sheet = self.sheet(&names);
        for (name, value) in fields {
            sheet.fill(name.as_ref(), value.as_ref());
        }
        if let Some((name, chosen)) = file {
            sheet.choose(name, chosen);
        }
        self.posts(&sheet);
    }

    /// Sends a form as it is filled in.
    pub fn posts(&mut self, sheet: &Sheet) {
        let (media, body) = sheet.body();
        let answer = self.browser.post_body(&sheet.action, &media, body);
        if answer.status == 303 {
            let to = answer.location().to_owned();
            self.browser.get(&to);
        }
    }

    /// Requires that what was sent is done.
    pub fn is_done(&self) {
        let (at, status) = (&self.browser.at, self.browser.page.status);
        let page = self.reads("main");
        assert_eq!(status, 200, "{}: {at}: {page}", self.username);
    }

    /// On the page of the case: follows the link to an act, fills in its form, sends it.
    pub fn does<N: AsRef<str>, V: AsRef<str>>(&mut self, case: &str, act: &str, fields: &[(N, V)]) {
        self.turns_to(case);
        self.follows(&format!("/acts/{act}"));
        self.sends(fields);
        self.is_done();
    }

    /// Requires that what was sent is refused on the same page, and answers what is said.
    pub fn is_refused(&self) -> String {
        let (at, status) = (&self.browser.at, self.browser.page.status);
        assert_eq!(
            status,
            422,
            "{}: {at}: {}",
            self.username,
            self.reads("main")
        );
        self.reads("main [role=alert]")
    }
}
