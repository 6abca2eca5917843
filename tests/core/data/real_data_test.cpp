// SPDX-License-Identifier: GPL-3.0-or-later
// What can only be seen on the real files: ALPHASCOPE_DATA holds glue/ and bert-vocab/.
#include "core/data/helpers.h"
#include "data/glue_reader.h"
#include "data/split_plan.h"
#include "data/wordpiece.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace alphascope {
namespace {

using nlohmann::json;

WordPiece bert(const std::filesystem::path& folder) {
    return WordPiece::fromFile(folder / "bert-vocab" / "vocab.txt");
}

std::optional<std::string_view> secondText(const json& row) {
    if (!row.contains("text_b")) return std::nullopt;
    return row["text_b"].get_ref<const std::string&>();
}

class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

TEST(RealWordPiece, EqualsHuggingFacesCases) {
    NEEDS_DATA(folder);
    const WordPiece word_piece = bert(folder);
    std::ifstream in(folder / "bert-vocab" / "hf_transformersjs_bert_base_uncased_cases.json");
    const json cases = json::parse(in);
    ASSERT_GE(cases.size(), 20U);
    for (const auto& row : cases) {
        const auto text = row["text"].get<std::string>();
        const auto& pair = row.contains("text_pair") ? row["text_pair"] : json();
        const std::string second = pair.is_string() ? pair.get<std::string>() : "";
        const std::optional<std::string_view> text_b =
            pair.is_string() ? std::optional<std::string_view>(second) : std::nullopt;
        EXPECT_EQ(json(word_piece.encode(text, text_b, 0).ids), row["ids"]) << row["name"];
        if (!text_b) {
            EXPECT_EQ(json(word_piece.tokenize(text)), row["tokens"]) << row["name"];
        }
    }
}

TEST(RealWordPiece, EqualsTheReferenceOnGlue) {
    NEEDS_DATA(folder);
    const WordPiece word_piece = bert(folder);
    std::ifstream in(folder / "bert-vocab" / "glue_dev_reference_ids.jsonl");
    int rows = 0;
    for (std::string line; std::getline(in, line); ++rows) {
        const json row = json::parse(line);
        const Encoding encoding =
            word_piece.encode(row["text_a"].get_ref<const std::string&>(), secondText(row), 0);
        ASSERT_EQ(json(encoding.ids), row["ids"]) << line;
        if (row.contains("type_ids")) {
            ASSERT_EQ(json(encoding.type_ids), row["type_ids"]) << line;
        }
    }
    EXPECT_EQ(rows, 2000);
}

// The ids come from another implementation; the script beside the file made it.
TEST(RealWordPiece, EqualsAnotherImplementationOnOddTexts) {
    NEEDS_DATA(folder);
    const WordPiece word_piece = bert(folder);
    std::ifstream in(std::string(ALPHASCOPE_FIXTURES) + "/data/bert_unicode_cases.json");
    for (const auto& row : json::parse(in))
        EXPECT_EQ(json(word_piece.encode(row["text"].get<std::string>(), std::nullopt, 0).ids),
                  row["ids"])
            << row["text"];
}

TEST(RealWordPiece, EncodesTwoHundredThousandTextsAMinute) {
    NEEDS_DATA(folder);
    const WordPiece word_piece = bert(folder);
    const Split train = readSplit(findTask("sst2"), "train", folder, {});
    const Stopwatch watch;
    std::size_t ids = 0;
    for (const auto& example : train.examples)
        ids += word_piece.encode(example.text_a, std::nullopt, 128).ids.size();
    EXPECT_GT(ids, 500000U);
    EXPECT_GT(static_cast<double>(train.examples.size()) / watch.seconds() * 60, 200000);
}

TEST(RealWordPiece, TrainsOnSst2WithinSeconds) {
    NEEDS_DATA(folder);
    std::vector<std::string> texts;
    for (const auto& example : readSplit(findTask("sst2"), "train", folder, {}).examples)
        texts.push_back(example.text_a);
    const Stopwatch watch;
    const WordPiece word_piece = WordPiece::train(texts, 4000);
    EXPECT_LT(watch.seconds(), 10.0);
    EXPECT_EQ(word_piece.size(), 4000);
    double words = 0;
    double pieces = 0;
    for (const auto& example : readSplit(findTask("sst2"), "dev", folder, {}).examples) {
        words += static_cast<double>(basicTokenize(example.text_a).size());
        pieces += static_cast<double>(word_piece.tokenize(example.text_a).size());
    }
    EXPECT_LT(pieces / words, 1.4);  // merging by likelihood score gives over 3
}

TEST(RealData, CompleteFilesHaveTheOfficialRows) {
    NEEDS_DATA(folder);
    const auto reports = checkDataFolder(folder);
    std::set<std::string> complete;
    for (const auto& report : reports) {
        EXPECT_NE(report.state, "error") << report.file << ": " << report.message;
        if (report.state != "complete") continue;
        EXPECT_EQ(report.rows, report.official_rows) << report.file;
        complete.insert(report.task + "/" + report.split);
    }
    for (const char* task : {"cola", "sst2", "mrpc", "stsb", "rte", "wnli"})
        for (const char* split : {"train", "dev", "test"})
            EXPECT_TRUE(complete.contains(std::string(task) + "/" + split)) << task << split;
    for (const char* split : {"qnli/dev", "qnli/test", "diagnostic/test"})
        EXPECT_TRUE(complete.contains(split)) << split;
    const auto qqp_dev = std::find_if(reports.begin(), reports.end(), [](const auto& report) {
        return report.task == "qqp" && report.split == "dev";
    });
    ASSERT_NE(qqp_dev, reports.end());
    EXPECT_EQ(qqp_dev->state, "missing") << "a sample of train must never be called dev";
}

TEST(RealData, Sst2SplitsWithinSecondsAndKeepsPhrasesWithTheirSentence) {
    NEEDS_DATA(folder);
    const auto examples = readSplit(findTask("sst2"), "train", folder, {}).examples;
    const Stopwatch watch;
    const SplitPlan plan = planSplit(findTask("sst2"), examples, 0.1, 1);
    EXPECT_LT(watch.seconds(), 10.0);
    EXPECT_EQ(plan.train.size() + plan.meta.size(), 67349U);
    EXPECT_NEAR(static_cast<double>(plan.meta.size()) / 67349, 0.1, 0.01);
    RecordProperty("groups", static_cast<int>(plan.groups));
    RecordProperty("overlap", static_cast<int>(plan.overlap));

    std::vector<std::string> padded;
    for (const auto& example : examples) padded.push_back(" " + example.text_a);
    const std::set<std::size_t> meta(plan.meta.begin(), plan.meta.end());
    for (std::size_t i = 0; i < plan.meta.size(); i += 97) {  // a plain search, for some of them
        const std::string& phrase = padded[plan.meta[i]];
        std::size_t longest = plan.meta[i];
        const auto words = [&](std::size_t p) {
            return std::count(padded[p].begin(), padded[p].end(), ' ');
        };
        for (std::size_t p = 0; p < padded.size(); ++p)
            if (words(p) > words(longest) && padded[p].find(phrase) != std::string::npos)
                longest = p;
        EXPECT_TRUE(meta.contains(longest)) << phrase;
    }
}

class RealSplit
    : public ::testing::TestWithParam<std::pair<const char*, std::map<std::string, std::string>>> {
};

TEST_P(RealSplit, HoldsOutATenthOfEveryClassAndSharesNoText) {
    NEEDS_DATA(folder);
    const TaskDescriptor& task = findTask(GetParam().first);
    const auto examples = readSplit(task, "train", folder, GetParam().second).examples;
    const SplitPlan plan = planSplit(task, examples, 0.1, 1);
    std::map<float, std::pair<double, double>> counts;
    std::set<std::string> train_texts;
    for (const auto p : plan.train) {
        counts[examples[p].label].first += 1;
        train_texts.insert({examples[p].text_a, examples[p].text_b});
    }
    std::int64_t shared = 0;
    for (const auto p : plan.meta) {
        counts[examples[p].label].second += 1;
        for (const auto& text : {examples[p].text_a, examples[p].text_b})
            if (!text.empty() && train_texts.contains(text)) ++shared;
    }
    EXPECT_EQ(shared, 0);
    EXPECT_EQ(plan.overlap, 0);
    EXPECT_NEAR(static_cast<double>(plan.meta.size()) / static_cast<double>(examples.size()), 0.1,
                0.01);
    if (task.kind == TaskKind::kClassification)
        for (const auto& [label, count] : counts)
            EXPECT_NEAR(count.second / (count.first + count.second), 0.1, 0.01) << label;
}

INSTANTIATE_TEST_SUITE_P(Glue, RealSplit,
                         ::testing::Values(std::pair{"mrpc", std::map<std::string, std::string>{}},
                                           std::pair{"rte", std::map<std::string, std::string>{}},
                                           std::pair{"wnli", std::map<std::string, std::string>{}},
                                           std::pair{"stsb", std::map<std::string, std::string>{}},
                                           std::pair{"qnli",
                                                     std::map<std::string, std::string>{
                                                         {"train", "train_subset9k.tsv"}}}),
                         [](const auto& test) { return std::string(test.param.first); });

using Files = std::map<std::string, std::string>;

/// All nine tasks of GLUE; of three there is only a sample of the train file.
class RealTask : public ::testing::TestWithParam<std::pair<const char*, Files>> {};

TEST_P(RealTask, NoiseIsStratifiedSeededAndLeavesTheRestAlone) {
    NEEDS_DATA(folder);
    const TaskDescriptor& task = findTask(GetParam().first);
    const auto clean = readSplit(task, "train", folder, GetParam().second).examples;
    const auto rows = sampleRows(task, clean, 2000, 1);
    const auto noisy = [&](double share, std::uint64_t seed) {
        auto examples = clean;
        injectLabelNoise(task, examples, rows, share, true, seed);
        return examples;
    };
    for (const double share : {0.1, 0.4}) {
        const auto examples = noisy(share, 7);
        std::map<float, std::pair<double, double>> counts;  // true label -> all, flipped
        double flipped = 0;
        for (const auto p : rows) {
            const Example& example = examples[p];
            EXPECT_EQ(example.true_label, clean[p].label);
            EXPECT_EQ(example.teacher_label, example.label);
            // Regression: the upper and the lower half stand for the deciles.
            const float stratum = task.kind == TaskKind::kClassification
                                      ? example.true_label
                                      : static_cast<float>(example.true_label >= 0.56F);
            counts[stratum].first += 1;
            counts[stratum].second += example.flipped() ? 1 : 0;
            flipped += example.flipped() ? 1 : 0;
        }
        EXPECT_EQ(flipped, std::round(share * static_cast<double>(rows.size())));
        for (const auto& [label, count] : counts)
            EXPECT_NEAR(count.second, share * count.first, task.labels.empty() ? 60 : 1) << label;
        EXPECT_EQ(std::count_if(examples.begin(), examples.end(),
                                [](const Example& e) { return e.flipped(); }),
                  static_cast<std::ptrdiff_t>(flipped));
    }
    EXPECT_EQ(hashExamples(noisy(0.2, 1), rows), hashExamples(noisy(0.2, 1), rows));
    EXPECT_NE(hashExamples(noisy(0.2, 1), rows), hashExamples(noisy(0.2, 2), rows));
}

TEST_P(RealTask, ASampleOfTheRowsIsCutWithoutLeaks) {
    NEEDS_DATA(folder);
    const TaskDescriptor& task = findTask(GetParam().first);
    const auto all = readSplit(task, "train", folder, GetParam().second).examples;
    std::vector<Example> chosen;
    for (const auto p : sampleRows(task, all, 600, 1)) chosen.push_back(all[p]);
    ASSERT_EQ(chosen.size(), 600U);
    const SplitPlan plan = planSplit(task, chosen, 0.1, 1);
    EXPECT_NEAR(static_cast<double>(plan.meta.size()), 60, 6);
    EXPECT_EQ(plan.overlap, 0);
    if (task.kind == TaskKind::kRegression) return;
    std::map<float, std::pair<double, double>> shares;
    for (const auto& example : all) shares[example.label].first += 1.0;
    for (const auto& example : chosen) shares[example.label].second += 1.0;
    for (const auto& [label, count] : shares)
        EXPECT_NEAR(count.second, 600 * count.first / static_cast<double>(all.size()), 1) << label;
}

const Files kSubset{{"train", "train_subset9k.tsv"}};
INSTANTIATE_TEST_SUITE_P(Glue, RealTask,
                         ::testing::Values(std::pair{"cola", Files{}}, std::pair{"sst2", Files{}},
                                           std::pair{"mrpc", Files{}}, std::pair{"stsb", Files{}},
                                           std::pair{"qqp", kSubset}, std::pair{"mnli", kSubset},
                                           std::pair{"qnli", kSubset}, std::pair{"rte", Files{}},
                                           std::pair{"wnli", Files{}}),
                         [](const auto& test) { return std::string(test.param.first); });

}  // namespace
}  // namespace alphascope
