//! What can be done beside the work of the step: notes, letters, holds, time limits, side acts.

use super::super::show;
use super::offered::{bar, letter, link};
use crate::domain::case::WHOLE_CASE;
use crate::domain::case::decide::{Act, Setting, has_place, may};
use crate::domain::case::file::CaseFile;
use crate::domain::case::position::Position;
use crate::domain::case::refusal::Why;
use crate::domain::directive::StepKind;
use crate::text::{Key, Words, k};
use crate::web::parts::{Bar, Link};

/// What may be done, and what may be seen but not done.
#[derive(Debug, Default)]
pub(super) struct Aside {
    pub links: Vec<Link>,
    pub bars: Vec<Bar>,
}

type Beside = (fn() -> Act, &'static str, Key);

const BESIDE: &[Beside] = &[
    (|| Act::ReceivePaper, "paper", k::ACT_PAPER),
    (|| Act::Evidence, "evidence", k::ACT_EVIDENCE),
    (|| Act::Interview, "interview", k::ACT_INTERVIEW),
    (|| Act::Schedule, "schedule", k::ACT_SCHEDULE),
    (|| Act::Note, "note", k::ACT_NOTE),
    (|| Act::AddPerson, "person", k::ACT_PERSON),
    (|| Act::Assign, "assignment", k::ACT_ASSIGNMENT),
];

/// Asks the same function that will judge each act.
pub(super) fn beside(w: Words, file: &CaseFile, setting: &Setting<'_>) -> Aside {
    let mut asked = Asked {
        w,
        file,
        setting,
        aside: Aside::default(),
    };
    for (act, address, title) in BESIDE {
        asked.ask(&act(), address, w.t(*title).to_owned());
    }
    let writes = |p: &&Position| StepKind::WRITING.contains(&p.kind);
    for place in file.positions.iter().filter(writes) {
        let (address, title) = letter(w, file, place);
        asked.ask(&Act::Letter, &address, title);
    }
    asked.hold();
    for position in file.positions.iter().filter(|p| !p.is_closed()) {
        asked.assessment(position);
    }
    for clock in file.clocks().filter(|p| !p.is_closed()) {
        asked.time_limit(clock);
    }
    if file.proposal.is_some() {
        asked.ask(
            &Act::ReturnProposal,
            "return",
            w.t(k::ACT_RETURN).to_owned(),
        );
    }
    asked.side_acts();
    asked.aside
}

struct Asked<'a> {
    w: Words,
    file: &'a CaseFile,
    setting: &'a Setting<'a>,
    aside: Aside,
}

impl Asked<'_> {
    fn ask(&mut self, act: &Act, address: &str, title: String) {
        // What has no place here, or no longer any, is not missed.
        if !has_place(self.file, self.setting, act) {
            return;
        }
        match may(self.file, self.setting, act) {
            Ok(()) => self.aside.links.push(link(self.file, address, title)),
            Err(no) if matches!(no.why, Why::NotSuspended | Why::CaseClosed) => {}
            // It is part of the step's work, which is said to be somebody else's.
            Err(no) if no.why == Why::NotYourRole && matches!(act, Act::Assess | Act::HearOut) => {}
            Err(no) => {
                let bar = bar(self.w, self.file, self.setting, title, &no);
                self.aside.bars.push(bar);
            }
        }
    }

    /// Taking the file in hand, or putting it back.
    fn hold(&mut self) {
        let now = self.setting.now;
        let held = self.file.claim.as_ref().filter(|c| c.until >= now);
        if held.is_some_and(|c| c.user == self.setting.actor.user) {
            let title = self.w.t(k::ACT_RELEASE).to_owned();
            self.ask(&Act::Release, "release", title);
        } else {
            let title = self.w.t(k::ACT_CLAIM).to_owned();
            self.ask(&Act::Claim, "claim", title);
        }
    }

    /// Extending the time limit of a position, where the directive lets somebody do it.
    fn time_limit(&mut self, position: &Position) {
        let directive = self.setting.directive;
        let rule = if position.is_whole_limit() {
            directive.overall.as_ref()
        } else {
            let step = directive.step(&position.step);
            step.and_then(|s| s.clock.as_ref())
        };
        if position.due.is_none() || rule.is_none_or(|r| r.extendable_by.is_empty()) {
            return;
        }
        let (person, step) = (position.person, position.step.clone());
        let address = format!("extension?person={person}&step={step}");
        let place = (person, &position.step);
        let of = show::place_of(self.w, self.file, self.setting.directive, place);
        let act = Act::Extend {
            person,
            step: step.clone(),
        };
        let of = match may(self.file, self.setting, &act) {
            Err(no) if no.why == Why::NotYourRole && person != WHOLE_CASE => {
                show::step(self.w, self.setting.directive, &step)
            }
            _ => of,
        };
        let waits = self.file.extension(person, &step).map(|x| x.seq);
        if let Some(proposal) = waits {
            let title = self.w.say(k::act_extension_answer_of(of));
            let address =
                format!("extension-answer?person={person}&step={step}&proposal={proposal}");
            self.ask(&Act::AnswerExtension { person, step }, &address, title);
            return;
        }
        let title = self.w.say(k::act_extension_of(of));
        self.ask(&act, &address, title);
    }

    /// At the decision: findings can be revised and people heard until it is signed.
    fn assessment(&mut self, position: &Position) {
        if position.kind != StepKind::Decision || self.file.proposal.is_some() {
            return;
        }
        let no = position.person;
        let who = show::person(self.w, self.file, no);
        let findings = self.w.say(k::act_findings(who.as_str()));
        self.ask(&Act::Assess, &format!("findings?person={no}"), findings);
        let hearing = self.w.say(k::act_hearing(who));
        self.ask(&Act::HearOut, &format!("hearing?person={no}"), hearing);
    }

    fn side_acts(&mut self) {
        let file = self.file;
        for act in &self.setting.directive.acts {
            let (there, address) = match act.id.as_str() {
                "temporary_card" => (!file.is_closed(), "card".to_owned()),
                "card_revocation" => (
                    file.cards.iter().any(|c| c.revoked.is_none()),
                    "card-revocation".to_owned(),
                ),
                "reopening" => (
                    file.positions.iter().any(Position::is_closed),
                    "reopening".to_owned(),
                ),
                "resumption" => (file.suspended.is_some(), "side?kind=resumption".to_owned()),
                "suspension" => (file.suspended.is_none(), "side?kind=suspension".to_owned()),
                id => (true, format!("side?kind={id}")),
            };
            if there {
                let title = show::title(self.w, &act.title);
                self.ask(&Act::Side(act.id.clone()), &address, title);
            }
        }
    }
}
