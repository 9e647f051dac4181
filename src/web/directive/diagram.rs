//! The steps of a directive as a drawing: for wide pages and paper in rows, for narrow ones in a column.

use super::super::show;
use crate::domain::directive::diagram::{self, Diagram, Lane, Line, Node};
use crate::domain::directive::{Directive, SideAct, Step};
use crate::text::{Locale, Words, k};
use crate::web::parts::{Flow, FlowBand, FlowBox, FlowLine, FlowText, broken};

/// Columns on a wide page: as many as are still read on an A4 sheet.
const COLUMNS: usize = 3;
/// From one line of text to the next.
const LINE: u32 = 20;
/// Around the text of a step.
const PAD: u32 = 10;
/// Letters that fit beside each other in a step.
const LETTERS: usize = 28;

/// Two drawings of the same, of which a page shows one: how wide it is says which.
pub(super) fn drawn(w: Words, directive: &Directive, here: &[&str]) -> [Flow; 2] {
    let draws = Draws { w, directive, here };
    [
        draws.flow("flow-wide", COLUMNS),
        draws.flow("flow-narrow", 1),
    ]
}

/// Whether a value of a step stands on nothing that was found in the sources.
pub(super) fn is_assumed(step: &Step) -> bool {
    step.assumed || step.clock.as_ref().is_some_and(|c| c.assumed)
}

struct Draws<'a> {
    w: Words,
    directive: &'a Directive,
    /// Ids of the steps at which the case is.
    here: &'a [&'a str],
}

impl Draws<'_> {
    fn flow(&self, id: &'static str, columns: usize) -> Flow {
        let w = self.w;
        // How high a step is depends on its text, and its text on where its ways lead: those that
        // are told instead of drawn are known after a first laying out.
        let all = self.directive.steps.len();
        let first = diagram::laid_out(self.directive, &vec![0; all], columns);
        let mut heights = vec![0; all];
        for node in &first.nodes {
            if let Some(height) = heights.get_mut(node.step) {
                let lines = u32::try_from(self.texts(node).len()).unwrap_or(0);
                *height = lines * LINE + 2 * PAD;
            }
        }
        let laid = diagram::laid_out(self.directive, &heights, columns);
        let tops = std::iter::once(0).chain(laid.cuts.iter().copied());
        let ends = laid.cuts.iter().copied().chain([laid.height]);
        let bands = tops.zip(ends).map(|band| self.band(&laid, band));
        let of = |lane| laid.nodes.iter().filter(|n| n.lane == lane).count();
        Flow {
            id,
            title: w.t(k::DIAGRAM_TITLE).to_owned(),
            says: w.say(k::diagram_says(
                of(Lane::End),
                of(Lane::Main),
                of(Lane::Side),
            )),
            width: laid.width,
            bands: bands.collect(),
        }
    }

    /// What stands between two cuts; lines that pass through are in each band that they pass.
    fn band(&self, laid: &Diagram, (top, end): (u32, u32)) -> FlowBand {
        let here = |n: &&Node| (top..end).contains(&n.y);
        let boxes = laid.nodes.iter().filter(here);
        let passes = |l: &&Line| {
            let ys = || l.points.iter().map(|(_, y)| *y);
            ys().min() < Some(end) && ys().max() > Some(top)
        };
        let lines = laid.lines.iter().filter(passes);
        let lines = lines.map(|line| FlowLine {
            path: path(
                line.points
                    .iter()
                    .map(|(x, y)| (self.mirrored(laid, *x), *y)),
            ),
            back: line.back,
        });
        FlowBand {
            top,
            height: end - top,
            boxes: boxes.filter_map(|n| self.step(laid, n)).collect(),
            lines: lines.collect(),
        }
    }

    /// Persian is read from the right, and so is its drawing.
    fn mirrored(&self, laid: &Diagram, x: u32) -> u32 {
        match self.w.locale() {
            Locale::Fa => laid.width - x,
            Locale::En => x,
        }
    }

    fn step(&self, laid: &Diagram, node: &Node) -> Option<FlowBox> {
        let step = self.directive.steps.get(node.step)?;
        let right = node.x + node.width;
        let (x, text_x) = match self.w.locale() {
            Locale::Fa => (
                self.mirrored(laid, right),
                self.mirrored(laid, node.x) - PAD,
            ),
            Locale::En => (node.x, node.x + PAD),
        };
        let lane = match node.lane {
            Lane::Main => "main",
            Lane::Side => "side",
            Lane::End => "end",
        };
        let marks = [
            Some(lane),
            is_assumed(step).then_some("assumed"),
            self.is_here(step).then_some("here"),
        ];
        let marks: Vec<&str> = marks.into_iter().flatten().collect();
        let mut y = node.y + PAD + LINE - LINE / 4;
        let texts = self.texts(node).into_iter().map(|(text, class)| {
            let at = y;
            y += LINE;
            FlowText { text, class, y: at }
        });
        Some(FlowBox {
            href: format!("#step-{}", step.id),
            class: marks.join(" "),
            x,
            y: node.y,
            width: node.width,
            height: node.height,
            text_x,
            texts: texts.collect(),
        })
    }

    fn is_here(&self, step: &Step) -> bool {
        self.here.contains(&step.id.as_str())
    }

    /// What stands in a step: number and title, holder, clock, where it leads without a line.
    fn texts(&self, node: &Node) -> Vec<(String, &'static str)> {
        let w = self.w;
        let Some(step) = self.directive.steps.get(node.step) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let mut write = |text: &str, class| {
            let lines = broken(text, LETTERS).into_iter();
            all.extend(lines.map(|line| (line, class)));
        };
        let title = show::title(w, &step.title);
        write(&w.say(k::diagram_step(node.step + 1, title)), "t");
        if !step.is_end() {
            let holder = show::code(w, "holder", step.holder.code());
            write(&w.say(k::diagram_holder(holder)), "m");
        }
        if let Some(clock) = &step.clock {
            let length = show::length(w, clock.unit, clock.length);
            write(&w.say(k::diagram_clock(length)), "m");
        }
        if !node.refers.is_empty() {
            let numbers = node.refers.iter().map(|to| w.number(to + 1));
            let numbers: Vec<String> = numbers.collect();
            write(&w.say(k::diagram_refers(w.list(&numbers))), "m");
        }
        let by = |leads: &dyn Fn(&SideAct) -> bool| {
            let acts = self.directive.acts.iter().filter(|act| leads(act));
            let titles: Vec<String> = acts.map(|act| show::title(w, &act.title)).collect();
            (!titles.is_empty()).then(|| w.list(&titles))
        };
        if let Some(acts) = by(&|act| act.to.as_ref() == Some(&step.id)) {
            write(&w.say(k::diagram_by_act(acts)), "m");
        }
        if let Some(acts) = by(&|act| act.grounds_for(&step.id).next().is_some()) {
            write(&w.say(k::diagram_reopened(acts)), "m");
        }
        if is_assumed(step) {
            write(w.t(k::ASSUMED), "w");
        }
        if self.is_here(step) {
            write(w.t(k::YOU_ARE_HERE), "h");
        }
        all
    }
}

fn path(points: impl Iterator<Item = (u32, u32)>) -> String {
    let points = points.enumerate();
    let part = |(i, (x, y)): (usize, (u32, u32))| {
        let turn = if i == 0 { 'M' } else { 'L' };
        format!("{turn}{x} {y}")
    };
    points.map(part).collect()
}
