//! Which audit to choose: the cheapest that limits the risk, or counts everything, and is done by the deadline.

use super::outlook::Outlook;

/// What is advised, by places in a list of audits.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The audit to choose: the cheapest that is done in time, or the cheapest of all where none is.
    pub choice: usize,
    /// Others that are done in time, or not, as it is, and cost as much as far as can be told.
    pub ties: Vec<usize>,
    /// Whether it is done in time; where there is no deadline, too.
    pub in_time: bool,
    /// Where none is done in time: the audit that would be with the fewest boards, and with how many.
    pub fewest_boards: Option<(usize, u32)>,
}

/// Means that are nearer to each other than this are one cost: cents are not told.
const DOLLAR: f64 = 0.5;

/// So many standard errors apart, two means are told apart.
const APART: f64 = 2.0;

impl Advice {
    /// Of audits that may be chosen, each with its place; `None` where there is none.
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
