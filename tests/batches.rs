//! Audits of whole batches, compared with other programs, slow twins, hand-made cases and their promises.

use std::collections::BTreeMap;

use recount::audit::statutes::{STATUTES, Statute, named as law_named};
use recount::audit::{
    AuditSettings, Audited, BatchList, Decision, DrawnUnit, Guarantee, Needs, PreparedAudit, ReportedContest,
    RoundEvidence, SampleSource, Unit, conduct, named,
};
use recount::election::{Batch, Contest, RuleOptions, VoteTable};
use recount::random::Streams;
use recount::risk::bet::Adaptive;
use recount::risk::detection::{draws_to_meet, fewest, missed};
use recount::risk::{Bet, Null, Past, tails};
use recount::sampling::{Frame, running_sums, weighted_picks};
use recount::simulation::{Simulated, SimulationOptions, TrialsRow, run, simulate};
use recount::social_choice::{Tally, decide, named as rule_named};
use serde_json::Value;

use crate::oracles::oracle;

/// Batches with what was reported of them and what a hand tally finds.
struct County {
    contest: Contest,
    manifest: Vec<Batch>,
    reported: Vec<Option<Tally>>,
    hand: Vec<Option<Tally>>,
}

/// Ballots of a batch, its reported votes and its hand votes.
type Counts = (u64, Option<Vec<i64>>, Option<Vec<i64>>);

fn tally(votes: &[i64]) -> Tally {
    Tally { votes: votes.to_vec(), ballots: votes.iter().sum(), ..Tally::default() }
}

impl County {
    fn new(seats: u16, batches: &[Counts]) -> Self {
        let candidates = batches.iter().find_map(|(_, votes, _)| votes.as_ref()).map_or(2, Vec::len);
        let mut start = 0;
        let manifest = batches.iter().enumerate().map(|(i, (ballots, _, _))| {
            let cards = start..start + *ballots as usize;
            start = cards.end;
            Batch { id: format!("b{i}"), group: 0, cards, ballots: *ballots, container: 1, tabulator: 0 }
        });
        let votes = |votes: &Option<Vec<i64>>| votes.as_ref().map(|votes| tally(votes));
        Self {
            contest: Contest {
                id: "c".into(),
                title: "C".into(),
                rule: rule_named("plurality").expect("a rule"),
                candidates: (0..candidates).map(|i| format!("candidate {i}")).collect(),
                seats,
                votes_allowed: seats,
                write_in_line: None,
                options: RuleOptions::default(),
            },
            manifest: manifest.collect(),
            reported: batches.iter().map(|(_, reported, _)| votes(reported)).collect(),
            hand: batches.iter().map(|(_, _, hand)| votes(hand)).collect(),
        }
    }

    /// Two candidates; each batch has `ballots` ballots and is reported with `votes`, and the hand tally agrees.
    fn even(batches: usize, ballots: u64, votes: [i64; 2]) -> Self {
        let one = (ballots, Some(votes.to_vec()), Some(votes.to_vec()));
        Self::new(1, &vec![one; batches])
    }

    fn sum(&self, list: &[Option<Tally>]) -> Tally {
        let mut sum = Tally::empty(self.contest.candidates.len());
        list.iter().flatten().for_each(|tally| sum += tally);
        sum
    }

    fn claim(&self) -> ReportedContest<'_> {
        let total = self.sum(&self.reported);
        ReportedContest {
            contest: &self.contest,
            outcome: decide(&self.contest, &total),
            tally: total,
            frame: Frame::new(&self.manifest, (0..self.manifest.len()).collect()),
            records: None,
            batches: self.reported.clone(),
            readable: VoteTable::default(),
            absent: recount::audit::AbsentCards::SaysNothing,
            pools: Vec::new(),
            pool_of: vec![None; self.manifest.len()],
            strata: Vec::new(),
            stratum_of: vec![0; self.manifest.len()],
        }
    }

    fn drawn(&self, batch: usize) -> DrawnUnit<'_> {
        DrawnUnit::Batch {
            batch,
            reported: self.reported[batch].as_ref(),
            hand: self.hand[batch].as_ref(),
            ballots: self.manifest[batch].ballots,
        }
    }
}

/// A county whose batches come in a given order, or by weight from a seed.
struct Table<'c> {
    county: &'c County,
    lots: Vec<usize>,
    seed: String,
    picks: Vec<usize>,
}

impl<'c> Table<'c> {
    fn new(county: &'c County, lots: Vec<usize>, seed: &str) -> Self {
        Self { county, lots, seed: seed.to_owned(), picks: Vec::new() }
    }

    fn list(&self, list: BatchList) -> &[usize] {
        if list == BatchList::default() { &self.lots } else { &self.picks }
    }
}

impl SampleSource for Table<'_> {
    fn card(&mut self, _: u64, _: bool) -> Option<DrawnUnit<'_>> {
        None
    }

    fn list_batches(&mut self, draws: u64, weights: Option<&[u128]>) -> BatchList {
        if let Some(weights) = weights {
            let ends = running_sums(weights).expect("weights");
            self.picks =
                weighted_picks(self.seed.clone(), ends).take(draws as usize).map(|p| p.unit as usize).collect();
        }
        BatchList(usize::from(weights.is_some()))
    }

    fn batch(&mut self, list: BatchList, draw: u64) -> Option<DrawnUnit<'_>> {
        let batch = *self.list(list).get(draw as usize)?;
        Some(self.county.drawn(batch))
    }

    fn distinct(&mut self, draws: u64, _: bool) -> u64 {
        draws
    }

    fn ballots_in(&mut self, list: BatchList, draws: u64) -> u64 {
        let mut seen: Vec<usize> = self.list(list)[..draws as usize].to_vec();
        seen.sort_unstable();
        seen.dedup();
        seen.iter().map(|&batch| self.county.manifest[batch].ballots).sum()
    }

    fn all(&self, _: Unit) -> u64 {
        self.county.manifest.len() as u64
    }
}

fn audited(county: &County, method: &str, terms: &AuditSettings, lots: Vec<usize>, seed: &str) -> Audited {
    let claim = county.claim();
    let procedure = named(method).expect("a method").prepare(&claim, terms).expect("a claim to confirm");
    conduct(procedure.as_ref(), &mut Table::new(county, lots, seed), terms, 100)
}

/// The P-value after these batches.
fn p_value(county: &County, procedure: &dyn PreparedAudit, batches: &[usize]) -> f64 {
    let mut evidence = procedure.begin();
    for &batch in batches {
        evidence.observe(county.drawn(batch));
    }
    match evidence.evidence() {
        RoundEvidence::PValue(p) => p,
        other => panic!("{other:?}"),
    }
}

const PPEB: [&str; 2] = ["batch_comparison", "batch_assertions"];

#[test]
fn the_audit_of_batches_agrees_with_arlo() {
    let Some(text) = oracle("vectors/public_polling_macro.json") else { return };
    let vectors: Value = serde_json::from_str(&text).expect("JSON");
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok()).expect("a number");
    let mut compared = [0, 0];
    for case in vectors["groups"][0]["cases"].as_array().expect("cases") {
        // Ballots not yet counted, ballots that cannot be had and majorities have no place in a claim.
        let plain = case["contest"]["pending"] == 0 && case["unauditable"] == 0 && case["contest"]["runoff"] == false;
        if !plain {
            continue;
        }
        let names: Vec<&String> = case["contest"]["totals"].as_object().expect("totals").keys().collect();
        let votes = |of: &Value| names.iter().map(|name| of[name.as_str()].as_i64().unwrap_or(0)).collect::<Vec<_>>();
        let of = case["batches"].as_object().expect("batches");
        let ids: Vec<&String> = of.keys().collect();
        let batches: Vec<_> = of
            .iter()
            .map(|(id, batch)| {
                let hand = &case["audited"][id.as_str()];
                (
                    batch["ballots"].as_u64().expect("ballots"),
                    Some(votes(batch)),
                    Some(votes(if hand.is_null() { batch } else { hand })),
                )
            })
            .collect();
        let county = County::new(1, &batches);
        assert_eq!(county.claim().tally.votes, votes(&case["contest"]["totals"]), "the batches add up");
        let risk_limit = number(&case["risk_limit_pct"]) / 100.0;
        let terms = AuditSettings { risk_limit, ..AuditSettings::default() };
        let claim = county.claim();
        let procedure = named("batch_comparison").expect("a method").prepare(&claim, &terms).expect("a claim");
        // Weights are the bounds, up to one common factor.
        let total: u128 = procedure.weights().iter().sum();
        for (id, weight) in ids.iter().zip(procedure.weights()) {
            let share = number(&case["max_error"][id.as_str()]) / number(&case["U"]);
            assert!((*weight as f64 / total as f64 / share - 1.0).abs() < 1e-12, "{id}");
        }
        let draws = case["draws"].as_array().expect("draws").iter();
        let place = |draw: &Value| ids.iter().position(|id| draw[1] == id.as_str()).expect("a batch");
        let draws: Vec<usize> = draws.map(place).collect();
        let p = p_value(&county, procedure.as_ref(), &draws);
        assert!((p - number(&case["pvalue"])).abs() <= 1e-9 * p, "{p} {}", case["pvalue"]);
        assert_eq!(p <= risk_limit, case["confirmed"] == true);
        compared[0] += 1;
        // That program draws one more than the least number, and never more than there are.
        let all = ids.len() as u64;
        assert_eq!((procedure.first_round() + 1).min(all), case["first_round_size"].as_u64().expect("a size"));
        let mut evidence = procedure.begin();
        for &batch in &draws {
            evidence.observe(county.drawn(batch));
        }
        let next = evidence.next_round(0.9).expect("a size") - draws.len() as u64;
        let arlo = if next == 0 { 0 } else { (next + 1).min(all) };
        assert_eq!(arlo, case["next_round_size"].as_u64().expect("a size"), "{p}");
        compared[1] += 2;
    }
    assert_eq!(compared, [22, 44]);
}

/// Some counties with several seats, missing reports and lost batches, from a stream.
fn some_counties() -> Vec<County> {
    let mut random = Streams::new("counties", 0).purpose("batches").stream(0);
    let mut list = Vec::new();
    while list.len() < 40 {
        let seats = 1 + random.below(2) as u16;
        let mut batches = Vec::new();
        for _ in 0..8 {
            let votes =
                [30 + random.below(20), 25 + random.below(15), random.below(20), random.below(10)].map(i64::from);
            let ballots = votes.iter().sum::<i64>() as u64 + 5;
            let hand = votes.map(|n| (n + i64::from(random.below(5)) - 2).max(0));
            let reported = (!random.chance(0.05)).then(|| votes.to_vec());
            batches.push((ballots, reported, (!random.chance(0.05)).then(|| hand.to_vec())));
        }
        let county = County::new(seats, &batches);
        if county.claim().outcome.tied.is_empty() && county.reported.iter().flatten().count() > 4 {
            list.push(county);
        }
    }
    list
}

/// Pairs of a winner and a loser with their margin, by the batch tallies.
fn pairs(county: &County) -> Vec<(usize, usize, f64)> {
    let claim = county.claim();
    let winners: Vec<usize> = claim.outcome.winners.iter().map(|&c| usize::from(c)).collect();
    let losers: Vec<usize> = (0..claim.tally.votes.len()).filter(|c| !winners.contains(c)).collect();
    let margin = |w: usize, l: usize| (claim.tally.votes[w] - claim.tally.votes[l]) as f64;
    winners.iter().flat_map(|&w| losers.iter().map(move |&l| (w, l))).map(|(w, l)| (w, l, margin(w, l))).collect()
}

fn votes_of(tally: Option<&Tally>, candidate: usize) -> f64 {
    tally.map_or(0.0, |tally| tally.votes[candidate] as f64)
}

#[test]
fn batches_are_judged_by_the_formula_and_by_the_martingale_of_slow_twins() {
    let terms = AuditSettings::default();
    let mut random = Streams::new("twins", 0).purpose("draws").stream(0);
    let mut informative = 0;
    for county in &some_counties() {
        let claim = county.claim();
        let pairs = pairs(county);
        let bound = |batch: usize| {
            let b = county.manifest[batch].ballots as f64;
            let r = county.reported[batch].as_ref();
            pairs.iter().map(|&(w, l, v)| (votes_of(r, w) - votes_of(r, l) + b) / v).fold(f64::MIN, f64::max)
        };
        let bounds: Vec<f64> = (0..county.manifest.len()).map(bound).collect();
        let total: f64 = bounds.iter().sum();
        let over = |batch: usize, (w, l, v): (usize, usize, f64)| {
            let (r, h) = (county.reported[batch].as_ref(), county.hand[batch].as_ref());
            if h.is_none() {
                return bounds[batch];
            }
            ((votes_of(r, w) - votes_of(r, l)) - (votes_of(h, w) - votes_of(h, l))) / v
        };
        let draws: Vec<usize> = (0..6).map(|_| random.below(bounds.len() as u32) as usize).collect();
        let ready = |name: &str| named(name).expect("a method").prepare(&claim, &terms).expect("a claim");
        // MACRO: Π (1 − 1/U)/(1 − max(0, e)/u).
        let macro_p: f64 = draws
            .iter()
            .map(|&batch| {
                let e = pairs.iter().map(|&pair| over(batch, pair)).fold(f64::MIN, f64::max);
                (1.0 - 1.0 / total) / (1.0 - e.max(0.0) / bounds[batch]).max(0.0)
            })
            .product();
        let ours = p_value(county, ready("batch_comparison").as_ref(), &draws);
        assert!((ours - macro_p.min(1.0)).abs() < 1e-9 * ours, "{ours} {macro_p}");
        informative += usize::from(ours < 1.0);
        // The martingale of each pair: T ← T (1 + z (x/μ − 1)), x = 1 − e/u from 0 to 2, μ = 1 − 1/U; only the stake is ours.
        let unit = f64::from(1_u32 << 31);
        let null = Null::of(1, (unit - (unit / total).floor()) as i64, 2 << 31, true);
        let bet = Adaptive::new((2.0 / total).min(1.0), unit).with_risk_limit(&null, terms.risk_limit);
        let worst = pairs.iter().map(|&pair| {
            let (mut wealth, mut least, mut past) = (1.0_f64, 1.0_f64, Past::default());
            for &batch in &draws {
                let x = (1.0 - over(batch, pair) / bounds[batch]).clamp(0.0, 2.0);
                let stake = bet.stake(&null, &past, null.mean());
                wealth *= 1.0 + stake * (x / (1.0 - 1.0 / total) - 1.0);
                least = least.min(1.0 / wealth);
                past.add((x * unit).round() as u64, bet.kind((x * unit).round() as u64));
            }
            least
        });
        let twin = worst.fold(0.0, f64::max);
        let ours = p_value(county, ready("batch_assertions").as_ref(), &draws);
        assert!((ours - twin).abs() < 1e-6 * ours, "{ours} {twin}");
    }
    assert!(informative > 15, "{informative}");
}

/// The exact chance that a P-value falls to the limit within `draws` draws by weight.
fn chance_of_confirming(
    county: &County,
    procedure: &dyn PreparedAudit,
    limit: f64,
    path: &mut Vec<usize>,
    draws: usize,
) -> f64 {
    if !path.is_empty() && p_value(county, procedure, path) <= limit {
        return 1.0;
    }
    if path.len() == draws {
        return 0.0;
    }
    let weights = procedure.weights();
    let total: u128 = weights.iter().sum();
    let mut sum = 0.0;
    for (batch, &weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
        path.push(batch);
        sum += weight as f64 / total as f64 * chance_of_confirming(county, procedure, limit, path, draws);
        path.pop();
    }
    sum
}

#[test]
fn the_promise_holds_exactly_on_every_tiny_county() {
    // Three batches of 1, 2 and 3 ballots for one of two; every report that names candidate 0, every paper that does not.
    let sizes = [1_i64, 2, 3];
    let mut tried = 0;
    let mut highest = [0.0_f64; 2];
    let all: Vec<[i64; 3]> = (0..24).map(|i| [i % 2, i / 2 % 3, i / 6]).collect();
    for reported in &all {
        for paper in &all {
            if reported.iter().sum::<i64>() <= 3 || paper.iter().sum::<i64>() > 3 {
                continue;
            }
            let votes = |of: &[i64; 3], i: usize| Some(vec![of[i], sizes[i] - of[i]]);
            let batches: Vec<_> = (0..3).map(|i| (sizes[i] as u64, votes(reported, i), votes(paper, i))).collect();
            let county = County::new(1, &batches);
            let claim = county.claim();
            for (at, name) in PPEB.iter().enumerate() {
                for limit in [0.5, 0.25] {
                    let terms = AuditSettings { risk_limit: limit, ..AuditSettings::default() };
                    let procedure = named(name).expect("a method").prepare(&claim, &terms).expect("a claim");
                    let chance = chance_of_confirming(&county, procedure.as_ref(), limit, &mut Vec::new(), 5);
                    assert!(chance <= limit + 1e-12, "{name} {limit}: {chance}, {reported:?} {paper:?}");
                    highest[at] = highest[at].max(chance / limit);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
    assert!(highest.iter().all(|share| *share > 0.5), "the bound is nearly met somewhere: {highest:?}");
}

#[test]
fn the_promise_holds_on_a_county_of_a_hundred_batches() {
    // A lead of 10 %: 55 to 45 in each of 100 batches. The paper is a tie: ten batches say 5 to 95 instead of 55 to 45.
    let at_limit = AuditSettings { risk_limit: 0.1, ..AuditSettings::default() };
    for (bad, hand) in [(10, [5, 95]), (50, [45, 55]), (100, [50, 50])] {
        let mut county = County::even(100, 100, [55, 45]);
        (0..bad).for_each(|batch| county.hand[batch] = Some(tally(&hand)));
        assert_eq!(county.sum(&county.hand).votes, [5_000, 5_000]);
        for name in PPEB {
            let audits = 600;
            let wrong = (0..audits).filter(|i| {
                let audit = audited(&county, name, &at_limit, Vec::new(), &format!("{name} {bad} {i}"));
                audit.decision == Decision::Confirmed
            });
            let wrong = wrong.count() as u64;
            // One-sided, 99 %.
            let (low, _) = tails::interval(wrong, audits, 0.98);
            assert!(low <= 0.1, "{name}, {bad} bad batches: {wrong} of {audits}");
        }
    }
    let clean = County::even(100, 100, [55, 45]);
    for name in PPEB {
        let audit = audited(&clean, name, &at_limit, Vec::new(), "clean");
        assert_eq!((audit.decision, audit.rounds.len()), (Decision::Confirmed, 1), "{name}");
    }
}

#[test]
fn what_cannot_be_confirmed_is_said_and_what_cannot_be_lost_is_not_doubted() {
    let terms = AuditSettings::default();
    let prepare = |county: &County, name: &str| {
        let claim = county.claim();
        named(name).expect("a method").prepare(&claim, &terms).map(|_| ()).expect_err("nothing to confirm").to_string()
    };
    let batch = ["batch_comparison", "batch_assertions", "fixed_percentage", "random_precincts", "retabulation"];
    for name in batch {
        assert!(prepare(&County::even(3, 10, [5, 5]), name).contains("tie"), "{name}");
        assert!(prepare(&County::new(1, &[]), name).contains("no card"), "{name}");
    }
    // The totals name another than the batches do.
    let county = County::even(3, 10, [6, 4]);
    let mut claim = county.claim();
    claim.tally = tally(&[1, 9]);
    claim.outcome = decide(&county.contest, &claim.tally);
    for name in &batch[..4] {
        let why =
            named(name).expect("a method").prepare(&claim, &terms).map(|_| ()).expect_err("another winner").to_string();
        assert!(why.contains("the batch tallies themselves"), "{name}: {why}");
    }
    // As many seats as candidates.
    let county = County::new(2, &[(10, Some(vec![6, 4]), Some(vec![6, 4])), (10, Some(vec![5, 5]), Some(vec![4, 6]))]);
    for name in PPEB {
        let audit = audited(&county, name, &terms, Vec::new(), "nobody loses");
        assert_eq!(audit.decision, Decision::Confirmed, "{name}");
    }
    // A report that is beyond the paper, and one below nothing: bounds stay sums of what may be, and no audit ends in a panic.
    let wild = [i64::MAX / 4, 1_000_000_000_000, -5];
    for votes in wild {
        let county = County::new(1, &[(10, Some(vec![votes, 0]), Some(vec![5, 5])), (10, Some(vec![9, 1]), None)]);
        for name in batch {
            let claim = county.claim();
            if let Ok(procedure) = named(name).expect("a method").prepare(&claim, &terms) {
                let audit = conduct(procedure.as_ref(), &mut Table::new(&county, vec![0, 1], "wild"), &terms, 9);
                assert_ne!((name, audit.decision), ("batch_comparison", Decision::Confirmed));
                assert!(audit.p_value().is_none_or(|p| (0.0..=1.0).contains(&p)));
            }
        }
    }
}

#[test]
fn a_batch_without_a_report_or_without_paper_is_the_worst_case() {
    let terms = AuditSettings::default();
    let mut county = County::even(30, 100, [70, 30]);
    county.reported[0] = None;
    {
        let claim = county.claim();
        let procedure = named("batch_comparison").expect("a method").prepare(&claim, &terms).expect("a claim");
        // The others lead by 40 each and may be off by 140; the one without a report by its 100 ballots.
        let weights = procedure.weights();
        assert_eq!(weights[0] * 140, weights[1] * 100);
        // By hand it is 70 to 30: better than no report, which is no overstatement.
        assert!(p_value(&county, procedure.as_ref(), &[0]) < 1.0);
    }
    county.hand[5] = None;
    let claim = county.claim();
    for name in PPEB {
        let procedure = named(name).expect("a method").prepare(&claim, &terms).expect("a claim");
        assert!(p_value(&county, procedure.as_ref(), &[5]) >= 1.0, "{name}: a batch that is not there");
    }
    // A formula of all or nothing cannot forget it; a bet that kept something back can.
    let many = |name: &str| {
        let procedure = named(name).expect("a method").prepare(&claim, &terms).expect("a claim");
        p_value(&county, procedure.as_ref(), &[&[5][..], &[1; 60]].concat())
    };
    assert!(many("batch_comparison") >= 1.0 && many("batch_assertions") < 0.05, "{}", many("batch_assertions"));
}

// ---- laws ----

fn law(code: &str) -> Statute {
    law_named(code).expect("a law")
}

/// Conducts an audit by a law; batches come in the order of the manifest.
fn by_law(county: &County, code: &str) -> Audited {
    let law = law(code);
    let method = if law.sample.looks_at_the_margin() { "random_precincts" } else { "fixed_percentage" };
    let terms = AuditSettings { law: Some(law), ..AuditSettings::default() };
    audited(county, method, &terms, (0..county.manifest.len()).collect(), "")
}

fn draws(audit: &Audited) -> Vec<u64> {
    audit.rounds.iter().map(|round| round.draws).collect()
}

#[test]
fn laws_draw_as_many_batches_as_their_text_says() {
    // Batches of 400 ballots, 240 to 160: a margin of 20 %.
    for (code, batches, expected) in [
        ("CA", 60, 1),
        ("CA", 200, 2),
        ("CA", 201, 3),
        ("FL", 150, 2),
        ("HI", 41, 5),
        ("WI", 100, 5),
        ("MO", 10, 1),
        ("CT", 657, 33),
        ("WV", 40, 2),
        ("NC", 10, 1),
        ("NC", 40, 2),
        ("AZ", 60, 2),
        ("AZ", 743, 15),
        ("MT", 8, 2),
        ("MT", 33, 4),
        ("MN", 100, 2),
        ("MN", 125, 3),
        ("MN", 251, 8),
        ("OR", 100, 3),
        ("HR811", 101, 4),
        // 2 % of 80,000 ballots are four batches; of 400,000 they are 8,000, and 2,000 suffice: five.
        ("PA", 200, 4),
        ("PA", 1_000, 5),
        ("KY", 100, 3),
        ("AK", 40, 2),
    ] {
        let audit = by_law(&County::even(batches, 400, [240, 160]), code);
        assert_eq!(draws(&audit).last(), Some(&expected), "{code} of {batches}");
        assert_eq!(audit.decision, Decision::Confirmed);
    }
    // By margin: 0.5 %, 1 %, 1.5 %, 2 %.
    for (votes, expected) in [([201, 199], 10), ([202, 198], 5), ([203, 197], 5), ([204, 196], 3)] {
        assert_eq!(draws(&by_law(&County::even(100, 400, votes), "OR")), [expected], "{votes:?}");
    }
    assert_eq!(STATUTES.iter().map(|law| law.code).collect::<std::collections::BTreeSet<_>>().len(), STATUTES.len());
    assert!(STATUTES.iter().all(|law| !law.section.is_empty() && !law.of.is_empty()));
}

#[test]
fn north_carolina_extrapolates_the_change_of_its_sample() {
    // Three of 100 batches, 1,200 of 40,000 ballots; the lead is 8,000. A loss of 240 projects to one of 8,000: a tie,
    // and no reversal; one of 242 to 8,066.
    let drawn = |votes: i64| {
        let mut county = off(&[(1, votes)]);
        county.reported[2] = Some(tally(&[240, 160]));
        by_law(&county, "NC")
    };
    for (votes, decision) in [(0, Decision::Confirmed), (120, Decision::Confirmed), (121, Decision::FullHandCount)] {
        let audit = drawn(votes);
        assert_eq!((draws(&audit)[0], audit.decision), (3, decision), "{votes}");
    }
    // What the leader gains reverses nothing.
    assert_eq!(drawn(-150).decision, Decision::Confirmed);
    // A batch that cannot be counted is left out of the projection.
    let mut county = off(&[]);
    county.hand[1] = None;
    assert_eq!(by_law(&county, "NC").decision, Decision::FullHandCount);
}

/// A hundred batches of 400 ballots, 240 to 160; `by` lists the batches that are off, with the votes for each
/// candidate.
fn off(by: &[(usize, i64)]) -> County {
    let mut county = County::even(100, 400, [240, 160]);
    for &(batch, votes) in by {
        county.hand[batch] = Some(tally(&[240 - votes, 160 + votes]));
    }
    county
}

#[test]
fn laws_count_on_as_their_text_says() {
    let ends = |county: &County, code: &str| {
        let audit = by_law(county, code);
        (draws(&audit), audit.decision)
    };
    let (confirmed, full) = (Decision::Confirmed, Decision::FullHandCount);
    // California, Florida and others explain differences, whatever they are, while the outcome stands.
    for code in ["CA", "FL", "WI", "HI", "MO", "KY", "PA"] {
        assert_eq!(ends(&off(&[(0, 200)]), code).1, confirmed, "{code}");
    }
    // Minnesota: half a percent of 400 is two votes. Three bring three more precincts; again three bring all.
    assert_eq!(ends(&off(&[(0, 2)]), "MN"), (vec![2], confirmed));
    assert_eq!(ends(&off(&[(0, 3)]), "MN"), (vec![2, 5], confirmed));
    assert_eq!(ends(&off(&[(0, 3), (4, 2)]), "MN"), (vec![2, 5], confirmed));
    assert_eq!(ends(&off(&[(0, 3), (4, 3)]), "MN"), (vec![2, 5], full));
    // Montana: beyond five votes in 400 three more, and then nothing.
    assert_eq!(ends(&off(&[(0, 5)]), "MT"), (vec![10], confirmed));
    assert_eq!(ends(&off(&[(0, 6), (12, 50)]), "MT"), (vec![10, 13], confirmed));
    // West Virginia: 1 % of 400 is four votes.
    assert_eq!(ends(&off(&[(2, 4)]), "WV"), (vec![3], confirmed));
    assert_eq!(ends(&off(&[(2, 5)]), "WV"), (vec![3], full));
    // Arizona: 1 % of the 800 ballots of two precincts is eight; of the 1,600 of four, sixteen.
    assert_eq!(ends(&off(&[(1, 7)]), "AZ"), (vec![2], confirmed));
    assert_eq!(ends(&off(&[(1, 8)]), "AZ"), (vec![2, 4], confirmed));
    assert_eq!(ends(&off(&[(1, 8), (3, 8)]), "AZ"), (vec![2, 4], full));
    // Connecticut: 79 votes in each of 100 districts do not reach the margin of 8,000, 81 do.
    assert_eq!(ends(&off(&[(0, 79)]), "CT"), (vec![5], confirmed));
    assert_eq!(ends(&off(&[(0, 81)]), "CT"), (vec![5], full));
    // Alaska: beyond 1 % of 2,000 ballots.
    assert_eq!(ends(&off(&[(0, 20)]), "AK"), (vec![5], confirmed));
    assert_eq!(ends(&off(&[(0, 21)]), "AK"), (vec![5], full));
    // New Mexico: the error rate against 90 % of a margin of 20 %, that is 18 %: 72 votes for each batch of the sample.
    let (first, decision) = ends(&off(&[]), "NM");
    assert_eq!(decision, confirmed);
    let all_off = off(&(0..60).map(|batch| (batch, 73)).collect::<Vec<_>>());
    let n = first[0];
    assert_eq!(ends(&all_off, "NM"), (vec![n, 2 * n], full));
    let half_off = off(&(0..n as usize).map(|batch| (batch, 73)).collect::<Vec<_>>());
    assert_eq!(ends(&half_off, "NM"), (vec![n, 2 * n], confirmed));
}

#[test]
fn no_law_confirms_totals_that_its_own_tallies_overturn() {
    // 10 votes of 4,000 between them; the first batch is off by 11.
    let mut county = County::even(10, 400, [200, 199]);
    county.hand[0] = Some(tally(&[194, 205]));
    for code in ["CA", "FL", "WI", "PA", "KY", "MO"] {
        let audit = by_law(&county, code);
        assert_eq!(audit.decision, Decision::FullHandCount, "{code}");
    }
}

#[test]
fn without_a_law_the_share_and_the_tolerance_decide() {
    // 7 % of 100 are 7, and 0.5 % of their 2,800 ballots are 14 votes.
    let terms = AuditSettings { share: 0.07, ..AuditSettings::default() };
    let ends = |by: &[(usize, i64)]| {
        let audit = audited(&off(by), "fixed_percentage", &terms, (0..100).collect(), "");
        (draws(&audit), audit.decision)
    };
    assert_eq!(ends(&[(0, 10), (6, 4)]), (vec![7], Decision::Confirmed));
    assert_eq!(ends(&[(0, 10), (6, 5)]), (vec![7], Decision::FullHandCount));
    // The law of the other kind of audit is none of its business.
    let terms = AuditSettings { law: Some(law("OR")), ..terms };
    let audit = audited(&off(&[]), "fixed_percentage", &terms, (0..100).collect(), "");
    assert_eq!(draws(&audit), [7]);
}

// ---- random precincts ----

#[test]
fn chances_of_meeting_a_bad_batch_are_those_of_all_draws() {
    // By enumeration of all subsets.
    for all in 1..=10_u32 {
        for bad in 0..=all {
            let mut by_size = BTreeMap::<u32, (u64, u64)>::new();
            for subset in 0_u32..1 << all {
                let (of, missing) = by_size.entry(subset.count_ones()).or_default();
                *of += 1;
                *missing += u64::from(subset & ((1 << bad) - 1) == 0);
            }
            for (drawn, (of, missing)) in by_size {
                let ours = missed(u64::from(all), u64::from(bad), u64::from(drawn));
                assert!((ours - missing as f64 / of as f64).abs() < 1e-14, "{all} {bad} {drawn}");
            }
        }
    }
    // Aslam, Popa and Rivest's formula is never too small, and at most one too large where they tried it.
    let mut one_more = 0;
    for all in [20_u64, 100, 400, 1_000, 5_000, 10_000] {
        for bad in [1, 2, 3, 5, 10, 50, 200, all / 4, all / 2].into_iter().filter(|bad| *bad <= all / 2) {
            for chance in [0.5, 0.9, 0.95, 0.99] {
                let least = draws_to_meet(all, bad, chance).expect("a size");
                assert!(1.0 - missed(all, bad, least) >= chance && 1.0 - missed(all, bad, least - 1) < chance);
                let (n, b) = (all as f64, bad as f64);
                let formula = ((n - (b - 1.0) / 2.0) * (1.0 - (1.0 - chance).powf(1.0 / b)) - 1e-9).ceil() as u64;
                assert!((least..=least + 1).contains(&formula), "{all} {bad} {chance}: {least} {formula}");
                one_more += usize::from(formula > least);
            }
        }
    }
    assert!(one_more > 0, "their formula is an upper bound");
    assert_eq!((draws_to_meet(10, 0, 0.9), draws_to_meet(10, 10, 0.9)), (None, Some(1)));
    assert_eq!(
        (fewest([1.0, 5.0, 3.0], 8.0), fewest([1.0, 5.0, 3.0], 8.1), fewest([1.0], 2.0)),
        (Some(2), Some(3), None)
    );
}

#[test]
fn random_precincts_meet_what_they_say_they_meet() {
    // Twelve batches of different sizes; an error of at most 20 % of a batch and more than the tolerance needs this
    // many batches.
    let sizes = [300_i64, 250, 200, 200, 150, 150, 100, 100, 100, 50, 50, 50];
    let batches: Vec<_> = sizes
        .iter()
        .map(|&b| (b as u64, Some(vec![b * 54 / 100, b - b * 54 / 100]), Some(vec![b * 54 / 100, b - b * 54 / 100])))
        .collect();
    let county = County::new(1, &batches);
    let margin = pairs(&county)[0].2;
    for (detection, most_shift, tolerance) in [(0.9, 0.2, 0.0), (0.99, 0.2, 0.005), (0.75, 0.1, 0.01), (0.95, 1.0, 0.0)]
    {
        let terms = AuditSettings { detection, most_shift, tolerance, ..AuditSettings::default() };
        let claim = county.claim();
        let procedure = named("random_precincts").expect("a method").prepare(&claim, &terms).expect("a claim");
        let n = procedure.first_round() as u32;
        // Every set of bad batches that can turn the outcome, every draw of n.
        let mut worst = 0.0_f64;
        for bad in 1_u32..1 << 12 {
            let most: f64 = (0..12)
                .map(|i| 2.0 * sizes[i] as f64 * if bad >> i & 1 == 1 { most_shift.max(tolerance) } else { tolerance })
                .sum();
            if most >= margin {
                worst = worst.max(missed(12, u64::from(bad.count_ones()), u64::from(n)));
            }
        }
        assert!(worst <= 1.0 - detection + 1e-12, "{detection} {most_shift}: {worst} with {n}");
        if n > 1 {
            // One less would not do.
            let least = (1_u32..1 << 12)
                .filter(|bad| {
                    let most =
                        |i: usize| 2.0 * sizes[i] as f64 * if bad >> i & 1 == 1 { most_shift } else { tolerance };
                    (0..12).map(most).sum::<f64>() >= margin
                })
                .map(u32::count_ones)
                .min();
            assert!(missed(12, u64::from(least.expect("a set")), u64::from(n - 1)) > 1.0 - detection, "{n}");
        }
    }
    // What is let pass everywhere is more than the margin.
    let claim = county.claim();
    let terms = AuditSettings { tolerance: 0.05, ..AuditSettings::default() };
    let why = named("random_precincts")
        .expect("a method")
        .prepare(&claim, &terms)
        .map(|_| ())
        .expect_err("too much")
        .to_string();
    assert!(why.contains("let"), "{why}");
    // A batch that is off by more than the tolerance brings a full count.
    let terms = AuditSettings::default();
    for (votes, decision) in [(2, Decision::Confirmed), (3, Decision::FullHandCount)] {
        let audit = audited(&off(&[(0, votes)]), "random_precincts", &terms, (0..100).collect(), "");
        assert_eq!(audit.decision, decision, "{votes} of 400");
    }
    // The stated chance: a batch moves at most 160 votes of the margin, and 4 pass in every one.
    let county = County::even(100, 400, [240, 160]);
    let claim = county.claim();
    let bad = (8_000.0_f64 - 400.0) / (2.0 * (80.0 - 2.0));
    for (code, first) in [("OR", 3), ("HR811", 3)] {
        let terms = AuditSettings { law: Some(law(code)), ..AuditSettings::default() };
        let procedure = named("random_precincts").expect("a method").prepare(&claim, &terms).expect("a claim");
        let states = procedure.states().expect("a sentence").to_string();
        let chance = format!("{:.2} %", 100.0 * (1.0 - missed(100, bad.ceil() as u64, first)));
        assert!(states.starts_with("3 of 100") && states.contains(&chance), "{states} {chance}");
    }
    // New Jersey, 20 % of the votes in 100 like batches with a margin of 20 %: 0.1 % passes, and 50.13 are needed.
    let least = draws_to_meet(100, 51, 0.99).expect("a size");
    assert_eq!(draws(&by_law(&County::even(100, 400, [240, 160]), "NJ")), [least]);
}

// ---- whole elections ----

fn rows(file: &recount::ScenarioFile, methods: &[&str], trials: u64) -> Simulated {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    simulate(file, &SimulationOptions { trials, methods, ..SimulationOptions::default() }, &|_| {}).expect("trials")
}

fn row<'a>(all: &'a Simulated, contest: usize, method: &str) -> &'a TrialsRow {
    all.rows.iter().find(|row| row.contest == contest && row.method == method).expect("a row")
}

#[test]
fn the_county_of_batches_shows_what_each_method_sees() {
    let file = recount::scenario::shipped("county-batches").expect("a shipped scenario");
    let methods: Vec<&str> = file.scenario.audit.as_ref().expect("audits").methods.iter().map(String::as_str).collect();
    assert_eq!(methods.len(), 7);
    let all = rows(&file, &methods, 300);
    let (sheriff, bond) = (0, 1);
    for name in PPEB {
        let wrong = row(&all, sheriff, name).confirmed_wrong;
        assert!(tails::interval(wrong.hits, wrong.of, 0.98).0 <= 0.1, "{name}: {wrong:?}");
        assert!(row(&all, bond, name).confirmed.hits == 300, "{name}");
        assert!(row(&all, bond, name).cards.mean < 700.0, "{name}");
    }
    // Two of 56 batches, twelve of them bad: the chance that neither is.
    let passes = missed(56, 12, 2);
    let wrong = row(&all, sheriff, "fixed_percentage").confirmed_wrong;
    let (low, high) = tails::interval(wrong.hits, wrong.of, 0.999);
    assert!((low..=high).contains(&passes), "{wrong:?} {passes}");
    // 20 % of a batch is less than what the exchange moves: fewer bad batches than assumed, and yet all are met here.
    let random = row(&all, sheriff, "random_precincts");
    assert!(random.confirmed_wrong.fraction() < 0.05, "{:?}", random.confirmed_wrong);
    // A programme that exchanges two names does so again, and nobody looks at the images.
    for name in ["retabulation", "machine_recount"] {
        assert_eq!(row(&all, sheriff, name).confirmed_wrong.hits, 300, "{name}");
        assert!(row(&all, sheriff, name).cards.max <= 0.0, "{name} reads no card");
    }
    assert_eq!(row(&all, sheriff, "full_hand_count").confirmed_wrong.hits, 0);
    // Exchanged in the results system instead, the names are right in the images.
    let text = include_str!("../scenarios/county-batches.toml").replace(", at = \"scanner\"", "");
    let file = recount::ScenarioFile::read("test", text).expect("a scenario");
    let all = rows(&file, &["retabulation", "machine_recount"], 1);
    assert_eq!(row(&all, sheriff, "retabulation").confirmed_wrong.hits, 0);
    assert_eq!(row(&all, sheriff, "machine_recount").confirmed_wrong.hits, 1);
}

#[test]
fn second_counts_by_machine_see_what_went_wrong_after_the_scan_or_around_it() {
    // For each small scenario: does counting the images again see it, does scanning the paper again?
    let sees = [
        ("memory_card_not_uploaded", true, true),
        ("duplicate_upload", true, true),
        ("negative_upload", true, true),
        // Numbers typed wrong show in sums that do not agree, whoever counts.
        ("transcription", true, true),
        ("batch_not_scanned", false, true),
        // The images are there twice, but the records only once.
        ("batch_scanned_twice", true, true),
        ("scanner_reset", false, true),
        ("misread", false, false),
        ("candidate_swap", false, false),
        ("overvote_rule", false, false),
        ("fold_line", false, false),
    ];
    for (name, images, paper) in sees {
        let file = recount::scenario::shipped(name).expect("a shipped scenario");
        let all = rows(&file, &["retabulation", "machine_recount"], 1);
        for (method, expected) in [("retabulation", images), ("machine_recount", paper)] {
            let row = row(&all, 0, method);
            assert_eq!(row.noticed.hits == 1, expected, "{name} by {method}: {row:?}");
        }
    }
    for (name, needs) in [("retabulation", Needs::CastVoteRecords), ("machine_recount", Needs::BatchTallies)] {
        let method = named(name).expect("a method");
        assert_eq!((method.needs(), method.promise()), (needs, Guarantee::Nothing));
    }
}

/// A small scenario of one fault whose machines are programmed anew before a recount, or not.
fn programmed(name: &str, anew: bool) -> recount::ScenarioFile {
    let text = recount::scenario::ONE_FAULT_EACH.iter().find(|(fault, _)| *fault == name).expect("shipped").1;
    let (before, audit) = text.split_once("[audit]").expect("an audit");
    let audit = audit.replace("methods = [", "methods = [\"machine_recount\", ");
    recount::ScenarioFile::read(name, format!("{before}[audit]\nfresh_programme = {anew}\n{audit}"))
        .expect("a scenario")
}

#[test]
fn a_fresh_programme_does_not_repeat_what_lay_in_the_old_one() {
    // For each small scenario: does a second scan by the same programme see it, does one that is programmed anew?
    let sees = [
        ("candidate_swap", false, true),
        ("overvote_rule", false, true),
        ("layout_shift", false, true),
        // It strikes again, but not the same cards.
        ("adversarial_flip", true, true),
        ("fold_line", false, false),
        ("ink", false, false),
        ("misread", false, false),
        ("batch_not_scanned", true, true),
    ];
    for (name, same, anew) in sees {
        for (fresh, expected) in [(false, same), (true, anew)] {
            let all = rows(&programmed(name, fresh), &["machine_recount"], 1);
            assert_eq!(row(&all, 0, "machine_recount").noticed.hits == 1, expected, "{name}, programmed anew: {fresh}");
        }
    }
    // Fay 62 + 39 = 101 and Gil 46 + 33 = 79 on paper; the scanners' programme exchanges the two.
    let of = |fresh: bool| run(&programmed("candidate_swap", fresh), None).expect("a life");
    let (same, anew) = (of(false), of(true));
    let again = |election: &recount::simulation::ElectionRun| {
        election.audits.iter().find(|a| a.method == "machine_recount").cloned()
    };
    let (same, anew) = (again(&same).expect("an audit"), again(&anew).expect("an audit"));
    assert_eq!((same.decision, same.discrepancies), (Decision::Confirmed, 0), "the same exchange, twice");
    assert_eq!(anew.decision, Decision::FullHandCount);
    assert_eq!(anew.counted.as_ref().map(|(tally, _)| &tally.votes[..2]), Some(&[101, 79][..]));
    assert!(!anew.listed.is_empty() && anew.right_in_the_end);
    for it in &anew.listed {
        let votes = |text: &str| -> Vec<String> { text.split(", ").map(|one| one[4..].to_owned()).collect() };
        let (reported, read) = (votes(&it.reported.to_string()), votes(&it.read.to_string()));
        assert_eq!([&reported[0], &reported[1], &reported[2]], [&read[1], &read[0], &read[2]], "{it:?}");
    }
    let page = |fresh: bool| {
        let page = recount::report::terminal(&of(fresh), english());
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (same, anew) = (page(false), page(true));
    assert!(same.contains("by the same programme; strikes again: candidate_swap"), "{same}");
    assert!(anew.contains("programmed anew; does not strike again: candidate_swap"), "{anew}");
}

#[test]
fn one_life_lists_the_batches_that_differ() {
    let file = recount::scenario::shipped("county-batches").expect("a shipped scenario");
    let election = run(&file, None).expect("a life");
    for audit in election.audits.iter().filter(|audit| audit.contest == 0) {
        assert!(
            audit.listed.iter().all(|d| ["Elm", "Oak"].iter().any(|it| d.batch.to_string().starts_with(it))),
            "{}",
            audit.method
        );
        assert!(audit.listed.iter().all(|d| d.position.is_none() && d.reported != d.read));
    }
    let text = include_str!("../scenarios/faults/memory_card_not_uploaded.toml");
    let changed = text.replace("\"fixed_percentage\"]", "\"retabulation\"]");
    assert_ne!(changed, text);
    let election = run(&recount::ScenarioFile::read("test", changed).expect("a scenario"), None).expect("a life");
    let audit = election.audits.iter().find(|audit| audit.method == "retabulation").expect("the audit");
    assert!(
        audit.discrepancies > 0
            && audit.listed.iter().all(|d| d.reported.to_string() == "no tally" && d.read.to_string() != "no tally")
    );
}

#[test]
fn a_law_belongs_to_a_method_and_a_wrong_one_gets_a_sentence() {
    let text = include_str!("../scenarios/county-batches.toml");
    let error = |changes: &[(&str, &str)]| {
        let changed = changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        assert_ne!(changed, text);
        let file = recount::ScenarioFile::read("test", changed).expect("TOML");
        run(&file, None).map(|_| ()).expect_err("a mistake").to_string()
    };
    let unknown = error(&[("law = \"WV\"", "law = \"ZZ\"")]);
    assert!(unknown.contains("audit.law") && unknown.contains("ZZ") && unknown.contains("CA"), "{unknown}");
    let other = error(&[("law = \"WV\"", "law = \"OR\""), ("\"random_precincts\", ", "")]);
    assert!(other.contains("audit.law") && other.contains("random_precincts"), "{other}");
    for (key, value) in [("detection", "1.0"), ("most_shift", "0.0")] {
        let number = error(&[("law = \"WV\"", &format!("{key} = {value}"))]);
        assert!(number.contains(&format!("audit.{key}")) && number.contains("allowed: above 0"), "{number}");
    }
}

// ---- Georgia 2022 ----

/// The batches of the contest for Secretary of State, with the first `candidates` candidates.
fn georgia(candidates: usize) -> Option<County> {
    let text = oracle("data/real/georgia2022_sos_batch_tallies.csv")?;
    let batches: Vec<_> = text
        .lines()
        .skip(1)
        .map(|line| {
            let votes: Vec<i64> = line.rsplitn(4, ',').take(3).map(|n| n.parse().expect("votes")).collect();
            let votes: Vec<i64> = votes.into_iter().rev().collect();
            let ballots = votes.iter().sum::<i64>() as u64;
            let votes = votes[..candidates].to_vec();
            (ballots, Some(votes.clone()), Some(votes))
        })
        .collect();
    Some(County::new(1, &batches))
}

fn published() -> toml::Table {
    include_str!("published/batches.toml").parse().expect("TOML")
}

/// The mean of distinct cards in the first round.
fn expected_cards(county: &County, procedure: &dyn PreparedAudit) -> f64 {
    let total: u128 = procedure.weights().iter().sum();
    let draws = procedure.first_round() as i32;
    let met = |weight: u128| 1.0 - (1.0 - weight as f64 / total as f64).powi(draws);
    let batches = procedure.weights().iter().zip(&county.manifest);
    batches.map(|(&weight, batch)| met(weight) * batch.ballots as f64).sum()
}

#[test]
fn georgias_batches_take_the_published_number_of_draws() {
    let Some(county) = georgia(2) else { return };
    let table = published();
    let figures = &table["kaplan_markov_georgia_2022"];
    let terms =
        AuditSettings { risk_limit: figures["risk_limit"].as_float().expect("a limit"), ..AuditSettings::default() };
    assert_eq!(county.manifest.len() as i64, figures["batches"].as_integer().expect("a number"));
    // The two leading candidates alone, as it was published.
    let claim = county.claim();
    let procedure = named("batch_comparison").expect("a method").prepare(&claim, &terms).expect("a claim");
    let draws = procedure.first_round();
    assert_eq!(draws as i64, figures["draws"].as_integer().expect("a number"));
    let expected = expected_cards(&county, procedure.as_ref());
    let theirs = figures["expected_cards"].as_float().expect("a number");
    assert!((expected / theirs - 1.0).abs() < 1e-12, "{expected} {theirs}");
    // All three: in some batches the third could be the one who is robbed, and one draw more is needed.
    let all = georgia(3).expect("read before");
    let claim = all.claim();
    let votes = figures["votes"].as_table().expect("votes");
    let of = |name: &str| votes[name].as_integer().expect("votes");
    assert_eq!(claim.tally.votes, [of("Raffensperger"), of("Nguyen"), of("Metz")]);
    let by_hand: f64 = all
        .reported
        .iter()
        .flatten()
        .map(|t| {
            [1, 2].map(|l| {
                (t.votes[0] - t.votes[l] + t.ballots) as f64 / (claim.tally.votes[0] - claim.tally.votes[l]) as f64
            })
        })
        .map(|[a, b]| a.max(b))
        .sum();
    let least = (0.05_f64.ln() / (1.0 - 1.0 / by_hand).ln()).ceil() as u64;
    let procedure = named("batch_comparison").expect("a method").prepare(&claim, &terms).expect("a claim");
    assert_eq!((procedure.first_round(), least), (35, 35));
}

#[test]
fn single_cards_and_whole_batches_together_take_the_published_number_of_draws() {
    // Half of 20,000 cards are batches of one: 5,000 for Alice, 4,000 for Bob, 1,000 for nobody.
    let one = |votes: [i64; 2]| (1, Some(votes.to_vec()), Some(votes.to_vec()));
    let thousand = |votes: [i64; 2]| (1_000, Some(votes.to_vec()), Some(votes.to_vec()));
    let mut batches = vec![one([1, 0]); 5_000];
    batches.extend(vec![one([0, 1]); 4_000]);
    batches.extend(vec![one([0, 0]); 1_000]);
    batches.extend(vec![thousand([990, 10]); 5]);
    batches.extend(vec![thousand([10, 990]); 5]);
    let county = County::new(1, &batches);
    let claim = county.claim();
    let procedure =
        named("batch_comparison").expect("a method").prepare(&claim, &AuditSettings::default()).expect("a claim");
    let table = published();
    let figures = &table["kaplan_markov_synthetic"];
    assert_eq!(procedure.first_round() as i64, figures["draws"].as_integer().expect("a number"));
    let expected = expected_cards(&county, procedure.as_ref());
    let theirs = figures["expected_cards"].as_float().expect("a number");
    assert!((expected / theirs - 1.0).abs() < 1e-12, "{expected} {theirs}");
}

#[test]
fn georgias_audit_confirms_with_hand_tallies_as_noisy_as_they_were() {
    let Some(mut county) = georgia(3) else { return };
    let table = published();
    let figures = &table["georgia_2022_audit"];
    let (batches, exact) = (figures["batches"].as_integer().expect("n"), figures["exact"].as_integer().expect("n"));
    let share = exact as f64 / batches as f64;
    assert_eq!(format!("{:.1}", 100.0 * share), figures["share_exact"].as_str().expect("digits"));
    // The other hand tallies are off by a vote or two for one candidate, as hand tallies are.
    let mut random = Streams::new("georgia", 0).purpose("hand").stream(0);
    for hand in county.hand.iter_mut().flatten() {
        if !random.chance(share) {
            let candidate = random.below(3) as usize;
            let by = i64::from(random.below(2)) + 1;
            let up = random.chance(0.5) || hand.votes[candidate] < by;
            hand.votes[candidate] += if up { by } else { -by };
        }
    }
    let terms = AuditSettings { risk_limit: 0.05, ..AuditSettings::default() };
    let claim = county.claim();
    for name in PPEB {
        let procedure = named(name).expect("a method").prepare(&claim, &terms).expect("a claim");
        let (mut differ, mut drawn, mut rounds) = (0, 0, 0);
        for audit in 0..40 {
            let mut table = Table::new(&county, Vec::new(), &format!("{name} {audit}"));
            let audited = conduct(procedure.as_ref(), &mut table, &terms, 0);
            assert_eq!(audited.decision, Decision::Confirmed, "{name}: {audited:?}");
            let last = audited.rounds.last().expect("a round");
            assert!(last.draws < 200, "{name}: {last:?}");
            differ += last.discrepancies;
            drawn += last.draws;
            rounds += audited.rounds.len();
        }
        let (low, high) = tails::interval(differ, drawn, 0.999);
        assert!((low..=high).contains(&(1.0 - share)), "{name}: {differ} of {drawn}");
        assert!(rounds < 120, "{name}: {rounds} rounds in 40 audits");
    }
}

/// A wide page without colours.
fn english() -> recount::report::Page {
    recount::report::Page { width: 200, colour: false, language: &recount::report::LANGUAGES[0] }
}
