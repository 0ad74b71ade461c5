//! Reading errors of boards in audits that skip agreement: the cards that are misread, and what is read of them.
//!
//! Every card that is read is misread with the same probability. So the draws whose card is misread have geometric
//! gaps, independent of the draws whose card differs, and every card that agrees is equally likely to be misread. With
//! replacement, a card that is drawn again must read as before: the number of agreeing cards that would be misread is
//! drawn before the first draw, and these cards are kept apart from the others, like cards that differ.
//!
//! # Derivation
//! `docs/derivations/drawing-discrepancies.md`.
//!
//! # Reference
//! The reading error itself: [`crate::hand_count::Board`]. A binomial distribution from its mode: Johnson, Kemp and
//! Kotz 2005, "Univariate Discrete Distributions", section 3.4.

use std::collections::BTreeMap;

use super::Task;
use super::cell::CardStreams;
use crate::election::Marks;
use crate::hand_count::Board;
use crate::random::{Purpose, Random};

/// The reading errors of all trials of one contest.
pub(super) struct Slips<'b> {
    task: Task<'b>,
    /// Cells whose cards agree and are found, with the number of cards of each.
    agreeing: Vec<(usize, u32)>,
    all: u32,
    /// The probability that a card which is read is misread.
    chance: f64,
    /// With replacement: the smallest kept number of misread cards among those that agree, and cumulative probabilities
    /// from there.
    struck: Option<(u32, Vec<f64>)>,
    purpose: Purpose,
}

/// The reading of one card.
#[derive(Clone)]
pub(super) struct ErrorRead {
    /// The index of its cell.
    pub(super) cell: usize,
    /// The wrong reading, if there is one.
    pub(super) slip: Option<Marks>,
}

/// The reading errors of one trial.
pub(super) struct Slipping<'s, 'b> {
    slips: &'s Slips<'b>,
    board: Board<'b>,
    /// The next draw, from 0, whose card is misread; none with replacement.
    pub(super) next: u64,
    /// Cards that agree and would be misread, with replacement.
    pub(super) struck: u32,
    /// Cards of each cell that agree and were not misread yet.
    left: Vec<u32>,
    all_left: u32,
    /// The readings of cards that may come again, by number.
    known: BTreeMap<u32, ErrorRead>,
    /// All readings with errors.
    pub(super) read: Vec<ErrorRead>,
}

impl<'b> Slips<'b> {
    /// For boards with reading errors; `agreeing` are cells whose cards agree, with their numbers of cards.
    pub(super) fn of(task: Task<'b>, agreeing: Vec<(usize, u32)>, replacement: bool) -> Self {
        let chance = task.place.reader.struck(&task.setup.tables);
        let all = agreeing.iter().map(|(_, cards)| cards).sum();
        let struck = replacement.then(|| binomial(all, chance));
        Self { task, agreeing, all, chance, struck, purpose: Self::streams(&task).slips }
    }

    /// Streams of their own: audits without reading errors use others.
    pub(super) fn streams(task: &Task<'_>) -> CardStreams {
        CardStreams::within(task, "jumps")
    }

    /// The state before the first draw.
    pub(super) fn begin<'s>(&'s self, trial: u64, random: &mut Random) -> Slipping<'s, 'b> {
        let board = self.task.place.reader.board(&self.task.setup.tables, self.purpose.stream(trial));
        let (next, struck) = match &self.struck {
            None => (random.gap(self.chance), 0),
            Some((low, sums)) => {
                let lot = random.unit();
                (u64::MAX, low + sums.partition_point(|sum| *sum <= lot).min(sums.len() - 1) as u32)
            }
        };
        let left = self.agreeing.iter().map(|(_, cards)| *cards).collect();
        let (known, read) = (BTreeMap::new(), Vec::new());
        Slipping { slips: self, board, next, struck, left, all_left: self.all, known, read }
    }
}

impl Slipping<'_, '_> {
    /// Reads the card of that draw, which differs and is of that cell, or agrees and is misread.
    pub(super) fn read(&mut self, draw: u64, differs: Option<usize>, random: &mut Random) -> ErrorRead {
        let struck = draw == self.next;
        if struck {
            self.next = (draw + 1).saturating_add(random.gap(self.slips.chance));
        }
        let cell = differs.unwrap_or_else(|| self.agreeing(random));
        self.look(cell, struck)
    }

    /// Reads the card of that number, which differs and is of that cell, or agrees and is misread; it may come again.
    pub(super) fn read_again(&mut self, card: u32, differs: Option<usize>, random: &mut Random) -> ErrorRead {
        if let Some(known) = self.known.get(&card) {
            return known.clone();
        }
        let cell = differs.unwrap_or_else(|| self.agreeing(random));
        let struck = differs.is_none() || random.chance(self.slips.chance);
        let read = self.look(cell, struck);
        self.known.insert(card, read.clone());
        read
    }

    /// The board's reading of a card of that cell.
    fn look(&mut self, cell: usize, struck: bool) -> ErrorRead {
        let reading = self.slips.task.cells()[cell].reading.filter(|_| struck);
        let slip = reading.and_then(|code| self.board.read_struck(code).err());
        let read = ErrorRead { cell, slip };
        if read.slip.is_some() {
            self.read.push(read.clone());
        }
        read
    }

    /// The cell of a card that agrees; all cards that were not misread yet are equally likely.
    fn agreeing(&mut self, random: &mut Random) -> usize {
        let (mut lot, mut at) = (random.below(self.all_left.max(1)), 0);
        while at + 1 < self.left.len() && lot >= self.left[at] {
            lot -= self.left[at];
            at += 1;
        }
        self.left[at] -= 1;
        self.all_left -= 1;
        self.slips.agreeing[at].0
    }
}

/// Probabilities below this share of the largest are left out.
const OF_NOTE: f64 = 1e-22;

/// A binomial distribution: the smallest count that is kept, and cumulative probabilities from there.
fn binomial(n: u32, p: f64) -> (u32, Vec<f64>) {
    if p >= 1.0 {
        return (n, vec![1.0]);
    }
    let mode = ((f64::from(n) + 1.0) * p) as u32;
    let odds = p / (1.0 - p);
    // Probabilities as multiples of the mode's.
    let up = |&(k, chance): &(u32, f64)| (k < n).then(|| (k + 1, chance * f64::from(n - k) / f64::from(k + 1) * odds));
    let down =
        |&(k, chance): &(u32, f64)| (k > 0).then(|| (k - 1, chance * f64::from(k) / f64::from(n - k + 1) / odds));
    let is_of_note = |&(_, chance): &(u32, f64)| chance > OF_NOTE;
    let below: Vec<f64> = std::iter::successors(Some((mode, 1.0)), down)
        .skip(1)
        .take_while(is_of_note)
        .map(|(_, chance)| chance)
        .collect();
    let above = std::iter::successors(Some((mode, 1.0)), up).take_while(is_of_note).map(|(_, chance)| chance);
    let low = mode - below.len() as u32;
    let mut sum = 0.0;
    let mut sums: Vec<f64> = Vec::new();
    for chance in below.into_iter().rev().chain(above) {
        sum += chance;
        sums.push(sum);
    }
    for up_to in &mut sums {
        *up_to /= sum;
    }
    (low, sums)
}

#[cfg(test)]
mod tests {
    use super::super::{serve, with_task};
    use super::*;
    use crate::audit::Decision;
    use crate::simulation::trial_counts::Trial;

    const PAPER: &str = r#"# Do leaps over slips follow the distribution of cards that are read one by one?
title = "Slips"
lesson = "The same law."
seed = "slips"
rates = { undervote = 0.01, overvote = 0.002, light_marks = 0.0, batch_size = 20 }

[[contest]]
id = "council"
rule = "plurality"
seats = 2
votes_allowed = 2
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "All"
ballots = 3000
votes.council = { Ada = 1900, Ben = 1700, Cem = 1250 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "misread", rate = 0.003 }]

[audit]
care = "CARE"
methods = ["ballot_comparison"]
bets.ballot_comparison = { name = "fixed", lambda = 0.8 }
mishaps = [{ kind = "batch_lost", where = { batches = ["All/2"] } }]
TERMS
"#;

    /// What a number of trials of an engine come to.
    fn trials(text: &str, method: &str, engine: &str, many: u64) -> Vec<Trial> {
        with_task(text.to_owned(), method, |task| {
            let (_, serving) = serve(engine, task).expect("it serves");
            let mut trials = Vec::new();
            serving.expect("no whole cards").run(0..many, &mut |trial| trials.push(trial));
            trials
        })
    }

    #[test]
    fn leaps_over_slips_follow_the_law_of_cells() {
        let terms = [
            ("untrained", "card_by_card = true\nfull_count_at = 1.0"),
            ("ad_hoc", "card_by_card = true\nfull_count_at = 1.0"),
            ("untrained", "first_round = 40\ngrowth = 1.3\nmost_rounds = 7\nfull_count_at = 1.0"),
        ];
        let of = |(care, terms): (&str, &str)| PAPER.replace("CARE", care).replace("TERMS", terms);
        // No card differs except by misreading.
        let misread = "{ kind = \"misread\", rate = 0.003 }";
        let alike = of(terms[2]).replace(misread, "").replace("mishaps", "# mishaps");
        for (care, text) in terms.map(|it| (it.0, of(it))).into_iter().chain([("untrained, alike", alike)]) {
            for method in ["ballot_comparison", "super_simple"] {
                let (leapt, stepped) = (trials(&text, method, "jumps", 12_000), trials(&text, method, "cells", 6_000));
                // Twenty groups of sample sizes, equally frequent in both together.
                let mut sizes: Vec<u64> = leapt.iter().chain(&stepped).map(|trial| trial.looked_up).collect();
                sizes.sort_unstable();
                let ends: Vec<u64> = (1..20).map(|part| sizes[sizes.len() * part / 20]).collect();
                let mut counts: BTreeMap<(usize, bool, bool, bool), [f64; 2]> = BTreeMap::new();
                for (of, trials) in [&leapt, &stepped].into_iter().enumerate() {
                    for trial in trials {
                        let size = ends.partition_point(|&end| end <= trial.looked_up);
                        let confirmed = trial.decision == Decision::Confirmed;
                        let what = (size, confirmed, trial.noticed, trial.right_in_the_end);
                        counts.entry(what).or_default()[of] += 1.0;
                    }
                }
                let (rare, mut all): (Vec<[f64; 2]>, Vec<[f64; 2]>) =
                    counts.values().copied().partition(|[a, b]| a + b < 40.0);
                all.push(rare.iter().fold([0.0, 0.0], |sum, of| [sum[0] + of[0], sum[1] + of[1]]));
                let half = 0.5_f64.sqrt();
                let square = |[a, b]: &[f64; 2]| (half * a - b / half).powi(2) / (a + b).max(1.0);
                let (sum, degrees) = (all.iter().map(square).sum::<f64>(), all.len() as f64);
                assert!(all.len() > if text.contains(misread) { 5 } else { 3 }, "{method}: {all:?}");
                // Five standard deviations of the sum of this number of squares.
                assert!(
                    sum < degrees + 5.0 * (2.0 * degrees).sqrt() + 8.0,
                    "{care} {method}: {sum} in {degrees} {all:?}"
                );
            }
        }
    }

    #[test]
    fn a_binomial_law_is_that_of_coins() {
        for (n, p) in [(0_u32, 0.3), (1, 0.3), (9, 0.5), (40, 0.02), (40, 0.97), (300, 0.1), (5, 0.0), (5, 1.0)] {
            // Coin by coin.
            let mut chances = vec![0.0_f64; n as usize + 1];
            chances[0] = 1.0;
            for _ in 0..n {
                for k in (0..chances.len()).rev() {
                    let head = if k > 0 { chances[k - 1] * p } else { 0.0 };
                    chances[k] = chances[k] * (1.0 - p) + head;
                }
            }
            let (low, sums) = binomial(n, p);
            let (mut sum, mut ours) = (0.0, 0.0);
            for (k, chance) in (0..).zip(&chances) {
                sum += chance;
                if k >= low {
                    ours = sums[((k - low) as usize).min(sums.len() - 1)];
                }
                assert!((ours - sum).abs() < 1e-13, "{k} of {n} at {p}: {ours} {sum}");
            }
        }
        let (low, sums) = binomial(100_000_000, 1.0 / 4_800.0);
        assert!(low > 19_000 && sums.len() < 4_000 && sums.last().is_some_and(|all| (all - 1.0).abs() < 1e-15));
    }
}
