# SPDX-License-Identifier: GPL-3.0-or-later
"""A crash in the middle of real training, in the background: libtorch's process is ended by SIGABRT, and the
run goes on from its last checkpoint to the bits of one that was left alone."""
import contextlib
import hashlib
import os
import pathlib
import signal
import sqlite3
import unittest

from cli import CliTest

STUDY = '''name = "crash"
tasks = ["demo"]
seeds = [1, 2]
threads = 1
concurrent = 2
device = "cpu"
full_train_row = false
[data]
train_rows = 600
[student]
encoder = "tiny"
epochs = 6
checkpoint_every = 10
[[scheme]]
id = "label-only"
'''


class Crash(CliTest):
    def model_of(self, database, seed):
        run = next(r for r in self.json('runs', '--json', '--db', database) if r['seed'] == seed)
        self.assertEqual(run['state'], 'finished')
        file = pathlib.Path(f'{database}.files/runs/{run["uuid"]}/model.safetensors')
        return hashlib.sha256(file.read_bytes()).hexdigest()

    def ask(self, sql):
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            return database.execute(sql).fetchone()

    def test_it_costs_one_run_and_not_a_bit_of_that(self):
        study = self.folder / 'crash.toml'
        study.write_text(STUDY, encoding='utf-8')
        self.cli('run', study, '--db', self.db, '--detach')
        self.wait_for(lambda: self.ask('SELECT count(*) FROM checkpoint WHERE run_id = 1') != (0,))
        process, = self.ask('SELECT owner_pid FROM run WHERE id = 1')
        os.kill(process, signal.SIGABRT)
        self.wait_for(lambda: self.states()[0] == 'failed')
        self.cli('watch', '--db', self.db)  # the other
        self.assertEqual(self.states(), ['failed', 'finished'])
        message, = self.ask('SELECT message FROM run WHERE id = 1')
        self.assertRegex(message, rf'^process {process} ended by signal 6 \(Aborted\) at step \d+ of \d+;')
        self.cli('continue', 1, '--db', self.db)
        self.assertIn('going on after step', self.cli('show', 1, '--db', self.db).stdout)
        alone = self.folder / 'alone.db'
        self.cli('run', study, '--db', alone)
        for seed in (1, 2):
            self.assertEqual(self.model_of(self.db, seed), self.model_of(alone, seed))


if __name__ == '__main__':
    unittest.main(verbosity=2)
