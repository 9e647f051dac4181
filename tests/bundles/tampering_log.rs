//! What an insider can do to the log: its proofs, its checkpoints, its keys and its witnesses.

use sejel::domain::history::bundle::{
    CHECKPOINT, CONSISTENCY, Files, PREVIOUS, Proof, Sealed, proof_name,
};
use sejel::domain::history::note::{Checkpoint, Note};
use sejel::domain::history::{Hash, Openings};
use serde_json::json;

use crate::made::{Dice, Made, good, key, key_at, signed};
use crate::tampering::{Tampering, by, flip, set_body, with, without};

pub const TAMPERINGS: &[Tampering] = &[
    by("a proof of another place", "inclusion", |dice| {
        proof_of(dice, |proof, _| proof.index += 1)
    }),
    by("a hash of a proof is altered", "inclusion", |dice| {
        proof_of(dice, |proof, dice| {
            let at = dice.below(proof.path.len());
            proof.path[at] = Hash::new([7; 32]);
        })
    }),
    by("a proof is one hash longer", "inclusion", |dice| {
        proof_of(dice, |proof, _| proof.path.push(Hash::ZERO))
    }),
    by("a proof is one hash shorter", "inclusion", |dice| {
        proof_of(dice, |proof, _| {
            proof.path.pop();
        })
    }),
    by("a proof of 64 hashes", "unreadable", |dice| {
        proof_of(dice, |proof, _| proof.path = vec![Hash::ZERO; 64])
    }),
    by("a proof of a place beyond all", "inclusion", |dice| {
        proof_of(dice, |proof, _| proof.index = u64::MAX)
    }),
    by("a proof with another checkpoint", "checkpoint", |dice| {
        let forged = forged_checkpoint();
        proof_of(dice, move |proof, _| proof.checkpoint = forged)
    }),
    by("two proofs change places", "inclusion", |dice| {
        let mut files = good(dice).files();
        let (one, two) = (proof_name(1), proof_name(2));
        let (first, second) = (files[&one].clone(), files[&two].clone());
        files.insert(one, second);
        files.insert(two, first);
        signed(files)
    }),
    by("a proof is left out", "missing-file", |dice| {
        let made = good(dice);
        let at = 1 + u64::try_from(dice.below(made.events.len())).unwrap();
        signed(without(made.files(), &proof_name(at)))
    }),
    by("a proof of no event", "stray-file", |dice| {
        signed(with(good(dice).files(), &proof_name(999), "x"))
    }),
    by("a proof that is none", "unreadable", |dice| {
        signed(with(
            good(dice).files(),
            &proof_name(1),
            "c2sp.org/tlog-proof@v1\nindex 01\n\n",
        ))
    }),
    by("a proof that is no text", "unreadable", |dice| {
        let mut files = good(dice).files();
        files.insert(proof_name(2), vec![0xff, 0xfe]);
        signed(files)
    }),
    by("another root", "checkpoint-signature", |dice| {
        checkpointed(dice, |checkpoint| checkpoint.root = Hash::new([3; 32]))
    }),
    by("another size", "checkpoint-signature", |dice| {
        checkpointed(dice, |checkpoint| checkpoint.size += 1)
    }),
    by("another origin", "checkpoint", |dice| {
        checkpointed(dice, |checkpoint| {
            checkpoint.origin = "another.example/log".to_owned()
        })
    }),
    by("an epoch that is none", "checkpoint", |dice| {
        let spelt = [
            "/epoch/1",
            "/epoch/02",
            "/epoch/",
            "/epoch/2/epoch/3",
            "/epoch/4294967296",
        ];
        let name = crate::made::ORIGIN.to_owned() + *dice.of(&spelt);
        checkpointed(dice, |checkpoint| checkpoint.origin = name)
    }),
    by("a checkpoint that is none", "unreadable", |dice| {
        signed(with(
            good(dice).files(),
            CHECKPOINT,
            "sejel.example/log\n5\n",
        ))
    }),
    by("a bit of the checkpoint", "", |dice| {
        let mut files = good(dice).files();
        flip(files.get_mut(CHECKPOINT).unwrap(), dice);
        signed(files)
    }),
    by(
        "everything is made anew with another key",
        "checkpoint-signature",
        |dice| {
            let mut made = good(dice);
            set_body(&mut made, 0, "/actor/user", json!(99));
            made.sealed_as(made.sealed(Some(&key(9))))
        },
    ),
    by(
        "a checkpoint is signed by the key before",
        "checkpoint-signature",
        |dice| {
            let made = long(dice);
            made.sealed_as(made.sealed(Some(&key(1))))
        },
    ),
    by(
        "a checkpoint is signed by the key after",
        "checkpoint-signature",
        |dice| {
            let made = short(dice);
            made.sealed_as(made.sealed(Some(&key(2))))
        },
    ),
    by(
        "the past is rewritten with the true key",
        "consistency",
        |dice| {
            let made = Made::of(dice).with_older(dice);
            let size = |sealed: &Sealed| Checkpoint::read(&sealed.checkpoint.text).unwrap().size;
            let truth = made.sealed(None);
            let mut false_made = made;
            set_body(&mut false_made, 0, "/actor/user", json!(99));
            let mut forged = false_made.sealed(None);
            assert_eq!(size(&truth), size(&forged));
            let newer = (
                Note::signed(truth.checkpoint.text, &key_at(size(&forged))),
                Vec::new(),
            );
            // The true log of that size stands before the false one of that size.
            forged.previous = Some(newer);
            false_made.sealed_as(forged)
        },
    ),
    by("another root before", "checkpoint-signature", |dice| {
        previously(dice, |sealed| {
            let (note, _) = sealed.previous.as_mut().unwrap();
            let mut checkpoint = Checkpoint::read(&note.text).unwrap();
            checkpoint.root = Hash::new([3; 32]);
            note.text = checkpoint.text();
        })
    }),
    by("another key before", "checkpoint-signature", |dice| {
        previously(dice, |sealed| {
            let (note, _) = sealed.previous.as_mut().unwrap();
            *note = Note::signed(note.text.clone(), &key(9));
        })
    }),
    by(
        "another root before, with the true key",
        "consistency",
        |dice| {
            previously(dice, |sealed| {
                let (note, _) = sealed.previous.as_mut().unwrap();
                let mut checkpoint = Checkpoint::read(&note.text).unwrap();
                checkpoint.root = Hash::new([3; 32]);
                *note = Note::signed(checkpoint.text(), &key_at(checkpoint.size));
            })
        },
    ),
    by("a hash of the way is altered", "consistency", |dice| {
        previously(dice, |sealed| {
            let (_, path) = sealed.previous.as_mut().unwrap();
            path[0] = Hash::new([1; 32]);
        })
    }),
    by("the way is shorter", "consistency", |dice| {
        previously(dice, |sealed| {
            sealed.previous.as_mut().unwrap().1.pop();
        })
    }),
    by("the way is longer", "consistency", |dice| {
        previously(dice, |sealed| {
            sealed.previous.as_mut().unwrap().1.push(Hash::ZERO)
        })
    }),
    by("the way is of 65 hashes", "unreadable", |dice| {
        previously(dice, |sealed| {
            sealed.previous.as_mut().unwrap().1 = vec![Hash::ZERO; 65]
        })
    }),
    by("the way is left out", "missing-file", |dice| {
        signed(without(previously(dice, |_| {}), CONSISTENCY))
    }),
    by(
        "the checkpoint before is left out",
        "missing-file",
        |dice| signed(without(previously(dice, |_| {}), PREVIOUS)),
    ),
    by("the checkpoint before is none", "unreadable", |dice| {
        signed(with(previously(dice, |_| {}), PREVIOUS, "none"))
    }),
    by("too few witnesses", "witness", |dice| {
        let mut made = good(dice);
        made.witnesses = vec![*dice.of(&[1, 2, 3])];
        made.files()
    }),
    by("a witness stands twice", "witness", |dice| {
        let mut made = good(dice);
        made.witnesses = vec![2, 2, 2];
        made.files()
    }),
    by("witnesses that nobody asked for", "witness", |dice| {
        let mut made = good(dice);
        made.witnesses = vec![1, 4, 5];
        made.files()
    }),
    by("another time of a witness", "witness", |dice| {
        let made = good(dice);
        let mut sealed = made.sealed(None);
        for line in sealed.checkpoint.lines.iter_mut().skip(2) {
            line.signature[7] ^= 1;
        }
        made.sealed_as(sealed)
    }),
    by(
        "the log's signature stands for a witness's",
        "witness",
        |dice| {
            let made = good(dice);
            let mut sealed = made.sealed(None);
            let own = sealed.checkpoint.lines[0].signature.clone();
            for line in sealed.checkpoint.lines.iter_mut().skip(1) {
                line.signature.splice(8.., own.iter().copied());
            }
            made.sealed_as(sealed)
        },
    ),
    by("the openings of all events are lost", "sequence", |dice| {
        let mut made = Made::of(dice);
        for line in &mut made.openings {
            line.openings = Openings::new();
        }
        signed(with(made.files(), "openings.ndjson", ""))
    }),
];

fn forged_checkpoint() -> String {
    let checkpoint = Checkpoint {
        origin: crate::made::ORIGIN.to_owned(),
        size: 3,
        root: Hash::ZERO,
    };
    Note::signed(checkpoint.text(), &key(1)).to_string()
}

fn proof_of(dice: &Dice, change: impl FnOnce(&mut Proof, &Dice)) -> Files {
    let made = good(dice);
    let mut files = made.files();
    let name = proof_name(1 + u64::try_from(dice.below(made.events.len())).unwrap());
    let text = String::from_utf8(files[&name].clone()).unwrap();
    let mut proof = Proof::read(&text).unwrap();
    change(&mut proof, dice);
    files.insert(name, proof.write().into_bytes());
    signed(files)
}

/// Another checkpoint, in all places, under the old signatures.
fn checkpointed(dice: &Dice, change: impl FnOnce(&mut Checkpoint)) -> Files {
    let made = good(dice);
    let mut sealed = made.sealed(None);
    let mut checkpoint = Checkpoint::read(&sealed.checkpoint.text).unwrap();
    change(&mut checkpoint);
    sealed.checkpoint.text = checkpoint.text();
    made.sealed_as(sealed)
}

fn previously(dice: &Dice, change: impl FnOnce(&mut Sealed)) -> Files {
    // A log of a power of two that continues into nothing has no way at all; one with a way is taken.
    let (made, mut sealed) = loop {
        let made = good(dice).with_older(dice);
        let sealed = made.sealed(None);
        if sealed
            .previous
            .as_ref()
            .is_some_and(|(_, path)| path.len() > 1)
        {
            break (made, sealed);
        }
    };
    change(&mut sealed);
    made.sealed_as(sealed)
}

/// Under the second key.
fn long(dice: &Dice) -> Made {
    let mut made = Made::of(dice);
    while made.events.len() < 45 {
        made.push("note_added", json!({}), dice);
    }
    made
}

/// Under the first key.
fn short(dice: &Dice) -> Made {
    loop {
        let made = Made::of(dice);
        let sealed = made.sealed(None);
        if Checkpoint::read(&sealed.checkpoint.text).unwrap().size < crate::made::TURN {
            return made;
        }
    }
}
