//! Forms of the file's daily work: steps, papers, notes, letters, corrections.

use super::super::form::{Choice, Field, Reader, Section};
use super::super::show;
use super::{Asked, Context, borne, choices, on_field, others, paper_of, people_choices};
use crate::domain::case::codes::{CERTIFICATIONS, PAPER_FORMS};
use crate::domain::case::command::{Command, LetterAnswer, TakeStep};
use crate::domain::case::decide;
use crate::domain::case::event::{Answer, Missing, PaperJudged, PaperReceived, Verdict};
use crate::domain::case::facts::{self, Standing};
use crate::domain::case::file::Letter;
use crate::domain::case::personal::Personal;
use crate::domain::case::position::Position;
use crate::domain::directive::{Holder, OutcomeId, ReasonRule, Step, StepId};
use crate::text::k;

const ANSWERS: &[&str] = &[
    "confirmed",
    "not_confirmed",
    "inconclusive",
    "foreign_national",
];

pub(super) fn asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    Some(match c.act {
        "step" => step_asked(c)?,
        "paper" => paper_asked(c),
        "note" => Asked::new(
            w.t(k::ACT_NOTE),
            w.t(k::SAVE),
            vec![Section::plain(vec![Field::area("text", w.t(k::NOTE_TEXT))])],
        ),
        "claim" => {
            let hint = w.say(k::claim_hint(c.directive.claim.hours));
            Asked::new(w.t(k::ACT_CLAIM), w.t(k::ACT_CLAIM), vec![]).hint(hint)
        }
        "release" => Asked::new(w.t(k::ACT_RELEASE), w.t(k::ACT_RELEASE), vec![]),
        "letter" => letter_asked(c),
        "reminder" => Asked::new(
            w.t(k::ACT_REMINDER),
            w.t(k::SAVE),
            vec![Section::plain(vec![
                letter_field(c),
                Field::code("number", w.t(k::LETTER_NUMBER)),
                on_field(w),
            ])],
        ),
        "answer" => answer_asked(c),
        "assignment" => assignment_asked(c),
        _ => return None,
    })
}

pub(super) fn command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    Some(match c.act {
        "step" => step_command(c, r),
        "paper" => Command::ReceivePaper(Box::new(paper_command(c, r))),
        "verdict" => Command::JudgePaper(verdict_command(c, r)),
        "note" => Command::AddNote {
            text: r.personal("text"),
        },
        "claim" => Command::Claim,
        "release" => Command::Release,
        "letter" => Command::SendLetter {
            person: c.person(),
            addressee: Holder::from_code(&r.choice("addressee", ADDRESSEES))
                .unwrap_or(Holder::Police),
            number: r.personal("number"),
            question: r.personal("question"),
        },
        "reminder" => Command::RemindLetter {
            letter: r.number("letter", 1, 10_000),
            number: r.personal("number"),
        },
        "answer" => answer_command(c, r),
        "assignment" => assignment_command(c, r)?,
        _ => return None,
    })
}

fn step_asked(c: &Context<'_>) -> Option<Asked> {
    let w = c.words;
    let step = c
        .directive
        .step(&StepId(c.query.text("step")?.to_owned()))?;
    let outcome = step.outcome(&OutcomeId(c.query.text("outcome")?.to_owned()))?;
    let mut fields = Vec::new();
    if outcome.itemised {
        fields.push(Field {
            required: true,
            ..Field::checks("missing", w.t(k::MISSING_ITEMS), missing_choices(c, step))
                .hint(w.t(k::MISSING_HINT))
        });
        fields.push(Field::area("missing_note", w.t(k::MISSING_NOTE)).optional());
    }
    match outcome.reason {
        ReasonRule::None => {}
        ReasonRule::Optional => fields.push(Field::area("reason", w.t(k::REASON)).optional()),
        ReasonRule::Required => fields.push(Field::area("reason", w.t(k::REASON))),
    }
    if let Some(warning) = &outcome.warning
        && decide::warns(c.file, &c.setting, c.person(), outcome)
    {
        let acknowledged = vec![Choice::new("yes", w.t(k::ACKNOWLEDGE))];
        fields.push(Field {
            required: true,
            ..Field::checks("acknowledged", show::title(w, warning), acknowledged)
        });
    }
    fields.extend(others::also(c, &others::others(c)));
    fields.push(on_field(w));
    let title = show::title(w, &outcome.title);
    let leads = c
        .directive
        .step(&outcome.to)
        .map(|s| show::title(w, &s.title))
        .unwrap_or_default();
    let hint = w.say(k::step_leads(show::title(w, &step.title), leads));
    Some(Asked::new(title.clone(), title, vec![Section::plain(fields)]).hint(hint))
}

fn missing_choices(c: &Context<'_>, step: &Step) -> Vec<Choice> {
    let w = c.words;
    let Some(position) = c.file.position(c.person(), &step.id) else {
        return Vec::new();
    };
    let mut all: Vec<Choice> = facts::checklist(c.file, c.directive, position, c.setting.today())
        .into_iter()
        .filter(|i| i.standing != Standing::Accepted)
        .map(|i| {
            let label = show::missing(w, c.file, c.directive, &i.requirement, i.person);
            Choice::new(format!("{}@{}", i.requirement, i.person), label)
        })
        .collect();
    all.push(Choice::new("other@0", w.t(k::MISSING_OTHER)));
    all
}

/// What the directive asks of this outcome and was not given, each at its field.
fn step_lacks(c: &Context<'_>, r: &mut Reader<'_>) {
    let named = |name: &str| c.query.text(name).unwrap_or_default();
    let step = c.directive.step(&named("step").into());
    let Some(outcome) = step.and_then(|s| s.outcome(&named("outcome").into())) else {
        return;
    };
    if outcome.itemised && r.values.all("missing").is_empty() {
        r.wrong("missing", k::WHY_ITEMS_MISSING);
    }
    if outcome.reason == ReasonRule::Required && r.text("reason").is_none() {
        r.wrong("reason", k::WHY_REASON_MISSING);
    }
    let warned = decide::warns(c.file, &c.setting, c.person(), outcome);
    if warned && !r.values.has("acknowledged", "yes") {
        r.wrong("acknowledged", k::WHY_WARNING);
    }
}

fn step_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    step_lacks(c, r);
    let note = r.optional("missing_note");
    let missing = r
        .values
        .all("missing")
        .into_iter()
        .filter_map(|item| item.rsplit_once('@'))
        .map(|(id, person)| Missing {
            requirement: id.to_owned(),
            person: person.parse().unwrap_or(0),
            note: note.clone(),
        })
        .collect();
    let text = |name: &str| c.query.text(name).unwrap_or_default().to_owned();
    let take = TakeStep {
        person: c.person(),
        step: StepId(text("step")),
        outcome: OutcomeId(text("outcome")),
        reason: r.optional("reason"),
        missing,
        acknowledged: r.values.has("acknowledged", "yes"),
    };
    others::the_same(c, r, |person| {
        Command::TakeStep(TakeStep {
            person,
            ..take.clone()
        })
    })
}

/// Fields of a paper that is handed in.
fn paper_fields(c: &Context<'_>, people: Vec<Choice>) -> Vec<Field> {
    let w = c.words;
    let kinds = c.directive.papers.iter();
    let kinds = kinds.map(|p| Choice::new(p.id.as_str(), show::title(w, &p.title)));
    vec![
        Field::select("kind", w.t(k::PAPER_KIND), kinds.collect()),
        Field::text("title", w.t(k::PAPER_TITLE))
            .optional()
            .hint(w.t(k::PAPER_TITLE_HINT)),
        Field::checks("people", w.t(k::PAPER_PEOPLE), people).hint(w.t(k::PAPER_PEOPLE_HINT)),
        Field::radio(
            "form",
            w.t(k::PAPER_FORM_LABEL),
            choices(w, "paper-form", PAPER_FORMS),
        ),
        Field::text("folder", w.t(k::PAPER_FOLDER))
            .needed_when(w.t(k::NEEDED_NO_SCAN))
            .hint(w.t(k::PAPER_FOLDER_HINT)),
        Field::new(
            "pages",
            w.t(k::PAPER_PAGES),
            super::super::form::Kind::Number,
        ),
        Field::text("issuer", w.t(k::PAPER_ISSUER)).optional(),
        Field::code("number", w.t(k::PAPER_NUMBER)).optional(),
        Field::file(
            "scan",
            w.t(k::PAPER_SCAN),
            ".pdf,.jpg,.jpeg,.png,.tif,.tiff",
        )
        .needed_when(w.t(k::NEEDED_NO_FOLDER))
        .hint(w.t(k::PAPER_SCAN_HINT)),
    ]
}

fn paper_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let people = people_choices(w, c.file, false);
    let mut fields = paper_fields(c, people);
    fields.push(on_field(w));
    let mut asked = Asked::new(
        w.t(k::ACT_PAPER),
        w.t(k::SAVE),
        vec![Section::plain(fields)],
    );
    if let Some(paper) = c.file.paper(c.number("paper"))
        && let Some(latest) = paper.latest()
    {
        asked.title = w.say(k::act_paper_version(show::paper_title(
            w,
            c.directive,
            paper,
        )));
        asked.values.set("kind", latest.what.kind.clone());
        asked.values.set("form", latest.what.form.clone());
        let people = latest.what.people.iter().map(ToString::to_string);
        asked.values.set_all("people", people.collect());
    }
    asked.values.set("pages", "1");
    asked
}

fn paper_command(c: &Context<'_>, r: &mut Reader<'_>) -> PaperReceived {
    let known = |code: &str| code.parse().ok().filter(|no| c.file.person(*no).is_some());
    let people = r.checks("people", known);
    let kinds: Vec<&str> = c.directive.papers.iter().map(|p| p.id.as_str()).collect();
    let form = r.choice("form", PAPER_FORMS);
    let folder = r.optional("folder");
    PaperReceived {
        paper: c.number("paper"),
        version: 0,
        kind: r.choice("kind", &kinds),
        title: r.optional("title"),
        people,
        form,
        folder,
        pages: r.number("pages", 1, 500),
        issuer: r.optional("issuer"),
        number: r.optional("number"),
        dated: None,
        file: None,
    }
}

fn verdict_command(c: &Context<'_>, r: &mut Reader<'_>) -> PaperJudged {
    let codes: Vec<&str> = Verdict::ALL.iter().map(|v| v.code()).collect();
    let chosen = r.choice("verdict", &codes);
    let verdict = Verdict::ALL
        .iter()
        .find(|v| v.code() == chosen)
        .copied()
        .unwrap_or(Verdict::Incomplete);
    let reason = r.optional("reason");
    if verdict != Verdict::Accepted && reason.is_none() && !chosen.is_empty() {
        r.wrong("reason", k::ERROR_REASON);
    }
    let paper = c.file.paper(c.number("paper")).and_then(|p| p.latest());
    let certified = paper.is_some_and(|p| c.directive.certifies(&p.what.kind));
    if certified && verdict == Verdict::Accepted {
        r.choice("certification", CERTIFICATIONS);
    }
    PaperJudged {
        paper: c.number("paper"),
        version: c.number("version"),
        verdict,
        certification: r.values.text("certification").map(str::to_owned),
        supports: r
            .values
            .all("supports")
            .into_iter()
            .map(str::to_owned)
            .collect(),
        reason,
    }
}

const ADDRESSEES: &[&str] = &["police", "council", "laboratory", "court", "province"];

/// The place from which a letter goes out: that of the person whom the address names, or the first.
fn writing<'c>(c: &Context<'c>) -> Option<&'c Position> {
    let mut places = c.file.positions.iter().filter(|p| !p.is_closed());
    let of_whom = places.clone().find(|p| p.person == c.person());
    of_whom.or_else(|| places.next())
}

/// The bodies to which the step lets letters go.
fn addressees(c: &Context<'_>) -> Vec<&'static str> {
    let step = writing(c).and_then(|p| c.directive.step(&p.step));
    let fits = |code: &&str| {
        Holder::from_code(code).is_some_and(|body| step.is_none_or(|s| s.writes_to(body)))
    };
    ADDRESSEES.iter().copied().filter(fits).collect()
}

fn letter_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let position = writing(c);
    let mut asked = Asked::new(
        w.t(k::ACT_LETTER),
        w.t(k::LETTER_SEND),
        vec![Section::plain(vec![
            Field::radio(
                "addressee",
                w.t(k::LETTER_ADDRESSEE),
                choices(w, "holder", &addressees(c)),
            ),
            Field::code("number", w.t(k::LETTER_NUMBER)),
            Field::area("question", w.t(k::LETTER_QUESTION)).hint(w.t(k::LETTER_QUESTION_HINT)),
            on_field(w),
        ])],
    );
    if let Some(step) = position.and_then(|p| c.directive.step(&p.step)) {
        asked.values.set("addressee", step.holder.code());
    }
    asked
}

/// The letters that wait for an answer.
fn waiting<'c>(c: &Context<'c>) -> impl Iterator<Item = &'c Letter> + use<'c> {
    c.file.letters.iter().filter(|l| l.answer.is_none())
}

fn letter_field(c: &Context<'_>) -> Field {
    let w = c.words;
    let open = waiting(c).map(|l| {
        let to = show::code(w, "holder", l.sent.what.addressee.code());
        Choice::new(
            l.no.to_string(),
            w.say(k::letter_to(show::personal(w, &l.sent.what.number), to)),
        )
    });
    Field::radio("letter", w.t(k::LETTER_WHICH), open.collect())
}

fn answer_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let mut fields = vec![
        letter_field(c),
        Field::code("number", w.t(k::ANSWER_NUMBER)),
    ];
    let asked = |no: u32| waiting(c).filter(move |l| l.concerns(&[no]));
    let everybody = waiting(c).count();
    for no in facts::active_people(c.file) {
        let label = w.say(k::answer_on(show::person(w, c.file, no)));
        let field = Field::radio(format!("result-{no}"), label, choices(w, "answer", ANSWERS));
        match asked(no).count() {
            0 => {}
            all if all == everybody => fields.push(field),
            // Whether it was asked of depends on the letter that is chosen.
            _ => fields.push(field.optional()),
        }
    }
    fields.push(Field::area("text", w.t(k::ANSWER_TEXT)));
    fields.push(on_field(w));
    let sections = vec![Section::plain(fields), borne::asked(c, k::ANSWER_PAPER)];
    Asked::new(w.t(k::ACT_ANSWER), w.t(k::SAVE), sections)
}

fn answer_command(c: &Context<'_>, r: &mut Reader<'_>) -> Command {
    let letter = r.number("letter", 1, 10_000);
    let people = facts::active_people(c.file).into_iter();
    let asked = people.filter(|no| waiting(c).any(|l| l.no == letter && l.concerns(&[*no])));
    let answers = asked
        .map(|no| Answer {
            person: no,
            result: r.choice(&format!("result-{no}"), ANSWERS),
        })
        .collect();
    Command::AnswerLetter(Box::new(LetterAnswer {
        letter,
        number: r.personal("number"),
        answers,
        text: r.personal("text"),
        paper: paper_of(r),
    }))
}

fn assignment_asked(c: &Context<'_>) -> Asked {
    let w = c.words;
    let officers = c
        .officers
        .iter()
        .map(|(id, [fa, en])| {
            let name = if w.locale() == crate::text::Locale::Fa {
                fa
            } else {
                en
            };
            Choice::new(id.0.to_string(), name)
        })
        .collect();
    Asked::new(
        w.t(k::ACT_ASSIGNMENT),
        w.t(k::SAVE),
        vec![Section::plain(vec![
            Field::radio("to", w.t(k::ASSIGN_TO), officers),
            Field::area("reason", w.t(k::REASON)).optional(),
        ])],
    )
}

fn assignment_command(c: &Context<'_>, r: &mut Reader<'_>) -> Option<Command> {
    let chosen = r.values.text("to").and_then(|t| t.parse::<i64>().ok());
    match c.officers.iter().find(|(id, _)| Some(id.0) == chosen) {
        Some((to, [name, _])) => Some(Command::Assign {
            to: *to,
            to_name: Personal::new(name),
            reason: r.optional("reason"),
        }),
        None => {
            r.wrong("to", k::ERROR_CHOOSE);
            None
        }
    }
}
