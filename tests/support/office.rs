//! An invented county office and the acts of its people, straight on the services.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::allow_attributes, reason = "shared by several test programs")]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use sejel::domain::access::policy::Action;
use sejel::domain::access::{Actor, Grant, Role, UnitPath};
use sejel::domain::case::command::{Command, LetterAnswer, Opening, TakeStep};
use sejel::domain::case::decide::MATERIAL_FACTS;
use sejel::domain::case::event::{
    Answer, BiometricsTaken, CertificateIssued, ClauseTested, CourtRuled, DecisionServed,
    EvidenceRecorded, FactFound, HeardOut, Member, Missing, ObjectionFiled, Opinion, PaperJudged,
    PaperReceived, Proposal, RecordDrafted, Ruling, SearchCheck, Seen, SittingHeld, Verdict,
};
use sejel::domain::case::facts::{Standing, checklist, together};
use sejel::domain::case::people::{Application, Notice, Person, Relative, Witness};
use sejel::domain::case::{CaseFile, Personal};
use sejel::domain::directive::Holder;
use sejel::domain::directive::life::Order;
use sejel::domain::directive::life::event::Simulated;
use sejel::domain::directive::parse::parse;
use sejel::domain::time::{Clock, Moment};
use sejel::services::accounts::{self, NewAccount};
use sejel::services::calendars;
use sejel::services::casework::{self, Beginning, Done, Failure, Opened, Request};
use sejel::services::clock::SystemEntropy;
use sejel::services::directives::{self, Directives, SHIPPED, carry_out};
use sejel::services::register::Register;
use sejel::store::Store;
use sejel::store::files::Files;
use sejel::store::units::{self, Unit, UnitKind};

/// A clock that stands still until it is moved.
pub struct DeskClock(AtomicI64);

impl Clock for DeskClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A clock by which something happens just when it is looked at for the first time.
pub struct Interrupted {
    clock: Arc<dyn Clock>,
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl std::fmt::Debug for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupted(..)")
    }
}

impl Clock for Interrupted {
    fn now(&self) -> Moment {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        self.clock.now()
    }
}

/// The office with its people.
pub struct Office {
    pub register: Arc<Register>,
    pub clock: Arc<DeskClock>,
    pub officer: Actor,
    pub reviewer: Actor,
    pub archive: Actor,
    pub head: Actor,
    pub deputy: Actor,
    pub council: Actor,
    pub board: Actor,
    pub administrator: Actor,
    pub second: Actor,
    pub commission: Actor,
    _files: tempfile::TempDir,
}

/// The standing instruction alone: what these stories tell goes by its steps. The circular over it
/// has stories of its own.
pub fn the_instruction() -> Directives {
    Directives::of(&SHIPPED[..1]).unwrap()
}

pub const UNIT: &str = "ir/11/01";

impl Office {
    /// Opens an office over this migrated database.
    pub fn over(store: &Store) -> Self {
        Self::at(store, "2026-11-26T06:00:00.000000Z".parse().unwrap())
    }

    /// The same, where it is now `start`.
    pub fn at(store: &Store, start: Moment) -> Self {
        let clock = Arc::new(DeskClock(AtomicI64::new(start.micros())));
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&format!("file://{}", folder.path().display())).unwrap();
        let own_clock = Arc::<DeskClock>::clone(&clock);
        let mut register =
            Register::new(store.clone(), files, own_clock, Arc::new(SystemEntropy)).unwrap();
        register.directives = the_instruction();
        directives::found(&register).unwrap();
        calendars::found(&register).unwrap();
        for (path, kind) in [
            ("ir", UnitKind::Country),
            ("ir/11", UnitKind::Province),
            (UNIT, UnitKind::County),
        ] {
            let unit = Unit {
                path: UnitPath::parse(path).unwrap(),
                kind,
                name_fa: "ادارهٔ نمونه".to_owned(),
                name_en: "Sample office".to_owned(),
                place_code: path.replace('/', ""),
                active: true,
            };
            store.write(move |c| units::put(c, &unit)).unwrap();
        }
        let hire = |name: &str, role| match role {
            Role::Administrator => hire(&register, name, role, "ir"),
            Role::CommissionSecretary => hire(&register, name, role, "ir/11"),
            _ => hire(&register, name, role, UNIT),
        };
        Self {
            officer: hire("officer", Role::RegistrarOfficer),
            reviewer: hire("reviewer", Role::RegistrarOfficer),
            archive: hire("archive", Role::ArchiveOfficer),
            head: hire("head", Role::OfficeHead),
            deputy: hire("deputy", Role::OfficeHead),
            council: hire("council", Role::CouncilSecretary),
            board: hire("board", Role::BoardSecretary),
            administrator: hire("administrator", Role::Administrator),
            second: hire("second", Role::Administrator),
            commission: hire("commission", Role::CommissionSecretary),
            register: Arc::new(register),
            clock,
            _files: folder,
        }
    }

    /// What another process over the same database and files knows.
    pub fn register_elsewhere(&self) -> Register {
        let (store, files) = (self.register.store.clone(), self.register.files.clone());
        let clock = Arc::<DeskClock>::clone(&self.clock);
        let mut register = Register::new(store, files, clock, Arc::new(SystemEntropy)).unwrap();
        register.directives = the_instruction();
        register
    }

    /// Another process, in which `meanwhile` happens while its first command is judged.
    pub fn interrupted(&self, meanwhile: impl FnOnce() + Send + 'static) -> Register {
        let register = self.register_elsewhere();
        Register {
            clock: Arc::new(Interrupted {
                clock: Arc::clone(&register.clock),
                meanwhile: Mutex::new(Some(Box::new(meanwhile))),
            }),
            ..register
        }
    }

    /// Gives somebody a post; a province that is not there yet comes with it.
    pub fn hires(&self, username: &str, role: Role, unit: &str) -> Actor {
        let path = UnitPath::parse(unit).unwrap();
        let known = |c: &mut _| units::unit(c, &path);
        if self.register.store.read(known).unwrap().is_none() {
            self.names_unit(unit, "استان دیگر");
        }
        hire(&self.register, username, role, unit)
    }

    /// Gives a unit a name.
    pub fn names_unit(&self, path: &str, name: &str) {
        let path = UnitPath::parse(path).unwrap();
        let unit = Unit {
            kind: match path.depth() {
                0 => UnitKind::Country,
                1 => UnitKind::Province,
                _ => UnitKind::County,
            },
            name_fa: name.to_owned(),
            name_en: name.to_owned(),
            place_code: path.as_str().replace('/', ""),
            active: true,
            path,
        };
        let put = move |c: &mut _| units::put(c, &unit);
        self.register.store.write(put).unwrap();
    }

    /// Brings a version of the directive into force from today on; its digest.
    pub fn puts_in_force(&self, text: &str) -> String {
        let directive = Box::new(parse(text).unwrap_or_else(|wrong| panic!("{wrong:?}")));
        let (digest, on) = (directive.digest.clone(), self.register.today());
        let asks = |who: &Actor, order| {
            let done = carry_out(&self.register, who, &order);
            assert!(done.unwrap(), "{order:?}");
        };
        let text = text.to_owned();
        asks(&self.administrator, Order::Draft { directive, text });
        let simulated = Simulated {
            digest: digest.clone(),
            cases: 0,
            report: serde_json::json!({}),
            list: None,
        };
        asks(&self.administrator, Order::Simulated(simulated));
        let propose = Order::Propose {
            digest: digest.clone(),
            from: on,
            reason: "بازنگری نمونه".to_owned(),
        };
        asks(&self.administrator, propose);
        let directives = &self.register.directives;
        let family = self.register.store.read(|c| directives.family(c)).unwrap();
        let proposal = family
            .version(&digest)
            .unwrap()
            .proposal
            .as_ref()
            .unwrap()
            .seq;
        let approve = Order::Approve {
            digest: digest.clone(),
            proposal,
        };
        asks(&self.second, approve);
        let schedule = Order::Schedule {
            digest: digest.clone(),
            on,
        };
        asks(&self.second, schedule);
        digest
    }

    /// Lets a number of days pass.
    pub fn waits(&self, days: i64) {
        self.clock
            .0
            .fetch_add(days * 86_400_000_000, Ordering::SeqCst);
    }

    /// Lets a number of minutes pass.
    pub fn waits_minutes(&self, minutes: i64) {
        self.clock
            .0
            .fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    /// The officer opens the case of a couple, both by clause 2.
    pub fn opens_the_case_of_a_couple(&self) -> Household<'_> {
        let mut couple = opening();
        let husband = couple.application.people.first().cloned().unwrap();
        couple.application.people.push(Person {
            no: 2,
            relation: "spouse".to_owned(),
            given: words("زرخاتون"),
            sex: words("female"),
            ..husband
        });
        let opened = casework::open(&self.register, &self.officer, Beginning::today(couple));
        Household {
            office: self,
            reference: opened.unwrap().reference,
        }
    }

    /// The officer opens the case of one man who claims by his father (clause 2).
    pub fn opens_a_case(&self) -> Household<'_> {
        let opened = casework::open(&self.register, &self.officer, Beginning::today(opening()));
        Household {
            office: self,
            reference: opened.unwrap().reference,
        }
    }
}

fn hire(register: &Register, username: &str, role: Role, unit: &str) -> Actor {
    let grant = Grant {
        role,
        unit: UnitPath::parse(unit).unwrap(),
        from: jiff::civil::date(2020, 3, 20),
        to: None,
    };
    let new = NewAccount {
        username: username.to_owned(),
        name_fa: format!("نمونه {username}"),
        name_en: format!("Sample {username}"),
        person_ref: format!("p-{username}"),
        password: "umbrella tin river chalk".to_owned(),
        must_change: false,
        grants: vec![grant.clone()],
    };
    Actor {
        user: accounts::add(register, new, None).unwrap(),
        name: format!("نمونه {username}"),
        grants: vec![grant],
    }
}

fn words(text: &str) -> Personal {
    Personal::new(text)
}

fn relative(name: &str) -> Relative {
    Relative {
        name: words(name),
        national_number: None,
        paper_number: None,
        life: "unknown".to_owned(),
    }
}

fn witness(name: &str) -> Witness {
    Witness {
        name: words(name),
        national_number: None,
        birth_year: Some(words("1340")),
        address: None,
        kinship: "none".to_owned(),
        certification: "notary".to_owned(),
        certification_number: Some(words("۱۲۳")),
    }
}

/// What the counter hands over; number and tracking code are given by the service.
pub fn opening() -> Opening {
    let person = Person {
        no: 1,
        relation: "principal".to_owned(),
        given: words("یارمحمد"),
        family: words("نمونه‌زهی"),
        other_names: None,
        sex: words("male"),
        birth_date: words("1370-05-12"),
        birth_basis: "testimony_form".to_owned(),
        birth_place: words("1101"),
        birth_locality: None,
        clauses: vec![2],
        father: Some(relative("دادمحمد")),
        mother: Some(relative("ماه‌گل")),
        paternal_grandfather: Some(relative("مراد")),
        foreign_papers: "no".to_owned(),
        foreign_papers_note: None,
    };
    Opening {
        reference: String::new(),
        tracking: String::new(),
        unit: UnitPath::parse(UNIT).unwrap(),
        application: Application {
            channel: "counter".to_owned(),
            people: vec![person],
            representative: None,
            language: "balochi".to_owned(),
            interpreter: None,
            telephone: None,
            residence: words("1101"),
            residence_address: None,
            settlement: "city".to_owned(),
            witnesses: vec![witness("شاهد یکم"), witness("شاهد دوم")],
            institution: None,
            vulnerabilities: Vec::new(),
            notice: Notice {
                given: true,
                consent: true,
                language: "balochi".to_owned(),
                read_aloud: true,
            },
        },
        papers: vec![paper("application", &[]), paper("testimony_form", &[])],
        similar: Vec::new(),
        similar_reason: None,
    }
}

/// A paper as it is taken in, without a scan.
pub fn paper(kind: &str, people: &[u32]) -> PaperReceived {
    PaperReceived {
        paper: 0,
        version: 0,
        kind: kind.to_owned(),
        title: None,
        people: people.to_vec(),
        form: "original".to_owned(),
        folder: Some(words("قفسهٔ نمونه ۱۲")),
        pages: 1,
        issuer: None,
        number: None,
        dated: None,
        file: None,
    }
}

/// A case, as the people of the office carry it.
pub struct Household<'a> {
    pub office: &'a Office,
    pub reference: String,
}

impl Household<'_> {
    /// The case as it stands.
    pub fn opened(&self) -> Opened {
        let office = self.office;
        let loaded = casework::load(
            &office.register,
            &office.officer,
            Action::ReadCase,
            &self.reference,
        );
        loaded.unwrap()
    }

    /// The steps at which it stands, in order.
    pub fn stands_at(&self) -> Vec<String> {
        let file = self.opened().file;
        let steps = file.positions.iter().map(|p| p.step.as_str().to_owned());
        steps.collect()
    }

    /// The fold and what somebody who opens the case now has before them.
    pub fn seen(&self) -> (CaseFile, Seen) {
        let file = self.opened().file;
        let (seq, hash) = (file.seq, file.hash.clone());
        (file, Seen { seq, hash })
    }

    /// Asks for a command; says whether it was carried out.
    pub fn asks(&self, who: &Actor, command: Command) -> Result<Done, Failure> {
        let request = Request {
            reference: self.reference.clone(),
            command,
            on: None,
            seen: None,
            key: None,
        };
        casework::perform(&self.office.register, who, request)
    }

    /// Does what must be possible.
    pub fn does(&self, who: &Actor, command: Command) {
        let tried = format!("{command:?}");
        if let Err(why) = self.asks(who, command) {
            panic!("{tried}: {why:?}");
        }
    }

    /// Hands in one paper and answers its number.
    pub fn hands_in(&self, who: &Actor, kind: &str, people: &[u32]) -> u32 {
        let received = Command::ReceivePaper(Box::new(paper(kind, people)));
        self.does(who, received);
        self.opened().file.papers.last().map_or(0, |p| p.no)
    }

    /// A way out of a step, as an officer asks for it.
    pub fn way(&self, person: u32, step: &str, outcome: &str) -> TakeStep {
        TakeStep {
            person,
            step: step.into(),
            outcome: outcome.into(),
            reason: Some(words("بر پایهٔ برگه‌های پرونده.")),
            missing: Vec::new(),
            acknowledged: true,
        }
    }

    /// Takes a way out of a step.
    pub fn takes(&self, who: &Actor, person: u32, step: &str, outcome: &str, missing: &[&str]) {
        let missing = missing.iter().map(|requirement| Missing {
            requirement: (*requirement).to_owned(),
            person: 1,
            note: None,
        });
        let take = TakeStep {
            missing: missing.collect(),
            ..self.way(person, step, outcome)
        };
        self.does(who, Command::TakeStep(take));
    }

    /// The reviewer takes in and accepts whatever the present step asks for.
    pub fn brings_the_papers(&self) {
        loop {
            let opened = self.opened();
            let today = self.office.register.today();
            let mut open = opened.file.positions.iter().filter(|p| !p.is_closed());
            let together = open.clone().find(|p| p.person == 0);
            let here = together.or_else(|| open.next()).unwrap();
            let items = checklist(&opened.file, &opened.directive, here, today);
            let open = items
                .into_iter()
                .find(|i| i.standing == Standing::Missing && !i.if_any);
            if let Some(item) = open {
                let requirement = opened.directive.requirement(&item.requirement).unwrap();
                let kind = requirement.any_of.first().unwrap();
                let people: Vec<u32> = [item.person].into_iter().filter(|p| *p != 0).collect();
                let received = paper(kind, &people);
                self.does(
                    &self.office.reviewer,
                    Command::ReceivePaper(Box::new(received)),
                );
            } else if !self.judges_one(&opened.file) {
                return;
            }
        }
    }

    /// The reviewer takes in one paper of this kind.
    pub fn brings(&self, kind: &str) {
        let received = Box::new(paper(kind, &[]));
        self.does(&self.office.reviewer, Command::ReceivePaper(received));
    }

    fn judges_one(&self, file: &CaseFile) -> bool {
        let Some(waiting) = file.papers.iter().find(|p| p.judgment().is_none()) else {
            return false;
        };
        let latest = &waiting.latest().unwrap().what;
        let judged = PaperJudged {
            paper: waiting.no,
            version: latest.version,
            verdict: Verdict::Accepted,
            certification: (latest.kind == "testimony_form").then(|| "notary".to_owned()),
            supports: vec!["identity".to_owned()],
            reason: None,
        };
        self.does(&self.office.reviewer, Command::JudgePaper(judged));
        true
    }

    /// From the counter to where the police are to be asked.
    pub fn reaches_the_police(&self) {
        let office = self.office;
        self.brings_the_papers();
        self.takes(&office.reviewer, 0, "document_review", "complete", &[]);
        self.is_searched_for();
        self.shows_lineage();
        let posts = ["office_head", "archive_officer", "expert"];
        self.is_heard_by(&office.head, 0, "office_committee", &posts, "approved");
        self.takes(&office.head, 0, "office_committee", "refer_identity", &[]);
    }

    /// From the counter to the council's table.
    pub fn reaches_the_council(&self) {
        let office = self.office;
        self.reaches_the_police();
        self.is_asked_about(Holder::Police);
        self.is_known_to_the_police();
        self.takes(&office.head, 0, "identity_referral", "confirmed", &[]);
        self.is_asked_about(Holder::Council);
        self.takes(&office.council, 0, "nationality_referral", "received", &[]);
    }

    pub fn is_searched_for(&self) {
        let archive = &self.office.archive;
        let checks = [
            "name_match",
            "parents_children",
            "earlier_cases",
            "fingerprints",
        ];
        let checks = checks.map(|check| SearchCheck {
            check: check.to_owned(),
            result: "clean".to_owned(),
            note: None,
        });
        let checks = checks.to_vec();
        let summary = None;
        self.does(archive, Command::RecordSearch { checks, summary });
        self.takes(archive, 0, "registry_search", "clean", &[]);
    }

    /// The reviewer records evidence and closes that step.
    pub fn shows_lineage(&self) {
        self.has_evidence_on(0);
        self.brings_the_papers();
        self.takes(
            &self.office.reviewer,
            0,
            "lineage_evidence",
            "complete",
            &[],
        );
    }

    /// The reviewer records what speaks for one person, or for the whole household.
    pub fn has_evidence_on(&self, person: u32) {
        let evidence = EvidenceRecorded {
            evidence: 0,
            person,
            kind: "lineage".to_owned(),
            fact: "parentage".to_owned(),
            clause: Some(2),
            direction: "for".to_owned(),
            paper: None,
            account: words("گواهی دو خویشاوند با هم می‌خواند."),
        };
        self.does(&self.office.reviewer, Command::RecordEvidence(evidence));
    }

    /// The head writes to an outside body.
    pub fn is_asked_about(&self, addressee: Holder) {
        let command = Command::SendLetter {
            person: 0,
            addressee,
            number: words("1405/120"),
            question: words("درخواست بررسی دربارهٔ این خانوار."),
        };
        self.does(&self.office.head, command);
    }

    pub fn is_known_to_the_police(&self) {
        let answer = LetterAnswer {
            letter: 1,
            number: words("پ/۱"),
            answers: self.everybody(0, |person| Answer {
                person,
                result: "confirmed".to_owned(),
            }),
            text: words("هویت در تحقیق محلی تأیید شد."),
            paper: None,
        };
        self.does(
            &self.office.reviewer,
            Command::AnswerLetter(Box::new(answer)),
        );
    }

    /// The same of everybody in the case, or of one person.
    fn everybody<T>(&self, person: u32, said: impl Fn(u32) -> T) -> Vec<T> {
        let file = self.opened().file;
        let people = match person {
            0 => together(&file, &file.positions),
            one => vec![one],
        };
        people.into_iter().map(said).collect()
    }

    /// The minutes of a sitting of these posts, which votes as one.
    pub fn minutes(&self, person: u32, step: &str, posts: &[&str], opinion: &str) -> SittingHeld {
        let vote = if opinion == "rejected" {
            "reject"
        } else {
            "approve"
        };
        let members = posts.iter().map(|post| Member {
            name: words(&format!("عضو {post}")),
            post: (*post).to_owned(),
            attendance: "present".to_owned(),
            vote: vote.to_owned(),
            dissent: None,
        });
        SittingHeld {
            step: step.into(),
            body: String::new(),
            number: words("12"),
            members: members.collect(),
            opinions: self.everybody(person, |person| Opinion {
                person,
                nationality: opinion.to_owned(),
                identity: "evident".to_owned(),
                clause: Some(2),
            }),
            public_reasons: words("برگه‌ها و پاسخ‌ها خوانده شد."),
            sealed_annex: None,
            paper: None,
        }
    }

    /// A sitting of these posts votes as one.
    pub fn is_heard_by(
        &self,
        secretary: &Actor,
        person: u32,
        step: &str,
        posts: &[&str],
        opinion: &str,
    ) {
        let held = self.minutes(person, step, posts, opinion);
        self.does(secretary, Command::RecordSitting(Box::new(held)));
    }

    /// The council says yes or no.
    pub fn is_voted_on(&self, opinion: &str) {
        let council = &self.office.council;
        let posts = [
            "county_governor",
            "office_head",
            "police_commander",
            "prosecutor",
        ];
        self.is_heard_by(council, 0, "council_deliberation", &posts, opinion);
        self.takes(council, 0, "council_deliberation", opinion, &[]);
    }

    /// The reviewer finds, hears and proposes.
    pub fn is_proposed(&self, ruling: Ruling) {
        let reviewer = &self.office.reviewer;
        let refused = ruling == Ruling::Refused;
        let facts = MATERIAL_FACTS.iter().map(|fact| FactFound {
            person: 1,
            fact: (*fact).to_owned(),
            finding: if refused { "not_shown" } else { "proven" }.to_owned(),
            reason: None,
        });
        let clauses = vec![ClauseTested {
            person: 1,
            clause: 2,
            finding: if refused { "not_met" } else { "met" }.to_owned(),
            reason: None,
        }];
        let facts = facts.collect();
        self.does(reviewer, Command::Assess { facts, clauses });
        if refused {
            let heard = HeardOut {
                person: 1,
                manner: "heard".to_owned(),
                told: words("یافته‌های مخالف گفته شد."),
                answer: words("گواهان دیگری دارد."),
            };
            self.does(reviewer, Command::HearOut(heard));
        }
        let proposals = vec![Proposal {
            person: 1,
            ruling,
            clause: (!refused).then_some(2),
            reasons: words("بر پایهٔ یافته‌های ثبت‌شده."),
        }];
        let (_, seen) = self.seen();
        self.does(reviewer, Command::Propose { proposals, seen });
    }

    /// The signature on what is proposed, as the case stands now.
    pub fn signature(&self) -> Command {
        Command::Sign {
            number: words("ت/۱"),
            seen: self.seen().1,
            hats_reason: Some(words("نمایندهٔ دیگری نبود.")),
        }
    }

    /// The decision is handed over to the person.
    pub fn is_served_by(&self, who: &Actor) {
        let served = DecisionServed {
            person: 1,
            method: "in_person".to_owned(),
            recipient: words("خود متقاضی"),
            proof: None,
            receipt: "fingerprint".to_owned(),
            language: "balochi".to_owned(),
            read_aloud: true,
        };
        self.does(who, Command::Serve(served));
    }

    /// Fingerprints, record, certificate.
    pub fn is_issued_a_certificate(&self) {
        self.is_ready_for_a_certificate(123_456_789);
        let issued = CertificateIssued {
            person: 1,
            series: words("ب/۰۷"),
            serial: words("654321"),
            delivered_to: words("خود متقاضی"),
        };
        self.does(&self.office.head, Command::IssueCertificate(issued));
    }

    /// Fingerprints are taken and the record is drawn up under this number.
    pub fn is_ready_for_a_certificate(&self, national_number: u32) {
        let office = self.office;
        let taken = BiometricsTaken {
            person: 1,
            fingerprint_class: Some(words("12345")),
            taken_by: None,
            under_fifteen: false,
        };
        self.does(&office.officer, Command::TakeBiometrics(taken));
        let number = sejel::domain::person::national_number::with_check_digit(national_number);
        let drafted = RecordDrafted {
            person: 1,
            sheet: words("120"),
            series: words("الف/۱۲"),
            national_number: words(&number),
        };
        self.does(&office.officer, Command::DraftRecord(drafted));
    }

    /// The person objects before the board or the court.
    pub fn objects(&self, before: &str, step: &str, outcome: &str) {
        let board = &self.office.board;
        let filed = ObjectionFiled {
            person: 1,
            before: before.to_owned(),
            number: words("ه/۱"),
            grounds: words("گواهان تازه معرفی شده‌اند."),
            late: false,
            late_reason: None,
        };
        self.does(board, Command::FileObjection(filed));
        self.takes(board, 1, step, outcome, &[]);
    }

    /// The board hears the objection and leaves the decision as it is.
    pub fn is_refused_by_the_board(&self) {
        let office = self.office;
        let posts = ["office_head", "archive_officer", "appointed_member"];
        self.is_heard_by(&office.board, 1, "dispute_board", &posts, "rejected");
        self.takes(&office.head, 1, "dispute_board", "upheld", &[]);
        self.is_served_by(&office.board);
    }

    /// The court's judgment comes in and is carried out.
    pub fn is_judged(&self, effect: &str, outcome: &str) {
        let office = self.office;
        let judgment = CourtRuled {
            person: 1,
            branch: words("شعبهٔ نمونه"),
            docket: words("1001"),
            judgment: words("2001"),
            effect: effect.to_owned(),
            paper: None,
        };
        self.does(&office.officer, Command::RecordJudgment(judgment));
        if self.stands_at() == ["court"] {
            self.takes(&office.head, 1, "court", outcome, &[]);
        }
    }
}
