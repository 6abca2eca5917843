// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"
#include "store/reader.h"
#include "store/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace alphascope::testing {

using Scores = std::vector<std::pair<std::string, double>>;

/// Where a run was evaluated and what it scored: step, set, scores.
inline Evaluated evaluated(std::int64_t step, const std::string& set, Scores scores) {
    return {.step = step, .set = set, .scores = std::move(scores)};
}

/// A set whose labels are given; ids count from 0. The hash is the mark, filled up.
inline SetDescribed describedSet(const std::string& set, const std::string& file,
                                 const std::string& mark, std::vector<float> labels) {
    SetDescribed result{
        .set = set, .file = file, .sha256 = mark + std::string(64 - mark.size(), '0')};
    result.flags.assign(labels.size(), 0);
    for (std::uint32_t id = 0; id < labels.size(); ++id) result.ids.push_back(id);
    result.labels = std::move(labels);
    return result;
}

/// Train labels 1 1 0 (majority 1), dev labels 1 0 0 0: the majority class scores 25 % there.
inline std::vector<SetDescribed> usualSets() {
    return {describedSet("train", "train.tsv", "aaaaaaaaaaaa1", {1, 1, 0}),
            describedSet("meta", "train.tsv", "bbbbbbbbbbbb2", {1, 0}),
            describedSet("dev", "dev.tsv", "cccccccccccc3", {1, 0, 0, 0})};
}

inline RunSpec specOf(const std::string& task, const std::string& scheme, std::uint64_t seed = 1) {
    RunSpec spec{.study = "made", .task = task, .scheme = scheme, .seed = seed};
    for (const auto& parameter : findScheme(scheme).parameters)
        spec.scheme_parameters[parameter.name] = parameter.default_value;
    return spec;
}

inline RunSpec teacherSpecOf(const std::string& task, std::uint64_t seed = 1) {
    RunSpec spec = specOf(task, "label-only", seed);
    spec.role = Role::kTeacher;
    spec.train.encoder = "mini";
    return spec;
}

inline RunSpec fullTrainSpecOf(const std::string& task, std::uint64_t seed = 1) {
    RunSpec spec = specOf(task, "label-only", seed);
    spec.data.full_train = true;
    return spec;
}

/// A database in a folder of its own, filled through the real writer and read through the real
/// reader.
class MadeRuns : public ::testing::Test {
protected:
    MadeRuns() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "alphascope_report_XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        writer_ = std::make_unique<StoreWriter>(folder_ / "runs.db");
        studies_["made"] = writer_->createStudy("made", "name = \"made\"\n");
    }
    ~MadeRuns() override {
        writer_.reset();
        std::filesystem::remove_all(folder_);
    }

    /// Adds a run and returns its uuid; the last row id is in `last_id_`.
    std::string add(const RunSpec& spec, const std::vector<Evaluated>& evaluations,
                    const std::vector<SetDescribed>& sets = usualSets(),
                    RunState state = RunState::kFinished) {
        if (!studies_.contains(spec.study))
            studies_[spec.study] = writer_->createStudy(spec.study, "");
        const std::string uuid = newUuid();
        last_id_ = writer_->createRun(studies_.at(spec.study), spec, uuid);
        if (state == RunState::kQueued) return uuid;
        const auto sink = writer_->sink(last_id_);
        sink->publish(RunStarted{.total_steps = 100, .threads = 1, .device = "cpu", .header = ""});
        for (const auto& set : sets) sink->publish(set);
        for (const auto& evaluation : evaluations) sink->publish(evaluation);
        if (state != RunState::kRunning) sink->publish(StateChanged{.state = state, .message = ""});
        return uuid;
    }
    /// A run with one final dev accuracy.
    std::string addScore(const RunSpec& spec, double dev_accuracy) {
        return add(spec, {evaluated(100, "dev", {{"accuracy", dev_accuracy}, {"loss", 0.5}})});
    }
    std::string addStudentOf(const std::string& teacher_uuid, RunSpec spec, double dev_accuracy) {
        spec.teacher_uuid = teacher_uuid;
        return addScore(spec, dev_accuracy);
    }

    /// A run whose predictions on usualSets()' dev, labelled 1 0 0 0, are these classes; each is
    /// given e/(1+e). Returns its uuid.
    std::string addPredictions(const RunSpec& spec, const std::vector<int>& classes) {
        Evaluated event = evaluated(100, "dev", {{"accuracy", 0.0}});
        const std::vector<int> truth{1, 0, 0, 0};
        for (std::size_t i = 0; i < classes.size(); ++i) {
            event.scores.front().second += classes[i] == truth[i] ? 0.25 : 0.0;
            event.logits.push_back(classes[i] == 0 ? 1.0F : 0.0F);
            event.logits.push_back(classes[i] == 1 ? 1.0F : 0.0F);
        }
        event.outputs = 2;
        return add(spec, {event});
    }

    StoreReader reader() {
        writer_->flush();
        return StoreReader(folder_ / "runs.db");
    }
    ResultTable table(Selection selection = Selection::kFinalStep, const std::string& study = {}) {
        StoreReader connection = reader();
        return buildTable(connection, study, selection);
    }

    std::filesystem::path folder_;
    std::unique_ptr<StoreWriter> writer_;
    std::map<std::string, std::string> studies_;
    std::int64_t last_id_ = 0;
};

inline std::vector<std::string> labelsOf(const ResultTable& table) {
    std::vector<std::string> labels;
    for (const auto& row : table.rows) labels.push_back(row.label);
    return labels;
}

inline const TableCell& cellOf(const ResultTable& table, const std::string& label,
                               std::size_t column = 0) {
    for (const auto& row : table.rows)
        if (row.label == label) return row.cells.at(column);
    throw std::runtime_error("no row " + label);
}

/// The first note that begins so; empty where there is none.
inline std::string noteOf(const ResultTable& table, const std::string& beginning) {
    const auto found = std::find_if(table.notes.begin(), table.notes.end(),
                                    [&](const auto& note) { return note.starts_with(beginning); });
    return found == table.notes.end() ? std::string() : *found;
}

}  // namespace alphascope::testing
