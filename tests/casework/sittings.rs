//! A sitting counts when enough of its members were there, and what it thinks is what they voted for.

use sejel::domain::case::command::Command;
use sejel::domain::case::event::SittingHeld;
use sejel::domain::case::{Personal, Why};
use sejel::domain::directive::Holder;
use sejel::services::casework::Failure;

use crate::database::on_each;
use crate::office::{Household, Office};

const POSTS: [&str; 4] = [
    "county_governor",
    "office_head",
    "police_commander",
    "prosecutor",
];

/// Why the council's minutes are not taken, once they are changed so.
fn refused(case: &Household<'_>, opinion: &str, change: impl Fn(&mut SittingHeld)) -> Why {
    let mut held = case.minutes(0, "council_deliberation", &POSTS, opinion);
    change(&mut held);
    let sitting = Command::RecordSitting(Box::new(held));
    match case.asks(&case.office.council, sitting) {
        Err(Failure::Refused(no)) => {
            assert!(!no.basis.is_empty(), "no article: {no:?}");
            no.why
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn minutes_that_cannot_be_are_refused_and_say_why() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        case.brings_the_papers();
        case.reaches_the_council();
        let two_away = |held: &mut SittingHeld| {
            for member in &mut held.members[..2] {
                member.attendance = "absent".to_owned();
                member.vote = "none".to_owned();
            }
        };
        assert_eq!(refused(&case, "approved", two_away), Why::NoQuorum(2, 3));
        let voted = |held: &mut SittingHeld| held.members[3].attendance = "recused".to_owned();
        assert!(matches!(
            refused(&case, "approved", voted),
            Why::AbsentVoted(_)
        ));
        let contrary = |held: &mut SittingHeld| {
            for member in &mut held.members {
                member.vote = "reject".to_owned();
            }
        };
        assert_eq!(refused(&case, "approved", contrary), Why::VotesContradict);
        let unknown = |held: &mut SittingHeld| held.opinions[0].identity = "not_evident".to_owned();
        let why = refused(&case, "approved", unknown);
        assert_eq!(why, Why::NationalityOfNobody);
        let nobody = |held: &mut SittingHeld| {
            for member in &mut held.members {
                member.vote = "none".to_owned();
            }
        };
        assert_eq!(refused(&case, "approved", nobody), Why::VotesContradict);
        let one_man = |held: &mut SittingHeld| {
            for (member, name) in held
                .members
                .iter_mut()
                .zip(["یکی", "يكی", "دیگری", "دیگری"])
            {
                member.name = Personal::new(name);
            }
        };
        assert_eq!(refused(&case, "approved", one_man), Why::NoQuorum(2, 3));
        // Neither does a different answer for somebody else hide that all voted against this one.
        let divided = |held: &mut SittingHeld| {
            contrary(held);
            held.opinions[1].nationality = "rejected".to_owned();
        };
        assert_eq!(refused(&case, "approved", divided), Why::VotesContradict);
        // One of four steps aside, one sends a representative, and the votes are even.
        let mut held = case.minutes(0, "council_deliberation", &POSTS, "approved");
        held.members[0].attendance = "represented".to_owned();
        held.members[1].attendance = "recused".to_owned();
        held.members[1].vote = "none".to_owned();
        held.members[2].vote = "reject".to_owned();
        held.members[3].vote = "abstain".to_owned();
        let sitting = Command::RecordSitting(Box::new(held));
        case.does(&case.office.council, sitting);
    });
}

#[test]
fn once_the_work_is_done_and_only_the_head_goes_on_it_is_the_heads_turn() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.brings_the_papers();
        case.takes(&office.reviewer, 0, "document_review", "complete", &[]);
        case.is_searched_for();
        case.shows_lineage();
        let with = || case.opened().file.positions[0].holder;
        assert_eq!(with(), Holder::Office);
        let posts = ["office_head", "archive_officer", "expert"];
        case.is_heard_by(&office.head, 0, "office_committee", &posts, "approved");
        assert_eq!(with(), Holder::Head, "the minutes are there");
        case.takes(&office.head, 0, "office_committee", "refer_identity", &[]);
        assert_eq!(with(), Holder::Office, "a letter is to be written");
        case.is_asked_about(Holder::Police);
        assert_eq!(with(), Holder::Police);
        case.is_known_to_the_police();
        assert_eq!(with(), Holder::Head, "the answer is there");
    });
}
