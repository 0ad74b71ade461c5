//! Bytes that are text: UTF-8, UTF-16 with or without its mark, Windows-1252.
//!
//! # Reference
//! The WHATWG Encoding Standard.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem, stream_fault};
use crate::reason::import;
use crate::text_encoding::unmarked_utf16;

/// The text of a cell: UTF-8, or Windows-1252 where it is none.
pub fn cell_text(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

/// Whether a text was UTF-8, read as Latin-1 and saved as UTF-8 again, such as `GarcÃ­a`.
pub(crate) fn is_twice_encoded(text: &str) -> bool {
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    !lossy && !text.is_ascii() && std::str::from_utf8(&bytes).is_ok()
}

/// How a file begins that is no text, and what it is.
const OTHERS: [(&[u8], Found); 5] = [
    (b"\xd0\xcf\x11\xe0", Found::OldWorkbook),
    (b"%PDF", Found::Pdf),
    (b"\x1f\x8b", Found::Packed),
    (b"PK\x03\x04", Found::Packed),
    (b"<html", Found::WebPage),
];

/// What a part is where it cannot be a table or a text.
pub(crate) fn other_than_text(head: &[u8]) -> Option<Found> {
    let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is = |begins: &[u8]| body.len() >= begins.len() && body[..begins.len()].eq_ignore_ascii_case(begins);
    let known = OTHERS.iter().find(|(begins, _)| is(begins)).map(|(_, found)| found.clone());
    let web_page = is(b"<!doctype html").then_some(Found::WebPage);
    known.or(web_page).or_else(|| (utf16(head).is_none() && head.contains(&0)).then_some(Found::Binary))
}

/// Reads a part as text in bytes that are like ASCII: without a mark, and UTF-16 as UTF-8.
///
/// # Errors
/// A part that is no text, and what the caller refuses.
pub(crate) fn read_text<T>(
    part: &Part<'_>,
    observe: impl FnOnce(&mut dyn BufRead) -> Result<T, ImportProblem>,
) -> Result<T, ImportProblem> {
    if let Some(found) = other_than_text(&part.head) {
        return Err(ImportProblem::new(part.place(), found, AllowedInFile::KnownFormat));
    }
    part.read(|stream| {
        if let Some(encoding) = utf16(&part.head).or_else(|| declared(&part.head)) {
            let decoder = encoding.new_decoder_with_bom_removal();
            let transcoder = Transcoder { stream, decoder, out: vec![0; 1 << 16], from: 0, to: 0, is_done: false };
            return observe(&mut BufReader::with_capacity(1 << 16, transcoder));
        }
        let has_mark = stream.fill_buf().map_err(|error| part.unreadable(&error))?.starts_with(b"\xef\xbb\xbf");
        stream.consume(if has_mark { 3 } else { 0 });
        if ends_lines_with_returns(&part.head) {
            return observe(&mut BufReader::with_capacity(1 << 16, ReturnsAsNewlines { stream }));
        }
        observe(stream)
    })
}

/// The head of a part as UTF-8, without a mark, cut where it was cut.
pub(crate) fn head_text(head: &[u8]) -> Cow<'_, str> {
    if let Some(encoding) = utf16(head) {
        return encoding.decode_with_bom_removal(head).0;
    }
    let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = match std::str::from_utf8(body) {
        Err(error) if error.error_len().is_none() => cell_text(&body[..error.valid_up_to()]),
        _ => cell_text(body),
    };
    if ends_lines_with_returns(head) { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

/// The encoding that an XML file says it has, where that is another than UTF-8.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let line = head.get(..head.len().min(200))?.strip_prefix(b"<?xml")?;
    let end = line.windows(2).position(|pair| pair == b"?>")?;
    let line = std::str::from_utf8(&line[..end]).ok()?;
    let (_, label) = line.split_once("encoding=")?;
    let encoding = Encoding::for_label(label.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.as_bytes())?;
    let is_single = encoding != encoding_rs::UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE;
    is_single.then_some(encoding)
}

/// Whether the head of a part is neither UTF-8 nor UTF-16, and is read as Windows-1252.
pub(crate) fn is_old_text(head: &[u8]) -> bool {
    utf16(head).is_none() && std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}

fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != encoding_rs::UTF_8).then_some(encoding);
    }
    unmarked_utf16(head)
}

/// Whether lines end with a carriage return alone, as one of the kinds of CSV does that spreadsheets save.
fn ends_lines_with_returns(head: &[u8]) -> bool {
    let within = &head[..head.len().saturating_sub(1)];
    memchr::memchr(b'\n', head).is_none() && memchr::memchr(b'\r', within).is_some()
}

/// A stream in which every carriage return is read as the end of a line.
struct ReturnsAsNewlines<'a> {
    stream: &'a mut dyn BufRead,
}

impl Read for ReturnsAsNewlines<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let input = self.stream.fill_buf()?;
        let number = input.len().min(bytes.len());
        for (to, from) in bytes.iter_mut().zip(input) {
            *to = if *from == b'\r' { b'\n' } else { *from };
        }
        self.stream.consume(number);
        Ok(number)
    }
}

/// A stream in UTF-16 as UTF-8.
struct Transcoder<'a> {
    stream: &'a mut dyn BufRead,
    decoder: Decoder,
    out: Vec<u8>,
    from: usize,
    to: usize,
    is_done: bool,
}

impl Read for Transcoder<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while self.from == self.to && !self.is_done {
            let input = self.stream.fill_buf()?;
            let is_last = input.is_empty();
            let (_, read, written, is_broken) = self.decoder.decode_to_utf8(input, &mut self.out, is_last);
            self.stream.consume(read);
            (self.from, self.to) = (0, written);
            self.is_done = is_last && read == 0 && written < self.out.len();
            if is_broken {
                return Err(stream_fault(import::found_half_signs()));
            }
        }
        let number = (self.to - self.from).min(bytes.len());
        bytes[..number].copy_from_slice(&self.out[self.from..self.from + number]);
        self.from += number;
        Ok(number)
    }
}
