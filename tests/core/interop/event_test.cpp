// SPDX-License-Identifier: GPL-3.0-or-later
// The wire format against bytes written down by hand from the protocols' definitions; the program's
// files are read by another reader in tests/app/cli/interop_test.py.
#include "interop/event.h"

#include "core/study/error_of.h"
#include "interop/wire.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string_view>

namespace alphascope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Bytes of a literal, also behind a zero.
template <std::size_t kSize>
std::string bytes(const char (&literal)[kSize]) {
    return {literal, kSize - 1};
}

std::string problemOf(const std::string& message) {
    return errorOf([&] { decodeEvent(message); });
}

Event withScalar(double value) {
    Event event;
    event.wall_time = 1.0;
    event.step = 300;
    event.scalars = {{"loss", value}};
    return event;
}

TEST(Events, AreWrittenAsTheProtocolSays) {
    EXPECT_EQ(encodeEvent(withScalar(0.5)),
              bytes("\x09\x00\x00\x00\x00\x00\x00\xF0\x3F"  // 1: wall_time 1.0
                    "\x10\xAC\x02"                          // 2: step 300
                    "\x2A\x0D"                              // 5: summary
                    "\x0A\x0B"                              // 1: value
                    "\x0A\x04loss"                          // 1: tag
                    "\x15\x00\x00\x00\x3F"));               // 2: simple_value 0.5
}

TEST(Events, ComeBack) {
    Event event = withScalar(0.25);
    event.step = -3;
    event.scalars.push_back({"α", INFINITY});
    const Event read = decodeEvent(encodeEvent(event));
    EXPECT_EQ(read.wall_time, 1.0);
    EXPECT_EQ(read.step, -3);
    ASSERT_EQ(read.scalars.size(), 2U);
    EXPECT_EQ(read.scalars[0].tag, "loss");
    EXPECT_EQ(read.scalars[0].value, 0.25);
    EXPECT_EQ(read.scalars[1].tag, "α");
    EXPECT_EQ(read.scalars[1].value, INFINITY);
    EXPECT_TRUE(std::isnan(decodeEvent(encodeEvent(withScalar(NAN))).scalars.at(0).value));
}

TEST(Events, OfAFileBeginWithItsVersion) {
    Event version;
    version.file_version = kEventFileVersion;
    const std::string written = encodeEvent(version);
    EXPECT_EQ(written.substr(9),
              "\x1A\x0D"
              "brain.Event:2");
    EXPECT_EQ(decodeEvent(written).file_version, "brain.Event:2");
}

TEST(Events, WithTextsAndHistogramsHaveNoScalars) {
    Event event;
    event.texts = {{"settings", "| a |"}};
    event.histograms = {{.tag = "alpha", .limits = {0.5, 1.0}, .counts = {1.0, 2.0}}};
    EXPECT_THAT(decodeEvent(encodeEvent(event)).scalars, IsEmpty());
}

/// An event with one value that is a tensor.
std::string tensorEvent(const std::string& tensor, const std::string& plugin = {}) {
    WireWriter value, summary, event;
    value.bytes(1, "loss");
    if (!plugin.empty()) {
        WireWriter data, metadata;
        data.bytes(1, plugin);
        metadata.bytes(1, data.text());
        value.bytes(9, metadata.text());
    }
    value.bytes(8, tensor);
    summary.bytes(1, value.text());
    event.integer(2, 7);
    event.bytes(5, summary.text());
    return event.text();
}

TEST(Tensors, OfOneNumberAreScalars) {
    const auto only = [](const std::string& tensor) {
        const auto scalars = decodeEvent(tensorEvent(tensor)).scalars;
        return scalars.size() == 1 ? scalars[0].value : NAN;
    };
    const std::string content = bytes("\x22\x04\x00\x00\x00\x3F");  // 4: tensor_content, 0.5F
    const std::string one = bytes("\x12\x04\x12\x02\x08\x01");      // 2: shape of one dimension, 1
    EXPECT_EQ(only(bytes("\x08\x01") + content), 0.5);
    EXPECT_EQ(only(bytes("\x08\x01\x12\x00") + content), 0.5);
    EXPECT_EQ(only(bytes("\x08\x01") + one + content), 0.5);
    EXPECT_EQ(only(bytes("\x08\x01\x2A\x04\x00\x00\x00\x3F")), 0.5);  // 5: float_val, packed
    EXPECT_EQ(only(bytes("\x08\x01\x2D\x00\x00\x00\x3F")), 0.5);      // and not
    EXPECT_EQ(only(bytes("\x08\x02\x22\x08\x00\x00\x00\x00\x00\x00\xE0\x3F")), 0.5);
    EXPECT_EQ(only(bytes("\x08\x02\x32\x08\x00\x00\x00\x00\x00\x00\xE0\x3F")), 0.5);
    EXPECT_EQ(only(bytes("\x08\x02\x31\x00\x00\x00\x00\x00\x00\xE0\x3F")), 0.5);
    EXPECT_EQ(only(bytes("\x08\x01\x12\x00")), 0.0);  // what a tensor leaves out is zero
}

TEST(Tensors, OfOtherKindsAreNone) {
    const auto count = [](const std::string& tensor, const std::string& plugin = {}) {
        return decodeEvent(tensorEvent(tensor, plugin)).scalars.size();
    };
    const std::string half = bytes("\x08\x01\x2D\x00\x00\x00\x3F");
    EXPECT_EQ(count(half, "scalars"), 1U);
    EXPECT_EQ(count(half, "hparams"), 0U);
    EXPECT_EQ(count(bytes("\x08\x07\x42\x02hi")), 0U);                                 // a text
    EXPECT_EQ(count(bytes("\x08\x01\x12\x04\x12\x02\x08\x02") + half.substr(2)), 0U);  // two
    EXPECT_EQ(count(bytes("\x08\x01\x12\x04\x12\x02\x08\x00")), 0U);                   // none
    EXPECT_EQ(count(bytes("\x08\x01\x22\x03\x00\x00\x00")), 0U);  // of three bytes
    EXPECT_EQ(count(bytes("\x08\x01\x2A\x08\x00\x00\x00\x3F\x00\x00\x00\x3F")), 0U);
}

TEST(Events, WithFieldsThatNobodyKnowsAreReadAllTheSame) {
    const std::string strange =
        bytes("\x78\x05\xA2\x06\x03xyz\xA9\x06\x01\x02\x03\x04\x05\x06\x07\x08");
    const Event read = decodeEvent(strange + encodeEvent(withScalar(0.5)) + strange);
    ASSERT_EQ(read.scalars.size(), 1U);
    EXPECT_EQ(read.scalars[0].value, 0.5);
    // A known number with another type is another field.
    EXPECT_EQ(decodeEvent(bytes("\x12\x02hi")).step, 0);
}

TEST(Events, ThatAreNoneAreASentence) {
    EXPECT_THAT(problemOf(bytes("\x09\x01\x02")), HasSubstr("ends within a field"));
    EXPECT_THAT(problemOf(bytes("\x2A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01")),
                HasSubstr("ends within a field"));
    EXPECT_THAT(problemOf(std::string(11, '\xFF')), HasSubstr("more than ten bytes"));
    EXPECT_THAT(problemOf(bytes("\x0B")), HasSubstr("wire type 3"));
    EXPECT_THAT(problemOf(bytes("\x00\x00")), HasSubstr("number 0"));
    Event event = withScalar(0.5);
    event.scalars[0].tag = std::string(5000, 'x');
    EXPECT_THAT(problemOf(encodeEvent(event)), HasSubstr("a tag has 5000 bytes"));
}

TEST(Events, OfTooManyScalarsAreASentence) {
    Event event = withScalar(0.5);
    event.scalars.resize(kMostScalars, event.scalars[0]);
    EXPECT_EQ(decodeEvent(encodeEvent(event)).scalars.size(), kMostScalars);
    event.scalars.push_back(event.scalars[0]);
    EXPECT_THAT(problemOf(encodeEvent(event)), HasSubstr("it has more than 100000 scalars"));
}

TEST(Events, CutAnywhereAreASentenceOrAShorterEvent) {
    const std::string whole = encodeEvent(withScalar(0.5));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        try {
            EXPECT_LE(decodeEvent(whole.substr(0, size)).scalars.size(), 1U);
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), HasSubstr("cannot be read"));
        }
    }
}

}  // namespace
}  // namespace alphascope
