// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/common_options.h"

namespace alphascope {

void addRunOption(CLI::App& command, std::string& run) {
    command.add_option("RUN", run, "Row number, uuid or the start of a uuid")->required();
}

void addStudyOption(CLI::App& command, std::string& study) {
    command.add_option("--study", study, "Only the runs of this study")->type_name("NAME");
}

void addSelectOption(CLI::App& command, std::string& selection) {
    command
        .add_option("--select", selection,
                    "The evaluation that counts: final, best-meta or best-dev")
        ->capture_default_str()
        ->check(CLI::IsMember({"final", "best-meta", "best-dev"}));
}

void addResamplesOption(CLI::App& command, int& resamples) {
    command.add_option("--resamples", resamples, "Of the paired bootstrap")
        ->capture_default_str()
        ->check(CLI::Range(1, 10000000));
}

}  // namespace alphascope
