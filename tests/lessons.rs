//! Lesson plans: every figure in them is that of the papers that `recount print` makes.

use recount::classroom::{HandLook, Multiplier, RiskWorksheet, SmallElection, WHOLE};
use recount::election::CandidateIndex;
use recount::social_choice::{Tally, decide};

use crate::classroom::forty;

/// The lessons, English and Spanish.
const COUNT: [&str; 2] = [
    include_str!("../docs/lessons/count-forty-ballots.md"),
    include_str!("../docs/lessons/contar-cuarenta-boletas.md"),
];
const AUDIT: [&str; 2] =
    [include_str!("../docs/lessons/audit-with-dice.md"), include_str!("../docs/lessons/auditar-con-dados.md")];
const RANKED: [&str; 2] = [
    include_str!("../docs/lessons/ranked-round-by-round.md"),
    include_str!("../docs/lessons/preferencias-por-rondas.md"),
];

/// Both pages have these sentences, each in its language, wherever their lines end.
fn say(pages: [&str; 2], english: &str, spanish: &str) {
    for (page, sentence) in pages.into_iter().zip([english, spanish]) {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(sentence), "the lesson does not say: {sentence}");
    }
}

/// `Fay 16, Gil 20, Hal 4`.
fn votes(small: &SmallElection, votes: &[i64]) -> String {
    let each = small.contests[0].candidates.iter().zip(votes).map(|(name, n)| format!("{name} {n}"));
    each.collect::<Vec<_>>().join(", ")
}

fn winner(small: &SmallElection, tally: &Tally) -> String {
    let winners = decide(&small.contests[0], tally).winners;
    assert_eq!(winners.len(), 1);
    small.contests[0].name(winners[0]).to_owned()
}

fn wrong(small: &SmallElection) -> usize {
    small.ballots.iter().filter(|ballot| ballot.differs()).count()
}

#[test]
fn the_first_lesson_has_the_figures_of_its_papers() {
    let small = forty("candidate_swap", false);
    let (paper, reported) = (&small.paper[0], &small.reported[0]);
    let text = votes(&small, &reported.votes);
    let won = winner(&small, reported);
    say(
        COUNT,
        &format!("Reported: {text}. {won} is the reported winner."),
        &format!("Comunicado: {text}. Según lo comunicado gana {won}."),
    );
    let (text, won) = (votes(&small, &paper.votes), winner(&small, paper));
    say(COUNT, &format!("On paper: {text}. {won} won."), &format!("En el papel: {text}. Ganó {won}."));
    let (n, all) = (wrong(&small), small.ballots.len());
    say(
        COUNT,
        &format!("Its list is wrong about {n} of {all} ballots; those for Hal are right."),
        &format!("Su lista se equivoca en {n} de {all} boletas; las de Hal son correctas."),
    );
    assert_eq!((paper.total(), reported.total()), (40, 40));
    say(COUNT, "both counts have 40 votes on 40 ballots", "los dos conteos tienen 40 votos en 40 boletas");
    assert!(small.list_adds_up());
    // One each of dot, rubbed out, fold, cross and tick, and some pale.
    let count = |is: &dyn Fn(HandLook) -> bool| small.ballots.iter().filter(|ballot| is(ballot.look)).count();
    assert_eq!(count(&|look| matches!(look, HandLook::Doubtful { .. })), 1);
    assert_eq!(count(&|look| matches!(look, HandLook::Erased { .. })), 1);
    for look in [HandLook::Folded, HandLook::Cross, HandLook::Tick] {
        assert_eq!(count(&|it| it == look), 1, "{look:?}");
    }
    assert_eq!(count(&|look| look == HandLook::Pale), 4);
    // Any box of ten shows that something is wrong.
    assert!(small.ballots.chunks(10).all(|of_box| of_box.iter().any(recount::classroom::ClassBallot::differs)));
}

#[test]
fn the_second_lesson_has_the_figures_of_its_papers() {
    let small = forty("rotation_ignored", true);
    let sheet = small.worksheet(0).expect("a worksheet");
    let won = winner(&small, &small.reported[0]);
    let text = votes(&small, &small.reported[0].votes);
    say(
        AUDIT,
        &format!("Reported: {text}. {won} is {} votes ahead of the next.", sheet.lead),
        &format!("Comunicado: {text}. {won} tiene {} votos de ventaja sobre quien le sigue.", sheet.lead),
    );
    let dice = small.dice();
    assert_eq!(dice.ballot(&[6, 6, 6]), None);
    let (ballot, throws) = (dice.ballot(&[6, 4, 2]).expect("a ballot"), dice.throws_a_ballot);
    say(
        AUDIT,
        &format!("6 4 2 names ballot {ballot}; 6 6 6 is thrown again. Each ballot has {throws} of the 216 throws."),
        &format!(
            "6 4 2 nombra la boleta {ballot}; 6 6 6 se lanza otra vez. Cada boleta tiene {throws} de las 216 tiradas."
        ),
    );
    let (agree, least) = (sheet.multiplier(0).decimals(), sheet.least_draws().expect("a number"));
    let (ten, last) = (sheet.all_agree(10).decimals(), sheet.all_agree(least).decimals());
    say(
        AUDIT,
        &format!("multiplied by {agree}. After 10 such ballots it is {ten}, after {least} it is {last}."),
        &format!("se multiplica por {agree}. Después de 10 boletas así es {ten}, después de {least} es {last}."),
    );
    assert!(sheet.all_agree(least - 1) > sheet.limit && sheet.limit == Multiplier(WHOLE / 10));
    say(AUDIT, &format!("so {least} ballots that agree"), &format!("así que bastan {least} boletas que coincidan"));
    // The list has the winner where the paper has another name.
    assert_eq!(sheet.multiplier(2), Multiplier(10 * WHOLE));
    let all = draws_to_make_up(&sheet);
    let more = all - least;
    say(
        AUDIT,
        &format!(
            "multiplies the number by 10. The audit then takes {more} more ballots that agree: {all} in place of {least}."
        ),
        &format!(
            "multiplica el número por 10. La auditoría necesita entonces {more} boletas más que coincidan: {all} en vez de {least}."
        ),
    );
    // The second audit: the risk is above 10 within a few ballots, whatever the dice: here with those of the seed.
    let wrong = forty("candidate_swap", false);
    let sheet = wrong.worksheet(0).expect("a worksheet");
    let draws = wrong.walk(0, &sheet, &wrong.throws("20201118"));
    assert!(draws.len() < 10 && draws.last().expect("a draw").risk > Multiplier(10 * WHOLE));
}

/// Ballots that agree until the limit is met, after one that multiplied the risk by 10.
fn draws_to_make_up(sheet: &RiskWorksheet) -> usize {
    let (mut risk, mut draws) = (sheet.multiplier(2), 0);
    while risk > sheet.limit {
        risk = risk.times(sheet.multiplier(0));
        draws += 1;
    }
    draws
}

/// The rounds are counted here ballot by ballot, by the rule that the lesson states.
#[test]
fn the_third_lesson_has_the_figures_of_its_papers() {
    let small = forty("ranks_swapped", false);
    let contest = &small.contests[0];
    let (n, won) = (small.ballots.len() as i64, winner(&small, &small.reported[0]));
    let first = &small.reported[0].votes;
    let text = votes(&small, first);
    assert!(2 * first.iter().copied().max().expect("a name") > n);
    say(
        RANKED,
        &format!("Reported first choices: {text}. {won} has more than half of {n} and is the reported winner."),
        &format!(
            "Primeras preferencias comunicadas: {text}. {won} tiene más de la mitad de {n} y gana según lo comunicado."
        ),
    );
    let orders: Vec<Vec<CandidateIndex>> = small
        .ballots
        .iter()
        .map(|ballot| {
            let marks = ballot.readings[0].meant.as_ref().expect("the contest");
            marks.targets().map(|target| contest.candidate_of(target)).collect()
        })
        .collect();
    let count = |out: Option<CandidateIndex>| {
        let mut votes = vec![0_i64; contest.candidates.len()];
        for order in &orders {
            if let Some(name) = order.iter().find(|name| Some(**name) != out) {
                votes[usize::from(*name)] += 1;
            }
        }
        votes
    };
    let round = count(None);
    assert!(round.iter().all(|votes| 2 * votes <= n));
    let out = (0..round.len()).min_by_key(|&name| round[name]).expect("a name");
    assert_eq!(round.iter().filter(|votes| **votes == round[out]).count(), 1);
    let (text, gone) = (votes(&small, &round), contest.name(out as CandidateIndex));
    say(
        RANKED,
        &format!("Round 1 on paper: {text}. Nobody has more than half. {gone} goes out."),
        &format!("Ronda 1 en el papel: {text}. Nadie tiene más de la mitad. Sale {gone}."),
    );
    let round = count(Some(out as CandidateIndex));
    let best = (0..round.len()).max_by_key(|&name| round[name]).expect("a name");
    let left = (0..round.len()).filter(|&name| name != out);
    let text: Vec<String> = left.map(|name| format!("{} {}", contest.candidates[name], round[name])).collect();
    let (text, won) = (text.join(", "), &contest.candidates[best]);
    assert_eq!(*won, winner(&small, &small.paper[0]));
    say(RANKED, &format!("Round 2 on paper: {text}. {won} won."), &format!("Ronda 2 en el papel: {text}. Ganó {won}."));
    let n = wrong(&small);
    say(
        RANKED,
        &format!("Its list is wrong about {n} of 40 ballots."),
        &format!("Su lista se equivoca en {n} de 40 boletas."),
    );
}
