#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What collecting the runs of a cluster job costs: seconds and bytes over the number of run files.

usage: collect_costs.py [N ...]       default: 100 400 1200
One run of the demo is trained; the run files are copies of it under uuids of their own. For each N:
the first collecting into a new database, where a tenth of the runs still go on, a second by a new process,
which finds nothing new, and one after that tenth has finished.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

PROGRAM = os.environ.get('ALPHASCOPE_CLI', 'build/release/bin/alphascope-cli')
STUDY = '''name = "cost"
tasks = ["demo"]
seeds = [1]
full_train_row = false
threads = 1
[data]
max_length = 32
vocab_size = 300
[teacher]
encoder = "tiny"
epochs = 1
[student]
encoder = "tiny"
epochs = 5
[[scheme]]
id = "fixed"
'''


def cli(*arguments):
    begin = time.monotonic()
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def train_one(folder):
    """A database with one finished student, and nothing of its teacher."""
    file = folder / 'one.db'
    (folder / 'study.toml').write_text(STUDY, encoding='utf-8')
    cli('run', folder / 'study.toml', '--db', file)
    with sqlite3.connect(file) as database:
        database.execute('PRAGMA foreign_keys = ON')
        database.execute("DELETE FROM run WHERE role = 'teacher'")
    database.execute('VACUUM')
    database.execute('PRAGMA journal_mode = TRUNCATE')   # as the files of a job folder are
    database.close()
    return file


def change(file, sql, *values):
    database = sqlite3.connect(file)
    with database:
        database.execute(sql, values)
    database.close()


def make_job(folder, one, count):
    (folder / 'runs').mkdir(parents=True)
    (folder / 'batches').mkdir()
    for shared in (folder, folder / 'runs'):
        (shared / '.alphascope-shared').touch()
    uuids = [str(uuid.uuid4()) for _ in range(count)]
    for number, name in enumerate(uuids):
        shutil.copy(one, folder / 'runs' / f'{number}.db')
        change(folder / 'runs' / f'{number}.db', 'UPDATE run SET uuid = ?', name)
    plan = folder / 'plan.db'
    shutil.copy(one, plan)
    database = sqlite3.connect(plan)
    columns = [row[1] for row in database.execute('PRAGMA table_info(run)') if row[1] != 'id']
    row = dict(zip(columns, database.execute(f'SELECT {", ".join(columns)} FROM run').fetchone()))
    with database:
        database.execute('PRAGMA foreign_keys = ON')
        database.execute('DELETE FROM run')
        for name in uuids:
            row |= {'uuid': name, 'state': 'queued', 'step': 0, 'ended': 0, 'owner_host': 'a Slurm job'}
            database.execute(f'INSERT INTO run ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})',
                             [row[name] for name in columns])
    database.execute('VACUUM')
    database.close()
    runs = [{'uuid': name, 'teacher': -1, 'teacher_uuid': '', 'label': 'copy', 'seed': 1} for name in uuids]
    resources = {'partition': '', 'account': '', 'gpus': '', 'memory': '', 'time': '', 'cpus': 1, 'most_at_once': 0,
                 'more': []}
    (folder / 'job.json').write_text(json.dumps({'format': 1, 'program': '/bin/false', 'resources': resources,
                                                 'runs': runs}), encoding='utf-8')


def rows_of(one):
    database = sqlite3.connect(one)
    tables = ('scalar', 'sample_chunk', 'histogram', 'evaluation', 'score', 'log', 'checkpoint', 'run')
    counts = {table: database.execute(f'SELECT count(*) FROM {table}').fetchone()[0] for table in tables}
    database.close()
    return counts


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [100, 400, 1200]
    folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-collect-'))
    try:
        one = train_one(folder)
        rows = rows_of(one)
        print(f'one run file: {one.stat().st_size} bytes; rows: {sum(rows.values())} {rows}')
        print('files   MB in   MB out   first s   ms a file   nothing new s   a tenth ended s')
        for count in sizes:
            job, main_file = folder / f'job{count}', folder / f'main{count}.db'
            make_job(job, one, count)
            going_on = range(0, count, 10)
            for number in going_on:
                change(job / 'runs' / f'{number}.db', "UPDATE run SET state = 'running', ended = 0")
            collect = ('cluster', 'collect', job, '--db', main_file, '--no-files')
            first, again = cli(*collect), cli(*collect)
            for number in going_on:
                change(job / 'runs' / f'{number}.db', "UPDATE run SET state = 'finished', ended = started + 60")
            some = cli(*collect)
            print(f'{count:5d} {count * one.stat().st_size / 1e6:7.1f} {main_file.stat().st_size / 1e6:8.1f} {first:9.2f} '
                  f'{1000 * first / count:11.2f} {again:15.2f} {some:17.2f}')
            shutil.rmtree(job)
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    main()
