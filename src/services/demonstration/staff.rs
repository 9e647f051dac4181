//! Offices and invented colleagues, one account or more for every role.

use serde::Serialize;

use super::NotMade;
use crate::domain::access::{Actor, Grant, Role, UnitPath};
use crate::domain::person::places::{Place, Places};
use crate::services::accounts::{self, NewAccount};
use crate::services::register::Register;
use crate::store::units::{self, Unit, UnitKind};
use crate::text::Locale;

/// How somebody signs in to the demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    pub username: String,
    pub password: String,
    pub role: Role,
    pub unit: String,
    pub name: String,
}

/// A county office and who works there.
#[derive(Debug, Clone)]
pub(super) struct County {
    pub unit: UnitPath,
    /// Code of the county in the table of places.
    pub place: String,
    pub officers: Vec<Actor>,
    pub archive: Actor,
    pub head: Actor,
    pub council: Actor,
    pub board: Actor,
    /// Of the province.
    pub director: Actor,
    pub commission: Actor,
}

/// All offices of the demonstration.
#[derive(Debug, Clone, Default)]
pub(super) struct Offices {
    pub counties: Vec<County>,
    pub accounts: Vec<Account>,
}

/// Provinces with their counties, by Persian name, and the English stem of usernames.
const OFFICES: &[(&str, &[(&str, &str)])] = &[
    (
        "سیستان و بلوچستان",
        &[
            ("زاهدان", "zahedan"),
            ("ایرانشهر", "iranshahr"),
            ("چابهار", "chabahar"),
            ("زابل", "zabol"),
        ],
    ),
    ("کرمان", &[("کرمان", "kerman"), ("جیرفت", "jiroft")]),
    (
        "خراسان رضوی",
        &[("مشهد", "mashhad"), ("تربت جام", "torbatjam")],
    ),
];

const GIVEN: &[(&str, &str)] = &[
    ("سینا", "Sina"),
    ("مهرناز", "Mehrnaz"),
    ("پری‌دخت", "Paridokht"),
    ("آرمان", "Arman"),
    ("نگین", "Negin"),
    ("بهروز", "Behruz"),
    ("شیوا", "Shiva"),
    ("کامران", "Kamran"),
    ("لادن", "Ladan"),
    ("فرهاد", "Farhad"),
    ("ژاله", "Zhaleh"),
    ("نوید", "Navid"),
];
const FAMILY: &[(&str, &str)] = &[
    ("انگاره", "Engareh"),
    ("الگوپور", "Olgupur"),
    ("پنداری", "Pendari"),
    ("نمونه‌فر", "Nemunefar"),
    ("گمانی", "Gomani"),
    ("تصویرچی", "Tasvirchi"),
    ("فرض‌آبادی", "Farzabadi"),
    ("خیال‌پور", "Khialpur"),
    ("مثال‌نژاد", "Mesalnejad"),
    ("آزمایشی", "Azmayeshi"),
    ("سنجه‌ای", "Sanjei"),
];

struct Desk<'a> {
    register: &'a Register,
    offices: Offices,
    count: usize,
}

impl Desk<'_> {
    fn hire(&mut self, username: &str, role: Role, unit: &UnitPath) -> Result<Actor, NotMade> {
        let (given, family) = (
            self.count % GIVEN.len(),
            (self.count * 7 + self.count / 12) % FAMILY.len(),
        );
        self.count += 1;
        let (given, family) = (
            GIVEN.get(given).copied().unwrap_or_default(),
            FAMILY.get(family).copied().unwrap_or_default(),
        );
        let name = format!("{} {}", given.0, family.0);
        let password = format!("sejel-{username}-1405");
        let grant = Grant {
            role,
            unit: unit.clone(),
            from: self.register.today(),
            to: None,
        };
        let user = accounts::add(
            self.register,
            NewAccount {
                username: username.to_owned(),
                name_fa: name.clone(),
                name_en: format!("{} {}", given.1, family.1),
                person_ref: format!("demo-{:04}", self.count),
                password: password.clone(),
                must_change: false,
                grants: vec![grant.clone()],
            },
            None,
        )?;
        self.offices.accounts.push(Account {
            username: username.to_owned(),
            password,
            role,
            unit: unit.to_string(),
            name: name.clone(),
        });
        Ok(Actor {
            user,
            name,
            grants: vec![grant],
        })
    }
}

fn named<'a>(all: &[&'a Place], name: &'static str) -> Result<&'a Place, NotMade> {
    all.iter()
        .find(|p| p.name_fa == name)
        .copied()
        .ok_or(NotMade::Place(name))
}

fn put(register: &Register, unit: Unit) -> Result<(), NotMade> {
    Ok(register.store.write(move |c| units::put(c, &unit))?)
}

/// Makes the units and the accounts.
pub(super) fn open(register: &Register) -> Result<Offices, NotMade> {
    let country = UnitPath::parse(UnitPath::COUNTRY).ok_or(NotMade::Place("ir"))?;
    put(
        register,
        Unit {
            path: country.clone(),
            kind: UnitKind::Country,
            name_fa: "سازمان ثبت احوال کشور".to_owned(),
            name_en: "National Organization for Civil Registration".to_owned(),
            place_code: String::new(),
            active: true,
        },
    )?;
    let mut desk = Desk {
        register,
        offices: Offices::default(),
        count: 0,
    };
    desk.hire("admin", Role::Administrator, &country)?;
    desk.hire("auditor", Role::Auditor, &country)?;
    for (province, counties) in OFFICES {
        open_province(&mut desk, province, counties)?;
    }
    // A version of the directive takes two.
    desk.hire("admin-2", Role::Administrator, &country)?;
    Ok(desk.offices)
}

fn open_province(
    desk: &mut Desk<'_>,
    province: &'static str,
    counties: &[(&'static str, &str)],
) -> Result<(), NotMade> {
    let places = Places::shipped();
    let place = named(&places.provinces(Locale::Fa), province)?;
    let code = place.code.as_str();
    let path = UnitPath::parse(&format!("ir/{code}")).ok_or(NotMade::Place(province))?;
    put(
        desk.register,
        Unit {
            path: path.clone(),
            kind: UnitKind::Province,
            name_fa: format!("اداره کل ثبت احوال {}", place.name_fa),
            name_en: format!("Registration directorate of {}", place.name_en),
            place_code: code.to_owned(),
            active: true,
        },
    )?;
    let stem = place
        .name_en
        .split([' ', '-'])
        .next()
        .unwrap_or("province")
        .to_lowercase();
    let director = format!("director-{stem}");
    let director = desk.hire(&director, Role::ProvincialDirector, &path)?;
    let commission = desk.hire(
        &format!("commission-{stem}"),
        Role::CommissionSecretary,
        &path,
    )?;
    desk.hire(&format!("auditor-{stem}"), Role::Auditor, &path)?;
    for (name, english) in counties {
        let county = named(&places.counties(code, Locale::Fa), name)?;
        open_county(desk, county, english, (&director, &commission))?;
    }
    Ok(())
}

fn open_county(
    desk: &mut Desk<'_>,
    county: &Place,
    english: &str,
    (director, commission): (&Actor, &Actor),
) -> Result<(), NotMade> {
    let code = county.code.as_str();
    let (province, own) = code.split_at(2.min(code.len()));
    let unit = UnitPath::parse(&format!("ir/{province}/{own}")).ok_or(NotMade::Place("county"))?;
    put(
        desk.register,
        Unit {
            path: unit.clone(),
            kind: UnitKind::County,
            name_fa: format!("اداره ثبت احوال {}", county.name_fa),
            name_en: format!("{} registry office", county.name_en),
            place_code: code.to_owned(),
            active: true,
        },
    )?;
    let mut officers = Vec::new();
    for no in 1..=3 {
        officers.push(desk.hire(
            &format!("officer{no}-{english}"),
            Role::RegistrarOfficer,
            &unit,
        )?);
    }
    let county = County {
        place: code.to_owned(),
        officers,
        archive: desk.hire(&format!("archive-{english}"), Role::ArchiveOfficer, &unit)?,
        head: desk.hire(&format!("head-{english}"), Role::OfficeHead, &unit)?,
        council: desk.hire(&format!("council-{english}"), Role::CouncilSecretary, &unit)?,
        board: desk.hire(&format!("board-{english}"), Role::BoardSecretary, &unit)?,
        director: director.clone(),
        commission: commission.clone(),
        unit,
    };
    desk.offices.counties.push(county);
    Ok(())
}
