//! Polls by Wald's ratio in words: 64 draws are two words of coins, counted where none of them could end the audit.
//!
//! Cards are put back, so that what kind of card comes is a coin for each kind in turn; which of them came before is drawn
//! where a round ends, kind by kind. The draws are not those of the engine of cells, whose cards are drawn one by one. The
//! measure itself hears an audit in which rounding could matter, on the same coins.
//!
//! # Reference
//! [`crate::risk::words`]. Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 35 (one kind
//! after the other).

use std::collections::BTreeMap;
use std::ops::Range;

use super::cells::{CardStreams, needs_each_reading};
use super::distinct::Distinct;
use super::ending::Ending;
use super::{Engine, Task, Trials};
use crate::audit::{Close, Course, Measures, Procedure, Standing, Unit};
use crate::random::{Chance, Random};
use crate::risk::RiskFunction;
use crate::risk::leap::Fresh;
use crate::risk::words::{Ratio, Walker};
use crate::simulation::gathered::Trial;
use crate::social_choice::Tally;

/// Polls in words.
pub(super) struct Words;

/// Kinds of cards up to which coins are thrown for one after the other.
const MOST_KINDS: usize = 8;

impl Engine for Words {
    fn name(&self) -> &'static str {
        "words"
    }

    fn says(&self) -> &'static str {
        "throws coins for 64 cards at once in polls by BRAVO: the same law as cells from other draws, taken only by name"
    }

    fn is_usual(&self) -> bool {
        false
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, String> {
        Ok(Some(Box::new(OverWords::new(task)?)))
    }
}

/// Cards that are worth the same to every pair.
struct Kind {
    values: Vec<i32>,
    cards: u32,
    /// That a card is of this kind where it is of none before.
    chance: Chance,
}

struct OverWords<'b> {
    task: Task<'b>,
    procedure: &'b dyn Procedure,
    measures: Vec<&'b dyn Fresh>,
    ratios: Vec<Ratio>,
    kinds: Vec<Kind>,
    streams: CardStreams,
    ending: Ending<'b>,
}

impl<'b> OverWords<'b> {
    fn new(task: Task<'b>) -> Result<Self, String> {
        let procedure = task.procedure()?;
        let polls = procedure.in_numbers().map(|numbers| (numbers, numbers.measures()));
        let Some((numbers, Measures::Each { measures, agrees: None })) = polls else {
            return Err("it is no poll that hears one number for each card".to_owned());
        };
        let limit = task.bench.terms.risk_limit;
        let ratios: Option<Vec<Ratio>> = measures.iter().map(|it| Ratio::of(it.copy().as_ref(), limit)).collect();
        let Some(ratios) = ratios.filter(|_| procedure.unit() == Unit::Card { replacement: true }) else {
            return Err("its measure is not Wald's ratio of two reported shares".to_owned());
        };
        needs_each_reading(&task)?;
        let mut counts: BTreeMap<Vec<i32>, u32> = BTreeMap::new();
        for cell in task.cells() {
            *counts.entry(numbers.hears(cell.drawn(None)).values).or_default() += cell.cards;
        }
        if counts.len() > MOST_KINDS {
            return Err(format!("there are more than {MOST_KINDS} kinds of cards"));
        }
        let mut left: u32 = counts.values().sum();
        let mut kinds: Vec<_> = counts.into_iter().collect();
        kinds.sort_by_key(|(_, cards)| std::cmp::Reverse(*cards));
        let kind = |(values, cards)| {
            let chance = Chance::new(cards, left);
            left -= cards;
            Kind { values, cards, chance }
        };
        Ok(Self {
            kinds: kinds.into_iter().map(kind).collect(),
            measures,
            ratios,
            streams: CardStreams::within(&task, "words"),
            ending: Ending::new(task),
            task,
            procedure,
        })
    }

    /// One audit; where it is done carefully, the measures themselves hear every card. `None` where that is needed.
    fn one(&self, trial: u64, mut careful: Option<Vec<Careful>>) -> Option<Trial> {
        let all = self.task.place.claim.frame.cards();
        let mut course = Course::begin(self.procedure, all, &self.task.bench.terms);
        let card_by_card = course.stops_at().is_some();
        let limit = self.task.bench.terms.risk_limit;
        let mut coins = Coins::new(&self.kinds, self.streams.draw.stream(trial));
        let mut repeats: Option<Random> = None;
        let mut distinct = vec![Distinct::default(); self.kinds.len()];
        let mut drawn = vec![0_u64; self.kinds.len()];
        let mut walkers = vec![Walker::default(); self.ratios.len()];
        let mut heard = 0;
        while let Some(goal) = course.opens_round() {
            let mut stopped = None;
            while heard < goal && (stopped.is_none() || !card_by_card) {
                if careful.is_none() && goal - heard >= 256 && self.counted(&mut coins, &mut walkers, &mut drawn) {
                    heard += 256;
                    continue;
                }
                let many = (goal - heard).min(64) as u32;
                let many = coins.take(&self.kinds, many);
                for (pair, walker) in walkers.iter_mut().enumerate() {
                    if let Some(careful) = &mut careful {
                        careful[pair].hear(&self.kinds, pair, &coins.word, (heard, many), limit);
                        continue;
                    }
                    let votes = |worth: i32| {
                        let of = self.kinds.iter().zip(&coins.word).filter(|(kind, _)| kind.values[pair] == worth);
                        of.fold(0, |votes, (_, word)| votes | word)
                    };
                    walker.hear(&self.ratios[pair], votes(2), votes(0), many);
                    if walker.is_unsure() {
                        return None;
                    }
                }
                let crossed = |pair: usize| match &careful {
                    Some(careful) => careful[pair].crossed,
                    None => walkers[pair].crossed(),
                };
                stopped = (0..walkers.len()).try_fold(1, |last, pair| Some(crossed(pair)?.max(last)));
                let until = stopped.filter(|_| card_by_card).unwrap_or(heard + u64::from(many));
                let counted = (1_u64 << (until - heard - 1)) | ((1_u64 << (until - heard - 1)) - 1);
                for (drawn, word) in drawn.iter_mut().zip(&coins.word) {
                    *drawn += u64::from((word & counted).count_ones());
                }
                heard = until;
            }
            let repeats = repeats.get_or_insert_with(|| self.streams.repeats.stream(trial));
            let each = self.kinds.iter().zip(&drawn).zip(&mut distinct);
            let cards = each.map(|((kind, &drawn), it)| it.among(drawn, u64::from(kind.cards), repeats)).sum();
            let standing = Standing::PValue(f64::from(u8::from(stopped.is_none())));
            course.close_round(Close { draws: heard, cards, standing, discrepancies: 0 }, |_| None);
        }
        // A poll holds no reading against a record: no card of it shows the report to be off.
        let readings = || Tally::empty(self.task.place.claim.contest.candidates.len());
        Some(self.ending.trial(trial, &course.audited, false, readings))
    }

    /// Throws 256 coins and counts them, where none of them can end the audit; whether that is so. If not, they wait.
    fn counted(&self, coins: &mut Coins, walkers: &mut [Walker], drawn: &mut [u64]) -> bool {
        if coins.used < 256 {
            return false;
        }
        coins.throw(&self.kinds);
        let mut counts = [0; MOST_KINDS];
        for (count, thrown) in counts.iter_mut().zip(&coins.thrown) {
            *count = thrown.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        let votes = |pair: usize, worth: i32| {
            let of = self.kinds.iter().zip(&counts).filter(|(kind, _)| kind.values[pair] == worth);
            of.map(|(_, count)| count).sum::<u32>()
        };
        let stays = |(pair, walker): (usize, &Walker)| walker.stays_below(&self.ratios[pair], votes(pair, 2));
        if !walkers.iter().enumerate().all(stays) {
            return false;
        }
        for (pair, walker) in walkers.iter_mut().enumerate() {
            walker.counts(&self.ratios[pair], votes(pair, 2), votes(pair, 0), 256);
        }
        for (drawn, count) in drawn.iter_mut().zip(counts) {
            *drawn += u64::from(count);
        }
        coins.used = 256;
        true
    }

    /// The same audit, every card of which the measures themselves hear.
    fn carefully(&self, trial: u64) -> Option<Trial> {
        let careful = |measure: &&dyn Fresh| Careful { risk: measure.copy(), crossed: None };
        self.one(trial, Some(self.measures.iter().map(careful).collect()))
    }
}

/// Coins that were thrown and not used.
struct Coins {
    random: Random,
    /// For each kind 256 draws: which of them are of that kind.
    thrown: Vec<[u64; 4]>,
    /// How many of them were used.
    used: u32,
    /// Those that are used now, the first in the lowest bit.
    word: Vec<u64>,
}

impl Coins {
    fn new(kinds: &[Kind], random: Random) -> Self {
        Self { random, thrown: vec![[0; 4]; kinds.len()], used: 256, word: vec![0; kinds.len()] }
    }

    /// Takes up to so many draws from one word of 64: how many.
    #[inline]
    fn take(&mut self, kinds: &[Kind], many: u32) -> u32 {
        if self.used == 256 {
            self.throw(kinds);
        }
        let (at, bit) = ((self.used / 64) as usize, self.used % 64);
        let many = many.min(64 - bit);
        let mask = u64::MAX >> (64 - many);
        for (word, thrown) in self.word.iter_mut().zip(&self.thrown) {
            *word = thrown[at] >> bit & mask;
        }
        self.used += many;
        many
    }

    /// Throws 256 coins for each kind.
    #[inline]
    fn throw(&mut self, kinds: &[Kind]) {
        self.used = 0;
        let mut rest = [u64::MAX; 4];
        for (thrown, kind) in self.thrown.iter_mut().zip(kinds) {
            let coins = self.random.coins(&kind.chance);
            for ((thrown, coins), rest) in thrown.iter_mut().zip(coins).zip(&mut rest) {
                *thrown = *rest & coins;
                *rest &= !coins;
            }
        }
    }
}

/// A pair that the measure itself hears.
struct Careful {
    risk: Box<dyn RiskFunction>,
    crossed: Option<u64>,
}

impl Careful {
    fn hear(&mut self, kinds: &[Kind], pair: usize, word: &[u64], (before, many): (u64, u32), limit: f64) {
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
    use super::super::Counted;
    use super::*;
    use crate::audit::Decision;
    use crate::scenario::ScenarioFile;
    use crate::simulation::Ask;
    use crate::simulation::asked::with_bench;
    use crate::simulation::audits::make_ready;

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
                    "# Do words change anything?\ntitle = \"Words\"\nlesson = \"The same audits.\"\nseed = \"words\"\n\
                     rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }}\n\n\
                     [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\", \"Cem\"]\n\n\
                     [[paper]]\nprecinct = \"All\"\nballots = 3000\nvotes.mayor = {{ {votes} }}\n\n\
                     [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{faults}]\n\n\
                     [audit]\nmethods = [\"bravo\"]\ncare = \"exact\"\n{terms}\n"
                );
                let file = ScenarioFile::read("words", text).expect("a scenario");
                let ask = Ask { methods: vec!["bravo".to_owned()], ..Ask::default() };
                with_bench(&file, &ask.over(&file.scenario), &ask, |bench, it| {
                    let ready = make_ready(bench, &it.methods);
                    let (cells, place) = (Counted::default(), &bench.places[0]);
                    let task = Task { bench, place, ready: &ready[0][0], seed: &it.seed, cells: &cells };
                    let words = OverWords::new(task).expect("a poll");
                    for trial in 0..60 {
                        let fast = words.one(trial, None).expect("rounding matters once in a million");
                        assert_eq!(Some(fast), words.carefully(trial), "{votes} {terms} {faults}");
                        trials += 1;
                        confirmed += u32::from(fast.decision == Decision::Confirmed);
                    }
                })
                .expect("it fits");
            }
        }
        assert!(confirmed > 200 && confirmed + 200 < trials, "{confirmed} of {trials}");
    }
}
