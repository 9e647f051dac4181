//! Trying a draft on the open cases for whoever keeps directives: few cases at once, many on a
//! thread of their own while the page says how far it is.

use serde::{Deserialize, Serialize};

use super::{Asked, NotDone, with_kept_lists};
use crate::domain::access::Actor;
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::life::Order;
use crate::services::accounts;
use crate::services::casework::Failure;
use crate::services::directives::{self, carry_out};
use crate::services::reading::Reader;
use crate::services::register::Register;
use crate::store::{self, jobs, open_cases, trials};
use crate::text::{Locale, Words, k};

/// The kind of work in the queue.
pub const JOB: &str = "trial";
/// So many open cases are looked at while the person waits.
const AT_ONCE: u64 = 2_000;
/// Seconds after which a trial that never ended is held to be given up: a million cases take minutes.
const LONGEST: i64 = 60 * 60;

/// What the queue keeps of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    digest: String,
    username: String,
    language: String,
}

/// How a trial that was asked for goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// What it found stands in the stream of the directive.
    Done,
    /// It is on its way, now or from before.
    Waiting,
}

/// Tries a draft, or puts it in the queue where there are many cases.
///
/// # Errors
/// See [`NotDone`].
pub fn ask(
    register: &Register,
    (actor, username): (&Actor, &str),
    digest: &str,
    words: Words,
) -> Result<Begun, NotDone> {
    let scope = policy::scope(actor, Action::SimulateDirective);
    if directives::keeper(actor).is_none() || scope.units().is_empty() {
        return Err(NotDone::Forbidden);
    }
    let (now, name) = (register.clock.now(), digest.to_owned());
    let given_up = now.plus_seconds(-LONGEST);
    let total = register.store.read(|c| open_cases::count(c, &scope))?;
    let begun = register
        .store
        .write(move |c| trials::begin(c, &name, (now, given_up), total))?;
    if !begun {
        return Ok(Begun::Waiting);
    }
    if total <= AT_ONCE {
        let tried = carry(register, actor, digest, words);
        let name = digest.to_owned();
        register.store.write(move |c| trials::end(c, &name))?;
        return tried.map(|()| Begun::Done);
    }
    let payload = Payload {
        digest: digest.to_owned(),
        username: username.to_owned(),
        language: words.locale().code().to_owned(),
    };
    let payload = serde_json::to_string(&payload).map_err(|e| Failure::Broken(e.to_string()))?;
    register
        .store
        .write(move |c| jobs::enqueue(c, JOB, now, &payload, None))?;
    Ok(Begun::Waiting)
}

/// Does the work of the queue.
///
/// # Errors
/// See [`NotDone`]; it is noted with the trial.
pub fn work(register: &Register, payload: &str) -> Result<(), NotDone> {
    let asked: Payload =
        serde_json::from_str(payload).map_err(|e| Failure::Broken(e.to_string()))?;
    let actor = accounts::actor_named(register, &asked.username)?;
    let locale = Locale::from_code(&asked.language).unwrap_or_default();
    let digest = asked.digest;
    let done = match actor {
        Some(actor) => carry(register, &actor, &digest, Words::of(locale)),
        // Whoever asked is gone: nobody waits for it.
        None => Ok(()),
    };
    let ended = done.is_ok();
    register.store.write(move |c| {
        if ended {
            trials::end(c, &digest)
        } else {
            trials::fail(c, &digest)
        }
    })?;
    done
}

fn carry(register: &Register, actor: &Actor, digest: &str, words: Words) -> Result<(), NotDone> {
    let named = register
        .store
        .read(|c| register.directives.by_digest(c, digest))?;
    let draft = named.ok_or(Failure::NotFound)?;
    let label = words.number(&draft.version);
    let purpose = words.say(k::version_act_simulate_purpose(label));
    let mut noted = 0;
    let mut progress = |done: u64, total: u64| {
        // Each hundredth part is enough to be told.
        if done < noted + (total / 100).max(1) {
            return;
        }
        noted = done;
        let name = digest.to_owned();
        let told = register
            .store
            .write(move |c| trials::advance(c, &name, (done, total)));
        if let Err(error) = told {
            tracing::warn!(%error, "how far the trial is could not be noted");
        }
    };
    let asked = Asked {
        reader: Reader {
            actor,
            session: None,
        },
        draft: &draft,
        purpose: &purpose,
        progress: &mut progress,
    };
    let report = with_kept_lists(register, asked, words)?;
    let attached = report
        .attached()
        .map_err(|e| Failure::Broken(e.to_string()))?;
    match carry_out(register, actor, &Order::Simulated(attached)) {
        Ok(_) => Ok(()),
        Err(directives::NotDone::Store(error)) => Err(error.into()),
        Err(directives::NotDone::Forbidden) => Err(NotDone::Forbidden),
        Err(directives::NotDone::Refused(why)) => Err(Failure::Broken(format!("{why:?}")).into()),
    }
}

/// How far a trial is, where one is on its way.
///
/// # Errors
/// The database does not answer.
pub fn on_its_way(
    register: &Register,
    digest: &str,
) -> Result<Option<trials::Trial>, store::Error> {
    register.store.read(|c| trials::trial(c, digest))
}
