use jiff::civil::Date;

use super::lines::{Column, Fault, read};
use super::*;
use crate::text::jalali;

const SHIPPED: &str = include_str!("../../../../directives/calendars/iran.toml");
const HEAD: &str = "date,title_fa,title_en,computed,unit,remove\n";
const FIRST: UserId = UserId(1);
const SECOND: UserId = UserId(2);

fn unit(path: &str) -> UnitPath {
    UnitPath::parse(path).unwrap()
}

fn j(text: &str) -> Date {
    jalali::parse_numeric(text).unwrap()
}

fn shipped() -> Edition {
    let (name, content) = Content::parse(SHIPPED).unwrap();
    Edition {
        digest: content.digest(),
        name,
        content,
    }
}

fn told(seq: u64, by: Option<UserId>, turn: Turn) -> Told {
    Told {
        seq,
        at: "2026-11-26T06:00:00.000000Z".parse().unwrap(),
        by,
        role: None,
        turn,
    }
}

fn founded() -> Almanac {
    let mut almanac = Almanac::new("iran");
    almanac.apply(&told(1, None, Turn::CalendarFounded(shipped())));
    almanac
}

fn with(base: &Content, lines: &str) -> Content {
    read(&format!("{HEAD}{lines}"), &[unit("ir/11")], base).unwrap()
}

fn propose(almanac: &Almanac, content: Content) -> Result<Option<Turn>, Refused> {
    let order = Order::Propose {
        base: almanac.in_force().unwrap().digest.clone(),
        content,
        reason: "اعلام هیئت دولت".to_owned(),
        touched: Touched::default(),
    };
    decide(almanac, order, FIRST)
}

fn does(almanac: &mut Almanac, by: UserId, turn: Result<Option<Turn>, Refused>) {
    let turn = turn.unwrap().unwrap();
    let seq = almanac.seq + 1;
    almanac.apply(&told(seq, Some(by), turn));
}

fn approve(almanac: &Almanac, name: &str, by: UserId) -> Result<Option<Turn>, Refused> {
    let version = almanac.named(name).unwrap();
    let order = Order::Approve {
        digest: version.digest.clone(),
        proposal: version.proposal.as_ref().map_or(0, |p| p.seq),
    };
    decide(almanac, order, by)
}

const NEW: &str = "1405-09-12,تعطیل اضطراری,Closed for the smog,no,ir/11,no\n";

#[test]
fn what_is_proposed_counts_only_once_somebody_else_approved_it() {
    let mut almanac = founded();
    let content = with(&almanac.in_force().unwrap().content, NEW);
    let turn = propose(&almanac, content);
    does(&mut almanac, FIRST, turn);
    let here = unit("ir/11/01");
    let rests = |almanac: &Almanac| almanac.of(&here).unwrap().now.rest(j("1405-09-12"));
    assert_eq!(rests(&almanac), None);
    assert_eq!(
        approve(&almanac, "iran-3", FIRST),
        Err(Refused::SecondPerson)
    );
    let turn = approve(&almanac, "iran-3", SECOND);
    does(&mut almanac, SECOND, turn);
    assert!(rests(&almanac).is_some());
    let elsewhere = almanac.of(&unit("ir/12/01")).unwrap();
    assert_eq!(
        elsewhere.now.rest(j("1405-09-12")),
        None,
        "another province"
    );
    assert_eq!(elsewhere.now.version, "iran-3");
    let before = almanac.of(&here).unwrap();
    assert!(before.named("iran-2").is_some() && before.named("iran-9").is_none());
    let old = almanac.named("iran-2").unwrap();
    assert_eq!(almanac.state(old), State::Superseded);
}

#[test]
fn the_same_content_twice_is_one_version_and_no_name_is_given_twice() {
    let mut almanac = founded();
    let now = almanac.in_force().unwrap().content.as_ref().clone();
    assert_eq!(propose(&almanac, now.clone()), Err(Refused::NoDifference));
    let content = with(&now, NEW);
    let turn = propose(&almanac, content.clone());
    does(&mut almanac, FIRST, turn);
    assert_eq!(propose(&almanac, content.clone()), Ok(None));
    let digest = content.digest();
    let reason = "ناقص است".to_owned();
    let turn = decide(&almanac, Order::Return { digest, reason }, FIRST);
    does(&mut almanac, FIRST, turn);
    assert_eq!(almanac.next_name(), "iran-4");
    let turn = propose(&almanac, content);
    does(&mut almanac, FIRST, turn);
    assert_eq!(almanac.versions.len(), 2);
    assert_eq!(
        almanac.state(almanac.named("iran-3").unwrap()),
        State::Proposed
    );
}

#[test]
fn a_proposal_that_another_version_overtook_is_not_approved() {
    let mut almanac = founded();
    let base = almanac.in_force().unwrap().content.as_ref().clone();
    let one = with(&base, NEW);
    let other = with(&base, "1405-09-14,روز دیگر,Another day,no,,no\n");
    for content in [one, other] {
        let turn = propose(&almanac, content);
        does(&mut almanac, FIRST, turn);
    }
    let turn = approve(&almanac, "iran-3", SECOND);
    does(&mut almanac, SECOND, turn);
    assert_eq!(approve(&almanac, "iran-4", SECOND), Err(Refused::Overtaken));
    let wrong = approve(&almanac, "iran-3", SECOND);
    let state = State::InForce;
    assert_eq!(wrong, Err(Refused::WrongState { state }));
}

#[test]
fn a_version_of_old_can_be_brought_back() {
    let mut almanac = founded();
    let first = almanac.in_force().unwrap().content.as_ref().clone();
    let turn = propose(&almanac, with(&first, NEW));
    does(&mut almanac, FIRST, turn);
    let turn = approve(&almanac, "iran-3", SECOND);
    does(&mut almanac, SECOND, turn);
    let removed = "1405-09-12,,,,ir/11,yes\n";
    let again = with(&almanac.in_force().unwrap().content, removed);
    assert_eq!(again.digest(), first.digest());
    let turn = propose(&almanac, again);
    does(&mut almanac, FIRST, turn);
    let turn = approve(&almanac, "iran-2", SECOND);
    does(&mut almanac, SECOND, turn);
    assert_eq!(almanac.in_force().unwrap().name, "iran-2");
    assert_eq!(almanac.next_name(), "iran-4");
}

#[test]
fn every_mistake_is_told_with_its_line_and_its_column() {
    let base = shipped().content;
    let wrong = |lines: &str| {
        let text = format!("{HEAD}{lines}");
        let mistakes = read(&text, &[unit("ir/11")], &base).unwrap_err();
        let place = |it: &lines::Mistake| (it.line, it.column, it.fault.clone());
        mistakes.iter().map(place).collect::<Vec<_>>()
    };
    let all = wrong(
        "1405-12-30,الف,A,no,,no\n\
         1405-09-12,,B,perhaps,ir/99,no\n\
         1405-09-13,پ,P,no,,yes\n\
         1405-09-14,ت,T,no,11,no\n\
         1405-09-14,ت,T,no,۱۱,no\n\
         1405-09-15,ث\n",
    );
    let text = |it: &str| it.to_owned();
    let expected = [
        (2, Some(Column::Date), Fault::NotADay(text("1405-12-30"))),
        (
            3,
            Some(Column::Computed),
            Fault::NotYesOrNo(text("perhaps")),
        ),
        (3, Some(Column::Unit), Fault::NoSuchUnit(text("ir/99"))),
        (3, Some(Column::TitleFa), Fault::NoTitle),
        (4, Some(Column::Date), Fault::NothingThere),
        (6, Some(Column::Date), Fault::Twice),
        (7, None, Fault::Columns),
    ];
    assert_eq!(all, expected);
    assert_eq!(wrong(""), [(1, None, Fault::Empty)]);
    let other = read("a,b\n1,2\n", &[], &base).unwrap_err();
    assert_eq!(other[0].fault, Fault::Columns);
}

#[test]
fn lines_add_change_and_remove_and_the_differences_say_so() {
    let base = shipped().content;
    let lines = "1405-04-05,عاشورای حسینی,Ashura,no,,no\n\
                 ۱۴۰۵/۴/۴,,,,,yes\n\
                 05-01,روز نمونه,Sample day,no,,no\n";
    let after = with(&base, lines);
    let kinds = |it: &Difference| match it {
        Difference::Added(entry) => format!("+{}", entry.date),
        Difference::Removed(entry) => format!("-{}", entry.date),
        Difference::Changed { after, .. } => format!("~{}", after.date),
        Difference::Weekly { .. } | Difference::Known { .. } => "other".to_owned(),
    };
    let found: Vec<String> = differences(&base, &after).iter().map(kinds).collect();
    assert_eq!(found, ["-1405-04-04", "~1405-04-05", "+05-01"]);
    let calendar = after.of("x", &unit("ir/12"));
    assert_eq!(calendar.rest(j("1405-04-04")), None);
    assert!(!calendar.holiday(j("1405-04-05")).unwrap().computed);
    assert!(calendar.rest(j("1410-05-01")).is_some());
}

#[test]
fn a_province_has_its_own_weekly_rest_until_it_is_taken_back() {
    let mut content = shipped().content;
    let (own, other) = (unit("ir/11"), unit("ir/12"));
    let days = [RestDay::Thursday, RestDay::Friday].into_iter().collect();
    content.rest_on(own.clone(), days);
    let thursday = j("1405-09-05");
    let rests = |content: &Content, at: &UnitPath| content.of("x", at).rest(thursday).is_some();
    assert!(rests(&content, &unit("ir/11/03")) && !rests(&content, &other));
    let first = differences(&shipped().content, &content);
    assert!(matches!(first.as_slice(), [Difference::Weekly { unit, .. }] if *unit == own));
    content.rest_on(own, std::collections::BTreeSet::new());
    assert_eq!(content, shipped().content);
    let all = RestDay::ALL.into_iter().collect();
    content.rest_on(other, all);
    assert_eq!(propose(&founded(), content), Err(Refused::TooMuchRest));
}

#[test]
fn the_content_is_written_and_read_back_with_the_same_digest() {
    let content = with(&shipped().content, NEW);
    let value = serde_json::to_value(&content).unwrap();
    let again: Content = serde_json::from_value(value).unwrap();
    assert_eq!(again, content);
    assert_eq!(again.digest(), content.digest());
    assert_ne!(content.digest(), shipped().content.digest());
}
