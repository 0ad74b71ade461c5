//! Making, tabulating, comparing and running a nation's paper of 158,400,000 cards, each beside a plain read of its
//! bytes.
//!
//! Machines differ and throttle, so read each line against the plain read of the same run:
//! `cargo bench --bench tabulation`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::election::{
    Column, Contest, Design, Election, FillRates, GroupDesign, GroupVotes, MarkedBy, RuleName, RuleOptions, Style,
    VoteMode, generate,
};
use recount::random::Streams;
use recount::scenario::shipped;
use recount::simulation::run;
use recount::tabulation::{Fault, tabulate};

const BALLOTS: u64 = 158_400_000;
const COUNTIES: u64 = 50;
const BATCHES: u64 = 39_600;

/// A nation of 50 equal states, three candidates, batches of 4,000.
fn design() -> Design {
    let contest = Contest {
        id: "president".into(),
        title: "President".into(),
        rule: RuleName("plurality"),
        candidates: vec!["Ada".into(), "Ben".into(), "Cem".into()],
        seats: 1,
        votes_allowed: 1,
        write_in_line: None,
        options: RuleOptions::default(),
    };
    let each = BALLOTS / COUNTIES;
    let group = |county: u64| GroupDesign {
        id: format!("county {county}"),
        county: Some(format!("county {county}")),
        precinct: None,
        mode: VoteMode::ElectionDay,
        marked_by: MarkedBy::Hand,
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
        rates: FillRates { light: 0.0, ..FillRates::default() },
        batches: Some(BATCHES),
    }
}

fn bytes(column: &Column) -> &[u8] {
    column.bytes().expect("a handful of votes fit a byte")
}

fn count(election: &Election, faults: &[Fault], records: bool) -> usize {
    let all = vec![true; election.batches.len()];
    tabulate(election, all, faults, None, records, &[], &Streams::new("bench", 0)).uploads.len()
}

fn nation(c: &mut Criterion) {
    let streams = Streams::new("bench", 0);
    let design = design();
    let mut group = c.benchmark_group("158,400,000 cards");
    group.sample_size(10).throughput(Throughput::Elements(BALLOTS));
    let file = shipped("nation-2020").expect("a shipped scenario");
    group.bench_function("the whole election_run of nation-2020", |b| b.iter(|| run(&file, None).expect("a life")));
    group.bench_function("generate the paper, sorted", |b| {
        b.iter(|| generate(design.clone(), &streams).expect("it fits"));
    });
    let election = generate(design.clone(), &streams).expect("it fits");
    let paper = bytes(&election.paper[0]);
    let misread: Fault = serde_json::from_str(r#"{"kind":"misread","rate":0.001}"#).expect("a fault");
    let mut other = election.paper[0].clone();
    (0..other.len()).step_by(1_000).for_each(|card| other.set(card, 0));
    let distinct = election.votes[0].len();

    group.bench_function("plain read (sum of the words)", |b| {
        let words = || black_box(paper).as_chunks::<8>().0.iter();
        b.iter(|| words().fold(0_u64, |sum, word| sum.wrapping_add(u64::from_le_bytes(*word))));
    });
    group.bench_function("plain copy", |b| b.iter(|| black_box(paper).to_vec()));
    group.bench_function("tabulate the column", |b| {
        b.iter(|| black_box(&election.paper[0]).histogram(0..election.cards(), distinct));
    });
    group.bench_function("tabulate it batch by batch", |b| {
        let column = || black_box(&election.paper[0]);
        b.iter(|| election.batches.iter().map(|it| column().histogram(it.cards.clone(), distinct)[2]).sum::<u64>());
    });
    group.bench_function("compare two columns", |b| {
        b.iter(|| black_box(&election.paper[0]).differences(&other, 0..other.len()));
    });
    group.bench_function("a machine count, no fault, no records", |b| b.iter(|| count(&election, &[], false)));
    group.bench_function("the same, misreads at 1e-3", |b| {
        b.iter(|| count(&election, std::slice::from_ref(&misread), false));
    });
    group.bench_function("the same, with records", |b| {
        b.iter(|| count(&election, std::slice::from_ref(&misread), true));
    });
    group.finish();
}

criterion_group!(benches, nation);
criterion_main!(benches);
