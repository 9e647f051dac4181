use std::io::{Read, Write};

use sejel::store::files::{FileName, Files};

fn files() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&format!("file://{}/kept", folder.path().display())).unwrap();
    (folder, files)
}

#[test]
fn a_file_is_kept_by_its_digest_and_read_back() {
    let (_folder, files) = files();
    let content: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let mut temporary = tempfile::NamedTempFile::new().unwrap();
    temporary.write_all(&content).unwrap();
    let kept = files.keep(7, temporary.path()).unwrap();
    assert_eq!(kept.size, 300_000);
    assert_eq!(files.keep_bytes(7, &content).unwrap(), kept);
    assert!(files.exists(7, &kept.digest).unwrap());
    assert!(!files.exists(8, &kept.digest).unwrap());
    assert_eq!(files.read(7, &kept.digest).unwrap(), content);
    let mut reader = files.reader(7, &kept.digest).unwrap();
    let mut streamed = Vec::new();
    assert_eq!(reader.size(), 300_000);
    reader.read_to_end(&mut streamed).unwrap();
    assert_eq!(streamed, content);
}

#[test]
fn a_changed_file_is_not_handed_out_as_the_document() {
    let (folder, files) = files();
    let kept = files.keep_bytes(7, b"a scan").unwrap();
    let on_disk = folder.path().join("kept/7").join(&kept.digest);
    std::fs::write(on_disk, b"another").unwrap();
    assert!(
        files
            .read(7, &kept.digest)
            .unwrap_err()
            .to_string()
            .contains("changed")
    );
}

#[test]
fn every_kept_file_is_named_and_what_is_removed_is_gone() {
    let (_folder, files) = files();
    let one = files.keep_bytes(7, b"one").unwrap().digest;
    let two = files.keep_bytes(12, b"two").unwrap().digest;
    let named = |files: &Files| {
        let mut names: Vec<FileName> = files.names().collect::<Result<_, _>>().unwrap();
        names.sort();
        names
    };
    let seven = FileName {
        case_id: 7,
        digest: one.clone(),
    };
    assert_eq!(
        named(&files),
        [
            seven,
            FileName {
                case_id: 12,
                digest: two.clone()
            }
        ]
    );
    files.remove(7, &one).unwrap();
    assert_eq!(
        named(&files),
        [FileName {
            case_id: 12,
            digest: two
        }]
    );
    assert!(files.read(7, &one).is_err());
}

#[test]
fn a_name_that_is_no_digest_never_reaches_the_folder() {
    let (_folder, files) = files();
    for wrong in ["", "..", "../../etc/passwd", &"A".repeat(64)] {
        assert!(files.exists(7, wrong).is_err(), "{wrong}");
    }
    assert!(Files::open("s3://bucket").is_err());
}

#[test]
fn files_are_read_from_the_blocking_threads_of_a_server_and_dropped_in_it() {
    let (_folder, files) = files();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async move {
        let inside = files.clone();
        let kept = tokio::task::spawn_blocking(move || inside.keep_bytes(7, b"a scan").unwrap());
        assert_eq!(kept.await.unwrap().size, 6);
        drop(files);
    });
}

#[test]
fn of_a_case_only_the_named_files_are_kept_and_those_of_others_stay() {
    let (_folder, files) = files();
    let kept = files.keep_bytes(7, b"kept").unwrap().digest;
    let left_out = files.keep_bytes(7, b"left out").unwrap().digest;
    let of_another = files.keep_bytes(70, b"left out").unwrap().digest;
    files.keep_only(7, &[kept.clone()].into()).unwrap();
    assert!(files.exists(7, &kept).unwrap());
    assert!(!files.exists(7, &left_out).unwrap());
    assert!(files.exists(70, &of_another).unwrap());
}
