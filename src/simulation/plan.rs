//! What each method would ask of one count: cards, hours and cost of a clean audit, and what its exact law says of them.

use super::asked::{Ask, Asked, with_bench};
use super::audits::{ReadyMethod, make_ready};
use super::bench::{Bench, Place};
use super::foreseen::Foreseen;
use super::monte_carlo::{MOST_TRIALS, Simulated, summarise};
use super::pull::{Pull, pulls};
use crate::audit::{AuditMethod, First, FirstSizes, METHODS, Procedure, Promise, Staff, Unit, Work, named};
use crate::election::Contest;
use crate::error::Error;
use crate::figure::grouped;
use crate::risk::Rates;
use crate::scenario::ScenarioFile;

/// The plan of a scenario's audits.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the scenario.
    pub name: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all chance.
    pub seed: String,
    /// The stage whose count is audited.
    pub of: String,
    /// The risk limit.
    pub risk_limit: f64,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// A row for each audited contest and method.
    pub rows: Vec<PlanRow>,
    /// Who works at the same time, and until when.
    pub staff: Staff,
    /// Discrepancies that comparisons are planned for.
    pub expected: Rates,
    /// Whether one sample is to serve all contests: rows tell of each alone.
    pub one_sample: bool,
    /// The same audits drawn by lot, where trials are asked for: a row for each of [`Plan::rows`].
    pub rehearsed: Option<Simulated>,
    /// For each audited contest, the place in `rows` of the cheapest method that limits the risk or counts everything: by
    /// the mean cost of the trials where there are any, else by the expected cost of its exact law, else by that of a clean
    /// audit.
    pub cheapest: Vec<usize>,
}

impl Plan {
    /// Person-hours and dollars that nine audits of ten do not exceed, of the row at that place: by its exact law, else by the
    /// trials; `None` where neither tells.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn work_of_nine_in_ten(&self, at: usize) -> Option<Work> {
        let exact = self.rows[at].foreseen.as_ref().ok().and_then(|it| it.work90);
        let drawn = || {
            let row = &self.rehearsed.as_ref()?.rows[at];
            Some(Work { hours: row.hours.quantiles[4], cost: row.cost.quantiles[4] })
        };
        exact.or_else(drawn)
    }
}

/// What one method would ask of one contest.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// Cards (or ballots of batches) to look at, all of them where the first round would ask for too many.
    pub cards: u64,
    /// Batches to tally, where whole batches are drawn.
    pub batches: Option<u64>,
    /// Cards that may be drawn.
    pub population: u64,
    /// Whether every ballot is to be counted at once.
    pub full_hand_count: bool,
    /// Where the size comes from; why no sample can confirm, where none can.
    pub why: String,
    /// Person-hours and dollars of a clean audit.
    pub work: Work,
    /// Person-hours and dollars of a full hand count.
    pub full_count: Work,
    /// What the exact law says; why there is none, where there is none.
    pub foreseen: Result<Foreseen, String>,
    /// The chance that is asked of a first round, and both sizes that have it, where an exact law tells them.
    pub first: Option<(f64, FirstSizes)>,
    /// Where the units of the first round lie.
    pub pull: Vec<Pull>,
}

impl PlanRow {
    /// Expected person-hours and dollars by the exact law, the full hand count by its chance; those of a clean audit where
    /// no law tells them.
    pub fn expected(&self) -> Work {
        self.foreseen.as_ref().ok().and_then(|foreseen| foreseen.work).unwrap_or(self.work)
    }
}

/// The chance that is asked of a first round where nothing is said.
const USUAL_CHANCE: f64 = 0.9;

/// Plans audits of a scenario's count; without methods in the scenario or in what is asked, every method that fits.
/// With trials, each audit is also drawn so often by lot, on the scenario's paper; `tell` hears of each block of trials.
///
/// # Errors
/// [`Error::Scenario`] where the scenario does not fit together, [`Error::Usage`] where what is asked for cannot be had.
pub fn plan(file: &ScenarioFile, ask: &Ask, tell: &(dyn Fn(u64) + Sync)) -> Result<Plan, Error> {
    if ask.trials > MOST_TRIALS {
        return Err(Error::Usage(format!("--trials: found {}; allowed: 0 to {MOST_TRIALS}", ask.trials)));
    }
    let mut asked = file.scenario.clone();
    let text = asked.audit.get_or_insert_default();
    ask.terms_over(text);
    text.methods.clone_from(&ask.methods);
    if ask.methods.is_empty() {
        let at = asked.audited_stage();
        let fits =
            |method: &&&dyn AuditMethod| at.is_some_and(|at| asked.check_method(&asked.stage[at], **method).is_ok());
        let names: Vec<String> = METHODS.iter().filter(fits).map(|method| method.name().to_owned()).collect();
        asked.audit.get_or_insert_default().methods = names;
    }
    with_bench(file, &asked, ask, |bench, it| {
        let rehearsed = (ask.trials > 0).then(|| summarise(file, ask, bench, it, tell)).transpose()?;
        Ok(planned(file, bench, it, rehearsed))
    })?
}

fn planned(file: &ScenarioFile, bench: &Bench<'_>, it: &Asked, rehearsed: Option<Simulated>) -> Plan {
    let mut rows = Vec::new();
    for (place, ready) in bench.places.iter().zip(make_ready(bench, &it.methods)) {
        rows.extend(ready.into_iter().map(|method| planned_row(bench, place, &method)));
    }
    Plan {
        name: file.name.clone(),
        sha256: file.sha256(),
        seed: it.seed.clone(),
        of: file.scenario.stage[it.at].id.clone(),
        risk_limit: bench.terms.risk_limit,
        contests: bench.election.contests.clone(),
        cheapest: cheapest(&rows, rehearsed.as_ref()),
        rows,
        staff: bench.staff,
        expected: bench.terms.expected,
        one_sample: bench.whole.is_some(),
        rehearsed,
    }
}

/// What one method would ask of one contest.
fn planned_row(bench: &Bench<'_>, place: &Place<'_>, (method, procedure): &ReadyMethod<'_>) -> PlanRow {
    let frame = &place.claim.frame;
    let (cards, ballots) = (frame.cards(), frame.ballots());
    let full_count = place.clock.work(0, ballots, ballots);
    let all = |why: String| PlanRow {
        contest: place.contest,
        method: method.name(),
        cards,
        batches: None,
        population: cards,
        full_hand_count: true,
        foreseen: Err(why.clone()),
        why,
        work: full_count,
        full_count,
        first: None,
        pull: Vec::new(),
    };
    let procedure = match procedure {
        Ok(procedure) => procedure.as_ref(),
        Err(why) => return all(why.clone()),
    };
    let first = First::of(procedure, &bench.terms);
    let row = sized(bench, place, procedure, first, all);
    let chance = bench.terms.round_chance.unwrap_or(USUAL_CHANCE);
    let foreseen = Foreseen::of(procedure, &bench.terms, place);
    // Where a card may be drawn twice, fewer are pulled than are drawn.
    let distinct = foreseen.as_ref().ok().and_then(|it| it.law.stops.first().map(|stop| libm::rint(stop.cards) as u64));
    let units = row.batches.or(distinct.filter(|_| !bench.terms.card_by_card)).unwrap_or(row.cards);
    PlanRow {
        first: procedure.sizes_for(chance).map(|sizes| (chance, sizes)),
        pull: if row.full_hand_count { Vec::new() } else { pulls(bench, place, procedure, units) },
        foreseen,
        ..row
    }
}

/// The clean audit of a method that could be made ready; `all` is the row of a full hand count.
fn sized(
    bench: &Bench<'_>,
    place: &Place<'_>,
    procedure: &dyn Procedure,
    first: First,
    all: impl Fn(String) -> PlanRow,
) -> PlanRow {
    let frame = &place.claim.frame;
    let (cards, ballots) = (frame.cards(), frame.ballots());
    let size = first.size();
    match procedure.unit() {
        Unit::Everything => all(procedure.formula().to_owned()),
        Unit::Card { .. } | Unit::CardOfStratum if bench.terms.counts_all(size, cards) => {
            let share = libm::round(100.0 * bench.terms.full_count_at);
            let (size, cards) = (grouped(size.min(1 << 62) as i64), grouped(cards as i64));
            all(format!("a sample would take {size} of {cards} cards, at least {share} %: count them all"))
        }
        Unit::Card { .. } | Unit::CardOfStratum => PlanRow {
            cards: size.min(cards),
            full_hand_count: false,
            work: place.clock.work(size.min(cards), 0, ballots),
            ..all(match first {
                First::Set(_) => "the first round that the scenario sets".to_owned(),
                First::ByChance(_, chance) => {
                    format!("confirms in one round with a chance of {} %, if the report is right", 100.0 * chance)
                }
                First::ByFormula(_) => procedure.formula().to_owned(),
            })
        },
        Unit::Images | Unit::Rescan => PlanRow {
            cards: 0,
            full_hand_count: false,
            work: place.clock.work(0, 0, ballots),
            ..all(procedure.formula().to_owned())
        },
        Unit::Batch | Unit::BatchByWeight => {
            let each = ballots as f64 / frame.batches().len().max(1) as f64;
            let tallied = libm::round(each * size as f64) as u64;
            PlanRow {
                cards: tallied,
                batches: Some(size),
                full_hand_count: tallied >= ballots,
                work: place.clock.work(0, tallied, ballots),
                ..all(procedure.states().unwrap_or_else(|| procedure.formula().to_owned()))
            }
        }
    }
}

/// For each contest, the place of the cheapest row whose method limits the risk or counts everything.
fn cheapest(rows: &[PlanRow], rehearsed: Option<&Simulated>) -> Vec<usize> {
    let cost = |at: usize| rehearsed.map_or(rows[at].expected().cost, |it| it.rows[at].cost.mean);
    let is_lawful = |at: &usize| {
        let promise = named(rows[*at].method).map(AuditMethod::promise);
        matches!(promise, Some(Promise::RiskLimit | Promise::FullCount))
    };
    let mut contests: Vec<usize> = rows.iter().map(|row| row.contest).collect();
    contests.dedup();
    let of = |contest: usize| {
        let places = (0..rows.len()).rev().filter(|&at| rows[at].contest == contest).filter(is_lawful);
        places.min_by(|&a, &b| cost(a).total_cmp(&cost(b)))
    };
    contests.into_iter().filter_map(of).collect()
}
