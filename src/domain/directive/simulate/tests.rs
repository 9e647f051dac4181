use jiff::civil::date;
use serde_json::Value;

use super::*;
use crate::domain::case::event::{DirectiveRef, Envelope, LetterSent, StepTaken};
use crate::domain::case::facts;
use crate::domain::case::file::{Letter, Recorded};
use crate::domain::case::position::Course;
use crate::domain::case::{Personal, WHOLE_CASE};
use crate::domain::directive::LetterKind;
use crate::domain::directive::parse::parse;
use crate::domain::directive::{Calendar, ClockUnit, Due, Holder, Step, StepKind, StepScope};
use crate::domain::history::open;

const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");
const CALENDAR: &str = include_str!("../../../../directives/calendars/iran.toml");
const OPENED: &str = include_str!("../../../../tests/golden/case_opened.json");

/// 5 Azar 1405.
const OPENED_ON: Date = date(2026, 11, 26);

fn calendar() -> Calendar {
    Calendar::parse(CALENDAR).unwrap()
}

fn shipped() -> Directive {
    parse(SHIPPED).unwrap()
}

/// The shipped directive with one text in the place of another, as a version of its own.
fn changed(changes: &[(&str, &str)]) -> Directive {
    let version = ("version = \"1381\"", "version = \"1405\"");
    let mut text = SHIPPED.to_owned();
    for (from, to) in changes.iter().chain([&version]) {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    parse(&text).unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// The shipped text from the table of a step to the next step's.
fn table(step: &str) -> &'static str {
    let at = SHIPPED.find(&format!("[[step]]\nid = \"{step}\"")).unwrap();
    let rest = &SHIPPED[at..];
    let end = rest[8..].find("[[step]]").map_or(rest.len(), |n| n + 8);
    &rest[..end]
}

/// A case of one person in a village, opened on 5 Azar, which stands at these steps.
fn case(places: &[(PersonNo, &str)]) -> CaseFile {
    let kept: Value = serde_json::from_str(OPENED).unwrap();
    let openings = serde_json::from_value(kept["openings"].clone()).unwrap();
    let body = open(kept["body"].clone(), &openings).unwrap();
    let envelope: Envelope = serde_json::from_value(body).unwrap();
    let mut file = CaseFile::open(&envelope, "").unwrap();
    let directive = shipped();
    file.directive = DirectiveRef {
        id: directive.id.clone(),
        version: directive.version.clone(),
        digest: directive.digest.clone(),
    };
    file.opened_on = OPENED_ON;
    let place = |(person, id): &(PersonNo, &str)| stands(&directive, *person, id);
    file.positions = places.iter().map(place).collect();
    file.whole = None;
    let at = crossing(&directive, &directive, &calendar(), OPENED_ON).whole(&file);
    file.whole = at;
    file
}

fn stands(directive: &Directive, person: PersonNo, id: &str) -> Position {
    let step = directive.step(&id.into()).unwrap();
    let clock = step.clock.as_ref().filter(|_| !step.waits_for_a_letter());
    let due = clock.map(|rule| Due::count(rule, OPENED_ON, &calendar()));
    let ahead = clock
        .zip(due.as_ref())
        .map(|(rule, due)| rule.ahead(due, &calendar()));
    Position {
        person,
        step: step.id.clone(),
        formerly: Vec::new(),
        kind: step.kind,
        holder: step.holder,
        since: OPENED_ON,
        entered: 1,
        due,
        course: Course {
            ahead: ahead.unwrap_or_default(),
            ..Course::default()
        },
    }
}

const fn crossing<'a>(
    before: &'a Directive,
    after: &'a Directive,
    calendar: &'a Calendar,
    on: Date,
) -> Crossing<'a> {
    Crossing {
        before,
        after,
        calendar,
        on,
    }
}

fn effects(after: &Directive, file: &CaseFile, on: Date) -> Vec<Effect> {
    simulate(&crossing(&shipped(), after, &calendar(), on), file)
}

fn step<'d>(directive: &'d mut Directive, id: &str) -> &'d mut Step {
    let mut steps = directive.steps.iter_mut();
    steps.find(|s| s.id.as_str() == id).unwrap()
}

fn day(place: &Position) -> Option<Date> {
    place.due.as_ref().map(|due| due.date)
}

#[test]
fn the_same_law_in_another_file_touches_nobody() {
    let after = changed(&[]);
    assert_ne!(after.digest, shipped().digest);
    for at in ["document_review", "office_committee", "identity_referral"] {
        let file = case(&[(WHOLE_CASE, at)]);
        let found = effects(&after, &file, date(2027, 6, 1));
        assert_eq!(found, [], "{at}");
        assert_eq!(classes(&found), BTreeSet::from([Class::Unaffected]));
    }
    let apart = case(&[(1, "objection_window")]);
    assert_eq!(effects(&after, &apart, date(2027, 6, 1)), []);
}

#[test]
fn a_shorter_limit_makes_overdue_and_a_longer_one_only_moves_the_day() {
    let file = case(&[(WHOLE_CASE, "document_review")]);
    let was = day(&file.positions[0]);
    let with = |length| {
        let mut after = changed(&[]);
        step(&mut after, "document_review")
            .clock
            .as_mut()
            .unwrap()
            .length = length;
        after
    };
    let on = date(2026, 12, 5);
    let [
        Effect::Due {
            before,
            after,
            overdue: true,
            ..
        },
    ] = &*effects(&with(3), &file, on)
    else {
        panic!("{:?}", effects(&with(3), &file, on));
    };
    assert_eq!(*before, was);
    assert!(after.unwrap() < on && was.unwrap() > on);
    let [
        Effect::Due {
            before,
            after,
            overdue: false,
            ..
        },
    ] = &*effects(&with(45), &file, on)
    else {
        panic!("{:?}", effects(&with(45), &file, on));
    };
    assert!(*after > *before);
    // Past under both: it does not become overdue, it is.
    let late = date(2027, 6, 1);
    let [Effect::Due { overdue: false, .. }] = &*effects(&with(3), &file, late) else {
        panic!("{:?}", effects(&with(3), &file, late));
    };
}

#[test]
fn a_limit_counted_anew_keeps_its_first_day_and_what_was_added() {
    let mut file = case(&[(WHOLE_CASE, "document_review")]);
    let due = file.positions[0].due.clone().unwrap();
    let (calendar, before) = (calendar(), shipped());
    file.positions[0].due = Some(due.pause(20, &calendar).extend(7, &calendar));
    file.positions[0].since = date(2026, 12, 1);
    let mut after = changed(&[]);
    let clock = step(&mut after, "document_review").clock.as_mut().unwrap();
    (clock.length, clock.unit) = (60, ClockUnit::CalendarDays);
    let crossing = crossing(&before, &after, &calendar, date(2026, 12, 20));
    let [crossed] = &*crossing.places(&file).unwrap() else {
        panic!("one place")
    };
    let place = &crossed.place;
    let due = place.due.as_ref().unwrap();
    assert_eq!((due.start, due.length), (OPENED_ON, 60));
    assert_eq!((due.paused, due.extended), (20, 7));
    assert!(
        due.date >= date(2027, 2, 21),
        "60 + 20 + 7 days: {}",
        due.date
    );
    let kept = (place.since, place.holder, place.entered);
    assert_eq!(kept, (date(2026, 12, 1), Holder::Office, 1));
}

#[test]
fn a_step_put_in_is_gained_by_those_before_it_alone() {
    let search = table("registry_search");
    let inserted = search.replacen(
        "[[step.outcome]]",
        "[[step.outcome]]\nid = \"first\"\ntitle = { fa = \"نخست\", en = \"first\" }\nto = \"hearing\"\nby = [\"office_head\"]\nreason = \"none\"\n\n[[step.outcome]]",
        1,
    );
    let hearing = table("lineage_evidence")
        .replacen("lineage_evidence", "hearing", 1)
        .replacen("to = \"office_committee\"", "to = \"lineage_evidence\"", 1);
    let after = changed(&[(search, &format!("{inserted}{hearing}"))]);
    let gained = [Effect::Gains {
        person: WHOLE_CASE,
        step: "hearing".into(),
    }];
    let on = OPENED_ON;
    assert_eq!(
        effects(&after, &case(&[(0, "document_review")]), on),
        gained
    );
    assert_eq!(effects(&after, &case(&[(0, "completion")]), on), gained);
    assert_eq!(
        effects(&after, &case(&[(0, "registry_search")]), on),
        gained
    );
    assert_eq!(effects(&after, &case(&[(0, "office_committee")]), on), []);
    assert_eq!(effects(&after, &case(&[(1, "objection_window")]), on), []);
    // The other way round it is lost.
    let back = simulate(
        &crossing(&after, &shipped(), &calendar(), on),
        &case(&[(0, "document_review")]),
    );
    let lost = Effect::Loses {
        person: WHOLE_CASE,
        step: "hearing".into(),
    };
    assert_eq!(back, [lost]);
}

#[test]
fn a_paper_newly_asked_for_is_missing_where_it_is_not_in_the_file() {
    let mut after = changed(&[]);
    let review = step(&mut after, "document_review");
    review.requires.retain(|id| id.as_str() != "photos");
    step(&mut after, "office_committee")
        .requires
        .push("photos".into());
    let mut asks = after.clone();
    let new = asks
        .requirements
        .iter()
        .find(|r| r.id.as_str() == "residence")
        .unwrap();
    let mut new = new.clone();
    new.id = "school".into();
    new.any_of = vec!["school_letter".to_owned()];
    asks.requirements.push(new);
    step(&mut asks, "document_review")
        .requires
        .push("school".into());
    let missing = Effect::Missing {
        person: WHOLE_CASE,
        step: "document_review".into(),
        requirement: "school".into(),
    };
    let on = OPENED_ON;
    // The photographs only moved; they were missing before.
    let at_review = case(&[(0, "document_review")]);
    assert_eq!(effects(&asks, &at_review, on), [missing]);
    // Who is past the step is not asked again; the committee asks for photographs now.
    let past = effects(&asks, &case(&[(0, "registry_search")]), on);
    let photos = Effect::Missing {
        person: 1,
        step: "office_committee".into(),
        requirement: "photos".into(),
    };
    assert_eq!(past, [photos]);
}

#[test]
fn a_step_that_is_gone_has_no_place_unless_a_provision_gives_one() {
    let gone = table("provincial_followup");
    let asked = "to = \"provincial_followup\"";
    let elsewhere = "to = \"office_committee\"";
    let provision = |more: &str| {
        format!(
            "[[transition]]\nfrom = \"1381\"\nstep = \"provincial_followup\"\nto = \"nationality_referral\"\n{more}\nbasis = [{{ document = \"default\", article = {{ fa = \"حکم انتقالی\", en = \"transitional\" }} }}]\n\n"
        )
    };
    let without =
        |provision: &str| changed(&[(gone, provision), (asked, elsewhere), (asked, elsewhere)]);
    let file = case(&[(0, "provincial_followup")]);
    let unmapped = Effect::Unmapped {
        person: 0,
        step: "provincial_followup".into(),
        gap: Gap::NoStep,
    };
    let on = date(2026, 12, 1);
    let found = effects(&without(""), &file, on);
    assert_eq!(found, std::slice::from_ref(&unmapped));
    assert_eq!(classes(&found), BTreeSet::from([Class::NoMapping]));
    let moved = effects(&without(&provision("")), &file, on);
    let moves = Effect::Moves {
        person: 0,
        from: "provincial_followup".into(),
        to: "nationality_referral".into(),
    };
    assert!(moved.contains(&moves), "{moved:?}");
    // Only for those who came by a way that this case did not come by.
    let narrow = "came_by = { step = \"nationality_referral\", outcome = \"unanswered\" }";
    assert_eq!(effects(&without(&provision(narrow)), &file, on), [unmapped]);
    let mut came = file.clone();
    came.positions[0].entered = 9;
    came.steps_taken
        .push(taken(9, "nationality_referral", "unanswered"));
    assert!(effects(&without(&provision(narrow)), &came, on).contains(&moves));
}

fn taken(seq: u64, step: &str, outcome: &str) -> Recorded<StepTaken> {
    recorded(
        seq,
        StepTaken {
            person: 0,
            step: step.into(),
            outcome: outcome.into(),
            to: Vec::new(),
            reason: None,
            missing: Vec::new(),
        },
    )
}

fn recorded<T>(seq: u64, what: T) -> Recorded<T> {
    let at = "2026-11-26T06:00:00.000000Z".parse().unwrap();
    Recorded {
        seq,
        at,
        on: OPENED_ON,
        by: None,
        by_name: None,
        what,
    }
}

#[test]
fn time_goes_on_under_another_name_and_begins_anew_only_where_the_provision_says_so() {
    let (before, calendar) = (shipped(), calendar());
    let provision = |anew| {
        let mut after = changed(&[]);
        let moved = after.step(&"identity_referral".into()).unwrap().id.clone();
        step(&mut after, "identity_referral").id = "identity_enquiry".into();
        let basis = after.steps[0].basis.clone();
        after.transitions = vec![Transition {
            from: "1381".to_owned(),
            step: moved,
            came_by: None,
            to: "identity_enquiry".into(),
            anew,
            basis,
            assumed: false,
            note: None,
        }];
        after
    };
    let mut file = case(&[(0, "identity_referral")]);
    let police = &mut file.positions[0];
    (police.entered, police.holder, police.since) = (4, Holder::Police, date(2026, 12, 3));
    let rule = before
        .step(&"identity_referral".into())
        .unwrap()
        .clock
        .clone();
    police.due = Some(Due::count(&rule.unwrap(), date(2026, 12, 3), &calendar));
    let due = police.due.clone();
    let sent = LetterSent {
        letter: 1,
        step: "identity_referral".into(),
        addressee: Holder::Police,
        number: Personal::new("1405/77"),
        question: Personal::new("…"),
        people: vec![1],
        due: None,
    };
    file.letters.push(Letter {
        no: 1,
        sent: Recorded {
            on: date(2026, 12, 3),
            ..recorded(5, sent)
        },
        reminders: Vec::new(),
        answer: None,
    });
    file.seq = 6;
    let on = date(2027, 1, 10);
    let same = provision(false);
    let goes_on = crossing(&before, &same, &calendar, on)
        .places(&file)
        .unwrap();
    let place = &goes_on[0].place;
    assert_eq!(place.step.as_str(), "identity_enquiry");
    assert_eq!(
        goes_on[0].provision.as_deref(),
        Some("1381:identity_referral")
    );
    assert!(place.is_called(&"identity_referral".into()));
    assert_eq!(
        (place.holder, place.since),
        (Holder::Police, date(2026, 12, 3))
    );
    assert_eq!((&place.due, place.entered), (&due, 4));
    let anew = provision(true);
    let begins = crossing(&before, &anew, &calendar, on)
        .places(&file)
        .unwrap();
    let place = &begins[0].place;
    // A new letter has to be written first.
    assert_eq!((place.holder, place.since), (Holder::Office, on));
    assert_eq!((&place.due, place.entered), (&None, 7));
    assert!(!place.is_called(&"identity_referral".into()));
}

#[test]
fn nobody_ends_comes_back_or_is_put_together_by_a_provision() {
    let (before, calendar) = (shipped(), calendar());
    let gap = |file: &CaseFile, from: &str, to: &str, scope: Option<StepScope>| {
        let mut after = changed(&[]);
        if let Some(scope) = scope {
            step(&mut after, to).scope = scope;
        }
        let basis = after.steps[0].basis.clone();
        after.transitions = vec![Transition {
            from: "1381".to_owned(),
            step: from.into(),
            came_by: None,
            to: to.into(),
            anew: false,
            basis,
            assumed: false,
            note: None,
        }];
        let crossing = crossing(&before, &after, &calendar, OPENED_ON);
        crossing.places(file).map_err(|all| all[0].gap)
    };
    let one = case(&[(1, "notification")]);
    let over = case(&[(1, "closed_refused"), (2, "notification")]);
    let apart = case(&[(1, "notification"), (2, "notification")]);
    let err = |found: Result<Vec<Crossed>, Gap>| found.unwrap_err();
    assert_eq!(
        err(gap(&one, "notification", "closed_issued", None)),
        Gap::WouldEnd
    );
    let back = gap(&over, "closed_refused", "objection_window", None);
    assert_eq!(err(back), Gap::WouldReopen);
    let together = gap(&apart, "notification", "office_committee", None);
    assert_eq!(err(together), Gap::StandApart);
    let alone = gap(&one, "notification", "office_committee", None).unwrap();
    assert_eq!(alone[0].place.person, WHOLE_CASE);
    let case_wide = case(&[(0, "office_committee")]);
    let spread = gap(&case_wide, "office_committee", "biometrics", None).unwrap();
    assert_eq!(
        spread.iter().map(|c| c.place.person).collect::<Vec<_>>(),
        [1]
    );
    assert_eq!(spread[0].place.kind, StepKind::Issuance);
}

#[test]
fn a_clock_goes_on_or_stands_still_as_the_new_rule_says_but_not_while_suspended() {
    let (before, calendar) = (shipped(), calendar());
    let mut file = case(&[(0, "lineage_evidence")]);
    file.positions[0].holder = Holder::Laboratory;
    file.positions[0].course.still_since = Some(date(2026, 12, 1));
    let was = file.positions[0].due.clone().unwrap();
    let mut after = changed(&[]);
    let clock = step(&mut after, "lineage_evidence").clock.as_mut().unwrap();
    assert!(clock.pauses_with.contains(&Holder::Laboratory));
    clock.pauses_with.clear();
    let on = date(2026, 12, 11);
    let cross = crossing(&before, &after, &calendar, on);
    let goes = cross.places(&file).unwrap().remove(0).place;
    assert_eq!(
        (goes.course.still_since, goes.due.as_ref().unwrap().paused),
        (None, 10)
    );
    assert_eq!(goes.holder, Holder::Laboratory);
    let stands = crossing(&after, &before, &calendar, on);
    let mut running = file.clone();
    running.positions[0].course.still_since = None;
    let still = stands.places(&running).unwrap().remove(0).place;
    assert_eq!((still.course.still_since, still.due), (Some(on), Some(was)));
    let act = crate::domain::case::event::SideActTaken {
        act: "suspension".to_owned(),
        person: 0,
        reason: Personal::new("…"),
        paper: None,
    };
    file.suspended = Some(recorded(3, act));
    let held = cross.places(&file).unwrap().remove(0).place;
    assert_eq!(held.course.still_since, Some(date(2026, 12, 1)));
}

#[test]
fn the_limit_for_the_whole_is_counted_from_the_opening_and_can_go() {
    let file = case(&[(0, "document_review")]);
    let mut after = changed(&[]);
    after.overall.as_mut().unwrap().length = 1;
    let on = date(2027, 1, 20);
    let found = effects(&after, &file, on);
    let [
        Effect::Due {
            person: 0,
            step,
            overdue: true,
            ..
        },
    ] = &*found
    else {
        panic!("{found:?}")
    };
    assert_eq!(step.as_str(), crate::domain::case::position::WHOLE_LIMIT);
    after.overall = None;
    let found = effects(&after, &file, on);
    let [
        Effect::Due {
            after: None,
            overdue: false,
            ..
        },
    ] = &*found
    else {
        panic!("{found:?}")
    };
}

#[test]
fn what_was_said_of_a_limit_is_not_said_again_while_it_is_past() {
    let (before, calendar) = (shipped(), calendar());
    let mut file = case(&[(0, "document_review")]);
    let on = date(2027, 6, 1);
    file.positions[0].course.expired_on = Some(date(2026, 12, 13));
    let with = |length| {
        let mut after = changed(&[]);
        step(&mut after, "document_review")
            .clock
            .as_mut()
            .unwrap()
            .length = length;
        let cross = crossing(&before, &after, &calendar, on);
        cross
            .places(&file)
            .unwrap()
            .remove(0)
            .place
            .course
            .expired_on
    };
    assert_eq!(with(12), Some(date(2026, 12, 13)));
    assert_eq!(with(400), None);
}

#[test]
fn a_provision_that_names_what_the_older_version_has_not_is_astray() {
    let mut after = changed(&[]);
    let basis = after.steps[0].basis.clone();
    let provision = |from: &str, step: &str, came_by: Option<(&str, &str)>| Transition {
        from: from.to_owned(),
        step: step.into(),
        came_by: came_by.map(|(step, outcome)| (step.into(), outcome.into())),
        to: "court".into(),
        anew: false,
        basis: basis.clone(),
        assumed: false,
        note: None,
    };
    after.transitions = vec![
        provision("1381", "court", None),
        provision("1381", "courtyard", None),
        provision("1381", "court", Some(("court_window", "sued"))),
        provision("1381", "court", Some(("court_window", "walked_in"))),
        provision("1370", "courtyard", None),
    ];
    let lost: Vec<String> = astray(&shipped(), &after)
        .into_iter()
        .map(Transition::id)
        .collect();
    assert_eq!(
        lost,
        ["1381:courtyard", "1381:court:court_window.walked_in"]
    );
}

#[test]
fn a_letter_is_printed_from_the_step_on_that_names_it() {
    let printed = |directive: &Directive, step, letter| {
        facts::is_printed(&case(&[(0, step)]), directive, letter)
    };
    let directive = shipped();
    assert!(printed(&directive, "document_review", LetterKind::Pending));
    assert!(!printed(
        &directive,
        "document_review",
        LetterKind::Referral
    ));
    assert!(printed(
        &directive,
        "identity_referral",
        LetterKind::Referral
    ));
    // An act that hands out a card has not been done.
    assert!(!printed(&directive, "identity_referral", LetterKind::Card));
    let mut silent = directive;
    silent.steps.iter_mut().for_each(|it| it.letters.clear());
    silent.acts.iter_mut().for_each(|it| it.letters.clear());
    assert!(printed(&silent, "document_review", LetterKind::Referral));
}
