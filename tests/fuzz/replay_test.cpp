// SPDX-License-Identifier: GPL-3.0-or-later
// Every input that fuzzing has kept, once more: none may end the program.
#include "fuzz/targets.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace alphascope::fuzz {
namespace {

class Replay : public ::testing::TestWithParam<Target> {};

TEST_P(Replay, OfKeptInputsEndsInAnAnswer) {
    const std::filesystem::path folder =
        std::filesystem::path(ALPHASCOPE_SOURCE_DIR) / "tests/fuzz/corpus" / GetParam().name;
    int inputs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        SCOPED_TRACE(entry.path().string());
        EXPECT_NO_THROW(GetParam().read(bytes));
        EXPECT_NO_THROW(GetParam().read(std::string_view(bytes).substr(0, bytes.size() / 2)));
        ++inputs;
    }
    EXPECT_GT(inputs, 0) << folder;
}

INSTANTIATE_TEST_SUITE_P(Readers, Replay, ::testing::ValuesIn(targets()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace alphascope::fuzz
