//! The people of one office, each at a browser of their own.

use sejel::domain::access::Role;

use crate::app::TestApp;
use crate::clerk::{AS_IT_IS, Clerk};

/// The office of the stories.
pub const UNIT: &str = "ir/11/01";

/// Everybody through whose hands a case goes.
pub struct Office<'a> {
    pub app: &'a TestApp,
    /// Sits at the counter.
    pub officer: Clerk<'a>,
    /// Reviews what others took in.
    pub reviewer: Clerk<'a>,
    pub archive: Clerk<'a>,
    pub head: Clerk<'a>,
    pub council: Clerk<'a>,
    pub board: Clerk<'a>,
}

impl<'a> Office<'a> {
    /// Everybody has an account and is signed in.
    pub fn opens(app: &'a TestApp) -> Self {
        let hired = |name: &str, role| {
            app.staff(name, role, UNIT);
            Clerk::comes(app, name)
        };
        Self {
            app,
            officer: hired("officer", Role::RegistrarOfficer),
            reviewer: hired("reviewer", Role::RegistrarOfficer),
            archive: hired("archive", Role::ArchiveOfficer),
            head: hired("head", Role::OfficeHead),
            council: hired("council", Role::CouncilSecretary),
            board: hired("board", Role::BoardSecretary),
        }
    }

    /// Days go by; everybody signs in again.
    pub fn waits(&mut self, days: i64) {
        self.app.clock.advance(days * 86_400);
        let people = [
            &mut self.officer,
            &mut self.reviewer,
            &mut self.archive,
            &mut self.head,
            &mut self.council,
            &mut self.board,
        ];
        people.into_iter().for_each(Clerk::comes_again);
    }

    /// The administrator makes the reviewer a deputy of the head.
    pub fn makes_the_reviewer_a_deputy(&mut self) {
        self.app.staff("administrator", Role::Administrator, "ir");
        let mut administrator = Clerk::comes(self.app, "administrator");
        administrator.turns_to("/users");
        let people = administrator.links();
        let mut pages = people.iter().filter(|href| href.starts_with("/users/"));
        let found = pages.any(|page| {
            administrator.turns_to(page);
            administrator.reads("main").contains("reviewer")
        });
        assert!(found, "the reviewer has a page");
        administrator.sends(&[("role", "office_head"), ("unit", UNIT)]);
        administrator.is_done();
    }

    /// An act without any field: only its button is pressed.
    pub fn head_presses(&mut self, case: &str, act: &str) {
        self.head.does(case, act, &AS_IT_IS);
    }
}
