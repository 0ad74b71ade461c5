//! An audit by hand, throw by throw: which ballot the dice name, which multiplier it has, and the risk so far.

use super::dice::DiceTable;
use super::small_election::SmallElection;
use super::worksheet::{Multiplier, PaperSays, RecordSays, RiskWorksheet, WHOLE};
use crate::election::Marks;
use crate::random::Streams;

/// One throw of an audit by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassDraw {
    /// What the dice show.
    pub throw: Vec<u8>,
    /// The ballot that they name and its multiplier; `None` where they are rolled again.
    pub ballot: Option<(usize, Multiplier)>,
    /// The risk after it.
    pub risk: Multiplier,
}

/// The risk above which the worksheet sends a class to a full count: 10.
const HOPELESS: Multiplier = Multiplier(10 * WHOLE);

/// Throws of an example, at most.
const MOST_THROWS: usize = 60;

impl SmallElection {
    /// The dice table of these ballots.
    ///
    /// # Panics
    /// Never: there are 10 to 216 ballots.
    pub fn dice(&self) -> DiceTable {
        DiceTable::for_ballots(self.ballots.len()).expect("10 to 216 ballots")
    }

    /// The worksheet of a contest; `None` unless it has one seat and one vote a ballot, and a reported winner whose lead is
    /// not too small for it.
    pub fn worksheet(&self, contest: usize) -> Option<RiskWorksheet> {
        let of = &self.contests[contest];
        let is_plain = of.rule.0 == "plurality" && of.seats == 1 && of.votes_allowed == 1 && !of.has_grid();
        let worksheet =
            || RiskWorksheet::new(self.ballots.len() as u64, &self.reported[contest].votes, self.risk_limit);
        if is_plain { worksheet().filter(|it| it.least_draws().is_some()) } else { None }
    }

    /// The throws that a seed makes, in place of dice rolled in the class.
    pub fn throws(&self, seed: &str) -> Vec<Vec<u8>> {
        let mut random = Streams::new(seed, 0).purpose("classroom/dice").stream(0);
        let dice = self.dice().dice;
        (0..MOST_THROWS).map(|_| (0..dice).map(|_| random.below(6) as u8 + 1).collect()).collect()
    }

    /// The comparison audit of a contest with these throws, up to the one that confirms the reported outcome or lets the risk
    /// rise above 10, where a class counts all ballots.
    pub fn walk(&self, contest: usize, worksheet: &RiskWorksheet, throws: &[Vec<u8>]) -> Vec<ClassDraw> {
        let mut risk = Multiplier::ONE;
        let mut draws = Vec::new();
        for throw in throws {
            if risk <= worksheet.limit || risk > HOPELESS {
                break;
            }
            let ballot = self.dice().ballot(throw).map(|serial| {
                let multiplier = worksheet.multiplier(self.overstatement(contest, worksheet, serial));
                risk = risk.times(multiplier);
                (serial, multiplier)
            });
            draws.push(ClassDraw { throw: throw.clone(), ballot, risk });
        }
        draws
    }

    /// How many votes the record of a ballot adds to the reported winner's lead at its worst.
    pub fn overstatement(&self, contest: usize, worksheet: &RiskWorksheet, serial: usize) -> i32 {
        let reading = &self.ballots[serial - 1].readings[contest];
        let vote = |marks: Option<&Marks>| -> Option<usize> {
            let mut targets = marks?.targets();
            let only = targets.next()?;
            targets.next().is_none().then_some(usize::from(only))
        };
        let (record, paper) = (vote(reading.machine.as_ref()), vote(reading.meant.as_ref()));
        let record_says = match record {
            None => RecordSays::Nobody,
            Some(name) if name == worksheet.winner => RecordSays::Winner,
            Some(_) => RecordSays::Other,
        };
        let paper_says = match paper {
            None => PaperSays::Nobody,
            Some(name) if name == worksheet.winner => PaperSays::Winner,
            Some(name) if record == Some(name) => PaperSays::SameOther,
            Some(_) => PaperSays::Other,
        };
        worksheet.overstatement(record_says, paper_says)
    }
}

/// The throws that dice digits name, so many dice a throw; dice that are left over are set aside. `None` if a digit is not from
/// 1 to 6, or there is too little for one throw. Blanks, commas and dashes may stand between.
pub fn throws_of(digits: &str, dice: usize) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    for c in digits.chars().filter(|c| !c.is_whitespace() && !",;-".contains(*c)) {
        all.push(c.to_digit(10).filter(|digit| (1..=6).contains(digit))? as u8);
    }
    let throws: Vec<Vec<u8>> = all.chunks_exact(dice).map(<[u8]>::to_vec).collect();
    (!throws.is_empty()).then_some(throws)
}
