#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many at once on one database: command-line runs, windows that follow them live, a reader with plain sqlite3,
and marks by the command line.

Nobody may hear that the database is locked, and no window may end or leave off reading; of every run each step
is there exactly once; every mark that was set is there. The windows are the real program without a screen;
nobody clicks in them, so that they only read.
"""
import argparse
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback

from faults import (Fault, check_quiet, check_sound, cli, content_of, demand, environment, has_schema, query,
                    runs_of, said_by, scratch, start, write_study)

WINDOW = os.environ.get('ALPHASCOPE_WINDOW', '')

SCHEMES = ('label-only', 'fixed')
RUNS = 1 + len(SCHEMES)
PAGE = 4096   # of the database: who follows it reads some whenever something was written
PATIENCE = 10   # seconds in which a window reads at least once, on a machine that has more to do than it can


class Work:
    """What the threads share."""

    def __init__(self, folder, seconds):
        self.folder, self.database = folder, folder / 'shared.db'
        self.end = time.monotonic() + seconds
        self.lock = threading.Lock()
        self.studies, self.marked, self.reads, self.looks, self.faults = [], [], 0, {}, []

    def goes_on(self):
        return time.monotonic() < self.end and not self.faults

    def guard(self, work, *values):
        try:
            work(*values)
        except Exception as problem:   # whatever it is, it is reported and the others stop
            with self.lock:
                self.faults.append(problem)
            print('FAULT:', problem if isinstance(problem, Fault) else traceback.format_exc(), file=sys.stderr)


def write(work, slot, epochs):
    """One study after the other."""
    number = 0
    while work.goes_on():
        number += 1
        name = f'writer{slot}-{number}'
        study = write_study(work.folder, name, slot, epochs, schemes=SCHEMES)
        process = start(work.folder, 'run', study, '--db', work.database)
        code = process.wait(timeout=900)
        said = said_by(process)
        process.said.close()
        demand(code == 0, f'{name} ended with {code}:\n{said}')
        check_quiet(said, name)
        with work.lock:
            work.studies.append(name)


def read(work):
    """As somebody with sqlite3 open beside it does: long reads too, on a connection that stays."""
    while not has_schema(work.database):
        time.sleep(0.02)
    with contextlib.closing(sqlite3.connect(work.database, timeout=0)) as connection:
        while work.goes_on():
            seen = connection.execute('SELECT count(*), max(id) FROM scalar').fetchone()
            connection.execute('BEGIN')
            before = connection.execute('SELECT count(*) FROM scalar').fetchone()
            time.sleep(0.1)
            after = connection.execute('SELECT count(*) FROM scalar').fetchone()
            connection.execute('COMMIT')
            demand(before == after and before[0] >= seen[0], 'a read transaction saw rows come or go')
            work.reads += 1


def mark(work):
    """Tags and notes, set by the command line on whatever run there is."""
    while work.goes_on():
        if not has_schema(work.database):
            time.sleep(0.02)
            continue
        runs = query(work.database, 'SELECT id FROM run ORDER BY id DESC LIMIT 1')
        if not runs:
            continue
        tag = f'tag{len(work.marked)}'
        done = cli(work.folder, 'mark', runs[0][0], '--tag', tag, '--note', tag, '--db', work.database)
        check_quiet(done.stderr, 'mark')
        work.marked.append((runs[0][0], tag))
        time.sleep(0.2)


def bytes_read(process):
    """What a process has read so far, of files and of what else there is."""
    with open(f'/proc/{process.pid}/io', encoding='ascii') as counters:
        return int(counters.readline().split()[1])


def has_open(process, database):
    folder = f'/proc/{process.pid}/fd'
    with contextlib.suppress(OSError):   # one that has been closed meanwhile
        return any(os.readlink(f'{folder}/{fd}') == str(database) for fd in os.listdir(folder))
    return False


def look(work, number):
    """A window on the database, from the first rows to the end; it must go on reading and say nothing."""
    while not has_schema(work.database):
        time.sleep(0.02)
    home = work.folder / f'window{number}'
    home.mkdir()
    with tempfile.TemporaryFile('w+', encoding='utf-8', errors='replace') as said:
        process = subprocess.Popen([WINDOW, '--db', work.database, '--size', '1000x700'], cwd=home,
                                   env=environment(home, QT_QPA_PLATFORM='offscreen', XDG_RUNTIME_DIR=str(home)),
                                   stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        try:
            before, last, work.looks[number] = 0, None, 0
            while work.goes_on():
                time.sleep(1)
                demand(process.poll() is None, f'window {number} has ended with {process.returncode}')
                now = bytes_read(process)
                if has_open(process, work.database) and now >= before + PAGE:
                    work.looks[number] += 1
                    last = time.monotonic()
                before = now
            if not work.faults:   # else it was cut short
                demand(last, f'window {number} has never read the database')
                demand(time.monotonic() - last < PATIENCE, f'window {number} has left off reading')
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
            said.seek(0)
            text = said.read()
        check_quiet(text, f'window {number}')
        files = [file for file in home.rglob('*.log') if 'locked' in file.read_text(errors='replace')]
        demand(not files, f'window {number} has logged that the database is locked: {files}')


def check_rows(work):
    """Nothing lost, nothing doubled."""
    check_sound(work.database)
    steps = 0
    for name in work.studies:
        runs = runs_of(work.database, name)
        demand(len(runs) == RUNS, f'{name} has {len(runs)} runs')
        for run in runs:
            demand(run['state'] == 'finished' and run['step'] == run['total_steps'], f'{run}')
            content = content_of(work.database, run)   # refuses doubles
            every_step = list(range(1, run['total_steps'] + 1))
            series = {series for series, _ in content['scalars']}
            demand('total_loss' in series, f'{run} has no losses')
            for one in ('label_loss', 'total_loss', 'epoch', 'learning_rate'):
                found = sorted(step for series, step in content['scalars'] if series == one)
                demand(found == every_step, f'{run}: {one} has {len(found)} of {len(every_step)} steps')
            if run['role'] == 'student' and run['scheme'] != 'label-only':
                demand(sorted(content['samples']) == every_step, f'{run}: steps without samples')
            steps += run['total_steps']
    total = query(work.database, 'SELECT count(*) FROM run')
    demand(total == [(RUNS * len(work.studies),)], f'{total} runs of {len(work.studies)} studies')
    tags = set(query(work.database, 'SELECT run_id, tag FROM run_tag'))
    demand(tags == set(work.marked), f'{len(tags)} of {len(work.marked)} tags are there')
    return steps


def main(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seconds', type=float, default=15)
    parser.add_argument('--writers', type=int, default=8)
    parser.add_argument('--epochs', type=int, default=1, help='of a student; a study after the other is run')
    parser.add_argument('--keep', action='store_true', help='leave the files for a look at them')
    parser.add_argument('--windows', type=int, default=2, help='none where the program was built without them')
    options = parser.parse_args(words)
    windows = options.windows if WINDOW else 0
    begun = time.monotonic()
    with scratch(options.keep) as folder:
        work = Work(folder, options.seconds)
        jobs = [(write, slot, options.epochs) for slot in range(1, options.writers + 1)] + [(read,), (mark,)]
        jobs += [(look, number) for number in range(1, windows + 1)]
        threads = [threading.Thread(target=work.guard, args=(job[0], work, *job[1:])) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        steps = 0
        try:
            steps = check_rows(work)
        except Fault as problem:
            work.faults.append(problem)
            print('FAULT:', problem, file=sys.stderr)
        size = work.database.stat().st_size
    looks = ', '.join(map(str, work.looks.values())) or 0
    print(f'writers at once: {options.writers}\nwindows: {windows}\nseconds in which each of them read: {looks}\n'
          f'studies: {len(work.studies)}\nruns: {RUNS * len(work.studies)}\n'
          f'steps: {steps}\nreads: {work.reads}\nmarks: {len(work.marked)}\ndatabase: {size / 1e6:.1f} MB\n'
          f'faults: {len(work.faults)}\nseconds: {time.monotonic() - begun:.0f}')
    return 1 if work.faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
