//! A whole case as one ZIP: state, events, history in both languages, documents, digests.

use std::io::{Cursor, Write as _};

use serde_json::json;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::annexes;
use super::casework::{Failure, Opened};
use super::reading::{self, Reader};
use super::register::Register;
use crate::store::streams;
use crate::text::{Locale, Words, digits, k};

/// One event as a sentence, for the printable history.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub seq: u64,
    pub day: String,
    pub time: String,
    pub text: String,
    pub post: String,
    /// What stood before and after, a sentence each.
    pub changes: Vec<String>,
    pub why: Option<String>,
}

/// The bytes of the ZIP. The export is recorded, with its purpose, before anything is read.
///
/// # Errors
/// It could not be recorded, read or written.
pub fn bundle(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    purpose: &str,
    histories: &[(Locale, Vec<Sentence>)],
) -> Result<Vec<u8>, Failure> {
    let file = &opened.file;
    let annexes = annexes::may_read(reader.actor, file);
    let whole = (opened, annexes && annexes::of(file).next().is_some());
    reading::exported(register, reader, whole, purpose)?;
    let told = match annexes {
        true => file.clone(),
        false => annexes::left_out(file),
    };
    let mut files = vec![
        ("case.json".to_owned(), pretty(&told)?),
        (
            "events.ndjson".to_owned(),
            events(register, opened, annexes)?,
        ),
        (
            "history.html".to_owned(),
            html(opened, histories).into_bytes(),
        ),
        ("history.csv".to_owned(), table(histories)?),
    ];
    for paper in &file.papers {
        for version in &paper.versions {
            let stored = version.what.file.as_ref();
            let digest = stored.and_then(|f| f.digest.known());
            if let Some((stored, digest)) = stored.zip(digest) {
                let ending = super::intake_files::extension(&stored.media);
                let name = format!(
                    "documents/{:03}-{}.{ending}",
                    paper.no, version.what.version
                );
                files.push((name, register.files.read(opened.id, digest)?));
            }
        }
    }
    let manifest = manifest(opened, register, &files);
    files.push(("manifest.json".to_owned(), manifest));
    pack(files).map_err(|e| Failure::Broken(format!("zip: {e}")))
}

fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec_pretty(value).map_err(|e| Failure::Broken(e.to_string()))
}

/// One line per event: stream, sequence, body as hashed (base64), openings, links.
fn events(register: &Register, opened: &Opened, annexes: bool) -> Result<Vec<u8>, Failure> {
    use base64::Engine as _;
    let stream = crate::domain::case::CaseFile::stream_of(opened.id);
    let all = register
        .store
        .read(|c| streams::events(c, &stream, 0, 100_000))?;
    let mut out = Vec::new();
    for e in all {
        let line = json!({
            "stream": e.stream,
            "seq": e.seq,
            "body": base64::engine::general_purpose::STANDARD.encode(&e.body),
            "openings": if annexes { e.openings.clone() } else { annexes::openings_without(&e) },
            "prev": e.prev,
            "hash": e.hash,
        });
        out.extend_from_slice(line.to_string().as_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

fn manifest(opened: &Opened, register: &Register, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let listed: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            json!({ "name": name, "size": bytes.len(), "sha256": hex::encode(Sha256::digest(bytes)) })
        })
        .collect();
    let manifest = json!({
        "case": opened.file.reference,
        "seq": opened.file.seq,
        "head": opened.file.hash,
        "directive": opened.file.directive,
        "made_at": register.clock.now(),
        "files": listed,
    });
    format!("{manifest:#}\n").into_bytes()
}

fn pack(files: Vec<(String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    // The same case gives the same bytes: names sorted, no clock in the archive.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut sorted = files;
    sorted.sort();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in sorted {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A text that a spreadsheet would take for a formula begins with an apostrophe.
pub(super) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn table(histories: &[(Locale, Vec<Sentence>)]) -> Result<Vec<u8>, Failure> {
    let broken = |e: csv::Error| Failure::Broken(e.to_string());
    // The mark at the start makes spreadsheets read Persian as such.
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer
        .write_record([
            "lang", "seq", "day", "time", "event", "post", "changes", "reason",
        ])
        .map_err(broken)?;
    for (locale, lines) in histories {
        for line in lines {
            let seq = line.seq.to_string();
            let cells = [
                locale.code(),
                &seq,
                &line.day,
                &line.time,
                &safe(&line.text),
                &safe(&line.post),
                &safe(&line.changes.join(" ")),
                &safe(line.why.as_deref().unwrap_or_default()),
            ];
            writer.write_record(cells).map_err(broken)?;
        }
    }
    writer
        .into_inner()
        .map_err(|e| Failure::Broken(e.to_string()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The printable history in both languages; needs nothing beside itself.
fn html(opened: &Opened, histories: &[(Locale, Vec<Sentence>)]) -> String {
    let number = &opened.file.reference;
    let mut out = format!(
        "<!doctype html><html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{}</title><style>body{{font-family:Vazirmatn,Tahoma,sans-serif;line-height:1.8;max-width:50rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #bbb;padding:.3rem .5rem;text-align:start;vertical-align:top}}section+section{{break-before:page}}small{{color:#444;display:block}}</style></head><body>",
        escaped(number)
    );
    for (locale, lines) in histories {
        let w = Words::of(*locale);
        let shown = digits::localized(*locale, number);
        out.push_str(&format!(
            "<section lang=\"{}\" dir=\"{}\"><h1>{} <bdi dir=\"ltr\">{}</bdi></h1><table>",
            locale.code(),
            locale.dir(),
            escaped(w.t(k::HISTORY)),
            escaped(&shown)
        ));
        for line in lines {
            let small: String = line
                .changes
                .iter()
                .chain(&line.why)
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
        "<p><bdi dir=\"ltr\">seq {} · {}</bdi></p></body></html>",
        opened.file.seq,
        escaped(&opened.file.hash)
    ));
    out
}
