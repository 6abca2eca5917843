// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/maintenance.h"

#include "core/study/sync_record.h"
#include "scratch.h"
#include "store/repair.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

namespace alphascope {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Maintenance : public Scratch {
protected:
    /// Two finished runs with all kinds of rows; closed.
    void fill() {
        StoreWriter writer(file_);
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const auto run = addSomeRun(writer, seed);
            auto sink = writer.sink(run);
            for (std::int64_t step = 1; step <= 300; ++step) {
                sink->publish(someStep(step));
                sink->publish(someSamples(step, static_cast<std::uint32_t>(step), 32));
            }
            HistogramTaken taken{.step = 300, .counts = {}, .atoms = {}};
            sink->publish(taken);
            sink->publish(Evaluated{.step = 300,
                                    .set = "dev",
                                    .scores = {{"f1", 0.5}},
                                    .outputs = 2,
                                    .logits = {1, 2}});
            sink->publish(StateChanged{.state = RunState::kFinished, .message = ""});
        }
        writer.flush();
    }
    std::int64_t count(const std::filesystem::path& file, const std::string& table) {
        return SQLite::Database(file.string(), SQLite::OPEN_READONLY)
            .execAndGet("SELECT count(*) FROM " + table)
            .getInt64();
    }
    void damage(std::int64_t page) {
        const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file_));
        ASSERT_LT(page * 4096, size);
        std::fstream stream(file_, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp((page - 1) * 4096);
        const std::string noise(4096, '\xA5');
        stream.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
};

TEST_F(Maintenance, ABlobOfAWrongSizeIsNamed) {
    fill();
    EXPECT_THAT(checkDatabase(file_), IsEmpty());
    execute("UPDATE histogram SET counts = x'00' WHERE run_id = 2");
    execute("UPDATE sample_chunk SET data = substr(data, 1, 30) WHERE id = 1");
    execute("UPDATE evaluation SET outputs = 3 WHERE run_id = 1");
    execute(
        "INSERT INTO evaluation (run_id, step, set_name, outputs, logits) VALUES (1, 9, 'train', "
        "0, x'')");
    EXPECT_THAT(checkDatabase(file_),
                testing::UnorderedElementsAre(HasSubstr("run 2, histogram at step 300"),
                                              HasSubstr("run 1, samples from step 1"),
                                              HasSubstr("run 1, dev at step 300")));
}

TEST_F(Maintenance, WhoeverReadsADamagedBlobIsToldOfWhichRunItIs) {
    fill();
    execute("UPDATE histogram SET counts = x'00' WHERE run_id = 2");
    execute("UPDATE sample_chunk SET data = substr(data, 1, 30) WHERE run_id = 2");
    execute("UPDATE evaluation SET logits = x'000000' WHERE run_id = 2");
    execute(
        "INSERT INTO sample_set (content_hash, sha256, size, ids, labels, flags) VALUES ('h', 's', "
        "1, x'000000', x'', x''); INSERT INTO run_set (run_id, set_name, file, set_id) SELECT 2, "
        "'train', 'f', max(id) FROM sample_set");
    StoreReader reader(file_);
    const auto evaluation = reader.evaluations(2).at(0).id;
    const auto isNamed = testing::StartsWith("Run 2: ");
    EXPECT_THAT(errorOf([&] { reader.histograms(2); }), isNamed);
    EXPECT_THAT(errorOf([&] { reader.sampleRecords(2); }), isNamed);
    EXPECT_THAT(errorOf([&] { reader.samples(2); }), isNamed);
    EXPECT_THAT(errorOf([&] { reader.samplesInRange(2, 0.0, 1.0, 9); }), isNamed);
    EXPECT_THAT(errorOf([&] { reader.evaluationLogits(evaluation); }), isNamed);
    EXPECT_THAT(errorOf([&] { reader.set(2, "train"); }), isNamed);
    execute("UPDATE sample_chunk SET first_step = 1, last_step = 300 WHERE run_id = 2");
    StoreWriter writer(file_);
    writer.setState(2, RunState::kInterrupted, "");
    EXPECT_THAT(
        errorOf([&] {
            writer.takeOver({{.run_id = 2, .revision = reader.findRun("2")->revision, .step = 5}});
        }),
        HasSubstr("Run 2: "));
    EXPECT_EQ(errorOf([&] { reader.sampleRecords(1); }), "");
}

TEST_F(Maintenance, ABackupIsWholeWhileSomebodyWrites) {
    fill();
    StoreWriter writer(file_);
    const auto run = addSomeRun(writer, 3);
    writer.sink(run)->publish(someStep(1));
    writer.flush();
    const auto copy = folder_ / "copy.db";
    backupDatabase(file_, copy);
    EXPECT_THAT(checkDatabase(copy), IsEmpty());
    EXPECT_EQ(count(copy, "run"), 3);
    EXPECT_EQ(count(copy, "scalar"), count(file_, "scalar"));
    EXPECT_THAT(errorOf([&] { backupDatabase(file_, copy); }), HasSubstr("is there already"));
    EXPECT_THAT(errorOf([&] { backupDatabase(file_, "/no/such/folder/copy.db"); }),
                HasSubstr("/no/such/folder/copy.db: creating failed"));
    StoreWriter again(copy);  // it can be written as the original can
    addSomeRun(again, 4);
}

TEST_F(Maintenance, VacuumGivesSpaceBackAndWaitsForActiveRuns) {
    fill();
    execute("PRAGMA foreign_keys = ON; DELETE FROM run WHERE id = 1");
    const Shrunk shrunk = vacuumDatabase(file_);
    EXPECT_LT(shrunk.after, shrunk.before);
    EXPECT_EQ(std::filesystem::file_size(file_), shrunk.after);
    EXPECT_THAT(checkDatabase(file_), IsEmpty());
    StoreWriter writer(file_);
    addSomeRun(writer, 3);
    EXPECT_THAT(errorOf([&] { vacuumDatabase(file_); }), HasSubstr("is queued. Wait for it"));
}

TEST_F(Maintenance, FilesOfRunsAreCopiedWholeAndLinksLeftAside) {
    const auto other = folder_ / "other.db";
    const auto from = filesFolderOf(file_) / "runs" / "abc";
    std::filesystem::create_directories(from / "sub");
    std::ofstream(from / "step-2.safetensors") << "weights";
    std::ofstream(from / "sub" / "x") << "x";
    std::filesystem::create_symlink("/etc/passwd", from / "link");
    EXPECT_EQ(copyRunFiles(file_, other, {"abc", "gone"}).files, 2U);
    const auto to = filesFolderOf(other) / "runs" / "abc";
    EXPECT_EQ(std::filesystem::file_size(to / "step-2.safetensors"), 7U);
    EXPECT_FALSE(std::filesystem::exists(to / "link"));
    EXPECT_EQ(copyRunFiles(file_, other, {"abc"}).files, 0U) << "they are there";
    std::ofstream(to / "step-2.safetensors") << "WEIGHTS";
    EXPECT_EQ(copyRunFiles(file_, other, {"abc"}).files, 1U) << "as long, and other bytes";
}

TEST_F(Maintenance, FilesAreCopiedToStayAndHalfOnesAreClearedAway) {
    const auto other = folder_ / "other.db";
    const auto from = filesFolderOf(file_) / "runs" / "abc",
               to = filesFolderOf(other) / "runs" / "abc";
    std::filesystem::create_directories(from);
    std::filesystem::create_directories(to);
    std::ofstream(from / "step-2.safetensors") << "weights";
    std::ofstream(from / "step-3.safetensors.unfinished77-0") << "of a killed run";
    std::ofstream(to / "step-2.safetensors.unfinished77-0") << "of a killed copy";
    forgetSyncs();
    EXPECT_EQ(copyRunFiles(file_, other, {"abc"}).files, 1U);
    EXPECT_TRUE(wasSynced(to / "step-2.safetensors"));
    EXPECT_TRUE(wasSyncedItself(to));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(to), {}), 1);
}

TEST_F(Maintenance, ABackupIsSyncedWithItsFolderAndClearsAwayWhatAKilledOneLeft) {
    fill();
    const auto copy = folder_ / "copies" / "copy.db";
    std::filesystem::create_directories(copy.parent_path());
    for (const char* left : {".unfinished77-0", ".unfinished77-0.part"})
        std::ofstream(copy.string() + left) << "half";
    forgetSyncs();
    backupDatabase(file_, copy);
    EXPECT_TRUE(wasSynced(copy));
    EXPECT_TRUE(wasSyncedItself(copy.parent_path()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(copy.parent_path()), {}), 1);
}

class StrangeNames : public Maintenance {
protected:
    StrangeNames() { std::filesystem::create_directories(mine_); }
    /// A file of the user's that has nothing to do with any database.
    std::filesystem::path put(const std::string& name) const {
        std::ofstream(mine_ / name) << "mine";
        return mine_ / name;
    }
    const std::filesystem::path mine_ = folder_ / "mine";
    const std::filesystem::path other_ = folder_ / "other.db";
};

TEST_F(StrangeNames, LetNothingBeCopiedNorRemovedElsewhere) {
    fill();
    const auto file = put("step-1.safetensors");
    // "/mine" itself, and up from the folder of runs.
    const CopiedFiles copied = copyRunFiles(file_, other_, {mine_.string(), "../../mine", "", "."});
    EXPECT_EQ(copied.files, 0U);
    EXPECT_EQ(copied.left_out.size(), 4U);
    EXPECT_THAT(copied.left_out, Each(HasSubstr("whose uuid is no plain name")));
    EXPECT_FALSE(std::filesystem::exists(filesFolderOf(other_)));
    std::filesystem::create_directories(filesFolderOf(file_) / "runs");
    for (const std::string& uuid : {mine_.string(), std::string("../../mine")}) {
        execute("UPDATE run SET uuid = '" + uuid + "' WHERE id = 1");
        EXPECT_EQ(removeLeftovers(file_, {}), 0U);
        EXPECT_TRUE(std::filesystem::exists(file)) << uuid;
    }
}

TEST_F(StrangeNames, AreNamedByTheCheck) {
    fill();
    execute("UPDATE run SET uuid = '../x', teacher_uuid = 'a/b' WHERE id = 1");
    execute(
        "INSERT INTO checkpoint (run_id, kind, step, path, sha256) VALUES (2, 'last', 1, "
        "'/etc/passwd', 'ab')");
    EXPECT_THAT(checkDatabase(file_),
                ElementsAre(HasSubstr("run 1: its uuid cannot be the name of a folder: '../x'"),
                            HasSubstr("run 1: its teacher's uuid"),
                            HasSubstr("run 2: the path of a checkpoint leads out")));
}

TEST_F(StrangeNames, ALinkedFolderIsNeitherCopiedNorClearedUp) {
    fill();
    const auto file = put("step-1.safetensors");
    const auto uuid = StoreReader(file_).findRun("1")->uuid;
    const auto files = filesFolderOf(file_);
    std::filesystem::create_directories(files / "runs");
    std::filesystem::create_directory_symlink(mine_, files / "runs" / uuid);
    const CopiedFiles linked = copyRunFiles(file_, other_, {uuid});
    EXPECT_EQ(linked.files, 0U);
    EXPECT_THAT(linked.left_out, ElementsAre(HasSubstr("is reached by a link")));
    EXPECT_FALSE(std::filesystem::exists(filesFolderOf(other_)));
    EXPECT_EQ(removeLeftovers(file_, {}), 0U);
    EXPECT_TRUE(std::filesystem::exists(file));
    // The folder of all runs, linked so that a plain uuid names one of the user's folders.
    std::filesystem::remove_all(files);
    std::filesystem::create_directories(files);
    std::filesystem::create_directory_symlink(folder_, files / "runs");
    const CopiedFiles all = copyRunFiles(file_, other_, {"mine"});
    EXPECT_EQ(all.files, 0U);
    EXPECT_THAT(all.left_out, ElementsAre(HasSubstr("is reached by a link")));
}

TEST_F(StrangeNames, FilesOnAnotherDiskAreCopiedAsAreThoseOfALinkedTeacher) {
    const auto disk = folder_ / "disk";
    std::filesystem::create_directories(disk / "runs" / "abc");
    std::ofstream(disk / "runs" / "abc" / "model.safetensors") << "weights";
    std::filesystem::create_directory_symlink(disk, filesFolderOf(file_));
    EXPECT_EQ(copyRunFiles(file_, other_, {"abc"}).files, 1U);
    const auto student = filesFolderOf(folder_ / "student.db") / "runs";
    std::filesystem::create_directories(student);
    std::filesystem::create_directory_symlink("../../other.db.files/runs/abc", student / "abc");
    EXPECT_EQ(copyRunFiles(folder_ / "student.db", folder_ / "third.db", {"abc"}).files, 1U);
}

TEST_F(Maintenance, CheckpointsOfFinishedRunsThatNoRowNamesAreRemoved) {
    fill();
    const auto put = [&](std::int64_t run, const char* name) {
        const auto uuid = StoreReader(file_).findRun(std::to_string(run))->uuid;
        const auto file = filesFolderOf(file_) / "runs" / uuid / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << "x";
        return file;
    };
    std::int64_t going_on = 0;
    {
        StoreWriter writer(file_);
        going_on = addSomeRun(writer, 3);
        writer.sink(1)->publish(CheckpointSaved{
            .step = 7, .kind = "last", .path = "runs/x/step-7.safetensors", .sha256 = "ab"});
        writer.flush();
    }
    const auto named = put(1, "step-7.safetensors"), left = put(1, "step-6.safetensors"),
               model = put(1, "model.safetensors"), fold = put(2, "fold-1.safetensors"),
               needed = put(going_on, "step-6.safetensors");
    EXPECT_EQ(removeLeftovers(file_, "another study"), 0U);
    EXPECT_EQ(removeLeftovers(file_, {}), 2U);
    for (const auto& file : {named, model, needed}) EXPECT_TRUE(std::filesystem::exists(file));
    for (const auto& file : {left, fold}) EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Maintenance, RepairReadsPastDamagedPages) {
    fill();
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto scalars = count(file_, "scalar");
    // A leaf of the table of scalars, and one of the chunks of samples.
    SQLite::Database pages(file_.string(), SQLite::OPEN_READONLY);
    const auto pagesOf = [&](const std::string& table) {
        std::vector<std::int64_t> numbers;
        SQLite::Statement rows(pages,
                               "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype ="
                               " 'leaf' ORDER BY pageno");
        rows.bind(1, table);
        while (rows.executeStep()) numbers.push_back(rows.getColumn(0).getInt64());
        return numbers;
    };
    const auto leaves = pagesOf("scalar");
    ASSERT_GT(leaves.size(), 6U);
    damage(leaves[3]);
    const auto repaired = folder_ / "repaired.db";
    EXPECT_FALSE(checkDatabase(file_).empty());
    const auto tables = repairDatabase(file_, repaired);
    EXPECT_THAT(checkDatabase(repaired), IsEmpty());
    EXPECT_EQ(count(repaired, "run"), 2);
    const auto rows = count(repaired, "scalar");
    EXPECT_LT(rows, scalars);
    const double share = static_cast<double>(rows) / static_cast<double>(scalars);
    EXPECT_GT(share, 1.0 - 2.0 / static_cast<double>(leaves.size()));
    for (const RepairedTable& table : tables) EXPECT_EQ(table.damaged, table.name == "scalar");
    EXPECT_EQ(StoreReader(repaired).evaluations(2).size(), 1U);
    EXPECT_THAT(errorOf([&] { repairDatabase(file_, repaired); }), HasSubstr("there already"));
}

TEST_F(Maintenance, RepairOfAWholeFileLeavesEveryRow) {
    const std::filesystem::path gallery(ALPHASCOPE_SOURCE_DIR "/experiments.db");
    const auto repaired = folder_ / "repaired.db";
    for (const RepairedTable& table : repairDatabase(gallery, repaired)) {
        EXPECT_EQ(table.rows, count(gallery, table.name)) << table.name;
        EXPECT_EQ(table.refused + table.orphans, 0) << table.name;
        EXPECT_FALSE(table.damaged) << table.name;
    }
    EXPECT_GT(count(repaired, "evaluation"), 1000);
    EXPECT_THAT(checkDatabase(repaired), IsEmpty());
}

TEST_F(Maintenance, AFileThatWasCutOffGivesWhatIsLeft) {
    fill();
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    std::filesystem::resize_file(file_, std::filesystem::file_size(file_) * 2 / 3 / 4096 * 4096);
    const auto repaired = folder_ / "repaired.db";
    repairDatabase(file_, repaired);
    EXPECT_THAT(checkDatabase(repaired), IsEmpty());
    EXPECT_EQ(count(repaired, "run"), 2);
    EXPECT_GT(count(repaired, "scalar"), 1000);
}

TEST_F(Maintenance, WhatBelongsToALostRunIsLeftOut) {
    fill();
    execute("PRAGMA foreign_keys = OFF; DELETE FROM run WHERE id = 1");
    const auto repaired = folder_ / "repaired.db";
    const auto tables = repairDatabase(file_, repaired);
    EXPECT_THAT(checkDatabase(repaired), IsEmpty());
    EXPECT_EQ(count(repaired, "run"), 1);
    EXPECT_EQ(count(repaired, "score"), 1);
    for (const RepairedTable& table : tables) {
        if (table.name == "evaluation") EXPECT_EQ(table.orphans, 1);
        if (table.name == "score") EXPECT_EQ(table.orphans, 1);
    }
}

TEST_F(Maintenance, AFileWithoutItsFirstPageCannotBeRepaired) {
    fill();
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    damage(1);
    EXPECT_THAT(errorOf([&] { repairDatabase(file_, folder_ / "repaired.db"); }),
                HasSubstr("Restore a copy"));
}

}  // namespace
}  // namespace alphascope
