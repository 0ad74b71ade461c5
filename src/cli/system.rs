//! Errors of the system for a file or a stream: the usual ones have a message in every language, others are copied.

use std::fmt::Display;

use crate::reason::{Filling, Reason, shards};

/// Messages of the system, each with its number.
const KNOWN: [fn(i64) -> Reason; 11] = [
    |n| shards::message_os_none(n),
    |n| shards::message_os_denied(n),
    |n| shards::message_os_folder(n),
    |n| shards::message_os_no_folder(n),
    |n| shards::message_os_full(n),
    |n| shards::message_os_read_only(n),
    |n| shards::message_os_there(n),
    |n| shards::message_os_pipe(n),
    |n| shards::message_os_device(n),
    |n| shards::message_os_long(n),
    |n| shards::message_os_loop(n),
];

/// The text of an error of the system.
pub(super) fn says(error: &dyn Display) -> Filling {
    let text = error.to_string();
    let number = text.rsplit_once("(os error ").and_then(|(_, rest)| rest.strip_suffix(')')?.parse::<i64>().ok());
    let known = number.and_then(|n| KNOWN.iter().map(|says| says(n)).find(|reason| reason.to_string() == text));
    known.map_or(Filling::Text(text), Filling::from)
}
