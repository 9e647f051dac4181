//! The inbox (کارتابل): whose turn, what is overdue, oldest first.

use askama::Template;

use super::page::{Area, Page};
use super::show::{self, DueBadge, HolderBadge};
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Role};
use crate::services::reading;
use crate::services::worklist::{self, List};
use crate::store::lists::{After, Count, Order};
use crate::store::projections::CaseLine;
use crate::text::{Key, Words, digits, jalali, k};

/// Lines of a page.
const PAGE: u32 = 25;

struct Tab {
    href: String,
    title: &'static str,
    count: String,
    current: bool,
}

struct Row {
    reference: String,
    number: String,
    principal: String,
    people: String,
    step: String,
    holder: HolderBadge,
    since: String,
    days: String,
    due: Option<DueBadge>,
    next: Option<&'static str>,
    to_sign: bool,
}

struct Group {
    title: &'static str,
    count: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    today: String,
    may_open: bool,
    page: Page,
    tabs: Vec<Tab>,
    groups: Vec<Group>,
    more: Option<String>,
    empty: &'static str,
    list_title: &'static str,
}

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
    let filter = visit.query.text("step").map(str::to_owned);
    let shown = worklist::page(
        &visit.register,
        &actor,
        list,
        filter.as_deref(),
        after.as_ref(),
        PAGE,
    )?;
    reading::list_seen(&visit.register, visit.reader()?, list.code(), &shown)?;
    let tabs = tabs(visit, &actor, list)?;
    let full = u32::try_from(shown.len()).unwrap_or(0) == PAGE;
    let more = shown
        .last()
        .filter(|_| full)
        .map(|line| next_page(list, line));
    let may_open = policy::roles(Action::OpenCase)
        .iter()
        .any(|r| actor.has(*r));
    let view = InboxPage {
        today: jalali::with_weekday(visit.locale(), today),
        may_open,
        page: visit.page(visit.words.t(k::NAV_INBOX), Area::Inbox),
        tabs,
        groups: groups(visit.words, &visit.register, &actor, &shown, today),
        more,
        empty: visit.words.t(if list == List::Mine {
            k::EMPTY_MINE
        } else {
            k::EMPTY_LIST
        }),
        list_title: visit.words.t(list_title(list)),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn first_list(actor: &Actor) -> List {
    if actor.has(Role::RegistrarOfficer) || actor.has(Role::ArchiveOfficer) {
        List::Mine
    } else {
        List::Office
    }
}

const fn list_title(list: List) -> Key {
    match list {
        List::Mine => k::LIST_MINE,
        List::Office => k::LIST_OFFICE,
        List::ToSign => k::LIST_TO_SIGN,
        List::Waiting => k::LIST_WAITING,
        List::Overdue => k::LIST_OVERDUE,
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

fn next_page(list: List, line: &CaseLine) -> String {
    let after = After::line(line, Order::Due);
    let day = after
        .day
        .map_or_else(|| "none".to_owned(), |d| d.to_string());
    format!("/?list={}&after={day}_{}", list.code(), after.case_id)
}

fn tabs(visit: &Visit, actor: &Actor, current: List) -> Result<Vec<Tab>, Problem> {
    let mut tabs = Vec::new();
    for list in List::of(actor) {
        let count = worklist::count(&visit.register, actor, list)?;
        tabs.push(Tab {
            href: format!("/?list={}", list.code()),
            title: visit.words.t(list_title(list)),
            count: counted(visit.words, count),
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

fn groups(
    words: Words,
    register: &crate::services::register::Register,
    actor: &Actor,
    lines: &[CaseLine],
    today: jiff::civil::Date,
) -> Vec<Group> {
    let soon = crate::domain::directive::clock::days_after(today, 3);
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
        let rows: Vec<Row> = lines
            .iter()
            .filter(|l| belongs(l))
            .map(|l| row(words, register, actor, l, today))
            .collect();
        if !rows.is_empty() {
            groups.push(Group {
                title: words.t(title),
                count: words.number(rows.len()),
                rows,
            });
        }
    }
    groups
}

fn row(
    words: Words,
    register: &crate::services::register::Register,
    actor: &Actor,
    line: &CaseLine,
    today: jiff::civil::Date,
) -> Row {
    let l = &line.line;
    let me = l.holder_user == Some(actor.user);
    let to_sign = l.flags.contains(" to_sign ");
    let step = crate::domain::directive::StepId(l.step.clone());
    let title = register
        .directives
        .all()
        .iter()
        .rev()
        .find_map(|d| d.step(&step))
        .map_or_else(|| l.step.clone(), |s| show::title(words, &s.title));
    Row {
        reference: line.reference.clone(),
        number: digits::localized(words.locale(), &line.reference),
        principal: l.principal.clone(),
        people: words.say(k::people_count(l.people)),
        step: title,
        holder: show::holder(words, &l.holder, me),
        since: jalali::near(words.locale(), l.since, today),
        days: words.say(k::days(crate::domain::directive::clock::days_between(
            l.since, today,
        ))),
        due: show::due(words, l.due, today),
        next: next_act(&l.step_kind, &l.holder, l.returned).map(|key| words.t(key)),
        to_sign,
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
