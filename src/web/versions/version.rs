//! One version: where it stands, what the check finds, what differs, whom it would touch, and what
//! may be done with it.

use std::sync::Arc;

use askama::Template as _;

use super::{Names, acts, address, chip, day, telling, trials};
use crate::domain::directive::Directive;
use crate::domain::directive::check;
use crate::domain::directive::diff::{self, words::Telling};
use crate::domain::directive::life::{Family, Version};
use crate::domain::directive::parse::{Places, parse_placed};
use crate::text::{Words, k};
use crate::web::form::{FieldError, Form};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::views::versions::{Changes, Checks, Found, VersionPage};
use crate::web::visit::{Problem, Reply, Visit};
use crate::web::{directive, show as said};

/// The version that the address names.
pub(super) fn named(visit: &Visit) -> Result<(Arc<Family>, String), Problem> {
    let family = super::family(visit)?;
    let digest = family.version(visit.param("version"));
    let digest = digest.ok_or(Problem::NotFound)?.digest.clone();
    Ok((family, digest))
}

/// One version.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, None).map(Reply::Page)
}

/// The file as it was handed in: a new version begins with it.
pub fn file(visit: &mut Visit) -> Result<Reply, Problem> {
    let (family, digest) = named(visit)?;
    let version = family.version(&digest).ok_or(Problem::NotFound)?;
    Ok(Reply::File {
        bytes: version.text.clone().into_bytes(),
        media: "application/toml".to_owned(),
        name: format!("{}-{}.toml", family.id, version.label),
        inline: false,
    })
}

/// The whole of what a version says, as officers read it.
pub fn read(visit: &mut Visit) -> Result<Reply, Problem> {
    let (family, digest) = named(visit)?;
    let version = family.version(&digest).ok_or(Problem::NotFound)?;
    let directive = version.directive().map_err(|_mistakes| Problem::NotFound)?;
    let at = family.state(version, visit.register.today());
    directive::page(visit, &directive, visit.words.say(at.words()))
}

/// A form that came back: which act, and what is wrong.
pub(super) type Refusal<'a> = (&'a str, Vec<FieldError>, Option<Note>);

pub(super) fn html(visit: &Visit, refusal: Option<Refusal<'_>>) -> Result<String, Problem> {
    let w = visit.words;
    let (family, digest) = named(visit)?;
    let version = family.version(&digest).ok_or(Problem::NotFound)?;
    let names = Names::of(visit)?;
    let read = parse_placed(&version.text).ok();
    let directive = read.as_ref().map(|(directive, _)| directive);
    let at = family.state(version, visit.register.today());
    let label = w.number(&version.label);
    let (errors, note) = match refusal {
        Some((act, errors, note)) => (Some((act, errors)), note),
        None => (None, None),
    };
    let offered = acts::offered(visit, &family, version)?;
    let forms = offered.forms.into_iter();
    let view = VersionPage {
        page: visit.page(w.say(k::version_named(label)), Area::Directive),
        back: Link::new("/directives", w.t(k::VERSIONS_TO_LIST)),
        of: directive.map_or_else(String::new, |d| said::title(w, &d.title)),
        state: chip(w, at),
        note: note.or(offered.note),
        about: about(w, &names, version),
        links: vec![
            Link::new(format!("{}/read", address(version)), w.t(k::VERSION_READ)),
            Link::new(
                format!("{}/file", address(version)),
                w.t(k::VERSION_DOWNLOAD),
            ),
        ],
        acts: forms
            .map(|(act, title, form)| (title, refilled(visit, act.code(), form, errors.as_ref())))
            .collect(),
        bars: offered.bars,
        checks: checks(w, read.as_ref()),
        changes: changes(w, &family, version, directive),
        touches: {
            let mut touches = trials::touches(visit, version)?;
            let list = touches.list.take();
            touches.list = list.map(|form| refilled(visit, "list", form, errors.as_ref()));
            touches
        },
        life: telling::life(w, &names, version),
        digest: version.digest.clone(),
    };
    view.render().map_err(Problem::internal)
}

fn refilled(
    visit: &Visit,
    act: &str,
    form: Form,
    errors: Option<&(&str, Vec<FieldError>)>,
) -> Form {
    match errors {
        Some((of, errors)) if *of == act => form.with(&visit.form, errors.clone()),
        _ => form,
    }
}

fn about(w: Words, names: &Names, version: &Version) -> Summary {
    let mut lines = vec![SummaryLine::new(
        w.t(k::VERSION_DRAFTED_BY),
        names.name(w, version.drafted_by),
    )];
    if let Some(proposal) = &version.proposal {
        lines.extend([
            SummaryLine::new(w.t(k::VERSIONS_COLUMN_PROPOSED), names.name(w, proposal.by)),
            SummaryLine::new(w.t(k::VERSION_REASON), said::personal(w, &proposal.reason)),
            SummaryLine::new(w.t(k::VERSION_ACT_PROPOSE_FROM), day(w, proposal.from)),
        ]);
    }
    if let Some(approver) = telling::approved_by(version) {
        let name = names.name(w, approver);
        lines.push(SummaryLine::new(w.t(k::VERSIONS_COLUMN_APPROVED), name));
    }
    Summary { lines }
}

fn checks(w: Words, read: Option<&(Directive, Places)>) -> Checks {
    let Some((directive, places)) = read else {
        return Checks {
            whole: Note::warn(w.t(k::VERSION_UNREADABLE)),
            findings: Vec::new(),
        };
    };
    let report = check::check(directive, check::OFFICE);
    let whole = match report.findings.len() {
        0 => Note::plain(w.say(k::version_sound(report.circumstances))),
        many => Note::bad(w.say(k::version_findings(many))),
    };
    let found = report.findings.iter().map(|finding| {
        let part = finding.fault.part().name();
        let place = part.and_then(|(thing, id)| places.of(thing, &id));
        let line = place.map(|(line, _)| w.say(k::version_finding_place(w.number(line))));
        let article = finding.article(directive);
        let article = article.map(|it| said::citation(w, directive, it));
        let known: Vec<String> = line.into_iter().chain(article).collect();
        Found {
            code: finding.fault.code(),
            sentence: finding.say(directive, w),
            place: known.join(w.t(k::LIST_COMMA)),
            when: finding.say_when(directive, w),
            because: finding.say_because(directive, w),
            way: finding.say_path(directive, w),
            remedy: finding.say_remedy(directive, w),
        }
    });
    Checks {
        whole,
        findings: found.collect(),
    }
}

/// The version that it would take the place of: in force the day before it begins, or today.
fn before<'f>(family: &'f Family, version: &Version) -> Option<&'f Version> {
    let others = family.dated().into_iter().map(|(_, v)| v).rev();
    let own = family.dated();
    let mine = own.iter().find(|(_, v)| v.digest == version.digest);
    match mine {
        Some((from, _)) => from.yesterday().ok().and_then(|eve| family.in_force(eve)),
        None => others.into_iter().find(|v| v.digest != version.digest),
    }
}

fn changes(w: Words, family: &Family, version: &Version, directive: Option<&Directive>) -> Changes {
    let nothing = |title: String, said: String| Changes {
        title,
        none: Some(said),
        table: None,
    };
    let Some(older) = before(family, version) else {
        let title = w.t(k::VERSION_CHANGE_WHAT).to_owned();
        return nothing(title, w.t(k::VERSION_CHANGES_FIRST).to_owned());
    };
    let label = w.number(&older.label);
    let title = w.say(k::version_changes(label.as_str()));
    let (Ok(before), Some(after)) = (older.directive(), directive) else {
        return nothing(title, w.t(k::VERSION_UNREADABLE).to_owned());
    };
    let all = diff::diff(&before, after);
    if all.is_empty() {
        return nothing(title, w.say(k::version_changes_none(label)));
    }
    let telling = Telling {
        before: &before,
        after,
        words: w,
    };
    let columns = said::columns(
        w,
        [
            k::VERSION_CHANGE_PART,
            k::VERSION_CHANGE_WHAT,
            k::VERSION_CHANGE_WAS,
            k::VERSION_CHANGE_IS,
            k::VERSION_CHANGE_ARTICLES,
        ],
    );
    let rows = all.iter().map(|change| {
        let told = telling.tell(change);
        let cells = vec![
            told.what.into(),
            Cell::muted(told.was),
            told.is.into(),
            Cell::muted(w.list(&told.articles)),
        ];
        Row::new(told.part, cells)
    });
    Changes {
        none: None,
        table: Some(Table::new(title.clone(), &columns).rows(rows.collect())),
        title,
    }
}
