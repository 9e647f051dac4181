//! Badges: a verdict, whose turn it is, how near a due date is. Icon, word and colour together.

use askama::Template;
use jiff::civil::Date;

use super::counted::Counted;
use super::icon::Icon;
use crate::domain::directive;
use crate::domain::directive::clock::days_between;
use crate::text::{Key, Words, jalali, k};

/// What a verdict means for the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Ok,
    /// Doubtful, or being waited for.
    Warn,
    Bad,
    /// Asked for and not there yet.
    Todo,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Todo => "todo",
        }
    }
}

/// A verdict that somebody gave or that is waited for. For plain absence write «هنوز نه» instead.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/chip.html")]
pub struct Chip {
    pub tone: Tone,
    pub icon: Icon,
    pub text: String,
}

impl Chip {
    /// Settled well.
    pub fn ok(text: impl Into<String>) -> Self {
        Self::new(Tone::Ok, Icon::Tick, text)
    }

    /// Doubtful.
    pub fn warn(text: impl Into<String>) -> Self {
        Self::new(Tone::Warn, Icon::Question, text)
    }

    /// Under way, with somebody.
    pub fn waiting(text: impl Into<String>) -> Self {
        Self::new(Tone::Warn, Icon::Clock, text)
    }

    /// Settled against.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::new(Tone::Bad, Icon::Cross, text)
    }

    /// Late, or wrong.
    pub fn late(text: impl Into<String>) -> Self {
        Self::new(Tone::Bad, Icon::Warning, text)
    }

    /// Asked for and not there.
    pub fn todo(text: impl Into<String>) -> Self {
        Self::new(Tone::Todo, Icon::Missing, text)
    }

    /// Sealed into the log.
    pub fn sealed(text: impl Into<String>) -> Self {
        Self::new(Tone::Ok, Icon::Seal, text)
    }

    fn new(tone: Tone, icon: Icon, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { tone, icon, text }
    }
}

/// Who has the case in hand.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/holder.html")]
pub struct Holder {
    pub icon: Icon,
    pub name: String,
    /// The reader: the only holder in colour.
    pub me: bool,
}

impl Holder {
    /// The reader.
    #[must_use]
    pub fn me(words: Words) -> Self {
        Self {
            icon: Icon::Me,
            name: words.t(k::HOLDER_ME).to_owned(),
            me: true,
        }
    }

    /// Another body or person, by its kind.
    #[must_use]
    pub fn of(words: Words, holder: directive::Holder) -> Self {
        let name = Key::titled("holder", holder.code()).map_or(holder.code(), |key| words.t(key));
        Self::named(holder, name)
    }

    /// Another body or person, by name: «نیروی انتظامی ایرانشهر».
    pub fn named(holder: directive::Holder, name: impl Into<String>) -> Self {
        Self {
            icon: Icon::of_holder(holder),
            name: name.into(),
            me: false,
        }
    }
}

/// How near a due date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    Late,
    /// Within three days.
    Soon,
    InTime,
    /// The clock is stopped.
    Paused,
    /// No clock runs.
    Unlimited,
}

/// A due date: days first, the date after.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/due.html")]
pub struct Due {
    pub state: DueState,
    pub days: String,
    /// Empty where no date applies.
    pub date: String,
    /// How it was counted, where there is room to say so.
    pub counted: Option<Box<Counted>>,
}

/// Days within which a due date is near.
pub const SOON: i64 = 3;

impl Due {
    /// What is due on `date`, seen on `today`.
    #[must_use]
    pub fn on(words: Words, date: Date, today: Date) -> Self {
        let days = days_between(today, date);
        let (state, text) = match days {
            ..0 => (DueState::Late, words.say(k::days_late(-days))),
            0 => (DueState::Soon, words.t(k::TODAY).to_owned()),
            1..=SOON => (DueState::Soon, words.say(k::days_left(days))),
            _ => (DueState::InTime, words.say(k::days_left(days))),
        };
        Self {
            state,
            days: text,
            date: jalali::near(words.locale(), date, today),
            counted: None,
        }
    }

    /// The clock is stopped while another has the case.
    #[must_use]
    pub fn paused(words: Words) -> Self {
        Self {
            state: DueState::Paused,
            days: words.t(k::DUE_PAUSED).to_owned(),
            date: String::new(),
            counted: None,
        }
    }

    /// No clock runs.
    #[must_use]
    pub fn unlimited(words: Words) -> Self {
        Self {
            state: DueState::Unlimited,
            days: words.t(k::DUE_UNLIMITED).to_owned(),
            date: String::new(),
            counted: None,
        }
    }

    const fn class(&self) -> &'static str {
        match self.state {
            DueState::Late => " late",
            DueState::Soon => " soon",
            DueState::InTime => "",
            DueState::Paused | DueState::Unlimited => " rest",
        }
    }

    const fn icon(&self) -> Option<Icon> {
        match self.state {
            DueState::Late => Some(Icon::Warning),
            DueState::Soon => Some(Icon::Clock),
            DueState::Paused => Some(Icon::Paused),
            DueState::InTime | DueState::Unlimited => None,
        }
    }
}
