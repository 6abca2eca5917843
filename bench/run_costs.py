#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a whole run's time goes, with the store attached, and what memory a study takes: SST-2's train
file, a tiny teacher, then label only, fixed and RW-KD with the tiny student, one epoch each.

    ALPHASCOPE_DATA=DIR bench/run_costs.py [--rows 0] [--threads 2]

"Between" is all that happens between two steps: the events of a step handed to the store, and in the first
fiftieth of the run also the epoch's order and the start itself. The store writes on a thread of its own,
whose CPU time stands below."""
import argparse
import pathlib
import tempfile

from common import data_folder, head, row
from study_runs import run_study

STUDY = """
name = "costs"
tasks = ["sst2"]
seeds = [1]
full_train_row = false
[data]
vocab = "{vocab}"
max_length = 64
train_rows = {rows}
[teacher]
encoder = "tiny"
epochs = 1
[student]
encoder = "tiny"
epochs = 1
[[scheme]]
id = "label-only"
[[scheme]]
id = "fixed"
[[scheme]]
id = "rw-kd"
"""


def percent(part):
    return f"{100 * part:.2f} %"


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--rows", type=int, default=0, help="a sample of the train file; 0: all of it")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
data = data_folder()
with tempfile.TemporaryDirectory() as temporary:
    place = pathlib.Path(temporary)
    study = STUDY.format(vocab=data / "bert-vocab/vocab.txt", rows=options.rows)
    cost, runs = run_study(study, data, place, options.threads)
    stored_mib = sum(file.stat().st_size for file in place.glob("runs.db*") if file.is_file()) / 2**20

head("one epoch on SST-2, tiny", "steps", "ms a step", "tokenising, s", "tokenising of the epoch", "batching",
     "both", "between", "between, after the first fiftieth")
for run in runs:
    epoch = run.train_seconds
    tokenising, batching = run.tokenise_seconds / epoch, run.share("batch")
    row(run.label, run.steps, f"{1e3 * epoch / run.steps:.2f}", f"{run.tokenise_seconds:.2f}",
        percent(tokenising), percent(batching), percent(tokenising + batching), percent(run.share("between")),
        percent(run.share("between", skip=1)))

head("the whole process", "")
writer, main = cost.thread_cpu.get("store-writer", 0.0), cost.thread_cpu["main"]
row("wall time, s", f"{cost.seconds:.1f}")
row("CPU time, s", f"{cost.cpu_seconds:.1f}")
row("CPU time of the store's thread, s", f"{writer:.2f} ({percent(writer / cost.cpu_seconds)} of all)")
row("CPU time of the command line's thread, which reads the store for its progress, s",
    f"{main:.2f} ({percent(main / cost.cpu_seconds)} of all)")
row("peak resident memory, MiB", f"{cost.peak_mib:.0f}")
row("database, MiB", f"{stored_mib:.1f}")
