//! Audits of cards that are known by sums and of strata: others' vectors and tables, slow twins, and the promise.

mod promise;
mod tables;
mod vectors;

use recount::audit::{
    AuditSettings, AuditState, DrawnUnit, HeldAgainst, Pool, PoolKind, PreparedAudit, Records, ReportedContest,
    RoundEvidence, Stratum, named,
};
use recount::election::{Batch, Code, Column, Contest, Marks, RuleName, RuleOptions, VoteTable};
use recount::hand_count::Reading;
use recount::random::Random;
use recount::reason::Reason;
use recount::sampling::Frame;
use recount::social_choice::{Tally, decide};

use super::hybrids::say;

/// A batch: what was reported of each card and what is on it, in half votes for Ada, against Ben.
#[derive(Clone, Debug, Default)]
struct Lot {
    reported: Vec<u8>,
    paper: Vec<u8>,
    pool: Option<usize>,
    stratum: usize,
}

impl Lot {
    /// Cards by report and paper, and how many of each.
    fn of(kinds: &[(u8, u8, usize)]) -> Self {
        let column = |pick: fn(&(u8, u8, usize)) -> u8| {
            kinds.iter().flat_map(|kind| std::iter::repeat_n(pick(kind), kind.2)).collect()
        };
        Self { reported: column(|kind| kind.0), paper: column(|kind| kind.1), ..Self::default() }
    }

    /// Correct records with the given votes for Ada, blanks, and votes for Ben.
    fn right(ada: usize, blank: usize, ben: usize) -> Self {
        Self::of(&[(2, 2, ada), (1, 1, blank), (0, 0, ben)])
    }

    fn in_pool(mut self, pool: usize) -> Self {
        self.pool = Some(pool);
        self
    }

    fn in_stratum(mut self, stratum: usize) -> Self {
        self.stratum = stratum;
        self
    }
}

/// One contest between Ada and Ben.
struct County {
    contest: Contest,
    lots: Vec<Lot>,
    manifest: Vec<Batch>,
    votes: VoteTable,
    paper: Vec<Code>,
    /// What cards of each stratum are held against; none where the frame is one.
    strata: Vec<HeldAgainst>,
}

/// The code of half votes.
fn code(half_votes: u8) -> Code {
    [3, 1, 2][usize::from(half_votes)]
}

impl County {
    fn new(lots: Vec<Lot>, strata: &[bool]) -> Self {
        let mut votes = VoteTable::default();
        assert_eq!([votes.code(Marks::plain([0])), votes.code(Marks::plain([1]))], [2, 3]);
        let mut end = 0;
        let batch = |(at, lot): (usize, &Lot)| {
            let cards = end..end + lot.paper.len();
            end = cards.end;
            let ballots = lot.paper.len() as u64;
            Batch { id: format!("{at}"), group: 0, cards, ballots, container: 1, tabulator: 0 }
        };
        let manifest = lots.iter().enumerate().map(batch).collect();
        let paper = lots.iter().flat_map(|lot| lot.paper.iter().map(|&half| code(half))).collect();
        let contest = Contest {
            id: "mayor".into(),
            title: "Mayor".into(),
            rule: RuleName("plurality"),
            candidates: ["Ada", "Ben"].map(String::from).to_vec(),
            seats: 1,
            votes_allowed: 1,
            write_in_line: None,
            options: RuleOptions::default(),
        };
        let pooled = |at: usize| lots.iter().any(|lot| lot.stratum == at && lot.pool.is_some());
        let against = |(at, has_records): (usize, &bool)| match (has_records, pooled(at)) {
            (true, _) => HeldAgainst::Records,
            (false, true) => HeldAgainst::Sums,
            (false, false) => HeldAgainst::Nothing,
        };
        let strata = strata.iter().enumerate().map(against).collect();
        Self { contest, lots, manifest, votes, paper, strata }
    }

    /// With cards held against these, stratum by stratum.
    fn held(mut self, against: &[HeldAgainst]) -> Self {
        self.strata = against.to_vec();
        self
    }

    fn cards(&self) -> usize {
        self.paper.len()
    }

    fn claim(&self) -> ReportedContest<'_> {
        let frame = Frame::new(&self.manifest, (0..self.lots.len()).collect());
        let mut column = Column::new(self.cards());
        for (card, &half) in self.lots.iter().flat_map(|lot| &lot.reported).enumerate() {
            column.set(card, code(half));
        }
        let tally = |at: usize| Tally::of(&self.contest, &self.votes, &column, self.manifest[at].cards.clone());
        let batches: Vec<Tally> = (0..self.lots.len()).map(tally).collect();
        let mut all = Tally::empty(2);
        for tally in &batches {
            all += tally;
        }
        let many = self.lots.iter().filter_map(|lot| lot.pool).max().map_or(0, |most| most + 1);
        let mut pools = vec![Pool { kind: PoolKind::NoRecords, cards: 0, tally: Tally::empty(2) }; many];
        let stratum = |(at, against): (usize, &HeldAgainst)| Stratum {
            id: format!("{at}"),
            cards: 0,
            against: *against,
            tally: Tally::empty(2),
        };
        let mut strata: Vec<Stratum> = self.strata.iter().enumerate().map(stratum).collect();
        for (lot, tally) in self.lots.iter().zip(&batches) {
            if let Some(pool) = lot.pool {
                pools[pool].cards += lot.paper.len() as u64;
                pools[pool].tally += tally;
            }
            if let Some(stratum) = strata.get_mut(lot.stratum) {
                stratum.cards += lot.paper.len() as u64;
                stratum.tally += tally;
            }
        }
        let cards_of = |batch: usize| self.manifest[batch].cards.clone();
        let records = Records::new(self.votes.clone(), column.into(), cards_of, cards_of, &frame);
        ReportedContest {
            contest: &self.contest,
            outcome: decide(&self.contest, &all),
            tally: all,
            frame,
            records: Some(records),
            batches: batches.into_iter().map(Some).collect(),
            readable: self.votes.clone(),
            absent: recount::audit::AbsentCards::SaysNothing,
            pools,
            pool_of: self.lots.iter().map(|lot| lot.pool).collect(),
            strata,
            stratum_of: self.lots.iter().map(|lot| lot.stratum).collect(),
        }
    }

    /// The batch of a card.
    fn batch(&self, card: usize) -> usize {
        self.manifest.partition_point(|batch| batch.cards.end <= card)
    }

    fn observe(&self, evidence: &mut dyn AuditState, card: usize) {
        let batch = self.batch(card);
        let record = self.lots[batch].reported[card - self.manifest[batch].cards.start];
        let reading = Reading::Vote(self.paper[card]);
        evidence.observe(DrawnUnit::Card { batch, record: Some(code(record)), reading });
    }
}

/// A method made ready, or why not.
fn ready<'c>(
    claim: &'c ReportedContest<'c>,
    method: &str,
    risk_limit: f64,
) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
    named(method)
        .expect("a method")
        .prepare(claim, &AuditSettings { risk_limit, card_by_card: true, ..AuditSettings::default() })
}

fn p_value(evidence: &dyn AuditState) -> f64 {
    match evidence.evidence() {
        RoundEvidence::PValue(p) => p,
        other => panic!("a P-value: {other:?}"),
    }
}

/// Cards until the limit is met, drawn one by one from a deck that is shuffled as far as is needed; all of them if never.
fn cards_until(
    county: &County,
    procedure: &dyn PreparedAudit,
    limit: f64,
    deck: &mut [u32],
    random: &mut Random,
) -> usize {
    let mut evidence = procedure.begin();
    for at in 0..deck.len() {
        let other = at + random.below((deck.len() - at) as u32) as usize;
        deck.swap(at, other);
        county.observe(evidence.as_mut(), deck[at] as usize);
        if p_value(evidence.as_ref()) <= limit {
            return at + 1;
        }
    }
    deck.len()
}
