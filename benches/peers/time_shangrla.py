#!/usr/bin/env python3
"""Times an installed SHANGRLA and recount on the same work, in one run, and prints ratios.

    cargo build --release
    python3 benches/peers/time_shangrla.py [--recount target/release/recount] [--seconds 1]

Nothing of SHANGRLA is part of this project: install it yourself (it is on no package index: from a copy of its
repository, `pip install .`), with numpy and cryptorandom. Without it, or without the built program, this script says so
in a sentence, measures nothing and ends with status 2.

The work, always 100,000 cards, risk limit 5 %, without replacement:
  comparison  1 card in 1,000 overstated by one vote, 1 in 10,000 by two, margins of 2 % and 0.5 %: with a fixed bet of
              1.2, with each program's usual bet (optimal_comparison there, which is told the rate of two-vote
              overstatements; ours learns), and our usual bet beside its adaptive one (aGRAPA).
  polling     ALPHA with truncated shrinkage, d = 100, margins of 10 %, 5 % and 2 %.
  sampling    a number by SHA-256 for every card, and the 1,000 smallest: SHANGRLA's own numbers on both sides.

How it is timed, and why there are three ratios. SHANGRLA computes P-values of a whole array.
  test      It is given the first 100 cards of an order, then 200, 400 and so on until the limit is met: the least work
            that it can be used with, and the order in which cards are drawn is a gift.
  audit     The same, and a random order is drawn (numpy's permutation): one simulated audit as ours is one.
  own       A repetition of its own NonnegMean.sample_size(reps=...), which tests as many values as there are cards.
Ours is `recount simulate` on a scenario beside this file, one thread, orders drawn and all: the time of many trials less
the time of few, over the trials between, so that reading the scenario and starting up are not counted. Both take turns;
the least of several turns counts. Where both use the same rule, mean cards must agree within five standard errors, or the
script ends with status 1.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
CARDS = 100_000
LIMIT = 0.05
TURNS = 3


def stop(sentence, status=2):
    print(sentence, file=sys.stderr)
    sys.exit(status)


def arguments():
    parser = argparse.ArgumentParser(description="Times an installed SHANGRLA and recount on the same work.")
    parser.add_argument("--recount", default=str(HERE.parent.parent / "target" / "release" / "recount"))
    parser.add_argument("--seconds", type=float, default=1.0, help="about so long for each program and line")
    return parser.parse_args()


ASKED = arguments()
if not Path(ASKED.recount).is_file():
    stop(f"{ASKED.recount} is not there, so nothing was timed: build it with cargo build --release")
try:
    import numpy as np
    from cryptorandom.cryptorandom import SHA256
    from shangrla.core.Audit import CVR
    from shangrla.core.NonnegMean import NonnegMean
except ImportError as why:
    stop(f"SHANGRLA cannot be imported ({why}), so nothing was timed: install it, with numpy and cryptorandom, and try again")


def overstatements(margin):
    """The values of all cards of the comparison: one where record and paper agree is 1/(2 - v)."""
    agrees = 1 / (2 - margin)
    values = np.full(CARDS, agrees)
    values[:100] = agrees / 2
    values[100:110] = 0.0
    return values


def votes(margin):
    values = np.zeros(CARDS)
    values[: round(CARDS * (1 + margin) / 2)] = 1.0
    return values


def cards_until(test, order):
    """The first card at which the P-value meets the limit, by prefixes that double, and the seconds it took."""
    length = 100
    start = time.perf_counter()
    while True:
        length = min(length, CARDS)
        history = test.test(order[:length])[1]
        crossed = history <= LIMIT
        if crossed.any() or length == CARDS:
            cards = int(np.argmax(crossed)) + 1 if crossed.any() else CARDS
            return cards, time.perf_counter() - start
        length *= 2


def theirs(values, make, seed):
    """Seconds of one test, of one audit and of one of its own repetitions, and the sizes of some audits."""
    chance = np.random.default_rng(seed)
    sizes, spent, drawing = [], 0.0, 0.0
    while spent + drawing < ASKED.seconds or len(sizes) < 20:
        start = time.perf_counter()
        order = chance.permutation(values)
        drawing += time.perf_counter() - start
        cards, seconds = cards_until(make(), order)
        sizes.append(cards)
        spent += seconds
    start = time.perf_counter()
    make().sample_size(values, alpha=LIMIT, reps=3, seed=seed)
    own = (time.perf_counter() - start) / 3
    return (spent / len(sizes), (spent + drawing) / len(sizes), own), sizes


def simulate(text, trials):
    """The row of one run of recount simulate, and the seconds it took."""
    command = [ASKED.recount, "simulate", "-", "--trials", str(trials), "--threads", "1", "--json"]
    start = time.perf_counter()
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        stop(f"recount simulate ended with status {done.returncode}: {done.stderr.strip()}", 1)
    answer = json.loads(done.stdout)
    return answer["methods"][0], seconds


def ours(text):
    """Seconds of one trial, and the row of many."""
    trials = 1_000
    while True:
        row, many = simulate(text, trials)
        _, few = simulate(text, 10)
        if many - few > ASKED.seconds / (2 * TURNS) or trials >= 20_000_000:
            return (many - few) / (trials - 10), row, trials
        trials *= 4


def scenario(name, bet=""):
    return (HERE / f"{name}.toml").read_text() + bet + "\n"


def audits(title, values, make, text, same_rule):
    """One line of the table; answers whether the two agree as far as they should."""
    turns = []
    for turn in range(TURNS):
        turns.append((theirs(values, make, turn), ours(text)))
    there = [min(turn[0][0][way] for turn in turns) for way in range(3)]
    here = min(turn[1][0] for turn in turns)
    sizes = [cards for turn in turns for cards in turn[0][1]]
    mean = sum(sizes) / len(sizes)
    sd = math.sqrt(sum((cards - mean) ** 2 for cards in sizes) / (len(sizes) - 1))
    row, trials = turns[0][1][1], turns[0][1][2]
    line(title, there, here, mean, row["cards"]["mean"])
    error = math.hypot(sd / math.sqrt(len(sizes)), row["cards"]["sd"] / math.sqrt(trials))
    if same_rule and abs(mean - row["cards"]["mean"]) > 5 * error:
        print(f"  the same rule, and yet {mean:.1f} cards there and {row['cards']['mean']:.1f} here", file=sys.stderr)
        return False
    return True


def line(title, there, here, cards_there, cards_here):
    milliseconds = "".join(f"{1e3 * seconds:9.3f}" for seconds in there).ljust(27)
    ratios = "".join(f"{seconds / here:9,.0f}" for seconds in there).ljust(27)
    print(f"{title:52}{milliseconds}{1e6 * here:10.3f}  {ratios}{cards_there:8,.0f}{cards_here:8,.0f}", flush=True)


def sampling():
    """Seconds a card to number all cards and take the thousand smallest."""
    wanted, seed = 1_000, "20261125"
    there = here = math.inf
    for _ in range(TURNS):
        cards = [CVR(id=str(card), votes={"mayor": {"Ada": 1}}) for card in range(CARDS)]
        contests = {"mayor": SimpleNamespace(id="mayor", sample_size=wanted, sample_threshold=None)}
        start = time.perf_counter()
        CVR.assign_sample_nums(cards, SHA256(int(seed)))
        drawn = CVR.consistent_sampling(cards, contests)
        there = min(there, (time.perf_counter() - start) / CARDS)
        here = min(here, (draw(seed, 10 * CARDS, wanted)[0] - draw(seed, CARDS, wanted)[0]) / (9 * CARDS))
    same = [card + 1 for card in drawn] == draw(seed, CARDS, wanted)[1]
    line("sampling, 1,000 of 100,000, a card", [there], here, wanted, wanted)
    if not same:
        print("  the same seed, and yet other cards", file=sys.stderr)
    return same


def draw(seed, cards, wanted):
    command = [ASKED.recount, "draw", "--generator", "cryptorandom", "--seed", seed, "--from", "1", "--to", str(cards)]
    start = time.perf_counter()
    done = subprocess.run([*command, "-n", str(wanted), "--json"], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        stop(f"recount draw ended with status {done.returncode}: {done.stderr.strip()}", 1)
    return seconds, json.loads(done.stdout)["draws"]


def main():
    well = True
    print(f"{'':52}{'SHANGRLA, ms':>27}{'recount':>10}  {'ratio':>27}{'mean cards':>16}")
    ways = f"{'test':>9}{'audit':>9}{'own':>9}"
    print(f"{'one audit of 100,000 cards':52}{ways}{'µs':>10}  {ways}{'theirs':>8}{'ours':>8}")
    for percent in (2, 0.5):
        margin = percent / 100
        u = 2 / (2 - margin)
        values = overstatements(margin)

        def test(**terms):
            return NonnegMean(u=u, N=CARDS, t=1 / 2, **terms)

        rows = [
            (
                "fixed bet of 1.2",
                lambda: test(test=NonnegMean.betting_mart, bet=NonnegMean.fixed_bet, lam=1.2),
                'bets.ballot_comparison = { name = "fixed", lambda = 1.2 }',
                True,
            ),
            (
                "usual bets",
                lambda: test(test=NonnegMean.alpha_mart, estim=NonnegMean.optimal_comparison, error_rate_2=1e-4),
                "",
                False,
            ),
            (
                "aGRAPA, our usual bet",
                lambda: test(test=NonnegMean.betting_mart, bet=NonnegMean.agrapa, lam=0.5),
                "",
                False,
            ),
        ]
        for title, make, bet, same in rows:
            text = scenario(f"comparison-{percent}", bet)
            well &= audits(f"comparison, {percent} %, {title}", values, make, text, same)
    for percent in (10, 5, 2):
        margin = percent / 100

        def poll():
            eta = (1 + margin) / 2
            return NonnegMean(
                test=NonnegMean.alpha_mart, estim=NonnegMean.shrink_trunc, u=1, N=CARDS, t=1 / 2, eta=eta, d=100
            )

        text = scenario(f"polling-{percent}")
        well &= audits(f"polling, {percent} %, ALPHA, d = 100", votes(margin), poll, text, True)
    well &= sampling()
    sys.exit(0 if well else 1)


main()
