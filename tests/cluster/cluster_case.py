# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests on a real Slurm have in common: the program, a study, and what its databases say."""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import slurm_here

PROGRAM = os.environ['ALPHASCOPE_CLI']
SKIPPED = 77

STUDY = '''name = "{name}"
tasks = ["demo"]
seeds = [{seeds}]
full_train_row = false
{more}
[teacher]
seed = {teacher_seed}
'''


class Cluster(unittest.TestCase):
    slurm = None  # of all tests; made by main()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-cluster-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.db = self.folder / 'main.db'
        self.job = self.folder / 'job'
        self.env = {k: v for k, v in self.slurm.env.items() if not k.startswith(('XDG_', 'ALPHASCOPE_DATA'))}
        self.env['HOME'] = str(self.folder)
        self.addCleanup(self.cancel_all)

    def cancel_all(self):
        if self.job.exists():
            subprocess.run([PROGRAM, 'cluster', 'cancel', str(self.job)], env=self.env, capture_output=True,
                           timeout=60, check=False)

    def cli(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], text=True, cwd=self.folder, capture_output=True,
                              timeout=300, env=self.env, check=False)
        self.assertEqual(done.returncode, code, f'{arguments}\n{done.stdout}\n{done.stderr}')
        return done.stderr if code else done.stdout

    def study(self, *schemes, seeds, teacher_seed=1, more=''):
        file = self.folder / 'study.toml'
        text = STUDY.format(name='trial', seeds=', '.join(map(str, seeds)), teacher_seed=teacher_seed, more=more)
        file.write_text(text + ''.join(f'[[scheme]]\nid = "{scheme}"\n' for scheme in schemes), encoding='utf-8')
        return file

    def status(self):
        return json.loads(self.cli('cluster', 'status', self.job, '--json'))

    def rows(self, sql, database=None):
        connection = sqlite3.connect(f'file:{database or self.db}?mode=ro', uri=True, timeout=60)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def counts(self):
        return dict(self.rows('SELECT state, count(*) FROM run GROUP BY state'))

    def pid_of(self, number):
        """Of the process that trains a run."""
        return self.rows('SELECT owner_pid FROM run WHERE state = "running"', self.job / 'runs' / f'{number}.db')[0][0]

    def let_go(self, numbers):
        """The fake training module ends a run once this file is there."""
        for number in numbers:
            files = self.job / 'runs' / f'{number}.db.files'
            files.mkdir(exist_ok=True)
            (files / 'go').touch()

    def wait_for(self, happened, seconds, what):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if happened():
                    return
            except sqlite3.OperationalError:  # a file is there a moment before its tables
                pass
            time.sleep(0.1)
        self.fail(f'{what} did not happen within {seconds} s\n{self.cli("cluster", "status", self.job)}')

    def watch(self):
        process = subprocess.Popen([PROGRAM, 'cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1'],
                                   text=True, cwd=self.folder, env=self.env, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        self.addCleanup(process.stdout.close)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process

    def whole(self):
        """No row is lost or doubled: a finished run has four steps, whatever befell it before."""
        self.assertEqual(self.rows('SELECT r.id, count(*), count(DISTINCT s.step) FROM run r JOIN scalar s ON s.run_id = r.id '
                                   'JOIN series n ON n.id = s.series_id WHERE n.name = "total_loss" AND r.state = "finished" '
                                   'GROUP BY r.id HAVING count(*) <> 4 OR count(DISTINCT s.step) <> 4'), [])
        self.assertIn('is whole', self.cli('db', 'check', '--db', self.db))


def main(**slurm_options):
    """Runs the tests of the calling file; the exit code. Skips with a sentence where there can be no Slurm."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the daemons are stopped
    folder = tempfile.mkdtemp(prefix='alphascope-slurm-')
    slurm = slurm_here.Slurm(pathlib.Path(folder) / 'slurm', **slurm_options)
    try:
        slurm.start()
        Cluster.slurm = slurm
        return 0 if unittest.main(exit=False, verbosity=2).result.wasSuccessful() else 1
    except slurm_here.CannotStart as problem:
        print(f'skipped: there can be no Slurm here: {problem}')
        return SKIPPED
    finally:
        slurm.stop()
        shutil.rmtree(folder, ignore_errors=True)
