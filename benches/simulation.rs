//! Whole audits a second, by method, on one thread and one small town; and one audit as a session with boards that
//! read.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::audit::session::Session;
use recount::scenario::shipped;
use recount::simulation::{SimulationOptions, rehearse, simulate};

const TRIALS: u64 = 64;

fn audits(c: &mut Criterion) {
    let file = shipped("wellington-2012").expect("a shipped scenario");
    let mut group = c.benchmark_group("simulation");
    group.sample_size(10).throughput(Throughput::Elements(TRIALS));
    for method in ["ballot_comparison", "super_simple", "polling", "bravo", "fixed_percentage", "full_hand_count"] {
        let ask =
            SimulationOptions { trials: TRIALS, methods: vec![method.to_owned()], ..SimulationOptions::default() };
        group.bench_function(format!("wellington-2012, three contests, {method}"), |b| {
            b.iter(|| simulate(&file, &ask, &|_| {}).expect("trials"));
        });
    }
    group.finish();
}

/// The session of one contest, from its setup to its end: the draw, the boards' readings, their records, the rounds.
fn session(c: &mut Criterion) {
    let file = shipped("wellington-2012").expect("a shipped scenario");
    rehearse(&file, &SimulationOptions::default(), |office| {
        c.bench_function("session, wellington-2012, mayor, ballot_comparison", |b| {
            b.iter(|| {
                let setup = office.setup("ballot_comparison", &[0], office.settings(), 0).expect("a setup");
                let (mut session, mut boards) = (Session::begin(&setup), office.boards(&[0], 0));
                while !session.has_ended() {
                    for (place, contest, reading) in boards.read(&setup, &session.next_pulls()) {
                        session.record(contest, place, reading).expect("it was asked for");
                    }
                }
                session.status()
            });
        });
    })
    .expect("a rehearsal");
}

criterion_group!(benches, audits, session);
criterion_main!(benches);
