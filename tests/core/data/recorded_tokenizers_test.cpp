// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens and ids that other programs gave: gpt-3-encoder, SentencePiece, Hugging Face's tokenizers
// and the Universal Sentence Encoder lite. The scripts beside the fixtures made the first two.
#include "core/data/helpers.h"
#include "core/data/tokenizer_files.h"

#include <chrono>

#include "data/glue_reader.h"

namespace alphascope {
namespace {

using testing::json;
using testing::readFixture;

std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(ALPHASCOPE_FIXTURES) / "data" / name;
}

TEST(RecordedBpe, HasTheTokensOfGpt2) {
    const auto tokenizer = openTokenizer(fixture("gpt2_part.json"));
    const json cases = readFixture("gpt2_cases.json");
    ASSERT_GE(cases.size(), 200U);
    for (const auto& row : cases)
        EXPECT_EQ(json(tokenizer->tokenize(row["text"].get<std::string>())), row["tokens"])
            << row["text"];
    EXPECT_EQ(tokenizer->tokens().back(), "<|endoftext|>");
    EXPECT_EQ(tokenizer->encode("<|endoftext|>", std::nullopt, 0).ids.size(), 1U);
}

class RecordedUnigram : public ::testing::TestWithParam<const char*> {};

TEST_P(RecordedUnigram, HasTheIdsOfSentencePiece) {
    const std::string name = GetParam();
    const auto tokenizer = openTokenizer(fixture(name + ".json"));
    const json cases = readFixture(name + "_cases.json");
    ASSERT_GE(cases.size(), 140U);
    for (const auto& row : cases)
        EXPECT_EQ(json(tokenizer->encode(row["text"].get<std::string>(), std::nullopt, 0).ids),
                  row["ids"])
            << row["text"];
}

INSTANTIATE_TEST_SUITE_P(Fixtures, RecordedUnigram, ::testing::Values("unigram", "unigram_bytes"));

TEST(RecordedUseLite, HasTheModelsIds) {
    NEEDS_DATA(folder);
    std::ifstream in(folder / "use-lite" / "fixtures.json");
    const json cases = json::parse(in);
    ASSERT_GE(cases.size(), 3U);
    for (const char* name : {"vocab.tsv", "vocab.json", ""}) {
        const auto tokenizer = openTokenizer(folder / "use-lite" / name);
        EXPECT_EQ(tokenizer->size(), 8000);
        for (const auto& row : cases)
            EXPECT_EQ(json(tokenizer->encode(row["text"].get<std::string>(), std::nullopt, 0).ids),
                      row["ids"])
                << row["text"];
    }
}

TEST(RecordedWordPiece, ReadsTheSameFromBothFilesOfBert) {
    NEEDS_DATA(folder);
    const auto from_json = openTokenizer(folder / "bert-vocab" / "tokenizer.json");
    const auto from_vocab = openTokenizer(folder / "bert-vocab" / "vocab.txt");
    EXPECT_EQ(from_json->tokens(), from_vocab->tokens());
    EXPECT_EQ(from_json->padId(), from_vocab->padId());
    std::ifstream cases_file(folder / "bert-vocab" /
                             "hf_transformersjs_bert_base_uncased_cases.json");
    json cases = json::parse(cases_file);
    for (auto& row : readFixture("bert_unicode_cases.json")) cases.push_back(row);
    ASSERT_GE(cases.size(), 50U);
    for (const auto& row : cases) {
        const bool pair = row.contains("text_pair") && row["text_pair"].is_string();
        const std::string second = pair ? row["text_pair"].get<std::string>() : "";
        const auto text_b = pair ? std::optional<std::string_view>(second) : std::nullopt;
        EXPECT_EQ(json(from_json->encode(row["text"].get<std::string>(), text_b, 0).ids),
                  row["ids"])
            << row["text"];
    }
    std::ifstream glue(folder / "bert-vocab" / "glue_dev_reference_ids.jsonl");
    int rows = 0;
    for (std::string line; std::getline(glue, line); ++rows) {
        const json row = json::parse(line);
        const std::string second = row.value("text_b", "");
        const auto text_b =
            row.contains("text_b") ? std::optional<std::string_view>(second) : std::nullopt;
        const auto encoding = from_json->encode(row["text_a"].get<std::string>(), text_b, 0);
        ASSERT_EQ(json(encoding.ids), row["ids"]) << line;
        ASSERT_EQ(encoding.type_ids,
                  from_vocab->encode(row["text_a"].get<std::string>(), text_b, 0).type_ids);
    }
    EXPECT_EQ(rows, 2000);
}

class TokenizerSpeed : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TokenizerSpeed, IsTwoHundredThousandTextsAMinute) {
    NEEDS_DATA(folder);
    const std::string name = GetParam().second;
    const auto tokenizer =
        openTokenizer(name.find('/') == std::string::npos ? fixture(name) : folder / name);
    const Split train = readSplit(findTask("sst2"), "train", folder, {});
    const auto start = std::chrono::steady_clock::now();
    std::size_t ids = 0;
    for (const auto& example : train.examples)
        ids += tokenizer->encode(example.text_a, std::nullopt, 128).ids.size();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_GT(ids, 500000U);
    EXPECT_GT(static_cast<double>(train.examples.size()) / seconds.count() * 60, 200000);
}

INSTANTIATE_TEST_SUITE_P(Kinds, TokenizerSpeed,
                         ::testing::Values(std::pair{"WordPiece", "bert-vocab/tokenizer.json"},
                                           std::pair{"Bpe", "gpt2_part.json"},
                                           std::pair{"Unigram", "use-lite/vocab.tsv"}),
                         [](const auto& test) { return std::string(test.param.first); });

}  // namespace
}  // namespace alphascope
