//! The audit statutes, one row for each: its sample, the differences that count, and what follows from them.

use super::{FirstSample, LegalStep, Statute, Trigger};

/// Every statute.
pub const STATUTES: &[Statute] = &[
    // Alaska: a precinct with 5 % of the district's ballots; beyond 1 % of difference the whole district is counted.
    // Alaska Statutes §§ 15.15.430 and 15.15.440: in each house district one precinct, by lot, with at least 5 % of
    // its ballots; a difference of more than 1 % is followed by a hand count of the district. Batches are drawn here
    // until they hold as many ballots; the paper of the scenario is one district.
    Statute {
        code: "AK",
        of: "Alaska",
        section: "Statutes § 15.15.430",
        sample: FirstSample::Ballots { share: 0.05, most: u64::MAX },
        trigger: Trigger::Together { share: 0.01, or_equal: false },
        then: &[LegalStep::All],
    },
    // Arizona: 2 % of the precincts, at least two; beyond a designated margin twice as many, then all.
    // Arizona Revised Statutes § 16-602: at least 2 % of the precincts or two, whichever is more. Differences that
    // reach a designated margin are counted again by hand; if they stand, twice the first number of precincts is
    // counted, and if they still reach it, the whole jurisdiction. A committee sets the designated margin before
    // each election; here it is 1 %, an assumption. (The audit of early ballots by batches, 1 % or 5,000, is not
    // modelled.)
    Statute {
        code: "AZ",
        of: "Arizona",
        section: "Revised Statutes § 16-602",
        sample: FirstSample::Share { share: 0.02, least: 2 },
        trigger: Trigger::Together { share: 0.01, or_equal: true },
        then: &[LegalStep::Times(2), LegalStep::All],
    },
    // California: 1 % of the precincts by lot, at least one; differences are explained in a report.
    // California Elections Code §§ 336.5 and 15360: 1 % of the precincts, one where that is less than a whole
    // precinct, and one more for every contest that none of them has. Each contest is audited on its own here, so
    // that it always has one. The section sends a report of the differences; it does not say that they lead to more
    // counting.
    Statute {
        code: "CA",
        of: "California",
        section: "EC § 15360",
        sample: FirstSample::Share { share: 0.01, least: 1 },
        trigger: Trigger::Never,
        then: &[],
    },
    // Connecticut: 5 % of the voting districts; a recanvass where a difference, taken everywhere, could change the
    // outcome.
    // Connecticut General Statutes § 9-320f (a), (f) and (o): not less than 5 % of the voting districts (10 % until
    // 2016). A discrepancy is a difference of more than half a percent; where it exceeds the margin when multiplied
    // by the number of districts, all is recanvassed. A recanvass is partly by machine; here it is by hand.
    Statute {
        code: "CT",
        of: "Connecticut",
        section: "General Statutes § 9-320f",
        sample: FirstSample::Share { share: 0.05, least: 1 },
        trigger: Trigger::Extended { share: 0.005 },
        then: &[LegalStep::All],
    },
    // The federal bill of 2007 that never became law: 10 %, 5 % or 3 % of the precincts, by the margin.
    // H.R. 811, 110th Congress, "Voter Confidence and Increased Accessibility Act of 2007", section 5, as reported:
    // hand counts of 10 % of the precincts where the margin is below 1 % of the votes, 5 % below 2 %, else 3 %. What
    // follows from differences is left to the states; here half a percent in one batch brings a full count, an
    // assumption.
    Statute {
        code: "HR811",
        of: "the House of Representatives",
        section: "H.R. 811 (2007), section 5",
        sample: FirstSample::ByMargin { tiers: &[(0.01, 0.1), (0.02, 0.05), (f64::INFINITY, 0.03)] },
        trigger: Trigger::InOne { share: 0.005, votes: 0 },
        then: &[LegalStep::All],
    },
    // Florida: 1 % of the precincts for one contest, at least one; the audit comes after certification.
    // Florida Statutes § 101.591: a manual audit of at least 1 % and no more than 2 % of the precincts, at least
    // one; it follows certification and ends with a report. (The automated audit of 20 % is not modelled.)
    Statute {
        code: "FL",
        of: "Florida",
        section: "Statutes § 101.591",
        sample: FirstSample::Share { share: 0.01, least: 1 },
        trigger: Trigger::Never,
        then: &[],
    },
    // Hawaii: 10 % of the precincts; the chief election officer decides whether more are counted. Hawaii Revised
    // Statutes § 16-42; Administrative Rules § 3-177-762: not less than 10 % of the precincts; where they differ, the
    // chief election officer may widen the audit and says when it ends. The law has no figure for that, so none is
    // here.
    Statute {
        code: "HI",
        of: "Hawaii",
        section: "Revised Statutes § 16-42",
        sample: FirstSample::Share { share: 0.1, least: 1 },
        trigger: Trigger::Never,
        then: &[],
    },
    // Kentucky: precincts with 3 % to 5 % of the ballots; the statute does not mention differences. Kentucky Revised
    // Statutes § 117.383: a manual recount of randomly selected precincts that hold 3 % to 5 % of all ballots. The
    // smallest of these is drawn here. The statute does not say what follows from differences.
    Statute {
        code: "KY",
        of: "Kentucky",
        section: "Revised Statutes § 117.383",
        sample: FirstSample::Ballots { share: 0.03, most: u64::MAX },
        trigger: Trigger::Never,
        then: &[],
    },
    // Minnesota: two to four precincts of a county; a difference beyond half a percent brings three more, then all.
    // Minnesota Statutes § 206.89, subdivisions 2, 4 and 5, as in force in 2017: two precincts in counties with
    // fewer than 50,000 registered voters, three with up to 100,000, else four or 3 % of the precincts, whichever is
    // more. A precinct that differs by more than half a percent, or by more than two votes where 400 or fewer voted,
    // brings at least three more precincts; one of those that does so again brings all that are left. Ballots stand
    // for registered voters here.
    Statute {
        code: "MN",
        of: "Minnesota",
        section: "Statutes § 206.89",
        sample: FirstSample::BySize { tiers: &[(50_000, 2), (100_000, 3), (u64::MAX, 4)], share: 0.03 },
        trigger: Trigger::InOne { share: 0.005, votes: 2 },
        then: &[LegalStep::More(3), LegalStep::All],
    },
    // Missouri: 5 % of the precincts, at least one; differences are looked into and resolved.
    // 15 Missouri Code of State Regulations 30-10.110: not less than 5 % of the precincts, at least one; differences
    // beyond half a percent are to be looked into and resolved before certification. The rule leads to no full
    // count.
    Statute {
        code: "MO",
        of: "Missouri",
        section: "15 CSR 30-10.110",
        sample: FirstSample::Share { share: 0.05, least: 1 },
        trigger: Trigger::Never,
        then: &[],
    },
    // Montana: 10 % of the precincts, at least two; a difference beyond half a percent or five ballots brings three
    // more.
    // Montana Code §§ 13-17-503 and 13-17-507; Administrative Rules 44.3.1719: at least 10 % of the precincts of a
    // county or two, whichever is more. A difference of more than half a percent of the ballots or five, whichever
    // is more, brings at least three more precincts; after them the machines are examined, and nothing more is
    // counted.
    Statute {
        code: "MT",
        of: "Montana",
        section: "Code § 13-17-503",
        sample: FirstSample::Share { share: 0.1, least: 2 },
        trigger: Trigger::InOne { share: 0.005, votes: 5 },
        then: &[LegalStep::More(3)],
    },
    // New Jersey: as many districts as find a wrong outcome with a chance of 99 %, at least 2 %.
    // New Jersey Statutes § 19:61-9, of 2008: at least 2 % of the election districts, and for federal and statewide
    // contests so many that a full manual recount would not change the outcome, "with at least 99 % statistical
    // power", on assumptions such as that up to 20 % of a district's votes may have been counted for another than
    // the voters meant. Differences of a tenth of a percent or more widen the audit, up to a full count; here a
    // district with one brings it at once. It waited for machines that leave paper.
    Statute {
        code: "NJ",
        of: "New Jersey",
        section: "Statutes § 19:61-9",
        sample: FirstSample::Power { chance: 0.99, shift: 0.2, least: 0.02 },
        trigger: Trigger::InOne { share: 0.001, votes: 0 },
        then: &[LegalStep::All],
    },
    // New Mexico: as many precincts as find a wrong outcome with a chance of 90 %; beyond 90 % of the margin as many
    // again, then all.
    // New Mexico Statutes § 1-14-13.2; Administrative Code 1.10.23.9: a sample that would find faulty tabulators
    // that change an outcome with a chance of at least 90 %, if no precinct's margin shifts by more than 30 % (15 %
    // of the votes counted for another). Where the error rate exceeds 90 % of the margin another sample of that size
    // is drawn, and if it does so over both, all is counted by hand. The statute reads the size from a table and
    // draws by registered voters; here the exact size for draws by lot is taken.
    Statute {
        code: "NM",
        of: "New Mexico",
        section: "Statutes § 1-14-13.2",
        sample: FirstSample::Power { chance: 0.9, shift: 0.15, least: 0.0 },
        trigger: Trigger::OfMargin { share: 0.9 },
        then: &[LegalStep::Times(2), LegalStep::All],
    },
    // North Carolina: a recount of 3 % of the precincts by hand; where it would reverse the outcome if all were so,
    // all are.
    // N.C. General Statutes § 163-182.7A: after a recount by machine the losing candidate may ask for a recount by
    // hand of all ballots in 3 % of the precincts of each county, rounded up and drawn by lot, each early voting
    // site being a precinct. Where the change of that sample, extrapolated by the share of the ballots that it
    // holds, would reverse the results, every ballot is counted by hand. (Associate justice, November 2024: a lead
    // of 734 of some 5.5 million ballots; the office said that the loser would have had to gain 35 in the sample,
    // and the leader gained 14.)
    Statute {
        code: "NC",
        of: "North Carolina",
        section: "General Statutes § 163-182.7A",
        sample: FirstSample::Share { share: 0.03, least: 1 },
        trigger: Trigger::Reversal,
        then: &[LegalStep::All],
    },
    // Oregon: 10 %, 5 % or 3 % of the precincts or batches, by the margin.
    // Oregon Revised Statutes § 254.529(2): hand counts of 10 % of the precincts or batches where the margin is
    // below 1 % of the votes, 5 % below 2 %, else 3 %. The law can lead to a full count; the half percent in one
    // batch that does so here is an assumption.
    Statute {
        code: "OR",
        of: "Oregon",
        section: "Revised Statutes § 254.529",
        sample: FirstSample::ByMargin { tiers: &[(0.01, 0.1), (0.02, 0.05), (f64::INFINITY, 0.03)] },
        trigger: Trigger::InOne { share: 0.005, votes: 0 },
        then: &[LegalStep::All],
    },
    // Pennsylvania: 2 % of the ballots or 2,000, whichever is less; the statute does not mention differences. 25
    // Pennsylvania Statutes § 3031.17: in each county a statistical recount of a random sample of at least 2 % of the
    // ballots or 2,000, whichever is less. It does not say how the sample is drawn; here batches are drawn until they
    // hold that many ballots. The statute does not say what follows from differences.
    Statute {
        code: "PA",
        of: "Pennsylvania",
        section: "25 P.S. § 3031.17",
        sample: FirstSample::Ballots { share: 0.02, most: 2_000 },
        trigger: Trigger::Never,
        then: &[],
    },
    // West Virginia: 3 % of the precincts; one that differs by more than 1 % brings a full hand count.
    // West Virginia Code § 3-4A-28(d): at least 3 % of the precincts; where the hand tally of one differs by more
    // than 1 %, or names another outcome there, all ballots are counted by hand. (Another outcome within one
    // precinct by fewer votes is not modelled.)
    Statute {
        code: "WV",
        of: "West Virginia",
        section: "Code § 3-4A-28(d)",
        sample: FirstSample::Share { share: 0.03, least: 1 },
        trigger: Trigger::InOne { share: 0.01, votes: 0 },
        then: &[LegalStep::All],
    },
    // Wisconsin: 5 % of the reporting units; the audit measures the machines and does not bind.
    // Wisconsin Statutes § 7.08(6), as carried out by the Elections Commission since 2018: 5 % of the reporting
    // units, at least one in each county. Its purpose is the machines' rate of error; it leads to no recount.
    Statute {
        code: "WI",
        of: "Wisconsin",
        section: "Statutes § 7.08(6)",
        sample: FirstSample::Share { share: 0.05, least: 1 },
        trigger: Trigger::Never,
        then: &[],
    },
];
