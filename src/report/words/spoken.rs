//! Help, and errors in arguments, in the reader's language: translated line by line and, in lists, cell by cell.
//!
//! The command-line parser writes English. Its lines are messages of the table, so that they can be translated; lists
//! keep their columns. Commands that a reader may copy are the same in every language.

use super::{Words, english};

/// A line of a list: its indent and name, and the explanation.
struct Entry {
    indent: usize,
    name: String,
    /// How many letters the name is longer than in English.
    grown: usize,
    says: String,
}

impl Words {
    /// A text of the parser in this language.
    pub(super) fn spoken(&self, text: &str) -> String {
        if std::ptr::eq(self, english()) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() * 2);
        let mut list: Vec<Entry> = Vec::new();
        let mut column = 0;
        for line in text.lines() {
            let indent = line.len() - line.trim_start().len();
            let entry = entry(line);
            if entry.is_none_or(|(_, _, at)| at != column) {
                write_list(&mut out, &mut list, column);
            }
            if let Some((theirs, says, at)) = entry {
                column = at;
                let name = self.with_names(theirs);
                let grown = name.chars().count().saturating_sub(theirs.chars().count());
                list.push(Entry { indent, name, grown, says: self.say(says) });
            } else {
                out += &line[..indent];
                out += &self.with_names(&self.say(line[indent..].trim_end()));
                out.push('\n');
            }
        }
        write_list(&mut out, &mut list, column);
        out
    }

    /// A line, or the explanation of a name, in this language.
    fn say(&self, text: &str) -> String {
        const LINES: [&str; 5] = ["help_", "method_", "engine_", "attack_", "generator_"];
        self.translated_by(&|key| LINES.iter().any(|begins| key.starts_with(begins)), text)
    }

    /// A text with the names of values, such as `<FILE>`, in this language.
    fn with_names(&self, text: &str) -> String {
        let names = english().sayings().zip(self.sayings());
        let names = names.filter(|(theirs, _)| theirs.id.starts_with("help-value-"));
        names.fold(text.to_owned(), |text, (theirs, own)| {
            let (theirs, own) = (theirs.text, own.text);
            let text = text.replace(&format!("<{theirs}>"), &format!("<{own}>"));
            text.replace(&format!("[{theirs}]"), &format!("[{own}]"))
        })
    }
}

/// Name, explanation and the explanation's column of a line in a list: they are two spaces or more apart.
fn entry(line: &str) -> Option<(&str, &str, usize)> {
    let indent = line.len() - line.trim_start().len();
    let gap = indent + line[indent..].find("  ")?;
    let says = line[gap..].trim_start();
    (indent > 0 && !says.is_empty())
        .then(|| (&line[indent..gap], says.trim_end(), line[..line.len() - says.len()].chars().count()))
}

/// Writes a list whose explanations began in that column, moved right as far as the names have grown.
fn write_list(out: &mut String, list: &mut Vec<Entry>, column: usize) {
    let column = column + list.iter().map(|entry| entry.grown).max().unwrap_or(0);
    for Entry { indent, name, says, .. } in list.drain(..) {
        let pad = column.saturating_sub(indent + name.chars().count()).max(2);
        *out += &format!("{:indent$}{name}{:pad$}{says}\n", "", "");
    }
}
