//! What the page of the history says of each event.

use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::Ruling;
use sejel::services::casework;
use sejel::text::{Locale, Words, without_isolates};
use sejel::web::sentences::{self, Line};

use crate::database::on_each;
use crate::office::{Household, Office};

fn history(case: &Household<'_>, locale: Locale) -> Vec<Line> {
    let opened = case.opened();
    let events = casework::history(&case.office.register, opened.id).unwrap();
    sentences::lines(Words::of(locale), &opened, &events)
}

fn last<'a>(lines: &'a [Line], kind: &str) -> &'a Line {
    lines.iter().rev().find(|l| l.kind == kind).unwrap()
}

#[test]
fn every_event_of_a_whole_case_names_its_maker_and_post_in_both_languages() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        case.does(&office.head, case.signature());
        for locale in Locale::ALL {
            for line in history(&case, locale) {
                let said = without_isolates(&line.text);
                assert!(said.contains(&format!("({})", line.post)), "{said}");
                assert!(said.ends_with('.'), "{said}");
            }
        }
    });
}

#[test]
fn a_step_taken_shows_step_and_holder_before_and_after() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.takes(
            &office.reviewer,
            0,
            "document_review",
            "returned",
            &["photos"],
        );
        let lines = history(&case, Locale::En);
        let changes = &last(&lines, "step_taken").changes;
        let holder = changes.iter().find(|c| c.what == "Held by").unwrap();
        assert_eq!(holder.before, "Registry office");
        assert_eq!(holder.after, "Applicant");
        let step = changes.iter().find(|c| c.what == "Step").unwrap();
        assert_ne!(step.before, step.after);
    });
}

#[test]
fn a_note_changes_nothing_and_a_correction_shows_both_values() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.does(
            &office.officer,
            Command::AddNote {
                text: Personal::new("تلفن جواب نداد."),
            },
        );
        assert!(
            last(&history(&case, Locale::Fa), "note_added")
                .changes
                .is_empty()
        );
        case.does(
            &office.officer,
            Command::Correct {
                person: 1,
                field: "given".to_owned(),
                after: Some(Personal::new("داده‌بخش")),
                reason: Personal::new("در کارت واکسیناسیون چنین است."),
                paper: None,
            },
        );
        let lines = history(&case, Locale::Fa);
        let change = &last(&lines, "record_corrected").changes[0];
        assert_eq!(change.after, "داده‌بخش");
        assert_ne!(change.before, change.after);
    });
}
