// SPDX-License-Identifier: GPL-3.0-or-later
// What another reader makes of such files is tested in tests/app/cli/interop_test.py.
#include "interop/tensorboard_export.h"

#include "core/store/scratch.h"
#include "interop/event_file.h"

#include <gmock/gmock.h>

#include <map>

namespace alphascope {
namespace {

using testing::HasSubstr;

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
