//! Pages of oversight.

use askama::Template;

use super::case::CaseHead;
use super::inbox::FilterChoice;
use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Chip, Icon, Link, Note, Pager, Qr, Summary, Table, TimeBar};

/// Who looked at a case.
#[derive(Debug, Template)]
#[template(path = "pages/reads.html")]
pub struct ReadsPage {
    pub page: Page,
    pub head: CaseHead,
    /// For the person concerned, on paper.
    pub report: Link,
    pub note: Option<Note>,
    pub looks: Table,
    pub pager: Pager,
}

/// The log.
#[derive(Debug, Template)]
#[template(path = "pages/log.html")]
pub struct LogView {
    pub page: Page,
    pub back: Link,
    pub filter: LogFilter,
    /// What of the filter was not understood, or that nothing was found.
    pub note: Option<Note>,
    pub events: Option<Table>,
    pub pager: Pager,
}

/// What narrows the log.
#[derive(Debug, Clone)]
pub struct LogFilter {
    /// Name, label, what was typed, an example.
    pub typed: Vec<(&'static str, String, String, Option<String>)>,
    pub choices: Vec<FilterChoice>,
    /// Where everything is shown again, if something is set.
    pub clear: Option<Link>,
}

/// Where an auditor begins.
#[derive(Debug, Template)]
#[template(path = "pages/audit.html")]
pub struct AuditPage {
    pub page: Page,
    /// The health of the log: its last checkpoint, its witnesses, its alarms.
    pub health: Health,
    /// Measure, number, what is counted.
    pub anomalies: Table,
    /// How far back they look.
    pub since: String,
    pub links: Vec<Link>,
}

/// How the log itself fares.
#[derive(Debug, Clone)]
pub struct Health {
    pub alarms: Vec<Note>,
    pub lines: Summary,
    /// The sheet for the register book.
    pub anchor: Link,
}

/// The newest signed state of the log, to be printed.
#[derive(Debug, Template)]
#[template(path = "pages/anchor.html")]
pub struct AnchorPage {
    pub page: Page,
    pub back: Link,
    /// Why there is no sheet.
    pub nothing: Option<Note>,
    pub anchor: Option<Anchor>,
}

/// What stands on the sheet.
#[derive(Debug, Clone)]
pub struct Anchor {
    pub lines: Summary,
    pub code: Option<Qr>,
    /// The signed note, letter by letter.
    pub note: String,
}

/// What one measure found.
#[derive(Debug, Template)]
#[template(path = "pages/anomaly.html")]
pub struct AnomalyPage {
    pub page: Page,
    pub back: Link,
    pub count: String,
    /// What is counted, and that it accuses nobody.
    pub lead: String,
    pub note: Option<Note>,
    pub found: Option<Table>,
}

/// Asking for an emergency access.
#[derive(Debug, Template)]
#[template(path = "pages/glass_ask.html")]
pub struct GlassAskPage {
    pub page: Page,
    pub back: Link,
    pub lead: String,
    pub note: Option<Note>,
    pub form: Form,
}

/// Emergency accesses to cases of one's area.
#[derive(Debug, Template)]
#[template(path = "pages/glass_list.html")]
pub struct GlassListPage {
    pub page: Page,
    pub back: Link,
    pub count: String,
    pub note: Option<Note>,
    pub accesses: Option<Table>,
}

/// One emergency access.
#[derive(Debug, Template)]
#[template(path = "pages/glass.html")]
pub struct GlassPage {
    pub page: Page,
    pub back: Link,
    pub state: Chip,
    pub note: Option<Note>,
    pub about: Summary,
    /// What was looked at by it.
    pub looks: Table,
    pub review: Option<Form>,
}

/// The closed annexes of a case.
#[derive(Debug, Template)]
#[template(path = "pages/annexes.html")]
pub struct AnnexPage {
    pub page: Page,
    pub head: CaseHead,
    pub note: Option<Note>,
    /// One annex, once its purpose is recorded.
    pub shown: Option<Summary>,
    pub form: Option<Form>,
    pub back: Link,
}

/// Who prepared, signed and sat.
#[derive(Debug, Template)]
#[template(path = "pages/duties.html")]
pub struct DutiesPage {
    pub page: Page,
    pub back: Link,
    pub note: Option<Note>,
    pub decisions: Option<Table>,
    pub pager: Pager,
}

/// Samples, and the form that draws one.
#[derive(Debug, Template)]
#[template(path = "pages/samples.html")]
pub struct SamplesPage {
    pub page: Page,
    pub back: Link,
    pub samples: Option<Table>,
    pub note: Option<Note>,
    pub draw: Form,
}

/// One sample.
#[derive(Debug, Template)]
#[template(path = "pages/sample.html")]
pub struct SamplePage {
    pub page: Page,
    pub back: Link,
    /// Whether its number draws the same again.
    pub state: Chip,
    pub note: Option<Note>,
    pub about: Summary,
    /// Office, outcome, how many of how many.
    pub strata: Table,
    pub cases: Table,
    pub review: Option<Form>,
}

/// A case at two moments.
#[derive(Debug, Template)]
#[template(path = "pages/compare.html")]
pub struct ComparePage {
    pub page: Page,
    pub head: CaseHead,
    pub action: String,
    pub from: String,
    pub to: String,
    /// The two events, each as a sentence.
    pub moments: [String; 2],
    pub note: Option<Note>,
    pub differences: Option<Table>,
}

/// A case explained.
#[derive(Debug, Template)]
#[template(path = "pages/explain.html")]
pub struct ExplainPage {
    pub page: Page,
    pub head: CaseHead,
    pub bar: TimeBar,
    /// Stretch by stretch, with the numbers of the bar.
    pub holders: Table,
    pub totals: Summary,
    pub clocks: Table,
    pub stream: Summary,
    pub links: Vec<Link>,
}
