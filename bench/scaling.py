#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time and memory by the number of train rows: files in SST-2's layout of seeded random texts, whose words
follow Zipf's law and whose lengths are SST-2's, and one whole epoch of fixed weights on each.

    ALPHASCOPE_DATA=DIR bench/scaling.py [--sizes 50000,100000,200000,400000] [--threads 2]

A study wants a teacher of the same train set, so each process trains one first, a cheap one (one layer,
batches of 256); the process's memory has both."""
import argparse
import itertools
import pathlib
import random
import tempfile

from common import data_folder, head, row
from study_runs import run_study

WORDS = 20000
STUDY = """
name = "scaling"
tasks = ["sst2"]
seeds = [1]
full_train_row = false
[data]
vocab = "{vocab}"
max_length = 64
[teacher]
encoder = "tiny"
layers = 1
epochs = 1
batch_size = 256
[student]
encoder = "tiny"
epochs = 1
[[scheme]]
id = "fixed"
"""


def write_rows(file, count, words, weights, lengths, generator):
    with open(file, "w", encoding="utf-8") as out:
        out.write("sentence\tlabel\n")
        for _ in range(count):
            text = generator.choices(words, cum_weights=weights, k=generator.choice(lengths))
            out.write(" ".join(text) + f" \t{generator.randrange(2)}\n")


def write_task(folder, size, data):
    """The train file and a dev file of 872 rows, as SST-2 has."""
    lines = (data / "glue/SST-2/train.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    lengths = [len(line.rsplit("\t", 1)[0].split()) for line in lines]
    vocabulary = (data / "bert-vocab/vocab.txt").read_text(encoding="utf-8").split("\n")
    words = [word for word in vocabulary if word.isascii() and word.isalpha()][:WORDS]
    weights = list(itertools.accumulate(1.0 / rank for rank in range(1, len(words) + 1)))
    generator = random.Random(size)
    (folder / "SST-2").mkdir(parents=True)
    for name, count in (("train", size), ("dev", 872)):
        write_rows(folder / "SST-2" / f"{name}.tsv", count, words, weights, lengths, generator)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--sizes", default="50000,100000,200000,400000")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
source = data_folder()
head("rows", "ms a row, epoch", "ms a row, whole run", "before the first step, s", "tokenising, s",
     "peak memory, MiB", "KiB a row above the smallest")
smallest = None
for rows in map(int, options.sizes.split(",")):
    with tempfile.TemporaryDirectory() as temporary:
        place = pathlib.Path(temporary)
        write_task(place / "glue", rows, source)
        cost, runs = run_study(STUDY.format(vocab=source / "bert-vocab/vocab.txt"), place / "glue", place,
                               options.threads)
    run = runs[-1]
    trained = run.steps * 32  # the rows of the train set, to a batch
    smallest = smallest or (rows, cost.peak_mib)
    more = 1024 * (cost.peak_mib - smallest[1]) / (rows - smallest[0]) if rows > smallest[0] else None
    row(rows, f"{1e3 * run.train_seconds / trained:.3f}", f"{1e3 * run.whole_seconds / rows:.3f}",
        f"{run.before_seconds:.1f}", f"{run.tokenise_seconds:.2f}", f"{cost.peak_mib:.0f}",
        "" if more is None else f"{more:.2f}")
