//! The counter receipt: number, tracking code, each paper taken, each missing, what happens next.

use askama::Template;
use hmac::{Hmac, KeyInit as _, Mac as _};
use qrcode::QrCode;
use qrcode::render::svg;
use sha2::Sha256;

use super::cases;
use super::page::{Area, Page};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::facts::{self, Standing};
use crate::services::{casework, reading};
use crate::text::{digits, jalali, k};

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    reference: String,
    number: String,
    tracking: String,
    office: String,
    day: String,
    time: String,
    principal: String,
    people: String,
    officer: String,
    taken: Vec<(String, String)>,
    missing: Vec<(String, Option<String>)>,
    review_by: Option<String>,
    read_aloud: Option<String>,
    /// An image of squares, made here.
    code: String,
    seal: String,
}

/// The receipt of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadCase,
        visit.param("case"),
    )?;
    let (file, directive) = (&opened.file, &opened.directive);
    reading::case_read(
        &visit.register,
        visit.reader()?,
        &file.reference,
        file.seq,
        "receipt",
    )?;
    let (w, locale) = (visit.words, visit.locale());
    let (hour, minute) = file.opened_at.tehran_time();
    let seal = seal(
        &visit.site.secret,
        &file.reference,
        file.tracking.or_empty(),
    );
    let first = file.positions.first();
    let missing = first.map_or_else(Vec::new, |p| {
        facts::checklist(file, directive, p, visit.register.today())
            .into_iter()
            .filter(|i| i.standing == Standing::Missing && !i.if_any)
            .filter_map(|i| {
                let r = directive.requirement(&i.requirement)?;
                let name = show::title(w, &r.title);
                let name = if i.person == 0 {
                    name
                } else {
                    w.say(k::paper_of_person(name, show::person(w, file, i.person)))
                };
                Some((name, r.help.as_ref().map(|h| show::title(w, h))))
            })
            .collect()
    });
    let view = ReceiptPage {
        page: visit.page(w.t(k::RECEIPT_TITLE), Area::Inbox),
        number: digits::localized(locale, &file.reference),
        reference: file.reference.clone(),
        tracking: show::personal(w, &file.tracking),
        office: visit.register.unit_name(locale, &file.unit),
        day: jalali::long(locale, file.opened_on),
        time: digits::localized(locale, &format!("{hour:02}:{minute:02}")),
        principal: cases::household(file),
        people: w.say(k::people_count(file.application.people.len())),
        officer: file
            .assignee
            .as_ref()
            .map_or_else(String::new, |(_, n)| show::personal(w, n)),
        taken: file
            .papers
            .iter()
            .filter_map(|p| {
                p.latest().map(|v| {
                    (
                        show::paper_title(w, p),
                        show::code(w, "paper-form", &v.what.form),
                    )
                })
            })
            .collect(),
        missing,
        review_by: first
            .and_then(|p| p.due.as_ref())
            .map(|d| jalali::long(locale, d.date)),
        read_aloud: file
            .application
            .notice
            .read_aloud
            .then(|| show::code(w, "language", &file.application.language)),
        code: squares(&format!(
            "SEJEL {} {} {seal}",
            file.reference,
            file.tracking.or_empty()
        )),
        seal,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// The office's mark on a receipt: who has the key can tell a true receipt from a made-up one.
fn seal(secret: &[u8], reference: &str, tracking: &str) -> String {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    let mac = mac
        .chain_update(b"sejel/receipt/1\0")
        .chain_update(reference)
        .chain_update(b"\0")
        .chain_update(tracking);
    let bytes = mac.finalize().into_bytes();
    hex::encode(bytes.get(..5).unwrap_or_default())
}

fn squares(text: &str) -> String {
    QrCode::new(text.as_bytes()).map_or_else(
        |_| String::new(),
        |code| {
            let svg = code
                .render::<svg::Color<'_>>()
                .min_dimensions(96, 96)
                .quiet_zone(true)
                .build();
            svg.split_once("?>")
                .map_or(svg.clone(), |(_, rest)| rest.to_owned())
        },
    )
}
