//! Places by which a person's birth and residence are recorded (Art. 13: province, county,
//! district): a table read from CSV, kept in `reference/places.csv`.
//!
//! Boundaries change: a county that was formed lately may have no district listed yet, so a
//! district may always be left out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::place_code::{Level, NotAPlaceCode, PlaceCode};
use crate::text::Locale;
use crate::text::collation::sort_key;

/// A province, county or district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub code: PlaceCode,
    pub name_fa: String,
    pub name_en: String,
    /// The first day on which it exists; none where it is older than the table.
    pub valid_from: Option<Date>,
    persian_order: Vec<u8>,
}

impl Place {
    /// The name in the reader's language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fa => &self.name_fa,
            Locale::En => &self.name_en,
        }
    }
}

/// What is wrong with a line of the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct Mistake {
    pub line: u64,
    pub fault: Fault,
}

/// The kinds of mistake in a table of places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the columns are code, name_fa, name_en, valid_from")]
    Columns,
    #[error("{0}: a code has two, four or six digits")]
    Code(String),
    #[error("{0}: this code stands twice")]
    Twice(String),
    #[error("{0}: a name is missing")]
    Name(String),
    #[error("{0}: not a day as year-month-day")]
    Day(String),
    #[error("{0}: the place that it lies in is not in the table")]
    Parent(String),
}

/// The table of places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<PlaceCode, Place>);

impl Places {
    /// The table that this release ships. A test proves that it reads without a mistake.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Places> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(TABLE).unwrap_or_default())
    }

    /// Reads a table.
    ///
    /// # Errors
    /// With every mistake in it.
    pub fn parse(csv: &str) -> Result<Self, Vec<Mistake>> {
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
        if reader
            .headers()
            .map_or(true, |found| found.iter().ne(COLUMNS))
        {
            return Err(vec![Mistake {
                line: 1,
                fault: Fault::Columns,
            }]);
        }
        let mut places = BTreeMap::new();
        let mut lines = BTreeMap::new();
        let mut mistakes = Vec::new();
        for record in reader.records() {
            let (line, place) = read_record(record);
            match place {
                Ok(place) if places.contains_key(&place.code) => {
                    let fault = Fault::Twice(place.code.into());
                    mistakes.push(Mistake { line, fault });
                }
                Ok(place) => {
                    lines.insert(place.code.clone(), line);
                    places.insert(place.code.clone(), place);
                }
                Err(fault) => mistakes.push(Mistake { line, fault }),
            }
        }
        for (code, line) in lines {
            if code
                .parent()
                .is_some_and(|parent| !places.contains_key(&parent))
            {
                mistakes.push(Mistake {
                    line,
                    fault: Fault::Parent(code.into()),
                });
            }
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        if mistakes.is_empty() {
            Ok(Self(places))
        } else {
            Err(mistakes)
        }
    }

    /// The place with this code or path, whatever its level.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Place> {
        self.0.get(&PlaceCode::parse(code).ok()?)
    }

    /// The province with this code.
    #[must_use]
    pub fn province(&self, code: &str) -> Option<&Place> {
        self.find(code)
            .filter(|place| place.code.level() == Level::Province)
    }

    /// All provinces, in the order of the language's alphabet.
    #[must_use]
    pub fn provinces(&self, locale: Locale) -> Vec<&Place> {
        self.ordered(locale, |code| code.level() == Level::Province)
    }

    /// The counties of a province, in the order of the language's alphabet.
    #[must_use]
    pub fn counties(&self, province: &str, locale: Locale) -> Vec<&Place> {
        self.within(province, Level::County, locale)
    }

    /// The districts of a county, in the order of the language's alphabet; none where the county
    /// was formed after the table was drawn up.
    #[must_use]
    pub fn districts(&self, county: &str, locale: Locale) -> Vec<&Place> {
        self.within(county, Level::District, locale)
    }

    /// The name of the place with this code or path.
    #[must_use]
    pub fn title(&self, code: &str, locale: Locale) -> Option<&str> {
        self.find(code).map(|place| place.name(locale))
    }

    /// The place and those that it lies in, the province first.
    #[must_use]
    pub fn lineage(&self, code: &str) -> Vec<&Place> {
        let mut lineage = Vec::new();
        let mut next = PlaceCode::parse(code).ok();
        while let Some(code) = next {
            lineage.extend(self.0.get(&code));
            next = code.parent();
        }
        lineage.reverse();
        lineage
    }

    fn within(&self, parent: &str, level: Level, locale: Locale) -> Vec<&Place> {
        let Ok(parent) = PlaceCode::parse(parent) else {
            return Vec::new();
        };
        self.ordered(locale, |code| {
            code.level() == level && code.parent().is_some_and(|found| found == parent)
        })
    }

    fn ordered(&self, locale: Locale, wanted: impl Fn(&PlaceCode) -> bool) -> Vec<&Place> {
        let mut found: Vec<&Place> = self
            .0
            .values()
            .filter(|place| wanted(&place.code))
            .collect();
        match locale {
            Locale::Fa => found.sort_by(|a, b| a.persian_order.cmp(&b.persian_order)),
            Locale::En => found.sort_by(|a, b| a.name_en.cmp(&b.name_en)),
        }
        found
    }
}

const TABLE: &str = include_str!("../../../reference/places.csv");

const COLUMNS: [&str; 4] = ["code", "name_fa", "name_en", "valid_from"];

fn read_record(record: Result<csv::StringRecord, csv::Error>) -> (u64, Result<Place, Fault>) {
    match record {
        Ok(record) => {
            let line = record.position().map_or(0, csv::Position::line);
            (line, read_place(&record))
        }
        Err(error) => (
            error.position().map_or(0, csv::Position::line),
            Err(Fault::Columns),
        ),
    }
}

fn read_place(record: &csv::StringRecord) -> Result<Place, Fault> {
    let field = |column: usize| record.get(column).unwrap_or_default().trim();
    let code =
        PlaceCode::parse(field(0)).map_err(|NotAPlaceCode| Fault::Code(field(0).to_owned()))?;
    let (name_fa, name_en) = (field(1), field(2));
    if name_fa.is_empty() || name_en.is_empty() {
        return Err(Fault::Name(code.into()));
    }
    Ok(Place {
        code,
        name_fa: name_fa.to_owned(),
        name_en: name_en.to_owned(),
        valid_from: read_day(field(3))?,
        persian_order: sort_key(name_fa),
    })
}

fn read_day(text: &str) -> Result<Option<Date>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(day) => Ok(Some(day)),
        Err(_) => Err(Fault::Day(text.to_owned())),
    }
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
