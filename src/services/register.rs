//! The register as the services hold it: database, clock, randomness, directives, calendars.

use std::sync::Arc;

use jiff::civil::Date;

use super::calendars::Calendars;
use super::directives::Directives;
use super::export;
use super::looks::Looks;
use super::recent::Recent;
use super::sealing::signer::Signer;
use crate::domain::access::{Role, UnitPath, UserId};
use crate::domain::case::event::DirectiveRef;
use crate::domain::directive::Directive;
use crate::domain::directive::parse::Mistake;
use crate::domain::time::{Clock, Entropy};
use crate::store::files::Files;
use crate::store::{self, Store, accounts, units};
use crate::text::Locale;

/// Something shipped with the program cannot be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NotReadable {
    #[error("directive {name}: {} mistakes, first at line {}: {}", mistakes.len(), mistakes.first().map_or(0, |m| m.line), mistakes.first().map_or("", |m| m.message.as_str()))]
    Directive {
        name: &'static str,
        mistakes: Vec<Mistake>,
    },
    #[error("calendar: {0}")]
    Calendar(String),
}

/// How an event cites the directive that governed it.
#[must_use]
pub fn cite(directive: &Directive) -> DirectiveRef {
    DirectiveRef {
        id: directive.id.clone(),
        version: directive.version.clone(),
        digest: directive.digest.clone(),
    }
}

/// An account with its name in Persian and in English.
pub type Officer = (UserId, [String; 2]);

/// Everything that a service needs.
#[derive(Clone)]
pub struct Register {
    pub store: Store,
    pub files: Files,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub directives: Directives,
    pub calendars: Calendars,
    /// Looks at worklists that are not on disk yet.
    pub looks: Looks,
    /// Cases that were written last, so as not to read them back.
    pub recent: Recent,
    /// Who signs the log; a register without one leaves that to others.
    pub signer: Option<Arc<dyn Signer>>,
    /// Who tells the histories of exports that are made on their own; a register without one makes none.
    pub tell: Option<export::Tell>,
    pub exports: export::sets::Limits,
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register")
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}

impl Register {
    /// A register over this database and these files.
    ///
    /// # Errors
    /// A shipped directive or calendar cannot be read.
    pub fn new(
        store: Store,
        files: Files,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, NotReadable> {
        let calendars = Calendars::new()?;
        let directives = Directives::new()?;
        let looks = Looks::new(store.clone(), Arc::clone(&entropy));
        Ok(Self {
            store,
            files,
            clock,
            entropy,
            directives,
            calendars,
            looks,
            recent: Recent::default(),
            signer: None,
            tell: None,
            exports: export::sets::Limits::default(),
        })
    }

    /// The same, with somebody who signs the log.
    #[must_use]
    pub fn signed_by(self, signer: Arc<dyn Signer>) -> Self {
        Self {
            signer: Some(signer),
            ..self
        }
    }

    /// The same, with somebody who tells histories.
    #[must_use]
    pub fn told_by(self, tell: export::Tell) -> Self {
        Self {
            tell: Some(tell),
            ..self
        }
    }

    /// The name of a unit; its path where the register has no such unit.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn unit_name(&self, locale: Locale, path: &UnitPath) -> Result<String, store::Error> {
        let unit = self.store.read(|c| units::unit(c, path))?;
        Ok(unit.map_or_else(
            || path.to_string(),
            |unit| match locale {
                Locale::Fa => unit.name_fa,
                Locale::En => unit.name_en,
            },
        ))
    }

    /// The people who work on files in a unit, with the names that pages show.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn officers_of(&self, unit: &UnitPath) -> Result<Vec<Officer>, store::Error> {
        let today = self.today();
        let roles = [
            Role::RegistrarOfficer,
            Role::ArchiveOfficer,
            Role::OfficeHead,
        ];
        self.store.read(|c| {
            let mut officers: Vec<Officer> = Vec::new();
            for role in roles {
                for held in accounts::holders(c, role, unit)? {
                    let user = accounts::user(c, held.user)?.filter(|u| !u.disabled);
                    if let Some(user) = user.filter(|_| held.grant.holds_on(today))
                        && !officers.iter().any(|(id, _)| *id == user.id)
                    {
                        officers.push((user.id, [user.name_fa, user.name_en]));
                    }
                }
            }
            Ok(officers)
        })
    }

    /// Today in Tehran.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock.now().tehran_date()
    }
}
