//! Lists of orders: candidates, their parties, a ruled line, then each order with its count, such as `(3, 1) : 58`.
//!
//! # Reference
//! Blom, Stuckey and Teague's data of ranked contests.

use std::collections::HashMap;

use super::{ImportFormat, Imported};
use crate::import::contest::ImportedChoice;
use crate::import::csv_text::each_line;
use crate::import::marks::{MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::orders::{MOST_BALLOTS, OrderFault, RankedOrders, may_have};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// Lists of orders.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlomOrders;

/// What the line begins with that stands before the orders.
const RULED: &str = "-+-";

impl ImportFormat for BlomOrders {
    fn name(&self) -> &'static str {
        "lists of preference orders"
    }

    fn title(&self) -> Reason {
        import::format_blom()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        head_text(&part.head).lines().take(3).any(|line| line.starts_with(RULED))
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        parts.iter().map(|part| read(part, notes)).collect::<Result<_, _>>().map(Imported::Orders)
    }
}

/// A fault of an order as a problem.
pub(super) fn order_problem(part: &Part<'_>, row: u64, fault: OrderFault) -> ImportProblem {
    match fault {
        OrderFault::Ranks => {
            part.problem(row, Found::Many(MOST_RANKS as u64 + 1), AllowedInFile::AtMost(MOST_RANKS as u64))
        }
        OrderFault::Ballots => part.problem(row, Found::Many(MOST_BALLOTS), AllowedInFile::AtMost(MOST_BALLOTS)),
    }
}

fn read(part: &Part<'_>, notes: &mut ImportNotes) -> Result<RankedOrders, ImportProblem> {
    let mut orders = RankedOrders::default();
    let mut places = CandidatePlaces::new();
    let mut is_ruled = false;
    let mut parties = Vec::new();
    read_text(part, |stream| {
        each_line(part, stream, |row, line| {
            if row == 1 {
                let mut cells = line.split(',').map(str::trim);
                let names: Vec<&str> = cells.by_ref().take_while(|cell| *cell != "winner").collect();
                if !may_have(names.len()) || names.iter().any(|name| name.is_empty()) {
                    return Err(part.problem(
                        row,
                        Found::Many(names.len() as u64),
                        AllowedInFile::AtMost(MOST_CHOICES as u64),
                    ));
                }
                let winner = cells.next();
                let choices =
                    names.iter().map(|name| ImportedChoice { name: (*name).to_owned(), ..ImportedChoice::default() });
                orders = RankedOrders::of(part.short_name().trim_end_matches(".txt").to_owned(), choices.collect());
                places = names.iter().zip(0..).map(|(name, at)| ((*name).to_owned(), at)).collect();
                if places.len() < names.len() {
                    return Err(part.problem(row, Found::Twice("candidate".to_owned()), AllowedInFile::Once));
                }
                if let Some(winner) = winner {
                    orders.winner = Some(place(part, row, &places, winner)?);
                }
            } else if line.starts_with(RULED) {
                is_ruled = true;
            } else if !is_ruled {
                parties = line.split(',').map(|party| party.trim().to_owned()).collect();
            } else if !line.trim().is_empty() {
                let shape =
                    || part.problem(row, Found::text(line.as_bytes()), AllowedInFile::Said(import::rule_blom_order()));
                let (order, count) = line.rsplit_once(':').ok_or_else(shape)?;
                let order = order.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or_else(shape)?;
                let count = count.trim().parse().map_err(|_| shape())?;
                let names = order.split(',').map(str::trim).filter(|name| !name.is_empty());
                let ranks: Result<Vec<Vec<u16>>, _> =
                    names.map(|name| Ok(vec![place(part, row, &places, name)?])).collect();
                let repeated = orders.add(&ranks?, count).map_err(|fault| order_problem(part, row, fault))?;
                if repeated > 0 {
                    notes.add_many(
                        NoteKind::RepeatedInRanking(orders.contest.name.clone()),
                        repeated.saturating_mul(count),
                        || part.place().row(row),
                    );
                }
            }
            Ok(())
        })
    })?;
    if !is_ruled {
        return Err(ImportProblem::new(part.place(), Found::End, AllowedInFile::Said(import::rule_ruled_line())));
    }
    if parties.len() == orders.contest.choices.len() {
        for (choice, party) in orders.contest.choices.iter_mut().zip(parties) {
            choice.party = party;
        }
    }
    Ok(orders)
}

/// Candidates by name.
type CandidatePlaces = HashMap<String, u16>;

fn place(part: &Part<'_>, row: u64, places: &CandidatePlaces, name: &str) -> Result<u16, ImportProblem> {
    let at = places.get(name).copied();
    at.ok_or_else(|| {
        part.problem(row, Found::text(name.as_bytes()), AllowedInFile::Said(import::rule_declared_candidate()))
    })
}
