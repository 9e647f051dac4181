//! The one style sheet, kept in the program.

/// The sheet as it is served.
pub const SHEET: &[u8] = include_bytes!("../../static/sejel.css");

/// Changes whenever the sheet does, so that it can be cached for ever.
pub const VERSION: u32 = fingerprint(SHEET);

const fn fingerprint(mut bytes: &[u8]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    while let [byte, rest @ ..] = bytes {
        #[expect(
            clippy::as_conversions,
            reason = "a byte always fits; From is not const"
        )]
        let byte = *byte as u32;
        hash = (hash ^ byte).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    hash
}
