//! With what a person works: the keyboard alone, or the mouse for all but typing.

use crate::{Browser, Error};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Keyboard,
    Mouse,
}

impl Hand {
    /// Goes to where the content of the page begins. With the mouse one simply points.
    ///
    /// # Errors
    /// When the keyboard does not lead there.
    pub fn skips_to_the_content(self, browser: &Browser<'_>) -> Result<(), Error> {
        match self {
            Self::Keyboard => browser.skip_to_the_content(),
            Self::Mouse => Ok(()),
        }
    }

    /// Presses a link or button and waits for the page it leads to.
    ///
    /// # Errors
    /// When it cannot be reached, or no page comes.
    pub fn enters(self, browser: &Browser<'_>, selector: &str) -> Result<(), Error> {
        match self {
            Self::Keyboard => browser.enter(selector),
            Self::Mouse => browser.follow(selector),
        }
    }

    /// Presses a button that a file answers, and waits for the file.
    ///
    /// # Errors
    /// When it cannot be reached, or no file comes.
    pub fn fetches(self, browser: &Browser<'_>, selector: &str) -> Result<Vec<u8>, Error> {
        match self {
            Self::Keyboard => browser.fetch(selector),
            Self::Mouse => {
                browser.press(selector)?;
                browser.downloaded()
            }
        }
    }

    /// Types into the field that a selector finds.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn types(self, browser: &Browser<'_>, selector: &str, text: &str) -> Result<(), Error> {
        match self {
            Self::Keyboard => browser.reach(selector)?,
            Self::Mouse => browser.press(selector)?,
        }
        browser.types(text)
    }

    /// Types into a field of the page, chooses or ticks.
    ///
    /// # Errors
    /// When the field cannot be reached, or does not offer this.
    pub fn answers(self, browser: &Browser<'_>, name: &str, value: &str) -> Result<(), Error> {
        if self == Self::Keyboard {
            return browser.answer(name, value);
        }
        let typed = format!(
            "main input[name=\"{name}\"]:not([type=radio], [type=checkbox]), \
             main textarea[name=\"{name}\"]"
        );
        if browser.has(&typed)? {
            return browser.fill(name, value);
        }
        let ticked = format!("main [name=\"{name}\"][value=\"{value}\"]:checked");
        if browser.has(&ticked)? {
            return Ok(());
        }
        browser.choose(name, value)
    }
}
