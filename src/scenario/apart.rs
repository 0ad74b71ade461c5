//! Checks that names of one kind in a scenario are visible and that no two look alike.

use std::collections::HashSet;

use crate::error::Complaint;
use crate::names::{Name, alike_as_typed};
use crate::reason::rules;

/// Refuses names of one kind if one is invisible or two look alike. The same name, typed alike, may come several times.
///
/// # Errors
/// The complaint, and the index of the refused name: of two that look alike, the later.
pub(super) fn apart<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<(), (usize, Complaint)> {
    let mut known: HashSet<&str> = HashSet::new();
    let each: Vec<(usize, &str)> = names.into_iter().enumerate().filter(|(_, name)| known.insert(name)).collect();
    if let Some((place, name)) = each.iter().find(|(_, name)| Name::of(name).is_none()) {
        return Err((*place, Complaint::allowed("", format!("{name:?}"), rules::rule_seen())));
    }
    let Some(alike) = alike_as_typed(each.iter().map(|(_, name)| *name)) else { return Ok(()) };
    let place = each.iter().rev().find(|(_, name)| alike.has(name)).map_or(0, |(place, _)| *place);
    Err((place, Complaint::allowed("", alike.found(), alike.apart())))
}
