// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/settings_diff.h"

#include "study/error.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

RunRow rowOf(const std::string& spec) {
    RunRow row;
    row.uuid = "the-run";
    row.spec_json = spec;
    return row;
}

const SettingRow& rowAt(const std::vector<SettingRow>& rows, const std::string& path) {
    static const SettingRow kNone;
    for (const auto& row : rows)
        if (row.path == path) return row;
    ADD_FAILURE() << path;
    return kNone;
}

TEST(SettingsDiff, HasAValueARunAndSaysWhichDiffer) {
    const auto rows = settingsOf(
        {rowOf(
             R"({"task": "rte", "study": "a", "train": {"learning_rate": 0.001, "encoder": "tiny"},
                   "scheme_parameters": {"kd_weight": 0.5}})"),
         rowOf(R"({"task": "rte", "study": "b", "train": {"learning_rate": 0.01, "encoder": "tiny"},
                   "scheme_parameters": {}})")});
    EXPECT_THAT(rowAt(rows, "train.learning_rate").values, ElementsAre("0.001", "0.01"));
    EXPECT_TRUE(rowAt(rows, "train.learning_rate").differs());
    EXPECT_FALSE(rowAt(rows, "train.encoder").differs());
    EXPECT_THAT(rowAt(rows, "scheme_parameters.kd_weight").values, ElementsAre("0.5", ""));
    EXPECT_TRUE(rowAt(rows, "scheme_parameters.kd_weight").differs());
    for (const auto& row : rows) EXPECT_NE(row.path, "study");
}

TEST(SettingsDiff, OfOneRunNothingDiffers) {
    for (const auto& row : settingsOf({rowOf(R"({"task": "rte", "seed": 3})")}))
        EXPECT_FALSE(row.differs()) << row.path;
    EXPECT_THAT(settingsOf({}), IsEmpty());
}

TEST(SettingsDiff, NamesTheRunThatCannotBeRead) {
    try {
        settingsOf({rowOf("{")});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("the-run"));
    }
}

}  // namespace
}  // namespace alphascope
