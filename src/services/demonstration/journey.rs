//! How far each invented household has come, told act by act in its own time.

mod bodies;
mod deciding;
mod ending;
mod papers;

use std::sync::Arc;

use jiff::civil::Date;

use super::household::application;
use super::staff::{County, Offices};
use super::{Dice, NotMade, Span, StoryClock, Teller};
use crate::domain::access::Actor;
use crate::domain::access::policy::Action;
use crate::domain::case::command::{Command, Opening, TakeStep};
use crate::domain::case::event::PaperReceived;
use crate::domain::case::{CaseFile, Personal};
use crate::domain::directive::StepId;
use crate::domain::time::Moment;
use crate::services::casework::{self, Beginning, Opened, Request};
use crate::services::register::Register;
use crate::text::jalali;

/// The last stage of a story that goes all the way.
const STAGES: u64 = 13;

/// One household's story.
pub(super) struct Story<'a> {
    register: Arc<Register>,
    clock: Arc<StoryClock>,
    dice: Arc<Dice>,
    time: &'a Span,
    county: &'a County,
    case: u32,
    reference: String,
    at: Moment,
    refused: bool,
    /// Where it stops if time does not stop it before.
    stage: u64,
}

type Told = Result<(), NotMade>;

/// Opens one household's case, so long ago as its number says.
pub(super) fn open<'a>(
    teller: Teller,
    offices: &'a Offices,
    time: &'a Span,
    (case, of): (u32, u32),
) -> Result<Story<'a>, NotMade> {
    let Teller {
        register,
        clock,
        dice,
    } = teller;
    let index = usize::try_from(case).unwrap_or(0) % offices.counties.len().max(1);
    let Some(county) = offices.counties.get(index) else {
        return Err(NotMade::Place("county"));
    };
    let span = 720 * 86_400_i64;
    let age = span - span * i64::from(case) / i64::from(of.max(1));
    let day = time.end.plus_seconds(-age);
    let at = time.hours.on(day, dice.below(1000)).min(time.end);
    clock.set(at);
    let year = jalali::from_civil(at.tehran_date()).year;
    let opening = Opening {
        reference: String::new(),
        tracking: String::new(),
        unit: county.unit.clone(),
        application: application(&dice, county, year),
        papers: first_papers(&dice),
        similar: Vec::new(),
        similar_reason: None,
    };
    let Some(opener) = county.officers.first() else {
        return Err(NotMade::Place("officer"));
    };
    let opener = dice.pick(&county.officers).unwrap_or(opener);
    let done = casework::open(&register, opener, Beginning::today(opening))
        .map_err(|e| NotMade::step(case, "opening", &e))?;
    let refused = dice.below(5) == 0;
    // Of the younger part some stand everywhere, the youngest at the beginning; the older part mostly
    // has come to an end.
    let (young, left) = (u64::from(of) * 4 / 10, u64::from(of - case.min(of)));
    let stage = match dice.below(20) {
        _ if left < young => left * STAGES / young.max(1),
        0 => 10,
        1 => 11,
        _ => STAGES,
    };
    Ok(Story {
        register,
        clock,
        dice,
        time,
        county,
        case,
        reference: done.reference,
        at,
        refused,
        stage,
    })
}

fn first_papers(dice: &Dice) -> Vec<PaperReceived> {
    let kinds: &[&str] = if dice.below(3) == 0 {
        &["application"]
    } else {
        &["application", "testimony_form"]
    };
    kinds.iter().map(|kind| paper(kind, &[])).collect()
}

fn paper(kind: &str, people: &[u32]) -> PaperReceived {
    PaperReceived {
        paper: 0,
        version: 0,
        kind: kind.to_owned(),
        title: None,
        people: people.to_vec(),
        form: "original".to_owned(),
        folder: Some(Personal::new("قفسهٔ نمونه ۱۲")),
        pages: 1,
        issuer: None,
        number: None,
        dated: None,
        file: None,
    }
}

impl Story<'_> {
    /// Lets days pass; false when that would be past the present.
    fn days(&mut self, least: u64, more: u64) -> bool {
        let days = i64::try_from(least + self.dice.below(more)).unwrap_or(0);
        let day = self.at.plus_seconds(days * 86_400);
        let later = self.time.hours.on(day, self.dice.below(1000));
        if later > self.time.end {
            return false;
        }
        self.at = later;
        self.clock.set(later);
        true
    }

    fn today(&self) -> Date {
        self.at.tehran_date()
    }

    fn opened(&self, what: &'static str) -> Result<Opened, NotMade> {
        casework::load(
            &self.register,
            &self.county.head,
            Action::ReadCase,
            &self.reference,
        )
        .map_err(|e| NotMade::step(self.case, what, &e))
    }

    fn act(&mut self, who: &Actor, what: &'static str, command: Command) -> Told {
        let later = 60 + i64::try_from(self.dice.below(1200)).unwrap_or(0);
        let open = self.time.hours.from(self.at.plus_seconds(later));
        self.at = open.min(self.time.end);
        self.clock.set(self.at);
        let request = Request {
            reference: self.reference.clone(),
            command,
            on: None,
            seen: None,
            key: None,
        };
        casework::perform(&self.register, who, request)
            .map(|_| ())
            .map_err(|e| NotMade::step(self.case, what, &e))
    }

    fn step(&mut self, who: &Actor, person: u32, step: &str, outcome: &'static str) -> Told {
        let take = TakeStep {
            person,
            step: StepId(step.to_owned()),
            outcome: outcome.into(),
            reason: Some(Personal::new("بر پایهٔ صورتجلسه و برگه‌های پرونده.")),
            missing: Vec::new(),
            acknowledged: true,
        };
        self.act(who, outcome, Command::TakeStep(take))
    }

    /// Carries the case as far as its age and luck allow.
    pub(super) fn goes_on(&mut self) -> Told {
        let steps: [fn(&mut Self) -> Told; 9] = [
            Self::review,
            Self::search,
            Self::evidence,
            Self::committee,
            Self::identity,
            Self::nationality,
            Self::council,
            Self::propose,
            Self::sign,
        ];
        for (index, step) in (1..).zip(steps) {
            if index > self.stage || !self.days(2, 24) {
                return self.beside();
            }
            step(self)?;
        }
        self.after(self.stage)
    }

    /// Some households withdraw, some are suspended, some wait with a temporary card.
    fn beside(&mut self) -> Told {
        let side = |act: &str, reason: &str, paper| Command::SideAct {
            act: act.to_owned(),
            person: 0,
            reason: Personal::new(reason),
            paper,
        };
        let head = self.county.head.clone();
        match self.dice.below(24) {
            0 => self.act(
                &head,
                "suspension",
                side("suspension", "دادگاه رسیدگی به نسب را آغاز کرده است.", None),
            ),
            1 => {
                let request = paper("withdrawal_request", &[]);
                self.act(&head, "paper", Command::ReceivePaper(Box::new(request)))?;
                let papers = self.opened("withdrawal")?.file.papers;
                let request = papers.last().map(|p| p.no);
                let withdrawal = side("withdrawal", "درخواست کتبی سرپرست خانوار.", request);
                self.act(&head, "withdrawal", withdrawal)?;
                self.comes_back(&head)
            }
            _ => Ok(()),
        }
    }

    /// Some who withdrew change their mind; the director reopens some of those cases.
    fn comes_back(&mut self, head: &Actor) -> Told {
        if self.dice.below(2) == 0 || !self.days(10, 60) {
            return Ok(());
        }
        let mut request = paper("other", &[]);
        request.title = Some(Personal::new("درخواست از سر گرفتن رسیدگی"));
        self.act(head, "paper", Command::ReceivePaper(Box::new(request)))?;
        if self.dice.below(2) == 0 || !self.days(2, 15) {
            return Ok(());
        }
        let papers = self.opened("reopening")?.file.papers;
        let reopened = Command::Reopen {
            person: 0,
            ground: "new_evidence".to_owned(),
            to: "document_review".into(),
            reason: Personal::new("خانوار با گواهان تازه بازگشته است."),
            paper: papers.last().map(|p| p.no),
        };
        let director = self.county.director.clone();
        self.act(&director, "reopening", reopened)
    }

    fn checker(&self, file: &CaseFile) -> Actor {
        let other = self
            .county
            .officers
            .iter()
            .find(|o| Some(o.user) != file.opened_by);
        other.unwrap_or(&self.county.head).clone()
    }

    fn at(&self, step: &str) -> Result<bool, NotMade> {
        Ok(self
            .opened("place")?
            .file
            .positions
            .iter()
            .any(|p| p.step.as_str() == step))
    }

    fn at_person(&self, person: u32, step: &str) -> Result<bool, NotMade> {
        let file = self.opened("place")?.file;
        Ok(file
            .positions
            .iter()
            .any(|p| p.person == person && p.step.as_str() == step))
    }
}
