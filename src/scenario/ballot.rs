//! The ballot of a scenario: contests and styles, every name and number checked.

use super::apart::apart;
use super::text::{ContestText, ShareText, StyleText};
use crate::election::{CandidateIndex, Contest, RuleOptions, Style};
use crate::error::Complaint;
use crate::reason::{Reason, complaints, rules};
use crate::social_choice::{self, SocialChoice};

/// Most names in a contest.
const MOST_CANDIDATES: usize = 200;

/// Most contests of an election.
const MOST_CONTESTS: usize = 1_000;

/// Most ballot styles of an election.
const MOST_STYLES: usize = 2_000;

/// What stands among the names of a contest and is none.
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
        if name.contains(" + ") || NO_NAMES.contains(&name.as_str()) {
            return Err(wrong(rules::rule_no_plus()));
        }
    }
    let apart = apart(NO_NAMES.into_iter().chain(names.iter().map(String::as_str)));
    apart.map_err(|(i, c)| c.at(i.saturating_sub(NO_NAMES.len())).under("candidates"))?;
    let seats = text.seats.unwrap_or(1);
    if !(1..=names.len()).contains(&usize::from(seats)) {
        return Err(Complaint::allowed("seats", seats, complaints::rule_names_there(names.len())));
    }
    let way = social_choice::rule_named(rule);
    if seats > 1 && !way.fills_seats() {
        return Err(Complaint::allowed("seats", seats, rules::rule_one_seat(way.name())));
    }
    let usual = if way.marks_all() { names.len() as u16 } else { seats };
    let votes_allowed = text.votes_allowed.unwrap_or(usual);
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
        options: RuleOptions { share: share(text, way)?, ..RuleOptions::default() },
    };
    if let Some(name) = &text.write_in_line {
        let line = contest.candidate(name).ok_or_else(|| Complaint::unknown("write_in_line", name, names))?;
        contest.write_in_line = Some(line);
    }
    Ok(contest)
}

/// The share that a rule asks for, as a fraction above 0 and below 1.
fn share(text: &ContestText, way: &dyn SocialChoice) -> CheckedBallot<Option<(u64, u64)>> {
    let wrong = |found: String| Err(Complaint::allowed("share", found, rules::rule_share_of_votes()));
    match (&text.share, way.needs_share()) {
        (None, false) => Ok(None),
        (None, true) => Err(Complaint::needed("share", rules::found_no_number(), rules::rule_share_of_votes())),
        (Some(_), false) => {
            Err(Complaint::allowed("share", rules::found_a_share(), rules::rule_share_beside("supermajority")))
        }
        (Some(given), true) => {
            let (shown, parts) = match given {
                ShareText::Decimal(number) => (number.to_string(), decimal(&number.to_string())),
                ShareText::Fraction(text) => (format!("{text:?}"), fraction(text).or_else(|| decimal(text))),
            };
            match parts {
                Some((p, q)) if p > 0 && p < q && q <= MOST_PARTS => {
                    let common = gcd(p, q);
                    Ok(Some((p / common, q / common)))
                }
                _ => wrong(shown),
            }
        }
    }
}

/// Most parts of a whole that a share may be given in.
const MOST_PARTS: u64 = 1_000_000;

/// "0.6" is 6 of 10.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let digits = text.strip_prefix("0.")?;
    let is_short = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| is_short)?, 10_u64.pow(digits.len() as u32)))
}

/// "2/3" is 2 of 3.
fn fraction(text: &str) -> Option<(u64, u64)> {
    let (p, q) = text.split_once('/')?;
    Some((p.trim().parse().ok()?, q.trim().parse().ok()?))
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
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
