//! The list of cases behind the counts, as CSV: a line for each consequence.

use std::collections::BTreeMap;
use std::io::{BufWriter, Seek as _, Write};

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::report::{Report, province};
use super::{Looked, NotDone};
use crate::domain::access::{Scope, UnitPath};
use crate::domain::case::WHOLE_CASE;
use crate::domain::directive::simulate::words::{Telling, step};
use crate::domain::directive::simulate::{Class, Effect};
use crate::services::casework::Failure;
use crate::services::export::safe;
use crate::services::register::Register;
use crate::store::{self, cases};
use crate::text::{Words, jalali, without_isolates};

const COLUMNS: [&str; 11] = [
    "case",
    "province",
    "office",
    "stands_at",
    "class",
    "title",
    "person",
    "what",
    "before",
    "after",
    "directive",
];

/// Writes on, and digests what it wrote.
struct Digesting<W> {
    out: W,
    digest: Sha256,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A list being written.
pub(super) struct Csv<W: Write> {
    to: csv::Writer<Digesting<W>>,
    words: Words,
}

fn broken(wrong: csv::Error) -> NotDone {
    NotDone::List(wrong.into())
}

impl<W: Write> Csv<W> {
    pub(super) fn begin(out: W, words: Words) -> Result<Self, NotDone> {
        let mut to = Digesting {
            out,
            digest: Sha256::new(),
        };
        // The mark at the start makes spreadsheets read Persian as such.
        to.write_all("\u{FEFF}".as_bytes())?;
        let mut to = csv::Writer::from_writer(to);
        to.write_record(COLUMNS).map_err(broken)?;
        Ok(Self { to, words })
    }

    pub(super) fn add(&mut self, looked: &Looked<'_>) -> Result<(), NotDone> {
        let place = self.place(looked);
        if looked.effects.is_empty() {
            return self.line(looked, &place, None);
        }
        let mut effects = looked.effects.iter();
        effects.try_for_each(|effect| self.line(looked, &place, Some(effect)))
    }

    fn line(
        &mut self,
        looked: &Looked<'_>,
        place: &[String; 4],
        effect: Option<&Effect>,
    ) -> Result<(), NotDone> {
        let telling = Telling {
            before: looked.before,
            after: looked.after,
            words: self.words,
        };
        let class = effect.map_or(Class::Unaffected, Effect::class);
        let person = match effect.map_or(WHOLE_CASE, Effect::person) {
            WHOLE_CASE => String::new(),
            person => person.to_string(),
        };
        let what = effect.map_or_else(String::new, |e| without_isolates(&telling.tell(e)));
        let [before, after] = effect.map_or([None, None], Effect::days).map(numeric);
        let [number, province, office, stands] = place;
        let cells = [
            number,
            &safe(province),
            &safe(office),
            &safe(stands),
            class.code(),
            self.words.t(class.title()),
            &person,
            &safe(&what),
            &before,
            &after,
            &looked.before.version,
        ];
        self.to.write_record(cells).map_err(broken)
    }

    /// Case, province, office, and where it stands.
    fn place(&self, looked: &Looked<'_>) -> [String; 4] {
        let w = self.words;
        let name = |path: &UnitPath| {
            let unit = looked.units.iter().find(|u| u.path == *path);
            unit.map_or_else(|| path.to_string(), |u| u.name(w.locale()).to_owned())
        };
        let file = looked.file;
        let mut steps: Vec<String> = Vec::new();
        for position in &file.positions {
            let title = step(w, looked.before, &position.step);
            if !steps.contains(&title) {
                steps.push(title);
            }
        }
        [
            file.reference.clone(),
            name(&province(&file.unit)),
            name(&file.unit),
            without_isolates(&w.list(&steps)),
        ]
    }

    /// The digest of the whole, lower-case hex, once it is written out.
    pub(super) fn end(self) -> Result<String, NotDone> {
        let (digest, _out) = self.ended()?;
        Ok(digest)
    }

    fn ended(self) -> Result<(String, W), NotDone> {
        let ended = self.to.into_inner();
        let mut ended = ended.map_err(|e| NotDone::List(e.into_error()))?;
        ended.flush()?;
        Ok((hex::encode(ended.digest.finalize()), ended.out))
    }
}

/// Days as numbers that a spreadsheet sorts: `1405-09-05`.
fn numeric(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| {
        let day = jalali::from_civil(day);
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    })
}

/// Lists stand in the store under no case.
pub const NO_CASE: i64 = 0;

/// Lists being written, one for each province.
pub(super) struct ByProvince {
    words: Words,
    lists: BTreeMap<UnitPath, Csv<BufWriter<std::fs::File>>>,
}

impl ByProvince {
    pub(super) const fn begin(words: Words) -> Self {
        Self {
            words,
            lists: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, looked: &Looked<'_>) -> Result<(), NotDone> {
        let of = province(&looked.file.unit);
        if !self.lists.contains_key(&of) {
            let file = BufWriter::new(tempfile::tempfile()?);
            let list = Csv::begin(file, self.words)?;
            self.lists.insert(of.clone(), list);
        }
        match self.lists.get_mut(&of) {
            Some(list) => list.add(looked),
            None => Ok(()),
        }
    }

    /// Keeps each, and names them in the report.
    pub(super) fn end(self, register: &Register, report: &mut Report) -> Result<(), NotDone> {
        let mut all = Sha256::new();
        for (unit, list) in self.lists {
            let (digest, file) = list.ended()?;
            let mut file = file
                .into_inner()
                .map_err(|e| NotDone::List(e.into_error()))?;
            file.rewind()?;
            register.files.keep_from(NO_CASE, &digest, file)?;
            all.update(format!("{unit} {digest}\n"));
            if let Some(of) = report.provinces.iter_mut().find(|p| p.unit == unit) {
                of.list = Some(digest);
            }
        }
        report.list = Some(hex::encode(all.finalize()));
        Ok(())
    }
}

/// The cases that stand in a list, by their numbers in its first column.
pub(super) fn cases_in(register: &Register, list: &[u8]) -> Result<Vec<i64>, Failure> {
    let broken = |wrong: csv::Error| Failure::Broken(format!("a list of cases: {wrong}"));
    let mut lines = csv::Reader::from_reader(list);
    let mut numbers = std::collections::BTreeSet::new();
    for line in lines.records() {
        let line = line.map_err(broken)?;
        numbers.extend(line.get(0).map(str::to_owned));
    }
    let all = Scope::of_process();
    let found = register.store.read(|c| {
        let mut found = Vec::new();
        for number in &numbers {
            found.extend(cases::by_reference(c, &all, number)?.map(|case| case.id));
        }
        Ok::<_, store::Error>(found)
    })?;
    Ok(found)
}

/// The bytes of a kept list; its digest is checked.
pub(super) fn read(register: &Register, digest: &str) -> Result<Vec<u8>, Failure> {
    let read: Result<_, store::Error> = register.files.read(NO_CASE, digest);
    Ok(read?)
}
