//! The files that a scenario's `[election]` names: records, manifests, ranked orders, batch tallies; of one office, or county by
//! county.

use std::collections::HashSet;
use std::path::{Component, Path};

use super::file_source::opened;
use super::language::of_arguments;
use super::say;
use crate::error::Error;
use crate::import::{
    ByteSource, CardRecords, CardSummary, Imported, ManifestRow, NoteClass, OF_COUNTY, PlaceKind, RankedOrders,
    VoteTallies, compare_manifest, import, manifest_rows,
};
use crate::reason::{Reason, complaints, import as messages};
use crate::scenario::{ElectionText, PassedOver, ScenarioFile};

/// What the files of an election hold.
pub(super) struct ElectionFiles {
    pub(super) cards: CardRecords,
    /// The rows of the manifests among them.
    pub(super) manifest: Vec<ManifestRow>,
    /// Whether there is a manifest of all of them.
    pub(super) has_manifest: bool,
    /// Whether the files have sums, so that no single card can be looked up.
    pub(super) are_sums: bool,
}

/// What was read of the files of one office.
#[derive(Default)]
struct OfficeFiles {
    cards: Option<CardRecords>,
    orders: Vec<RankedOrders>,
    tallies: Option<Box<VoteTallies>>,
    rows: Vec<ManifestRow>,
    /// The name of a manifest, if there is one.
    manifest: Option<String>,
}

fn wrong(found: Reason, rule: Reason) -> Error {
    Error::Usage(complaints::error_allowed("[election] from", found, rule))
}

/// Reads the files that a scenario names, which are beside it.
pub(super) fn read_election(file: &ScenarioFile, election: &ElectionText) -> Result<ElectionFiles, Error> {
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    match (election.from.is_empty(), election.county.is_empty()) {
        (true, true) => return Err(wrong(messages::found_neither_from(), messages::rule_one_of_from())),
        (false, false) => return Err(wrong(messages::found_from_and_county(), messages::rule_one_of_from())),
        (false, true) if !election.apart.is_empty() => {
            let (found, rule) = (messages::found_apart_alone(), messages::rule_apart_of_counties());
            return Err(Error::Usage(complaints::error_allowed("[election] apart", found, rule)));
        }
        (false, true) => return of_office(file, election, &beside(folder, "[election] from", &election.from)?),
        (true, false) => check_names(election)?,
    }
    let (mut counties, mut manifest, mut are_sums, mut with_manifest) = (Vec::new(), Vec::new(), false, 0);
    for county in &election.county {
        let own = of_office(file, election, &beside(folder, "[[election.county]] from", &county.from)?)?;
        let tabulator = |name: Option<String>| match name {
            Some(name) if !name.is_empty() => format!("{}{OF_COUNTY}{name}", county.name),
            _ => county.name.clone(),
        };
        with_manifest += usize::from(!own.manifest.is_empty());
        manifest.extend(
            own.manifest.into_iter().map(|row| ManifestRow { tabulator: Some(tabulator(row.tabulator)), ..row }),
        );
        counties.push((county.name.clone(), own.cards));
        are_sums |= own.are_sums;
    }
    // What is said of a manifest holds for all counties or for none; where batches are kept is of each county.
    let has_manifest = with_manifest == counties.len();
    let rule = messages::rule_county_contest();
    let cards = CardRecords::of_counties(counties, &election.apart)
        .map_err(|found| Error::Usage(complaints::error_allowed("[[election.county]]", found, rule)))?;
    Ok(ElectionFiles { cards, manifest, has_manifest, are_sums })
}

/// Refuses names of counties that are no names of folders, or stand twice.
fn check_names(election: &ElectionText) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for county in &election.county {
        let name = &county.name;
        let mut parts = Path::new(name).components();
        let is_plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
        let is_odd = |sign: char| sign.is_control() || "/\\:*?\"<>|".contains(sign);
        if !is_plain || name.trim() != name || name.contains(is_odd) || !seen.insert(name.to_lowercase()) {
            let (found, rule) = (format!("{name:?}"), messages::rule_county_name());
            return Err(Error::Usage(complaints::error_allowed("[[election.county]] name", found, rule)));
        }
    }
    Ok(())
}

/// The paths of files beside a scenario, which a key names.
fn beside(folder: &Path, key: &str, from: &[String]) -> Result<Vec<String>, Error> {
    let one = |name: &String| {
        let path = Path::new(name);
        // A scenario from elsewhere must not read what lies outside its folder.
        let is_beside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_beside || name.is_empty() {
            let rule = messages::rule_beside_the_scenario();
            return Err(Error::Usage(complaints::error_allowed(key, format!("{name:?}"), rule)));
        }
        Ok(folder.join(path).display().to_string())
    };
    from.iter().map(one).collect()
}

/// What the files of one office hold. A manifest must have the batches of the records with the same numbers of cards.
fn of_office(file: &ScenarioFile, election: &ElectionText, names: &[String]) -> Result<ElectionFiles, Error> {
    let OfficeFiles { cards, orders, tallies, rows, manifest } = read_office(names)?;
    if let Some(tallies) = tallies {
        check_sums(file, election)?;
        if manifest.is_none() {
            return Err(wrong(messages::found_tallies_alone(), messages::rule_manifest_beside()));
        }
        let cards = CardRecords::of_batch_tallies(&tallies, &rows);
        let cards = cards.map_err(|found| wrong(found, messages::rule_batch_tallies()))?;
        return Ok(ElectionFiles { cards, manifest: rows, has_manifest: true, are_sums: true });
    }
    if let Some(first) = orders.first() {
        if orders.len() > 1 || manifest.is_some() {
            return Err(wrong(messages::found_contests_of_orders(orders.len() as u64), messages::rule_orders()));
        }
        let cards = CardRecords::of_orders(first).map_err(|found| wrong(found, messages::rule_orders()))?;
        return Ok(ElectionFiles { cards, manifest: Vec::new(), has_manifest: false, are_sums: true });
    }
    let cards = cards.ok_or_else(|| wrong(messages::found_nothing(), messages::rule_records_only()))?;
    let Some(manifest) = manifest else {
        return Ok(ElectionFiles { cards, manifest: rows, has_manifest: false, are_sums: false });
    };
    let compared = compare_manifest(&manifest, &rows, &CardSummary::of(&cards))?;
    let Some(first) = compared.differences.first() else {
        return Ok(ElectionFiles { cards, manifest: rows, has_manifest: true, are_sums: false });
    };
    let (in_manifest, in_records) = (first.manifest.unwrap_or(0), first.records.unwrap_or(0));
    let more = compared.differences.len() - 1;
    let found = messages::found_manifest_differs(&first.batch, in_manifest, in_records, more);
    Err(Error::Usage(complaints::error_needed(manifest, found, messages::rule_manifest_as_records())))
}

/// Sums of batches are no records of cards: the scenario must say that its cards are made up, and keep no record of them.
fn check_sums(file: &ScenarioFile, election: &ElectionText) -> Result<(), Error> {
    if !election.pass_over.contains(&PassedOver::SingleCards) {
        let (found, rule) = (messages::found_made_up_cards(), messages::rule_single_cards());
        return Err(Error::Usage(complaints::error_needed("[election] pass_over", found, rule)));
    }
    if file.scenario.stage.iter().any(crate::scenario::StageText::keeps_records) {
        let (found, rule) = (messages::found_kept_records(), messages::rule_no_kept_records());
        return Err(Error::Usage(complaints::error_needed("[[stage]] cast_vote_records", found, rule)));
    }
    Ok(())
}

fn read_office(names: &[String]) -> Result<OfficeFiles, Error> {
    let (files, _) = opened(names)?;
    let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
    let records_only = |found| wrong(found, messages::rule_records_only());
    let mut office = OfficeFiles::default();
    let mut odd = 0;
    for it in import(&sources)? {
        odd += it.notes.iter().filter(|(kind, _)| kind.class() == NoteClass::Odd).count() as u64;
        let is_first = office.cards.is_none() && office.orders.is_empty() && office.tallies.is_none();
        match it.content {
            Imported::Tables(tables) => {
                for table in tables {
                    let own = manifest_rows(&table)?;
                    office.rows.extend(own.ok_or_else(|| records_only(messages::found_no_records(table.kind)))?);
                    office.manifest = Some(table.file);
                }
            }
            _ if !is_first => return Err(records_only(messages::found_second_format(it.format))),
            Imported::Cards(records) => office.cards = Some(*records),
            Imported::Orders(orders) => office.orders = orders,
            Imported::Tallies(tallies) if tallies.place_kind == PlaceKind::Batch => office.tallies = Some(tallies),
            Imported::Tallies(_) => return Err(records_only(messages::found_no_records(it.format))),
        }
    }
    if odd > 0 {
        // What an import says first must not be lost where its files are only used.
        say(&of_arguments(std::env::args_os()).reason(&messages::found_odd_in_files(odd)));
    }
    Ok(office)
}
