//! Pages in a real browser, by the scripts of `tests/browser`: no console error, no request, no axe violation, nothing
//! that overlaps, the numbers of the document, and all of it without scripts.
//!
//! Without node or a browser it says what it skips; where `CI` or `RECOUNT_REQUIRE_BROWSER` is set it must run.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Why the pages cannot be opened here, if so.
pub(crate) fn missing(scripts: &Path) -> Option<&'static str> {
    let runs =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let named = std::env::var("RECOUNT_BROWSER").ok().map(PathBuf::from);
    if !runs("node") {
        Some("there is no node")
    } else if !named.into_iter().chain(known.map(PathBuf::from)).any(|path| path.exists()) {
        Some("there is no browser")
    } else if !scripts.join("node_modules/playwright-core").exists() {
        Some("its packages are not installed (npm ci in tests/browser, or bash tests/run.sh)")
    } else {
        None
    }
}

#[expect(clippy::print_stderr, reason = "a skipped test says so, and figures are asked for with --nocapture")]
#[test]
#[ignore = "in a real browser: a step of its own in tests/run.sh"]
fn pages_hold_in_a_real_browser() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(why) = missing(&scripts) {
        let must = ["CI", "RECOUNT_REQUIRE_BROWSER"].iter().any(|name| std::env::var_os(name).is_some());
        assert!(!must, "pages must be opened in a browser here: {why}");
        eprintln!("skipped: no page was opened in a browser, since {why}");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, arguments: &[&str]| {
        let file = folder.path().join(format!("{name}.html"));
        let mut command = crate::program::program();
        command.args(arguments).args(["--json", "--html", file.to_str().expect("a path")]);
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::write(file.with_extension("json"), output.stdout).expect("a document");
    };
    write("run", &["run", "antrim-2020", "--lang", "en"]);
    write("run-es", &["run", "rochester-hills-2020", "--lang", "es"]);
    write("run-many", &["run", "many-contests", "--lang", "en"]);
    write("run-observed", &["run", "virginia-2020-rla", "--lang", "en"]);
    let trials =
        ["simulate", "wellington-2012", "--trials", "60", "--method", "polling", "--method", "ballot_comparison"];
    write("simulate", &[&trials[..], &["--lang", "en"]].concat());
    write(
        "simulate-es",
        &["simulate", "county-batches", "--trials", "10", "--method", "batch_comparison", "--lang", "es"],
    );
    let plan = ["plan", "seven-polls", "--starts", "2026-11-09", "--deadline", "2026-11-20", "--trials", "20"];
    let methods = ["--method", "minerva", "--method", "ballot_comparison", "--method", "batch_comparison"];
    write("plan", &[&plan[..], &methods, &["--lang", "en"]].concat());
    write("plan-es", &["plan", "county-batches", "--method", "batch_comparison", "--lang", "es"]);
    let out = folder.path().join("swept");
    let out = out.to_str().expect("a path");
    write("sweep", &["sweep", "scenarios/grids/sweep-small.toml", "--out", out, "--lang", "en"]);
    write("sweep-es", &["merge", out, "--lang", "es"]);
    let attack = ["simulate", "adversaries", "--attack", "all", "--trials", "20"];
    write("attack", &[&attack[..], &["--lang", "en"]].concat());
    write("attack-es", &[&attack[..], &["--lang", "es"]].concat());
    let gallery = folder.path().join("gallery");
    let mut command = crate::program::program();
    command.args(["run", "--all", "--html", gallery.to_str().expect("a path")]);
    assert!(command.output().expect("the program runs").status.success());
    std::fs::copy(gallery.join("index.html"), folder.path().join("gallery.html")).expect("a copy");
    for (scenario, lang) in [("candidate_swap", "en"), ("ranks_swapped", "es"), ("wellington-2012", "en")] {
        let papers = folder.path().join(format!("papers-{scenario}"));
        let mut command = crate::program::program();
        command.args(["print", scenario, "--lang", lang, "--to", papers.to_str().expect("a path")]);
        assert!(command.output().expect("the program runs").status.success());
        for name in ["ballots", "blank-ballots", "sheets", "key"] {
            let to = folder.path().join(format!("print-{scenario}-{name}.html"));
            std::fs::copy(papers.join(format!("{name}.html")), to).expect("a copy");
        }
    }
    let mut check = Command::new("node");
    check.arg(scripts.join("check.mjs")).arg(folder.path());
    let output = check.output().expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{said}");
}
