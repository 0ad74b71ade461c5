//! Records of several counties as those of one election: batches stay apart by county, and a contest of one name is one contest.

use std::collections::HashSet;

use crate::import::cards::CardRecords;
use crate::import::columns::NameColumn;
use crate::import::contest::ImportedContest;
use crate::import::dictionary::Dictionary;
use crate::reason::{Reason, import};

/// What stands between a county and the name of a tabulator, style or precinct of it.
pub const OF_COUNTY: char = '/';

impl CardRecords {
    /// The records of several counties, by name. Tabulators, styles and precincts are named by their county. Contests of equal
    /// names are one contest, but for those named in `apart`, which get the name of their county.
    ///
    /// # Errors
    /// A contest of which two counties say different numbers of choices that may be marked, or of ranks; a name in `apart` that
    /// no contest has; too many contests or choices.
    pub fn of_counties(counties: Vec<(String, Self)>, apart: &[String]) -> Result<Self, Reason> {
        // A name with a slip in it would let two contests be counted as one.
        let has = |name: &String| {
            counties.iter().any(|(_, records)| records.contests.iter().any(|it| it.contest.name == *name))
        };
        if let Some(name) = apart.iter().find(|name| !has(name)) {
            return Err(import::found_nothing_apart(name));
        }
        let mut all = Self::default();
        for (county, mut records) in counties {
            for column in [&mut records.tabulator, &mut records.style, &mut records.portion] {
                put_before(&county, column);
            }
            records.name_contests(&county, apart);
            for column in &records.contests {
                let own = &column.contest;
                let known = all.find_contest(own.key.as_bytes()).map(|at| &all.contests[at].contest);
                if let Some(difference) = known.and_then(|known| difference(known, own, &county)) {
                    return Err(difference);
                }
            }
            all.append(&records).map_err(|most| import::found_many_in_counties(most as u64))?;
        }
        Ok(all)
    }

    /// Gives contests the key that they have in all counties: their name, where it stands once in the county.
    fn name_contests(&mut self, county: &str, apart: &[String]) {
        let mut seen = HashSet::new();
        let twice: HashSet<String> =
            self.contests.iter().map(|it| it.contest.name.clone()).filter(|name| !seen.insert(name.clone())).collect();
        for column in &mut self.contests {
            let own = &mut column.contest;
            if twice.contains(&own.name) {
                own.key = format!("{county}{OF_COUNTY}{}", own.key);
            } else if apart.contains(&own.name) {
                own.name = format!("{} ({county})", own.name);
                own.key.clone_from(&own.name);
            } else {
                own.key.clone_from(&own.name);
            }
            let mut names = Dictionary::default();
            for choice in &own.choices {
                // A name that stands twice in a contest stays two choices.
                let mut name = choice.name.clone();
                while names.find(name.as_bytes()).is_some() {
                    name.push('\u{1f}');
                }
                names.number(name.as_bytes());
            }
            column.choices = names;
        }
        let keys: Vec<Vec<u8>> = self.contests.iter().map(|it| it.contest.key.clone().into_bytes()).collect();
        self.set_keys(keys.iter().map(Vec::as_slice));
    }
}

/// Puts the county before each name of a column; a card without a name has the county's.
fn put_before(county: &str, column: &mut NameColumn) {
    let named = |name: &[u8]| {
        let before = if name.is_empty() { county.to_owned() } else { format!("{county}{OF_COUNTY}") };
        [before.as_bytes(), name].concat()
    };
    let names: Vec<Vec<u8>> = column.names().iter().map(named).collect();
    column.rename(names.iter().map(Vec::as_slice));
}

/// What two counties say differently of one contest.
fn difference(known: &ImportedContest, own: &ImportedContest, county: &str) -> Option<Reason> {
    let (before, here) = (known.vote_for.unwrap_or(0), own.vote_for.unwrap_or(0));
    if known.vote_for.is_some() && own.vote_for.is_some() && before != here {
        return Some(import::found_county_marks(&own.name, before, here, county));
    }
    let (before, here) = (known.ranks, own.ranks);
    ((before == 0) != (here == 0)).then(|| import::found_county_ranks(&own.name, county))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CardHead;
    use crate::import::contest::ImportedChoice;
    use crate::import::marks::{ContestMark, ContestState};

    /// A county of one card for each vote: the contest's number differs from county to county, and so do the names' places.
    fn county(key: &str, choices: &[&str], votes: &[u16], vote_for: u32) -> CardRecords {
        let mut records = CardRecords::default();
        records.file("cvr.csv");
        let own = ImportedContest {
            key: key.into(),
            name: "Governor".into(),
            vote_for: Some(vote_for),
            ..Default::default()
        };
        let contest = records.contest(key.as_bytes(), || own).expect("room");
        for name in choices {
            let choice = || ImportedChoice { name: (*name).into(), ..Default::default() };
            records.choice(contest, name.as_bytes(), choice).expect("room");
        }
        for &choice in votes {
            records.add_card(&CardHead { tabulator: b"1", batch: b"1", ..CardHead::default() });
            records.mark(contest, ContestState::Voted, &mut [ContestMark { rank: 1, choice }]);
        }
        records
    }

    #[test]
    fn equal_names_are_one_contest_and_equal_batches_are_two() {
        let both = || {
            vec![
                ("Adams".to_owned(), county("7", &["Ada", "Ben"], &[0, 0, 1], 1)),
                ("Boulder".to_owned(), county("3", &["Ben", "Cem", "Ada"], &[0, 1, 2, 2], 1)),
            ]
        };
        let all = CardRecords::of_counties(both(), &[]).expect("one election");
        assert_eq!((all.cards(), all.contests.len()), (7, 1));
        // Ada has 2 and 2, Ben 1 and 1, Cem 1.
        assert_eq!(all.count(0).votes, [4, 2, 1]);
        let batches: Vec<(&[u8], &[u8], u64)> = all.batches();
        assert_eq!(batches, [(&b"Adams/1"[..], &b"1"[..], 3), (&b"Boulder/1"[..], &b"1"[..], 4)]);
        let apart = CardRecords::of_counties(both(), &["Governor".to_owned()]).expect("two contests");
        let names: Vec<&str> = apart.contests.iter().map(|it| it.contest.name.as_str()).collect();
        assert_eq!(names, ["Governor (Adams)", "Governor (Boulder)"]);
        assert_eq!((apart.count(0).votes, apart.count(1).votes), (vec![2, 1], vec![1, 1, 2]));
        let mut differing = both();
        differing[1].1 = county("3", &["Ben"], &[0], 2);
        let why = CardRecords::of_counties(both(), &["Governer".to_owned()]).expect_err("no contest of that name");
        assert!(why.to_string().contains("Governer"), "{why}");
        let why = CardRecords::of_counties(differing, &[]).expect_err("one may be marked, or two");
        assert!(why.to_string().contains("Governor") && why.to_string().contains("Boulder"), "{why}");
    }
}
