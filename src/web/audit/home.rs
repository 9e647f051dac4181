//! Where an auditor begins: how the log fares, and what is out of the ordinary.

use askama::Template as _;

use super::anomalies::{counted, title};
use super::health;
use crate::domain::access::policy::{self, Action};
use crate::services::oversight::anomalies::{self, Anomaly};
use crate::services::{glass, reading};
use crate::text::{jalali, k};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Row, Table};
use crate::web::show as said;
use crate::web::views::oversight::AuditPage;
use crate::web::visit::{Problem, Reply, Visit};

/// The auditor's home; recorded before it is shown.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let register = &visit.register;
    let scope = policy::scope(visit.actor()?, Action::Oversee);
    let counts = anomalies::counts(register, &scope)?;
    reading::log_read(register, visit.reader()?, "", counts.len(), Vec::new())?;
    let since = jalali::long(w.locale(), anomalies::since(register).tehran_date());
    let columns = [
        k::AUDIT_COLUMN_MEASURE,
        k::AUDIT_COLUMN_NUMBER,
        k::AUDIT_COLUMN_COUNTED,
    ];
    let columns = said::columns(w, columns);
    let row = |(which, count): &(Anomaly, usize)| {
        let name = w.t(title(*which));
        let href = format!("/audit/anomalies/{}", which.code());
        Row::new(
            Link::new(href, name),
            vec![
                match count {
                    0 => Cell::muted(w.number(count)),
                    _ => Cell::text(w.number(count)),
                },
                Cell::text(counted(w, *which)),
            ],
        )
    };
    let waiting = glass::waiting(register, visit.actor()?)?;
    let mut rows = vec![Row::new(
        Link::new("/break-glass", w.t(k::GLASS_WAITING_TITLE)),
        vec![
            match waiting {
                0 => Cell::muted(w.number(waiting)),
                _ => Cell::text(w.number(waiting)),
            },
            w.t(k::GLASS_WAITING_COUNTED).into(),
        ],
    )];
    rows.extend(counts.iter().map(row));
    let view = AuditPage {
        page: visit.page(w.t(k::NAV_AUDIT), Area::Audit),
        health: health::of_the_log(visit)?,
        anomalies: Table::new(w.t(k::AUDIT_ANOMALIES), &columns).rows(rows),
        since: w.say(k::audit_since(since)),
        links: vec![
            Link::new("/audit/log", w.t(k::LOG_TITLE)),
            Link::new("/audit/samples", w.t(k::SAMPLES_TITLE)),
            Link::new("/exports", w.t(k::EXPORTS_TITLE)),
            Link::new("/audit/duties", w.t(k::DUTIES_TITLE)),
            Link::new("/break-glass", w.t(k::GLASS_TITLE)),
        ],
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}
