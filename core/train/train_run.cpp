// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/train_run.h"

#include "distill/schemes.h"
#include "train/device.h"
#include "train/export_model.h"
#include "train/run_session.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>

#include <optional>
#include <string>

namespace alphascope {
namespace {

/// The file that provides BLAS in this process, as the dynamic linker resolved it.
std::string blasLibrary() {
    Dl_info info{};
    void* const symbol = dlsym(RTLD_DEFAULT, "sgemm_");
    if (symbol == nullptr || dladdr(symbol, &info) == 0 || info.dli_fname == nullptr)
        return "unknown";
    std::error_code failed;
    const auto path = std::filesystem::canonical(info.dli_fname, failed);
    return failed ? info.dli_fname : path.string();
}

}  // namespace

void trainRun(const RunSpec& spec, const RunPlace& place, RunSink& sink, RunControl& control) {
    try {
        // A thread's first look takes over what another thread set last; after it, the number
        // stays.
        at::get_num_threads();
        at::set_num_threads(std::max(1, spec.threads));
        const DeviceLease lease(wantedDevice(spec, place.checkpoint), spec.train.precision);
        auto data = prepareData(spec, place.files, [&control] { return !control.cancelled(); });
        std::optional<RunSession> session;
        if (data)
            session.emplace(spec, place, std::move(*data), Placement::on(lease.device()), sink,
                            control);
        const bool finished = session && session->train();
        sink.publish(finished                ? StateChanged{.state = RunState::kFinished}
                     : control.willGoOn() ? StateChanged{.state = RunState::kInterrupted,
                                                         .message = "the program was closed"}
                                          : StateChanged{.state = RunState::kCancelled,
                                                         .message = "cancelled on request"});
        if (finished) session->removeScaffolding();
    } catch (const c10::Error& problem) {
        sink.publish(
            StateChanged{.state = RunState::kFailed, .message = problem.what_without_backtrace()});
    } catch (const std::exception& problem) {
        sink.publish(StateChanged{.state = RunState::kFailed, .message = problem.what()});
    }
}

TrainingInfo trainingInfo() {
    TrainingInfo info;
    info.torch_version = TORCH_VERSION;
    info.blas = blasLibrary();
    info.blas_is_openmp_openblas = info.blas.find("openblas") != std::string::npos &&
                                   info.blas.find("openmp") != std::string::npos;
    info.devices = deviceNames();
    info.default_threads = at::get_num_threads();
    for (const auto& [id, factory] : schemeFactories()) info.schemes.push_back(id);
    return info;
}

}  // namespace alphascope

/// The module's one entry point.
extern "C" __attribute__((visibility("default"))) const alphascope::TrainingModule*
alphascopeTrainingModule() {
    static const alphascope::TrainingModule kModule = [] {
        alphascope::TrainingModule module;
        module.train = &alphascope::trainRun;
        module.info = &alphascope::trainingInfo;
        module.export_model = &alphascope::exportModel;
        return module;
    }();
    return &kModule;
}
