//! The ballot of a scenario: contests and styles, every name and number checked.

use super::apart::apart;
use super::text::{ContestText, ShareText, StyleText};
use crate::election::{CandidateIndex, Contest, RuleOptions, Style, share_of};
use crate::error::Complaint;
use crate::reason::{Reason, complaints, rules};
use crate::social_choice::instant_runoff::InstantRunoff;
use crate::social_choice::ranked::TransferMethod;
use crate::social_choice::ranked::completion::{CONDORCET_COMPLETIONS, CondorcetCompletion};
use crate::social_choice::ranked::irv::{BatchElimination, ELIMINATIONS};
use crate::social_choice::ranked::rank_points::{BORDA_POINTS, BordaPoints};
use crate::social_choice::ranked::{RANKED_RULES, RankedRules};
use crate::social_choice::{self, BallotForm, Borda, SocialChoice, Supermajority};

/// Most names in a contest.
const MOST_CANDIDATES: usize = 200;

/// Most seats that lists may share.
const MOST_SEATS: usize = 1_000;

/// Most contests of an election.
const MOST_CONTESTS: usize = 1_000;

/// Most ballot styles of an election.
const MOST_STYLES: usize = 2_000;

/// Keys beside the names of candidates that are not names.
const NO_NAMES: [&str; 2] = ["blank", "overvoted"];

type CheckedBallot<T> = Result<T, Complaint>;

pub(super) fn contests(texts: &[ContestText]) -> CheckedBallot<Vec<Contest>> {
    if texts.len() > MOST_CONTESTS {
        let found = complaints::found_contests(texts.len());
        return Err(Complaint::allowed("contest", found, complaints::rule_at_most(MOST_CONTESTS)));
    }
    let mut contests: Vec<Contest> = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let under = |c: Complaint| c.at(i).under("contest");
        if contests.iter().any(|c| c.id == text.id) {
            return Err(under(Complaint::allowed(
                "id",
                complaints::found_again(format_args!("\"{}\"", text.id)),
                complaints::rule_id_once(),
            )));
        }
        contests.push(contest(text).map_err(under)?);
    }
    let under = |key: &'static str| move |(i, c): (usize, Complaint)| c.under(key).at(i).under("contest");
    apart(contests.iter().map(|c| c.id.as_str())).map_err(under("id"))?;
    apart(contests.iter().map(|c| c.title.as_str())).map_err(under("title"))?;
    if contests.is_empty() {
        return Err(Complaint::needed("contest", rules::found_no_contest(), complaints::rule_at_least_contest()));
    }
    Ok(contests)
}

pub(super) fn styles(texts: &[StyleText], contests: &[Contest]) -> CheckedBallot<Vec<Style>> {
    if texts.is_empty() {
        let all = vec![(0..contests.len()).collect()];
        return Ok(vec![Style { id: "all".to_owned(), sheets: all, order: vec![None; contests.len()] }]);
    }
    if texts.len() > MOST_STYLES {
        let found = complaints::found_styles(texts.len());
        return Err(Complaint::allowed("style", found, complaints::rule_at_most(MOST_STYLES)));
    }
    let mut styles: Vec<Style> = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let under = |c: Complaint| c.at(i).under("style");
        if styles.iter().any(|s| s.id == text.id) {
            return Err(under(Complaint::allowed(
                "id",
                complaints::found_again(format_args!("\"{}\"", text.id)),
                complaints::rule_id_once(),
            )));
        }
        styles.push(style(text, contests).map_err(under)?);
    }
    apart(styles.iter().map(|s| s.id.as_str())).map_err(|(i, c)| c.under("id").at(i).under("style"))?;
    Ok(styles)
}

fn contest(text: &ContestText) -> CheckedBallot<Contest> {
    let rule = social_choice::named(&text.rule)
        .ok_or_else(|| Complaint::unknown("rule", &text.rule, social_choice::RULES.iter().map(|rule| rule.name())))?;
    let names = &text.candidates;
    if names.is_empty() || names.len() > MOST_CANDIDATES {
        let rule = rules::allowed(complaints::rule_names_many(MOST_CANDIDATES));
        return Err(Complaint::rule("candidates", rules::found_names(names.len()), rule));
    }
    for (i, name) in names.iter().enumerate() {
        let wrong = |rule: Reason| Complaint::allowed("", format!("{name:?}"), rule).at(i).under("candidates");
        if names[..i].contains(name) {
            return Err(wrong(complaints::rule_name_once()));
        }
        if [" + ", " > ", " = "].iter().any(|sign| name.contains(sign)) || NO_NAMES.contains(&name.as_str()) {
            return Err(wrong(rules::rule_no_plus()));
        }
    }
    let apart = apart(NO_NAMES.into_iter().chain(names.iter().map(String::as_str)));
    apart.map_err(|(i, c)| c.at(i.saturating_sub(NO_NAMES.len())).under("candidates"))?;
    let seats = text.seats.unwrap_or(1);
    let way = social_choice::rule_named(rule);
    let most_seats = if way.is_of_lists() { MOST_SEATS } else { names.len() };
    if !(1..=most_seats).contains(&usize::from(seats)) {
        let names_there = complaints::rule_names_there(names.len());
        let rule = if way.is_of_lists() { rules::rule_ranks_from(MOST_SEATS) } else { names_there };
        return Err(Complaint::allowed("seats", seats, rule));
    }
    if seats > 1 && !way.fills_seats() {
        return Err(Complaint::allowed("seats", seats, rules::rule_one_seat(way.name())));
    }
    let usual = if way.marks_all() {
        names.len() as u16
    } else if way.is_of_lists() || way.form() != BallotForm::Marks {
        1
    } else {
        seats
    };
    let votes_allowed = text.votes_allowed.unwrap_or(usual);
    if votes_allowed != 1 && !way.takes_several() {
        return Err(Complaint::allowed("votes_allowed", votes_allowed, rules::rule_one_seat(way.name())));
    }
    if !(1..=names.len()).contains(&usize::from(votes_allowed)) {
        return Err(Complaint::allowed("votes_allowed", votes_allowed, complaints::rule_names_there(names.len())));
    }
    let mut contest = Contest {
        id: text.id.clone(),
        title: text.title.clone().unwrap_or_else(|| text.id.clone()),
        rule,
        candidates: names.clone(),
        seats,
        votes_allowed,
        write_in_line: None,
        options: options(text, way)?,
    };
    if let Some(name) = &text.write_in_line {
        let line = contest.candidate(name).ok_or_else(|| Complaint::unknown("write_in_line", name, names))?;
        contest.write_in_line = Some(line);
    }
    Ok(contest)
}

/// The options of the rule; a key that the rule does not use is refused.
fn options(text: &ContestText, way: &dyn SocialChoice) -> CheckedBallot<RuleOptions> {
    let mut options =
        RuleOptions { share: share(text, way)?, proposal: proposal(text, way)?, ..RuleOptions::default() };
    let form = way.form();
    if form == BallotForm::Scores {
        options.columns = text.highest_score.unwrap_or(USUAL_SCORE);
        if !(1..=MOST_RANKS).contains(&options.columns) {
            return Err(Complaint::allowed("highest_score", options.columns, rules::rule_ranks_from(MOST_RANKS)));
        }
    } else if let Some(score) = text.highest_score {
        return Err(Complaint::allowed("highest_score", score, rules::rule_scores_only()));
    }
    if form != BallotForm::Ranks {
        let given = [
            ("ranks", text.ranks.is_some()),
            ("rankings", text.rankings.is_some()),
            ("lot", !text.lot.is_empty()),
            ("transfers", text.transfers.is_some()),
            ("completion", text.completion.is_some()),
            ("elimination", text.elimination.is_some()),
            ("undeclared", !text.undeclared.is_empty()),
            ("points", text.points.is_some()),
        ];
        if let Some((key, _)) = given.iter().find(|(_, is_given)| *is_given) {
            return Err(Complaint::allowed(key, rules::found_a_key(), rules::rule_ranked_only()));
        }
        return Ok(options);
    }
    let most = u16::try_from(text.candidates.len()).unwrap_or(MOST_RANKS).min(MOST_RANKS);
    let columns = text.ranks.unwrap_or(most);
    if !(1..=MOST_RANKS).contains(&columns) {
        return Err(Complaint::allowed("ranks", columns, rules::rule_ranks_from(MOST_RANKS)));
    }
    options.columns = columns;
    let methods = || TransferMethod::all().map(TransferMethod::name);
    options.transfers = match (&text.transfers, way.needs_transfers()) {
        (None, false) => None,
        (Some(_), false) => {
            let rule = rules::rule_share_beside("single_transferable_vote");
            return Err(Complaint::allowed("transfers", rules::found_a_key(), rule));
        }
        (Some(name), true) if TransferMethod::named(name).is_some() => Some(name.clone()),
        (Some(name), true) => return Err(Complaint::unknown("transfers", name, methods())),
        (None, true) => {
            let rule = rules::rule_one_of(methods().collect::<Vec<_>>().join(", "));
            return Err(Complaint::needed("transfers", rules::found_no_method(), rule));
        }
    };
    let completions = || CONDORCET_COMPLETIONS.iter().map(|it| it.0);
    options.completion = match (&text.completion, way.needs_completion()) {
        (None, false) => None,
        (Some(_), false) => {
            let rule = rules::rule_share_beside("condorcet");
            return Err(Complaint::allowed("completion", rules::found_a_key(), rule));
        }
        (Some(name), true) if CondorcetCompletion::named(name).is_some() => Some(name.clone()),
        (Some(name), true) => return Err(Complaint::unknown("completion", name, completions())),
        (None, true) => {
            let rule = rules::rule_one_of(completions().collect::<Vec<_>>().join(", "));
            return Err(Complaint::needed("completion", rules::found_no_completion(), rule));
        }
    };
    options.points = match (&text.points, way.name() == Borda.name()) {
        (None, _) => None,
        (Some(_), false) => {
            let rule = rules::rule_share_beside("borda");
            return Err(Complaint::allowed("points", rules::found_a_key(), rule));
        }
        (Some(name), true) if BordaPoints::named(name).is_some() => Some(name.clone()),
        (Some(name), true) => return Err(Complaint::unknown("points", name, BORDA_POINTS.iter().map(|it| it.name))),
    };
    let known = || RANKED_RULES.iter().map(|rules| rules.name);
    let Some(rankings) = &text.rankings else {
        let rule = rules::rule_one_of(known().collect::<Vec<_>>().join(", "));
        return Err(Complaint::needed("rankings", rules::found_no_rule_set(), rule));
    };
    if RankedRules::named(rankings).is_none() {
        return Err(Complaint::unknown("rankings", rankings, known()));
    }
    options.rankings = Some(rankings.clone());
    if way.name() == Borda.name() && !text.lot.is_empty() {
        let rule = rules::rule_share_beside("instant_runoff, single_transferable_vote, condorcet");
        return Err(Complaint::allowed("lot", rules::found_a_key(), rule));
    }
    options.lot = some_names("lot", &text.lot, &text.candidates)?;
    runoff_options(text, way, &mut options)?;
    Ok(options)
}

/// The options of instant runoffs alone.
fn runoff_options(text: &ContestText, way: &dyn SocialChoice, options: &mut RuleOptions) -> CheckedBallot<()> {
    let given = [("elimination", text.elimination.is_some()), ("undeclared", !text.undeclared.is_empty())];
    if way.name() != InstantRunoff.name()
        && let Some((key, _)) = given.iter().find(|it| it.1)
    {
        let rule = rules::rule_share_beside(InstantRunoff.name());
        return Err(Complaint::allowed(key, rules::found_a_key(), rule));
    }
    if let Some(name) = &text.elimination
        && BatchElimination::named(name).is_none()
    {
        return Err(Complaint::unknown("elimination", name, ELIMINATIONS.iter().map(|it| it.0)));
    }
    options.elimination.clone_from(&text.elimination);
    options.undeclared = some_names("undeclared", &text.undeclared, &text.candidates)?;
    let most = RuleOptions::most_undeclared(text.candidates.len());
    if options.undeclared.len() > most {
        let rule = complaints::rule_at_most(most);
        return Err(Complaint::rule("undeclared", rules::found_names(options.undeclared.len()), rule));
    }
    Ok(())
}

/// Candidates by their names, each at most once.
fn some_names(key: &str, named: &[String], candidates: &[String]) -> CheckedBallot<Vec<CandidateIndex>> {
    let mut found = Vec::new();
    for (i, name) in named.iter().enumerate() {
        let place = candidates.iter().position(|it| it == name);
        let place = place.ok_or_else(|| Complaint::unknown("", name, candidates).at(i).under(key))?;
        if found.contains(&(place as CandidateIndex)) {
            return Err(Complaint::allowed("", name, complaints::rule_name_once()).at(i).under(key));
        }
        found.push(place as CandidateIndex);
    }
    Ok(found)
}

/// The default highest score: that of STAR.
const USUAL_SCORE: u16 = 5;

/// Most ranks on a ballot.
const MOST_RANKS: u16 = 20;

/// The name of a measure that needs the share, which is one of two.
fn proposal(text: &ContestText, way: &dyn SocialChoice) -> CheckedBallot<Option<CandidateIndex>> {
    let Some(name) = &text.proposal else { return Ok(None) };
    if way.name() != Supermajority.name() {
        let rule = rules::rule_share_beside(Supermajority.name());
        return Err(Complaint::allowed("proposal", rules::found_a_key(), rule));
    }
    let place = text.candidates.iter().position(|it| it == name);
    let place = place.ok_or_else(|| Complaint::unknown("proposal", name, &text.candidates))?;
    if text.candidates.len() != 2 {
        let found = rules::found_names(text.candidates.len());
        return Err(Complaint::rule("proposal", found, rules::rule_contest_of_two()));
    }
    Ok(Some(place as CandidateIndex))
}

/// The share that a rule needs, as a fraction above 0 and below 1.
fn share(text: &ContestText, way: &dyn SocialChoice) -> CheckedBallot<Option<(u64, u64)>> {
    let wrong = |found: String| Err(Complaint::allowed("share", found, rules::rule_share_of_votes()));
    match (&text.share, way.needs_share()) {
        (None, false) => Ok(None),
        (None, true) => Err(Complaint::needed("share", rules::found_no_number(), rules::rule_share_of_votes())),
        (Some(_), false) if !way.is_of_lists() => {
            let rule = rules::rule_share_beside("supermajority, dhondt, sainte_lague, hamilton");
            Err(Complaint::allowed("share", rules::found_a_share(), rule))
        }
        (Some(given), _) => {
            let (shown, parts) = match given {
                ShareText::Decimal(number) => (number.to_string(), share_of(&number.to_string())),
                ShareText::Fraction(text) => (format!("{text:?}"), share_of(text)),
            };
            parts.map_or_else(|| wrong(shown), |parts| Ok(Some(parts)))
        }
    }
}

fn style(text: &StyleText, contests: &[Contest]) -> CheckedBallot<Style> {
    let known = |key: &str, id: &str| {
        let place = contests.iter().position(|c| c.id == id);
        place.ok_or_else(|| Complaint::unknown(key, id, contests.iter().map(|c| &c.id)))
    };
    let mut sheets: Vec<Vec<usize>> = Vec::new();
    for (s, sheet) in text.sheets.iter().enumerate() {
        let mut places = Vec::new();
        for (i, id) in sheet.iter().enumerate() {
            let under = |c: Complaint| c.at(i).at(s).under("sheets");
            let place = known("", id).map_err(under)?;
            if places.contains(&place) || sheets.iter().any(|sheet| sheet.contains(&place)) {
                return Err(under(Complaint::allowed(
                    "",
                    complaints::found_again(format_args!("\"{id}\"")),
                    complaints::rule_contest_ballot(),
                )));
            }
            places.push(place);
        }
        sheets.push(places);
    }
    if !(1..=20).contains(&sheets.len()) {
        return Err(Complaint::allowed("sheets", rules::found_sheets(sheets.len()), rules::rule_sheets(1, 20)));
    }
    let mut order = vec![None; contests.len()];
    for (id, names) in &text.order {
        let under = |c: Complaint| c.under("order");
        let place = known(id, id).map_err(under)?;
        let mut printed: Vec<CandidateIndex> = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let candidate = contests[place].candidate(name);
            let candidate = candidate.ok_or_else(|| Complaint::unknown("", name, &contests[place].candidates));
            printed.push(candidate.map_err(|c| under(c.at(i).under(id)))?);
        }
        let mut sorted = printed.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if sorted.len() != contests[place].candidates.len() || printed.len() != sorted.len() {
            let rule = rules::needed(rules::rule_all_names(contests[place].candidates.len(), id));
            return Err(under(Complaint::rule(id, rules::found_names(names.len()), rule)));
        }
        order[place] = Some(printed);
    }
    Ok(Style { id: text.id.clone(), sheets, order })
}
