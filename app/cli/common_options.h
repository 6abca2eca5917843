// SPDX-License-Identifier: GPL-3.0-or-later
// Options that several commands have, in the same words.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace alphascope {

/// Adds RUN, which must be given; see requireRun().
void addRunOption(CLI::App& command, std::string& run);
/// Adds --study NAME.
void addStudyOption(CLI::App& command, std::string& study);
/// Adds --select, for selectionFromName().
void addSelectOption(CLI::App& command, std::string& selection);
/// Adds --resamples.
void addResamplesOption(CLI::App& command, int& resamples);

}  // namespace alphascope
