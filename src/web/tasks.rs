//! What the present steps of a case need, each paper with how it stands.

use super::show;
use crate::domain::case::decide::{Act, Setting, may};
use crate::domain::case::facts::{self, ChecklistItem, Standing};
use crate::domain::case::{CaseFile, WHOLE_CASE};
use crate::domain::directive::Requirement;
use crate::services::casework::Opened;
use crate::text::{Words, k};
use crate::web::parts::{Chip, Task, TaskList};
use crate::web::views::case::Work;

/// What the checklists of the open steps ask for.
#[must_use]
pub fn of(w: Words, opened: &Opened, setting: &Setting<'_>) -> Option<Work> {
    let (file, directive) = (&opened.file, &opened.directive);
    // Whoever may not take in a paper is told that it is missing, and led nowhere.
    let takes_in = may(file, setting, &Act::ReceivePaper).is_ok();
    let mut tasks = Vec::new();
    let mut done = 0;
    for position in file.positions.iter().filter(|p| !p.is_closed()) {
        for item in facts::checklist(file, directive, position, setting.today()) {
            let Some(requirement) = directive.requirement(&item.requirement) else {
                continue;
            };
            done += usize::from(item.standing == Standing::Accepted);
            let mut task = task(w, file, requirement, &item);
            task.href = task
                .href
                .filter(|_| takes_in || item.standing != Standing::Missing);
            tasks.push(task);
        }
    }
    let progress = w.say(k::done_of(done, tasks.len()));
    (!tasks.is_empty()).then_some(Work {
        progress,
        list: TaskList { tasks },
    })
}

fn task(w: Words, file: &CaseFile, requirement: &Requirement, item: &ChecklistItem) -> Task {
    let mut title = show::title(w, &requirement.title);
    if item.person != WHOLE_CASE {
        title = w.say(k::paper_of_person(
            title,
            show::person(w, file, item.person),
        ));
    }
    let state = match item.standing {
        Standing::Accepted => Chip::ok(w.t(k::TASK_ACCEPTED)),
        Standing::Unjudged => Chip::todo(w.t(k::TASK_UNJUDGED)),
        Standing::Missing if item.if_any => Chip::todo(w.t(k::TASK_IF_ANY)),
        Standing::Missing => Chip::todo(w.t(k::TASK_MISSING)),
        Standing::Rejected(verdict) => Chip::warn(show::code(w, "verdict", verdict.code())),
    };
    let mut task = Task::new(title, state);
    task.href = task_link(file, requirement, item);
    let help = requirement.help.as_ref();
    task.hint = help
        .filter(|_| item.standing != Standing::Accepted)
        .map(|help| show::title(w, help));
    task
}

fn task_link(file: &CaseFile, requirement: &Requirement, item: &ChecklistItem) -> Option<String> {
    let reference = &file.reference;
    match item.standing {
        Standing::Accepted => None,
        Standing::Missing => {
            let kind = requirement.any_of.first()?;
            Some(format!(
                "/cases/{reference}/acts/paper?kind={kind}&people={}",
                item.person
            ))
        }
        Standing::Unjudged | Standing::Rejected(_) => {
            let paper = file.papers.iter().find(|p| {
                p.latest().is_some_and(|v| {
                    requirement.any_of.contains(&v.what.kind)
                        && (v.what.people.is_empty()
                            || item.person == WHOLE_CASE
                            || v.what.people.contains(&item.person))
                })
            })?;
            Some(format!("/cases/{reference}/papers/{}", paper.no))
        }
    }
}
