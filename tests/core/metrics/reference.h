// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>

namespace alphascope::testing {

/// The recorded answers of scikit-learn and SciPy (tests/fixtures/metrics/make_reference.py).
inline nlohmann::json referenceCases(const std::string& kind) {
    std::ifstream file(std::string(ALPHASCOPE_FIXTURES) + "/metrics/reference.json");
    const auto cases = nlohmann::json::parse(file).at(kind);
    EXPECT_FALSE(cases.empty());
    return cases;
}

/// null stands for NaN in the recorded file.
inline double number(const nlohmann::json& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

inline void expectSame(double actual, const nlohmann::json& expected, double tolerance = 1e-12) {
    const double wanted = number(expected);
    if (std::isnan(wanted))
        EXPECT_TRUE(std::isnan(actual)) << actual;
    else
        EXPECT_NEAR(actual, wanted, tolerance);
}

}  // namespace alphascope::testing
