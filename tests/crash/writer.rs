//! A colleague who writes notes through the forms, one after the other, as fast as she is answered.

use std::sync::mpsc::Sender;

use scraper::{Html, Selector};
use ureq::http::{Response, header};
use ureq::{Agent, Body};

use crate::ledger::Ledger;

/// The password of everybody in the tests' office.
const PASSWORD: &str = "umbrella tin river chalk";

pub struct Writer {
    username: &'static str,
    case: String,
    agent: Agent,
    /// Of the session, which outlives the process: it is in the database.
    cookie: String,
    written: u32,
    /// Sent, but not answered when the program was killed: sent again first of all.
    unanswered: Option<String>,
}

impl Writer {
    pub fn new(username: &'static str, case: &str) -> Self {
        let settings = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self {
            username,
            case: case.to_owned(),
            agent: settings.into(),
            cookie: String::new(),
            written: 0,
            unanswered: None,
        }
    }

    /// Signs in, once for all restarts.
    pub fn signs_in(&mut self, server: &str) {
        let mut page = self.asks(&format!("{server}/sign-in")).unwrap();
        self.cookie = cookies(&page);
        let csrf = csrf(&mut page);
        let fields = [
            ("csrf", csrf.as_str()),
            ("username", self.username),
            ("password", PASSWORD),
        ];
        let answer = self.sends(&format!("{server}/sign-in"), &fields).unwrap();
        assert_eq!(answer.status(), 303, "{} is signed in", self.username);
        self.cookie = cookies(&answer);
    }

    /// Writes until the program is gone. `begun` hears of each note before it is sent.
    pub fn writes(&mut self, server: &str, ledger: &Ledger, begun: &Sender<()>) {
        let address = format!("{server}/cases/{}/acts/note", self.case);
        let Ok(mut form) = self.asks(&address) else {
            return;
        };
        assert_eq!(form.status(), 200, "the session outlives the process");
        let Some(csrf) = csrf_if_whole(&mut form) else {
            return;
        };
        while begun.send(()).is_ok() {
            if !self.writes_one(&address, &csrf, ledger) {
                return;
            }
        }
    }

    /// Sends what was not answered, now that the program stays.
    pub fn finishes(&mut self, server: &str, ledger: &Ledger) {
        let address = format!("{server}/cases/{}/acts/note", self.case);
        let csrf = csrf(&mut self.asks(&address).unwrap());
        if self.unanswered.is_some() {
            assert!(self.writes_one(&address, &csrf, ledger));
        }
    }

    /// False when no answer came.
    fn writes_one(&mut self, address: &str, csrf: &str, ledger: &Ledger) -> bool {
        let note = self.unanswered.take().unwrap_or_else(|| {
            self.written += 1;
            format!("{} {}", self.username, self.written)
        });
        // The note is its own key: sent twice, it must be done once.
        let fields = [("csrf", csrf), ("key", &note), ("text", &note)];
        let Ok(answer) = self.sends(address, &fields) else {
            self.unanswered = Some(note);
            return false;
        };
        assert_eq!(answer.status(), 303, "{note}");
        ledger.acknowledged(&note);
        true
    }

    fn asks(&self, address: &str) -> Result<Response<Body>, ureq::Error> {
        let request = self.agent.get(address);
        request.header(header::COOKIE, &self.cookie).call()
    }

    fn sends(&self, address: &str, fields: &[(&str, &str)]) -> Result<Response<Body>, ureq::Error> {
        let request = self.agent.post(address);
        let request = request.header(header::COOKIE, &self.cookie);
        request.send_form(fields.iter().copied())
    }
}

fn cookies(answer: &Response<Body>) -> String {
    let set = answer.headers().get_all(header::SET_COOKIE);
    let pairs = set.iter().map(|cookie| {
        let whole = cookie.to_str().unwrap();
        whole.split(';').next().unwrap()
    });
    pairs.collect::<Vec<_>>().join("; ")
}

fn csrf(page: &mut Response<Body>) -> String {
    csrf_if_whole(page).unwrap()
}

/// Nothing when the program was killed in the middle of the page.
fn csrf_if_whole(page: &mut Response<Body>) -> Option<String> {
    let page = Html::parse_document(&page.body_mut().read_to_string().ok()?);
    let hidden = Selector::parse("input[name=csrf]").unwrap();
    let found = page.select(&hidden).next_back().unwrap();
    found.attr("value").map(str::to_owned)
}
