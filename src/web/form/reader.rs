//! Reads typed values and gathers everything that is wrong with them.

use jiff::civil::Date;

use super::field::FieldError;
use super::values::Values;
use crate::domain::access::purpose;
use crate::domain::case::Personal;
use crate::domain::person::ImpreciseDate;
use crate::domain::person::imprecise_date::{NotABirthDate, Typed};
use crate::domain::person::{PersonName, national_number, telephone};
use crate::text::jalali::NotADate;
use crate::text::{JalaliDate, Phrase, Words, digits, jalali, k};

/// The longest text that one field takes, in characters.
pub const LONGEST: usize = 4000;

/// A reader of one form.
///
/// Every method answers with something usable even where the text is wrong, so that a form is read
/// to its end and all of its errors are shown at once; [`Reader::finish`] lets nothing through.
#[derive(Debug)]
pub struct Reader<'a> {
    pub values: &'a Values,
    pub words: Words,
    pub errors: Vec<FieldError>,
    prefix: String,
}

impl<'a> Reader<'a> {
    /// A reader of these values.
    #[must_use]
    pub const fn new(values: &'a Values, words: Words) -> Self {
        Self {
            values,
            words,
            errors: Vec::new(),
            prefix: String::new(),
        }
    }

    /// Reads a repeated group: within `read`, every name begins with `prefix` (`p2-`).
    pub fn within<T>(&mut self, prefix: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        let value = read(self);
        self.prefix.truncate(outer);
        value
    }

    /// Notes an error at a field.
    pub fn wrong(&mut self, field: &str, message: impl Into<Phrase>) {
        let message = self.words.say(message);
        let field = self.name(field);
        self.errors.push(FieldError { field, message });
    }

    /// The typed text, if any, with no error when it is absent.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&'a str> {
        self.values.text(&self.name(field))
    }

    /// The text, which must be there.
    pub fn required(&mut self, field: &str) -> String {
        match self.text(field) {
            Some(text) => self.limited(field, text),
            None => {
                self.wrong(field, k::ERROR_REQUIRED);
                String::new()
            }
        }
    }

    /// The field `purpose`: what is asked for what for.
    pub fn purpose(&mut self) -> String {
        let typed = self.required("purpose");
        if !typed.is_empty() && !purpose::is_told(&typed) {
            self.wrong("purpose", k::ERROR_PURPOSE);
        }
        typed
    }

    /// The text as a personal value, which must be there.
    pub fn personal(&mut self, field: &str) -> Personal {
        Personal::new(self.required(field))
    }

    /// The text as a personal value, if there is one.
    pub fn optional(&mut self, field: &str) -> Option<Personal> {
        let text = self.text(field)?;
        Some(Personal::new(self.limited(field, text)))
    }

    /// One of the known codes, which must be chosen.
    pub fn choice(&mut self, field: &str, known: &[&str]) -> String {
        let chosen = self.code(field, |code| known.iter().find(|k| **k == code).copied());
        chosen.unwrap_or_default().to_owned()
    }

    /// A code that `parse` knows, which must be chosen: `reader.code("sex", Sex::from_code)`.
    pub fn code<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let known = self.text(field).and_then(parse);
        if known.is_none() {
            self.wrong(field, k::ERROR_CHOOSE);
        }
        known
    }

    /// Every chosen code that `parse` knows; what it does not know is an error.
    pub fn checks<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut known = Vec::new();
        for code in self.values.all(&self.name(field)) {
            match parse(code) {
                Some(value) => known.push(value),
                None => self.wrong(field, k::ERROR_CHOOSE),
            }
        }
        known
    }

    /// A given or family name, which must be there.
    pub fn name_of_person(&mut self, field: &str) -> Personal {
        let typed = self.required(field);
        if !typed.is_empty()
            && let Err(wrong) = PersonName::parse(&typed)
        {
            self.wrong(field, wrong.words());
        }
        Personal::new(typed)
    }

    /// A national number as it is kept, if one was typed.
    pub fn national_number(&mut self, field: &str) -> Option<Personal> {
        let typed = self.text(field)?;
        if !national_number::is_valid(typed) {
            self.wrong(field, k::ERROR_NATIONAL_NUMBER);
        }
        Some(Personal::new(national_number::written(typed)))
    }

    /// A telephone number in Latin digits, if one was typed.
    pub fn telephone(&mut self, field: &str) -> Option<Personal> {
        let typed = self.text(field)?;
        if !telephone::is_valid(typed) {
            self.wrong(field, k::ERROR_TELEPHONE);
        }
        Some(Personal::new(digits::to_latin(typed)))
    }

    /// The year in which a witness was born, who must be full eighteen, if one was typed.
    pub fn birth_year_of_witness(&mut self, field: &str, today: Date) -> Option<Personal> {
        let this = jalali::from_civil(today).year;
        let typed = digits::to_latin(self.text(field)?);
        match typed.parse::<i32>() {
            Ok(year) if (1280..=this).contains(&year) && this - year < 18 => {
                self.wrong(field, k::ERROR_WITNESS_AGE);
            }
            Ok(year) if (1280..=this).contains(&year) => {}
            _ => self.wrong(field, k::ERROR_YEAR),
        }
        Some(Personal::new(typed))
    }

    /// Whether a single box was ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> bool {
        self.text(field).is_some()
    }

    /// A whole number in any digits, between the two.
    pub fn number(&mut self, field: &str, least: u32, most: u32) -> u32 {
        let Some(text) = self.text(field) else {
            self.wrong(field, k::ERROR_REQUIRED);
            return least;
        };
        match digits::to_latin(text).parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => return number,
            Ok(_) => self.wrong(field, k::error_number_range(least, most)),
            Err(_) => self.wrong(field, k::ERROR_NOT_A_NUMBER),
        }
        least
    }

    /// A Jalali date in three parts, which must be there.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        if !self.has_date(field) {
            self.wrong(field, k::ERROR_DATE_EMPTY);
            return None;
        }
        if self.is_gregorian(field) {
            return None;
        }
        let typed = JalaliDate::from_typed(
            self.part(field, "y"),
            self.part(field, "m"),
            self.part(field, "d"),
        );
        match typed {
            Ok(date) => Some(date.to_civil()),
            Err(fault) => {
                self.wrong(&format!("{field}{}", part_of(fault)), fault.words());
                None
            }
        }
    }

    /// Whether a year of the other calendar was typed, which is told at the year.
    fn is_gregorian(&mut self, field: &str) -> bool {
        let gregorian = |typed: &str| {
            let year = digits::to_latin(typed.trim()).parse::<u32>();
            year.is_ok_and(|year| (GREGORIAN..10_000).contains(&year))
        };
        let found = ["y", "y2"]
            .into_iter()
            .find(|y| gregorian(self.part(field, y)));
        if let Some(part) = found {
            self.wrong(&format!("{field}-{part}"), k::ERROR_YEAR_GREGORIAN);
        }
        found.is_some()
    }

    /// A Jalali date, if any part of one was typed.
    pub fn date_if_typed(&mut self, field: &str) -> Option<Date> {
        if self.has_date(field) {
            self.date(field)
        } else {
            None
        }
    }

    /// The day of an act: today or earlier, and today when nothing was typed.
    pub fn act_date(&mut self, field: &str, today: Date) -> Date {
        if !self.has_date(field) {
            return today;
        }
        match self.date(field) {
            Some(date) if date > today => {
                self.wrong(field, k::ERROR_FUTURE_DATE);
                today
            }
            Some(date) => date,
            None => today,
        }
    }

    /// A birth date with as much of it as is known; not after today.
    pub fn birth_date(&mut self, field: &str, today: Date) -> ImpreciseDate {
        if self.is_gregorian(field) {
            return ImpreciseDate::UNKNOWN;
        }
        let read = ImpreciseDate::from_typed(&Typed {
            precision: self.part(field, "p"),
            day: self.part(field, "d"),
            month: self.part(field, "m"),
            year: self.part(field, "y"),
            to_year: self.part(field, "y2"),
        });
        match read {
            Ok(date) if date.earliest().is_some_and(|first| first > today) => {
                self.wrong(field, k::ERROR_FUTURE_DATE);
            }
            Ok(date) => return date,
            Err(fault) => {
                let part = match fault {
                    NotABirthDate::Date(fault) => part_of(fault),
                    NotABirthDate::Range => "-y2",
                    NotABirthDate::Precision => "-p",
                };
                self.wrong(&format!("{field}{part}"), fault.words());
            }
        }
        ImpreciseDate::UNKNOWN
    }

    /// The value, if nothing was wrong; else everything that was.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(self.errors)
        }
    }

    /// Notes an error at a field that holds more than one field takes.
    pub fn limit(&mut self, field: &str) {
        let known = self.name(field);
        let told = self.errors.iter().any(|e| e.field == known);
        let long = |text: &str| text.chars().count() > LONGEST;
        if !told && self.values.all(&known).into_iter().any(long) {
            self.wrong(field, k::error_too_long(LONGEST));
        }
    }

    fn name(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    fn part(&self, field: &str, part: &str) -> &'a str {
        self.values
            .text(&format!("{}{field}-{part}", self.prefix))
            .unwrap_or_default()
    }

    fn has_date(&self, field: &str) -> bool {
        ["d", "m", "y"]
            .iter()
            .any(|part| !self.part(field, part).is_empty())
    }

    fn limited(&mut self, field: &str, text: &str) -> String {
        if text.chars().count() > LONGEST {
            self.wrong(field, k::error_too_long(LONGEST));
        }
        // Neither database keeps the first, nobody sees any of them, and the others turn what
        // stands beside them around.
        let unseen = |c: char| matches!(c, '\0' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        text.chars().filter(|c| !unseen(*c)).collect()
    }
}

/// No Jalali year of anybody alive is as late, and no Gregorian one as early.
const GREGORIAN: u32 = 1700;

/// The part of a date at which its fault is shown.
const fn part_of(fault: NotADate) -> &'static str {
    match fault {
        NotADate::Year | NotADate::Form => "-y",
        NotADate::Month => "-m",
        NotADate::Day { .. } => "-d",
    }
}
