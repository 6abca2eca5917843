# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, notes and messages of a stranger's database reach no terminal as control characters."""
import contextlib
import os
import pty
import re
import sqlite3
import subprocess
import unittest

from cli import PROGRAM, CliTest

# The title is set, the screen cleared, a line overwritten; also by the one-character forms of C1.
EVIL = '\x1b]0;gotcha\x07\x1b[2J\rover\x7f\x9b2J'
CONTROL = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f]')


class Terminal(CliTest):
    def setUp(self):
        super().setUp()
        self.cli('run', self.study('label-only', 'fixed'), '--db', self.db)
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            names = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            self.assertIn('run', names)
            for change in ('UPDATE study SET name = name || ?', 'UPDATE log SET text = text || ?',
                           'UPDATE run SET label = label || ?1, message = ?1, header = header || ?1, device = ?1'):
                database.execute(change, (EVIL,))
            database.execute("UPDATE run SET state = 'failed' WHERE id = (SELECT max(id) FROM run)")
            database.commit()
            self.run_id = database.execute('SELECT max(id) FROM run').fetchone()[0]
        self.cli('mark', self.run_id, '--note', EVIL, '--db', self.db)

    def check(self, text, command):
        self.assertIsNone(CONTROL.search(text), (command, text))

    def test_people_read_no_control_characters(self):
        shown = ''
        for command in (['runs'], ['show', self.run_id], ['diff', '1', self.run_id], ['table'], ['report'], ['doctor'],
                        ['watch', self.run_id], ['db', 'check'], ['runs', '--where', EVIL], ['show', EVIL],
                        ['explain', self.run_id, '0'], ['continue', '--study', EVIL], ['export', 'csv', EVIL]):
            done = subprocess.run([PROGRAM, *map(str, command), '--db', self.db], cwd=self.folder, text=True,
                                  errors='surrogateescape', capture_output=True, timeout=60, env=self.env, check=False)
            self.assertIn(done.returncode, (0, 1, 2), command)
            if command[0] not in ('table', 'report'):   # files for other programs, unless on a terminal
                self.check(done.stdout, command)
                shown += done.stdout
            self.check(done.stderr, command)
        self.assertIn('\ufffd]0;gotcha', shown)

    def test_json_holds_them_escaped(self):
        for command in (['runs', '--json'], ['show', self.run_id, '--json']):
            self.check(self.cli(*command, '--db', self.db).stdout, command)
        self.assertEqual(self.runs()[-1]['note'], EVIL)

    def on_terminal(self, *command):
        """What a terminal would get of the program."""
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        process = subprocess.Popen([PROGRAM, *map(str, command), '--db', self.db], cwd=self.folder, env=self.env,
                                   stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
        os.close(theirs)
        text = b''
        with contextlib.suppress(OSError):   # EIO: the program has closed its end
            while block := os.read(ours, 65536):
                text += block
        process.wait(timeout=60)
        return text.decode(errors='surrogateescape').replace('\r\n', '\n')

    def test_data_is_as_it_is_but_on_a_terminal(self):
        for command in (['table', '--format', 'csv'], ['report'], ['export', 'csv', self.run_id]):
            self.check(self.on_terminal(*command), command)
        self.assertIn('\x1b', self.cli('report', '--db', self.db).stdout)


if __name__ == '__main__':
    unittest.main(verbosity=2)
