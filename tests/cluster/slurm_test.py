#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`alphascope-cli cluster` through a real Slurm, which this test configures and starts.

Skips (exit code 77) with a sentence where there can be none. ALPHASCOPE_CLUSTER_RUNS=200 for the
full number of runs; a twentieth of them, and 3 at least, are killed.
"""
import collections
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import cluster_case
from cluster_case import PROGRAM, Cluster

RUNS = int(os.environ.get('ALPHASCOPE_CLUSTER_RUNS', '20'))


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
            os.kill(self.pid_of(victim), signal.SIGKILL)
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
        self.cli('cluster', 'submit', self.study('label-only', seeds=(100,)), '--folder', self.job, '--db', self.db)
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

    def test_what_a_run_asks_for_is_what_slurm_gives_it(self):
        """Four nodes with two GPUs each: eight of ten runs with one at a time, each with its own."""
        self.cli('cluster', 'submit', self.study('label-only', seeds=range(100, 110)), '--folder', self.job, '--db', self.db,
                 '--gpus', 1, '--mem', '150M')
        self.wait_for(lambda: [run['state'] for run in self.status()].count('running') == 8, 60, 'that eight run')
        job = str(self.status()[0]['slurm_job'])
        waiting = ['squeue', '--array', '--noheader', '--states=pending', f'--jobs={job}', '--format=%r']
        self.wait_for(lambda: self.slurm.run(*waiting).stdout.split() == ['Resources'] * 2, 60, 'that two wait for a GPU')
        records = self.slurm.run('scontrol', 'show', 'job', '--detail', '--oneliner', job).stdout.splitlines()
        running = [record for record in records if 'JobState=RUNNING' in record]
        self.assertEqual(len(running), 8)
        for record in running:
            self.assertIn('mem=150M', record)
            self.assertRegex(record, r'GRES=gpu:1\(IDX:[01]\)')
        given = set()
        for run in self.status():
            if run['state'] != 'running':
                continue
            environment = pathlib.Path(f'/proc/{self.pid_of(run["number"])}/environ').read_bytes().decode().split('\0')
            seen = dict(entry.split('=', 1) for entry in environment if '=' in entry)
            given.add((seen['SLURMD_NODENAME'], seen['CUDA_VISIBLE_DEVICES']))
        self.assertEqual(given, {(f'n{node}', gpu) for node in (1, 2, 3, 4) for gpu in '01'})

    def test_several_may_collect_and_submit_at_once(self):
        self.cli('cluster', 'submit', self.study('label-only', seeds=range(100, 106)), '--folder', self.job, '--db', self.db)
        watchers = [self.watch(), self.watch()]
        self.wait_for(lambda: self.counts() == {'running': 6}, 60, 'that all run')
        for victim in (1, 4):
            os.kill(self.pid_of(victim), signal.SIGKILL)
        self.wait_for(lambda: self.counts() == {'running': 4, 'interrupted': 2}, 60, 'that the killed ones are seen')
        command = [PROGRAM, 'cluster', 'resubmit', str(self.job)]
        both = [subprocess.Popen(command, text=True, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                for _ in range(2)]
        said = [process.communicate(timeout=120)[0] for process in both]
        done = [text for text in said if '2 runs submitted again' in text]
        self.assertEqual(len(done), 1, said)
        other = next(text for text in said if text not in done)
        self.assertRegex(other, 'Another program is submitting|nothing to submit again|is still in Slurm')
        self.let_go(range(6))
        for watcher in watchers:
            output, _ = watcher.communicate(timeout=120)
            self.assertEqual(watcher.returncode, 0, output)
        self.assertEqual(self.counts(), {'finished': 6})
        self.assertEqual(len({run['slurm_job'] for run in self.status()}), 2, 'no run came into Slurm a third time')
        self.whole()

    def test_a_job_folder_that_is_removed_ends_the_watching_with_a_sentence(self):
        self.cli('cluster', 'submit', self.study('label-only', seeds=(100, 101)), '--folder', self.job, '--db', self.db)
        watcher = self.watch()
        self.wait_for(lambda: self.counts() == {'running': 2}, 60, 'that both run')
        self.cli('cluster', 'cancel', self.job)  # nobody could afterwards
        self.job.rename(self.folder / 'elsewhere')
        output, _ = watcher.communicate(timeout=60)
        self.assertEqual(watcher.returncode, 1, output)
        last = output.splitlines()[-1]
        self.assertIn(f'{self.job} is gone', last)
        self.assertIn('stays', last)
        self.assertEqual(output.count('is gone'), 1, output)
        for verb in (('status',), ('collect', '--db', self.db), ('resubmit',), ('cancel',)):
            said = self.cli('cluster', verb[0], self.job, *verb[1:], code=1)
            self.assertEqual(len(said.splitlines()), 1, said)
            self.assertIn('job.json', said)
        self.cli('cluster', 'collect', self.folder / 'elsewhere', '--db', self.db, '--watch', '--every', '1')
        self.assertEqual(self.counts(), {'cancelled': 2})

    def test_arrays_longer_than_slurm_allows_come_in_parts(self):
        longest = self.slurm.max_array - 1
        self.assertLess(longest, 200, 'or this test would be long')
        study = self.study('label-only', seeds=range(100, 100 + longest + 5))
        self.cli('cluster', 'submit', study, '--folder', self.job, '--db', self.db, '--at-once', 1)
        jobs = collections.Counter(run['slurm_job'] for run in self.status())
        self.assertEqual(sorted(jobs.values()), [5, longest])
        self.cli('cluster', 'cancel', self.job)
        self.wait_for(lambda: {run['state'] for run in self.status()} == {'cancelled'}, 60, 'that all are cancelled')


if __name__ == '__main__':
    sys.exit(cluster_case.main(nodes=4, cpus=8, max_array=121))
