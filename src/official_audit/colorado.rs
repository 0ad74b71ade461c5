//! A ballot comparison of the State of Colorado, from the files of its audit centre: the measured risk of each contest, its
//! margin, its cards and its sample sizes again.
//!
//! The files count draws and discrepancies of the contests that samples were drawn for. They name cards by numbers of the
//! audit centre's database, so which cards the public seed draws cannot be repeated from them.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits"; 8 CCR 1505-1, rule 25; the files of the general
//! election of 2024, all of whose figures this gives again.

use std::collections::{BTreeMap, BTreeSet};

use super::colorado_audit::{ColoradoAudit, ColoradoContest, ColoradoProblem};
use super::section::{OfficialFlaw, Section};
use crate::import::{CountOf, OfficeTable, VoteTallies, WITHIN};
use crate::risk::{Discrepancies, SuperSimple};

/// The kind of table that an audit is known by.
pub const ROUND_CONTESTS: &str = "contests of an audit round";
const ROUND_CARDS: &str = "cards selected in an audit round";
const BATCH_COUNTS: &str = "cards by batch in manifest and CVR file";
const COUNTY_CONTESTS: &str = "contests by county";
const SEED: &str = "seed";
/// The kinds of tables that are used.
const USED: [&str; 5] = [ROUND_CONTESTS, ROUND_CARDS, BATCH_COUNTS, COUNTY_CONTESTS, SEED];

/// The reason of a contest that no sample was drawn for.
const OPPORTUNISTIC: &str = "opportunistic_benefits";

/// The tables that an audit is checked from.
#[derive(Clone, Copy)]
pub struct ColoradoFiles<'f> {
    /// The contests of at least one round; where there are given: cards selected, batch counts, contests by county, seed.
    pub tables: &'f [OfficeTable],
    /// Published votes by choice, where they are given.
    pub totals: &'f [VoteTallies],
}

/// The contests of a round, from its table.
///
/// # Errors
/// A column that is missing, or a cell that is not what it must be.
pub fn round_contests(table: &OfficeTable) -> Result<Vec<ColoradoContest>, OfficialFlaw> {
    let section = Section { table };
    (0..table.rows()).map(|row| contest(&section, row)).collect()
}

fn contest(section: &Section<'_>, row: usize) -> Result<ColoradoContest, OfficialFlaw> {
    let number = |column: &str| section.number(row, column);
    let decimal = |column: &str, fits: fn(f64) -> bool| {
        let number = section.text(row, column)?.parse().ok().filter(|&number: &f64| fits(number));
        number.ok_or_else(|| section.wrong(row, column))
    };
    let (margin, cards) = (number("min_margin")?, number("ballot_card_count")?);
    // A card gives a choice one vote at most, so no margin is more than all cards.
    if margin > cards {
        return Err(section.wrong(row, "min_margin"));
    }
    let contest_cards = number("contest_ballot_card_count")?;
    if contest_cards > cards {
        return Err(section.wrong(row, "contest_ballot_card_count"));
    }
    let found = Discrepancies {
        o1: number("one_vote_over_count")?,
        o2: number("two_vote_over_count")?,
        u1: number("one_vote_under_count")?,
        u2: number("two_vote_under_count")?,
    };
    let draws = number("audited_sample_count")?;
    if found.cards() > draws {
        return Err(section.wrong(row, "audited_sample_count"));
    }
    let risk_limit = decimal("risk_limit", |limit| limit > 0.0 && limit < 1.0)?;
    let gamma = decimal("gamma", |gamma| gamma > 1.0 && gamma < 100.0)?;
    let reason = section.text(row, "audit_reason")?.to_owned();
    let bound = (margin > 0).then(|| SuperSimple { gamma, margin: margin as f64 / cards as f64 });
    Ok(ColoradoContest {
        name: section.text(row, "contest_name")?.to_owned(),
        is_targeted: reason != OPPORTUNISTIC,
        reason,
        status: section.text(row, "random_audit_status")?.to_owned(),
        winners: number("winners_allowed")?,
        margin,
        cards,
        contest_cards,
        draws,
        selected: None,
        risk_limit,
        size: number("optimistic_samples_to_audit")?,
        size_again: bound.map(|bound| bound.size_with(risk_limit, &found)),
        p_value: bound.map(|bound| bound.p_value(draws, &found)),
        found,
    })
}

/// Checks an audit from the files of the audit centre. Of several rounds the one with the most draws is checked.
///
/// # Errors
/// What is missing, or is not what it must be.
pub fn check_colorado(files: ColoradoFiles<'_>) -> Result<ColoradoAudit, OfficialFlaw> {
    let mut audit = ColoradoAudit::default();
    let mut most = None;
    for table in files.tables.iter().filter(|table| table.kind == ROUND_CONTESTS) {
        let contests = round_contests(table)?;
        let draws = contests.iter().fold(0_u64, |sum, contest| sum.saturating_add(contest.draws));
        if most.is_none_or(|most| draws >= most) {
            most = Some(draws);
            (audit.round, audit.contests) = (table.file.clone(), contests);
        }
    }
    if most.is_none() {
        return Err(OfficialFlaw::Missing { what: ROUND_CONTESTS.to_owned() });
    }
    let unused = files.tables.iter().filter(|table| !USED.contains(&table.kind));
    audit.unused = unused.map(|table| table.file.clone()).collect();
    if let Some(table) = files.tables.iter().find(|table| table.kind == SEED) {
        audit.seed = Some(Section { table }.text(0, SEED)?.to_owned());
    }
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for contest in &audit.contests {
        *named.entry(&contest.name).or_default() += 1;
    }
    let split = named.into_iter().filter(|(_, parts)| *parts > 1);
    let split: Vec<_> = split.map(|(contest, parts)| (contest.to_owned(), parts)).collect();
    // What is published by name is of all parts together.
    let whole: BTreeSet<&str> = split.iter().map(|(contest, _)| contest.as_str()).collect();
    audit.problems.extend(
        split.iter().map(|(contest, parts)| ColoradoProblem::Split { contest: contest.clone(), parts: *parts }),
    );
    selected(files.tables, &mut audit)?;
    for totals in files.totals {
        compare_votes(totals, &whole, &mut audit);
    }
    compare_cards(files.tables, &whole, &mut audit)?;
    for contest in audit.contests.iter().filter(|contest| !contest.agrees()) {
        let name = contest.name.clone();
        audit.problems.push(match (contest.size_again, contest.p_value) {
            (Some(again), _) if again != contest.size => {
                ColoradoProblem::Size { contest: name, stated: contest.size, again }
            }
            (_, p_value) => ColoradoProblem::Status {
                contest: name,
                status: contest.status.clone(),
                p_value: p_value.unwrap_or(1.0),
            },
        });
    }
    Ok(audit)
}

/// How many cards were selected for each contest; a selection is cumulative, so the longest list is the last round's.
fn selected(tables: &[OfficeTable], audit: &mut ColoradoAudit) -> Result<(), OfficialFlaw> {
    let mut most: BTreeMap<String, u64> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.kind == ROUND_CARDS) {
        let section = Section { table };
        for row in 0..table.rows() {
            let cards = section.text(row, "contest_cvr_ids")?;
            let list = cards.strip_prefix('[').and_then(|cards| cards.strip_suffix(']'));
            let list = list.ok_or_else(|| section.wrong(row, "contest_cvr_ids"))?;
            let count = list.split(',').filter(|id| !id.trim().is_empty()).count() as u64;
            let longest = most.entry(section.text(row, "contest_name")?.to_owned()).or_default();
            *longest = count.max(*longest);
        }
    }
    for contest in audit.contests.iter_mut().filter(|contest| contest.is_targeted) {
        contest.selected = most.get(&contest.name).copied();
    }
    let beyond = audit.contests.iter().filter_map(|contest| {
        let selected = contest.selected.filter(|&selected| selected < contest.draws)?;
        Some(ColoradoProblem::Draws { contest: contest.name.clone(), stated: contest.draws, selected })
    });
    audit.problems.extend(beyond);
    Ok(())
}

/// Compares the margins with those of published votes: of the whole state, and of all counties together, as two files may
/// have them.
fn compare_votes(totals: &VoteTallies, split: &BTreeSet<&str>, audit: &mut ColoradoAudit) {
    let places: BTreeMap<&str, usize> =
        totals.contests.iter().enumerate().map(|(at, contest)| (contest.name.as_str(), at)).collect();
    // By contest, the votes of the state and of the counties.
    let mut votes: BTreeMap<(u32, bool), Vec<u64>> = BTreeMap::new();
    let mut by_county: BTreeMap<(u32, &str), BTreeSet<u16>> = BTreeMap::new();
    for row in &totals.rows {
        let CountOf::Choice(choice) = row.of else { continue };
        let place = totals.places.text(row.place);
        let county = place.split_once(WITHIN).map_or(place, |(county, _)| county);
        let choices = totals.contests[row.contest as usize].choices.len();
        let votes = votes.entry((row.contest, county.is_empty())).or_insert_with(|| vec![0; choices]);
        let sum = &mut votes[usize::from(choice)];
        *sum = sum.saturating_add(row.number.unsigned_abs());
        if !county.is_empty() {
            by_county.entry((row.contest, county)).or_default().insert(choice);
        }
    }
    let mut common: BTreeMap<u32, (BTreeSet<u16>, usize)> = BTreeMap::new();
    for ((contest, _), choices) in by_county {
        let (shared, counties) = common.entry(contest).or_insert_with(|| (choices.clone(), 0));
        shared.retain(|choice| choices.contains(choice));
        *counties += 1;
    }
    for contest in audit.contests.iter().filter(|contest| !split.contains(contest.name.as_str())) {
        let Some(&at) = places.get(contest.name.as_str()) else {
            audit.problems.push(ColoradoProblem::NoVotes { contest: contest.name.clone() });
            continue;
        };
        if common.get(&(at as u32)).is_some_and(|(shared, counties)| *counties > 1 && shared.is_empty()) {
            audit.problems.push(ColoradoProblem::Merged { contest: contest.name.clone() });
        }
        let of_votes = [true, false].iter().filter_map(|&state| votes.get(&(at as u32, state)));
        let differs = of_votes.map(|votes| margin(votes, contest.winners)).find(|&margin| margin != contest.margin);
        match differs {
            None => audit.margins += 1,
            Some(votes) => {
                let (contest, stated) = (contest.name.clone(), contest.margin);
                audit.problems.push(ColoradoProblem::Margin { contest, stated, votes });
            }
        }
    }
}

/// The votes between the last winner and the first loser; 0 where nobody lost, as the files have it.
pub(super) fn margin(votes: &[u64], winners: u64) -> u64 {
    let mut sorted = votes.to_vec();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let winners = usize::try_from(winners).unwrap_or(usize::MAX);
    match (winners.checked_sub(1).and_then(|last| sorted.get(last)), sorted.get(winners)) {
        (Some(lowest), Some(highest)) => lowest - highest,
        _ => 0,
    }
}

/// Compares the cards of each contest with those of its counties' batches, and manifests with records.
fn compare_cards(
    tables: &[OfficeTable],
    split: &BTreeSet<&str>,
    audit: &mut ColoradoAudit,
) -> Result<(), OfficialFlaw> {
    let mut cards: BTreeMap<&str, u64> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.kind == BATCH_COUNTS) {
        let section = Section { table };
        for row in 0..table.rows() {
            let county = section.text(row, "county_name")?;
            let (manifest, records) =
                (section.number(row, "count_per_manifest")?, section.number(row, "count_per_cvr_file")?);
            let sum = cards.entry(county).or_default();
            *sum = sum.saturating_add(manifest);
            if manifest != records {
                let batch = format!("{county} {}-{}", section.text(row, "scanner_id")?, section.text(row, "batch_id")?);
                audit.problems.push(ColoradoProblem::Batch { batch, manifest, records });
            }
        }
    }
    let mut counties: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.kind == COUNTY_CONTESTS) {
        let section = Section { table };
        for row in 0..table.rows() {
            let county = section.text(row, "county_name")?;
            counties.entry(section.text(row, "contest_name")?).or_default().insert(county);
        }
    }
    for contest in audit.contests.iter().filter(|contest| !split.contains(contest.name.as_str())) {
        let Some(counties) = counties.get(contest.name.as_str()) else { continue };
        // A county whose batches are not given would look like one without cards.
        let Some(counted) =
            counties.iter().try_fold(0_u64, |sum, county| Some(sum.saturating_add(*cards.get(county)?)))
        else {
            continue;
        };
        if counted == contest.cards {
            audit.cards += 1;
        } else {
            let (contest, stated) = (contest.name.clone(), contest.cards);
            audit.problems.push(ColoradoProblem::Cards { contest, stated, counted });
        }
    }
    Ok(())
}
