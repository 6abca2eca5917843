// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/training_module.h"
#include "train/run_events.h"
#include "train/teacher_logits.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace alphascope {

/// One run from its prepared data to the final checkpoint. Lives on the run's thread.
class RunSession {
public:
    /// The model trains at `placement`.
    RunSession(const RunSpec& spec, const RunPlace& place, PreparedData data,
               const Placement& placement, RunSink& sink, RunControl& control);

    /// True when trained to the end, false when cancelled. Throws on failure.
    bool train();
    /// Removes what only a run that goes on would need; once it is stored that this one has
    /// finished.
    void removeScaffolding() const;

private:
    struct TeacherTensors {
        torch::Tensor train, meta;
    };
    /// The best model on the meta set so far; step 0: none.
    struct Best {
        double score = -1e30;
        std::int64_t step = 0;
        std::string sha256;
    };
    /// Names of the files that a run needs to go on.
    struct InForce {
        std::filesystem::path state, best;
    };

    void announce(const TrainingLoop& loop);
    void setUpModel();
    void loadTeacherTargets();
    void publishTargets(const EncodedSet& set, const torch::Tensor& logits);
    bool evaluateAll(std::int64_t step);
    void keepBestOnMeta(const Evaluated& meta);
    void saveWhereItStops(const TrainingLoop& loop, const StepPublisher& publisher,
                          std::int64_t step);
    void saveCheckpoint(const TrainingLoop& loop, const StepPublisher& publisher,
                        std::int64_t step);
    void publishFile(const char* kind, std::int64_t step, const std::filesystem::path& file,
                     const std::string& sha256);
    void removeAllBut(const std::set<std::filesystem::path>& kept,
                      std::initializer_list<const char*> kinds) const;
    void goOn(TrainingLoop& loop, StepPublisher& publisher);
    void restoreBest(const std::map<std::string, std::string>& metadata);
    bool finish(std::int64_t last_step);
    bool predictTest(std::int64_t last_step);
    bool crossFit();
    [[nodiscard]] TargetsOrigin targetsOrigin() const;
    [[nodiscard]] bool keepGoing();
    [[nodiscard]] double secondsTrained() const;
    void log(Logged::Level level, const std::string& text);

    const RunSpec& spec_;
    const RunPlace& place_;
    RunSink& sink_;
    RunControl& control_;
    std::filesystem::path run_dir_;
    PreparedData data_;
    Placement placement_;
    std::unique_ptr<Classifier> model_;
    std::optional<Teacher> teacher_;
    TeacherTensors targets_;
    Best best_;
    std::chrono::steady_clock::time_point started_;
    std::chrono::duration<double> paused_{0.0};
    double seconds_before_ = 0.0;  // of training, before the checkpoint that the run went on from
    InForce newest_, previous_;
};

/// The run's header: formula, scales, sets and sizes, exactly as applied.
std::string describeRun(const RunSpec& spec, const PreparedData& data, const Classifier& model,
                        bool uses_teacher);

}  // namespace alphascope
