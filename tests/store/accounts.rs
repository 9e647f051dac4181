use crate::database::on_each;
use jiff::civil::date;
use sejel::domain::access::{Grant, Role, UnitPath, UserId};
use sejel::domain::time::Moment;
use sejel::store::accounts::{Credential, NewUser, User};
use sejel::store::commands::Command;
use sejel::store::drafts::NewDraft;
use sejel::store::sessions::NewSession;
use sejel::store::throttle::Throttle;
use sejel::store::units::{Unit, UnitKind};
use sejel::store::{Conn, Error, accounts, commands, drafts, jobs, sessions, throttle, units};

fn at(micros: i64) -> Moment {
    Moment::from_micros(micros)
}

fn county() -> Unit {
    Unit {
        path: UnitPath::parse("ir/11/03").unwrap(),
        kind: UnitKind::County,
        name_fa: "ادارهٔ نمونه".to_owned(),
        name_en: "Sample office".to_owned(),
        place_code: "1103".to_owned(),
        active: true,
    }
}

fn new_user(username: &str, person_ref: &str) -> NewUser {
    NewUser {
        username: username.to_owned(),
        name_fa: "کارمند نمونه".to_owned(),
        name_en: "Sample Clerk".to_owned(),
        person_ref: person_ref.to_owned(),
        must_change: true,
        created_at: at(1),
    }
}

fn a_user(c: &mut Conn) -> Result<UserId, Error> {
    accounts::insert(c, &new_user("clerk", "p-1"))
}

#[test]
fn an_account_is_found_changed_and_never_shares_name_or_person() {
    on_each(|store| {
        let id = store.write(a_user).unwrap();
        let taken = store.write(|c| accounts::insert(c, &new_user("clerk", "p-2")));
        assert!(
            matches!(taken, Err(Error::Duplicate("users.username"))),
            "{taken:?}"
        );
        let taken = store.write(|c| accounts::insert(c, &new_user("clerk2", "p-1")));
        assert!(
            matches!(taken, Err(Error::Duplicate("users.person_ref"))),
            "{taken:?}"
        );
        let user = store.read(|c| accounts::user(c, id)).unwrap().unwrap();
        let changed = User {
            disabled: true,
            must_change: false,
            ..user
        };
        let write = changed.clone();
        store.write(move |c| accounts::update(c, &write)).unwrap();
        assert_eq!(
            store.read(|c| accounts::user_by_name(c, "clerk")).unwrap(),
            Some(changed.clone())
        );
        assert_eq!(store.read(accounts::users).unwrap(), [changed]);
        assert_eq!(store.read(accounts::count).unwrap(), 1);
    });
}

#[test]
fn grants_are_kept_with_their_days_and_ended_not_removed() {
    on_each(|store| {
        let unit = county();
        let path = unit.path.clone();
        let grant = Grant {
            role: Role::OfficeHead,
            unit: path.clone(),
            from: date(2026, 3, 21),
            to: None,
        };
        let given = grant.clone();
        let (user, id) = store
            .write(move |c| {
                units::put(c, &unit)?;
                let user = a_user(c)?;
                Ok::<_, Error>((user, accounts::grant(c, user, &given)?))
            })
            .unwrap();
        let kept = store.read(|c| accounts::grants_of(c, user)).unwrap();
        assert_eq!(kept[0].grant, grant);
        assert_eq!(
            store
                .read(|c| accounts::holders(c, Role::OfficeHead, &path))
                .unwrap(),
            kept
        );
        assert_eq!(
            store
                .read(|c| accounts::holders(c, Role::Auditor, &path))
                .unwrap(),
            []
        );
        assert!(
            store
                .write(move |c| accounts::end_grant(c, id, date(2026, 9, 1)))
                .unwrap()
        );
        let ended = store.read(accounts::all_grants).unwrap();
        assert_eq!(ended[0].grant.to, Some(date(2026, 9, 1)));
        let backward = store.write(move |c| accounts::end_grant(c, id, date(2025, 9, 1)));
        assert!(backward.is_err());
    });
}

#[test]
fn a_unit_is_written_anew_under_its_path() {
    on_each(|store| {
        let mut unit = county();
        for name in ["a", "b"] {
            unit.name_en = name.to_owned();
            let put = unit.clone();
            store.write(move |c| units::put(c, &put)).unwrap();
        }
        assert_eq!(store.read(units::units).unwrap(), [unit.clone()]);
        assert_eq!(
            store.read(|c| units::unit(c, &unit.path)).unwrap(),
            Some(unit.clone())
        );
    });
}

#[test]
fn a_credential_is_replaced_and_never_printed() {
    on_each(|store| {
        let user = store.write(a_user).unwrap();
        assert_eq!(store.read(|c| accounts::credential(c, user)).unwrap(), None);
        for phc in ["$one", "$two"] {
            let new = Credential {
                phc: phc.to_owned(),
                changed_at: at(5),
            };
            store
                .write(move |c| accounts::set_credential(c, user, &new))
                .unwrap();
        }
        let kept = store
            .read(|c| accounts::credential(c, user))
            .unwrap()
            .unwrap();
        assert_eq!(
            (kept.phc.as_str(), format!("{kept:?}").contains("two")),
            ("$two", false)
        );
    });
}

fn new_session(user: UserId, token: u8) -> NewSession {
    NewSession {
        token_hash: [token; 32],
        user,
        csrf: "c".to_owned(),
        at: at(10),
        address: "192.0.2.1".to_owned(),
        agent: "browser".to_owned(),
        locale: "fa".to_owned(),
    }
}

#[test]
fn a_session_is_found_by_its_token_and_ended_by_its_own_person_only() {
    on_each(|store| {
        let (user, one, two) = store
            .write(|c| {
                let user = a_user(c)?;
                let one = sessions::insert(c, &new_session(user, 1))?;
                Ok::<_, Error>((user, one, sessions::insert(c, &new_session(user, 2))?))
            })
            .unwrap();
        let (session, of) = store
            .read(|c| sessions::by_token(c, &[1; 32]))
            .unwrap()
            .unwrap();
        assert_eq!((session.id, of.id, session.ended_at), (one, user, None));
        assert!(
            store
                .read(|c| sessions::by_token(c, &[9; 32]))
                .unwrap()
                .is_none()
        );
        store
            .write(move |c| sessions::touch(c, one, at(20)))
            .unwrap();
        store
            .write(move |c| sessions::touch(c, one, at(15)))
            .unwrap();
        store
            .write(move |c| sessions::set_locale(c, one, "en"))
            .unwrap();
        let touched = store.read(|c| sessions::session(c, one)).unwrap().unwrap();
        assert_eq!((touched.seen_at, touched.locale.as_str()), (at(20), "en"));
        assert!(
            !store
                .write(move |c| sessions::end(c, two, UserId(999), at(30)))
                .unwrap()
        );
        assert_eq!(store.read(|c| sessions::open_of(c, user)).unwrap().len(), 2);
        assert_eq!(
            store
                .write(move |c| sessions::end_all(c, user, Some(one), at(30)))
                .unwrap(),
            1
        );
        assert!(
            store
                .write(move |c| sessions::end(c, one, user, at(31)))
                .unwrap()
        );
        assert_eq!(store.read(|c| sessions::open_of(c, user)).unwrap(), []);
    });
}

#[test]
fn failures_are_counted_cleared_and_forgotten() {
    on_each(|store| {
        let counted = |n| Throttle {
            failures: n,
            blocked_until: at(9),
            updated_at: at(5),
        };
        for n in [1, 2] {
            store
                .write(move |c| throttle::set(c, "name:clerk", counted(n)))
                .unwrap();
        }
        store
            .write(move |c| throttle::set(c, "address:x", counted(7)))
            .unwrap();
        let read = |key: &str| store.read(|c| throttle::throttle(c, key)).unwrap();
        assert_eq!(read("name:clerk"), Some(counted(2)));
        store.write(|c| throttle::clear(c, "name:clerk")).unwrap();
        assert_eq!(read("name:clerk"), None);
        assert_eq!(store.write(|c| throttle::purge(c, at(5))).unwrap(), 0);
        assert_eq!(store.write(|c| throttle::purge(c, at(6))).unwrap(), 1);
    });
}

#[test]
fn a_draft_belongs_to_its_maker() {
    on_each(|store| {
        let (user, id) = store
            .write(|c| {
                let user = a_user(c)?;
                let new = NewDraft {
                    user,
                    unit: county().path,
                    kind: "application".to_owned(),
                    title: "x".to_owned(),
                    body: "{}".to_owned(),
                    at: at(1),
                };
                Ok::<_, Error>((user, drafts::insert(c, &new)?))
            })
            .unwrap();
        let other = UserId(user.0 + 1);
        assert_eq!(store.read(|c| drafts::draft(c, id, other)).unwrap(), None);
        assert!(
            !store
                .write(move |c| drafts::update(c, (id, other), "t", "b", at(2)))
                .unwrap()
        );
        assert!(!store.write(move |c| drafts::delete(c, id, other)).unwrap());
        assert!(
            store
                .write(move |c| drafts::update(c, (id, user), "t", "b", at(2)))
                .unwrap()
        );
        let mine = store.read(|c| drafts::draft(c, id, user)).unwrap().unwrap();
        assert_eq!(
            (mine.title.as_str(), mine.body.as_str(), mine.updated_at),
            ("t", "b", at(2))
        );
        assert_eq!(store.read(|c| drafts::drafts(c, user)).unwrap(), [mine]);
        assert_eq!(store.write(|c| drafts::purge(c, at(2))).unwrap(), 0);
        assert_eq!(store.write(|c| drafts::purge(c, at(3))).unwrap(), 1);
        assert!(!store.write(move |c| drafts::delete(c, id, user)).unwrap());
    });
}

#[test]
fn an_answer_is_remembered_once_for_each_person() {
    on_each(|store| {
        let done = Command {
            route: "POST /cases".to_owned(),
            digest: "d".to_owned(),
            result: "/cases/1".to_owned(),
            at: at(4),
        };
        let remember = |user: i64| {
            let done = done.clone();
            store.write(move |c| commands::remember(c, "key", UserId(user), &done))
        };
        remember(1).unwrap();
        remember(2).unwrap();
        assert!(matches!(remember(1), Err(Error::Raced)));
        let known = store
            .read(|c| commands::command(c, "key", UserId(1)))
            .unwrap();
        assert_eq!(known, Some(done.clone()));
        assert_eq!(store.write(|c| commands::purge(c, at(5))).unwrap(), 2);
        assert_eq!(
            store
                .read(|c| commands::command(c, "key", UserId(1)))
                .unwrap(),
            None
        );
    });
}

#[test]
fn due_work_is_taken_by_one_and_comes_back_when_it_is_never_finished() {
    on_each(|store| {
        let put = |key: &'static str, due: i64| {
            store
                .write(move |c| jobs::enqueue(c, "seal", at(due), "{}", Some(key)))
                .unwrap()
        };
        assert!(put("a", 1));
        assert!(!put("a", 1));
        assert!(put("b", 2));
        assert!(put("later", 100));
        let claim = |now: i64, again: i64| {
            store
                .write(move |c| jobs::claim(c, at(now), at(again), 10))
                .unwrap()
        };
        let first = claim(10, 50);
        assert_eq!(
            first
                .iter()
                .map(|j| (j.due_at, j.attempts))
                .collect::<Vec<_>>(),
            [(at(1), 1), (at(2), 1)]
        );
        assert_eq!(claim(11, 50), []);
        let (done, stale) = (first[0].clone(), first[1].clone());
        assert!(store.write(move |c| jobs::finish(c, &done)).unwrap());
        let again = claim(60, 90);
        assert_eq!(
            again.iter().map(|j| (j.id, j.attempts)).collect::<Vec<_>>(),
            [(stale.id, 2)]
        );
        // Whoever had it first comes back too late: the second one's answer counts.
        let (first, second) = (stale.clone(), again[0].clone());
        assert!(!store.write(move |c| jobs::finish(c, &first)).unwrap());
        assert!(!store.write(move |c| jobs::fail(c, &stale, None)).unwrap());
        let failed = store.write(move |c| jobs::fail(c, &second, Some(at(70))));
        assert!(failed.unwrap());
        let third = claim(71, 90);
        assert_eq!(third.len(), 1);
        let third = third[0].clone();
        let third_id = third.id;
        assert!(store.write(move |c| jobs::fail(c, &third, None)).unwrap());
        let given_up = store.read(|c| jobs::given_up(c, 9)).unwrap();
        let given_up: Vec<_> = given_up.iter().map(|j| (j.id, j.attempts)).collect();
        assert_eq!(given_up, [(third_id, 3)]);
        assert_eq!(store.read(|c| jobs::given_up(c, 0)).unwrap(), []);
        assert_eq!(store.write(|c| jobs::purge(c, at(1000))).unwrap(), 2);
    });
}
