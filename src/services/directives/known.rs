//! The versions as they are told, kept in memory as far as the stream was read.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::Date;

use crate::domain::case::event::DirectiveRef;
use crate::domain::directive::Directive;
use crate::domain::directive::life::{Family, Told};
use crate::domain::directive::parse::parse;
use crate::services::recording;
use crate::services::register::NotReadable;
use crate::store::{self, Conn, streams};

/// The versions that come with the program, the oldest first.
pub const SHIPPED: &[(&str, &str)] = &[
    (
        "art45-1381.toml",
        include_str!("../../../directives/art45-1381.toml"),
    ),
    (
        "circular-1402.toml",
        include_str!("../../../directives/circular-1402.toml"),
    ),
];

/// Events read at once.
const PAGE: u32 = 200;

/// All versions of the directive that this register follows.
#[derive(Debug, Clone)]
pub struct Directives {
    shipped: Arc<Vec<(&'static str, Arc<Directive>)>>,
    known: Arc<RwLock<Known>>,
}

#[derive(Debug)]
struct Known {
    family: Arc<Family>,
    /// The versions that can be read, by digest.
    read: BTreeMap<String, Arc<Directive>>,
}

impl Directives {
    /// Knows what comes with the program, and nothing of a stream yet.
    ///
    /// # Errors
    /// One of the shipped files has mistakes.
    pub fn new() -> Result<Self, NotReadable> {
        Self::of(SHIPPED)
    }

    /// Knows these files, the oldest first, instead of those that come with the program.
    ///
    /// # Errors
    /// One of the files has mistakes.
    pub fn of(files: &[(&'static str, &'static str)]) -> Result<Self, NotReadable> {
        let read = |(name, text): &(&'static str, &'static str)| {
            let parsed = parse(text).map_err(|mistakes| NotReadable::Directive { name, mistakes });
            parsed.map(|it| (*text, Arc::new(it)))
        };
        let shipped: Vec<_> = files.iter().map(read).collect::<Result<_, _>>()?;
        let id = shipped.first().map_or("", |(_, it)| it.id.as_str());
        let known = Known {
            family: Arc::new(Family::new(id)),
            read: BTreeMap::new(),
        };
        Ok(Self {
            shipped: Arc::new(shipped),
            known: Arc::new(RwLock::new(known)),
        })
    }

    /// What comes with the program: text and what it says.
    #[must_use]
    pub fn shipped(&self) -> &[(&'static str, Arc<Directive>)] {
        &self.shipped
    }

    /// The versions as the stream tells them now.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub fn family(&self, c: &mut Conn) -> Result<Arc<Family>, store::Error> {
        let known = self.family_in_memory();
        let stream = Family::stream_of(&known.id);
        let head = streams::head(c, &stream)?;
        if head.seq == known.seq {
            return Ok(known);
        }
        let mut family = Family::clone(&known);
        if head.seq < family.seq {
            // Another database than the one that was read: a copy, a test.
            family = Family::new(known.id.clone());
        }
        while family.seq < head.seq {
            let events = streams::events(c, &stream, family.seq, PAGE)?;
            if events.is_empty() {
                return Err(store::Error::corrupt("streams", stream));
            }
            for event in &events {
                let told: Told =
                    recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
                family.apply(&told);
            }
        }
        Ok(self.keep(family))
    }

    fn family_in_memory(&self) -> Arc<Family> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&known.family)
    }

    fn keep(&self, family: Family) -> Arc<Family> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for version in &family.versions {
            if known.read.contains_key(&version.digest) {
                continue;
            }
            match version.directive() {
                Ok(directive) => {
                    known
                        .read
                        .insert(version.digest.clone(), Arc::new(directive));
                }
                Err(mistakes) => tracing::warn!(
                    version = %version.label,
                    mistakes = mistakes.len(),
                    "a version of the directive is written in a language that is no longer read"
                ),
            }
        }
        known.family = Arc::new(family);
        Arc::clone(&known.family)
    }

    fn read(&self, digest: &str) -> Option<Arc<Directive>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.read.get(digest).cloned()
    }

    /// A version by its digest; the shipped one of the same name where its own text is no longer
    /// read.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn pinned(
        &self,
        c: &mut Conn,
        reference: &DirectiveRef,
    ) -> Result<Option<Arc<Directive>>, store::Error> {
        if let Some(exact) = self.read(&reference.digest) {
            return Ok(Some(exact));
        }
        self.family(c)?;
        let exact = self.read(&reference.digest);
        Ok(exact.or_else(|| self.shipped_as(&reference.id, &reference.version)))
    }

    fn shipped_as(&self, id: &str, version: &str) -> Option<Arc<Directive>> {
        let mut all = self.shipped.iter().map(|(_, it)| it);
        all.find(|it| it.id == id && it.version == version).cloned()
    }

    /// The version in force on `day`: that which cases opened on that day follow.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn in_force(
        &self,
        c: &mut Conn,
        day: Date,
    ) -> Result<Option<Arc<Directive>>, store::Error> {
        let family = self.family(c)?;
        let Some(version) = family.in_force(day) else {
            return Ok(None);
        };
        let exact = self.read(&version.digest);
        Ok(exact.or_else(|| self.shipped_as(&family.id, &version.label)))
    }

    /// A version by its whole digest.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn by_digest(
        &self,
        c: &mut Conn,
        digest: &str,
    ) -> Result<Option<Arc<Directive>>, store::Error> {
        self.family(c)?;
        Ok(self.read(digest))
    }

    /// Every version that holds from some day and can be read, the earliest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn all(&self, c: &mut Conn) -> Result<Vec<Arc<Directive>>, store::Error> {
        let family = self.family(c)?;
        let read = |v: &crate::domain::directive::life::Version| self.read(&v.digest);
        Ok(family
            .dated()
            .into_iter()
            .filter_map(|(_, v)| read(v))
            .collect())
    }
}
