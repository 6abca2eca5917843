// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up RTE on disk, and a run on it.
#pragma once

#include "data/glue_reader.h"
#include "data/split_plan.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/task.h"

#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

namespace alphascope::test {

/// Writes RTE/train.tsv below the folder; sentence 3 is "first 3", its label that of every second.
inline void writeRte(const std::filesystem::path& folder, int rows,
                     const std::string& first = "first") {
    std::filesystem::create_directories(folder / "RTE");
    std::ofstream file(folder / "RTE" / "train.tsv");
    file << "index\tsentence1\tsentence2\tlabel\n";
    for (int i = 0; i < rows; ++i)
        file << i << '\t' << first << ' ' << i << "\tsecond " << i
             << (i % 2 == 0 ? "\tentailment\n" : "\tnot_entailment\n");
}

inline Split readRte(const std::string& folder) {
    return readSplit(findTask("rte"), "train", folder, {});
}

inline std::vector<std::size_t> allOf(const Split& split) {
    std::vector<std::size_t> all(split.examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// A run that was trained on this and names that folder; sample i has α = i / rows.
inline RunRow addRteRun(const std::filesystem::path& database, const Split& split,
                        const std::string& folder) {
    SetDescribed set{.set = "train",
                     .file = "train.tsv",
                     .sha256 = hashExamples(split.examples, allOf(split)),
                     .ids = {},
                     .labels = {},
                     .flags = {}};
    SamplesWeighted weighted{
        .step = 1, .epoch = 0, .ids = {}, .alpha = {}, .label_loss = {}, .teacher_loss = {}};
    for (const Example& example : split.examples) {
        set.ids.push_back(example.id);
        set.labels.push_back(example.label);
        set.flags.push_back(example.flipped() ? kFlagFlipped : std::uint8_t{0});
        weighted.ids.push_back(example.id);
        weighted.alpha.push_back(static_cast<float>(example.id) /
                                 static_cast<float>(split.examples.size()));
        weighted.label_loss.push_back(0.5F);
        weighted.teacher_loss.push_back(0.5F);
    }
    RunSpec spec;
    spec.task = "rte";
    spec.data.folder = folder;
    StoreWriter writer(database);
    const std::int64_t id = writer.createRun(writer.createStudy("made", ""), spec);
    const auto sink = writer.sink(id);
    sink->publish(set);
    sink->publish(weighted);
    writer.flush();
    return *StoreReader(database).findRun(std::to_string(id));
}

}  // namespace alphascope::test
