//! Numbers as the pages write them, each with the JSON pointer of the same number in the JSON document.

use maud::{Markup, html};

use crate::number_format::{self, grouped};

/// A JSON pointer: where a value is in the JSON document.
///
/// # Reference
/// Bryan, Zyp and Nottingham 2013, "JavaScript Object Notation (JSON) Pointer", RFC 6901.
#[derive(Clone, Debug)]
pub(super) struct Pointer {
    pointer: String,
    laid: bool,
}

impl Pointer {
    pub(super) fn root() -> Self {
        Self { pointer: String::new(), laid: false }
    }

    /// The same place in a row of a table, where nested keys are joined by `_`: `cards_q0.5`.
    pub(super) fn laid(self) -> Self {
        Self { laid: true, ..self }
    }

    /// As text.
    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The pointer one key or one index deeper.
    pub(super) fn key(&self, key: impl std::fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        let joint = match (self.laid, key.as_str()) {
            (true, "quantiles") => return Self { pointer: format!("{}_q", self.pointer), laid: true },
            (true, _) if self.pointer.ends_with("_q") => "",
            (true, _) => "_",
            (false, _) => "/",
        };
        Self { pointer: format!("{}{joint}{key}", self.pointer), laid: self.laid }
    }
}

/// A number with the text that is shown for it.
fn number(at: &Pointer, value: &str, shown: &str) -> Markup {
    html! { data value=(value) data-json=(at.pointer) { (shown) } }
}

/// A word of the document, in the page's own words.
pub(super) fn said(at: &Pointer, word: &str, shown: &str) -> Markup {
    number(at, word, shown)
}

/// A whole number.
pub(super) fn whole(at: &Pointer, n: i64) -> Markup {
    number(at, &n.to_string(), &grouped(n))
}

/// A whole number that may be large.
pub(super) fn count(at: &Pointer, n: u64) -> Markup {
    whole(at, n as i64)
}

/// A whole number with its sign.
pub(super) fn signed(at: &Pointer, n: i64) -> Markup {
    number(at, &n.to_string(), &with_sign(n))
}

/// `+12` or `-3`.
pub(super) fn with_sign(n: i64) -> String {
    if n > 0 { format!("+{}", grouped(n)) } else { grouped(n) }
}

/// A number rounded to a whole one.
pub(super) fn about(at: &Pointer, x: f64) -> Markup {
    number(at, &x.to_string(), &grouped(libm::round(x) as i64))
}

/// A number shown with `decimals` decimals.
pub(super) fn decimal(at: &Pointer, x: f64, decimals: usize) -> Markup {
    number(at, &x.to_string(), &format!("{x:.decimals$}"))
}

/// Dollars, shown whole.
pub(super) fn dollars(at: &Pointer, x: f64) -> Markup {
    number(at, &x.to_string(), &format!("${}", grouped(libm::round(x) as i64)))
}

/// A share, shown in percent with `decimals` decimals.
pub(super) fn percent(at: &Pointer, share: f64, decimals: usize) -> Markup {
    number(at, &share.to_string(), &in_percent(share, decimals))
}

/// `12.5 %`; `0 %` is written only for exactly none, and `100 %` only for exactly all.
pub(super) fn in_percent(share: f64, decimals: usize) -> String {
    format!("{}\u{a0}%", number_format::percent(share, decimals))
}

/// A P-value.
pub(super) fn p_value(at: &Pointer, p: f64) -> Markup {
    number(at, &p.to_string(), &number_format::p_value(p))
}

/// A value as `show` writes it, or a dash where there is none.
pub(super) fn or_dash<T>(value: Option<T>, show: impl FnOnce(T) -> Markup) -> Markup {
    value.map_or_else(|| html! { "–" }, show)
}
