//! The messages written as Rust: a struct for each group, with a field for each message, and a table of it for each language.

use std::fmt::Write as _;

use crate::catalog::{Catalog, Message, OWN_NAME, Piece};

/// The group whose messages are fields of `Words` itself: those of pages, and of pages and terminal.
const OUTERMOST: &str = "page";

/// The groups of which rooms give reasons, and in which lines of help are looked up, in this order. A message of theirs may
/// have no field that is used; `tests/messages.rs` holds them against the sources.
pub(crate) const SAYINGS: [&str; 17] = [
    "findings",
    "why",
    "procedures",
    "help",
    "lists",
    "complaints",
    "rules",
    "questions",
    "manifest",
    "ranked",
    "shards",
    "import",
    "export",
    "classroom",
    "folder",
    "official",
    "sizing",
];

/// The attribute of a field that no code may name.
const FOUND_BY_TEXT: &str = "#[allow(dead_code, reason = \"many are found by id or text alone\")]\n";

/// Group and name of a message: the text before the first dash, and the text behind it.
fn parts(id: &str) -> (&str, String) {
    let (group, name) = id.split_once('-').expect("checked when it was read");
    (group, name.replace('-', "_"))
}

/// A message's text with `{name}` for each argument; of a choice, its default.
pub(crate) fn template(pieces: &[Piece]) -> String {
    let said = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Argument(name) => format!("{{{name}}}"),
        Piece::Choice { forms, default, .. } => template(&forms[*default].1),
    });
    said.collect()
}

/// The file that the report includes.
pub(crate) fn written(catalogs: &[Catalog]) -> String {
    let mut groups: Vec<&str> = Vec::new();
    for message in &catalogs[0].messages {
        let (group, _) = parts(&message.id);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let mut out = String::new();
    for group in &groups {
        out += &structure(&catalogs[0], group, &groups);
    }
    for catalog in catalogs {
        for group in &groups {
            out += &table(catalog, group);
        }
        out += &words(catalog, &groups);
    }
    out += "/// The languages there are; the first serves where none is asked for.\n";
    out += "pub static LANGUAGES: &[Language] = &[\n";
    for catalog in catalogs {
        let own = catalog.messages.iter().find(|message| message.id == OWN_NAME).expect("checked when it was read");
        let (code, own_name, prefix) = (&catalog.code, template(&own.pieces), prefix(catalog));
        let _ = writeln!(out, "    Language {{ code: {code:?}, own_name: {own_name:?}, words: &{prefix}_WORDS }},");
    }
    out + "];\n"
}

/// What names of a language's tables begin with.
fn prefix(catalog: &Catalog) -> String {
    catalog.code.replace('-', "_").to_uppercase()
}

/// The messages of a group.
pub(crate) fn of_group<'m>(catalog: &'m Catalog, group: &'m str) -> impl Iterator<Item = (String, &'m Message)> {
    let named = catalog.messages.iter().map(|message| (parts(&message.id), message));
    named.filter(move |((own, _), _)| *own == group).map(|((_, name), message)| (name, message))
}

/// The type that holds the messages of a group.
fn type_of(group: &str) -> String {
    if group == OUTERMOST {
        return "Words".to_owned();
    }
    let one = group.strip_suffix('s').unwrap_or(group);
    format!("{}{}Words", one[..1].to_uppercase(), &one[1..])
}

/// The struct of a group.
fn structure(reference: &Catalog, group: &str, groups: &[&str]) -> String {
    let mut out = format!("/// Messages `{group}-…` of one language.\n#[derive(Debug)]\n");
    if SAYINGS.contains(&group) {
        out += FOUND_BY_TEXT;
    }
    let _ = writeln!(out, "pub(crate) struct {} {{", type_of(group));
    if group == OUTERMOST {
        out += "    /// Every group of messages.\n    pub(super) groups: &'static [&'static [Message]],\n";
        out += "    /// The groups that hold sentences of other rooms.\n";
        out += "    pub(super) sayings: &'static [&'static [Message]],\n";
    }
    for (name, message) in of_group(reference, group).filter(|(_, message)| message.id != OWN_NAME) {
        let of = if message.arguments().is_empty() { "&'static str" } else { "Text" };
        let says = template(&message.pieces).replace(['\n', '`'], " ");
        let _ = writeln!(out, "    /// `{}`\n    pub(crate) {name}: {of},", says.trim());
    }
    if group == OUTERMOST {
        for inner in groups.iter().filter(|inner| **inner != OUTERMOST) {
            let found = if SAYINGS.contains(inner) { FOUND_BY_TEXT } else { "" };
            let _ = writeln!(out, "    /// Messages `{inner}-…`.\n{found}    pub(crate) {inner}: {},", type_of(inner));
        }
    }
    out + "}\n\n"
}

/// The table of a group's messages in a language.
fn table(catalog: &Catalog, group: &str) -> String {
    let messages: Vec<_> = of_group(catalog, group).collect();
    let name = format!("{}_{}", prefix(catalog), group.to_uppercase());
    let mut out = format!("static {name}: [Message; {}] = [\n", messages.len());
    for (name, message) in messages {
        let (id, text, arguments) = (&message.id, template(&message.pieces), message.arguments());
        let pieces = if arguments.is_empty() { "&[]".to_owned() } else { written_pieces(&message.pieces) };
        let _ = writeln!(
            out,
            "    Message {{ id: {id:?}, name: {name:?}, language: {:?}, text: {text:?}, arguments: &{arguments:?}, \
             pieces: {pieces} }},",
            catalog.code
        );
    }
    out + "];\n\n"
}

/// The struct of all messages of a language, each by its place in the tables.
fn words(catalog: &Catalog, groups: &[&str]) -> String {
    let prefix = prefix(catalog);
    let table = |group: &str| format!("&{prefix}_{}", group.to_uppercase());
    let listed = |groups: &[&str]| groups.iter().map(|group| table(group)).collect::<Vec<_>>().join(", ");
    let fields = |group: &str| {
        let named = of_group(catalog, group).enumerate().filter(|(_, (_, message))| message.id != OWN_NAME);
        let fields = named.map(|(at, (name, message))| {
            if message.arguments().is_empty() {
                format!("{name}: {:?}, ", template(&message.pieces))
            } else {
                format!("{name}: Text({}[{at}]), ", table(group))
            }
        });
        fields.collect::<String>()
    };
    let mut out = format!("static {prefix}_WORDS: Words = Words {{\n");
    let said = SAYINGS.into_iter().filter(|group| groups.contains(group)).collect::<Vec<_>>();
    let _ = writeln!(out, "    groups: &[{}],\n    sayings: &[{}],", listed(groups), listed(&said));
    for group in groups {
        let fields = fields(group);
        let _ = if *group == OUTERMOST {
            writeln!(out, "    {fields}")
        } else {
            writeln!(out, "    {group}: {} {{ {fields}}},", type_of(group))
        };
    }
    out + "};\n\n"
}

/// Pieces as Rust.
fn written_pieces(pieces: &[Piece]) -> String {
    let written = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => format!("Piece::Text({text:?})"),
        Piece::Argument(name) => format!("Piece::Argument({name:?})"),
        Piece::Choice { of, forms, default } => {
            let forms = forms.iter().map(|(key, form)| format!("({key:?}, {})", written_pieces(form)));
            let forms = forms.collect::<Vec<_>>().join(", ");
            format!("Piece::Choice {{ of: {of:?}, forms: &[{forms}], default: {default} }}")
        }
    });
    format!("&[{}]", written.collect::<Vec<_>>().join(", "))
}
