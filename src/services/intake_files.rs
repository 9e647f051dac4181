//! Scans on their way into a case: type by content, limits, digest.

use std::io::Cursor;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};

use super::register::Register;
use crate::store;
use crate::text::{Key, k};

/// Width times height of an image, in pixels: an A3 page at 600 dpi fits.
const MOST_PIXELS: u64 = 80_000_000;

/// What a picture may take in memory once it is laid out: an A3 page at 600 dpi in colour fits.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

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
    Empty,
    /// More bytes than the register keeps of one paper.
    TooLarge,
    /// Neither PDF, JPEG, PNG nor TIFF, whatever its name says.
    Kind,
    TooManyPixels,
    /// Damaged or cut off: nobody could read it later.
    Broken,
}

impl NotTaken {
    /// In words.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::Empty => k::ERROR_FILE_EMPTY,
            Self::TooLarge => k::ERROR_FILE_SIZE,
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

/// Reads a scan to its end as a reader of it would, and gives its media type.
///
/// # Errors
/// Why the scan is not taken.
pub fn examined(content: &[u8]) -> Result<&'static str, NotTaken> {
    if content.is_empty() {
        return Err(NotTaken::Empty);
    }
    let media = media(content).ok_or(NotTaken::Kind)?;
    match media {
        "application/pdf" => has_its_end(content),
        "image/jpeg" => picture(content, ImageFormat::Jpeg).and_then(|()| jpeg_ends(content)),
        "image/png" => picture(content, ImageFormat::Png),
        _ => picture(content, ImageFormat::Tiff),
    }?;
    Ok(media)
}

/// One picture is laid out in memory at a time: many at once would be more than an office's server
/// has.
static LAID_OUT: Mutex<()> = Mutex::new(());

fn picture(content: &[u8], format: ImageFormat) -> Result<(), NotTaken> {
    let broken = |_: image::ImageError| NotTaken::Broken;
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    reader.no_limits();
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err(NotTaken::TooManyPixels);
    }
    let _alone = LAID_OUT.lock().unwrap_or_else(PoisonError::into_inner);
    DynamicImage::from_decoder(decoder)
        .map(drop)
        .map_err(broken)
}

/// A PDF ends with its mark, or within 1024 bytes after it (ISO 32000-1, 7.5.5 and Adobe's note 18).
fn has_its_end(content: &[u8]) -> Result<(), NotTaken> {
    let last = content.len().saturating_sub(1024);
    let tail = content.get(last..).unwrap_or_default();
    let ends = tail.windows(5).any(|bytes| bytes == b"%%EOF");
    ends.then_some(()).ok_or(NotTaken::Broken)
}

/// Readers of JPEG fill up what is missing with grey, so its end is looked for: the mark EOI, which
/// stands nowhere between the first scan and the end (ITU-T T.81, B.1.1).
fn jpeg_ends(content: &[u8]) -> Result<(), NotTaken> {
    let mut rest = content.get(2..).unwrap_or_default();
    while let [0xFF, mark, high, low, ..] = *rest {
        let length = if mark == 0xFF {
            // a fill byte
            1
        } else {
            2 + usize::from(u16::from_be_bytes([high, low]))
        };
        rest = rest.get(length..).unwrap_or_default();
        if mark == 0xDA {
            let ends = rest.windows(2).any(|bytes| bytes == [0xFF, 0xD9]);
            return ends.then_some(()).ok_or(NotTaken::Broken);
        }
    }
    Err(NotTaken::Broken)
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
    let content = std::fs::read(path).map_err(|e| store::Error::Files(e.to_string()))?;
    let media = match examined(&content) {
        Ok(media) => media,
        Err(why) => return Ok(Err(why)),
    };
    let kept = register.files.keep_bytes(case_id, &content)?;
    Ok(Ok(Taken {
        digest: kept.digest,
        size: kept.size,
        media,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture_of(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let grey = image::GrayImage::from_fn(64, 64, |x, y| {
            image::Luma([u8::try_from(x * y % 251).unwrap()])
        });
        grey.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_whole_picture_is_taken_and_one_that_was_cut_off_is_not() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Tiff] {
            let whole = picture_of(format);
            assert!(examined(&whole).is_ok(), "{format:?}");
            for part in [60, whole.len() / 2, whole.len() - 20] {
                let cut = whole.get(..part).unwrap();
                assert_eq!(examined(cut), Err(NotTaken::Broken), "{format:?} {part}");
            }
        }
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_not_laid_out() {
        // Few pixels, but sixteen bytes for each.
        let wide = image::Rgba32FImage::new(4_200, 4_200);
        let mut bytes = Cursor::new(Vec::new());
        wide.write_to(&mut bytes, ImageFormat::Tiff).unwrap();
        assert_eq!(examined(bytes.get_ref()), Err(NotTaken::TooManyPixels));
    }

    #[test]
    fn a_pdf_without_its_end_is_not_taken() {
        assert_eq!(examined(b"%PDF-1.7\n1 0 obj\n"), Err(NotTaken::Broken));
        assert_eq!(
            examined(b"%PDF-1.7\n1 0 obj\ntrailer\n%%EOF\n"),
            Ok("application/pdf")
        );
    }

    #[test]
    fn what_is_empty_or_of_another_kind_says_so() {
        assert_eq!(examined(b""), Err(NotTaken::Empty));
        assert_eq!(examined(b"MZ\x90\x00 a program"), Err(NotTaken::Kind));
    }
}
