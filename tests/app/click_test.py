# SPDX-License-Identifier: GPL-3.0-or-later
"""A small demo from the start page to the exported table, clicked in a real window under Xvfb; then a restart."""
import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SKIP = 77
PICTURES = ('1-start', '2-form', '3-running', '4-finished', '5-sentence', '6-table', '7-as-left')


def main():
    if shutil.which('xvfb-run') is None or shutil.which('xauth') is None:
        print('skipped: there is no screen to click on; install xvfb and xauth')
        return SKIP
    with tempfile.TemporaryDirectory(prefix='alphascope-clicks-') as name:
        folder = pathlib.Path(name)
        env = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'ALPHASCOPE_DATA'))}
        env |= {'HOME': name, 'QT_QPA_PLATFORM': 'xcb', 'XDG_RUNTIME_DIR': name}
        pictures = folder / 'pictures'
        command = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', sys.argv[1],
                   '--db', folder / 'runs.db', '--pictures', pictures]
        done = subprocess.run(command, env=env, check=False)
        if done.returncode == 0:
            done = subprocess.run([*command, '--restart'], env=env, check=False)
        if done.returncode != 0:
            keep = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-clicks-failed-'))
            shutil.copytree(pictures, keep, dirs_exist_ok=True)
            print(f'the pictures are kept in {keep}')
            return 1
        for picture in PICTURES[:2] + PICTURES[3:]:  # so short a run may end between two looks
            assert (pictures / f'{picture}.png').stat().st_size > 10000, picture
        with sqlite3.connect(folder / 'runs.db') as database:
            runs = database.execute('SELECT state, seed FROM run').fetchall()
        assert len(runs) == 4 and all(seed == 7 or i == 0 for i, (_, seed) in enumerate(runs)), runs
        with open(pictures / 'results.csv', encoding='utf-8', newline='') as table:
            rows = list(csv.reader(line for line in table if not line.startswith('#')))
        assert any('RW-KD' in ' '.join(row) for row in rows), rows
        return 0


sys.exit(main())
