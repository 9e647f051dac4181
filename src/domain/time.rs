//! Instants and civil dates as the office uses them.
//!
//! An act happens at a [`Moment`] (UTC, whole microseconds, the precision both databases keep);
//! the law counts from a civil date in Asia/Tehran.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The time zone whose calendar day the law means.
pub const TEHRAN: &str = "Asia/Tehran";

/// An instant in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(i64);

impl Moment {
    /// From microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This moment `seconds` later (earlier when negative), held at the ends of the range.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to this moment.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }

    /// The calendar day in Tehran on which this moment falls.
    #[must_use]
    pub fn tehran_date(self) -> Date {
        self.tehran().date()
    }

    /// Hour and minute in Tehran.
    #[must_use]
    pub fn tehran_time(self) -> (i8, i8) {
        let t = self.tehran();
        (t.hour(), t.minute())
    }

    /// The first moment of a calendar day in Tehran.
    #[must_use]
    pub fn begin_of(day: Date) -> Self {
        let zone = TimeZone::get(TEHRAN).unwrap_or(TimeZone::UTC);
        let begin = day.to_zoned_datetime(zone);
        begin.map_or(Self::default(), |begin| {
            Self(begin.timestamp().as_microsecond())
        })
    }

    fn tehran(self) -> jiff::ZonedDateTime {
        let zone = TimeZone::get(TEHRAN).unwrap_or(TimeZone::UTC);
        Timestamp::from_microsecond(self.0)
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned_datetime(zone)
    }
}

/// `2026-11-23T01:02:03.123456Z`, always six digits.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        write!(f, "{t:.6}")
    }
}

/// The text is not an RFC 3339 instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an instant: {0}")]
pub struct NotAMoment(String);

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(s: &str) -> Result<Self, NotAMoment> {
        s.parse::<Timestamp>()
            .map(|t| Self(t.as_microsecond()))
            .map_err(|e| NotAMoment(format!("{s}: {e}")))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Where the time comes from: handed in, so that a test decides what "now" is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// Where randomness comes from: handed in, so that a test can repeat it.
pub trait Entropy: Send + Sync {
    /// 32 unpredictable bytes.
    fn bytes32(&self) -> [u8; 32];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_with_six_digits_and_read_back() {
        let m = Moment::from_micros(1_795_395_723_000_000);
        let text = m.to_string();
        assert!(text.ends_with(".000000Z"), "{text}");
        assert_eq!(text.parse::<Moment>().unwrap(), m);
    }

    #[test]
    fn tehran_is_three_and_a_half_hours_ahead_and_kept_summer_time_until_1401() {
        let winter: Moment = "2026-11-23T21:00:00.000000Z".parse().unwrap();
        assert_eq!(winter.tehran_date().to_string(), "2026-11-24");
        let begun = Moment::begin_of(winter.tehran_date());
        assert_eq!(begun.to_string(), "2026-11-23T20:30:00.000000Z");
        let summer: Moment = "2021-07-01T19:40:00.000000Z".parse().unwrap();
        assert_eq!(summer.tehran_time(), (0, 10));
    }
}
