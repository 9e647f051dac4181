use super::*;

fn files(names: &[&str]) -> Files {
    names
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                format!("content of {name}").into_bytes(),
            )
        })
        .collect()
}

fn read(bytes: &[u8]) -> Result<Files, Refused> {
    unpack(Cursor::new(bytes))
}

/// Another text of the same length wherever it stands in the archive.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut found = 0;
    for at in 0..=bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
            found += 1;
        }
    }
    assert!(found > 0);
    bytes
}

#[test]
fn what_is_packed_is_unpacked_and_the_same_files_give_the_same_bytes() {
    let files = files(&["a", "documents/b", "ç"]);
    let packed = pack(&files).unwrap();
    assert_eq!(packed, pack(&files).unwrap());
    assert_eq!(read(&packed).unwrap(), files);
}

#[test]
fn a_name_that_is_there_twice_is_refused() {
    let twice = replaced(pack(&files(&["one", "two"])).unwrap(), b"two", b"one");
    assert!(matches!(read(&twice), Err(Refused::Doubled)));
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    for name in [
        "../x", "/abs", "a/../b", "a//b", "c:\\x", "a\\b", "./x", "d/",
    ] {
        let packed = pack(&files(&[name])).unwrap();
        assert!(matches!(read(&packed), Err(Refused::Name(_))), "{name}");
    }
}

#[test]
fn a_file_that_claims_ten_gigabytes_is_refused_before_it_is_read() {
    let packed = pack(&files(&["a"])).unwrap();
    let true_size = 12_u32.to_le_bytes();
    assert_eq!("content of a".len(), 12);
    let claimed = replaced(
        packed.clone(),
        &true_size,
        &u32::MAX.wrapping_sub(1).to_le_bytes(),
    );
    assert!(read(&claimed).is_err());
    let more = replaced(packed, &true_size, &13_u32.to_le_bytes());
    assert!(read(&more).is_err());
}

#[test]
fn more_than_four_gigabytes_together_are_refused() {
    let packed = pack(&files(&["a", "b"])).unwrap();
    // The sizes stand in the central directory at the end, 24 bytes behind each of its signatures.
    let mut bytes = packed;
    let starts: Vec<_> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    let huge = u32::try_from(MOST_BYTES - 1).unwrap().to_le_bytes();
    bytes[starts[0] + 24..starts[0] + 28].copy_from_slice(&huge);
    assert!(read(&bytes).is_err());
}

#[test]
fn what_is_no_archive_or_was_cut_is_refused() {
    let packed = pack(&files(&["a", "b"])).unwrap();
    assert!(read(b"").is_err());
    assert!(read(b"PK no archive").is_err());
    for cut in 1..packed.len() {
        assert!(read(&packed[..cut]).is_err(), "{cut}");
    }
}

#[test]
fn too_many_files_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for n in 0..=MOST_FILES {
        zip.start_file(n.to_string(), options).unwrap();
    }
    let packed = zip.finish().unwrap().into_inner();
    assert!(matches!(read(&packed), Err(Refused::TooMany)));
}
