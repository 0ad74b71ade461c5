//! The state of an audit's folder, gathered to be shown: on the terminal, as JSON, as a report to sign.

use std::collections::{BTreeMap, HashSet};

use super::audit_folder::{AuditFolder, identity};
use super::output::write_bytes;
use super::{print_json, print_page};
use crate::audit::Guarantee;
use crate::audit::session::{ContestStatus, HandReading, SavedUnit, Session, SessionSetup, UnitPlace};
use crate::audit_folder::{DifferenceClass, FolderState, REPORT, RecordOf, enough_if_all_agree, if_all_agree};
use crate::election::Vote;
use crate::error::Error;
use crate::reason::{complaints, folder};
use crate::report::{
    self, AuditFolderView, DifferingUnit, FolderContest, Judging, Language, OpenRound, VerifiedSheets,
};
use crate::scenario::RecordedCards;
use crate::simulation::Rehearsal;

impl AuditFolder<'_> {
    /// Prints the state, and returns whether no readings differ.
    pub(super) fn show(
        &self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        cards: Option<&RecordedCards<'_>>,
        verified: Option<&VerifiedSheets>,
        language: &Language,
    ) -> Result<bool, Error> {
        let state = FolderState::replay(setups, &self.log);
        let view = self.view(office, setups, cards, &state);
        if self.json {
            let mut document = report::audit_folder_json(&view);
            if let Some(verified) = verified {
                document["verified"] = verified.as_json();
            }
            print_json(&document)?;
        } else {
            print_page(&report::audit_folder_in_words(&view, language))?;
        }
        Ok(state.conflicts.is_empty())
    }

    /// Writes the report of the audit, to be signed.
    pub(super) fn report(
        &self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        cards: Option<&RecordedCards<'_>>,
        language: &Language,
    ) -> Result<(), Error> {
        let state = FolderState::replay(setups, &self.log);
        let view = self.view(office, setups, cards, &state);
        let begin = self.log.begin();
        let session = begin.and_then(|begin| begin.sessions.first());
        let audited: Vec<usize> = office.contests().collect();
        let own = self.file.scenario.contest.iter().enumerate().filter(|(at, _)| !audited.contains(at));
        let mut not_audited: Vec<String> =
            own.map(|(_, text)| text.title.clone().unwrap_or_else(|| text.id.clone())).collect();
        not_audited.extend(cards.into_iter().flat_map(RecordedCards::other_contests).map(str::to_owned));
        let record = report::html::AuditRecord {
            version: begin.map_or("", |begin| begin.version.as_str()),
            method: session.map_or("", |session| session.method.as_str()),
            seed: session.map_or("", |session| session.seed.as_str()),
            files: begin.map_or(&[][..], |begin| &begin.files),
            sheets: self.log.sheets().collect(),
            readings: self.log.readings().count(),
            corrections: self.log.readings().filter(|entry| entry.correction.is_some()).collect(),
            not_audited,
        };
        let page = report::html::audit_report(&view, &record, language);
        let to = self.dir.join(REPORT);
        write_bytes(&to, page.as_bytes())?;
        self.print_done(&report::report_written_in_words(&to.display().to_string(), state.has_ended(), language))
    }

    fn view<'v>(
        &'v self,
        office: &Rehearsal<'v>,
        setups: &'v [SessionSetup<'v>],
        cards: Option<&RecordedCards<'_>>,
        state: &'v FolderState<'v>,
    ) -> AuditFolderView<'v> {
        let vote = vote_of(office, setups, cards);
        let record = |session, contest, place| vote(session, contest, place).map(as_reading);
        let agreeing = if_all_agree(setups, &self.log, &record);
        let enough = enough(state, &agreeing, &record);
        let mut contests = Vec::new();
        for (at, (setup, session)) in setups.iter().zip(&state.sessions).enumerate() {
            for (contest, status) in session.status().into_iter().enumerate() {
                let reported = setup.reported(contest);
                let judged = judging(setup, contest, office.settings().card_by_card);
                let mut differing = differing(session, contest, &status, cards, &|place| vote(at, contest, place));
                if matches!(judged, Judging::Cards | Judging::CardByCard) {
                    let more = without_effect(session, contest, &status, cards, &|place| vote(at, contest, place));
                    differing.extend(more);
                }
                let end = agreeing[at].as_ref().map(|all| &all[contest]);
                contests.push(FolderContest {
                    contest: reported.contest,
                    winners: reported.outcome.winners.iter().map(|&it| reported.contest.name(it)).collect(),
                    nobody_can_lose: reported.is_uncontested(),
                    judging: judged,
                    limits_risk: matches!(setup.method().promise(), Guarantee::RiskLimit | Guarantee::Posterior),
                    open: open_round(session, contest, &status, (end, enough[at][contest])),
                    status,
                    differing,
                });
            }
        }
        AuditFolderView {
            title: &self.file.scenario.title,
            limit: office.settings().risk_limit,
            has_manifest: self.has_manifest,
            round: state.round(),
            units_to_read: self.units(office, state, cards).len() as u64,
            is_drawn: state.is_drawn(),
            contests,
            conflicts: &state.conflicts,
            waiting: &state.waiting,
            unused: &state.unused,
            seal: self.log.seal(),
        }
    }

    /// For contests whose open round cannot be the last, even if every card agrees: the draws in all after which it could.
    pub(super) fn larger_rounds(
        &self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        cards: Option<&RecordedCards<'_>>,
    ) -> Result<BTreeMap<String, u64>, Error> {
        let refused = || {
            let (found, rule) = (folder::found_no_enough(), folder::rule_enough());
            Error::Usage(complaints::error_allowed("draw --enough", found, rule))
        };
        if office.settings().card_by_card {
            return Err(refused());
        }
        let state = FolderState::replay(setups, &self.log);
        let vote = vote_of(office, setups, cards);
        let record = |session, contest, place| vote(session, contest, place).map(as_reading);
        let agreeing = if_all_agree(setups, &self.log, &record);
        let mut larger = BTreeMap::new();
        let open = state.next_pulls();
        for (at, enough) in
            enough(&state, &agreeing, &record).into_iter().enumerate().filter(|(at, _)| !open[*at].is_empty())
        {
            if agreeing[at].is_none() {
                return Err(refused());
            }
            for (contest, draws) in enough.into_iter().enumerate() {
                larger.extend(draws.map(|draws| (setups[at].reported(contest).contest.id.clone(), draws)));
            }
        }
        Ok(larger)
    }

    /// Whether the audits of all contests have ended.
    pub(super) fn has_ended(&self, setups: &[SessionSetup<'_>]) -> bool {
        FolderState::replay(setups, &self.log).has_ended()
    }
}

/// What the record shows on a card in a contest, by the numbers of session and contest.
fn vote_of<'v>(
    office: &Rehearsal<'_>,
    setups: &'v [SessionSetup<'_>],
    cards: Option<&'v RecordedCards<'_>>,
) -> impl Fn(usize, usize, UnitPlace) -> Option<&'v Vote> {
    let audited: Vec<usize> = office.contests().collect();
    let before = |session: usize| setups[..session].iter().map(SessionSetup::contests).sum::<usize>();
    move |session, contest, place| cards?.vote(audited[before(session) + contest], place.batch, place.position?)
}

fn as_reading(vote: &Vote) -> HandReading {
    match vote {
        Vote::NotOnCard => HandReading::NotOnCard,
        Vote::Marked(marks) => HandReading::Marks(marks.clone()),
    }
}

/// For each session and contest whose open round cannot be the last even if every card agrees: the draws in all after which it could.
fn enough(
    state: &FolderState<'_>,
    agreeing: &[Option<Vec<ContestStatus>>],
    record: &RecordOf<'_>,
) -> Vec<Vec<Option<u64>>> {
    let of_session = |(at, (session, ends)): (usize, (&Session<'_>, &Option<Vec<ContestStatus>>))| {
        let contests = 0..session.setup().contests();
        let of_contest = |contest: usize| {
            let end = &ends.as_ref()?[contest];
            let goes_on = end.decision.is_none() && session.status()[contest].decision.is_none();
            goes_on.then(|| enough_if_all_agree(session, contest, &|of, place| record(at, of, place)))?
        };
        contests.map(of_contest).collect()
    };
    state.sessions.iter().zip(agreeing).enumerate().map(of_session).collect()
}

/// The units of a contest that differ from their report.
fn differing<'v>(
    session: &Session<'_>,
    contest: usize,
    status: &ContestStatus,
    cards: Option<&RecordedCards<'_>>,
    vote: &dyn Fn(UnitPlace) -> Option<&'v Vote>,
) -> Vec<DifferingUnit> {
    let setup = session.setup();
    let of = setup.reported(contest).contest;
    let one = |(at, place): (usize, &Option<UnitPlace>)| {
        let place = (*place)?;
        let read = session.readings(contest).find(|(read, _)| *read == place).map(|(_, it)| SavedUnit::of(it, of));
        let record = vote(place).map(|vote| SavedUnit::of_vote(vote, of));
        let overstated = status.overstated.as_ref().and_then(|all| all.get(at).copied());
        Some(differing_unit((setup, place), cards, (record, read), overstated))
    };
    status.differing.iter().enumerate().filter_map(one).collect()
}

fn differing_unit(
    (setup, place): (&SessionSetup<'_>, UnitPlace),
    cards: Option<&RecordedCards<'_>>,
    (record, read): (Option<SavedUnit>, Option<SavedUnit>),
    overstated: Option<i32>,
) -> DifferingUnit {
    DifferingUnit {
        batch: setup.batch_name(place.batch).unwrap_or_default().to_owned(),
        position: place.position,
        card: identity(cards, place),
        class: DifferenceClass::of(record.as_ref(), read.as_ref(), overstated),
        overstated,
        record,
        read,
    }
}

/// How the method of a contest judges what is read.
fn judging(setup: &SessionSetup<'_>, contest: usize, card_by_card: bool) -> Judging {
    let Some(procedure) = setup.procedure(contest) else { return Judging::Votes };
    match () {
        () if procedure.unit().is_batch() => Judging::Batches,
        () if procedure.overstatements().is_none() && procedure.judges_rounds() => Judging::VotesByRound,
        () if procedure.overstatements().is_none() => Judging::Votes,
        () if card_by_card => Judging::CardByCard,
        () => Judging::Cards,
    }
}

/// The cards that were read otherwise than their record says, with no effect on what the method measures: such as a blank contest that the
/// record does not have on the card. Cards of the open round are not told before it is read.
fn without_effect<'v>(
    session: &Session<'_>,
    contest: usize,
    status: &ContestStatus,
    cards: Option<&RecordedCards<'_>>,
    vote: &dyn Fn(UnitPlace) -> Option<&'v Vote>,
) -> Vec<DifferingUnit> {
    let setup = session.setup();
    let of = setup.reported(contest).contest;
    let open: HashSet<UnitPlace> = session.drawn_units(contest).collect();
    let known: HashSet<UnitPlace> = status.differing.iter().flatten().copied().collect();
    let one = |(place, read): (UnitPlace, &HandReading)| {
        let record = as_reading(vote(place)?);
        let (record, read) = (SavedUnit::of(&record, of), SavedUnit::of(read, of));
        let is_new = record != read && !known.contains(&place) && !open.contains(&place);
        is_new.then(|| differing_unit((setup, place), cards, (Some(record), Some(read)), Some(0)))
    };
    session.readings(contest).filter_map(one).collect()
}

/// The round of a contest that is open, with its chance to be the last.
fn open_round(
    session: &Session<'_>,
    contest: usize,
    status: &ContestStatus,
    (agreeing, enough): (Option<&ContestStatus>, Option<u64>),
) -> Option<OpenRound> {
    let more = status.goal?.saturating_sub(status.draws);
    let (chance, nine_tenths) = session.chance_of_round(contest);
    Some(OpenRound {
        more,
        chance,
        nine_tenths: nine_tenths.map(|draws| draws.saturating_sub(status.draws)),
        agreeing: agreeing.map(|end| (end.decision, end.measured)),
        enough: enough.map(|draws| draws.saturating_sub(status.draws)),
    })
}
