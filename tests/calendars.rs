//! The versions of the calendar in a register: founded, proposed, approved by a second person, counted
//! by from that moment; what they do to time limits that run.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;

use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier};

use jiff::civil::Date;
use sejel::domain::access::{Actor, Role, UnitPath};
use sejel::domain::case::Position;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::{ClockRecounted, Happening};
use sejel::domain::directive::Due;
use sejel::domain::directive::almanac::lines;
use sejel::domain::directive::almanac::{Almanac, Content, Order, Refused, RestDay, State, Turn};
use sejel::jobs::{KINDS, LEASE, turn};
use sejel::services::calendars::{self, NotDone, carry_out, propose};
use sejel::services::casework::{self, Request};
use sejel::services::verification;
use sejel::store::jobs as queue;
use sejel::text::jalali;

use crate::database::on_each;
use crate::office::{Household, Office, UNIT};

const HEAD: &str = "date,title_fa,title_en,computed,unit,remove\n";
/// A Thursday within the first time limit of a case that is opened on the first day of the tests.
const SMOG: &str = "1405-09-12,تعطیلی آلودگی هوا,Closed for the smog,no,ir/11,no\n";

fn j(text: &str) -> Date {
    jalali::parse_numeric(text).unwrap()
}

fn almanac(office: &Office) -> Arc<Almanac> {
    let calendars = &office.register.calendars;
    office
        .register
        .store
        .read(|c| calendars.almanac(c))
        .unwrap()
}

/// The calendar in force with these lines carried out on it.
fn with(office: &Office, lines: &str) -> Content {
    let provinces = office.register.store.read(calendars::provinces).unwrap();
    let base = &almanac(office).in_force().unwrap().content.clone();
    if lines.is_empty() {
        return Content::clone(base);
    }
    lines::read(&format!("{HEAD}{lines}"), &provinces, base).unwrap()
}

fn proposes(office: &Office, who: &Actor, content: Content) -> Result<bool, NotDone> {
    let base = almanac(office).in_force().unwrap().digest.clone();
    let reason = "اعلام رسمی رسید";
    propose(&office.register, who, (&base, content), reason)
}

fn approves(office: &Office, who: &Actor, name: &str) -> Result<bool, NotDone> {
    let almanac = almanac(office);
    let version = almanac.named(name).unwrap();
    let order = Order::Approve {
        digest: version.digest.clone(),
        proposal: version.proposal.as_ref().map_or(0, |p| p.seq),
    };
    carry_out(&office.register, who, &order)
}

/// Two people bring it into force; its name.
fn brings(office: &Office, content: Content) -> String {
    let digest = content.digest();
    assert!(proposes(office, &office.administrator, content).unwrap());
    let name = almanac(office).version(&digest).unwrap().name.clone();
    assert!(approves(office, &office.second, &name).unwrap());
    name
}

fn place(case: &Household<'_>) -> Position {
    case.opened().file.positions.first().unwrap().clone()
}

fn due(case: &Household<'_>) -> Due {
    place(case).due.unwrap()
}

fn recounted(case: &Household<'_>) -> Vec<ClockRecounted> {
    let opened = case.opened();
    let history = casework::history(&case.office.register, opened.id).unwrap();
    let told = history.into_iter().filter_map(|e| match e.happening {
        Happening::ClockRecounted(it) => {
            assert_eq!(e.actor.process.as_deref(), Some("calendar"));
            Some(it)
        }
        _ => None,
    });
    told.collect()
}

fn works(office: &Office) {
    let done = turn(&office.register, KINDS, &|| true).unwrap();
    assert_eq!(done.failed, 0);
}

fn is_sound(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

#[test]
fn an_empty_register_is_founded_once_with_the_calendar_of_the_program() {
    on_each(|store| {
        let office = Office::over(store);
        let told = almanac(&office);
        let [first] = told.versions.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!(
            (first.name.as_str(), told.state(first)),
            ("iran-2", State::InForce)
        );
        assert!(!calendars::found(&office.register).unwrap());
        assert_eq!(almanac(&office), told);
        is_sound(&office);
    });
}

#[test]
fn a_holiday_counts_for_its_province_once_two_people_brought_it_in() {
    on_each(|store| {
        let office = Office::over(store);
        let before = office.opens_a_case();
        let was = due(&before);
        let content = with(&office, SMOG);
        assert!(proposes(&office, &office.administrator, content.clone()).unwrap());
        assert!(!proposes(&office, &office.administrator, content).unwrap());
        assert_eq!(due(&office.opens_a_case()), was, "only proposed");
        let alone = approves(&office, &office.administrator, "iran-3");
        assert!(matches!(
            alone,
            Err(NotDone::Refused(Refused::SecondPerson))
        ));
        let stranger = approves(&office, &office.head, "iran-3");
        assert!(matches!(stranger, Err(NotDone::Forbidden)));
        assert!(approves(&office, &office.second, "iran-3").unwrap());

        let after = due(&office.opens_a_case());
        assert_eq!(after.calendar, "iran-3");
        assert_eq!(after.skipped, was.skipped + 1);
        assert!(after.date > was.date);
        assert_eq!(due(&before), was, "nothing is recounted silently");
        // Another process has to be told by the stream.
        let elsewhere = office.register_elsewhere();
        let unit = |path| UnitPath::parse(path).unwrap();
        let rests = |path| {
            let of = |c: &mut _| elsewhere.calendars.of(c, &unit(path));
            let calendars = elsewhere.store.read(of).unwrap();
            calendars.now.rest(j("1405-09-12")).is_some()
        };
        assert!(rests(UNIT) && !rests("ir/12/01") && !rests("ir"));
        is_sound(&office);
    });
}

#[test]
fn a_command_that_was_judged_before_a_calendar_came_into_force_is_counted_by_it() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.brings_the_papers();
        let request = Request {
            reference: case.reference.clone(),
            command: Command::TakeStep(case.way(0, "document_review", "complete")),
            on: None,
            seen: None,
            key: None,
        };
        let ((judging, is_judged), (goes_on, waits)) = (channel(), channel());
        let desk = Arc::new(office.interrupted(move || {
            judging.send(()).unwrap();
            waits.recv().unwrap();
        }));
        let name = std::thread::scope(|scope| {
            let (desk, reviewer) = (&desk, &office.reviewer);
            let taken = scope.spawn(move || casework::perform(desk, reviewer, request));
            is_judged.recv().unwrap();
            let name = brings(&office, with(&office, SMOG));
            goes_on.send(()).unwrap();
            taken.join().unwrap().unwrap();
            name
        });
        assert_eq!(place(&case).step.as_str(), "registry_search");
        assert_eq!(due(&case).calendar, name);
        is_sound(&office);
    });
}

#[test]
fn open_time_limits_that_end_later_are_counted_again_with_an_event_each() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let (was, stood) = (due(&case), place(&case));
        let name = brings(&office, with(&office, SMOG));
        let found = almanac(&office).named(&name).unwrap().proposal.clone();
        let touched = found.unwrap().touched;
        assert_eq!((touched.later, touched.earlier), (1, 0));
        works(&office);
        let now = due(&case);
        assert_eq!(now, was.recount(&with(&office, "").of_unit(&name)));
        let [told] = recounted(&case).try_into().unwrap();
        assert_eq!((told.before, told.due), (was.date, now.date));
        assert_eq!((told.calendar, told.step), (name, stood.step));
        assert_eq!(
            (place(&case).since, place(&case).holder),
            (stood.since, stood.holder)
        );
        works(&office);
        assert_eq!(recounted(&case).len(), 1, "once");
        is_sound(&office);
    });
}

#[test]
fn no_time_limit_becomes_shorter_and_what_ran_out_stays_so() {
    on_each(|store| {
        let office = Office::over(store);
        brings(&office, with(&office, SMOG));
        let case = office.opens_a_case();
        let long = due(&case);
        let removed = "1405-09-12,,,,ir/11,yes\n";
        brings(&office, with(&office, removed));
        works(&office);
        assert_eq!(due(&case), long);
        let late = office.opens_a_case();
        office.waits(60);
        works(&office);
        let over = due(&late);
        assert!(place(&late).course.expired_on.is_some());
        brings(&office, with(&office, SMOG));
        works(&office);
        assert_eq!((due(&late), recounted(&late)), (over, Vec::new()));
        is_sound(&office);
    });
}

#[test]
fn a_pause_and_an_extension_are_kept_where_a_time_limit_is_counted_again() {
    on_each(|store| {
        let office = Office::over(store);
        let now = |name: &str| with(&office, "").of_unit(name);
        let case = office.opens_a_case();
        let (pause, more) = (3, 2);
        let longer = due(&case)
            .pause(pause, &now("iran-2"))
            .extend(more, &now("iran-2"));
        let name = brings(&office, with(&office, SMOG));
        let anew = longer.recount(&now(&name));
        let whole = due(&case).recount(&now(&name));
        assert_eq!(
            anew,
            whole.pause(pause, &now(&name)).extend(more, &now(&name))
        );
        assert_eq!(
            (anew.paused, anew.extended, anew.calendar),
            (pause, more, name)
        );
    });
}

#[test]
fn two_processes_count_each_case_again_once() {
    on_each(|store| {
        let office = Office::over(store);
        let cases: Vec<_> = (0..8).map(|_| office.opens_a_case()).collect();
        brings(&office, with(&office, SMOG));
        let other = Arc::new(office.register_elsewhere());
        let together = Barrier::new(2);
        std::thread::scope(|scope| {
            for register in [&office.register, &other] {
                scope.spawn(|| {
                    together.wait();
                    turn(register, KINDS, &|| true).unwrap();
                });
            }
        });
        works(&office);
        for case in &cases {
            assert_eq!(recounted(case).len(), 1);
        }
        is_sound(&office);
    });
}

#[test]
fn what_a_dead_process_had_taken_is_counted_again_by_another() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        brings(&office, with(&office, SMOG));
        let now = sejel::domain::time::Clock::now(office.clock.as_ref());
        let claim = move |c: &mut _| queue::claim(c, now, now.plus_seconds(LEASE), 9);
        let taken = office.register.store.write(claim).unwrap();
        assert!(taken.iter().any(|job| job.kind == calendars::JOB));
        works(&office);
        assert_eq!(recounted(&case).len(), 0, "it is still another's");
        office.waits_minutes(LEASE / 60 + 1);
        works(&office);
        assert_eq!(recounted(&case).len(), 1);
    });
}

#[test]
fn the_weekly_rest_of_a_province_is_its_own() {
    on_each(|store| {
        let office = Office::over(store);
        office.hires("far", Role::OfficeHead, "ir/12");
        let was = due(&office.opens_a_case());
        let mut content = with(&office, "");
        let days = [RestDay::Thursday, RestDay::Friday].into_iter().collect();
        content.rest_on(UnitPath::parse("ir/11").unwrap(), days);
        brings(&office, content);
        let now = due(&office.opens_a_case());
        assert!(now.date > was.date && now.skipped > was.skipped);
    });
}

#[test]
fn only_the_national_administrators_change_the_calendar() {
    on_each(|store| {
        let office = Office::over(store);
        let provincial = office.hires("provincial", Role::Administrator, "ir/11");
        for who in [&office.head, &office.officer, &provincial] {
            let wish = proposes(&office, who, with(&office, SMOG));
            assert!(matches!(wish, Err(NotDone::Forbidden)), "{}", who.name);
        }
        assert_eq!(almanac(&office).versions.len(), 1);
    });
}

/// The content as the calendar of the tests' office.
trait OfUnit {
    fn of_unit(&self, name: &str) -> sejel::domain::directive::Calendar;
}

impl OfUnit for Content {
    fn of_unit(&self, name: &str) -> sejel::domain::directive::Calendar {
        self.of(name, &UnitPath::parse(UNIT).unwrap())
    }
}

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden_calendar/", $name, ".json")))),*];

        /// A new kind of event does not compile here until its body is kept.
        const fn kept_as(turn: &Turn) -> &'static str {
            match turn { $(Turn::$variant(_) => $name),* }
        }
    };
}

golden! {
    CalendarFounded "calendar_founded",
    CalendarProposed "calendar_proposed",
    CalendarApproved "calendar_approved",
    CalendarReturned "calendar_returned",
}

/// A body that was written once is read for ever, with its values and after they were erased.
#[test]
fn every_kind_of_event_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}
