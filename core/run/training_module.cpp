// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/training_module.h"

#include "run/paths.h"
#include "study/error.h"

#include <dlfcn.h>

#include <cstdlib>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModuleFile = "libalphascope_training.so";
constexpr const char* kEntryPoint = "alphascopeTrainingModule";

/// ALPHASCOPE_MODULE_DIR replaces the usual place: who sets it means that module and no other.
fs::path moduleFolder() {
    const char* chosen = std::getenv("ALPHASCOPE_MODULE_DIR");
    if (chosen != nullptr && *chosen != '\0') return chosen;
    return ownFolder();
}

fs::path findModule() {
    const fs::path folder = moduleFolder();
    std::error_code problem;
    if (fs::exists(folder / kModuleFile, problem)) return folder / kModuleFile;
    throw Error(std::string("The training module ") + kModuleFile + " is not in " +
                folder.string() +
                ". Build it or install the package again, or name its folder in "
                "ALPHASCOPE_MODULE_DIR.");
}

const TrainingModule& open() {
    const fs::path file = findModule();
    // Never closed: libtorch does not survive being unloaded.
    void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* reason = dlerror();
        throw Error::at(
            file.string(), 0,
            std::string("the training module cannot be loaded: ") +
                (reason != nullptr ? reason : "unknown reason"),
            "Install libtorch (./run.sh and the package do it), and build or install again");
    }
    using Entry = const TrainingModule* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(handle, kEntryPoint));
    const TrainingModule* module = entry != nullptr ? entry() : nullptr;
    if (module == nullptr || module->train == nullptr || module->info == nullptr)
        throw Error::at(file.string(), 0, std::string("this library has no usable ") + kEntryPoint,
                        "Build program and module from the same sources");
    return *module;
}

}  // namespace

const TrainingModule& TrainingModule::load() {
    // A local static is initialised once whatever the threads do; after a failure the next call
    // tries again.
    static const TrainingModule& module = open();
    return module;
}

std::string blasWarning(const TrainingInfo& info) {
    if (info.blas_is_openmp_openblas) return {};
    return "BLAS is " + (info.blas.empty() ? std::string("unknown") : info.blas) +
           ", not the OpenMP build of OpenBLAS. Training may be up to 30 times slower, or take "
           "every "
           "core whatever the settings say. Install libopenblas0-openmp, then run: "
           "update-alternatives --config libblas.so.3-x86_64-linux-gnu";
}

}  // namespace alphascope
