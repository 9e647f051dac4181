//! Steps and outcomes as they are written in a directive.

use std::fmt::Write as _;

#[derive(Debug, Clone)]
pub struct Outcome {
    pub id: String,
    pub to: String,
    pub by: Vec<&'static str>,
    pub needs: Vec<&'static str>,
    pub when: Vec<&'static str>,
    pub separation: Vec<&'static str>,
}

impl Outcome {
    pub fn new(id: &str, to: &str, by: &'static str, needs: &[&'static str]) -> Self {
        Self {
            id: id.to_owned(),
            to: to.to_owned(),
            by: vec![by],
            needs: needs.to_vec(),
            when: Vec::new(),
            separation: Vec::new(),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Step {
    pub id: String,
    pub kind: String,
    pub holder: &'static str,
    pub per_person: bool,
    pub actors: Vec<&'static str>,
    pub requires: bool,
    pub days: Option<u32>,
    pub from_letter: bool,
    pub on_expiry: Option<&'static str>,
    pub outcomes: Vec<Outcome>,
    pub end: Option<&'static str>,
}

impl Step {
    pub fn new(id: &str, kind: &str, holder: &'static str, per_person: bool) -> Self {
        Self {
            id: id.to_owned(),
            kind: kind.to_owned(),
            holder,
            per_person,
            actors: vec!["registrar_officer"],
            requires: false,
            days: None,
            from_letter: false,
            on_expiry: None,
            outcomes: Vec::new(),
            end: None,
        }
    }

    pub fn end(id: &str, class: &'static str) -> Self {
        Self {
            end: Some(class),
            actors: Vec::new(),
            ..Self::new(id, "closed", "nobody", true)
        }
    }
}

/// Adds a step to the text of a directive.
pub fn written(text: &mut String, step: &Step) {
    let scope = if step.per_person { "person" } else { "case" };
    let (id, kind, holder) = (&step.id, &step.kind, step.holder);
    let _ = write!(
        text,
        "[[step]]\nid = \"{id}\"\nkind = \"{kind}\"\nscope = \"{scope}\"\nholder = \"{holder}\"\n\
         title = {{ fa = \"گام\", en = \"Step {id}\" }}\nhelp = {{ fa = \"کار\", en = \"Work\" }}\n"
    );
    if kind == "intake" {
        text.push_str("main = true\n");
    }
    list(text, "actors", &step.actors);
    if step.requires {
        list(text, "requires", &["testimony", "picture"]);
    }
    match kind.as_str() {
        "referral" => list(text, "letters", &["referral"]),
        "notification" => list(text, "letters", &["notice"]),
        _ => {}
    }
    if let Some(end) = step.end {
        let _ = writeln!(text, "end = \"{end}\"");
    }
    if let Some(days) = step.days {
        let _ = write!(
            text,
            "[step.clock]\nlength = {days}\nunit = \"calendar_days\"\n"
        );
        if step.from_letter {
            text.push_str("starts = \"letter\"\n");
        }
        if let Some(outcome) = step.on_expiry {
            let _ = writeln!(text, "on_expiry = \"{outcome}\"");
        }
    }
    for outcome in &step.outcomes {
        let (id, to) = (&outcome.id, &outcome.to);
        let _ = write!(
            text,
            "[[step.outcome]]\nid = \"{id}\"\nto = \"{to}\"\nreason = \"none\"\n\
             title = {{ fa = \"نتیجه\", en = \"Outcome {id}\" }}\n"
        );
        list(text, "by", &outcome.by);
        list(text, "needs", &outcome.needs);
        list(text, "when", &outcome.when);
        list(text, "separation", &outcome.separation);
    }
}

fn list(text: &mut String, key: &str, words: &[&str]) {
    if !words.is_empty() {
        let _ = writeln!(text, "{key} = {words:?}");
    }
}
