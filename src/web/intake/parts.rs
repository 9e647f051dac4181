//! What each part of an opening asks, and what is wrong with the answers.

use super::super::form::{Choice, Field, FieldError, Kind, Reader, Section, Values};
use super::super::show;
use super::super::visit::Visit;
use super::reading;
use crate::domain::person::PersonName;
use crate::domain::person::national_number;
use crate::domain::person::places::Places;
use crate::text::{Key, Words, k};

/// A part of the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Applicant,
    Household,
    Witnesses,
    Papers,
    Check,
}

impl Part {
    /// In the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::Applicant,
        Self::Household,
        Self::Witnesses,
        Self::Papers,
        Self::Check,
    ];

    /// As in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Household => "household",
            Self::Witnesses => "witnesses",
            Self::Papers => "papers",
            Self::Check => "check",
        }
    }

    /// The part with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    pub(super) const fn title(self) -> Key {
        match self {
            Self::Applicant => k::PART_APPLICANT,
            Self::Household => k::PART_HOUSEHOLD,
            Self::Witnesses => k::PART_WITNESSES,
            Self::Papers => k::PART_PAPERS,
            Self::Check => k::PART_CHECK,
        }
    }

    pub(super) fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|p| *p == self)?;
        Self::ALL.get(at + 1).copied()
    }
}

pub(super) const RELATIONS: &[&str] = &[
    "spouse",
    "child",
    "parent",
    "sibling",
    "grandchild",
    "other",
];
pub(super) const SEXES: &[&str] = &["female", "male"];
pub(super) const BASES: &[&str] = &[
    "testimony_form",
    "vaccination_card",
    "birth_attestation",
    "health_file",
    "age_opinion",
    "school_letter",
    "other",
];
pub(super) const CLAUSES: &[&str] = &["1", "2", "3", "4", "5", "6", "7"];
pub(super) const FOREIGN: &[&str] = &["no", "yes", "unknown"];
pub(super) const CHANNELS: &[&str] = &["counter", "field_visit", "portal_import", "court_order"];
pub(super) const LANGUAGES: &[&str] = &[
    "persian", "balochi", "sistani", "brahui", "kurdish", "arabic", "turkmen", "pashto", "urdu",
    "other",
];
pub(super) const SETTLEMENTS: &[&str] = &["city", "village"];
pub(super) const FLAGS: &[&str] = &[
    "child",
    "school_age",
    "unaccompanied",
    "illness",
    "disability",
    "pregnancy",
    "elderly",
    "female_head",
    "disaster",
    "detained",
];
pub(super) const CAPACITIES: &[&str] = &[
    "father",
    "grandfather",
    "mother",
    "appointed_guardian",
    "executor",
    "trustee",
    "lawyer",
    "institution",
    "keeper",
];
pub(super) const CERTIFICATIONS: &[&str] = &["notary", "police", "islamic_council", "none"];
pub(super) const KINSHIP: &[&str] = &[
    "none",
    "parent",
    "sibling",
    "uncle_or_aunt",
    "grandparent",
    "cousin",
    "in_law",
    "other",
];
pub(super) const COUNTER_PAPERS: &[&str] = &[
    "application",
    "testimony_form",
    "photos",
    "institution_certificate",
    "court_lineage_judgment",
    "father_shenasnameh",
    "mother_shenasnameh",
    "grandfather_papers",
    "sibling_certificate",
    "marriage_record",
    "dehyari_certificate",
    "health_file",
    "vaccination_card",
    "school_letter",
    "birth_attestation",
    "residence_proof",
    "old_papers",
    "local_testimony",
    "foreign_papers",
];
/// Witnesses that the form has room for.
pub(super) const WITNESSES: u32 = 3;

fn choices(w: Words, family: &str, codes: &[&str]) -> Vec<Choice> {
    codes
        .iter()
        .map(|c| Choice::new(*c, show::code(w, family, c)))
        .collect()
}

/// The sections of a part.
pub(super) fn sections(visit: &Visit, values: &Values, part: Part) -> Vec<Section> {
    let w = visit.words;
    match part {
        Part::Applicant => applicant(w, values),
        Part::Household => (2..=reading::count(values))
            .map(|no| person(w, values, no, false))
            .collect(),
        Part::Witnesses => witnesses(w),
        Part::Papers => papers(w),
        Part::Check => vec![Section::plain(vec![
            Field::area("similar_reason", w.t(k::SIMILAR_REASON))
                .optional()
                .hint(w.t(k::SIMILAR_REASON_HINT)),
        ])],
    }
}

fn applicant(w: Words, values: &Values) -> Vec<Section> {
    let request = vec![
        Field::radio("channel", w.t(k::CHANNEL), choices(w, "channel", CHANNELS)),
        Field::select(
            "language",
            w.t(k::LANGUAGE),
            choices(w, "language", LANGUAGES),
        ),
        Field::text("interpreter", w.t(k::INTERPRETER))
            .optional()
            .hint(w.t(k::INTERPRETER_HINT)),
        Field::code("telephone", w.t(k::TELEPHONE)).optional(),
        Field::checks(
            "vulnerabilities",
            w.t(k::VULNERABILITIES),
            choices(w, "vulnerability", FLAGS),
        ),
    ];
    let mut home = place(w, values, "home");
    home.push(Field::text("address", w.t(k::ADDRESS)).optional());
    home.push(
        Field::radio(
            "settlement",
            w.t(k::SETTLEMENT),
            choices(w, "settlement", SETTLEMENTS),
        )
        .hint(w.t(k::SETTLEMENT_HINT)),
    );
    let representative = vec![
        Field::select(
            "capacity",
            w.t(k::CAPACITY),
            choices(w, "capacity", CAPACITIES),
        )
        .optional(),
        Field::text("representative", w.t(k::REPRESENTATIVE_NAME)).optional(),
        Field::code("representative_number", w.t(k::NATIONAL_NUMBER)).optional(),
    ];
    let notice = vec![
        Field {
            required: true,
            ..Field::checks(
                "notice",
                w.t(k::NOTICE),
                vec![Choice::new("yes", w.t(k::NOTICE_GIVEN))],
            )
        },
        Field {
            required: true,
            ..Field::checks(
                "consent",
                w.t(k::CONSENT),
                vec![Choice::new("yes", w.t(k::CONSENT_GIVEN))],
            )
        },
        Field::checks(
            "read_aloud",
            w.t(k::READ_ALOUD),
            vec![Choice::new("yes", w.t(k::READ_ALOUD_YES))],
        ),
    ];
    vec![
        person(w, values, 1, true),
        Section::titled(w.t(k::SECTION_HOME), home),
        Section::titled(w.t(k::SECTION_REQUEST), request),
        Section::titled(w.t(k::SECTION_REPRESENTATIVE), representative)
            .hint(w.t(k::REPRESENTATIVE_HINT)),
        Section::titled(w.t(k::SECTION_NOTICE), notice),
    ]
}

fn person(w: Words, values: &Values, no: u32, principal: bool) -> Section {
    let p = |name: &str| format!("p{no}-{name}");
    let mut fields = vec![
        Field::text(p("given"), w.t(k::GIVEN_NAME)),
        Field::text(p("family"), w.t(k::FAMILY_NAME_CLAIMED)),
        Field::text(p("other_names"), w.t(k::OTHER_NAMES)).optional(),
    ];
    if !principal {
        fields.push(Field::select(
            p("relation"),
            w.t(k::RELATION),
            choices(w, "relation", RELATIONS),
        ));
    }
    fields.push(Field::radio(
        p("sex"),
        w.t(k::SEX),
        choices(w, "sex", SEXES),
    ));
    fields.push(
        Field::new(p("birth"), w.t(k::BIRTH_DATE), Kind::BirthDate).hint(w.t(k::BIRTH_DATE_HINT)),
    );
    fields.push(Field::select(
        p("basis"),
        w.t(k::BIRTH_BASIS),
        choices(w, "paper-kind", BASES),
    ));
    fields.extend(place(w, values, &p("place")));
    fields.push(Field::text(p("locality"), w.t(k::BIRTH_LOCALITY)).optional());
    fields.push(Field::text(p("father"), w.t(k::FATHER_NAME)).optional());
    fields.push(Field::code(p("father_number"), w.t(k::FATHER_NUMBER)).optional());
    fields.push(Field::text(p("mother"), w.t(k::MOTHER_NAME)).optional());
    fields.push(Field::text(p("grandfather"), w.t(k::GRANDFATHER_NAME)).optional());
    fields.push(Field {
        required: true,
        ..Field::checks(
            p("clauses"),
            w.t(k::CLAIMED_CLAUSES),
            choices(w, "clause", CLAUSES),
        )
    });
    fields.push(Field::radio(
        p("foreign"),
        w.t(k::FOREIGN_PAPERS),
        choices(w, "foreign-papers", FOREIGN),
    ));
    fields.push(Field::text(p("foreign_note"), w.t(k::FOREIGN_PAPERS_NOTE)).optional());
    let title = if principal {
        w.t(k::PERSON_PRINCIPAL).to_owned()
    } else {
        w.say(k::person_no(no))
    };
    Section::titled(title, fields)
}

fn place(w: Words, values: &Values, name: &str) -> Vec<Field> {
    let places = Places::shipped();
    let locale = w.locale();
    let options = |all: Vec<&crate::domain::person::places::Place>| {
        all.iter()
            .map(|p| Choice::new(p.code.as_str(), p.name(locale)))
            .collect::<Vec<_>>()
    };
    let chosen = |part: &str| {
        values
            .text(&format!("{name}-{part}"))
            .unwrap_or_default()
            .to_owned()
    };
    let title = if name == "home" {
        k::HOME_PROVINCE
    } else {
        k::BIRTH_PROVINCE
    };
    vec![
        Field::select(
            format!("{name}-province"),
            w.t(title),
            options(places.provinces(locale)),
        )
        .hint(w.t(k::PLACE_HINT)),
        Field::select(
            format!("{name}-county"),
            w.t(k::COUNTY),
            options(places.counties(&chosen("province"), locale)),
        ),
        Field::select(
            format!("{name}-district"),
            w.t(k::DISTRICT),
            options(places.districts(&chosen("county"), locale)),
        )
        .optional(),
    ]
}

fn witnesses(w: Words) -> Vec<Section> {
    let mut sections = vec![Section::plain(vec![
        Field::text("institution", w.t(k::INSTITUTION))
            .optional()
            .hint(w.t(k::INSTITUTION_HINT)),
    ])];
    for no in 1..=WITNESSES {
        let n = |name: &str| format!("w{no}-{name}");
        sections.push(Section::titled(
            w.say(k::witness_no(no)),
            vec![
                Field::text(n("name"), w.t(k::WITNESS_NAME)).optional(),
                Field::code(n("number"), w.t(k::NATIONAL_NUMBER)).optional(),
                Field::new(n("birth_year"), w.t(k::WITNESS_BIRTH_YEAR), Kind::Number).optional(),
                Field::text(n("address"), w.t(k::ADDRESS)).optional(),
                Field::select(
                    n("kinship"),
                    w.t(k::WITNESS_KINSHIP),
                    choices(w, "kinship", KINSHIP),
                )
                .optional(),
                Field::select(
                    n("certification"),
                    w.t(k::WITNESS_CERTIFICATION),
                    choices(w, "certification", CERTIFICATIONS),
                )
                .optional(),
                Field::code(
                    n("certification_number"),
                    w.t(k::WITNESS_CERTIFICATION_NUMBER),
                )
                .optional(),
            ],
        ));
    }
    sections
}

fn papers(w: Words) -> Vec<Section> {
    vec![Section::plain(vec![
        Field::checks(
            "papers",
            w.t(k::PAPERS_TAKEN),
            choices(w, "paper-kind", COUNTER_PAPERS),
        )
        .hint(w.t(k::PAPERS_TAKEN_HINT)),
        Field::text("folder", w.t(k::PAPER_FOLDER))
            .optional()
            .hint(w.t(k::PAPER_FOLDER_HINT)),
    ])]
}

/// A check box that is not ticked is not sent: what the part asks is forgotten before it is read.
pub(super) fn forget_unchecked(values: &mut Values, part: Part) {
    let mut names: Vec<String> = match part {
        Part::Applicant => [
            "vulnerabilities",
            "notice",
            "consent",
            "read_aloud",
            "p1-clauses",
        ]
        .map(str::to_owned)
        .into(),
        Part::Papers => vec!["papers".to_owned()],
        Part::Household | Part::Witnesses | Part::Check => Vec::new(),
    };
    if part == Part::Household {
        names = (2..=reading::count(values))
            .map(|no| format!("p{no}-clauses"))
            .collect();
    }
    for name in names {
        values.remove(&name);
    }
}

/// What a further person most likely shares with the first.
pub(super) fn prefill_person(values: &mut Values, no: u32) {
    for field in [
        "family",
        "place-province",
        "place-county",
        "place-district",
        "locality",
    ] {
        if let Some(first) = values.text(&format!("p1-{field}")).map(str::to_owned) {
            values.set(format!("p{no}-{field}"), first);
        }
    }
}

/// Everything that is wrong with a part.
pub(super) fn check(visit: &Visit, values: &Values, part: Part) -> Vec<FieldError> {
    let mut r = Reader::new(values, visit.words);
    match part {
        Part::Applicant => check_applicant(&mut r, visit),
        Part::Household => {
            for no in 2..=reading::count(values) {
                check_person(&mut r, visit, no, false);
            }
        }
        Part::Witnesses => check_witnesses(&mut r, visit),
        Part::Papers => {
            if !values.all("papers").is_empty() && values.text("folder").is_none() {
                r.wrong("folder", k::ERROR_FOLDER);
            }
        }
        Part::Check => {}
    }
    r.errors
}

fn check_applicant(r: &mut Reader<'_>, visit: &Visit) {
    check_person(r, visit, 1, true);
    check_place(r, "home");
    r.choice("settlement", SETTLEMENTS);
    r.choice("channel", CHANNELS);
    r.choice("language", LANGUAGES);
    for field in ["notice", "consent"] {
        if !r.values.has(field, "yes") {
            r.wrong(
                field,
                if field == "notice" {
                    k::ERROR_NOTICE
                } else {
                    k::ERROR_CONSENT
                },
            );
        }
    }
    if r.values.text("capacity").is_some() && r.values.text("representative").is_none() {
        r.wrong("representative", k::ERROR_REQUIRED);
    }
    national(r, "representative_number");
}

fn check_person(r: &mut Reader<'_>, visit: &Visit, no: u32, principal: bool) {
    let p = |name: &str| format!("p{no}-{name}");
    for name in ["given", "family"] {
        let typed = r.required(&p(name));
        if !typed.is_empty()
            && let Err(wrong) = PersonName::parse(&typed)
        {
            r.wrong(&p(name), wrong.words());
        }
    }
    if !principal {
        r.choice(&p("relation"), RELATIONS);
    }
    r.choice(&p("sex"), SEXES);
    r.birth_date(&p("birth"), visit.register.today());
    r.choice(&p("basis"), BASES);
    check_place(r, &p("place"));
    national(r, &p("father_number"));
    if r.values.all(&p("clauses")).is_empty() {
        r.wrong(&p("clauses"), k::ERROR_CHOOSE);
    }
    r.choice(&p("foreign"), FOREIGN);
}

fn check_place(r: &mut Reader<'_>, name: &str) {
    let places = Places::shipped();
    let county = r.values.text(&format!("{name}-county")).unwrap_or_default();
    let province = r
        .values
        .text(&format!("{name}-province"))
        .unwrap_or_default();
    if places.province(province).is_none() {
        r.wrong(&format!("{name}-province"), k::ERROR_CHOOSE);
    } else if places.find(county).is_none() || !county.starts_with(province) {
        r.wrong(&format!("{name}-county"), k::ERROR_COUNTY);
    }
}

fn national(r: &mut Reader<'_>, field: &str) {
    if let Some(typed) = r.values.text(field)
        && !national_number::is_valid(typed)
    {
        r.wrong(field, k::ERROR_NATIONAL_NUMBER);
    }
}

fn check_witnesses(r: &mut Reader<'_>, visit: &Visit) {
    let year = crate::text::jalali::from_civil(visit.register.today()).year;
    for no in 1..=WITNESSES {
        let n = |name: &str| format!("w{no}-{name}");
        if r.values.text(&n("name")).is_none() {
            continue;
        }
        national(r, &n("number"));
        let born = r
            .values
            .text(&n("birth_year"))
            .map(crate::text::digits::to_latin);
        if let Some(born) = born {
            match born.parse::<i32>() {
                Ok(y) if (1280..=year).contains(&y) && year - y < 18 => {
                    r.wrong(&n("birth_year"), k::ERROR_WITNESS_AGE)
                }
                Ok(y) if (1280..=year).contains(&y) => {}
                _ => r.wrong(&n("birth_year"), k::ERROR_YEAR),
            }
        }
        let village = r.values.text("settlement") == Some("village");
        let certification = r.values.text(&n("certification")).unwrap_or("none");
        let fits = match certification {
            "notary" => !village,
            "police" | "islamic_council" => village,
            _ => true,
        };
        if !fits {
            r.wrong(
                &n("certification"),
                if village {
                    k::ERROR_CERTIFICATION_VILLAGE
                } else {
                    k::ERROR_CERTIFICATION_CITY
                },
            );
        }
    }
}

/// The answers read back before they are sent.
pub(super) fn summary(visit: &Visit, values: &Values) -> Vec<(String, Vec<(String, String)>)> {
    let w = visit.words;
    let application = reading::application(visit, values);
    let mut sections = Vec::new();
    for p in &application.people {
        sections.push((
            p.full_name(),
            vec![
                (
                    w.t(k::RELATION).to_owned(),
                    show::code(w, "relation", &p.relation),
                ),
                (w.t(k::BIRTH_DATE).to_owned(), show::birth(w, &p.birth_date)),
                (
                    w.t(k::BIRTH_PLACE).to_owned(),
                    show::place(w, &p.birth_place),
                ),
                (w.t(k::CLAIMED_CLAUSES).to_owned(), show::clauses(w, p)),
            ],
        ));
    }
    let names: Vec<String> = application
        .witnesses
        .iter()
        .map(|x| show::personal(w, &x.name))
        .collect();
    let papers: Vec<String> = reading::papers(values)
        .iter()
        .map(|p| show::code(w, "paper-kind", &p.kind))
        .collect();
    sections.push((
        w.t(k::PART_WITNESSES).to_owned(),
        vec![(
            w.t(k::WITNESS_NAMES).to_owned(),
            if names.is_empty() {
                "—".to_owned()
            } else {
                w.list(&names)
            },
        )],
    ));
    sections.push((
        w.t(k::PART_PAPERS).to_owned(),
        vec![(
            w.t(k::PAPERS_TAKEN).to_owned(),
            if papers.is_empty() {
                w.t(k::PAPERS_NONE).to_owned()
            } else {
                w.list(&papers)
            },
        )],
    ));
    sections
}
