#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets one call on a file fail, at one place after the other, while a study runs.

A study (a teacher and a student) is run in a folder that holds an earlier one. Of all its writes, fsyncs,
renames, truncations, links, removals, new folders and openings that make a file, the n-th fails, with EIO or
ENOSPC, alone or with all that follow. Then: the program has ended by itself, with a clear message or with its
work done; the database is sound, the earlier study untouched, and every checkpoint row's file whole; once the
disk works again the study goes on to its end, with the bits of an undisturbed one. Before that, the order of
the calls is looked at: no checkpoint is named in the database before it, and its folder, are safely on the
disk.
"""
import functools
import os
import random
import shutil
import sys
import time

from faults import (Fault, check_checkpoints, check_same, check_sound, cli, content_of, demand, faults_of, files_of,
                    key_of, options_of, query, report, runs_of, scratch, write_study)

LIBRARY = os.environ.get('ALPHASCOPE_FAIL_IO', '')
SCHEMES = ('fixed',)
CLEAR = ('disk is full', 'disk is not full', 'disk reports an error', 'No space left', 'Input/output error',
         'disk I/O error')
# The rarest first: few places of command_errors.py reach it too.
CALLS = ('link', 'write', 'fsync', 'rename', 'open', 'ftruncate', 'unlink', 'mkdir')


def faulty(folder, **settings):
    """The environment in which calls on the files of `folder` fail."""
    return {'LD_PRELOAD': LIBRARY, 'FAULT_FOLDER': str(folder),
            **{f'FAULT_{name.upper()}': str(value) for name, value in settings.items()}}


class Bench:
    """A folder with a finished study, to be copied for each fault, and what the next study stores undisturbed."""

    def __init__(self, folder):
        self.folder = folder
        self.before = folder / 'before'
        self.before.mkdir()
        write_study(self.before, 'early', 1, epochs=1, teacher_epochs=1, schemes=SCHEMES)
        write_study(self.before, 'late', 2, epochs=2, teacher_epochs=1, checkpoint_every=4, schemes=SCHEMES)
        cli(self.before, 'run', 'early.toml', '--db', 'runs.db')
        self.early = self.contents(self.before, 'early')
        self.trace, self.report = folder / 'trace', folder / 'report'
        whole = self.copy('whole')
        cli(whole, 'run', 'late.toml', '--db', 'runs.db', **faulty(whole, trace=self.trace, report=self.report))
        self.late = self.contents(whole, 'late')
        self.calls = [line.split('\t') for line in self.trace.read_text(encoding='utf-8').splitlines()]

    @staticmethod
    def contents(place, study):
        database = place / 'runs.db'
        return {key_of(run): content_of(database, run) for run in runs_of(database, study)}

    def copy(self, name):
        place = self.folder / name
        shutil.copytree(self.before, place)
        return place


def check_order(calls):
    """Power may fail after any call: written, synced, renamed, its folder synced, and only then named in the WAL."""
    written, synced, there, safe, named = {}, set(), {}, set(), set()
    for call, path, more in calls:
        name = path.rpartition('/')[2]
        if call == 'write' and '.unfinished' in name:
            synced.discard(path)
            written[path] = True
        elif call == 'fsync' and '.unfinished' in name:
            synced.add(path)
        elif call == 'rename':
            demand(more in synced, f'{name} is renamed before it is synced')
            there.setdefault(path.rpartition('/')[0], []).append(name)
        elif call == 'fsync' and path in there:
            safe.update(there.pop(path))
        elif call == 'write' and ('.db' in name):
            for one in more.split():
                demand(one in safe, f'{one} is named in {name} before it is safely there')
                named.add(one)
    demand(len(named) >= 3, f'only {len(named)} checkpoints were named')
    return len(named)


def fail_once(bench, place, settings):
    """Runs the study with one fault. Returns whether it struck, and what was said."""
    report = bench.folder / f'{place.name}.report'
    done = cli(place, 'run', 'late.toml', '--db', 'runs.db', code=None, timeout=120,
               **faulty(place, report=report, **settings))
    said = done.stdout + done.stderr
    demand(done.returncode in (0, 1), f'ended with {done.returncode}:\n{said}')
    demand('terminate called' not in said, said)
    struck = report.exists() and 'failed' in report.read_text(encoding='utf-8')
    return struck, done.returncode, said


def check_after(bench, place, struck, code, said):
    database = place / 'runs.db'
    check_sound(database)
    demand(bench.contents(place, 'early') == bench.early, 'the earlier study is not as it was')
    runs = runs_of(database, 'late')
    demand(len(runs) in (0, 2), f'{len(runs)} of 2 runs are stored')
    for run in runs:
        check_checkpoints(database, run)
    if struck and code != 0:
        words = said + ''.join(run['message'] for run in runs)
        demand(any(clear in words for clear in CLEAR), f'no clear message:\n{words}')
    if code == 0:
        demand(all(run['state'] == 'finished' for run in runs), 'ended well, but not all runs have finished')
    return runs


def go_on(bench, place):
    """The disk works again: what has not finished goes on, or is run where it was not stored."""
    runs = runs_of(place / 'runs.db', 'late')
    left = [run['id'] for run in runs if run['state'] != 'finished']
    if not runs:
        cli(place, 'run', 'late.toml', '--db', 'runs.db')
    elif left:
        cli(place, 'continue', *left, '--db', 'runs.db')
    for run in runs_of(place / 'runs.db', 'late'):
        demand(run['state'] == 'finished', f'{run}')
        check_same(place / 'runs.db', run, bench.late[key_of(run)])


def check_place(bench, number, settings, counts):
    place = bench.copy(f'place{number}')
    try:
        struck, code, said = fail_once(bench, place, settings)
        check_after(bench, place, struck, code, said)
        go_on(bench, place)
    except Fault as problem:
        raise Fault(f'{settings}: {problem}') from problem
    counts['struck'] += struck
    counts['ended with a message' if code else 'went on' if struck else 'not reached'] += 1
    shutil.rmtree(place)


def check_full_during_checkpoint(bench, counts):
    """The third checkpoint of a student does not fit: the second is kept, and the run goes on from it."""
    place = bench.copy('full')
    wanted = sum(call == 'rename' and 'step-' in path for call, path, _ in bench.calls)
    settings = {'calls': 'write', 'name': '/step-', 'at': wanted - 1, 'lasts': 1, 'error': 'ENOSPC'}
    struck, code, said = fail_once(bench, place, settings)
    demand(struck and code == 1, f'the fault did not strike ({wanted} checkpoints)')
    run = [run for run in check_after(bench, place, struck, code, said) if run['state'] == 'failed'][0]
    demand('the disk is full' in run['message'] and 'Free some space' in run['message'], run['message'])
    database = place / 'runs.db'
    kept = query(database, "SELECT step, path FROM checkpoint WHERE run_id = ? AND kind = 'last'", run['id'])
    demand(kept and (files_of(database) / kept[0][1]).exists(), 'no checkpoint was kept')
    go_on(bench, place)
    lines = query(database, "SELECT text FROM log WHERE run_id = ? AND text LIKE 'going on after step%'", run['id'])
    demand(lines == [(f'going on after step {kept[0][0]}',)], f'{lines}')
    counts['full during a checkpoint, which kept the one before'] += 1


def places(bench, options):
    """Which call is to fail, each kind in turn and spread over the run, and how."""
    dice = random.Random(options.seed)
    totals = {call: sum(one[0] == call for one in bench.calls) for call in CALLS}
    print('calls of an undisturbed run: ' + ', '.join(f'{number} {call}' for call, number in totals.items()))
    for number in range(options.places):
        call = CALLS[number % len(CALLS)]
        if totals[call] == 0:
            continue
        settings = {'calls': call, 'at': dice.randint(1, totals[call]), 'error': dice.choice(('EIO', 'ENOSPC'))}
        yield settings | ({'lasts': 1} if dice.random() < 0.5 else {})


def main(words):
    options = options_of(words, __doc__, len(CALLS), 'calls that fail, one a run')
    begun = time.monotonic()
    counts = dict.fromkeys(('struck', 'ended with a message', 'went on', 'not reached',
                            'full during a checkpoint, which kept the one before'), 0)
    with scratch(options.keep) as folder:
        bench = Bench(folder)
        checks = [lambda: print(f'checkpoints named only once they were safe: {check_order(bench.calls)}'),
                  lambda: check_full_during_checkpoint(bench, counts)]
        for number, settings in enumerate(places(bench, options)):
            checks.append(functools.partial(check_place, bench, number, settings, counts))
        faults = faults_of(checks)
    return report(counts, faults, begun)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
