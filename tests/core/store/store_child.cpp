// SPDX-License-Identifier: GPL-3.0-or-later
// A process for the tests of the store: store_child MODE DATABASE [NUMBER].
//   write N    a run of N steps, to its end
//   hold       three runs, running, paused and queued; says "ready" and sleeps until killed
//   endless    says "ready", then publishes until killed
//   starve N   may write files of N bytes at most; prints the error that its run meets, and ends
//   cancel N   asks the owner of run N to cancel it
//   take N     takes run N over, which nobody has taken yet; says "taken", or the error, and sleeps
//              until killed
#include "store/writer.h"
#include "study/error.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>

namespace {

using namespace alphascope;

std::int64_t addRun(StoreWriter& writer) {
    RunSpec spec;
    spec.task = "RTE";
    return writer.createRun(writer.createStudy("child", ""), spec);
}

void publishStep(RunSink& sink, std::int64_t step) {
    sink.publish(
        StepLogged{.step = step, .label_loss = 0.5, .teacher_loss = 0.5, .total_loss = 1.0});
    SamplesWeighted samples{.step = step};
    for (std::uint32_t id = 0; id < 16; ++id) {
        samples.ids.push_back(id);
        samples.alpha.push_back(0.5F);
        samples.label_loss.push_back(1.0F);
        samples.teacher_loss.push_back(1.0F);
    }
    sink.publish(samples);
}

void write(StoreWriter& writer, std::int64_t steps) {
    const auto sink = writer.sink(addRun(writer));
    sink->publish(StateChanged{RunState::kRunning, ""});
    for (std::int64_t step = 1; step <= steps; ++step) {
        publishStep(*sink, step);
        if (step % 50 == 0) sink->publish(CheckpointSaved{step, "last", "p", "h"});
    }
    sink->publish(StateChanged{RunState::kFinished, ""});
}

void hold(StoreWriter& writer) {
    writer.setState(addRun(writer), RunState::kRunning, "");
    writer.setState(addRun(writer), RunState::kPaused, "");
    addRun(writer);
    std::cout << "ready" << std::endl;
    while (true) pause();
}

void take(StoreWriter& writer, std::int64_t id) {
    try {
        writer.takeOver({{.run_id = id}});
        std::cout << "taken" << std::endl;
    } catch (const Error& error) {
        std::cout << error.what() << std::endl;
    }
    while (true) pause();
}

int starve(StoreWriter& writer, std::int64_t bytes) {
    const auto id = addRun(writer);
    const auto sink = writer.sink(id);
    std::signal(SIGXFSZ, SIG_IGN);  // so that a write fails as on a full disk
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const auto unlimited = limit;
    limit.rlim_cur = static_cast<rlim_t>(bytes);
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
        // Ten times what fits: an error that never comes must not keep the test waiting.
        for (std::int64_t step = 1; step < bytes / 30; ++step) publishStep(*sink, step);
        writer.flush();  // what is still queued meets the full disk here
        std::cout << "no error" << std::endl;
    } catch (const Error& error) {
        std::cout << error.what() << std::endl;
    }
    setrlimit(RLIMIT_FSIZE, &unlimited);  // somebody has freed some space
    sink->publish(StateChanged{RunState::kFailed, "the disk was full"});
    return 0;
}

int run(const std::string& mode, const std::string& database, std::int64_t number) {
    StoreWriter writer(database);
    if (mode == "write") write(writer, number);
    if (mode == "hold") hold(writer);
    if (mode == "take") take(writer, number);
    if (mode == "starve") return starve(writer, number);
    if (mode == "cancel") writer.request(number, RequestVerb::kCancel);
    if (mode == "endless") {
        const auto sink = writer.sink(addRun(writer));
        std::cout << "ready" << std::endl;
        for (std::int64_t step = 1;; ++step) publishStep(*sink, step);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    try {
        return run(argv[1], argv[2], argc > 3 ? std::stoll(argv[3]) : 0);
    } catch (const alphascope::Error& error) {
        std::cout << error.what() << std::endl;
        return 1;
    }
}
