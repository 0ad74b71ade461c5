//! Small parts of XML and JSON as trees of one kind: names, texts, and what stands within.
//!
//! NIST's formats are the same in both: an attribute `ObjectId` is the key `@id`, an element that may repeat is a list.

use std::collections::HashMap;
use std::io::BufRead;

use serde_json::Value;

use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::xml::{MarkupStep, attribute, walk};

/// An element or object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Its text.
    pub(crate) text: String,
    /// What stands within, in order.
    pub(crate) children: Vec<(Box<str>, Self)>,
}

/// Most elements of one tree.
const MOST_ELEMENTS: usize = 2_000_000;

impl Tree {
    /// All children of a name.
    pub(crate) fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t Self> {
        self.children.iter().filter(move |child| &*child.0 == name).map(|child| &child.1)
    }

    /// The text of the first child of a name; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.all_first(name).map_or("", |child| child.text.trim())
    }

    /// The first child of a name.
    pub(crate) fn all_first(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| &*child.0 == name).map(|child| &child.1)
    }

    /// The whole number of the first child of a name.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).parse().ok()
    }

    /// A JSON value as a tree.
    pub(crate) fn of(value: Value) -> Self {
        let mut tree = Self::default();
        match value {
            Value::Null => {}
            Value::Bool(is) => tree.text = is.to_string(),
            Value::Number(number) => tree.text = number.to_string(),
            Value::String(text) => tree.text = text,
            Value::Array(list) => {
                // A list of texts, such as CandidateIds, is one text with blanks.
                tree.text = list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
            }
            Value::Object(object) => {
                for (key, value) in object {
                    let name: Box<str> = if key == "@id" { "ObjectId".into() } else { key.into() };
                    match value {
                        Value::Array(list) if list.iter().any(Value::is_object) => {
                            tree.children.extend(list.into_iter().map(|item| (name.clone(), Self::of(item))));
                        }
                        value => tree.children.push((name, Self::of(value))),
                    }
                }
            }
        }
        tree
    }
}

/// Passes on every step of a part that is XML.
///
/// # Errors
/// A part that is not XML, and what the caller refuses.
pub(crate) fn walk_part(
    part: &Part<'_>,
    stream: &mut dyn BufRead,
    observe: impl FnMut(MarkupStep<'_>, u64) -> Result<bool, ImportProblem>,
) -> Result<(), ImportProblem> {
    walk(stream, |said| ImportProblem::new(part.place(), Found::Broken(said), AllowedInFile::Syntax("XML")), observe)
}

/// Passes on each child of the root element with its name as a tree, with the byte at which it begins.
///
/// # Errors
/// A part that is not XML, and what the caller refuses.
pub(crate) fn each_child(
    part: &Part<'_>,
    stream: &mut dyn BufRead,
    mut observe: impl FnMut(&str, Tree, u64) -> Result<(), ImportProblem>,
) -> Result<HashMap<String, String>, ImportProblem> {
    let mut open: Vec<(Box<str>, Tree)> = Vec::new();
    let (mut depth, mut elements, mut start) = (0, 0, 0);
    let mut root = HashMap::new();
    walk_part(part, stream, |step, at| {
        match step {
            MarkupStep::Opens(name, tag) => {
                depth += 1;
                if depth == 1 {
                    root.insert(String::new(), name.to_owned());
                    for attribute in tag.attributes().with_checks(false).flatten() {
                        root.insert(attribute.key.as_ref().to_owned(), attribute.value.clone().into_owned());
                    }
                    return Ok(true);
                }
                if depth == 2 {
                    (elements, start) = (0, at);
                }
                elements += 1;
                if elements > MOST_ELEMENTS {
                    let most = AllowedInFile::AtMost(MOST_ELEMENTS as u64);
                    return Err(ImportProblem::new(part.place().key(name), Found::Many(elements as u64), most));
                }
                let mut tree = Tree::default();
                for key in ["ObjectId", "type"] {
                    if let Some(text) = attribute(tag, key) {
                        tree.children.push((key.into(), Tree { text, children: Vec::new() }));
                    }
                }
                open.push((name.into(), tree));
            }
            MarkupStep::Says(piece) => {
                if let Some((_, tree)) = open.last_mut()
                    && !(tree.text.is_empty() && piece.trim().is_empty())
                {
                    tree.text.push_str(piece);
                }
            }
            MarkupStep::Closes(_) => {
                depth -= 1;
                if let Some((name, tree)) = open.pop() {
                    match open.last_mut() {
                        Some((_, parent)) => parent.children.push((name, tree)),
                        None => observe(&name, tree, start)?,
                    }
                }
            }
        }
        Ok(true)
    })?;
    Ok(root)
}
