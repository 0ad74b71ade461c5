//! Samples that were drawn in reality, and the risk that follows from them.

use super::audit_setup::AuditSetup;
use crate::audit::Registry;
use crate::scenario::AuditText;

/// A sample that was drawn in reality, and the risk that follows from it.
#[derive(Clone, Debug)]
pub struct ObservedAuditRun {
    /// Index in the scenario's list.
    pub place: usize,
    /// Index of the contest.
    pub contest: usize,
    /// The P-value; `None` if the reported totals leave nothing to confirm.
    pub p_value: Option<f64>,
    /// Whether it agrees with the published digits, if any were published.
    pub holds: Option<bool>,
}

/// The risk of the samples that were drawn in reality.
pub(super) fn observe(setup: &AuditSetup<'_>, text: &AuditText, registry: &Registry) -> Vec<ObservedAuditRun> {
    let mut runs = Vec::new();
    for (at, observed) in text.observed.iter().enumerate() {
        let place = setup.places.iter().find(|place| place.claim.contest.id == observed.contest);
        let (Some(place), Some(method)) = (place, registry.method(&observed.method)) else { continue };
        let votes = |name: &String| observed.sample.get(name).copied().unwrap_or(0);
        let sample: Vec<u64> = place.claim.contest.candidates.iter().map(votes).collect();
        let p_value = method.p_value_of_counts(&place.claim, &sample);
        let holds = observed.p_value.as_ref().map(|published| {
            let digits = published.len().saturating_sub(2);
            p_value.is_some_and(|p| format!("{p:.digits$}") == *published)
        });
        runs.push(ObservedAuditRun { place: at, contest: place.contest, p_value, holds });
    }
    runs
}
