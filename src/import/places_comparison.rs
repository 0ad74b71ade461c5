//! Votes on records of cards beside results by place: batches, or precincts.
//!
//! Totals may agree where batches do not: what one batch has too many, another has too few.

use std::collections::{BTreeMap, HashMap};

use crate::import::cards::CardRecords;
use crate::import::columns::NameColumn;
use crate::import::contest::ContestColumn;
use crate::import::marks::ContestState;
use crate::import::name_pairs::{PairedContest, pair_names};
use crate::import::text_bytes::cell_text;
use crate::import::vote_tallies::{CountOf, VoteTallies, WITHIN};

/// What the places of results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Batches of cards.
    Batch,
    /// Precincts, or what else an office counts by.
    Precinct,
}

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
    /// Those with votes whose name no place of the cards has, where others were met.
    pub only_results: Vec<String>,
    /// Places of cards with votes whose name no place of the results has, where others were met.
    pub only_records: Vec<String>,
    /// Numbers that differ.
    pub differences: Vec<PlaceDifference>,
}

impl PlacesComparison {
    /// Whether no number differs and no place is on one side only; so where no place was met.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty() && self.only_results.is_empty() && self.only_records.is_empty()
    }
}

/// Names of places that cards have, and for each card the number of its own.
struct CardGroups {
    names: Vec<String>,
    of_card: Vec<u32>,
}

impl CardGroups {
    fn by(cards: usize, name: impl Fn(usize) -> String, code: impl Fn(usize) -> (u32, u32)) -> Self {
        let (mut names, mut places) = (Vec::new(), HashMap::new());
        let mut place = |card: usize| {
            *places.entry(code(card)).or_insert_with(|| {
                names.push(name(card));
                names.len() as u32 - 1
            })
        };
        let of_card = (0..cards).map(&mut place).collect();
        Self { names, of_card }
    }
}

/// The ways in which results may name a batch: by its own name, or with its machine.
fn batch_names(tabulator: &str, batch: &str) -> [String; 4] {
    let with_machine = format!("Tabulator {tabulator} Batch {batch}");
    [batch.to_owned(), format!("{tabulator} - {batch}"), format!("Batch {batch}"), with_machine]
}

/// Compares place by place; none where the results have one place only, or cards have none.
pub(super) fn compare_places(
    records: &CardRecords,
    tallies: &VoteTallies,
    kind: PlaceKind,
    contests: &[PairedContest],
) -> Option<PlacesComparison> {
    let full: Vec<String> = tallies.places.iter().map(|name| cell_text(name).into_owned()).collect();
    let short: Vec<&str> = full.iter().map(|name| name.rsplit(WITHIN).next().unwrap_or(name)).collect();
    if full.len() < 2 || records.cards() == 0 {
        return None;
    }
    let text = |column: &NameColumn, card| cell_text(column.get(card)).into_owned();
    let named = |form: usize| match kind {
        PlaceKind::Batch => CardGroups::by(
            records.cards(),
            |card| batch_names(&text(&records.tabulator, card), &text(&records.batch, card))[form].clone(),
            |card| (records.tabulator.code(card), records.batch.code(card)),
        ),
        PlaceKind::Precinct => {
            CardGroups::by(records.cards(), |card| text(&records.portion, card), |card| (records.portion.code(card), 0))
        }
    };
    let forms = if kind == PlaceKind::Batch { 0..4 } else { 0..1 };
    let met = |groups: &CardGroups| {
        let ours: Vec<&str> = groups.names.iter().map(String::as_str).collect();
        pair_names(&ours, &short)
    };
    let all = forms.map(named).map(|groups| (met(&groups), groups));
    let (pairs, groups) = all.max_by_key(|(pairs, _)| pairs.iter().flatten().count())?;
    let mut comparison = PlacesComparison {
        kind,
        places: full.len() as u64,
        met: pairs.iter().flatten().count() as u64,
        only_results: Vec::new(),
        only_records: Vec::new(),
        differences: Vec::new(),
    };
    if comparison.met == 0 {
        return Some(comparison);
    }
    let of_place: HashMap<usize, usize> =
        pairs.iter().enumerate().filter_map(|(group, place)| Some(((*place)?, group))).collect();
    let shown = |place: usize| full[place].trim_start_matches(WITHIN).replace(WITHIN, ", ");
    let mut unmet: BTreeMap<usize, u64> = BTreeMap::new();
    let mut has_votes = vec![false; groups.names.len()];
    let by_place = tallies.sums(|row| row.place);
    for paired in contests {
        let votes = votes_by(&records.contests[paired.records], &groups);
        has_votes.iter_mut().zip(&votes).for_each(|(has, votes)| *has |= votes.iter().any(|votes| *votes > 0));
        let theirs = &tallies.contests[paired.results];
        for (place, counts) in by_place[paired.results].iter().map(|(place, counts)| (*place as usize, counts)) {
            for (choice, own) in theirs.choices.iter().enumerate() {
                let results = counts.get(&CountOf::Choice(choice as u16)).copied().unwrap_or(0);
                let Some(&group) = of_place.get(&place) else {
                    *unmet.entry(place).or_default() += results;
                    continue;
                };
                let ours = paired.choices.iter().position(|pair| *pair == Some(choice));
                let records = ours.map_or(0, |ours| votes[group][ours]);
                if records != results {
                    let (contest, choice) = (theirs.name.clone(), own.name.clone());
                    comparison.differences.push(PlaceDifference {
                        place: shown(place),
                        contest,
                        choice,
                        records,
                        results,
                    });
                }
            }
        }
    }
    comparison.only_results =
        unmet.into_iter().filter(|(_, votes)| *votes > 0).map(|(place, _)| shown(place)).collect();
    let left = groups.names.iter().zip(&pairs).zip(has_votes).filter(|((_, pair), has)| pair.is_none() && *has);
    comparison.only_records = left.map(|((name, _), _)| name.clone()).collect();
    Some(comparison)
}

/// The votes of each choice on the cards of each group.
fn votes_by(column: &ContestColumn, groups: &CardGroups) -> Vec<Vec<u64>> {
    let mut cards: HashMap<(u32, u32), u64> = HashMap::new();
    let mut card = 0;
    column.codes.each_run(|code, run| {
        for &group in groups.of_card.iter().skip(card).take(run) {
            *cards.entry((group, code)).or_default() += 1;
        }
        card += run;
    });
    let mut votes = vec![vec![0; column.contest.choices.len()]; groups.names.len()];
    for ((group, code), cards) in cards {
        if column.patterns.state(code) == ContestState::Voted {
            for mark in column.patterns.marks(code).filter(|mark| mark.rank == 1) {
                if let Some(votes) = votes[group as usize].get_mut(usize::from(mark.choice)) {
                    *votes += cards;
                }
            }
        }
    }
    votes
}
