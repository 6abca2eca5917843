#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a step of each scheme costs beside one of the fixed weight, from step_bench, as a table.

    bench/scheme_costs.py [--repetitions 5] [--min-time 0.2] [--filter step/]

The repetitions of all schemes are mixed at random, so that a slow minute of the machine does not fall on
one scheme. A step's time is the median of its repetitions; the range is that of the repetitions."""
import argparse
import json
import statistics
import subprocess

from common import BIN, head, row

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--repetitions", type=int, default=5)
parser.add_argument("--min-time", type=float, default=0.2, help="seconds a repetition, at least")
parser.add_argument("--filter", default="step/|part/", help="which benchmarks; step/fixed is always in")
options = parser.parse_args()

out = subprocess.run([BIN / "step_bench", "--benchmark_format=json",
                      f"--benchmark_filter=step/fixed/|{options.filter}",
                      f"--benchmark_min_time={options.min_time}",
                      f"--benchmark_repetitions={options.repetitions}",
                      "--benchmark_enable_random_interleaving=true"],
                     stdout=subprocess.PIPE, text=True, check=True)
milliseconds = {}
for result in json.loads(out.stdout)["benchmarks"]:
    if result["run_type"] != "iteration":
        continue
    # Steps of a scheme are counted as items; a part is one iteration.
    per_second = result.get("items_per_second", 1e3 / result["real_time"])
    name = result["run_name"].removesuffix("/real_time").removeprefix("step/")
    milliseconds.setdefault(name, []).append(1e3 / per_second)

middles = {name: statistics.median(values) for name, values in milliseconds.items()}
head("scheme", "ms a step (range)", "beside `fixed`")
for name in sorted(middles, key=lambda name: (name.startswith("part/"), middles[name])):
    low, high = min(milliseconds[name]), max(milliseconds[name])
    row(f"`{name}`", f"{middles[name]:.2f} ({low:.2f} to {high:.2f})",
        f"{middles[name] / middles['fixed']:.2f}")
