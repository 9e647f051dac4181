//! What is thrown away, and what is kept.

use sejel::domain::access::UserId;
use sejel::domain::time::{Clock as _, Moment};
use sejel::jobs::{KINDS, turn};
use sejel::services::drafts;
use sejel::services::housekeeping::{
    ANSWER_LIFE, DRAFT_LIFE, SESSION_LIFE, Swept, THROTTLE_LIFE, sweep,
};
use sejel::store::commands::{self, Command};
use sejel::store::sessions::{self, NewSession};
use sejel::store::throttle::{self, Throttle};
use sejel::store::{Error, Store};

use crate::database::on_each;
use crate::office::Office;

/// One of each kind that is swept, made at this moment.
fn leave_one_of_each(store: &Store, user: UserId, at: Moment, mark: u8) {
    let kept = move |c: &mut _| -> Result<(), Error> {
        let counted = Throttle {
            failures: 1,
            blocked_until: at,
            updated_at: at,
        };
        throttle::set(c, &format!("account:{mark}"), counted)?;
        let answer = Command {
            route: "case".to_owned(),
            digest: "d".to_owned(),
            result: "r#1".to_owned(),
            at,
        };
        commands::remember(c, &format!("key-{mark}"), user, &answer)?;
        let session = NewSession {
            token_hash: [mark; 32],
            user,
            csrf: "c".to_owned(),
            at,
            address: "192.0.2.1".to_owned(),
            agent: String::new(),
            locale: "fa".to_owned(),
        };
        sessions::insert(c, &session).map(|_id| ())
    };
    store.write(kept).unwrap();
}

#[test]
fn each_kind_is_thrown_away_after_its_own_life_and_not_a_day_before() {
    on_each(|store| {
        let office = Office::over(store);
        let user = office.officer.user;
        let start = office.clock.now();
        let draft = drafts::keep(&office.register, user, "application", "عنوان", "{}").unwrap();
        leave_one_of_each(store, user, start, 1);
        let days = |seconds: i64| seconds / (24 * 60 * 60);
        let (mut day, mut gone) = (0, Swept::default());
        let mut lives = vec![
            (ANSWER_LIFE, "answers"),
            (DRAFT_LIFE, "drafts"),
            (THROTTLE_LIFE, "throttles"),
            (SESSION_LIFE, "sessions"),
        ];
        lives.sort_unstable();
        for (life, _) in lives {
            office.waits(days(life) - day);
            let now = sweep(&office.register).unwrap();
            gone = added(gone, now);
            day = days(life);
        }
        // On the last day of its life each was still there, but those with shorter ones were not.
        assert_eq!(gone.sessions, 0);
        assert_eq!((gone.answers, gone.drafts, gone.throttles), (1, 1, 1));
        let left = store.read(|c| sejel::store::drafts::draft(c, draft, user));
        assert_eq!(left.unwrap(), None);
        office.waits(1);
        assert_eq!(sweep(&office.register).unwrap().sessions, 1);
        assert_eq!(sweep(&office.register).unwrap(), Swept::default());
    });
}

fn added(a: Swept, b: Swept) -> Swept {
    Swept {
        drafts: a.drafts + b.drafts,
        sessions: a.sessions + b.sessions,
        throttles: a.throttles + b.throttles,
        answers: a.answers + b.answers,
        jobs: a.jobs + b.jobs,
        exports: a.exports + b.exports,
    }
}

#[test]
fn a_draft_lives_thirty_days_and_is_then_swept_by_the_jobs() {
    on_each(|store| {
        let office = Office::over(store);
        let user = office.officer.user;
        let id = drafts::keep(&office.register, user, "application", "عنوان", "{}").unwrap();
        let there = || {
            let found = store.read(|c| sejel::store::drafts::draft(c, id, user));
            found.unwrap().is_some()
        };
        assert_eq!(DRAFT_LIFE, 30 * 24 * 60 * 60);
        office.waits(30);
        turn(&office.register, KINDS, &|| true).unwrap();
        assert!(there());
        office.waits(1);
        turn(&office.register, KINDS, &|| true).unwrap();
        assert!(!there());
    });
}
