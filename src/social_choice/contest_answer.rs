//! A contest counted and judged: rounds, winners, ties and who could win them, what an audit has to prove, and the margins.

use std::sync::Arc;

use super::instant_runoff::{self, InstantRunoff};
use super::irv_claims::{Difficulty, SearchLimits, WeighedClaim};
use super::margin::{ChangedBallots, changed_ballots};
use super::ranked::{RankedCount, SettledBy, Tie, TieQuestion};
use super::stv_claims::StvClaims;
use super::transferable_vote::{self, TransferableVote};
use super::{Assertion, Outcome, SocialChoice, Statement, Tally, assertions, decide};
use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, why};

/// A contest and its count, with what is asked about it.
#[derive(Clone, Debug)]
pub struct ContestAsked {
    /// The contest. Its lot is what [`ContestAsked::lots`] says.
    pub contest: Contest,
    /// The count.
    pub tally: Tally,
    /// The cards that can be drawn.
    pub cards: u64,
    /// The measure of difficulty of a statement.
    pub difficulty: Difficulty,
    /// Whether as few statements as possible are searched for.
    pub fewest: bool,
    /// Whom the office's lot put out, in that order.
    pub lots: Vec<CandidateIndex>,
}

/// Rules whose ties a question can settle by the names that a lot put out.
pub const SETTLED_BY_LOTS: [&str; 8] = [
    "instant_runoff",
    "single_transferable_vote",
    "plurality",
    "approval",
    "borda",
    "dhondt",
    "sainte_lague",
    "hamilton",
];

/// A statement that an audit has to prove.
#[derive(Clone, Debug, PartialEq)]
pub struct WeighedStatement {
    /// The statement.
    pub assertion: Assertion,
    /// By how much it is true, in its own units: for two candidates the votes of one minus those of the other.
    pub margin: i64,
    /// How hard it is to check; `None` where the measure is defined for two candidates only.
    pub difficulty: Option<f64>,
}

/// What is known of a contest.
#[derive(Clone, Debug)]
pub struct ContestAnswer {
    /// The winners, and who is level where a tie is open.
    pub outcome: Outcome,
    /// The rounds, under rules that have them.
    pub rounds: Option<RankedCount>,
    /// Who could win, over all ways of settling ties, in rising order.
    pub possible: Vec<CandidateIndex>,
    /// Whether every way of settling ties was followed; else there may be more who could win.
    pub possible_is_complete: bool,
    /// The names of `lots` that were in no tie.
    pub unused_lots: Vec<CandidateIndex>,
    /// What an audit has to prove, the hardest first; or why only a full hand count can check the contest.
    pub statements: Result<Vec<WeighedStatement>, Reason>,
    /// Whether no other sufficient statements are easier, where that is known.
    pub is_optimal: Option<bool>,
    /// Whether no fewer statements suffice, where that is known.
    pub is_fewest: Option<bool>,
    /// How many ballots must change before somebody else can win or tie.
    pub changed: Option<ChangedBallots>,
    /// So many changed ballots are known to be enough, where that is more than [`ContestAnswer::changed`] says.
    pub at_most: Option<u64>,
    /// Half the lead in the last round of an instant runoff, rounded up.
    pub last_round: Option<u64>,
    /// Half the smallest lead that has to be proved, rounded up: where every statement is about two candidates.
    pub of_statements: Option<u64>,
}

/// States of a count with ties that are followed.
const MOST_STATES: usize = 100_000;
/// Candidates of which every order is tried where ties of a transferable vote are open.
const MOST_LEVEL: usize = 5;

/// Every order of some names.
fn orders_of_all(names: &[CandidateIndex]) -> Vec<Vec<CandidateIndex>> {
    let mut orders = vec![Vec::new()];
    for &name in names {
        let longer = |order: &Vec<CandidateIndex>| {
            (0..=order.len()).map(|at| [&order[..at], &[name], &order[at..]].concat()).collect::<Vec<_>>()
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    orders
}

/// Ends a count with the round of a tie that nothing settles.
fn cut(rounds: &mut RankedCount, tie: usize) {
    rounds.ties.truncate(tie + 1);
    let Some(open) = rounds.ties.last_mut() else { return };
    (open.chosen, open.settled_by) = (None, SettledBy::Nothing);
    rounds.rounds.truncate(open.round + 1);
    if let Some(last) = rounds.rounds.last_mut() {
        last.transfers.clear();
        last.surpluses.clear();
        if open.question == TieQuestion::Defeat {
            last.defeated.clear();
        } else {
            last.elected.clear();
        }
    }
    let kept: Vec<CandidateIndex> = rounds.rounds.iter().flat_map(|round| round.elected.iter().copied()).collect();
    rounds.elected = kept;
}

impl ContestAsked {
    /// Counts, settles ties by the lots, and searches for statements and margins.
    pub fn answer(mut self) -> ContestAnswer {
        self.contest.options.lot = self.order();
        let mut rounds = self.rounds();
        let mut outcome = decide(&self.contest, &self.tally);
        let (possible, possible_is_complete) = self.possible(&outcome, rounds.as_ref());
        let (mut used, mut by_lot) = (Vec::new(), false);
        let is_sure = possible_is_complete && possible.len() == usize::from(self.contest.seats);
        if let Some(rounds) = &mut rounds {
            let open = rounds.ties.iter().position(|tie| match self.by_lot(tie) {
                Some(out) => {
                    by_lot |= !out.is_empty() && !is_sure;
                    used.extend(out);
                    false
                }
                None => true,
            });
            if let Some(at) = open {
                cut(rounds, at);
                let settled = if is_sure || self.lots.is_empty() { None } else { self.settled_by_lots() };
                outcome = if is_sure {
                    Outcome { winners: possible.clone(), tied: Vec::new(), margin: outcome.margin.or(Some(1)) }
                } else if let Some((winners, out)) = settled {
                    by_lot = true;
                    used.extend(out);
                    Outcome { winners, tied: Vec::new(), margin: Some(0) }
                } else {
                    // Whom a lot has to put out, and who has a seat whatever it says. Where it only puts surpluses in an order, those who
                    // could win are told.
                    let tie = rounds.ties.get(at).filter(|tie| tie.question != TieQuestion::SurplusFirst);
                    let (winners, tied) = match tie {
                        Some(tie) => (rounds.elected.clone(), tie.tied.clone()),
                        None => (Vec::new(), possible.clone()),
                    };
                    Outcome { winners, tied, margin: Some(0) }
                };
            }
        } else {
            used = self.settle(&mut outcome);
            by_lot = !used.is_empty();
        }
        let lots = self.lots.iter().copied();
        let mut answer = ContestAnswer {
            unused_lots: lots.filter(|name| !used.contains(name)).collect(),
            statements: Err(why::tie()),
            is_optimal: None,
            is_fewest: None,
            changed: None,
            at_most: None,
            last_round: None,
            of_statements: None,
            rounds,
            possible,
            possible_is_complete,
            outcome,
        };
        if by_lot || !answer.outcome.tied.is_empty() {
            answer.changed = Some(ChangedBallots { least: 0, is_exact: true });
        } else if answer.outcome.is_uncontested() {
            answer.statements = Ok(Vec::new());
        } else {
            self.judge(&mut answer);
        }
        answer
    }

    /// The order of a lot of which only those who were put out are known: they come last, and the others stand in some order, of
    /// which no choice is kept.
    fn order(&self) -> Vec<CandidateIndex> {
        let all = 0..self.contest.candidates.len() as CandidateIndex;
        let others = all.filter(|candidate| !self.lots.contains(candidate));
        if self.lots.is_empty() { Vec::new() } else { others.chain(self.lots.iter().rev().copied()).collect() }
    }

    /// Who could win, and whether every way of settling ties was followed.
    fn possible(&self, outcome: &Outcome, rounds: Option<&RankedCount>) -> (Vec<CandidateIndex>, bool) {
        if self.is_runoff() {
            let found = instant_runoff::possible(&self.contest, &self.tally, MOST_STATES);
            return (found.winners, found.is_complete);
        }
        if let Some(rounds) = rounds.filter(|_| self.is_transferable()) {
            return self.possible_by_transfers(rounds);
        }
        let mut possible: Vec<CandidateIndex> = outcome.winners.iter().chain(&outcome.tied).copied().collect();
        possible.sort_unstable();
        possible.dedup();
        (possible, true)
    }

    /// The counts under every order in which a lot may put those who are level where `lots` leave a tie open, and who they are;
    /// more than [`MOST_LEVEL`] where not every order was tried.
    fn in_every_order(&self, lots: &[CandidateIndex]) -> (Vec<RankedCount>, Vec<CandidateIndex>) {
        let mut asked = self.clone();
        let mut level: Vec<CandidateIndex> = Vec::new();
        loop {
            let count = |mut order: Vec<CandidateIndex>| {
                order.extend(lots.iter().rev());
                asked.contest.options.lot = order;
                asked.rounds()
            };
            let counts: Vec<RankedCount> = orders_of_all(&level).into_iter().filter_map(count).collect();
            let before = level.len();
            let open = counts.iter().filter_map(RankedCount::open_tie).flat_map(|tie| &tie.tied);
            level.extend(open.filter(|name| !lots.contains(name)));
            level.sort_unstable();
            level.dedup();
            if level.len() == before || level.len() > MOST_LEVEL {
                return (counts, level);
            }
        }
    }

    /// Who is elected however the ties are settled that the lots leave open, and whom the lots put out then; `None` where that is not the
    /// same, or too many are level.
    fn settled_by_lots(&self) -> Option<(Vec<CandidateIndex>, Vec<CandidateIndex>)> {
        let (counts, level) = self.in_every_order(&self.lots);
        let sorted = |count: &RankedCount| {
            let mut elected = count.elected.clone();
            elected.sort_unstable();
            elected
        };
        let elected = sorted(counts.first()?);
        let is_same = counts.iter().all(|count| count.open_tie().is_none() && sorted(count) == elected);
        let out = counts.iter().flat_map(|count| &count.ties).filter_map(|tie| self.by_lot(tie)).flatten().collect();
        (is_same && level.len() <= MOST_LEVEL).then_some((elected, out))
    }

    /// Everybody who is elected by some order in which a lot may put those who were level; not complete where they are many.
    fn possible_by_transfers(&self, rounds: &RankedCount) -> (Vec<CandidateIndex>, bool) {
        let (counts, level) = self.in_every_order(&[]);
        let is_complete = level.len() <= MOST_LEVEL;
        let whole = counts.iter().filter(|count| count.open_tie().is_none());
        let mut all: Vec<CandidateIndex> = whole.chain([rounds]).flat_map(|count| &count.elected).copied().collect();
        if !is_complete {
            all.extend(level);
        }
        all.sort_unstable();
        all.dedup();
        (all, is_complete)
    }

    fn is_runoff(&self) -> bool {
        self.contest.rule.0 == InstantRunoff.name()
    }

    fn is_transferable(&self) -> bool {
        self.contest.rule.0 == TransferableVote.name()
    }

    fn rounds(&self) -> Option<RankedCount> {
        if self.is_runoff() {
            Some(instant_runoff::rounds(&self.contest, &self.tally).into())
        } else if self.is_transferable() {
            Some(transferable_vote::rounds(&self.contest, &self.tally))
        } else {
            None
        }
    }

    /// Whom a lot put out in a tie of a round; `None` where the lots do not settle it.
    fn by_lot(&self, tie: &Tie) -> Option<Vec<CandidateIndex>> {
        let chosen = tie.chosen?;
        if matches!(tie.settled_by, SettledBy::EarlierRound(_)) {
            return Some(Vec::new());
        }
        if tie.question == TieQuestion::Defeat {
            return self.lots.contains(&chosen).then(|| vec![chosen]);
        }
        let out: Vec<CandidateIndex> = tie.tied.iter().copied().filter(|it| *it != chosen).collect();
        (!self.lots.contains(&chosen) && out.iter().all(|it| self.lots.contains(it))).then_some(out)
    }

    /// Settles a tie for the last seats by the lots; returns who was put out.
    fn settle(&self, outcome: &mut Outcome) -> Vec<CandidateIndex> {
        let (out, kept): (Vec<_>, Vec<_>) = outcome.tied.iter().copied().partition(|it| self.lots.contains(it));
        if out.is_empty() || outcome.winners.len() + kept.len() != usize::from(self.contest.seats) {
            return out;
        }
        outcome.winners.extend(kept);
        outcome.tied.clear();
        out
    }

    /// Statements and margins of a contest that somebody could lose.
    fn judge(&self, answer: &mut ContestAnswer) {
        if self.is_runoff() {
            self.judge_runoff(answer);
        } else if self.is_transferable() {
            self.judge_transfers(answer);
        } else {
            let all = assertions(&self.contest, &answer.outcome, &self.tally);
            answer.statements = all.map(|all| all.into_iter().map(|it| self.weighed(it)).collect());
            answer.changed = changed_ballots(&self.contest, &answer.outcome, &self.tally);
        }
        if let Ok(statements) = &mut answer.statements {
            let hardness = |it: &WeighedStatement| it.difficulty.unwrap_or(f64::INFINITY);
            statements.sort_by(|a, b| hardness(b).total_cmp(&hardness(a)));
            let of_two = statements.iter().all(|it| it.assertion.is_of_two());
            let least = statements.iter().map(|it| it.margin.unsigned_abs()).min();
            answer.of_statements = least.filter(|_| of_two).map(|votes| votes.div_ceil(2));
        }
    }

    fn judge_runoff(&self, answer: &mut ContestAnswer) {
        let Some(&winner) = answer.possible.first() else { return };
        let tree = match instant_runoff::preference_tree(&self.contest, &self.tally) {
            Ok(tree) => tree,
            Err(why) => {
                answer.statements = Err(why);
                return;
            }
        };
        let limits = SearchLimits {
            fewer: if self.fewest { SearchLimits::default().fewer } else { 0 },
            ..SearchLimits::default()
        };
        let difficulty = |more: u64, fewer: u64| self.difficulty.of(more, fewer, self.cards);
        let claims = instant_runoff::claims_by(&self.contest, winner, &tree, (&difficulty, limits));
        if let Ok(claims) = &claims {
            (answer.is_optimal, answer.is_fewest) = (Some(claims.is_optimal()), Some(claims.is_fewest()));
        }
        answer.statements = claims.map(|claims| {
            let one = |it: &WeighedClaim| WeighedStatement {
                assertion: instant_runoff::assertion(it.claim),
                margin: it.margin() as i64,
                difficulty: Some(it.difficulty),
            };
            claims.claims.iter().map(one).collect()
        });
        let margin = instant_runoff::margin(&self.contest, winner, &self.tally);
        answer.changed = margin.as_ref().map(ChangedBallots::of_runoff);
        answer.at_most = margin.as_ref().map(|margin| margin.most);
        answer.last_round = margin.map(|margin| margin.last_round);
    }

    fn judge_transfers(&self, answer: &mut ContestAnswer) {
        let known = transferable_vote::claims(&self.contest, &answer.outcome, &self.tally);
        let unproven =
            known.as_ref().ok().and_then(|known| transferable_vote::unproven(&self.contest, &answer.outcome, known));
        answer.at_most = transferable_vote::margin_at_most(&self.contest, &self.tally).map(|change| change.ballots);
        let least = known.as_ref().ok().filter(|_| unproven.is_none()).and_then(StvClaims::margin);
        // As many as are enough, where fewer are not.
        let is_exact = least.is_some() && least == answer.at_most;
        answer.changed = least.map(|least| ChangedBallots { least, is_exact });
        answer.statements = match (known, unproven) {
            (Err(why), _) | (Ok(_), Some(why)) => Err(why),
            (Ok(known), None) => Ok(known
                .claims
                .into_iter()
                .map(|(claim, _)| {
                    self.weighed(Assertion {
                        winner: claim.winner(),
                        loser: claim.loser(),
                        statement: Statement::Transfers(Arc::new(claim)),
                    })
                })
                .collect()),
        };
    }

    /// A statement with its margin and its difficulty. Where it is not about two candidates, the margin counts as a share of the
    /// most that one ballot can overstate, as in a comparison.
    fn weighed(&self, assertion: Assertion) -> WeighedStatement {
        let margin = assertion.lead(&self.contest, &self.tally);
        let difficulty = if assertion.is_of_two() {
            let [more, fewer] = assertion.votes(&self.contest, &self.tally);
            Some(self.difficulty.of(more.max(0) as u64, fewer.max(0) as u64, self.cards))
        } else {
            let (least, most) = assertion.bounds();
            let upper = f64::from(least) + f64::from(most);
            let cards = if margin > 0 { upper * self.cards as f64 / 2.0 / margin as f64 } else { f64::INFINITY };
            match self.difficulty {
                Difficulty::OneOnMargin => Some(cards),
                Difficulty::OneOnMarginSquared => Some(cards * cards),
                Difficulty::Bravo { .. } | Difficulty::Macro { .. } => None,
            }
        };
        WeighedStatement { assertion, margin, difficulty }
    }
}
