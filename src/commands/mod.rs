//! What can be asked on the command line. Exit codes: 0 done or sound, 1 refused or tampered,
//! 2 cannot be told, 3 wrong usage.

mod bundles;
mod calendar;
mod casefiles;
mod demo;
mod directive;
mod erasure;
mod exporting;
mod moving;
mod office;
mod proof;
mod serving;
mod simulation;
mod versions;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use sejel::config::{Config, Given, LogFormat, SignerAt};
use sejel::services::clock::{SystemClock, SystemEntropy};
use sejel::services::register::Register;
use sejel::services::sealing::signer::{Folder, NotSigned, Signer};
use sejel::services::sealing::socket::Remote;
use sejel::store::files::Files;
use sejel::store::{Sizes, Store};
use sejel::web::sentences;

/// The register of cases of people without a registry record.
#[derive(Parser)]
#[command(name = "sejel", version, about)]
struct Line {
    /// Folder of the embedded database and its files.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A TOML file of settings.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Who acts: the username of an account.
    #[arg(long = "as", global = true, value_name = "USER")]
    by: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Demonstration cases in an embedded database, served.
    Demo {
        #[arg(long, default_value_t = 8080)]
        port: u16,
        #[arg(long, default_value_t = 400)]
        cases: u32,
    },
    /// Serves the register.
    Serve {
        #[arg(long)]
        port: Option<u16>,
    },
    /// Brings the database to this version.
    Migrate,
    /// Accounts.
    User {
        #[command(subcommand)]
        command: office::User,
    },
    /// Offices.
    Unit {
        #[command(subcommand)]
        command: office::Unit,
    },
    /// Directives.
    Directive {
        #[command(subcommand)]
        command: directive::DirectiveFile,
    },
    /// The official calendar: days of rest by which time limits are counted.
    Calendar {
        #[command(subcommand)]
        command: calendar::Calendar,
    },
    /// Checks that nothing was altered, dropped or added.
    Verify {
        #[command(flatten)]
        against: proof::Against,
    },
    /// Puts what waits in the log, has it signed, and prints the newest checkpoint.
    Seal,
    /// Signs the log in a process of its own.
    Signer {
        #[command(flatten)]
        signing: proof::Signing,
    },
    /// Goes on after an older copy had to be brought back: two people say what is lost.
    Recover {
        #[command(flatten)]
        recovering: proof::Recovering,
    },
    /// Has the log signed with another key from now on; both keys say so in the log.
    ChangeKey,
    /// Witnesses of the log on other machines.
    Witness {
        #[command(subcommand)]
        command: proof::Witness,
    },
    /// Makes every list and search row anew from the events.
    Rebuild,
    /// Hands out a whole case as one ZIP.
    Export(exporting::Exporting),
    /// Erases values of a case by law: one person proposes it, another approves it.
    Erase(erasure::Erase),
    /// Checks an exported ZIP, needing nothing but the file and keys.
    VerifyBundle(bundles::VerifyBundle),
    /// Stuck cases, orphan files, unsafe settings.
    Doctor,
}

/// Why a command did not do its work, and with which code it ends.
#[derive(Debug)]
pub struct Ended(pub u8, pub String);

impl<E: std::fmt::Display> From<E> for Ended {
    fn from(error: E) -> Self {
        Self(1, error.to_string())
    }
}

/// What every command has at hand.
pub struct Desk {
    pub config: Config,
    pub register: Register,
    pub by: Option<String>,
}

/// Says a line to whoever asked.
pub fn say(line: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{}", line.as_ref()).is_err() {
        // Whoever listened has gone; there is nobody left to tell.
    }
}

fn complain(line: &str) {
    let mut out = std::io::stderr().lock();
    if writeln!(out, "{line}").is_err() {
        // As above.
    }
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let asked = !error.use_stderr();
            if error.print().is_err() {
                return ExitCode::from(3);
            }
            return ExitCode::from(if asked { 0 } else { 3 });
        }
    };
    match done(line) {
        Ok(code) => ExitCode::from(code),
        Err(Ended(code, why)) => {
            complain(&format!("sejel: {why}"));
            ExitCode::from(code)
        }
    }
}

/// A folder that nobody else on this machine looks into; one that is there already stays as it is.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder)
}

fn done(line: Line) -> Result<u8, Ended> {
    if let Command::Directive { command } = &line.command
        && let Some(done) = directive::run(command)
    {
        return done;
    }
    if let Command::Witness { command } = &line.command
        && let Some(done) = proof::apart(command)
    {
        return done;
    }
    if let Command::Signer { signing } = &line.command {
        return proof::signer(signing);
    }
    if let Command::VerifyBundle(command) = &line.command {
        return bundles::verify(command);
    }
    let demonstration = matches!(line.command, Command::Demo { .. });
    let port = match line.command {
        Command::Demo { port, .. } => Some(port),
        Command::Serve { port } => port,
        _ => None,
    };
    let data = line
        .data
        .or_else(|| demonstration.then(|| PathBuf::from("data/demo")));
    if let Some(folder) = &data {
        private_folder(folder)?;
    }
    let given = Given {
        file: line.config,
        data: data.clone(),
        port,
    };
    let config = Config::load(&given, &SystemEntropy).map_err(|mistakes| {
        let all: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        Ended(3, format!("settings:\n  {}", all.join("\n  ")))
    })?;
    sejel::telemetry::begin(&config.log, config.log_format == LogFormat::Json);
    let register = open(&config)?;
    let desk = Desk {
        config,
        register,
        by: line.by,
    };
    // Whoever serves seals; whoever only looks leaves things as they are.
    let seals = !matches!(
        line.command,
        Command::Demo { .. } | Command::Serve { .. } | Command::Verify { .. } | Command::Doctor
    );
    let register = desk.register.clone();
    let done = on_register(line.command, desk, data);
    if seals
        && register.signer.is_some()
        && let Err(error) = sejel::services::sealing::seal(&register)
    {
        // What was done stands; whoever serves seals it, and is late if nobody does.
        tracing::warn!(%error, "what was done is not sealed yet");
    }
    done
}

fn on_register(command: Command, desk: Desk, data: Option<PathBuf>) -> Result<u8, Ended> {
    match command {
        Command::Demo { cases, .. } => demo::run(desk, &data.unwrap_or_default(), cases),
        Command::Serve { .. } => serving::serve(desk, false),
        Command::Migrate => serving::migrate(&desk),
        Command::User { command } => office::user(&desk, command),
        Command::Unit { command } => office::unit(&desk, command),
        Command::Directive { command } => directive::run_on(&desk, command),
        Command::Calendar { command } => calendar::run(&desk, &command),
        Command::Verify { against } => proof::verify(&desk, &against),
        Command::Seal => proof::seal(&desk),
        Command::ChangeKey => proof::change_key(&desk),
        Command::Recover { recovering } => proof::recover(&desk, &recovering),
        // Done without a register above.
        Command::Signer { signing } => proof::signer(&signing),
        Command::Witness { command } => proof::with_register(&desk, &command),
        Command::Rebuild => casefiles::rebuild(&desk),
        Command::Export(exporting) => exporting::export(&desk, &exporting),
        Command::Erase(asked) => erasure::run(&desk, &asked),
        Command::VerifyBundle(command) => bundles::verify(&command),
        Command::Doctor => casefiles::doctor(&desk),
    }
}

fn signer(config: &Config) -> Result<Option<Arc<dyn Signer>>, Ended> {
    let wrong = |e: NotSigned| Ended(2, format!("the signer of the log: {e}"));
    Ok(match &config.signer {
        None => None,
        Some(SignerAt::Folder(path)) => {
            let folder = Folder::open(path, &SystemEntropy).map_err(wrong)?;
            Some(Arc::new(folder))
        }
        Some(SignerAt::Socket(path)) => Some(Arc::new(Remote::at(path))),
    })
}

fn open(config: &Config) -> Result<Register, Ended> {
    let sizes = Sizes {
        connections: config.connections,
    };
    let unknown = |e: sejel::store::Error| Ended(2, e.to_string());
    let store = Store::open(&config.database_url, sizes).map_err(unknown)?;
    let files = Files::open(&config.files_url).map_err(unknown)?;
    let register = Register::new(store, files, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let register = Register {
        exports: config.exports,
        ..register.told_by(sentences::told)
    };
    Ok(match signer(config)? {
        Some(signer) => register.signed_by(signer),
        None => register,
    })
}
