//! How near to the log-optimal limit each stake comes, cell by cell: a table, and a picture of it.
//!
//! `cargo bench --bench efficiency -- rlauxe` prints every table of sizes that rlauxe published beside ours, in two minutes.
//! `cargo bench --bench efficiency -- 2000` audits every population 2,000 times (400 without a number), every rule on the
//! same orders of cards, prints the table and writes `target/efficiency-1.svg` to `-3.svg`, a picture of each grid.

mod grids;
mod limit;
mod picture;
mod rlauxe;

use grids::{Cell, Kind};
use recount::random::{Random, Streams};
use recount::risk::bet::{Adaptive, Cobra, KaplanWald};
use recount::risk::{Bet, Betting, Discrepancies, GAMMA, Null, Past, RiskFunction, SuperSimple};

/// The rules, in the order of the table.
pub(crate) const RULES: [&str; 4] = ["adaptive", "Kaplan-Markov", "COBRA adaptive", "stake 0.9"];

/// COBRA's stake set against the mean that the null leaves, which is its own where cards are put back, and less where
/// they are not.
struct AgainstWhatIsLeft(Cobra);

impl Bet for AgainstWhatIsLeft {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        const PARTS: u64 = 1 << 40;
        let here = Null::of(PARTS, (mean * PARTS as f64) as i64, null.upper, true);
        self.0.stake(&here, past, mean)
    }

    fn kind(&self, value: u64) -> usize {
        self.0.kind(value)
    }
}

/// What was measured in one cell.
pub(crate) struct Measured {
    pub(crate) grid: u8,
    pub(crate) name: String,
    /// The yardstick, without replacement.
    pub(crate) limit: f64,
    pub(crate) scored: bool,
    /// Mean cards by rule, and the standard error of that mean.
    pub(crate) means: [(f64, f64); RULES.len()],
    /// The mean that rlauxe published for such a cell.
    pub(crate) published: Option<u32>,
}

/// Where the cards that differ lie in one order of all cards, and their values in units, in rising order.
fn order(cell: &Cell, kinds: &[Kind], random: &mut Random, taken: &mut [u64]) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    for &(value, rate) in kinds {
        let many = (rate * cell.cards as f64).round() as usize;
        let units = (value * cell.agrees as f64).round() as u64;
        for _ in 0..many {
            let place = loop {
                let place = u64::from(random.below(cell.cards as u32));
                let (word, bit) = ((place / 64) as usize, 1 << (place % 64));
                if taken[word] & bit == 0 {
                    taken[word] |= bit;
                    break place;
                }
            };
            found.push((place, units));
        }
    }
    for &(place, _) in &found {
        taken[(place / 64) as usize] = 0;
    }
    found.sort_unstable();
    found
}

/// Cards until a martingale confirms; all of them if never.
fn by_martingale(cell: &Cell, null: Null, bet: impl Bet, found: &[(u64, u64)]) -> u64 {
    let mut risk = Betting::new(null, bet);
    let mut next = found.iter().copied().peekable();
    for place in 0..cell.cards {
        let value = next.next_if(|&(at, _)| at == place).map_or(cell.agrees, |(_, units)| units);
        risk.observe(value);
        if risk.p_value() <= cell.limit {
            return place + 1;
        }
    }
    cell.cards
}

/// The same by Kaplan and Markov's bound, which depends on counts alone.
fn by_counts(cell: &Cell, found: &[(u64, u64)]) -> u64 {
    let bound = SuperSimple { gamma: GAMMA, margin: cell.margin / cell.upper };
    let mut seen = Discrepancies::default();
    for at in 0..=found.len() {
        let until = found.get(at).map_or(cell.cards, |(place, _)| *place);
        let least = bound.least(cell.limit, &seen).max(if at == 0 { 1 } else { found[at - 1].0 + 1 });
        if least <= until {
            return least;
        }
        if let Some((_, units)) = found.get(at) {
            // Sizes between one and two votes count as the worse of the two.
            let over = 1.0 - *units as f64 / cell.agrees as f64;
            seen.add(if over > 0.0 { (2.0 * over).ceil() as i32 } else { (2.0 * over).trunc() as i32 });
        }
    }
    cell.cards
}

fn measure(cell: &Cell, audits: u64, seed: &str) -> Measured {
    // Half the margin in units is a whole number of votes.
    let half = (cell.cards as f64 * cell.agrees as f64 * cell.margin / (2.0 * cell.upper)).round() as i64;
    let null = Null::of(cell.cards, (cell.cards * cell.agrees) as i64 - half, 2 * cell.agrees, false);
    let adaptive = Adaptive::new(cell.margin, cell.agrees as f64).with_upper(cell.upper);
    let adaptive = adaptive.with_phantoms(cell.phantoms).with_risk_limit(&null, cell.limit);
    let cobra = Cobra::learning(cell.agrees as f64, [0.001, 0.0001], [100.0, 1_000.0]);
    let mut taken = vec![0_u64; cell.cards.div_ceil(64) as usize];
    let (mut limit, mut with) = (0.0, 0.0_f64);
    let (mut sums, mut squares) = ([0.0; RULES.len()], [0.0; RULES.len()]);
    for kinds in &cell.populations {
        let (replaced, plain) = limit::cards(cell, kinds);
        limit += plain / cell.populations.len() as f64;
        with = with.max(replaced);
    }
    let scored = with <= 0.05 * cell.cards as f64;
    // Cells that no figure counts take the longest and need the least precision.
    let audits = if scored { audits } else { audits.div_ceil(10) };
    for (which, kinds) in cell.populations.iter().enumerate() {
        // Without discrepancies every order is the same.
        let audits = if kinds.iter().all(|(_, rate)| *rate <= 0.0) { 1 } else { audits };
        let share = 1.0 / (audits as f64 * cell.populations.len() as f64);
        for audit in 0..audits {
            let mut random = Streams::new(seed, audit).purpose(&format!("{} {which}", cell.name)).stream(0);
            let found = order(cell, kinds, &mut random, &mut taken);
            let cards = [
                by_martingale(cell, null, adaptive, &found),
                by_counts(cell, &found),
                by_martingale(cell, null, AgainstWhatIsLeft(cobra), &found),
                by_martingale(cell, null, KaplanWald { g: 0.1 }, &found),
            ];
            for (rule, cards) in cards.into_iter().enumerate() {
                sums[rule] += cards as f64 * share;
                squares[rule] += (cards as f64).powi(2) * share;
            }
        }
    }
    let count = audits as f64 * cell.populations.len() as f64;
    let means = std::array::from_fn(|rule| {
        let variance = (squares[rule] - sums[rule] * sums[rule]).max(0.0);
        (sums[rule], (variance / count).sqrt())
    });
    Measured { grid: cell.grid, name: cell.name.clone(), limit, scored, means, published: None }
}

/// Geometric mean of the ratios to the limit, its standard error, and the worst ratio, over the scored cells.
fn summary<'m>(cells: impl Iterator<Item = &'m Measured>, rule: usize) -> (f64, f64, f64) {
    let (mut ln, mut variance, mut worst, mut many) = (0.0, 0.0, 0.0_f64, 0.0);
    for cell in cells.filter(|cell| cell.scored) {
        let (mean, error) = cell.means[rule];
        ln += (mean / cell.limit).ln();
        variance += (error / mean).powi(2);
        worst = worst.max(mean / cell.limit);
        many += 1.0;
    }
    ((ln / many).exp(), variance.sqrt() / many, worst)
}

#[expect(clippy::print_stdout, reason = "a report for people")]
fn main() {
    if std::env::args().any(|word| word == "rlauxe") {
        rlauxe::page(rlauxe::PAGE, &mut std::io::stdout().lock()).expect("a page");
        return;
    }
    let audits = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(400_u64);
    let cells = grids::all();
    let (first, second): (Vec<_>, Vec<_>) = cells.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let work = |part: &[(usize, &Cell)]| {
        part.iter().map(|(at, cell)| (*at, measure(cell, audits, "efficiency"))).collect::<Vec<_>>()
    };
    let mut measured = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(&second));
        let mut all = work(&first);
        all.extend(other.join().expect("no panic"));
        all
    });
    measured.sort_by_key(|(at, _)| *at);
    let published = rlauxe::published::grid();
    let mean = |cell: &Cell| {
        let there = published.iter().find(|there| cell.name == format!("v {} fuzz {}", there.margin, there.fuzz));
        there.map(|there| there.theirs as u32)
    };
    let cell = |(at, cell): (usize, Measured)| Measured { published: mean(&cells[at]), ..cell };
    let measured: Vec<Measured> = measured.into_iter().map(cell).collect();
    println!("Mean cards until confirmed, and the ratio to the log-optimal limit; {audits} audits of each population");
    println!("(* cells that no figure counts: the limit is more than 5 % of the cards)\n");
    println!("{:58} {:>8}  {}", "cell", "limit", RULES.map(|rule| format!("{rule:>16}")).join(""));
    for cell in &measured {
        let columns: Vec<String> =
            cell.means.iter().map(|(mean, _)| format!("{mean:9.0} {:6.3}", mean / cell.limit)).collect();
        let star = if cell.scored { ' ' } else { '*' };
        let rlauxe = cell
            .published
            .map_or(String::new(), |mean| format!("   rlauxe published {mean:6} {:6.3}", f64::from(mean) / cell.limit));
        println!("{} {:55}{star} {:8.0}  {}{rlauxe}", cell.grid, cell.name, cell.limit, columns.join(""));
    }
    println!("\ngeometric mean ± standard error | worst cell, over the cells that count");
    for (rule, name) in RULES.iter().enumerate() {
        let of = |grids: &[u8]| {
            let (mean, error, worst) = summary(measured.iter().filter(|cell| grids.contains(&cell.grid)), rule);
            format!("{mean:7.4} ± {error:.4} | {worst:6.3}")
        };
        let clean = measured.iter().filter(|cell| cell.grid == 1 && cell.name.ends_with("fuzz 0"));
        let clean = summary(clean, rule).0;
        println!("{name:15} grids 1 and 2 {}   third {}   without errors {clean:.4}", of(&[1, 2]), of(&[3]));
    }
    for grid in 1..=3 {
        let file = format!("target/efficiency-{grid}.svg");
        picture::write(grid, &measured, &file).expect("the picture can be written");
        println!("the picture of grid {grid}: {file}");
    }
}
