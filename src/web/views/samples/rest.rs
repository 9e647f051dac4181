//! History, papers that are printed, search and the directive.

use super::cases::{NUMBER, entry, head, number};
use super::{columns, link, page, say};
use crate::domain::directive::Holder as Body;
use crate::text::{Words, k};
use crate::web::page::Area;
use crate::web::parts::*;
use crate::web::views::directive::{DirectivePage, DirectivePart, DirectiveStep};
use crate::web::views::history::{HistoryPage, Proof};
use crate::web::views::printed::{LetterPage, LetterSheet, ReceiptPage};
use crate::web::views::search::SearchPage;
use crate::web::views::sheet::{Block, SheetPage, SheetSection};

pub(super) fn history(w: Words) -> HistoryPage {
    let title = say(w, "تاریخچهٔ پرونده", "History of the case");
    let mut case_head = head(w, title.clone());
    case_head.case = Some("/cases/x".to_owned());
    case_head.tracking = None;
    case_head.links = Vec::new();
    let mut corrected = entry(
        w,
        ("۱۰:۰۵", "10:05"),
        (
            "سینا انگاره ولادت یوسف را درست کرد.",
            "Sina Engareh corrected the birth of Yusef.",
        ),
        false,
    );
    corrected.reason = Some(say(w, "گواهی مدرسه رسید", "the school letter came"));
    corrected.number = Some(number(w, "209"));
    corrected.changes = vec![Change {
        what: w.t(k::BIRTH_DATE).to_owned(),
        before: say(w, "۱۳۸۶، فقط سال", "1386, year only"),
        after: say(w, "۱۲ مهر ۱۳۸۶", "12 Mehr 1386"),
    }];
    let mut signed = entry(
        w,
        ("۰۹:۱۲", "09:12"),
        (
            "مهرناز الگوپور نامهٔ احراز هویت را امضا کرد؛ پرونده نزد نیروی انتظامی رفت.",
            "Mehrnaz Olgupur signed the identity letter; the case went to the police.",
        ),
        true,
    );
    signed.number = Some(number(w, "171"));
    let tab = |fa: &str, en: &str, count: &str, current| Tab {
        link: link(w, "?tab=x", fa, en),
        count: Some(number(w, count)),
        current,
    };
    HistoryPage {
        page: page(w, title, Area::Search),
        head: case_head,
        proof: Proof {
            reach: say(w, "اثر زنجیرهٔ تاریخچه:", "Digest of the history’s chain:"),
            digest: "9f2c41abe07d".repeat(5),
            export: Some(link(w, "/export", "نسخهٔ اثبات‌پذیر", "Provable copy")),
        },
        links: vec![link(w, "/explain", "شرح پرونده", "The case explained")],
        tabs: Tabs {
            label: say(w, "نوع رویداد", "Kind of event"),
            tabs: vec![
                tab("رویدادهای بزرگ", "Milestones", "14", false),
                tab("همه", "All", "218", true),
            ],
        },
        timeline: Timeline {
            words: w,
            days: vec![
                Day {
                    title: say(w, "چهارشنبه ۱۳ آبان", "Wednesday 13 Aban"),
                    entries: vec![corrected],
                },
                Day {
                    title: say(w, "شنبه ۱۱ مهر", "Saturday 11 Mehr"),
                    entries: vec![signed],
                },
            ],
        },
    }
}

pub(super) fn receipt(w: Words) -> ReceiptPage {
    let pair = |a: (&str, &str), b: (&str, &str)| (say(w, a.0, a.1), say(w, b.0, b.1));
    ReceiptPage {
        page: page(
            w,
            say(w, "رسید تشکیل پرونده", "Receipt of a case"),
            Area::Inbox,
        ),
        to_case: link(w, "/cases/x", "رفتن به پرونده", "Go to the case"),
        office: say(
            w,
            "ادارهٔ ثبت احوال شهرستان ایرانشهر",
            "Registry office of Iranshahr",
        ),
        date: say(w, "۲۷ شهریور ۱۴۰۵", "27 Shahrivar 1405"),
        time: say(w, "ساعت ۱۰:۴۸", "10:48"),
        number: number(w, NUMBER),
        tracking: "7K4-92M".to_owned(),
        household: say(
            w,
            "دادمحمد نمونه‌زهی، ۵ نفر",
            "Dadmohammad Nemunehzehi, 5 people",
        ),
        people: 5,
        taker: say(w, "سینا انگاره", "Sina Engareh"),
        code: Qr::of(
            "https://sejel.example/receipts/7K4-92M?seal=0123456789abcdef",
            say(w, "رمزینهٔ راستی‌آزمایی", "Verification code"),
        ),
        seal: "9f2c41abe0".to_owned(),
        statement: say(
            w,
            "این رسید نشان می‌دهد که درخواست صدور شناسنامهٔ این خانوار پذیرفته شده و در دست رسیدگی است (مادهٔ ۴۵ قانون ثبت احوال). این رسید شناسنامه نیست.",
            "This receipt shows that the household’s application was taken and is being examined (Article 45). It is not a certificate.",
        ),
        taken: vec![
            pair(("درخواست", "Application"), ("اصل، ۱", "original, 1")),
            pair(
                ("شهادت‌نامهٔ مصدق", "Certified testimony"),
                ("اصل، ۲", "original, 2"),
            ),
        ],
        missing: vec![
            pair(
                (
                    "اصل شناسنامهٔ جد پدری",
                    "Grandfather’s certificate, original",
                ),
                ("یا رأی دادگاه", "or a judgment"),
            ),
            pair(
                ("۱۲ قطعه عکس", "12 photographs"),
                ("تا ۲۶ مهر", "by 26 Mehr"),
            ),
        ],
        next: vec![
            say(
                w,
                "تا ۱۰ مهر برگه‌ها را بررسی می‌کنیم و اگر چیزی کم باشد با نام آن خبر می‌دهیم.",
                "By 10 Mehr we review the papers and name whatever is missing.",
            ),
            say(
                w,
                "هر زمان با کد رهگیری بپرسید پرونده نزد کیست. پرسیدن رایگان است.",
                "Ask at any time, with the tracking code, who has the case. Asking is free.",
            ),
        ],
        small: vec![say(
            w,
            "برای متقاضی به زبان بلوچی خوانده شد.",
            "Read out to the applicant in Balochi.",
        )],
    }
}

pub(super) fn search(w: Words) -> SearchPage {
    let columns = columns(
        w,
        &[
            ("خانوار", "Household"),
            ("شماره", "Number"),
            ("گام", "Step"),
            ("نزد", "Held by"),
            ("مهلت", "Due"),
        ],
    );
    SearchPage {
        page: page(w, w.t(k::NAV_SEARCH).to_owned(), Area::Search),
        query: say(w, "نمونه‌زهی", "Nemunehzehi"),
        count: Some(w.say(k::cases_count(1))),
        found: Some(
            Table::new(w.t(k::NAV_SEARCH), &columns)
                .layout(Layout::Tight)
                .rows(vec![Row::new(
                    link(w, "/cases/x", "دادمحمد نمونه‌زهی", "Dadmohammad Nemunehzehi"),
                    vec![
                        Cell::code(number(w, NUMBER)),
                        say(w, "احراز هویت", "Identity").into(),
                        Holder::of(w, Body::Police).into(),
                        super::cases::late(w).into(),
                    ],
                )]),
        ),
        note: None,
    }
}

pub(super) fn letter(w: Words) -> LetterPage {
    let people = Table::new(
        w.t(k::LETTER_REFERRAL_PEOPLE),
        &columns(w, &[("نام", "Name"), ("نام پدر", "Father")]),
    )
    .rows(vec![Row::new(
        say(w, "یوسف نمونه‌زهی", "Yusef Nemunehzehi"),
        vec![say(w, "دادمحمد", "Dadmohammad").into()],
    )]);
    let sheet = LetterSheet {
        subject: w.t(k::LETTER_REFERRAL_IDENTITY).to_owned(),
        office: say(
            w,
            "ادارهٔ ثبت احوال ایرانشهر",
            "Registry office of Iranshahr",
        ),
        marks: vec![(w.t(k::LETTER_NO).to_owned(), number(w, "1405/3/2218"))],
        to: vec![w.say(k::letter_to_person(w.t(k::HOLDER_POLICE)))],
        body: vec![say(
            w,
            "پرسش اداره چنین است.",
            "The office asks as follows.",
        )],
        card: Some(vec![(
            w.t(k::NAME).to_owned(),
            say(w, "یوسف نمونه‌زهی", "Yusef Nemunehzehi"),
        )]),
        tables: vec![(w.t(k::LETTER_REFERRAL_PEOPLE).to_owned(), people)],
        after: vec![w.t(k::LETTER_REFERRAL_ANSWER).to_owned()],
        basis: say(
            w,
            "مادهٔ ۴۵ قانون ثبت احوال",
            "Civil Registration Act, Art. 45",
        ),
        signs: vec![(
            say(w, "مهرناز الگوپور", "Mehrnaz Olgupur"),
            w.t(k::ROLE_OFFICE_HEAD).to_owned(),
        )],
        code: Qr::of("SEJEL", w.t(k::RECEIPT_CODE)),
        seals: vec![(w.say(k::letter_file(171_u32)), "9f2c41abe07d".to_owned())],
    };
    LetterPage {
        page: page(w, sheet.subject.clone(), Area::Inbox),
        to_case: link(w, "/cases/x", "بازگشت به پرونده", "Back to the case"),
        sheets: vec![sheet],
    }
}

pub(super) fn directive_step(w: Words, id: &str, n: &str, (fa, en): (&str, &str)) -> DirectiveStep {
    DirectiveStep {
        number: number(w, n),
        id: id.to_owned(),
        title: say(w, fa, en),
        article: say(
            w,
            "مادهٔ ۴۵ قانون ثبت احوال",
            "Civil Registration Act, Article 45",
        ),
        lines: Summary {
            lines: vec![
                SummaryLine::new(say(w, "چه کسی", "Who"), w.t(k::ROLE_REGISTRAR_OFFICER)),
                SummaryLine::new(w.t(k::COLUMN_HOLDER), Holder::of(w, Body::Police)),
                SummaryLine::new(
                    w.t(k::COLUMN_DUE),
                    say(
                        w,
                        "۳۰ روز از تاریخ نامه؛ سپس به رئیس اداره خبر می‌رسد",
                        "30 days from the letter; then the head is told",
                    ),
                ),
            ],
        },
        needs: vec![say(w, "نامهٔ استعلام", "Enquiry letter")],
        outcomes: Some(
            Table::new(
                w.t(k::DIRECTIVE_OUTCOMES),
                &columns(w, &[("نتیجه", "Outcome"), ("به", "To")]),
            )
            .rows(vec![Row::new(
                say(w, "هویت محرز است", "Identity evident"),
                vec![Cell::link(
                    "#step-council",
                    say(w, "شورای تأمین", "Security council"),
                )],
            )]),
        ),
        says: say(
            w,
            "اداره دربارهٔ هویت از نیروی انتظامی می‌پرسد.",
            "The office asks the police about identity.",
        ),
        whole: link(w, "/directives/x/read#step-x", "متن", "Text"),
        marks: vec![Chip::warn(say(w, "مفروض", "Assumed"))],
    }
}

pub(super) fn directive(w: Words) -> DirectivePage {
    let drawing = |id| Flow {
        id,
        title: w.t(k::DIAGRAM_TITLE).to_owned(),
        says: say(w, "یک گام", "One step"),
        width: 236,
        bands: vec![FlowBand {
            top: 0,
            height: 60,
            boxes: vec![FlowBox {
                href: "#step-identity".to_owned(),
                class: "main assumed".to_owned(),
                x: 10,
                y: 1,
                width: 216,
                height: 40,
                text_x: 20,
                texts: vec![FlowText {
                    text: say(w, "۶. احراز هویت", "6. Identity"),
                    class: "t",
                    y: 26,
                }],
            }],
            lines: vec![FlowLine {
                path: "M10 50L226 50".to_owned(),
                back: true,
            }],
        }],
    };
    DirectivePage {
        wide: drawing("flow-wide"),
        narrow: drawing("flow-narrow"),
        page: page(
            w,
            say(w, "دستورالعمل مادهٔ ۴۵", "Instruction on Article 45"),
            Area::Directive,
        ),
        state: say(w, "در اجرا از ۱ تیر ۱۳۸۱", "In force since 1 Tir 1381"),
        steps: vec![
            directive_step(w, "identity", "6", ("احراز هویت", "Identity")),
            directive_step(w, "council", "7", ("احراز تابعیت", "Nationality")),
        ],
        help: say(
            w,
            "رسیدگی به درخواست کسی که سند سجلی ندارد.",
            "How a request is settled of whoever has no record.",
        ),
        rules: Summary {
            lines: vec![SummaryLine::new(
                say(w, "مهلت", "Time limit"),
                say(w, "۶ ماه", "6 months"),
            )],
        },
        parts: vec![DirectivePart {
            id: "documents",
            title: w.t(k::DIRECTIVE_DOCUMENTS).to_owned(),
            table: Table::new(
                w.t(k::DIRECTIVE_DOCUMENTS),
                &columns(w, &[("سند", "Document"), ("متن", "Text")]),
            )
            .rows(vec![Row::new(
                say(w, "قانون ثبت احوال", "Civil Registration Act"),
                vec![Cell::muted(say(w, "خوانده شد", "Read"))],
            )]),
        }],
        digest: "9f2c41abe07d".to_owned(),
    }
}

pub(super) fn sheet(w: Words) -> SheetPage {
    let columns = columns(
        w,
        &[("چه چیز", "What"), ("یوسف", "Yusef"), ("هاجر", "Hajar")],
    );
    let title = say(w, "یوسف نمونه‌زهی", "Yusef Nemunehzehi");
    let findings = say(w, "یافته‌ها", "Findings");
    let row = Row::new(
        say(w, "نسب", "Parentage"),
        vec![
            Chip::ok(w.t(k::FINDING_PROVEN)).into(),
            Chip::bad(w.t(k::FINDING_CONTRADICTED)).into(),
        ],
    );
    SheetPage {
        page: page(w, title.clone(), Area::Search),
        head: head(w, title),
        note: None,
        sections: vec![SheetSection::new(
            findings.clone(),
            Block::Table(Table::new(findings, &columns).rows(vec![row])),
        )],
    }
}
