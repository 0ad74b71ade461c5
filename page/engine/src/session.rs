//! An audit, unit by unit: the class reads, or boards read for it.
//!
//! The state of an audit is a function of its setup and its readings, so a question carries the readings that the class
//! has made, and the answer is the whole audit so far.

use recount::audit::session::{ContestStatus, EvidenceSoFar, HandReading, Session, SessionSetup, UnitToPull};
use recount::audit::{Guarantee, Needs};
use recount::election::Marks;
use recount::report::Language;
use recount::simulation::{Rehearsal, RehearsalBoards, SimulationOptions, rehearse};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{cards, scenarios};

/// Most units that an answer lists.
const MOST_LISTED: usize = 2_000;

/// The question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditAsked {
    /// The name or the text of a scenario.
    scenario: String,
    /// The seed; else the scenario's.
    #[serde(default)]
    seed: Option<String>,
    /// The method.
    method: String,
    /// The contest, by its place among the audited ones.
    #[serde(default)]
    contest: usize,
    /// Whether the risk is measured after every card, whatever the scenario says.
    #[serde(default)]
    card_by_card: bool,
    /// What the class read, unit by unit in the order in which they are asked for.
    #[serde(default)]
    readings: Vec<ReadByClass>,
    /// How many further units boards read.
    #[serde(default)]
    boards: u64,
    /// Whether pictures of the cards are wanted.
    #[serde(default)]
    pictures: bool,
}

/// A reading of the class: the targets that it takes for votes, or that the card is not there.
#[derive(Deserialize)]
#[serde(untagged)]
enum ReadByClass {
    Marks(Vec<u16>),
    NotFound(NotFoundWord),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum NotFoundWord {
    NotFound,
}

impl ReadByClass {
    fn reading(self) -> HandReading {
        match self {
            Self::Marks(targets) => HandReading::Marks(Marks::plain(targets)),
            Self::NotFound(_) => HandReading::NotFound,
        }
    }
}

/// The audit after these readings.
pub(crate) fn audit(asked: AuditAsked, language: &'static Language) -> Result<Value, String> {
    let complain = |error: recount::Error| language.complain(&error);
    let file = scenarios::open(&asked.scenario).map_err(complain)?;
    let ask = SimulationOptions {
        methods: vec![asked.method.clone()],
        seed: asked.seed.clone(),
        ..SimulationOptions::default()
    };
    let mut said = rehearse(&file, &ask, |office| in_office(office, asked, language)).map_err(complain)??;
    let translated = file.scenario.in_language(language.code);
    if let Some(own) = translated.contest.iter().find(|own| said["contest"]["id"] == own.id.as_str()) {
        said["contest"]["title"] = json!(own.title);
    }
    Ok(said)
}

fn in_office(office: &Rehearsal<'_>, asked: AuditAsked, language: &Language) -> Result<Value, String> {
    let at = asked.contest;
    if at >= office.reported().count() {
        return Err(format!("contest: {at}"));
    }
    let mut settings = office.settings().clone();
    settings.card_by_card |= asked.card_by_card;
    let setup =
        office.setup(&asked.method, &[at], &settings, 0).map_err(|refused| language.reason(&refused.reason()))?;
    let mut course = Course {
        office,
        setup: &setup,
        at,
        session: Session::begin(&setup),
        boards: office.boards(&[at], 0),
        units: Vec::new(),
        taken: 0,
        pictures: asked.pictures,
    };
    for reading in asked.readings {
        let Some(pull) = course.session.next_pulls().into_iter().next() else { break };
        course.take(&pull, &reading.reading())?;
    }
    course.by_boards(asked.boards)?;
    Ok(course.said(language))
}

/// An audit under way.
struct Course<'c, 'o> {
    office: &'c Rehearsal<'o>,
    setup: &'c SessionSetup<'o>,
    at: usize,
    session: Session<'c>,
    boards: RehearsalBoards<'o>,
    units: Vec<Value>,
    taken: u64,
    pictures: bool,
}

impl Course<'_, '_> {
    /// Records a reading and keeps what the page shows of it.
    fn take(&mut self, pull: &UnitToPull, reading: &HandReading) -> Result<(), String> {
        let reported = self.setup.reported(0);
        // The session refuses marks that the ballot has no place for, before anything looks at them.
        self.session.record(0, pull.place, reading.clone()).map_err(|refused| format!("{refused:?}"))?;
        let (recorded, read) = (cards::recorded(reported, pull.place), cards::read(reported.contest, reading));
        self.taken += 1;
        if self.units.len() < MOST_LISTED {
            let status = &self.session.status()[0];
            let mut unit = self.unit(pull);
            unit["same"] = json!(recorded == read);
            unit["recorded"] = recorded;
            unit["read"] = read;
            unit["measured"] = measured(status);
            if let Some(vote) = self.office.paper_at(self.at, pull.place).filter(|_| self.pictures) {
                unit["picture"] = cards::picture(reported.contest, vote);
                unit["meant"] = cards::meant(reported.contest, vote);
            }
            self.units.push(unit);
        }
        Ok(())
    }

    fn unit(&self, pull: &UnitToPull) -> Value {
        json!({
            "batch": self.setup.batch_name(pull.place.batch),
            "batch_index": pull.place.batch,
            "position": pull.place.position,
            "times": pull.wants.first().map_or(0, |want| want.draws.len()),
        })
    }

    /// Boards read this many further units.
    fn by_boards(&mut self, mut left: u64) -> Result<(), String> {
        while left > 0 && !self.session.has_ended() {
            let pulls = self.session.next_pulls();
            if pulls.is_empty() {
                break;
            }
            for pull in pulls {
                if left == 0 {
                    break;
                }
                left -= 1;
                let read = self.boards.read(self.setup, std::slice::from_ref(&pull));
                for (_, _, reading) in read {
                    self.take(&pull, &reading)?;
                }
            }
        }
        Ok(())
    }

    fn said(&self, language: &Language) -> Value {
        let (reported, status) = (self.setup.reported(0), &self.session.status()[0]);
        let contest = reported.contest;
        let next = self.session.next_pulls().first().map(|pull| {
            let mut unit = self.unit(pull);
            if let Some(vote) = self.office.paper_at(self.at, pull.place).filter(|_| self.pictures) {
                unit["picture"] = cards::picture(contest, vote);
            }
            unit
        });
        json!({
            "contest": {"id": contest.id, "title": contest.title, "candidates": contest.candidates, "columns": contest.options.columns, "votes_allowed": contest.votes_allowed},
            "reported": {
                "votes": cards::votes(contest, &reported.tally),
                "winners": reported.outcome.winners.iter().map(|&it| contest.name(it)).collect::<Vec<_>>(),
                "margin": reported.outcome.margin,
                "cards": reported.frame.cards(),
            },
            "batches": (0..reported.frame.batches().len()).map(|at| json!({"batch": reported.frame.batch_id(at), "index": reported.frame.batches()[at], "cards": reported.frame.cards_in(at)})).collect::<Vec<_>>(),
            "method": self.setup.method().name(),
            "by_batch": self.setup.procedure(0).is_some_and(|it| it.unit().is_batch()),
            "limits_risk": matches!(self.setup.method().promise(), Guarantee::RiskLimit | Guarantee::Posterior),
            "compares": self.setup.method().needs() != Needs::Nothing,
            "posterior": self.setup.method().promise() == Guarantee::Posterior,
            "risk_limit": self.setup_risk_limit(),
            "units": self.units,
            "taken": self.taken,
            "next": next,
            "ended": self.session.has_ended(),
            "draws": status.draws,
            "cards": status.cards,
            "measured": measured(status),
            "discrepancies": status.discrepancies,
            "overstated": status.overstated,
            "decision": status.decision.map(recount::audit::Decision::name),
            "why": status.why.as_ref().map(|why| language.reason(why)),
            "goal": status.goal,
            "missing": status.missing,
        })
    }

    fn setup_risk_limit(&self) -> f64 {
        self.office.settings().risk_limit
    }
}

/// The P-value, or the posterior probability, so far.
fn measured(status: &ContestStatus) -> Value {
    match status.measured {
        Some(EvidenceSoFar::PValue(p) | EvidenceSoFar::Posterior(p)) => json!(p),
        None => Value::Null,
    }
}
