// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace alphascope {

/// Adds -o, --output FILE.
void addOutputOption(CLI::App& command, std::string& file);
/// Throws Error where the file is a database, such as the one that is read: it stays as it is.
void refuseDatabase(const std::string& file);
/// Writes to the file, or to standard output where none is named. Throws Error.
void writeOutput(const std::string& file, const std::string& text);
/// The day in local time: "2026-11-28".
std::string today();

}  // namespace alphascope
