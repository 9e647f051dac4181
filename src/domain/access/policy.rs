//! The whole matrix of who may ask for what, on one page. Deny by default.
//!
//! This decides whether somebody may come to a page or a kind of act at all, in a unit. What the
//! directive and the separation of duties say inside a case is the case's own decision.

use super::glass::Glass;
use super::grant::{Actor, Grant, Role, UnitPath};
use super::scope::Scope;
use crate::domain::time::Moment;

/// Everything that a route does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Sign-in page, health, static files, checking a receipt.
    Public,
    /// One's own password, sessions and language.
    OwnAccount,
    SeeInbox,
    /// Opening a case and one's own drafts.
    OpenCase,
    SearchCases,
    ReadCase,
    ReadPaper,
    ReadHistory,
    /// Closed annexes of sittings, each with a purpose.
    ReadAnnex,
    /// Who looked at a case.
    SeeReads,
    /// The log of what happened within one's own area, and what is out of the ordinary there.
    Oversee,
    /// Asking for an emergency access to one case beyond one's reach.
    BreakGlass,
    /// Emergency accesses to cases of one's own area.
    SeeGlass,
    /// Saying whether an emergency access was right.
    ReviewGlass,
    /// Drawing samples of decided cases and reviewing them.
    Sample,
    /// Any act in a case; which one, the case decides.
    ActOnCase,
    AssignCase,
    ExportCase,
    /// Asking that values of a case be erased by law.
    ProposeErasure,
    /// Agreeing that they are, or not.
    ApproveErasure,
    SeeDirective,
    /// What a draft of the directive would do to open cases, in numbers without case content.
    SimulateDirective,
    /// Moves of open cases within one's own area, with what came of each case.
    SeeMoves,
    /// Taking open cases to a newer version of the directive.
    MoveCases,
    /// Drafting, proposing, approving and scheduling versions of the directive.
    ManageDirectives,
    ManageUsers,
    /// Counts of work by person, without case content.
    SeeWorkload,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[
        Self::Public,
        Self::OwnAccount,
        Self::SeeInbox,
        Self::OpenCase,
        Self::SearchCases,
        Self::ReadCase,
        Self::ReadPaper,
        Self::ReadHistory,
        Self::ReadAnnex,
        Self::SeeReads,
        Self::Oversee,
        Self::Sample,
        Self::BreakGlass,
        Self::SeeGlass,
        Self::ReviewGlass,
        Self::ActOnCase,
        Self::AssignCase,
        Self::ExportCase,
        Self::ProposeErasure,
        Self::ApproveErasure,
        Self::SeeDirective,
        Self::SimulateDirective,
        Self::SeeMoves,
        Self::MoveCases,
        Self::ManageDirectives,
        Self::ManageUsers,
        Self::SeeWorkload,
    ];
}

/// The answer of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// By this grant; none for what needs no grant.
    Allow(Option<Grant>),
    /// `hide`: what may not be seen does not exist.
    Deny { hide: bool },
}

const CASEWORK: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
];
const ACTING: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
    Role::CouncilSecretary,
    Role::CommissionSecretary,
    Role::BoardSecretary,
    Role::ProvincialDirector,
];
const READING: &[Role] = &[
    Role::RegistrarOfficer,
    Role::ArchiveOfficer,
    Role::OfficeHead,
    Role::CouncilSecretary,
    Role::CommissionSecretary,
    Role::BoardSecretary,
    Role::ProvincialDirector,
    Role::Auditor,
];

/// The roles that an action is open to.
#[must_use]
pub const fn roles(action: Action) -> &'static [Role] {
    match action {
        Action::Public | Action::OwnAccount => &[],
        Action::SeeInbox | Action::SearchCases | Action::ReadCase | Action::ReadPaper => READING,
        Action::ReadHistory => READING,
        Action::Oversee | Action::Sample | Action::ReviewGlass => &[Role::Auditor],
        Action::BreakGlass => &[
            Role::RegistrarOfficer,
            Role::ArchiveOfficer,
            Role::OfficeHead,
            Role::ProvincialDirector,
        ],
        Action::SeeGlass => &[Role::OfficeHead, Role::ProvincialDirector, Role::Auditor],
        Action::ReadAnnex => &[Role::OfficeHead, Role::CouncilSecretary, Role::Auditor],
        Action::SeeReads => &[Role::OfficeHead, Role::ProvincialDirector, Role::Auditor],
        Action::OpenCase => &[Role::RegistrarOfficer, Role::OfficeHead],
        Action::ActOnCase => ACTING,
        Action::AssignCase => &[Role::OfficeHead, Role::ProvincialDirector],
        Action::ExportCase => &[Role::Auditor, Role::OfficeHead, Role::ProvincialDirector],
        Action::ProposeErasure => &[Role::OfficeHead, Role::ProvincialDirector],
        Action::ApproveErasure => &[Role::ProvincialDirector],
        Action::SeeDirective => Role::ALL,
        Action::SimulateDirective => &[
            Role::OfficeHead,
            Role::ProvincialDirector,
            Role::Auditor,
            Role::Administrator,
        ],
        Action::SeeMoves => READING,
        Action::MoveCases => &[Role::OfficeHead, Role::ProvincialDirector],
        Action::ManageDirectives | Action::ManageUsers | Action::SeeWorkload => {
            &[Role::Administrator]
        }
    }
}

/// Whether the action shows or needs what is in a case, so that a stranger must not learn of it.
#[must_use]
pub const fn concerns_a_case(action: Action) -> bool {
    matches!(
        action,
        Action::ReadCase
            | Action::ReadPaper
            | Action::ReadHistory
            | Action::ReadAnnex
            | Action::SeeReads
            | Action::ActOnCase
            | Action::AssignCase
            | Action::ExportCase
            | Action::ProposeErasure
            | Action::ApproveErasure
    )
}

/// Whether `actor` (nobody, when not signed in) may do `action` on what belongs to `unit`.
#[must_use]
pub fn decide(actor: Option<&Actor>, action: Action, unit: Option<&UnitPath>) -> Verdict {
    if action == Action::Public {
        return Verdict::Allow(None);
    }
    let Some(actor) = actor else {
        return Verdict::Deny { hide: false };
    };
    if action == Action::OwnAccount {
        return Verdict::Allow(None);
    }
    let reaches = |g: &&Grant| unit.is_none_or(|u| g.unit.covers(u));
    let allowed = actor
        .grants
        .iter()
        .filter(|g| roles(action).contains(&g.role))
        .find(reaches);
    if let Some(grant) = allowed {
        return Verdict::Allow(Some(grant.clone()));
    }
    let sees = concerns_a_case(action)
        && actor
            .grants
            .iter()
            .any(|g| READING.contains(&g.role) && reaches(&g));
    Verdict::Deny {
        hide: concerns_a_case(action) && !sees,
    }
}

/// The units whose cases `actor` reaches with `action`.
#[must_use]
pub fn scope(actor: &Actor, action: Action) -> Scope {
    let roles = roles(action);
    Scope::over(
        actor
            .grants
            .iter()
            .filter(|g| roles.contains(&g.role))
            .map(|g| g.unit.clone()),
    )
}

/// What an emergency access opens of its one case: reading, and nothing else.
#[must_use]
pub const fn opened_by_glass(action: Action) -> bool {
    matches!(
        action,
        Action::ReadCase | Action::ReadPaper | Action::ReadHistory
    )
}

/// The same reach with the one case of an emergency access, where it opens that action.
#[must_use]
pub fn scope_with(actor: &Actor, action: Action, glass: &Glass, now: Moment) -> Scope {
    let own = scope(actor, action);
    let opens = opened_by_glass(action) && glass.by == actor.user && glass.is_open(now);
    match opens {
        true => own.and_case(glass.broken.case),
        false => own,
    }
}

/// Whether the person works on files, rather than watching or auditing them.
#[must_use]
pub fn works_on_files(actor: &Actor) -> bool {
    CASEWORK.iter().any(|r| actor.has(*r))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::UserId;

    fn person(role: Role, unit: &str) -> Actor {
        Actor {
            user: UserId(1),
            name: "نمونه".to_owned(),
            grants: vec![Grant {
                role,
                unit: UnitPath::parse(unit).unwrap(),
                from: jiff::civil::Date::new(2020, 1, 1).unwrap(),
                to: None,
            }],
        }
    }

    #[test]
    fn an_administrator_never_reaches_a_case() {
        let admin = person(Role::Administrator, "ir");
        let unit = UnitPath::parse("ir/11/03").unwrap();
        for action in Action::ALL.iter().filter(|a| concerns_a_case(**a)) {
            assert_eq!(
                decide(Some(&admin), *action, Some(&unit)),
                Verdict::Deny { hide: true }
            );
        }
        assert!(scope(&admin, Action::ReadCase).units().is_empty());
    }

    #[test]
    fn another_province_does_not_see_that_the_case_exists() {
        let officer = person(Role::RegistrarOfficer, "ir/10/01");
        let unit = UnitPath::parse("ir/11/03").unwrap();
        assert_eq!(
            decide(Some(&officer), Action::ReadCase, Some(&unit)),
            Verdict::Deny { hide: true }
        );
    }

    #[test]
    fn an_auditor_reads_and_never_acts() {
        let auditor = person(Role::Auditor, "ir/11");
        let unit = UnitPath::parse("ir/11/03").unwrap();
        assert!(matches!(
            decide(Some(&auditor), Action::ReadCase, Some(&unit)),
            Verdict::Allow(_)
        ));
        assert_eq!(
            decide(Some(&auditor), Action::ActOnCase, Some(&unit)),
            Verdict::Deny { hide: false }
        );
    }
}
