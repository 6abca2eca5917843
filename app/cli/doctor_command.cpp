// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "run/training_module.h"
#include "store/maintenance.h"

#include <cstdio>
#include <memory>
#include <thread>

namespace alphascope {
namespace {

struct DoctorOptions {
    std::string database;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// The training module and what it stands on. False when it cannot train.
bool examineTraining() {
    try {
        const TrainingInfo info = TrainingModule::load().info();
        say("torch      %s\nBLAS       %s\nthreads    %d by default, %u cores\ndevices    %s\n"
            "schemes    %s\n",
            info.torch_version.c_str(), info.blas.empty() ? "unknown" : info.blas.c_str(),
            info.default_threads, std::thread::hardware_concurrency(), joined(info.devices).c_str(),
            joined(info.schemes).c_str());
        const std::string warning = blasWarning(info);
        std::fflush(stdout);
        if (!warning.empty()) complain("\n*** WARNING: %s ***\n\n", warning.c_str());
        return true;
    } catch (const Error& problem) {
        complain("training   %s\n", problem.what());
        return false;
    }
}

/// False when the database is there and broken.
bool examineDatabase(const std::filesystem::path& database) {
    if (!std::filesystem::exists(database)) {
        say("database   %s is not there yet; the first run makes it\n", database.c_str());
        return true;
    }
    try {
        StoreReader reader = openReader(database);
        const auto problems = checkDatabase(database);
        say("database   %s: %zu runs, %s\n", database.c_str(), reader.runs().size(),
            problems.empty() ? "whole" : "DAMAGED");
        std::fflush(stdout);
        for (const auto& problem : problems) complain("  %s\n", problem.c_str());
        return problems.empty();
    } catch (const Error& problem) {
        complain("database   %s\n", problem.what());
        return false;
    }
}

int examine(const DoctorOptions& options) {
    say("alphascope %s\n", ALPHASCOPE_VERSION);
    const bool can_train = examineTraining();
    const bool whole = examineDatabase(databasePath(options.database));
    return can_train && whole ? kDone : kWorkFailed;
}

}  // namespace

void addDoctorCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<DoctorOptions>();
    CLI::App* command =
        app.add_subcommand("doctor", "Check torch, BLAS, threads, devices and the database");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return examine(*options); }; });
}

}  // namespace alphascope
