//! A count of transferable votes card by card, as the rules describe it: every card has a holder and a value.

use std::cmp::Reverse;

use recount::election::CandidateIndex;
use recount::social_choice::ranked::stv::{LastSurplus, StvQuota, StvRules, SurplusOrder, SurplusValue};

pub(crate) struct SlowRound {
    pub(crate) tallies: Vec<Option<u128>>,
    pub(crate) residual: u128,
    pub(crate) final_surplus: u128,
    pub(crate) elected: Vec<CandidateIndex>,
    pub(crate) defeated: Option<CandidateIndex>,
}

struct Card {
    order: Vec<CandidateIndex>,
    value: u128,
    /// Who holds it; nobody once it is inactive.
    holder: Option<CandidateIndex>,
    /// The round in which the holder got it.
    since: usize,
    is_laid_aside: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Status {
    Continues,
    Elected,
    Out,
}

struct Slow<'a> {
    rules: &'a StvRules,
    unit: u128,
    quota: u128,
    cards: Vec<Card>,
    status: Vec<Status>,
    /// Who was elected and has had the surplus moved holds the quota.
    is_settled: Vec<bool>,
    residual: u128,
}

impl Slow<'_> {
    fn votes(&self, candidate: CandidateIndex) -> u128 {
        if self.is_settled[usize::from(candidate)] {
            return self.quota;
        }
        self.cards.iter().filter(|card| card.holder == Some(candidate)).map(|card| card.value).sum()
    }

    fn who(&self, status: Status) -> Vec<CandidateIndex> {
        (0..self.status.len() as u16).filter(|&at| self.status[usize::from(at)] == status).collect()
    }

    fn seats_left(&self) -> usize {
        self.rules.seats - self.who(Status::Elected).len()
    }

    fn place(&self, candidate: CandidateIndex) -> usize {
        self.rules.ties.order.iter().position(|&other| other == candidate).expect("everybody has a place")
    }

    fn next(&self, card: &Card) -> Option<CandidateIndex> {
        card.order.iter().copied().find(|&at| self.status[usize::from(at)] == Status::Continues)
    }

    fn move_on(&mut self, card: usize, round: usize) {
        let next = self.next(&self.cards[card]);
        self.cards[card].holder = next;
        self.cards[card].since = round;
    }

    fn elect(&mut self) -> Vec<CandidateIndex> {
        let mut elected = self.who(Status::Continues);
        if self.seats_left() == 0 {
            return Vec::new();
        }
        if elected.len() > self.seats_left() {
            elected.retain(|&at| self.votes(at) >= self.quota);
            elected.sort_by_key(|&at| (Reverse(self.votes(at)), self.place(at)));
            let is_too_many = elected.len() > self.seats_left();
            elected.truncate(if self.rules.method.one_elected_in_a_round || is_too_many { 1 } else { usize::MAX });
        }
        for &at in &elected {
            self.status[usize::from(at)] = Status::Elected;
        }
        elected.sort_unstable();
        elected
    }

    fn move_surplus(&mut self, winner: CandidateIndex, round: usize) {
        let tally = self.votes(winner);
        let surplus = tally - self.quota;
        let mut moving: Vec<usize> =
            (0..self.cards.len()).filter(|&at| self.cards[at].holder == Some(winner)).collect();
        if self.rules.method.value == SurplusValue::LastParcel {
            let last = moving.iter().map(|&at| self.cards[at].since).max();
            moving.retain(|&at| Some(self.cards[at].since) == last && self.next(&self.cards[at]).is_some());
        }
        let number = (moving.len() as u128).max(1);
        let to_nobody = self.seats_left() == 0 && self.rules.method.last_surplus == LastSurplus::CountsForNobody;
        let mut moved = 0;
        for at in moving {
            let value = self.cards[at].value;
            self.cards[at].value = match self.rules.method.value {
                SurplusValue::WeightedCutTwice => value * (surplus * self.unit / tally) / self.unit,
                SurplusValue::Weighted => value * surplus / tally,
                SurplusValue::Unweighted => surplus / number,
                SurplusValue::LastParcel => value.min(surplus / number),
            };
            moved += self.cards[at].value;
            if to_nobody {
                self.cards[at].is_laid_aside = true;
                self.cards[at].holder = None;
            } else {
                self.move_on(at, round);
            }
        }
        self.residual += surplus - moved;
        self.is_settled[usize::from(winner)] = true;
    }
}

pub(crate) fn count(orders: &[(Vec<CandidateIndex>, u64)], candidates: u16, rules: &StvRules) -> Vec<SlowRound> {
    let unit = rules.method.unit();
    let card =
        |order: &Vec<u16>| Card { order: order.clone(), value: unit, holder: None, since: 0, is_laid_aside: false };
    let cards = orders.iter().flat_map(|(order, number)| (0..*number).map(move |_| card(order)));
    let status = |at| if rules.excluded.contains(&at) { Status::Out } else { Status::Continues };
    let mut slow = Slow {
        rules,
        unit,
        quota: 0,
        cards: cards.collect(),
        status: (0..candidates).map(status).collect(),
        is_settled: vec![false; usize::from(candidates)],
        residual: 0,
    };
    (0..slow.cards.len()).for_each(|at| slow.move_on(at, 0));
    let votes = slow.cards.iter().filter(|card| card.holder.is_some()).count() as u128;
    let seats = rules.seats as u128;
    slow.quota = match rules.method.quota {
        StvQuota::DroopWhole => (votes / (seats + 1) + 1) * unit,
        StvQuota::DroopDecimal => votes * unit / (seats + 1) + 1,
        StvQuota::HareWhole => votes.div_ceil(seats.max(1)).max(1) * unit,
    };
    let mut rounds: Vec<SlowRound> = Vec::new();
    let mut waiting: Vec<CandidateIndex> = Vec::new();
    loop {
        let tally = |at| (slow.status[usize::from(at)] != Status::Out).then(|| slow.votes(at));
        let tallies = (0..candidates).map(tally).collect();
        let final_surplus = slow.cards.iter().filter(|card| card.is_laid_aside).map(|card| card.value).sum();
        let residual = slow.residual;
        let elected = slow.elect();
        waiting.extend(&elected);
        let has_elected = !elected.is_empty();
        rounds.push(SlowRound { tallies, residual, final_surplus, elected, defeated: None });
        let is_full = slow.seats_left() == 0;
        if is_full && (!has_elected || rules.method.last_surplus == LastSurplus::Stays)
            || !is_full && slow.who(Status::Continues).is_empty()
        {
            return rounds;
        }
        let number = rounds.len();
        waiting.retain(|&at| slow.votes(at) > slow.quota);
        match rules.method.order {
            SurplusOrder::Together if has_elected => {
                for winner in std::mem::take(&mut waiting) {
                    slow.move_surplus(winner, number);
                }
            }
            SurplusOrder::LargestFirst if !waiting.is_empty() => {
                waiting.sort_by_key(|&at| (Reverse(slow.votes(at)), slow.place(at)));
                let winner = waiting.remove(0);
                slow.move_surplus(winner, number);
            }
            _ if is_full => return rounds,
            _ => {
                let left = slow.who(Status::Continues);
                let out = left.into_iter().min_by_key(|&at| (slow.votes(at), Reverse(slow.place(at))));
                let out = out.expect("somebody continues");
                slow.status[usize::from(out)] = Status::Out;
                let held: Vec<usize> = (0..slow.cards.len()).filter(|&at| slow.cards[at].holder == Some(out)).collect();
                for at in held {
                    slow.move_on(at, number);
                }
                if let Some(round) = rounds.last_mut() {
                    round.defeated = Some(out);
                }
            }
        }
    }
}
