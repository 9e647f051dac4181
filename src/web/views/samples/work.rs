//! A paper, a decision, opening a case and an act.

use super::cases::{head, number, strip};
use super::{columns, link, page, say};
use crate::text::{Words, k};
use crate::web::form::{Choice, Field, FieldError, Form, Section, Values};
use crate::web::page::Area;
use crate::web::parts::*;
use crate::web::views::case::CaseHead;
use crate::web::views::decision::{DecisionPage, Grounds};
use crate::web::views::paper::{PaperPage, Scan};
use crate::web::views::work::{ActPage, IntakePage};

fn further(w: Words, title: String, about: String) -> CaseHead {
    CaseHead {
        case: Some("/cases/x".to_owned()),
        about,
        tracking: None,
        links: Vec::new(),
        ..head(w, title)
    }
}

fn verdict(w: Words) -> Form {
    let choice = |value: &str, fa: &str, en: &str| Choice::new(value, say(w, fa, en));
    let fields = vec![
        Field::radio(
            "verdict",
            say(w, "این برگه چگونه است؟", "How is this paper?"),
            vec![
                choice("accepted", "اصیل و خوانا", "Genuine and legible"),
                choice("illegible", "خوانا نیست", "Not legible").hint(say(
                    w,
                    "تصویر یا اصل بهتر خواسته می‌شود",
                    "A better scan or the original is asked for",
                )),
                choice("doubted", "در اصالت تردید هست", "Authenticity doubted").hint(say(
                    w,
                    "به رئیس اداره می‌رود؛ دلیل لازم است",
                    "Goes to the head; a reason is needed",
                )),
            ],
        ),
        Field::checks(
            "shows",
            say(w, "چه چیزی را نشان می‌دهد؟", "What does it show?"),
            vec![
                choice("identity", "هویت", "Identity"),
                choice("parentage", "نسب", "Parentage"),
                choice("birthplace", "محل ولادت", "Birthplace"),
            ],
        )
        .inline(),
        Field::area("note", w.t(k::NOTE_TEXT)).optional(),
    ];
    let title = say(w, "رأی شما دربارهٔ این برگه", "Your verdict on this paper");
    let hint = say(
        w,
        "اصل را در دست داشته باشید. مبنا: بندهای ۱ و ۱-۱ دستورالعمل.",
        "Have the original in hand. Basis: items 1 and 1-1.",
    );
    Form::on(
        &page(w, String::new(), Area::Inbox),
        "/cases/x/acts/judge",
        say(w, "ثبت رأی و برگهٔ پسین", "Record and go to the next"),
        vec![Section::titled(title, fields).hint(hint)],
    )
    .button("then", "stay", say(w, "ثبت رأی", "Record"))
    .sticky()
}

pub(super) fn paper(w: Words) -> PaperPage {
    let title = say(w, "شهادت‌نامهٔ مصدق", "Certified testimony");
    PaperPage {
        page: page(w, title.clone(), Area::Search),
        head: further(
            w,
            title,
            say(
                w,
                "برای همهٔ خانوار · اصل · ۲ برگ",
                "For the whole household · original · 2 pages",
            ),
        ),
        note: None,
        before: Some(link(w, "/1", "درخواست", "Application")),
        after: Some(link(
            w,
            "/3",
            "شناسنامهٔ جد پدری",
            "Grandfather’s certificate",
        )),
        place: say(
            w,
            "برگهٔ ۲ از ۱۱ · ۴ بررسی نشده",
            "Paper 2 of 11 · 4 not reviewed",
        ),
        scan: Scan {
            picture: Some("/pages/scan.svg".to_owned()),
            alt: say(
                w,
                "تصویر شهادت‌نامه، برگ ۱ از ۲",
                "Scan of the testimony, page 1 of 2",
            ),
            original: Some(link(w, "/file", "باز کردن تصویر", "Open the scan")),
            ..Scan::default()
        },
        judged: Some((
            Chip::warn(w.t(k::VERDICT_ORIGINAL_NEEDED)),
            say(w, "پری‌دخت پنداری، ۴ مهر", "Paridokht Pendari, 4 Mehr"),
        )),
        facts: Summary {
            lines: vec![SummaryLine::new(
                say(w, "صادرکننده", "Issued by"),
                say(w, "دفترخانهٔ نمونه", "Sample notary"),
            )],
        },
        versions: Table::new(
            w.t(k::PAPER_VERSIONS),
            &columns(w, &[("نسخه", "Version"), ("گیرنده", "Taken by")]),
        )
        .rows(vec![Row::new(
            say(w, "نسخهٔ ۱", "Version 1"),
            vec![say(w, "سینا انگاره", "Sina Engareh").into()],
        )]),
        verdict: Some(verdict(w)),
        bar: None,
    }
}

fn facts(w: Words) -> Table {
    let row = |fa: &str, en: &str, against: Cell, finding: Chip| {
        Row::new(
            say(w, fa, en),
            vec![
                Cell::Lines(vec![
                    say(w, "شهادت دو گواه", "Testimony of two witnesses"),
                    say(w, "گواهی دهیاری", "Village certificate"),
                ]),
                against,
                finding.into(),
            ],
        )
    };
    let nothing = || Cell::muted(say(w, "چیزی نیست", "Nothing"));
    Table::new(
        w.t(k::DECISION_FACTS),
        &columns(
            w,
            &[
                ("واقعیت", "Fact"),
                ("له", "For"),
                ("علیه", "Against"),
                ("یافته", "Finding"),
            ],
        ),
    )
    .layout(Layout::Facts)
    .rows(vec![
        row(
            "هویت",
            "Identity",
            Cell::Lines(vec![say(
                w,
                "پاسخ پلیس: کسی او را به این نام نمی‌شناسد",
                "Police: nobody knows him by this name",
            )]),
            Chip::warn(w.t(k::FINDING_NOT_SHOWN)),
        ),
        row(
            "نسب",
            "Parentage",
            Cell::Lines(vec![say(
                w,
                "آزمایش ژنتیک: نسبت با خواهر رد",
                "DNA: not related to the sister",
            )]),
            Chip::bad(w.t(k::FINDING_CONTRADICTED)),
        ),
        row(
            "محل ولادت",
            "Birthplace",
            nothing(),
            Chip::ok(w.t(k::FINDING_PROVEN)),
        ),
    ])
}

fn clauses(w: Words) -> Table {
    let row = |fa: &str, en: &str, why: Cell| {
        Row::new(say(w, fa, en), vec![Cell::text(w.t(k::YES)), why])
    };
    Table::new(
        w.t(k::DECISION_CLAUSES),
        &columns(
            w,
            &[
                ("بند", "Clause"),
                ("آزموده شد؟", "Tested?"),
                ("یافته و دلیل", "Finding and reason"),
            ],
        ),
    )
    .rows(vec![
        row(
            "۱. ساکن ایران",
            "1. Resident of Iran",
            Cell::text(say(
                w,
                "نه؛ تابعیت خارجی او با کارت اقامت مسلم است",
                "No; a residence card establishes another nationality",
            )),
        ),
        row(
            "۲. پدر ایرانی",
            "2. Iranian father",
            Cell::text(say(
                w,
                "نه؛ نسب ادعایی با آزمایش رد شد",
                "No; the test disproved the claimed line",
            )),
        ),
    ])
}

pub(super) fn decision(w: Words, unread: bool) -> DecisionPage {
    let title = say(
        w,
        "تصمیم برای امضا: خانوار خیرالنساء پنداری",
        "Decision to sign: household of Kheyronnesa Pendari",
    );
    let proposal = |fa: &str, en: &str, aside: (&str, &str), chip: Chip| {
        Row::new(
            say(w, fa, en),
            vec![
                chip.into(),
                say(w, "بند ۱ مادهٔ ۹۷۶", "Article 976, clause 1").into(),
                say(w, "محرز", "Evident").into(),
                say(w, "موافق، ۵ از ۶", "In favour, 5 of 6").into(),
            ],
        )
        .aside(say(w, aside.0, aside.1))
    };
    let grounds = |fa: &str, en: &str| Grounds {
        name: say(w, fa, en),
        links: vec![link(w, "/findings", "نوشتن یافته‌ها", "Write findings")],
        facts: facts(w),
        heard: Some(say(
            w,
            "در ۲ آبان از او دربارهٔ هر دو یافتهٔ مخالف پرسیده شد.",
            "On 2 Aban he was asked about both findings against him.",
        )),
        clauses: clauses(w),
    };
    DecisionPage {
        page: page(w, title.clone(), Area::Inbox),
        head: further(w, title, w.say(k::people_count(3))),
        strip: strip(w),
        unread: if unread {
            vec![
                link(
                    w,
                    "/u1",
                    "پاسخ پزشکی قانونی، ۳ برگ",
                    "Answer of Legal Medicine, 3 pages",
                ),
                link(w, "/u2", "کارت اقامت ۱۳۹۸", "Residence card 1398"),
            ]
        } else {
            Vec::new()
        },
        glance: say(w, "۱ پذیرش و ۱ رد", "1 granted and 1 refused"),
        bodies: None,
        proceedings: link(w, "/proceedings", "اقدام‌ها", "Proceedings"),
        proposals: Some(
            Table::new(
                w.t(k::DECISION_PROPOSALS),
                &columns(
                    w,
                    &[
                        ("نام", "Name"),
                        ("پیشنهاد", "Proposal"),
                        ("مبنا", "Basis"),
                        ("هویت", "Identity"),
                        ("رأی شورا", "Council"),
                    ],
                ),
            )
            .rows(vec![
                proposal(
                    "خیرالنساء پنداری",
                    "Kheyronnesa Pendari",
                    ("سرپرست", "head"),
                    Chip::ok(w.t(k::RULING_GRANTED)),
                ),
                proposal(
                    "نورمحمد",
                    "Nurmohammad",
                    ("برادر، ۳۱ ساله", "brother, 31"),
                    Chip::bad(w.t(k::RULING_REFUSED)),
                ),
            ]),
        ),
        people: vec![
            grounds("خیرالنساء", "Kheyronnesa"),
            grounds("نورمحمد", "Nurmohammad"),
        ],
        offers: vec![
            link(w, "/sign", "امضای تصمیم", "Sign the decision"),
            link(w, "/return", "بازگرداندن", "Return it"),
        ],
        cannot: Vec::new(),
        seal: say(
            w,
            "اثر پرونده تا رویداد ۱۸۴: ۹۲۴۱۰۷",
            "Digest of the file up to event 184: 9f2c41",
        ),
    }
}

fn person_form(w: Words, on: &crate::web::page::Page) -> Form {
    let choice = |value: &str, fa: &str, en: &str| Choice::new(value, say(w, fa, en));
    let fields = vec![
        Field::text("given", w.t(k::NAME)),
        Field::text("family", w.t(k::FAMILY_NAME_CLAIMED)).beside(),
        Field::select(
            "relation",
            say(w, "نسبت با سرپرست", "Relation to the head"),
            vec![
                choice("spouse", "همسر", "Spouse"),
                choice("child", "فرزند", "Child"),
            ],
        )
        .beside(),
        Field::radio(
            "sex",
            say(w, "جنس", "Sex"),
            vec![
                choice("female", "زن", "Female"),
                choice("male", "مرد", "Male"),
            ],
        )
        .inline(),
        Field::birth_date("birth", w.t(k::BIRTH_DATE)).hint(say(
            w,
            "هر اندازه که می‌دانند بنویسید. اگر تنها سال را می‌دانند، روز و ماه را خالی بگذارید.",
            "Write as much as they know. If only the year is known, leave day and month empty.",
        )),
        Field::select(
            "basis",
            say(w, "پایهٔ این تاریخ", "What the date rests on"),
            vec![choice("t", "شهادت گواهان", "Witnesses")],
        ),
        Field::radio(
            "foreign",
            say(
                w,
                "آیا برگهٔ شناسایی خارجی دارد؟",
                "Holds a foreign identity paper?",
            ),
            vec![
                choice("no", "نه", "No"),
                choice("yes", "بله", "Yes").hint(say(
                    w,
                    "نوع و شماره پرسیده می‌شود",
                    "Kind and number will be asked",
                )),
                choice("unknown", "نمی‌داند", "Does not know"),
            ],
        ),
        Field::button("more", "person", say(w, "افزودن نفر ۳", "Add person 3")),
    ];
    let values = Values::from_pairs(
        [
            ("p2-given", say(w, "ماه‌گل", "Mahgol")),
            ("p2-family", say(w, "نمونه‌زهی", "Nemunehzehi")),
            ("p2-relation", "spouse".to_owned()),
            ("p2-sex", "female".to_owned()),
            ("p2-birth-p", "year".to_owned()),
            ("p2-birth-y", number(w, "62")),
        ]
        .map(|(n, v)| (n.to_owned(), v)),
    );
    let errors = vec![
        FieldError::new("p2-birth-y", w.t(k::DATE_ERROR_YEAR)),
        FieldError::new("p2-basis", w.t(k::ERROR_CHOOSE)),
    ];
    let who = say(w, "نفر ۲", "Person 2");
    Form::on(
        on,
        "/cases/new/d/household",
        say(w, "ذخیره و رفتن به بخش ۴", "Save and go to part 4"),
        vec![Section::titled(who.clone(), fields).repeated("p2-", who)],
    )
    .button("then", "draft", w.t(k::SAVE_DRAFT))
    .with(&values, errors)
}

pub(super) fn intake(w: Words) -> IntakePage {
    let on = page(w, say(w, "تشکیل پرونده", "Opening a case"), Area::Inbox);
    let part = |fa: &str, en: &str, state: Cell| Task::new(say(w, fa, en), state).at("/part");
    let form = person_form(w, &on);
    IntakePage {
        discard: link(
            w,
            "/discard",
            "دور انداختن این پیش‌نویس",
            "Throw this draft away",
        ),
        page: on,
        trail: vec![link(w, "/", "کارتابل", "Inbox")],
        place: say(w, "بخش ۳ از ۶: خانوار", "Part 3 of 6: household"),
        note: None,
        found: None,
        written: vec![(
            say(
                w,
                "نفر ۱: دادمحمد نمونه‌زهی، سرپرست",
                "Person 1: Dadmohammad Nemunehzehi, head",
            ),
            Summary {
                lines: vec![
                    SummaryLine::new(
                        say(w, "ولادت", "Birth"),
                        say(
                            w,
                            "۱۳۵۸، فقط سال؛ به شهادت گواهان",
                            "1358, year only; by witnesses",
                        ),
                    ),
                    SummaryLine::new(
                        say(w, "محل ولادت", "Birthplace"),
                        say(
                            w,
                            "روستای نمونه‌آباد، چابهار",
                            "Village of Nemunehabad, Chabahar",
                        ),
                    ),
                ],
            },
        )],
        form,
        parts: TaskList {
            tasks: vec![
                part(
                    "درخواست",
                    "Application",
                    Chip::ok(say(w, "کامل", "Complete")).into(),
                ),
                part(
                    "خانوار",
                    "Household",
                    Chip::late(say(w, "۲ خطا", "2 errors")).into(),
                )
                .current(),
                part(
                    "گواهان",
                    "Witnesses",
                    Cell::muted(say(w, "آغاز نشده", "Not begun")),
                ),
                part(
                    "برگه‌ها و رسید",
                    "Papers and receipt",
                    Cell::muted(say(w, "آغاز نشده", "Not begun")),
                ),
            ],
        },
        hint: say(
            w,
            "کمبودها در رسید نوشته می‌شود.",
            "What is missing is written on the receipt.",
        ),
    }
}

pub(super) fn act(w: Words) -> ActPage {
    let title = say(w, "ثبت پاسخ نیروی انتظامی", "Record the police’s answer");
    let on = page(w, title.clone(), Area::Inbox);
    let choice = |value: &str, fa: &str, en: &str| Choice::new(value, say(w, fa, en));
    let form = Form::on(
        &on,
        "/cases/x/acts/answer",
        w.t(k::SAVE),
        vec![
            Section::plain(vec![
                Field::code("number", say(w, "شمارهٔ نامه", "Number of the letter")),
                Field::date("on", say(w, "تاریخ نامه", "Date of the letter")).beside(),
                Field::file(
                    "scan",
                    say(w, "تصویر نامه", "Scan of the letter"),
                    ".pdf,.jpg,.png",
                )
                .hint(say(
                    w,
                    "پی‌دی‌اف یا تصویر، تا ۲۰ مگابایت.",
                    "PDF or picture, up to 20 MB.",
                )),
            ]),
            Section::titled(
                say(w, "پاسخ برای هر نفر", "Answer for each person"),
                vec![
                    Field::radio(
                        "answer-1",
                        say(w, "دادمحمد", "Dadmohammad"),
                        vec![
                            choice("yes", "تأیید شد", "Confirmed"),
                            choice("no", "تأیید نشد", "Not confirmed"),
                        ],
                    )
                    .inline(),
                    Field::area("text", say(w, "متن پاسخ", "Text of the answer")).optional(),
                ],
            ),
        ],
    );
    let mut says = super::rest::directive_step(w, "identity", "6", ("احراز هویت", "Identity"));
    // Its ways out lead to the page of the directive.
    says.outcomes = None;
    ActPage {
        says: Some(says),
        page: on,
        head: further(
            w,
            title,
            say(
                w,
                "خانوار دادمحمد نمونه‌زهی",
                "Household of Dadmohammad Nemunehzehi",
            ),
        ),
        lead: Some(say(
            w,
            "با ثبت پاسخ، ساعت نیروی انتظامی می‌ایستد و پرونده به اداره برمی‌گردد (مادهٔ ۴۵).",
            "Recording it stops the clock of the police and brings the case back to the office (Article 45).",
        )),
        note: None,
        form,
        beside: vec![(
            say(w, "نامهٔ فرستاده", "The letter sent"),
            Summary {
                lines: vec![
                    SummaryLine::new(w.t(k::NUMBER), Cell::code(number(w, "1405/3/2218"))),
                    SummaryLine::new(w.t(k::DATE), say(w, "۱۱ مهر ۱۴۰۵", "11 Mehr 1405")),
                ],
            },
        )],
    }
}
