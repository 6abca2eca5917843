#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets one call on a file fail while a command works on databases: merge, backup, migration, import, export.

Of all writes, fsyncs, renames, truncations, links, removals, new folders and openings that make a file, the
n-th fails, with EIO or ENOSPC, alone or with all that follow. Then: the command has ended by itself, with a
clear message or with its work done; what was there before is as it was; and the same command again, on a disk
that works, ends as an undisturbed one.
"""
import contextlib
import functools
import os
import pathlib
import random
import shutil
import sqlite3
import sys
import time

from faults import (Fault, check_checkpoints, check_sound, cli, content_of, demand, faults_of, key_of, options_of, query,
                    report, runs_of, scratch, sha256, write_study)
from io_errors import CALLS, CLEAR, SCHEMES, faulty

SOURCE = pathlib.Path(os.environ.get('ALPHASCOPE_SOURCE', '.'))


def contents(database, study):
    """What is stored of a study, and its checkpoints are whole."""
    runs = runs_of(database, study)
    for run in runs:
        check_checkpoints(database, run)
    return {key_of(run): content_of(database, run) for run in runs}


def old_rows(database):
    """All rows of a database of the first schema, whichever it has by now."""
    tables = {'study': 'uuid, name, toml', 'run': 'uuid, label, seed, state, step, spec',
              'scalar': 'run_id, series_id, step, value', 'histogram': 'run_id, step, counts',
              'evaluation': 'run_id, step, set_name, logits', 'sample_chunk': 'run_id, first_step, data',
              'checkpoint': 'run_id, kind, step, path'}
    return {name: query(database, f'SELECT {columns} FROM {name} ORDER BY id') for name, columns in tables.items()}


def imported(database):
    return query(database, 'SELECT run.label, series.name, step_of.step, step_of.value FROM run'
                 ' JOIN study ON study.id = run.study_id JOIN scalar AS step_of ON step_of.run_id = run.id'
                 " JOIN series ON series.id = step_of.series_id WHERE study.name = 'events'"
                 ' ORDER BY run.label, series.name, step_of.step')


def backup_of(place):
    demand((place / 'copy.db').exists(), 'there is no backup')
    check_sound(place / 'copy.db')
    return contents(place / 'copy.db', 'early')


def is_migrated(place):
    rows = old_rows(place / 'old.db')
    return rows, query(place / 'old.db', 'PRAGMA user_version'), query(place / 'old.db', 'SELECT tag FROM run_tag')


# The command, and what it has made.
COMMANDS = {
    'merge': (['db', 'merge', 'other.db', '--db', 'runs.db'], lambda place: contents(place / 'runs.db', 'other')),
    'backup': (['db', 'backup', 'copy.db', '--db', 'runs.db'], backup_of),
    'migration': (['mark', '1', '--tag', 'seen', '--db', 'old.db'], is_migrated),
    'import': (['import', 'tensorboard', 'events', '--db', 'runs.db'], lambda place: imported(place / 'runs.db')),
    'export': (['export', 'csv', '1', '2', '-o', 'runs.csv', '--db', 'runs.db'],
               lambda place: (place / 'runs.csv').read_bytes()),
}


class Bench:
    """A folder with two databases, an old one and event files, to be copied for each fault."""

    def __init__(self, folder):
        self.folder, self.before = folder, folder / 'before'
        self.before.mkdir()
        write_study(self.before, 'early', 1, epochs=1, teacher_epochs=1, schemes=SCHEMES)
        write_study(self.before, 'other', 2, epochs=1, teacher_epochs=1, schemes=SCHEMES)
        cli(self.before, 'run', 'early.toml', '--db', 'runs.db')
        cli(self.before, 'run', 'other.toml', '--db', 'other.db')
        cli(self.before, 'export', 'tensorboard', '1', '2', '-o', 'events', '--db', 'other.db')
        with contextlib.closing(sqlite3.connect(self.before / 'old.db')) as old:
            fixture = SOURCE / 'tests' / 'core' / 'store' / 'fixtures' / 'v1.sql'
            old.executescript(fixture.read_text(encoding='utf-8'))
            old.execute('PRAGMA journal_mode = WAL')
        self.earlier = self.what_was_there(self.before)
        self.calls, self.made = {}, {}
        for name, (command, made) in COMMANDS.items():
            place, trace = self.copy(f'whole-{name}'), folder / f'{name}.trace'
            cli(place, *command, **faulty(place, trace=trace, report=folder / 'report'))
            self.made[name] = made(place)
            self.calls[name] = [line.split('\t')[0] for line in trace.read_text(encoding='utf-8').splitlines()]
            demand(self.what_was_there(place) == self.earlier, f'{name} changes what was there')

    def copy(self, name):
        place = self.folder / name
        shutil.copytree(self.before, place)
        return place

    @staticmethod
    def what_was_there(place):
        for name in ('runs.db', 'other.db', 'old.db'):
            check_sound(place / name)
        return {'early': contents(place / 'runs.db', 'early'), 'other': contents(place / 'other.db', 'other'),
                'old': old_rows(place / 'old.db'),
                'events': {file.name: sha256(file) for file in sorted((place / 'events').rglob('*.tfevents*'))}}


def check_place(bench, number, name, settings, counts):
    command, made = COMMANDS[name]
    place, report = bench.copy(f'place{number}'), bench.folder / f'place{number}.report'
    try:
        done = cli(place, *command, code=None, timeout=120, **faulty(place, report=report, **settings))
        said = done.stdout + done.stderr
        demand(done.returncode in (0, 1) and 'terminate called' not in said, f'ended with {done.returncode}:\n{said}')
        struck = report.exists() and 'failed' in report.read_text(encoding='utf-8')
        demand(struck or done.returncode == 0, f'failed, though nothing struck:\n{said}')
        if done.returncode != 0:
            demand(any(clear in said for clear in (*CLEAR, 'cannot be written')), f'no clear message:\n{said}')
            demand(not (place / 'copy.db').exists(), 'a backup that failed is there')
        demand(bench.what_was_there(place) == bench.earlier, f'what was there is not as it was, after:\n{said}')
        if done.returncode != 0:
            cli(place, *command)
        demand(made(place) == bench.made[name], f'the second try makes something else, after:\n{said}')
        left = [file.name for file in place.rglob('*unfinished*')]
        demand(struck or not left, f'left behind: {left}')
    except Fault as problem:
        raise Fault(f'{name}, {settings}: {problem}') from problem
    counts['struck'] += struck
    counts['ended with a message' if done.returncode else 'went on' if struck else 'not reached'] += 1
    shutil.rmtree(place)


def places(bench, options):
    """Of each command in turn which call is to fail, each kind in turn, and how."""
    dice = random.Random(options.seed)
    for name, calls in bench.calls.items():
        print(f'calls of {name}: ' + ', '.join(f'{calls.count(call)} {call}' for call in CALLS if call in calls))
    names = list(COMMANDS)
    for number in range(options.places):
        name = names[number % len(names)]
        kinds = [call for call in CALLS if call in bench.calls[name]]
        call = kinds[number // len(names) % len(kinds)]
        settings = {'calls': call, 'at': dice.randint(1, bench.calls[name].count(call)),
                    'error': dice.choice(('EIO', 'ENOSPC'))}
        yield name, settings | ({'lasts': 1} if dice.random() < 0.5 else {})


def main(words):
    options = options_of(words, __doc__, 10, 'calls that fail, one a command')
    begun = time.monotonic()
    counts = dict.fromkeys(('struck', 'ended with a message', 'went on', 'not reached'), 0)
    with scratch(options.keep) as folder:
        bench = Bench(folder)
        faults = faults_of(functools.partial(check_place, bench, number, name, settings, counts)
                           for number, (name, settings) in enumerate(places(bench, options)))
    return report(counts, faults, begun)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
