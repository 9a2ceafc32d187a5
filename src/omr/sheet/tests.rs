use super::*;
use crate::model::blueprint::PageSize;
use crate::omr::layout::tests::{mixed, plain};
use crate::omr::layout::{RowAsk, RowForm, SheetRequest, make};

fn fonts() -> SheetFonts<'static> {
    let named = |wanted: &str| {
        typst_assets::fonts()
            .find(|bytes| {
                rustybuzz::Face::from_slice(bytes, 0).is_some_and(|face| {
                    face.names()
                        .into_iter()
                        .any(|name| name.name_id == 6 && name.to_string().as_deref() == Some(wanted))
                })
            })
            .unwrap()
    };
    SheetFonts {
        regular: vec![
            named("LibertinusSerif-Regular"),
            include_bytes!("../../../fonts/noto-serif-devanagari/NotoSerifDevanagari-Regular.ttf"),
        ],
        bold: vec![
            named("LibertinusSerif-Bold"),
            include_bytes!("../../../fonts/noto-serif-devanagari/NotoSerifDevanagari-Bold.ttf"),
        ],
    }
}

pub(crate) fn words() -> SheetText {
    let text = |text: &str| text.to_owned();
    SheetText {
        language: text("en"),
        title: text("OMR ANSWER SHEET"),
        institute: text("Sunrise Academy, Nagpur"),
        exam: text("Civil Services (Preliminary): Mock 7"),
        paper: text("General Studies I"),
        roll: text("ROLL NUMBER"),
        name: text("Name of the candidate (in capital letters)"),
        set: text("Test booklet set"),
        candidate_signature: text("Signature of the candidate"),
        invigilator_signature: text("Signature of the invigilator"),
        example: text("How to fill a circle"),
        right: text("Right"),
        wrong: text("Wrong"),
        instructions: vec![
            text("Use a black or blue ball-point pen and fill the circle completely."),
            text("Write your roll number in the boxes and fill the circle of each figure below it."),
            text("Fill the circle of the set printed on your question booklet."),
            text("Fill one circle only for each question. An answer once filled cannot be changed."),
            text("Make no other marks on this sheet."),
        ],
        foot: text("Do not fold, tear or staple this sheet."),
        page: text("Page {page} of {pages}"),
        paper_id: text("Paper {paper}"),
        also: Vec::new(),
    }
}

/// The same words in English and Hindi.
fn in_two_languages() -> SheetText {
    let text = |text: &str| text.to_owned();
    let hindi = SheetText {
        title: text("उत्तर-पत्रक"),
        exam: text("सिविल सेवा (प्रारंभिक) परीक्षा: मॉक 7"),
        paper: text("सामान्य अध्ययन I"),
        roll: text("अनुक्रमांक"),
        name: text("अभ्यर्थी का नाम"),
        set: text("सेट"),
        candidate_signature: text("अभ्यर्थी के हस्ताक्षर"),
        invigilator_signature: text("कक्ष-निरीक्षक के हस्ताक्षर"),
        ..words()
    };
    SheetText { also: vec![hindi], ..words() }
}

pub(crate) fn paper() -> SheetPaper {
    SheetPaper { paper_id: "4K7Q2M9XRT".into(), exam: [0x27, 0x4F, 0x15, 0x4D], set: None, set_name: None }
}

fn pdf(request: &SheetRequest) -> Vec<u8> {
    draw(&make(request).unwrap(), &words(), &fonts(), &paper()).unwrap()
}

/// Whether two rectangles overlap by more than a thousandth of a millimetre.
fn meet(left: Bounds, right: Bounds) -> bool {
    let by = 0.001;
    left.x0 + by < right.x1 && right.x0 + by < left.x1 && left.y0 + by < right.y1 && right.y0 + by < left.y1
}

/// Distance from a point to a rectangle.
fn distance(area: Bounds, x: f64, y: f64) -> f64 {
    let (dx, dy) = ((area.x0 - x).max(x - area.x1).max(0.0), (area.y0 - y).max(y - area.y1).max(0.0));
    (dx * dx + dy * dy).sqrt()
}

fn around(points: impl Iterator<Item = [f64; 2]>) -> Bounds {
    points.fold(Bounds { x0: f64::MAX, y0: f64::MAX, x1: f64::MIN, y1: f64::MIN }, |bounds, [x, y]| Bounds {
        x0: bounds.x0.min(x),
        y0: bounds.y0.min(y),
        x1: bounds.x1.max(x),
        y1: bounds.y1.max(y),
    })
}

/// What the paint of a shape touches.
fn bounds(shape: &Shape) -> Bounds {
    match shape {
        Shape::Box { area, line, .. } => area.grown(line.map_or(0.0, |(width, _)| width / 2.0)),
        Shape::Ring { x, y, radius, line, .. } => Bounds { x0: *x, y0: *y, x1: *x, y1: *y }.grown(radius + line / 2.0),
        Shape::Stroke { points, width, .. } => around(points.iter().copied()).grown(width / 2.0),
        Shape::Solid { outlines, .. } => around(outlines.iter().flatten().copied()),
        Shape::Text { line, x, baseline, size, .. } => {
            let ink = line.ink();
            Bounds {
                x0: x + ink.x0 * size,
                y0: baseline - ink.y1 * size,
                x1: x + ink.x1 * size,
                y1: baseline - ink.y0 * size,
            }
        }
    }
}

/// What a shape paints: a frame is its four sides, not its inside.
fn painted(shape: &Shape) -> Vec<Bounds> {
    let whole = bounds(shape);
    match shape {
        Shape::Box { fill: None, line: Some((width, _)), .. } => vec![
            Bounds { x1: whole.x0 + width, ..whole },
            Bounds { x0: whole.x1 - width, ..whole },
            Bounds { y1: whole.y0 + width, ..whole },
            Bounds { y0: whole.y1 - width, ..whole },
        ],
        _ => vec![whole],
    }
}

fn assert_belts_are_white(layout: &Layout, items: &[Item]) {
    let belt: f64 = 3.0;
    let page = layout.page_mm.map(crate::omr::layout::Mm::to_f64);
    let squares: Vec<Bounds> = layout
        .marks
        .iter()
        .map(|mark| (mark.area(), mark.module))
        .chain(layout.codes.iter().map(|code| (code.area(), code.module)))
        .map(|(area, module)| Bounds::from(area).grown(belt.max(2.0 * module.to_f64())))
        .collect();
    // Circles by their place on a coarse grid, so that a page of a thousand is checked in no time.
    let cell = |length: f64| (length / 10.0).floor() as i32;
    let mut near = std::collections::BTreeMap::<(i32, i32), Vec<[f64; 2]>>::new();
    for circle in layout.expand() {
        let (x, y) = (circle.x.to_f64(), circle.y.to_f64());
        near.entry((cell(x), cell(y))).or_default().push([x, y]);
    }
    for item in items {
        for area in painted(&item.shape) {
            assert!(
                area.x0 >= 4.0 && area.y0 >= 4.0 && area.x1 <= page[0] - 4.0 && area.y1 <= page[1] - 4.0,
                "{item:?}"
            );
            if matches!(item.role, Role::Furniture | Role::Tint | Role::Circle) {
                let square = squares.iter().find(|square| meet(**square, area));
                assert_eq!(square, None, "{item:?} enters a belt");
            }
            if item.role != Role::Furniture {
                continue;
            }
            for column in cell(area.x0 - 5.0)..=cell(area.x1 + 5.0) {
                for row in cell(area.y0 - 5.0)..=cell(area.y1 + 5.0) {
                    for [x, y] in near.get(&(column, row)).into_iter().flatten() {
                        let least = layout.circle.d.to_f64() / 2.0 + belt - 0.001;
                        assert!(distance(area, *x, *y) >= least, "{item:?} is near the circle at {x}, {y}");
                    }
                }
            }
        }
    }
}

fn ink(shape: &Shape) -> u8 {
    match shape {
        Shape::Box { fill, line, .. } => fill.unwrap_or(0).max(line.map_or(0, |(_, ink)| ink)),
        Shape::Ring { ink, .. } | Shape::Stroke { ink, .. } | Shape::Solid { ink, .. } | Shape::Text { ink, .. } => {
            *ink
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(12))]
    #[test]
    fn everything_drawn_keeps_the_belts(request in crate::omr::layout::tests::request()) {
        let (fonts, words) = (fonts(), words());
        let fonts = Fonts::new(&fonts).unwrap();
        let mut paper = paper();
        if request.set_in_code {
            (paper.set, paper.set_name) = (Some(1), Some("B".into()));
        }
        for layout in make(&request).unwrap() {
            let items = items(&layout, &words, &fonts, &paper).unwrap();
            assert_belts_are_white(&layout, &items);
            for item in &items {
                proptest::prop_assert!(item.role != Role::Tint || ink(&item.shape) < 35);
            }
        }
    }

}

#[test]
fn a_long_number_beside_few_boxes_leaves_room_for_one_beside_many() {
    let mut request = plain(0, 4);
    let ask = |number: String, columns| RowAsk {
        number,
        form: RowForm::Digits { columns, signed_decimal: false },
        not_attempted: false,
    };
    request.rows = (1..=12).map(|number| ask(number.to_string(), if number < 8 { 2 } else { 6 })).collect();
    request.rows[3].number = "50(iii)(a)".to_owned();
    let (fonts, words) = (fonts(), words());
    let fonts = Fonts::new(&fonts).unwrap();
    for layout in make(&request).unwrap() {
        assert_belts_are_white(&layout, &items(&layout, &words, &fonts, &paper()).unwrap());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]
    #[test]
    fn words_of_any_length_keep_the_belts(long in "[A-Za-z ]{0,400}", word in "[A-Z]{0,80}") {
        let mut words = words();
        for place in [
            &mut words.institute, &mut words.exam, &mut words.title, &mut words.roll, &mut words.name,
            &mut words.set, &mut words.candidate_signature, &mut words.example, &mut words.right, &mut words.foot,
        ] {
            place.clone_from(&long);
        }
        words.paper.clone_from(&word);
        words.instructions.push(word);
        words.instructions.push(long);
        let fonts = fonts();
        let fonts = Fonts::new(&fonts).unwrap();
        let mut small = plain(20, 4);
        small.page = PageSize::A5;
        for request in [small, plain(20, 4)] {
            let layout = &make(&request).unwrap()[0];
            assert_belts_are_white(layout, &items(layout, &words, &fonts, &paper()).unwrap());
        }
    }
}

#[test]
fn no_text_stands_on_another() {
    let sizes = [PageSize::A4, PageSize::A5, PageSize::Letter, PageSize::Legal];
    let named = [None, Some("B"), Some("31/1/1"), Some("SERIES-7")];
    let fonts = fonts();
    let fonts = Fonts::new(&fonts).unwrap();
    let words = [words(), in_two_languages()];
    let places = sizes.into_iter().flat_map(|page| (0..5).zip(named.iter().chain([&None])).map(move |x| (page, x)));
    for ((page, (set, name)), words) in places.flat_map(|place| words.iter().map(move |words| (place, words))) {
        let mut request = mixed(30, 3);
        (request.page, request.set_in_code) = (page, set < 4);
        let paper = SheetPaper { set_name: name.map(String::from), ..paper() };
        let layout = &make(&request).unwrap()[0];
        let items = items(layout, words, &fonts, &paper).unwrap();
        assert_belts_are_white(layout, &items);
        let texts: Vec<(Bounds, &Shape)> = items
            .iter()
            .filter(|item| item.role == Role::Furniture && matches!(item.shape, Shape::Text { .. }))
            .map(|item| (bounds(&item.shape), &item.shape))
            .collect();
        let boxes = items.iter().filter(|item| item.role == Role::Furniture).flat_map(|item| painted(&item.shape));
        let boxes: Vec<Bounds> = boxes.filter(|area| area.width().min(area.height()) < 0.4).collect();
        for (at, (area, shape)) in texts.iter().enumerate() {
            let other = texts[at + 1..].iter().find(|(other, _)| meet(*area, *other));
            assert_eq!(other, None, "{page:?}: stands on {shape:?}");
            let line = boxes.iter().find(|line| meet(*area, **line));
            assert_eq!(line, None, "{page:?}: a line through {shape:?}");
        }
    }
}

/// A page as grey pixels.
struct Raster {
    width: usize,
    height: usize,
    per_mm: f64,
    grey: Vec<u8>,
}

impl Raster {
    fn pages(pdf: Vec<u8>, dpi: f64) -> Vec<Raster> {
        use hayro::hayro_interpret::InterpreterSettings;
        let document = hayro::hayro_syntax::Pdf::new(pdf).unwrap();
        let scale = (dpi / 72.0) as f32;
        let settings = hayro::PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let cache = hayro::RenderCache::new();
        document
            .pages()
            .iter()
            .map(|page| {
                let pixels = hayro::render(
                    page,
                    &cache,
                    &InterpreterSettings::default(),
                    &hayro::RenderSettings::default(),
                    &settings,
                );
                let grey = pixels.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[0]).collect();
                let (width, height) = (usize::from(pixels.width()), usize::from(pixels.height()));
                Raster { width, height, per_mm: dpi / 25.4, grey }
            })
            .collect()
    }

    /// Brightness at a point given in millimetres.
    fn at(&self, x: f64, y: f64) -> u8 {
        let (column, row) = ((x * self.per_mm) as usize, (y * self.per_mm) as usize);
        assert!(column < self.width && row < self.height);
        self.grey[row * self.width + column]
    }

    /// The square code of this place, read by a decoder that knows nothing of sheets.
    fn decode(&self, code: &Code) -> String {
        let area = Bounds::from(code.area()).grown(1.5);
        let side = (area.width() * self.per_mm) as usize;
        let (left, top) = ((area.x0 * self.per_mm) as usize, (area.y0 * self.per_mm) as usize);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            self.grey[(top + y) * self.width + left + x]
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "code `{}`", code.name);
        grids[0].decode().unwrap().1
    }
}

const D: f64 = std::f64::consts::FRAC_1_SQRT_2;
const AROUND: [[f64; 2]; 8] = [[1.0, 0.0], [D, D], [0.0, 1.0], [-D, D], [-1.0, 0.0], [-D, -D], [0.0, -1.0], [D, -D]];

#[test]
fn the_printed_page_is_what_the_layout_says() {
    let mut small = plain(30, 3);
    small.page = PageSize::A5;
    small.set_in_code = true;
    let mut letter = mixed(20, 7);
    letter.page = PageSize::Letter;
    for request in [plain(200, 5), letter, small] {
        let layouts = make(&request).unwrap();
        let pages = Raster::pages(draw(&layouts, &words(), &fonts(), &paper()).unwrap(), 200.0);
        assert_eq!(pages.len(), layouts.len());
        for (layout, page) in layouts.iter().zip(&pages) {
            let radius = (layout.circle.d.to_f64() - layout.circle.line.to_f64()) / 2.0;
            for circle in layout.expand() {
                let (x, y) = (circle.x.to_f64(), circle.y.to_f64());
                for [dx, dy] in AROUND {
                    let on = page.at(x + dx * radius, y + dy * radius);
                    let outside = page.at(x + dx * (radius + 0.35), y + dy * (radius + 0.35));
                    let inside = page.at(x + dx * (radius - 0.35), y + dy * (radius - 0.35));
                    assert!(on < 110 && outside > 245 && inside > 150, "{circle:?}: {on} {outside} {inside}");
                }
            }
            for mark in &layout.marks {
                let (x, y, module) = (mark.x.to_f64(), mark.y.to_f64(), mark.module.to_f64());
                let along: Vec<bool> = (-4..=4).map(|at| page.at(x + f64::from(at) * module, y) < 128).collect();
                assert_eq!(along, [false, true, false, true, true, true, false, true, false]);
            }
            let expected = identity(layout, &paper());
            for code in &layout.codes {
                assert_eq!(crate::omr::identity::Identity::decode(&page.decode(code)), Ok(expected));
            }
        }
    }
}

#[test]
fn two_sheets_of_one_process_have_the_same_bytes() {
    let request = mixed(25, 5);
    let first = pdf(&request);
    let between = pdf(&plain(10, 2));
    assert_ne!(first, between);
    assert!(first == pdf(&request));
}

#[test]
fn the_file_names_the_paper_and_no_date() {
    let bytes = pdf(&plain(10, 4));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/ID[(4K7Q2M9XRT)(4K7Q2M9XRT)]"));
    assert!(text.contains("/Lang(en)"));
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
    assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
}

#[test]
fn text_can_be_read_from_the_file() {
    let document = lopdf::Document::load_mem(&pdf(&plain(10, 4))).unwrap();
    let text = document.extract_text(&[1]).unwrap();
    assert!(text.contains("Sunrise Academy, Nagpur"), "{text}");
    assert!(text.contains("Do not fold, tear or staple this sheet."), "{text}");
}

#[test]
fn captions_stand_in_both_languages_where_both_are_legible() {
    let fonts = fonts();
    let fonts = Fonts::new(&fonts).unwrap();
    let captions = |words: &SheetText| {
        let items = items(&make(&plain(10, 4)).unwrap()[0], words, &fonts, &paper()).unwrap();
        let texts = items.iter().filter_map(|item| match &item.shape {
            Shape::Text { line, size, .. } => {
                Some((line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect(), *size))
            }
            _ => None,
        });
        texts.collect::<Vec<(String, f64)>>()
    };
    let mut words = in_two_languages();
    let both: Vec<(String, f64)> = captions(&words).into_iter().filter(|(text, _)| text.contains(" / ")).collect();
    // Exam, paper, title; roll number, name, set, two signatures.
    assert_eq!(both.len(), 8, "{both:?}");
    assert!(both.iter().all(|(_, size)| *size >= 2.1), "{both:?}");
    words.also[0].roll = "अपना अनुक्रमांक यहाँ इन खानों में स्पष्ट अंकों में लिखिए".to_owned();
    let told = captions(&words);
    assert!(told.iter().any(|(text, size)| text == "ROLL NUMBER" && *size > 2.8), "{told:?}");
}

#[test]
fn a_character_without_a_font_is_named() {
    let mut words = words();
    words.exam = "পরীক্ষা".into();
    let drawn = draw(&make(&plain(10, 4)).unwrap(), &words, &fonts(), &paper());
    assert_eq!(drawn, Err(SheetError::MissingGlyph('প')));
    assert_eq!(drawn.unwrap_err().to_string(), "no font of the answer sheet has `প`");
}

#[test]
fn hindi_words_are_shaped_and_stand_beside_latin_ones() {
    let fonts = fonts();
    let fonts = Fonts::new(&fonts).unwrap();
    let line = fonts.line("UPSC क्षत्रिय", text::Weight::Regular).unwrap();
    let faces: Vec<usize> = line.glyphs.iter().map(|glyph| glyph.face).collect();
    // One glyph for each of क्ष, त्र, the sign before it, and य; the blank stays with the Latin word.
    assert_eq!(faces, [0, 0, 0, 0, 0, 1, 1, 1, 1]);
    assert!(line.glyphs.iter().all(|glyph| glyph.id != 0));
    let told: String = line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    // The order of writing inside a syllable stays that of the page; no character is told twice or lost.
    let sorted = |text: &str| {
        let mut signs: Vec<char> = text.chars().collect();
        signs.sort_unstable();
        signs
    };
    assert_eq!(sorted(&told), sorted("UPSC क्षत्रिय"));
}

#[test]
fn urdu_runs_from_right_to_left() {
    let nastaliq: &[u8] = include_bytes!("../../../fonts/noto-nastaliq-urdu/NotoNastaliqUrdu-Regular.ttf");
    let mut fonts = fonts();
    fonts.regular.push(nastaliq);
    let fonts = Fonts::new(&fonts).unwrap();
    let texts = |text: &str| {
        let line = fonts.line(text, text::Weight::Regular).unwrap();
        assert!(line.glyphs.iter().all(|glyph| glyph.id != 0));
        line.glyphs.into_iter().map(|glyph| glyph.text).collect::<String>()
    };
    // From the left: the last word first, the number as it is written.
    let told = texts("سوال 12 اب");
    let place = |c: char| told.find(c).unwrap();
    assert!(place('ب') < place('1') && place('1') < place('2') && place('2') < place('س'), "{told}");
}

#[test]
fn a_layout_read_from_its_file_draws_the_same_sheet() {
    let layouts = make(&mixed(20, 5)).unwrap();
    let file = crate::omr::layout::SheetFile::new("4K7Q2M9XRT", layouts.clone()).to_json();
    let read = crate::omr::layout::SheetFile::from_json(&file).unwrap().layouts;
    assert!(draw(&layouts, &words(), &fonts(), &paper()) == draw(&read, &words(), &fonts(), &paper()));
}
