use super::*;
use serde_json::{Value, json};

const MADE: Moment = Moment {
    year: 2026,
    month: 11,
    day: 26,
    hour: 6,
    minute: 0,
    second: 0,
};

fn part(lang: &str, rows: usize, text: &str) -> Value {
    let fa = lang == "fa";
    let row = |n: usize| {
        json!({
            "seq": n.to_string(),
            "day": if fa { "۵ آذر ۱۴۰۵" } else { "5 Azar 1405" },
            "time": "09:30",
            "text": text,
            "small": ["از «الف» به «ب»"],
            "post": if fa { "کارشناس ثبت احوال" } else { "Registrar" },
        })
    };
    json!({
        "lang": lang,
        "region": if fa { "ir" } else { "gb" },
        "dir": if fa { "rtl" } else { "ltr" },
        "title": if fa { "تاریخچهٔ پرونده" } else { "History of the case" },
        "number": "1405-1101-000012",
        "lead": "lead",
        "notice": null,
        "columns": ["#", "day", "event", "post"],
        "rows": (1..=rows).map(row).collect::<Vec<_>>(),
        "mark": "session:5 #12",
        "page": if fa { "صفحهٔ {here} از {all}" } else { "Page {here} of {all}" },
        "end": "end",
    })
}

fn history(rows: usize, text: &str) -> Value {
    json!({
        "title": "1405-1101-000012",
        "watermark": "session:5 #12",
        "hash": "9f2c41abe07d",
        "parts": [part("fa", rows, text), part("en", rows, text)],
    })
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page/").count() + text.matches("/Type/Page\n").count()
}

#[test]
fn the_same_data_give_the_same_bytes_and_another_moment_gives_others() {
    let data = history(30, "پرونده گشوده شد.");
    let first = print(Sheet::History, &data, MADE).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(print(Sheet::History, &data, MADE).unwrap(), first);
    let later = Moment { hour: 7, ..MADE };
    assert_ne!(print(Sheet::History, &data, later).unwrap(), first);
}

#[test]
fn a_long_history_goes_on_over_pages_each_tagged_and_archivable() {
    let short = print(Sheet::History, &history(3, "یک"), MADE).unwrap();
    let long = print(Sheet::History, &history(300, "یک"), MADE).unwrap();
    assert_eq!(pages(&short), 2, "one for each language");
    assert!(pages(&long) > 15, "{}", pages(&long));
    let text = String::from_utf8_lossy(&long);
    assert!(text.contains("/StructTreeRoot"));
    assert!(text.contains("pdfaid:part"));
}

#[test]
fn what_was_typed_is_never_read_as_markup() {
    let typed = "#panic(\"no\") #read(\"/etc/passwd\") $x$ *bold* <b> [a]";
    let pdf = print(Sheet::History, &history(1, typed), MADE).unwrap();
    assert_eq!(pages(&pdf), 2);
}

#[test]
fn data_that_do_not_fit_are_told_and_the_next_document_is_printed() {
    let wrong = print(Sheet::History, &json!({ "title": "x" }), MADE);
    assert!(matches!(wrong, Err(NotPrinted::Template(_))), "{wrong:?}");
    print(Sheet::History, &history(1, "یک"), MADE).unwrap();
}
