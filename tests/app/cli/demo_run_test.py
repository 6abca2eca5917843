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


def auc_of_flipped(rows):
    """How often a flipped sample has a larger mean α than an honest one; ties count half."""
    flipped = [float(row['alpha_mean']) for row in rows if row['flipped'] == '1']
    honest = [float(row['alpha_mean']) for row in rows if row['flipped'] == '0']
    wins = sum((f > h) + 0.5 * (f == h) for f in flipped for h in honest)
    return wins / (len(flipped) * len(honest))


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
        rw_kd, fixed = (next(r for r in runs if r['scheme'] == scheme) for scheme in ('rw-kd', 'fixed'))
        self.check_student(rw_kd)
        self.check_table(rw_kd)
        # A constant scheme weighs every sample alike, RW-KD does not.
        self.assertEqual({row['alpha'] for row in self.samples(fixed)}, {'0.5'})
        self.assertGreater(len({row['alpha'] for row in self.samples(rw_kd)}), 10)
        self.check_weights(*runs[:2])

    def check_student(self, run):
        shown = self.json('show', run['uuid'], '--json', '--db', self.db)
        sets = {s['set']: s['size'] for s in shown['sets']}
        self.assertEqual(sets['train'] + sets['meta'], 2000)
        self.assertEqual(sets['dev'], 500)
        dev = [e for e in shown['evaluations'] if e['set'] == 'dev'][-1]
        self.assertEqual(dev['step'], run['total_steps'])
        right = dev['scores']['accuracy'] * sets['dev']
        self.assertAlmostEqual(right, round(right), places=9)
        self.assertGreater(right, 0.3 * sets['dev'], 'two labels: less is no chance')
        losses = shown['scalars']['label_loss']['values']
        self.assertEqual(len(losses), run['total_steps'])
        self.assertTrue(0.3 < losses[0] < 1.5, 'near ln 2 before anything is learnt')
        self.assertEqual(sum(sum(h['counts']) for h in shown['histograms']), sets['train'])
        for checkpoint in shown['checkpoints']:
            self.assertTrue((self.folder / 'runs.db.files' / checkpoint['path']).exists(), checkpoint)

        rows = self.samples(run)
        self.assertEqual(len(rows), sets['train'])
        self.assertAlmostEqual(shown['noise']['auc_alpha'], auc_of_flipped(rows), places=9)
        self.assertTrue(0.0 < shown['noise']['precision_teacher_loss'] <= 1.0)
        plain = self.cli('show', run['uuid'], '--db', self.db).stdout
        self.assertIn(f"α: AUC {shown['noise']['auc_alpha']:.3f}, precision at k "
                      f"{shown['noise']['precision_alpha']:.3f}", plain)
        self.assertTrue(all(0.0 <= float(row['alpha']) <= 1.0 for row in rows))
        share = sum(int(row['flipped']) for row in rows) / len(rows)
        self.assertAlmostEqual(share, 0.2, delta=0.05)

    def samples(self, run):
        text = self.cli('samples', run['id'], '--csv', '--db', self.db).stdout
        return list(csv.DictReader(io.StringIO(text)))

    def check_table(self, run):
        text = self.cli('table', '--format', 'csv', '--db', self.db).stdout
        cell = next(row for row in csv.DictReader(io.StringIO(text)) if row['scheme'] == 'RW-KD')
        shown = self.json('show', run['id'], '--json', '--db', self.db)
        dev = [e for e in shown['evaluations'] if e['set'] == 'dev'][-1]
        self.assertEqual((float(cell['mean']), cell['n']), (dev['scores'][cell['metric']], '1'))
        for form, mark in (('markdown', '| RW-KD'), ('latex', r'\toprule'), ('csv', 'RW-KD')):
            self.assertIn(mark, self.cli('table', '--format', form, '--db', self.db).stdout)
        self.assertIn('5 runs, whole', self.cli('doctor', '--db', self.db).stdout)

    def check_weights(self, teacher, student):
        """Those of another run are neither given away nor taught by."""
        model, other = (self.folder / 'runs.db.files/runs' / run['uuid'] / 'model.safetensors'
                        for run in (teacher, student))
        self.cli('export-model', teacher['id'], self.folder / 'exported', '--db', self.db)
        model.write_bytes(other.read_bytes())
        refused = self.cli('export-model', teacher['id'], self.folder / 'again', '--db', self.db, code=1).stderr
        self.assertIn(f'{model}: these are not the weights that run {teacher["id"]} has stored', refused)
        self.file.write_text(STUDY.replace('[teacher]', f'[teacher]\nrun = "{teacher["uuid"]}"', 1))
        self.assertIn(str(model), self.cli('run', self.file, '--db', self.db, code=1).stderr)

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
