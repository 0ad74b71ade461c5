//! The same bytes on every call, for 1, 2 and 16 threads.

fn run(threads: &str, seed: &str) -> Vec<u8> {
    let text = include_str!("data/noisy.toml");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("noisy.toml");
    std::fs::write(&path, text).expect("a file");
    let output = crate::program::program()
        .current_dir(folder.path())
        .args(["run", "noisy.toml", "--json", "--threads", threads, "--seed", seed])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn threads_and_repetition_change_nothing() {
    let one = run("1", "7 7 7");
    assert_eq!(one, run("1", "7 7 7"), "a second call");
    assert_eq!(one, run("2", "7 7 7"));
    assert_eq!(one, run("16", "7 7 7"));
    assert_ne!(one, run("1", "7 7 8"), "another seed is another life");
}
