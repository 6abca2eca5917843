// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tokenizer.h"
#include "core/data/helpers.h"
#include "core/data/tokenizer_files.h"

namespace alphascope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kVocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n";
const std::string kTable =
    "?\t0\n<s>\t0\n</s>\t0\nx1\t0\nx2\t0\nx3\t0\n\u2581a\t-1.5\n\u2581\t-2\nb\t-3e0\n";
const std::string kPairs =
    "[[\"?\",0],[\"<s>\",0],[\"</s>\",0],[\"x1\",0],[\"x2\",0],[\"x3\",0],"
    "[\"\u2581a\",-1.5],[\"\u2581\",-2],[\"b\",null]]";

TEST(OpenTokenizer, ReadsEachKindOfFile) {
    const testing::ScratchFolder folder;
    const auto words = openTokenizer(folder.write("words.txt", kVocabulary));
    EXPECT_THAT(words->encode("The", std::nullopt, 0).ids, ElementsAre(2, 4, 3));
    const auto document = testing::bertDocument().dump(1);
    EXPECT_THAT(openTokenizer(folder.write("any.json", "\n " + document))->tokenize("unable"),
                ElementsAre("un", "##able"));
    for (const auto& file : {folder.write("any.tsv", kTable), folder.write("pairs.json", kPairs)}) {
        const auto table = openTokenizer(file);
        EXPECT_THAT(table->encode("a b", std::nullopt, 0).ids, ElementsAre(6, 7, 8)) << file;
        EXPECT_EQ(table->size(), 9);
        EXPECT_EQ(table->tokens()[6], "\u2581a");
    }
}

TEST(OpenTokenizer, TakesTheFirstKnownFileOfAFolder) {
    const testing::ScratchFolder folder;
    EXPECT_THAT(errorOf([&] { openTokenizer(folder.path()); }),
                AllOf(HasSubstr(folder.path().string()), HasSubstr("tokenizer.json")));
    const auto size = [&] { return openTokenizer(folder.path())->size(); };
    folder.write("vocab.json", kPairs);
    folder.write("vocab.tsv", kTable + "c\t-4\n");
    EXPECT_EQ(size(), 10);
    folder.write("vocab.txt", kVocabulary);
    EXPECT_EQ(size(), 5);
    folder.write("tokenizer.json", testing::unigramDocument().dump());
    EXPECT_EQ(size(), 6);
}

TEST(OpenTokenizer, RefusesAVocabularyThatKeepsCaseOrAccents) {
    const testing::ScratchFolder folder;
    folder.write("vocab.txt", kVocabulary);
    for (const char* fine : {R"({"do_lower_case": true, "strip_accents": null})", "{}"}) {
        folder.write("tokenizer_config.json", fine);
        EXPECT_EQ(openTokenizer(folder.path())->size(), 5) << fine;
    }
    for (const char* cased : {R"({"do_lower_case": false})", R"({"strip_accents": false})"}) {
        folder.write("tokenizer_config.json", cased);
        EXPECT_THAT(errorOf([&] { openTokenizer(folder.path()); }),
                    AllOf(HasSubstr("tokenizer_config.json"), HasSubstr("tokenizer.json beside")))
            << cased;
    }
    folder.write("tokenizer_config.json", "[]");
    EXPECT_THAT(errorOf([&] { openTokenizer(folder.path()); }), HasSubstr("JSON object"));
    folder.write("tokenizer.json", testing::unigramDocument().dump());
    EXPECT_EQ(openTokenizer(folder.path())->size(), 6) << "it says itself what it does";
}

TEST(OpenTokenizer, NamesFilesThatAreMissingOrBroken) {
    const testing::ScratchFolder folder;
    for (const char* name : {"none.json", "none.tsv", "none.txt"})
        EXPECT_THAT(errorOf([&] { openTokenizer(folder.path() / name); }), HasSubstr(name));
    for (const char* line : {"a", "a\t", "a\tx", "a\t1x", "a\tnan", "a\tinf"})
        EXPECT_THAT(errorOf([&] { openTokenizer(folder.write("t.tsv", kTable + line + "\n")); }),
                    HasSubstr("t.tsv:10"))
            << line;
    EXPECT_THAT(errorOf([&] { openTokenizer(folder.write("t.tsv", "")); }), HasSubstr("t.tsv"));
    EXPECT_THAT(errorOf([&] { openTokenizer(folder.write("t.json", "[[\"a\"]]")); }),
                AllOf(HasSubstr("t.json"), HasSubstr("[0]")));
    EXPECT_THAT(errorOf([&] { openTokenizer(folder.write("t.json", "[[\"a\", \"b\"]]")); }),
                AllOf(HasSubstr("t.json"), HasSubstr("[0][1]"), HasSubstr("\"b\"")));
    const auto large = folder.write("large.json", "");
    std::filesystem::resize_file(large, (std::uintmax_t{64} << 20U) + 1);
    EXPECT_THAT(errorOf([&] { openTokenizer(large); }),
                AllOf(HasSubstr("large.json"), HasSubstr("64 MiB")));
}

TEST(PieceTable, MarksSpacesAndNeverMatchesReservedPieces) {
    const auto table = tokenizerFromPieceTable(kTable, "t.tsv");
    EXPECT_THAT(table->tokenize("a"), ElementsAre("\u2581a"));
    EXPECT_THAT(table->tokenize(" a"), ElementsAre("\u2581", "\u2581a"));
    EXPECT_THAT(table->tokenize("\uFF41\u00A0\uFF42"), ElementsAre("\u2581a", "\u2581", "b"))
        << "NFKC";
    EXPECT_THAT(table->tokenize("x1xyb"), ElementsAre("\u2581", "?", "b"));
    EXPECT_TRUE(table->tokenize("").empty());
}

}  // namespace
}  // namespace alphascope
