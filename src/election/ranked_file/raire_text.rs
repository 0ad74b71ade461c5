//! RAIRE's text: the number of contests, a line for each contest with its candidates, then a line for each ballot.
//!
//! `Contest,339,4,15,16,17,18,winner,15` is contest 339 with four candidates; `339,99813_1_6,18,17` a ballot that ranks 18 and
//! then 17. SHANGRLA and the San Francisco pilot of 2019 read and wrote it.

use std::collections::BTreeMap;

use super::{AskedAudit, CandidateNames, MOST_RANKED_CONTESTS, OrderCounts, RankedContest, RankedFlaw, shown};
use crate::election::CandidateIndex;
use crate::error::Complaint;
use crate::reason::{complaints, ranked};

/// The beginning of a contest's line.
pub(super) const CONTEST: &str = "Contest,";

/// The word before the winner in a contest's line.
const WINNER: &str = "winner";

struct OpenContest {
    id: String,
    names: CandidateNames,
    winner: Option<CandidateIndex>,
    counts: OrderCounts,
}

pub(super) fn read(text: &str) -> Result<Vec<RankedContest>, RankedFlaw> {
    let mut lines = text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty());
    let (first, line) = lines.next().unwrap_or_default();
    let number = first.trim().parse().ok().filter(|number| (1..=MOST_RANKED_CONTESTS).contains(number));
    let most = MOST_RANKED_CONTESTS as i64;
    let number =
        number.ok_or_else(|| RankedFlaw::new(line, "contests", shown(first), complaints::rule_range(1, most)))?;
    let mut contests: Vec<OpenContest> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (text, line) in lines {
        if contests.len() < number {
            let contest = contest(text, line)?;
            if places.insert(contest.id.clone(), contests.len()).is_some() {
                return Err(RankedFlaw::new(line, "contest", shown(&contest.id), complaints::rule_contest_once()));
            }
            contests.push(contest);
            continue;
        }
        // A blank ballot may end with the comma behind its id.
        let text = text.trim_end();
        let mut cells = text.strip_suffix(',').unwrap_or(text).split(',').map(str::trim);
        let (Some(id), Some(_)) = (cells.next(), cells.next()) else {
            return Err(RankedFlaw::new(line, "ballot", shown(text), ranked::rule_ballot_line()));
        };
        let Some(&place) = places.get(id) else {
            return Err(RankedFlaw { line, complaint: Complaint::unknown("contest", id, places.into_keys()) });
        };
        let contest = &mut contests[place];
        let order = contest.names.order(line, cells)?;
        contest.counts.add(order, 1).map_err(|(found, rule)| RankedFlaw::new(line, "ballot", found, rule))?;
    }
    if contests.len() < number {
        let found = ranked::found_contests(contests.len() as i64);
        return Err(RankedFlaw::new(1, "contests", found, ranked::rule_as_many_contests(number as i64)));
    }
    Ok(contests.into_iter().map(OpenContest::close).collect())
}

/// Reads `Contest`, its number, the number of candidates, the candidates, and `winner` with a candidate if given.
fn contest(text: &str, line: usize) -> Result<OpenContest, RankedFlaw> {
    let no_contest = || RankedFlaw::new(line, "contest", shown(text), ranked::rule_contest_line());
    let cells: Vec<&str> = text.strip_prefix(CONTEST).ok_or_else(no_contest)?.split(',').map(str::trim).collect();
    let [id, number, rest @ ..] = &cells[..] else { return Err(no_contest()) };
    let (names, winner) = match rest {
        [names @ .., said, winner] if *said == WINNER => (names, Some(*winner)),
        names => (names, None),
    };
    if number.parse() != Ok(names.len()) {
        let rule = ranked::rule_as_many_candidates(names.len() as i64);
        return Err(RankedFlaw::new(line, "candidates", shown(number), rule));
    }
    let names = CandidateNames::of(line, names.iter().map(|&name| name.to_owned()).collect())?;
    let winner = winner.map(|winner| names.find(line, WINNER, winner)).transpose()?;
    Ok(OpenContest { id: (*id).to_owned(), names, winner, counts: OrderCounts::default() })
}

impl OpenContest {
    fn close(self) -> RankedContest {
        let (orders, ballots) = self.counts.into_orders();
        RankedContest {
            id: self.id,
            candidates: self.names.names,
            orders,
            ballots,
            winner: self.winner,
            audit: AskedAudit::default(),
            metadata: None,
            unused: Vec::new(),
        }
    }
}
