//! A poll whose rounds are judged by the votes of the pair alone, whatever came before: exact probabilities, card by
//! card.
//!
//! Cards for neither of the pair are drawn too, so the number of ballots of the pair in a round is random. The
//! probabilities of all pairs of counts are followed from card to card. At the end of a round, the pairs that stop are
//! removed.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapters 35 and 39 (the distributions of
//! counts); the recursion is ours.

/// A pair of counts with a smaller probability is left out, and counts as one that does not stop. Within the budget,
/// all that is left out is less than 6e-9.
const LEAST: f64 = 1e-17;

/// Most moves of a pair of counts by one card: about a second.
const BUDGET: u64 = 300_000_000;

/// Numbers of cards by their vote in a pair of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairVotes {
    /// For the winner.
    pub winner: u64,
    /// For the loser.
    pub loser: u64,
    /// For neither or both.
    pub neither: u64,
}

/// The probabilities of the loser's counts beside one count of the winner.
#[derive(Clone, Debug, Default)]
struct LoserChances {
    low: usize,
    chances: Vec<f64>,
}

impl LoserChances {
    /// Removes entries at both ends with negligible probability.
    fn trim(&mut self) {
        while self.chances.last().is_some_and(|chance| *chance < LEAST) {
            self.chances.pop();
        }
        let first = self.chances.iter().position(|chance| *chance >= LEAST).unwrap_or(0);
        self.chances.drain(..first);
        self.low += first;
    }
}

/// The probability of having stopped by the end of each round, if the paper holds these votes; `ends` are cumulative
/// draws in rising order. `stops` is called with draws, votes of the winner and of the loser; it must be increasing in
/// votes for the winner and decreasing in votes for the loser. Returns as many rounds as the bounded work allows.
pub fn by_votes(
    paper: PairVotes,
    replacement: bool,
    ends: &[u64],
    mut stops: impl FnMut(u64, u64, u64) -> bool,
) -> Vec<f64> {
    let all = paper.winner + paper.loser + paper.neither;
    // Pairs above LEAST fill an ellipse of 8.3 standard deviations: 216 is π times the square of that. If the first
    // round alone would cost too much, nothing is computed.
    let share = |cards: u64| cards as f64 / all.max(1) as f64;
    let area = 216.0 * libm::sqrt(share(paper.winner) * share(paper.loser) * share(paper.neither));
    let first_end = ends.first().map_or(0.0, |&end| end as f64);
    if 0.5 * area * first_end * first_end > BUDGET as f64 {
        return Vec::new();
    }
    // Rows by the winner's count, from `first` on.
    let mut rows = vec![LoserChances { low: 0, chances: vec![1.0] }];
    let mut first = 0;
    let (mut draws, mut sum, mut spent) = (0, 0.0, 0);
    let mut by = Vec::with_capacity(ends.len());
    for &end in ends {
        while draws < end {
            spent += rows.iter().map(|row| row.chances.len() as u64 + 1).sum::<u64>();
            if spent > BUDGET {
                return by;
            }
            one_card(&mut rows, first, draws, (paper, all, replacement));
            draws += 1;
            let empty = rows.iter().take_while(|row| row.chances.is_empty()).count();
            rows.drain(..empty);
            first += empty;
            while rows.last().is_some_and(|row| row.chances.is_empty()) {
                rows.pop();
            }
            if rows.is_empty() {
                break;
            }
        }
        sum += taken_out(&mut rows, first, |winner, loser| stops(end, winner, loser));
        by.push(f64::min(sum, 1.0));
        draws = end;
    }
    by
}

/// Moves all probabilities by one card.
fn one_card(rows: &mut Vec<LoserChances>, first: usize, draws: u64, (paper, all, replacement): (PairVotes, u64, bool)) {
    let left = if replacement { all } else { all.saturating_sub(draws) };
    if left == 0 {
        return;
    }
    let (each, gone) = (1.0 / left as f64, if replacement { 0.0 } else { 1.0 });
    let share = |cards: u64, seen: f64| (cards as f64 - gone * seen).max(0.0) * each;
    rows.push(LoserChances::default());
    for at in (0..rows.len()).rev() {
        let winner = (first + at) as f64;
        let (lower, upper) = rows.split_at_mut(at);
        let (below, here) = (lower.last(), &mut upper[0]);
        let below = below.filter(|row| !row.chances.is_empty());
        if here.chances.is_empty() && below.is_none() {
            continue;
        }
        let ends = |row: &LoserChances, more: usize| (row.low, row.low + row.chances.len() + more);
        // One more vote for the loser extends the row by one.
        let mine = (!here.chances.is_empty()).then(|| ends(here, 1));
        let theirs = below.map(|row| ends(row, 0));
        let (low, high) =
            [mine, theirs].into_iter().flatten().fold((usize::MAX, 0), |a, b| (a.0.min(b.0), a.1.max(b.1)));
        let mut next = LoserChances { low, chances: vec![0.0; high - low] };
        for (i, chance) in here.chances.iter().enumerate() {
            let loser = (here.low + i) as f64;
            let place = here.low + i - low;
            next.chances[place] += chance * share(paper.neither, draws as f64 - winner - loser);
            next.chances[place + 1] += chance * share(paper.loser, loser);
        }
        if let Some(below) = below {
            let more = share(paper.winner, winner - 1.0);
            for (sum, chance) in next.chances[below.low - low..].iter_mut().zip(&below.chances) {
                *sum += chance * more;
            }
        }
        next.trim();
        *here = next;
    }
}

/// Removes the pairs that stop, and returns their probability.
fn taken_out(rows: &mut [LoserChances], first: usize, mut stops: impl FnMut(u64, u64) -> bool) -> f64 {
    let most = rows.iter().map(|row| row.low + row.chances.len()).max().unwrap_or(0);
    let (mut sum, mut least) = (0.0, 0);
    // With more votes for the loser it takes more for the winner, so the edge of the region only moves up.
    let from = rows.iter().filter(|row| !row.chances.is_empty()).map(|row| row.low).min().unwrap_or(0);
    for loser in from..most {
        while least < rows.len() && !stops((first + least) as u64, loser as u64) {
            least += 1;
        }
        for row in &mut rows[least..] {
            if let Some(chance) = loser.checked_sub(row.low).and_then(|at| row.chances.get_mut(at)) {
                sum += std::mem::take(chance);
            }
        }
    }
    rows.iter_mut().for_each(LoserChances::trim);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_less_than_a_hundred_millionth() {
        for (winner, loser, neither, replacement, end) in [
            (600, 300, 100, true, 400),
            (40_000, 39_000, 1_000, true, 400),
            (10, 5, 100_000, true, 3_000),
            (300, 150, 50, false, 450),
            (300, 150, 50, false, 500),
        ] {
            let paper = PairVotes { winner, loser, neither };
            // At the end of the last round all remaining pairs stop, so what is missing from 1 was left out.
            let by = by_votes(paper, replacement, &[end / 2, end], |draws, _, _| draws == end);
            assert!(by[0] <= 0.0 && (1.0 - by[1]).abs() < 1e-8, "{paper:?} {end}: {by:?}");
        }
    }

    #[test]
    fn every_sequence_of_cards_ends_as_it_should() {
        let paper = PairVotes { winner: 5, loser: 3, neither: 2 };
        let stops = |draws: u64, winner: u64, loser: u64| winner >= loser + 2 + u64::from(draws == 3);
        let ends = [3_u64, 5, 8];
        for replacement in [true, false] {
            let fast = by_votes(paper, replacement, &ends, stops);
            let mut slow = [0.0; 3];
            for sequence in 0..3_usize.pow(8) {
                let (mut left, mut seen, mut chance, mut rest) = ([5.0, 3.0, 2.0_f64], [0_u64; 3], 1.0, sequence);
                for draw in 1..=8 {
                    let kind = rest % 3;
                    rest /= 3;
                    chance *= left[kind].max(0.0) / left.iter().sum::<f64>();
                    seen[kind] += 1;
                    left[kind] -= if replacement { 0.0 } else { 1.0 };
                    if let Some(round) = ends.iter().position(|&end| end == draw)
                        && stops(draw, seen[0], seen[1])
                    {
                        // Sequences that continue alike differ only in later cards, so they are counted once.
                        if rest == 0 {
                            slow[round..].iter_mut().for_each(|by| *by += chance);
                        }
                        break;
                    }
                }
            }
            for (fast, slow) in fast.iter().zip(slow) {
                assert!((fast - slow).abs() < 1e-12, "{replacement}: {fast} {slow}");
            }
        }
    }
}
