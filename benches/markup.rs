//! Texts and formulas of the bundled banks through `markup`, measured by criterion.
//!
//!     cargo bench --bench markup

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use papersetter::diag::Diagnostics;
use papersetter::load;
use papersetter::markup;
use papersetter::model::text::Form;
use papersetter::source::SourceMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;

/// Every text and every formula of the bank with the most mathematics.
fn material() -> (Vec<String>, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("question-banks/jee/physics.toml");
    let mut sources = SourceMap::default();
    let file = sources.add("physics.toml", &fs::read_to_string(path).expect("a bundled bank"));
    let bank = load::bank::read(&sources, file, "physics.toml", false, &mut Diagnostics::default()).expect("a bank");
    let (mut texts, mut formulas) = (Vec::new(), Vec::new());
    for question in &bank.questions {
        question.each_text(&mut |_, _, text| {
            texts.push(text.source.clone());
            formulas.extend(text.formulas().into_iter().map(|(formula, _)| formula.tex.clone()));
        });
    }
    (texts, formulas)
}

fn markup_benches(criterion: &mut Criterion) {
    let (texts, formulas) = material();
    let mut group = criterion.benchmark_group("markup");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("texts", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(markup::parse(text, Form::Block, None, false, &mut Diagnostics::default()));
            }
        });
    });
    group.throughput(Throughput::Elements(formulas.len() as u64));
    group.bench_function("formulas", |bencher| {
        bencher.iter(|| {
            for formula in &formulas {
                let _ = black_box(markup::parse_formula(formula, false));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, markup_benches);
criterion_main!(benches);
