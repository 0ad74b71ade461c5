//! The events of a workbook's XML: an element begins, an element ends, text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::reason::{Filling, manifest};
use crate::sampling::manifest_file::flaw::Flaw;

/// The next event in a part.
pub(super) enum XmlStep<'a> {
    /// An element of this name, without its prefix.
    Opens(&'a str, &'a BytesStart<'a>),
    /// Its end.
    Closes(&'a str),
    /// A piece of text.
    Says(&'a str),
}

/// Passes every event of a part to `observe`, in order.
pub(super) fn walk(part: &str, mut observe: impl FnMut(XmlStep<'_>) -> Result<(), Flaw>) -> Result<(), Flaw> {
    walk_while(part, |step| observe(step).map(|()| true))
}

/// Passes the events of a part to `observe`, in order, until it returns false.
pub(super) fn walk_while(part: &str, mut observe: impl FnMut(XmlStep<'_>) -> Result<bool, Flaw>) -> Result<(), Flaw> {
    let mut reader = Reader::from_str(part);
    let mut goes_on = true;
    while goes_on {
        goes_on = match reader.read_event().map_err(|e| broken(said(&e)))? {
            Event::Start(tag) => observe(XmlStep::Opens(tag.local_name().as_ref(), &tag))?,
            Event::Empty(tag) => {
                observe(XmlStep::Opens(tag.local_name().as_ref(), &tag))?
                    && observe(XmlStep::Closes(tag.local_name().as_ref()))?
            }
            Event::End(tag) => observe(XmlStep::Closes(tag.local_name().as_ref()))?,
            Event::Text(text) => observe(XmlStep::Says(&text))?,
            Event::CData(text) => observe(XmlStep::Says(&text))?,
            Event::GeneralRef(name) => {
                let single = name.resolve_char_ref().map_err(|e| broken(said(&e)))?.map(String::from);
                let text = single.or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                observe(XmlStep::Says(
                    &text.ok_or_else(|| broken(manifest::why_entity(format_args!("{:?}", &*name))))?,
                ))?
            }
            Event::Eof => false,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
        };
    }
    Ok(())
}

/// An attribute's value, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Flaw> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|e| broken(said(&e)))?;
        if attribute.key.local_name().as_ref() == name {
            let value: Cow<'_, str> = unescape(&attribute.value).map_err(|e| broken(said(&e)))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// The flaw of a part that is not XML.
pub(super) fn broken(why: impl Into<Filling>) -> Flaw {
    Flaw::new(manifest::found_not_read(why), manifest::rule_xlsx_csv())
}

/// The error message of another crate, in one line.
pub(super) fn said(why: &dyn std::fmt::Display) -> String {
    why.to_string().replace(['\n', '\r'], " ")
}
