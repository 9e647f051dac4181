//! Papers: taken in, judged, and what rests on them.

use std::collections::BTreeSet;

use super::super::codes::{CERTIFICATIONS, FACTS};
use super::super::event::{Happening, PaperJudged, PaperNo, PaperReceived, Verdict};
use super::super::file::{CaseFile, Paper, Recorded};
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::refusal::{Refusal, Why};
use super::super::{facts, matters};
use super::Setting;
use super::may::known_person;
use crate::domain::directive::SideAct;

pub(super) fn known_paper(file: &CaseFile, paper: u32) -> Result<(), Refusal> {
    file.paper(paper)
        .map(|_| ())
        .ok_or(Refusal::plain(Why::NoSuchPaper(paper)))
}

pub(super) fn each_once(people: &[PersonNo]) -> Vec<PersonNo> {
    let people: BTreeSet<PersonNo> = people.iter().copied().collect();
    people.into_iter().collect()
}

pub(super) fn receive(file: &CaseFile, received: &PaperReceived) -> Result<Happening, Refusal> {
    let received = &PaperReceived {
        people: each_once(&received.people),
        ..received.clone()
    };
    received
        .people
        .iter()
        .try_for_each(|p| known_person(file, *p))?;
    somewhere(received)?;
    let (paper, version) = if received.paper == 0 {
        (file.papers.iter().map(|p| p.no).max().unwrap_or(0) + 1, 1)
    } else {
        let known = file.paper(received.paper);
        let known = known.ok_or(Refusal::plain(Why::NoSuchPaper(received.paper)))?;
        let same = |v: &Recorded<PaperReceived>| {
            v.what.kind == received.kind && v.what.people == received.people
        };
        if !known.latest().is_some_and(same) {
            return Err(Refusal::plain(Why::OtherPaper));
        }
        (known.no, known.latest().map_or(1, |v| v.what.version + 1))
    };
    Ok(Happening::PaperReceived(PaperReceived {
        paper,
        version,
        ..received.clone()
    }))
}

/// Whoever asks for a paper later must find it: as a scan, or in a folder.
pub(super) fn somewhere(received: &PaperReceived) -> Result<(), Refusal> {
    if received.is_somewhere() {
        return Ok(());
    }
    Err(Refusal::plain(Why::PaperNowhere))
}

pub(super) fn judge_paper(
    file: &CaseFile,
    setting: &Setting<'_>,
    judged: &PaperJudged,
) -> Result<Happening, Refusal> {
    let paper = file
        .paper(judged.paper)
        .ok_or(Refusal::plain(Why::NoSuchPaper(judged.paper)))?;
    let latest = paper
        .latest()
        .ok_or(Refusal::plain(Why::NoSuchPaper(judged.paper)))?;
    if latest.what.version != judged.version {
        return Err(Refusal::plain(Why::ChangedSinceSeen));
    }
    let by = judged.certification.as_deref();
    let facts = judged.supports.iter();
    if !by.is_none_or(|by| CERTIFICATIONS.contains(&by))
        || !facts.into_iter().all(|fact| FACTS.contains(&fact.as_str()))
    {
        return Err(Refusal::plain(Why::NoSuchValue));
    }
    if judged.verdict != Verdict::Accepted && judged.reason.is_none() {
        return Err(Refusal::plain(Why::ReasonMissing));
    }
    if judged.verdict == Verdict::Accepted {
        certified(file, setting, latest, judged)?;
    }
    Ok(Happening::PaperJudged(judged.clone()))
}

/// A paper that the directive wants certified is accepted only from a body that may certify it
/// here (item 1-1).
fn certified(
    file: &CaseFile,
    setting: &Setting<'_>,
    paper: &Recorded<PaperReceived>,
    judged: &PaperJudged,
) -> Result<(), Refusal> {
    let kind = setting.directive.paper(&paper.what.kind);
    let Some(kind) = kind.filter(|k| !k.certified_by.is_empty()) else {
        return Ok(());
    };
    let person = paper.what.people.first().copied().unwrap_or(WHOLE_CASE);
    let facts = facts::facts(file, person, setting.today());
    let may: Vec<_> = kind.certifiers(&facts).collect();
    let by = judged.certification.as_deref();
    if may.iter().any(|body| by == Some(body.code())) {
        return Ok(());
    }
    Err(Refusal::on(Why::WrongCertification(may), &kind.basis))
}

/// The act of the directive, where it rests on a paper.
fn act_on_papers<'d>(setting: &Setting<'d>, id: &str) -> Option<&'d SideAct> {
    setting.directive.act(id).filter(|a| !a.papers.is_empty())
}

fn needed(act: &SideAct) -> Refusal {
    Refusal::on(Why::PaperNeeded(act.papers.clone()), &act.basis)
}

/// A paper on which the act may rest must be in the file.
pub(super) fn has_one_for(file: &CaseFile, setting: &Setting<'_>, id: &str) -> Result<(), Refusal> {
    match act_on_papers(setting, id) {
        Some(act) if !file.papers.iter().any(|p| bears(file, act, p)) => Err(needed(act)),
        _ => Ok(()),
    }
}

/// Whether an act may rest on a paper: of a kind that the directive names, not found bad, and not what
/// an earlier act rested on; a case is reopened on what came after its end.
#[must_use]
pub fn bears(file: &CaseFile, act: &SideAct, paper: &Paper) -> bool {
    if act.papers.is_empty() {
        return true;
    }
    let Some(latest) = paper.latest().filter(|v| act.papers.contains(&v.what.kind)) else {
        return false;
    };
    let judged = paper.judgment().map(|j| j.what.verdict);
    let bad = judged.is_some_and(|verdict| verdict != Verdict::Accepted);
    let used = file
        .side_acts
        .iter()
        .any(|s| s.what.paper == Some(paper.no));
    let ends = file.positions.iter().filter(|p| p.is_closed());
    let end = ends.map(|p| p.entered).min().unwrap_or(0);
    let old = act.id == "reopening" && latest.seq <= end;
    !bad && !used && !old
}

/// The act rests on this paper, which concerns everybody whom the act concerns; who comes back comes
/// back on what came after their own end.
pub(super) fn carries(
    file: &CaseFile,
    setting: &Setting<'_>,
    (id, person): (&str, PersonNo),
    paper: Option<PaperNo>,
) -> Result<(), Refusal> {
    if let Some(no) = paper {
        known_paper(file, no)?;
    }
    let Some(act) = act_on_papers(setting, id) else {
        return Ok(());
    };
    let of_whom = match person {
        WHOLE_CASE if id == "reopening" => match &super::ended_as_a_whole(file)[..] {
            [WHOLE_CASE] => facts::together(file, &file.positions),
            people => people.to_vec(),
        },
        WHOLE_CASE => facts::active_people(file),
        one => vec![one],
    };
    let ends = file.positions.iter().filter(|p| p.is_closed());
    let ends = ends.filter(|p| p.person == WHOLE_CASE || of_whom.contains(&p.person));
    let end = ends.map(|p| p.entered).max().unwrap_or(0);
    let fits = |p: &&Paper| {
        let late = id != "reopening" || p.latest().is_some_and(|v| v.seq > end);
        late && bears(file, act, p) && of_whom.iter().all(|no| matters::concerns(p, *no))
    };
    let named = paper.and_then(|no| file.paper(no));
    named
        .filter(fits)
        .map_or_else(|| Err(needed(act)), |_| Ok(()))
}
