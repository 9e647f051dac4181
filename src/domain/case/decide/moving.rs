//! Taking an open case from one version of its directive to another: never by itself, and only where
//! everybody in it has a place there.

use super::super::command::Moving;
use super::super::event::{DirectiveChanged, Happening, PlaceMoved};
use super::super::file::CaseFile;
use super::super::refusal::{Refusal, Why};
use super::{Drafted, Setting, clocks, entitled, turn, void_proposal};
use crate::domain::directive::Directive;
use crate::domain::directive::simulate::{Crossed, Crossing};

/// Judges a move. The setting is that of the version to which the case comes; `before` is the one that
/// it follows.
///
/// # Errors
/// The refusal, with its reason.
pub fn change_directive(
    file: &CaseFile,
    setting: &Setting<'_>,
    before: &Directive,
    moving: &Moving,
) -> Result<Vec<Drafted>, Refusal> {
    if moving.proposed_by.user == moving.approved_by.user {
        return Err(Refusal::plain(Why::SecondPerson));
    }
    if moving.reason.or_empty().trim().is_empty() {
        return Err(Refusal::plain(Why::ReasonMissing));
    }
    if file.directive.digest == moving.to.digest {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    if file.directive.digest != moving.from.digest {
        let follows = file.directive.version.clone();
        return Err(Refusal::plain(Why::OtherVersion(follows)));
    }
    if file.is_closed() {
        return Err(Refusal::plain(Why::CaseClosed));
    }
    let crossing = Crossing {
        before,
        after: setting.directive,
        calendar: setting.calendar,
        on: setting.on,
    };
    let crossed = crossing.places(file);
    let crossed = crossed.map_err(|lost| Refusal::plain(Why::NoPlace(lost)))?;
    let changed = DirectiveChanged {
        from: moving.from.clone(),
        to: moving.to.clone(),
        places: crossed.iter().filter_map(other_id).collect(),
        batch: moving.batch,
        reason: moving.reason.clone(),
        proposed_by: moving.proposed_by.clone(),
        approved_by: moving.approved_by.clone(),
    };
    let mut drafted = vec![Drafted {
        happening: Happening::DirectiveChanged(Box::new(changed)),
        positions: crossed.into_iter().map(|c| c.place).collect(),
        role: None,
        whole: crossing.whole(file),
    }];
    entitled(file, setting, &drafted)?;
    turn(file, setting, &mut drafted);
    void_proposal(file, &mut drafted);
    clocks::whole_follows(file, setting, &mut drafted);
    Ok(drafted)
}

fn other_id(crossed: &Crossed) -> Option<PlaceMoved> {
    (crossed.from != crossed.place.step).then(|| PlaceMoved {
        person: crossed.place.person,
        from: crossed.from.clone(),
        to: crossed.place.step.clone(),
        provision: crossed.provision.clone(),
    })
}
