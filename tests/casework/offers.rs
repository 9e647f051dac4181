//! What the case page offers, and what it says of the rest.

use sejel::domain::access::Actor;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::decide::Setting;
use sejel::domain::case::event::{PaperJudged, Verdict};
use sejel::domain::case::refusal::Why;
use sejel::domain::directive::{Directive, Supplier};
use sejel::domain::time::Clock as _;
use sejel::services::casework::Failure;
use sejel::text::{Locale, Words};
use sejel::web::acts::offered;
use sejel::web::parts::{Offer, Panel};

use crate::database::{Database, on_each};
use crate::office::{Household, Office};

fn panel(case: &Household<'_>, actor: &Actor) -> Panel {
    let opened = case.opened();
    let directive: &Directive = &opened.directive;
    let now = case.office.clock.now();
    let setting = Setting {
        directive,
        calendar: &opened.calendars.now,
        actor,
        now,
        on: now.tehran_date(),
    };
    offered(Words::of(Locale::En), &opened.file, &setting)
}

/// The acts whose pages are linked.
fn linked(case: &Household<'_>, actor: &Actor) -> Vec<String> {
    let panel = panel(case, actor);
    let offers = panel.offers.iter().map(|offer| match offer {
        Offer::Go(link) => link.href.clone(),
        Offer::Post(button) => button.action.clone(),
    });
    let all = offers.chain(panel.beside.iter().map(|link| link.href.clone()));
    let act = |href: String| {
        let act = href.rsplit_once("/acts/").map(|(_, act)| act.to_owned());
        act.unwrap_or(href)
    };
    let acts: Vec<String> = all.map(act).collect();
    let mut once = acts.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), acts.len(), "{acts:?}");
    acts
}

/// What is barred, with the reason said.
fn barred(case: &Household<'_>, actor: &Actor) -> Vec<(String, String)> {
    let bars = panel(case, actor).bars.into_iter();
    let plain = |text: &str| sejel::text::without_isolates(text);
    bars.map(|bar| (plain(&bar.what), plain(&bar.why)))
        .collect()
}

#[test]
fn a_file_in_hand_can_be_put_back_and_others_are_told_whose_it_is() {
    let database = Database::sqlite();
    let office = Office::over(&database.migrated());
    let case = office.opens_a_case();
    let has = |who: &Actor, act: &str| linked(&case, who).iter().any(|a| a == act);
    assert!(has(&office.officer, "claim") && !has(&office.officer, "release"));
    case.does(&office.officer, Command::Claim);
    assert!(has(&office.officer, "release") && !has(&office.officer, "claim"));
    let why = barred(&case, &office.reviewer);
    let claim = why.iter().find(|(what, _)| what.contains("Take"));
    assert!(
        claim.is_some_and(|(_, why)| why.contains("officer")),
        "{why:?}"
    );
    // After the time that the directive gives, it is free again.
    let hours = case.opened().directive.claim.hours;
    office.waits_minutes(i64::from(hours) * 60 + 1);
    assert!(has(&office.reviewer, "claim"));
}

#[test]
fn a_time_limit_is_extended_from_the_case_page_by_those_who_may() {
    let database = Database::sqlite();
    let office = Office::over(&database.migrated());
    let case = office.opens_a_case();
    let act = "extension?person=0&step=document_review".to_owned();
    assert!(linked(&case, &office.head).contains(&act));
    assert!(!linked(&case, &office.officer).contains(&act));
    let bars = barred(&case, &office.officer);
    let bar = bars
        .iter()
        .find(|(what, _)| what.contains("Document review"));
    let (_, why) = bar.unwrap_or_else(|| panic!("{bars:?}"));
    let article = sejel::text::without_isolates(why);
    assert!(article.contains("item") || article.contains("Art"), "{why}");
}

#[test]
fn a_sitting_is_scheduled_from_the_case_page_of_the_council() {
    let database = Database::sqlite();
    let office = Office::over(&database.migrated());
    let case = office.opens_a_case();
    assert!(!linked(&case, &office.council).contains(&"schedule".to_owned()));
    let none =
        |bars: Vec<(String, String)>| !bars.iter().any(|(what, _)| what.contains("Schedule"));
    assert!(
        none(barred(&case, &office.officer)),
        "it has no place here yet"
    );
    case.reaches_the_council();
    assert!(
        !none(barred(&case, &office.officer)),
        "it is the secretary's to do"
    );
    assert!(linked(&case, &office.council).contains(&"schedule".to_owned()));
}

#[test]
fn a_testimony_is_certified_by_whom_the_directive_names() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let judged = |by: Option<&str>| {
            let judged = PaperJudged {
                paper: 2,
                version: 1,
                verdict: Verdict::Accepted,
                certification: by.map(str::to_owned),
                supports: Vec::new(),
                reason: None,
            };
            case.asks(&office.reviewer, Command::JudgePaper(judged))
        };
        for wrong in [None, Some("police"), Some("islamic_council")] {
            let Err(Failure::Refused(refusal)) = judged(wrong) else {
                panic!("{wrong:?} certifies in a city");
            };
            assert_eq!(refusal.why, Why::WrongCertification(vec![Supplier::Notary]));
            assert!(!refusal.basis.is_empty());
        }
        judged(Some("notary")).unwrap();
    });
}

#[test]
fn a_card_is_good_for_as_long_as_the_directive_says() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let card = Command::IssueCard {
            person: 1,
            identifier: Personal::new("ش-۱"),
            serial: Personal::new("س-۱"),
        };
        case.does(&office.head, card);
        let file = case.opened().file;
        let today = office.register.today();
        let year = sejel::text::jalali::add_months(today, 12);
        assert_eq!(file.cards[0].issued.what.expires, year);
    });
}
