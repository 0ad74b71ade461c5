//! Cards where a file has sums: ranked orders with their counts, and the votes of batches. The sums are the file's; which card is
//! which is made up.

use std::collections::BTreeMap;

use crate::import::cards::{CardHead, CardRecords};
use crate::import::contest::ImportedContest;
use crate::import::manifest_rows::ManifestRow;
use crate::import::marks::{ContestMark, ContestState};
use crate::import::orders::RankedOrders;
use crate::import::vote_tallies::{CountOf, VoteTallies, WITHIN};
use crate::reason::{Reason, import};

/// Most cards that are made from sums.
const MOST_CARDS: u64 = 50_000_000;

impl CardRecords {
    /// A card for each ballot of these orders. Informal ballots are void.
    ///
    /// # Errors
    /// Ballots whose voters chose parties and not candidates; too many ballots.
    pub fn of_orders(orders: &RankedOrders) -> Result<Self, Reason> {
        if !orders.by_party.is_empty() {
            return Err(import::found_party_orders(
                orders.by_party.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n)),
            ));
        }
        let all = orders.ballots.saturating_add(orders.informal);
        if all > MOST_CARDS {
            return Err(import::found_many_ballots(all));
        }
        let mut records = Self::default();
        let own = &orders.contest;
        let contest = add_contest(&mut records, own);
        let void = records.contests[contest].patterns.code(ContestState::Invalid, &mut []);
        for code in 0..orders.patterns.len() as u32 {
            let mut marks: Vec<ContestMark> = orders.patterns.marks(code).collect();
            let state = orders.patterns.state(code);
            let here = records.contests[contest].patterns.code(state, &mut marks);
            for _ in 0..orders.counts.get(code as usize).copied().unwrap_or(0) {
                records.add_card(&CardHead::default());
                records.mark_code(contest, here);
            }
        }
        for _ in 0..orders.informal {
            records.add_card(&CardHead::default());
            records.mark_code(contest, void);
        }
        Ok(records)
    }

    /// Cards for the votes of batches: as many as the manifest has, each with one vote at most in each contest, and the others
    /// blank.
    ///
    /// # Errors
    /// Batches of several jurisdictions; a batch that is not in both files, or has more votes than cards; too many cards.
    pub fn of_batch_tallies(tallies: &VoteTallies, manifest: &[ManifestRow]) -> Result<Self, Reason> {
        let mut batches = votes_by_batch(tallies)?;
        let all = manifest.iter().fold(0_u64, |sum, row| sum.saturating_add(row.cards));
        if all > MOST_CARDS {
            return Err(import::found_many_ballots(all));
        }
        let mut records = Self::default();
        let contests: Vec<usize> = tallies.contests.iter().map(|own| add_contest(&mut records, own)).collect();
        for row in manifest {
            let Some(votes) = batches.remove(row.batch.as_str()) else {
                return Err(import::found_batch_without_votes(&row.batch));
            };
            let mut codes = Vec::new();
            for (&contest, of) in contests.iter().zip(&votes) {
                let cast = of.iter().fold(0_u64, |sum, &votes| sum.saturating_add(votes));
                if cast > row.cards {
                    let name = &records.contests[contest].contest.name;
                    return Err(import::found_more_votes_than_cards(&row.batch, cast, name, row.cards));
                }
                codes.push(runs(&mut records, contest, of));
            }
            let tabulator = row.tabulator.clone().unwrap_or_default();
            let head = CardHead { tabulator: tabulator.as_bytes(), batch: row.batch.as_bytes(), ..CardHead::default() };
            for card in 0..row.cards {
                records.add_card(&head);
                for (&contest, runs) in contests.iter().zip(&codes) {
                    let code = runs.iter().find(|(end, _)| card < *end).map_or(BLANK_CODE, |(_, code)| *code);
                    records.mark_code(contest, code);
                }
            }
        }
        match batches.keys().next() {
            Some(batch) => Err(import::found_batch_without_cards(*batch)),
            None => Ok(records),
        }
    }
}

/// The code of a blank contest.
const BLANK_CODE: u32 = 1;

fn add_contest(records: &mut CardRecords, own: &ImportedContest) -> usize {
    let bare = || ImportedContest { choices: Vec::new(), ..own.clone() };
    let contest = records.contest(own.key.as_bytes(), bare).unwrap_or_default();
    for (at, choice) in own.choices.iter().enumerate() {
        // The number makes each choice another one, whatever its name.
        records.choice(contest, &(at as u64).to_le_bytes(), || choice.clone());
    }
    contest
}

/// Where the cards of each choice end in a batch, with their code.
fn runs(records: &mut CardRecords, contest: usize, votes: &[u64]) -> Vec<(u64, u32)> {
    let mut end = 0;
    let run = |(choice, n): (usize, &u64)| {
        end += n;
        let mut marks = [ContestMark { rank: 1, choice: choice as u16 }];
        (end, records.contests[contest].patterns.code(ContestState::Voted, &mut marks))
    };
    votes.iter().enumerate().filter(|(_, n)| **n > 0).map(run).collect()
}

/// For each batch of a single jurisdiction, contest by contest, the votes of each choice.
fn votes_by_batch(tallies: &VoteTallies) -> Result<BTreeMap<&str, Vec<Vec<u64>>>, Reason> {
    let none = || tallies.contests.iter().map(|it| vec![0; it.choices.len()]).collect::<Vec<Vec<u64>>>();
    let mut batches: BTreeMap<&str, Vec<Vec<u64>>> = BTreeMap::new();
    let mut jurisdiction: Option<&str> = None;
    for row in &tallies.rows {
        let place = tallies.places.text(row.place);
        let (of, batch) = place.split_once(WITHIN).unwrap_or(("", place));
        if jurisdiction.is_some_and(|known| known != of) {
            return Err(import::found_several_jurisdictions(jurisdiction.unwrap_or_default(), of));
        }
        jurisdiction = Some(of);
        if let CountOf::Choice(choice) = row.of {
            let votes = &mut batches.entry(batch).or_insert_with(none)[row.contest as usize];
            let sum = &mut votes[usize::from(choice)];
            *sum = sum.saturating_add(row.number.unsigned_abs());
        }
    }
    Ok(batches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Imported, NamedBytes, import};

    fn read(name: &str, text: &str) -> Imported {
        let file = NamedBytes::new(name, text.as_bytes());
        import(&[&file]).expect("it reads").pop().expect("one format").content
    }

    #[test]
    fn every_ballot_of_an_order_is_a_card() {
        // BLT: three candidates, one seat; weights 4, 3 and 2.
        let Imported::Orders(orders) =
            read("a.blt", "3 1\n4 1 2 0\n3 2 3 0\n2 3 0\n0\n\"Ada\"\n\"Ben\"\n\"Cem\"\n\"A race\"\n")
        else {
            panic!("orders");
        };
        let cards = CardRecords::of_orders(&orders[0]).expect("cards");
        assert_eq!((cards.cards(), cards.count(0).votes), (9, vec![4, 3, 2]));
        assert_eq!(cards.marks(0, 0).1.len(), 2);
    }

    #[test]
    fn the_cards_of_a_batch_have_its_votes() {
        let Imported::Tallies(tallies) = read("t.csv", "Batch Name,Ada,Ben\nB1,5,2\nB2,0,3\n") else {
            panic!("tallies")
        };
        let row =
            |batch: &str, cards| ManifestRow { container: None, tabulator: None, batch: batch.into(), cards, row: 1 };
        let cards = CardRecords::of_batch_tallies(&tallies, &[row("B1", 8), row("B2", 3)]).expect("cards");
        let count = cards.count(0);
        assert_eq!((count.cards, count.blank, count.votes), (11, 1, vec![5, 5]));
        let said =
            |rows: &[ManifestRow]| CardRecords::of_batch_tallies(&tallies, rows).expect_err("refused").to_string();
        assert!(said(&[row("B1", 6), row("B2", 3)]).contains("B1"), "more votes than cards");
        assert!(said(&[row("B1", 8)]).contains("B2"), "votes without cards");
        assert!(said(&[row("B1", 8), row("B2", 3), row("B3", 1)]).contains("B3"), "cards without votes");
    }
}
