//! At the counter: a household's case is opened part by part, and its papers are scanned.

use crate::clerk::{AS_IT_IS, Clerk};
use crate::sheet::Chosen;

pub const PRINCIPAL: [(&str, &str); 25] = [
    ("p1-given", "یارمحمد"),
    ("p1-family", "نمونه‌زهی"),
    ("p1-sex", "male"),
    ("p1-birth-p", "day"),
    ("p1-birth-d", "۱۲"),
    ("p1-birth-m", "5"),
    ("p1-birth-y", "۱۳۶۵"),
    ("p1-basis", "testimony_form"),
    ("p1-locality", "روستای نمونه"),
    ("p1-father", "دادمحمد"),
    ("p1-mother", "ماه‌گل"),
    ("p1-grandfather", "مراد"),
    ("p1-clauses", "2"),
    ("p1-foreign", "no"),
    ("address", "کوی نمونه، پلاک ۱"),
    ("settlement", "city"),
    ("channel", "counter"),
    ("language", "balochi"),
    ("interpreter", "مترجم نمونه"),
    ("telephone", "۰۹۰۰۰۰۰۰۰۰۰"),
    ("vulnerabilities", "school_age"),
    ("notice", "yes"),
    ("consent", "yes"),
    ("read_aloud", "yes"),
    ("p1-other_names", "یارو"),
];
pub const SPOUSE: [(&str, &str); 10] = [
    ("p2-given", "زرخاتون"),
    ("p2-relation", "spouse"),
    ("p2-sex", "female"),
    ("p2-birth-p", "year"),
    ("p2-birth-y", "1369"),
    ("p2-basis", "testimony_form"),
    ("p2-father", "پیرداد"),
    ("p2-mother", "گل‌بی‌بی"),
    ("p2-clauses", "2"),
    ("p2-foreign", "no"),
];
const CHILD: [(&str, &str); 12] = [
    ("p3-given", "ماهین"),
    ("p3-relation", "child"),
    ("p3-sex", "female"),
    ("p3-birth-p", "day"),
    ("p3-birth-d", "3"),
    ("p3-birth-m", "7"),
    ("p3-birth-y", "1397"),
    ("p3-basis", "vaccination_card"),
    ("p3-father", "یارمحمد"),
    ("p3-mother", "زرخاتون"),
    ("p3-clauses", "2"),
    ("p3-foreign", "no"),
];
pub const WITNESSES: [(&str, &str); 10] = [
    ("w1-name", "گواه یکم نمونه"),
    ("w1-birth_year", "۱۳۴۰"),
    ("w1-kinship", "none"),
    ("w1-certification", "notary"),
    ("w1-certification_number", "۱۲۳"),
    ("w2-name", "گواه دوم نمونه"),
    ("w2-birth_year", "1345"),
    ("w2-kinship", "uncle_or_aunt"),
    ("w2-certification", "notary"),
    ("w2-certification_number", "124"),
];

/// A household of three, or one man alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comes {
    Alone,
    WithFamily,
}

/// The address of the case, once its receipt has been handed over.
pub fn opens(officer: &mut Clerk<'_>, who: Comes, papers: &[&str]) -> String {
    officer.turns_to("/");
    officer.follows("/cases/new");
    officer.sends(&AS_IT_IS);
    officer.sends(&PRINCIPAL);
    officer.is_done();
    if who == Comes::WithFamily {
        officer.sends(&[("then", "add")]);
        officer.sends(&[&SPOUSE[..], &[("then", "add")]].concat());
        officer.sends(&CHILD);
    } else {
        officer.sends(&AS_IT_IS);
    }
    officer.is_done();
    officer.sends(&WITNESSES);
    officer.is_done();
    let mut taken: Vec<(&str, &str)> = papers.iter().map(|kind| ("papers", *kind)).collect();
    taken.push(("folder", "قفسهٔ نمونه ۱۲"));
    officer.sends(&taken);
    let forms: Vec<String> = papers.iter().map(|kind| format!("{kind}-form")).collect();
    let forms: Vec<(&str, &str)> = forms.iter().map(|name| (&**name, "original")).collect();
    if !forms.is_empty() {
        officer.sends(&forms);
    }
    officer.is_done();
    officer.is_told("یارمحمد نمونه‌زهی");
    if who == Comes::WithFamily {
        officer.is_told("زرخاتون نمونه‌زهی");
        officer.is_told("ماهین نمونه‌زهی");
    }
    officer.sends(&AS_IT_IS);
    officer.is_done();
    let at = officer.browser.at.clone();
    let case = at.split("/receipt").next().unwrap_or_default().to_owned();
    assert!(
        at.contains("/receipt?done=opened"),
        "{at}: {}",
        officer.reads("main")
    );
    case
}

/// A small picture, as a scanner makes one.
pub fn scan() -> Chosen {
    let mut bytes = Vec::new();
    {
        let mut encoder = png::Encoder::new(&mut bytes, 40, 30);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[220; 40 * 30]).unwrap();
    }
    Chosen {
        name: "برگه.png",
        bytes,
    }
}

/// Takes in a paper with its scan, from the line of the task list that asks for it.
pub fn scans(clerk: &mut Clerk<'_>, case: &str, link: &str, more: &[(&str, &str)]) {
    clerk.turns_to(case);
    clerk.follows(link);
    let mut fields = vec![("form", "copy"), ("pages", "۱")];
    fields.extend(more);
    clerk.sends_with(&fields, Some(("scan", scan())));
    clerk.is_done();
}

/// Judges every paper of the case that is still to be judged.
pub fn accepts_every_paper(clerk: &mut Clerk<'_>, case: &str) {
    clerk.turns_to(case);
    let mut papers = clerk.links();
    papers.retain(|href| href.starts_with(&format!("{case}/papers/")));
    papers.sort();
    papers.dedup();
    for paper in papers {
        clerk.turns_to(&paper);
        if clerk.browser.count("p.judged") > 0 {
            continue;
        }
        let mut fields = vec![("verdict", "accepted"), ("supports", "identity")];
        if clerk.sheet(&["verdict"]).has(&["certification"]) {
            fields.push(("certification", "notary"));
        }
        clerk.sends(&fields);
        clerk.is_done();
    }
}
