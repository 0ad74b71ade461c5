//! An explanation of why claims suffice: a tree of the ways in which others could win, and the claims that rule them
//! out.

use std::collections::HashMap;
use std::ops::Range;

use super::claim::IrvClaim;
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, everyone, members};

/// The result for one ending of an order of elimination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndingFate {
    /// These claims, by their indices, each rule out every order with this ending.
    RuledOut(Vec<usize>),
    /// No claim rules out all such orders: these nodes prolong the ending by one candidate.
    Before(Range<usize>),
    /// The same candidates are last, in another order, at this node: the subtree there applies here too.
    LikeNode(usize),
    /// A complete order that no claim rules out: the claims do not suffice.
    Open,
    /// Not examined, because the tree has reached its greatest number of nodes.
    NotFollowed,
}

/// One ending of an order of elimination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingNode {
    /// The node that this one prolongs; `None` for a node whose candidate wins.
    pub behind: Option<usize>,
    /// The candidate who is eliminated first among those of this ending.
    pub first: CandidateIndex,
    /// The result for this ending.
    pub fate: EndingFate,
}

/// The tree that shows which claim rules out which orders of elimination, from every other winner backwards to the
/// first round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The nodes; children of one node are adjacent, and parents come before children. The first nodes are the other
    /// winners.
    pub nodes: Vec<EndingNode>,
}

impl Explanation {
    /// The tree of these claims, of at most `most_nodes` nodes beyond the other winners.
    ///
    /// # Panics
    /// If there are no candidates, or more than a set holds.
    pub fn new(candidates: usize, winner: CandidateIndex, claims: &[IrvClaim], most_nodes: usize) -> Self {
        let everyone = everyone(candidates);
        let mut tree = Self { nodes: Vec::new() };
        let mut suffixes: Vec<CandidateSet> = Vec::new();
        let mut followed: HashMap<CandidateSet, usize> = HashMap::new();
        let grow = |nodes: &mut Vec<EndingNode>, suffixes: &mut Vec<_>, behind: Option<usize>, suffix, choice| {
            for next in members(choice) {
                let first = next as CandidateIndex;
                let longer = suffix | 1 << next;
                let against: Vec<usize> = (0..claims.len()).filter(|&c| claims[c].rules_out(first, longer)).collect();
                let fate = match against.is_empty() {
                    true if longer == everyone => EndingFate::Open,
                    true => EndingFate::NotFollowed,
                    false => EndingFate::RuledOut(against),
                };
                nodes.push(EndingNode { behind, first, fate });
                suffixes.push(longer);
            }
        };
        grow(&mut tree.nodes, &mut suffixes, None, 0, everyone & !(1 << winner));
        let mut place = 0;
        while place < tree.nodes.len() {
            let suffix = suffixes[place];
            let room = most_nodes + candidates > tree.nodes.len() + members(everyone & !suffix).count();
            if tree.nodes[place].fate == EndingFate::NotFollowed {
                if let Some(&like) = followed.get(&suffix) {
                    tree.nodes[place].fate = EndingFate::LikeNode(like);
                } else if room {
                    followed.insert(suffix, place);
                    let start = tree.nodes.len();
                    grow(&mut tree.nodes, &mut suffixes, Some(place), suffix, everyone & !suffix);
                    tree.nodes[place].fate = EndingFate::Before(start..tree.nodes.len());
                }
            }
            place += 1;
        }
        tree
    }

    /// The candidates of a node's ending, the first eliminated first.
    ///
    /// # Panics
    /// If the tree has no such node.
    pub fn ending(&self, node: usize) -> Vec<CandidateIndex> {
        let mut ending = Vec::new();
        let mut place = Some(node);
        while let Some(node) = place {
            ending.push(self.nodes[node].first);
            place = self.nodes[node].behind;
        }
        ending
    }

    /// Whether every order that ends with another winner is shown to be ruled out.
    pub fn is_complete(&self) -> bool {
        self.nodes.iter().all(|node| !matches!(node.fate, EndingFate::Open | EndingFate::NotFollowed))
    }
}
