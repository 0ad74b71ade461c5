//! Recount law in sentences: one rule, one margin, a contest whose kind is not given.

use super::words::{Language, Words, fill};
use crate::audit::statutes::{FirstSample, LegalStep, STATUTES, Statute, Trigger};
use crate::hand_count::recount_law::{
    Asker, Base, Clause, ContestKind, JURISDICTIONS, KINDS, LegalAnswer, Limit, Payer, RULES, RecountMeans, RecountWay,
    Rule, When,
};
use crate::number_format::grouped;
use crate::simulation::{ContestRun, ElectionRun, LegalCase, LegalRule};
use crate::social_choice::{Outcome, Tally};

/// What follows from the law at one margin, for some kinds of contest.
pub(super) struct LawSaid {
    /// The contest and the count.
    pub(super) title: String,
    /// Who leads, and by how much.
    pub(super) lead: String,
    /// The kinds of contest; `None` if they do not matter.
    pub(super) case: Option<String>,
    /// What follows, with the numbers of the rules.
    pub(super) says: String,
}

/// What follows from the law at each margin, in the order of the contests, and the rules by their numbers.
pub(super) fn said_by_law(
    w: &Words,
    run: &ElectionRun,
    state: &str,
    ahead: fn(&Words, &ContestRun, &Tally, &Outcome) -> String,
) -> (Vec<LawSaid>, Vec<String>) {
    let (mut said, mut rules) = (Vec::new(), Vec::new());
    for it in &run.contests {
        for (at, (stage, text)) in it.stages.iter().zip(&run.scenario.stage).enumerate() {
            let say = |case: Option<String>, says: String| LawSaid {
                title: format!("{}, {}", it.contest.title, text.id),
                lead: ahead(w, it, &stage.tally, &stage.outcome),
                case,
                says,
            };
            if stage.law.is_empty() && run.scenario.law_looks_at(at) {
                let loses = stage.outcome.margin.is_some();
                said.push(say(None, if loses { w.laws.of_other_rule } else { w.laws.nobody_loses }.to_owned()));
            }
            for case in &stage.law {
                said.push(say(if_it_is(w, case), follows(w, state, case, &mut rules)));
            }
        }
    }
    (said, rules.iter().map(|rule| format!("{} ({})", sentence(w, rule), source(w, rule))).collect())
}

/// What follows from the rules of a case: recounts that are ordered, or else those that may be requested.
pub(super) fn follows(w: &Words, state: &str, case: &LegalCase, rules: &mut Vec<&'static Rule>) -> String {
    let mut numbered = |of: &[&LegalRule], says: &str| {
        let mut numbers = Vec::new();
        for rule in of.iter().filter_map(|it| it.rule) {
            let known = rules.iter().position(|&other| std::ptr::eq(other, rule));
            let number = known.unwrap_or(rules.len());
            if known.is_none() {
                rules.push(rule);
            }
            numbers.push((number + 1).to_string());
        }
        format!("{says} [{}]", numbers.join(", "))
    };
    let mut parts = Vec::new();
    for automatic in [true, false] {
        let all: Vec<&LegalRule> = case.rules.iter().filter(|it| it.automatic == automatic).collect();
        let answered =
            |may: fn(LegalAnswer) -> bool| all.iter().copied().filter(|it| may(it.answer)).collect::<Vec<_>>();
        let met = [
            answered(|it| it == LegalAnswer::Ordered),
            answered(|it| it == LegalAnswer::MayBeAsked { free: Some(true) }),
            answered(|it| it == LegalAnswer::MayBeAsked { free: Some(false) }),
            answered(|it| it == LegalAnswer::MayBeAsked { free: None }),
        ];
        if let Some(first) = met.iter().find(|of| !of.is_empty()) {
            parts.push(numbered(first, answer(w, first[0].answer)));
            if first[0].answer == LegalAnswer::Ordered {
                break;
            }
            continue;
        }
        let is_known = |it: &&LegalRule| it.rule.is_some_and(|rule| rule.when != When::Unknown);
        parts.push(match (all.iter().any(is_known), automatic) {
            (false, _) => not_known(w, state, automatic),
            (true, _) if all.iter().any(|it| it.answer == LegalAnswer::NotMet) => {
                numbered(&all, if automatic { w.laws.not_ordered } else { w.laws.not_asked })
            }
            (true, true) => numbered(&all, w.laws.automatic_never),
            (true, false) => numbered(&all, w.laws.request_never),
        });
    }
    parts.join("; ")
}

/// The caption below the rules.
pub(super) fn law_caption(w: &Words, run: &ElectionRun) -> String {
    let is_dated = run.scenario.stage.iter().any(|stage| stage.date.is_some());
    let no_date = if is_dated { String::new() } else { format!("{} ", w.laws.no_date) };
    no_date + w.laws.caption
}

/// What follows if a rule is met.
fn answer(w: &Words, answer: LegalAnswer) -> &'static str {
    match answer {
        LegalAnswer::MayBeAsked { free: Some(true) } => w.laws.may_free,
        LegalAnswer::MayBeAsked { free: Some(false) } => w.laws.may_paid,
        LegalAnswer::MayBeAsked { free: None } => w.laws.may,
        _ => w.laws.ordered,
    }
}

/// The kinds of contests of a case: `if it is a local office or a local question`; `None` if they do not matter.
pub(super) fn if_it_is(w: &Words, case: &LegalCase) -> Option<String> {
    (!case.kinds.is_empty()).then(|| fill(w.laws.if_it_is, &[("kinds", &kinds(w, &case.kinds))]))
}

/// Kinds of contests in a list.
fn kinds(w: &Words, kinds: &[ContestKind]) -> String {
    let statewide: Vec<ContestKind> = KINDS.into_iter().filter(|kind| kind.is_statewide()).collect();
    if kinds.len() == KINDS.len() {
        return w.laws.kind_any.to_owned();
    }
    let mut list: Vec<&str> = Vec::new();
    let all_statewide = statewide.iter().all(|kind| kinds.contains(kind));
    if all_statewide {
        list.push(w.laws.kind_statewide);
    }
    let rest = kinds.iter().filter(|kind| !(all_statewide && kind.is_statewide()));
    list.extend(rest.map(|kind| match kind {
        ContestKind::FederalStatewide => w.laws.kind_federal_statewide,
        ContestKind::StateOffice => w.laws.kind_state_office,
        ContestKind::StateQuestion => w.laws.kind_state_question,
        ContestKind::Congress => w.laws.kind_congress,
        ContestKind::Legislature => w.laws.kind_legislature,
        ContestKind::Local => w.laws.kind_local,
        ContestKind::LocalQuestion => w.laws.kind_local_question,
    }));
    match list.split_last() {
        Some((last, before)) if !before.is_empty() => {
            fill(w.laws.or_last, &[("list", &before.join(", ")), ("last", last)])
        }
        _ => list.concat(),
    }
}

/// A rule as a sentence, without its source.
pub(super) fn sentence(w: &Words, rule: &Rule) -> String {
    let law = &w.laws;
    let when = match (&rule.when, rule.way) {
        (When::Unknown, way) => return not_known(w, rule.state, way.is_automatic()),
        (When::Never, RecountWay::Automatic) => return with_note(w, law.automatic_never, rule),
        (When::Never, RecountWay::OnRequest(_)) => return with_note(w, law.request_never, rule),
        (When::Always, _) => law.at_any.to_owned(),
        (When::Within(limit), _) => at(w, limit, rule.base),
    };
    let head = match rule.way {
        RecountWay::Automatic => fill(law.automatic, &[("when", &when)]),
        RecountWay::OnRequest(asker) => fill(law.request, &[("who", who(w, asker)), ("when", &when)]),
    };
    let count = match rule.count {
        RecountMeans::Machine => Some(law.by_machine),
        RecountMeans::Hand => Some(law.by_hand),
        RecountMeans::AsAtFirst => Some(law.as_at_first),
        RecountMeans::HandSample => Some(law.hand_sample),
        RecountMeans::Chosen => Some(law.as_chosen),
        RecountMeans::Unknown => None,
    };
    let pays = match rule.payer {
        Payer::Public => law.paid_public,
        Payer::Asker => law.paid_asker,
        Payer::AskerUnlessChanged => law.paid_back,
        Payer::Unknown => law.paid_unknown,
    };
    let pays = match &rule.free {
        Some(limit) => fill(law.paid_free, &[("when", &at(w, limit, rule.base)), ("else", pays)]),
        None => pays.to_owned(),
    };
    let parts = [Some(head.as_str()), count, Some(&pays)];
    with_note(w, &parts.into_iter().flatten().collect::<Vec<_>>().join(", "), rule)
}

fn with_note(w: &Words, says: &str, rule: &Rule) -> String {
    match &rule.note {
        Some(note) => format!("{says} ({})", w.reason(note)),
        None => says.to_owned(),
    }
}

/// A note that something is not recorded in this program, and whom to ask.
pub(super) fn not_known(w: &Words, state: &str, automatic: bool) -> String {
    let text = if automatic { w.laws.automatic_unknown } else { w.laws.request_unknown };
    fill(text, &[("state", state)])
}

/// The statute of a rule, and the year of the text that was read.
pub(super) fn source(w: &Words, rule: &Rule) -> String {
    let seen = match rule.seen {
        Some("undated") => w.laws.undated.to_owned(),
        Some(year) => fill(w.laws.seen, &[("year", year)]),
        None => w.laws.not_verified.to_owned(),
    };
    if rule.statute.is_empty() { seen } else { format!("{}; {seen}", rule.statute) }
}

fn who(w: &Words, asker: Asker) -> &'static str {
    match asker {
        Asker::Loser => w.laws.who_loser,
        Asker::Candidate => w.laws.who_candidate,
        Asker::Voters => w.laws.who_voters,
        Asker::LoserOrVoters => w.laws.who_loser_voters,
        Asker::CandidateOrVoters => w.laws.who_candidate_voters,
        Asker::Unknown => w.laws.who_somebody,
    }
}

fn at(w: &Words, limit: &Limit, base: Base) -> String {
    let tie = Clause { votes: Some((0, true)), ..Clause::default() };
    if limit.0 == [tie] {
        return w.laws.at_tie.to_owned();
    }
    let clauses: Vec<String> = limit.0.iter().map(|it| clause(w, it, base)).collect();
    fill(w.laws.at, &[("limit", &clauses.join(w.laws.or))])
}

fn clause(w: &Words, clause: &Clause, base: Base) -> String {
    let law = &w.laws;
    let of = match base {
        Base::AllVotes => law.of_all,
        Base::TwoCandidates => law.of_two,
        Base::Leader => law.of_leader,
    };
    let percent = clause.percent.map(|(limit, inclusive)| {
        let text = if inclusive { law.percent_or_less } else { law.percent_below };
        fill(text, &[("p", &thousandths(limit)), ("base", of)])
    });
    let votes = clause.votes.map(|(limit, inclusive)| {
        if (limit, inclusive) == (1, true) {
            return law.one_vote.to_owned();
        }
        let text = if inclusive { law.votes_or_less } else { law.votes_below };
        fill(text, &[("n", &grouped(limit))])
    });
    let limits = votes.into_iter().chain(percent).collect::<Vec<_>>().join(law.and);
    match clause.cast {
        (None, None) => limits,
        (None, Some(most)) => fill(law.cast_at_most, &[("limit", &limits), ("n", &grouped(most))]),
        (Some(least), None) => fill(law.cast_more_than, &[("limit", &limits), ("n", &grouped(least - 1))]),
        (Some(least), Some(most)) => {
            fill(law.cast_between, &[("limit", &limits), ("low", &grouped(least)), ("high", &grouped(most))])
        }
    }
}

/// A percentage from thousandths, without trailing zeros.
fn thousandths(limit: i64) -> String {
    let text = format!("{}.{:03}", limit / 1_000, limit % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One line of the list of laws: jurisdiction, contests, years, content and statute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawRow {
    /// Postal code of the state, or the number of a bill.
    pub code: &'static str,
    /// English name of the jurisdiction.
    pub jurisdiction: &'static str,
    /// The contests it applies to; empty for audits.
    pub contests: String,
    /// From when and until when; empty if not known.
    pub years: String,
    /// Its content.
    pub says: String,
    /// The statute, and the year of the text that was read; empty if nobody looked.
    pub source: String,
    /// The page where it was read; empty if there is none.
    pub page: &'static str,
}

/// The laws of recounts, in the order of the jurisdictions.
pub fn recount_laws(language: &Language) -> Vec<LawRow> {
    let w = language.words;
    let row = |rule: &'static Rule| LawRow {
        code: rule.state,
        jurisdiction: JURISDICTIONS.iter().find(|(code, _)| *code == rule.state).map_or("", |(_, name)| name),
        contests: kinds(w, &rule.kinds),
        years: years(w, rule),
        says: sentence(w, rule),
        source: if rule.when == When::Unknown { String::new() } else { source(w, rule) },
        page: rule.page,
    };
    RULES.iter().map(row).collect()
}

/// The statutes of audits, in the order of their table.
pub fn audit_laws(language: &Language) -> Vec<LawRow> {
    let w = language.words;
    let row = |law: &Statute| LawRow {
        code: law.code,
        jurisdiction: law.of,
        contests: String::new(),
        years: String::new(),
        says: audit_sentence(w, law),
        source: law.section.to_owned(),
        page: "",
    };
    STATUTES.iter().map(row).collect()
}

pub(super) fn years(w: &Words, rule: &Rule) -> String {
    let since = rule.from.map(|date| fill(w.laws.since, &[("date", date)]));
    let until = rule.until.map(|date| fill(w.laws.until, &[("date", date)]));
    since.into_iter().chain(until).collect::<Vec<_>>().join(", ")
}

/// The sample of an audit statute, the differences that count, and what follows.
fn audit_sentence(w: &Words, law: &Statute) -> String {
    let l = &w.laws;
    let p = |share: f64| percent(share);
    let n = |n: u64| grouped(n as i64);
    let sample = match law.sample {
        FirstSample::Share { share, least: 0 | 1 } => fill(l.audit_share, &[("p", &p(share))]),
        FirstSample::Share { share, least } => fill(l.audit_share_least, &[("p", &p(share)), ("n", &n(least))]),
        FirstSample::BySize { tiers, share } => {
            let (last, below) = tiers.split_last().map_or((0, tiers), |(last, below)| (last.1, below));
            let tier = |&(most, batches): &(u64, u64)| fill(l.audit_below, &[("n", &n(batches)), ("most", &n(most))]);
            let tiers: Vec<String> = below.iter().map(tier).collect();
            fill(l.audit_by_size, &[("list", &tiers.join(", ")), ("n", &n(last)), ("p", &p(share))])
        }
        FirstSample::Ballots { share, most: u64::MAX } => fill(l.audit_ballots_share, &[("p", &p(share))]),
        FirstSample::Ballots { share, most } => fill(l.audit_ballots, &[("p", &p(share)), ("n", &n(most))]),
        FirstSample::ByMargin { tiers } => {
            let (last, below) = tiers.split_last().map_or((0.0, tiers), |(last, below)| (last.1, below));
            let tier =
                |&(margin, share): &(f64, f64)| fill(l.audit_below_margin, &[("p", &p(share)), ("margin", &p(margin))]);
            let tiers: Vec<String> = below.iter().map(tier).collect();
            fill(l.audit_by_margin, &[("list", &tiers.join(", ")), ("p", &p(last))])
        }
        FirstSample::Power { chance, .. } => fill(l.audit_power, &[("p", &p(chance))]),
    };
    let trigger = match law.trigger {
        Trigger::Never => return format!("{sample}; {}", l.audit_never),
        Trigger::InOne { share, votes: 0 } => fill(l.audit_in_one, &[("p", &p(share))]),
        Trigger::InOne { share, votes } => fill(l.audit_in_one_votes, &[("p", &p(share)), ("n", &n(votes))]),
        Trigger::Together { share, or_equal: false } => fill(l.audit_together, &[("p", &p(share))]),
        Trigger::Together { share, or_equal: true } => fill(l.audit_together_or_equal, &[("p", &p(share))]),
        Trigger::OfMargin { share } => fill(l.audit_of_margin, &[("p", &p(share))]),
        Trigger::Extended { share } => fill(l.audit_extended, &[("p", &p(share))]),
        Trigger::Reversal => l.audit_reversal.to_owned(),
    };
    let steps = law.then.iter().map(|step| match step {
        LegalStep::More(more) => fill(l.audit_more, &[("n", &n(*more))]),
        LegalStep::Times(times) => fill(l.audit_times, &[("n", &n(*times))]),
        LegalStep::All => l.audit_all.to_owned(),
    });
    let steps: Vec<String> = steps.collect();
    format!("{sample}; {}", fill(l.audit_then, &[("trigger", &trigger), ("steps", &steps.join(l.audit_next))]))
}

/// A share as a percentage with at most three decimals.
fn percent(share: f64) -> String {
    thousandths(libm::round(share * 100_000.0) as i64)
}
