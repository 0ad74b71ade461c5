//! Bytes that somebody else opened.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// A file, wherever it lies: its name and bytes at any place of it. Only the command line opens files.
pub trait ByteSource: Sync {
    /// What people call the file.
    fn name(&self) -> &str;

    /// How many bytes it has.
    fn len(&self) -> u64;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills a part of `bytes` with what stands from a place on; the answer is how many, 0 at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read_at(&self, place: u64, bytes: &mut [u8]) -> io::Result<usize>;
}

/// Bytes in memory, with a name.
#[derive(Clone, Debug)]
pub struct NamedBytes {
    name: String,
    bytes: Vec<u8>,
}

impl NamedBytes {
    /// Bytes that are called so.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

impl ByteSource for NamedBytes {
    fn name(&self) -> &str {
        &self.name
    }

    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, place: u64, bytes: &mut [u8]) -> io::Result<usize> {
        let from = usize::try_from(place).map_or(self.bytes.len(), |place| place.min(self.bytes.len()));
        let there = &self.bytes[from..];
        let number = there.len().min(bytes.len());
        bytes[..number].copy_from_slice(&there[..number]);
        Ok(number)
    }
}

/// A source that somebody else keeps, or an archive that stood within another one.
#[derive(Clone)]
enum HeldSource<'a> {
    Given(&'a dyn ByteSource),
    Inner(Arc<NamedBytes>),
}

/// A reader of a source with a place of its own.
#[derive(Clone)]
pub(crate) struct SourceReader<'a> {
    source: HeldSource<'a>,
    place: u64,
}

impl<'a> SourceReader<'a> {
    pub(crate) fn new(source: &'a dyn ByteSource) -> Self {
        Self { source: HeldSource::Given(source), place: 0 }
    }

    /// A reader of an archive that stood within another one.
    pub(crate) fn inner(bytes: NamedBytes) -> Self {
        Self { source: HeldSource::Inner(Arc::new(bytes)), place: 0 }
    }

    fn source(&self) -> &dyn ByteSource {
        match &self.source {
            HeldSource::Given(source) => *source,
            HeldSource::Inner(bytes) => &**bytes,
        }
    }
}

impl Read for SourceReader<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let number = self.source().read_at(self.place, bytes)?;
        self.place += number as u64;
        Ok(number)
    }
}

impl Seek for SourceReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.source().len().checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.place)
    }
}
