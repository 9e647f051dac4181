//! The server: every route of the table, and how it is run.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::Compress;
use actix_web::{App, HttpRequest, HttpServer, guard, web};
use tracing_actix_web::TracingLogger;

use super::answering::{Target, answer};
use super::routes::{ROUTES, Route, Verb};
use super::spans::Spans;
use super::visit::Site;
use crate::config::Config;
use crate::services::register::Register;

/// What the shell holds.
#[derive(Debug, Clone)]
pub struct Shell {
    pub register: Arc<Register>,
    pub site: Site,
    /// Addresses of reverse proxies whose word on the client's address is taken.
    pub proxies: Arc<Vec<std::net::IpAddr>>,
}

impl Shell {
    /// The shell of a register, as it is configured. `demonstration`: its people are invented.
    #[must_use]
    pub fn new(register: Register, config: &Config, demonstration: bool) -> Self {
        crate::services::accounts::password::prepare();
        Self {
            register: Arc::new(register),
            site: Site {
                tls: config.tls(),
                origin: config.public_url.clone(),
                origins: config.origins(),
                secret: Arc::new(config.secret.bytes().to_vec()),
                demonstration,
            },
            proxies: Arc::new(config.trusted_proxies.clone()),
        }
    }

    pub(super) const fn session_cookie(&self) -> &'static str {
        if self.site.tls {
            "__Host-sejel"
        } else {
            "sejel"
        }
    }

    pub(super) const fn visitor_cookie(&self) -> &'static str {
        if self.site.tls {
            "__Host-sejel-visitor"
        } else {
            "sejel-visitor"
        }
    }
}

/// Adds every route of the table.
pub fn configure(config: &mut web::ServiceConfig, shell: &Shell) {
    configure_with(config, shell, &[]);
}

/// Adds every route of the table, and `more`: tests have routes that break off.
pub fn configure_with(config: &mut web::ServiceConfig, shell: &Shell, more: &'static [Route]) {
    config.app_data(web::Data::new(shell.clone()));
    let mut by_path: BTreeMap<&'static str, Vec<&'static Route>> = BTreeMap::new();
    for route in ROUTES.iter().chain(more) {
        by_path.entry(route.path).or_default().push(route);
    }
    // Fixed paths before those with parameters, so that /cases/new is not a reference.
    let mut paths: Vec<_> = by_path.into_iter().collect();
    paths.sort_by_key(|(path, _)| path.matches('{').count());
    for (path, routes) in paths {
        if path.starts_with("/static/") {
            // Pages hold tokens beside typed text: packing them would let a listener guess
            // (BREACH). What is the same for everybody may be packed.
            config.service(
                web::scope("/static")
                    .wrap(Compress::default())
                    .service(resource(path.trim_start_matches("/static"), &routes)),
            );
        } else {
            config.service(resource(path, &routes));
        }
    }
    config.default_service(web::to(|request, payload| {
        answer(Target::Nowhere, request, payload)
    }));
}

fn resource(path: &str, routes: &[&'static Route]) -> actix_web::Resource {
    let mut resource = web::resource(path.to_owned());
    for route in routes {
        let route: &'static Route = route;
        let asked = match route.verb {
            Verb::Get => web::route().guard(guard::Any(guard::Get()).or(guard::Head())),
            Verb::Post => web::route().guard(guard::Post()),
        };
        resource = resource.route(
            asked.to(move |request: HttpRequest, payload: web::Payload| {
                answer(Target::Route(route), request, payload)
            }),
        );
    }
    let has = |verb| routes.iter().any(|r| r.verb == verb);
    let allow = match (has(Verb::Get), has(Verb::Post)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        _ => "POST",
    };
    resource.default_service(web::to(move |request, payload| {
        answer(Target::Method(allow), request, payload)
    }))
}

/// How the server runs.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    /// Threads that answer; `None` for one of each core.
    pub workers: Option<usize>,
}

/// Threads in which handlers run, for each that answers: a little more than a pool has connections.
const BLOCKING: usize = 12;

/// Answers what comes in on `listener`, until the process is told to end; then what was begun is
/// finished.
pub async fn serve(
    shell: Shell,
    listener: std::net::TcpListener,
    running: Running,
) -> std::io::Result<()> {
    let server = HttpServer::new(move || {
        let shell = shell.clone();
        App::new()
            .wrap(TracingLogger::<Spans>::new())
            .configure(move |config| configure(config, &shell))
    })
    .worker_max_blocking_threads(BLOCKING)
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(5))
    .keep_alive(Duration::from_secs(60))
    .shutdown_timeout(10)
    .server_hostname("sejel");
    let server = match running.workers {
        Some(workers) => server.workers(workers),
        None => server,
    };
    server.listen(listener)?.run().await
}

/// Serves until told to end, on a runtime of its own. For `main`, which is not async.
pub fn run_to_end(
    shell: Shell,
    listener: std::net::TcpListener,
    running: Running,
) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(serve(shell, listener, running))
}
