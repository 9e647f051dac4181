//! The acts of a case, each a form: what is asked is data, one handler shows and one carries out.

mod added;
mod assessment;
mod beside;
mod borne;
mod casework_acts;
mod correction;
mod extension;
mod issuance;
mod known_in_part;
mod offered;
mod others;
mod side;
mod sittings;

use askama::Template;

use super::cases;
use super::form::{FieldError, Form, Reader, Section, Values};
use super::frame;
use super::page::Area;
use super::recorded;
use super::sentences;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::CaseFile;
use crate::domain::case::Refusal;
use crate::domain::case::command::Command;
use crate::domain::case::decide::{Act, Setting, may, take_step_refusal};
use crate::domain::case::facts::active_people;
use crate::domain::case::file::Paper;
use crate::domain::directive::{Directive, StepId};
use crate::services::casework::{self, Failure, Opened, Request};
use crate::services::register::Officer;
use crate::services::{projecting, reading};
use crate::text::{Words, k};
use crate::web::parts::Note;
use crate::web::views::directive::DirectiveStep;
use crate::web::views::work::ActPage;

pub use offered::{decision_page, offered};

/// What an act's form is made from.
#[derive(Debug)]
pub struct Context<'a> {
    pub words: Words,
    pub file: &'a CaseFile,
    pub directive: &'a Directive,
    pub setting: Setting<'a>,
    pub act: &'a str,
    /// The address's own values: person, step, outcome, letter, …
    pub query: &'a Values,
    /// Where the file may be given to: who works in the office.
    pub officers: Vec<Officer>,
}

impl Context<'_> {
    /// The person that the address names; 0 for the case as a whole.
    #[must_use]
    pub fn person(&self) -> u32 {
        self.query
            .text("person")
            .and_then(|p| p.parse().ok())
            .unwrap_or(0)
    }

    fn number(&self, name: &str) -> u32 {
        self.query
            .text(name)
            .and_then(|p| p.parse().ok())
            .unwrap_or(0)
    }
}

/// The form of an act.
#[derive(Debug)]
pub struct Asked {
    pub title: String,
    pub hint: Option<String>,
    pub sections: Vec<Section>,
    pub submit: String,
    /// Further buttons, by the word that each sends: «تازه‌کردن فهرست‌ها».
    pub buttons: Vec<(&'static str, &'static str)>,
    /// What the fields hold before anything is typed.
    pub values: Values,
}

impl Asked {
    fn new(title: impl Into<String>, submit: impl Into<String>, sections: Vec<Section>) -> Self {
        Self {
            title: title.into(),
            hint: None,
            sections,
            submit: submit.into(),
            buttons: Vec::new(),
            values: Values::default(),
        }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The form of the act that the address names.
fn asked(context: &Context<'_>) -> Option<Asked> {
    casework_acts::asked(context)
        .or_else(|| correction::asked(context))
        .or_else(|| sittings::asked(context))
        .or_else(|| assessment::asked(context))
        .or_else(|| issuance::asked(context))
        .or_else(|| side::asked(context))
        .or_else(|| extension::asked(context))
}

/// The command that the typed values make.
fn command(context: &Context<'_>, reader: &mut Reader<'_>) -> Option<Command> {
    casework_acts::command(context, reader)
        .or_else(|| correction::command(context, reader))
        .or_else(|| sittings::command(context, reader))
        .or_else(|| assessment::command(context, reader))
        .or_else(|| issuance::command(context, reader))
        .or_else(|| side::command(context, reader))
        .or_else(|| extension::command(context, reader))
}

/// Every act that has a form, as its address names it.
pub const ACTS: &[&str] = &[
    "answer",
    "assignment",
    "card",
    "card-revocation",
    "certificate",
    "claim",
    "correction",
    "evidence",
    "extension",
    "extension-answer",
    "findings",
    "fingerprints",
    "hearing",
    "interview",
    "judgment",
    "letter",
    "note",
    "objection",
    "paper",
    "person",
    "proposal",
    "register-entry",
    "release",
    "reminder",
    "reopening",
    "return",
    "schedule",
    "search",
    "service",
    "side",
    "signature",
    "sitting",
    "step",
    "verdict",
];

/// What must be allowed before the form is shown at all, for this person.
fn needed(context: &Context<'_>, person: u32) -> Option<Act> {
    Some(match context.act {
        "step" => Act::TakeStep {
            person,
            step: context.query.text("step")?.into(),
            outcome: context.query.text("outcome")?.into(),
        },
        "paper" => Act::ReceivePaper,
        "search" => Act::Search,
        "evidence" => Act::Evidence,
        "interview" => Act::Interview,
        "schedule" => Act::Schedule,
        "sitting" => Act::Sitting,
        "letter" => Act::Letter,
        "reminder" => Act::Reminder,
        "answer" => Act::Answer,
        "findings" => Act::Assess,
        "hearing" => Act::HearOut,
        "proposal" => Act::Propose,
        "service" => Act::Serve(person),
        "fingerprints" => Act::Biometrics(person),
        "register-entry" => Act::DraftRecord(person),
        "certificate" => Act::Certificate(person),
        "objection" => Act::Objection(person),
        "judgment" => Act::Judgment(person),
        "card" => Act::Side("temporary_card".to_owned()),
        "card-revocation" => Act::Side("card_revocation".to_owned()),
        "side" => Act::Side(context.query.text("kind")?.to_owned()),
        "reopening" => Act::Side("reopening".to_owned()),
        "note" => Act::Note,
        "correction" => Act::Correct(person),
        "person" => Act::AddPerson,
        "claim" => Act::Claim,
        "release" => Act::Release,
        "assignment" => Act::Assign,
        "extension" => Act::Extend {
            person,
            step: context.query.text("step")?.into(),
        },
        "extension-answer" => Act::AnswerExtension {
            person,
            step: context.query.text("step")?.into(),
        },
        "signature" => Act::Sign,
        "return" => Act::ReturnProposal,
        "verdict" => Act::JudgePaper,
        _ => return None,
    })
}

/// The page of an act.
pub fn page(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadCase,
        visit.param("case"),
    )?;
    let setting = cases::setting(visit, &actor, &opened);
    let act = known_act(visit)?;
    let kept = super::stash::kept(visit);
    let mut query = visit.query.clone();
    if let Some(kept) = &kept {
        query.merge(kept);
    }
    // Nobody comes to the pen but from the page of what is signed.
    if act == "signature" && query.text("seen_hash").is_none() {
        let decision = format!("/cases/{}/decision", opened.file.reference);
        return Ok(Reply::Redirect(decision));
    }
    let context = context(visit, &opened, setting, &act, &query)?;
    if let Some(refusal) = barred_here(&context).ok_or(Problem::NotFound)? {
        let said = sentences::refusal(visit.words, &opened.file, &opened.directive, &refusal);
        return Err(Problem::Refused(Box::new(refusal), said));
    }
    let asked = asked(&context).ok_or(Problem::NotFound)?;
    let mut values = asked.values.clone();
    values.merge(&query);
    render(visit, &opened, asked, &values, Vec::new(), None).map(Reply::Page)
}

/// Why an act cannot be done as the case stands, whatever is written in its form; no answer where the
/// address names none.
fn barred(c: &Context<'_>, act: &Act) -> Option<Option<Refusal>> {
    let refusal = may(c.file, &c.setting, act).err();
    let Act::TakeStep {
        person,
        step,
        outcome,
    } = act
    else {
        return Some(refusal);
    };
    let step = c.directive.step(step)?;
    let outcome = step.outcome(outcome)?;
    let barred = |position| take_step_refusal(c.file, &c.setting, position, step, outcome);
    let position = c.file.position(*person, &step.id);
    Some(refusal.or_else(|| position.and_then(barred)))
}

/// The same for the act that the address names.
fn barred_here(c: &Context<'_>) -> Option<Option<Refusal>> {
    barred(c, &needed(c, c.person())?)
}

/// The act of the address. One that does not stand in [`ACTS`] is not there, so that what goes by
/// that list misses none.
fn known_act(visit: &Visit) -> Result<String, Problem> {
    let act = visit.param("act");
    let known = ACTS.contains(&act).then(|| act.to_owned());
    known.ok_or(Problem::NotFound)
}

fn context<'a>(
    visit: &'a Visit,
    opened: &'a Opened,
    setting: Setting<'a>,
    act: &'a str,
    query: &'a Values,
) -> Result<Context<'a>, Problem> {
    let officers = match act {
        "assignment" => visit.register.officers_of(&opened.file.unit)?,
        _ => Vec::new(),
    };
    Ok(Context {
        words: visit.words,
        file: &opened.file,
        directive: &opened.directive,
        setting,
        act,
        query,
        officers,
    })
}

/// Fields of the address that a form carries along.
/// What tells the pages of one address apart, and comes along in their forms.
pub(super) const CARRIED: &[&str] = &[
    "person", "step", "outcome", "letter", "paper", "version", "field", "kind",
];

fn render(
    visit: &Visit,
    opened: &Opened,
    asked: Asked,
    values: &Values,
    errors: Vec<FieldError>,
    warning: Option<String>,
) -> Result<String, Problem> {
    let act = visit.param("act");
    reading::case_read(&visit.register, visit.reader()?, opened, "act")?;
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let file = &opened.file;
    let key = visit
        .form
        .text("key")
        .map_or_else(|| visit.fresh_key(), str::to_owned);
    let seen = values
        .text("seen")
        .map_or_else(|| file.seq.to_string(), str::to_owned);
    let hash = values
        .text("seen_hash")
        .map_or_else(|| file.hash.clone(), str::to_owned);
    let action = format!("/cases/{}/acts/{act}", file.reference);
    let mut form = Form::new(visit.words, action, asked.submit, asked.sections)
        .with(values, errors)
        .carry("csrf", csrf)
        .carry("key", key)
        .carry("seen", seen)
        .carry("seen_hash", hash);
    for (value, label) in asked.buttons {
        form = form.button("then", value, label);
    }
    let fields: Vec<String> = form
        .sections
        .iter()
        .flat_map(|s| &s.fields)
        .map(|f| f.name.clone())
        .collect();
    for name in CARRIED {
        if let Some(value) = values.text(name)
            && !fields.iter().any(|f| f == name)
        {
            form = form.carry(*name, value);
        }
    }
    let about = visit.words.say(k::household_of(cases::household(file)));
    let about_whom = values.text("person").and_then(|p| p.parse().ok());
    let mut beside = frame::beside(visit, opened, about_whom)?;
    let told: Vec<u32> = match (act, about_whom) {
        ("search", _) => active_people(file),
        ("register-entry" | "certificate", Some(no)) => vec![no],
        _ => Vec::new(),
    };
    beside.extend(recorded::particulars(visit.words, file, &told));
    let view = ActPage {
        head: frame::further(visit, opened, asked.title.clone(), about),
        page: visit.page(asked.title, Area::Inbox),
        lead: asked.hint,
        note: warning.map(Note::bad),
        says: says(visit.words, opened, values),
        form,
        beside,
    };
    view.render().map_err(Problem::internal)
}

/// What the directive says of the step at which the act is done: the one that the address names, that
/// of the person whom it concerns, or where the case stands.
fn says(w: Words, opened: &Opened, values: &Values) -> Option<DirectiveStep> {
    let file = &opened.file;
    let person = values.text("person").and_then(|p| p.parse::<u32>().ok());
    let own = file.positions.iter().find(|p| Some(p.person) == person);
    let stands = own.or_else(|| projecting::foremost(file));
    let named = values.text("step").map(StepId::from);
    let named = named.filter(|id| opened.directive.step(id).is_some());
    let step = named.or_else(|| stands.map(|p| p.step.clone()))?;
    super::directive::said_of(w, &opened.directive, &step)
}

/// Carries out an act.
pub fn carry_out(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ActOnCase,
        visit.param("case"),
    )?;
    let setting = cases::setting(visit, &actor, &opened);
    let act = known_act(visit)?;
    let today = visit.register.today();
    let values = visit.form.clone();
    if values.text("then") == Some("refresh") {
        return refill(visit, &opened, setting, &act, &values, Vec::new(), None);
    }
    let mut reader = Reader::new(&values, visit.words);
    let on = reader.act_date("on", today);
    let dated = ["on-d", "on-m", "on-y"]
        .iter()
        .any(|part| values.text(part).is_some());
    let (made, no) = {
        let context = context(visit, &opened, setting, &act, &values)?;
        let made = command(&context, &mut reader);
        (made, barred_here(&context).flatten())
    };
    let made = match made {
        // What may not be done leaves no scan behind.
        Some(Command::ReceivePaper(_)) if let Some(no) = no => {
            let said = sentences::refusal(visit.words, &opened.file, &opened.directive, &no);
            let errors = reader.errors;
            return refill(visit, &opened, setting, &act, &values, errors, Some(said));
        }
        Some(Command::ReceivePaper(received)) => {
            super::papers::with_file(visit, &opened, *received, &mut reader)?
        }
        Some(command) if no.is_none() => {
            let day = Setting { on, ..setting };
            let with = (&opened, &day);
            match borne::with_new(visit, with, &act, command, &mut reader)? {
                Ok(command) => command,
                Err(no) => {
                    let said =
                        sentences::refusal(visit.words, &opened.file, &opened.directive, &no);
                    let errors = reader.errors;
                    return refill(visit, &opened, setting, &act, &values, errors, Some(said));
                }
            }
        }
        Some(command) => command,
        None if reader.errors.is_empty() => return Err(Problem::NotFound),
        None => return refill(visit, &opened, setting, &act, &values, reader.errors, None),
    };
    if !reader.errors.is_empty() {
        return refill(visit, &opened, setting, &act, &values, reader.errors, None);
    }
    let request = Request {
        reference: opened.file.reference.clone(),
        command: made,
        on: dated.then_some(on),
        // A form that does not say what it was made from has seen nothing.
        seen: Some(
            values
                .text("seen")
                .and_then(|s| s.parse::<u32>().ok())
                .map_or(0, u64::from),
        ),
        key: visit.key(),
    };
    match casework::perform(&visit.register, &actor, request) {
        Ok(done) => Ok(Reply::Redirect(after(&act, &values, &done.reference))),
        Err(Failure::Refused(refusal)) => {
            let said = sentences::refusal(visit.words, &opened.file, &opened.directive, &refusal);
            refill(
                visit,
                &opened,
                setting,
                &act,
                &values,
                Vec::new(),
                Some(said),
            )
        }
        Err(Failure::Stale(changes)) => {
            let context = context(visit, &opened, setting, &act, &values)?;
            let over = barred_here(&context)
                .flatten()
                .map(|no| sentences::refusal(visit.words, &opened.file, &opened.directive, &no));
            let said = sentences::changed(visit.words, &opened, &changes, over);
            refill(
                visit,
                &opened,
                setting,
                &act,
                &values,
                Vec::new(),
                Some(said),
            )
        }
        // Sent before, and changed since: a page that the browser brought back.
        Err(Failure::KeyReused) => {
            visit.form.remove("key");
            let setting = cases::setting(visit, &actor, &opened);
            let said = visit.words.t(k::FORM_SENT_BEFORE).to_owned();
            let none = Vec::new();
            refill(visit, &opened, setting, &act, &values, none, Some(said))
        }
        Err(other) => Err(other.into()),
    }
}

/// The same form again, with all that was typed.
#[expect(
    clippy::too_many_arguments,
    reason = "a refused form is made again from all that it was made from"
)]
fn refill(
    visit: &Visit,
    opened: &Opened,
    setting: Setting<'_>,
    act: &str,
    values: &Values,
    errors: Vec<FieldError>,
    warning: Option<String>,
) -> Result<Reply, Problem> {
    // After a conflict the form is made from the present state: who sends it again has seen it. A
    // signature is given to what the page of the decision showed, which this form does not show.
    let mut values = values.clone();
    let mut warning = warning;
    if act == "signature" {
        let again = visit.words.t(k::SIGN_READ_AGAIN);
        warning = warning.map(|said| format!("{said} {again}"));
    } else if warning.is_some() {
        values.set("seen", opened.file.seq.to_string());
        values.set("seen_hash", opened.file.hash.clone());
    }
    if act == "verdict" {
        return super::papers::again(visit, opened, &values, errors, warning);
    }
    let asked = asked(&context(visit, opened, setting, act, &values)?).ok_or(Problem::NotFound)?;
    render(visit, opened, asked, &values, errors, warning).map(Reply::Refilled)
}

fn after(act: &str, values: &Values, reference: &str) -> String {
    let number = |name: &str| values.text(name).and_then(|no| no.parse::<u32>().ok());
    match act {
        "verdict" => {
            let paper = number("paper").unwrap_or_default();
            match number("next") {
                Some(next) => format!("/cases/{reference}/papers/{next}?done=recorded"),
                None => format!("/cases/{reference}/papers/{paper}?done=recorded"),
            }
        }
        "step" | "service" => format!("/cases/{reference}?done=moved"),
        "signature" => format!("/cases/{reference}?done=signed"),
        "correction" => match number("person") {
            Some(no) if no != 0 => format!("/cases/{reference}/people/{no}?done=recorded"),
            _ => format!("/cases/{reference}/application?done=recorded"),
        },
        "findings" | "hearing" => format!("/cases/{reference}/decision?done=recorded"),
        _ => format!("/cases/{reference}?done=recorded"),
    }
}

/// The date of the act, asked at the end of nearly every form.
fn on_field(w: Words) -> super::form::Field {
    super::form::Field::date("on", w.t(k::ACT_DATE))
        .optional()
        .hint(w.t(k::ACT_DATE_HINT))
}

/// Choices from codes whose titles are in the catalogue.
fn choices(w: Words, family: &str, codes: &[&str]) -> Vec<super::form::Choice> {
    codes
        .iter()
        .map(|c| super::form::Choice::new(*c, super::show::code(w, family, c)))
        .collect()
}

/// The people of the case as choices.
fn people_choices(w: Words, file: &CaseFile, with_household: bool) -> Vec<super::form::Choice> {
    let mut all = Vec::new();
    if with_household {
        all.push(super::form::Choice::new("0", w.t(k::WHOLE_HOUSEHOLD)));
    }
    all.extend(
        file.application
            .people
            .iter()
            .map(|p| super::form::Choice::new(p.no.to_string(), p.full_name())),
    );
    all
}

/// The papers of the case as choices.
fn paper_choices(c: &Context<'_>) -> Vec<super::form::Choice> {
    let titled = |p: &Paper| super::show::paper_title(c.words, c.directive, p);
    let papers = c.file.papers.iter();
    let choice = |p: &Paper| super::form::Choice::new(p.no.to_string(), titled(p));
    papers.map(choice).collect()
}

/// The paper that a form names, if it names one.
fn paper_of(reader: &mut Reader<'_>) -> Option<u32> {
    reader
        .values
        .text("paper")
        .and_then(|p| p.parse().ok())
        .filter(|p| *p > 0)
}

/// A known person's number, or an error at the field.
fn person_of(reader: &mut Reader<'_>, file: &CaseFile, field: &str) -> u32 {
    let no = reader
        .values
        .text(field)
        .and_then(|p| p.parse::<u32>().ok());
    match no.filter(|n| *n == 0 || file.person(*n).is_some()) {
        Some(no) => no,
        None => {
            reader.wrong(field, k::ERROR_CHOOSE);
            0
        }
    }
}
