//! The form that corrects one recorded value.

use super::super::form::{Choice, Field, Reader, Section, Values};
use super::super::{place, recorded};
use super::{Asked, Context, choices, paper_choices, paper_of};
use crate::domain::case::Personal;
use crate::domain::case::command::Command;
use crate::domain::case::correction::{Nature, Value};
use crate::text::{digits, k};
use crate::web::show;

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let value = value(c)?;
    let before = value.recorded(&c.file.application, c.person())?;
    let title = recorded::title(w, value);
    let mut fields = fields(c, value, &title);
    fields.push(Field::area("reason", w.t(k::CORRECTION_REASON)).hint(w.t(k::CORRECTION_HINT)));
    fields.push(Field::select("paper", w.t(k::CORRECTION_PAPER), paper_choices(c)).optional());
    let whose = show::person(w, c.file, c.person());
    let title = w.say(k::act_correction(title, whose));
    let mut asked = Asked::new(title, w.t(k::CORRECT), vec![Section::plain(fields)]);
    asked.values.set("field", value.code());
    if let Some(before) = &before {
        asked.hint = Some(w.say(k::recorded_now(recorded::shown(w, value, before))));
        fill(&mut asked.values, value, before);
    }
    if value.nature() == Nature::Place {
        asked.buttons.push(("refresh", w.t(k::OPEN_REFRESH)));
    }
    Some(asked)
}

/// The value that the address names, where this is the act.
fn value(c: &Context<'_>) -> Option<Value> {
    if c.act != "correction" {
        return None;
    }
    Value::parse(c.query.text("field")?)
}

fn fields(c: &Context<'_>, value: Value, title: &str) -> Vec<Field> {
    let w = c.words;
    let field = match value.nature() {
        Nature::Words | Nature::Name => Field::text("value", title),
        Nature::NationalNumber | Nature::Telephone | Nature::Number => Field::code("value", title),
        Nature::Year => Field::number("value", title),
        Nature::BirthDate => Field::birth_date("value", title).hint(w.t(k::BIRTH_DATE_HINT)),
        Nature::Place => {
            let province = if value.name() == "residence" {
                k::HOME_PROVINCE
            } else {
                k::BIRTH_PROVINCE
            };
            let mut known = Values::default();
            let before = value.recorded(&c.file.application, c.person()).flatten();
            if let Some(before) = &before {
                fill(&mut known, value, before);
            }
            known.merge(c.query);
            return place::fields(w, &known, "value", province);
        }
        Nature::OneOf(family, codes) => {
            let all: Vec<Choice> = choices(w, family, codes);
            if codes.len() > 4 {
                Field::select("value", title, all)
            } else {
                Field::radio("value", title, all)
            }
        }
        Nature::SomeOf(family, codes) => Field {
            required: true,
            ..Field::checks("value", title, choices(w, family, codes))
        },
    };
    vec![Field {
        required: !value.may_be_empty(),
        ..field
    }]
}

/// The recorded value as the form asks for it. A birth date is typed anew: part of it may be known.
fn fill(values: &mut Values, value: Value, before: &Personal) {
    let Some(text) = before.known() else { return };
    match value.nature() {
        Nature::Place => place::fill(values, "value", before),
        Nature::BirthDate => {}
        Nature::SomeOf(..) => {
            values.set_all("value", text.split(',').map(str::to_owned).collect());
        }
        _ => values.set("value", text),
    }
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    let value = value(c)?;
    let after = read(c, value, r);
    if after.is_none() && !value.may_be_empty() && r.errors.is_empty() {
        r.wrong("value", k::ERROR_REQUIRED);
    }
    Some(Command::Correct {
        person: c.person(),
        field: value.code(),
        after,
        reason: r.personal("reason"),
        paper: paper_of(r),
    })
}

fn read(c: &Context<'_>, value: Value, r: &mut Reader<'_>) -> Option<Personal> {
    match value.nature() {
        Nature::Words => r.optional("value"),
        Nature::Name => Some(r.name_of_person("value")),
        Nature::NationalNumber => r.national_number("value"),
        Nature::Telephone => r.telephone("value"),
        Nature::Number => {
            let typed = r.optional("value")?;
            Some(Personal::new(digits::to_latin(typed.or_empty())))
        }
        Nature::Year => r.birth_year_of_witness("value", c.setting.today()),
        Nature::BirthDate => Some(Personal::new(r.birth_date("value", c.setting.today()))),
        Nature::Place => {
            place::check(r, "value");
            Some(Personal::new(place::chosen(r.values, "value")))
        }
        Nature::OneOf(..) if value.may_be_empty() && r.text("value").is_none() => None,
        Nature::OneOf(_, codes) => Some(Personal::new(r.choice("value", codes))),
        Nature::SomeOf(_, codes) => {
            let known = |code: &str| codes.iter().find(|k| **k == code).copied();
            let mut chosen = r.checks("value", known);
            chosen.sort_unstable();
            chosen.dedup();
            (!chosen.is_empty()).then(|| Personal::new(chosen.join(",")))
        }
    }
}
