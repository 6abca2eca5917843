# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fault scripts share: small studies on the built-in demo, the program, looking into a database."""
import argparse
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get('ALPHASCOPE_CLI', '')

STUDY = '''name = "{name}"
tasks = ["demo"]
seeds = [{seed}]
threads = 1
concurrent = 2
device = "cpu"
full_train_row = false
[data]
vocab_size = 300
max_length = 32
[teacher]
encoder = "tiny"
layers = 1
epochs = {teacher_epochs}
batch_size = 64
checkpoint_every = 5
[student]
encoder = "tiny"
layers = 1
epochs = {epochs}
batch_size = 64
eval_every = 20
checkpoint_every = {checkpoint_every}
'''
COMPLAINTS = ('[error]', 'alphascope-cli:', 'locked', 'Another program', 'disk is far behind', 'terminate called')
SCHEMES = ('label-only', 'fixed', 'rw-kd')


def write_study(folder, name, seed=1, epochs=4, teacher_epochs=2, checkpoint_every=10, schemes=SCHEMES):
    """A study whose runs take seconds; of a teacher and a student a scheme."""
    file = pathlib.Path(folder) / f'{name}.toml'
    text = STUDY.format(name=name, seed=seed, epochs=epochs, teacher_epochs=teacher_epochs,
                        checkpoint_every=checkpoint_every)
    file.write_text(text + ''.join(f'[[scheme]]\nid = "{scheme}"\n' for scheme in schemes), encoding='utf-8')
    return file


class Fault(Exception):
    """Something was lost, damaged or not said."""


def demand(condition, text):
    if not condition:
        raise Fault(text)


@contextlib.contextmanager
def scratch(keep=False):
    folder = pathlib.Path(tempfile.mkdtemp(prefix='alphascope-faults-'))
    try:
        yield folder
    finally:
        if keep:
            print(f'kept: {folder}')
        else:
            shutil.rmtree(folder, ignore_errors=True)


def environment(folder, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'ALPHASCOPE_DATA'))}
    return env | {'HOME': str(folder), 'OMP_NUM_THREADS': '1'} | more


def faults_of(checks):
    """Does each; says which of them found a fault, and returns how many did."""
    faults = 0
    for check in checks:
        try:
            check()
        except Fault as problem:
            faults += 1
            print('FAULT:', problem, file=sys.stderr)
    return faults


def options_of(words, doc, places, what):
    """The options of a script that lets calls fail; `what` they are, `places` of them by default."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--places', type=int, default=places, help=what)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--keep', action='store_true', help='leave the files for a look at them')
    return parser.parse_args(words)


def report(counts, faults, begun):
    """Prints what was counted since `begun`; returns the exit code."""
    for name, number in counts.items():
        print(f'{name}: {number}')
    print(f'faults: {faults}\nseconds: {time.monotonic() - begun:.0f}')
    return 1 if faults else 0


def start(folder, *arguments, **env):
    """The program in the background; what it says goes into `said` of the process, a file."""
    said = tempfile.TemporaryFile('w+', encoding='utf-8', errors='replace')
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=folder, env=environment(folder, **env),
                               stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
    process.said = said
    return process


def said_by(process):
    process.said.seek(0)
    return process.said.read()


def check_quiet(said, who):
    """Demands that the program has complained of nothing."""
    for line in said.splitlines():
        demand(not any(word in line for word in COMPLAINTS), f'{who} said:\n{said}')


def cli(folder, *arguments, code=0, timeout=300, **env):
    """Runs to the end and demands the exit code (None: any)."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, env=environment(folder, **env), text=True,
                          errors='replace', stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False)
    demand(code is None or done.returncode == code,
           f'{arguments} ended with {done.returncode}, not {code}:\n{done.stdout}\n{done.stderr}')
    return done


def query(database, sql, *values):
    """Through a read-only connection, which leaves recovering the file to the program."""
    with contextlib.closing(sqlite3.connect(f'file:{database}?mode=ro', uri=True, timeout=30)) as connection:
        return connection.execute(sql, values).fetchall()


def check_sound(database):
    demand(query(database, 'PRAGMA integrity_check') == [('ok',)], f'{database} is damaged')
    demand(query(database, 'PRAGMA foreign_key_check') == [], f'{database}: rows without their parents')


def has_schema(database):
    return database.exists() and query(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'run'") == [(1,)]


def runs_of(database, study):
    """Rows of a study's runs, as dictionaries; none while the database is not there."""
    if not has_schema(database):
        return []
    names = ('id', 'uuid', 'role', 'scheme', 'seed', 'state', 'message', 'step', 'total_steps', 'owner_pid')
    rows = query(database, f'SELECT {", ".join("run." + name for name in names)} FROM run'
                 ' JOIN study ON study.id = study_id WHERE study.name = ? ORDER BY run.id', study)
    return [dict(zip(names, row)) for row in rows]


def wait_until_it_trains(database, study, process, seconds=120):
    """Until one of its runs has begun, or it has ended."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        if any(run['state'] == 'running' and run['owner_pid'] == process.pid for run in runs_of(database, study)):
            return
        time.sleep(0.02)


def files_of(database):
    return pathlib.Path(f'{database}.files')


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def metadata_of(file):
    """The metadata of a safetensors file."""
    with open(file, 'rb') as content:
        size, = struct.unpack('<Q', content.read(8))
        return json.loads(content.read(size)).get('__metadata__', {})


def check_checkpoints(database, run):
    """Every row names a file that is wholly there; of a run that trains the one before it too."""
    rows = query(database, 'SELECT kind, path, sha256 FROM checkpoint WHERE run_id = ?', run['id'])
    ends = any(kind == 'last' and not path.rpartition('/')[2].startswith('step-') for kind, path, _ in rows)
    for kind, path, expected in rows:
        if kind == 'previous' and (ends or run['state'] == 'finished'):
            continue   # removed once the final weights are stored
        file = files_of(database) / path
        demand(file.exists(), f'run {run["id"]}: its {kind} checkpoint {path} is not there')
        demand(sha256(file) == expected, f'run {run["id"]}: its {kind} checkpoint {path} is not whole')


def steps_in(blob):
    """The steps of a sample chunk, each with its bytes (docs/database.md)."""
    at = 0
    while at < len(blob):
        step, _, samples = struct.unpack_from('<IHH', blob, at)
        end = at + 8 + samples * 10
        yield step, blob[at:end]
        at = end


def unique(pairs, what):
    found = {}
    for key, value in pairs:
        demand(key not in found, f'{what}: {key} is stored twice')
        found[key] = value
    return found


def content_of(database, run):
    """All that a run has stored and that its spec, seed and threads decide (times do not), part by part."""
    def rows(sql):
        return query(database, sql, run['id'])
    name = f'run {run["id"]}'
    scalars = unique((((series, step), value) for series, step, value in rows(
        'SELECT name, step, value FROM scalar JOIN series ON series.id = series_id WHERE run_id = ?')
        if series != 'seconds' and not series.startswith('ms_')), f'{name}, scalars')
    chunks = rows('SELECT data FROM sample_chunk WHERE run_id = ? ORDER BY id')
    samples = unique((pair for data, in chunks for pair in steps_in(data)), f'{name}, samples')
    evaluations = unique((((row[0], row[1]), (row[2], row[3])) for row in rows(
        'SELECT step, set_name, outputs, logits FROM evaluation WHERE run_id = ?')), f'{name}, evaluations')
    scores = unique((((row[0], row[1], row[2]), row[3]) for row in rows(
        'SELECT step, set_name, metric, value FROM score JOIN evaluation ON evaluation.id = evaluation_id'
        ' WHERE run_id = ?')), f'{name}, scores')
    histograms = unique(((row[0], row[1:]) for row in rows(
        'SELECT step, counts, atoms FROM histogram WHERE run_id = ?')), f'{name}, histograms')
    model = files_of(database) / 'runs' / run['uuid'] / 'model.safetensors'
    stored = dict(rows("SELECT kind, sha256 FROM checkpoint WHERE run_id = ? AND kind <> 'previous'"))
    demand(stored.get('last') == sha256(model), f'{name}: the final weights are not what the row says')
    sets = rows('SELECT set_name, content_hash FROM run_set JOIN sample_set ON sample_set.id = set_id'
                ' WHERE run_id = ? ORDER BY set_name')
    targets = rows('SELECT set_name, content_hash FROM run_teacher JOIN teacher_logits'
                   ' ON teacher_logits.id = logits_id WHERE run_id = ? ORDER BY set_name')
    demand(scalars and evaluations, f'{name} has stored nothing')
    return {'scalars': scalars, 'samples': samples, 'evaluations': evaluations, 'scores': scores,
            'histograms': histograms, 'models': stored, 'sets': sets, 'teacher logits': targets}


def check_same(database, run, expected):
    """The run has stored what `expected` holds, bit for bit; else names the first part that differs."""
    found = content_of(database, run)
    for part, value in expected.items():
        if found[part] == value:
            continue
        where = ''
        if isinstance(value, dict):
            keys = [key for key in sorted(value.keys() | found[part].keys(), key=str)
                    if value.get(key) != found[part].get(key)]
            where = f', {len(keys)} entries, the first is {keys[0]}'
        raise Fault(f'run {run["id"]} ({run["role"]} {run["scheme"]}): its {part} differ from those of an '
                    f'uninterrupted one{where}')


def key_of(run):
    return run['role'], run['scheme'], run['seed']
