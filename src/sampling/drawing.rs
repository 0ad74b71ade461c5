//! A draw from a manifest: cards or batches, from the whole or from each stratum, with a public generator.
//!
//! A draw is a prefix of a fixed order. A longer draw, or one after a skipped part, never changes what was drawn
//! before.

use std::collections::BTreeMap;

use super::decimal::Decimal;
use super::frame::{each_position, place_in};
use super::generator::{DrawnFrom, Generator, MOST_DRAWN, Names, PublicProof, Terms};
use super::manifest_file::{ManifestFile, gists};
use super::ppeb::whole_weights;
use super::rounds::{self, EarlierRound};
use crate::error::Complaint;
use crate::reason::{Reason, complaints, manifest};

/// The unit that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnBy {
    /// Single cards.
    Card,
    /// Whole batches.
    Batch,
}

impl DrawnBy {
    /// The name of one unit.
    pub fn noun(self) -> &'static str {
        if self == Self::Card { "card" } else { "batch" }
    }

    /// The name of several units.
    pub fn nouns(self) -> fn() -> Reason {
        if self == Self::Card { manifest::names_cards } else { manifest::names_batches }
    }
}

/// Numbers of units, for every stratum or for those that are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawCounts {
    /// The number for strata without a number of their own.
    pub each: Option<u64>,
    /// Numbers for some strata by name.
    pub named: BTreeMap<String, u64>,
}

impl DrawCounts {
    /// Reads `40` and `NAME=40`.
    ///
    /// # Errors
    /// If a text is neither, or two texts give a number for the same stratum.
    pub fn read(texts: &[String]) -> Result<Self, Complaint> {
        let mut counts = Self::default();
        for text in texts {
            let (name, number) = text.rsplit_once('=').map_or((None, text.as_str()), |(name, n)| (Some(name), n));
            let number = number.trim().parse().ok().filter(|&number| number <= MOST_DRAWN).ok_or_else(|| {
                Complaint::allowed("", format_args!("{text:?}"), complaints::rule_whole_stratum(MOST_DRAWN))
            })?;
            let before = match name {
                Some(name) => counts.named.insert(name.trim().to_owned(), number),
                None => counts.each.replace(number),
            };
            if before.is_some() {
                let found = manifest::found_another_number(format_args!("{text:?}"));
                return Err(Complaint::allowed("", found, manifest::rule_number_each()));
            }
        }
        Ok(counts)
    }

    fn of(&self, stratum: Option<&str>) -> Option<u64> {
        stratum.and_then(|name| self.named.get(name).copied()).or(self.each)
    }
}

/// The size of a draw.
#[derive(Clone, Debug)]
pub enum Size {
    /// A number of units after those that are skipped.
    Count(DrawCounts),
    /// A percentage of all, rounded up, at least one; skipped units are part of it.
    Percent(Decimal),
}

/// The settings of a draw from a manifest.
#[derive(Clone)]
pub struct DrawRequest<'a> {
    /// The public seed.
    pub seed: String,
    /// The public generator.
    pub generator: &'a dyn Generator,
    /// Cards or batches.
    pub by: DrawnBy,
    /// The size of the draw.
    pub size: Size,
    /// The number of units at the beginning of the order that were drawn before.
    pub skip: DrawCounts,
    /// The column of strata: a draw from each.
    pub stratum: Option<String>,
    /// The column of weights, for generators that draw by weight.
    pub weight: Option<String>,
    /// Whether a card may be drawn again.
    pub replacement: bool,
    /// Digits of tickets that are shown.
    pub digits: usize,
    /// Earlier rounds with seeds of their own; units that they drew are skipped.
    pub after: Vec<EarlierRound>,
}

/// A card or a batch that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnItem {
    /// Index of the stratum.
    pub stratum: usize,
    /// The number of the draw in its stratum, from 1, with skipped draws counted.
    pub order: u64,
    /// What the public can check about the draw.
    pub mark: PublicProof,
    /// The batch: a row of the manifest.
    pub row: usize,
    /// The card's place in the batch, from 1; `None` for a whole batch.
    pub position: Option<u64>,
}

/// One stratum of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawStratum {
    /// Its name in the column of strata; `None` if there is one draw from all.
    pub name: Option<String>,
    /// The seed that its generator was given.
    pub seed: String,
    /// Cards or batches that could be drawn.
    pub units: u64,
    /// Draws that were skipped.
    pub skipped: u64,
    /// Draws that were made.
    pub drawn: u64,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The strata in the order in which the manifest first names them; one where there is no column of strata.
    pub strata: Vec<DrawStratum>,
    /// The drawn units, stratum after stratum, in the order of the draw.
    pub drawn: Vec<DrawnItem>,
}

/// Draws from a manifest.
///
/// # Errors
/// Nothing to draw; more draws than units without replacement; a missing column or stratum; bad weights.
pub fn draw_places(manifest: &ManifestFile, ask: &DrawRequest<'_>) -> Result<Drawing, Complaint> {
    let frames = frames(manifest, ask)?;
    let known = || frames.iter().filter_map(|frame| frame.name.clone());
    let counts = if let Size::Count(counts) = &ask.size { counts.clone() } else { DrawCounts::default() };
    let named = || counts.named.keys().chain(ask.skip.named.keys());
    if let Some(name) = named().find(|name| !known().any(|known| known == **name)) {
        return Err(Complaint::unknown("", name, known()));
    }
    let weights = weights(manifest, ask)?;
    let mut drawing = Drawing { strata: Vec::new(), drawn: Vec::new() };
    for frame in &frames {
        let name = frame.name.as_deref();
        let skip = ask.skip.of(name).unwrap_or(0);
        let units = frame.units();
        let until = frame.until(&ask.size, skip)?;
        if until + drawing.drawn.len() as u64 > MOST_DRAWN {
            let most = complaints::rule_at_most_skipped(MOST_DRAWN);
            return Err(Complaint::allowed("", manifest::found_more_draws(MOST_DRAWN), most));
        }
        let replacement = ask.replacement || ask.generator.always_replaces();
        let before = rounds::draws(&ask.after);
        if !ask.after.is_empty() && name.is_some() {
            let rule = manifest::rule_rounds_no_strata();
            return Err(Complaint::allowed("", manifest::found_rounds_strata(), rule));
        }
        if !replacement && until.saturating_add(before) > units || units == 0 && until > 0 {
            return Err(too_many(until.saturating_add(before), units, ask.by, name));
        }
        let seed = name.map_or(ask.seed.clone(), |name| ask.generator.stratum_seed(&ask.seed, name));
        let terms = Terms { seed: seed.clone(), most: until as usize, replacement, digits: ask.digits };
        let of_frame: Option<Vec<u128>> =
            weights.as_ref().map(|weights| frame.rows.iter().map(|&row| weights[row]).collect());
        let names = DrawnFrom { names: frame, nouns: ask.by.nouns(), weights: of_frame.as_deref() };
        let stratum = drawing.strata.len();
        if until > 0 {
            let picks = rounds::begin(ask.generator, names, &terms, &ask.after).map_err(|complaint| match name {
                Some(name) => complaint.under(&format!("stratum {name:?}")),
                None => complaint,
            })?;
            let picks = picks.take(until as usize).zip(1..).skip(skip as usize);
            drawing.drawn.extend(picks.map(|(pick, order)| {
                let (row, position) = frame.place(pick.unit);
                DrawnItem { stratum, order, mark: pick.mark, row, position }
            }));
        }
        let drawn = until.saturating_sub(skip);
        let name = frame.name.clone();
        drawing.strata.push(DrawStratum { name, seed, units, skipped: skip, drawn });
    }
    if drawing.drawn.is_empty() {
        return Err(nothing());
    }
    Ok(drawing)
}

/// The complaint about more draws than units.
fn too_many(draws: u64, units: u64, by: DrawnBy, stratum: Option<&str>) -> Complaint {
    let nouns = by.nouns();
    let (found, rule) = match stratum.map(|name| format!("{name:?}")) {
        Some(name) => (
            manifest::found_draws_in(draws, nouns(), name.as_str()),
            manifest::rule_there_are_in(units, nouns(), name.as_str()),
        ),
        None if by == DrawnBy::Batch => {
            (manifest::found_draws_of(draws, nouns()), complaints::rule_at_most_batches_there(units))
        }
        None => (manifest::found_draws_of(draws, nouns()), complaints::rule_at_most_units(units)),
    };
    Complaint::allowed("", found, rule)
}

/// The complaint about a draw of nothing.
pub(super) fn nothing() -> Complaint {
    Complaint::allowed("", manifest::found_draws(0_u64), manifest::rule_one_draw())
}

fn weights(manifest: &ManifestFile, ask: &DrawRequest<'_>) -> Result<Option<Vec<u128>>, Complaint> {
    let Some(column) = &ask.weight else { return Ok(None) };
    if ask.by == DrawnBy::Card {
        return Err(Complaint::allowed("", manifest::found_weights_cards(), manifest::rule_weights_batches()));
    }
    let numbers = manifest.numbers(column)?;
    whole_weights(&numbers).map(Some)
}

/// The rows that one draw is made from.
struct FrameRows<'a> {
    manifest: &'a ManifestFile,
    by: DrawnBy,
    name: Option<String>,
    rows: Vec<usize>,
    /// For each row, the number of cards up to its end.
    ends: Vec<u64>,
}

/// The rows of each stratum. A batch without cards has nothing to read and is left out, unless weights include it.
fn frames<'a>(manifest: &'a ManifestFile, ask: &DrawRequest<'_>) -> Result<Vec<FrameRows<'a>>, Complaint> {
    let column = ask.stratum.as_ref().map(|name| manifest.column(name));
    let column = column.transpose()?;
    let frame = |name| FrameRows { manifest, by: ask.by, name, rows: Vec::new(), ends: Vec::new() };
    let mut frames: Vec<FrameRows<'a>> = Vec::new();
    let mut places: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for row in 0..manifest.rows() {
        let name = column.map(|column| manifest.cell(row, column));
        if name == Some("") {
            let found = manifest::found_empty_row(manifest.number(row));
            return Err(Complaint::allowed("", found, manifest::rule_stratum_each()));
        }
        let place = *places.entry(name).or_insert_with(|| {
            frames.push(frame(name.map(str::to_owned)));
            frames.len() - 1
        });
        if manifest.cards_of(row) > 0 || ask.weight.is_some() {
            let end = frames[place].ends.last().copied().unwrap_or(0) + manifest.cards_of(row);
            frames[place].rows.push(row);
            frames[place].ends.push(end);
        }
    }
    let mut known: BTreeMap<(usize, String), &str> = BTreeMap::new();
    for name in frames.iter().filter_map(|frame| frame.name.as_deref()) {
        for kind in gists(name).into_iter().enumerate() {
            if let Some(other) = known.insert(kind, name) {
                let found = manifest::found_two_strata(format_args!("{other:?}"), format_args!("{name:?}"));
                return Err(Complaint::allowed("", found, manifest::rule_strata()));
            }
        }
    }
    Ok(frames)
}

impl FrameRows<'_> {
    fn units(&self) -> u64 {
        match self.by {
            DrawnBy::Card => self.ends.last().copied().unwrap_or(0),
            DrawnBy::Batch => self.rows.len() as u64,
        }
    }

    /// The number of the last draw.
    fn until(&self, size: &Size, skip: u64) -> Result<u64, Complaint> {
        match size {
            Size::Count(counts) => {
                let count = counts.of(self.name.as_deref());
                count.map(|count| skip + count).ok_or_else(|| {
                    let name = self.name.as_deref().unwrap_or_default();
                    let rule = manifest::rule_n_stratum(format_args!("{:?}", format!("{name}=N")));
                    Complaint::allowed("", manifest::found_no_stratum(format_args!("{name:?}")), rule)
                })
            }
            Size::Percent(percent) => percent
                .percent_of(self.units())
                .ok_or_else(|| Complaint::allowed("", manifest::found_percentage(), complaints::rule_percent_places())),
        }
    }

    fn place(&self, unit: u64) -> (usize, Option<u64>) {
        match self.by {
            DrawnBy::Batch => (self.rows[unit as usize], None),
            DrawnBy::Card => {
                let (at, within) = place_in(&self.ends, unit);
                (self.rows[at], Some(within + 1))
            }
        }
    }
}

/// The names from which tickets are made: the batch's name, and for a card its position.
impl Names for FrameRows<'_> {
    fn count(&self) -> u64 {
        self.units()
    }

    fn name(&self, unit: u64) -> String {
        let (row, position) = self.place(unit);
        let batch = self.manifest.id(row);
        position.map_or(batch.clone(), |position| format!("{batch},{position}"))
    }

    fn each(&self, visit: &mut dyn FnMut(u64, &[u8])) {
        let (mut text, mut first) = (Vec::new(), 0);
        for ((&row, &end), place) in self.rows.iter().zip(&self.ends).zip(0..) {
            let batch = self.manifest.id(row);
            match self.by {
                DrawnBy::Batch => visit(place, batch.as_bytes()),
                DrawnBy::Card => each_position(&mut text, &batch, first..end, visit),
            }
            first = end;
        }
    }
}

/// The draws in the order in which people fetch them: by container, batch and card.
pub fn pull_order(manifest: &ManifestFile, drawing: &Drawing) -> Vec<DrawnItem> {
    let mut containers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first_rows = Vec::with_capacity(manifest.rows());
    for row in 0..manifest.rows() {
        first_rows.push(manifest.container(row).map_or(row, |container| *containers.entry(container).or_insert(row)));
    }
    let mut drawn = drawing.drawn.clone();
    drawn.sort_by_key(|one| (first_rows[one.row], one.row, one.position, one.order));
    drawn
}
