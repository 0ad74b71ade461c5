//! Reads the table of rules, one rule a line.

use std::sync::LazyLock;

use super::{Asker, Base, ContestKind, KINDS, Limit, Payer, RecountMeans, RecountWay, Rule, When};
use crate::reason::Reason;

/// Every rule, in the order of the table.
///
/// # Panics
/// At its first use, if a line of the table does not have the columns that its header names; a test reads every line.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let lines = include_str!("rules.txt").lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            rule(line).unwrap_or_else(|| panic!("a rule of a recount is not as the head of its table says: {line}"))
        })
        .collect()
});

fn rule(line: &'static str) -> Option<Rule> {
    let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
    // A line that does not fit is refused as a whole: a rule with a cell in the wrong column would be a wrong law.
    let [state, from, until, contests, way, when, of, count, paid, free, note, statute, seen, page] = cells[..] else {
        return None;
    };
    let given = |cell: &'static str| (!cell.is_empty()).then_some(cell);
    Some(Rule {
        state,
        from: given(from),
        until: given(until),
        kinds: kinds(contests)?,
        way: match way {
            "automatic" => RecountWay::Automatic,
            "loser" => RecountWay::OnRequest(Asker::Loser),
            "candidate" => RecountWay::OnRequest(Asker::Candidate),
            "voters" => RecountWay::OnRequest(Asker::Voters),
            "loser/voters" => RecountWay::OnRequest(Asker::LoserOrVoters),
            "candidate/voters" => RecountWay::OnRequest(Asker::CandidateOrVoters),
            "request" => RecountWay::OnRequest(Asker::Unknown),
            _ => return None,
        },
        when: match when {
            "never" => When::Never,
            "unknown" => When::Unknown,
            "any" => When::Always,
            limit => When::Within(Limit::parse(limit)?),
        },
        base: match of {
            "" | "all" => Base::AllVotes,
            "two" => Base::TwoCandidates,
            "leader" => Base::Leader,
            _ => return None,
        },
        count: match count {
            "machine" => RecountMeans::Machine,
            "hand" => RecountMeans::Hand,
            "as first" => RecountMeans::AsAtFirst,
            "hand sample" => RecountMeans::HandSample,
            "chosen" => RecountMeans::Chosen,
            "" => RecountMeans::Unknown,
            _ => return None,
        },
        payer: match paid {
            "public" => Payer::Public,
            "asker" => Payer::Asker,
            "asker/back" => Payer::AskerUnlessChanged,
            "" => Payer::Unknown,
            _ => return None,
        },
        free: if free.is_empty() { None } else { Some(Limit::parse(free)?) },
        note: if note.is_empty() { None } else { Some(Reason::named(&format!("findings-law-{note}"))?) },
        statute,
        seen: given(seen),
        page,
    })
}

/// Kinds of contest from names and groups, which are added and removed.
fn kinds(text: &str) -> Option<Vec<ContestKind>> {
    let (added, taken) = text.split_once(" - ").unwrap_or((text, ""));
    let list = |text: &str| -> Option<Vec<ContestKind>> {
        let names = text.split('+').map(str::trim).filter(|name| !name.is_empty());
        Some(names.map(group).collect::<Option<Vec<_>>>()?.concat())
    };
    let (added, taken) = (list(added)?, list(taken)?);
    let kinds: Vec<ContestKind> =
        KINDS.into_iter().filter(|kind| added.contains(kind) && !taken.contains(kind)).collect();
    (!kinds.is_empty()).then_some(kinds)
}

fn group(name: &str) -> Option<Vec<ContestKind>> {
    use ContestKind::{Congress, FederalStatewide, LocalQuestion, StateOffice, StateQuestion};
    Some(match name {
        "all" => KINDS.to_vec(),
        "statewide" => vec![FederalStatewide, StateOffice, StateQuestion],
        "federal" => vec![FederalStatewide, Congress],
        "questions" => vec![StateQuestion, LocalQuestion],
        name => vec![KINDS.into_iter().find(|kind| kind.name() == name)?],
    })
}
