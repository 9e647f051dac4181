//! Open cases are moved to another version of their directive by two people and case by case, or not
//! at all.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;

use std::sync::Barrier;

use sejel::domain::access::{Actor, Role};
use sejel::domain::case::Personal;
use sejel::domain::case::command::{Command, Moving};
use sejel::domain::case::event::{Envelope, Happening, Mover, Ruling};
use sejel::domain::case::refusal::Why;
use sejel::domain::directive::Holder;
use sejel::domain::directive::moving::event::Turn as Happened;
use sejel::domain::directive::moving::{Batch, Order, Refused, State};
use sejel::domain::directive::simulate::Class;
use sejel::jobs::{KINDS, Turn, turn};
use sejel::services::casework::{self, Failure};
use sejel::services::moving::{self, Came, NotDone, Wish};
use sejel::services::reading::Reader;
use sejel::services::verification;
use sejel::text::{Locale, Words};
use sejel::web::sentences;

use crate::database::on_each;
use crate::office::{Household, Office};

const SHIPPED: &str = include_str!("../directives/art45-1381.toml");
const BASIS: &str =
    r#"basis = [{ document = "default", article = { fa = "حکم انتقالی", en = "transitional" } }]"#;

fn named(text: &str) -> String {
    text.replacen("version = \"1381\"", "version = \"1406\"", 1)
}

/// The referral to the police is called otherwise, and takes 45 days instead of 30.
fn renamed() -> String {
    let at = SHIPPED
        .find("[[step]]\nid = \"identity_referral\"")
        .unwrap();
    let (before, step) = SHIPPED.split_at(at);
    let step = step.replacen("length = 30", "length = 45", 1);
    let text = format!("{before}{step}").replace("\"identity_referral\"", "\"identity_enquiry\"");
    let provision = format!(
        "\n[[transition]]\nfrom = \"1381\"\nstep = \"identity_referral\"\nto = \"identity_enquiry\"\n{BASIS}\n"
    );
    named(&text) + &provision
}

/// The same without a word on where cases go that stand there.
fn unprovided() -> String {
    let text = renamed();
    let at = text.find("[[transition]]").unwrap();
    text[..at].to_owned()
}

/// The first review takes 15 working days instead of ten.
fn slower() -> String {
    let at = SHIPPED.find("[[step]]\nid = \"document_review\"").unwrap();
    let (before, step) = SHIPPED.split_at(at);
    named(&format!(
        "{before}{}",
        step.replacen("length = 10", "length = 15", 1)
    ))
}

fn director(office: &Office) -> Actor {
    office.hires("director", Role::ProvincialDirector, "ir/11")
}

fn all() -> Wish {
    Wish {
        to: "1406".to_owned(),
        ..Wish::default()
    }
}

fn proposes(office: &Office, who: &Actor, wish: &Wish) -> Result<Batch, NotDone> {
    let reader = Reader {
        actor: who,
        session: None,
    };
    moving::propose(&office.register, reader, wish, "حکم انتقالی نسخهٔ ۱۴۰۶")
}

fn approves(office: &Office, who: &Actor, batch: &Batch) -> Result<Batch, NotDone> {
    let order = Order::Approve { seen: batch.seq };
    moving::order(&office.register, who, batch.id, &order)
}

fn takes_a_turn(office: &Office) -> Turn {
    turn(&office.register, KINDS, &|| true).unwrap()
}

fn refused(done: Result<Batch, NotDone>) -> Refused {
    match done {
        Err(NotDone::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn history(case: &Household<'_>) -> Vec<Envelope> {
    casework::history(&case.office.register, case.opened().id).unwrap()
}

fn moves_of(case: &Household<'_>) -> usize {
    let moved = |e: &&Envelope| matches!(e.happening, Happening::DirectiveChanged(_));
    history(case).iter().filter(moved).count()
}

fn is_sound(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

fn came(office: &Office, who: &Actor, batch: &Batch) -> Vec<(String, Came)> {
    let batch = moving::batch(&office.register, who, batch.id).unwrap();
    let reader = Reader {
        actor: who,
        session: None,
    };
    let all = moving::cases_of(&office.register, reader, &batch).unwrap();
    all.into_iter().map(|it| (it.reference, it.came)).collect()
}

#[test]
fn two_people_move_a_case_and_its_time_goes_on() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let case = office.opens_a_case();
        case.reaches_the_police();
        case.is_asked_about(Holder::Police);
        let other = office.opens_a_case();
        office.waits(20);
        let before = case.opened().file;
        let digest = office.puts_in_force(&renamed());
        // Nothing moves by itself, however long one waits.
        takes_a_turn(&office);
        assert_eq!(case.opened().file.directive, before.directive);
        let wish = Wish {
            step: Some("identity_referral".into()),
            ..all()
        };
        let batch = proposes(&office, &office.head, &wish).unwrap();
        assert_eq!((batch.proposed.cases, batch.state()), (1, State::Proposed));
        assert_eq!(batch.proposed.found.get(Class::Moves.code()), Some(&1));
        assert_eq!(
            refused(approves(&office, &office.head, &batch)),
            Refused::SecondPerson
        );
        assert_eq!(
            refused(approves(&office, &office.deputy, &batch)),
            Refused::NotYourRole
        );
        takes_a_turn(&office);
        assert_eq!(moves_of(&case), 0, "it is not approved");
        let waiting = |who| moving::to_decide(&office.register, who).unwrap().len();
        assert_eq!(
            [&office.head, &office.deputy, &director].map(waiting),
            [0, 0, 1]
        );
        let approved = approves(&office, &director, &batch).unwrap();
        assert_eq!(approved.state(), State::UnderWay);
        assert_eq!(waiting(&director), 0);
        takes_a_turn(&office);
        let opened = case.opened();
        let (file, place) = (&opened.file, &opened.file.positions[0]);
        let was = &before.positions[0];
        assert_eq!(
            (file.directive.digest.as_str(), place.step.as_str()),
            (digest.as_str(), "identity_enquiry")
        );
        assert_eq!(
            (place.since, place.holder, place.entered),
            (was.since, was.holder, was.entered)
        );
        let (due, old) = (place.due.as_ref().unwrap(), was.due.as_ref().unwrap());
        assert_eq!((due.start, due.length, old.length), (old.start, 45, 30));
        assert_eq!(opened.earlier.len(), 1);
        assert_eq!(moves_of(&other), 0, "it was not meant");
        assert_eq!(other.opened().file.directive, before.directive);
        let done = moving::batch(&office.register, &director, batch.id).unwrap();
        assert_eq!((done.state(), done.moved()), (State::Done, 1));
        is_sound(&office);
        // What was recorded under the old name counts, and the new rules lead on.
        case.is_known_to_the_police();
        case.takes(&office.head, 0, "identity_enquiry", "confirmed", &[]);
        assert_eq!(case.stands_at(), ["nationality_referral"]);
        let last = history(&case);
        assert_eq!(last.last().unwrap().directive.version, "1406");
        is_sound(&office);
    });
}

#[test]
fn the_history_tells_the_move_and_reads_the_steps_before_it_as_they_were_called() {
    let database = database::Database::sqlite();
    let store = database.migrated();
    let office = Office::over(&store);
    let director = director(&office);
    let case = office.opens_a_case();
    case.reaches_the_police();
    office.puts_in_force(&renamed());
    let batch = proposes(&office, &office.head, &all()).unwrap();
    approves(&office, &director, &batch).unwrap();
    takes_a_turn(&office);
    let opened = case.opened();
    for (locale, words) in [
        (
            Locale::Fa,
            ["نسخهٔ ۱۳۸۱", "نسخهٔ ۱۴۰۶", "نمونه head", "نمونه director"],
        ),
        (
            Locale::En,
            [
                "version 1381",
                "version 1406",
                "نمونه head",
                "نمونه director",
            ],
        ),
    ] {
        let lines = sentences::lines(Words::of(locale), &opened, &history(&case));
        let line = lines
            .iter()
            .find(|l| l.kind == "directive_changed")
            .unwrap();
        let said = sejel::text::without_isolates(&line.text);
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
        assert!(line.milestone && line.why.is_some());
        assert!(!line.changes.is_empty());
        // No id shows through where a step has a title in its own version.
        let all: String = lines.iter().map(|l| l.text.as_str()).collect();
        assert!(!all.contains("identity_referral"), "{all}");
    }
}

#[test]
fn what_changed_since_the_dry_run_stays_and_is_named_and_the_rest_is_moved() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let cases: Vec<_> = (0..4).map(|_| office.opens_a_case()).collect();
        office.puts_in_force(&slower());
        let batch = proposes(&office, &office.head, &all()).unwrap();
        cases[1].hands_in(&office.reviewer, "old_papers", &[]);
        cases[2].takes(&office.head, 0, "document_review", "inadmissible", &[]);
        // A note changes nothing in the matter.
        let text = Personal::new("تلفن شد.");
        cases[3].does(&office.officer, Command::AddNote { text });
        approves(&office, &director, &batch).unwrap();
        takes_a_turn(&office);
        let stayed = || Came::Stayed("changed".to_owned());
        let told = [Came::Moved, stayed(), stayed(), Came::Moved];
        let expected = cases.iter().map(|c| c.reference.clone()).zip(told);
        assert_eq!(
            came(&office, &director, &batch),
            expected.collect::<Vec<_>>()
        );
        let moved: Vec<_> = cases.iter().map(moves_of).collect();
        assert_eq!(moved, [1, 0, 0, 1]);
        let state = moving::batch(&office.register, &director, batch.id)
            .unwrap()
            .state();
        assert_eq!(state, State::Done);
        // It can be proposed anew.
        let again = proposes(&office, &office.head, &all()).unwrap();
        assert_eq!(again.proposed.cases, 1);
        is_sound(&office);
    });
}

#[test]
fn a_case_without_a_place_is_left_and_a_move_of_such_cases_alone_is_none() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let lost = office.opens_a_case();
        lost.reaches_the_police();
        office.puts_in_force(&unprovided());
        let none = refused(proposes(&office, &office.head, &all()));
        assert_eq!(none, Refused::NoCase { looked: 1 });
        let found = office.opens_a_case();
        assert_eq!(found.opened().file.directive.version, "1406");
        let one = Wish {
            cases: vec![found.reference.clone()],
            ..all()
        };
        assert_eq!(
            refused(proposes(&office, &director, &one)),
            Refused::NoCase { looked: 0 }
        );
    });
}

#[test]
fn runners_at_once_move_each_case_once() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let cases: Vec<_> = (0..9).map(|_| office.opens_a_case()).collect();
        office.puts_in_force(&slower());
        let batch = proposes(&office, &office.head, &all()).unwrap();
        approves(&office, &director, &batch).unwrap();
        let together = Barrier::new(3);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    together.wait();
                    // Not only through the queue: as after a lease that ran out.
                    moving::carry_out_part(&office.register, batch.id, 1).unwrap();
                    takes_a_turn(&office)
                });
            }
        });
        for case in &cases {
            assert_eq!(moves_of(case), 1, "{}", case.reference);
        }
        let done = moving::batch(&office.register, &director, batch.id).unwrap();
        assert_eq!(
            (done.state(), done.moved(), done.done.len()),
            (State::Done, 9, 1)
        );
        is_sound(&office);
    });
}

#[test]
fn what_a_process_did_before_it_died_is_not_done_again() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let cases: Vec<_> = (0..3).map(|_| office.opens_a_case()).collect();
        office.puts_in_force(&slower());
        let batch = proposes(&office, &office.head, &all()).unwrap();
        let batch = approves(&office, &director, &batch).unwrap();
        let (approver, _) = batch.approved_by.clone().unwrap();
        let moving = Moving {
            from: batch.proposed.from.clone(),
            to: batch.proposed.to.clone(),
            batch: batch.id,
            reason: batch.proposed.reason.clone(),
            proposed_by: batch.proposed_by.clone(),
            approved_by: approver,
        };
        let (_, seq) = batch.parts[0].cases[0];
        let first = &cases[0].reference;
        casework::change_directive(&office.register, "moves", first, (moving, seq)).unwrap();
        takes_a_turn(&office);
        let moved: Vec<_> = cases.iter().map(moves_of).collect();
        assert_eq!(moved, [1, 1, 1]);
        let told = came(&office, &director, &batch);
        assert!(
            told.iter().all(|(_, came)| *came == Came::Moved),
            "{told:?}"
        );
        assert_eq!(takes_a_turn(&office), Turn::default());
        is_sound(&office);
    });
}

#[test]
fn nobody_moves_a_case_alone_and_never_by_hand() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let case = office.opens_a_case();
        office.puts_in_force(&slower());
        let opened = case.opened();
        let mover = |who: &Actor| Mover {
            user: who.user,
            name: Personal::new(&who.name),
        };
        let family = store
            .read(|c| office.register.directives.family(c))
            .unwrap();
        let to = family.labelled("1406").unwrap();
        let moving = |by: &Actor, and: &Actor| Moving {
            from: opened.file.directive.clone(),
            to: sejel::domain::case::event::DirectiveRef {
                id: family.id.clone(),
                version: to.label.clone(),
                digest: to.digest.clone(),
            },
            batch: 99,
            reason: Personal::new("آزمون"),
            proposed_by: mover(by),
            approved_by: mover(and),
        };
        let why = |done: Result<_, Failure>| match done {
            Err(Failure::Refused(no)) => no.why,
            other => panic!("{other:?}"),
        };
        let by_hand = Command::Move(Box::new(moving(&office.head, &director)));
        for who in [&office.head, &director, &office.administrator] {
            match case.asks(who, by_hand.clone()) {
                Err(Failure::Refused(no)) => assert_eq!(no.why, Why::NotYourRole),
                Err(Failure::NotFound) => {}
                other => panic!("{other:?}"),
            }
        }
        let process = |moving: Moving| {
            let seen = case.opened().file.seq;
            casework::change_directive(&office.register, "moves", &case.reference, (moving, seen))
        };
        let alone = process(moving(&director, &director));
        assert_eq!(why(alone.map(|_| ())), Why::SecondPerson);
        let mut elsewhere = moving(&office.head, &director);
        elsewhere.from.digest = "0".repeat(64);
        let other = process(elsewhere);
        assert_eq!(why(other.map(|_| ())), Why::OtherVersion("1381".to_owned()));
        let mut unreasoned = moving(&office.head, &director);
        unreasoned.reason = Personal::new(" ");
        assert_eq!(why(process(unreasoned).map(|_| ())), Why::ReasonMissing);
        process(moving(&office.head, &director)).unwrap();
        let again = process(moving(&office.head, &director));
        assert_eq!(why(again.map(|_| ())), Why::AlreadyRecorded);
        assert_eq!(moves_of(&case), 1);
    });
}

#[test]
fn moves_are_for_the_province_and_never_for_whoever_keeps_the_directive() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let stranger = office.hires("stranger", Role::ProvincialDirector, "ir/12");
        let auditor = office.hires("auditor", Role::Auditor, "ir");
        office.opens_a_case();
        office.puts_in_force(&slower());
        for who in [&office.administrator, &office.officer, &auditor] {
            let no = proposes(&office, who, &all());
            assert!(matches!(no, Err(NotDone::Forbidden)), "{no:?}");
        }
        assert_eq!(
            refused(proposes(&office, &stranger, &all())),
            Refused::NoCase { looked: 0 }
        );
        let abroad = Wish {
            unit: sejel::domain::access::UnitPath::parse("ir/11"),
            ..all()
        };
        assert_eq!(
            refused(proposes(&office, &stranger, &abroad)),
            Refused::NoUnit
        );
        let early = Wish {
            to: "1381".to_owned(),
            ..all()
        };
        let old = refused(proposes(&office, &office.head, &early));
        assert_eq!(old, Refused::NotInForce("1381".to_owned()));
        let batch = proposes(&office, &office.head, &all()).unwrap();
        for who in [&stranger, &office.administrator] {
            let unseen = approves(&office, who, &batch);
            assert!(matches!(unseen, Err(NotDone::NotFound)), "{unseen:?}");
            assert!(moving::batches(&office.register, who).unwrap().is_empty());
        }
        let seen = moving::batches(&office.register, &auditor).unwrap();
        assert_eq!(seen, std::slice::from_ref(&batch));
        assert!(matches!(
            approves(&office, &auditor, &batch),
            Err(NotDone::Forbidden)
        ));
        let refuse = Order::Refuse {
            reason: "باید بیشتر بررسی شود".to_owned(),
        };
        let over = moving::order(&office.register, &director, batch.id, &refuse).unwrap();
        assert_eq!(over.state(), State::Refused);
        let late = refused(approves(&office, &director, &batch));
        assert_eq!(late, Refused::WrongState(State::Refused));
        assert_eq!(takes_a_turn(&office).failed, 0);
        is_sound(&office);
    });
}

#[test]
fn a_move_voids_what_waits_for_a_signature() {
    on_each(|store| {
        let office = Office::over(store);
        let director = director(&office);
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        assert!(case.opened().file.proposal.is_some());
        office.puts_in_force(&slower());
        let batch = proposes(&office, &office.head, &all()).unwrap();
        approves(&office, &director, &batch).unwrap();
        takes_a_turn(&office);
        let file = case.opened().file;
        assert_eq!(
            (file.directive.version.as_str(), file.proposal),
            ("1406", None)
        );
        let names: Vec<_> = history(&case).iter().map(|e| e.happening.name()).collect();
        assert_eq!(
            names[names.len() - 2..],
            ["directive_changed", "proposal_voided"]
        );
        is_sound(&office);
    });
}

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden_move/", $name, ".json")))),*];

        /// A new kind of event does not compile here until its body is kept.
        const fn kept_as(turn: &Happened) -> &'static str {
            match turn { $(Happened::$variant(_) => $name),* }
        }
    };
}

golden! {
    MoveProposed "move_proposed",
    MoveListed "move_listed",
    MoveApproved "move_approved",
    MoveRefused "move_refused",
    MoveWithdrawn "move_withdrawn",
    MovePartDone "move_part_done",
}

/// A body that was written once is read for ever, with its values and after they were erased.
#[test]
fn every_kind_of_event_of_a_move_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}
