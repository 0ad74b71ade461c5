//! The first line of many trials: if the report is right, the methods that read the fewest cards; if it is wrong, those
//! that confirmed it, and where it is final though unconfirmed.
//!
//! Numbers of cards are compared only among audits that ended, by confirming or by counting everything, and never
//! contest by contest if one sample serves all: then the methods are compared by the work for all contests together.

use super::run::each_once;
use crate::simulation::{Frequency, Simulated, TrialsRow};

/// The result of many trials in one contest.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialsHeadline {
    /// Index of the contest.
    pub contest: usize,
    /// Whether the reported outcome is right.
    pub reported_right: bool,
    /// Trials of each method; 0 if the results are exact.
    pub trials: u64,
    /// If nobody can lose: the methods that read cards anyway.
    pub nobody_can_lose: Option<Vec<UncontestedLook>>,
    /// Methods whose sample served other contests too, by how their audits ended.
    pub on_one_sample: Vec<Ends>,
    /// Methods that in some trials only measured the risk with cards drawn for others, the most often first: there the
    /// report stays unconfirmed.
    pub measured_only: Vec<Often>,
    /// If the report is right: the cards read by methods that limit the risk, draw for this contest alone, and ended in
    /// every trial.
    pub cards: CardsCompared,
    /// If the report is wrong: the methods that confirmed it, the most often first.
    pub confirmed_wrong: Vec<Often>,
    /// If the report is wrong and no method confirmed it: the largest probability that any of them may have by the
    /// exact 95 % interval.
    pub at_most: f64,
    /// The methods after whose full hand count a wrong outcome is final, the most often first: because of reading
    /// errors or missing ballots.
    pub miscounted: Vec<Often>,
}

/// Mean numbers of cards, compared as they are shown: to the whole card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardsCompared {
    /// The report is wrong, nobody can lose, there was no trial, or no method that limits the risk drew for this
    /// contest alone and ended: nothing to compare.
    Nothing,
    /// No method that was tried limits the risk.
    NoneLimitsTheRisk,
    /// Every method that limits the risk read every card every time.
    AllCards {
        /// The methods, in order.
        methods: Vec<&'static str>,
        /// The number of cards.
        of: u64,
    },
    /// One method alone limits the risk.
    OneMethod {
        /// The method.
        method: &'static str,
        /// Its mean.
        cards: u64,
        /// The number of cards.
        of: u64,
    },
    /// All that limit the risk have the same mean.
    Tie {
        /// The methods, in order.
        methods: Vec<&'static str>,
        /// Their mean.
        cards: u64,
        /// The number of cards.
        of: u64,
    },
    /// Some of those that limit the risk have a smaller mean than the others.
    Fewest {
        /// The methods, in order.
        methods: Vec<&'static str>,
        /// Their mean.
        cards: u64,
        /// The methods with the next larger mean.
        next: Vec<&'static str>,
        /// That mean.
        next_cards: u64,
        /// The number of cards.
        of: u64,
        /// Whether the difference may be chance: it is less than two standard errors, however the trials depend on each
        /// other.
        may_be_chance: bool,
    },
}

/// A method that reads cards although nobody can lose, since its rule draws them whatever was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncontestedLook {
    /// The method.
    pub method: &'static str,
    /// Its mean.
    pub cards: u64,
    /// The number of cards.
    pub of: u64,
}

/// How the audits of one contest by some methods ended; the three make up all trials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The methods, in order.
    pub methods: Vec<&'static str>,
    /// Trials that confirmed the report.
    pub confirmed: Frequency,
    /// Trials that counted everything.
    pub full_hand_count: Frequency,
    /// Trials that did neither.
    pub measured_only: Frequency,
}

/// Methods with the same frequency of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Often {
    /// The methods, in order.
    pub methods: Vec<&'static str>,
    /// How often.
    pub share: Frequency,
    /// Their risk limit, if the whole interval of the share is above it.
    pub above_limit: Option<f64>,
}

impl TrialsHeadline {
    /// Sort key of the lines: first those where a wrong outcome was confirmed, then where one is final, then where one
    /// is reported, then where a right one was not confirmed.
    pub fn shown_after(&self) -> (bool, bool, bool) {
        let stands = !self.miscounted.is_empty() || (!self.reported_right && !self.measured_only.is_empty());
        (self.confirmed_wrong.is_empty(), self.reported_right && !stands, self.measured_only.is_empty())
    }
}

impl TrialsRow {
    /// Trials after whose full hand count a wrong outcome is final.
    pub fn miscounted(&self) -> Frequency {
        let measured_only = if self.reported_right { 0 } else { self.measured_only.hits };
        let others = self.confirmed_wrong.hits + measured_only;
        Frequency { hits: self.wrong_in_the_end.hits.saturating_sub(others), ..self.wrong_in_the_end }
    }

    fn limits_the_risk(&self) -> bool {
        self.risk_limit.is_some()
    }

    fn shown_mean(&self) -> u64 {
        libm::round(self.cards.mean) as u64
    }

    fn looks_at_all(&self) -> bool {
        let all = self.population as f64;
        self.cards.min >= all && self.cards.max <= all
    }
}

impl Simulated {
    /// Whether the results are exact, so that nothing was simulated.
    pub fn is_exact_answer(&self) -> bool {
        self.rows.iter().any(|row| row.within.is_some())
    }

    /// The first lines, contest by contest.
    pub fn headlines(&self) -> Vec<TrialsHeadline> {
        let mut contests: Vec<usize> = Vec::new();
        for row in &self.rows {
            if !contests.contains(&row.contest) {
                contests.push(row.contest);
            }
        }
        contests.into_iter().map(|contest| self.headline(contest)).collect()
    }

    /// The comparison of the methods that drew for one contest alone and ended in every trial.
    fn compared_alone(&self, rows: &[&TrialsRow]) -> CardsCompared {
        let ended = |row: &&TrialsRow| row.measured_only.hits == 0 && !self.is_shared(row);
        let alone: Vec<&TrialsRow> = rows.iter().copied().filter(ended).collect();
        match compared(&alone, self.trials) {
            CardsCompared::NoneLimitsTheRisk if rows.iter().any(|row| row.limits_the_risk()) => CardsCompared::Nothing,
            comparison => comparison,
        }
    }

    fn headline(&self, contest: usize) -> TrialsHeadline {
        let rows: Vec<&TrialsRow> = self.rows.iter().filter(|row| row.contest == contest).collect();
        let uncontested = rows.iter().any(|row| row.uncontested);
        let reported_right = rows.iter().all(|row| row.reported_right);
        let is_tried = self.trials > 0 || self.is_exact_answer();
        let above = |row: &TrialsRow| row.risk_limit.filter(|limit| row.confirmed_wrong.interval95().0 > *limit);
        let wrong = rows.iter().map(|row| (row.method, row.confirmed_wrong, above(row)));
        let miscounted = rows.iter().map(|row| (row.method, row.miscounted(), None));
        TrialsHeadline {
            contest,
            reported_right,
            trials: self.trials,
            nobody_can_lose: uncontested.then(|| looked_all_the_same(&rows)),
            on_one_sample: ends(rows.iter().copied().filter(|row| !uncontested && self.is_shared(row))),
            measured_only: by_falling_share(rows.iter().map(|row| (row.method, row.measured_only, None))),
            cards: if reported_right && is_tried && !uncontested {
                self.compared_alone(&rows)
            } else {
                CardsCompared::Nothing
            },
            confirmed_wrong: by_falling_share(wrong),
            at_most: rows.iter().map(|row| row.confirmed_wrong.interval95().1).fold(0.0, f64::max),
            miscounted: by_falling_share(miscounted),
        }
    }
}

/// The methods that read cards although nobody can lose.
fn looked_all_the_same(rows: &[&TrialsRow]) -> Vec<UncontestedLook> {
    let looked = rows.iter().filter(|row| row.cards.max > 0.0);
    looked.map(|row| UncontestedLook { method: row.method, cards: row.shown_mean(), of: row.population }).collect()
}

/// The endings of audits, with equal ones together, in order.
fn ends<'r>(rows: impl Iterator<Item = &'r TrialsRow>) -> Vec<Ends> {
    let mut all: Vec<Ends> = Vec::new();
    for row in rows {
        let (confirmed, full_hand_count, measured_only) = (row.confirmed, row.full_hand_count, row.measured_only);
        let same = |it: &&mut Ends| (it.confirmed, it.full_hand_count) == (confirmed, full_hand_count);
        match all.iter_mut().find(same) {
            Some(it) => it.methods.push(row.method),
            None => all.push(Ends { methods: vec![row.method], confirmed, full_hand_count, measured_only }),
        }
    }
    all
}

/// Methods with at least one event, the most often first, with equal ones together.
fn by_falling_share(all: impl Iterator<Item = (&'static str, Frequency, Option<f64>)>) -> Vec<Often> {
    let mut often: Vec<Often> = Vec::new();
    for (method, share, above_limit) in all.filter(|(_, share, _)| share.hits > 0) {
        match often.iter_mut().find(|it| it.share == share && it.above_limit == above_limit) {
            Some(it) => it.methods.push(method),
            None => often.push(Often { methods: vec![method], share, above_limit }),
        }
    }
    often.sort_by_key(|it| std::cmp::Reverse(it.share.hits));
    often
}

/// The risk-limiting methods that read the fewest cards on average.
fn compared(rows: &[&TrialsRow], trials: u64) -> CardsCompared {
    let limiting: Vec<&TrialsRow> = rows.iter().copied().filter(|row| row.limits_the_risk()).collect();
    let Some(least) = limiting.iter().map(|row| row.shown_mean()).min() else {
        return CardsCompared::NoneLimitsTheRisk;
    };
    let of = limiting[0].population;
    let methods = |cards: u64| each_once(limiting.iter().filter(|row| row.shown_mean() == cards).map(|row| row.method));
    if limiting.iter().all(|row| row.looks_at_all()) {
        return CardsCompared::AllCards { methods: methods(least), of };
    }
    if let [row] = limiting.as_slice() {
        return CardsCompared::OneMethod { method: row.method, cards: least, of };
    }
    let Some(next_cards) = limiting.iter().map(|row| row.shown_mean()).filter(|&cards| cards > least).min() else {
        return CardsCompared::Tie { methods: methods(least), cards: least, of };
    };
    // However two means depend on each other, the error of their difference is at most the sum of their errors.
    let error = |cards: u64| {
        let sd = limiting.iter().filter(|row| row.shown_mean() == cards).map(|row| row.cards.sd).fold(0.0, f64::max);
        if trials == 0 { 0.0 } else { sd / libm::sqrt(trials as f64) }
    };
    let difference = (next_cards - least) as f64;
    let may_be_chance = trials > 0 && difference < 2.0 * (error(least) + error(next_cards));
    CardsCompared::Fewest {
        methods: methods(least),
        cards: least,
        next: methods(next_cards),
        next_cards,
        of,
        may_be_chance,
    }
}
