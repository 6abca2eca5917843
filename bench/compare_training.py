#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds of training_bench and peer_torch.py on the same machine, one after the other, and their medians.

    ALPHASCOPE_DATA=DIR bench/compare_training.py [--rounds tiny=5,small=5,bilstm=5]
                                                  [--steps tiny=200,small=8,bilstm=20]

Needs a release build with -DALPHASCOPE_BENCH=ON, and python3-torch, which runs on the same libtorch and
BLAS. A round runs every program once, in the opposite order of the round before; a ratio is that of two
programs of one round. Prints the tables of docs/performance.md."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from common import BIN, CLI, PYTHON, ROOT, data_folder, head, row, spread

ENOUGH = 8  # steps of a program that is slow and always does the same, at least
OURS = {"fixed": ["fixed"], "RW-KD": ["rw-kd"], "quarter meta batch (8)": ["rw-kd", "meta_batch=8"],
        "by tangents": ["rw-kd", "method=tangent"]}
PEERS = {"padded to 128": ["fixed", "128"], "padded to the longest of a random batch": ["fixed", "dynamic"],
         "with texts of like length together": ["fixed", "grouped"],
         "double backpropagation": ["rw-kd", "grouped"]}
GROUPED = "with texts of like length together"


def write_tokens(folder):
    """SST-2's train texts as ids, a line each, by the program's own tokenizer; and their labels."""
    data = data_folder()
    lines = (data / "glue/SST-2/train.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    texts, labels = zip(*(line.rsplit("\t", 1) for line in lines))
    asked = "".join(json.dumps({"text_a": text}) + "\n" for text in texts)
    done = subprocess.run([CLI, "tokenize", "--vocab", data / "bert-vocab/vocab.txt"], input=asked,
                          text=True, capture_output=True, check=True)
    tokens = folder / "tokens.txt"
    tokens.write_text("".join(" ".join(map(str, json.loads(line)["ids"])) + "\n"
                              for line in done.stdout.splitlines()))
    (folder / "labels.txt").write_text("\n".join(labels) + "\n")
    return tokens, folder / "labels.txt"


def run(*command):
    out = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, check=True,
                         env={**os.environ, "OMP_NUM_THREADS": str(OPTIONS.threads)})
    return json.loads(out.stdout.splitlines()[-1])


def measure(encoder, rounds, steps, tokens, labels):
    """Results by program, one a round."""
    results = {name: [] for name in [*OURS, *PEERS]}
    for seed in range(1, rounds + 1):
        for name in results if seed % 2 else reversed(results):
            if name in OURS:
                scheme, *parameters = OURS[name]
                result = run(BIN / "training_bench", encoder, scheme, steps, OPTIONS.threads, seed,
                             *parameters)
            else:
                fewer = max(min(steps, ENOUGH), steps // 4) if name == "padded to 128" else steps
                result = run(PYTHON, ROOT / "bench/peer_torch.py", encoder, *PEERS[name], fewer,
                             OPTIONS.threads, seed, tokens, labels)
            results[name].append(result)
    return results


def compare(title, ours, peers, key, digits):
    """One row: medians of both, and the ratio by which the second is the larger."""
    first, second = [r[key] for r in ours], [r[key] for r in peers]
    row(title, f"{statistics.median(first):.{digits}f}", f"{statistics.median(second):.{digits}f}",
        spread([b / a for a, b in zip(first, second)]))


def mean_and_spread(results):
    losses = [result["last_loss"] for result in results]
    return f"{statistics.mean(losses):.4f} ({min(losses):.4f} to {max(losses):.4f})"


def print_tables(encoder, steps, r):
    print(f"\n{encoder}: {len(r['fixed'])} rounds, {steps} steps of 32 texts, {OPTIONS.threads} threads")
    head(f"tokens a second, {encoder} student", "PyTorch", "Alphascope", "ratio (range)")
    for name in PEERS:
        scheme = "RW-KD" if PEERS[name][0] == "rw-kd" else "fixed"
        compare(f"{scheme}; peer: {name}", r[name], r[scheme], "tokens_per_second", 0)
    head(f"ms a step, {encoder} student", "fixed", "RW-KD", "ratio (range)")
    for name in [name for name in OURS if name != "fixed"]:
        compare(f"Alphascope, {name}", r["fixed"], r[name], "ms_per_step", 1)
    compare("PyTorch, double backpropagation", r[GROUPED], r["double backpropagation"], "ms_per_step", 1)
    head(f"mean loss of the last quarter of {steps} steps, {encoder} student", "Alphascope (range)",
         "PyTorch (range)")
    for name in [name for name in PEERS if name != "padded to 128"]:
        scheme = "RW-KD" if PEERS[name][0] == "rw-kd" else "fixed"
        row(f"{scheme}; peer: {name}", mean_and_spread(r[scheme]), mean_and_spread(r[name]))
    phases = r["fixed"][0]["ms"]
    head(f"ms a step by phase, {encoder} student", *phases)
    for name in ("fixed", "RW-KD"):
        row(name, *(f"{statistics.median(result['ms'][phase] for result in r[name]):.2f}"
                    for phase in phases))
    if encoder != "bilstm":
        print("\nMatrix products of a fixed step, as a share of the machine's sgemm rate:",
              spread([result["share_of_machine"] for result in r["fixed"]]))
    sys.stdout.flush()


def by_encoder(text):
    """"tiny=5,small=3" as a dictionary."""
    return {name: int(number) for name, number in (part.split("=") for part in text.split(","))}


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--rounds", type=by_encoder, default="tiny=5,small=5,bilstm=5")
parser.add_argument("--steps", type=by_encoder, default="tiny=200,small=8,bilstm=20")
parser.add_argument("--threads", type=int, default=2)
OPTIONS = parser.parse_args()
with tempfile.TemporaryDirectory() as temporary:
    files = write_tokens(pathlib.Path(temporary))
    for chosen, count in OPTIONS.rounds.items():
        print_tables(chosen, OPTIONS.steps[chosen],
                     measure(chosen, count, OPTIONS.steps[chosen], *files))
