//! OUTSIDE THE PAPER: what was wrong before the paper was sealed, which no recount can see, and which check would see
//! it.
//!
//! A recount finds what the paper says. It cannot find whether the paper is complete and genuine.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::Election;
use crate::error::Complaint;
use crate::reason::Reason;
use crate::social_choice::Tally;

macro_rules! beyond {
    ($($file:ident $kind:ident,)*) => {
        $(mod $file; pub use $file::$kind;)*

        /// One thing that no count of the paper can show, as a scenario writes it: `{ kind = "removed_ballot", … }`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Beyond {
            $(#[allow(missing_docs, reason = "its own page says it")] $kind($kind),)*
        }

        /// The names of all kinds, as scenarios write them.
        pub const KINDS: &[&str] = &[$(stringify!($file)),*];

        impl Beyond {
            /// Its name in scenario files.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => stringify!($file)),* }
            }

            fn inner(&self) -> &dyn BeforeThePaper {
                match self { $(Self::$kind(it) => it),* }
            }
        }
    };
}

beyond! {
    ineligible_ballot IneligibleBallot,
    removed_ballot RemovedBallot,
    misprinted_ballot MisprintedBallot,
}

/// What each of these things has to provide.
pub trait BeforeThePaper {
    /// The contest it concerns.
    fn contest(&self) -> &str;

    /// Ballots concerned.
    fn ballots(&self) -> u64;

    /// Looks up its names.
    ///
    /// # Errors
    /// The first name or number that does not fit the election.
    fn check(&self, election: &Election) -> Result<(), Complaint>;

    /// Changes a tally of the paper into what eligible voters wanted.
    fn undo(&self, election: &Election, paper: &mut Tally);

    /// What happened, in a sentence.
    fn says(&self) -> Reason;

    /// Why no count of the paper can see it.
    fn why_unseen(&self) -> Reason;

    /// The check that would see it.
    fn seen_by(&self) -> Reason;
}

impl BeforeThePaper for Beyond {
    fn contest(&self) -> &str {
        self.inner().contest()
    }

    fn ballots(&self) -> u64 {
        self.inner().ballots()
    }

    fn check(&self, election: &Election) -> Result<(), Complaint> {
        self.inner().check(election)
    }

    fn undo(&self, election: &Election, paper: &mut Tally) {
        self.inner().undo(election, paper);
    }

    fn says(&self) -> Reason {
        self.inner().says()
    }

    fn why_unseen(&self) -> Reason {
        self.inner().why_unseen()
    }

    fn seen_by(&self) -> Reason {
        self.inner().seen_by()
    }
}

fn check_names(election: &Election, contest: &str, names: &[(&str, &str)]) -> Result<(), Complaint> {
    let Some(place) = election.contest(contest) else {
        return Err(Complaint::unknown("contest", contest, election.contests.iter().map(|c| &c.id)));
    };
    let contest = &election.contests[place];
    for (key, name) in names {
        if contest.candidate(name).is_none() {
            return Err(Complaint::unknown(key, name, &contest.candidates));
        }
    }
    Ok(())
}

fn add_votes(election: &Election, contest: &str, tally: &mut Tally, name: &str, n: i64) {
    let candidate = election.contest(contest).and_then(|c| election.contests[c].candidate(name));
    tally.votes[usize::from(candidate.expect("checked with the scenario"))] += n;
}
