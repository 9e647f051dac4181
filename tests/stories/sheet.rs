//! A form as it stands on a page, and what a browser sends of it.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::allow_attributes, reason = "shared by several test programs")]

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

/// What may be done with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Control {
    Typed,
    /// A list or circles: one of these.
    OneOf(Vec<String>),
    /// Boxes: any of these.
    AnyOf(Vec<String>),
    File,
}

/// A file that is chosen for a field.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// A form of the open page.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub action: String,
    multipart: bool,
    controls: BTreeMap<String, Control>,
    buttons: Vec<(String, String)>,
    filled: Vec<(String, String)>,
    files: Vec<(String, Chosen)>,
}

const BOUNDARY: &str = "sejel-story-boundary";

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Every form of the page's main part.
pub fn sheets(html: &str) -> Vec<Sheet> {
    let page = Html::parse_document(html);
    let forms = select("main form[method=post]");
    page.select(&forms).map(read).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}

fn read(form: ElementRef<'_>) -> Sheet {
    let mut sheet = Sheet {
        action: attribute(form, "action"),
        multipart: attribute(form, "enctype") == "multipart/form-data",
        controls: BTreeMap::new(),
        buttons: Vec::new(),
        filled: Vec::new(),
        files: Vec::new(),
    };
    for element in form.select(&select("input, textarea, select, button")) {
        let name = attribute(element, "name");
        match element.value().name() {
            _ if name.is_empty() => {}
            "button" => sheet.buttons.push((name, attribute(element, "value"))),
            "textarea" => {
                let text: String = element.text().collect();
                let text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
                sheet.asks(&name, Control::Typed);
                sheet.filled.push((name, text));
            }
            "select" => sheet.list(name, element),
            _ => sheet.input(name, element),
        }
    }
    sheet
}

impl Sheet {
    fn asks(&mut self, name: &str, control: Control) {
        self.controls.insert(name.to_owned(), control);
    }

    fn list(&mut self, name: String, list: ElementRef<'_>) {
        let options: Vec<_> = list.select(&select("option")).collect();
        let chosen = options
            .iter()
            .find(|o| o.value().attr("selected").is_some());
        // A list in which nothing is chosen shows, and sends, its first line.
        let sent = chosen.or_else(|| options.first());
        if let Some(option) = sent {
            self.filled
                .push((name.clone(), attribute(*option, "value")));
        }
        let all = options.into_iter().map(|o| attribute(o, "value")).collect();
        self.asks(&name, Control::OneOf(all));
    }

    fn input(&mut self, name: String, input: ElementRef<'_>) {
        let value = attribute(input, "value");
        let ticked = input.value().attr("checked").is_some();
        match attribute(input, "type").as_str() {
            "hidden" => self.filled.push((name, value)),
            "file" => self.asks(&name, Control::File),
            "radio" => {
                if let Control::OneOf(all) = self.choice(&name, Control::OneOf(Vec::new())) {
                    all.push(value.clone());
                }
                if ticked {
                    self.filled.push((name, value));
                }
            }
            "checkbox" => {
                if let Control::AnyOf(all) = self.choice(&name, Control::AnyOf(Vec::new())) {
                    all.push(value.clone());
                }
                if ticked {
                    self.filled.push((name, value));
                }
            }
            _ => {
                self.asks(&name, Control::Typed);
                self.filled.push((name, value));
            }
        }
    }

    fn choice(&mut self, name: &str, empty: Control) -> &mut Control {
        self.controls.entry(name.to_owned()).or_insert(empty)
    }

    /// Whether every one of these can be filled in or pressed here.
    pub fn has(&self, names: &[&str]) -> bool {
        let known = |name: &&str| {
            self.controls.contains_key(*name) || self.buttons.iter().any(|(n, _)| n == name)
        };
        names.iter().all(known)
    }

    /// Types, chooses or ticks, where the page lets one.
    pub fn fill(&mut self, name: &str, value: &str) {
        if self.buttons.iter().any(|(n, v)| n == name && v == value) {
            self.filled.push((name.to_owned(), value.to_owned()));
            return;
        }
        let control = self.controls.get(name);
        let control = control.unwrap_or_else(|| panic!("{} does not ask {name}", self.action));
        if let Control::OneOf(all) | Control::AnyOf(all) = control {
            let offered = all.iter().any(|v| v == value);
            assert!(offered, "{name} offers {all:?}, not {value}");
        }
        assert_ne!(*control, Control::File, "{name} takes a file");
        if !matches!(control, Control::AnyOf(_)) {
            self.filled.retain(|(known, _)| known != name);
        }
        let pair = (name.to_owned(), value.to_owned());
        if !self.filled.contains(&pair) {
            self.filled.push(pair);
        }
    }

    /// Chooses a file.
    pub fn choose(&mut self, name: &str, file: Chosen) {
        assert_eq!(self.controls.get(name), Some(&Control::File), "{name}");
        self.files.push((name.to_owned(), file));
    }

    /// The names of the fields into which one types.
    pub fn typed(&self) -> Vec<String> {
        self.names(|control| *control == Control::Typed)
    }

    /// The names of the lists, circles and boxes.
    pub fn choices(&self) -> Vec<String> {
        self.names(|control| matches!(control, Control::OneOf(_) | Control::AnyOf(_)))
    }

    fn names(&self, fits: impl Fn(&Control) -> bool) -> Vec<String> {
        let all = self.controls.iter().filter(|(_, control)| fits(control));
        all.map(|(name, _)| name.clone()).collect()
    }

    /// Sends this in a field, whether the page lets one or not; nothing at all for `None`.
    pub fn forge(&mut self, name: &str, value: Option<&str>) {
        self.filled.retain(|(known, _)| known != name);
        let pair = value.map(|value| (name.to_owned(), value.to_owned()));
        self.filled.extend(pair);
    }

    /// What stands in a field.
    pub fn holds(&self, name: &str) -> Vec<&str> {
        let here = self.filled.iter().filter(|(known, _)| known == name);
        here.map(|(_, value)| value.trim()).collect()
    }

    /// Media type and body, as a browser makes them.
    pub fn body(&self) -> (String, Vec<u8>) {
        if !self.multipart {
            let mut body = url::form_urlencoded::Serializer::new(String::new());
            body.extend_pairs(&self.filled);
            let media = "application/x-www-form-urlencoded";
            return (media.to_owned(), body.finish().into_bytes());
        }
        let mut body = Vec::new();
        for (name, value) in &self.filled {
            body.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
        }
        for (name, control) in &self.controls {
            if *control != Control::File {
                continue;
            }
            let chosen = self.files.iter().find(|(field, _)| field == name);
            let (title, bytes) = chosen.map_or(("", &[][..]), |(_, c)| (c.name, &c.bytes[..]));
            body.extend(part(
                &format!("name=\"{name}\"; filename=\"{title}\""),
                bytes,
            ));
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
}

fn part(head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}
