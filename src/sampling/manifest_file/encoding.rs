//! Text files as offices save them: UTF-8, UTF-16 with or without its mark, Windows-1252.
//!
//! # Reference
//! The WHATWG Encoding Standard.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::flaw::Flaw;
use crate::reason::manifest;
use crate::text_encoding::unmarked_utf16;

/// The text in the bytes of a file, without a byte order mark.
///
/// # Errors
/// If they are not text: zero bytes that are not those of UTF-16, or incomplete characters.
pub(in crate::sampling) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Flaw> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, mark)| (encoding, &bytes[mark..]));
    let (encoding, body) = match marked {
        Some(found) => found,
        None => match unmarked_utf16(bytes) {
            Some(encoding) => (encoding, bytes),
            None => match std::str::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => return Ok(Cow::Borrowed(text)),
                _ => (WINDOWS_1252, bytes),
            },
        },
    };
    let (text, is_broken) = encoding.decode_without_bom_handling(body);
    if is_broken || text.contains('\0') {
        return Err(Flaw::new(manifest::found_not_text(), manifest::rule_csv_xlsx()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_offices_is_the_same_text() {
        let text = "Batch,Cards\r\nCañon €,12\r\n";
        let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let old = WINDOWS_1252.encode(text).0.into_owned();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let files = [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little.clone(),
            big,
            old,
        ];
        for bytes in files {
            assert_eq!(text_of(&bytes).expect("text"), text);
        }
        for bytes in [&b"Batch\0"[..], &marked(b"\xff\xfe", &little[1..]), b"\xff\xfe\x00\xd8"] {
            assert!(text_of(bytes).is_err(), "{bytes:?}");
        }
    }
}
