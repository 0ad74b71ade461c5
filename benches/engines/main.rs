//! The cost of a trial by each engine, as ratios taken in one run, and how it grows with the number of cards: tables.
//!
//! `cargo bench --bench engines` takes a minute; `cargo bench --bench engines -- 100000000` lets the last table go up
//! to that number of cards (ten million without a number). That table is drawn as well, as `target/growth.svg`; with
//! the word `growth` before the number it is made alone. One thread; every figure is the least of several turns, and
//! the engines take turns with each other, so that a machine whose clock is not steady treats them alike.

mod growth;

use std::io::Write;
use std::time::Instant;

use recount::audit::sample_size::among;
use recount::random::{Chance, Random, Streams};
use recount::scenario::ScenarioFile;
use recount::simulation::{MOST_TRIALS, SimulationOptions, simulate};

/// Turns of which the fastest counts.
const TURNS: usize = 5;

fn scenario(cards: u64, lead: f64, faults: bool, audit: &str) -> ScenarioFile {
    let lead = (cards as f64 * lead / 2.0) as u64;
    let light = if faults { cards / 1_000 } else { 0 };
    let half = (cards - light) / 2;
    let marks = format!("marks = [{{ contest = \"mayor\", ballots = {light}, votes = [\"Ben\"], light = 10 }}]");
    let text = format!(
        "# What does a trial cost?\n\
         title = \"Trials\"\nlesson = \"Ratios.\"\nseed = \"engines\"\n\
         rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 1000 }}\n\n\
         [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n\n\
         [[paper]]\nprecinct = \"All\"\nballots = {}\nvotes.mayor = {{ Ada = {}, Ben = {} }}\n{}\n\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{}]\n\n\
         [audit]\n{}full_count_at = 1.0\nmethods = [\"polling\"]\n{}{audit}\n",
        2 * half + light,
        half + lead,
        half - lead + light,
        if faults { marks.as_str() } else { "" },
        if faults { "{ kind = \"misread\", rate = 0.0001 }" } else { "" },
        if audit.contains("care") { "" } else { "care = \"exact\"\n" },
        if audit.contains("most_rounds") { "" } else { "card_by_card = true\n" },
    );
    ScenarioFile::read("engines", text).expect("a scenario")
}

/// Seconds of a trial, and the mean number of cards. The number of trials is the one that takes a tenth of a second and
/// twice the time of the setup.
fn trial(file: &ScenarioFile, method: &str, engine: &str) -> (f64, f64) {
    let run = |trials: u64| {
        let methods = vec![method.to_owned()];
        let ask =
            SimulationOptions { trials, methods, engine: Some(engine.to_owned()), ..SimulationOptions::default() };
        let start = Instant::now();
        let simulated = simulate(file, &ask, &|_| {}).expect("trials");
        (start.elapsed().as_secs_f64(), simulated.rows[0].cards.mean)
    };
    // What is made once for all trials is taken off.
    let once = least((0..3).map(|_| run(1).0));
    let mut trials = 256;
    loop {
        let (all, cards) = run(trials);
        if all - once > 0.1_f64.max(2.0 * once) || 4 * trials > MOST_TRIALS {
            return ((all - once).max(0.0) / trials as f64, cards);
        }
        trials *= 4;
    }
}

/// ALPHA with truncated shrinkage as one loop: a product, an urn of three counts, nothing else.
fn running_product(cards: u64, lead: f64, random: &mut Random) -> u64 {
    let ahead = (cards as f64 * lead / 2.0) as u64;
    let mut left = [cards / 2 + ahead, cards / 2 - ahead];
    let n = (left[0] + left[1]) as f64;
    let eta = 0.5 + lead / 2.0;
    let (c, mut product, mut sum) = ((eta - 0.5) / 2.0, 1.0_f64, 0.0);
    let mut draws = 0;
    while product < 20.0 && draws < 2 * (cards / 2) {
        let lot = u64::from(random.below((left[0] + left[1]) as u32));
        let mine = lot < left[0];
        left[usize::from(!mine)] -= 1;
        let weight = 100.0 + draws as f64;
        let mean = (n / 2.0 - sum) / (n - draws as f64);
        if mean <= 0.0 || mean >= 1.0 {
            break;
        }
        let above = c / weight.sqrt();
        let guess = ((100.0 * eta + sum) / weight).max(mean + above).min(1.0 - above);
        let x = f64::from(u8::from(mine));
        product *= (x * guess / mean) + (1.0 - x) * (1.0 - guess) / (1.0 - mean);
        sum += x;
        draws += 1;
    }
    draws
}

fn least(turns: impl Iterator<Item = f64>) -> f64 {
    turns.fold(f64::INFINITY, f64::min)
}

fn comparisons(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "100,000 cards, 1 in 1,000 overstated by one vote, 1 in 10,000 misread, risk limit 5 %")?;
    writeln!(out, "{:44} {:>6} {:>10} {:>10} {:>8}", "comparison", "cards", "jumps, µs", "cells, µs", "ratio")?;
    let bets = [
        ("ballot_comparison", "fixed λ = 1.2", "bets.ballot_comparison = { name = \"fixed\", lambda = 1.2 }"),
        ("ballot_comparison", "default bet", ""),
        ("ballot_comparison", "COBRA", "bets.ballot_comparison = { name = \"cobra\", p1 = 0.001, p2 = 0.0001 }"),
        ("super_simple", "", ""),
        ("ballot_comparison", "careful boards", "care = \"careful\""),
    ];
    for lead in [0.02, 0.005] {
        for (method, name, bet) in bets {
            let file = scenario(100_000, lead, true, bet);
            let turns: Vec<_> =
                (0..TURNS).map(|_| (trial(&file, method, "jumps"), trial(&file, method, "cells"))).collect();
            let jumps = 1e6 * least(turns.iter().map(|(jumps, _)| jumps.0));
            let cells = 1e6 * least(turns.iter().map(|(_, cells)| cells.0));
            let what = format!("{} %, {method} {name}", 100.0 * lead);
            let (cards, ratio) = (turns[0].0.1, cells / jumps);
            writeln!(out, "{what:44} {cards:6.0} {jumps:10.2} {cells:10.1} {ratio:8.0}")?;
        }
    }
    Ok(())
}

fn polls(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{:38} {:>6} {:>12} {:>10} {:>10} {:>13} {:>13}",
        "polling (ALPHA), a draw", "cards", "strides, ns", "cells, ns", "loop, ns", "strides/loop", "strides, adds"
    )?;
    for (cards, lead) in [(100_000, 0.1), (100_000, 0.05), (100_000, 0.02), (10_000_000, 0.02)] {
        let file = scenario(cards, lead, false, "");
        let purpose = Streams::new("engines", 0).purpose("loop");
        let mut turns = Vec::new();
        for _ in 0..TURNS {
            let add = dependent_add();
            let (fast, mean) = trial(&file, "polling", "strides");
            let add = add.min(dependent_add());
            let (seconds, _) = trial(&file, "polling", "cells");
            let start = Instant::now();
            let draws: u64 = (0..2_000).map(|index| running_product(cards, lead, &mut purpose.stream(index))).sum();
            let plain = start.elapsed().as_secs_f64() / draws as f64;
            turns.push([1e9 * fast / mean, 1e9 * seconds / mean, 1e9 * plain, add, mean]);
        }
        let of = |which: usize| least(turns.iter().map(|turn| turn[which]));
        let [fast, cells, plain, adds] = [of(0), of(1), of(2), of(0) / of(3)];
        let what = format!("{cards} cards, {} %", 100.0 * lead);
        let (mean, ratio) = (turns[0][4], fast / plain);
        writeln!(out, "{what:38} {mean:6.0} {fast:12.2} {cells:10.1} {plain:10.1} {ratio:13.2} {adds:13.1}")?;
    }
    Ok(())
}

/// Nanoseconds of an addition that waits for the one before it: a cycle of the machine, as fast as it is just now.
fn dependent_add() -> f64 {
    let (start, mut sum) = (Instant::now(), 1_u64);
    for at in 0..2_000_000_u64 {
        // Turned in between, or a compiler would know the sum.
        sum = sum.rotate_left(1).wrapping_add(at);
    }
    std::hint::black_box(sum);
    1e9 * start.elapsed().as_secs_f64() / 4_000_000.0
}

/// BRAVO as one loop: words of coins that cost next to nothing, counted, and opened where they could end the audit.
fn counted_words(lead: f64, coins: &[u64], at: &mut usize) -> u64 {
    let (winner, loser) = (libm::log(1.0 + lead), libm::log(1.0 - lead));
    let (goal, mut draws, mut sum) = (libm::log(20.0), 0, 0.0);
    loop {
        let word = coins[*at % coins.len()];
        *at += 1;
        let winners = f64::from(word.count_ones());
        if sum + winners * winner < goal {
            sum += winners * winner + (64.0 - winners) * loser;
            draws += 64;
            continue;
        }
        for bit in 0..64 {
            draws += 1;
            sum += if word >> bit & 1 == 1 { winner } else { loser };
            if sum >= goal {
                return draws;
            }
        }
    }
}

fn words(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{:38} {:>6} {:>12} {:>10} {:>10} {:>13} {:>13}",
        "polling (BRAVO), a draw", "draws", "words, ns", "cells, ns", "loop, ns", "words/loop", "words, adds"
    )?;
    for (cards, lead) in [(10_000_000_u32, 0.1), (10_000_000, 0.02), (10_000_000, 0.01)] {
        let file = scenario(u64::from(cards), lead, false, "");
        let chance = Chance::new((f64::from(cards) * (0.5 + lead / 2.0)) as u32, cards);
        let mut random = Streams::new("engines", 0).purpose("coins").stream(0);
        let coins: Vec<u64> = (0..1 << 14).flat_map(|_| random.coins(&chance)).collect();
        let mut turns = Vec::new();
        for _ in 0..TURNS {
            let add = dependent_add();
            let (fast, mean) = trial(&file, "bravo", "words");
            let add = add.min(dependent_add());
            let (seconds, _) = trial(&file, "bravo", "cells");
            // Distinct cards are counted; among these draws hardly one card comes twice.
            let (start, mut at) = (Instant::now(), 0);
            let draws: u64 = (0..1_000).map(|_| counted_words(lead, &coins, &mut at)).sum();
            let plain = start.elapsed().as_secs_f64() / draws as f64;
            turns.push([1e9 * fast / mean, 1e9 * seconds / mean, 1e9 * plain, add, mean]);
        }
        let of = |which: usize| least(turns.iter().map(|turn| turn[which]));
        let [fast, cells, plain, adds] = [of(0), of(1), of(2), of(0) / of(3)];
        let what = format!("{cards} cards, {} %", 100.0 * lead);
        let (mean, ratio) = (turns[0][4], fast / plain);
        writeln!(out, "{what:38} {mean:6.0} {fast:12.3} {cells:10.1} {plain:10.3} {ratio:13.2} {adds:13.2}")?;
    }
    Ok(())
}

/// A round's counts as two binomial distributions, summed and looked up by halves: nothing but the draw and a threshold.
fn two_counts(rounds: &[(u64, u64)], sums: &[Vec<f64>], random: &mut Random) -> u64 {
    let mut votes = 0;
    for (at, &(ballots, kmin)) in rounds.iter().enumerate() {
        let lot = random.unit();
        votes += sums[at].partition_point(|sum| *sum <= lot) as u64;
        if votes >= kmin {
            return ballots;
        }
    }
    0
}

fn rounds(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{:44} {:>10} {:>10} {:>10} {:>8}",
        "polls by rounds", "rounds, µs", "cells, µs", "loop, µs", "ratio"
    )?;
    let audit = "first_round = 4000\nmost_rounds = 3\ngrowth = 2.0";
    let purpose = Streams::new("engines", 0).purpose("counts");
    for cards in [1_000_000, 10_000_000, 100_000_000] {
        let file = scenario(cards, 0.02, false, audit);
        let ends = [(4_000, 2_064), (8_000, 4_078), (16_000, 8_112)];
        let sums: Vec<Vec<f64>> = [4_000, 4_000, 8_000_u64].map(|draws| summed(draws, 0.51)).to_vec();
        for method in ["minerva", "providence"] {
            let mut turns = Vec::new();
            for _ in 0..TURNS {
                let start = Instant::now();
                let ended: u64 = (0..20_000).map(|at| two_counts(&ends, &sums, &mut purpose.stream(at))).sum();
                assert!(ended > 0);
                let plain = start.elapsed().as_secs_f64() / 20_000.0;
                turns.push((trial(&file, method, "rounds").0, plain));
            }
            let fast = 1e6 * least(turns.iter().map(|turn| turn.0));
            let plain = 1e6 * least(turns.iter().map(|turn| turn.1));
            let cells = if cards > 1_000_000 { f64::NAN } else { 1e6 * trial(&file, method, "cells").0 };
            let what = format!("{cards} cards, 2 %, three rounds by {method}");
            writeln!(out, "{what:44} {fast:10.2} {cells:10.1} {plain:10.2} {:8.1}", fast / plain)?;
        }
    }
    Ok(())
}

/// Sums of the chances of at most a number of votes among `draws` draws.
fn summed(draws: u64, share: f64) -> Vec<f64> {
    let (low, chances) = among(1_000_000, (1e6 * share) as u64, true, draws);
    let mut sum = 0.0;
    let mut sums = vec![0.0; low as usize];
    sums.extend(chances.iter().map(|chance| {
        sum += chance;
        sum
    }));
    sums
}

fn main() -> std::io::Result<()> {
    let most = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10_000_000);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        let mut out = std::io::stdout();
        if std::env::args().any(|word| word == "growth") {
            return growth::measure(&mut out, most);
        }
        comparisons(&mut out)?;
        polls(&mut out)?;
        words(&mut out)?;
        rounds(&mut out)?;
        growth::measure(&mut out, most)
    })
}
