//! A form filled in as nobody should, and what is wrong with the answer.

use crate::browser::Browser;
use crate::sheet::{Sheet, sheets};

/// Longer than any field takes.
const OVERLONG: usize = 4100;
const GARBAGE: &str = "⚠ <b>این نیست</b> \u{2019}; -- {{ }} ۰x";
const NOBODY_OFFERED: &str = "nobody-offered-this";
/// Where the page was made that is out of date.
const LONG_AGO: &str = "1";

/// How a form is spoiled. What may be taken comes last: a form that is sent leads elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoiled {
    Overlong,
    OtherChoices,
    Garbage,
    OutOfDate,
    NotANumberSeen,
    Empty,
}

impl Spoiled {
    pub const ALL: [Self; 6] = [
        Self::Overlong,
        Self::OtherChoices,
        Self::Garbage,
        Self::OutOfDate,
        Self::NotANumberSeen,
        Self::Empty,
    ];

    /// Spoils a form; `false` where it has nothing that can be spoiled so.
    fn apply(self, sheet: &mut Sheet) -> bool {
        let (typed, choices) = (sheet.typed(), sheet.choices());
        let long = "ا".repeat(OVERLONG);
        let (names, value) = match self {
            Self::Overlong => (typed, Some(&*long)),
            Self::OtherChoices => (choices, Some(NOBODY_OFFERED)),
            Self::Garbage => (typed, Some(GARBAGE)),
            Self::Empty => ([typed, choices].concat(), None),
            Self::OutOfDate => (vec!["seen".to_owned()], Some(LONG_AGO)),
            Self::NotANumberSeen => (vec!["seen".to_owned()], Some(GARBAGE)),
        };
        let dates = matches!(self, Self::OutOfDate | Self::NotANumberSeen);
        if dates && sheet.holds("seen").is_empty() {
            return false;
        }
        for name in &names {
            sheet.forge(name, value);
        }
        self == Self::Empty || !names.is_empty()
    }

    /// Whether no form may take it.
    const fn is_never_taken(self) -> bool {
        matches!(self, Self::Overlong | Self::OtherChoices)
    }
}

/// The form of the page open at `page` that looks like this one.
fn again(browser: &mut Browser<'_>, page: &str, shape: &str) -> Option<Sheet> {
    browser.get(page);
    let mut all = sheets(&browser.page.body).into_iter();
    all.find(|sheet| self::shape(sheet) == shape)
}

/// What a form is and asks, whatever it is about.
pub fn shape(sheet: &Sheet) -> String {
    let mut asked = [sheet.typed(), sheet.choices()].concat();
    asked.extend(sheet.holds("kind").iter().map(|kind| format!("={kind}")));
    kind(&format!("{} {}", sheet.action, asked.join(" ")))
}

/// The same for every case, person and paper.
pub fn kind(what: &str) -> String {
    let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
    what.chars().map(digits).collect()
}

/// Sends the form in every spoiled way, each time from the page as it then is; answers what is
/// wrong with how it was taken.
pub fn faults(browser: &mut Browser<'_>, page: &str, shape: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for spoiled in Spoiled::ALL {
        let Some(mut sheet) = again(browser, page, shape) else {
            break;
        };
        if !spoiled.apply(&mut sheet) {
            continue;
        }
        let (media, body) = sheet.body();
        browser.post_body(&sheet.action, &media, body);
        if browser.page.status == 303 {
            let to = browser.page.location().to_owned();
            browser.get(&to);
            if spoiled.is_never_taken() {
                faults.push(format!("{spoiled:?} {shape}: is taken"));
            }
        }
        let wrong = wrong_with(browser, spoiled, &sheet);
        faults.extend(wrong.map(|wrong| format!("{spoiled:?} {page} {shape}: {wrong}")));
    }
    faults
}

/// What is wrong with the answer, if anything is.
fn wrong_with(browser: &Browser<'_>, spoiled: Spoiled, sent: &Sheet) -> Option<String> {
    match browser.page.status {
        200 => return None,
        422 => {}
        status => return Some(format!("{status}: {}", browser.text("main"))),
    }
    if browser.count("main [role=alert]") == 0 {
        return Some("no word of what is wrong".to_owned());
    }
    let at_a_field = browser.count("main .err") > 0;
    // Which of the two was wrong, signing in does not tell.
    let tells = sent.action != "/sign-in";
    if spoiled.is_never_taken() && tells && !at_a_field {
        let said = browser.text("main [role=alert]");
        return Some(format!("no word at a field, only: {said}"));
    }
    let kept = sheets(&browser.page.body);
    let Some(form) = kept.iter().find(|sheet| sheet.action == sent.action) else {
        // Of an opening, the part that is wrong is shown; the draft keeps the rest.
        let folder = |action: &str| action.rsplit_once('/').map(|(all, _)| all.to_owned());
        let part = |sheet: &Sheet| folder(&sheet.action) == folder(&sent.action);
        let shown = at_a_field && kept.iter().any(part);
        return (!shown).then(|| "the form is gone".to_owned());
    };
    let lost = sent.typed().into_iter();
    let lost: Vec<String> = lost
        .filter(|name| !is_secret(name) && form.holds(name) != sent.holds(name))
        .filter(|name| !sent.holds(name).concat().is_empty())
        .collect();
    (!lost.is_empty()).then(|| format!("what was typed is lost: {lost:?}"))
}

/// A password is never given back.
fn is_secret(name: &str) -> bool {
    matches!(name, "password" | "old" | "new" | "again")
}
