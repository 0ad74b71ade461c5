//! Every report of another tabulator's test suite: its rules, its rounds, every vote of them.
//!
//! The suite is that of `RCTab` (MPL-2.0); only its data is used: configurations, cast vote records, expected reports. Five of its
//! 74 reports are shares of a contest by precinct or batch, in rounds that the whole contest makes; the 69 others are here.

mod readers;
mod records;

use std::collections::{BTreeMap, HashMap};

use recount::election::{CandidateIndex, Ranking};
use recount::social_choice::ranked::bottoms_up::{self, BottomsUpRules};
use recount::social_choice::ranked::irv::{BatchElimination, IrvCount, IrvRules, IrvStop, count};
use recount::social_choice::ranked::stv::{self, StvCount, StvDestination, StvMethod, StvQuota, StvRules};
use recount::social_choice::ranked::{
    Destination, DuplicateRule, InactiveReason, OvervotedRank, RankedBallots, RankedRules, SettledBy, Tie, TieQuestion,
    TieRule,
};
use serde_json::Value;

use crate::oracles::oracle_bytes;
use records::{Marks, OVERVOTE, Suite, WRITE_INS, ballots, number, of_sheet, unpack};

/// Reports that are not reproduced, and why.
const NOT_OURS: [(&str, &str); 8] = [
    ("2018_maine_governor_primary", LEFT_OUT),
    ("2024_alaska_dominion", LEFT_OUT),
    ("dominion_alaska", LEFT_OUT),
    ("dominion_kansas", LEFT_OUT),
    ("dominion_multi_file", LEFT_OUT),
    ("dominion_no_precinct_data", LEFT_OUT),
    ("dominion_wyoming", LEFT_OUT),
    ("stop_tabulation_early_test", "stops after a round, with nobody elected: no election's rule"),
];

const LEFT_OUT: &str = "the archive leaves out files of more than 400 kB, these records among them";

/// A contest of the suite: the candidates, the rules, and the ballots.
struct Contest {
    /// In the order of the configuration, undeclared write-ins last.
    names: Vec<String>,
    excluded: Vec<CandidateIndex>,
    marks: RankedRules,
    kinds: HashMap<Ranking, u64>,
    rules: Value,
}

impl Contest {
    fn of(suite: &Suite, folder: &str, config: &Value) -> Option<Self> {
        let declared = config["candidates"].as_array().expect("candidates");
        let name = |candidate: &Value| candidate["name"].as_str().expect("a name").to_owned();
        let mut names: Vec<String> = declared.iter().map(name).collect();
        let sources = config["cvrFileSources"].as_array().expect("sources");
        let has_write_ins = |source: &Value| {
            source["undeclaredWriteInLabel"].as_str().is_some_and(|label| !label.is_empty())
                || source["treatBlankAsUndeclaredWriteIn"] == true
        };
        if sources.iter().any(has_write_ins) {
            names.push(WRITE_INS.to_owned());
        }
        let mut index: HashMap<String, u16> = names.iter().cloned().zip(0..).collect();
        for (at, candidate) in (0..).zip(declared) {
            let aliases = candidate["aliases"].as_array().into_iter().flatten().chain([&candidate["code"]]);
            let aliases = aliases.filter_map(Value::as_str).filter(|alias| !alias.is_empty());
            index.extend(aliases.map(|alias| (alias.to_owned(), at)));
        }
        let excluded = (0..).zip(declared).filter(|(_, candidate)| candidate["excluded"] == true);
        let rules = &config["rules"];
        let ranks_counted = number(rules, "maxRankingsAllowed").map(|most| most as u16);
        let overvote = match rules["overvoteRule"].as_str() {
            Some("exhaustImmediately") => OvervotedRank::Exhaust,
            Some("alwaysSkipToNextRank") => OvervotedRank::Skip,
            Some("exhaustIfMultipleContinuing") => OvervotedRank::ExhaustIfSeveralContinue,
            other => panic!("{other:?}"),
        };
        let exhausts = rules["exhaustOnDuplicateCandidate"] == true;
        let marks = RankedRules {
            overvote,
            skips_allowed: number(rules, "maxSkippedRanksAllowed").map(|most| most as u16),
            duplicate: if exhausts { DuplicateRule::Exhaust } else { DuplicateRule::PassOver },
            ranks_counted,
            ..RankedRules::named("pass-over").expect("a rule set")
        };
        let mut kinds = HashMap::new();
        for source in sources {
            for marks in ballots(suite, folder, source, ranks_counted.map(usize::from))? {
                *kinds.entry(ranking(&marks, &index)).or_default() += 1;
            }
        }
        Some(Self { excluded: excluded.map(|(at, _)| at).collect(), marks, kinds, rules: rules.clone(), names })
    }

    fn read(&self) -> RankedBallots {
        let kinds = self.kinds.iter().map(|(ranking, &number)| (ranking, number));
        RankedBallots::read(kinds, self.names.len(), &self.marks)
    }

    fn write_ins(&self) -> Option<CandidateIndex> {
        (0..).zip(&self.names).find(|(_, name)| *name == WRITE_INS).map(|(at, _)| at)
    }

    fn decimals(&self) -> u32 {
        number(&self.rules, "decimalPlacesForVoteArithmetic").expect("a number") as u32
    }
}

/// An overvote without further details: two marks for undeclared names.
fn ranking(marks: &Marks, index: &HashMap<String, u16>) -> Ranking {
    let mut ranks = Vec::new();
    for (rank, name) in marks {
        ranks.resize(ranks.len().max(*rank), Vec::new());
        match index.get(name) {
            Some(&at) => ranks[rank - 1].push(at),
            None if name == OVERVOTE => ranks[rank - 1].extend([998, 999]),
            None => panic!("a candidate not known: {name:?}"),
        }
    }
    Ranking::from_ranks(ranks)
}

/// `java.util.Random`, with which the suite settles ties by lot.
struct JavaRandom(u64);

impl JavaRandom {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;

    fn new(seed: u64) -> Self {
        Self((seed ^ Self::MULTIPLIER) & Self::MASK)
    }

    fn next(&mut self, bits: u32) -> u64 {
        self.0 = (self.0.wrapping_mul(Self::MULTIPLIER).wrapping_add(11)) & Self::MASK;
        self.0 >> (48 - bits)
    }

    fn choose(&mut self, number: usize) -> usize {
        let numerator = (self.next(26) << 27) + self.next(27);
        (numerator as f64 / (1_u64 << 53) as f64 * number as f64) as usize
    }

    fn below(&mut self, bound: u64) -> u64 {
        if bound.is_power_of_two() {
            return (bound * self.next(31)) >> 31;
        }
        loop {
            let drawn = self.next(31);
            if drawn - drawn % bound + (bound - 1) < 1 << 31 {
                return drawn % bound;
            }
        }
    }
}

/// Where a small `java.util.HashSet` keeps a name: those who were compared in earlier rounds come to a lot in that order.
fn hash_place(name: &str) -> u32 {
    let hash = name.encode_utf16().fold(0_u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
    (hash ^ hash >> 16) & 15
}

/// Counts with the ties of the configuration: the order of the candidates, a shuffled order, or a lot for each tie.
fn with_ties<C>(contest: &Contest, count: impl Fn(&TieRule) -> C, ties: impl Fn(&C) -> &[Tie]) -> C {
    let declared = (0..contest.names.len() as u16).filter(|&at| Some(at) != contest.write_ins());
    let mut order: Vec<CandidateIndex> = declared.collect();
    let mode = contest.rules["tiebreakMode"].as_str().expect("a mode");
    let mut random = JavaRandom::new(number(&contest.rules, "randomSeed").unwrap_or(0));
    match mode {
        "useCandidateOrder" => return count(&TieRule::by_order(order)),
        "stopCountingAndAsk" => return count(&TieRule::stop()),
        "generatePermutation" => {
            order.sort_by_key(|&at| &contest.names[usize::from(at)]);
            for last in (1..order.len()).rev() {
                order.swap(last, random.below(last as u64 + 1) as usize);
            }
            return count(&TieRule::by_order(order));
        }
        "random" | "previousRoundCountsThenRandom" => {}
        other => panic!("a mode not known: {other}"),
    }
    let earlier_rounds = mode != "random";
    // The ties so far, as drawn: a candidate who was kept comes first in the order, one who went out last.
    let mut drawn: Vec<(CandidateIndex, bool)> = Vec::new();
    loop {
        let kept = drawn.iter().filter(|tie| tie.1).map(|tie| tie.0);
        let out = drawn.iter().rev().filter(|tie| !tie.1).map(|tie| tie.0);
        let others = (0..contest.names.len() as u16).filter(|at| drawn.iter().all(|tie| tie.0 != *at));
        let order = kept.chain(others).chain(out);
        let result = count(&TieRule { earlier_rounds, order: order.collect() });
        let mut by_lot = ties(&result).iter().filter(|tie| tie.settled_by == SettledBy::Order);
        let Some(tie) = by_lot.nth(drawn.len()) else { return result };
        let mut tied = tie.tied.clone();
        tied.sort_by_key(|&at| &contest.names[usize::from(at)]);
        if earlier_rounds && tie.round > 0 {
            tied.sort_by_key(|&at| hash_place(&contest.names[usize::from(at)]));
        }
        drawn.push((tied[random.choose(tied.len())], tie.question != TieQuestion::Defeat));
    }
}

/// The rounds of a report: decimal numbers as whole units.
#[derive(Debug, Default, PartialEq)]
struct Round {
    tally: BTreeMap<String, u64>,
    inactive: [u64; 4],
    threshold: u64,
    /// Who was elected or defeated, and what went from them to whom.
    results: BTreeMap<(&'static str, String), BTreeMap<String, u64>>,
    final_surplus: u64,
}

fn units(number: &Value, decimals: u32) -> u64 {
    let text = number.as_str().expect("a number in quotes");
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<width$}", width = decimals as usize);
    digits.parse().expect("digits")
}

fn expected(report: &Value, decimals: u32) -> Vec<Round> {
    let mut rounds = Vec::new();
    for round in report["results"].as_array().expect("rounds") {
        let map = |map: &Value| {
            let map = map.as_object().expect("a map").iter();
            map.map(|(name, number)| (name.clone(), units(number, decimals))).collect::<BTreeMap<_, _>>()
        };
        let inactive = &round["inactiveBallots"];
        let mut results = BTreeMap::new();
        for result in round["tallyResults"].as_array().expect("results") {
            let what = if result["elected"].is_null() { "eliminated" } else { "elected" };
            results.insert((what, result[what].as_str().expect("a name").to_owned()), map(&result["transfers"]));
        }
        rounds.push(Round {
            tally: map(&round["tally"]),
            inactive: ["exhaustedChoices", "overvotes", "repeatedRankings", "skippedRankings"]
                .map(|key| units(&inactive[key], decimals)),
            threshold: units(&round["threshold"], decimals),
            results,
            final_surplus: inactive.get("finalRoundSurplus").map_or(0, |number| units(number, decimals)),
        });
    }
    rounds
}

const REASONS: [InactiveReason; 4] = [
    InactiveReason::Exhausted,
    InactiveReason::Overvote,
    InactiveReason::RepeatedCandidate,
    InactiveReason::SkippedRanks,
];

fn irv_rules(contest: &Contest, excluded: &[CandidateIndex]) -> IrvRules {
    let rules = &contest.rules;
    IrvRules {
        stop: if rules["continueUntilTwoCandidatesRemain"] == true { IrvStop::TwoRemain } else { IrvStop::Elected },
        elimination: if rules["batchElimination"] == true {
            BatchElimination::Fewer
        } else {
            BatchElimination::OneByOne
        },
        first_round_majority: rules["doesFirstRoundDetermineThreshold"] == true,
        dropped_first: contest.write_ins(),
        excluded: excluded.to_vec(),
        ties: TieRule::stop(),
    }
}

fn irv_rounds(contest: &Contest, result: &IrvCount) -> Vec<Round> {
    let unit = 10_u64.pow(contest.decimals());
    let name = |at: CandidateIndex| contest.names[usize::from(at)].clone();
    let mut rounds = Vec::new();
    for round in &result.rounds {
        let tally = contest.names.iter().zip(&round.tallies);
        let mut results = BTreeMap::new();
        for &out in &round.defeated {
            let mut moved = BTreeMap::new();
            for transfer in round.transfers.iter().filter(|transfer| transfer.from == out) {
                let to = match transfer.to {
                    Destination::Candidate(to) => name(to),
                    Destination::Inactive(_) => "exhausted".to_owned(),
                };
                *moved.entry(to).or_default() += transfer.ballots * unit;
            }
            results.insert(("eliminated", name(out)), moved);
        }
        results.extend(round.elected.map(|winner| (("elected", name(winner)), BTreeMap::new())));
        rounds.push(Round {
            tally: tally.filter_map(|(name, votes)| Some((name.clone(), (*votes)? * unit))).collect(),
            inactive: REASONS.map(|reason| round.inactive[reason] * unit),
            threshold: round.threshold * unit,
            results,
            final_surplus: 0,
        });
    }
    rounds
}

fn stv_rules(contest: &Contest, one_elected_in_a_round: bool, ties: &TieRule) -> StvRules {
    let rules = &contest.rules;
    let quota = match (rules["nonIntegerWinningThreshold"] == true, rules["hareQuota"] == true) {
        (true, false) => StvQuota::DroopDecimal,
        (false, false) => StvQuota::DroopWhole,
        (false, true) => StvQuota::HareWhole,
        (true, true) => panic!("a quota not known"),
    };
    let method = StvMethod {
        quota,
        decimals: contest.decimals() as u8,
        one_elected_in_a_round,
        ..StvMethod::named("weighted-inclusive").expect("a method")
    };
    StvRules {
        method,
        seats: number(rules, "numberOfWinners").expect("seats") as usize,
        dropped_first: contest.write_ins(),
        excluded: contest.excluded.clone(),
        ties: ties.clone(),
    }
}

fn stv_rounds(contest: &Contest, result: &StvCount) -> Vec<Round> {
    let small = |votes: u128| u64::try_from(votes).expect("few votes");
    let name = |at: CandidateIndex| contest.names[usize::from(at)].clone();
    let mut rounds = Vec::new();
    for round in &result.rounds {
        let elected = round.elected.iter().map(|&winner| ("elected", name(winner)));
        let defeated = round.defeated.iter().map(|&out| ("eliminated", name(out)));
        let mut results: BTreeMap<_, BTreeMap<_, _>> =
            elected.chain(defeated).map(|result| (result, BTreeMap::new())).collect();
        for transfer in &round.transfers {
            let to = match transfer.to {
                StvDestination::Candidate(to) => name(to),
                StvDestination::Inactive(_) | StvDestination::FinalSurplus => "exhausted".to_owned(),
                StvDestination::Residual => "residual surplus".to_owned(),
            };
            let from = name(transfer.from);
            let what = if round.defeated == Some(transfer.from) { "eliminated" } else { "elected" };
            *results.entry((what, from)).or_default().entry(to).or_default() += small(transfer.votes);
        }
        let tally = contest.names.iter().zip(&round.tallies);
        rounds.push(Round {
            tally: tally.filter_map(|(name, votes)| Some((name.clone(), small((*votes)?)))).collect(),
            inactive: REASONS.map(|reason| small(round.inactive[reason])),
            threshold: small(result.quota),
            results,
            final_surplus: small(round.final_surplus),
        });
    }
    rounds
}

fn first_difference(ours: &[Round], theirs: &[Round]) -> Option<String> {
    let differ = |(number, (ours, theirs))| {
        (ours != theirs).then(|| format!("round {}: {ours:?} where the report has {theirs:?}", number + 1))
    };
    let rounds = ours.iter().zip(theirs).enumerate().find_map(differ);
    let lengths = || format!("{} rounds where the report has {}", ours.len(), theirs.len());
    rounds.or_else(|| (ours.len() != theirs.len()).then(lengths))
}

/// The same for a count that elects all who reach a share. A threshold of part of a vote is reached by the next whole vote.
fn by_share(contest: &Contest, report: &Value) -> Option<String> {
    let rules = &contest.rules;
    let result = with_ties(
        contest,
        |ties| {
            let rules = BottomsUpRules {
                share: (number(rules, "multiSeatBottomsUpPercentageThreshold").expect("a share"), 100),
                of_first_round: rules["doesFirstRoundDetermineThreshold"] == true,
                together: rules["cutoffElimination"] == true,
                excluded: contest.excluded.clone(),
                ties: ties.clone(),
            };
            bottoms_up::count(&contest.read(), &rules)
        },
        |count| &count.ties,
    );
    let unit = 10_u64.pow(contest.decimals());
    let mut theirs = expected(report, contest.decimals());
    for round in &mut theirs {
        round.threshold = round.threshold.div_ceil(unit) * unit;
    }
    let name = |at: CandidateIndex| contest.names[usize::from(at)].clone();
    let small = |votes: u128| u64::try_from(votes).expect("few votes");
    let ours = result.rounds.iter().map(|round| {
        let all = round.elected.iter().map(|&it| ("elected", name(it)));
        let all = all.chain(round.defeated.iter().map(|&it| ("eliminated", name(it))));
        let mut results: BTreeMap<_, BTreeMap<String, u64>> = all.map(|result| (result, BTreeMap::new())).collect();
        for transfer in &round.transfers {
            let to = match transfer.to {
                StvDestination::Candidate(to) => name(to),
                _ => "exhausted".to_owned(),
            };
            let moved = results.entry(("eliminated", name(transfer.from))).or_default();
            *moved.entry(to).or_default() += small(transfer.votes) * unit;
        }
        Round {
            tally: (contest.names.iter().zip(&round.tallies))
                .filter_map(|(name, votes)| Some((name.clone(), small((*votes)?) * unit)))
                .collect(),
            inactive: REASONS.map(|reason| small(round.inactive[reason]) * unit),
            threshold: small(round.threshold) * unit,
            results,
            final_surplus: 0,
        }
    });
    first_difference(&ours.collect::<Vec<_>>(), &theirs)
}

/// Why the rounds of a report are not ours; nothing where every number is.
fn difference(suite: &Suite, folder: &str, config: &Value, reports: &[&Value]) -> Option<String> {
    let Some(contest) = Contest::of(suite, folder, config) else { return Some("no records".to_owned()) };
    let read = contest.read();
    let decimals = contest.decimals();
    let several = match contest.rules["winnerElectionMode"].as_str().expect("a mode") {
        "singleWinnerMajority" | "multiPassIrv" => None,
        "bottomsUpUsingPercentageThreshold" => return by_share(&contest, reports[0]),
        "multiWinnerAllowMultipleWinnersPerRound" => Some(false),
        "multiWinnerAllowOnlyOneWinnerPerRound" => Some(true),
        mode => return Some(format!("counts by {mode}")),
    };
    if let Some(one_elected_in_a_round) = several {
        let result = with_ties(
            &contest,
            |ties| stv::count(&read, &stv_rules(&contest, one_elected_in_a_round, ties)),
            |count| &count.ties,
        );
        return first_difference(&stv_rounds(&contest, &result), &expected(reports[0], decimals));
    }
    let mut excluded = contest.excluded.clone();
    for report in reports {
        let rules = irv_rules(&contest, &excluded);
        let result =
            with_ties(&contest, |ties| count(&read, &IrvRules { ties: ties.clone(), ..rules.clone() }), |c| &c.ties);
        let ours = irv_rounds(&contest, &result);
        if let Some(difference) = first_difference(&ours, &expected(report, decimals)) {
            return Some(difference);
        }
        if number(&report["summary"], "totalNumBallots") != Some(read.total()) {
            return Some(format!("{} ballots", read.total()));
        }
        excluded.extend(result.winner);
    }
    None
}

#[test]
fn every_report_of_the_suite_is_reproduced_or_named() {
    let Some(archive) = oracle_bytes("vectors/public_irv_rctab_suite.tar.xz") else { return };
    let suite = unpack(&archive);
    let json = |path: &str| serde_json::from_slice::<Value>(&suite[path]).expect("JSON");
    let mut compared = 0;
    let mut wrong = Vec::new();
    for path in suite.keys().filter(|path| path.ends_with("_config.json")) {
        let (folder, _) = path.rsplit_once('/').expect("a folder");
        let is_report = |path: &&String| {
            path.rsplit_once('/')
                .is_some_and(|(parent, name)| parent == folder && name.ends_with("_detailed_report.json"))
        };
        let reports: Vec<Value> = suite.keys().filter(is_report).map(|path| json(path)).collect();
        if reports.is_empty() {
            continue;
        }
        let listed = NOT_OURS.iter().find(|(name, _)| *name == folder);
        let found = difference(&suite, folder, &json(path), &reports.iter().collect::<Vec<_>>());
        match (found, listed) {
            (None, None) => compared += reports.len(),
            (None, Some((name, why))) => wrong.push(format!("{name} is reproduced, and listed: {why}")),
            (Some(found), None) => wrong.push(format!("{folder}: {found}")),
            (Some(_), Some(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(compared, 69 - NOT_OURS.len());
}

/// Minneapolis, mayor, 2013: 35 candidates and write-ins, 80,101 cards. The city announced 38,870 and 24,972 votes after 33 rounds and
/// a threshold of 39,708 (Associated Press, 6 and 7 November 2013); it passes over overvotes. `RCTab`'s suite lets them and two
/// skipped ranks end a ballot, and has 38,852 and 24,942.
#[test]
#[ignore = "long: a workbook of 80,101 rows"]
fn long_minneapolis_2013_by_the_rules_of_the_city_and_by_others() {
    let Some(workbook) = oracle_bytes("data/real/minneapolis/2013_minneapolis_mayor_cvr.xlsx") else { return };
    let source = serde_json::json!({
        "firstVoteColumnIndex": 2, "firstVoteRowIndex": 2,
        "skippedRankLabel": "undervote", "overvoteLabel": "overvote", "undeclaredWriteInLabel": "UWI",
    });
    let cards = of_sheet(&workbook, &source, Some(3));
    let mut names: Vec<&str> =
        cards.iter().flatten().map(|(_, name)| name.as_str()).filter(|name| *name != OVERVOTE).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!((cards.len(), names.len()), (80_101, 36));
    let index: HashMap<String, u16> = names.iter().map(|&name| name.to_owned()).zip(0..).collect();
    let mut kinds: HashMap<Ranking, u64> = HashMap::new();
    for marks in &cards {
        *kinds.entry(ranking(marks, &index)).or_default() += 1;
    }
    let city = RankedRules::named("minneapolis").expect("a rule set");
    let others = RankedRules { overvote: OvervotedRank::Exhaust, skips_allowed: Some(1), ..city };
    for (marks, first_round_majority, first, second) in [(city, true, 38_870, 24_972), (others, false, 38_852, 24_942)]
    {
        let read = RankedBallots::read(kinds.iter().map(|(ranking, &number)| (ranking, number)), 36, &marks);
        let rules = IrvRules {
            elimination: BatchElimination::Fewer,
            first_round_majority,
            dropped_first: Some(index[WRITE_INS]),
            ..IrvRules::default()
        };
        let result = count(&read, &rules);
        assert_eq!(result.rounds.len(), 33);
        assert_eq!(result.winner, Some(index["BETSY HODGES"]));
        let last = result.rounds.last().expect("a round");
        assert_eq!(last.tallies[usize::from(index["BETSY HODGES"])], Some(first));
        assert_eq!(last.tallies[usize::from(index["MARK ANDREW"])], Some(second));
        assert!(!first_round_majority || last.threshold == 39_708);
        assert_eq!(result.ties, []);
    }
}
