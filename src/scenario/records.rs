//! The election of a scenario whose paper is in records of an election office: `[election] from = [...]`.
//!
//! Records show what a machine read on each card. A scenario takes that reading for the paper: it asks what would happen to
//! these ballots, with these contests on these cards in these batches, under faults and audits of its own.

use std::collections::HashSet;
use std::sync::Arc;

use super::ballot::contests;
use super::record_order::RecordOrder;
use super::text::{AlikeChoices, ContestText, PassedOver, Scenario};
use crate::election::{
    BLANK, CandidateIndex, Code, Contest, Election, ElectionColumns, MOST_CELLS, Marks, NOT_ON_CARD, Target, VoteTable,
    from_columns,
};
use crate::error::Complaint;
use crate::import::{
    CardRecords, ContestColumn, ContestMark, ContestState, ImportedChoice, OVERVOTED_RANK, alike_choices,
};
use crate::names::shapes;
use crate::reason::{complaints, rules};

/// The records of a scenario's paper, and which of their contests is which.
#[derive(Clone, Debug)]
pub(crate) struct ScenarioRecords {
    pub(super) cards: Arc<CardRecords>,
    /// For each contest of the scenario.
    pub(super) contests: Vec<ContestSource>,
}

/// Where the votes of a contest are in the records.
#[derive(Clone, Debug)]
pub(super) struct ContestSource {
    /// Index of the contest in the records.
    pub(super) column: usize,
    /// For each choice of the records, the candidate; `None` for a choice without a vote that the scenario does not name.
    candidates: Vec<Option<CandidateIndex>>,
}

impl ScenarioRecords {
    /// The election of these records, with the contests of a scenario.
    pub(super) fn election(&self, scenario: &Scenario) -> Result<Election, Complaint> {
        let under = |complaint: Complaint| complaint.under("from").under("election");
        let contests = contests(&scenario.contest)?;
        let order = RecordOrder::of(&self.cards);
        let (mut votes, mut paper, mut cells) = (Vec::new(), Vec::new(), 0);
        for (source, contest) in self.contests.iter().zip(&contests) {
            let column = &self.cards.contests[source.column];
            let (table, codes) = source.codes(column, contest);
            let stretch = order.stretch(column, &codes);
            cells += stretch.len() as u64;
            if cells > MOST_CELLS {
                let rule = rules::allowed(rules::rule_cells(MOST_CELLS));
                return Err(under(Complaint::rule("", rules::found_cards(self.cards.cards() as u64), rule)));
            }
            paper.push(order.column(column, &codes, stretch));
            votes.push(table);
        }
        let RecordOrder { batches, tabulators, units, .. } = order;
        from_columns(ElectionColumns { contests, tabulators, units, batches, votes, paper }).map_err(under)
    }
}

/// Finds the contests of a scenario in the records, and completes what the scenario does not say.
pub(super) fn sources(scenario: &mut Scenario, cards: &CardRecords) -> Result<Vec<ContestSource>, Complaint> {
    if scenario.election.is_none() {
        return Err(Complaint::needed("", rules::found_no_files(), rules::rule_election_from()));
    }
    scenario.refuse_paper_beside_records()?;
    refuse_gaps(scenario, cards)?;
    if scenario.contest.is_empty() {
        scenario.contest = every_contest(cards)?;
    }
    let find = |text: &ContestText| {
        let (key, name) = match (&text.from, &text.title) {
            (Some(name), _) => ("from", name),
            (None, Some(title)) => ("title", title),
            (None, None) => ("id", &text.id),
        };
        let named = |at: &usize| cards.contests[*at].contest.name == *name;
        let mut found = (0..cards.contests.len()).filter(named);
        let by_key = || (0..cards.contests.len()).find(|&at| cards.contests[at].contest.key == *name);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => by_key().ok_or_else(|| {
                let keys = cards.contests.iter().filter(|it| it.contest.name == *name).map(|it| &it.contest.key);
                Complaint::unknown(key, name, keys)
            }),
            (None, _) => {
                by_key().ok_or_else(|| Complaint::unknown(key, name, cards.contests.iter().map(|it| &it.contest.name)))
            }
        }
    };
    let joined = scenario.election.as_ref().and_then(|election| election.alike_choices);
    let mut sources: Vec<ContestSource> = Vec::new();
    for (at, text) in scenario.contest.iter_mut().enumerate() {
        let under = |complaint: Complaint| complaint.at(at).under("contest");
        let column = find(text).map_err(under)?;
        if sources.iter().any(|source| source.column == column) {
            let found = complaints::found_again(format_args!("\"{}\"", cards.contests[column].contest.name));
            return Err(under(Complaint::allowed("from", found, complaints::rule_id_once())));
        }
        let alike = alike_choices(&cards.contests[column].contest);
        if let (Some(group), None) = (alike.first(), joined) {
            let it = &cards.contests[column].contest;
            let names: Vec<String> = group.iter().map(|&at| format!("\"{}\"", it.choices[at].name)).collect();
            let found = rules::found_alike_choices(&it.name, names.join(", "));
            return Err(Complaint::needed("alike_choices", found, rules::rule_alike_choices()).under("election"));
        }
        let is_one = joined == Some(AlikeChoices::One);
        let candidates = complete(text, &cards.contests[column], cards.cards(), is_one).map_err(under)?;
        sources.push(ContestSource { column, candidates });
    }
    Ok(sources)
}

impl Scenario {
    /// Refuses a description of the paper beside the files of records.
    fn refuse_paper_beside_records(&self) -> Result<(), Complaint> {
        let described = [
            ("paper", !self.paper.is_empty()),
            ("spread", !self.spread.is_empty()),
            ("style", !self.style.is_empty()),
            ("manifest", self.manifest.batches.is_some()),
            ("rates", self.rates.is_given()),
        ];
        match described.iter().find(|(_, is_given)| *is_given) {
            Some((key, _)) => Err(Complaint::allowed(key, rules::found_a_key(), rules::rule_paper_of_files())),
            None => Ok(()),
        }
    }
}

/// Refuses records with ballots or votes that they do not show, unless the scenario says that these may be passed over.
fn refuse_gaps(scenario: &Scenario, cards: &CardRecords) -> Result<(), Complaint> {
    let allowed = scenario.election.iter().flat_map(|election| &election.pass_over).collect::<Vec<_>>();
    let hidden = |column: &ContestColumn| {
        let count = column.count(cards.cards());
        count.invalid + count.redacted
    };
    let hidden: u64 = cards.contests.iter().map(hidden).sum();
    let summed = cards.aggregated.len() as u64;
    let (found, rule) = if summed > 0 && !allowed.contains(&&PassedOver::SummedRows) {
        (rules::found_summed_rows(summed), rules::rule_summed_rows())
    } else if hidden > 0 && !allowed.contains(&&PassedOver::HiddenVotes) {
        (rules::found_hidden_votes(hidden), rules::rule_hidden_votes())
    } else {
        return Ok(());
    };
    Err(Complaint::needed("pass_over", found, rule).under("election"))
}

/// All contests of the records by plurality, if the records say how many choices may be marked in each.
fn every_contest(cards: &CardRecords) -> Result<Vec<ContestText>, Complaint> {
    let mut texts: Vec<ContestText> = Vec::new();
    let names = cards.contests.iter().map(|column| column.contest.name.clone());
    for (column, name) in cards.contests.iter().zip(apart(names)) {
        let it = &column.contest;
        let seats = it.vote_for.filter(|_| it.ranks == 0).and_then(|most| u16::try_from(most).ok());
        let Some(seats) = seats else {
            return Err(Complaint::needed("contest", rules::found_open_contest(&it.name), rules::rule_contest_rule()));
        };
        let (id, from) = (name.clone(), Some(it.key.clone()));
        texts.push(ContestText { id, title: Some(name), from, seats: Some(seats), ..ContestText::by_plurality() });
    }
    Ok(texts)
}

/// Completes the text of a contest and returns the candidate of each choice.
fn complete(
    text: &mut ContestText,
    column: &ContestColumn,
    cards: usize,
    alike_are_one: bool,
) -> Result<Vec<Option<CandidateIndex>>, Complaint> {
    let it = &column.contest;
    let mut names = names(&it.choices);
    for group in alike_choices(it).iter().filter(|_| alike_are_one) {
        let first = names[group[0]].clone();
        for &at in &group[1..] {
            names[at].clone_from(&first);
        }
    }
    if text.votes_allowed.is_none() && it.ranks == 0 && it.is_vote_for_assumed {
        let found = rules::found_marks_not_stated(it.vote_for.unwrap_or(1));
        return Err(Complaint::needed("votes_allowed", found, rules::rule_marks_stated()));
    }
    if text.votes_allowed.is_none() && it.ranks == 0 {
        text.votes_allowed = it.vote_for.and_then(|most| u16::try_from(most).ok());
    }
    let several = it.vote_for.filter(|&most| most > 1 && it.ranks == 0 && text.rule == "plurality");
    if let Some(most) = several.filter(|_| text.seats.is_none()) {
        return Err(Complaint::needed("seats", rules::found_several_marks(most), rules::rule_seats_given()));
    }
    if text.ranks.is_none() && it.ranks > 0 {
        text.ranks = Some(u16::from(it.ranks));
    }
    if text.candidates.is_empty() {
        let mut seen = HashSet::new();
        text.candidates = names.iter().filter(|name| seen.insert(name.as_str())).cloned().collect();
    }
    for (at, name) in text.candidates.iter().enumerate() {
        if !names.contains(name) {
            return Err(Complaint::unknown("", name, &names).at(at).under("candidates"));
        }
    }
    let candidate = |name: &String| text.candidates.iter().position(|it| it == name).map(|at| at as CandidateIndex);
    let candidates: Vec<Option<CandidateIndex>> = names.iter().map(candidate).collect();
    let used = used(column, cards);
    if let Some(left_out) = (0..names.len()).find(|&choice| candidates[choice].is_none() && used[choice]) {
        let found = rules::found_without_name(&names[left_out]);
        return Err(Complaint::needed("candidates", found, rules::rule_every_choice()));
    }
    Ok(candidates)
}

/// For each choice, whether a card has a mark for it.
fn used(column: &ContestColumn, cards: usize) -> Vec<bool> {
    let mut used = vec![false; column.contest.choices.len()];
    for (code, &n) in column.codes.counts(column.patterns.len(), cards).iter().enumerate() {
        for mark in column.patterns.marks(code as u32).filter(|_| n > 0) {
            if let Some(used) = used.get_mut(usize::from(mark.choice)) {
                *used = true;
            }
        }
    }
    used
}

/// The names of choices, each visible and none like another.
fn names(choices: &[ImportedChoice]) -> Vec<String> {
    let name = |(at, choice): (usize, &ImportedChoice)| {
        let plain =
            [" + ", " > ", " = "].iter().fold(choice.name.trim().to_owned(), |name, sign| name.replace(sign, "/"));
        if plain.is_empty() { format!("#{}", at + 1) } else { plain }
    };
    apart(choices.iter().enumerate().map(name))
}

/// Adds a number to each name that looks like an earlier one.
fn apart(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: HashSet<String> = ["blank", "overvoted"].into_iter().flat_map(shapes).collect();
    names
        .map(|name| {
            let numbered = (2..).map(|number| format!("{name} ({number})"));
            let mut tried = std::iter::once(name.clone()).chain(numbered);
            let is_apart = |other: &String| shapes(other).iter().all(|shape| !seen.contains(shape));
            let other = tried.find(is_apart).unwrap_or_default();
            seen.extend(shapes(&other));
            other
        })
        .collect()
}

impl ContestSource {
    /// The distinct votes of a column, and for each of its codes the code of the vote.
    pub(super) fn codes(&self, column: &ContestColumn, contest: &Contest) -> (VoteTable, Vec<Code>) {
        let mut table = VoteTable::default();
        let codes = (0..column.patterns.len() as u32).map(|code| match column.patterns.state(code) {
            ContestState::NotOnBallot => NOT_ON_CARD,
            ContestState::Blank | ContestState::Invalid | ContestState::Redacted => BLANK,
            ContestState::Voted => table.code(Marks::plain(self.targets(column.patterns.marks(code), contest))),
            ContestState::Overvoted => {
                let marked = self.targets(column.patterns.marks(code), contest);
                let is_shown = marked.len() > contest.most_marks();
                table.code(Marks::plain(if is_shown { marked } else { overvote(contest) }))
            }
        });
        let codes = codes.collect();
        (table, codes)
    }

    /// The targets of marks; ranks beyond those of the contest have none.
    fn targets(&self, marks: impl Iterator<Item = ContestMark>, contest: &Contest) -> Vec<Target> {
        let mut targets = Vec::new();
        for mark in marks {
            let column = if contest.has_grid() { u16::from(mark.rank.max(1)) - 1 } else { 0 };
            if column >= contest.options.columns.max(1) {
                continue;
            }
            if mark.choice == OVERVOTED_RANK {
                // The records say that the rank is overvoted and not by whom: any two names there are read alike.
                targets.extend(
                    (0..contest.candidates.len().min(2)).map(|at| contest.target(at as CandidateIndex, column)),
                );
            } else if let Some(candidate) = self.candidates.get(usize::from(mark.choice)).copied().flatten() {
                targets.push(contest.target(candidate, column));
            }
        }
        // Two choices of the files may be one.
        targets.sort_unstable();
        targets.dedup();
        targets
    }
}

/// An overvote of which the records do not show the marks: one more than allowed, on the first names. None where the
/// contest has too few names for one.
fn overvote(contest: &Contest) -> Vec<Target> {
    let needed = contest.most_marks() + 1;
    if needed > contest.candidates.len() { Vec::new() } else { (0..needed as Target).collect() }
}
