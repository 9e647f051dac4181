//! The product, started with demonstration cases in an empty data folder.

use std::env;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use tempfile::TempDir;

use crate::Error;
use crate::process::Process;

/// Enough cases that every list has some, few enough for a build without optimisation.
const CASES: &str = "60";

/// An account of the demonstration.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    pub username: String,
    pub password: String,
    pub role: String,
    pub unit: String,
}

/// The running product; stopped, and its data removed, when dropped.
pub struct App {
    address: SocketAddr,
    accounts: Vec<Account>,
    _process: Process,
    _data: TempDir,
}

impl App {
    /// Starts `sejel demo` and waits until it says that it is ready.
    ///
    /// # Errors
    /// When it cannot be started or does not become ready.
    pub fn start() -> Result<Self, Error> {
        let data = TempDir::new().map_err(|source| Error::io("making a data folder", source))?;
        let address = free_address()?;
        let mut process = Process::start(
            "sejel",
            Command::new(binary())
                .arg("demo")
                .args(["--port", &address.port().to_string(), "--cases", CASES])
                .arg("--data")
                .arg(data.path()),
        )?;
        process.await_ready(|_| is_ready(address).then_some(()))?;
        let accounts = read_accounts(&data.path().join("demo-accounts.json"))?;
        Ok(Self {
            address,
            accounts,
            _process: process,
            _data: data,
        })
    }

    /// The address of a page.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The accounts of a role, in the order of the file.
    pub fn accounts(&self, role: &str) -> impl Iterator<Item = &Account> {
        self.accounts
            .iter()
            .filter(move |account| account.role == role)
    }

    /// The first account of a role.
    ///
    /// # Errors
    /// When there is none.
    pub fn account(&self, role: &str) -> Result<&Account, Error> {
        let none = || Error::Expected(format!("a demonstration account with the role {role}"));
        self.accounts(role).next().ok_or_else(none)
    }
}

/// `SEJEL_BINARY`, or what `cargo build` made in this work tree.
fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/sejel");
    env::var_os("SEJEL_BINARY").map_or(built, PathBuf::from)
}

/// A port that was free a moment ago.
fn free_address() -> Result<SocketAddr, Error> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|source| Error::io("finding a free port", source))
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.split(' ').nth(1) == Some("200"))
}

fn read_accounts(path: &Path) -> Result<Vec<Account>, Error> {
    let what = || path.display().to_string();
    let text = fs::read_to_string(path).map_err(|source| Error::io(what(), source))?;
    serde_json::from_str(&text).map_err(|wrong| Error::Expected(format!("{}: {wrong}", what())))
}
