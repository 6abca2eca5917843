// SPDX-License-Identifier: GPL-3.0-or-later
// Importing GLUE from folders and real zip archives: what is taken, what is refused, what stays.
#include "data/glue_import.h"

#include "core/data/helpers.h"
#include "data/glue_files.h"
#include "data/split_plan.h"
#include "data/zip_archive.h"

#include <map>

namespace alphascope {
namespace {

using ::testing::HasSubstr;
using State = ImportedFile::State;

constexpr const char* kRte = "index\tsentence1\tsentence2\tlabel\n";

std::string readAll(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class GlueImport : public ::testing::Test {
protected:
    std::filesystem::path zip(const std::string& name,
                              const std::map<std::string, std::string>& files) const {
        const auto path = scratch.path() / name;
        writeZip(path, {files.begin(), files.end()});
        return path;
    }
    std::map<std::string, ImportedFile> import(const std::filesystem::path& source) const {
        std::map<std::string, ImportedFile> found;
        for (const auto& file : importGlue(source, folder)) found[file.file] = file;
        return found;
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                found.push_back(entry.path().lexically_relative(folder).string());
        return found;
    }
    testing::ScratchFolder scratch;
    std::filesystem::path folder = scratch.path() / "glue";
};

TEST_F(GlueImport, TakesTheTasksFilesOutOfAnArchive) {
    const std::string train = std::string(kRte) + "0\ta\tb\tentailment\n1\tc\td\tnot_entailment\n";
    const auto source = zip("RTE.zip", {{"RTE/train.tsv", train},
                                        {"RTE/original/train.tsv", "not read"},
                                        {"__MACOSX/RTE/train.tsv", "not read"},
                                        {"RTE/readme.txt", "not read"},
                                        {"../RTE/../evil.tsv", "not read"}});
    const auto found = import(source);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.at("RTE/train.tsv").state, State::kPartial);
    EXPECT_EQ(found.at("RTE/train.tsv").rows, 2);
    EXPECT_EQ(found.at("RTE/train.tsv").official_rows, 2490);
    EXPECT_EQ(readAll(folder / "RTE/train.tsv"), train);
    EXPECT_THAT(names(), ::testing::ElementsAre("RTE/train.tsv"));
}

TEST_F(GlueImport, FindsATaskAtAnyDepthAndByTheNameOfTheFolderItself) {
    const std::string dev = std::string(kRte) + "0\ta\tb\tentailment\n";
    scratch.write("in/glue_data/RTE/dev.tsv", dev);
    EXPECT_EQ(import(scratch.path() / "in").size(), 1U);
    std::filesystem::remove_all(folder);
    EXPECT_EQ(import(scratch.path() / "in/glue_data/RTE/").size(), 1U);
    EXPECT_EQ(readAll(folder / "RTE/dev.tsv"), dev);
}

TEST_F(GlueImport, LeavesFilesThatAreThere) {
    const std::string mine = std::string(kRte) + "0\tmine\tb\tentailment\n";
    std::filesystem::create_directories(folder / "RTE");
    std::ofstream(folder / "RTE/dev.tsv") << mine;
    const auto source =
        zip("RTE.zip", {{"RTE/dev.tsv", std::string(kRte) + "0\ta\tb\tentailment\n"}});
    EXPECT_EQ(import(source).at("RTE/dev.tsv").state, State::kKept);
    EXPECT_EQ(readAll(folder / "RTE/dev.tsv"), mine);
}

TEST_F(GlueImport, NamesFileLineAndRemedyOfABadRowAndWritesNothingOfIt) {
    const auto source = zip("RTE.zip", {{"RTE/dev.tsv", std::string(kRte) + "0\ta\tb\tperhaps\n"}});
    const std::string text = errorOf([&] { import(source); });
    EXPECT_THAT(text, HasSubstr("RTE.zip/RTE/dev.tsv:2"));
    EXPECT_THAT(text, HasSubstr("perhaps"));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("importing")));
    EXPECT_TRUE(names().empty());
}

TEST_F(GlueImport, RefusesWhatIsNoArchiveDamagedOrNothingOfGlue) {
    EXPECT_THAT(errorOf([&] { import(scratch.write("a.zip", "no zip")); }), HasSubstr("zip file"));
    EXPECT_THAT(errorOf([&] { import(scratch.path() / "absent"); }), HasSubstr("no such file"));
    EXPECT_THAT(errorOf([&] {
                    import(zip("b.zip", {{ "x.txt", "y" }}));
                }),
                HasSubstr("no file of GLUE"));
    // One byte of the packed content changed: the checksum tells.
    std::string rows = kRte;
    for (int i = 0; i < 2000; ++i) rows += std::to_string(i * 7919) + "\ta\tb\tentailment\n";
    const auto good = zip("c.zip", {{"RTE/dev.tsv", rows}});
    std::string bytes = readAll(good);
    bytes[bytes.size() / 3] ^= 0x40;
    EXPECT_THAT(errorOf([&] { import(scratch.write("d.zip", bytes)); }), HasSubstr("is damaged"));
}

/// A bomb of the smallest task must not take what the largest may.
TEST_F(GlueImport, BoundsAFileByItsTask) {
    const std::string much(3U << 20U, 'a');
    const auto bomb = zip("WNLI.zip", {{"WNLI/dev.tsv", much}});
    EXPECT_THAT(errorOf([&] { import(bomb); }),
                ::testing::AllOf(HasSubstr("WNLI/dev.tsv is larger than 1 MiB"),
                                 HasSubstr("official files")));
    scratch.write("source/WNLI/dev.tsv", much);
    EXPECT_THAT(errorOf([&] { import(scratch.path() / "source"); }),
                HasSubstr("dev.tsv: this file is larger than 1 MiB"));
    EXPECT_FALSE(std::filesystem::exists(folder / "WNLI" / "dev.tsv"));
    const auto larger = zip("QNLI.zip", {{"QNLI/train.tsv", much}});
    EXPECT_THAT(errorOf([&] { import(larger); }), HasSubstr("column")) << "it is read";
}

TEST_F(GlueImport, SaysWhereTheBytesOfAnOfficialFileAreOthers) {
    NEEDS_DATA(data);
    std::string bytes = readAll(data / "glue/WNLI/dev.tsv");
    const auto place = bytes.find("\t", bytes.find('\n')) + 1;
    bytes[place] = bytes[place] == 'X' ? 'Y' : 'X';
    scratch.write("in/WNLI/dev.tsv", bytes);
    const auto found = import(scratch.path() / "in").at("WNLI/dev.tsv");
    EXPECT_EQ(found.rows, found.official_rows);
    EXPECT_EQ(found.state, State::kDiffers);
    EXPECT_EQ(importStateName(found.state), "differs");
    EXPECT_EQ(readAll(folder / "WNLI/dev.tsv"), bytes) << "it is taken all the same";
}

TEST_F(GlueImport, StopsAtOnceAndLeavesNoHalfFile) {
    const auto source =
        zip("RTE.zip", {{"RTE/dev.tsv", std::string(kRte) + "0\ta\tb\tentailment\n"},
                        {"RTE/train.tsv", std::string(kRte) + "0\ta\tb\tentailment\n"}});
    const auto stopAt = [&](std::size_t place) {
        std::stop_source stop;
        return importGlue(
                   source, folder,
                   [&](const std::string&, std::size_t count, std::size_t all) {
                       EXPECT_EQ(all, 2U);
                       if (count == place) stop.request_stop();
                   },
                   stop.get_token())
            .size();
    };
    EXPECT_EQ(stopAt(0), 0U) << "the file that it was at is left";
    EXPECT_FALSE(std::filesystem::exists(folder / "RTE/dev.tsv"));
    EXPECT_EQ(stopAt(1), 1U);
    EXPECT_EQ(names().size(), 1U);
}

TEST_F(GlueImport, MakesMrpcFromTheCorpusAndTheIdsOfItsDevSet) {
    const std::string header = "\xEF\xBB\xBFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n";
    scratch.write("in/msr_paraphrase_train.txt",
                  header + "1\t10\t11\tone\ttwo\r\n0\t20\t21\tthree\tfour\r\n");
    scratch.write("in/msr_paraphrase_test.txt", header + "1\t30\t31\tfive\tsix\r\n");
    EXPECT_THAT(errorOf([&] { import(scratch.path() / "in"); }), HasSubstr("mrpc_dev_ids.tsv"));
    scratch.write("in/mrpc_dev_ids.tsv", "20\t21\n");
    EXPECT_EQ(import(scratch.path() / "in").size(), 3U);
    const std::string columns = "#1 ID\t#2 ID\t#1 String\t#2 String\n";
    EXPECT_EQ(readAll(folder / "MRPC/train.tsv"), "Quality\t" + columns + "1\t10\t11\tone\ttwo\n");
    EXPECT_EQ(readAll(folder / "MRPC/dev.tsv"), "Quality\t" + columns + "0\t20\t21\tthree\tfour\n");
    EXPECT_EQ(readAll(folder / "MRPC/test.tsv"), "index\t" + columns + "0\t30\t31\tfive\tsix\n");
}

TEST_F(GlueImport, KnowsTheOfficialFilesByTheirHash) {
    NEEDS_DATA(data);
    const auto found = import(data / "glue");
    int verified = 0;
    for (const auto& [name, file] : found) {
        EXPECT_EQ(file.state, State::kVerified) << name;
        EXPECT_EQ(file.rows, file.official_rows) << name;
        verified += file.state == State::kVerified ? 1 : 0;
    }
    EXPECT_GE(verified, 20);
    EXPECT_EQ(readAll(folder / "WNLI/dev.tsv"), readAll(data / "glue/WNLI/dev.tsv"));
}

TEST(GlueAddresses, ThereIsOneForEveryTaskAndNoOther) {
    std::map<std::string, int> count;
    for (const auto& address : glueAddresses()) {
        EXPECT_TRUE(std::string(address.url).starts_with("https://")) << address.url;
        ++count[address.task];
    }
    for (const auto& task : taskTable())
        EXPECT_EQ(count.contains(task.id), !task.folder.empty()) << task.id;
    EXPECT_EQ(count.at("mrpc"), 3);
    EXPECT_EQ(knownSha256("MRPC/nothing.tsv"), std::nullopt);
}

}  // namespace
}  // namespace alphascope
