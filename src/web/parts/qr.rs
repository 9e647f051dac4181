//! A code that a telephone reads, drawn as one path.

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};

/// The drawing of a text as a QR code; nothing where the text is too long for one.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/qr.html")]
pub struct Qr {
    /// What it is, for those who cannot see it.
    pub label: String,
    size: usize,
    path: String,
}

/// Empty modules around the code, as the standard asks.
const QUIET: usize = 4;

impl Qr {
    /// Draws `text`.
    pub fn of(text: &str, label: impl Into<String>) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        Some(Self {
            label: label.into(),
            size: width + 2 * QUIET,
            path,
        })
    }
}
