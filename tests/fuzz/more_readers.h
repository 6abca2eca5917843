// SPDX-License-Identifier: GPL-3.0-or-later
// Targets that need more than a few lines; targets.cpp lists them.
#pragma once

#include <string_view>

namespace alphascope::fuzz {

// model_readers.cpp
void readSafetensors(std::string_view bytes);
void readConfig(std::string_view bytes);
void readGlove(std::string_view bytes);

// database_readers.cpp
/// All that the window asks of a database and its runs, and what makes another file of it.
void readDatabase(std::string_view bytes);

// other_readers.cpp
void readMrpc(std::string_view bytes);
void readSubmission(std::string_view bytes);
void readJob(std::string_view bytes);
void readSlurm(std::string_view bytes);

}  // namespace alphascope::fuzz
