//! What happened to a version, as sentences.

use super::Names;
use crate::domain::access::UserId;
use crate::domain::directive::life::{Told, Turn, Version};
use crate::text::{Phrase, Words, k};
use crate::web::parts::{Entry, Timeline};

/// Who approved it, if anybody did since it was proposed last.
pub(super) fn approved_by(version: &Version) -> Option<Option<UserId>> {
    let since = version.proposal.as_ref()?.seq;
    let approval = |t: &&Told| t.seq > since && matches!(t.turn, Turn::DirectiveApproved(_));
    version.turns.iter().find(approval).map(|t| t.by)
}

/// What happened to a version, as a sentence.
#[must_use]
pub fn sentence(who: String, turn: &Turn) -> Phrase {
    match turn {
        Turn::DirectiveFounded(it) => k::version_told_founded(it.from, who),
        Turn::DirectiveDrafted(_) => k::version_told_drafted(who),
        Turn::DirectiveSimulated(it) => k::version_told_simulated(it.cases, who),
        Turn::DirectiveProposed(it) => k::version_told_proposed(it.from, who),
        Turn::DirectiveReturned(_) => k::version_told_returned(who),
        Turn::DirectiveApproved(it) => k::version_told_approved(it.from, who),
        Turn::DirectiveScheduled(it) => k::version_told_scheduled(it.on, who),
        Turn::DirectiveWithdrawn(_) => k::version_told_withdrawn(who),
    }
}

fn reason(turn: &Turn) -> Option<String> {
    let said = match turn {
        Turn::DirectiveProposed(it) => &it.reason,
        Turn::DirectiveReturned(it) => &it.reason,
        Turn::DirectiveWithdrawn(it) => &it.reason,
        Turn::DirectiveFounded(_)
        | Turn::DirectiveDrafted(_)
        | Turn::DirectiveSimulated(_)
        | Turn::DirectiveApproved(_)
        | Turn::DirectiveScheduled(_) => return None,
    };
    said.known().map(str::to_owned)
}

/// The life of a version, the newest day first.
pub(super) fn life(w: Words, names: &Names, version: &Version) -> Timeline {
    let entries = version.turns.iter().rev().map(|told| {
        let said = w.say(sentence(names.name(w, told.by), &told.turn));
        let entry = Entry {
            reason: reason(&told.turn),
            milestone: !matches!(told.turn, Turn::DirectiveSimulated(_)),
            ..Entry::of_turn(w, told, said)
        };
        (told.at.tehran_date(), entry)
    });
    Timeline::by_day(w, entries)
}
