//! What a decision rests on: two questions, and each person's own papers.

use sejel::domain::case::event::Ruling;
use sejel::domain::case::matters;
use sejel::domain::case::tracks::{self, Says, Track};
use sejel::domain::directive::MaterialFact;
use sejel::services::reading::{self, Reader};

use crate::database::on_each;
use crate::office::{Office, paper};
use sejel::domain::case::command::Command;

#[test]
fn identity_and_nationality_are_answered_apart() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let file = case.seen().0;
        assert_eq!(tracks::identity(&file, 1), Track::NotYet);
        assert_eq!(tracks::nationality(&file, 1), Track::NotYet);
        case.reaches_the_council();
        let file = case.seen().0;
        let known = Track::Answer("confirmed", Says::For);
        assert_eq!(tracks::identity(&file, 1), known);
        assert_eq!(tracks::nationality(&file, 1), Track::UnderWay);
        case.is_voted_on("rejected");
        let file = case.seen().0;
        assert_eq!(tracks::identity(&file, 1), known);
        let refused = Track::Nationality("rejected", Says::Against);
        assert_eq!(tracks::nationality(&file, 1), refused);
    });
}

#[test]
fn a_paper_stands_only_under_its_own_people_and_the_facts_it_proves() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.brings_the_papers();
        let foreign = Command::ReceivePaper(Box::new(paper("father_shenasnameh", &[1])));
        case.does(&office.officer, foreign);
        let file = case.seen().0;
        let directive = &case.opened().directive;
        for fact in MaterialFact::ALL {
            for paper in matters::proving(&file, directive, 1, *fact) {
                assert!(matters::concerns(paper, 1));
                assert!(matters::speaks_to(directive, paper, *fact));
            }
            let of_a_stranger = matters::proving(&file, directive, 2, *fact);
            for paper in of_a_stranger {
                assert!(paper.latest().unwrap().what.people.is_empty());
            }
        }
        // Not yet judged: it proves nothing, and is shown as it stands.
        let last = file.papers.last().unwrap().no;
        assert!(matters::others(&file, directive, 1).any(|p| p.no == last));
        assert!(matters::others(&file, directive, 2).all(|p| p.no != last));
    });
}

#[test]
fn a_paper_is_read_by_who_opened_that_version_of_it_in_that_case() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let other = office.opens_a_case();
        case.brings_the_papers();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        let (file, _) = case.seen();
        let register = &office.register;
        let by = |actor| Reader {
            actor,
            session: None,
        };
        let opened = |actor: &sejel::domain::access::Actor| {
            reading::papers_opened(register, actor.user, &file).unwrap()
        };
        let (here, elsewhere) = (case.opened(), other.opened());
        reading::paper_read(register, by(&office.officer), &here, (1, 1)).unwrap();
        reading::paper_read(register, by(&office.head), &elsewhere, (1, 1)).unwrap();
        assert!(opened(&office.head).is_empty());
        reading::paper_read(register, by(&office.head), &here, (2, 1)).unwrap();
        assert_eq!(
            opened(&office.head).into_iter().collect::<Vec<_>>(),
            [(2, 1)]
        );
        assert_eq!(
            opened(&office.officer).into_iter().collect::<Vec<_>>(),
            [(1, 1)]
        );
    });
}
