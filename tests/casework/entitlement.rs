//! Nobody comes to a certificate, to a refusal or past a time limit but by what is on record.

use sejel::domain::access::{Actor, Grant, Role, UnitPath};
use sejel::domain::case::command::Command;
use sejel::domain::case::decide::{MATERIAL_FACTS, on_record};
use sejel::domain::case::event::{
    Answer, BiometricsTaken, CertificateIssued, ClauseTested, CourtRuled, FactFound, InterviewHeld,
    PaperJudged, Proposal, RecordDrafted, Ruling, SearchCheck, Verdict,
};
use sejel::domain::case::people::Person;
use sejel::domain::case::{Personal, WHOLE_CASE, Why};
use sejel::domain::directive::{Holder, Proof, Separation};
use sejel::services::casework::{self, Failure, Request};

use sejel::text::{Locale, digits};

use crate::database::on_each;
use crate::office::{Household, Office};

fn words(text: &str) -> Personal {
    Personal::new(text)
}

fn refused(case: &Household<'_>, who: &Actor, command: Command) -> Why {
    match case.asks(who, command) {
        Err(Failure::Refused(refusal)) => refusal.why,
        other => panic!("{other:?}"),
    }
}

fn takes(
    case: &Household<'_>,
    who: &Actor,
    (person, step): (u32, &str),
    outcome: &str,
) -> Result<(), Why> {
    let take = sejel::domain::case::command::TakeStep {
        person,
        step: step.into(),
        outcome: outcome.into(),
        reason: Some(words("بر پایهٔ پرونده.")),
        missing: Vec::new(),
        acknowledged: true,
    };
    match case.asks(who, Command::TakeStep(take)) {
        Ok(_) => Ok(()),
        Err(Failure::Refused(refusal)) => Err(refusal.why),
        Err(other) => panic!("{other:?}"),
    }
}

fn withdraws(person: u32, paper: u32) -> Command {
    Command::SideAct {
        act: "withdrawal".to_owned(),
        person,
        reason: words("به درخواست خودشان."),
        paper: Some(paper),
    }
}

fn director() -> Actor {
    Actor {
        user: sejel::domain::access::UserId(999_999),
        name: "نمونه director".to_owned(),
        grants: vec![Grant {
            role: Role::ProvincialDirector,
            unit: UnitPath::parse("ir/11").unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }],
    }
}

fn decided(office: &Office, ruling: Ruling) -> Household<'_> {
    let case = office.opens_a_case();
    case.reaches_the_council();
    let opinion = match ruling {
        Ruling::Granted => "approved",
        Ruling::Refused => "rejected",
    };
    case.is_voted_on(opinion);
    case.is_proposed(ruling);
    case.does(&office.head, case.signature());
    case.is_served_by(&office.officer);
    case
}

fn newcomer(case: &Household<'_>) -> Command {
    let first = case.opened().file.principal().cloned().unwrap();
    Command::AddPerson {
        person: Box::new(Person {
            relation: "child".to_owned(),
            given: words("نازنین"),
            ..first
        }),
        reason: words("در آغاز از قلم افتاد."),
    }
}

#[test]
fn whoever_is_added_after_the_review_would_be_looked_into_by_nobody() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.does(&office.officer, newcomer(&case));
        assert_eq!(case.opened().file.application.people.len(), 2);
        let late = office.opens_a_case();
        late.reaches_the_council();
        let why = refused(&late, &office.officer, newcomer(&late));
        assert_eq!(why, Why::HouseholdReviewed);
        let granted = decided(&office, Ruling::Granted);
        let why = refused(&granted, &office.officer, newcomer(&granted));
        assert_eq!(why, Why::HouseholdReviewed);
    });
}

#[test]
fn each_record_of_the_issue_is_made_at_its_own_step_and_by_its_own_post() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Granted);
        assert_eq!(case.stands_at(), ["biometrics"]);
        let number = sejel::domain::person::national_number::with_check_digit(123_456_789);
        let entry = Command::DraftRecord(RecordDrafted {
            person: 1,
            sheet: words("120"),
            series: words("الف/۱۲"),
            national_number: words(&number),
        });
        let certificate = Command::IssueCertificate(CertificateIssued {
            person: 1,
            series: words("ب/۰۷"),
            serial: words("654321"),
            delivered_to: words("خود متقاضی"),
        });
        let fingerprints = Command::TakeBiometrics(BiometricsTaken {
            person: 1,
            fingerprint_class: Some(words("12345")),
            taken_by: None,
            under_fifteen: false,
        });
        for early in [&entry, &certificate] {
            let why = refused(&case, &office.officer, early.clone());
            assert!(
                matches!(why, Why::NotAtThisStep | Why::NotYourRole),
                "{why:?}"
            );
        }
        case.does(&office.officer, fingerprints.clone());
        assert_eq!(case.stands_at(), ["record_drafting"]);
        assert_eq!(
            refused(&case, &office.officer, fingerprints.clone()),
            Why::NotAtThisStep
        );
        case.does(&office.officer, entry);
        assert_eq!(case.stands_at(), ["certificate_issuance"]);
        for who in [&office.officer, &office.head] {
            let why = refused(&case, who, fingerprints.clone());
            assert!(
                matches!(why, Why::NotAtThisStep | Why::NotYourRole),
                "{why:?}"
            );
        }
        case.does(&office.head, certificate);
        assert_eq!(case.stands_at(), ["closed_issued"]);
    });
}

#[test]
fn a_case_is_reopened_where_the_directive_takes_it_up_again_on_that_ground_and_nowhere_else() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Refused);
        office.waits(30);
        takes(&case, &office.head, (1, "objection_window"), "lapsed").unwrap();
        let reopen_on = |to: &str, paper| Command::Reopen {
            person: 1,
            ground: "new_evidence".to_owned(),
            to: to.into(),
            reason: words("گواهان تازه آمدند."),
            paper,
        };
        let needed = Why::PaperNeeded(vec!["court_judgment".to_owned(), "other".to_owned()]);
        let bare = reopen_on("office_decision", None);
        assert_eq!(refused(&case, &director(), bare), needed);
        // Papers are taken in whenever they come, after the end too.
        let evidence = case.hands_in(&office.officer, "other", &[1]);
        let strange = reopen_on("office_decision", Some(1));
        assert_eq!(refused(&case, &director(), strange), needed);
        let reopen = |to: &str| reopen_on(to, Some(evidence));
        for to in ["biometrics", "certificate_issuance"] {
            let why = refused(&case, &director(), reopen(to));
            assert!(matches!(why, Why::NotReopenedThere(_)), "{to}: {why:?}");
        }
        case.does(&director(), reopen("office_decision"));
        assert_eq!(case.stands_at(), ["office_decision"]);
    });
}

#[test]
fn a_household_that_was_sent_elsewhere_by_mistake_comes_back_as_a_whole() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        takes(
            &case,
            &office.head,
            (WHOLE_CASE, "document_review"),
            "inadmissible",
        )
        .unwrap();
        assert!(case.opened().file.is_closed());
        let finding = case.hands_in(&office.officer, "other", &[]);
        let reopen = Command::Reopen {
            paper: Some(finding),
            person: WHOLE_CASE,
            ground: "audit_finding".to_owned(),
            to: "document_review".into(),
            reason: words("به اشتباه هدایت شده بود."),
        };
        case.does(&director(), reopen);
        assert_eq!(case.stands_at(), ["document_review"]);
    });
}

#[test]
fn a_time_limit_is_over_when_it_is_over_and_not_once_somebody_objected() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Refused);
        let lapsed = |case: &Household<'_>| {
            takes(case, &office.head, (1, "objection_window"), "lapsed").unwrap_err()
        };
        assert_eq!(lapsed(&case), Why::NotOnRecord(vec![Proof::TimeOver]));
        case.does(
            &office.board,
            Command::FileObjection(sejel::domain::case::event::ObjectionFiled {
                person: 1,
                before: "board".to_owned(),
                number: words("ه/۱"),
                grounds: words("گواهان تازه."),
                late: false,
                late_reason: None,
            }),
        );
        office.waits(30);
        assert_eq!(lapsed(&case), Why::NotOnRecord(vec![Proof::NoObjection]));
    });
}

#[test]
fn a_way_out_says_what_the_body_said() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_council();
        let posts = ["county_governor", "office_head", "prosecutor"];
        case.is_heard_by(
            &office.council,
            0,
            "council_deliberation",
            &posts,
            "rejected",
        );
        let here = (WHOLE_CASE, "council_deliberation");
        let why = takes(&case, &office.council, here, "approved").unwrap_err();
        assert_eq!(why, Why::NotOnRecord(vec![Proof::OpinionApproved]));
        takes(&case, &office.council, here, "rejected").unwrap();

        let refused = decided(&office, Ruling::Refused);
        refused.objects("board", "objection_window", "objected");
        let posts = ["office_head", "archive_officer", "appointed_member"];
        refused.is_heard_by(&office.board, 1, "dispute_board", &posts, "rejected");
        let here = (1, "dispute_board");
        let why = takes(&refused, &office.head, here, "reversed").unwrap_err();
        assert_eq!(why, Why::NotOnRecord(vec![Proof::OpinionApproved]));
        takes(&refused, &office.head, here, "upheld").unwrap();
        refused.is_served_by(&office.board);
        refused.objects("court", "court_window", "sued");
        let ruled = CourtRuled {
            person: 1,
            branch: words("شعبهٔ نمونه"),
            docket: words("1001"),
            judgment: words("2001"),
            effect: "issuance_ordered".to_owned(),
            paper: None,
        };
        refused.does(&office.officer, Command::RecordJudgment(ruled));
        for outcome in ["dismissed", "discontinued", "reexamine"] {
            let why = takes(&refused, &office.head, (1, "court"), outcome).unwrap_err();
            assert!(matches!(why, Why::NotOnRecord(_)), "{outcome}: {why:?}");
        }
        takes(&refused, &office.head, (1, "court"), "ordered").unwrap();
        assert_eq!(refused.stands_at(), ["biometrics"]);
    });
}

#[test]
fn the_police_answer_is_taken_as_it_was_given_and_what_follows_is_the_offices() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_police();
        let place = |case: &Household<'_>| case.opened().file.positions[0].clone();
        assert_eq!(
            place(&case).holder,
            Holder::Office,
            "nothing was written yet"
        );
        assert_eq!(place(&case).due, None);
        case.is_asked_about(Holder::Police);
        let due = place(&case).due;
        assert_eq!(place(&case).holder, Holder::Police);
        assert!(due.is_some());
        office.waits(5);
        case.is_asked_about(Holder::Laboratory);
        assert_eq!(
            place(&case).due,
            due,
            "a further letter does not begin it anew"
        );
        let answer = sejel::domain::case::command::LetterAnswer {
            letter: 1,
            number: words("پ/۱"),
            answers: vec![Answer {
                person: 1,
                result: "foreign_national".to_owned(),
            }],
            text: words("تبعهٔ بیگانه است."),
            paper: None,
        };
        assert_eq!(place(&case).holder, Holder::Laboratory);
        case.does(&office.reviewer, Command::AnswerLetter(Box::new(answer)));
        let here = (WHOLE_CASE, "identity_referral");
        for outcome in ["confirmed", "confirmed_evident", "inconclusive"] {
            let why = takes(&case, &office.head, here, outcome).unwrap_err();
            assert!(matches!(why, Why::NotOnRecord(_)), "{outcome}");
        }
        takes(&case, &office.head, here, "foreign_national").unwrap();
    });
}

#[test]
fn service_is_not_dated_before_the_signature() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(40);
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        case.does(&office.head, case.signature());
        let today = office.register.today();
        let served = sejel::domain::case::event::DecisionServed {
            person: 1,
            method: "in_person".to_owned(),
            recipient: words("خود متقاضی"),
            proof: None,
            receipt: "fingerprint".to_owned(),
            language: "balochi".to_owned(),
            read_aloud: true,
        };
        let request = Request {
            reference: case.reference.clone(),
            command: Command::Serve(served),
            on: today.yesterday().ok(),
            seen: None,
            key: None,
        };
        let Err(Failure::Refused(refusal)) =
            casework::perform(&office.register, &office.officer, request)
        else {
            panic!("dated before the signature");
        };
        assert_eq!(refusal.why, Why::TooEarly(today));
    });
}

#[test]
fn a_signed_decision_keeps_what_it_rests_on() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Granted);
        let rename = Command::Correct {
            person: 1,
            field: "given".to_owned(),
            after: Some(words("نورمحمد")),
            reason: words("در برگه چنین است."),
            paper: None,
        };
        assert_eq!(refused(&case, &office.officer, rename), Why::Decided(1));
        let telephone = Command::Correct {
            person: WHOLE_CASE,
            field: "telephone".to_owned(),
            after: Some(words("05400000000")),
            reason: words("شمارهٔ تازه داد."),
            paper: None,
        };
        case.does(&office.officer, telephone);
    });
}

/// Findings that carry a grant, and its proposal, for one person alone.
fn is_proposed_alone(case: &Household<'_>, person: u32) {
    let reviewer = &case.office.reviewer;
    let facts = MATERIAL_FACTS.iter().map(|fact| FactFound {
        person,
        fact: (*fact).to_owned(),
        finding: "proven".to_owned(),
        reason: None,
    });
    let clauses = vec![ClauseTested {
        person,
        clause: 2,
        finding: "met".to_owned(),
        reason: None,
    }];
    let facts = facts.collect();
    case.does(reviewer, Command::Assess { facts, clauses });
    let proposals = vec![Proposal {
        person,
        ruling: Ruling::Granted,
        clause: Some(2),
        reasons: words("بر پایهٔ یافته‌ها."),
    }];
    let (_, seen) = case.seen();
    case.does(reviewer, Command::Propose { proposals, seen });
}

#[test]
fn who_made_evidence_about_one_person_does_not_sign_for_her_after_another_was_signed() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        case.reaches_the_council();
        case.is_voted_on("approved");
        let talk = InterviewHeld {
            people: vec![2],
            language: "balochi".to_owned(),
            interpreter: None,
            summary: words("از کودکی خود گفت."),
            read_back: true,
        };
        case.does(&office.head, Command::HoldInterview(talk));
        is_proposed_alone(&case, 1);
        case.does(&office.head, case.signature());
        is_proposed_alone(&case, 2);
        let why = refused(&case, &office.head, case.signature());
        assert_eq!(why, Why::Separated(Separation::NotEvidenceMaker));
        case.does(&office.deputy, case.signature());
    });
}

#[test]
fn who_is_no_longer_in_the_case_cannot_leave_it_again() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let dies = |person, paper| Command::SideAct {
            act: "death".to_owned(),
            person,
            reason: words("گواهی فوت."),
            paper,
        };
        let needed = Why::PaperNeeded(vec!["death_certificate".to_owned()]);
        let two = office.opens_the_case_of_a_couple();
        let why = refused(&two, &office.officer, dies(1, None));
        assert_eq!(why, needed, "nothing in the file says that anybody died");
        let certificate = two.hands_in(&office.officer, "death_certificate", &[1]);
        let why = refused(&two, &office.officer, dies(2, Some(certificate)));
        assert_eq!(why, needed, "it is somebody else who died");
        two.does(&office.officer, dies(1, Some(certificate)));
        let another = two.hands_in(&office.officer, "death_certificate", &[1]);
        let why = refused(&two, &office.officer, dies(1, Some(another)));
        assert_eq!(why, Why::AlreadyEnded(1));
        let certificate = case.hands_in(&office.officer, "death_certificate", &[1]);
        case.does(&office.officer, dies(1, Some(certificate)));
        let revoked = Command::RevokeCard {
            person: 1,
            reason: words("پرونده پایان یافت."),
        };
        assert_eq!(refused(&case, &office.head, revoked), Why::NoCard(1));
    });
}

#[test]
fn two_people_do_not_get_one_national_number() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Granted);
        case.is_issued_a_certificate();
        let other = decided(&office, Ruling::Granted);
        let taken = BiometricsTaken {
            person: 1,
            fingerprint_class: Some(words("12345")),
            taken_by: None,
            under_fifteen: false,
        };
        other.does(&office.officer, Command::TakeBiometrics(taken));
        let number = sejel::domain::person::national_number::with_check_digit(123_456_789);
        let entry = Command::DraftRecord(RecordDrafted {
            person: 1,
            sheet: words("121"),
            series: words("الف/۱۲"),
            national_number: words(&number),
        });
        assert_eq!(refused(&other, &office.officer, entry), Why::NumberTaken);
    });
}

#[test]
fn the_evidence_of_each_person_is_asked_for_by_name() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        case.brings_the_papers();
        let reviewer = &office.reviewer;
        case.takes(reviewer, 0, "document_review", "complete", &[]);
        case.is_searched_for();
        case.brings_the_papers();
        let lacks = |people: &[u32]| {
            let why = takes(&case, reviewer, (0, "lineage_evidence"), "complete");
            assert_eq!(why, Err(Why::NoEvidenceOn(people.to_vec())));
        };
        lacks(&[1, 2]);
        case.has_evidence_on(1);
        lacks(&[2]);
        case.has_evidence_on(2);
        takes(&case, reviewer, (0, "lineage_evidence"), "complete").unwrap();
    });
}

#[test]
fn a_household_that_withdrew_as_a_whole_comes_back_as_a_whole() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        let needed = Why::PaperNeeded(vec!["withdrawal_request".to_owned()]);
        let of_one = case.hands_in(&office.officer, "withdrawal_request", &[2]);
        let why = refused(&case, &office.officer, withdraws(WHOLE_CASE, of_one));
        assert_eq!(why, needed, "one does not withdraw for the others");
        let bad = case.hands_in(&office.officer, "withdrawal_request", &[]);
        let judged = PaperJudged {
            paper: bad,
            version: 1,
            verdict: Verdict::NotOfCase,
            certification: None,
            supports: Vec::new(),
            reason: Some(words("از آن دیگری است.")),
        };
        case.does(&office.reviewer, Command::JudgePaper(judged));
        let why = refused(&case, &office.officer, withdraws(WHOLE_CASE, bad));
        assert_eq!(why, needed, "it was found not to be theirs");
        let request = case.hands_in(&office.officer, "withdrawal_request", &[]);
        case.does(&office.officer, withdraws(WHOLE_CASE, request));
        assert!(case.opened().file.is_closed());
        let back = |to: &str, paper| Command::Reopen {
            person: WHOLE_CASE,
            ground: "new_evidence".to_owned(),
            to: to.into(),
            reason: words("بازگشتند."),
            paper: Some(paper),
        };
        let new = case.hands_in(&office.officer, "other", &[]);
        let why = refused(&case, &director(), back("intake", new));
        assert!(matches!(why, Why::NotReopenedThere(_)), "{why:?}");
        case.does(&director(), back("document_review", new));
        assert_eq!(case.stands_at(), ["document_review"]);
        let why = refused(&case, &office.officer, withdraws(WHOLE_CASE, request));
        assert_eq!(why, needed, "that letter was spent");
    });
}

#[test]
fn a_certificate_is_given_once_and_its_number_too_however_it_is_typed() {
    on_each(|store| {
        let office = Office::over(store);
        let case = decided(&office, Ruling::Granted);
        case.is_issued_a_certificate();
        let first = case.opened().file.certificates[0].what.clone();
        let order = case.hands_in(&office.officer, "other", &[1]);
        let again = Command::Reopen {
            person: 1,
            ground: "audit_finding".to_owned(),
            to: "certificate_issuance".into(),
            reason: words("یافتهٔ بازرس."),
            paper: Some(order),
        };
        let why = refused(&case, &director(), again);
        assert!(matches!(why, Why::NotReopenedThere(_)), "{why:?}");
        let other = decided(&office, Ruling::Granted);
        other.is_ready_for_a_certificate(123_456_799);
        let (series, serial) = (first.series.or_empty(), first.serial.or_empty());
        for (series, serial) in [
            (series.to_owned(), format!(" {serial}\u{200C}")),
            (series.replace('/', " / "), serial.to_owned()),
            (
                digits::localized(Locale::Fa, series),
                digits::localized(Locale::Fa, serial),
            ),
        ] {
            let certificate = Command::IssueCertificate(CertificateIssued {
                person: 1,
                series: words(&series),
                serial: words(&serial),
                delivered_to: words("خود متقاضی"),
            });
            let why = refused(&other, &office.head, certificate);
            assert_eq!(why, Why::NumberTaken, "{series} {serial}");
        }
    });
}

#[test]
fn a_new_version_is_of_the_same_paper() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let again = |kind: &str, people: &[u32]| {
            let mut received = crate::office::paper(kind, people);
            received.paper = 1;
            Command::ReceivePaper(Box::new(received))
        };
        for (kind, people) in [("death_certificate", &[][..]), ("application", &[1])] {
            let why = refused(&case, &office.officer, again(kind, people));
            assert_eq!(why, Why::OtherPaper);
        }
        case.does(&office.officer, again("application", &[]));
        assert_eq!(case.opened().file.paper(1).unwrap().versions.len(), 2);
    });
}

#[test]
fn who_comes_back_comes_back_on_what_came_after_their_own_end() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        let leaves = |act: &str, person, kind: &str| {
            let paper = case.hands_in(&office.officer, kind, &[person]);
            let left = Command::SideAct {
                act: act.to_owned(),
                person,
                reason: words("از پرونده بیرون رفت."),
                paper: Some(paper),
            };
            case.does(&office.officer, left);
        };
        leaves("death", 1, "death_certificate");
        let between = case.hands_in(&office.officer, "other", &[2]);
        leaves("withdrawal", 2, "withdrawal_request");
        let back = |paper| Command::Reopen {
            person: 2,
            ground: "new_evidence".to_owned(),
            to: "document_review".into(),
            reason: words("بازگشت."),
            paper: Some(paper),
        };
        let why = refused(&case, &director(), back(between));
        assert!(matches!(why, Why::PaperNeeded(_)), "{why:?}");
        let later = case.hands_in(&office.officer, "other", &[2]);
        case.does(&director(), back(later));
    });
}

/// The couple, of whom the wife left and came back alone to this step.
fn comes_back_alone<'o>(office: &'o Office, to: &str) -> Household<'o> {
    let case = office.opens_the_case_of_a_couple();
    returns_alone(&case, ("new_evidence", to));
    case
}

fn returns_alone(case: &Household<'_>, (ground, to): (&str, &str)) {
    let office = case.office;
    let request = case.hands_in(&office.officer, "withdrawal_request", &[2]);
    case.does(&office.officer, withdraws(2, request));
    let evidence = case.hands_in(&office.officer, "other", &[2]);
    let back = Command::Reopen {
        person: 2,
        ground: ground.to_owned(),
        to: to.into(),
        reason: words("بازگشت."),
        paper: Some(evidence),
    };
    case.does(&director(), back);
}

fn places(case: &Household<'_>) -> Vec<(u32, String)> {
    let file = case.opened().file;
    let places = file.positions.iter();
    let mut places: Vec<_> = places.map(|p| (p.person, p.step.to_string())).collect();
    places.sort_unstable();
    places
}

#[test]
fn a_household_that_was_sent_elsewhere_comes_back_whatever_became_of_who_stood_alone() {
    on_each(|store| {
        let office = Office::over(store);
        let case = comes_back_alone(&office, "document_review");
        let review = (WHOLE_CASE, "document_review");
        takes(&case, &office.head, review, "inadmissible").unwrap();
        let gone = case.hands_in(&office.officer, "withdrawal_request", &[1]);
        let why = refused(&case, &office.officer, withdraws(1, gone));
        assert_eq!(why, Why::AlreadyEnded(1), "the household left with him");
        let request = case.hands_in(&office.officer, "withdrawal_request", &[2]);
        case.does(&office.officer, withdraws(2, request));
        let finding = case.hands_in(&office.officer, "other", &[1]);
        let back = Command::Reopen {
            person: WHOLE_CASE,
            ground: "audit_finding".to_owned(),
            to: "document_review".into(),
            reason: words("به اشتباه هدایت شده بود."),
            paper: Some(finding),
        };
        case.does(&director(), back);
        let stand = |no, step: &str| (no, step.to_owned());
        let now = [stand(0, "document_review"), stand(2, "closed_withdrawn")];
        assert_eq!(places(&case), now);
    });
}

#[test]
fn what_the_police_are_asked_and_answer_is_of_those_in_the_letter() {
    on_each(|store| {
        let office = Office::over(store);
        let case = comes_back_alone(&office, "office_committee");
        case.reaches_the_police();
        let posts = ["office_head", "archive_officer", "expert"];
        case.is_heard_by(&office.head, 2, "office_committee", &posts, "approved");
        case.takes(&office.head, 2, "office_committee", "refer_identity", &[]);
        case.is_asked_about(Holder::Police);
        let has = |person: u32, proof| {
            let file = case.opened().file;
            let place = file.position(person, &"identity_referral".into()).unwrap();
            (on_record(&file, place, proof), place.holder)
        };
        assert_eq!(has(WHOLE_CASE, Proof::Letter), (true, Holder::Police));
        assert_eq!(has(2, Proof::Letter), (false, Holder::Office));
        let asks = Command::SendLetter {
            person: 2,
            addressee: Holder::Police,
            number: words("1405/121"),
            question: words("درخواست بررسی دربارهٔ همسر."),
        };
        case.does(&office.head, asks);
        assert_eq!(has(2, Proof::Letter), (true, Holder::Police));
        let answers = |letter, person| {
            Command::AnswerLetter(Box::new(sejel::domain::case::command::LetterAnswer {
                letter,
                number: words("پ/۷"),
                answers: vec![Answer {
                    person,
                    result: "confirmed".to_owned(),
                }],
                text: words("شناخته شد."),
                paper: None,
            }))
        };
        let why = refused(&case, &office.officer, answers(1, 2));
        assert_eq!(why, Why::NoSuchPerson(2), "nobody asked about her there");
        case.does(&office.officer, answers(1, 1));
        assert_eq!(
            has(WHOLE_CASE, Proof::AnswerConfirmed),
            (true, Holder::Head)
        );
        assert_eq!(has(2, Proof::AnswerConfirmed), (false, Holder::Police));
        assert!(has(2, Proof::NoAnswer).0);
        case.does(&office.officer, answers(2, 2));
        assert_eq!(has(2, Proof::AnswerConfirmed), (true, Holder::Head));
    });
}

#[test]
fn who_came_back_alone_stands_once_however_the_others_go_on() {
    on_each(|store| {
        let office = Office::over(store);
        let case = comes_back_alone(&office, "office_decision");
        case.reaches_the_council();
        // What the council says is said of those who still go together.
        case.is_voted_on("approved");
        let stand = |no| (no, "office_decision".to_owned());
        assert_eq!(places(&case), [stand(1), stand(2)]);
    });
}

#[test]
fn where_the_last_who_goes_with_the_household_leaves_nobody_is_left_at_its_place() {
    on_each(|store| {
        let office = Office::over(store);
        let case = comes_back_alone(&office, "document_review");
        let request = case.hands_in(&office.officer, "withdrawal_request", &[1]);
        case.does(&office.officer, withdraws(1, request));
        let stand = |no, step: &str| (no, step.to_owned());
        let now = [stand(1, "closed_withdrawn"), stand(2, "document_review")];
        assert_eq!(places(&case), now);
    });
}

#[test]
fn a_search_is_of_those_whom_nobody_has_looked_for_yet() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_the_case_of_a_couple();
        case.brings_the_papers();
        case.takes(&office.reviewer, 0, "document_review", "complete", &[]);
        let searched = |result: &str| {
            let check = SearchCheck {
                check: "name_match".to_owned(),
                result: result.to_owned(),
                note: None,
            };
            let checks = vec![check];
            let summary = None;
            case.does(&office.archive, Command::RecordSearch { checks, summary });
            let file = case.opened().file;
            file.searches.last().unwrap().what.step.to_string()
        };
        assert_eq!(searched("possible"), "registry_search");
        case.takes(&office.archive, 0, "registry_search", "possible_match", &[]);
        returns_alone(&case, ("audit_finding", "registry_search"));
        assert_eq!(searched("clean"), "registry_search", "the wife’s");
        assert_eq!(
            searched("clean"),
            "fraud_hold",
            "the first of those that ask no more"
        );
    });
}
