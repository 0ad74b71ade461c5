//! Small random elections: a few precincts of tens of ballots, faults and counts of every kind, audits by any methods.

/// Numbers that look like lots: splitmix64, so that a number names its election for ever.
pub(crate) struct Lot(u64);

impl Lot {
    pub(crate) fn of(number: u64) -> Self {
        Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x005e_ed0f_1075)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one less than `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len() as u64) as usize]
    }

    /// Some of them, at least one, in their order.
    pub(crate) fn some<'t>(&mut self, of: &[&'t str], most: u64) -> Vec<&'t str> {
        let mut left = 1 + self.below(most);
        let mut chosen: Vec<&str> = Vec::new();
        while left > 0 {
            let one = self.pick(of);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
            left -= 1;
        }
        chosen.sort_by_key(|name| of.iter().position(|other| other == name));
        chosen
    }
}

/// Methods that fit any paper.
pub(crate) const METHODS: [&str; 17] = [
    "polling",
    "bravo",
    "eor_bravo",
    "minerva",
    "athena",
    "providence",
    "bayes_polling",
    "ballot_comparison",
    "super_simple",
    "bayes_comparison",
    "batch_comparison",
    "batch_assertions",
    "fixed_percentage",
    "random_precincts",
    "retabulation",
    "machine_recount",
    "full_hand_count",
];

/// A contest of a lot: its id, its names, votes a ballot.
struct Contest {
    id: &'static str,
    names: Vec<&'static str>,
    allowed: u64,
}

/// A contest in which everybody wins: its id and its names.
type Safe = (&'static str, &'static [&'static str]);

/// Contests in which nobody can lose, of which a lot has some.
const SAFE: [&[Safe]; 3] = [&[], &[("clerk", &["Hal"])], &[("clerk", &["Hal", "Ida"])]];

/// The text of a scenario; the same for the same number.
pub(crate) fn scenario(number: u64) -> String {
    elected(number, &[], "")
}

/// The same with contests in which nobody can lose, one sample for all contests, and contests that are only measured with
/// cards drawn for others, each of these by lot.
pub(crate) fn scenario_of_kinds(number: u64) -> String {
    let lot = &mut Lot::of(number ^ 0x51de);
    let safe = SAFE[lot.below(3) as usize];
    let audit = match lot.below(4) {
        0 => "",
        1 => "one_sample = true\n",
        2 => "one_sample = true\nopportunistic = [\"mayor\"]\n",
        _ => "one_sample = true\nopportunistic = [\"OTHER\"]\n",
    };
    let text = elected(number, safe, audit);
    // A second contest is not always there, and cards are drawn for one that somebody can lose.
    let has = |id: &str| text.contains(&format!("id = \"{id}\""));
    let text = if has("board") { text.clone() } else { text.replace("opportunistic = [\"mayor\"]\n", "") };
    match ["board", "clerk"].into_iter().find(|id| has(id)) {
        Some(other) => text.replace("OTHER", other),
        None => text.replace("opportunistic = [\"OTHER\"]\n", ""),
    }
}

fn elected(number: u64, safe: &[Safe], audit: &str) -> String {
    let lot = &mut Lot::of(number);
    let names = ["Ada", "Ben", "Cem", "Dot"];
    let mut contests = vec![Contest { id: "mayor", names: names[..2 + lot.below(3) as usize].to_vec(), allowed: 1 }];
    if lot.one_in(3) {
        let allowed = 1 + lot.below(2);
        contests.push(Contest { id: "board", names: vec!["Eli", "Fay", "Gus"], allowed });
    }
    let faulty = contests.len();
    let everybody_wins = |(id, names): &Safe| Contest { id, names: names.to_vec(), allowed: names.len() as u64 };
    contests.extend(safe.iter().map(everybody_wins));
    let mut text = format!(
        "# Does the first line hold for lot {number}?\ntitle = \"Lot {number}\"\nlesson = \"A first line is a result.\"\n\
         seed = \"{number}\"\nrates = {{ undervote = 0.0, overvote = 0.0, light_marks = {}, batch_size = {} }}\n",
        lot.pick(&["0.0", "0.0", "0.1"]),
        10 + lot.below(30)
    );
    for it in &contests {
        let seats =
            if it.allowed > 1 { format!("seats = {0}\nvotes_allowed = {0}\n", it.allowed) } else { String::new() };
        text +=
            &format!("\n[[contest]]\nid = \"{}\"\nrule = \"plurality\"\ncandidates = {:?}\n{seats}", it.id, it.names);
    }
    let precincts: Vec<&str> = ["North", "South", "West"][..=lot.below(3) as usize].to_vec();
    for precinct in &precincts {
        text += &paper(lot, precinct, &contests);
    }
    text += &machine(lot, "night", &contests[..faulty], &precincts, true);
    if lot.one_in(3) {
        let faults = lot.one_in(2);
        text += &machine(lot, "again", &contests[..faulty], &precincts, faults);
    }
    if lot.one_in(2) {
        text +=
            &format!("\n[[stage]]\nid = \"tally\"\nby = \"hand\"\ncare = \"{}\"\n", lot.pick(&["exact", "careful"]));
    }
    let methods = lot.some(&METHODS, 4);
    text + &format!(
        "\n[audit]\n{audit}methods = {methods:?}\nrisk_limit = {}\nfull_count_at = {}\nshare = {}\ncare = \"{}\"\n",
        lot.pick(&["0.05", "0.1", "0.4"]),
        lot.pick(&["0.25", "0.9", "1.0"]),
        lot.pick(&["0.05", "0.3", "1.0"]),
        lot.pick(&["exact", "exact", "careful"]),
    )
}

/// The ballots of a precinct: votes by lot, close or tied now and then.
fn paper(lot: &mut Lot, precinct: &str, contests: &[Contest]) -> String {
    let ballots = 20 + lot.below(60);
    let mode = lot.pick(&["election day", "mail"]);
    let mut text = format!("\n[[paper]]\nprecinct = \"{precinct}\"\nmode = \"{mode}\"\nballots = {ballots}\n");
    for it in contests {
        let (blank, overvoted) = (lot.below(4), lot.below(3));
        // Who may mark every name cannot mark too many.
        let overvoted = if it.names.len() as u64 > it.allowed { overvoted } else { 0 };
        let voted = ballots - blank - overvoted;
        let mut votes: Vec<u64>;
        loop {
            votes = if it.allowed > 1 {
                it.names.iter().map(|_| lot.below(voted + 1)).collect()
            } else {
                let mut left = voted;
                let mut votes: Vec<u64> = Vec::new();
                for _ in 1..it.names.len() {
                    let share = if lot.one_in(2) { left / 2 } else { lot.below(left + 1) };
                    votes.push(share);
                    left -= share;
                }
                votes.push(left);
                votes
            };
            let sum: u64 = votes.iter().sum();
            if (voted..=it.allowed * voted).contains(&sum) {
                break;
            }
        }
        let votes: Vec<String> = it.names.iter().zip(votes).map(|(name, n)| format!("{name} = {n}")).collect();
        let votes = votes.join(", ");
        text += &format!("votes.{} = {{ {votes}, blank = {blank}, overvoted = {overvoted} }}\n", it.id);
    }
    text
}

/// A machine count with faults by lot.
fn machine(lot: &mut Lot, id: &str, contests: &[Contest], precincts: &[&str], may_fail: bool) -> String {
    let mut faults = Vec::new();
    for _ in 0..if may_fail { lot.below(3) } else { 0 } {
        let it = &contests[lot.below(contests.len() as u64) as usize];
        let (contest, unit) = (it.id, lot.pick(precincts));
        let from = lot.below(it.names.len() as u64) as usize;
        let (a, b) = (it.names[from], it.names[(from + 1) % it.names.len()]);
        let place = format!("where = {{ precincts = [\"{unit}\"] }}");
        let some = 1 + lot.below(12);
        faults.push(match lot.below(9) {
            0 | 1 => format!("{{ kind = \"adversarial_flip\", contest = \"{contest}\", from = \"{a}\", to = \"{b}\", cards = {some} }}"),
            2 => format!("{{ kind = \"candidate_swap\", contest = \"{contest}\", candidates = [\"{a}\", \"{b}\"] }}"),
            3 => format!("{{ kind = \"batch_scanned_twice\", {place} }}"),
            4 => format!("{{ kind = \"duplicate_upload\", {place} }}"),
            5 => format!("{{ kind = \"memory_card_not_uploaded\", {place} }}"),
            6 => format!("{{ kind = \"bit_flip\", unit = \"{unit}\", contest = \"{contest}\", candidate = \"{a}\", bit = {} }}", some % 7),
            7 => format!("{{ kind = \"transcription\", unit = \"{unit}\", contest = \"{contest}\", candidate = \"{a}\", adds = {} }}", 2 * some),
            _ => format!("{{ kind = \"misread\", rate = 0.0{some}, contest = \"{contest}\" }}"),
        });
    }
    let checks = lot.some(&["reconciliation", "completeness", "tapes", "plausibility"], 2);
    let checks = if lot.one_in(2) { format!("checks = {checks:?}\n") } else { String::new() };
    format!("\n[[stage]]\nid = \"{id}\"\nby = \"machine\"\nfaults = [{}]\n{checks}", faults.join(", "))
}
