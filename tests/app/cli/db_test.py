# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to whole databases: check, backup, merge, vacuum, repair."""
import contextlib
import shutil
import sqlite3
import unittest

from cli import SOURCE, CliTest


class Databases(CliTest):
    def setUp(self):
        super().setUp()
        self.gallery = SOURCE / 'experiments.db'

    def count(self, file, table='run'):
        with sqlite3.connect(f'file:{file}?mode=ro', uri=True) as database:
            return database.execute(f'SELECT count(*) FROM {table}').fetchone()[0]

    def test_a_gallery_is_merged_once_and_the_copy_is_as_good(self):
        first = self.cli('db', 'merge', self.gallery, '--db', self.db, '--create').stdout
        self.assertIn(f'{self.db} is a new database.', first)
        runs = self.count(self.gallery)
        self.assertIn(f'Runs added: {runs}', first)
        self.assertIn(f'Runs added: 0, got further: 0, there already: {runs}',
                      self.cli('db', 'merge', self.gallery, '--db', self.db).stdout)
        self.assertIn('the database to merge from is not there',
                      self.cli('db', 'merge', self.folder / 'none.db', '--db', self.db, code=1).stderr)
        copy = self.folder / 'copy.db'
        self.cli('db', 'backup', copy, '--db', self.db)
        for file in (self.db, copy):
            self.assertIn('is whole', self.cli('db', 'check', '--db', file).stdout)
            # The table is made of everything that matters; so it is the same from each of them.
            table = self.cli('table', '--study', 'paper-small', '--db', file).stdout
            self.assertEqual(table, self.cli('table', '--study', 'paper-small', '--db', self.gallery).stdout)
        self.assertIn('MB, before', self.cli('db', 'vacuum', '--db', self.db).stdout)

    def test_a_mistyped_target_is_said_and_not_made(self):
        mistyped = self.folder / 'nowhere' / 'rums.db'
        done = self.cli('db', 'merge', self.gallery, '--db', mistyped, code=1)
        self.assertIn(f'There is no database {mistyped}. Check its name, or have it made with --create.', done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])
        # Nobody mistypes the default one.
        self.assertIn('is a new database', self.cli('db', 'merge', self.gallery, '--no-files').stdout)
        self.assertEqual(self.count(self.folder / '.local/share/alphascope/experiments.db'), self.count(self.gallery))

    def test_a_copy_says_which_checkpoints_it_names_and_lacks(self):
        self.cli('run', self.study('label-only', seeds='1, 2'), '--db', self.db)
        with contextlib.closing(sqlite3.connect(self.db)) as database, database:
            database.execute("INSERT INTO checkpoint (run_id, kind, step, path, sha256)"
                             " SELECT id, 'best_meta', 1, 'runs/' || uuid || '/best_meta-1.safetensors', '' FROM run")
        merged, copy = self.folder / 'merged.db', self.folder / 'copy.db'
        for said in (self.cli('db', 'backup', copy, '--db', self.db, code=1).stderr,
                     self.cli('db', 'merge', self.db, '--db', merged, '--create', code=1).stderr):
            self.assertIn('lacks 2 checkpoints of runs 1, 2 that it names', said)
            self.assertIn(f'{self.db}.files', said)
        for file in (copy, merged):
            self.assertEqual(self.count(file), 2, 'the numbers are there all the same')
        self.cli('db', 'backup', self.folder / 'rows.db', '--no-files', '--db', self.db)
        self.cli('db', 'merge', self.db, '--no-files', '--db', merged)
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            files = [self.folder / 'runs.db.files' / path for path, in database.execute('SELECT path FROM checkpoint')]
        for file in files:
            file.write_text('weights', encoding='utf-8')
        self.assertIn('files copied: 2', self.cli('db', 'merge', self.db, '--db', merged).stdout)

    def test_what_is_damaged_is_said_and_read_as_far_as_it_goes(self):
        shutil.copy(self.gallery, self.db)
        with open(self.db, 'r+b') as file:
            file.truncate(self.db.stat().st_size // 2)
        said = self.cli('db', 'check', '--db', self.db, code=1).stderr
        self.assertIn('damaged', said)
        new = self.folder / 'new.db'
        self.cli('db', 'repair', new, '--db', self.db)
        self.assertGreater(self.count(new), 0)
        self.assertIn('is there already', self.cli('db', 'repair', new, '--db', self.db, code=1).stderr)

    def test_wrong_use_is_a_sentence(self):
        for arguments in (['db'], ['db', 'merge', '--db', self.db], ['db', 'explode']):
            self.assertTrue(self.cli(*arguments, code=2).stderr)
        text = self.folder / 'text.db'
        text.write_text('no database', encoding='utf-8')
        for command in (['check'], ['backup', self.folder / 'a.db'], ['repair', self.folder / 'b.db']):
            self.assertIn('text.db', self.cli('db', *command, '--db', text, code=1).stderr)


if __name__ == '__main__':
    unittest.main()
