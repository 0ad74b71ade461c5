//! Builds the paper: cards in batches in containers, with exactly the documented totals.

use std::collections::HashMap;
use std::ops::Range;

use super::block_shuffle::lay;
use super::fill::Histogram;
use super::{
    Batch, Code, Column, Contest, Election, FillError, FillRates, Group, GroupVotes, MarkedBy, Marks, Piles, Stroke,
    Style, VoteMode, VoteTable, apportion,
};
use crate::random::{Random, Streams};
use crate::reason::{complaints, rules};

/// Most cards that one election may have: a column of a byte a card is then 400 MB.
pub const MOST_CARDS: u64 = 400_000_000;

/// Most cells of all columns of the paper together: a column holds the cards from the first of its contest to the last,
/// and each takes a byte where the contest was marked in fewer than 256 ways.
pub const MOST_CELLS: u64 = 2_000_000_000;

/// Number of cards from which groups are written in blocks and not shuffled card by card: the same distribution, other
/// numbers.
const LAID_IN_BLOCKS: u64 = 1 << 26;

/// Most batches of an election.
pub const MOST_BATCHES: u64 = 2_000_000;

/// Batches in a container, unless the last holds fewer.
pub(super) const BATCHES_PER_CONTAINER: usize = 20;

/// Sizes of ten batches, in percent of the mean: the deciles of Colorado 2024 (median 100, a tenth
/// below 25, a tenth above 197), rounded.
const BATCH_SIZES: [u64; 10] = [20, 30, 60, 85, 100, 100, 110, 125, 165, 205];

/// Darkness of a faint mark that a well set scanner still reads, in percent.
const LIGHT: [u8; 5] = [30, 40, 50, 60, 70];

/// The description of an election from which its paper is made.
#[derive(Clone, Debug)]
pub struct Design {
    /// The questions put to the voters.
    pub contests: Vec<Contest>,
    /// The ballot designs.
    pub styles: Vec<Style>,
    /// Names of the tabulators.
    pub tabulators: Vec<String>,
    /// The ballots, group by group.
    pub groups: Vec<GroupDesign>,
    /// Rates for what the groups do not document.
    pub rates: FillRates,
    /// Number of batches in all; `None` follows [`FillRates::batch_size`].
    pub batches: Option<u64>,
}

/// The description of one group of ballots from which its paper is made.
#[derive(Clone, Debug)]
pub struct GroupDesign {
    /// Name by which a scenario refers to it; unique.
    pub id: String,
    /// County, where the election spans several.
    pub county: Option<String>,
    /// Precinct, where results are kept by precinct.
    pub precinct: Option<String>,
    /// How these ballots were cast.
    pub mode: VoteMode,
    /// What marked them.
    pub marked_by: MarkedBy,
    /// Index of the ballot style.
    pub style: usize,
    /// Ballots; `None` follows the votes and the rates.
    pub ballots: Option<u64>,
    /// Voters in the poll book; `None`: as many as ballots.
    pub voters: Option<u64>,
    /// The stage from which these ballots count.
    pub accepted: Option<String>,
    /// Indices of the tabulators that scanned it, in turn.
    pub tabulators: Vec<usize>,
    /// Votes, by index of the contest.
    pub votes: Vec<Option<GroupVotes>>,
}

/// Figures that cannot all be true of one set of ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperError {
    /// Index of the group, or `None` where the whole election is too large.
    pub group: Option<usize>,
    /// Index of the contest, if one is to blame.
    pub contest: Option<usize>,
    /// What is wrong.
    pub error: Box<FillError>,
}

/// Makes the cards of every group. The same design and streams give the same cards.
///
/// # Errors
/// Where a group's figures contradict each other, or there would be more than [`MOST_CARDS`] cards.
///
/// # Panics
/// If a design refers to a style, tabulator or contest that it does not have.
pub fn generate(design: Design, streams: &Streams) -> Result<Election, PaperError> {
    let layouts = lay_groups(&design)?;
    let Design { contests, styles, tabulators, groups, batches, rates } = design;
    let mut election = Election {
        votes: vec![VoteTable::default(); contests.len()],
        paper: Vec::new(),
        piles: Piles::default(),
        units: Vec::new(),
        groups: Vec::new(),
        batches: Vec::new(),
        contests,
        styles,
        tabulators,
    };
    let ballots: Vec<u64> = layouts.iter().map(|l| l.ballots).collect();
    let batch_counts = batch_counts(&ballots, batches, rates.batch_size)?;
    let sizes = streams.purpose("batch sizes");
    let mut units = HashMap::new();
    for (place, (group, layout)) in groups.iter().zip(&layouts).enumerate() {
        let mut random = sizes.stream(place as u64);
        add_group(&mut election, &mut units, group, layout.ballots, batch_counts[place], &mut random);
    }
    let in_blocks = ballots.iter().sum::<u64>() >= LAID_IN_BLOCKS;
    election.paper = (0..election.contests.len()).map(|contest| empty_column(&election, contest)).collect();
    for contest in 0..election.contests.len() {
        let purpose = streams.purpose(&format!("paper/{}", election.contests[contest].id));
        for (place, layout) in layouts.iter().enumerate() {
            if let Some(histogram) = &layout.contests[contest] {
                let random = &mut purpose.stream(place as u64);
                let light = rates.of(groups[place].marked_by).light;
                if !in_blocks || !lay_group(&mut election, contest, place, histogram, light, random) {
                    write_group(&mut election, contest, place, histogram, light, random);
                }
            }
        }
    }
    let Election { batches, groups, styles, votes, paper, .. } = &election;
    election.piles = Piles::sort(batches, groups, styles, (votes, paper));
    Ok(election)
}

/// A column without votes, from the first group whose ballots carry the contest to the last.
fn empty_column(election: &Election, contest: usize) -> Column {
    let carries = |group: &&Group| election.styles[group.style].sheet_of(contest).is_some();
    let mut batches = election.groups.iter().filter(carries).flat_map(|group| group.batches.clone());
    let Some(first) = batches.next() else { return Column::spanning(election.cards(), 0..0) };
    let last = batches.next_back().unwrap_or(first);
    Column::spanning(election.cards(), election.batches[first].cards.start..election.batches[last].cards.end)
}

struct Layout {
    ballots: u64,
    contests: Vec<Option<Histogram>>,
}

fn lay_groups(design: &Design) -> Result<Vec<Layout>, PaperError> {
    let (mut cards, mut cells) = (0_u64, 0_u64);
    // For each contest, its first card and the card after its last so far.
    let mut stretches: Vec<Option<(u64, u64)>> = vec![None; design.contests.len()];
    let mut layouts = Vec::new();
    for (place, group) in design.groups.iter().enumerate() {
        let at =
            |contest: Option<usize>| move |error| PaperError { group: Some(place), contest, error: Box::new(error) };
        let contests = || design.contests.iter().zip(&group.votes).enumerate();
        let mut ballots = group.ballots.unwrap_or(0);
        if group.ballots.is_none() {
            for (c, (contest, votes)) in contests() {
                if let Some(votes) = votes {
                    ballots = ballots
                        .max(votes.suggest_ballots(contest, &design.rates.of(group.marked_by)).map_err(at(Some(c)))?);
                }
            }
        }
        let sheets = design.styles[group.style].sheets.len() as u64;
        let before = cards;
        cards = cards.saturating_add(ballots.saturating_mul(sheets));
        for contest in design.styles[group.style].contests() {
            let stretch = stretches[contest].get_or_insert((before, before));
            cells = cells.saturating_add(cards - stretch.1);
            stretch.1 = cards;
        }
        if cards > MOST_CARDS || cells > MOST_CELLS {
            let rule = if cards > MOST_CARDS {
                rules::allowed(complaints::rule_at_most_cards(MOST_CARDS))
            } else {
                rules::allowed(rules::rule_cells(MOST_CELLS))
            };
            let found = rules::found_ballots(ballots).into();
            return Err(at(None)(FillError { what: "ballots".into(), found, rule: rule.into() }));
        }
        let mut histograms = Vec::new();
        for (c, (contest, votes)) in contests() {
            let lay = |v: &GroupVotes| v.lay(contest, ballots, &design.rates.of(group.marked_by)).map_err(at(Some(c)));
            histograms.push(votes.as_ref().map(lay).transpose()?);
        }
        layouts.push(Layout { ballots, contests: histograms });
    }
    Ok(layouts)
}

fn batch_counts(ballots: &[u64], total: Option<u64>, mean: u64) -> Result<Vec<u64>, PaperError> {
    let least: Vec<u64> = ballots.iter().map(|&n| n.min(1)).collect();
    let Some(total) = total else {
        let by_mean = |(&n, &least): (&u64, &u64)| ((n + mean / 2) / mean.max(1)).max(least);
        let counts: Vec<u64> = ballots.iter().zip(&least).map(by_mean).collect();
        let all: u64 = counts.iter().sum();
        if all > MOST_BATCHES {
            let rule = rules::allowed(complaints::rule_at_most_batches(MOST_BATCHES)).into();
            let error = FillError { what: "batch_size".into(), found: rules::found_batches(all).into(), rule };
            return Err(PaperError { group: None, contest: None, error: Box::new(error) });
        }
        return Ok(counts);
    };
    let (groups, all) = (least.iter().sum::<u64>(), ballots.iter().sum::<u64>());
    let all = all.min(MOST_BATCHES);
    if !(groups..=all).contains(&total) {
        let rule = rules::allowed(rules::rule_batches_between(groups, all, MOST_BATCHES)).into();
        let error = FillError { what: "batches".into(), found: total.into(), rule };
        return Err(PaperError { group: None, contest: None, error: Box::new(error) });
    }
    // Ballots that a small group has no room for go to groups that have.
    let mut counts = least;
    loop {
        let spare = total - counts.iter().sum::<u64>();
        if spare == 0 {
            return Ok(counts);
        }
        let room: Vec<u64> = ballots.iter().zip(&counts).map(|(b, n)| b - n).collect();
        for ((count, part), room) in counts.iter_mut().zip(apportion(spare, &room)).zip(&room) {
            *count += part.min(*room);
        }
    }
}

fn add_group(
    election: &mut Election,
    units: &mut HashMap<String, usize>,
    group: &GroupDesign,
    ballots: u64,
    batches: u64,
    random: &mut Random,
) {
    let unit_name = match (&group.county, &group.precinct) {
        (Some(county), Some(precinct)) => format!("{county}, {precinct}"),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => "all".to_owned(),
    };
    let unit = *units.entry(unit_name.clone()).or_insert_with(|| {
        election.units.push(unit_name);
        election.units.len() - 1
    });
    let sheets = election.styles[group.style].sheets.len();
    let first_batch = election.batches.len();
    let mut weights: Vec<u64> = (0..batches).map(|i| BATCH_SIZES[(i % 10) as usize]).collect();
    random.shuffle(&mut weights);
    // Every batch holds at least one ballot.
    let sizes = if weights.is_empty() { Vec::new() } else { apportion(ballots - batches, &weights) };
    for (i, size) in sizes.into_iter().enumerate() {
        let first = election.cards();
        let place = election.batches.len();
        election.batches.push(Batch {
            id: format!("{}/{}", group.id, i + 1),
            group: election.groups.len(),
            cards: first..first + (size as usize + 1) * sheets,
            ballots: size + 1,
            container: (place / BATCHES_PER_CONTAINER) as u32 + 1,
            tabulator: group.tabulators[i % group.tabulators.len()],
        });
    }
    election.groups.push(Group {
        id: group.id.clone(),
        county: group.county.clone(),
        precinct: group.precinct.clone(),
        mode: group.mode,
        marked_by: group.marked_by,
        style: group.style,
        unit,
        ballots,
        voters: group.voters.unwrap_or(ballots),
        accepted: group.accepted.clone(),
        batches: first_batch..election.batches.len(),
    });
}

fn cards_of(election: &Election, group: usize) -> Range<usize> {
    let batches = &election.batches[election.groups[group].batches.clone()];
    batches.first().map_or(0, |b| b.cards.start)..batches.last().map_or(0, |b| b.cards.end)
}

fn write_group(
    election: &mut Election,
    contest: usize,
    group: usize,
    histogram: &Histogram,
    light: f64,
    random: &mut Random,
) {
    let style = &election.styles[election.groups[group].style];
    let Some(sheet) = style.sheet_of(contest) else { return };
    let sheets = style.sheets.len();
    let table = &mut election.votes[contest];
    let mut codes: Vec<Code> = Vec::with_capacity(election.groups[group].ballots as usize);
    for (marks, n) in histogram {
        let code = table.code(marks.clone());
        codes.extend(std::iter::repeat_n(code, *n as usize));
    }
    random.shuffle(&mut codes);
    let hits: Vec<usize> = random.hits(codes.len(), light).collect();
    let allowed = election.contests[contest].most_marks();
    for hit in hits {
        let marks = table.vote(codes[hit]).marks().cloned().unwrap_or_default();
        let strokes = marks.strokes().len();
        if strokes > 0 && strokes <= allowed && marks.is_plain() {
            let faint = marks.strokes()[random.below(strokes as u32) as usize].0;
            let darkness = LIGHT[random.below(LIGHT.len() as u32) as usize];
            codes[hit] = table.code(with_stroke(marks, faint, Stroke::Light(darkness)));
        }
    }
    let first = cards_of(election, group).start + sheet;
    election.paper[contest].write(first, sheets, &codes);
}

/// Writes a group in blocks; returns whether that was possible, which takes one sheet and few ways of marking.
fn lay_group(
    election: &mut Election,
    contest: usize,
    group: usize,
    histogram: &Histogram,
    light: f64,
    random: &mut Random,
) -> bool {
    let sheets = election.styles[election.groups[group].style].sheets.len();
    let table = &mut election.votes[contest];
    let numbers: Vec<(Code, u64)> = histogram.iter().map(|(marks, n)| (table.code(marks.clone()), *n)).collect();
    let one_byte = |&(code, _): &(Code, u64)| code < Code::from(u8::MAX);
    if light > 0.0 || sheets != 1 || !numbers.iter().all(one_byte) || numbers.len() > usize::from(u8::MAX) {
        return false;
    }
    let numbers: Vec<(u8, u64)> = numbers.into_iter().map(|(code, n)| (code as u8, n)).collect();
    let cards = cards_of(election, group);
    let Some(places) = election.paper[contest].bytes_mut(cards) else { return false };
    lay(&numbers, places, random);
    true
}

fn with_stroke(mut marks: Marks, candidate: super::CandidateIndex, stroke: Stroke) -> Marks {
    marks.set(candidate, stroke);
    marks
}
