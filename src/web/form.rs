//! Forms as data: what is asked, what was typed, what is wrong with it. One template renders all.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use crate::domain::case::Personal;
use crate::text::{Key, Phrase, Words, digits, jalali, k};

/// Raw typed text by field name, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// From pairs of name and typed text.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut values = Self::default();
        for (name, value) in pairs {
            values.0.entry(name).or_default().push(value);
        }
        values
    }

    /// Sets a field to one text.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), vec![value.into()]);
    }

    /// The typed text, trimmed; nothing when empty.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|v| v.first()).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// Every text given under a name.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.get(name).map_or_else(Vec::new, |v| {
            v.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect()
        })
    }

    /// Whether `value` was chosen under `name`.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.get(name).is_some_and(|v| v.iter().any(|t| t == value))
    }

    /// Every pair, in the order of names.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(n, vs)| vs.iter().map(move |v| (n.as_str(), v.as_str())))
    }

    /// Takes over every field of `other`, replacing those of the same name.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.clone());
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    /// An option.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// How a field is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Digits, written left to right.
    Number,
    /// Codes and numbers with letters, written left to right.
    Code,
    Area,
    /// Jalali day, month, year.
    Date,
    /// A Jalali date of which only a part may be known.
    BirthDate,
    Radio(Vec<Choice>),
    Checks(Vec<Choice>),
    Select(Vec<Choice>),
    File,
    Password,
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub kind: Kind,
    pub required: bool,
    /// For the browser's own memory: `username`, `current-password`, …
    pub autocomplete: Option<&'static str>,
}

impl Field {
    /// A field of this kind, required until said otherwise.
    pub fn new(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            kind,
            required: true,
            autocomplete: None,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text)
    }

    /// Several lines of text.
    pub fn area(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Area)
    }

    /// A code, written left to right.
    pub fn code(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Code)
    }

    /// A Jalali date.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Date)
    }

    /// One of several, all in view.
    pub fn radio(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Radio(choices))
    }

    /// Any of several.
    pub fn checks(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Checks(choices)).optional()
    }

    /// One of many, in a list.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Select(choices))
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// With a line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// For the browser's own memory.
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radio(_) | Kind::Checks(_) | Kind::Date | Kind::BirthDate)
    }

    /// The id of the control that an error message leads to.
    #[must_use]
    pub fn target(&self) -> String {
        match &self.kind {
            Kind::Radio(c) | Kind::Checks(c) if !c.is_empty() => format!("{}-0", self.name),
            Kind::Date => format!("{}-d", self.name),
            Kind::BirthDate => format!("{}-y", self.name),
            _ => self.name.clone(),
        }
    }
}

/// A part of a form under its own heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    pub title: Option<String>,
    pub hint: Option<String>,
    pub fields: Vec<Field>,
}

impl Section {
    /// Fields without a heading.
    #[must_use]
    pub const fn plain(fields: Vec<Field>) -> Self {
        Self { title: None, hint: None, fields }
    }

    /// Fields under a heading.
    pub fn titled(title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { title: Some(title.into()), hint: None, fields }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What is wrong with a field, in words for whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

/// A whole form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub sections: Vec<Section>,
    pub values: Values,
    pub errors: Vec<FieldError>,
    pub submit: String,
    /// Names and values that travel unseen.
    pub hidden: Vec<(String, String)>,
    /// Further buttons: name, value, label.
    pub buttons: Vec<(String, String, String)>,
}

impl Form {
    /// An empty form that posts to `action`.
    pub fn new(action: impl Into<String>, submit: impl Into<String>, sections: Vec<Section>) -> Self {
        Self {
            action: action.into(),
            sections,
            values: Values::default(),
            errors: Vec::new(),
            submit: submit.into(),
            hidden: Vec::new(),
            buttons: Vec::new(),
        }
    }

    /// With what was typed before.
    #[must_use]
    pub fn with(mut self, values: &Values, errors: Vec<FieldError>) -> Self {
        self.values = values.clone();
        self.errors = errors;
        self
    }

    /// With a value that travels unseen.
    #[must_use]
    pub fn carry(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }

    /// With another button beside the main one.
    #[must_use]
    pub fn button(mut self, name: &str, value: &str, label: impl Into<String>) -> Self {
        self.buttons.push((name.to_owned(), value.to_owned(), label.into()));
        self
    }

    /// As HTML.
    #[must_use]
    pub fn html(&self, words: Words) -> String {
        FormView { form: self, words }.render().unwrap_or_default()
    }

    fn has_file(&self) -> bool {
        self.sections.iter().flat_map(|s| &s.fields).any(|f| f.kind == Kind::File)
    }

    fn error(&self, field: &Field) -> Option<&FieldError> {
        self.errors.iter().find(|e| e.field == field.name)
    }

    fn target(&self, error: &FieldError) -> String {
        self.sections
            .iter()
            .flat_map(|s| &s.fields)
            .find(|f| f.name == error.field)
            .map_or_else(|| "form".to_owned(), Field::target)
    }
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormView<'a> {
    form: &'a Form,
    words: Words,
}

impl FormView<'_> {
    fn value(&self, name: &str) -> String {
        self.form.values.text(name).unwrap_or_default().to_owned()
    }

    fn part(&self, name: &str, part: &str) -> String {
        self.value(&format!("{name}-{part}"))
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.form.values.has(name, value)
    }

    fn months(&self) -> Vec<(String, &'static str)> {
        (1..=12u8)
            .map(|m| (m.to_string(), jalali::month_name(self.words.locale(), m)))
            .collect()
    }

    fn same_month(&self, name: &str, month: &str) -> bool {
        digits::to_latin(&self.part(name, "m")) == month
    }

    fn precisions(&self) -> [(&'static str, Key); 5] {
        [
            ("day", k::PRECISION_DAY),
            ("month", k::PRECISION_MONTH),
            ("year", k::PRECISION_YEAR),
            ("range", k::PRECISION_RANGE),
            ("unknown", k::PRECISION_UNKNOWN),
        ]
    }
}

/// Reads typed values and gathers what is wrong with them.
#[derive(Debug)]
pub struct Reader<'a> {
    pub values: &'a Values,
    pub words: Words,
    pub errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// A reader of these values.
    #[must_use]
    pub const fn new(values: &'a Values, words: Words) -> Self {
        Self { values, words, errors: Vec::new() }
    }

    /// Notes an error at a field.
    pub fn wrong(&mut self, field: &str, message: impl Into<Phrase>) {
        let message = self.words.say(message);
        self.errors.push(FieldError { field: field.to_owned(), message });
    }

    /// The text, which must be there and no longer than 2000 characters.
    pub fn required(&mut self, field: &str) -> String {
        match self.values.text(field) {
            Some(text) => self.limited(field, text),
            None => {
                self.wrong(field, k::ERROR_REQUIRED);
                String::new()
            }
        }
    }

    fn limited(&mut self, field: &str, text: &str) -> String {
        if text.chars().count() > 2000 || text.contains('\0') {
            self.wrong(field, k::ERROR_TOO_LONG);
        }
        text.to_owned()
    }

    /// The text as a personal value, which must be there.
    pub fn personal(&mut self, field: &str) -> Personal {
        Personal::new(self.required(field))
    }

    /// The text as a personal value, if there is one.
    pub fn optional(&mut self, field: &str) -> Option<Personal> {
        let text = self.values.text(field)?;
        Some(Personal::new(self.limited(field, text)))
    }

    /// One of the known codes, which must be chosen.
    pub fn choice(&mut self, field: &str, known: &[&str]) -> String {
        match self.values.text(field) {
            Some(code) if known.contains(&code) => code.to_owned(),
            _ => {
                self.wrong(field, k::ERROR_CHOOSE);
                String::new()
            }
        }
    }

    /// A whole number in any digits.
    pub fn number(&mut self, field: &str, least: u32, most: u32) -> u32 {
        let typed = self.values.text(field).map(digits::to_latin);
        match typed.and_then(|t| t.parse::<u32>().ok()).filter(|n| (least..=most).contains(n)) {
            Some(n) => n,
            None => {
                self.wrong(field, k::error_number(least, most));
                least
            }
        }
    }

    /// A Jalali date in three parts, which must be there.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let date = self.typed_date(field);
        if date.is_none() {
            self.wrong(field, k::ERROR_DATE);
        }
        date
    }

    fn typed_date(&self, field: &str) -> Option<Date> {
        let part = |p: &str| self.values.text(&format!("{field}-{p}")).map(digits::to_latin);
        let year: i32 = part("y")?.parse().ok().filter(|y| (1200..=1600).contains(y))?;
        jalali::to_civil(year, part("m")?.parse().ok()?, part("d")?.parse().ok()?)
    }

    /// The date of an act: today or earlier; today when left empty.
    pub fn act_date(&mut self, field: &str, today: Date) -> Date {
        let typed =
            ["d", "m", "y"].iter().any(|p| self.values.text(&format!("{field}-{p}")).is_some());
        if !typed {
            return today;
        }
        match self.date(field) {
            Some(date) if date <= today => date,
            Some(_) => {
                self.wrong(field, k::ERROR_FUTURE_DATE);
                today
            }
            None => today,
        }
    }

    /// A birth date with its precision, as recorded text.
    pub fn birth_date(&mut self, field: &str, today: Date) -> String {
        let part = |p: &str| {
            self.values.text(&format!("{field}-{p}")).map(digits::to_latin).unwrap_or_default()
        };
        let now = jalali::from_civil(today).year;
        let year = |text: String| text.parse::<i32>().ok().filter(|y| (1280..=now).contains(y));
        let precision = self.values.text(&format!("{field}-p")).unwrap_or("year").to_owned();
        if precision == "unknown" {
            return "unknown".to_owned();
        }
        let Some(y) = year(part("y")) else {
            self.wrong(field, k::ERROR_YEAR);
            return String::new();
        };
        let (month, day) = (part("m").parse::<u8>().ok(), part("d").parse::<u8>().ok());
        let text = match precision.as_str() {
            "day" => month.zip(day).and_then(|(m, d)| {
                jalali::to_civil(y, m, d).filter(|c| *c <= today).map(|_| format!("{y}-{m:02}-{d:02}"))
            }),
            "month" => month.filter(|m| (1..=12).contains(m)).map(|m| format!("{y}-{m:02}")),
            "range" => year(part("y2")).filter(|to| *to > y).map(|to| format!("{y}..{to}")),
            _ => Some(y.to_string()),
        };
        text.unwrap_or_else(|| {
            self.wrong(field, k::ERROR_DATE);
            String::new()
        })
    }

    /// The value, if nothing was wrong.
    ///
    /// # Errors
    /// Everything that was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}

impl Values {
    /// As JSON, for keeping.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// From what [`Values::json`] gave.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }
}
