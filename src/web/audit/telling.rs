//! Any event as a sentence: those of cases as their histories tell them, and all others.

use crate::domain::access::{Role, UserId};
use crate::domain::case::CaseFile;
use crate::domain::directive::life;
use crate::services::casework::Opened;
use crate::services::oversight::{Cases, Noted, People};
use crate::services::recording;
use crate::text::{Key, Phrase, digits, k};
use crate::web::page::role_title;
use crate::web::visit::{Problem, Visit};
use crate::web::{reads, sentences, versions};

/// Tells events to whoever visits.
pub struct Teller<'a> {
    pub visit: &'a Visit,
    pub people: &'a People,
    pub cases: &'a Cases,
}

impl Teller<'_> {
    /// The case that an event is about, where the visitor may see it.
    pub fn case_of(&self, noted: &Noted) -> Option<&Opened> {
        if let Some(id) = CaseFile::id_of_stream(&noted.event.stream) {
            return self.cases.get(&id);
        }
        let number = noted.text("case").or_else(|| noted.text("reference"))?;
        self.cases
            .values()
            .find(|case| case.file.reference == number)
    }

    /// The sentence, and what is said beside it: a reason, a purpose, terms of a search.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn tell(&self, noted: &Noted) -> Result<(String, Option<String>), Problem> {
        let w = self.visit.words;
        if CaseFile::id_of_stream(&noted.event.stream).is_some() {
            return Ok(self.of_a_case(noted));
        }
        let who = self.who(noted)?;
        let phrase = match noted.kind() {
            "account_created" | "account_disabled" | "account_enabled" | "password_changed"
            | "role_granted" | "grant_ended" | "signed_in" | "signed_out" | "sign_in_refused" => {
                self.of_an_account(noted, who)?
            }
            kind if kind.starts_with("directive_") => {
                return Ok((self.of_a_version(noted, who), None));
            }
            "calendar_founded" => Some(k::calendar_told_founded(who)),
            "calendar_proposed" => Some(k::calendar_told_proposed(who)),
            "calendar_approved" => Some(k::calendar_told_approved(who)),
            "calendar_returned" => Some(k::calendar_told_returned(who)),
            kind if kind.starts_with("move_") => self.of_a_move(kind, who),
            _ => Some(self.of_reading(noted, who)),
        };
        let text = phrase.map_or_else(|| self.named(noted), |phrase| w.say(phrase));
        Ok((text, self.aside(noted)))
    }

    fn of_a_case(&self, noted: &Noted) -> (String, Option<String>) {
        let envelope = recording::read(&noted.event).ok();
        match self.case_of(noted).zip(envelope) {
            Some((case, envelope)) => {
                let line = sentences::line(self.visit.words, case, &envelope);
                (line.text, line.why)
            }
            None => (self.named(noted), None),
        }
    }

    /// The name of the kind, where nothing better is known.
    fn named(&self, noted: &Noted) -> String {
        let title = Key::titled("log-kind", noted.kind());
        self.visit
            .words
            .t(title.unwrap_or(k::LOG_UNKNOWN))
            .to_owned()
    }

    /// Who, in which post.
    fn who(&self, noted: &Noted) -> Result<String, Problem> {
        let w = self.visit.words;
        let Some(user) = noted.by else {
            return Ok(w.t(k::ACTOR_SYSTEM).to_owned());
        };
        let name = self.name(user);
        Ok(match self.people.post(noted) {
            Some((role, _)) => w.say(k::who_in_post(w.t(role_title(role)), name)),
            None => name,
        })
    }

    fn name(&self, user: UserId) -> String {
        let w = self.visit.words;
        let known = self.people.name(user, w.locale());
        known.unwrap_or_else(|| w.t(k::ACTOR_SYSTEM)).to_owned()
    }

    fn of_an_account(&self, noted: &Noted, who: String) -> Result<Option<Phrase>, Problem> {
        let w = self.visit.words;
        let account = noted.event.stream.strip_prefix("account:");
        let account = account.and_then(|id| id.parse().ok()).map(UserId);
        let whose = account.map(|user| self.name(user)).unwrap_or_default();
        let role = noted.text("role").and_then(Role::from_code);
        let unit = noted
            .text("unit")
            .and_then(crate::domain::access::UnitPath::parse);
        let post = match role.zip(unit) {
            Some((role, unit)) => {
                let unit = self.visit.register.unit_name(w.locale(), &unit)?;
                [w.t(role_title(role)), &unit].join(w.t(k::LIST_COMMA))
            }
            None => String::new(),
        };
        Ok(match noted.kind() {
            "signed_in" => Some(k::log_told_signed_in(who)),
            "signed_out" => Some(k::log_told_signed_out(who)),
            "sign_in_refused" if account.is_some() => Some(k::log_told_sign_in_refused(whose)),
            "sign_in_refused" => Some(k::LOG_TOLD_SIGN_IN_STRANGER.into()),
            "account_created" => Some(k::log_told_account_created(who, whose)),
            "account_disabled" => Some(k::log_told_account_disabled(who, whose)),
            "account_enabled" => Some(k::log_told_account_enabled(who, whose)),
            "password_changed" if noted.by == account => Some(k::log_told_password_changed(who)),
            "password_changed" => Some(k::log_told_password_set(who, whose)),
            "role_granted" => Some(k::log_told_role_granted(post, who, whose)),
            "grant_ended" => Some(k::log_told_grant_ended(post, who, whose)),
            _ => None,
        })
    }

    fn of_a_version(&self, noted: &Noted, who: String) -> String {
        match recording::told::<life::event::Turn>(&noted.event) {
            Ok(told) => self.visit.words.say(versions::sentence(who, &told.turn)),
            Err(_unreadable) => self.named(noted),
        }
    }

    fn of_a_move(&self, kind: &str, who: String) -> Option<Phrase> {
        Some(match kind {
            "move_read" => k::log_told_move_read(who),
            "move_proposed" => k::log_told_move_proposed(who),
            "move_listed" => k::log_told_move_listed(who),
            "move_approved" => k::log_told_move_approved(who),
            "move_refused" => k::log_told_move_refused(who),
            "move_withdrawn" => k::log_told_move_withdrawn(who),
            "move_part_done" => k::log_told_move_part_done(who),
            _ => return None,
        })
    }

    fn of_reading(&self, noted: &Noted, who: String) -> Phrase {
        let w = self.visit.words;
        let number = |name: &str| w.number(noted.number(name).unwrap_or(0));
        match noted.kind() {
            "case_read" => {
                let part = reads::part(w, noted.text("part").unwrap_or_default());
                k::log_told_case_read(part, who)
            }
            "paper_read" => k::log_told_paper_read(number("paper"), who),
            "letter_printed" => k::log_told_letter_printed(who),
            "annex_read" => k::log_told_annex_read(who),
            "case_exported" => k::log_told_case_exported(who),
            "set_asked" => k::log_told_set_asked(number("many"), who),
            "set_made" => k::log_told_set_made(number("many"), who),
            "set_fetched" => k::log_told_set_fetched(number("many"), who),
            "list_seen" => k::log_told_list_seen(noted.number("times").unwrap_or(1), who),
            "searched" => k::log_told_searched(number("found"), who),
            "simulated" if noted.text("list").is_some() => {
                k::log_told_simulated_list(number("cases"), who)
            }
            "simulated" => k::log_told_simulated(number("cases"), who),
            "log_read" => k::log_told_log_read(who),
            "glass_broken" => k::log_told_glass_broken(who),
            "glass_missed" => k::log_told_glass_missed(who),
            "log_opened" => k::log_told_log_opened(who),
            "loss_declared" => k::log_told_loss_declared(who),
            "epoch_opened" => k::log_told_epoch_opened(who),
            "key_changed" => k::log_told_key_changed(who),
            "sample_drawn" => k::log_told_sample_drawn(who),
            "sample_reviewed" => k::log_told_sample_reviewed(who),
            "erased" => k::log_told_erased(noted.number("texts").unwrap_or(0), who),
            "erasure_proposed" => k::log_told_erasure_proposed(who),
            "erasure_approved" => {
                let count = |name: &str| noted.number(name).unwrap_or(0);
                k::log_told_erasure_approved(count("typed"), count("values"), who)
            }
            "erasure_refused" => k::log_told_erasure_refused(who),
            "glass_reviewed" => {
                let verdict = noted.text("verdict").unwrap_or_default();
                let verdict = Key::titled("glass-verdict", verdict);
                k::log_told_glass_reviewed(w.t(verdict.unwrap_or(k::LOG_UNKNOWN)), who)
            }
            _ => k::LOG_UNKNOWN.into(),
        }
    }

    /// Purposes and terms, in clear: what stands in the log of this area is the auditor's to read.
    fn aside(&self, noted: &Noted) -> Option<String> {
        let w = self.visit.words;
        // Of whoever was not let in, the name that was typed; elsewhere it is that of whoever acted.
        let typed = noted
            .text("name")
            .filter(|_| noted.kind() == "sign_in_refused");
        if let Some(terms) = noted.text("terms").or(typed) {
            return Some(w.say(k::log_terms(terms)));
        }
        let narrowed = noted.text("filter").filter(|filter| !filter.is_empty());
        if let Some(filter) = narrowed {
            let pairs = url::form_urlencoded::parse(filter.as_bytes());
            let values: Vec<String> = pairs
                .map(|(_, value)| digits::localized(w.locale(), &value))
                .filter(|value| !value.is_empty())
                .collect();
            return Some(w.say(k::log_narrowed(w.list(&values))));
        }
        noted
            .text("purpose")
            .or_else(|| noted.text("reason"))
            .or_else(|| noted.text("basis"))
            .or_else(|| noted.text("note"))
            .map(str::to_owned)
    }
}
