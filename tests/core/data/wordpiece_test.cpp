// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/wordpiece.h"
#include "core/data/helpers.h"
#include "data/split_plan.h"

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// ids:                                    0        1        2        3        4
const std::vector<std::string> kVocabulary{
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]",
    // 5     6        7         8       9      10     11   12     13   14   15   16
    "un", "##aff", "##able", "want", "##ed", "runn", "##ing", "the", ",", "a", "b", "##a",
    // 17    18     19
    "é", "\u4E2D", "##b"};

WordPiece tiny() {
    return WordPiece::fromTokens(kVocabulary, "tiny");
}

TEST(WordPiece, TakesTheLongestPieceFirst) {
    // The example of the original's own test.
    EXPECT_THAT(tiny().tokenize("unwanted running"), ElementsAre("[UNK]", "runn", "##ing"))
        << "there is no ##want";
    EXPECT_THAT(tiny().tokenize("UNAFFABLE wanted, the"),
                ElementsAre("un", "##aff", "##able", "want", "##ed", ",", "the"));
    EXPECT_THAT(tiny().encode("unaffable wanted", std::nullopt, 0).ids,
                ElementsAre(2, 5, 6, 7, 8, 9, 3));
}

TEST(WordPiece, MakesTheWholeWordUnknownWhenARestDoesNotFit) {
    EXPECT_THAT(tiny().tokenize("unaffablex the"), ElementsAre("[UNK]", "the"));
    EXPECT_THAT(tiny().tokenize("\u4E2Dthe\u56FD"), ElementsAre("\u4E2D", "the", "[UNK]"));
}

TEST(WordPiece, CountsCharactersNotBytesOfLongWords) {
    const auto word_piece = WordPiece::fromTokens(
        {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "\u0101", "##\u00F8", "\u00F8"}, "test");
    std::string word;
    for (int i = 0; i < 100; ++i) word += "\u00F8";  // two bytes each, and no accent to strip
    EXPECT_EQ(word_piece.tokenize(word).size(), 100U);
    EXPECT_THAT(word_piece.tokenize(word + "\u00F8"), ElementsAre("[UNK]"));
}

TEST(WordPiece, EncodesPairsWithSegments) {
    const Encoding pair = tiny().encode("a b", "the", 0);
    EXPECT_THAT(pair.ids, ElementsAre(2, 14, 15, 3, 12, 3));
    EXPECT_THAT(pair.type_ids, ElementsAre(0, 0, 0, 0, 1, 1));
    EXPECT_THAT(tiny().encode("a", "", 0).ids, ElementsAre(2, 14, 3, 3));
    EXPECT_THAT(tiny().encode("", std::nullopt, 0).ids, ElementsAre(2, 3));
}

TEST(WordPiece, RecognisesSpelledOutSpecialTokens) {
    EXPECT_THAT(tiny().encode("a[SEP]b", std::nullopt, 0).ids, ElementsAre(2, 14, 3, 15, 3));
    EXPECT_THAT(tiny().tokenize("[MASK] [[PAD]"), ElementsAre("[MASK]", "[UNK]", "[PAD]"));
    EXPECT_THAT(tiny().tokenize("[sep]"), ElementsAre("[UNK]", "[UNK]", "[UNK]"));
}

TEST(WordPiece, CutsTheLongerTextFirst) {
    const auto ids = [](const char* a, const char* b, int limit) {
        return tiny().encode(a, b, limit).ids;
    };
    // Four and one: the first loses three.
    EXPECT_THAT(ids("a b a b", "the", 5), ElementsAre(2, 14, 3, 12, 3));
    // One and four: the second does.
    EXPECT_THAT(ids("the", "a b a b", 6), ElementsAre(2, 12, 3, 14, 15, 3));
    // Equal lengths: the second is cut first, as in the original.
    EXPECT_THAT(ids("a b", "a b", 6), ElementsAre(2, 14, 15, 3, 14, 3));
    EXPECT_THAT(ids("a b", "a b", 7), ElementsAre(2, 14, 15, 3, 14, 15, 3));
    EXPECT_THAT(tiny().encode("a b a b", std::nullopt, 4).ids, ElementsAre(2, 14, 15, 3));
    const Encoding cut = tiny().encode("a b a b", "the a b", 6);
    EXPECT_EQ(cut.ids.size(), cut.type_ids.size());
    EXPECT_THAT(cut.type_ids, ElementsAre(0, 0, 0, 0, 1, 1));
}

TEST(WordPiece, RefusesALimitWithoutRoom) {
    EXPECT_THROW(tiny().encode("a", std::nullopt, 2), Error);
    EXPECT_NO_THROW(tiny().encode("a", std::nullopt, 3));
    EXPECT_THROW(tiny().encode("a", "b", 4), Error);
    EXPECT_NO_THROW(tiny().encode("a", "b", 5));
    EXPECT_THROW(tiny().encode("a", std::nullopt, -1), Error);
}

TEST(WordPiece, RefusesAVocabularyWithoutItsSpecialTokens) {
    for (const std::string special : {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}) {
        auto tokens = kVocabulary;
        std::erase(tokens, special);
        EXPECT_THAT(errorOf([&] { WordPiece::fromTokens(tokens, "my.txt"); }),
                    ::testing::AllOf(HasSubstr("my.txt"), HasSubstr(special)));
    }
    auto doubled = kVocabulary;
    doubled.emplace_back("[CLS]");
    EXPECT_THAT(errorOf([&] { WordPiece::fromTokens(doubled, "my.txt"); }),
                ::testing::AllOf(HasSubstr("my.txt:21"), HasSubstr("[CLS]")));
}

TEST(WordPiece, ReadsBackWhatItSaves) {
    const testing::ScratchFolder folder;
    const auto file = folder.path() / "vocab.txt";
    tiny().save(file);
    const WordPiece back = WordPiece::fromFile(file);
    EXPECT_EQ(back.tokens(), kVocabulary);
    EXPECT_EQ(back.hash(), tiny().hash());
    EXPECT_EQ(back.hash(), sha256OfFile(file.string()));
    EXPECT_EQ(back.padId(), 0);
    EXPECT_EQ(back.size(), 20);
}

TEST(WordPiece, ReadsFilesFromWindowsAndWithoutALastNewline) {
    const testing::ScratchFolder folder;
    const auto file = folder.write("vocab.txt", "[UNK]\r\n[PAD]\r\n[CLS]\r\n[SEP]\r\nhi");
    const WordPiece word_piece = WordPiece::fromFile(file);
    EXPECT_EQ(word_piece.padId(), 1);
    EXPECT_THAT(word_piece.encode("Hi", std::nullopt, 0).ids, ElementsAre(2, 4, 3));
    EXPECT_THAT(errorOf([&] { WordPiece::fromFile(folder.path() / "none.txt"); }),
                HasSubstr("none.txt"));
    EXPECT_THROW(tiny().save(file / "below a file.txt"), Error);
}

TEST(WordPiece, RefusesAFileThatIsNoVocabularyByItsSize) {
    const testing::ScratchFolder folder;
    const auto file = folder.write("vocab.txt", "[PAD]");
    std::filesystem::resize_file(file, 1ULL << 32U);  // takes no space on the disk
    EXPECT_THAT(errorOf([&] { WordPiece::fromFile(file); }),
                HasSubstr("vocab.txt: the vocabulary is larger than 64 MiB"));
}

TEST(WordPiece, HasAHashOfItsTokens) {
    auto other = kVocabulary;
    std::swap(other[5], other[6]);
    EXPECT_NE(tiny().hash(), WordPiece::fromTokens(other, "other").hash());
}

}  // namespace
}  // namespace alphascope
