//! The terminal that shows the pages: its columns, and whether it shows colours.

use console::{Term, colors_enabled, colors_enabled_stderr};

/// Columns where neither the terminal nor COLUMNS gives a number.
const USUAL: usize = 80;

/// Fewest columns with which a page can still be read.
const FEWEST: usize = 40;

/// Columns of a page: from COLUMNS, else from the terminal.
pub(super) fn columns() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let term = Term::stdout();
    let has = || term.size_checked().filter(|_| term.is_term()).map(|(_, columns)| usize::from(columns));
    stated.or_else(has).filter(|&columns| columns > 0).unwrap_or(USUAL).max(FEWEST)
}

/// Whether the output may have colours and bold letters.
pub(super) fn has_colours(is_wrong: bool) -> bool {
    let term = if is_wrong { Term::stderr() } else { Term::stdout() };
    term.is_term() && if is_wrong { colors_enabled_stderr() } else { colors_enabled() }
}
