//! What a form asks.

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    /// An option: what is sent, and what is read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
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
    /// Digits, of any script.
    Number,
    /// Codes and numbers with letters, written left to right.
    Code,
    /// Several lines.
    Area,
    /// A Jalali day, month and year: three inputs `name-d`, `name-m`, `name-y`.
    Date,
    /// A Jalali date of which only a part may be known: also `name-p` (how much) and `name-y2`
    /// (the last year of a span).
    BirthDate,
    /// One of several, all in view; nothing is chosen beforehand.
    Radio(Vec<Choice>),
    /// Any of several.
    Checks(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// A scan or another file; `accept` as the browser wants it: `.pdf,.jpg`.
    File {
        accept: &'static str,
    },
    /// Never shown again once typed.
    Password,
    /// Read, not asked.
    Static(String),
    /// A button inside the form that sends `value`: «افزودن نفر», «تازه‌کردن فهرست‌ها».
    Button {
        value: String,
    },
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub kind: Kind,
    pub required: bool,
    /// When it is required all the same: «اگر پذیرفته می‌شود».
    pub condition: Option<String>,
    /// For the browser's own memory: `username`, `current-password`, …
    pub autocomplete: Option<&'static str>,
    /// Stands in one row with the field before it, where there is room.
    pub beside: bool,
    /// Choices stand in a line instead of one under the other.
    pub inline: bool,
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
            condition: None,
            autocomplete: None,
            beside: false,
            inline: false,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text)
    }

    /// A number in any digits.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Number)
    }

    /// A code, written left to right.
    pub fn code(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Code)
    }

    /// Several lines of text.
    pub fn area(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Area)
    }

    /// A Jalali date.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Date)
    }

    /// A Jalali date of which only a part may be known.
    pub fn birth_date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::BirthDate)
    }

    /// One of several, all in view.
    pub fn radio(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Radio(choices))
    }

    /// Any of several; none is an answer too.
    pub fn checks(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Checks(choices)).optional()
    }

    /// One of many, in a list.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Select(choices))
    }

    /// A file.
    pub fn file(name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(name, label, Kind::File { accept })
    }

    /// A password; `autocomplete` is `current-password` or `new-password`.
    pub fn password(
        name: impl Into<String>,
        label: impl Into<String>,
        autocomplete: &'static str,
    ) -> Self {
        Self::new(name, label, Kind::Password).autocomplete(autocomplete)
    }

    /// A labelled text that is read, not asked.
    pub fn shown(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new("", label, Kind::Static(text.into()))
    }

    /// A button inside the form: sends `name=value` with all that was typed.
    pub fn button(
        name: impl Into<String>,
        value: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        let value = value.into();
        Self::new(name, label, Kind::Button { value })
    }

    /// May be left empty; said in words at its label.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Required under a condition, which stands at its label.
    #[must_use]
    pub fn needed_when(mut self, condition: impl Into<String>) -> Self {
        self.required = false;
        self.condition = Some(condition.into());
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

    /// In one row with the field before it.
    #[must_use]
    pub const fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// Short choices in a line.
    #[must_use]
    pub const fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Asked as several controls under one legend.
    pub(super) const fn is_group(&self) -> bool {
        matches!(
            self.kind,
            Kind::Radio(_) | Kind::Checks(_) | Kind::Date | Kind::BirthDate
        )
    }

    pub(super) const fn is_optional(&self) -> bool {
        !self.required
            && self.condition.is_none()
            && !matches!(
                self.kind,
                Kind::Static(_) | Kind::Button { .. } | Kind::Checks(_)
            )
    }

    /// Whether an error under `field` belongs here: the field itself, or a part of its date.
    pub(super) fn answers_to(&self, field: &str) -> bool {
        match field.strip_prefix(self.name.as_str()) {
            Some("") => !self.name.is_empty(),
            Some("-d" | "-m" | "-y" | "-y2" | "-p") => {
                matches!(self.kind, Kind::Date | Kind::BirthDate)
            }
            _ => false,
        }
    }
}

/// A part of a form under its own heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    pub title: Option<String>,
    pub hint: Option<String>,
    pub fields: Vec<Field>,
    /// Of whom, where a section is repeated: «نفر ۲». Said before each of its errors.
    pub whose: Option<String>,
}

impl Section {
    /// Fields without a heading.
    #[must_use]
    pub const fn plain(fields: Vec<Field>) -> Self {
        Self {
            title: None,
            hint: None,
            fields,
            whose: None,
        }
    }

    /// Fields under a heading.
    pub fn titled(title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self {
            title: Some(title.into()),
            ..Self::plain(fields)
        }
    }

    /// Fields about somebody, under the name: every error says whose it is.
    pub fn about(whose: impl Into<String>, fields: Vec<Field>) -> Self {
        let whose = whose.into();
        Self {
            whose: Some(whose.clone()),
            ..Self::titled(whose, fields)
        }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// One of several like it: every name gets `prefix` (`p2-`), every error says `whose`.
    #[must_use]
    pub fn repeated(mut self, prefix: &str, whose: impl Into<String>) -> Self {
        for field in &mut self.fields {
            if !field.name.is_empty() {
                field.name.insert_str(0, prefix);
            }
        }
        self.whose = Some(whose.into());
        self
    }
}

/// What is wrong with a field, in words for whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, or that of a part of its date (`birth-y`).
    pub field: String,
    pub message: String,
}

impl FieldError {
    /// An error at a field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}
