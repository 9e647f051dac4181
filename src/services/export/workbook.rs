//! The history as a workbook: a sheet for each language, numbers and days as such.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::printed::Sentence;
use super::{Failure, broken};
use crate::text::{Key, Locale, Words, k};

/// Longer texts are cut: a cell holds no more. The whole stands in the events.
const CELL: usize = 32_000;

const COLUMNS: [(Key, f64); 9] = [
    (k::WORKBOOK_SEQ, 8.0),
    (k::WORKBOOK_DATE, 12.0),
    (k::WORKBOOK_DAY, 22.0),
    (k::WORKBOOK_TIME, 10.0),
    (k::WORKBOOK_EVENT, 60.0),
    (k::WORKBOOK_POST, 30.0),
    (k::WORKBOOK_CHANGES, 40.0),
    (k::WORKBOOK_REASON, 40.0),
    (k::WORKBOOK_WITHHELD, 12.0),
];

/// The bytes of the workbook; the same histories give the same bytes.
/// Each printed page has the event of the export at its foot.
pub(super) fn workbook(
    histories: &[(Locale, Vec<Sentence>)],
    mark: &str,
) -> Result<Vec<u8>, Failure> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(broken)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (locale, lines) in histories {
        let sheet = book.add_worksheet();
        headed(sheet, *locale)?;
        // A sign of the format itself is written twice.
        let foot = Words::of(*locale).say(k::pdf_mark(mark)).replace('&', "&&");
        sheet.set_footer(format!("&C{foot}"));
        sheet.set_repeat_rows(0, 0).map_err(broken)?;
        for (row, line) in (1_u32..).zip(lines) {
            written(sheet, row, line)?;
        }
    }
    book.save_to_buffer().map_err(broken)
}

/// Name, direction and the row that stays in sight.
fn headed(sheet: &mut Worksheet, locale: Locale) -> Result<(), Failure> {
    let w = Words::of(locale);
    sheet.set_name(w.t(k::HISTORY)).map_err(broken)?;
    sheet.set_right_to_left(locale.dir() == "rtl");
    sheet.set_freeze_panes(1, 0).map_err(broken)?;
    let bold = Format::new().set_bold();
    for (column, (title, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width).map_err(broken)?;
        sheet
            .write_string_with_format(0, column, w.t(title), &bold)
            .map_err(broken)?;
    }
    Ok(())
}

fn written(sheet: &mut Worksheet, row: u32, line: &Sentence) -> Result<(), Failure> {
    let seq = u32::try_from(line.seq).map_err(broken)?;
    let withheld = u32::try_from(line.withheld).map_err(broken)?;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number(row, 0, seq).map_err(broken)?;
    sheet
        .write_datetime_with_format(row, 1, &date(line)?, &day)
        .map_err(broken)?;
    let changes = line.changes.join(" ");
    let texts = [
        line.day.as_str(),
        &line.time,
        &line.text,
        &line.post,
        &changes,
        line.why.as_deref().unwrap_or_default(),
    ];
    for (column, text) in (2_u16..).zip(texts) {
        // Never a formula, whatever it begins with.
        let text: String = text.chars().take(CELL).collect();
        sheet.write_string(row, column, text).map_err(broken)?;
    }
    sheet.write_number(row, 8, withheld).map_err(broken)?;
    Ok(())
}

fn date(line: &Sentence) -> Result<ExcelDateTime, Failure> {
    let year = u16::try_from(line.on.year()).map_err(broken)?;
    let month = u8::try_from(line.on.month()).map_err(broken)?;
    let day = u8::try_from(line.on.day()).map_err(broken)?;
    ExcelDateTime::from_ymd(year, month, day).map_err(broken)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    fn histories() -> Vec<(Locale, Vec<Sentence>)> {
        let line = Sentence {
            seq: 7,
            on: jiff::civil::date(2026, 11, 26),
            day: "۵ آذر ۱۴۰۵".to_owned(),
            time: "۰۹:۳۰".to_owned(),
            text: "=1+1".to_owned(),
            post: "+98".to_owned(),
            changes: vec!["x".repeat(40_000)],
            why: None,
            withheld: 2,
        };
        let both = Locale::ALL.map(|locale| (locale, vec![line.clone()]));
        both.to_vec()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_and_days_are_typed_and_texts_are_never_formulas() {
        let bytes = workbook(&histories(), "session:5 #12").unwrap();
        let names = part(&bytes, "xl/workbook.xml");
        for (at, locale) in (1..).zip(Locale::ALL) {
            assert!(names.contains(Words::of(locale).t(k::HISTORY)), "{names}");
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{at}.xml"));
            assert_eq!(
                sheet.contains("rightToLeft=\"1\""),
                locale.dir() == "rtl",
                "{sheet}"
            );
            assert!(sheet.contains("state=\"frozen\""), "{sheet}");
            assert!(!sheet.contains("<f>"), "{sheet}");
            assert!(sheet.contains("session:5 #12"), "{sheet}");
            for typed in [
                "<c r=\"A2\"><v>7</v>",
                "<v>46352</v>",
                "<c r=\"I2\"><v>2</v>",
            ] {
                assert!(sheet.contains(typed), "{typed}: {sheet}");
            }
        }
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    }

    #[test]
    fn the_same_history_gives_the_same_bytes() {
        assert_eq!(
            workbook(&histories(), "m").unwrap(),
            workbook(&histories(), "m").unwrap()
        );
    }
}
