//! Cards per second for making, tabulating and comparing a statewide column, each beside a plain pass over its bytes.
//!
//! Machines differ and throttle, so read each line against the plain pass of the same run:
//! `cargo bench --bench tabulation`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::election::{
    Column, Contest, Design, Election, GroupDesign, GroupVotes, Rates, RuleName, Style, VoteMode, generate,
};
use recount::random::Streams;
use recount::tabulation::{Fault, tabulate};

const BALLOTS: u64 = 5_000_000;
const COUNTIES: u64 = 159;
const BATCHES: u64 = 41_881;

/// A state like Georgia: 159 equal counties, three candidates, 41,881 batches.
fn design() -> Design {
    let contest = Contest {
        id: "president".into(),
        title: "President".into(),
        rule: RuleName("plurality"),
        candidates: vec!["Ada".into(), "Ben".into(), "Cem".into()],
        seats: 1,
        votes_allowed: 1,
        write_in_line: None,
    };
    let each = BALLOTS / COUNTIES;
    let group = |county: u64| GroupDesign {
        id: format!("county {county}"),
        county: Some(format!("county {county}")),
        precinct: None,
        mode: VoteMode::ElectionDay,
        style: 0,
        ballots: Some(each),
        voters: None,
        accepted: None,
        tabulators: vec![0],
        votes: vec![Some(GroupVotes {
            totals: vec![each * 49 / 100, each * 48 / 100, each / 100],
            ..GroupVotes::default()
        })],
    };
    Design {
        contests: vec![contest],
        styles: vec![Style { id: "all".into(), sheets: vec![vec![0]], order: vec![None] }],
        tabulators: vec!["scanner".into()],
        groups: (0..COUNTIES).map(group).collect(),
        rates: Rates::default(),
        batches: Some(BATCHES),
    }
}

fn bytes(column: &Column) -> &[u8] {
    column.bytes().expect("a handful of votes fit a byte")
}

fn count(election: &Election, faults: &[Fault]) -> usize {
    let all = vec![true; election.batches.len()];
    tabulate(election, all, faults, None, true, &[], &Streams::new("bench", 0)).uploads.len()
}

fn statewide(c: &mut Criterion) {
    let streams = Streams::new("bench", 0);
    let design = design();
    let election = generate(design.clone(), &streams).expect("it fits");
    let paper = bytes(&election.paper[0]);
    let misread: Fault = serde_json::from_str(r#"{"kind":"misread","rate":0.001}"#).expect("a fault");
    let mut other = election.paper[0].clone();
    (0..other.len()).step_by(1_000).for_each(|card| other.set(card, 0));

    let mut group = c.benchmark_group("5,000,000 cards");
    group.sample_size(10).throughput(Throughput::Elements(election.cards() as u64));
    group.bench_function("plain read (sum of the bytes)", |b| {
        b.iter(|| black_box(paper).iter().fold(0_u64, |sum, &byte| sum + u64::from(byte)));
    });
    group.bench_function("plain copy", |b| b.iter(|| black_box(paper).to_vec()));
    group.bench_function("generate the paper", |b| b.iter(|| generate(design.clone(), &streams).expect("it fits")));
    group.bench_function("count one column", |b| {
        b.iter(|| black_box(&election.paper[0]).histogram(0..election.cards(), election.votes[0].len()));
    });
    group.bench_function("compare two columns", |b| {
        b.iter(|| black_box(&election.paper[0]).differences(&other, 0..other.len()));
    });
    group.bench_function("tabulate by batch, no fault", |b| b.iter(|| count(&election, &[])));
    group.bench_function("tabulate by batch, misreads at 1e-3", |b| {
        b.iter(|| count(&election, std::slice::from_ref(&misread)));
    });
    group.finish();
}

criterion_group!(benches, statewide);
criterion_main!(benches);
