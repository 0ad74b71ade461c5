//! Draws: other programs' vectors and published examples, slow readable twins, promises, and files that lie.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{Cursor, Write as _};
use std::process::{Output, Stdio};

use recount::random::{Random, Streams};
use recount::sampling::{
    Decimal, DrawCounts, DrawRequest, Drawing, DrawnBy, GENERATORS, Generator, ManifestFile, ManifestOptions,
    PublicProof, Size, draw_places, first_tickets, numbers, picks, pull_order, running_sums, tickets, weighted_picks,
    whole_weights,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::oracles::{oracle, oracle_bytes};

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count: {value}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// The groups of the samplers' vectors by name.
fn groups() -> Option<BTreeMap<String, Vec<Value>>> {
    let all: Value = serde_json::from_str(&oracle("vectors/public_polling_sampler.json")?).expect("JSON");
    Some(list(&all["groups"]).iter().map(|group| (text(&group["name"]), list(&group["cases"]).clone())).collect())
}

#[test]
fn exact_rivest_picks_the_published_numbers() {
    let published: toml::Table = include_str!("published/rivest_2011_sampler.toml").parse().expect("TOML");
    let published = serde_json::to_value(published).expect("values");
    for case in list(&published["case"]) {
        let (from, to) = (count(&case["from"]), count(&case["to"]));
        let theirs: Vec<u64> = list(&case["sorted"]).iter().map(count).collect();
        let mut seen = HashSet::new();
        let ours = picks(text(&case["seed"]), to - from + 1).filter(|&pick| seen.insert(pick)).map(|pick| pick + from);
        assert_eq!(ours.take(47).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(), theirs);
    }
    let Some(groups) = groups() else { return };
    let mut compared = 0;
    for case in &groups["rivest2011_official"] {
        let theirs: Vec<u64> = list(&case["expected"]).iter().map(count).collect();
        let ours: Vec<u64> =
            picks(text(&case["seed"]), count(&case["total"])).map(|pick| pick + 1).take(theirs.len()).collect();
        assert_eq!(ours, theirs, "{case}");
        compared += 1;
    }
    for case in &groups["rivest2011_extra"] {
        let (a, b) = (count(&case["a"]), count(&case["b"]));
        let theirs: Vec<u64> = list(&case["out"]).iter().map(count).collect();
        let mut seen = HashSet::new();
        let repeats = case["with_replacement"] == true;
        let ours = picks(text(&case["seed"]), b - a + 1).filter(|&p| repeats || seen.insert(p)).map(|p| p + a);
        assert_eq!(ours.take(theirs.len()).collect::<Vec<_>>(), theirs, "{case}");
        compared += 1;
    }
    assert_eq!(compared, 40);
}

#[test]
fn exact_consistent_sampling_gives_the_published_digits() {
    let published: toml::Table = include_str!("published/rivest_2018_consistent_sampler.toml").parse().expect("TOML");
    let published = serde_json::to_value(published).expect("values");
    for case in list(&published["case"]) {
        let ids = list(&case["ids"]).iter().map(text).collect();
        let theirs: Vec<String> = list(&case["drawn"]).iter().map(text).collect();
        let ours: Vec<String> = tickets(&text(&case["seed"]), ids, true).map(|t| t.id).take(theirs.len()).collect();
        assert_eq!(ours, theirs);
    }
    for case in list(&published["fraction"]) {
        let ours = tickets(&text(&case["seed"]), vec![text(&case["id"])], false).next().expect("a ticket");
        assert_eq!(ours.number(usize::MAX), text(&case["ticket"]));
    }
    let Some(groups) = groups() else { return };
    let mut compared = 0;
    for case in &groups["consistent_sampler_chain"] {
        let chain: Vec<String> = list(&case["chain"]).iter().map(text).collect();
        let ours = tickets(&text(&case["seed"]), vec![text(&case["id"])], true).map(|t| t.number(usize::MAX));
        assert_eq!(ours.take(chain.len()).collect::<Vec<_>>(), chain);
        compared += chain.len();
    }
    for case in &groups["consistent_sampler"] {
        let ids: Vec<String> = list(&case["ids"]).iter().map(text).collect();
        let digits = count(&case["digits"]) as usize;
        let one = |t: &Value| (text(&t[0]), text(&t[1]), count(&t[2]));
        let theirs: Vec<(String, String, u64)> = list(&case["tickets"]).iter().map(one).collect();
        let ours = tickets(&text(&case["seed"]), ids.clone(), case["with_replacement"] == true);
        let ours = ours.map(|t| (t.number(digits), t.id, t.generation));
        assert_eq!(ours.take(theirs.len()).collect::<Vec<_>>(), theirs, "{case}");
        compared += theirs.len();
    }
    for case in &groups["arlo_draw_sample"] {
        // That program names a card as its language writes a pair of batch and position.
        let manifest = case["manifest"].as_object().expect("a manifest");
        let cards =
            |(batch, n): (&String, &Value)| (1..=count(n)).map(|i| format!("('{batch}', {i})")).collect::<Vec<_>>();
        let ids: Vec<String> = manifest.iter().flat_map(cards).collect();
        let one = |t: &Value| (text(&t[0]), format!("('{}', {})", text(&t[1][0]), t[1][1]), count(&t[2]));
        let theirs: Vec<(String, String, u64)> = list(&case["sample"]).iter().map(one).collect();
        let (drawn, skipped) = (count(&case["sample_size"]) as usize, count(&case["num_sampled"]) as usize);
        assert_eq!(theirs.len(), drawn);
        let ours = tickets(&text(&case["seed"]), ids, case["with_replacement"] == true).skip(skipped).take(drawn);
        assert_eq!(ours.map(|t| (t.number(18), t.id, t.generation)).collect::<Vec<_>>(), theirs);
        compared += theirs.len();
    }
    assert!(compared > 700, "{compared} tickets compared");
}

/// The digits of SHA-256 as a number, by hand: every hexadecimal digit in turn, in base ten, last digit first.
fn slow_digits(text: &str) -> Vec<u8> {
    let mut digits = vec![0_u8];
    for byte in Sha256::digest(text) {
        let mut carry = u32::from(byte);
        for digit in &mut digits {
            let all = u32::from(*digit) * 256 + carry;
            *digit = (all % 10) as u8;
            carry = all / 10;
        }
        while carry > 0 {
            digits.push((carry % 10) as u8);
            carry /= 10;
        }
    }
    digits
}

fn slow_ticket(text: &str) -> String {
    format!("{:0<64}", slow_digits(text).iter().map(u8::to_string).collect::<String>())
}

#[test]
fn keeping_the_smallest_sixteen_bytes_a_card_is_sorting_all_digits() {
    let seed = "the slow way";
    let nibble = |nibble: u8| char::from_digit(u32::from(nibble), 16).expect("a digit");
    let seed_hash: String =
        Sha256::digest(seed).iter().flat_map(|byte| [nibble(byte / 16), nibble(byte % 16)]).collect();
    let ids: Vec<String> = (0..6_000).map(|card| format!("batch {},{}", card / 50, card % 50 + 1)).collect();
    let mut slow: Vec<(String, String)> =
        ids.iter().map(|id| (slow_ticket(&format!("{seed_hash}{id}")), id.clone())).collect();
    slow.sort();
    for most in [1, 2, 100, 500, 2_000, 6_000] {
        let fast: Vec<(String, String)> = first_tickets(seed, 6_000, |card| ids[card as usize].clone(), most, false)
            .map(|t| (t.digits, t.id))
            .collect();
        assert_eq!(fast, slow[..most], "{most}");
        let all: Vec<_> = tickets(seed, ids.clone(), true).take(most).collect();
        let few: Vec<_> = first_tickets(seed, 6_000, |card| ids[card as usize].clone(), most, true).collect();
        assert_eq!(few, all, "{most} with replacement");
        assert!(all.is_sorted());
    }
}

#[test]
fn exact_cryptorandom_gives_shangrlas_numbers_and_its_consistent_sample() {
    let Some(file) = oracle("vectors/public_shangrla_sampling.json") else { return };
    let file: Value = serde_json::from_str(&file).expect("JSON");
    let mut compared = 0;
    for case in list(&file["cases"]) {
        let seed = text(&case["seed"]);
        let slow = |i: usize| {
            slow_digits(&format!("{seed},{}", "\0".repeat(i))).iter().rev().map(u8::to_string).collect::<String>()
        };
        let theirs: Vec<String> = list(&case["sample_nums"]).iter().map(text).collect();
        let n = theirs.len();
        assert_eq!((0..n).map(slow).collect::<Vec<_>>(), theirs, "the description fits the vectors");
        let manifest = format!("Batch Name,Number of Ballots\nall,{n}\n");
        let drawn = draw_of(&manifest, "cryptorandom", &seed, n as u64);
        let mut by_card: Vec<(u64, String)> =
            drawn.drawn.iter().map(|one| (one.position.expect("a card"), mark(&one.mark))).collect();
        by_card.sort();
        assert_eq!(by_card.into_iter().map(|(_, ticket)| ticket).collect::<Vec<_>>(), theirs);
        compared += n;
        // The sample of two contests is that of the cards that carry the one, and that of the other.
        let all: Vec<[u8; 32]> = numbers(&seed).take(n).collect();
        let has = |contest: &str, card: usize| card.is_multiple_of(5) || card.is_multiple_of(3) != (contest == "X");
        let mut sampled: BTreeMap<[u8; 32], u64> = BTreeMap::new();
        for contest in ["X", "Y"] {
            let mut cards: Vec<usize> = (0..n).filter(|&card| has(contest, card)).collect();
            cards.sort_by_key(|&card| all[card]);
            cards.truncate(count(&case["sizes"][contest]) as usize);
            let last = *cards.last().expect("a sample");
            assert_eq!(theirs[last], text(&case["thresholds"][contest]), "{contest}");
            sampled.extend(cards.into_iter().map(|card| (all[card], card as u64)));
        }
        assert_eq!(
            sampled.into_values().collect::<Vec<_>>(),
            list(&case["sampled"]).iter().map(count).collect::<Vec<_>>()
        );
    }
    assert_eq!(compared, 80);
}

#[test]
fn a_batch_comes_up_as_often_as_its_bound_says() {
    let weights: Vec<Decimal> =
        ["0.3", "0", "0.05", "1.2", "0.45"].iter().map(|w| Decimal::parse(w).expect("a weight")).collect();
    let whole = whole_weights(&weights).expect("weights");
    assert_eq!(whole, [30, 0, 5, 120, 45]);
    let ends = running_sums(&whole).expect("sums");
    let n = 100_000;
    let drawn: Vec<_> = weighted_picks("dice".to_owned(), ends).take(n).collect();
    // Every number of the range belongs to one batch, and each batch has as many numbers as its bound.
    let owner: BTreeMap<u128, u64> = drawn.iter().map(|pick| (number(&pick.mark), pick.unit)).collect();
    assert_eq!(owner.len(), 200);
    assert!(owner.keys().copied().eq(1..=200) && owner.values().is_sorted());
    for (batch, &weight) in whole.iter().enumerate() {
        assert_eq!(owner.values().filter(|&&unit| unit == batch as u64).count() as u128, weight);
    }
    // The numbers are Rivest's.
    assert!(drawn.iter().map(|pick| number(&pick.mark) as u64 - 1).eq(picks("dice".to_owned(), 200).take(n)));
    let chi_square: f64 = [0_usize, 2, 3, 4]
        .iter()
        .map(|&batch| {
            let expected = n as f64 * whole[batch] as f64 / 200.0;
            let seen = drawn.iter().filter(|pick| pick.unit == batch as u64).count() as f64;
            (seen - expected).powi(2) / expected
        })
        .sum();
    assert!(chi_square < 16.27, "three degrees of freedom, one in a thousand: {chi_square}");
    let error =
        |weights: &[u128]| running_sums(weights).map_err(|complaint| complaint.to_string()).expect_err("a sentence");
    assert!(error(&[0, 0]).contains("sum is 0"));
    assert!(
        error(&[1 << 119, 1 << 119, 1]).contains("too large") && error(&[u128::MAX, u128::MAX]).contains("too large")
    );
    let apart = ["1e29", "1e-30"].map(|w| Decimal::parse(w).expect("a weight"));
    assert!(whole_weights(&apart).is_err(), "10^59 does not fit");
}

fn number(mark: &PublicProof) -> u128 {
    match mark {
        PublicProof::Number { number, .. } => *number,
        PublicProof::Ticket { .. } => panic!("a ticket"),
    }
}

fn mark(mark: &PublicProof) -> String {
    match mark {
        PublicProof::Number { counter, .. } => counter.to_string(),
        PublicProof::Ticket { ticket, .. } => ticket.clone(),
    }
}

const SMALL: &str = include_str!("data/manifest.csv");

fn manifest(text: &str) -> ManifestFile {
    ManifestFile::read(text.as_bytes(), &ManifestOptions::default()).unwrap_or_else(|flaw| panic!("{flaw}"))
}

fn generator(name: &str) -> &'static dyn Generator {
    GENERATORS.into_iter().find(|generator| generator.name() == name).expect("a generator")
}

fn ask(name: &str, seed: &str, n: u64) -> DrawRequest<'static> {
    let ppeb = name == "ppeb";
    DrawRequest {
        seed: seed.to_owned(),
        generator: generator(name),
        by: if ppeb { DrawnBy::Batch } else { DrawnBy::Card },
        size: Size::Count(DrawCounts { each: Some(n), named: BTreeMap::new() }),
        skip: DrawCounts::default(),
        stratum: None,
        weight: ppeb.then(|| "Bound".to_owned()),
        replacement: false,
        digits: 9,
        after: Vec::new(),
    }
}

fn draw_of(text: &str, name: &str, seed: &str, n: u64) -> Drawing {
    draw_places(&manifest(text), &ask(name, seed, n)).unwrap_or_else(|complaint| panic!("{complaint}"))
}

#[test]
fn a_longer_draw_continues_a_shorter_one_and_repeats_no_card() {
    let small = manifest(SMALL);
    let cards = small.cards();
    assert_eq!((cards, small.rows()), (2_283, 8));
    let mut compared = 0;
    for generator in GENERATORS {
        let name = generator.name();
        for stratum in [None, Some("county")] {
            for replacement in [false, true] {
                for by in [DrawnBy::Card, DrawnBy::Batch] {
                    if name == "cryptorandom" && replacement || name == "ppeb" && by == DrawnBy::Card {
                        continue;
                    }
                    let (short, long) = if by == DrawnBy::Card { (40, 60) } else { (2, 3) };
                    let usual = || DrawRequest {
                        stratum: stratum.map(str::to_owned),
                        replacement,
                        by,
                        ..ask(name, "4 2 6 1 5", long)
                    };
                    let counts = |n| DrawCounts { each: Some(n), named: BTreeMap::new() };
                    let draw = |size, skip| {
                        draw_places(
                            &small,
                            &DrawRequest { size: Size::Count(counts(size)), skip: counts(skip), ..usual() },
                        )
                        .expect("a draw")
                    };
                    let (first, rest, all) = (draw(short, 0), draw(long - short, short), draw(long, 0));
                    let strata = if stratum.is_some() { 2 } else { 1 };
                    assert_eq!(all.drawn.len() as u64, long * strata);
                    for place in 0..strata as usize {
                        let of = |drawing: &Drawing| {
                            drawing.drawn.iter().filter(|one| one.stratum == place).cloned().collect::<Vec<_>>()
                        };
                        assert_eq!([of(&first), of(&rest)].concat(), of(&all), "{name}");
                        assert!(of(&all).iter().map(|one| one.order).eq(1..=long));
                    }
                    let different: HashSet<_> = all.drawn.iter().map(|one| (one.row, one.position)).collect();
                    if !replacement && name != "ppeb" {
                        assert_eq!(different.len(), all.drawn.len(), "{name}");
                    }
                    compared += 1;
                }
            }
        }
        if name != "ppeb" {
            let every = draw_of(SMALL, name, "all", cards);
            let places: BTreeSet<_> = every.drawn.iter().map(|one| (one.row, one.position.expect("a card"))).collect();
            let expected = (0..small.rows()).flat_map(|row| (1..=small.cards_of(row)).map(move |card| (row, card)));
            assert!(places.into_iter().eq(expected), "{name} draws every card once");
        }
    }
    assert_eq!(compared, 24);
}

#[test]
fn a_stratum_has_a_public_stream_of_its_own() {
    let small = manifest(SMALL);
    let counts = DrawCounts::read(&["3".to_owned(), "Plain=5".to_owned()]).expect("counts");
    let stratified = |name| DrawRequest {
        stratum: Some("County".to_owned()),
        size: Size::Count(counts.clone()),
        ..ask(name, "S", 0)
    };
    let drawn = draw_places(&small, &stratified("rivest")).expect("a draw");
    assert_eq!(drawn.strata.iter().map(|stratum| stratum.drawn).collect::<Vec<_>>(), [3, 5]);
    for (place, (name, first_row, cards)) in [("Lake", 0, 1_840), ("Plain", 5, 443)].into_iter().enumerate() {
        // By hand: the seed, a comma, the stratum; numbers counted through its batches.
        let mut seen = HashSet::new();
        let by_hand = picks(format!("S,{name}"), cards).filter(|&pick| seen.insert(pick)).map(|mut pick| {
            let mut row = first_row;
            while pick >= small.cards_of(row) {
                pick -= small.cards_of(row);
                row += 1;
            }
            (row, Some(pick + 1))
        });
        let ours: Vec<_> =
            drawn.drawn.iter().filter(|one| one.stratum == place).map(|one| (one.row, one.position)).collect();
        assert_eq!(by_hand.take(ours.len()).collect::<Vec<_>>(), ours);
    }
    // Consistent sampling: the sample of a stratum is the stratum's part of the whole order.
    let whole = draw_of(SMALL, "consistent", "S", 2_283);
    let parts = draw_places(&small, &stratified("consistent")).expect("a draw");
    for part in 0..2 {
        let in_part = |row: usize| (row >= 5) == (part == 1);
        let ours: Vec<_> =
            parts.drawn.iter().filter(|one| one.stratum == part).map(|one| (one.row, one.position)).collect();
        let all = whole.drawn.iter().filter(|one| in_part(one.row)).map(|one| (one.row, one.position));
        assert_eq!(all.take(ours.len()).collect::<Vec<_>>(), ours);
    }
    let wrong = |texts: &[&str]| {
        let counts = DrawCounts::read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())?;
        draw_places(&small, &DrawRequest { size: Size::Count(counts), ..stratified("rivest") })
    };
    for (texts, says) in [
        (&["Plain=5"][..], "no number for stratum \"Lake\""),
        (&["1", "Plaine=5"], "did you mean \"Plain\"?"),
        (&["444"], "at most the 443 cards there are in stratum \"Plain\", without replacement"),
        (&["1", "2"], "one number for all strata"),
        (&["-1"], "whole number from 0 to 1000000"),
        (&["Lake=1.5"], "whole number from 0 to 1000000"),
        (&["1000000"], "allowed: at most"),
    ] {
        let said = wrong(texts).expect_err("a sentence").to_string();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn cards_of_a_manifest_have_the_tickets_of_their_names() {
    // Batches of no card, of one, and of so many cards that positions get one digit more; one name fills more than a
    // block.
    let cards = [3_u64, 0, 1, 120, 9, 1_005];
    let names: Vec<String> =
        cards.iter().zip(1..).map(|(_, i)| format!("batch {i}{}", "-".repeat(i * i * 2))).collect();
    let rows = names.iter().zip(&cards).map(|(name, cards)| format!("{name},{cards}\n"));
    let text = format!("batch,cards\n{}", rows.collect::<String>());
    let file = manifest(&text);
    for by in [DrawnBy::Card, DrawnBy::Batch] {
        let mut places = Vec::new();
        for (row, &cards) in cards.iter().enumerate().filter(|(_, cards)| **cards > 0) {
            match by {
                DrawnBy::Card => places.extend((1..=cards).map(|position| (row, Some(position)))),
                DrawnBy::Batch => places.push((row, None)),
            }
        }
        let id = |&(row, position): &(usize, Option<u64>)| {
            position.map_or(names[row].clone(), |position| format!("{},{position}", names[row]))
        };
        for replacement in [false, true] {
            let by_name = tickets("S", places.iter().map(id).collect(), replacement).take(places.len());
            let by_name: Vec<_> = by_name.map(|ticket| (places[ticket.card as usize], ticket.number(9))).collect();
            let question = DrawRequest { by, replacement, ..ask("consistent", "S", places.len() as u64) };
            let drawn = draw_places(&file, &question).expect("a draw").drawn;
            let ours = drawn.iter().map(|one| ((one.row, one.position), mark(&one.mark)));
            assert_eq!(ours.collect::<Vec<_>>(), by_name);
        }
    }
}

#[test]
fn a_percentage_of_batches_is_rounded_up_and_at_least_one() {
    let precincts =
        |n: u64| (1..=n).fold("Precinct,Ballots\n".to_owned(), |text, i| text + &format!("P{i},{}\n", i * 7));
    for (percent, precincts_there, expected) in
        [("1", 100, 1), ("1", 101, 2), ("3", 8, 1), ("7", 100, 7), ("0.1", 3_000, 3), ("100", 11, 11)]
    {
        let size = Size::Percent(Decimal::parse(percent).expect("a number"));
        let file = manifest(&precincts(precincts_there));
        let drawn =
            draw_places(&file, &DrawRequest { by: DrawnBy::Batch, size, ..ask("rivest", "1", 0) }).expect("a draw");
        assert_eq!(drawn.drawn.len(), expected, "{percent} % of {precincts_there}");
        assert!(drawn.drawn.iter().all(|one| one.position.is_none()));
    }
}

/// A statewide audit as Virginia's of 2020 in size: 133 localities, four and a half million ballots, 1,372 drawn.
#[test]
fn a_statewide_draw_of_1372_ballots_is_quick_and_lies_in_every_large_locality() {
    let mut text = "Locality Name,Batch,Number of Ballots,Location\n".to_owned();
    for locality in 1..=133_u64 {
        for batch in 1..=20 {
            text += &format!(
                "Locality {locality},L{locality}-{batch},{},Shelf {batch}\n",
                500 + (locality * 37 + batch * 11) % 2_500
            );
        }
    }
    let state = manifest(&text);
    assert_eq!(state.rows(), 2_660);
    let drawn = draw_places(&state, &DrawRequest { replacement: true, ..ask("rivest", "20 digits of dice", 1_372) })
        .expect("a draw");
    assert_eq!(drawn.drawn.len(), 1_372);
    let shelves = pull_order(&state, &drawn);
    let key = |one: &recount::sampling::DrawnItem| state.container(one.row).map(str::to_owned);
    let changes = shelves.windows(2).filter(|pair| key(&pair[0]) != key(&pair[1])).count();
    assert_eq!(changes, 19, "each shelf is visited once");
    let mut sorted = drawn.drawn.clone();
    let mut pulled = shelves.clone();
    sorted.sort_by_key(|one| one.order);
    pulled.sort_by_key(|one| one.order);
    assert_eq!(pulled, sorted, "the same cards");
}

const MANIFESTS: [(&str, usize, u64, &str); 8] = [
    ("arlo_kendall_park_manifest.csv", 18, 500, "Tabulator A,Batch 1"),
    ("arlo_windows1252_encoded_manifest.csv", 245, 106_629, "City of Ann Arbor, Ward 1, Precinct 1"),
    ("sample_ballot_manifest.csv", 10, 2_117, "1"),
    ("sample_manifest_BC.csv", 12, 1_001, "Box 1,1,1"),
    ("sample_manifest_hybrid.csv", 12, 1_001, "Box 1,1,1"),
    ("sf2019_N19_manifest_head20.csv", 19, 2_017, "1,99808,78"),
    ("shangrla_dominion_sf_ballotManifest-Sample.xlsx", 21, 2_189, "1,99808,81"),
    ("shangrla_oc_hart_manifest.xlsx", 475, 3_094_308, "1,99808,274"),
];

#[test]
fn manifests_of_real_offices_and_tools_are_read() {
    for (file, rows, cards, first) in MANIFESTS {
        let Some(bytes) = oracle_bytes(&format!("data/formats/manifests/{file}")) else { return };
        let read =
            ManifestFile::read(&bytes, &ManifestOptions::default()).unwrap_or_else(|flaw| panic!("{file}: {flaw}"));
        assert_eq!((read.rows(), read.cards(), read.id(0).as_str()), (rows, cards, first), "{file}");
        // Counted again by a simple reader that splits at commas.
        if let Some(text) = String::from_utf8(bytes).ok().filter(|text| !text.contains('"')) {
            let column = read.count_column();
            let sum: u64 = text
                .lines()
                .skip(1)
                .map(|line| line.split(',').nth(column).expect("a cell").parse::<u64>().expect("a count"))
                .sum();
            assert_eq!(sum, cards);
        }
    }
    for file in ["sample_jurisdiction_filesheet.csv", "sample_standardized_contests.csv"] {
        let Some(bytes) = oracle_bytes(&format!("data/formats/manifests/{file}")) else { return };
        let flaw = ManifestFile::read(&bytes, &ManifestOptions::default()).expect_err("no manifest");
        assert!(flaw.to_string().starts_with("found no column of batch names"), "{flaw}");
    }
}

#[test]
fn a_wrong_manifest_gets_a_sentence_with_row_and_column() {
    let many = |n: usize| "x,".repeat(n);
    let cases: Vec<(String, &str)> = vec![
        (String::new(), "found an empty file; allowed: a header and a row for every batch"),
        ("Batch Name,Ballots\n".into(), "found a header and no row"),
        (
            "Name,Ballots\nA,1\n".into(),
            "found no column of batch names; allowed: one with a usual name such as \"Batch Name\", or --batch with one of \"Name\", \"Ballots\"",
        ),
        ("Batch,Votes\nA,1\n".into(), "found no column of card counts"),
        (
            "Batch,Ballots,Cards\nA,1,2\n".into(),
            "found the columns \"Ballots\" and \"Cards\"; allowed: one that counts cards; name it with --count",
        ),
        (
            "Batch,Ballots\nA,-3\n".into(),
            "row 2, column \"Ballots\": found \"-3\"; allowed: whole numbers from 0 to 10000000000",
        ),
        ("Batch,Ballots\nA,1\n\nB,2.5\n".into(), "row 4, column \"Ballots\": found \"2.5\"; allowed"),
        ("Batch,Ballots\nA,99999999999999999999999\n".into(), "found \"99999999999999999999999\"; allowed"),
        (
            "Batch,Ballots\nA,10000000000\nB,1\n".into(),
            "row 3, column \"Ballots\": found 10000000001 cards up to this row; allowed: at most 10000000000 in all",
        ),
        ("Batch,Ballots\nA,\n".into(), "row 2: found 1 cell; allowed: 2 cells as in the header"),
        ("Batch,Ballots\nA\n".into(), "row 2: found 1 cell; allowed: 2 cells as in the header"),
        ("Batch,Ballots\nA,1,x\n".into(), "row 2: found 3 cells; allowed: 2 cells as in the header"),
        ("Batch,Ballots\nA,1\nA,2\n".into(), "row 3, column \"Batch\": found the batch \"A\" of row 2 again"),
        (
            "Batch,Ballots,Box\n\"a,b\",1,c\nb,1,\"c,a\"\n".into(),
            "row 3, column \"Batch\": found the batch \"c,a,b\" of row 2 again",
        ),
        ("Batch,Ballots\n,1\n".into(), "row 2, column \"Batch\": found an empty cell; allowed: the batch's name"),
        ("Batch,Ballots\nA,1e3\n".into(), "found \"1e3\"; allowed: whole numbers in full (a spreadsheet cut this one)"),
        ("Batch,Ballots\nA,1\nTotal,1\n".into(), "row 3, column \"Batch\": found \"Total\"; allowed: batches only"),
        ("Batch,Ballots,Ballots\nA,1,1\n".into(), "row 1: found \"Ballots\"; allowed: every column's name once"),
        (format!("{}\n", many(300)), "row 1: found 300 columns; allowed: at most 256 columns"),
        ("Batch,Ballots\nA,1\n\0".into(), "found bytes that are not text"),
        ("PK\u{3}\u{4}oops".into(), "found a workbook that cannot be unpacked"),
    ];
    for (text, says) in &cases {
        // A row of commas and nothing else ends at its last cell with text.
        let text = text.replace("A,\n", "A\n");
        let flaw = ManifestFile::read(text.as_bytes(), &ManifestOptions::default()).expect_err(says).to_string();
        assert!(flaw.contains(says) && flaw.lines().count() == 1, "{flaw}\n{says}");
    }
    let named =
        ManifestOptions { batch: Some("Name".into()), count: Some("record id".into()), ..ManifestOptions::default() };
    let read = ManifestFile::read(b"Name,RecordId\nA,12\n", &named).expect("a manifest");
    assert_eq!((read.batch(0), read.cards()), ("A", 12));
    let flaw = ManifestFile::read(b"Nom,RecordId\nA,12\n", &named).expect_err("no such column").to_string();
    assert_eq!(flaw, "found no column \"Name\"; allowed: \"Nom\", \"RecordId\"");
    assert!(ManifestFile::read(&vec![b' '; 64_000_001], &ManifestOptions::default()).is_err());
}

/// A workbook with this text as its only sheet.
fn workbook(sheet: &str, method: zip::CompressionMethod) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r0\" Type=\"{KIND}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KIND}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{KIND}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default().compression_method(method)).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    )
}

const CELLS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Batch</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Ballots</t></is></c></row>\
    <row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\"><v>31</v></c></row>";

#[test]
fn a_workbook_is_read_cell_by_cell_and_a_bomb_is_not_unpacked() {
    let stored = zip::CompressionMethod::Stored;
    let read = |rows: &str| ManifestFile::read(&workbook(&sheet(rows), stored), &ManifestOptions::default());
    let small = read(CELLS).expect("a manifest");
    assert_eq!((small.batch(0), small.cards()), ("7", 31));
    for (more, says) in [
        (
            "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
            "row 1048576: found 16384 cells; allowed: 2 cells",
        ),
        ("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "found row 1 after row 2; allowed: rows in rising order"),
        (
            "<row r=\"3\"><c r=\"A3\"><v>1.5</v></c></row>",
            "row 3, column \"Ballots\": found \"\"; allowed: whole numbers",
        ),
        (
            "<row r=\"3\"><c r=\"A3\"><v>8</v></c><c r=\"B3\" t=\"e\"><v>#REF!</v></c></row>",
            "row 3, column \"Ballots\": found \"#REF!\"",
        ),
        (
            "<row r=\"3\"><c r=\"A3\" t=\"d\"><v>2020-11-03</v></c></row>",
            "row 3, column \"Batch\": found a date; allowed: text and numbers",
        ),
        (
            "<row r=\"3\"><c r=\"A99999999999999\"><v>8</v></c></row>",
            "found \"A99999999999999\"; allowed: places such as B12",
        ),
    ] {
        let flaw = read(&format!("{CELLS}{more}")).expect_err(says).to_string();
        assert!(flaw.contains(says), "{flaw}");
    }
    let bomb = workbook(&" ".repeat(257_000_000), zip::CompressionMethod::Deflated);
    assert!(bomb.len() < 2_000_000);
    let flaw = ManifestFile::read(&bomb, &ManifestOptions::default()).expect_err("a bomb").to_string();
    assert!(flaw.contains("unpacks to more; allowed: at most 256000000 bytes"), "{flaw}");
    // The same bomb under a small name: every place that claims its size claims four bytes.
    let mut liar = bomb.clone();
    let size = 257_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..liar.len() - 4).filter(|&at| liar[at..at + 4] == size).collect();
    assert!(places.len() >= 2, "local and central headers");
    for at in places {
        liar[at..at + 4].copy_from_slice(&4_u32.to_le_bytes());
    }
    assert!(ManifestFile::read(&liar, &ManifestOptions::default()).is_err());
    let old = ManifestFile::read(b"\xd0\xcf\x11\xe0rest", &ManifestOptions::default()).expect_err("an old workbook");
    assert!(old.to_string().contains("old kind (XLS)"));
}

/// Words that do not belong into a manifest.
const WORDS: [&str; 16] = [
    ",",
    "\"",
    "\n",
    "\r",
    ";",
    "-1",
    "99999999999999999999",
    "1e308",
    "\u{feff}",
    "\u{0}",
    "<row r=\"0\">",
    "</c>",
    "<v>",
    "r=\"ZZZZZZZ9\"",
    "&#0;",
    "]]>",
];

fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() as u32) as usize;
        let end = (at + random.below(12) as usize).min(bytes.len());
        match random.below(5) {
            0 if bytes.len() > 20 => drop(bytes.drain(at..end)),
            1 => bytes[at] = random.below(256) as u8,
            2 => {
                let copy: Vec<u8> = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                let word = WORDS[random.below(WORDS.len() as u32) as usize];
                bytes.splice(at..end, word.bytes());
            }
        }
    }
    bytes
}

fn attack(rounds: u64) -> (u32, u32) {
    let purpose = Streams::new("damaged manifests", 0).purpose("test");
    let whole = workbook(&sheet(CELLS), zip::CompressionMethod::Stored);
    let (mut good, mut bad) = (0, 0);
    for round in 0..rounds {
        let mut random = purpose.stream(round);
        let bytes = match random.below(4) {
            0 | 1 => damage(SMALL.as_bytes(), &mut random),
            2 => damage(&whole, &mut random),
            _ => {
                let sheet = damage(sheet(CELLS).as_bytes(), &mut random);
                workbook(&String::from_utf8_lossy(&sheet), zip::CompressionMethod::Stored)
            }
        };
        match ManifestFile::read(&bytes, &ManifestOptions::default()) {
            Err(flaw) => {
                assert_eq!(flaw.to_string().lines().count(), 1, "round {round}: {flaw}");
                bad += 1;
            }
            Ok(file) => {
                let most = file.cards().min(5);
                let drawn = draw_places(&file, &ask("rivest", "1", most));
                assert_eq!(drawn.map_or(0, |drawn| drawn.drawn.len() as u64), most);
                good += 1;
            }
        }
    }
    (good, bad)
}

#[test]
fn damaged_manifests_never_panic() {
    let (good, bad) = attack(2_000);
    assert!(good > 200 && bad > 200, "the damage is neither harmless nor total: {good} good, {bad} bad");
}

#[test]
#[ignore = "long: run by tests/run.sh --long"]
fn long_damaged_manifests_never_panic() {
    let (good, bad) = attack(200_000);
    assert!(good > 20_000 && bad > 20_000, "{good} good, {bad} bad");
}

fn recount(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = crate::program::program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A program that has seen a wrong word does not listen.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn answer(arguments: &[&str], input: &[u8]) -> String {
    let output = recount(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr);
    // Without a seed, the one sentence beside the draw says that everybody knows the seed that is used.
    let expected = usize::from(arguments[0] == "draw" && !arguments.contains(&"--seed"));
    assert!(output.status.success() && said.lines().count() == expected, "{said}");
    assert!(expected == 0 || said.starts_with("recount: no public seed: ") && said.contains("--seed"), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/manifest.csv");

/// With all its draws in one field; so is a batch.
#[test]
fn a_card_that_is_drawn_again_is_pulled_once() {
    for (more, mark) in [
        (&["--replacement", "-n", "400"][..], "counter"),
        (&["--replacement", "-n", "400", "--generator", "consistent"][..], "ticket"),
        (&["--generator", "ppeb", "--weight", "Bound", "-n", "30"][..], "counter"),
    ] {
        let asked = [&["draw", "--seed", "4 2", "--manifest", PATH, "--order", "pull"][..], more].concat();
        let pulls = String::from_utf8(recount(&[&asked[..], &["--csv", "-"]].concat(), b"").stdout).expect("text");
        let document: Value = serde_json::from_str(&answer(&[&asked[..], &["--json"]].concat(), b"")).expect("JSON");
        let mut reader = csv::Reader::from_reader(pulls.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|it| it == name).expect("a column");
        let (mut cards, mut orders) = (BTreeSet::new(), Vec::new());
        for (row, pull) in reader.records().zip(list(&document["pulls"])) {
            let row = row.expect("a row");
            let field = |name: &str| row[column(name)].split(' ').map(str::to_owned).collect::<Vec<_>>();
            assert!(
                cards.insert((row[column("batch")].to_owned(), row[column("position")].to_owned())),
                "{row:?} again"
            );
            assert_eq!(field("order").len(), field(mark).len());
            let listed: Vec<String> = list(&pull["order"]).iter().map(ToString::to_string).collect();
            assert_eq!(listed, field("order"));
            orders.extend(field("order"));
        }
        let draws = list(&document["draws"]);
        assert_eq!((orders.len(), list(&document["pulls"]).len()), (draws.len(), cards.len()));
        assert!(cards.len() < draws.len(), "some come again");
        let shown: BTreeSet<String> = draws.iter().map(|draw| draw["order"].to_string()).collect();
        assert_eq!(orders.into_iter().collect::<BTreeSet<_>>(), shown);
    }
}

#[test]
fn draw_as_people_type_it() {
    let json = |arguments: &[&str], input: &str| -> Value {
        serde_json::from_str(&answer(arguments, input.as_bytes())).expect("JSON")
    };
    let seed = "3546311556112163624615351222";
    let numbers = json(
        &["draw", "--generator", "rivest", "--seed", seed, "--from", "1", "--to", "876", "-n", "47", "--json"],
        "",
    );
    assert_eq!(list(&numbers["draws"])[..5], [740, 180, 264, 789, 238].map(Value::from));
    assert_eq!((&numbers["schema"], &numbers["seed"]), (&1.into(), &seed.into()));
    let shifted =
        json(&["draw", "--seed", seed, "--from", "-9", "--to", "866", "-n", "2", "--skip", "3", "--json"], "");
    assert_eq!(shifted["draws"], serde_json::json!([779, 228]));
    let ids = "A#2\nB#7\r\n\nC#1\nD#4\n";
    let drawn = json(
        &[
            "draw",
            "--generator",
            "consistent",
            "--ids",
            "-",
            "--seed",
            "314159",
            "-n",
            "8",
            "--digits",
            "9",
            "--replacement",
            "--json",
        ],
        ids,
    );
    let names: Vec<&str> = list(&drawn["tickets"]).iter().filter_map(|ticket| ticket[1].as_str()).collect();
    assert_eq!(names, ["D#4", "C#1", "C#1", "B#7", "A#2", "C#1", "D#4", "B#7"]);
    assert_eq!(drawn["tickets"][2], serde_json::json!(["0.573533258", "C#1", 2]));

    // A file and standard input, a table, CSV and JSON: the same cards.
    let usual = ["draw", "--seed", "4 2 6 1 5", "-n", "12", "--generator", "consistent"];
    let with = |more: &[&str], input: &str| answer(&[&usual[..], more].concat(), input.as_bytes());
    let csv = with(&["--manifest", PATH, "--csv", "-"], "");
    assert_eq!(csv, with(&["--manifest", "-", "--csv", "-"], SMALL));
    assert!(csv.starts_with(
        "order,ticket,generation,batch,position,County,Container,Batch Name,Number of Ballots,Bound\n1,0."
    ));
    assert!(SMALL.contains("\"1,006\"") && csv.contains(",\"1,006\","), "cells are the file's");
    let document: Value = serde_json::from_str(&with(&["--manifest", PATH, "--json"], "")).expect("JSON");
    let page = with(&["--manifest", PATH], "");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let mut rows = 0;
    for (row, draw) in reader.records().zip(list(&document["draws"])) {
        let row = row.expect("a row");
        for (name, cell) in header.iter().zip(&row) {
            let value = &draw[name];
            assert_eq!(value.as_str().map_or(value.to_string(), str::to_owned), cell, "{name}");
        }
        assert!(page.contains(&row[1]), "{page}");
        rows += 1;
    }
    assert_eq!(rows, 12);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pull.csv");
    let file = path.to_str().expect("a path");
    let pull = with(&["--manifest", PATH, "--order", "pull", "--csv", file], "");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(lines(&written), lines(&csv));
    assert_ne!(written, csv, "in another order");
    assert!(pull.contains("Box 1") && pull.contains("pull"), "{pull}");
    // A second call that fails leaves the first file as it was, and nothing beside it.
    let failed = recount(&["draw", "--manifest", PATH, "-n", "9999", "--csv", file], b"");
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), written);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    let strata = json(&["draw", "--manifest", PATH, "--stratum", "county", "-n", "2", "-n", "Plain=1", "--json"], "");
    assert_eq!(strata["seed"], "20201118", "the default seed is printed");
    assert_eq!(
        strata["strata"][1],
        serde_json::json!({"name": "Plain", "seed": "20201118,Plain", "units": 443, "skipped": 0, "drawn": 1})
    );
    let bounds =
        json(&["draw", "--manifest", PATH, "--generator", "ppeb", "--weight", "Bound", "-n", "30", "--json"], "");
    assert_eq!((&bounds["by"], &bounds["replacement"]), (&"batch".into(), &true.into()));
    assert!(list(&bounds["draws"]).iter().all(|draw| draw["position"].is_null() && count(&draw["number"]) <= 3_079));
    let share = json(&["draw", "--manifest", PATH, "--percent", "30", "--json"], "");
    assert_eq!(list(&share["draws"]).len(), 3);
}

#[test]
fn wrong_questions_get_a_sentence_and_status_two() {
    let cases: [(&[&str], &str, &str); 19] = [
        (&["-n", "3"], "", "required arguments"),
        (&["--to", "9"], "", "required arguments"),
        (
            &["--to", "9", "-n", "10"],
            "",
            "found 10 draws of numbers; allowed: at most the 9 there are, without replacement",
        ),
        (&["--to", "0", "-n", "1"], "", "found the numbers from 1 to 0"),
        (&["--to", "9", "-n", "2000000", "--replacement"], "", "allowed: a whole number from 0 to 1000000"),
        (
            &["--from", "-9223372036854775808", "--to", "9223372036854775807", "-n", "1"],
            "",
            "allowed: at most 72057594037927936",
        ),
        (&["--to", "999999999999", "-n", "1", "--generator", "consistent"], "", "allowed: at most 300000000"),
        (&["--to", "9", "-n", "1", "--generator", "consistant"], "", "did you mean \"consistent\"?"),
        (&["--to", "9", "-n", "1", "--generator", "ppeb"], "", "found no manifest"),
        (
            &["--ids", "-", "-n", "1"],
            "A\nB\nA\n",
            "row 3: found the name \"A\" of row 1 again; allowed: every name once",
        ),
        (&["--ids", "-", "-n", "1"], "", "at most the 0 there are"),
        (&["--ids", "no/such/file", "-n", "1"], "", "no such file"),
        (
            &["--manifest", "-", "-n", "1"],
            "Batch,Ballots\nA,x\n",
            "failed to read -: row 2, column \"Ballots\": found \"x\"",
        ),
        (&["--manifest", PATH, "-n", "2284"], "", "at most the 2283 cards there are, without replacement"),
        (&["--manifest", PATH, "-n", "Lake=2"], "", "together with --stratum"),
        (&["--manifest", PATH, "-n", "2", "--stratum", "Town"], "", "found no column \"Town\""),
        (
            &["--manifest", PATH, "-n", "2", "--generator", "ppeb", "--weight", "Container"],
            "",
            "found \"Box 1\" in row 2, column \"Container\"",
        ),
        (&["--manifest", PATH, "--percent", "101"], "", "allowed: above 0 to 100"),
        (
            &["--manifest", PATH, "-n", "2", "--generator", "cryptorandom", "--replacement"],
            "",
            "allowed: without replacement",
        ),
    ];
    for (arguments, input, says) in cases {
        let output = recount(&[&["draw"], arguments].concat(), input.as_bytes());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says) && output.stdout.is_empty(), "{arguments:?}: {said}");
    }
}
