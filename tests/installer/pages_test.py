# SPDX-License-Identifier: GPL-3.0-or-later
"""Man pages say what --help says; desktop entry, AppStream file and list of file types are valid."""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ['ALPHASCOPE_BUILD']).resolve()
SOURCE = pathlib.Path(os.environ['ALPHASCOPE_SOURCE']).resolve()
APP = 'io.github.alphascope.Alphascope'
OPTION = re.compile(r'(?<![\w-])--[a-z][a-z-]+')


def said(*command, code=0):
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, timeout=60, check=False)
    assert done.returncode == code, f'{command}\n{done.stdout}\n{done.stderr}'
    return done.stdout + done.stderr


def page(name):
    return (BUILD / 'installer' / name).read_text(encoding='utf-8').replace('\\-', '-')


def subcommands(*path):
    """As --help lists them, those of `data` and `db` as "data check"."""
    text = said(BUILD / 'bin/alphascope-cli', *path, '--help')
    if 'Subcommands:' not in text:
        return [' '.join(path)]
    names = re.findall(r'(?m)^  ([a-z][a-z-]*) ', text.split('Subcommands:')[1])
    return [found for name in names for found in subcommands(*path, name)]


def bold_commands():
    """The bold parts of the entries in the page's COMMANDS."""
    section = page('alphascope-cli.1').split('.SH COMMANDS')[1].split('.SH ')[0]
    for entry in re.findall(r'(?m)^\.TP\n\.B[IR]? (.*)', section):
        for bold in shlex.split(re.sub(r'\\f[A-Z]', '', entry))[::2]:
            yield from (word.strip() for word in bold.split(',') if re.fullmatch(r' ?[a-z][a-z -]*', word))


class ManPages(unittest.TestCase):
    def test_every_subcommand_has_an_entry_and_every_entry_is_one(self):
        self.assertEqual(sorted(bold_commands()), sorted(subcommands()))

    def test_the_command_lines_options_exist(self):
        helped = ''.join(said(BUILD / 'bin/alphascope-cli', *name.split(), '--help') for name in subcommands())
        self.assertEqual(set(OPTION.findall(page('alphascope-cli.1'))) - set(OPTION.findall(helped)), set())

    def test_the_windows_options_are_all_there(self):
        helped = set(OPTION.findall(said(BUILD / 'bin/alphascope', '--help')))
        self.assertIn('--screenshot', helped)
        self.assertEqual(set(OPTION.findall(page('alphascope.1'))), helped)

    def test_they_are_set_without_a_warning(self):
        if not shutil.which('man'):
            self.skipTest('man is absent: apt-get install man-db')
        for name in ('alphascope.1', 'alphascope-cli.1'):
            done = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-l', BUILD / 'installer' / name], text=True,
                                  capture_output=True, env=os.environ | {'LC_ALL': 'C.UTF-8'}, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ''), name)
            self.assertIn('SEE ALSO', done.stdout)


class Lists(unittest.TestCase):
    def needs(self, program, package):
        if not shutil.which(program):
            self.skipTest(f'{program} is absent: apt-get install {package}')

    def test_the_desktop_entry_is_valid(self):
        self.needs('desktop-file-validate', 'desktop-file-utils')
        self.assertEqual(said('desktop-file-validate', SOURCE / f'resources/{APP}.desktop'), '')

    def test_the_appstream_file_is_valid(self):
        self.needs('appstreamcli', 'appstream')
        text = said('appstreamcli', 'validate', '--no-net', '--no-color', BUILD / f'installer/{APP}.metainfo.xml')
        self.assertNotRegex(text, '(?m)^[EW]: ')

    def test_the_list_of_file_types_is_valid(self):
        self.needs('update-mime-database', 'shared-mime-info')
        with tempfile.TemporaryDirectory() as folder:
            packages = pathlib.Path(folder, 'packages')
            packages.mkdir()
            shutil.copy(SOURCE / f'resources/{APP}.mime.xml', packages / f'{APP}.xml')
            self.assertEqual(said('update-mime-database', '-V', folder).count('rror'), 0)
            globs = pathlib.Path(folder, 'globs2').read_text(encoding='utf-8')
            self.assertIn('application/x-alphascope-study:*.study.toml', globs)

    def test_the_desktop_entry_takes_the_types_that_are_declared(self):
        desktop = (SOURCE / f'resources/{APP}.desktop').read_text(encoding='utf-8')
        types = (SOURCE / f'resources/{APP}.mime.xml').read_text(encoding='utf-8')
        self.assertEqual(re.search('(?m)^MimeType=(.*)$', desktop)[1].strip(';').split(';'),
                         re.findall('mime-type type="(.*?)"', types))
        self.assertIn('Exec=alphascope %f', desktop)


if __name__ == '__main__':
    unittest.main(verbosity=2)
