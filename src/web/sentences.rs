//! Events, refusals and conflicts as full sentences, in the language of the page.

use jiff::civil::Date;

use super::{changes, recorded, show};
use crate::domain::access::Role;
use crate::domain::case::event::{DirectiveChanged, DirectiveRef, Envelope, Happening, Missing};
use crate::domain::case::people::{Application, Person};
use crate::domain::case::refusal::{Refusal, Why};
use crate::domain::case::{CaseFile, PersonNo, Personal};
use crate::domain::directive::{Directive, Proof};
use crate::services::casework::{Failure, Opened};
use crate::services::export;
use crate::services::reading::Reader;
use crate::services::register::Register;
use crate::text::{Key, Phrase, Words, digits, jalali, k};
use crate::web::parts::{Change, Entry};

/// A line of the history.
#[derive(Debug, Clone)]
pub struct Line {
    pub seq: u64,
    pub on: Date,
    pub day: String,
    pub time: String,
    pub text: String,
    pub post: String,
    pub milestone: bool,
    /// Recorded later than it happened.
    pub late: Option<String>,
    /// What stood before it and after it.
    pub changes: Vec<Change>,
    pub why: Option<String>,
    pub kind: &'static str,
}

impl Line {
    /// The line as it is laid out; `by_day` where lines of many days stand together.
    #[must_use]
    pub fn entry(self, w: Words, by_day: bool) -> Entry {
        Entry {
            words: w,
            when: if by_day { self.day } else { self.time },
            sentence: self.text,
            reason: self.why,
            late: self.late,
            changes: self.changes,
            number: (!by_day).then(|| w.number(self.seq)),
            milestone: self.milestone,
        }
    }
}

/// The whole history, oldest first, each event with what it changed.
#[must_use]
pub fn lines(w: Words, opened: &Opened, history: &[Envelope]) -> Vec<Line> {
    let mut file: Option<CaseFile> = None;
    let mut lines = Vec::with_capacity(history.len());
    for e in history {
        let mut line = line(w, opened, e);
        match file.as_mut() {
            None => file = CaseFile::open(e, ""),
            Some(before) => {
                line.changes = changes::of(w, before, opened, e);
                before.apply(e, "");
            }
        }
        lines.push(line);
    }
    lines
}

/// One event as a line of the history. Its day is written with the year: a history goes into a
/// folder and is read years later.
#[must_use]
pub fn line(w: Words, opened: &Opened, e: &Envelope) -> Line {
    let (hour, minute) = e.at.tehran_time();
    let recorded = e.at.tehran_date();
    Line {
        seq: e.seq,
        on: e.occurred_on,
        day: jalali::long(w.locale(), e.occurred_on),
        time: digits::localized(w.locale(), &format!("{hour:02}:{minute:02}")),
        text: sentence(w, opened, e),
        post: post(w, e),
        milestone: is_milestone(&e.happening),
        late: (recorded != e.occurred_on)
            .then(|| w.say(k::recorded_late(jalali::long(w.locale(), recorded)))),
        changes: Vec::new(),
        why: why(w, &e.happening),
        kind: e.happening.name(),
    }
}

/// Who acted, and in which post.
fn who(w: Words, e: &Envelope) -> String {
    let name = e.actor.name.as_ref().map(|n| show::personal(w, n));
    match (name, e.actor.role) {
        (Some(name), Some(_)) => w.say(k::who_in_post(post(w, e), name)),
        (Some(name), None) => name,
        (None, _) => w.t(k::ACTOR_SYSTEM).to_owned(),
    }
}

fn post(w: Words, e: &Envelope) -> String {
    e.actor.role.map_or_else(
        || w.t(k::ACTOR_SYSTEM).to_owned(),
        |role| w.t(super::page::role_title(role)).to_owned(),
    )
}

/// Whether the event marks the legal course of the case.
#[must_use]
pub const fn is_milestone(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::CaseOpened(_)
            | Happening::StepTaken(_)
            | Happening::LetterSent(_)
            | Happening::LetterAnswered(_)
            | Happening::SittingHeld(_)
            | Happening::DecisionProposed(_)
            | Happening::DecisionSigned(_)
            | Happening::DecisionServed(_)
            | Happening::RecordDrafted(_)
            | Happening::CertificateIssued(_)
            | Happening::ObjectionFiled(_)
            | Happening::CourtRuled(_)
            | Happening::CaseSuspended(_)
            | Happening::CaseResumed(_)
            | Happening::PersonWithdrawn(_)
            | Happening::PersonDied(_)
            | Happening::ReferredOut(_)
            | Happening::CaseReopened(_)
            | Happening::TemporaryCardIssued(_)
            | Happening::DirectiveChanged(_)
            | Happening::Erased(_)
    )
}

fn why(w: Words, happening: &Happening) -> Option<String> {
    let reason = match happening {
        Happening::PersonAdded { reason, .. } => Some(reason),
        Happening::PaperJudged(j) => j.reason.as_ref(),
        Happening::StepTaken(s) => s.reason.as_ref(),
        Happening::SittingHeld(s) => Some(&s.public_reasons),
        Happening::LetterSent(l) => Some(&l.question),
        Happening::LetterAnswered(a) => Some(&a.text),
        Happening::FactFound(f) => f.reason.as_ref(),
        Happening::ClauseTested(c) => c.reason.as_ref(),
        Happening::HeardOut(h) => Some(&h.answer),
        Happening::DecisionProposed(p) => p.proposals.first().map(|p| &p.reasons),
        Happening::ProposalReturned(p) => Some(&p.note),
        Happening::DecisionSigned(s) => s.hats_reason.as_ref(),
        Happening::ObjectionFiled(o) => Some(&o.grounds),
        Happening::TemporaryCardRevoked(r) => Some(&r.reason),
        Happening::CaseSuspended(s)
        | Happening::CaseResumed(s)
        | Happening::PersonWithdrawn(s)
        | Happening::PersonDied(s)
        | Happening::ReferredOut(s) => Some(&s.reason),
        Happening::CaseReopened(r) => Some(&r.reason),
        Happening::NoteAdded { text } => Some(text),
        Happening::RecordCorrected(c) => Some(&c.reason),
        Happening::CaseAssigned { reason, .. } => reason.as_ref(),
        // Of what somebody approves, the reason stands with the proposal.
        Happening::ClockExtended(x) => Some(&x.reason).filter(|_| x.proposal.is_none()),
        Happening::ExtensionProposed(x) => Some(&x.reason),
        Happening::ExtensionDeclined(x) => Some(&x.reason),
        Happening::DirectiveChanged(d) => Some(&d.reason),
        Happening::Erased(erased) => Some(&erased.basis),
        Happening::EvidenceRecorded(x) => Some(&x.account),
        Happening::InterviewHeld(i) => Some(&i.summary),
        Happening::RegistrySearched(s) => s.summary.as_ref(),
        Happening::CaseOpened(o) => o.similar_reason.as_ref(),
        Happening::PaperReceived(_)
        | Happening::SittingScheduled(_)
        | Happening::ReminderSent(_)
        | Happening::ProposalVoided(_)
        | Happening::DecisionServed(_)
        | Happening::BiometricsTaken(_)
        | Happening::RecordDrafted(_)
        | Happening::CertificateIssued(_)
        | Happening::CourtRuled(_)
        | Happening::TemporaryCardIssued(_)
        | Happening::CaseClaimed { .. }
        | Happening::CaseReleased {}
        | Happening::ClockExpired { .. }
        | Happening::ClockReminded(_)
        | Happening::ClockEscalated(_)
        | Happening::ClockRecounted(_) => None,
    };
    reason.map(|r| show::personal(w, r))
}

/// One event as a full sentence: who did what.
#[must_use]
pub fn sentence(w: Words, opened: &Opened, e: &Envelope) -> String {
    let (file, directive) = (&opened.file, opened.governing(&e.directive));
    let who = who(w, e);
    let person = |no: u32| show::person(w, file, no);
    let people = |all: &[u32]| super::cases::of_people(w, file, all);
    let n = |v: &Personal| digits::localized(w.locale(), v.or_empty());
    let paper = |no: u32| {
        file.paper(no)
            .map_or_else(|| w.number(no), |p| show::paper_title(w, directive, p))
    };
    let day = |d: Date| jalali::long(w.locale(), d);
    let place = |no, step: &_| show::place_of(w, file, directive, (no, step));
    let phrase = match &e.happening {
        Happening::CaseOpened(o) => k::event_case_opened(o.application.people.len(), who),
        Happening::PersonAdded { person, .. } => k::event_person_added(person.full_name(), who),
        Happening::PaperReceived(p) => {
            let kind = show::paper_kind(w, directive, &p.kind);
            if p.version > 1 {
                k::event_paper_version(kind, p.version, who)
            } else {
                k::event_paper_received(kind, people(&p.people), who)
            }
        }
        Happening::PaperJudged(j) => k::event_paper_judged(
            paper(j.paper),
            show::code(w, "verdict", j.verdict.code()),
            who,
        ),
        Happening::StepTaken(s) => {
            let step = directive.step(&s.step);
            let title = step.map_or_else(|| s.step.0.clone(), |x| show::title(w, &x.title));
            let outcome = step
                .and_then(|x| x.outcome(&s.outcome))
                .map_or_else(|| s.outcome.0.clone(), |o| show::title(w, &o.title));
            let to =
                s.to.first()
                    .map_or_else(String::new, |t| show::step(w, directive, t));
            if s.person == 0 {
                k::event_step_taken(outcome, title, to, who)
            } else {
                k::event_step_taken_person(outcome, person(s.person), title, to, who)
            }
        }
        Happening::RegistrySearched(s) => {
            let worst = ["found", "possible", "clean", "not_done"];
            let result = worst
                .iter()
                .find(|r| s.checks.iter().any(|c| c.result == **r));
            k::event_registry_searched(
                show::code(w, "search-result", result.unwrap_or(&"clean")),
                who,
            )
        }
        Happening::EvidenceRecorded(x) => k::event_evidence_recorded(
            show::code(w, "evidence-direction", &x.direction),
            show::code(w, "fact", &x.fact),
            person(x.person),
            who,
        ),
        Happening::InterviewHeld(i) => k::event_interview_held(people(&i.people), who),
        Happening::SittingScheduled(s) => {
            k::event_sitting_scheduled(show::code(w, "body", &s.body), day(s.on), n(&s.number), who)
        }
        Happening::SittingHeld(s) => {
            let said = s
                .opinions
                .iter()
                .map(|o| (o.person, o.nationality.as_str()));
            let opinion = match s.body.as_str() {
                "board" => each(w, file, "board-ruling", said),
                _ => each(w, file, "opinion", said),
            };
            k::event_sitting_held(show::code(w, "body", &s.body), n(&s.number), opinion, who)
        }
        Happening::LetterSent(l) => k::event_letter_sent(
            show::code(w, "holder", l.addressee.code()),
            n(&l.number),
            who,
        ),
        Happening::ReminderSent(r) => k::event_reminder_sent(n(&r.number), r.ordinal, who),
        Happening::LetterAnswered(a) => {
            let said = a.answers.iter().map(|x| (x.person, x.result.as_str()));
            k::event_letter_answered(n(&a.number), each(w, file, "answer", said), who)
        }
        Happening::FactFound(f) => k::event_fact_found(
            show::code(w, "fact", &f.fact),
            show::code(w, "finding", &f.finding),
            person(f.person),
            who,
        ),
        Happening::ClauseTested(c) => k::event_clause_tested(
            show::code(w, "clause-short", &c.clause.to_string()),
            show::code(w, "clause-finding", &c.finding),
            person(c.person),
            who,
        ),
        Happening::HeardOut(h) => k::event_heard_out(person(h.person), who),
        Happening::DecisionProposed(p) => {
            let all: Vec<String> = p
                .proposals
                .iter()
                .map(|x| {
                    w.say(k::ruling_for(
                        person(x.person),
                        show::code(w, "ruling", x.ruling.code()),
                    ))
                })
                .collect();
            k::event_decision_proposed(w.list(&all), who)
        }
        Happening::ProposalReturned(_) => k::event_proposal_returned(who),
        Happening::ProposalVoided(v) => {
            let because = Key::titled("event-name", &v.because).map_or("", |key| w.t(key));
            k::event_proposal_voided(because)
        }
        Happening::DecisionSigned(s) => {
            k::event_decision_signed(n(&s.number), people(&s.people), who)
        }
        Happening::DecisionServed(s) => k::event_decision_served(
            show::code(w, "service-method", &s.method),
            person(s.person),
            who,
        ),
        Happening::BiometricsTaken(b) => k::event_biometrics_taken(person(b.person), who),
        Happening::RecordDrafted(r) => {
            k::event_record_drafted(n(&r.national_number), person(r.person), who)
        }
        Happening::CertificateIssued(c) => {
            k::event_certificate_issued(person(c.person), n(&c.serial), who)
        }
        Happening::ObjectionFiled(o) => {
            k::event_objection_filed(show::code(w, "body", &o.before), person(o.person), who)
        }
        Happening::CourtRuled(r) => k::event_court_ruled(
            show::code(w, "court-effect", &r.effect),
            n(&r.judgment),
            person(r.person),
            who,
        ),
        Happening::TemporaryCardIssued(t) => {
            k::event_card_issued(day(t.expires), person(t.person), who)
        }
        Happening::TemporaryCardRevoked(t) => k::event_card_revoked(person(t.person), who),
        Happening::CaseSuspended(_) => k::event_case_suspended(who),
        Happening::CaseResumed(_) => k::event_case_resumed(who),
        Happening::PersonWithdrawn(s) => k::event_withdrawn(person(s.person), who),
        Happening::PersonDied(s) => k::event_died(person(s.person), who),
        Happening::ReferredOut(s) => k::event_referred_out(person(s.person), who),
        Happening::CaseReopened(r) => k::event_case_reopened(
            show::code(w, "reopening-ground", &r.ground),
            person(r.person),
            show::step(w, directive, &r.to),
            who,
        ),
        Happening::NoteAdded { .. } => k::event_note_added(who),
        Happening::RecordCorrected(c) => {
            k::event_record_corrected(recorded::title_of(w, &c.field), person(c.person), who)
        }
        Happening::CaseClaimed { .. } => k::event_case_claimed(who),
        Happening::CaseReleased {} => k::event_case_released(who),
        Happening::CaseAssigned { to_name, .. } => {
            k::event_case_assigned(show::personal(w, to_name), who)
        }
        Happening::ClockExtended(x) => {
            let place = place(x.person, &x.step);
            match x.proposal {
                Some(_) => k::event_extension_approved(day(x.due), place, who),
                None => k::event_clock_extended(day(x.due), place, who),
            }
        }
        Happening::ExtensionProposed(x) => {
            k::event_extension_proposed(day(x.due), place(x.person, &x.step), who)
        }
        Happening::ExtensionDeclined(x) => {
            k::event_extension_declined(place(x.person, &x.step), who)
        }
        Happening::ClockExpired {
            person,
            step,
            effect,
        } => {
            let step = place(*person, step);
            let told = effect.strip_prefix("escalated:").and_then(Role::from_code);
            match told {
                Some(role) => k::event_clock_expired_told(posts(w, &[role]), step),
                None => k::event_clock_expired(step),
            }
        }
        Happening::ClockReminded(x) => {
            k::event_clock_reminded(day(x.due), place(x.person, &x.step))
        }
        Happening::ClockEscalated(x) => {
            k::event_clock_escalated(day(x.due), posts(w, &[x.to]), place(x.person, &x.step))
        }
        Happening::ClockRecounted(x) => k::event_clock_recounted(
            x.calendar.as_str(),
            day(x.due),
            place(x.person, &x.step),
            day(x.before),
        ),
        Happening::DirectiveChanged(d) => directive_changed(w, d),
        Happening::Erased(erased) => k::event_erased(
            show::personal(w, &erased.approved_by.name),
            erased.erased.len(),
            show::personal(w, &erased.proposed_by.name),
        ),
    };
    let said = w.say(phrase);
    if let Some(no) = rests_on(&e.happening) {
        return format!("{said} {}", w.say(k::event_on_paper(paper(no))));
    }
    match &e.happening {
        Happening::StepTaken(s) if !s.missing.is_empty() => {
            format!("{said} {}", asked_for(w, opened, &s.missing))
        }
        _ => said,
    }
}

/// What was said of each person; said once where it is the same of all.
fn each<'s>(
    w: Words,
    file: &CaseFile,
    family: &str,
    said: impl Iterator<Item = (PersonNo, &'s str)>,
) -> String {
    let said: Vec<(PersonNo, &str)> = said.collect();
    let first = said.first().map_or("", |(_, code)| *code);
    if said.iter().all(|(_, code)| *code == first) {
        return show::code(w, family, first);
    }
    let of = |(no, code): &(PersonNo, &str)| {
        let whose = show::person(w, file, *no);
        w.say(k::ruling_for(whose, show::code(w, family, code)))
    };
    let all: Vec<String> = said.iter().map(of).collect();
    w.list(&all)
}

/// The paper that an act beside the main line rests on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what else rests on a paper says so in its own words"
)]
const fn rests_on(happening: &Happening) -> Option<u32> {
    match happening {
        Happening::PersonWithdrawn(s)
        | Happening::PersonDied(s)
        | Happening::ReferredOut(s)
        | Happening::CaseSuspended(s) => s.paper,
        Happening::CaseReopened(r) => r.paper,
        _ => None,
    }
}

/// The list with which a file was returned: each thing that is missing, and the explanation.
fn asked_for(w: Words, opened: &Opened, missing: &[Missing]) -> String {
    let (file, directive) = (&opened.file, &opened.directive);
    let item =
        |m: &Missing| show::missing(w, file, directive, &m.requirement.as_str().into(), m.person);
    let items: Vec<String> = missing.iter().map(item).collect();
    let said = w.say(k::event_asked_for(w.list(&items)));
    match missing.iter().find_map(|m| m.note.as_ref()) {
        Some(note) => format!("{said} {}", show::personal(w, note)),
        None => said,
    }
}

/// Why something cannot be done, on which article, and who could.
#[must_use]
pub fn refusal(w: Words, file: &CaseFile, directive: &Directive, refusal: &Refusal) -> String {
    explained(w, directive, refusal, &|no| show::person(w, file, no))
}

/// Why a case cannot be opened on this application.
#[must_use]
pub fn refusal_to_open(
    w: Words,
    application: &Application,
    directive: &Directive,
    refusal: &Refusal,
) -> String {
    explained(w, directive, refusal, &|no| {
        let person = application.people.iter().find(|p| p.no == no);
        person.map_or_else(|| w.t(k::WHOLE_HOUSEHOLD).to_owned(), Person::full_name)
    })
}

fn explained(
    w: Words,
    directive: &Directive,
    refusal: &Refusal,
    person: &dyn Fn(PersonNo) -> String,
) -> String {
    let mut text = reason(w, directive, person, &refusal.why);
    if let Some(no) = refusal.of {
        text = w.say(k::refusal_of(person(no), text));
    }
    if !refusal.basis.is_empty() {
        let articles = show::citations(w, directive, &refusal.basis);
        text = format!("{text} {}", w.say(k::refusal_basis(articles)));
    }
    if !refusal.who.is_empty() {
        let who = w.any_of(&post_titles(w, &refusal.who));
        text = format!("{text} {}", w.say(k::refusal_who(who)));
    }
    text
}

/// Posts by their titles, in one line.
#[must_use]
pub fn posts(w: Words, roles: &[Role]) -> String {
    w.list(&post_titles(w, roles))
}

fn post_titles(w: Words, roles: &[Role]) -> Vec<&'static str> {
    let mut titles: Vec<&str> = roles
        .iter()
        .map(|r| w.t(super::page::role_title(*r)))
        .collect();
    titles.dedup();
    titles
}

/// Two versions by their names, and the two people who agreed.
fn directive_changed(w: Words, changed: &DirectiveChanged) -> Phrase {
    let version = |d: &DirectiveRef| digits::localized(w.locale(), &d.version);
    k::event_directive_changed(
        version(&changed.to),
        show::personal(w, &changed.approved_by.name),
        version(&changed.from),
        show::personal(w, &changed.proposed_by.name),
    )
}

fn reason(
    w: Words,
    directive: &Directive,
    person: &dyn Fn(PersonNo) -> String,
    why: &Why,
) -> String {
    let plain = |key: Key| w.t(key).to_owned();
    match why {
        Why::NotYourRole => plain(k::WHY_NOT_YOUR_ROLE),
        Why::NotAtThisStep => plain(k::WHY_NOT_AT_THIS_STEP),
        Why::CaseClosed => plain(k::WHY_CASE_CLOSED),
        Why::CaseSuspended => plain(k::WHY_CASE_SUSPENDED),
        Why::NotSuspended => plain(k::WHY_NOT_SUSPENDED),
        Why::ClaimedBy(name) => w.say(k::why_claimed_by(name)),
        Why::Separated(rule) => show::code(w, "why-separated", rule.code()),
        Why::NoEvidenceOn(people) => {
            let people: Vec<String> = people.iter().map(|no| person(*no)).collect();
            w.say(k::why_no_evidence_on(w.list(&people)))
        }
        Why::NotOnRecord(proofs) => {
            let titles: Vec<String> = proofs
                .iter()
                .map(|p: &Proof| show::code(w, "proof", p.code()))
                .collect();
            w.say(k::why_not_on_record(w.list(&titles)))
        }
        Why::ChecklistOpen(open) => {
            let titles: Vec<String> = open
                .iter()
                .map(|(id, no)| {
                    let name = directive
                        .requirement(id)
                        .map_or_else(|| id.0.clone(), |r| show::title(w, &r.title));
                    if *no == 0 {
                        name
                    } else {
                        w.say(k::paper_of_person(name, person(*no)))
                    }
                })
                .collect();
            w.say(k::why_checklist_open(w.list(&titles)))
        }
        Why::NoQuorum(present, needed) => w.say(k::why_no_quorum(*needed, *present)),
        Why::AbsentVoted(name) => w.say(k::why_absent_voted(name)),
        Why::NationalityOfNobody => plain(k::WHY_NATIONALITY_OF_NOBODY),
        Why::VotesContradict => plain(k::WHY_VOTES_CONTRADICT),
        Why::ReasonMissing => plain(k::WHY_REASON_MISSING),
        Why::ItemsMissing => plain(k::WHY_ITEMS_MISSING),
        Why::WarningNotAcknowledged => plain(k::WHY_WARNING),
        Why::NotToThisBody(bodies) => {
            let bodies: Vec<String> = bodies
                .iter()
                .map(|b| show::code(w, "holder", b.code()))
                .collect();
            w.say(k::why_not_to_this_body(w.list(&bodies)))
        }
        Why::NoSeat(posts) => {
            let posts: Vec<String> = posts
                .iter()
                .map(|p| show::code(w, "post", p.code()))
                .collect();
            w.say(k::why_no_seat(w.list(&posts)))
        }
        Why::ConditionNotMet(unmet) => {
            let unmet: Vec<String> = unmet.iter().map(|it| it.say(directive, w)).collect();
            w.say(k::why_condition(w.list(&unmet)))
        }
        Why::NoSuchPerson(_) => plain(k::WHY_NO_SUCH_PERSON),
        Why::NoSuchPaper(_) => plain(k::WHY_NO_SUCH_PAPER),
        Why::PaperNeeded(kinds) => {
            let kinds: Vec<String> = kinds
                .iter()
                .map(|x| show::paper_kind(w, directive, x))
                .collect();
            w.say(k::why_paper_needed(w.any_of(&kinds)))
        }
        Why::OtherPaper => plain(k::WHY_OTHER_PAPER),
        Why::PaperNowhere => plain(k::ERROR_SCAN_OR_FOLDER),
        Why::NoSuchLetter => plain(k::WHY_NO_SUCH_LETTER),
        Why::NoSuchOutcome => plain(k::WHY_NO_SUCH_OUTCOME),
        Why::NotReopenedThere(steps) if steps.is_empty() => plain(k::WHY_NEVER_REOPENED),
        Why::NotReopenedThere(steps) => {
            let steps: Vec<String> = steps.iter().map(|x| show::step(w, directive, x)).collect();
            w.say(k::why_not_reopened_there(w.any_of(&steps)))
        }
        Why::WrongCertification(bodies) => {
            let titles: Vec<String> = bodies
                .iter()
                .map(|body| show::code(w, "supplier", body.code()))
                .collect();
            w.say(k::why_wrong_certification(w.list(&titles)))
        }
        Why::ExtendedTooFar(day) => w.say(k::why_extended_too_far(jalali::long(w.locale(), *day))),
        Why::ExtensionPending => plain(k::WHY_EXTENSION_PENDING),
        Why::FutureDate(_) => plain(k::ERROR_FUTURE_DATE),
        Why::BeforeOpening(day) => w.say(k::why_before_opening(jalali::long(w.locale(), *day))),
        Why::FindingsMissing(all) => {
            let titles: Vec<String> = all
                .iter()
                .map(|(no, fact)| {
                    w.say(k::fact_of_person(show::code(w, "fact", fact), person(*no)))
                })
                .collect();
            w.say(k::why_findings_missing(w.list(&titles)))
        }
        Why::ClausesMissing(all) => {
            let titles: Vec<String> = all
                .iter()
                .map(|(no, clause)| {
                    w.say(k::fact_of_person(
                        show::code(w, "clause-short", &clause.to_string()),
                        person(*no),
                    ))
                })
                .collect();
            w.say(k::why_clauses_missing(w.list(&titles)))
        }
        Why::NotHeard(people) => {
            let names: Vec<String> = people.iter().map(|no| person(*no)).collect();
            w.say(k::why_not_heard(w.list(&names)))
        }
        Why::ClauseNotMet(no) => w.say(k::why_clause_not_met(person(*no))),
        Why::NothingProposed => plain(k::WHY_NOTHING_PROPOSED),
        Why::ProposalPending => plain(k::WHY_PROPOSAL_PENDING),
        Why::ChangedSinceSeen => plain(k::WHY_CHANGED_SINCE_SEEN),
        Why::HatsReasonMissing => plain(k::WHY_HATS_REASON),
        Why::FingerprintsRequired(no) => w.say(k::why_fingerprints(person(*no))),
        Why::NationalNumberWrong => plain(k::ERROR_NATIONAL_NUMBER),
        Why::NumberTaken => plain(k::WHY_NUMBER_TAKEN),
        Why::AlreadyRecorded => plain(k::WHY_ALREADY),
        Why::NothingToCorrect => plain(k::WHY_NOTHING_TO_CORRECT),
        Why::SecondPerson => plain(k::WHY_SECOND_PERSON),
        Why::OtherVersion(version) => {
            w.say(k::why_other_version(digits::localized(w.locale(), version)))
        }
        Why::NoPlace(lost) => {
            let titles: Vec<String> = lost
                .iter()
                .map(|x| {
                    w.say(k::effect_unmapped(
                        x.gap.title(),
                        show::step(w, directive, &x.step),
                    ))
                })
                .collect();
            w.say(k::why_no_place(titles.join(" ")))
        }
        Why::NoSuchValue => plain(k::WHY_NO_SUCH_VALUE),
        Why::TooEarly(day) => w.say(k::why_too_early(jalali::long(w.locale(), *day))),
        Why::HouseholdReviewed => plain(k::WHY_HOUSEHOLD_REVIEWED),
        Why::AlreadyEnded(no) => w.say(k::why_already_ended(person(*no))),
        Why::Decided(no) => w.say(k::why_decided(person(*no))),
        Why::NotEntitled(no) => w.say(k::why_not_entitled(person(*no))),
        Why::NoCard(no) => w.say(k::why_no_card(person(*no))),
    }
}

/// What somebody changed while the form was being written; `over`, why it can no longer be sent.
#[must_use]
pub fn changed(w: Words, opened: &Opened, changes: &[Envelope], over: Option<String>) -> String {
    let lines: Vec<String> = changes.iter().map(|e| line(w, opened, e).text).collect();
    let lines = lines.join(" ");
    w.say(match over {
        None => k::conflict_meanwhile(lines),
        Some(why) => k::conflict_over(lines, why),
    })
}

/// A history as an export has it.
#[must_use]
pub fn told(w: Words, opened: &Opened, events: &[Envelope]) -> Vec<export::Sentence> {
    let lines = lines(w, opened, events).into_iter().map(|line| {
        let changed = |c: Change| w.say(k::changed_from_to(c.after, c.before, c.what));
        export::Sentence {
            seq: line.seq,
            on: line.on,
            day: line.day,
            time: line.time,
            text: line.text,
            post: line.post,
            changes: line.changes.into_iter().map(changed).collect(),
            why: line.why,
            withheld: 0,
        }
    });
    lines.collect()
}

/// The whole case as one ZIP, its history in both languages; recorded first, with its purpose.
///
/// # Errors
/// It could not be recorded, read or written.
pub fn export(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    asked: &export::Asked<'_>,
) -> Result<Vec<u8>, Failure> {
    export::bundle(register, reader, opened, asked, told).map(|made| made.bytes)
}
