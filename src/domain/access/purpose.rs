//! What somebody says who asks for more than her own work shows her.

/// Letters that a purpose has at least: a word alone tells nobody anything later.
pub const LEAST: usize = 10;

/// Whether this says what for.
#[must_use]
pub fn is_told(purpose: &str) -> bool {
    purpose.trim().chars().count() >= LEAST
}

#[cfg(test)]
mod tests {
    use super::is_told;

    #[test]
    fn a_word_is_no_purpose_and_spaces_do_not_make_it_one() {
        assert!(is_told("شکایت ۱۲ ب"));
        assert!(!is_told("شکایت   ") && !is_told("          ") && !is_told(""));
    }
}
