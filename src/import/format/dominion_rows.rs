//! The rows of Dominion's CSV, in blocks that are read side by side.
//!
//! A contest's cells of a row are `0,1,0,` in nearly every row: they are read as bits, and the bits are looked up. Cells that
//! are quoted, guarded, redacted or wrong are read one by one.

use std::borrow::Cow;
use std::io::BufRead;

use super::dominion_header::{DominionHeader, IdentityColumn};
use super::dominion_marks::{KnownMarks, code_of, is_absent, read_bits};
use crate::import::card_flags::CardFlags;
use crate::import::cards::{AggregatedVotes, CardHead, CardRecords};
use crate::import::contest::ContestColumn;
use crate::import::csv_text::{CellReader, RowBlocks, check_lines, check_separator, first_rows, row_end};
use crate::import::marks::{ContestMark, ContestState, MarkPatterns};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem, quoted};
use crate::import::redaction::is_redacted_cell;
use crate::import::side_by_side::side_by_side_meanwhile;
use crate::import::text_bytes::cell_text;
use crate::import::total_rows::names_total;
use crate::reason::import;

/// Cards whose codes are turned at a time.
const TURNED: usize = 32;

/// Reads blocks of rows below the header. What it learned of one block it knows in the next.
pub(super) struct RowsReader<'a> {
    part: &'a Part<'a>,
    header: &'a DominionHeader,
    /// What the rows of the block have beside votes.
    heads: CardRecords,
    notes: ImportNotes,
    file: u32,
    patterns: Vec<MarkPatterns>,
    /// For each contest and code the code in the records of the whole file.
    exchange: Vec<Vec<u32>>,
    known: Vec<KnownMarks>,
    bits: Vec<u64>,
    /// The codes of all cards of the block, contest by contest for each card.
    codes: Vec<u32>,
    /// The same, card by card for each contest.
    columns: Vec<u32>,
}

impl<'a> RowsReader<'a> {
    fn new(part: &'a Part<'a>, header: &'a DominionHeader) -> Self {
        let contests = header.contests.len();
        let mut known = Vec::new();
        known.resize_with(contests, KnownMarks::default);
        Self {
            part,
            header,
            heads: CardRecords::default(),
            notes: ImportNotes::default(),
            file: 0,
            patterns: vec![MarkPatterns::default(); contests],
            exchange: vec![Vec::new(); contests],
            known,
            bits: Vec::new(),
            codes: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Reads a whole part.
    pub(super) fn read(
        part: &'a Part<'a>,
        stream: &mut dyn BufRead,
        notes: &mut ImportNotes,
    ) -> Result<CardRecords, ImportProblem> {
        let mut records = CardRecords::default();
        check_separator(part)?;
        let (rows, lines, begun) = first_rows(part, stream, 4)?;
        let header = DominionHeader::read(part, &rows, &mut records, notes)?;
        let mut blocks = RowBlocks::new(part, begun, lines + 1);
        let mut readers: Vec<RowsReader<'_>> = Vec::new();
        let mut wave = blocks.next_wave(stream)?;
        while !wave.is_empty() {
            while readers.len() < wave.len() {
                readers.push(RowsReader::new(part, &header));
            }
            let used = wave.len();
            let pairs: Vec<_> = readers.iter_mut().zip(wave).collect();
            let read = |(reader, (first_row, mut block)): (&mut RowsReader<'_>, (u64, Vec<u8>))| {
                reader.read_block(&mut block, first_row).map(|()| block)
            };
            let (read, next) = side_by_side_meanwhile(pairs, read, || blocks.next_wave(stream));
            for block in read {
                blocks.take_back(block?);
            }
            wave = next?;
            add_blocks(&mut readers[..used], &mut records, notes);
        }
        Ok(records)
    }

    fn read_block(&mut self, block: &mut [u8], first_row: u64) -> Result<(), ImportProblem> {
        self.heads = CardRecords::default();
        self.file = self.heads.file(&self.part.name);
        self.codes.clear();
        let mut row = first_row;
        let mut rest = block;
        while !rest.is_empty() {
            let (end, lines) = row_end(rest);
            let (line, later) = rest.split_at_mut(end);
            // Every cell of the line then ends with a comma.
            let text = if line.ends_with(b"\r\n") { line.len() - 1 } else { line.len() };
            line[text - 1] = b',';
            if lines > 1 {
                check_lines(self.part, row, lines)?;
                self.notes.add(NoteKind::RowOfLines, || self.part.place().row(row));
            }
            let read = self.read_row(&line[..text], row);
            if read.is_err() && begins_export(&line[..text], later) {
                return Err(self.second_header(row));
            }
            read?;
            row += lines;
            rest = later;
        }
        self.turn_codes();
        Ok(())
    }

    /// Puts the codes of each contest beside each other, while they are near.
    fn turn_codes(&mut self) {
        let contests = self.header.contests.len();
        let cards = self.codes.len() / contests.max(1);
        self.columns.clear();
        self.columns.resize(cards * contests, 0);
        for (part, some) in self.codes.chunks(contests.max(1) * TURNED).enumerate() {
            for at in 0..contests {
                let first = at * cards + part * TURNED;
                let codes = some[at..].iter().step_by(contests);
                for (to, code) in self.columns[first..].iter_mut().zip(codes) {
                    *to = *code;
                }
            }
        }
    }

    fn read_row(&mut self, line: &[u8], row: u64) -> Result<(), ImportProblem> {
        let mut cells = CellReader::new(line);
        let mut ids: [Cow<'_, [u8]>; IdentityColumn::Unknown as usize + 1] = Default::default();
        for (at, identity) in self.header.identities.iter().enumerate() {
            let Some(cell) = cells.next() else { break };
            // A row that is no card says so in the first column, whatever that is called.
            if at == 0 && *identity != IdentityColumn::Number {
                ids[IdentityColumn::Number as usize].clone_from(&cell);
            }
            ids[*identity as usize] = cell;
        }
        let id = |identity: IdentityColumn| ids[identity as usize].trim_ascii();
        if id(IdentityColumn::Number).eq_ignore_ascii_case(b"CvrNumber") {
            return Err(self.second_header(row));
        }
        let imprinted = id(IdentityColumn::Imprinted);
        let mut head = CardHead {
            tabulator: id(IdentityColumn::Tabulator),
            batch: id(IdentityColumn::Batch),
            style: id(IdentityColumn::Style),
            portion: id(IdentityColumn::Portion),
            group: id(IdentityColumn::Group),
            number: id(IdentityColumn::Number),
            record: id(IdentityColumn::Record),
            imprinted: if imprinted.is_empty() { id(IdentityColumn::Unique) } else { imprinted },
            flags: CardFlags::default(),
            place: (self.file, row),
        };
        let votes = cells.rest();
        let no_identity = head.tabulator.is_empty() && head.batch.is_empty() && head.record.is_empty();
        let is_redacted = !head.number.is_empty() && !head.number[0].is_ascii_digit() && says_redacted(head.number);
        let is_sum = is_redacted && !head.number.to_ascii_uppercase().starts_with(b"RCV");
        if is_sum || !is_redacted && head.number.is_empty() && no_identity {
            return self.read_sum(head.number, head.style, votes, row);
        }
        // A note or a title below the records.
        let is_named = head.number.first().is_some_and(u8::is_ascii_alphabetic);
        if is_named && !is_redacted && no_identity && votes.iter().all(|byte| matches!(byte, b',' | b' ' | b'"')) {
            self.notes.add(NoteKind::TotalRow, || self.part.place().row(row));
            return Ok(());
        }
        if is_redacted {
            head.number = b"";
            head.flags = head.flags.with(CardFlags::REDACTED);
            self.notes.add(NoteKind::RedactedCard, || self.part.place().row(row));
        }
        if no_identity {
            head.flags = head.flags.with(CardFlags::NO_IDENTITY);
            self.notes.add(NoteKind::NoIdentity, || self.part.place().row(row));
        }
        if self.read_votes(votes, row)? {
            head.flags = head.flags.with(CardFlags::REDACTED);
        }
        self.heads.add_card(&head);
        Ok(())
    }

    /// The marks of a card, and whether any cell hides what it says.
    fn read_votes(&mut self, votes: &[u8], row: u64) -> Result<bool, ImportProblem> {
        let mut rest = votes;
        let mut hides = false;
        let first = self.codes.len();
        self.codes.resize(first + self.header.contests.len(), 0);
        for at in 0..self.header.contests.len() {
            let own = &self.header.contests[at];
            let columns = own.marks.len();
            if rest.first() == Some(&b',') && is_absent(rest, columns) {
                rest = &rest[columns..];
                continue;
            }
            if read_bits(rest, columns, &mut self.bits) {
                rest = &rest[columns * 2..];
                let code = self.known[at].code(&mut self.patterns[at], own, &self.bits);
                self.codes[first + at] = code;
                continue;
            }
            rest = self.read_slowly(at, rest, row, &mut hides)?;
        }
        if hides {
            self.notes.add(NoteKind::RedactedCard, || self.part.place().row(row));
        }
        if rest.iter().any(|byte| !b", \t\r\n\"".contains(byte)) {
            let beyond = rest.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).find(|cell| !cell.is_empty());
            let found = import::found_cell_beyond(quoted(&cell_text(beyond.unwrap_or_default())));
            return Err(self.part.problem(row, Found::Said(found), self.as_many_cells()));
        }
        Ok(hides)
    }

    /// The header of another export begins in this row.
    fn second_header(&self, row: u64) -> ImportProblem {
        let found = Found::Said(import::found_second_header());
        self.part.problem(row, found, AllowedInFile::Said(import::rule_one_header()))
    }

    /// As many cells as the header has.
    fn as_many_cells(&self) -> AllowedInFile {
        AllowedInFile::Said(import::rule_cells_of_header(self.header.columns as u64))
    }

    /// A contest's cells, one by one.
    fn read_slowly<'l>(
        &mut self,
        at: usize,
        rest: &'l [u8],
        row: u64,
        hides: &mut bool,
    ) -> Result<&'l [u8], ImportProblem> {
        let own = &self.header.contests[at];
        let mut cells = CellReader::new(rest);
        let (mut marks, mut filled, mut hidden) = (Vec::new(), 0, false);
        for (column, mark) in own.marks.iter().enumerate() {
            let Some(cell) = cells.next() else {
                let found = Found::Said(import::found_cells((own.first + column) as u64));
                return Err(self.part.problem(row, found, self.as_many_cells()));
            };
            match cell.trim_ascii() {
                b"" => continue,
                b"0" => {}
                b"1" => marks.push(*mark),
                hiding if is_redacted_cell(hiding) => hidden = true,
                other => {
                    let place = self.part.place().row(row).column(own.first + column);
                    return Err(ImportProblem::new(place, Found::text(other), AllowedInFile::MarkCell));
                }
            }
            filled += 1;
        }
        if hidden {
            let code = self.patterns[at].code(ContestState::Redacted, &mut []);
            let first = self.codes.len() - self.header.contests.len();
            self.codes[first + at] = code;
            *hides = true;
        } else if filled > 0 {
            if filled < own.marks.len() {
                let place = || self.part.place().row(row);
                self.notes.add(NoteKind::HalfEmptyContest(own.name.clone()), place);
            }
            let code = code_of(&mut self.patterns[at], own, &mut marks);
            let first = self.codes.len() - self.header.contests.len();
            self.codes[first + at] = code;
        }
        Ok(cells.rest())
    }

    /// A row that sums several cards, or that is empty.
    fn read_sum(&mut self, label: &[u8], style: &[u8], votes: &[u8], row: u64) -> Result<(), ImportProblem> {
        let mut cells = CellReader::new(votes);
        let mut sum = Vec::new();
        let mut is_empty = label.is_empty() && style.is_empty();
        let mut column = self.header.identities.len();
        let mut hidden = false;
        for own in &self.header.contests {
            for mark in &own.marks {
                let Some(cell) = cells.next() else { break };
                let text = cell.trim_ascii();
                is_empty &= text.is_empty();
                if is_redacted_cell(text) {
                    hidden = true;
                } else if !text.is_empty() {
                    let number = std::str::from_utf8(text).ok().and_then(|text| text.parse::<u64>().ok());
                    let Some(votes) = number.filter(|&votes| votes < 1 << 40) else {
                        let place = self.part.place().row(row).column(column);
                        return Err(ImportProblem::new(place, Found::text(text), AllowedInFile::Whole(0, 1 << 40)));
                    };
                    sum.push((own.contest as u32, *mark, votes));
                }
                column += 1;
            }
        }
        if is_empty {
            self.notes.add(NoteKind::EmptyRow, || self.part.place().row(row));
            return Ok(());
        }
        if names_total(&cell_text(label)) || names_total(&cell_text(style)) {
            self.notes.add(NoteKind::TotalRow, || self.part.place().row(row));
            return Ok(());
        }
        if hidden {
            self.notes.add(NoteKind::RedactedCard, || self.part.place().row(row));
        }
        let (label, style) = (cell_text(label).into_owned(), cell_text(style).into_owned());
        self.heads.aggregated.push(AggregatedVotes { file: self.file, row, label, style, votes: sum });
        Ok(())
    }
}

/// The codes of a block, and what they stand for in each contest.
type ReadBlock<'r> = (&'r [u32], &'r [MarkPatterns]);

/// Adds the blocks that readers have read, in order.
fn add_blocks(readers: &mut [RowsReader<'_>], records: &mut CardRecords, notes: &mut ImportNotes) {
    let mut first = records.cards();
    let mut starts = Vec::with_capacity(readers.len());
    for reader in &mut *readers {
        starts.push(first);
        first += reader.heads.cards();
        notes.append(std::mem::take(&mut reader.notes));
    }
    let mut columns = std::mem::take(&mut records.contests);
    let contests = columns.len();
    // Each contest has a column of its own, so that contests are added side by side.
    let mut exchanges: Vec<Vec<Vec<u32>>> = vec![Vec::new(); contests];
    for reader in &mut *readers {
        for (exchange, own) in exchanges.iter_mut().zip(&mut reader.exchange) {
            exchange.push(std::mem::take(own));
        }
    }
    let blocks: Vec<ReadBlock<'_>> = readers.iter().map(|reader| (&reader.columns[..], &reader.patterns[..])).collect();
    let add = |((at, column), mut exchanges): ((usize, &mut ContestColumn), Vec<Vec<u32>>)| {
        let mut codes = Vec::new();
        for ((&(block, patterns), exchange), &start) in blocks.iter().zip(&mut exchanges).zip(&starts) {
            for code in exchange.len() as u32..patterns[at].len() as u32 {
                let mut marks: Vec<ContestMark> = patterns[at].marks(code).collect();
                exchange.push(column.patterns.code(patterns[at].state(code), &mut marks));
            }
            codes.clear();
            let cards = block.len() / contests;
            codes.extend(block[at * cards..(at + 1) * cards].iter().map(|&code| exchange[code as usize]));
            column.codes.push_many(0, start.saturating_sub(column.codes.len()));
            column.codes.push_all(&codes);
        }
        exchanges
    };
    let pairs = columns.iter_mut().enumerate().zip(exchanges).collect();
    let heads = readers.iter().map(|reader| &reader.heads);
    let (exchanged, ()) = side_by_side_meanwhile(pairs, add, || heads.for_each(|heads| records.append_heads(heads)));
    records.contests = columns;
    for (at, exchanges) in exchanged.into_iter().enumerate() {
        for (reader, exchange) in readers.iter_mut().zip(exchanges) {
            reader.exchange[at] = exchange;
        }
    }
}

/// Whether the header of another export begins with a row, the rows after it being given: its fourth row names the columns.
fn begins_export(row: &[u8], later: &[u8]) -> bool {
    let names_columns = |row: &[u8]| memchr::memmem::find(row, b"CvrNumber").is_some();
    let mut rest = later;
    let next = || {
        let (row, after) = rest.split_at(row_end(rest).0);
        rest = after;
        row
    };
    names_columns(row) || std::iter::repeat_with(next).take(3).any(names_columns)
}

/// Whether a row calls itself redacted.
fn says_redacted(label: &[u8]) -> bool {
    cell_text(label).to_ascii_uppercase().contains("REDACTED")
}
