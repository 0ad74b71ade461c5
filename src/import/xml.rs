//! XML as a stream of steps: an element begins, an element ends, a text stands between.
//!
//! Nothing is expanded but the five entities that XML has, elements nest at most so deep, and one tag or text has at most so
//! many bytes.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::import::problem::{said_of, said_of_stream, stream_fault};
use crate::reason::{Filling, import};

/// Most bytes of one tag or text.
const LONGEST_STEP: usize = 16 << 20;
/// How deep elements may nest.
const DEEPEST: usize = 200;

/// What comes next.
#[derive(Debug)]
pub(crate) enum MarkupStep<'x> {
    /// An element of this name, without its prefix.
    Opens(&'x str, &'x BytesStart<'x>),
    /// Its end.
    Closes(&'x str),
    /// A piece of text.
    Says(&'x str),
}

/// Passes on every step of a stream in order.
///
/// # Errors
/// Text that is not XML, and what the caller refuses.
pub(crate) fn walk<E>(
    stream: &mut dyn BufRead,
    broken: impl Fn(Filling) -> E,
    mut observe: impl FnMut(MarkupStep<'_>, u64) -> Result<bool, E>,
) -> Result<(), E> {
    let mut reader = Reader::from_reader(Metered { stream, used: 0 });
    let mut bytes = Vec::new();
    let mut depth = 0_usize;
    loop {
        bytes.clear();
        reader.get_mut().used = 0;
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut bytes).map_err(|error| broken(said_of_xml(&error)))?;
        let goes_on = match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(broken(import::found_too_deep(DEEPEST).into()));
                }
                observe(MarkupStep::Opens(tag.local_name().as_ref(), &tag), at)?
            }
            Event::Empty(tag) => {
                observe(MarkupStep::Opens(tag.local_name().as_ref(), &tag), at)?
                    && observe(MarkupStep::Closes(tag.local_name().as_ref()), at)?
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                observe(MarkupStep::Closes(tag.local_name().as_ref()), at)?
            }
            Event::Text(text) => observe(MarkupStep::Says(&text), at)?,
            Event::CData(text) => observe(MarkupStep::Says(&text), at)?,
            Event::GeneralRef(name) => {
                let single = name.resolve_char_ref().map_err(|error| broken(said_of_xml(&error)))?.map(String::from);
                let text = single.or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                let text = text.ok_or_else(|| broken(entity(&name)))?;
                observe(MarkupStep::Says(&text), at)?
            }
            Event::Eof if depth > 0 => return Err(broken(import::found_end_within().into())),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

/// What the reader of XML says; a fault of the stream below it as its own message.
pub(crate) fn said_of_xml(error: &quick_xml::Error) -> Filling {
    match error {
        quick_xml::Error::Io(error) => said_of_stream(error),
        error => said_of(error),
    }
}

/// An entity that XML does not have.
pub(crate) fn entity(name: &str) -> Filling {
    import::found_entity(format_args!("{:?}", name.chars().take(60).collect::<String>())).into()
}

/// An attribute's value, by its name without prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value: Cow<'_, str> = unescape(&found.value).ok()?;
    Some(value.into_owned())
}

/// A stream that ends with an error where one step takes too much.
struct Metered<'s> {
    stream: &'s mut dyn BufRead,
    used: usize,
}

impl Read for Metered<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let number = self.stream.read(bytes)?;
        self.used += number;
        Ok(number)
    }
}

impl BufRead for Metered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used > LONGEST_STEP {
            return Err(stream_fault(import::found_long_step()));
        }
        self.stream.fill_buf()
    }

    fn consume(&mut self, number: usize) {
        self.used += number;
        self.stream.consume(number);
    }
}
