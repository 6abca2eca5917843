#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants violations in a temporary copy of the tree and sees each one caught, and nothing else.

usage: self_test.py ROOT
"""
import pathlib
import shutil
import sys
import tempfile

import check_architecture as rules

HEAD = '// SPDX-License-Identifier: GPL-3.0-or-later\n'


def include(name):
    return HEAD + f'#include {name}\n'


def function(lines, head='int f()'):
    """A function whose braces span the given number of lines."""
    return f'{head} {{\n' + '    work();\n' * (lines - 2) + '}\n'


def initialised(lines):
    return HEAD + 'struct A {\n    A(int a) : a_{a}, b_{a + 1} ' + function(lines, '').lstrip() + '};\n'


# (what is planted, file, content, rule that must speak up)
PLANTED = [
    ('study includes data', 'core/study/planted.cpp', include('"data/example.h"'), 'arrow'),
    ('data includes metrics', 'core/data/planted.h', include('"metrics/summary.h"'), 'arrow'),
    ('metrics includes store', 'core/metrics/planted.h', include('"store/rows.h"'), 'arrow'),
    ('store includes report', 'core/store/planted.h', include('"report/result_table.h"'), 'arrow'),
    ('report includes run', 'core/report/planted.h', include('"run/queue.h"'), 'arrow'),
    ('run includes report', 'core/run/planted.h', include('"report/result_table.h"'), 'arrow'),
    ('run includes train', 'core/run/planted.h', include('"train/trainer.h"'), 'arrow'),
    ('model includes distill', 'core/model/planted.h', include('"distill/loss_term.h"'), 'arrow'),
    ('model includes store', 'core/model/planted.h', include('"store/writer.h"'), 'arrow'),
    ('distill includes train', 'core/distill/planted.h', include('"train/trainer.h"'), 'arrow'),
    ('train includes the queue', 'core/train/planted.h', include('"run/queue.h"'), 'arrow'),
    ('train includes store', 'core/train/planted.h', include('"store/writer.h"'), 'arrow'),
    ('widgets include run', 'widgets/planted.h', include('"run/queue.h"'), 'arrow'),
    ('widgets include app', 'widgets/planted.h', include('"app/gui/main_window.h"'), 'arrow'),
    ('app includes model', 'app/planted.cpp', include('"model/encoder.h"'), 'arrow'),
    ('app includes train, in angles', 'app/cli/planted.cpp', include('<train/trainer.h>'), 'arrow'),
    ('core includes widgets', 'core/report/planted.h', include('"widgets/plot.h"'), 'arrow'),
    ('an include with spaces', 'core/study/planted.h', HEAD + '#  include "data/example.h"\n', 'arrow'),
    ('a way around the arrows', 'core/study/planted.h', include('"../data/example.h"'), 'include-path'),
    ('an include from the root', 'core/study/planted.h', include('"core/data/example.h"'), 'include-path'),
    ('a Qt class in core', 'core/report/planted.h', include('<QString>'), 'qt'),
    ('a Qt module in core', 'core/run/planted.h', include('<QtCore/QObject>'), 'qt'),
    ('a Qt header in core', 'core/store/planted.h', include('<qobject.h>'), 'qt'),
    ('QCustomPlot in core', 'core/report/planted.h', include('<qcustomplot.h>'), 'qt'),
    ('torch in base', 'core/metrics/planted.h', include('<torch/torch.h>'), 'torch'),
    ('ATen in run', 'core/run/planted.cpp', include('"ATen/ATen.h"'), 'torch'),
    ('c10 in widgets', 'widgets/planted.cpp', include('<c10/util/Half.h>'), 'torch'),
    ('torch in a test of base', 'tests/core/report/planted_test.cpp', include('<torch/torch.h>'), 'torch'),
    ('a long function', 'core/study/planted.cpp', HEAD + function(61), 'function-length'),
    ('a long method', 'core/study/planted.h', HEAD + 'class A {\n public:\n' +
     function(61, 'std::map<int, int> f() const') + '};\n', 'function-length'),
    ('a long lambda', 'core/study/planted.cpp', HEAD + function(61, 'const auto f = [](int a)') + ';\n',
     'function-length'),
    ('a long constructor', 'core/study/planted.h', initialised(61), 'function-length'),
    ('a long test', 'tests/core/study/planted_test.cpp', HEAD + 'namespace {\n' +
     function(61, 'TEST(Planted, IsLong)') + '}\n', 'function-length'),
    ('a long template', 'core/study/planted.h', HEAD +
     function(61, 'template <class T, typename = std::enable_if_t<(sizeof(T) > 1)>> struct B make()'),
     'function-length'),
    ('a long file', 'core/study/planted.cpp', HEAD + '\n' * 400, 'file-length'),
    ('no licence', 'core/study/planted.cpp', 'int a = 0;\n', 'spdx'),
    ('no licence in CMake', 'widgets/planted/CMakeLists.txt', 'message("")\n', 'spdx'),
    ('a CamelCase file', 'widgets/PlantedPanel.h', HEAD, 'file-name'),
    ('another suffix', 'core/study/planted.hpp', HEAD, 'file-name'),
    ('an unknown room', 'core/planted/planted.h', HEAD, 'room'),
    ('a file outside the rooms', 'core/planted.h', HEAD, 'room'),
    ('a silent catch-all', 'app/planted.cpp', HEAD + 'void f() {\n    try {\n        g();\n'
     '    } catch (...) {\n    }\n}\n', 'catch-all'),
    ('an unbalanced brace', 'app/planted.cpp', HEAD + 'void f() {\n', 'braces'),
]

# What must be left in peace.
HARMLESS = [
    ('the one open door', 'core/train/planted.h', include('"run/training_module.h"')),
    ('torch in its rooms', 'core/distill/planted.h', include('<torch/torch.h>')),
    ('torch in their tests', 'tests/core/model/planted_test.cpp', include('<torch/torch.h>')),
    ('Qt in widgets', 'widgets/planted.h', include('<QWidget>')),
    ('app may use all of base', 'app/planted.cpp', include('"run/queue.h"\n#include "widgets/a.h"')),
    ('a commented include', 'core/study/planted.h', HEAD + '// #include <QString>\n/*\n#include <QObject>\n*/\n'),
    ('an include in a text', 'core/study/planted.h',
     HEAD + 'const char* kText = R"(\n#include <QString>\n)";\nconst char* kUrl = "http://x"; // {\n'),
    ('a header that starts like torch', 'core/study/planted.h', include('"torchlight.h"')),
    ('a function of 60 lines', 'core/study/planted.cpp', HEAD + function(60)),
    ('a constructor of 60 lines', 'core/study/planted.h', initialised(60)),
    ('a long table', 'core/study/planted.cpp', HEAD + 'const int kTable[] = {\n' + '    1,\n' * 90 + '};\n'),
    ('a long class', 'core/study/planted.h', HEAD + 'template <class T>\nclass A : public B<int()> {\n' +
     '    int f() { return 1; }\n' * 90 + '};\n'),
    ('braces in texts and numbers', 'core/study/planted.cpp',
     HEAD + 'void f() {\n    g("{", \'{\', 1\'000, R"x({)x");\n    // {\n}\n' + function(40, 'void h()')),
    ('an excused catch-all', 'app/planted.cpp', HEAD + 'void f() {\n    try {\n        g();\n'
     '        // Nothing may leave a destructor.\n    } catch (...) {\n    }\n'
     '    try { g(); } catch (...) {  // the log is gone as well\n    }\n}\n'),
    ('a file of 400 lines', 'core/study/planted.cpp', HEAD + '\n' * 399),
]


def new_violations(root, name, content, before):
    """What the rules say once the file is there; the file is removed again."""
    target = root / name
    existed = target.parent.is_dir()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding='utf-8')
    found = [v for v in rules.check(root) if v not in before]
    target.unlink()
    if not existed:
        target.parent.rmdir()
    return found


def run(root):
    before = set(rules.check(root))
    failures = []
    for what, name, content, rule in PLANTED:
        found = new_violations(root, name, content, before)
        if [(str(v.path), v.rule) for v in found] != [(name, rule)]:
            failures.append(f'{what}: wanted one "{rule}" in {name}, got {found}')
    for what, name, content in HARMLESS:
        found = new_violations(root, name, content, before)
        if found:
            failures.append(f'{what}: must not be reported, got {found}')
    (root / 'app/planted.cpp').write_text(HEAD + '\n' * 1_000_000, encoding='utf-8')
    if [v.rule for v in rules.check_ratio(root)] != ['test-ratio']:
        failures.append('a million untested lines: wanted a "test-ratio"')
    (root / 'app/planted.cpp').unlink()
    return failures


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    source = pathlib.Path(arguments[0])
    with tempfile.TemporaryDirectory(prefix='alphascope_arch_') as folder:
        root = pathlib.Path(folder)
        for path in rules.source_files(source):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / path, root / path)
        for tree in rules.TREES:
            (root / tree).mkdir(exist_ok=True)
        failures = run(root)
    for failure in failures:
        print(failure)
    print(f'{len(PLANTED)} violations planted, {len(HARMLESS)} harmless files, {len(failures)} failures')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
