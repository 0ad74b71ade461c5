//! Room `assertion`, instant runoffs: the claims of the largest public contests, beside one tally of all their ballots.
//!
//! The ballots are those of the folder that `RECOUNT_SHARED` names; without it, an invented contest of the same size.

#[path = "../tests/archive.rs"]
mod archive;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use recount::election::{RankedContest, read_ranked};
use recount::random::Streams;
use recount::social_choice::irv_claims::{Difficulty, SearchLimits, find_claims};
use recount::social_choice::margin::preference_tree::{PreferenceTree, everyone};
use recount::social_choice::margin::{MarginLimits, elimination, irv_margin};

const ARCHIVES: [&str; 2] = ["Minneapolis_awaire_txt.tar.gz", "USIRV_blom_txt.tar.gz"];

const LARGEST: [&str; 5] =
    ["Minneapolis_2013", "Minneapolis_2017", "SanFran_2007", "Aspen_2009_CityCouncil", "Oakland_2010_Mayor"];

fn public() -> Vec<(String, RankedContest)> {
    let Some(folder) = std::env::var_os("RECOUNT_SHARED") else { return Vec::new() };
    let folder = std::path::PathBuf::from(folder).join("data/real/irv");
    let read = |name: &&str| std::fs::read(folder.join(name)).expect("RECOUNT_SHARED holds the archive");
    let files = ARCHIVES.iter().map(read).flat_map(|bytes| archive::files(&bytes));
    let largest = files.filter(|(name, _)| LARGEST.iter().any(|largest| name.contains(largest)));
    largest.map(|(name, text)| (name, read_ranked(&text).expect("ranked ballots").remove(0))).collect()
}

/// 36 candidates, 80,000 ballots of up to three, the first candidates more often.
fn invented() -> RankedContest {
    let mut random = Streams::new("36", 0).purpose("ranked ballots").stream(0);
    let mut lines = (0..36).map(|candidate| candidate.to_string()).collect::<Vec<_>>().join(",") + "\n\n-+-\n";
    for _ in 0..80_000 {
        let mut order: Vec<u32> = Vec::new();
        while order.len() < 3 {
            let candidate = random.below(36).min(random.below(36)).min(random.below(36));
            if !order.contains(&candidate) {
                order.push(candidate);
            }
        }
        lines += &format!("({}, {}, {}) : 1\n", order[0], order[1], order[2]);
    }
    read_ranked(&lines).expect("ranked ballots").remove(0)
}

fn claims(c: &mut Criterion) {
    let mut contests = public();
    contests.push(("invented, 36 candidates".to_owned(), invented()));
    let mut group = c.benchmark_group("instant runoff");
    group.sample_size(20);
    for (name, contest) in &contests {
        let n = contest.candidates.len();
        let ballots = PreferenceTree::new(n, &contest.orders).expect("fit orders");
        let winner = elimination(&ballots, 0)[n - 1];
        let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, contest.ballots);
        let mut tally = vec![0; n];
        group.bench_function(format!("{name}: one tally (reference)"), |b| {
            b.iter(|| ballots.tally(black_box(everyone(n)), &mut tally));
        });
        group.bench_function(format!("{name}: the tree of ballots"), |b| {
            b.iter(|| PreferenceTree::new(n, black_box(&contest.orders)).expect("fit orders"));
        });
        for (what, fewer) in [("claims, optimal", 0), ("claims, optimal and fewest", 2_000_000)] {
            let limits = SearchLimits { fewer, ..SearchLimits::default() };
            group.bench_function(format!("{name}: {what}"), |b| {
                b.iter(|| find_claims(black_box(&ballots), winner, &difficulty, limits).expect("claims"));
            });
        }
        group.bench_function(format!("{name}: the exact margin"), |b| {
            b.iter(|| irv_margin(black_box(&ballots), winner, MarginLimits::default()).expect("a margin"));
        });
    }
    group.finish();
}

criterion_group!(benches, claims);
criterion_main!(benches);
