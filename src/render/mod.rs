//! Papers as pages: text trees become Typst code, the engine lays it out, pages become PDF or PNG.
//!
//! [`Sources`] holds what the documents of a run share; [`Sources::compile`] makes one document of a main source.
//! The engine sees embedded templates, virtual files and declared media, nothing else.

mod fonts;
mod glyphs;
mod guard;
pub mod pdf;
pub mod probe;
mod room;
mod shared;
pub mod source;
pub mod specimen;
pub mod view;
mod world;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::ids::Lang;
use crate::model::note::Note;
use crate::model::question::{Body, Figure, Passage, Question};
use crate::model::words::Words;
use crate::source::Span;
pub use fonts::{FamilyFonts, FontSet, ScriptFonts};
pub use glyphs::font_hint;
use pdf::PdfFacts;
use source::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::syntax::DiagSpan;
use typst::utils::PicoStr;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
pub use world::Files;

/// Why a document could not be made.
#[derive(Debug)]
pub enum Failure {
    /// Something in the user's files, with places.
    Input(Diagnostics),
    /// Something in the engine, a built-in template or our own code.
    Engine(String),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Input(Diagnostics::from_iter([diagnostic]))
    }
}

/// What all documents of a run share: embedded templates, question sources, media.
#[derive(Default, Clone)]
pub struct Sources {
    files: Files,
    fonts: FontSet,
    codes: BTreeMap<String, Origin>,
    /// Fixed words of the languages in which texts are added.
    words: BTreeMap<Lang, Words>,
    /// Virtual paths of the pictures.
    media: BTreeSet<String>,
    /// Who shows a picture: words for messages and the place where it is named.
    shown: BTreeMap<String, Vec<(String, Option<Span>)>>,
}

/// So many documents are finished without need for a layout before the engine's cache forgets it.
const KEPT_FOR: usize = 1;

/// Where a virtual file came from.
#[derive(Debug, Clone)]
struct Origin {
    /// Words for messages, e.g. "question `kin-012` (en)".
    subject: String,
    span: Option<Span>,
    places: Vec<(Range<usize>, Span)>,
}

impl Sources {
    /// The embedded templates alone.
    pub fn new() -> Self {
        Sources { files: Files::embedded(), ..Sources::default() }
    }

    /// The embedded templates with fonts of the user's.
    pub fn with_fonts(fonts: FontSet) -> Self {
        let mut sources = Sources::new();
        sources.files.add_source(world::FONTS, fonts.prelude().to_owned());
        sources.fonts = fonts;
        sources
    }

    /// Takes fixed words for texts in their language that are added from now on: days in figures are written out.
    pub fn speak(&mut self, words: &Words) {
        self.words.insert(words.language, words.clone());
    }

    /// Adds a question in a language under [`source::question_path`].
    pub fn add_question(&mut self, question: &Question, lang: Lang) {
        let said = question.item.stem.as_ref().and_then(|stem| stem.said(lang, question.language));
        let subject = format!("question `{}` ({})", question.id, said.map_or(lang, |(said, _)| said));
        let span = question.place.as_ref().map(|place| place.span);
        let parts = match &question.item.body {
            Body::Case { parts } => parts.as_slice(),
            _ => &[],
        };
        let figures = parts.iter().flatten().flat_map(|part| &part.item.figures);
        self.show(question.item.figures.iter().chain(figures), &subject, span);
        self.add(
            source::question_path(question, lang),
            source::question(question, lang, self.words.get(&lang)),
            subject,
            span,
        );
    }

    /// Adds a passage in a language under [`source::passage_path`].
    pub fn add_passage(&mut self, passage: &Passage, lang: Lang) {
        let said = passage.text.said(lang, passage.language).map_or(lang, |(said, _)| said);
        let subject = format!("passage `{}` ({said})", passage.id);
        let span = passage.place.as_ref().map(|place| place.span);
        self.show(&passage.figures, &subject, span);
        self.add(
            source::passage_path(passage, lang),
            source::passage(passage, lang, self.words.get(&lang)),
            subject,
            span,
        );
    }

    /// Adds a study note in a language under [`source::note_path`].
    pub fn add_note(&mut self, note: &Note, lang: Lang) {
        let said = note.title.said(lang, note.language).map_or(lang, |(said, _)| said);
        let subject = format!("note `{}` ({said})", note.id);
        let span = Some(note.place.span);
        self.show(&note.figures, &subject, span);
        let code = source::note(note, lang, self.words.get(&lang));
        self.add(source::note_path(note, lang), code, subject, span);
    }

    /// Adds a picture as `/media/<file>`; `file` is what [`Figure::file`](crate::model::question::Figure) says.
    pub fn add_media(&mut self, file: &str, bytes: Vec<u8>) {
        let path = format!("/media/{file}");
        self.files.add_media(&path, bytes);
        self.media.insert(path);
    }

    fn show<'f>(&mut self, figures: impl IntoIterator<Item = &'f Figure>, subject: &str, span: Option<Span>) {
        for figure in figures {
            let Some(file) = figure.file() else { continue };
            let shown = self.shown.entry(format!("/media/{file}")).or_default();
            shown.push((format!("{subject}: the picture `{}`", figure.id), figure.place.or(span)));
        }
    }

    /// Adds a template of the user's own under a virtual path; errors in it are told by `subject`.
    pub fn add_template(&mut self, path: &str, text: String, subject: &str, span: Option<Span>) {
        self.add(path.to_owned(), Code { text, places: Vec::new() }, subject.to_owned(), span);
    }

    fn add(&mut self, path: String, code: Code, subject: String, span: Option<Span>) {
        self.files.add_source(&path, code.text);
        self.codes.insert(path, Origin { subject, span, places: code.places });
    }

    /// Lays out the document whose main source is `main`.
    ///
    /// `main` may carry places of its own, e.g. of the blueprint's instructions; it is known as `/main.typ`.
    /// Frees the engine's cache when done: it keeps megabytes for each document and helps the next one little.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] where a question's text cannot be compiled or a character has no font of its script.
    pub fn compile(&self, main: Code) -> Result<Document, Failure> {
        self.fonts.watched(|| self.lay_out(main))?
    }

    fn lay_out(&self, main: Code) -> Result<Document, Failure> {
        let origin = Origin { subject: "the paper".to_owned(), span: None, places: main.places };
        let Some(job) = world::Job::new(&self.files, &self.fonts, main.text) else {
            return Err(Failure::Engine("the main source has no path".to_owned()));
        };
        let (job, output) = settled(job);
        let result = match output {
            Ok(None) => Err(Failure::Engine("page numbers did not settle".to_owned())),
            Ok(Some(document)) => {
                let found = self.glyph_faults(&job, &document, &origin);
                if found.is_empty() {
                    Ok(Document { document, fonts: self.fonts.clone() })
                } else {
                    Err(Failure::Input(found))
                }
            }
            Err(errors) => Err(self.failure(&job, &errors, &origin)),
        };
        // What the sets share must outlive the documents that are laid out at the same time.
        comemo::evict(KEPT_FOR + rayon::current_num_threads());
        result
    }

    /// Lays out a document and, where that fails, says which bytes of the virtual file `path` are to blame for what.
    fn compile_blaming(&self, main: Code, path: &str) -> Result<(), Vec<(usize, String)>> {
        let Some(job) = world::Job::new(&self.files, &self.fonts, main.text) else { return Ok(()) };
        let byte = |span: typst::syntax::DiagSpan| {
            let inside = span.id().is_some_and(|id| id.vpath().get_with_slash() == path);
            inside.then(|| job.range(span)).flatten().map(|range| range.start)
        };
        // A font that breaks the engine is told by whoever prints with it; here it would be taken for a bad formula.
        let Ok(output) = self.fonts.watched(|| typst::compile::<PagedDocument>(&job).output) else { return Ok(()) };
        let blamed: Vec<(Option<usize>, String)> = match output {
            Ok(document) => {
                let faults = glyphs::check(&document, &self.fonts);
                faults.iter().map(|fault| (byte(fault.span.into()), fault.told("it").message)).collect()
            }
            Err(errors) => {
                let byte = |error: &SourceDiagnostic| spans(error).find_map(byte);
                errors.iter().map(|error| (byte(error), error.message.to_string())).collect()
            }
        };
        comemo::evict(0);
        if blamed.is_empty() {
            return Ok(());
        }
        // A fault without a place is nobody's in particular: the first byte stands for it.
        Err(blamed.into_iter().map(|(byte, message)| (byte.unwrap_or(0), message)).collect())
    }

    /// One finding per subject, script and fault.
    fn glyph_faults(&self, job: &world::Job<'_>, document: &PagedDocument, main: &Origin) -> Diagnostics {
        let mut found = BTreeMap::new();
        for fault in glyphs::check(document, &self.fonts) {
            let place =
                fault.span.id().and_then(|id| self.place(id.vpath().get_with_slash(), job.range(fault.span), main));
            let (subject, span) = place.unwrap_or_else(|| ("the paper's head or fixed words".to_owned(), None));
            let key = (subject.clone(), fault.script.full_name(), fault.fault.clone());
            found.entry(key).or_insert_with(|| fault.told(&subject).at(span));
        }
        found.into_values().collect()
    }

    /// The subject and place of a range of a virtual file; `None` for templates.
    fn place(&self, path: &str, range: Option<Range<usize>>, main: &Origin) -> Option<(String, Option<Span>)> {
        let origin = if path == "/main.typ" { main } else { self.codes.get(path)? };
        let inner = range.and_then(|range| {
            let around =
                origin.places.iter().filter(|(outer, _)| outer.start <= range.start && range.start < outer.end);
            around.min_by_key(|(outer, _)| outer.len()).map(|(_, span)| *span)
        });
        Some((origin.subject.clone(), inner.or(origin.span)))
    }

    /// The pictures that the engine cannot draw, each tried alone.
    fn bad_pictures(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        let nobody = vec![("the paper: a picture".to_owned(), None)];
        // A record's templates and words files are kept with them.
        for path in self.media.iter().filter(|path| ![".typ", ".toml"].iter().any(|ending| path.ends_with(ending))) {
            let main = format!("#image({})", source::string(path));
            let Some(job) = world::Job::new(&self.files, &self.fonts, main) else { continue };
            let Err(errors) = typst::compile::<PagedDocument>(&job).output else { continue };
            let fault = errors.first().map(|error| error.message.to_string()).unwrap_or_default();
            for (subject, span) in self.shown.get(path).unwrap_or(&nobody) {
                let message = format!("{subject} cannot be drawn: {fault}");
                let diagnostic = Diagnostic::error("not-printable", message).at(*span);
                found.push(diagnostic.hint("open it in a program for pictures and save it again"));
            }
        }
        comemo::evict(0);
        found
    }

    fn failure(&self, job: &world::Job<'_>, errors: &[SourceDiagnostic], main: &Origin) -> Failure {
        let mut found = Diagnostics::default();
        let mut ours = Vec::new();
        for error in errors {
            // An error inside a template may have been caused by the text that it was called with.
            let place = spans(error).find_map(|span| {
                let id = span.id()?;
                let path = id.vpath().get_with_slash();
                (path != "/main.typ").then(|| self.place(path, job.range(span), main)).flatten()
            });
            match place {
                Some((subject, span)) => found.push(
                    Diagnostic::error("not-printable", format!("{subject} cannot be printed: {}", error.message))
                        .at(span)
                        .hints(error.hints.iter().map(|hint| hint.v.to_string())),
                ),
                None => {
                    let id = error.span.id().map(|id| id.vpath().get_with_slash().to_owned()).unwrap_or_default();
                    let range = job.range(error.span).unwrap_or_default();
                    ours.push(format!("{id}:{}: {}", range.start, error.message));
                }
            }
        }
        if found.is_empty() {
            // Pictures are decoded when pages are laid out, where nothing tells any more who called for them.
            found = self.bad_pictures();
        }
        if found.is_empty() {
            // Code of the main source, for whoever has to mend it.
            let text = errors.iter().find_map(|error| {
                let source = job.source(error.span.id()?).ok()?;
                source.text().get(job.range(error.span)?).map(|text| text.chars().take(200).collect::<String>())
            });
            Failure::Engine(format!("{} {}", ours.join("; "), text.unwrap_or_default()))
        } else {
            Failure::Input(found)
        }
    }
}

/// A document whose pages and page numbers stand still; `None` where they do not.
///
/// The engine gives up after five passes and prints what it has, with page numbers of other passes. Levelled columns can make
/// a layout swing between two pagings; then the columns stay as they are filled.
fn settled(job: world::Job<'_>) -> (world::Job<'_>, Result<Option<PagedDocument>, EcoVec<SourceDiagnostic>>) {
    let unsettled =
        |warnings: &[SourceDiagnostic]| warnings.iter().any(|warning| warning.message.contains("did not converge"));
    let mut job = job;
    for columns in [world::Columns::Level, world::Columns::AsFilled] {
        job = job.with_columns(columns);
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&job);
        // Whatever else the engine has to say of our templates and fonts is to be mended there.
        #[cfg(test)]
        assert!(warnings.is_empty() || unsettled(&warnings), "{warnings:?}");
        if output.is_err() || !unsettled(&warnings) {
            return (job, output.map(Some));
        }
    }
    (job, Ok(None))
}

/// The place of an error and of the calls that led to it.
fn spans(error: &SourceDiagnostic) -> impl Iterator<Item = DiagSpan> {
    std::iter::once(error.span).chain(error.trace.iter().map(|point| DiagSpan::from(point.span)))
}

/// A laid-out document.
pub struct Document {
    document: PagedDocument,
    fonts: FontSet,
}

impl Document {
    /// Number of pages.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// What a template has marked with this label, in order: texts of its `metadata`.
    pub fn marks(&self, label: &str) -> Vec<String> {
        let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
        let found = self.document.introspector().query(&Selector::Label(label));
        let texts = found.iter().filter_map(|element| element.get_by_name("value").ok()?.cast::<String>().ok());
        texts.collect()
    }

    /// The document as a tagged PDF.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] where a font of the user's is damaged, [`Failure::Engine`] where the engine cannot write it.
    pub fn pdf(&self, facts: &PdfFacts) -> Result<Vec<u8>, Failure> {
        let written = self.fonts.watched(|| pdf::write(&self.document, facts))?;
        written.map_err(|message| match self.fonts.blamed(&message) {
            Some(family) => {
                let told = format!("the font `{family}` cannot be put into a PDF: {message}");
                let hint = "get the font again, or take it out of the folder of fonts";
                Diagnostic::error("bad-font", told).hint(hint).into()
            }
            None => Failure::Engine(message),
        })
    }

    /// A page, from 0, as PNG with so many pixels per inch; `None` beyond the last page or where PNG cannot be written.
    pub fn png(&self, page: usize, pixels_per_inch: f64) -> Option<Vec<u8>> {
        let options =
            typst_render::RenderOptions { pixel_per_pt: (pixels_per_inch / 72.0).into(), ..Default::default() };
        typst_render::render(self.document.pages().get(page)?, &options).encode_png().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::FigureSpec;
    use crate::model::samples;

    fn compile(main: &str) -> Result<Document, Failure> {
        let main = format!("#import \"/templates/fonts.typ\": *\n#show: with-fonts\n#set document(title: [T])\n{main}");
        Sources::new().compile(Code { text: main, places: Vec::new() })
    }

    fn messages(result: Result<Document, Failure>) -> String {
        match result {
            Ok(_) => "printed".to_owned(),
            Err(Failure::Input(found)) => found.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("\n"),
            Err(Failure::Engine(message)) => format!("engine: {message}"),
        }
    }

    /// Messages with their next steps.
    fn told(result: Result<Document, Failure>) -> String {
        let Err(Failure::Input(found)) = result else { return messages(result) };
        found.iter().map(|one| format!("{}\n  {}", one.message, one.hints.join("\n  "))).collect::<Vec<_>>().join("\n")
    }

    fn facts() -> PdfFacts {
        PdfFacts { ident: "test".to_owned(), date: crate::model::date::Date::parse("2026-02-07") }
    }

    #[test]
    fn equal_documents_give_equal_bytes() {
        let pdf = || compile("= Paper\nपंचायती राज and $x^2$").unwrap().pdf(&facts());
        let main = "= Paper\nपंचायती राज";
        let bytes = |main| compile(main).ok().and_then(|document| document.pdf(&facts()).ok()).unwrap();
        assert_eq!(bytes(main), bytes(main));
        assert!(pdf().is_err(), "PDF/UA wants spoken text for every formula");
    }

    /// Texts of the first page with their places.
    fn placed(document: &Document) -> Vec<(String, f64, f64)> {
        fn walk(frame: &typst::layout::Frame, at: typst::layout::Point, out: &mut Vec<(String, f64, f64)>) {
            for (point, item) in frame.items() {
                let at = at + *point;
                match item {
                    typst::layout::FrameItem::Group(group) => walk(&group.frame, at, out),
                    typst::layout::FrameItem::Text(text) => {
                        out.push((text.text.to_string(), at.x.to_pt(), at.y.to_pt()));
                    }
                    _ => {}
                }
            }
        }
        let mut out = Vec::new();
        walk(&document.document.pages()[0].frame, typst::layout::Point::zero(), &mut out);
        out
    }

    #[test]
    fn a_number_and_its_power_of_ten_stay_on_one_line() {
        let set = |tex: &str, width: u32| {
            let formula = crate::markup::parse_formula(tex, false).unwrap();
            let code = source::formula(&formula);
            let main = format!(
                "#import \"/templates/tex.typ\": *\n#import \"/templates/text.typ\": *\n\
                 #set page(width: {width}pt, height: auto, margin: 10pt)\nThe charge is then #{code}; as measured."
            );
            placed(&compile(&main).unwrap())
        };
        let height = |placed: &[(String, f64, f64)], wanted: &str| {
            placed.iter().find(|text| text.0 == wanted).unwrap_or_else(|| panic!("{wanted}: {placed:?}")).2
        };
        for width in 90..200 {
            let placed = set(r"1.6 \times 10^{-19}\,\mathrm{C}", width);
            let heights = ["6", "×", "0", "C"].map(|piece| height(&placed, piece));
            assert!(heights.windows(2).all(|pair| pair[0] == pair[1]), "{width}: {placed:?}");
            let placed = set(r"x = 60\,\mathrm{km/h}", width);
            assert!(height(&placed, "6") == height(&placed, "h"), "{width}: {placed:?}");
        }
        // Nothing else moves: these are the same signs, written so that they are not taken for one number.
        assert_eq!(set(r"1.6 \times 10^{-19}\,\mathrm{C}", 400), set(r"1.6 {}\times 10^{-19}\,\mathrm{C}", 400));
    }

    #[test]
    fn formulas_have_the_measures_of_the_mathematics_font() {
        for formula in ["upright(\"H\")_2", "\"Fe\"_2", "lim_2", "x_2"] {
            let document = compile(&format!("$ {formula} $")).unwrap();
            let mut heights = Vec::new();
            fn walk(frame: &typst::layout::Frame, at: f64, heights: &mut Vec<(String, f64)>) {
                for (place, item) in frame.items() {
                    let at = at + place.y.to_pt();
                    match item {
                        typst::layout::FrameItem::Group(group) => walk(&group.frame, at, heights),
                        typst::layout::FrameItem::Text(text) => heights.push((text.text.to_string(), at)),
                        _ => {}
                    }
                }
            }
            walk(&document.document.pages()[0].frame, 0.0, &mut heights);
            let of = |wanted: &dyn Fn(&str) -> bool| heights.iter().find(|(text, _)| wanted(text)).unwrap().1;
            let (base, below) = (of(&|text| text != "2"), of(&|text| text == "2"));
            assert!(below - base > 1.5, "{formula}: {heights:?}");
        }
    }

    #[test]
    fn a_script_without_a_font_is_an_error() {
        insta::assert_snapshot!(told(compile("සිංහල and 😀 ᱥᱟᱱᱛᱟᱲᱤ 漢")), @r#"
        the paper: no font for `😀` (U+1F600, Common)
          replace the character, put it into a picture, or put a font that has it, such as Noto Sans Symbols 2 or Noto Emoji, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
          `papersetter fonts` lists the scripts that can be printed
        the paper: no font for `漢` (U+6F22, Han)
          put a font made for it, such as Noto Serif CJK, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
          `papersetter fonts` lists the scripts that can be printed
        the paper: no font for `ᱥ` (U+1C65, Ol Chiki)
          put a font made for it, such as Noto Sans Ol Chiki, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
          `papersetter fonts` lists the scripts that can be printed
        the paper: no font for `ස` (U+0DC3, Sinhala)
          put a font made for it, such as Noto Serif Sinhala, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
          `papersetter fonts` lists the scripts that can be printed
        "#);
    }

    #[test]
    fn a_script_drawn_by_a_font_for_others_is_an_error() {
        let formula = "#text(font: \"New Computer Modern Math\")[वेग]";
        insta::assert_snapshot!(told(compile(formula)), @r#"
        the paper: `वे` (Devanagari) would be drawn by `New Computer Modern Math`, which is not made for that script
          write it outside the formula; a template of your own leaves fonts to `in-language`
        "#);
    }

    #[test]
    fn a_sign_that_joins_no_letter_is_an_error() {
        insta::assert_snapshot!(told(compile("िक and कि")), @r"
        the paper: a sign in `ि` joins no letter and would be printed on a dotted circle
          type the letter first and the sign after it, even where the sign prints on its left
          where the sign is meant to stand alone, type the circle `◌` before it
        ");
        assert_eq!(messages(compile("◌ि shows the sign")), "printed", "whoever types the circle means it");
    }

    #[test]
    fn a_picture_that_cannot_be_drawn_is_its_questions_fault() {
        // The header of a PNG and nothing else.
        let mut png = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R'];
        png.extend([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0, 0, 0, 0, 0]);
        let mut question = samples::question("q-1", samples::choice(4, 1));
        question.item.figures.push(Figure {
            id: samples::name("fig"),
            title: None,
            spec: FigureSpec::File("x.png".to_owned()),
            caption: None,
            alt: samples::text("A lens"),
            width: None,
            place: None,
        });
        let mut sources = Sources::new();
        sources.add_question(&question, Lang::ENGLISH);
        sources.add_media("x.png", png);
        sources.add_media("words.toml", b"format = \"words/1\"".to_vec());
        let main =
            "#import \"/templates/text.typ\": *\n#set document(title: [T])\n#picture(\"/media/x.png\", \"\", none)";
        let message = messages(sources.compile(Code { text: main.to_owned(), places: Vec::new() }));
        let start = "question `q-1` (en): the picture `fig` cannot be drawn: ";
        assert!(message.starts_with(start), "{message}");
    }

    #[test]
    fn words_for_a_picture_are_marked_where_they_are_in_another_language() {
        let mut question = samples::question("q-1", samples::choice(4, 1));
        question.item.figures.push(Figure {
            id: samples::name("fig"),
            title: None,
            spec: FigureSpec::File("x.png".to_owned()),
            caption: None,
            alt: samples::text("A lens"),
            width: None,
            place: None,
        });
        let picture = |lang| {
            let text = source::question(&question, lang, None).text;
            let line = text.lines().find(|line| line.contains("figures: ")).map(|line| line.trim().to_owned());
            line.unwrap()
        };
        insta::assert_snapshot!(picture(Lang::ENGLISH), @r#"figures: ("fig": picture("/media/x.png", "A lens", none)),"#);
        insta::assert_snapshot!(picture(Lang::HINDI), @r#"figures: ("fig": in-language("en", picture("/media/x.png", "A lens", none))),"#);
    }

    #[test]
    fn hindi_in_a_formula_is_drawn_by_its_own_font() {
        assert_eq!(messages(compile("$ v \"वेग\" $")), "printed");
    }

    #[test]
    fn nothing_outside_is_read() {
        for main in ["#read(\"/etc/passwd\")", "#image(\"../Cargo.toml\")", "#import \"@preview/cetz:0.3.0\": *"] {
            assert!(messages(compile(main)).starts_with("engine: "), "{main}");
        }
        assert!(messages(compile("#datetime.today()")).starts_with("engine: "));
    }
}
