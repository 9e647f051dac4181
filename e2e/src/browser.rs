//! A person's browser: a session in Chromium with a screen of a certain size.

use std::future::Future;
use std::path::PathBuf;

use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::{App, Driver, Error};

/// The screens that the product is looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 1280 wide.
    Desk,
    /// 390 wide.
    Phone,
}

impl Size {
    pub(crate) const fn pixels(self) -> (u32, u32) {
        match self {
            Self::Desk => (1280, 900),
            Self::Phone => (390, 844),
        }
    }
}

/// An open browser; closed when dropped.
pub struct Browser<'a> {
    pub(crate) app: &'a App,
    client: Option<Client>,
    runtime: Runtime,
    profile: TempDir,
}

impl<'a> Browser<'a> {
    /// Opens a browser that nobody has used before.
    ///
    /// # Errors
    /// When the driver cannot start one.
    pub fn open(app: &'a App, driver: &Driver, size: Size) -> Result<Self, Error> {
        let profile = TempDir::new_in(driver.folder())
            .map_err(|source| Error::io("making a profile folder", source))?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| Error::io("starting a runtime", source))?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(&profile, size));
        let client = runtime.block_on(builder.connect(driver.address()))?;
        Ok(Self {
            app,
            client: Some(client),
            runtime,
            profile,
        })
    }

    /// Where files that are downloaded lie.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.profile.path().join(DOWNLOADS)
    }

    /// Asks the browser for something and waits until it has done it.
    pub(crate) fn ask<T, F>(
        &self,
        doing: &str,
        question: impl FnOnce(Client) -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, CmdError>>,
    {
        let closed = || Error::Expected("an open browser".to_owned());
        let client = self.client.clone().ok_or_else(closed)?;
        self.runtime
            .block_on(question(client))
            .map_err(|source| Error::Browser {
                doing: doing.to_owned(),
                source,
            })
    }

    /// What a script in the page answers.
    pub(crate) fn script(&self, doing: &str, script: &str) -> Result<Value, Error> {
        self.ask(doing, |page| async move {
            page.execute(script, Vec::new()).await
        })
    }

    /// The texts of all elements that a selector finds.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn texts(&self, selector: &str) -> Result<Vec<String>, Error> {
        self.ask(&format!("reading {selector}"), |page| async move {
            let mut texts = Vec::new();
            for element in page.find_all(Locator::Css(selector)).await? {
                texts.push(element.text().await?);
            }
            Ok(texts)
        })
    }
}

impl Drop for Browser<'_> {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // A browser that is gone already needs no closing.
            let _ = self.runtime.block_on(client.close());
        }
    }
}

/// Where files that are downloaded lie within a profile.
const DOWNLOADS: &str = "downloads";

/// Chromium without a window, sandbox or talk to the outside; tests run as root in containers,
/// where its sandbox cannot be made.
fn capabilities(profile: &TempDir, size: Size) -> Capabilities {
    let (width, height) = size.pixels();
    let options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=fa",
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ],
        "prefs": { "download.default_directory": profile.path().join(DOWNLOADS),
                   "download.prompt_for_download": false },
        "mobileEmulation": {
            "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0,
                               "mobile": false, "touch": false }
        },
    });
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities
}
