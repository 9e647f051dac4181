//! A browser as far as a register without scripts needs one: cookies, forms, where it came from.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::allow_attributes, reason = "shared by several test programs")]

use std::collections::BTreeMap;
use std::net::SocketAddr;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use scraper::{ElementRef, Html, Selector};

use crate::app::{Answer, ORIGIN, TestApp};

/// One person's browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    /// Cookies by name; a test may take them away or put others in.
    pub jar: BTreeMap<String, String>,
    /// Where it is on the network.
    pub address: SocketAddr,
    /// The page that is open, and what was answered.
    pub at: String,
    pub page: Answer,
    /// Headers that are sent with every form instead of a browser's own.
    pub pretends: Vec<(&'static str, &'static str)>,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

impl<'a> Browser<'a> {
    /// Fresh from its box.
    pub fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            jar: BTreeMap::new(),
            address: "192.0.2.10:50000".parse().unwrap(),
            at: "/".to_owned(),
            page: Answer::default(),
            pretends: Vec::new(),
        }
    }

    /// Somewhere else on the network.
    pub fn from(mut self, address: &str) -> Self {
        self.address = format!("{address}:50000").parse().unwrap();
        self
    }

    /// Opens an address and follows where it leads.
    pub fn get(&mut self, path: &str) -> &Answer {
        self.get_once(path);
        self.follow()
    }

    /// Opens an address and stays there.
    pub fn get_once(&mut self, path: &str) -> &Answer {
        let request = TestRequest::default().method(Method::GET).uri(path);
        let request = request
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header(("sec-fetch-mode", "navigate"));
        self.send(request, path)
    }

    /// Sends these fields with the token of the page that is open.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> &Answer {
        self.post_once(path, fields);
        self.follow()
    }

    /// The same, and stays there.
    pub fn post_once(&mut self, path: &str, fields: &[(&str, &str)]) -> &Answer {
        let token = self.token();
        let mut all = vec![("csrf", token.as_str())];
        all.extend(fields);
        self.post_raw(path, &all)
    }

    /// Sends these fields and no others.
    pub fn post_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> &Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.post_body(path, "application/x-www-form-urlencoded", body.finish())
    }

    /// Sends a body as it is.
    pub fn post_body(&mut self, path: &str, media: &str, body: impl Into<Vec<u8>>) -> &Answer {
        let mut request = TestRequest::default()
            .method(Method::POST)
            .uri(path)
            .insert_header(("content-type", media))
            .insert_header(("referer", format!("{ORIGIN}{}", self.at)));
        let own = [("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
        for (name, value) in own {
            if !self.pretends.iter().any(|(known, _)| *known == name) {
                request = request.insert_header((name, value));
            }
        }
        for (name, value) in self.pretends.clone() {
            if !value.is_empty() {
                request = request.insert_header((name, value));
            }
        }
        let body: Vec<u8> = body.into();
        self.send(request.set_payload(body), path)
    }

    /// Fills in the form that posts to `action` on the open page, and sends it: everything that
    /// stands in it, with `fields` instead of what stood there.
    pub fn submit(&mut self, action: &str, fields: &[(&str, &str)]) -> &Answer {
        let mut filled = self.filled(action);
        for (name, _) in fields {
            filled.retain(|(known, _)| known != name);
        }
        filled.extend(
            fields
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
        );
        let pairs: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (&**n, &**v)).collect();
        self.post_raw(action, &pairs);
        self.follow()
    }

    /// What stands in the form that posts to `action`.
    pub fn filled(&self, action: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.page.body);
        let forms = select("form");
        let mut found = html.select(&forms);
        let form = found.find(|f| f.value().attr("action") == Some(action));
        let form = form.unwrap_or_else(|| panic!("no form to {action} on {}", self.at));
        let (inputs, areas) = (select("input"), select("textarea"));
        let options = select("select option[selected]");
        let mut pairs = Vec::new();
        for input in form.select(&inputs) {
            pairs.extend(typed(input));
        }
        for area in form.select(&areas) {
            let name = area.value().attr("name").unwrap_or_default().to_owned();
            pairs.push((name, area.text().collect::<String>()));
        }
        for option in form.select(&options) {
            let list = option.ancestors().filter_map(ElementRef::wrap);
            let name = list.filter_map(|e| e.value().attr("name")).next();
            let value = option.value().attr("value").unwrap_or_default();
            pairs.extend(name.map(|n| (n.to_owned(), value.to_owned())));
        }
        pairs
    }

    fn send(&mut self, request: TestRequest, path: &str) -> &Answer {
        let cookies: Vec<String> = self.jar.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = request.insert_header(("cookie", cookies.join("; ")));
        self.page = self.app.ask(request, self.address);
        for (name, value) in self.page.headers.clone() {
            if name == "set-cookie" {
                self.keep(&value);
            }
        }
        self.at = path.to_owned();
        &self.page
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }

    fn follow(&mut self) -> &Answer {
        for _ in 0..10 {
            if self.page.status != 303 {
                break;
            }
            let to = self.page.location().to_owned();
            self.get_once(&to);
        }
        &self.page
    }

    /// The form token of the open page.
    pub fn token(&self) -> String {
        let html = Html::parse_document(&self.page.body);
        let token = html.select(&select("input[name=csrf]")).next();
        let value = token.and_then(|t| t.value().attr("value"));
        value.unwrap_or_default().to_owned()
    }

    /// Signs in as a person would: opens the page, fills it in, sends it.
    pub fn sign_in(&mut self, username: &str, password: &str) -> &Answer {
        self.get("/sign-in");
        self.submit(
            "/sign-in",
            &[("username", username), ("password", password)],
        )
    }

    /// The text of the first element that fits, without what surrounds it.
    pub fn text(&self, css: &str) -> String {
        let html = Html::parse_document(&self.page.body);
        let found = html.select(&select(css)).next();
        let text = found.map(|e| e.text().collect::<String>());
        let text = text.unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How many elements fit.
    pub fn count(&self, css: &str) -> usize {
        Html::parse_document(&self.page.body)
            .select(&select(css))
            .count()
    }

    /// An attribute of the first element that fits.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.page.body);
        let found = html.select(&select(css)).next()?;
        found.value().attr(name).map(str::to_owned)
    }
}

fn typed(input: ElementRef<'_>) -> Option<(String, String)> {
    let input = input.value();
    let name = input.attr("name")?.to_owned();
    let chosen = match input.attr("type") {
        Some("radio" | "checkbox") => input.attr("checked").is_some(),
        Some("submit" | "file" | "button") => false,
        _ => true,
    };
    chosen.then(|| (name, input.attr("value").unwrap_or_default().to_owned()))
}
