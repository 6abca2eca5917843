#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the include graph and the size rules of the source tree (docs: the rooms and their arrows).

usage: check_architecture.py ROOT      exit code 0: clean, 1: violations (one a line), 2: wrong use
"""
import collections
import pathlib
import re
import sys

import cpp_source

BASE = {'study', 'data', 'metrics', 'store', 'report', 'run', 'interop', 'cluster'}
TRAINING = {'model', 'distill', 'train'}
ROOMS = BASE | TRAINING | {'widgets', 'app'}
# Who may include whom (besides itself). The table has no cycles.
ARROWS = {
    'study': set(),
    'data': {'study'},
    'metrics': {'study'},
    'store': {'study'},
    'report': {'store', 'data', 'metrics', 'study'},
    'interop': {'report', 'store', 'data', 'study'},
    'run': {'store', 'study', 'data'},
    'cluster': {'run', 'store', 'study', 'data'},
    'model': {'data', 'metrics', 'study'},
    'distill': {'model', 'data', 'metrics', 'study'},
    'train': {'distill', 'model', 'data', 'metrics', 'study'},
    'widgets': {'report', 'store', 'data', 'study', 'metrics'},
    'app': BASE | {'widgets'},
}
# Single headers through an otherwise closed door.
EXCEPTIONS = {('train', 'run/training_module.h')}

QT = re.compile(r'^(?:Qt[A-Z]\w*/.+|Q[A-Z]\w*|q[a-z0-9_]+\.h)$')
TORCH = re.compile(r'^(?:torch|ATen|c10|caffe2)(?:/|\.h$)')
CATCH_ALL = re.compile(r'\bcatch\s*\(\s*\.\.\.\s*\)')
FILE_NAME = re.compile(r'^[a-z][a-z0-9_]*\.(?:h|cpp|py|sh|cmake)$')
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LEAST_RATIO = 0.6
TREES = ('core', 'widgets', 'app', 'tests', 'bench')
SOURCE_SUFFIXES = {'.h', '.cpp'}
OTHER_SUFFIXES = {'.py', '.sh', '.cmake'}
FOREIGN_SUFFIXES = {'.hpp', '.cc', '.cxx', '.hh', '.hxx', '.c', '.C'}

Violation = collections.namedtuple('Violation', 'path line rule text')


def source_files(root):
    """Every file under the rules, as paths relative to the root."""
    files = [p for tree in TREES for p in sorted((root / tree).rglob('*'))]
    files += sorted(root.glob('*.sh')) + sorted((root / 'cmake').glob('*')) + [root / 'CMakeLists.txt']
    known = SOURCE_SUFFIXES | OTHER_SUFFIXES | FOREIGN_SUFFIXES
    return [p.relative_to(root) for p in files
            if p.is_file() and '__pycache__' not in p.parts and
            (p.suffix in known or p.name == 'CMakeLists.txt')]


def room_of(path):
    """The room whose arrows bind this file; None for tests and benchmarks."""
    if path.parts[0] == 'core':
        return path.parts[1] if len(path.parts) > 2 else None
    return path.parts[0] if path.parts[0] in ('widgets', 'app') else None


def may_use_torch(path):
    inner = path.parts[1:] if path.parts[0] == 'tests' else path.parts
    return len(inner) > 2 and inner[0] == 'core' and inner[1] in TRAINING


def check_include(path, line, included):
    room, target = room_of(path), included.split('/')[0]
    if '..' in included.split('/') or target == 'core' and room:
        yield Violation(path, line, 'include-path',
                        f'"{included}": write includes from core/, without "..": "room/file.h"')
    elif room and target in ROOMS and '/' in included and target != room:
        if target not in ARROWS[room] and (room, included) not in EXCEPTIONS:
            allowed = ', '.join(sorted(ARROWS[room])) or 'nothing'
            yield Violation(path, line, 'arrow', f'{room} may not include "{included}"; '
                            f'it may include: {allowed}')
    if path.parts[0] == 'core' and QT.match(included):
        yield Violation(path, line, 'qt', f'<{included}>: there is no Qt in core/')
    if TORCH.match(included) and not may_use_torch(path):
        yield Violation(path, line, 'torch',
                        f'<{included}>: torch stays in core/model, core/distill and core/train')


def check_cpp(path, text):
    for line, included in cpp_source.includes(text):
        yield from check_include(path, line, included)
    lengths, balanced = cpp_source.functions(text)
    if not balanced:
        yield Violation(path, 1, 'braces', 'braces do not balance, so functions cannot be measured')
    for line, length in lengths:
        if length > LONGEST_FUNCTION:
            yield Violation(path, line, 'function-length',
                            f'{length} lines; a function has at most {LONGEST_FUNCTION}')
    code = cpp_source.bare_code(text)
    commented = cpp_source.comment_lines(text)
    for match in CATCH_ALL.finditer(code):
        line = code.count('\n', 0, match.start()) + 1
        if line not in commented and line - 1 not in commented:
            yield Violation(path, line, 'catch-all',
                            'catch (...) without a comment here or on the line before that says why')


def check_file(root, path):
    try:
        text = (root / path).read_text(encoding='utf-8')
    except UnicodeDecodeError:
        yield Violation(path, 1, 'utf-8', 'the file is not UTF-8')
        return
    lines = text.splitlines()
    if SPDX not in '\n'.join(lines[:2]):
        yield Violation(path, 1, 'spdx', f'the first line (after #!) must hold "{SPDX}"')
    if len(lines) > LONGEST_FILE:
        yield Violation(path, LONGEST_FILE + 1, 'file-length',
                        f'{len(lines)} lines; a file has at most {LONGEST_FILE}')
    is_cmake = path.name == 'CMakeLists.txt' or path.suffix == '.cmake'
    if not is_cmake and not FILE_NAME.match(path.name):
        yield Violation(path, 1, 'file-name', 'files are named lower_snake.h and lower_snake.cpp')
    if path.parts[0] == 'core' and path.suffix in SOURCE_SUFFIXES and \
            (room_of(path) not in BASE | TRAINING):
        yield Violation(path, 1, 'room', f'core/ has these rooms: {", ".join(sorted(BASE | TRAINING))}')
    elif path.suffix in SOURCE_SUFFIXES:
        yield from check_cpp(path, text)


def check(root):
    return [v for path in source_files(root) for v in check_file(root, path)]


def line_counts(root):
    """{room: [source lines, test lines]}; scripts of the tests count as tests."""
    counts = collections.defaultdict(lambda: [0, 0])
    for path in source_files(root):
        if path.suffix not in SOURCE_SUFFIXES | {'.py'} or path.parts[0] == 'bench':
            continue
        is_test = path.parts[0] == 'tests'
        parts = path.parts[1:] if is_test else path.parts
        room = parts[1] if parts[0] == 'core' and len(parts) > 2 else parts[0]
        with (root / path).open(encoding='utf-8', errors='replace') as file:
            counts[room][is_test] += sum(1 for _ in file)
    return counts


def print_ratio(root):
    counts = line_counts(root)
    for room, (source, test) in sorted(counts.items()):
        print(f'{room:10} source {source:6}  test {test:6}' +
              (f'  ratio {test / source:5.2f}' if source else ''))
    source, test = (sum(c[i] for c in counts.values()) for i in (0, 1))
    print(f'all        source {source:6}  test {test:6}  ratio {test / source:5.2f}')


def check_ratio(root):
    """Too few test lines for the whole tree; a single room may have fewer."""
    source, test = (sum(c[i] for c in line_counts(root).values()) for i in (0, 1))
    if test < LEAST_RATIO * source:
        yield Violation(pathlib.Path('tests'), 1, 'test-ratio',
                        f'{test} lines for {source} of source; at least {LEAST_RATIO} a line')


def main(arguments):
    if len(arguments) != 1 or not (pathlib.Path(arguments[0]) / 'core').is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(arguments[0])
    violations = check(root) + list(check_ratio(root))
    for v in violations:
        print(f'{v.path}:{v.line}: {v.rule}: {v.text}')
    print_ratio(root)
    print(f'{len(violations)} violations in {len(source_files(root))} files')
    return 1 if violations else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
