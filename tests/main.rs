//! All integration tests, one binary.

mod house; // the walls between rooms, captions, lengths
mod paper; // documented totals are reproduced exactly, whatever they are
mod stable_values; // frozen streams: the same bits in every version

mod boards; // hand counts slip at their documented rates
mod faults; // every fault alone, on paper small enough to count by hand

mod oracles; // documented events collected by others
mod scenarios; // every shipped scenario runs and agrees with what was published
mod threads; // 1, 2 and 16 threads, twice: the same bytes
mod twins; // card by card against tables and histograms

mod audits; // audits of whole elections: twins, promises, what no audit may see
mod growth; // a method, a bet and a fault: one file and one line each
mod martingales; // tests of a mean: other programs, published tables, twins
mod risk;
mod stratified; // strata: another program's martingales, published point masses, twins, the promise // P-values, draws and sizes against other programs and against the promise itself

mod cli; // commands as a user types them
mod mistakes; // broken scenario files get one helpful sentence
mod readme; // the README's figures and commands are true

mod mutation; // scenario files damaged at random never end in a panic
