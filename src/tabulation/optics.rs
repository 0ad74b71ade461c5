//! How a scanner reads marks: its threshold of darkness, its treatment of creases, its rule for overvotes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::{Contest, Marks};

/// What a scanner does with more marks than votes allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OvervoteTreatment {
    /// The contest counts for nobody: the law nearly everywhere.
    #[default]
    Void,
    /// The marks of the names that come first in the contest's own list count, as many as allowed.
    First,
    /// The darkest marks count if they differ clearly from the others; else the contest is void.
    Darkest,
}

/// The settings of one scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Optics {
    /// Least darkness of a target that is read as a mark, in percent.
    pub threshold: u8,
    /// Least darkness of a crease through a target that is read as a mark, in percent; over 100: never.
    pub crease: u8,
    /// What happens with an overvote.
    pub overvote: OvervoteTreatment,
}

impl Default for Optics {
    /// A well set scanner: reads faint marks from a quarter of the target on, sees no creases, voids overvotes.
    fn default() -> Self {
        Self { threshold: 25, crease: 101, overvote: OvervoteTreatment::Void }
    }
}

impl Optics {
    /// What this scanner records of these marks.
    pub fn read(self, contest: &Contest, marks: &Marks) -> Marks {
        let seen = marks.seen(self.threshold, self.crease);
        // The columns of a grid are judged one by one, by the rule.
        let allowed = contest.most_marks();
        if seen.strokes().len() <= allowed {
            return seen;
        }
        match self.overvote {
            OvervoteTreatment::Void => seen,
            OvervoteTreatment::First => Marks::plain(seen.targets().take(allowed)),
            OvervoteTreatment::Darkest => {
                let mut dark: Vec<_> = marks.strokes().iter().map(|&(c, s)| (s.darkness(), c)).collect();
                dark.extend(marks.crease.filter(|c| c.darkness >= self.crease).map(|c| (c.darkness, c.candidate)));
                dark.sort_by_key(|&(darkness, candidate)| (std::cmp::Reverse(darkness), candidate));
                let stands_out = dark.len() > allowed && dark[allowed - 1].0 > dark[allowed].0;
                if stands_out { Marks::plain(dark[..allowed].iter().map(|d| d.1)) } else { seen }
            }
        }
    }
}
