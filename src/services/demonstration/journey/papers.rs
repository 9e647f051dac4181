//! What the household brings, and what the office finds in it.

use super::{STAGES, Story, Told, paper};
use crate::domain::access::Actor;
use crate::domain::case::command::{Command, TakeStep};
use crate::domain::case::event::{
    EvidenceRecorded, Missing, PaperJudged, PaperReceived, SearchCheck, StoredFile, Verdict,
};
use crate::domain::case::facts::{Standing, checklist};
use crate::domain::case::position::Position;
use crate::domain::case::{Personal, matters};
use crate::services::demonstration::{NotMade, scan};

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

/// The papers of which each person brings her own.
const PHOTOS: &str = "photos";

impl Story<'_> {
    pub(super) fn review(&mut self) -> Told {
        let checker = self.checker(&self.opened("review")?.file);
        if self.dice.below(4) == 0 && !self.returned(&checker)? {
            return Ok(());
        }
        self.complete_papers(&checker, None)?;
        self.step(&checker, 0, "document_review", "complete")
    }

    /// False when the family has not come back yet.
    pub(super) fn returned(&mut self, checker: &Actor) -> Result<bool, NotMade> {
        let missing = vec![Missing {
            requirement: PHOTOS.to_owned(),
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
        let mut photos = paper(PHOTOS, &[1]);
        self.scan(self.opened("photos")?.id, &mut photos)?;
        self.act(checker, "photos", Command::ReceivePaper(Box::new(photos)))?;
        self.step(checker, 0, "completion", "completed")?;
        Ok(true)
    }

    /// Takes in and accepts whatever the present step still asks for, of everybody or of somebody.
    pub(super) fn complete_papers(&mut self, checker: &Actor, place: Option<(u32, &str)>) -> Told {
        loop {
            let opened = self.opened("papers")?;
            let (file, directive) = (&opened.file, &opened.directive);
            let mut open = file.positions.iter().filter(|p| !p.is_closed());
            let at =
                |p: &&Position| place.is_none_or(|(no, step)| p.person == no && p.step.0 == step);
            let Some(position) = open.find(at) else {
                return Ok(());
            };
            let items = checklist(file, directive, position, self.today());
            let mut open = items
                .into_iter()
                .filter(|i| i.standing == Standing::Missing && !i.if_any);
            if let Some(item) = open.next() {
                let kind = directive
                    .requirement(&item.requirement)
                    .and_then(|r| r.any_of.first().cloned());
                let mut people = vec![item.person];
                // The family's photographs come in one envelope, a father's certificate alone.
                if item.requirement.0 == PHOTOS {
                    let others = open.filter(|i| i.requirement.0 == PHOTOS);
                    people.extend(others.map(|i| i.person));
                }
                people.retain(|person| *person != 0);
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
                supports: matters::usual(directive, &kind)
                    .iter()
                    .map(|f| f.code().to_owned())
                    .collect(),
                reason: None,
            };
            self.act(checker, "verdict", Command::JudgePaper(judged))?;
        }
    }

    /// A small generated scan for every third paper.
    pub(super) fn scan(&self, id: i64, received: &mut PaperReceived) -> Told {
        if self.dice.below(3) != 0 {
            return Ok(());
        }
        let pdf = self.dice.below(2) == 0;
        let (bytes, media) = if pdf {
            (scan::pdf(&self.reference), "application/pdf")
        } else {
            (scan::png(self.dice.below(1 << 32)), "image/png")
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

    pub(super) fn search(&mut self) -> Told {
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

    pub(super) fn evidence(&mut self) -> Told {
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
        self.complete_papers(&checker, None)?;
        self.step(&checker, 0, "lineage_evidence", "complete")
    }
}
