//! Lists of names, one a line, as people keep them in a text file.

use std::collections::HashMap;

use crate::reason::{complaints, manifest};

use super::manifest_file::{Doubt, Flaw, gists, look, mangled, seen, text_of};

/// Names that can be drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    /// The names without invisible signs and blanks at the ends, in the order of the file.
    pub names: Vec<String>,
    /// Doubts about them.
    pub doubts: Vec<Doubt>,
}

impl NameList {
    /// Reads the names in a file, one a line; lines without a name are skipped.
    ///
    /// # Errors
    /// If the file is no text, or a name comes twice or looks like another.
    ///
    /// ```
    /// use recount::sampling::NameList;
    /// assert_eq!(NameList::read(b"x1\r\n\r\n x2 \n").expect("two names").names, ["x1", "x2"]);
    /// let flaw = NameList::read(b"x1\nx1 \n").unwrap_err();
    /// assert!(flaw.to_string().starts_with("row 2: found the name \"x1\" of row 1 again"));
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let text = text_of(bytes)?;
        let mut list = Self { names: Vec::new(), doubts: Vec::new() };
        // For each look, the lines and indices of the first names with it. Among plain letters, the look in capitals
        // adds nothing.
        let mut alike: HashMap<String, Vec<(u64, usize)>> = HashMap::new();
        let mut as_capitals: HashMap<String, (u64, usize)> = HashMap::new();
        let is_plain = text.is_ascii();
        for (line, row) in text.lines().zip(1..) {
            let name = seen(line);
            if name.is_empty() {
                continue;
            }
            let [small, capitals] = gists(&name);
            let found = alike.entry(small).or_default();
            if let Some((first, at)) = found.iter().find(|(_, at)| look(&list.names[*at]) == look(&name)) {
                let found = if list.names[*at] == name {
                    manifest::found_name_again(format_args!("{name:?}"), *first)
                } else {
                    manifest::found_name_alike(format_args!("{name:?}"), *first)
                };
                return Err(Flaw::new(found, complaints::rule_every_name()).in_row(row));
            }
            let other = if is_plain { None } else { as_capitals.insert(capitals, (row, list.names.len())) };
            if let Some((first, at)) = found.first().copied().or(other) {
                let (name, other) = (format!("{name:?}"), format!("{:?}", list.names[at]));
                let found = manifest::found_beside_row(name, other, first);
                Doubt::add(&mut list.doubts, (row, None), found, manifest::why_alike());
            }
            if let Some(why) = mangled(&name) {
                Doubt::add(&mut list.doubts, (row, None), format!("{name:?}"), why);
            }
            found.push((row, list.names.len()));
            list.names.push(name.into_owned());
        }
        Ok(list)
    }
}
