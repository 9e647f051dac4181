//! What is asked before anything of a case is handed out: what for, without what, for whom alone.

use crate::domain::case::withholding::Sort;
use crate::services::export::Recipient;
use crate::text::{Key, Words, k};
use crate::web::form::{Choice, Field, Reader};

/// The fields of [`Terms`], with `further` ones among what is withheld.
pub fn fields(w: Words, further: Option<Field>) -> Vec<Field> {
    let sort = |sort: &Sort| Choice::new(sort.code(), w.t(sort_title(*sort)));
    let sorts = Sort::ALL.iter().map(sort).collect();
    let mut fields = vec![
        Field::area("purpose", w.t(k::EXPORT_PURPOSE)).hint(w.t(k::EXPORT_PURPOSE_HINT)),
        Field::checks("sorts", w.t(k::EXPORT_SORTS), sorts).hint(w.t(k::EXPORT_SORTS_HINT)),
    ];
    fields.extend(further);
    let to = Field::code("to", w.t(k::EXPORT_TO));
    fields.push(to.hint(w.t(k::EXPORT_TO_HINT)).optional());
    fields
}

/// What was typed.
#[derive(Debug, Clone)]
pub struct Terms {
    pub purpose: String,
    pub sorts: Vec<Sort>,
    pub to: Option<Recipient>,
}

impl Terms {
    /// Reads them; what is wrong stands with the reader.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let purpose = reader.purpose();
        let to = reader.text("to").map(str::parse::<Recipient>).transpose();
        if to.is_err() {
            reader.wrong("to", k::ERROR_AGE_KEY);
        }
        Self {
            purpose,
            sorts: reader.checks("sorts", Sort::from_code),
            to: to.ok().flatten(),
        }
    }
}

pub const fn sort_title(sort: Sort) -> Key {
    match sort {
        Sort::Names => k::SORT_NAMES,
        Sort::Numbers => k::SORT_NUMBERS,
        Sort::Addresses => k::SORT_ADDRESSES,
        Sort::Telephones => k::SORT_TELEPHONES,
        Sort::Reasons => k::SORT_REASONS,
        Sort::Documents => k::SORT_DOCUMENTS,
    }
}
