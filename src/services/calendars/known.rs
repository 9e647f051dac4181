//! The versions of the calendar as they are told, kept in memory as far as the stream was read.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::access::UnitPath;
use crate::domain::directive::almanac::{Almanac, Content, Edition, Told};
use crate::domain::directive::{Calendar, UnitCalendars};
use crate::services::recording;
use crate::services::register::NotReadable;
use crate::store::{self, Conn, streams};

/// The calendar that comes with the program.
const SHIPPED: &str = include_str!("../../../directives/calendars/iran.toml");

/// Events read at once.
const PAGE: u32 = 200;

/// All versions of the calendar by which this register counts.
#[derive(Debug, Clone)]
pub struct Calendars {
    shipped: Arc<Edition>,
    known: Arc<RwLock<Known>>,
}

#[derive(Debug)]
struct Known {
    almanac: Arc<Almanac>,
    /// What each unit counts by, as far as it was asked for.
    units: BTreeMap<UnitPath, Arc<UnitCalendars>>,
}

impl Calendars {
    /// Knows what comes with the program, and nothing of a stream yet.
    ///
    /// # Errors
    /// The shipped calendar cannot be read.
    pub fn new() -> Result<Self, NotReadable> {
        let (name, content) = Content::parse(SHIPPED).map_err(NotReadable::Calendar)?;
        let id = name.rsplit_once('-').map_or(name.as_str(), |(id, _)| id);
        let known = Known {
            almanac: Arc::new(Almanac::new(id)),
            units: BTreeMap::new(),
        };
        let shipped = Edition {
            digest: content.digest(),
            name,
            content,
        };
        Ok(Self {
            shipped: Arc::new(shipped),
            known: Arc::new(RwLock::new(known)),
        })
    }

    /// What comes with the program.
    #[must_use]
    pub fn shipped(&self) -> &Edition {
        &self.shipped
    }

    /// The country's calendar as it comes with the program.
    #[must_use]
    pub fn shipped_calendar(&self) -> Calendar {
        let Edition { name, content, .. } = self.shipped();
        content.of(name, &UnitPath::country())
    }

    /// The versions as the stream tells them now.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub fn almanac(&self, c: &mut Conn) -> Result<Arc<Almanac>, store::Error> {
        let known = self.in_memory();
        let stream = known.stream();
        let head = streams::head(c, &stream)?;
        if head.seq == known.seq {
            return Ok(known);
        }
        let mut almanac = Almanac::clone(&known);
        if head.seq < almanac.seq {
            // Another database than the one that was read: a copy, a test.
            almanac = Almanac::new(known.id.clone());
        }
        while almanac.seq < head.seq {
            let events = streams::events(c, &stream, almanac.seq, PAGE)?;
            if events.is_empty() {
                return Err(store::Error::corrupt("streams", stream));
            }
            for event in &events {
                let told: Told =
                    recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
                almanac.apply(&told);
            }
        }
        Ok(self.keep(almanac))
    }

    fn in_memory(&self) -> Arc<Almanac> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&known.almanac)
    }

    fn keep(&self, almanac: Almanac) -> Arc<Almanac> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.units.clear();
        known.almanac = Arc::new(almanac);
        Arc::clone(&known.almanac)
    }

    /// What the due dates of a unit are counted by now. A register that was never founded counts by
    /// what comes with the program.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn of(&self, c: &mut Conn, unit: &UnitPath) -> Result<Arc<UnitCalendars>, store::Error> {
        let almanac = self.almanac(c)?;
        let seen = almanac.seq;
        {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            let kept = known.units.get(unit).filter(|_| known.almanac.seq == seen);
            if let Some(kept) = kept {
                return Ok(Arc::clone(kept));
            }
        }
        let made = almanac.of(unit).unwrap_or_else(|| self.unfounded(unit));
        let made = Arc::new(made);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.almanac.seq == seen {
            known.units.insert(unit.clone(), Arc::clone(&made));
        }
        Ok(made)
    }

    fn unfounded(&self, unit: &UnitPath) -> UnitCalendars {
        let Edition { name, content, .. } = self.shipped();
        UnitCalendars {
            now: content.of(name, unit),
            before: Vec::new(),
        }
    }
}
