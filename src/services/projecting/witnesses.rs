//! What tells a witness apart from others of her name.

use super::as_counted;
use crate::domain::case::Personal;
use crate::domain::case::file::CaseFile;
use crate::domain::case::people::Witness;
use crate::store::projections::WitnessRow;
use crate::text::folding::fold;

/// Witnesses with a national number, or with a year of birth; of a name alone nobody is told apart.
pub(super) fn rows(file: &CaseFile) -> Vec<WitnessRow> {
    let identity = |witness: &Witness| {
        let known = |value: &Option<Personal>| {
            let text = value.as_ref().and_then(Personal::known);
            text.map(as_counted).filter(|text| !text.is_empty())
        };
        let number = known(&witness.national_number);
        let born = || {
            let name = fold(witness.name.or_empty());
            Some(format!("{name} {}", known(&witness.birth_year)?)).filter(|_| !name.is_empty())
        };
        number.or_else(born)
    };
    let rows = (1..).zip(&file.application.witnesses);
    rows.filter_map(|(witness, of)| {
        let identity = identity(of)?;
        Some(WitnessRow { witness, identity })
    })
    .collect()
}
