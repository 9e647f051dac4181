//! Files that every page shares, kept in the program.

use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::visit::{Problem, Reply, Visit};

/// Name in the address, content, kind.
const FILES: &[(&str, &[u8], &str)] = &[
    (
        "sejel.css",
        include_bytes!("../../static/sejel.css"),
        "text/css; charset=utf-8",
    ),
    (
        "vazirmatn.woff2",
        include_bytes!("../../static/fonts/Vazirmatn-Variable.woff2"),
        "font/woff2",
    ),
    (
        "OFL.txt",
        include_bytes!("../../static/fonts/OFL.txt"),
        "text/plain; charset=utf-8",
    ),
    (
        "icon.svg",
        include_bytes!("../../static/icon.svg"),
        "image/svg+xml",
    ),
];

/// Twelve digits of the digest of all these files: an address that holds it never changes what it
/// shows, and may be kept by browsers for ever.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut digest = Sha256::new();
        for (name, bytes, _) in FILES {
            digest.update(name.as_bytes());
            digest.update(bytes);
        }
        let mut text = hex::encode(digest.finalize());
        text.truncate(12);
        text
    })
}

/// The address of a shared file: `/static/1a2b3c4d5e6f/sejel.css`.
#[must_use]
pub fn href(name: &str) -> String {
    format!("/static/{}/{name}", version())
}

/// One of the shared files. Under the version of another release it is shown too, but not kept.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let name = visit.param("name");
    let found = FILES.iter().find(|(known, ..)| *known == name);
    let (_, bytes, media) = found.ok_or(Problem::NotFound)?;
    Ok(Reply::Asset {
        bytes,
        media,
        lasting: visit.param("version") == version(),
    })
}
