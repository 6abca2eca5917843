# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs alphascope-cli in a folder of its own, with nothing of the user's around it."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ['ALPHASCOPE_CLI']
SOURCE = pathlib.Path(os.environ['ALPHASCOPE_SOURCE'])

STUDY = '''name = "{name}"
tasks = ["demo"]
seeds = [{seeds}]
full_train_row = false
[teacher]
seed = {teacher_seed}
'''


class CliTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-cli-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = self.folder / 'runs.db'
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'ALPHASCOPE_DATA'))}
        self.env['HOME'] = str(self.folder)

    def cli(self, *arguments, stdin='', code=0, **env):
        """Runs to the end, demands the exit code, returns the finished process."""
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, text=True, cwd=self.folder,
                              capture_output=True, timeout=240, env=self.env | env, check=False)
        self.assertEqual(done.returncode, code, f'{arguments}\n{done.stdout}\n{done.stderr}')
        return done

    def start(self, *arguments):
        """Starts a run in the background; it is killed if the test leaves it behind."""
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], text=True, cwd=self.folder, env=self.env,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        self.addCleanup(process.stdout.close)
        return process

    def study(self, *schemes, name='bench', seeds='1', teacher_seed=1):
        file = self.folder / f'{name}.toml'
        text = STUDY.format(name=name, seeds=seeds, teacher_seed=teacher_seed)
        file.write_text(text + ''.join(f'[[scheme]]\nid = "{scheme}"\n' for scheme in schemes), encoding='utf-8')
        return file

    def json(self, *arguments):
        """The JSON that a command prints; NaN and Infinity are not JSON."""
        def refuse(word):
            raise AssertionError(f'{word} is not JSON')
        return json.loads(self.cli(*arguments).stdout, parse_constant=refuse)

    def runs(self):
        return self.json('runs', '--json', '--db', self.db)

    def wait_for(self, happened, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if happened():
                return
            time.sleep(0.05)
        self.fail('it did not happen in time')

    def states(self):
        """The runs' states; none while the database has no schema yet."""
        done = subprocess.run([PROGRAM, 'runs', '--json', '--db', str(self.db)], text=True, cwd=self.folder,
                              capture_output=True, timeout=60, env=self.env, check=False)
        return [run['state'] for run in json.loads(done.stdout)] if done.returncode == 0 else []

    def wait_for_states(self, *states):
        self.wait_for(lambda: self.states() == list(states))

    @staticmethod
    def interrupt(process):
        process.send_signal(signal.SIGINT)
