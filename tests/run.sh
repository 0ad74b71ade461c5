#!/usr/bin/env bash
# Installs what the tests need where it is missing, then runs formatting, lints, every test and the docs.
#   bash tests/run.sh          everything a change must pass
#   bash tests/run.sh --long   the long statistics and fuzzing as well (their results belong in closing notes)
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

say "tools"
if ! command -v cargo >/dev/null; then
  echo "Rust is needed: install it with your package manager or from rustup.rs, then run this again." >&2
  exit 2
fi
for part in rustfmt clippy; do
  cargo "${part/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$part"
done
# Pages are opened in a real browser; without one their test says what it skips, and fails where CI is set.
browser() {
  [ -n "${RECOUNT_BROWSER:-}" ] && return
  local place
  for place in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -x "$place" ] && return
  done
  return 1
}
if ! { command -v node && command -v npm && browser; } >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    command -v node >/dev/null && command -v npm >/dev/null || apt-get install -qq -y --no-install-recommends nodejs npm
    browser || apt-get install -qq -y --no-install-recommends chromium
  else
    echo "node, npm or a browser (chromium) is missing: pages are not opened in a browser."
  fi
fi
if command -v npm >/dev/null; then
  [ -d tests/browser/node_modules/playwright-core ] || npm ci --prefix tests/browser --no-audit --no-fund --silent ||
    echo "npm could not fetch playwright-core and axe-core: pages are not opened in a browser."
fi
if [ -z "${RECOUNT_SHARED:-}" ]; then
  echo "RECOUNT_SHARED is not set: tests against outside oracle files will say what they skip."
fi

say "formatting"
cargo fmt --all --check
# Files that a macro declares are no modules to cargo fmt.
find src tests benches page -name '*.rs' -print0 | xargs -0 rustfmt --check --edition 2024

say "lints, of benches and examples too"
cargo clippy --quiet --workspace --all-targets -- -D warnings

say "the engine alone: no files, no threads, no terminal"
cargo clippy --quiet --lib --no-default-features -- -D warnings

say "tests"
cargo test --quiet --lib --tests
cargo test --quiet --doc

say "statistics: what audits do in many trials, beside their exact chances"
cargo test --quiet --test integration statistics_ -- --ignored

say "damaged and hostile files: thousands of each reader, in bounded time and memory"
RECOUNT_FUZZ_EXECUTIONS=7000 cargo test --quiet --test fuzz fuzz_ -- --ignored --test-threads=2 --nocapture

say "pages in a real browser"
cargo test --quiet --test integration browser:: -- --ignored

say "one file and one line: a bet, a method, a fault and a language, added to a copy"
cargo test --quiet --test integration growth -- --ignored

say "Slurm: arrays of 8, one shard killed and run again"
if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install="apt-get install -y --no-install-recommends slurm-wlm munge"
    $install >/dev/null 2>&1 || { apt-get update >/dev/null 2>&1 && $install >/dev/null 2>&1; } || true
  fi
fi
if [ "$(id -u)" = 0 ] && command -v slurmctld >/dev/null && command -v munged >/dev/null; then
  cargo test --quiet --test integration slurm_ -- --ignored --nocapture
else
  echo "skipped: a job array on a real Slurm (needs root, and slurm-wlm and munge, by apt-get or installed before);"
  echo "shards, merges, kills and the scripts themselves were tested above without it."
fi

say "the classroom page: WebAssembly of 32 bits, byte for byte, and in a real browser"
has_wasm() { rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown || dpkg -s rust-web-src >/dev/null 2>&1; }
# With rustup's own target, or with Debian's source of the standard library, which its own compiler builds.
if ! has_wasm && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  install="apt-get install -y --no-install-recommends rustc-web cargo-web rust-web-src"
  $install >/dev/null 2>&1 || { apt-get update >/dev/null 2>&1 && $install >/dev/null 2>&1; } || true
fi
if has_wasm; then
  cargo run --quiet -p recount-page
  # Both packages are named, so that the library has the features of the other tests and is not compiled again.
  cargo test --quiet -p recount -p recount-page-engine --test identity -- --include-ignored
  cargo test --quiet --test integration classroom_page -- --ignored
elif [ -n "${CI:-}" ]; then
  echo "the classroom page must be built here: needs the target wasm32-unknown-unknown of rustup, or Debian's rust-web-src" >&2
  exit 1
else
  cargo test --quiet -p recount -p recount-page-engine --test identity
  echo "skipped: the page needs the target wasm32-unknown-unknown of rustup, or Debian's rust-web-src"
fi

say "docs"
RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps

if [ "${1:-}" = "--long" ]; then
  say "long statistics and fuzzing"
  cargo test --quiet --release --test integration -- --ignored --skip growth --skip slurm_
  RECOUNT_FUZZ_EXECUTIONS="${RECOUNT_FUZZ_EXECUTIONS:-1000000}" cargo test --quiet --release --test fuzz fuzz_ -- \
    --ignored --test-threads=2 --nocapture
fi
say "all passed"
