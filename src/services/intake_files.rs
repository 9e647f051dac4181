//! Scans on their way into a case: type by content, limits, digest.

use std::path::Path;

use super::register::Register;
use crate::store;
use crate::text::{Key, k};

/// Width times height of an image, in pixels: an A3 page at 600 dpi fits.
const MOST_PIXELS: usize = 80_000_000;

/// A scan that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub digest: String,
    pub size: u64,
    pub media: &'static str,
}

/// Why a scan is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// Neither PDF, JPEG, PNG nor TIFF, whatever its name says.
    Kind,
    TooManyPixels,
    /// Says that it is an image and cannot be measured.
    Broken,
}

impl NotTaken {
    /// In words.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::Kind => k::ERROR_FILE_KIND,
            Self::TooManyPixels => k::ERROR_FILE_PIXELS,
            Self::Broken => k::ERROR_FILE_BROKEN,
        }
    }
}

/// The media type of a file by its first bytes.
#[must_use]
pub fn media(start: &[u8]) -> Option<&'static str> {
    let kind = infer::get(start)?;
    ["application/pdf", "image/jpeg", "image/png", "image/tiff"]
        .into_iter()
        .find(|known| *known == kind.mime_type())
}

/// The usual ending of a file of this type.
#[must_use]
pub fn extension(media: &str) -> &'static str {
    match media {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/tiff" => "tiff",
        _ => "bin",
    }
}

/// Takes a temporary file into the case's files.
///
/// # Errors
/// The file store does not answer; or, inside, why the scan is not taken.
pub fn keep(
    register: &Register,
    case_id: i64,
    path: &Path,
) -> Result<Result<Taken, NotTaken>, store::Error> {
    use std::io::Read as _;
    let broken = |e: std::io::Error| store::Error::Files(e.to_string());
    let mut start = Vec::new();
    std::fs::File::open(path)
        .map_err(broken)?
        .take(8192)
        .read_to_end(&mut start)
        .map_err(broken)?;
    let Some(media) = media(&start) else {
        return Ok(Err(NotTaken::Kind));
    };
    if media != "application/pdf" {
        match imagesize::size(path) {
            Ok(size) if size.width.saturating_mul(size.height) > MOST_PIXELS => {
                return Ok(Err(NotTaken::TooManyPixels));
            }
            Ok(_) => {}
            Err(_) => return Ok(Err(NotTaken::Broken)),
        }
    }
    let kept = register.files.keep(case_id, path)?;
    Ok(Ok(Taken {
        digest: kept.digest,
        size: kept.size,
        media,
    }))
}
