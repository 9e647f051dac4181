//! A form as it is laid out.

use askama::Template;

use super::field::{Choice, Field, FieldError, Kind, Section};
use super::values::Values;
use crate::domain::person::Precision;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::page::Page;
use crate::web::parts::Icon;

/// A whole form. A page shows it with `{{ form }}`.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "form.html")]
pub struct Form {
    pub words: Words,
    pub action: String,
    pub sections: Vec<Section>,
    pub values: Values,
    pub errors: Vec<FieldError>,
    pub submit: String,
    /// Names and values that travel unseen: `csrf`, the idempotency `key`, `seen`.
    pub hidden: Vec<(String, String)>,
    /// Further buttons after the main one: name, value, label.
    pub buttons: Vec<(String, String, String)>,
    /// Keeps the buttons of a long form in view on wide screens.
    pub sticky: bool,
    /// The filled button stands elsewhere on the page.
    pub quiet: bool,
    /// Sets the ids apart where a page has two forms.
    pub id: &'static str,
}

impl askama::filters::HtmlSafe for Form {}

impl Form {
    /// An empty form that posts to `action`, for a stranger.
    pub fn new(
        words: Words,
        action: impl Into<String>,
        submit: impl Into<String>,
        sections: Vec<Section>,
    ) -> Self {
        Self {
            words,
            action: action.into(),
            sections,
            values: Values::default(),
            errors: Vec::new(),
            submit: submit.into(),
            hidden: Vec::new(),
            buttons: Vec::new(),
            sticky: false,
            quiet: false,
            id: "f",
        }
    }

    /// An empty form of a signed-in reader: it carries the session's token.
    pub fn on(
        page: &Page,
        action: impl Into<String>,
        submit: impl Into<String>,
        sections: Vec<Section>,
    ) -> Self {
        Self::new(page.words, action, submit, sections).carry("csrf", page.csrf.as_str())
    }

    /// With what was typed before, and what was wrong with it.
    #[must_use]
    pub fn with(mut self, values: &Values, errors: Vec<FieldError>) -> Self {
        self.values = values.clone();
        self.errors = errors;
        self
    }

    /// With a value that travels unseen.
    #[must_use]
    pub fn carry(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// With another button after the main one.
    #[must_use]
    pub fn button(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        self.buttons.push((name.into(), value.into(), label.into()));
        self
    }

    /// Its buttons stay in view.
    #[must_use]
    pub const fn sticky(mut self) -> Self {
        self.sticky = true;
        self
    }

    /// Its button is not the filled one of the page.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// The second form of a page, with ids of its own.
    #[must_use]
    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    fn has_file(&self) -> bool {
        self.fields().any(|f| matches!(f.kind, Kind::File { .. }))
    }

    /// Whether the enter key would press a button inside the form instead of the main one.
    fn has_inner_button(&self) -> bool {
        self.fields().any(|f| matches!(f.kind, Kind::Button { .. }))
    }

    /// What is wrong, to stand at the top of a page whose form begins further down; such a page
    /// shows the form by [`Form::body`].
    #[must_use]
    pub const fn problems(&self) -> Problems<'_> {
        Problems { form: self }
    }

    /// The form without what is wrong.
    #[must_use]
    pub const fn body(&self) -> Body<'_> {
        Body { form: self }
    }

    /// The fields of a section, those that stand beside each other together.
    fn rows<'a>(&'a self, section: &'a Section) -> Vec<Vec<FieldView<'a>>> {
        let mut rows: Vec<Vec<FieldView<'a>>> = Vec::new();
        for field in &section.fields {
            let view = FieldView { form: self, field };
            match rows.last_mut() {
                Some(row) if field.beside => row.push(view),
                _ => rows.push(vec![view]),
            }
        }
        rows
    }

    /// Each error as the summary says it: where it leads, of what, and the field's own words.
    fn summary(&self) -> Vec<(String, String, &str)> {
        let line = |error: &FieldError| {
            let found = self.sections.iter().find_map(|section| {
                let field = section.fields.iter().find(|f| f.answers_to(&error.field))?;
                Some((section, field))
            });
            match found {
                Some((section, field)) => {
                    let comma = self.words.t(k::LIST_COMMA);
                    let whose = section.whose.as_ref();
                    let whose = whose.map_or_else(String::new, |w| format!("{w}{comma}"));
                    (
                        target(self.id, field, error),
                        format!("{whose}{}", field.label),
                    )
                }
                None => (format!("{}-form", self.id), String::new()),
            }
        };
        self.errors
            .iter()
            .map(|error| {
                let (target, label) = line(error);
                (target, label, error.message.as_str())
            })
            .collect()
    }
}

/// What is wrong with a form, one link per error.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "form_problems.html")]
pub struct Problems<'a> {
    form: &'a Form,
}

/// A form without the summary of what is wrong.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "form_body.html")]
pub struct Body<'a> {
    form: &'a Form,
}

impl askama::filters::HtmlSafe for Problems<'_> {}
impl askama::filters::HtmlSafe for Body<'_> {}

/// The id of the control that an error leads to.
fn target(form: &str, field: &Field, error: &FieldError) -> String {
    let name = &field.name;
    match &field.kind {
        Kind::Radio(_) | Kind::Checks(_) => format!("{form}-{name}-0"),
        Kind::Date | Kind::BirthDate if error.field == *name => format!("{form}-{name}-d"),
        Kind::BirthDate if error.field.ends_with("-p") => format!("{form}-{name}-p-day"),
        Kind::Date | Kind::BirthDate => format!("{form}-{}", error.field),
        _ => format!("{form}-{name}"),
    }
}

/// One field with what was typed and what is wrong.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "field.html")]
struct FieldView<'a> {
    form: &'a Form,
    field: &'a Field,
}

impl askama::filters::HtmlSafe for FieldView<'_> {}

impl FieldView<'_> {
    const fn words(&self) -> Words {
        self.form.words
    }

    fn id(&self) -> String {
        format!("{}-{}", self.form.id, self.field.name)
    }

    fn value(&self) -> &str {
        self.form.values.exact(&self.field.name)
    }

    fn part(&self, part: &str) -> &str {
        let name = format!("{}-{part}", self.field.name);
        self.form.values.text(&name).unwrap_or_default()
    }

    fn chosen(&self, choice: &Choice) -> bool {
        self.form.values.has(&self.field.name, &choice.value)
    }

    fn error(&self) -> Option<&FieldError> {
        let errors = &self.form.errors;
        errors.iter().find(|e| self.field.answers_to(&e.field))
    }

    /// Whether this part of a date is at fault; the whole of it, where no part is named.
    fn part_is_wrong(&self, part: &str) -> bool {
        self.error().is_some_and(|error| {
            let at = error.field.get(self.field.name.len()..).unwrap_or("");
            at.is_empty() || at.strip_prefix('-') == Some(part)
        })
    }

    /// What a screen reader says after the label: the hint, then the error.
    fn described_by(&self) -> String {
        let id = self.id();
        match (self.field.hint.is_some(), self.error().is_some()) {
            (true, true) => format!("{id}-h {id}-e"),
            (true, false) => format!("{id}-h"),
            (false, true) => format!("{id}-e"),
            (false, false) => String::new(),
        }
    }

    fn months(&self) -> Vec<(u8, &'static str)> {
        let locale = self.words().locale();
        (1..=12)
            .map(|month| (month, jalali::month_name(locale, month)))
            .collect()
    }

    fn is_month(&self, month: u8) -> bool {
        digits::to_latin(self.part("m")).parse() == Ok(month)
    }

    fn precisions(&self) -> Vec<(&'static str, Key)> {
        let all = Precision::ALL.iter();
        all.map(|p| (p.code(), p.title())).collect()
    }
}
