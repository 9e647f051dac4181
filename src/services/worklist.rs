//! Lists of cases by whose turn it is.

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Role, Scope};
use crate::store::lists::{self, After, Assignee, Count, Filter, Order};
use crate::store::projections::{CaseLine, CaseState};
use crate::store::{self};

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
    Returned,
    Closed,
}

impl List {
    const ALL: [Self; 8] = [
        Self::Mine,
        Self::ToSign,
        Self::Office,
        Self::Waiting,
        Self::Overdue,
        Self::Told,
        Self::Returned,
        Self::Closed,
    ];

    /// The lists that this person has.
    #[must_use]
    pub fn of(actor: &Actor) -> Vec<Self> {
        let works = policy::works_on_files(actor);
        let signs = actor.has(Role::OfficeHead);
        let told = told_as(actor).is_some();
        Self::ALL
            .into_iter()
            .filter(|l| match l {
                Self::Mine => works,
                Self::ToSign => signs,
                Self::Told => told,
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
            Self::Returned => "returned",
            Self::Closed => "closed",
        }
    }

    /// The list with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    fn filter(self, actor: &Actor, today: jiff::civil::Date, kind: Option<&str>) -> Filter {
        let open = Filter {
            state: Some(CaseState::Open),
            step_kind: kind.map(str::to_owned),
            ..Filter::default()
        };
        match self {
            Self::Mine => Filter {
                assignee: Assignee::Is(actor.user),
                ..open
            },
            Self::Office => open,
            Self::ToSign => Filter {
                flag: Some("to_sign".to_owned()),
                ..open
            },
            Self::Waiting => Filter {
                holder: Some("!office".to_owned()),
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
            Self::Returned => Filter {
                returned: Some(true),
                ..open
            },
            Self::Closed => Filter {
                state: Some(CaseState::Closed),
                ..open
            },
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
    kind: Option<&str>,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<CaseLine>, store::Error> {
    let filter = list.filter(actor, register.today(), kind);
    register
        .store
        .read(|c| lists::page(c, &scope(actor), &filter, (Order::Due, after), limit))
}

/// How long a list is, counted to a thousand.
///
/// # Errors
/// The database does not answer.
pub fn count(register: &Register, actor: &Actor, list: List) -> Result<Count, store::Error> {
    let filter = list.filter(actor, register.today(), None);
    register
        .store
        .read(|c| lists::count(c, &scope(actor), &filter, MOST))
}
