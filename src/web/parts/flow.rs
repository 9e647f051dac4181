//! Steps and ways between them as a drawing. Its text is drawn, not laid out by the browser: lines are
//! broken here.

use askama::Template;

/// A line of text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowText {
    pub text: String,
    /// How it is written: `t` title, `m` beside it, `w` what is assumed, `h` where the case is.
    pub class: &'static str,
    pub y: u32,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowBox {
    pub href: String,
    pub class: String,
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    /// Where its lines begin: at the right edge where one reads from there.
    pub text_x: u32,
    pub texts: Vec<FlowText>,
}

/// A way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowLine {
    /// As a path of SVG.
    pub path: String,
    /// Leads back as well.
    pub back: bool,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/flow.html")]
pub struct Flow {
    /// Sets the ids apart where a page has two.
    pub id: &'static str,
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub says: String,
    pub width: u32,
    /// One under the other: a sheet of paper may end between two.
    pub bands: Vec<FlowBand>,
}

/// A strip of the drawing, in the coordinates of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowBand {
    pub top: u32,
    pub height: u32,
    pub boxes: Vec<FlowBox>,
    pub lines: Vec<FlowLine>,
}

/// Breaks a text between words into lines of at most so many letters; a longer word stands alone.
#[must_use]
pub fn broken(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        match lines.last_mut() {
            Some(line) if line.chars().count() + length <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_are_broken_between_words() {
        let text = "ارسال پرونده به شورای تأمین شهرستان";
        assert_eq!(broken(text, 22), ["ارسال پرونده به شورای", "تأمین شهرستان"]);
        assert_eq!(broken("دادگستری", 3), ["دادگستری"]);
        assert!(broken("", 10).is_empty());
    }
}
