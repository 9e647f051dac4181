//! Lists of cases by whose turn it is.

use crate::domain::access::policy::{self, Action};
use jiff::civil::Date;

use crate::domain::access::{Actor, Role, Scope};
use crate::domain::directive::clock::days_after;
use crate::domain::directive::{Holder, StepKind};
use crate::store::lists::{self, After, Count, Filter, Order, Turn};
use crate::store::projections::{CaseLine, CaseState};
use crate::store::{self};
use crate::text::digits::to_latin;
use crate::text::folding::fold;

use super::projecting;
use super::register::Register;

/// Counts stop here: «۱٬۰۰۰+».
const MOST: u32 = 1000;

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Mine,
    Office,
    ToSign,
    Waiting,
    Overdue,
    /// Delays that were reported to this person's post.
    Told,
    /// Extensions of a time limit that wait for a second person.
    Extensions,
    Returned,
    Closed,
}

impl List {
    const ALL: [Self; 9] = [
        Self::Mine,
        Self::ToSign,
        Self::Office,
        Self::Waiting,
        Self::Overdue,
        Self::Told,
        Self::Extensions,
        Self::Returned,
        Self::Closed,
    ];

    /// The lists that this person has.
    #[must_use]
    pub fn of(actor: &Actor) -> Vec<Self> {
        let turn = policy::works_on_files(actor) || keeps_a_body(actor);
        let signs = actor.has(Role::OfficeHead);
        let told = told_as(actor).is_some();
        Self::ALL
            .into_iter()
            .filter(|l| match l {
                Self::Mine => turn,
                Self::ToSign => signs,
                Self::Told | Self::Extensions => told,
                _ => true,
            })
            .collect()
    }

    /// As in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Office => "office",
            Self::ToSign => "to-sign",
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
            Self::Told => "told",
            Self::Extensions => "extensions",
            Self::Returned => "returned",
            Self::Closed => "closed",
        }
    }

    /// The list with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    fn filter(self, actor: &Actor, today: Date, narrowed: &Narrowed) -> Filter {
        let open = Filter {
            state: Some(CaseState::Open),
            ..Filter::default()
        };
        let list = match self {
            Self::Mine => Filter {
                turn: Some(Turn {
                    user: actor.user,
                    holders: holders_of(actor),
                }),
                ..open
            },
            Self::Office => open,
            Self::ToSign => Filter {
                flag: Some("to_sign".to_owned()),
                ..open
            },
            Self::Waiting => Filter {
                beyond: Some(OURS),
                ..open
            },
            Self::Overdue => Filter {
                due_before: Some(today),
                ..open
            },
            Self::Told => Filter {
                flag: told_as(actor).map(projecting::told_flag),
                ..open
            },
            Self::Extensions => Filter {
                flag: Some(projecting::EXTENSION.to_owned()),
                ..open
            },
            Self::Returned => Filter {
                returned: Some(true),
                ..open
            },
            Self::Closed => Filter {
                state: Some(CaseState::Closed),
                ..open
            },
        };
        narrowed.within(list, today)
    }
}

/// The holders that this person's posts stand for: what is with one of them waits for her.
fn holders_of(actor: &Actor) -> Vec<&'static str> {
    const POSTS: [(Role, Holder); 5] = [
        (Role::ArchiveOfficer, Holder::Archive),
        (Role::OfficeHead, Holder::Head),
        (Role::CouncilSecretary, Holder::Council),
        (Role::BoardSecretary, Holder::Board),
        (Role::CommissionSecretary, Holder::Province),
    ];
    let held = POSTS.iter().filter(|(role, _)| actor.has(*role));
    held.map(|(_, holder)| holder.code()).collect()
}

/// Whether somebody keeps the papers of a body that sits, and does no work in the office itself.
#[must_use]
pub fn keeps_a_body(actor: &Actor) -> bool {
    let keeps = [
        Role::CouncilSecretary,
        Role::BoardSecretary,
        Role::CommissionSecretary,
    ];
    !policy::works_on_files(actor) && keeps.iter().any(|role| actor.has(*role))
}

/// Holders that are the office itself; with anybody else the case is with others.
const OURS: &[&str] = &["office", "head", "archive", "nobody"];

/// How near a due date is, as lists are narrowed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    Late,
    /// Today and the next [`SOON`] days.
    Soon,
    Later,
    /// No clock runs.
    Never,
}

/// Days within which a due date is near.
pub const SOON: u32 = 3;

impl Nearness {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Soon, Self::Later, Self::Never];

    /// As in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Never => "never",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|n| n.code() == code)
    }
}

/// What narrows a list, beside the list itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// A name or a part of the case number, as typed.
    pub who: String,
    pub kind: Option<StepKind>,
    pub holder: Option<Holder>,
    pub due: Option<Nearness>,
}

impl Narrowed {
    /// Whether nothing is narrowed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    fn within(&self, list: Filter, today: Date) -> Filter {
        let soon = days_after(today, SOON + 1);
        let (due_from, due_before, has_due) = match self.due {
            None => (None, None, None),
            Some(Nearness::Late) => (None, Some(today), None),
            Some(Nearness::Soon) => (Some(today), Some(soon), None),
            Some(Nearness::Later) => (Some(soon), None, Some(true)),
            Some(Nearness::Never) => (None, None, Some(false)),
        };
        // A case number has digits, a name has none.
        let number =
            Some(to_latin(self.who.trim())).filter(|t| t.contains(|c: char| c.is_numeric()));
        let names = match number {
            Some(_) => Vec::new(),
            None => fold(&self.who)
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        Filter {
            step_kind: self.kind.map(|k| k.code().to_owned()),
            holder: self.holder.map(|h| h.code().to_owned()),
            due_from,
            due_before: list.due_before.into_iter().chain(due_before).min(),
            has_due,
            names,
            number,
            ..list
        }
    }
}

/// Posts that are told of delays beyond their own work, the highest first.
const TOLD: [Role; 3] = [
    Role::ProvincialDirector,
    Role::CommissionSecretary,
    Role::OfficeHead,
];

/// The post in which this person is told of delays.
fn told_as(actor: &Actor) -> Option<Role> {
    TOLD.into_iter().find(|role| actor.has(*role))
}

fn scope(actor: &Actor) -> Scope {
    policy::scope(actor, Action::SeeInbox)
}

/// One page of a list, most urgent first.
///
/// # Errors
/// The database does not answer.
pub fn page(
    register: &Register,
    actor: &Actor,
    list: List,
    narrowed: &Narrowed,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<CaseLine>, store::Error> {
    let filter = list.filter(actor, register.today(), narrowed);
    register
        .store
        .read(|c| lists::page(c, &scope(actor), &filter, (Order::Due, after), limit))
}

/// How long a list is, narrowed as given, counted to a thousand.
///
/// # Errors
/// The database does not answer.
pub fn count(
    register: &Register,
    actor: &Actor,
    list: List,
    narrowed: &Narrowed,
) -> Result<Count, store::Error> {
    let filter = list.filter(actor, register.today(), narrowed);
    register
        .store
        .read(|c| lists::count(c, &scope(actor), &filter, MOST))
}
