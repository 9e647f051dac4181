//! One filled copy of each page in each language, with invented people. The tests render them all;
//! with `SEJEL_PAGES=folder` they also leave them there to be looked at.

mod cases;
mod rest;
mod work;

use crate::text::{Locale, Words, k};
use crate::web::form::{Field, Form, Section};
use crate::web::page::{Area, Page, Who};
use crate::web::parts::*;

use super::account::*;
use super::problem::ProblemPage;

/// A rendered page by its name.
pub(super) type Sample = (&'static str, String);

/// The Persian text or the English one.
pub(super) fn say(w: Words, fa: &str, en: &str) -> String {
    match w.locale() {
        Locale::Fa => fa.to_owned(),
        Locale::En => en.to_owned(),
    }
}

pub(super) fn link(w: Words, href: &str, fa: &str, en: &str) -> Link {
    Link::new(href, say(w, fa, en))
}

/// The headings of a table.
pub(super) fn columns(w: Words, titles: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let pick = |(fa, en): &(&'static str, &'static str)| match w.locale() {
        Locale::Fa => *fa,
        Locale::En => *en,
    };
    titles.iter().map(pick).collect()
}

pub(super) fn page(w: Words, title: String, area: Area) -> Page {
    Page {
        csrf: "token".to_owned(),
        who: Some(Who {
            name: say(w, "سینا انگاره", "Sina Engareh"),
            role: w.t(k::ROLE_REGISTRAR_OFFICER).to_owned(),
            office: say(w, "ایرانشهر", "Iranshahr"),
        }),
        area: Some(area),
        areas: Area::ALL.to_vec(),
        directive: Some(say(
            w,
            "دستورالعمل مادهٔ ۴۵ (۱۳۸۱)",
            "Instruction on Article 45 (1381)",
        )),
        demonstration: true,
        ..Page::new(w, title)
    }
}

/// Every page.
pub(super) fn all(w: Words) -> Vec<Sample> {
    use askama::Template as _;
    vec![
        ("sign-in", sign_in(w).render().unwrap()),
        ("account", account(w).render().unwrap()),
        ("people", people(w).render().unwrap()),
        ("problem", problem(w).render().unwrap()),
        ("inbox", cases::inbox(w).render().unwrap()),
        ("case", cases::case(w).render().unwrap()),
        ("paper", work::paper(w).render().unwrap()),
        ("decision", work::decision(w, true).render().unwrap()),
        ("decision-read", work::decision(w, false).render().unwrap()),
        ("intake", work::intake(w).render().unwrap()),
        ("act", work::act(w).render().unwrap()),
        ("history", rest::history(w).render().unwrap()),
        ("receipt", rest::receipt(w).render().unwrap()),
        ("letter", rest::letter(w).render().unwrap()),
        ("search", rest::search(w).render().unwrap()),
        ("directive", rest::directive(w).render().unwrap()),
        ("sheet", rest::sheet(w).render().unwrap()),
    ]
}

fn sign_in(w: Words) -> SignInPage {
    let fields = vec![
        Field::code("username", say(w, "نام کاربری", "User name")).autocomplete("username"),
        Field::password(
            "password",
            say(w, "گذرواژه", "Password"),
            "current-password",
        ),
    ];
    let submit = w.t(k::SIGN_IN);
    SignInPage {
        page: Page::new(w, submit),
        form: Form::new(w, "/sign-in", submit, vec![Section::plain(fields)]),
        note: Some(Note::bad(say(
            w,
            "نام کاربری یا گذرواژه درست نیست.",
            "The user name or the password is wrong.",
        ))),
    }
}

fn account(w: Words) -> AccountPage {
    let fields = vec![
        Field::password(
            "old",
            say(w, "گذرواژهٔ کنونی", "Current password"),
            "current-password",
        ),
        Field::password(
            "new",
            say(w, "گذرواژهٔ تازه", "New password"),
            "new-password",
        )
        .hint(say(w, "دست‌کم ۱۵ نویسه.", "At least 15 characters.")),
    ];
    let title = say(w, "تغییر گذرواژه", "Change the password");
    let end = PostButton {
        action: "/account/sessions".to_owned(),
        label: say(w, "پایان دادن", "End"),
        about: "192.0.2.7".to_owned(),
        hidden: vec![("csrf".to_owned(), "token".to_owned())],
    };
    let columns = [
        say(w, "از", "Since"),
        say(w, "نشانی", "Address"),
        say(w, "پایان", "End"),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    AccountPage {
        page: page(w, w.t(k::NAV_ACCOUNT).to_owned(), Area::People),
        note: Some(Note::warn(say(
            w,
            "نخست گذرواژه را عوض کنید.",
            "Change the password first.",
        ))),
        form: Form::on(
            &page(w, String::new(), Area::Inbox),
            "/account/password",
            title.clone(),
            vec![Section::titled(title, fields)],
        ),
        sessions: Table::new(w.t(k::SESSIONS_TITLE), &columns).rows(vec![
            Row::new(
                say(w, "۲ آذر، ۰۸:۱۰", "2 Azar, 08:10"),
                vec![
                    Cell::code("192.0.2.7"),
                    Cell::muted(say(w, "همین نشست", "This session")),
                ],
            ),
            Row::new(
                say(w, "۱ آذر، ۱۶:۴۰", "1 Azar, 16:40"),
                vec![Cell::code("192.0.2.9"), Cell::Button(Box::new(end))],
            ),
        ]),
    }
}

fn people(w: Words) -> PeoplePage {
    let columns = columns(
        w,
        &[
            ("نام", "Name"),
            ("سمت", "Post"),
            ("واحد", "Unit"),
            ("تا", "Until"),
            ("کار باز", "Open work"),
        ],
    );
    let row = |fa: &str, en: &str, role, work: i64| {
        Row::new(
            Link::new("/users/3", say(w, fa, en)),
            vec![
                Cell::text(w.t(role)),
                Cell::text(say(w, "ایرانشهر", "Iranshahr")),
                Cell::muted(w.t(k::NONE)),
                Cell::text(w.count(work)),
            ],
        )
    };
    let form = Form::on(
        &page(w, String::new(), Area::Inbox),
        "/users",
        w.t(k::PEOPLE_ADD),
        vec![Section::plain(vec![
            Field::text("name", w.t(k::NAME)),
            Field::code("username", say(w, "نام کاربری", "User name")),
            Field::date("until", say(w, "تا تاریخ", "Until")).optional(),
        ])],
    );
    PeoplePage {
        page: page(w, w.t(k::NAV_PEOPLE).to_owned(), Area::People),
        count: w.say(k::people_count(2)),
        people: Table::new(w.t(k::NAV_PEOPLE), &columns)
            .rows(vec![
                row("سینا انگاره", "Sina Engareh", k::ROLE_REGISTRAR_OFFICER, 47),
                row("مهرناز الگوپور", "Mehrnaz Olgupur", k::ROLE_OFFICE_HEAD, 6),
            ])
            .layout(Layout::Tight),
        add: Some(form),
    }
}

fn problem(w: Words) -> ProblemPage {
    let title = say(w, "پرونده در این میان عوض شد", "The case changed meanwhile");
    let change = say(
        w,
        "سینا انگاره ساعت ۱۰:۴۲ تاریخ ولادت یوسف را درست کرد.",
        "Sina Engareh corrected the birth date of Yusef at 10:42.",
    );
    let again = Form::on(
        &page(w, String::new(), Area::Inbox),
        "/cases/x/acts/note",
        say(w, "ثبت دوباره", "Record again"),
        vec![Section::plain(vec![Field::area("text", w.t(k::NOTE_TEXT))])],
    );
    ProblemPage {
        page: page(w, title, Area::Inbox),
        what: say(
            w,
            "تا شما می‌نوشتید، پرونده تغییر کرد.",
            "While you were writing, the case changed.",
        ),
        next: say(
            w,
            "تغییر را ببینید و اگر نوشتهٔ شما هنوز درست است، دوباره ثبت کنید.",
            "Look at the change and, if what you wrote still holds, record it again.",
        ),
        changes: vec![change],
        again: Some(again),
        ways: vec![link(w, "/cases/x", "دیدن پرونده", "See the case")],
        reference: None,
    }
}
