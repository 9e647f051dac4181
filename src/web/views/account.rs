//! Signing in, one's own account, and the people of the register.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Link, Note, Summary, Table};

/// Signing in.
#[derive(Debug, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    pub page: Page,
    pub form: Form,
    /// Why it did not succeed, or that what was typed is kept.
    pub note: Option<Note>,
}

/// One's own password and sessions.
#[derive(Debug, Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    pub page: Page,
    /// That the password must be changed first.
    pub note: Option<Note>,
    pub form: Form,
    /// Since when, from where; a button that ends each but the current one.
    pub sessions: Table,
}

/// The people of the register.
#[derive(Debug, Template)]
#[template(path = "pages/people.html")]
pub struct PeoplePage {
    pub page: Page,
    pub count: String,
    /// Name, post, unit, until when, how much open work.
    pub people: Table,
    pub add: Option<Form>,
}

impl PeoplePage {
    /// The form stands below the list: the heading leads to it.
    fn offers(&self) -> bool {
        self.add.is_some() && !self.refused()
    }

    /// What was just typed is to be put right: nothing else stands on the page.
    fn refused(&self) -> bool {
        self.add
            .as_ref()
            .is_some_and(|form| !form.errors.is_empty())
    }
}

/// One person of the register, for the administrator.
#[derive(Debug, Template)]
#[template(path = "pages/person.html")]
pub struct PersonPage {
    pub page: Page,
    pub back: Link,
    pub note: Option<Note>,
    pub about: Summary,
    pub grants: Table,
    /// Giving a post, setting a password, closing the account: each with ids of its own.
    pub forms: Vec<(String, Form)>,
}
