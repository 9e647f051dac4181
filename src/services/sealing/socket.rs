//! A signer as its own process, under its own account of the system: one question and one answer a
//! line, in JSON, over a Unix socket. Whoever may open the socket may ask; what is signed is judged by
//! the signer alone.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::signer::{NotSigned, Recorded, Signer, trouble, unfit};
use crate::domain::history::Hash;
use crate::domain::history::note::{Note, PublicKey};
use crate::domain::history::sealing::{Ask, Refusal, Standing};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    Who,
    Standing,
    Sign(Ask),
    Bundle(Hash),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Who(String),
    Standing(Standing),
    Note(String),
    Refused(Refusal),
    Trouble(String),
}

/// As long as either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest question: a proof has at most 64 hashes.
const LONGEST: u64 = 64 * 1024;

/// A signer behind a socket.
#[derive(Debug)]
pub struct Remote(PathBuf);

impl Remote {
    /// The one behind this socket; whether anybody answers is seen when something is asked.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    fn note(&self, question: &Question) -> Result<Note, NotSigned> {
        match asked(&self.0, question)? {
            Answer::Note(text) => text.parse().map_err(unfit),
            other => Err(unlike(other)),
        }
    }
}

fn unlike(answer: Answer) -> NotSigned {
    match answer {
        Answer::Refused(refusal) => refusal.into(),
        Answer::Trouble(said) => NotSigned::Unfit(said),
        Answer::Who(_) | Answer::Standing(_) | Answer::Note(_) => {
            NotSigned::Unfit("the signer answered something else than was asked".to_owned())
        }
    }
}

fn asked(path: &Path, question: &Question) -> Result<Answer, NotSigned> {
    let trouble = trouble(path);
    let mut stream = UnixStream::connect(path).map_err(&trouble)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(&trouble)?;
    stream.set_write_timeout(Some(PATIENCE)).map_err(&trouble)?;
    let mut line = serde_json::to_vec(question).map_err(unfit)?;
    line.push(b'\n');
    stream.write_all(&line).map_err(&trouble)?;
    let mut answer = String::new();
    let mut reader = BufReader::new(stream).take(LONGEST);
    reader.read_line(&mut answer).map_err(&trouble)?;
    serde_json::from_str(&answer).map_err(unfit)
}

impl Signer for Remote {
    fn key(&self) -> Result<PublicKey, NotSigned> {
        match asked(&self.0, &Question::Who)? {
            Answer::Who(key) => key.parse().map_err(unfit),
            other => Err(unlike(other)),
        }
    }

    fn standing(&self) -> Result<Standing, NotSigned> {
        match asked(&self.0, &Question::Standing)? {
            Answer::Standing(standing) => Ok(standing),
            other => Err(unlike(other)),
        }
    }

    fn sign(&self, ask: &Ask) -> Result<Note, NotSigned> {
        self.note(&Question::Sign(ask.clone()))
    }

    fn sign_bundle(&self, manifest: &Hash) -> Result<Note, NotSigned> {
        self.note(&Question::Bundle(*manifest))
    }

    /// Nor this.
    fn change_key(&self, _: &[u8; 32], _: Recorded<'_>) -> Result<PublicKey, NotSigned> {
        Err(NotSigned::Unfit(
            "the key is changed on the signer's machine: stop it there, set SEJEL_SIGNER to file:///its-folder \
             for one run of `sejel change-key`, and start it again"
                .to_owned(),
        ))
    }

    /// Whoever owns the database may not have this done from there.
    fn begin_epoch(&self, state: Standing) -> Result<(), NotSigned> {
        let Standing { epoch, size, root } = state;
        Err(NotSigned::Unfit(format!(
            "on the signer's machine, stop it and run: sejel signer --dir DIR \
             --begin-epoch {epoch}:{size}:{root}"
        )))
    }
}

/// Answers on `listener`, one question at a time, for ever. What cannot be read is answered with why.
///
/// # Errors
/// The socket is gone.
pub fn answer(listener: &UnixListener, signer: &dyn Signer) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept()?;
        if let Err(error) = one(stream, signer) {
            tracing::warn!(%error, "a question to the signer was not answered");
        }
    }
}

fn one(mut stream: UnixStream, signer: &dyn Signer) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone()?).take(LONGEST);
    reader.read_line(&mut line)?;
    let answer = match serde_json::from_str(&line) {
        Ok(question) => reply(&question, signer),
        Err(wrong) => Answer::Trouble(wrong.to_string()),
    };
    let mut text = serde_json::to_vec(&answer)?;
    text.push(b'\n');
    stream.write_all(&text)
}

fn reply(question: &Question, signer: &dyn Signer) -> Answer {
    let note = |done: Result<Note, NotSigned>| match done {
        Ok(note) => Answer::Note(note.to_string()),
        Err(wrong) => refused(wrong),
    };
    match question {
        Question::Who => match signer.key() {
            Ok(key) => Answer::Who(key.to_string()),
            Err(wrong) => refused(wrong),
        },
        Question::Standing => match signer.standing() {
            Ok(standing) => Answer::Standing(standing),
            Err(wrong) => refused(wrong),
        },
        Question::Sign(ask) => note(signer.sign(ask)),
        Question::Bundle(manifest) => note(signer.sign_bundle(manifest)),
    }
}

fn refused(wrong: NotSigned) -> Answer {
    match wrong {
        NotSigned::Refused(refusal) => Answer::Refused(refusal),
        other => Answer::Trouble(other.to_string()),
    }
}
