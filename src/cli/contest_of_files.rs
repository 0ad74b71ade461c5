//! `recount assertions FILE --rule R`: the ballots of a file counted by a rule, whatever format they have.

use super::file_source::opened;
use super::{Done, fit, print_json, print_page, say};
use crate::election::{LARGEST_RANKED_FILE, RankedContest, read_ranked};
use crate::error::{Complaint, Error};
use crate::import::{ByteSource, CardRecords, ContestState, Imported, ImportedChoice, RankedOrders, import, orders_of};
use crate::reason::{Reason, complaints, ranked};
use crate::report::{self, Language, Page, fill};
use crate::social_choice::{BallotForm, rule_named};
use crate::verify::{OrderWithCount, QuestionByRule};

/// The rule, and what it takes.
#[derive(Debug, clap::Args)]
pub(super) struct CountByRule {
    /// Counts the ballots by this rule: irv, stv, or a name of `recount list rules`
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// Seats to fill; 1 if not given
    #[arg(long, value_name = "N", requires = "rule")]
    seats: Option<u64>,
    /// The share that a winner needs, such as 0.6 or 3/5
    #[arg(long, value_name = "SHARE", requires = "rule")]
    threshold: Option<String>,
    /// The name of a measure of two names that needs the share (supermajority): without it the other wins
    #[arg(long, value_name = "NAME", requires = "rule")]
    proposal: Option<String>,
    /// The method of transferring votes (stv): `recount list transfers`
    #[arg(long, value_name = "NAME", requires = "rule")]
    transfers: Option<String>,
    /// What decides a condorcet contest without a winner: `recount list completions`
    #[arg(long, value_name = "NAME", requires = "rule")]
    completion: Option<String>,
    /// What ranks are worth (borda): `recount list points`
    #[arg(long, value_name = "NAME", requires = "rule")]
    points: Option<String>,
    /// Who goes out together in a round (irv): `recount list eliminations`
    #[arg(long, value_name = "NAME", requires = "rule")]
    elimination: Option<String>,
    /// Whom nobody can elect (irv), as undeclared write-ins; again for each
    #[arg(long, value_name = "NAME", requires = "rule")]
    undeclared: Vec<String>,
    /// Whom the office's lot put out; again for each, in that order
    #[arg(long = "lot", value_name = "NAME", requires = "rule")]
    lots: Vec<String>,
    /// One JSON document instead of a page
    #[arg(long, requires = "rule")]
    json: bool,
}

/// The ballots of one contest.
struct BallotsOfFile {
    name: String,
    candidates: Vec<String>,
    votes: BallotVotes,
    /// Ballots with several names at one rank.
    several: u64,
    withdrawn: Vec<String>,
    /// Seats that the file states.
    seats: Option<u64>,
    /// Names that a ballot may mark, where the file states them.
    votes_allowed: Option<u64>,
    /// Rows that sum several cards, and cards whose votes are hidden or void: a count without them may name somebody else.
    not_single: u64,
}

/// What ballots say.
enum BallotVotes {
    Orders(Vec<(Vec<u16>, u64)>),
    /// Votes for each choice, and the cards.
    Totals(Vec<u64>, u64),
}

impl BallotsOfFile {
    fn of(candidates: Vec<String>, votes: BallotVotes) -> Self {
        Self {
            name: String::new(),
            candidates,
            votes,
            several: 0,
            withdrawn: Vec::new(),
            seats: None,
            votes_allowed: None,
            not_single: 0,
        }
    }
}

impl CountByRule {
    /// Whether a rule is named.
    pub(super) fn is_asked(&self) -> bool {
        self.rule.is_some()
    }

    pub(super) fn execute(
        &self,
        file: &str,
        contest: Option<&str>,
        language: &'static Language,
    ) -> Result<Done, Error> {
        let mut all = contests_of(file)?;
        let known = || all.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        let at = match contest {
            Some(name) => all
                .iter()
                .position(|it| it.name == *name)
                .ok_or_else(|| usage("--contest", &Complaint::unknown("", name, known())))?,
            None if all.len() == 1 => 0,
            None if all.is_empty() => {
                return Err(usage(
                    "FILE",
                    &Complaint::allowed("", complaints::found_nothing(), ranked::rule_ballots()),
                ));
            }
            None => {
                let several = Complaint {
                    allowed: crate::error::Allowed::OneOf(known()),
                    ..Complaint::allowed("", complaints::found_nothing(), "")
                };
                return Err(usage("--contest", &several));
            }
        };
        let it = all.swap_remove(at);
        if it.not_single > 0 {
            let (found, rule) = (ranked::found_not_single(it.not_single), ranked::rule_single());
            return Err(usage("FILE", &Complaint::allowed("", found, rule)));
        }
        let own = language.desk();
        // Where each place counts, a rank that is passed over would put others above those who share it.
        if let Some(rule @ ("borda" | "condorcet")) = self.rule.as_deref()
            && it.several > 0
        {
            let found = ranked::found_equal_ranks(it.several);
            return Err(usage("FILE", &Complaint::allowed("", found, ranked::rule_no_equal_ranks(rule))));
        }
        if it.several > 0 {
            say(&fill(own.several_at_a_rank, &[("n", &it.several.to_string())]));
        }
        if !it.withdrawn.is_empty() {
            say(&fill(own.withdrawn, &[("names", &it.withdrawn.join(", "))]));
        }
        let answered = self.question(it).and_then(QuestionByRule::answered).map_err(Error::Usage)?;
        if self.json {
            print_json(&answered.document())?;
        } else {
            let page = Page { width: u16::try_from(fit::columns()).unwrap_or(80), colour: false, language };
            print_page(&report::contest_in_words(&answered.contest, &answered.answer, page))?;
        }
        Ok(Done::Well)
    }

    fn question(&self, it: BallotsOfFile) -> Result<QuestionByRule, Reason> {
        let rule = self.rule.as_deref().unwrap_or_default();
        if let Some(takes_ranks) = takes_ranks(rule) {
            let refuse = |found: Reason, rule: Reason| Err(complaints::error_allowed("--rule", found, rule));
            match &it.votes {
                BallotVotes::Totals(..) if takes_ranks => {
                    return refuse(ranked::found_no_ranks(), ranked::rule_of_marks());
                }
                BallotVotes::Orders(_) if !takes_ranks => {
                    return refuse(ranked::found_ranks(), ranked::rule_of_ranks());
                }
                _ => {}
            }
        }
        if let Some(allowed) = it.votes_allowed.filter(|&allowed| allowed > 1)
            && let Some(name) = QuestionByRule::rule_called(rule)
            && !rule_named(name).marks_all()
            && name.0 != "plurality"
        {
            let found = ranked::found_several_marks(allowed);
            return Err(complaints::error_allowed("--rule", found, ranked::rule_of_several_marks()));
        }
        let mut question = match it.votes {
            BallotVotes::Orders(orders) => {
                let order = |(prefs, n): (Vec<u16>, u64)| OrderWithCount {
                    n,
                    prefs: prefs.into_iter().map(u64::from).collect(),
                };
                QuestionByRule::about_orders(rule, &it.candidates, orders.into_iter().map(order).collect())?
            }
            BallotVotes::Totals(votes, cards) => {
                QuestionByRule::about_totals(rule, it.candidates.iter().map(String::as_str).zip(votes), cards)?
            }
        };
        question.seats = self.seats.or(it.seats);
        question.votes_allowed = it.votes_allowed.filter(|_| rule == "plurality");
        question.threshold = self.threshold.as_ref().map(|share| serde_json::json!(share));
        question.transfers.clone_from(&self.transfers);
        question.completion.clone_from(&self.completion);
        question.points.clone_from(&self.points);
        question.elimination.clone_from(&self.elimination);
        question.with_proposal(self.proposal.as_deref())?.with_undeclared(&self.undeclared)?.with_lots(&self.lots)
    }
}

/// Whether a rule's ballots have ranks, if it is known.
fn takes_ranks(rule: &str) -> Option<bool> {
    let long = QuestionByRule::rule_called(rule)?;
    Some(rule_named(long).form() == BallotForm::Ranks)
}

fn usage(option: &str, complaint: &Complaint) -> Error {
    Error::Usage(complaints::at_place(option, complaint.reason()))
}

fn names(choices: &[ImportedChoice]) -> Vec<String> {
    // Names of a file may hold signs that a terminal obeys.
    let plain = |name: &str| name.chars().map(|sign| if sign.is_control() { '?' } else { sign }).collect();
    choices.iter().map(|choice| plain(&choice.name)).collect()
}

/// The contests of a file with their ballots.
fn contests_of(file: &str) -> Result<Vec<BallotsOfFile>, Error> {
    let (sources, _) = opened(&[file.to_owned()])?;
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    if let [one] = sources[..]
        && let Some(contests) = problem_of(one)
    {
        return Ok(contests);
    }
    let mut all = Vec::new();
    for read in import(&sources)? {
        match &read.content {
            Imported::Orders(contests) => {
                all.extend(contests.iter().map(of_orders));
            }
            Imported::Cards(records) => all.extend((0..records.contests.len()).map(|at| of_cards(records, at))),
            _ => {}
        }
    }
    Ok(all)
}

/// The contests of a RAIRE problem in JSON, which is no export of an election office.
fn problem_of(source: &dyn ByteSource) -> Option<Vec<BallotsOfFile>> {
    let mut first = [0; 64];
    let number = source.read_at(0, &mut first).ok()?;
    let is_object = first[..number].trim_ascii_start().starts_with(b"{");
    let size = usize::try_from(source.len()).ok().filter(|&size| is_object && size as u64 <= LARGEST_RANKED_FILE)?;
    let mut bytes = vec![0; size];
    let mut read = 0;
    while read < size {
        match source.read_at(read as u64, &mut bytes[read..]).ok()? {
            0 => break,
            more => read += more,
        }
    }
    bytes.truncate(read);
    let contests = read_ranked(&String::from_utf8(bytes).ok()?).ok()?;
    let one = |it: RankedContest| {
        let listed: u64 = it.orders.iter().map(|order| order.1).sum();
        let mut orders = it.orders;
        if it.ballots > listed {
            orders.push((Vec::new(), it.ballots - listed));
        }
        let votes = BallotVotes::Orders(orders);
        BallotsOfFile { name: it.id, ..BallotsOfFile::of(it.candidates, votes) }
    };
    Some(contests.into_iter().map(one).collect())
}

/// A contest of orders. Whoever withdrew does not stand.
fn of_orders(it: &RankedOrders) -> BallotsOfFile {
    let names = names(&it.contest.choices);
    let stands = |at: &usize| !it.withdrawn.contains(&(*at as u16));
    let standing: Vec<usize> = (0..names.len()).filter(stands).collect();
    let (mut orders, several) = it.in_order();
    for (order, _) in &mut orders {
        let place = |choice: &u16| standing.iter().position(|&at| at == usize::from(*choice));
        *order = order.iter().filter_map(place).map(|at| at as u16).collect();
    }
    BallotsOfFile {
        name: it.contest.name.clone(),
        withdrawn: it.withdrawn.iter().map(|&at| names[usize::from(at)].clone()).collect(),
        several,
        seats: it.contest.vote_for.map(u64::from).filter(|&seats| seats > 1),
        ..BallotsOfFile::of(standing.into_iter().map(|at| names[at].clone()).collect(), BallotVotes::Orders(orders))
    }
}

/// A contest of single cards.
fn of_cards(records: &CardRecords, at: usize) -> BallotsOfFile {
    let column = &records.contests[at];
    let counts = column.codes.counts(column.patterns.len(), records.cards());
    let candidates = names(&column.contest.choices);
    let name = column.contest.name.clone();
    let count = records.count(at);
    let summed = records.aggregated.iter().filter(|row| row.votes.iter().any(|it| it.0 as usize == at)).count() as u64;
    let of = |votes, several| BallotsOfFile {
        name,
        several,
        not_single: summed + count.redacted + count.invalid,
        votes_allowed: column.contest.vote_for.map(u64::from),
        ..BallotsOfFile::of(candidates, votes)
    };
    if column.contest.ranks == 0 {
        return of(BallotVotes::Totals(count.votes.clone(), count.cards), 0);
    }
    let shown = |code: u32| {
        [ContestState::Blank, ContestState::Voted, ContestState::Overvoted].contains(&column.patterns.state(code))
    };
    let counts = counts.iter().enumerate().map(|(code, &n)| (code as u32, n)).filter(|&(code, _)| shown(code));
    let (orders, several) = orders_of(&column.patterns, &[], counts);
    of(BallotVotes::Orders(orders), several)
}
