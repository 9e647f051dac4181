//! A paper beside the verdict form, its scans, and taking new ones in.

use askama::Template;
use jiff::civil::Date;

use super::cases;
use super::form::{Choice, Field, FieldError, Form, Reader, Section, Values};
use super::frame;
use super::page::Area;
use super::show;
use super::upload::UPLOAD_LIMIT;
use super::visit::{Problem, Reply, Upload, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::Personal;
use crate::domain::case::codes::{CERTIFICATIONS, FACTS};
use crate::domain::case::command::Command;
use crate::domain::case::decide::{Act, may};
use crate::domain::case::event::{PaperReceived, StoredFile, Verdict};
use crate::domain::case::file::{Paper, Recorded};
use crate::services::casework::{self, Opened};
use crate::services::intake_files::{self, NotTaken};
use crate::services::reading;
use crate::text::{Words, jalali, k};
use crate::web::parts::{Bar, Cell, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::views::paper::{PaperPage, Scan};

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
    let kept = super::stash::kept(visit).unwrap_or_default();
    html(visit, &opened, no, (&kept, Vec::new()), None).map(Reply::Page)
}

/// The paper's page after a verdict on it was not taken: with what was typed, what is wrong at
/// its field, and what the register says to it.
pub(super) fn again(
    visit: &Visit,
    opened: &Opened,
    values: &Values,
    errors: Vec<FieldError>,
    warning: Option<String>,
) -> Result<Reply, Problem> {
    let no = values.text("paper").and_then(|no| no.parse().ok());
    let no = no.ok_or(Problem::NotFound)?;
    html(visit, opened, no, (values, errors), warning).map(Reply::Refilled)
}

fn html(
    visit: &Visit,
    opened: &Opened,
    no: u32,
    typed: (&Values, Vec<FieldError>),
    warning: Option<String>,
) -> Result<String, Problem> {
    let file = &opened.file;
    let paper = file.paper(no).ok_or(Problem::NotFound)?;
    let latest = paper.latest().ok_or(Problem::NotFound)?;
    let which = (no, latest.what.version);
    reading::paper_read(&visit.register, visit.reader()?, opened, which)?;
    let (w, today) = (visit.words, visit.register.today());
    let setting = cases::setting(visit, visit.actor()?, opened);
    let barred = may(file, &setting, &Act::JudgePaper)
        .err()
        .map(|r| super::sentences::refusal(w, file, &opened.directive, &r));
    let index = file.papers.iter().position(|p| p.no == no).unwrap_or(0);
    let beside = |i: Option<usize>| {
        let paper = file.papers.get(i?)?;
        let href = format!("/cases/{}/papers/{}", file.reference, paper.no);
        Some(Link::new(
            href,
            show::paper_title(w, &opened.directive, paper),
        ))
    };
    let title = show::paper_title(w, &opened.directive, paper);
    let about = cases::of_people(w, file, &latest.what.people);
    let judged = paper.judgment().map(|j| {
        let by = show::maybe(w, j.by_name.as_ref());
        let day = jalali::near(w.locale(), j.on, today);
        let reason = show::maybe(w, j.what.reason.as_ref());
        let said = [by, day, reason]
            .into_iter()
            .filter(|part| !part.is_empty());
        let said: Vec<String> = said.collect();
        (show::verdict(w, paper), said.join(w.t(k::LIST_COMMA)))
    });
    let view = PaperPage {
        page: visit.page(title.as_str(), Area::Inbox),
        head: frame::further(visit, opened, title.clone(), about),
        note: warning.map(Note::bad),
        before: beside(index.checked_sub(1)),
        after: beside(Some(index + 1)),
        place: w.say(k::paper_position(index + 1, file.papers.len())),
        scan: scan(w, opened, no, &latest.what, title),
        facts: facts(visit, opened, &latest.what),
        judged,
        versions: versions(w, opened, paper, today),
        verdict: barred
            .is_none()
            .then(|| verdict_form(visit, opened, paper, typed)),
        bar: barred.map(|why| Bar::new(w.t(k::VERDICT_TITLE), why)),
    };
    view.render().map_err(Problem::internal)
}

fn scan_address(opened: &Opened, no: u32, version: u32) -> String {
    let reference = &opened.file.reference;
    format!("/cases/{reference}/papers/{no}/{version}/file")
}

fn scan(w: Words, opened: &Opened, no: u32, paper: &PaperReceived, title: String) -> Scan {
    let address = scan_address(opened, no, paper.version);
    let original = || Link::new(address.as_str(), w.t(k::OPEN_SCAN));
    let mut scan = Scan {
        alt: title,
        ..Scan::default()
    };
    match paper.file.as_ref().map(|f| f.media.as_str()) {
        None => scan.instead = Some(w.t(k::NO_SCAN).to_owned()),
        Some("image/png" | "image/jpeg") => {
            scan.original = Some(original());
            scan.picture = Some(address);
        }
        Some(_) => {
            scan.original = Some(original());
            scan.instead = Some(w.t(k::PAPER_NO_PICTURE).to_owned());
        }
    }
    scan
}

fn versions(w: Words, opened: &Opened, paper: &Paper, today: Date) -> Table {
    let columns = show::columns(w, [k::PAPER_VERSION, k::PAPER_TAKEN_BY, k::DATE]);
    let row = |v: &Recorded<PaperReceived>| {
        let name = w.say(k::version_no(v.what.version));
        let address = scan_address(opened, paper.no, v.what.version);
        let head: Cell = match &v.what.file {
            Some(_) => Cell::link(address, name),
            None => name.into(),
        };
        Row::new(
            head,
            vec![
                show::maybe(w, v.by_name.as_ref()).into(),
                jalali::near(w.locale(), v.on, today).into(),
            ],
        )
    };
    Table::new(w.t(k::PAPER_VERSIONS), &columns)
        .rows(paper.versions.iter().rev().map(row).collect())
}

fn facts(visit: &Visit, opened: &Opened, p: &PaperReceived) -> Summary {
    let w = visit.words;
    let people = cases::of_people(w, &opened.file, &p.people);
    let form = show::code(w, "paper-form", &p.form);
    let mut lines = vec![
        SummaryLine::new(w.t(k::PAPER_PEOPLE), people),
        SummaryLine::new(w.t(k::PAPER_FORM_LABEL), form),
        SummaryLine::new(w.t(k::PAPER_PAGES), w.number(p.pages)),
    ];
    let optional = [
        (k::PAPER_FOLDER, &p.folder),
        (k::PAPER_ISSUER, &p.issuer),
        (k::PAPER_NUMBER, &p.number),
    ];
    for (label, value) in optional {
        if let Some(value) = value {
            lines.push(SummaryLine::new(w.t(label), show::personal(w, value)));
        }
    }
    Summary { lines }
}

/// The form of a verdict. Its reason is asked as what it is: needed, but for the first answer.
fn verdict_form(
    visit: &Visit,
    opened: &Opened,
    paper: &Paper,
    (typed, errors): (&Values, Vec<FieldError>),
) -> Form {
    let w = visit.words;
    let (file, no) = (&opened.file, paper.no);
    let latest = paper.latest();
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
    if latest.is_some_and(|l| opened.directive.certifies(&l.what.kind)) {
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
    fields.push(Field::area("reason", w.t(k::VERDICT_REASON)).hint(w.t(k::VERDICT_REASON_HINT)));
    let action = format!("/cases/{}/acts/verdict", file.reference);
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let key = visit.key().unwrap_or_else(|| visit.fresh_key());
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
    .with(typed, errors)
    .carry("csrf", csrf)
    .carry("key", key)
    .carry("seen", file.seq.to_string())
    .carry("paper", no.to_string())
    .carry("version", latest.map_or(1, |l| l.what.version).to_string());
    if let Some(next) = unread {
        form = form.button("next", next.no.to_string(), w.t(k::VERDICT_AND_NEXT));
    }
    form.sticky()
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
    reading::paper_read(&visit.register, visit.reader()?, &opened, (no, version))?;
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

/// Keeps an uploaded scan among the files of a case; or why it is not taken.
pub(super) fn kept(
    visit: &Visit,
    case_id: i64,
    upload: &Upload,
) -> Result<Result<StoredFile, NotTaken>, Problem> {
    if upload.size > UPLOAD_LIMIT {
        return Ok(Err(NotTaken::TooLarge));
    }
    let taken = intake_files::keep(&visit.register, case_id, upload.file.path())?;
    Ok(taken.map(|taken| StoredFile {
        digest: Personal::new(taken.digest),
        name: Personal::new(&upload.name),
        media: taken.media.to_owned(),
        size: taken.size,
    }))
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
        Some(upload) if reader.errors.is_empty() => match kept(visit, opened.id, upload)? {
            Ok(stored) => received.file = Some(stored),
            Err(wrong) => reader.wrong("scan", wrong.key()),
        },
        Some(_) => {}
        None if received.is_somewhere() => {}
        None => reader.wrong("scan", k::ERROR_SCAN_OR_FOLDER),
    }
    Ok(Command::ReceivePaper(Box::new(received)))
}
