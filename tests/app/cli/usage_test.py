# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit codes and messages: what is wrong use, what is failed work, and that readers make no files."""
import os
import pathlib
import subprocess
import unittest

from cli import PROGRAM, CliTest

RTE_HEADER = 'index\tsentence1\tsentence2\tlabel\n'


class WrongUse(CliTest):
    def test_no_or_unknown_command_and_options(self):
        for arguments in ([], ['fly'], ['runs', '--fast'], ['show'], ['data'], ['data', 'check'], ['tokenize'],
                          ['table', '--format', 'xml'], ['table', '--level', '2'], ['table', '--where', 'task ='], ['glue-check'], ['glue-zip', 'x.zip'], ['table', '--select', 'luckiest'], ['run'],
                          ['run', 'x.toml', '--concurrent', '0'], ['run', 'x.toml', '--threads', 'many'],
                          ['tokenize', '--vocab', 'v.txt', '--max-length', 'many']):
            with self.subTest(arguments=arguments):
                done = self.cli(*arguments, code=2)
                self.assertNotEqual(done.stderr, '')
                self.assertEqual(done.stdout, '')

    def test_help_and_version_are_no_mistakes(self):
        for arguments in (['--help'], ['run', '--help'], ['data', 'check', '--help'], ['--version']):
            self.assertNotEqual(self.cli(*arguments).stdout, '')

    def test_every_command_takes_db(self):
        for command in (['run'], ['runs'], ['show'], ['explain'], ['samples'], ['table'], ['data', 'check'], ['data', 'list'],
                        ['schemes'], ['tokenize'], ['doctor'], ['diff'], ['continue'], ['report'], ['pause'], ['resume'], ['cancel'],
                        ['mark'], ['watch']):
            self.assertIn('--db', self.cli(*command, '--help').stdout, command)

    def test_a_missing_study_file_is_named(self):
        self.assertIn('nowhere.toml', self.cli('run', 'nowhere.toml', '--db', self.db, code=2).stderr)

    def test_an_unknown_key_is_named_with_its_line(self):
        study = self.study('label-only')
        text = study.read_text()
        study.write_text(text.replace('full_train_row', 'flavour = 3\nfull_train_row'))
        line = 1 + text.split('\n').index('full_train_row = false')
        done = self.cli('run', study, '--db', self.db, code=2)
        self.assertIn(f'bench.toml:{line}: unknown key \'flavour\'', done.stderr)
        self.assertFalse(self.db.exists())

    def test_a_value_out_of_range_is_named_with_its_line(self):
        study = self.study('label-only')
        study.write_text(study.read_text() + '[student]\ndropout = 7.0\n')
        done = self.cli('run', study, '--db', self.db, code=2)
        line = len(study.read_text().split('\n')) - 1
        self.assertIn(f'bench.toml:{line}:', done.stderr)
        self.assertIn('dropout', done.stderr)


class FailedWork(CliTest):
    def test_readers_refuse_an_absent_database_and_make_none(self):
        for command in (['runs'], ['runs', '--json'], ['show', '1', '--json'], ['samples', '1', '--csv'], ['table'],
                        ['pause', '1'], ['resume', '1'], ['cancel', '1'], ['watch']):
            with self.subTest(command=command):
                self.assertIn('runs.db', self.cli(*command, '--db', self.db, code=1).stderr)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_default_database_lies_in_the_data_folder(self):
        self.assertIn(str(self.folder / '.local/share/alphascope/experiments.db'), self.cli('runs', code=1).stderr)
        other = self.folder / 'other'
        self.assertIn(str(other / 'alphascope/experiments.db'),
                      self.cli('runs', code=1, XDG_DATA_HOME=str(other)).stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_foreign_file_is_refused_untouched(self):
        self.db.write_bytes(b'this is a letter to my aunt, not a database' * 100)
        before = self.db.read_bytes()
        for command in (['runs'], ['table'], ['cancel', '1']):
            self.cli(*command, '--db', self.db, code=1)
        self.cli('run', self.study('label-only'), '--db', self.db, code=1)
        self.assertEqual(self.db.read_bytes(), before)

    def test_missing_data_stops_before_anything_is_stored(self):
        study = self.study('label-only')
        study.write_text(study.read_text().replace('demo', 'rte'))
        self.assertIn('ALPHASCOPE_DATA', self.cli('run', study, '--db', self.db, code=1).stderr)
        data = self.folder / 'glue'
        (data / 'RTE').mkdir(parents=True)
        done = self.cli('run', study, '--db', self.db, '--data', self.folder, code=1)
        self.assertIn(str(data / 'RTE' / 'train.tsv'), done.stderr)
        self.assertFalse(self.db.exists())
        self.cli('run', study, code=1)
        self.assertFalse((self.folder / '.local').exists(), 'nor the folder of the default one')

    def test_a_refused_study_leaves_a_database_that_is_there_as_it_was(self):
        self.cli('run', self.study('label-only'), '--db', self.db)
        study = self.study('fixed', name='refused')
        study.write_text(study.read_text().replace('demo', 'rte'))
        self.assertIn('ALPHASCOPE_DATA', self.cli('run', study, '--db', self.db, code=1).stderr)
        self.assertEqual([run['study'] for run in self.runs()], ['bench'])

    def test_a_teacher_to_reuse_is_not_looked_for_in_a_database_that_is_not_there(self):
        study = self.study('fixed')
        study.write_text(study.read_text().replace('[teacher]\n', '[teacher]\nrun = "12345678"\n'))
        self.assertIn('There is no database', self.cli('run', study, '--db', self.db, code=1).stderr)
        self.assertFalse(self.db.exists())

    def test_a_missing_module_stops_before_the_database_is_made(self):
        done = self.cli('run', self.study('label-only'), '--db', self.db, code=1,
                        ALPHASCOPE_MODULE_DIR=str(self.folder))
        self.assertIn('libalphascope_training.so', done.stderr)
        self.assertFalse(self.db.exists())


class FullDisk(CliTest):
    """/dev/full takes nothing, as a disk without space: what is lost must not look like success."""
    BUFFER = 8192  # of standard output, at most: what is longer is written before the program ends

    def setUp(self):
        super().setUp()
        if not os.path.exists('/dev/full'):
            self.skipTest('there is no /dev/full')

    def into(self, *arguments, **where):
        """Exit code and messages of a command whose output goes there."""
        with open('/dev/full', 'w', encoding='utf-8') as full:
            streams = {'stdout': full, 'stderr': subprocess.PIPE} | {name: full for name in where}
            done = subprocess.run([PROGRAM, *map(str, arguments)], text=True, cwd=self.folder, env=self.env,
                                  timeout=60, check=False, **streams)
        return done.returncode, done.stderr

    def test_more_than_a_buffer_fails_with_a_message(self):
        for arguments in (['schemes', '--json'], ['schemes']):
            with self.subTest(arguments=arguments):
                self.assertGreater(len(self.cli(*arguments).stdout.encode()), self.BUFFER)
                code, said = self.into(*arguments)
                self.assertEqual(code, 1)
                self.assertEqual(said, 'alphascope-cli: standard output could not be written.\n')

    def test_so_does_what_is_written_as_the_program_ends(self):
        self.cli('run', self.study('label-only'), '--db', self.db)
        for arguments in (['--version'], ['--help'], ['data', 'list'], ['runs', '--json', '--db', self.db],
                          ['table', '--db', self.db], ['db', 'check', '--db', self.db]):
            with self.subTest(arguments=arguments):
                self.assertNotEqual(self.cli(*arguments).stdout, '')
                code, said = self.into(*arguments)
                self.assertEqual(code, 1)
                self.assertIn('standard output could not be written', said)

    def test_the_exit_code_tells_it_where_no_message_can(self):
        self.assertEqual(self.into('schemes', '--json', stderr='full'), (1, None))

    def test_what_has_failed_before_says_its_own_message_alone(self):
        code, said = self.into('runs', '--db', self.db)
        self.assertEqual(code, 1)
        self.assertIn('runs.db', said)
        self.assertNotIn('standard output', said)
        self.assertEqual(self.into('fly')[0], 2)

    def test_a_file_that_is_named_is_named_in_the_message(self):
        file = self.folder / 'full.json'
        file.symlink_to('/dev/full')
        self.cli('run', self.study('label-only'), '--db', self.db)
        self.assertIn(f'{file}: it cannot be written',
                      self.cli('table', '-o', file, '--db', self.db, code=1).stderr)


class Doctor(CliTest):
    def test_says_what_it_finds(self):
        done = self.cli('doctor', '--db', self.db)
        for word in ('torch', '0.0-fake', 'BLAS', 'threads', 'devices', 'not there yet'):
            self.assertIn(word, done.stdout)
        self.assertEqual(done.stderr, '')
        self.assertFalse(self.db.exists())

    def test_warns_loudly_of_the_wrong_blas(self):
        done = self.cli('doctor', '--db', self.db, ALPHASCOPE_FAKE_SLOW_BLAS='1')
        self.assertIn('*** WARNING', done.stderr)
        self.assertIn('libopenblas0-openmp', done.stderr)
        run = self.cli('run', self.study('label-only'), '--db', self.db, ALPHASCOPE_FAKE_SLOW_BLAS='1')
        self.assertIn('*** WARNING', run.stderr)

    def test_fails_without_the_module_or_with_a_broken_database(self):
        self.cli('doctor', '--db', self.db, code=1, ALPHASCOPE_MODULE_DIR=str(self.folder))
        self.db.write_bytes(b'nothing' * 999)
        self.cli('doctor', '--db', self.db, code=1)


class Descriptions(CliTest):
    def test_schemes(self):
        schemes = {scheme['id']: scheme for scheme in self.json('schemes', '--json')}
        for name in ('label-only', 'teacher-only', 'fixed', 'linear', 'cosine', 'rw-kd', 'rw-kd-shuffled',
                     'rw-kd-mean'):
            self.assertTrue(schemes[name]['formula'], name)
        parameters = {p['name']: p for p in schemes['rw-kd']['parameters']}
        self.assertEqual(parameters['meta_learner']['choices'], ['free', 'mlp'])
        text = self.cli('schemes').stdout
        for scheme in schemes.values():
            self.assertIn(scheme['formula'], text)

    def test_data_list_knows_every_task(self):
        text = self.cli('data', 'list').stdout
        for task in 'cola sst2 mrpc stsb qqp mnli qnli rte wnli diagnostic demo'.split():
            self.assertRegex(text, rf'(?m)^{task} ')

    def write_rte(self, rows):
        folder = self.folder / 'glue' / 'RTE'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'train.tsv').write_text(RTE_HEADER + rows, encoding='utf-8')

    def test_data_check_counts_rows(self):
        self.write_rte('0\ta b\tc d\tentailment\n1\te\tf\tnot_entailment\n')
        for folder in (self.folder, self.folder / 'glue'):
            text = self.cli('data', 'check', folder).stdout
            self.assertRegex(text, r'(?m)^rte +train +partial +2 +2490 ')
            self.assertRegex(text, r'(?m)^rte +dev +missing ')

    def test_data_check_fails_on_a_broken_file_and_names_the_line(self):
        self.write_rte('0\ta b\tc d\tentailment\n1\te\tf\tperhaps\n')
        done = self.cli('data', 'check', self.folder, code=1)
        self.assertIn('train.tsv:3', done.stderr)
        self.assertRegex(done.stdout, r'(?m)^rte +train +error ')

    def test_data_check_fails_where_there_is_nothing(self):
        self.cli('data', 'check', self.folder, code=1)
        self.cli('data', 'check', self.folder / 'nowhere', code=1)

    def test_data_check_reads_real_data(self):
        data = os.environ.get('ALPHASCOPE_DATA')
        if not data or not pathlib.Path(data).is_dir():
            self.skipTest('ALPHASCOPE_DATA names no folder with GLUE data')
        text = self.cli('data', 'check', data).stdout
        self.assertRegex(text, r'(?m)^rte +train +complete +2490 +2490 ')
        self.assertNotIn(' error ', text)


if __name__ == '__main__':
    unittest.main(verbosity=2)
