// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/settings_diff.h"

#include "core/study/error_of.h"
#include "report/run_settings.h"

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

/// A database may be a stranger's: neither the comparison nor the filters walk down without end.
TEST(SettingsDiff, ADeepSpecificationIsRefused) {
    constexpr int kDeep = 100'000;
    std::string objects;
    for (int i = 0; i < kDeep; ++i) objects += "{\"a\":";
    for (const std::string& spec :
         {R"({"a": )" + std::string(kDeep, '[') + std::string(kDeep, ']') + "}",
          objects + "1" + std::string(kDeep, '}')}) {
        EXPECT_THAT(errorOf([&] { settingsOf({rowOf(spec)}); }),
                    HasSubstr("run the-run cannot be read: it nests over 32"));
        RunSettings settings;
        settings.read(rowOf(spec));
        EXPECT_THAT(settings.paths(), IsEmpty());
    }
}

TEST(SettingsDiff, OfOneRunNothingDiffers) {
    for (const auto& row : settingsOf({rowOf(R"({"task": "rte", "seed": 3})")}))
        EXPECT_FALSE(row.differs()) << row.path;
    EXPECT_THAT(settingsOf({}), IsEmpty());
}

TEST(SettingsDiff, NamesTheRunThatCannotBeRead) {
    EXPECT_THAT(errorOf([] { settingsOf({rowOf("{")}); }), HasSubstr("the-run"));
}

}  // namespace
}  // namespace alphascope
