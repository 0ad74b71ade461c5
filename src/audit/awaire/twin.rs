//! A readable twin that keeps a wealth for every order of elimination and counts everything anew, and the promise, exactly.

use super::hypotheses::OrdersUnderTest;
use super::requirement::{AlphaTerms, value};
use super::sample::strength;
use crate::election::CandidateIndex;
use crate::social_choice::irv_claims::IrvClaim;

type Ballot = Option<Vec<CandidateIndex>>;

/// A generator for tests (`SplitMix64`).
struct TwinLots(u64);

impl TwinLots {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % n as u64) as usize
    }

    /// An order of some of the candidates.
    fn order(&mut self, candidates: usize) -> Vec<CandidateIndex> {
        let mut left: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
        let length = self.below(candidates + 1);
        (0..length).map(|_| left.remove(self.below(left.len()))).collect()
    }
}

fn permutations<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..of.len() {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        all.extend(permutations(&rest).into_iter().map(|rest| [std::slice::from_ref(&first), &rest[..]].concat()));
    }
    all
}

fn all_claims(n: usize) -> Vec<IrvClaim> {
    let mut claims = Vec::new();
    for winner in 0..n as CandidateIndex {
        for loser in (0..n as CandidateIndex).filter(|&loser| loser != winner) {
            claims.push(IrvClaim::NotEliminatedBefore { winner, loser });
            let both = 1 << winner | 1 << loser;
            let sets = (0..1 << n).filter(|set| set & both == both);
            claims.extend(sets.map(|continuing| IrvClaim::NotEliminatedNext { winner, loser, continuing }));
        }
    }
    claims.sort_unstable();
    claims
}

/// Whether a claim rules out whatever ends so.
fn is_against(claim: IrvClaim, suffix: &[CandidateIndex]) -> bool {
    (0..suffix.len()).any(|at| claim.rules_out(suffix[at], suffix[at..].iter().fold(0, |set, &c| set | 1 << c)))
}

/// ALPHA's wealth after each ballot, from 1, as its paper writes it for values up to 1: x η/μ + (1 − x)(1 − η)/(1 − μ).
fn alpha(claim: IrvClaim, sample: &[Ballot], terms: AlphaTerms) -> Vec<f64> {
    let (all, eta) = (terms.cards as f64, terms.eta / 2.0);
    let (mut wealth, mut sum) = (vec![1.0], 0.0);
    for (j, ballot) in sample.iter().enumerate() {
        let x = f64::from(value(claim, ballot.as_deref())) / 2.0;
        let mu = (all / 2.0 - sum) / (all - j as f64);
        let floor = (eta - 0.5) / 2.0 / (200.0 + j as f64).sqrt();
        let estimate = ((200.0 * eta + sum) / (200.0 + j as f64)).max(mu + floor).min(1.0 - floor).max(mu);
        let is_settled = mu <= 0.0 || mu >= 1.0;
        let factor = if is_settled { 1.0 } else { x * estimate / mu + (1.0 - x) * (1.0 - estimate) / (1.0 - mu) };
        wealth.push(wealth[j] * factor);
        sum += x;
    }
    wealth
}

#[derive(Clone, Debug)]
struct OrderAlone {
    order: Vec<CandidateIndex>,
    distinguished: usize,
    tests: Vec<IrvClaim>,
    wealth: f64,
    least: f64,
    is_out: bool,
}

impl OrderAlone {
    fn suffix(&self) -> &[CandidateIndex] {
        &self.order[self.order.len() - self.distinguished..]
    }
}

struct Twin {
    claims: Vec<IrvClaim>,
    terms: AlphaTerms,
    limit: f64,
    sample: Vec<Ballot>,
    orders: Vec<OrderAlone>,
    next: usize,
}

impl Twin {
    fn new(n: usize, winner: CandidateIndex, terms: AlphaTerms, limit: f64) -> Self {
        let everybody: Vec<CandidateIndex> = (0..n as CandidateIndex).collect();
        let others = permutations(&everybody).into_iter().filter(|order| order.last() != Some(&winner));
        let alone =
            |order| OrderAlone { order, distinguished: 2, tests: Vec::new(), wealth: 1.0, least: 1.0, is_out: false };
        let mut it = Self {
            claims: all_claims(n),
            terms,
            limit,
            sample: Vec::new(),
            orders: others.map(alone).collect(),
            next: 1,
        };
        it.divide();
        it
    }

    fn sum(&self, claim: IrvClaim) -> u64 {
        self.sample.iter().map(|ballot| u64::from(value(claim, ballot.as_deref()))).sum()
    }

    fn is_true(&self, claim: IrvClaim) -> bool {
        self.sum(claim) > self.terms.cards
    }

    fn weight(&self, claim: IrvClaim) -> f64 {
        let left = self.terms.cards - self.sample.len() as u64;
        let is_false = self.sum(claim) + 2 * left <= self.terms.cards;
        let wealth = alpha(claim, &self.sample, self.terms)[self.sample.len()];
        if is_false || self.is_true(claim) { 0.0 } else { wealth * wealth }
    }

    fn strength(&self, claim: IrvClaim) -> f64 {
        let count = |worth| self.sample.iter().filter(|ballot| value(claim, ballot.as_deref()) == worth).count() as u64;
        strength(count(2), count(0))
    }

    fn strongest(&self, suffix: &[CandidateIndex]) -> f64 {
        let against = self.claims.iter().filter(|&&claim| is_against(claim, suffix));
        against.map(|&claim| self.strength(claim)).fold(f64::NEG_INFINITY, f64::max)
    }

    fn observe(&mut self, ballot: Ballot) {
        let weights: Vec<Vec<f64>> =
            self.orders.iter().map(|one| one.tests.iter().map(|&test| self.weight(test)).collect()).collect();
        self.sample.push(ballot);
        let n = self.sample.len();
        for (at, weights) in weights.into_iter().enumerate() {
            let mut one = self.orders[at].clone();
            let factors =
                one.tests.iter().map(|&test| alpha(test, &self.sample, self.terms)).map(|it| it[n] / it[n - 1]);
            let average: f64 =
                factors.zip(&weights).filter(|it| *it.1 > 0.0).map(|(factor, weight)| factor * weight).sum();
            if weights.iter().sum::<f64>() > 0.0 {
                one.wealth *= average / weights.iter().sum::<f64>();
            }
            one.least = one.least.min(1.0 / one.wealth);
            self.orders[at] = one;
        }
        self.judge();
        if n >= self.next {
            self.next = n + 1 + n / 8;
            self.divide();
        }
    }

    fn judge(&mut self) {
        for at in 0..self.orders.len() {
            let is_refuted = self.orders[at].tests.iter().any(|&test| self.is_true(test));
            let one = &mut self.orders[at];
            one.least = if is_refuted { 0.0 } else { one.least };
            one.is_out |= one.least <= self.limit;
        }
    }

    fn divide(&mut self) {
        let grid: Vec<f64> = (0..60).map(|step| 0.5 * (0..step).fold(1.0, |power, _| power * 1.15)).collect();
        let steps_of = |strength: f64| grid.iter().filter(|&&least| least <= strength * (1.0 + 1e-12)).count();
        let root = |one: &OrderAlone| one.order[one.order.len() - 2..].to_vec();
        let reach = |of: &[CandidateIndex]| {
            let group: Vec<&OrderAlone> = self.orders.iter().filter(|one| root(one) == of).collect();
            let is_out = group.iter().all(|one| one.is_out);
            let least = group.iter().map(|one| self.strongest(&one.order)).fold(f64::INFINITY, f64::min);
            (is_out, if is_out { 60 } else { steps_of(least) })
        };
        let reached: Vec<(bool, usize)> = self.orders.iter().map(|one| reach(&root(one))).collect();
        let hardest = reached.iter().map(|it| it.1).min().unwrap_or(0);
        let mut orders = self.orders.clone();
        for (one, (is_out, reached)) in orders.iter_mut().zip(&reached) {
            let steps = (*reached).min(steps_of(3.0).max(hardest));
            if !is_out && steps > 0 {
                let n = one.order.len();
                let is_enough = |&len: &usize| len == n || steps_of(self.strongest(&one.order[n - len..])) >= steps;
                one.distinguished = (2..=n).find(is_enough).expect("the whole order at last");
            }
        }
        for at in 0..orders.len() {
            let mut same: Vec<&OrderAlone> = (0..orders.len())
                .filter(|&other| orders[other].suffix() == orders[at].suffix())
                .map(|other| &self.orders[other])
                .collect();
            let is_out = same.iter().all(|one| one.is_out);
            same.retain(|one| is_out || !one.is_out);
            let wealth = same.iter().map(|one| one.wealth).fold(f64::INFINITY, f64::min);
            let least = same.iter().map(|one| one.least).fold(0.0, f64::max);
            let mut tests: Vec<IrvClaim> =
                self.claims.iter().copied().filter(|&claim| is_against(claim, orders[at].suffix())).collect();
            tests.sort_by(|&one, &other| self.strength(other).total_cmp(&self.strength(one)));
            tests.truncate(3);
            orders[at] = OrderAlone { tests, wealth, least, is_out, ..orders[at].clone() };
        }
        self.orders = orders;
        self.judge();
    }

    fn p_value(&self) -> f64 {
        self.orders.iter().map(|one| one.least.min(1.0)).fold(0.0, f64::max)
    }
}

/// Ballots of an election in which somebody is ahead, some of them unread.
fn election(lots: &mut TwinLots, n: usize, cards: usize) -> Vec<Ballot> {
    let usual: Vec<Vec<CandidateIndex>> = (0..3).map(|_| lots.order(n)).collect();
    let ballot = |lots: &mut TwinLots| match lots.below(12) {
        0 => None,
        1..6 => Some(usual[lots.below(usual.len())].clone()),
        _ => Some(lots.order(n)),
    };
    (0..cards).map(|_| ballot(lots)).collect()
}

#[test]
fn orders_that_share_their_evidence_have_the_p_value_of_orders_alone() {
    let mut lots = TwinLots(7);
    let mut confirmed = 0;
    for (n, cards) in [(2, 30), (3, 40), (3, 60), (4, 40), (4, 70), (4, 50)] {
        let ballots = election(&mut lots, n, cards);
        let terms = AlphaTerms { cards: cards as u64, eta: 1.3 };
        let winner = lots.below(n) as CandidateIndex;
        let mut twin = Twin::new(n, winner, terms, 0.2);
        let mut both =
            [true, false].map(|follows_settled| OrdersUnderTest::new(n, winner, terms, 0.2, follows_settled));
        for ballot in ballots {
            twin.observe(ballot.clone());
            for orders in &mut both {
                let kind = orders.add_kind(ballot.clone());
                orders.observe(kind);
            }
            let (ours, theirs) = (both[0].p_value(), twin.p_value());
            assert!((ours - theirs).abs() <= 1e-9 * theirs, "{n} candidates: {ours} beside {theirs}");
            assert_eq!(both[0].is_confirmed(), both[1].is_confirmed());
            assert_eq!(both[1].is_confirmed(), theirs <= 0.2, "{n} candidates: {theirs}");
        }
        confirmed += u32::from(both[1].is_confirmed());
    }
    assert!(confirmed >= 1, "some are confirmed");
}

/// The orders of elimination that these ballots allow, whoever of those level goes first.
fn allowed_orders(n: usize, paper: &[Vec<CandidateIndex>]) -> Vec<Vec<CandidateIndex>> {
    let everybody: Vec<CandidateIndex> = (0..n as CandidateIndex).collect();
    let votes = |continuing: &[CandidateIndex], candidate: CandidateIndex| {
        let top = |ballot: &&Vec<CandidateIndex>| ballot.iter().find(|c| continuing.contains(c)) == Some(&candidate);
        paper.iter().filter(top).count()
    };
    let is_allowed = |order: &Vec<CandidateIndex>| {
        (0..n).all(|at| order[at..].iter().all(|&other| votes(&order[at..], order[at]) <= votes(&order[at..], other)))
    };
    permutations(&everybody).into_iter().filter(is_allowed).collect()
}

/// For each wrong or tied winner of small elections, over all orders in which the cards can be drawn: how often the audit
/// confirms at most, and the mean wealth of each order that the paper allows. Returns how many were looked at, and how many could
/// be confirmed at all.
fn try_promise(seed: u64, elections: usize, n: usize, cards: usize) -> (u32, u32) {
    let mut lots = TwinLots(seed);
    let (mut looked_at, mut confirmable) = (0, 0);
    for _ in 0..elections {
        let paper: Vec<Vec<CandidateIndex>> = (0..cards).map(|_| lots.order(n)).collect();
        let lost = lots.below(3 * cards);
        let read = |at: usize| (at != lost).then(|| paper[at].clone());
        let allowed = allowed_orders(n, &paper);
        let terms = AlphaTerms { cards: cards as u64, eta: 1.1 + lots.below(9) as f64 / 10.0 };
        let draws = permutations(&(0..cards).collect::<Vec<_>>());
        for winner in 0..n as CandidateIndex {
            let others: Vec<_> = allowed.iter().filter(|order| order.last() != Some(&winner)).collect();
            if others.is_empty() {
                continue;
            }
            looked_at += 1;
            for limit in [0.1, 0.3, 0.6] {
                let mut confirmed = 0_u32;
                let mut sums = vec![vec![0.0; cards]; others.len()];
                for draw in &draws {
                    let mut orders = OrdersUnderTest::new(n, winner, terms, limit, true);
                    for (place, &card) in draw.iter().enumerate() {
                        let kind = orders.add_kind(read(card));
                        orders.observe(kind);
                        for (order, sums) in others.iter().zip(&mut sums) {
                            let its =
                                orders.suffixes.iter().find(|it| order.ends_with(&it.suffix)).expect("its own end");
                            sums[place] += its.wealth.ln().exp();
                        }
                    }
                    confirmed += u32::from(orders.is_confirmed());
                }
                let share = f64::from(confirmed) / draws.len() as f64;
                assert!(share <= limit, "{paper:?}, {winner} confirmed with a chance of {share} at {limit}");
                confirmable += u32::from(confirmed > 0);
                let most = sums.iter().flatten().fold(0.0, |most: f64, &sum| most.max(sum)) / draws.len() as f64;
                assert!(most <= 1.0 + 1e-9, "{paper:?}, {winner}: a wealth of {most} on average");
            }
        }
    }
    (looked_at, confirmable)
}

#[test]
fn a_wrong_or_tied_winner_is_confirmed_no_more_often_than_the_limit_says() {
    let (looked_at, confirmable) = try_promise(3, 6, 3, 5);
    assert!(looked_at >= 10 && confirmable >= 3, "{looked_at} {confirmable}");
}

#[test]
#[ignore = "a minute"]
fn long_every_order_of_draws_keeps_the_promise() {
    let (looked_at, confirmable) = try_promise(11, 30, 3, 6);
    assert!(looked_at >= 50 && confirmable >= 15, "{looked_at} {confirmable}");
    let (looked_at, confirmable) = try_promise(12, 6, 4, 6);
    assert!(looked_at >= 10 && confirmable >= 3, "{looked_at} {confirmable}");
}
