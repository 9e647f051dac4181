//! The numbers of a simulation, kept as an attachment of an approval.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::directive::life::event::Simulated;
use crate::domain::directive::simulate::{Class, Effect, astray, classes};
use crate::domain::directive::{Calendar, Directive, Transition};
use crate::domain::time::Moment;
use crate::services::casework::Opened;

/// How many cases fall into each class. One case can fall into several, so that these are no sum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub cases: u64,
    /// By the code of the class; what nothing falls into is left out.
    pub classes: BTreeMap<String, u64>,
}

impl Counts {
    fn add(&mut self, effects: &[Effect]) {
        self.cases += 1;
        for class in classes(effects) {
            *self.classes.entry(class.code().to_owned()).or_default() += 1;
        }
    }

    /// How many cases fall into it.
    #[must_use]
    pub fn of(&self, class: Class) -> u64 {
        self.classes.get(class.code()).copied().unwrap_or(0)
    }
}

/// The counts of one province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    pub unit: UnitPath,
    pub counts: Counts,
    /// SHA-256 of the kept list of its cases, lower-case hex.
    pub list: Option<String>,
}

/// A version that open cases follow now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    pub version: String,
    pub digest: String,
    pub cases: u64,
    /// Transitional provisions of the draft that name what this version does not have.
    pub astray: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Of the draft.
    pub version: String,
    pub digest: String,
    /// The cases stand as they stood at this moment.
    pub as_of: Moment,
    /// The version of the calendar by which days were counted.
    pub calendar: String,
    pub counts: Counts,
    /// In the order of their paths.
    pub provinces: Vec<Province>,
    pub pinned: Vec<Pinned>,
    /// SHA-256 of the list of cases: of the file, or where each province has one of its own, over
    /// their lines `path digest`.
    pub list: Option<String>,
}

impl Report {
    pub(super) fn begin(draft: &Directive, as_of: Moment, calendar: &Calendar) -> Self {
        Self {
            version: draft.version.clone(),
            digest: draft.digest.clone(),
            as_of,
            calendar: calendar.version.clone(),
            counts: Counts::default(),
            provinces: Vec::new(),
            pinned: Vec::new(),
            list: None,
        }
    }

    /// The day on which the cases would cross.
    #[must_use]
    pub fn day(&self) -> Date {
        self.as_of.tehran_date()
    }

    pub(super) fn add(&mut self, opened: &Opened, draft: &Directive, effects: &[Effect]) {
        self.counts.add(effects);
        let unit = province(&opened.file.unit);
        let at = self.provinces.binary_search_by(|p| p.unit.cmp(&unit));
        let at = at.unwrap_or_else(|at| {
            let (counts, list) = (Counts::default(), None);
            self.provinces.insert(at, Province { unit, counts, list });
            at
        });
        if let Some(province) = self.provinces.get_mut(at) {
            province.counts.add(effects);
        }
        let before = &opened.directive;
        match self.pinned.iter_mut().find(|p| p.digest == before.digest) {
            Some(pinned) => pinned.cases += 1,
            None => self.pinned.push(Pinned {
                version: before.version.clone(),
                digest: before.digest.clone(),
                cases: 1,
                astray: astray(before, draft)
                    .into_iter()
                    .map(Transition::id)
                    .collect(),
            }),
        }
    }

    /// As it stands in the stream of the directive.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn attached(&self) -> Result<Simulated, serde_json::Error> {
        Ok(Simulated {
            digest: self.digest.clone(),
            cases: self.counts.cases,
            report: serde_json::to_value(self)?,
            list: self.list.clone(),
        })
    }

    /// What was attached, read again.
    ///
    /// # Errors
    /// It is none of these.
    pub fn read(simulated: &Simulated) -> Result<Self, serde_json::Error> {
        serde_json::from_value(simulated.report.clone())
    }
}

/// The province of an office; a unit above provinces stands for itself.
pub(super) fn province(unit: &UnitPath) -> UnitPath {
    let mut unit = unit.clone();
    while unit.depth() > 1
        && let Some(up) = unit.parent()
    {
        unit = up;
    }
    unit
}
