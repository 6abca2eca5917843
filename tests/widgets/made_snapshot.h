// SPDX-License-Identifier: GPL-3.0-or-later
// A teacher, a running RW-KD and a queued run, as the run list gets them.
#pragma once

#include "widgets/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>

namespace alphascope::test {

/// The row of a run that only the caller's snapshot holds from now on.
inline RunRow& edit(RunSummary& run) {
    auto row = run.row ? std::make_shared<RunRow>(*run.row) : std::make_shared<RunRow>();
    run.row = row;
    return *row;
}

inline RunSummary makeRun(std::int64_t id, RunState state, const std::string& label) {
    RunSummary run;
    RunRow& row = edit(run);
    row.id = id;
    row.uuid = "uuid-" + std::to_string(id);
    row.study = "paper";
    row.task = "rte";
    row.role = label == "teacher" ? "teacher" : "student";
    row.teacher_uuid = label == "teacher" ? "" : "uuid-1";
    row.label = label;
    row.seed = 3;
    row.state = state;
    row.step = 62;
    row.total_steps = 100;
    row.train_seconds = 62.0;
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
