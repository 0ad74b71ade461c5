//! Rows of tables that sum the others: counted beside them, every vote would count twice.

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
