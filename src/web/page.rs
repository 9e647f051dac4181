//! The frame around every page, and the pages that belong to no area.

use askama::Template;

use super::visit::{Problem, Visit};
use crate::domain::access::{Actor, Role};
use crate::text::{Key, Locale, Words, jalali, k};

/// Who is signed in, as the frame shows it.
#[derive(Debug, Clone)]
pub struct Who {
    pub name: String,
    pub post: String,
}

/// What the frame of a page needs.
#[derive(Debug, Clone)]
pub struct Page {
    pub words: Words,
    pub title: String,
    /// Section of the navigation that is current.
    pub nav: &'static str,
    pub who: Option<Who>,
    pub csrf: String,
    /// Where the language switch comes back to.
    pub path: String,
    pub today: String,
    pub notice: Option<String>,
    pub may_open: bool,
    pub may_read: bool,
    pub may_manage: bool,
    pub demonstration: bool,
}

impl Page {
    /// The frame for this visit.
    #[must_use]
    pub fn new(visit: &Visit, title: String, nav: &'static str) -> Self {
        use crate::domain::access::policy::{Action, roles};
        let words = visit.words;
        let actor = visit.session.as_ref().map(|s| &s.actor);
        let has = |action| actor.is_some_and(|a| roles(action).iter().any(|r| a.has(*r)));
        Self {
            words,
            title,
            nav,
            who: visit.session.as_ref().map(|s| Who {
                name: s.name(words.locale()).to_owned(),
                post: post(words, &s.actor, &s.unit_title(words.locale())),
            }),
            csrf: visit.session.as_ref().map_or_else(String::new, |s| s.csrf.clone()),
            path: visit.path.clone(),
            today: jalali::with_weekday(words.locale(), visit.register.today()),
            notice: visit.query.text("done").and_then(notice).map(|key| words.t(key).to_owned()),
            may_open: has(Action::OpenCase),
            may_read: has(Action::ReadCase),
            may_manage: has(Action::ManageUsers),
            demonstration: visit.site.demonstration,
        }
    }

    fn is(&self, nav: &str) -> bool {
        self.nav == nav
    }

    /// The language that the switch leads to.
    #[must_use]
    pub const fn other(&self) -> Locale {
        self.words.locale().other()
    }
}

fn notice(code: &str) -> Option<Key> {
    Some(match code {
        "recorded" => k::DONE_RECORDED,
        "opened" => k::DONE_OPENED,
        "moved" => k::DONE_MOVED,
        "signed" => k::DONE_SIGNED,
        "password" => k::DONE_PASSWORD,
        "saved" => k::DONE_SAVED,
        "again" => k::DONE_AGAIN,
        _ => return None,
    })
}

/// Post and office of a person: «کارشناس ثبت احوال، ایرانشهر».
fn post(words: Words, actor: &Actor, unit: &str) -> String {
    let role = actor.grants.first().map_or("", |g| words.t(role_title(g.role)));
    words.say(k::who_post(role, unit))
}

/// The title of a post.
#[must_use]
pub const fn role_title(role: Role) -> Key {
    match role {
        Role::RegistrarOfficer => k::ROLE_REGISTRAR_OFFICER,
        Role::ArchiveOfficer => k::ROLE_ARCHIVE_OFFICER,
        Role::OfficeHead => k::ROLE_OFFICE_HEAD,
        Role::CouncilSecretary => k::ROLE_COUNCIL_SECRETARY,
        Role::CommissionSecretary => k::ROLE_COMMISSION_SECRETARY,
        Role::BoardSecretary => k::ROLE_BOARD_SECRETARY,
        Role::ProvincialDirector => k::ROLE_PROVINCIAL_DIRECTOR,
        Role::Auditor => k::ROLE_AUDITOR,
        Role::Administrator => k::ROLE_ADMINISTRATOR,
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    what: String,
    next: String,
    changes: Vec<String>,
    way: (String, String),
    reference: Option<String>,
}

/// The page that tells of a problem and shows a way on, with its status.
#[must_use]
pub fn problem(visit: &Visit, problem: &Problem) -> (u16, String) {
    let words = visit.words;
    let (status, title, what, next) = match problem {
        Problem::SignIn => (401, k::PROBLEM_SIGN_IN, k::PROBLEM_SIGN_IN_TEXT, k::PROBLEM_SIGN_IN_NEXT),
        Problem::NotFound => {
            (404, k::PROBLEM_NOT_FOUND, k::PROBLEM_NOT_FOUND_TEXT, k::PROBLEM_NOT_FOUND_NEXT)
        }
        Problem::Forbidden => {
            (403, k::PROBLEM_FORBIDDEN, k::PROBLEM_FORBIDDEN_TEXT, k::PROBLEM_FORBIDDEN_NEXT)
        }
        Problem::Refused(..) => {
            (403, k::PROBLEM_REFUSED, k::PROBLEM_REFUSED_TEXT, k::PROBLEM_REFUSED_NEXT)
        }
        Problem::Conflict { .. } => {
            (409, k::PROBLEM_CONFLICT, k::PROBLEM_CONFLICT_TEXT, k::PROBLEM_CONFLICT_NEXT)
        }
        Problem::BadRequest => {
            (400, k::PROBLEM_BAD_REQUEST, k::PROBLEM_BAD_REQUEST_TEXT, k::PROBLEM_BAD_REQUEST_NEXT)
        }
        Problem::Forged => (403, k::PROBLEM_FORGED, k::PROBLEM_FORGED_TEXT, k::PROBLEM_FORGED_NEXT),
        Problem::TooLarge => {
            (413, k::PROBLEM_TOO_LARGE, k::PROBLEM_TOO_LARGE_TEXT, k::PROBLEM_TOO_LARGE_NEXT)
        }
        Problem::Unavailable => {
            (503, k::PROBLEM_UNAVAILABLE, k::PROBLEM_UNAVAILABLE_TEXT, k::PROBLEM_UNAVAILABLE_NEXT)
        }
        Problem::Internal(_) => {
            (500, k::PROBLEM_INTERNAL, k::PROBLEM_INTERNAL_TEXT, k::PROBLEM_INTERNAL_NEXT)
        }
    };
    let view = ProblemPage {
        page: visit.page(words.t(title), ""),
        what: match problem {
            Problem::Refused(_, sentence) => sentence.clone(),
            _ => words.t(what).to_owned(),
        },
        next: words.t(next).to_owned(),
        changes: match problem {
            Problem::Conflict { changes, .. } => changes.clone(),
            _ => Vec::new(),
        },
        way: way_on(visit, problem),
        reference: match problem {
            Problem::Internal(reference) => Some(reference.clone()),
            _ => None,
        },
    };
    let html = view.render().unwrap_or_else(|_| words.t(k::PROBLEM_INTERNAL_TEXT).to_owned());
    (status, html)
}

fn way_on(visit: &Visit, problem: &Problem) -> (String, String) {
    let words = visit.words;
    match problem {
        Problem::Conflict { reference, .. } => {
            (format!("/cases/{reference}"), words.t(k::WAY_FRESH_CASE).to_owned())
        }
        Problem::Refused(..) if visit.path.starts_with("/cases/") => {
            let case: Vec<_> = visit.path.split('/').take(3).collect();
            (case.join("/"), words.t(k::WAY_CASE).to_owned())
        }
        _ if visit.session.is_some() => ("/".to_owned(), words.t(k::WAY_INBOX).to_owned()),
        _ => ("/sign-in".to_owned(), words.t(k::WAY_SIGN_IN).to_owned()),
    }
}
