//! Events that are not of a case: of accounts, sessions, reads.

use serde_json::{Value, json};

use crate::domain::access::{Grant, UnitPath, UserId};
use crate::domain::history::{canonical, seal};
use crate::domain::time::{Entropy, Moment};
use crate::store::streams::{self, Head, NewEvent};
use crate::store::trail::About;
use crate::store::{self, Conn, accounts};

/// Who does something to an account, and by which of their grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) enum By {
    /// The account's own person.
    Oneself,
    /// Somebody else, by this grant.
    Colleague(UserId, Option<Grant>),
    /// The first account of a register is made by nobody.
    Bootstrap,
    /// Work that the program does by itself, by the name that its events carry.
    Process(&'static str),
    /// Nobody is known to have done it: a refused sign-in.
    Stranger,
}

impl By {
    pub(in crate::services) fn said(&self, account: UserId) -> (Value, String) {
        let process = |name: &str| {
            (
                json!({ "user": null, "role": null, "unit": UnitPath::COUNTRY, "process": name }),
                format!("process:{name}"),
            )
        };
        match self {
            Self::Bootstrap => process("bootstrap"),
            Self::Stranger => process("sign-in"),
            Self::Process(name) => process(name),
            Self::Oneself => (
                json!({ "user": account, "role": null, "unit": UnitPath::COUNTRY, "process": null }),
                account.to_string(),
            ),
            Self::Colleague(user, grant) => {
                let role = grant.as_ref().map(|g| g.role);
                let unit = grant
                    .as_ref()
                    .map_or(UnitPath::COUNTRY, |g| g.unit.as_str());
                (
                    json!({ "user": user, "role": role, "unit": unit, "process": null }),
                    user.to_string(),
                )
            }
        }
    }
}

/// When and by whom.
pub(super) struct Occasion<'a> {
    pub(super) by: &'a By,
    pub(super) at: Moment,
    pub(super) entropy: &'a dyn Entropy,
}

/// Appends an event to the stream of an account.
pub(super) fn record(
    c: &mut Conn,
    account: UserId,
    kind: &str,
    data: Value,
    on: &Occasion<'_>,
) -> Result<(), store::Error> {
    let stream = format!("account:{}", account.0);
    let about = about_account(c, account)?;
    append(
        c,
        &stream,
        on.by.said(account),
        (kind, data),
        about,
        (on.at, on.entropy),
    )
}

/// Appends an event about a name that nobody has.
pub(super) fn record_stranger(
    c: &mut Conn,
    kind: &str,
    data: Value,
    on: &Occasion<'_>,
) -> Result<(), store::Error> {
    let said = By::Stranger.said(UserId(0));
    append(c, "sign-in", said, (kind, data), None, (on.at, on.entropy))
}

/// An account is looked for where its person has, or first had, a post.
fn about_account(c: &mut Conn, account: UserId) -> Result<Option<About>, store::Error> {
    let mut posts = accounts::grants_of(c, account)?;
    posts.sort_by_key(|post| post.grant.to.is_some());
    let first = posts.into_iter().next();
    Ok(first.map(|post| About::nothing_in(post.grant.unit)))
}

/// Appends one event to a stream that is not a case's. Where nothing is said of what it is about, it is
/// about the unit of whoever acts.
pub(in crate::services) fn append(
    c: &mut Conn,
    stream: &str,
    said: (Value, String),
    what: (&str, Value),
    about: Option<About>,
    when: (Moment, &dyn Entropy),
) -> Result<(), store::Error> {
    let head = streams::head(c, stream)?;
    append_after(c, (stream, &head), said, what, about, when)
}

/// The same, after this head: whatever came to the stream since it was read refuses it.
pub(in crate::services) fn append_after(
    c: &mut Conn,
    (stream, head): (&str, &Head),
    (actor, column): (Value, String),
    (kind, data): (&str, Value),
    about: Option<About>,
    (now, entropy): (Moment, &dyn Entropy),
) -> Result<(), store::Error> {
    let unit = actor.get("unit").and_then(Value::as_str);
    let unit = unit.and_then(UnitPath::parse);
    let about = about.or_else(|| unit.map(About::nothing_in));
    let about = about.ok_or_else(|| store::Error::Unfit(format!("{kind} of no unit")))?;
    // The machine's clock may have gone back; a history never does.
    let before = match head.seq {
        0 => None,
        seq => streams::event(c, stream, seq)?,
    };
    let at = before.map_or(now, |event| event.at.max(now));
    let body = json!({
        "v": 1,
        "type": kind,
        "stream": stream,
        "seq": head.seq + 1,
        "at": at,
        "actor": actor,
        "data": data,
    });
    let (body, openings) = seal(body, entropy);
    let body = canonical(&body).map_err(|e| store::Error::Unfit(e.to_string()))?;
    let event = NewEvent {
        kind: kind.to_owned(),
        v: 1,
        at,
        actor: column,
        body,
        openings,
        about,
    };
    streams::append(c, stream, head, vec![event])?;
    Ok(())
}

/// Runs `work` again when somebody else wrote to the same stream first.
pub(in crate::services) fn again<T>(
    work: impl Fn() -> Result<T, store::Error>,
) -> Result<T, store::Error> {
    for _ in 0..5 {
        match work() {
            Err(store::Error::Raced) => {}
            done => return done,
        }
    }
    work()
}
