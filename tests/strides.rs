//! ALPHA in strides and BRAVO in words, against both card by card: they end with the same card, or answer that they are
//! not sure.

use recount::random::{Random, Streams};
use recount::risk::bet::ShrinkTrunc;
use recount::risk::fast::batched_alpha::{STRIDE, Strider, Strides};
use recount::risk::fast::bit_parallel_bravo::{Ratio, Walker};
use recount::risk::{Betting, Bravo, Null, RiskFunction};

type Alpha = Betting<ShrinkTrunc>;

/// A poll: cards of 2, 1 and 0 units, and the null's sum.
#[derive(Clone, Copy)]
struct Poll {
    cards: [u32; 3],
    total: i64,
    bet: ShrinkTrunc,
}

impl Poll {
    fn of(cards: [u32; 3], eta: f64) -> Self {
        Self { cards, total: i64::from(cards.iter().sum::<u32>()), bet: ShrinkTrunc::of(eta, 1.0) }
    }

    fn alpha(&self) -> Alpha {
        let all = u64::from(self.cards.iter().sum::<u32>());
        Betting::new(Null::of(all, self.total, 2, false), self.bet)
    }

    /// The values of all cards in the order of an audit.
    fn order(&self, random: &mut Random) -> Vec<u32> {
        let mut left = self.cards;
        let mut all: u32 = left.iter().sum();
        let mut order = Vec::with_capacity(all as usize);
        while all > 0 {
            let lot = random.below(all);
            let at = if lot < left[0] { 0 } else { 1 + usize::from(lot >= left[0] + left[1]) };
            left[at] -= 1;
            all -= 1;
            order.push(2 - at as u32);
        }
        order
    }
}

/// The twin: every card by the martingale itself, and the P-value after each.
fn slowly(poll: &Poll, order: &[u32], limit: f64) -> (Option<u64>, Vec<f64>) {
    let mut alpha = poll.alpha();
    let mut values = Vec::new();
    for &value in order {
        alpha.observe(u64::from(value));
        values.push(alpha.p_value());
    }
    (values.iter().position(|&p| p <= limit).map(|at| at as u64 + 1), values)
}

fn in_strides(poll: &Poll, order: &[u32], limit: f64) -> Strider {
    let alpha = poll.alpha();
    let mut strides = Strides::of(&alpha, limit).expect("a poll");
    let mut strider = Strider::default();
    for values in order.chunks(STRIDE) {
        strider.observe(&mut strides, values, poll.cards[1] > 0);
    }
    strider
}

fn polls() -> Vec<Poll> {
    let odd = Poll { total: 2_999, ..Poll::of([1_520, 0, 1_480], 1.02) };
    let capped =
        Poll { bet: ShrinkTrunc { cap_at_upper: true, ..ShrinkTrunc::of(1.9, 1.0) }, ..Poll::of([950, 0, 50], 1.9) };
    vec![
        Poll::of([5_100, 0, 4_900], 1.02),
        Poll::of([5_000, 0, 5_000], 1.05),
        Poll::of([4_900, 0, 5_100], 1.02),
        Poll::of([30_000, 0, 20_000], 1.2),
        Poll::of([3_000, 1_000, 2_700], 1.04),
        Poll::of([3_000, 1_000, 3_000], 1.04),
        Poll::of([60, 1, 60], 1.1),
        Poll::of([40, 0, 23], 1.3),
        odd,
        capped,
    ]
}

#[test]
fn a_strider_stops_at_the_martingales_own_card() {
    let (mut crossed, mut ended, mut unsure) = (0, 0, 0);
    for (number, poll) in polls().iter().enumerate() {
        let purpose = Streams::new("strides", number as u64).purpose("order");
        for index in 0..30 {
            let order = poll.order(&mut purpose.stream(index));
            for limit in [0.05, 0.5, 1e-4] {
                let (expected, _) = slowly(poll, &order, limit);
                let strider = in_strides(poll, &order, limit);
                if strider.is_unsure() {
                    unsure += 1;
                    continue;
                }
                assert_eq!(strider.crossed(), expected, "poll {number}, order {index}, limit {limit}");
                assert!(expected.is_none() || !strider.never_will());
                if expected.is_some() { crossed += 1 } else { ended += 1 }
            }
        }
    }
    // Rounding matters once in a million cards or less: doubt is no way out.
    assert!(crossed > 300 && ended > 100 && unsure <= 1, "{crossed} {ended} {unsure}");
}

#[test]
fn at_a_limit_that_a_p_value_meets_to_the_last_digit_it_is_not_sure_or_right() {
    let mut unsure = 0;
    let mut right = 0;
    for (number, poll) in polls().iter().enumerate() {
        let purpose = Streams::new("near", number as u64).purpose("order");
        for index in 0..6 {
            let order = poll.order(&mut purpose.stream(index));
            let (_, values) = slowly(poll, &order, 0.0);
            // Every new low of the P-value is a limit to be met there, a hair before and a hair after.
            let lows: Vec<usize> =
                (1..values.len()).filter(|&at| values[at] < values[at - 1] && values[at] > 0.0).collect();
            for &at in lows.iter().step_by(lows.len() / 8 + 1) {
                let p = values[at];
                for limit in [p, p * (1.0 - 2e-16), p * (1.0 + 3e-16), p * (1.0 - 1e-12), p * (1.0 + 1e-12), p * 1.001]
                {
                    let expected = values.iter().position(|&p| p <= limit).map(|at| at as u64 + 1);
                    let strider = in_strides(poll, &order, limit);
                    if strider.is_unsure() {
                        unsure += 1;
                    } else {
                        right += 1;
                        assert_eq!(strider.crossed(), expected, "poll {number}, order {index}, limit {limit}");
                    }
                }
            }
        }
    }
    assert!(unsure > 100 && right > 100, "{unsure} unsure, {right} right");
}

#[test]
fn where_every_card_was_read_the_count_itself_answers() {
    // By one vote: nothing but the count can tell, and a tie confirms nobody.
    for (cards, confirms) in
        [([501, 0, 500], true), ([500, 0, 500], false), ([500, 1, 500], false), ([499, 2, 498], true)]
    {
        let poll = Poll::of(cards, 1.001);
        let purpose = Streams::new("last", 0).purpose("order");
        for index in 0..40 {
            let order = poll.order(&mut purpose.stream(index));
            let strider = in_strides(&poll, &order, 1e-9);
            let (expected, _) = slowly(&poll, &order, 1e-9);
            assert!(!strider.is_unsure());
            assert_eq!((strider.crossed(), strider.crossed().is_some()), (expected, confirms), "{cards:?}");
        }
    }
}

#[test]
fn it_serves_no_other_measure() {
    let null = Null::of(1_000, 1_000, 2, false);
    let plain = ShrinkTrunc::of(1.1, 1.0);
    assert!(Strides::of(&Betting::new(null, plain), 0.05).is_some());
    for (null, bet, limit) in [
        (Null { replacement: true, ..null }, plain, 0.05),
        (Null { upper: 4, ..null }, plain, 0.05),
        (Null { slack: 1, ..null }, plain, 0.05),
        (null, ShrinkTrunc { f: 0.5, ..plain }, 0.05),
        (null, ShrinkTrunc { d: 1e15, ..plain }, 0.05),
        (null, ShrinkTrunc { eta: 2.0, cap_at_upper: true, ..plain }, 0.05),
        (null, ShrinkTrunc { eta: 2.0, c: 0.0, ..plain }, 0.05),
        (null, plain, 1.0),
        (null, plain, 0.0),
    ] {
        assert!(Strides::of(&Betting::new(null, bet), limit).is_none());
    }
    assert!(Strides::of(&Betting::new(null, recount::risk::bet::Fixed { lambda: 0.1 }), 0.05).is_none());
}

/// Draws with replacement of two shares, as words of winners and losers, some of them not whole.
fn words(random: &mut Random, winner: f64, loser: f64, many: usize) -> Vec<(u64, u64, u32)> {
    let word = |at: usize| {
        let draws = if at % 3 == 2 { 1 + random.below(64) } else { 64 };
        let (mut up, mut down) = (0, 0);
        for bit in 0..draws {
            let lot = random.unit();
            up |= u64::from(lot < winner) << bit;
            down |= u64::from(lot >= winner && lot < winner + loser) << bit;
        }
        (up, down, draws)
    };
    (0..many).map(word).collect()
}

/// The P-value after every draw, by the measure itself.
fn bravo(share: f64, words: &[(u64, u64, u32)]) -> Vec<f64> {
    let mut measure = Bravo::new(share);
    let mut values = Vec::new();
    for &(up, down, draws) in words {
        for bit in 0..draws {
            let value = if up >> bit & 1 == 1 { 2 } else { u64::from(down >> bit & 1 == 0) };
            measure.observe(value);
            values.push(measure.p_value());
        }
    }
    values
}

#[test]
fn a_walker_stops_at_bravos_own_draw() {
    let (mut crossed, mut never, mut near, mut unsure) = (0, 0, 0, 0);
    for (number, (share, winner, loser)) in [
        (0.51, 0.51, 0.49),
        (0.55, 0.52, 0.48),
        (0.6, 0.4, 0.3),
        (0.52, 0.49, 0.51),
        (0.75, 0.75, 0.25),
        (1.0, 0.01, 0.001),
    ]
    .into_iter()
    .enumerate()
    {
        let purpose = Streams::new("words", number as u64).purpose("draws");
        for index in 0..20 {
            let words = words(&mut purpose.stream(index), winner, loser, 200);
            let values = bravo(share, &words);
            let at = values.iter().position(|&p| p < 0.2).unwrap_or(0);
            // Limits of no importance, and some that the P-value meets to the last digit, or nearly.
            let limits = [0.05, 0.5, 1e-6, values[at], values[at] * (1.0 + 3e-16), values[at] * (1.0 - 1e-12)];
            for limit in limits.into_iter().filter(|limit| *limit < 1.0) {
                let ratio = Ratio::of(&Bravo::new(share), limit).expect("a ratio");
                let mut walker = Walker::begin(&ratio);
                for &(up, down, draws) in &words {
                    walker.observe(&ratio, up, down, draws);
                }
                if limit.to_bits() != 0.05_f64.to_bits() && walker.is_unsure() {
                    unsure += 1;
                    continue;
                }
                assert!(!walker.is_unsure());
                let expected = values.iter().position(|&p| p <= limit).map(|at| at as u64 + 1);
                assert_eq!(walker.crossed(), expected, "share {share}, stream {index}, limit {limit}");
                near += u32::from(limit.to_bits() == values[at].to_bits());
                if expected.is_some() { crossed += 1 } else { never += 1 }
            }
        }
    }
    assert!(crossed > 100 && never > 50 && near == 0 && unsure > 50, "{crossed} {never} {near} {unsure}");
}

#[test]
fn a_report_that_leaves_the_loser_nothing_is_heard_right_or_not_at_all() {
    // The estimate may reach the upper bound: one vote for the loser then takes all but the last digits of the wealth,
    // which fifty votes for the winner bring back.
    let cap = |cap_at_upper, c, eta| ShrinkTrunc { cap_at_upper, c, eta, ..ShrinkTrunc::of(2.0, 1.0) };
    let bets = [cap(true, 0.5, 2.0), cap(false, 0.0, 2.0), cap(true, 0.0, 2.0), cap(true, 0.5, 2.0 - 1e-13)];
    let (mut served, mut sure) = (0, 0);
    for bet in bets.into_iter().chain([cap(false, 0.5, 2.0), cap(false, 1e-9, 2.0), cap(true, 0.5, 1.98)]) {
        for first in [1, 17, 64, 200] {
            let mut order = vec![2; 400];
            order[first] = 0;
            let poll = Poll { cards: [399, 0, 1], total: 400, bet };
            for limit in [0.05, 1e-9] {
                let Some(mut strides) = Strides::of(&poll.alpha(), limit) else { continue };
                served += 1;
                let mut strider = Strider::default();
                for values in order.chunks(STRIDE) {
                    strider.observe(&mut strides, values, false);
                }
                if !strider.is_unsure() {
                    sure += 1;
                    assert_eq!(strider.crossed(), slowly(&poll, &order, limit).0, "{bet:?} {first} {limit}");
                }
            }
        }
    }
    assert!(served >= 16 && sure >= 12, "{served} {sure}");
}
