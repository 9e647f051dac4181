//! The real program, serving in a process of its own, which can be killed.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use sejel::store::DatabaseUrl;

/// Where the program finds what it needs; the same after each restart.
pub struct Settings {
    database: String,
    files: String,
    signer: String,
}

impl Settings {
    pub fn new(database: &DatabaseUrl, files: &Path) -> Self {
        let database = match database {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
            DatabaseUrl::Postgres(address) => address.clone(),
        };
        let signer = format!("file://{}", files.with_file_name("signer").display());
        let files = format!("file://{}", files.display());
        Self {
            database,
            files,
            signer,
        }
    }

    /// The program with this command, not yet started.
    pub fn sejel(&self, command: &str) -> Command {
        let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
        sejel
            .arg(command)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .env("SEJEL_DATABASE_URL", &self.database)
            .env("SEJEL_FILES_URL", &self.files)
            .env("SEJEL_SIGNER", &self.signer)
            .env("SEJEL_SECRET", "a secret of the tests, thirty-two")
            .env("SEJEL_LISTEN", "127.0.0.1:0")
            .env("SEJEL_PUBLIC_URL", "http://127.0.0.1")
            .env("SEJEL_LOG", "error");
        sejel
    }
}

/// A serving process; killed when dropped.
pub struct Server {
    process: Child,
    /// Kept open: it must never find that nobody listens.
    _said: BufReader<ChildStdout>,
    /// `http://127.0.0.1:port`
    pub address: String,
    /// From its start to the first good answer of `/readyz`.
    pub ready_after: Duration,
}

impl Server {
    /// Starts the program and asks `/readyz` until the answer is good.
    #[expect(clippy::disallowed_methods, reason = "the time is told, never judged")]
    pub fn start(settings: &Settings) -> Self {
        let began = Instant::now();
        let mut process = settings.sejel("serve").spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            let read = said.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended before it listened");
            if let Some(address) = line.trim_end().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        // It listens already, so each question waits for its answer.
        while ureq::get(format!("{address}/readyz")).call().is_err() {
            assert!(process.try_wait().unwrap().is_none(), "it has ended");
            std::thread::yield_now();
        }
        Self {
            process,
            _said: said,
            address,
            ready_after: began.elapsed(),
        }
    }

    /// `kill -9`: it cannot prepare for it.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        let ended = self.process.wait().unwrap();
        assert!(ended.code().is_none(), "it had ended by itself: {ended}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
