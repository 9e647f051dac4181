//! A case is opened: its number, its tracking code, its first events.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Done, Failure, TRIES, rows};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::access::{Actor, UnitPath};
use crate::domain::case::CaseFile;
use crate::domain::case::command::Opening;
use crate::domain::case::decide::{self, Drafted, Setting};
use crate::services::answered::{already, asked, remember};
use crate::services::recent::Told;
use crate::services::recording::{self, Occasion};
use crate::services::register::{Register, cite};
use crate::store::streams::{self, Head};
use crate::store::{self, Conn, cases, counters, drafts};

/// What a case begins with.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub opening: Opening,
    /// The day of the application; today when nothing is said.
    pub on: Option<Date>,
    /// The idempotency key of the form.
    pub key: Option<String>,
    /// The number under which its scans were kept already, if any were.
    pub case_id: Option<i64>,
    /// The draft that it was written in: it ends with the opening.
    pub draft: Option<i64>,
}

impl Beginning {
    /// Of an application of today, without scans.
    #[must_use]
    pub const fn today(opening: Opening) -> Self {
        Self {
            opening,
            on: None,
            key: None,
            case_id: None,
            draft: None,
        }
    }

    /// The digests of the scans that its papers have.
    fn scans(&self) -> BTreeSet<String> {
        let files = self.opening.papers.iter().filter_map(|p| p.file.as_ref());
        files.map(|f| f.digest.or_empty().to_owned()).collect()
    }
}

/// Opens a case: number, tracking code, first events.
///
/// # Errors
/// See [`Failure`].
pub fn open(
    register: &Arc<Register>,
    actor: &Actor,
    beginning: Beginning,
) -> Result<Done, Failure> {
    let kept = beginning.case_id.map(|id| (id, beginning.scans()));
    let mut tries = 1..TRIES;
    let (done, new) = loop {
        let (inner, who, wish) = (Arc::clone(register), actor.clone(), beginning.clone());
        match register
            .store
            .write(move |c| open_in(c, &inner, &who, wish))
        {
            Err(Failure::Store(store::Error::Raced)) if tries.next().is_some() => {}
            answered => break answered?,
        }
    };
    // A scan that was taken in and left out again is of no case. Sent a second time, the form says
    // nothing of what came to the case since.
    if let Some((id, scans)) = kept.filter(|_| new)
        && let Err(wrong) = register.files.keep_only(id, &scans)
    {
        // The case is open all the same; `doctor` names what is left over.
        tracing::warn!(%wrong, "scans left out of an opening were not removed");
    }
    Ok(done)
}

/// The case, and whether it is new: the form may have been sent before.
fn open_in(
    c: &mut Conn,
    register: &Register,
    actor: &Actor,
    beginning: Beginning,
) -> Result<(Done, bool), Failure> {
    let Beginning {
        mut opening,
        on,
        key,
        case_id,
        draft,
    } = beginning;
    // Who else looks like these people is found by the register, and is not what was asked.
    let said = (
        &opening.application,
        &opening.papers,
        &opening.similar_reason,
        on,
    );
    let asked = asked(key.as_deref(), &said)?;
    if let Some(done) = already(c, actor, asked.as_ref())? {
        return Ok((done, false));
    }
    if let Some(draft) = draft
        && !drafts::delete(c, draft, actor.user)?
    {
        return Err(Failure::NotFound);
    }
    let verdict = policy::decide(Some(actor), Action::OpenCase, Some(&opening.unit));
    if !matches!(verdict, Verdict::Allow(_)) {
        return Err(Failure::NotFound);
    }
    let now = register.clock.now();
    let day = on.unwrap_or_else(|| now.tehran_date());
    let directive = register.directives.in_force(c, day)?;
    let directive =
        directive.ok_or_else(|| Failure::Broken("no directive is in force".to_owned()))?;
    let calendars = register.calendars.of(c, &opening.unit)?;
    let setting = Setting {
        directive: &directive,
        calendar: &calendars.now,
        actor,
        now,
        on: day,
    };
    let year = crate::text::jalali::from_civil(day).year;
    let serial = counters::next(c, &format!("cases:{}:{year}", opening.unit))?;
    opening.reference = reference(&opening.unit, year, serial);
    opening.tracking = tracking(&register.entropy.bytes32());
    let drafted = decide::open(&setting, &opening)?;
    let id = match case_id {
        Some(taken) => taken,
        None => cases::next_id(c)?,
    };
    let occasion = Occasion {
        stream: CaseFile::stream_of(id),
        at: now,
        occurred_on: day,
        user: Some((actor.user, actor.name.clone())),
        process: None,
        unit: opening.unit.clone(),
        directive: cite(&directive),
        key: asked.as_ref().map(|a| a.name.clone()),
    };
    let told = begin(c, register, id, &occasion, drafted)?;
    let done = Done {
        reference: told.file.reference.clone(),
        seq: told.file.seq,
    };
    remember(c, actor, asked, &done, now)?;
    register.recent.keep(told);
    Ok((done, true))
}

fn begin(
    c: &mut Conn,
    register: &Register,
    id: i64,
    occasion: &Occasion,
    drafted: Vec<Drafted>,
) -> Result<Told, Failure> {
    let head = Head::default();
    let (envelopes, events) =
        recording::seal_events(&head, occasion, drafted, register.entropy.as_ref())?;
    let hash = streams::append(c, &occasion.stream, &head, events)?
        .hash
        .to_string();
    let mut rest = envelopes.iter();
    let first = rest.next().and_then(|e| CaseFile::open(e, &hash));
    let mut file = first.ok_or_else(|| Failure::Broken("a case without an opening".to_owned()))?;
    for envelope in rest {
        file.apply(envelope, &hash);
    }
    let rows = rows(id, &file)?;
    cases::save(c, None, &rows)?;
    Ok(Told { file, rows })
}

/// `11-03-1405-00217`: province, county, Jalali year, serial.
fn reference(unit: &UnitPath, year: i32, serial: i64) -> String {
    let mut parts = unit.as_str().split('/').skip(1);
    let province = parts.next().unwrap_or("00");
    let county = parts.next().unwrap_or("00");
    format!("{province}-{county}-{year}-{serial:05}")
}

/// `7K4-92M`: letters and digits that nobody mistakes for one another on paper or by telephone.
fn tracking(random: &[u8; 32]) -> String {
    const SIGNS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    let sign = |byte: &u8| {
        let index = usize::from(*byte) % SIGNS.len();
        SIGNS.get(index).map_or('2', |b| char::from(*b))
    };
    let signs: Vec<char> = random.iter().take(8).map(sign).collect();
    let (left, right) = signs.split_at(signs.len() / 2);
    format!(
        "{}-{}",
        left.iter().collect::<String>(),
        right.iter().collect::<String>()
    )
}
