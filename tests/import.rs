//! Readers of election-office files, against counts that Python made of the same files (`import/count`), and against
//! files that are damaged or built to harm.

mod all_files;
mod cards;
mod damaged;
mod misleading;
mod orders;
mod results;
mod shared;
