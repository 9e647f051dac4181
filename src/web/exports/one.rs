//! One set: how far it is, what could not be made, and the way to fetch it.

use askama::Template as _;

use super::terms::sort_title;
use super::{area, chip, days, outcome_title, state_title};
use crate::domain::case::withholding::Sort;
use crate::services::casework::Failure;
use crate::services::export::sets::{self, NotFetched, OneSet, Standing};
use crate::services::reading::{self, ListPage};
use crate::text::{Key, digits, k};
use crate::web::form::Form;
use crate::web::parts::{Cell, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::show as said;
use crate::web::views::exports::{ExportPage, UnderWay};
use crate::web::visit::{Problem, Reply, Visit};

fn named(visit: &Visit) -> Result<OneSet, Problem> {
    let id = visit.param("set").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    Ok(sets::one(&visit.register, visit.actor()?, id)?)
}

/// One set.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let it = named(visit)?;
    html(visit, &it, None).map(Reply::Page)
}

fn html(visit: &Visit, it: &OneSet, note: Option<Note>) -> Result<String, Problem> {
    let w = visit.words;
    if !it.troubles.is_empty() {
        let page = ListPage {
            list: "export",
            narrowed: &it.set.id.to_string(),
            after: None,
        };
        reading::list_seen(&visit.register, visit.reader()?, page, &[])?;
    }
    let title = w.say(k::exports_named(w.number(it.set.id)));
    let done = it.progress.made + it.progress.failed;
    let under_way = it.set.state.is_under_way().then(|| UnderWay {
        done,
        total: it.progress.total.max(1),
        said: w.say(k::exports_at(done, it.progress.total)),
        note: (it.set.state == Standing::Interrupted)
            .then(|| w.t(k::EXPORTS_INTERRUPTED_NOTE).to_owned()),
    });
    let address = format!("/exports/{}", it.set.id);
    let form = |act: &str, title: Key| -> Form {
        visit.new_form(format!("{address}/{act}"), w.t(title), Vec::new())
    };
    let over = it.set.state.is_under_way() || it.set.state == Standing::Done;
    let view = ExportPage {
        page: visit.page(title, area(visit)),
        back: Link::new("/exports", w.t(k::EXPORTS_TITLE)),
        state: chip(w, it),
        note,
        under_way,
        fetch: it.open.then(|| form("file", k::EXPORTS_FETCH).id("fetch")),
        about: about(visit, it)?,
        troubles: (!it.troubles.is_empty()).then(|| troubles(visit, it)),
        discard: over.then(|| form("discard", k::EXPORTS_DISCARD).id("discard").quiet()),
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, it: &OneSet) -> Result<Summary, Problem> {
    let (w, chosen) = (visit.words, &it.wish.chosen);
    let line = |key, value: Cell| SummaryLine::new(w.t(key), value);
    let any = |key: Option<Key>| w.t(key.unwrap_or(k::EXPORTS_ANY));
    let unit = visit.register.unit_name(w.locale(), &chosen.unit)?;
    let sorts = it
        .wish
        .sorts
        .iter()
        .filter_map(|code| Sort::from_code(code));
    let sorts: Vec<&str> = sorts.map(|sort| w.t(sort_title(sort))).collect();
    let mut lines = vec![
        line(k::UNIT, unit.into()),
        line(k::EXPORTS_OPENED, days(w, chosen).into()),
        line(
            k::EXPORTS_CASE_STATE,
            any(chosen.open.map(state_title)).into(),
        ),
        line(
            k::EXPORTS_OUTCOME,
            any(chosen.refused.map(outcome_title)).into(),
        ),
        line(k::EXPORT_PURPOSE, it.wish.purpose.as_str().into()),
        line(k::EXPORTS_CASES, w.number(it.progress.total).into()),
        line(
            k::EXPORTS_ASKED_AT,
            visit.day_and_time(it.set.asked_at).into(),
        ),
    ];
    if !sorts.is_empty() {
        lines.push(line(k::EXPORTS_WITHHELD, w.list(&sorts).into()));
    }
    if let Some(to) = &it.wish.to {
        lines.push(line(k::EXPORT_TO, Cell::code(to.as_str())));
    }
    if let Some(end) = it.set.expires_at {
        lines.push(line(k::EXPORTS_EXPIRES, visit.day_and_time(end).into()));
    }
    Ok(Summary { lines })
}

fn troubles(visit: &Visit, it: &OneSet) -> Table {
    let w = visit.words;
    let columns = said::columns(w, [k::COLUMN_NUMBER, k::EXPORTS_TROUBLE]);
    let rows = it.troubles.iter().map(|part| {
        let why = match part.trouble.as_deref() {
            Some("not-found") => k::EXPORTS_TROUBLE_NOT_FOUND,
            Some("not-sealed") => k::EXPORTS_TROUBLE_NOT_SEALED,
            _ => k::EXPORTS_TROUBLE_DAMAGED,
        };
        let number = digits::localized(w.locale(), &part.reference);
        Row::new(Cell::code(number), vec![w.t(why).into()])
    });
    Table::new(w.t(k::EXPORTS_TROUBLES), &columns).rows(rows.collect())
}

/// Hands the set out; recorded first.
pub fn fetch(visit: &mut Visit) -> Result<Reply, Problem> {
    let it = named(visit)?;
    match sets::fetch(&visit.register, visit.reader()?, it.set.id) {
        Ok(fetched) => Ok(Reply::Download {
            path: fetched.path,
            media: match fetched.is_encrypted {
                true => "application/octet-stream",
                false => "application/zip",
            }
            .to_owned(),
            name: fetched.name,
        }),
        Err(NotFetched::Failed(failure)) => Err(failure.into()),
        Err(NotFetched::Over) => {
            let it = named(visit)?;
            let note = Note::bad(visit.words.t(k::EXPORTS_OVER));
            html(visit, &it, Some(note)).map(Reply::Refilled)
        }
    }
}

/// Throws the set away before its time.
pub fn discard(visit: &mut Visit) -> Result<Reply, Problem> {
    let it = named(visit)?;
    sets::discard(&visit.register, &it).map_err(|failure: Failure| Problem::from(failure))?;
    Ok(Reply::done("/exports", "export-discarded"))
}
