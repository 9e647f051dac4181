//! Files that every page shares, kept in the program.

use super::visit::{Problem, Reply, Visit};

/// The style sheet.
pub const STYLE: &[u8] = include_bytes!("../../static/sejel.css");
const FONT: &[u8] = include_bytes!("../../static/fonts/Vazirmatn-Variable.woff2");
const LICENCE: &[u8] = include_bytes!("../../static/fonts/OFL.txt");
const ICON: &[u8] = include_bytes!("../../static/icon.svg");

/// Changes whenever the style sheet does, so that it can be cached for ever.
pub const STYLE_VERSION: u32 = fnv(STYLE);

#[expect(clippy::indexing_slicing, reason = "a constant function cannot iterate; the index is bounded")]
#[expect(clippy::as_conversions, reason = "a byte always fits")]
const fn fnv(bytes: &[u8]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash
}

/// One of the shared files.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let (bytes, media) = match visit.param("name") {
        "sejel.css" => (STYLE, "text/css; charset=utf-8"),
        "vazirmatn.woff2" => (FONT, "font/woff2"),
        "OFL.txt" => (LICENCE, "text/plain; charset=utf-8"),
        "icon.svg" => (ICON, "image/svg+xml"),
        _ => return Err(Problem::NotFound),
    };
    Ok(Reply::Asset { bytes, media })
}
