//! BLT: numbers of candidates and seats, a line for each ballot that ends with 0, then names in quotes.
//!
//! Three dialects: the common one, with withdrawn candidates as negative numbers, `-` for a skipped rank and `=` between tied
//! candidates; `stv-rs`, with `[nick …]`, `[withdrawn …]` and `[tie …]`; `ConcreteSTV`, with a party behind each name.
//!
//! # Reference
//! Wichmann 1994; `OpaVote`'s and `stv-rs`'s descriptions.

use std::collections::HashMap;

use super::blom::order_problem;
use super::{ImportFormat, Imported};
use crate::import::contest::ImportedChoice;
use crate::import::csv_text::each_line;
use crate::import::marks::MOST_CHOICES;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::orders::{RankedOrders, may_have};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// BLT.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blt;

impl ImportFormat for Blt {
    fn name(&self) -> &'static str {
        "BLT ballots"
    }

    fn title(&self) -> Reason {
        import::format_blt()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        let mut lines = head.lines().map(bare).filter(|line| !line.is_empty());
        let is_head = lines.next().is_some_and(|line| {
            let numbers: Vec<Option<u64>> = line.split_whitespace().map(|text| text.parse().ok()).collect();
            matches!(numbers[..], [Some(candidates), Some(seats)] if candidates > 0 && seats > 0)
        });
        let is_next = |line: &str| {
            line.starts_with('[')
                || line.starts_with('-')
                || line.starts_with('(')
                || line.ends_with(" 0")
                || line == "0"
        };
        is_head && lines.next().is_some_and(is_next)
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        parts.iter().map(|part| BltReader::read(part, notes)).collect::<Result<_, _>>().map(Imported::Orders)
    }
}

/// A line without comment and blanks.
fn bare(line: &str) -> &str {
    let mut in_quotes = false;
    let end = line.char_indices().find(|&(_, sign)| {
        in_quotes ^= sign == '"';
        sign == '#' && !in_quotes
    });
    line[..end.map_or(line.len(), |(at, _)| at)].trim()
}

/// What comes next.
enum BltPart {
    Head,
    Ballots,
    Names,
}

struct BltReader<'a> {
    part: &'a Part<'a>,
    orders: RankedOrders,
    nicks: HashMap<String, u16>,
    candidates: usize,
    step: BltPart,
    titles: Vec<String>,
}

impl<'a> BltReader<'a> {
    fn read(part: &'a Part<'a>, notes: &mut ImportNotes) -> Result<RankedOrders, ImportProblem> {
        let orders = RankedOrders::of(part.short_name().trim_end_matches(".blt").to_owned(), Vec::new());
        let mut reader =
            Self { part, orders, nicks: HashMap::new(), candidates: 0, step: BltPart::Head, titles: Vec::new() };
        read_text(part, |stream| {
            each_line(part, stream, |row, line| match bare(line) {
                "" => Ok(()),
                line => reader.line(row, line, notes),
            })
        })?;
        if !matches!(reader.step, BltPart::Names) || reader.orders.contest.choices.len() != reader.candidates {
            let found = Found::Many(reader.orders.contest.choices.len() as u64);
            let place = part.place().key("names");
            return Err(ImportProblem::new(place, found, AllowedInFile::Exactly(reader.candidates as u64)));
        }
        if let Some(title) = reader.titles.into_iter().next() {
            reader.orders.contest.name = title;
        }
        Ok(reader.orders)
    }

    fn line(&mut self, row: u64, line: &str, notes: &mut ImportNotes) -> Result<(), ImportProblem> {
        let wrong = |shape| self.part.problem(row, Found::text(line.as_bytes()), AllowedInFile::Said(shape));
        match self.step {
            BltPart::Head => {
                let numbers: Vec<Option<usize>> = line.split_whitespace().map(|text| text.parse().ok()).collect();
                let [Some(candidates), Some(seats), ..] = numbers[..] else {
                    return Err(wrong(import::rule_blt_head()));
                };
                if !may_have(candidates) || seats > candidates {
                    return Err(self.part.problem(
                        row,
                        Found::text(line.as_bytes()),
                        AllowedInFile::Whole(1, MOST_CHOICES as u64),
                    ));
                }
                self.candidates = candidates;
                self.orders.contest.vote_for = Some(seats as u32);
                self.step = BltPart::Ballots;
            }
            BltPart::Ballots if line == "0" => self.step = BltPart::Names,
            BltPart::Ballots if line.starts_with('[') => self.option(row, line)?,
            BltPart::Ballots if line.starts_with('-') => {
                for text in line.split_whitespace() {
                    let withdrawn = self.candidate(row, text.trim_start_matches('-'))?;
                    self.orders.withdrawn.push(withdrawn);
                }
            }
            BltPart::Ballots => self.ballot(row, line, notes)?,
            BltPart::Names => {
                let mut quoted = line.split('"').skip(1).step_by(2).map(|text| text.trim().to_owned());
                let name = quoted.next().ok_or_else(|| wrong(import::rule_quoted_name()))?;
                if self.orders.contest.choices.len() < self.candidates {
                    let party = quoted.next().unwrap_or_default();
                    self.orders.contest.choices.push(ImportedChoice { name, party, ..ImportedChoice::default() });
                } else {
                    self.titles.push(name);
                }
            }
        }
        Ok(())
    }

    fn option(&mut self, row: u64, line: &str) -> Result<(), ImportProblem> {
        let shape = AllowedInFile::OneOf(vec!["[nick …]", "[withdrawn …]", "[tie …]"]);
        let inside = line.trim_start_matches('[').strip_suffix(']');
        let mut words = inside.unwrap_or_default().split_whitespace();
        match words.next() {
            Some("nick") => {
                let nicks: Vec<&str> = words.collect();
                if nicks.len() != self.candidates {
                    let found = Found::Many(nicks.len() as u64);
                    return Err(self.part.problem(row, found, AllowedInFile::Exactly(self.candidates as u64)));
                }
                self.nicks.clear();
                for (&nick, at) in nicks.iter().zip(0..) {
                    if self.nicks.insert(nick.to_owned(), at).is_some() {
                        return Err(self.part.problem(row, Found::Twice(nick.to_owned()), AllowedInFile::Once));
                    }
                }
            }
            Some("withdrawn") => {
                self.orders.withdrawn = words.map(|word| self.candidate(row, word)).collect::<Result<_, _>>()?;
            }
            Some("tie") => {
                self.orders.tie_order = words.map(|word| self.candidate(row, word)).collect::<Result<_, _>>()?;
            }
            _ => return Err(self.part.problem(row, Found::text(line.as_bytes()), shape)),
        }
        Ok(())
    }

    fn candidate(&self, row: u64, text: &str) -> Result<u16, ImportProblem> {
        if let Some(&at) = self.nicks.get(text) {
            return Ok(at);
        }
        let number = text.parse::<usize>().ok().filter(|number| (1..=self.candidates).contains(number));
        number.map(|number| number as u16 - 1).ok_or_else(|| {
            self.part.problem(row, Found::text(text.as_bytes()), AllowedInFile::Whole(1, self.candidates as u64))
        })
    }

    fn ballot(&mut self, row: u64, line: &str, notes: &mut ImportNotes) -> Result<(), ImportProblem> {
        // A ballot may have a name in brackets before it.
        let line = match line.strip_prefix('(') {
            Some(rest) => rest.split_once(')').map_or(line, |(_, rest)| rest),
            None => line,
        };
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if words.pop() != Some("0") || words.is_empty() {
            let shape = AllowedInFile::Said(import::rule_blt_order());
            return Err(self.part.problem(row, Found::text(line.as_bytes()), shape));
        }
        let weight = words[0].parse::<u64>().map_err(|_| {
            if words[0].parse::<f64>().is_ok() {
                notes.add(NoteKind::FractionalWeight, || self.part.place().row(row));
            }
            self.part.problem(row, Found::text(words[0].as_bytes()), AllowedInFile::Said(import::rule_whole_ballots()))
        })?;
        let mut order = Vec::with_capacity(words.len());
        for word in &words[1..] {
            order.push(match *word {
                "-" => Vec::new(),
                tied => tied.split('=').map(|text| self.candidate(row, text)).collect::<Result<_, _>>()?,
            });
        }
        let repeated = self.orders.add(&order, weight).map_err(|fault| order_problem(self.part, row, fault))?;
        if repeated > 0 {
            let kind = NoteKind::RepeatedInRanking(self.orders.contest.name.clone());
            notes.add_many(kind, repeated.saturating_mul(weight), || self.part.place().row(row));
        }
        Ok(())
    }
}
