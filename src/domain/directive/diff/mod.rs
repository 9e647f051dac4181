//! Two versions of a directive, part by part: what came, what went, what moved, and which value became
//! which. A difference is of the law and not of the text: the order of keys, the layout and the comments
//! of the files do not show.

mod says;
mod transitions;
pub mod words;

use says::Way;

use super::codes::{
    AgeDay, ClockStart, ClockUnit, EndClass, FactSource, Holder, LetterKind, MaterialFact, Post,
    Proof, ReasonRule, Separation, StepKind, StepScope, Supplier,
};
use super::condition::Condition;
use super::model::{
    Certification, Citation, ClockRule, Directive, Escalation, OutcomeId, Reopens, RequirementId,
    Step, StepId, Title,
};
use crate::domain::access::Role;

/// A part of a directive that can come, go or change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The directive itself: its title, its dates, the limit for the whole.
    Whole,
    Document(String),
    Fact(String),
    Step(StepId),
    Outcome(StepId, OutcomeId),
    Requirement(RequirementId),
    Paper(String),
    Act(String),
    /// A transitional provision, by its [`Transition::id`](super::model::Transition::id).
    Transition(String),
}

/// What differs in one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    Added,
    Removed,
    /// Another place in the order of the steps, counted from one.
    Moved {
        from: usize,
        to: usize,
    },
    Changed {
        field: Field,
        before: Value,
        after: Value,
    },
}

/// One difference, and the articles on which the part rests: in the later version where it still is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub part: Part,
    pub difference: Difference,
    pub basis: Vec<Citation>,
}

macro_rules! fields {
    ($($variant:ident = $code:literal),* $(,)?) => {
        /// A value of a part, by what it says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($variant),* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its code name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

fields! {
    Title = "title",
    Help = "help",
    InForceFrom = "in_force_from",
    InForceAssumed = "in_force_assumed",
    InForceNote = "in_force_note",
    Claim = "claim",
    Number = "number",
    Date = "date",
    Basis = "basis",
    Assumed = "assumed",
    Note = "note",
    Source = "source",
    At = "at",
    ExemptWhen = "exempt_when",
    FullAge = "full_age",
    Kind = "kind",
    Scope = "scope",
    Actors = "actors",
    Holder = "holder",
    Main = "main",
    LetterTo = "letter_to",
    Letters = "letters",
    Quorum = "quorum",
    Seats = "seats",
    QuorumAssumed = "quorum_assumed",
    QuorumNote = "quorum_note",
    Requires = "requires",
    End = "end",
    To = "to",
    Reopens = "reopens",
    Reason = "reason",
    Separation = "separation",
    Needs = "needs",
    When = "when",
    Unless = "unless",
    Itemised = "itemised",
    Warning = "warning",
    WarnWhen = "warn_when",
    AnyOf = "any_of",
    PerPerson = "per_person",
    IfAny = "if_any",
    Suppliers = "suppliers",
    Count = "count",
    Certified = "certified",
    Proves = "proves",
    Papers = "papers",
    From = "from",
    AtStep = "at_step",
    CameBy = "came_by",
    Anew = "anew",
    ClockLength = "clock_length",
    ClockStarts = "clock_starts",
    ClockPauses = "clock_pauses",
    ClockEscalation = "clock_escalation",
    ClockExpiry = "clock_expiry",
    ClockReminders = "clock_reminders",
    ClockLater = "clock_later",
    ClockExtendedBy = "clock_extended_by",
    ClockExtensionApproved = "clock_extension_approved",
    ClockExtendedTo = "clock_extended_to",
    ClockBasis = "clock_basis",
    ClockAssumed = "clock_assumed",
    ClockNote = "clock_note",
}

/// What a field says. Nothing is `None`, so that what came and what went can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    None,
    Title(Title),
    Plain(String),
    Day(jiff::civil::Date),
    Flag(bool),
    Number(u32),
    Hours(u32),
    Length(u32, ClockUnit),
    Days(Vec<u32>),
    Later(Vec<Escalation>),
    Citations(Vec<Citation>),
    Roles(Vec<Role>),
    Steps(Vec<StepId>),
    Reopens(Vec<Reopens>),
    Outcome(OutcomeId),
    Requirements(Vec<RequirementId>),
    Papers(Vec<String>),
    Conditions(Vec<Condition>),
    Holders(Vec<Holder>),
    Seats(Vec<Post>),
    Suppliers(Vec<Supplier>),
    Certifications(Vec<Certification>),
    Letters(Vec<LetterKind>),
    MaterialFacts(Vec<MaterialFact>),
    Proofs(Vec<Proof>),
    Separations(Vec<Separation>),
    Source(FactSource),
    AgeDay(AgeDay),
    Kind(StepKind),
    Scope(StepScope),
    Reason(ReasonRule),
    Start(ClockStart),
    End(EndClass),
    /// A way out of a step of either version.
    Way(StepId, OutcomeId),
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

macro_rules! values {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

values! {
    Title => Title, String => Plain, jiff::civil::Date => Day, bool => Flag, u32 => Number,
    OutcomeId => Outcome, StepKind => Kind, FactSource => Source, AgeDay => AgeDay, StepScope => Scope, ReasonRule => Reason,
    ClockStart => Start, EndClass => End,
}

/// An empty list says nothing.
macro_rules! lists {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<Vec<$type>> for Value {
            fn from(value: Vec<$type>) -> Self {
                if value.is_empty() { Self::None } else { Self::$variant(value) }
            }
        }
    )*};
}

lists! {
    u32 => Days, Escalation => Later, Citation => Citations, Role => Roles, StepId => Steps, Reopens => Reopens,
    RequirementId => Requirements, String => Papers, Condition => Conditions, Holder => Holders, Post => Seats,
    Supplier => Suppliers, Certification => Certifications, LetterKind => Letters, MaterialFact => MaterialFacts, Proof => Proofs,
    Separation => Separations,
}

/// What came, went, moved and changed from `before` to `after`, in the order of the directive: the
/// whole, its documents, its steps with their outcomes, what they require, papers, acts,
/// transitional provisions.
#[must_use]
pub fn diff(before: &Directive, after: &Directive) -> Vec<Change> {
    let mut all = Vec::new();
    let basis = after.entry().map(|s| s.basis.clone()).unwrap_or_default();
    let (old, new) = (whole(before), whole(after));
    all.extend(changed(&Part::Whole, &basis, old, new));
    all.extend(parts(&before.documents, &after.documents));
    all.extend(parts(&before.facts, &after.facts));
    all.extend(steps(before, after));
    all.extend(parts(&before.requirements, &after.requirements));
    all.extend(parts(&before.papers, &after.papers));
    all.extend(parts(&before.acts, &after.acts));
    all.extend(parts(&before.transitions, &after.transitions));
    all
}

type Fields = Vec<(Field, Value)>;

/// A part that is found again in another version by its id.
trait Compared {
    fn part(&self) -> Part;
    fn rests_on(&self) -> &[Citation];
    fn says(&self) -> Fields;
}

fn parts<T: Compared>(before: &[T], after: &[T]) -> Vec<Change> {
    let find = |all: &[T], part: &Part| all.iter().position(|it| it.part() == *part);
    let mut all = Vec::new();
    for old in before {
        let part = old.part();
        if find(after, &part).is_none() {
            all.push(Change {
                part,
                difference: Difference::Removed,
                basis: old.rests_on().to_vec(),
            });
        }
    }
    for new in after {
        let (part, basis) = (new.part(), new.rests_on().to_vec());
        match find(before, &part).and_then(|at| before.get(at)) {
            Some(old) => all.extend(changed(&part, &basis, old.says(), new.says())),
            None => all.push(Change {
                part,
                difference: Difference::Added,
                basis,
            }),
        }
    }
    all
}

fn changed(part: &Part, basis: &[Citation], before: Fields, after: Fields) -> Vec<Change> {
    let mut all = Vec::new();
    let value = |fields: &Fields, field| {
        let found = fields.iter().find(|(f, _)| *f == field);
        found.map_or(Value::None, |(_, value)| value.clone())
    };
    for field in Field::ALL {
        let (old, new) = (value(&before, *field), value(&after, *field));
        if !says_the_same(&old, &new) {
            all.push(Change {
                part: part.clone(),
                difference: Difference::Changed {
                    field: *field,
                    before: old,
                    after: new,
                },
                basis: basis.to_vec(),
            });
        }
    }
    all
}

/// That a fact is declared otherwise is told once, there, and not for each condition on it.
fn says_the_same(old: &Value, new: &Value) -> bool {
    let written = |all: &[Condition]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    match (old, new) {
        (Value::Conditions(old), Value::Conditions(new)) => written(old) == written(new),
        _ => old == new,
    }
}

/// Steps have an order: what is neither new nor gone and no longer stands in the longest run that kept
/// its order has moved.
fn steps(before: &Directive, after: &Directive) -> Vec<Change> {
    let mut all = parts(&before.steps, &after.steps);
    let place = |of: &Directive, id: &StepId| of.steps.iter().position(|s| s.id == *id);
    let kept = after.steps.iter().enumerate();
    let kept: Vec<(usize, usize)> = kept
        .filter_map(|(to, step)| place(before, &step.id).map(|from| (from, to)))
        .collect();
    let stays = longest_rise(&kept);
    for (from, to) in kept {
        if stays.contains(&to) {
            continue;
        }
        if let Some(step) = after.steps.get(to) {
            all.push(Change {
                part: step.part(),
                difference: Difference::Moved {
                    from: from + 1,
                    to: to + 1,
                },
                basis: step.basis.clone(),
            });
        }
    }
    for new in &after.steps {
        if let Some(old) = before.step(&new.id) {
            let of = |step: &Step| {
                let ways = step.outcomes.iter();
                ways.map(|way| Way(step.id.clone(), way.clone()))
                    .collect::<Vec<_>>()
            };
            all.extend(parts(&of(old), &of(new)));
        }
    }
    all.sort_by_key(|change| match &change.part {
        Part::Step(id) | Part::Outcome(id, _) => place(after, id).unwrap_or(usize::MAX),
        Part::Whole
        | Part::Document(_)
        | Part::Fact(_)
        | Part::Requirement(_)
        | Part::Paper(_)
        | Part::Act(_)
        | Part::Transition(_) => usize::MAX,
    });
    all
}

/// The places (second) of a longest sequence whose first numbers rise.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    let mut longest: Vec<usize> = Vec::new();
    for (i, (from, to)) in pairs.iter().enumerate() {
        let earlier = pairs.iter().zip(&best).take(i);
        let mut run = earlier
            .filter(|((f, _), _)| f < from)
            .map(|(_, run)| run.clone())
            .max_by_key(Vec::len)
            .unwrap_or_default();
        run.push(*to);
        if run.len() > longest.len() {
            longest.clone_from(&run);
        }
        best.push(run);
    }
    longest
}

/// What a part of this directive says; nothing where it has no such part.
fn says(d: &Directive, part: &Part) -> Fields {
    match part {
        Part::Whole => Some(whole(d)),
        Part::Document(id) => d.document(id).map(Compared::says),
        Part::Fact(id) => d.fact(id).map(Compared::says),
        Part::Step(id) => d.step(id).map(Compared::says),
        Part::Outcome(at, id) => {
            let way = d.step(at).and_then(|step| step.outcome(id));
            way.map(|way| Way(at.clone(), way.clone()).says())
        }
        Part::Requirement(id) => d.requirement(id).map(Compared::says),
        Part::Paper(id) => d.paper(id).map(Compared::says),
        Part::Act(id) => d.act(id).map(Compared::says),
        Part::Transition(id) => d.transition(id).map(Compared::says),
    }
    .unwrap_or_default()
}

fn whole(d: &Directive) -> Fields {
    let mut fields = vec![
        (Field::Title, d.title.clone().into()),
        (Field::Help, d.help.clone().into()),
        (Field::InForceFrom, d.in_force_from.into()),
        (Field::FullAge, d.full_age.into()),
        (Field::InForceAssumed, d.assumed.into()),
        (Field::InForceNote, d.note.clone().into()),
        (Field::Claim, Value::Hours(d.claim.hours)),
        (Field::Assumed, d.claim.assumed.into()),
        (Field::Note, d.claim.note.clone().into()),
    ];
    fields.extend(clock(d.overall.as_ref()));
    fields
}

fn clock(rule: Option<&ClockRule>) -> Fields {
    let Some(rule) = rule else { return Vec::new() };
    vec![
        (Field::ClockLength, Value::Length(rule.length, rule.unit)),
        (Field::ClockStarts, rule.starts.into()),
        (Field::ClockPauses, rule.pauses_with.clone().into()),
        (
            Field::ClockEscalation,
            rule.escalate_to.map(|r| vec![r]).unwrap_or_default().into(),
        ),
        (Field::ClockExpiry, rule.on_expiry.clone().into()),
        (Field::ClockReminders, rule.reminders.clone().into()),
        (Field::ClockLater, rule.escalations.clone().into()),
        (Field::ClockExtendedBy, rule.extendable_by.clone().into()),
        (
            Field::ClockExtensionApproved,
            rule.extension_approved_by.clone().into(),
        ),
        (
            Field::ClockExtendedTo,
            match rule.extendable_to {
                Some(length) => Value::Length(length, rule.unit),
                None => Value::None,
            },
        ),
        (Field::ClockBasis, rule.basis.clone().into()),
        (Field::ClockAssumed, rule.assumed.into()),
        (Field::ClockNote, rule.note.clone().into()),
    ]
}

#[cfg(test)]
mod tests;
