//! The classroom page's engine: questions in JSON, answers in JSON.
//!
//! [`answer`] takes a question such as `{"do": "run", "scenario": "antrim-2020"}` and returns `{"ok": …}` or
//! `{"error": "a sentence"}`. It keeps nothing between questions: an answer is a function of its question. So a link to
//! the page carries all that a screen shows, and the same function gives the same bytes in a browser and on this machine,
//! which a test compares.
//!
//! The page's script calls it through [`door`], compiled to WebAssembly, in a worker of its own.

mod cards;
pub mod door;
mod question;
mod scenario_text;
mod scenarios;
mod session;
mod trials;

pub use question::answer;
