//! An exported bundle is checked: with no database, no network and no settings.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;
use sejel::domain::history::bundle::set::SetVerdict;
use sejel::domain::history::bundle::{
    self, Cannot, Finding, Keys, Kind, NotKeys, Outcome, Policy, Trust, Verdict,
};
use sejel::services::archive::{Outer, Refused};
use sejel::services::export;
use sejel::services::export::sets;
use serde_json::{Value, json};

use super::{Ended, complain, say};

/// What is to be done with a copy that was encrypted.
const ENCRYPTED: &str = "encrypted with age: decrypt it first with your key, then check what comes out: \
                         age --decrypt -i KEY-FILE -o BUNDLE.zip BUNDLE.zip.age";

const NOT_COMPARED: &str = "NOT COMPARED with a key from elsewhere: only the keys inside were used. Whoever made this file \
     may have made them too. Ask for --keys.";

#[derive(Args)]
pub struct VerifyBundle {
    /// The ZIP that was handed out.
    file: PathBuf,
    /// The keys of the log, got on another way than with the bundle (a keys.json).
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Whose witness marks are believed, and how many are needed.
    #[arg(long, value_name = "FILE")]
    witness_policy: Option<PathBuf>,
    /// One line of JSON instead of sentences.
    #[arg(long)]
    json: bool,
}

/// Checks it: 0 sound, 1 damaged, 2 cannot be told, 3 where a file cannot be read.
pub fn verify(command: &VerifyBundle) -> Result<u8, Ended> {
    let trust = Trust {
        keys: read(command.keys.as_deref(), Keys::read)?,
        witnesses: read(command.witness_policy.as_deref(), Policy::read)?,
    };
    let file = File::open(&command.file).map_err(|e| unreadable(&command.file, e))?;
    let mut file = BufReader::new(file);
    let beginning = file.fill_buf().map_err(|e| unreadable(&command.file, e))?;
    if export::is_encrypted(beginning) {
        return Err(unreadable(&command.file, ENCRYPTED));
    }
    let verdict = match Outer::open(file).and_then(|zip| examined(zip, &trust)) {
        Ok(Examined::Bundle(verdict)) => *verdict,
        Ok(Examined::Set(verdict)) => return Ok(tell_set(command, &verdict)),
        Err(why) => {
            complain(&format!("sejel: the ZIP: {why}"));
            Verdict::damaged(Finding::of(Kind::Archive, ""), trust.keys.is_some())
        }
    };
    if command.json {
        say(as_json(&command.file, &verdict).to_string());
    } else {
        tell(&verdict);
    }
    Ok(verdict.outcome().exit_code())
}

enum Examined {
    Bundle(Box<Verdict>),
    Set(SetVerdict),
}

fn examined(mut zip: Outer<BufReader<File>>, trust: &Trust) -> Result<Examined, Refused> {
    Ok(match sets::verify(&mut zip, trust)? {
        Some(verdict) => Examined::Set(verdict),
        None => Examined::Bundle(Box::new(bundle::verify(&zip.files()?, trust))),
    })
}

fn unreadable(path: &Path, why: impl std::fmt::Display) -> Ended {
    Ended(3, format!("{}: {why}", path.display()))
}

fn read<T>(path: Option<&Path>, read: fn(&[u8]) -> Result<T, NotKeys>) -> Result<Option<T>, Ended> {
    let Some(path) = path else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|e| unreadable(path, e))?;
    let read = read(&bytes).map_err(|e| unreadable(path, e))?;
    Ok(Some(read))
}

fn tell(verdict: &Verdict) {
    if !verdict.compared {
        say(NOT_COMPARED);
    }
    if let Some(about) = &verdict.about {
        let (case, seq, origin) = (&about.case, about.seq, &about.origin);
        let (case, origin) = (case.escape_debug(), origin.escape_debug());
        say(format!("case {case}, {seq} events, log {origin}"));
        if let Some(epoch) = about.epoch.filter(|epoch| *epoch > 1) {
            say(format!(
                "epoch {epoch} of the log: after a loss that two people declared"
            ));
        }
        for (seq, path) in &about.withheld {
            say(format!(
                "withheld: event {seq}, value {}",
                path.escape_debug()
            ));
        }
        for (seq, path) in &about.erased {
            say(format!(
                "lawfully erased: event {seq}, value {}",
                path.escape_debug()
            ));
        }
    }
    concluded(&verdict.findings, verdict.cannot, verdict.outcome());
}

fn concluded(findings: &BTreeSet<Finding>, cannot: Option<Cannot>, outcome: Outcome) {
    for finding in findings {
        say(format!("DAMAGED {finding}"));
    }
    if let Some(why) = cannot {
        say(format!("CANNOT VERIFY: {why}"));
    }
    match outcome {
        Outcome::Sound => say("sound"),
        Outcome::Damaged => say(format!("damaged: {} findings", findings.len())),
        Outcome::CannotVerify => say("cannot verify"),
    }
}

fn finding(f: &Finding) -> Value {
    json!({ "kind": f.kind.code(), "file": f.file, "seq": f.seq, "path": f.path })
}

/// What is said of a bundle and of a set alike.
fn said_of(
    file: &Path,
    outcome: Outcome,
    (compared, findings): (bool, &BTreeSet<Finding>),
) -> Value {
    json!({
        "bundle": file.display().to_string(),
        "outcome": outcome.code(),
        "exit": outcome.exit_code(),
        "compared": compared,
        "findings": findings.iter().map(finding).collect::<Value>(),
    })
}

/// As `docs/proof.md` describes it; the other verifier writes the same.
fn as_json(file: &Path, verdict: &Verdict) -> Value {
    let values = |values: &[(u64, String)]| -> Value {
        let value = |(seq, path): &(u64, String)| json!({ "seq": seq, "path": path });
        values.iter().map(value).collect()
    };
    let mut told = said_of(
        file,
        verdict.outcome(),
        (verdict.compared, &verdict.findings),
    );
    if let (Some(about), Some(told)) = (&verdict.about, told.as_object_mut()) {
        told.insert("case".to_owned(), json!(about.case));
        told.insert("origin".to_owned(), json!(about.origin));
        told.insert("seq".to_owned(), json!(about.seq));
        told.insert("epoch".to_owned(), json!(about.epoch));
        told.insert("size".to_owned(), json!(about.size));
        told.insert("witnesses".to_owned(), json!(about.witnesses));
        told.insert("withheld".to_owned(), values(&about.withheld));
        told.insert("erased".to_owned(), values(&about.erased));
    }
    told
}

fn tell_set(command: &VerifyBundle, verdict: &SetVerdict) -> u8 {
    let outcome = verdict.outcome();
    if command.json {
        say(set_as_json(&command.file, verdict).to_string());
        return outcome.exit_code();
    }
    if !verdict.compared {
        say(NOT_COMPARED);
    }
    if let Some(set) = &verdict.set {
        let origin = set.origin.escape_debug();
        let (chosen, inside) = (set.count, set.cases.len());
        say(format!(
            "{chosen} cases chosen, {inside} in it, log {origin}"
        ));
        for missing in &set.missing {
            let (case, why) = (missing.case.escape_debug(), missing.why.escape_debug());
            say(format!("not in it: case {case}, {why}"));
        }
    }
    concluded(&verdict.findings, verdict.cannot, outcome);
    outcome.exit_code()
}

fn set_as_json(file: &Path, verdict: &SetVerdict) -> Value {
    let mut told = said_of(
        file,
        verdict.outcome(),
        (verdict.compared, &verdict.findings),
    );
    if let (Some(set), Some(told)) = (&verdict.set, told.as_object_mut()) {
        let cases = set.cases.iter().map(|it| it.case.as_str());
        told.insert("origin".to_owned(), json!(set.origin));
        told.insert("cases".to_owned(), cases.collect());
        told.insert("missing".to_owned(), json!(set.missing));
    }
    told
}
