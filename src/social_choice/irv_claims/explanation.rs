//! Why claims suffice, as a tree that a person can follow: who could have won, and which claim says no.

use std::collections::HashMap;
use std::ops::Range;

use super::claim::IrvClaim;
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, everyone, members};

/// What becomes of one way an order of elimination could end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndingFate {
    /// These claims, by their places in the list, each rule out every order that ends so.
    RuledOut(Vec<usize>),
    /// No claim rules out all of it: these nodes say who could go right before.
    Before(Range<usize>),
    /// The same members stay last, in another order, at this node: what is said below it holds here.
    LikeNode(usize),
    /// A whole order that no claim rules out: the claims do not suffice.
    Open,
    /// Not followed further: the tree has its greatest number of nodes.
    NotFollowed,
}

/// One way an order of elimination could end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingNode {
    /// The node that this one prolongs; `None` where this candidate wins.
    pub behind: Option<usize>,
    /// Who is eliminated first of those who stay last.
    pub first: CandidateIndex,
    /// What becomes of it.
    pub fate: EndingFate,
}

/// Which claim rules out which orders of elimination: a tree from every other winner backwards to the first round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The nodes, those of one father side by side, fathers before children. The first are the other winners.
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

    /// The candidates who stay last at a node, the first eliminated first.
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
