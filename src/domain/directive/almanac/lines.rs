//! Dated entries as a table: what somebody types or brings as a CSV file. Every mistake is told with its
//! line and its column, and nothing is taken in unless the whole of it is right.

use std::collections::BTreeSet;

use super::content::{Content, Entry, When};
use crate::domain::access::UnitPath;
use crate::domain::directive::model::Title;
use crate::text::digits;

/// The columns, in their order.
pub const COLUMNS: [Column; 6] = [
    Column::Date,
    Column::TitleFa,
    Column::TitleEn,
    Column::Computed,
    Column::Unit,
    Column::Remove,
];

/// Letters of a title.
const LONGEST: usize = 120;
/// Lines that are read: a file of another kind would have more.
const MOST: usize = 2000;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Date,
    TitleFa,
    TitleEn,
    Computed,
    Unit,
    Remove,
}

impl Column {
    /// As the first line writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::TitleFa => "title_fa",
            Self::TitleEn => "title_en",
            Self::Computed => "computed",
            Self::Unit => "unit",
            Self::Remove => "remove",
        }
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// From 1, the line of the columns included.
    pub line: u64,
    pub column: Option<Column>,
    pub fault: Fault,
}

/// The kinds of mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The first line does not name the columns, or a line has more or fewer.
    Columns,
    /// There is no line.
    Empty,
    TooMany,
    NotADay(String),
    NoTitle,
    LongTitle,
    NotYesOrNo(String),
    /// Neither the country nor a province of the register.
    NoSuchUnit(String),
    /// That day of that unit stands in an earlier line.
    Twice,
    /// What is to be removed is not there.
    NothingThere,
}

/// What the calendar says once these lines are carried out on `base`.
///
/// # Errors
/// With every mistake in them.
pub fn read(text: &str, provinces: &[UnitPath], base: &Content) -> Result<Content, Vec<Mistake>> {
    // Marks of direction that nobody sees would turn around what stands beside them.
    let unseen = |c: &char| matches!(c, '\u{feff}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !unseen(c)).collect();
    let mut table = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let names = COLUMNS.map(Column::name);
    if table.headers().map_or(true, |found| found.iter().ne(names)) {
        return Err(vec![mistake(1, None, Fault::Columns)]);
    }
    let mut reading = Reading {
        provinces,
        content: base.clone(),
        seen: BTreeSet::new(),
        mistakes: Vec::new(),
    };
    let mut count = 0;
    for record in table.records().take(MOST + 1) {
        count += 1;
        match record {
            Ok(record) => reading.take(&record),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                reading.mistakes.push(mistake(line, None, Fault::Columns));
            }
        }
    }
    match count {
        0 => reading.mistakes.push(mistake(1, None, Fault::Empty)),
        many if many > MOST => reading.mistakes.push(mistake(1, None, Fault::TooMany)),
        _ => {}
    }
    match reading.mistakes.is_empty() {
        true => Ok(reading.content),
        false => Err(reading.mistakes),
    }
}

const fn mistake(line: u64, column: Option<Column>, fault: Fault) -> Mistake {
    Mistake {
        line,
        column,
        fault,
    }
}

struct Reading<'a> {
    provinces: &'a [UnitPath],
    content: Content,
    seen: BTreeSet<(UnitPath, When)>,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn take(&mut self, record: &csv::StringRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != COLUMNS.len() {
            self.mistakes.push(mistake(line, None, Fault::Columns));
            return;
        }
        let before = self.mistakes.len();
        let date = self.date(line, record.get(0).unwrap_or_default());
        let remove = self.answer(line, Column::Remove, record.get(5).unwrap_or_default());
        let computed = self.answer(line, Column::Computed, record.get(3).unwrap_or_default());
        let unit = self.unit(line, record.get(4).unwrap_or_default());
        let title = Title {
            fa: self.title(line, Column::TitleFa, record.get(1), remove),
            en: self.title(line, Column::TitleEn, record.get(2), remove),
        };
        let (Some(date), Some(unit)) = (date, unit) else {
            return;
        };
        let there = self.content.entry(&unit, date).is_some();
        if !self.seen.insert((unit.clone(), date)) {
            self.wrong(line, Column::Date, Fault::Twice);
        } else if remove && !there {
            self.wrong(line, Column::Date, Fault::NothingThere);
        }
        if self.mistakes.len() > before {
            return;
        }
        if remove {
            self.content.remove(&unit, date);
        } else {
            self.content.put(Entry {
                date,
                unit,
                title,
                computed,
            });
        }
    }

    fn wrong(&mut self, line: u64, column: Column, fault: Fault) {
        self.mistakes.push(mistake(line, Some(column), fault));
    }

    fn date(&mut self, line: u64, typed: &str) -> Option<When> {
        let date = When::parse(typed);
        if date.is_none() {
            self.wrong(line, Column::Date, Fault::NotADay(typed.to_owned()));
        }
        date
    }

    /// What is removed needs no title.
    fn title(&mut self, line: u64, column: Column, typed: Option<&str>, remove: bool) -> String {
        let typed = typed.unwrap_or_default();
        if typed.is_empty() && !remove {
            self.wrong(line, column, Fault::NoTitle);
        } else if typed.chars().count() > LONGEST || typed.chars().any(char::is_control) {
            self.wrong(line, column, Fault::LongTitle);
        }
        typed.to_owned()
    }

    fn answer(&mut self, line: u64, column: Column, typed: &str) -> bool {
        match typed.to_lowercase().as_str() {
            "yes" | "بله" => return true,
            "" | "no" | "خیر" => {}
            _ => self.wrong(line, column, Fault::NotYesOrNo(typed.to_owned())),
        }
        false
    }

    /// `ir/11`, or `11` alone; the country where nothing stands.
    fn unit(&mut self, line: u64, typed: &str) -> Option<UnitPath> {
        let latin = digits::to_latin(typed);
        let country = UnitPath::country();
        if latin.is_empty() || latin == country.as_str() {
            return Some(country);
        }
        let within = format!("{country}/{latin}");
        let mut all = self.provinces.iter();
        let found = all.find(|it| it.as_str() == latin || it.as_str() == within);
        if found.is_none() {
            self.wrong(line, Column::Unit, Fault::NoSuchUnit(typed.to_owned()));
        }
        found.cloned()
    }
}
