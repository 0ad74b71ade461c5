//! Highest averages: each seat goes to the list with the largest quotient of its votes and a divisor that grows with
//! its seats.
//!
//! Let list A's last seat be its w-th and B's next one its l-th. A keeps its seat before B gets one more where
//! v(A)/d(w) > v(B)/d(l), that is where the sum is positive in which a ballot for A has worth d(l) and one for B −d(w).
//! If that holds for every A with a seat and every other B that may win seats, the seats are right.
//!
//! # Reference
//! Balinski and Young 1982, "Fair Representation", for divisor methods; Blom, Budurushi, Rivest, Stark, Stuckey, Teague and
//! Vukcevic 2021, "Assertion-based approaches to auditing complex elections", section 5.1, for the statements.

use std::cmp::Ordering;
use std::sync::Arc;

use num_integer::gcd;

use super::supermajority::{below, reaches, reaches_share};
use super::{Assertion, Outcome, Statement, Tally, WeightedMeaning, Weights};
use crate::election::{CandidateIndex, Contest};

/// One quotient: a list's votes and the divisor of one seat.
#[derive(Clone, Copy, Debug)]
struct Average {
    list: CandidateIndex,
    votes: i64,
    divisor: i64,
}

impl Average {
    fn compare(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (i128::from(self.votes), i128::from(other.votes));
        (mine * i128::from(other.divisor)).cmp(&(theirs * i128::from(self.divisor)))
    }
}

/// The seats of lists, where the k-th seat of a list divides its votes by `divisor(k)`. A list below the contest's
/// share, if there is one, wins no seat; nor does a list without votes.
pub(super) fn seats(contest: &Contest, tally: &Tally, divisor: fn(i64) -> i64) -> Outcome {
    let seats = usize::from(contest.seats);
    let may_win = |list: &CandidateIndex| may_win(contest, tally, *list) && tally.votes[usize::from(*list)] > 0;
    let lists = (0..contest.candidates.len() as CandidateIndex).filter(may_win);
    let of = |list| (1..=seats as i64 + 1).map(move |k| (list, k));
    let average = |(list, k)| Average { list, votes: tally.votes[usize::from(list)], divisor: divisor(k) };
    let mut averages: Vec<Average> = lists.flat_map(of).map(average).collect();
    averages.sort_by(|a, b| b.compare(a).then(a.list.cmp(&b.list)));
    let (Some(last), Some(first_out)) = (averages.get(seats.wrapping_sub(1)), averages.get(seats)) else {
        let winners: Vec<CandidateIndex> = averages.iter().take(seats).map(|it| it.list).collect();
        return Outcome { winners, tied: Vec::new(), margin: None };
    };
    if last.compare(first_out) == Ordering::Equal {
        let level = |it: &&Average| it.compare(last) == Ordering::Equal;
        let mut tied: Vec<CandidateIndex> = averages.iter().filter(level).map(|it| it.list).collect();
        tied.dedup();
        let winners =
            averages.iter().take_while(|it| it.compare(last) == Ordering::Greater).map(|it| it.list).collect();
        return Outcome { winners, tied, margin: Some(0) };
    }
    // The highest average of another list that gets no seat: with more votes it would take the last seat.
    let out = averages[seats..].iter().find(|it| it.list != last.list);
    let margin = out.map(|out| {
        let short = i128::from(last.votes) * i128::from(out.divisor) - i128::from(out.votes) * i128::from(last.divisor);
        i64::try_from((short + i128::from(last.divisor) - 1) / i128::from(last.divisor)).unwrap_or(i64::MAX)
    });
    Outcome { winners: averages[..seats].iter().map(|it| it.list).collect(), tied: Vec::new(), margin }
}

/// Whether a list reaches the contest's share, if there is one.
fn may_win(contest: &Contest, tally: &Tally, list: CandidateIndex) -> bool {
    contest.options.share.is_none() || reaches_share(contest, tally, list)
}

/// Statements that imply the seats, by the same divisors.
///
/// Of a list that the share keeps out it is enough that it would win no seat if it were let in. That is said in place of the share
/// where it is easier to show.
pub(super) fn statements(
    contest: &Contest,
    outcome: &Outcome,
    tally: &Tally,
    divisor: fn(i64) -> i64,
) -> Vec<Assertion> {
    let lists = 0..contest.candidates.len() as CandidateIndex;
    let held = |list: CandidateIndex| outcome.winners.iter().filter(|&&winner| winner == list).count() as i64;
    let with_seats: Vec<CandidateIndex> = lists.clone().filter(|&list| held(list) > 0).collect();
    let pair = |winner: CandidateIndex, loser: CandidateIndex| {
        let (keeps, gets) = (divisor(held(winner)), divisor(held(loser) + 1));
        let common = gcd(keeps, gets);
        let (keeps, gets) = (keeps / common, gets / common);
        let mut of_target = vec![0; contest.candidates.len()];
        of_target[usize::from(winner)] = gets;
        of_target[usize::from(loser)] = -keeps;
        let weights = Weights {
            meaning: WeightedMeaning::Lead,
            of_target,
            least: keeps as u32,
            most: gets as u32,
            holds_at_zero: false,
        };
        Assertion { winner, loser, statement: Statement::Weighted(Arc::new(weights)) }
    };
    let mut statements = Vec::new();
    for it in share_statements(contest, outcome, tally) {
        let against: Vec<Assertion> = if outcome.winners.contains(&it.loser) {
            Vec::new()
        } else {
            with_seats.iter().map(|&winner| pair(winner, it.loser)).collect()
        };
        let is_easier = |pair: &Assertion| size(contest, tally, pair) > size(contest, tally, &it);
        if against.is_empty() || !against.iter().all(is_easier) {
            statements.push(it);
        } else {
            statements.extend(against);
        }
    }
    for &winner in &with_seats {
        let others = lists.clone().filter(|&list| list != winner && may_win(contest, tally, list));
        statements.extend(others.map(|loser| pair(winner, loser)));
    }
    statements
}

/// How large a statement's lead is beside what a ballot can be worth, in millionths.
fn size(contest: &Contest, tally: &Tally, assertion: &Assertion) -> i128 {
    let (least, most) = assertion.bounds();
    i128::from(assertion.lead(contest, tally)) * 1_000_000 / (i128::from(least) + i128::from(most))
}

/// Statements that lists with seats have the contest's share, and that lists kept out by it do not. A list that has the
/// share and no seat needs no statement: below the share it would have no seat either.
pub(super) fn share_statements(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Vec<Assertion> {
    if contest.options.share.is_none() {
        return Vec::new();
    }
    let one = |list: CandidateIndex| {
        if outcome.winners.contains(&list) {
            reaches(contest, list)
        } else if reaches_share(contest, tally, list) {
            Vec::new()
        } else {
            vec![below(contest, list, list)]
        }
    };
    (0..contest.candidates.len() as CandidateIndex).flat_map(one).collect()
}
