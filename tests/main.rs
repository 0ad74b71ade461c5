//! All integration tests, one binary.

mod elections; // small elections, put together part by part
mod eliminations; // runoffs that put several out at once, and names whom nobody can elect
mod program; // the program as tests call it, whatever the locale

mod circles; // no files of a room that name each other round about
mod house; // the walls between rooms, captions, lengths
mod paper; // documented totals are reproduced exactly, whatever they are
mod stable_values; // frozen streams: the same bits in every version

mod boards; // hand counts slip at their documented rates
mod faults; // every fault alone, on paper small enough to count by hand

mod nation; // 158 million cards: every fault reported and seen, within their memory
mod oracles; // documented events collected by others
mod scenarios; // every shipped scenario runs and agrees with what was published
mod statewide; // 725 contests on 4.7 million cards, one sample for all
mod threads; // 1, 2 and 16 threads, twice: the same bytes
mod twins; // card by card against tables and histograms

mod archive; // text files inside compressed archives of the shared data
mod assertions; // claims from ranked files as people and audit programs ask for them
mod attacks; // ways to hide an error against every method: exact on a dozen cards, and no promise broken
mod audits; // audits of whole elections: twins, promises, what no audit may see
mod awaire; // instant runoffs polled without records: refusals, promises, published sizes beside ours
mod batch_questions; // batches as an office asks: Georgia's figures, runoffs, batches tallied as one, slips of a tally sheet
mod batches; // audits of whole batches: MACRO, laws, random precincts, second counts by machine
mod bayes; // the chance of an upset: others' figures, enumerations, and what it promises
mod belgium; // seats and hardest statements of eleven districts of lists, as published
mod beside_rlauxe; // every size that rlauxe published beside ours, within stated bands
mod changed_ballots; // how many ballots must change for another outcome: every other paper of small elections
mod claim_sets; // every tally of a dozen ballots: claims are true exactly where the outcome is
mod classroom; // ballots on paper for a class: the story stays, and the risk worked out by hand keeps its promise
mod contest_questions; // contests asked about under any rule: by hand, ties and lots, refusals, files of ballots
mod contest_sizes; // sizes for all contests that an office published: those that Colorado published
mod counties; // several counties as one election, each with its sheets; ranked orders and batch tallies as an election
mod distributions; // exact distributions of sample sizes: every path, slow twins, audits drawn by lot
mod doors; // one question, one answer: risk, plan --spec, plan SCENARIO, simulate, run
mod draw; // draws against other programs, against slow twins, and as people type them
mod engines; // other ways of drawing trials: the law of whole cards, and what each may serve
mod evidence; // no P-value without evidence: every test with no sample, one value, a null of one point or of none
mod first_scenario; // the first scenario of an import: open choices refused by their lines, then plan, run, rehearse
mod foresight; // plans before a card is drawn: exact distributions against lots and slow twins, calendars, places to pull
mod fractions; // polling by rounds in exact fractions, to the last digit
mod from_records; // elections from records of an office: every vote on the paper, ranks by named rules, what is asked for
mod growth; // a method, a bet, a fault, an attack and a language: one file and one line each
mod hybrids; // combined P-values, batches, super-simple sizes, SUITE: others, slow twins, promises
mod import; // files of election offices: others' counts of them, and damaged ones
mod irv_claims; // claims of an instant runoff: every public contest, every order of elimination, slow twins
mod irv_margins; // margins of an instant runoff: every public contest, every way to change a few ballots
mod killed; // a rehearsal killed a hundred times while it enters readings: none that was acknowledged is lost
mod lessons; // lesson plans: every figure is that of the printed papers
mod manifests; // manifests as offices really save them: read right, warned of, or refused; cells that no spreadsheet runs
mod martingales; // tests of a mean: other programs, published tables, twins
mod meek; // several seats by Meek's method: another program's counts, and nothing lost
mod mismatch; // comparison by mismatches: every few changed cards of small elections, promises, refusals
mod next_round; // the round after a sample: the least that may confirm, sizes by chance, never 0 while the limit is missed
mod pairwise; // pairs of candidates, Condorcet completions, Borda points: another program's, by hand, ballot by ballot
mod peers; // the script that times another program, and its scenarios
mod plans; // plans of a scenario: rehearsals, days of work, the cheapest that limits the risk
mod polls; // ballot polling by rounds as audits: vectors, slow twins, promises, sizes by chance
mod pools; // pools, strata and hybrids as audits: others, slow twins, the promise
mod promise; // the promise itself: exact chances of confirming a wrong outcome, for every bet
mod properties; // probabilities, no look ahead, no matter of order or scale; rude questions
mod published_means; // every published table of tests of a mean, digit for digit or within four errors
mod question_keys; // a key that is given is used or refused: every test, every key of any
mod raire_polls; // polls of instant runoffs: the published means of 110 public contests
mod ranked; // ranked ballots: published elections, rules for marks, other programs' mistakes, slow twins
mod rctab; // every report of another tabulator's suite of ranked elections, or why not
mod recount_law; // the law of recounts: every line, counts of history by their dates, kinds that are not given
mod rehearsal; // an audit of an office's files in a folder: drawn, read, entered, judged, repeated; what goes wrong
mod risk; // P-values, draws and sizes against other programs and against the promise itself
mod rounds; // polling by rounds: vectors, published tables, enumeration of all paths
mod rounds_in_words; // what reports say of ranked counts: rounds, surpluses, what was cut off, what settled a tie
mod sample_size; // sizes through the front door: published, real exports, rude questions
mod session; // audits as values: interrupted, resumed, read in any order; methods and bets from outside
mod stratified; // strata: another program's martingales, published point masses, twins, the promise
mod strides; // polls in strides: the martingale card by card, ties to the last digit, the last card
mod stv_claims; // claims of transferable votes: published sets, walks as long as every claim holds, bounds of margins
mod together; // one sample for many contests: plain sets, populations, the promise
mod transferable; // several seats by transfers: official rounds to the vote, textbook arithmetic, nothing lost unseen
mod walk_through; // the walk-through of the docs, on a smaller county
mod ways; // every way to elect: winners by hand, true statements, no broken promise

mod export; // exports read back card by card; refusals; folders that are whole or not there
mod files; // files: into what is there, whole or not at all, many writers at once

mod browser; // pages in a real browser, where there is one
mod shards; // shares of a simulation merge to the bytes of one run; all else is refused
mod slurm; // an array of Slurm, one shard killed and run again (run by tests/run.sh)
mod sweep; // grids: killed a hundred times and the same bytes, every refusal, hostile files

mod classroom_page; // the classroom page in a real browser, beside the command line
mod cli; // commands as a user types them
mod headlines; // first lines against the documents of the same commands, on elections by lot
mod import_command; // files of an office as it types them: counts, comparisons, refusals, columns
mod languages; // every report in every language, and JSON in none
mod long_lines; // hostile questions, and any number of them, in bounded memory
mod names; // names of any script and with any mark in them, in every language
mod terminal; // pages fit a terminal, short ones have what matters, help is one screen
mod translations; // a scenario's texts in further languages: complete, shown, refused without English, never in documents

mod messages; // messages in Fluent's format: what is wrong with a file, plurals, names of all kinds, every argument
mod mistakes; // broken scenario files get one helpful sentence
mod official_audit; // an official audit of batches from its published files: P-values, draws, differences, changed files
mod pages; // pages: the document's numbers, hostile names, every text in every language
mod papers; // README and docs: every command, figure and link in them is true

mod mutation; // scenario files damaged at random never end in a panic
