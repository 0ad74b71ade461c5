//! Votes by place: batches, precincts, counties, and kinds of paper, as offices publish them.

use std::collections::{BTreeMap, HashSet};

use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, MOST_CONTESTS};
use crate::import::dictionary::Dictionary;
use crate::import::marks::MOST_CHOICES;
use crate::import::problem::{AllowedInFile, Found};

/// Most rows of votes.
const MOST_ROWS: usize = 50_000_000;

/// What a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountOf {
    /// Votes for a choice, by its place.
    Choice(u16),
    /// What a round of a ranked count adds to a choice, or takes from it.
    RoundChange(u16),
    /// Ballots with the contest.
    Ballots,
    /// Votes that were allowed and not given.
    Undervotes,
    /// Votes lost by overvotes, or ballots with them, as the office counts.
    Overvotes,
    /// Ballots on which nothing is marked.
    Blank,
    /// Ballots of which no choice continues.
    Exhausted,
    /// Persons who may vote.
    Voters,
}

/// What the places of results are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceKind {
    /// Batches of cards.
    Batch,
    /// Precincts, or what else an office counts by.
    #[default]
    Precinct,
}

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TallyRow {
    /// The contest's place.
    pub contest: u32,
    /// The place, by its number in [`VoteTallies::places`].
    pub place: u32,
    /// The kind of paper or the round, by its number in [`VoteTallies::kinds`].
    pub kind: u32,
    /// What is counted.
    pub of: CountOf,
    /// The number; below 0 only for what a round takes.
    pub number: i64,
}

/// Votes by place.
#[derive(Clone, Debug, Default)]
pub struct VoteTallies {
    /// The contests; `key` is the office's number where there is one.
    pub contests: Vec<ImportedContest>,
    contest_keys: Dictionary,
    choice_keys: Vec<Dictionary>,
    /// What the places are.
    pub place_kind: PlaceKind,
    /// Places: `jurisdiction`, or `jurisdiction`, unit separator, `batch or precinct`.
    pub places: Dictionary,
    /// Kinds of paper, or rounds; the first is empty, for all.
    pub kinds: Dictionary,
    /// The numbers.
    pub rows: Vec<TallyRow>,
}

/// What stands between a jurisdiction and a batch or precinct of it.
pub const WITHIN: char = '\u{1f}';

impl VoteTallies {
    /// No contests yet, of places of that kind.
    pub(crate) fn new(place_kind: PlaceKind) -> Self {
        let mut tallies = Self { place_kind, ..Self::default() };
        tallies.kinds.number(b"");
        tallies
    }

    /// The place of a contest, added where it is new.
    pub(crate) fn contest(&mut self, key: &str, name: &str) -> Result<u32, (Found, AllowedInFile)> {
        let at = self.contest_keys.number(key.as_bytes());
        if at as usize == self.contests.len() {
            if self.contests.len() >= MOST_CONTESTS {
                return Err((Found::Many(MOST_CONTESTS as u64 + 1), AllowedInFile::AtMost(MOST_CONTESTS as u64)));
            }
            let (key, name) = (key.to_owned(), name.to_owned());
            self.contests.push(ImportedContest { key, name, ..ImportedContest::default() });
            self.choice_keys.push(Dictionary::default());
        }
        Ok(at)
    }

    /// The place of a choice, added where it is new.
    pub(crate) fn choice(&mut self, contest: u32, name: &str, party: &str) -> Result<u16, (Found, AllowedInFile)> {
        let at = self.choice_keys[contest as usize].number(name.as_bytes());
        let choices = &mut self.contests[contest as usize].choices;
        if at as usize == choices.len() {
            if choices.len() >= MOST_CHOICES {
                return Err((Found::Many(MOST_CHOICES as u64 + 1), AllowedInFile::AtMost(MOST_CHOICES as u64)));
            }
            let kind = ChoiceKind::of_name(name);
            choices.push(ImportedChoice { name: name.to_owned(), party: party.to_owned(), kind });
        }
        Ok(at as u16)
    }

    /// The number of a place.
    pub(crate) fn place(&mut self, jurisdiction: &str, within: &str) -> u32 {
        match within {
            "" => self.places.number(jurisdiction.as_bytes()),
            within => self.places.number(format!("{jurisdiction}{WITHIN}{within}").as_bytes()),
        }
    }

    /// Adds a number.
    pub(crate) fn add(&mut self, row: TallyRow) -> Result<(), (Found, AllowedInFile)> {
        if self.rows.len() >= MOST_ROWS {
            return Err((Found::Many(MOST_ROWS as u64 + 1), AllowedInFile::AtMost(MOST_ROWS as u64)));
        }
        self.rows.push(row);
        Ok(())
    }

    /// Contests of which a place has a number for one choice and kind of paper more than once, with how many there are too many.
    pub(crate) fn repeated(&self) -> Vec<(usize, u64)> {
        let is_vote = |row: &&TallyRow| matches!(row.of, CountOf::Choice(_));
        let mut keys: Vec<(u32, u32, u32, CountOf)> =
            self.rows.iter().filter(is_vote).map(|row| (row.contest, row.place, row.kind, row.of)).collect();
        keys.sort_unstable();
        let mut repeated = BTreeMap::new();
        for pair in keys.windows(2).filter(|pair| pair[0] == pair[1]) {
            *repeated.entry(pair[0].0 as usize).or_insert(0) += 1;
        }
        repeated.into_iter().collect()
    }

    /// Adds up results by a key of their rows: for each contest and key what is counted. Where a place has a number for all kinds of
    /// paper, the numbers of single kinds are not added to it.
    pub(crate) fn sums<K: Ord>(&self, key: impl Fn(&TallyRow) -> K) -> Vec<BTreeMap<K, BTreeMap<CountOf, u64>>> {
        let is_whole: Vec<bool> =
            self.kinds.iter().map(|kind| kind.is_empty() || kind.eq_ignore_ascii_case(b"total")).collect();
        let rows = || self.rows.iter().filter(|row| !matches!(row.of, CountOf::RoundChange(_)));
        let whole: HashSet<(u32, u32, CountOf)> =
            rows().filter(|row| is_whole[row.kind as usize]).map(|row| (row.contest, row.place, row.of)).collect();
        let mut sums: Vec<BTreeMap<K, BTreeMap<CountOf, u64>>> =
            self.contests.iter().map(|_| BTreeMap::new()).collect();
        for row in rows() {
            if is_whole[row.kind as usize] || !whole.contains(&(row.contest, row.place, row.of)) {
                let counts = sums[row.contest as usize].entry(key(row)).or_default();
                *counts.entry(row.of).or_insert(0) += row.number.unsigned_abs();
            }
        }
        sums
    }

    /// All votes of each choice of each contest. Where a place has a number for all kinds of paper, those of single kinds are not added to it.
    pub fn votes(&self) -> Vec<Vec<u64>> {
        let sums = self.sums(|_| ());
        let of = |(contest, sums): (&ImportedContest, &BTreeMap<(), BTreeMap<CountOf, u64>>)| {
            let counts = sums.get(&());
            let votes = |choice: usize| counts.and_then(|it| it.get(&CountOf::Choice(choice as u16))).copied();
            (0..contest.choices.len()).map(|choice| votes(choice).unwrap_or(0)).collect()
        };
        self.contests.iter().zip(&sums).map(of).collect()
    }
}

/// What a line among the choices of results counts, if it is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountLine {
    /// A number of its own.
    Of(CountOf),
    /// The sum of the choices.
    Total,
}

/// Names of such lines, in small letters and without blanks and signs.
const COUNT_LINES: [(&str, CountLine); 22] = [
    ("undervote", CountLine::Of(CountOf::Undervotes)),
    ("undervotes", CountLine::Of(CountOf::Undervotes)),
    ("undervoted", CountLine::Of(CountOf::Undervotes)),
    ("totalundervotes", CountLine::Of(CountOf::Undervotes)),
    ("overvote", CountLine::Of(CountOf::Overvotes)),
    ("overvotes", CountLine::Of(CountOf::Overvotes)),
    ("overvoted", CountLine::Of(CountOf::Overvotes)),
    ("totalovervotes", CountLine::Of(CountOf::Overvotes)),
    ("blank", CountLine::Of(CountOf::Blank)),
    ("blanks", CountLine::Of(CountOf::Blank)),
    ("blankvotes", CountLine::Of(CountOf::Blank)),
    ("blankballots", CountLine::Of(CountOf::Blank)),
    ("ballotscast", CountLine::Of(CountOf::Ballots)),
    ("totalballots", CountLine::Of(CountOf::Ballots)),
    ("totalballotscast", CountLine::Of(CountOf::Ballots)),
    ("timescounted", CountLine::Of(CountOf::Ballots)),
    ("registeredvoters", CountLine::Of(CountOf::Voters)),
    ("total", CountLine::Total),
    ("totals", CountLine::Total),
    ("totalvotes", CountLine::Total),
    ("contesttotal", CountLine::Total),
    ("contesttotals", CountLine::Total),
];

/// What a line with such a name counts; none for a choice.
pub(crate) fn count_line(name: &str) -> Option<CountLine> {
    let bare: String = name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    COUNT_LINES.iter().find(|(known, _)| *known == bare).map(|(_, line)| *line)
}

/// A whole number as offices write it: `1,234`, `1234`, `1234.0`.
pub(crate) fn whole(text: &str) -> Option<u64> {
    digits(text).filter(|&number| number <= MOST_NUMBER)
}

/// The largest number of votes that is read.
pub(crate) const MOST_NUMBER: u64 = 1 << 53;

fn digits(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.contains(',') {
        let mut groups = text.split(',');
        let first = groups.next()?;
        let is_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
        return is_grouped.then(|| text.replace(',', "").parse().ok()).flatten();
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        assert_eq!(
            [whole("1,234,567"), whole(" 12 "), whole("12.0"), whole("0")],
            [Some(1_234_567), Some(12), Some(12), Some(0)]
        );
        assert_eq!(
            [whole("1,23"), whole(""), whole("-1"), whole("+1"), whole("1.5"), whole("99999999999999999999")],
            [None; 6]
        );
    }
}
