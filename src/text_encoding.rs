//! Text files as offices save them: how UTF-16 without its mark is recognised.
//!
//! # Reference
//! The WHATWG Encoding Standard.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are examined to recognise UTF-16 without its mark.
const LOOKED_AT: usize = 4_096;

/// Recognises UTF-16 without a mark: most of its letters are ASCII, each with a zero byte beside it.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |zeros: usize, others: usize| zeros * 4 > head.len() && others == 0;
    match (most(second, first), most(first, second)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}
