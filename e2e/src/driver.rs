//! chromedriver, which starts a Chromium for every session.

use std::process::Command;

use tempfile::TempDir;

use crate::Error;
use crate::process::Process;

const READY: &str = "ChromeDriver was started successfully on port ";

/// The running driver; it and its browsers are stopped when dropped.
pub struct Driver {
    address: String,
    folder: TempDir,
    _process: Process,
}

impl Driver {
    /// Starts chromedriver on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not become ready.
    pub fn start() -> Result<Self, Error> {
        let folder = TempDir::new().map_err(|source| Error::io("making a folder", source))?;
        let log = folder.path().join("chromedriver.log");
        let mut process = Process::start(
            "chromedriver",
            Command::new("chromedriver")
                .arg("--port=0")
                .arg(format!("--log-path={}", log.display())),
        )?;
        let port: u16 = process.await_ready(|said| {
            said.split_once(READY)?
                .1
                .split('.')
                .next()?
                .trim()
                .parse()
                .ok()
        })?;
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            folder,
            _process: process,
        })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Where browsers keep their profiles, so that nothing is left of them.
    pub(crate) fn folder(&self) -> &TempDir {
        &self.folder
    }
}
