#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills running studies at random moments, looks at what is left, goes on, and compares the ends.

Several databases, two programs on each at once, each with a study of its own (a teacher and three
students, two runs at a time). A program is killed (SIGKILL) again and again: while it loads, submits,
trains, evaluates or writes a checkpoint. After each kill the database must be sound, the study whole or
absent, every checkpoint row's file whole, the owner's unfinished runs found interrupted, and the newest stored
step and samples young. After its kills a study runs to its end and must have stored, bit for bit, what one that
nobody killed has stored.
"""
import argparse
import pathlib
import random
import sys
import threading
import time
import traceback

from faults import (SCHEMES, Fault, check_checkpoints, check_quiet, check_same, check_sound, cli, content_of, demand,
                    files_of, key_of, metadata_of, query, runs_of, said_by, scratch, start, wait_until_it_trains,
                    write_study)

UNFINISHED = ('queued', 'running', 'paused')
RUNS = 1 + len(SCHEMES)
GATHERED = 0.1   # seconds that a log line waits for others before it is written, and dated


class Counts:
    """What has happened; any thread adds to it."""

    def __init__(self, kills, compare, minutes):
        self.end = time.monotonic() + 60 * minutes
        self.lock = threading.Lock()
        self.kills_left, self.compare_left = kills, compare
        self.numbers = dict.fromkeys(('kills', 'while it loaded or submitted', 'while it trained',
                                      'before anything was stored', 'runs found interrupted', 'of them teachers',
                                      'ended before the kill', 'studies compared', 'runs compared'), 0)
        self.ages = {'step': [], 'sample': []}
        self.faults = []

    def add(self, name, number=1):
        with self.lock:
            self.numbers[name] += number

    def take_kill(self):
        with self.lock:
            if self.kills_left == 0 or self.faults or time.monotonic() > self.end:
                return False
            self.kills_left -= 1
            return True

    def give_back(self):
        with self.lock:
            self.kills_left += 1

    def more(self):
        with self.lock:
            return time.monotonic() < self.end and not self.faults and (self.kills_left > 0 or self.compare_left > 0)

    def print(self):
        for name, number in self.numbers.items():
            print(f'{name}: {number}')
        for what, unsorted in self.ages.items():
            ages = sorted(unsorted)
            if ages:
                print(f'age of the newest stored {what} at the kill, {len(ages)} runs: median '
                      f'{ages[len(ages) // 2]:.2f} s, 99 % {ages[len(ages) * 99 // 100]:.2f} s, most {ages[-1]:.2f} s')
        print(f'faults: {len(self.faults)}')


class Victim:
    """One study, its program, and what is known of its runs between two starts."""

    def __init__(self, folder, database, name, options, counts, dice):
        self.folder, self.database, self.name = folder, database, name
        self.seed = 1 + dice.randrange(options.references)
        self.study = write_study(folder, name, self.seed, options.epochs)
        self.options, self.counts, self.dice = options, counts, dice
        self.seconds_before = {}   # run id -> training time up to its checkpoint

    def runs(self):
        return runs_of(self.database, self.name)

    def begin(self):
        stored = self.runs()
        demand(len(stored) in (0, RUNS), f'{self.name}: {len(stored)} of {RUNS} runs are stored')
        if stored and all(run['state'] == 'finished' for run in stored):
            return None
        words = ('continue', '--study', self.name, '--concurrent', 2) if stored else ('run', self.study)
        return start(self.folder, *words, '--db', self.database)

    def kill(self):
        """One start and kill. False when all runs have finished."""
        begun = time.time()
        process = self.begin()
        if process is None:
            return False
        early = self.dice.random() < 0.15
        if not early:
            wait_until_it_trains(self.database, self.name, process)
        time.sleep(self.dice.uniform(0, self.options.load_seconds if early else self.options.train_seconds))
        if process.poll() is not None:
            demand(process.returncode == 0, f'{self.name} ended by itself:\n{said_by(process)}')
            self.counts.give_back()
            self.counts.add('ended before the kill')
            return True
        process.kill()
        killed = time.time()
        process.wait()
        self.counts.add('kills')
        self.counts.add('while it loaded or submitted' if early else 'while it trained')
        self.look(process, begun, killed)
        process.said.close()
        return True

    def look(self, process, begun, killed):
        """What a kill has left."""
        check_quiet(said_by(process), f'{self.name}, before it was killed,')
        left = self.runs()
        if not left:
            self.counts.add('before anything was stored')
            return
        check_sound(self.database)
        owned = [run for run in left if run['state'] in UNFINISHED and run['owner_pid'] == process.pid]
        for run in owned:
            check_checkpoints(self.database, run)
            if run['state'] == 'running':
                self.measure_age(run, begun, killed)
        if owned:
            found = cli(self.folder, 'pause', owned[0]['id'], '--db', self.database, code=1)
            demand('is interrupted' in found.stderr, f'{self.name}: {found.stderr}')
        states = {run['id']: run for run in self.runs()}
        for run in owned:
            demand(states[run['id']]['state'] == 'interrupted', f'{self.name}: {states[run["id"]]}')
        self.counts.add('runs found interrupted', len(owned))
        self.counts.add('of them teachers', sum(run['role'] == 'teacher' for run in owned))
        self.remember_seconds(states.values())

    def measure_age(self, run, begun, killed):
        """How old its newest stored step was. Steps are dated by their training time, which counts from the log
        line before it (dated when it was written, up to GATHERED later)."""
        dated = query(self.database, "SELECT time FROM log WHERE run_id = ? AND text LIKE 'tokenised %'"
                      ' AND time > ? ORDER BY id DESC LIMIT 1', run['id'], begun)
        trained = query(self.database, 'SELECT step, value FROM scalar JOIN series ON series.id = series_id'
                        " WHERE run_id = ? AND name = 'seconds' ORDER BY step DESC LIMIT 1", run['id'])
        if not dated or not trained or trained[0][0] == run['total_steps']:
            return   # it had not begun, or only its end was left
        seconds_before = self.seconds_before.get(run['id'], 0.0)
        seconds = trained[0][1] - seconds_before
        if seconds <= 0:
            return   # no step of this start yet
        self.judge('step', killed - (dated[0][0] - GATHERED + seconds), run)
        # The samples of a step come later, several steps to a row.
        weighed = query(self.database, 'SELECT max(value) FROM scalar JOIN series ON series.id = series_id'
                        " WHERE run_id = ?1 AND name = 'seconds' AND step ="
                        ' (SELECT max(last_step) FROM sample_chunk WHERE run_id = ?1)', run['id'])[0][0]
        if weighed is not None and weighed > seconds_before:
            self.judge('sample', killed - (dated[0][0] - GATHERED + weighed - seconds_before), run)

    def judge(self, what, age, run):
        with self.counts.lock:
            self.counts.ages[what].append(age)
        demand(age < self.options.most_age, f'{self.name}, run {run["id"]}: its newest stored {what} was {age:.2f} s '
               'old when it was killed')

    def remember_seconds(self, runs):
        self.seconds_before = {}
        for run in runs:
            rows = query(self.database, "SELECT path FROM checkpoint WHERE run_id = ? AND path LIKE '%/step-%'"
                         ' ORDER BY step DESC', run['id'])
            files = [files_of(self.database) / path for path, in rows]
            there = [file for file in files if file.exists()]
            if there:
                self.seconds_before[run['id']] = float(metadata_of(there[0])['seconds'])

    def finish(self):
        process = self.begin()
        if process is None:   # a kill may have come between a run's end and its clearing away
            cli(self.folder, 'continue', '--study', self.name, '--db', self.database)
        else:
            demand(process.wait(timeout=600) == 0, f'{self.name} did not end well:\n{said_by(process)}')
        for run in self.runs():
            demand(run['state'] == 'finished' and run['step'] == run['total_steps'], f'{self.name}: {run}')
        check_sound(self.database)

    def compare(self, reference):
        for run in self.runs():
            check_same(self.database, run, reference[key_of(run)])
            folder = files_of(self.database) / 'runs' / run['uuid']
            left = [file.name for file in folder.iterdir() if '.unfinished' in file.name or file.name.startswith('step-')]
            demand(not left, f'{self.name}, run {run["id"]}: left behind: {left}')
            self.counts.add('runs compared')
        self.counts.add('studies compared')


class References:
    """Studies that nobody kills, one a seed, each run once."""

    def __init__(self, folder, options):
        self.folder, self.options, self.contents = folder, options, {}
        self.lock = threading.Lock()

    def of(self, seed):
        with self.lock:
            if seed not in self.contents:
                database, name = self.folder / f'whole{seed}.db', f'whole{seed}'
                study = write_study(self.folder, name, seed, self.options.epochs)
                cli(self.folder, 'run', study, '--db', database, timeout=600)
                runs = runs_of(database, name)
                demand(len(runs) == RUNS, f'{name} has {len(runs)} runs')
                self.contents[seed] = {key_of(run): content_of(database, run) for run in runs}
            return self.contents[seed]


def torment(folder, database, slot, options, counts, references):
    """Study after study on one database, until there have been kills and comparisons enough."""
    dice = random.Random(f'{options.seed} {database.name} {slot}')
    number = 0
    try:
        while counts.more():
            number += 1
            victim = Victim(folder, database, f'{database.stem}-{slot}-{number}', options, counts, dice)
            quota = dice.randint(options.fewest, options.most)
            while quota > 0 and counts.take_kill():
                quota -= 1
                if not victim.kill():
                    counts.give_back()
                    break
            victim.finish()
            with counts.lock:
                wanted = counts.compare_left > 0
                counts.compare_left -= wanted
            if wanted:
                victim.compare(references.of(victim.seed))
    except Exception as problem:   # whatever it is, it is reported and the others stop
        with counts.lock:
            counts.faults.append(problem)
        print('FAULT:', problem if isinstance(problem, Fault) else traceback.format_exc(), file=sys.stderr)


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--kills', type=int, default=12)
    parser.add_argument('--compare', type=int, default=2, help='studies compared with uninterrupted ones')
    parser.add_argument('--databases', type=int, default=1, help='at once, two programs on each')
    parser.add_argument('--references', type=int, default=1, help='different seeds of studies')
    parser.add_argument('--epochs', type=int, default=4, help='of a student')
    parser.add_argument('--fewest', type=int, default=6, help='kills of a study')
    parser.add_argument('--most', type=int, default=6)
    parser.add_argument('--load-seconds', type=float, default=1.5, help='early kills come within these')
    parser.add_argument('--train-seconds', type=float, default=1.5, help='the others within these of a first run')
    parser.add_argument('--most-age', type=float, default=0.5, help='seconds, of the newest stored step')
    parser.add_argument('--minutes', type=float, default=600, help='no further kill after them')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--keep', action='store_true', help='leave the files for a look at them')
    return parser.parse_args(words)


def main(words):
    options = parse(words)
    counts = Counts(options.kills, options.compare, options.minutes)
    begun = time.monotonic()
    with scratch(options.keep) as folder:
        references = References(folder, options)
        threads = [threading.Thread(target=torment, args=(folder, folder / f'kills{n}.db', slot, options, counts,
                                                          references))
                   for n in range(options.databases) for slot in 'ab']
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        waste = [str(file.relative_to(folder)) for file in pathlib.Path(folder).rglob('*.unfinished*')]
    counts.print()
    print(f'temporary files left in the end: {len(waste)}')
    print(f'seconds: {time.monotonic() - begun:.0f}')
    if not counts.faults and counts.numbers['kills'] < options.kills and time.monotonic() < counts.end:
        print('fewer kills than asked for', file=sys.stderr)
        return 1
    return 1 if counts.faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
