// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/glue_reader.h"
#include "core/data/helpers.h"

namespace alphascope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class GlueReader : public ::testing::Test {
protected:
    Split read(const char* task_id, const char* split_name, const std::string& bytes) {
        const TaskDescriptor& task = findTask(task_id);
        return readTsvSplit(task, *task.findSplit(split_name), folder_.write("x.tsv", bytes));
    }
    std::string errorFor(const char* task_id, const char* split_name, const std::string& bytes) {
        return errorOf([&] { read(task_id, split_name, bytes); });
    }
    testing::ScratchFolder folder_;
};

TEST_F(GlueReader, ReadsSingleSentences) {
    const Split split = read("sst2", "train", "sentence\tlabel\nso good \t1\nbad\t0\n");
    ASSERT_EQ(split.examples.size(), 2U);
    EXPECT_EQ(split.name, "train");
    EXPECT_EQ(split.file, "x.tsv");
    EXPECT_TRUE(split.labelled);
    EXPECT_EQ(split.examples[0].text_a, "so good ");
    EXPECT_EQ(split.examples[0].text_b, "");
    EXPECT_EQ(split.examples[0].label, 1.0F);
    EXPECT_EQ(split.examples[1].id, 1U);
    EXPECT_FALSE(split.examples[1].flipped());
    EXPECT_FALSE(split.examples[1].teacherMisled());
}

TEST_F(GlueReader, ReadsColaWithoutHeaderAndWithoutLastNewline) {
    const Split split = read("cola", "dev", "gj04\t1\t\tIt rains.\ngj04\t0\t*\tRains it the.");
    ASSERT_EQ(split.examples.size(), 2U);
    EXPECT_EQ(split.examples[0].text_a, "It rains.");
    EXPECT_EQ(split.examples[1].text_a, "Rains it the.");
    EXPECT_EQ(split.examples[1].label, 0.0F);
    EXPECT_EQ(read("cola", "test", "index\tsentence\n0\tIt rains.\n").examples.size(), 1U);
}

TEST_F(GlueReader, TakesQuotesAsOrdinaryCharacters) {
    const Split split = read("mrpc", "train",
                             "\xEF\xBB\xBFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n"
                             "1\t7\t8\t\"He said\tno \" quote\r\n"
                             "0\t7\t8\t\" open\tclosed \"\r\n");
    ASSERT_EQ(split.examples.size(), 2U);
    EXPECT_EQ(split.examples[0].text_a, "\"He said");
    EXPECT_EQ(split.examples[0].text_b, "no \" quote");
    EXPECT_EQ(split.examples[1].text_b, "closed \"");
}

TEST_F(GlueReader, ReadsLabelsThatAreWordsInTheTasksOrder) {
    const std::string rows =
        "index\tsentence1\tsentence2\tlabel\n"
        "0\ta\tb\tnot_entailment\n1\tc\td\tentailment\n";
    const Split split = read("rte", "train", rows);
    const auto& labels = findTask("rte").labels;
    EXPECT_EQ(labels.at(static_cast<std::size_t>(split.examples[0].label)), "not_entailment");
    EXPECT_EQ(labels.at(static_cast<std::size_t>(split.examples[1].label)), "entailment");
}

TEST_F(GlueReader, ReadsMnlisGoldLabelAmongTheAnnotators) {
    const Split split = read("mnli", "dev_matched",
                             "index\tsentence1\tsentence2\tlabel1\tgold_label\n"
                             "0\ta\tb\tneutral\tcontradiction\n");
    EXPECT_EQ(findTask("mnli").labels.at(static_cast<std::size_t>(split.examples[0].label)),
              "contradiction");
}

TEST_F(GlueReader, DividesScoresByTheLargest) {
    const std::string header =
        "index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore\n";
    const Split split = read("stsb", "dev", header + "0\tg\tf\ty\to\ts\ts\ta\tb\t3.750\n");
    EXPECT_FLOAT_EQ(split.examples[0].label, 0.75F);
    for (const char* score : {"5.1", "-1", "nan", "", "3,5", "4x"})
        EXPECT_THAT(errorFor("stsb", "dev", header + "0\tg\tf\ty\to\ts\ts\ta\tb\t" + score + "\n"),
                    AllOf(HasSubstr("x.tsv:2"), HasSubstr("score")))
            << score;
}

TEST_F(GlueReader, ReadsTestFilesWithoutLabels) {
    const Split split = read("rte", "test", "index\tsentence1\tsentence2\n0\ta\tb\n");
    EXPECT_FALSE(split.labelled);
    EXPECT_EQ(split.examples[0].text_b, "b");
}

TEST_F(GlueReader, NamesTheMissingColumn) {
    EXPECT_THAT(errorFor("rte", "train", "index\tsentence1\tlabel\n0\ta\tentailment\n"),
                AllOf(HasSubstr("x.tsv:1"), HasSubstr("'sentence2'")));
}

TEST_F(GlueReader, NamesTheShortRow) {
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ngood\t1\nbad\n"),
                AllOf(HasSubstr("x.tsv:3"), HasSubstr("too short")));
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ngood\t1\n\nbad\t0\n"),
                AllOf(HasSubstr("x.tsv:3"), HasSubstr("too short")));
    EXPECT_THAT(errorFor("cola", "dev", "gj04\t1\t\n"), HasSubstr("x.tsv:1"));
}

TEST_F(GlueReader, NamesTheUnknownLabel) {
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ngood\t1\nbad\t2\n"),
                AllOf(HasSubstr("x.tsv:3"), HasSubstr("'2'"), HasSubstr("0, 1")));
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ngood\t\n"), HasSubstr("x.tsv:2"));
}

TEST_F(GlueReader, NamesTheLineOfBadUtf8) {
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ngood\t1\ncaf\xE9\t0\n"),
                AllOf(HasSubstr("x.tsv:3"), HasSubstr("UTF-8")));
    EXPECT_EQ(errorFor("sst2", "dev", "sentence\tlabel\ncaf\xC3\xA9\t0\n"), "");
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\ncut \xC3"), HasSubstr("UTF-8"));
}

TEST_F(GlueReader, RefusesEmptyAndMissingFiles) {
    EXPECT_THAT(errorFor("sst2", "dev", ""), HasSubstr("empty"));
    EXPECT_THAT(errorFor("sst2", "dev", "\xEF\xBB\xBF"), HasSubstr("empty"));
    EXPECT_THAT(errorFor("sst2", "dev", "sentence\tlabel\n"), HasSubstr("no row"));
    const TaskDescriptor& task = findTask("sst2");
    EXPECT_THAT(
        errorOf([&] { readTsvSplit(task, *task.findSplit("dev"), folder_.path() / "none.tsv"); }),
        HasSubstr("none.tsv"));
    EXPECT_NE(errorOf([&] { readTsvSplit(task, *task.findSplit("dev"), folder_.path()); }), "");
}

TEST_F(GlueReader, RefusesAFileThatWouldFillTheMemory) {
    const TaskDescriptor& task = findTask("sst2");
    const auto file = folder_.write("x.tsv", "sentence\tlabel\n");
    std::filesystem::resize_file(file, 1ULL << 32U);  // takes no space on the disk
    EXPECT_THAT(
        errorOf([&] { readTsvSplit(task, *task.findSplit("train"), file); }),
        AllOf(HasSubstr("x.tsv: the file is larger than 2048 MiB"), HasSubstr("[data.files]")));
}

TEST(ReadSplit, FindsTheTaskHereOrBelowGlue) {
    const testing::ScratchFolder folder;
    folder.write("glue/SST-2/dev.tsv", "sentence\tlabel\ngood\t1\n");
    const auto& task = findTask("sst2");
    EXPECT_EQ(readSplit(task, "dev", folder.path(), {}).examples.size(), 1U);
    EXPECT_EQ(readSplit(task, "dev", folder.path() / "glue", {}).file, "dev.tsv");
    EXPECT_THAT(errorOf([&] { readSplit(task, "train", folder.path(), {}); }),
                HasSubstr("train.tsv"));
}

TEST(ReadSplit, ReadsOtherFilesUnderTheirTrueNames) {
    const testing::ScratchFolder folder;
    folder.write("SST-2/mine/part.tsv", "sentence\tlabel\ngood\t1\nbad\t0\n");
    const auto& task = findTask("sst2");
    const Split split = readSplit(task, "dev", folder.path(), {{"dev", "mine/part.tsv"}});
    EXPECT_EQ(split.name, "dev");
    EXPECT_EQ(split.file, "mine/part.tsv");
    EXPECT_EQ(split.examples.size(), 2U);
}

TEST(ReadSplit, RefusesSplitsTheTaskLacks) {
    const auto& task = findTask("sst2");
    EXPECT_THAT(errorOf([&] {
                    readSplit(task, "dev", ".", {{"deev", "x.tsv"}});
                }),
                AllOf(HasSubstr("'deev'"), HasSubstr("train, dev, test")));
    EXPECT_THAT(errorOf([&] { readSplit(task, "eval", ".", {}); }), HasSubstr("'eval'"));
    EXPECT_THAT(errorOf([&] {
                    readSplit(findTask("demo"), "dev", "", {{"dev", "x.tsv"}});
                }),
                HasSubstr("demo"));
}

TEST(ReadSplit, MakesTheDemoWithoutAFolder) {
    const Split split = readSplit(findTask("demo"), "dev", "/no/such/folder", {});
    EXPECT_EQ(split.examples.size(), 500U);
}

}  // namespace
}  // namespace alphascope
