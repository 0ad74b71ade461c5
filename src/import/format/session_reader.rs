//! Sessions of Dominion's JSON as cards in columns.

use std::io::Read as _;
use std::sync::Arc;

use serde::de::DeserializeSeed as _;

use super::dominion_manifests::{DominionManifests, NamesById};
use super::dominion_session::{ElementText, FileSeed, ObserveSession, SessionList, SessionSheet, SessionText};
use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardHead, CardRecords};
use crate::import::contest::{ImportedChoice, ImportedContest, MOST_CONTESTS};
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::text_bytes::read_text;
use crate::reason::import;

/// Parts up to this size are read whole; larger ones in blocks.
pub(super) const SMALL: u64 = 8 << 20;
/// What stands between a ballot type, the place of a sheet in it and the number of its print, until all are known.
pub(super) const SHEET: u8 = 0x1f;

/// Reads sessions into columns.
pub(super) struct SessionReader<'a> {
    manifests: &'a DominionManifests,
    pub(super) records: CardRecords,
    pub(super) notes: ImportNotes,
    session: SessionText,
    /// Whether any contest is listed without a mark.
    pub(super) lists_blank: bool,
    marks: Vec<ContestMark>,
    overvoted: Vec<ContestMark>,
    text: [String; 7],
    contests: PlacesById,
    choices: PlacesById,
    part: Arc<str>,
}

impl<'a> SessionReader<'a> {
    pub(super) fn new(manifests: &'a DominionManifests, records: CardRecords) -> Self {
        Self {
            manifests,
            records,
            notes: ImportNotes::default(),
            session: SessionText::default(),
            lists_blank: false,
            marks: Vec::new(),
            overvoted: Vec::new(),
            text: Default::default(),
            contests: PlacesById::default(),
            choices: PlacesById::default(),
            part: Arc::from(""),
        }
    }

    /// Reads a whole part.
    pub(super) fn read_part(&mut self, part: &Part<'_>) -> Result<(), ImportProblem> {
        let bytes = read_text(part, |stream| {
            let mut bytes = Vec::new();
            stream.take(2 * SMALL).read_to_end(&mut bytes).map_err(|error| part.unreadable(&error))?;
            Ok(bytes)
        })?;
        self.read_head(part, &bytes)
    }

    /// Reads a file, or what stands before the list of sessions of a large part.
    pub(super) fn read_head(&mut self, part: &Part<'_>, before: &[u8]) -> Result<(), ImportProblem> {
        let text = utf8(part, before)?;
        let mut version = String::new();
        self.read_sessions(part, 0, |session, observe| {
            let mut from = serde_json::Deserializer::from_str(text);
            FileSeed(session, &mut version, observe).deserialize(&mut from).and_then(|()| from.end())
        })?;
        self.note_version(part, &version);
        Ok(())
    }

    /// Reads some of the sessions of a large part; so many stood before them.
    pub(super) fn read_list(&mut self, part: &Part<'_>, before: u64, list: &[u8]) -> Result<(), ImportProblem> {
        let text = utf8(part, list)?;
        self.read_sessions(part, before, |session, observe| {
            let mut from = serde_json::Deserializer::from_str(text);
            SessionList(session, observe).deserialize(&mut from).and_then(|()| from.end())
        })
    }

    fn read_sessions(
        &mut self,
        part: &Part<'_>,
        before: u64,
        read: impl FnOnce(&mut SessionText, &mut ObserveSession<'_>) -> Result<(), serde_json::Error>,
    ) -> Result<(), ImportProblem> {
        let file = self.records.file(&part.name);
        self.part = Arc::from(part.name.as_str());
        let (mut session, mut at) = (std::mem::take(&mut self.session), before);
        let mut refused = None;
        let done = read(&mut session, &mut |session: &mut SessionText| {
            at += 1;
            self.take(session, (file, at)).map_err(|why| refused = Some(why)).is_ok()
        });
        if let Some((found, allowed)) = refused {
            return Err(ImportProblem::new(part.place().key(session_key(at)), found, allowed));
        }
        done.map_err(|error| {
            let broken = part.not_json(error);
            ImportProblem { place: Box::new(broken.place.key(session_key(at + 1))), ..broken }
        })?;
        for key in session.unknown.drain(..) {
            self.notes.add(NoteKind::IgnoredKey(key.clone()), || part.place().key(key));
        }
        self.session = session;
        Ok(())
    }

    fn note_version(&mut self, part: &Part<'_>, version: &str) {
        let mut numbers = version.split('.');
        let (major, minor) = (numbers.next(), numbers.next().and_then(|minor| minor.parse::<u32>().ok()));
        if major != Some("5") || minor.is_none_or(|minor| !(2..=20).contains(&minor)) {
            self.notes.add(NoteKind::UnknownVersion(version.chars().take(60).collect()), || part.place());
        }
    }

    /// Adds the sheets of a session.
    fn take(&mut self, session: &mut SessionText, place: (u32, u64)) -> Result<(), SessionFault> {
        let part = Arc::clone(&self.part);
        let here = || FilePlace::file(&*part).key(session_key(place.1));
        let (original, modified) = (&session.original, &session.modified);
        let current = [modified, original].into_iter().find(|element| element.is_there && element.is_current);
        let element = current.or_else(|| [modified, original].into_iter().find(|element| element.is_there));
        let Some(element) = element else {
            self.notes.add(NoteKind::NoCurrentRecord, here);
            return Ok(());
        };
        let mut flags = CardFlags::default();
        if current.is_none() {
            self.notes.add(NoteKind::NoCurrentRecord, here);
            flags = flags.with(CardFlags::NOT_CURRENT);
        }
        if modified.is_there {
            self.notes.add(NoteKind::SupersededRecord, here);
            if std::ptr::eq(element, modified) {
                flags = flags.with(CardFlags::ADJUDICATED);
            }
        }
        let mut record = session.record.filter(|&record| record > 0);
        if record.is_none() {
            record = record_in(&session.image);
            if record.is_some() {
                self.notes.add(NoteKind::RecordFromImage, here);
            } else {
                self.notes.add(NoteKind::NoIdentity, here);
                flags = flags.with(CardFlags::NO_IDENTITY);
            }
        }
        let several = element.sheets.len() > 1;
        for sheet in &element.sheets {
            self.add_card(session, element, sheet, record, several, flags, place);
            for at in sheet.contests.0..sheet.contests.1 {
                self.take_contest(element, at, &here)?;
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of a card stands in four places of a session")]
    fn add_card(
        &mut self,
        session: &SessionText,
        element: &ElementText,
        sheet: &SessionSheet,
        record: Option<u64>,
        several: bool,
        flags: CardFlags,
        place: (u32, u64),
    ) {
        let [tabulator, batch, style, portion, group, number, imprinted] = &mut self.text;
        for text in [&mut *tabulator, batch, style, portion, group, number, imprinted] {
            text.clear();
        }
        let named = |to: &mut String, names: &NamesById, id: u64| match names.get(&id) {
            Some(name) => to.push_str(name),
            None => push(to, id),
        };
        push(tabulator, session.tabulator);
        push(batch, session.batch);
        push(style, element.style);
        style.push(SHEET.into());
        push(style, sheet.paper);
        style.push(SHEET.into());
        push(style, sheet.id);
        named(portion, &self.manifests.portions, element.portion);
        named(group, &self.manifests.groups, session.group);
        if let Some(record) = record {
            push(number, record);
            if several {
                number.push('-');
                push(number, sheet.paper);
            }
            for (text, end) in [(&*tabulator, "-"), (batch, "-"), (number, "")] {
                imprinted.push_str(text);
                imprinted.push_str(end);
            }
        }
        self.records.add_card(&CardHead {
            tabulator: tabulator.as_bytes(),
            batch: batch.as_bytes(),
            style: style.as_bytes(),
            portion: portion.as_bytes(),
            group: group.as_bytes(),
            number: session.unique.as_bytes(),
            record: number.as_bytes(),
            imprinted: imprinted.as_bytes(),
            flags,
            place,
        });
    }

    fn take_contest(
        &mut self,
        element: &ElementText,
        at: usize,
        here: &dyn Fn() -> FilePlace,
    ) -> Result<(), SessionFault> {
        let listed = &element.contests[at];
        let marks = &element.marks[listed.marks.0..listed.marks.1];
        let contest = self.contest_of(listed.id, here)?;
        self.lists_blank |= marks.is_empty();
        self.marks.clear();
        self.overvoted.clear();
        let name = |records: &CardRecords| records.contests[contest].contest.name.clone();
        for mark in marks {
            // Without a manifest, ranks beyond the first show that the contest has ranks.
            let own = &mut self.records.contests[contest].contest;
            if mark.rank > 1 && own.vote_for.is_none() && mark.rank <= MOST_RANKS as u64 {
                own.ranks = own.ranks.max(mark.rank as u8);
            }
            if mark.is_vote || mark.conditions.has(self.manifests.overvote) && !mark.is_ambiguous {
                let choice = self.choice_of(contest, mark.candidate, here)?;
                let rank = u8::try_from(mark.rank).ok().filter(|&rank| rank > 0 && usize::from(rank) <= MOST_RANKS);
                let rank = rank.ok_or((Found::Many(mark.rank), AllowedInFile::Whole(1, MOST_RANKS as u64)))?;
                let to = if mark.is_vote { &mut self.marks } else { &mut self.overvoted };
                to.push(ContestMark { rank, choice });
            } else if mark.is_ambiguous {
                self.notes.add(NoteKind::AmbiguousMark(name(&self.records)), here);
            } else {
                self.notes.add(NoteKind::UncountedMark(name(&self.records)), here);
            }
        }
        let own = &self.records.contests[contest].contest;
        let most = own.vote_for.filter(|_| own.ranks == 0).map_or(usize::MAX, |most| most as usize);
        let says_overvote = listed.overvotes > 0 || listed.conditions.has(self.manifests.overvote);
        let state = if self.marks.len() > most || own.ranks == 0 && (!self.overvoted.is_empty() || says_overvote) {
            self.marks.append(&mut self.overvoted);
            ContestState::Overvoted
        } else if self.marks.is_empty() {
            ContestState::Blank
        } else {
            ContestState::Voted
        };
        let given = self.marks.len();
        if state != ContestState::Overvoted
            && most < usize::MAX
            // Of a blank contest some exports state no undervote, others all.
            && listed.undervotes.is_some_and(|stated| stated != (most - given) as u64 && (given > 0 || stated > 0))
        {
            self.notes.add(NoteKind::OddCount(name(&self.records)), here);
        }
        if !self.records.mark(contest, state, &mut self.marks) {
            return Err((Found::Said(import::found_contest_twice(listed.id)), AllowedInFile::Once));
        }
        Ok(())
    }

    fn contest_of(&mut self, id: u64, here: &dyn Fn() -> FilePlace) -> Result<usize, SessionFault> {
        if let Some(at) = self.contests.find(id, 0) {
            return Ok(usize::from(at));
        }
        let mut key = itoa(id);
        let mut is_new = false;
        let made = || {
            is_new = true;
            ImportedContest { key: id.to_string(), name: format!("contest {id}"), ..ImportedContest::default() }
        };
        let at = self.records.contest(key.text(), made);
        if is_new && self.manifests.has_contests {
            self.notes.add(NoteKind::UndeclaredContest(id.to_string()), here);
        }
        let at = at.ok_or_else(|| too_many(MOST_CONTESTS))?;
        self.contests.keep(id, 0, at as u16);
        Ok(at)
    }

    fn choice_of(&mut self, contest: usize, id: u64, here: &dyn Fn() -> FilePlace) -> Result<u16, SessionFault> {
        if let Some(choice) = self.choices.find(id, contest as u16) {
            return Ok(choice);
        }
        let mut is_new = false;
        let made = || {
            is_new = true;
            ImportedChoice { name: format!("candidate {id}"), ..ImportedChoice::default() }
        };
        let choice = self.records.choice(contest, itoa(id).text(), made);
        if is_new && self.manifests.has_contests {
            self.notes.add(NoteKind::UndeclaredCandidate(id.to_string()), here);
        }
        let choice = choice.ok_or_else(|| too_many(MOST_CHOICES))?;
        self.choices.keep(id, contest as u16, choice);
        Ok(choice)
    }
}

/// Places by number, for numbers as small as those of exports; which place is known is a matter of speed only.
#[derive(Default)]
struct PlacesById {
    /// The contest and the place, by number.
    known: Vec<Option<(u16, u16)>>,
}

impl PlacesById {
    /// Numbers that are kept.
    const MOST: usize = 1 << 16;

    fn find(&self, id: u64, contest: u16) -> Option<u16> {
        let (of, place) = (*self.known.get(usize::try_from(id).ok()?)?)?;
        (of == contest).then_some(place)
    }

    fn keep(&mut self, id: u64, contest: u16, place: u16) {
        let Some(at) = usize::try_from(id).ok().filter(|&at| at < Self::MOST) else { return };
        if self.known.len() <= at {
            self.known.resize(at + 1, None);
        }
        self.known[at] = Some((contest, place));
    }
}

/// What of a session cannot be read, and what may stand there.
type SessionFault = (Found, AllowedInFile);

fn too_many(most: usize) -> SessionFault {
    (Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
}

/// The place of a session in its file, from 1.
fn session_key(number: u64) -> String {
    format!("Sessions {number}")
}

/// The bytes as text.
fn utf8<'b>(part: &Part<'_>, bytes: &'b [u8]) -> Result<&'b str, ImportProblem> {
    std::str::from_utf8(bytes)
        .map_err(|_| ImportProblem::new(part.place(), Found::Binary, AllowedInFile::Syntax("UTF-8")))
}

/// Adds the digits of a number to a text.
fn push(to: &mut String, number: u64) {
    to.extend(itoa(number).text().iter().map(|&digit| char::from(digit)));
}

/// The digits of a number, without memory of its own.
struct Digits([u8; 20], usize);

impl Digits {
    fn text(&mut self) -> &[u8] {
        &self.0[self.1..]
    }
}

fn itoa(mut number: u64) -> Digits {
    let mut digits = Digits([0; 20], 20);
    loop {
        digits.1 -= 1;
        digits.0[digits.1] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return digits;
        }
    }
}

/// The last number in the name of an image, such as 75 in `00011_00008_000075*.*`.
fn record_in(image: &str) -> Option<u64> {
    let name = image.rsplit(['\\', '/']).next()?;
    let last = name.split(|c: char| !c.is_ascii_digit()).rfind(|digits| !digits.is_empty())?;
    name.contains('_').then_some(())?;
    last.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_is_the_last_number_of_the_image() {
        assert_eq!(record_in(r"D:\NAS\X\Tabulator00011\Batch008\Images\00011_00008_000075*.*"), Some(75));
        assert_eq!((record_in(""), record_in("*.*"), record_in("a_b")), (None, None, None));
        assert_eq!(itoa(u64::MAX).text(), u64::MAX.to_string().as_bytes());
    }
}
