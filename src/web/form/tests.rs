use askama::Template as _;
use jiff::civil::date;
use scraper::{Html, Selector};

use super::*;
use crate::domain::person::Sex;
use crate::text::{Locale, Words, k};

fn persian() -> Words {
    Words::of(Locale::Fa)
}

fn person() -> Section {
    let w = persian();
    let sexes = Sex::ALL
        .iter()
        .map(|s| Choice::new(s.code(), w.t(s.title())));
    let fields = vec![
        Field::text("given", w.t(k::NAME)),
        Field::text("family", w.t(k::FAMILY_NAME_CLAIMED)).beside(),
        Field::radio("sex", "جنس", sexes.collect()).inline(),
        Field::birth_date("birth", w.t(k::BIRTH_DATE)).hint("هر اندازه که می‌دانند بنویسید."),
        Field::number("children", "شمار فرزندان").optional(),
        Field::area("note", w.t(k::NOTE_TEXT)).optional(),
        Field::button("more", "person", "افزودن نفر"),
    ];
    Section::titled("نفر ۲", fields).repeated("p2-", "نفر ۲")
}

fn typed() -> Values {
    Values::from_pairs(
        [
            ("p2-given", "ماه‌گل <b>\"نمونه\"</b>"),
            ("p2-birth-p", "year"),
            ("p2-birth-y", "۶۲"),
            ("p2-children", "سه"),
            ("p2-note", "\nسطر دوم"),
            ("pass", "راز"),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned())),
    )
}

fn read(values: &Values) -> Vec<FieldError> {
    let mut reader = Reader::new(values, persian());
    reader.within("p2-", |r| {
        r.required("given");
        r.required("family");
        r.code("sex", Sex::from_code);
        r.birth_date("birth", date(2026, 11, 23));
        r.number("children", 0, 30);
    });
    reader.finish(()).unwrap_err()
}

fn refused() -> Html {
    let values = typed();
    let secret = Section::plain(vec![
        Field::password("pass", "گذرواژه", "current-password"),
        Field::file("scan", "تصویر", ".pdf"),
    ]);
    let form = Form::new(persian(), "/cases/new", "ثبت", vec![person(), secret])
        .carry("csrf", "token")
        .with(&values, read(&values));
    Html::parse_fragment(&form.render().unwrap())
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn everything_wrong_is_said_at_once_and_each_link_leads_to_its_control() {
    let html = refused();
    let links = all(&html, ".errs a");
    assert_eq!(links.len(), 4);
    for link in links {
        let target = link.attr("href").unwrap();
        let control = all(&html, target);
        assert_eq!(control.len(), 1, "{target}");
        assert!(["input", "select", "textarea"].contains(&control[0].value().name()));
    }
    let first: String = all(&html, ".errs a")[0].text().collect();
    assert_eq!(first, "نفر ۲، نام خانوادگی ادعایی: این بخش را پر کنید.");
}

#[test]
fn the_summary_and_the_field_say_the_same_words() {
    let html = refused();
    let text = |e: scraper::ElementRef| e.text().collect::<String>();
    let at_fields: Vec<_> = all(&html, ".msg").into_iter().map(text).collect();
    for line in all(&html, ".errs a").into_iter().map(text) {
        let message = line.split_once(": ").unwrap().1.to_owned();
        assert!(
            at_fields.iter().any(|m| *m == format!("خطا: {message}")),
            "{line}"
        );
    }
}

#[test]
fn what_was_typed_is_kept_and_escaped_but_never_a_password() {
    let html = refused();
    let value = |id: &str| all(&html, id)[0].attr("value").map(str::to_owned);
    assert_eq!(value("#f-p2-given").unwrap(), "ماه‌گل <b>\"نمونه\"</b>");
    assert_eq!(value("#f-p2-birth-y").unwrap(), "۶۲");
    assert_eq!(value("#f-pass"), None);
    assert!(all(&html, "[name=p2-birth-p][value=year][checked]").len() == 1);
    let note: String = all(&html, "#f-p2-note")[0].text().collect();
    assert_eq!(
        note.trim_end_matches('\n'),
        "\nسطر دوم",
        "kept with its first line"
    );
}

#[test]
fn every_control_has_a_label_and_ids_are_unique() {
    let html = refused();
    let mut seen = std::collections::BTreeSet::new();
    for element in all(&html, "[id]") {
        let id = element.attr("id").unwrap();
        assert!(seen.insert(id.to_owned()), "{id} twice");
    }
    let labels: Vec<_> = all(&html, "label[for]")
        .iter()
        .map(|l| l.attr("for").unwrap())
        .collect();
    for control in all(&html, "input:not([type=hidden]), select, textarea") {
        let id = control.attr("id").unwrap();
        let wrapped = control
            .ancestors()
            .any(|a| a.value().as_element().is_some_and(|e| e.name() == "label"));
        assert!(wrapped || labels.contains(&id), "{id} has no label");
    }
    for described in all(&html, "[aria-describedby]") {
        for id in described.attr("aria-describedby").unwrap().split(' ') {
            assert!(seen.contains(id), "{id} describes and is not there");
        }
    }
}

#[test]
fn nothing_is_chosen_beforehand_and_the_optional_is_said_in_words() {
    let form = Form::new(persian(), "/", "ثبت", vec![person()]);
    let html = Html::parse_fragment(&form.render().unwrap());
    assert!(all(&html, "[checked], [selected]").is_empty());
    assert!(all(&html, ".errs").is_empty());
    let label: String = all(&html, "label[for=f-p2-note]")[0].text().collect();
    assert_eq!(label, "متن یادداشت (اختیاری)");
    assert!(all(&html, "form")[0].attr("enctype").is_none());
}

#[test]
fn a_form_with_a_file_is_sent_in_parts_and_carries_what_it_must() {
    let html = refused();
    assert_eq!(
        all(&html, "form")[0].attr("enctype"),
        Some("multipart/form-data")
    );
    assert_eq!(all(&html, "[name=csrf]")[0].attr("value"), Some("token"));
    assert_eq!(all(&html, ".btn.go").len(), 1);
    // the enter key presses the first button of a form: it must be the main one
    assert_eq!(all(&html, "form button")[0].attr("name"), None);
}

#[test]
fn dates_are_read_in_any_digits_and_blamed_at_the_part_that_is_wrong() {
    let read = |d: &str, m: &str, y: &str| {
        let values = Values::from_pairs(
            [("on-d", d), ("on-m", m), ("on-y", y)].map(|(n, v)| (n.to_owned(), v.to_owned())),
        );
        let mut reader = Reader::new(&values, persian());
        let day = reader.date("on");
        (day, reader.errors.first().map(|e| e.field.clone()))
    };
    assert_eq!(read("۲", "9", "۱۴۰۵"), (Some(date(2026, 11, 23)), None));
    assert_eq!(read("31", "7", "1405").1.unwrap(), "on-d");
    assert_eq!(read("1", "13", "1405").1.unwrap(), "on-m");
    assert_eq!(read("1", "1", "05").1.unwrap(), "on-y");
    assert_eq!(read("", "", "").1.unwrap(), "on");
}

#[test]
fn an_act_is_not_dated_ahead_and_is_of_today_when_nobody_says() {
    let today = date(2026, 11, 23);
    let empty = Values::default();
    assert_eq!(Reader::new(&empty, persian()).act_date("on", today), today);
    let ahead = Values::from_pairs(
        [("on-d", "3"), ("on-m", "9"), ("on-y", "1405")].map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    let mut reader = Reader::new(&ahead, persian());
    reader.act_date("on", today);
    assert_eq!(reader.errors.len(), 1);
}

#[test]
fn repeated_groups_are_found_and_forgotten_by_their_number() {
    let mut values = typed();
    values.set("p10-given", "یوسف");
    values.set("people", "2");
    assert_eq!(values.groups("p").into_iter().collect::<Vec<_>>(), [2, 10]);
    values.forget("p2-");
    assert_eq!(values.groups("p").into_iter().collect::<Vec<_>>(), [10]);
    assert_eq!(Values::from_json(&values.json()), values);
}

#[test]
fn a_gregorian_year_is_called_by_its_name_at_the_year() {
    let values = Values::from_pairs(
        [
            ("birth-p", "month"),
            ("birth-m", "8"),
            ("birth-y", "۱۹۸۰"),
            ("on-d", "1"),
            ("on-m", "1"),
            ("on-y", "2026"),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    let mut reader = Reader::new(&values, persian());
    reader.birth_date("birth", date(2026, 11, 23));
    reader.date("on");
    let errors = reader.finish(()).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(fields, ["birth-y", "on-y"]);
    assert!(errors.iter().all(|e| e.message.contains("میلادی")));
}

#[test]
fn what_is_needed_under_a_condition_says_so_instead_of_being_free() {
    let w = persian();
    let fields = vec![
        Field::text("folder", "پوشه").needed_when("لازم، اگر تصویر نیست"),
        Field::text("issuer", "صادرکننده").optional(),
    ];
    let form = Form::new(w, "/x", "ثبت", vec![Section::plain(fields)]);
    let html = Html::parse_document(&form.render().unwrap());
    let labels = all(&html, "label").into_iter();
    let labels: Vec<String> = labels.map(|l| l.text().collect()).collect();
    assert_eq!(
        labels,
        ["پوشه (لازم، اگر تصویر نیست)", "صادرکننده (اختیاری)"]
    );
}
