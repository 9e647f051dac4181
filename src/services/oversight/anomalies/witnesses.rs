//! One witness in many households, one of which is new.

use super::Found;
use crate::domain::access::Scope;
use crate::domain::time::Moment;
use crate::services::casework::{self, Failure};
use crate::services::oversight::thresholds::HOUSEHOLDS_OF_A_WITNESS;
use crate::services::register::Register;
use crate::store::{Conn, cases, witnesses};

/// The witnesses of many households of whom one was named since then.
pub(super) fn repeated(
    c: &mut Conn,
    register: &Register,
    scope: &Scope,
    since: Moment,
) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let named = witnesses::named_since(c, scope, since.tehran_date())?;
    for all in witnesses::cases_of(c, scope, &named)?.into_values() {
        if all.len() < HOUSEHOLDS_OF_A_WITNESS {
            continue;
        }
        let (mut newest, mut name) = (since.tehran_date(), None);
        for (id, witness) in &all {
            let Some(case) = cases::case(c, scope, *id)? else {
                continue;
            };
            newest = newest.max(case.opened_on);
            if name.is_none() {
                let file = casework::opened(c, register, &case)?.file;
                let no = usize::try_from(*witness).unwrap_or(0).saturating_sub(1);
                let named = file.application.witnesses.get(no);
                name = named.and_then(|it| it.name.known().map(str::to_owned));
            }
        }
        found.push(Found {
            who: None,
            at: Moment::begin_of(newest),
            measure: u64::try_from(all.len()).ok(),
            cases: all.into_iter().map(|(case, _)| case).collect(),
            said: name,
        });
    }
    Ok(found)
}
