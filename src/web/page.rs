//! The frame around every page.

use askama::Template;

use crate::domain::access::policy::{Action, roles};
use crate::domain::access::{Actor, Role};
use crate::text::{Key, Locale, Words, k};
use crate::web::parts::{Link, Note};

/// Who is signed in, as the frame shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub name: String,
    /// Title of the post: «کارشناس ثبت احوال».
    pub role: String,
    /// Name of the office or other unit.
    pub office: String,
}

/// The parts of the register that the frame leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    Inbox,
    Search,
    Sittings,
    Letters,
    Reports,
    Audit,
    Directive,
    People,
}

impl Area {
    /// Every area, in the order of the frame.
    pub const ALL: [Self; 8] = [
        Self::Inbox,
        Self::Search,
        Self::Sittings,
        Self::Letters,
        Self::Reports,
        Self::Audit,
        Self::Directive,
        Self::People,
    ];

    /// Where it begins.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Inbox => "/",
            Self::Search => "/search",
            Self::Sittings => "/sittings",
            Self::Letters => "/letters",
            Self::Reports => "/reports",
            Self::Audit => "/audit",
            Self::Directive => "/directive",
            Self::People => "/users",
        }
    }

    /// Its name in the frame.
    #[must_use]
    pub const fn title(self) -> Key {
        match self {
            Self::Inbox => k::NAV_INBOX,
            Self::Search => k::NAV_SEARCH,
            Self::Sittings => k::NAV_SITTINGS,
            Self::Letters => k::NAV_LETTERS,
            Self::Reports => k::NAV_REPORTS,
            Self::Audit => k::NAV_AUDIT,
            Self::Directive => k::NAV_DIRECTIVE,
            Self::People => k::NAV_PEOPLE,
        }
    }

    /// The areas that are built and open to this reader; nothing to a stranger.
    #[must_use]
    pub fn open_to(actor: Option<&Actor>) -> Vec<Self> {
        let may = |action| actor.is_some_and(|a| roles(action).iter().any(|r| a.has(*r)));
        let mut areas = Vec::new();
        for (area, action) in [
            (Self::Inbox, Action::SeeInbox),
            (Self::Search, Action::SearchCases),
            (Self::Audit, Action::Oversee),
            (Self::Directive, Action::SeeDirective),
            (Self::People, Action::ManageUsers),
        ] {
            if may(action) {
                areas.push(area);
            }
        }
        areas
    }
}

/// The button that changes the language. On a page with a form it sends what was typed along, so
/// that it is there in the other language too.
#[derive(Debug, Template)]
#[template(path = "language.html")]
pub struct Language<'a> {
    page: &'a Page,
    /// The id of the form.
    form: Option<&'a str>,
}

impl askama::filters::HtmlSafe for Language<'_> {}

impl Language<'_> {
    fn action(&self) -> String {
        let to: String = url::form_urlencoded::byte_serialize(self.page.path.as_bytes()).collect();
        format!("/language?to={to}")
    }
}

/// What the frame of a page needs. In a template it is the field `page` of the page's own struct:
/// `{{ page.words.t(k::SIGN_IN) }}`.
#[derive(Debug, Clone)]
pub struct Page {
    pub words: Words,
    pub title: String,
    /// The session's token against forged forms; empty for a stranger.
    pub csrf: String,
    pub who: Option<Who>,
    /// Where this page belongs.
    pub area: Option<Area>,
    /// What the navigation shows.
    pub areas: Vec<Area>,
    /// Path and query of this page, for coming back after a change of language.
    pub path: String,
    /// What was just done, said once.
    pub notice: Option<Note>,
    /// The directive that governs what is on the page, by its title.
    pub directive: Option<String>,
    /// Invented people only: said on every page.
    pub demonstration: bool,
}

impl Page {
    /// A page for a stranger; a session adds the rest.
    #[must_use]
    pub fn new(words: Words, title: impl Into<String>) -> Self {
        Self {
            words,
            title: title.into(),
            csrf: String::new(),
            who: None,
            area: None,
            areas: Vec::new(),
            path: "/".to_owned(),
            notice: None,
            directive: None,
            demonstration: false,
        }
    }

    /// The language of the page.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.words.locale()
    }

    /// The button that changes the language; with the id of the page's form, if it has one.
    #[must_use]
    pub const fn language<'a>(&'a self, form: Option<&'a str>) -> Language<'a> {
        Language { page: self, form }
    }

    /// What the navigation shows, and whether it is the part the reader is in.
    pub fn navigation(&self) -> impl Iterator<Item = (Link, bool)> + '_ {
        self.areas.iter().map(|area| {
            let link = Link::new(area.href(), self.words.t(area.title()));
            (link, Some(*area) == self.area)
        })
    }

    /// Whether the frame has the search field.
    #[must_use]
    pub fn searches(&self) -> bool {
        self.areas.contains(&Area::Search)
    }
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
