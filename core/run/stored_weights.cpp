// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/stored_weights.h"

#include "data/split_plan.h"
#include "study/error.h"
#include "study/run_folder.h"

namespace alphascope {
namespace {

constexpr const char* kWeights = "model.safetensors";

}  // namespace

std::string storedWeights(StoreReader& reader, std::int64_t run_id) {
    for (const CheckpointRow& row : reader.checkpoints(run_id))
        if (row.kind == "last" && std::filesystem::path(row.path).filename() == kWeights)
            return row.sha256;
    return {};
}

void refuseOtherWeights(StoreReader& reader, const RunRow& run,
                        const std::filesystem::path& files) {
    const auto file = runFolder(files, run.uuid) / kWeights;
    const std::string number = std::to_string(run.id);
    if (!std::filesystem::exists(file))
        throw Error::at(file.string(), 0, "the final weights of run " + number + " are not there",
                        "Bring the file back, or train the run again");
    const std::string stored = storedWeights(reader, run.id);
    if (!stored.empty() && sha256OfFile(file.string()) != stored)
        throw Error::at(
            file.string(), 0,
            "these are not the weights that run " + number + " has stored (their SHA-256 differs)",
            "Restore the file from a copy, or train the run again");
}

}  // namespace alphascope
