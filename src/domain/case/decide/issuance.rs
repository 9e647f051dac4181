//! After the decision: service, fingerprints, the entry, the certificate, objections, judgments, cards.

use super::super::command::Command;
use super::super::event::{
    BiometricsTaken, CertificateIssued, Happening, ObjectionFiled, RecordDrafted,
    TemporaryCardIssued, TemporaryCardRevoked,
};
use super::super::facts;
use super::super::file::{CaseFile, Recorded};
use super::super::people::PersonNo;
use super::super::personal::Personal;
use super::super::refusal::{Refusal, Why};
use super::may::known_person;
use super::outcome::only_outcome;
use super::papers::known_paper;
use super::proofs::on_record;
use super::{Drafted, Setting, moves, stays};
use crate::domain::directive::{Due, Proof, StepKind};

/// Service, issuance, objection and card: after the record, the person goes on where the
/// directive leaves no choice.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
pub(super) fn issue(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    let (person, happening): (PersonNo, Happening) = match command {
        Command::Serve(s) => (s.person, Happening::DecisionServed(s.clone())),
        Command::TakeBiometrics(b) => (b.person, biometrics(file, setting, b)?),
        Command::DraftRecord(r) => (r.person, draft_record(file, r)?),
        Command::IssueCertificate(c) => (c.person, certificate(file, c)?),
        Command::FileObjection(o) => (o.person, objection(file, o)?),
        Command::RecordJudgment(j) => {
            if let Some(paper) = j.paper {
                known_paper(file, paper)?;
            }
            (j.person, Happening::CourtRuled(j.clone()))
        }
        Command::IssueCard {
            person,
            identifier,
            serial,
        } => {
            return card(file, setting, *person, identifier, serial);
        }
        Command::RevokeCard { person, reason } => {
            let open = |c: &super::super::file::Card| {
                c.issued.what.person == *person && c.revoked.is_none()
            };
            if !file.cards.iter().any(open) {
                return Err(Refusal::plain(Why::NoCard(*person)));
            }
            return Ok(vec![stays(
                file,
                Happening::TemporaryCardRevoked(TemporaryCardRevoked {
                    person: *person,
                    reason: reason.clone(),
                }),
            )]);
        }
        _ => return Err(Refusal::plain(Why::NoSuchOutcome)),
    };
    known_person(file, person)?;
    let mut drafted = vec![stays(file, happening)];
    go_on(file, setting, person, &mut drafted);
    Ok(drafted)
}

/// What was just recorded may leave only one way on.
fn go_on(file: &CaseFile, setting: &Setting<'_>, person: PersonNo, drafted: &mut Vec<Drafted>) {
    let goes = [StepKind::Notification, StepKind::Issuance];
    let after = super::after(file, setting, drafted);
    let here = after
        .positions
        .iter()
        .find(|p| p.person == person && goes.contains(&p.kind));
    let Some(position) = here else { return };
    let Some(way) = only_outcome(&after, setting, position) else {
        return;
    };
    let words = (None, Vec::new());
    let seq = after.seq + 1;
    let taken = moves::take(&after, setting, &after.positions, person, way, words, seq);
    // The record stands even where nothing gives the right to go on from it.
    let way_on = std::slice::from_ref(&taken);
    if super::entitled(&after, setting, way_on).is_ok() {
        drafted.push(taken);
    }
}

fn biometrics(
    file: &CaseFile,
    setting: &Setting<'_>,
    taken: &BiometricsTaken,
) -> Result<Happening, Refusal> {
    let under_fifteen = exempt(file, setting, taken.person);
    if !under_fifteen && taken.fingerprint_class.is_none() {
        return Err(Refusal::plain(Why::FingerprintsRequired(taken.person)));
    }
    Ok(Happening::BiometricsTaken(BiometricsTaken {
        under_fifteen,
        ..taken.clone()
    }))
}

/// Whether the directive spares this person the fingerprints.
#[must_use]
pub fn exempt(file: &CaseFile, setting: &Setting<'_>, person: PersonNo) -> bool {
    let steps = setting.directive.steps.iter();
    let mut steps = steps.filter(|s| s.asks_for(Proof::Fingerprints) && !s.exempt_when.is_empty());
    let facts = facts::facts(file, person, setting.today());
    steps.any(|s| facts.meet(&s.exempt_when))
}

fn draft_record(file: &CaseFile, drafted: &RecordDrafted) -> Result<Happening, Refusal> {
    let number = drafted.national_number.or_empty();
    let of_another = |r: &Recorded<RecordDrafted>| {
        r.what.person != drafted.person && r.what.national_number.or_empty() == number
    };
    if file.records.iter().any(of_another) {
        return Err(Refusal::plain(Why::NumberTaken));
    }
    if !crate::domain::person::national_number::is_valid(number) {
        return Err(Refusal::plain(Why::NationalNumberWrong));
    }
    Ok(Happening::RecordDrafted(drafted.clone()))
}

fn certificate(file: &CaseFile, issued: &CertificateIssued) -> Result<Happening, Refusal> {
    if !file.records.iter().any(|r| r.what.person == issued.person) {
        return Err(Refusal::plain(Why::NotOnRecord(vec![Proof::RegisterEntry])));
    }
    Ok(Happening::CertificateIssued(issued.clone()))
}

fn objection(file: &CaseFile, filed: &ObjectionFiled) -> Result<Happening, Refusal> {
    let mut places = file.positions.iter().filter(|p| p.person == filed.person);
    if places.any(|p| !p.is_closed() && on_record(file, p, Proof::Objection)) {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    if filed.late && filed.late_reason.is_none() {
        return Err(Refusal::plain(Why::ReasonMissing));
    }
    Ok(Happening::ObjectionFiled(filed.clone()))
}

fn card(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    identifier: &Personal,
    serial: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    if file.person(person).is_none() {
        return Err(Refusal::plain(Why::NoSuchPerson(person)));
    }
    if file.cards.iter().any(|c| {
        let valid = c.revoked.is_none() && c.issued.what.expires >= setting.today();
        c.issued.what.person == person && valid
    }) {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    let act = setting.directive.act("temporary_card");
    let Some(rule) = act.and_then(|a| a.clock.as_ref()) else {
        return Err(Refusal::plain(Why::NoSuchOutcome));
    };
    let due = Due::count(rule, setting.on, setting.calendar);
    // A card names its own last day; that a holiday follows does not lengthen it.
    let expires = due.rolled_from.unwrap_or(due.date);
    Ok(vec![stays(
        file,
        Happening::TemporaryCardIssued(TemporaryCardIssued {
            person,
            identifier: identifier.clone(),
            serial: serial.clone(),
            expires,
        }),
    )])
}
