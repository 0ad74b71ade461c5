//! A stream of JSON that ends where a number has more digits than any needs.

use std::io::{self, Read};

use crate::import::problem::stream_fault;
use crate::json_text::{MOST_DIGITS, many_digits};

/// Counts the digits in a row.
pub(crate) struct CountedDigits<R> {
    stream: R,
    digits: usize,
}

impl<R: Read> CountedDigits<R> {
    /// Reads from the stream.
    pub(crate) fn new(stream: R) -> Self {
        Self { stream, digits: 0 }
    }
}

impl<R: Read> Read for CountedDigits<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let number = self.stream.read(bytes)?;
        for byte in &bytes[..number] {
            self.digits = if byte.is_ascii_digit() { self.digits + 1 } else { 0 };
            if self.digits > MOST_DIGITS {
                return Err(stream_fault(many_digits()));
            }
        }
        Ok(number)
    }
}
