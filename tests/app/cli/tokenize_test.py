# SPDX-License-Identifier: GPL-3.0-or-later
"""tokenize: JSON lines in and out. The expected ids follow by hand from the small vocabulary below."""
import json
import os
import pathlib
import unittest

from cli import CliTest

TOKENS = '[PAD] [UNK] [CLS] [SEP] [MASK] the cat sat ##s on un ##aff ##able , . a'.split()


class Tokenize(CliTest):
    def setUp(self):
        super().setUp()
        self.vocab = self.folder / 'vocab.txt'
        self.vocab.write_text('\n'.join(TOKENS) + '\n')

    def encode(self, *lines, extra=(), code=0):
        text = ''.join((line if isinstance(line, str) else json.dumps(line)) + '\n' for line in lines)
        done = self.cli('tokenize', '--vocab', self.vocab, *extra, stdin=text, code=code)
        return done if code else [json.loads(line) for line in done.stdout.splitlines()]

    def ids(self, words):
        return [TOKENS.index(word) for word in words.split()]

    def test_single_texts_and_pairs(self):
        single, pair = self.encode({'text_a': 'The CATS, unaffable.'}, {'text_a': 'the cat', 'text_b': 'sat'})
        self.assertEqual(single['ids'], self.ids('[CLS] the cat ##s , un ##aff ##able . [SEP]'))
        self.assertEqual(single['type_ids'], [0] * 10)
        self.assertEqual(pair['ids'], self.ids('[CLS] the cat [SEP] sat [SEP]'))
        self.assertEqual(pair['type_ids'], [0, 0, 0, 0, 1, 1])

    def test_unknown_words_empty_texts_and_accents(self):
        unknown, empty, accent = self.encode({'text_a': 'dog'}, {'text_a': ''}, {'text_a': 'thé'})
        self.assertEqual(unknown['ids'], self.ids('[CLS] [UNK] [SEP]'))
        self.assertEqual(empty['ids'], self.ids('[CLS] [SEP]'))
        self.assertEqual(accent['ids'], self.ids('[CLS] the [SEP]'))

    def test_a_null_second_text_is_none_and_an_empty_one_is_a_pair(self):
        none, empty = self.encode({'text_a': 'a', 'text_b': None}, {'text_a': 'a', 'text_b': ''})
        self.assertEqual(none['ids'], self.ids('[CLS] a [SEP]'))
        self.assertEqual(empty['ids'], self.ids('[CLS] a [SEP] [SEP]'))
        self.assertEqual(empty['type_ids'], [0, 0, 0, 1])

    def test_is_truncated_only_when_asked(self):
        line = {'text_a': 'the ' * 600, 'text_b': 'cat'}
        self.assertEqual(len(self.encode(line)[0]['ids']), 604)
        cut = self.encode(line, extra=['--max-length', 8])[0]
        self.assertEqual(cut['ids'], self.ids('[CLS] the the the the [SEP] cat [SEP]'))

    def test_a_bad_line_is_named_and_what_came_before_is_kept(self):
        good = {'text_a': 'cat'}
        for bad in ('{"text_a": ', '[1]', '"cat"', '{"text_b": "cat"}', '{"text_a": 3}', ''):
            with self.subTest(bad=bad):
                done = self.encode(good, good, bad, good, code=1)
                self.assertIn('standard input:3:', done.stderr)
                self.assertEqual(len(done.stdout.splitlines()), 2)

    def test_too_short_a_length_for_a_pair_names_the_line(self):
        done = self.encode({'text_a': 'a'}, {'text_a': 'a', 'text_b': 'a'}, extra=['--max-length', 4], code=1)
        self.assertIn('standard input:2:', done.stderr)

    def test_a_missing_vocabulary_fails(self):
        self.vocab.unlink()
        self.assertIn('vocab.txt', self.encode({'text_a': 'a'}, code=1).stderr)

    def test_takes_any_kind_of_tokenizer(self):
        fixtures = pathlib.Path(os.environ['ALPHASCOPE_SOURCE']) / 'tests' / 'fixtures' / 'data'
        for name in ('unigram', 'unigram_bytes'):
            self.vocab = fixtures / f'{name}.json'
            cases = json.loads((fixtures / f'{name}_cases.json').read_text(encoding='utf-8'))
            encoded = self.encode(*({'text_a': case['text']} for case in cases))
            self.assertEqual([line['ids'] for line in encoded], [case['ids'] for case in cases])
        self.vocab = fixtures / 'gpt2_part.json'
        tokens = {row: token for token, row in json.loads(self.vocab.read_text())['model']['vocab'].items()}
        cases = json.loads((fixtures / 'gpt2_cases.json').read_text(encoding='utf-8'))
        encoded = self.encode(*({'text_a': case['text']} for case in cases))
        self.assertEqual([[tokens[i] for i in line['ids']] for line in encoded], [case['tokens'] for case in cases])

    def test_takes_a_folder_and_a_table_of_pieces(self):
        pieces = ['?', '<s>', '</s>', 'x1', 'x2', 'x3', '\u2581a', '\u2581', 'b']
        table = self.folder / 'use' / 'vocab.tsv'
        table.parent.mkdir()
        table.write_text(''.join(f'{piece}\t{-1.5 if i > 5 else 0}\n' for i, piece in enumerate(pieces)), encoding='utf-8')
        for self.vocab in (table, table.parent):
            single, pair, empty = self.encode({'text_a': 'a b'}, {'text_a': 'a', 'text_b': 'b'}, {'text_a': ''})
            self.assertEqual(single['ids'], [6, 7, 8])
            self.assertEqual((pair['ids'], pair['type_ids']), ([6, 7, 8], [0, 1, 1]))
            self.assertEqual(empty['ids'], [])
        self.assertEqual(self.encode({'text_a': 'a b'}, extra=['--max-length', 1])[0]['ids'], [6])

    def test_a_tokenizer_that_is_not_known_is_refused(self):
        self.vocab = self.folder / 'tokenizer.json'
        self.vocab.write_text('{"model": {"type": "WordLevel", "vocab": {"a": 0}}}')
        error = self.encode({'text_a': 'a'}, code=1).stderr
        for named in ('tokenizer.json', 'model.type', 'WordLevel'):
            self.assertIn(named, error)

    def test_berts_own_vocabulary(self):
        data = os.environ.get('ALPHASCOPE_DATA')
        vocab = pathlib.Path(data or '/nonexistent') / 'bert-vocab' / 'vocab.txt'
        if not vocab.exists():
            self.skipTest('ALPHASCOPE_DATA has no bert-vocab/vocab.txt')
        self.vocab = vocab
        # The pieces are those of BERT's own README: un ##aff ##able.
        rows = {word: row for row, word in enumerate(vocab.read_text(encoding='utf-8').split('\n'))}
        line = self.encode({'text_a': 'unaffable'})[0]
        self.assertEqual(line['ids'], [rows[w] for w in ('[CLS]', 'una', '##ffa', '##ble', '[SEP]')])


if __name__ == '__main__':
    unittest.main(verbosity=2)
