//! A count by hand that is noisier than its level of care.
//!
//! # Reference
//! Every documented recount; rates by method of counting are in [`LEVELS`](crate::hand_count::LEVELS).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Befall, Tables};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};

/// Votes are missed, or read as another name, at these rates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecountNoise {
    /// Chance for each vote that nobody marks it, 0 to 1; 0 if not given.
    #[serde(default)]
    pub missed: f64,
    /// Chance for each vote that it is marked for another name, 0 to 1; 0 if not given.
    #[serde(default)]
    pub misread: f64,
}

impl Befall for RecountNoise {
    fn check(&self, _: &Election) -> Result<(), Complaint> {
        for (key, chance) in [("missed", self.missed), ("misread", self.misread)] {
            if !(0.0..=1.0).contains(&chance) {
                return Err(Complaint::allowed(key, chance, complaints::rule_chance()));
            }
        }
        if self.missed + self.misread > 1.0 {
            return Err(Complaint::allowed("misread", self.misread, complaints::rule_with_missed()));
        }
        Ok(())
    }

    fn befall(&self, tables: &mut Tables, _: &Election, _: &[bool], _: u64, _: &Purpose) {
        // Two sources of noise in sequence: the second acts on the votes that the first left unchanged.
        let untouched = 1.0 - tables.missed - tables.misread;
        tables.missed += untouched * self.missed;
        tables.misread += untouched * self.misread;
    }

    fn says(&self) -> Reason {
        let percent = |chance: f64| libm::round(chance * 1e4) / 1e2;
        match (self.missed > 0.0, self.misread > 0.0) {
            (false, false) => findings::no_noise(),
            (true, false) => findings::noise_missed(percent(self.missed)),
            (false, true) => findings::noise_misread(percent(self.misread)),
            (true, true) => findings::noise_both(percent(self.missed), percent(self.misread)),
        }
    }
}
