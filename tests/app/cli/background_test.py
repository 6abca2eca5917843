# SPDX-License-Identifier: GPL-3.0-or-later
"""Studies in the background: real processes that are watched, asked, killed and left behind. A run of the
fake training module whose seed is 20 or more works until the file "go" lies in the files folder."""
import contextlib
import os
import pathlib
import pty
import re
import signal
import sqlite3
import time
import unittest

from cli import PROGRAM, CliTest


def alive(pid):
    """Whether the process is there and no zombie."""
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text(encoding='utf-8').rsplit(')', 1)[1].split()[0] not in 'ZX'
    except FileNotFoundError:
        return False


class Background(CliTest):
    def setUp(self):
        super().setUp()
        self.started = set()
        self.addCleanup(self.end_all)

    def end_all(self):
        """Nothing may outlive a test: the supervisors, and whoever owns a run."""
        with contextlib.suppress(sqlite3.Error):
            self.started |= {self.owner(run['id']) for run in self.runs()}
        for pid in self.started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + 10
        while any(map(alive, self.started)) and time.monotonic() < end:
            time.sleep(0.02)
        # Nobody sees their exit codes, with which a sanitizer would tell.
        for log in pathlib.Path(f'{self.db}.files/logs').glob('*'):
            self.assertNotIn('Sanitizer', log.read_text(encoding='utf-8', errors='replace'))

    def detach(self, study, *options):
        """Starts a study in the background; the supervisor's pid, its log, what was printed."""
        return self.read_start(self.cli('run', study, '--db', self.db, '--detach', *options).stdout)

    def read_start(self, text):
        pid = int(re.search(r'process (\d+)', text)[1])
        self.started.add(pid)
        return pid, pathlib.Path(re.search(r'Log: +(\S+)', text)[1]), text

    def owner(self, run):
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            return database.execute('SELECT owner_pid FROM run WHERE id = ?', (run,)).fetchone()[0]

    def stored(self, run):
        """The state that its row has, whatever has become of its process."""
        with contextlib.closing(sqlite3.connect(self.db)) as database:
            return database.execute('SELECT state FROM run WHERE id = ?', (run,)).fetchone()[0]

    def message(self, run):
        return next(r for r in self.runs() if r['id'] == run)['message']

    def let_go(self):
        pathlib.Path(f'{self.db}.files/go').touch()


class Detached(Background):
    def test_it_returns_at_once_and_the_study_finishes(self):
        pid, log, text = self.detach(self.study('label-only', seeds='20, 21, 1'), '--concurrent', 2)
        self.assertIn("Study 'bench': 3 runs, 2 at once\nRuns 1-3 go on in the background", text)
        self.wait_for_states('running', 'running', 'queued')
        owners = {run: self.owner(run) for run in (1, 2, 3)}
        self.assertEqual(len(set(owners.values())), 3, 'each run in a process of its own')
        self.assertEqual(owners[3], pid)
        for owner in owners.values():
            self.assertNotEqual(os.getsid(owner), os.getsid(0))
            self.assertEqual(os.readlink(f'/proc/{owner}/fd/0'), '/dev/null')
        self.let_go()
        self.wait_for_states('finished', 'finished', 'finished')
        self.wait_for(lambda: not alive(pid))
        said = log.read_text(encoding='utf-8')
        self.assertEqual(log.parent, pathlib.Path(f'{self.db}.files/logs'))
        self.assertIn('Demo · label only · seed 21  finished', said)
        self.assertIn('| label only', said)

    def test_students_wait_for_their_teacher(self):
        self.detach(self.study('rw-kd', seeds='1, 2', teacher_seed=20), '--concurrent', 3)
        self.wait_for_states('running', 'queued', 'queued')
        self.let_go()
        self.wait_for_states('finished', 'finished', 'finished')

    def test_a_closed_terminal_takes_nothing_along(self):
        study = self.study('label-only', seeds='20, 21')
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            line = f'"{PROGRAM}" run "{study}" --db "{self.db}" --detach; echo started; exec sleep 60'
            os.execve('/bin/sh', ['sh', '-c', line], self.env)
        output = b''
        while b'started' not in output:
            output += os.read(terminal, 65536)
        supervisor, _, _ = self.read_start(output.decode())
        self.wait_for_states('running', 'queued')
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), -signal.SIGHUP)
        time.sleep(0.5)
        self.assertTrue(alive(supervisor))
        self.assertEqual(self.states(), ['running', 'queued'])
        self.let_go()
        self.wait_for_states('finished', 'finished')

    def test_what_cannot_run_is_refused_here_and_leaves_nothing(self):
        study = self.study('label-only')
        study.write_text(study.read_text().replace('demo', 'rte'))
        done = self.cli('run', study, '--db', self.db, '--detach', code=1)
        self.assertIn('ALPHASCOPE_DATA', done.stderr)
        self.assertEqual(done.stdout, '')
        self.assertFalse(self.db.exists())
        self.assertFalse(pathlib.Path(f'{self.db}.files').exists())
        good = self.study('label-only', name='good')
        nowhere = self.folder / 'nowhere' / 'runs.db'
        self.assertIn('nowhere', self.cli('run', good, '--db', nowhere, '--detach', code=1).stderr)
        self.assertFalse(nowhere.parent.exists())
        # With a database that is there it is the process in the background that refuses.
        self.cli('run', good, '--db', self.db)
        self.assertIn('ALPHASCOPE_DATA', self.cli('run', study, '--db', self.db, '--detach', code=1).stderr)
        self.assertEqual([run['study'] for run in self.runs()], ['good'])
        self.assertFalse(pathlib.Path(f'{self.db}.files/logs').exists())

    def test_a_task_is_for_its_queue_alone(self):
        pid, _, _ = self.detach(self.study('label-only', seeds='20, 21'))
        self.wait_for_states('running', 'queued')
        for run in (1, 2):
            self.assertIn('is not one that process', self.cli('task', run, '--db', self.db, code=1).stderr)
        self.assertEqual(self.states(), ['running', 'queued'])
        self.assertEqual(self.owner(2), pid)


class Deaths(Background):
    def test_a_crash_costs_one_run(self):
        self.detach(self.study('label-only', seeds='20, 21, 22'), '--concurrent', 2)
        self.wait_for_states('running', 'running', 'queued')
        victim = self.owner(1)
        os.kill(victim, signal.SIGABRT)  # as libtorch ends; a sanitizer would take SIGSEGV for its own
        self.wait_for_states('failed', 'running', 'running')
        self.assertEqual(self.message(1), f'process {victim} ended by signal 6 (Aborted) before the end of '
                                          'its first step; continue it to go on from its last checkpoint')
        self.assertIn(self.message(1), self.cli('show', 1, '--db', self.db).stdout)
        self.let_go()
        self.wait_for_states('failed', 'finished', 'finished')
        self.cli('continue', 1, '--db', self.db)
        self.assertEqual(self.states(), ['finished'] * 3)

    def test_the_students_of_a_teacher_that_crashed_are_blocked(self):
        self.detach(self.study('rw-kd', seeds='1', teacher_seed=20))
        self.wait_for_states('running', 'queued')
        os.kill(self.owner(1), signal.SIGKILL)
        self.wait_for_states('failed', 'blocked')
        self.assertIn('signal 9 (Killed), perhaps for want of memory', self.message(2))

    def test_a_killed_supervisor_leaves_what_trains_at_work(self):
        pid, _, _ = self.detach(self.study('label-only', seeds='20, 21'))
        self.wait_for_states('running', 'queued')
        trains = self.owner(1)
        os.kill(pid, signal.SIGKILL)
        self.wait_for(lambda: not alive(pid))
        self.assertEqual(self.states(), ['running', 'interrupted'])
        self.assertIn(f'(process {pid} on ', self.message(2))
        self.assertRegex(self.cli('show', 2, '--db', self.db).stdout, rf'interrupted: .*process {pid} on ')
        for state, run in (('interrupted', 2), ('running', 1)):
            found = self.json('runs', '--json', '--where', f'state = {state}', '--db', self.db)
            self.assertEqual([r['id'] for r in found], [run])
        self.assertIn(f'Run 2: its process ({pid}) is gone', self.cli('watch', 2, '--db', self.db, code=1).stdout)
        self.assertEqual(self.stored(2), 'queued', 'who only reads stores nothing')
        self.cli('pause', 1, '--db', self.db)   # opens the database for writing, and is obeyed
        self.wait_for_states('paused', 'interrupted')
        self.cli('resume', 1, '--db', self.db)
        self.wait_for_states('running', 'interrupted')
        self.let_go()
        self.wait_for_states('finished', 'interrupted')
        self.wait_for(lambda: not alive(trains))
        self.cli('continue', '--db', self.db)
        self.assertEqual(self.states(), ['finished', 'finished'])

    def test_a_supervisor_that_is_asked_to_end_stops_all_at_a_checkpoint(self):
        pid, log, _ = self.detach(self.study('label-only', seeds='20, 21, 22'), '--concurrent', 2)
        self.wait_for_states('running', 'running', 'queued')
        tasks = [self.owner(1), self.owner(2)]
        os.kill(pid, signal.SIGTERM)
        self.wait_for(lambda: not any(map(alive, [pid, *tasks])))
        self.assertEqual(self.states(), ['interrupted'] * 3)
        self.assertEqual(self.message(1), 'left at step 0')
        self.assertIn('Stopping at a checkpoint', log.read_text(encoding='utf-8'))
        text = self.cli('continue', '--db', self.db, '--detach', '--concurrent', 3).stdout
        self.assertIn('Runs 1-3 go on in the background', text)
        self.read_start(text)
        self.wait_for_states('running', 'running', 'running')
        self.let_go()
        self.wait_for_states('finished', 'finished', 'finished')


class Asked(Background):
    def test_pause_resume_cancel_and_first(self):
        pid, _, _ = self.detach(self.study('label-only', seeds='20, 21, 22, 23'))
        self.wait_for_states('running', 'queued', 'queued', 'queued')
        self.assertIn(f'process {self.owner(1)}', self.cli('pause', 1, '--db', self.db).stdout)
        self.wait_for_states('paused', 'queued', 'queued', 'queued')
        self.cli('resume', 1, '--db', self.db)
        self.wait_for_states('running', 'queued', 'queued', 'queued')
        self.assertIn(f'process {pid}', self.cli('cancel', 2, '--db', self.db).stdout)
        self.wait_for_states('running', 'cancelled', 'queued', 'queued')
        self.cli('first', 4, '--db', self.db)
        self.wait_for(lambda: 'front' in self.message(4))
        self.cli('cancel', 1, '--db', self.db)
        self.wait_for_states('cancelled', 'cancelled', 'queued', 'running')
        self.let_go()
        self.wait_for_states('cancelled', 'cancelled', 'finished', 'finished')

    def test_what_is_asked_while_a_process_starts_is_not_lost(self):
        self.detach(self.study('label-only', seeds='20'))
        self.cli('cancel', 1, '--db', self.db)
        self.wait_for_states('cancelled')


class Watch(Background):
    def test_runs_of_another_process_are_followed_to_their_end(self):
        self.detach(self.study('label-only', seeds='20, 11'), '--concurrent', 2)
        self.wait_for_states('running', 'failed')
        process = self.start('watch', '--db', self.db)
        self.assertIn('seed 20  running', process.stdout.readline())
        self.let_go()
        output, _ = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0, output)
        self.assertIn('seed 20  finished', output)
        self.assertIn('| label only', output)
        self.assertIn('did not finish', self.cli('watch', 1, 2, '--db', self.db, code=1).stderr)
        self.assertIn('No run', self.cli('watch', '--db', self.db).stdout)
        self.assertIn("no run '9'", self.cli('watch', 9, '--db', self.db, code=1).stderr)

    def test_to_stop_watching_stops_nothing(self):
        self.detach(self.study('label-only', seeds='20'))
        self.wait_for_states('running')
        process = self.start('watch', 1, '--db', self.db)
        self.assertIn('running', process.stdout.readline())
        self.interrupt(process)
        output, _ = process.communicate(timeout=10)
        self.assertEqual(process.returncode, 1)
        self.assertIn('the runs go on', output)
        time.sleep(0.5)
        self.assertEqual(self.states(), ['running'])
        self.let_go()
        self.wait_for_states('finished')


if __name__ == '__main__':
    unittest.main(verbosity=2)
