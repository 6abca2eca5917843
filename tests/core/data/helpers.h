// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/error_of.h"
#include "core/study/scratch_folder.h"
#include "data/example.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// Sets `folder` to the data folder, or skips the test.
#define NEEDS_DATA(folder)                                                                 \
    const char* folder##_text = std::getenv("ALPHASCOPE_DATA");                            \
    if (folder##_text == nullptr)                                                          \
        GTEST_SKIP() << "needs real data: set ALPHASCOPE_DATA to a folder with glue/ and " \
                        "bert-vocab/";                                                     \
    const std::filesystem::path folder(folder##_text)

namespace alphascope::testing {

inline Example sample(std::uint32_t id, std::string a, std::string b, float label) {
    Example example;
    example.id = id;
    example.text_a = std::move(a);
    example.text_b = std::move(b);
    example.label = example.true_label = example.teacher_label = label;
    return example;
}

inline std::vector<std::size_t> firstPositions(std::size_t count) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < count; ++i) positions.push_back(i);
    return positions;
}

}  // namespace alphascope::testing
