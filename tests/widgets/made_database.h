// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"
#include "store/writer.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace alphascope::test {

/// A database of made-up runs on the demo's real sentences, written through StoreWriter: a teacher,
/// label only, fixed 0.5 and RW-KD, all finished, and a RW-KD run that has just begun.
class MadeDatabase {
public:
    explicit MadeDatabase(const std::filesystem::path& file);

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] StoreWriter& writer() { return writer_; }

    std::int64_t teacher = 0, label_only = 0, fixed = 0, rw_kd = 0, running = 0;
    /// RW-KD: what was written, for comparison with what is shown.
    HistogramTaken last_histogram;
    std::map<std::uint32_t, float> latest_alpha;
    std::map<std::uint32_t, std::vector<float>> alpha_by_epoch;
    Split train;                           ///< the sentences
    std::vector<std::uint32_t> train_ids;  ///< those in the train set
    std::string rw_kd_uuid;

    /// Goes on with the running run: `steps` more, with a histogram at the end.
    void goOn(int steps);

    static constexpr int kEpochs = 3;
    static constexpr int kBatch = 32;

private:
    std::int64_t addRun(const RunSpec& spec, const std::string& uuid);
    void describeSets(RunSink& sink, bool with_teacher);
    void trainRun(RunSink& sink, const RunSpec& spec, bool keep);
    void evaluate(RunSink& sink, std::int64_t step, double accuracy);

    std::filesystem::path file_;
    StoreWriter writer_;
    std::string study_;
    std::int64_t running_step_ = 0;
};

}  // namespace alphascope::test
