//! Votes on records of cards beside results by place: batches, or precincts.
//!
//! Totals may agree where batches do not: what one batch has too many, another has too few.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::cards::CardRecords;
use crate::import::columns::NameColumn;
use crate::import::name_pairs::{PairedContest, pair_names};
use crate::import::text_bytes::cell_text;
use crate::import::vote_tallies::{CountOf, PlaceKind, VoteTallies, WITHIN};

/// A number of a place on which records and results differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDifference {
    /// The place, as the results name it.
    pub place: String,
    /// The contest, as the results name it.
    pub contest: String,
    /// The choice, as the results name it.
    pub choice: String,
    /// By the cards of the place.
    pub records: u64,
    /// By the results.
    pub results: u64,
}

/// Records beside results, place by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacesComparison {
    /// What the places are.
    pub kind: PlaceKind,
    /// Places of the results.
    pub places: u64,
    /// Those whose name a place of the cards has.
    pub met: u64,
    /// Those with votes whose name no place of the cards has; empty where nothing was compared.
    pub only_results: Vec<String>,
    /// Places of cards with votes whose name no place of the results has; empty where nothing was compared.
    pub only_records: Vec<String>,
    /// Numbers that differ.
    pub differences: Vec<PlaceDifference>,
}

impl PlacesComparison {
    /// Whether the places were compared at all: names that a few places share by chance say nothing.
    pub fn is_made(&self) -> bool {
        2 * self.met >= self.places
    }

    /// Whether no number differs and no place is on one side only; so where nothing was compared.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty() && self.only_results.is_empty() && self.only_records.is_empty()
    }
}

/// The places of cards: for each card the number of its own, and for each place a card.
struct NamedPlaces {
    of_card: Vec<u32>,
    first_card: Vec<usize>,
}

impl NamedPlaces {
    fn of(records: &CardRecords, kind: PlaceKind) -> Self {
        let code = |card| match kind {
            PlaceKind::Batch => (records.tabulator.code(card), records.batch.code(card)),
            PlaceKind::Precinct => (records.portion.code(card), 0),
        };
        let (mut numbers, mut first_card) = (HashMap::new(), Vec::new());
        let mut number = |card| {
            *numbers.entry(code(card)).or_insert_with(|| {
                first_card.push(card);
                first_card.len() as u32 - 1
            })
        };
        let of_card = (0..records.cards()).map(&mut number).collect();
        Self { of_card, first_card }
    }

    /// The names of the places, once for each way in which results may write them.
    fn names(&self, records: &CardRecords, kind: PlaceKind) -> Vec<Vec<String>> {
        let text = |column: &NameColumn, card| cell_text(column.get(card)).into_owned();
        let with = |name: &dyn Fn(usize) -> String| self.first_card.iter().map(|&card| name(card)).collect();
        let (tabulator, batch) = (|card| text(&records.tabulator, card), |card| text(&records.batch, card));
        match kind {
            PlaceKind::Precinct => vec![with(&|card| text(&records.portion, card))],
            PlaceKind::Batch => vec![
                with(&batch),
                with(&|card| format!("Batch {}", batch(card))),
                with(&|card| format!("{} - {}", tabulator(card), batch(card))),
                with(&|card| format!("Tabulator {} Batch {}", tabulator(card), batch(card))),
            ],
        }
    }
}

/// Compares place by place; none where the results have one place only, or no card is there.
pub(super) fn compare_places(
    records: &CardRecords,
    tallies: &VoteTallies,
    contests: &[PairedContest],
) -> Option<PlacesComparison> {
    let kind = tallies.place_kind;
    let full: Vec<String> = tallies.places.iter().map(|name| cell_text(name).into_owned()).collect();
    let short: Vec<&str> = full.iter().map(|name| name.rsplit(WITHIN).next().unwrap_or(name)).collect();
    if full.len() < 2 || records.cards() == 0 {
        return None;
    }
    let places = NamedPlaces::of(records, kind);
    let pair = |names: Vec<String>| {
        let ours: Vec<&str> = names.iter().map(String::as_str).collect();
        let pairs = pair_names(&ours, &short);
        // Cards without a precinct are not of the place that results name with nothing.
        let named = pairs.into_iter().zip(&names).map(|(pair, name)| pair.filter(|_| !name.is_empty()));
        (named.collect::<Vec<_>>(), names)
    };
    let all = places.names(records, kind).into_iter().map(pair);
    let (pairs, names) = all.max_by_key(|(pairs, _)| pairs.iter().flatten().count())?;
    let mut comparison = PlacesComparison {
        kind,
        places: full.len() as u64,
        met: pairs.iter().flatten().count() as u64,
        only_results: Vec::new(),
        only_records: Vec::new(),
        differences: Vec::new(),
    };
    if !comparison.is_made() {
        return Some(comparison);
    }
    let shown = |place: usize| full[place].trim_start_matches(WITHIN).replace(WITHIN, ", ");
    let met: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let (mut left_here, mut left_there) = (vec![0; names.len()], BTreeMap::new());
    let by_place = tallies.sums(|row| row.place as usize);
    for paired in contests {
        let votes = records.contests[paired.records].votes_by(&places.of_card, names.len());
        let (theirs, numbers) = (&tallies.contests[paired.results], &by_place[paired.results]);
        for (here, pair) in pairs.iter().enumerate() {
            let Some(place) = *pair else {
                left_here[here] += votes[here].iter().sum::<u64>();
                continue;
            };
            for (choice, own) in theirs.choices.iter().enumerate() {
                let ours = paired.choices.iter().position(|pair| *pair == Some(choice));
                let records = ours.map_or(0, |ours| votes[here][ours]);
                let counted = numbers.get(&place).and_then(|counts| counts.get(&CountOf::Choice(choice as u16)));
                let results = counted.copied().unwrap_or(0);
                if records != results {
                    comparison.differences.push(PlaceDifference {
                        place: shown(place),
                        contest: theirs.name.clone(),
                        choice: own.name.clone(),
                        records,
                        results,
                    });
                }
            }
        }
        for (&place, counts) in numbers.iter().filter(|(place, _)| !met.contains(*place)) {
            let votes = counts.iter().filter(|(of, _)| matches!(of, CountOf::Choice(_))).map(|(_, votes)| votes);
            *left_there.entry(place).or_insert(0) += votes.sum::<u64>();
        }
    }
    let with_votes = left_there.into_iter().filter(|(_, votes)| *votes > 0);
    comparison.only_results = with_votes.map(|(place, _)| shown(place)).collect();
    let with_votes = names.into_iter().zip(left_here).filter(|(_, votes)| *votes > 0);
    comparison.only_records = with_votes.map(|(name, _)| name).collect();
    Some(comparison)
}
