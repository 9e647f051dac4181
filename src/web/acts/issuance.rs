//! Forms after the decision: service, issuance, objection, court, temporary card, reopening.

use super::super::form::{Choice, Field, Kind, Reader, Section};
use super::super::show;
use super::{
    Asked, Context, added, borne, choices, known_in_part, on_field, others, paper_of,
    people_choices, person_of,
};
use crate::domain::case::codes::{CLAUSES, LANGUAGES, RELATIONS, SEXES};
use crate::domain::case::command::Command;
use crate::domain::case::decide;
use crate::domain::case::event::{
    BiometricsTaken, CertificateIssued, CourtRuled, DecisionServed, ObjectionFiled, RecordDrafted,
};
use crate::domain::case::people::{Person, PersonNo, Relative};
use crate::domain::case::personal::Personal;
use crate::text::k;

const METHODS: &[&str] = &["in_person", "agent", "post", "notice_board"];
const RECEIPTS: &[&str] = &["signed", "fingerprint", "refused"];
const EFFECTS: &[&str] = &["issuance_ordered", "dismissed", "other"];

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let who = show::person(w, c.file, c.person());
    let on = on_field(w);
    if let Some(asked) = issue_asked(c) {
        return Some(asked);
    }
    let (title, submit, mut fields) = match c.act {
        "service" => (
            w.say(k::act_service(who)),
            w.t(k::SAVE),
            vec![
                Field::radio(
                    "method",
                    w.t(k::SERVICE_METHOD),
                    choices(w, "service-method", METHODS),
                ),
                Field::text("recipient", w.t(k::SERVICE_RECIPIENT)),
                Field::radio(
                    "receipt",
                    w.t(k::SERVICE_RECEIPT),
                    choices(w, "service-receipt", RECEIPTS),
                ),
                Field::text("proof", w.t(k::SERVICE_PROOF)).optional(),
                Field::select(
                    "language",
                    w.t(k::SERVICE_LANGUAGE),
                    choices(w, "language", LANGUAGES),
                ),
                Field::checks(
                    "read_aloud",
                    w.t(k::READ_ALOUD),
                    vec![Choice::new("yes", w.t(k::YES))],
                ),
                on,
            ],
        ),
        "objection" => (
            w.say(k::act_objection(who)),
            w.t(k::SAVE),
            vec![
                Field::radio(
                    "before",
                    w.t(k::OBJECTION_BEFORE),
                    choices(w, "body", &["board", "court"]),
                ),
                Field::code("number", w.t(k::OBJECTION_NUMBER)),
                Field::area("grounds", w.t(k::OBJECTION_GROUNDS)),
                Field::checks(
                    "late",
                    w.t(k::OBJECTION_LATE),
                    vec![Choice::new("yes", w.t(k::YES))],
                ),
                Field::text("late_reason", w.t(k::OBJECTION_LATE_REASON))
                    .needed_when(w.t(k::NEEDED_LATE)),
                on,
            ],
        ),
        "judgment" => (
            w.say(k::act_judgment(who)),
            w.t(k::SAVE),
            vec![
                Field::text("branch", w.t(k::COURT_BRANCH)),
                Field::code("docket", w.t(k::COURT_DOCKET)),
                Field::code("judgment", w.t(k::COURT_JUDGMENT)),
                Field::radio(
                    "effect",
                    w.t(k::COURT_EFFECT),
                    choices(w, "court-effect", EFFECTS),
                ),
                on,
            ],
        ),
        "card" => (
            w.t(k::ACT_CARD).to_owned(),
            w.t(k::SAVE),
            vec![
                Field::radio(
                    "person",
                    w.t(k::CARD_PERSON),
                    people_choices(w, c.file, false),
                ),
                Field::code("identifier", w.t(k::CARD_IDENTIFIER)),
                Field::code("serial", w.t(k::CARD_SERIAL)),
            ],
        ),
        "card-revocation" => (
            w.t(k::ACT_CARD_REVOCATION).to_owned(),
            w.t(k::ACT_CARD_REVOCATION),
            vec![
                Field::radio(
                    "person",
                    w.t(k::CARD_PERSON),
                    people_choices(w, c.file, false),
                ),
                Field::area("reason", w.t(k::REASON)),
            ],
        ),
        "person" => (
            w.t(k::ACT_PERSON).to_owned(),
            w.t(k::SAVE),
            person_fields(c),
        ),
        _ => return None,
    };
    if matches!(c.act, "service" | "objection" | "judgment") {
        let last = fields.len().saturating_sub(1);
        let also = others::also(c, &others::others(c));
        fields.splice(last..last, also);
    }
    let mut sections = vec![Section::plain(fields)];
    if c.act == "judgment" {
        sections.push(borne::asked(c, k::COURT_PAPER));
    }
    Some(Asked::new(title, submit, sections))
}

/// What is written of each person when a certificate is issued.
fn issue_fields(c: &Context<'_>) -> Vec<Field> {
    let w = c.words;
    match c.act {
        "fingerprints" => vec![
            Field {
                required: !is_young(c, c.person()),
                ..Field::code("class", w.t(k::FINGERPRINT_CLASS)).hint(w.t(k::FINGERPRINT_HINT))
            },
            Field::text("taken_by", w.t(k::FINGERPRINT_BY)).optional(),
        ],
        "register-entry" => vec![
            Field::code("sheet", w.t(k::REGISTER_SHEET)),
            Field::code("series", w.t(k::REGISTER_SERIES)),
            Field::code("national_number", w.t(k::NATIONAL_NUMBER))
                .hint(w.t(k::NATIONAL_NUMBER_HINT)),
        ],
        "certificate" => vec![
            Field::code("series", w.t(k::CERTIFICATE_SERIES)),
            Field::code("serial", w.t(k::CERTIFICATE_SERIAL)),
            Field::text("delivered_to", w.t(k::DELIVERED_TO)),
        ],
        _ => Vec::new(),
    }
}

/// The forms of the issue: the fields for the person of the address, then for each of the others.
fn issue_asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let who = show::person(w, c.file, c.person());
    let fields = issue_fields(c);
    let title = match c.act {
        "fingerprints" => w.say(k::act_fingerprints(&who)),
        "register-entry" => w.say(k::act_register_entry(&who)),
        "certificate" => w.say(k::act_certificate(&who)),
        _ => return None,
    };
    let (young, others) = by_age(c);
    let mut sections = match others.is_empty() {
        true => vec![Section::plain(fields.clone())],
        false => vec![Section::about(who, fields.clone())],
    };
    sections.extend(others::rows(c, &others, &fields));
    let mut last: Vec<Field> = others::also(c, &young).into_iter().collect();
    for field in &mut last {
        *field = field.clone().hint(w.t(k::FINGERPRINT_YOUNG_HINT));
    }
    let all: Vec<PersonNo> = std::iter::once(c.person()).chain(others).collect();
    last.extend(known_in_part::asked(c, &all));
    last.push(on_field(w));
    sections.push(Section::plain(last));
    Some(Asked::new(title, w.t(k::SAVE), sections))
}

/// The others for whom the same may be done: those from whom no fingerprints are taken, and the rest.
fn by_age(c: &Context<'_>) -> (Vec<PersonNo>, Vec<PersonNo>) {
    let young = |no: &PersonNo| c.act == "fingerprints" && is_young(c, *no);
    others::others(c).into_iter().partition(young)
}

/// Whether the fingerprints of the person are not taken yet: before full fifteen.
fn is_young(c: &Context<'_>, no: PersonNo) -> bool {
    decide::exempt(c.file, &c.setting, no)
}

fn person_fields(c: &Context<'_>) -> Vec<Field> {
    let w = c.words;
    vec![
        Field::text("given", w.t(k::GIVEN_NAME)),
        Field::text("family", w.t(k::FAMILY_NAME_CLAIMED)),
        Field::select(
            "relation",
            w.t(k::RELATION),
            choices(w, "relation", RELATIONS),
        ),
        Field::radio("sex", w.t(k::SEX), choices(w, "sex", SEXES)),
        Field::new("birth", w.t(k::BIRTH_DATE), Kind::BirthDate),
        Field {
            required: true,
            ..Field::checks(
                "clauses",
                w.t(k::CLAIMED_CLAUSES),
                choices(w, "clause", CLAUSES),
            )
        },
        Field::text("father", w.t(k::FATHER_NAME)).optional(),
        Field::text("mother", w.t(k::MOTHER_NAME)).optional(),
        Field::area("reason", w.t(k::PERSON_REASON)),
    ]
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    let person = c.person();
    Some(match c.act {
        "service" => {
            let served = DecisionServed {
                person,
                method: r.choice("method", METHODS),
                recipient: r.personal("recipient"),
                proof: r.optional("proof"),
                receipt: r.choice("receipt", RECEIPTS),
                language: r.choice("language", LANGUAGES),
                read_aloud: r.values.has("read_aloud", "yes"),
            };
            others::the_same(c, r, |person| {
                Command::Serve(DecisionServed {
                    person,
                    ..served.clone()
                })
            })
        }
        "fingerprints" | "register-entry" | "certificate" => issue_command(c, r),
        "objection" => {
            let late = r.values.has("late", "yes");
            let late_reason = r.optional("late_reason");
            if late && late_reason.is_none() {
                r.wrong("late_reason", k::ERROR_REASON);
            }
            let filed = ObjectionFiled {
                person,
                before: r.choice("before", &["board", "court"]),
                number: r.personal("number"),
                grounds: r.personal("grounds"),
                late,
                late_reason,
            };
            others::the_same(c, r, |person| {
                Command::FileObjection(ObjectionFiled {
                    person,
                    ..filed.clone()
                })
            })
        }
        "judgment" => {
            let ruled = CourtRuled {
                person,
                branch: r.personal("branch"),
                docket: r.personal("docket"),
                judgment: r.personal("judgment"),
                effect: r.choice("effect", EFFECTS),
                paper: paper_of(r),
            };
            others::the_same(c, r, |person| {
                Command::RecordJudgment(CourtRuled {
                    person,
                    ..ruled.clone()
                })
            })
        }
        "card" => Command::IssueCard {
            person: person_of(r, c.file, "person"),
            identifier: r.personal("identifier"),
            serial: r.personal("serial"),
        },
        "card-revocation" => Command::RevokeCard {
            person: person_of(r, c.file, "person"),
            reason: r.personal("reason"),
        },
        "person" => add_person(c, r),
        _ => return None,
    })
}

fn issue_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let (young, others) = by_age(c);
    let names: Vec<String> = issue_fields(c).into_iter().map(|f| f.name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut all = vec![issued(c, r, c.person())];
    all.extend(others::written(r, &others, &names, |r, no| {
        issued(c, r, no)
    }));
    let written: Vec<PersonNo> = all.iter().filter_map(Command::person).collect();
    known_in_part::acknowledged(c, r, &written);
    let untaken = |person| {
        Command::TakeBiometrics(BiometricsTaken {
            person,
            fingerprint_class: None,
            taken_by: None,
            under_fifteen: true,
        })
    };
    all.extend(others::ticked(r, &young).into_iter().map(untaken));
    others::together(all)
}

/// What the fields of one person say.
fn issued(c: &Context<'_>, r: &mut Reader<'_>, person: PersonNo) -> Command {
    match c.act {
        "fingerprints" => Command::TakeBiometrics(BiometricsTaken {
            person,
            fingerprint_class: match is_young(c, person) {
                true => r.optional("class"),
                false => Some(r.personal("class")),
            },
            taken_by: r.optional("taken_by"),
            under_fifteen: false,
        }),
        "register-entry" => {
            let number = r.national_number("national_number");
            if number.is_none() {
                r.wrong("national_number", k::ERROR_REQUIRED);
            }
            Command::DraftRecord(RecordDrafted {
                person,
                sheet: r.personal("sheet"),
                series: r.personal("series"),
                national_number: number.unwrap_or_else(|| Personal::new("")),
            })
        }
        _ => Command::IssueCertificate(CertificateIssued {
            person,
            series: r.personal("series"),
            serial: r.personal("serial"),
            delivered_to: r.personal("delivered_to"),
        }),
    }
}

fn add_person(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let clauses: Vec<u8> = r
        .values
        .all("clauses")
        .iter()
        .filter(|code| CLAUSES.contains(code))
        .filter_map(|n| n.parse().ok())
        .collect();
    if clauses.is_empty() {
        r.wrong("clauses", k::ERROR_CHOOSE);
    }
    let first = c.file.principal();
    let person = Person {
        no: 0,
        relation: r.choice("relation", RELATIONS),
        given: r.name_of_person("given"),
        family: r.name_of_person("family"),
        other_names: None,
        sex: Personal::new(r.choice("sex", SEXES)),
        birth_date: Personal::new(r.birth_date("birth", c.setting.today())),
        birth_basis: "testimony_form".to_owned(),
        birth_place: first.map_or(Personal::new(""), |p| p.birth_place.clone()),
        birth_locality: None,
        clauses,
        father: r.optional("father").map(Relative::named),
        mother: r.optional("mother").map(Relative::named),
        paternal_grandfather: None,
        foreign_papers: "unknown".to_owned(),
        foreign_papers_note: None,
    };
    added::against_the_file(c, r, &person);
    Command::AddPerson {
        person: Box::new(person),
        reason: r.personal("reason"),
    }
}
