// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/tensorboard_import.h"

#include "core/store/scratch.h"
#include "interop/event_file.h"
#include "interop/event_folder.h"
#include "store/import_writer.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Event scalarAt(std::int64_t step, double value, const char* tag = "loss") {
    Event event;
    event.wall_time = 1.7e9 + static_cast<double>(step);
    event.step = step;
    event.scalars = {{tag, value}};
    return event;
}

class TensorboardImport : public Scratch {
protected:
    /// Adds events to a file that a live writer keeps open.
    void append(const std::string& file, const std::vector<Event>& events) {
        const auto path = logs_ / file;
        std::filesystem::create_directories(path.parent_path());
        std::string bytes;
        if (!std::filesystem::exists(path)) {
            Event version;
            version.wall_time = 1.7e9;
            version.file_version = kEventFileVersion;
            appendRecord(bytes, encodeEvent(version));
        }
        for (const Event& event : events) appendRecord(bytes, encodeEvent(event));
        std::ofstream(path, std::ios::binary | std::ios::app) << bytes;
    }
    ImportReport import() { return importTensorboard(logs_, "", file_); }
    std::vector<RunRow> runs() { return StoreReader(file_).runs(); }
    /// The values of a run in the order of the rows.
    std::vector<double> values(const RunRow& run) {
        std::vector<double> values;
        for (const auto& row : StoreReader(file_).scalars(run.id)) values.push_back(row.value);
        return values;
    }

    std::filesystem::path logs_ = folder_ / "logs";
};

TEST_F(TensorboardImport, MakesAFinishedRunOfEachFolder) {
    append("lr_0.1/train/events.out.tfevents.1", {scalarAt(1, 0.5), scalarAt(4, 0.25, "α")});
    append("b/events.out.tfevents.2", {scalarAt(1, 3.0)});
    append("empty/events.out.tfevents.3", {});
    std::ofstream(logs_ / "notes.txt") << "none";
    const ImportReport report = import();
    EXPECT_EQ(report.added, 2U);
    EXPECT_EQ(report.empty, 1U);
    EXPECT_EQ(report.scalars, 3U);
    const auto all = runs();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].label, "b");
    const RunRow& run = all[1];
    EXPECT_EQ(run.label, "lr_0.1/train");
    EXPECT_EQ(run.study, "logs");
    EXPECT_EQ(run.role, "imported");
    EXPECT_EQ(run.scheme, "");
    EXPECT_EQ(run.state, RunState::kFinished);
    EXPECT_EQ(run.step, 4);
    EXPECT_EQ(run.started, 1.7e9 + 1);
    EXPECT_EQ(run.ended, 1.7e9 + 4);
    const auto scalars = StoreReader(file_).scalars(run.id);
    ASSERT_EQ(scalars.size(), 2U);
    EXPECT_EQ(scalars[1].series, "α");
    EXPECT_EQ(scalars[1].step, 4);
    EXPECT_EQ(scalars[1].value, 0.25);
    EXPECT_THAT(StoreReader(file_).check(), IsEmpty());
}

TEST_F(TensorboardImport, KeepsOfTheSettingsOnlyWhatIsKnown) {
    append("a/events.out.tfevents.1", {scalarAt(1, 0.5)});
    import();
    const auto json = nlohmann::json::parse(runs()[0].spec_json);
    EXPECT_EQ(json.size(), 4U);
    EXPECT_FALSE(json.contains("train"));
    const RunSpec spec = runSpecFromJson(json);
    EXPECT_EQ(spec.role, Role::kImported);
    EXPECT_EQ(schemeLabel(spec), "a");
    EXPECT_EQ(toJson(spec), json);
}

TEST_F(TensorboardImport, AgainAddsNothing) {
    append("a/events.out.tfevents.1", {scalarAt(1, 0.5), scalarAt(1, NAN), scalarAt(1, 0.5)});
    import();
    const ImportReport again = import();
    EXPECT_EQ(again.added + again.advanced + again.scalars, 0U);
    EXPECT_EQ(again.alike, 1U);
    EXPECT_EQ(runs().size(), 1U);
    EXPECT_EQ(values(runs()[0]).size(), 3U);
    // Wherever the folder goes, it is the same run.
    std::filesystem::rename(logs_ / "a", logs_ / "b");
    EXPECT_EQ(import().alike, 1U);
    EXPECT_EQ(runs().size(), 1U);
}

TEST_F(TensorboardImport, BringsWhatWasAppended) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0)});
    import();
    append("a/events.out.tfevents.1", {scalarAt(3, 3.0)});
    append("a/events.out.tfevents.2", {scalarAt(4, 4.0)});
    const ImportReport report = import();
    EXPECT_EQ(report.advanced, 1U);
    EXPECT_EQ(report.scalars, 2U);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0, 3.0, 4.0));
    EXPECT_EQ(runs()[0].step, 4);
    EXPECT_EQ(runs()[0].revision, 0);
}

TEST_F(TensorboardImport, BeginsAnewWhereAnEarlierFileHasGrown) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0)});
    append("a/events.out.tfevents.2", {scalarAt(5, 5.0)});
    import();
    append("a/events.out.tfevents.1", {scalarAt(2, 2.0)});
    EXPECT_EQ(import().advanced, 1U);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0, 5.0));
    EXPECT_EQ(runs()[0].revision, 1);
    EXPECT_EQ(import().alike, 1U);
}

TEST_F(TensorboardImport, KeepsWhatIsStoredWhereFilesHaveGone) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0)});
    append("a/events.out.tfevents.2", {scalarAt(5, 5.0)});
    import();
    std::filesystem::remove(logs_ / "a/events.out.tfevents.2");
    EXPECT_EQ(import().alike, 1U);
    EXPECT_EQ(values(runs()[0]).size(), 2U);
}

TEST_F(TensorboardImport, KeepsWhatIsStoredWhereAMiddleFileHasGone) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0)});
    append("a/events.out.tfevents.2", {scalarAt(2, 2.0)});
    append("a/events.out.tfevents.3", {scalarAt(3, 3.0)});
    import();
    std::filesystem::remove(logs_ / "a/events.out.tfevents.2");
    // More than there were: the number of scalars does not tell that one is missing.
    append("a/events.out.tfevents.3", {scalarAt(4, 4.0), scalarAt(5, 5.0)});
    append("b/events.out.tfevents.4", {scalarAt(1, 7.0)});
    const ImportReport report = import();
    EXPECT_EQ(report.advanced, 0U);
    EXPECT_EQ(report.added, 1U);
    ASSERT_EQ(report.damaged.size(), 1U);
    EXPECT_THAT(report.damaged[0], HasSubstr("Run 1 (a) was left as it is: "));
    EXPECT_THAT(report.damaged[0], HasSubstr("no longer holds all that is stored of it"));
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0, 3.0));
    EXPECT_EQ(runs()[0].state, RunState::kFinished);
    EXPECT_EQ(runs()[0].revision, 0);
}

TEST_F(TensorboardImport, KeepsWhatIsStoredWhereAnEarlierFileIsShorter) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0)});
    append("a/events.out.tfevents.2", {scalarAt(3, 3.0)});
    import();
    const auto file = logs_ / "a/events.out.tfevents.1";
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 3);
    const ImportReport report = import();
    EXPECT_THAT(report.damaged, ElementsAre(HasSubstr("was left as it is")));
    EXPECT_THAT(report.notes, ElementsAre(HasSubstr("ends within a record")));
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0, 3.0));
}

TEST_F(TensorboardImport, ReplacesAllOrNothing) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0)});
    import();
    ImportWriter writer(file_);
    const auto fail = [](const ImportWriter::Put& put) {
        put({.series = "loss", .step = 9, .value = 9.0});
        throw Error("the disk is full");
    };
    EXPECT_THAT(errorOf([&] { writer.replace(1, fail); }), HasSubstr("the disk is full"));
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0));
    EXPECT_EQ(runs()[0].revision, 0);
}

TEST_F(TensorboardImport, ReadsUpToWhereALiveWriterIs) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0)});
    const auto file = logs_ / "a/events.out.tfevents.1";
    const auto size = std::filesystem::file_size(file);
    std::filesystem::resize_file(file, size - 3);
    const ImportReport report = import();
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_THAT(report.notes[0], HasSubstr(file.string() + " ends within a record"));
    EXPECT_THAT(report.damaged, IsEmpty());
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0));
}

TEST_F(TensorboardImport, SaysWhereAFileIsDamagedAndReadsTheOthers) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0), scalarAt(3, 3.0)});
    append("b/events.out.tfevents.1", {scalarAt(1, 7.0)});
    const auto file = logs_ / "a/events.out.tfevents.1";
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
    std::fstream damage(file, std::ios::binary | std::ios::in | std::ios::out);
    damage.seekp(size - 60);  // within the last but one record
    damage.put('\x55');
    damage.close();
    const ImportReport report = import();
    ASSERT_EQ(report.damaged.size(), 1U);
    EXPECT_THAT(report.damaged[0], HasSubstr(file.string() + ": byte "));
    EXPECT_EQ(report.added, 2U);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0));
    EXPECT_THAT(values(runs()[1]), ElementsAre(7.0));
}

TEST_F(TensorboardImport, GoesOnWithOneThatWasCutOff) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0)});
    import();
    {  // as a killed import leaves it: not finished, and not all of it there
        SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE);
        database.exec("DELETE FROM scalar WHERE step = 2; UPDATE run SET state = 'running'");
    }
    EXPECT_EQ(import().advanced, 1U);
    EXPECT_EQ(runs()[0].state, RunState::kFinished);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0));
}

TEST_F(TensorboardImport, LeavesOutWhatAnotherMachineHasBegun) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0), scalarAt(2, 2.0)});
    import();
    {
        SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE);
        database.exec(
            "DELETE FROM scalar WHERE step = 2; UPDATE run SET state = 'running',"
            " owner_host = 'elsewhere', owner_pid = 4711");
    }
    append("b/events.out.tfevents.2", {scalarAt(1, 7.0)});
    const ImportReport report = import();
    EXPECT_EQ(report.added, 1U);
    EXPECT_EQ(report.advanced, 0U);
    ASSERT_EQ(report.damaged.size(), 1U);
    EXPECT_THAT(report.damaged[0], HasSubstr("Run 1 (a) is being imported by another process (4711 "
                                             "on elsewhere), so "));
    EXPECT_THAT(report.damaged[0], HasSubstr("--owner-gone"));
    EXPECT_EQ(runs()[0].state, RunState::kRunning);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0));
    const ImportReport taken = importTensorboard(logs_, "", file_, /*owner_gone=*/true);
    EXPECT_EQ(taken.advanced, 1U);
    EXPECT_THAT(taken.damaged, IsEmpty());
    EXPECT_EQ(runs()[0].state, RunState::kFinished);
    EXPECT_EQ(runs()[0].owner.pid, Owner::self().pid);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0, 2.0));
}

TEST_F(TensorboardImport, TakesManyScalarsInSeveralTransactions) {
    std::vector<Event> events;
    for (int step = 1; step <= 45000; ++step) events.push_back(scalarAt(step, step));
    append("a/events.out.tfevents.1", events);
    EXPECT_EQ(import().scalars, 45000U);
    const auto read = values(runs()[0]);
    ASSERT_EQ(read.size(), 45000U);
    EXPECT_EQ(read.back(), 45000.0);
    // They are compared in several parts, too.
    EXPECT_EQ(import().alike, 1U);
    append("a/events.out.tfevents.1", {scalarAt(45001, 45001.0)});
    EXPECT_EQ(import().scalars, 1U);
    EXPECT_EQ(values(runs()[0]).size(), 45001U);
}

TEST_F(TensorboardImport, NamesWhatIsNoText) {
    append("a\xFF/events.out.tfevents.1", {scalarAt(1, 0.5, "loss\xFE")});
    import();
    EXPECT_EQ(runs()[0].label, "a\uFFFD");
    EXPECT_EQ(StoreReader(file_).scalars(1).at(0).series, "loss\uFFFD");
    EXPECT_EQ(import().alike, 1U);
}

TEST_F(TensorboardImport, TellsFoldersApartThatBeginAlike) {
    append("a/events.out.tfevents.1", {scalarAt(1, 1.0)});
    append("copy of a/events.out.tfevents.1", {scalarAt(1, 2.0)});
    EXPECT_EQ(import().added, 2U);
    EXPECT_THAT(values(runs()[0]), ElementsAre(1.0));
    EXPECT_THAT(values(runs()[1]), ElementsAre(2.0));
    EXPECT_EQ(import().alike, 2U);
}

TEST_F(TensorboardImport, LeavesSeriesOutWhereThereAreTooMany) {
    Event event = scalarAt(1, 0.5);
    event.scalars.clear();
    for (std::size_t i = 0; i < kMostSeries + 2; ++i)
        event.scalars.push_back({"s" + std::to_string(i), 1.0});
    append("a/events.out.tfevents.1", {event, scalarAt(2, 3.0, "s0")});
    const ImportReport report = import();
    EXPECT_EQ(report.scalars, kMostSeries + 1);
    ASSERT_EQ(report.damaged.size(), 1U);
    EXPECT_THAT(report.damaged[0],
                HasSubstr("logs/a has more than 10000 series; the scalars of the further ones were "
                          "left out, from \"s10000\" on"));
    EXPECT_EQ(import().alike, 1U);
}

TEST_F(TensorboardImport, OfNothingIsASentence) {
    EXPECT_THAT(errorOf([&] { import(); }), HasSubstr("there is no such folder"));
    std::filesystem::create_directories(logs_);
    EXPECT_THAT(errorOf([&] { import(); }), HasSubstr("no file below it is an event file"));
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(TensorboardImport, PutsRunsIntoOneStudyByName) {
    append("a/events.out.tfevents.1", {scalarAt(1, 0.5)});
    importTensorboard(logs_, "baseline", file_);
    append("b/events.out.tfevents.2", {scalarAt(1, 0.5)});
    importTensorboard(logs_, "baseline", file_);
    const auto all = runs();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].study, "baseline");
    EXPECT_EQ(all[0].study_uuid, all[1].study_uuid);
}

TEST_F(TensorboardImport, CountsKnownRunsThatAnotherStudyIsAskedFor) {
    append("a/events.out.tfevents.1", {scalarAt(1, 0.5)});
    append("b/events.out.tfevents.2", {scalarAt(1, 0.5)});
    EXPECT_EQ(importTensorboard(logs_, "baseline", file_).elsewhere, 0U) << "they are new";
    EXPECT_EQ(importTensorboard(logs_, "baseline", file_).elsewhere, 0U);
    append("b/events.out.tfevents.2", {scalarAt(2, 0.25)});
    append("c/events.out.tfevents.3", {scalarAt(1, 0.5)});
    const ImportReport report = importTensorboard(logs_, "ablation", file_);
    EXPECT_EQ(report.elsewhere, 2U) << "one that has got further, and one that has not";
    EXPECT_EQ(report.added, 1U);
    EXPECT_EQ(import().elsewhere, 0U) << "none was named";
    std::vector<std::string> studies;
    for (const RunRow& run : runs()) studies.push_back(run.label + ": " + run.study);
    EXPECT_THAT(studies,
                testing::UnorderedElementsAre("a: baseline", "b: baseline", "c: ablation"));
}

}  // namespace
}  // namespace alphascope
