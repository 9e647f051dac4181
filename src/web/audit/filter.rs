//! What narrows the log: a form of GET, an address that carries it on.

use url::form_urlencoded::Serializer;

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Scope, UnitPath};
use crate::domain::time::Moment;
use crate::services::oversight::{case_numbered, kinds, people_named};
use crate::store::trail::Narrow;
use crate::store::units;
use crate::text::{Key, Locale, digits, jalali, k};
use crate::web::form::Values;
use crate::web::parts::{Link, Note};
use crate::web::views::inbox::FilterChoice;
use crate::web::views::oversight::LogFilter;
use crate::web::visit::{Problem, Visit};

/// What can be typed or chosen, in the order of the form.
const FIELDS: [&str; 6] = ["who", "case", "from", "until", "kind", "unit"];
/// More people of one name are not listed.
const NAMED: usize = 8;

/// What the address asks for.
#[derive(Debug)]
pub struct Asked {
    pub narrow: Narrow,
    pub scope: Scope,
    /// What of it was not understood: then nothing is looked for.
    pub wrong: Option<Note>,
}

/// The same as a query; empty where nothing narrows.
#[must_use]
pub fn query(values: &Values) -> String {
    let mut query = Serializer::new(String::new());
    for name in FIELDS {
        if let Some(value) = values.text(name) {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

/// Reads the address.
///
/// # Errors
/// The database does not answer.
pub fn read(visit: &Visit) -> Result<Asked, Problem> {
    let values = &visit.query;
    let all = policy::scope(visit.actor()?, Action::Oversee);
    let unit = values.text("unit").and_then(UnitPath::parse);
    let mut asked = Asked {
        narrow: Narrow::default(),
        scope: unit.map_or_else(|| all.clone(), |unit| all.within(&unit)),
        wrong: None,
    };
    let kind = values.text("kind").and_then(kinds::known);
    asked.narrow.kinds.extend(kind.map(str::to_owned));
    let day = |name: &str| values.text(name).map(jalali::parse_numeric);
    let days = (day("from"), day("until"));
    if [days.0, days.1].contains(&Some(None)) {
        asked.wrong = Some(Note::warn(visit.words.t(k::LOG_NO_DATE)));
    }
    asked.narrow.from = days.0.flatten().map(Moment::begin_of);
    let after = days.1.flatten().and_then(|day| day.tomorrow().ok());
    asked.narrow.until = after.map(Moment::begin_of);
    case(visit, &mut asked)?;
    person(visit, &mut asked)?;
    Ok(asked)
}

fn case(visit: &Visit, asked: &mut Asked) -> Result<(), Problem> {
    if let Some(number) = visit.query.text("case") {
        let number = digits::to_latin(number.trim());
        asked.narrow.case = case_numbered(&visit.register, visit.actor()?, &number)?;
        if asked.narrow.case.is_none() {
            asked.wrong = Some(Note::plain(visit.words.t(k::LOG_NO_CASE)));
        }
    }
    Ok(())
}

fn person(visit: &Visit, asked: &mut Asked) -> Result<(), Problem> {
    let Some(who) = visit.query.text("who") else {
        return Ok(());
    };
    let w = visit.words;
    let found = people_named(&visit.register, visit.actor()?, who)?;
    match found.as_slice() {
        [one] => asked.narrow.actor = Some(one.user.to_string()),
        [] => asked.wrong = Some(Note::plain(w.t(k::LOG_NOBODY))),
        several => {
            let named = several.iter().take(NAMED).map(|one| {
                let [fa, en] = &one.names;
                let name = match w.locale() {
                    Locale::Fa => fa,
                    Locale::En => en,
                };
                w.say(k::who_in_post(one.username.as_str(), name.as_str()))
            });
            let named: Vec<String> = named.collect();
            asked.wrong = Some(Note::plain(w.say(k::log_several(w.list(&named)))));
        }
    }
    Ok(())
}

/// The form.
///
/// # Errors
/// The database does not answer.
pub fn form(visit: &Visit) -> Result<LogFilter, Problem> {
    let (w, values) = (visit.words, &visit.query);
    let typed = |name: &'static str, label: Key, hint: Option<Key>| {
        let value = values.text(name).unwrap_or_default().to_owned();
        let hint = hint.map(|key| w.t(key).to_owned());
        (name, w.t(label).to_owned(), value, hint)
    };
    let kinds = kinds::all().map(|kind| {
        let title = Key::titled("log-kind", kind);
        (
            kind.to_owned(),
            w.t(title.unwrap_or(k::LOG_UNKNOWN)).to_owned(),
        )
    });
    let set = !query(values).is_empty();
    let date = Some(k::LOG_FILTER_DATE_HINT);
    Ok(LogFilter {
        typed: vec![
            typed("who", k::LOG_FILTER_PERSON, None),
            typed("case", k::LOG_FILTER_CASE, None),
            typed("from", k::LOG_FILTER_FROM, date),
            typed("until", k::LOG_FILTER_UNTIL, date),
        ],
        choices: vec![
            choice(visit, ("kind", k::LOG_FILTER_KIND), kinds),
            choice(visit, ("unit", k::UNIT), units(visit)?.into_iter()),
        ],
        clear: set.then(|| Link::new("/audit/log", w.t(k::CLEAR_FILTER))),
    })
}

fn units(visit: &Visit) -> Result<Vec<(String, String)>, Problem> {
    let area = policy::scope(visit.actor()?, Action::Oversee);
    let all = visit.register.store.read(units::units)?;
    let open = all.iter().filter(|unit| area.covers(&unit.path));
    let named = open.map(|unit| {
        let name = unit.name(visit.locale()).to_owned();
        (unit.path.to_string(), name)
    });
    Ok(named.collect())
}

fn choice(
    visit: &Visit,
    (name, label): (&str, Key),
    known: impl Iterator<Item = (String, String)>,
) -> FilterChoice {
    let set = visit.query.text(name);
    let all = visit.words.t(k::ALL).to_owned();
    let mut options = vec![(String::new(), all, set.is_none())];
    options.extend(known.map(|(code, title)| {
        let chosen = set == Some(code.as_str());
        (code, title, chosen)
    }));
    FilterChoice {
        name: name.to_owned(),
        label: visit.words.t(label).to_owned(),
        options,
    }
}
