//! What papers prove, and of whom.

use super::event::Verdict;
use super::file::{CaseFile, Paper};
use super::people::PersonNo;
use crate::domain::directive::{Directive, MaterialFact};

/// The material facts for which a paper of this kind usually speaks, where its reviewer named none.
#[must_use]
pub fn usual<'d>(directive: &'d Directive, kind: &str) -> &'d [MaterialFact] {
    directive.paper(kind).map_or(&[], |it| &it.proves)
}

/// Whether a paper speaks to this fact: its reviewer named it, or named none and its kind usually does.
#[must_use]
pub fn speaks_to(directive: &Directive, paper: &Paper, fact: MaterialFact) -> bool {
    let named = paper.judgment().map_or(&[][..], |j| &j.what.supports);
    let named = named.iter().filter_map(|it| MaterialFact::from_code(it));
    let mut named = named.peekable();
    if named.peek().is_some() {
        return named.any(|it| it == fact);
    }
    let kind = paper.latest().map_or("", |v| v.what.kind.as_str());
    usual(directive, kind).contains(&fact)
}

/// Whether a paper is this person's or the whole household's.
#[must_use]
pub fn concerns(paper: &Paper, person: PersonNo) -> bool {
    paper
        .latest()
        .is_some_and(|v| v.what.people.is_empty() || v.what.people.contains(&person))
}

/// The accepted papers of a person, or of the whole household, that prove `fact`.
pub fn proving<'a>(
    file: &'a CaseFile,
    directive: &'a Directive,
    person: PersonNo,
    fact: MaterialFact,
) -> impl Iterator<Item = &'a Paper> {
    let speaks = move |p: &&Paper| is_accepted(p) && speaks_to(directive, p, fact);
    let papers = file.papers.iter().filter(move |p| concerns(p, person));
    papers.filter(speaks)
}

/// The other papers of a person: those that prove no material fact, and those not accepted.
pub fn others<'a>(
    file: &'a CaseFile,
    directive: &'a Directive,
    person: PersonNo,
) -> impl Iterator<Item = &'a Paper> {
    let silent = |p: &&Paper| {
        let mut facts = MaterialFact::ALL.iter();
        !facts.any(|fact| speaks_to(directive, p, *fact))
    };
    let papers = file.papers.iter().filter(move |p| concerns(p, person));
    papers.filter(move |p| !is_accepted(p) || silent(p))
}

fn is_accepted(paper: &Paper) -> bool {
    paper
        .judgment()
        .is_some_and(|j| j.what.verdict == Verdict::Accepted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::directive::parse::parse;

    #[test]
    fn what_a_kind_usually_proves_stands_in_the_directive() {
        let text = include_str!("../../../directives/art45-1381.toml");
        let directive = parse(text).unwrap();
        let proves = |kind| usual(&directive, kind);
        assert_eq!(proves("dna_report"), [MaterialFact::Parentage]);
        let both = [MaterialFact::Birthplace, MaterialFact::Residence];
        assert_eq!(proves("health_file"), both);
        for kind in [
            "application",
            "passport",
            "foreign_papers",
            "of no directive",
        ] {
            assert!(proves(kind).is_empty(), "{kind}");
        }
    }
}
