//! The list of care levels: error rates of each step, what is documented, and what is assumed.

use serde_json::{Value, json};

use super::words::{LANGUAGES, Language, fill};
use crate::election::MarkedBy;
use crate::hand_count::{Care, LEVELS};
use crate::number_format::percent;

/// As fields of a document, in English.
pub(super) fn fields() -> Value {
    let level = |it: &Care| {
        json!({
            "name": it.name, "says": rates(&LANGUAGES[0], it), "slip": it.slip, "sort": it.sort, "pile": it.pile,
            "sheet_twice": it.sheet_twice, "sheet_lost": it.sheet_lost, "source": it.source.map_or_else(String::new, |says| says().to_string()),
            "assumed": (it.assumed)().to_string(),
        })
    };
    let share = Care::share(MarkedBy::Machine);
    json!({"care": LEVELS.iter().map(level).collect::<Vec<_>>(), "machine_marked_share": share})
}

/// As lines that people read.
pub(super) fn in_words(language: &Language) -> String {
    let words = &language.words.lists;
    let share = percent(Care::share(MarkedBy::Machine), 0);
    let mut text = format!("{}\n\n", fill(words.care_about, &[("p", &share)]));
    for level in &LEVELS {
        text += &format!("  {}\n    {}\n", level.name, rates(language, level));
        for (known, frame) in [(level.source, words.care_documented), (Some(level.assumed), words.care_assumed)] {
            if let Some(known) = known {
                text += &format!("    {}\n", fill(frame, &[("what", &language.words.reason(&known()))]));
            }
        }
    }
    text
}

/// The error rate of each step, in percent.
fn rates(language: &Language, level: &Care) -> String {
    let percent = |share: f64| {
        let text = percent(share, 3);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    let gaps = [
        ("slip", &percent(level.slip)[..]),
        ("sort", &percent(level.sort)),
        ("pile", &percent(level.pile)),
        ("twice", &percent(level.sheet_twice)),
        ("lost", &percent(level.sheet_lost)),
    ];
    fill(language.words.lists.care_rates, &gaps)
}
