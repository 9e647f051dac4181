//! A place as a form asks for it: province, county, district, each list made from the one before.

use super::form::{Choice, Field, Reader, Values};
use crate::domain::case::Personal;
use crate::domain::person::places::{Place, Places};
use crate::text::{Key, Words, k};

/// The three fields of a place: `home-province`, `home-county`, `home-district`.
#[must_use]
pub fn fields(w: Words, values: &Values, name: &str, province: Key) -> Vec<Field> {
    let places = Places::shipped();
    let locale = w.locale();
    let options = |all: Vec<&Place>| {
        all.iter()
            .map(|p| Choice::new(p.code.as_str(), p.name(locale)))
            .collect::<Vec<_>>()
    };
    let chosen = |part: &str| {
        let chosen = values.text(&format!("{name}-{part}"));
        chosen.unwrap_or_default().to_owned()
    };
    vec![
        Field::select(
            format!("{name}-province"),
            w.t(province),
            options(places.provinces(locale)),
        )
        .hint(w.t(k::PLACE_HINT)),
        Field::select(
            format!("{name}-county"),
            w.t(k::COUNTY),
            options(places.counties(&chosen("province"), locale)),
        ),
        Field::select(
            format!("{name}-district"),
            w.t(k::DISTRICT),
            options(places.districts(&chosen("county"), locale)),
        )
        .optional(),
    ]
}

/// Fills the three fields in with a recorded place.
pub fn fill(values: &mut Values, name: &str, place: &Personal) {
    let lineage = Places::shipped().lineage(place.or_empty());
    for (part, place) in ["province", "county", "district"].iter().zip(lineage) {
        values.set(format!("{name}-{part}"), place.code.as_str());
    }
}

/// Notes what is wrong with the place that was chosen: each level lies in the one before it.
pub fn check(r: &mut Reader<'_>, name: &str) {
    let places = Places::shipped();
    let field = |part: &str| format!("{name}-{part}");
    let within = |inner: &str, outer: &str| {
        let lineage = places.lineage(inner);
        lineage.iter().any(|place| place.code.as_str() == outer)
    };
    let [province, county, district] =
        ["province", "county", "district"].map(|part| r.text(&field(part)).unwrap_or_default());
    if places.province(province).is_none() {
        r.wrong(&field("province"), k::ERROR_CHOOSE);
    } else if county == province || !within(county, province) {
        r.wrong(&field("county"), k::ERROR_COUNTY);
    } else if !district.is_empty() && (district == county || !within(district, county)) {
        r.wrong(&field("district"), k::ERROR_DISTRICT);
    }
}

/// The most exact place that was chosen; empty where none was.
#[must_use]
pub fn chosen(values: &Values, name: &str) -> String {
    ["district", "county", "province"]
        .iter()
        .find_map(|part| values.text(&format!("{name}-{part}")))
        .unwrap_or_default()
        .to_owned()
}
