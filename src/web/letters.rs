//! Letters that the office prints about a case: each on one sheet, with its articles, a place for
//! signature and stamp, and a mark by which it can be told from a made-up one.

mod card;
mod notice;
mod to_applicant;
mod to_body;

use askama::Template;
use jiff::civil::Date;

use super::page::{Area, role_title};
use super::visit::{Problem, Reply, Visit};
use super::{seal, show};
use crate::domain::access::Role;
use crate::domain::access::policy::Action;
use crate::domain::case::people::{Person, PersonNo};
use crate::domain::case::{CaseFile, facts};
use crate::domain::directive::{Citation, Directive, LetterKind};
use crate::services::{casework, reading};
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Link, Qr, Table};
use crate::web::views::printed::{LetterPage, LetterSheet};

/// Which letter, as in the address: `pending`, `missing`, `referral-2`, `notice-1`, `ruling-1`, `card-1`;
/// `notices` and `rulings` for everybody in one print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// That the case is pending.
    Pending,
    /// What the applicant is asked to bring.
    Missing,
    /// The letter to an outside body, by its number in the case.
    Referral(u32),
    /// The decision on one person, to be served.
    Notice(PersonNo),
    /// The ruling of the dispute board on one person, to be served.
    Ruling(PersonNo),
    /// The temporary card of one person.
    Card(PersonNo),
    /// Every notice of the household, a sheet each.
    Notices,
    /// Every ruling of the board, a sheet each.
    Rulings,
}

impl Letter {
    /// As in the address.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Pending => "pending".to_owned(),
            Self::Missing => "missing".to_owned(),
            Self::Notices => "notices".to_owned(),
            Self::Rulings => "rulings".to_owned(),
            Self::Referral(no) => format!("referral-{no}"),
            Self::Notice(no) => format!("notice-{no}"),
            Self::Ruling(no) => format!("ruling-{no}"),
            Self::Card(no) => format!("card-{no}"),
        }
    }

    const fn kind(self) -> LetterKind {
        match self {
            Self::Pending => LetterKind::Pending,
            Self::Missing => LetterKind::Missing,
            Self::Referral(_) => LetterKind::Referral,
            Self::Notice(_) | Self::Notices => LetterKind::Notice,
            Self::Ruling(_) | Self::Rulings => LetterKind::Ruling,
            Self::Card(_) => LetterKind::Card,
        }
    }

    /// The letter with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once('-') {
            None if code == "pending" => Some(Self::Pending),
            None if code == "missing" => Some(Self::Missing),
            None if code == "notices" => Some(Self::Notices),
            None if code == "rulings" => Some(Self::Rulings),
            None => None,
            Some((kind, no)) => {
                let no = no.parse().ok()?;
                match kind {
                    "referral" => Some(Self::Referral(no)),
                    "notice" => Some(Self::Notice(no)),
                    "ruling" => Some(Self::Ruling(no)),
                    "card" => Some(Self::Card(no)),
                    _ => None,
                }
            }
        }
    }
}

/// What letters are written from.
#[derive(Debug, Clone, Copy)]
struct Desk<'a> {
    words: Words,
    file: &'a CaseFile,
    directive: &'a Directive,
    today: Date,
}

impl Desk<'_> {
    fn day(&self, day: Date) -> String {
        jalali::long(self.words.locale(), day)
    }

    fn number(&self, text: &str) -> String {
        digits::localized(self.words.locale(), text)
    }

    fn cited(&self, all: &[Citation]) -> String {
        show::citations(self.words, self.directive, all)
    }

    fn head(&self) -> String {
        self.words.t(role_title(Role::OfficeHead)).to_owned()
    }

    /// The principal, and who acts for the household.
    fn addressed(&self) -> Vec<String> {
        self.through(vec![
            self.words
                .say(k::letter_to_person(super::cases::household(self.file))),
        ])
    }

    /// What concerns one person: a child's goes to the head of the household.
    fn addressed_on(&self, no: PersonNo) -> Vec<String> {
        let w = self.words;
        let name = show::person(w, self.file, no);
        let is_child = |no| facts::is_minor(self.file, self.directive, no, self.today);
        let ended = |p: &Person| {
            let acts = self.file.side_acts.iter();
            acts.clone()
                .any(|s| s.what.person == p.no && s.what.act == "death")
        };
        // The head of the household, or the next who is grown up and alive.
        let grown = |p: &&Person| p.no != no && !is_child(p.no) && !ended(p);
        let head = self.file.application.people.iter().find(grown);
        let head = head.filter(|_| is_child(no));
        self.through(vec![match head {
            Some(head) => w.say(k::letter_to_head_for(name, head.full_name())),
            None => w.say(k::letter_to_person(name)),
        }])
    }

    /// With who acts for the household.
    fn through(&self, mut to: Vec<String>) -> Vec<String> {
        let w = self.words;
        if let Some(r) = &self.file.application.representative {
            let capacity = show::code(w, "capacity", &r.capacity);
            let name = show::personal(w, &r.name);
            to.push(w.say(k::letter_through(capacity, name)));
        }
        to
    }
}

/// What differs from letter to letter.
#[derive(Debug, Default)]
struct Written {
    subject: String,
    /// The office's number of the letter; the number of the case where it has none of its own.
    number: Option<String>,
    dated: Option<Date>,
    to: Vec<String>,
    body: Vec<String>,
    card: Option<Vec<(String, String)>>,
    tables: Vec<(String, Table)>,
    after: Vec<String>,
    basis: Vec<Citation>,
    signs: Vec<(String, String)>,
}

/// One letter of a case, ready to be printed.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let register = &visit.register;
    let opened = casework::load(register, &actor, Action::ReadCase, visit.param("case"))?;
    let file = &opened.file;
    let letter = Letter::from_code(visit.param("letter")).ok_or(Problem::NotFound)?;
    let desk = Desk {
        words: visit.words,
        file,
        directive: &opened.directive,
        today: register.today(),
    };
    let mut sheets = Vec::new();
    for letter in each(file, letter) {
        let Some(written) = write(&desk, letter) else {
            continue;
        };
        let code = letter.code();
        reading::letter_printed(register, visit.reader()?, &opened, &code)?;
        sheets.push(sheet(visit, &desk, &code, written)?);
    }
    let subject = sheets.first().ok_or(Problem::NotFound)?.subject.clone();
    let view = LetterPage {
        page: visit.page(subject, Area::Inbox),
        to_case: Link::new(
            format!("/cases/{}", file.reference),
            visit.words.t(k::WAY_CASE),
        ),
        sheets,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// The letters that are printed under one address.
fn each(file: &CaseFile, letter: Letter) -> Vec<Letter> {
    let people = file.application.people.iter().map(|p| p.no);
    match letter {
        Letter::Notices => people.map(Letter::Notice).collect(),
        Letter::Rulings => people.map(Letter::Ruling).collect(),
        one => vec![one],
    }
}

fn write(desk: &Desk<'_>, letter: Letter) -> Option<Written> {
    if !facts::is_printed(desk.file, desk.directive, letter.kind()) {
        return None;
    }
    match letter {
        Letter::Notices | Letter::Rulings => None,
        Letter::Pending => to_applicant::pending(desk),
        Letter::Missing => to_applicant::missing(desk),
        Letter::Referral(no) => to_body::referral(desk, no),
        Letter::Notice(no) => notice::notice(desk, no),
        Letter::Ruling(no) => notice::ruling(desk, no),
        Letter::Card(no) => card::card(desk, no),
    }
}

fn sheet(
    visit: &Visit,
    desk: &Desk<'_>,
    code: &str,
    written: Written,
) -> Result<LetterSheet, Problem> {
    let (w, file) = (desk.words, desk.file);
    let mark = seal::letter(&visit.site.secret, &file.reference, code, file.seq);
    let digest: String = file.hash.chars().take(12).collect();
    let number = written.number.unwrap_or_else(|| file.reference.clone());
    let marks = [
        (k::LETTER_NO, desk.number(&number)),
        (k::DATE, desk.day(written.dated.unwrap_or(desk.today))),
        (k::LETTER_CASE, desk.number(&file.reference)),
    ];
    Ok(LetterSheet {
        subject: written.subject,
        office: visit.register.unit_name(w.locale(), &file.unit)?,
        marks: marks
            .map(|(key, value)| (w.t(key).to_owned(), value))
            .into(),
        to: written.to,
        body: written.body,
        card: written.card,
        tables: written.tables,
        after: written.after,
        basis: desk.cited(&published(desk.directive, written.basis)),
        signs: written.signs,
        code: Qr::of(
            &format!("SEJEL {} {code} {} {mark}", file.reference, file.seq),
            w.t(k::RECEIPT_CODE),
        ),
        seals: vec![
            (w.t(k::LETTER_SEAL).to_owned(), mark),
            (w.say(k::letter_file(file.seq)), digest),
        ],
    })
}

/// Each article once. What Sejel only assumes is no ground for a letter; where nothing else is left,
/// the letter rests on what the whole case rests on.
fn published(directive: &Directive, cited: Vec<Citation>) -> Vec<Citation> {
    let known = |c: &Citation| directive.document(&c.document).is_some_and(|d| !d.assumed);
    let mut all: Vec<Citation> = Vec::new();
    for citation in cited.into_iter().filter(known) {
        if !all.contains(&citation) {
            all.push(citation);
        }
    }
    match directive.entry() {
        Some(entry) if all.is_empty() => entry.basis.clone(),
        _ => all,
    }
}

/// The letters of a case that can be printed now, with the receipt.
#[must_use]
pub fn printable(words: Words, file: &CaseFile, directive: &Directive, today: Date) -> Vec<Link> {
    let desk = Desk {
        words,
        file,
        directive,
        today,
    };
    let mut all = vec![Letter::Pending, Letter::Missing];
    all.extend(file.letters.iter().map(|l| Letter::Referral(l.no)));
    let people = || file.application.people.iter().map(|p| p.no);
    all.push(Letter::Notices);
    all.extend(people().map(Letter::Notice));
    all.push(Letter::Rulings);
    all.extend(people().map(Letter::Ruling));
    all.extend(people().map(Letter::Card));
    let address = |rest: &str| format!("/cases/{}/{rest}", file.reference);
    let mut links = vec![Link::new(address("receipt"), words.t(k::RECEIPT_TITLE))];
    links.extend(all.into_iter().filter_map(|letter| {
        if matches!(letter, Letter::Notices | Letter::Rulings) {
            return of_everybody(&desk, letter);
        }
        let written = write(&desk, letter)?;
        let whose = match letter {
            Letter::Notice(no) | Letter::Ruling(no) | Letter::Card(no) => {
                show::person(words, file, no)
            }
            Letter::Referral(_) => desk.number(&written.number.unwrap_or_default()),
            _ => String::new(),
        };
        let parts = [written.subject, whose];
        let named: Vec<String> = parts.into_iter().filter(|t| !t.is_empty()).collect();
        let title = named.join(words.t(k::LIST_COMMA));
        Some(Link::new(
            address(&format!("letters/{}", letter.code())),
            title,
        ))
    }));
    links
}

/// One print of the sheets of everybody, where there is more than one.
fn of_everybody(desk: &Desk<'_>, letter: Letter) -> Option<Link> {
    let (w, file) = (desk.words, desk.file);
    let sheets = each(file, letter);
    let mut sheets = sheets.into_iter().filter_map(|one| write(desk, one));
    let subject = sheets.next()?.subject;
    let count = sheets.count() + 1;
    let title = w.say(k::letter_of_everybody(count, subject));
    let address = format!("/cases/{}/letters/{}", file.reference, letter.code());
    (count > 1).then(|| Link::new(address, title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_found_again_by_its_code() {
        for letter in [
            Letter::Pending,
            Letter::Missing,
            Letter::Referral(2),
            Letter::Notice(1),
            Letter::Ruling(2),
            Letter::Card(3),
            Letter::Notices,
            Letter::Rulings,
        ] {
            assert_eq!(Letter::from_code(&letter.code()), Some(letter));
        }
        for wrong in ["", "1", "notice", "notice-", "notice-x", "other-1"] {
            assert_eq!(Letter::from_code(wrong), None, "{wrong}");
        }
    }
}
