//! The inbox and the case.

use super::{link, page, say};
use crate::domain::directive::Holder as Body;
use crate::text::{Words, digits, k};
use crate::web::page::Area;
use crate::web::parts::*;
use crate::web::views::case::{CaseHead, CaseNote, CasePage, Work};
use crate::web::views::inbox::*;

pub(in crate::web::views) const NUMBER: &str = "11-03-1405-00217";

pub(in crate::web::views) fn number(w: Words, number: &str) -> String {
    digits::localized(w.locale(), number)
}

pub(in crate::web::views) fn late(w: Words) -> Due {
    Due {
        state: DueState::Late,
        days: w.say(k::days_late(12)),
        date: say(w, "۲۰ آبان", "20 Aban"),
        counted: None,
    }
}

fn soon(w: Words) -> Due {
    Due {
        state: DueState::Soon,
        days: w.t(k::TODAY).to_owned(),
        date: say(w, "۲ آذر", "2 Azar"),
        counted: None,
    }
}

fn in_time(w: Words) -> Due {
    Due {
        state: DueState::InTime,
        days: w.say(k::days_left(14)),
        date: say(w, "۱۶ آذر", "16 Azar"),
        counted: None,
    }
}

fn row(
    w: Words,
    name: (&str, &str),
    step: (&str, &str),
    holder: Holder,
    due: Due,
    next: Next,
) -> CaseRow {
    CaseRow {
        office: None,
        href: format!("/cases/{NUMBER}"),
        name: say(w, name.0, name.1),
        people: w.say(k::people_count(5)),
        number: number(w, NUMBER),
        step: say(w, step.0, step.1),
        holder,
        since: say(w, "۱۱ مهر", "11 Mehr"),
        days: w.say(k::days(51)),
        due,
        next,
    }
}

fn groups(w: Words) -> Vec<Group> {
    let go = |fa: &str, en: &str| Next::Do(Link::new(format!("/cases/{NUMBER}"), say(w, fa, en)));
    let identity = ("احراز هویت", "Identity");
    let review = ("بررسی مدارک", "Document review");
    let group = |fa: &str, en: &str, rows: Vec<CaseRow>| Group {
        title: say(w, fa, en),
        rows,
    };
    vec![
        group(
            "گذشته از مهلت",
            "Overdue",
            vec![
                row(
                    w,
                    ("دادمحمد نمونه‌زهی", "Dadmohammad Nemunehzehi"),
                    identity,
                    Holder::of(w, Body::Police),
                    late(w),
                    go("یادآوری سوم را بفرستید", "Send the third reminder"),
                ),
                row(
                    w,
                    ("گل‌بی‌بی فرضی", "Golbibi Farzi"),
                    ("احراز تابعیت", "Nationality"),
                    Holder::of(w, Body::Council),
                    late(w),
                    go("به استان گزارش کنید", "Report to the province"),
                ),
            ],
        ),
        group(
            "تا سه روز دیگر",
            "Within three days",
            vec![row(
                w,
                ("مراد انگاره‌زهی", "Morad Engarehzehi"),
                review,
                Holder::me(w),
                soon(w),
                go("شهادت‌نامه را بررسی کنید", "Review the testimony"),
            )],
        ),
        group(
            "در مهلت",
            "In time",
            vec![
                row(
                    w,
                    ("جان‌محمد پنداری", "Janmohammad Pendari"),
                    review,
                    Holder::of(w, Body::Office),
                    in_time(w),
                    Next::Wait(say(w, "منتظر بازبینی", "Waiting for review")),
                ),
                row(
                    w,
                    ("حوا فرضی‌نژاد", "Hava Farzinejad"),
                    ("اعتراض", "Objection"),
                    Holder::of(w, Body::Court),
                    in_time(w),
                    Next::Wait(say(w, "منتظر پاسخ", "Waiting for the answer")),
                ),
            ],
        ),
        group(
            "نزد متقاضی؛ ساعت ایستاده",
            "With the applicant; clock stopped",
            vec![row(
                w,
                ("عیسی پنداری", "Isa Pendari"),
                review,
                Holder::of(w, Body::Applicant),
                Due::paused(w),
                go("سه کمبود را پی بگیرید", "Follow up three gaps"),
            )],
        ),
    ]
}

pub(super) fn filter(w: Words, set: bool) -> Filter {
    let option = |value: &str, fa: &str, en: &str| (value.to_owned(), say(w, fa, en), false);
    Filter {
        who: String::new(),
        action: "/".to_owned(),
        hidden: vec![("list".to_owned(), "mine".to_owned())],
        choices: vec![
            FilterChoice {
                name: "step".to_owned(),
                label: w.t(k::COLUMN_STEP).to_owned(),
                options: vec![
                    option("", "همهٔ گام‌ها", "All steps"),
                    option("review", "بررسی مدارک", "Document review"),
                ],
            },
            FilterChoice {
                name: "holder".to_owned(),
                label: w.t(k::COLUMN_HOLDER).to_owned(),
                options: vec![
                    option("", "همه", "Anyone"),
                    option("police", "نیروی انتظامی", "Police"),
                ],
            },
            FilterChoice {
                name: "due".to_owned(),
                label: w.t(k::COLUMN_DUE).to_owned(),
                options: vec![option("", "همه", "Any"), option("late", "گذشته", "Overdue")],
            },
        ],
        clear: set.then(|| Link::new("/", w.t(k::CLEAR_FILTER))),
    }
}

pub(super) fn inbox(w: Words) -> InboxPage {
    let tab = |fa: &str, en: &str, count: &str, current| Tab {
        link: Link::new("/?list=x", say(w, fa, en)),
        count: Some(number(w, count)),
        current,
    };
    InboxPage {
        notes: Vec::new(),
        page: page(w, w.t(k::NAV_INBOX).to_owned(), Area::Inbox),
        today: say(w, "دوشنبه ۲ آذر ۱۴۰۵", "Monday 2 Azar 1405"),
        drafts: None,
        open: Some(link(
            w,
            "/cases/new",
            "تشکیل پروندهٔ تازه",
            "Open a new case",
        )),
        tabs: Tabs {
            label: say(w, "فهرست‌ها", "Lists"),
            tabs: vec![
                tab("نوبت من", "My turn", "11", false),
                tab("پرونده‌های من", "My cases", "47", true),
                tab("صندوق اداره", "Office pool", "18", false),
                tab("همهٔ اداره", "Whole office", "1000+", false),
                tab("بستهٔ این ماه", "Closed this month", "9", false),
            ],
        },
        filter: filter(w, false),
        caption: say(w, "پرونده‌های من به ترتیب مهلت", "My cases by due date"),
        groups: groups(w),
        empty: None,
        pager: Pager::by_key(w, Some("/".to_owned()), Some("/?after=1".to_owned())),
    }
}

pub(in crate::web::views) fn head(w: Words, title: String) -> CaseHead {
    CaseHead {
        trail: vec![link(w, "/", "کارتابل", "Inbox")],
        case: None,
        title,
        about: w.say(k::people_count(5)),
        number: number(w, NUMBER),
        tracking: Some("7K4-92M".to_owned()),
        tracking_label: w.t(k::TRACKING_CODE).to_owned(),
        links: vec![link(w, "/receipt", "رسید", "Receipt")],
        marks: Vec::new(),
    }
}

pub(in crate::web::views) fn strip(w: Words) -> Strip {
    Strip {
        cells: vec![
            StripCell::new(w.t(k::COLUMN_STEP), say(w, "احراز هویت", "Identity")).why(say(
                w,
                "گام ۶ از ۱۰، مادهٔ ۴۵",
                "Step 6 of 10, Article 45",
            )),
            StripCell::new(
                w.t(k::COLUMN_HOLDER),
                Holder::named(
                    Body::Police,
                    say(w, "نیروی انتظامی ایرانشهر", "Police of Iranshahr"),
                ),
            )
            .why(say(
                w,
                "نامهٔ \u{2068}۱۴۰۵/۳/۲۲۱۸\u{2069}",
                "Letter 1405/3/2218",
            )),
            StripCell::new(w.t(k::COLUMN_SINCE), say(w, "۱۱ مهر", "11 Mehr")).why(say(
                w,
                "۵۱ روز پیش",
                "51 days ago",
            )),
            StripCell::new(say(w, "مهلت پاسخ", "Answer due"), late(w))
                .why(say(
                    w,
                    "۳۰ روز از ۱۱ مهر می‌شود ۱۱ آبان؛ رئیس اداره ۹ روز افزود.",
                    "30 days from 11 Mehr make 11 Aban; the head added 9 days.",
                ))
                .more(link(w, "/how", "چگونه شمرده شد", "How it was counted")),
        ],
    }
}

fn steps(w: Words) -> StepLine {
    let mark = |fa: &str, en: &str, article: (&str, &str), stage| StepMark {
        title: say(w, fa, en),
        article: say(w, article.0, article.1),
        stage,
    };
    let a45 = ("مادهٔ ۴۵", "Article 45");
    StepLine {
        words: w,
        steps: vec![
            mark(
                "پذیرش",
                "Intake",
                ("بند ۱-۱ دستورالعمل", "item 1-1"),
                Stage::Done,
            ),
            mark(
                "بررسی مدارک",
                "Document review",
                ("بند ۱ دستورالعمل", "item 1"),
                Stage::Done,
            ),
            mark(
                "استعلام سوابق",
                "Registry search",
                ("مادهٔ ۴۴ ق.ث.ا", "Article 44"),
                Stage::Done,
            ),
            mark(
                "نسب و ادله",
                "Lineage",
                ("مادهٔ ۹۷۶ ق.م", "Article 976"),
                Stage::Done,
            ),
            mark("کمیته", "Committee", a45, Stage::Done),
            mark("احراز هویت", "Identity", a45, Stage::Now),
            mark(
                "احراز تابعیت",
                "Nationality",
                ("تبصرهٔ مادهٔ ۴۵", "Article 45, note"),
                Stage::Ahead,
            ),
            mark(
                "تصمیم اداره",
                "Decision",
                ("رأی ۶۵۸", "Ruling 658"),
                Stage::Ahead,
            ),
            mark("ابلاغ", "Service", ("مادهٔ ۴", "Article 4"), Stage::Ahead),
            mark("صدور", "Issue", ("مادهٔ ۱۳", "Article 13"), Stage::Ahead),
        ],
    }
}

fn panel(w: Words) -> Panel {
    let go = |fa, en| Offer::Go(link(w, "/cases/x/acts/answer", fa, en));
    let mut panel = Panel::new(
        w,
        vec![
            go("ثبت پاسخ نیروی انتظامی", "Record the police’s answer"),
            go("فرستادن یادآوری سوم", "Send the third reminder"),
            Offer::Post(PostButton {
                action: "/cases/x/acts/release".to_owned(),
                label: say(w, "بازگرداندن به صندوق", "Return to the pool"),
                about: String::new(),
                hidden: vec![("csrf".to_owned(), "token".to_owned())],
            }),
        ],
        vec![
            Bar::new(
                say(w, "ارجاع به شورای تأمین", "Refer to the security council"),
                say(w, "هنوز نمی‌شود: پاسخ احراز هویت نرسیده است (مادهٔ ۴۵). پس از آن هم امضا با رئیس اداره است.", "Not yet: the identity answer has not come (Article 45). After that the head signs."),
            )
            .way(link(w, "/note", "یادداشت برای مهرناز الگوپور", "Note to Mehrnaz Olgupur")),
        ],
    );
    panel.rule = Some(say(
        w,
        "دیرکرد به نام نیروی انتظامی شمرده می‌شود، نه این اداره.",
        "The delay counts against the police, not this office.",
    ));
    panel
}

fn tasks(w: Words) -> Work {
    Work {
        progress: say(w, "۲ از ۴ انجام شده", "2 of 4 done"),
        list: TaskList {
            tasks: vec![
                Task::done(
                    say(w, "نامهٔ احراز هویت", "Identity letter"),
                    say(w, "امضا و فرستاده شد", "Signed and sent"),
                ),
                Task::done(
                    say(w, "یادآوری ۱۵ و ۳۰ روزه", "Reminders at 15 and 30 days"),
                    say(w, "فرستاده شد", "Sent"),
                ),
                Task::new(
                    say(
                        w,
                        "پاسخ نیروی انتظامی برای سه بزرگسال",
                        "Answer of the police for three adults",
                    ),
                    Chip::late(say(w, "نرسیده", "Not here")),
                )
                .at("/a")
                .hint(say(
                    w,
                    "برای دادمحمد، ماه‌گل و یوسف؛ نامه، تاریخ و تصویر لازم است.",
                    "For Dadmohammad, Mahgol and Yusef; letter, date and scan.",
                )),
                Task::new(
                    say(
                        w,
                        "اصل شناسنامهٔ جد پدری",
                        "Grandfather’s certificate, original",
                    ),
                    Chip::todo(say(w, "کم است", "Missing")),
                )
                .at("/b")
                .hint(say(
                    w,
                    "رونوشت هست. اگر اصل نیست، رأی اثبات نسب دادگاه هم پذیرفته می‌شود.",
                    "There is a copy. A court judgment on lineage is accepted too.",
                )),
            ],
        },
    }
}

fn household(w: Words) -> Table {
    let columns = [
        w.t(k::NAME).to_owned(),
        say(w, "نسبت", "Relation"),
        say(w, "ولادت", "Birth"),
        say(w, "مبنای ادعا", "Claim"),
        say(w, "هویت", "Identity"),
        say(w, "تابعیت", "Nationality"),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let person = |name: (&str, &str), relation: (&str, &str), birth: Cell, identity: Cell| {
        Row::new(
            Link::new("/p", say(w, name.0, name.1)),
            vec![
                say(w, relation.0, relation.1).into(),
                birth,
                say(w, "بند ۲", "Clause 2").into(),
                identity,
                Cell::muted(w.t(k::NOT_YET)),
            ],
        )
    };
    let waiting = || Cell::from(Chip::waiting(say(w, "در راه", "Under way")));
    Table::new(w.t(k::CASE_HOUSEHOLD), &columns)
        .layout(Layout::Tight)
        .rows(vec![
            person(
                ("دادمحمد", "Dadmohammad"),
                ("سرپرست", "Head"),
                Cell::With(number(w, "1358"), say(w, "فقط سال", "year only")),
                waiting(),
            ),
            person(
                ("ماه‌گل", "Mahgol"),
                ("همسر", "Wife"),
                Cell::text(say(w, "میان ۱۳۶۲ و ۱۳۶۴", "Between 1362 and 1364")),
                waiting(),
            ),
            person(
                ("یوسف", "Yusef"),
                ("پسر", "Son"),
                Cell::text(say(w, "۱۲ مهر ۱۳۸۶", "12 Mehr 1386")),
                waiting(),
            ),
            person(
                ("هاجر", "Hajar"),
                ("دختر", "Daughter"),
                Cell::text(say(w, "اسفند ۱۳۹۰", "Esfand 1390")),
                Cell::muted(say(w, "همراه سرپرست", "With the head")),
            ),
        ])
}

fn papers(w: Words) -> Table {
    let columns = [
        say(w, "برگه", "Paper"),
        say(w, "برای", "For"),
        say(w, "شکل", "Shape"),
        say(w, "رأی", "Verdict"),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let paper = |name: (&str, &str), shape: (&str, &str), verdict: Chip| {
        Row::new(
            Link::new("/q", say(w, name.0, name.1)),
            vec![
                say(w, "همهٔ خانوار", "Whole household").into(),
                say(w, shape.0, shape.1).into(),
                verdict.into(),
            ],
        )
    };
    let original = ("اصل، ۲ برگ", "Original, 2 pages");
    Table::new(w.t(k::CASE_PAPERS), &columns)
        .layout(Layout::Tight)
        .rows(vec![
            paper(
                ("شهادت‌نامهٔ مصدق", "Certified testimony"),
                original,
                Chip::ok(w.t(k::VERDICT_ACCEPTED)),
            ),
            paper(
                ("شناسنامهٔ جد پدری", "Grandfather’s certificate"),
                ("رونوشت، ۴ برگ", "Copy, 4 pages"),
                Chip::warn(w.t(k::VERDICT_ORIGINAL_NEEDED)),
            ),
            paper(
                ("گواهی دهیاری", "Village certificate"),
                original,
                Chip::bad(w.t(k::VERDICT_DOUBTED)),
            ),
            paper(
                ("گواهی مدرسه", "School letter"),
                original,
                Chip::todo(say(w, "بررسی نشده", "Not reviewed")),
            ),
        ])
}

pub(in crate::web::views) fn entry(
    w: Words,
    when: (&str, &str),
    sentence: (&str, &str),
    milestone: bool,
) -> Entry {
    Entry {
        words: w,
        when: say(w, when.0, when.1),
        sentence: say(w, sentence.0, sentence.1),
        reason: None,
        late: None,
        changes: Vec::new(),
        number: None,
        milestone,
    }
}

pub(super) fn case(w: Words) -> CasePage {
    let title = say(
        w,
        "خانوار دادمحمد نمونه‌زهی",
        "Household of Dadmohammad Nemunehzehi",
    );
    CasePage {
        page: page(w, title.clone(), Area::Search),
        head: head(w, title),
        strip: strip(w),
        steps: steps(w),
        note: None,
        panel: panel(w),
        says: vec![say(
            w,
            "اداره دربارهٔ هویت از نیروی انتظامی می‌پرسد و تا پاسخ نرسد پرونده پیش نمی‌رود.",
            "The office asks the police about identity; the case waits for the answer.",
        )],
        says_link: link(w, "/directive", "دستورالعمل", "Directive"),
        tasks: Some(tasks(w)),
        places: None,
        household: household(w),
        papers: Some(papers(w)),
        decision: None,
        decision_link: None,
        printable: vec![
            link(
                w,
                "/cases/x/receipt",
                "رسید تشکیل پرونده",
                "Receipt of the case",
            ),
            link(
                w,
                "/cases/x/letters/pending",
                "گواهی در دست رسیدگی",
                "Certificate of a pending case",
            ),
        ],
        notes: vec![CaseNote {
            text: say(
                w,
                "متقاضی به بلوچی سخن می‌گوید؛ مترجم حاضر بود.",
                "The applicant speaks Balochi; an interpreter was there.",
            ),
            by: say(w, "سینا انگاره، ۲ مهر", "Sina Engareh, 2 Mehr"),
        }],
        recent: vec![
            entry(
                w,
                ("۲۶ آبان", "26 Aban"),
                (
                    "یادآوری دوم به نیروی انتظامی فرستاده شد.",
                    "The second reminder was sent to the police.",
                ),
                false,
            ),
            entry(
                w,
                ("۱۱ مهر", "11 Mehr"),
                (
                    "مهرناز الگوپور نامهٔ احراز هویت را امضا کرد و پرونده نزد نیروی انتظامی رفت.",
                    "Mehrnaz Olgupur signed the identity letter and the case went to the police.",
                ),
                true,
            ),
        ],
        history: link(w, "/h", "همهٔ تاریخچه", "Whole history"),
    }
}
