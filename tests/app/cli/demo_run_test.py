# SPDX-License-Identifier: GPL-3.0-or-later
"""Real training from end to end: a cut-down demo study, then every reader on what it left behind."""
import csv
import io
import unittest

from cli import CliTest

STUDY = '''name = "cut-down demo"
tasks = ["demo"]
seeds = [1]
threads = 1
[data]
max_length = 32
vocab_size = 300
[teacher]
encoder = "tiny"
epochs = 1
[student]
encoder = "tiny"
epochs = 1
[[scheme]]
id = "label-only"
[[scheme]]
id = "fixed"
kd_weight = 0.5
[[scheme]]
id = "rw-kd"
'''


class DemoRun(CliTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / 'demo.toml'
        self.file.write_text(STUDY)

    def test_from_study_to_table(self):
        done = self.cli('run', self.file, '--db', self.db)
        self.assertIn('α noise AUC: Demo, RW-KD', done.stdout)
        self.assertIn('| RW-KD', done.stdout)
        runs = self.runs()
        self.assertEqual([r['state'] for r in runs], ['finished'] * 5)
        self.assertEqual([r['role'] for r in runs], ['teacher'] + ['student'] * 4)
        for run in runs:
            self.assertEqual(run['step'], run['total_steps'])
            self.assertEqual(run['threads'], 1)
        self.check_student(next(r for r in runs if r['scheme'] == 'rw-kd'))
        self.check_table()

    def check_student(self, run):
        shown = self.json('show', run['uuid'], '--json', '--db', self.db)
        sets = {s['set']: s['size'] for s in shown['sets']}
        self.assertEqual(sets['train'] + sets['meta'], 2000)
        self.assertEqual(sets['dev'], 500)
        dev = [e for e in shown['evaluations'] if e['set'] == 'dev'][-1]
        self.assertEqual(dev['step'], run['total_steps'])
        self.assertTrue(0.0 <= dev['scores']['accuracy'] <= 1.0)
        self.assertEqual(len(shown['scalars']['label_loss']['steps']), run['total_steps'])
        self.assertEqual(sum(sum(h['counts']) for h in shown['histograms']), sets['train'])
        self.assertTrue(0.0 <= shown['noise']['auc_alpha'] <= 1.0)
        for checkpoint in shown['checkpoints']:
            self.assertTrue((self.folder / 'runs.db.files' / checkpoint['path']).exists(), checkpoint)

        text = self.cli('samples', run['id'], '--csv', '--db', self.db).stdout
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len(rows), sets['train'])
        self.assertTrue(all(0.0 <= float(row['alpha']) <= 1.0 for row in rows))
        share = sum(int(row['flipped']) for row in rows) / len(rows)
        self.assertAlmostEqual(share, 0.2, delta=0.05)

    def check_table(self):
        for form, mark in (('markdown', '| RW-KD'), ('latex', r'\toprule'), ('csv', 'RW-KD')):
            self.assertIn(mark, self.cli('table', '--format', form, '--db', self.db).stdout)
        self.assertIn('5 runs, whole', self.cli('doctor', '--db', self.db).stdout)

    def test_the_same_seed_gives_the_same_losses(self):
        self.file.write_text(STUDY.split('[[scheme]]', maxsplit=1)[0].replace('seeds', 'full_train_row = false\nseeds') +
                             '[[scheme]]\nid = "label-only"\n')
        curves = []
        for name in ('one.db', 'two.db'):
            self.cli('run', self.file, '--db', self.folder / name)
            curves.append(self.json('show', 1, '--json', '--db', self.folder / name)['scalars']['total_loss'])
        self.assertEqual(curves[0], curves[1])


if __name__ == '__main__':
    unittest.main(verbosity=2)
