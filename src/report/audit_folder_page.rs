//! The state of an audit in its folder, for people and programs.

use serde_json::{Value, json};

use super::layout::table;
use super::words::{Language, Words};
use crate::audit::Decision;
use crate::audit::session::{ContestStatus, EvidenceSoFar, SavedUnit};
use crate::audit_folder::{ConflictingReadings, DifferenceClass, LoggedUnit, ReadingEntry, reading_text};
use crate::election::Contest;
use crate::number_format::{p_value, percent};
use crate::reason::{Reason, folder};

/// The state of an audit, to be shown.
pub struct AuditFolderView<'v> {
    /// The scenario's title.
    pub title: &'v str,
    /// The risk limit.
    pub limit: f64,
    /// Whether a ballot manifest is among the files; it then has the batches and numbers of cards of the records.
    pub has_manifest: bool,
    /// The round that is open, or the last.
    pub round: u32,
    /// Units that are still to be read.
    pub units_to_read: u64,
    /// Whether all of them are on sheets.
    pub is_drawn: bool,
    /// The contests in order.
    pub contests: Vec<FolderContest<'v>>,
    /// Units whose readings differ.
    pub conflicts: &'v [ConflictingReadings],
    /// Readings that count when an earlier round is read.
    pub waiting: &'v [LoggedUnit],
    /// Readings that no round needs.
    pub unused: &'v [LoggedUnit],
    /// The hash of the log's last line.
    pub seal: &'v str,
}

/// A contest of the audit.
pub struct FolderContest<'v> {
    /// The contest.
    pub contest: &'v Contest,
    /// The names of those who won, as reported.
    pub winners: Vec<&'v str>,
    /// Whether nobody can lose, so that there is nothing to audit.
    pub nobody_can_lose: bool,
    /// How its cards are judged.
    pub judging: Judging,
    /// Whether the method bounds the risk, or the posterior probability, of a wrong outcome.
    pub limits_risk: bool,
    /// The round that is open, if one is.
    pub open: Option<OpenRound>,
    /// Its state.
    pub status: ContestStatus,
    /// The units that differ from their report.
    pub differing: Vec<DifferingUnit>,
}

/// How a method judges what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judging {
    /// Each card beside its record.
    Cards,
    /// Each card beside its record, and the evidence after each.
    CardByCard,
    /// Each batch beside its report.
    Batches,
    /// By votes alone.
    Votes,
    /// By votes alone, and each round for good.
    VotesByRound,
}

/// A unit that differs from its report.
pub struct DifferingUnit {
    /// The name of its batch.
    pub batch: String,
    /// Position of the card in it; `None` for a batch.
    pub position: Option<u64>,
    /// What identifies the card beside that.
    pub card: String,
    /// What the record shows, if the records are known.
    pub record: Option<SavedUnit>,
    /// What the board read.
    pub read: Option<SavedUnit>,
    /// The class of the difference.
    pub class: DifferenceClass,
    /// The votes by which its record overstates a margin, if the method compares each card with its own record.
    pub overstated: Option<i32>,
}

/// The open round of a contest, and its chance to be the last.
#[derive(Clone, Copy, Debug)]
pub struct OpenRound {
    /// Draws that it adds.
    pub more: u64,
    /// The probability that it confirms if the report is right, if the method knows it.
    pub chance: Option<f64>,
    /// Draws to add for nine chances in ten, if the method knows them.
    pub nine_tenths: Option<u64>,
    /// The decision and the evidence at its end if every unit agrees with its record, for methods that compare cards.
    pub agreeing: Option<(Option<Decision>, Option<EvidenceSoFar>)>,
    /// Draws to add after which it could be the last if every unit agrees, where it cannot.
    pub enough: Option<u64>,
}

/// The state of an audit on a terminal.
pub fn audit_folder_in_words(view: &AuditFolderView<'_>, language: &Language) -> String {
    let w = language.words;
    let mut text = format!("{}\n", view.title);
    if !view.conflicts.is_empty() {
        text += &conflicts(w, view);
    }
    text += &format!("{}\n", w.reason(&state_says(view)));
    for says in uncounted(view) {
        text += &format!("{}\n", w.reason(&says));
    }
    if !view.has_manifest {
        text += &format!("{}\n", w.reason(&folder::no_manifest()));
    }
    for it in &view.contests {
        text += &format!("\n{}: {}\n", it.contest.title, contest_says(w, view, it));
        for says in forecast(view, it) {
            text += &format!("{}\n", w.reason(&says));
        }
        if !it.differing.is_empty() {
            text += &classes(w, it).map_or_else(String::new, |says| says + "\n");
            text += &differing(w, it);
        }
    }
    if let Some(says) = last_for_all(view).filter(|_| !view.is_unsettled()) {
        text += &format!("\n{}\n", w.reason(&says));
    }
    text += &format!("\n{}\n", w.reason(&folder::seal(view.seal)));
    text
}

/// Whether the audit has ended, or what is still to be read.
pub(super) fn state_says(view: &AuditFolderView<'_>) -> Reason {
    let of_all = |decision| view.contests.iter().filter(|it| it.status.decision == Some(decision)).count();
    match (view.units_to_read, of_all(Decision::FullHandCount)) {
        (0, 0) => folder::state_ended(view.round),
        (0, contests) => folder::state_ended_full(contests),
        (units, _) if view.is_drawn => folder::state_open(view.round, units),
        (units, _) => folder::state_to_draw(view.round, units),
    }
}

/// The readings that count no more, or not yet.
pub(super) fn uncounted(view: &AuditFolderView<'_>) -> Vec<Reason> {
    let (waiting, unused) = (view.waiting.len(), view.unused.len());
    let waits = (waiting > 0).then(|| folder::waiting(waiting, view.round));
    waits.into_iter().chain((unused > 0).then(|| folder::unused(unused))).collect()
}

impl FolderContest<'_> {
    /// The measured risk, or the probability of a wrong outcome by the method's prior.
    pub(super) fn risk(&self) -> Option<f64> {
        match self.status.measured? {
            EvidenceSoFar::PValue(p) | EvidenceSoFar::Posterior(p) => Some(p),
        }
    }

    /// The decision in a few words.
    pub(super) fn decision_in_short(&self) -> Reason {
        match self.status.decision {
            Some(Decision::Confirmed) if self.nobody_can_lose || self.limits_risk => folder::short_confirmed(),
            Some(Decision::Confirmed) => folder::short_no_limit(),
            Some(Decision::FullHandCount) => folder::short_full_count(),
            Some(Decision::MeasuredOnly) => folder::short_measured(),
            None => folder::short_open(),
        }
    }
}

/// The units whose readings differ, with the readings.
fn conflicts(w: &Words, view: &AuditFolderView<'_>) -> String {
    let contest = |id: &str| view.contests.iter().find(|it| it.contest.id == id).map(|it| it.contest);
    let mut text = format!("{}\n", w.reason(&folder::conflicts(view.conflicts.len())));
    for it in view.conflicts {
        let read = |entry: &ReadingEntry| {
            let read = contest(&entry.contest).map_or_else(String::new, |contest| reading_text(&entry.read, contest));
            w.reason(&folder::conflict_reading(read, &entry.sheet, entry.row))
        };
        let reads = it.readings.iter().map(read).collect::<Vec<_>>().join("; ");
        text += &format!("  • {}: {reads}\n", w.reason(&unit(&it.unit)));
    }
    text
}

pub(super) fn unit(of: &LoggedUnit) -> Reason {
    match of.position {
        Some(position) => folder::unit_card(&of.contest, &of.batch, position),
        None => folder::unit_batch(&of.contest, &of.batch),
    }
}

/// The state of a contest as one or two sentences.
pub(super) fn contest_says(w: &Words, view: &AuditFolderView<'_>, it: &FolderContest<'_>) -> String {
    let status = &it.status;
    let limit = percent(view.limit, 1);
    let more = status.goal.unwrap_or(status.draws).saturating_sub(status.draws);
    let risk = match status.measured {
        Some(EvidenceSoFar::PValue(p)) => Some(folder::risk(p_value(p), &limit)),
        Some(EvidenceSoFar::Posterior(p)) => Some(folder::posterior(p_value(p), &limit)),
        None => None,
    };
    let decision = match (status.decision, &status.why) {
        (Some(Decision::Confirmed), _) if it.nobody_can_lose => folder::nobody_can_lose(),
        (Some(Decision::Confirmed), _) if !it.limits_risk => folder::ended_without_limit(),
        (Some(Decision::Confirmed), _) => folder::confirmed(it.winners.join(", ")),
        (Some(Decision::FullHandCount), Some(why)) => folder::full_count_because(why.clone()),
        (Some(Decision::FullHandCount), None) => folder::full_count(),
        (Some(Decision::MeasuredOnly), _) => folder::measured_only(),
        (None, _) if status.draws == 0 => folder::not_yet(status.missing),
        (None, _) if it.risk().is_some_and(|risk| risk <= view.limit) => match it.judging {
            Judging::VotesByRound => folder::drawn_is_read(more),
            _ => folder::drawn_counts(more),
        },
        (None, _) if status.rounds.len() >= view.round as usize => folder::waits(view.round),
        (None, _) if it.judging == Judging::CardByCard => folder::next_card(),
        (None, _) => folder::goes_on(more),
    };
    let differ = it.differing.len();
    // Cards are counted at the ends of rounds.
    let cards = if status.rounds.is_empty() { status.draws } else { status.cards };
    let read = (status.draws > 0).then(|| match it.judging {
        Judging::Batches => folder::batches_so_far(status.draws, cards, differ),
        Judging::Votes | Judging::VotesByRound => folder::polled_so_far(status.draws, cards),
        _ if status.draws > cards => folder::draws_so_far(status.draws, cards, differ),
        _ => folder::read_so_far(cards, differ),
    });
    let kinds = status.overstatements.filter(|_| status.discrepancies > 0);
    let kinds = kinds.map(|kinds| folder::kinds(kinds.o2, kinds.o1, kinds.u1, kinds.u2, kinds.none));
    let all = [Some(decision), risk, read, kinds].into_iter().flatten();
    all.map(|reason| w.reason(&reason)).collect::<Vec<_>>().join(" ")
}

fn differing(w: &Words, it: &FolderContest<'_>) -> String {
    let head = [
        folder::head_batch(),
        folder::head_position(),
        folder::head_card(),
        folder::head_record(),
        folder::head_read(),
        folder::head_margin(),
        folder::head_class(),
    ];
    let mut rows = vec![head.iter().map(|head| w.reason(head)).collect::<Vec<_>>()];
    let text = |read: &Option<SavedUnit>| read.as_ref().map_or_else(String::new, |read| reading_text(read, it.contest));
    for unit in &it.differing {
        let position = unit.position.map(|at| at.to_string()).unwrap_or_default();
        rows.push(vec![
            unit.batch.clone(),
            position,
            unit.card.clone(),
            text(&unit.record),
            text(&unit.read),
            effect(unit),
            w.reason(&unit.class.reason()),
        ]);
    }
    table(rows, 1..2)
}

/// What a differing card does to a margin: `+2` where its record overstates it by two votes.
pub(super) fn effect(unit: &DifferingUnit) -> String {
    unit.overstated.map_or_else(String::new, |votes| format!("{votes:+}"))
}

/// How many units differ, class by class.
pub(super) fn classes(w: &Words, it: &FolderContest<'_>) -> Option<String> {
    let count = |class| it.differing.iter().filter(|unit| unit.class == class).count();
    let counted = DifferenceClass::ALL.map(|class| (class, count(class)));
    let named = counted.iter().filter(|(_, n)| *n > 0);
    let named: Vec<String> = named.map(|(class, n)| format!("{}: {n}", w.reason(&class.reason()))).collect();
    (!named.is_empty()).then(|| w.reason(&folder::classes(named.join("; "))))
}

impl AuditFolderView<'_> {
    /// Whether readings wait for others to be settled: then nobody knows what the open round will show.
    fn is_unsettled(&self) -> bool {
        !self.conflicts.is_empty() || !self.waiting.is_empty()
    }
}

/// What the open round of a contest adds, and whether it can be the last, where that is known.
pub(super) fn forecast(view: &AuditFolderView<'_>, it: &FolderContest<'_>) -> Vec<Reason> {
    foreseen(view, it).into_iter().flat_map(open_round).collect()
}

/// The open round of a contest, where it is known what it may show.
fn foreseen<'v>(view: &AuditFolderView<'_>, it: &'v FolderContest<'_>) -> Option<&'v OpenRound> {
    let is_met = it.judging == Judging::VotesByRound && it.risk().is_some_and(|risk| risk <= view.limit);
    let is_known = !view.is_unsettled() && !is_met && it.judging != Judging::CardByCard;
    it.open.as_ref().filter(|_| is_known)
}

/// The open round of a contest: what it adds, and its chance to be the last.
fn open_round(round: &OpenRound) -> Vec<Reason> {
    let mut says = Vec::new();
    match (round.agreeing, round.chance) {
        (Some((decision, measured)), _) => {
            let p = match measured {
                Some(EvidenceSoFar::PValue(p) | EvidenceSoFar::Posterior(p)) => p_value(p),
                None => return says,
            };
            let is_last = decision == Some(Decision::Confirmed);
            let of = if is_last { folder::round_last_if_clean } else { folder::round_not_last };
            says.push(of(round.more, p));
            says.extend(round.enough.map(folder::round_enough));
        }
        (None, Some(chance)) => says.push(folder::round_chance(round.more, percent(chance, 0))),
        (None, None) => {}
    }
    if let Some(more) = round.nine_tenths.filter(|more| *more > round.more && round.agreeing.is_none()) {
        says.push(folder::round_nine_tenths(more));
    }
    says
}

/// Whether the open rounds can end the audit of all contests. Comparisons say so for cards that agree. Of polls it is the chance: at most
/// the smallest of all contests, and at least what is left when the chances of each to go on are taken off.
pub(super) fn last_for_all(view: &AuditFolderView<'_>) -> Option<Reason> {
    let open: Vec<&OpenRound> = view.contests.iter().filter_map(|it| it.open.as_ref()).collect();
    if open.len() < 2 {
        return None;
    }
    if let Some(ends) = open.iter().map(|round| Some(round.agreeing?.0)).collect::<Option<Vec<_>>>() {
        let all_end = ends.iter().all(|decision| *decision == Some(Decision::Confirmed));
        return Some(if all_end { folder::all_end_if_clean() } else { folder::all_go_on() });
    }
    let chances: Vec<f64> = open.iter().map(|round| round.chance).collect::<Option<_>>()?;
    let most = chances.iter().copied().reduce(f64::min)?;
    let least = 1.0 - chances.iter().map(|chance| 1.0 - chance).sum::<f64>();
    let (least, most) = (percent(least.max(0.0), 0), percent(most, 0));
    Some(if least == most { folder::round_all_chance(most) } else { folder::round_all(least, most) })
}

fn open_round_json(round: &OpenRound) -> Value {
    let agreeing = round.agreeing.map(|(decision, measured)| {
        let p = match measured {
            Some(EvidenceSoFar::PValue(p) | EvidenceSoFar::Posterior(p)) => Some(p),
            None => None,
        };
        json!({ "decision": decision.map(Decision::name), "p_value": p })
    });
    json!({ "draws": round.more, "chance": round.chance, "draws_for_nine_tenths": round.nine_tenths, "if_all_agree": agreeing, "draws_to_end_if_all_agree": round.enough })
}

/// The state of an audit as JSON.
pub fn audit_folder_json(view: &AuditFolderView<'_>) -> Value {
    let contest = |it: &FolderContest<'_>| {
        let status = &it.status;
        let text = |read: &Option<SavedUnit>| read.as_ref().map(|read| reading_text(read, it.contest));
        let differing = it.differing.iter().map(|unit| {
            json!({
                "batch": unit.batch, "position": unit.position, "card": unit.card,
                "record": text(&unit.record), "read": text(&unit.read),
                "overstated_votes": unit.overstated, "class": unit.class.name(),
            })
        });
        let (p, posterior) = match status.measured {
            Some(EvidenceSoFar::PValue(p)) => (Some(p), None),
            Some(EvidenceSoFar::Posterior(p)) => (None, Some(p)),
            None => (None, None),
        };
        let kinds = status
            .overstatements
            .map(|it| json!({ "o1": it.o1, "o2": it.o2, "u1": it.u1, "u2": it.u2, "none": it.none }));
        json!({
            "contest": status.contest, "winners": it.winners, "limits_risk": it.limits_risk, "rounds": status.rounds.len(), "draws": status.draws, "cards": status.cards,
            "p_value": p, "posterior": posterior, "discrepancies": status.discrepancies, "overstatements": kinds,
            "decision": status.decision.map(Decision::name), "goal": status.goal, "missing": status.missing,
            "open_round": foreseen(view, it).map(open_round_json), "differing": differing.collect::<Vec<_>>(),
        })
    };
    let conflicts = view.conflicts.iter().map(|it| {
        json!({ "contest": it.unit.contest, "batch": it.unit.batch, "position": it.unit.position,
            "readings": it.readings.len() })
    });
    json!({
        "title": view.title, "risk_limit": view.limit, "has_manifest": view.has_manifest, "round": view.round, "units_to_read": view.units_to_read, "drawn": view.is_drawn,
        "contests": view.contests.iter().map(contest).collect::<Vec<_>>(),
        "conflicts": conflicts.collect::<Vec<_>>(), "waiting": view.waiting.len(), "unused": view.unused.len(), "seal": view.seal,
    })
}
