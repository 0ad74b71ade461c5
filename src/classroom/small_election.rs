//! A small election on paper with the story of a large one: its ballots, what the machine recorded, and what was reported.

use super::class_ballot::{ClassBallot, HandLook};
use super::dice::MOST_BALLOTS;
use super::handwriting::write;
use super::kinds::Kinds;
use super::selection::{STARTS, share, systematic};
use crate::election::Contest;
use crate::random::Streams;
use crate::reason::{Reason, classroom};
use crate::scenario::{CountedBy, Scenario};
use crate::simulation::RecordedCount;
use crate::social_choice::{Tally, decide};

/// Most contests on a printed ballot.
const MOST_CONTESTS: usize = 3;

/// Fewest ballots of a class.
const LEAST_BALLOTS: usize = 10;

/// Most lines of names that a sheet holds, and most columns of a grid.
const MOST_LINES: usize = 24;
const MOST_COLUMNS: u16 = 10;

/// Most cards of a scenario: each is looked at once.
const MOST_CARDS: usize = 20_000_000;

/// What a class asks for.
#[derive(Clone, Debug)]
pub struct ClassRequest<'a> {
    /// Ballots to print.
    pub ballots: usize,
    /// Short names of the contests; if there are none, the first three on the first ballot.
    pub contests: &'a [String],
    /// The risk limit.
    pub risk_limit: f64,
}

/// The ballots of a class and what was reported of them.
#[derive(Clone, Debug)]
pub struct SmallElection {
    /// The contests on the ballots.
    pub contests: Vec<Contest>,
    /// The ballots, by serial number.
    pub ballots: Vec<ClassBallot>,
    /// For each contest, what the voters meant on these ballots.
    pub paper: Vec<Tally>,
    /// For each contest, the sum of the machine's list.
    pub listed: Vec<Tally>,
    /// For each contest, what was reported.
    pub reported: Vec<Tally>,
    /// Ballots of the scenario from which these were drawn.
    pub drawn_from: u64,
    /// Those among them that the machine recorded wrongly.
    pub wrong_among: u64,
    /// The risk limit.
    pub risk_limit: f64,
}

/// The id of the first machine count that keeps a record of each card.
pub fn first_count_with_records(scenario: &Scenario) -> Option<&str> {
    let mut kept = scenario.stage.iter().filter(|stage| stage.by == CountedBy::Machine && stage.keeps_records());
    kept.next().map(|stage| stage.id.as_str())
}

impl SmallElection {
    /// Draws the ballots of a class from the records of a count, so that the winners of paper and report stay, and at least
    /// one ballot that the machine recorded wrongly is among them where there is any.
    ///
    /// # Errors
    /// Why there is none: too few or too many ballots, a contest that is not there, names that do not fit on a sheet, or
    /// winners that so few ballots cannot show.
    pub fn of(count: &RecordedCount, asked: &ClassRequest<'_>) -> Result<Self, Reason> {
        let contests = contests_of(count, asked.contests)?;
        fits(count, &contests)?;
        let n = asked.ballots;
        if !(LEAST_BALLOTS..=MOST_BALLOTS).contains(&n) {
            return Err(classroom::error_ballots(n, LEAST_BALLOTS, MOST_BALLOTS));
        }
        if count.election.cards() > MOST_CARDS {
            return Err(classroom::error_large(count.election.cards(), MOST_CARDS));
        }
        let kinds = Kinds::of(count, contests);
        if kinds.cards() < n as u64 {
            return Err(classroom::error_fewer(n, kinds.cards()));
        }
        let Some(taken) = with_the_story(&kinds, n) else {
            let most = usize::try_from(kinds.cards()).unwrap_or(usize::MAX).min(MOST_BALLOTS);
            let more = (n + 1..=most).find(|&n| with_the_story(&kinds, n).is_some());
            return Err(match more {
                Some(more) => classroom::error_story_needs(n, more),
                None => classroom::error_no_story(n, most),
            });
        };
        Ok(Self::taken(&kinds, &taken, asked.risk_limit))
    }

    /// The election of the cards taken.
    fn taken(kinds: &Kinds<'_>, taken: &[(usize, u64)], risk_limit: f64) -> Self {
        let count = kinds.count;
        let mut ballots: Vec<ClassBallot> = kinds
            .cards_of(taken)
            .into_iter()
            .map(|(batch, card)| ClassBallot {
                serial: 0,
                unit: count.election.units[count.election.group_of(batch).unit].clone(),
                readings: kinds.readings(batch, card, kinds.lines(batch, card)),
                lines: kinds.lines(batch, card),
                look: HandLook::default(),
            })
            .collect();
        ballots.iter_mut().enumerate().for_each(|(at, ballot)| ballot.serial = at + 1);
        write(&mut ballots, &mut Streams::new(&count.seed, 0).purpose("classroom/handwriting").stream(0));
        let story = Story::of(kinds, taken);
        Self {
            contests: kinds.contests.iter().map(|&it| count.election.contests[it].clone()).collect(),
            ballots,
            paper: story.paper,
            listed: story.listed,
            reported: story.reported,
            drawn_from: kinds.cards(),
            wrong_among: kinds.wrong(),
            risk_limit,
        }
    }

    /// Whether the machine's list is a list of these ballots: each has one line, and the lines add up to the report.
    pub fn list_adds_up(&self) -> bool {
        self.ballots.iter().all(|ballot| ballot.lines == 1)
            && self.listed.iter().zip(&self.reported).all(|(listed, reported)| listed.votes == reported.votes)
    }
}

/// Counts of the ballots taken.
struct Story {
    paper: Vec<Tally>,
    listed: Vec<Tally>,
    reported: Vec<Tally>,
}

impl Story {
    fn of(kinds: &Kinds<'_>, taken: &[(usize, u64)]) -> Self {
        let contests = || kinds.contests.iter().map(|&it| &kinds.count.election.contests[it]);
        let empty: Vec<Tally> = contests().map(|it| Tally::empty(it.candidates.len())).collect();
        let (mut paper, mut listed) = (empty.clone(), empty);
        for &(kind, _) in taken {
            let of = kinds.kind(kind);
            for (place, (contest, reading)) in contests().zip(&of.readings).enumerate() {
                if let Some(meant) = &reading.meant {
                    paper[place].count(contest, meant, 1);
                }
                if let Some(machine) = &reading.machine {
                    listed[place].count(contest, machine, i64::from(of.lines));
                }
            }
        }
        let reported = (0..paper.len()).map(|place| kinds.reported(place, &paper[place], &listed[place])).collect();
        Self { paper, listed, reported }
    }

    /// Whether the winners are those of the whole scenario.
    fn is_kept(&self, kinds: &Kinds<'_>) -> bool {
        kinds.contests.iter().enumerate().all(|(place, &at)| {
            let (contest, count) = (&kinds.count.election.contests[at], kinds.count);
            let same = |small: &Tally, whole: &Tally| decide(contest, small).agrees_with(&decide(contest, whole));
            same(&self.paper[place], &count.paper[at]) && same(&self.reported[place], &count.reported[at])
        })
    }
}

/// The first sample that keeps the story, kind and rank of each card; `None` if none does.
fn with_the_story(kinds: &Kinds<'_>, n: usize) -> Option<Vec<(usize, u64)>> {
    let (right, wrong) = kinds.split();
    let of = |all: &[usize]| all.iter().map(|&kind| kinds.kind(kind).cards).collect::<Vec<u64>>();
    let (right_counts, wrong_counts) = (of(&right), of(&wrong));
    let wrong_taken = share(n, kinds.wrong(), kinds.cards());
    // From the middle outwards, so that the first one tried is the most even.
    let starts = (0..STARTS).map(|i| if i % 2 == 0 { STARTS / 2 + i / 2 } else { STARTS / 2 - 1 - i / 2 });
    starts.into_iter().find_map(|start| {
        let some = |all: &[usize], counts: &[u64], n: usize| -> Vec<(usize, u64)> {
            systematic(counts, n, start).into_iter().map(|(at, rank)| (all[at], rank)).collect()
        };
        let mut taken = some(&right, &right_counts, n - wrong_taken);
        taken.extend(some(&wrong, &wrong_counts, wrong_taken));
        Story::of(kinds, &taken).is_kept(kinds).then_some(taken)
    })
}

/// The contests that are printed.
fn contests_of(count: &RecordedCount, asked: &[String]) -> Result<Vec<usize>, Reason> {
    let election = &count.election;
    if asked.is_empty() {
        let style = election.groups.first().map_or(0, |group| group.style);
        let sheet = election.styles.get(style).and_then(|style| style.sheets.first());
        return Ok(sheet.into_iter().flatten().copied().take(MOST_CONTESTS).collect());
    }
    if asked.len() > MOST_CONTESTS {
        return Err(classroom::error_contests(asked.len(), MOST_CONTESTS));
    }
    let known = || election.contests.iter().map(|contest| contest.id.as_str()).collect::<Vec<_>>().join(", ");
    let mut found = Vec::new();
    for id in asked {
        let at = election.contest(id).ok_or_else(|| classroom::error_contest(id, known()))?;
        if found.contains(&at) {
            return Err(classroom::error_contest_twice(id));
        }
        found.push(at);
    }
    Ok(found)
}

/// Whether the names of the contests fit on a sheet.
fn fits(count: &RecordedCount, contests: &[usize]) -> Result<(), Reason> {
    let contests = || contests.iter().map(|&at| &count.election.contests[at]);
    if let Some(wide) = contests().find(|it| it.options.columns > MOST_COLUMNS) {
        return Err(classroom::error_wide(&wide.title, i64::from(wide.options.columns), i64::from(MOST_COLUMNS)));
    }
    if let Some(hiding) = contests().find(|it| !it.options.undeclared.is_empty()) {
        return Err(classroom::error_undeclared(&hiding.title));
    }
    let lines: usize = contests().map(|it| it.candidates.len() + 2).sum();
    if lines > MOST_LINES { Err(classroom::error_long(lines, MOST_LINES)) } else { Ok(()) }
}
