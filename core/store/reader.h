// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "store/sample_codec.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// A sample with what is known of it at its latest step (or as a mean over epochs).
struct SampleView {
    SampleRecord record;                ///< of the sample's latest step
    float label = 0.0F;                 ///< observed label
    std::uint8_t flags = 0;             ///< kFlagFlipped, kFlagTeacherMisled
    std::vector<float> teacher_logits;  ///< empty where the run has no teacher
    float alpha_mean = 0.0F;            ///< over epochs
    int epochs = 0;                     ///< how often it was seen
};

/// Read-only access to a database, one connection; use from one thread at a time. Every query sees
/// a consistent state. `after` arguments are row ids: pass the largest seen, start with 0; when a
/// run's `revision` has grown, start again with 0.
class StoreReader {
public:
    enum class Mode { kLive, kImmutable };  ///< kImmutable for the gallery: no locks, no WAL files
    /// Throws Error when the file is absent, foreign, or of a newer schema that cannot be read.
    explicit StoreReader(const std::filesystem::path& database, Mode mode = Mode::kLive);
    ~StoreReader();
    StoreReader(StoreReader&&) noexcept;

    /// For the user: what is unusual about the file ("made by a newer Alphascope"); mostly empty.
    [[nodiscard]] const std::string& notice() const;

    /// Changes when another connection has committed; cheap (PRAGMA data_version).
    [[nodiscard]] std::int64_t dataVersion();

    std::vector<RunRow> runs();                            ///< in the order of their ids
    std::vector<RunRow> runsOf(const std::string& study);  ///< by its name; as runs()
    /// What has changed of the runs since the call that gave `after`.
    RunChanges runChanges(std::int64_t after);
    std::optional<RunRow> findRun(
        const std::string& key);  ///< row id, uuid or unique uuid prefix (8 characters or more)
    std::vector<ScalarRow> scalars(std::int64_t run_id, std::int64_t after = 0);
    /// The same for who reads many: no text a row.
    ScalarPoints scalarPoints(std::int64_t run_id, std::int64_t after = 0);
    std::vector<HistogramRow> histograms(std::int64_t run_id, std::int64_t after = 0);
    std::vector<EvaluationRow> evaluations(std::int64_t run_id, std::int64_t after = 0);
    /// Every score of every run whose evaluation is newer than `after`, oldest first.
    void eachScore(std::int64_t after, const std::function<void(const ScoreRow&)>& use);
    std::vector<LogRow> log(std::int64_t run_id, std::int64_t after = 0);
    std::vector<SetRow> sets(std::int64_t run_id);
    std::optional<SetDescribed> set(std::int64_t run_id, const std::string& name);
    std::vector<CheckpointRow> checkpoints(std::int64_t run_id);
    /// Row-major logits of an evaluation; empty where none were kept.
    std::vector<float> evaluationLogits(std::int64_t evaluation_id);
    /// The teacher's logits on a set, in the set's order.
    std::optional<TeacherTargets> teacherTargets(std::int64_t run_id, const std::string& set);

    /// Every record of the run, in the order of steps.
    std::vector<SampleRecord> sampleRecords(std::int64_t run_id);
    /// Samples whose latest α lies in [low, high] (high = 1 includes 1), at most `limit`, by id.
    std::vector<SampleView> samplesInRange(std::int64_t run_id, double low, double high,
                                           std::size_t limit);
    /// All samples of the run, by id.
    std::vector<SampleView> samples(std::int64_t run_id);

    std::string studyToml(const std::string& study_uuid_or_name);
    /// `PRAGMA integrity_check` and foreign keys; empty when all is well, else what is wrong.
    std::vector<std::string> check();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace alphascope
