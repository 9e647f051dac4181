//! Decisions signed sooner than the file can be read, or on the day on which they were proposed.

use super::Found;
use crate::domain::access::Scope;
use crate::domain::case::CaseFile;
use crate::domain::time::Moment;
use crate::services::casework::Failure;
use crate::services::oversight::noted::Noted;
use crate::services::oversight::thresholds::MINUTES_TO_READ;
use crate::store::streams::StoredEvent;
use crate::store::trail::{self, Narrow};
use crate::store::{self, Conn, streams};

/// Signatures, and looks at one case, that are read at a time.
const AT_ONCE: u32 = 500;

/// A signature with the proposal that it signs.
pub(super) struct Signed {
    case: i64,
    signature: Noted,
    proposal: Noted,
}

fn of_kind(kind: &str) -> Narrow {
    Narrow {
        kinds: vec![kind.to_owned()],
        ..Narrow::default()
    }
}

fn read(
    c: &mut Conn,
    scope: &Scope,
    narrow: &Narrow,
    limit: u32,
) -> Result<Vec<StoredEvent>, store::Error> {
    let places = trail::page(c, scope, narrow, None, limit)?;
    let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
    streams::by_ids(c, &ids)
}

/// Every signature since then, with its proposal.
pub(super) fn signatures(
    c: &mut Conn,
    scope: &Scope,
    since: Moment,
) -> Result<Vec<Signed>, Failure> {
    let narrow = Narrow {
        from: Some(since),
        ..of_kind("decision_signed")
    };
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let places = trail::page(c, scope, &narrow, before, AT_ONCE)?;
        let Some(last) = places.last() else {
            return Ok(all);
        };
        before = Some(*last);
        let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
        for event in streams::by_ids(c, &ids)? {
            let Some(case) = CaseFile::id_of_stream(&event.stream) else {
                continue;
            };
            let proposed = Narrow {
                case: Some(case),
                ..of_kind("decision_proposed")
            };
            let proposals = read(c, scope, &proposed, AT_ONCE)?;
            let mut before = proposals.into_iter().filter(|it| it.seq < event.seq);
            if let Some(proposal) = before.next() {
                all.push(Signed {
                    case,
                    signature: Noted::of(event),
                    proposal: Noted::of(proposal),
                });
            }
        }
    }
}

/// Signatures that came within minutes of their signer's first look at the file as it was proposed, or
/// without any. What is material and comes after a proposal voids it, so that this is the file that was
/// signed.
pub(super) fn hasty(
    c: &mut Conn,
    scope: &Scope,
    signatures: &[Signed],
) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for it in signatures {
        let signed = it.signature.at();
        let looks = Narrow {
            case: Some(it.case),
            actor: Some(it.signature.event.actor.clone()),
            from: Some(it.proposal.at()),
            until: Some(signed),
            ..of_kind("case_read")
        };
        let looks = read(c, scope, &looks, AT_ONCE)?;
        let as_proposed = |look: &Noted| {
            let seen = look.number("at");
            seen.is_some_and(|seq| seq >= it.proposal.event.seq)
        };
        let mut first = looks.into_iter().map(Noted::of).filter(as_proposed);
        let minutes = first
            .next_back()
            .map(|look| signed.seconds_since(look.at()) / 60);
        if minutes.is_none_or(|minutes| minutes < MINUTES_TO_READ) {
            found.push(one(it, minutes.and_then(|n| u64::try_from(n).ok())));
        }
    }
    Ok(found)
}

/// Signatures of the day on which they were proposed.
pub(super) fn same_day(signatures: &[Signed]) -> Vec<Found> {
    let day = |noted: &Noted| noted.at().tehran_date();
    let same = signatures
        .iter()
        .filter(|it| day(&it.signature) == day(&it.proposal));
    let found = same.map(|it| {
        let seconds = it.signature.at().seconds_since(it.proposal.at());
        one(it, u64::try_from(seconds / 60).ok())
    });
    found.collect()
}

fn one(it: &Signed, measure: Option<u64>) -> Found {
    Found {
        who: it.signature.by,
        at: it.signature.at(),
        measure,
        cases: vec![it.case],
        said: None,
    }
}
