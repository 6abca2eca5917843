// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"
#include "study/run_spec.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace alphascope {

/// What a run obeys while it trains. Thread-safe.
class RunControl {
public:
    explicit RunControl(std::stop_token stop) : stop_(std::move(stop)) {}
    void pause(bool on);
    [[nodiscard]] bool paused() const { return paused_.load(); }
    [[nodiscard]] bool cancelled() const { return stop_.stop_requested(); }
    /// Before the stop is asked for: it is no cancelling, the run is to go on another day.
    void letGoOnLater() { will_go_on_ = true; }
    [[nodiscard]] bool willGoOn() const { return will_go_on_.load(); }
    /// Blocks while paused; returns false when the run is cancelled.
    bool waitWhilePaused();

private:
    std::stop_token stop_;
    std::atomic<bool> paused_{false};
    std::atomic<bool> will_go_on_{false};
    std::mutex mutex_;
    std::condition_variable_any changed_;
};

/// Where a run finds its teacher and puts its files.
struct RunPlace {
    std::filesystem::path files;  ///< the store's files folder
    std::string uuid;             ///< of the run
    std::filesystem::path
        teacher_dir;             ///< the teacher run's folder below `files`; empty without teacher
    std::string teacher_sha256;  ///< of its weights, by its own row; empty: none names them
    std::filesystem::path checkpoint;  ///< to go on from; empty: from the first step
};

/// Facts for `doctor`, for the warning at start and for the check of a study's devices.
struct TrainingInfo {
    std::string torch_version;
    std::string blas;  ///< path of the loaded BLAS library
    bool blas_is_openmp_openblas = false;
    std::vector<std::string> devices{"cpu"};  ///< then "cuda:0", "cuda:1", ...
    int default_threads = 0;
    std::vector<std::string> schemes;  ///< ids with a factory
};

/// The training module, loaded with dlopen on first use (libtorch takes over a second).
class TrainingModule {
public:
    /// Loads libalphascope_training.so from beside the library that this is part of, or from the
    /// folder that ALPHASCOPE_MODULE_DIR names.
    /// Thread-safe, loads once a process. Throws Error naming what is missing.
    static const TrainingModule& load();

    /// Trains one run to its end on the calling thread; ends with a StateChanged event (finished,
    /// failed, cancelled, or interrupted where it is to go on later) and never throws for what
    /// happens inside the run. A run that is stopped between two steps leaves a checkpoint there.
    void (*train)(const RunSpec& spec, const RunPlace& place, RunSink& sink,
                  RunControl& control) = nullptr;
    TrainingInfo (*info)() = nullptr;
    /// Writes the final weights in a run's folder as a Hugging Face folder. Throws Error.
    void (*export_model)(const std::filesystem::path& run_dir,
                         const std::filesystem::path& folder) = nullptr;
};

/// What to tell the user, loudly, when the BLAS in use is not the right one; empty when all is
/// well.
std::string blasWarning(const TrainingInfo& info);

}  // namespace alphascope
