//! Every reader against damaged and hostile files: an answer that agrees with itself or one sentence, never a panic, never
//! more than seconds, never more than a quarter of a gigabyte.
//!
//! A target is a row of [`targets::TARGETS`]. Its corpus is `corpus/NAME`: a file is an input, a folder is an input of several
//! files. Whatever is drawn depends on the target's name and the number of the execution alone, so a finding is repeated by
//! its number.
//!
//! The everyday test plays some hundred executions of each target. `fuzz_` tests run a target in a process of its own, with a
//! watch on its time and memory: for 20 seconds, or, where `RECOUNT_FUZZ_EXECUTIONS` is set, for so many executions or 10
//! minutes. An input that ends badly is kept below `target/tmp/fuzz`.

mod checks;
mod damage;
mod doors;
mod packing;
mod randomness;
mod targets;
mod worker;

use targets::{SAMPLES, TARGETS};

/// Executions of each target in the everyday tests.
const EVERYDAY: u64 = 250;

#[test]
fn every_reader_has_a_target_and_reads_its_corpus() {
    for format in recount::import::FORMATS {
        assert!(TARGETS.iter().any(|target| target.reader == Some(format.name())), "{} has no target", format.name());
    }
    for target in TARGETS {
        let corpus = target.corpus();
        assert!(!corpus.is_empty() || target.name == SAMPLES, "{} has no corpus", target.name);
        for case in corpus.into_iter().filter(|_| target.name != SAMPLES) {
            let outcome = (target.door)(&case);
            assert!(outcome.is_read || case.name.starts_with("found"), "{}: {} is refused", target.name, case.name);
        }
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    for target in TARGETS.iter().filter(|target| !target.corpus().is_empty()) {
        let (mut read, mut refused) = (0, 0);
        let corpus = target.corpus();
        for number in 0..EVERYDAY {
            let outcome = (target.door)(&target.input(&corpus, number));
            *if outcome.is_read { &mut read } else { &mut refused } += 1;
        }
        assert!(
            read > 0 && refused > 0,
            "{}: the damage is neither harmless nor total: {read}, {refused}",
            target.name
        );
    }
}

#[test]
fn an_input_is_a_function_of_its_number() {
    for target in TARGETS.iter().filter(|target| !target.corpus().is_empty()) {
        let corpus = target.corpus();
        for number in [0, 77, 1_000_003] {
            assert_eq!(target.input(&corpus, number).files, target.input(&target.corpus(), number).files);
        }
    }
}
