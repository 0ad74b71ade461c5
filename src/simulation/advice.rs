//! Advice on methods: the cheapest audit that limits the risk, or counts everything, and is done by the deadline.

use super::outlook::Outlook;

/// The advised audit, by indices in a list of audits.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The advised audit: the cheapest that is done in time, or the cheapest of all if none is.
    pub choice: usize,
    /// Others that are in time, or not, like it, and whose cost cannot be distinguished from its.
    pub ties: Vec<usize>,
    /// Whether it is done in time; also true if there is no deadline.
    pub in_time: bool,
    /// If none is done in time: the audit that would be with the fewest boards, and that number of boards.
    pub fewest_boards: Option<(usize, u32)>,
}

/// Means closer to each other than this count as equal, because costs are in whole dollars.
const DOLLAR: f64 = 0.5;

/// Standard errors by which two means must differ to be distinguished.
const APART: f64 = 2.0;

impl Advice {
    /// The advice for audits that may be chosen, each with its index; `None` if there is none.
    pub(super) fn of(audits: &[(usize, &Outlook)]) -> Option<Self> {
        let timely: Vec<(usize, &Outlook)> = audits.iter().copied().filter(|(_, it)| it.is_in_time()).collect();
        let in_time = !timely.is_empty();
        let among: &[(usize, &Outlook)] = if in_time { &timely } else { audits };
        let (choice, best) = among.iter().min_by(|(_, a), (_, b)| a.cost.mean.total_cmp(&b.cost.mean))?;
        let choice = *choice;
        let near = |it: &Outlook| {
            let error = libm::hypot(it.cost.error, best.cost.error);
            it.cost.mean - best.cost.mean < (APART * error).max(DOLLAR)
        };
        let ties = among.iter().filter(|(at, it)| *at != choice && near(it)).map(|(at, _)| *at).collect();
        let fewest = audits.iter().filter_map(|(at, it)| Some((*at, it.boards?, it.cost.mean)));
        let fewest = fewest.min_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)));
        Some(Self {
            choice,
            ties,
            in_time,
            fewest_boards: fewest.filter(|_| !in_time).map(|(at, boards, _)| (at, boards)),
        })
    }
}
