//! Erasing values of a case by law, on the command line: the same two people as in the browser.

use clap::Args;
use sejel::domain::access::Actor;
use sejel::domain::erasure::event::What;
use sejel::domain::erasure::places::Place;
use sejel::domain::erasure::{Erasure, State};
use sejel::services::erasure::{self, NotDone};
use sejel::text::{Locale, Words, digits, k, without_isolates};
use sejel::web::erasure::refusal;

use super::office::acting;
use super::{Desk, Ended, directive, say};

#[derive(Args)]
#[command(group = clap::ArgGroup::new("asked").multiple(false))]
pub struct Erase {
    /// Number of the case. With nothing else, the places are listed at which values stand.
    case: Option<String>,
    /// The value at this place: number of the event, a colon, and the path, such as 3:/data/reason.
    #[arg(long, value_name = "SEQ:PATH", group = "asked", requires = "case")]
    value: Option<String>,
    /// With --value: longer texts in which the value stands, too.
    #[arg(long, requires = "value")]
    texts: bool,
    /// Whatever concerns this person of the household and nobody else.
    #[arg(long, value_name = "N", group = "asked", requires = "case")]
    person: Option<u32>,
    /// One scan: number of the paper, a slash, and its version.
    #[arg(long, value_name = "PAPER/VERSION", group = "asked", requires = "case")]
    scan: Option<String>,
    /// The law, the order or the judgment on which it rests.
    #[arg(long)]
    basis: Option<String>,
    /// Shows what a proposal would erase.
    #[arg(long, value_name = "ID", group = "asked")]
    show: Option<i64>,
    /// Approves what somebody else proposed; the values are erased at once.
    #[arg(long, value_name = "ID", group = "asked")]
    approve: Option<i64>,
    /// Does not approve it.
    #[arg(long, value_name = "ID", group = "asked", requires = "reason")]
    refuse: Option<i64>,
    #[arg(long)]
    reason: Option<String>,
    /// Writes the database anew, so that nothing erased is left in its files; at a quiet hour.
    #[arg(long, group = "asked")]
    vacuum: bool,
    /// The language in which it is told: fa or en.
    #[arg(long, default_value = "en", value_parser = directive::language)]
    language: Locale,
}

fn line(text: &str) {
    say(without_isolates(text));
}

/// 0 done, 1 refused, 2 to be tried again, 3 where it could not be understood.
pub fn run(desk: &Desk, asked: &Erase) -> Result<u8, Ended> {
    let w = Words::of(asked.language);
    let told = |wrong: NotDone| refused(&wrong, w);
    if asked.vacuum {
        return vacuum(desk, w).map_err(told);
    }
    let actor = acting(desk)?;
    let register = &desk.register;
    if let Some(id) = asked.show {
        let erasure = erasure::one(register, &actor, id).map_err(told)?;
        show(desk, w, &erasure).map_err(told)?;
    } else if let Some(id) = asked.approve {
        return approve(desk, w, &actor, id).map_err(told);
    } else if let Some(id) = asked.refuse {
        let reason = asked.reason.as_deref().unwrap_or_default();
        erasure::refuse(register, &actor, id, reason).map_err(told)?;
        line(&w.say(k::erase_refused_done(id.to_string())));
    } else {
        return propose(desk, w, &actor, asked);
    }
    Ok(0)
}

fn what(asked: &Erase) -> Result<Option<What>, Ended> {
    let unread = |text: &str| Ended(3, format!("not a place: \"{text}\""));
    if let Some(text) = &asked.value {
        let (seq, path) = text.split_once(':').ok_or_else(|| unread(text))?;
        return Ok(Some(What::Value {
            seq: seq.parse().map_err(|_number| unread(text))?,
            path: path.to_owned(),
            texts: asked.texts,
        }));
    }
    if let Some(text) = &asked.scan {
        let number = |part: &str| part.parse().map_err(|_number| unread(text));
        let (paper, version) = text.split_once('/').ok_or_else(|| unread(text))?;
        return Ok(Some(What::Scan {
            paper: number(paper)?,
            version: number(version)?,
        }));
    }
    Ok(asked.person.map(|person| What::Person { person }))
}

fn propose(desk: &Desk, w: Words, actor: &Actor, asked: &Erase) -> Result<u8, Ended> {
    let told = |wrong: NotDone| refused(&wrong, w);
    let case = asked.case.as_deref();
    let case = case.ok_or_else(|| Ended(3, "say which case".to_owned()))?;
    let Some(what) = what(asked)? else {
        let all = erasure::values(&desk.register, actor, case).map_err(told)?;
        places(w, &all);
        return Ok(0);
    };
    let basis = asked.basis.as_deref().unwrap_or_default();
    let made = erasure::propose(&desk.register, actor, case, (&what, basis)).map_err(told)?;
    show(desk, w, &made).map_err(told)?;
    Ok(0)
}

fn places(w: Words, all: &[Place]) {
    for place in all {
        let seq = digits::localized(w.locale(), &place.seq.to_string());
        line(&w.say(k::erase_place(place.path.as_str(), seq)));
    }
}

/// What would be erased: places, never values.
fn show(desk: &Desk, w: Words, erasure: &Erasure) -> Result<(), NotDone> {
    let proposed = &erasure.proposed;
    line(&w.say(k::erase_proposed(
        proposed.reference.as_str(),
        erasure.id.to_string(),
        proposed.name.or_empty(),
    )));
    let preview = erasure::preview(&desk.register, erasure)?;
    line(&w.say(k::erase_counted(preview.places.len())));
    places(w, &preview.places);
    if preview.shared > 0 {
        line(&w.say(k::erase_shared(preview.shared)));
    }
    for place in preview.file.positions.iter().filter(|p| !p.is_closed()) {
        line(&w.say(k::erase_open_step(place.step.0.as_str())));
    }
    Ok(())
}

fn approve(desk: &Desk, w: Words, actor: &Actor, id: i64) -> Result<u8, NotDone> {
    let done = erasure::approve(&desk.register, actor, id)?;
    let case = done.erasure.proposed.reference.as_str();
    line(&w.say(k::erase_done(case, done.values)));
    if let State::Approved(_, _, approved) = &done.erasure.state
        && approved.typed > 0
    {
        line(&w.say(k::erase_typed(approved.typed)));
    }
    if done.left > 0 {
        line(w.t(k::ERASE_SCAN_LEFT));
    }
    Ok(if done.left > 0 { 2 } else { 0 })
}

fn vacuum(desk: &Desk, w: Words) -> Result<u8, NotDone> {
    let swept = erasure::vacuum(&desk.register)?;
    line(w.t(if swept.emptied {
        k::ERASE_VACUUM_DONE
    } else {
        k::ERASE_VACUUM_LATER
    }));
    Ok(if swept.emptied { 0 } else { 2 })
}

fn refused(wrong: &NotDone, w: Words) -> Ended {
    match wrong {
        NotDone::Refused(why) => Ended(1, without_isolates(&refusal(w, *why))),
        NotDone::NotFound => Ended(1, w.t(k::REFUSED_ERASURE_NOT_FOUND).to_owned()),
        NotDone::Store(_) | NotDone::Failed(_) => Ended(2, wrong.to_string()),
    }
}
