//! `-h`: the main options of commands that have more of them than fit on a screen; `--help` has all.

use std::ffi::OsString;

use clap::Command;

/// A command, the options in its short help, and the text below them.
type Short = (&'static str, &'static [&'static str], &'static str);

const SHORT: [Short; 2] = [
    (
        "plan",
        &["scenario", "spec", "methods", "risk_limit", "starts", "deadline", "json", "html", "full"],
        "Examples:
  recount plan seven-polls --method minerva --starts 2026-11-09 --deadline 2026-11-20
  recount plan seven-polls --html plan.html --lang es
  echo '{\"method\":\"bravo\",\"votes\":{\"Ada\":6000,\"Ben\":4000},\"quantiles\":[0.5,0.9]}' | recount plan --spec -

The other options, and what the tables hold:
  recount plan --help",
    ),
    (
        "draw",
        &[
            "manifest",
            "ids",
            "from",
            "to",
            "seed",
            "generator",
            "n",
            "percent",
            "after",
            "stratum",
            "expect_cards",
            "order",
            "csv",
            "json",
        ],
        "Examples:
  recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40
  recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40 --order pull --csv pull.csv
  recount draw --seed '4 2 6 1 5' --generator consistent --ids names.txt -n 40

The other options, and what a draw is:
  recount draw --help",
    ),
];

/// The command line with the main options alone, where a short help is asked for.
pub(super) fn shortened(command: Command, arguments: &[OsString]) -> Command {
    if !arguments.iter().take_while(|it| *it != "--").any(|it| it == "-h") {
        return command;
    }
    let hidden =
        |main: &[&str], arg: clap::Arg| if main.contains(&arg.get_id().as_str()) { arg } else { arg.hide(true) };
    SHORT.iter().fold(command, |command, &(name, main, after)| {
        command.mut_subcommand(name, |it| it.mut_args(|arg| hidden(main, arg)).after_help(after))
    })
}
