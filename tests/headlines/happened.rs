//! Small random elections in which it matters what really happened: recounts that are wrong too, one count alone,
//! audits that a law orders beside audits that are only asked about, contests that are measured only, hurried boards,
//! leads of one vote.

use super::lots::Lot;

/// Methods that draw single cards, so that one sample can serve several contests.
const OF_CARDS: [&str; 2] = ["polling", "ballot_comparison"];

/// Others.
const OTHERS: [&str; 5] = ["batch_comparison", "retabulation", "machine_recount", "full_hand_count", "bravo"];

/// The text of a scenario; the same for the same number.
pub(crate) fn scenario(number: u64) -> String {
    let lot = &mut Lot::of(number ^ 0x1dea);
    let contests: Vec<&str> = ["mayor", "clerk"][..=lot.below(2) as usize].to_vec();
    let by_law = lot.one_in(3);
    let law = if by_law { "law = \"NC\"\n" } else { "" };
    let mut text = format!(
        "# Who held what?\ntitle = \"Happened {number}\"\nlesson = \"What is asked about changes nothing.\"\nseed = \"{number}\"\n\
         {law}rates = {{ undervote = 0.0, overvote = 0.0, light_marks = {}, batch_size = 12 }}\n",
        lot.pick(&["0.0", "0.0", "0.1"]),
    );
    for id in &contests {
        text += &format!(
            "[[contest]]\nid = \"{id}\"\noffice = \"local\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n"
        );
    }
    for precinct in ["North", "South"] {
        let (half, lead) = (20 + lot.below(15), if lot.one_in(2) { 1 } else { 4 + lot.below(9) });
        text += &format!("[[paper]]\nprecinct = \"{precinct}\"\nballots = {}\n", 2 * half + lead);
        for id in &contests {
            let (a, b) = if precinct == "North" || lot.one_in(2) { (half + lead, half) } else { (half, half + lead) };
            text += &format!("votes.{id} = {{ Ada = {a}, Ben = {b} }}\n");
        }
    }
    let faults = |lot: &mut Lot| {
        let id = contests[lot.below(contests.len() as u64) as usize];
        match lot.below(5) {
            0 => format!("{{ kind = \"candidate_swap\", contest = \"{id}\", candidates = [\"Ada\", \"Ben\"] }}"),
            1 => format!(
                "{{ kind = \"adversarial_flip\", contest = \"{id}\", from = \"Ada\", to = \"Ben\", cards = {} }}",
                1 + lot.below(15)
            ),
            2 => "{ kind = \"duplicate_upload\", where = { precincts = [\"South\"] } }".to_owned(),
            _ => String::new(),
        }
    };
    let struck = faults(lot);
    let checks = if lot.one_in(2) { "checks = [\"reconciliation\"]\n" } else { "" };
    text += &format!("[[stage]]\nid = \"night\"\nby = \"machine\"\nfaults = [{struck}]\n{checks}");
    let mut last = "night";
    if lot.one_in(2) {
        // The same programme makes the same mistake, or another one, or none.
        let again = if lot.one_in(2) { struck } else { faults(lot) };
        let part = if lot.one_in(4) { "contests = [\"mayor\"]\n" } else { "" };
        text += &format!("[[stage]]\nid = \"recount\"\nby = \"machine\"\nfaults = [{again}]\n{part}");
        last = if part.is_empty() { "recount" } else { last };
    }
    let by_hand = lot.one_in(4);
    if by_hand {
        let care = lot.pick(&["exact", "careful", "untrained"]);
        let part = if lot.one_in(3) { "scope = { precincts = [\"North\"] }\n" } else { "" };
        text += &format!("[[stage]]\nid = \"tally\"\nby = \"hand\"\ncare = \"{care}\"\n{part}");
    }
    if lot.one_in(6) && !by_law {
        return text;
    }
    let shared = lot.one_in(3);
    let mut methods = lot.some(&OF_CARDS, 2);
    if !shared {
        methods.extend(lot.some(&OTHERS, 2));
    }
    if by_law {
        methods.insert(0, "fixed_percentage");
    }
    let of = if lot.one_in(4) { "night" } else { last };
    text += &format!(
        "[audit]\nof = \"{of}\"\nmethods = {methods:?}\nrisk_limit = {}\nfull_count_at = {}\ncare = \"{}\"\n",
        lot.pick(&["0.05", "0.3", "0.6"]),
        lot.pick(&["0.25", "1.0"]),
        lot.pick(&["exact", "hurried", "untrained"]),
    );
    if by_law {
        text += "law = \"NC\"\n";
    }
    if shared {
        let which: Vec<&str> = contests.iter().copied().filter(|id| *id == "clerk" || lot.one_in(3)).collect();
        // Cards are drawn for one contest at least.
        let which = &which[usize::from(which.len() == contests.len())..];
        text += &format!("one_sample = true\nopportunistic = {which:?}\n");
    }
    text
}
