//! Pictures of whole pages, to be looked at.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::{Browser, Error};

/// Asks Chromium itself, past WebDriver, which can only picture what fits the window.
#[derive(Debug)]
struct WholePage;

impl WebDriverCompatibleCommand for WholePage {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let question = json!({
            "cmd": "Page.captureScreenshot",
            "params": { "format": "png", "captureBeyondViewport": true },
        });
        (Method::POST, Some(question.to_string()))
    }
}

impl Browser<'_> {
    /// Saves a picture of the whole page as `target/screens/NAME.png`.
    ///
    /// # Errors
    /// When the browser makes none or it cannot be written.
    pub fn picture(&self, name: &str) -> Result<PathBuf, Error> {
        let answer: Value = self.ask("making a picture", |page| async move {
            page.issue_cmd(WholePage).await
        })?;
        let data = answer
            .get("data")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let png = STANDARD
            .decode(data)
            .map_err(|wrong| Error::Expected(format!("a picture: {wrong}")))?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screens");
        let file = folder.join(format!("{name}.png"));
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, png))
            .map_err(|source| Error::io(file.display().to_string(), source))?;
        Ok(file)
    }
}
