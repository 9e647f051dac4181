//! Cases under the circular of 1402: identification, file, certificate, card, and the provincial council.

use sejel::domain::access::Actor;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::Ruling;
use sejel::domain::case::{Personal, Why};
use sejel::domain::directive::life::Order;
use sejel::domain::directive::life::event::Simulated;
use sejel::domain::directive::parse::parse;
use sejel::domain::directive::{Holder, Post};
use sejel::services::casework::Failure;
use sejel::services::directives::carry_out;
use sejel::services::verification;

use crate::database::on_each;
use crate::office::{Household, Office};

const CIRCULAR: &str = include_str!("../../directives/circular-1402.toml");

/// Two administrators put the circular in force from today.
fn puts_the_circular_in_force(office: &Office) {
    let register = &office.register;
    let asks = |who: &Actor, order| carry_out(register, who, &order).unwrap();
    let directive = Box::new(parse(CIRCULAR).unwrap());
    let digest = directive.digest.clone();
    let text = CIRCULAR.to_owned();
    asks(&office.administrator, Order::Draft { directive, text });
    let simulated = Simulated {
        digest: digest.clone(),
        cases: 0,
        report: serde_json::json!({}),
        list: None,
    };
    asks(&office.administrator, Order::Simulated(simulated));
    let propose = Order::Propose {
        digest: digest.clone(),
        from: register.today(),
        reason: "بخشنامه رسیده است".to_owned(),
    };
    asks(&office.administrator, propose);
    let family = register.store.read(|c| register.directives.family(c));
    let family = family.unwrap();
    let proposal = family.version(&digest).unwrap().proposal.clone().unwrap();
    let approve = Order::Approve {
        digest: digest.clone(),
        proposal: proposal.seq,
    };
    asks(&office.second, approve);
    let on = register.today();
    asks(&office.second, Order::Schedule { digest, on });
}

fn under_the_circular(tell: impl Fn(&Office, &Household<'_>)) {
    on_each(|store| {
        let office = Office::over(store);
        puts_the_circular_in_force(&office);
        let case = office.opens_a_case();
        assert_eq!(case.opened().directive.version, "1402");
        case.reaches_the_council();
        tell(&office, &case);
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

/// From the decision to the end; the card is asked for once the certificate is there.
fn comes_to_a_card(office: &Office, case: &Household<'_>) {
    case.is_proposed(Ruling::Granted);
    case.does(&office.head, case.signature());
    case.is_served_by(&office.officer);
    case.is_issued_a_certificate();
    assert_eq!(case.stands_at(), ["national_card"]);
    let take = |outcome: &str| Command::TakeStep(case.way(1, "national_card", outcome));
    assert!(
        case.asks(&office.officer, take("requested")).is_err(),
        "no receipt of the request is there yet"
    );
    case.brings_the_papers();
    case.does(&office.officer, take("requested"));
    assert_eq!(case.stands_at(), ["closed_issued"]);
}

#[test]
fn who_is_confirmed_in_the_county_comes_to_a_certificate_and_asks_for_a_card() {
    under_the_circular(|office, case| {
        case.is_voted_on("approved");
        assert_eq!(case.stands_at(), ["office_decision"]);
        comes_to_a_card(office, case);
    });
}

fn is_heard_in_the_province(office: &Office, case: &Household<'_>, opinion: &str) {
    case.is_voted_on("rejected");
    assert_eq!(case.stands_at(), ["reexamination"]);
    let due = case.opened().file.positions[0].due.clone().unwrap();
    let days = office.register.today().until(due.date).unwrap().get_days();
    assert!((15..=18).contains(&days), "{days} days to examine it again");
    case.takes(&office.head, 0, "reexamination", "to_province", &[]);
    let posts = [
        "county_governor",
        "office_head",
        "police_commander",
        "prosecutor",
    ];
    let minutes = case.minutes(0, "provincial_council", &posts, opinion);
    let minutes = Command::RecordSitting(Box::new(minutes));
    assert!(
        case.asks(&office.council, minutes).is_err(),
        "the county does not write for the province"
    );
    let province = &office.commission;
    case.is_heard_by(province, 0, "provincial_council", &posts, opinion);
    case.takes(province, 0, "provincial_council", opinion, &[]);
    assert_eq!(case.stands_at(), ["office_decision"]);
}

#[test]
fn whom_the_county_does_not_confirm_the_province_examines_within_fifteen_days() {
    under_the_circular(|office, case| {
        is_heard_in_the_province(office, case, "approved");
        comes_to_a_card(office, case);
    });
}

#[test]
fn what_both_councils_do_not_confirm_can_still_be_objected_to() {
    under_the_circular(|office, case| {
        is_heard_in_the_province(office, case, "rejected");
        case.is_proposed(Ruling::Refused);
        case.does(&office.head, case.signature());
        case.is_served_by(&office.officer);
        assert_eq!(case.stands_at(), ["objection_window"]);
        case.objects("board", "objection_window", "objected");
        case.is_refused_by_the_board();
        assert_eq!(case.stands_at(), ["court_window"]);
    });
}

#[test]
fn letters_go_where_the_step_lets_them_and_the_directive_says_who_sits() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_police();
        let letter = |addressee| Command::SendLetter {
            person: 0,
            addressee,
            number: Personal::new("1405/120"),
            question: Personal::new("دربارهٔ این خانوار چه می‌دانید؟"),
        };
        let why = |asked| match case.asks(&office.head, asked) {
            Err(Failure::Refused(no)) => no.why,
            other => panic!("{other:?}"),
        };
        let police = vec![Holder::Police, Holder::Laboratory];
        assert_eq!(why(letter(Holder::Court)), Why::NotToThisBody(police));
        case.does(&office.head, letter(Holder::Police));
        case.is_known_to_the_police();
        case.takes(
            &office.head,
            0,
            "identity_referral",
            "confirmed_evident",
            &[],
        );
        let posts = ["office_head", "prosecutor"];
        let minutes = case.minutes(0, "office_committee", &posts, "approved");
        let seats = vec![Post::OfficeHead, Post::ArchiveOfficer, Post::Expert];
        assert_eq!(
            why(Command::RecordSitting(Box::new(minutes))),
            Why::NoSeat(seats)
        );
    });
}
