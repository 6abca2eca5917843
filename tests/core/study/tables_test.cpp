// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/error_of.h"
#include "study/run_event.h"
#include "study/scheme.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace alphascope {
namespace {

TEST(TaskTable, HoldsTheNineTasksTheDiagnosticSetAndTheDemo) {
    EXPECT_EQ(taskTable().size(), 11U);
    std::set<std::string> ids;
    for (const auto& task : taskTable()) {
        EXPECT_TRUE(ids.insert(task.id).second);
        EXPECT_FALSE(task.metrics.empty()) << task.id;
        EXPECT_EQ(task.outputs(),
                  task.kind == TaskKind::kRegression ? 1 : static_cast<int>(task.labels.size()));
        if (task.id != "diagnostic") {
            EXPECT_NE(task.findSplit("train"), nullptr) << task.id;
            EXPECT_FALSE(task.evaluationSplits().empty()) << task.id;
        }
    }
    EXPECT_EQ(findTask("mnli").evaluationSplits(),
              (std::vector<std::string>{"dev_matched", "dev_mismatched"}));
    EXPECT_EQ(findTask("stsb").score_max, 5.0);
    EXPECT_THROW(findTask("sst3"), Error);
}

TEST(SchemeTable, DescribesEveryParameterWithADefaultInRange) {
    for (const auto& scheme : schemeTable()) {
        EXPECT_FALSE(scheme.formula.empty()) << scheme.id;
        EXPECT_FALSE(scheme.source.empty()) << scheme.id;
        for (const auto& p : scheme.parameters) {
            EXPECT_FALSE(p.help.empty()) << p.name;
            if (const auto* real = std::get_if<double>(&p.default_value)) {
                EXPECT_TRUE(*real >= p.min && *real <= p.max) << p.name;
            }
            if (const auto* whole = std::get_if<std::int64_t>(&p.default_value)) {
                EXPECT_TRUE(*whole >= p.min && *whole <= p.max) << p.name;
            }
            if (p.type == ParameterType::kChoice) {
                EXPECT_EQ(std::get<std::string>(p.default_value), p.choices.front());
            }
        }
    }
}

TEST(Encoders, HaveSizesThatFitTheirKind) {
    EXPECT_EQ(encoderIds().size(), encoderTable().size());
    for (const auto& encoder : encoderTable()) {
        EXPECT_EQ(&findEncoder(encoder.id), &encoder);
        EXPECT_GT(encoder.layers, 0) << encoder.id;
        switch (encoder.kind) {
            case EncoderKind::kTransformer:
            case EncoderKind::kUseLite:
                EXPECT_EQ(encoder.hidden % encoder.heads, 0) << encoder.id;
                break;
            case EncoderKind::kBiLstm:
                EXPECT_EQ(encoder.hidden % 2, 0) << encoder.id << ": two directions";
                break;
            case EncoderKind::kGatedCnn:
                EXPECT_EQ(encoder.kernel % 2, 1) << encoder.id << ": a filter has a middle";
                break;
        }
    }
    const std::string problem = errorOf([] { (void)findEncoder("huge"); });
    for (const auto& id : encoderIds()) EXPECT_NE(problem.find(id), std::string::npos) << id;
}

TEST(SchemeTable, IsThatOfTheSchemesPage) {
    std::ifstream file(ALPHASCOPE_SOURCE_DIR "/docs/schemes.md");
    std::set<std::string> listed, known;
    // | [`id`](#section) | weights | yes or no | all or classes | needs | cost |
    const std::regex row(
        R"(\| \[`([^`]+)`\]\(#[^)]+\) \|[^|]+\| (yes|no) \| (all|classes) \|[^|]+\| (\d+F) \|)");
    std::string line;
    std::smatch match;
    while (std::getline(file, line)) {
        if (!std::regex_match(line, match, row)) continue;
        const SchemeDescriptor& scheme = findScheme(match[1].str());
        EXPECT_TRUE(listed.insert(scheme.id).second) << scheme.id << " is listed twice";
        EXPECT_EQ(match[2] == "yes", scheme.rows_sum_to_one) << scheme.id;
        EXPECT_EQ(match[3] == "all", scheme.task_kinds.size() == 2U) << scheme.id;
        EXPECT_EQ(match[4].str(), scheme.cost) << scheme.id;
    }
    for (const auto& scheme : schemeTable()) known.insert(scheme.id);
    EXPECT_EQ(listed, known);
}

TEST(SchemesPage, HasASectionForEachScheme) {
    std::ifstream file(ALPHASCOPE_SOURCE_DIR "/docs/schemes.md");
    std::set<std::string> titled;
    std::string line;
    while (std::getline(file, line)) {
        if (!line.starts_with("### ")) continue;
        std::istringstream names(line.substr(4));
        for (std::string name; names >> name;)
            titled.insert(name.ends_with(',') ? name.substr(0, name.size() - 1) : name);
    }
    for (const auto& scheme : schemeTable()) EXPECT_TRUE(titled.contains(scheme.id)) << scheme.id;
}

TEST(AlphaBins, CoverTheUnitIntervalIncludingItsEnds) {
    EXPECT_EQ(alphaBin(0.0F), 0);
    EXPECT_EQ(alphaBin(1.0F), kAlphaBins - 1);
    EXPECT_EQ(alphaBin(0.5F), kAlphaBins / 2);
    EXPECT_EQ(alphaBin(0.9999F), kAlphaBins - 1);
}

TEST(RunStates, ComeBackFromTheirNames) {
    for (int i = 0; i <= static_cast<int>(RunState::kBlocked); ++i)
        EXPECT_EQ(runStateFromName(runStateName(static_cast<RunState>(i))),
                  static_cast<RunState>(i));
    EXPECT_THROW(runStateFromName("sleeping"), Error);
    EXPECT_TRUE(isEnded(RunState::kBlocked));
    EXPECT_FALSE(isEnded(RunState::kPaused));
}

}  // namespace
}  // namespace alphascope
