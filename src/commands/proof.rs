//! The sealed log on the command line: checking it, signing it, witnessing it.

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use sejel::domain::history::note::{Note, PublicKey};
use sejel::domain::history::sealing::Standing;
use sejel::domain::history::witness::Request;
use sejel::domain::time::Clock as _;
use sejel::services::clock::{SystemClock, SystemEntropy};
use sejel::services::sealing::check::Outside;
use sejel::services::sealing::signer::{Folder, Signer as _};
use sejel::services::sealing::{self, recovery, socket, witness};
use sejel::services::verification::{self, Outcome};

use super::office::acting;
use super::{Desk, Ended, say};

/// What is known from outside of the database.
#[derive(Args)]
pub struct Against {
    /// Checks only what is new since the log had so many leaves: there must be a checkpoint of that size.
    #[arg(long, value_name = "SIZE")]
    since: Option<u64>,
    /// A signed checkpoint that was kept elsewhere; may be given often.
    #[arg(long = "anchor", value_name = "FILE")]
    anchor: Vec<PathBuf>,
    /// A folder of such checkpoints.
    #[arg(long, value_name = "DIR")]
    anchors: Option<PathBuf>,
    /// Public keys that are trusted, one a line; without them those that the log names.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// One JSON object in place of lines.
    #[arg(long)]
    json: bool,
}

/// A signer in a process of its own.
#[derive(Args)]
pub struct Signing {
    /// Folder of its key and of what it signed last.
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// The socket on which it answers.
    #[arg(long, value_name = "PATH")]
    socket: PathBuf,
    /// Begins the epoch that two people have opened, as EPOCH:SIZE:ROOT, and ends.
    #[arg(long, value_name = "STATE")]
    begin_epoch: Option<String>,
}

/// What is lost for good, declared by one person and agreed to by another.
#[derive(Args)]
pub struct Recovering {
    /// Declares that what was signed after the newest state of this copy is lost. Without it, agrees to
    /// what somebody else declared.
    #[arg(long, requires = "reason")]
    declare_loss: bool,
    /// Why it is lost.
    #[arg(long)]
    reason: Option<String>,
}

/// Witnesses of the log.
#[derive(Subcommand)]
pub enum Witness {
    /// On the witness's machine: prints its public key; makes one the first time.
    Key {
        #[arg(long, value_name = "DIR")]
        state: PathBuf,
        /// The name under which it signs.
        #[arg(long)]
        name: String,
    },
    /// On the register's machine: prints what is to be carried to the witness.
    Request {
        /// The size that the witness saw last; 0 at first.
        #[arg(long, default_value_t = 0)]
        old: u64,
    },
    /// On the witness's machine: signs what was carried there, and prints the checkpoint with its line.
    Cosign {
        file: PathBuf,
        #[arg(long, value_name = "DIR")]
        state: PathBuf,
        #[arg(long)]
        name: String,
        /// The log's public key, as `sejel witness log-key` prints it.
        #[arg(long, value_name = "KEY")]
        log: String,
    },
    /// On the register's machine: keeps what the witness signed.
    Record {
        file: PathBuf,
        /// The witness's public key.
        #[arg(long, value_name = "KEY")]
        key: String,
    },
    /// On the register's machine: prints the log's public key.
    LogKey,
}

fn read(path: &Path) -> Result<String, Ended> {
    std::fs::read_to_string(path).map_err(|e| Ended(3, format!("{}: {e}", path.display())))
}

fn note(path: &Path) -> Result<(String, Note), Ended> {
    let wrong = |e| Ended(3, format!("{}: {e}", path.display()));
    let note = read(path)?.parse().map_err(wrong)?;
    Ok((path.display().to_string(), note))
}

fn public(text: &str) -> Result<PublicKey, Ended> {
    text.parse().map_err(|e| Ended(3, format!("{text}: {e}")))
}

fn outside(against: &Against) -> Result<Outside, Ended> {
    let mut files = against.anchor.clone();
    if let Some(folder) = &against.anchors {
        let wrong = |e: std::io::Error| Ended(3, format!("{}: {e}", folder.display()));
        for file in std::fs::read_dir(folder).map_err(wrong)? {
            files.push(file.map_err(wrong)?.path());
        }
    }
    files.sort();
    let anchors = files.iter().map(|file| note(file));
    let lines = against.keys.as_deref().map(read).transpose()?;
    let lines = lines.iter().flat_map(|text| text.lines());
    let keys = lines.filter(|line| !line.trim().is_empty()).map(public);
    Ok(Outside {
        standing: None,
        anchors: anchors.collect::<Result<_, _>>()?,
        keys: keys.collect::<Result<_, _>>()?,
        since: against.since,
    })
}

/// Checks everything; the exit code is the finding.
pub fn verify(desk: &Desk, against: &Against) -> Result<u8, Ended> {
    let outside = outside(against)?;
    let bar = if against.json {
        ProgressBar::hidden()
    } else {
        bar()?
    };
    let outcome = verification::verify_telling(&desk.register, &outside, &mut |read, all| {
        bar.set_length(all);
        bar.set_position(read);
    });
    bar.finish_and_clear();
    let outcome = outcome.map_err(|e| Ended(2, e.to_string()))?;
    if against.json {
        say(told(&outcome).to_string());
    } else {
        in_lines(&outcome);
    }
    Ok(outcome.exit_code())
}

/// How many events of how many, where somebody sits at a terminal; drawn on the error stream.
fn bar() -> Result<ProgressBar, Ended> {
    let line = "{human_pos} of {human_len} events, {percent} %, {eta} left {wide_bar}";
    let style = ProgressStyle::with_template(line).map_err(|e| Ended(2, e.to_string()))?;
    Ok(ProgressBar::new(0).with_style(style))
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome.exit_code() {
        0 => "sound",
        1 => "tampered or inconsistent",
        _ => "cannot verify",
    }
}

fn told(outcome: &Outcome) -> serde_json::Value {
    serde_json::json!({
        "result": word(outcome),
        "since": outcome.since,
        "streams": outcome.streams,
        "events": outcome.events,
        "cases": outcome.cases,
        "leaves": outcome.leaves,
        "checkpoints": outcome.checkpoints,
        "tampered": outcome.findings,
        "lost": outcome.lost,
        "unknown": outcome.unknown,
    })
}

fn in_lines(outcome: &Outcome) {
    for finding in &outcome.findings {
        say(format!("TAMPERED {finding}"));
    }
    for lost in &outcome.lost {
        say(format!("LOST {lost}"));
    }
    for unknown in &outcome.unknown {
        say(format!("UNKNOWN {unknown}"));
    }
    if let Some(size) = outcome.since {
        say(format!(
            "only what is new since {size} leaves was looked at"
        ));
    } else if outcome.leaves == 0 {
        say("the log was not begun: nothing is sealed yet");
    }
    say(format!(
        "{} streams, {} events, {} cases, {} leaves, {} checkpoints: {}",
        outcome.streams,
        outcome.events,
        outcome.cases,
        outcome.leaves,
        outcome.checkpoints,
        word(outcome)
    ));
}

/// Seals what waits, and prints the newest checkpoint.
pub fn seal(desk: &Desk) -> Result<u8, Ended> {
    match sealing::seal(&desk.register)? {
        Some(signed) => say(signed.note.trim_end()),
        None => say("nothing is in the log yet"),
    }
    Ok(0)
}

/// Answers on its socket until it is stopped.
pub fn signer(signing: &Signing) -> Result<u8, Ended> {
    let folder = Folder::open(&signing.dir, &SystemEntropy)?;
    if let Some(state) = &signing.begin_epoch {
        folder.begin_epoch(state_of(state)?)?;
        say(format!("begun: {state}"));
        return Ok(0);
    }
    if signing.socket.exists() {
        // Left by a process that was killed; one that still answers keeps it.
        if std::os::unix::net::UnixStream::connect(&signing.socket).is_ok() {
            let path = signing.socket.display();
            return Err(Ended(1, format!("{path}: a signer answers there already")));
        }
        std::fs::remove_file(&signing.socket)?;
    }
    let listener = UnixListener::bind(&signing.socket)?;
    let owner_and_group = std::fs::Permissions::from_mode(0o660);
    std::fs::set_permissions(&signing.socket, owner_and_group)?;
    say(format!("{}", folder.key()?));
    say(format!("signing on {}", signing.socket.display()));
    socket::answer(&listener, &folder)?;
    Ok(0)
}

fn state_of(text: &str) -> Result<Standing, Ended> {
    let mut parts = text.splitn(3, ':');
    let mut next = || parts.next().unwrap_or_default();
    let (epoch, size, root) = (next().parse(), next().parse(), next().parse());
    match (epoch, size, root) {
        (Ok(epoch), Ok(size), Ok(root)) => Ok(Standing { epoch, size, root }),
        _ => Err(Ended(3, format!("{text}: is EPOCH:SIZE:ROOT"))),
    }
}

/// Another key signs the log from now on.
pub fn change_key(desk: &Desk) -> Result<u8, Ended> {
    let actor = acting(desk)?;
    let key = recovery::change_key(&desk.register, &actor)?;
    sealing::seal(&desk.register)?;
    say(key.to_string());
    Ok(0)
}

/// Two people, one after the other, say what is lost.
pub fn recover(desk: &Desk, recovering: &Recovering) -> Result<u8, Ended> {
    let actor = acting(desk)?;
    if recovering.declare_loss {
        let reason = recovering.reason.as_deref().unwrap_or_default();
        let loss = recovery::declare(&desk.register, &actor, reason)?;
        say(format!(
            "{} leaves were signed, {} are kept: declared. Now another administrator runs `sejel recover`.",
            loss.signed.size, loss.kept.size
        ));
    } else {
        let opened = recovery::agree(&desk.register, &actor)?;
        say(format!(
            "epoch {} begins at {} leaves; {} are lost",
            opened.epoch, opened.kept.size, opened.lost
        ));
    }
    Ok(0)
}

/// What a witness does on its own machine, without a register.
pub fn apart(command: &Witness) -> Option<Result<u8, Ended>> {
    match command {
        Witness::Key { state, name } => Some(key(state, name)),
        Witness::Cosign {
            file,
            state,
            name,
            log,
        } => Some(cosign(file, (state, name), log)),
        Witness::Request { .. } | Witness::Record { .. } | Witness::LogKey => None,
    }
}

fn key(state: &Path, name: &str) -> Result<u8, Ended> {
    let own = witness::Witness::open(state, name, &SystemEntropy)?;
    say(own.key()?.to_string());
    Ok(0)
}

fn cosign(file: &Path, (state, name): (&Path, &str), log: &str) -> Result<u8, Ended> {
    let own = witness::Witness::open(state, name, &SystemEntropy)?;
    let wrong = |e| Ended(3, format!("{}: {e}", file.display()));
    let request: Request = read(file)?.parse().map_err(wrong)?;
    let line = own.cosign(&request, &public(log)?, SystemClock.now())?;
    say(format!("{}{line}", request.note));
    Ok(0)
}

/// What has to do with witnesses on the register's machine.
pub fn with_register(desk: &Desk, command: &Witness) -> Result<u8, Ended> {
    match command {
        Witness::Request { old } => {
            let request = witness::request(&desk.register, *old)?;
            say(request.to_string().trim_end());
        }
        Witness::Record { file, key } => {
            let (_, brought) = note(file)?;
            let size = witness::record(&desk.register, &brought, &public(key)?)?;
            say(format!("{size} leaves: kept what the witness signed"));
        }
        Witness::LogKey => {
            let signer = desk.register.signer.as_ref();
            let signer = signer.ok_or(Ended(2, "nobody signs the log here".to_owned()))?;
            say(signer.key()?.to_string());
        }
        Witness::Key { .. } | Witness::Cosign { .. } => {}
    }
    Ok(0)
}
