# SPDX-License-Identifier: GPL-3.0-or-later
"""The Debian package, built from the programs at hand, unpacked elsewhere and started there."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ['ALPHASCOPE_BUILD']).resolve()
SOURCE = pathlib.Path(os.environ['ALPHASCOPE_SOURCE']).resolve()
VERSION = re.search(r'project\(\w+ VERSION ([\d.]+)', (SOURCE / 'CMakeLists.txt').read_text(encoding='utf-8'))[1]
APP = 'io.github.alphascope.Alphascope'


def said(*command, **options):
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, timeout=400, check=False,
                          **options)
    assert done.returncode == 0, f'{command}\n{done.stdout}\n{done.stderr}'
    return done.stdout


def can_trace():
    """Whether there is strace, and it may look at other processes here."""
    return shutil.which('strace') and subprocess.run(['strace', '-o', '/dev/null', 'true'], capture_output=True,
                                                     check=False).returncode == 0


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-package-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        said(os.environ['ALPHASCOPE_CPACK'], '--config', BUILD / 'CPackConfig.cmake', '-G', 'DEB', '-B', cls.folder,
             cwd=cls.folder)
        cls.deb, = cls.folder.glob('*.deb')
        cls.root = cls.folder / 'root'
        said('dpkg-deb', '-x', cls.deb, cls.root)
        cls.listed = said('dpkg-deb', '-c', cls.deb).splitlines()
        cls.elf = [file for file in cls.root.rglob('*') if file.is_file() and file.read_bytes()[:4] == b'\x7fELF']

    def program(self, name, *arguments):
        """Runs one of the unpacked programs with a home of its own, and nothing that names the build tree.
        What it opens is noted where that can be traced."""
        env = {key: value for key, value in os.environ.items()
               if not key.startswith(('ALPHASCOPE_', 'XDG_', 'LD_', 'QT_'))}
        env |= {'HOME': str(self.folder / 'home'), 'QT_QPA_PLATFORM': 'offscreen', 'LC_ALL': 'C.UTF-8'}
        trace = self.folder / 'trace'
        tracer = ['strace', '-f', '-qq', '-e', 'trace=%file', '-o', trace] if can_trace() else []
        text = said(*tracer, self.root / 'usr/bin' / name, *arguments, cwd=self.folder, env=env)
        if tracer:
            opened = re.findall(r'"(/[^"]*)"', trace.read_text(encoding='utf-8', errors='replace'))
            self.assertTrue(any(str(self.root) in path for path in opened))
            self.assertEqual([path for path in opened
                              if os.path.realpath(path).startswith((f'{SOURCE}/', f'{BUILD}/'))], [])
        return text

    def paths(self):
        return {line.split()[5].removeprefix('./') for line in self.listed if not line.startswith('d')}

    def test_its_files_lie_where_they_belong(self):
        self.assertEqual({line.split()[1] for line in self.listed}, {'root/root'})
        triplet = said('gcc', '-print-multiarch').strip()
        private = f'usr/lib/{triplet}/alphascope/'
        icons = [f'usr/share/icons/hicolor/{size}x{size}/apps/{APP}.png'
                 for size in (16, 22, 24, 32, 48, 64, 128, 256, 512)]
        documents = [f'usr/share/doc/alphascope/{name}' for name in ('copyright', 'changelog.gz', 'changelog.Debian.gz')]
        studies = {f'usr/share/alphascope/studies/{file.name}' for file in (SOURCE / 'resources/studies').iterdir()}
        self.assertEqual(self.paths(), {
            'usr/bin/alphascope', 'usr/bin/alphascope-cli', private + 'libalphascope_base.so',
            private + 'libalphascope_training.so', f'usr/share/applications/{APP}.desktop',
            f'usr/share/metainfo/{APP}.metainfo.xml', f'usr/share/mime/packages/{APP}.xml',
            f'usr/share/icons/hicolor/scalable/apps/{APP}.svg', 'usr/share/man/man1/alphascope.1.gz',
            'usr/share/man/man1/alphascope-cli.1.gz', 'usr/share/alphascope/experiments.db',
            'usr/share/lintian/overrides/alphascope', *icons, *documents,
            *studies})

    def test_icons_have_their_sizes(self):
        for file in (self.root / 'usr/share/icons').rglob('*.png'):
            size = file.parts[-3].split('x')[0]
            self.assertEqual(int.from_bytes(file.read_bytes()[16:20], 'big'), int(size), file)  # PNG's width

    def test_it_depends_on_what_it_links_and_on_what_it_loads(self):
        depends = said('dpkg-deb', '-f', self.deb, 'Depends')
        for package in ('libtorch1.13', 'libopenblas0-openmp', 'qt6-qpa-plugins', 'libqt6svg6', 'libqt6widgets6',
                        'libsqlite3-0', 'libzip4', 'libc6'):
            self.assertRegex(depends, rf'(^|, ){re.escape(package)}( |,|$)')
        self.assertNotIn('-dev', depends)

    def test_one_version_everywhere(self):
        self.assertEqual(said('dpkg-deb', '-f', self.deb, 'Version').strip(), f'{VERSION}-1')
        self.assertEqual(self.program('alphascope-cli', '--version').strip(), VERSION)
        self.assertEqual(self.program('alphascope', '--version').strip(), f'alphascope {VERSION}')
        share = self.root / 'usr/share'
        for page in ('alphascope', 'alphascope-cli'):
            self.assertIn(f'"Alphascope {VERSION}"', said('zcat', share / f'man/man1/{page}.1.gz'))
        self.assertIn(f'version="{VERSION}"', (share / f'metainfo/{APP}.metainfo.xml').read_text(encoding='utf-8'))
        self.assertIn(f'({VERSION}-1)', said('zcat', share / 'doc/alphascope/changelog.Debian.gz'))
        self.assertIn(f'## [{VERSION}]', said('zcat', share / 'doc/alphascope/changelog.gz'))

    def test_libraries_are_looked_for_beside_the_programs_only(self):
        self.assertEqual(len(self.elf), 4)
        for file in self.elf:
            paths = re.findall(r'(?:RPATH|RUNPATH).*\[(.*)\]', said('readelf', '-d', file))
            self.assertTrue(all(re.fullmatch(r'\$ORIGIN(/[^:]*)?', path) for path in paths), f'{file}: {paths}')

    def test_the_command_line_trains(self):
        self.assertIn('rw-kd', self.program('alphascope-cli', 'schemes'))
        study = shutil.copy(pathlib.Path(__file__).with_name('tiny.study.toml'), self.folder)
        self.assertIn('| RW-KD', self.program('alphascope-cli', 'run', study, '--db', self.folder / 'runs.db'))
        self.assertIn('finished', self.program('alphascope-cli', 'runs', '--db', self.folder / 'runs.db'))

    def test_the_window_shows_the_gallery(self):
        picture = self.folder / 'window.png'
        gallery = self.root / 'usr/share/alphascope/experiments.db'
        before = gallery.stat().st_mtime_ns
        self.program('alphascope', gallery, '--screenshot', picture)
        self.assertGreater(picture.stat().st_size, 50_000)
        # Known as the gallery, which is opened as a file that does not change.
        self.assertEqual([file.name for file in gallery.parent.iterdir() if file.name.startswith('exp')],
                         ['experiments.db'])
        self.assertEqual(gallery.stat().st_mtime_ns, before)

    def test_lintian_has_nothing_to_say(self):
        if not shutil.which('lintian'):
            self.skipTest('lintian is absent: apt-get install lintian')
        done = subprocess.run(['lintian', '--allow-root', self.deb], text=True, capture_output=True, check=False)
        self.assertNotRegex(done.stdout, '(?m)^[EW]: ')


if __name__ == '__main__':
    unittest.main(verbosity=2)
