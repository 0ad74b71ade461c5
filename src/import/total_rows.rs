//! Rows below a table that are no rows of it: sums, which counted beside the others would count every vote twice, and notes.

/// Names of rows of sums, in small letters.
const TOTALS: [&str; 14] = [
    "total",
    "totals",
    "grand total",
    "grand totals",
    "county total",
    "county totals",
    "total votes",
    "total ballots",
    "all precincts",
    "all batches",
    "sum",
    "totales",
    "total general",
    "suma",
];

/// Whether a name is that of a row of sums, and not of a batch, precinct or card.
pub(crate) fn names_total(name: &str) -> bool {
    let name = name.trim().trim_end_matches(':').to_lowercase();
    TOTALS.contains(&name.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// Whether a row is a note or a title: words in a single cell.
pub(crate) fn is_note<C: AsRef<[u8]>>(cells: &[C]) -> bool {
    let mut filled = cells.iter().map(AsRef::as_ref).filter(|cell: &&[u8]| !cell.is_empty());
    filled.next().and_then(|cell| cell.first()).is_some_and(u8::is_ascii_alphabetic) && filled.next().is_none()
}
