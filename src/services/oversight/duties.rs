//! Who prepared, who signed and who sat, decision by decision, and where one person did two of these.

use super::noted::Noted;
use crate::domain::access::{Scope, UserId};
use crate::domain::case::CaseFile;
use crate::domain::case::event::{DecisionSigned, Envelope, Happening, Member, SittingHeld};
use crate::domain::case::file::Recorded;
use crate::domain::time::Moment;
use crate::services::casework::{self, Failure, Opened};
use crate::services::recording;
use crate::services::register::Register;
use crate::store::trail::{self, Narrow, Place};
use crate::store::{cases, streams};
use crate::text::folding::fold;

/// One person in two duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Twice {
    /// Signed what she had prepared: never, where the register was used as it is.
    PreparerSigned,
    /// The head voted at a sitting and signed; with the reason given.
    HeadVoted {
        sitting: usize,
        reason: Option<String>,
    },
    /// Whoever signed stands among the members of a sitting by name.
    SignerSat { sitting: usize },
    /// Whoever prepared stands among the members of a sitting by name.
    PreparerSat { sitting: usize },
    /// Whoever signed or prepared wrote the minutes.
    WroteMinutes { sitting: usize },
}

/// A signed decision with all who had a part in it.
#[derive(Debug, Clone)]
pub struct Duties {
    pub opened: Opened,
    pub at: Moment,
    pub prepared_by: Option<UserId>,
    pub signed_by: Option<UserId>,
    pub twice: Vec<Twice>,
}

/// The decisions signed in a scope, the newest first, and where the next page begins.
///
/// # Errors
/// The database does not answer, or a case cannot be read.
pub fn duties(
    register: &Register,
    scope: &Scope,
    before: Option<Place>,
    limit: u32,
) -> Result<(Vec<Duties>, Option<Place>), Failure> {
    let narrow = Narrow {
        kinds: vec!["decision_signed".to_owned()],
        ..Narrow::default()
    };
    register.store.read(|c| {
        let places = trail::page(c, scope, &narrow, before, limit)?;
        let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
        let mut all = Vec::new();
        for event in streams::by_ids(c, &ids)? {
            let envelope = recording::read(&event)?;
            let noted = Noted::of(event);
            let id = CaseFile::id_of_stream(&noted.event.stream);
            let kept = match id {
                Some(id) => cases::case(c, scope, id)?,
                None => None,
            };
            let Some(kept) = kept else { continue };
            let opened = casework::opened(c, register, &kept)?;
            if let Happening::DecisionSigned(signed) = &envelope.happening {
                all.push(of(opened, &envelope, signed));
            }
        }
        let full = u32::try_from(places.len()).is_ok_and(|count| count == limit);
        Ok((all, places.last().copied().filter(|_| full)))
    })
}

fn of(opened: Opened, envelope: &Envelope, signed: &DecisionSigned) -> Duties {
    let mut decisions = opened.file.decisions.iter();
    let decision = decisions.find(|it| it.what.round == signed.round);
    let prepared_by = decision.and_then(|it| it.what.prepared_by);
    let signed_by = envelope.actor.user;
    let signer = envelope
        .actor
        .name
        .as_ref()
        .map(|name| fold(name.or_empty()));
    let preparer = decision.and_then(|it| it.what.prepared_by_name.as_ref());
    let preparer = preparer.map(|name| fold(name.or_empty()));
    let mut twice = Vec::new();
    if signed_by.is_some() && signed_by == prepared_by {
        twice.push(Twice::PreparerSigned);
    }
    let earlier = |sitting: &&Recorded<SittingHeld>| sitting.at <= envelope.at;
    for (no, sitting) in (1..).zip(opened.file.sittings.iter().filter(earlier)) {
        let sat = |name: &Option<String>| {
            let members = &sitting.what.members;
            name.as_ref()
                .filter(|name| !name.is_empty())
                .is_some_and(|name| {
                    members
                        .iter()
                        .any(|member| fold(member.name.or_empty()) == *name)
                })
        };
        let head = |member: &Member| {
            let voted = member.attendance == "present" && member.vote != "none";
            member.post == "office_head" && voted
        };
        if sitting.what.members.iter().any(head) {
            let reason = signed
                .hats_reason
                .as_ref()
                .and_then(|reason| reason.known());
            twice.push(Twice::HeadVoted {
                sitting: no,
                reason: reason.map(str::to_owned),
            });
        } else if sat(&signer) {
            twice.push(Twice::SignerSat { sitting: no });
        }
        if sat(&preparer) {
            twice.push(Twice::PreparerSat { sitting: no });
        }
        if sitting.by.is_some() && (sitting.by == signed_by || sitting.by == prepared_by) {
            twice.push(Twice::WroteMinutes { sitting: no });
        }
    }
    Duties {
        at: envelope.at,
        prepared_by,
        signed_by,
        twice,
        opened,
    }
}
