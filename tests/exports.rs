//! Copies of many cases at once: made in the background, gone on with after a crash, whole and proven,
//! for one person and for a time.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

#[path = "exports/faltering.rs"]
mod faltering;
#[path = "exports/proven.rs"]
mod proven;

use std::sync::Arc;

use database::on_each;
use faltering::Faltering;
use office::{Office, UNIT, opening};
use sejel::domain::access::policy::Action;
use sejel::domain::access::{Actor, Role, UnitPath};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Opening;
use sejel::domain::erasure::event::What;
use sejel::jobs::{KINDS, turn};
use sejel::services::casework::{self, Beginning, Failure};
use sejel::services::erasure;
use sejel::services::export::sets::{self, Chosen, Limits, NotAsked, NotFetched, Standing, Wish};
use sejel::services::housekeeping::{EXPORT_LIFE, sweep};
use sejel::services::reading::Reader;
use sejel::services::register::Register;
use sejel::services::verification;
use sejel::store::{Store, streams};

/// An office whose register makes exports, an auditor, and what signs.
struct Desk<'a> {
    office: &'a Office,
    register: Arc<Register>,
    auditor: Actor,
    signer: Arc<Faltering>,
}

impl<'a> Desk<'a> {
    fn of(office: &'a Office) -> Self {
        let signer = Arc::new(Faltering::new());
        let register = Register::clone(&office.register)
            .signed_by(Arc::<Faltering>::clone(&signer))
            .told_by(sejel::web::sentences::told);
        Self {
            office,
            register: Arc::new(register),
            auditor: office.hires("auditor", Role::Auditor, "ir/11"),
            signer,
        }
    }

    fn limited(&mut self, limits: Limits) {
        let register = Register::clone(&self.register);
        let exports = limits;
        self.register = Arc::new(Register {
            exports,
            ..register
        });
    }

    fn asks(&self, who: &Actor, wish: &Wish) -> Result<i64, NotAsked> {
        sets::ask(&self.register, at_terminal(who), wish)
    }

    fn takes_a_turn(&self) {
        turn(&self.register, KINDS, &|| true).unwrap();
    }

    fn stands(&self, id: i64) -> sets::OneSet {
        sets::one(&self.register, &self.auditor, id).unwrap()
    }

    fn fetched(&self, id: i64) -> Result<Vec<u8>, NotFetched> {
        let fetched = sets::fetch(&self.register, at_terminal(&self.auditor), id)?;
        let bytes = std::fs::read(&fetched.path).unwrap();
        std::fs::remove_file(&fetched.path).unwrap();
        Ok(bytes)
    }

    /// How many events of a kind this person's streams have, about a case where one is named.
    fn recorded(&self, kind: &str, case: Option<&str>) -> usize {
        let stream = format!("terminal:{}", self.auditor.user.0);
        let events = self
            .register
            .store
            .read(|c| streams::events(c, &stream, 0, 1000));
        let of_kind = events
            .unwrap()
            .into_iter()
            .filter(|event| event.kind == kind);
        let about = |event: &streams::StoredEvent| {
            let body: serde_json::Value = serde_json::from_slice(&event.body).unwrap();
            case.is_none_or(|case| body["data"]["case"] == case)
        };
        of_kind.filter(about).count()
    }
}

fn at_terminal(actor: &Actor) -> Reader<'_> {
    Reader {
        actor,
        session: None,
    }
}

fn wish(username: &str, unit: &str) -> Wish {
    Wish {
        username: username.to_owned(),
        chosen: Chosen {
            unit: UnitPath::parse(unit).unwrap(),
            from: None,
            until: None,
            open: None,
            refused: None,
        },
        purpose: "بازرسی سالانهٔ استان".to_owned(),
        sorts: Vec::new(),
        to: None,
    }
}

fn on_desk(test: impl Fn(&mut Desk<'_>)) {
    on_each(|store: &Store| {
        let office = Office::over(store);
        test(&mut Desk::of(&office));
    });
}

#[test]
fn every_chosen_case_is_in_it_and_none_beyond_reach() {
    on_desk(|desk| {
        let ours = [desk.office.opens_a_case(), desk.office.opens_a_case()];
        let far = desk.office.hires("far", Role::RegistrarOfficer, "ir/12/01");
        let elsewhere = Opening {
            unit: UnitPath::parse("ir/12/01").unwrap(),
            ..opening()
        };
        let far = casework::open(&desk.register, &far, Beginning::today(elsewhere)).unwrap();
        let id = desk.asks(&desk.auditor, &wish("auditor", "ir")).unwrap();
        assert!(
            matches!(desk.fetched(id), Err(NotFetched::Over)),
            "not made yet"
        );
        desk.takes_a_turn();
        assert_eq!(desk.stands(id).set.state, Standing::Done);
        let verdict = proven::verified(&desk.fetched(id).unwrap(), None);
        assert_eq!(verdict.findings, Default::default());
        let set = verdict.set.unwrap();
        let mut cases: Vec<&str> = set.cases.iter().map(|it| it.case.as_str()).collect();
        cases.sort_unstable();
        assert_eq!(cases, [ours[0].reference.as_str(), &ours[1].reference]);
        assert!(!cases.contains(&far.reference.as_str()));
        for household in &ours {
            let recorded = desk.recorded("case_exported", Some(&household.reference));
            assert_eq!(recorded, 1, "before it is handed out");
        }
        assert_eq!(desk.recorded("set_asked", None), 1);
        assert_eq!(desk.recorded("set_made", None), 1);
        assert_eq!(desk.recorded("set_fetched", None), 1);
    });
}

/// Of an office below the auditor's own unit: what the log keeps of it is what its events tell.
#[test]
fn a_register_out_of_which_many_cases_were_fetched_is_sound() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.takes_a_turn();
        desk.fetched(id).unwrap();
        let outcome = verification::verify(&desk.register).unwrap();
        assert_eq!(outcome.findings, Vec::<String>::new());
        assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.unknown);
    });
}

#[test]
fn after_a_crash_it_goes_on_with_the_case_at_which_it_stopped() {
    on_desk(|desk| {
        let cases: Vec<String> = (0..4)
            .map(|_| desk.office.opens_a_case().reference)
            .collect();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.signer.breaks_off_at(3);
        desk.takes_a_turn();
        let stands = desk.stands(id);
        assert_eq!((stands.progress.made, stands.progress.total), (2, 4));
        assert!(stands.set.state.is_under_way());
        desk.office.waits_minutes(30);
        // Another process takes it up.
        let elsewhere = desk.office.register_elsewhere();
        let elsewhere = elsewhere
            .signed_by(Arc::<Faltering>::clone(&desk.signer))
            .told_by(sejel::web::sentences::told);
        turn(&Arc::new(elsewhere), KINDS, &|| true).unwrap();
        assert_eq!(desk.stands(id).set.state, Standing::Done);
        let times = cases
            .iter()
            .map(|case| desk.recorded("case_exported", Some(case)));
        assert_eq!(
            times.collect::<Vec<_>>(),
            [1, 1, 2, 1],
            "the third was begun twice"
        );
        let verdict = proven::verified(&desk.fetched(id).unwrap(), None);
        assert_eq!(verdict.findings, Default::default());
        assert_eq!(verdict.set.unwrap().cases.len(), 4);
    });
}

#[test]
fn where_nobody_signs_it_waits_and_says_so() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.signer.is_away(true);
        desk.takes_a_turn();
        assert_eq!(desk.stands(id).set.state, Standing::Interrupted);
        desk.signer.is_away(false);
        desk.office.waits_minutes(30);
        desk.takes_a_turn();
        assert_eq!(desk.stands(id).set.state, Standing::Done);
    });
}

#[test]
fn a_case_that_cannot_be_sealed_is_told_of_and_the_others_are_there() {
    on_desk(|desk| {
        let cases: Vec<String> = (0..3)
            .map(|_| desk.office.opens_a_case().reference)
            .collect();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.signer.refuses_at(2);
        desk.takes_a_turn();
        let stands = desk.stands(id);
        assert_eq!(stands.set.state, Standing::Done);
        let told = stands.troubles.iter();
        let told: Vec<_> = told
            .map(|it| (&it.reference, it.trouble.as_deref()))
            .collect();
        assert_eq!(told, [(&cases[1], Some("not-sealed"))]);
        let verdict = proven::verified(&desk.fetched(id).unwrap(), None);
        assert_eq!(verdict.findings, Default::default());
        let set = verdict.set.unwrap();
        assert_eq!((set.count, set.cases.len()), (3, 2));
        assert_eq!(set.missing[0].case, cases[1]);
    });
}

#[test]
fn what_is_no_longer_within_reach_is_not_made() {
    on_desk(|desk| {
        let case = desk.office.opens_a_case().reference;
        let head = &desk.office.head;
        let id = desk.asks(head, &wish("head", UNIT)).unwrap();
        let register = &desk.register;
        let administrator = &desk.office.administrator;
        sejel::services::accounts::set_disabled(register, head.user, true, Some(administrator))
            .unwrap();
        desk.takes_a_turn();
        let stands = sets::one(register, head, id).unwrap();
        assert_eq!(
            stands.set.state,
            Standing::Interrupted,
            "nobody to record it for"
        );
        assert_eq!(stands.troubles[0].reference, case);
        assert_eq!(stands.troubles[0].trouble.as_deref(), Some("not-found"));
    });
}

#[test]
fn it_is_for_whoever_asked_and_expires() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.takes_a_turn();
        let head = at_terminal(&desk.office.head);
        let others = sets::fetch(&desk.register, head, id);
        assert!(matches!(others, Err(NotFetched::Failed(Failure::NotFound))));
        // Somebody else at the same work finds nothing to do, and takes nothing away.
        sets::work(&desk.register, &id.to_string(), false).unwrap();
        desk.fetched(id).unwrap();
        let files = || desk.register.files.names().count();
        assert_eq!(files(), 1, "the bundles are in it, and nowhere else");
        desk.office.waits_minutes(24 * 60);
        assert!(
            matches!(desk.fetched(id), Err(NotFetched::Over)),
            "before it is swept"
        );
        desk.takes_a_turn();
        assert_eq!(desk.stands(id).set.state, Standing::Expired);
        assert_eq!(files(), 0);
        assert_eq!(desk.recorded("set_fetched", None), 1);
        let forgotten = || sweep(&desk.register).unwrap().exports;
        desk.office.waits(EXPORT_LIFE / (24 * 60 * 60) - 1);
        assert_eq!(forgotten(), 0);
        desk.office.waits(1);
        assert_eq!(forgotten(), 1);
        let gone = sets::one(&desk.register, &desk.auditor, id);
        assert!(matches!(gone, Err(Failure::NotFound)));
    });
}

#[test]
fn one_whose_purpose_says_what_was_erased_is_withdrawn_and_forgets_it() {
    const NUMBER: &str = "0499370899";
    on_desk(|desk| {
        let mut opening = opening();
        opening.application.telephone = Some(Personal::new(NUMBER));
        let begun = Beginning::today(opening);
        let case = casework::open(&desk.register, &desk.office.officer, begun).unwrap();
        let said = Wish {
            purpose: format!("برای دارندهٔ تلفن {NUMBER}"),
            ..wish("auditor", UNIT)
        };
        let told = desk.asks(&desk.auditor, &said).unwrap();
        let other = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.takes_a_turn();
        desk.takes_a_turn();
        let what = What::Value {
            seq: 1,
            path: "/data/application/telephone".to_owned(),
            texts: false,
        };
        let basis = (&what, "رأی شمارهٔ ۱۲ هیئت نمونه");
        let head = &desk.office.head;
        let proposed = erasure::propose(&desk.register, head, &case.reference, basis).unwrap();
        let director = desk
            .office
            .hires("director", Role::ProvincialDirector, "ir/11");
        let done = erasure::approve(&desk.register, &director, proposed.id).unwrap();
        assert_eq!((done.values, done.left), (1, 0));
        let stands = desk.stands(told);
        assert_eq!(stands.set.state, Standing::Withdrawn);
        assert_eq!(stands.wish.purpose, "");
        assert!(matches!(desk.fetched(told), Err(NotFetched::Over)));
        // The other has the case in it, as it was: it is not handed out either.
        assert_eq!(
            desk.stands(other).wish.purpose,
            wish("auditor", UNIT).purpose
        );
        assert!(matches!(desk.fetched(other), Err(NotFetched::Over)));
        assert_eq!(desk.register.files.names().count(), 0);
        let streams = desk.register.store.read(|c| {
            let stream = format!("terminal:{}", desk.auditor.user.0);
            streams::events(c, &stream, 0, 1000)
        });
        let mut openings = streams
            .unwrap()
            .into_iter()
            .flat_map(|event| event.openings);
        assert!(!openings.any(|(_, opening)| opening.value.contains(NUMBER)));
        let outcome = verification::verify(&desk.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn roles_that_do_not_export_ask_for_nothing() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let office = desk.office;
        for (name, actor) in [
            ("officer", &office.officer),
            ("archive", &office.archive),
            ("council", &office.council),
            ("administrator", &office.administrator),
        ] {
            let asked = desk.asks(actor, &wish(name, UNIT));
            assert!(matches!(asked, Err(NotAsked::Forbidden)), "{name}");
        }
        let elsewhere = desk.asks(&office.head, &wish("head", "ir/12"));
        assert!(matches!(elsewhere, Err(NotAsked::Forbidden)));
    });
}

#[test]
fn too_many_cases_and_too_many_exports_are_refused() {
    on_desk(|desk| {
        for _ in 0..3 {
            desk.office.opens_a_case();
        }
        let of_unit = wish("auditor", UNIT);
        desk.limited(Limits {
            cases: 2,
            ..Limits::default()
        });
        assert!(matches!(
            desk.asks(&desk.auditor, &of_unit),
            Err(NotAsked::TooMany(2))
        ));
        desk.limited(Limits {
            sets: 2,
            ..Limits::default()
        });
        let first = desk.asks(&desk.auditor, &of_unit).unwrap();
        let again = desk.asks(&desk.auditor, &of_unit).unwrap();
        assert_eq!(first, again, "the same form, sent twice");
        let other = Wish {
            purpose: "برای هیئت نمونه".to_owned(),
            ..of_unit.clone()
        };
        desk.asks(&desk.auditor, &other).unwrap();
        let third = Wish {
            purpose: "برای شعبهٔ نمونه".to_owned(),
            ..of_unit
        };
        let third = desk.asks(&desk.auditor, &third);
        assert!(matches!(third, Err(NotAsked::TooManySets(2))));
    });
}

#[test]
fn of_many_forms_sent_at_once_no_more_are_taken_than_may_wait() {
    const AT_ONCE: usize = 8;
    on_desk(|desk| {
        desk.office.opens_a_case();
        desk.limited(Limits {
            sets: 2,
            ..Limits::default()
        });
        let together = std::sync::Barrier::new(AT_ONCE);
        let (register, auditor) = (&desk.register, &desk.auditor);
        let asked: Vec<_> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..AT_ONCE)
                .map(|no| {
                    let together = &together;
                    scope.spawn(move || {
                        let wish = Wish {
                            purpose: format!("برای شعبهٔ نمونهٔ {no}"),
                            ..wish("auditor", UNIT)
                        };
                        together.wait();
                        sets::ask(register, at_terminal(auditor), &wish)
                    })
                })
                .collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(asked.iter().filter(|it| it.is_ok()).count(), 2, "{asked:?}");
        let refused = |it: &&Result<i64, NotAsked>| matches!(it, Err(NotAsked::TooManySets(2)));
        assert_eq!(asked.iter().filter(refused).count(), AT_ONCE - 2);
    });
}

#[test]
fn cases_are_chosen_by_state_day_and_outcome() {
    on_desk(|desk| {
        let first = desk.office.opens_a_case();
        let today = desk.register.today();
        desk.office.waits(3);
        desk.office.opens_a_case();
        let count = |change: &dyn Fn(&mut Chosen)| {
            let mut chosen = wish("auditor", UNIT).chosen;
            change(&mut chosen);
            let count = sets::count(&desk.register, &desk.auditor, &chosen).unwrap();
            count.counted
        };
        assert_eq!(count(&|_| {}), 2);
        assert_eq!(count(&|it| it.until = Some(today)), 1);
        assert_eq!(count(&|it| it.from = today.tomorrow().ok()), 1);
        assert_eq!(count(&|it| it.open = Some(true)), 2);
        assert_eq!(count(&|it| it.open = Some(false)), 0);
        assert_eq!(
            count(&|it| it.refused = Some(false)),
            0,
            "nobody decided yet"
        );
        assert_eq!(first.opened().file.positions.len(), 1);
    });
}

#[test]
fn a_set_for_the_holder_of_a_key_is_opened_by_that_key_alone() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let key = age::x25519::Identity::generate();
        let to = Wish {
            to: Some(key.to_public().to_string()),
            ..wish("auditor", UNIT)
        };
        let id = desk.asks(&desk.auditor, &to).unwrap();
        desk.takes_a_turn();
        let bytes = desk.fetched(id).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
        let opened = age::decrypt(&key, &bytes).unwrap();
        assert_eq!(proven::verified(&opened, None).findings, Default::default());
    });
}

#[test]
fn one_of_the_other_province_is_not_found_by_its_number() {
    on_desk(|desk| {
        let far = desk.office.hires("far", Role::Auditor, "ir/12");
        let id = {
            desk.office.opens_a_case();
            desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap()
        };
        let seen = sets::one(&desk.register, &far, id);
        assert!(matches!(seen, Err(Failure::NotFound)));
        let case = casework::load(&desk.register, &far, Action::ExportCase, "1");
        assert!(matches!(case, Err(Failure::NotFound)));
    });
}
