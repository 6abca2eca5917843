// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery beside the sources (docs/gallery.md): it opens as the start page opens it, holds what
// it promises, and gives nothing away.
#include "store/reader.h"
#include "store/schema.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace alphascope {
namespace {

class Gallery : public ::testing::Test {
protected:
    static constexpr std::uintmax_t kLargest = 10'000'000;
    const std::filesystem::path file =
        std::filesystem::path(ALPHASCOPE_SOURCE_DIR) / "experiments.db";
};

TEST_F(Gallery, IsAFileOfAKnownSchemaThatNeedsNoLocks) {
    ASSERT_TRUE(std::filesystem::exists(file)) << "docs/make_gallery.sh makes it";
    EXPECT_LE(std::filesystem::file_size(file), kLargest);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.at(18), 1) << "journal mode WAL: an immutable reader might miss rows";
    EXPECT_EQ(bytes.at(19), 1);
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    const SchemaState schema = inspectSchema(database);  // an older one is read as well
    EXPECT_EQ(schema.kind, SchemaState::Kind::kOurs);
    EXPECT_GE(schema.version, 1);
    EXPECT_LE(schema.version, static_cast<int>(schemaMigrations().size()));
    EXPECT_TRUE(database.tableExists("gallery")) << "without the mark it would be written to";
    // A sentence of SST-2's train file; the word is in none of our own texts.
    EXPECT_EQ(bytes.find("secretions"), std::string::npos) << "a sentence of a data set is stored";
}

TEST_F(Gallery, HoldsThreeSeedsOfTheDemoAndFiveOfGlueTasks) {
    StoreReader reader(file, StoreReader::Mode::kImmutable);
    EXPECT_TRUE(reader.check().empty());
    std::map<std::string, std::map<std::string, std::set<std::uint64_t>>> seeds;
    for (const auto& run : reader.runs()) {
        EXPECT_EQ(run.state, RunState::kFinished) << run.uuid;
        EXPECT_EQ(run.step, run.total_steps) << run.uuid;
        EXPECT_FALSE(reader.scalars(run.id).empty()) << run.uuid;
        EXPECT_FALSE(reader.evaluations(run.id).empty()) << run.uuid;
        EXPECT_TRUE(run.owner.host.empty()) << "whose machine made it is nobody's business";
        EXPECT_NE(run.spec_json.find("\"folder\":\"\""), std::string::npos) << run.spec_json;
        EXPECT_EQ(reader.studyToml(run.study).find("folder ="), std::string::npos);
        const bool bilstm = run.study == "paper-bilstm";
        seeds[run.task + (bilstm ? " with bilstm" : "")][run.scheme].insert(run.seed);
    }
    for (const char* scheme : {"label-only", "fixed", "rw-kd"}) {
        EXPECT_EQ(seeds["demo"][scheme], (std::set<std::uint64_t>{1, 2, 3})) << scheme;
        for (const char* task : {"cola", "mrpc", "rte", "stsb"})
            EXPECT_EQ(seeds[task][scheme], (std::set<std::uint64_t>{1, 2, 3, 4, 5}))
                << task << " " << scheme;
        for (const char* task :
             {"sst2", "qqp", "mnli", "qnli", "mrpc with bilstm", "rte with bilstm"})
            EXPECT_EQ(seeds[task][scheme], (std::set<std::uint64_t>{1, 2, 3}))
                << task << " " << scheme;
    }
}

TEST_F(Gallery, HasTheSamplesOfOneSeed) {
    StoreReader reader(file, StoreReader::Mode::kImmutable);
    for (const auto& run : reader.runs()) {
        if (run.scheme != "rw-kd") continue;
        EXPECT_FALSE(reader.histograms(run.id).empty()) << run.uuid;
        const bool kept =
            run.seed == 1 && run.label == "RW-KD" &&
            (run.task == "demo" || (run.task == "mrpc" && run.study == "paper-small"));
        EXPECT_EQ(reader.samplesInRange(run.id, 0.0, 1.0, 10).empty(), !kept) << run.uuid;
    }
}

}  // namespace
}  // namespace alphascope
