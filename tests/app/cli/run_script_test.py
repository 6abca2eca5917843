# SPDX-License-Identifier: GPL-3.0-or-later
"""run.sh without a display: what it says and returns when the study or the figures fail. The programs
are stand-ins; nothing is installed or built."""
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ['ALPHASCOPE_SOURCE'])

PACKAGES = 'install_missing() { :; }\ncheck_blas() { :; }\nbuild_release() { :; }\n'
RUNS = '[{"uuid": "old", "scheme": "rw-kd", "state": "finished"}, {"uuid": "new", "scheme": "rw-kd", ' \
       '"state": "finished"}, {"uuid": "bad", "scheme": "rw-kd", "state": "failed"}]'
CLI = '''#!/bin/sh
case $1 in
run) [ {status} -eq 3 ] || touch "$4"; exit {status} ;;
runs) [ -f "$4" ] || {{ echo "There is no database" >&2; exit 1; }}; echo '{runs}' ;;
esac
'''
WINDOW = '#!/bin/sh\necho "window $@" >&2\nexit {status}\n'


class RunScript(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-run-'))
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copy(SOURCE / 'run.sh', self.root)
        self.write('installer/packages.sh', PACKAGES)
        self.db = self.root / 'data' / 'alphascope' / 'demo.db'

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding='utf-8')
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def start(self, study=0, figures=0, runs=RUNS):
        self.write('build/release/bin/alphascope-cli', CLI.format(status=study, runs=runs))
        self.write('build/release/bin/alphascope', WINDOW.format(status=figures))
        env = {k: v for k, v in os.environ.items() if k not in ('DISPLAY', 'WAYLAND_DISPLAY')}
        done = subprocess.run([self.root / 'run.sh'], text=True, capture_output=True, timeout=60, check=False,
                              env=env | {'XDG_DATA_HOME': str(self.root / 'data')})
        self.assertNotIn('Traceback', done.stderr)
        return done

    def test_ends_with_the_newest_figures_and_the_database(self):
        done = self.start()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('--select new', done.stderr)
        self.assertTrue(done.stdout.endswith(f'Figures: {self.db.parent}/figures\nDatabase: {self.db}\n'))

    def test_a_failed_study_keeps_its_status_and_names_the_database(self):
        done = self.start(study=1)
        self.assertEqual(done.returncode, 1)
        self.assertIn('did not finish', done.stderr)
        self.assertNotIn('window', done.stderr)
        self.assertTrue(done.stdout.endswith(f'Database: {self.db}\n'))

    def test_a_study_that_fails_before_its_database_is_there(self):
        done = self.start(study=3)
        self.assertEqual(done.returncode, 3)
        self.assertTrue(done.stdout.endswith(f'Database: none was made at {self.db}\n'))

    def test_failing_figures_do_not_fail_the_study(self):
        done = self.start(figures=1)
        self.assertEqual(done.returncode, 0)
        self.assertIn('The figures could not be made', done.stderr)
        self.assertTrue(done.stdout.endswith(f'Database: {self.db}\n'))

    def test_without_an_rw_kd_run_there_are_no_figures(self):
        done = self.start(runs='[]')
        self.assertEqual(done.returncode, 0)
        self.assertIn('The figures could not be made', done.stderr)


if __name__ == '__main__':
    unittest.main(verbosity=2)
