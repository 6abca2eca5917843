// SPDX-License-Identifier: GPL-3.0-or-later
// What, besides task, scheme and seed, decides a run's scores, and names for runs that differ in
// it.
#pragma once

#include "study/run_spec.h"

#include <map>
#include <string>
#include <vector>

namespace alphascope {

using ScoreSettings = std::map<std::string, std::string>;

/// Everything of a specification that may change its scores, less what the row's label or the
/// column tells (scheme, task, files), what seeds stand for, and what must not matter (places,
/// threads, the device). `prefix` comes before each name.
ScoreSettings scoreSettings(const RunSpec& spec, const std::string& prefix = {});

/// Whether the teacher has a part in what the run's student becomes.
bool usesTeacher(const RunSpec& spec);

/// A run as far as its name in a table or a legend is concerned.
struct NamedRun {
    std::string label;
    std::string task;
    const ScoreSettings* settings;
};

/// How much of what differs a name says.
enum class Told {
    kAll,     ///< everything, as a table in a paper must
    kFewest,  ///< only as much as tells the runs apart, as a legend has room for
};

/// The label of each run, and where one label stands for several settings on the same task, what
/// differs: "RW-KD [learning_rate 0.001]". Settings that differ only from task to task stay unsaid,
/// so that they share a row.
std::vector<std::string> namesOf(const std::vector<NamedRun>& runs, Told told);

}  // namespace alphascope
