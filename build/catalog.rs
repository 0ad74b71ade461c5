//! The messages of each language as their files have them, and the errors in them.
//!
//! English is the reference: a message that a language lacks, has in addition, or fills by other arguments is a
//! complaint that names file and message. `tests/messages.rs` reads this file too and shows each complaint.

use std::collections::BTreeMap;

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

/// The language that every other one is held against.
pub(crate) const REFERENCE: &str = "en";

/// The message that gives a language's own name.
pub(crate) const OWN_NAME: &str = "page-language";

/// The messages of one language.
pub(crate) struct Catalog {
    /// Its code, such as `en`.
    pub(crate) code: String,
    /// In the order of the reference.
    pub(crate) messages: Vec<Message>,
}

/// One message.
#[derive(Clone)]
pub(crate) struct Message {
    /// Where it is said, a dash, and its name: `plan-enough`.
    pub(crate) id: String,
    /// What it says.
    pub(crate) pieces: Vec<Piece>,
}

/// A part of what a message says.
#[derive(Clone)]
pub(crate) enum Piece {
    /// Letters of its own.
    Text(String),
    /// What is given for an argument.
    Argument(String),
    /// One of several forms, by what is given for an argument.
    Choice {
        /// The argument.
        of: String,
        /// Each form with its key, such as `one`.
        forms: Vec<(String, Vec<Piece>)>,
        /// The form where no key fits.
        default: usize,
    },
}

impl Message {
    /// Names of its arguments, in the order of their first use.
    pub(crate) fn arguments(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect(&self.pieces, &mut names);
        names
    }
}

fn collect<'p>(pieces: &'p [Piece], names: &mut Vec<&'p str>) {
    for piece in pieces {
        let (name, forms): (&str, &[_]) = match piece {
            Piece::Text(_) => continue,
            Piece::Argument(name) => (name, &[]),
            Piece::Choice { of, forms, .. } => (of, forms),
        };
        if !names.contains(&name) {
            names.push(name);
        }
        for (_, form) in forms {
            collect(form, names);
        }
    }
}

/// The languages of these files, each a code and a text; the reference first, then by code.
///
/// # Errors
/// A sentence for everything that is wrong.
pub(crate) fn read_all(files: &[(String, String)]) -> Result<Vec<Catalog>, Vec<String>> {
    let (mut catalogs, mut wrong) = (Vec::new(), Vec::new());
    for (code, text) in files {
        match read(code, text) {
            Ok(messages) => catalogs.push(Catalog { code: code.clone(), messages }),
            Err(complaints) => wrong.extend(complaints),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    catalogs.sort_by_key(|it| (it.code != REFERENCE, it.code.clone()));
    let Some((reference, others)) = catalogs.split_first_mut().filter(|(first, _)| first.code == REFERENCE) else {
        return Err(vec![format!("{REFERENCE}.ftl is missing: every other language is held against it")]);
    };
    if !reference.messages.iter().any(|message| message.id == OWN_NAME) {
        wrong.push(format!("{REFERENCE}.ftl: {OWN_NAME} is missing: the language's name in itself"));
    }
    for other in others {
        wrong.extend(differences(reference, other));
        // In the order of the reference, whatever a translator's is.
        let own = &other.messages;
        let ordered = reference.messages.iter().filter_map(|it| own.iter().find(|message| message.id == it.id));
        other.messages = ordered.cloned().collect();
    }
    if wrong.is_empty() { Ok(catalogs) } else { Err(wrong) }
}

/// What a language lacks, has beside the reference, or fills by other arguments.
fn differences(reference: &Catalog, other: &Catalog) -> Vec<String> {
    let by_id = |catalog: &Catalog| -> BTreeMap<String, Vec<String>> {
        let of = |message: &Message| {
            let mut names: Vec<String> = message.arguments().into_iter().map(str::to_owned).collect();
            names.sort();
            (message.id.clone(), names)
        };
        catalog.messages.iter().map(of).collect()
    };
    let (wanted, found, code) = (by_id(reference), by_id(other), &other.code);
    let lacking = wanted.iter().filter_map(|(id, arguments)| match found.get(id) {
        None => Some(format!("{code}.ftl: {id} is missing")),
        Some(own) if own != arguments => {
            let listed = |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
            let (own, theirs) = (listed(own), listed(arguments));
            Some(format!("{code}.ftl: {id} is filled by {own}; in {REFERENCE}.ftl by {theirs}"))
        }
        Some(_) => None,
    });
    let beside = found.keys().filter(|id| !wanted.contains_key(*id));
    lacking.chain(beside.map(|id| format!("{code}.ftl: {id} is not in {REFERENCE}.ftl"))).collect()
}

/// The messages of a file, in its order.
fn read(code: &str, text: &str) -> Result<Vec<Message>, Vec<String>> {
    let resource = parser::parse(text).map_err(|(_, errors)| {
        let line = |at: usize| 1 + text[..at.min(text.len())].matches('\n').count();
        errors.iter().map(|error| format!("{code}.ftl:{}: {error}", line(error.pos.start))).collect::<Vec<_>>()
    })?;
    let (mut messages, mut wrong) = (Vec::<Message>::new(), Vec::new());
    for entry in &resource.body {
        let read = match entry {
            Entry::Message(message) => read_message(message),
            Entry::Term(term) => Err(format!("-{}: terms are not read here; write the word out", term.id.name)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => continue,
        };
        match read {
            Ok(message) if messages.iter().any(|known| known.id == message.id) => {
                wrong.push(format!("{code}.ftl: {} stands there twice", message.id));
            }
            Ok(message) => messages.push(message),
            Err(complaint) => wrong.push(format!("{code}.ftl: {complaint}")),
        }
    }
    if wrong.is_empty() { Ok(messages) } else { Err(wrong) }
}

fn read_message(message: &ast::Message<&str>) -> Result<Message, String> {
    let id = message.id.name.to_owned();
    if !id.split_once('-').is_some_and(|(group, name)| !group.is_empty() && !name.is_empty()) {
        return Err(format!("{id}: a message is named by its group, a dash, and its name, such as plan-enough"));
    }
    if !message.attributes.is_empty() {
        return Err(format!("{id}: attributes are not read here"));
    }
    let Some(value) = &message.value else { return Err(format!("{id} says nothing")) };
    let mut pieces = Vec::new();
    read_pattern(value, &mut pieces).map_err(|complaint| format!("{id}: {complaint}"))?;
    Ok(Message { id, pieces })
}

fn read_pattern(pattern: &Pattern<&str>, pieces: &mut Vec<Piece>) -> Result<(), String> {
    pattern.elements.iter().try_for_each(|element| match element {
        PatternElement::TextElement { value } => {
            add_text(pieces, value);
            Ok(())
        }
        PatternElement::Placeable { expression } => read_expression(expression, pieces),
    })
}

fn read_expression(expression: &Expression<&str>, pieces: &mut Vec<Piece>) -> Result<(), String> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            add_text(pieces, &unescape_unicode_to_string(value));
        }
        Expression::Inline(InlineExpression::NumberLiteral { value }) => add_text(pieces, value),
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            pieces.push(Piece::Argument(id.name.to_owned()));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => read_expression(expression, pieces)?,
        Expression::Inline(_) => return Err("functions and references to other messages are not read here".to_owned()),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let mut forms = Vec::new();
            for variant in variants {
                let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
                let mut form = Vec::new();
                read_pattern(&variant.value, &mut form)?;
                forms.push(((*key).to_owned(), form));
            }
            let default = variants.iter().position(|variant| variant.default).expect("Fluent's grammar asks for one");
            pieces.push(Piece::Choice { of: id.name.to_owned(), forms, default });
        }
        Expression::Select { .. } => return Err("a form is chosen by an argument, such as { $n -> … }".to_owned()),
    }
    Ok(())
}

/// Adds text to the piece before, or as a piece of its own.
fn add_text(pieces: &mut Vec<Piece>, letters: &str) {
    if let Some(Piece::Text(before)) = pieces.last_mut() {
        before.push_str(letters);
    } else if !letters.is_empty() {
        pieces.push(Piece::Text(letters.to_owned()));
    }
}
