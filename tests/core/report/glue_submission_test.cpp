// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/glue_submission.h"

#include "core/report/made_runs.h"
#include "core/study/error_of.h"
#include "data/zip_archive.h"

#include <gmock/gmock.h>

#include <fstream>
#include <functional>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::uint64_t kAny = 64ULL << 20U;

/// The leaderboard's own list.
const std::vector<std::pair<std::string, std::int64_t>> kOfficial{
    {"CoLA.tsv", 1063},  {"SST-2.tsv", 1821},  {"MRPC.tsv", 1725},    {"STS-B.tsv", 1379},
    {"QQP.tsv", 390965}, {"MNLI-m.tsv", 9796}, {"MNLI-mm.tsv", 9847}, {"QNLI.tsv", 5463},
    {"RTE.tsv", 3000},   {"WNLI.tsv", 146},    {"AX.tsv", 1104}};

const GlueFile& fileCalled(const std::string& name) {
    for (const auto& file : glueFiles())
        if (file.name == name) return file;
    throw std::runtime_error("no file " + name);
}

/// A file as it should be: every row has the first label, STS-B 2.5.
std::string goodText(const GlueFile& file) {
    const bool words = !file.task->labels.empty();
    std::string text = "index\tprediction\n";
    for (std::int64_t i = 0; i < file.rows; ++i)
        text += std::to_string(i) + "\t" + (words ? file.task->labels.front() : "2.5") + "\n";
    return text;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

class GlueSubmission : public MadeRuns {
protected:
    std::filesystem::path zip() const { return folder_ / "submission.zip"; }
    static Entries goodEntries() {
        Entries entries;
        for (const auto& file : glueFiles()) entries.emplace_back(file.name, goodText(file));
        return entries;
    }
    /// The sentences on a good submission to which something was done.
    std::vector<std::string> after(const std::function<void(Entries&)>& change) {
        Entries entries = goodEntries();
        change(entries);
        writeZip(zip(), entries);
        std::vector<std::string> sentences;
        for (const auto& fault : checkGlueZip(zip())) sentences.push_back(fault.sentence);
        return sentences;
    }
    static std::string& textOf(Entries& entries, const std::string& name) {
        for (auto& [file, text] : entries)
            if (file == name) return text;
        throw std::runtime_error("no entry " + name);
    }
    /// The sentences on one file whose good text was changed; without the zip around it.
    std::vector<std::string> afterText(const std::string& name,
                                       const std::function<void(std::string&)>& change) {
        std::string text = goodText(fileCalled(name));
        change(text);
        std::vector<std::string> sentences;
        for (const auto& fault : checkGlueText(fileCalled(name), text))
            sentences.push_back(fault.sentence);
        return sentences;
    }
    /// Replaces line `line`, from 1.
    static void setLine(std::string& text, int line, const std::string& with) {
        std::size_t begin = 0;
        for (int i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
        text.replace(begin, text.find('\n', begin) - begin, with);
    }
};

TEST(GlueFiles, AreTheLeaderboardsOwn) {
    std::vector<std::pair<std::string, std::int64_t>> files;
    for (const auto& file : glueFiles()) files.emplace_back(file.name, file.rows);
    EXPECT_EQ(files, kOfficial);
    EXPECT_THAT(fileCalled("RTE.tsv").task->labels, ElementsAre("entailment", "not_entailment"));
    EXPECT_THAT(fileCalled("AX.tsv").task->labels,
                ElementsAre("entailment", "neutral", "contradiction"));
}

TEST_F(GlueSubmission, AGoodOneHasNoFault) {
    EXPECT_THAT(after([](Entries&) {}), IsEmpty());
    EXPECT_THAT(after([](Entries& entries) {  // Windows' line ends, and none at the end
                    std::string& text = textOf(entries, "WNLI.tsv");
                    std::string other;
                    for (const char c : text) other += c == '\n' ? "\r\n" : std::string(1, c);
                    text = other.substr(0, other.size() - 2);
                }),
                IsEmpty());
}

TEST_F(GlueSubmission, ALabelIsAWordOfTheTask) {
    EXPECT_THAT(
        afterText("RTE.tsv", [](std::string& t) { setLine(t, 18, "16\t1"); }),
        ElementsAre("RTE.tsv:18: the prediction '1' is no label of RTE. Write entailment or "
                    "not_entailment."));
    EXPECT_THAT(afterText("MNLI-mm.tsv", [](std::string& t) { setLine(t, 2, "0\tNeutral"); }),
                ElementsAre(AllOf(HasSubstr("MNLI-mm.tsv:2:"),
                                  HasSubstr("entailment, neutral or contradiction"))));
    EXPECT_THAT(afterText("QQP.tsv", [](std::string& t) { setLine(t, 390966, "390964\tyes"); }),
                ElementsAre(HasSubstr("QQP.tsv:390966: the prediction 'yes'")));
}

TEST_F(GlueSubmission, AScoreIsANumberFromZeroToFive) {
    for (const auto& [score, faults] :
         std::vector<std::pair<std::string, std::size_t>>{{"0", 0},
                                                          {"5.000", 0},
                                                          {"4.9e0", 0},
                                                          {"5.001", 1},
                                                          {"-0.1", 1},
                                                          {"nan", 1},
                                                          {"3,5", 1},
                                                          {"", 1},
                                                          {"3.5 ", 1}})
        EXPECT_THAT(afterText("STS-B.tsv", [&](std::string& t) { setLine(t, 3, "1\t" + score); }),
                    SizeIs(faults))
            << score;
}

TEST_F(GlueSubmission, HeaderIndexAndColumnsAreLookedAt) {
    EXPECT_THAT(afterText("CoLA.tsv", [](std::string& t) { setLine(t, 1, "id\tlabel"); }),
                ElementsAre("CoLA.tsv:1: the header is 'id<tab>label'. Write "
                            "index<tab>prediction."));
    EXPECT_THAT(afterText("CoLA.tsv", [](std::string& t) { setLine(t, 7, "6\t1"); }),
                ElementsAre(HasSubstr("CoLA.tsv:7: the index is '6', and 5 belongs here")));
    EXPECT_THAT(afterText("CoLA.tsv", [](std::string& t) { setLine(t, 7, "5 1"); }),
                ElementsAre(HasSubstr("CoLA.tsv:7: the row '5 1' does not have two columns")));
    EXPECT_THAT(afterText("CoLA.tsv", [](std::string& t) { setLine(t, 7, "5\t1\t"); }),
                ElementsAre(HasSubstr("two columns")));
    EXPECT_THAT(
        after([](Entries& e) { textOf(e, "CoLA.tsv").clear(); }),
        ElementsAre(HasSubstr("CoLA.tsv:1: the file is empty"), HasSubstr("0 predictions")));
}

TEST_F(GlueSubmission, RowsAreCountedAgainstTheOfficialTestSet) {
    EXPECT_THAT(after([](Entries& e) { textOf(e, "WNLI.tsv") += "146\t0\n"; }),
                ElementsAre("WNLI.tsv: there are 147 predictions, and the official test set has "
                            "146 rows. Predict every row once."));
}

TEST_F(GlueSubmission, ManyFaultsOfAFileAreCounted) {
    const auto sentences = after([](Entries& e) {
        std::string& text = textOf(e, "QNLI.tsv");
        text = "index\tprediction\n";
        for (int i = 0; i < 5463; ++i) text += std::to_string(i) + "\tno\n";
    });
    EXPECT_THAT(sentences, SizeIs(11));
    EXPECT_EQ(sentences.back(), "QNLI.tsv: there are 5453 more faults in this file.");
}

TEST_F(GlueSubmission, NamesAndPlacesOfFilesAreLookedAt) {
    EXPECT_THAT(after([](Entries& e) { e.erase(e.begin() + 8); }),
                ElementsAre("RTE.tsv: the file is missing. Add it with 3000 predictions."));
    EXPECT_THAT(after([](Entries& e) { e[8].first = "rte.tsv"; }),
                ElementsAre("rte.tsv: the file must be called RTE.tsv. Rename it."));
    EXPECT_THAT(after([](Entries& e) { e[8].first = "out/RTE.tsv"; }),
                ElementsAre("out/RTE.tsv: the file lies in a folder. Put it at the top as "
                            "RTE.tsv."));
    EXPECT_THAT(after([](Entries& e) { e.emplace_back("notes.txt", "hello"); }),
                ElementsAre(HasSubstr("notes.txt: this is no file of a submission")));
    EXPECT_THAT(after([](Entries& e) { e.emplace_back("x/RTE.tsv", e[8].second); }),
                ElementsAre(HasSubstr("in a folder"), HasSubstr("more than once")));
}

TEST_F(GlueSubmission, WhatIsNoZipIsSaid) {
    std::ofstream(zip()) << "this is a letter";
    EXPECT_THROW(checkGlueZip(zip()), Error);
    EXPECT_THROW(checkGlueZip(folder_ / "nowhere.zip"), Error);
    EXPECT_THROW(writeZip(folder_ / "no" / "where.zip", {{"a", "b"}}), Error);
}

TEST_F(GlueSubmission, ADamagedEntryIsSaid) {
    writeZip(zip(), {{"RTE.tsv", std::string(3000, 'x')}});
    std::string bytes;
    {
        std::ifstream in(zip(), std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const std::size_t name = bytes.find("RTE.tsv");
    bytes[name + 9] = static_cast<char>(bytes[name + 9] ^ 0x55);  // in the packed bytes
    std::ofstream(zip(), std::ios::binary) << bytes;
    EXPECT_EQ(ZipArchive(zip()).read(0, kAny).problem, "damaged");
    EXPECT_EQ(ZipArchive(zip()).read(0, 2999).problem, "larger than 0 MiB");
}

TEST(GlueText, WritesLabelsAsTheTasksFilesDo) {
    GlueFile rte = fileCalled("RTE.tsv");
    rte.rows = 3;
    EXPECT_EQ(glueText(rte, std::vector<float>{2, 1, 0, 5, 1, 1}),
              "index\tprediction\n0\tentailment\n1\tnot_entailment\n2\tentailment\n");
    GlueFile stsb = fileCalled("STS-B.tsv");
    stsb.rows = 3;
    EXPECT_EQ(glueText(stsb, std::vector<float>{0.5F, 1.25F, -0.25F}),
              "index\tprediction\n0\t2.500\n1\t5.000\n2\t0.000\n");
    EXPECT_THROW(glueText(rte, std::vector<float>{2, 1}), Error);
}

TEST_F(GlueSubmission, IsWrittenFromStoredTestPredictions) {
    const auto test = [](const std::string& set, std::size_t rows, int outputs) {
        Evaluated event = evaluated(100, set, {});
        event.outputs = outputs;
        for (std::size_t i = 0; i < rows; ++i)
            for (int k = 0; k < outputs; ++k)
                event.logits.push_back(k == static_cast<int>(i % 2) ? 1.0F : 0.0F);
        return event;
    };
    add(specOf("wnli", "label-only"), {test("test", 146, 2)});
    add(specOf("mnli", "label-only"),
        {test("test_matched", 9796, 3), test("test_mismatched", 9847, 3),
         test("diagnostic", 1104, 3)});
    add(specOf("rte", "label-only"), {evaluated(100, "dev", {{"accuracy", 0.5}})});
    StoreReader connection = reader();
    const auto runs = connection.runs();
    EXPECT_THAT(writeGlueZip(connection, {runs[0], runs[1]}, zip()),
                ElementsAre("MNLI-m.tsv", "MNLI-mm.tsv", "WNLI.tsv", "AX.tsv"));
    EXPECT_TRUE(ZipArchive(zip()).read(3, kAny).content.starts_with(
        "index\tprediction\n0\tentailment\n1\tneutral\n"));
    EXPECT_THAT(checkGlueZip(zip()), SizeIs(7)) << "the seven files that are missing";
    EXPECT_THAT(errorOf([&] { writeGlueZip(connection, {runs[2]}, zip()); }),
                AllOf(HasSubstr(runs[2].uuid.substr(0, 8)),
                      HasSubstr("kept no predictions on the test set")));
    add(specOf("wnli", "fixed"), {test("test", 146, 2)});
    StoreReader again = reader();
    EXPECT_THROW(writeGlueZip(again, {again.runs()[0], again.runs()[3]}, zip()), Error);
}

}  // namespace
}  // namespace alphascope
