use super::event::*;
use super::*;
use crate::domain::directive::Directive;
use crate::domain::time::Moment;
use crate::text::jalali;

const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");

fn day(text: &str) -> Date {
    jalali::parse_numeric(text).unwrap()
}

/// The shipped text under another name, with one thing changed.
fn another(label: &str, from: &str, to: &str) -> (Box<Directive>, String) {
    let text = SHIPPED.replacen("version = \"1381\"", &format!("version = \"{label}\""), 1);
    let changed = text.replacen(from, to, 1);
    assert!(from == to || changed != text);
    (Box::new(parse(&changed).unwrap()), changed)
}

/// A family with one version in force, and two people at hand.
struct Desk {
    family: Family,
    today: Date,
}

const DRAFTER: UserId = UserId(1);
const OTHER: UserId = UserId(2);

impl Desk {
    fn new() -> Self {
        let directive = parse(SHIPPED).unwrap();
        let mut desk = Self {
            family: Family::new(directive.id.clone()),
            today: day("1405-09-07"),
        };
        desk.tell(
            None,
            Turn::DirectiveFounded(Founded {
                text: Text {
                    version: directive.version,
                    digest: directive.digest,
                    text: SHIPPED.to_owned(),
                },
                from: directive.in_force_from,
            }),
        );
        desk
    }

    fn tell(&mut self, by: Option<UserId>, turn: Turn) {
        let told = Told {
            seq: self.family.seq + 1,
            at: Moment::default(),
            by,
            role: None,
            turn,
        };
        self.family.apply(&told);
    }

    fn asks(&mut self, user: UserId, order: Order) -> Result<bool, Refused> {
        let hand = Hand {
            user,
            today: self.today,
        };
        let turn = decide(&self.family, order, hand)?;
        let told = turn.is_some();
        if let Some(turn) = turn {
            self.tell(Some(user), turn);
        }
        Ok(told)
    }

    fn drafts(&mut self, label: &str, from: &str, to: &str) -> String {
        let (directive, text) = another(label, from, to);
        let digest = directive.digest.clone();
        self.asks(DRAFTER, Order::Draft { directive, text })
            .unwrap();
        digest
    }

    fn simulates(&mut self, digest: &str) {
        let order = Order::Simulated(Simulated {
            digest: digest.to_owned(),
            cases: 0,
            report: serde_json::Value::Null,
            list: None,
        });
        self.asks(DRAFTER, order).unwrap();
    }

    fn proposes(&mut self, digest: &str, from: &str) -> Result<bool, Refused> {
        self.asks(
            DRAFTER,
            Order::Propose {
                digest: digest.to_owned(),
                from: day(from),
                reason: "مهلت پلیس کوتاه است".to_owned(),
            },
        )
    }

    fn approves(&mut self, user: UserId, digest: &str) -> Result<bool, Refused> {
        let version = self.family.version(digest).unwrap();
        let proposal = version.proposal.as_ref().map_or(0, |p| p.seq);
        let digest = digest.to_owned();
        self.asks(user, Order::Approve { digest, proposal })
    }

    fn schedules(&mut self, digest: &str, on: &str) -> Result<bool, Refused> {
        let (digest, on) = (digest.to_owned(), day(on));
        self.asks(OTHER, Order::Schedule { digest, on })
    }

    fn state(&self, digest: &str) -> State {
        self.family
            .state(self.family.version(digest).unwrap(), self.today)
    }

    /// The whole way to a day in the calendar.
    fn brings(&mut self, label: &str, from: &str) -> String {
        let digest = self.drafts(label, "hours = 4", "hours = 5");
        self.simulates(&digest);
        self.proposes(&digest, from).unwrap();
        self.approves(OTHER, &digest).unwrap();
        self.schedules(&digest, from).unwrap();
        digest
    }
}

#[test]
fn a_version_goes_from_draft_into_force_and_takes_the_place_of_the_one_before() {
    let mut desk = Desk::new();
    let first = desk.family.versions[0].digest.clone();
    let digest = desk.drafts("1405", "hours = 4", "hours = 6");
    assert_eq!(desk.state(&digest), State::Draft);
    desk.simulates(&digest);
    desk.proposes(&digest, "1405-10-01").unwrap();
    assert_eq!(desk.state(&digest), State::Proposed);
    desk.approves(OTHER, &digest).unwrap();
    assert_eq!(desk.state(&digest), State::Approved);
    desk.schedules(&digest, "1405-10-01").unwrap();
    let from = day("1405-10-01");
    assert_eq!(desk.state(&digest), State::Scheduled { from });
    let before = desk.family.in_force(day("1405-09-30")).unwrap();
    assert_eq!(before.digest, first);
    assert_eq!(desk.family.in_force(from).unwrap().digest, digest);
    desk.today = day("1405-10-05");
    assert_eq!(desk.state(&digest), State::InForce { from });
    assert!(matches!(desk.state(&first), State::Superseded { to, .. } if to == day("1405-09-30")));
}

#[test]
fn whoever_handed_it_in_or_proposed_it_does_not_approve_it() {
    let mut desk = Desk::new();
    let digest = desk.drafts("1405", "hours = 4", "hours = 6");
    desk.simulates(&digest);
    desk.proposes(&digest, "1405-10-01").unwrap();
    assert_eq!(desk.approves(DRAFTER, &digest), Err(Refused::SecondPerson));
    let reason = "یک بار دیگر ببینید".to_owned();
    let give_back = |digest: &str| Order::Return {
        digest: digest.to_owned(),
        reason: reason.clone(),
    };
    assert_eq!(
        desk.asks(DRAFTER, give_back(&digest)),
        Err(Refused::SecondPerson)
    );
    desk.asks(OTHER, give_back(&digest)).unwrap();
    assert_eq!(desk.state(&digest), State::Draft);
}

#[test]
fn what_was_proposed_anew_is_not_approved_by_whoever_read_the_older_proposal() {
    let mut desk = Desk::new();
    let digest = desk.drafts("1405", "hours = 4", "hours = 6");
    desk.simulates(&digest);
    desk.proposes(&digest, "1405-10-01").unwrap();
    let read = desk.family.version(&digest).unwrap();
    let proposal = read.proposal.as_ref().unwrap().seq;
    let reason = "تاریخ نادرست است".to_owned();
    let give_back = Order::Return {
        digest: digest.clone(),
        reason,
    };
    desk.asks(OTHER, give_back).unwrap();
    desk.proposes(&digest, "1405-09-08").unwrap();
    let approve = Order::Approve {
        digest: digest.clone(),
        proposal,
    };
    assert_eq!(desk.asks(OTHER, approve), Err(Refused::Changed));
}

#[test]
fn an_unsound_or_unseen_draft_is_not_proposed() {
    let mut desk = Desk::new();
    // No case can be brought to an end in so short a time.
    let unsound = desk.drafts("1405", "length = 6\n", "length = 1\n");
    desk.simulates(&unsound);
    assert!(matches!(
        desk.proposes(&unsound, "1405-10-01"),
        Err(Refused::Unsound { findings }) if findings > 0
    ));
    let unseen = desk.drafts("1406", "hours = 4", "hours = 6");
    assert_eq!(
        desk.proposes(&unseen, "1405-10-01"),
        Err(Refused::NotSimulated)
    );
}

#[test]
fn the_same_file_twice_is_one_version_and_a_newer_draft_replaces_the_older() {
    let mut desk = Desk::new();
    let (directive, text) = another("1405", "hours = 4", "hours = 6");
    let digest = directive.digest.clone();
    let draft = Order::Draft { directive, text };
    assert!(desk.asks(DRAFTER, draft.clone()).unwrap());
    assert!(!desk.asks(OTHER, draft.clone()).unwrap());
    assert_eq!(desk.family.versions.len(), 2);
    let newer = desk.drafts("1405", "hours = 4", "hours = 7");
    assert_eq!(desk.state(&digest), State::Withdrawn);
    assert_eq!(desk.state(&newer), State::Draft);
    // What was withdrawn can be handed in again.
    assert!(desk.asks(OTHER, draft).unwrap());
    assert_eq!(desk.state(&digest), State::Draft);
    assert_eq!(desk.state(&newer), State::Withdrawn);
}

#[test]
fn a_name_that_is_law_is_not_taken_again() {
    let mut desk = Desk::new();
    let (directive, text) = another("1381", "hours = 4", "hours = 6");
    let order = Order::Draft { directive, text };
    assert!(matches!(
        desk.asks(DRAFTER, order),
        Err(Refused::NameTaken { .. })
    ));
    let (mut directive, text) = another("1405", "hours = 4", "hours = 6");
    directive.id = "art44".to_owned();
    let order = Order::Draft { directive, text };
    assert!(matches!(
        desk.asks(DRAFTER, order),
        Err(Refused::OtherFamily { .. })
    ));
}

#[test]
fn it_begins_on_the_day_that_two_people_agreed_on_or_later() {
    let mut desk = Desk::new();
    let digest = desk.drafts("1405", "hours = 4", "hours = 6");
    desk.simulates(&digest);
    desk.proposes(&digest, "1405-10-01").unwrap();
    desk.approves(OTHER, &digest).unwrap();
    assert_eq!(
        desk.schedules(&digest, "1405-09-20"),
        Err(Refused::TooEarly {
            earliest: day("1405-10-01")
        })
    );
    desk.schedules(&digest, "1405-11-01").unwrap();
    // Put off once more, as long as nobody follows it.
    desk.schedules(&digest, "1405-12-01").unwrap();
    desk.today = day("1405-12-01");
    assert!(matches!(
        desk.schedules(&digest, "1406-01-05"),
        Err(Refused::WrongState { .. })
    ));
    let withdraw = Order::Withdraw {
        digest,
        reason: "دیگر لازم نیست".to_owned(),
    };
    assert!(matches!(
        desk.asks(DRAFTER, withdraw),
        Err(Refused::WrongState { .. })
    ));
}

#[test]
fn a_version_that_begins_earlier_is_put_between_and_two_never_begin_on_one_day() {
    let mut desk = Desk::new();
    let late = desk.brings("1406", "1405-11-01");
    let early = desk.drafts("1405", "hours = 4", "hours = 7");
    desk.simulates(&early);
    assert!(matches!(
        desk.proposes(&early, "1405-11-01"),
        Err(Refused::DayTaken { .. })
    ));
    desk.proposes(&early, "1405-09-01").unwrap();
    desk.approves(OTHER, &early).unwrap();
    desk.schedules(&early, "1405-09-01").unwrap();
    let on = |text: &str| desk.family.in_force(day(text)).unwrap().digest.clone();
    assert_eq!(on("1405-08-30"), desk.family.versions[0].digest);
    assert_eq!(on("1405-09-01"), early);
    assert_eq!(on("1405-11-01"), late);
}

#[test]
fn a_reason_is_given() {
    let mut desk = Desk::new();
    let digest = desk.drafts("1405", "hours = 4", "hours = 6");
    let withdraw = |reason: &str| Order::Withdraw {
        digest: digest.clone(),
        reason: reason.to_owned(),
    };
    assert_eq!(
        desk.asks(DRAFTER, withdraw("  ")),
        Err(Refused::ReasonMissing)
    );
    desk.asks(DRAFTER, withdraw("اشتباه بود")).unwrap();
    assert_eq!(desk.state(&digest), State::Withdrawn);
}

#[test]
fn a_digest_may_be_cut_short_as_long_as_it_names_one() {
    let desk = Desk::new();
    let digest = &desk.family.versions[0].digest;
    assert!(desk.family.version(&digest[..12]).is_some());
    assert!(desk.family.version(&digest[..4]).is_none());
    assert!(desk.family.version("ffffffffffff").is_none());
}
