//! Ages, as far as the birth date is known. The law counts them in Jalali years.

use crate::text::{JalaliDate, Phrase, k};

/// An age in whole years, known between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Age {
    pub least: u16,
    pub most: u16,
}

impl Age {
    /// The age on `day` of someone born between two days.
    #[must_use]
    pub fn between(earliest: JalaliDate, latest: JalaliDate, day: JalaliDate) -> Self {
        Self {
            least: whole_years(latest, day),
            most: whole_years(earliest, day),
        }
    }

    /// Whether the person has surely reached `years`.
    #[must_use]
    pub const fn surely_reached(self, years: u16) -> bool {
        self.least >= years
    }

    /// Whether the person is surely younger than `years`.
    #[must_use]
    pub const fn surely_under(self, years: u16) -> bool {
        self.most < years
    }

    /// The age in words.
    #[must_use]
    pub fn words(self) -> Phrase {
        if self.least == self.most {
            k::age_years(self.least)
        } else {
            k::age_range(self.least, self.most)
        }
    }
}

/// Whole Jalali years lived on `day`; none before birth.
fn whole_years(born: JalaliDate, day: JalaliDate) -> u16 {
    let before_birthday = (day.month, day.day) < (born.month, born.day);
    let years = day.year - born.year - i32::from(before_birthday);
    u16::try_from(years).unwrap_or(0)
}
