//! Hostile questions, and any number of them: refused or answered while they are read, in bounded memory.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

/// The program with `megabytes` MB of memory at most, where the shell can limit it.
fn bounded(megabytes: u32, arguments: &str) -> Command {
    let mut command = crate::program::program();
    if cfg!(target_os = "linux") {
        let program = command.get_program().to_owned();
        command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {}; exec \"$0\" {arguments}", megabytes * 1_000)]).arg(program);
        return command;
    }
    command.args(arguments.split(' '));
    command
}

fn fed(mut command: Command, pieces: impl Fn(&mut dyn Write) -> std::io::Result<()>) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    // It may have said what it has to say before all was written.
    let _ = pieces(&mut input);
    drop(input);
    child.wait_with_output().expect("an answer")
}

#[test]
fn a_line_of_thirty_million_values_is_refused_in_bounded_memory() {
    for (arguments, head) in [
        ("risk -", r#"{"test":"alpha","estimator":{"name":"fixed"},"sample":["#),
        ("plan --spec -", r#"{"method":"bravo","margin":0.1,"quantiles":["#),
        (
            "risk -",
            r#"{"test":"ballot_comparison","rule":"plurality","candidates":["A","B"],"winners":["A"],"margin":0.1,"pairs":["#,
        ),
    ] {
        let output = fed(bounded(1_000, arguments), |input| {
            input.write_all(head.as_bytes())?;
            for _ in 0..300 {
                input.write_all("1,".repeat(100_000).as_bytes())?;
            }
            input.write_all(b"1]}\n{\"test\":\"x\"}\n")
        });
        let (said, shown) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said} {shown}");
        assert!(said.starts_with("{\"error\":\"found more than 10,000,000 values; allowed: "), "{arguments}: {said}");
        assert_eq!(said.lines().count(), 2, "the next line is answered: {said}");
    }
}

#[test]
fn deep_and_endless_lines_are_refused_and_the_next_is_answered() {
    let good = r#"{"test":"super_simple","margin":0.05,"n":96}"#;
    let output = fed(bounded(1_000, "risk -"), |input| {
        writeln!(input, "{good}")?;
        writeln!(input, "{{\"test\":{}", "[".repeat(1_000_000))?;
        // Longer than any question: nothing of it is kept.
        for _ in 0..70 {
            input.write_all(&vec![b' '; 1_000_000])?;
        }
        writeln!(input, "\n{{\"test\":\"alpha\",\"sample\":[{}]}}", "[".repeat(200) + &"]".repeat(200))?;
        writeln!(input, "{good}")
    });
    let said = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!((output.status.code(), lines.len()), (Some(2), 5), "{said}");
    assert_eq!(lines[0], lines[4]);
    for (line, words) in [(1, "recursion limit"), (2, "longer than 64000000 bytes"), (3, "recursion limit")] {
        assert!(lines[line].starts_with("{\"error\"") && lines[line].contains(words), "{}", lines[line]);
    }
}

#[test]
fn every_line_is_answered_as_it_comes() {
    let mut command = crate::program::program();
    command.args(["risk", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for n in [96, 97] {
        writeln!(input, "{{\"test\":\"super_simple\",\"margin\":0.05,\"n\":{n}}}").expect("written");
        input.flush().expect("written");
        let mut line = String::new();
        answers.read_line(&mut line).expect("an answer before the next question is put");
        assert!(line.contains("p_value"), "{line}");
    }
    drop(input);
    assert!(child.wait().expect("an end").success());
}
