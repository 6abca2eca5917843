// SPDX-License-Identifier: GPL-3.0-or-later
// A folder, a small study on the built-in demo, and runs of it through the module's entry point.
#pragma once

#include "core/train/recorder.h"
#include "study/study.h"
#include "train/train_run.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <functional>

namespace alphascope {

using toy::Recorder;

class TrainRun : public ::testing::Test {
protected:
    TrainRun()
        : files(std::filesystem::temp_directory_path() /
                ("train-run-" + std::to_string(::getpid()))) {
        study.name = "test";
        study.tasks = {"demo"};
        study.data.vocab_size = 400;
        study.teacher.train = {.encoder = "tiny", .epochs = 1, .batch_size = 64};
        study.student = {
            .encoder = "tiny", .layers = 1, .epochs = 1, .batch_size = 64, .eval_every = 10};
        study.schemes = {{.id = "rw-kd", .parameters = {}}};
    }
    ~TrainRun() override { std::filesystem::remove_all(files); }

    Recorder run(RunSpec spec, const std::string& uuid, const std::string& teacher = {},
                 const std::function<void(const RunEvent&, RunControl&)>& react = {}) {
        std::stop_source source;
        RunControl control(source.get_token());
        stop = [source]() mutable { source.request_stop(); };
        Recorder recorder;
        if (react) recorder.on_event = [&](const RunEvent& event) { react(event, control); };
        spec.threads = 1;
        trainRun(
            spec,
            {.files = files,
             .uuid = uuid,
             .teacher_dir = teacher.empty() ? std::filesystem::path() : files / "runs" / teacher,
             .checkpoint = go_on_from},
            recorder, control);
        return recorder;
    }
    /// For threads: nothing but the run.
    Recorder runOn(RunSpec spec, const std::string& uuid, const std::string& teacher) const {
        const std::stop_source source;
        RunControl control(source.get_token());
        Recorder recorder;
        spec.threads = 1;
        trainRun(spec, {.files = files, .uuid = uuid, .teacher_dir = files / "runs" / teacher},
                 recorder, control);
        return recorder;
    }
    RunSpec planned(std::size_t place) { return expand(study).at(place).spec; }

    std::filesystem::path files;
    std::filesystem::path go_on_from;  // for run(): to go on from
    Study study;
    std::function<void()> stop;
};

}  // namespace alphascope
