//! The messages of rooms written as Rust: a function for each, which takes its arguments. A message that no room uses
//! is then a function that nothing calls, and a wrong argument is a call that does not compile.

use std::fmt::Write as _;

use crate::catalog::Catalog;
use crate::types::{SAYINGS, of_group, template};

/// The groups whose messages rooms give as they are, by functions; all are called.
pub(crate) const REASONS: [&str; 0] = [];

/// Words that Rust keeps for itself.
const KEPT: [&str; 9] = ["as", "in", "for", "of", "type", "where", "match", "use", "move"];

/// The file that the room `reason` includes.
pub(crate) fn written(catalogs: &[Catalog]) -> String {
    let reference = &catalogs[0];
    let mut out = String::new();
    let groups = REASONS.iter().map(|group| (group, "")).chain(SAYINGS.iter().map(|group| {
        // Lines of help are found by their text, lines of lists by their ids; `tests/messages.rs` looks for unused ones.
        (group, "#[allow(dead_code, reason = \"some are found by text or id\")]\n")
    }));
    let mut ids = Vec::new();
    for (group, before) in groups {
        let _ = write!(
            out,
            "/// Messages `{group}-…`.\n{before}pub(crate) mod {group} {{\n    use crate::reason::Reason;\n\n"
        );
        for (name, message) in of_group(reference, group) {
            let names: Vec<String> = message.arguments().into_iter().map(str::to_owned).collect();
            ids.push((message.id.clone(), names));
            let says = template(&message.pieces).replace(['\n', '`'], " ");
            let arguments = message.arguments();
            let rust = |name: &str| if KEPT.contains(&name) { format!("r#{name}") } else { name.to_owned() };
            let taken = arguments.iter().map(|name| format!("{}: impl Into<crate::reason::Filling>", rust(name)));
            let given = arguments.iter().map(|name| format!("({name:?}, {}.into())", rust(name)));
            let (taken, given) = (taken.collect::<Vec<_>>().join(", "), given.collect::<Vec<_>>().join(", "));
            let many = if arguments.len() > 7 {
                "    #[allow(clippy::too_many_arguments, reason = \"a message has as many\")]\n"
            } else {
                ""
            };
            let _ = write!(
                out,
                "    /// `{}`\n{many}    pub(crate) fn {}({taken}) -> Reason {{\n        Reason::of({:?}, vec![{given}])\n    }}\n\n",
                says.trim(),
                rust(&name),
                message.id
            );
        }
        out += "}\n\n";
    }
    ids.sort();
    let _ = writeln!(
        out,
        "/// Ids of all messages that a room may give, in rising order, with the names of their arguments.\n\
         static MESSAGES: [(&str, &[&str]); {}] = [",
        ids.len()
    );
    for (id, names) in ids {
        let _ = writeln!(out, "    ({id:?}, &{names:?}),");
    }
    out += "];\n\n";
    let codes: Vec<&str> = catalogs.iter().map(|catalog| catalog.code.as_str()).collect();
    let _ = writeln!(
        out,
        "/// Codes of the languages there are messages in; the first is that of a scenario's own texts.\n\
         pub(crate) const LANGUAGE_CODES: [&str; {}] = {codes:?};",
        codes.len()
    );
    out
}
