//! Lists of orders: candidates, their parties, a ruled line, then each order with its count, such as `(3, 1) : 58`.
//!
//! The format of the ballot data that accompany margin-irv and AWAIRE.

use super::{CandidateNames, OrderCounts, RankedContest, RankedFlaw, shown};
use crate::reason::ranked;

/// The beginning of the line that separates the candidates from the orders.
pub(super) const RULED: &str = "-+-";

pub(super) fn read(text: &str) -> Result<RankedContest, RankedFlaw> {
    let mut lines = text.lines().zip(1..);
    let (header, _) = lines.next().unwrap_or_default();
    let names = CandidateNames::of(1, header.split(',').map(|name| name.trim().to_owned()).collect())?;
    let mut counts = OrderCounts::default();
    for (text, line) in lines.skip_while(|(text, _)| !text.starts_with(RULED)).skip(1) {
        if text.trim().is_empty() {
            continue;
        }
        let no_order = || RankedFlaw::new(line, "ballot", shown(text), ranked::rule_order_line());
        let (order, count) = text.rsplit_once(':').ok_or_else(no_order)?;
        let inside = order.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or_else(no_order)?;
        let inside = inside.trim().strip_suffix(',').unwrap_or(inside).trim();
        let order = match inside {
            "" => Vec::new(),
            _ => names.order(line, inside.split(',').map(str::trim))?,
        };
        let count = count.trim();
        let wrong = |rule| RankedFlaw::new(line, "count", shown(count), rule);
        let number = count.parse().map_err(|_| wrong(ranked::rule_whole_ballots().into()))?;
        counts.add(order, number).map_err(|(_, rule)| wrong(rule))?;
    }
    let (orders, ballots) = counts.into_orders();
    Ok(RankedContest {
        id: String::new(),
        candidates: names.names,
        orders,
        ballots,
        winner: None,
        audit: super::AskedAudit::default(),
        metadata: None,
        unused: Vec::new(),
    })
}
