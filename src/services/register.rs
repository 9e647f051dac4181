//! The register as the services hold it: database, clock, randomness, directives, calendar.

use std::sync::Arc;

use jiff::civil::Date;

use super::looks::Looks;
use crate::domain::access::{Role, UnitPath, UserId};
use crate::domain::case::event::DirectiveRef;
use crate::domain::directive::parse::{Mistake, parse};
use crate::domain::directive::{Calendar, Directive};
use crate::domain::time::{Clock, Entropy};
use crate::store::files::Files;
use crate::store::{self, Store, accounts, units};
use crate::text::Locale;

/// The directives that are in force at some day, oldest first.
#[derive(Debug, Clone)]
pub struct Directives(Vec<Arc<Directive>>);

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

const SHIPPED: &[(&str, &str)] = &[(
    "art45-1381.toml",
    include_str!("../../directives/art45-1381.toml"),
)];
const CALENDAR: &str = include_str!("../../directives/calendars/iran.toml");

impl Directives {
    /// The directives that come with the program.
    ///
    /// # Errors
    /// One of them has mistakes.
    pub fn shipped() -> Result<Self, NotReadable> {
        let mut all = Vec::new();
        for (name, text) in SHIPPED {
            let parsed =
                parse(text).map_err(|mistakes| NotReadable::Directive { name, mistakes })?;
            all.push(Arc::new(parsed));
        }
        all.sort_by_key(|d| d.in_force_from);
        Ok(Self(all))
    }

    /// The version in force on `day`: that which cases opened on that day follow.
    #[must_use]
    pub fn in_force(&self, day: Date) -> Option<Arc<Directive>> {
        self.0
            .iter()
            .rev()
            .find(|d| d.in_force_from <= day)
            .cloned()
    }

    /// The version that a case is pinned to, by its digest.
    #[must_use]
    pub fn pinned(&self, reference: &DirectiveRef) -> Option<Arc<Directive>> {
        let exact = self.0.iter().find(|d| d.digest == reference.digest);
        exact
            .or_else(|| {
                self.0
                    .iter()
                    .find(|d| d.id == reference.id && d.version == reference.version)
            })
            .cloned()
    }

    /// Every version, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Arc<Directive>] {
        &self.0
    }
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
    pub calendar: Arc<Calendar>,
    /// Looks at worklists that are not on disk yet.
    pub looks: Looks,
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
        let calendar = Calendar::parse(CALENDAR).map_err(NotReadable::Calendar)?;
        let directives = Directives::shipped()?;
        let looks = Looks::new(store.clone(), Arc::clone(&entropy));
        Ok(Self {
            store,
            files,
            clock,
            entropy,
            directives,
            calendar: Arc::new(calendar),
            looks,
        })
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
