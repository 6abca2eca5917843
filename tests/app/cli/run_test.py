# SPDX-License-Identifier: GPL-3.0-or-later
"""Studies through the fake training module: what `run` does, and what the readers say of it."""
import contextlib
import csv
import io
import os
import pty
import sqlite3
import unittest

from cli import PROGRAM, CliTest


class Run(CliTest):
    def test_a_study_ends_with_table_noise_and_database(self):
        done = self.cli('run', self.study('label-only', 'fixed', 'rw-kd', seeds='1, 2'), '--db', self.db)
        self.assertIn('| RW-KD', done.stdout)
        # In the fake, α is 0.9 on the two flipped samples and 0.1 elsewhere: a perfect AUC.
        self.assertIn('α noise AUC: Demo, RW-KD, 2 seeds, 2 of 8 labels flipped (k): α AUC 1.000 ± 0.000, '
                      'precision at k 1.000 ± 0.000; label loss AUC', done.stdout)
        self.assertIn('2 of 8 labels flipped', done.stdout)
        self.assertTrue(done.stdout.endswith(f'Database: {self.db}\n'))
        self.assertNotIn('\033', done.stdout, 'no terminal codes in a pipe')
        self.assertRegex(done.stdout, r'RW-KD · seed 2  finished')
        self.assertEqual(done.stderr, '')
        self.assertEqual([r['state'] for r in self.runs()], ['finished'] * 7)

    def test_failed_runs_are_named_and_the_rest_is_tabulated(self):
        done = self.cli('run', self.study('label-only', seeds='1, 11, 12'), '--db', self.db, code=1)
        self.assertIn('2 of 3 runs did not finish', done.stderr)
        self.assertIn('seed 11: failed: nan in KD at step 2', done.stderr)
        self.assertIn('seed 12: failed: the fake run has failed loudly', done.stderr)
        self.assertIn('| label only', done.stdout)

    def test_continue_takes_what_a_condition_matches_and_has_not_finished(self):
        self.cli('run', self.study('label-only', seeds='1, 11'), '--db', self.db, code=1)
        done = self.cli('continue', '--where', 'state = finished', '--db', self.db)
        self.assertIn('No unfinished run matches', done.stdout)
        done = self.cli('continue', '--where', 'task = demo', '--db', self.db, code=1)
        self.assertIn('Continuing 1 runs', done.stdout)
        self.assertIn('seed 11: failed', done.stderr)
        done = self.cli('continue', '--where', 'task =', '--db', self.db, code=2)
        self.assertIn('a value is expected', done.stderr)

    def test_runs_whose_checkpoints_are_away_keep_their_numbers_and_the_others_go_on(self):
        self.cli('run', self.study('label-only', seeds='11, 12'), '--db', self.db, code=1)
        with contextlib.closing(sqlite3.connect(self.db)) as database, database:
            database.execute("INSERT INTO checkpoint (run_id, kind, step, path, sha256)"
                             " SELECT id, 'last', 1, 'runs/' || uuid || '/step-1.safetensors', '' FROM run"
                             ' WHERE seed = 11')
        lost = next(run['id'] for run in self.runs() if run['seed'] == 11)
        done = self.cli('continue', lost, '--db', self.db, code=1)
        self.assertIn(f'{self.db}.files/runs/', done.stderr)
        self.assertIn(f'continue {lost} --from-start', done.stderr)
        self.assertNotIn('Continuing', done.stdout)
        done = self.cli('continue', '--where', 'task = demo', '--db', self.db, code=1)
        self.assertIn('Continuing 1 runs', done.stdout)
        self.assertIn('seed 12: failed', done.stderr)
        self.assertIn(f'Run {lost} cannot go on', done.stderr)
        done = self.cli('continue', lost, '--from-start', '--db', self.db, code=1)
        self.assertIn('Continuing 1 runs', done.stdout)
        self.assertIn('seed 11: failed: nan in KD at step 2', done.stderr)
        self.assertIn('Name the runs that are to begin anew',
                      self.cli('continue', '--from-start', '--db', self.db, code=2).stderr)

    def test_blocked_students_name_their_teacher(self):
        done = self.cli('run', self.study('rw-kd', teacher_seed=11), '--db', self.db, code=1)
        self.assertIn('blocked: its teacher, run 1', done.stderr)
        self.assertIn('Database:', done.stdout)

    def test_the_default_database_is_made_with_its_folder(self):
        self.cli('run', self.study('label-only'))
        self.assertTrue((self.folder / '.local/share/alphascope/experiments.db').exists())

    def test_options_override_the_study(self):
        self.cli('run', self.study('label-only'), '--db', self.db, '--threads', 3, '--concurrent', 2)
        self.assertEqual(self.runs()[0]['threads'], 3)

    def test_a_device_that_is_not_there_is_refused_before_anything_is_stored(self):
        study = self.study('label-only')
        done = self.cli('run', study, '--db', self.db, '--device', 'cuda', code=1)
        self.assertIn('asks for a GPU', done.stderr)
        self.assertFalse(self.db.exists())
        self.assertIn('device cannot be "gpu"',
                      self.cli('run', study, '--db', self.db, '--device', 'gpu', code=2).stderr)

    def test_an_interrupted_study_goes_on_another_day(self):
        process = self.start('run', self.study('label-only', seeds='20, 21'), '--db', self.db)
        self.wait_for_states('running', 'queued')
        self.interrupt(process)
        output, _ = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn('Stopping at a checkpoint', output)
        self.assertIn('interrupted', output)
        self.assertEqual([r['state'] for r in self.runs()], ['interrupted', 'interrupted'])
        self.assertEqual(sqlite3.connect(self.db).execute('PRAGMA integrity_check').fetchone(), ('ok',))

    def test_a_terminal_gets_bars(self):
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(PROGRAM, [PROGRAM, 'run', str(self.study('label-only', seeds='20')), '--db', str(self.db)],
                      self.env)
        self.wait_for_states('running')
        self.cli('cancel', '1', '--db', self.db)
        output = b''
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:   # the other end is closed
                break
            if not part:
                break
            output += part
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 1)
        self.assertIn('░'.encode(), output)
        self.assertIn(b'\033[', output)
        self.assertIn(b'0 of 1 runs ended', output)


class Requests(CliTest):
    def test_another_process_pauses_resumes_and_cancels(self):
        process = self.start('run', self.study('label-only', seeds='20'), '--db', self.db)
        self.wait_for_states('running')
        uuid = self.runs()[0]['uuid']
        self.assertIn(f'process {process.pid}', self.cli('pause', uuid[:8], '--db', self.db).stdout)
        self.wait_for_states('paused')
        self.cli('resume', '1', '--db', self.db)
        self.wait_for_states('running')
        self.cli('cancel', uuid, '--db', self.db)
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(self.runs()[0]['state'], 'cancelled')
        done = self.cli('pause', '1', '--db', self.db, code=1)
        self.assertIn('cancelled', done.stderr)

    def test_a_run_whose_process_was_killed_is_found_interrupted(self):
        process = self.start('run', self.study('label-only', seeds='20'), '--db', self.db)
        self.wait_for_states('running')
        process.kill()
        process.wait()
        self.assertIn('interrupted', self.cli('cancel', '1', '--db', self.db, code=1).stderr)
        self.assertEqual(self.runs()[0]['state'], 'interrupted')


class Readers(CliTest):
    def setUp(self):
        super().setUp()
        self.cli('run', self.study('label-only', 'rw-kd', seeds='1, 2'), '--db', self.db)
        self.student = next(r for r in self.runs() if r['scheme'] == 'rw-kd')

    def test_runs(self):
        runs = self.runs()
        self.assertEqual(len(runs), 5)
        self.assertEqual(runs[0]['role'], 'teacher')
        self.assertEqual(self.student['teacher_uuid'], runs[0]['uuid'])
        self.assertEqual((self.student['step'], self.student['total_steps']), (4, 4))
        text = self.cli('runs', '--db', self.db).stdout.splitlines()
        self.assertEqual(len(text), 6)
        self.assertIn(self.student['uuid'][:8], '\n'.join(text))

    def test_marks_are_kept_shown_and_asked_for(self):
        uuid, other = self.student['uuid'], self.runs()[0]['id']
        done = self.cli('mark', uuid[:8], other, '--tag', 'paper', '--tag', 'second try', '--note', 'Looks odd',
                        '--colour', 'sky', '--db', self.db)
        self.assertIn('Marked 2 runs.', done.stdout)
        found = self.json('runs', '--json', '--where', 'tag = paper and note ~ odd', '--db', self.db)
        self.assertEqual([r['id'] for r in found], [other, self.student['id']])
        self.assertEqual((found[0]['tags'], found[0]['colour']), (['paper', 'second try'], 'sky'))
        self.assertRegex(self.cli('runs', '--db', self.db).stdout, r'paper, second try +Looks odd')
        self.assertIn('note: Looks odd', self.cli('show', uuid, '--db', self.db).stdout)
        self.cli('mark', other, '--untag', 'PAPER', '--note', '', '--colour', 'auto', '--db', self.db)
        run = self.runs()[0]
        self.assertEqual((run['tags'], run['note'], run['colour']), (['second try'], '', ''))

    def test_archived_runs_are_hidden_until_asked_for(self):
        self.cli('mark', '--where', 'scheme = rw-kd', '--archive', '--db', self.db)
        self.assertEqual(len(self.runs()), 3)
        self.assertEqual(len(self.json('runs', '--json', '--archived', '--db', self.db)), 5)
        self.assertEqual(len(self.json('runs', '--json', '--where', 'archived', '--db', self.db)), 2)
        self.assertIn("no run has a setting named 'schem'",
                      self.cli('runs', '--where', 'schem = rw-kd', '--db', self.db).stderr)
        self.assertEqual(self.cli('runs', '--where', 'seed = 17 and learning_rate = 17', '--db', self.db).stderr, '')
        self.assertIn('RW-KD', self.cli('table', '--db', self.db).stdout, 'results do not change with it')
        self.cli('mark', '--where', 'archived', '--unarchive', '--db', self.db)
        self.assertEqual(len(self.runs()), 5)

    def test_marks_that_cannot_be_meant_are_refused(self):
        for words, reason in ((['1'], 'nothing to change'), (['--archive'], 'No run is named'),
                              (['1', '--tag', 'a,b'], 'comma'), (['1', '--colour', 'mauve'], 'mauve'),
                              (['1', '--archive', '--unarchive'], 'excludes')):
            self.assertIn(reason, self.cli('mark', *words, '--db', self.db, code=2).stderr)
        self.assertIn('no run', self.cli('mark', '77', '--archive', '--db', self.db, code=1).stderr)
        self.assertIn('nothing was changed',
                      self.cli('mark', '--where', 'dev > 1', '--archive', '--db', self.db).stdout)

    def test_diff_shows_where_runs_differ(self):
        other = next(r for r in self.runs() if r['scheme'] == 'label-only')
        text = self.cli('diff', self.student['id'], other['id'], '--db', self.db).stdout
        self.assertRegex(text, r'scheme +rw-kd +label-only')
        self.assertNotRegex(text, r'task +demo')
        self.assertRegex(self.cli('diff', self.student['id'], other['id'], '--all', '--db', self.db).stdout,
                         r'task +demo +demo')
        same = self.cli('diff', self.student['id'], self.student['id'], '--db', self.db).stdout
        self.assertIn('same settings', same)
        self.cli('diff', self.student['id'], '--db', self.db, code=2)

    def test_runs_that_match_a_condition(self):
        found = self.json('runs', '--json', '--where', 'scheme = rw-kd and seed = 2', '--db', self.db)
        self.assertEqual([(r['scheme'], r['seed']) for r in found], [('rw-kd', 2)])
        best = self.json('runs', '--json', '--where', 'dev >= 0 role = student', '--db', self.db)
        self.assertEqual(len(best), 4)
        self.assertEqual(self.json('runs', '--json', '--where', 'dev > 1', '--db', self.db), [])
        self.assertIn('character 1', self.cli('runs', '--where', '(rte', '--db', self.db, code=2).stderr)

    def test_a_specification_that_nests_without_end_is_shown_as_a_text(self):
        deep = '[' * 100_000 + ']' * 100_000
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            database.execute('UPDATE run SET spec = ? WHERE id = ?', (deep, self.student['id']))
            database.commit()
        self.assertEqual(self.json('show', self.student['id'], '--json', '--db', self.db)['spec'], deep)
        self.assertIn('32 levels', self.cli('table', '--db', self.db, code=1).stderr)

    def test_show_by_number_uuid_and_prefix_with_null_for_nan(self):
        for key in (self.student['id'], self.student['uuid'], self.student['uuid'][:8]):
            shown = self.json('show', key, '--json', '--db', self.db)
            self.assertEqual(shown['uuid'], self.student['uuid'])
        self.assertEqual(shown['spec']['scheme'], 'rw-kd')
        self.assertEqual({s['set']: s['size'] for s in shown['sets']}, {'train': 8, 'meta': 8, 'dev': 8})
        dev = next(e for e in shown['evaluations'] if e['set'] == 'dev')
        self.assertEqual(dev['scores'], {'accuracy': 0.75, 'loss': None})
        self.assertEqual(shown['scalars']['label_loss']['steps'], [1, 2, 3, 4])
        self.assertEqual(shown['noise']['auc_alpha'], 1.0)
        self.assertIn('active', shown['log'][0]['text'])
        self.assertIn('loss = fake', self.cli('show', 1, '--db', self.db).stdout)
        label_only = self.json('show', 2, '--json', '--db', self.db)
        for value in label_only['scalars'].get('teacher_loss', {}).get('values', []):
            self.assertIsNone(value)

    def test_an_unknown_run_fails(self):
        for command in (['show', '99'], ['samples', '99'], ['pause', '99'], ['explain', '99', '1']):
            self.assertIn("no run '99'", self.cli(*command, '--db', self.db, code=1).stderr)

    def test_samples(self):
        text = self.cli('samples', self.student['id'], '--csv', '--db', self.db).stdout
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual([row['id'] for row in rows], [str(i) for i in range(8)])
        self.assertAlmostEqual(float(rows[0]['alpha']), 0.9, places=2)
        self.assertAlmostEqual(float(rows[5]['alpha']), 0.1, places=2)
        self.assertEqual([row['flipped'] for row in rows[:3]], ['1', '1', '0'])

    def test_explain(self):
        key = self.student['id']
        text = self.cli('explain', key, 5, '--db', self.db).stdout
        self.assertIn('RW-KD', text)
        self.assertRegex(text, r'(?m)^stored α_i +0\.09999\d* +stored ')
        self.assertIn('cannot be recomputed', text)  # the meta-gradient of a step is not stored
        self.assertIn('explained below', self.cli('explain', key, 5, '--epoch', 1, '--db', self.db).stdout)
        for sample, epoch, said in ((99, 1, "'alphascope-cli samples"), (5, 77, 'its last one is')):
            refused = self.cli('explain', key, sample, '--epoch', epoch, '--db', self.db, code=1)
            self.assertIn(said, refused.stderr)

    def test_table_in_every_format_and_selection(self):
        self.assertIn('| RW-KD', self.cli('table', '--format', 'markdown', '--db', self.db).stdout)
        self.assertIn(r'\toprule', self.cli('table', '--format', 'latex', '--db', self.db).stdout)
        for select in ('final', 'best-meta', 'best-dev'):
            text = self.cli('table', '--format', 'csv', '--select', select, '--db', self.db).stdout
            rows = list(csv.DictReader(line for line in io.StringIO(text) if not line.startswith('#')))
            row = next(row for row in rows if row['scheme'] == 'RW-KD')
            self.assertEqual((float(row['mean']), row['n']), (0.75, '2'))
        self.assertIn('RW-KD', self.cli('table', '--study', 'bench', '--db', self.db).stdout)
        self.assertIn('nothing', self.cli('table', '--study', 'nothing', '--db', self.db, code=1).stderr)

    def test_a_gallery_is_never_written(self):
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            database.execute('CREATE TABLE gallery (about TEXT)')
            self.assertEqual(database.execute('PRAGMA journal_mode = DELETE').fetchone(), ('delete',))
        before = self.db.read_bytes()
        for verb in ('first', 'last'):
            self.assertIn('finished; only a queued run can be moved', self.cli(verb, '1', '--db', self.db, code=1).stderr)
        for verb in ('pause', 'resume', 'cancel'):
            self.assertIn(f'finished; there is nothing to {verb}', self.cli(verb, '1', '--db', self.db, code=1).stderr)
        self.assertEqual(self.db.read_bytes(), before)
        done = self.cli('run', self.study('label-only'), '--db', self.db, code=1)
        self.assertIn(f'{self.db} is a gallery', done.stderr)
        self.assertEqual(self.db.read_bytes(), before)
        self.assertEqual(len(self.runs()), 5)

    def test_a_newer_schema_is_read_with_a_notice(self):
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            database.execute('PRAGMA user_version = 99')
        for command in (['runs'], ['show', '1'], ['samples', '5', '--csv'], ['table'], ['doctor'], ['cancel', '1']):
            done = self.cli(*command, '--db', self.db, code=1 if command[0] == 'cancel' else 0)
            self.assertIn('made by a newer Alphascope (schema 99', done.stderr, command)
        self.assertEqual(len(self.runs()), 5)

    def test_doctor_finds_the_database_whole(self):
        self.assertIn('5 runs, whole', self.cli('doctor', '--db', self.db).stdout)

    def test_doctor_names_what_readers_stumble_over(self):
        with contextlib.closing(sqlite3.connect(self.db)) as database, database:
            database.execute('UPDATE sample_chunk SET data = substr(data, 1, 30) WHERE run_id = 5')
        self.assertIn('Run 5: ', self.cli('samples', '5', '--csv', '--db', self.db, code=1).stderr)
        done = self.cli('doctor', '--db', self.db, code=1)
        self.assertIn('5 runs, DAMAGED', done.stdout)
        self.assertIn('run 5, samples from step', done.stderr)


class NothingFinished(CliTest):
    def test_table_says_so(self):
        self.cli('run', self.study('label-only', seeds='11'), '--db', self.db, code=1)
        self.assertIn('no run has finished', self.cli('table', '--db', self.db, code=1).stderr)


if __name__ == '__main__':
    unittest.main(verbosity=2)
