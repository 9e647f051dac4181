//! The fields of each part.

use super::super::super::form::{Choice, Field, Kind, Section, Values};
use super::super::super::place;
use super::super::super::show;
use super::WITNESSES;
use super::reading;
use crate::domain::case::codes::{
    BIRTH_BASES, CAPACITIES, CERTIFICATIONS, CHANNELS, CLAUSES, COUNTED_IN_PIECES, COUNTER_PAPERS,
    FOREIGN_PAPERS, KINSHIP, LANGUAGES, PAPER_FORMS, RELATIONS, SETTLEMENTS, SEXES,
    VULNERABILITIES,
};
use crate::domain::directive::Directive;
use crate::text::{Words, k};

fn choices(w: Words, family: &str, codes: &[&str]) -> Vec<Choice> {
    codes
        .iter()
        .map(|c| Choice::new(*c, show::code(w, family, c)))
        .collect()
}

pub(super) fn applicant(w: Words, values: &Values) -> Vec<Section> {
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
            choices(w, "vulnerability", VULNERABILITIES),
        ),
    ];
    let mut home = place::fields(w, values, "home", k::HOME_PROVINCE);
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
        .needed_when(w.t(k::NEEDED_REPRESENTED)),
        Field::text("representative", w.t(k::REPRESENTATIVE_NAME))
            .needed_when(w.t(k::NEEDED_REPRESENTED)),
        Field::code("representative_number", w.t(k::NATIONAL_NUMBER)).optional(),
        Field::code("representative_telephone", w.t(k::REPRESENTATIVE_TELEPHONE)).optional(),
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

pub(super) fn person(w: Words, values: &Values, no: u32, principal: bool) -> Section {
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
        choices(w, "birth-basis", BIRTH_BASES),
    ));
    let born = place::fields(w, values, &p("place"), k::BIRTH_PROVINCE);
    fields.extend(born);
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
        choices(w, "foreign-papers", FOREIGN_PAPERS),
    ));
    fields.push(Field::text(p("foreign_note"), w.t(k::FOREIGN_PAPERS_NOTE)).optional());
    let title = if principal {
        w.t(k::PERSON_PRINCIPAL).to_owned()
    } else {
        let remove = format!("remove-{no}");
        fields.push(Field::button(
            "then",
            remove,
            w.say(k::open_remove_person(no)),
        ));
        w.say(k::person_no(no))
    };
    Section::about(title, fields)
}

pub(super) fn witnesses(w: Words) -> Vec<Section> {
    let mut sections = vec![Section::plain(vec![
        Field::text("institution", w.t(k::INSTITUTION))
            .optional()
            .hint(w.t(k::INSTITUTION_HINT)),
    ])];
    for no in 1..=WITNESSES {
        let n = |name: &str| format!("w{no}-{name}");
        sections.push(Section::about(
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

/// Which papers were brought; of each that was ticked, in what form and for whom, with its scan.
pub(super) fn papers(w: Words, directive: &Directive, values: &Values) -> Vec<Section> {
    let kinds = COUNTER_PAPERS
        .iter()
        .filter(|k| directive.paper(k).is_some());
    let titled = |kind: &&str| Choice::new(*kind, show::paper_kind(w, directive, kind));
    let brought = vec![
        Field::checks("papers", w.t(k::PAPERS_TAKEN), kinds.map(titled).collect())
            .hint(w.t(k::PAPERS_TAKEN_HINT)),
        Field::text("folder", w.t(k::PAPER_FOLDER))
            .needed_when(w.t(k::NEEDED_NO_SCAN))
            .hint(w.t(k::PAPER_FOLDER_HINT)),
    ];
    let each = reading::kinds(values).map(|kind| paper((w, directive), values, kind));
    std::iter::once(Section::plain(brought))
        .chain(each)
        .collect()
}

fn paper((w, directive): (Words, &Directive), values: &Values, kind: &str) -> Section {
    let title = show::paper_kind(w, directive, kind);
    let name = |field: &str| format!("{kind}-{field}");
    let mut fields = vec![
        Field::radio(
            name("form"),
            w.t(k::PAPER_FORM_LABEL),
            choices(w, "paper-form", PAPER_FORMS),
        )
        .inline(),
    ];
    let people = people(w, values);
    if people.len() > 1 {
        let whose = Field::checks(name("people"), w.t(k::PAPER_PEOPLE), people);
        fields.push(whose.hint(w.t(k::PAPER_PEOPLE_HINT)).inline());
    }
    let scan = Field::file(
        reading::scan_field(kind),
        w.t(k::PAPER_SCAN),
        ".pdf,.jpg,.jpeg,.png,.tif,.tiff",
    );
    let hint = match reading::scan(values, kind) {
        Some(kept) => w.say(k::paper_scan_kept(kept.name.or_empty().to_owned())),
        None => w.t(k::PAPER_SCAN_HINT).to_owned(),
    };
    let count = match COUNTED_IN_PIECES.contains(&kind) {
        true => k::PAPER_PIECES,
        false => k::PAPER_PAGES,
    };
    fields.push(Field::number(name("pages"), w.t(count)).optional());
    fields.push(scan.needed_when(w.t(k::NEEDED_NO_FOLDER)).hint(hint));
    Section::about(title, fields)
}

/// The people of the draft, by the names typed so far.
fn people(w: Words, values: &Values) -> Vec<Choice> {
    let named = |no: u32| {
        let name = ["given", "family"].map(|part| values.text(&format!("p{no}-{part}")));
        let name: Vec<&str> = name.into_iter().flatten().collect();
        match name.join(" ") {
            empty if empty.is_empty() => w.say(k::person_no(no)),
            name => name,
        }
    };
    (1..=reading::count(values))
        .map(|no| Choice::new(no.to_string(), named(no)))
        .collect()
}
