//! What can be wrong with a directive file, each kind once, with words in both languages.

use crate::text::{Key, Locale, Phrase, Words, k};

/// A mistake and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub problem: Problem,
    /// The problem in English, for the command line.
    pub message: String,
}

impl Mistake {
    /// What is wrong, in the words of this language.
    #[must_use]
    pub fn say(&self, words: Words) -> String {
        words.say(self.problem.phrase())
    }

    pub(super) fn new((line, column): (usize, usize), problem: Problem) -> Self {
        let message = Words::of(Locale::En).say(problem.phrase());
        let message = crate::text::without_isolates(&message);
        Self {
            line,
            column,
            problem,
            message,
        }
    }
}

/// What kind of value a key wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Number,
    Flag,
    List,
    Table,
}

impl Shape {
    const fn key(self) -> Key {
        match self {
            Self::Text => k::DIRECTIVE_SHAPE_TEXT,
            Self::Number => k::DIRECTIVE_SHAPE_NUMBER,
            Self::Flag => k::DIRECTIVE_SHAPE_FLAG,
            Self::List => k::DIRECTIVE_SHAPE_LIST,
            Self::Table => k::DIRECTIVE_SHAPE_TABLE,
        }
    }
}

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Document,
    Fact,
    Paper,
    Requirement,
    Step,
    Outcome,
    Act,
    Transition,
}

impl Thing {
    /// The key under which such entries stand in the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Fact => "fact",
            Self::Paper => "paper",
            Self::Requirement => "requirement",
            Self::Step => "step",
            Self::Outcome => "step.outcome",
            Self::Act => "act",
            Self::Transition => "transition",
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is not TOML; what the reader of TOML says of it.
    Syntax(String),
    /// A key that the language does not have, and the nearest one that it has.
    UnknownKey {
        key: String,
        near: Option<String>,
    },
    MissingKey {
        key: String,
    },
    WrongShape {
        key: String,
        shape: Shape,
    },
    /// A word outside its closed set, and the words that are allowed.
    UnknownCode {
        key: String,
        code: String,
        allowed: String,
    },
    /// A text that asks nothing of a fact.
    NotACondition {
        text: String,
    },
    /// A question that the type of its fact does not allow, and one that it does.
    WrongTest {
        fact: String,
        example: String,
    },
    /// A title or help without its words in Persian (`fa`) or English (`en`).
    EmptyWords {
        key: String,
    },
    NotADate {
        text: String,
    },
    Duplicate {
        thing: Thing,
        id: String,
    },
    /// An id that nothing in the file has, and the nearest one that is there.
    Dangling {
        thing: Thing,
        id: String,
        near: Option<String>,
    },
    /// Not exactly one step of kind `intake`.
    Intakes {
        count: usize,
    },
    IntakePerPerson {
        step: String,
    },
    /// A transitional provision for cases that follow this version already.
    TransitionFromItself {
        version: String,
    },
    /// A quorum of nobody.
    ZeroQuorum,
    /// A quorum where no body sits.
    QuorumWithoutBody {
        step: String,
    },
    /// A step that is no end has no way out.
    NoOutcome {
        step: String,
    },
    OutcomeAfterEnd {
        step: String,
    },
    EndWithoutClass {
        step: String,
    },
    ClassWithoutEnd {
        step: String,
    },
    /// Nobody may take it.
    Nobody {
        id: String,
    },
    WarningWithoutWords {
        outcome: String,
    },
    NoPaper {
        requirement: String,
    },
    /// Nobody gives the paper out.
    NoSupplier {
        paper: String,
    },
    ZeroLength,
    ExtensionTooShort {
        length: u32,
        longest: u32,
    },
    /// A clock that runs out would end the case or decide it by itself.
    ExpiryDecides {
        outcome: String,
    },
    /// No step is on the main line.
    NoMainLine,
    /// The main line does not begin where cases are opened.
    MainLineStart {
        step: String,
    },
    /// From one step of the main line nothing leads to the next.
    MainLineBroken {
        from: String,
        step: String,
    },
}

impl Problem {
    /// The code by which the mistake is known, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongShape { .. } => "wrong-shape",
            Self::UnknownCode { .. } => "unknown-code",
            Self::NotACondition { .. } | Self::WrongTest { .. } => "not-a-condition",
            Self::EmptyWords { .. } => "missing-words",
            Self::NotADate { .. } => "not-a-date",
            Self::Duplicate { .. } => "duplicate",
            Self::Dangling { thing, .. } => match thing {
                Thing::Step => "unknown-target",
                Thing::Document => "unknown-citation",
                Thing::Fact
                | Thing::Paper
                | Thing::Requirement
                | Thing::Outcome
                | Thing::Act
                | Thing::Transition => "unknown-name",
            },
            Self::Intakes { .. } | Self::IntakePerPerson { .. } => "intake",
            Self::TransitionFromItself { .. } => "transition",
            Self::QuorumWithoutBody { .. } | Self::ZeroQuorum => "quorum",
            Self::NoOutcome { .. } => "no-end",
            Self::OutcomeAfterEnd { .. } => "outcome-after-end",
            Self::EndWithoutClass { .. } => "end-without-class",
            Self::ClassWithoutEnd { .. } => "class-without-end",
            Self::Nobody { .. } => "nobody-can-act",
            Self::WarningWithoutWords { .. } => "missing-words",
            Self::NoPaper { .. } | Self::NoSupplier { .. } => "not-suppliable",
            Self::ZeroLength | Self::ExtensionTooShort { .. } => "clock-length",
            Self::ExpiryDecides { .. } => "expiry-decides",
            Self::NoMainLine | Self::MainLineStart { .. } | Self::MainLineBroken { .. } => {
                "main-line"
            }
        }
    }

    /// One line of the table for each kind of mistake.
    fn phrase(&self) -> Phrase {
        match self {
            Self::Syntax(text) => k::directive_syntax(text.as_str()),
            Self::UnknownKey { key, near: None } => k::directive_unknown_key(key.as_str()),
            Self::UnknownKey {
                key,
                near: Some(near),
            } => k::directive_unknown_key_near(key.as_str(), near.as_str()),
            Self::MissingKey { key } => k::directive_missing_key(key.as_str()),
            Self::WrongShape { key, shape } => k::directive_wrong_shape(key.as_str(), shape.key()),
            Self::UnknownCode { key, code, allowed } => {
                k::directive_unknown_code(allowed.as_str(), code.as_str(), key.as_str())
            }
            Self::NotACondition { text } => k::directive_not_a_condition(text.as_str()),
            Self::WrongTest { fact, example } => {
                k::directive_wrong_test(example.as_str(), fact.as_str())
            }
            Self::EmptyWords { key } => k::directive_empty_words(key.as_str()),
            Self::NotADate { text } => k::directive_not_a_date(text.as_str()),
            Self::Duplicate { thing, id } => k::directive_duplicate(id.as_str(), thing.code()),
            Self::Dangling {
                thing,
                id,
                near: None,
            } => k::directive_dangling(id.as_str(), thing.code()),
            Self::Dangling {
                thing,
                id,
                near: Some(near),
            } => k::directive_dangling_near(id.as_str(), near.as_str(), thing.code()),
            Self::Intakes { count } => k::directive_intakes(*count),
            Self::IntakePerPerson { step } => k::directive_intake_per_person(step.as_str()),
            Self::TransitionFromItself { version } => {
                k::directive_transition_from_itself(version.as_str())
            }
            Self::ZeroQuorum => k::DIRECTIVE_ZERO_QUORUM.into(),
            Self::QuorumWithoutBody { step } => k::directive_quorum_without_body(step.as_str()),
            Self::NoOutcome { step } => k::directive_no_outcome(step.as_str()),
            Self::OutcomeAfterEnd { step } => k::directive_outcome_after_end(step.as_str()),
            Self::EndWithoutClass { step } => k::directive_end_without_class(step.as_str()),
            Self::ClassWithoutEnd { step } => k::directive_class_without_end(step.as_str()),
            Self::Nobody { id } => k::directive_nobody(id.as_str()),
            Self::WarningWithoutWords { outcome } => {
                k::directive_warning_without_words(outcome.as_str())
            }
            Self::NoPaper { requirement } => k::directive_no_paper(requirement.as_str()),
            Self::NoSupplier { paper } => k::directive_no_supplier(paper.as_str()),
            Self::ZeroLength => k::DIRECTIVE_ZERO_LENGTH.into(),
            Self::ExtensionTooShort { length, longest } => {
                k::directive_extension_too_short(*length, *longest)
            }
            Self::ExpiryDecides { outcome } => k::directive_expiry_decides(outcome.as_str()),
            Self::NoMainLine => k::DIRECTIVE_NO_MAIN_LINE.into(),
            Self::MainLineStart { step } => k::directive_main_line_start(step.as_str()),
            Self::MainLineBroken { from, step } => {
                k::directive_main_line_broken(from.as_str(), step.as_str())
            }
        }
    }
}
