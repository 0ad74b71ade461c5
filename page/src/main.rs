//! Builds the classroom page: compiles the engine to WebAssembly and puts it, the scripts, the styles and the texts into one
//! HTML file.
//!
//! ```text
//! cargo run -p recount-page                    the page, in target/classroom.html
//! cargo run -p recount-page -- --out FILE      elsewhere
//! cargo run -p recount-page -- --wasm FILE     with a module that is compiled already
//! ```

use std::io::Write;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The scripts in the order in which they are read.
const SCRIPTS: &[&str] = &[
    include_str!("../site/js/page.js"),
    include_str!("../site/js/engine.js"),
    include_str!("../site/js/charts.js"),
    include_str!("../site/js/ballot.js"),
    include_str!("../site/js/start.js"),
    include_str!("../site/js/seed.js"),
    include_str!("../site/js/watch.js"),
    include_str!("../site/js/thousand.js"),
    include_str!("../site/js/board.js"),
    include_str!("../site/js/cheat.js"),
    include_str!("../site/js/compare.js"),
    include_str!("../site/js/ranked.js"),
    include_str!("../site/js/lessons.js"),
    include_str!("../site/js/main.js"),
];
const FRAME: &str = include_str!("../site/index.html");
const STYLE: &str = include_str!("../site/style.css");
const WORKER: &str = include_str!("../site/worker.js");
const TEXTS: [(&str, &str); 2] =
    [("en", include_str!("../site/texts/en.json")), ("es", include_str!("../site/texts/es.json"))];

/// The lessons on paper, in both languages.
const PAPERS: [(&str, [&str; 3]); 2] = [
    (
        "en",
        [
            include_str!("../../docs/lessons/count-forty-ballots.md"),
            include_str!("../../docs/lessons/audit-with-dice.md"),
            include_str!("../../docs/lessons/ranked-round-by-round.md"),
        ],
    ),
    (
        "es",
        [
            include_str!("../../docs/lessons/contar-cuarenta-boletas.md"),
            include_str!("../../docs/lessons/auditar-con-dados.md"),
            include_str!("../../docs/lessons/preferencias-por-rondas.md"),
        ],
    ),
];

/// The size that a page may have, in bytes.
const LARGEST: usize = 2_000_000;

/// The triple that is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

fn main() -> ExitCode {
    match build(std::env::args().skip(1)) {
        Ok(said) => {
            // A closed standard output is no reason to fail: the file is written.
            let _ = writeln!(std::io::stdout(), "{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "recount-page: {why}");
            ExitCode::from(2)
        }
    }
}

fn build(mut arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let (mut out, mut module) = (target.join("classroom.html"), None);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a file"))?;
        match argument.as_str() {
            "--out" => out = PathBuf::from(value),
            "--wasm" => module = Some(PathBuf::from(value)),
            other => return Err(format!("{other:?}: the options are --out FILE and --wasm FILE")),
        }
    }
    let module = match module {
        Some(module) => module,
        None => compiled(&root, &target)?,
    };
    let engine = std::fs::read(&module).map_err(|e| format!("{}: {e}", module.display()))?;
    let page = assembled(&engine)?;
    if page.len() > LARGEST {
        return Err(format!("the page has {} bytes, more than {LARGEST}", page.len()));
    }
    std::fs::write(&out, &page).map_err(|e| format!("{}: {e}", out.display()))?;
    Ok(format!("{} ({} bytes): open it in a browser", out.display(), page.len()))
}

/// Compiles the engine: with rustup's own target, or with Debian's compiler and its source of the standard library.
fn compiled(root: &Path, target: &Path) -> Result<PathBuf, String> {
    let said = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok().filter(|it| it.status.success())?;
        String::from_utf8(output.stdout).ok()
    };
    let has_target = said("rustup", &["target", "list", "--installed"]).is_some_and(|all| all.contains(TARGET));
    let mut cargo = if has_target {
        Command::new("cargo")
    } else {
        let sysroot = said("rustc", &["--print", "sysroot"]).unwrap_or_default();
        let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host(&said)).join("bin/rust-lld");
        if !linker.exists() || !Path::new("/usr/lib/rustlib/src/rust/library").exists() {
            return Err(format!(
                "no compiler for {TARGET}: run `rustup target add {TARGET}`, or install Debian's rustc-web, cargo-web and rust-web-src"
            ));
        }
        let mut cargo = Command::new("/usr/bin/cargo");
        cargo.env("PATH", "/usr/bin:/bin").env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        cargo.arg("-Zbuild-std=std,panic_abort");
        cargo
    };
    cargo.args(["build", "--package", "recount-page-engine", "--lib", "--profile", "page", "--target", TARGET]);
    cargo.arg("--manifest-path").arg(root.join("Cargo.toml")).arg("--target-dir").arg(target);
    let status = cargo.status().map_err(|e| format!("cargo: {e}"))?;
    if !status.success() {
        return Err("the engine does not compile".to_owned());
    }
    Ok(target.join(TARGET).join("page/recount_page_engine.wasm"))
}

/// The triple of this machine.
fn host(said: &impl Fn(&str, &[&str]) -> Option<String>) -> String {
    let version = said("rustc", &["-vV"]).unwrap_or_default();
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
}

/// How hard Zopfli tries: few rounds, since each takes seconds.
const ZOPFLI: zopfli::Options = zopfli::Options {
    iteration_count: NonZeroU64::new(3).expect("not zero"),
    iterations_without_improvement: NonZeroU64::MAX,
    maximum_block_splits: 15,
};

/// The page: the frame with everything put in place of its marks.
///
/// The page is a file in windows-1252, so that a byte of the engine takes one byte and not four thirds, as in base64, or one
/// and a half, as in UTF-8. All text is therefore written in ASCII, with escapes for other characters.
fn assembled(engine: &[u8]) -> Result<Vec<u8>, String> {
    // Zopfli finds a smaller gzip stream than others, in some ten seconds.
    let mut packed = Vec::new();
    zopfli::compress(ZOPFLI, zopfli::Format::Gzip, engine, &mut packed).map_err(|e| e.to_string())?;
    let texts: Vec<String> = TEXTS.iter().map(|(code, text)| format!("\"{code}\": {}", text.trim())).collect();
    // Inside a script, "</" could end it.
    let texts = format!("{{{}}}", texts.join(",\n")).replace("</", "<\\/");
    let papers = papers().replace("</", "<\\/");
    let parts = [
        ("/* STYLE */", escaped(STYLE, |c| format!("\\{:x} ", u32::from(c))).into_bytes()),
        ("TEXTS", escaped(&texts, in_script).into_bytes()),
        ("PAPERS", escaped(&papers, in_script).into_bytes()),
        ("WORKER", escaped(WORKER, in_script).into_bytes()),
        ("ENGINE", as_text(&packed)),
        ("/* SCRIPT */", escaped(&SCRIPTS.concat(), in_script).into_bytes()),
    ];
    let mut page = Vec::with_capacity(packed.len() + 400_000);
    let frame = escaped(FRAME, |c| format!("&#{};", u32::from(c)));
    let mut rest = frame.as_str();
    for (mark, part) in parts {
        let mark = format!("@{mark}@");
        let (before, after) = rest.split_once(&mark).ok_or_else(|| format!("the frame has no {mark}"))?;
        page.extend_from_slice(before.as_bytes());
        page.extend_from_slice(&part);
        rest = after;
    }
    page.extend_from_slice(rest.as_bytes());
    Ok(page)
}

/// The lessons on paper as JSON: by language a list of titles and bodies, the bodies in HTML.
fn papers() -> String {
    let lesson = |text: &str| {
        let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
        // Other documents are not in the page: of a link its words stay, and a sentence that only leads there goes.
        let other = [" [Esta lección en español]", " [This lesson in English]"];
        let lines =
            rest.lines().map(|line| other.iter().find_map(|other| line.split_once(other)).map_or(line, |it| it.0));
        let text = lines.collect::<Vec<_>>().join("\n");
        let events = Parser::new_ext(&text, Options::ENABLE_TABLES);
        let events = events.filter(|event| !matches!(event, Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link)));
        let events = events.map(|event| match event {
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                Event::Start(Tag::Heading { level: HeadingLevel::H3, id, classes, attrs })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H3)),
            other => other,
        });
        let mut body = String::new();
        pulldown_cmark::html::push_html(&mut body, events);
        serde_json::json!({"title": title.trim_start_matches("# "), "body": body})
    };
    let all = PAPERS.iter().map(|(code, texts)| ((*code).to_owned(), texts.iter().map(|text| lesson(text)).collect()));
    serde_json::Value::Object(all.collect()).to_string()
}

/// A text in ASCII: other characters are escaped.
fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { escape(c) }).collect()
}

/// A character in a script or in JSON, by its UTF-16 units.
fn in_script(c: char) -> String {
    let mut text = String::new();
    for unit in c.encode_utf16(&mut [0; 2]) {
        text += &format!("\\u{unit:04x}");
    }
    text
}

/// The byte that marks an escaped byte.
const ESCAPE: u8 = 0x1b;

/// Bytes as the text of a script element: those that a reader of HTML changes, or that could end the element, follow an
/// escape, with their bit 6 turned. `engine.js` turns them back.
fn as_text(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() * 65 / 64);
    for &byte in bytes {
        match byte {
            0 | b'\r' | b'<' | ESCAPE => text.extend([ESCAPE, byte ^ 0x40]),
            _ => text.push(byte),
        }
    }
    text
}
