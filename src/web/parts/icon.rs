//! Small drawings that stand beside a word, never instead of one.

#![expect(
    unused_qualifications,
    reason = "the derive of an enum writes longer paths than it needs"
)]

use askama::Template;

use crate::domain::directive::Holder;

/// A drawing of the text's size and colour, unseen by screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "parts/icon.html")]
pub enum Icon {
    Tick,
    /// Late, refused, wrong.
    Warning,
    Clock,
    Paused,
    /// Asked for and not there.
    Missing,
    Question,
    Cross,
    Lock,
    /// The reader.
    Me,
    /// The applicant.
    Person,
    /// Our own office.
    House,
    /// The police.
    Shield,
    /// The security council.
    Council,
    /// A board or a court.
    Scales,
    /// Legal medicine.
    Flask,
    Seal,
    Printer,
    /// To the next; mirrored where lines run from the right.
    Onward,
    /// To the one before.
    Back,
    /// Nobody's turn any more.
    Closed,
    Search,
    Paper,
}

impl Icon {
    /// The drawing of whoever holds a case.
    #[must_use]
    pub const fn of_holder(holder: Holder) -> Self {
        match holder {
            Holder::Office | Holder::Head | Holder::Archive | Holder::Province => Self::House,
            Holder::Applicant => Self::Person,
            Holder::Police => Self::Shield,
            Holder::Council => Self::Council,
            Holder::Board | Holder::Court => Self::Scales,
            Holder::Laboratory => Self::Flask,
            Holder::Nobody => Self::Closed,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Onward => "i flip",
            Self::Back => "i rev",
            _ => "i",
        }
    }
}
