//! Checks published and expected figures against the election and the sources that they cite.

use super::check::check_selection;
use super::stage::{FigureText, StageText};
use super::text::Scenario;
use crate::election::Election;
use crate::error::Complaint;
use crate::reason::{complaints, rules};

/// Most votes that a figure may have.
const MOST_VOTES: u64 = 1_000_000_000_000;

impl Scenario {
    /// Checks all figures of one stage.
    pub(super) fn check_figures(
        &self,
        stage: &StageText,
        earlier: &[&str],
        election: &Election,
    ) -> Result<(), Complaint> {
        for (i, published) in stage.published.iter().enumerate() {
            self.check_source(published)
                .and_then(|()| check_figure(published, stage, earlier, election))
                .map_err(|c| c.at(i).under("published"))?;
        }
        for (i, expected) in stage.expected.iter().enumerate() {
            check_by_hand(expected)
                .and_then(|()| check_figure(expected, stage, earlier, election))
                .map_err(|c| c.at(i).under("expected"))?;
        }
        Ok(())
    }

    fn check_source(&self, published: &FigureText) -> Result<(), Complaint> {
        if published.by_hand.is_some() {
            let rule = rules::rule_under_expected();
            return Err(Complaint::rule("by_hand", rules::found_expected_key(), rule));
        }
        let Some(source) = &published.source else {
            return Err(Complaint::needed("source", rules::found_no_source(), complaints::rule_id_of_source()));
        };
        if self.source.iter().any(|s| s.id == *source) {
            return Ok(());
        }
        Err(Complaint::unknown("source", source, self.source.iter().map(|s| &s.id)))
    }
}

fn check_figure(
    published: &FigureText,
    stage: &StageText,
    earlier: &[&str],
    election: &Election,
) -> Result<(), Complaint> {
    if !stage.mean_of.is_empty() && published.place.is_some() {
        return Err(Complaint::allowed("where", rules::found_mean_part(), rules::rule_whole_figures()));
    }
    let Some(contest) = election.contest(&published.contest) else {
        let known = election.contests.iter().map(|c| &c.id);
        return Err(Complaint::unknown("contest", &published.contest, known));
    };
    let contest = &election.contests[contest];
    let names = |key: &str, list: Vec<&String>| match list.iter().find(|n| contest.candidate(n).is_none()) {
        Some(name) => Err(Complaint::unknown(name, name, &contest.candidates).under(key)),
        None => Ok(()),
    };
    names("tally", published.tally.keys().collect())?;
    names("change", published.change.keys().collect())?;
    names("percent", published.percent.keys().collect())?;
    for (i, name) in published.winners.iter().flatten().enumerate() {
        if contest.candidate(name).is_none() {
            return Err(Complaint::unknown("", name, &contest.candidates).at(i).under("winners"));
        }
    }
    for (name, percent) in &published.percent {
        let printed = percent.bytes().all(|b| b.is_ascii_digit() || b == b'.') && percent.len() <= 12;
        if !printed || percent.parse::<f64>().map_or(true, |p| !(0.0..=100.0).contains(&p)) {
            let rule = rules::allowed(complaints::rule_percentage("\"58.07\""));
            return Err(Complaint::rule(name, format!("\"{percent}\""), rule).under("percent"));
        }
    }
    if let Some(since) = published.since.as_ref().filter(|s| !earlier.contains(&s.as_str())) {
        return Err(Complaint::unknown("since", since, earlier.iter().copied()));
    }
    if !published.change.is_empty() && earlier.is_empty() {
        return Err(Complaint::allowed("change", rules::found_first_stage(), complaints::rule_second_stage()));
    }
    for (key, list) in [("tally", &published.tally), ("change", &published.change)] {
        if let Some((name, n)) = list.iter().find(|(_, n)| n.unsigned_abs() > MOST_VOTES) {
            let rule = rules::allowed(complaints::rule_at_most_way(MOST_VOTES));
            return Err(Complaint::rule(name, *n, rule).under(key));
        }
    }
    let counts = [
        ("votes", published.votes),
        ("ballots", published.ballots),
        ("margin", published.margin),
        ("set_aside", published.set_aside),
        ("batches", published.batches),
    ];
    let wrong = |n: i64| n < 0 || n.unsigned_abs() > MOST_VOTES;
    if let Some((key, Some(n))) = counts.into_iter().find(|(_, n)| n.is_some_and(wrong)) {
        return Err(Complaint::allowed(key, n, complaints::rule_range(0, MOST_VOTES)));
    }
    match (published.within, &published.because) {
        (Some(within), _) if within < 0 => Err(Complaint::allowed("within", within, rules::rule_or_more_votes())),
        (Some(_), None) => Err(Complaint::needed("within", rules::found_band(), rules::rule_because())),
        _ => check_place(published, election),
    }
}

fn check_by_hand(expected: &FigureText) -> Result<(), Complaint> {
    if expected.source.is_some() {
        let rule = rules::rule_under_published();
        return Err(Complaint::rule("source", rules::found_published_key(), rule));
    }
    if expected.by_hand.is_none() {
        return Err(Complaint::needed("by_hand", complaints::found_nothing(), rules::rule_how_follows()));
    }
    Ok(())
}

fn check_place(published: &FigureText, election: &Election) -> Result<(), Complaint> {
    let Some(place) = &published.place else { return Ok(()) };
    check_selection(place, election).map_err(|c| c.under("where"))?;
    let has_total = published.margin.is_some() || published.winners.is_some() || published.set_aside.is_some();
    if has_total {
        let rule = rules::rule_with_where();
        return Err(Complaint::rule("where", rules::found_margin_part(), rule));
    }
    let picked = place.batches(election);
    if picked.is_empty() {
        return Err(Complaint::needed("where", rules::found_no_batch(), complaints::rule_part()));
    }
    let mut inside = vec![0_usize; election.units.len()];
    let mut all = inside.clone();
    for batch in 0..election.batches.len() {
        all[election.group_of(batch).unit] += 1;
    }
    for batch in picked {
        inside[election.group_of(batch).unit] += 1;
    }
    if let Some(unit) = (0..all.len()).find(|&unit| inside[unit] > 0 && inside[unit] < all[unit]) {
        let found = rules::found_part_of(&election.units[unit]);
        return Err(Complaint::allowed("where", found, rules::rule_whole_units()));
    }
    Ok(())
}
