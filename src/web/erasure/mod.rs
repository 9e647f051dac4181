//! Erasing values of a case by law: proposing it, and deciding on what somebody else proposed.

mod asked;
mod page;

pub use asked::with_told;
pub use page::{decide, propose, show};

use crate::domain::erasure::{LEAST_BASIS, Refused};
use crate::text::{Words, digits, k};

/// Why an erasure is not done, and what to do next.
#[must_use]
pub fn refusal(w: Words, why: Refused) -> String {
    let plain = match why {
        Refused::BasisTooShort => {
            let least = digits::localized(w.locale(), &LEAST_BASIS.to_string());
            return w.say(k::refused_erasure_basis_too_short(least));
        }
        Refused::BasisSaysIt => k::REFUSED_ERASURE_BASIS_SAYS_IT,
        Refused::NothingThere => k::REFUSED_ERASURE_NOTHING_THERE,
        Refused::BeforeCourt => k::REFUSED_ERASURE_BEFORE_COURT,
        Refused::DecisionWaits => k::REFUSED_ERASURE_DECISION_WAITS,
        Refused::AlreadyWaiting => k::REFUSED_ERASURE_ALREADY_WAITING,
        Refused::Own => k::REFUSED_ERASURE_OWN,
        Refused::NotWaiting => k::REFUSED_ERASURE_NOT_WAITING,
        Refused::ReasonMissing => k::REFUSED_ERASURE_REASON_MISSING,
    };
    w.t(plain).to_owned()
}
