//! What part of the country a person may see cases of.

use super::grant::UnitPath;

/// The units whose cases may be read. Made only by the policy (and, for processes that act for the
/// whole register, by [`Scope::of_process`]), so that no query over cases can forget it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    units: Vec<UnitPath>,
    /// One case beyond them, by an emergency access: to be read, and never part of a list.
    case: Option<i64>,
}

impl Scope {
    /// These units and all that lies below them; a unit already covered by another falls away.
    #[must_use]
    pub(crate) fn over(units: impl IntoIterator<Item = UnitPath>) -> Self {
        let mut sorted: Vec<UnitPath> = units.into_iter().collect();
        sorted.sort();
        let mut kept: Vec<UnitPath> = Vec::new();
        for unit in sorted {
            if !kept.iter().any(|k| k.covers(&unit)) {
                kept.push(unit);
            }
        }
        Self {
            units: kept,
            case: None,
        }
    }

    /// The whole register: for `verify`, `rebuild` and clock-driven work, never for a person.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            units: UnitPath::parse(UnitPath::COUNTRY).into_iter().collect(),
            case: None,
        }
    }

    /// The units, none inside another.
    #[must_use]
    pub fn units(&self) -> &[UnitPath] {
        &self.units
    }

    /// Whether cases of `unit` may be read.
    #[must_use]
    pub fn covers(&self, unit: &UnitPath) -> bool {
        self.units.iter().any(|u| u.covers(unit))
    }

    /// With one case beyond its units.
    #[must_use]
    pub(crate) fn and_case(mut self, case: i64) -> Self {
        self.case = Some(case);
        self
    }

    /// Whether this case of `unit` may be read. Lists go by the units alone.
    #[must_use]
    pub fn covers_case(&self, unit: &UnitPath, case: i64) -> bool {
        self.covers(unit) || self.case == Some(case)
    }

    /// The part of this scope that lies in `unit`: a list narrowed to one office.
    #[must_use]
    pub fn within(&self, unit: &UnitPath) -> Self {
        if self.covers(unit) {
            return Self {
                units: vec![unit.clone()],
                case: None,
            };
        }
        let inside = self.units.iter().filter(|u| unit.covers(u)).cloned();
        Self {
            units: inside.collect(),
            case: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(units: &[&str]) -> Scope {
        Scope::over(units.iter().filter_map(|u| UnitPath::parse(u)))
    }

    #[test]
    fn a_unit_inside_another_falls_away() {
        assert_eq!(
            scope(&["ir/11/03", "ir/11", "ir/12/01"]),
            scope(&["ir/12/01", "ir/11"])
        );
    }

    #[test]
    fn one_case_more_is_that_case_and_nothing_else() {
        let unit = |u: &str| UnitPath::parse(u).unwrap();
        let wide = scope(&["ir/11/03"]).and_case(7);
        assert!(wide.covers_case(&unit("ir/12/01"), 7));
        assert!(!wide.covers_case(&unit("ir/12/01"), 8));
        assert!(!wide.covers(&unit("ir/12/01")), "lists go by units");
        assert_eq!(wide.units(), scope(&["ir/11/03"]).units());
        assert!(
            !wide
                .within(&unit("ir/12"))
                .covers_case(&unit("ir/12/01"), 7)
        );
    }

    #[test]
    fn narrowing_never_widens() {
        let narrow = |s: &Scope, u: &str| s.within(&UnitPath::parse(u).unwrap());
        let two = scope(&["ir/11", "ir/12/01"]);
        assert_eq!(narrow(&two, "ir/11/03"), scope(&["ir/11/03"]));
        assert_eq!(narrow(&two, "ir/12"), scope(&["ir/12/01"]));
        assert_eq!(narrow(&two, "ir/13"), scope(&[]));
        assert_eq!(narrow(&two, "ir"), two);
    }
}
