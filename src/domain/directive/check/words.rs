//! Findings in words that a jurist reads.

use super::super::codes::{EndClass, LetterKind, Proof, StepKind};
use super::super::condition::Condition;
use super::super::model::{Citation, Directive, OutcomeId, RequirementId, StepId};
use super::{Barred, Circumstance, Fault, Finding, LIMIT, Part, remedies};
use crate::text::{Key, Locale, Phrase, Words, k};

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
        let told = words.list(&told);
        words.say(match self.changed {
            true => k::check_when_changed(told),
            false => k::check_when(told),
        })
    }

    /// Why each way out of the place is none; nothing where the finding is not about that.
    #[must_use]
    pub fn say_because(&self, directive: &Directive, words: Words) -> Vec<String> {
        let titles = Titles { directive, words };
        let places = matches!(self.fault, Fault::LoopWithoutExit(_));
        let say = |it: &Barred| titles.barred(it, places);
        self.barred.iter().map(say).collect()
    }

    /// What the writer of the directive can do about it.
    #[must_use]
    pub fn say_remedy(&self, directive: &Directive, words: Words) -> String {
        words.say(remedies::phrase(&self.fault, directive))
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
    let said = match it {
        Circumstance::Is(condition) => condition.say(directive, words),
        Circumstance::AgeUnknown(id) => {
            let fact = directive.fact(id);
            let fact = fact.map_or(id.as_str(), |it| it.title.in_language(words.locale()));
            words.say(k::check_age_unknown(fact))
        }
    };
    words.say(k::check_circumstance(said))
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
            // What is none of the step's own ways is an act beside the main line.
            || self.act(id.as_str()),
            |it| it.title.in_language(self.words.locale()).to_owned(),
        )
    }

    fn steps(&self, ids: &[StepId]) -> String {
        let titles: Vec<String> = ids.iter().map(|it| self.step(it)).collect();
        self.words.list(&titles)
    }

    fn requirement(&self, id: &RequirementId) -> String {
        self.directive.requirement(id).map_or_else(
            || id.to_string(),
            |it| it.title.in_language(self.words.locale()).to_owned(),
        )
    }

    fn act(&self, id: &str) -> String {
        let act = self.directive.act(id);
        let title = act.map(|it| it.title.in_language(self.words.locale()));
        title.unwrap_or(id).to_owned()
    }

    fn letter(&self, letter: LetterKind) -> String {
        let title = Key::titled("letter-kind", letter.code());
        title.map_or_else(
            || letter.code().to_owned(),
            |it| self.words.t(it).to_owned(),
        )
    }

    fn proof(&self, proof: Proof) -> String {
        let title = Key::titled("proof", proof.code());
        title.map_or_else(|| proof.code().to_owned(), |it| self.words.t(it).to_owned())
    }

    /// The conditions on which an outcome is open.
    fn facts(&self, step: &StepId, id: &OutcomeId) -> String {
        let step = self.directive.step(step);
        let outcome = step.and_then(|it| it.outcome(id));
        let conditions = outcome.map_or(&[][..], |it| &it.when).iter();
        let quoted = |it: &Condition| {
            let said = it.say(self.directive, self.words);
            self.words.say(k::check_circumstance(said))
        };
        let said = conditions.map(quoted);
        let said: Vec<String> = said.collect();
        self.words.list(&said)
    }

    fn barred(&self, barred: &Barred, with_place: bool) -> String {
        let (step, phrase) = match barred {
            Barred::Condition(step, id) => {
                let facts = self.facts(step, id);
                (
                    step,
                    k::check_barred_condition(facts, self.outcome(step, id)),
                )
            }
            Barred::NotEntitled(step, id) => {
                (step, k::check_barred_not_entitled(self.outcome(step, id)))
            }
            Barred::LeadsBack(step, id) => (step, k::check_barred_back(self.outcome(step, id))),
            Barred::ByClock(step, id) => (step, k::check_barred_by_clock(self.outcome(step, id))),
            Barred::OfSeveral(step, id) => (step, k::check_barred_several(self.outcome(step, id))),
        };
        let why = self.words.say(phrase);
        match with_place {
            true => self.words.say(k::check_barred_at(self.step(step), why)),
            false => why,
        }
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
            Part::Act(id) => k::check_part_act(self.act(id)),
            Part::Paper(id) => {
                let paper = self.directive.paper(id);
                let title = paper.map_or(id.as_str(), |it| it.title.in_language(locale));
                k::check_part_paper(title)
            }
            Part::Document(id) => {
                let document = self.directive.document(id);
                let title = document.map_or(id.as_str(), |it| it.title.in_language(locale));
                k::check_part_document(title)
            }
            Part::Whole => k::CHECK_PART_WHOLE.into(),
        };
        self.words.say(phrase)
    }
}

/// What is wrong, in no language yet: one line of the table for each fault.
fn phrase(fault: &Fault, titles: &Titles<'_>) -> Phrase {
    match fault {
        Fault::UnreachableStep(step) => k::check_unreachable_step(titles.step(step)),
        Fault::NoEnd(step) => k::check_no_end(titles.step(step)),
        Fault::LoopWithoutExit(steps) => k::check_loop_without_exit(titles.steps(steps)),
        Fault::NobodyCanWork(step) => k::check_nobody_can_work(titles.step(step)),
        Fault::NobodyCanDo(act) => k::check_nobody_can_do(titles.act(act)),
        Fault::NoWayWithoutAnswer(step) => k::check_no_way_without_answer(titles.step(step)),
        Fault::SilenceGoesRound(step) => k::check_silence_goes_round(titles.step(step)),
        Fault::ResultWithoutWay(step, result) => {
            let possible = || titles.words.t(k::CHECK_POSSIBLE_MATCH).to_owned();
            let result = result.map_or_else(possible, |it| titles.proof(it));
            k::check_result_without_way(result, titles.step(step))
        }
        Fault::NotSuppliable(step, requirement) => {
            k::check_not_suppliable(titles.requirement(requirement), titles.step(step))
        }
        Fault::AlwaysTrue(part) => k::check_always_true(titles.part(part)),
        Fault::AlwaysFalse(part) => k::check_always_false(titles.part(part)),
        Fault::ClocksExceedOverall { end, days, limit } => {
            k::check_clocks_exceed(*days, *limit, titles.step(end))
        }
        Fault::ClockNeverStarts(part) => k::check_clock_never_starts(titles.part(part)),
        Fault::ExtensionAlone(part, people) => k::check_extension_alone(titles.part(part), *people),
        Fault::ClockNeverStops(part) => k::check_clock_never_stops(titles.part(part)),
        Fault::RefusalWithoutRemedy(step) => k::check_refusal_without_remedy(titles.step(step)),
        Fault::DecisionWithout(step, outcome) => {
            k::check_decision_without(*outcome, titles.step(step))
        }
        Fault::NoSuchEnd(EndClass::Issued) => k::CHECK_NO_END_ISSUED.into(),
        Fault::NoSuchEnd(_) => k::CHECK_NO_END_REFUSED.into(),
        Fault::QuorumOfMore(step, members, seats) => {
            k::check_quorum_of_more(*members, *seats, titles.step(step))
        }
        Fault::NotPerPerson(step) => k::check_not_per_person(titles.step(step)),
        Fault::MissingLetter(part, letter) => {
            k::check_missing_letter(titles.letter(*letter), titles.part(part))
        }
        Fault::UnknownAct(act) => k::check_unknown_act(act.as_str()),
        Fault::ActWithoutEnd(act) => k::check_act_without_end(titles.act(act)),
        Fault::ReopensNowhere(act) => k::check_reopens_nowhere(titles.act(act)),
        Fault::ReopensAt(act, step) => k::check_reopens_at(titles.act(act), titles.step(step)),
        Fault::ReopensNothing(act) => k::check_reopens_nothing(titles.act(act)),
        Fault::CardWithoutTerm(act) => k::check_card_without_term(titles.act(act)),
        Fault::SuspendedForEver(act) => k::check_suspended_for_ever(titles.act(act)),
        Fault::OtherLanguage(part, Locale::Fa) => k::check_words_not_persian(titles.part(part)),
        Fault::OtherLanguage(part, Locale::En) => k::check_words_not_english(titles.part(part)),
        Fault::TooManyCircumstances(part, count) => {
            k::check_too_many(*count, LIMIT, titles.part(part))
        }
        Fault::NobodyCanTake(step, id)
        | Fault::NotRecordable(step, id, _)
        | Fault::NoEntryBefore(step, id)
        | Fault::Contrary(step, id, ..)
        | Fault::NeverTaken(step, id)
        | Fault::OpeningAsks(step, id)
        | Fault::OpenedAgain(step, id)
        | Fault::Overlap(step, id, _)
        | Fault::SeparationImpossible(step, id, _) => {
            let named = (titles.outcome(step, id), titles.step(step));
            of_outcome(fault, titles, step, named)
        }
    }
}

/// The same for what is wrong with an outcome.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "it is asked for faults of outcomes only, and the last of them is the plainest"
)]
fn of_outcome(
    fault: &Fault,
    titles: &Titles<'_>,
    at: &StepId,
    (outcome, step): (String, String),
) -> Phrase {
    let opens = titles.directive.step(at).map(|it| it.kind) == Some(StepKind::Intake);
    match fault {
        Fault::NotRecordable(.., Proof::TimeOver) => k::check_no_limit(outcome, step),
        Fault::NotRecordable(.., proof) => {
            k::check_not_recordable(outcome, titles.proof(*proof), step)
        }
        Fault::NoEntryBefore(..) => k::check_no_entry_before(outcome, step),
        Fault::Contrary(_, _, one, other) => {
            k::check_contrary(titles.proof(*one), titles.proof(*other), outcome, step)
        }
        Fault::NeverTaken(..) if opens => k::check_never_taken_opening(outcome, step),
        Fault::NeverTaken(..) => k::check_never_taken_decision(outcome, step),
        Fault::OpeningAsks(..) => k::check_opening_asks(outcome, step),
        Fault::OpenedAgain(..) => k::check_opened_again(outcome, step),
        Fault::Overlap(.., other) => k::check_overlap(outcome, titles.outcome(at, other), step),
        Fault::SeparationImpossible(.., people) => k::check_separation(outcome, *people, step),
        _ => k::check_nobody_can_take(outcome, step),
    }
}
