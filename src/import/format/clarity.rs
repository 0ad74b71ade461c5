//! Results of Clarity (SOE Software) as `detail.xml`: votes of each choice by kind of paper and county or precinct.
//!
//! # Reference
//! Clarity Elections detail reports; Colorado 2024.

use super::{ImportFormat, Imported};
use crate::import::notes::{ImportNotes, NoteKind, TotalOf};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::import::tree::walk_part;
use crate::import::vote_tallies::{CountOf, MOST_NUMBER, PlaceKind, TallyRow, VoteTallies, whole};
use crate::import::xml::{MarkupStep, attribute};
use crate::reason::{Reason, import};

/// Clarity's `detail.xml`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clarity;

impl ImportFormat for Clarity {
    fn name(&self) -> &'static str {
        "Clarity results"
    }

    fn title(&self) -> Reason {
        import::format_clarity()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        head.contains("<ElectionResult>") || head.contains("<ElectionResult ")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut tallies = VoteTallies::new(PlaceKind::Precinct);
        for part in parts {
            let mut at = ChoiceAt::default();
            read_text(part, |stream| {
                walk_part(part, stream, |step, byte| {
                    let problem =
                        |(found, allowed)| ImportProblem::new(part.place().key(format!("byte {byte}")), found, allowed);
                    match step {
                        MarkupStep::Opens(name, tag) => {
                            let get = |key: &str| attribute(tag, key).unwrap_or_default();
                            let number = |key: &str| {
                                let text = get(key);
                                whole(&text).ok_or_else(|| {
                                    problem((Found::text(text.as_bytes()), AllowedInFile::Whole(0, MOST_NUMBER)))
                                })
                            };
                            match name {
                                "Contest" => {
                                    let name = get("text").split_whitespace().collect::<Vec<_>>().join(" ");
                                    at = ChoiceAt {
                                        contest: Some(tallies.contest(&get("key"), &name).map_err(problem)?),
                                        ..ChoiceAt::default()
                                    };
                                    let own = tallies.contests.last_mut().filter(|own| own.key == get("key"));
                                    if let Some(own) = own {
                                        own.vote_for = get("voteFor").parse().ok();
                                    }
                                }
                                "Choice" if at.contest.is_some() => {
                                    let contest = at.contest.unwrap_or_default();
                                    let name = get("text").split_whitespace().collect::<Vec<_>>().join(" ");
                                    at.choice = Some(tallies.choice(contest, &name, &get("party")).map_err(problem)?);
                                    (at.stated, at.counted) = (number("totalVotes")?, 0);
                                }
                                "VoteType" => {
                                    let kind = tallies.kinds.number(get("name").as_bytes());
                                    at.kind = Some(kind);
                                    // Undervotes and overvotes stand beside the choices.
                                    at.of = match (at.choice, get("name").to_ascii_lowercase().as_str()) {
                                        (Some(choice), _) => Some(CountOf::Choice(choice)),
                                        (None, "undervotes") => Some(CountOf::Undervotes),
                                        (None, "overvotes") => Some(CountOf::Overvotes),
                                        _ => None,
                                    };
                                }
                                "County" | "Precinct" => {
                                    if let (Some(contest), Some(kind), Some(of)) = (at.contest, at.kind, at.of) {
                                        let number = number("votes")?;
                                        at.counted += number;
                                        let place = tallies.place(&get("name"), "");
                                        tallies
                                            .add(TallyRow { contest, place, kind, of, number: number as i64 })
                                            .map_err(problem)?;
                                    }
                                }
                                _ => {}
                            }
                        }
                        MarkupStep::Closes("VoteType") => (at.kind, at.of) = (None, None),
                        MarkupStep::Closes("Choice") if at.choice.take().is_some() && at.stated != at.counted => {
                            let what = tallies.contests[at.contest.unwrap_or_default() as usize].name.clone();
                            let what = TotalOf::Contest(what);
                            let kind = NoteKind::TotalDiffers { what, stated: at.stated, counted: at.counted };
                            notes.add(kind, || part.place());
                        }
                        MarkupStep::Closes("Contest") => at = ChoiceAt::default(),
                        _ => {}
                    }
                    Ok(true)
                })
            })?;
        }
        Ok(Imported::Tallies(Box::new(tallies)))
    }
}

/// Where the reader stands.
#[derive(Default)]
struct ChoiceAt {
    contest: Option<u32>,
    choice: Option<u16>,
    kind: Option<u32>,
    of: Option<CountOf>,
    stated: u64,
    counted: u64,
}
