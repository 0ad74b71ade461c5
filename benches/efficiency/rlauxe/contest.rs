//! A contest of two candidates shaped like those that rlauxe simulates, and audits of it by the program's own methods.

use recount::audit::{
    AbsentCards, AuditSettings, AuditState, DrawnUnit, Pool, PoolKind, PreparedAudit, Records, ReportedContest,
    RoundEvidence, named,
};
use recount::election::{Batch, Code, Column, Contest, Marks, RuleName, RuleOptions, VoteTable};
use recount::hand_count::Reading;
use recount::random::{Random, Streams};
use recount::risk::bet::{KaplanWald, ShrinkTrunc};
use recount::risk::{Betting, Discrepancies, Null, RiskFunction, SuperSimple};
use recount::sampling::Frame;
use recount::social_choice::{Tally, decide};

use super::published::{Cell, Rule};

/// The results of a number of audits.
pub(crate) struct Sizes {
    pub(crate) mean: f64,
    /// Standard deviation of one audit.
    pub(crate) sd: f64,
    pub(crate) audits: f64,
}

impl Sizes {
    pub(crate) fn error(&self) -> f64 {
        self.sd / self.audits.sqrt()
    }
}

/// Cards that are interchangeable: batch, record, what is on the paper (nothing where the card is not there), how many.
struct Alike {
    batch: usize,
    record: Option<Code>,
    paper: Option<Code>,
    cards: u32,
}

const WINNER: Code = 2;
const LOSER: Code = 3;

/// The contest of a cell as its office reports it.
struct County {
    contest: Contest,
    manifest: Vec<Batch>,
    votes: VoteTable,
    column: Column,
    alike: Vec<Alike>,
    phantoms: u64,
    pooled: bool,
}

impl County {
    fn new(cell: &Cell) -> Self {
        let phantoms = (cell.phantoms * cell.cards as f64).round() as u64;
        let found = cell.cards - phantoms;
        let own = (found as f64 * cell.share).round() as u64;
        let lead = (cell.margin * cell.cards as f64).round() as u64;
        let winner = u64::midpoint(found, lead);
        let mut votes = VoteTable::default();
        assert_eq!([votes.code(Marks::plain([0])), votes.code(Marks::plain([1]))], [WINNER, LOSER]);
        let pooled = cell.rule == Rule::Usual("one_audit");
        // The pool first: phantoms count to the last batch, whose cards have records.
        let lots = if pooled { vec![found - own, own] } else { vec![found] };
        let (mut column, mut manifest, mut alike) = (Column::new(found as usize), Vec::new(), Vec::new());
        let (mut end, mut left) = (0_usize, winner);
        for (at, &cards) in lots.iter().enumerate() {
            let last = at + 1 == lots.len();
            let ahead = if last { left } else { (cards as f64 * winner as f64 / found as f64).round() as u64 };
            left -= ahead;
            let range = end..end + cards as usize;
            for card in range.clone() {
                column.set(card, if card < end + ahead as usize { WINNER } else { LOSER });
            }
            for (code, n) in [(WINNER, ahead), (LOSER, cards - ahead)] {
                alike.push(Alike { batch: at, record: Some(code), paper: Some(code), cards: n as u32 });
            }
            end = range.end;
            let id = format!("{at}");
            manifest.push(Batch { id, group: 0, cards: range, ballots: cards, container: 1, tabulator: 0 });
        }
        alike.push(Alike { batch: lots.len() - 1, record: None, paper: None, cards: phantoms as u32 });
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
        Self { contest, manifest, votes, column, alike, phantoms, pooled }
    }

    fn claim(&self) -> ReportedContest<'_> {
        let frame = Frame::new(&self.manifest, (0..self.manifest.len()).collect()).with_phantoms(self.phantoms);
        let of_batch = |at: usize| Tally::of(&self.contest, &self.votes, &self.column, self.manifest[at].cards.clone());
        let batches: Vec<Tally> = (0..self.manifest.len()).map(of_batch).collect();
        let mut all = Tally::empty(2);
        for tally in &batches {
            all += tally;
        }
        let pool = || Pool {
            kind: PoolKind::NoRecords,
            cards: self.manifest[0].cards.len() as u64,
            tally: batches[0].clone(),
        };
        let pools = if self.pooled { vec![pool()] } else { Vec::new() };
        let pool_of = (0..self.manifest.len()).map(|at| (self.pooled && at == 0).then_some(0)).collect();
        let cards_of = |batch: usize| self.manifest[batch].cards.clone();
        let records = Records::new(self.votes.clone(), self.column.clone().into(), cards_of, cards_of, &frame);
        ReportedContest {
            contest: &self.contest,
            outcome: decide(&self.contest, &all),
            tally: all,
            frame,
            records: Some(records),
            batches: batches.into_iter().map(Some).collect(),
            readable: self.votes.clone(),
            absent: AbsentCards::SaysNothing,
            pools,
            pool_of,
            strata: Vec::new(),
            stratum_of: vec![0; self.manifest.len()],
        }
    }
}

/// Draws cards one after the other, none twice; of each, a share is read as if the vote were a candidate by lot.
struct Deck<'a> {
    alike: &'a [Alike],
    left: Vec<u32>,
    all: u32,
    fuzz: f64,
}

impl<'a> Deck<'a> {
    fn new(alike: &'a [Alike], fuzz: f64) -> Self {
        let left: Vec<u32> = alike.iter().map(|alike| alike.cards).collect();
        Self { alike, all: left.iter().sum(), left, fuzz }
    }

    /// A card, and what is read on it.
    fn next(&mut self, random: &mut Random) -> (&'a Alike, Option<Code>) {
        let (mut within, mut at) = (random.below(self.all), 0);
        while within >= self.left[at] {
            within -= self.left[at];
            at += 1;
        }
        self.left[at] -= 1;
        self.all -= 1;
        let alike = &self.alike[at];
        let fuzzed = self.fuzz > 0.0 && alike.paper.is_some() && random.chance(self.fuzz);
        let read = if fuzzed { Some(if random.chance(0.5) { WINNER } else { LOSER }) } else { alike.paper };
        (alike, read)
    }
}

fn p_value(evidence: &dyn AuditState) -> f64 {
    match evidence.evidence() {
        RoundEvidence::PValue(p) => p,
        _ => 1.0,
    }
}

/// Cards until the method confirms; all of them if never.
fn by_method(cell: &Cell, procedure: &dyn PreparedAudit, deck: &mut Deck<'_>, random: &mut Random) -> u64 {
    let mut evidence = procedure.begin();
    for draw in 1..=cell.cards {
        let (card, read) = deck.next(random);
        let reading = read.map_or(Reading::NotFound, Reading::Vote);
        evidence.observe(DrawnUnit::Card { batch: card.batch, record: card.record, reading });
        if p_value(evidence.as_ref()) <= cell.limit {
            return draw;
        }
    }
    cell.cards
}

/// Cards until Kaplan and Markov's bound with that inflator is met.
fn by_counts(cell: &Cell, gamma: f64, deck: &mut Deck<'_>, random: &mut Random) -> u64 {
    let bound = SuperSimple { gamma, margin: cell.margin };
    let mut seen = Discrepancies::default();
    let mut least = bound.least(cell.limit, &seen);
    for draw in 1..=cell.cards {
        let (card, read) = deck.next(random);
        if card.record != read {
            seen.add(if read == Some(LOSER) { 2 } else { -2 });
            least = bound.least(cell.limit, &seen);
        }
        if draw >= least {
            return draw;
        }
    }
    cell.cards
}

/// Cards that all agree until a constant share of the wealth confirms.
fn by_share(cell: &Cell, share: f64) -> u64 {
    const AGREES: u64 = 1 << 40;
    let half = (AGREES as f64 * (2.0 - cell.margin) / 2.0 * cell.cards as f64).round() as i64;
    let mut risk = Betting::new(Null::of(cell.cards, half, 2 * AGREES, false), KaplanWald { g: 1.0 - share });
    while risk.p_value() > cell.limit && risk.draws() < cell.cards {
        risk.observe(AGREES);
    }
    risk.draws()
}

/// Cards until ALPHA confirms, with an estimate that weighs the report as `d` draws.
fn by_alpha(cell: &Cell, d: f64, deck: &mut Deck<'_>, random: &mut Random) -> u64 {
    let bet = ShrinkTrunc { d, ..ShrinkTrunc::of(1.0 + cell.margin, 1.0) };
    let mut risk = Betting::new(Null::of(cell.cards, cell.cards as i64, 2, false), bet);
    while risk.p_value() > cell.limit && risk.draws() < cell.cards {
        risk.observe(if deck.next(random).1 == Some(WINNER) { 2 } else { 0 });
    }
    risk.draws()
}

/// Simulates `audits` audits of a cell; one, where all are the same.
pub(crate) fn audits(cell: &Cell, audits: u64, seed: &str) -> Sizes {
    let clean = cell.fuzz <= 0.0 && cell.phantoms <= 0.0;
    let county = County::new(cell);
    let claim = county.claim();
    let ready = |method: &str| {
        let terms = AuditSettings { risk_limit: cell.limit, card_by_card: true, ..AuditSettings::default() };
        named(method).expect("a method").prepare(&claim, &terms).expect("the report says who leads")
    };
    let purpose = Streams::new(seed, 0).purpose(&format!("{} {}", cell.table, cell.name));
    let over = |audits: u64, one: &dyn Fn(&mut Deck<'_>, &mut Random) -> u64| {
        let sizes =
            (0..audits).map(|trial| one(&mut Deck::new(&county.alike, cell.fuzz), &mut purpose.stream(trial)) as f64);
        let (mut sum, mut squares) = (0.0, 0.0);
        for size in sizes {
            sum += size;
            squares += size * size;
        }
        let n = audits as f64;
        let mean = sum / n;
        let variance = if audits > 1 { (squares - sum * mean).max(0.0) / (n - 1.0) } else { 0.0 };
        Sizes { mean, sd: variance.sqrt(), audits: n }
    };
    match cell.rule {
        Rule::Usual(method) => {
            let procedure = ready(method);
            let once = clean && method == "ballot_comparison";
            over(if once { 1 } else { audits }, &|deck, random| by_method(cell, procedure.as_ref(), deck, random))
        }
        Rule::SuperSimple { gamma } => {
            over(if clean { 1 } else { audits }, &|deck, random| by_counts(cell, gamma, deck, random))
        }
        Rule::Share(share) => over(1, &|_, _| by_share(cell, share)),
        Rule::Alpha { d } => over(audits, &|deck, random| by_alpha(cell, d, deck, random)),
    }
}
