//! All of the configuration, on one page. This is the only place where the environment is read.
//!
//! | environment | in the file | meaning | without it |
//! |---|---|---|---|
//! | `SEJEL_CONFIG` | | a TOML file with the right column's names | none |
//! | `SEJEL_DATABASE_URL` | `database_url` | `sqlite://path` or `postgres://…` | `DIR/sejel.db` of `--data DIR` |
//! | `SEJEL_FILES_URL` | `files_url` | where scans are kept: `file://folder` | `DIR/files` of `--data DIR` |
//! | `SEJEL_LISTEN` | `listen` | address and port | `127.0.0.1:8080` |
//! | `SEJEL_PUBLIC_URL` | `public_url` | where people reach it; `https` makes cookies secure | the address listened on |
//! | `SEJEL_SECRET` | `secret` | at least 32 characters, the same on every machine of one register | made once in `DIR/secret` |
//! | `SEJEL_SIGNER` | `signer` | who signs the log: `unix:///socket` of `sejel signer`, or `file:///folder` with its key | `DIR/log` of `--data DIR`; without it nobody signs |
//! | `SEJEL_TRUSTED_PROXIES` | `trusted_proxies` | addresses, joined by commas, whose `X-Forwarded-For` is believed | none |
//! | `SEJEL_CONNECTIONS` | `connections` | connections to the database | 8 |
//! | `SEJEL_WORKERS` | `workers` | threads that answer | one for each core |
//! | `SEJEL_EXPORT_CASES` | `export_cases` | cases in one export of many | 2000 |
//! | `SEJEL_EXPORT_HOURS` | `export_hours` | hours for which an export of many cases can be fetched | 24 |
//! | `SEJEL_EXPORT_SETS` | `export_sets` | such exports of one person that are being made or wait | 3 |
//! | `SEJEL_LOG` | `log` | what is logged, as `info,sejel=debug` | `info` |
//! | `SEJEL_LOG_FORMAT` | `log_format` | `text` or `json` | `text` |
//!
//! The environment goes before the file, the file before `--data`.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use crate::domain::time::Entropy;
use crate::services::export::sets::Limits;
use crate::store::DatabaseUrl;

/// What was given on the command line.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// `--config FILE`; goes before `SEJEL_CONFIG`.
    pub file: Option<PathBuf>,
    /// `--data DIR`.
    pub data: Option<PathBuf>,
    /// `--port N`: this port of the machine itself; goes before everything.
    pub port: Option<u16>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Where the one who signs the log is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignerAt {
    /// A folder with its key and what it signed last.
    Folder(PathBuf),
    /// The socket of another process.
    Socket(PathBuf),
}

/// A value that cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// The bytes, for signing.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The configuration, understood and complete.
#[derive(Debug, Clone)]
pub struct Config {
    pub database_url: DatabaseUrl,
    pub files_url: String,
    pub listen: SocketAddr,
    /// Without a slash at the end: `https://sejel.example`.
    pub public_url: String,
    pub secret: Secret,
    /// Who signs the log; nobody on a machine that leaves it to others.
    pub signer: Option<SignerAt>,
    pub trusted_proxies: Vec<IpAddr>,
    pub connections: u32,
    /// `None` for one of each core.
    pub workers: Option<usize>,
    /// How many cases may be exported at once, and for how long they wait.
    pub exports: Limits,
    pub log: String,
    pub log_format: LogFormat,
}

/// One thing wrong with the configuration, and where it was said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {what}")]
pub struct Mistake {
    pub setting: String,
    pub what: String,
}

impl Config {
    /// Reads everything, and tells everything that is wrong at once.
    pub fn load(given: &Given, entropy: &dyn Entropy) -> Result<Self, Vec<Mistake>> {
        Self::from(given, &|name| environment(name), entropy)
    }

    /// The same with another environment.
    pub fn from(
        given: &Given,
        environment: &dyn Fn(&str) -> Option<String>,
        entropy: &dyn Entropy,
    ) -> Result<Self, Vec<Mistake>> {
        let mut reading = Reading::new(given, environment);
        let read = reading.all(entropy);
        match read {
            Some(config) if reading.mistakes.is_empty() => Ok(config),
            _ => Err(reading.mistakes),
        }
    }

    /// From where forms may come. A register on this machine alone goes by several names.
    #[must_use]
    pub fn origins(&self) -> Vec<String> {
        let mut origins = vec![self.public_url.clone()];
        let port = self.listen.port();
        let own = [
            format!("http://127.0.0.1:{port}"),
            format!("http://localhost:{port}"),
            format!("http://[::1]:{port}"),
        ];
        if own.contains(&self.public_url) {
            origins.extend(own.into_iter().filter(|o| *o != self.public_url));
        }
        origins
    }

    /// Whether people reach it over TLS.
    #[must_use]
    pub fn tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where it is read")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.trim().is_empty())
}

struct Reading<'a> {
    given: &'a Given,
    environment: &'a dyn Fn(&str) -> Option<String>,
    file: BTreeMap<String, String>,
    mistakes: Vec<Mistake>,
}

const SETTINGS: &[&str] = &[
    "database_url",
    "files_url",
    "listen",
    "public_url",
    "secret",
    "signer",
    "trusted_proxies",
    "connections",
    "workers",
    "export_cases",
    "export_hours",
    "export_sets",
    "log",
    "log_format",
];

impl<'a> Reading<'a> {
    fn new(given: &'a Given, environment: &'a dyn Fn(&str) -> Option<String>) -> Self {
        let mut reading = Self {
            given,
            environment,
            file: BTreeMap::new(),
            mistakes: Vec::new(),
        };
        let named = environment("SEJEL_CONFIG").map(PathBuf::from);
        if let Some(path) = given.file.clone().or(named) {
            reading.read_file(&path);
        }
        reading
    }

    fn wrong(&mut self, setting: &str, what: impl fmt::Display) {
        self.mistakes.push(Mistake {
            setting: setting.to_owned(),
            what: what.to_string(),
        });
    }

    fn read_file(&mut self, path: &Path) {
        let shown = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) => return self.wrong(&shown, e),
        };
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(e) => return self.wrong(&shown, format_args!("is not TOML: {e}")),
        };
        for (name, value) in table {
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                _ => {
                    self.wrong(&name, "must be text or a number");
                    continue;
                }
            };
            if SETTINGS.contains(&name.as_str()) {
                self.file.insert(name, text);
            } else {
                self.wrong(&name, "is not a setting");
            }
        }
    }

    /// What was said of a setting, and under which name.
    fn said(&self, name: &str) -> Option<(String, String)> {
        let variable = format!("SEJEL_{}", name.to_ascii_uppercase());
        let of_environment = (self.environment)(&variable).map(|value| (variable, value));
        of_environment.or_else(|| {
            let value = self.file.get(name)?;
            Some((name.to_owned(), value.clone()))
        })
    }

    /// A setting understood by `parse`; the default where nothing was said.
    fn parsed<T>(
        &mut self,
        name: &str,
        default: T,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> T {
        let Some((at, text)) = self.said(name) else {
            return default;
        };
        parse(text.trim()).unwrap_or_else(|what| {
            self.wrong(&at, what);
            default
        })
    }

    fn all(&mut self, entropy: &dyn Entropy) -> Option<Config> {
        let listen = self.listen();
        let public_url = self.parsed("public_url", default_url(listen), origin);
        if public_url.starts_with("http://") && !is_own(&public_url) {
            self.wrong(
                "public_url",
                "must be https, unless people use this machine itself",
            );
        }
        let (database_url, files_url) = (self.database_url(), self.files_url());
        let secret = self.secret(entropy);
        let signer = self.signer();
        let trusted_proxies = self.parsed("trusted_proxies", Vec::new(), addresses);
        let connections = self.parsed("connections", 8, number);
        let workers = self.parsed("workers", 0_u32, number);
        let exports = self.exports();
        let log = self.parsed("log", "info".to_owned(), |text| Ok(text.to_owned()));
        let log_format = self.parsed("log_format", LogFormat::Text, |text| match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err("is text or json".to_owned()),
        });
        Some(Config {
            database_url: database_url?,
            files_url: files_url?,
            listen,
            public_url,
            secret: secret?,
            signer,
            trusted_proxies,
            connections,
            workers: usize::try_from(workers).ok().filter(|n| *n > 0),
            exports,
            log,
            log_format,
        })
    }

    fn exports(&mut self) -> Limits {
        let standard = Limits::default();
        // No more than a file of many bundles may hold.
        let cases = |text: &str| {
            let number = text.parse().ok().filter(|n| (1..=40_000).contains(n));
            number.ok_or_else(|| "is a number from 1 to 40000".to_owned())
        };
        Limits {
            cases: self.parsed("export_cases", standard.cases, cases),
            hours: self.parsed("export_hours", standard.hours, number),
            sets: self.parsed("export_sets", standard.sets, number),
        }
    }

    fn listen(&mut self) -> SocketAddr {
        let standard = SocketAddr::from(([127, 0, 0, 1], self.given.port.unwrap_or(8080)));
        if self.given.port.is_some() {
            return standard;
        }
        self.parsed("listen", standard, |text| {
            let wrong = |_| "is an address with a port, as 127.0.0.1:8080".to_owned();
            text.parse().map_err(wrong)
        })
    }

    fn database_url(&mut self) -> Option<DatabaseUrl> {
        if let Some((at, text)) = self.said("database_url") {
            return DatabaseUrl::parse(&text)
                .inspect_err(|e| self.wrong(&at, e))
                .ok();
        }
        match &self.given.data {
            Some(data) => Some(DatabaseUrl::Sqlite(data.join("sejel.db"))),
            None => {
                self.wrong("SEJEL_DATABASE_URL", "is missing, and so is --data DIR");
                None
            }
        }
    }

    fn files_url(&mut self) -> Option<String> {
        if let Some((setting, text)) = self.said("files_url") {
            if text.strip_prefix("file:///").is_some() {
                return Some(text);
            }
            // object_store speaks S3 only with an HTTP client and a TLS library of its own.
            let what = if text.starts_with("s3://") {
                "s3:// is not possible: this program opens no connection to an object store. \
                 Mount the bucket as a folder and give file:///that/folder"
            } else {
                "is a folder, given as file:///path"
            };
            self.wrong(&setting, what);
            return None;
        }
        let Some(data) = &self.given.data else {
            self.wrong("SEJEL_FILES_URL", "is missing, and so is --data DIR");
            return None;
        };
        Some(format!("file://{}", data.join("files").display()))
    }

    fn signer(&mut self) -> Option<SignerAt> {
        let Some((at, text)) = self.said("signer") else {
            let data = self.given.data.as_ref();
            return data.map(|data| SignerAt::Folder(data.join("log")));
        };
        let text = text.trim();
        let found = if let Some(path) = text.strip_prefix("unix://") {
            Some(SignerAt::Socket(path.into()))
        } else {
            let folder = text.strip_prefix("file://");
            folder.map(|path| SignerAt::Folder(path.into()))
        };
        if found.is_none() {
            self.wrong(&at, "is unix:///socket or file:///folder");
        }
        found
    }

    fn secret(&mut self, entropy: &dyn Entropy) -> Option<Secret> {
        if let Some((at, text)) = self.said("secret") {
            if text.trim().len() < 32 {
                self.wrong(&at, "needs at least 32 characters");
                return None;
            }
            return Some(Secret(text.trim().as_bytes().to_vec()));
        }
        let Some(data) = &self.given.data else {
            self.wrong("SEJEL_SECRET", "is missing, and so is --data DIR");
            return None;
        };
        kept_secret(&data.join("secret"), entropy)
            .inspect_err(|e| self.wrong("SEJEL_SECRET", e))
            .ok()
    }
}

/// The secret kept beside an embedded database; made the first time.
fn kept_secret(path: &Path, entropy: &dyn Entropy) -> std::io::Result<Secret> {
    if let Ok(text) = std::fs::read_to_string(path)
        && text.trim().len() >= 32
    {
        return Ok(Secret(text.trim().as_bytes().to_vec()));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = hex::encode(entropy.bytes32());
    write_private(path, &text)?;
    Ok(Secret(text.into_bytes()))
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    writeln!(file, "{text}")
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}

fn default_url(listen: SocketAddr) -> String {
    let host = match listen.ip() {
        IpAddr::V6(v6) if !v6.is_unspecified() => format!("[{v6}]"),
        IpAddr::V4(v4) if !v4.is_unspecified() => v4.to_string(),
        _ => "127.0.0.1".to_owned(),
    };
    format!("http://{host}:{}", listen.port())
}

fn is_own(url: &str) -> bool {
    let host = url.trim_start_matches("http://");
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|own| host == *own || host.starts_with(&format!("{own}:")))
}

/// Scheme, host and port, without anything after them.
fn origin(text: &str) -> Result<String, String> {
    let wrong = || "is an address as https://sejel.example, without a path".to_owned();
    let url = url::Url::parse(text).map_err(|_not_a_url| wrong())?;
    let plain = matches!(url.scheme(), "http" | "https") && url.path() == "/";
    if !plain || url.query().is_some() || !url.username().is_empty() {
        return Err(wrong());
    }
    Ok(url.origin().ascii_serialization())
}

fn addresses(text: &str) -> Result<Vec<IpAddr>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.parse()
                .map_err(|_no| format!("{part} is not an address"))
        })
        .collect()
}

fn number(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|n| (1..=1000).contains(n));
    number.ok_or_else(|| "is a number from 1 to 1000".to_owned())
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
