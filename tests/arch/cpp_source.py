# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough C++ reading for the lint: comments, strings, includes, and where functions end."""
import functools
import re

_TOKEN = re.compile(
    r'(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)'
    r'|(?P<raw>\b(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<number>(?<!\w)\d[\w.']*)"  # keeps 1'000 from opening a character literal
    r"|(?P<char>'(?:\\.|[^'\\\n])+')", re.S)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.M)
_DIRECTIVE = re.compile(r'^[ \t]*#(?:\\\n|[^\n])*', re.M)
_CONTAINER = re.compile(r'\b(?:class|struct|union|enum|namespace)\b')
_SIGNATURE_END = re.compile(r'\)\s*(?:(?:const|noexcept|override|final|mutable|try|&&?|\(\))\s*)*(?:->.*)?$',
                            re.S)


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


@functools.lru_cache(maxsize=None)
def without_comments(text):
    """The text with every comment blanked; line numbers stay."""
    return _TOKEN.sub(lambda m: _blank(m[0]) if m['comment'] else m[0], text)


@functools.lru_cache(maxsize=None)
def bare_code(text):
    """Comments, strings, character literals and preprocessor lines blanked; line numbers stay."""
    code = _TOKEN.sub(lambda m: m[0] if m['number'] else _blank(m[0]), text)
    return _DIRECTIVE.sub(lambda m: _blank(m[0]), code)


@functools.lru_cache(maxsize=None)
def comment_lines(text):
    """The 1-based numbers of the lines that hold (a part of) a comment."""
    lines = set()
    for match in _TOKEN.finditer(text):
        if match['comment']:
            first = text.count('\n', 0, match.start()) + 1
            lines.update(range(first, first + match[0].count('\n') + 1))
    return lines


@functools.lru_cache(maxsize=None)
def includes(text):
    """[(line, path)] of every #include outside comments and raw strings."""
    code = _TOKEN.sub(lambda m: _blank(m[0]) if m['comment'] or m['raw'] else m[0], text)
    return [(code.count('\n', 0, m.start(0)) + 1, m[1] or m[2]) for m in _INCLUDE.finditer(code)]


def _kind(header):
    """What the brace after this statement head opens, at namespace or class level."""
    flat = header
    for pattern in (r'<[^<>;{}]*>', r'\([^()]*\)'):
        before = None
        while before != flat:
            before, flat = flat, re.sub(pattern, lambda m: '' if m[0][0] == '<' else '\x01', flat)
    flat = flat.replace('\x01', '()').strip()
    if _CONTAINER.search(flat) and not _SIGNATURE_END.search(flat):
        return 'container'
    if flat == 'extern':
        return 'container'
    return 'function' if '(' in flat and not flat.endswith('=') else 'other'


@functools.lru_cache(maxsize=None)
def functions(text):
    """[(line of the opening brace, lines up to the closing one)], and whether the braces balance."""
    code = bare_code(text)
    found, stack, start = [], [], 0  # stack: (kind, place of the brace, start of its statement)
    for match in re.finditer(r'[{};]', code):
        char, place = match[0], match.start()
        measuring = bool(stack) and stack[-1][0] != 'container'
        if char == '{':
            stack.append(('inner' if measuring else _kind(code[start:place]), place, start))
            start = start if measuring else place + 1
        elif char == '}':
            if not stack:
                return found, False
            kind, opened, head = stack.pop()
            following = code[place + 1:].lstrip()[:1] if kind in ('function', 'other') else ''
            if kind != 'inner':
                # "a_{1}, b_{2} {": an initialiser; the statement that holds it goes on.
                start = head if following and following in ',{)' else place + 1
            if kind == 'function' and start != head:
                first = code.count('\n', 0, opened) + 1
                found.append((first, code.count('\n', opened, place) + 1))
        elif not measuring and not _inside_parentheses(code[start:place]):
            start = place + 1
    return found, not stack


def _inside_parentheses(head):
    return head.count('(') > head.count(')')
