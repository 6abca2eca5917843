# SPDX-License-Identifier: GPL-3.0-or-later
"""Real training on a tiny GLUE folder: no sentence of it gets into the database."""
import contextlib
import pathlib
import sqlite3
import unittest

from cli import CliTest

# No path, name or setting holds this word; every sentence does.
MARKER = 'qzxwvy'
STUDY = '''name = "tiny"
tasks = ["sst2"]
seeds = [1]
threads = 1
full_train_row = false
[data]
folder = "{folder}"
max_length = 16
vocab_size = 200
[teacher]
encoder = "tiny"
epochs = 1
[student]
encoder = "tiny"
epochs = 1
[[scheme]]
id = "rw-kd"
'''


class StoredText(CliTest):
    def write_split(self, name, rows):
        folder = self.folder / 'glue' / 'SST-2'
        folder.mkdir(parents=True, exist_ok=True)
        tones = (('dull', 'flat', 'weak'), ('warm', 'bright', 'fine'))
        lines = [f'{MARKER} film {tones[i % 2][i % 3]} scene {i} of {name}\t{i % 2}' for i in range(rows)]
        (folder / f'{name}.tsv').write_text('sentence\tlabel\n' + '\n'.join(lines) + '\n', encoding='utf-8')

    def test_no_sentence_is_stored(self):
        self.write_split('train', 120)
        self.write_split('dev', 20)
        study = self.folder / 'tiny.toml'
        study.write_text(STUDY.format(folder=self.folder / 'glue'), encoding='utf-8')
        process = self.start('run', study, '--db', self.db)
        self.wait_for(self.states, seconds=120)
        # A reader that stays keeps the -wal file from being folded in and removed.
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            database.execute('SELECT count(*) FROM run').fetchall()
            output = process.communicate(timeout=240)[0]
            self.assertEqual(process.returncode, 0, output)
            self.assertEqual(set(self.states()), {'finished'})
            self.assertGreater(self.search_tables(database), 300)
            files = [file for file in self.folder.iterdir() if file.name.startswith('runs.db') and file.is_file()]
            self.assertIn(pathlib.Path(f'{self.db}-wal'), files)
            for file in files:
                self.assertNotIn(MARKER.encode(), file.read_bytes().lower(), file)

    def search_tables(self, database):
        """Every value of every table; how many there were."""
        count = 0
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        self.assertIn('sample_chunk', names)
        for name in names:
            for row in database.execute(f'SELECT * FROM "{name}"'):
                for value in row:
                    count += 1
                    data = value if isinstance(value, bytes) else str(value).encode()
                    self.assertNotIn(MARKER.encode(), data.lower(), name)
        return count


if __name__ == '__main__':
    unittest.main(verbosity=2)
