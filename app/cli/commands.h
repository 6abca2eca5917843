// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of alphascope-cli. Each adds its sub-command to the parser; when that is chosen, it
// sets `work`, which main() calls after parsing and whose value is the exit code.
#pragma once

#include "study/error.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace alphascope {

inline constexpr int kDone = 0;
inline constexpr int kWorkFailed = 1;
inline constexpr int kWrongUse = 2;

/// The user asked for something that cannot be asked: exit code 2.
class WrongUse : public Error {
public:
    using Error::Error;
};

using Work = std::function<int()>;

void addRunCommand(CLI::App& app, Work& work);
void addContinueCommand(CLI::App& app, Work& work);
void addWatchCommand(CLI::App& app, Work& work);
void addBackgroundCommands(CLI::App& app, Work& work);  ///< supervise, task: hidden
void addExportModelCommand(CLI::App& app, Work& work);
void addListCommands(CLI::App& app, Work& work);  ///< runs, samples
void addDiffCommand(CLI::App& app, Work& work);
void addShowCommand(CLI::App& app, Work& work);
void addExplainCommand(CLI::App& app, Work& work);
void addTableCommand(CLI::App& app, Work& work);
void addReportCommand(CLI::App& app, Work& work);
void addRequestCommands(CLI::App& app, Work& work);  ///< pause, resume, cancel
void addMarkCommand(CLI::App& app, Work& work);
void addDataCommands(CLI::App& app, Work& work);  ///< data check, data list
void addSchemesCommand(CLI::App& app, Work& work);
void addTokenizeCommand(CLI::App& app, Work& work);
void addGlueCommands(CLI::App& app, Work& work);     ///< glue-zip, glue-check
void addInteropCommands(CLI::App& app, Work& work);  ///< export, import
void addDbCommands(CLI::App& app, Work& work);       ///< db check, backup, vacuum, merge, repair
void addClusterCommands(CLI::App& app, Work& work);  ///< cluster submit, collect, ...
void addDoctorCommand(CLI::App& app, Work& work);

}  // namespace alphascope
