//! Samples of decided cases: drawn, reviewed, and drawn again to show that nothing was chosen.

mod stream;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::domain::case::Personal;
use crate::domain::sampling::event::{SampleDrawn, Turn};
use crate::domain::sampling::{self, Refused, SAMPLES, Sample, Whole};
use crate::domain::time::Moment;
use crate::services::accounts::again;
use crate::services::accounts::recording::By;
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::trail::About;
use crate::store::{self, Conn, counters, decisions, streams};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("refused: {0:?}")]
    Refused(Refused),
    #[error("no such sample, or not this person's to see")]
    NotFound,
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Wish {
    pub unit: UnitPath,
    pub from: Date,
    pub until: Date,
    pub each: u32,
    /// Thrown by the register where none is given.
    pub seed: Option<u64>,
}

/// Decided cases of the unit by office and outcome: refused where anybody in them was.
fn whole(
    c: &mut Conn,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Vec<Whole>, store::Error> {
    let end = until.tomorrow().unwrap_or(until);
    let days = (Moment::begin_of(from), Moment::begin_of(end));
    let mut outcomes: BTreeMap<(i64, UnitPath), bool> = BTreeMap::new();
    for (case, unit, outcome) in decisions::signed_between(c, scope, days)? {
        *outcomes.entry((case, unit)).or_default() |= outcome == "refused";
    }
    let mut strata: BTreeMap<(UnitPath, bool), Vec<i64>> = BTreeMap::new();
    for ((case, unit), refused) in outcomes {
        strata.entry((unit, refused)).or_default().push(case);
    }
    let whole = strata.into_iter().map(|((unit, refused), cases)| Whole {
        unit,
        outcome: if refused { "refused" } else { "granted" }.to_owned(),
        cases,
    });
    Ok(whole.collect())
}

/// Draws a sample and records the draw.
///
/// # Errors
/// See [`NotDone`].
pub fn draw(register: &Register, actor: &Actor, wish: &Wish) -> Result<i64, NotDone> {
    if wish.until >= register.today() {
        return Err(Refused::DaysNotOver.into());
    }
    let roles = policy::roles(Action::Oversee);
    let mut posts = actor.grants.iter();
    let post = posts.find(|g| roles.contains(&g.role) && g.unit.covers(&wish.unit));
    let post = post.ok_or(NotDone::NotFound)?;
    let scope = policy::scope(actor, Action::Oversee).within(&wish.unit);
    let thrown = || {
        let bytes = register.entropy.bytes32();
        let mut low = [0; 4];
        low.copy_from_slice(bytes.get(..4).unwrap_or(&[0; 4]));
        u64::from(u32::from_be_bytes(low))
    };
    let seed = wish.seed.unwrap_or_else(thrown);
    let days = (wish.from, wish.until);
    let found = register.store.read(|c| whole(c, &scope, days))?;
    let strata = sampling::draw(seed, wish.each, found);
    if strata.is_empty() {
        return Err(Refused::NothingToDraw.into());
    }
    let turn = Turn::SampleDrawn(Box::new(SampleDrawn {
        seed,
        unit: wish.unit.clone(),
        from: wish.from,
        until: wish.until,
        each: wish.each,
        strata,
        name: Personal::new(&actor.name),
    }));
    let by = By::Colleague(actor.user, Some(post.clone()));
    let unit = wish.unit.clone();
    let id = again(|| {
        let (register, by, turn, unit) = (register.clone(), by.clone(), turn.clone(), unit.clone());
        register.store.clone().write(move |c| {
            let id = counters::next(c, "sample")?;
            let about = Some(About::nothing_in(unit));
            record_turn(
                c,
                &register,
                (&Sample::stream_of(id), 0),
                &by,
                (about, &turn),
            )?;
            Ok::<_, store::Error>(id)
        })
    })?;
    Ok(id)
}

/// A sample of the auditor's area.
///
/// # Errors
/// See [`NotDone`].
pub fn one(register: &Register, actor: &Actor, id: i64) -> Result<Sample, NotDone> {
    let scope = policy::scope(actor, Action::Oversee);
    let found = register.store.read(|c| stream::sample(c, id))?;
    let sees = |sample: &Sample| scope.covers(&sample.drawn.unit);
    found.filter(sees).ok_or(NotDone::NotFound)
}

/// The samples of the auditor's area, the newest first.
///
/// # Errors
/// The database does not answer.
pub fn all(register: &Register, actor: &Actor) -> Result<Vec<Sample>, store::Error> {
    let scope = policy::scope(actor, Action::Oversee);
    let mut found = register.store.read(|c| {
        let mut found = Vec::new();
        for name in streams::names(c, SAMPLES, "", 10_000)? {
            if let Some(id) = name.strip_prefix(SAMPLES).and_then(|id| id.parse().ok()) {
                found.extend(stream::sample(c, id)?);
            }
        }
        Ok::<_, store::Error>(found)
    })?;
    found.retain(|sample| scope.covers(&sample.drawn.unit));
    found.sort_by_key(|sample| std::cmp::Reverse(sample.id));
    Ok(found)
}

/// Whether the recorded number draws the same cases again.
///
/// # Errors
/// The database does not answer.
pub fn repeats(register: &Register, sample: &Sample) -> Result<bool, store::Error> {
    let it = &sample.drawn;
    let scope = Scope::of_process().within(&it.unit);
    let days = (it.from, it.until);
    let found = register.store.read(|c| whole(c, &scope, days))?;
    Ok(sampling::draw(it.seed, it.each, found) == it.strata)
}

/// What the review of one case found.
///
/// # Errors
/// See [`NotDone`].
pub fn review(
    register: &Register,
    actor: &Actor,
    id: i64,
    (case, finding, note): (i64, &str, Option<&str>),
) -> Result<(), NotDone> {
    let seen = one(register, actor, id)?;
    let roles = policy::roles(Action::Oversee);
    let mut posts = actor.grants.iter();
    let post = posts.find(|g| roles.contains(&g.role) && g.unit.covers(&seen.drawn.unit));
    let by = By::Colleague(actor.user, post.cloned());
    let said = (finding.to_owned(), note.map(str::to_owned));
    again(|| {
        let (register, by, actor, (finding, note)) =
            (register.clone(), by.clone(), actor.clone(), said.clone());
        register.store.clone().write(move |c| {
            let stream = Sample::stream_of(id);
            let Some(sample) = stream::sample(c, id)? else {
                return Err(store::Error::corrupt("streams", stream));
            };
            let said = (case, finding.as_str(), note.as_deref());
            let turn = match sampling::review(&sample, &actor, said) {
                Ok(turn) => turn,
                Err(refused) => return Ok(Err(refused)),
            };
            let about = Some(About::of_case(sample.drawn.unit.clone(), case));
            record_turn(c, &register, (&stream, sample.seq), &by, (about, &turn))?;
            Ok(Ok(()))
        })
    })??;
    Ok(())
}
