//! A smallest hitting set: numbers of which at least one is in every demand.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

/// Demands, each a list of numbers of which one must be chosen.
#[derive(Default)]
pub(super) struct HittingSet {
    demands: Vec<Vec<usize>>,
    numbers: usize,
}

/// The decision about a number during the search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Open,
    In,
    Out,
}

impl HittingSet {
    /// Adds a demand.
    pub(super) fn demand(&mut self, mut one_of: Vec<usize>) {
        one_of.sort_unstable();
        self.numbers = self.numbers.max(one_of.last().map_or(0, |&last| last + 1));
        self.demands.push(one_of);
    }

    /// A smallest set that meets every demand; `None` if the steps do not suffice to prove one.
    pub(super) fn smallest(&mut self, steps: &mut u64) -> Option<Vec<usize>> {
        // A demand that contains another is met with it.
        self.demands.sort_by_key(Vec::len);
        let mut kept: Vec<Vec<usize>> = Vec::new();
        for demand in std::mem::take(&mut self.demands) {
            let contains = |smaller: &Vec<usize>| smaller.iter().all(|number| demand.binary_search(number).is_ok());
            if !kept.iter().any(contains) {
                kept.push(demand);
            }
        }
        self.demands = kept;
        let mut best = self.greedy();
        let mut choices = vec![Choice::Open; self.numbers];
        self.branch(&mut choices, 0, &mut best, steps)?;
        Some(best)
    }

    /// A set that meets every demand: it always takes the number in the most unmet demands.
    fn greedy(&self) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut unmet: Vec<&Vec<usize>> = self.demands.iter().collect();
        while !unmet.is_empty() {
            let mut often = vec![0_usize; self.numbers];
            unmet.iter().copied().flatten().for_each(|&number| often[number] += 1);
            let Some(most) = (0..self.numbers).max_by_key(|&number| (often[number], usize::MAX - number)) else {
                break;
            };
            chosen.push(most);
            unmet.retain(|demand| !demand.contains(&most));
        }
        chosen
    }

    /// Searches the remaining choices for a set smaller than `best`.
    fn branch(&self, choices: &mut [Choice], chosen: usize, best: &mut Vec<usize>, steps: &mut u64) -> Option<()> {
        let mut forced: Vec<usize> = Vec::new();
        let answer = self.branch_forced(choices, chosen, &mut forced, best, steps);
        for number in forced {
            choices[number] = Choice::Open;
        }
        answer
    }

    fn branch_forced(
        &self,
        choices: &mut [Choice],
        mut chosen: usize,
        forced: &mut Vec<usize>,
        best: &mut Vec<usize>,
        steps: &mut u64,
    ) -> Option<()> {
        let unmet = loop {
            *steps = steps.checked_sub(1 + self.demands.len() as u64 / 16)?;
            let mut unmet: Vec<Vec<usize>> = Vec::new();
            let mut single = None;
            for demand in &self.demands {
                if demand.iter().any(|&number| choices[number] == Choice::In) {
                    continue;
                }
                let open: Vec<usize> =
                    demand.iter().copied().filter(|&number| choices[number] == Choice::Open).collect();
                match open[..] {
                    // The numbers of this demand were all excluded: nothing below this choice meets it.
                    [] => return Some(()),
                    [only] => single = Some(only),
                    _ => unmet.push(open),
                }
            }
            let Some(only) = single else { break unmet };
            choices[only] = Choice::In;
            forced.push(only);
            chosen += 1;
            if chosen >= best.len() {
                return Some(());
            }
        };
        if unmet.is_empty() {
            if chosen < best.len() {
                *best = (0..choices.len()).filter(|&number| choices[number] == Choice::In).collect();
            }
            return Some(());
        }
        // Each disjoint demand takes a number of its own, so this branch cannot be smaller than `best`.
        if chosen + apart(&unmet, choices.len()) >= best.len() {
            return Some(());
        }
        let mut often = vec![0_usize; choices.len()];
        unmet.iter().flatten().for_each(|&number| often[number] += 1);
        let Some(most) = (0..choices.len()).max_by_key(|&number| (often[number], usize::MAX - number)) else {
            return Some(());
        };
        for (choice, more) in [(Choice::In, 1), (Choice::Out, 0)] {
            choices[most] = choice;
            let answer = self.branch(choices, chosen + more, best, steps);
            choices[most] = Choice::Open;
            answer?;
        }
        Some(())
    }
}

/// A lower bound: the number of demands, taken shortest first, that have no number in common.
fn apart(unmet: &[Vec<usize>], numbers: usize) -> usize {
    let mut taken = vec![false; numbers];
    let mut by_length: Vec<&Vec<usize>> = unmet.iter().collect();
    by_length.sort_by_key(|demand| demand.len());
    let mut count = 0;
    for demand in by_length {
        if !demand.iter().any(|&number| taken[number]) {
            for &number in demand {
                taken[number] = true;
            }
            count += 1;
        }
    }
    count
}
