//! `PrefLib`'s orders: strict or with ties, complete or not, in the form since 2022 (`# KEY: value`) and the one before.
//!
//! # Reference
//! preflib.org, the data formats soc, soi, toc and toi.

use super::blom::order_problem;
use super::{ImportFormat, Imported};
use crate::import::contest::ImportedChoice;
use crate::import::csv_text::each_line;
use crate::import::marks::MOST_CHOICES;
use crate::import::notes::{ImportNotes, NoteKind, TotalOf};
use crate::import::orders::{RankedOrders, may_have};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// `PrefLib`'s orders.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrefLib;

impl ImportFormat for PrefLib {
    fn name(&self) -> &'static str {
        "PrefLib orders"
    }

    fn title(&self) -> Reason {
        import::format_preflib()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        head.starts_with("# FILE NAME:") || head.starts_with("# TITLE:") || is_old(&head)
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        parts.iter().map(|part| OrderReader::read(part, notes)).collect::<Result<_, _>>().map(Imported::Orders)
    }
}

/// The old form: the number of candidates, then `1,name` for each, then three counts.
fn is_old(head: &str) -> bool {
    let mut lines = head.lines();
    let number = lines.next().and_then(|line| line.trim().parse::<usize>().ok()).filter(|&number| may_have(number));
    let Some(number) = number else { return false };
    let named = lines.by_ref().take(number.min(50)).zip(1..).all(|(line, at)| line.starts_with(&format!("{at},")));
    named && (number > 50 || lines.next().is_some_and(|line| line.split(',').count() == 3))
}

struct OrderReader<'a> {
    part: &'a Part<'a>,
    orders: RankedOrders,
    is_old: bool,
    candidates: Option<usize>,
    voters: Option<u64>,
    unique: Option<u64>,
    counted: u64,
}

impl<'a> OrderReader<'a> {
    fn read(part: &'a Part<'a>, notes: &mut ImportNotes) -> Result<RankedOrders, ImportProblem> {
        let mut reader = Self {
            part,
            orders: RankedOrders::of(part.short_name().to_owned(), Vec::new()),
            is_old: is_old(&head_text(&part.head)),
            candidates: None,
            voters: None,
            unique: None,
            counted: 0,
        };
        read_text(part, |stream| each_line(part, stream, |row, line| reader.line(row, line.trim(), notes)))?;
        let Self { orders, voters, unique, counted, candidates, .. } = reader;
        if candidates != Some(orders.contest.choices.len()) {
            let found = Found::Many(orders.contest.choices.len() as u64);
            let stated = candidates.unwrap_or(1) as u64;
            return Err(ImportProblem::new(
                part.place().key("NUMBER ALTERNATIVES"),
                found,
                AllowedInFile::Exactly(stated),
            ));
        }
        for (what, stated, counted) in [(TotalOf::Ballots, voters, orders.ballots), (TotalOf::Orders, unique, counted)]
        {
            if let Some(stated) = stated.filter(|&stated| stated != counted) {
                notes.add(NoteKind::TotalDiffers { what, stated, counted }, || part.place());
            }
        }
        Ok(orders)
    }

    fn line(&mut self, row: u64, line: &str, notes: &mut ImportNotes) -> Result<(), ImportProblem> {
        if line.is_empty() {
            return Ok(());
        }
        if let Some(header) = line.strip_prefix('#') {
            return self.header(row, header);
        }
        if self.is_old && self.candidates.is_none() {
            self.candidates = line.parse().ok();
            return Ok(());
        }
        if self.is_old && self.candidates.is_some_and(|number| self.orders.contest.choices.len() < number) {
            let (_, name) = line.split_once(',').ok_or_else(|| self.wrong(row, line, import::rule_preflib_name()))?;
            return self.candidate(row, name);
        }
        if self.is_old && self.voters.is_none() {
            let numbers: Vec<Option<u64>> = line.split(',').map(|cell| cell.trim().parse().ok()).collect();
            let [Some(voters), Some(_), Some(unique)] = numbers[..] else {
                return Err(self.wrong(row, line, import::rule_preflib_sums()));
            };
            (self.voters, self.unique) = (Some(voters), Some(unique));
            return Ok(());
        }
        let parts = if self.is_old { line.split_once(',') } else { line.split_once(':') };
        let (count, order) = parts.ok_or_else(|| self.wrong(row, line, import::rule_preflib_order()))?;
        let count = count.trim().parse::<u64>().map_err(|_| self.wrong(row, count, import::rule_whole_ballots()))?;
        let order = self.order(row, order)?;
        let repeated = self.orders.add(&order, count).map_err(|fault| order_problem(self.part, row, fault))?;
        if repeated > 0 {
            let kind = NoteKind::RepeatedInRanking(self.orders.contest.name.clone());
            notes.add_many(kind, repeated.saturating_mul(count), || self.part.place().row(row));
        }
        self.counted += 1;
        Ok(())
    }

    fn header(&mut self, row: u64, header: &str) -> Result<(), ImportProblem> {
        let Some((key, value)) = header.split_once(':') else { return Ok(()) };
        let (key, value) = (key.trim(), value.trim());
        match key {
            "TITLE" => value.clone_into(&mut self.orders.contest.name),
            "NUMBER ALTERNATIVES" => {
                let number = value.parse().ok().filter(|&number| may_have(number));
                self.candidates = Some(number.ok_or_else(|| {
                    self.part.problem(row, Found::text(value.as_bytes()), AllowedInFile::Whole(1, MOST_CHOICES as u64))
                })?);
            }
            "NUMBER VOTERS" => self.voters = value.parse().ok(),
            "NUMBER UNIQUE ORDERS" => self.unique = value.parse().ok(),
            key if key.starts_with("ALTERNATIVE NAME") => self.candidate(row, value)?,
            _ => {}
        }
        Ok(())
    }

    fn candidate(&mut self, row: u64, name: &str) -> Result<(), ImportProblem> {
        let choices = &mut self.orders.contest.choices;
        if choices.len() >= MOST_CHOICES {
            return Err(self.part.problem(
                row,
                Found::Many(MOST_CHOICES as u64 + 1),
                AllowedInFile::AtMost(MOST_CHOICES as u64),
            ));
        }
        choices.push(ImportedChoice { name: name.trim().to_owned(), ..ImportedChoice::default() });
        Ok(())
    }

    fn order(&self, row: u64, text: &str) -> Result<Vec<Vec<u16>>, ImportProblem> {
        let mut order: Vec<Vec<u16>> = Vec::new();
        let mut in_tie = false;
        for cell in text.split(',') {
            let cell = cell.trim();
            let opens = cell.starts_with('{');
            let closes = cell.ends_with('}');
            let digits = cell.trim_start_matches('{').trim_end_matches('}').trim();
            if !in_tie {
                order.push(Vec::new());
            }
            in_tie = (in_tie || opens) && !closes;
            if digits.is_empty() {
                continue;
            }
            let known =
                digits.parse::<usize>().ok().filter(|place| (1..=self.orders.contest.choices.len()).contains(place));
            let place = known.ok_or_else(|| {
                let most = self.orders.contest.choices.len() as u64;
                self.part.problem(row, Found::text(digits.as_bytes()), AllowedInFile::Whole(1, most))
            })?;
            if let Some(last) = order.last_mut() {
                last.push(place as u16 - 1);
            }
        }
        Ok(order)
    }

    fn wrong(&self, row: u64, found: &str, shape: Reason) -> ImportProblem {
        self.part.problem(row, Found::text(found.as_bytes()), AllowedInFile::Said(shape))
    }
}
