//! What a plan of a state takes: precincts, cards and candidates, each alone and all together, on one thread.
//!
//! `cargo bench --bench plan`. Every plan of a state is to take about a second.

use std::fmt::Write as _;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use recount::ScenarioFile;
use recount::simulation::{SimulationOptions, plan};

/// One contest in `precincts` precincts: the first two candidates two per cent apart, the others each with a few votes
/// less than the one before.
fn state(precincts: u64, cards: u64, candidates: u64) -> ScenarioFile {
    let names: Vec<String> = (1..=candidates).map(|at| format!("C{at:03}")).collect();
    let votes = |at: u64| match at {
        0 => cards * 41 / 100,
        1 => cards * 39 / 100,
        _ => cards * 17 / 100 * 2 * (candidates - at) / ((candidates - 2) * (candidates - 1)),
    };
    let mut of_names = String::new();
    for (at, name) in (0..).zip(&names) {
        let _ = write!(of_names, "{name} = {}, ", votes(at));
    }
    let text = format!(
        "# How long does a plan take?\ntitle = \"A state\"\nlesson = \"Not long.\"\nseed = \"plan\"\n\n\
         [[contest]]\nid = \"governor\"\nrule = \"plurality\"\ncandidates = {names:?}\n\n\
         [[spread]]\nlevel = \"precinct\"\nnumbered = {{ prefix = \"P\", count = {precincts} }}\n\
         votes.governor = {{ {} }}\n\n[[stage]]\nid = \"count\"\nby = \"machine\"\n\n\
         [audit]\nmethods = [\"polling\"]\nrisk_limit = 0.05\n",
        of_names.trim_end_matches(", "),
    );
    ScenarioFile::read("state", text).expect("a scenario")
}

fn plans(c: &mut Criterion) {
    let mut group = c.benchmark_group("plan, all methods");
    // A plan takes up to a second or two: ten of each case are made, and no more.
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(100));
    group.measurement_time(Duration::from_secs(1));
    for (precincts, cards, candidates) in [
        (1_000, 250_000, 3),
        (2_000, 500_000, 3),
        (4_000, 1_000_000, 3),
        (100, 10_000, 2),
        (100, 100_000, 2),
        (100, 1_000_000, 2),
        (100, 100_000, 50),
        (100, 100_000, 100),
        (100, 100_000, 200),
        (4_000, 1_000_000, 200),
    ] {
        let file = state(precincts, cards, candidates);
        group.bench_function(format!("{precincts} precincts, {cards} cards, {candidates} candidates"), |b| {
            b.iter(|| plan(&file, &SimulationOptions::default(), &|_| {}).expect("a plan"));
        });
    }
    group.finish();
}

criterion_group!(benches, plans);
criterion_main!(benches);
