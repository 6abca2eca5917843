// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/teacher_fit.h"

#include "study/task.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace alphascope {
namespace {

/// What makes up the texts and labels that a teacher learns from, by the names of a study file.
std::vector<std::pair<std::string, std::string>> learntFrom(const RunSpec& spec) {
    const auto text = [](const auto& value) { return nlohmann::json(value).dump(); };
    const auto renamed = spec.data.files.find("train");
    const SplitDescriptor* train = findTask(spec.task).findSplit("train");
    const std::string official = train == nullptr ? "" : train->file;
    return {
        {"split_seed", text(spec.data.split_seed)},
        {"meta_share", text(spec.data.meta_share)},
        {"train_rows", text(spec.data.train_rows)},
        {"[data.files] train", text(renamed == spec.data.files.end() ? official : renamed->second)},
        {"label_noise", text(spec.data.label_noise)},
        {"labels", text(spec.teacher_labels)}};
}

}  // namespace

std::string teacherMisfit(const RunSpec& taught, const RunSpec& student) {
    if (taught.task != student.task)
        return "was trained on task " + taught.task + ", not on " + student.task +
               ". Name one of the same task.";
    const auto refusal = [](const std::string& field, const std::string& theirs,
                            const std::string& ours) {
        return "was trained with " + field + " = " + theirs + ", and this study says " + ours +
               ". Set it alike, or leave `run` under [teacher] out to train a new teacher.";
    };
    const auto theirs = learntFrom(taught);
    const auto ours = learntFrom(student);
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (theirs[i] != ours[i]) return refusal(ours[i].first, theirs[i].second, ours[i].second);
    // A cross-fitted teacher has in-sample targets too.
    if (student.teacher_targets == "cross_fit" && taught.teacher_targets != "cross_fit")
        return refusal("targets", '"' + taught.teacher_targets + '"', "\"cross_fit\"");
    return {};
}

}  // namespace alphascope
