//! Every sentence that the rooms say to people has a key in the table of words: the sources are read, text by text.

use std::fs;
use std::path::{Path, PathBuf};

use recount::report::LANGUAGES;

/// Where nothing is said to people in sentences of the table: the table itself, documents and questions of
/// programs, which are in English, names of sources, and words to look for in titles.
const SILENT: [&str; 14] = [
    "reason.rs",
    "report/words/",
    "report/parquet_rows.rs",
    "report/rows.rs",
    "report/draw_json.rs",
    "report/other_rule.rs",
    "risk/",
    "measurement/",
    "risk/bet/spec/document.rs",
    "risk/bet/spec/names.rs",
    "cli/questions.rs",
    "audit/sample_size/",
    "audit/statutes/",
    "hand_count/care.rs",
];

/// How texts begin that are the same in every language, or no sentences: what they are.
const AS_THEY_ARE: [(&str, &str); 30] = [
    ("recount ", "a command to give"),
    ("sbatch --", "a command to give"),
    ("echo '", "a command to give"),
    ("--from, --to", "options"),
    ("--margin {}", "the end of a command to give"),
    ("{} --html", "the end of a command to give"),
    ("worstt worstd", "names of places in a page"),
    ("default-src ", "what a page may load"),
    ("#!/bin/sh", "a script"),
    ("{}#SBATCH", "a script"),
    ("{}\nexec {} merge", "a script"),
    ("{digits}  {name}", "a line of sha256sum"),
    ("cells/", "a file"),
    ("shard-{}-of-", "a file"),
    (" at path ", "what stands before a name that is not told"),
    ("A day of the calendar: year-month-day.", "the JSON Schema"),
    ("{bar:30}", "a progress bar's layout"),
    ("batch sizes", "the name of a stream of chance"),
    ("done.", "a key"),
    ("bet.priors, all together", "keys"),
    ("{{\"name\"", "the shape of a bet"),
    ("missing field `", "what the reader of JSON says, to be said better"),
    ("unknown field `", "what the reader of JSON says, to be said better"),
    ("invalid type: ", "what the reader of JSON says, to be said better"),
    ("invalid value: ", "what the reader of JSON says, to be said better"),
    ("(did you mean", "what stands behind names that are known"),
    ("grand total", "a word to look for in a manifest"),
    ("as first", "a word of the table of laws"),
    ("hand sample", "a word of the table of laws"),
    ("machine recount", "the name of a stream of chance"),
];

/// Texts in quotes of a source file, with the code that stands before each.
pub(crate) fn texts(source: &str) -> Vec<(usize, String, String)> {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let letters: Vec<char> = source.chars().collect();
    let (mut found, mut at, mut line, mut code) = (Vec::new(), 0, 1, String::new());
    while at < letters.len() {
        let next = |n: usize| letters.get(at + n).copied().unwrap_or(' ');
        match letters[at] {
            '/' if next(1) == '/' => {
                while at < letters.len() && letters[at] != '\n' {
                    at += 1;
                }
            }
            // A letter in quotes, but no lifetime.
            '\'' if next(1) == '\\' || next(2) == '\'' => {
                at += if next(1) == '\\' { 4 } else { 3 };
                code.push('\'');
            }
            '"' => {
                let (mut text, begins) = (String::new(), line);
                at += 1;
                while letters[at] != '"' {
                    if letters[at] == '\n' {
                        line += 1;
                    }
                    if letters[at] == '\\' {
                        at += 1;
                        match letters[at] {
                            'n' => text.push('\n'),
                            '\n' => {
                                line += 1;
                                while letters[at + 1].is_whitespace() {
                                    line += usize::from(letters[at + 1] == '\n');
                                    at += 1;
                                }
                            }
                            other => text.push(other),
                        }
                    } else {
                        text.push(letters[at]);
                    }
                    at += 1;
                }
                at += 1;
                found.push((begins, text, code.clone()));
                code.push_str("\"\"");
            }
            letter => {
                line += usize::from(letter == '\n');
                code.push(letter);
                at += 1;
            }
        }
        if code.len() > 400 {
            code = code.chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect();
        }
    }
    found
}

/// What stands between the gaps of a text.
fn pieces(text: &str) -> Vec<String> {
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut pieces = vec![String::new()];
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                pieces.push(String::new());
            }
            letter if depth == 0 => pieces.last_mut().expect("a piece").push(letter),
            _ => {}
        }
    }
    let unescaped = |piece: String| piece.replace('\u{1}', "{").replace('\u{2}', "}");
    pieces.into_iter().map(unescaped).collect()
}

/// Whether pieces stand in a text in their order.
fn stands_in(pieces: &[String], text: &str) -> bool {
    let mut rest = text;
    pieces.iter().all(|piece| {
        rest.find(piece.as_str()).is_some_and(|at| {
            rest = &rest[at + piece.len()..];
            true
        })
    })
}

/// Whether a text of the table, most of whose letters are its own, says all of a sentence.
fn says(text: &str, sentence: &str) -> bool {
    let own = pieces(text);
    let letters: usize = own.iter().map(String::len).sum();
    2 * letters >= sentence.len()
        && own.len() > 1
        && sentence.starts_with(own[0].as_str())
        && sentence.ends_with(own[own.len() - 1].as_str())
        && stands_in(&own, sentence)
}

/// Two words or more, in small letters: names, keys and formats are fewer, and so are lists of names and lines of TOML.
fn is_sentence(text: &str) -> bool {
    let text = pieces(text).join(" ");
    let words = text.split(|c: char| !c.is_alphabetic());
    let is_list = text.split(['+', ',']).all(|item| !item.trim().contains(' ')) || text.contains(" = ");
    text.trim().contains(' ')
        && !is_list
        && words.filter(|word| word.len() > 1 && word.chars().all(char::is_lowercase)).count() >= 2
}

/// Whether a text in this code is never read by people who use the program: what a panic says, a lint's reason.
fn is_for_builders(code: &str) -> bool {
    let code = code.trim_end();
    let statement = code.rsplit([';', '{', '}']).next().unwrap_or_default();
    let asserts = ["assert!(", "assert_eq!(", "debug_assert!("].iter().any(|macro_name| statement.contains(macro_name));
    asserts || ["expect(", "panic!(", "unreachable!(", "reason =", "feature ="].iter().any(|it| code.ends_with(it))
}

pub(crate) fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The sentences of a source file that no text of the table says.
fn unsaid(source: &str, table: &[&str]) -> Vec<(usize, String)> {
    let part_said = |part: &str| {
        let part = ["allowed: ", "needed: ", "found "].iter().find_map(|it| part.strip_prefix(it)).unwrap_or(part);
        let filled = pieces(part).join("7");
        !is_sentence(part) || table.iter().any(|text| stands_in(&pieces(part), text) || says(text, &filled))
    };
    let said = |line: &str| {
        let line = line.trim();
        // Frames of sentences: what is found where, and what is allowed.
        let framed = line.replace(": ", "\n").replace("; ", "\n");
        AS_THEY_ARE.iter().any(|(begins, _)| line.starts_with(begins))
            || part_said(line)
            || framed.lines().all(part_said)
    };
    let texts = texts(source).into_iter().filter(|(_, _, code)| !is_for_builders(code));
    // Help stands in lines, and lists in columns.
    let lines = texts.flat_map(|(at, text, _)| {
        let whole = AS_THEY_ARE.iter().any(|(begins, _)| text.starts_with(begins)) || said(&text);
        let lines: Vec<_> = text.lines().flat_map(|line| line.split("  ")).map(|line| (at, line.to_owned())).collect();
        if whole { Vec::new() } else { lines }
    });
    lines.filter(|(_, line)| !said(line)).collect()
}

#[test]
fn every_sentence_of_every_room_has_a_key() {
    let table: Vec<&str> = LANGUAGES[0].texts().into_iter().map(|(_, text)| text).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let (mut read, mut strange) = (0, Vec::new());
    for path in files {
        let name = path.strip_prefix(&root).expect("a source").to_string_lossy().replace('\\', "/");
        if SILENT.iter().any(|silent| name.starts_with(silent)) {
            continue;
        }
        read += 1;
        let source = fs::read_to_string(&path).expect("a source");
        strange.extend(unsaid(&source, &table).into_iter().map(|(line, text)| format!("src/{name}:{line}: {text:?}")));
    }
    assert!(read > 150, "{read} files were read");
    assert!(strange.is_empty(), "{} sentences without a key:\n{}", strange.len(), strange.join("\n"));
}

#[test]
fn a_sentence_without_a_key_is_found() {
    let table = ["at most {n} cards in all", "{where}: found {found}; allowed: {rule}", "no such file"];
    let of = |source: &str| unsaid(source, &table).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert!(of("let x = format!(\"allowed: at most {MOST} cards in all\");").is_empty());
    assert!(of("let x = \"no such file\"; // never \"a comment of words\"").is_empty());
    assert!(of("let c = '\"'; x.expect(\"checked with the scenario\");").is_empty());
    assert_eq!(of("say(\"no such file\", 'a', \"a new thing to say\")"), ["a new thing to say"]);
    assert_eq!(of("say(\"at most {n} cards or so in all\")"), ["at most {n} cards or so in all"]);
    assert!(of("#[cfg(test)]\nmod tests { fn x() { say(\"a new thing to say\") } }").is_empty());
}
