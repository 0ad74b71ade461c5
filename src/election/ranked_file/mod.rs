//! Files of ranked ballots: for each contest the candidates, and preference orders with their counts.
//!
//! Three formats are recognised by their first lines: a RAIRE problem in JSON; RAIRE's text, a line for each ballot;
//! and lists of orders, a line for each order with its count.

mod order_lists;
mod raire_problem;
mod raire_text;

pub use raire_problem::AskedAudit;

use std::collections::BTreeMap;

use super::contest::CandidateIndex;
use crate::error::Complaint;
use crate::reason::{Filling, complaints, manifest, ranked};

/// Most bytes of a file of ranked ballots.
pub const LARGEST_RANKED_FILE: u64 = 512_000_000;

/// Most candidates of one contest.
pub const MOST_RANKED: usize = 64;

/// Most contests of one file.
pub const MOST_RANKED_CONTESTS: usize = 10_000;

/// Most ballots of one contest: up to this number, other programs hold every whole number exactly in a floating-point
/// number.
pub const MOST_RANKED_BALLOTS: u64 = 1 << 53;

/// The same limits as arguments of messages: candidates and ballots of one contest.
const MOST_SAID: (i64, i64) = (MOST_RANKED as i64, MOST_RANKED_BALLOTS as i64);

/// One contest of a file of ranked ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedContest {
    /// The contest's name or number; empty where the file gives none.
    pub id: String,
    /// Names or numbers of the candidates.
    pub candidates: Vec<String>,
    /// Each preference order once, the most preferred candidate first, with its ballots; in rising order.
    pub orders: Vec<(Vec<CandidateIndex>, u64)>,
    /// All ballots, those without a ranking included.
    pub ballots: u64,
    /// The winner, if the file names one.
    pub winner: Option<CandidateIndex>,
    /// What the file says of the audit.
    pub audit: AskedAudit,
    /// What else the file says of the contest, unchanged.
    pub metadata: Option<serde_json::Value>,
    /// Keys of the file that control the search of another program and are not used here.
    pub unused: Vec<&'static str>,
}

/// What is wrong with a file of ranked ballots, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedFlaw {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what is allowed.
    pub complaint: Complaint,
}

impl RankedFlaw {
    fn new(line: usize, key: &str, found: impl Into<Filling>, rule: impl Into<Filling>) -> Self {
        Self { line, complaint: Complaint::allowed(key, found, rule) }
    }
}

/// Reads a file in any of the formats; there is at least one contest.
///
/// # Errors
/// The first line that cannot be read, with what is allowed there.
pub fn read_ranked(text: &str) -> Result<Vec<RankedContest>, RankedFlaw> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(RankedFlaw::new(1, "", manifest::found_empty_file(), ranked::rule_format()));
    }
    if text.trim_start().starts_with(['{', '[']) {
        return raire_problem::read(text).map(|contest| vec![contest]);
    }
    if text.lines().take(3).any(|line| line.starts_with(order_lists::RULED)) {
        return order_lists::read(text).map(|contest| vec![contest]);
    }
    if text.lines().nth(1).is_some_and(|line| line.starts_with(raire_text::CONTEST)) {
        return raire_text::read(text);
    }
    Err(RankedFlaw::new(1, "", shown(text.lines().next().unwrap_or_default()), ranked::rule_format()))
}

/// Most characters of a file that a message repeats.
const SHOWN: usize = 60;

/// A text of the file in quotes, shortened where it is long.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

/// The orders read so far, each once, with their counts.
#[derive(Default)]
struct OrderCounts {
    counts: BTreeMap<Vec<CandidateIndex>, u64>,
    ballots: u64,
}

impl OrderCounts {
    /// Adds ballots of an order.
    fn add(&mut self, order: Vec<CandidateIndex>, count: u64) -> Result<(), (Filling, Filling)> {
        let sum = self.ballots.checked_add(count).filter(|&sum| sum <= MOST_RANKED_BALLOTS);
        self.ballots =
            sum.ok_or_else(|| (format!("{count}").into(), Filling::from(ranked::rule_ballots_in_all(MOST_SAID.1))))?;
        if count > 0 {
            *self.counts.entry(order).or_default() += count;
        }
        Ok(())
    }

    fn into_orders(self) -> (Vec<(Vec<CandidateIndex>, u64)>, u64) {
        (self.counts.into_iter().collect(), self.ballots)
    }
}

/// The names of the candidates, each once, with their indices.
struct CandidateNames {
    names: Vec<String>,
    places: BTreeMap<String, CandidateIndex>,
}

impl CandidateNames {
    fn of(line: usize, names: Vec<String>) -> Result<Self, RankedFlaw> {
        if !(1..=MOST_RANKED).contains(&names.len()) {
            let found = ranked::found_candidates(names.len() as i64);
            return Err(RankedFlaw::new(line, "candidates", found, complaints::rule_range(1, MOST_SAID.0)));
        }
        let mut places = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            if name.is_empty() || places.insert(name.clone(), place as CandidateIndex).is_some() {
                return Err(RankedFlaw::new(line, "candidates", shown(name), ranked::rule_candidate_once()));
            }
        }
        Ok(Self { names, places })
    }

    fn find(&self, line: usize, key: &str, name: &str) -> Result<CandidateIndex, RankedFlaw> {
        let unknown = || RankedFlaw { line, complaint: Complaint::unknown(key, name, self.names.clone()) };
        self.places.get(name).copied().ok_or_else(unknown)
    }

    /// The order of these names, each at most once.
    fn order<'t>(&self, line: usize, names: impl Iterator<Item = &'t str>) -> Result<Vec<CandidateIndex>, RankedFlaw> {
        let mut order = Vec::new();
        for name in names {
            let candidate = self.find(line, "ballot", name)?;
            if order.contains(&candidate) {
                return Err(RankedFlaw::new(line, "ballot", shown(name), ranked::rule_ranked_once()));
            }
            order.push(candidate);
        }
        Ok(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        let flaw = read_ranked(text).expect_err(text);
        format!("{}: {}: {}", flaw.line, flaw.complaint.path(), flaw.complaint)
    }

    fn one(text: &str) -> RankedContest {
        let mut contests = read_ranked(text).expect(text);
        assert_eq!(contests.len(), 1);
        contests.remove(0)
    }

    #[test]
    fn the_same_ballots_are_read_from_every_format() {
        let lists = one("7, 8, 9\nA,B,C\n-+-+-+-+-\n(7, 9) : 2\n() : 1\n(8,) : 3\n(7,9): 1\n");
        let lines =
            "1\nContest,12,3,7,8,9,winner,8\n12,1_1,7,9\n12,1_2,8\n12,1_3,7,9\n12,a b,8\n12,5,8\n12,6\n12,7,7,9\n";
        let text = one(lines);
        let json =
            one(r#"{"metadata": {"candidates": ["7", "8", "9"], "contest": "12"}, "num_candidates": 3, "winner": 1,
            "votes": [{"n": 3, "prefs": [0, 2]}, {"n": 3, "prefs": [1]}, {"prefs": [], "n": 1}],
            "audit": {"type": "BRAVO", "confidence": 0.05, "total_auditable_ballots": 9}}"#);
        let orders = vec![(vec![], 1), (vec![0, 2], 3), (vec![1], 3)];
        for contest in [&lists, &text, &json] {
            assert_eq!((&contest.orders, contest.ballots), (&orders, 7));
            assert_eq!(contest.candidates, ["7", "8", "9"]);
        }
        assert_eq!((lists.winner, text.winner, json.winner), (None, Some(1), Some(1)));
        assert_eq!((text.id.as_str(), json.id.as_str()), ("12", "12"));
        assert_eq!((json.audit.kind.as_deref(), json.audit.confidence), (Some("BRAVO"), Some(0.05)));
        assert_eq!(json.audit.total_auditable_ballots, Some(9));
    }

    #[test]
    fn several_contests_of_one_file_stay_apart() {
        let contests = read_ranked("2\nContest,1,2,5,6\nContest,2,1,5\n1,x,6,5\n2,x,5\n1,y,5\n").expect("two contests");
        assert_eq!(contests.len(), 2);
        assert_eq!(contests[0].orders, [(vec![0], 1), (vec![1, 0], 1)]);
        assert_eq!((contests[1].id.as_str(), contests[1].ballots), ("2", 1));
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        let head = "7, 8\nA,B\n-+-+-\n";
        for (text, line, part) in [
            ("", 1, "an empty file"),
            ("hello\n", 1, "found \"hello\""),
            ("7, 7\nA,B\n-+-+-\n", 1, "each candidate once"),
            (&format!("{head}(7, 9) : 1\n"), 4, "found \"9\"; known here"),
            (&format!("{head}(7, 7) : 1\n"), 4, "each candidate at most once"),
            (&format!("{head}(7) : -1\n"), 4, "found \"-1\""),
            (&format!("{head}(7) : 99999999999999999999\n"), 4, "found \"99999999999999999999\""),
            (&format!("{head}(7) : 9007199254740992\n(8) : 1\n"), 5, "in all"),
            (&format!("{head}7 : 1\n"), 4, "found \"7 : 1\""),
            ("1\nContest,1,3,5,6\n", 2, "found \"3\""),
            ("2\nContest,1,2,5,6\n1,x,5\n", 3, "found \"1,x,5\""),
            ("1\nContest,1,2,5,6\n2,x,5\n", 3, "found \"2\""),
            ("1\nContest,1,2,5,6\n1\n", 3, "found \"1\""),
            ("1\nContest,1,2,5,6,winner,9\n", 2, "found \"9\""),
            ("0\nContest,1,2,5,6\n", 1, "found \"0\""),
        ] {
            let said = says(text);
            assert!(said.starts_with(&format!("{line}: ")) && said.contains(part), "{text:?}: {said}");
        }
    }

    #[test]
    fn what_cannot_be_read_of_a_problem_is_said_with_its_line_and_key() {
        for (text, says_it) in [
            ("{\n\"num_candidates\": 0, \"votes\": []}", "1: num_candidates: found 0; allowed: 1 to 64"),
            ("{\"num_candidates\": 65, \"votes\": []}", "1: num_candidates: found 65; allowed: 1 to 64"),
            (
                "{\"num_candidates\": 2, \"votes\": [\n{\"n\": 1, \"prefs\": [2]}]}",
                "2: votes[0].prefs: found 2; allowed: 0 to 1",
            ),
            (
                "{\"num_candidates\": 2, \"votes\": [{\"n\": 1, \"prefs\": [1]},\n\n{\"n\": 1, \"prefs\": [1, 1]}]}",
                "3: votes[1].prefs: found 1; allowed: each candidate at most once",
            ),
            ("{\"num_candidates\": 2, \"votes\": [], \"winner\": 2}", "1: winner: found 2; allowed: 0 to 1"),
        ] {
            assert_eq!(says(text), says_it);
        }
        for text in [
            "{",
            "[]",
            "{\"num_candidates\": 2}",
            "{\"num_candidates\": 2, \"votes\": [], \"vots\": 1}",
            "{\"num_candidates\": 1, \"votes\": [{\"n\": -1, \"prefs\": []}]}",
        ] {
            assert!(read_ranked(text).is_err(), "{text}");
        }
    }
}
