//! Putting a move forward: which cases, what would become of them, and why.

use std::sync::Arc;

use askama::Template as _;

use super::{back, problem};
use crate::domain::access::UnitPath;
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::moving::Refused;
use crate::domain::directive::simulate::{Class, words::Telling};
use crate::domain::directive::{Directive, StepId};
use crate::services::moving::{self, DryRun, NotDone, Tried, Wish};
use crate::store::{Conn, units};
use crate::text::{Locale, Words, k};
use crate::web::form::{Choice, Field, FieldError, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Link, Note, Row, Table};
use crate::web::show;
use crate::web::views::moves::NewMovePage;
use crate::web::visit::{Problem, Reply, Visit};

/// Cases that are shown one by one; the counts are of all.
const SHOWN: usize = 100;

/// What is asked.
pub fn form(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, None, Vec::new(), None).map(Reply::Page)
}

fn html(
    visit: &Visit,
    note: Option<Note>,
    errors: Vec<FieldError>,
    tried: Option<&DryRun>,
) -> Result<String, Problem> {
    let w = visit.words;
    let (section, to) = asked(visit)?;
    let mut form = visit.new_form("/moves", w.t(k::MOVE_TRY), vec![section]);
    form = form.carry("to", to);
    if !visit.form.is_empty() {
        form = form.with(&visit.form, errors);
    }
    if tried.is_some_and(|t| !t.moves.is_empty()) {
        form = form.button("do", "propose", w.t(k::MOVE_PROPOSE));
    }
    let view = NewMovePage {
        page: visit.page(w.t(k::MOVE_NEW), Area::Directive),
        back: back(w),
        note,
        form,
        tried: tried.map(|t| told(w, t)),
    };
    view.render().map_err(Problem::internal)
}

/// What is asked, and the version to which the cases come: that which cases opened today follow.
fn asked(visit: &Visit) -> Result<(Section, String), Problem> {
    let w = visit.words;
    let (directives, today) = (&visit.register.directives, visit.register.today());
    let read = |c: &mut Conn| Ok::<_, Problem>((directives.family(c)?, directives.all(c)?));
    let (family, all) = visit.register.store.read(read)?;
    let now = family.in_force(today).ok_or(Problem::NotFound)?;
    let named = |label: &str| w.say(k::version_named(w.number(label)));
    let older = family.dated().into_iter().map(|(_, v)| v);
    let older = older.filter(|v| v.digest != now.digest);
    let older = older.map(|v| Choice::new(&v.label, named(&v.label)));
    let mut fields = vec![
        Field::shown(w.t(k::MOVE_TO), named(&now.label)),
        Field::select("from", w.t(k::MOVE_FROM), older.collect())
            .hint(w.t(k::MOVE_FROM_HINT))
            .optional(),
    ];
    let offices = offices(visit)?;
    if offices.len() > 1 {
        fields.push(Field::select("unit", w.t(k::UNIT), offices).optional());
    }
    fields.extend([
        Field::select("step", w.t(k::MOVE_STEP_ONE), steps(w, &all))
            .hint(w.t(k::MOVE_STEP_HINT))
            .optional(),
        Field::area("cases", w.t(k::MOVE_NUMBERS))
            .hint(w.t(k::MOVE_NUMBERS_HINT))
            .optional(),
        Field::area("reason", w.t(k::MOVE_REASON)),
    ]);
    Ok((Section::plain(fields), now.label.clone()))
}

/// Every step at which a case can stand, in the order of the newest version that has it.
fn steps(w: Words, versions: &[Arc<Directive>]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for step in versions.iter().rev().flat_map(|d| &d.steps) {
        let known = choices.iter().any(|choice| choice.value == step.id.0);
        if step.end.is_none() && !known {
            choices.push(Choice::new(&step.id.0, show::title(w, &step.title)));
        }
    }
    choices
}

/// The units whose cases this person may move.
fn offices(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    let area = policy::scope(visit.actor()?, Action::MoveCases);
    let all = visit.register.store.read(units::units)?;
    let open = all.into_iter().filter(|u| u.active && area.covers(&u.path));
    let choice = |unit: units::Unit| {
        let name = match visit.locale() {
            Locale::Fa => unit.name_fa,
            Locale::En => unit.name_en,
        };
        Choice::new(unit.path.as_str(), name)
    };
    Ok(open.map(choice).collect())
}

fn told(w: Words, tried: &DryRun) -> (String, Table, Table) {
    let said = w.say(k::move_tried_said(tried.left.len(), tried.moves.len()));
    let columns = show::columns(w, [k::MOVE_WHAT, k::MOVE_HOW_MANY]);
    let class = |class: &Class| {
        let count = tried.found.get(class.code()).copied().unwrap_or(0);
        Row::new(w.t(class.title()), vec![w.number(count).into()])
    };
    let counts = Table::new(w.t(k::MOVE_TRIED), &columns);
    let counts = counts.rows(Class::ALL.iter().map(class).collect());
    let telling = Telling {
        before: &tried.before,
        after: &tried.after,
        words: w,
    };
    let row = |it: &Tried| {
        let all: Vec<String> = it.effects.iter().map(|e| telling.tell(e)).collect();
        let what = match all.is_empty() {
            true => w.t(Class::Unaffected.title()).to_owned(),
            false => all.join(" "),
        };
        let number = crate::text::digits::localized(w.locale(), &it.reference);
        Row::new(
            Link::new(format!("/cases/{}", it.reference), number),
            vec![what.into()],
        )
    };
    let columns = show::columns(w, [k::COLUMN_NUMBER, k::MOVE_WHAT]);
    let cases = tried.left.iter().chain(&tried.moves).take(SHOWN).map(row);
    let cases = Table::new(w.t(k::MOVE_CASES), &columns).rows(cases.collect());
    (said, counts, cases)
}

fn wish(visit: &Visit) -> Result<(Wish, String), Vec<FieldError>> {
    let mut reader = Reader::new(&visit.form, visit.words);
    let to = reader.required("to");
    let numbers = reader.text("cases").unwrap_or_default();
    let numbers = crate::text::digits::to_latin(numbers);
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | ';');
    let wish = Wish {
        to,
        from: reader.text("from").map(str::to_owned),
        unit: match reader.text("unit") {
            Some(_) => reader.code("unit", UnitPath::parse),
            None => None,
        },
        step: reader.text("step").map(StepId::from),
        cases: numbers
            .split(apart)
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect(),
    };
    let reason = reader.required("reason");
    reader.finish((wish, reason))
}

/// Tries a move, or puts it forward after it was tried.
pub fn put(visit: &mut Visit) -> Result<Reply, Problem> {
    let (wish, reason) = match wish(visit) {
        Ok(read) => read,
        Err(errors) => return html(visit, None, errors, None).map(Reply::Refilled),
    };
    if visit.form.text("do") == Some("propose") {
        return match moving::propose(&visit.register, visit.reader()?, &wish, &reason) {
            Ok(batch) => Ok(Reply::done(
                &format!("/moves/{}", batch.id),
                "move-proposed",
            )),
            Err(wrong) => refused(visit, wrong),
        };
    }
    match moving::dry_run(&visit.register, visit.reader()?, &wish, &reason) {
        Ok(tried) => html(visit, None, Vec::new(), Some(&tried)).map(Reply::Page),
        Err(wrong) => refused(visit, wrong),
    }
}

fn refused(visit: &Visit, wrong: NotDone) -> Result<Reply, Problem> {
    let why = match wrong {
        NotDone::Refused(why) => why,
        // A number that is no case of this person's.
        NotDone::Failed(crate::services::casework::Failure::NotFound) => {
            let error = FieldError::new("cases", visit.words.t(k::MOVE_NO_SUCH_CASE));
            return html(visit, None, vec![error], None).map(Reply::Refilled);
        }
        other => return Err(problem(other)),
    };
    let said = why.say(visit.words);
    let field = match why {
        Refused::SeveralVersions(_) => "from",
        Refused::NoUnit => "unit",
        Refused::ReasonMissing => "reason",
        _ => return html(visit, Some(Note::bad(said)), Vec::new(), None).map(Reply::Refilled),
    };
    html(visit, None, vec![FieldError::new(field, said)], None).map(Reply::Refilled)
}
