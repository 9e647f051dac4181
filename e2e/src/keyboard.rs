//! What a person does who has a keyboard and nothing else: the tabulator, the arrows, the space
//! bar, Enter, and typing. Nothing here clicks, and nothing sets a value past the keys.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde::Deserialize;

use crate::{Browser, Error};

/// Keys as WebDriver writes them.
pub(crate) const TABULATOR: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";
const SPACE: &str = " ";

/// More stops than the longest form has.
const STOPS: usize = 400;
/// More choices than the longest list has.
const CHOICES: usize = 120;

/// What has the keyboard's attention.
#[derive(Debug, Clone, Deserialize)]
struct Focus {
    /// `select`, `radio`, `checkbox`, `file`, or `text` for whatever is typed into.
    kind: String,
    value: String,
    chosen: bool,
}

const FOCUS: &str = "const it = document.activeElement; \
    const kind = it.tagName === 'SELECT' ? 'select' \
        : ['radio', 'checkbox', 'file'].includes(it.type) ? it.type : 'text'; \
    return { kind, value: it.value ?? '', chosen: !!it.checked };";

/// Presses keys one after the other, as a keyboard does. (What WebDriver calls sending keys to an
/// element would hand the name of a file to a field for files, and no key.)
pub(crate) async fn press(page: &Client, keys: &str) -> Result<(), CmdError> {
    let keyboard = keys
        .chars()
        .fold(KeyActions::new("keys".to_owned()), |on, value| {
            on.then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
        });
    page.perform_actions(keyboard).await
}

impl Browser<'_> {
    /// Presses keys, wherever the attention is.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn types(&self, keys: &str) -> Result<(), Error> {
        self.ask("typing", |page| async move { press(&page, keys).await })
    }

    /// Presses the tabulator until the attention is on what the selector finds.
    ///
    /// # Errors
    /// When no stop of the page is that.
    pub fn reach(&self, selector: &str) -> Result<(), Error> {
        let here = format!("return document.activeElement.matches({selector:?});");
        for _ in 0..STOPS {
            if self.script("asking where one is", &here)?.as_bool() == Some(true) {
                return Ok(());
            }
            self.types(TABULATOR)?;
        }
        Err(Error::Expected(format!(
            "{selector} within the reach of the keyboard on {}: {}",
            self.path()?,
            self.texts("main")?.join("\n")
        )))
    }

    /// Goes past the navigation, as the first stop of the page lets one.
    ///
    /// # Errors
    /// When that stop does not lead to the content.
    pub fn skip_to_the_content(&self) -> Result<(), Error> {
        self.reach("a.skip")?;
        self.types(ENTER)?;
        let there = "return document.activeElement.id === 'm';";
        let there = self.script("asking where one is", there)?;
        (there.as_bool() == Some(true))
            .then_some(())
            .ok_or_else(|| Error::Expected("the content after skipping to it".to_owned()))
    }

    /// Goes to a link or button, presses Enter and waits for the page it leads to.
    ///
    /// # Errors
    /// When it cannot be reached, or no page comes.
    pub fn enter(&self, selector: &str) -> Result<(), Error> {
        self.reach(selector)?;
        self.leave(
            &format!("pressing Enter on {selector}"),
            |page| async move { press(&page, ENTER).await },
        )
    }

    /// Goes to a button, presses Enter and waits for the file that comes instead of a page.
    ///
    /// # Errors
    /// When it cannot be reached, or no file comes.
    pub fn fetch(&self, selector: &str) -> Result<Vec<u8>, Error> {
        self.reach(selector)?;
        self.types(ENTER)?;
        self.downloaded()
    }

    /// Types into a field, chooses or ticks.
    ///
    /// # Errors
    /// When the field cannot be reached, or does not offer this.
    pub fn answer(&self, name: &str, value: &str) -> Result<(), Error> {
        self.reach(&format!("main [name=\"{name}\"]"))?;
        match self.focus()?.kind.as_str() {
            "select" => self.go_down_to(name, value),
            "radio" => {
                self.go_down_to(name, value)?;
                // The first circle is reached without being chosen.
                if self.focus()?.chosen {
                    return Ok(());
                }
                self.types(SPACE)
            }
            "checkbox" => {
                self.reach(&format!("main [name=\"{name}\"][value=\"{value}\"]"))?;
                if self.focus()?.chosen {
                    return Ok(());
                }
                self.types(SPACE)
            }
            _ => self.types(value),
        }
    }

    fn go_down_to(&self, name: &str, value: &str) -> Result<(), Error> {
        for _ in 0..CHOICES {
            if self.focus()?.value == value {
                return Ok(());
            }
            self.types(DOWN)?;
        }
        Err(Error::Expected(format!("{name} to offer {value}")))
    }

    fn focus(&self) -> Result<Focus, Error> {
        let found = self.script("looking at the field", FOCUS)?;
        serde_json::from_value(found).map_err(|wrong| Error::Expected(format!("a field: {wrong}")))
    }

    /// Whether the page has a link whose address holds this.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn has_link(&self, part: &str) -> Result<bool, Error> {
        let selector = format!("main a[href*=\"{part}\"]");
        let found = self.ask(&format!("looking for {part}"), |page| async move {
            page.find_all(Locator::Css(&selector)).await
        })?;
        Ok(!found.is_empty())
    }
}
