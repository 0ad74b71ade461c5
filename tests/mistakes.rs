//! Mistakes in scenario files: each gets one sentence with the line, the key, what was found and what is allowed.

use std::collections::BTreeSet;
use std::process::Output;

use recount::error::Error;
use recount::random::Streams;
use recount::scenario::ScenarioFile;

/// A scenario without a mistake. Every mistake of the table is made in this text.
const GOOD: &str = r#"# Does every mistake in this file get one helpful sentence?

title = "Two precincts by mail and five wards on the day"
lesson = "A mistake costs a minute where the message names the line and the key."
story = "Nothing of this happened."
seed = "1 2 3"
law = "MI"
assumed = ["Everything here is invented."]

[rates]
undervote = 0.01
overvote = 0.002
light_marks = 0.001
batch_size = 25

[manifest]
batches = 60

[[contest]]
id = "president"
title = "President"
rule = "plurality"
candidates = ["Ada", "Ben", "write-in"]
write_in_line = "write-in"

[[contest]]
id = "council"
rule = "plurality"
candidates = ["Cleo", "Dora", "Emil"]
seats = 2
votes_allowed = 2

[[style]]
id = "long"
sheets = [["president"], ["council"]]
order.president = ["Ben", "Ada", "write-in"]

[[style]]
id = "short"
sheets = [["president"]]

[[paper]]
id = "north"
county = "Lake"
precinct = "North"
mode = "mail"
style = "long"
ballots = 100
voters = 101
tabulators = ["scanner 1", "scanner 2"]
votes.president = { Ada = 60, Ben = 35, write-in = 1, blank = 3, overvoted = 1 }
votes.council = { Cleo = 70, Dora = 50, Emil = 30 }
slates.council = { "Cleo + Dora" = 20, Emil = 2 }

[[paper.marks]]
contest = "president"
ballots = 2
votes = ["Ben"]
light = 15
disputed = true

[[paper.marks]]
contest = "president"
ballots = 1
votes = ["Ada"]
stray = "Ben"
crease = "write-in"
darkness = 60

[[paper.marks]]
contest = "president"
ballots = 1
written = "Ben"
written_oval = true

[[paper]]
id = "south"
county = "Lake"
precinct = "South"
style = "short"
ballots = 50
accepted = "court"
votes.president = { Ada = 20, Ben = 28, write-in = 0 }

[[spread]]
level = "precinct"
style = "short"
votes.president = { Ada = 400, Ben = 500, write-in = 10, blank = 5 }
units = { East = [3], West = [1, 2, 1] }
numbered = { prefix = "Ward", count = 3 }
modes = { mail = 1, early = 1, "election day" = 2 }

[[stage]]
id = "election night"
date = "2024-11-05"
by = "machine"
checks = ["tapes", "reconciliation"]
faults = [
    { kind = "stale_mapping_shift", contest = "president", shift = 1, where = { precincts = ["North"] } },
]

[[stage.published]]
contest = "president"
source = "canvass"
where = { precincts = ["West"] }
within = 5
because = "the first count was noisy"

[stage.published.tally]
Ada = 57
Ben = 125

[[stage]]
id = "correction"
date = "2024-11-06"
by = "machine"

[[stage]]
id = "recount"
date = "2024-12-01"
by = "hand"
method = "read_and_mark"
care = "exact"
boards = 2
disputed = "set_aside"
scope = { counties = ["Lake"] }
base = "correction"
work = { ballots_per_hour = 60.0, people = 3.0, cost_per_ballot = 0.5 }

[[stage]]
id = "court"
date = "2024-12-20"
by = "ruling"

[[stage.published]]
contest = "president"
source = "canvass"
tally = { Ada = 480, Ben = 563 }
percent = { Ben = "53.42" }
change = { Ben = 31 }
since = "correction"
winners = ["Ben"]
margin = 83

[[stage.expected]]
contest = "council"
by_hand = "Nobody said so; the band is wide."
votes = 150
within = 40
because = "only the reader of files is tried here"

[audit]
of = "correction"
methods = ["polling", "ballot_comparison", "fixed_percentage"]
contests = ["president"]
risk_limit = 0.1
draw = "rivest"
first_round = 40
growth = 2.0
most_rounds = 4
full_count_at = 0.8
share = 0.05
tolerance = 0.02
care = "careful"
mishaps = [{ kind = "ballot_not_found", ballots = 2, where = { precincts = ["East"] } }]
work = { minutes_per_card = 4.0, wage = 18.5 }

[[audit.observed]]
contest = "president"
method = "bravo"
ballots = 90
sample = { Ada = 30, Ben = 55 }
p_value = "0.1992"
source = "canvass"

[[beyond]]
kind = "removed_ballot"
contest = "president"
candidate = "Ada"
ballots = 3

[[beyond]]
kind = "misprinted_ballot"
contest = "president"
chosen = "Ada"
printed = "Ben"
ballots = 4
verification_rate = 0.4

[[source]]
id = "canvass"
title = "Statement of the canvass"
publisher = "Lake County"
"#;

/// A mistake, made by replacing one snippet of [`GOOD`].
struct Mistake {
    name: &'static str,
    /// The snippet, which occurs in the good text exactly once.
    find: &'static str,
    /// The text that replaces it.
    replace: &'static str,
    /// Starts on the line to be blamed, once in the wrong text; if empty, the line of the replacement is blamed.
    at: &'static str,
    /// Parts of the sentence that the reader answers.
    says: &'static [&'static str],
}

/// Rows of `"name": "find" => "replace", [says];`, with `at "line to be blamed"` where it is another one.
macro_rules! mistakes {
    ($($name:literal: $find:expr => $replace:literal $(, at $at:literal)?, [$($says:literal),+];)*) => {
        &[$(Mistake { name: $name, find: $find, replace: $replace, at: concat!($($at)?), says: &[$($says),+] }),*]
    };
}

/// The one fault of the good scenario, in whose place mistakes put others.
const SHIFT: &str =
    r#"{ kind = "stale_mapping_shift", contest = "president", shift = 1, where = { precincts = ["North"] } },"#;

const MISTAKES: &[Mistake] = mistakes! {
    // Not TOML.
    "text that is not closed":
        r#"title = "President""# => r#"title = "President"#,
        ["not readable as TOML", r#"expected `"`"#];
    "text without quotes":
        r#"title = "President""# => "title = President",
        ["not readable as TOML", "must be quoted"];
    "a key given twice":
        "seats = 2\n" => "seats = 2\nseats = 3\n", at "seats = 3",
        ["not readable as TOML", "duplicate key", "seats"];
    "a table given twice":
        "[manifest]\n" => "[rates]\n", at "[rates]\nbatches",
        ["not readable as TOML", "duplicate key", "rates"];
    "a table where others of its name are a list":
        "[[style]]\nid = \"short\"" => "[style]\nid = \"short\"",
        ["not readable as TOML", "style"];
    "a header that is not closed":
        "[manifest]" => "[manifest",
        ["not readable as TOML", "unclosed table"];
    "a header with one bracket too few":
        "[[contest]]\nid = \"council\"" => "[[contest]\nid = \"council\"",
        ["not readable as TOML", "unclosed array table"];
    "a comma in a number":
        "ballots = 100\n" => "ballots = 1,000\n",
        ["not readable as TOML"];
    "a colon for an equals sign":
        "seats = 2\n" => "seats: 2\n",
        ["not readable as TOML", "expected `=`"];
    "a missing comma":
        "Cleo = 70, Dora" => "Cleo = 70 Dora",
        ["not readable as TOML", "expected `,`"];

    // Unknown keys.
    "an unknown key at the top":
        "lesson =" => "leson =",
        [r#"leson: found "leson""#, r#"did you mean "lesson"?"#];
    "an unknown table":
        "[manifest]" => "[manifst]",
        [r#"manifst: found "manifst""#, r#"did you mean "manifest"?"#];
    "an unknown list of tables":
        "[[source]]" => "[[sources]]",
        [r#"sources: found "sources""#, r#"did you mean "source"?"#];
    "a key at the top, after a table":
        "batches = 60\n" => "batches = 60\ncounty = \"Lake\"\n", at "county = \"Lake\"\n\n[[contest]]",
        [r#"manifest.county: found "county"; known here: "batches""#];
    "an unknown key of a contest":
        "write_in_line =" => "writein_line =",
        [r#"contest[0].writein_line: found "writein_line""#, r#"did you mean "write_in_line"?"#];
    "an unknown key of the rates":
        "undervote =" => "undervotes =",
        [r#"rates.undervotes: found "undervotes""#, r#"did you mean "undervote"?"#];
    "an unknown key of a style":
        "order.president" => "oder.president",
        [r#"style[0].oder: found "oder""#, r#"did you mean "order"?"#];
    "an unknown key of paper":
        "voters =" => "voter =",
        [r#"paper[0].voter: found "voter""#, r#"did you mean "voters"?"#];
    "an unknown key of marks":
        "written_oval =" => "writen_oval =",
        ["paper[0].marks[2].writen_oval: found", r#"did you mean "written_oval"?"#];
    "an unknown key of a spread":
        "modes = { mail" => "mode = { mail",
        [r#"spread[0].mode: found "mode""#, r#"did you mean "modes"?"#];
    "an unknown key of numbered units":
        "prefix =" => "prefx =",
        [r#"spread[0].numbered.prefx: found "prefx""#, r#"did you mean "prefix"?"#];
    "an unknown key of a stage":
        "boards =" => "board =",
        [r#"stage[2].board: found "board""#, r#"did you mean "boards"?"#];
    "an unknown key of work":
        "people =" => "peple =",
        [r#"stage[2].work.peple: found "peple""#, r#"did you mean "people"?"#];
    "an unknown key of published figures":
        "margin =" => "margins =",
        ["stage[3].published[0].margins: found", r#"did you mean "margin"?"#];
    "an unknown key of a fault":
        "shift = 1" => "shfit = 1",
        [r#"stage[0].faults[0].shfit: found "shfit""#, r#"did you mean "shift"?"#];
    "a key of another fault":
        "shift = 1" => r#"shift = 1, candidate = "Ada""#,
        [r#"stage[0].faults[0].candidate: found "candidate"; known here: "contest", "shift""#];
    "an unknown key of where":
        r#"where = { precincts = ["North"] }"# => r#"where = { precinct = ["North"] }"#,
        ["stage[0].faults[0].where.precinct: found", r#"did you mean "precincts"?"#];
    "an unknown key of a scope":
        "scope = { counties" => "scope = { countys",
        ["stage[2].scope.countys: found", r#"did you mean "counties"?"#];
    "an unknown key beyond the paper":
        "candidate = \"Ada\"\n" => "candidat = \"Ada\"\n",
        [r#"beyond[0].candidat: found "candidat""#, r#"did you mean "candidate"?"#];
    "an unknown key of a source":
        "publisher =" => "publishr =",
        ["source[0].publishr: found", r#"did you mean "publisher"?"#];

    // Unknown names.
    "an unknown contest in votes":
        "votes.president = { Ada = 20" => "votes.presidnt = { Ada = 20",
        [r#"paper[1].votes.presidnt: found "presidnt""#, r#"did you mean "president"?"#];
    "an unknown contest in a spread":
        "votes.president = { Ada = 400" => "votes.presdent = { Ada = 400",
        ["spread[0].votes.presdent: found", r#"did you mean "president"?"#];
    "an unknown contest in slates":
        "slates.council" => "slates.counsil",
        ["paper[0].slates.counsil: found", r#"did you mean "council"?"#];
    "an unknown contest in marks":
        "contest = \"president\"\nballots = 2" => "contest = \"presidant\"\nballots = 2",
        ["paper[0].marks[0].contest: found", r#"did you mean "president"?"#];
    "an unknown contest on a sheet":
        r#"[["president"], ["council"]]"# => r#"[["president"], ["concil"]]"#,
        [r#"style[0].sheets[1][0]: found "concil""#, r#"did you mean "council"?"#];
    "an unknown contest in an order":
        "order.president" => "order.presidend",
        ["style[0].order.presidend: found", r#"did you mean "president"?"#];
    "an unknown contest in a fault":
        r#"contest = "president", shift"# => r#"contest = "presidet", shift"#,
        ["stage[0].faults[0].contest: found", r#"did you mean "president"?"#];
    "an unknown contest in published figures":
        "contest = \"president\"\nsource = \"canvass\"\nwhere" =>
            "contest = \"predisent\"\nsource = \"canvass\"\nwhere",
        ["stage[0].published[0].contest: found", r#"did you mean "president"?"#];
    "an unknown name in votes":
        "Ada = 20," => "Adda = 20,",
        [
            r#"paper[1].votes.president.Adda: found "Adda"; known here: "Ada", "Ben", "write-in", "blank""#,
            r#"did you mean "Ada"?"#
        ];
    "an unknown name in a spread":
        "Ben = 500" => "Bne = 500",
        ["spread[0].votes.president.Bne: found", r#"did you mean "Ben"?"#];
    "an unknown name in a slate":
        "Cleo + Dora" => "Cleo + Dorra",
        [r#"paper[0].slates.council.Cleo + Dorra: found "Dorra""#, r#"did you mean "Dora"?"#];
    "an unknown name on a marked ballot":
        r#"votes = ["Ben"]"# => r#"votes = ["Benn"]"#,
        [r#"paper[0].marks[0].votes[0]: found "Benn""#, r#"did you mean "Ben"?"#];
    "an unknown name for a stray mark":
        r#"stray = "Ben""# => r#"stray = "Bem""#,
        [r#"paper[0].marks[1].stray: found "Bem""#, r#"did you mean "Ben"?"#];
    "an unknown name for a crease":
        r#"crease = "write-in""# => r#"crease = "writein""#,
        ["paper[0].marks[1].crease: found", r#"did you mean "write-in"?"#];
    "a written name in small letters":
        r#"written = "Ben""# => r#"written = "ben""#,
        [r#"paper[0].marks[2].written: found "ben""#, r#"did you mean "Ben"?"#];
    "an unknown write-in line":
        r#"write_in_line = "write-in""# => r#"write_in_line = "write in""#,
        ["contest[0].write_in_line: found", r#"did you mean "write-in"?"#];
    "an unknown name in an order":
        r#"["Ben", "Ada", "write-in"]"# => r#"["Ben", "Ava", "write-in"]"#,
        [r#"style[0].order.president[1]: found "Ava""#, r#"did you mean "Ada"?"#];
    "an unknown name in a tally":
        "Ada = 57" => "Adah = 57",
        ["stage[0].published[0].tally.Adah: found", r#"did you mean "Ada"?"#];
    "an unknown name in percent":
        "percent = { Ben" => "percent = { Bent",
        ["stage[3].published[0].percent.Bent: found", r#"did you mean "Ben"?"#];
    "an unknown name among winners":
        r#"winners = ["Ben"]"# => r#"winners = ["Bern"]"#,
        [r#"stage[3].published[0].winners[0]: found "Bern""#, r#"did you mean "Ben"?"#];
    "an unknown name in a change":
        "change = { Ben" => "change = { Been",
        ["stage[3].published[0].change.Been: found", r#"did you mean "Ben"?"#];
    "an unknown printed name":
        r#"printed = "Ben""# => r#"printed = "Bean""#,
        [r#"beyond[1].printed: found "Bean""#, r#"did you mean "Ben"?"#];
    "an unknown precinct":
        r#"where = { precincts = ["North"] }"# => r#"where = { precincts = ["Nort"] }"#,
        ["stage[0].faults[0].where.precincts[0]: found", r#"did you mean "North"?"#];
    "an unknown county":
        r#"counties = ["Lake"]"# => r#"counties = ["Lakes"]"#,
        ["stage[2].scope.counties[0]: found", r#"did you mean "Lake"?"#];
    "an unknown group":
        r#"where = { precincts = ["North"] }"# => r#"where = { groups = ["norht"] }"#,
        ["stage[0].faults[0].where.groups[0]: found", r#"did you mean "north"?"#];
    "an unknown tabulator":
        r#"where = { precincts = ["North"] }"# => r#"where = { tabulators = ["scaner 1"] }"#,
        ["where.tabulators[0]: found", r#"did you mean "scanner 1"?"#];
    "an unknown batch":
        r#"where = { precincts = ["North"] }"# => r#"where = { batches = ["north/99"] }"#,
        [r#"where.batches[0]: found "north/99""#, r#"more (did you mean "north/"#];
    "an unknown way of voting in where":
        r#"where = { precincts = ["North"] }"# => r#"where = { modes = ["post"] }"#,
        [r#"where.modes[0]: found "post"; known here: "mail", "early", "election day""#];
    "an unknown way of voting of paper":
        "mode = \"mail\"\n" => "mode = \"male\"\n",
        [r#"paper[0].mode: found "male""#, r#"did you mean "mail"?"#];
    "an unknown way of voting of a spread":
        r#""election day" = 2"# => "election_day = 2",
        ["spread[0].modes", r#"found "election_day""#, r#"did you mean "election day"?"#];
    "an unknown level":
        r#"level = "precinct""# => r#"level = "precint""#,
        ["spread[0].level: found", r#"did you mean "precinct"?"#];
    "an unknown style":
        r#"style = "long""# => r#"style = "lang""#,
        [r#"paper[0].style: found "lang"; known here: "long", "short""#, r#"did you mean "long"?"#];
    "an unknown stage that accepts ballots":
        r#"accepted = "court""# => r#"accepted = "cuort""#,
        ["paper[1].accepted: found", r#"did you mean "court"?"#];
    "an unknown base":
        r#"base = "correction""# => r#"base = "corection""#,
        ["stage[2].base: found", r#"did you mean "correction"?"#];
    "a base that comes later":
        r#"base = "correction""# => r#"base = "court""#,
        [r#"stage[2].base: found "court"; known here: "election night", "correction""#];
    "an unknown stage of a change":
        r#"since = "correction""# => r#"since = "corrections""#,
        ["stage[3].published[0].since: found", r#"did you mean "correction"?"#];
    "an unknown stage of a mean":
        "date = \"2024-11-06\"\nby = \"machine\"\n" =>
            "date = \"2024-11-06\"\nby = \"machine\"\nmean_of = [\"election nigth\"]\n", at "mean_of",
        ["stage[1].mean_of[0]: found", r#"did you mean "election night"?"#];
    "an unknown stage of a second copy":
        r#"date = "2024-11-06""# =>
            r#"faults = [{ kind = "duplicate_upload", where = {}, copy_from = "election nite" }]"#,
        ["stage[1].faults[0].copy_from: found", r#"did you mean "election night"?"#];
    "an unknown contest of a stage":
        "base = \"correction\"\n" => "base = \"correction\"\ncontests = [\"presidnt\"]\n", at r#"contests = ["presidnt"]"#,
        ["stage[2].contests[0]: found", r#"did you mean "president"?"#];
    "an unknown source":
        "source = \"canvass\"\nwhere" => "source = \"canvas\"\nwhere",
        ["stage[0].published[0].source: found", r#"did you mean "canvass"?"#];
    "an unknown care":
        r#"care = "exact""# => r#"care = "exakt""#,
        [r#"stage[2].care: found "exakt""#, r#"did you mean "exact"?"#];
    "an unknown method":
        r#"method = "read_and_mark""# => r#"method = "read and mark""#,
        ["stage[2].method: found", r#"did you mean "read_and_mark"?"#];
    "an unknown check":
        r#""reconciliation"]"# => r#""reconcilation"]"#,
        ["stage[0].checks[1]: found", r#"did you mean "reconciliation"?"#];
    "an unknown counter":
        r#"by = "ruling""# => r#"by = "judge""#,
        [r#"stage[3].by: found "judge"; known here: "machine", "hand", "ruling""#];
    "an unknown rule":
        "rule = \"plurality\"\ncandidates = [\"Cleo\"" => "rule = \"plurallity\"\ncandidates = [\"Cleo\"",
        ["contest[1].rule: found", r#"did you mean "plurality"?"#];
    "a law by the name of the state":
        r#"law = "MI""# => r#"law = "Michigan""#,
        [r#"law: found "Michigan"; known here: "AK", "AL""#];
    "an unknown kind of fault":
        r#"kind = "stale_mapping_shift""# => r#"kind = "stale_maping_shift""#,
        ["stage[0].faults[0].kind: found", r#"did you mean "stale_mapping_shift"?"#];
    "an unknown kind beyond the paper":
        r#"kind = "removed_ballot""# => r#"kind = "removed_ballots""#,
        ["beyond[0].kind: found", r#"did you mean "removed_ballot"?"#];
    "an unknown value of a fault":
        "shift = 1" => r#"shift = 1, at = "scaner""#,
        ["stage[0].faults[0].at: found", r#"did you mean "scanner"?"#];
    "an unknown reporting unit":
        SHIFT =>
            r#"{ kind = "transcription", unit = "Lake, Noth", contest = "president", candidate = "Ada", adds = 5 },"#,
        ["stage[0].faults[0].unit: found", r#"did you mean "Lake, North"?"#];
    "an unknown unit left out":
        SHIFT => r#"{ kind = "unit_left_out", units = ["East", "Wst"] },"#,
        [r#"stage[0].faults[0].units[1]: found "Wst""#, r#"did you mean "West"?"#];
    "an unknown rule for overvotes":
        SHIFT => r#"{ kind = "overvote_rule", rule = "darkst" },"#,
        [r#"stage[0].faults[0].rule: found "darkst""#, r#"did you mean "darkest"?"#];
    "an unknown name in a crease of a fault":
        SHIFT =>
        r#"{ kind = "fold_line", reads_from = 40, creased = { contest = "president", candidate = "Bne", rate = 1 } },"#,
        ["stage[0].faults[0].creased.candidate: found", r#"did you mean "Ben"?"#];
    "a name of another contest":
        SHIFT => r#"{ kind = "candidate_swap", contest = "president", candidates = ["Ada", "Cleo"] },"#,
        [r#"stage[0].faults[0].candidates[1]: found "Cleo"; known here: "Ada", "Ben", "write-in""#];

    // Values of the wrong kind.
    "text for a number":
        "ballots = 100\n" => "ballots = \"100\"\n",
        [r#"paper[0].ballots: found text "100"; allowed: a whole number, 0 or more"#];
    "a number for text":
        r#"id = "north""# => "id = 7",
        ["paper[0].id: found 7; allowed: text in quotes"];
    "a negative count":
        "ballots = 50\n" => "ballots = -50\n",
        ["paper[1].ballots: found -50; allowed: a whole number, 0 or more"];
    "a fraction for a count":
        "voters = 101" => "voters = 101.5",
        ["paper[0].voters: found 101.5; allowed: a whole number, 0 or more"];
    "text for a share":
        "undervote = 0.01" => r#"undervote = "1 %""#,
        [r#"rates.undervote: found text "1 %"; allowed: a number"#];
    "text for yes or no":
        "disputed = true" => r#"disputed = "yes""#,
        [r#"paper[0].marks[0].disputed: found text "yes"; allowed: true or false"#];
    "text for a list":
        r#"winners = ["Ben"]"# => r#"winners = "Ben""#,
        [r#"stage[3].published[0].winners: found text "Ben"; allowed: a list in [ ]"#];
    "a flat list for a list of lists":
        r#"sheets = [["president"]]"# => r#"sheets = ["president"]"#,
        [r#"style[1].sheets[0]: found text "president"; allowed: a list in [ ]"#];
    "a number for a percentage as printed":
        r#"Ben = "53.42""# => "Ben = 53.42",
        ["stage[3].published[0].percent.Ben: found 53.42; allowed: text in quotes"];
    "a fraction for a shift":
        "shift = 1" => "shift = 1.5",
        ["stage[0].faults[0].shift: found 1.5; allowed: a whole number"];
    "text for a list in a fault":
        r#"where = { precincts = ["North"] }"# => r#"where = { precincts = "North" }"#,
        [r#"stage[0].faults[0].where.precincts: found text "North"; allowed: a list in [ ]"#];
    "a list for a table of votes":
        "{ Ada = 20, Ben = 28, write-in = 0 }" => "[20, 28, 0]",
        ["paper[1].votes.president: found a list; allowed: a table in { }"];
    "a list for a table of keys":
        r#"numbered = { prefix = "Ward", count = 3 }"# => r#"numbered = ["Ward", 3]"#,
        ["spread[0].numbered: found a list; allowed: a table in { }"];
    "a list for where":
        r#"where = { precincts = ["North"] }"# => r#"where = ["North"]"#,
        ["stage[0].faults[0].where: found a list; allowed: a table in { }"];
    "a list for a fault":
        SHIFT => r#"["misread", 0.1],"#,
        ["stage[0].faults[0]: found a list; allowed: a table in { }"];
    "text for a fault":
        SHIFT => r#""stale_mapping_shift","#,
        [r#"stage[0].faults[0]: found text "stale_mapping_shift"; allowed: a table in { }"#];
    "a number for a kind":
        r#"kind = "removed_ballot""# => "kind = 3",
        ["beyond[0].kind: found 3; allowed: text in quotes"];
    "a number for a word":
        r#"by = "ruling""# => "by = 3",
        ["stage[3].by: found 3; allowed:"];
    "a date without quotes":
        r#"date = "2024-11-06""# => "date = 2024-11-06",
        ["stage[1].date: found a date; allowed: text in quotes"];
    "a number too large for any count":
        "voters = 101" => "voters = 99999999999999999999",
        ["paper[0].voters: found 99999999999999999999; allowed:"];
    "more seats than a number holds":
        "seats = 2\n" => "seats = 70_000\n",
        ["contest[1].seats: found 70000; allowed: ", " to "];
    "more units than a number holds":
        "count = 3" => "count = 5_000_000_000",
        ["spread[0].numbered.count: found 5000000000; allowed: ", " to "];

    // Keys that are missing.
    "no question":
        "# Does every mistake in this file get one helpful sentence?\n" => "",
        ["the file: found no question; the first line is a comment (#)"];
    "no title":
        "title = \"Two precincts by mail and five wards on the day\"\n" => "", at "# Does every",
        [r#"the file: found no title; the key "title" is needed here"#];
    "no lesson":
        "lesson = \"A mistake costs a minute where the message names the line and the key.\"\n" => "",
            at "# Does every",
        [r#"the file: found no lesson; the key "lesson" is needed here"#];
    "no id of a contest":
        "id = \"council\"\n" => "", at "[[contest]]\nrule",
        [r#"contest[1]: found no id; the key "id" is needed here"#];
    "no level of a spread":
        "level = \"precinct\"\n" => "", at "[[spread]]",
        [r#"spread[0]: found no level; the key "level" is needed here"#];
    "no counter of a stage":
        "by = \"ruling\"\n" => "", at "[[stage]]\nid = \"court\"",
        [r#"stage[3]: found no by; the key "by" is needed here"#];
    "no source of published figures":
        "source = \"canvass\"\nwhere" => "where", at "[[stage.published]]\ncontest = \"president\"\nwhere",
        ["stage[0].published[0].source: found no source; needed: the id of a [[source]]"];
    "no contest of a fault":
        r#"contest = "president", shift"# => "shift",
        [r#"stage[0].faults[0]: found no contest; the key "contest" is needed here"#];
    "no kind of a fault":
        r#"kind = "stale_mapping_shift", "# => "",
        [r#"stage[0].faults[0]: found no kind; the key "kind" is needed here"#];
    "no kind beyond the paper":
        "kind = \"removed_ballot\"\n" => "", at "[[beyond]]\ncontest",
        [r#"beyond[0]: found no kind; the key "kind" is needed here"#];
    "no place of batches that were not scanned":
        SHIFT => r#"{ kind = "batch_not_scanned" },"#,
        [r#"stage[0].faults[0]: found no where; the key "where" is needed here"#];
    "no units of a spread":
        "units = { East = [3], West = [1, 2, 1] }\nnumbered = { prefix = \"Ward\", count = 3 }\n" => "",
            at "[[spread]]",
        ["spread[0].units: found no units; needed: units with weights, or numbered units"];
    "no ballots where several votes are allowed":
        "ballots = 100\n" => "", at "[[paper]]\nid = \"north\"",
        ["paper[0]", "found no ballots; needed, since council allows 2 votes a ballot"];

    // Numbers out of range.
    "a shift of nothing":
        "shift = 1" => "shift = 0",
        ["stage[0].faults[0].shift: found 0; allowed: from 1 to 2, or from -2 to -1"];
    "a shift past the list":
        "shift = 1" => "shift = -3",
        ["stage[0].faults[0].shift: found -3; allowed: from 1 to 2, or from -2 to -1"];
    "a rate over 1":
        SHIFT => r#"{ kind = "misread", rate = 2.0 },"#,
        ["stage[0].faults[0].rate: found 2; allowed: a share from 0 to 1"];
    "a share that is not a number":
        "undervote = 0.01" => "undervote = nan",
        ["rates.undervote: found NaN; allowed: a share from 0 to 0.5"];
    "shares that leave no votes":
        "undervote = 0.01\novervote = 0.002" => "undervote = 0.5\novervote = 0.5",
        ["rates.undervote: found 0.5; allowed: less than 0.9 with overvotes"];
    "batches of nothing":
        "batch_size = 25" => "batch_size = 0",
        ["rates.batch_size: found 0; allowed: 1 to 100,000"];
    "more batches than there may be":
        "batches = 60" => "batches = 1_000_000_000_000",
        ["manifest.batches: found 1000000000000; allowed: at most 400000000"];
    "fewer batches than groups":
        "batches = 60" => "batches = 3",
        ["manifest.batches: found 3; "];
    "more batches than ballots":
        "batches = 60" => "batches = 2_000",
        ["manifest.batches: found 2000; "];
    "a threshold of nothing":
        SHIFT => r#"{ kind = "marginal_marks", threshold = 0 },"#,
        ["stage[0].faults[0].threshold: found 0; allowed: 1 to 100 percent"];
    "a darkness no crease has":
        SHIFT => r#"{ kind = "fold_line", reads_from = 102 },"#,
        ["stage[0].faults[0].reads_from: found 102; allowed: 1 to 101 percent"];
    "a second scan that is none":
        SHIFT => r#"{ kind = "batch_scanned_twice", again = 0, where = {} },"#,
        ["stage[0].faults[0].again: found 0; allowed: 1 to 9"];
    "three boards":
        "boards = 2" => "boards = 3",
        ["stage[2].boards: found 3; allowed: 1 or 2"];
    "no seats":
        "seats = 2\n" => "seats = 0\n",
        ["contest[1].seats: found 0; allowed: 1 to 3 (the names)"];
    "more votes allowed than names":
        "votes_allowed = 2" => "votes_allowed = 4",
        ["contest[1].votes_allowed: found 4; allowed: 1 to 3 (the names)"];
    "a quadrillion ballots":
        "ballots = 50\n" => "ballots = 1_000_000_000_000_000\n",
        ["paper[1].ballots: found 1000000000000000; allowed: at most 400"];
    "a quadrillion votes in a spread":
        "Ada = 400," => "Ada = 1_000_000_000_000_000,",
        ["spread[0].votes.president.Ada: found 1000000000000000; allowed: at most 400"];
    "more ballots than paper in a spread":
        "Ada = 400," => "Ada = 400_000_000,",
        ["spread[0].votes", "allowed: at most 400000000"];
    "too many numbered units":
        "count = 3" => "count = 1_000_000_000",
        ["spread[0].numbered.count: found 1000000000; allowed: 1 to 200"];
    "darker than black":
        "darkness = 60" => "darkness = 101",
        ["paper[0].marks[1].darkness: found 101; allowed: 1 to 100 percent"];
    "a light mark that is black":
        "light = 15" => "light = 100",
        ["paper[0].marks[0].light: found 100; allowed: 1 to 99 percent"];
    "every voter looks":
        "verification_rate = 0.4" => "verification_rate = 1.0",
        ["beyond[1].verification_rate: found 1; allowed: a share from 0 to just below 1"];
    "no ballots beyond the paper":
        "ballots = 3\n" => "ballots = 0\n",
        ["beyond[0].ballots: found 0; allowed: at least 1"];
    "too many ballots beyond the paper":
        "ballots = 3\n" => "ballots = 1_000_000_000_000_000\n",
        ["beyond[0].ballots: found 1000000000000000; allowed: ", "at most"];
    "more ballots beyond the paper than numbers reach":
        "ballots = 3\n" => "ballots = 9_223_372_036_854_775_807\n",
        ["beyond[0].ballots: found 9223372036854775807; allowed: "];
    "more misprints than printed votes":
        "ballots = 4\n" => "ballots = 40_000\n",
        ["beyond[1].ballots: found 40000; "];
    "a negative band":
        "within = 5" => "within = -5",
        ["stage[0].published[0].within: found -5; allowed: 0 or more votes"];
    "a percentage that is not one":
        r#""53.42""# => r#""53,42 %""#,
        [r#"stage[3].published[0].percent.Ben: found "53,42 %"; allowed: a percentage as printed"#];
    "a margin no count has":
        "margin = 83" => "margin = -9_223_372_036_854_775_808",
        ["stage[3].published[0].margin: found -9223372036854775808; allowed: "];
    "a tally no count has":
        "Ben = 125" => "Ben = -9_223_372_036_854_775_808",
        ["stage[0].published[0].tally.Ben: found -9223372036854775808; allowed: "];
    "a change no count makes":
        "change = { Ben = 31 }" => "change = { Ben = 9_223_372_036_854_775_807 }",
        ["stage[3].published[0].change.Ben: found 9223372036854775807; allowed: "];
    "work without people":
        "people = 3.0" => "people = 0.0",
        ["stage[2].work.people: found 0; allowed: more than 0"];
    "a weight that is too large":
        "East = [3]" => "East = [5_000_000_000]",
        ["spread[0].units.East: found 5000000000; allowed: one weight"];
    "a thirteenth month":
        r#"date = "2024-12-20""# => r#"date = "2024-13-20""#,
        [r#"stage[3].date: found "2024-13-20"; allowed: a day such as "2020-11-04""#];
    "a year of three digits":
        r#"date = "2024-11-05""# => r#"date = "202-11-004""#,
        [r#"stage[0].date: found "202-11-004"; allowed: a day such as "2020-11-04""#];
    "a day that is not in the calendar":
        r#"date = "2024-12-20""# => r#"date = "2024-02-30""#,
        [r#"stage[3].date: found "2024-02-30"; allowed: a day"#];
    "a typing no one does":
        SHIFT =>
        r#"{ kind = "transcription", unit = "East", contest = "president", candidate = "Ada", typed = 2000000000 },"#,
        ["stage[0].faults[0].typed: found 2000000000; allowed: at most a billion"];

    // Figures and keys that contradict each other.
    "fewer ballots than votes":
        "ballots = 50\n" => "ballots = 40\n",
        ["paper[1].ballots: found 40 ballots; needed: at least the 48 votes for president"];
    "votes and blanks that are not the ballots":
        "blank = 3," => "blank = 4,", at "ballots = 100",
        ["paper[0].ballots: found 100 ballots; votes, blank and overvoted ballots of president add up to 101"];
    "more votes for a name than ballots":
        "Cleo = 70" => "Cleo = 170",
        ["paper[0].votes.council.Cleo: found 150 votes; allowed: at most 78"];
    "a slate larger than the votes":
        r#""Cleo + Dora" = 20"# => r#""Cleo + Dora" = 60"#, at "votes.council",
        ["paper[0].votes.council.Dora: found 50 votes left; marks and slates need 60"];
    "a slate with too many names":
        r#""Cleo + Dora" = 20"# => r#""Cleo + Dora + Emil" = 20"#,
        ["paper[0].slates.council.Cleo + Dora + Emil: found 3 names; allowed: at most 2 names"];
    "a name twice on a slate":
        r#""Cleo + Dora" = 20"# => r#""Cleo + Cleo" = 20"#,
        [r#"found "Cleo" twice; allowed: each name once"#];
    "slates without votes":
        "votes.council = { Cleo = 70, Dora = 50, Emil = 30 }\n" => "",
        ["paper[0].slates.council: found no votes; needed: votes of this contest in the same entry"];
    "more marks than votes":
        "ballots = 2\nvotes" => "ballots = 200\nvotes", at "votes.president = { Ada = 60",
        ["paper[0].votes.president.Ben: found 35 votes left; marks and slates need 200"];
    "more overvoted marks than overvotes":
        "votes = [\"Ben\"]\n" => "votes = [\"Ada\", \"Ben\"]\n", at "votes.president = { Ada = 60",
        ["paper[0].votes.president.overvoted: found 1; the marks given already need 2"];
    "a contest twice":
        r#"id = "council""# => r#"id = "president""#,
        [r#"contest[1].id: found "president" again; allowed: each id once"#];
    "a contest without a name":
        r#"id = "council""# => r#"id = """#,
        [r#"contest[1].id: found ""; allowed: "#];
    "a style twice":
        r#"id = "short""# => r#"id = "long""#,
        [r#"style[1].id: found "long" again; allowed: each id once"#];
    "a group twice":
        r#"id = "south""# => r#"id = "north""#,
        [r#"paper[1].id: found "north" again; allowed: each group once"#];
    "a group of paper again in a spread":
        "id = \"north\"\ncounty = \"Lake\"\nprecinct = \"North\"\n" => "precinct = \"East\"\n", at "units = { East",
        ["spread[0]", r#""East, mail" again"#];
    "a numbered unit again by name":
        "East = [3]" => r#""Ward 1" = [3]"#,
        ["spread[0]", r#""Ward 1"#, "again"];
    "a stage twice":
        r#"id = "court""# => r#"id = "recount""#,
        [r#"stage[3].id: found "recount" again; allowed: each id once"#];
    "a source twice":
        "[[source]]\n" =>
            "[[source]]\nid = \"canvass\"\ntitle = \"Another\"\npublisher = \"Lake County\"\n\n[[source]]\n",
            at "id = \"canvass\"\ntitle = \"Statement",
        [r#"source[1].id: found "canvass" again; allowed: each id once"#];
    "a candidate twice":
        r#"["Cleo", "Dora", "Emil"]"# => r#"["Cleo", "Dora", "Cleo"]"#,
        [r#"contest[1].candidates[2]: found "Cleo"; allowed: each name once"#];
    "a candidate called blank":
        r#"["Cleo", "Dora", "Emil"]"# => r#"["Cleo", "Dora", "blank"]"#,
        [r#"contest[1].candidates[2]: found "blank"; allowed: a name without " + ""#];
    "no contest that cards are drawn for":
        "contests = [\"president\"]\nrisk_limit" => "one_sample = true\nopportunistic = [\"president\", \"council\"]\nrisk_limit",
            at "opportunistic",
        ["audit.opportunistic: found every audited contest that somebody can lose; needed: one of them left out"];
    "two candidates in two spellings":
        r#"["Cleo", "Dora", "Emil"]"# => r#"["Cleo", "Dora", "Cleo "]"#,
        [r#"contest[1].candidates[2]: found "Cleo" and "Cleo ", which look alike; allowed: names that differ in more"#];
    "two candidates in capitals and not":
        r#"["Cleo", "Dora", "Emil"]"# => r#"["Cleo", "DORA", "Dora"]"#,
        [r#"contest[1].candidates[2]: found "DORA" and "Dora", which look alike"#];
    "a Cyrillic letter in a candidate":
        r#"["Cleo", "Dora", "Emil"]"# => "[\"Cleo\", \"Dora\", \"\u{421}leo\"]",
        ["contest[1].candidates[2]: found \"Cleo\" and \"\u{421}leo\", which look alike", "(letter 1 of \"\u{421}leo\" is U+0421, Cyrillic)"];
    "a sign without width in a candidate":
        r#"["Cleo", "Dora", "Emil"]"# => "[\"Cleo\", \"Dora\", \"Do\u{200b}ra\"]",
        [r#"contest[1].candidates[2]: found "Dora" and "Do\u{200b}ra", which look alike"#, "is U+200B, without width)"];
    "a candidate whom nobody sees":
        r#"["Cleo", "Dora", "Emil"]"# => "[\"Cleo\", \"Dora\", \"\u{2060}\"]",
        [r#"contest[1].candidates[2]: found "\u{2060}"; allowed: a name that people can see"#];
    "a candidate called Blank":
        r#"["Cleo", "Dora", "Emil"]"# => r#"["Cleo", "Dora", "Blank"]"#,
        [r#"contest[1].candidates[2]: found "blank" and "Blank", which look alike"#];
    "two contests that look alike":
        r#"id = "council""# => r#"id = "President""#,
        [r#"contest[1].id: found "president" and "President", which look alike"#];
    "two titles that look alike":
        r#"id = "council""# => "id = \"council\"\ntitle = \"PRESIDENT \"", at "title = \"PRESIDENT",
        [r#"contest[1].title: found "President" and "PRESIDENT ", which look alike"#];
    "two styles that look alike":
        r#"id = "short""# => r#"id = "Long""#,
        [r#"style[1].id: found "long" and "Long", which look alike"#];
    "two counties that look alike":
        "county = \"Lake\"\nprecinct = \"South\"" => "county = \"LAKE\"\nprecinct = \"South\"",
        [r#"paper[1].county: found "Lake" and "LAKE", which look alike"#];
    "two precincts that look alike":
        r#"precinct = "South""# => r#"precinct = "NORTH""#,
        [r#"paper[1].precinct: found "North" and "NORTH", which look alike"#];
    "two units that look alike":
        "units = { East = [3]," => "units = { East = [3], EAST = [1],",
        ["spread[0].units: found \"EAST\" and \"East\", which look alike"];
    "a unit that looks like a numbered one":
        "units = { East = [3]," => "units = { East = [3], \"ward  1\" = [1],",
        ["spread[0].units: found \"ward  1\" and \"Ward 1\", which look alike"];
    "two scanners that look alike":
        r#"["scanner 1", "scanner 2"]"# => r#"["scanner 1", "Scanner 1"]"#,
        [r#"paper[0].tabulators: found "scanner 1" and "Scanner 1", which look alike"#];
    "two groups that look alike":
        r#"id = "south""# => r#"id = "North ""#,
        [r#"paper[1].id: found "north" and "North ", which look alike"#];
    "two stages that look alike":
        r#"id = "court""# => r#"id = "Recount""#,
        [r#"stage[3].id: found "recount" and "Recount", which look alike"#];
    "two sources that look alike":
        "[[source]]\n" =>
            "[[source]]\nid = \"Canvass\"\ntitle = \"Another\"\npublisher = \"Lake County\"\n\n[[source]]\n",
            at "id = \"canvass\"\ntitle = \"Statement",
        [r#"source[1].id: found "Canvass" and "canvass", which look alike"#];
    "a contest without candidates":
        r#"["Cleo", "Dora", "Emil"]"# => "[]",
        ["contest[1].candidates: found 0 names; allowed: 1 to 200 names"];
    "faults of people":
        r#"method = "read_and_mark""# => r#"faults = [{ kind = "misread", rate = 0.1 }]"#,
        [r#"stage[2].faults: found a key of machine stages; allowed in stages by = "machine""#];
    "a stage that counts no contest":
        "base = \"correction\"\n" => "base = \"correction\"\ncontests = []\n", at "contests = []",
        ["stage[2].contests: found an empty list"];
    "a contest twice in a stage":
        "base = \"correction\"\n" => "base = \"correction\"\ncontests = [\"council\", \"council\"]\n",
            at r#"contests = ["council", "#,
        ["stage[2].contests[1]: found"];
    "care of machines":
        "date = \"2024-11-06\"\nby = \"machine\"\n" => "date = \"2024-11-06\"\nby = \"machine\"\ncare = \"exact\"\n",
            at "care = \"exact\"\n\n",
        [r#"stage[1].care: found a key of hand stages; allowed in stages by = "hand""#];
    "work of machines":
        "date = \"2024-11-06\"\nby = \"machine\"\n" =>
            "date = \"2024-11-06\"\nby = \"machine\"\nwork = { people = 3.0 }\n", at "work = { people",
        [r#"stage[1].work: found a key of hand stages; allowed in stages by = "hand""#];
    "a ruling over a part":
        "by = \"ruling\"\n" => "by = \"ruling\"\nscope = { counties = [\"Lake\"] }\n",
            at "scope = { counties = [\"Lake\"] }\n\n",
        ["stage[3].scope: found"];
    "a ruling as the first stage":
        "[[stage]]\nid = \"election night\"" =>
            "[[stage]]\nid = \"hearing\"\nby = \"ruling\"\n\n[[stage]]\nid = \"election night\"",
            at "by = \"ruling\"\n\n[[stage]]",
        ["stage[0].by: found the first stage; needed: an earlier stage that this one starts from"];
    "a part as the first count":
        "date = \"2024-11-05\"\n" => "scope = { counties = [\"Lake\"] }\n",
        ["stage[0].scope: found the first stage; needed: an earlier stage"];
    "a mean with faults of its own":
        r#"date = "2024-11-06""# => "mean_of = [\"election night\"]\nfaults = [{ kind = \"misread\", rate = 0.1 }]",
        ["stage[1].mean_of: found faults, checks or a scope beside it; allowed: mean_of alone"];
    "a band without a reason":
        "because = \"the first count was noisy\"\n" => "", at "within = 5",
        ["stage[0].published[0].within: found a band without a reason; needed: because"];
    "sorting several votes a ballot":
        r#"method = "read_and_mark""# => r#"method = "sort_and_stack""#,
        ["stage[2].method: found sort_and_stack; allowed: read_and_mark, since council allows several votes a ballot"];
    "the margin of a part":
        "within = 5" => "margin = 3", at r#"where = { precincts = ["West"] }"#,
        ["stage[0].published[0].where: found a margin, winners or set_aside of a part; allowed with where: tally"];
    "figures of a part of a unit":
        r#"where = { precincts = ["West"] }"# => r#"where = { precincts = ["West"], modes = ["mail"] }"#,
        ["stage[0].published[0].where: found a part of West; allowed: whole reporting units"];
    "figures of no batch":
        r#"where = { precincts = ["West"] }"# => r#"where = { precincts = ["West"], counties = ["Lake"] }"#,
        ["stage[0].published[0].where: found no batch"];
    "a fault in no batch":
        r#"where = { precincts = ["North"] }"# => r#"where = { precincts = ["North"], modes = ["early"] }"#,
        ["stage[0].faults[0].where: found no batch"];
    "a change in the first stage":
        "within = 5\n" => "change = { Ben = 3 }\nwithin = 5\n", at "change = { Ben = 3 }",
        ["stage[0].published[0].change: found the first stage; allowed: from the second stage on"];
    "stages out of order":
        r#"date = "2024-12-20""# => r#"date = "2023-12-20""#,
        [r#"stage[3].date: found "2023-12-20"; "#];
    "a name twice in a swap":
        SHIFT => r#"{ kind = "candidate_swap", contest = "president", candidates = ["Ada", "Ada"] },"#,
        ["stage[0].faults[0].candidates[1]: found Ada; allowed: each name once"];
    "a swap of one":
        SHIFT => r#"{ kind = "candidate_swap", contest = "president", candidates = ["Ada"] },"#,
        ["stage[0].faults[0].candidates: found 1 name(s); allowed: two names or more"];
    "a rotation over two sheets":
        SHIFT => r#"{ kind = "contest_mapping_rotation", contests = ["president", "council"] },"#,
        ["stage[0].faults[0].contests: found contests on different sheets of style long; allowed: contests that"];
    "typed and added":
        SHIFT =>
        r#"{ kind = "transcription", unit = "East", contest = "president", candidate = "Ada", typed = 2, adds = 1 },"#,
        ["stage[0].faults[0].typed: found typed and adds; allowed: one of the two"];
    "neither typed nor added":
        SHIFT => r#"{ kind = "transcription", unit = "East", contest = "president", candidate = "Ada" },"#,
        ["stage[0].faults[0].typed: found neither typed nor adds; one of the two is needed"];
    "a flip to the same name":
        SHIFT => r#"{ kind = "adversarial_flip", contest = "president", from = "Ada", to = "Ada" },"#,
        ["stage[0].faults[0].to: found Ada; allowed: another candidate than from"];
    "nothing left out":
        SHIFT => r#"{ kind = "unit_left_out", units = [] },"#,
        ["stage[0].faults[0].units: found an empty list; allowed: at least one reporting unit"];
    "a misprint of the chosen name":
        r#"printed = "Ben""# => r#"printed = "Ada""#,
        ["beyond[1].printed: found Ada; allowed: another name than chosen"];
    "a written name without a line":
        "write_in_line = \"write-in\"\n" => "", at r#"written = "Ben""#,
        ["paper[0].marks[2].written: found a written name; allowed: only where president names its write_in_line"];
    "a mark twice on a ballot":
        r#"stray = "Ben""# => r#"stray = "Ada""#,
        ["paper[0].marks[1].stray: found Ada; allowed: each name once on a ballot"];
    "a darkness of nothing":
        "stray = \"Ben\"\ncrease = \"write-in\"\n" => "",
        ["paper[0].marks[1].darkness: found 60; "];
    "a contest without votes":
        "votes.president = { Ada = 20, Ben = 28, write-in = 0 }\n" => "", at "[[paper]]\nid = \"south\"",
        ["paper[1].votes: found none for president; needed: votes for president, which is on ballot style short"];
    "votes for a contest not on the ballot":
        "write-in = 0 }\n" => "write-in = 0 }\nvotes.council = { Cleo = 1 }\n", at "votes.council = { Cleo = 1 }",
        ["paper[1].votes.council: found council; allowed: contests of ballot style short"];
    "a contest on two sheets":
        r#"["president"], ["council"]]"# => r#"["president"], ["council", "president"]]"#,
        [r#"style[0].sheets[1][1]: found "president" again; allowed: each contest once on a ballot"#];
    "a ballot without sheets":
        r#"sheets = [["president"]]"# => "sheets = []",
        ["style[1].sheets: found 0 sheets; allowed: 1 to 20 sheets"];
    "an order that leaves a name out":
        r#"["Ben", "Ada", "write-in"]"# => r#"["Ben", "Ada"]"#,
        ["style[0].order.president: found 2 names; needed: all 3 names of president, each once"];
    "weights for some names":
        "West = [1, 2, 1]" => "West = [1, 2]",
        ["spread[0].units.West: found 2 weights; allowed: one weight, or 3 weights"];

    // Audits.
    "an unknown key of the audit":
        "risk_limit = 0.1" => "risklimit = 0.1",
        [r#"audit.risklimit: found "risklimit""#, r#"did you mean "risk_limit"?"#];
    "an audit of an unknown stage":
        "of = \"correction\"" => "of = \"corection\"",
        [r#"audit.of: found "corection""#, r#"did you mean "correction"?"#];
    "an unknown method of audit":
        "methods = [\"polling\"" => "methods = [\"poling\"",
        [r#"audit.methods[0]: found "poling""#, r#"did you mean "polling"?"#];
    "a method twice":
        r#"methods = ["polling", "ballot_comparison""# => r#"methods = ["polling", "polling""#,
        [r#"audit.methods[1]: found "polling" again; allowed: each method once"#];
    "a method that needs records which the stage has not":
        "of = \"correction\"\n" => "of = \"recount\"\n", at "methods = [\"polling\"",
        [r#"audit.methods[1]: found "ballot_comparison" for "recount""#, "needed: a cast vote record for every card"];
    "an audit of an unknown contest":
        "contests = [\"president\"]\nrisk" => "contests = [\"presidnt\"]\nrisk",
        [r#"audit.contests[0]: found "presidnt""#, r#"did you mean "president"?"#];
    "an audit of no contest":
        "contests = [\"president\"]\nrisk" => "contests = []\nrisk",
        ["audit.contests: found an empty list"];
    "a risk limit of nothing":
        "risk_limit = 0.1" => "risk_limit = 0.0",
        ["audit.risk_limit: found 0; allowed: above 0 and below 1"];
    "a risk limit in percent":
        "risk_limit = 0.1" => "risk_limit = 5",
        ["audit.risk_limit: found 5; allowed: above 0 and below 1"];
    "a risk limit that is no number":
        "risk_limit = 0.1" => "risk_limit = nan",
        ["audit.risk_limit: found", "allowed:"];
    "an unknown way to draw":
        "draw = \"rivest\"" => "draw = \"dice\"",
        [r#"audit.draw: found "dice""#, "rivest"];
    "a first round of no card":
        "first_round = 40" => "first_round = 0",
        ["audit.first_round: found 0; allowed: 1 to"];
    "rounds that do not grow":
        "growth = 2.0" => "growth = 1.0",
        ["audit.growth: found 1; allowed: more than 1 and at most 100"];
    "no round at all":
        "most_rounds = 4" => "most_rounds = 0",
        ["audit.most_rounds: found 0; allowed: 1 to 1000"];
    "a full count at more than all":
        "full_count_at = 0.8" => "full_count_at = 1.5",
        ["audit.full_count_at: found 1.5; allowed: above 0 and at most 1"];
    "a share of no batch":
        "share = 0.05" => "share = 0.0",
        ["audit.share: found 0; allowed: above 0 and at most 1"];
    "a tolerance below nothing":
        "tolerance = 0.02" => "tolerance = -0.02",
        ["audit.tolerance: found -0.02; allowed: 0 to 1"];
    "an unknown level of care of an audit":
        "care = \"careful\"\nmishaps" => "care = \"carefull\"\nmishaps",
        [r#"audit.care: found "carefull""#, r#"did you mean "careful"?"#];
    "an unknown mishap":
        "kind = \"ballot_not_found\"" => "kind = \"ballot_not_fond\"",
        [r#"audit.mishaps[0].kind: found "ballot_not_fond""#, r#"did you mean "ballot_not_found"?"#];
    "more ballots missing than lie there":
        "kind = \"ballot_not_found\", ballots = 2" => "kind = \"ballot_not_found\", ballots = 20000",
        ["audit.mishaps[0].ballots: found 20000; allowed: 1 to"];
    "a mishap in an unknown place":
        "ballots = 2, where = { precincts = [\"East\"] }" => "ballots = 2, where = { precincts = [\"Est\"] }",
        [r#"audit.mishaps[0].where.precincts[0]: found "Est""#, r#"did you mean "East"?"#];
    "a wage below nothing":
        "wage = 18.5" => "wage = -1.0",
        ["audit.work.wage: found -1; allowed: 0 or more"];
    "a sample measured by a method that needs its order":
        "method = \"bravo\"" => "method = \"polling\"",
        [r#"audit.observed[0].method: found "polling"; known here: "bravo""#];
    "a sample of an unknown contest":
        "contest = \"president\"\nmethod" => "contest = \"mayor\"\nmethod",
        [r#"audit.observed[0].contest: found "mayor""#];
    "a sample of an unknown candidate":
        "sample = { Ada = 30" => "sample = { Adda = 30",
        [r#"audit.observed[0].sample.Adda: found "Adda""#, r#"did you mean "Ada"?"#];
    "more votes in a sample than ballots":
        "sample = { Ada = 30" => "sample = { Ada = 91",
        ["audit.observed[0].sample.Ada: found 91; allowed: at most the 90 ballots of the sample"];
    "a published risk in percent":
        "p_value = \"0.1992\"" => "p_value = \"2.11 %\"",
        [r#"audit.observed[0].p_value: found "2.11 %"; allowed: a decimal fraction as published"#];
    "a sample without its source":
        "p_value = \"0.1992\"\nsource = \"canvass\"" => "p_value = \"0.1992\"\nsource = \"canvas\"", at "source = \"canvas\"",
        [r#"audit.observed[0].source: found "canvas""#, r#"did you mean "canvass"?"#];
    "an expected figure without its arithmetic":
        "by_hand = \"Nobody said so; the band is wide.\"\n" => "", at "[[stage.expected]]",
        ["stage[3].expected[0].by_hand: found nothing; needed: how the figures follow"];
    "an expected figure with a source":
        "by_hand = \"Nobody said so; the band is wide.\"" => "by_hand = \"x\"\nsource = \"canvass\"", at "source = \"canvass\"\nvotes",
        ["stage[3].expected[0].source: found a key of published figures"];
    "a mishap of a machine":
        "checks = [\"tapes\", \"reconciliation\"]" => "checks = [\"tapes\", \"reconciliation\"]\nmishaps = [{ kind = \"recount_noise\" }]", at "mishaps = [{ kind = \"recount_noise\"",
        ["stage[0].mishaps: found a key of hand stages"];
    "more noise than votes":
        "work = { ballots_per_hour = 60.0" => "mishaps = [{ kind = \"recount_noise\", missed = 0.7, misread = 0.6 }]\nwork = { ballots_per_hour = 60.0",
        ["stage[2].mishaps[0].misread: found 0.6; allowed: at most 1 together with missed"];
    "a recount that is not broken off":
        "work = { ballots_per_hour = 60.0" => "mishaps = [{ kind = \"recount_incomplete\", batches_counted = 6000 }]\nwork = { ballots_per_hour = 60.0",
        ["stage[2].mishaps[0].batches_counted: found 6000; allowed: 0 to 59"];

    // Text that would break the line.
    "a line break in a name":
        r#"winners = ["Ben"]"# => r#"winners = ["Be\nn"]"#,
        [r#"stage[3].published[0].winners[0]: found text "Be\nn"; allowed: text in one line"#];
    "an escape in a name":
        r#"winners = ["Ben"]"# => r#"winners = ["\u001B[2JBen"]"#,
        ["stage[3].published[0].winners[0]: found text", "allowed: text without control characters"];
    "a backtick in a key":
        r#"seed = "1 2 3""# => r#""se`ed" = "1 2 3""#,
        [r#"se`ed: found "se`ed"; known here: "title""#, r#"did you mean "seed"?"#];
};

/// The name under which the texts are read.
const FILE: &str = "test.toml";

/// Words of the programming language that no message may use.
const FOREIGN: [&str; 18] = [
    "Option", "Vec", "bool", "enum", "f64", "i128", "i32", "i64", "map", "sequence", "struct", "tagged", "u128", "u16",
    "u32", "u64", "u8", "variant",
];

fn check(text: String) -> Result<(), Error> {
    ScenarioFile::read(FILE, text)?.build(&Streams::new("seed", 0)).map(drop)
}

/// The position of the snippet in the text, if it occurs once.
fn place(text: &str, snippet: &str) -> Result<usize, String> {
    match text.match_indices(snippet).collect::<Vec<_>>()[..] {
        [(place, _)] => Ok(place),
        ref places => Err(format!("{snippet:?} stands {} times in the text", places.len())),
    }
}

impl Mistake {
    /// The wrong text, and the line to be blamed.
    fn made(&self) -> Result<(String, usize), String> {
        let replaced = place(GOOD, self.find)?;
        let text = GOOD.replacen(self.find, self.replace, 1);
        let at = if self.at.is_empty() { replaced } else { place(&text, self.at)? };
        let line = 1 + text[..at].matches('\n').count();
        Ok((text, line))
    }

    /// Makes the mistake and judges the answer.
    fn judge(&self) -> Result<(), String> {
        let (text, line) = self.made()?;
        match std::panic::catch_unwind(|| check(text)) {
            Ok(Err(error)) => judge(&error.to_string(), line, self.says),
            Ok(Ok(())) => Err("nobody minds".to_owned()),
            Err(_) => Err("the reader panics".to_owned()),
        }
    }
}

fn judge(said: &str, line: usize, says: &[&str]) -> Result<(), String> {
    let mut wrong = Vec::new();
    if !said.starts_with(&format!("{FILE}:{line}: ")) {
        wrong.push(format!("line {line} is to be blamed"));
    }
    if said.contains(char::is_control) {
        wrong.push("this is more than one line of text".to_owned());
    }
    wrong.extend(says.iter().filter(|part| !said.contains(**part)).map(|part| format!("missing: {part}")));
    let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    wrong.extend(FOREIGN.iter().filter(|word| words.contains(word)).map(|word| format!("what is a {word}?")));
    if wrong.is_empty() { Ok(()) } else { Err(format!("{said:?}\n    {}", wrong.join("\n    "))) }
}

#[test]
fn the_good_scenario_is_good() {
    check(GOOD.to_owned()).expect("a scenario without a mistake");
}

#[test]
fn every_mistake_gets_one_helpful_sentence() {
    let judged = |mistake: &Mistake| Some(format!("{}: {}", mistake.name, mistake.judge().err()?));
    let failures: Vec<String> = MISTAKES.iter().filter_map(judged).collect();
    let (wrong, all) = (failures.len(), MISTAKES.len());
    assert!(failures.is_empty(), "{wrong} of {all} mistakes:\n{}", failures.join("\n"));
}

#[test]
fn every_mistake_is_told_in_every_language() {
    use crate::languages::{strange_words, words};
    let mut failures = Vec::new();
    for mistake in MISTAKES {
        let (text, _) = mistake.made().expect("a wrong text");
        let error = check(text).expect_err("a mistake");
        // What the reader of TOML says is its own.
        if matches!(error, Error::Toml { .. }) {
            continue;
        }
        let Error::Scenario { path, .. } = &error else { panic!("{error}") };
        let given = format!("{} {path} {FILE} title lesson level council president long short ward", mistake.replace);
        for language in &recount::report::LANGUAGES[1..] {
            let said = language.complain(&error);
            let strange = strange_words(&said, language.code, &given);
            if !strange.is_empty() || words(&said).eq(words(&error.to_string())) {
                failures.push(format!("{}: {strange:?} in {said}", mistake.name));
            }
        }
    }
    assert!(failures.is_empty(), "{} sentences:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_mistakes_are_many_and_each_is_another() {
    let names: BTreeSet<_> = MISTAKES.iter().map(|mistake| mistake.name).collect();
    let texts: BTreeSet<_> = MISTAKES.iter().map(|mistake| (mistake.find, mistake.replace)).collect();
    assert_eq!((names.len(), texts.len()), (MISTAKES.len(), MISTAKES.len()));
    assert!(names.len() >= 40, "only {} mistakes", names.len());
}

#[test]
fn what_editors_of_other_systems_leave_is_no_mistake() {
    check(GOOD.replace('\n', "\r\n")).expect("lines that end as on Windows");
    check(format!("\u{feff}{GOOD}")).expect("a byte order mark");
}

#[test]
fn a_stage_may_sort_where_the_contests_it_counts_allow_one_vote() {
    let sorts = "method = \"sort_and_stack\"\ncontests = [\"president\"]";
    check(GOOD.replace("method = \"read_and_mark\"", sorts)).expect("piles of one contest with one vote a ballot");
}

/// The good scenario without the tables whose headers start with one of these.
fn without(headers: &[&str]) -> String {
    let mut kept = true;
    let keeps = |line: &&str| {
        if line.starts_with('[') {
            kept = !headers.iter().any(|header| line.trim_start_matches('[').starts_with(header));
        }
        kept
    };
    GOOD.split_inclusive('\n').filter(keeps).collect()
}

#[test]
fn a_scenario_needs_contests_paper_and_stages() {
    let cases: [(&[&str], &str); 3] = [
        (&["contest"], "contest: found no contest; needed: at least one [[contest]]"),
        (&["paper", "spread"], "paper: found no paper; needed: at least one [[paper]] or [[spread]]"),
        (&["stage"], "the file: found no stage; the key \"stage\" is needed here"),
    ];
    for (headers, says) in cases {
        let error = check(without(headers)).expect_err("something is missing");
        judge(&error.to_string(), 1, &[says]).expect("one helpful sentence");
    }
}

/// `recount check` of a file with this text.
fn program(text: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(FILE), text).expect("a file");
    let mut command = crate::program::program();
    command.args(["check", FILE]).current_dir(folder.path()).output().expect("the program runs")
}

#[test]
fn the_program_says_the_sentence_and_ends_with_status_two() {
    assert_eq!(program(GOOD).status.code(), Some(0));
    for name in ["text that is not closed", "an unknown key of a fault", "fewer ballots than votes"] {
        let mistake = MISTAKES.iter().find(|mistake| mistake.name == name).expect("a mistake of the table");
        let (text, line) = mistake.made().expect("a wrong text");
        let output = program(&text);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty(), "{name}");
        let said = String::from_utf8(output.stderr).expect("text");
        let sentence = said.strip_prefix("recount: ").and_then(|said| said.strip_suffix('\n'));
        judge(sentence.expect("one line"), line, mistake.says).expect("one helpful sentence");
    }
}
