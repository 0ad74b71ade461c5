//! Cells of an audit that takes one number for each card: numbers are drawn and taken in blocks.
//!
//! The same audits as card by card, on the same cards, with fewer calls between rooms.

use std::ops::Range;

use super::cell::{CardClass, CardStreams};
use super::ending::EndTally;
use super::sample::ClassSample;
use super::{Task, Trials};
use crate::audit::{NumericAudit, NumericMeasures, PreparedAudit, RoundEvidence, RoundResult, RoundState};
use crate::risk::RiskFunction;
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::simulation::audits::LOOKED_INTO;
use crate::simulation::trial_counts::Trial;

/// Cards that are drawn before a measure takes them.
const BLOCK: u64 = 64;

/// An audit in numbers over cells.
pub(super) struct OverNumbers<'b> {
    task: Task<'b>,
    procedure: &'b dyn PreparedAudit,
    numbers: &'b dyn NumericAudit,
    cells: &'b [CardClass],
    /// For each measure the value of each cell.
    values: Vec<Vec<u32>>,
    /// Whether cards of a cell differ.
    differs: Vec<bool>,
    any_differ: bool,
    streams: CardStreams,
    ending: EndTally<'b>,
}

impl<'b> OverNumbers<'b> {
    /// For audits with a measure for each pair; `None` for others.
    pub(super) fn new(task: Task<'b>, procedure: &'b dyn PreparedAudit, numbers: &'b dyn NumericAudit) -> Option<Self> {
        let cells = task.cells();
        let NumericMeasures::Each { measures, .. } = numbers.measures() else { return None };
        let heard: Vec<_> = cells.iter().map(|cell| numbers.value_of(cell.drawn(None))).collect();
        let of = |measure: usize| heard.iter().map(|heard| heard.values[measure] as u32).collect();
        let differs: Vec<bool> = heard.iter().map(|heard| heard.differs).collect();
        Some(Self {
            values: (0..measures.len()).map(of).collect(),
            any_differ: task.setup.slips() || differs.contains(&true),
            differs,
            cells,
            streams: CardStreams::of(&task),
            ending: EndTally::new(task),
            task,
            procedure,
            numbers,
        })
    }

    pub(super) fn one(&self, trial: u64, measures: &[&dyn CloneBeforeStart]) -> Trial {
        let (setup, place) = (self.task.setup, self.task.place);
        let limit = setup.terms.risk_limit;
        let repeats = self.procedure.unit().repeats();
        let mut sample = ClassSample::new(setup, place, self.cells, &self.streams, trial);
        let mut risks: Vec<Open> = measures.iter().map(|it| Open { risk: it.copy(), crossed: None }).collect();
        let mut course = RoundState::begin(self.procedure, place.claim.frame.cards(), &setup.terms);
        let card_by_card = course.stops_at().is_some();
        let mut block = NumberBlock::default();
        let mut differing: Vec<u64> = Vec::new();
        let mut draws = 0;
        while let Some(goal) = course.opens_round() {
            while draws < goal {
                let asked = draws..goal.min(draws + BLOCK);
                let known = draws + self.observe(&mut sample, asked.clone(), repeats, &mut block, &mut differing);
                // A measure that passed the limit is not updated any more.
                for (measure, open) in risks.iter_mut().enumerate().filter(|(_, open)| open.crossed.is_none()) {
                    open.observe(block.of(&self.values, measure), draws, limit);
                }
                let stopped = risks.iter().try_fold(1, |last, open| Some(open.crossed?.max(last)));
                if let Some(stopped) = stopped.filter(|_| card_by_card) {
                    draws = stopped.max(draws + 1);
                    break;
                }
                draws = known;
                if known < asked.end {
                    break;
                }
            }
            let met = differing.partition_point(|&draw| draw < draws) as u64;
            let open = risks.iter().any(|open| open.crossed.is_none());
            let cards = crate::audit::SampleSource::distinct(&mut sample, draws, repeats);
            // Only on which side of the limit it is follows from the draw at which it was passed.
            let standing = RoundEvidence::PValue(f64::from(u8::from(open)));
            course.close_round(RoundResult { draws, cards, standing, discrepancies: met }, |_| None);
        }
        let mut listed = differing.iter().take_while(|&&draw| draw < draws).take(LOOKED_INTO);
        let seen = self.any_differ && listed.any(|&draw| sample.tells_of_the_report(draw, repeats));
        self.ending.trial(trial, &course.audited, seen, || sample.tally())
    }

    /// Draws some cards and fills the block with them; returns their number.
    fn observe(
        &self,
        sample: &mut ClassSample<'_>,
        draws: Range<u64>,
        repeats: bool,
        block: &mut NumberBlock,
        differing: &mut Vec<u64>,
    ) -> u64 {
        block.cards.clear();
        block.slips.clear();
        block.cards.extend_from_slice(sample.block(draws.clone(), repeats));
        if !self.any_differ {
            return block.cards.len() as u64;
        }
        for (at, card) in block.cards.iter_mut().enumerate() {
            let (cell, slip) = sample.read(*card);
            *card = cell as u32;
            let mut differs = self.differs[cell];
            if slip.is_some() {
                let heard = self.numbers.value_of(self.cells[cell].drawn(slip));
                differs = heard.differs;
                block.slips.push((at, heard.values));
            }
            if differs {
                differing.push(draws.start + at as u64);
            }
        }
        block.cards.len() as u64
    }
}

/// Some cards of one audit.
#[derive(Default)]
struct NumberBlock {
    /// The index of each card's cell.
    cards: Vec<u32>,
    /// Cards whose reading is not that of their cell: their index, and their value for each measure.
    slips: Vec<(usize, Vec<i32>)>,
    /// Their values for one measure.
    values: Vec<u32>,
}

impl NumberBlock {
    /// The values of the cards for a measure, where `values` are those of each measure's cells.
    fn of(&mut self, values: &[Vec<u32>], measure: usize) -> &[u32] {
        self.values.clear();
        self.values.extend(self.cards.iter().map(|&cell| values[measure][cell as usize]));
        for (at, slip) in &self.slips {
            self.values[*at] = slip[measure] as u32;
        }
        &self.values
    }
}

/// A measure in one audit.
struct Open {
    risk: Box<dyn RiskFunction>,
    /// The draw after which its P-value was first at the limit or below.
    crossed: Option<u64>,
}

impl Open {
    fn observe(&mut self, values: &[u32], before: u64, limit: f64) {
        self.crossed = self.risk.observe_until(values, limit).map(|heard| before + heard as u64);
    }
}

impl Trials for OverNumbers<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let NumericMeasures::Each { measures, .. } = self.numbers.measures() else { return };
        for trial in trials {
            each(self.one(trial, &measures));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::with_task;
    use super::*;
    use crate::simulation::engine::cells::OverCells;

    const PAPER: &str = r#"# Do blocks change anything?
title = "Blocks"
lesson = "The same audits."
seed = "blocks"
rates = { undervote = 0.02, overvote = 0.01, light_marks = 0.02, batch_size = 100 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "All"
ballots = 2000
votes.mayor = { Ada = 900, Ben = SECOND, Cem = 200 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "misread", rate = 0.01 }, { kind = "marginal_marks", threshold = 50 }]

[audit]
methods = ["polling"]
TERMS
"#;

    #[test]
    fn audits_in_blocks_are_those_that_hear_card_by_card() {
        let methods = ["polling", "bravo", "ballot_comparison"];
        let terms = [
            "care = \"exact\"\ncard_by_card = true\nfull_count_at = 1.0",
            "care = \"untrained\"\ncard_by_card = true",
            "care = \"ad_hoc\"\nfirst_round = 130\nfull_count_at = 1.0\nmost_rounds = 12",
            "care = \"exact\"\nfirst_round = 30\ngrowth = 2.5\nbets.polling = \"agrapa\"\nbets.ballot_comparison = \"universal\"",
            "mishaps = [{ kind = \"batch_lost\", where = { batches = [\"All/3\"] } }]\ncare = \"exact\"\nfull_count_at = 0.9",
        ];
        let (mut trials, mut confirmed) = (0, 0);
        for second in [600, 780] {
            for (method, terms) in methods.iter().flat_map(|method| terms.iter().map(move |terms| (method, terms))) {
                let text = PAPER.replace("SECOND", &second.to_string()).replace("TERMS", terms);
                with_task(text, method, |task| {
                    let procedure = task.procedure().expect("something to confirm");
                    let numbers = procedure.in_numbers().expect("numbers");
                    let blocks = OverNumbers::new(task, procedure, numbers).expect("measures");
                    let cards = OverCells::new(task, procedure);
                    let all = |trials: &dyn Trials| {
                        let mut all = Vec::new();
                        trials.run(0..60, &mut |trial| all.push(trial));
                        all
                    };
                    let (blocks, cards) = (all(&blocks), all(&cards));
                    assert_eq!(blocks, cards, "{method}: {terms}");
                    trials += blocks.len();
                    confirmed += blocks.iter().filter(|it| it.decision == crate::audit::Decision::Confirmed).count();
                });
            }
        }
        assert!(confirmed > 200 && confirmed + 200 < trials, "{confirmed} of {trials}");
    }
}
