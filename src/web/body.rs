//! Typed text as it comes over the wire: decoded strictly, within limits, or refused.

use super::form::Values;
use super::problem::Problem;

/// Bytes of a form without its files.
pub const FORM_LIMIT: usize = 512 * 1024;
/// Fields of one form.
pub const FIELD_LIMIT: usize = 2_000;

/// Reads `a=b&c=d`. Broken escapes, text that is not UTF-8 and control characters are refused, not
/// mended: what is recorded must be what was typed.
pub fn pairs(bytes: &[u8]) -> Result<Values, Problem> {
    if bytes.is_empty() {
        return Ok(Values::default());
    }
    let mut read = Vec::new();
    for pair in bytes.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
        if read.len() == FIELD_LIMIT {
            return Err(Problem::TooLarge);
        }
        let mut halves = pair.splitn(2, |b| *b == b'=');
        let name = decoded(halves.next().unwrap_or_default())?;
        let value = decoded(halves.next().unwrap_or_default())?;
        read.push((name, value));
    }
    Ok(Values::from_pairs(read))
}

/// Text that may be typed: UTF-8 without control characters but tab and line ends.
pub fn text(bytes: Vec<u8>) -> Result<String, Problem> {
    let text = String::from_utf8(bytes).map_err(|_not_utf8| Problem::BadRequest)?;
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.contains(odd) {
        return Err(Problem::BadRequest);
    }
    Ok(text)
}

fn decoded(raw: &[u8]) -> Result<String, Problem> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = nibble(rest.next())?;
                let low = nibble(rest.next())?;
                (high << 4) | low
            }
            other => *other,
        });
    }
    text(bytes)
}

fn nibble(digit: Option<&u8>) -> Result<u8, Problem> {
    let digit = digit.and_then(|d| char::from(*d).to_digit(16));
    digit
        .and_then(|d| u8::try_from(d).ok())
        .ok_or(Problem::BadRequest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_decoded_as_it_was_typed() {
        let values = pairs("name=%D8%B2%D8%A7%D9%87%D8%AF&a=1+2&a=%2B&empty=".as_bytes()).unwrap();
        assert_eq!(values.text("name"), Some("زاهد"));
        assert_eq!(values.all("a"), ["1 2", "+"]);
        assert_eq!(values.text("empty"), None);
    }

    #[test]
    fn what_is_broken_is_refused_and_not_mended() {
        for wrong in [
            "a=%", "a=%4", "a=%zz", "a=%FF", "a=%00", "a=%C0%AF", "a=%1b",
        ] {
            assert!(
                matches!(pairs(wrong.as_bytes()), Err(Problem::BadRequest)),
                "{wrong}"
            );
        }
        let many = "a=1&".repeat(FIELD_LIMIT + 1);
        assert!(matches!(pairs(many.as_bytes()), Err(Problem::TooLarge)));
    }
}
