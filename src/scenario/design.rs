//! Turns the text of a scenario into the design of an election, and checks every name and number.

use std::collections::{BTreeMap, HashSet};

use super::apart::apart;
use super::ballot::{contests, styles};
use super::marks::marks;
use super::paper::{PaperText, PaperVotes};
use super::rankings::{few_enough, rankings, scores};
use super::spread::{group_count, shares};
use super::text::Scenario;
use crate::election::{
    CandidateIndex, Contest, Design, FillRates, GroupDesign, GroupVotes, MOST_CARDS, MarkedBy, PaperError, Style,
    VoteMode,
};
use crate::error::Complaint;
use crate::reason::{complaints, rules};
use crate::social_choice::{BallotForm, rule_of};

/// Name of the scanner if a scenario names none.
const ONE_SCANNER: &str = "scanner";

type CheckedDesign<T> = Result<T, Complaint>;

impl Scenario {
    /// The design of the election that this scenario describes.
    ///
    /// # Errors
    /// The first name or number that does not fit.
    pub fn design(&self) -> Result<Design, Complaint> {
        self.refuse_files()?;
        let contests = contests(&self.contest)?;
        let styles = styles(&self.style, &contests)?;
        let mut design = Design {
            tabulators: Vec::new(),
            groups: Vec::new(),
            rates: self.rates()?,
            batches: self.manifest.batches,
            contests,
            styles,
        };
        let mut taken: HashSet<String> = HashSet::new();
        for (i, paper) in self.paper.iter().enumerate() {
            let group = paper_group(paper, &mut design).map_err(|c| c.at(i).under("paper"))?;
            if !taken.insert(group.id.clone()) {
                let rule = rules::allowed(complaints::rule_group_once());
                return Err(Complaint::rule("id", complaints::found_again(format_args!("\"{}\"", group.id)), rule)
                    .at(i)
                    .under("paper"));
            }
            design.groups.push(group);
        }
        for i in 0..self.spread.len() {
            self.spread_groups(i, &mut design, &mut taken).map_err(|c| c.at(i).under("spread"))?;
        }
        if design.groups.is_empty() {
            return Err(Complaint::needed("paper", rules::found_no_paper(), complaints::rule_at_least_paper()));
        }
        self.places_apart(&design)?;
        if self.manifest.batches.is_some_and(|n| n > MOST_CARDS) {
            let rule = rules::allowed(complaints::rule_at_most(MOST_CARDS));
            return Err(Complaint::rule("batches", self.manifest.batches.unwrap_or(0), rule).under("manifest"));
        }
        Ok(design)
    }

    /// Refuses what only files of records can answer.
    fn refuse_files(&self) -> CheckedDesign<()> {
        if self.election.is_some() {
            return Err(Complaint::needed("from", rules::found_no_files(), rules::rule_open_files()).under("election"));
        }
        match self.contest.iter().position(|contest| contest.from.is_some()) {
            Some(at) => {
                let complaint = Complaint::allowed("from", rules::found_a_key(), rules::rule_only_with_files());
                Err(complaint.at(at).under("contest"))
            }
            None => Ok(()),
        }
    }

    /// A complaint about the paper at its path in the scenario.
    pub(super) fn blame(&self, design: &Design, error: PaperError) -> Complaint {
        let PaperError { group, contest, error } = error;
        let Some(group) = group else {
            let table = if error.what == "batches" { "manifest" } else { "rates" };
            return Complaint::rule(&error.what, error.found, error.rule).under(table);
        };
        let contest = contest.map(|c| &design.contests[c]);
        let mut complaint = Complaint::rule("", error.found, error.rule);
        if let Some(contest) = contest.filter(|_| error.what != "ballots") {
            let is_key = contest.candidate(&error.what).is_some() || ["blank", "overvoted"].contains(&&*error.what);
            if is_key {
                complaint = complaint.under(&error.what);
            }
            complaint = complaint.under(&contest.id).under("votes");
        } else if group < self.paper.len() && self.paper[group].ballots.is_some() {
            complaint = complaint.under("ballots");
        }
        if group < self.paper.len() {
            return complaint.at(group).under("paper");
        }
        complaint.keys.clear();
        complaint.found = rules::found_in(complaint.found, &design.groups[group].id).into();
        complaint.under("votes").at(self.spread_of(group)).under("spread")
    }

    /// The index of the spread that makes a group of ballots.
    fn spread_of(&self, group: usize) -> usize {
        let mut first = self.paper.len();
        let mut place = 0;
        while place + 1 < self.spread.len() && first + group_count(&self.spread[place]) <= group {
            first += group_count(&self.spread[place]);
            place += 1;
        }
        place
    }

    /// Checks that no two counties, precincts of one county, scanners or groups of ballots look alike.
    fn places_apart(&self, design: &Design) -> CheckedDesign<()> {
        let under = |group: usize, key: &str, complaint: Complaint| {
            if group < self.paper.len() {
                return complaint.under(key).at(group).under("paper");
            }
            complaint.under("units").at(self.spread_of(group)).under("spread")
        };
        let of_kind = |key: &str, names: &[(usize, &str)]| {
            apart(names.iter().map(|(_, name)| *name)).map_err(|(at, complaint)| under(names[at].0, key, complaint))
        };
        let groups = || design.groups.iter().enumerate();
        let counties: Vec<_> = groups().filter_map(|(at, group)| Some((at, group.county.as_deref()?))).collect();
        of_kind("county", &counties)?;
        let mut precincts: BTreeMap<Option<&str>, Vec<(usize, &str)>> = BTreeMap::new();
        for (at, group) in groups() {
            let of_county = precincts.entry(group.county.as_deref()).or_default();
            of_county.extend(group.precinct.as_deref().map(|precinct| (at, precinct)));
        }
        precincts.values().try_for_each(|names| of_kind("precinct", names))?;
        let scanners = self.paper.iter().enumerate();
        let scanners = scanners.flat_map(|(at, paper)| paper.tabulators.iter().map(move |name| (at, name.as_str())));
        of_kind("tabulators", &scanners.collect::<Vec<_>>())?;
        of_kind("id", &groups().map(|(at, group)| (at, group.id.as_str())).collect::<Vec<_>>())
    }

    fn rates(&self) -> CheckedDesign<FillRates> {
        let default = FillRates::default();
        let share = |key: &str, value: Option<f64>, default: f64| match value {
            Some(value) if !(0.0..=0.5).contains(&value) => {
                Err(Complaint::allowed(key, value, complaints::rule_share_half()).under("rates"))
            }
            value => Ok(value.unwrap_or(default)),
        };
        let rates = FillRates {
            undervote: share("undervote", self.rates.undervote, default.undervote)?,
            overvote: share("overvote", self.rates.overvote, default.overvote)?,
            light: share("light_marks", self.rates.light_marks, default.light)?,
            batch_size: self.rates.batch_size.unwrap_or(default.batch_size),
        };
        if !(1..=100_000).contains(&rates.batch_size) {
            return Err(
                Complaint::allowed("batch_size", rates.batch_size, complaints::rule_range(1, "100,000")).under("rates")
            );
        }
        if rates.undervote + rates.overvote > 0.9 {
            return Err(Complaint::allowed("undervote", rates.undervote, rules::rule_less_overvotes()).under("rates"));
        }
        Ok(rates)
    }

    fn spread_groups(&self, place: usize, design: &mut Design, taken: &mut HashSet<String>) -> CheckedDesign<()> {
        let spread = &self.spread[place];
        let style = find_style(spread.style.as_ref(), &design.styles)?;
        let scanner = tabulators(&[], design);
        for share in shares(spread, &design.contests)? {
            let mut votes = vec![None; design.contests.len()];
            for (contest, of_contest) in &share.votes {
                let under = |c: Complaint| c.under(&design.contests[*contest].id).under("votes");
                votes[*contest] = Some(group_votes(of_contest, &design.contests[*contest]).map_err(under)?);
            }
            check_sheets(&design.styles[style], &votes, &design.contests)?;
            let id = group_id(None, share.county.as_ref(), share.precinct.as_ref(), Some(share.mode));
            if !taken.insert(id.clone()) {
                let rule = rules::allowed(rules::rule_unit_way());
                let unit = share.county.or(share.precinct).unwrap_or_default();
                return Err(
                    Complaint::rule(&unit, complaints::found_again(format_args!("{id:?}")), rule).under("units")
                );
            }
            design.groups.push(GroupDesign {
                id,
                county: share.county,
                precinct: share.precinct,
                mode: share.mode,
                marked_by: MarkedBy::Hand,
                style,
                ballots: None,
                voters: None,
                accepted: None,
                tabulators: scanner.clone(),
                votes,
            });
        }
        Ok(())
    }
}

fn find_style(name: Option<&String>, styles: &[Style]) -> CheckedDesign<usize> {
    let Some(name) = name else { return Ok(0) };
    let place = styles.iter().position(|s| s.id == *name);
    place.ok_or_else(|| Complaint::unknown("style", name, styles.iter().map(|s| &s.id)))
}

/// The indices of these scanners, new or known; the one scanner if none is named.
fn tabulators(names: &[String], design: &mut Design) -> Vec<usize> {
    let one = [ONE_SCANNER.to_owned()];
    let names = if names.is_empty() { &one } else { names };
    let mut place = |name: &String| {
        design.tabulators.iter().position(|t| t == name).unwrap_or_else(|| {
            design.tabulators.push(name.clone());
            design.tabulators.len() - 1
        })
    };
    names.iter().map(&mut place).collect()
}

/// The given id, or else county, precinct and way of voting as far as they are given.
fn group_id(id: Option<&String>, county: Option<&String>, precinct: Option<&String>, mode: Option<VoteMode>) -> String {
    let names = [county, precinct].into_iter().flatten().map(String::as_str);
    let parts: Vec<&str> = names.chain(mode.map(VoteMode::name)).collect();
    id.cloned().unwrap_or_else(|| if parts.is_empty() { "all".to_owned() } else { parts.join(", ") })
}

fn paper_group(text: &PaperText, design: &mut Design) -> CheckedDesign<GroupDesign> {
    let mode = text.mode.unwrap_or(VoteMode::ElectionDay);
    let style = find_style(text.style.as_ref(), &design.styles)?;
    let tabulators = tabulators(&text.tabulators, design);
    let contests = &design.contests;
    let find = |table: &str, id: &str| {
        let place = contests.iter().position(|c| c.id == id);
        place.ok_or_else(|| Complaint::unknown(id, id, contests.iter().map(|c| &c.id)).under(table))
    };
    let mut votes: Vec<Option<GroupVotes>> = vec![None; contests.len()];
    for (id, of_contest) in &text.votes {
        let contest = find("votes", id)?;
        let under = |c: Complaint| c.under(id).under("votes");
        no_grid(&contests[contest], "", under)?;
        votes[contest] = Some(group_votes(of_contest, &contests[contest]).map_err(under)?);
    }
    let of_scores = text.scores.iter().map(|it| ("scores", BallotForm::Scores, it));
    let of_ranks = text.rankings.iter().map(|it| ("rankings", BallotForm::Ranks, it));
    for (key, form, (id, of_contest)) in of_ranks.chain(of_scores) {
        let contest = find(key, id)?;
        let under = |c: Complaint| c.under(id).under(key);
        let it = &contests[contest];
        if votes[contest].is_some() || rule_of(it).form() != form {
            let rule = rules::rule_rankings_or_votes(key, id);
            return Err(under(Complaint::allowed("", key, rule)));
        }
        let read = if form == BallotForm::Ranks { rankings(of_contest, it) } else { scores(of_contest, it) };
        votes[contest] = Some(read.map_err(under)?);
    }
    for (id, slates) in &text.slates {
        let contest = find("slates", id)?;
        let under = |c: Complaint| c.under(id).under("slates");
        no_grid(&contests[contest], "", under)?;
        let slates = read_slates(slates, &contests[contest]).map_err(under)?;
        with_votes(&mut votes, contest, "").map_err(under)?.slates = slates;
    }
    for (i, special) in text.marks.iter().enumerate() {
        let under = |c: Complaint| c.at(i).under("marks");
        let id = &special.contest;
        let known = contests.iter().position(|c| c.id == *id);
        let unknown = || Complaint::unknown("contest", id, contests.iter().map(|c| &c.id));
        let contest = known.ok_or_else(unknown).map_err(under)?;
        no_grid(&contests[contest], "contest", under)?;
        few_enough("ballots", special.ballots).map_err(under)?;
        let marks = marks(special, &contests[contest]).map_err(under)?;
        with_votes(&mut votes, contest, "contest").map_err(under)?.special.push((marks, special.ballots));
    }
    if let Some(ballots) = text.ballots {
        few_enough("ballots", ballots)?;
    }
    if let Some(voters) = text.voters {
        few_enough("voters", voters)?;
    }
    check_sheets(&design.styles[style], &votes, contests)?;
    Ok(GroupDesign {
        id: group_id(text.id.as_ref(), text.county.as_ref(), text.precinct.as_ref(), text.mode),
        county: text.county.clone(),
        precinct: text.precinct.clone(),
        mode,
        marked_by: text.marked_by,
        style,
        ballots: text.ballots,
        voters: text.voters,
        accepted: text.accepted.clone(),
        tabulators,
        votes,
    })
}

fn with_votes<'a>(
    votes: &'a mut [Option<GroupVotes>],
    contest: usize,
    key: &str,
) -> Result<&'a mut GroupVotes, Complaint> {
    let rule = rules::needed(rules::rule_votes_here());
    votes[contest].as_mut().ok_or_else(|| Complaint::rule(key, rules::found_no_votes(), rule))
}

/// Refuses votes by name for a contest with a grid.
fn no_grid(contest: &Contest, key: &str, under: impl FnOnce(Complaint) -> Complaint) -> CheckedDesign<()> {
    if contest.has_grid() {
        let is_ranked = rule_of(contest).form() == BallotForm::Ranks;
        let rule = rules::rule_rankings_here(if is_ranked { "rankings" } else { "scores" }, &contest.id);
        return Err(under(Complaint::needed(key, rules::found_votes_by_name(), rule)));
    }
    Ok(())
}

fn group_votes(text: &PaperVotes, contest: &Contest) -> CheckedDesign<GroupVotes> {
    let mut votes = GroupVotes { totals: vec![0; contest.candidates.len()], ..GroupVotes::default() };
    // A state has thousands of groups with hundreds of candidates, so names are found by binary search.
    let mut by_name: Vec<usize> = (0..contest.candidates.len()).collect();
    by_name.sort_by(|&a, &b| contest.candidates[a].cmp(&contest.candidates[b]));
    for (name, &n) in text {
        few_enough(name, n)?;
        let found = by_name.binary_search_by(|&candidate| contest.candidates[candidate].as_str().cmp(name));
        match (name.as_str(), found) {
            ("blank", _) => votes.blank = Some(n),
            ("overvoted", _) => votes.overvoted = Some(n),
            (_, Ok(at)) => votes.totals[by_name[at]] = n,
            (_, Err(_)) => {
                let others = ["blank".to_owned(), "overvoted".to_owned()];
                return Err(Complaint::unknown(name, name, contest.candidates.iter().chain(&others)));
            }
        }
    }
    Ok(votes)
}

fn read_slates(text: &BTreeMap<String, u64>, contest: &Contest) -> CheckedDesign<Vec<(Vec<CandidateIndex>, u64)>> {
    let mut slates = Vec::new();
    for (names, &n) in text {
        few_enough(names, n)?;
        let mut slate: Vec<CandidateIndex> = Vec::new();
        for name in names.split(" + ") {
            let candidate = contest.candidate(name);
            let candidate = candidate.ok_or_else(|| {
                let mut complaint = Complaint::unknown(names, name, &contest.candidates);
                complaint.found = format!("\"{name}\"").into();
                complaint
            })?;
            if slate.contains(&candidate) {
                return Err(Complaint::allowed(
                    names,
                    rules::found_twice(format_args!("\"{name}\"")),
                    complaints::rule_name_once(),
                ));
            }
            slate.push(candidate);
        }
        if slate.len() > usize::from(contest.votes_allowed) {
            let rule = rules::allowed(rules::rule_overvotes_go(contest.votes_allowed));
            return Err(Complaint::rule(names, rules::found_names(slate.len()), rule));
        }
        slates.push((slate, n));
    }
    Ok(slates)
}

/// Checks that every contest of the style has votes, and that no other contest has.
fn check_sheets(style: &Style, votes: &[Option<GroupVotes>], contests: &[Contest]) -> CheckedDesign<()> {
    for (place, contest) in contests.iter().enumerate() {
        match (style.sheet_of(place), &votes[place]) {
            (Some(_), None) => {
                let rule = rules::needed(rules::rule_votes_style(&contest.id, &style.id));
                return Err(Complaint::rule("votes", rules::found_none_for(&contest.id), rule));
            }
            (None, Some(_)) => {
                let rule = rules::allowed(complaints::rule_style(&style.id));
                return Err(Complaint::rule(&contest.id, &contest.id, rule).under("votes"));
            }
            _ => {}
        }
    }
    Ok(())
}
