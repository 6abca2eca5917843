# SPDX-License-Identifier: GPL-3.0-or-later
"""An import of very many scalars takes no more memory than one of some."""
import contextlib
import os
import pathlib
import re
import time
import unittest

from cli import CliTest
from interop_test import VERSION, event, old_scalar

SOME, MANY = 60_000, 800_000
# What MANY take at least where all are held: a name, a step and a value each.
HELD = MANY * 48 / 2**20


class LargeImport(CliTest):
    def setUp(self):
        super().setUp()
        # AddressSanitizer holds back what is freed, which is no use of ours.
        self.env['ASAN_OPTIONS'] = ':'.join(filter(None, (os.environ.get('ASAN_OPTIONS'), 'quarantine_size_mb=1')))
        self.thousand = event(1.7e9, 1, *[old_scalar('loss', 0.5)] * 1000)

    def log(self, name, scalars):
        """Two files of one folder."""
        folder = self.folder / name / 'a'
        folder.mkdir(parents=True)
        for number in (1, 2):
            (folder / f'events.out.tfevents.{number}').write_bytes(VERSION + self.thousand * (scalars // 2000))

    def bring(self, name, said):
        """The most memory that an import had, in MiB."""
        process = self.start('import', 'tensorboard', name, '--db', f'{name}.db', '--create')
        status, most = pathlib.Path(f'/proc/{process.pid}/status'), 0
        while process.poll() is None:
            with contextlib.suppress(OSError):  # it has just ended
                found = re.search(r'VmHWM:\s+(\d+) kB', status.read_text(encoding='utf-8'))
                most = max(most, int(found[1]) / 1024 if found else 0)
            time.sleep(0.01)
        text = process.stdout.read()
        self.assertEqual(process.returncode, 0, text)
        self.assertIn(said, text)
        return most

    def test_its_memory_does_not_grow_with_the_scalars(self):
        self.log('some', SOME)
        self.log('many', MANY)
        usual = self.bring('some', f'scalars written: {SOME}')
        if not usual:
            self.skipTest('this system does not say how much memory a process has had')
        self.assertLess(self.bring('many', f'scalars written: {MANY}') - usual, HELD / 2)
        # Again, which compares them; and anew in one transaction, since the first file has grown.
        self.assertLess(self.bring('many', 'there already: 1; scalars written: 0') - usual, HELD / 2)
        with (self.folder / 'many/a/events.out.tfevents.1').open('ab') as file:
            file.write(event(1.7e9, 2, old_scalar('loss', 0.25)))
        self.assertLess(self.bring('many', f'got further: 1, there already: 0; scalars written: {MANY + 1}') - usual,
                        HELD / 2)


if __name__ == '__main__':
    unittest.main()
