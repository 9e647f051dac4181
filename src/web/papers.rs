//! A paper beside the verdict form, its scans, and taking new ones in.

use askama::Template;

use super::acts::{CERTIFICATIONS, FACTS};
use super::cases::{self, Head};
use super::form::{Choice, Field, Form, Reader, Section, Values};
use super::page::{Area, Page};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::Personal;
use crate::domain::case::command::Command;
use crate::domain::case::decide::{Act, may};
use crate::domain::case::event::{PaperReceived, StoredFile, Verdict};
use crate::services::casework::{self, Opened};
use crate::services::{intake_files, reading};
use crate::text::{jalali, k};

struct Version {
    title: String,
    on: String,
    by: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "paper.html")]
struct PaperPage {
    page: Page,
    head: Head,
    title: String,
    facts: Vec<(String, String)>,
    image: Option<String>,
    document: Option<String>,
    versions: Vec<Version>,
    verdict: (&'static str, String),
    reason: Option<String>,
    form: Option<String>,
    barred: Option<String>,
    before: Option<(u32, String)>,
    after: Option<(u32, String)>,
    position: String,
}

/// A paper and the form for a verdict on it.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadPaper,
        visit.param("case"),
    )?;
    let no: u32 = visit
        .param("paper")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let file = &opened.file;
    let paper = file.paper(no).ok_or(Problem::NotFound)?;
    let latest = paper.latest().ok_or(Problem::NotFound)?;
    let version = latest.what.version;
    reading::paper_read(
        &visit.register,
        visit.reader()?,
        &file.reference,
        no,
        version,
    )?;
    let (w, today) = (visit.words, visit.register.today());
    let setting = cases::setting(visit, &actor, &opened.directive);
    let barred = may(file, &setting, &Act::JudgePaper)
        .err()
        .map(|r| super::sentences::refusal(w, file, &opened.directive, &r));
    let scan = |v: u32| format!("/cases/{}/papers/{no}/{v}/file", file.reference);
    let media = latest.what.file.as_ref().map(|f| f.media.as_str());
    let index = file.papers.iter().position(|p| p.no == no).unwrap_or(0);
    let beside = |i: Option<usize>| {
        i.and_then(|i| file.papers.get(i))
            .map(|p| (p.no, show::paper_title(w, p)))
    };
    let versions = paper.versions.iter().rev().map(|v| Version {
        title: w.say(k::version_no(v.what.version)),
        on: jalali::near(w.locale(), v.on, today),
        by: show::maybe(w, v.by_name.as_ref()),
        href: v.what.file.as_ref().map(|_| scan(v.what.version)),
    });
    let view = PaperPage {
        page: visit.page(show::paper_title(w, paper), Area::Inbox),
        head: cases::head(visit, &opened),
        title: show::paper_title(w, paper),
        facts: facts(visit, &opened, &latest.what),
        image: media
            .filter(|m| matches!(*m, "image/png" | "image/jpeg"))
            .map(|_| scan(version)),
        document: media
            .filter(|m| !matches!(*m, "image/png" | "image/jpeg"))
            .map(|_| scan(version)),
        versions: versions.collect(),
        verdict: show::verdict(w, paper),
        reason: paper
            .judgment()
            .and_then(|j| j.what.reason.as_ref())
            .map(|r| show::personal(w, r)),
        form: barred
            .is_none()
            .then(|| verdict_form(visit, &opened, no).to_string()),
        barred,
        before: beside(index.checked_sub(1)),
        after: beside(Some(index + 1)),
        position: w.say(k::paper_position(index + 1, file.papers.len())),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn facts(visit: &Visit, opened: &Opened, p: &PaperReceived) -> Vec<(String, String)> {
    let w = visit.words;
    let mut facts = vec![
        (
            w.t(k::PAPER_PEOPLE).to_owned(),
            cases::of_people(w, &opened.file, &p.people),
        ),
        (
            w.t(k::PAPER_FORM_LABEL).to_owned(),
            show::code(w, "paper-form", &p.form),
        ),
        (w.t(k::PAPER_PAGES).to_owned(), w.number(p.pages)),
    ];
    let optional = [
        (k::PAPER_FOLDER, &p.folder),
        (k::PAPER_ISSUER, &p.issuer),
        (k::PAPER_NUMBER, &p.number),
    ];
    for (label, value) in optional {
        if let Some(value) = value {
            facts.push((w.t(label).to_owned(), show::personal(w, value)));
        }
    }
    facts
}

fn verdict_form(visit: &Visit, opened: &Opened, no: u32) -> Form {
    let w = visit.words;
    let file = &opened.file;
    let latest = file.paper(no).and_then(|p| p.latest());
    let choices = |family: &str, codes: &[&str]| {
        codes
            .iter()
            .map(|c| Choice::new(*c, show::code(w, family, c)))
            .collect::<Vec<_>>()
    };
    let verdicts: Vec<&str> = Verdict::ALL.iter().map(|v| v.code()).collect();
    let mut fields = vec![Field::radio(
        "verdict",
        w.t(k::VERDICT_QUESTION),
        choices("verdict", &verdicts),
    )];
    if latest.is_some_and(|l| l.what.kind == "testimony_form") {
        fields.push(
            Field::radio(
                "certification",
                w.t(k::CERTIFICATION_QUESTION),
                choices("certification", CERTIFICATIONS),
            )
            .hint(w.t(k::CERTIFICATION_HINT)),
        );
    }
    fields.push(Field::checks(
        "supports",
        w.t(k::SUPPORTS_QUESTION),
        choices("fact", FACTS),
    ));
    fields.push(
        Field::area("reason", w.t(k::VERDICT_REASON))
            .optional()
            .hint(w.t(k::VERDICT_REASON_HINT)),
    );
    let action = format!("/cases/{}/acts/verdict", file.reference);
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let unread = file
        .papers
        .iter()
        .find(|p| p.no != no && p.judgment().is_none());
    let mut form = Form::new(
        visit.words,
        action,
        w.t(k::VERDICT_SUBMIT),
        vec![Section::titled(w.t(k::VERDICT_TITLE), fields)],
    )
    .with(&Values::default(), Vec::new())
    .carry("csrf", csrf)
    .carry("key", visit.fresh_key())
    .carry("seen", file.seq.to_string())
    .carry("paper", no.to_string())
    .carry("version", latest.map_or(1, |l| l.what.version).to_string());
    if let Some(next) = unread {
        form = form.button("next", next.no.to_string(), w.t(k::VERDICT_AND_NEXT));
    }
    form
}

/// The bytes of a scan.
pub fn file(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadPaper,
        visit.param("case"),
    )?;
    let no: u32 = visit
        .param("paper")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let version: u32 = visit
        .param("version")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let paper = opened.file.paper(no).ok_or(Problem::NotFound)?;
    let received = paper
        .versions
        .iter()
        .find(|v| v.what.version == version)
        .ok_or(Problem::NotFound)?;
    let stored = received.what.file.as_ref().ok_or(Problem::NotFound)?;
    let digest = stored.digest.known().ok_or(Problem::NotFound)?;
    reading::paper_read(
        &visit.register,
        visit.reader()?,
        &opened.file.reference,
        no,
        version,
    )?;
    let bytes = visit.register.files.read(opened.id, digest)?;
    let inline = matches!(
        stored.media.as_str(),
        "image/png" | "image/jpeg" | "application/pdf"
    );
    let name = format!(
        "{}-{no}-{version}.{}",
        opened.file.reference,
        intake_files::extension(&stored.media)
    );
    Ok(Reply::File {
        bytes,
        media: stored.media.clone(),
        name,
        inline,
    })
}

/// Takes the uploaded scan into the case's files and names it in the command.
pub fn with_file(
    visit: &Visit,
    opened: &Opened,
    mut received: PaperReceived,
    reader: &mut Reader<'_>,
) -> Result<Command, Problem> {
    let upload = visit.uploads.iter().find(|u| u.field == "scan");
    match upload {
        Some(upload) if reader.errors.is_empty() => {
            match intake_files::keep(&visit.register, opened.id, upload.file.path())? {
                Ok(kept) => {
                    received.file = Some(StoredFile {
                        digest: Personal::new(kept.digest),
                        name: Personal::new(&upload.name),
                        media: kept.media.to_owned(),
                        size: kept.size,
                    });
                }
                Err(wrong) => reader.wrong("scan", wrong.key()),
            }
        }
        Some(_) => {}
        None if received.form != "seen" => reader.wrong("scan", k::ERROR_SCAN_OR_FOLDER),
        None => {}
    }
    Ok(Command::ReceivePaper(Box::new(received)))
}
