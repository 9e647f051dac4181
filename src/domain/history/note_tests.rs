use super::*;

fn key(name: &str) -> SecretKey {
    SecretKey::new(name, &[3; 32]).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: "sejel.example/log".to_owned(),
        size: 184_213,
        root: Hash::new([9; 32]),
    }
}

#[test]
fn a_checkpoint_is_signed_written_read_and_checked() {
    let key = key("sejel.example/log");
    let note = Note::signed(checkpoint().text(), &key);
    let read: Note = note.to_string().parse().unwrap();
    assert_eq!(read, note);
    assert_eq!(Checkpoint::read(&read.text), Ok(checkpoint()));
    assert_eq!(read.verified(&key.public(KeyKind::Note)), Some(None));
    let other = SecretKey::new("sejel.example/log", &[4; 32]).unwrap();
    assert_eq!(read.verified(&other.public(KeyKind::Note)), None);
    assert_eq!(read.verified(&key.public(KeyKind::Cosignature)), None);
}

/// `signed_note` is another implementation of the same standard.
#[test]
fn another_implementation_checks_what_is_signed_here() {
    use signed_note::{Note as Theirs, StandardVerifier, VerifierList};
    let key = key("sejel.example/log");
    let note = Note::signed(checkpoint().text(), &key).to_string();
    let verifier = StandardVerifier::new(&key.public(KeyKind::Note).to_string()).unwrap();
    let theirs = Theirs::from_bytes(note.as_bytes()).unwrap();
    let list = VerifierList::new(vec![Box::new(verifier)]);
    let (known, unknown) = theirs.verify(&list).unwrap();
    assert_eq!((known.len(), unknown.len()), (1, 0));
    assert_eq!(known[0].name(), "sejel.example/log");
}

#[test]
fn a_changed_letter_anywhere_is_no_signature() {
    let key = key("log");
    let whole = Note::signed(checkpoint().text(), &key).to_string();
    let public = key.public(KeyKind::Note);
    for at in 0..whole.len() {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] ^= 1;
        let read = String::from_utf8(bytes)
            .ok()
            .and_then(|t| t.parse::<Note>().ok());
        assert!(
            read.is_none_or(|note| note.verified(&public).is_none()),
            "{at}"
        );
    }
}

#[test]
fn a_witness_says_when_it_saw_a_checkpoint() {
    let (log, witness) = (key("log"), key("witness.example"));
    let mut note = Note::signed(checkpoint().text(), &log);
    note.lines.push(witness.cosign(&note.text, 1_764_500_000));
    let read: Note = note.to_string().parse().unwrap();
    let public = witness.public(KeyKind::Cosignature);
    assert_eq!(read.verified(&public), Some(Some(1_764_500_000)));
    assert_eq!(read.verified(&log.public(KeyKind::Note)), Some(None));
    note.lines[1].signature[7] ^= 1;
    assert_eq!(note.verified(&public), None);
}

#[test]
fn a_key_is_written_and_read_back() {
    for kind in [KeyKind::Note, KeyKind::Cosignature] {
        let public = key("sejel.example/log").public(kind);
        assert_eq!(public.to_string().parse(), Ok(public.clone()));
        let other = public.to_string().replace("sejel", "sejal");
        assert_eq!(other.parse::<PublicKey>(), Err(NotANote::Key));
    }
    assert!(SecretKey::new("two words", &[0; 32]).is_err());
    assert!(SecretKey::new("a+b", &[0; 32]).is_err());
    assert!(!format!("{:?}", key("log")).contains("3, 3"));
}

#[test]
fn what_is_no_checkpoint_is_told() {
    for text in [
        "",
        "log\n",
        "log\n1\n",
        "log\n-1\nCQkJ\n",
        "log\n01\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
        "log\n+1\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
        "log\n1\nCQkJ\n",
        "\n1\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
    ] {
        assert_eq!(
            Checkpoint::read(text),
            Err(NotANote::Checkpoint),
            "{text:?}"
        );
    }
    for text in [
        "",
        "text",
        "text\n\n",
        "text\n\nno line\n",
        "text\n\n— log QUJD\n",
        "a\tb\n\n— log QUJDRA==\n",
    ] {
        assert!(text.parse::<Note>().is_err(), "{text:?}");
    }
}
