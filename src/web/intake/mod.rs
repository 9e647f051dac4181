//! Opening a case: a draft in parts that can be left and resumed; the case begins when it is sent.

mod parts;
mod reading;

use askama::Template;

use super::form::{FieldError, Form, Values};
use super::page::Area;
use super::papers;
use super::sentences;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::{Role, UnitPath};
use crate::domain::case::codes::COUNTER_PAPERS;
use crate::domain::case::command::Opening;
use crate::domain::case::contradiction;
use crate::services::casework::{self, Beginning, Failure};
use crate::services::drafts;
use crate::services::reading::searched;
use crate::services::similar;
use crate::store::drafts::Draft;
use crate::text::{Key, Words, jalali, k};
use crate::web::parts::{Cell, Chip, Link, Note, Summary, SummaryLine, Task, TaskList};
use crate::web::views::work::{BeginPage, IntakePage};

pub use parts::Part;

/// New, or resume a draft.
pub fn begin(visit: &mut Visit) -> Result<Reply, Problem> {
    let user = visit.actor()?.user;
    let locale = visit.locale();
    let drafts = drafts::of_kind(&visit.register, user, "opening")?;
    let w = visit.words;
    let tasks = drafts.into_iter().map(|d| {
        let saved = jalali::long(locale, d.updated_at.tehran_date());
        Task::new(titled(w, &d), Cell::muted(saved)).at(format!("/cases/new/{}/applicant", d.id))
    });
    let page = visit.page(w.t(k::NAV_OPEN), Area::Inbox);
    let view = BeginPage {
        lead: w.t(k::OPEN_INTRO).to_owned(),
        form: Form::on(&page, "/cases/new", w.t(k::OPEN_BEGIN), Vec::new()),
        back: None,
        drafts: TaskList {
            tasks: tasks.collect(),
        },
        page,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Begins a draft.
pub fn start(visit: &mut Visit) -> Result<Reply, Problem> {
    let user = visit.actor()?.user;
    let unit = office(visit)?;
    let mut values = Values::default();
    let mut codes = unit.as_str().split('/').skip(1);
    let province = codes.next().unwrap_or_default().to_owned();
    let county = format!("{province}{}", codes.next().unwrap_or_default());
    for place in ["home", "p1-place"] {
        values.set(format!("{place}-province"), province.clone());
        values.set(format!("{place}-county"), county.clone());
    }
    values.set("people", "1");
    let id = drafts::keep(&visit.register, user, "opening", "", &values.json())?;
    Ok(Reply::Redirect(format!("/cases/new/{id}/applicant")))
}

/// The office in which the person opens cases.
fn office(visit: &Visit) -> Result<UnitPath, Problem> {
    let opens = [Role::RegistrarOfficer, Role::OfficeHead];
    let actor = visit.actor()?;
    let grant = actor
        .grants
        .iter()
        .find(|g| opens.contains(&g.role) && g.unit.depth() == 2);
    grant.map(|g| g.unit.clone()).ok_or(Problem::Forbidden)
}

fn draft(visit: &Visit) -> Result<Draft, Problem> {
    let user = visit.actor()?.user;
    let id: i64 = visit
        .param("draft")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let draft = drafts::find(&visit.register, user, id)?.filter(|d| d.kind == "opening");
    draft.ok_or(Problem::NotFound)
}

fn draft_at_part(visit: &Visit) -> Result<(Draft, Values, Part), Problem> {
    let draft = draft(visit)?;
    let values = Values::from_json(&draft.body);
    let part = Part::from_code(visit.param("part")).ok_or(Problem::NotFound)?;
    Ok((draft, values, part))
}

/// Asks whether a draft is to be thrown away.
pub fn give_up(visit: &mut Visit) -> Result<Reply, Problem> {
    let draft = draft(visit)?;
    let scans = reading::scans(&Values::from_json(&draft.body));
    let w = visit.words;
    let page = visit.page(w.t(k::DRAFT_DISCARD), Area::Inbox);
    let here = format!("/cases/new/{}", draft.id);
    let saved = jalali::long(visit.locale(), draft.updated_at.tehran_date());
    let view = BeginPage {
        lead: w.say(k::draft_discard_lead(&saved, scans, titled(w, &draft))),
        form: Form::on(
            &page,
            format!("{here}/discard"),
            w.t(k::DRAFT_DISCARD_DO),
            Vec::new(),
        ),
        back: Some(Link::new(
            format!("{here}/applicant"),
            w.t(k::DRAFT_DISCARD_NOT),
        )),
        drafts: TaskList { tasks: Vec::new() },
        page,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Throws a draft away, with its scans.
pub fn discard(visit: &mut Visit) -> Result<Reply, Problem> {
    let draft = draft(visit)?;
    drafts::discard(&visit.register, &draft)?;
    Ok(Reply::Redirect("/cases/new?done=discarded".to_owned()))
}

fn titled(words: Words, draft: &Draft) -> String {
    match draft.title.as_str() {
        "" => words.t(k::DRAFT_UNNAMED).to_owned(),
        title => title.to_owned(),
    }
}

struct Alike {
    name: String,
    reference: Option<String>,
    office: String,
    reasons: Vec<String>,
}

/// One part of the draft.
pub fn part(visit: &mut Visit) -> Result<Reply, Problem> {
    let (draft, mut values, part) = draft_at_part(visit)?;
    if let Some(kept) = super::stash::kept(visit) {
        values.merge(&typed(&kept));
    }
    html(visit, &draft, &values, part, Vec::new(), None).map(Reply::Page)
}

fn html(
    visit: &Visit,
    draft: &Draft,
    values: &Values,
    part: Part,
    errors: Vec<FieldError>,
    warning: Option<String>,
) -> Result<String, Problem> {
    let w = visit.words;
    let action = format!("/cases/new/{}/{}", draft.id, part.code());
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let submit = w.t(if part == Part::Check {
        k::OPEN_SEND
    } else {
        k::OPEN_SAVE_NEXT
    });
    let key = values
        .text("key")
        .map_or_else(|| visit.fresh_key(), str::to_owned);
    let (alike, summary) = if part == Part::Check {
        (alike(visit, values)?, parts::summary(visit, values)?)
    } else {
        (Vec::new(), Vec::new())
    };
    let mut sections = parts::sections(visit, values, part)?;
    if !alike.is_empty() {
        sections.push(parts::why_another(w));
    }
    let mut form = Form::new(visit.words, action, submit, sections)
        .with(values, errors)
        .carry("csrf", csrf)
        .carry("key", key);
    form = match part {
        Part::Household => {
            form = form.button("then", "add", w.t(k::OPEN_ADD_PERSON));
            // Only the principal is there, on another page: there are no lists.
            if reading::count(values) > 1 {
                form = form.button("then", "refresh", w.t(k::OPEN_REFRESH));
            }
            form.button("then", "stay", w.t(k::SAVE_DRAFT))
        }
        Part::Applicant => form.button("then", "refresh", w.t(k::OPEN_REFRESH)).button(
            "then",
            "stay",
            w.t(k::SAVE_DRAFT),
        ),
        Part::Papers => {
            for kind in reading::kinds(values) {
                form = form.carry("asked", kind);
            }
            form.button("then", "stay", w.t(k::SAVE_DRAFT))
        }
        Part::Witnesses => form.button("then", "stay", w.t(k::SAVE_DRAFT)),
        Part::Check => form,
    };
    let index = Part::ALL.iter().position(|p| *p == part).unwrap_or(0);
    let view = IntakePage {
        page: visit.page(w.t(k::NAV_OPEN), Area::Inbox),
        trail: vec![
            Link::new("/", w.t(k::NAV_INBOX)),
            Link::new("/cases/new", w.t(k::NAV_OPEN)),
        ],
        place: w.say(k::open_part(index + 1, Part::ALL.len(), w.t(part.title()))),
        note: warning
            .map(Note::bad)
            .or_else(|| doubt(visit, values, part)),
        found: (!alike.is_empty()).then(|| (w.t(k::SIMILAR_TITLE).to_owned(), listed(w, alike))),
        written: summary
            .into_iter()
            .map(|(title, lines)| {
                let lines = lines.into_iter().map(|(l, v)| SummaryLine::new(l, v));
                let lines = lines.collect();
                (title, Summary { lines })
            })
            .collect(),
        form,
        parts: links(visit, draft, values, part)?,
        hint: w.t(k::OPEN_HINT).to_owned(),
        discard: Link::new(
            format!("/cases/new/{}/discard", draft.id),
            w.t(k::DRAFT_DISCARD),
        ),
    };
    view.render().map_err(Problem::internal)
}

/// Before it is sent: that two of the people may be one, where it cannot be told from what is typed.
fn doubt(visit: &Visit, values: &Values, part: Part) -> Option<Note> {
    let application = reading::application(visit, values);
    let (first, again) = match part {
        Part::Check => contradiction::look_alikes(&application).first().copied()?,
        _ => return None,
    };
    let person = application.people.iter().find(|p| p.no == again)?;
    let said = k::look_alikes(first, person.full_name(), again);
    Some(Note::plain(visit.words.say(said)))
}

/// People like those typed, each with what they share.
fn listed(w: Words, alike: Vec<Alike>) -> TaskList {
    let task = |a: Alike| {
        let mut task = Task::new(a.name, Cell::muted(a.office)).hint(w.list(&a.reasons));
        task.href = a.reference.map(|r| format!("/cases/{r}"));
        task
    };
    TaskList {
        tasks: alike.into_iter().map(task).collect(),
    }
}

fn links(
    visit: &Visit,
    draft: &Draft,
    values: &Values,
    current: Part,
) -> Result<TaskList, Problem> {
    let w = visit.words;
    let task = |part: &Part| {
        let visited = values.has("visited", part.code());
        let state = if !visited {
            Cell::muted(w.t(k::PART_NOT_BEGUN))
        } else if parts::check(visit, values, *part)?.is_empty() {
            Chip::ok(w.t(k::PART_COMPLETE)).into()
        } else {
            Chip::late(w.t(k::PART_WRONG)).into()
        };
        let href = format!("/cases/new/{}/{}", draft.id, part.code());
        let task = Task::new(w.t(part.title()), state).at(href);
        Ok::<_, Problem>(if *part == current {
            task.current()
        } else {
            task
        })
    };
    Ok(TaskList {
        tasks: Part::ALL.iter().map(task).collect::<Result<_, _>>()?,
    })
}

fn alike(visit: &Visit, values: &Values) -> Result<Vec<Alike>, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    let mut all = Vec::new();
    for person in reading::people_sought(visit, values) {
        let found = similar::people(&visit.register, actor, &person)?;
        let sought = format!("{} {}", person.given, person.family);
        searched(&visit.register, visit.reader()?, &sought, found.len())?;
        for s in found {
            all.push(Alike {
                name: s
                    .reference
                    .as_ref()
                    .map_or_else(|| w.t(k::SIMILAR_MASKED).to_owned(), |_| s.name.clone()),
                office: visit.register.unit_name(w.locale(), &s.unit)?,
                reference: s.reference,
                reasons: s.reasons.iter().map(|r: &Key| w.t(*r).to_owned()).collect(),
            });
        }
    }
    Ok(all)
}

fn receipt_of(done: &casework::Done) -> Reply {
    Reply::Redirect(format!("/cases/{}/receipt?done=opened", done.reference))
}

/// Saves a part; goes on, adds a person, refreshes lists, or sends the whole.
pub fn save(visit: &mut Visit) -> Result<Reply, Problem> {
    let (draft, mut values, part) = match draft_at_part(visit) {
        // Sent a second time, because the answer to the first was lost on the way.
        Err(Problem::NotFound) => {
            let actor = visit.actor()?;
            let key = visit.form.text("key").unwrap_or_default();
            let done = casework::answered(&visit.register, actor, key)?;
            return done.map(|done| receipt_of(&done)).ok_or(Problem::NotFound);
        }
        other => other?,
    };
    let then = visit.form.text("then").unwrap_or_default().to_owned();
    parts::forget_unchecked(&mut values, part);
    values.merge(&typed(&visit.form));
    let scans = scans(visit, &draft, &mut values, part)?;
    let mut visited: Vec<String> = values
        .all("visited")
        .iter()
        .map(|v| (*v).to_owned())
        .collect();
    if !visited.iter().any(|v| v == part.code()) {
        visited.push(part.code().to_owned());
    }
    values.set_all("visited", visited);
    if then == "add" {
        let count = reading::count(&values) + 1;
        values.set("people", count.to_string());
        parts::prefill_person(&mut values, count);
    }
    if let Some(no) = then.strip_prefix("remove-").and_then(|no| no.parse().ok()) {
        parts::remove_person(&mut values, no);
    }
    if part == Part::Papers {
        parts::prefill_pieces(visit, &mut values)?;
    }
    keep(visit, &draft, &values)?;
    if !scans.is_empty() {
        return html(visit, &draft, &values, part, scans, None).map(Reply::Refilled);
    }
    let here = format!("/cases/new/{}/{}", draft.id, part.code());
    let asks_on = part == Part::Papers && parts::has_more_to_ask(&values, &visit.form);
    if then == "add"
        || then == "refresh"
        || then == "stay"
        || then.starts_with("remove-")
        || asks_on
    {
        return Ok(Reply::Redirect(if then == "stay" {
            format!("{here}?done=saved")
        } else if asks_on {
            format!("{here}?done=papers")
        } else {
            here
        }));
    }
    let errors = parts::check(visit, &values, part)?;
    if !errors.is_empty() {
        return html(visit, &draft, &values, part, errors, None).map(Reply::Refilled);
    }
    match part.next() {
        Some(next) => Ok(Reply::Redirect(format!(
            "/cases/new/{}/{}",
            draft.id,
            next.code()
        ))),
        None => send(visit, &draft, &values),
    }
}

/// What of a form belongs in the draft. Which scans were kept, only the register says.
fn typed(sent: &Values) -> Values {
    let belongs = |name: &str| {
        !matches!(name, "csrf" | "then" | "asked" | "visited" | "people")
            && !name.ends_with("-scan")
    };
    let pairs = sent.pairs().filter(|(name, _)| belongs(name));
    Values::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

/// Keeps the scans that came with the form under the number of the case that will come of it;
/// answers what is wrong with them.
fn scans(
    visit: &Visit,
    draft: &Draft,
    values: &mut Values,
    part: Part,
) -> Result<Vec<FieldError>, Problem> {
    let mut wrong = Vec::new();
    for upload in visit.uploads.iter().filter(|_| part == Part::Papers) {
        let known = |kind: &&&str| reading::scan_field(kind) == upload.field;
        let Some(kind) = COUNTER_PAPERS.iter().find(known) else {
            continue;
        };
        let case_id = drafts::case_id(&visit.register, draft)?.ok_or(Problem::NotFound)?;
        match papers::kept(visit, case_id, upload)? {
            Ok(stored) => reading::keep_scan(values, kind, &stored),
            Err(why) => wrong.push(FieldError::new(&upload.field, visit.words.t(why.key()))),
        }
    }
    Ok(wrong)
}

fn keep(visit: &Visit, draft: &Draft, values: &Values) -> Result<(), Problem> {
    let title = format!(
        "{} {}",
        values.text("p1-given").unwrap_or_default(),
        values.text("p1-family").unwrap_or_default()
    );
    drafts::replace(&visit.register, draft, title.trim(), &values.json())?;
    Ok(())
}

fn send(visit: &Visit, draft: &Draft, values: &Values) -> Result<Reply, Problem> {
    for part in Part::ALL {
        let errors = parts::check(visit, values, part)?;
        if !errors.is_empty() {
            return html(visit, draft, values, part, errors, None).map(Reply::Refilled);
        }
    }
    let actor = visit.actor()?.clone();
    let alike = alike(visit, values)?;
    if !alike.is_empty() && values.text("similar_reason").is_none() {
        let message = visit.words.t(k::ERROR_SIMILAR).to_owned();
        let errors = vec![FieldError {
            field: "similar_reason".to_owned(),
            message,
        }];
        return html(visit, draft, values, Part::Check, errors, None).map(Reply::Refilled);
    }
    let application = reading::application(visit, values);
    let opening = Opening {
        reference: String::new(),
        tracking: String::new(),
        unit: office(visit)?,
        application: application.clone(),
        papers: reading::papers(values),
        similar: alike.into_iter().filter_map(|a| a.reference).collect(),
        similar_reason: crate::domain::case::Personal::some(values.text("similar_reason")),
    };
    let key = values.text("key").map(str::to_owned);
    let beginning = Beginning {
        opening,
        on: None,
        key,
        case_id: draft.case_id,
        draft: Some(draft.id),
    };
    match casework::open(&visit.register, &actor, beginning) {
        Ok(done) => Ok(receipt_of(&done)),
        Err(Failure::Refused(refusal)) => {
            let today = visit.register.today();
            let directives = &visit.register.directives;
            let directive = visit
                .register
                .store
                .read(|c| directives.in_force(c, today))?;
            let directive = directive.ok_or(Problem::NotFound)?;
            let said = sentences::refusal_to_open(visit.words, &application, &directive, &refusal);
            html(visit, draft, values, Part::Check, Vec::new(), Some(said)).map(Reply::Refilled)
        }
        Err(other) => Err(other.into()),
    }
}
