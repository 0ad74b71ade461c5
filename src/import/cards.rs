//! What machines recorded of each card, in columns.

use crate::import::card_flags::CardFlags;
use crate::import::columns::{CardPlaces, CardRun, IdColumn, NameColumn};
use crate::import::contest::{ContestColumn, ContestCount, ImportedChoice, ImportedContest, MOST_CONTESTS};
use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES};
use crate::import::packed::PackedCodes;
use crate::import::side_by_side::side_by_side;

/// Where styles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StyleBasis {
    /// The file names none, and none was inferred.
    #[default]
    Absent,
    /// The file names them.
    Stated,
    /// Cards with the same contests are of one style.
    Inferred,
}

/// The votes of several cards, which the file shows only as a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregatedVotes {
    /// The file, by its number in [`CardRecords::files`].
    pub file: u32,
    /// The row, from 1.
    pub row: u64,
    /// What the row calls itself.
    pub label: String,
    /// The style or styles it sums.
    pub style: String,
    /// Contest, rank (1 where choices are not ranked), choice, votes.
    pub votes: Vec<(u32, ContestMark, u64)>,
}

/// What a file has of a card beside its votes. Texts are the bytes of the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct CardHead<'a> {
    /// The machine.
    pub tabulator: &'a [u8],
    /// The batch; unique together with the tabulator.
    pub batch: &'a [u8],
    /// The style.
    pub style: &'a [u8],
    /// The precinct, or the portion of it.
    pub portion: &'a [u8],
    /// How the card was cast, such as by mail.
    pub group: &'a [u8],
    /// The number of the record in the export.
    pub number: &'a [u8],
    /// The number of the card in its batch.
    pub record: &'a [u8],
    /// What is printed on the card.
    pub imprinted: &'a [u8],
    /// What else it is.
    pub flags: CardFlags,
    /// The file, by its number, and the row.
    pub place: (u32, u64),
}

/// What machines recorded of each card, in columns.
#[derive(Clone, Debug, Default)]
pub struct CardRecords {
    cards: usize,
    /// The files, or parts of archives, in which cards stand.
    pub files: Dictionary,
    /// The contests with their columns.
    pub contests: Vec<ContestColumn>,
    keys: Dictionary,
    /// The machine of each card.
    pub tabulator: NameColumn,
    /// The batch.
    pub batch: NameColumn,
    /// The style.
    pub style: NameColumn,
    /// Where styles come from.
    pub style_basis: StyleBasis,
    /// The precinct or its portion.
    pub portion: NameColumn,
    /// How cards were cast.
    pub group: NameColumn,
    /// The record's number in the export.
    pub number: IdColumn,
    /// The card's number in its batch.
    pub record: IdColumn,
    /// What is printed on the card.
    pub imprinted: IdColumn,
    pub(super) flags: PackedCodes,
    places: CardPlaces,
    /// Rows that sum several cards.
    pub aggregated: Vec<AggregatedVotes>,
}

impl CardRecords {
    /// How many cards.
    pub fn cards(&self) -> usize {
        self.cards
    }

    /// The number of a file, which is added where it is new.
    pub fn file(&mut self, name: &str) -> u32 {
        self.files.number(name.as_bytes())
    }

    /// The number of a contest with this key, which `make` makes where it is new; none where there are too many.
    pub fn contest(&mut self, key: &[u8], make: impl FnOnce() -> ImportedContest) -> Option<usize> {
        if let Some(at) = self.keys.find(key) {
            return Some(at as usize);
        }
        if self.contests.len() >= MOST_CONTESTS {
            return None;
        }
        self.keys.number(key);
        self.contests.push(ContestColumn::of(make()));
        Some(self.contests.len() - 1)
    }

    /// Gives the contests other keys, in order.
    pub(crate) fn set_keys<'k>(&mut self, keys: impl Iterator<Item = &'k [u8]>) {
        self.keys = Dictionary::default();
        for key in keys {
            self.keys.number(key);
        }
    }

    /// The number of a contest with this key, if it is there.
    pub fn find_contest(&self, key: &[u8]) -> Option<usize> {
        self.keys.find(key).map(|at| at as usize)
    }

    /// The number of a choice with this key, which `make` makes where it is new; none where there are too many.
    pub fn choice(&mut self, contest: usize, key: &[u8], make: impl FnOnce() -> ImportedChoice) -> Option<u16> {
        let column = &mut self.contests[contest];
        if let Some(at) = column.choices.find(key) {
            return Some(at as u16);
        }
        if column.contest.choices.len() >= MOST_CHOICES {
            return None;
        }
        let at = column.choices.number(key);
        column.contest.choices.push(make());
        Some(at as u16)
    }

    /// Adds a card on which no contest is; its marks come next.
    pub fn add_card(&mut self, head: &CardHead<'_>) {
        self.tabulator.add(head.tabulator);
        self.batch.add(head.batch);
        self.style.add(head.style);
        self.portion.add(head.portion);
        self.group.add(head.group);
        self.number.add(head.number);
        self.record.add(head.record);
        self.imprinted.add(head.imprinted);
        self.flags.push(head.flags.bits().into());
        self.places.push(self.cards, head.place.0, head.place.1);
        self.cards += 1;
    }

    /// Adds cards that are as the last one, with its marks, in its row, and without a name of their own.
    pub(crate) fn repeat_last(&mut self, place: (u32, u64), cards: usize) {
        let held = self.cards;
        for column in [&mut self.tabulator, &mut self.batch, &mut self.style, &mut self.portion, &mut self.group] {
            column.repeat_last(cards);
        }
        for column in [&mut self.number, &mut self.record, &mut self.imprinted] {
            column.add_empty(cards);
        }
        // The second card tells that a run stays in its row.
        (held..held + cards.min(2)).for_each(|card| self.places.push(card, place.0, place.1));
        self.cards += cards;
        let columns = self.contests.iter_mut().map(|column| &mut column.codes).filter(|codes| codes.len() == held);
        for codes in columns.chain([&mut self.flags]) {
            codes.push_many(codes.get(held.saturating_sub(1)), cards);
        }
    }

    /// Makes cards with more marks than allowed overvoted, where the file says only at its end how many are allowed.
    pub(crate) fn settle_overvotes(&mut self) {
        for column in &mut self.contests {
            let Some(most) = column.contest.vote_for.filter(|_| column.contest.ranks == 0) else { continue };
            let mut codes: Vec<u32> = (0..column.patterns.len() as u32).collect();
            for code in &mut codes {
                let mut marks: Vec<ContestMark> = column.patterns.marks(*code).collect();
                if column.patterns.state(*code) == ContestState::Voted && marks.len() > most as usize {
                    *code = column.patterns.code(ContestState::Overvoted, &mut marks);
                }
            }
            if codes.iter().enumerate().any(|(at, &code)| at as u32 != code) {
                let mut settled = PackedCodes::default();
                settled.append(0, &column.codes, |code| codes[code as usize]);
                column.codes = settled;
            }
        }
    }

    /// Marks the last card in a contest; false where it was marked already.
    pub fn mark(&mut self, contest: usize, state: ContestState, marks: &mut [ContestMark]) -> bool {
        let code = self.contests[contest].patterns.code(state, marks);
        self.mark_code(contest, code)
    }

    /// Marks the last card in a contest by its code; false where it was marked already.
    pub fn mark_code(&mut self, contest: usize, code: u32) -> bool {
        let column = &mut self.contests[contest];
        if column.codes.len() >= self.cards {
            return false;
        }
        column.codes.push_at(self.cards - 1, code);
        true
    }

    /// What else a card is.
    pub fn flags(&self, card: usize) -> CardFlags {
        CardFlags::of_bits(self.flags.get(card) as u8)
    }

    /// The file and the row of a card.
    pub fn place(&self, card: usize) -> Option<(&str, u64)> {
        let (file, row) = self.places.get(card)?;
        Some((self.files.text(file), row))
    }

    /// The number of the file of a card.
    pub(crate) fn file_of(&self, card: usize) -> Option<u32> {
        self.places.get(card).map(|(file, _)| file)
    }

    /// How many cards each batch has: tabulator, batch, cards; in the order in which batches come.
    pub fn batches(&self) -> Vec<(&[u8], &[u8], u64)> {
        let mut places = std::collections::HashMap::new();
        let mut batches = Vec::new();
        for card in 0..self.cards {
            let key = (self.tabulator.code(card), self.batch.code(card));
            let at = *places.entry(key).or_insert_with(|| {
                batches.push((self.tabulator.get(card), self.batch.get(card), 0));
                batches.len() - 1
            });
            batches[at].2 += 1;
        }
        batches
    }

    /// What a contest is on a card, and its marks.
    pub fn marks(&self, contest: usize, card: usize) -> (ContestState, Vec<ContestMark>) {
        let column = &self.contests[contest];
        let code = column.codes.get(card);
        (column.patterns.state(code), column.patterns.marks(code).collect())
    }

    /// Counts a contest.
    pub fn count(&self, contest: usize) -> ContestCount {
        self.contests[contest].count(self.cards)
    }

    /// Adds the records of a later part.
    ///
    /// # Errors
    /// The number of contests or choices, where they are too many together.
    pub fn append(&mut self, other: &Self) -> Result<(), usize> {
        let cards = self.cards;
        let mut places_here = Vec::with_capacity(other.contests.len());
        let mut appended = Vec::with_capacity(other.contests.len());
        for (at, column) in other.contests.iter().enumerate() {
            let (key, basis) = (other.keys.get(at as u32), &column.contest);
            let bare = || ImportedContest { choices: Vec::new(), ..basis.clone() };
            let contest = self.contest(key, bare).ok_or(MOST_CONTESTS)?;
            let mut choices = Vec::with_capacity(basis.choices.len());
            for (choice, key) in basis.choices.iter().zip(column.choices.iter()) {
                choices.push(self.choice(contest, key, || choice.clone()).ok_or(MOST_CHOICES)?);
            }
            let held = &mut self.contests[contest];
            held.contest.vote_for = held.contest.vote_for.max(basis.vote_for);
            held.contest.ranks = held.contest.ranks.max(basis.ranks);
            appended.push((contest, column, choices.clone()));
            places_here.push((contest as u32, choices));
        }
        self.append_codes(cards, appended);
        let first = self.aggregated.len();
        self.append_heads(other);
        for sum in &mut self.aggregated[first..] {
            for (contest, mark, _) in &mut sum.votes {
                let (here, choices) = &places_here[*contest as usize];
                (*contest, mark.choice) = (*here, choices[usize::from(mark.choice)]);
            }
        }
        Ok(())
    }

    /// Adds what a later part has of its cards beside their votes; contests have the same numbers in both.
    pub(crate) fn append_heads(&mut self, other: &Self) {
        let cards = self.cards;
        let files: Vec<u32> = other.files.iter().map(|file| self.files.number(file)).collect();
        for (column, later) in [
            (&mut self.tabulator, &other.tabulator),
            (&mut self.batch, &other.batch),
            (&mut self.style, &other.style),
            (&mut self.portion, &other.portion),
            (&mut self.group, &other.group),
        ] {
            column.append(later);
        }
        self.number.append(&other.number);
        self.record.append(&other.record);
        self.imprinted.append(&other.imprinted);
        self.flags.append(0, &other.flags, |flags| flags);
        let later = other.places.runs.iter();
        let later = later.map(|run| CardRun { first: run.first + cards, file: files[run.file as usize], ..*run });
        self.places.runs.extend(later);
        let aggregated = other.aggregated.iter().cloned();
        self.aggregated.extend(aggregated.map(|sum| AggregatedVotes { file: files[sum.file as usize], ..sum }));
        if self.style_basis == StyleBasis::Absent {
            self.style_basis = other.style_basis;
        }
        self.cards += other.cards;
    }

    /// Adds the codes of columns, side by side; each contest has a column of its own.
    fn append_codes(&mut self, cards: usize, mut appended: Vec<(usize, &ContestColumn, Vec<u16>)>) {
        appended.sort_unstable_by_key(|column| column.0);
        let mut later = appended.into_iter().peekable();
        let mut pairs = Vec::new();
        for (at, column) in self.contests.iter_mut().enumerate() {
            if let Some((_, other, choices)) = later.next_if(|column| column.0 == at) {
                pairs.push((column, other, choices));
            }
        }
        let append = |(column, other, choices): (&mut ContestColumn, &ContestColumn, Vec<u16>)| {
            let codes = column.patterns.merge(&other.patterns, &choices);
            column.codes.append(cards, &other.codes, |code| codes[code as usize]);
        };
        if cards > 0 {
            side_by_side(pairs, append);
        } else {
            pairs.into_iter().for_each(append);
        }
    }

    /// A record with the same contests and no cards.
    #[must_use]
    pub fn without_cards(&self) -> Self {
        let contests = self.contests.iter().map(|column| ContestColumn {
            contest: column.contest.clone(),
            choices: column.choices.clone(),
            codes: PackedCodes::loose(),
            ..ContestColumn::default()
        });
        Self { contests: contests.collect(), keys: self.keys.clone(), ..Self::default() }
    }

    /// Puts a contest, blank, on the cards of some styles that do not have it; the answer is on how many.
    pub(crate) fn blank_where(&mut self, contest: usize, styles: &[u32]) -> u64 {
        if styles.is_empty() {
            return 0;
        }
        let mut has = vec![false; self.style.names().len()];
        for &style in styles {
            has[style as usize] = true;
        }
        let (mut codes, mut filled) = (PackedCodes::default(), 0);
        for card in 0..self.cards {
            let code = self.contests[contest].codes.get(card);
            let is_blank = code == 0 && has[self.style.code(card) as usize];
            filled += u64::from(is_blank);
            codes.push(if is_blank { 1 } else { code });
        }
        self.contests[contest].codes = codes;
        filled
    }

    /// Bytes of memory of the columns.
    pub fn weight(&self) -> usize {
        let votes: usize = self.contests.iter().map(|column| column.codes.weight() + column.patterns.weight()).sum();
        let names = [&self.tabulator, &self.batch, &self.style, &self.portion, &self.group];
        let names: usize = names.iter().map(|column| column.weight()).sum();
        let ids: usize = [&self.number, &self.record, &self.imprinted].iter().map(|ids| ids.weight()).sum();
        votes + names + ids + self.flags.weight() + self.places.runs.capacity() * size_of::<CardRun>()
    }
}
