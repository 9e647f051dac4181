//! What was typed, as it was typed.

use std::collections::{BTreeMap, BTreeSet};

/// Raw typed text by field name; several under one name where several were chosen.
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
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), vec![value.into()]);
    }

    /// Adds a text under a name, beside those already there.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// Sets a field to several texts.
    pub fn set_all(&mut self, name: &str, values: Vec<String>) {
        self.0.insert(name.to_owned(), values);
    }

    /// Forgets one field.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Forgets every field whose name begins so.
    pub fn remove_all(&mut self, prefix: &str) {
        self.0.retain(|name, _| !name.starts_with(prefix));
    }

    /// Gives every field whose name begins with `prefix` a name that begins with `other` instead.
    pub fn rename_all(&mut self, prefix: &str, other: &str) {
        let renamed = std::mem::take(&mut self.0).into_iter();
        self.0 = renamed
            .map(|(name, values)| match name.strip_prefix(prefix) {
                Some(rest) => (format!("{other}{rest}"), values),
                None => (name, values),
            })
            .collect();
    }

    /// The typed text, trimmed; nothing when empty.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let typed = self.exact(name).trim();
        (!typed.is_empty()).then_some(typed)
    }

    /// The typed text with its spaces, which are part of a password; empty when nothing came.
    #[must_use]
    pub fn exact(&self, name: &str) -> &str {
        self.0
            .get(name)
            .and_then(|typed| typed.first())
            .map_or("", String::as_str)
    }

    /// Every text given under a name.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let typed = self.0.get(name).into_iter().flatten();
        typed.map(|t| t.trim()).filter(|t| !t.is_empty()).collect()
    }

    /// Whether `value` was chosen under `name`.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0
            .get(name)
            .is_some_and(|typed| typed.iter().any(|t| t == value))
    }

    /// The numbers of a repeated group: 1 and 3 for `p1-given`, `p3-given` with `letter` p.
    #[must_use]
    pub fn groups(&self, letter: &str) -> BTreeSet<u32> {
        let number = |name: &String| {
            let (number, _) = name.strip_prefix(letter)?.split_once('-')?;
            number.parse().ok()
        };
        self.0.keys().filter_map(number).collect()
    }

    /// Forgets every field whose name begins with `prefix`.
    pub fn forget(&mut self, prefix: &str) {
        self.0.retain(|name, _| !name.starts_with(prefix));
    }

    /// Every pair, in the order of names.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(name, typed)| typed.iter().map(move |t| (name.as_str(), t.as_str())))
    }

    /// Takes over every field of `other`, replacing those of the same name.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.clone());
    }

    /// Whether nothing came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As JSON, for keeping.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// From what [`Values::json`] gave; nothing from anything else.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }
}
