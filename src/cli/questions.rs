//! Questions in JSON, one document or one per line, each answered in one line of JSON as soon as it is read.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Cursor, ErrorKind, Read, StdoutLock, Write};
use std::path::Path;

use serde::Serialize;

use super::Done;
use super::system::says;
use crate::error::Error;
use crate::reason::{Filling, Reason, complaints, questions, shards};

/// Most bytes of one question.
const LARGEST: u64 = 64_000_000;

/// Answers one JSON document, or one per line; a bad one answers with an error in its place.
///
/// If the first line is a document of its own, every line is one, and their number has no limit. Otherwise the whole
/// text is one document, or lines of which the first is broken.
pub(super) fn answer_documents<A: Serialize>(
    file: &str,
    answer: impl Fn(&str) -> Result<A, Reason>,
) -> Result<Done, Error> {
    let fail = |message: Filling| Error::Read { file: file.to_owned(), message };
    answer_from(open(file).map_err(fail)?, file, answer)
}

/// The same for a text that was read of the file.
pub(super) fn answer_text<A: Serialize>(
    text: String,
    file: &str,
    answer: impl Fn(&str) -> Result<A, Reason>,
) -> Result<Done, Error> {
    answer_from(Box::new(Cursor::new(text)), file, answer)
}

fn answer_from<A: Serialize>(
    mut source: Box<dyn BufRead>,
    file: &str,
    answer: impl Fn(&str) -> Result<A, Reason>,
) -> Result<Done, Error> {
    let fail = |message: Filling| Error::Read { file: file.to_owned(), message };
    let mut answers = Answers { answer, out: BufWriter::new(std::io::stdout().lock()), asked: 0, all_well: true };
    let mut line = Vec::new();
    let mut read = next_line(&mut source, &mut line).map_err(|e| fail(says(&e)))?;
    if line.starts_with(MARK) {
        line.drain(..MARK.len());
    }
    while read == QuestionLine::Whole && line.trim_ascii().is_empty() {
        read = next_line(&mut source, &mut line).map_err(|e| fail(says(&e)))?;
    }
    if read == QuestionLine::Whole && !is_document(&line) {
        let room = LARGEST.saturating_sub(line.len() as u64);
        source.by_ref().take(room + 1).read_to_end(&mut line).map_err(|e| fail(says(&e)))?;
        if line.len() as u64 <= LARGEST && is_document(&line) {
            answers.give(&line)?;
            return answers.done(file);
        }
        source = Box::new(Cursor::new(std::mem::take(&mut line)).chain(source));
        read = next_line(&mut source, &mut line).map_err(|e| fail(says(&e)))?;
    }
    while read != QuestionLine::None {
        match read {
            QuestionLine::TooLong => {
                answers.refuse(&questions::long_line(LARGEST))?;
            }
            _ => answers.give(&line)?,
        }
        read = next_line(&mut source, &mut line).map_err(|e| fail(says(&e)))?;
    }
    answers.done(file)
}

/// The byte order mark, which some programs put before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn open(file: &str) -> Result<Box<dyn BufRead>, Filling> {
    if file == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    if Path::new(file).is_dir() {
        return Err(complaints::message_folder().into());
    }
    if !Path::new(file).exists() {
        return Err(complaints::message_no_file().into());
    }
    File::open(file).map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>).map_err(|e| says(&e))
}

fn is_document(text: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum QuestionLine {
    Whole,
    TooLong,
    None,
}

/// Reads a line; a line that is too long is not kept.
fn next_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<QuestionLine> {
    line.clear();
    if source.by_ref().take(LARGEST + 1).read_until(b'\n', line)? == 0 {
        return Ok(QuestionLine::None);
    }
    if line.len() as u64 <= LARGEST || line.ends_with(b"\n") {
        return Ok(QuestionLine::Whole);
    }
    *line = Vec::new();
    source.skip_until(b'\n')?;
    Ok(QuestionLine::TooLong)
}

struct Answers<F> {
    answer: F,
    out: BufWriter<StdoutLock<'static>>,
    asked: u64,
    all_well: bool,
}

impl<F> Answers<F> {
    fn give<A: Serialize>(&mut self, document: &[u8]) -> Result<(), Error>
    where
        F: Fn(&str) -> Result<A, Reason>,
    {
        if document.trim_ascii().is_empty() {
            return Ok(());
        }
        let text = std::str::from_utf8(document).map_err(|e| complaints::message_utf8(e.valid_up_to()));
        match text.and_then(&self.answer) {
            Ok(answer) => self.line(&answer),
            Err(why) => self.refuse(&why),
        }
    }

    fn refuse(&mut self, why: &Reason) -> Result<(), Error> {
        self.all_well = false;
        self.line(&serde_json::json!({ "error": why.to_string() }))
    }

    fn line(&mut self, answer: &impl Serialize) -> Result<(), Error> {
        self.asked += 1;
        let written = serde_json::to_writer(&mut self.out, answer).map_err(std::io::Error::from);
        let ended = written.and_then(|()| self.out.write_all(b"\n"));
        // A program that asks line by line waits for the answer.
        ended.and_then(|()| self.out.flush()).or_else(|e| failed(&e))
    }

    fn done(mut self, file: &str) -> Result<Done, Error> {
        if self.asked == 0 {
            return Err(Error::Read { file: file.to_owned(), message: complaints::message_no_json().into() });
        }
        self.out.flush().or_else(|e| failed(&e))?;
        if self.all_well { Ok(Done::Well) } else { Ok(Done::WrongInput) }
    }
}

fn failed(why: &std::io::Error) -> Result<(), Error> {
    // The reader has closed the pipe, which is no error.
    if why.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(Error::Usage(shards::error_write_out(says(why)))) }
}
