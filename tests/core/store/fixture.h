// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace alphascope {

/// A database of an earlier schema as SQL: "v1.sql".
inline std::string readFixture(const std::string& name) {
    std::ifstream in(std::filesystem::path(ALPHASCOPE_STORE_FIXTURES) / name);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace alphascope
