//! The sample blueprints printed whole: what stands in the pages, and that they can be made at all.

mod pages;
mod scripts;
mod written;

use super::*;
use crate::assemble::{Assembled, Request, assemble};
use crate::diag::Diagnostics;
use crate::load::words::bundled;
use crate::load::{bank, blueprint, pattern, syllabus};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Desk as DeskFile, Seed};
use crate::query::Facts;
use crate::render::pdf::PdfFacts;
use crate::render::{Document, Failure, Sources};
use crate::source::SourceMap;
use std::path::{Path, PathBuf};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};

/// Everything that a test needs to print.
struct Press {
    paper: Paper,
    words: Words,
    /// Those of further languages.
    further: Vec<Words>,
    sources: Sources,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("question-banks")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every TOML file of a folder, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    found.sort();
    found
}

fn library(folders: &[&str]) -> (Library, SourceMap) {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let mut banks = Vec::new();
    for folder in folders {
        for path in files(&root().join(folder)) {
            let name = format!("question-banks/{}", path.strip_prefix(root()).unwrap().display());
            let file = sources.add(&name, &read(&path));
            banks.extend(bank::read(&sources, file, &name, false, &mut found));
        }
    }
    let mut syllabi = std::collections::BTreeMap::new();
    for path in files(&root().join("syllabus")) {
        let file = sources.add(path.to_str().unwrap(), &read(&path));
        let syllabus = syllabus::read(&sources, file, &mut found).unwrap();
        syllabi.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), syllabus);
    }
    (Library::new(banks, syllabi), sources)
}

/// The fixed words of a language; English ones where there are no others.
fn words_in(language: Lang) -> Words {
    bundled(language).unwrap_or_else(|| Words { language, ..bundled(Lang::ENGLISH).unwrap() })
}

/// Assembles a blueprint given as text.
fn press(text: &str, folders: &[&str]) -> Press {
    let (library, files) = library(folders);
    assembled(&library, files, text)
}

fn assembled(library: &Library, mut files: SourceMap, text: &str) -> Press {
    let mut found = Diagnostics::default();
    let blueprint = if text.is_empty() {
        Blueprint::default()
    } else {
        let file = files.add("question-banks/blueprints/tried.toml", text);
        let typed = blueprint::read(&files, file, &mut found).unwrap();
        let pattern = typed.pattern.as_ref().and_then(|named| pattern::bundled(&named.value, &mut files, &mut found));
        match pattern {
            Some(pattern) => pattern::merge(typed, &pattern, &mut found),
            None => typed,
        }
    };
    let words = words_in(blueprint.layout.languages.first().map_or(Lang::ENGLISH, |lang| lang.value));
    let request = Request {
        library,
        blueprint: &blueprint,
        desk: &DeskFile::default(),
        words: &words,
        facts: &Facts::of(library),
        seed: Seed::new(7).unwrap(),
        sets: None,
        keep: None,
    };
    let Some(Assembled { paper, .. }) = assemble(&request, &mut found) else { panic!("{found:?}") };
    let mut sources = Sources::new();
    let languages = paper.blueprint.layout.languages.iter().skip(1);
    let further: Vec<Words> = languages.map(|lang| words_in(lang.value)).collect();
    for lang in std::iter::once(&words).chain(&further).map(|words| words.language) {
        paper.questions.values().for_each(|question| sources.add_question(question, lang));
        paper.passages.values().for_each(|passage| sources.add_passage(passage, lang));
    }
    for figure in paper.questions.values().flat_map(|question| &question.item.figures) {
        let file = figure.file().unwrap();
        sources.add_media(file, std::fs::read(root().join("..").join(file)).unwrap());
    }
    // Templates are tried out without building anew.
    if let Ok(folder) = std::env::var("PAPERSETTER_TEST_TEMPLATES") {
        for name in ["paper", "key", "solutions", "page", "question", "text"] {
            let text = read(&Path::new(&folder).join(format!("{name}.typ")));
            sources.add_template(&format!("/templates/{name}.typ"), text, name, None);
        }
    }
    Press { paper, words, further, sources }
}

const FACTS: RunFacts<'static> = RunFacts { paper_id: "7K3M9QXW2B", template: None };

impl Press {
    fn main(&self, product: &str, set: usize) -> Code {
        let set = &self.paper.sets[set];
        match product {
            "paper" => {
                let words: Vec<&Words> = std::iter::once(&self.words).chain(&self.further).collect();
                paper(&self.paper, set, &words, &FACTS)
            }
            "solutions" => solutions(&self.paper, set, &self.words, &FACTS),
            _ => key(&self.paper, &self.words, &FACTS),
        }
    }

    /// Lays out a product; with `PAPERSETTER_TEST_OUT` its PDF is kept there to be looked at.
    fn print(&self, name: &str, product: &str, set: usize) -> Document {
        let main = self.main(product, set);
        let kept = std::env::var("PAPERSETTER_TEST_OUT").ok();
        if let Some(folder) = &kept {
            std::fs::write(format!("{folder}/{name}-{product}.typ"), &main.text).unwrap();
        }
        let document = match self.sources.compile(main) {
            Ok(document) => document,
            Err(Failure::Input(found)) => panic!("{name} {product}: {found:?}"),
            Err(Failure::Engine(message)) => panic!("{name} {product}: {message}"),
        };
        let facts = PdfFacts { ident: name.to_owned(), date: self.paper.blueprint.date };
        let bytes = document.pdf(&facts).unwrap_or_else(|failure| panic!("{name} {product}: {failure:?}"));
        if let Some(folder) = kept {
            std::fs::write(format!("{folder}/{name}-{product}.pdf"), bytes).unwrap();
        }
        document
    }
}

fn blueprint_text(name: &str) -> String {
    read(&root().join("blueprints").join(name))
}

#[test]
fn a_upsc_mock_prints_in_all_products() {
    let press = press(&blueprint_text("upsc-mock.toml"), &["upsc"]);
    for product in ["paper", "key", "solutions"] {
        let pages = press.print("upsc", product, 0).pages();
        assert!(pages >= 2, "{product}: {pages}");
    }
}

#[test]
fn a_school_paper_with_written_answers_and_a_case_prints() {
    let press = press(&blueprint_text("cbse-science.toml"), &["cbse10-science"]);
    for product in ["paper", "key", "solutions"] {
        assert!(press.print("cbse", product, 0).pages() >= 1);
    }
}

#[test]
fn section_titles_stand_with_their_first_question() {
    let press = press(&blueprint_text("cbse-science.toml"), &["cbse10-science"]);
    let texts = page_texts(&press.print("cbse", "paper", 0));
    for (title, number) in [("Section B:", "15."), ("Section C:", "18."), ("Section D:", "20.")] {
        let page = texts.iter().find(|text| text.contains(title)).unwrap();
        assert!(page.contains(number), "{title} {page}");
    }
    // Ruled space is broken rather than half a page left empty.
    assert!(texts.iter().any(|text| text.contains("17.") && text.contains("18.")), "{texts:?}");
}

#[test]
fn a_class_test_fits_one_page() {
    let press = press(&blueprint_text("class-test.toml"), &["cbse10-science"]);
    assert_eq!(press.print("class", "paper", 0).pages(), 1);
}

#[test]
fn a_paper_with_different_marks_has_a_table_of_marks() {
    let press = press(&blueprint_text("jee-paper.toml"), &["jee"]);
    for product in ["paper", "key", "solutions"] {
        press.print("jee", product, 1);
    }
}

/// The text of each page, in the order drawn.
fn page_texts(document: &Document) -> Vec<String> {
    fn walk(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, out),
                FrameItem::Text(text) => {
                    out.push_str(&text.text);
                    out.push(' ');
                }
                _ => {}
            }
        }
    }
    let text = |page: &typst_layout::Page| {
        let mut out = String::new();
        walk(&page.frame, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    document.document.pages().iter().map(text).collect()
}

/// Texts that are drawn outside their page.
fn outside(document: &Document) -> Vec<String> {
    fn walk(frame: &Frame, at: Point, size: Size, out: &mut Vec<String>) {
        for (point, item) in frame.items() {
            let at = at + *point;
            match item {
                FrameItem::Group(group) if group.transform == Transform::identity() => {
                    walk(&group.frame, at, size, out);
                }
                FrameItem::Text(text) => {
                    let right = at.x + text.width();
                    if at.x < Abs::pt(10.0) || right > size.x - Abs::pt(10.0) || at.y > size.y || at.y < Abs::zero() {
                        out.push(text.text.to_string());
                    }
                }
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for page in document.document.pages() {
        walk(&page.frame, Point::zero(), page.frame.size(), &mut out);
    }
    out
}

/// A bank of `count` questions with four options; every fifth has a long text, every seventh a formula.
fn bank_text(count: usize) -> String {
    let mut text = String::from("format = \"bank/1\"\nlanguage = \"en\"\n");
    for at in 0..count {
        let words = ["river", "basin", "monsoon", "delta", "plateau", "harvest", "canal"];
        let word = |shift: usize| words[(at + shift) % words.len()];
        let long = if at % 5 == 0 { " Consider the whole of its course, from source to sea." } else { "" };
        let formula = if at % 7 == 0 { " Take $Q = \\frac{A}{n} R^{2/3}$." } else { "" };
        text.push_str(&format!(
            "[[question]]\nid = \"q-{at:03}\"\nstem = '''Which {} is number {at} on the list of the {}?{long}{formula}'''\n\
             options = [\"the {} of the {}\", \"the {}\", \"the long {} behind the {}\", \"none that is known here\"]\n\
             answer = \"{}\"\nexplanation = \"Secret of {at}: {{key}}.\"\n",
            word(0), word(1), word(2), word(3), word(4), word(5), word(6),
            ["a", "b", "c", "d"][at % 4],
        ));
    }
    text
}

fn press_of(bank_text: &str, blueprint: &str) -> Press {
    let mut files = SourceMap::default();
    let mut found = Diagnostics::default();
    let file = files.add("question-banks/made.toml", bank_text);
    let read = bank::read(&files, file, "question-banks/made.toml", false, &mut found).unwrap();
    let library = Library::new(vec![read], Default::default());
    assembled(&library, files, blueprint)
}

#[test]
fn the_key_of_100_questions_in_4_sets_is_one_page() {
    let press = press_of(&bank_text(100), "format = \"blueprint/1\"\nsets = 4\npaper = \"General Studies I\"\n");
    let texts = page_texts(&press.print("hundred", "key", 0));
    let grid = &texts[0];
    assert!(grid.contains("100") && grid.contains("ANSWER KEY"), "{grid}");
    assert!(texts[1].contains("Where each question stands"), "{}", texts[1]);
    press.print("hundred", "paper", 3);
    press.print("hundred", "solutions", 3);
}

#[test]
fn every_page_says_what_it_is_a_part_of() {
    let press = press_of(
        &bank_text(40),
        "format = \"blueprint/1\"\nsets = 2\npaper = \"Rivers\"\npages-multiple-of = 4\nrough-pages = 1\n",
    );
    for (product, name) in [("paper", "QUESTION PAPER"), ("key", "ANSWER KEY"), ("solutions", "SOLUTIONS")] {
        let texts = page_texts(&press.print("forty", product, 1));
        let total = texts.len();
        assert!(product != "paper" || total.is_multiple_of(4), "{total}");
        for (at, text) in texts.iter().enumerate() {
            assert!(text.contains(name), "{product} {at}: {text}");
            assert!(text.contains(FACTS.paper_id), "{product} {at}: {text}");
            assert!(text.contains(&format!("{} of {total}", at + 1)), "{product} {at}: {text}");
            assert!(product == "key" || text.contains("B"), "{product} {at}: {text}");
        }
    }
}

#[test]
fn nothing_leaves_the_page_on_any_size_of_paper() {
    for size in ["A4", "A5", "Letter", "Legal"] {
        for columns in [1, 2] {
            for cover in ["booklet", "heading"] {
                let blueprint = format!(
                    "format = \"blueprint/1\"\npage = \"{size}\"\ncolumns = {columns}\ncover = \"{cover}\"\nsets = 2\n\
                     institute = \"Sunrise Academy, Nagpur\"\nexam = \"Half-yearly examination\"\npaper = \"Geography\"\n\
                     class = \"X\"\nsubject = \"Social science\"\ncode = \"087\"\ndate = 2026-02-07\ntime = 95\n"
                );
                let press = press_of(&bank_text(12), &blueprint);
                for product in ["paper", "key", "solutions"] {
                    let document = press.print(&format!("{size}-{columns}-{cover}"), product, 0);
                    assert_eq!(outside(&document), Vec::<String>::new(), "{size} {columns} {cover} {product}");
                }
            }
        }
    }
}

#[test]
fn a_question_paper_holds_no_answer() {
    let press = press_of(&bank_text(30), "format = \"blueprint/1\"\nsets = 2\n");
    let code = press.main("paper", 0).text;
    for secret in [".explanation", ".why", "model-answer", ".points", "\"key\"", "Secret"] {
        assert!(!code.contains(secret), "{secret}");
    }
    let text = page_texts(&press.print("thirty", "paper", 0)).concat();
    assert!(!text.contains("Secret") && !text.contains("KEY"), "{text}");
    assert!(press.main("solutions", 0).text.contains(".explanation"));
}

#[test]
fn solutions_begin_with_what_a_question_is_recognised_by() {
    let question = |rest: &str| format!("[[question]]\nid = \"q-{:02}\"\n{rest}\n", rest.len());
    let truths = "[{ text = \"Iron floats on mercury.\", holds = true }, { text = \"So does lead.\", holds = true }]";
    let opening = |rest: &str| {
        let bank = format!("format = \"bank/1\"\nlanguage = \"en\"\n{}", question(rest));
        let press = press_of(&bank, "format = \"blueprint/1\"\nshuffle = []\n");
        let texts = page_texts(&press.print("opening", "solutions", 0)).join(" ");
        let (_, rest) = texts.split_once(" 1. ").unwrap();
        rest.split(" Key").next().unwrap().to_owned()
    };
    let statements = |stem: &str| opening(&format!("kind = \"statements\"\n{stem}statements = {truths}"));
    assert_eq!(statements(""), "Iron floats on mercury.");
    assert_eq!(statements("stem = \"Consider the following statements :\"\n"), "Iron floats on mercury.");
    let about = "Consider the following statements about mercury:";
    assert_eq!(statements(&format!("stem = \"{about}\"\n")), about);
    let reason = "assertion = \"Lead floats on mercury.\"\nreason = \"It is $2$ times lighter.\"\n\
                  assertion-holds = true\nreason-holds = false";
    assert_eq!(opening(&format!("kind = \"assertion-reason\"\n{reason}")), "Lead floats on mercury.");
    let pairs = "rows = [{ cells = [\"Iron\", \"Fe\"], holds = true }, { cells = [\"Lead\", \"Le\"], holds = false }]";
    assert_eq!(opening(&format!("kind = \"pairs\"\n{pairs}")), "Iron – Fe");
    let lists = "left = [\"Iron\", \"Lead\", \"Tin\"]\nright = [\"Fe\", \"Pb\", \"Sn\"]\nanswer = \"a1 b2 c3\"";
    let stem = "stem = \"Match List I with List II, and answer by the codes:\"";
    assert_eq!(opening(&format!("kind = \"match\"\n{stem}\n{lists}")), "Iron, Lead, Tin");
    // In the order in which they are printed, with their formulas.
    let items = opening("kind = \"order\"\nitems = [\"Iron\", \"$x^2$\", \"Tin\"]");
    assert!(["Iron", "𝑥", "Tin", ", "].iter().all(|piece| items.contains(piece)), "{items}");
}

#[test]
fn every_fixed_word_is_in_the_words_file() {
    let mut codes = String::new();
    for (name, folders) in [("upsc-mock", ["upsc"]), ("cbse-science", ["cbse10-science"]), ("jee-paper", ["jee"])] {
        let press = press(&blueprint_text(&format!("{name}.toml")), &folders);
        for product in ["paper", "key", "solutions"] {
            codes.push_str(&press.main(product, 0).text);
        }
    }
    for section in ["cover", "page", "paper", "marking", "key", "list", "count", "style", "ask", "code"] {
        assert!(!codes.contains(&format!("\"{section}.")), "{section}");
    }
}

#[test]
fn templates_hold_statements_and_no_text() {
    // A chain of calls outside braces ends with its line, and the rest of it is text.
    for name in ["page", "question", "paper", "key", "solutions", "text", "tex", "fonts"] {
        let text = format!("#set document(title: [T])\n#include \"/templates/{name}.typ\"\n");
        let Ok(document) = Sources::new().compile(Code { text, places: Vec::new() }) else { panic!("{name}") };
        assert_eq!(page_texts(&document).concat(), "", "{name}");
    }
}

#[test]
fn the_template_of_the_documentation_works() {
    let page = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md"));
    let example = page.split("```typst\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut press = press_of(&bank_text(3), "format = \"blueprint/1\"\n");
    press.sources.add_template("/templates/own.typ", example.to_owned(), "the template", None);
    let set = &press.paper.sets[0];
    let facts = RunFacts { template: Some("/templates/own.typ"), ..FACTS };
    let main = paper(&press.paper, set, &[&press.words], &facts);
    let document = press.sources.compile(main).unwrap_or_else(|failure| panic!("{failure:?}"));
    assert!(page_texts(&document).concat().contains("evening batch"));
}

/// What is drawn on a page, groups taken apart.
fn drawn(document: &Document, page: usize) -> Vec<(Point, FrameItem)> {
    fn walk(frame: &Frame, at: Point, out: &mut Vec<(Point, FrameItem)>) {
        for (point, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, at + *point, out),
                item => out.push((at + *point, item.clone())),
            }
        }
    }
    let mut out = Vec::new();
    walk(&document.document.pages()[page].frame, Point::zero(), &mut out);
    out
}

/// The baseline of the first line that begins like this, and its size.
fn line(drawn: &[(Point, FrameItem)], begins: &str) -> (Abs, Abs) {
    let found = drawn.iter().find_map(|(at, item)| match item {
        FrameItem::Text(text) if text.text.starts_with(begins) => Some((at.y, text.size)),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no line begins with {begins}"))
}

/// The heights of rules that go across a column at least.
fn rules(drawn: &[(Point, FrameItem)]) -> Vec<Abs> {
    let rule = |(at, item): &(Point, FrameItem)| match item {
        FrameItem::Shape(shape, _) => {
            let bounds = shape.geometry.bbox(None);
            let size = bounds.max - bounds.min;
            (size.x > Abs::pt(150.0) && size.y < Abs::pt(2.0)).then(|| at.y + bounds.max.y)
        }
        _ => None,
    };
    drawn.iter().filter_map(rule).collect()
}

#[test]
fn the_first_solution_stands_clear_of_the_head() {
    for columns in [1, 2] {
        for section in
            ["", "[[section]]\nid = \"a\"\ncount = 3\n", "[[section]]\nid = \"a\"\ntitle = \"Which\"\ncount = 3\n"]
        {
            let blueprint = format!("format = \"blueprint/1\"\ncolumns = {columns}\nshuffle = false\n{section}");
            let press = press_of(&bank_text(5), &blueprint);
            let drawn = drawn(&press.print(&format!("head-{columns}"), "solutions", 0), 0);
            let (first, size) = line(&drawn, "Which");
            let rule = rules(&drawn).into_iter().filter(|rule| *rule < first).max().unwrap();
            // Capitals are about two thirds of the size high.
            let air = first - rule - size * 0.66;
            assert!(air > size * 0.6, "{columns} {section}: {air:?} of {size:?}");
        }
    }
}

#[test]
fn a_model_answer_has_as_much_air_below_its_heading_as_value_points() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"delta\"\nkind = \"short\"\nmarks = 2\n\
        stem = \"What is a delta?\"\nmodel-answer = \"Land at the mouth of a river.\"\n\
        points = [{ text = \"Land\", marks = 1 }, { text = \"Mouth\", marks = 1 }]\n";
    let press = press_of(bank, "format = \"blueprint/1\"\n");
    let drawn = drawn(&press.print("model", "solutions", 0), 0);
    // From the heading to the capitals of what follows.
    let air = |heading: &str, follows: &str| {
        let ((above, _), (below, size)) = (line(&drawn, heading), line(&drawn, follows));
        (below - size * 0.66 - above).to_pt()
    };
    let (answer, points) = (air("Model answer", "Land at"), air("Value points", "Point"));
    assert!((answer - points).abs() < 1.0, "{answer} {points}");
}

#[test]
fn numbers_of_questions_to_choose_from_do_not_run_into_their_solutions() {
    let press = press(&blueprint_text("cbse-science.toml"), &["cbse10-science"]);
    let document = press.print("choice", "solutions", 0);
    let mut seen = 0;
    for page in 0..document.pages() {
        let drawn = drawn(&document, page);
        let texts = drawn.iter().filter_map(|(at, item)| match item {
            FrameItem::Text(text) => Some((*at, text)),
            _ => None,
        });
        for (at, number) in texts.clone().filter(|(_, text)| text.text.starts_with("20(")) {
            let end = at.x + number.width();
            let next = texts.clone().find(|(other, _)| (other.y - at.y).abs() < Abs::pt(1.0) && other.x > at.x);
            assert!(next.is_some_and(|(other, _)| other.x > end + Abs::pt(1.0)), "{}", number.text);
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn framed_words_stand_on_the_line_of_those_beside_them() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"root\"\nstem = \"Root of $4$?\"\n\
        options = [\"Minus\", \"Two\"]\nanswer = \"b\"\nexplanation = 'Squared $\\boxed{2}$'\n";
    let press = press_of(bank, "format = \"blueprint/1\"\nsets = 2\nshuffle = false\n");
    let drawn = drawn(&press.print("framed", "solutions", 0), 0);
    // Set A at the head, the key with its option, a formula.
    for (framed, beside) in [("A", "Set"), ("Key", "Two"), ("2", "Squared")] {
        let ((framed, _), (beside, _)) = (line(&drawn, framed), line(&drawn, beside));
        assert!((framed - beside).abs() < Abs::pt(0.1), "{beside:?}: {framed:?}");
    }
}

#[test]
fn a_long_word_in_a_table_does_not_run_into_the_next_column() {
    let long = "He wrote of the city on the Ganga and of its wooden walls";
    let table = |id: &str, heading: &str, first: &str, cells: usize| {
        let rest = format!(", \"{long}\"").repeat(cells - 1);
        let row = |name: &str| format!("{{ cells = [\"{name}\"{rest}], holds = true }}, ");
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"pairs\"\nstem = \"Consider:\"\nheading = [{heading}]\n\
             rows = [{}{}{}]\n",
            row(first),
            row("Fa Hien"),
            row("Xuanzang"),
        )
    };
    let bank = format!(
        "format = \"bank/1\"\nlanguage = \"en\"\n{}{}{}",
        table("three", "\"Traveller\", \"Account\", \"Period\"", "Megasthenes", 3),
        table("four", "\"Who\", \"Account\", \"Period\", \"Note\"", "Megasthenes", 4),
        table("head", "\"Ambassador\", \"Account\", \"Period\", \"Note\"", "Al", 4),
    );
    for (page, columns) in [("A4", 2), ("A4", 1), ("A5", 1), ("Letter", 2)] {
        let press = press_of(&bank, &format!("format = \"blueprint/1\"\npage = \"{page}\"\ncolumns = {columns}\n"));
        let drawn = drawn(&press.print(&format!("table-{page}-{columns}"), "paper", 0), 0);
        let texts: Vec<_> = drawn
            .iter()
            .filter_map(|(at, item)| match item {
                FrameItem::Text(text) => Some((*at, text)),
                _ => None,
            })
            .collect();
        for word in ["Megasthenes", "Ambassador"] {
            let found: Vec<_> = texts.iter().filter(|(_, text)| text.text.starts_with(word)).collect();
            assert!(!found.is_empty(), "{word}");
            for (at, text) in found {
                let end = at.x + text.width();
                let next = texts.iter().filter(|(other, _)| (other.y - at.y).abs() < Abs::pt(1.0) && other.x > at.x);
                let next = next.map(|(other, _)| other.x).min().unwrap();
                // Both cells keep most of the space beside their text.
                assert!(next > end + text.size * 0.5, "{word} on {page} in {columns}: {end:?} {next:?}");
            }
        }
    }
}

#[test]
fn the_names_of_the_two_lists_are_not_broken() {
    let lists = "kind = \"match\", left = [\"Agra\", \"Puri\", \"Pune\"], \
        right = [\"Mula\", \"Yamuna\", \"Bay of Bengal\"], answer = \"a2 b3 c1\"";
    let bank = format!(
        "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"towns\"\n{}\n\
         [[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"Towns.\"\nparts = [{{ marks = 1, {lists} }}, \
         {{ kind = \"short\", marks = 1, stem = \"Which?\", model-answer = \"Agra\" }}]\n",
        lists.replace(", left", "\nleft").replace(", right", "\nright").replace(", answer", "\nanswer"),
    );
    for (page, columns) in [("Letter", 2), ("A4", 2), ("A4", 1), ("A5", 2), ("A5", 1)] {
        let press = press_of(&bank, &format!("format = \"blueprint/1\"\npage = \"{page}\"\ncolumns = {columns}\n"));
        let drawn = drawn(&press.print(&format!("lists-{page}-{columns}"), "paper", 0), 0);
        let lines = drawn.iter().filter_map(|(_, item)| match item {
            FrameItem::Text(text) => Some(text.text.as_str()),
            _ => None,
        });
        let lines: Vec<&str> = lines.collect();
        assert!(lines.iter().all(|line| !line.ends_with("List-")), "{lines:?}");
        assert!(lines.iter().filter(|line| line.contains("List\u{2011}II")).count() > 4, "{lines:?}");
    }
    // The text face has the sign, so that it does not come from another one.
    assert!(crate::render::fonts::advance('\u{2011}').is_some());
}
