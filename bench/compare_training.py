#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs of training_bench and peer_torch.py on the same machine, one after the other, and their medians.

    ALPHASCOPE_DATA=DIR bench/compare_training.py [--pairs 5] [--threads 2] [--steps 60]

Needs a release build with -DALPHASCOPE_BENCH=ON, and python3-torch, which runs on the same libtorch and
BLAS. Prints the tables of docs/performance.md."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build/release/bin"
PYTHON = "/usr/bin/python3"


def write_tokens(folder):
    """SST-2's train texts as ids, a line each, by the program's own tokenizer; and their labels."""
    data = pathlib.Path(os.environ["ALPHASCOPE_DATA"])
    lines = (data / "glue/SST-2/train.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    texts, labels = zip(*(line.rsplit("\t", 1) for line in lines))
    asked = "".join(json.dumps({"text_a": text}) + "\n" for text in texts)
    done = subprocess.run([BIN / "alphascope-cli", "tokenize", "--vocab",
                           data / "bert-vocab/vocab.txt"], input=asked, text=True,
                          capture_output=True, check=True)
    tokens = folder / "tokens.txt"
    tokens.write_text("".join(" ".join(map(str, json.loads(line)["ids"])) + "\n"
                              for line in done.stdout.splitlines()))
    (folder / "labels.txt").write_text("\n".join(labels) + "\n")
    return tokens, folder / "labels.txt"


def run(command):
    out = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True,
                         env={**os.environ, "OMP_NUM_THREADS": str(THREADS)})
    return json.loads(out.stdout.splitlines()[-1])


def ours(encoder, scheme, *parameters):
    return run([BIN / "training_bench", encoder, scheme, STEPS, THREADS, *parameters])


def compare(name, first, second, key, up):
    """Pairs in alternating order; the ratio of each pair; medians."""
    firsts, seconds = [], []
    for pair in range(PAIRS):
        order = [(firsts, first), (seconds, second)]
        for results, work in order if pair % 2 == 0 else reversed(order):
            results.append(work())
    ratios = [(a[key] / b[key]) if up else (b[key] / a[key]) for a, b in zip(firsts, seconds)]
    middle = lambda results: statistics.median(result[key] for result in results)
    print(f"| {name} | {middle(firsts):.1f} | {middle(seconds):.1f} | "
          f"**{statistics.median(ratios):.2f}** ({min(ratios):.2f} to {max(ratios):.2f}) |", flush=True)
    return firsts, seconds


def main():
    with tempfile.TemporaryDirectory() as folder:
        tokens, labels = write_tokens(pathlib.Path(folder))
        peer = lambda encoder, padding: run([PYTHON, ROOT / "bench/peer_torch.py", encoder, padding,
                                             STEPS, THREADS, tokens, labels])
        print(f"{PAIRS} pairs, {STEPS} steps of 32 texts, {THREADS} threads\n")
        print("| tokens a second | Alphascope | PyTorch | ratio (range) |\n|---|---|---|---|")
        kept = {}
        for encoder in ENCODERS:
            for padding in ("128", "dynamic", "grouped"):
                kept[encoder], _ = compare(f"{encoder}, peer padded to {padding}",
                                           lambda: ours(encoder, "fixed"),
                                           lambda: peer(encoder, padding), "tokens_per_second", True)
        print("\n| ms a step | fixed | RW-KD | ratio (range) |\n|---|---|---|---|")
        for encoder in ENCODERS:
            for name, parameters in (("full meta batch", []), ("quarter", ["meta_batch=8"]),
                                     ("full, tangents", ["method=tangent"])):
                compare(f"{encoder}, {name}", lambda: ours(encoder, "fixed"),
                        lambda: ours(encoder, "rw-kd", *parameters), "ms_per_step", False)
        print("\n| share of the machine's sgemm rate | median |\n|---|---|")
        for encoder, results in kept.items():
            print(f"| {encoder} | {statistics.median(r['share_of_machine'] for r in results):.2f} |")
        print("\n| ms a step by phase | " + " | ".join(kept[ENCODERS[0]][0]["ms"]) + " |")
        print("|---" * (1 + len(kept[ENCODERS[0]][0]["ms"])) + "|")
        for encoder, results in kept.items():
            print(f"| {encoder} | " + " | ".join(
                f"{statistics.median(r['ms'][phase] for r in results):.2f}" for phase in results[0]["ms"])
                + " |")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--pairs", type=int, default=5)
parser.add_argument("--encoders", default="tiny,small")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--steps", type=int, default=200)
arguments = parser.parse_args()
ENCODERS = arguments.encoders.split(",")
PAIRS, THREADS, STEPS = arguments.pairs, arguments.threads, arguments.steps
if "ALPHASCOPE_DATA" not in os.environ:
    sys.exit("Set ALPHASCOPE_DATA to the data folder.")
main()
