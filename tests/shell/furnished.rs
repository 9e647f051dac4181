//! A register in which something stands on every page, and of one household what is known of nobody else.

use sejel::domain::access::{Role, UnitPath, UserId};
use sejel::domain::case::Personal;
use sejel::domain::case::event::Ruling;
use sejel::domain::time::Clock as _;
use sejel::services::casework::{self, Beginning};
use sejel::store::accounts;
use sejel::text::without_isolates;

use crate::app::{Answer, PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::{Household, Office, opening};

/// What is known of the invented household and of nobody else.
pub const GIVEN: &str = "ژرفانوش";
pub const FAMILY: &str = "کوهبادان‌زهی";
const FATHER: &str = "برزانداد";
const WITNESS: &str = "گلشنیار";
const STREET: &str = "کوچهٔ انارستان سوم";
const TELEPHONE: &str = "09150004477";
/// A register in which there is something on every page.
pub struct Furnished<'a> {
    pub app: &'a TestApp,
    _office: Office,
    markers: Vec<String>,
    pub reference: String,
    /// A paper of it that has a scan.
    pub paper: String,
}

fn opens_the_case_of_them(office: &Office) -> Household<'_> {
    let mut theirs = opening();
    let application = &mut theirs.application;
    application.residence_address = Some(Personal::new(STREET));
    application.telephone = Some(Personal::new(TELEPHONE));
    application.witnesses[0].name = Personal::new(WITNESS);
    let person = &mut application.people[0];
    person.given = Personal::new(GIVEN);
    person.family = Personal::new(FAMILY);
    person.father.as_mut().unwrap().name = Personal::new(FATHER);
    let opened = casework::open(&office.register, &office.officer, Beginning::today(theirs));
    Household {
        office,
        reference: opened.unwrap().reference,
    }
}

/// Opens it.
pub fn furnished(app: &TestApp) -> Furnished<'_> {
    let office = Office::at(&app.register.store, app.clock.now());
    let case = opens_the_case_of_them(&office);
    let reference = case.reference.clone();
    let markers = [GIVEN, FAMILY, FATHER, WITNESS, STREET, TELEPHONE];
    let markers = markers.map(str::to_owned).to_vec();
    let paper = crate::reading::scanned(app, &case).to_string();
    case.reaches_the_council();
    case.is_voted_on("approved");
    case.is_proposed(Ruling::Granted);
    case.does(&office.head, case.signature());
    opens_the_case_of_them(&office);
    office.puts_in_force(&crate::moves::newer());
    app.clock.advance(86_400);
    let furnished = Furnished {
        app,
        _office: office,
        markers,
        reference,
        paper,
    };
    furnished.asks_for_access_and_samples();
    furnished.moves_and_begins();
    furnished
}

impl Furnished<'_> {
    fn asks_for_access_and_samples(&self) {
        let mut away = self.app.signed_in(Role::RegistrarOfficer, "ir/12/01");
        away.get("/break-glass/new");
        let reason = "متقاضی در بیمارستان این شهر بستری است و گواهی پرونده لازم است";
        let number = self.reference.as_str();
        away.submit("/break-glass", &[("number", number), ("reason", reason)]);
        assert_eq!(away.page.status, 200);
        let mut auditor = self.app.signed_in(Role::Auditor, "ir/11");
        auditor.get("/audit/samples");
        let days = [
            ("unit", "ir/11"),
            ("from-d", "1"),
            ("from-m", "9"),
            ("from-y", "1405"),
            ("until-d", "5"),
            ("until-m", "9"),
            ("until-y", "1405"),
            ("each", "2"),
            ("seed", "1405"),
        ];
        auditor.submit("/audit/samples", &days);
        assert_eq!(auditor.page.status, 200, "{}", auditor.text("main"));
        auditor.get("/exports");
        let purpose = "بازرسی سالانهٔ استان نمونه";
        auditor.submit("/exports", &[("unit", "ir/11"), ("purpose", purpose)]);
        assert_eq!(auditor.page.status, 200, "{}", auditor.text("main"));
    }

    fn moves_and_begins(&self) {
        let mut head = self.app.browser();
        head.sign_in("head", PASSWORD);
        let wish = [
            ("to", "1406"),
            ("cases", ""),
            ("reason", "مهلت تازه به سود آنان است"),
            ("do", "propose"),
        ];
        head.get("/moves/new");
        head.submit("/moves", &wish);
        assert_eq!(head.page.status, 200, "{}", head.text("main"));
        let mut officer = self.app.signed_in(Role::RegistrarOfficer, "ir/11/01");
        officer.get("/cases/new");
        officer.submit("/cases/new", &[]);
        assert_eq!(officer.page.status, 200, "{}", officer.text("main"));
    }

    /// One of each role, where the case is theirs to see, if it is anybody's.
    pub fn everybody(&self) -> Vec<(Role, Browser<'_>, UserId)> {
        let browser = |role: &Role| {
            let sits = |unit: &&str| role.sits_in(&UnitPath::parse(unit).unwrap());
            let of_all = match role {
                Role::Administrator => Some("ir"),
                Role::Auditor => Some("ir/11"),
                _ => None,
            };
            let unit = of_all.or_else(|| ["ir/11/01", "ir/11"].into_iter().find(sits));
            let unit = unit.unwrap();
            let browser = self.app.signed_in(*role, unit);
            let name = format!(
                "{}.{}",
                role.code().replace('_', "-"),
                unit.replace('/', "-")
            );
            let user = self
                .app
                .register
                .store
                .read(|c| accounts::user_by_name(c, &name));
            (*role, browser, user.unwrap().unwrap().id)
        };
        Role::ALL.iter().map(browser).collect()
    }

    /// What of the case stands in this answer.
    pub fn shown(&self, answer: &Answer) -> Option<String> {
        let text = without_isolates(&answer.body);
        let mut known = self.markers.clone();
        if answer.status == 200 {
            known.push(self.reference.clone());
        }
        known
            .into_iter()
            .find(|marker| text.contains(marker.as_str()))
    }
}
