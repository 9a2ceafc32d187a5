//! A finished paper to files: what is asked for, laid out in parallel.

use super::args::Product;
use super::exit::Error;
use super::job::Job;
use super::output::Outputs;
use super::sheets;
use super::ui::Ui;
use crate::assemble::Report;
use crate::diag::Diagnostics;
use crate::model::blueprint::Arrangement;
use crate::model::key;
use crate::model::paper::{Paper, PaperSet};
use crate::model::words::Words;
use crate::render::pdf::PdfFacts;
use crate::render::source::Code;
use crate::render::view::{self, RunFacts};
use crate::render::{Failure, Sources};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The virtual path of a user's own template.
const OWN_TEMPLATE: &str = "/templates/own.typ";

/// Everything that `make` prints of a paper when it is not told otherwise.
pub fn all(paper: &Paper) -> Vec<Product> {
    let mut all = vec![Product::Papers, Product::Key, Product::Solutions, Product::Sheet, Product::Report];
    if paper.blueprint.layout.blueprint_table == Some(true) {
        all.push(Product::Blueprint);
    }
    all
}

/// The files of a paper: those asked for, and always `record.json`, `key.csv` and the pictures.
///
/// # Errors
///
/// [`Error::Told`] where a text cannot be printed; the findings have been shown.
pub fn products(job: &Job, wanted: &[Product], ui: Ui) -> Result<Outputs, Error> {
    let mut outputs = lay_out(job, wanted, ui)?;
    if wanted.contains(&Product::Sheet) {
        sheets::add(&job.record, &job.languages().collect::<Vec<_>>(), &job.fonts, &mut outputs)?;
    }
    if let Some(report) = job.report.as_ref().filter(|_| wanted.contains(&Product::Report)) {
        outputs.insert("report.txt".to_owned(), report.text().into_bytes());
        outputs.insert("report.json".to_owned(), report_json(report).into_bytes());
    }
    outputs.insert("record.json".to_owned(), job.record.to_json().into_bytes());
    outputs.insert("key.csv".to_owned(), job.csv.written(key::csv(&job.record)).into_bytes());
    outputs.extend(job.media.iter().map(|(file, bytes)| (file.clone(), bytes.clone())));
    Ok(outputs)
}

/// What the engine needs of a paper.
pub fn sources(job: &Job) -> Sources {
    let mut sources = Sources::with_fonts(job.fonts.clone());
    for words in job.languages() {
        let lang = words.language;
        sources.speak(words);
        job.paper.questions.values().for_each(|question| sources.add_question(question, lang));
        job.paper.passages.values().for_each(|passage| sources.add_passage(passage, lang));
    }
    job.media.iter().for_each(|(file, bytes)| sources.add_media(file, bytes.clone()));
    if let Some((name, text)) = &job.template {
        sources.add_template(OWN_TEMPLATE, text.clone(), &format!("the template `{name}`"), None);
    }
    sources
}

/// One document to be laid out: its file name and what is on it.
struct Document<'a> {
    name: String,
    product: Product,
    /// The set; none for what concerns all sets.
    set: Option<&'a PaperSet>,
    /// Its languages, first one first.
    words: Vec<&'a Words>,
}

/// The documents asked for. A file in a further language has it in its name: `solutions-A.hi.pdf`.
fn documents<'a>(job: &'a Job, wanted: &[Product]) -> Vec<Document<'a>> {
    let separate = job.paper.blueprint.layout.arrangement == Some(Arrangement::Separate);
    let mut found = Vec::new();
    for (product, name) in [(Product::Papers, "paper"), (Product::Solutions, "solutions")] {
        if !wanted.contains(&product) {
            continue;
        }
        for set in &job.paper.sets {
            let name = format!("{name}-{}", set.ask.name);
            if product == Product::Papers && !separate {
                let words = job.languages().collect();
                found.push(Document { name: format!("{name}.pdf"), product, set: Some(set), words });
                continue;
            }
            for (at, words) in job.languages().enumerate() {
                let ending = if at == 0 { String::new() } else { format!(".{}", words.language) };
                let name = format!("{name}{ending}.pdf");
                found.push(Document { name, product, set: Some(set), words: vec![words] });
            }
        }
    }
    for (product, name) in [(Product::Key, "key.pdf"), (Product::Blueprint, "blueprint.pdf")] {
        if wanted.contains(&product) {
            found.push(Document { name: name.to_owned(), product, set: None, words: vec![&job.words] });
        }
    }
    found
}

impl Document<'_> {
    /// The main source.
    fn main(&self, job: &Job) -> Code {
        let Job { paper, record, .. } = job;
        let facts = RunFacts { paper_id: &record.paper_id, template: job.template.as_ref().map(|_| OWN_TEMPLATE) };
        let words = self.words.first().copied().unwrap_or(&job.words);
        match (self.set, self.product) {
            (Some(set), Product::Solutions) => view::solutions(paper, set, words, &facts),
            (Some(set), _) => view::paper(paper, set, &self.words, &facts),
            (None, Product::Blueprint) => view::blueprint(paper, words, &facts),
            (None, _) => view::key(paper, words, &facts),
        }
    }
}

/// The report for programs.
pub fn report_json(report: &Report) -> String {
    // A report is plain data: nothing in it cannot be written.
    serde_json::to_string_pretty(report).map(|text| text + "\n").unwrap_or_default()
}

/// The pages of one product as PNG, all sets in turn.
///
/// # Errors
///
/// [`Error::Told`] where a text cannot be printed; the findings have been shown.
pub fn pictures(job: &Job, product: Product, pixels_per_inch: f64, ui: Ui) -> Result<Vec<Vec<u8>>, Error> {
    let sources = sources(job);
    let pages = documents(job, &[product]).into_iter().map(|document| {
        let result = sources
            .compile(document.main(job))
            .map(|pages| (0..pages.pages()).filter_map(|page| pages.png(page, pixels_per_inch)).collect::<Vec<_>>());
        (document.name, result)
    });
    Ok(told(pages.collect(), job, ui)?.into_values().flatten().collect())
}

fn lay_out(job: &Job, wanted: &[Product], ui: Ui) -> Result<Outputs, Error> {
    let progress = ui.progress("laying out pages");
    let sources = sources(job);
    let results = documents(job, wanted)
        .into_par_iter()
        .map(|document| {
            let ident = format!("papersetter/{}/{}", job.record.paper_id, document.name);
            let facts = PdfFacts { ident, date: job.paper.blueprint.date };
            let bytes = sources.compile(document.main(job)).and_then(|pages| pages.pdf(&facts));
            (document.name, bytes)
        })
        .collect();
    drop(progress);
    told(results, job, ui)
}

/// The results by name; failures are shown, each fault once.
fn told<T>(results: Vec<(String, Result<T, Failure>)>, job: &Job, ui: Ui) -> Result<BTreeMap<String, T>, Error> {
    let mut outputs = BTreeMap::new();
    let mut found = Diagnostics::default();
    for (name, result) in results {
        match result {
            Ok(output) => drop(outputs.insert(name, output)),
            Err(Failure::Input(inner)) => found.append(inner),
            Err(Failure::Engine(message)) => {
                return Err(Error::Internal(format!("{name} could not be printed: {message}")));
            }
        }
    }
    if found.is_empty() {
        return Ok(outputs);
    }
    // A text that fails fails in every set.
    found.sort();
    ui.findings(&found, &job.files);
    Err(Error::Told)
}
