#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tasks of a real Slurm end, and what the program makes of it: ends that Slurm has forgotten
itself, and real training that was stopped. Skips (exit code 77) where there can be no Slurm.
"""
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time
import unittest

import cluster_case
import slurm_here
from cluster_case import Cluster


class Forgetful(Cluster):
    """A Slurm that remembers an ended job for seconds: afterwards its records alone know of it."""

    ACCOUNTING = False

    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-forgetful-'))
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.slurm = slurm_here.Slurm(folder / 'slurm', nodes=1, cpus=2, min_job_age=2, accounting=cls.ACCOUNTING)
        cls.addClassCleanup(cls.slurm.stop)
        try:
            cls.slurm.start()
        except slurm_here.CannotStart as problem:
            raise unittest.SkipTest(str(problem)) from problem

    def submit(self, runs):
        self.cli('cluster', 'submit', self.study('label-only', seeds=range(100, 100 + runs)), '--folder', self.job,
                 '--db', self.db, '--at-once', 2)
        self.job_id = self.status()[0]['slurm_job']

    def wait_until(self, number, state):
        self.wait_for(lambda: self.status()[number]['state'] == state, 60, f'that run {number} is {state}')

    def wait_until_forgotten(self):
        """Without `status`, which would store what Slurm says now."""
        end = time.monotonic() + 90
        while time.monotonic() < end:
            known = self.slurm.run('squeue', '--noheader', '--states=all', f'--jobs={self.job_id}')
            if not known.stdout.strip():
                return
            time.sleep(0.5)
        self.fail('Slurm still knows the job: ' + known.stdout)

    def told(self):
        self.cli('cluster', 'collect', self.job, '--db', self.db)
        return [(state, message.replace(f'Slurm job {self.job_id}_', 'task '))
                for state, message in self.rows('SELECT state, message FROM run ORDER BY id')]

    def all_ends(self):
        """A killed run, one that finishes, and two that are cancelled, before and after they began."""
        self.submit(4)
        self.wait_until(0, 'running')
        self.wait_until(1, 'running')
        self.cli('cluster', 'cancel', self.job, 2)  # Slurm drops a waiting task without a trace
        self.let_go([1])
        self.wait_until(3, 'running')
        self.slurm.run('scancel', f'{self.job_id}_3')
        os.kill(self.pid_of(0), signal.SIGKILL)
        self.wait_until_forgotten()
        self.assertEqual(self.told(), [('interrupted', 'task 0 ended as FAILED on n1 (exit code 0:9).'),
                                       ('finished', ''),
                                       ('cancelled', 'task 2 was cancelled before it began.'),
                                       ('cancelled', 'task 3 ended as CANCELLED on n1.')])
        self.cli('cluster', 'resubmit', self.job)
        self.let_go([0])
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': 2, 'cancelled': 2})


class InTheLog(Forgetful):
    """The text log of completed jobs."""

    def test_how_runs_ended(self):
        self.all_ends()

    def test_without_the_log_nothing_is_made_up(self):
        log = self.slurm.folder / 'jobcomp.txt'
        self.submit(1)
        self.wait_until(0, 'running')
        os.kill(self.pid_of(0), signal.SIGKILL)
        self.wait_until_forgotten()
        log.rename(log.with_suffix('.away'))
        try:
            self.assertEqual(self.told(), [('interrupted', 'task 0 is gone, and Slurm remembers nothing of it.')])
        finally:
            log.with_suffix('.away').rename(log)
        self.cli('cluster', 'resubmit', self.job)
        self.let_go([0])
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'finished': 1})


class InTheAccounting(Forgetful):
    """sacct, with a slurmdbd and a MariaDB of its own (Debian: slurmdbd and mariadb-server-core)."""

    ACCOUNTING = True

    def test_how_runs_ended(self):
        self.all_ends()


@unittest.skipUnless(os.path.exists(os.path.join(os.environ.get('ALPHASCOPE_REAL_MODULE_DIR', ''), 'libalphascope_training.so')),
                     'the training module is not built')
class Real(Cluster):
    """With real training: whatever ends a run's task, the run has the bits of one that was not ended."""

    uninterrupted = []
    MORE = 'threads = 1\n[data]\nmax_length = 32\nvocab_size = 300\n[student]\nencoder = "tiny"\nepochs = 10\ncheckpoint_every = 10\n'

    def losses(self, database):
        return self.rows('SELECT r.role, n.name, s.step, s.value FROM run r JOIN scalar s ON s.run_id = r.id '
                         'JOIN series n ON n.id = s.series_id WHERE n.name IN ("total_loss", "alpha_mean") '
                         'ORDER BY 1, 2, 3', database)

    def setUp(self):
        super().setUp()
        self.env['ALPHASCOPE_MODULE_DIR'] = os.environ['ALPHASCOPE_REAL_MODULE_DIR']

    def student_with_a_checkpoint(self, *options):
        """A teacher and a student that goes on; the study."""
        study = self.study('fixed', seeds=(1,), more=self.MORE)
        study.write_text(study.read_text(encoding='utf-8').replace('[teacher]\n', '[teacher]\nencoder = "tiny"\nepochs = 1\n'),
                         encoding='utf-8')
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db, *options)
        self.wait_for(lambda: self.student().exists() and self.checkpoint() is not None, 90, 'a checkpoint')
        return study

    def student(self):
        return self.job / 'runs' / '1.db'

    def checkpoint(self):
        # Its file has the teacher's rows, too.
        return self.rows('SELECT max(c.step) FROM checkpoint c JOIN run ON run.id = run_id '
                         'WHERE kind = "last" AND role <> "teacher"', self.student())[0][0]

    def signal_student(self, name):
        task = self.status()[1]
        self.slurm.run('scancel', '--batch', f'--signal={name}', f"{task['slurm_job']}_{task['slurm_task']}")

    def collect(self, **counts):
        self.cli('cluster', 'collect', self.job, '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), counts, self.rows('SELECT state, message FROM run'))

    def as_uninterrupted(self, study):
        self.assertEqual(self.rows('SELECT count(*) FROM log WHERE text LIKE "going on after step %"'), [(1,)])
        if not Real.uninterrupted:  # of the same study for each test
            plain = self.folder / 'plain.db'
            self.cli('run', study, '--db', plain)
            Real.uninterrupted = self.losses(plain)
        self.assertGreater(len(self.uninterrupted), 20)
        self.assertEqual(self.losses(self.db), self.uninterrupted)

    def test_one_whose_time_is_over(self):
        study = self.student_with_a_checkpoint()
        self.signal_student('USR1')  # what Slurm sends shortly before the time is over
        self.collect(finished=2)
        self.as_uninterrupted(study)

    def test_one_that_is_told_to_stop(self):
        study = self.student_with_a_checkpoint()
        self.signal_student('TERM')
        self.collect(finished=1, interrupted=1)
        self.assertRegex(self.rows('SELECT message FROM run WHERE state = "interrupted"')[0][0],
                         r'^Slurm job \d+_0 ended as FAILED on n\d \(.*exit code 1:0\)\.$')
        step = self.rows('SELECT step FROM run WHERE state = "interrupted"')[0][0]
        self.assertEqual(self.checkpoint(), step, 'it left a checkpoint where it stopped')
        self.cli('cluster', 'resubmit', self.job)
        self.collect(finished=2)
        self.assertEqual(self.rows(f'SELECT count(*) FROM log WHERE text LIKE "going on after step {step}%"'), [(1,)])
        self.as_uninterrupted(study)

    def test_one_that_makes_way_for_an_urgent_job(self):
        study = self.student_with_a_checkpoint('--cpus', self.slurm.cpus, '--sbatch=--nodelist=n1')
        watcher = self.watch()
        script = self.folder / 'urgent.sh'
        script.write_text('#!/bin/sh\nsleep 2\n', encoding='utf-8')
        urgent = self.slurm.run('sbatch', '--parsable', '--partition=urgent', '--nodelist=n1', f'--cpus-per-task={self.slurm.cpus}',
                                '--output=/dev/null', str(script))
        self.assertEqual(urgent.returncode, 0, urgent.stderr)
        self.wait_for(lambda: self.counts() == {'finished': 1, 'queued': 1}, 60, 'that it waits again, seen live')
        output, _ = watcher.communicate(timeout=180)
        self.assertEqual(watcher.returncode, 0, output)
        self.assertEqual(self.counts(), {'finished': 2})
        self.assertIn('JobState=PREEMPTED', (self.slurm.folder / 'jobcomp.txt').read_text(encoding='utf-8'))
        self.as_uninterrupted(study)


if __name__ == '__main__':
    sys.exit(cluster_case.main(nodes=2, cpus=4))
