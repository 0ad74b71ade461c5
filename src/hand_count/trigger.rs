//! Margins at which the law orders a recount, or lets a candidate ask for one.
//!
//! Rules as of 2020 unless a year is given; some are second-hand. Verify before relying on them.

/// How a recount comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The law orders it.
    Automatic,
    /// A candidate may ask for it.
    OnRequest,
}

/// What the margin is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All votes for candidates.
    AllVotes,
    /// The winner's votes.
    WinnersVotes,
}

/// One rule of one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trigger {
    /// Postal code of the state.
    pub state: &'static str,
    /// How the recount comes about.
    pub way: Way,
    /// Largest margin in percent of the base, where there is such a limit.
    pub percent: Option<f64>,
    /// What the percentage is of.
    pub base: Base,
    /// Largest margin in votes, where there is such a limit; with both, both must hold.
    pub votes: Option<i64>,
    /// Whether a margin exactly at the limit is in.
    pub inclusive: bool,
    /// Whether it speaks of statewide contests only.
    pub statewide: bool,
    /// The rule in words.
    pub says: &'static str,
}

const RULE: Trigger = Trigger {
    state: "",
    way: Way::Automatic,
    percent: None,
    base: Base::AllVotes,
    votes: None,
    inclusive: true,
    statewide: false,
    says: "",
};

const fn auto(state: &'static str, percent: f64, inclusive: bool, says: &'static str) -> Trigger {
    Trigger { state, percent: Some(percent), inclusive, says, ..RULE }
}

const fn ask(state: &'static str, percent: f64, inclusive: bool, says: &'static str) -> Trigger {
    Trigger { way: Way::OnRequest, ..auto(state, percent, inclusive, says) }
}

/// The rules there are, by state.
pub const RULES: [Trigger; 20] = [
    auto("AZ", 0.1, true, "automatic machine recount at 0.1 % or less (2020; 0.5 % since 2022)"),
    Trigger { base: Base::WinnersVotes, ..auto("CO", 0.5, true, "automatic at 0.5 % of the leader's votes or less") },
    auto("FL", 0.5, true, "automatic machine recount at 0.5 % or less"),
    auto("FL", 0.25, true, "automatic manual recount of over- and undervotes at 0.25 % or less"),
    ask("GA", 0.5, true, "machine recount on request at 0.5 % or less"),
    ask("IA", 1.0, false, "on request, free below 1 %"),
    Trigger {
        state: "MI",
        votes: Some(2_000),
        statewide: true,
        says: "automatic at 2,000 votes or less statewide",
        ..RULE
    },
    Trigger { state: "MI", way: Way::OnRequest, says: "on petition with a deposit at any margin", ..RULE },
    auto("MN", 0.5, false, "automatic hand recount below 0.5 % (2008)"),
    Trigger { votes: Some(10_000), ..ask("NC", 0.5, true, "on request at 0.5 % or 10,000 votes, the lesser") },
    ask("NH", 20.0, true, "on request within 20 %"),
    Trigger { state: "NV", way: Way::OnRequest, says: "any losing candidate, who pays", ..RULE },
    Trigger { statewide: true, ..auto("OH", 0.25, false, "automatic below 0.25 % statewide") },
    auto("PA", 0.5, true, "automatic at 0.5 % or less"),
    Trigger { state: "PA", way: Way::OnRequest, says: "on petition of voters", ..RULE },
    ask("VA", 1.0, true, "on request at 1 % or less"),
    Trigger {
        votes: Some(2_000),
        statewide: true,
        ..auto("WA", 0.5, false, "automatic machine recount below 0.5 % and 2,000 votes")
    },
    Trigger {
        votes: Some(1_000),
        statewide: true,
        ..auto("WA", 0.25, false, "automatic hand recount below 0.25 % and 1,000 votes")
    },
    ask("WI", 1.0, true, "on request at 1 % or less"),
    ask("WI", 0.25, true, "free of charge at 0.25 % or less"),
];

impl Trigger {
    /// Whether a margin between winner and loser sets this rule off.
    ///
    /// `all` are the votes for all candidates, `winner` those of the last candidate who wins.
    pub fn is_met(&self, margin: i64, winner: i64, all: i64) -> bool {
        let base = match self.base {
            Base::AllVotes => all,
            Base::WinnersVotes => winner,
        };
        let within = |limit: i128, value: i128| if self.inclusive { value <= limit } else { value < limit };
        // Limits have at most three decimals, so thousandths of a percent are whole numbers.
        let share = self.percent.is_none_or(|percent| {
            within(i128::from(base) * libm::round(percent * 1_000.0) as i128, i128::from(margin) * 100_000)
        });
        share && self.votes.is_none_or(|votes| within(i128::from(votes), i128::from(margin)))
    }
}

/// The rules of a state.
pub fn rules_of(state: &str) -> impl Iterator<Item = &'static Trigger> + '_ {
    RULES.iter().filter(move |rule| rule.state == state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_kept_to_the_vote() {
        let met = |state: &str, at: usize, margin| rules_of(state).nth(at).expect("a rule").is_met(margin, 600, 1_000);
        assert!(met("PA", 0, 5) && !met("PA", 0, 6), "0.5 % of 1,000 is in");
        assert!(met("MN", 0, 4) && !met("MN", 0, 5), "below 0.5 %, so 0.5 % is out");
        assert!(met("MI", 0, 2_000) && !met("MI", 0, 2_001));
        assert!(met("MI", 1, 1_000_000), "a petition needs no margin");
    }

    #[test]
    fn colorado_holds_the_margin_against_the_leader() {
        let rule = rules_of("CO").next().expect("a rule");
        assert_eq!(rule.base, Base::WinnersVotes);
        assert!(rule.is_met(3, 600, 1_000) && !rule.is_met(4, 600, 1_000));
    }

    #[test]
    fn georgia_and_arizona_2020() {
        let georgia = rules_of("GA").next().expect("a rule");
        assert!(georgia.is_met(12_670, 2_474_507, 4_998_482));
        let arizona = rules_of("AZ").next().expect("a rule");
        assert!(!arizona.is_met(10_457, 1_672_143, 3_387_326), "0.31 % is over 0.1 %");
    }
}
