//! Polls with Wald's ratio on words of bits: blocks of draws are only counted if none of their draws could end the
//! audit.
//!
//! Draws are with replacement, so the numbers of each kind among many draws are binomial; the number of distinct cards
//! among them is drawn at the end of a round, kind by kind. The distribution is that of the engine of cells, the draws
//! are not. An audit in which rounding could matter is computed by the measure itself, on the same draws.
//!
//! # Derivation
//! `docs/derivations/bit-parallel-bravo.md`.
//!
//! # Reference
//! [`crate::risk::fast::bit_parallel_bravo`]; [`super::kinds`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::CardStreams;
use super::cells::needs_each_reading;
use super::distinct::Distinct;
use super::ending::EndTally;
use super::kinds::{Coins, Draws, MOST_KINDS, Tosses, TwoKinds};
use super::{Engine, Task, Trials};
use crate::audit::{NumericMeasures, PreparedAudit, RoundEvidence, RoundResult, RoundState, Unit};
use crate::random::Chance;
use crate::reason::{Reason, procedures, why};
use crate::risk::RiskFunction;
use crate::risk::fast::bit_parallel_bravo::{Ratio, Walker};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::simulation::trial_counts::Trial;
use crate::social_choice::Tally;

/// The engine for polls on words of bits.
pub(super) struct BitParallelBravo;

impl Engine for BitParallelBravo {
    fn name(&self) -> &'static str {
        "words"
    }

    fn says(&self) -> Reason {
        procedures::engine_words()
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        Ok(Some(Box::new(OverWords::new(task)?)))
    }
}

/// Cards with the same value for every pair.
struct VoteKind {
    values: Vec<i32>,
    cards: u32,
}

/// A pair of candidates: Wald's ratio, and for each kind of cards a bit for votes for the winner and for the loser.
struct BravoPair {
    ratio: Ratio,
    winner: [u32; MOST_KINDS],
    loser: [u32; MOST_KINDS],
}

impl BravoPair {
    /// Votes among these numbers of cards of each kind.
    #[inline]
    fn votes(kinds: &[u32; MOST_KINDS], counts: &[u32]) -> u32 {
        counts.iter().zip(kinds).map(|(count, kind)| count * kind).sum()
    }

    /// The same draw by draw.
    #[inline]
    fn ballots(kinds: &[u32; MOST_KINDS], words: &[u64]) -> u64 {
        words.iter().zip(kinds).fold(0, |votes, (word, kind)| votes | (word & 0_u64.wrapping_sub(u64::from(*kind))))
    }
}

struct OverWords<'b> {
    task: Task<'b>,
    procedure: &'b dyn PreparedAudit,
    measures: Vec<&'b dyn CloneBeforeStart>,
    pairs: Vec<BravoPair>,
    kinds: Vec<VoteKind>,
    /// For each kind, the probability that a card is of it given that it is of no earlier kind.
    chances: Vec<Chance>,
    /// The tables for two kinds, if there are two.
    two: Option<TwoKinds>,
    streams: CardStreams,
    ending: EndTally<'b>,
}

impl<'b> OverWords<'b> {
    fn new(task: Task<'b>) -> Result<Self, Reason> {
        let procedure = task.procedure()?;
        let polls = procedure.in_numbers().map(|numbers| (numbers, numbers.measures()));
        let Some((numbers, NumericMeasures::Each { measures, agrees: None })) = polls else {
            return Err(why::no_poll());
        };
        let limit = task.setup.terms.risk_limit;
        let ratios: Option<Vec<Ratio>> = measures.iter().map(|it| Ratio::of(it.copy().as_ref(), limit)).collect();
        let Some(ratios) = ratios.filter(|_| procedure.unit() == Unit::Card { replacement: true }) else {
            return Err(why::not_wald());
        };
        needs_each_reading(&task)?;
        let mut counts: BTreeMap<Vec<i32>, u32> = BTreeMap::new();
        for cell in task.cells() {
            *counts.entry(numbers.value_of(cell.drawn(None)).values).or_default() += cell.cards;
        }
        if counts.len() > MOST_KINDS {
            return Err(why::many_kinds(MOST_KINDS));
        }
        let all: u32 = counts.values().sum();
        let mut kinds: Vec<_> = counts.into_iter().map(|(values, cards)| VoteKind { values, cards }).collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.cards));
        let mut left = all;
        let chance = |kind: &VoteKind| {
            let chance = Chance::new(kind.cards, left);
            left -= kind.cards;
            chance
        };
        let chances: Vec<Chance> = kinds.iter().map(chance).collect();
        let pair = |(pair, ratio): (usize, Ratio)| {
            let mut votes = BravoPair { ratio, winner: [0; MOST_KINDS], loser: [0; MOST_KINDS] };
            for (at, kind) in kinds.iter().enumerate() {
                votes.winner[at] = u32::from(kind.values[pair] == 2);
                votes.loser[at] = u32::from(kind.values[pair] == 0);
            }
            votes
        };
        Ok(Self {
            pairs: ratios.into_iter().enumerate().map(pair).collect(),
            two: (kinds.len() == 2).then(|| TwoKinds::of(&chances[0], kinds[0].cards, all)),
            kinds,
            chances,
            measures,
            streams: CardStreams::within(&task, "words"),
            ending: EndTally::new(task),
            task,
            procedure,
        })
    }

    /// One audit; with `careful`, the measures themselves take every card. `None` if that is needed.
    fn one(&self, trial: u64, careful: Option<Vec<Careful>>) -> Option<Trial> {
        let random = self.streams.draw.stream(trial);
        match &self.two {
            // There are no reading errors here, so their stream is free for the orders of draws.
            Some(two) => self.over(trial, Tosses::new(two, random, self.streams.slips.stream(trial)), careful),
            None => self.over(trial, Coins::new(&self.chances, random), careful),
        }
    }

    fn over<const KINDS: usize>(
        &self,
        trial: u64,
        mut draws: impl Draws<KINDS>,
        mut careful: Option<Vec<Careful>>,
    ) -> Option<Trial> {
        let all = self.task.place.claim.frame.cards();
        let mut course = RoundState::begin(self.procedure, all, &self.task.setup.terms);
        let card_by_card = course.stops_at().is_some();
        let limit = self.task.setup.terms.risk_limit;
        let mut repeats = None;
        let (mut distinct, mut drawn) = ([Distinct::default(); KINDS], [0_u64; KINDS]);
        let mut walkers: Vec<_> = self.pairs.iter().map(|pair| Walker::begin(&pair.ratio)).collect();
        let mut heard = 0;
        while let Some(goal) = course.opens_round() {
            let mut stopped = None;
            while heard < goal && (stopped.is_none() || !card_by_card) {
                let stays = |counts: &[u32; KINDS]| {
                    let mut each = self.pairs.iter().zip(&walkers);
                    // Without a pair, an audit that is judged card by card ends with its first card, so none may be
                    // skipped.
                    !(card_by_card && self.pairs.is_empty())
                        && each.all(|(pair, walker)| {
                            walker.stays_below(&pair.ratio, BravoPair::votes(&pair.winner, counts))
                        })
                };
                if let Some((many, counts)) = draws.count(goal - heard, stays) {
                    for (pair, walker) in self.pairs.iter().zip(&mut walkers) {
                        let (winner, loser) =
                            (BravoPair::votes(&pair.winner, &counts), BravoPair::votes(&pair.loser, &counts));
                        walker.count(&pair.ratio, winner, loser, many);
                    }
                    drawn.iter_mut().zip(counts).for_each(|(drawn, count)| *drawn += u64::from(count));
                    for (pair, careful) in careful.iter_mut().flatten().enumerate() {
                        let mut before = heard;
                        draws.counted(|word| {
                            careful.observe(&self.kinds, pair, word, (before, 64), limit);
                            before += 64;
                        });
                    }
                    heard += u64::from(many);
                    continue;
                }
                let (many, word) = draws.take((goal - heard).min(64) as u32);
                for (pair, walker) in self.pairs.iter().zip(&mut walkers) {
                    let (winner, loser) =
                        (BravoPair::ballots(&pair.winner, &word), BravoPair::ballots(&pair.loser, &word));
                    walker.observe(&pair.ratio, winner, loser, many);
                }
                for (pair, careful) in careful.iter_mut().flatten().enumerate() {
                    careful.observe(&self.kinds, pair, &word, (heard, many), limit);
                }
                if careful.is_none() && walkers.iter().any(Walker::is_unsure) {
                    return None;
                }
                let crossed = |pair: usize| match &careful {
                    Some(careful) => careful[pair].crossed,
                    None => walkers[pair].crossed(),
                };
                stopped = (0..walkers.len()).try_fold(1, |last, pair| Some(crossed(pair)?.max(last)));
                let until = stopped.filter(|_| card_by_card).unwrap_or(heard + u64::from(many));
                // The lowest bits, one for each draw that counts: from 1 to 64, written so that 1 << 64 does not occur.
                let counted = (1_u64 << (until - heard - 1)) | ((1_u64 << (until - heard - 1)) - 1);
                drawn.iter_mut().zip(word).for_each(|(drawn, word)| *drawn += u64::from((word & counted).count_ones()));
                heard = until;
            }
            let repeats = repeats.get_or_insert_with(|| self.streams.repeats.stream(trial));
            let each = self.kinds.iter().zip(&drawn).zip(&mut distinct);
            let cards = each.map(|((kind, &drawn), it)| it.among(drawn, u64::from(kind.cards), repeats)).sum();
            // A round asks only on which side of the limit the P-value is: 0 or 1 says that.
            let standing = RoundEvidence::PValue(f64::from(u8::from(stopped.is_none())));
            course.close_round(RoundResult { draws: heard, cards, standing, discrepancies: 0 }, |_| None);
        }
        // A poll compares no reading with a record, so no card of it shows that the report is wrong.
        let readings = || Tally::empty(self.task.place.claim.contest.candidates.len());
        Some(self.ending.trial(trial, &course.audited, false, readings))
    }

    /// The same audit, with every card given to the measures themselves.
    fn carefully(&self, trial: u64) -> Option<Trial> {
        let careful = |measure: &&dyn CloneBeforeStart| Careful { risk: measure.copy(), crossed: None };
        self.one(trial, Some(self.measures.iter().map(careful).collect()))
    }
}

/// A pair whose cards are given to the measure itself.
struct Careful {
    risk: Box<dyn RiskFunction>,
    crossed: Option<u64>,
}

impl Careful {
    fn observe(&mut self, kinds: &[VoteKind], pair: usize, word: &[u64], (before, many): (u64, u32), limit: f64) {
        for at in 0..many {
            let kind = word.iter().position(|word| word >> at & 1 == 1);
            let value = kind.map_or(1, |kind| kinds[kind].values[pair]);
            self.risk.observe(value as u64);
            if self.crossed.is_none() && self.risk.p_value() <= limit {
                self.crossed = Some(before + u64::from(at) + 1);
            }
        }
    }
}

impl Trials for OverWords<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        for trial in trials {
            if let Some(trial) = self.one(trial, None).or_else(|| self.carefully(trial)) {
                each(trial);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::with_task;
    use super::*;
    use crate::audit::Decision;

    #[test]
    fn audits_in_words_are_those_that_the_measure_hears_card_by_card() {
        let votes = [
            "Ada = 1700, Ben = 1300",
            "Ada = 1530, Ben = 1470",
            "Ada = 1400, Ben = 1000, Cem = 200",
            "Ada = 1200, Ben = 1130, Cem = 600",
        ];
        let terms = [
            "card_by_card = true\nfull_count_at = 1.0",
            "card_by_card = true\nfull_count_at = 0.3\nrisk_limit = 0.3",
            "first_round = 33\nfull_count_at = 1.0\nmost_rounds = 20\ngrowth = 1.3",
        ];
        let faults = ["", "{ kind = \"misread\", rate = 0.1 }"];
        let (mut trials, mut confirmed) = (0, 0);
        for (votes, terms) in votes.iter().flat_map(|votes| terms.iter().map(move |terms| (votes, terms))) {
            for faults in faults {
                let text = format!(
                    "# Do words change anything?\ntitle = \"BitParallelBravo\"\nlesson = \"The same audits.\"\nseed = \"words\"\n\
                     rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }}\n\n\
                     [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\", \"Cem\"]\n\n\
                     [[paper]]\nprecinct = \"All\"\nballots = 3000\nvotes.mayor = {{ {votes} }}\n\n\
                     [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{faults}]\n\n\
                     [audit]\nmethods = [\"bravo\"]\ncare = \"exact\"\n{terms}\n"
                );
                with_task(text, "bravo", |task| {
                    let words = OverWords::new(task).expect("a poll");
                    for trial in 0..60 {
                        let fast = words.one(trial, None).expect("rounding matters once in a million");
                        assert_eq!(Some(fast), words.carefully(trial), "{votes} {terms} {faults}");
                        trials += 1;
                        confirmed += u32::from(fast.decision == Decision::Confirmed);
                    }
                });
            }
        }
        assert!(confirmed > 200 && confirmed + 200 < trials, "{confirmed} of {trials}");
    }

    #[test]
    fn no_card_is_drawn_where_nobody_can_lose() {
        let text = "# Nobody to lose?\ntitle = \"Alone\"\nlesson = \"One name.\"\nseed = \"alone\"\n\
                    rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }\n\n\
                    [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\"]\n\n\
                    [[paper]]\nprecinct = \"All\"\nballots = 3000\nvotes.mayor = { Ada = 2900 }\n\n\
                    [[stage]]\nid = \"count\"\nby = \"machine\"\n\n\
                    [audit]\nmethods = [\"bravo\"]\ncare = \"exact\"\ncard_by_card = true\nfirst_round = 500\n\
                    full_count_at = 1.0\n";
        with_task(text.to_owned(), "bravo", |task| {
            let why = task.procedure().err().map(|why| why.to_string()).unwrap_or_default();
            assert!(why.contains("nobody can lose"), "{why}");
            assert!(OverWords::new(task).is_err(), "no card is drawn for it");
        });
    }
}
