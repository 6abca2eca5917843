// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/calibration.h"

#include "core/metrics/reference.h"
#include "study/error.h"

#include <cmath>
#include <limits>
#include <vector>

namespace alphascope {
namespace {

using testing::expectSame;
using testing::referenceCases;

TEST(Calibration, EqualsItsDefinitionAndScikitLearn) {
    for (const auto& known : referenceCases("calibration")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const auto truth = known.at("truth").get<std::vector<int>>();
        const int outputs = known.at("outputs").get<int>();
        const auto probabilities =
            softmaxRows(known.at("logits").get<std::vector<float>>(), outputs);
        ASSERT_EQ(probabilities.size(), known.at("probabilities").size());
        for (std::size_t i = 0; i < probabilities.size(); ++i)
            expectSame(probabilities[i], known.at("probabilities")[i]);
        expectSame(expectedCalibrationError(truth, probabilities, outputs), known.at("ece15"));
        expectSame(expectedCalibrationError(truth, probabilities, outputs, 3), known.at("ece3"));
        expectSame(brierScore(truth, probabilities, outputs), known.at("brier"));
    }
}

TEST(Calibration, ABinHoldsItsUpperBorder) {
    // 0.5 ends the first of two bins: there |1 - 0.5|, and |0 - 0.9| in the second. In one bin
    // together they would give |1 - 1.4|.
    const std::vector<double> probabilities{0.5, 0.5, 0.9, 0.1};
    EXPECT_NEAR(expectedCalibrationError(std::vector<int>{0, 1}, probabilities, 2, 2), 0.7, 1e-12);
}

TEST(Calibration, NothingAndNaNHaveNoScore) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(expectedCalibrationError({}, {}, 2)));
    EXPECT_TRUE(std::isnan(brierScore({}, {}, 2)));
    const std::vector<int> one{1};
    const std::vector<double> broken{nan, 0.5};
    EXPECT_TRUE(std::isnan(expectedCalibrationError(one, broken, 2)));
    EXPECT_TRUE(std::isnan(brierScore(one, broken, 2)));
}

TEST(Calibration, RefusesWhatDoesNotFit) {
    const std::vector<int> labels{0, 1}, foreign{0, 2};
    const std::vector<double> three{0.1, 0.2, 0.7}, four{0.1, 0.9, 0.5, 0.5};
    EXPECT_THROW(brierScore(labels, three, 2), Error);
    EXPECT_THROW(expectedCalibrationError(foreign, four, 2), Error);
    EXPECT_THROW(expectedCalibrationError(labels, four, 2, 0), Error);
    EXPECT_THROW(softmaxRows(std::vector<float>{1, 2, 3}, 2), Error);
    EXPECT_THROW(softmaxRows(std::vector<float>{1}, 0), Error);
}

}  // namespace
}  // namespace alphascope
