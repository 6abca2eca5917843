// SPDX-License-Identifier: GPL-3.0-or-later
// What another reader makes of such files is tested in tests/app/cli/interop_test.py.
#include "interop/tensorboard_export.h"

#include "core/store/scratch.h"
#include "interop/event_file.h"
#include "interop/event_folder.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>

namespace alphascope {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

class TensorboardExport : public Scratch {
protected:
    /// A run of three steps, with scores after the last and a histogram after the second.
    std::int64_t addRun() {
        StoreWriter writer(file_);
        const std::int64_t id = addSomeRun(writer, 7);
        const auto sink = writer.sink(id);
        sink->publish(RunStarted{.total_steps = 3, .threads = 1, .device = "cpu", .header = ""});
        for (int step = 1; step <= 3; ++step) sink->publish(someStep(step));
        sink->publish(Evaluated{
            .step = 3, .set = "dev", .scores = {{"accuracy", 0.75}}, .outputs = 0, .logits = {}});
        HistogramTaken histogram{.step = 2};
        histogram.counts[0] = 3;
        histogram.counts[kAlphaBins - 1] = 4;
        sink->publish(histogram);
        sink->publish(StateChanged{.state = RunState::kFinished, .message = ""});
        return id;
    }

    std::filesystem::path out_ = folder_ / "out";
};

TEST_F(TensorboardExport, HasEverySeriesAtItsStepAndTime) {
    const std::int64_t id = addRun();
    StoreReader reader(file_);
    const RunRow run = *reader.findRun(std::to_string(id));
    const ExportedRun made = exportTensorboard(reader, run, out_);
    EXPECT_EQ(made.scalars, 22U);
    EXPECT_EQ(made.histograms, 1U);
    EventFileReader file(made.file);
    EXPECT_EQ(file.next()->file_version, "brain.Event:2");
    EXPECT_TRUE(file.next()->scalars.empty());  // the settings' text
    for (int step = 1; step <= 3; ++step) {
        const auto event = file.next();
        ASSERT_TRUE(event);
        EXPECT_EQ(event->step, step);
        EXPECT_DOUBLE_EQ(event->wall_time, run.started + 0.25 * step);
        std::map<std::string, double> scalars;
        for (const auto& scalar : event->scalars) scalars[scalar.tag] = scalar.value;
        EXPECT_EQ(scalars.at("teacher_loss"), static_cast<float>(2.0 / step));
        EXPECT_EQ(scalars.size(), step == 3 ? 8U : 7U);
        EXPECT_EQ(scalars.contains("dev/accuracy"), step == 3);
    }
    EXPECT_FALSE(file.next());
    EXPECT_FALSE(file.cut());
}

TEST_F(TensorboardExport, NamesItsFolderForTheRunAndMakesItOnce) {
    const std::int64_t id = addRun();
    StoreReader reader(file_);
    RunRow run = *reader.findRun(std::to_string(id));
    run.label = "../β-RW KD/x";
    const auto first = exportTensorboard(reader, run, out_).file;
    EXPECT_EQ(first.parent_path(), out_ / ("RTE-RW-KD-x-seed7-" + run.uuid.substr(0, 8)));
    EXPECT_THAT(first.filename().string(), HasSubstr("tfevents"));
    EXPECT_EQ(exportTensorboard(reader, run, out_).file, first);
    const auto files = std::filesystem::directory_iterator(first.parent_path());
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST_F(TensorboardExport, OfARunThatHadNotStartedIsTheSameFileLater) {
    const std::int64_t id = addRun();
    StoreReader reader(file_);
    RunRow run = *reader.findRun(std::to_string(id));
    run.created = 1.7e9;
    run.started = 0.0;
    const auto queued = exportTensorboard(reader, run, out_).file;
    run.started = 1.7e9 + 60;
    EXPECT_EQ(exportTensorboard(reader, run, out_).file, queued);
}

TEST(EventFile, ThatIsUnfinishedIsNoEventFile) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("event-file-" + std::to_string(::getpid()));
    const auto names = [&folder] {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            found.push_back(entry.path().filename().string());
        return found;
    };
    std::filesystem::create_directories(folder);
    // Of a process that was killed, higher than any number; of one that lives; of another file.
    const auto leave = [&folder](const std::string& name) { std::ofstream(folder / name) << "x"; };
    leave("events.out.unfinished.1.a.tmp2000000000");
    leave("events.out.unfinished.1.a.tmp1");
    leave("events.out.unfinished.1.ab.tmp2000000000");
    {
        EventFileWriter writer(folder / "events.out.tfevents.1.a", 1.7e9);
        EXPECT_THAT(names(), UnorderedElementsAre(
                                 "events.out.unfinished.1.a.tmp" + std::to_string(::getpid()),
                                 "events.out.unfinished.1.a.tmp1",
                                 "events.out.unfinished.1.ab.tmp2000000000"));
        EXPECT_TRUE(findEventFolders(folder).empty());
        writer.finish();
    }
    EXPECT_EQ(findEventFolders(folder).size(), 1U);
    EXPECT_EQ(names().size(), 3U);
    std::filesystem::remove_all(folder);
}

TEST_F(TensorboardExport, ToAPlaceThatCannotBeWrittenIsASentence) {
    const std::int64_t id = addRun();
    StoreReader reader(file_);
    const RunRow run = *reader.findRun(std::to_string(id));
    // A file in the folder's place: also root cannot write there.
    EXPECT_THAT(errorOf([&] { exportTensorboard(reader, run, file_); }),
                HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace alphascope
