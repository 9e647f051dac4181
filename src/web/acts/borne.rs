//! The paper that minutes, an answer or a judgment stand on: one of the file, or one that is taken in
//! with the same form and recorded in the same go.

use super::super::form::{Field, Reader, Section};
use super::super::papers;
use super::super::visit::{Problem, Visit};
use super::{Context, choices, paper_choices};
use crate::domain::case::codes::PAPER_FORMS;
use crate::domain::case::command::Command;
use crate::domain::case::decide::{self, Setting};
use crate::domain::case::event::PaperReceived;
use crate::domain::case::{CaseFile, Refusal};
use crate::domain::directive::{Holder, StepKind};
use crate::services::casework::Opened;
use crate::text::{Key, k};

/// Asks for the paper: which of the file, or a new one. `label` names it.
pub(super) fn asked(c: &Context<'_>, label: Key) -> Section {
    let w = c.words;
    let known = paper_choices(c);
    let mut fields = Vec::new();
    if !known.is_empty() {
        let hint = w.t(k::BORNE_KNOWN_HINT);
        let known = Field::select("paper", w.t(k::BORNE_KNOWN), known);
        fields.push(known.optional().hint(hint));
    }
    fields.extend([
        Field::file(
            "scan",
            w.t(k::PAPER_SCAN),
            ".pdf,.jpg,.jpeg,.png,.tif,.tiff",
        )
        .optional()
        .hint(w.t(k::PAPER_SCAN_HINT)),
        Field::radio(
            "new-form",
            w.t(k::PAPER_FORM_LABEL),
            choices(w, "paper-form", PAPER_FORMS),
        )
        .needed_when(w.t(k::NEEDED_NEW_PAPER))
        .inline(),
        Field::number("new-pages", w.t(k::PAPER_PAGES)).optional(),
        Field::text("new-folder", w.t(k::PAPER_FOLDER))
            .optional()
            .hint(w.t(k::PAPER_FOLDER_HINT)),
    ]);
    Section::titled(w.t(label), fields).hint(w.t(k::BORNE_HINT))
}

/// A command, or why it may not be.
type Made = Result<Command, Box<Refusal>>;

/// The command with the paper that came with it, if one did. What would be refused anyway leaves no
/// scan behind.
pub(super) fn with_new(
    visit: &Visit,
    (opened, setting): (&Opened, &Setting<'_>),
    act: &str,
    command: Command,
    r: &mut Reader<'_>,
) -> Result<Made, Problem> {
    let file = &opened.file;
    let upload = visit.uploads.iter().any(|u| u.field == "scan");
    let written = ["new-form", "new-folder", "new-pages"];
    let written = written.iter().any(|field| r.text(field).is_some());
    let Some(kind) = kind(file, setting, act, r).filter(|_| upload || written) else {
        return Ok(Ok(command));
    };
    if r.text("paper").is_some() {
        r.wrong("paper", k::ERROR_PAPER_TWICE);
    }
    let received = PaperReceived {
        paper: 0,
        version: 0,
        kind,
        title: None,
        people: Vec::new(),
        form: r.choice("new-form", PAPER_FORMS),
        folder: r.optional("new-folder"),
        pages: match r.text("new-pages") {
            Some(_) => r.number("new-pages", 1, 500),
            None => 1,
        },
        issuer: None,
        number: None,
        dated: None,
        file: None,
    };
    if !r.errors.is_empty() {
        return Ok(Ok(command));
    }
    if let Err(no) = decide::decide(file, setting, &command) {
        return Ok(Err(Box::new(no)));
    }
    let received = papers::with_file(visit, opened, received, r)?;
    let no = file.papers.iter().map(|p| p.no).max().unwrap_or(0) + 1;
    let mut all = vec![received];
    match rests_on(command, no) {
        Command::Together(several) => all.extend(several),
        one => all.push(one),
    }
    Ok(Ok(Command::Together(all)))
}

/// What a new paper of this act is, as the directive calls it.
fn kind(file: &CaseFile, setting: &Setting<'_>, act: &str, r: &Reader<'_>) -> Option<String> {
    let stands = |kind| file.positions.iter().any(|p| p.kind == kind);
    let letter = r.text("letter").and_then(|no| no.parse().ok());
    let letter = file.letters.iter().find(|l| Some(l.no) == letter);
    let kind = match act {
        "sitting" if stands(StepKind::Council) => "council_minute",
        "sitting" if stands(StepKind::Committee) => "committee_minute",
        "sitting" => "board_ruling",
        "answer" if letter.is_some_and(|l| l.sent.what.addressee == Holder::Police) => {
            "identity_answer"
        }
        "answer" => "inquiry_answer",
        "judgment" => "court_judgment",
        _ => return None,
    };
    let known = setting.directive.paper(kind).map(|p| p.id.clone());
    Some(known.unwrap_or_else(|| "other".to_owned()))
}

/// The command, resting on the paper with this number.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "no other act asks for its paper in this way"
)]
fn rests_on(command: Command, no: u32) -> Command {
    match command {
        Command::RecordSitting(mut held) => {
            held.paper = Some(no);
            Command::RecordSitting(held)
        }
        Command::AnswerLetter(mut answer) => {
            answer.paper = Some(no);
            Command::AnswerLetter(answer)
        }
        Command::RecordJudgment(mut ruled) => {
            ruled.paper = Some(no);
            Command::RecordJudgment(ruled)
        }
        Command::Together(all) => {
            Command::Together(all.into_iter().map(|one| rests_on(one, no)).collect())
        }
        other => other,
    }
}
