//! Findings in words that a jurist reads.

use super::super::codes::EndClass;
use super::super::model::{Citation, Directive, OutcomeId, StepId};
use super::{Circumstance, Fault, Finding, LIMIT, Part};
use crate::text::{Phrase, Words, k};

impl Finding {
    /// What is wrong, as one sentence.
    #[must_use]
    pub fn say(&self, directive: &Directive, words: Words) -> String {
        words.say(phrase(&self.fault, &Titles { directive, words }))
    }

    /// The article on which the place of the finding rests.
    #[must_use]
    pub fn article<'d>(&self, directive: &'d Directive) -> Option<&'d Citation> {
        self.fault.part().basis(directive).first()
    }

    /// When it shows: the circumstances that make the difference, or that there are none.
    #[must_use]
    pub fn say_when(&self, directive: &Directive, words: Words) -> String {
        if self.circumstances.is_empty() {
            return words.t(k::CHECK_ALWAYS).to_owned();
        }
        let told = self
            .circumstances
            .iter()
            .map(|it| circumstance(it, directive, words));
        let told: Vec<String> = told.collect();
        words.say(k::check_when(words.list(&told)))
    }

    /// A way that leads there, step by step; nothing where no way is needed to see it.
    #[must_use]
    pub fn say_path(&self, directive: &Directive, words: Words) -> Vec<String> {
        let titles = Titles { directive, words };
        let taken = self.path.iter();
        let say = |(step, outcome): &(StepId, OutcomeId)| {
            words.say(k::check_taken(
                titles.outcome(step, outcome),
                titles.step(step),
            ))
        };
        taken.map(say).collect()
    }
}

fn circumstance(it: &Circumstance, directive: &Directive, words: Words) -> String {
    match it {
        Circumstance::Is(condition) => condition.say(directive, words),
        Circumstance::AgeUnknown(id) => {
            let fact = directive.fact(id);
            let fact = fact.map_or(id.as_str(), |it| it.title.in_language(words.locale()));
            words.say(k::check_age_unknown(fact))
        }
    }
}

/// The titles of a directive in one language.
struct Titles<'d> {
    directive: &'d Directive,
    words: Words,
}

impl Titles<'_> {
    fn step(&self, id: &StepId) -> String {
        let step = self.directive.step(id);
        step.map_or_else(
            || id.to_string(),
            |it| it.title.in_language(self.words.locale()).to_owned(),
        )
    }

    fn outcome(&self, step: &StepId, id: &OutcomeId) -> String {
        let outcome = self.directive.step(step).and_then(|it| it.outcome(id));
        outcome.map_or_else(
            || id.to_string(),
            |it| it.title.in_language(self.words.locale()).to_owned(),
        )
    }

    fn steps(&self, ids: &[StepId]) -> String {
        let titles: Vec<String> = ids.iter().map(|it| self.step(it)).collect();
        self.words.list(&titles)
    }

    fn requirement(&self, id: &super::super::model::RequirementId) -> String {
        self.directive.requirement(id).map_or_else(
            || id.to_string(),
            |it| it.title.in_language(self.words.locale()).to_owned(),
        )
    }

    fn part(&self, part: &Part) -> String {
        let locale = self.words.locale();
        let phrase = match part {
            Part::Step(step) => k::check_part_step(self.step(step)),
            Part::Outcome(step, outcome) => {
                k::check_part_outcome(self.outcome(step, outcome), self.step(step))
            }
            Part::Warning(step, outcome) => {
                k::check_part_warning(self.outcome(step, outcome), self.step(step))
            }
            Part::Requirement(id) => k::check_part_requirement(self.requirement(id)),
            Part::Certification(id) => {
                let paper = self.directive.paper(id);
                let title = paper.map_or(id.as_str(), |it| it.title.in_language(locale));
                k::check_part_certification(title)
            }
            Part::Act(id) => {
                let act = self.directive.act(id);
                let title = act.map_or(id.as_str(), |it| it.title.in_language(locale));
                k::check_part_act(title)
            }
            Part::Whole => k::CHECK_PART_WHOLE.into(),
        };
        self.words.say(phrase)
    }
}

fn phrase(fault: &Fault, titles: &Titles<'_>) -> Phrase {
    match fault {
        Fault::UnreachableStep(step) => k::check_unreachable_step(titles.step(step)),
        Fault::NoEnd(step) => k::check_no_end(titles.step(step)),
        Fault::LoopWithoutExit(steps) => k::check_loop_without_exit(titles.steps(steps)),
        Fault::NobodyCanTake(step, outcome) => {
            k::check_nobody_can_take(titles.outcome(step, outcome), titles.step(step))
        }
        Fault::NobodyCanWork(step) => k::check_nobody_can_work(titles.step(step)),
        Fault::NoWayWithoutAnswer(step) => k::check_no_way_without_answer(titles.step(step)),
        Fault::NotSuppliable(step, requirement) => {
            k::check_not_suppliable(titles.requirement(requirement), titles.step(step))
        }
        Fault::AlwaysTrue(part) => k::check_always_true(titles.part(part)),
        Fault::AlwaysFalse(part) => k::check_always_false(titles.part(part)),
        Fault::Overlap(step, one, other) => k::check_overlap(
            titles.outcome(step, one),
            titles.outcome(step, other),
            titles.step(step),
        ),
        Fault::SeparationImpossible(step, outcome, people) => {
            k::check_separation(titles.outcome(step, outcome), *people, titles.step(step))
        }
        Fault::ClocksExceedOverall { end, days, limit } => {
            k::check_clocks_exceed(*days, *limit, titles.step(end))
        }
        Fault::ClockNeverStarts(part) => k::check_clock_never_starts(titles.part(part)),
        Fault::ClockNeverStops(part) => k::check_clock_never_stops(titles.part(part)),
        Fault::RefusalWithoutRemedy(step) => k::check_refusal_without_remedy(titles.step(step)),
        Fault::DecisionWithout(step, outcome) => {
            k::check_decision_without(*outcome, titles.step(step))
        }
        Fault::TooManyCircumstances(part, size) => {
            k::check_too_many(*size, LIMIT, titles.part(part))
        }
        Fault::NoSuchEnd(EndClass::Issued) => k::CHECK_NO_END_ISSUED.into(),
        Fault::NoSuchEnd(_) => k::CHECK_NO_END_REFUSED.into(),
    }
}
