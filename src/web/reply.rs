//! What a handler answers, before it is HTTP.

use std::path::PathBuf;

use crate::text::Locale;

/// What a handler answers.
#[derive(Debug)]
pub enum Reply {
    Page(String),
    /// The same form again, with what is wrong (422).
    Refilled(String),
    /// 303 to a local path.
    Redirect(String),
    /// 303 with a new session cookie.
    SignedIn {
        token: String,
        to: String,
    },
    /// 303 with the session cookie taken back.
    SignedOut {
        to: String,
    },
    /// 303 with the chosen language in a cookie.
    Language {
        locale: Locale,
        to: String,
    },
    Plain(u16, String),
    /// Shown in the page only where `inline` and of a kind that cannot do harm; otherwise saved.
    File {
        bytes: Vec<u8>,
        media: String,
        name: String,
        inline: bool,
    },
    /// A file of this machine that is sent in pieces and thrown away afterwards.
    Download {
        path: PathBuf,
        media: String,
        name: String,
    },
    Asset {
        bytes: &'static [u8],
        media: &'static str,
        /// The address names this very content: it may be kept for ever.
        lasting: bool,
    },
}

impl Reply {
    /// 303 to `path`, with a word on what was done (`done-<code>` of the catalogue).
    #[must_use]
    pub fn done(path: &str, code: &str) -> Self {
        let joint = if path.contains('?') { '&' } else { '?' };
        Self::Redirect(format!("{path}{joint}done={code}"))
    }
}

/// A path of ours, or the first page: nobody is sent elsewhere.
#[must_use]
pub fn local(path: Option<&str>) -> String {
    let safe = |p: &&str| {
        p.starts_with('/')
            && !p.starts_with("//")
            && !p.contains('\\')
            && !p.chars().any(char::is_control)
            && !p.contains(char::is_whitespace)
    };
    path.filter(safe).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for wrong in [
            "//evil.example",
            "/\\evil.example",
            "https:evil.example",
            "https://evil.example",
            "/a\r\nset-cookie: x",
            "\t//evil.example",
            "/\t/evil.example",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(local(Some(wrong)), "/", "{wrong:?}");
        }
        assert_eq!(local(Some("/cases/1-2?draft=3")), "/cases/1-2?draft=3");
    }
}
