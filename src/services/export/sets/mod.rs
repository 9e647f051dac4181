//! Copies of many cases at once: chosen by a filter, made one after another in the background, put
//! together with a signed list, fetched once or more until they expire.

mod checking;
mod handing;
mod making;
mod packing;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Asked, Failure, Recipient, broken};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::domain::case::withholding::{Sort, Withholding};
use crate::services::reading::{self, OfSet, Reader};
use crate::services::register::Register;
use crate::store::exports::{self, NewSet, Part, Progress, Set, State};
use crate::store::files::FileName;
use crate::store::lists::{self, Filter};
use crate::store::projections::CaseState;
use crate::store::{self, Conn, jobs};

pub use crate::store::exports::State as Standing;
pub use crate::store::lists::{Count, Outcome};
pub use checking::verify;
pub use handing::{Fetched, NotFetched, fetch, sweep};
pub use making::work;

/// The kind of work in the queue.
pub const JOB: &str = "export";
/// Sets that are listed; older ones are told by the log.
const LISTED: u32 = 50;

/// How much may be asked for, and for how long it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Cases in one set.
    pub cases: u32,
    /// Hours for which it can be fetched.
    pub hours: u32,
    /// Sets of one person that are being made or wait to be fetched.
    pub sets: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cases: 2000,
            hours: 24,
            sets: 3,
        }
    }
}

/// Which cases: all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub unit: UnitPath,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Whether they are open; either, where nothing is said.
    pub open: Option<bool>,
    pub refused: Option<bool>,
}

impl Chosen {
    fn filter(&self) -> Filter {
        let state = |open| match open {
            true => CaseState::Open,
            false => CaseState::Closed,
        };
        let outcome = |refused| match refused {
            true => Outcome::Refused,
            false => Outcome::Granted,
        };
        Filter {
            opened_from: self.from,
            opened_to: self.until,
            state: self.open.map(state),
            outcome: self.refused.map(outcome),
            ..Filter::default()
        }
    }

    /// The same in words of the format (`docs/proof.md`).
    fn told(&self) -> BTreeMap<String, String> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let open = |open| if open { "open" } else { "closed" };
        let refused = |refused| if refused { "refused" } else { "granted" };
        let said = [
            ("unit", Some(self.unit.to_string())),
            ("from", day(self.from)),
            ("until", day(self.until)),
            ("state", self.open.map(|it| open(it).to_owned())),
            ("outcome", self.refused.map(|it| refused(it).to_owned())),
        ];
        let given = said.into_iter();
        given
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }
}

/// What is asked for, as it is kept until it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub username: String,
    pub chosen: Chosen,
    pub purpose: String,
    /// Codes of the kinds of values that are withheld.
    pub sorts: Vec<String>,
    /// The age key to which the whole is encrypted.
    pub to: Option<String>,
}

impl Wish {
    fn read(set: &Set) -> Result<Self, Failure> {
        serde_json::from_str(&set.asked).map_err(broken)
    }

    fn recipient(&self) -> Result<Option<Recipient>, Failure> {
        let to = self.to.as_deref();
        to.map(str::parse).transpose().map_err(broken)
    }

    /// As each case is asked for; the set is encrypted as a whole.
    fn of_case(&self) -> Asked<'_> {
        let sorts = self.sorts.iter().filter_map(|code| Sort::from_code(code));
        Asked {
            purpose: &self.purpose,
            withholding: Withholding {
                sorts: sorts.collect(),
                ..Withholding::default()
            },
            to: None,
        }
    }

    const fn of_set(&self, id: i64) -> OfSet<'_> {
        OfSet {
            id,
            unit: &self.chosen.unit,
            purpose: self.purpose.as_str(),
        }
    }
}

/// Why nothing is made.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    #[error(transparent)]
    Failed(#[from] Failure),
    #[error("not this person's to export")]
    Forbidden,
    #[error("no case is as was asked for")]
    Nothing,
    #[error("more than {0} cases")]
    TooMany(u32),
    #[error("{0} sets are being made or wait to be fetched")]
    TooManySets(u32),
}

impl From<store::Error> for NotAsked {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

fn scope(actor: &Actor, chosen: &Chosen) -> Option<Scope> {
    let scope = policy::scope(actor, Action::ExportCase).within(&chosen.unit);
    (!scope.units().is_empty()).then_some(scope)
}

/// How many cases it would be, counted a little further than may be asked for.
///
/// # Errors
/// See [`NotAsked`].
pub fn count(register: &Register, actor: &Actor, chosen: &Chosen) -> Result<Count, NotAsked> {
    let scope = scope(actor, chosen).ok_or(NotAsked::Forbidden)?;
    let most = register.exports.cases;
    let found = register
        .store
        .read(|c| lists::count(c, &scope, &chosen.filter(), most))?;
    Ok(found)
}

/// Chooses the cases, records that they were asked for, and puts the work in the queue. The number of the
/// set.
///
/// # Errors
/// See [`NotAsked`].
pub fn ask(register: &Register, reader: Reader<'_>, wish: &Wish) -> Result<i64, NotAsked> {
    let actor = reader.actor;
    let scope = scope(actor, &wish.chosen).ok_or(NotAsked::Forbidden)?;
    wish.recipient()?;
    let limits = register.exports;
    let cases = register
        .store
        .read(|c| lists::numbers(c, &scope, &wish.chosen.filter(), limits.cases))?;
    let asked = serde_json::to_string(wish).map_err(broken)?;
    let count = u64::try_from(cases.len()).unwrap_or(u64::MAX);
    let now = register.clock.now();
    let new = NewSet {
        user: actor.user,
        session: reader.session,
        at: now,
        asked,
    };
    let taken = register
        .store
        .write(move |c| take_in(c, &new, &cases, limits))?;
    let id = match taken {
        Taken::New(id) => id,
        Taken::Known(id) => return Ok(id),
    };
    let told = serde_json::to_value(wish.chosen.told()).map_err(broken)?;
    let told = (&told, count, wish.to.as_deref());
    reading::set_asked(register, reader, wish.of_set(id), told)?;
    register.store.write(move |c| queue(c, id, 0, now))?;
    Ok(id)
}

/// A set that was asked for.
enum Taken {
    New(i64),
    /// The same form, sent twice.
    Known(i64),
}

/// Of two forms that one person sends at once, the second finds what the first has asked for.
fn take_in(
    c: &mut Conn,
    new: &NewSet,
    cases: &[(i64, String)],
    limits: Limits,
) -> Result<Taken, NotAsked> {
    exports::hold(c, new.user)?;
    let mine = exports::sets_of(c, new.user, LISTED)?;
    let same = |set: &&Set| set.state.is_under_way() && set.asked == new.asked;
    if let Some(same) = mine.iter().find(same) {
        return Ok(Taken::Known(same.id));
    }
    let waits = |set: &&Set| set.state.is_under_way() || set.state == State::Done;
    let waiting = mine.iter().filter(waits).count();
    if waiting >= usize::try_from(limits.sets).unwrap_or(usize::MAX) {
        return Err(NotAsked::TooManySets(limits.sets));
    }
    if cases.is_empty() {
        return Err(NotAsked::Nothing);
    }
    if cases.len() > usize::try_from(limits.cases).unwrap_or(usize::MAX) {
        return Err(NotAsked::TooMany(limits.cases));
    }
    Ok(Taken::New(exports::insert(c, new, cases)?))
}

/// Throws a set of this person's away before its time.
///
/// # Errors
/// The database or the files do not answer.
pub fn discard(register: &Register, it: &OneSet) -> Result<(), Failure> {
    handing::end(register, it.set.id, State::Withdrawn)
}

/// Puts the next piece of work on a set in the queue; once for each state of it.
fn queue(
    c: &mut Conn,
    id: i64,
    done: u64,
    now: crate::domain::time::Moment,
) -> Result<bool, store::Error> {
    let key = format!("{JOB}:{id}:{done}");
    jobs::enqueue(c, JOB, now, &id.to_string(), Some(&key))
}

/// A set as its page shows it.
#[derive(Debug, Clone)]
pub struct OneSet {
    pub set: Set,
    pub wish: Wish,
    pub progress: Progress,
    /// What could not be made, with a code of why.
    pub troubles: Vec<Part>,
    /// Whether it can be fetched now.
    pub open: bool,
}

/// A set of this person's; nobody else's is there.
///
/// # Errors
/// The database does not answer, or there is none.
pub fn one(register: &Register, actor: &Actor, id: i64) -> Result<OneSet, Failure> {
    let found = register.store.read(|c| exports::set(c, id))?;
    let set = found.filter(|set| set.user == actor.user);
    told(register, set.ok_or(Failure::NotFound)?)
}

/// The newest sets of this person.
///
/// # Errors
/// The database does not answer.
pub fn all(register: &Register, actor: &Actor) -> Result<Vec<OneSet>, Failure> {
    let sets = register
        .store
        .read(|c| exports::sets_of(c, actor.user, LISTED))?;
    sets.into_iter().map(|set| told(register, set)).collect()
}

fn told(register: &Register, set: Set) -> Result<OneSet, Failure> {
    let (progress, mut troubles) = register.store.read(|c| {
        let progress = exports::progress(c, set.id)?;
        let parts = match progress.failed {
            0 => Vec::new(),
            _ => exports::parts(c, set.id)?,
        };
        Ok::<_, store::Error>((progress, parts))
    })?;
    troubles.retain(|part| part.trouble.is_some());
    let now = register.clock.now();
    Ok(OneSet {
        wish: Wish::read(&set)?,
        open: set.state == State::Done && set.expires_at.is_some_and(|end| now < end),
        progress,
        troubles,
        set,
    })
}

/// Under which number of the store the files of a set lie: of no case, and of no other set.
pub(in crate::services) const fn folder(id: i64) -> i64 {
    -id
}

/// Whether a file of the store belongs to a set that is being made or waits to be fetched.
///
/// # Errors
/// The database does not answer.
pub fn keeps(c: &mut Conn, name: &FileName) -> Result<bool, store::Error> {
    if name.case_id >= 0 {
        return Ok(false);
    }
    let set = exports::set(c, name.case_id.saturating_neg())?;
    Ok(set.is_some_and(|set| set.state.is_under_way() || set.state == State::Done))
}
