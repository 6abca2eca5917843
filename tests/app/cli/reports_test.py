# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables, reports and GLUE submissions as the command line makes them, on runs of the fake training module."""
import csv
import io
import unittest
import zipfile

from cli import CliTest

ROWS = {'CoLA': 1063, 'SST-2': 1821, 'MRPC': 1725, 'STS-B': 1379, 'QQP': 390965, 'MNLI-m': 9796, 'MNLI-mm': 9847,
        'QNLI': 5463, 'RTE': 3000, 'WNLI': 146, 'AX': 1104}
WORDS = {'STS-B': '2.5', 'MNLI-m': 'neutral', 'MNLI-mm': 'neutral', 'AX': 'neutral', 'QNLI': 'entailment',
         'RTE': 'entailment'}


class Tables(CliTest):
    def setUp(self):
        super().setUp()
        self.cli('run', self.study('label-only', 'fixed', 'rw-kd', seeds='1, 2'), '--db', self.db)

    def table(self, *options, code=0):
        done = self.cli('table', '--db', self.db, *options, code=code)
        return done.stderr if code else done.stdout

    def test_rows_and_tasks_are_chosen_in_order(self):
        text = self.table('--row', 'RW-KD', '--row', 'label only', '--tasks', 'demo', '--format', 'csv')
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual([row['scheme'] for row in rows], ['RW-KD', 'label only'])
        self.assertIn("no task 'rte'", self.table('--tasks', 'rte', code=1))
        self.assertIn('Name one of: majority class;', self.table('--row', 'cosine', code=1))

    def test_filter_average_and_calibration(self):
        text = self.table('--where', 'scheme = fixed and seed = 2', '--average', '--calibration', '--no-gap')
        self.assertIn('| average of 1 |', text)
        self.assertIn('75.0 (1)', text)
        self.assertIn('Expected calibration error', text)
        self.assertNotIn('RW-KD', text)
        self.assertNotIn('teacher gap closed', text)

    def test_tests_against_a_baseline(self):
        text = self.table('--baseline', 'label', '--resamples', '200', '--format', 'csv')
        cells = {row['scheme']: row for row in csv.DictReader(io.StringIO(text))}
        # The fake's predictions are all alike: no difference, p = 1.
        self.assertEqual((cells['RW-KD']['difference'], cells['RW-KD']['p_holm']), ('0', '1'))
        self.assertEqual(cells['label only']['p'], '')
        self.assertIn('200 resamples', self.table('--baseline', 'label', '--resamples', '200'))

    def test_provenance_and_caption(self):
        text = self.table('--format', 'latex')
        version = self.cli('--version').stdout.strip()
        self.assertRegex(text, rf'Provenance: Made by Alphascope {version} on \d{{4}}-\d\d-\d\d; study bench; seeds 1, 2;')
        self.assertIn(r'\caption{50 \% more}', self.table('--format', 'latex', '--caption', '50 % more'))

    def test_output_goes_to_a_file(self):
        file = self.folder / 'table.md'
        self.assertEqual(self.table('-o', file), '')
        self.assertIn('| RW-KD', file.read_text())
        self.assertIn('/proc/table.md', self.table('-o', '/proc/table.md', code=1))

    def test_a_report_is_one_html_file(self):
        file = self.folder / 'report.html'
        self.assertEqual(self.cli('report', '--db', self.db, '--html', file, '--resamples', 20).stdout, '')
        text = file.read_text()
        self.assertTrue(text.startswith('<!DOCTYPE html>'))
        for part in ('Against label only', '<svg', 'Label loss on the train batches of Demo', 'Teacher loss'):
            self.assertIn(part, text)
        for foreign in ('<script', 'href=', 'src='):
            self.assertNotIn(foreign, text)


class Glue(CliTest):
    def submission(self, **changes):
        """A zip file as it should be, but for the texts that are given by file stem; None leaves a file out."""
        file = self.folder / 'submission.zip'
        with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, rows in ROWS.items():
                word = WORDS.get(name, '1')
                text = 'index\tprediction\n' + ''.join(f'{i}\t{word}\n' for i in range(rows))
                text = changes.get(name, text)
                if text is not None:
                    archive.writestr(f'{name}.tsv', text)
        return file

    def test_a_good_submission(self):
        self.assertIn('all 11 files', self.cli('glue-check', self.submission()).stdout)

    def test_every_fault_is_a_sentence(self):
        file = self.submission(RTE=None, WNLI='index\tprediction\n0\tyes\n')
        lines = self.cli('glue-check', file, code=1).stdout.splitlines()
        self.assertEqual(lines, [
            'WNLI.tsv: there are 1 predictions, and the official test set has 146 rows. Predict every row once.',
            "WNLI.tsv:2: the prediction 'yes' is no label of WNLI. Write 0 or 1.",
            'RTE.tsv: the file is missing. Add it with 3000 predictions.'])

    def test_what_is_no_zip_file(self):
        letter = self.folder / 'letter.zip'
        letter.write_text('dear aunt')
        self.assertIn('letter.zip: it cannot be read as a zip file', self.cli('glue-check', letter, code=1).stderr)

    def test_runs_without_test_predictions_are_refused(self):
        self.cli('run', self.study('label-only'), '--db', self.db)
        done = self.cli('glue-zip', 'out.zip', '1', '--db', self.db, code=1)
        self.assertIn('None of these runs is on a GLUE task', done.stderr)
        self.assertFalse((self.folder / 'out.zip').exists())


if __name__ == '__main__':
    unittest.main(verbosity=2)
