//! The whole URL map. The server's routes, the policy check and the authorisation tests are made
//! from this table; a route without an action cannot be written.

use super::visit::{Problem, Reply, Visit};
use super::{
    account, acts, annexes, application, assets, audit, calendars, cases, compare, decision,
    directive, erasure, explain, exports, glass, health, history, household, inbox, intake,
    letters, moves, papers, proceedings, reads, receipt, search, users, versions,
};
use crate::domain::access::policy::Action;

/// How a route is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Also HEAD.
    Get,
    Post,
}

/// What comes with the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    Nothing,
    Form,
    /// A form that may carry files.
    Upload,
}

/// For what the password is asked for again, where the sign-in is some time ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    Nothing,
    Everything,
    /// For these acts, as the address names them.
    Acts(&'static [&'static str]),
}

/// Answers one route.
pub type Handler = fn(&mut Visit) -> Result<Reply, Problem>;

/// One line of the map.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub verb: Verb,
    pub path: &'static str,
    pub action: Action,
    pub body: Body,
    pub confirmed: Confirmed,
    /// The page with the form, where its address is another.
    pub form: Option<&'static str>,
    pub handler: Handler,
}

impl Route {
    /// The same, for which the password is asked for again.
    const fn confirmed(self, confirmed: Confirmed) -> Self {
        Self { confirmed, ..self }
    }

    /// The same, whose form stands on this page.
    const fn on(self, form: &'static str) -> Self {
        Self {
            form: Some(form),
            ..self
        }
    }

    /// Whether the password is asked for again for this; `act` as the address names it.
    #[must_use]
    pub fn asks_to_confirm(&self, act: &str) -> bool {
        match self.confirmed {
            Confirmed::Nothing => false,
            Confirmed::Everything => true,
            Confirmed::Acts(acts) => acts.contains(&act),
        }
    }

    /// Whether it is open to somebody whose one-time password must be changed first.
    #[must_use]
    pub fn open_before_new_password(&self) -> bool {
        matches!(self.path, "/account/password" | "/sign-out") || self.action == Action::Public
    }
}

const fn get(path: &'static str, action: Action, handler: Handler) -> Route {
    Route {
        verb: Verb::Get,
        path,
        action,
        body: Body::Nothing,
        confirmed: Confirmed::Nothing,
        form: None,
        handler,
    }
}

const fn post(path: &'static str, action: Action, handler: Handler) -> Route {
    Route {
        verb: Verb::Post,
        path,
        action,
        body: Body::Form,
        confirmed: Confirmed::Nothing,
        form: None,
        handler,
    }
}

const fn upload(path: &'static str, action: Action, handler: Handler) -> Route {
    Route {
        verb: Verb::Post,
        path,
        action,
        body: Body::Upload,
        confirmed: Confirmed::Nothing,
        form: None,
        handler,
    }
}

/// Acts by which somebody answers with their name for what a court will read.
const SIGNED: Confirmed = Confirmed::Acts(&["signature", "reopening"]);

/// The map.
pub const ROUTES: &[Route] = &[
    get("/", Action::OwnAccount, inbox::show),
    get("/search", Action::SearchCases, search::show),
    get("/break-glass/new", Action::BreakGlass, glass::form).confirmed(Confirmed::Everything),
    post("/break-glass", Action::BreakGlass, glass::ask)
        .confirmed(Confirmed::Everything)
        .on("/break-glass/new"),
    get("/break-glass", Action::SeeGlass, glass::list),
    get("/break-glass/{glass}", Action::SeeGlass, glass::show),
    post(
        "/break-glass/{glass}/review",
        Action::ReviewGlass,
        glass::review,
    ),
    get("/audit", Action::Oversee, audit::home::show),
    get("/audit/anchor", Action::Oversee, audit::anchor::show),
    get(
        "/audit/anomalies/{anomaly}",
        Action::Oversee,
        audit::anomalies::show,
    ),
    get("/audit/duties", Action::Oversee, audit::duties::show),
    get("/audit/samples", Action::Sample, audit::samples::list),
    post("/audit/samples", Action::Sample, audit::samples::draw),
    get(
        "/audit/samples/{sample}",
        Action::Sample,
        audit::samples::show,
    ),
    post(
        "/audit/samples/{sample}/review",
        Action::Sample,
        audit::samples::review,
    ),
    get("/audit/log", Action::Oversee, audit::log::show),
    get("/directive", Action::SeeDirective, directive::show),
    get("/directives", Action::SeeDirective, versions::list),
    upload("/directives", Action::ManageDirectives, versions::add),
    get(
        "/directives/{version}",
        Action::SeeDirective,
        versions::show,
    ),
    get(
        "/directives/{version}/read",
        Action::SeeDirective,
        versions::read,
    ),
    get(
        "/directives/{version}/file",
        Action::SeeDirective,
        versions::file,
    ),
    post(
        "/directives/{version}/trial/list",
        Action::ExportCase,
        versions::trial_list,
    )
    .confirmed(Confirmed::Everything),
    post(
        "/directives/{version}/{act}",
        Action::ManageDirectives,
        versions::act,
    ),
    get("/calendars", Action::SeeDirective, calendars::list),
    get(
        "/calendars/new",
        Action::ManageDirectives,
        calendars::import_form,
    ),
    upload("/calendars", Action::ManageDirectives, calendars::import),
    get(
        "/calendars/rest",
        Action::ManageDirectives,
        calendars::rest_form,
    ),
    post("/calendars/rest", Action::ManageDirectives, calendars::rest),
    get(
        "/calendars/{version}",
        Action::SeeDirective,
        calendars::show,
    ),
    post(
        "/calendars/{version}/{act}",
        Action::ManageDirectives,
        calendars::act,
    ),
    get("/exports", Action::ExportCase, exports::list),
    post("/exports", Action::ExportCase, exports::ask).confirmed(Confirmed::Everything),
    get("/exports/{set}", Action::ExportCase, exports::show),
    post("/exports/{set}/file", Action::ExportCase, exports::fetch)
        .confirmed(Confirmed::Everything),
    post(
        "/exports/{set}/discard",
        Action::ExportCase,
        exports::discard,
    ),
    get("/moves", Action::SeeMoves, moves::list),
    get("/moves/new", Action::MoveCases, moves::form),
    post("/moves", Action::MoveCases, moves::put),
    get("/moves/{move}", Action::SeeMoves, moves::show),
    post("/moves/{move}/{act}", Action::MoveCases, moves::act),
    get("/cases/new", Action::OpenCase, intake::begin),
    post("/cases/new", Action::OpenCase, intake::start),
    get(
        "/cases/new/{draft}/discard",
        Action::OpenCase,
        intake::give_up,
    ),
    get("/cases/new/{draft}/{part}", Action::OpenCase, intake::part),
    post(
        "/cases/new/{draft}/discard",
        Action::OpenCase,
        intake::discard,
    ),
    upload("/cases/new/{draft}/{part}", Action::OpenCase, intake::save),
    get("/cases/{case}", Action::ReadCase, cases::show),
    get("/cases/{case}/receipt", Action::ReadCase, receipt::show),
    get(
        "/cases/{case}/application",
        Action::ReadCase,
        application::show,
    ),
    get(
        "/cases/{case}/letters/{letter}",
        Action::ReadCase,
        letters::show,
    ),
    get(
        "/cases/{case}/people/{person}",
        Action::ReadCase,
        household::person,
    ),
    get(
        "/cases/{case}/proceedings",
        Action::ReadCase,
        proceedings::show,
    ),
    get("/cases/{case}/annexes", Action::ReadAnnex, annexes::show),
    post("/cases/{case}/annexes", Action::ReadAnnex, annexes::read),
    get("/cases/{case}/decision", Action::ReadCase, decision::show),
    get("/cases/{case}/history", Action::ReadHistory, history::show),
    get("/cases/{case}/reads", Action::SeeReads, reads::show),
    get(
        "/cases/{case}/reads/report",
        Action::SeeReads,
        reads::report,
    ),
    get("/cases/{case}/compare", Action::ReadHistory, compare::show),
    get("/cases/{case}/explain", Action::ReadHistory, explain::show),
    get(
        "/cases/{case}/export",
        Action::ExportCase,
        history::export_page,
    )
    .confirmed(Confirmed::Everything),
    post("/cases/{case}/export", Action::ExportCase, history::export)
        .confirmed(Confirmed::Everything),
    get("/cases/{case}/erase", Action::ProposeErasure, erasure::show),
    post(
        "/cases/{case}/erase",
        Action::ProposeErasure,
        erasure::propose,
    ),
    post(
        "/cases/{case}/erase/{act}",
        Action::ApproveErasure,
        erasure::decide,
    )
    .confirmed(Confirmed::Everything),
    get(
        "/cases/{case}/papers/{paper}",
        Action::ReadPaper,
        papers::show,
    ),
    get(
        "/cases/{case}/papers/{paper}/{version}/file",
        Action::ReadPaper,
        papers::file,
    ),
    get("/cases/{case}/acts/{act}", Action::ReadCase, acts::page).confirmed(SIGNED),
    upload(
        "/cases/{case}/acts/{act}",
        Action::ActOnCase,
        acts::carry_out,
    )
    .confirmed(SIGNED),
    get("/healthz", Action::Public, health::alive),
    get("/readyz", Action::Public, health::ready),
    get("/static/{version}/{name}", Action::Public, assets::show),
    get("/sign-in", Action::Public, account::sign_in_page),
    post("/sign-in", Action::Public, account::sign_in),
    post("/sign-out", Action::OwnAccount, account::sign_out),
    post("/language", Action::Public, account::language),
    get("/account", Action::OwnAccount, account::show),
    get("/account/password", Action::OwnAccount, account::show),
    post(
        "/account/password",
        Action::OwnAccount,
        account::change_password,
    ),
    post(
        "/account/sessions/{session}/end",
        Action::OwnAccount,
        account::end_session,
    ),
    post(
        "/account/sessions/end-others",
        Action::OwnAccount,
        account::end_others,
    ),
    get("/users", Action::ManageUsers, users::list),
    post("/users", Action::ManageUsers, users::add).confirmed(Confirmed::Everything),
    get("/users/{user}", Action::ManageUsers, users::show),
    post("/users/{user}/grants", Action::ManageUsers, users::grant)
        .confirmed(Confirmed::Everything),
    post(
        "/users/{user}/grants/{grant}/end",
        Action::ManageUsers,
        users::end_grant,
    ),
    post("/users/{user}/password", Action::ManageUsers, users::reset)
        .confirmed(Confirmed::Everything),
    post("/users/{user}/disable", Action::ManageUsers, users::disable),
    post("/users/{user}/enable", Action::ManageUsers, users::enable)
        .confirmed(Confirmed::Everything),
];
