use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use super::samples;
use crate::text::{Locale, Words};

fn each(check: impl Fn(&str, Locale, &str, &Html)) {
    for locale in Locale::ALL {
        for (name, html) in samples::all(Words::of(locale)) {
            check(
                &format!("{name} in {}", locale.code()),
                locale,
                &html,
                &Html::parse_document(&html),
            );
        }
    }
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn pages_are_left_to_be_looked_at_where_asked() {
    let Some(folder) = std::env::var_os("SEJEL_PAGES") else {
        return;
    };
    for locale in Locale::ALL {
        for (name, html) in samples::all(Words::of(locale)) {
            let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", locale.code()));
            std::fs::write(file, html).unwrap();
        }
    }
}

#[test]
fn every_page_says_its_language_and_has_one_heading_and_one_main() {
    each(|name, locale, _, html| {
        let root = all(html, "html")[0];
        assert_eq!(root.attr("lang"), Some(locale.code()), "{name}");
        assert_eq!(root.attr("dir"), Some(locale.dir()), "{name}");
        assert_eq!(all(html, "h1").len(), 1, "{name}");
        assert_eq!(all(html, "main").len(), 1, "{name}");
    });
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    each(|name, _, _, html| {
        let mut ids = BTreeSet::new();
        for element in all(html, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(
                !id.is_empty() && ids.insert(id.to_owned()),
                "{name}: id {id}"
            );
        }
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for element in all(html, &format!("[{attribute}]")) {
                for id in element.attr(attribute).unwrap().split_whitespace() {
                    assert!(ids.contains(id), "{name}: {attribute} {id}");
                }
            }
        }
        for link in all(html, "a[href^='#']") {
            let id = link.attr("href").unwrap().trim_start_matches('#');
            assert!(ids.contains(id), "{name}: link to {id}");
        }
    });
}

#[test]
fn every_control_and_every_table_has_a_name() {
    each(|name, _, _, html| {
        let labels: Vec<_> = all(html, "label[for]")
            .iter()
            .map(|l| l.attr("for").unwrap())
            .collect();
        for control in all(html, "input:not([type=hidden]), select, textarea") {
            let wrapped = control
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|a| a.value().name() == "label");
            let named = wrapped
                || control.attr("aria-label").is_some()
                || control.attr("id").is_some_and(|id| labels.contains(&id));
            assert!(named, "{name}: {}", control.html());
        }
        for group in all(html, "fieldset") {
            assert!(
                group
                    .first_child()
                    .and_then(ElementRef::wrap)
                    .is_some_and(|l| l.value().name() == "legend"),
                "{name}"
            );
        }
        for table in all(html, "table:not(.ba)") {
            assert!(
                table
                    .select(&Selector::parse("caption").unwrap())
                    .next()
                    .is_some(),
                "{name}"
            );
        }
    });
}

#[test]
fn nothing_on_a_page_needs_more_than_its_policy_allows() {
    each(|name, _, text, html| {
        assert!(
            all(html, "[style], script, style, iframe").is_empty(),
            "{name}"
        );
        assert!(
            !text.contains(" on") || all(html, "[onclick], [onload], [onchange]").is_empty(),
            "{name}"
        );
        for element in all(html, "[src], [href]") {
            let to = element.attr("src").or(element.attr("href")).unwrap();
            assert!(
                to.starts_with('/') || to.starts_with('#') || to.starts_with('?'),
                "{name}: {to}"
            );
        }
    });
}

#[test]
fn one_filled_button_a_page_and_no_grey_ones() {
    each(|name, _, _, html| {
        assert!(all(html, ".btn.go").len() <= 1, "{name}");
        assert!(all(html, "[disabled]").is_empty(), "{name}");
    });
}

#[test]
fn nothing_is_written_in_codes_and_no_latin_stands_in_persian_pages() {
    each(|name, locale, _, html| {
        let codes: Vec<_> = all(html, "bdi").iter().flat_map(|e| e.text()).collect();
        for text in all(html, "body")[0].text() {
            if codes.contains(&text) {
                continue;
            }
            let word = text.trim();
            let code =
                word.contains('-') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(!code, "{name}: {word}");
            if locale == Locale::Fa {
                let latin = word.chars().filter(char::is_ascii_alphabetic).count();
                assert!(latin == 0 || word == "English", "{name}: {word}");
            }
        }
    });
}

#[test]
fn forms_that_change_something_carry_the_token() {
    each(|name, _, _, html| {
        for form in all(html, "main form[method=post]") {
            let token = Selector::parse("[name=csrf]:not([value=''])").unwrap();
            let stranger = form.attr("action") == Some("/sign-in");
            let carried = form.select(&token).next().is_some();
            assert!(stranger || carried, "{name}: {:?}", form.attr("action"));
        }
    });
}
