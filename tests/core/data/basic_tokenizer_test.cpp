// SPDX-License-Identifier: GPL-3.0-or-later
// Expected words follow from the rules of google-research/bert, tokenization.py, and from the
// Unicode character data, by hand.
#include "core/data/helpers.h"
#include "data/wordpiece.h"

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(BasicTokenize, LowersAndSplitsAtPunctuation) {
    EXPECT_THAT(basicTokenize("Don't stop, HERE!"),
                ElementsAre("don", "'", "t", "stop", ",", "here", "!"));
    EXPECT_THAT(basicTokenize("a--b $5 x_y ^`~"),
                ElementsAre("a", "-", "-", "b", "$", "5", "x", "_", "y", "^", "`", "~"));
}

TEST(BasicTokenize, TreatsAsciiAloneAsItTreatsItBesideOtherText) {
    std::string ascii;
    for (int c = 1; c < 128; ++c) ascii += std::string("Q") + static_cast<char>(c);
    auto mixed = basicTokenize(ascii + " \xE2\x82\xAC");  // a euro sign takes the general path
    ASSERT_EQ(mixed.back(), "\xE2\x82\xAC");
    mixed.pop_back();
    EXPECT_EQ(basicTokenize(ascii), mixed);
}

TEST(BasicTokenize, DropsControlsAndKeepsWhiteSpace) {
    EXPECT_THAT(basicTokenize(std::string("a\0b\x01"
                                          "c\x7F"
                                          "d",
                                          7)),
                ElementsAre("abcd"));
    EXPECT_THAT(basicTokenize("a\tb\nc\rd"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(basicTokenize("a\vb"), ElementsAre("ab")) << "a vertical tab is a control";
    EXPECT_THAT(basicTokenize("a\u00A0b\u3000c\u2028d"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(basicTokenize("\uFEFFa\u200Bb\u00ADc"), ElementsAre("abc"));
    EXPECT_THAT(basicTokenize(""), IsEmpty());
    EXPECT_THAT(basicTokenize(" \t\n"), IsEmpty());
}

TEST(BasicTokenize, DropsInvalidBytesAndTheReplacementCharacter) {
    EXPECT_THAT(basicTokenize("a\xFF"
                              "b\xC3"
                              " c"),
                ElementsAre("ab", "c"));
    EXPECT_THAT(basicTokenize("a\uFFFDb"), ElementsAre("ab"));
    EXPECT_THAT(basicTokenize("x\xE2\x82"), ElementsAre("x")) << "cut off in a character";
    EXPECT_THAT(basicTokenize("x\xED\xA0\x80y"), ElementsAre("xy")) << "an encoded surrogate";
}

TEST(BasicTokenize, StripsAccentsHoweverTheyAreWritten) {
    EXPECT_THAT(basicTokenize("H\u00E9llo He\u0301llo \u00C5ngstr\u00D6m \u212B"),
                ElementsAre("hello", "hello", "angstrom", "a"));
    EXPECT_THAT(basicTokenize("\u0439"), ElementsAre("\u0438"));  // Cyrillic short i
    EXPECT_THAT(basicTokenize("\u304C"), ElementsAre("\u304B"));  // hiragana ga, without voicing
    EXPECT_THAT(basicTokenize("stra\u00DFe"), ElementsAre("stra\u00DFe")) << "no case folding";
}

TEST(BasicTokenize, LowersAsPythonDoes) {
    EXPECT_THAT(basicTokenize("\u0130STANBUL"), ElementsAre("istanbul"));  // I with dot
    // Final sigma: after a letter and before none, apostrophes and marks not counted.
    EXPECT_THAT(basicTokenize("\u039F\u0394\u039F\u03A3"), ElementsAre("\u03BF\u03B4\u03BF\u03C2"));
    EXPECT_THAT(basicTokenize("\u03A3"), ElementsAre("\u03C3"));
    EXPECT_THAT(basicTokenize("\u0391\u03A3'\u0391"), ElementsAre("\u03B1\u03C3", "'", "\u03B1"));
    EXPECT_THAT(basicTokenize("\u0391\u03A3."), ElementsAre("\u03B1\u03C2", "."));
}

TEST(BasicTokenize, SetsIdeographsApartButNotKanaOrHangul) {
    EXPECT_THAT(basicTokenize("ah\u535A\u63A8zz"), ElementsAre("ah", "\u535A", "\u63A8", "zz"));
    EXPECT_THAT(basicTokenize("\u30C6\u30B9\u30C8"), ElementsAre("\u30C6\u30B9\u30C8"));
    // Hangul falls apart into its letters, within one word.
    EXPECT_THAT(basicTokenize("\uD55C"), ElementsAre("\u1112\u1161\u11AB"));
    EXPECT_THAT(basicTokenize("\uF900"), ElementsAre("\u8C48")) << "compatibility ideograph";
    EXPECT_THAT(basicTokenize("x\U0002A6D6y"), ElementsAre("x", "\U0002A6D6", "y"));
}

TEST(BasicTokenize, SplitsAtPunctuationOfOtherScripts) {
    EXPECT_THAT(basicTokenize("\u201Ca\u201D\u2014b\u3002"),
                ElementsAre("\u201C", "a", "\u201D", "\u2014", "b", "\u3002"));
    // A symbol is no punctuation outside ASCII.
    EXPECT_THAT(basicTokenize("\u20AC5 \u00B13"), ElementsAre("\u20AC5", "\u00B13"));
    // The Greek question mark decomposes into a semicolon.
    EXPECT_THAT(basicTokenize("a\u037Eb"), ElementsAre("a", ";", "b"));
}

}  // namespace
}  // namespace alphascope
