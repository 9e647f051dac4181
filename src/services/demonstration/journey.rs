//! How far each invented household has come, told act by act in its own time.

use std::sync::Arc;

use jiff::civil::Date;

use super::household::application;
use super::staff::{County, Offices};
use super::{Dice, NotMade, Span, StoryClock, Teller};
use crate::domain::access::Actor;
use crate::domain::access::policy::Action;
use crate::domain::case::command::{Command, LetterAnswer, Opening, TakeStep};
use crate::domain::case::decide::MATERIAL_FACTS;
use crate::domain::case::event::{
    Answer, BiometricsTaken, CertificateIssued, ClauseTested, CourtRuled, DecisionServed,
    EvidenceRecorded, FactFound, HeardOut, Member, Missing, ObjectionFiled, Opinion, PaperJudged,
    PaperReceived, Proposal, RecordDrafted, Ruling, SearchCheck, Seen, SittingHeld, StoredFile,
    Verdict,
};
use crate::domain::case::facts::{Standing, active_people, checklist};
use crate::domain::case::{CaseFile, Personal, matters};
use crate::domain::directive::{Holder, StepId};
use crate::domain::person::national_number::with_check_digit;
use crate::domain::time::Moment;
use crate::services::casework::{self, Beginning, Opened, Request};
use crate::services::register::Register;
use crate::text::jalali;

/// The last stage of a story that goes all the way.
const STAGES: u64 = 13;

/// What speaks for each household, beside its papers: kind, fact, account.
const EVIDENCE: [(&str, &str, &str); 3] = [
    (
        "lineage",
        "parentage",
        "شناسنامهٔ جد پدری و گواهی دو خویشاوند با هم می‌خواند.",
    ),
    (
        "birth",
        "birthplace",
        "قابلهٔ محلی و دو همسایه زادن آنان را در همین روستا دیده‌اند.",
    ),
    (
        "other",
        "no_foreign_nationality",
        "در دفتر اتباع و پاسگاه مرزی سابقه‌ای از اینان نیست.",
    ),
];

/// Who sits with the head: post and name.
const MEMBERS: [(&str, &str); 7] = [
    ("archive_officer", "بایگان نمونه"),
    ("expert", "کارشناس نمونه"),
    ("appointed_member", "عضو منتخب نمونه"),
    ("county_governor", "فرماندار نمونه"),
    ("police_commander", "فرمانده نمونه"),
    ("intelligence_head", "رئیس نمونه"),
    ("prosecutor", "دادستان نمونه"),
];

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

    fn review(&mut self) -> Told {
        let checker = self.checker(&self.opened("review")?.file);
        if self.dice.below(4) == 0 && !self.returned(&checker)? {
            return Ok(());
        }
        self.complete_papers(&checker)?;
        self.step(&checker, 0, "document_review", "complete")
    }

    /// False when the family has not come back yet.
    fn returned(&mut self, checker: &Actor) -> Result<bool, NotMade> {
        let missing = vec![Missing {
            requirement: "photos".to_owned(),
            person: 1,
            note: Some(Personal::new("عکس‌ها با زمینهٔ سفید باشد.")),
        }];
        let take = TakeStep {
            person: 0,
            step: "document_review".into(),
            outcome: "returned".into(),
            reason: Some(Personal::new("عکس و گواهی سکونت کم است.")),
            missing,
            acknowledged: true,
        };
        self.act(checker, "return", Command::TakeStep(take))?;
        let still_away = self.stage < STAGES && self.dice.below(2) == 0;
        if still_away || !self.days(3, 20) {
            self.stage = 0;
            return Ok(false);
        }
        let mut photos = paper("photos", &[1]);
        self.scan(self.opened("photos")?.id, &mut photos)?;
        self.act(checker, "photos", Command::ReceivePaper(Box::new(photos)))?;
        self.step(checker, 0, "completion", "completed")?;
        Ok(true)
    }

    /// Takes in and accepts whatever the present step still asks for.
    fn complete_papers(&mut self, checker: &Actor) -> Told {
        loop {
            let opened = self.opened("papers")?;
            let (file, directive) = (&opened.file, &opened.directive);
            let Some(position) = file.positions.iter().find(|p| !p.is_closed()) else {
                return Ok(());
            };
            let items = checklist(file, directive, position, self.today());
            let open = items
                .into_iter()
                .find(|i| i.standing == Standing::Missing && !i.if_any);
            if let Some(item) = open {
                let kind = directive
                    .requirement(&item.requirement)
                    .and_then(|r| r.any_of.first().cloned());
                let people: Vec<u32> = (item.person != 0)
                    .then_some(item.person)
                    .into_iter()
                    .collect();
                let mut received = paper(&kind.unwrap_or_default(), &people);
                self.scan(opened.id, &mut received)?;
                self.act(checker, "paper", Command::ReceivePaper(Box::new(received)))?;
                continue;
            }
            let unjudged = file.papers.iter().find(|p| p.judgment().is_none());
            let Some((no, version, kind)) = unjudged.and_then(|p| {
                p.latest()
                    .map(|v| (p.no, v.what.version, v.what.kind.clone()))
            }) else {
                return Ok(());
            };
            let village = file.application.settlement == "village";
            let judged = PaperJudged {
                paper: no,
                version,
                verdict: Verdict::Accepted,
                certification: (kind == "testimony_form")
                    .then(|| if village { "islamic_council" } else { "notary" }.to_owned()),
                supports: matters::usual(&kind)
                    .iter()
                    .map(|f| (*f).to_owned())
                    .collect(),
                reason: None,
            };
            self.act(checker, "verdict", Command::JudgePaper(judged))?;
        }
    }

    /// A small generated scan for every third paper.
    fn scan(&self, id: i64, received: &mut PaperReceived) -> Told {
        if self.dice.below(3) != 0 {
            return Ok(());
        }
        let pdf = self.dice.below(2) == 0;
        let (bytes, media) = if pdf {
            (super::scan::pdf(&self.reference), "application/pdf")
        } else {
            (super::scan::png(self.dice.below(1 << 32)), "image/png")
        };
        let kept = self.register.files.keep_bytes(id, &bytes)?;
        received.file = Some(StoredFile {
            digest: Personal::new(kept.digest),
            name: Personal::new(if pdf { "scan.pdf" } else { "scan.png" }),
            media: media.to_owned(),
            size: kept.size,
        });
        Ok(())
    }

    fn search(&mut self) -> Told {
        let archive = self.county.archive.clone();
        let checks = [
            "name_match",
            "parents_children",
            "earlier_cases",
            "fingerprints",
        ]
        .map(|check| SearchCheck {
            check: check.to_owned(),
            result: "clean".to_owned(),
            note: None,
        })
        .to_vec();
        self.act(
            &archive,
            "search",
            Command::RecordSearch {
                checks,
                summary: None,
            },
        )?;
        self.step(&archive, 0, "registry_search", "clean")
    }

    fn evidence(&mut self) -> Told {
        let checker = self.checker(&self.opened("evidence")?.file);
        for (kind, fact, account) in EVIDENCE {
            let evidence = EvidenceRecorded {
                evidence: 0,
                person: 0,
                kind: kind.to_owned(),
                fact: fact.to_owned(),
                clause: (fact == "parentage").then_some(2),
                direction: "for".to_owned(),
                paper: None,
                account: Personal::new(account),
            };
            self.act(&checker, "evidence", Command::RecordEvidence(evidence))?;
        }
        self.complete_papers(&checker)?;
        self.step(&checker, 0, "lineage_evidence", "complete")
    }

    fn sitting(
        &mut self,
        who: &Actor,
        person: Option<u32>,
        step: &str,
        posts: &[&str],
        nationality: &str,
    ) -> Told {
        let file = self.opened("sitting")?.file;
        let members = posts
            .iter()
            .map(|post| Member {
                name: Personal::new(if *post == "office_head" {
                    self.county.head.name.clone()
                } else {
                    MEMBERS
                        .iter()
                        .find(|(of, _)| of == post)
                        .map_or("عضو نمونه", |(_, name)| name)
                        .to_owned()
                }),
                post: (*post).to_owned(),
                attendance: "present".to_owned(),
                vote: if nationality == "rejected" {
                    "reject"
                } else {
                    "approve"
                }
                .to_owned(),
                dissent: None,
            })
            .collect();
        let people = person.map_or_else(|| active_people(&file), |p| vec![p]);
        let opinions = people
            .into_iter()
            .map(|no| Opinion {
                person: no,
                nationality: nationality.to_owned(),
                identity: "evident".to_owned(),
                clause: Some(2),
            })
            .collect();
        let number = format!("{}-{}", self.case + 1, step.len());
        let held = SittingHeld {
            step: step.into(),
            body: String::new(),
            number: Personal::new(number),
            members,
            opinions,
            public_reasons: Personal::new(
                "برگه‌ها، گواهی‌ها و پاسخ‌ها خوانده شد و رأی بر پایهٔ آن‌هاست.",
            ),
            sealed_annex: None,
            paper: None,
        };
        self.act(who, "sitting", Command::RecordSitting(Box::new(held)))
    }

    fn committee(&mut self) -> Told {
        let head = self.county.head.clone();
        self.sitting(
            &head,
            None,
            "office_committee",
            &["office_head", "archive_officer", "expert"],
            "approved",
        )?;
        self.step(&head, 0, "office_committee", "refer_identity")
    }

    fn letter(&mut self, addressee: Holder) -> Told {
        let head = self.county.head.clone();
        let number = format!("1405/{}/{}", self.case + 1, self.dice.below(900) + 100);
        let command = Command::SendLetter {
            person: 0,
            addressee,
            number: Personal::new(number),
            question: Personal::new("درخواست بررسی و پاسخ دربارهٔ اعضای این خانوار."),
        };
        self.act(&head, "letter", command)
    }

    fn identity(&mut self) -> Told {
        self.letter(Holder::Police)?;
        if !self.days(10, 50) {
            return Ok(());
        }
        let officer = self.checker(&self.opened("answer")?.file);
        let reminder = Command::RemindLetter {
            letter: 1,
            number: Personal::new("1405/یادآوری"),
        };
        self.act(&officer, "reminder", reminder)?;
        if !self.days(3, 20) {
            return Ok(());
        }
        let file = self.opened("answer")?.file;
        let answers = active_people(&file)
            .into_iter()
            .map(|no| Answer {
                person: no,
                result: "confirmed".to_owned(),
            })
            .collect();
        let answer = LetterAnswer {
            letter: 1,
            number: Personal::new(format!("پ/{}", self.case + 1)),
            answers,
            text: Personal::new("هویت اعضا در تحقیق محلی تأیید شد."),
            paper: None,
        };
        self.act(&officer, "answer", Command::AnswerLetter(Box::new(answer)))?;
        let head = self.county.head.clone();
        self.step(&head, 0, "identity_referral", "confirmed")
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

    fn nationality(&mut self) -> Told {
        if !self.at("nationality_referral")? {
            return Ok(());
        }
        self.letter(Holder::Council)?;
        let council = self.county.council.clone();
        self.step(&council, 0, "nationality_referral", "received")
    }

    fn council(&mut self) -> Told {
        if !self.at("council_deliberation")? {
            return Ok(());
        }
        let council = self.county.council.clone();
        let opinion = if self.refused { "rejected" } else { "approved" };
        let posts = [
            "county_governor",
            "office_head",
            "police_commander",
            "prosecutor",
        ];
        self.sitting(&council, None, "council_deliberation", &posts, opinion)?;
        self.step(
            &council,
            0,
            "council_deliberation",
            opinion_outcome(self.refused),
        )
    }

    fn propose(&mut self) -> Told {
        if !self.at("office_decision")? {
            return Ok(());
        }
        let opened = self.opened("findings")?;
        let officer = self.checker(&opened.file);
        for no in active_people(&opened.file) {
            let claimed = opened
                .file
                .person(no)
                .map_or_else(Vec::new, |p| p.clauses.clone());
            let (finding, clause) = if self.refused {
                ("not_shown", "not_met")
            } else {
                ("proven", "met")
            };
            let facts = MATERIAL_FACTS
                .iter()
                .map(|fact| FactFound {
                    person: no,
                    fact: (*fact).to_owned(),
                    finding: finding.to_owned(),
                    reason: None,
                })
                .collect();
            let clauses = claimed
                .into_iter()
                .map(|c| ClauseTested {
                    person: no,
                    clause: c,
                    finding: clause.to_owned(),
                    reason: None,
                })
                .collect();
            self.act(&officer, "findings", Command::Assess { facts, clauses })?;
            if self.refused {
                let heard = HeardOut {
                    person: no,
                    manner: "heard".to_owned(),
                    told: Personal::new("یافته‌های مخالف گفته شد."),
                    answer: Personal::new("گفت که گواهان دیگری دارد."),
                };
                self.act(&officer, "hearing", Command::HearOut(heard))?;
            }
        }
        let file = self.opened("proposal")?.file;
        let proposals = active_people(&file)
            .into_iter()
            .map(|no| Proposal {
                person: no,
                ruling: if self.refused {
                    Ruling::Refused
                } else {
                    Ruling::Granted
                },
                clause: file
                    .person(no)
                    .and_then(|p| p.clauses.first().copied())
                    .filter(|_| !self.refused),
                reasons: Personal::new("بر پایهٔ یافته‌های ثبت‌شده و رأی شورا."),
            })
            .collect();
        let seen = Seen {
            seq: file.seq,
            hash: file.hash.clone(),
        };
        self.act(&officer, "proposal", Command::Propose { proposals, seen })
    }

    fn sign(&mut self) -> Told {
        let file = self.opened("signature")?.file;
        if file.proposal.is_none() {
            return Ok(());
        }
        let seen = Seen {
            seq: file.seq,
            hash: file.hash.clone(),
        };
        let head = self.county.head.clone();
        let command = Command::Sign {
            number: Personal::new(format!("ت/1405/{}", self.case + 1)),
            seen,
            hats_reason: Some(Personal::new("نمایندهٔ دیگری برای امضا نبود.")),
        };
        self.act(&head, "signature", command)
    }

    fn after(&mut self, stage: u64) -> Told {
        let people: Vec<u32> = self
            .opened("after")?
            .file
            .application
            .people
            .iter()
            .map(|p| p.no)
            .collect();
        if stage < 10 || !self.at("notification")? || !self.days(1, 5) {
            return Ok(());
        }
        for no in &people {
            self.serve(*no)?;
        }
        if stage < 11 || !self.days(2, 10) {
            return Ok(());
        }
        for no in &people {
            if self.refused {
                self.object(*no, stage)?;
            } else {
                self.issue(*no, stage)?;
            }
        }
        Ok(())
    }

    fn serve(&mut self, person: u32) -> Told {
        let board = self.at_person(person, "board_notification")?;
        let last = self.county.officers.last().unwrap_or(&self.county.head);
        let officer = if board { &self.county.board } else { last }.clone();
        let served = DecisionServed {
            person,
            method: "in_person".to_owned(),
            recipient: Personal::new("سرپرست خانوار"),
            proof: None,
            receipt: "fingerprint".to_owned(),
            language: "balochi".to_owned(),
            read_aloud: true,
        };
        self.act(&officer, "service", Command::Serve(served))
    }

    fn issue(&mut self, person: u32, stage: u64) -> Told {
        let officer = self
            .county
            .officers
            .last()
            .unwrap_or(&self.county.head)
            .clone();
        let class = Personal::new(format!("{}", 10_000 + self.dice.below(80_000)));
        let taken = BiometricsTaken {
            person,
            fingerprint_class: Some(class),
            taken_by: None,
            under_fifteen: false,
        };
        self.act(&officer, "fingerprints", Command::TakeBiometrics(taken))?;
        if stage < 12 {
            return Ok(());
        }
        let body = 10_000_000 + self.case * 97 + person;
        let drafted = RecordDrafted {
            person,
            sheet: Personal::new(format!("{}", 100 + self.dice.below(800))),
            series: Personal::new("الف/۱۲"),
            national_number: Personal::new(with_check_digit(body)),
        };
        self.act(&officer, "record", Command::DraftRecord(drafted))?;
        if stage < 13 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let issued = CertificateIssued {
            person,
            series: Personal::new("ب/۰۷"),
            serial: Personal::new(format!("{}", 100_000 + self.case * 50 + person)),
            delivered_to: Personal::new("سرپرست خانوار"),
        };
        self.act(&head, "certificate", Command::IssueCertificate(issued))
    }

    fn object(&mut self, person: u32, stage: u64) -> Told {
        // Not everybody objects.
        if self.dice.below(6) == 0 {
            return Ok(());
        }
        let board = self.county.board.clone();
        let filed = ObjectionFiled {
            person,
            before: "board".to_owned(),
            number: Personal::new(format!("ه/{}", self.case + 1)),
            grounds: Personal::new("گواهان تازه معرفی شده‌اند."),
            late: false,
            late_reason: None,
        };
        self.act(&board, "objection", Command::FileObjection(filed))?;
        self.step(&board, person, "objection_window", "objected")?;
        if stage < 12 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let posts = ["office_head", "archive_officer", "appointed_member"];
        let secretary = self.county.board.clone();
        self.sitting(
            &secretary,
            Some(person),
            "dispute_board",
            &posts,
            "rejected",
        )?;
        self.step(&head, person, "dispute_board", "upheld")?;
        self.serve(person)?;
        if stage < 13 {
            return Ok(());
        }
        self.court(person)
    }

    fn court(&mut self, person: u32) -> Told {
        let officer = self.county.board.clone();
        let filed = ObjectionFiled {
            person,
            before: "court".to_owned(),
            number: Personal::new(format!("د/{}", self.case + 1)),
            grounds: Personal::new("دادخواست الزام به صدور شناسنامه."),
            late: false,
            late_reason: None,
        };
        self.act(&officer, "suit", Command::FileObjection(filed))?;
        self.step(&officer, person, "court_window", "sued")?;
        // Some suits are still before the court.
        if self.dice.below(4) == 0 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let ordered = self.dice.below(2) == 0;
        let judgment = CourtRuled {
            person,
            branch: Personal::new("شعبهٔ نمونه"),
            docket: Personal::new(format!("{}", 1000 + self.case)),
            judgment: Personal::new(format!("{}", 2000 + self.case)),
            effect: if ordered {
                "issuance_ordered"
            } else {
                "dismissed"
            }
            .to_owned(),
            paper: None,
        };
        let court_officer = self
            .county
            .officers
            .last()
            .unwrap_or(&self.county.head)
            .clone();
        self.act(
            &court_officer,
            "judgment",
            Command::RecordJudgment(judgment),
        )?;
        if self.at("court")? {
            let outcome = if ordered { "ordered" } else { "dismissed" };
            let here = self
                .opened("court")?
                .file
                .positions
                .iter()
                .any(|p| p.person == person && p.step.as_str() == "court");
            if here {
                self.step(&head, person, "court", outcome)?;
            }
        }
        Ok(())
    }
}

const fn opinion_outcome(refused: bool) -> &'static str {
    if refused { "rejected" } else { "approved" }
}
