//! Data in rows: a table on a wide screen, cards on a phone.

use askama::Template;

use super::cell::Cell;

/// How the rows of a table become cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One fact a line.
    Plain,
    /// Short facts, two by two.
    Tight,
    /// Evidence for and against, side by side.
    Facts,
}

/// A table whose first cell of each row names the row.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    /// What the table holds, for those who cannot see where it stands.
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub layout: Layout,
}

/// One row; `cells` follow the columns after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub head: Cell,
    /// After the name, in secondary ink: «پسر، ۱۴ ساله».
    pub aside: Option<String>,
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row by its name.
    pub fn new(head: impl Into<Cell>, cells: Vec<Cell>) -> Self {
        Self {
            head: head.into(),
            aside: None,
            cells,
        }
    }

    /// With what qualifies the name.
    #[must_use]
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = Some(aside.into());
        self
    }
}

impl Table {
    /// An empty table.
    pub fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        Self {
            caption: caption.into(),
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            rows: Vec::new(),
            layout: Layout::Plain,
        }
    }

    /// With these rows.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Row>) -> Self {
        self.rows = rows;
        self
    }

    /// Laid out otherwise.
    #[must_use]
    pub const fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    const fn class(&self) -> &'static str {
        match self.layout {
            Layout::Plain => "cards",
            Layout::Tight => "cards tight",
            Layout::Facts => "cards fact",
        }
    }

    /// Each cell with the heading of its column.
    fn labelled<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a str, &'a Cell)> {
        self.columns
            .iter()
            .skip(1)
            .map(String::as_str)
            .zip(&row.cells)
    }
}
