use super::{Fault, Level, PlaceCode, Places, TABLE};
use crate::text::Locale;

fn mistakes(csv: &str) -> Vec<(u64, Fault)> {
    Places::parse(csv)
        .unwrap_err()
        .into_iter()
        .map(|found| (found.line, found.fault))
        .collect()
}

#[test]
fn the_shipped_table_reads_without_a_mistake() {
    let places = Places::parse(TABLE).unwrap();
    assert_eq!(&places, Places::shipped());
    assert_eq!(places.0.len() + 1, TABLE.lines().count());
}

#[test]
fn the_shipped_table_has_31_provinces_and_469_counties() {
    let places = Places::shipped();
    let provinces = places.provinces(Locale::Fa);
    assert_eq!(provinces.len(), 31);
    let counties: usize = provinces
        .iter()
        .map(|province| places.counties(province.code.as_str(), Locale::Fa).len())
        .sum();
    assert_eq!(counties, 469);
}

#[test]
fn sistan_and_baluchestan_has_26_counties_in_alphabetical_order() {
    let places = Places::shipped();
    assert_eq!(places.title("11", Locale::Fa), Some("سیستان و بلوچستان"));
    let counties = places.counties("11", Locale::Fa);
    assert_eq!(counties.len(), 26);
    assert_eq!(counties[0].name_fa, "ایرانشهر");
    assert_eq!(counties[25].name_fa, "هیرمند");
    assert_eq!(places.counties("11", Locale::En)[0].name_en, "Bampur");
}

#[test]
fn names_are_in_persian_letters_and_latin_ones_in_latin_letters() {
    let allowed = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءئأؤ \u{200c}";
    for place in Places::shipped().0.values() {
        assert!(
            place.name_fa.chars().all(|letter| allowed.contains(letter)),
            "{}",
            place.name_fa
        );
        let latin = |letter: char| letter.is_ascii_alphabetic() || " -'".contains(letter);
        assert!(place.name_en.chars().all(latin), "{}", place.name_en);
    }
}

#[test]
fn no_two_places_in_one_have_the_same_name() {
    let places = Places::shipped();
    let mut names: Vec<_> = places
        .0
        .values()
        .map(|place| (place.code.parent(), place.name_fa.as_str()))
        .collect();
    names.sort();
    let mut unlike = names.clone();
    unlike.dedup();
    assert_eq!(names, unlike);
}

#[test]
fn a_code_is_read_with_and_without_strokes_and_knows_what_it_lies_in() {
    let code = PlaceCode::parse("11/05/03").unwrap();
    assert_eq!(code, PlaceCode::parse("110503").unwrap());
    assert_eq!(code.path(), "11/05/03");
    assert_eq!(code.level(), Level::District);
    assert_eq!(code.parent().unwrap().as_str(), "1105");
    for wrong in ["", "1", "110", "11a5", "۱۱", "11050301"] {
        assert!(PlaceCode::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_district_is_told_with_its_county_and_province() {
    let places = Places::shipped();
    let names: Vec<&str> = places
        .lineage("11/05/03")
        .iter()
        .map(|place| place.name(Locale::En))
        .collect();
    assert_eq!(names, ["Sistan and Baluchestan", "Zahedan", "Nosratabad"]);
    assert!(
        places
            .districts("1105", Locale::Fa)
            .iter()
            .any(|place| place.name_fa == "کورین")
    );
    assert!(places.province("1105").is_none());
    assert!(places.find("9999").is_none());
}

#[test]
fn every_mistake_in_a_table_is_told_with_its_line() {
    let csv = "code,name_fa,name_en,valid_from\n\
               11,سیستان,Sistan,\n\
               1105,,Zahedan,\n\
               1106,سراوان,Saravan,soon\n\
               1207,دیگر,Other,\n\
               11,دوباره,Again,1404-01-01\n\
               abc,بد,Bad,\n";
    assert_eq!(
        mistakes(csv),
        [
            (3, Fault::Name("1105".to_owned())),
            (4, Fault::Day("soon".to_owned())),
            (5, Fault::Parent("1207".to_owned())),
            (6, Fault::Twice("11".to_owned())),
            (7, Fault::Code("abc".to_owned())),
        ]
    );
    assert_eq!(mistakes("code,name\n"), [(1, Fault::Columns)]);
    assert_eq!(
        mistakes("code,name_fa,name_en,valid_from\n11,سیستان\n"),
        [(2, Fault::Columns)]
    );
}

#[test]
fn a_place_may_say_since_when_it_exists() {
    let csv = "code,name_fa,name_en,valid_from\n30,البرز,Alborz,2010-06-23\n";
    let places = Places::parse(csv).unwrap();
    let day = jiff::civil::date(2010, 6, 23);
    assert_eq!(places.find("30").unwrap().valid_from, Some(day));
}
