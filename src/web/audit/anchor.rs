//! The newest signed state of the log on a sheet for the register book: what is printed cannot be taken
//! back, and `sejel verify --anchor` holds the log to it.

use askama::Template as _;

use crate::domain::history::note::{Checkpoint, Note as Signed};
use crate::services::{reading, sealing};
use crate::text::k;
use crate::web::page::Area;
use crate::web::parts::{Link, Note, Qr, Summary, SummaryLine};
use crate::web::views::oversight::{Anchor, AnchorPage};
use crate::web::visit::{Problem, Reply, Visit};

/// The sheet; recorded before it is shown.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let title = w.t(k::ANCHOR_TITLE);
    let narrowed = format!("report={title}");
    reading::log_read(&visit.register, visit.reader()?, &narrowed, 0, Vec::new())?;
    let latest = sealing::health(&visit.register)?.latest;
    let anchor = latest.and_then(|it| anchor(visit, &it));
    let view = AnchorPage {
        page: visit.page(title, Area::Audit),
        back: Link::new("/audit", w.t(k::NAV_AUDIT)),
        nothing: anchor
            .is_none()
            .then(|| Note::warn(w.t(k::AUDIT_HEALTH_UNSIGNED))),
        anchor,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Nothing where the note that is kept cannot be read; `sejel verify` says so.
fn anchor(visit: &Visit, latest: &crate::store::log::Signed) -> Option<Anchor> {
    let w = visit.words;
    let note: Signed = latest.note.parse().ok()?;
    let point = Checkpoint::read(&note.text).ok()?;
    let lines = vec![
        SummaryLine::new(w.t(k::ANCHOR_LOG), ltr(&point.origin)),
        SummaryLine::new(w.t(k::ANCHOR_SIZE), w.number(point.size)),
        SummaryLine::new(w.t(k::ANCHOR_ROOT), ltr(&point.root.to_string())),
        SummaryLine::new(w.t(k::ANCHOR_SIGNED), visit.day_and_time(latest.at)),
    ];
    Some(Anchor {
        code: Qr::of(&latest.note, w.t(k::ANCHOR_CODE)),
        note: latest.note.clone(),
        lines: Summary { lines },
    })
}

/// Latin text within a line of any direction.
fn ltr(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}
