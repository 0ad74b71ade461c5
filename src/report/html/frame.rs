//! The frame of a page: head, style, patterns, and the page's origin.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::words::{Language, Words, fill};
use crate::reason::Filling;

/// A text of a scenario, marked as English in whatever language the page is.
pub(super) fn in_english(text: &str) -> Markup {
    html! { span lang="en" { (text) } }
}

/// A filling in the page's language; a text of a scenario is marked as English.
pub(super) fn filled(w: &Words, filling: &Filling) -> Markup {
    match filling {
        Filling::Text(text) => in_english(text),
        other => html! { (w.filling(other)) },
    }
}

/// The file of the gallery's own page.
pub const GALLERY: &str = "index.html";

/// A whole page.
pub(super) fn page(language: &Language, title: &str, body: &Markup) -> String {
    page_with_way_back(language, title, body, None)
}

/// Sections from which a page has a list of them.
const MANY_SECTIONS: usize = 4;

/// The body with a list of its sections before the first one, and with the way back to the page that leads here.
fn with_contents(w: &Words, body: &str, back: Option<&str>) -> String {
    const HEADING: &str = "<h2 id=\"";
    let headings: Vec<(&str, &str)> = body
        .split(HEADING)
        .skip(1)
        .filter_map(|rest| {
            let (id, rest) = rest.split_once("\">")?;
            Some((id, rest.split_once("</h2>")?.0))
        })
        .collect();
    let has_list = headings.len() >= MANY_SECTIONS;
    if !has_list && back.is_none() {
        return body.to_owned();
    }
    let nav = html! {
        nav.contents aria-label=(w.contents) {
            @if let Some(back) = back { p { a href=(back) { "← " (w.to_gallery) } } }
            @if has_list {
                p { strong { (w.contents) } }
                // Headings are taken from the page itself, where names are escaped already.
                ul { @for (id, heading) in &headings { li { a href={ "#" (PreEscaped(id)) } { (PreEscaped(heading)) } } } }
            }
        }
    };
    let first = body.find(HEADING).map_or(body.len(), |heading| body[..heading].rfind("<section>").unwrap_or(heading));
    format!("{}{}{}", &body[..first], nav.into_string(), &body[first..])
}

/// A whole page that leads back to another one.
pub(super) fn page_with_way_back(language: &Language, title: &str, body: &Markup, back: Option<&str>) -> String {
    let body = PreEscaped(with_contents(language.words, &body.0, back));
    let whole = html! { (patterns()) main.sheet { (body) } };
    framed(language, title, include_str!("style.css"), &whole)
}

/// A document with its head, for a screen or for paper: it needs no network and runs no script.
pub(super) fn framed(language: &Language, title: &str, style: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("recount ", env!("CARGO_PKG_VERSION")));
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
        }
    };
    let mut text = page.into_string();
    // Names come from files and may contain anything.
    text.retain(|c| c == '\n' || !c.is_control());
    text
}

/// Fillings that differ in black and white.
fn patterns() -> Markup {
    let lines = |id: &str, ground: &str, path: &str| {
        html! {
            pattern id=(id) width="8" height="8" patternUnits="userSpaceOnUse" {
                rect width="8" height="8" fill=(ground) {}
                path d=(path) stroke="#2d2c29" stroke-width="1.3" fill="none" {}
            }
        }
    };
    html! {
        svg.defs aria-hidden="true" focusable="false" {
            defs {
                (lines("fill-a", "#e8dcc0", "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6"))
                (lines("fill-b", "#d5e2d3", "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2"))
                (lines("fill-c", "#ddd6e6", "M0 2 H8 M0 6 H8"))
                (lines("fill-d", "#e6d9cf", "M2 0 V8 M6 0 V8"))
                (lines("fill-e", "#dfe0dc", "M0 0 L8 8 M8 0 L0 8"))
                (lines("fill-f", "#e9e4d2", "M1 4 H3 M5 4 H7 M4 1 V3 M4 5 V7"))
                (lines("fill-g", "#f4f1ea", ""))
            }
        }
    }
}

/// Names of the fillings, in order of use.
pub(super) const FILLINGS: [&str; 6] =
    ["url(#fill-a)", "url(#fill-b)", "url(#fill-c)", "url(#fill-d)", "url(#fill-e)", "url(#fill-f)"];

/// A table that scrolls within itself where it is too wide.
pub(super) fn wide_table(id: &str, caption: &str, head: &Markup, rows: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table {
                caption id=(id) { span { (caption) } }
                thead { (head) }
                tbody { (rows) }
            }
        }
    }
}

/// Heads of columns; those after a bar are of numbers.
pub(super) fn heads(texts: &[&str], numbers: &[&str], after: &[&str]) -> Markup {
    html! {
        tr {
            @for text in texts { th scope="col" { (text) } }
            @for text in numbers { th.n scope="col" { (text) } }
            @for text in after { th scope="col" { (text) } }
        }
    }
}

/// The origin of a page, written at its end.
pub(super) struct PageOrigin<'a> {
    /// The scenario's name and the SHA-256 of its text.
    pub(super) scenario: (&'a str, &'a str),
    /// The seed.
    pub(super) seed: &'a str,
    /// The command that makes the page again, where one can.
    pub(super) again: Option<String>,
    /// What is real and what is not.
    pub(super) ballots: &'a str,
}

/// How to make the page again.
pub(super) fn origin(w: &Words, of: &PageOrigin<'_>) -> Markup {
    html! {
        section {
            h2 id="again" { (w.again_heading) }
            @if let Some(command) = &of.again {
                p { (w.again_command) }
                pre { code { (command) } }
            }
            p.note {
                (fill(w.again_line, &[("version", env!("CARGO_PKG_VERSION")), ("seed", of.seed), ("scenario", of.scenario.0)]))
                br;
                code { (of.scenario.1) }
            }
            p { (of.ballots) }
        }
        footer { (w.footer) }
    }
}
