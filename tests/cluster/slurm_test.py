#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`alphascope-cli cluster` through a real Slurm, which this test configures and starts.

Skips (exit code 77) with a sentence where there can be none. ALPHASCOPE_CLUSTER_RUNS=200 for the
full number of runs; a twentieth of them, and 3 at least, are killed.
"""
import collections
import json
import os
import pathlib
import random
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
RUNS = int(os.environ.get('ALPHASCOPE_CLUSTER_RUNS', '20'))
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


class Fake(Cluster):
    """With the training module of the tests, which ends a run when it is told to."""

    def test_killed_runs_are_accounted_for_and_go_on(self):
        students = RUNS // 2
        study = self.study('label-only', 'rw-kd', seeds=range(100, 100 + students))
        began = time.monotonic()
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db, '--cpus', 1, '--time', '1:00:00')
        submitted = time.monotonic() - began
        total = 1 + 2 * students
        self.assertEqual(self.counts(), {'queued': total})
        runs = self.status()
        # Teachers first: a student's task waits for its teacher's.
        self.assertEqual([run['number'] for run in runs if run['label'].endswith('teacher')], [0])
        victims = random.Random(5).sample(range(1, total), max(3, RUNS // 20))
        self.let_go(set(range(1, total)) - set(victims))
        watcher = self.watch()
        self.wait_for(lambda: self.counts() == {'finished': total - len(victims), 'running': len(victims)},
                      60 + total, 'that all but the victims finish, seen live in the main database')
        cancelled, requeued = victims[0], victims[1]
        slurm = {run['number']: f"{run['slurm_job']}_{run['slurm_task']}" for run in self.status()}
        for victim in victims[2:]:
            pid = self.rows('SELECT owner_pid FROM run WHERE state = "running"', self.job / 'runs' / f'{victim}.db')[0][0]
            os.kill(pid, signal.SIGKILL)
        self.cli('cluster', 'cancel', self.job, cancelled)
        self.assertEqual(self.slurm.run('scontrol', 'requeue', slurm[requeued]).returncode, 0)
        self.let_go([requeued])
        output, _ = watcher.communicate(timeout=120)
        self.assertEqual(watcher.returncode, 0, output)
        killed = len(victims) - 2
        self.assertEqual(self.counts(), {'finished': total - killed - 1, 'interrupted': killed, 'cancelled': 1}, output)
        self.assertEqual(self.rows('SELECT count(*) FROM run WHERE state = "interrupted" AND message LIKE '
                                   '"Slurm job % ended as FAILED on n%exit code 0:9%"'), [(killed,)],
                         self.rows('SELECT state, message FROM run WHERE state <> "finished"'))
        self.whole()

        self.cli('cluster', 'resubmit', self.job)
        self.let_go(victims)
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': total - 1, 'cancelled': 1})
        self.cli('cluster', 'resubmit', self.job, cancelled)
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': total})
        self.whole()
        self.assertIn(' 0 of ', self.cli('cluster', 'collect', self.job, '--db', self.db), 'twice is as once')
        self.assertIn('nothing to submit again', self.cli('cluster', 'resubmit', self.job))
        print(f'{total} runs, {len(victims)} of them ended from outside ({killed} by SIGKILL, 1 by scancel, 1 queued '
              f'again): all accounted for, and all finished in the end; submitted in {submitted:.1f} s')

    def test_students_of_a_teacher_that_fails_are_blocked(self):
        self.cli('cluster', 'submit', self.study('rw-kd', seeds=(1, 2), teacher_seed=11), '--folder', self.job,
                 '--db', self.db)
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'failed': 1, 'blocked': 2})
        self.assertEqual(self.rows('SELECT DISTINCT message FROM run WHERE state = "blocked"'),
                         [('its teacher did not finish: it is failed',)])

    def test_what_slurm_refuses_leaves_nothing_behind(self):
        study = self.study('label-only', seeds=(1,))
        done = subprocess.run([PROGRAM, 'cluster', 'submit', study, '--folder', self.job, '--db', self.db,
                               '--partition', 'nowhere'], text=True, capture_output=True, env=self.env, timeout=60,
                              check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn('sbatch refused', done.stderr)
        self.assertIn('invalid partition', done.stderr.lower())
        self.assertFalse(self.db.exists())
        self.assertFalse(self.job.exists())
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db)

    def test_requests_reach_runs_in_slurm_by_their_rows(self):
        self.cli('cluster', 'submit', self.study('label-only', seeds=(1,)), '--folder', self.job, '--db', self.db)
        for verb in ('pause', 'resume', 'first', 'last'):
            self.assertIn('can only be told to end it', self.cli(verb, 1, '--db', self.db, code=1))
        began = time.monotonic()
        self.cli('cluster', 'task', self.job, 0, code=1)  # by hand: Slurm's task has the run
        self.assertLess(time.monotonic() - began, 10)
        self.wait_for(lambda: self.status()[0]['state'] == 'running', 60, 'that it runs')
        self.cli('cancel', 1, '--db', self.db)
        self.assertEqual(self.rows('SELECT count(*) FROM request'), [(0,)])
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'cancelled': 1})
        self.let_go([0])
        self.cli('continue', 1, '--cluster', '--db', self.db)
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': 1})
        self.assertIn('has finished', self.cli('continue', 1, '--cluster', '--db', self.db, code=1))

    def test_arrays_longer_than_slurm_allows_come_in_parts(self):
        longest = self.slurm.max_array - 1
        self.assertLess(longest, 200, 'or this test would be long')
        study = self.study('label-only', seeds=range(100, 100 + longest + 5))
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db, '--at-once', 1)
        jobs = collections.Counter(run['slurm_job'] for run in self.status())
        self.assertEqual(sorted(jobs.values()), [5, longest])
        self.cli('cluster', 'cancel', self.job)
        self.wait_for(lambda: {run['state'] for run in self.status()} == {'cancelled'}, 60, 'that all are cancelled')


@unittest.skipUnless('ALPHASCOPE_REAL_MODULE_DIR' in os.environ, 'the training module is not built')
class Real(Cluster):
    """With real training."""

    MORE = 'threads = 1\n[data]\nmax_length = 32\nvocab_size = 300\n[student]\nencoder = "tiny"\nepochs = 10\ncheckpoint_every = 10\n'

    def losses(self, database):
        return self.rows('SELECT r.role, n.name, s.step, s.value FROM run r JOIN scalar s ON s.run_id = r.id '
                         'JOIN series n ON n.id = s.series_id WHERE n.name IN ("total_loss", "alpha_mean") '
                         'ORDER BY 1, 2, 3', database)

    def test_a_run_whose_time_is_over_goes_on_and_has_the_bits_of_one_that_was_not(self):
        self.env['ALPHASCOPE_MODULE_DIR'] = os.environ['ALPHASCOPE_REAL_MODULE_DIR']
        study = self.study('fixed', seeds=(1,), more=self.MORE)
        study.write_text(study.read_text(encoding='utf-8').replace('[teacher]\n', '[teacher]\nencoder = "tiny"\nepochs = 1\n'),
                         encoding='utf-8')
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db)
        task = self.status()[1]
        student = self.job / 'runs' / '1.db'
        checkpoints = 'SELECT count(*) FROM checkpoint WHERE kind = "last"'
        self.wait_for(lambda: student.exists() and self.rows(checkpoints, student) == [(1,)], 90, 'a checkpoint')
        # What Slurm sends shortly before the time is over.
        self.slurm.run('scancel', '--batch', '--signal=USR1', f"{task['slurm_job']}_{task['slurm_task']}")
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': 2})
        self.assertEqual(self.rows('SELECT count(*) FROM log WHERE text LIKE "going on after step %"'), [(1,)])
        plain = self.folder / 'plain.db'
        self.cli('run', study, '--db', plain)
        self.assertGreater(len(self.losses(plain)), 20)
        self.assertEqual(self.losses(self.db), self.losses(plain))


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the daemons are stopped
    folder = tempfile.mkdtemp(prefix='alphascope-slurm-')
    slurm = slurm_here.Slurm(pathlib.Path(folder) / 'slurm', nodes=4, cpus=8, max_array=121)
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


if __name__ == '__main__':
    sys.exit(main())
