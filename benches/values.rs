//! The values that the measures of risk observe in benches: mostly agreement, from a stream of their own.

use recount::random::Streams;
use recount::risk::RiskFunction;

/// Values of 0 to `upper` units, the ends with a probability of `rate` each, else the middle one.
pub(crate) fn sample(upper: u64, rate: f64, draws: usize) -> Vec<u64> {
    let mut random = Streams::new("bench", 0).purpose("sample").stream(0);
    let one = |u: f64| {
        if u < rate {
            0
        } else if u < 2.0 * rate {
            upper
        } else {
            upper / 2
        }
    };
    (0..draws).map(|_| one(random.unit())).collect()
}

/// Observes the values through the trait, as the audits do.
pub(crate) fn observe(risk: &mut dyn RiskFunction, values: &[u64]) -> f64 {
    for &value in values {
        risk.observe(value);
    }
    risk.p_value()
}
