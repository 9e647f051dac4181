//! Moving open cases to another version of the directive, on the command line: the same two people as in
//! the browser.

use std::sync::Arc;

use clap::{Args, Subcommand};
use sejel::domain::access::policy::{self, Action};
use sejel::domain::access::{Actor, UnitPath};
use sejel::domain::directive::StepId;
use sejel::domain::directive::moving::words::stayed;
use sejel::domain::directive::moving::{Batch, Order, State};
use sejel::domain::directive::simulate::{Class, words::Telling};
use sejel::domain::time::Moment;
use sejel::jobs;
use sejel::services::moving::{self, Came, DryRun, NotDone, Tried, Wish};
use sejel::services::reading::Reader;
use sejel::text::{Locale, Words, digits, jalali, k, without_isolates};
use sejel::web::sentences;

use super::office::acting;
use super::{Desk, Ended, directive, say};

#[derive(Args)]
pub struct Move {
    #[command(subcommand)]
    command: Moves,
    /// The language in which it is told: fa or en.
    #[arg(long, global = true, default_value = "en", value_parser = directive::language)]
    language: Locale,
}

#[derive(Subcommand)]
enum Moves {
    /// Tells case by case what a move would do. Nothing is moved.
    Try {
        #[command(flatten)]
        which: Which,
        #[arg(long)]
        purpose: String,
    },
    /// Puts a move forward, after a dry run.
    Propose {
        #[command(flatten)]
        which: Which,
        #[arg(long)]
        reason: String,
    },
    /// Every move that you may know of.
    List,
    /// A move with what came of each case.
    Show { id: i64 },
    /// Approves what somebody else proposed.
    Approve { id: i64 },
    /// Does not approve it.
    Refuse {
        id: i64,
        #[arg(long)]
        reason: String,
    },
    /// Takes back what you proposed.
    Withdraw {
        id: i64,
        #[arg(long)]
        reason: String,
    },
    /// Carries out now what is approved and waits in the queue.
    CarryOut,
}

/// Which open cases.
#[derive(Args)]
struct Which {
    /// Name of the version to which they come.
    #[arg(long)]
    to: String,
    /// Name of the version that they follow; needed where they follow several.
    #[arg(long)]
    from: Option<String>,
    /// Path of a unit, such as ir/11/03; your own where you have one.
    #[arg(long)]
    unit: Option<String>,
    /// Only those that stand at this step.
    #[arg(long)]
    step: Option<String>,
    /// Only these, by number.
    #[arg(long = "case", value_name = "NUMBER")]
    cases: Vec<String>,
}

impl Which {
    fn wish(&self) -> Result<Wish, Ended> {
        let unit = self.unit.as_deref().map(|text| {
            UnitPath::parse(text).ok_or_else(|| Ended(3, format!("not a unit: \"{text}\"")))
        });
        Ok(Wish {
            to: self.to.clone(),
            from: self.from.clone(),
            unit: unit.transpose()?,
            step: self.step.as_deref().map(StepId::from),
            cases: self.cases.clone(),
        })
    }
}

/// 0 done, 1 refused, 3 where it could not be understood.
pub fn run(desk: &Desk, asked: &Move) -> Result<u8, Ended> {
    let w = Words::of(asked.language);
    if matches!(asked.command, Moves::CarryOut) {
        return carry_out(desk);
    }
    let actor = acting(desk)?;
    let done = ask(desk, w, &actor, &asked.command);
    done.map_err(|wrong| refused(wrong, w))?;
    Ok(0)
}

fn ask(desk: &Desk, w: Words, actor: &Actor, command: &Moves) -> Result<(), Wrong> {
    let register = &desk.register;
    let reader = Reader {
        actor,
        session: None,
    };
    let order = |id: i64, order: &Order| {
        let batch = moving::order(register, actor, id, order)?;
        Ok::<_, Wrong>(batch)
    };
    match command {
        Moves::Try { which, purpose } => {
            let tried = moving::dry_run(register, reader, &which.wish()?, purpose)?;
            told(w, &tried);
        }
        Moves::Propose { which, reason } => {
            let batch = moving::propose(register, reader, &which.wish()?, reason)?;
            show(desk, w, &batch)?;
            line(&w.say(k::move_next(batch.id.to_string())));
        }
        Moves::List => {
            for batch in moving::batches(register, actor)? {
                head(desk, w, &batch)?;
            }
        }
        Moves::Show { id } => {
            let batch = moving::batch(register, actor, *id)?;
            show(desk, w, &batch)?;
            cases(desk, w, reader, &batch)?;
        }
        Moves::Approve { id } => {
            let seen = moving::batch(register, actor, *id)?.seq;
            let batch = order(*id, &Order::Approve { seen })?;
            head(desk, w, &batch)?;
            line(&w.say(k::move_carried(batch.parts.len())));
        }
        Moves::Refuse { id, reason } => {
            let reason = reason.clone();
            head(desk, w, &order(*id, &Order::Refuse { reason })?)?;
        }
        Moves::Withdraw { id, reason } => {
            let reason = reason.clone();
            head(desk, w, &order(*id, &Order::Withdraw { reason })?)?;
        }
        Moves::CarryOut => {}
    }
    Ok(())
}

/// Why it was not done.
enum Wrong {
    NotDone(NotDone),
    Ended(Ended),
}

impl From<NotDone> for Wrong {
    fn from(wrong: NotDone) -> Self {
        Self::NotDone(wrong)
    }
}

impl From<Ended> for Wrong {
    fn from(ended: Ended) -> Self {
        Self::Ended(ended)
    }
}

fn refused(wrong: Wrong, w: Words) -> Ended {
    let why = match wrong {
        Wrong::Ended(ended) => return ended,
        Wrong::NotDone(NotDone::Refused(refused)) => refused.say(w),
        Wrong::NotDone(NotDone::Forbidden) => {
            let roles = policy::roles(Action::MoveCases);
            w.say(k::move_nobody(sentences::posts(w, roles)))
        }
        Wrong::NotDone(NotDone::NotFound) => w.t(k::MOVE_NOT_FOUND).to_owned(),
        Wrong::NotDone(NotDone::Failed(other)) => other.to_string(),
    };
    Ended(1, without_isolates(&why))
}

fn line(text: &str) {
    say(without_isolates(text));
}

fn told(w: Words, tried: &DryRun) {
    line(w.t(k::MOVE_DRY_RUN));
    let telling = Telling {
        before: &tried.before,
        after: &tried.after,
        words: w,
    };
    let what = |it: &Tried| {
        let all: Vec<String> = it.effects.iter().map(|e| telling.tell(e)).collect();
        match all.is_empty() {
            true => w.t(Class::Unaffected.title()).to_owned(),
            false => all.join(" "),
        }
    };
    for it in tried.moves.iter().chain(&tried.left) {
        line(&w.say(k::move_case_effects(it.reference.as_str(), what(it))));
    }
}

fn head(desk: &Desk, w: Words, batch: &Batch) -> Result<(), Ended> {
    let it = &batch.proposed;
    let version = |label: &str| digits::localized(w.locale(), label);
    line(&w.say(k::move_head(
        version(&it.to.version),
        version(&it.from.version),
        it.cases,
        w.number(batch.id),
        batch.state().title(),
        desk.register.unit_name(w.locale(), &it.chosen.unit)?,
    )));
    Ok(())
}

fn show(desk: &Desk, w: Words, batch: &Batch) -> Result<(), Ended> {
    head(desk, w, batch)?;
    let it = &batch.proposed;
    let day = |at: Moment| jalali::long(w.locale(), at.tehran_date());
    let (name, reason) = (it.name.or_empty(), it.reason.or_empty());
    line(&w.say(k::move_proposed(day(batch.proposed_at), name, reason)));
    if let Some(step) = &it.chosen.step {
        line(&w.say(k::move_step(step.as_str())));
    }
    if it.left > 0 {
        line(&w.say(k::move_left(it.left)));
    }
    line(w.t(k::MOVE_FOUND));
    for class in Class::ALL {
        if let Some(count) = it.found.get(class.code()) {
            let said = w.say(k::simulation_line(*count, w.t(class.title())));
            say(format!("  {}", without_isolates(&said)));
        }
    }
    if let Some((mover, at)) = &batch.approved_by {
        line(&w.say(k::move_approved(day(*at), mover.name.or_empty())));
    }
    if let Some((state, _, at, reason)) = &batch.stopped {
        line(&w.say(k::move_stopped(day(*at), reason.or_empty(), state.title())));
    }
    if matches!(batch.state(), State::UnderWay | State::Done) {
        let (moved, stayed) = (batch.moved(), batch.not_moved().count());
        let all = usize::try_from(it.cases).unwrap_or(usize::MAX);
        let waiting = all.saturating_sub(moved + stayed);
        line(&w.say(k::move_came(moved, stayed, waiting)));
    }
    Ok(())
}

fn cases(desk: &Desk, w: Words, reader: Reader<'_>, batch: &Batch) -> Result<(), Wrong> {
    let register = Arc::new(desk.register.clone());
    for it in moving::cases_of(&register, reader, batch)? {
        let case = it.reference.as_str();
        line(&w.say(match it.came {
            Came::Waits => k::move_case_waits(case),
            Came::Moved => k::move_case_moved(case),
            Came::Stayed(why) => k::move_case_stayed(case, stayed(w, &why)),
        }));
    }
    Ok(())
}

/// What the queue holds, as a process that serves would do it.
fn carry_out(desk: &Desk) -> Result<u8, Ended> {
    let register = Arc::new(desk.register.clone());
    let turn = jobs::turn(&register, jobs::KINDS, &|| true)?;
    say(format!("{} done, {} failed", turn.done, turn.failed));
    Ok(u8::from(turn.failed > 0))
}
