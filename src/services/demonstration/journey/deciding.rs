//! What is found, proposed, signed and served.

use super::{Story, Told};
use crate::domain::case::Personal;
use crate::domain::case::command::Command;
use crate::domain::case::decide::MATERIAL_FACTS;
use crate::domain::case::event::{
    ClauseTested, DecisionServed, FactFound, HeardOut, Proposal, Ruling, Seen,
};
use crate::domain::case::facts::active_people;

impl Story<'_> {
    pub(super) fn propose(&mut self) -> Told {
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

    pub(super) fn sign(&mut self) -> Told {
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

    pub(super) fn serve(&mut self, person: u32) -> Told {
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
}
