use super::*;

struct Fixed;

impl Entropy for Fixed {
    fn bytes32(&self) -> [u8; 32] {
        [7; 32]
    }
}

fn load(given: &Given, environment: &[(&str, &str)]) -> Result<Config, Vec<Mistake>> {
    let find = |name: &str| {
        let found = environment.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Config::from(given, &find, &Fixed)
}

#[test]
fn a_folder_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    let data = Some(folder.path().join("new"));
    let given = Given {
        data,
        ..Given::default()
    };
    let first = load(&given, &[]).unwrap();
    assert_eq!(first.public_url, "http://127.0.0.1:8080");
    assert!(
        first
            .origins()
            .contains(&"http://localhost:8080".to_owned())
    );
    assert!(!first.tls());
    assert!(first.files_url.ends_with("/new/files"));
    let second = load(&given, &[]).unwrap();
    assert_eq!(first.secret, second.secret);
    assert_eq!(format!("{:?}", first.secret), "Secret(..)");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let environment = [
        ("SEJEL_DATABASE_URL", "mysql://x/y"),
        ("SEJEL_LISTEN", "here"),
        ("SEJEL_PUBLIC_URL", "http://sejel.example"),
        ("SEJEL_SECRET", "short"),
        ("SEJEL_TRUSTED_PROXIES", "10.0.0.1, proxy"),
        ("SEJEL_CONNECTIONS", "0"),
        ("SEJEL_LOG_FORMAT", "xml"),
    ];
    let mistakes = load(&Given::default(), &environment).unwrap_err();
    let settings: Vec<&str> = mistakes.iter().map(|m| m.setting.as_str()).collect();
    assert_eq!(
        settings,
        [
            "SEJEL_LISTEN",
            "public_url",
            "SEJEL_DATABASE_URL",
            "SEJEL_FILES_URL",
            "SEJEL_SECRET",
            "SEJEL_TRUSTED_PROXIES",
            "SEJEL_CONNECTIONS",
            "SEJEL_LOG_FORMAT",
        ]
    );
}

#[test]
fn the_environment_goes_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sejel.toml");
    let text = "listen = \"127.0.0.1:9000\"\npublic_url = \"https://sejel.example/\"\n\
                connections = 4\n";
    std::fs::write(&path, text).unwrap();
    let given = Given {
        file: Some(path.clone()),
        data: Some(folder.path().to_owned()),
        port: None,
    };
    let config = load(&given, &[("SEJEL_CONNECTIONS", "6")]).unwrap();
    assert_eq!(config.listen.port(), 9000);
    assert_eq!(config.connections, 6);
    assert_eq!(config.origins(), ["https://sejel.example"]);
    assert!(config.tls());

    std::fs::write(&path, "listen = \"x\"\nworkers = true\n").unwrap();
    let mistakes = load(&given, &[]).unwrap_err();
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
}

#[test]
fn files_are_kept_in_a_folder_and_who_asks_for_a_bucket_is_told_what_is_possible() {
    let folder = tempfile::tempdir().unwrap();
    let given = Given {
        data: Some(folder.path().to_owned()),
        ..Given::default()
    };
    let files = |url: &str| load(&given, &[("SEJEL_FILES_URL", url)]);
    let url = "file:///srv/sejel/files";
    assert_eq!(files(url).unwrap().files_url, url);
    for (url, told) in [
        ("s3://bucket/scans", "file:///that/folder"),
        ("file://", "file:///path"),
        ("/srv/files", "file:///path"),
    ] {
        let mistakes = files(url).unwrap_err();
        let [mistake] = mistakes.as_slice() else {
            panic!("{url}: {mistakes:?}");
        };
        assert_eq!(mistake.setting, "SEJEL_FILES_URL");
        assert!(mistake.what.contains(told), "{url}: {}", mistake.what);
    }
}
