//! One session of Dominion's JSON: what a machine recorded of the sheets of one voter, as it stands in the file.
//!
//! Memory is reused from session to session, and keys may come in any order.

use std::fmt;

use super::session_keys::{Number, SessionKey, SessionKeySeed, TextSeed};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A mark.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionMark {
    pub(super) candidate: u64,
    pub(super) rank: u64,
    pub(super) is_ambiguous: bool,
    pub(super) is_vote: bool,
    /// Whether a condition of it says overvote.
    pub(super) conditions: Conditions,
}

/// A contest on a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkedContest {
    pub(super) id: u64,
    pub(super) undervotes: Option<u64>,
    pub(super) overvotes: u64,
    pub(super) conditions: Conditions,
    /// Where its marks begin and end among those of the element.
    pub(super) marks: (usize, usize),
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionSheet {
    pub(super) id: u64,
    pub(super) paper: u64,
    /// Where its contests begin and end among those of the element.
    pub(super) contests: (usize, usize),
}

/// What was read originally, or as somebody changed it.
#[derive(Clone, Debug, Default)]
pub(super) struct ElementText {
    pub(super) is_there: bool,
    pub(super) is_current: bool,
    pub(super) portion: u64,
    pub(super) style: u64,
    pub(super) sheets: Vec<SessionSheet>,
    pub(super) contests: Vec<MarkedContest>,
    pub(super) marks: Vec<SessionMark>,
}

/// A session.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionText {
    pub(super) tabulator: u64,
    pub(super) batch: u64,
    /// None where it is hidden.
    pub(super) record: Option<u64>,
    pub(super) group: u64,
    pub(super) image: String,
    pub(super) unique: String,
    pub(super) original: ElementText,
    pub(super) modified: ElementText,
    /// Keys whose meaning is not known.
    pub(super) unknown: Vec<String>,
}

/// Conditions by number; only those below 64 are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions(u64);

impl Conditions {
    pub(super) fn has(self, number: u64) -> bool {
        number < 64 && self.0 >> number & 1 == 1
    }
}

impl ElementText {
    fn clear(&mut self) {
        let Self { sheets, contests, marks, .. } = self;
        sheets.clear();
        contests.clear();
        marks.clear();
        (self.is_there, self.is_current, self.portion, self.style) = (false, false, 0, 0);
    }
}

impl SessionText {
    fn clear(&mut self) {
        (self.tabulator, self.batch, self.record, self.group) = (0, 0, None, 0);
        self.image.clear();
        self.unique.clear();
        self.original.clear();
        self.modified.clear();
    }
}

/// Most of anything that one session may hold.
const MOST_IN_SESSION: usize = 100_000;

/// A seed and visitor of a JSON object or list, by what it does with each key or item.
macro_rules! object {
    ($seed:ident, $target:ty, |$to:ident, $key:ident, $map:ident| $body:expr) => {
        struct $seed<'s>(&'s mut $target);

        impl<'de> DeserializeSeed<'de> for $seed<'_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
                from.deserialize_map(self)
            }
        }

        impl<'de> Visitor<'de> for $seed<'_> {
            type Value = ();

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut $map: A) -> Result<(), A::Error> {
                let $to = self.0;
                while let Some($key) = $map.next_key_seed(SessionKeySeed)? {
                    $body
                }
                Ok(())
            }
        }
    };
}

macro_rules! list {
    ($seed:ident, $target:ty, |$to:ident, $items:ident| $body:expr) => {
        struct $seed<'s>(&'s mut $target);

        impl<'de> DeserializeSeed<'de> for $seed<'_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
                from.deserialize_seq(self)
            }
        }

        impl<'de> Visitor<'de> for $seed<'_> {
            type Value = ();

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut $items: A) -> Result<(), A::Error> {
                let $to = self.0;
                $body
                Ok(())
            }
        }
    };
}

fn number<'de, A: MapAccess<'de>>(map: &mut A) -> Result<u64, A::Error> {
    let number = map.next_value_seed(Number)?;
    number.ok_or_else(|| A::Error::custom("a text where a whole number should be"))
}

fn room<E: Error>(number: usize) -> Result<(), E> {
    if number < MOST_IN_SESSION { Ok(()) } else { Err(E::custom("more than 100000 in one session")) }
}

list!(ConditionList, Conditions, |to, items| while let Some(number) = items.next_element::<u64>()? {
    to.0 |= if number < 64 { 1 << number } else { 0 };
});

object!(MarkSeed, SessionMark, |to, key, map| match key {
    SessionKey::Candidate => to.candidate = number(&mut map)?,
    SessionKey::Rank => to.rank = number(&mut map)?,
    SessionKey::IsAmbiguous => to.is_ambiguous = map.next_value()?,
    SessionKey::IsVote => to.is_vote = map.next_value()?,
    SessionKey::Conditions => map.next_value_seed(ConditionList(&mut to.conditions))?,
    _ => drop(map.next_value::<IgnoredAny>()?),
});

list!(MarkList, Vec<SessionMark>, |to, items| loop {
    room(to.len())?;
    to.push(SessionMark { rank: 1, ..SessionMark::default() });
    let at = to.len() - 1;
    if items.next_element_seed(MarkSeed(&mut to[at]))?.is_none() {
        to.pop();
        break;
    }
});

object!(ContestSeed, (MarkedContest, Vec<SessionMark>), |to, key, map| match key {
    SessionKey::Id => to.0.id = number(&mut map)?,
    SessionKey::Undervotes => to.0.undervotes = Some(number(&mut map)?),
    SessionKey::Overvotes => to.0.overvotes = number(&mut map)?,
    SessionKey::Conditions => map.next_value_seed(ConditionList(&mut to.0.conditions))?,
    SessionKey::Marks => {
        let from = to.1.len();
        map.next_value_seed(MarkList(&mut to.1))?;
        to.0.marks = (from, to.1.len());
    }
    _ => drop(map.next_value::<IgnoredAny>()?),
});

list!(ContestList, ElementText, |to, items| loop {
    room(to.contests.len())?;
    let mut contest = (MarkedContest::default(), std::mem::take(&mut to.marks));
    let more = items.next_element_seed(ContestSeed(&mut contest));
    to.marks = contest.1;
    if more?.is_none() {
        break;
    }
    to.contests.push(contest.0);
});

struct SheetSeed<'s>(&'s mut ElementText);

impl<'de> DeserializeSeed<'de> for SheetSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SheetSeed<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut sheet = SessionSheet::default();
        while let Some(key) = map.next_key_seed(SessionKeySeed)? {
            match key {
                SessionKey::Id => sheet.id = number(&mut map)?,
                SessionKey::Paper => sheet.paper = number(&mut map)?,
                SessionKey::Contests => {
                    let from = self.0.contests.len();
                    map.next_value_seed(ContestList(self.0))?;
                    sheet.contests = (from, self.0.contests.len());
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        room(self.0.sheets.len())?;
        self.0.sheets.push(sheet);
        Ok(())
    }
}

list!(SheetList, ElementText, |to, items| while items.next_element_seed(SheetSeed(to))?.is_some() {});

object!(ElementSeed, ElementText, |to, key, map| match key {
    SessionKey::Portion => to.portion = number(&mut map)?,
    SessionKey::Style => to.style = number(&mut map)?,
    SessionKey::IsCurrent => to.is_current = map.next_value()?,
    SessionKey::Cards => map.next_value_seed(SheetList(to))?,
    // Versions up to 5.4 know one sheet only.
    SessionKey::Contests => {
        let from = to.contests.len();
        map.next_value_seed(ContestList(to))?;
        to.sheets.push(SessionSheet { contests: (from, to.contests.len()), ..SessionSheet::default() });
    }
    _ => drop(map.next_value::<IgnoredAny>()?),
});

object!(SessionSeed, SessionText, |to, key, map| match key {
    SessionKey::Tabulator => to.tabulator = number(&mut map)?,
    SessionKey::Batch => to.batch = number(&mut map)?,
    SessionKey::Record => to.record = map.next_value_seed(Number)?,
    SessionKey::Group => to.group = number(&mut map)?,
    SessionKey::Image => map.next_value_seed(TextSeed(&mut to.image))?,
    SessionKey::Unique => map.next_value_seed(TextSeed(&mut to.unique))?,
    SessionKey::Original => {
        to.original.is_there = true;
        map.next_value_seed(ElementSeed(&mut to.original))?;
    }
    SessionKey::Modified => {
        to.modified.is_there = true;
        map.next_value_seed(ElementSeed(&mut to.modified))?;
    }
    SessionKey::Unknown(name) => {
        to.unknown.push(name.into());
        map.next_value::<IgnoredAny>()?;
    }
    _ => drop(map.next_value::<IgnoredAny>()?),
});

/// What is done with a session; false where it cannot be used and no other is wanted.
pub(super) type ObserveSession<'h> = dyn FnMut(&mut SessionText) -> bool + 'h;

/// Passes on each session of a list.
pub(super) struct SessionList<'s, 'h>(pub(super) &'s mut SessionText, pub(super) &'s mut ObserveSession<'h>);

impl<'de> DeserializeSeed<'de> for SessionList<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for SessionList<'_, '_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a list of sessions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.clear();
        while items.next_element_seed(SessionSeed(self.0))?.is_some() {
            if !(self.1)(self.0) {
                return Err(A::Error::custom("a session that cannot be used"));
            }
            self.0.clear();
        }
        Ok(())
    }
}

/// A file: its version, and its sessions one by one.
pub(super) struct FileSeed<'s, 'h>(
    pub(super) &'s mut SessionText,
    pub(super) &'s mut String,
    pub(super) &'s mut ObserveSession<'h>,
);

impl<'de> DeserializeSeed<'de> for FileSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object with Sessions")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "Version" => map.next_value_seed(TextSeed(self.1))?,
                "Sessions" => map.next_value_seed(SessionList(self.0, self.2))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}
