//! The inbox (کارتابل): whose turn, what is overdue, oldest first.

mod filter;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;

use super::page::Area;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, Role, UnitPath};
use crate::domain::directive::Directive;
use crate::domain::erasure::Erasure;
use crate::services::drafts;
use crate::services::erasure;
use crate::services::glass;
use crate::services::moving;
use crate::services::reading::{self, ListPage};
use crate::services::worklist::{self, List, Narrowed};
use crate::store::lists::{After, Count, Order};
use crate::store::projections::CaseLine;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::parts::{Due, Link, Note, Pager, Tab, Tabs};
use crate::web::views::inbox::{CaseRow, Group, InboxPage, Next};

/// Lines of a page.
const PAGE: u32 = 25;
/// So many of what waits are named; the others follow when these are done.
const NAMED: usize = 5;

/// The first page: the inbox, or what else one's post begins with.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let reads = policy::roles(Action::ReadCase)
        .iter()
        .any(|r| actor.has(*r));
    if !reads {
        return Ok(Reply::Redirect(
            if actor.has(Role::Administrator) {
                "/users"
            } else {
                "/directive"
            }
            .to_owned(),
        ));
    }
    let list = visit
        .query
        .text("list")
        .and_then(List::from_code)
        .unwrap_or_else(|| first_list(&actor));
    let after = after(visit);
    let today = visit.register.today();
    let narrowed = filter::read(&visit.query);
    let register = &visit.register;
    let shown = worklist::page(register, &actor, list, &narrowed, after.as_ref(), PAGE)?;
    let said = filter::query(&narrowed);
    let seen = ListPage {
        list: list.code(),
        narrowed: &said,
        after: visit.query.text("after").filter(|_| after.is_some()),
    };
    reading::list_seen(register, visit.reader()?, seen, &shown)?;
    let full = u32::try_from(shown.len()).unwrap_or(0) == PAGE;
    let next = shown
        .last()
        .filter(|_| full)
        .map(|line| next_page(list, &narrowed, line));
    let first = after.map(|_| filter::address(list, &narrowed));
    let w = visit.words;
    let opens = policy::roles(Action::OpenCase)
        .iter()
        .any(|r| actor.has(*r));
    let empty = match list {
        _ if !narrowed.is_open() => k::EMPTY_FILTER,
        List::Mine => k::EMPTY_MINE,
        _ => k::EMPTY_LIST,
    };
    let view = InboxPage {
        page: visit.page(w.t(k::NAV_INBOX), Area::Inbox),
        today: jalali::with_weekday(visit.locale(), today),
        open: opens.then(|| Link::new("/cases/new", w.t(k::NAV_OPEN))),
        drafts: match opens {
            true => drafts(visit, &actor)?,
            false => None,
        },
        notes: notes(visit, &actor)?,
        tabs: Tabs {
            label: w.t(k::LISTS).to_owned(),
            tabs: tabs(visit, &actor, list, &narrowed)?,
        },
        filter: filter::form(w, list, &narrowed),
        caption: w.t(list_title(&actor, list)).to_owned(),
        empty: shown.is_empty().then(|| Note::plain(w.t(empty))),
        groups: groups(&Reader::of(visit, &actor, &shown)?, &shown),
        pager: Pager::by_key(w, first, next),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// What waits for this person beside the cases of her lists.
fn notes(visit: &Visit, actor: &Actor) -> Result<Vec<Note>, Problem> {
    let all = [
        glass(visit, actor)?,
        erasures(visit, actor)?,
        moves(visit, actor)?,
    ];
    Ok(all.into_iter().flatten().collect())
}

/// Proposals to erase that wait for a second person: this one.
fn erasures(visit: &Visit, actor: &Actor) -> Result<Option<Note>, Problem> {
    let waiting = erasure::to_decide(&visit.register, actor)?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let w = visit.words;
    let link = |it: &Erasure| {
        let number = digits::localized(w.locale(), &it.proposed.reference);
        Link::new(format!("/cases/{}/erase", it.proposed.reference), number)
    };
    let note = Note::plain(w.say(k::erasures_told(waiting.len())));
    Ok(Some(
        note.links(waiting.iter().take(NAMED).map(link).collect()),
    ))
}

/// Moves of open cases that wait for a second person: this one.
fn moves(visit: &Visit, actor: &Actor) -> Result<Option<Note>, Problem> {
    let waiting = moving::to_decide(&visit.register, actor)?.len();
    let w = visit.words;
    Ok((waiting > 0).then(|| {
        let link = Link::new("/moves", w.t(k::MOVES_TITLE));
        Note::plain(w.say(k::moves_told(waiting))).links(vec![link])
    }))
}

/// What those who oversee an area are told at once: somebody has opened one of its cases from without.
fn glass(visit: &Visit, actor: &Actor) -> Result<Option<Note>, Problem> {
    let told = policy::roles(Action::SeeGlass);
    if !told.iter().any(|role| actor.has(*role)) {
        return Ok(None);
    }
    let waiting = glass::waiting(&visit.register, actor)?;
    let w = visit.words;
    Ok((waiting > 0).then(|| {
        let link = Link::new("/break-glass", w.t(k::GLASS_TITLE));
        Note::warn(w.say(k::glass_told(waiting))).links(vec![link])
    }))
}

fn first_list(actor: &Actor) -> List {
    let own = [
        Role::RegistrarOfficer,
        Role::ArchiveOfficer,
        Role::CouncilSecretary,
        Role::BoardSecretary,
    ];
    if own.iter().any(|role| actor.has(*role)) {
        List::Mine
    } else {
        List::Office
    }
}

fn list_title(actor: &Actor, list: List) -> Key {
    match list {
        List::Mine if worklist::keeps_a_body(actor) => k::LIST_OF_A_BODY,
        List::Mine => k::LIST_MINE,
        List::Office => k::LIST_OFFICE,
        List::ToSign => k::LIST_TO_SIGN,
        List::Waiting => k::LIST_WAITING,
        List::Overdue => k::LIST_OVERDUE,
        List::Told => k::LIST_TOLD,
        List::Extensions => k::LIST_EXTENSIONS,
        List::Returned => k::LIST_RETURNED,
        List::Closed => k::LIST_CLOSED,
    }
}

fn after(visit: &Visit) -> Option<After> {
    let (day, id) = visit.query.text("after")?.rsplit_once('_')?;
    Some(After {
        day: day.parse().ok(),
        case_id: id.parse().ok()?,
    })
}

fn next_page(list: List, narrowed: &Narrowed, line: &CaseLine) -> String {
    let after = After::line(line, Order::Due);
    let day = after
        .day
        .map_or_else(|| "none".to_owned(), |d| d.to_string());
    let list = filter::address(list, narrowed);
    format!("{list}&after={day}_{}", after.case_id)
}

/// The lists, each narrowed alike and counted as narrowed.
fn tabs(
    visit: &Visit,
    actor: &Actor,
    current: List,
    narrowed: &Narrowed,
) -> Result<Vec<Tab>, Problem> {
    let mut tabs = Vec::new();
    for list in List::of(actor) {
        let count = worklist::count(&visit.register, actor, list, narrowed)?;
        tabs.push(Tab {
            link: Link::new(
                filter::address(list, narrowed),
                visit.words.t(list_title(actor, list)),
            ),
            count: Some(counted(visit.words, count)),
            current: list == current,
        });
    }
    Ok(tabs)
}

/// «۱٬۰۰۰+» past what is counted.
fn counted(words: Words, count: Count) -> String {
    let plain = words.count(i64::from(count.counted));
    if count.more {
        format!("{plain}+")
    } else {
        plain
    }
}

/// The openings that this person began and did not send.
fn drafts(visit: &Visit, actor: &Actor) -> Result<Option<Link>, Problem> {
    let begun = drafts::count(&visit.register, actor.user, "opening")?;
    let said = || visit.words.say(k::inbox_drafts(begun));
    Ok((begun > 0).then(|| Link::new("/cases/new", said())))
}

/// For whom the lines are laid out.
struct Reader<'a> {
    visit: &'a Visit,
    actor: &'a Actor,
    today: jiff::civil::Date,
    /// The names of the offices, where the lines may be of several.
    offices: BTreeMap<UnitPath, String>,
    /// The versions that open cases may follow.
    directives: Vec<Arc<Directive>>,
}

impl<'a> Reader<'a> {
    fn of(visit: &'a Visit, actor: &'a Actor, lines: &[CaseLine]) -> Result<Self, Problem> {
        let first = actor.grants.first();
        let other = |g: &Grant| g.unit.depth() < 2 || first.is_some_and(|f| f.unit != g.unit);
        let mut offices = BTreeMap::new();
        if actor.grants.iter().any(other) {
            let units: BTreeSet<&UnitPath> = lines.iter().map(|l| &l.unit).collect();
            for unit in units {
                let name = visit.register.unit_name(visit.locale(), unit)?;
                offices.insert(unit.clone(), name);
            }
        }
        let known = &visit.register.directives;
        Ok(Self {
            visit,
            actor,
            today: visit.register.today(),
            offices,
            directives: visit.register.store.read(|c| known.all(c))?,
        })
    }

    /// Whether nothing on a list is ever this person's to do.
    fn only_reads(&self) -> bool {
        self.actor.grants.iter().all(|g| g.role == Role::Auditor)
    }
}

fn groups(reader: &Reader<'_>, lines: &[CaseLine]) -> Vec<Group> {
    let (words, today) = (reader.visit.words, reader.today);
    let soon = crate::domain::directive::clock::days_after(today, worklist::SOON);
    let late = move |l: &CaseLine| l.line.due.is_some_and(|d| d < today);
    let near = move |l: &CaseLine| l.line.due.is_some_and(|d| d >= today && d <= soon);
    let parts: [(Key, Belongs); 4] = [
        (k::GROUP_LATE, Box::new(late)),
        (k::GROUP_SOON, Box::new(near)),
        (
            k::GROUP_IN_TIME,
            Box::new(move |l| l.line.due.is_some_and(|d| d > soon)),
        ),
        (k::GROUP_NO_LIMIT, Box::new(|l| l.line.due.is_none())),
    ];
    let mut groups = Vec::new();
    for (title, belongs) in parts {
        let rows: Vec<CaseRow> = lines
            .iter()
            .filter(|l| belongs(l))
            .map(|l| row(reader, l))
            .collect();
        if !rows.is_empty() {
            groups.push(Group {
                title: words.t(title).to_owned(),
                rows,
            });
        }
    }
    groups
}

fn row(reader: &Reader<'_>, line: &CaseLine) -> CaseRow {
    let (words, today) = (reader.visit.words, reader.today);
    let l = &line.line;
    let me = l.holder_user == Some(reader.actor.user);
    let to_sign = l.flags.contains(" to_sign ");
    let suspended = l.flags.contains(" suspended ");
    let step = crate::domain::directive::StepId(l.step.clone());
    let title = reader
        .directives
        .iter()
        .rev()
        .find_map(|d| d.step(&step))
        .map_or_else(|| l.step.clone(), |s| show::title(words, &s.title));
    let next = match l.step_kind.as_str() {
        // Its time runs: a letter is out, or the step asks for none before it begins.
        _ if suspended => reader.actor.has(Role::OfficeHead).then_some(k::NEXT_RESUME),
        "referral" if l.due.is_some() && l.holder == "office" => Some(k::NEXT_REFERRAL),
        kind => next_act(kind, &l.holder, l.returned),
    };
    let next = next.map(|key| words.t(key));
    let page = if to_sign { "/decision" } else { "" };
    let next = match next {
        _ if reader.only_reads() => Next::Wait(String::new()),
        None => Next::Wait(words.t(k::HOLDER_NOBODY).to_owned()),
        Some(verb) => Next::Do(Link::new(format!("/cases/{}{page}", line.reference), verb)),
    };
    let days = crate::domain::directive::clock::days_between(l.since, today);
    CaseRow {
        office: reader.offices.get(&line.unit).cloned(),
        href: format!("/cases/{}", line.reference),
        number: digits::localized(words.locale(), &line.reference),
        name: l.principal.clone(),
        people: words.say(k::people_count(l.people)),
        step: title,
        holder: show::holder(words, &l.holder, me),
        since: jalali::near(words.locale(), l.since, today),
        days: words.say(k::days(days)),
        due: match suspended {
            true => Due::paused(words),
            false => show::due(words, l.due, today),
        },
        next,
    }
}

/// Whether a line belongs to a group.
type Belongs = Box<dyn Fn(&CaseLine) -> bool>;

/// What is to be done next, as a verb.
fn next_act(step_kind: &str, holder: &str, returned: bool) -> Option<Key> {
    Some(match (step_kind, holder) {
        ("closed", _) => return None,
        ("review", "applicant") => k::NEXT_CALL_APPLICANT,
        ("review", _) if returned => k::NEXT_REVIEW_AGAIN,
        ("review", _) => k::NEXT_REVIEW,
        ("registry_search", _) => k::NEXT_SEARCH,
        ("evidence", _) => k::NEXT_EVIDENCE,
        ("committee", _) => k::NEXT_COMMITTEE,
        ("referral", "office" | "head") => k::NEXT_LETTER,
        ("referral", _) => k::NEXT_ANSWER,
        ("council", _) => k::NEXT_COUNCIL,
        ("decision", "head") => k::NEXT_SIGN,
        ("decision", _) => k::NEXT_PROPOSE,
        ("notification", _) => k::NEXT_SERVE,
        ("issuance", _) => k::NEXT_ISSUE,
        ("objection", _) => k::NEXT_OBJECTION,
        _ => return None,
    })
}
