# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs go to TensorBoard and CSV, and come from TensorBoard. The event files are read and made here by code
that shares nothing with the program; where Python's protobuf is installed, it reads them too."""
import csv
import io
import pathlib
import sqlite3
import struct
import unittest

from cli import SOURCE, CliTest


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def check(data):
    value = crc32c(data)
    return struct.pack('<I', (((value >> 15) | (value << 17)) + 0xA282EAD8) & 0xFFFFFFFF)


def records(file):
    data, at = file.read_bytes(), 0
    while at < len(data):
        length, = struct.unpack_from('<Q', data, at)
        assert data[at + 8:at + 12] == check(data[at:at + 8]), (file, at)
        record = data[at + 12:at + 12 + length]
        assert data[at + 12 + length:at + 16 + length] == check(record), (file, at)
        yield record
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def fields(data):
    """(number, value) of each field; bytes, or the number's own bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = varint(data, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def values(file):
    """(wall time, step, tag, {field: value}) of each summary value."""
    for record in records(file):
        event = dict(fields(record))
        time, = struct.unpack('<d', event[1])
        for number, value in fields(event.get(5, b'')):
            assert number == 1
            value = dict(fields(value))
            yield time, event.get(2, 0), value[1].decode(), value


def scalars(file):
    return [(tag, step, struct.unpack('<f', value[2])[0]) for _, step, tag, value in values(file) if 2 in value]


def number(value):
    out = b''
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def block(field, data):
    return number(field << 3 | 2) + number(len(data)) + data


def record(data):
    return struct.pack('<Q', len(data)) + check(struct.pack('<Q', len(data))) + data + check(data)


def event(time, step, *summary_values):
    return record(b'\x09' + struct.pack('<d', time) + b'\x10' + number(step) +
                  block(5, b''.join(block(1, value) for value in summary_values)))


def old_scalar(tag, value):
    return block(1, tag.encode()) + b'\x15' + struct.pack('<f', value)


def new_scalar(tag, value):
    """As TensorFlow 2 writes it: a tensor, and a note that the page of scalars shows it."""
    tensor = b'\x08\x01' + block(2, b'') + block(4, struct.pack('<f', value))
    return block(1, tag.encode()) + block(9, block(1, block(1, b'scalars'))) + block(8, tensor)


VERSION = record(b'\x09' + struct.pack('<d', 1.7e9) + block(3, b'brain.Event:2'))


class Export(CliTest):
    gallery = SOURCE / 'experiments.db'

    def query(self, sql, *values_of):
        with sqlite3.connect(f'file:{self.gallery}?immutable=1', uri=True) as database:
            return database.execute(sql, values_of).fetchall()

    def run_with_histograms(self):
        return self.query('SELECT run_id FROM histogram GROUP BY run_id ORDER BY count(*) DESC')[0][0]

    def export(self, run):
        self.cli('export', 'tensorboard', run, '--out', 'tb', '--db', self.gallery)
        files = list((self.folder / 'tb').glob('*/*'))
        self.assertEqual(len(files), 1, files)
        return files[0]

    def test_every_scalar_arrives(self):
        run = self.run_with_histograms()
        file = self.export(run)
        self.assertEqual(dict(fields(next(records(file))))[3], b'brain.Event:2')
        stored = self.query('SELECT name, step, value FROM scalar JOIN series ON series.id = series_id'
                            ' WHERE run_id = ?', run)
        stored += self.query("SELECT set_name || '/' || metric, step, value FROM evaluation JOIN score"
                             ' ON evaluation_id = evaluation.id WHERE run_id = ?', run)
        stored = [(name, step, struct.unpack('<f', struct.pack('<f', value))[0]) for name, step, value in stored]
        self.assertGreater(len(stored), 100)
        self.assertEqual(sorted(scalars(file)), sorted(stored))

    def test_histograms_have_our_counts_and_limits(self):
        run = self.run_with_histograms()
        shown = [(step, dict(fields(value[5]))) for _, step, tag, value in values(self.export(run))
                 if tag == 'alpha' and 5 in value]
        stored = self.query('SELECT step, counts FROM histogram WHERE run_id = ? ORDER BY step, id', run)
        self.assertEqual(len(shown), len(stored))
        narrower = 0
        for (step, proto), (stored_step, counts) in zip(shown, stored):
            counts = struct.unpack('<40I', counts)
            self.assertEqual(step, stored_step)
            self.assertEqual(struct.unpack('<40d', proto[7]), tuple(map(float, counts)))
            for i, limit in enumerate(struct.unpack('<40d', proto[6])):
                self.assertAlmostEqual(limit, (i + 1) / 40)
            lowest, highest, total = (struct.unpack('<d', proto[i])[0] for i in (1, 2, 3))
            # TensorBoard drops the empty bins at both ends, and draws the others from min to max.
            filled = [i for i, count in enumerate(counts) if count]
            self.assertAlmostEqual(lowest, filled[0] / 40)
            self.assertAlmostEqual(highest, (filled[-1] + 1) / 40)
            self.assertEqual(total, float(sum(counts)))
            narrower += len(filled) < 40
        self.assertGreater(narrower, 0)

    def test_settings_are_a_text_and_times_rise(self):
        run = self.run_with_histograms()
        found = list(values(self.export(run)))
        tensor = dict(fields(found[0][3][8]))
        self.assertEqual(found[0][2], 'settings')
        self.assertIn('| train.learning_rate | ', tensor[8].decode())
        times = [time for time, *_ in found]
        self.assertEqual(times, sorted(times))
        started, = self.query('SELECT started FROM run WHERE id = ?', run)[0]
        self.assertAlmostEqual(times[0], started)

    def test_protobuf_reads_it_too(self):
        try:
            from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
        except ImportError:
            self.skipTest("Python's protobuf is not installed (python3-protobuf)")
        proto = descriptor_pb2.FileDescriptorProto(name='event.proto', package='t', syntax='proto3')
        kinds = {'double': 1, 'float': 2, 'int64': 3, 'string': 9}
        for name, members in {
                'Event': [('wall_time', 1, 'double'), ('step', 2, 'int64'), ('file_version', 3, 'string'),
                          ('summary', 5, 'Summary')],
                'Summary': [('value', 1, '*Value')],
                'Value': [('tag', 1, 'string'), ('simple_value', 2, 'float'), ('histo', 5, 'Histogram')],
                'Histogram': [('min', 1, 'double'), ('max', 2, 'double'), ('num', 3, 'double'), ('sum', 4, 'double'),
                              ('sum_squares', 5, 'double'), ('bucket_limit', 6, '*double'),
                              ('bucket', 7, '*double')]}.items():
            message = proto.message_type.add(name=name)
            for member, tag, kind in members:
                field = message.field.add(name=member, number=tag, label=3 if kind[0] == '*' else 1)
                if kind.strip('*') in kinds:
                    field.type = kinds[kind.strip('*')]
                else:
                    field.type, field.type_name = 11, '.t.' + kind.strip('*')
        pool = descriptor_pool.DescriptorPool()
        pool.Add(proto)
        read = message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName('t.Event'))
        file = self.export(self.run_with_histograms())
        seen, bars = [], 0
        for data in records(file):
            for value in read.FromString(data).summary.value:
                if value.HasField('histo'):
                    self.assertEqual(len(value.histo.bucket), len(value.histo.bucket_limit))
                    bars += sum(value.histo.bucket)
                elif value.tag != 'settings':
                    seen.append((value.tag, read.FromString(data).step, value.simple_value))
        self.assertGreater(bars, 0)
        self.assertEqual(seen, scalars(file))

    def test_csv_has_the_same_numbers(self):
        first, second = (row[0] for row in self.query('SELECT id FROM run ORDER BY id LIMIT 2'))
        text = self.cli('export', 'csv', first, second, '--db', self.gallery).stdout
        rows = list(csv.DictReader(io.StringIO(text)))
        stored = self.query('SELECT count(*) FROM scalar WHERE run_id IN (?, ?)', first, second)[0][0]
        scores = self.query('SELECT count(*) FROM score JOIN evaluation ON evaluation.id = evaluation_id'
                            ' WHERE run_id IN (?, ?)', first, second)[0][0]
        self.assertEqual(len(rows), stored + scores)
        name, step, value = self.query('SELECT name, step, value FROM scalar JOIN series ON series.id = series_id'
                                       ' WHERE run_id = ? ORDER BY scalar.id LIMIT 1', second)[0]
        found = [row for row in rows if (row['run'], row['series'], row['step']) == (str(second), name, str(step))]
        self.assertEqual([float(row['value']) for row in found], [value])
        self.cli('export', 'csv', first, second, '--out', 'all.csv', '--db', self.gallery)
        self.assertEqual((self.folder / 'all.csv').read_text(), text)
        self.cli('export', 'csv', first, second, '--out', 'each/', '--db', self.gallery)
        self.assertEqual(sorted(path.name for path in (self.folder / 'each').iterdir()),
                         [f'run-{first}.csv', f'run-{second}.csv'])

    def test_runs_are_named_or_filtered(self):
        self.assertIn('Name the runs', self.cli('export', 'csv', '--db', self.gallery, code=2).stderr)
        self.assertIn('No run matches',
                      self.cli('export', 'csv', '--where', 'seed = 98765', '--db', self.gallery, code=1).stderr)
        text = self.cli('export', 'csv', '--where', 'role = teacher', '--db', self.gallery).stdout
        teachers = {str(row[0]) for row in self.query("SELECT id FROM run WHERE role = 'teacher'")}
        self.assertEqual({row['run'] for row in csv.DictReader(io.StringIO(text))}, teachers)


class Import(CliTest):
    def log(self, folder, data):
        path = self.folder / 'logs' / folder / 'events.out.tfevents.1700000000.host'
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open('ab') as file:
            file.write(data)
        return path

    def bring(self, *more, code=0):
        return self.cli('import', 'tensorboard', 'logs', *more, '--db', self.db, '--create', code=code)

    def test_both_kinds_of_scalars_become_series(self):
        self.log('old', VERSION + event(1.7e9, 1, old_scalar('loss', 0.5), old_scalar('acc', 0.25)))
        self.log('new', VERSION + event(1.7e9, 3, new_scalar('loss', 0.75)))
        self.assertIn('Runs added: 2, got further: 0, there already: 0; scalars written: 3',
                      self.bring('--study', 'baseline').stdout)
        self.assertIn('Runs added: 0, got further: 0, there already: 2; scalars written: 0', self.bring().stdout)
        new, old = self.runs()
        self.assertEqual((new['label'], new['study'], new['state']), ('new', 'baseline', 'finished'))
        text = self.cli('export', 'csv', new['id'], old['id'], '--db', self.db).stdout
        self.assertEqual([tuple(row.values()) for row in csv.DictReader(io.StringIO(text))],
                         [('1', 'loss', '3', '0.75'), ('2', 'loss', '1', '0.5'), ('2', 'acc', '1', '0.25')])

    def test_a_mistyped_target_is_said_and_not_made(self):
        self.log('a', VERSION + event(1.7e9, 1, old_scalar('loss', 0.5)))
        done = self.cli('import', 'tensorboard', 'logs', '--db', self.db, code=1)
        self.assertIn(f'There is no database {self.db}. Check its name, or have it made with --create.', done.stderr)
        self.assertFalse(self.db.exists())
        self.assertIn(f'{self.db} is a new database.\nRuns added: 1', self.bring().stdout)
        self.cli('import', 'tensorboard', 'logs', '--db', self.db)
        self.cli('import', 'tensorboard', 'logs')  # nobody mistypes the default one
        self.assertTrue((self.folder / '.local/share/alphascope/experiments.db').exists())

    def test_a_study_for_runs_that_have_one_is_said_to_be_of_no_use(self):
        self.log('a', VERSION + event(1.7e9, 1, old_scalar('loss', 0.5)))
        self.log('b', VERSION + event(1.7e9 + 1, 1, old_scalar('loss', 0.5)))
        self.assertEqual(self.bring('--study', 'first').stderr, '')
        self.assertEqual(self.bring('--study', 'first').stderr, '')
        self.log('c', VERSION + event(1.7e9 + 2, 1, old_scalar('loss', 0.5)))
        done = self.bring('--study', 'second')
        self.assertEqual(done.stderr, 'Runs that stay in the study that they were first imported into: 2; --study is'
                         ' for new ones.\n')
        self.assertEqual({run['label']: run['study'] for run in self.runs()},
                         {'a': 'first', 'b': 'first', 'c': 'second'})
        self.assertEqual(self.bring().stderr, '', 'the name of the folder was not asked for')

    def test_a_live_writer_is_followed(self):
        whole = VERSION + event(1.7e9, 1, old_scalar('loss', 0.5))
        later = event(1.7e9 + 1, 2, old_scalar('loss', 0.25))
        file = self.log('a', whole + later[:20])
        self.assertIn(f'{file.relative_to(self.folder)} ends within a record', self.bring().stderr)
        with file.open('ab') as out:
            out.write(later[20:])
        again = self.bring()
        self.assertIn('Runs added: 0, got further: 1', again.stdout)
        self.assertEqual(again.stderr, '')
        self.assertEqual(self.runs()[0]['step'], 2)

    def test_several_at_once_store_nothing_twice(self):
        scalar = [event(1.7e9 + step, step, old_scalar('loss', step)) for step in range(1, 4001)]
        self.log('a', VERSION + b''.join(scalar[:2000]))
        for data, stored in ((b'', 2000), (b''.join(scalar[2000:]), 4000)):  # a new run, then its tail
            self.log('a', data)
            imports = [self.start('import', 'tensorboard', 'logs', '--db', self.db, '--create') for _ in range(4)]
            said = [process.communicate(timeout=120)[0] for process in imports]
            for process, text in zip(imports, said):
                # Whoever came while another was at work says so.
                self.assertEqual(process.returncode, 1 if 'imported by another process' in text else 0, text)
            with sqlite3.connect(self.db) as database:
                self.assertEqual(database.execute('SELECT count(*), count(DISTINCT step) FROM scalar').fetchone(),
                                 (stored, stored))
            self.assertIn('Runs added: 0, got further: 0, there already: 1', self.bring().stdout)

    def test_what_another_machine_has_begun_is_left_out(self):
        self.log('a', VERSION + event(1.7e9, 1, old_scalar('loss', 0.5)))
        self.bring()
        with sqlite3.connect(self.db) as database:
            database.execute("UPDATE run SET state = 'running', owner_host = 'elsewhere', owner_pid = 4711")
        self.log('b', VERSION + event(1.7e9 + 1, 1, old_scalar('loss', 0.5)))
        done = self.bring(code=1)
        self.assertIn('Run 1 (a) is being imported by another process (4711 on elsewhere), so logs/a was left out',
                      done.stderr)
        self.assertIn('Runs added: 1', done.stdout)
        self.assertIn('Runs added: 0, got further: 1, there already: 1', self.bring('--owner-gone').stdout)
        self.assertEqual([run['state'] for run in self.runs()], ['finished', 'finished'])

    def test_damage_is_a_sentence_and_a_code(self):
        data = VERSION + event(1.7e9, 1, old_scalar('loss', 0.5))
        broken = bytearray(event(1.7e9, 2, old_scalar('loss', 0.5)))
        broken[20] ^= 1
        self.log('a', data + bytes(broken) + data)
        done = self.bring(code=1)
        self.assertIn(f'byte {len(data)}: a record does not fit its checksum', done.stderr)
        self.assertIn('Runs added: 1', done.stdout)

    def test_what_was_exported_comes_back(self):
        gallery = SOURCE / 'experiments.db'
        self.cli('export', 'tensorboard', 1, '--out', 'logs', '--db', gallery)
        self.bring()
        run, = self.runs()
        with sqlite3.connect(f'file:{gallery}?immutable=1', uri=True) as database:
            task, seed, uuid = database.execute('SELECT task, seed, uuid FROM run WHERE id = 1').fetchone()
        self.assertTrue(run['label'].startswith(task + '-') and run['label'].endswith(f'-seed{seed}-{uuid[:8]}'))
        ours = self.cli('export', 'csv', 1, '--db', gallery).stdout.splitlines()
        back = self.cli('export', 'csv', run['id'], '--db', self.db).stdout.splitlines()
        self.assertEqual(len(ours), len(back))

    def test_an_imported_run_is_only_looked_at(self):
        self.log('lr_0.1', VERSION + event(1.7e9, 1, old_scalar('loss', 0.5)) +
                 event(1.7e9 + 60, 2, old_scalar('loss', 0.25)))
        self.log('lr_0.2', VERSION + event(1.7e9 + 1, 1, old_scalar('loss', 0.125)))
        self.bring()
        text = self.cli('runs', '--where', 'role = imported and task = imported', '--db', self.db).stdout
        self.assertRegex(text, r'logs +imported +lr_0\.1 +- +finished +2/2 +1:00 ')
        self.assertIn('imported · lr_0.1  finished', self.cli('show', '1', '--db', self.db).stdout)
        self.assertEqual(self.cli('diff', '1', '2', '--db', self.db).stdout,
                         'SETTING      lr_0.1  lr_0.2\ndata.folder  lr_0.1  lr_0.2\n')
        self.assertIn('the same settings', self.cli('diff', '1', '1', '--db', self.db).stdout)
        self.assertIn('Left out because imported, so that only curves are known: 2 runs.',
                      self.cli('table', '--db', self.db, code=1).stderr)
        for end, arguments in {
                'it cannot be continued.': ('continue', '1'),
                'it cannot tell of samples.': ('samples', '1'),
                'it cannot be submitted.': ('glue-zip', 'a.zip', '1', '2'),
                'it cannot be written as a model.': ('export-model', '1', 'model')}.items():
            error = self.cli(*arguments, '--db', self.db, code=1).stderr
            self.assertIn('Run 1 (lr_0.1) was imported, and only its curves are known, so ' + end, error)
        study = self.study('fixed')
        study.write_text(study.read_text().replace('[teacher]\n', f'[teacher]\nrun = "{self.runs()[0]["uuid"]}"\n'))
        self.assertIn('so it cannot teach.', self.cli('run', study, '--db', self.db, code=1).stderr)

    def test_nothing_to_import_is_a_sentence(self):
        (self.folder / 'logs').mkdir()
        self.assertIn('no file below it is an event file', self.bring(code=1).stderr)
        self.assertFalse(pathlib.Path(self.db).exists())


if __name__ == '__main__':
    unittest.main()
