//! Comparison audits that go from discrepancy to discrepancy: the cards between agree, and are never drawn one by one.
//!
//! The gaps between cards that differ are drawn at once, the kind of each such card is drawn from the remaining ones,
//! and the measure of risk is updated for a whole run of agreeing cards at once. Every audit ends with the same card as
//! if each card of that draw were given to the measure. Each thread keeps tables of at most 32 MB for a pair of
//! candidates; their content changes how long a trial takes, and nothing else.
//!
//! # Derivation
//! `docs/derivations/drawing-discrepancies.md`.
//!
//! # Reference
//! The stopping rules: [`crate::audit::RoundState`]; skipping in a martingale: [`crate::risk::fast::skip_agreement`];
//! gaps: `gaps.rs`.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Mutex;

use super::cells::needs_whole_cards;
use super::discrepancies::{DrawnKinds, Met, OverDiscrepancies, SkippingAudit, kind_of};
use super::gaps::{DifferingPlaces, Gaps};
use super::judge::{Judge, Leasts};
use super::reading_errors::Slipping;
use super::{Engine, Task, Trials};
use crate::audit::{NumericMeasures, RoundState};
use crate::reason::{Reason, procedures, why};
use crate::risk::Discrepancies;
use crate::risk::fast::skip_agreement::{Leaper, Prefixes};
use crate::simulation::trial_counts::Trial;
use crate::social_choice::Tally;

/// The engine for comparisons that skips agreement.
pub(super) struct SkipAgreement;

impl Engine for SkipAgreement {
    fn name(&self) -> &'static str {
        "jumps"
    }

    fn says(&self) -> Reason {
        procedures::engine_jumps()
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        let procedure = task.procedure()?;
        let numbers = procedure.in_numbers().filter(|numbers| numbers.measures().skip_agreement());
        let numbers = numbers.ok_or(why::leap())?;
        needs_whole_cards(&task)?;
        Ok(Some(Box::new(SkippingTrials::over(OverDiscrepancies::new(task, procedure, numbers)))))
    }
}

/// Without reading errors: a differing card differs as its kind does.
struct KindRead<'w, 'b> {
    cards: DrawnKinds<'w, 'b>,
    places: DifferingPlaces,
    next: u64,
}

impl<'w, 'b: 'w> SkippingAudit<'w, 'b> for KindRead<'w, 'b> {
    fn next(&self) -> u64 {
        self.next
    }

    fn observe(&mut self, judge: &mut Judge<'_>, card_by_card: bool) {
        let DrawnKinds { jumps, random, left, met, .. } = &mut self.cards;
        let kind = jumps.pick(random, left, met);
        judge.differ(&kind.values, self.next + 1, card_by_card);
        self.next = self.places.next(&jumps.gaps, random);
    }

    fn cards(&mut self) -> &mut DrawnKinds<'w, 'b> {
        &mut self.cards
    }

    fn apart(&self) -> u64 {
        self.cards.jumps.differing
    }

    fn readings(&self) -> Tally {
        self.cards.jumps.readings.clone()
    }
}

/// With reading errors: a misread card is read by itself, whether it differs or agrees.
struct MisreadCards<'w, 'b> {
    cards: DrawnKinds<'w, 'b>,
    slipping: Slipping<'w, 'b>,
    gaps: Cow<'w, Gaps>,
    places: DifferingPlaces,
    /// The draw of the next card that is kept apart from those that agree.
    place: u64,
    repeats: bool,
}

impl<'w, 'b: 'w> MisreadCards<'w, 'b> {
    fn new(cards: DrawnKinds<'w, 'b>, slipping: Slipping<'w, 'b>) -> Self {
        let jumps = cards.jumps;
        let repeats = jumps.procedure.unit().repeats();
        let apart = jumps.differing + u64::from(slipping.struck);
        let gaps = if repeats { Cow::Owned(Gaps::new(jumps.all, apart, true)) } else { Cow::Borrowed(&jumps.gaps) };
        let mut places = gaps.start();
        let place = places.next(&gaps, cards.random);
        Self { cards, slipping, gaps, places, place, repeats }
    }
}

impl<'w, 'b: 'w> SkippingAudit<'w, 'b> for MisreadCards<'w, 'b> {
    fn next(&self) -> u64 {
        self.place.min(self.slipping.next)
    }

    fn observe(&mut self, judge: &mut Judge<'_>, card_by_card: bool) {
        let draw = self.next();
        let DrawnKinds { jumps, random, left, met, .. } = &mut self.cards;
        let read = if self.repeats {
            let lot = random.below((jumps.differing + u64::from(self.slipping.struck)) as u32);
            let kind = (u64::from(lot) < jumps.differing).then(|| kind_of(lot, left));
            met.events.push((kind.unwrap_or(0) as u32, lot));
            self.slipping.read_again(lot, kind.map(|kind| jumps.kinds[kind].cell), random)
        } else {
            let differs = (draw == self.place).then(|| {
                let lot = random.below((jumps.differing - met.events.len() as u64) as u32);
                let kind = kind_of(lot, left);
                left[kind] -= 1;
                met.events.push((kind as u32, lot));
                jumps.kinds[kind].cell
            });
            self.slipping.read(draw, differs, random)
        };
        if draw == self.place {
            self.place = self.places.next(&self.gaps, random);
        }
        let cell = &jumps.task.cells()[read.cell];
        let heard = jumps.numbers.value_of(cell.drawn(read.slip.as_ref()));
        met.list(heard.differs, read.slip.is_none() && cell.reading.is_some());
        judge.differ(&heard.values, draw + 1, card_by_card);
    }

    fn cards(&mut self) -> &mut DrawnKinds<'w, 'b> {
        &mut self.cards
    }

    fn apart(&self) -> u64 {
        self.cards.jumps.differing + u64::from(self.slipping.struck)
    }

    fn readings(&self) -> Tally {
        let jumps = self.cards.jumps;
        let claim = &jumps.task.place.claim;
        let mut readings = jumps.readings.clone();
        for misread in &self.slipping.read {
            let usual = jumps.task.cells()[misread.cell].reading.and_then(|code| claim.readable.vote(code).marks());
            for (marks, by) in [(usual, -1), (misread.slip.as_ref(), 1)] {
                if let Some(marks) = marks {
                    readings.count(claim.contest, marks, by);
                }
            }
        }
        readings
    }
}

/// The memory of an audit: remaining cards of each kind, the discrepancies met, and its rounds, which must be at their
/// beginning.
type Room<'w, 'b> = (&'w mut [u32], &'w mut Met, &'w mut RoundState<'b>);

/// The memory that a thread keeps from one audit to the next. It makes trials faster and changes none.
struct Workbench {
    pairs: Vec<(Prefixes, Leaper)>,
    left: Vec<u32>,
    met: Met,
    leasts: Leasts,
}

/// The trials of one contest and method.
struct SkippingTrials<'b> {
    jumps: OverDiscrepancies<'b>,
    /// Workbenches that no thread is using.
    idle: Mutex<Vec<Workbench>>,
}

impl<'b> SkippingTrials<'b> {
    fn over(jumps: OverDiscrepancies<'b>) -> Self {
        Self { jumps, idle: Mutex::default() }
    }

    /// One audit.
    fn one(&self, trial: u64, judge: &mut Judge<'_>, (left, met, course): Room<'_, '_>) -> Trial {
        let mut random = self.jumps.streams.draw.stream(trial);
        met.restart();
        judge.restart();
        let slipping = self.jumps.slips.as_ref().map(|slips| slips.begin(trial, &mut random));
        let cards = DrawnKinds { jumps: &self.jumps, trial, random: &mut random, left, met };
        match slipping {
            None => {
                let mut places = self.jumps.gaps.start();
                let next = places.next(&self.jumps.gaps, cards.random);
                KindRead { cards, places, next }.audit(judge, course)
            }
            Some(slipping) => MisreadCards::new(cards, slipping).audit(judge, course),
        }
    }
}

impl Trials for SkippingTrials<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let limit = self.jumps.task.setup.terms.risk_limit;
        let measures = self.jumps.numbers.measures();
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut workbench = idle.unwrap_or_else(|| {
            let agrees = match &measures {
                NumericMeasures::Each { agrees, .. } => agrees.as_deref().unwrap_or_default(),
                NumericMeasures::Counts(_) | NumericMeasures::ByRounds { .. } => &[],
            };
            let pair = |&agrees: &u64| (Prefixes::new(agrees, limit), Leaper::default());
            let left = self.jumps.kinds.iter().map(|kind| kind.cards).collect();
            Workbench { pairs: agrees.iter().map(pair).collect(), left, met: Met::default(), leasts: Leasts::default() }
        });
        let mut judge = match measures {
            NumericMeasures::Each { measures, .. } => {
                let pairs = measures.into_iter().zip(&mut workbench.pairs);
                Judge::Betting(pairs.map(|(measure, (prefixes, leaper))| (measure, prefixes, leaper)).collect())
            }
            NumericMeasures::Counts(bound) => {
                let found = Discrepancies::default();
                Judge::Counts { bound, limit, found, draws: 0, leasts: &mut workbench.leasts, at: None }
            }
            // Such an audit is never given to this engine.
            NumericMeasures::ByRounds { .. } => return,
        };
        let fresh = RoundState::begin(self.jumps.procedure, self.jumps.all, &self.jumps.task.setup.terms);
        let mut course = fresh.clone();
        for trial in trials {
            course.restart(&fresh);
            each(self.one(trial, &mut judge, (&mut workbench.left, &mut workbench.met, &mut course)));
        }
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(workbench);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::with_task;
    use super::*;
    use crate::audit::{DrawnUnit, SampleSource, Unit, conduct};
    use crate::random::Random;
    use crate::simulation::audits::LOOKED_INTO;
    use crate::simulation::engine::cell::CardClass;

    /// The same draw card by card: the same places of the same discrepancies, and a card that agrees everywhere else.
    struct Twin<'t, 'b> {
        jumps: &'t OverDiscrepancies<'b>,
        cells: &'b [CardClass],
        agreeing: CardClass,
        random: Random,
        places: crate::simulation::engine::gaps::DifferingPlaces,
        next: u64,
        left: Vec<u32>,
        met: Met,
        trial: u64,
        drawn: Vec<CardClass>,
    }

    impl<'t, 'b> Twin<'t, 'b> {
        fn new(jumps: &'t OverDiscrepancies<'b>, trial: u64) -> Self {
            let cells = jumps.task.cells();
            let is_clean = |cell: &&CardClass| {
                let heard = jumps.numbers.value_of(cell.drawn(None));
                !heard.differs && jumps.numbers.measures().are_of_agreement(&heard.values)
            };
            let agreeing = *cells.iter().find(is_clean).expect("some card agrees");
            let mut random = jumps.streams.draw.stream(trial);
            let mut places = jumps.gaps.start();
            let next = places.next(&jumps.gaps, &mut random);
            let left = jumps.kinds.iter().map(|kind| kind.cards).collect();
            let (met, drawn) = (Met::default(), Vec::new());
            Self { jumps, cells, agreeing, random, places, next, left, met, trial, drawn }
        }
    }

    impl SampleSource for Twin<'_, '_> {
        fn card(&mut self, draw: u64, _: bool) -> Option<DrawnUnit<'_>> {
            while self.drawn.len() as u64 <= draw {
                if self.drawn.len() as u64 == self.jumps.all && !self.jumps.procedure.unit().repeats() {
                    return None;
                }
                let mut card = self.agreeing;
                if self.drawn.len() as u64 == self.next {
                    let kind = self.jumps.pick(&mut self.random, &mut self.left, &mut self.met);
                    let is_like = |cell: &&CardClass| {
                        let heard = self.jumps.numbers.value_of(cell.drawn(None));
                        (&heard.values, heard.differs) == (&kind.values, kind.differs)
                            && kind.tells == (heard.differs && cell.reading.is_some())
                    };
                    card = *self.cells.iter().find(is_like).expect("a card of that kind");
                    self.next = self.places.next(&self.jumps.gaps, &mut self.random);
                }
                self.drawn.push(card);
            }
            Some(self.drawn[draw as usize].drawn(None))
        }

        fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
            if replacement {
                self.jumps.distinct(self.trial, draws, self.jumps.differing, &mut self.met)
            } else {
                draws
            }
        }

        fn all(&self, _: Unit) -> u64 {
            self.jumps.all
        }
    }

    const PAPER: &str = r#"# Does a leap end where steps end?
title = "Leaps"
lesson = "The same card, always."
seed = "leaps"
rates = { undervote = 0.01, overvote = 0.002, light_marks = LIGHT, batch_size = 500 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "All"
ballots = 20000
votes.mayor = { Ada = FIRST, Ben = SECOND, Cem = 4000 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "misread", rate = MISREAD }, { kind = "marginal_marks", threshold = 50 }]

[audit]
care = "exact"
methods = ["ballot_comparison"]
TERMS
"#;

    /// Compares the trials of one setting with those card by card; returns their number.
    fn both(text: String, method: &str, trials: u64) -> usize {
        with_task(text, method, |task| {
            let Ok(procedure) = task.procedure() else { return 0 };
            let numbers = procedure.in_numbers().expect("it leaps");
            let skipping = SkippingTrials::over(OverDiscrepancies::new(task, procedure, numbers));
            let jumps = &skipping.jumps;
            let mut leapt = Vec::new();
            skipping.run(0..trials, &mut |trial| leapt.push(trial));
            for (trial, leapt) in (0..).zip(&leapt) {
                let mut twin = Twin::new(jumps, trial);
                let audited = conduct(procedure, &mut twin, &task.setup.terms, LOOKED_INTO);
                let repeats = procedure.unit().repeats();
                let tells = |at: &crate::audit::DrawPlace| twin.drawn[at.draw as usize].reading.is_some();
                let seen = audited.differing.iter().any(tells);
                let stepped = jumps.ending.trial(trial, &audited, seen, || jumps.readings.clone());
                assert_eq!(*leapt, stepped, "trial {trial}, {method}, repeats: {repeats}");
            }
            leapt.len()
        })
    }

    #[test]
    fn every_audit_ends_at_the_very_card_at_which_it_ends_card_by_card() {
        let methods = [
            ("ballot_comparison", ""),
            ("ballot_comparison", "bets.ballot_comparison = { name = \"fixed\", lambda = 1.2 }"),
            ("super_simple", ""),
            (
                "ballot_comparison",
                "bets.ballot_comparison = { name = \"cobra\", p1 = 0.001, p2 = 0.0001, d1 = 100, d2 = 1000 }",
            ),
            ("ballot_comparison", "bets.ballot_comparison = \"kaplan_wald\""),
            ("ballot_comparison", "bets.ballot_comparison = \"shrink_trunc\""),
            ("ballot_comparison", "bets.ballot_comparison = \"adaptive\""),
            ("ballot_comparison", "bets.ballot_comparison = \"kaplan_kolmogorov\""),
        ];
        let terms = [
            "card_by_card = true",
            "",
            "card_by_card = true\nfull_count_at = 1.0\nrisk_limit = 0.01",
            "first_round = 137\ngrowth = 1.3\nmost_rounds = 9\nfull_count_at = 1.0",
            "first_round = 15000\nfull_count_at = 1.0\nrisk_limit = 0.1",
            "first_round = 40\ngrowth = 3.0\nmost_rounds = 3\nrisk_limit = 0.2",
        ];
        let papers = [(0.0, 0.0, 200), (0.0005, 0.02, 400), (0.003, 0.0, 400), (0.01, 0.05, 400), (0.0005, 0.01, 100)];
        let (mut audits, mut setting) = (0, 0);
        for (misread, light, lead) in papers {
            for (method, bet) in methods {
                for turn in 0..2 {
                    let text = PAPER
                        .replace("LIGHT", &light.to_string())
                        .replace("MISREAD", &misread.to_string())
                        .replace("FIRST", &(7_800 + lead / 2).to_string())
                        .replace("SECOND", &(7_800 - lead / 2).to_string())
                        .replace("TERMS", &format!("{bet}\n{}", terms[(setting + turn * 3) % terms.len()]));
                    audits += both(text, method, 25);
                    setting += 1;
                }
            }
        }
        assert!(audits >= 1_900, "{audits}");
    }

    #[test]
    fn audits_of_every_kind_of_statement_end_at_the_very_card_too() {
        let marks = "votes.mayor = { Ada = 10_400, Ben = 5_600, Cem = 4_000 }";
        let ranks = r#"rankings.mayor = { "Ada > Ben" = 9_000, "Ben > Ada > Cem" = 7_000, "Cem > Ada" = 4_000 }"#;
        let scores = r#"scores.mayor = { "Ada 3, Ben 1" = 9_000, "Ben 3, Cem 2" = 7_000, "Cem 1" = 4_000 }"#;
        let rules = [
            ("rule = \"supermajority\"\nshare = 0.5", marks),
            ("rule = \"supermajority\"\nshare = \"17/33\"", marks),
            ("rule = \"dhondt\"\nseats = 5", marks),
            ("rule = \"sainte_lague\"\nseats = 4\nshare = 0.05", marks),
            ("rule = \"hamilton\"\nseats = 6", marks),
            ("rule = \"borda\"\nrankings = \"pass-over\"", ranks),
            ("rule = \"instant_runoff\"\nrankings = \"pass-over\"", ranks),
            ("rule = \"score\"\nhighest_score = 3", scores),
            ("rule = \"star\"\nhighest_score = 3", scores),
        ];
        let mut audits = 0;
        for (rule, votes) in rules {
            for (method, misread, terms) in [
                ("ballot_comparison", 0.003, "card_by_card = true"),
                ("ballot_comparison", 0.02, "first_round = 60\ngrowth = 1.5\nmost_rounds = 9\nfull_count_at = 1.0"),
                ("mismatch", 0.003, "card_by_card = true\nfull_count_at = 1.0"),
            ] {
                let text = PAPER
                    .replace("rule = \"plurality\"", rule)
                    .replace("votes.mayor = { Ada = FIRST, Ben = SECOND, Cem = 4000 }", votes)
                    .replace("LIGHT", "0.0")
                    .replace("MISREAD", &misread.to_string())
                    .replace("TERMS", terms);
                audits += both(text, method, 25);
            }
        }
        assert_eq!(audits, 27 * 25);
    }
}
