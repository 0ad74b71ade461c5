//! The list of laws: the statutes of audits, and the rules of recounts of each jurisdiction.

use serde_json::{Value, json};

use super::law::{LawRow, audit_laws, recount_laws};
use super::words::fill;
use super::words::{LANGUAGES, Language};

/// As fields of a document, in English: `laws` are those of audits, `recounts` the rules of recounts.
pub(super) fn fields() -> Value {
    let language = &LANGUAGES[0];
    let audit = |row: LawRow| {
        let says = format!("{}, {}", row.jurisdiction, row.source);
        json!({"name": row.code, "says": says, "jurisdiction": row.jurisdiction, "section": row.source, "asks": row.says})
    };
    let recount = |row: LawRow| {
        json!({"name": row.code, "says": row.says, "jurisdiction": row.jurisdiction, "contests": row.contests,
            "years": row.years, "source": row.source, "page": row.page})
    };
    json!({
        "laws": audit_laws(language).into_iter().map(audit).collect::<Vec<_>>(),
        "recounts": recount_laws(language).into_iter().map(recount).collect::<Vec<_>>(),
    })
}

/// As lines that people read.
pub(super) fn in_words(language: &Language) -> String {
    let words = &language.words.lists;
    let (audits, rules) = (audit_laws(language), recount_laws(language));
    let places: Vec<&[LawRow]> = rules.chunk_by(|one, next| one.code == next.code).collect();
    let [of_audits, of_recounts, of_places] = [audits.len(), rules.len(), places.len()].map(|n| n.to_string());
    let gaps = [("audits", &of_audits[..]), ("rules", &of_recounts), ("places", &of_places)];
    let mut text = format!("{}\n\n{}\n", fill(words.list_laws, &gaps), words.list_laws_audits);
    let width = audits.iter().map(|row| row.code.len()).max().unwrap_or(0);
    for row in &audits {
        text += &format!("  {:width$}  {}, {}: {}\n", row.code, row.jurisdiction, row.source, row.says);
    }
    text += &format!("\n{}\n", words.list_laws_recounts);
    for rules in places {
        text += &format!("  {:width$}  {}\n", rules[0].code, rules[0].jurisdiction);
        for row in rules {
            text += &format!("    • {}\n", rule(row));
        }
    }
    text
}

/// Contests, years, content and statute.
fn rule(row: &LawRow) -> String {
    let of: Vec<&str> =
        [&row.contests, &row.years].into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let of = if of.is_empty() { String::new() } else { of.join(", ") + ": " };
    let source = if row.source.is_empty() { String::new() } else { format!(" ({})", row.source) };
    format!("{of}{}{source}", row.says)
}
