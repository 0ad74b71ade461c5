//! What an audit report by Arlo states beside its P-values: votes, ballots, and whether the risk limit is met.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::section::{OfficialFlaw, Section};
use crate::import::OfficeTable;

/// A statement of a report that the files do not bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingStatement {
    /// What is stated: the column of the report, and of which batch or name.
    pub what: String,
    /// What the report states.
    pub stated: String,
    /// What the files give.
    pub counted: String,
}

/// The votes for each name in some batches.
pub(super) fn votes_in<'b>(
    votes: &Map<String, Value>,
    batches: impl IntoIterator<Item = &'b String>,
) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for (name, n) in batches.into_iter().filter_map(|id| votes.get(id)?.as_object()).flatten() {
        *sums.entry(name.clone()).or_insert(0) += n.as_u64().unwrap_or(0);
    }
    sums
}

/// The names whose stated votes are others than those counted.
pub(super) fn differing_votes(
    what: &str,
    stated: &BTreeMap<String, u64>,
    counted: &BTreeMap<String, u64>,
) -> Vec<DifferingStatement> {
    let differing = stated.iter().map(|(name, n)| (name, *n, counted.get(name).copied().unwrap_or(0)));
    let differing = differing.filter(|(_, stated, counted)| stated != counted);
    differing
        .map(|(name, stated, counted)| DifferingStatement {
            what: format!("{what}, {name}"),
            stated: stated.to_string(),
            counted: counted.to_string(),
        })
        .collect()
}

/// What the report states of a contest as a whole, held against the votes of its batches, the ballots of its jurisdictions and the
/// P-value.
pub(super) fn differing_totals(
    report: &[OfficeTable],
    (contests, row, name): (&Section<'_>, usize, &str),
    (votes, ballots): (&Map<String, Value>, u64),
    p_value: f64,
) -> Result<Vec<DifferingStatement>, OfficialFlaw> {
    let mut all = Vec::new();
    for column in ["Vote Totals", "Vote Totals from Batches"] {
        if contests.table.column(column).is_some() && !contests.text(row, column)?.is_empty() {
            let stated = contests.votes(row, column)?.into_iter().collect();
            all.extend(differing_votes(column, &stated, &votes_in(votes, votes.keys())));
        }
    }
    let cast = "Total Ballots Cast";
    if contests.table.column(cast).is_some() && contests.number(row, cast)? != ballots {
        let stated = contests.text(row, cast)?.to_owned();
        all.push(DifferingStatement { what: cast.to_owned(), stated, counted: ballots.to_string() });
    }
    let (settings, rounds) = (Section::named(report, "settings")?, Section::named(report, "rounds")?);
    let met = "Risk Limit Met?";
    let limit = settings.table.column("Risk Limit").map(|at| settings.table.cell(0, at).trim());
    let limit = limit.and_then(|limit| limit.strip_suffix('%')?.trim().parse::<f64>().ok());
    if let Some(limit) = limit.filter(|_| rounds.table.column(met).is_some()) {
        let own = (0..rounds.table.rows()).rfind(|&row| rounds.text(row, "Contest Name").is_ok_and(|it| it == name));
        let stated = own.map(|row| rounds.text(row, met)).transpose()?.unwrap_or_default();
        let counted = if p_value <= limit / 100.0 { "Yes" } else { "No" };
        if !stated.is_empty() && !stated.eq_ignore_ascii_case(counted) {
            let (what, counted) = (met.to_owned(), format!("{counted} ({limit}%)"));
            all.push(DifferingStatement { what, stated: stated.to_owned(), counted });
        }
    }
    Ok(all)
}
