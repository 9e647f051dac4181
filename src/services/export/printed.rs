//! What is in an export for people to read.

use super::paper::{Paper, mark};
use super::{Failure, broken};
use crate::domain::history::bundle::Export;
use crate::text::{Locale, Words, digits, k, without_isolates};

/// One event as a sentence, for the printable history.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub seq: u64,
    /// The day itself, where one is counted or sorted by it.
    pub on: jiff::civil::Date,
    pub day: String,
    pub time: String,
    pub text: String,
    pub post: String,
    /// What stood before and after, a sentence each.
    pub changes: Vec<String>,
    pub why: Option<String>,
    /// How many values of it this copy does not show.
    pub withheld: usize,
}

impl Sentence {
    fn says_withheld(&self, w: Words) -> Option<String> {
        (self.withheld > 0).then(|| w.say(k::withheld_of_event(self.withheld)))
    }

    /// What is said beneath it: what changed, why, and that something is withheld.
    pub(super) fn aside(&self, w: Words) -> Vec<String> {
        let said = self.changes.iter().chain(&self.why).cloned();
        said.chain(self.says_withheld(w)).collect()
    }
}

/// A text that a spreadsheet would take for a formula begins with an apostrophe.
pub(in crate::services) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A table of both languages; the event of the export stands in every line.
pub(super) fn table(histories: &[(Locale, Vec<Sentence>)], mark: &str) -> Result<Vec<u8>, Failure> {
    // The mark at the start makes spreadsheets read Persian as such.
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer
        .write_record([
            "lang", "seq", "day", "time", "event", "post", "changes", "reason", "withheld",
            "export",
        ])
        .map_err(broken)?;
    for (locale, lines) in histories {
        for line in lines {
            let (seq, withheld) = (line.seq.to_string(), line.withheld.to_string());
            let cells = [
                locale.code(),
                &seq,
                &line.day,
                &line.time,
                &safe(&line.text),
                &safe(&line.post),
                &safe(&line.changes.join(" ")),
                &safe(line.why.as_deref().unwrap_or_default()),
                &withheld,
                mark,
            ];
            writer.write_record(cells).map_err(broken)?;
        }
    }
    writer.into_inner().map_err(broken)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The printable history in both languages; needs nothing beside itself. What is fixed at its foot stands
/// on every page that is printed.
pub(super) fn html(paper: Paper<'_>, histories: &[(Locale, Vec<Sentence>)]) -> String {
    let Paper {
        number,
        head: (seq, hash),
        withheld,
        export,
        ..
    } = paper;
    let mut out = format!(
        "<!doctype html><html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{}</title><style>body{{font-family:Vazirmatn,Tahoma,sans-serif;line-height:1.8;max-width:50rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #bbb;padding:.3rem .5rem;text-align:start;vertical-align:top}}section+section{{break-before:page}}small{{color:#444;display:block}}thead{{display:table-header-group}}tr{{break-inside:avoid}}body>footer{{position:fixed;inset:auto 0 0;padding:.2rem 1rem;background:#fff;border-top:1px solid #bbb;color:#444;font-size:.75rem;text-align:center}}body{{padding-bottom:3rem}}@page{{margin:1.5cm 1.5cm 2cm}}</style></head><body>",
        escaped(number)
    );
    for (locale, lines) in histories {
        let w = Words::of(*locale);
        let shown = digits::localized(*locale, number);
        out.push_str(&format!(
            "<section lang=\"{}\" dir=\"{}\"><h1>{} <bdi dir=\"ltr\">{}</bdi></h1>{}<table>",
            locale.code(),
            locale.dir(),
            escaped(w.t(k::HISTORY)),
            escaped(&shown),
            notice(w, withheld)
        ));
        for line in lines {
            let small: String = line
                .aside(w)
                .iter()
                .map(|text| format!("<small>{}</small>", escaped(text)))
                .collect();
            out.push_str(&format!(
                "<tr><td>{}</td><td>{}<br>{}</td><td>{}{small}</td><td>{}</td></tr>",
                w.number(line.seq),
                escaped(&line.day),
                escaped(&line.time),
                escaped(&line.text),
                escaped(&line.post)
            ));
        }
        out.push_str("</table></section>");
    }
    out.push_str(&format!(
        "<p><bdi dir=\"ltr\">seq {} · {}</bdi></p><footer>{}</footer></body></html>",
        seq,
        escaped(hash),
        footer(export)
    ));
    out
}

/// The event of the export in both languages.
fn footer(export: &Export) -> String {
    let said = Locale::ALL.map(|locale| {
        let said = Words::of(locale).say(k::pdf_mark(mark(export)));
        let (lang, dir) = (locale.code(), locale.dir());
        format!(
            "<bdi lang=\"{lang}\" dir=\"{dir}\">{}</bdi>",
            escaped(&said)
        )
    });
    said.join(" · ")
}

/// That something is withheld, above the history.
fn notice(w: Words, withheld: usize) -> String {
    if withheld == 0 {
        return String::new();
    }
    let said = w.say(k::withheld_of_copy(withheld));
    format!("<p><strong>{}</strong></p>", escaped(&said))
}

/// How the copy is checked, in both languages.
pub(super) fn how_to_verify(withheld: usize) -> String {
    let mut out = String::new();
    for locale in Locale::ALL {
        let w = Words::of(locale);
        let mut lines = vec![
            w.t(k::BUNDLE_WHAT).to_owned(),
            w.t(k::BUNDLE_KEYS).to_owned(),
        ];
        lines.push(w.t(k::BUNDLE_RUN).to_owned());
        lines.push("    sejel verify-bundle --keys keys.json FILE.zip".to_owned());
        lines.push("    python3 verify_bundle.py --keys keys.json FILE.zip".to_owned());
        lines.push(w.t(k::BUNDLE_ANSWER).to_owned());
        if withheld > 0 {
            lines.push(w.say(k::withheld_of_copy(withheld)));
        }
        out.push_str(&without_isolates(&lines.join("\n")));
        out.push_str("\n\n");
    }
    out
}
