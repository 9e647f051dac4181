//! Offices: country › province › county.

use diesel::{AsChangeset, OptionalExtension, QueryDsl, RunQueryDsl};
use diesel::{Insertable, Queryable};

use super::conn::Conn;
use super::error::Error;
use super::schema::units;
use crate::domain::access::UnitPath;
use crate::text::Locale;

/// What a unit is in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    Country,
    Province,
    County,
}

impl UnitKind {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Country, "country"),
        (Self::Province, "province"),
        (Self::County, "county"),
    ];

    /// The code name.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("county", |(_, code)| code)
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(kind, _)| *kind)
    }
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub path: UnitPath,
    pub kind: UnitKind,
    pub name_fa: String,
    pub name_en: String,
    /// Code of the place in the table of provinces and counties.
    pub place_code: String,
    pub active: bool,
}

impl Unit {
    /// Its name in this language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fa => &self.name_fa,
            Locale::En => &self.name_en,
        }
    }
}

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = units)]
struct UnitRow {
    path: String,
    kind: String,
    name_fa: String,
    name_en: String,
    place_code: String,
    active: bool,
}

impl UnitRow {
    fn read(self) -> Result<Unit, Error> {
        let parts = UnitPath::parse(&self.path).zip(UnitKind::from_code(&self.kind));
        let (path, kind) = parts.ok_or_else(|| Error::corrupt("units", &self.path))?;
        let Self {
            name_fa,
            name_en,
            place_code,
            active,
            ..
        } = self;
        Ok(Unit {
            path,
            kind,
            name_fa,
            name_en,
            place_code,
            active,
        })
    }

    fn of(unit: &Unit) -> Self {
        Self {
            path: unit.path.as_str().to_owned(),
            kind: unit.kind.code().to_owned(),
            name_fa: unit.name_fa.clone(),
            name_en: unit.name_en.clone(),
            place_code: unit.place_code.clone(),
            active: unit.active,
        }
    }
}

/// The unit at this path.
pub fn unit(c: &mut Conn, path: &UnitPath) -> Result<Option<Unit>, Error> {
    let row: Option<UnitRow> = units::table.find(path.as_str()).first(c).optional()?;
    row.map(UnitRow::read).transpose()
}

/// Every unit, in the order of paths (a unit before those below it).
pub fn units(c: &mut Conn) -> Result<Vec<Unit>, Error> {
    let rows: Vec<UnitRow> = units::table.order(units::path).load(c)?;
    rows.into_iter().map(UnitRow::read).collect()
}

/// Adds a unit, or writes it anew where it exists.
pub fn put(c: &mut Conn, unit: &Unit) -> Result<(), Error> {
    let row = UnitRow::of(unit);
    if diesel::update(units::table.find(unit.path.as_str()))
        .set(&row)
        .execute(c)?
        == 0
    {
        diesel::insert_into(units::table).values(&row).execute(c)?;
    }
    Ok(())
}
