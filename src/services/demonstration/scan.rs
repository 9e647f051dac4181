//! Small generated scans: a page of lines as PNG, a page of one line as PDF.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

/// A page as an image: paper, a frame, lines of invented writing.
pub(super) fn png(seed: u64) -> Vec<u8> {
    const WIDTH: u32 = 420;
    const HEIGHT: u32 = 594;
    let mut pixels = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let frame = x == 20 || y == 20 || x == WIDTH - 20 || y == HEIGHT - 20;
            let line = y / 22;
            let long = 60 + (seed >> (line % 24)) % 200;
            let ink = (60..HEIGHT - 60).contains(&y)
                && y % 22 < 5
                && u64::from(x) > 40 + long / 2
                && x < WIDTH - 50;
            pixels.push(if frame || ink { 110 } else { 246 });
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    if written.is_err() {
        out.clear();
    }
    out
}

/// A page as a PDF that names the case.
pub(super) fn pdf(reference: &str) -> Vec<u8> {
    let (catalog, tree, page, font, text) = (
        Ref::new(1),
        Ref::new(2),
        Ref::new(3),
        Ref::new(4),
        Ref::new(5),
    );
    let name = Name(b"F1");
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    let mut leaf = pdf.page(page);
    leaf.media_box(Rect::new(0.0, 0.0, 420.0, 595.0))
        .parent(tree)
        .contents(text);
    leaf.resources().fonts().pair(name, font);
    leaf.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut content = Content::new();
    content.begin_text();
    content.set_font(name, 14.0);
    content.next_line(60.0, 500.0);
    content.show(Str(
        format!("Sejel demonstration, case {reference}").as_bytes()
    ));
    content.end_text();
    pdf.stream(text, &content.finish());
    pdf.finish()
}
