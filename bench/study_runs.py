# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a study by alphascope-cli and says what it cost: the process, and each of its runs."""
import dataclasses
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

from common import CLI

TICKS = os.sysconf("SC_CLK_TCK")
POLL = 0.25  # seconds between two looks at the threads


@dataclasses.dataclass
class ProcessCost:
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mib: float = 0.0
    thread_cpu: dict = dataclasses.field(default_factory=dict)  # by name; "main" is that of the CLI


@dataclasses.dataclass
class RunCost:
    label: str
    steps: int
    train_seconds: float
    whole_seconds: float  # from the start of reading to the last row stored
    before_seconds: float  # of them: reading, cutting, tokenising, the teacher's logits
    tokenise_seconds: float
    phases: list  # (steps, {phase: seconds}) for each fiftieth of the run

    def share(self, phase, skip=0):
        """Of all phases of the steps, from the fiftieth `skip` on."""
        parts = self.phases[skip:]
        return sum(p[phase] for _, p in parts) / sum(sum(p.values()) for _, p in parts)


def thread_times(pid):
    """CPU seconds by thread id, with the thread's name."""
    times = {}
    for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:  # it has ended
            continue
        fields = rest.split()
        thread = int(stat.parent.name)
        times[thread] = ("main" if thread == pid else name, (int(fields[11]) + int(fields[12])) / TICKS)
    return times


def run_study(toml, data, folder, threads):
    """The study's costs as (ProcessCost, [RunCost]). The database is folder/runs.db, a new one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(toml)
    command = [CLI, "run", folder / "study.toml", "--db", folder / "runs.db", "--data", data, "--threads",
               str(threads), "--device", "cpu"]
    begin, times, cost = time.monotonic(), {}, ProcessCost()
    with open(folder / "output.txt", "w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        times.update(thread_times(process.pid))
        time.sleep(POLL)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit((folder / "output.txt").read_text())
    cost.seconds = time.monotonic() - begin
    cost.cpu_seconds = usage.ru_utime + usage.ru_stime
    cost.peak_mib = usage.ru_maxrss / 1024
    for name, seconds in times.values():
        cost.thread_cpu[name] = cost.thread_cpu.get(name, 0.0) + seconds
    return cost, read_runs(folder / "runs.db")


def read_runs(database):
    connection = sqlite3.connect(database)
    runs = []
    for key, label, steps, started, ended, seconds in connection.execute(
            "SELECT id, label, step, started, ended, train_seconds FROM run ORDER BY id"):
        text, time_of = connection.execute("SELECT text, time FROM log WHERE run_id = ? AND text LIKE"
                                           " 'tokenised %'", [key]).fetchone()
        phases, points = [], {}
        for step, name, value in connection.execute(
                "SELECT step, name, value FROM scalar JOIN series ON series.id = series_id"
                " WHERE run_id = ? AND substr(name, 1, 3) = 'ms_' ORDER BY step", [key]):
            points.setdefault(step, {})[name.removeprefix("ms_")] = value
        before = 0
        for step, means in points.items():
            phases.append((step - before, {name: 1e-3 * ms * (step - before) for name, ms in means.items()}))
            before = step
        runs.append(RunCost(label, steps, seconds, ended - started, time_of - started,
                            float(text.split()[-2]), phases))
    connection.close()
    return runs
