//! How long parsing, rendering and a whole build take, and how that grows with the library.
//!
//! `cargo bench` prints times; compare two of them only when both come from one run.

mod library;

use std::collections::BTreeMap;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use wijkgids::config;
use wijkgids::document::{self, DocumentFile, DocumentId, Identity, Role};
use wijkgids::pipeline::{Inputs, Mode, Pipeline};
use wijkgids::text::{Source, SourcePath};

fn source(path: &str, text: &str) -> (SourcePath, Source) {
    let path = SourcePath::new(path).expect("the library has sound paths");
    (path.clone(), Source::new(path, text))
}

fn inputs(n: usize) -> Inputs {
    Inputs {
        layers: vec![String::new()],
        sources: library::files(n).iter().map(|(path, text)| source(path, text)).collect(),
        files: BTreeMap::new(),
        theme: BTreeMap::new(),
        today: jiff::civil::date(2026, 11, 21),
        mode: Mode::Publish,
        readership: None,
        is_for_production: false,
        found: Vec::new(),
    }
}

fn parse(criterion: &mut Criterion) {
    let files = library::files(100);
    let config = config::read(&source(&files[0].0, &files[0].1).1, None, None).value;
    let (path, card) = source(&files[50].0, &files[50].1);
    let DocumentFile { id, kind, language: _ } =
        DocumentId::of_path(&path, &config.model).expect("a document").expect("a sound name");
    let identity = Identity { id, kind, language: config.language.clone(), role: Role::Own };
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(card.text().len() as u64));
    group.bench_function("card", |bencher| {
        bencher.iter(|| document::parse(&card, identity.clone(), &config.model))
    });
    group.finish();
}

/// One card's prose is edited in a library that is kept: one parse, one render.
fn edit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit prose");
    for n in [100, 1_000] {
        let (mut inputs, mut pipeline) = (inputs(n), Pipeline::new());
        pipeline.run(&inputs);
        let (path, card) = inputs
            .sources
            .iter()
            .nth(n / 2)
            .map(|(path, card)| (path.clone(), card.clone()))
            .expect("a card");
        let mut edits = 0;
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            bencher.iter(|| {
                edits += 1;
                let edited = format!("{}\nNog een zin, nummer {edits}.\n", card.text());
                inputs.sources.insert(path.clone(), Source::new(path.clone(), &edited));
                pipeline.run(&inputs)
            });
        });
    }
    group.finish();
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    for n in [100, 1_000, 10_000] {
        let inputs = inputs(n);
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            bencher.iter_batched(
                Pipeline::new,
                |mut pipeline| pipeline.run(&inputs),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, parse, edit, build);
criterion_main!(benches);
