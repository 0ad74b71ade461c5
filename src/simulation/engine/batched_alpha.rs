//! ALPHA polls, 64 cards at a time: they are drawn together, and computed together if no order of them could end the
//! audit.
//!
//! The cards are those of the engine of cells, and so is every ending: if rounding could matter, an audit is done again
//! by that engine. Each thread keeps tables of at most 10 MB for a pair of candidates; their content changes no result.
//!
//! # Derivation
//! `docs/derivations/batched-alpha.md`.
//!
//! # Reference
//! [`crate::risk::fast::batched_alpha`]; the stopping rules: [`crate::audit::RoundState`].

use std::ops::Range;
use std::sync::Mutex;

use super::cell::{CardClass, CardStreams};
use super::cells::needs_each_reading;
use super::ending::EndTally;
use super::numbers::OverNumbers;
use super::sample::Urn;
use super::{Engine, Task, Trials};
use crate::audit::{NumericMeasures, PreparedAudit, RoundEvidence, RoundResult, RoundState, Unit};
use crate::random::Random;
use crate::reason::{Reason, procedures, why};
use crate::risk::fast::batched_alpha::{STRIDE, Strider, Strides as Tables};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::simulation::trial_counts::Trial;
use crate::social_choice::Tally;

/// The engine for ALPHA polls in blocks of cards.
pub(super) struct BatchedAlpha;

impl Engine for BatchedAlpha {
    fn name(&self) -> &'static str {
        "strides"
    }

    fn says(&self) -> Reason {
        procedures::engine_strides()
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        let procedure = task.procedure()?;
        let polls = procedure.in_numbers().map(|numbers| (numbers, numbers.measures()));
        let Some((numbers, NumericMeasures::Each { measures, agrees: None })) = polls else {
            return Err(why::no_poll());
        };
        let limit = task.setup.terms.risk_limit;
        let pairs: Option<Vec<_>> = measures.iter().map(|it| Tables::of(*it, limit)).collect();
        if procedure.unit() != (Unit::Card { replacement: false }) || pairs.is_none() {
            return Err(why::not_shrinkage());
        }
        needs_each_reading(&task)?;
        let cells = task.cells();
        let heard: Vec<_> = cells.iter().map(|cell| numbers.value_of(cell.drawn(None)).values).collect();
        let of = |pair: usize| heard.iter().map(|values| values[pair] as u32).collect();
        let Some(slow) = OverNumbers::new(task, procedure, numbers) else {
            return Err(why::no_poll());
        };
        let mut readings = Tally::empty(task.place.claim.contest.candidates.len());
        for cell in cells {
            if let Some(marks) = cell.reading.and_then(|code| task.place.claim.readable.vote(code).marks()) {
                readings.count(task.place.claim.contest, marks, i64::from(cell.cards));
            }
        }
        Ok(Some(Box::new(OverStrides {
            values: (0..measures.len()).map(of).collect(),
            measures,
            readings,
            cells,
            streams: CardStreams::of(&task),
            ending: EndTally::new(task),
            slow,
            idle: Mutex::default(),
            task,
            procedure,
        })))
    }
}

struct OverStrides<'b> {
    task: Task<'b>,
    procedure: &'b dyn PreparedAudit,
    measures: Vec<&'b dyn CloneBeforeStart>,
    cells: &'b [CardClass],
    /// For each pair the value of each cell.
    values: Vec<Vec<u32>>,
    /// The tally if every card is read.
    readings: Tally,
    streams: CardStreams,
    ending: EndTally<'b>,
    slow: OverNumbers<'b>,
    /// Tables that no thread is using.
    idle: Mutex<Vec<Vec<Tables>>>,
}

/// The remaining cards.
enum Heap {
    /// For two cells: the number of cards of the first, and of both.
    Two { first: u32, all: u32 },
    /// For any number of cells.
    Many { urn: Urn, all: u32 },
}

impl Heap {
    fn new(cells: &[CardClass]) -> Self {
        let all = cells.iter().map(|cell| cell.cards).sum();
        match cells {
            [first, _] => Self::Two { first: first.cards, all },
            _ => Self::Many { urn: Urn::new(cells), all },
        }
    }

    /// Draws a card for each element of `cards` and stores the index of its cell.
    fn draw(&mut self, random: &mut Random, cards: &mut [u32]) {
        match self {
            Self::Two { first, all } => {
                let mut lots = [0; STRIDE];
                let lots = &mut lots[..cards.len()];
                random.falling(*all, lots);
                *all -= lots.len() as u32;
                // Each number is compared with the count of the first kind before the block. The right bound is smaller
                // by the cards drawn since, but a number between the two is rare: then they are compared one by one.
                let (most, least) = (*first, first.saturating_sub(lots.len() as u32));
                let (mut near, mut others) = (0, 0);
                for (card, &lot) in cards.iter_mut().zip(&*lots) {
                    *card = u32::from(lot >= most);
                    others += *card;
                    near += u32::from(lot >= least);
                }
                if near == others {
                    *first -= lots.len() as u32 - others;
                    return;
                }
                for (card, &lot) in cards.iter_mut().zip(&*lots) {
                    *card = u32::from(lot >= *first);
                    *first -= 1 - *card;
                }
            }
            Self::Many { urn, all } => {
                random.falling(*all, cards);
                *all -= cards.len() as u32;
                for card in cards {
                    *card = urn.remove(*card) as u32;
                }
            }
        }
    }
}

impl OverStrides<'_> {
    /// One audit; `None` if rounding could matter.
    fn one(&self, trial: u64, tables: &mut [Tables]) -> Option<Trial> {
        let mut random = self.streams.draw.stream(trial);
        let mut heap = Heap::new(self.cells);
        let all = self.task.place.claim.frame.cards();
        let mut course = RoundState::begin(self.procedure, all, &self.task.setup.terms);
        let card_by_card = course.stops_at().is_some();
        let mut pairs = vec![Strider::default(); self.values.len()];
        let mut heard = 0;
        while let Some(goal) = course.opens_round() {
            let goal = goal.min(all);
            while heard < goal && !pairs.iter().all(Strider::is_done) && !pairs.iter().any(Strider::never_will) {
                let mut cards = [0; STRIDE];
                let cards = &mut cards[..(goal - heard).min(STRIDE as u64) as usize];
                heap.draw(&mut random, cards);
                heard += cards.len() as u64;
                for ((pair, values), tables) in pairs.iter_mut().zip(&self.values).zip(tables.iter_mut()) {
                    observe(pair, values, tables, cards);
                }
            }
            if pairs.iter().any(Strider::is_unsure) {
                return None;
            }
            let stopped = pairs.iter().try_fold(1, |last, pair| Some(pair.crossed()?.max(last)));
            let draws = stopped.filter(|_| card_by_card).unwrap_or(goal);
            let standing = RoundEvidence::PValue(f64::from(u8::from(stopped.is_none())));
            course.close_round(RoundResult { draws, cards: draws, standing, discrepancies: 0 }, |_| None);
        }
        // A poll compares no reading with a record, so no card of it shows that the report is wrong.
        Some(self.ending.trial(trial, &course.audited, false, || self.readings.clone()))
    }
}

/// Gives the values of the cards to a pair.
fn observe(pair: &mut Strider, values: &[u32], tables: &mut Tables, cards: &[u32]) {
    if pair.is_done() {
        return;
    }
    let mut heard = [0; STRIDE];
    let heard = &mut heard[..cards.len()];
    if let &[first, second] = values {
        let differ = first ^ second;
        for (heard, &card) in heard.iter_mut().zip(cards) {
            *heard = first ^ (differ & 0_u32.wrapping_sub(card));
        }
    } else {
        for (heard, &card) in heard.iter_mut().zip(cards) {
            *heard = values[card as usize];
        }
    }
    pair.observe(tables, heard, values.contains(&1));
}

impl Trials for OverStrides<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let limit = self.task.setup.terms.risk_limit;
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let make = |it: &&dyn CloneBeforeStart| Tables::of(*it, limit);
        let mut tables: Vec<_> = idle.unwrap_or_else(|| self.measures.iter().filter_map(make).collect());
        for trial in trials {
            each(self.one(trial, &mut tables).unwrap_or_else(|| self.slow.one(trial, &self.measures)));
        }
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(tables);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::with_task;
    use super::*;
    use crate::audit::Decision;
    use crate::simulation::engine::cells::OverCells;

    const PAPER: &str = r#"# Do strides change anything?
title = "BatchedAlpha"
lesson = "The same audits."
seed = "strides"
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "All"
ballots = BALLOTS
votes.mayor = { VOTES }

[[stage]]
id = "count"
by = "machine"
faults = [FAULTS]

[audit]
methods = ["polling"]
TERMS
"#;

    /// Compares audits of a scenario by blocks with those by cells and card by card: their number, and the number that
    /// confirmed.
    fn same_audits(text: &str, trials: u64) -> (u64, u64) {
        let mut confirmed = 0;
        with_task(text.to_owned(), "polling", |task| {
            let procedure = task.procedure().expect("something to confirm");
            let strides = BatchedAlpha.serve(task).expect("a poll").expect("trials");
            let of = |run: &dyn Trials| {
                let mut all = Vec::new();
                run.run(0..trials, &mut |trial| all.push(trial));
                all
            };
            let (fast, slow) = (of(strides.as_ref()), of(&OverCells::new(task, procedure)));
            assert_eq!(fast, slow, "{text}");
            confirmed += fast.iter().filter(|it| it.decision == Decision::Confirmed).count() as u64;
        });
        (trials, confirmed)
    }

    #[test]
    fn audits_in_strides_are_those_that_hear_card_by_card() {
        let papers = [
            // Two kinds of cards: a comfortable lead, a close one, a tie, and a lost election.
            (3_000, "Ada = 1700, Ben = 1300", ""),
            (3_001, "Ada = 1530, Ben = 1471", ""),
            (3_000, "Ada = 1501, Ben = 1499", ""),
            (2_000, "Ada = 990, Ben = 1010", "{ kind = \"misread\", rate = 0.1 }"),
            // Three candidates, and cards with no vote.
            (3_000, "Ada = 1300, Ben = 1000, Cem = 200", ""),
            (2_500, "Ada = 900, Ben = 860, Cem = 300", ""),
            // So few cards that blocks are hardly ever full, and so large a lead that the estimate is capped.
            (90, "Ada = 47, Ben = 43", ""),
            (70, "Ada = 40, Ben = 30", ""),
            (500, "Ada = 499, Ben = 1", ""),
            (500, "Ada = 500", ""),
        ];
        let terms = [
            "care = \"exact\"\ncard_by_card = true\nfull_count_at = 1.0",
            "care = \"exact\"\nfirst_round = 33\nfull_count_at = 1.0\nmost_rounds = 20\ngrowth = 1.3",
            "care = \"exact\"\ncard_by_card = true\nfull_count_at = 1.0\nrisk_limit = 0.3",
            "care = \"exact\"\ncard_by_card = true\nfull_count_at = 0.6\nbets.polling = { name = \"shrink_trunc\", d = 20 }",
        ];
        let (mut trials, mut confirmed) = (0, 0);
        for (ballots, votes, faults) in papers {
            for terms in terms {
                let text = PAPER.replace("BALLOTS", &ballots.to_string()).replace("VOTES", votes);
                let text = text.replace("FAULTS", faults).replace("TERMS", terms);
                let (all, of_them) = same_audits(&text, 60);
                (trials, confirmed) = (trials + all, confirmed + of_them);
            }
        }
        assert!(confirmed > 500 && confirmed + 500 < trials, "{confirmed} of {trials}");
    }
}
