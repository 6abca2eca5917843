// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a real charsmap, which SentencePiece compiled (fixture unigram.json), and broken
// ones.
#include "data/charsmap.h"
#include "core/data/helpers.h"
#include "core/data/tokenizer_files.h"
#include "data/batches.h"

namespace alphascope {
namespace {

std::string charsmapBytes() {
    const auto document = testing::readFixture("unigram.json");
    return decodeBase64(document["normalizer"]["normalizers"][0]["precompiled_charsmap"]
                            .get_ref<const std::string&>());
}

TEST(Charsmap, AppliesTheLongestRule) {
    const Charsmap rules(charsmapBytes());
    const auto apply = [&](std::string text) {
        rules.apply(text);
        return text;
    };
    EXPECT_EQ(apply("\uFF21\uFF22c"), "ABc");
    EXPECT_EQ(apply("\uFF76"), "\u30AB");
    EXPECT_EQ(apply("\uFF76\uFF9E"), "\u30AC") << "not the rule of the first character alone";
    EXPECT_EQ(apply("a\u00ADb\u200B"), "ab") << "replaced by nothing";
    EXPECT_EQ(apply("\ta\u00A0\u3000"), " a  ");
    EXPECT_EQ(apply("\u4E2D \u00E9"), "\u4E2D \u00E9");
    EXPECT_EQ(apply(""), "");
    EXPECT_EQ(apply("\xEF\xBC"), "\xEF\xBC") << "a cut-off character matches nothing";
}

TEST(Charsmap, RefusesWhatIsTooShort) {
    const std::string bytes = charsmapBytes();
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{3}, std::size_t{4}, std::size_t{100}})
        EXPECT_NE(errorOf([&] { Charsmap(bytes.substr(0, size)); }), "") << size;
    EXPECT_NE(errorOf([&] { Charsmap(bytes.substr(0, bytes.size() - 1)); }), "");
    EXPECT_NE(errorOf([] { Charsmap(std::string(12, '\0')); }), "");
}

TEST(Charsmap, StaysWithinItsBytesWhateverTheyAre) {
    const std::string bytes = charsmapBytes();
    Random random(11);
    for (int round = 0; round < 300; ++round) {
        std::string broken = bytes;
        for (int i = 0; i < 200; ++i)
            broken[4 + random.below(broken.size() - 5)] = static_cast<char>(random.below(256));
        std::string text = "\uFF21 \uFF76\uFF9E program \u00AD\u4E2D";
        Charsmap(broken).apply(text);  // the sanitizers look on
    }
}

TEST(Base64, DecodesWithPadding) {
    EXPECT_EQ(decodeBase64(""), "");
    EXPECT_EQ(decodeBase64("Zg=="), "f");
    EXPECT_EQ(decodeBase64("Zm8="), "fo");
    EXPECT_EQ(decodeBase64("Zm9v"), "foo");
    EXPECT_EQ(decodeBase64("AP8="), std::string("\0\xFF", 2));
    for (const char* text : {"Zg", "Z", "!!!!", "Zg="})
        EXPECT_NE(errorOf([&] { decodeBase64(text); }), "") << text;
}

}  // namespace
}  // namespace alphascope
