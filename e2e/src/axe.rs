//! The accessibility rules of axe-core, tried on the page that is shown.

use std::fmt;

use serde::Deserialize;

use crate::{Browser, Error};

const AXE: &str = include_str!("../vendor/axe.min.js");

/// Runs every rule and answers what was found serious or critical.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  result => done(result.violations
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(node => ({
      rule: v.id, impact: v.impact, help: v.help, element: node.html.slice(0, 300),
      why: (node.failureSummary || '').slice(0, 400) })))),
  error => done([{ rule: 'axe', impact: 'critical', help: String(error), element: '', why: '' }]));
";

/// Something on a page that keeps people out.
#[derive(Debug, Clone, Deserialize)]
pub struct Finding {
    pub rule: String,
    pub impact: String,
    pub help: String,
    pub element: String,
    pub why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            impact,
            help,
            element,
            why,
        } = self;
        write!(f, "{rule} ({impact}): {help}\n  {element}\n  {why}")
    }
}

impl Browser<'_> {
    /// The serious and critical findings on the page that is shown.
    ///
    /// # Errors
    /// When the rules cannot be run.
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        self.script("loading axe", AXE)?;
        let found = self.ask("running axe", |page| async move {
            page.execute_async(RUN, Vec::new()).await
        })?;
        serde_json::from_value(found)
            .map_err(|wrong| Error::Expected(format!("findings of axe: {wrong}")))
    }

    /// Requires that the page keeps nobody out, and that nobody has to scroll sideways.
    ///
    /// # Errors
    /// With everything found.
    pub fn expect_accessible(&self) -> Result<(), Error> {
        let mut found: Vec<String> = self.findings()?.iter().map(Finding::to_string).collect();
        let too_wide = self.too_wide()?;
        if !too_wide.is_empty() {
            found.push(format!(
                "the page is wider than the screen: {}",
                too_wide.join("\n  ")
            ));
        }
        if found.is_empty() {
            return Ok(());
        }
        Err(Error::Expected(format!(
            "nothing to find on {}:\n{}",
            self.path()?,
            found.join("\n")
        )))
    }
}
