// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace alphascope {

enum class RunState {
    kQueued,
    kRunning,
    kPaused,
    kFinished,
    kFailed,
    kCancelled,
    kInterrupted,
    kBlocked
};

/// "queued", "running", ... as stored and shown.
const char* runStateName(RunState state);
/// Throws Error on an unknown name.
RunState runStateFromName(const std::string& name);
/// Whether a run in this state will never change again by itself.
bool isEnded(RunState state);

/// Fixed bins of every α histogram: [0,1] in equal steps, and the three atoms counted apart
/// (values that count as 0, ½ or 1, see alphaAtom(), are in their bin and in the atom).
inline constexpr int kAlphaBins = 40;
/// The bin of an α in [0,1]; 1.0 falls into the last bin.
int alphaBin(float alpha);

/// The run has resolved what it will do.
struct RunStarted {
    std::int64_t total_steps = 0;
    int threads = 0;
    std::string device;  ///< "cpu", or "cuda:N"
    std::string header;  ///< loss formula and scales exactly as applied, sets, sizes
};

/// One optimiser update. Losses are batch means in nats; `total` is the weighted sum that was
/// minimised.
struct StepLogged {
    std::int64_t step = 0;  ///< 1-based
    double epoch = 0.0;
    double label_loss = 0.0;
    double teacher_loss = 0.0;  ///< NaN where no teacher is used
    double total_loss = 0.0;
    double alpha_mean = 0.0;  ///< NaN where no teacher is used
    double learning_rate = 0.0;
    double seconds = 0.0;  ///< training time since the start of the run
};

/// Any further number, by name ("meta_loss", "grad_norm").
struct ScalarLogged {
    std::string series;
    std::int64_t step = 0;
    double value = 0.0;
};

/// Per-sample record of one step. All vectors have the batch's length.
struct SamplesWeighted {
    std::int64_t step = 0;
    std::int32_t epoch = 0;          ///< 0-based
    std::vector<std::uint32_t> ids;  ///< sample ids: row in the train file, 0-based
    std::vector<float> alpha;        ///< weight (or share) of the teacher term
    std::vector<float> label_loss;
    std::vector<float> teacher_loss;
};

/// Counts over the samples since the previous histogram.
struct HistogramTaken {
    std::int64_t step = 0;
    std::array<std::uint32_t, kAlphaBins> counts{};
    std::array<std::uint32_t, 3> atoms{};  ///< at 0, ½, 1
};

/// One of the three disjoint sets, or a further evaluation set.
struct SetDescribed {
    std::string set;     ///< "train", "meta", "dev", "dev_mismatched", ...
    std::string file;    ///< true file name
    std::string sha256;  ///< of ids, texts and labels
    std::vector<std::uint32_t> ids;
    std::vector<float> labels;        ///< as trained on: class index, or score in [0,1]
    std::vector<std::uint8_t> flags;  ///< bit 0: label is flipped; bit 1: teacher misled on purpose
};

inline constexpr std::uint8_t kFlagFlipped = 1;
inline constexpr std::uint8_t kFlagTeacherMisled = 2;

/// Scores of the student (or teacher) on one set.
struct Evaluated {
    std::int64_t step = 0;
    std::string set;
    std::vector<std::pair<std::string, double>>
        scores;  ///< metric name -> fraction; "loss" in nats
    int outputs = 0;
    std::vector<float> logits;  ///< row-major [n, outputs], in the set's order; may be empty
};

/// The teacher's logits on a set, once per student run's teacher.
struct TeacherTargets {
    std::string set;
    int outputs = 0;
    std::vector<float> logits;  ///< row-major [n, outputs], in the set's order
};

struct Logged {
    enum class Level { kInfo, kWarning, kError } level = Level::kInfo;
    std::string text;
};

/// Published after the file is wholly on disk.
struct CheckpointSaved {
    std::int64_t step = 0;
    std::string kind;  ///< "last" or "best_meta"; the store calls the "last" before it "previous"
    std::string path;  ///< relative to the store's files folder
    std::string sha256;
};

struct StateChanged {
    RunState state = RunState::kRunning;
    std::string message;  ///< why, for the user
};

using RunEvent =
    std::variant<RunStarted, StepLogged, ScalarLogged, SamplesWeighted, HistogramTaken,
                 SetDescribed, Evaluated, TeacherTargets, Logged, CheckpointSaved, StateChanged>;

/// Where a run puts everything it has to say. Called from the run's thread only; must not block on
/// the disk unless its bounded memory is full.
class RunSink {
public:
    virtual ~RunSink() = default;
    virtual void publish(const RunEvent& event) = 0;
};

}  // namespace alphascope
