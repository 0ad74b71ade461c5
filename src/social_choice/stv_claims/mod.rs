//! CLAIMS OF A TRANSFERABLE VOTE: what must be true of the ballots so that these are the winners.
//!
//! Let there be `n` seats and `V` valid ballots, and let the quota be more than `V/(n+1)` and no more than one vote above it
//! (Droop). Whatever votes move, no ballot is ever worth more than one vote, and the votes of all sum to no more than `V`. Every
//! claim is a linear sum over the ballots, is strict, and is true or false whatever settles a tie.
//!
//! **Ahead**, in its plain form: the winner has more first preferences than ballots put the loser above him. As long as both
//! stand, the winner holds his first preferences and the loser holds none but such ballots. So the winner does not go out before
//! the loser; and whenever the loser is elected, by a quota or because no more stand than seats are left, the winner is elected
//! then, or before. *The loser is not elected without the winner.*
//!
//! **Has a quota**: call ballots the winner's own on which only candidates stand before him who are not elected without him. Until
//! he is elected they lie, whole, with him or with those. If his own ballots are more than `V/(n+1)`, he cannot go out: those
//! others have fewer votes than he and go out before, and then he holds a quota. Nor can he be left over: `n` others would hold
//! a quota each, more than `V` together with his own. *He is elected.*
//!
//! **Ahead**, in full: the winner's own ballots are more than what the loser can hold while both stand. If the winner went out
//! while the loser stood, those others would be out, and he would hold all his own ballots: more votes than the loser. If the
//! loser is elected while the winner stands, the loser held a quota, so the winner's own ballots are more than a quota, and he is
//! elected as above. So again *the loser is not elected without the winner*. A ballot that puts the loser above the winner is worth
//! at most one vote to the loser. Against an outcome in which `f` is elected beside the loser it is worth less where `f` stands first: it
//! reaches the loser only as a part of a surplus, and of `t` votes, at most `V`, less than `t − V/(n+1)` are surplus: a share
//! below `n/(n+1)`. Of a last parcel this is not true: there ballots may move whole.
//!
//! **Moves below**: if `f` has a quota of first preferences, he is elected in the first round with them, and his ballots move
//! at less than `τ` where `(1 − τ) f < V/(n+1)`.
//!
//! An outcome is a set of `n` candidates. It is excluded if it lacks somebody who is elected, or has a loser without the winner of
//! an *ahead*. Where every outcome but one is excluded, that one is right; where every outcome that is left has a candidate,
//! that candidate is elected.
//!
//! # Reference
//! Blom, Stuckey, Teague and Vukcevic 2022, arXiv:2112.09921, for two seats with a first winner, upper bounds of transfer values
//! and *ahead*; Blom, Ek, Stuckey, Teague and Vukcevic 2025, arXiv:2503.14803, for *has a quota* through others and partial
//! audits. Lower bounds of transfer values (arXiv:2402.03707) are not used. The exclusion of outcomes is shown above; it covers the
//! case of the first paper, and contests without a first winner.

mod claim;
mod level;
mod search;
mod tables;

pub use claim::StvClaim;
pub use search::{StvClaims, StvQuestion, find_stv_claims};
