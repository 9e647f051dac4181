//! What has to be done before a way is open, and who does it.

use sejel::domain::case::command::{Command, LetterAnswer, TakeStep};
use sejel::domain::case::decide::{MATERIAL_FACTS, on_record};
use sejel::domain::case::event::{
    Answer, BiometricsTaken, CertificateIssued, ClauseTested, CourtRuled, DecisionServed,
    EvidenceRecorded, FactFound, HeardOut, Member, Missing, ObjectionFiled, Opinion, PaperJudged,
    Proposal, RecordDrafted, Ruling, SearchCheck, Seen, SittingHeld, Verdict,
};
use sejel::domain::case::facts::{Standing, checklist, concerned, facts};
use sejel::domain::case::{Position, WHOLE_CASE};
use sejel::domain::directive::{Holder, Outcome, Proof, Step, StepKind};
use sejel::domain::person::national_number::with_check_digit;

use crate::office::{paper, words};
use crate::walker::Walker;

impl Walker<'_> {
    /// The proofs of an outcome, in the order in which they come about.
    pub fn ordered(&self, outcome: &Outcome) -> Vec<Proof> {
        let mut needs = outcome.needs.clone();
        needs.sort_by_key(|it| match it {
            Proof::Papers => 0,
            Proof::Checklist => 1,
            Proof::Letter => 3,
            Proof::RegisterEntry => 5,
            Proof::TimeOver => 7,
            Proof::Certificate => 9,
            _ if it.record() == Some(Proof::Answer) => 4,
            Proof::Verdicts => 2,
            _ => 6,
        });
        needs
    }

    /// Whether the proof holds, or is brought about.
    pub fn provides(
        &mut self,
        position: &Position,
        step: &Step,
        (outcome, proof): (&Outcome, Proof),
    ) -> bool {
        if proof != Proof::Checklist && on_record(&self.file, self.now_at(position), proof) {
            return true;
        }
        if self.silent.contains(&step.id) && waited_for(step, proof) {
            return false;
        }
        let person = position.person;
        match proof.record() {
            None if proof == Proof::TimeOver => self.lets_time_run_out(position),
            // What did not come cannot be made not to have come.
            None | Some(Proof::Signature) => false,
            Some(Proof::Checklist) => self.brings_papers(position),
            Some(Proof::Papers) => self.hands_in("other", &[]),
            Some(Proof::Verdicts) => self.judges_all(),
            Some(Proof::Search) => self.searches(proof),
            Some(Proof::Evidence) => self.finds_evidence(),
            Some(Proof::Sitting) => self.sits(position, step, outcome),
            Some(Proof::SittingDate) => self.somebody(&Command::ScheduleSitting {
                number: words("12"),
                on: self.now.tehran_date(),
            }),
            Some(Proof::Letter) => self.writes(person),
            Some(Proof::Answer) => self.is_answered(position, proof),
            Some(Proof::Service) => self.serves(person),
            Some(Proof::Fingerprints) => self.somebody(&Command::TakeBiometrics(BiometricsTaken {
                person,
                fingerprint_class: Some(words("12345")),
                taken_by: None,
                under_fifteen: false,
            })),
            Some(Proof::RegisterEntry) => self.enters(person),
            Some(Proof::Certificate) => {
                self.somebody(&Command::IssueCertificate(CertificateIssued {
                    person,
                    series: words("ب/۰۷"),
                    serial: words("654321"),
                    delivered_to: words("خود متقاضی"),
                }))
            }
            Some(Proof::Objection) => self.somebody(&Command::FileObjection(ObjectionFiled {
                person,
                before: "board".to_owned(),
                number: words("ه/۱"),
                grounds: words("گواهان تازه معرفی شده‌اند."),
                late: false,
                late_reason: None,
            })),
            Some(_) => self.is_judged(person, proof),
        }
    }

    /// The position as the case has it now.
    fn now_at<'a>(&'a self, position: &'a Position) -> &'a Position {
        let places = self.file.positions.iter();
        let mut here = places.filter(|p| p.person == position.person);
        here.find(|p| p.entered == position.entered)
            .unwrap_or(position)
    }

    pub fn takes_step(&mut self, position: &Position, outcome: &Outcome) -> bool {
        self.somebody(&Command::TakeStep(TakeStep {
            person: position.person,
            step: position.step.clone(),
            outcome: outcome.id.clone(),
            reason: Some(words("بر پایهٔ برگه‌های پرونده.")),
            missing: vec![Missing {
                requirement: "other".to_owned(),
                person: position.person,
                note: None,
            }],
            acknowledged: true,
        }))
    }

    pub fn hands_in(&mut self, kind: &str, people: &[u32]) -> bool {
        self.somebody(&Command::ReceivePaper(Box::new(paper(kind, people))))
    }

    /// Takes in and accepts whatever the step asks for.
    fn brings_papers(&mut self, position: &Position) -> bool {
        let today = self.now.tehran_date();
        let items = checklist(&self.file, self.directive, position, today);
        let open = |it: &sejel::domain::case::facts::ChecklistItem| {
            !it.if_any && it.standing != Standing::Accepted
        };
        for item in items.into_iter().filter(open) {
            let requirement = self.directive.requirement(&item.requirement).unwrap();
            let people: Vec<u32> = [item.person].into_iter().filter(|no| *no != 0).collect();
            let mut kinds: Vec<&String> = requirement.any_of.iter().collect();
            self.chance.shuffle(&mut kinds);
            let had = kinds.into_iter().any(|kind| {
                let mut tried = self.clone();
                let had = tried.hands_in(kind, &people) && tried.accepts_the_last();
                if had {
                    *self = tried;
                }
                had
            });
            if !had {
                return false;
            }
        }
        true
    }

    fn accepts_the_last(&mut self) -> bool {
        let no = self.file.papers.last().map_or(0, |p| p.no);
        self.judges(no, Verdict::Accepted)
    }

    fn judges(&mut self, no: u32, verdict: Verdict) -> bool {
        let latest = self.file.paper(no).unwrap().latest().unwrap().what.clone();
        let person = latest.people.first().copied().unwrap_or(WHOLE_CASE);
        let facts = facts(&self.file, person, self.now.tehran_date());
        let kind = self.directive.paper(&latest.kind);
        let certified = kind.and_then(|it| it.certifiers(&facts).next());
        let judged = PaperJudged {
            paper: no,
            version: latest.version,
            verdict,
            certification: certified.map(|it| it.code().to_owned()),
            supports: vec!["identity".to_owned()],
            reason: Some(words("دیده شد.")),
        };
        self.somebody(&Command::JudgePaper(judged))
    }

    fn judges_all(&mut self) -> bool {
        let open = self.file.papers.iter().filter(|p| p.judgment().is_none());
        let open: Vec<u32> = open.map(|p| p.no).collect();
        open.into_iter()
            .all(|no| self.judges(no, Verdict::Accepted) || self.judges(no, Verdict::Doubted))
    }

    fn searches(&mut self, proof: Proof) -> bool {
        let result = match proof {
            Proof::SearchClean => "clean",
            Proof::SearchFound => "found",
            _ => self.chance.one(&["clean", "possible", "found"]),
        };
        let checks = vec![SearchCheck {
            check: "name_match".to_owned(),
            result: result.to_owned(),
            note: None,
        }];
        let summary = None;
        self.somebody(&Command::RecordSearch { checks, summary })
    }

    fn finds_evidence(&mut self) -> bool {
        self.somebody(&Command::RecordEvidence(EvidenceRecorded {
            evidence: 0,
            person: WHOLE_CASE,
            kind: "lineage".to_owned(),
            fact: "parentage".to_owned(),
            clause: None,
            direction: "for".to_owned(),
            paper: None,
            account: words("گواهی دو خویشاوند با هم می‌خواند."),
        }))
    }

    /// A sitting that says whatever the outcome needs.
    fn sits(&mut self, position: &Position, step: &Step, outcome: &Outcome) -> bool {
        let needs = |proof| outcome.needs.contains(&proof);
        let people = concerned(&self.file, position);
        let any = *self
            .chance
            .one(&["approved", "rejected", "returned", "postponed"]);
        let said = |at: usize| match at {
            _ if needs(Proof::OpinionApproved) => "approved",
            _ if needs(Proof::OpinionRejected) => "rejected",
            _ if needs(Proof::OpinionReturned) => "returned",
            _ if needs(Proof::OpinionPostponed) => "postponed",
            0 if needs(Proof::OpinionDivided) => "approved",
            _ if needs(Proof::OpinionDivided) => "rejected",
            _ => any,
        };
        let opinions = people.into_iter().enumerate().map(|(at, person)| Opinion {
            person,
            nationality: said(at).to_owned(),
            identity: "evident".to_owned(),
            clause: None,
        });
        let opinions: Vec<Opinion> = opinions.collect();
        let held = SittingHeld {
            step: step.id.clone(),
            body: String::new(),
            number: words("12"),
            members: members(step, &opinions),
            opinions,
            public_reasons: words("برگه‌ها و پاسخ‌ها خوانده شد."),
            sealed_annex: None,
            paper: None,
        };
        self.somebody(&Command::RecordSitting(Box::new(held)))
    }

    fn writes(&mut self, person: u32) -> bool {
        Holder::ALL.iter().any(|addressee| {
            self.somebody(&Command::SendLetter {
                person,
                addressee: *addressee,
                number: words("1405/120"),
                question: words("درخواست بررسی دربارهٔ این خانوار."),
            })
        })
    }

    fn is_answered(&mut self, position: &Position, proof: Proof) -> bool {
        let people = concerned(&self.file, position);
        let waiting = |it: &&sejel::domain::case::file::Letter| {
            it.answer.is_none() && it.sent.what.step == position.step && it.concerns(&people)
        };
        if self.file.letters.iter().find(waiting).is_none() && !self.writes(position.person) {
            return false;
        }
        let letter = self.file.letters.iter().rev().find(waiting).cloned();
        let asked = letter.as_ref().map(|it| it.sent.what.people.clone());
        let result = match proof {
            Proof::AnswerConfirmed => "confirmed",
            Proof::AnswerNotConfirmed => "not_confirmed",
            Proof::AnswerForeignNational => "foreign_national",
            _ => "inconclusive",
        };
        let answers = asked.unwrap_or_default().into_iter().map(|person| Answer {
            person,
            result: result.to_owned(),
        });
        self.somebody(&Command::AnswerLetter(Box::new(LetterAnswer {
            letter: letter.map_or(0, |it| it.no),
            number: words("پ/۱"),
            answers: answers.collect(),
            text: words("در تحقیق محلی پرسیده شد."),
            paper: None,
        })))
    }

    pub fn serves(&mut self, person: u32) -> bool {
        self.somebody(&Command::Serve(DecisionServed {
            person,
            method: "in_person".to_owned(),
            recipient: words("خود متقاضی"),
            proof: None,
            receipt: "fingerprint".to_owned(),
            language: "balochi".to_owned(),
            read_aloud: true,
        }))
    }

    fn enters(&mut self, person: u32) -> bool {
        let number = with_check_digit(123_456_700 + person);
        self.somebody(&Command::DraftRecord(RecordDrafted {
            person,
            sheet: words("120"),
            series: words("الف/۱۲"),
            national_number: words(&number),
        }))
    }

    fn is_judged(&mut self, person: u32, proof: Proof) -> bool {
        let effect = match proof {
            Proof::JudgmentOrdered => "issuance_ordered",
            Proof::JudgmentDismissed => "dismissed",
            Proof::JudgmentOther => "other",
            _ => self.chance.one(&["issuance_ordered", "dismissed", "other"]),
        };
        self.somebody(&Command::RecordJudgment(CourtRuled {
            person,
            branch: words("شعبهٔ نمونه"),
            docket: words("1001"),
            judgment: words("2001"),
            effect: effect.to_owned(),
            paper: None,
        }))
    }

    fn lets_time_run_out(&mut self, position: &Position) -> bool {
        let due = |walker: &Self| walker.now_at(position).due.as_ref().map(|it| it.date);
        if due(self).is_none() && !self.writes(position.person) {
            return false;
        }
        let today = self.now.tehran_date();
        let Some(due) = due(self) else { return false };
        let days = sejel::domain::directive::clock::days_between(today, due);
        self.pass(days.max(0) + 1);
        true
    }

    /// The decision is prepared by one and signed by another.
    pub fn decides(&mut self, position: &Position, outcome: &Outcome) -> bool {
        let person = position.person;
        let ruling = match outcome.id.as_str() {
            "granted" => Ruling::Granted,
            "refused" => Ruling::Refused,
            _ => return false,
        };
        let step = self.directive.step(&position.step).unwrap();
        let ready = self.ordered(outcome);
        if !ready
            .into_iter()
            .all(|it| self.provides(position, step, (outcome, it)))
        {
            return false;
        }
        self.finds(person, ruling);
        if self.file.proposal.is_none() {
            let proposals = vec![Proposal {
                person,
                ruling,
                clause: (ruling == Ruling::Granted).then_some(2),
                reasons: words("بر پایهٔ یافته‌های ثبت‌شده."),
            }];
            let seen = self.seen();
            if !self.somebody(&Command::Propose { proposals, seen }) {
                return false;
            }
        }
        let signed = self.somebody(&Command::Sign {
            number: words("ت/۱"),
            seen: self.seen(),
            hats_reason: Some(words("نمایندهٔ دیگری نبود.")),
        });
        signed && !self.stands(position)
    }

    fn seen(&self) -> Seen {
        Seen {
            seq: self.file.seq,
            hash: self.file.hash.clone(),
        }
    }

    fn finds(&mut self, person: u32, ruling: Ruling) {
        let granted = ruling == Ruling::Granted;
        let facts = MATERIAL_FACTS.iter().map(|fact| FactFound {
            person,
            fact: (*fact).to_owned(),
            finding: if granted { "proven" } else { "not_shown" }.to_owned(),
            reason: None,
        });
        let clauses = (1..=7).map(|clause| ClauseTested {
            person,
            clause,
            finding: if granted { "met" } else { "not_met" }.to_owned(),
            reason: None,
        });
        let (facts, clauses) = (facts.collect(), clauses.collect());
        self.somebody(&Command::Assess { facts, clauses });
        self.somebody(&Command::HearOut(HeardOut {
            person,
            manner: "heard".to_owned(),
            told: words("یافته‌های مخالف گفته شد."),
            answer: words("گواهان دیگری دارد."),
        }));
    }
}

fn members(step: &Step, opinions: &[Opinion]) -> Vec<Member> {
    let many = step.quorum.as_ref().map_or(2, |it| it.members).max(2);
    let said = |said: &str| opinions.iter().any(|it| it.nationality == said);
    let vote = |at: u32| match (said("approved"), said("rejected")) {
        (true, true) if at == 0 => "approve",
        (_, true) => "reject",
        _ => "approve",
    };
    let posts = step.seats();
    let seat = |at: u32| posts[usize::try_from(at).unwrap() % posts.len()].code();
    let member = |at| Member {
        name: words(&format!("عضو {at}")),
        post: seat(at).to_owned(),
        attendance: "present".to_owned(),
        vote: vote(at).to_owned(),
        dissent: None,
    };
    (0..many).map(member).collect()
}

/// Whether only somebody outside the office can bring it about at this step.
fn waited_for(step: &Step, proof: Proof) -> bool {
    let outside = matches!(
        step.holder,
        Holder::Police | Holder::Court | Holder::Council | Holder::Laboratory | Holder::Applicant
    );
    let asks = matches!(step.kind, StepKind::Referral | StepKind::Council);
    let applicant = step.holder == Holder::Applicant;
    let waited = match proof.record() {
        Some(Proof::Answer | Proof::Judgment) => true,
        Some(Proof::Sitting) => !applicant || step.kind == StepKind::Council,
        Some(Proof::Papers | Proof::Objection) => applicant,
        _ => false,
    };
    (outside || asks) && waited
}
