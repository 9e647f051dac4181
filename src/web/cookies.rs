//! What the browser keeps for us: three short codes, none of which means anything by itself.

use actix_web::http::header::{self, HeaderMap};

/// The value of a cookie; the first where there are several of a name.
#[must_use]
pub fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE);
    let pairs = lines.filter_map(|line| line.to_str().ok());
    pairs
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

/// How long a cookie is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Until the browser is closed.
    Visit,
    Year,
    /// It is taken back.
    Over,
}

/// A cookie for the whole register, unseen by scripts, not sent with forms of other sites.
#[must_use]
pub fn set(name: &str, value: &str, life: Life, tls: bool) -> String {
    let life = match life {
        Life::Visit => "",
        Life::Year => "; Max-Age=31536000",
        Life::Over => "; Max-Age=0",
    };
    let secure = if tls { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}")
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{COOKIE, HeaderValue};

    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        let line = HeaderValue::from_static("xsejel=1; sejel=2; sejel-language=en; sejel=3; odd");
        headers.append(COOKIE, line);
        assert_eq!(find(&headers, "sejel").as_deref(), Some("2"));
        assert_eq!(find(&headers, "sejel-language").as_deref(), Some("en"));
        assert_eq!(find(&headers, "odd"), None);
    }

    #[test]
    fn over_tls_a_cookie_stays_there() {
        let cookie = set("__Host-sejel", "ab", Life::Visit, true);
        assert_eq!(
            cookie,
            "__Host-sejel=ab; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
