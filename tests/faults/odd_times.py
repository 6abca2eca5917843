#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clocks that jump, a machine that is renamed, a process number used again, two versions of the program."""
import contextlib
import os
import pathlib
import sqlite3
import sys
import threading
import time

from faults import (Fault, check_same, check_sound, cli, content_of, demand, key_of, query, runs_of, said_by, scratch,
                    sha256, start, wait_until_it_trains, write_study)

LIBRARY = os.environ.get('ALPHASCOPE_FAIL_IO', '')
SOURCE = pathlib.Path(os.environ.get('ALPHASCOPE_SOURCE', '.'))
NEWEST = 3   # schema
DAY = 86400


def change(database, sql, *values):
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        connection.execute(sql, values)


def finished(database, study):
    runs = runs_of(database, study)
    demand(runs and all(run['state'] == 'finished' for run in runs), f'{runs}')
    return runs


def killed_study(folder, database, name):
    """A study whose program was killed while its first run trained; its rows as they were left."""
    study = write_study(folder, name, epochs=2, teacher_epochs=6, schemes=('fixed',))
    process = start(folder, 'run', study, '--db', database)
    wait_until_it_trains(database, name, process)
    process.kill()
    process.wait()
    left = runs_of(database, name)
    demand(any(run['state'] == 'running' for run in left), f'{left}')
    return left


def clock_jumps(folder):
    """A day ahead, and a day back, in the middle of the runs: the same bits, and durations that can be."""
    study = write_study(folder, 'clock', epochs=2, schemes=('fixed',))
    cli(folder, 'run', study, '--db', 'true.db')
    expected = {key_of(run): content_of(folder / 'true.db', run) for run in finished(folder / 'true.db', 'clock')}
    for jump in (DAY, -DAY):
        database = folder / f'jump{jump}.db'
        now = folder / f'jump{jump}.now'
        process = start(folder, 'run', study, '--db', database, LD_PRELOAD=LIBRARY, FAULT_JUMP=f'{jump} {now}')
        wait_until_it_trains(database, 'clock', process)
        now.touch()
        demand(process.wait(timeout=300) == 0, said_by(process))
        for run in finished(database, 'clock'):
            check_same(database, run, expected[key_of(run)])
            seconds = [row[0] for row in query(
                database, 'SELECT value FROM scalar JOIN series ON series.id = series_id'
                " WHERE run_id = ? AND name = 'seconds' ORDER BY step", run['id'])]
            demand(seconds == sorted(seconds) and 0 <= seconds[0] and seconds[-1] < 600, f'{run}: {seconds}')
        created, ended = query(database, 'SELECT min(created), max(ended) FROM run')[0]
        demand((ended - created) * jump > 0.9 * DAY * DAY, 'the clock did not jump')


def machine_renamed(folder):
    """Its runs seem to belong to another machine: said so, and taken over where the user says that it is gone."""
    database = folder / 'renamed.db'
    left = killed_study(folder, database, 'renamed')
    change(database, "UPDATE run SET owner_host = 'old-name'")
    names = [run['id'] for run in left]
    said = cli(folder, 'continue', *names, '--db', database, code=1).stderr
    demand('old-name' in said and '--owner-gone' in said, said)
    said = cli(folder, 'continue', '--db', database).stdout
    demand('nothing to continue' in said, said)
    said = cli(folder, 'continue', '--owner-gone', '--db', database, code=2).stderr
    demand('--study' in said, said)
    demand([run['state'] for run in runs_of(database, 'renamed')] == [run['state'] for run in left],
           'a refusal has changed something')
    cli(folder, 'continue', *names, '--owner-gone', '--db', database)
    finished(database, 'renamed')


def owner_that_lives(folder):
    """Where its owner is seen to live, the user is not believed that it is gone."""
    database = folder / 'lives.db'
    study = write_study(folder, 'lives', epochs=1, teacher_epochs=12, schemes=('fixed',))
    process = start(folder, 'run', study, '--db', database)
    wait_until_it_trains(database, 'lives', process)
    said = cli(folder, 'continue', '--study', 'lives', '--owner-gone', '--db', database, code=1).stderr
    demand('lives on this machine' in said, said)
    demand(process.wait(timeout=300) == 0, said_by(process))
    finished(database, 'lives')


def process_number_again(folder):
    """A living process has the number of the killed one, but began at another time."""
    database = folder / 'number.db'
    left = killed_study(folder, database, 'number')
    change(database, 'UPDATE run SET owner_pid = ?', os.getpid())
    said = cli(folder, 'pause', left[0]['id'], '--db', database, code=1).stderr
    demand('is interrupted' in said, said)
    demand({run['state'] for run in runs_of(database, 'number')} == {'interrupted'}, 'not all were found interrupted')


def older_file(folder):
    """A file of the first schema, held open by a program of that time: it is migrated once that one lets go."""
    database = folder / 'old.db'
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as old:
        old.executescript((SOURCE / 'tests/core/store/fixtures/v1.sql').read_text(encoding='utf-8'))
        old.execute('PRAGMA journal_mode = WAL')
        rows = old.execute('SELECT count(*) FROM scalar').fetchone()
        old.execute('BEGIN IMMEDIATE')
        old.execute("INSERT INTO log (run_id, time, level, text) VALUES (1, 1.0, 'info', 'from the old program')")
        run = old.execute('SELECT id FROM run').fetchone()[0]
        done = []
        tagging = threading.Thread(target=lambda: done.append(
            cli(folder, 'mark', run, '--tag', 'new', '--db', database, code=None)))
        tagging.start()
        time.sleep(1)
        demand(not done, 'the new program did not wait for the old one')
        old.execute('COMMIT')
        tagging.join()
        demand(done and done[0].returncode == 0 and 'locked' not in done[0].stderr, f'{done}')
        # The old program's connection goes on, with the tables that it knows.
        old.execute("INSERT INTO log (run_id, time, level, text) VALUES (1, 2.0, 'info', 'and on')")
        demand(old.execute('SELECT count(*) FROM scalar').fetchone() == rows, 'rows were lost')
    check_sound(database)
    demand(query(database, 'PRAGMA user_version') == [(NEWEST,)], 'it was not migrated')
    demand(query(database, "SELECT count(*) FROM log WHERE text IN ('from the old program', 'and on')") == [(2,)],
           'what the old program wrote is lost')
    demand(query(database, 'SELECT run_id, tag FROM run_tag') == [(run, 'new')], 'the mark is lost')
    demand(query(f'{database}.schema1', 'PRAGMA user_version') == [(1,)], 'no copy was kept')


def newer_file(folder):
    """A file of a later version is shown, with a notice, and not written."""
    database = folder / 'newer.db'
    cli(folder, 'mark', 1, '--tag', 'x', '--db', database, code=1)   # makes it, and finds no run
    if not database.exists():
        cli(folder, 'db', 'merge', SOURCE / 'experiments.db', '--db', database, '--create')
    change(database, 'PRAGMA user_version = 99')
    before = sha256(database)
    seen = cli(folder, 'runs', '--db', database)
    demand('made by a newer Alphascope' in seen.stderr and 'read-only' in seen.stderr, seen.stderr)
    study = write_study(folder, 'newer', schemes=('label-only',))
    for words in (('run', study), ('mark', 1, '--tag', 'y'), ('continue',)):
        said = cli(folder, *words, '--db', database, code=1).stderr
        demand('made by a newer Alphascope' in said and 'Update Alphascope' in said, said)
    demand(sha256(database) == before, 'the newer file was changed')


def main():
    faults = 0
    begun = time.monotonic()
    for work in (clock_jumps, machine_renamed, owner_that_lives, process_number_again, older_file, newer_file):
        with scratch() as folder:
            try:
                work(folder)
                print(f'{work.__name__}: as it should be')
            except Fault as problem:
                faults += 1
                print(f'FAULT in {work.__name__}: {problem}', file=sys.stderr)
    print(f'faults: {faults}\nseconds: {time.monotonic() - begun:.0f}')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
