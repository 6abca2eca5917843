// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of RFC 3720, appendix B.4, and the check value of the CRC catalogue.
#include "interop/crc32c.h"

#include <gtest/gtest.h>

#include <string>

namespace alphascope {
namespace {

TEST(Crc32c, HasTheValuesOfTheStandard) {
    EXPECT_EQ(crc32c(""), 0U);
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU);
    EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
    std::string rising, falling;
    for (int i = 0; i < 32; ++i) {
        rising += static_cast<char>(i);
        falling += static_cast<char>(31 - i);
    }
    EXPECT_EQ(crc32c(rising), 0x46DD794EU);
    EXPECT_EQ(crc32c(falling), 0x113FDB5CU);
}

TEST(Crc32c, IsMaskedAsRecordsHaveIt) {
    // ((crc >> 15) | (crc << 17)) + 0xA282EAD8, for the check value above.
    EXPECT_EQ(maskedCrc32c("123456789"), 0xC78AB0E5U);
    EXPECT_EQ(maskedCrc32c(""), 0xA282EAD8U);
}

}  // namespace
}  // namespace alphascope
