//! A table of a directive file, read key by key; what nobody asked for is a mistake.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::codes::Coded;
use super::super::model::Title;
use super::problem::{Problem, Shape};
use super::reader::{Reader, nearest};

/// A table being read; whatever nobody asked for is an unknown key.
#[derive(Debug)]
pub(super) struct Table<'d, 'i> {
    map: &'d DeTable<'i>,
    pub(super) at: usize,
    asked: BTreeSet<&'static str>,
}

impl<'d, 'i> Table<'d, 'i> {
    pub(super) const fn new(map: &'d DeTable<'i>, at: usize) -> Self {
        Self {
            map,
            at,
            asked: BTreeSet::new(),
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'i>>> {
        self.asked.insert(key);
        self.map.get(key)
    }

    fn shaped<T>(
        &mut self,
        reader: &mut Reader<'_>,
        (key, shape): (&'static str, Shape),
        read: impl FnOnce(&'d DeValue<'i>) -> Option<T>,
    ) -> Option<(T, Range<usize>)> {
        let value = self.value(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            reader.fault(
                value.span().start,
                Problem::WrongShape {
                    key: key.to_owned(),
                    shape,
                },
            );
        }
        found.map(|it| (it, value.span()))
    }

    /// Whether there is anything under this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// A text with its place, if it is there.
    pub(super) fn text(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<(String, Range<usize>)> {
        self.shaped(reader, (key, Shape::Text), |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// A text that must be there and say something.
    pub(super) fn needed(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> (String, Range<usize>) {
        let present = self.map.contains_key(key);
        match self.text(reader, key) {
            Some(found) if !found.0.trim().is_empty() => found,
            Some((_, at)) => {
                reader.fault(
                    at.start,
                    Problem::MissingKey {
                        key: key.to_owned(),
                    },
                );
                (String::new(), at)
            }
            None => {
                if !present {
                    reader.fault(
                        self.at,
                        Problem::MissingKey {
                            key: key.to_owned(),
                        },
                    );
                }
                (String::new(), self.at..self.at)
            }
        }
    }

    /// `true` or `false`; false when absent.
    pub(super) fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> bool {
        self.shaped(reader, (key, Shape::Flag), DeValue::as_bool)
            .is_some_and(|(flag, _)| flag)
    }

    /// A whole number with its place, if it is there.
    pub(super) fn number(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<(u32, Range<usize>)> {
        self.shaped(reader, (key, Shape::Number), number)
    }

    /// A whole number that must be there.
    pub(super) fn needed_number(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> (u32, Range<usize>) {
        if !self.map.contains_key(key) {
            reader.fault(
                self.at,
                Problem::MissingKey {
                    key: key.to_owned(),
                },
            );
        }
        // Any length but zero stands in for one that could not be read: it is no second mistake.
        self.number(reader, key).unwrap_or((1, self.at..self.at))
    }

    /// Whole numbers; none when absent.
    pub(super) fn numbers(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<u32> {
        let read = |value: &'d DeValue<'i>| {
            value
                .as_array()?
                .iter()
                .map(|it| number(it.get_ref()))
                .collect::<Option<Vec<_>>>()
        };
        self.shaped(reader, (key, Shape::List), read)
            .map_or_else(Vec::new, |(list, _)| list)
    }

    /// Texts with their places; none when absent.
    pub(super) fn texts(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Vec<(String, Range<usize>)> {
        let read = |value: &'d DeValue<'i>| {
            let text =
                |it: &Spanned<DeValue<'i>>| Some((it.get_ref().as_str()?.to_owned(), it.span()));
            value
                .as_array()?
                .iter()
                .map(text)
                .collect::<Option<Vec<_>>>()
        };
        self.shaped(reader, (key, Shape::List), read)
            .map_or_else(Vec::new, |(list, _)| list)
    }

    /// A word of a closed set, if it is there.
    pub(super) fn code<C: Coded>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<C> {
        let word = self.text(reader, key)?;
        read_code(reader, key, &word)
    }

    /// A word of a closed set that must be there.
    pub(super) fn needed_code<C: Coded>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        otherwise: C,
    ) -> C {
        if !self.map.contains_key(key) {
            reader.fault(
                self.at,
                Problem::MissingKey {
                    key: key.to_owned(),
                },
            );
        }
        self.code(reader, key).unwrap_or(otherwise)
    }

    /// Words of a closed set; none when absent.
    pub(super) fn codes<C: Coded>(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<C> {
        let words = self.texts(reader, key);
        words
            .iter()
            .filter_map(|word| read_code(reader, key, word))
            .collect()
    }

    /// A table under this key, if it is there.
    pub(super) fn table(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<Table<'d, 'i>> {
        let (map, at) = self.shaped(reader, (key, Shape::Table), DeValue::as_table)?;
        Some(Table::new(map, at.start))
    }

    /// The tables under this key, in the order of the file; none when absent.
    pub(super) fn tables(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Vec<Table<'d, 'i>> {
        let read = |value: &'d DeValue<'i>| {
            let table = |it: &'d Spanned<DeValue<'i>>| {
                it.get_ref()
                    .as_table()
                    .map(|map| Table::new(map, it.span().start))
            };
            value
                .as_array()?
                .iter()
                .map(table)
                .collect::<Option<Vec<_>>>()
        };
        self.shaped(reader, (key, Shape::List), read)
            .map_or_else(Vec::new, |(list, _)| list)
    }

    /// Words in both languages, if they are there.
    pub(super) fn title(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Title> {
        let mut table = self.table(reader, key)?;
        let mut words = |table: &mut Self, language: &'static str| {
            let at = table.at;
            let found = table.text(reader, language);
            let said = found
                .as_ref()
                .is_some_and(|(text, _)| !text.trim().is_empty());
            if !said {
                let key = format!("{key}.{language}");
                reader.fault(
                    found.as_ref().map_or(at, |(_, at)| at.start),
                    Problem::EmptyWords { key },
                );
            }
            found.map(|(text, _)| text).unwrap_or_default()
        };
        let title = Title {
            fa: words(&mut table, "fa"),
            en: words(&mut table, "en"),
        };
        table.close(reader);
        Some(title)
    }

    /// Words in both languages that must be there.
    pub(super) fn needed_title(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Title {
        if !self.map.contains_key(key) {
            reader.fault(
                self.at,
                Problem::MissingKey {
                    key: key.to_owned(),
                },
            );
        }
        let none = Title {
            fa: String::new(),
            en: String::new(),
        };
        self.title(reader, key).unwrap_or(none)
    }

    /// Notes every key that nobody asked for.
    pub(super) fn close(self, reader: &mut Reader<'_>) {
        reader.keys.extend(&self.asked);
        for key in self.map.keys() {
            let word = key.get_ref();
            if !self.asked.contains(&**word) {
                let near = nearest(word, self.asked.iter().copied());
                let problem = Problem::UnknownKey {
                    key: word.to_string(),
                    near,
                };
                reader.fault(key.span().start, problem);
            }
        }
    }
}

fn number(value: &DeValue<'_>) -> Option<u32> {
    let digits = value.as_integer()?;
    u32::from_str_radix(digits.as_str(), digits.radix()).ok()
}

fn read_code<C: Coded>(
    reader: &mut Reader<'_>,
    key: &str,
    (word, at): &(String, Range<usize>),
) -> Option<C> {
    let found = C::read(word);
    if found.is_none() {
        let allowed = C::CODES.join(", ");
        let problem = Problem::UnknownCode {
            key: key.to_owned(),
            code: word.clone(),
            allowed,
        };
        reader.fault(at.start, problem);
    }
    found
}
