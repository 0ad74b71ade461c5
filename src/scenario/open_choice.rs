//! A choice that a scenario leaves open: `"?"` in place of a value.
//!
//! `recount import --scenario` writes a first scenario from an office's files. What the files do not settle is a `"?"`
//! there, so that nothing is decided by a default that nobody saw.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Complaint, Key};
use crate::reason::rules;

/// What stands for a choice that is to be made.
pub const OPEN: &str = "?";

/// Refuses a document in which a choice is open; the complaint is about the first one in the text.
pub(super) fn refuse_open_choices(document: &DeTable<'_>) -> Result<(), Complaint> {
    let mut open = Vec::new();
    of_table(document, &mut Vec::new(), &mut open);
    match open.into_iter().min_by_key(|(place, _)| place.start) {
        None => Ok(()),
        Some((_, keys)) => {
            let complaint = Complaint::needed("", rules::found_open_choice(), rules::rule_choose());
            Err(Complaint { keys, ..complaint })
        }
    }
}

fn of_table(table: &DeTable<'_>, path: &mut Vec<Key>, open: &mut Vec<(Range<usize>, Vec<Key>)>) {
    for (key, value) in table {
        path.push(Key::Name(key.get_ref().to_string()));
        of_value(value, path, open);
        path.pop();
    }
}

fn of_value(value: &Spanned<DeValue<'_>>, path: &mut Vec<Key>, open: &mut Vec<(Range<usize>, Vec<Key>)>) {
    match value.get_ref() {
        DeValue::String(text) if text == OPEN => open.push((value.span(), path.clone())),
        DeValue::Table(table) => of_table(table, path, open),
        DeValue::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(Key::Index(at));
                of_value(item, path, open);
                path.pop();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_open_choice_of_the_text_is_named() {
        let path = |text: &str| {
            let document = DeTable::parse(text).expect("TOML");
            refuse_open_choices(document.get_ref()).map_err(|complaint| complaint.path())
        };
        assert_eq!(path("title = \"Who?\"\n[[contest]]\nrule = \"plurality\"\n"), Ok(()));
        assert_eq!(path("z = \"?\"\n[a]\nb = \"?\"\n"), Err("z".to_owned()));
        assert_eq!(path("[[b]]\nc = 1\n[[b]]\nc = [1, \"?\"]\n[a]\nd = \"?\"\n"), Err("b[1].c[1]".to_owned()));
    }
}
