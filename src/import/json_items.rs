//! The items of a long list in a JSON file, in blocks, so that they are read side by side and never all at once.

use std::io::{BufRead, Read as _};

use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::reason::import;

/// Bytes of a block.
const BLOCK: usize = 4 << 20;
/// Most bytes of one item, and of what stands before the list.
const LONGEST_ITEM: usize = 64 << 20;

/// Blocks of whole items of the list that stands under a key of the outermost object.
pub(crate) struct JsonItems<'a> {
    part: &'a Part<'a>,
    left: Vec<u8>,
    /// How every item begins: its bracket and its first key; empty where that is not plain.
    begins: Vec<u8>,
    /// Items in the blocks that were read.
    read: u64,
    is_over: bool,
}

impl<'a> JsonItems<'a> {
    /// Reads up to the list, and returns what stands before it, closed so that it is JSON by itself.
    pub(crate) fn open(
        part: &'a Part<'a>,
        stream: &mut dyn BufRead,
        key: &str,
    ) -> Result<(Self, Vec<u8>), ImportProblem> {
        let mut text = Vec::new();
        let needle = format!("\"{key}\"");
        loop {
            let grown = stream.take(BLOCK as u64).read_to_end(&mut text).map_err(|error| part.unreadable(&error))?;
            let found = memchr::memmem::find(&text, needle.as_bytes()).and_then(|at| {
                let after = &text[at + needle.len()..];
                let colon =
                    after.iter().position(|byte| !byte.is_ascii_whitespace()).filter(|&at| after[at] == b':')?;
                let list = after[colon + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
                (after[colon + 1 + list] == b'[').then_some((at, at + needle.len() + colon + 2 + list))
            });
            if let Some((at, items)) = found {
                let mut before = text[..at].trim_ascii_end().to_vec();
                if before.last() == Some(&b',') {
                    before.pop();
                }
                before.push(b'}');
                let left = text.split_off(items);
                let begins = begins(&left);
                return Ok((Self { part, left, begins, read: 0, is_over: false }, before));
            }
            if grown == 0 || text.len() > LONGEST_ITEM {
                let missing = Found::Said(import::found_no_list(key));
                return Err(ImportProblem::new(part.place(), missing, AllowedInFile::Said(import::rule_json_list())));
            }
        }
    }

    /// The next block as a list by itself, with the number of its first item from 0; none at the end of the list.
    pub(crate) fn next_block(&mut self, stream: &mut dyn BufRead) -> Result<Option<(u64, Vec<u8>)>, ImportProblem> {
        if self.is_over {
            return Ok(None);
        }
        let mut text = std::mem::take(&mut self.left);
        text.reserve(BLOCK + 2);
        loop {
            let grown =
                stream.take(BLOCK as u64).read_to_end(&mut text).map_err(|error| self.part.unreadable(&error))?;
            // An item's beginning has quotes in it, and so never stands within a text.
            let last = (grown > 0).then(|| last_beginning(&text, &self.begins)).flatten();
            let (items, end, is_over) = last.map_or_else(|| whole_items(&text), |(items, end)| (items, end, false));
            if is_over || end > 0 {
                self.is_over = is_over;
                self.left = if is_over { Vec::new() } else { text.split_off(end) };
                text.truncate(end);
                // The comma behind the last block's items opens this list.
                match text.iter().position(|byte| !byte.is_ascii_whitespace()) {
                    Some(comma) if text[comma] == b',' => text[..=comma].fill(b'['),
                    _ => text.insert(0, b'['),
                }
                let opened = text.iter().take_while(|byte| **byte == b'[').count();
                text[..opened - 1].fill(b' ');
                text.push(b']');
                let first = self.read;
                self.read += items;
                return Ok(Some((first, text)));
            }
            if grown == 0 {
                return Err(ImportProblem::new(self.part.place(), Found::End, AllowedInFile::Syntax("JSON")));
            }
            if text.len() > LONGEST_ITEM {
                let heavy = Found::Heavy(LONGEST_ITEM as u64);
                return Err(ImportProblem::new(self.part.place(), heavy, AllowedInFile::AtMost(LONGEST_ITEM as u64)));
            }
        }
    }
}

/// How an item begins, such as `{"TabulatorId"`.
fn begins(list: &[u8]) -> Vec<u8> {
    let list = list.trim_ascii_start();
    let head = &list[..list.len().min(200)];
    let key = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start).and_then(|rest| rest.strip_prefix(b"\""));
    let Some(key) = key else { return Vec::new() };
    match memchr::memchr2(b'"', b'\\', key) {
        Some(end) if key[end] == b'"' && end > 0 => head[..=(head.len() - key.len() + end)].to_vec(),
        _ => Vec::new(),
    }
}

/// How many items stand before the last that begins in a text, and the comma behind them.
fn last_beginning(text: &[u8], begins: &[u8]) -> Option<(u64, usize)> {
    if begins.is_empty() {
        return None;
    }
    let last = memchr::memmem::rfind(text, begins)?;
    let comma = text[..last].iter().rposition(|byte| !byte.is_ascii_whitespace())?;
    let items = memchr::memmem::find_iter(&text[..comma], begins).count() as u64;
    (text[comma] == b',' && items > 0).then_some((items, comma))
}

/// How many whole items stand in a text, where the last of them ends, and whether the list ends behind it.
fn whole_items(text: &[u8]) -> (u64, usize, bool) {
    let (mut depth, mut at, mut items, mut end) = (0_u32, 0, 0, 0);
    while at < text.len() {
        match text[at] {
            b'"' => loop {
                let Some(next) = memchr::memchr2(b'"', b'\\', text.get(at + 1..).unwrap_or_default()) else {
                    return (items, end, false);
                };
                at += 1 + next;
                if text[at] == b'"' {
                    break;
                }
                at += 1;
            },
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    items += 1;
                    end = at + 1;
                }
            }
            b'}' | b']' => return (items, end, true),
            _ => {}
        }
        at += 1;
    }
    (items, end, false)
}

#[cfg(test)]
mod tests {
    use super::{begins, last_beginning, whole_items};

    #[test]
    fn items_are_cut_where_the_last_begins() {
        assert_eq!(begins(b" { \"a\" : 1}"), b"{ \"a\"");
        assert!(begins(b"[1]").is_empty() && begins(b"{}").is_empty() && begins(b"{\"a\\\"").is_empty());
        // The comma before the third item is byte 25, from 0.
        let text = br#",{"a":"{\"a\""} , {"a":1},{"a""#;
        assert_eq!(last_beginning(text, b"{\"a\""), Some((2, 25)));
        assert_eq!(last_beginning(br#"{"a":{"a""#, b"{\"a\""), None);
    }

    #[test]
    fn items_end_where_their_brackets_do() {
        assert_eq!(whole_items(br#"{"a":"]}\"{"},{"b":[1,{}]}] , "x": 1}"#), (2, 26, true));
        assert_eq!(whole_items(br#"{"a":1},{"b":"#), (1, 7, false));
        assert_eq!((whole_items(b"]"), whole_items(br#"{"a":"\"#)), ((0, 0, true), (0, 0, false)));
    }
}
