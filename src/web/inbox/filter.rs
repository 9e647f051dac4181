//! What narrows a list of cases: a form of GET, an address that carries it on.

use url::form_urlencoded::Serializer;

use super::super::form::Values;
use super::super::show;
use crate::domain::directive::{Holder, StepKind};
use crate::services::worklist::{List, Narrowed, Nearness};
use crate::text::{Key, Words, k};
use crate::web::parts::Link;
use crate::web::views::inbox::{Filter, FilterChoice};

/// Longer than any name or number; what is beyond is not looked for.
const LONGEST: usize = 80;

/// What the address asks for; what it does not know is left aside.
#[must_use]
pub fn read(query: &Values) -> Narrowed {
    let who = query.text("who").unwrap_or_default().trim();
    Narrowed {
        who: who.chars().take(LONGEST).collect(),
        kind: query.text("step").and_then(StepKind::from_code),
        holder: query.text("holder").and_then(Holder::from_code),
        due: query.text("due").and_then(Nearness::from_code),
    }
}

/// The same as a query, without the list.
#[must_use]
pub fn query(narrowed: &Narrowed) -> String {
    let mut query = Serializer::new(String::new());
    if !narrowed.who.is_empty() {
        query.append_pair("who", &narrowed.who);
    }
    if let Some(kind) = narrowed.kind {
        query.append_pair("step", kind.code());
    }
    if let Some(holder) = narrowed.holder {
        query.append_pair("holder", holder.code());
    }
    if let Some(due) = narrowed.due {
        query.append_pair("due", due.code());
    }
    query.finish()
}

/// Where a list begins, narrowed.
#[must_use]
pub fn address(list: List, narrowed: &Narrowed) -> String {
    let query = query(narrowed);
    let code = list.code();
    if query.is_empty() {
        format!("/?list={code}")
    } else {
        format!("/?list={code}&{query}")
    }
}

/// The form.
#[must_use]
pub fn form(w: Words, list: List, narrowed: &Narrowed) -> Filter {
    let holders = Holder::ALL.iter().filter(|h| **h != Holder::Nobody);
    let holders = holders.map(|h| (h.code(), show::code(w, "holder", h.code())));
    let kinds = StepKind::ALL.iter();
    let kinds = kinds.map(|kind| (kind.code(), show::code(w, "step-kind", kind.code())));
    let dues = Nearness::ALL.iter();
    let dues = dues.map(|n| (n.code(), w.t(nearness_title(*n)).to_owned()));
    let open = Narrowed::default();
    Filter {
        action: "/".to_owned(),
        hidden: vec![("list".to_owned(), list.code().to_owned())],
        who: narrowed.who.clone(),
        choices: vec![
            choice(
                w,
                ("step", k::COLUMN_STEP),
                kinds,
                narrowed.kind.map(StepKind::code),
            ),
            choice(
                w,
                ("holder", k::COLUMN_HOLDER),
                holders,
                narrowed.holder.map(Holder::code),
            ),
            choice(
                w,
                ("due", k::COLUMN_DUE),
                dues,
                narrowed.due.map(Nearness::code),
            ),
        ],
        clear: (!narrowed.is_open()).then(|| Link::new(address(list, &open), w.t(k::CLEAR_FILTER))),
    }
}

fn choice<'a>(
    w: Words,
    (name, label): (&str, Key),
    known: impl Iterator<Item = (&'a str, String)>,
    set: Option<&str>,
) -> FilterChoice {
    let mut options = vec![(String::new(), w.t(k::ALL).to_owned(), set.is_none())];
    options.extend(known.map(|(code, title)| (code.to_owned(), title, set == Some(code))));
    FilterChoice {
        name: name.to_owned(),
        label: w.t(label).to_owned(),
        options,
    }
}

/// The same words as over the groups of a list.
pub const fn nearness_title(near: Nearness) -> Key {
    match near {
        Nearness::Late => k::GROUP_LATE,
        Nearness::Soon => k::GROUP_SOON,
        Nearness::Later => k::GROUP_IN_TIME,
        Nearness::Never => k::GROUP_NO_LIMIT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(query: &str) -> Values {
        Values::from_pairs(url::form_urlencoded::parse(query.as_bytes()).into_owned())
    }

    #[test]
    fn what_is_narrowed_comes_back_from_its_own_address() {
        let narrowed = Narrowed {
            who: "گل‌بی‌بی & ۱۲".to_owned(),
            kind: Some(StepKind::Council),
            holder: Some(Holder::Police),
            due: Some(Nearness::Soon),
        };
        let address = address(List::Mine, &narrowed);
        let query = address.split_once('?').unwrap().1;
        let values = values(query);
        assert_eq!(values.text("list"), Some("mine"));
        assert_eq!(read(&values), narrowed);
    }

    #[test]
    fn what_the_address_does_not_know_narrows_nothing() {
        let asked = values("list=mine&step=nonsense&holder=&due=%27&who=+");
        assert!(read(&asked).is_open());
    }
}
