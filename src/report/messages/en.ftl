# The language's own name.
page-language = English

## Every text in English.

page-again-heading = How to make this page again
page-again-command = The same scenario, seed and version give the same page on any machine:
page-again-line = recount { $version }, seed { $seed }, scenario { $scenario }, SHA-256 of its text:
page-all-synthetic = All of this is synthetic: no place, no person, no ballot is real.
page-ballots-synthetic = Ballots are synthetic; only totals are real.
page-ballots-are-synthetic = Ballots are synthetic, if the scenario does not take them from files of an election office.
page-ballots-of-files = Ballots are those of the files of an election office: what a machine read on each card is taken for the paper. Faults and errors are supposed.
page-footer = Made by recount, an election-audit ballot recount simulator. This page needs no network and no script.
page-happened-heading = What happened
page-ballots-on-paper = Ballots on paper
page-batches = Batches
page-contests = Contests
page-contest = Contest
page-counts-made = Counts
page-undetected = Undetected
page-tie-of = a tie of { $who }
page-winners-and-tie = { $who } and { $tie }
page-quote = "{ $text }"
page-quote-on-page = “{ $text }”
page-counts-heading = Count by count, beside the paper
page-counts-note = What each stage reported, in order of time, and what the ballots say. Undervotes and overvotes of a count are those that it read itself; the paper has a row of its own.
page-on-paper = Ballots that carry this contest: { $ballots }, in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }.
page-vote-for = Each voter has up to { $allowed ->
        [one] { $allowed } vote
       *[other] { $allowed } votes
    }; { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    } are filled.
page-lead-title = { $contest }: the lead, count by count
page-lead-caption = The lead, count by count. To the right, in black: of whom the paper names; to the left, hatched: of anybody else. The dashed line is the lead on the paper.
page-lead-axis = votes ahead
page-lead-over = over { $who }
page-nobody-loses = nobody loses
page-a-tie = a tie
page-tie-on-paper = By the paper { $why }.
page-paper-says = what the paper says
page-voters-wanted = what voters wanted
page-counts-caption = { $contest }: votes in each count
page-other-contests = The other contests
page-count = Count
page-counted-by = By
page-date = Date
page-by-machine = machine
page-by-hand = by hand
page-by-ruling = ruling
page-by-stands = stands
page-others = Others
page-no-vote = Blank ballots
page-too-many = Overvoted ballots
page-undervotes = Undervotes
page-overvotes = Overvotes
page-ballots-counted = Ballots counted
page-lost-votes = On paper: undervotes { $under }, overvotes { $over }.
page-lost-votes-of-several = On paper: undervotes { $under }, overvotes { $over }, in votes: { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } with { $allowed ->
        [one] { $allowed } vote
       *[other] { $allowed } votes
    } each gave { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    }, an overvoted ballot loses all { $allowed }, and what is missing is undervotes.
page-set-aside = Set aside
page-ahead = Ahead
page-noticed-heading = What went wrong, and who saw it
page-no-fault = No fault and no mishap: what differs from the paper comes from marks that machines read otherwise, or from slips of boards.
page-nothing-wrong = Nothing went wrong with any count in this scenario.
page-seen-by = Seen by:
page-would-be-seen-by = An audit would have seen it, had it been held:
page-seen-by-nobody = Seen by no check that was made and no later count.
page-changed-nothing = It changed no votes.
page-as-it-was = As it was
page-checks-heading = Checks that need no ballot
page-checks-caption = Checks of the canvass that were made, or would have shown something
page-check = Check
page-check-made = Made
page-check-shows = Shows
page-check-reconciliation = ballots counted against voters in the poll book
page-check-completeness = units reported against units there are
page-check-tapes = totals against the scanners' tapes
page-check-plausibility = counts and shares that nobody would expect
page-yes = yes
page-no = no
page-nothing = nothing
page-and-more = and { $n } more
page-law-heading = What the law of { $state } says of each margin
page-beyond-heading = What no recount sees
page-beyond-why = Why no count sees it:
page-beyond-seen-by = What would see it:
page-beyond-always = A recount reads the paper that is there. It cannot see a ballot that should not have been cast, a ballot removed before the manifest was made, or a printed choice that its voter did not check. Voter lists, reconciliation of voters and ballots, chain of custody, and voters who look at their printed ballot can.
page-published-heading = Published figures beside the model's
page-published-caption = Every published figure of the event and the model's
page-by-hand-heading = Figures worked out by hand beside the model's
page-by-hand-caption = Figures that follow from the scenario by hand and the model's
page-published = Published
page-expected = Expected
page-figure = Figure
page-model = Model
page-agrees = Agrees
page-source = Source
page-sources = Sources
page-equal = equal
page-within = within { $n }
page-differs = differs
page-worked-by-hand = worked out by hand
page-to-every-digit = to every digit
page-assumed-heading = Assumed, not documented
page-lesson-heading = What it teaches
page-contents = On this page
page-to-gallery = All elections
page-times-axis = Along the axis each mark is ten times the last, or more.
page-audits-heading = Audits of “{ $stage }”
page-audits-note = Each method is tried on the same paper as if it alone had been used. The risk limit is { $limit }: the largest chance, where a method promises one, of confirming a wrong winner. Where the evidence does not suffice, every ballot is counted by hand.
page-audits-caption = What each audit looked at and how it ended
page-observed-caption = Samples that were really drawn, measured again
page-ballots-drawn = Ballots drawn
page-method = Method
page-cards-looked-at = Cards looked at
page-of-cards = Of
page-rounds = Rounds
page-p-value = P-value
page-differing = Differ
page-hours = Hours
page-cost = Cost
page-outcome = Outcome
page-outcome-confirmed = confirmed
page-outcome-confirmed-wrong = confirmed, and wrong
page-outcome-measured = measured only
page-outcome-full-count = full hand count
page-not-the-paper = not what the paper says
page-upset = the P-value is a chance of an upset
page-promise-of = { $methods } –
page-promise-risk-limit = promises that a wrong winner is confirmed with a chance of at most the risk limit, if boards read what is marked on the paper.
page-promise-posterior = promises no risk limit: it gives how likely, by the sample and a prior, the reported winner is wrong.
page-promise-nothing = promises no bound on the chance that a wrong winner is confirmed.
page-promise-full-count = counts every ballot by hand.
page-audit-notes = What each audit found, and why some counted everything
page-counted-since = Every ballot is counted, since
page-card-number = card { $n }
page-reported-read = reported { $reported }, read { $read }
page-one-sample = One sample for all contests
page-all-contests = all
page-an-audit = Audit
page-work-heading = What it takes
page-work-note = Person-hours and dollars by stated rates; they can be changed in the scenario.
page-work-caption = Person-hours and cost of counting by hand and of each audit
page-work-of = What
page-person-hours = Person-hours
page-other-rule = Its title says “{ $word }”, but the scenario enters it as plurality, where the most votes win: if another rule decides it, nothing that this page says of it holds.
page-work-rates = Hours by stated paces: { $minutes } person-minutes to look up a card and read one mark, { $further } for each further mark; in hand tallies { $handling } a ballot and { $reading } a mark (counts that were measured took from a quarter of this to one and a half times as long); { $seed ->
        [one] { $seed } hour
       *[other] { $seed } hours
    } to draw the seed and { $manifest } a ballot for the manifest. { $cost }
page-cost-wages = Every hour costs ${ $rate }, wages alone.
page-cost-all-in = Every hour costs ${ $rate }: all costs of a published recount, spread over its hours.
page-where-heading = Where the counts differ from the paper
page-where-nowhere = Nowhere: in every batch, every count agrees with the paper.
page-where-note = Batch by batch, each count is compared with what the voters put on paper. Nobody but the model can see this; an audit sees only what it draws.
page-where-caption = Batches and votes that differ from the paper, count by count
page-where-more = Only the first maps are drawn; the table above has all.
page-batches-off = Batches that differ
page-of-batches = Of batches
page-votes-off = Votes off in batches
page-recorded-otherwise = Ballots recorded otherwise
page-in-totals = In totals only
page-off-counts = A ballot that a machine recorded otherwise than its voter meant counts once. Votes off are counted batch by batch and name by name, as far as a batch's tally is from the paper: a vote moved from one name to another is off twice, and errors that cancel within a batch are not in it. What was changed in totals lies in no batch and is counted apart.
page-letter = Letter
page-origin = Comes from
page-origin-several = several faults at once
page-origin-hand = slips and mishaps of the count by hand, or ballots set aside
page-origin-stands = not counted again at this stage: an earlier count stands
page-origin-not-counted = not in this count
page-origin-reading = marks that the machine reads otherwise than their voters meant
page-map-caption = One square is one batch, in the order of the manifest. Empty: agrees with the paper. Filled, with a letter: differs; the letter is explained below.
page-map-caption-many = One square is up to { $n } neighbouring batches, in the order of the manifest. Empty: all agree with the paper. Filled, with a letter: at least one differs; the letter is explained below.
page-map-desc = Squares that differ: { $n } of { $all }. The table below shows where they come from.
page-origins-caption = { $what }: what the differences come from
page-squares-in-numbers = The squares in numbers
page-squares-caption = { $what }: every square that differs
page-square = Square
page-batch-first = First batch that differs
page-elsewhere-note = Votes counted in batches whose ballots do not carry the contest, by what they come from:
page-totals-note = Votes changed in totals, which lie in no batch, by what changed them:
page-risk-title = { $contest }: the measured risk as cards are read
page-risk-caption = Each line is one audit: the smallest P-value so far. It starts at 1 and falls as readings agree with the report; where it crosses the dashed line, the risk limit, the reported winner is confirmed (circle). A square at the right edge is the escape: every ballot is counted by hand. Along both axes each mark is ten times the last, or a hundred times; values below { $floor } lie on the lower edge.
page-cards-drawn = Cards drawn
page-round = Round
page-rounds-caption = { $contest }: the audits round by round
page-more-in-json = The JSON document of the same command lists { $n } more.
page-map-caption-again = As above: one square is one batch.
page-map-caption-many-again = As above: one square is up to { $n } neighbouring batches.
page-in-numbers = The chart in numbers
page-strips-caption = Each strip is one method over all audits. Thin line: from 5 % to 95 % of the audits; box: the middle half; thick bar: the median; circle: the mean; end tick: 99 %. A full hand count looks at every card.
page-strips-heading = How many cards are looked at
page-strips-title = { $contest }: cards looked at by each method
page-strips-table = { $what }: mean and quantiles
page-cards-axis = cards looked at
page-median = median
page-mean = Mean
page-most = Most
page-chances-heading = How audits end
page-chances-title = { $contest }: how often every ballot is counted by hand
page-chances-caption = Hatched bar: the share of audits that end in a full hand count.
page-chances-caption-wrong = Hatched bar: the share of audits that end in a full hand count, which corrects the winner if boards read what is marked. Circle: the share that confirms the wrong winner, with its 95 % interval; upright line: the promise, where there is one.
page-chances-table = { $what }: in numbers
page-share-of-trials = share of audits
page-full-counts = Full hand counts
page-confirmed-share = Confirmed
page-noticed = Noticed
page-interval = 95 % interval
page-confirmed-wrong = Confirmed wrong
page-promise = Promise
page-to = to
page-trials = Trials
page-methods = Methods
page-sim-title = { $scenario }: audits tried { $n ->
        [one] { $n } time
       *[other] { $n } times
    }
page-sim-title-laws = { $scenario }: audits, calculated exactly
page-laws-within = Exact distributions, off by at most
page-lies-within = Lies within
page-partial = Interrupted: { $n } of the { $asked ->
        [one] { $asked } trial
       *[other] { $asked } trials
    } that were asked for were done.
page-sim-question = What do audits of “{ $stage }” ask for, and how often do they go wrong?
page-more-contests-in-json = The JSON document of the same command has the other contests.
page-hours-mean = Hours: mean
page-hours-median = Hours: median
page-hours-most = Hours: 90 %
page-cost-mean = Cost: mean
page-cost-median = Cost: median
page-cost-most = Cost: 90 %
page-sim-work-caption = { $contest }: person-hours and cost of an audit; nine in ten take no more than the column of 90 %
page-wrong-stands = in { $share } of audits a wrong winner stands in the end.
page-together-heading = One sample for all contests together
page-together-note = Cards are pulled once for all contests. Full hand counts of those that the sample did not confirm come after it, each ballot handled once; hours and cost are of both.
page-promises-heading = What each method promises
page-boards-slip = In this scenario boards may slip when they read; promises of a risk limit assume exact readings.
page-plan-title = { $scenario }: what an audit would take
page-plan-question = Which audit of “{ $stage }” should be chosen, at a risk limit of { $limit }, and what does it take?
page-cheapest-mark = ← what is advised.
page-late-mark = {"*"} later than the deadline.
page-risk-limit = Risk limit
page-boards-at-a-time = Boards at a time
page-people-per-board = People on a board
page-hours-a-day = Hours a day
page-work-begins = Work begins
page-deadline = Deadline
page-deadline-days = Days until the deadline
page-cards = Cards
page-cards-mean = Cards: mean
page-cards-most = Cards: 90 %
page-rehearsed-heading = Rehearsed { $n ->
        [one] { $n } time
       *[other] { $n } times
    } by lot
page-rounds-heading = In which round it ends
page-rounds-title = { $contest }: the chance of ending in each round
page-rounds-chart-caption = One bar is one method. Its parts are the chances that the report is confirmed in the first, second, third or a later round, or that every ballot is counted; calculated from the reported totals and from what is known before the draw, not rehearsed: errors of machines and boards are left out.
page-in-first = confirms in the 1st round
page-in-second = in the 2nd
page-in-third = in the 3rd
page-in-later = later
page-full-count-in-the-end = full hand count
page-not-known = not known
page-chance = chance
page-law = Law
page-exact = exact
page-exact-first-only = exact, 1st round only
page-exact-to = exact to { $share }
page-no-later-than = no later than
page-rounds-exact = rounds exact: { $n }
page-calendar-heading = By when
page-calendar-caption = { $contest }: the day on which work ends
page-full-count-ends = Full hand count
page-after-all-years = after the year 9999
page-places-heading = Where the cards lie
page-places-title = { $contest }: what to pull from each place
page-places-caption = First round of { $method }, { $unit }. Bar: what to expect of each place; line: the range of 95 % of draws. “recount draw” lists the cards themselves.
page-cards-to-pull = cards to pull
page-batches-to-pull = batches to pull
page-place = Place
page-containers = Containers
page-at-least-95 = At least (95 %)
page-at-most-95 = At most (95 %)
page-gallery-title = The gallery: every shipped scenario
page-gallery-question = What was reported, what the paper says, who noticed, and what was corrected.
page-gallery-events = Events and studies
page-gallery-faults = One fault each
page-gallery-size = Ballots: { $ballots }; contests: { $contests }; counts: { $counts }.
page-risk-caption-again = As above: each line is one audit, the dashed line is the risk limit; circles are confirmed, squares are counted by hand.

## Attacks on a terminal, in English.

attack-heading = { $scenario }: attacks on { $stage }, audited { $n ->
        [one] { $n } time
       *[other] { $n } times
    } each, seed { $seed }
attack-one-vote = 1 vote
attack-several-votes = { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
attack-what-each-does = Each attack makes a loser of the paper the reported winner, by at least { $lead }. How often is that confirmed?
attack-left-out = What is measured is the method: boards read what is marked and nothing befalls the paper. Left out of this scenario: { $list }.
attack-left-care = boards of the care “{ $care }”
attack-left-mishaps = mishaps of the audit: { $n }
attack-left-faults = faults of that count: { $n }
attack-attack = attack
attack-of-all-cells = (99 % of all cells)
attack-promise = promise
attack-no-limit = no limit
attack-at-most = at most { $limit }
attack-at-most-broken = at most { $limit } BROKEN
attack-not-tried = { $method } was not tried: { $why }.
attack-not-tried-on = { $attack } on { $contest } was not tried: { $why }.
attack-counted-under = under { $attack } on { $contest }, since { $why }
attack-counted = { $methods }: every ballot is counted { $under }.
attack-never = never confirmed a wrong outcome (at most { $high } %)
attack-worst = was worst under { $attack } on { $contest }: { $share } % ({ $low } to { $high } %)
attack-promises = { $method } { $confirmed }. It promises: { $promise }{ $limit }.
attack-broken = A promise is broken: { $method } confirmed the wrong outcome of { $contest } under { $attack } in { $share } % of the trials ({ $low } to { $high } %), and its limit is { $limit }. It says: { $promise }. This is a mistake of the method or of this program.
attack-none-broken = No promise is broken: no method with a risk limit is above it beyond what chance explains.
attack-none-promises = No method that was tried promises a limit.
attack-title = { $scenario }: attacks, each audited { $n ->
        [one] { $n } time
       *[other] { $n } times
    }
attack-worst-heading = Where each method was worst
attack-worst-caption = Hatched bar: the share of audits in which the method confirmed the wrong outcome, under the attack that was worst for it. Thick line: the interval that holds for all cells together with 99 %. Upright line: the promise, where there is one.
attack-attacks-heading = Attack by attack
attack-all-cells = 99 % of all cells
attack-attack-head = Attack
attack-table-caption = Wrong outcomes of “{ $stage }” confirmed, and cards looked at

## Audits on a terminal: of one run, of many, and what each method would have seen, in English.

audits-nobody-held = Nobody held these audits: each shows what it would have come to.
audits-held-by-law = The law orders the audit by { $methods }, so it is part of what happened. The other audits listed here are only asked about.
audits-found-unlisted = { $n } further differences are not listed
audits-found-report = the report is off: { $list }
audits-found-missing = ballots that are missing: { $list }
audits-found-slip = the board slipped: { $list }
audits-heading-one-sample = Audits of { $stage }, each method as if it alone had been used, one sample for all contests
audits-of-one-sample = The contests share one sample: each row counts the cards of it that its contest uses, also those drawn for others. A plan gives what each contest asks for alone, so its figures differ; it has a row of its own for all contests together.
audits-observed-heading = The audit that was made of { $stage }
audits-observed-says = { $contest }: { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } drawn, of them { $sample }. By { $method } that is { $measured }.{ $published }
audits-no-p-value = no P-value
audits-measured-risk = a measured risk of { $p }
audits-published-same = Published: { $digits }, the same to every digit [{ $source }].
audits-published-differs = Published: { $digits }, which DIFFERS [{ $source }].
audits-heading = Audits of { $stage }, each as if it alone had been made
audits-before = Before the audits: { $says }.
audits-contest = contest
audits-method = method
audits-cards-looked-at = cards looked at
audits-of = of
audits-rounds = rounds
audits-p-value = P-value
audits-differ = differ
audits-hours = hours
audits-cost = cost
audits-outcome = outcome
audits-upset-is = An upset is no P-value: it is how likely, by the sample and a prior, the reported outcome is wrong.
audits-upset = upset { $p }
audits-one-sample = One sample, { $method }: { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } pulled once for all contests (rounds: { $rounds }), then { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } counted in full for contests that it did not confirm; { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }, ${ $cost } for both.
audits-promise-of = Promise of { $methods }: { $promise }{ $limit }.
audits-of-limit = {" "}of { $limit }
audits-measured-only = measured only, nobody asked for more
audits-counted-names = full hand count: { $who }
audits-counted-names-wrong = full hand count: { $who }, which is not what the paper says
audits-counted-since = every ballot is counted, since { $why }
audits-read-only = read { $read }
audits-anew = programmed anew
audits-same-programme = by the same programme
audits-strikes-again = ; strikes again: { $list }
audits-strikes-no-more = ; does not strike again: { $list }
audits-lies-in = { $kind } (lies in { $home })
audits-of-trials = { $scenario }: { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } of audits of { $stage }, seed { $seed }
audits-of-laws = { $scenario }: audits of { $stage }, calculated exactly, seed { $seed }
audits-partial = PARTIAL: interrupted before all of the { $asked ->
        [one] { $asked } trial
       *[other] { $asked } trials
    } that were asked for were done.
audits-reported = reported
audits-cards-mean = cards: mean
audits-median = median
audits-noticed = noticed
audits-full-count = full count
audits-confirmed-wrong = confirmed wrong
audits-within = (within)
audits-interval95 = (95 % interval)
audits-right = right
audits-wrong = WRONG
audits-confirmed = confirmed
audits-measured = measured only
audits-of-n = { $hits } of { $n }
audits-ballots-in-full = ballots counted in full: mean
audits-one-sample-rows = { $methods }: one sample served all contests. A card that carries several of them is in each of their rows: do not add rows up, and compare methods by what all contests take together.
audits-from-to = ({ $low } to { $high } %)
audits-wrong-stands-trials = in { $share } of trials a wrong winner stands in the end
audits-wrong-stands-audits = in { $share } of audits a wrong winner stands in the end
audits-by-slips = , by slips or missing ballots in the full hand count
audits-needs-and-promises = { $method }: needs { $needs }; promises: { $promise }{ $limit }.
audits-laws-within = Calculated exactly, nothing drawn by lot: no chance is off by more than { $p }. Where cards are put back, the number of different cards is the expected one among the draws.
audits-by-engines = Trials by the engine of { $engines }.
audits-drawn-apart = { $methods }: each contest was drawn on its own, though some share cards. Each row holds for its contest; what happens to several contests at once does not follow from them.
audits-and-engine = ; of{" "}
audits-one-sample-for-all = one sample for all contests
audits-on-top = Cards are pulled once for all contests. Full hand counts of those that the sample did not confirm come after it, each ballot handled once; hours and cost are of both.
audits-caught-heading = 
    The chance that an audit shows the report to be off: by a card or batch that it has wrong, by sums that do not
    agree, or by a full hand count ({ $trials ->
        [one] { $trials } trial
       *[other] { $trials } trials
    } each; – where nothing is off, or the
    scenario does not ask for the method)
audits-scenario = scenario
audits-winner = winner
audits-votes = votes
audits-off = off

## What is wrong with what was asked: the frames of sentences, and what is allowed, in English.

complaints-says-rule = found { $found }; { $rule }
complaints-says-known = found { $found }; known here: { $known }
complaints-says-near = found { $found }; known here: { $known } (did you mean { $near }?)
complaints-says-none-known = found { $found }; none are known here
complaints-at-place = { $where }: { $complaint }
complaints-no-scenario = no such scenario: { $complaint }
complaints-error-allowed = { $where }: found { $found }; allowed: { $rule }
complaints-error-needed = { $where }: found { $found }; needed: { $rule }
complaints-error-rule = { $where }: found { $found }; { $rule }
complaints-error-read = failed to read { $file }: { $message }
complaints-error-write = failed to write { $file }: { $message }
complaints-error-toml = { $file }: not readable as TOML: { $message }
complaints-known-more = { $list } and { $n } more
complaints-message-no-file = no such file
complaints-message-folder = a folder, not a file
complaints-message-file = a file, not a folder
complaints-message-no-folder = not a folder
complaints-message-large = larger than { $n } bytes
complaints-message-utf8 = not text in UTF-8 from byte { $n } on
complaints-message-no-json = no JSON document
complaints-found-not-plain = { $path }, which is not a plain file
complaints-rule-plain-file = a plain file, or none, of that name
complaints-message-empty-folder = a folder without files
complaints-message-deep-folder = folders nested deeper than { $n }
complaints-message-many-files = more than { $n } files
complaints-message-no-shard = no shard in this folder
complaints-rule-range = { $low } to { $high }
complaints-rule-at-most = at most { $n }
complaints-rule-limit = above 0 and below 1, such as 0.05
complaints-rule-limit-least = above 0 (at least 1e-300) and below 1, such as 0.05
complaints-rule-two-votes = the votes of at least two candidates, such as 51200 50800
complaints-rule-share = a share from 0 to 1
complaints-rule-chance = a chance from 0 to 1
complaints-rule-once = each method once
complaints-rule-date = a date such as 2026-11-09
complaints-rule-name-once = each name once
complaints-rule-id-once = each id once
complaints-rule-contest-once = each contest once
complaints-rule-part = a part that has ballots
complaints-rule-one-line = text in one line
complaints-rule-more-than-0 = more than 0
complaints-rule-at-most-skipped = at most { $n }, those skipped counted
complaints-rule-another-than = another candidate than from
complaints-rule-percent-places = above 0 to 100, with at most 12 decimal places
complaints-rule-below-1 = above 0 and below 1
complaints-rule-below-1-such = above 0 and below 1, such as { $n }
complaints-rule-to-1 = above 0 and at most 1
complaints-rule-to-1-such = above 0 and at most 1, such as { $n }
complaints-rule-share-half = a share from 0 to 0.5
complaints-rule-share-below-1 = a share from 0 to just below 1
complaints-rule-day = a day such as { $day }
complaints-rule-names-there = 1 to { $n } (the names)
complaints-rule-percent = { $low } to { $high } percent
complaints-rule-does-not-leave = { $needs }, which that count does not leave
complaints-rule-contest-or-leave = at least one contest, or leave the key out
complaints-rule-stage-audited = the stage that is audited
complaints-rule-id-of-stage = the id of the stage that is audited
complaints-rule-id-of-source = the id of a [[source]]
complaints-rule-starts = starts, the first day of work, beside it
complaints-rule-one-basis = wage or cost_per_ballot, not both: costs have one basis
complaints-rule-one-pace = the pace in minutes, or ballots_per_hour and people
complaints-rule-some-minutes = some minutes for a ballot or a mark
complaints-rule-basis-beside = cost_basis = "{ $word }" beside it
complaints-rule-at-least-method = at least one method
complaints-rule-at-least-candidate = at least one candidate's
complaints-rule-at-least-stage = at least one [[stage]]
complaints-rule-at-least-paper = at least one [[paper]] or [[spread]]
complaints-rule-at-least-contest = at least one [[contest]]
complaints-rule-at-least-unit = at least one reporting unit
complaints-rule-at-least-above-0 = at least one above 0
complaints-rule-at-least-1 = at least 1 and at most { $n }
complaints-rule-method-here = a method here, or methods under [audit] in the scenario
complaints-rule-file-beside = a file beside the grid, or the name of a shipped scenario
complaints-rule-count-by-machine = a count by machine of its own, whose records can be altered
complaints-rule-write-in = a contest that names its write_in_line
complaints-rule-contest-audited = a contest that is audited, see contests
complaints-rule-earlier-stage = an earlier stage that this one starts from
complaints-rule-one-for-each = one for each value
complaints-rule-units = units with weights, or numbered units
complaints-rule-shares-sum = shares that sum to at most 1
complaints-rule-two-names = two names or more
complaints-rule-two-contests = two contests or more
complaints-rule-quotes = text in quotes
complaints-rule-one-of-two = one of the two
complaints-rule-plain-names = names without control characters
complaints-rule-to-24 = more than 0 and at most { $n }
complaints-rule-second-stage = from the second stage on
complaints-rule-every-name = every name once
complaints-rule-value-once = each value once
complaints-rule-unit-once = each unit once, by name or by number
complaints-rule-name-ballot = each name once on a ballot
complaints-rule-contest-ballot = each contest once on a ballot
complaints-rule-key-once = each key and each name once
complaints-rule-kind-once = each kind once
complaints-rule-group-once = each group once; give an id to tell two apart
complaints-rule-style = contests of ballot style { $style }
complaints-rule-sheet = contests that share a sheet
complaints-rule-bounds = batches with a column of error bounds (--weight)
complaints-rule-no-replacement = without replacement, since every card has one number
complaints-rule-at-most-cards = at most { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } in all
complaints-rule-at-most-way = at most { $n } either way
complaints-rule-billion-way = a billion at most either way
complaints-rule-billion = at most a billion
complaints-rule-million = a million at most
complaints-rule-at-most-batches = at most { $n }; a larger batch_size makes fewer
complaints-rule-at-most-sample = at most the { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } of the sample
complaints-rule-at-most-there = at most the { $n } there are, without replacement
complaints-rule-at-most-units = at most the { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } there are, without replacement
complaints-rule-at-most-batches-there = at most the { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    } there are, without replacement
complaints-rule-at-most-left = at most { $n }, a vote on each ballot that is left
complaints-rule-at-most-paper = at most as many as the paper has votes of that kind
complaints-rule-with-missed = at most 1 together with missed
complaints-rule-than-chosen = another name than chosen
complaints-rule-than-candidate = another name than candidate
complaints-rule-lie-there = 1 to { $n }, as many as lie there
complaints-rule-whole = a whole number
complaints-rule-whole-0 = a whole number, 0 or more
complaints-rule-whole-stratum = a whole number from 0 to { $n }, or STRATUM=NUMBER
complaints-rule-percentage = a percentage as printed, for instance { $example }
complaints-rule-decimal = a decimal fraction as published, for instance { $example }
complaints-rule-first-last = a first number that is not larger than the last
complaints-rule-dotted = a dotted key such as audit.risk_limit or stage.0.by
complaints-rule-names-many = 1 to { $n ->
        [one] { $n } name
       *[other] { $n } names
    }
complaints-rule-shards = i/N with 1 to { $n ->
        [one] { $n } shard
       *[other] { $n } shards
    } N
complaints-rule-shard-index = i/N with i from 0 to N-1, so { $first } to { $last }
complaints-rule-shard = i/N such as 0/8, i from 0 to N-1
complaints-rule-order = stages in order of time; one before is of { $day }
complaints-rule-with-manifest = with --manifest and --weight
complaints-rule-strata-column = numbers of strata together with --stratum COLUMN
complaints-rule-rates = o1, o2, u1 and u2 with shares, such as o1=0.001,u1=0.001
complaints-found-no-method = no method
complaints-found-no-count = no machine count
complaints-found-nothing = nothing
complaints-found-no-manifest = no manifest
complaints-found-no-english = a text that English lacks
complaints-rule-english-beside = { $key } in English
complaints-found-sentences = { $n ->
        [one] { $n } sentence
       *[other] { $n } sentences
    }
complaints-rule-as-in-english = as many as in English: { $n }
complaints-found-again = { $name } again
complaints-found-option-too = { $option } too
complaints-found-written-too = { $file }, which { $option } writes too
complaints-found-terminal = a terminal
complaints-rule-another-file = another file
complaints-rule-not-terminal = a file, or a program that reads standard output
complaints-rule-output = one of them on standard output
complaints-message-no-shard-file = not a shard of recount: { $why }
complaints-error-engine = --engine: { $engine } cannot serve { $method } for { $contest }: { $why }
complaints-error-weights = --generator ppeb and --weight COLUMN together; found one without the other
complaints-error-parquet = --parquet: this program was built without the feature "parquet"
complaints-error-gone = { $file } is gone
complaints-found-beside = beside { $option }
complaints-found-stratum = a number for a stratum
complaints-rule-no-page = there is no page of that, only --json
complaints-message-row-column = row { $row }, column { $column }: found { $found }; allowed: { $rule }
complaints-message-row = row { $row }: found { $found }; allowed: { $rule }
complaints-message-column = column { $column }: found { $found }; allowed: { $rule }
complaints-message-flaw = found { $found }; allowed: { $rule }
complaints-path-the-file = the file
complaints-why-at-line = { $why } at line { $line } column { $column }
complaints-why-found = found { $found }; allowed: { $rule }
complaints-why-altered = it was altered after it was written: its hash does not agree with what it says
complaints-found-a-table = a table
complaints-found-text = text { $text }
complaints-found-contests = { $n ->
        [one] { $n } contest
       *[other] { $n } contests
    }
complaints-found-styles = { $n } styles
complaints-found-stages = { $n } stages
complaints-found-few-names = { $n } name(s)
complaints-found-few-contests = { $n } contest(s)
complaints-found-number-for = a number for { $name }
complaints-message-toml-expected = { $message }, expected { $wanted }
complaints-message-toml-word = { $message } ({ $word })
complaints-message-toml-twice = duplicate key
complaints-message-toml-quotes = string values must be quoted
complaints-message-toml-no-value = key with no value
complaints-message-toml-text = invalid basic string
complaints-message-toml-literal = invalid literal string
complaints-message-toml-list = unclosed array
complaints-message-toml-table = unclosed table
complaints-message-toml-tables = unclosed array table
complaints-message-toml-inline = unclosed inline table
complaints-message-toml-truth = invalid boolean
complaints-message-toml-zero = unexpected leading zero
complaints-message-toml-key = unquoted keys cannot be empty
complaints-message-toml-odd-key = invalid unquoted key
complaints-message-toml-escape = missing escaped value
complaints-message-toml-exponent = invalid exponent
complaints-message-toml-comma = missing comma between array elements
complaints-message-toml-comma-pairs = missing comma between key-value pairs
complaints-message-toml-assign = missing assignment between key-value pairs
complaints-message-toml-missing = missing value
complaints-message-toml-missing-for = missing value for key
complaints-message-toml-content = unexpected content
complaints-message-toml-either = unexpected key or value
complaints-message-toml-value = invalid value
complaints-message-toml-dotted = cannot extend value of type { $kind } with a dotted key
complaints-message-toml-deep = cannot recurse further; max recursion depth met
complaints-message-toml-return = carriage return must be followed by newline
complaints-wanted-nothing = nothing
complaints-wanted-letters = letters, numbers, `-`, `_`
complaints-wanted-digits = digits
complaints-wanted-literal = literal string
complaints-wanted-key = key
complaints-wanted-value = value

## What commands say of files, shards and progress, in English.

desk-skipped = { $name } is a grid for `recount sweep`, not a scenario: skipped
desk-several-at-a-rank = { $n ->
    [one] 1 ballot has
   *[other] { $n } ballots have
 } several names at one rank; such a rank is passed over.
desk-withdrawn = Withdrawn, and passed over: { $names }.
desk-passed-over = { $file }: hidden, a scenario, or written by this program; not read
desk-no-figure = { $scenario }: no published figure to compare with
desk-one-published = { $scenario }: its one published figure holds
desk-one-expected = { $scenario }: its one expected figure holds
desk-all-published = { $scenario }: all { $n } published figures hold
desk-all-expected = { $scenario }: all { $n } expected figures hold
desk-differ = { $scenario }: { $n } of { $all } figures differ
desk-differs-published = { $stage }, { $contest }, { $what }: published { $published }, model { $model }{ $band }
desk-differs-expected = { $stage }, { $contest }, { $what }: expected { $published }, model { $model }{ $band }
desk-band = {" "}(allowed: { $n } off)
desk-run-one = Run one: recount run NAME
desk-pages = { $n ->
        [one] { $n } page
       *[other] { $n } pages
    } and index.html in { $folder }
desk-interrupted-before = interrupted before the first trial was done: there is nothing to tell, and nothing is written
desk-interrupted-shard = interrupted after { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } of shard { $shard }: { $file } is not written
desk-no-trials = shard { $shard }: no trials, written to { $file }
desk-shard-written = shard { $shard }: trials { $first } to { $last } of { $all }, written to { $file }
desk-joined = { $n ->
        [one] { $n } shard
       *[other] { $n } shards
    } joined.
desk-cells-joined = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    } joined: { $csv } and { $json }
desk-cells-made = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }: { $csv } and { $json }
desk-shard-done = shard { $shard }: its { $n } of { $all ->
        [one] { $all } cell
       *[other] { $all } cells
    } are done; { $command }
desk-interrupted-cells = interrupted: { $n } of { $all ->
        [one] { $all } cell
       *[other] { $all } cells
    } are done and kept; the same command goes on
desk-made-anew = { $file }: { $why }; it is made anew
desk-made-by = What is missing is made by:
desk-submitted = submitted: array { $job } of { $n ->
        [one] { $n } shard
       *[other] { $n } shards
    }, and merge { $merge } that waits for it
desk-not-submitted = not submitted: { $why }; the scripts are there: { $array } and { $merge }
desk-trials-left = {"{"}bar:30{"}"} {"{"}human_pos{"}"}/{"{"}human_len{"}"} trials {"{"}msg{"}"} {"{"}per_sec{"}"}, {"{"}eta{"}"} left
desk-all-hold = { $n ->
        [one] { $n } scenario
       *[other] { $n } scenarios
    }: all { $m } figures hold; --full lists each
desk-some-differ = { $n ->
        [one] { $n } scenario
       *[other] { $n } scenarios
    }: figures differ in { $wrong } of them; --full lists each
desk-more-lines = … { $n ->
        [one] { $n } more line
       *[other] { $n } more lines
    }: --full shows all
desk-the-paper = the paper
desk-doubt = warning: { $file }: { $what }
desk-exported-stage = { $title }: { $n ->
        [one] { $n } record
       *[other] { $n } records
    } of cards as the machines of { $stage } made them, faults included, written to { $folder }
desk-exported-paper = { $title }: { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } as the voters meant them, written to { $folder }
desk-exported-truth = The election is synthetic; truth.json has what the paper says, and the names behind the numbers.
desk-exported-left-out = Not in batch tallies, because they have ranks or scores: { $contests }
desk-printed = { $title }: { $n } sample ballots, drawn from { $stage }, written to { $folder }
desk-printed-right = { $title }: { $n } sample ballots, each recorded as its voter meant it, written to { $folder }
desk-printed-how = Open the files in a browser and print them, on Letter or A4. Keep key.html from the class.
desk-default-seed = no public seed: this draw is from the default, { $seed }, which everybody knows beforehand; for a draw in public roll dice, and give them with --seed

## Draws on a terminal, in English.

draw-order = order
draw-ticket = ticket
draw-counter = counter
draw-number = number
draw-card = card
draw-pull = pull
draw-of = of
draw-cards = cards
draw-whole-batch = the whole batch
draw-times = { $what } ({ $n ->
        [one] { $n } time
       *[other] { $n } times
    })
draw-with-replacement = with replacement
draw-without-replacement = without replacement
draw-cards-drawn = { $draws } of cards from { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }, { $with }; seed { $seed }
draw-batches-drawn = { $draws } of batches from { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }, { $with }; seed { $seed }
draw-by = by { $generator }: { $says }
draw-sha256 = SHA-256 of the manifest: { $sha256 }
draw-stratum-cards = { $name }: { $drawn } of { $units ->
        [one] { $units } card
       *[other] { $units } cards
    }{ $after }; seed { $seed }
draw-stratum-batches = { $name }: { $drawn } of { $units ->
        [one] { $units } batch
       *[other] { $units } batches
    }{ $after }; seed { $seed }
draw-stratum-after = , after { $n }
draw-after = after { $draws }
draw-one-draw = 1 draw
draw-draws = { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }
draw-listed = { $draws } by { $generator }, { $with }; seed { $seed }
draw-counter-or-ticket = counter or ticket
draw-drawn = drawn
draw-more = and { $n } more; --json and --csv list all
draw-sheet = sheet of the workbook: { $sheet }
draw-after-round = after { $draws } with seed { $seed }, which are passed over
draw-known-before = whoever knows the seed knew these before they were drawn: a round whose size was chosen later takes a fresh seed (--after)
draw-default-seed = The seed is the default, which everybody knows beforehand: this is no public draw.

## First lines, in English.

headline-word-confirmed = Confirmed
headline-word-corrected = Corrected
headline-word-wrong-and-confirmed = Wrong and confirmed
headline-word-part-looked = Right, but people looked at a part only
headline-part-counted = People looked at a part of the paper only. Every count names { $who }; the paper, which here only the simulator knows, says the same.
headline-word-undetected = Right, but a fault went undetected
headline-word-not-corrected = NOT corrected
headline-word-measured-wrong = Measured only, and WRONG
headline-word-paper-is-wrong = The paper itself is wrong
headline-word-would-be-overturned = Right, but an audit would have overturned it
headline-word-totals-off = Winner right, totals off
headline-word-not-confirmed = Right, but not confirmed
headline-word-nobody-looked = Right, but nobody looked
headline-word-measured-right = Measured only
headline-word-machines-alone = Right, counted by machines alone
headline-only-names = The only count, { $stage }, names { $reported }; the paper says { $paper }, and nobody looked at it.
headline-still-names = The last count, { $stage }, still names { $reported }; the paper says { $paper }.
headline-last-names = The last count, { $stage }, names { $reported }; the paper says { $paper }.
headline-names-now = { $before } had named { $paper }, as the paper does; the last count, { $stage }, names { $reported }.
headline-audit-names = The full hand count of the audit of { $stage } by { $method ->
        [one] { $method } name
       *[other] { $method } names
    } { $reported }; the paper says { $paper }.
headline-fault-unseen = A fault was seen by no check that was made, no later count and no audit that was held.
headline-one-machine-count = The only count, { $stage }, is by machine, and nobody looked at the paper. It names { $who }; the paper, which here only the simulator knows, says the same.
headline-machines-counted = Machines alone counted, and nobody read the paper. Every count names { $who }; the paper, which here only the simulator knows, says the same.
headline-sample-not-confirming = A sample was drawn, and it does not confirm the outcome. Every count names { $who }; the paper, which here only the simulator knows, says the same.
headline-confirmed-and-wrong-if-held = Confirmed, and wrong: { $reported }, by { $methods }, had that audit been held.
headline-miscounted-if-held = The full hand count of an audit, had it been held, would have come to a wrong outcome, by slips or ballots that are missing: { $methods }.
headline-measured-right = An audit by { $methods }, had it been held, would have measured it only: it asks for no card of its own, and confirms and corrects nothing. It stands as reported, { $reported }, which is right; nobody was bound to act.
headline-measured-wrong = An audit by { $methods }, had it been held, would have measured it only: it asks for no card of its own, and confirms and corrects nothing. It stands as reported, { $reported }, which is WRONG; nobody was bound to act.
headline-namely = : { $methods }
headline-asked-wrong = Audits of { $stage } that nobody held: { $noticed } of { $n } would have noticed that the report is off, and { $found } of { $n } would have counted every ballot and found { $paper }{ $methods }.
headline-asked-right = Audits of { $stage } that nobody held: { $confirmed } of { $n } would have confirmed { $reported } without counting every ballot{ $methods }.
headline-asked-none = Audits of { $stage } that nobody held: none would have confirmed { $reported } from a sample; { $found } of { $n } would have counted every ballot and found the same.
headline-totals-off = The totals of the last count are { $votes } off, name by name.
headline-totals-seen = Correct them before certifying: an office could see it, by { $by }.
headline-totals-unseen = They should be corrected before certifying: no check made of this last count, no later count and no audit that was held showed it. Compare it with the counts before it.
headline-totals-would-show = Audits that nobody held: { $noticed } of { $n } would have shown it: { $methods }.
headline-exhibit-confirmed-wrong-if-held = Confirmed, and wrong: by { $methods }, had that audit been held.
headline-corrected-says = { $stage } reported { $reported }; the paper says { $paper }, and { $mended } put it right.
headline-corrected-lead-off = { $stage } reported { $reported }; the paper says { $paper }, and { $mended } put the winner right, but the lead there is still { $votes } off.
headline-mended-by-audit = the full hand count of the audit that the law orders, by { $methods },
headline-last-word = The last word is { $who }.
headline-paper-is-wrong = So says the paper, and no count can mend it.
headline-mishap-unseen = Something befell the last count by hand, as listed below, and nobody put it right.
headline-checks-passed = No check that was made and no later count showed a fault.
headline-seen-not-mended = A fault was seen by { $by }, and yet the wrong outcome stands.
headline-nobody-looked = The last word is { $who }. A fault was seen by no check that was made, no later count and no audit that was held.
headline-every-count-names = Every count names { $who }, and so does the paper.
headline-one-fault = 1 fault
headline-faults = { $n ->
        [one] { $n } fault
       *[other] { $n } faults
    }
headline-faults-found-only = { $faults } found on the way changed votes, not the winner.
headline-faults-found-missed = { $faults } found on the way, { $m } seen by no check that was made and no later count; none changed the winner.
headline-paper-is-wrong-too = The paper itself is wrong too: eligible voters had chosen { $who }.
headline-voters-had-chosen = Eligible voters had chosen { $who }.
headline-earlier-lead-off = The lead that { $stage } reported was { $votes } off.
headline-last-lead-off = The lead in the last count is { $votes } off.
headline-confirmed-and-wrong = Confirmed, and wrong: { $reported }, by { $methods }.
headline-miscounted = A full hand count came to a wrong outcome, by slips or ballots that are missing: { $methods }.
headline-more-ballots = More ballots were counted than are on paper: { $list }.
headline-fewer-ballots = Fewer ballots were counted than are on paper: { $list }.
headline-ballots-of = { $stage } { $counted } of { $paper }
headline-other-contests = The other contests, { $n } in all: { $list }.
headline-outcome-right = the reported outcome is right
headline-outcome-wrong = the reported outcome is WRONG
headline-no-trial = No trial was made.
headline-in-trials = In { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    }
headline-in-one-trial = In 1 trial
headline-by-distributions = Calculated exactly
headline-none-limits = No method by sample that was tried limits the risk.
headline-all-cards = { $by }, every method that limits the risk looked at all { $of ->
        [one] { $of } card
       *[other] { $of } cards
    }: { $methods }.
headline-one-method = { $by }, { $method } looked at { $cards } of { $of ->
        [one] { $of } card
       *[other] { $of } cards
    } on average.
headline-tie = { $by }, all methods that limit the risk looked at as many cards on average, { $cards } of { $of }: { $methods }.
headline-apart-from-it = By methods that drew for this contest alone:
headline-fewest = { $by }, of the methods that limit the risk, { $methods } looked at the fewest cards on average: { $cards } of { $of }; the next fewest are { $next_cards }, by { $next }.
headline-may-be-chance = So small a difference may be chance.
headline-nobody-confirmed = { $by }, no method confirmed it{ $interval }.
headline-within-95 = {" "}(95 % interval of each: 0 to { $high } %)
headline-confirmed-all-the-same = It was confirmed all the same: { $list }.
headline-often-trials = { $methods } in { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } ({ $share }, 95 % interval { $low } to { $high } %)
headline-often-law = { $methods } with a chance of { $share }
headline-above-limit = , above the risk limit of { $limit }
headline-wrong-stands-after = After a full hand count with slips or missing ballots a wrong outcome stands: { $list }.
headline-looked-all-the-same = Cards are looked at all the same by methods whose rule asks for them whatever was reported: { $list }.
headline-looked-at = { $method } { $cards } of { $of } on average
headline-shared-all = { $by }, { $k ->
        [one] { $k } contest
       *[other] { $k } contests
    } on one sample: on average { $list }.
headline-shared-work = { $method } pulls { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } once and then counts { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } in full ({ $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }, ${ $cost })
headline-shared-least = Of the methods that limit the risk, the fewest are handled by { $methods }: { $handled ->
        [one] { $handled } card
       *[other] { $handled } cards
    } and ballots; the next fewest are { $next_handled }, by { $next }.
headline-shared-tie = All methods that limit the risk handle as many cards and ballots, { $handled }: { $methods }.
headline-one-sample-ends = { $by } on the one sample, { $list }.
headline-ends-of = { $methods }: { $parts }
headline-end-confirmed = confirmed in { $n }
headline-end-full = counted in full in { $n }
headline-end-measured = measured only in { $n }
headline-measured-never = { $by }, { $methods } never confirmed it: it was measured only, with cards drawn for other contests, and stands as reported, unconfirmed.
headline-measured-in = In { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } { $methods } only measured it, with cards drawn for other contests: there it stands as reported, unconfirmed.
headline-measured-never-wrong = { $by }, { $methods } never confirmed it: it was measured only, with cards drawn for other contests, and the WRONG outcome stands as reported.
headline-measured-in-wrong = In { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } { $methods } only measured it, with cards drawn for other contests: there the WRONG outcome stands as reported.
headline-lie-stands = The lie STANDS, though it was not confirmed: { $list }.
headline-stands-measured = with { $method } in { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } ({ $share }) under { $attack } on { $contest }, which was measured only{ $stands_in }
headline-stands-counted = with { $method } in { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } ({ $share }) under { $attack } on { $contest }, where a full hand count did not correct it{ $stands_in }
headline-hardly-tried = Hardly tried: at a false lead of { $lead }, { $methods } counted every ballot in { $share } of the trials before any smaller sample could tell.
headline-try-margin = A lead of about { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } would try them: --margin { $n }.
headline-nothing-tried = Nothing was tried.
headline-nobody-fooled = No method was fooled: none confirmed the lie in { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } of each attack (at most { $high } %, with 99 % for all cells together).
headline-fooled = Fooled: { $list }.
headline-fooled-often = { $method } confirmed the lie in { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } ({ $share }) under { $attack } on { $contest }{ $as_often }{ $fooled_in }{ $limit }
headline-as-often = {" "}(as often in { $n } more cells)
headline-fooled-in = , and at least once in { $n } of { $all ->
        [one] { $all } cell
       *[other] { $all } cells
    }
headline-its-limit = ; its risk limit is { $limit }
headline-never-fooled = Never fooled in { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } of each attack: { $methods } (at most { $high } %, with 99 % for all cells together).
headline-exhibit-confirmed-wrong = Confirmed, and wrong: by { $methods }.
headline-wrong-confirmed-in = Wrong outcomes that were confirmed:
headline-confirmed-wrong-pages = In { $n } of them an audit that was held or asked about confirms a wrong outcome: { $list }.
headline-confirmed-wrong-check = { $scenario }, { $contest }: a wrong outcome is confirmed in an audit by { $methods }
headline-confirmed-wrong-in-all = a wrong outcome is confirmed in an audit in { $n } of { $all }; --full names them

## The help of every command, and what the command line says of arguments it cannot read, in English.

help-help-about = An election-audit ballot recount simulator.
help-help-long = It models the paper ballots, what machines say about them (with the faults machines really had), and what people read by hand; and shows what was reported, what the paper says, who noticed, and what was corrected.
help-help-usage = Usage: { $usage }
help-help-commands = Commands:
help-help-arguments = Arguments:
help-help-options = Options:
help-help-list = What there is: scenarios, methods, engines, attacks, faults, laws, care levels, generators, formats, rules
help-help-run = One election, stage by stage
help-help-check = Runs scenarios and compares with the figures written in them
help-help-simulate = Many trials: an audit made again and again, by every method
help-help-sweep = A grid of scenarios: it goes on where it was stopped, and machines can share it
help-help-merge = Joins the shards of a simulation or sweep that many machines made
help-help-plan = Which audit to choose for a scenario's count, and what each takes; or sample sizes for a few figures
help-help-risk = The measured risk of what somebody observed: JSON in, JSON out
help-help-draw = Which cards or batches to pull: a draw that anybody can repeat
help-help-schema = The JSON Schema of scenario files
help-help-help = Print this message or the help of the given subcommand(s)
help-help-help-short = Print help
help-help-help-summary = Print help (see a summary with '-h')
help-help-help-more = Print help (see more with '--help')
help-help-version = Print version
help-help-lang = Language of reports and help, en or es; else the locale's
help-help-start = Start with: recount list; recount run antrim-2020; recount run antrim-2020 --lang es
help-help-json-table = One JSON document instead of a table
help-help-json-page = One JSON document instead of a page
help-help-json-lines = One JSON document instead of lines
help-help-json-line = The table as one JSON document instead of a line
help-help-scenario = A file, the name of a shipped scenario (see `recount list`), or -
help-help-scenarios = Scenario files or names of shipped scenarios; all shipped ones if none is given
help-help-all = Every shipped scenario, as a gallery of pages in the folder that --html names
help-help-seed-dice = The seed of all chance: any text, say rolled dice
help-help-seed = The seed of all chance: any text
help-help-html = The report as one web page; - for standard output
help-help-listed = What is listed
help-help-full = The whole page, not only its first lines
help-help-threads-count = Threads that count; any number gives the same result
help-help-threads-work = Threads that work; any number gives the same result
help-help-examples = Examples:
help-help-example = Example:
help-help-table = Prints event × method instead: the chance that an audit sees the report to be off
help-help-trials-table = How many times each audit of the table is made
help-help-default = { $help } [default: { $value }]
help-help-possible = { $help } [possible values: { $values }]
help-help-default-possible = { $help } [default: { $value }] [possible values: { $values }]
help-help-exit-check = Exit status 1 where a figure differs.
help-help-trials = How many times the audit is made
help-help-method = A method, or all; can be repeated. Else the scenario's
help-help-attack = An attack, or all; can be repeated: a loser is reported as the winner, in place of the scenario's faults
help-help-margin = Votes by which the false winner leads
help-help-of = The stage whose count is audited; else the scenario's
help-help-risk-limit = The largest chance of confirming a wrong outcome; else the scenario's, or 0.05
help-help-engine = How trials are made, see `recount list engines`
help-help-shard-trials = A share of the trials for one of many machines: i/N with i from 0, or auto (see merge)
help-help-out-part = The counts of all trials, for `recount merge`
help-help-csv-rows = The table as comma-separated values
help-help-parquet = The table as a Parquet file
help-help-methods = Methods, engines, attacks: recount list methods|engines|attacks
help-help-shard-auto = With --shard auto, i and N come from RECOUNT_SHARD=i/N, or i from a Slurm array, a Kubernetes indexed job, an AWS Batch array, HyperQueue or GNU parallel and N from RECOUNT_SHARDS.
help-help-ctrl-c = Ctrl-C ends with the trials that are done. Exit status 1 then, and where under an attack a method breaks its promise.
help-help-grid = The grid, a TOML file
help-help-out-folder = The folder of cells and table; a stopped sweep goes on in its own
help-help-shard-cells = A share of the cells for one of many machines: i/N with i from 0, or auto (see merge)
help-help-slurm = Writes the scripts of a Slurm job array into DIR, and submits them
help-help-shards = Shards of the Slurm array; else one a cell, at most 64
help-help-csv-too = The table as comma-separated values, here too
help-help-grid-names = A grid names a scenario, trials, and what varies:
help-help-grid-question = # What does the risk limit do to two audits?
help-help-in-folder = In the folder: cells/, and once all are done table.csv, table.json and table.sha256.
help-help-exit-sweep = Exit status 1 where it was interrupted, or --slurm found no Slurm; what is done is kept.
help-help-dir = The folder with the shards
help-help-exit-merge = Exit status 1 where shards are missing or do not belong together, with the commands that make what is missing; 2 where a file is not a shard.
help-help-contests = Published files instead of a scenario, for all their contests: results that count ballots, or contests of a round
help-help-spec = Figures instead of a scenario: one JSON document or one per line; a file or - for standard input
help-help-method-fits = A method, or all that fit; may be given several times. Without it, the usual ones and the scenario's own
help-help-trials-plan = Number of rehearsals where what an audit takes cannot be calculated; without it, as many as take about a second
help-help-discrepancies = Discrepancies that comparisons are planned for, as shares of cards: o1, o2 (one, two votes overstated), u1, u2
help-help-starts = The first day of work, such as 2026-11-09: days of work are then dated, Monday to Friday
help-help-deadline = The last day of the audit, such as 2026-11-20
help-help-plan-scenario = Of a scenario, the cheapest audit that limits the risk and is done by the deadline comes first, for all contests together and for each alone. A table for each has cards, ballots, hours, cost and the chance of a full hand count, if nothing is wrong and with the errors of the scenario's machines and boards: calculated exactly where possible, else by rehearsals. Rates of work, boards, dates and expected discrepancies are keys under [audit] and [audit.work] (see `recount schema`).
help-help-plan-question = A question names a method and votes (or a margin) and may name ballots, winners, risk_limit, quantiles, rounds, probe, replacement, gamma, discrepancies (o1, o2, u1, u2), batches, sample (the rounds so far: what is to go, and the next round), share, trials and seed. Sizes are exact where "exact" is true; "horizon" says how far, and where audits were drawn by lot, their error stands beside them.
help-help-file-json = One JSON document, or one per line; a file, or - for standard input
help-help-risk-examples = Prints a question for every test instead
help-help-tests = Tests (the word after "test" in a question):
help-help-test-values = values of cards in their order against a null mean
help-help-test-pairs = pairs of cast vote record and hand reading, of votes or of ranks (irv)
help-help-test-counts = counts of discrepancies; also the sample size and what is still to go
help-help-test-rounds = ballots and votes of the winner, round by round;
help-help-test-pair = n counts ballots of the pair: every other is one for the loser
help-help-test-batches = batches, reported and audited; several may be tallied as one
help-help-test-strata = strata: comparison and polling; samples of a mean
help-help-test-upset = the chance of an upset, given a prior
help-help-before = Before evidence:
help-help-before-nothing = nothing read answers 1, whatever the test; a posterior answers its prior
help-help-before-prior = the prior favours nobody unless you give one
help-help-before-point = a null of one point is tested as that point; a null of no point is refused
help-help-before-zero = 0 is answered only where what was read refutes the null for certain
help-help-risk-copy = # a question for every test, to copy from
help-help-risk-answers = # and their answers
help-help-manifest = A ballot manifest, CSV or XLSX, with a row for every batch; a file or - for standard input
help-help-ids = A list of names, one a line; a file or - for standard input
help-help-from = The first number of a range; without it, 1
help-help-to = The last number of a range
help-help-seed-public = The public seed: any text, for instance rolled dice; without it, one that everybody knows
help-help-generator = The public way to draw; without it, consistent for names, else rivest
help-help-n = How many to draw; with --stratum, of each, or STRATUM=N for one; may be given several times
help-help-percent = This percentage of the batches instead, rounded up, at least one
help-help-skip = Leaves out the first K of the draw, those that were drawn before; STRATUM=K for one stratum
help-help-replacement = A card may be drawn again
help-help-by = Cards or whole batches; without it, cards, but batches for --percent and --weight
help-help-stratum = A draw from each stratum: the column of the manifest that names them
help-help-weight = The column of error bounds for generator ppeb
help-help-batch = The column of batch names, if its name is not a usual one
help-help-count = The column of card counts, if its name is not a usual one
help-help-digits = Digits of consistent's tickets that are shown, after leading nines; without it, 9
help-help-order = As drawn, or as people fetch the cards, each once: by container, batch and position
help-help-csv-draw = Writes comma-separated text to a file, whole or not at all; - for standard output
help-help-generators = Generators: recount list generators
help-help-longer = A longer draw continues a shorter one: -n 60 begins with the cards of -n 40, and -n 20 --skip 40 gives the rest.
help-help-tickets = A ticket is made of seed and name: county, container, tabulator and batch, those the manifest has, and the card's position, with commas. A stratum is drawn with the seed "SEED,STRATUM" (consistent: with the seed itself, since names differ). Batches without cards are not drawn, except by weight.
help-help-then = (then: recount merge parts)
help-help-error = error: { $said }
help-help-tip = tip: { $said }
help-help-more = For more information, try '--help'.
help-help-values = {"["}possible values: { $values }]
help-said-unexpected = unexpected argument '{ $name }' found
help-said-unexpected-value = unexpected value '{ $value }' for '{ $name }' found; no more were expected
help-said-no-such-command = unrecognized subcommand '{ $name }'
help-said-similar-argument = a similar argument exists: '{ $name }'
help-said-similar-arguments = some similar arguments exist: { $names }
help-said-similar-command = a similar subcommand exists: '{ $name }'
help-said-similar-commands = some similar subcommands exist: { $names }
help-said-similar-value = a similar value exists: '{ $name }'
help-said-as-value = to pass '{ $name }' as a value, use '{ $use }'
help-said-exists = '{ $name }' exists
help-said-command-exists = subcommand '{ $name }' exists; to use it, remove the '--' before it
help-said-not-given = the following required arguments were not provided:
help-said-twice = the argument '{ $name }' cannot be used multiple times
help-said-not-with = the argument '{ $name }' cannot be used with '{ $other }'
help-said-not-with-these = the argument '{ $name }' cannot be used with:
help-said-not-with-others = the argument '{ $name }' cannot be used with one or more of the other specified arguments
help-said-command-not-with = the subcommand '{ $name }' cannot be used with '{ $other }'
help-said-invalid = invalid value '{ $value }' for '{ $name }'
help-said-invalid-why = invalid value '{ $value }' for '{ $name }': { $why }
help-said-none-given = a value is required for '{ $name }' but none was supplied
help-said-flag-value = unexpected value '{ $value }' for '{ $name }' found; no values were expected
help-said-no-command = '{ $name }' requires a subcommand but one was not provided
help-said-list = {"["}subcommands: { $names }]
help-said-not-utf8 = invalid UTF-8 was detected in one or more arguments
help-why-no-digits = invalid digit found in string
help-why-no-integer = cannot parse integer from empty string
help-why-too-large = number too large to fit in target type
help-why-too-small = number too small to fit in target type
help-why-no-float = invalid float literal
help-why-empty-float = cannot parse float from empty string
help-why-not-in = { $value } is not in { $low }..={ $high }
help-value-options = OPTIONS
help-value-command = COMMAND
help-value-lang = LANG
help-value-scenario = SCENARIO
help-value-scenarios = SCENARIOS
help-value-text = TEXT
help-value-file = FILE
help-value-method = METHOD
help-value-attack = ATTACK
help-value-votes = VOTES
help-value-stage = STAGE
help-value-share = SHARE
help-value-engine = ENGINE
help-value-grid = GRID
help-value-dir = DIR
help-value-rates = KIND=SHARE,…
help-value-date = DATE
help-value-name = NAME
help-value-what = WHAT
help-value-column = COLUMN
help-value-order = ORDER
help-said-invalid-empty = invalid value '' for '{ $name }'
help-said-invalid-empty-why = invalid value '' for '{ $name }': { $why }
help-why-seed = a seed is some text without blanks before or behind it
help-help-after = An earlier round with a seed of its own, and how many it drew: they are passed over; may be given several times
help-help-sheet = The sheet of a workbook that has several manifests
help-help-expect-cards = Refuses a manifest of more or fewer cards
help-help-expect-batches = Refuses a manifest of more or fewer batches
help-help-no-total-row = The last row is a batch, although it is called a total or is the sum of the others
help-help-known = Whoever knows a seed knows its whole draw. Polls by Minerva fix the sizes of all rounds before the seed is known; where the size of a round is chosen later, as Providence allows, roll a fresh seed for it and name the rounds before with --after.
help-value-seed-n = SEED=N
help-help-export-contest = The one contest whose ballots are written, by its id; for raire
help-help-import = What an office's files hold, and what does not add up
help-help-import-long = Counts cards by tabulator, batch and style, votes, undervotes, overvotes and blanks by contest; lists rows that were skipped, and all that was left out or inferred.
help-help-import-formats = Reads Dominion CVR CSV and JSON, ES&S, Hart Verity, Clear Ballot, Unisyn and NIST SP 1500-103 records, ranked ballots (RAIRE, Blom, PrefLib, BLT, ConcreteSTV), batch tallies, ballot manifests, Clarity and other results, Colorado audit files and Arlo audit reports; as files, folders, zips and workbooks. A file is recognised by its content.
help-help-import-status = Exit status 1 where something differs from --results or --manifest.
help-help-import-files = Files, folders or zips of an office; - for standard input
help-help-import-to = Writes the columns as CSV and Parquet into a folder
help-help-import-redact = Hides the votes of cards of rare styles, batches, precincts and groups, and writes one sum of them
help-help-import-results = Published results to compare the votes with
help-help-import-manifest = A ballot manifest to compare the numbers of cards with
help-help-import-scenario = Writes a first scenario of these files: each choice that they do not settle is a "?" in it
help-help-law = Whether the law orders a recount at a margin, by what method, and who pays
help-help-law-rules = Without --votes, only the rules are listed.
help-help-law-all = All rules: recount list laws
help-help-law-state = A state, by its postal code or its name
help-help-law-office = What the contest is about
help-help-law-statewide = The whole state votes in it
help-help-law-votes = The votes of every candidate, of whom one wins
help-help-law-date = The day of the count, such as 2026-11-03; the rules of all years without it
help-value-state = STATE
help-value-office = OFFICE
help-help-test-small = a P-value below 1e-300 is given as that, with log10_p_value beside it; never as 0
help-help-rehearse = An audit of an office's own files: draw, read, enter, verify
help-help-rehearse-folder = The folder holds audit.toml: a scenario whose paper is in files beside it ([election] from), with one method in [audit] and a public seed. Sheets never show what the machine read. docs/rehearsal.md goes through a whole audit.
help-help-rehearse-dir = The folder of the audit
help-help-rehearse-action = What to do
help-help-rehearse-sheets = Filled-in entry sheets, CSV or XLSX
help-help-rehearse-seal = With verify: the seal that was written down, or its first digits, 16 at least
help-help-rehearse-enough = With draw: as many cards as end the audit of a contest if all of them agree, where the round has fewer
help-help-rehearse-json = The state as JSON
help-help-exit-rehearse = Exit status 1 where readings of one card differ, or where verify finds other sheets than those of the draw.
help-help-rehearse-actions = Actions:
help-help-rehearse-begin = fixes files, settings and seed: the first line of the log
help-help-rehearse-draw = writes the sheets of the round that is open: what to pull, what to read, a page to print; with --enough a round that can be the last
help-help-rehearse-enter = takes filled-in sheets: all readings of a sheet, or none
help-help-rehearse-status = shows the measured risk of each contest, and what differs; without an action too
help-help-rehearse-verify = repeats draw, comparison and risk from the folder alone; with --seal, says up to which line the log is the one sealed
help-help-rehearse-report = writes report.html: what was audited and found, for a board to sign; enter does so when the audit ends
help-value-action = ACTION
help-value-sheet = SHEET
help-help-verify = An official audit again, from the files that its office published
help-help-verify-files = Files: an audit report of Arlo, with the ballot manifests and the candidate totals by batch (zip files or CSV); or files of Colorado's audit centre: contest.csv of a round, and if you have them contestSelection.csv, tabulateCounty.csv, batchCountComparison.csv, contestsByCounty.csv and seed.csv; or the folder of an audit by recount rehearse.
help-help-exit-verify = Exit status 1 where something published does not hold.
help-help-verify-file = The published files, or the folder of an audit
help-help-verify-seal = Of the folder of an audit: the seal that was written down, or its first digits, 16 at least
help-help-verify-json = The findings as JSON
help-help-assertions = What an audit of ranked ballots must check, and the margins
help-help-assertions-file = The file is a RAIRE problem in JSON, RAIRE's text, or lists of orders with their counts. The document has the claims with the least possible greatest difficulty, the fewest of them, the three margins, and which claim rules out which order of elimination.
help-help-assertions-by-rule = With --rule it is any file of ballots that `recount import` reads, counted by that rule: winners, rounds, what an audit has to prove. A document with a "rule", or one a line, is a question of its own.
help-help-assertions-difficulties = Difficulties:
help-help-assertions-margin = cards per vote of margin, as comparisons need
help-help-assertions-square = its square, as polls need
help-help-assertions-bravo = expected cards of a poll; with --risk-limit
help-help-assertions-macro = cards of a comparison without errors; with --risk-limit and --error-inflation
help-help-assertions-options = What the options say goes before what the file says.
help-help-exit-assertions = Without a rule, exit status 1 where there are no claims, because of a tie or another winner; the document says which. With a rule, exit status 0 and an "error" that says why.
help-help-ranked-file = Ballots, or questions; a file or - for standard input
help-help-ranked-contest = The contest, by its name or number; needed where the file has several, unless --shangrla
help-help-ranked-winner = Who is reported to have won; without it, whom the file names, else whom the ballots elect
help-help-ranked-cards = The cards that can be drawn; without it, what the file says, else the ballots of the contest
help-help-ranked-difficulty = How hard a claim is to check; without it, what the file says, else by the margin
help-help-ranked-risk-limit = The risk limit, for BRAVO and MACRO
help-help-ranked-inflation = The error inflation factor, for MACRO
help-help-ranked-shangrla = The shape that SHANGRLA reads: candidates by name, all contests
help-help-counted-rule = Counts the ballots by this rule: irv, stv, or a name of `recount list rules`
help-help-counted-seats = Seats to fill; 1 if not given
help-help-counted-threshold = The share that a winner needs, such as 0.6 or 3/5
help-help-counted-transfers = The method of transferring votes (stv): `recount list transfers`
help-help-counted-completion = What decides a condorcet contest without a winner: `recount list completions`
help-help-counted-points = What ranks are worth (borda): `recount list points`
help-help-counted-elimination = Who goes out together in a round (irv): `recount list eliminations`
help-help-counted-proposal = The name of a measure of two names that needs the share (supermajority): without it the other wins
help-help-counted-undeclared = Whom nobody can elect (irv), as undeclared write-ins; again for each
help-help-counted-lot = Whom the office's lot put out; again for each, in that order
help-value-id = ID
help-value-limit = LIMIT
help-value-factor = FACTOR
help-help-print = Ballots on paper for a class, with lists, dice and the risk by hand
help-help-print-what = The ballots are samples that say so. They are drawn from one count of the scenario, so that the winners on paper and in the report stay, and at least one wrong record is among them where there is any.
help-help-print-files = Files: ballots.html, blank-ballots.html, sheets.html (how to read a ballot, the report, the manifest, the machine's list, tally sheets, dice, a pull sheet, the risk by hand) and key.html for the teacher. Open them in a browser and print them, on Letter or A4.
help-help-print-ballots = Ballots, 10 to 216
help-help-print-to = A new or empty folder for the papers
help-help-print-contest = A contest by its id, at most three; without it, the first three on the first ballot
help-help-print-stage = The machine count that is the machine's list; without it, the first with a record of each ballot
help-help-print-no-fault = The machine reads every ballot as its voter meant it
help-help-print-dice = What the class rolled, digits from 1 to 6: the pull sheet and the key use them
help-help-print-risk-limit = The risk limit of the worksheet; without it, the scenario's
help-help-export = A synthetic election as the files of an election office
help-help-export-files = The files hold what the machines of one count recorded, faults included. Beside them stand the manifest, the batch tallies, and truth.json: what the paper says.
help-help-export-formats = Formats: recount list exports
help-help-export-numbers = Tabulators, batches, contests and candidates are numbered alike in all files; truth.json has their names. The number of a record in its batch is the card's position in the stack; a batch that was scanned twice stands twice. A contest that a format cannot carry is refused.
help-help-export-format = The format of the cast vote records
help-help-export-to = A new or empty folder for the files
help-help-export-stage = The stage whose machine count is written; without it, the last machine count
help-help-export-paper = What the voters meant, in place of what a machine recorded
help-help-short-all = The other options, and what a draw is:
help-help-short-plan = The other options, and what the tables hold:

## The law of recounts, in English.

laws-automatic = a recount is automatic { $when }
laws-automatic-never = no recount is automatic
laws-automatic-unknown = whether a recount is automatic is not in this program: ask the election office of { $state }
laws-request = { $who } may ask for a recount { $when }
laws-request-never = nobody may ask for a recount
laws-request-unknown = who may ask for a recount is not in this program: ask the election office of { $state }
laws-who-loser = a candidate who lost
laws-who-candidate = any candidate
laws-who-voters = voters
laws-who-loser-voters = a candidate who lost, or voters,
laws-who-candidate-voters = any candidate, or voters,
laws-who-somebody = those whom the law names
laws-at-any = at any margin
laws-at-tie = at a tie
laws-at = at a margin of { $limit }
laws-percent-or-less = { $p } % of { $base } or less
laws-percent-below = less than { $p } % of { $base }
laws-votes-or-less = { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } or less
laws-one-vote = 1 vote
laws-votes-below = less than { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
laws-of-all = all votes
laws-of-two = the votes for both sides
laws-of-leader = the leader's votes
laws-and = {" "}and{" "}
laws-or = , or{" "}
laws-or-last = { $list } or { $last }
laws-cast-at-most = { $limit } where at most { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } were cast
laws-cast-more-than = { $limit } where more than { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } were cast
laws-cast-between = { $limit } where { $low } to { $high ->
        [one] { $high } vote
       *[other] { $high } votes
    } were cast
laws-by-machine = by machine
laws-by-hand = by hand
laws-as-at-first = counted as at first
laws-hand-sample = by machine with a sample by hand
laws-as-chosen = by machine or by hand, as who asks chooses
laws-paid-public = at public cost
laws-paid-asker = at the cost of who asks
laws-paid-back = at the cost of who asks, paid back where the outcome changes
laws-paid-unknown = who pays is not in this program
laws-paid-free = at public cost { $when }; else { $else }
laws-seen = as of { $year }
laws-undated = on a page without a date
laws-not-verified = general knowledge, not verified
laws-ordered = a recount is ordered
laws-not-ordered = no recount is ordered at this margin
laws-not-asked = no recount may be asked for at this margin
laws-may = a recount may be asked for
laws-may-free = a recount may be asked for at public cost
laws-may-paid = a recount may be asked for at the cost of who asks
laws-if-it-is = if it is { $kinds }
laws-kind-any = any contest
laws-kind-statewide = a statewide contest
laws-kind-federal-statewide = president or U.S. senator
laws-kind-state-office = a statewide office of the state
laws-kind-state-question = a statewide question
laws-kind-congress = U.S. representative
laws-kind-legislature = a seat in the legislature
laws-kind-local = a local office
laws-kind-local-question = a local question
laws-of-other-rule = the law speaks of the votes of two candidates, and this contest is not decided by them
laws-nobody-loses = nobody loses, so there is no margin to hold against the law
laws-caption = The rules are those in force on the date of each count, as read in the year that each rule names; later changes are not known here. The margin is the one that each count reported of the ballots of this scenario; where they are a part of the contest, the law looks at the whole. This is no legal advice.
laws-rules = The rules, by their numbers:
laws-no-date = The counts have no date: the rules of all years are listed.
laws-since = since { $date }
laws-until = until { $date }
laws-audit-share = { $p } % of the precincts are tallied by hand
laws-audit-share-least = { $p } % of the precincts, at least { $n }, are tallied by hand
laws-audit-by-size = precincts tallied by hand: { $list }, { $n } above that and at least { $p } %
laws-audit-below = { $n } below { $most ->
        [one] { $most } ballot
       *[other] { $most } ballots
    }
laws-audit-ballots = precincts that hold { $p } % of the ballots, or { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } where that is less, are tallied by hand
laws-audit-ballots-share = precincts that hold { $p } % of the ballots are tallied by hand
laws-audit-by-margin = a share of the precincts is tallied by hand: { $list }, { $p } % above that
laws-audit-below-margin = { $p } % below a margin of { $margin } %
laws-audit-power = as many precincts are tallied by hand as would show a wrong outcome with a chance of { $p } %
laws-audit-never = differences are reported, and no further count follows from them
laws-audit-then = { $trigger }, { $steps }
laws-audit-in-one = where one differs by more than { $p } % of its ballots
laws-audit-in-one-votes = where one differs by more than { $p } % of its ballots and by more than { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
laws-audit-together = where all together differ by more than { $p } % of their ballots
laws-audit-together-or-equal = where all together differ by { $p } % of their ballots or more
laws-audit-of-margin = where they differ by more than { $p } % of the margin
laws-audit-extended = where one differs by more than { $p } % of its ballots, and as much in all would exceed the margin
laws-audit-reversal = where their change, extrapolated to all ballots, would reverse the outcome
laws-audit-more = { $n } more are tallied
laws-audit-times = { $n ->
        [one] { $n } time
       *[other] { $n } times
    } as many are tallied in all
laws-audit-all = all ballots are counted by hand
laws-audit-next = ; where they differ so again,{" "}
laws-asked-heading = { $state }: the law of recounts{ $on }
laws-asked-on = , as it stood on { $date }
laws-asked-margin = Ahead by { $margin } of { $all ->
        [one] { $all } vote
       *[other] { $all } votes
    } ({ $p } %).
laws-asked-margin-one = Ahead by 1 of { $all ->
        [one] { $all } vote
       *[other] { $all } votes
    } ({ $p } %).
laws-asked-votes = With the votes (--votes), the consequences of the margin are listed.
laws-asked-no-date = No day was given (--date): the rules of all years are listed.
laws-asked-caption = The rules are as they were read in the year that each names; later changes are not known here. The law looks at the whole contest. This is no legal advice.

## What there is, by name: faults, formats and rules in a line each, in English.

lists-fault-stale-mapping-shift = The vote at position k of the printed list is credited to position k − `shift`.
lists-fault-candidate-swap = The votes of each listed candidate are reported under the next; the last one's under the first.
lists-fault-contest-mapping-rotation = The votes of each listed contest are reported under the next; the last one's under the first.
lists-fault-ranks-swapped = Two rank columns are read in each other's place.
lists-fault-rank-lost = One rank column is not read.
lists-fault-rankings-cut = Only the first ranks are recorded.
lists-fault-ranked-rules-misset = Rankings are counted by another rule set than the law's; the records are right.
lists-fault-choice-unmapped = Votes for one candidate are counted for nobody.
lists-fault-batch-not-scanned = The batches stay in their box: no cast vote record, no tape, no file.
lists-fault-memory-card-not-uploaded = The files of these batches do not reach the totals.
lists-fault-unit-left-out = Everything these units reported is missing.
lists-fault-batch-scanned-twice = The batches are scanned again and the second scan counts too.
lists-fault-duplicate-upload = The files of these batches are added once more.
lists-fault-transcription = One candidate's total of one reporting unit is entered wrong. Give `typed` or `adds`.
lists-fault-fold-line = The scanner reads creases: those on the paper from a darkness on, and further ones by chance.
lists-fault-marginal-marks = These scanners read a mark only from this darkness on. A well set one reads from 25 percent.
lists-fault-overvote-rule = What these scanners make of more marks than votes allowed.
lists-fault-misread = Each target is read as its opposite with a small chance.
lists-fault-adversarial-flip = The record of some cards that carry a vote for one candidate is altered to another; in a ranked or scored contest the two are exchanged on cards that place the first above.
lists-fault-rotation-ignored = The vote at a position of the printed list goes to the name at that position of one order kept for all.
lists-fault-layout-shift = Marks for one name are not seen, or are taken for marks for another.
lists-fault-ink = A share of the cards is marked with an ink that looks faint to the scanner.
lists-fault-write-in-double = On a share of the ballots the write-in line is filled in beside the voter's mark.
lists-fault-adjudication-error = Ambiguous ballots are adjudicated: mostly as the voter meant, with a share settled wrongly.
lists-fault-sticky-flag = A scanner counts its first ballots and leaves out all that come after.
lists-fault-scanner-reset = A scanner loses its first ballots and counts all that come after.
lists-fault-counter-overflow = The totals of one reporting unit are kept in counters of a given number of bits.
lists-fault-bit-flip = One bit of a candidate's total in one reporting unit is turned over.
lists-fault-negative-upload = These numbers are added to a reporting unit's totals.
lists-fault-test-data-left-in = A file of test votes is added to a reporting unit.
lists-fault-vote-erased = The record of some cards loses its vote for one candidate.
lists-fault-undervote-stuffing = The record of some cards with room for another vote shows one.
lists-fault-contest-hidden = The record of some cards that vote for one candidate alone says that the contest is not on them.
lists-fault-contest-invented = The record of some cards without a contest shows a vote in it.
lists-fault-records-withheld = Some ballots have no record in any contest, and in one contest their batches' files count them for one candidate.
lists-fault-batch-total-altered = Votes of one candidate in the result files of some batches are written to another.
lists-fault-batch-lost = The batches are gone: a hand count leaves them out, an audit takes each of their cards for the worst case.
lists-fault-ballot-not-found = A number of the ballots, drawn by lot, cannot be found: a hand count misses them, an audit takes each for the worst case.
lists-fault-recount-noise = Votes are missed, or read as another name, at these rates.
lists-fault-recount-incomplete = Only the first batches of the manifest are counted before time is up.
lists-fault-ineligible-ballot = Ballots on the paper whose voters were not entitled to vote.
lists-fault-removed-ballot = Ballots that were cast and are neither on the paper nor in the manifest.
lists-fault-misprinted-ballot = Ballots on the paper that say another name than the voter chose on the screen.
lists-format-scenarios = scenarios (run, check, simulate, plan) and grids of them (sweep); the keys: recount schema
lists-format-manifests = ballot manifests (draw)
lists-format-office = what tabulators and election offices export (import)
lists-format-names = names, one a line (draw --ids)
lists-format-document = one document instead of a page (--json), and shards of a simulation (simulate --out, merge)
lists-format-questions = questions and answers, one a line (risk, plan --spec)
lists-format-tables = tables (simulate, sweep, import --to) and draws (draw --csv)
lists-format-parquet = tables (simulate, sweep, import --to)
lists-format-page = one page that needs no network (run, simulate, plan, sweep, merge, import --html)
lists-format-hashes = the hashes of a sweep's tables, as sha256sum reads them (sweep, merge)
lists-format-exports = a synthetic election as voting systems export it (export; see recount list exports)
lists-format-slurm = the scripts of a job array (sweep --slurm)
lists-list-faults-more = { $n } more, each with one fault or mishap:
lists-list-more = The question each answers (the comment that its file begins with): recount list --full
lists-list-laws = { $audits } statutes of audits, and { $rules } rules of recounts in { $places } jurisdictions. This is no legal advice.
lists-list-laws-audits = Audits: tallies by hand that a statute asks for (audit.law)
lists-list-laws-recounts = Recounts, by jurisdiction (law)
lists-care-exact-assumed = nobody errs: for counts whose published figure is taken as what the paper holds
lists-care-careful = reading: one difference in 4,800 votes (Minnesota 2008, post-election audit); piles: 1.3 % (Georgia, May 2026, 706 batches)
lists-care-careful-assumed = sorting errs as often as reading; sheets are checked, so none is entered twice or lost
lists-care-batches = as careful: those rates leave 85 % of batches of 600 ballots exact, as in Georgia 2022 (279 of 328 batches)
lists-care-batches-assumed = as careful
lists-care-hurried = sheets: a few entered twice or lost, under 0.11 % net; reading and sorting: the third candidate's 62,587 votes by hand, 62,138 by machine leave no room for more errors than careful boards make (Georgia 2020, full hand tally)
lists-care-hurried-assumed = piles are off twice as often as where people take care
lists-care-single-pass = reading: 46 errors in 850 ballots of 36 contests (Mohave County 2023, trial)
lists-care-as-hurried = sorting errs as often as reading; piles and sheets as in a hurried count
lists-care-ad-hoc = reading: one difference in 133 votes (Connecticut 2008)
lists-care-untrained = reading: 1.4 % of a candidate's count (Goggin, Byrne and Gilbert 2012, Election Law Journal 11(1)), taken as the chance for each vote
lists-care-about = Levels of care (care = …), most careful first: how often a board errs at each step. A rate is documented where its source is named, and else assumed; no level is better at any step than the one above it. The rates are those of paper marked by hand; on paper marked by machine (marked_by = "machine") reading and sorting err { $p } % as often (Georgia, May 2026).
lists-care-rates = errors: reading { $slip } % of votes, sorting { $sort } % of cards, counting { $pile } % of piles; sheets entered twice { $twice } %, never { $lost } %
lists-care-documented = documented: { $what }
lists-care-assumed = assumed: { $what }

## What is wrong with a ballot manifest, or with what is to be drawn from it, in English.

manifest-found-in-row-column = { $found } in row { $row }, column { $column }
manifest-found-in-row = { $found } in row { $row }
manifest-found-in-column = { $found } in column { $column }
manifest-found-another-number = { $text } and another number for the same
manifest-rule-number-each = one number for all strata, and one for each of a name
manifest-found-more-draws = more draws than { $n }
manifest-found-draws-in = { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    } of { $names } in stratum { $stratum }
manifest-found-draws-of = { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    } of { $names }
manifest-found-draws = { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }
manifest-names-cards = cards
manifest-names-batches = batches
manifest-names-numbers = numbers
manifest-names-names = names
manifest-found-units = { $n } { $names }
manifest-rule-there-are-in = at most the { $n } { $names } there are in stratum { $stratum }, without replacement
manifest-found-weights-cards = weights of cards
manifest-rule-weights-batches = weights of batches
manifest-rule-stratum-each = the stratum of every batch
manifest-rule-n-stratum = -n { $text }, 0 to draw none of it, or -n N for all that have no number of their own
manifest-found-no-stratum = no number for stratum { $stratum }
manifest-found-percentage = another percentage
manifest-found-numbers-from = the numbers from { $low } to { $high }
manifest-found-name-twice = the name { $name } as number { $first } and number { $second }
manifest-rule-most-why = at most { $n } ({ $why })
manifest-why-ticket = each needs a ticket; generator rivest draws from more
manifest-why-number = each needs a number; generator rivest draws from more
manifest-why-hash = the hash must be far larger, or some would come up more often
manifest-found-cryptorandom = cryptorandom with replacement
manifest-found-no-weights = no weights
manifest-found-sum-large = weights whose sum is too large
manifest-rule-sum-units = at most { $n } in units of their last decimal place
manifest-found-sum-0 = weights whose sum is 0
manifest-rule-36-digits = weights that fit 36 digits at { $n } decimal places
manifest-found-sizes = weights of too different sizes
manifest-rule-n-header = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    } as in the header
manifest-found-row-more = one row more
manifest-rule-rows = at most { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
manifest-found-more-cells = more cells
manifest-rule-most-cells = at most { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }
manifest-found-more-text = more text
manifest-rule-text-bytes = at most { $n } bytes of text
manifest-found-columns = { $n ->
        [one] { $n } column
       *[other] { $n } columns
    }
manifest-rule-columns = at most { $n ->
        [one] { $n } column
       *[other] { $n } columns
    }
manifest-rule-column-once = every column's name once
manifest-found-two-columns = the columns { $first } and { $second }
manifest-rule-counts-cards = one that counts cards; name it with --count
manifest-found-one-column = one column
manifest-rule-two-columns = two, of batch names and of card counts
manifest-found-no-column = no column { $name }
manifest-found-no-batch-names = no column of batch names
manifest-found-no-card-counts = no column of card counts
manifest-rule-usual-name = one with a usual name such as { $name }, or { $flag } with one of { $known }
manifest-found-not-text = bytes that are not text in UTF-8, UTF-16 or Windows-1252
manifest-rule-csv-xlsx = a CSV file or an XLSX workbook
manifest-rule-xlsx-csv = XLSX or CSV
manifest-rule-rows-text = rows of text
manifest-rule-bytes = at most { $n } bytes
manifest-found-bytes = { $n } bytes
manifest-found-empty-file = an empty file
manifest-found-header-only = a header and no row
manifest-rule-header-rows = a header and a row for every batch
manifest-found-empty-cell = an empty cell
manifest-rule-batch-name = the batch's name; take a row of totals out
manifest-rule-no-totals = batches only; take the row of totals out, or give --no-total-row if it is a batch
manifest-rule-whole-from-to = whole numbers from 0 to { $n }
manifest-found-cards-up-to = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } up to this row
manifest-rule-in-all = at most { $n } in all
manifest-found-batch-again = the batch { $name } of row { $row } again
manifest-rule-batch-once = every batch once, told apart by county, container, tabulator and name
manifest-rule-decimals = decimal numbers from 0 on, at most 30 digits on either side of the point
manifest-found-old-workbook = a workbook of the old kind (XLS) or with a password
manifest-found-row-after = row { $row } after row { $before }
manifest-rule-rising = rows in rising order
manifest-found-out-of-order = cells out of order
manifest-rule-left-right = cells from left to right
manifest-rule-shared-text = the place of a shared text
manifest-found-a-date = a date
manifest-rule-as-text = text and numbers (spreadsheets turn names such as 1-2 into dates; format the column as text)
manifest-rule-places = places such as B12, in their row, to XFD1048576
manifest-found-unpacks = a workbook that unpacks to more
manifest-found-not-unpacked = a workbook that cannot be unpacked ({ $why })
manifest-found-not-read = a workbook that cannot be read ({ $why })
manifest-why-no-part = no { $part }
manifest-why-entity = an unknown entity { $name }
manifest-found-empty-row = an empty cell in row { $row }
manifest-message-doubt = row { $row }, column { $column }: found { $found }; { $why }
manifest-message-doubt-more = row { $row }, column { $column } (and { $n } more): found { $found }; { $why }
manifest-message-doubt-row = row { $row }: found { $found }; { $why }
manifest-message-doubt-row-more = row { $row } (and { $n } more): found { $found }; { $why }
manifest-found-two-strata = the strata { $first } and { $second }
manifest-rule-strata = strata that differ in more than capitals, blanks or signs that nobody sees
manifest-why-twin = if this row is a total and no batch, take it out
manifest-why-merged-cells = other rows have a name there (cells that were merged?)
manifest-why-narrow = a column was too narrow when the file was saved; the names are lost
manifest-why-letters = letters were lost when the file was saved; compare it with the batch's label
manifest-why-a-date = a spreadsheet may have made a date of a name such as 1-2; compare it with the batch's label
manifest-why-a-number = a spreadsheet may have cut a long number; compare it with the batch's label
manifest-why-15-digits = a spreadsheet keeps 15 digits of a number and makes the others 0; compare it with the batch's label
manifest-why-decimal = a program may have made a decimal number of a whole one; compare it with the batch's label
manifest-why-day-number = it may be the number of a day that a spreadsheet made of a name such as 1-2; compare it with the batch's label
manifest-why-alike = the names look alike; if they mean the same, mend the file
manifest-why-two-cards = in another container: a record that names tabulator, batch and position then means two cards
manifest-found-cards-twin = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }, as many as all rows above
manifest-found-beside-row = { $name } beside { $other } of row { $row }
manifest-found-tabulator-batch = the tabulator and batch { $name } of row { $row } again
manifest-rule-whole-hint = whole numbers (a formula behind this cell failed, or its column was too narrow)
manifest-rule-whole-digits = whole numbers without a sign between thousands, such as { $n }
manifest-rule-whole-full = whole numbers in full (a spreadsheet cut this one)
manifest-rule-batches-below = batches below the header only
manifest-found-sum-above = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }, the sum of all rows above
manifest-found-sum-other = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }, the sum of all other rows
manifest-found-a-formula = a formula without its value
manifest-rule-formula = the formula's value (open the file in a spreadsheet and save it again, or save it as CSV)
manifest-found-merged = merged cells
manifest-rule-own-cell = a cell of its own for every batch
manifest-rule-formula-name = a name (a formula behind this cell failed)
manifest-found-alike = the batch { $name }, which looks like that of row { $row }
manifest-found-name-again = the name { $name } of row { $row } again
manifest-found-name-alike = the name { $name }, which looks like that of row { $row }
manifest-found-cards = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }
manifest-found-n-batches = { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    }
manifest-rule-expected = { $n }, as { $flag } says
manifest-found-no-sheet = no sheet { $name }
manifest-rule-sheet-named = --sheet with one of { $known }
manifest-found-two-sheets = a manifest on the sheets { $name } and { $other }
manifest-rule-sheet-one = one of them; name it with --sheet
manifest-found-hidden-sheet = a manifest on the hidden sheet { $name } only
manifest-rule-sheet-seen = a sheet that people see, or this one named with --sheet
manifest-found-sheets-without = { $n } sheets without the columns of a manifest
manifest-found-more-sheets = more sheets
manifest-rule-most-sheets = at most { $n } sheets
manifest-found-more-merged = more merged cells
manifest-rule-most-merged = at most { $n }
manifest-found-web-page = a web page or XML, not a table
manifest-found-json = JSON, not a table
manifest-found-pdf = a PDF, not a table
manifest-found-document = a text document, not a table
manifest-found-packed = a packed file
manifest-found-without-sheets = a file without sheets
manifest-rule-sheet-workbook = --sheet with an XLSX workbook
manifest-found-wide-line = a line of too many cells
manifest-rule-wide-line = at most { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    } in a line
manifest-rule-one-draw = at least one
manifest-rule-rounds-no-strata = earlier rounds of a draw without strata
manifest-found-rounds-strata = earlier rounds and strata
manifest-found-rounds-replaced = earlier rounds of a draw with replacement
manifest-rule-rounds-replaced = without replacement; where one may be drawn again, a round only needs a seed of its own
manifest-rule-round = SEED=NUMBER, the seed of an earlier round and how many it drew
manifest-rule-seed = some text without blanks before or behind it
manifest-rule-a-range = a range, --from A --to B
manifest-rule-together-manifest = together with --manifest
manifest-found-generator = generator { $name }
manifest-rule-generator-digits = generator consistent, whose tickets have digits
manifest-found-no-to = no --to
manifest-found-sum-rows = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }, the sum of rows { $row } to { $last }
manifest-why-subtotal = if this row is a subtotal and no batch, take it out
manifest-found-a-sum = a formula that sums other rows
manifest-found-hidden-row = a hidden row
manifest-why-hidden-row = people who open the file do not see it, and it is drawn from; show it, or take it out
manifest-found-hidden-column = a hidden column
manifest-why-hidden-column = people who open the file do not see it; show it, so that they can follow the draw
manifest-found-hidden-manifest = a manifest on the hidden sheet { $name } too
manifest-why-hidden-manifest = the sheet that people see is drawn from; if it is the other, name it with --sheet
manifest-rule-column-count = { $rule } (if { $name } counts cards: --count { $name })

## Plans on a terminal, in English.

plan-heading = Which audit of { $stage }, at a risk limit of { $limit }?
plan-nothing-to-audit = { $contest }: nobody can lose: nothing to audit.
plan-contest-measured = { $contest }: no card is drawn for it. It is measured on the cards drawn for the others and need not be confirmed.
plan-measured-so-often = On one sample by { $method } it was confirmed in { $k } of { $rehearsals }.
plan-advised = { $contest }: { $method }, { $cost }.
plan-no-sample = {" "}Nothing that limits the risk is cheaper.
plan-no-sample-in-time = {" "}Audits by sample are cheaper, but not done in time.
plan-one-day = 1 day of work
plan-within-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    } of work
plan-until = ; deadline: { $deadline }
plan-costs-surely = ${ $cost } ({ $by })
plan-costs-on-average = ${ $cost } on average ({ $by })
plan-by-distribution = calculated
plan-by-lot = ±${ $error }, { $rehearsals }
plan-by-sums = ±${ $error }, { $rehearsals } of each contest
plan-by-distributions = calculated for each contest
plan-one-rehearsal = 1 rehearsal
plan-rehearsals = { $n } rehearsals
plan-one-board = 1 board
plan-boards = { $n ->
        [one] { $n } board
       *[other] { $n } boards
    }
plan-none-in-time = { $contest }: with { $boards }, no risk-limiting audit, not even a full hand count, can be finished by the deadline ({ $deadline }) in nine audits of ten. The cheapest is { $method }, { $cost }.
plan-one-is-enough = 1 board would be enough.
plan-enough = { $boards } would be enough.
plan-no-boards = No number of boards would be enough.
plan-fewest-boards = {" "}The fewest boards are enough for { $method }: { $boards }, ${ $cost }.
plan-must-decide = {" "}More boards, longer days or a later deadline: the office or the law must decide.
plan-as-cheap = As cheap, as far as can be seen: { $methods }.
plan-ends-on = With { $boards } it ends on { $date }
plan-ends-by = With { $boards }, nine audits of ten end by { $date }
plan-takes = With { $boards } it takes { $days }
plan-takes-most = With { $boards }, nine audits of ten take no more than { $days }
plan-against = ; deadline: { $deadline }{ $met }
plan-met-by-law = , met with a chance of { $chance }
plan-met-in = , met in { $k } of { $rehearsals }
plan-never-met = , never met
plan-met-about = , met in about { $chance } of such audits
plan-report-is-wrong = In this scenario the reported outcome is wrong, which nobody knows before the audit: the plan takes it for right. Whatever limits the risk then ends in a full hand count with a chance of at least { $limit }: { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }, ${ $cost }.
plan-some-report-is-wrong = In this scenario not every reported outcome is right, which nobody knows before the audit: the plan takes all of them for right.
plan-as-it-is = As things are in this scenario, it would cost { $cost }.
plan-chosen-in-time = {" "}and is done in time in nine audits of ten
plan-chosen = Advised is the cheapest that limits the risk{ $in_time }.
plan-chosen-with-errors = Advised is the cheapest that limits the risk{ $in_time }, by the figures “with errors”.
plan-chosen-as-reported = Advised is the cheapest that limits the risk{ $in_time }, by the figures “with errors”; by those “if nothing is wrong” where this scenario’s report is wrong, which nobody knows before the audit.
plan-workdays = Boards work from Monday to Friday, on holidays too: move the dates where you close.
plan-every-day = Boards work every day, on holidays too.
plan-records-kept = { $methods }: they need a cast vote record for every card that leads back to that card, and this scenario says that the count keeps them. Where yours does not, say so (cast_vote_records = false at the stage, or [[audit.pools]]).
plan-other-rules = { $contests }: the title speaks of another rule, but the scenario counts the most votes. What is said of it, and of all contests together, holds only if the most votes win.
plan-chosen-late = {" "}and, where there is one, is done in time in nine audits of ten; where there is none, the cheapest of those that are late
plan-staff = Boards of { $people } people, { $boards } at a time, { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } a day{ $deadline }.
plan-what-clean = If nothing is wrong: the paper says what was reported of it, and boards read without a slip. What is known before the draw counts, such as cards without a record.
plan-what-errors = With errors: what the machines and the paper of this scenario hold, read by boards of the care “{ $care }”.
plan-no-errors = This scenario holds no error of machines or boards: with errors is the same as if nothing is wrong.
plan-discrepancies = With errors, comparisons are planned for discrepancies on these shares of cards instead: { $list } (o: overstated, u: understated; by 1 or 2 votes).
plan-columns = cards: looked up one by one, each once; ballots: tallied in batches or in a full hand count; both, hours and cost on average. 90 %: nine audits of ten take no more hours. all: the chance that every ballot is counted by hand in the end. in time: the chance of being done by the deadline. 19/20: in 19 of 20 rehearsals.
plan-column-ends = ends: the day by which nine audits of ten are done, with the boards that there are.
plan-as-plurality = Every contest is audited as plurality, whatever its title says: the most votes win.
plan-see-all = For every method that fits: --method all.
plan-contest-heading = { $contest }: { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    }, { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    }
plan-both-same = With or without errors
plan-if-nothing-wrong = If nothing is wrong
plan-with-errors = With errors
plan-col-cards = cards
plan-col-ballots = ballots
plan-col-hours = hours
plan-col-most = 90 %
plan-col-ends = ends
plan-col-cost = cost
plan-col-full = all
plan-col-in-time = in time
plan-all-by-laws = All figures are calculated, none rehearsed.
plan-some-by-lot = °: rehearsed by lot, or put together from rehearsals; how far off the mean cost may be (standard error): { $methods }. All others are calculated.
plan-counted-twice = Some ballots are counted twice: where the sample does not confirm, all { $all } are counted after it. Of such audits, in the sample on average: { $list }.
plan-twice-of = { $method } { $n }
plan-unknown = –: not known for { $methods }: the report is wrong in this scenario, so that no audit can be rehearsed as if nothing were wrong, and there is no calculation either.
plan-no-limit = †: no bound on the chance of confirming a wrong outcome; never advised.
plan-ballots-mean = Ballots: mean
plan-every-ballot = Every ballot counted
plan-boards-in-time = Boards that are enough
plan-outlooks-caption = { $contest }: what each method takes; nine audits of ten take no more than the columns of 90 %
plan-full-by-hand = a full hand count
plan-full-count-of-all = a full hand count of all contests in one pass
plan-one-sample-by = one sample for all contests, by { $method }
plan-each-alone = each contest by itself ({ $list })
plan-way-each = each by itself
plan-one-pass = full hand count in one pass
plan-method-for = { $method } for { $contests }
plan-so-many-contests = { $n ->
        [one] { $n } contest
       *[other] { $n } contests
    }
plan-all-together = All { $n ->
        [one] { $n } contest
       *[other] { $n } contests
    } together
plan-all-bound-contests = All { $n ->
        [one] { $n } contest
       *[other] { $n } contests
    } that must be confirmed, together
plan-one-by-one = Each contest as if it alone were audited:
plan-together-heading = All contests together
plan-together-rows = The row of a method: one sample for all contests; contests that the method does not fit are counted by hand in one pass. each by itself: each contest by the cheapest method for it alone, a ballot counted once for each; those that are counted in full, in one pass. all: the chance that at least one contest is counted in full.
plan-rests-heading = What these figures rest on
plan-no-cheaper-in-time = {" "}Others are cheaper, but not done in time.
plan-lie-of = { $contest }, { $method }: { $unit }
plan-first-cards = First round of { $method }: { $cards }; { $why }.
plan-first-draws = First round of { $method }: { $draws }, { $cards }; { $why }.
plan-first-batches = First round of { $method }: { $draws }, { $batches } with { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    }; { $why }.
plan-one-card = 1 card
plan-so-many-cards = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }
plan-one-draw = 1 draw
plan-so-many-draws = { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }
plan-one-batch = 1 batch
plan-so-many-batches = { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    }
plan-does-not-fit = Does not fit: { $methods }: { $why }.
plan-lie-heading = Where the cards lie (first round of what is advised; `recount draw` lists the cards themselves):
plan-place = place
plan-containers = containers
plan-batches-head = batches
plan-cards-head = cards
plan-expected = expected
plan-of-draws = 95 % of draws
plan-from-to = { $least } to { $most }
plan-more-places = { $n } more places

## What each audit method does, and how each engine makes its trials, in English.

procedures-rule-plurality = the most votes win, one seat or several
procedures-rule-approval = a voter marks every name that is acceptable, and the most marks win
procedures-rule-supermajority = whoever has a stated share of the valid votes wins; of two names the first passes or fails
procedures-rule-dhondt = seats of lists by the highest averages, votes over 1, 2, 3 (D'Hondt, Jefferson); `share` is the threshold
procedures-rule-sainte-lague = seats of lists by the highest averages, votes over 1, 3, 5 (Sainte-Laguë, Webster); `share` is the threshold
procedures-rule-hamilton = seats of lists by whole quotas and largest remainders (Hamilton, Hare); `share` is the threshold
procedures-rule-borda = points for ranks: of n candidates n − 1 for the first, one less for the next (Borda)
procedures-rule-score = a score for each candidate, and the highest sums win
procedures-rule-star = scores, then a runoff of the two highest by who is scored higher on more ballots (STAR)
procedures-points-unranked-none = of n candidates the first has n − 1 points, each next one less; those not ranked have none
procedures-points-shared = 2 points for each candidate ranked below, 1 for each who is level; those not ranked share what is left
procedures-points-modified = the first has as many points as the ballot ranks candidates, each next one less (modified Borda count)
procedures-rule-condorcet = whoever is preferred to each other candidate wins; where nobody is, the named completion decides
procedures-elimination-one-by-one = the candidate with the fewest votes
procedures-elimination-batch = all who together have fewer votes than the next one (San Francisco Charter 13.102(e), Minneapolis 167.60(c))
procedures-elimination-batch-or-level = all who together have no more votes than the next one; two always remain (New York City Charter 1057-g(e))
procedures-completion-schulze = the strongest beat paths, by winning votes (Schulze 2011)
procedures-completion-schulze-margins = the strongest beat paths, by margins (Schulze 2011)
procedures-completion-ranked-pairs = pairs are locked from the largest margin on, but none that closes a circle (Tideman 1987)
procedures-completion-minimax = the smallest worst defeat, by margins (Simpson, Kramer)
procedures-completion-irv = instant runoff among all
procedures-completion-smith-irv = instant runoff among the fewest who each beat everybody else
procedures-completion-black = the most Borda points; those not ranked share the points that are left (Black 1958)
procedures-rule-instant-runoff = ranked choice for one seat: the last goes out, round by round, until one has a majority (IRV)
procedures-rule-single-transferable-vote = several seats from rankings by quota and transfers (STV); a sample can check it where statements are found
procedures-rule-top-two = more than half of the valid votes win; where nobody has them, the first two go on to a second round
procedures-method-polling = ballot polling: reads cards by lot until the reported winners lead beyond chance (ALPHA)
procedures-method-bravo = ballot polling: reads cards by lot until they favour the reported shares over a tie (BRAVO)
procedures-method-eor-bravo = ballot polling: BRAVO's ratio of the whole sample, looked at only where a round ends
procedures-method-minerva = ballot polling: how rare a sample this good or better is in a tie, looked at only where a round ends (Minerva)
procedures-method-athena = ballot polling: Minerva, and the sample itself must favour the report over a tie (Athena)
procedures-method-providence = ballot polling: BRAVO's ratio of earlier rounds times Minerva's of the new one; rounds of any size (Providence)
procedures-method-bayes-polling = ballot polling: how likely an upset still is, by the cards read and a prior
procedures-method-awaire = ballot polling of an instant runoff without any records: reads cards by lot until every order of elimination that elects another is refuted (AWAIRE)
procedures-method-ballot-comparison = ballot-level comparison: reads cards by lot and compares each with its own cast vote record
procedures-method-super-simple = ballot-level comparison as in Colorado: four counts of discrepancies and one formula (Kaplan-Markov)
procedures-method-mismatch = ballot-level comparison that asks only whether a card agrees with its record, until fewer differ than another outcome would take
procedures-method-batch-comparison = batch comparison: draws batches by how far off they may be, tallies each by hand, one formula (MACRO)
procedures-method-batch-assertions = batch comparison, pair by pair: draws batches by how far off they may be, tallies each by hand, and bets
procedures-method-one-audit = ONEAudit: reads cards by lot, compares each with its own cast vote record or, where it has none, with the average of its pool
procedures-method-stratified = stratified: draws from each stratum apart, compares where there are records or sums, polls where there are none, and tests all together (union of intersections)
procedures-method-suite = SUITE: compares cards of the stratum with cast vote records, polls the stratum without, and combines both by Fisher's rule
procedures-method-bayes-comparison = Bayesian comparison: compares cards with their cast vote records until it is improbable, under its prior, that somebody else won
procedures-method-fixed-percentage = a fixed share of the batches by lot, tallied by hand and compared with their reported tallies
procedures-method-random-precincts = batches by lot, as many as the margin asks for, tallied by hand and compared with their reported tallies
procedures-method-retabulation = the scanners' images counted again by other software; no paper is looked at
procedures-method-machine-recount = all paper through the same machines again, by the same programme or a fresh one; no ballot is read by people
procedures-method-full-hand-count = every ballot counted by hand; that count stands
procedures-promise-risk-limit = if boards read what is marked, a wrong outcome is confirmed with a chance of at most the risk limit
procedures-promise-posterior = no risk limit but a posterior: by the sample and the prior, an outcome that it confirms is wrong with a chance of at most the limit; how often a wrong outcome would be confirmed is not bounded
procedures-promise-nothing = no bound on the chance that a wrong outcome is confirmed
procedures-promise-full-count = every ballot is counted by hand
procedures-engine-auto = for each contest and method the first of those below that supports it
procedures-engine-jumps = leaps from discrepancy to discrepancy in comparisons of single cards: the same audits, many times as fast
procedures-engine-rounds = draws at once how many cards of each kind a round holds, for polls that are judged where rounds end
procedures-engine-strides = takes 64 cards at once in polls by truncated shrinkage (ALPHA): the audits of cells, several times as fast
procedures-engine-words = counts 64 cards and more at once in polls by BRAVO: the same distribution as cells, from draws of its own
procedures-engine-cells = draws from counts of cards that are alike: the cost of a trial does not grow with the number of cards
procedures-engine-cards = draws the cards themselves, the same for every method: supports all, and its first trial is the audit of a single run
procedures-engine-exact = no trials: the distribution of the audit itself, where it is known, and how exact it is

## What scenarios, grids and counts may say: what was found, and what is allowed, in English.

rules-allowed = allowed: { $rule }
rules-needed = needed: { $rule }
rules-rule-statewide = { $answer }, or leave it out, for this office
rules-found-votes-left = { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } left
rules-rule-marks-need = marks and slates need { $n }
rules-rule-marks-given = the marks given already need { $n }
rules-rule-blank-over = at least the { $n } that are blank or overvoted
rules-rule-more-blank = { $n } more would be blank
rules-found-left-for = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } left for { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    }
rules-rule-least-votes = at least the { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } for { $contest }
rules-rule-given-blank = given as blank or overvoted: { $n }
rules-found-spare = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    }, { $spare } without a valid vote
rules-rule-add-up = votes, blank and overvoted ballots of { $contest } add up to { $n }
rules-rule-no-overvote = 0, since { $contest } has no more names than votes allowed
rules-found-overvoted = overvoted ballots
rules-rule-more-ballots = more ballots for the { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    } of { $contest }
rules-found-ballots-left = { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } left
rules-found-ballots = { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    }
rules-found-votes = { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
rules-found-no-ballots = no ballots
rules-rule-votes-a-ballot = needed, since { $contest } allows { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    } a ballot
rules-rule-cells = at most { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } in all contests together, each from its first to its last
rules-found-batches = { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    }
rules-rule-batches-between = from { $low } (one for each group of ballots) to { $high } (one for each ballot, and not more than { $most })
rules-rule-fewer-than = 0 to { $n }, fewer than there are
rules-rule-law-method = "{ $method }" among the methods
rules-rule-more-than-1 = more than 1 and at most 100
rules-rule-see-examples = see `recount risk --examples`
rules-found-empty-list = an empty list
rules-rule-on-each = at most { $n } on each of { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    }
rules-found-faults = { $n ->
        [one] { $n } fault
       *[other] { $n } faults
    }
rules-found-no-contest = no contest
rules-rule-no-plus = a name without " + " that is not "blank" or "overvoted"
rules-found-no-number = no number
rules-rule-one-seat = 1 with { $rule }
rules-rule-share-of-votes = a share of the valid votes above 0 and below 1, such as 0.6 or "2/3", with at most six decimals
rules-found-a-share = a share
rules-rule-contest-of-two = a contest of two names
rules-rule-share-beside = only beside one of these: { $rule }
rules-rule-ranks-at-most = at most { $n ->
    [one] 1 rank
   *[other] { $n } ranks
 }, as the paper has no more
rules-found-ranks = { $n ->
    [one] 1 rank
   *[other] { $n } ranks
 }
rules-rule-rankings-or-votes = votes, rankings or scores of { $contest }, whichever its rule asks for, once; not { $key }
rules-rule-rankings-here = { $key }.{ $contest }, as its paper is a grid
rules-rule-scores-only = only where the rule goes by scores
rules-rule-score = a name and a score from 1 to { $most }, such as "Ada 3"
rules-found-votes-by-name = votes by name
rules-found-a-key = this key
rules-rule-ranked-only = only where the rule is a ranked one
rules-rule-ranks-from = 1 to { $most }
rules-rule-one-of = one of { $names }
rules-rule-ranked-contest = a contest whose rule is a ranked one
rules-rule-another-rank = another rank than the first
rules-rule-another-rule-set = another rule set than the contest's own
rules-found-no-method = no method
rules-rule-one-card = at least one card
rules-found-no-files = no files of records
rules-rule-election-from = "[election] from", with the files
rules-rule-open-files = the records of these files: a program that uses the library gives them to the scenario
rules-rule-only-with-files = only beside "[election] from"
rules-rule-paper-of-files = nothing here: the paper is in the files of "[election] from"
rules-found-open-contest = nothing on how "{ $contest }" is decided, and the files do not say how many may be marked
rules-rule-contest-rule = a [[contest]] for each contest, with its rule
rules-found-several-marks = no seats, and { $n } names may be marked
rules-rule-seats-given = the number of seats
rules-found-summed-rows = { $n ->
        [one] 1 row that sums several cards
       *[other] { $n } rows that sum several cards
    }
rules-rule-summed-rows = "summed_rows" here, to go on without the cards of these rows
rules-found-marks-not-stated = files that do not state how many may be marked; the most that a card shows is { $n }
rules-rule-marks-stated = the number that the ballot states
rules-found-alike-choices = choices of { $contest } that look alike, { $names }
rules-rule-alike-choices = "one" where choices that look alike are one choice, "apart" where they are several
rules-found-hidden-votes = { $n ->
        [one] 1 contest on a card whose votes are not shown or are void
       *[other] { $n } contests on cards whose votes are not shown or are void
    }
rules-rule-hidden-votes = "hidden_votes" here, to take these as blank
rules-rule-batch-name-once = every batch with a name of its own, beside its tabulator
rules-found-without-name = votes for "{ $name }"
rules-rule-every-choice = each choice of the files for which there are votes
rules-found-no-rule-set = no rule set for ranked marks
rules-found-no-completion = no completion
rules-rule-sheets = { $low } to { $high } sheets
rules-found-sheets = { $n } sheets
rules-found-names = { $n ->
        [one] { $n } name
       *[other] { $n } names
    }
rules-rule-all-names = all { $n ->
        [one] { $n } name
       *[other] { $n } names
    } of { $contest }, each once
rules-found-no-stage = no stage
rules-found-first-stage = the first stage
rules-rule-base = base = a stage with counts of its own, which a mean has not
rules-found-start = a start from { $stage }
rules-found-nothing-left = no batch left to count
rules-rule-read-and-mark = read_and_mark, since { $contest } allows several votes a ballot
rules-found-key-of-stage = a key of { $kind } stages
rules-rule-in-stages = allowed in stages by = { $kind }
rules-found-ruling = a part of a ruling
rules-found-beside-mean = faults, checks or a scope beside it
rules-rule-mean-alone = mean_of alone
rules-rule-1-or-2 = { $low } or { $high }
rules-rule-0-or-more = 0 or more
rules-found-no-paper = no paper
rules-rule-less-overvotes = less than 0.9 with overvotes
rules-rule-unit-way = each unit and way of voting once in all [[spread]] and [[paper]] entries, or an id in [[paper]]
rules-rule-votes-here = votes of this contest in the same entry, of which these are a part
rules-found-no-votes = no votes
rules-found-twice = { $name } twice
rules-rule-overvotes-go = at most { $n ->
        [one] { $n } name
       *[other] { $n } names
    }; overvotes go under votes
rules-rule-votes-style = votes for { $contest }, which is on ballot style { $style }
rules-found-none-for = none for { $contest }
rules-rule-records-batches-polling = records of single cards, which that count does not leave; allowed: "batches", "polling"
rules-rule-records-batches-none = records of single cards, which that count does not leave; allowed: "batches", "none"
rules-rule-has-records = has_records = true, or leave that key out
rules-rule-pooled = { $pooled } of its { $all ->
        [one] { $all } batch
       *[other] { $all } batches
    } are in pools, which know no single card; allowed: "batches", "polling"
rules-rule-beside-pools = "batches" or "none" beside pools or strata
rules-rule-rounds-wait = rounds, since all contests wait for one another
rules-found-beside-sample = true beside one_sample
rules-found-a-list = a list
rules-rule-one-sample = one_sample = true
rules-rule-under-expected = allowed under expected; a published figure has a source
rules-found-expected-key = a key of expected figures
rules-found-no-source = no source
rules-found-mean-part = a part of a mean
rules-rule-whole-figures = figures of the whole
rules-rule-or-more-votes = 0 or more votes
rules-found-band = a band without a reason
rules-rule-because = because = "why"
rules-rule-under-published = allowed under published; an expected figure says how it follows (by_hand)
rules-found-published-key = a key of published figures
rules-rule-how-follows = how the figures follow from the scenario's numbers
rules-rule-with-where = allowed with where: tally, votes, ballots, change, percent
rules-found-margin-part = a margin, winners or set_aside of a part
rules-found-no-batch = no batch
rules-found-part-of = a part of { $unit }
rules-rule-whole-units = whole reporting units
rules-found-cells = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }
rules-rule-with-it = with it: { $other }
rules-rule-with-it-says = with it the scenario says at { $place_at } what it cannot: { $complaint }
rules-found-this-value = this value
rules-rule-empty-list = { $key } is an empty list
rules-rule-only-one = { $key }, the only one
rules-rule-neither = { $key } is neither a table nor a list
rules-rule-question-grid = the first line is a comment (#) with the question the grid answers
rules-rule-question = the first line is a comment (#) with the question the scenario answers
rules-found-no-question = no question
rules-found-open-choice = an open choice, "?"
rules-rule-choose = a value in its place; the lines above it say which
rules-found-axes = { $n } axes
rules-rule-grid-or-axis = { $key } either for the whole grid or as an axis
rules-found-values = { $n } values
rules-rule-finite = numbers that are finite, text, lists and tables; a date as text
rules-found-labels = { $labels } labels for { $values } values
rules-rule-beside-stray = allowed beside stray or crease, whose darkness it is
rules-rule-write-in-line = only where { $contest ->
        [one] { $contest } name
       *[other] { $contest } names
    } its write_in_line
rules-found-written = a written name
rules-rule-table = a table in {"{"} {"}"}
rules-rule-list = a list in [ ]
rules-rule-date-alone = a date without a time, such as { $day }
rules-rule-no-controls = text without control characters
rules-rule-number = a number
rules-rule-true-false = true or false
rules-found-the-key = the key { $key }
rules-rule-key-needed = the key { $key } is needed here
rules-found-no-kind = no kind
rules-found-no-key = no { $key }
rules-rule-whole-range = a whole number from { $low } to { $high }
rules-found-no-units = no units
rules-rule-weights = one weight, or { $n } weights, each up to 4,294,967,295
rules-rule-starts-or-later = { $day } (starts) or later
rules-rule-0-below = 0 or more, below { $n }
rules-found-misreads = { $rate }, which misreads about { $n } targets
rules-rule-about-most = about { $n } at most
rules-found-sheets-of = contests on different sheets of style { $style }
rules-rule-shift = from { $low } to { $high }, or from { $low2 } to { $high2 }
rules-found-typed-adds = typed and adds
rules-found-no-typed-adds = neither typed nor adds
rules-rule-one-needed = one of the two is needed
rules-found-no-numbers = no numbers
rules-found-the-stage = the stage { $stage }
rules-rule-mean-upper = a mean from 0 to upper
rules-rule-leave-out = to leave it out: the audit takes it from the report
rules-found-a-figure = a figure
rules-found-steps = { $n } values and a bet that together take { $steps } steps
rules-rule-steps = values times parts of the bet up to 300,000,000 steps
rules-rule-rates-half = rates from 0 to 0.5
rules-found-both-neither = both or neither
rules-rule-lambdas-bets = one of "lambdas" and "bets"
rules-rule-many-bets = 1 to 10,000 bets
rules-rule-weights-each = one for each, at least 0, not all 0
rules-found-weights = { $n } weights
rules-found-bets = { $n } bets
rules-rule-many-values = 1 to 10,000 values
rules-rule-more-than-loser = more votes than the loser's
rules-rule-number-or-fraction = a number, or a text like "2/3" with whole numbers up to 10^12
rules-rule-number-or-text = a number, or a text like "2/3"
rules-rule-fraction = a fraction of at most 1
rules-rule-most-values = at most 10,000,000 values
rules-rule-population = from the number of values (at least 1) to 2^40
rules-rule-upper = 10^-12 to 10^12, such as 1
rules-rule-below-upper = above 0 and below upper
rules-rule-nine-digits = a size at which the values still have nine digits
rules-rule-not-so-far = not so far below upper, or exact fractions throughout
rules-batch-on-no-list = on no list
rules-error-no-shard = no shard is there to merge
rules-rule-gamma = more than 1 and less than 1,000,000
rules-rule-whole-least-0 = a whole number, at least 0
rules-rule-object = an object {"{"}…{"}"}
rules-rule-of-near = { $known } (did you mean { $near }?)
rules-found-in = { $found } in { $group }
rules-found-method-for = { $method } for { $stage }
rules-rule-in-stages-or = allowed in stages by = "machine" or "hand"
rules-error-tie = { $where }: found a tie at the last seat, which only a full hand count can settle
rules-error-says = { $where }: { $why }
rules-error-unknown = { $where }: unknown; allowed: { $rule }
rules-error-too-many = { $where }: too many for a law without replacement
rules-error-too-many-pair = { $where }: too many for a law without replacement; allowed: at most { $n } of the pair
rules-error-no-pair = { $where }: found no pair
rules-rule-not-drawn = no audits of it are drawn here
rules-found-beside-sample-given = beside a sample
rules-found-beside-pairs = beside several pairs
rules-found-more-than-two = more than two names beside { $method }
rules-found-names-seats = { $n ->
        [one] { $n } name
       *[other] { $n } names
    } for { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    }
rules-found-no-count-for = no count for { $name }
rules-found-no-lead = no lead
rules-found-less-than-vote = less than one vote
rules-found-with-method = { $value } beside { $method }
rules-found-of-them = { $n } of them
rules-found-not-rising = one that is not larger than the one before
rules-found-cards = { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }
rules-found-list-of-rounds = a list of rounds
rules-found-rounds = { $n ->
        [one] { $n } round
       *[other] { $n } rounds
    }
rules-found-pairs = { $n } pairs
rules-found-ballots-of = { $n } of { $all ->
        [one] { $all } ballot
       *[other] { $all } ballots
    }
rules-found-more-than-cards = more than one for each card
rules-rule-with-replacement = with replacement
rules-rule-votes-of-batches = the votes of each batch alone
rules-rule-every-ballot = at most { $n } where every ballot is looked at
rules-rule-ballots-of-batch = at most the { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } of the batch
rules-rule-count-for-each = a count for every candidate, 0 where there is none
rules-rule-on-each-of-batch = at most { $seats } on each of the { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } of the batch
rules-rule-more-names = more names than seats
rules-rule-more-names-or-margin = more names than seats, or margin
rules-rule-batches-pairs = batches times pairs of at most { $n }
rules-rule-at-most-beside = at most { $n } beside { $method }
rules-rule-at-most-this-method = at most { $n } beside this method
rules-rule-two = two
rules-rule-votes-to = { $votes } (the votes) to { $most }
rules-rule-more-for-winner = more votes for the winner
rules-rule-with = with { $list }
rules-rule-seed = some text without blanks before or behind it
rules-rule-rising = cumulative ballots, rising
rules-rule-above-1 = more than 1
rules-rule-population-cards = the cards in the population
rules-rule-a-lead = a lead
rules-rule-one-object = one object, since rounds do not matter to ALPHA
rules-rule-cards-for-nobody = a whole number of cards for nobody
rules-rule-at-most-the = at most the { $n } there are
rules-rule-at-least-discrepant = at least the cards with a discrepancy
rules-rule-at-most-cards-there = at most the { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } there are
rules-rule-object-numbers = an object with whole numbers for { $list }
rules-rule-without-one = without one
rules-rule-fixed-rounds = with minerva and athena, whose rounds are fixed before the first draw
rules-rule-beside-one = beside one, since they count its ballots
rules-note-two = { $why }; { $note }
rules-note-law-cut = the law is exact up to { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }; beyond, it takes more than bounded work: expected counts no more than that many cards for an audit that goes on
rules-note-upset = an upset probability is no risk limit: with a tie, this rule stops more often than its limit says
rules-note-without-end = sizes of rounds take the ballots to be without end
rules-note-order = the P-value depends on the order of the cards, which is not given: they are taken as evenly mixed
rules-note-by-lot = expected and quantiles are drawn by lot, with their errors beside them
rules-note-no-lot = the law takes more than bounded work, and so do audits drawn by lot: too many draws each
rules-note-fixed-rounds = rounds of this method must be fixed before the first draw: the next is that of the schedule given as rounds, or half as many ballots again as so far
rules-note-counts-alone = from the counts alone: ballot by ballot, the order may have stopped the audit before its last ballot
rules-found-all-measured = every audited contest that somebody can lose
rules-rule-one-drawn-for = one of them left out of this list, since cards are drawn only for contests that are not in it
rules-found-alike = { $one } and { $other }, which look alike
rules-rule-apart = names that differ in more than capitals, blanks or signs that nobody sees
rules-rule-apart-letter = names that differ in more than capitals, blanks or signs that nobody sees (letter { $n } of { $name } is U+{ $letter }, { $script })
rules-rule-seen = a name that people can see
rules-script-latin = Latin
rules-script-cyrillic = Cyrillic
rules-script-greek = Greek
rules-script-no-width = without width

## What is wrong with questions about somebody else's audit, and with the bets they name, in English.

answered-nobody = Nobody is elected: nobody reaches the share that is needed.
answered-elected = { $n ->
    [one] Elected: { $names }.
   *[other] Elected, { $n } seats: { $names }.
 }
answered-tied = Level: { $names }. Name whom the office's lot put out with --lot.
answered-second-round = Nobody has more than half: { $names } go on to a second round.
answered-tied-by-law = Level: { $names }. What settles it cannot be given here.
answered-possible = Depending on how ties are settled, these could win: { $names }.
answered-no-statements = Only a full hand count can check this contest: { $why }.
answered-uncontested = Nobody can lose, so that there is nothing to prove.
answered-changed = { $n ->
    [one] 1 changed ballot lets
   *[other] { $n } changed ballots let
 } somebody else win or tie, and fewer do not.
answered-changed-at-least = With fewer than { $n } changed ballots the same candidates win; how many more it takes is not known.
answered-changed-at-most = { $n ->
    [one] 1 changed ballot is
   *[other] { $n } changed ballots are
 } known to be enough.
answered-statements = { $n ->
    [one] An audit has to prove 1 statement:
   *[other] An audit has to prove { $n } statements, the hardest first:
 }
answered-statement = { $says }: true by { $margin }

questions-the-question = the question
questions-json-says = { $says }
questions-missing = missing
questions-unknown = unknown; allowed: { $rule }
questions-twice = found twice; allowed: once
questions-more-values = found more than 10,000,000 values; allowed: at most that number in one question
questions-long-line = found a line longer than { $n } bytes; allowed: at most that number
questions-found-more-than = more than { $n }
questions-found-empty-name = an empty name
questions-found-twice-trimmed = { $name } twice, blanks at the ends left out
questions-rule-a-name = a name
questions-rule-text = a text
questions-rule-another = another
questions-rule-named-object = {"{"}"name": one of { $names }, …{"}"}
questions-found-as = found { $what }
questions-strata-bands = { $bands } bands; allowed: 1 to { $most }
questions-strata-none = no strata; allowed: at least 1
questions-strata-means = means from { $low } to { $high } of upper; allowed: from 0 to 1, the smaller first
questions-strata-means-left = means from { $low } to { $high } of upper; allowed: some that the sample leaves, from { $least } to { $most }
questions-strata-never = strata whose means never make { $mean } of upper; allowed: ranges that hold the null
questions-strata-work = { $n } { $what } × { $draws } draws; allowed: at most { $most } of both together
questions-strata-of-bands = bands
questions-strata-of-vertices = vertices
questions-strata-of-pieces = pieces of the null
questions-exact-draws = { $draws } draws; allowed with "exact" and this bet: up to { $most }
questions-exact-fisher = the combination "fisher"; allowed with "exact": product (or a number of bands)
questions-exact-bets = a bet for each stratum; allowed with "exact": one for all (or a number of bands)
questions-exact-bet = this bet; allowed with "exact": fixed, predictable_plugin, kaplan_wald, and inverse_eta with replacement (or a number of bands)
questions-exact-allocation = an allocation that listens to the hypothesis; allowed with "exact": { $names } (or a number of bands)
questions-exact-strata = { $n } strata; allowed with "exact" and this bet: up to { $most }
questions-exact-no-vertex = { $n } strata whose weakest hypothesis is no vertex of the null; allowed with "exact": two strata (or a number of bands)
questions-strata-allocation = { $n } strata beside an allocation that listens to the hypothesis; allowed: two strata, or { $names }
questions-strata-steps = { $n } strata, { $bands } bands and { $draws } draws; allowed: K · bands² · draws up to 10^9
questions-rounds-too-long = so many and so large rounds that their exact distribution takes more than { $n } steps
questions-no-object = found no JSON object; needed: { $shape }
questions-missing-needed = missing; needed: { $rule }
questions-rule-some-assertion = at least one statement
questions-rule-another-name = another name than the winner's
questions-rule-both-continue = a list with both of them
questions-rule-one-of-two = one of it and { $other }
questions-rule-lots = names that were level with others
questions-one-of = one of { $names }
questions-found-it-beside = it beside { $other }
questions-rule-kaplan-kolmogorov = with kaplan_kolmogorov, its test without replacement
questions-rule-kept-back = at least 0, and below 1 for kaplan_wald
questions-rule-alternative-mean = the alternative mean, above null_mean
questions-rule-most-votes = at most { $n } votes
questions-rule-more-than-the-loser = more votes for the winner than for the loser
questions-rule-fewer-rounds = fewer or smaller ones
questions-rule-above-0 = above 0
questions-rule-ballots-of-round = at most the { $n } ballots of the round
questions-rule-ballots-in-all = at most { $n } ballots in all
questions-rule-diluted-to-1 = a diluted margin above 0 and at most 1
questions-rule-with-limit = together with a risk_limit
questions-note-closed-form = Stark's closed form, { $n } above least, which is the first sample whose P-value is at most the risk limit
questions-rule-rates-per-card = discrepancies per card, from 0 to 1
questions-less-than-least = less than 1e-300
questions-found-strata = { $n } strata
questions-rule-strata = 1 to 64 strata
questions-rule-bands = a whole number from 1 to 100,000, or "exact"
questions-rule-values-of-all = at most 1,000,000 values in all samples
questions-rule-at-most-what = at most { $n }, { $what }
questions-what-counted-exactly = what is counted exactly
questions-what-of-contest = the ballots of the contest
questions-what-of-stratum = the ballots of the stratum
questions-what-of-stratum-once = the ballots of the stratum, without replacement
questions-what-not-for-winner = the ballots not for the winner
questions-what-drawn = the ballots drawn
questions-what-drawn-not-for-winner = the ballots drawn and not for the winner
questions-rule-discrepant-ballots = at least the ballots with a discrepancy
questions-rule-sum-of-strata = { $n }, the sum of both strata
questions-rule-more-than-of-loser = more than the { $n } of the loser
questions-found-candidates = { $n ->
        [one] { $n } candidate
       *[other] { $n } candidates
    }
questions-rule-two-candidates = at least 2, 0 for who has no votes (where one stands, nobody can lose: nothing to audit)
questions-note-prior = the prior alone, before a ballot is read, holds an upset to be no likelier than { $chance }: at a limit of that much or more it decides without evidence
questions-rule-1000-candidates = at most 1 000 candidates
questions-rule-in-sample-or-prior = a candidate in sample or prior
questions-rule-weight = from 0.000001 to 1 000 000 000 ballots for each candidate
questions-rule-most-ballots = at most 1 000 000 000 000 ballots
questions-rule-ballots-in-sample = at least the ballots in the sample
questions-rule-vote-pairs = at most 1 000 pairs of a reported and an actual vote
questions-rule-names = 1 to 1,000 names
questions-rule-candidate-names = names of candidates
questions-rule-candidate-once = every candidate once
questions-rule-card = a list of candidates, "phantom", or null
questions-rule-assertion-pairs = at least 1, and for all assertions together at most 2,000,000 pairs
questions-rule-with-style = with style, only cards whose record carries the contest are drawn for it
questions-rule-of-candidates = from 1 to the { $n } candidates
questions-a-bet = a bet
questions-this-rule = this rule
questions-rule-default-bet = with the default bet; bet.risk_limit for another adaptive one
questions-rule-share-exceeded = the share to be exceeded, such as "2/3"
questions-rule-one-exceeds = one candidate who exceeds the share
questions-rule-share-above-0 = above 0 (at least 10^-6) and below 1
questions-rule-by-records = at most { $margin } by the records of these cards, over { $loser } among { $cards } cards
questions-all-others = all others
questions-rule-diluted = a diluted margin from 10^-12 to the most that the assorter can have
questions-rule-pairs-and-units = at least the number of pairs, and below 2^60 units
questions-or-combined = { $why }; batches that were tallied as one are named in combined, [{"{"}"id": …, "batches": […]{"}"}], and sample names the id
questions-rule-ballots-of-batches = at most 1 000 000 000 000 ballots in all batches
questions-rule-batches-candidates = batches times candidates of at most 20 000 000
questions-batch = batch { $name }
questions-found-no-candidate = no candidate
questions-rule-reported = 1 to the { $n } that are reported
questions-rule-batch-once = every batch once
questions-rule-batch-of-ballots = a batch that ballots names
questions-rule-most-batches = at most 1 000 000 batches
questions-rule-runoff = 1 where runoff is true
questions-rule-runoff-votes = 1 where runoff is true: a majority is one of ballots with a vote
questions-rule-ballots-of = at most the { $n } ballots of { $batch }
questions-rule-votes-on-each = at most { $n } on each of the { $ballots } ballots of { $batch } (votes_allowed, ballots)
questions-found-no-count-in = no count for { $name } in batch { $batch }
questions-rule-tallied-as-one = { $name }, as which it was tallied, with the draws of all its batches as times
questions-rule-auditable = a batch that is not in unauditable
questions-rule-one-hand-count = one hand count of a batch, whatever its times
questions-rule-named-by-sample = one that the sample names
questions-rule-own-name = a name that no batch and no other combination has
questions-rule-two-batches = at least 2 batches that were tallied as one
questions-found-which-is-in = { $batch }, which is in { $other }
questions-rule-batch-in-one = every batch once, in one combination
questions-rule-batches-pairs = batches times pairs of candidates of at most 5 000 000

## Rounds, margins and statements of ranked counts, in English.

runoff-seats-of = { $who } { $n ->
    [one] (1 seat)
   *[other] ({ $n } seats)
 }
runoff-for-second-round = { $who } for a second round
runoff-nobody-wins = nobody
runoff-rounds-heading = Round by round
runoff-rounds-of-paper = The paper, round by round. Tables of counts show first preferences; who is ahead is said of the last round.
runoff-candidate = candidate
runoff-round = round { $n }
runoff-inactive = inactive
runoff-inactive-n = { $n } inactive
runoff-picture-caption = Ballots of each candidate in each round
runoff-round-ends = Round { $n }: { $who } out.
runoff-round-elects = Round { $n }: { $who } elected.
runoff-goes-out = out
runoff-is-elected = elected
runoff-transfers-summary = Where the ballots went
runoff-after-round = after round
runoff-from = from
runoff-to = to
runoff-ballots = ballots
runoff-nobody = nobody (inactive)
runoff-undeclared = Undeclared, so that nobody can elect them: { $names }. Their marks are not among the votes shown.
runoff-who-goes-out = Who goes out in a round: { $who }.
runoff-tie-to-elect = Round { $round }: { $names } were level, and one was to be elected.
runoff-tie-of-surpluses = Round { $round }: { $names } were level above the quota, and one surplus had to move first.
runoff-tie-for-last = Round { $round }: { $names } were level for last.
runoff-tie-elected = By { $by } { $who } was elected.
runoff-tie-moved-first = By { $by } it was that of { $who }.
runoff-tie-out = By { $by } { $who } went out.
runoff-by-lot = the lot that the file states
runoff-by-round = the votes of round { $round }, the last before in which they were not level,
runoff-tie-open = Nothing in the file settles it: the count stops here.
runoff-changed-exact = Margin in ballots: { $n ->
    [one] 1 changed ballot lets
   *[other] { $n } changed ballots let
 } somebody else win or tie.
runoff-changed-at-least = Margin in ballots: at least { $n }. With fewer changed ballots the same candidates win; whether so few can alter it is not known.
runoff-margins-heading = Three margins
runoff-margin-true = True margin: { $n ->
    [one] 1 ballot changed
   *[other] { $n } ballots changed
 } could let somebody else win or tie, and no fewer.
runoff-margin-between = True margin: between { $least } and { $most } changed ballots could let somebody else win or tie; the search ended before it knew more.
runoff-margin-last-round = Last-round margin: { $n }, half the lead in the last round. It is often taken for the margin, and the true one may be smaller.
runoff-margin-of-statements = Margin of the statements: { $n }, half of { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
 }, the smallest lead that an audit has to prove. It is never above the true margin.
runoff-statements-heading = What an audit has to prove
runoff-statements = { $n ->
    [one] 1 statement is enough: if it is true of the paper, nobody else can have won.
   *[other] { $n } statements are enough: if all are true of the paper, nobody else can have won.
 }
runoff-no-statements = What an audit has to prove: { $why }.
runoff-says-before = { $winner } does not go out before { $loser }: { $more } first preferences, against { $fewer } ballots that put { $loser } above { $winner }.
runoff-says-next = Where { $names } go on, { $winner } has more ballots than { $loser }: { $more } against { $fewer }.
runoff-statement = ({ $n }) { $says } Rules out: { $endings }.
runoff-statement-only = ({ $n }) { $says }
runoff-more-statements = and { $n } more; the page and the JSON document have all.
runoff-is-optimal = The hardest statement is as easy as any sufficient set can have it: proved.
runoff-not-optimal = The search ended before it proved that no sufficient set has an easier hardest statement.
runoff-is-fewest = No fewer statements suffice.
runoff-not-fewest = At least { $n } statements are needed; whether so few suffice is not known.
runoff-tree-summary = How else it could have ended, and what says no
runoff-tree-note = Read each branch from its end: who would have won, who would have gone out right before, and so on. A branch ends where a statement rules it out. Every branch ends so: together the statements leave one winner.
runoff-tree-cut = The tree is not shown in full: it has too many branches.
runoff-would-win = { $who } wins:
runoff-out-before = right before, { $who } goes out:
runoff-ruled-out-by = no, by { $n }
runoff-as-above = as at { $ending }
runoff-not-followed = not shown further
runoff-rounds-by-quota = The paper, round by round: { $votes } votes elect, the quota. Tables of counts show first preferences.
runoff-rounds-by-falling-quota = The paper, round by round: { $votes } votes elect in the first round, the quota; it falls as ballots run out of names. Tables of counts show first preferences.
runoff-quota = quota
runoff-keeps = { $who } keeps { $share } % of each ballot at the end; the rest goes on.
runoff-picture-by-quota = Votes of each candidate in each round; the broken line is the quota.
runoff-rounds-left-out = { $n ->
    [one] 1 round
   *[other] { $n } rounds
 } in between are not drawn; the table below has what moved.
runoff-votes = votes
runoff-elected-with = Round { $n }: { $who } is elected with { $votes } votes.
runoff-elected-below = Round { $n }: { $who } is elected with { $votes } votes, fewer than the quota: no more stood than seats were left.
runoff-surplus-moves = After round { $n }: the surplus of { $who }, { $votes } votes, moves on: { $parts }.
runoff-votes-to = { $votes } to { $who }
runoff-to-others = others
runoff-to-nobody = nobody
runoff-out-in-round = { $who } ({ $n })
runoff-out-in-order = Out, each at the end of the round in brackets: { $names }.
runoff-cut-off = cut off
runoff-cut-off-in-all = Cut off in all: { $votes } votes, since a ballot that moves on keeps { $places } decimal places of its value.
runoff-final-surplus = last surplus
runoff-final-surplus-in-all = { $votes } votes of the last surpluses count for nobody: all seats were filled.
runoff-bounds-heading = Bounds of the margin
runoff-margin-of-transfers = Margin: how few changed ballots could let somebody else win is not known for a count with transfers; bounds of it are.
runoff-margin-at-least = Lower bound: at least { $n } changed ballots, since with fewer every statement below stays true.
runoff-margin-at-most = Upper bound: { $n } changed ballots, which have { $from } first and are marked for { $to } alone in their place, change who is elected. Fewer may do.
runoff-statements-of-transfers = What an audit has to prove: { $n } statements are enough. If all are true of the paper, these are elected, and nobody else: { $names }.
runoff-statements-of-some = A part can be proved: if these { $n } statements are true of the paper, among the elected are: { $names }.
runoff-says-of-transfers = { $says }: true as long as fewer than { $n } ballots are changed.

## What is wrong with a file of ranked ballots, in English.

ranked-rule-format = a RAIRE problem in JSON, RAIRE's text, or lists of orders such as (3, 1) : 58
ranked-found-no-ranks = ballots without ranks
ranked-found-ranks = orders of preference
ranked-rule-of-marks = a rule of marks, such as plurality
ranked-rule-of-ranks = a rule of ranks: irv, stv, borda, condorcet
ranked-found-equal-ranks = { $n ->
        [one] 1 ballot with several names at one rank
       *[other] { $n } ballots with several names at one rank
    }
ranked-rule-no-equal-ranks = one name at each rank, for { $rule } counts every place
ranked-found-several-marks = a rule of one mark, and ballots that may have { $n }
ranked-rule-of-several-marks = plurality or approval for them
ranked-found-not-single = { $n ->
    [one] 1 row or card whose votes are summed, hidden or void
   *[other] { $n } rows or cards whose votes are summed, hidden or void
 }
ranked-rule-single = single cards with their votes: a count without these may name somebody else
ranked-rule-ballots-in-all = at most { $n } ballots in all
ranked-found-candidates = { $n ->
        [one] { $n } candidate
       *[other] { $n } candidates
    }
ranked-rule-candidate-once = each candidate once, by a name
ranked-rule-ranked-once = each candidate at most once
ranked-rule-order-line = an order and its count, such as (3, 1) : 58
ranked-rule-whole-ballots = a whole number of ballots
ranked-rule-ballot-line = contest, ballot and candidates, such as 339,99813_1_6,18,17
ranked-found-contests = { $n ->
        [one] { $n } line with a contest
       *[other] { $n } lines with contests
    }
ranked-rule-as-many-contests = { $n }, as the first line says
ranked-rule-contest-line = a contest with its number, how many candidates, and these, such as Contest,339,2,15,16
ranked-rule-as-many-candidates = { $n }, the candidates that follow
ranked-rule-problem = a RAIRE problem with num_candidates and votes, and n and prefs in each vote
ranked-rule-as-many-names = { $n }, as num_candidates says
ranked-rule-ballots = a file with ballots, one by one or as orders with counts
ranked-rule-without = without { $other }
ranked-rule-with-difficulty = with --difficulty { $names }
ranked-not-used = { $keys }: not needed here; the search is exact and has no time limit
ranked-no-claims-tie = no claims: a tie decides who of these wins: { $who }
ranked-no-claims-winner = no claims: the ballots elect { $who }, not { $winner }
ranked-no-claims-order = no claims: none that can be checked rules out that these go out in this order: { $who }

## What is wrong with shards, sweeps and the schedulers that start them, in English.

shards-error-shard-auto = --shard: auto: { $why }
shards-why-env = { $name }: found { $found }; allowed: { $rule }
shards-rule-whole-from = a whole number, { $n } or more
shards-why-no-scheduler = no scheduler says which task this is; looked for { $list } and { $last }; allowed too: i/N
shards-why-two-tasks = by { $first } this is task { $n }, by { $second } this is task { $m }; needed: RECOUNT_SHARD=i/N, which goes first
shards-why-of-how-many = { $name } says that this is task { $n }, but not of how many; needed: the number of shards in { $shards }
shards-why-index-env = { $name } and { $shards }: found { $found }; allowed: { $rule }
shards-why-slurm-gaps = the Slurm array runs from { $low } to { $high }, which is not all of 0 to N-1 and may be a part that is run again; needed: the number of all shards in { $shards }
shards-error-exact-out = --engine: the answer is calculated at once, there are no trials to join; allowed: without --out
shards-error-exact-shard = --shard: found { $shard }; { $engine } calculates the answer at once, there are no trials to share
shards-error-out-shard = --out: found { $out }, which holds shard { $shard }; allowed: a folder, as in { $folder }
shards-error-ctrl-c = failed to listen for Ctrl-C: { $message }
shards-error-write-out = failed to write: { $message }
shards-error-program = failed to find this program: { $message }
shards-message-made-anew = { $message }; `recount sweep` makes it anew
shards-message-altered = it was altered after it was written: its hash does not agree with what it says
shards-message-version = it is of recount { $version }, this is { $own }
shards-message-head = not the head of a sweep: { $message }
shards-message-cells = found { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }; by its axes there are { $m }
shards-error-other-sweep = --out { $out }: it holds the sweep of another grid, scenario or version ({ $name }); needed: another folder
shards-error-foreign-grid = { $file }: it is a cell of another grid or scenario; needed: another folder, or this file put away
shards-error-foreign-version = { $file }: it is of recount { $version }; needed: another folder, or this file put away
shards-error-foreign-cell = { $file }: it is cell { $n } in the place of cell { $m }; needed: another folder, or this file put away
shards-error-cell = { $file }: cell { $n } ({ $settings }): { $error }
shards-why-sbatch-run = sbatch cannot be run ({ $message })
shards-why-sbatch-says = sbatch says: { $message }
shards-found-shard-or-slurm = --shard or --slurm
shards-why-shard-format = recount_shard: found { $found }; allowed: { $rule }
shards-why-shard-trials = study.trials: found { $found }; allowed: { $rule }
shards-why-shard-rows = study.rows: found { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } for { $m } methods
shards-why-shard-methods = study.rows: the methods are not those of the study
shards-why-shard-off = { $key }: found { $found }; needed: { $rule }
shards-why-shard-noticed = done.noticed_somewhere: needed: { $n } numbers of at most { $m }
shards-why-shard-carried = study.carried: needed: { $n } numbers of at most { $m }
shards-why-shard-contests = done.together: needed: contests below { $n }, each once, in ascending order
shards-why-shard-next = done.together: { $name } is not the next of the study's methods
shards-why-shard-order = { $key }: needed: what was seen, each once, in ascending order
shards-why-shard-sum = { $key }: found { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    }; needed: { $m }
shards-rule-below = below { $n }
shards-why-no-method = no audit method is called { $name }
shards-why-no-rule = no rule is called { $name }
shards-why-no-engine = no engine is called { $name }
shards-why-contest-number = contest number { $n } of { $m }
shards-error-attack-margin = --margin: found { $found }; allowed: 1 to { $n }, the cards there are
shards-message-os-none = No such file or directory (os error { $n })
shards-message-os-denied = Permission denied (os error { $n })
shards-message-os-folder = Is a directory (os error { $n })
shards-message-os-no-folder = Not a directory (os error { $n })
shards-message-os-full = No space left on device (os error { $n })
shards-message-os-read-only = Read-only file system (os error { $n })
shards-message-os-there = File exists (os error { $n })
shards-message-os-pipe = Broken pipe (os error { $n })
shards-message-os-device = No such device or address (os error { $n })
shards-message-os-long = File name too long (os error { $n })
shards-message-os-loop = Too many levels of symbolic links (os error { $n })

## Papers of a class.

print-ballots-title = Sample ballots: { $title }
print-ballots-note = { $n } ballots, two on a page where they fit. Print them on one side in black and white, cut the pages in half, and sort the ballots by number into boxes of ten.
print-blank-title = Blank ballots: { $title }
print-blank-note = For a class that votes itself: copy the page. Somebody numbers the ballots after the vote, in any order.
print-sheets-title = Sheets for the class: { $title }
print-sheets-note = Everything here is a lesson. The ballots are samples, and no real ballot is among them.
print-key-title = The teacher’s key: { $title }
print-key-keep = Keep this away from the class until it has counted.
print-again = Made by
print-sample = SAMPLE
print-serial = No. { $n } · box { $box }
print-serial-blank = No. ____ · box __
print-precinct = Precinct:
print-ballot-foot = Sample for a lesson. Not a real ballot of any election.
print-vote-for = { $n ->
    [one] Vote for one. Fill in the oval.
   *[other] Vote for up to { $n }. Fill in the ovals.
}
print-mark-columns = Fill in one oval in column 1 for your first choice, one in column 2 for your second choice, and so on.
print-read-title = How to read a ballot
print-rule-mark = A filled oval, a pale one, a cross or a tick in an oval: a vote.
print-rule-stray = A dot of a rested pen, or an oval that was rubbed out: no vote.
print-rule-struck = A filled oval that is struck out with a large cross, and the name with it: no vote.
print-rule-fold = A fold is no mark, even where it runs through an oval.
print-rule-write-in = A listed name that is written on the line for other names: one vote for that name, also where its own oval is filled.
print-rule-overvote = More votes than allowed: the ballot counts for nobody in that contest.
print-rule-ranks = In a ranking write down the name in each column. An empty column is written as a dash.
print-reported-title = Reported
print-reported-note = What the count called “{ $stage }” says. Is it what the ballots say?
print-stage-right = the machine
print-reported-winner = Reported winner: { $names }.
print-nobody-wins = The report has a tie.
print-nobody = nobody: a tie
print-winner = Winner
print-head-name = Name
print-head-votes = Votes
print-head-first = First choices
print-manifest-title = Manifest
print-manifest-note = What ballots there are and where. Count each box before anything else, and write down the number.
print-head-box = Box
print-head-ballots = Ballots
print-head-number = Number
print-head-counted = We counted
print-from-to = { $from } to { $to }
print-all = All
print-list-title = The machine’s list
print-list-note = What the machine recorded for each ballot it read. Do the lines add up to the report? Does each ballot of the manifest have one line?
print-head-ballot = Ballot
print-not-on-ballot = not on this ballot
print-no-contest = recorded as not on this ballot
print-no-record = no line in the list
print-blank = no vote
print-overvote = too many: { $names }
print-tally-title = Tally sheet
print-tally-note = One reads aloud, one watches, two fill in a box for each vote without seeing each other’s sheet. Do the two sheets agree? In a ranked count use one column a round: the name with the fewest goes out, and each of its ballots goes to the next name on it that is still in.
print-head-strokes = One box for each vote
print-head-sum = Sum
print-row-no-vote = no vote
print-round = Round { $n }
print-dice-title = Dice that choose a ballot
print-dice-note = Throw { $dice } six-sided dice for each ballot and read them from left to right. With ten dice, throw them at once, put them in a row, and take them { $dice } at a time; the rest is set aside. { $throws ->
    [one] Each ballot has one throw
   *[other] Each ballot has { $throws } throws
}, so all have the same chance. A dash means: throw these dice again. A ballot that is named twice counts twice.
print-dice-caption = From dice to ballots 1 to { $n }
print-head-first-die = First die
print-head-first-dice = First two dice
print-last-die = last { $n }
print-pull-title = Pull sheet
print-pull-note = One line for each throw. Find the ballot in its box, read the paper first, and only then look at the machine’s list.
print-head-draw = Draw
print-head-dice = Dice
print-head-paper = Paper
print-head-machine = Machine
print-head-times = Times
print-head-risk = Risk
print-roll-again = again
print-risk-title = The risk by hand
print-risk-none = None of these contests gives one seat to the name with the most votes and one vote to each ballot, with a reported lead that is not too small, so there is no table of multipliers here. Count all ballots by hand.
print-risk-heading = The risk by hand, by comparison: { $contest }
print-risk-claim = The report says that { $winner } won, { $lead } votes ahead, on { $n } ballots. How likely would it be to see so much agreement if { $winner } had not won? That is the risk. The class stops at { $limit }, which is { $percent } %: if the report is wrong, at most { $percent } classes in 100 that do all this will confirm it.
print-step-check = Add up the machine’s list. If it is not what was reported, or if a ballot of the manifest does not have exactly one line, stop: the list is not a list of these ballots. Count all of them by hand.
print-step-start = Write down the risk 1.0000.
print-step-draw = Throw the dice, pull the ballot, read the paper, and look up its line in the machine’s list.
print-step-multiply = Find the multiplier in the table. Multiply the risk by it, and round up to four decimals: 0.82641 becomes 0.8265.
print-step-stop = Is the risk { $limit } or less? Then the audit has confirmed the report. If not, draw again.
print-step-hand = You may stop at any time and count all ballots by hand. Do so after { $most } draws, or when the risk is above 10.
print-multipliers-caption = Multipliers: the machine’s list beside the paper
print-machine-winner = The list has { $winner }
print-machine-other = The list has another name
print-machine-nobody = The list has no vote
print-paper-winner = Paper: { $winner }
print-paper-same = Paper: the same other name
print-paper-same-of-two = Paper: the other name
print-paper-other = Paper: any other name
print-paper-nobody = Paper: no vote
print-risk-agree = Where the list and the paper agree, the multiplier is { $agree }. If all agree, { $draws } draws are enough:
print-row-caption = The risk if all ballots so far agree
print-head-in-a-row = Draws
print-risk-why = Why it holds: let V be the lead and N the ballots. A ballot whose line adds o votes to the lead (2, 1, 0, −1 or −2, at its worst over all other names) has the multiplier (1 − V/2.2N) / (1 − o/2.2), rounded up. If { $winner } did not win, the lines add at least V votes to some lead, so on average the multipliers do not shrink the risk, and it falls to { $limit } in at most { $percent } of 100 audits (Stark 2010; Ville’s inequality).
print-poll-heading = The risk by hand, from the paper alone: { $contest }
print-poll-claim = Without the machine’s list the class needs more ballots. There is a risk for { $winner } against each other name.
print-poll-start = Write down the risk 1.0000 for each row of the table.
print-poll-draw = Throw the dice, pull the ballot, read the paper. Multiply the risk in each row, and round up to four decimals.
print-poll-stop = When every row has been at { $limit } or less at some time, the audit has confirmed the report. You may stop at any time and count all ballots by hand.
print-poll-caption = Multipliers: what is on the paper
print-head-against = Against
print-vote-for-winner = Vote for { $winner }
print-vote-for-loser = Vote for that name
print-vote-for-others = Anything else
print-answer-title = The answer
print-head-list-sum = Sum of the list
print-none-differ = The machine recorded every ballot as its voter meant it.
print-these-differ = { $n ->
    [one] The machine’s list is wrong about one ballot: { $ballots }.
   *[other] The machine’s list is wrong about { $n } ballots: { $ballots }.
}
print-list-does-not-add = The list is not a list of these ballots, or does not add up to the report. A class that adds up sees this without a single ballot, and counts all by hand.
print-chosen-title = How these ballots were chosen
print-chosen = { $n } of { $all } ballots, sorted by what the voters meant and by what the machine recorded, at equal steps. So each share is kept within one ballot, and the winners on paper and in the report are those of the scenario. In the scenario the list is wrong about { $wrong_all } ballots; here about { $wrong }, and never about none where there were any. What the report had beside its records is reduced in proportion, but not to less than one vote where nothing else is wrong.
print-key-ballots = Every ballot
print-head-look = To be seen
print-look-pale = a pale pen: a vote
print-look-cross = crosses: a vote
print-look-tick = ticks: a vote
print-look-doubtful = a dot in another oval: people may ask; no vote
print-look-erased = another oval was rubbed out: no vote
print-look-folded = a fold below the names
print-look-light = a light mark, meant as a vote
print-look-stray = a stray dot, not meant
print-look-struck = a vote struck out
print-look-crease = a fold through an oval
print-look-written = a listed name written in
print-look-disputed = people may dispute what was meant
print-scanned-twice = two lines in the list
print-example-heading = What an audit finds: { $contest }
print-example-own = With the dice of the class:
print-example-seed = An example, with dice that the seed of the scenario makes. The class’s own dice name other ballots.
print-example-stops = The audit ends before the first throw, at the step that adds up the list. The lines below show what it would have met.
print-example-confirms = After { $n } ballots the risk is { $risk }, not above { $limit }: the report is confirmed.
print-example-goes-on = After { $n } ballots the risk is { $risk }, above { $limit }: the report is not confirmed, and all ballots are counted by hand.

## What is wrong with ballots that a class asks for, in English.

classroom-error-ballots = --ballots: found { $n }; allowed: { $least } to { $most }, as three dice name at most { $most } ballots
classroom-error-large = the scenario has { $cards } cards, and ballots for a class are drawn from at most { $most }
classroom-error-fewer = --ballots: found { $n }; the count has { $all } ballots with this contest
classroom-error-story-needs = --ballots: found { $n }; so few ballots cannot show the winners of the scenario, on paper and as reported; { $more } can
classroom-error-no-story = --ballots: found { $n }; no number up to { $most } shows the winners of the scenario, on paper and as reported: the lead is too small, or what is wrong is not in the records of these ballots
classroom-error-contests = --contest: found { $n } contests; allowed: { $most } at most on a ballot
classroom-error-contest = --contest: found "{ $contest }"; the scenario has { $known }
classroom-error-contest-twice = --contest: "{ $contest }" is given twice
classroom-error-undeclared = the contest “{ $contest }” has names that nobody can elect, and the sheets of a class do not say so: name another contest with --contest, or leave out `undeclared`
classroom-error-wide = the contest “{ $contest }” has { $columns } columns of ovals; a sheet has room for { $most }: name another contest with --contest
classroom-error-long = these contests need { $lines } lines of names; a sheet has room for { $most }: name fewer contests with --contest
classroom-rule-dice = digits from 1 to 6, as many as name one ballot or more, with blanks or commas between them

## What is wrong with an election that is to be exported, and what the formats are, in English.

export-found-office-files = ballots of an election office's files
export-rule-synthetic-paper = a scenario of synthetic paper, as real records with supposed faults must not pass for an office's files
export-format-dominion-csv = Dominion (Liberty Vote) as CSV: four header rows, then a row for each card
export-format-dominion-json = Dominion (Liberty Vote) as JSON: a session for each card, and manifests that say what its numbers mean
export-format-ess = ES&S as CSV: a cell for each vote, and a list of the ballots; no ranks, no scores
export-format-hart = Hart Verity: an archive for each tabulator, with an XML file for each card
export-format-raire = RAIRE's text: an order for each card of a ranked contest, as the rule set reads its marks
export-error-cannot-carry = { $format } cannot carry the contest “{ $contest }”: { $why }
export-why-scores = its ballots have scores, and the format has marks and ranks only
export-why-one-cell-a-vote = its ballots have ranks or scores, and the format has one name for each vote
export-why-not-ranked = its ballots are not ranked, and the format has orders only
export-why-depends = what some of its overvoted ranks count for depends on who is still in the count, and the format has one order for each card
export-why-column-name = the format has a column of the name { $name } for something else
export-why-choice-name = the format cannot tell the choice { $name } from another word
export-found-no-records = the stage { $stage }, which does not count all by machine with a record of each card
export-found-last-without-records = no stage, and { $stage }, the last machine count, does not count all with a record of each card
export-rule-records-or-paper = a machine count that keeps records, or --paper
export-message-not-empty = the folder is not empty
export-found-all-contests = { $format }, which carries all contests
export-rule-one-contest = a format that can carry one contest: raire

## The page of a sweep, in English.

sweep-title = { $grid }: a sweep of { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }
sweep-question = What do audits of { $scenario } do when its settings vary?
sweep-cells = Cells
sweep-trials-each = Trials a cell
sweep-scenario = Scenario
sweep-axis-heading = What “{ $axis }” does
sweep-axis-note = Each line below is one value of “{ $axis }” and one method; everything else stays at its first value: { $rest }.
sweep-axis-title = { $contest }: cards looked at, by “{ $axis }”
sweep-axis-caption = One strip is one value and one method over all trials of its cell. Thin line: from 5 % to 95 % of the audits; box: the middle half; thick bar: the median; circle: the mean; end tick: 99 %. A full hand count looks at every card.
sweep-axis-more = { $n ->
        [one] { $n } more line
       *[other] { $n } more lines
    } are in the table below or in table.csv.
sweep-cells-heading = Cell by cell
sweep-cells-note = Every setting with every method. Bars are shares of trials. Where the report is right, nothing wrong can be confirmed: a dash.
sweep-cells-caption = { $contest }: cards, full hand counts, and wrong outcomes confirmed
sweep-cells-more = { $n } more cells are in table.csv and table.json.
sweep-cell = Cell
sweep-cards-median = Cards: median
sweep-wrong-cells = In { $n } of { $all ->
        [one] { $all } row
       *[other] { $all } rows
    } the reported outcome is wrong.
sweep-wrong-nowhere = No method that limits the risk confirmed a wrong outcome anywhere.
sweep-wrong-worst = Of the methods that limit the risk the most often was { $worst }; its limit there is { $limit }.
sweep-kept-promise = No 95 % interval of theirs lies wholly above the risk limit.
sweep-broken-promise = In { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } the whole 95 % interval lies above the risk limit; right at the limit that is luck in one row of forty, and boards that slip make promises looser.
sweep-never-wrong = In none of the { $all ->
        [one] { $all } row
       *[other] { $all } rows
    } is the reported outcome wrong.
sweep-nobody-confirmed-anywhere = No method confirmed it anywhere.
sweep-confirmed-in = It was CONFIRMED in { $n } of them, the most often by { $worst }.
sweep-none-limits-there = No method that was tried on them limits the risk.
sweep-worst-row = { $method } in { $hits } of { $n ->
        [one] { $n } trial
       *[other] { $n } trials
    } ({ $share }) for { $contest } in cell { $cell } ({ $settings }){ $as_often }
sweep-worst-row-law = { $method } with a chance of { $share } for { $contest } in cell { $cell } ({ $settings }){ $as_often }
sweep-rows-measured-wrong = In { $n } of them it was measured only, in some or all trials, and the wrong outcome STANDS.
sweep-rows-measured-right = In { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } a right outcome was measured only, in some or all trials: there it stands unconfirmed.
sweep-rows-miscounted = In { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } a wrong outcome stands after full hand counts with slips or missing ballots.
sweep-uncontested = In { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } nobody can lose: nothing to audit.
sweep-as-often-rows = {" "}and as often in { $n } more rows

## The page of one run on a terminal, in English.

terminal-made-by = recount { $version }, seed { $seed }, scenario sha256 { $sha256 }
terminal-again = again: { $command }
terminal-seats = , vote for { $allowed }, { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    }
terminal-on-paper = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } on paper in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }
terminal-count = count
terminal-by = by
terminal-date = date
terminal-hand = hand
terminal-others = others
terminal-no-vote = no vote read
terminal-ballots-counted = ballots counted
terminal-set-aside = set aside
terminal-ahead = ahead
terminal-lead-caption = The lead, count by count (█ for whom the paper says, ░ for anybody else; in brackets the change)
terminal-nobody = nobody
terminal-seen-by = seen by: { $list }
terminal-seen-by-nobody = seen by no check made and no later count
terminal-seen-if-held = seen by no check made and no later count; had it been held, by { $list }
terminal-changed-no-count = changed no count
terminal-befell = it befell the count by hand
terminal-befell-fewer = it befell the count by hand; { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } fewer than in the count before
terminal-misrecorded = ballots recorded otherwise than their voters meant, each counted once: { $list }
terminal-votes-off = votes by which the tallies of batches are off, name by name (a vote moved to another name is off twice): { $list }
terminal-of-contest = { $n } of { $contest }
terminal-as-it-was = As it was: { $says }
terminal-checks-heading = Checks that need no ballot, and what each shows
terminal-reconciliation = reconciliation
terminal-completeness = completeness
terminal-tapes = tapes
terminal-plausibility = plausibility
terminal-made = made
terminal-not-made = not made here
terminal-would-show-nothing = would show nothing
terminal-work-heading = What counting by hand takes, by stated rates
terminal-one-person-hour = 1 person-hour, about ${ $cost }
terminal-person-hours = { $hours } person-hours, about ${ $cost }
terminal-found-by = found by { $check }
terminal-undetected = undetected
terminal-beyond-says = { $says }: { $outcome }. Why: { $why }. What would see it: { $seen_by }.
terminal-contest = contest
terminal-figure = figure
terminal-published = published
terminal-expected = expected
terminal-model = model
terminal-source = source
terminal-differs = DIFFERS

## Sentences of other rooms, each with its gaps: what they say in English stands here to be said again, in English.

findings-own-words = { $text }
findings-place-everywhere = everywhere
findings-place-in-batch = in batch { $names }
findings-place-in = in { $names }
findings-place-at = at { $names }
findings-place-modes = ({ $modes } ballots)
findings-names-more = { $list } and { $n } more
findings-modes-mail = mail
findings-modes-early = early
findings-modes-election-day = election day
findings-modes-two = { $modes } and { $modes2 }
findings-adjudication-error = ambiguous ballots settled on a screen, { $wrong } % of them wrongly, { $place }
findings-adversarial-flip = votes for { $from } altered to { $to } { $place }
findings-batch-not-scanned = batches not scanned { $place }
findings-batch-scanned-twice = batches scanned twice { $place }
findings-batch-scanned-again = batches scanned { $n ->
        [one] { $n } time
       *[other] { $n } times
    } { $place }
findings-batch-total-altered = result files altered from { $from } to { $to } { $place }
findings-bit-flip = bit { $bit } of the total of { $candidate } in { $unit } turned over
findings-candidate-swap = votes of { $candidates } exchanged { $place }
findings-ranks-swapped = ranks { $first } and { $second } read in each other's place { $place }
findings-rank-lost = rank { $rank } not read { $place }
findings-rankings-cut = ranks recorded: { $kept }, { $place }
findings-ranked-rules-misset = rankings of { $contest } are counted by the rule set { $rankings }, which is not the law's; the records are right
findings-choice-unmapped = votes for { $candidate } counted for nobody { $place }
findings-contest-hidden = cards with votes for { $from } recorded as without the contest { $place }
findings-contest-invented = cards without the contest recorded as votes for { $to } { $place }
findings-contest-mapping-rotation = votes of the contests { $contests } reported each under the next { $place }
findings-counter-overflow = counters of { $bits } bits for { $contest } in { $unit }
findings-duplicate-upload-kept = result files of { $stage } kept beside the new ones { $place }
findings-duplicate-upload = result files loaded twice { $place }
findings-fold-line = fold lines read as marks { $place }
findings-ink = an ink that looks { $darkness } percent dark { $place }
findings-layout-shift = marks for { $candidate } not where the scanner looks { $place }
findings-layout-shift-lands = marks for { $candidate } read as marks for { $name } { $place }
findings-marginal-marks = scanners set to read marks from { $threshold } percent darkness on, { $place }
findings-memory-card-not-uploaded = memory cards not uploaded { $place }
findings-misread = targets misread with a chance of { $rate } each { $place }
findings-negative-upload = a corrupt file for { $unit }: { $adds }
findings-overvote-void = overvotes void { $place }
findings-overvote-first = overvotes counted for the first names marked { $place }
findings-overvote-darkest = overvotes counted for the darkest marks { $place }
findings-records-withheld = ballots without a record counted for { $to } { $place }
findings-rotation-ignored = rotation of the names for { $contest } ignored { $place }
findings-scanner-reset = { $tabulator } reset: its first { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } lost
findings-stale-above = votes for { $contest } credited to the name { $n } above { $place }
findings-stale-below = votes for { $contest } credited to the name { $n } below { $place }
findings-sticky-flag = every ballot after number { $n } left out of the report of { $tabulator }
findings-test-data-left-in = test ballots left in the totals of { $unit }: { $votes }
findings-transcription = { $typed } typed for { $candidate } in { $unit }
findings-undervote-stuffing = undervotes recorded as votes for { $to } { $place }
findings-unit-left-out = whole units left out of the totals: { $left }
findings-vote-erased = votes for { $from } erased { $place }
findings-write-in-double = names written in beside their own filled oval { $place }
findings-some-not-found = { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } not found { $place }
findings-batch-lost = batches lost after the count { $place }
findings-broken-off = the count was broken off after { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    }
findings-no-noise = no noise
findings-noise-missed = { $missed } % of votes missed by hand
findings-noise-misread = { $misread } % of votes misread by hand
findings-noise-both = { $missed } % of votes missed, { $misread } % of votes misread by hand
findings-saw-reconciliation = reconciliation at { $stage }
findings-saw-completeness = completeness at { $stage }
findings-saw-tapes = tapes at { $stage }
findings-saw-plausibility = plausibility at { $stage }
findings-saw-audit = an audit by { $method } of { $stage }
findings-shows-nothing = nothing reported
findings-shows-more-votes = more votes for { $contest } than ballots allow
findings-shows-negative = a negative count for { $contest }
findings-shows-no-votes = { $share } % of ballots show no vote for { $contest }
findings-shows-ballots = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } counted, { $voters } voters in the poll book
findings-shows-tapes = { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    } of { $contest } differ from the tapes
findings-law-hand-counted-within = where ballots were counted by hand, only within 10 % of the leader's votes
findings-law-loser-waive = the loser may waive it
findings-law-county-board-recount = a county board may recount of its own accord
findings-law-not-special-districts = not for special districts
findings-law-state-order-one = the state may order one by hand at the lesser of 1,000 votes and 0.015 %
findings-law-not-neighborhood-commissions = not for neighborhood commissions
findings-law-limit-ward = the limit is that of a ward
findings-law-bill-2025-would = a bill of 2025 would make it automatic at 1 %
findings-law-only-over-undervotes = only over- and undervotes, after the count by machine, where they could change the outcome
findings-law-state-order-one-b = the state may order one within 0.5 %
findings-law-complaint-supreme-court = a complaint to the supreme court remains
findings-law-counts-most-quarter = it counts at most a quarter of the precincts, and does not change the outcome by itself
findings-law-not-president = not for president
findings-law-not-governor = not for governor
findings-law-only-absentee-early = only absentee and early ballots, where they could change the outcome
findings-law-petition-say-recount = the petition must say that a recount will change the outcome
findings-law-limit-county-office = the limit is that of a county office; towns and cities have others
findings-law-state-senate-only = state senate only
findings-law-candidate-believe-fraud = the candidate must believe that fraud or mistake may have cost the election
findings-law-voters-believe-there = the voters must believe that there was fraud or error
findings-law-more-votes-than = more votes than the margin must be recounted
findings-law-1-was-filed = 1 % where it was filed with a local authority
findings-law-recount-sample-hand = a recount of a sample by hand may be asked for afterwards
findings-law-fees-law-higher = fees by law, higher above 1 % and above 2 %
findings-law-limit-county-office-b = the limit is that of a county office; town offices have none
findings-law-not-district-attorney = not for district attorney or offices of counties with more than 150,000 voters
findings-law-except-villages = except in villages
findings-law-1-an-amendment = 1 % for an amendment of the constitution; only where there is money for it
findings-law-each-election-district = in each election district, on a claim of fraud or error
findings-law-memories-are-read = memories are read again; ballots are only below 0.5 % and 500 votes
findings-law-not-schools-townships = not for schools and townships
findings-law-court-order-one = a court may order one where an election is contested
findings-law-5-one-two = 5 % where one of the two is a write-in
findings-law-votes-each-seat = of the votes for each seat
findings-law-state-representatives-only = state representatives only; of the votes for each seat
findings-law-town-city-offices = town and city offices only; of the votes for each seat
findings-law-within-1-votes = within 1 % of the votes needed to pass
findings-law-claim-error = on a claim of error
findings-ineligible-says = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } for { $candidate } were cast by people not entitled to vote
findings-ineligible-unseen = a secret ballot carries no name, so every count reads it as it reads all others
findings-ineligible-seen-by = upkeep of the voter list and signature checks before the envelope is opened
findings-misprinted-says = a ballot-marking device printed { $printed } on { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } whose voters had chosen { $chosen } and did not look
findings-misprinted-unseen = the printed name is the vote: every count of the paper, by machine or by hand, reads it alike
findings-misprinted-seen-by = voters who look: at a verification rate of { $rate } % about { $complaints } would have asked for a new ballot; and tests of the device on election day
findings-removed-says = { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } for { $candidate } were removed before the manifest was made
findings-removed-unseen = scanners, boards and manifest all start from the paper that is left, and agree with each other
findings-removed-seen-by = reconciliation of voters and ballots (the poll book credits more voters than there are ballots), and chain of custody
findings-adds-up = the { $sums } add up to { $n } for { $name }, the report says { $reported }
findings-sums-tallies = batch tallies
findings-sums-records = cast vote records
findings-sums-both = cast vote records and sums
findings-pair-over = { $winner } over { $loser }
findings-needs-nothing = nothing but the paper and its manifest
findings-needs-tallies = reported tallies batch by batch
findings-needs-records = a cast vote record for every card
findings-needs-records-or-sums = for every card a cast vote record of its own, or the reported sum of the cards it lies with
why-needs = it needs { $needs }, which { $stage } does not leave
why-read-all = every card was read one by one: that is a count, and it stands
why-no-unit = no further unit could be drawn
why-machines-differ = the machines name other winners when they count again
why-differences = the differences exceed what the rule allows
why-share = the largest sample before all are counted did not confirm it
why-draws-cards = as many draws as there are cards did not confirm it
why-draws-batches = as many draws as there are batches did not confirm it
why-round = round { $n } would have asked for { $asks } of { $all ->
        [one] { $all } card
       *[other] { $all } cards
    }
why-rounds = { $n ->
        [one] { $n } round
       *[other] { $n } rounds
    } did not confirm it
why-totals = the reported totals themselves do not say { $pair }
why-below-zero = a reported count is below zero
why-order = its estimate depends on the order of the cards, which no exact distribution follows
why-suite-strata = SUITE takes two strata, one with cast vote records and one without; found { $n }
why-suite-both = SUITE takes one stratum with cast vote records and one without; both have them
why-suite-neither = SUITE takes one stratum with cast vote records and one without; neither has them
why-suite-one-vote = SUITE takes contests with one vote a ballot
why-no-records = there are no cast vote records
why-stratum-votes = stratum { $id } has more reported votes than cards
why-no-strata = the paper is not divided into strata
why-no-card = there is no card to look at
why-nobody = nobody can lose: nothing to audit
findings-tie-open = { $names } are level, and nothing in the file says how the tie is settled
findings-decided-by-completion = nobody is preferred to each other candidate; the completion decides: { $completion }
findings-decided-by-lot = nobody is preferred to each other candidate; by the completion, { $completion }, { $names } are level, and the lot that the file states decides
findings-decided-whoever-meets = { $names } are level in points for a place among the two who meet
why-tie = a reported tie can only be counted by hand
why-attack-rule = this attack is on totals of names, and { $rule } does not go by them
why-attack-moves-all = no number of votes moved from { $name } alters who wins
why-batches-change-nothing = all batches that help together do not alter who wins
why-attack-lead = a lead of more than 1 (--margin) is known for plurality and approval, and not for { $rule }
why-level-in-rounds = counted one by one, a tie would decide in the rounds; no statements are known where those who are level go out together: only a full hand count can check it
why-tie-in-rounds = a tie decides in the rounds of the count: only a full hand count can check it
findings-everybody-else = everybody else
why-no-order = by the rule set { $rules } what a ballot counts for depends on who goes on, and no statements are known for that: only a full hand count can check it
why-many-ranked = statements are sought for 64 candidates at most: only a full hand count can check it
why-law-of-votes = this law compares the votes of candidates, and { $rule } does not decide by them alone
why-no-claims = no audit of a sample is known for this rule: only a full hand count can check it
why-none-proven = no statements are found that imply any of the winners of these ballots: only a full hand count can check it
why-some-proven = statements are found that imply a seat for { $proven }, and none for { $others }: only a full hand count can check all
why-not-two = this method tests whether one candidate has more votes than another, and "{ $statement }" is another kind of statement
findings-pair-reaches = { $name } has the share
findings-pair-misses = { $name } has less than the share
findings-pair-has-votes = { $name } has votes
findings-pair-majority = { $name } has more than half
findings-pair-no-majority = { $name } has no more than half
findings-pair-before = { $winner } does not go out before { $loser }
findings-pair-next = { $winner } over { $loser } where these go on: { $names }
findings-pair-quota = { $winner } has a quota of first preferences
findings-pair-quota-through = { $winner } has a quota, with the ballots on which only { $names } stand before
findings-pair-moves-below = { $winner }: ballots move on at less than { $value } of a vote
findings-pair-stays-ahead = { $winner } has more votes than { $loser } as long as both stand
findings-pair-stays-ahead-through = { $winner } has more votes than { $loser } by the time one of them goes out or is elected, with the ballots on which only { $names } stand before { $winner }
findings-pair-stays-ahead-beside = { $winner } has more votes than { $loser } as long as both stand, where ballots of { $elected }, elected too, move on in part
findings-pair-stays-ahead-through-beside = { $winner } has more votes than { $loser } by the time one of them goes out or is elected, with the ballots on which only { $names } stand before { $winner }, where ballots of { $elected }, elected too, move on in part
why-no-law = no exact distribution is at hand
why-one-by-one = its law is given card by card up to { $n ->
        [one] { $n } card
       *[other] { $n } cards
    } only
why-law-short = its exact distribution does not reach to the end of the first round
why-tallies-beyond = the batch tallies are beyond all ballots there are: only a full count can tell
why-known-by-sum = some cards are known by their sum alone and have no record of their own to compare
why-bet-named = no exact distribution is known of the bet that is named
why-several-pairs = no exact distribution is known of several pairs together
why-bayes-one-vote = Bayesian comparison takes contests with one vote a ballot
why-by-prior = its prior alone meets the limit before a card is read, and a prior must not decide
why-in-no-pool = { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } have no cast vote record and are in no pool
why-records-say = the cast vote records and sums themselves do not say { $pair }: no ballot had to be drawn to see it
why-figure-sums = its figure sums over several pairs, which no exact distribution follows
why-tallies-say = the batch tallies themselves name another winner: no ballot had to be drawn to see it
why-passes = as many votes as this audit lets pass in every batch could change the outcome
why-both-of-pair = a card may bear votes for both of a pair, and no report says how many do
why-more-votes = more votes are reported than there are cards
why-sample-large = a sample would take { $size } of { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    }, at least { $share } %: count them all
why-scenario-round = the first round that the scenario sets
why-chance = confirms in one round with a chance of { $chance } %, if the report is right
why-sample-all = a sample would take more cards than all { $cards } there are: count them all
why-chance90 = confirms in one round with a chance of 90 %, if the reported votes are right
why-about90 = about what confirms in one round with a chance of 90 %, if the reported votes are right
why-wald = an average by a rule of thumb, if the reported shares are right; many audits need more
why-only-runoffs = { $method } takes contests by instant runoff only
why-wald-last-round = an average by a rule of thumb, if the votes of the last round are as reported; many audits need more
why-suite = the fewest of both strata that confirm if every card agrees and the poll comes out as reported
why-stratified = a rule of thumb from each stratum's cards, spread and the lead; some audits need more
why-all-batches = every batch would be tallied: count them all
why-least-batches = the least draws that confirm if every batch agrees
why-every-card = every card
why-all-by-machine = all by machine, and no ballot by hand
why-least-cards = the least that confirms if every card agrees
why-without-record = the average if records are right and each card without one is a vote for the loser; many audits need more
why-about-least = about the least that suffices if every card agrees
why-pools = the average if every record and every sum is right; with pools, many audits need more
why-law-share = the share of batches, rounded up, each of average size
why-law-number = the law's number of batches for so many ballots, each of average size
why-law-ballots = batches of average size that hold the law's number of ballots
why-law-margin = the law's share of batches for this margin, rounded up, each of average size
why-law-power = the least draw that meets with the chance asked for one of the batches that a wrong outcome needs, if no batch is further off than assumed
why-power = { $first } of { $all ->
        [one] { $all } batch
       *[other] { $all } batches
    } by lot meet one of the { $bad } bad ones that a wrong outcome needs with a chance of { $chance } %, if none is off by more than { $shift } % of its ballots
why-attack-fits = the attack does not fit here: { $why }
why-still-right = with it, the reported outcome is still right
why-paper-tied = the paper is tied: there is no wrong winner
why-count-differs = the count names somebody else than the paper even without an attack
why-nobody-lost = nobody lost on the paper
why-there-are = there are { $there } { $what }, it takes { $needed }
why-batches-move = the batches that help move { $moved ->
        [one] { $moved } vote
       *[other] { $moved } votes
    }, it takes { $needed }
why-one-way = all ballots were cast in the same way
why-no-way = no way of voting alone is enough: in the largest, { $why }
why-without-contest = there are { $there ->
        [one] { $there } ballot
       *[other] { $there } ballots
    } without the contest, it takes { $needed }
findings-what-undervotes = undervotes
findings-what-votes = votes for { $name }
findings-what-alterable = votes for { $name } that can be altered
findings-what-alone = cards with a vote for { $name } alone
findings-attack-withheld-records = records of some batches are withheld, and the totals count these ballots for the loser
findings-attack-packed = the same cards in as few batches as hold them
findings-attack-undervotes = undervotes recorded as votes for the loser: nobody's own vote is missing
findings-attack-phantoms = the winner's best batches are never counted: manifest entries without a record
findings-attack-wrong-styles = the records of the winner's cards say that the contest was not on them
findings-attack-smallest-batches = the same cards in the smallest batches, which a draw by size seldom meets
findings-attack-spread = votes for the winner erased: half as wrong a card, on twice as many cards, anywhere
findings-attack-fewest-cards = records altered from the winner to the loser, the fewest that do it, anywhere
findings-attack-another-pool = the batch totals of one way of voting are altered, a share of each; every single record stays right
findings-attack-swapped-styles = the contest is hidden on the winner's cards and invented, for the loser, on as many that do not carry it
findings-attack-way-of-voting = the same cards among the ballots of one way of voting, which some laws do not sample
findings-attack-largest-batches = the same cards in the largest batches, which a fixed share of the batches seldom meets
findings-generator-ppeb = batches in proportion to a column of error bounds, with replacement
findings-generator-rivest = SHA-256 of "seed,counter" modulo the number of cards (Rivest's sampler.py)
findings-generator-consistent = a ticket for each name, the smallest are drawn (Rivest's consistent_sampler)
findings-generator-cryptorandom = SHA-256 of "seed," and zero bytes as tickets in the list's order (SHANGRLA's)
findings-figure-votes = votes for candidates
findings-figure-ballots = ballots
findings-figure-margin = margin
findings-figure-set-aside = set aside
findings-figure-batches = batches
findings-figure-winners = winners
findings-figure-change = { $name }, change since { $stage }
findings-figure-percent = { $name }, percent
findings-figure-measured = measured risk by { $method }
findings-read-no-vote = no vote
findings-read-no-record = no record
findings-read-no-tally = no tally
findings-read-not-found = not found
findings-assumed-audits = the audits: { $says }
findings-assumed-rates = Where the paper entries say nothing: { $undervote } % of ballots without a vote, { $overvote } % with too many (in contests with one vote), { $light } % with one faint mark that a well set scanner reads, { $batches } of sizes as in Colorado 2024.
findings-batches-in-all = { $n ->
        [one] { $n } batch
       *[other] { $n } batches
    } in all
findings-batches-average = batches of { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    } on average
findings-read-not-on-card = contest not on the card
findings-home-paper = the paper
findings-home-scanner = the scanners
findings-home-programme = their programme
findings-home-results = the results system
findings-home-people = the hands of that day
findings-figure-in = { $figure } ({ $at })
why-tallies-do-not = the batch tallies themselves do not say { $pair }: no ballot had to be drawn to see it
why-records-do-not = the cast vote records themselves do not say { $pair }: no ballot had to be drawn to see it
why-not-tried = it was not tried
findings-missing-shard = 1 shard is missing: { $shards }
findings-missing-shards = { $n ->
        [one] { $n } shard
       *[other] { $n } shards
    } are missing: { $shards }
findings-missing-cell = 1 cell is missing: { $cells }
findings-missing-cells = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    } are missing: { $cells }
findings-cells-of-shards = { $list }; of the shards { $of }
findings-cells-more-of-shards = { $list } and { $n } more; of the shards { $of }
findings-cells-more = { $list } and { $n } more
findings-shards-more = { $list } and { $n } more
findings-mixture-studies = { $first } and { $file } are shards of different studies: { $differs }
findings-mixture-split = { $first } is one of { $of ->
        [one] { $of } shard
       *[other] { $of } shards
    }, { $file } is shard { $shard }: merge one splitting only
findings-mixture-twice = shard { $shard } is there twice: { $twice } and { $file }
findings-mixture-version = { $file } is of recount { $version }, this is { $own }: shards of one version are joined by that version
findings-differs-scenario = scenario { $a } and { $b }
findings-differs-seed = seed { $a } and { $b }
findings-differs-trials = trials { $a } and { $b }
findings-differs-methods = methods { $a } and { $b }
findings-differs-stage = audited stage { $a } and { $b }
findings-differs-limit = risk limit { $a } and { $b }
findings-differs-engine = engine { $a } and { $b }
findings-differs-contests = what they say of the contests, although all that was asked is the same
why-one-sample-law = one sample serves all contests, and no distribution of all of them is known
why-slips-law = boards slip, and no distribution of slips is known; give care = "exact"
why-later-rounds = the distribution of its later rounds is not known exactly
why-come-first = some cards differ and others cannot be found: no distribution gives which come first
why-nothing-drawn = nothing is drawn: { $why }
why-one-sample = one sample serves all contests
why-reads-unlike = boards read hand-marked and machine-marked cards unlike
why-too-many = there are more cards than it can number
why-no-heap = it draws no single cards from one heap
why-leap = every card may change what the next is worth, so that none can be leapt over
why-not-judged = it is not judged by the counts of a round
why-slips-each = boards slip, and each slip is a reading of its own
why-look = a look at the cards sizes its next round
why-no-poll = it is no poll that hears one number for each card
why-not-shrinkage = its estimate is not the truncated shrinkage one, or it puts cards back
why-not-wald = its measure is not Wald's ratio of two reported shares
why-many-kinds = there are more than { $n } kinds of cards

## What files of election offices hold, what is wrong with them, and what a reader noted, in English.

import-note-empty-row = { $n ->
        [one] { $n } empty row was skipped
       *[other] { $n } empty rows were skipped
    }
import-note-total-row = { $n ->
        [one] { $n } row is a title or a total and was not counted
       *[other] { $n } rows are titles or totals and were not counted
    }
import-note-ignored-column = { $n ->
        [one] { $n } column was not read: { $name }
       *[other] { $n } columns were not read: { $name }
    }
import-note-ignored-part = { $n ->
        [one] { $n } part of the archive was not read: { $name }
       *[other] { $n } parts of the archive were not read: { $name }
    }
import-note-hidden-sheet = { $n ->
        [one] { $n } hidden sheet of a workbook was not read: { $name }
       *[other] { $n } hidden sheets of workbooks were not read: { $name }
    }
import-note-ignored-key = { $n ->
        [one] { $n } value was not read because its meaning is not known: { $name }
       *[other] { $n } values were not read because their meaning is not known: { $name }
    }
import-note-signature-not-checked = { $n ->
        [one] { $n } signature was not checked
       *[other] { $n } signatures were not checked
    }
import-note-superseded-record = { $n ->
        [one] { $n } record was replaced by adjudication; only the current one counts
       *[other] { $n } records were replaced by adjudication; only the current ones count
    }
import-note-no-current-record = { $n ->
        [one] { $n } record says of none of its versions that it is the current one
       *[other] { $n } records say of none of their versions that it is the current one
    }
import-note-uncounted-mark = { $n ->
        [one] { $n } mark was not counted by the machine as a vote, in { $contest }
       *[other] { $n } marks were not counted by the machine as votes, in { $contest }
    }
import-note-ambiguous-mark = { $n ->
        [one] { $n } mark was ambiguous to the machine, in { $contest }
       *[other] { $n } marks were ambiguous to the machine, in { $contest }
    }
import-note-repeated-in-ranking = { $n ->
        [one] { $n } candidate stands twice in a ranking, of which the better rank counts, in { $contest }
       *[other] { $n } times a candidate stands twice in a ranking, of which the better rank counts, in { $contest }
    }
import-note-aggregated-row = { $n ->
        [one] { $n } row sums several cards; it is kept apart and is no card
       *[other] { $n } rows sum several cards; they are kept apart and are no cards
    }
import-note-redacted-card = { $n ->
        [one] { $n } card is redacted: votes on it are not shown
       *[other] { $n } cards are redacted: votes on them are not shown
    }
import-note-no-identity = { $n ->
        [one] { $n } card has no identity
       *[other] { $n } cards have no identity
    }
import-note-record-from-image = { $n ->
        [one] { $n } record number is hidden and was taken from the name of the image
       *[other] { $n } record numbers are hidden and were taken from the names of the images
    }
import-note-style-inferred = { $n ->
        [one] { $n } style was inferred: cards with the same contests are of one style
       *[other] { $n } styles were inferred: cards with the same contests are of one style
    }
import-note-blank-from-style = { $n ->
        [one] { $n } card has { $contest } blank, because its style has the contest
       *[other] { $n } cards have { $contest } blank, because their style has the contest
    }
import-note-vote-for-open = the file does not state how many votes are allowed in { $contest }; no number was taken, so that no undervotes are counted
import-note-vote-for-assumed = { $n ->
        [one] the file does not state how many votes are allowed in { $contest }; 1 was assumed
       *[other] the file does not state how many votes are allowed in { $contest }; 1 was assumed ({ $n } times)
    }
import-note-vote-for-from-cards = the file does not state how many votes are allowed in { $contest }; { $taken } was taken, the most that a card has of marks and undervotes
import-note-choices-from-cards = { $n ->
        [one] the choices of { $n } contest are listed nowhere; they are known from the cards only
       *[other] the choices of { $n } contests are listed nowhere; they are known from the cards only
    }
import-note-tabulator-from-name = { $n ->
        [one] { $n } card has its tabulator from the name of the archive
       *[other] { $n } cards have their tabulator from the name of the archive
    }
import-note-not-utf-8 = { $n ->
        [one] { $n } file is not UTF-8 and was read as Windows-1252
       *[other] { $n } files are not UTF-8 and were read as Windows-1252
    }
import-note-twice-encoded = { $n ->
        [one] { $n } name was damaged by saving UTF-8 twice: { $name }
       *[other] { $n } names were damaged by saving UTF-8 twice: { $name }
    }
import-note-unknown-version = { $n ->
        [one] { $n } file is of a version that was never seen: { $name }
       *[other] { $n } files are of a version that was never seen: { $name }
    }
import-note-record-numbers-apart = { $n ->
        [one] { $n } batch has record numbers that do not run from 1 to the number of its cards
       *[other] { $n } batches have record numbers that do not run from 1 to the number of their cards
    }. The position of a card is its place in the order of these numbers, or of the rows where a card of the batch has none; find it by what is printed on it
import-note-duplicate-card = { $n ->
        [one] { $n } card has the identity of an earlier one: { $name }
       *[other] { $n } cards have the identity of an earlier one: { $name }
    }
import-note-unmatched-record = { $n ->
        [one] { $n } record of one file is not in the other: { $name }
       *[other] { $n } records of one file are not in the other: { $name }
    }
import-note-odd-count = { $n ->
        [one] { $n } number stated does not agree with the marks or rows, in { $contest }
       *[other] { $n } numbers stated do not agree with the marks or rows, in { $contest }
    }
import-note-repeated-count = { $n ->
        [one] { $n } number of votes stands more than once for one place and choice, and is added up, in { $contest }
       *[other] { $n } numbers of votes stand more than once for one place and choice, and are added up, in { $contest }
    }
import-note-undeclared-contest = { $n ->
        [one] { $n } contest is on cards and not in the manifest: number { $name }
       *[other] { $n } contests are on cards and not in the manifest: number { $name }
    }
import-note-undeclared-candidate = { $n ->
        [one] { $n } candidate is on cards and not in the manifest: number { $name }
       *[other] { $n } candidates are on cards and not in the manifest: number { $name }
    }
import-note-same-contest-name = { $n ->
        [one] { $n } contest has the name of another: { $name }
       *[other] { $n } contests have the name of another: { $name }
    }
import-note-joined-contests = { $n ->
        [one] { $n } file has a contest of the same name with other choices, which is counted as one with it: { $name }
       *[other] { $n } files have a contest of the same name with other choices, which is counted as one with it: { $name }
    }
import-note-other-vote-for = { $n ->
        [one] { $n } file allows another number of votes than the one before in { $contest }; undervotes are by the largest
       *[other] { $n } files allow other numbers of votes than the one before in { $contest }; undervotes are by the largest
    }
import-note-alike-choices = Choices of { $contest } look alike and are counted apart: { $names }
import-note-mostly-overvoted = { $n } cards of { $name } are overvoted, half of them or more: two contests may stand in the file as one, or more votes may be allowed
import-note-overvoted-first-rank = { $n ->
        [one] { $n } card has several choices on the first rank of { $name }; it is in the votes of each here, and of none in a comparison with results
       *[other] { $n } cards have several choices on the first rank of { $name }; they are in the votes of each here, and of none in a comparison with results
    }
import-note-void-votes = { $n ->
        [one] { $n } card has a void vote in { $name }
       *[other] { $n } cards have void votes in { $name }
    }
import-note-repeated-vote = { $n ->
        [one] { $n } card has one choice of { $name } several times, of which one vote counts
       *[other] { $n } cards have one choice of { $name } several times, of which one vote counts
    }
import-note-short-row = { $n ->
        [one] { $n } row has fewer cells than the header: what is missing at its end was read as empty, and the file may be cut off
       *[other] { $n } rows have fewer cells than the header: what is missing at their ends was read as empty, and the file may be cut off
    }
import-note-same-choice-name = { $n ->
        [one] { $n } choice has the name of another in its contest: { $name }
       *[other] { $n } choices have the name of another in their contest: { $name }
    }
import-note-no-cards = { $n ->
        [one] no card stands in the records
       *[other] no card stands in the records ({ $n } times)
    }
import-note-card-without-contests = { $n ->
        [one] { $n } card has no contest on it: all its cells are empty
       *[other] { $n } cards have no contest on them: all their cells are empty
    }
import-note-half-empty-contest = { $n ->
        [one] on { $n } card some cells of a contest are empty and were read as 0: { $name }
       *[other] on { $n } cards some cells of a contest are empty and were read as 0: { $name }
    }
import-note-lacking-contest = { $n ->
        [one] { $n } card lacks the contest { $contest }, which other cards of its style have
       *[other] { $n } cards lack the contest { $contest }, which other cards of their style have
    }
import-note-no-vote-allowed = { $n ->
        [one] { $n } contest allows 0 votes, so that every mark is an overvote: { $name }
       *[other] { $n } contests allow 0 votes, so that every mark is an overvote: { $name }
    }
import-note-row-of-lines = { $n ->
        [one] { $n } row runs over several lines within quotation marks; see whether other rows were taken into it
       *[other] { $n } rows run over several lines within quotation marks; see whether other rows were taken into them
    }
import-note-fractional-weight = { $n ->
        [one] { $n } weight of ballots is not a whole number
       *[other] { $n } weights of ballots are not whole numbers
    }
import-note-filtered-export = { $n ->
        [one] { $n } setting of the export left something out: { $name }
       *[other] { $n } settings of the export left something out: { $name }
    }
import-note-unresolved-write-in = { $n ->
        [one] { $n } write-in is not resolved yet, in { $contest }
       *[other] { $n } write-ins are not resolved yet, in { $contest }
    }
import-note-rejected-write-in = { $n ->
        [one] { $n } write-in was rejected, in { $contest }
       *[other] { $n } write-ins were rejected, in { $contest }
    }
import-note-not-stated = { $n ->
        [one] { $n } number is left open by the file, in { $contest }
       *[other] { $n } numbers are left open by the file, in { $contest }
    }
import-note-further-notes = { $n ->
        [one] { $n } further finding of other kinds
       *[other] { $n } further findings of other kinds
    }
import-note-total-ballots = stated total of ballots is { $stated }, and the rows give { $counted }
import-note-total-orders = stated number of different orders is { $stated }, and the rows give { $counted }
import-note-total-contest = stated total is { $stated }, and the rows give { $counted }, in { $contest }
import-flaw-cumulative = known of such files: the selections of a round are those of all rounds so far
import-flaw-merged = known of such files: contests of equal names in several counties are one row
import-place-file = { $file }
import-place-in = { $file }, { $where }
import-place-row = row { $row }
import-place-column = column { $column }
import-place-key = { $name }
import-place-row-column = row { $row }, column { $column }
import-place-row-key = row { $row }, { $name }
import-place-column-key = column { $column }, { $name }
import-place-row-column-key = row { $row }, column { $column }, { $name }
import-problem = { $where }: found { $found }; allowed: { $rule }
import-found-end = the end of the file
import-found-binary = bytes that are not text
import-found-old-workbook = an Excel workbook of the kind before 2007 (.xls), whatever its name says
import-found-pdf = a PDF
import-found-web-page = a web page
import-found-packed = a packed file
import-found-heavy = a part that unpacks to { $bytes } bytes or more
import-found-path-out = a part named { $name }, which leads out of the folder
import-found-overlap = parts that overlap
import-found-locked = a part locked with a password
import-found-twice = { $what } twice
import-found-parts-twice = two parts of one name
import-found-more-than-claimed = a part that unpacks to more bytes than it claims
import-found-half-signs = incomplete UTF-16 characters
import-found-too-deep = elements nested deeper than { $most }
import-found-end-within = the end of the file within an element
import-found-entity = the entity { $name }, which XML does not have
import-found-long-step = a tag or text of more than 16 megabytes
import-found-long-row = a row of more than 16 megabytes
import-found-hidden-sheets-alone = a workbook whose sheets are all hidden
import-found-many-sheets = more than { $most } sheets
import-found-in-part = { $part }: { $what }
import-found-rows-order = rows out of order
import-found-cells-order = cells out of order
import-found-cell-place = a cell without a valid place
import-found-shared-text = a shared text that the workbook does not have
import-found-wide-sheet = a very wide sheet without cells
import-found-contest-twice = contest { $contest } twice on one sheet
import-found-no-votes-table = no table of votes beside the list of ballots
import-found-no-contest-column = no column of a contest
import-found-no-choice-column = no column of a choice
import-found-no-sessions = no file with Sessions
import-found-no-column = no column { $name }
import-found-no-known-header = no row with the names of known columns
import-found-no-four-headers = no four header rows
import-found-no-contest-above = no contest above a column
import-found-no-record = no cast vote record
import-found-no-contest = no contest
import-found-no-needed-column = not all of the columns
import-found-no-list = no list { $name }
import-rule-known-format = a file of a format that `recount import` reads
import-rule-table = a table saved as CSV or XLSX
import-rule-at-most = at most { $n }
import-rule-at-least = at least { $n }
import-rule-whole = a whole number from { $low } to { $high }
import-rule-mark-cell = 1, 0, or empty where the contest is not on the card
import-rule-once = each once
import-rule-syntax = well-formed { $name }
import-rule-plain-archive = parts that stay within the archive, unlocked, each once
import-rule-readable = a file that can be read
import-rule-declared-candidate = a candidate that the file declares
import-rule-declared-contest = a contest that the file declares
import-rule-blom-order = an order such as (2, 1) : 58
import-rule-ruled-line = a ruled line before the orders
import-rule-cvr-file = the CVR file of the export
import-rule-contest-columns = a column for each contest
import-rule-choice-columns = a column for each choice
import-rule-section-heading = the heading of a section
import-rule-whole-ballots = a whole number of ballots
import-rule-blt-head = the numbers of candidates and of seats
import-rule-blt-order = a number of ballots, candidates, and 0
import-rule-quoted-name = a name in quotes
import-rule-contest-above = a contest above each of its columns
import-rule-choice-rank = a choice with its rank, such as Ada(1)
import-rule-four-headers = rows for the election, the contests, the choices and the names of columns
import-rule-hart-sheets = an XML file for each sheet
import-rule-hart-digits = a digit 1 or 0 for each rank
import-rule-raire-card = contest, card, candidates in order
import-rule-raire-contest = Contest, its number, how many candidates, and who they are
import-rule-election-contests = an election with contests
import-rule-cdf-records = a report with records
import-rule-clear-heading = a heading such as Choice_1_1:Contest:Vote For 1:Choice:Party
import-rule-preflib-sums = voters, sum of votes, number of orders
import-rule-preflib-order = a count and an order, such as { "43: 3,{2,1}" }
import-rule-preflib-name = a number and a name, such as 1,Ada
import-rule-json-list = a list of records
import-looks-xml-schema = a file that looks like an XML schema
import-looks-json-schema = a file that looks like a JSON schema
import-looks-assertions = a file that looks like assertions of an audit
import-looks-raire-json = a file that looks like a RAIRE problem in JSON
import-looks-dominion-settings = a file that looks like the settings of a Dominion export, whose name is Configuration.json there
import-looks-dominion-summary = a file that looks like a summary report of Dominion, which has no records
import-looks-tabulator-list = a file that looks like a list of tabulators of Dominion, which has no votes
import-looks-dominion-rows = a file that looks like rows of a Dominion export without its four header rows
import-looks-printed-results = a file that looks like results printed as a table for people
import-format-blom = lists of preference orders
import-format-ess = ES&S cast vote records
import-format-concrete-stv = ConcreteSTV ballots
import-format-arlo-report = Arlo audit report
import-format-dominion-json = Dominion CVR JSON
import-format-result-rows = results by choice
import-format-blt = BLT ballots
import-format-known-table = table of an election office
import-format-dominion-csv = Dominion CVR CSV
import-format-hart = Hart Verity cast vote records
import-format-raire = RAIRE ranked ballots
import-format-clarity = Clarity results
import-format-nist-results = NIST SP 1500-100 results
import-format-preflib = PrefLib orders
import-format-cdf = NIST SP 1500-103 cast vote records
import-format-clear-ballot = Clear Ballot cast vote records
import-format-batch-tallies = votes by batch
import-found-manifest-differs = batch { $batch } with { $manifest } cards, of which the records have { $records } (and { $more } more batches that differ)
import-rule-manifest-as-records = the batches and numbers of cards of the records; recount import --manifest lists what differs
import-rule-beside-the-scenario = the name of a file in the folder of the scenario
import-found-odd-in-files = { $n ->
        [one] In the files of [election] 1 thing does not add up or looks wrong: `recount import` on them says what.
       *[other] In the files of [election] { $n } things do not add up or look wrong: `recount import` on them says what.
    }
import-found-second-format = records of a second format, { $format }
import-found-no-records = { $format }, which has no records of cards
import-found-nothing = no file
import-rule-records-only = files of cast vote records, all of one format
import-table-entry-sheet = entry sheet of an audit
import-table-manifest = ballot manifest
import-table-manifest-colorado = ballot manifest of Colorado
import-table-manifest-sf = ballot manifest of San Francisco
import-table-batch-counts = cards by batch in manifest and CVR file
import-table-round-contests = contests of an audit round
import-table-round-cards = cards selected in an audit round
import-table-county-contests = contests by county
import-table-canonical = canonical list of contests
import-table-discrepancies = discrepancy report
import-table-targeted = targeted contests
import-table-uploads = status of uploads
import-table-jurisdictions = list of jurisdictions
import-table-standardized = standardized contests
import-table-card-comparison = comparison of cards
import-table-seed = seed
import-table-arlo-election = election
import-table-arlo-contests = contests
import-table-arlo-settings = settings of the audit
import-table-arlo-boards = audit boards
import-table-arlo-rounds = rounds
import-table-arlo-sampled-ballots = sampled ballots
import-table-arlo-sampled-batches = sampled batches
import-page-title = What was read of the files
import-headline-cards = Read: { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } with { $contests ->
        [one] { $contests } contest
       *[other] { $contests } contests
    }, in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    } of { $tabulators ->
        [one] { $tabulators } tabulator
       *[other] { $tabulators } tabulators
    }.
import-headline-no-batches = Read: { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    } with { $contests ->
        [one] { $contests } contest
       *[other] { $contests } contests
    } ({ $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }, { $tabulators ->
        [one] { $tabulators } tabulator
       *[other] { $tabulators } tabulators
    } named).
import-headline-no-cards = The files have no records of single cards.
import-styles-absent = The file states no ballot styles, and none were inferred.
import-styles-stated = The file states the style of each card: { $n ->
        [one] { $n } style
       *[other] { $n } styles
    }.
import-styles-inferred = The file states no styles; cards with the same contests were taken for one style: { $n ->
        [one] { $n } style
       *[other] { $n } styles
    }. A contest that a voter left blank may be missing from such a style.
import-verdict-redacted = What was left out, and what looks wrong, is not told beside hidden votes: read it without --redact-few.
import-verdict-well = Nothing was left out, and nothing looks wrong.
import-verdict-left-out = Nothing looks wrong. { $n ->
        [one] { $n } kind of thing was left out or is hidden; it is listed below.
       *[other] { $n } kinds of things were left out or are hidden; they are listed below.
    }
import-verdict-odd = { $n ->
        [one] { $n } thing does not add up or looks wrong; look into it before these numbers are used.
       *[other] { $n } things do not add up or look wrong; look into them before these numbers are used.
    }
import-no-results = The votes were not compared with published results (--results).
import-no-manifest = The numbers of cards were not compared with a ballot manifest (--manifest).
import-heading-odd = What does not add up or looks wrong
import-heading-left-out = What was left out
import-heading-hidden = What the files hide
import-heading-inferred = What the files do not state and was inferred
import-heading-few = The secrecy of the vote
import-heading-results = Against the results
import-heading-manifest = Against the manifest
import-heading-format = From { $format }
import-heading-files = The files
import-heading-sign = Signed
import-sign-line = Date and names of the board:
import-made-by = Made by recount { $version }.
import-file-read = { $name } ({ $bytes } bytes)
import-fact-summed = Rows that sum several cards: { $n }. Their votes stand beside those of single cards in the table of votes, and are in no other count.
import-fact-ranked = The votes of ranked contests are those of the first rank.
import-fact-adjudicated = Cards whose record adjudication changed: { $n }.
import-fact-redacted = Cards of which votes are not shown: { $n }.
import-fact-no-identity = Cards without an identity, which nobody can find again: { $n }.
import-fact-remade = Cards that were copied to another ballot by hand: { $n }.
import-fact-void = Cards that are void as a whole: { $n }.
import-column-contest = Contest
import-column-choice = Contest and choice
import-column-cards = Cards
import-column-votes = Votes
import-column-summed = Votes in summed rows
import-column-under = Undervotes
import-column-over = Overvoted cards
import-column-blank = Blank cards
import-column-tabulator = Tabulator
import-column-group = Counting group
import-column-style = Style
import-column-batch = Batch
import-column-first = First preferences
import-caption-contests = Contests
import-caption-choices = Votes
import-more-rows = { $n ->
        [one] { $n } more row; --json has all.
       *[other] { $n } more rows; --json has all.
    }
import-more-kinds = { $n ->
        [one] { $n } more; --json has all.
       *[other] { $n } more; --json has all.
    }
import-and-more = { $places }; and { $n } more
import-orders-read = { $contest }: { $ballots ->
        [one] { $ballots } ballot
       *[other] { $ballots } ballots
    } with { $orders ->
        [one] { $orders } different order
       *[other] { $orders } different orders
    }.
import-tallies-read = Votes of { $contests ->
        [one] { $contests } contest
       *[other] { $contests } contests
    } in { $places ->
        [one] { $places } place
       *[other] { $places } places
    } (batches, precincts or counties).
import-table-read = { $kind }: { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }; columns { $columns }.
import-only-records = { $contest } is on the cards and not in { $file }.
import-only-results = { $contest } is in { $file } and on no card.
import-results-not-on-cards = { $contest }, { $what }: no card names it, { $file } says { $results }.
import-results-not-in-results = { $contest }, { $what }: the cards say { $records }, { $file } does not name it.
import-results-differ = { $contest }, { $what }: the cards say { $records }, { $file } says { $results }.
import-place-batch = batch
import-place-precinct = precinct
import-place-differs = { $contest }, { $choice }, { $kind } { $place }: the cards say { $records }, { $file } says { $results }.
import-place-only-results = The { $kind } { $place } has votes in { $file }, and no card is of it.
import-place-only-cards = The { $kind } { $place } has votes on cards, and { $file } does not have it.
import-results-compared = { $file } and the cards have { $n ->
        [one] { $n } contest
       *[other] { $n } contests
    } in common, and { $agreeing } of { $all } numbers agree.
import-places-compared = Place by place: { $met } of { $places } places of { $file } have the name of a { $kind } of the cards; their numbers that differ: { $differ }.
import-places-unmet = { $met } of { $places } places of { $file } have the name of a { $kind } of the cards, fewer than half: only the totals were compared.
import-places-summed = Rows that sum several cards are of no place: only the totals were compared.
import-results-rounds = { $file } has later rounds of { $names }: only first choices were compared.
import-what-ballots = ballots
import-what-undervotes = undervotes
import-batch-differs = Batch { $batch }: { $file } has { $manifest } cards, the records have { $records }.
import-batch-not-in-manifest = Batch { $batch }: the records have { $records } cards, { $file } does not have the batch.
import-batch-not-in-records = Batch { $batch }: { $file } has { $manifest } cards, the records do not have the batch.
import-contests-alike = These contests have equal names or names that look alike: { $names }. They are counted apart.
import-manifest-compared = { $file } has { $manifest } cards in { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }; the records have { $records } cards. Batches that agree: { $agreeing }.
import-manifest-tabulator = Tabulator { $name }: { $manifest } cards in the manifest, { $records } in the records.
import-few-batches = { $n ->
        [one] { $n } batch has
       *[other] { $n } batches have
    } fewer than { $few } cards, such as { $names }.
import-few-styles = { $n ->
        [one] { $n } style has
       *[other] { $n } styles have
    } fewer than { $few } cards, such as { $names }.
import-few-advice = Votes of so few cards can reveal how somebody voted. Do not publish them by batch or style; `--redact-few` hides them.
import-redacted-none = Nothing is hidden: every style, batch, precinct and counting group has { $few } cards or more.
import-redacted = { $n ->
    [one] The votes of 1 card are hidden
   *[other] The votes of { $n } cards are hidden
 } (small styles: { $styles }; batches: { $batches }; precincts: { $precincts }; counting groups: { $groups }) and told as one sum, "{ $label }".
import-redacted-further = { $n ->
    [one] 1 further batch is hidden
   *[other] { $n } further batches are hidden
 }, so that the sum is of at least { $few } cards.
import-redacted-unsummed = { $n ->
    [one] The votes of 1 contest
   *[other] The votes of { $n } contests
 } are not in the sum, since fewer than { $few } hidden cards carry it: { $names }.
import-redacted-unanimous = { $n ->
    [one] In 1 contest all hidden cards are marked alike or for one choice
   *[other] In { $n } contests all hidden cards are marked alike or for one choice
 }, so that the sum shows a vote of each: { $names }.
import-redacted-limits = Findings and hashes of the files are left out, since they would tell of hidden cards. Combinations of style, batch, precinct and group may still be rare. Published totals minus the votes that are shown still give the sum of what is hidden.
import-found-exports = { $n ->
        [one] records of { $n } export
       *[other] records of { $n } exports
    }
import-rule-one-election = the files of one election, as numbers of contests mean something else in another
import-rule-one-export = the records of one export to compare with
import-rule-results = results by contest and choice
import-rule-manifest = a ballot manifest
import-rule-this = { $what }
import-rule-batch-one-tabulator = each batch name once, as only one side names the tabulators
import-rule-manifest-tabulators = a manifest with a column of tabulators, as this batch is under several
import-many-duplicates = { $n } cards have the identity of an earlier one, such as { $names }; exports of several elections or counties are imported one by one
import-many-unmatched = { $n } records of one file are not in the other, such as { $names }
import-found-many-in-counties = more than { $n } contests or choices in all counties
import-found-apart-alone = files of one office
import-rule-apart-of-counties = beside [[election.county]] only: it says which contests of equal names are another one in each county
import-found-nothing-apart = "{ $contest }" under "apart", and no contest of this name in the files
import-found-county-marks = { $contest }, in which { $before } may be marked elsewhere and { $here } in { $county }
import-found-county-ranks = { $contest }, which has ranks elsewhere or in { $county }, and not in both
import-rule-county-contest = the same contest in each county; a contest that is another one in each is named under "apart"
import-found-party-orders = { $n ->
        [one] { $n } ballot that marks parties, not candidates
       *[other] { $n } ballots that mark parties, not candidates
    }
import-found-cells = { $n ->
        [one] { $n } cell
       *[other] { $n } cells
    }
import-found-cell-beyond = { $cell } in a cell beyond the last
import-rule-cells-of-header = { $n } cells, as many as the header has
import-found-many-lines = a row of { $n } lines, within a quotation mark that is not closed before
import-rule-lines-of-row = a row of at most { $n } lines
import-found-semicolons = cells that are separated by semicolons
import-found-tabs = cells that are separated by tabs
import-rule-commas = cells that are separated by commas
import-found-without-heading = { $cell } in a column without a heading
import-rule-heading-above = a heading above each column that has something in it
import-found-second-header = the header of another export
import-rule-one-header = one export in each file, as joined files would be counted by the first header alone
import-found-many-ballots = { $n } ballots
import-rule-orders = ranked ballots of one contest, at most 50,000,000
import-found-contests-of-orders = { $n ->
        [one] ranked ballots of { $n } contest
       *[other] ranked ballots of { $n } contests
    }
import-found-batch-without-votes = batch { $batch } of the manifest, which the tallies do not have
import-found-batch-without-cards = batch { $batch } of the tallies, which the manifest does not have
import-found-more-votes-than-cards = batch { $batch }: { $votes } votes in { $contest } on { $cards } cards
import-found-several-jurisdictions = batches of { $one } and { $other }
import-rule-batch-tallies = the votes of each batch of the manifest, at most one a card in each contest; jurisdictions are written as [[election.county]]
import-found-tallies-alone = the votes of batches without a manifest
import-rule-manifest-beside = a ballot manifest beside them: the tallies do not say how many cards a batch has
import-found-made-up-cards = the votes of batches, not of cards
import-rule-single-cards = "single_cards" here, to go on with cards that are made up within each batch
import-found-kept-records = a count that keeps a record of each card
import-rule-no-kept-records = cast_vote_records = false at each machine count, as the files have no record of a card
import-rule-county-name = a name that can be a folder's and stands once, without / and without blanks at its ends
import-found-from-and-county = both "from" and [[election.county]]
import-found-neither-from = neither "from" nor [[election.county]]
import-rule-one-of-from = one of both


## A first scenario, written from the files of an election office, in English.

draft-question = Is the reported outcome of each contest right?
draft-title = The audit of { $file }
draft-lesson = An audit of an office's own files.
draft-how = Written from the files below. A choice that they do not settle is a "?": write a value in its place. A contest that is not audited can be deleted from its [[contest]] down.
draft-seed = The public seed: digits of dice, rolled in public after these files are fixed.
draft-summed-rows = { $n ->
        [one] { $n } row sums several cards, which are then on no paper here and in no draw
       *[other] { $n } rows sum several cards, which are then on no paper here and in no draw
    }: "summed_rows" goes on without them. No audit can begin without a record of each card.
draft-alike = Choices of { $contest } look alike: { $names }. "one" where they are one choice, "apart" where they are several.
draft-assumed = The files do not state how many may be marked. The most that a card shows is { $n }.
draft-hidden-votes = Votes that the files do not show or call void: { $n }. "hidden_votes" takes them as blank, in the report as in the records.
draft-rules = The rule of each contest: "plurality" where most votes win; recount list rules shows the others.
draft-contest = { $contest }: { $cards } cards; votes: { $votes }; blank { $blank }, overvoted { $overvoted }.
draft-first-ranks = First ranks are shown, before any transfer.
draft-further = and { $n } more
draft-ahead = Most votes: { $names }; ahead by { $margin }.
draft-tied = The votes are tied at the last seat.
draft-nobody-else = Nobody else stands in it.
draft-several = The files say that { $n } may be marked. How many seats are filled?
draft-allowed = The files do not say how many may be marked on a ballot, nor how many seats are filled.
draft-rankings = How ranked marks are read: recount list rankings shows the rule sets.
draft-methods = One method: "super_simple" or "ballot_comparison" compare cards with their records; "polling" reads cards alone. recount list methods shows all.
draft-limit = The largest chance that a wrong outcome is confirmed, such as 0.05, by law or by the office's choice.
draft-one-sample = Methods that draw each card once, such as "ballot_comparison", then use the same cards for all contests; others draw for each contest.
draft-written = { $file } was written. Lines with a "?" to be filled in: { $n }. Until then it is refused, with the line.


## The folder of an audit: sheets and log, in English.

folder-rule-card-of-row = { $name }, the card of the row: the one that is named is at batch { $batch }, position { $position }. Cells of rows may have been sorted apart, or another card was read
folder-rule-named-card = { $name }, the card of the row, or an empty cell
folder-rule-no-choice = nothing on the row of a card; what is read stands in the column reading
folder-rule-whole-batch = "not found" in every line of the batch, or a number in each
folder-rule-adds-up = votes, blank and overvoted that add up to the ballots, with { $most } marks on a ballot at most
folder-found-ballots = batch { $batch } with { $ballots } ballots
folder-rule-all-ballots = { $expected } ballots, as manifest and report have. Where some cannot be found, "not found" in every line of the batch: it then counts as the worst that it could be
folder-rule-one-of = one of { $names }
folder-rule-position = the position of the card in its batch, a whole number from 1
folder-rule-by-and-why = both "corrected by" and "why", or neither
folder-rule-names = blank, overvote, not found, not on card, or names of { $contest } as they are on the ballot, with " + " between two
folder-rule-ranks = blank, not found, not on card, or names of { $contest } with " > " between two ranks, " = " between two names at one rank and "-" for a skipped rank
folder-rule-most-ranks = at most { $n ->
        [one] { $n } rank
       *[other] { $n } ranks
    }
folder-rule-no-tally = a contest whose votes are marks; ranks and scores are not entered as a tally
folder-rule-number = a whole number from 0
folder-rule-same-as = { $n }, as in an earlier row of this sheet
folder-rule-every-line = a number in every row of the batch; "{ $name }" has none
folder-rule-sheets-with-enter = no sheet beside this action; sheets come after "enter"
folder-found-no-sheet = no sheet
folder-rule-sheet = at least one filled-in entry sheet
folder-found-no-files = paper of its own
folder-rule-election-from = a scenario whose paper is in files beside it: "[election] from"
folder-found-methods = { $n ->
        [one] 1 method
       *[other] { $n } methods
    }
folder-rule-one-method = the one method of the audit
folder-found-no-seed = no seed
folder-rule-public-seed = the public seed, such as digits of dice
folder-found-no-log = no log
folder-rule-begin = recount rehearse DIR begin
folder-found-in-use = a log that another run uses
folder-rule-one-run = one run at a time
folder-found-no-enough = a method for which no number of cards is known beforehand
folder-rule-enough = methods that compare each card with its own record, in rounds
folder-found-other-action = another action
folder-rule-with-draw = draw
folder-found-conflicts = { $n ->
        [one] 1 unit with readings that differ
       *[other] { $n } units with readings that differ
    }
folder-rule-settle-first = each settled first, by a row with "corrected by" and "why"
folder-found-old-round = { $folder }, sheets of an audit whose log is not here
folder-rule-own-log = the log that they belong to, or a folder without sheets: an audit is not begun anew over one that was drawn
folder-found-begun = an audit that has begun
folder-rule-not-begun = a folder whose audit has not begun
folder-found-other-file = a file with the SHA-256 { $sha256 }
folder-rule-same-file = the file with which the audit began: SHA-256 { $sha256 }
folder-found-other-setup = another report or other settings than those with which the audit began
folder-rule-same-version = the same files, settings and version of this program ({ $version })
folder-found-not-drawn = { $contest } in batch { $batch }, position { $position }, which was not drawn
folder-rule-on-sheets = what is on the sheets of the audit
folder-found-no-draw = readings, and no draw
folder-rule-draw-first = recount rehearse DIR draw, before anything is read
folder-found-other-sheet = another table
folder-rule-entry-sheet = a filled-in entry sheet of this audit, CSV or XLSX
folder-found-in-sheet = "{ $found }" (and { $more ->
        [one] 1 further row
       *[other] { $more } further rows
    } that cannot be read)
folder-place-row = { $file }, row { $row }
folder-place-cell = { $file }, row { $row }, { $column }
folder-error-setup = no audit by { $method } can begin: { $why }
folder-refused-method = there is no method { $method }
folder-refused-bet = the bet of { $method } does not fit
folder-refused-setting = a setting is not allowed: { $setting }
folder-refused-no-contest = no contest is audited
folder-refused-contest = the contest { $contest } does not fit
folder-refused-shares = the contests share no sample
folder-log-unreadable = line { $line } is not one of a log: { $why }
folder-log-empty = line { $line } is empty; a log has no empty lines, also at its end
folder-log-broken = line { $line } does not follow from the line before it: a line was changed, dropped or inserted
folder-log-begin = line { $line } is not where a log begins
folder-begun = The audit has begun. These files are fixed; publish the hashes before cards are drawn:
folder-begun-file = { $name }, { $bytes } bytes, SHA-256 { $sha256 }
folder-sheets-written = Round { $round }: sheets for { $n ->
        [one] 1 unit
       *[other] { $n } units
    } are in { $folder }: pull-sheet.csv, entry-sheet.csv, and sheets.html to print. The machine's readings are not on them.
folder-sheets-before = Round { $round }: the sheets for { $n ->
        [one] 1 unit
       *[other] { $n } units
    } were written before, in { $folder }.
folder-entered = { $n ->
        [one] 1 reading
       *[other] { $n } readings
    } of { $sheet } entered.
folder-entered-again = { $n ->
        [one] 1 was entered before.
       *[other] { $n } were entered before.
    }
folder-entered-empty = { $n ->
        [one] 1 row has no reading yet.
       *[other] { $n } rows have no reading yet.
    }
folder-verified = The chain of { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    } holds, the files are those of the beginning, { $sheets ->
        [one] 1 draw was
       *[other] { $sheets } draws were
    } repeated, and { $readings ->
        [one] 1 reading was
       *[other] { $readings } readings were
    } compared again. What follows was computed from them alone.
folder-verified-not = { $folder }: its sheets are not those of this draw
folder-verified-changed = { $folder }/entry-sheet.csv: { $n ->
        [one] 1 reading is not the one
       *[other] { $n } readings are not those
    } of the log (row { $rows }); the sheet was changed after it was taken
folder-verified-unreadable = { $folder }/entry-sheet.csv was not compared with the log: { $why }
folder-verified-unlogged = { $folder } is here, and the log has no such sheets: its last lines may be lost
folder-verified-missing = { $folder } is not here: its sheets were not compared
folder-verified-rows = { $folder }/entry-sheet.csv has { $rows } rows, and the draw { $drawn }: rows were deleted or added
folder-seal-of-last-line = The seal that was given is that of the last line of the log: nothing was changed or added since.
folder-seal-of-line = The seal that was given is that of line { $line } of the log: nothing up to it was changed, and { $later ->
        [one] 1 line was added since.
       *[other] { $later } lines were added since.
    }
folder-seal-of-no-line = The seal that was given is that of no line of the log. Unless it was mistyped, the log was changed since.
folder-rule-seal = 16 to 64 of the first digits of a seal, as an earlier run printed it, with verify
folder-verified-waiting = { $folder }/entry-sheet.csv: { $n ->
        [one] 1 reading was
       *[other] { $n } readings were
    } not taken yet; enter the sheet
folder-state-open = Round { $round } is open: { $n ->
        [one] 1 unit is
       *[other] { $n } units are
    } still to be read.
folder-state-to-draw = Round { $round } is open: { $n ->
        [one] 1 unit is
       *[other] { $n } units are
    } still to be read. Make the sheets with "draw".
folder-state-ended = The audit has ended, in round { $round }.
folder-state-ended-full = No more units are drawn: { $n ->
        [one] 1 contest
       *[other] { $n } contests
    } must be counted by hand, every ballot.
folder-nobody-can-lose = nobody can lose: nothing to audit.
folder-drawn-counts = not confirmed yet: the risk was below the limit before this round, as after a correction, but the cards of this round were drawn and count too; it takes { $n ->
        [one] 1 more draw.
       *[other] { $n } more draws.
    }
folder-waits = not confirmed yet; its next round is drawn when round { $round } of the other contests is read.
folder-waiting = { $n ->
        [one] 1 reading of a later round counts
       *[other] { $n } readings of later rounds count
    } when round { $round } is read.
folder-drawn-is-read = not confirmed yet: the rule was met before this round, as after a correction. The cards of this round were drawn and are read; what a round has settled, this method keeps. It takes { $n ->
        [one] 1 more draw.
       *[other] { $n } more draws.
    }
folder-next-card = not confirmed yet; the next card is drawn when this one is read.
folder-polled-so-far = { $draws } draws of { $n ->
        [one] 1 card
       *[other] { $n } cards
    } are judged by their votes; this method compares none with its record.
folder-report-not-compared = this method judges votes and compares no card with its record.
folder-draws-so-far = { $draws } draws of { $n ->
        [one] 1 card
       *[other] { $n } cards
    } are judged, since a card may be drawn again; { $differ ->
        [one] 1 of the draws differs from its report.
       *[other] { $differ } of the draws differ from their reports.
    }
folder-batches-so-far = { $draws ->
        [one] 1 draw of a batch is
       *[other] { $draws } draws of batches are
    } judged, with { $n ->
        [one] 1 ballot
       *[other] { $n } ballots
    }; { $differ ->
        [one] 1 differs from its report.
       *[other] { $differ } differ from their reports.
    }
folder-report-so-far = The report so far is in { $file }. The audit has not ended: it is not to be signed yet.
folder-ended-without-limit = the audit ended without a full hand count. This method bounds no risk, so that confirms nothing.
folder-no-manifest = No ballot manifest is among the files. Whatever is confirmed holds only if the records are of all cards.
folder-found-passed-over = rows that sum several cards, passed over
folder-found-sums = ranked orders or votes of batches
folder-rule-every-card = a record for each card, so that each can be drawn
folder-found-faults = faults
folder-rule-no-faults = none: an audit of an office's files takes the report as it is
folder-confirmed = the reported outcome is confirmed: { $winners }.
folder-full-count = every ballot must be counted by hand.
folder-full-count-because = every ballot must be counted by hand: { $why }.
folder-measured-only = measured only, which confirms nothing.
folder-not-yet = nothing is judged yet; { $n ->
        [one] 1 unit is
       *[other] { $n } units are
    } to be read.
folder-goes-on = not confirmed yet; this round takes { $n ->
        [one] 1 more draw.
       *[other] { $n } more draws.
    }
folder-risk = The measured risk is { $p }; the limit is { $limit } %.
folder-posterior = The chance that the outcome is wrong, by the method's prior, is { $p }; the limit is { $limit } %.
folder-read-so-far = { $n ->
        [one] 1 card is
       *[other] { $n } cards are
    } judged; { $differ ->
        [one] 1 differs from its report.
       *[other] { $differ } differ from their reports.
    }
folder-kinds = Cards by the margin that they overstate most: by two votes { $o2 }, by one { $o1 }, by none { $none }; understated by one { $u1 }, by two { $u2 }. In the list, +2 overstates it by two votes.
folder-conflicts = { $n ->
        [one] 1 unit has readings that differ.
       *[other] { $n } units have readings that differ.
    } None counts until a row with "corrected by" and "why" settles it:
folder-conflict-reading = "{ $reading }" ({ $sheet }, row { $row })
folder-unused = { $n ->
        [one] 1 reading does not count below: no round needs the unit
       *[other] { $n } readings do not count below: no round needs the units
    } any more, as after a correction. The log keeps what was read; look at why before this is signed.
folder-seal = Seal of the log: { $seal }. Write it down: it shows later that no line was changed.
folder-unit-card = { $contest }, batch { $batch }, position { $position }
folder-unit-batch = { $contest }, batch { $batch }
folder-head-container = container
folder-head-tabulator = tabulator
folder-head-batch = batch
folder-head-position = position
folder-head-card = card
folder-head-record = record
folder-head-read = board
folder-head-margin = margin
folder-head-pulled = pulled
folder-head-class = class
folder-head-contest = contest
folder-head-winners = reported winners
folder-head-cards = cards
folder-head-risk = measured risk
folder-head-limit = limit
folder-head-decision = decision
folder-head-round = round
folder-head-draws = draws
folder-head-differing = differing
folder-class-o2 = o2
folder-class-o1 = o1
folder-class-u1 = u1
folder-class-u2 = u2
folder-class-not-found = not found
folder-class-not-on-card = contest not on the card
folder-class-wrong-style = wrong style
folder-class-none-overstated = no margin overstated
folder-class-unclassified = tallied
folder-classes = By class: { $list }.
folder-round-last-if-clean = The open round adds { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }. If every card of it agrees with its record, the measured risk is then { $p }, and the audit of this contest ends.
folder-round-not-last = The open round adds { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }. Even if every card of it agrees with its record, the measured risk is then { $p }, and a further round follows.
folder-round-chance = The open round adds { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }. If the report is right, the chance that it ends the audit of this contest is { $chance } %.
folder-round-nine-tenths = For a chance of 90 % it would take { $n ->
        [one] { $n } draw
       *[other] { $n } draws
    }; round_chance = 0.9 in the settings makes rounds of that size.
folder-round-enough = With { $n } draws in this round the audit of this contest could end, if every card of it agrees: "draw --enough" takes so many.
folder-round-all-chance = If the reports are right, the chance that this round ends the audit of all contests is { $chance } %.
folder-round-all = If the reports are right, the chance that this round ends the audit of all contests lies between { $least } % and { $most } %.
folder-all-end-if-clean = If every card of it agrees with its record, this round ends the audit of all contests.
folder-all-go-on = This round does not end the audit of all contests, even if every card of it agrees with its record.
folder-report-written = The report is in { $file }. Print it for the board to sign.
folder-report-title = Report of the audit
folder-report-contests = Contests
folder-report-rounds = Rounds
folder-report-sheets = Round { $round }: units on the sheets { $n }, folder { $folder }, SHA-256 of the empty entry sheet { $sha256 }.
folder-report-readings = Readings in the log: { $n }.
folder-report-differences = Where paper and record differ
folder-report-none = no card whose reading counts differs.
folder-report-corrections = Corrections
folder-report-no-correction = No reading was corrected.
folder-report-correction = { $unit }: "{ $reading }" in place of an earlier reading, by { $by }: { $why } ({ $sheet }, row { $row }).
folder-report-fixed = What was fixed before the draw
folder-report-settings = Method { $method }, risk limit { $limit } %, seed "{ $seed }", version { $version } of recount. Files:
folder-report-unchecked = What was not checked
folder-report-verify = How to check this report
folder-report-how = With the files above, sheets and log in one folder, this command repeats the draw, the comparison and the risk:
folder-report-sign = Signatures
folder-unchecked-contests = These contests of the files: { $list }.
folder-unchecked-open = Contests whose audit has not ended: { $list }.
folder-unchecked-manifest = Whether the ballot manifest lists all paper. Records and manifest agree; paper in neither was not in the draw.
folder-unchecked-paper = Whether the paper was kept safe, whether each voter was eligible, and whether each ballot that was cast is among the paper.
folder-unchecked-seed = Whether the seed was chosen in public after the files were fixed.
folder-sign-name = name
folder-sign-office = office
folder-sign-date = date
folder-sign-signature = signature
folder-short-confirmed = confirmed
folder-short-no-limit = ended; nothing is confirmed
folder-short-full-count = count every ballot by hand
folder-short-measured = measured only
folder-short-open = goes on
folder-sheets-title = Sheets of round { $round }
folder-pull-title = What to pull
folder-pull-note = In order of storage. Put a placeholder where you take a card out.
folder-pull-few = { $n ->
    [one] 1 batch has
   *[other] { $n } batches have
 } fewer than { $few } cards, so that what is read may reveal how somebody voted: { $names }. Show these readings to nobody but the board.
folder-pull-container = { $container }: units to pull { $units }, from { $batches ->
        [one] { $batches } batch
       *[other] { $batches } batches
    }.
folder-placeholder-title = Placeholders
folder-placeholder-note = One for each card. It stays in the batch until the card is back.
folder-placeholder = Batch { $batch }, card { $position }
folder-read-title = What the board reads
folder-read-note = Read the paper and mark what the voter meant. The machine's reading is not shown, so that it cannot lead the board. Then fill in the entry sheet.
folder-word-blank = blank
folder-word-overvote = overvote
folder-word-not-on-card = not on card
folder-word-not-found = card not found
folder-rule-new-file = a file that does not exist yet
folder-found-there = a file that exists
folder-rule-files-beside = a path in the folder of the files, or above it, as an audit reads files of its own folder only
folder-found-elsewhere = a folder in which { $file } is not

## Somebody's official audit, checked, in English.

official-manifests = The manifests have { $batches ->
        [one] 1 batch
       *[other] { $batches } batches
    } with { $ballots ->
        [one] 1 ballot.
       *[other] { $ballots } ballots.
    }
official-p-value-agrees = the P-value that the report states, { $p }, is that of its batches.
official-p-value-differs = the report states a P-value of { $p }; its batches give { $ours }.
official-draw-repeats = The public seed gives the same { $n ->
        [one] 1 draw.
       *[other] { $n } draws.
    }
official-draw-differs = Of its { $n ->
        [one] 1 draw,
       *[other] { $n } draws,
    } the public seed gives { $same } with the batches in the order of these files. Arlo may have held them in another order, in which case the draw cannot be repeated from them.
official-runoff = The winner needs a majority, so each statement of a runoff is tested.
official-tallied = By hand { $n ->
        [one] 1 batch was
       *[other] { $n } batches were
    } tallied, with { $ballots ->
        [one] 1 ballot;
       *[other] { $ballots } ballots;
    } { $differ ->
        [one] in 1 hand and machine differ.
       *[other] in { $differ } hand and machine differ.
    }
official-stated-otherwise = { $what }: the report states { $stated }; the files give { $counted }.
official-head-kind = kind of paper
official-head-batches = batches
official-head-ballots = ballots
official-head-votes-off = votes off
official-changes = Votes by hand, more (+) or fewer (-) than reported:
official-found-unused = { $format }
official-rule-seal-of-folder = none: only the folder of an audit by recount rehearse has one
official-rule-three-files = an audit report of Arlo, the ballot manifests, and the candidate totals by batch; or files of Colorado's audit centre
official-found-no-totals = no votes by batch
official-found-no-manifest = no ballot manifest
official-flaw-missing = the files have nothing called "{ $what }"
official-flaw-cell = { $file }, row { $row }, { $column }: "{ $found }" is not what this column must have
official-flaw-figures = { $contest }: { $why }
official-state-first = Samples were drawn for { $targeted ->
        [one] 1 contest.
       *[other] { $targeted } contests.
    } By the discrepancies that the files count, { $confirmed ->
        [one] 1 outcome is confirmed
       *[other] { $confirmed } outcomes are confirmed
    } at the risk limit, and { $open ->
        [one] 1 is not.
       *[other] { $open } are not.
    }
official-state-open = { $contest } is not confirmed: the measured risk is { $p } after { $draws ->
        [one] 1 draw.
       *[other] { $draws } draws.
    }
official-state-selected = { $n ->
        [one] 1 draw was
       *[other] { $n } draws were
    } asked for.
official-state-sizes = { $n ->
        [one] 1 contest has
       *[other] { $n } contests have
    } a margin; { $same ->
        [one] 1 stated sample size is
       *[other] { $same } stated sample sizes are
    } that of Stark's formula.
official-state-margins = { $n ->
        [one] 1 margin is that of the published votes.
       *[other] { $n } margins are those of the published votes.
    }
official-state-cards = { $n ->
        [one] 1 number of cards is that of its counties' batches.
       *[other] { $n } numbers of cards are those of their counties' batches.
    }
official-state-no-margin = { $n ->
        [one] 1 contest has no loser, or its first two are tied: no sample can confirm it.
       *[other] { $n } contests have no loser, or their first two are tied: no sample can confirm them.
    }
official-state-no-sample = For { $n ->
        [one] 1 contest
       *[other] { $n } contests
    } no sample was drawn. Cards drawn for others may show such a contest, but the files do not count those, so nothing is measured.
official-state-no-draw = The draw cannot be repeated from these files: they name cards by numbers of a database that is not published.
official-state-unused = Not needed for this check: { $files }.
official-state-problems = What does not hold:
official-head-contest = contest
official-head-draws = draws
official-head-risk = risk
official-problem-margin = { $contest }: the stated margin is { $stated }, that of the published votes { $votes }
official-problem-no-votes = { $contest }: no votes are published
official-problem-merged = { $contest }: counties have this name for contests without a choice in common; their votes must not be added up
official-problem-split = { $contest }: the round has { $parts } contests of this name, which differ by spaces alone; if they are one contest, its votes were compared in parts, and its margin is another
official-problem-cards = { $contest }: the stated number of cards is { $stated }, that of its counties' batches { $counted }
official-problem-size = { $contest }: the stated sample size is { $stated }, that of the formula { $again }
official-problem-draws = { $contest }: { $stated } draws are said to have been read, and { $selected } were selected
official-problem-status = { $contest }: the stated status is { $status }, the measured risk { $p }
official-problem-batch = { $batch }: { $manifest ->
        [one] 1 card
       *[other] { $manifest } cards
    } in the manifest, { $records ->
        [one] 1 record
       *[other] { $records } records
    }

## Sample sizes for the contests that an office published, in English.

sizing-first = Cards to draw for { $n ->
        [one] 1 contest, audited
       *[other] { $n } contests, each audited
    } alone at a risk limit of { $limit } %.
sizing-first-by-files = Cards to draw for { $n ->
        [one] 1 contest, audited
       *[other] { $n } contests, each audited
    } alone at the risk limit that the files name for it.
sizing-half = { $method }: half of the contests take at most { $half }; the one that takes most takes { $most }.
sizing-every-card = { $method }: for { $n ->
        [one] 1 contest that is every card: a full hand count.
       *[other] { $n } contests that is every card: a full hand count.
    }
sizing-without-size = { $method }: { $n ->
        [one] 1 contest has no size.
       *[other] { $n } contests have no size.
    }
sizing-if-nothing-is-wrong = By so many cards nine of ten audits have confirmed a report that is right, if hand and machine agree on each card; discrepancies take more. A sample for one contest serves others on the same cards too.
sizing-with-discrepancies = By so many cards nine of ten audits have confirmed a report that is right, if discrepancies are as frequent as given. A sample for one contest serves others on the same cards too.
sizing-most-votes = Each contest is taken to be won by most votes. A measure that needs another share, such as 60 %, takes other sizes: plan it by a scenario with its rule.
sizing-head-contest = contest
sizing-head-margin = margin
sizing-head-cards = cards
sizing-head-share = diluted
sizing-left-out = Not planned ({ $n }):
sizing-why-no-cards = the files do not say how many cards there are
sizing-why-no-winners = the files do not say how many win
sizing-why-no-margin = nobody lost, or the first are tied: no sample can confirm it
sizing-why-ranked = voters rank the choices: these votes do not give its margin
sizing-why-no-limit = no risk limit; give --risk-limit
sizing-found-records = { $format }
sizing-found-none = no contests
sizing-rule-results = published results, or the contests of an audit round; for records of cards write a scenario with [election] from
