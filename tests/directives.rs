//! The versions of the directive in a register: founded, drafted, approved by a second person, in
//! force from their day, stamped on cases.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;

use diesel::{RunQueryDsl, sql_query};
use sejel::domain::access::Actor;
use sejel::domain::directive::life::event::Simulated;
use sejel::domain::directive::life::{Family, Order, Refused, State, Turn};
use sejel::domain::directive::parse::parse;
use sejel::jobs::{KINDS, turn};
use sejel::services::directives::{self, NotDone, SHIPPED, carry_out};
use sejel::services::simulation::trial::{self, Begun};
use sejel::services::verification;
use sejel::store::{jobs, trials};
use sejel::text::{Locale, Words, jalali};

use crate::database::on_each;
use crate::office::Office;

fn day(text: &str) -> jiff::civil::Date {
    jalali::parse_numeric(text).unwrap()
}

fn family(office: &Office) -> std::sync::Arc<Family> {
    let register = &office.register;
    let read = |c: &mut _| register.directives.family(c);
    register.store.read(read).unwrap()
}

/// The shipped text, changed, under another name.
fn changed(label: &str) -> String {
    let (_, text) = SHIPPED[0];
    let named = text.replacen("version = \"1381\"", &format!("version = \"{label}\""), 1);
    let changed = named.replacen("hours = 4", "hours = 6", 1);
    assert_ne!(changed, named);
    changed
}

fn asks(office: &Office, who: &Actor, order: Order) -> Result<bool, NotDone> {
    carry_out(&office.register, who, &order)
}

fn drafts(office: &Office, label: &str) -> String {
    let text = changed(label);
    let directive = Box::new(parse(&text).unwrap());
    let digest = directive.digest.clone();
    asks(
        office,
        &office.administrator,
        Order::Draft { directive, text },
    )
    .unwrap();
    digest
}

/// The whole way to a day in the calendar.
fn brings(office: &Office, label: &str, from: &str) -> String {
    let digest = drafts(office, label);
    let from = day(from);
    let simulated = Order::Simulated(Simulated {
        digest: digest.clone(),
        cases: 0,
        report: serde_json::json!({}),
        list: None,
    });
    asks(office, &office.administrator, simulated).unwrap();
    let propose = Order::Propose {
        digest: digest.clone(),
        from,
        reason: "مهلت‌ها بازنگری شد".to_owned(),
    };
    asks(office, &office.administrator, propose).unwrap();
    let proposal = family(office).version(&digest).unwrap().proposal.clone();
    let approve = Order::Approve {
        digest: digest.clone(),
        proposal: proposal.unwrap().seq,
    };
    asks(office, &office.second, approve).unwrap();
    let schedule = Order::Schedule {
        digest: digest.clone(),
        on: from,
    };
    asks(office, &office.second, schedule).unwrap();
    digest
}

#[test]
fn an_empty_register_is_founded_once() {
    on_each(|store| {
        let office = Office::over(store);
        let told = family(&office);
        assert_eq!(told.versions.len(), 1);
        assert_eq!(directives::found(&office.register).unwrap(), 0);
        assert_eq!(family(&office), told);
        let today = office.register.today();
        assert!(told.in_force(today).is_some());
        assert!(told.versions.iter().all(|v| v.drafted_by.is_none()));
    });
}

#[test]
fn a_new_version_governs_what_is_opened_from_its_day_and_nothing_older() {
    on_each(|store| {
        let office = Office::over(store);
        let before = office.opens_a_case();
        let old = before.opened().directive.digest.clone();
        let digest = brings(&office, "1405", "1405-09-10");
        let meanwhile = office.opens_a_case();
        office.waits(10);
        let after = office.opens_a_case();
        let pinned = |case: &office::Household<'_>| {
            let opened = case.opened();
            assert_eq!(opened.file.directive.digest, opened.directive.digest);
            opened.directive.digest.clone()
        };
        assert_eq!(pinned(&before), old);
        assert_eq!(pinned(&meanwhile), old);
        assert_eq!(pinned(&after), digest);
        // One that begins earlier is put between, and changes nothing that was stamped.
        let earlier = brings(&office, "1404", "1404-01-15");
        assert_eq!(pinned(&before), old);
        assert_eq!(pinned(&after), digest);
        let told = family(&office);
        let on = |text: &str| told.in_force(day(text)).unwrap().digest.clone();
        assert_eq!(on("1404-01-15"), earlier);
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!((outcome.exit_code(), outcome.findings), (0, Vec::new()));
    });
}

#[test]
fn only_those_who_look_after_directives_may_and_never_one_alone() {
    on_each(|store| {
        let office = Office::over(store);
        let digest = drafts(&office, "1405");
        let withdraw = Order::Withdraw {
            digest: digest.clone(),
            reason: "اشتباه بود".to_owned(),
        };
        assert!(matches!(
            asks(&office, &office.head, withdraw.clone()),
            Err(NotDone::Forbidden)
        ));
        let propose = Order::Propose {
            digest: digest.clone(),
            from: day("1405-10-01"),
            reason: "مهلت‌ها بازنگری شد".to_owned(),
        };
        assert!(matches!(
            asks(&office, &office.administrator, propose),
            Err(NotDone::Refused(Refused::NotSimulated))
        ));
        assert!(asks(&office, &office.second, withdraw).unwrap());
        let told = family(&office);
        let version = told.version(&digest).unwrap();
        assert_eq!(
            told.state(version, office.register.today()),
            State::Withdrawn
        );
    });
}

#[test]
fn two_processes_know_the_same_versions() {
    on_each(|store| {
        let office = Office::over(store);
        let other = office.register_elsewhere();
        let told = other.store.read(|c| other.directives.family(c)).unwrap();
        assert_eq!(told.versions.len(), 1);
        let digest = brings(&office, "1405", "1405-09-05");
        let today = other.today();
        let read = |c: &mut _| other.directives.in_force(c, today);
        let holds = other.store.read(read).unwrap().unwrap();
        assert_eq!(holds.digest, digest);
    });
}

#[test]
fn a_text_that_somebody_changed_is_found() {
    let database = database::Database::sqlite();
    let store = database.open();
    store.migrate().unwrap();
    let office = Office::over(&store);
    drafts(&office, "1405");
    let outcome = || verification::verify(&office.register).unwrap();
    assert_eq!(outcome().exit_code(), 0);
    for statement in [
        "DROP TRIGGER events_no_change",
        "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'hours = 6', 'hours = 9') AS BLOB) \
         WHERE stream = 'directive:art45'",
    ] {
        let run = move |c: &mut _| Ok::<_, sejel::store::Error>(sql_query(statement).execute(c)?);
        store.write(run).unwrap();
    }
    let found = outcome();
    assert_eq!(found.exit_code(), 1);
    let named = found.findings.iter().any(|f| f.contains("whose digest"));
    assert!(named, "{:?}", found.findings);
}

#[test]
fn a_trial_whose_process_died_is_not_waited_for_for_ever() {
    on_each(|store| {
        let office = Office::over(store);
        office.opens_a_case();
        let digest = drafts(&office, "1405");
        let (name, now) = (digest.clone(), office.register.clock.now());
        let long_ago = now.plus_seconds(-3_600);
        // It began, and nobody ever ended it.
        let begun = store.write(move |c| trials::begin(c, &name, (now, long_ago), 1));
        assert!(begun.unwrap());
        let who = (&office.administrator, "administrator");
        let words = Words::of(Locale::Fa);
        let ask = || trial::ask(&office.register, who, &digest, words).unwrap();
        assert_eq!(ask(), Begun::Waiting, "somebody else's trial is on its way");
        office.waits_minutes(90);
        assert_eq!(ask(), Begun::Done);
        let told = family(&office);
        let version = told.version(&digest).unwrap();
        assert_eq!(version.simulation.as_ref().unwrap().1.cases, 1);
        let left = trial::on_its_way(&office.register, &digest).unwrap();
        assert_eq!(left, None);
    });
}

/// Very many cases are looked at by the queue; here the queue is handed the work directly.
#[test]
fn a_trial_in_the_queue_is_attached_and_one_whose_asker_is_gone_ends() {
    on_each(|store| {
        let office = Office::over(store);
        office.opens_a_case();
        for (username, attached) in [("administrator", true), ("nobody", false)] {
            let digest = drafts(&office, if attached { "1405" } else { "1406" });
            let (name, now) = (digest.clone(), office.register.clock.now());
            let payload = serde_json::json!({
                "digest": digest, "username": username, "language": "fa"
            })
            .to_string();
            let queue = move |c: &mut _| {
                trials::begin(c, &name, (now, now), 1)?;
                jobs::enqueue(c, trial::JOB, now, &payload, None)
            };
            assert!(store.write(queue).unwrap());
            assert!(store.read(|c| jobs::is_due(c, now)).unwrap());
            let turn = turn(&office.register, KINDS, &|| true).unwrap();
            assert_eq!(turn.failed, 0);
            assert!(!store.read(|c| jobs::is_due(c, now)).unwrap());
            let left = trial::on_its_way(&office.register, &digest).unwrap();
            assert_eq!(left, None);
            let told = family(&office);
            let version = told.version(&digest).unwrap();
            assert_eq!(version.simulation.is_some(), attached, "{username}");
        }
    });
}

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden_directive/", $name, ".json")))),*];

        /// A new kind of event does not compile here until its body is kept.
        const fn kept_as(turn: &Turn) -> &'static str {
            match turn { $(Turn::$variant(_) => $name),* }
        }
    };
}

golden! {
    DirectiveFounded "directive_founded",
    DirectiveDrafted "directive_drafted",
    DirectiveSimulated "directive_simulated",
    DirectiveProposed "directive_proposed",
    DirectiveReturned "directive_returned",
    DirectiveApproved "directive_approved",
    DirectiveScheduled "directive_scheduled",
    DirectiveWithdrawn "directive_withdrawn",
}

/// A body that was written once is read for ever, with its values and after they were erased.
#[test]
fn every_kind_of_event_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}
