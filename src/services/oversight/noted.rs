//! An event of any stream as a log shows it: who, in which post, when, and what it says.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::access::{Grant, Role, UnitPath, UserId};
use crate::domain::history::open;
use crate::domain::time::Moment;
use crate::store::streams::StoredEvent;
use crate::store::{self, Conn, accounts};
use crate::text::Locale;

/// An event as it was recorded.
#[derive(Debug, Clone)]
pub struct Noted {
    pub event: StoredEvent,
    /// Nobody, where the program itself did it.
    pub by: Option<UserId>,
    pub process: Option<String>,
    pub role: Option<Role>,
    pub unit: Option<UnitPath>,
    /// What it says; nothing where it cannot be read.
    data: Value,
}

impl Noted {
    /// Reads an event; one whose values do not fit their commitments says nothing.
    #[must_use]
    pub fn of(event: StoredEvent) -> Self {
        let body: Option<Value> = serde_json::from_slice(&event.body).ok();
        let body = body.and_then(|body| open(body, &event.openings).ok());
        let body = body.unwrap_or_default();
        let actor = |name: &str| body.get("actor").and_then(|actor| actor.get(name));
        let text = |name: &str| actor(name).and_then(Value::as_str);
        Self {
            by: actor("user").and_then(Value::as_i64).map(UserId),
            process: text("process").map(str::to_owned),
            role: text("role").and_then(Role::from_code),
            unit: text("unit").and_then(UnitPath::parse),
            data: body.get("data").cloned().unwrap_or_default(),
            event,
        }
    }

    /// What the event is called.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.event.kind
    }

    /// When it was recorded.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.event.at
    }

    /// A text that it says, personal or not; nothing where it says none or it was erased.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let value = self.data.get(name)?;
        let said = value.get("$personal").unwrap_or(value);
        said.as_str()
    }

    /// A number that it says.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u64> {
        self.data.get(name)?.as_u64()
    }
}

/// The people of some events, with all the posts that they ever had.
#[derive(Debug, Clone, Default)]
pub struct People(BTreeMap<UserId, ([String; 2], Vec<Grant>)>);

impl People {
    /// The people who caused these events, or whom they are about.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn of(c: &mut Conn, events: &[Noted]) -> Result<Self, store::Error> {
        let mut people = Self::default();
        let about = |e: &Noted| e.event.stream.strip_prefix("account:")?.parse().ok();
        for event in events {
            for user in event.by.into_iter().chain(about(event).map(UserId)) {
                people.meet(c, user)?;
            }
        }
        Ok(people)
    }

    /// Takes one more in.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn meet(&mut self, c: &mut Conn, user: UserId) -> Result<(), store::Error> {
        if self.0.contains_key(&user) {
            return Ok(());
        }
        if let Some(account) = accounts::user(c, user)? {
            let posts = accounts::grants_of(c, user)?;
            let posts = posts.into_iter().map(|kept| kept.grant).collect();
            let names = [account.name_fa, account.name_en];
            self.0.insert(user, (names, posts));
        }
        Ok(())
    }

    /// A person's name in this language.
    #[must_use]
    pub fn name(&self, user: UserId, locale: Locale) -> Option<&str> {
        let ([fa, en], _) = self.0.get(&user)?;
        Some(match locale {
            Locale::Fa => fa,
            Locale::En => en,
        })
    }

    /// The post in which an event was caused, and where; of an event that does not say it, the post that
    /// its person had on that day.
    #[must_use]
    pub fn post(&self, noted: &Noted) -> Option<(Role, UnitPath)> {
        if let Some(said) = noted.role.zip(noted.unit.clone()) {
            return Some(said);
        }
        let (_, posts) = self.0.get(&noted.by?)?;
        let day = noted.at().tehran_date();
        let held = posts.iter().find(|post| post.holds_on(day));
        held.map(|post| (post.role, post.unit.clone()))
    }
}
