//! Sentences of a page compared with messages of the table: the values of arguments that are numbers are read off.

use std::collections::BTreeMap;

use recount::report::Language;

/// The texts of a language by their keys.
pub(crate) struct Texts(BTreeMap<&'static str, &'static str>);

impl Texts {
    pub(crate) fn of(language: &Language) -> Self {
        // Names of reasons why are also names of first lines, so these have their group before them.
        let key = |id: &'static str, name: &'static str| if id.starts_with("why-") { id } else { name };
        let ids = language.messages().into_iter().map(|(id, _)| id);
        Self(ids.zip(language.texts()).map(|(id, (name, text))| (key(id, name), text)).collect())
    }

    pub(crate) fn get(&self, key: &str) -> &'static str {
        self.0.get(key).unwrap_or_else(|| panic!("no text has the key {key}"))
    }

    /// A text with some of its gaps filled; the others stay open.
    pub(crate) fn fill(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        gaps.iter().fold(self.get(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Nouns behind the number 1, and the same behind every other number, in both languages.
const ONE_AND_MANY: &[(&str, &str)] = &[
    ("audit", "audits"),
    ("ballot", "ballots"),
    ("batch", "batches"),
    ("board", "boards"),
    ("card", "cards"),
    ("cell", "cells"),
    ("column", "columns"),
    ("contest", "contests"),
    ("day", "days"),
    ("draw", "draws"),
    ("fault", "faults"),
    ("hour", "hours"),
    ("more line", "more lines"),
    ("name", "names"),
    ("page", "pages"),
    ("round", "rounds"),
    ("row", "rows"),
    ("scenario", "scenarios"),
    ("seat", "seats"),
    ("shard", "shards"),
    ("time", "times"),
    ("trial", "trials"),
    ("vote", "votes"),
    ("working day", "working days"),
    ("auditoría", "auditorías"),
    ("boleta", "boletas"),
    ("boleta contada", "boletas contadas"),
    ("boleta no hallada", "boletas no halladas"),
    ("boleta restante", "boletas restantes"),
    ("boleta sacada", "boletas sacadas"),
    ("celda", "celdas"),
    ("celda unida", "celdas unidas"),
    ("columna", "columnas"),
    ("contienda", "contiendas"),
    ("día", "días"),
    ("ensayo", "ensayos"),
    ("escenario", "escenarios"),
    ("extracción", "extracciones"),
    ("falla", "fallas"),
    ("fila", "filas"),
    ("hora", "horas"),
    ("línea", "líneas"),
    ("lote", "lotes"),
    ("lote vecino", "lotes vecinos"),
    ("mesa", "mesas"),
    ("nombre", "nombres"),
    ("página", "páginas"),
    ("parte", "partes"),
    ("parte unida", "partes unidas"),
    ("puesto", "puestos"),
    ("ronda", "rondas"),
    ("tarjeta", "tarjetas"),
    ("tarjeta sacada", "tarjetas sacadas"),
    ("vez", "veces"),
    ("voto", "votos"),
    ("voto restante", "votos restantes"),
];

/// A text in which the noun behind the number 1 is in the plural, as messages of the table have it.
pub(crate) fn with_many(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("1 ") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        rest = after;
        let is_one = !out[..out.len() - 2].ends_with(|c: char| c.is_ascii_digit() || ".,".contains(c));
        let begins = |one: &str| {
            after.strip_prefix(one).is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))
        };
        let noun = ONE_AND_MANY.iter().filter(|(one, _)| is_one && begins(one)).max_by_key(|(one, _)| one.len());
        if let Some((one, many)) = noun {
            out.push_str(many);
            rest = &after[one.len()..];
        }
    }
    out + rest
}

/// A page or a terminal in one line: without tags, with single spaces.
pub(crate) fn flat(page: &str) -> String {
    let mut text = String::new();
    let body = page.split_once("<body>").map_or(page, |it| it.1);
    let mut in_tag = false;
    for c in body.chars() {
        match c {
            '<' if page.starts_with("<!DOCTYPE") => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if in_tag => {
                let _ = c;
            }
            c => text.push(c),
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The values of the open arguments of a text where a page has it; `None` where it does not.
pub(crate) fn read_off(text: &str, page: &str) -> Option<BTreeMap<String, String>> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (opens, mut rest) = text.split_once('{').unwrap_or((&text, ""));
    let mut gaps: Vec<(&str, &str)> = Vec::new();
    while let Some((name, behind)) = rest.split_once('}') {
        let (between, next) = behind.split_once('{').unwrap_or((behind, ""));
        gaps.push((name, between));
        rest = next;
    }
    page.match_indices(opens).find_map(|(at, _)| {
        let mut rest = &page[at + opens.len()..];
        let mut found = BTreeMap::new();
        for (name, behind) in &gaps {
            let end = rest.find(behind)?;
            // What is read off is a number and no more.
            let is_number = |c: char| c.is_ascii_digit() || ",.-%e ".contains(c);
            if end == 0 || !rest[..end].chars().all(is_number) {
                return None;
            }
            found.insert((*name).to_owned(), rest[..end].to_owned());
            rest = &rest[end + behind.len()..];
        }
        Some(found)
    })
}

/// The number that is shown.
pub(crate) fn number(shown: &str) -> f64 {
    let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || ".-e".contains(*c)).collect();
    digits.parse().unwrap_or(f64::NAN)
}

/// Whether a share is shown in percent as far as its digits go, and as none or all only where it is.
pub(crate) fn shows_share(share: f64, shown: &str) -> bool {
    let (read, decimals) =
        (number(shown), shown.split_once('.').map_or(0, |it| it.1.chars().take_while(char::is_ascii_digit).count()));
    let close = (read / 100.0 - share).abs() <= 0.5 * 10_f64.powi(-(decimals as i32) - 2) * (1.0 + 1e-9);
    close && (read > 0.0 || share <= 0.0) && (read < 100.0 || share >= 1.0)
}

/// A whole number with its thousands set apart.
pub(crate) fn grouped(n: i64) -> String {
    let digits = n.abs().to_string();
    let mut parts: Vec<&str> =
        digits.as_bytes().rchunks(3).map(|it| std::str::from_utf8(it).expect("digits")).collect();
    parts.reverse();
    format!("{}{}", if n < 0 { "-" } else { "" }, parts.join(","))
}
