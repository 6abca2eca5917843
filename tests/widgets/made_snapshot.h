// SPDX-License-Identifier: GPL-3.0-or-later
// A teacher, a running RW-KD and a queued run, as the run list gets them.
#pragma once

#include "widgets/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>

namespace alphascope::test {

inline RunSummary makeRun(std::int64_t id, RunState state, const std::string& label) {
    RunSummary run;
    run.row.id = id;
    run.row.uuid = "uuid-" + std::to_string(id);
    run.row.study = "paper";
    run.row.task = "rte";
    run.row.role = label == "teacher" ? "teacher" : "student";
    run.row.teacher_uuid = label == "teacher" ? "" : "uuid-1";
    run.row.label = label;
    run.row.seed = 3;
    run.row.state = state;
    run.row.step = 62;
    run.row.total_steps = 100;
    run.row.train_seconds = 62.0;
    return run;
}

inline std::shared_ptr<Snapshot> makeSnapshot() {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runs = {makeRun(1, RunState::kFinished, "teacher"),
                      makeRun(2, RunState::kRunning, "RW-KD"),
                      makeRun(3, RunState::kQueued, "fixed 0.5")};
    snapshot->runs[0].dev_score = 0.682;
    return snapshot;
}

}  // namespace alphascope::test
