//! What pages are made of: each part is a struct with its own small template, so that a page
//! writes `{{ case.strip }}` and the part looks the same wherever it stands. Parts hold what is
//! already in the reader's language.

mod badge;
mod cell;
mod counted;
mod flow;
mod icon;
mod list;
mod note;
mod panel;
mod qr;
mod step_line;
mod table;
mod time_bar;
mod timeline;

pub use badge::{Chip, Due, DueState, Holder, SOON, Tone};
pub use cell::{Cell, Link, Point, PostButton};
pub use counted::Counted;
pub use flow::{Flow, FlowBand, FlowBox, FlowLine, FlowText, broken};
pub use icon::Icon;
pub use list::{Pager, Strip, StripCell, Summary, SummaryLine, Tab, Tabs, Task, TaskList};
pub use note::{Note, Urgency};
pub use panel::{Bar, Offer, Panel};
pub use qr::Qr;
pub use step_line::{Stage, StepLine, StepMark};
pub use table::{Layout, Row, Table};
pub use time_bar::{Stretch, TimeBar};
pub use timeline::{Change, Day, Entry, Timeline};

/// Parts whose markup is their own and needs no escaping where they are shown.
macro_rules! markup {
    ($($part:ty),* $(,)?) => { $(impl askama::filters::HtmlSafe for $part {})* };
}

markup!(
    Bar, Cell, Chip, Counted, Due, Entry, Flow, Holder, Icon, Link, Note, Pager, Panel, Qr,
    StepLine, Strip, Summary, Table, Tabs, TaskList, TimeBar, Timeline,
);
