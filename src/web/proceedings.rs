//! What was recorded on the way, as it was recorded: searches, evidence, interviews, letters and their
//! answers, sittings with votes and opinions, hearings, service, issue, objections, judgments.

use askama::Template;

use super::cases;
use super::frame;
use super::page::Area;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::event::{
    BiometricsTaken, CertificateIssued, CourtRuled, DecisionServed, EvidenceRecorded, HeardOut,
    InterviewHeld, ObjectionFiled, RecordDrafted, RegistrySearched, SittingHeld,
};
use crate::domain::case::file::{CaseFile, Letter, Recorded};
use crate::domain::case::{PersonNo, Personal};
use crate::domain::directive::Directive;
use crate::services::annexes;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::parts::{Cell, Link, Note, Summary, SummaryLine};
use crate::web::views::sheet::{Block, SheetPage, SheetSection};

/// The page of the proceedings.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ReadCase, "proceedings")?;
    let (w, file) = (visit.words, &opened.file);
    let directive = &opened.directive;
    let told = Told {
        w,
        file,
        directive,
        reads_annexes: annexes::may_read(visit.actor()?, file),
    };
    let sections = told.everything();
    let nothing = sections.is_empty();
    let about = w.say(k::household_of(cases::household(file)));
    let view = SheetPage {
        page: visit.page(w.t(k::PROCEEDINGS), Area::Inbox),
        head: frame::further(visit, &opened, w.t(k::PROCEEDINGS).to_owned(), about),
        note: nothing.then(|| Note::plain(w.t(k::PROCEEDINGS_NONE))),
        sections,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Tells each record in the words of the form that it was written in.
struct Told<'f> {
    w: Words,
    file: &'f CaseFile,
    directive: &'f Directive,
    reads_annexes: bool,
}

type Lines = Vec<SummaryLine>;

impl Told<'_> {
    /// In the order in which it was recorded.
    fn everything(&self) -> Vec<SheetSection> {
        let f = self.file;
        let mut all = Vec::new();
        all.extend(
            f.searches
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_SEARCH, self.search(&x.what))),
        );
        all.extend(
            f.evidence
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_EVIDENCE, self.evidence(&x.what))),
        );
        all.extend(
            f.interviews
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_INTERVIEW, self.interview(&x.what))),
        );
        all.extend(
            f.letters
                .iter()
                .map(|l| self.of(&l.sent, k::PROCEEDINGS_LETTER, self.letter(l))),
        );
        all.extend(
            f.sittings
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_SITTING, self.sitting(&x.what))),
        );
        all.extend(
            f.hearings
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_HEARING, self.hearing(&x.what))),
        );
        all.extend(
            f.services
                .iter()
                .map(|x| self.of(x, k::PROCEEDINGS_SERVICE, self.service(&x.what))),
        );
        all.extend(
            f.biometrics
                .iter()
                .map(|x| self.of(x, k::PROOF_FINGERPRINTS, self.fingerprints(&x.what))),
        );
        all.extend(
            f.records
                .iter()
                .map(|x| self.of(x, k::PROOF_REGISTER_ENTRY, self.register_entry(&x.what))),
        );
        all.extend(
            f.certificates
                .iter()
                .map(|x| self.of(x, k::PROOF_CERTIFICATE, self.certificate(&x.what))),
        );
        all.extend(
            f.objections
                .iter()
                .map(|x| self.of(x, k::PROOF_OBJECTION, self.objection(&x.what))),
        );
        all.extend(
            f.judgments
                .iter()
                .map(|x| self.of(x, k::PROOF_JUDGMENT, self.judgment(&x.what))),
        );
        all.sort_by_key(|(seq, _)| *seq);
        all.into_iter().map(|(_, section)| section).collect()
    }

    /// One record: what it is, of which day and by whom.
    fn of<T>(&self, recorded: &Recorded<T>, what: Key, lines: Lines) -> (u64, SheetSection) {
        let w = self.w;
        let day = jalali::long(w.locale(), recorded.on);
        let by = show::maybe(w, recorded.by_name.as_ref());
        let title = [w.t(what), &day, &by].join(w.t(k::LIST_COMMA));
        let block = Block::Summary(Summary { lines });
        (recorded.seq, SheetSection::new(title, block))
    }

    fn line(&self, label: Key, value: impl Into<Cell>) -> SummaryLine {
        SummaryLine::new(self.w.t(label), value)
    }

    fn text(&self, label: Key, value: &Personal) -> SummaryLine {
        self.line(label, show::personal(self.w, value))
    }

    fn code(&self, label: Key, family: &str, code: &str) -> SummaryLine {
        self.line(label, show::code(self.w, family, code))
    }

    fn number(&self, label: Key, value: &Personal) -> SummaryLine {
        let shown = show::personal(self.w, value);
        self.line(
            label,
            Cell::Code(digits::localized(self.w.locale(), &shown)),
        )
    }

    fn person(&self, no: PersonNo) -> String {
        show::person(self.w, self.file, no)
    }

    /// A scan or another paper of the file.
    fn paper(&self, label: Key, paper: Option<u32>) -> Option<SummaryLine> {
        let paper = self.file.paper(paper?)?;
        let href = format!("/cases/{}/papers/{}", self.file.reference, paper.no);
        let link = Link::new(href, show::paper_title(self.w, self.directive, paper));
        Some(self.line(label, Cell::Link(link)))
    }

    fn search(&self, x: &RegistrySearched) -> Lines {
        let w = self.w;
        let mut lines: Lines = Vec::new();
        for check in &x.checks {
            let result = show::code(w, "search-result", &check.result);
            let value = match &check.note {
                Some(note) => Cell::With(result, show::personal(w, note)),
                None => result.into(),
            };
            lines.push(SummaryLine::new(
                show::code(w, "search-check", &check.check),
                value,
            ));
        }
        lines.extend(x.summary.as_ref().map(|s| self.text(k::SEARCH_SUMMARY, s)));
        lines
    }

    fn evidence(&self, x: &EvidenceRecorded) -> Lines {
        let mut lines = vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.code(k::EVIDENCE_KIND, "evidence-kind", &x.kind),
            self.code(k::EVIDENCE_FACT, "fact", &x.fact),
        ];
        lines.extend(
            x.clause
                .map(|no| self.code(k::EVIDENCE_CLAUSE, "clause-short", &no.to_string())),
        );
        lines.push(self.code(k::EVIDENCE_DIRECTION, "evidence-direction", &x.direction));
        lines.push(self.text(k::EVIDENCE_ACCOUNT, &x.account));
        lines.extend(self.paper(k::EVIDENCE_PAPER, x.paper));
        lines
    }

    fn interview(&self, x: &InterviewHeld) -> Lines {
        let people = cases::of_people(self.w, self.file, &x.people);
        let mut lines = vec![
            self.line(k::INTERVIEW_PEOPLE, people),
            self.code(k::LANGUAGE, "language", &x.language),
        ];
        lines.extend(x.interpreter.as_ref().map(|i| self.text(k::INTERPRETER, i)));
        lines.push(self.text(k::INTERVIEW_SUMMARY, &x.summary));
        let read = if x.read_back { k::YES } else { k::NO };
        lines.push(self.line(k::INTERVIEW_READ_BACK, self.w.t(read)));
        lines
    }

    fn letter(&self, letter: &Letter) -> Lines {
        let w = self.w;
        let sent = &letter.sent.what;
        let mut lines = vec![
            self.code(k::LETTER_ADDRESSEE, "holder", sent.addressee.code()),
            self.number(k::LETTER_NUMBER, &sent.number),
            self.text(k::LETTER_QUESTION, &sent.question),
        ];
        for reminder in &letter.reminders {
            let day = jalali::long(w.locale(), reminder.on);
            lines.push(self.line(k::PROCEEDINGS_REMINDER, day));
        }
        let Some(answer) = &letter.answer else {
            lines.push(self.line(k::PROCEEDINGS_ANSWERED, Cell::muted(w.t(k::NOT_YET))));
            return lines;
        };
        let day = jalali::long(w.locale(), answer.on);
        lines.push(self.line(k::PROCEEDINGS_ANSWERED, day));
        lines.push(self.number(k::ANSWER_NUMBER, &answer.what.number));
        for said in &answer.what.answers {
            let label = w.say(k::answer_on(self.person(said.person)));
            lines.push(SummaryLine::new(
                label,
                show::code(w, "answer", &said.result),
            ));
        }
        lines.push(self.text(k::ANSWER_TEXT, &answer.what.text));
        lines.extend(self.paper(k::ANSWER_PAPER, answer.what.paper));
        lines
    }

    fn sitting(&self, x: &SittingHeld) -> Lines {
        let w = self.w;
        let mut lines = vec![
            self.code(k::PROCEEDINGS_BODY, "body", &x.body),
            self.number(k::SITTING_NUMBER, &x.number),
        ];
        for member in &x.members {
            let post = show::code(w, "post", &member.post);
            let name = show::personal(w, &member.name);
            let attendance = show::code(w, "attendance", &member.attendance);
            let vote = show::code(w, "vote", &member.vote);
            let dissent = member.dissent.as_ref().map(|d| show::personal(w, d));
            let said: Vec<String> = [Some(attendance), Some(vote), dissent]
                .into_iter()
                .flatten()
                .collect();
            let said = said.join(w.t(k::LIST_COMMA));
            lines.push(SummaryLine::new(post, Cell::With(name, said)));
        }
        for opinion in &x.opinions {
            let nationality = show::opinion(w, &x.body, &opinion.nationality);
            let identity = show::code(w, "identity-opinion", &opinion.identity);
            let clause = opinion.clause.map(|no| no.to_string());
            let clause = clause.map(|no| show::code(w, "clause-short", &no));
            let further: Vec<String> = [Some(identity), clause].into_iter().flatten().collect();
            let further = further.join(w.t(k::LIST_COMMA));
            lines.push(SummaryLine::new(
                self.person(opinion.person),
                Cell::With(nationality, further),
            ));
        }
        lines.push(self.text(k::PUBLIC_REASONS, &x.public_reasons));
        if x.sealed_annex.is_some() {
            let sealed = match self.reads_annexes {
                true => Cell::link(
                    format!("/cases/{}/annexes", self.file.reference),
                    w.t(k::ANNEX_OPEN),
                ),
                false => Cell::muted(w.t(k::PROCEEDINGS_SEALED)),
            };
            lines.push(self.line(k::SEALED_ANNEX, sealed));
        }
        lines.extend(self.paper(k::SITTING_PAPER, x.paper));
        lines
    }

    fn hearing(&self, x: &HeardOut) -> Lines {
        vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.code(k::HEARING_MANNER, "hearing", &x.manner),
            self.text(k::HEARING_TOLD, &x.told),
            self.text(k::HEARING_ANSWER, &x.answer),
        ]
    }

    fn service(&self, x: &DecisionServed) -> Lines {
        let mut lines = vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.code(k::SERVICE_METHOD, "service-method", &x.method),
            self.text(k::SERVICE_RECIPIENT, &x.recipient),
            self.code(k::SERVICE_RECEIPT, "service-receipt", &x.receipt),
            self.code(k::SERVICE_LANGUAGE, "language", &x.language),
        ];
        lines.extend(x.proof.as_ref().map(|p| self.number(k::SERVICE_PROOF, p)));
        lines
    }

    fn fingerprints(&self, x: &BiometricsTaken) -> Lines {
        let mut lines = vec![self.line(k::EVIDENCE_PERSON, self.person(x.person))];
        let class = x.fingerprint_class.as_ref();
        lines.push(match class {
            Some(class) => self.number(k::FINGERPRINT_CLASS, class),
            None => self.line(k::FINGERPRINT_CLASS, Cell::muted("—")),
        });
        lines.extend(
            x.taken_by
                .as_ref()
                .map(|by| self.text(k::FINGERPRINT_BY, by)),
        );
        lines
    }

    fn register_entry(&self, x: &RecordDrafted) -> Lines {
        vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.number(k::NATIONAL_NUMBER, &x.national_number),
            self.number(k::REGISTER_SHEET, &x.sheet),
            self.text(k::REGISTER_SERIES, &x.series),
        ]
    }

    fn certificate(&self, x: &CertificateIssued) -> Lines {
        vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.text(k::CERTIFICATE_SERIES, &x.series),
            self.number(k::CERTIFICATE_SERIAL, &x.serial),
            self.text(k::DELIVERED_TO, &x.delivered_to),
        ]
    }

    fn objection(&self, x: &ObjectionFiled) -> Lines {
        let mut lines = vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.code(k::OBJECTION_BEFORE, "body", &x.before),
            self.number(k::OBJECTION_NUMBER, &x.number),
            self.text(k::OBJECTION_GROUNDS, &x.grounds),
        ];
        lines.extend(
            x.late_reason
                .as_ref()
                .map(|r| self.text(k::OBJECTION_LATE_REASON, r)),
        );
        lines
    }

    fn judgment(&self, x: &CourtRuled) -> Lines {
        let mut lines = vec![
            self.line(k::EVIDENCE_PERSON, self.person(x.person)),
            self.text(k::COURT_BRANCH, &x.branch),
            self.number(k::COURT_DOCKET, &x.docket),
            self.number(k::COURT_JUDGMENT, &x.judgment),
            self.code(k::COURT_EFFECT, "court-effect", &x.effect),
        ];
        lines.extend(self.paper(k::COURT_PAPER, x.paper));
        lines
    }
}
