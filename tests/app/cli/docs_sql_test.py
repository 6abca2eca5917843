# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of docs/database.md, one after the other on the gallery, as a reader would type them."""
import contextlib
import io
import os
import re
import unittest

from cli import SOURCE

try:
    import pandas
except ImportError:
    pandas = None


@unittest.skipIf(pandas is None, 'pandas is not installed (python3-pandas)')
class Examples(unittest.TestCase):
    def test_work_as_they_are_written(self):
        text = (SOURCE / 'docs' / 'database.md').read_text(encoding='utf-8')
        blocks = re.findall(r'^```python\n(.*?)^```', text, re.MULTILINE | re.DOTALL)
        self.assertGreater(len(blocks), 5)
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(SOURCE)
        names, printed = {}, io.StringIO()
        with contextlib.redirect_stdout(printed):
            for block in blocks:
                # Drawing is pandas' business, and needs matplotlib.
                block = block.replace('.plot()', '').replace('mode=ro', 'immutable=1')
                exec(compile(block, 'docs/database.md', 'exec'), names)  # pylint: disable=exec-used
        self.assertGreater(len(names['samples']), 1000)
        self.assertTrue(names['samples']['alpha'].dropna().between(0, 1).all())
        self.assertGreater(names['bins'].to_numpy().sum(), 0)
        self.assertGreater(len(names['scores']), 10)
        self.assertIn('accuracy', printed.getvalue())


if __name__ == '__main__':
    unittest.main()
