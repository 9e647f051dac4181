//! What can be done to the ZIP itself.

use crate::made::Dice;

type Tamper = fn(&[u8], &Dice) -> Vec<u8>;

pub const TAMPERINGS: &[(&str, Tamper)] = &[
    ("it is cut", |zip, dice| {
        zip[..dice.below(zip.len())].to_vec()
    }),
    ("it is none", |zip, _| {
        zip.iter().map(|byte| byte ^ 0x55).collect()
    }),
    ("a name stands twice", |zip, _| {
        renamed(zip, b"case.json", b"keys.json")
    }),
    ("a name leads elsewhere", |zip, _| {
        renamed(zip, b"history.html", b"../story.htm")
    }),
    ("a name begins at the root", |zip, _| {
        renamed(zip, b"keys.json", b"/eys.json")
    }),
    ("a name of another system", |zip, _| {
        renamed(zip, b"keys.json", b"c:\\s.json")
    }),
    ("a size of gigabytes is claimed", |zip, dice| {
        let mut zip = zip.to_vec();
        let directory = directory(&zip);
        let at = *dice.of(&directory) + 24;
        zip[at..at + 4].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
        zip
    }),
    ("a size is claimed one byte short", |zip, dice| {
        let mut zip = zip.to_vec();
        let at = *dice.of(&directory(&zip)) + 24;
        let size = u32::from_le_bytes(zip[at..at + 4].try_into().unwrap());
        zip[at..at + 4].copy_from_slice(&size.wrapping_sub(1).to_le_bytes());
        zip
    }),
    ("a checksum is wrong", |zip, dice| {
        let mut zip = zip.to_vec();
        let at = *dice.of(&directory(&zip)) + 16;
        zip[at] ^= 1;
        zip
    }),
    ("a file is compressed in a way of no ZIP", |zip, dice| {
        let mut zip = zip.to_vec();
        let at = *dice.of(&directory(&zip)) + 10;
        zip[at] = 77;
        zip
    }),
];

/// Where the entries of the central directory begin.
fn directory(zip: &[u8]) -> Vec<usize> {
    (0..zip.len())
        .filter(|at| zip[*at..].starts_with(b"PK\x01\x02"))
        .collect()
}

fn renamed(zip: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut zip = zip.to_vec();
    for at in 0..zip.len() - from.len() {
        if zip[at..].starts_with(from) {
            zip[at..at + to.len()].copy_from_slice(to);
        }
    }
    zip
}
