//! What a person does on a page.

use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use scraper::{Html, Selector};

use crate::keyboard::{TABULATOR, press};
use crate::{Account, Browser, Error};

/// Whether an element cannot be asked any more because its page is gone. Between two pages Chromium
/// answers with its own words rather than with the error that WebDriver has for it.
fn has_left(error: &CmdError) -> bool {
    error.is_stale_element_reference()
        || error
            .to_string()
            .contains("does not belong to the document")
}

/// How often one looks whether a page has been left, and how long lies between two looks.
const LOOKS: u32 = 1500;
const BETWEEN: Duration = Duration::from_millis(20);

/// Moves the pointer onto an element and presses. (What WebDriver calls clicking refuses whatever
/// stands in a closed fold, also where the style shows it.)
async fn point_and_press(page: &Client, element: Element) -> Result<(), CmdError> {
    let into_view = "arguments[0].scrollIntoView({ block: 'center' });";
    let shown = serde_json::to_value(&element)?;
    page.execute(into_view, vec![shown]).await?;
    let pointer = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    page.perform_actions(pointer).await
}

impl Browser<'_> {
    /// Types an address of the product.
    ///
    /// # Errors
    /// When the browser cannot go there.
    pub fn go(&self, path: &str) -> Result<(), Error> {
        let address = self.app.page(path);
        self.ask(&format!("going to {path}"), |page| async move {
            page.goto(&address).await
        })
    }

    /// The path of the page shown, without the address of the product.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn path(&self) -> Result<String, Error> {
        let url = self.ask("reading the address", |page| async move {
            page.current_url().await
        })?;
        Ok(url.path().to_owned())
    }

    /// What the server answered for the page shown: 200, 404, ….
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn status(&self) -> Result<u64, Error> {
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus;";
        Ok(self
            .script("reading the status", status)?
            .as_u64()
            .unwrap_or_default())
    }

    /// Where the links of the page that a selector finds lead, each once, in their order; only
    /// those to pages of the product.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn links(&self, selector: &str) -> Result<Vec<String>, Error> {
        let script = format!(
            "return [...new Set([...document.querySelectorAll({selector:?})] \
             .filter(link => link.origin === location.origin && !link.hash && !link.download) \
             .map(link => link.pathname + link.search))];"
        );
        let found = self.script(&format!("reading the links {selector}"), &script)?;
        serde_json::from_value(found).map_err(|wrong| Error::Expected(format!("links: {wrong}")))
    }

    /// Where the links of another page's own matter lead, read without showing the page, as whoever
    /// is signed in here would find them; no answer when it is refused.
    ///
    /// # Errors
    /// When the product does not answer.
    pub fn skim(&self, path: &str) -> Result<Option<Vec<String>>, Error> {
        let cookies = self.ask("reading the cookies", |page| async move {
            page.get_all_cookies().await
        })?;
        let cookies: Vec<String> = cookies
            .iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect();
        let request = ureq::get(self.app.page(path)).header("cookie", cookies.join("; "));
        let html = match request.call() {
            Ok(mut answer) => answer.body_mut().read_to_string(),
            Err(ureq::Error::StatusCode(_)) => return Ok(None),
            Err(other) => Err(other),
        };
        let html = html.map_err(|wrong| Error::Expected(format!("{path}: {wrong}")))?;
        let links = Selector::parse("main a[href]")
            .map_err(|wrong| Error::Expected(format!("a selector: {wrong}")))?;
        let page = Html::parse_document(&html);
        let hrefs = page.select(&links).filter_map(|a| a.value().attr("href"));
        let own = hrefs.filter(|href| href.starts_with('/') && !href.contains('#'));
        Ok(Some(own.map(str::to_owned).collect()))
    }

    /// Forgets who was signed in, as after closing and opening the browser.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn forget(&self) -> Result<(), Error> {
        self.ask("forgetting the cookies", |page| async move {
            page.delete_all_cookies().await
        })
    }

    /// Takes the keyboard's attention away from any field.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn blur(&self) -> Result<(), Error> {
        self.script("leaving the field", "document.activeElement.blur();")
            .map(drop)
    }

    /// The classes of what has the keyboard's attention after pressing the tabulator so often.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn tab(&self, times: usize) -> Result<String, Error> {
        self.ask("pressing the tabulator", |page| async move {
            for _ in 0..times {
                press(&page, TABULATOR).await?;
            }
            Ok(page
                .active_element()
                .await?
                .attr("class")
                .await?
                .unwrap_or_default())
        })
    }

    /// The heading of the page.
    ///
    /// # Errors
    /// When there is none.
    pub fn heading(&self) -> Result<String, Error> {
        let none = || Error::Expected("a heading on the page".to_owned());
        self.texts("h1")?.into_iter().next().ok_or_else(none)
    }

    /// Whether the page has an element that the selector finds.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn has(&self, selector: &str) -> Result<bool, Error> {
        Ok(!self.texts(selector)?.is_empty())
    }

    /// Empties the field with this name and types.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn fill(&self, name: &str, text: &str) -> Result<(), Error> {
        let selector = format!("main [name=\"{name}\"]");
        self.ask(&format!("filling {name}"), |page| async move {
            let field = page.find(Locator::Css(&selector)).await?;
            field.clear().await?;
            field.send_keys(text).await
        })
    }

    /// Chooses from a list, or among circles or boxes.
    ///
    /// # Errors
    /// When there is no such choice.
    pub fn choose(&self, name: &str, value: &str) -> Result<(), Error> {
        let option = format!("main select[name=\"{name}\"] option[value=\"{value}\"]");
        let mark = format!("main input[name=\"{name}\"][value=\"{value}\"]");
        let selector = format!("{option}, {mark}");
        self.press(&selector)
    }

    /// Attaches a file to the field with this name.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn attach(&self, name: &str, file: &std::path::Path) -> Result<(), Error> {
        let selector = format!("main input[type=\"file\"][name=\"{name}\"]");
        let file = file.display().to_string();
        self.ask(&format!("attaching to {name}"), |page| async move {
            page.find(Locator::Css(&selector))
                .await?
                .send_keys(&file)
                .await
        })
    }

    /// Presses what a selector finds first, where the page stays: a circle, a box, a summary.
    ///
    /// # Errors
    /// When there is none.
    pub fn press(&self, selector: &str) -> Result<(), Error> {
        self.ask(&format!("pressing {selector}"), |page| async move {
            page.find(Locator::Css(selector)).await?.click().await
        })
    }

    /// Presses the button or link that a selector finds first among what is shown (a page may have
    /// the same link once for each width), and waits for the page it leads to.
    ///
    /// # Errors
    /// When there is none, or no page comes.
    pub fn follow(&self, selector: &str) -> Result<(), Error> {
        self.leave(&format!("following {selector}"), |page| async move {
            for link in page.find_all(Locator::Css(selector)).await? {
                let (_, _, width, height) = link.rectangle().await?;
                if width > 0.0 && height > 0.0 {
                    return point_and_press(&page, link).await;
                }
            }
            page.find(Locator::Css(selector)).await?.click().await
        })
    }

    /// Does what leads to another page, and waits until that has come.
    pub(crate) fn leave<F>(&self, doing: &str, act: impl FnOnce(Client) -> F) -> Result<(), Error>
    where
        F: Future<Output = Result<(), CmdError>>,
    {
        let came = self.ask(doing, |page| async move {
            let left = page.find(Locator::Css("html")).await?;
            act(page).await?;
            for _ in 0..LOOKS {
                match left.tag_name().await {
                    Ok(_) => tokio::time::sleep(BETWEEN).await,
                    Err(gone) if has_left(&gone) => return Ok(true),
                    Err(other) => return Err(other),
                }
            }
            Ok(false)
        })?;
        let none = || Error::Expected(format!("another page after {doing}"));
        came.then_some(()).ok_or_else(none)
    }

    /// Waits for a file to be downloaded, and reads it.
    ///
    /// # Errors
    /// When none comes, or it cannot be read.
    pub fn downloaded(&self) -> Result<Vec<u8>, Error> {
        let folder = self.downloads();
        for _ in 0..LOOKS {
            let files = folder.read_dir().into_iter().flatten().flatten();
            let whole = |path: &PathBuf| path.extension().is_none_or(|e| e != "crdownload");
            let mut files = files.map(|file| file.path()).filter(whole);
            if let Some(file) = files.next() {
                return std::fs::read(&file).map_err(|why| Error::io("reading a download", why));
            }
            self.ask("waiting for a file", |_| async {
                tokio::time::sleep(BETWEEN).await;
                Ok(())
            })?;
        }
        Err(Error::Expected(format!("a file in {}", folder.display())))
    }

    /// Sends the form of the page.
    ///
    /// # Errors
    /// When there is none.
    pub fn submit(&self) -> Result<(), Error> {
        self.follow("main form button[type=\"submit\"]")
    }

    /// Signs in with a demonstration account.
    ///
    /// # Errors
    /// When the page after it is the sign-in page again.
    pub fn sign_in(&self, account: &Account) -> Result<(), Error> {
        self.go("/sign-in")?;
        self.fill("username", &account.username)?;
        self.fill("password", &account.password)?;
        self.submit()?;
        if self.path()? == "/sign-in" {
            let said = self.texts("main")?.join("\n");
            return Err(Error::Expected(format!(
                "{} to be signed in: {said}",
                account.username
            )));
        }
        Ok(())
    }

    /// Switches the page to the other language.
    ///
    /// # Errors
    /// When there is no such switch.
    pub fn switch_language(&self) -> Result<(), Error> {
        self.follow("form.lang button")
    }

    /// The language and direction that the page declares.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn language(&self) -> Result<(String, String), Error> {
        let root = "const root = document.documentElement; return root.lang + ' ' + root.dir;";
        let said = self.script("reading the language", root)?;
        let said = said.as_str().unwrap_or_default();
        let (language, direction) = said.split_once(' ').unwrap_or_default();
        Ok((language.to_owned(), direction.to_owned()))
    }

    /// What stands out of the screen sideways, so that one has to scroll to see it: how many pixels
    /// are missing, and the first few elements that are wider than the page's window or lie beyond it. Nothing when the page fits.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn too_wide(&self) -> Result<Vec<String>, Error> {
        let found = self.script("measuring the page", TOO_WIDE)?;
        serde_json::from_value(found).map_err(|wrong| Error::Expected(format!("widths: {wrong}")))
    }
}

/// Names every element that crosses the window's edges and is not cut off by a box around it that
/// scrolls for itself.
const TOO_WIDE: &str = "const root = document.documentElement; \
    const over = root.scrollWidth - root.clientWidth; \
    if (over <= 1) return []; \
    const cut = element => { \
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) \
            if (getComputedStyle(box).overflowX !== 'visible') return true; \
        return false; }; \
    const out = [...document.body.querySelectorAll('*')].filter(element => { \
        const box = element.getBoundingClientRect(); \
        return box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1) && !cut(element); }); \
    const told = out.slice(0, 6).map(element => { \
        const box = element.getBoundingClientRect(); \
        return `${element.tagName.toLowerCase()}.${element.className} ${Math.round(box.left)}…${Math.round(box.right)}: ${element.outerHTML.slice(0, 90)}`; }); \
    return [`${over} px beyond ${root.clientWidth}`, ...told];";
