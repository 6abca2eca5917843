// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_spec.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// One `[[scheme]]` of a study: an id and the parameters that differ from the defaults.
struct SchemeChoice {
    std::string id;
    ParameterMap parameters;
    /// Parameters that take several values, in the file's order: `kd_weight = [0.1, 0.5]`. The
    /// study runs every combination.
    std::map<std::string, std::vector<ParameterValue>> grid = {};

    bool operator==(const SchemeChoice&) const = default;
};

/// `[teacher]`: trained by the study, or an earlier run reused.
struct TeacherChoice {
    std::string run;  ///< uuid of a finished teacher run to reuse; empty: train one
    TrainSpec train{.encoder = "mini"};
    std::uint64_t seed = 1;
    std::string targets = "in_sample";
    std::string labels = "noisy";
};

/// What a study file says, or what the window's form makes. Tasks x schemes x seeds.
struct Study {
    std::string name = "study";
    std::vector<std::string> tasks;
    std::vector<std::uint64_t> seeds{1};
    DataSpec data;  ///< `files` is unused here: see `files_by_task`
    std::map<std::string, std::map<std::string, std::string>> files_by_task;
    TeacherChoice teacher;
    TrainSpec student;
    std::vector<SchemeChoice> schemes;
    bool full_train_row = true;  ///< adds "label only" on train + meta
    int threads = 0;
    std::string device = "auto";  ///< of all its runs, as in RunSpec
    int concurrent = 1;           ///< runs at once
    /// Minutes from its first start after which no further run of it starts; 0: no limit.
    int budget_minutes = 0;

    [[nodiscard]] std::string toToml() const;
};

/// Reads a study. Unknown keys, wrong types and values out of range throw Error with file and line.
Study readStudy(const std::filesystem::path& file);
Study parseStudy(std::string_view toml, const std::string& file_name);

/// A thing wrong with a study, in one sentence with its remedy (for forms; parseStudy throws the
/// first).
std::vector<std::string> validate(const Study& study);

/// A run to be queued, with the place in the same list of the teacher it needs (-1: none).
struct PlannedRun {
    RunSpec spec;
    int teacher_index = -1;
};

/// Teachers first, then students, task by task; a grid's combinations one after the other, the last
/// parameter by name fastest. Does not touch files.
std::vector<PlannedRun> expand(const Study& study);

/// What of a study made this one run: task, scheme, parameters, seed; with a full-train run also the
/// one on the reduced set. Of a teacher: its task and seed, with all schemes and seeds of students.
Study onlyOf(const Study& study, const RunSpec& run);

}  // namespace alphascope
