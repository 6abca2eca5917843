// SPDX-License-Identifier: GPL-3.0-or-later
// A run that goes on while its database is copied.
#pragma once

#include "scratch.h"
#include "study/durable_file.h"
#include "study/run_folder.h"

#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <vector>

namespace alphascope {

/// In place of a SHA-256: the store takes whatever the training says.
inline std::string digestOf(const std::string& bytes) {
    return std::to_string(std::hash<std::string>{}(bytes));
}

/// A run that goes on, and saves its state as training does: a new file, then the row that names
/// it, and only then goes the file that no row names any more.
class SavingRun {
public:
    explicit SavingRun(StoreWriter& writer)
        : id_(addSomeRun(writer)),
          sink_(writer.sink(id_)),
          files_(filesFolderOf(writer.database())),
          uuid_(StoreReader(writer.database()).findRun(std::to_string(id_))->uuid) {}

    void save() {
        ++step_;
        const std::string bytes = std::to_string(step_) + std::string(50000, 'w');
        writeDurably(files_ / nameOf(step_), bytes);
        sink_->publish(CheckpointSaved{
            .step = step_, .kind = "last", .path = nameOf(step_), .sha256 = digestOf(bytes)});
        std::filesystem::remove(files_ / nameOf(step_ - 2));
    }
    void saveTwice() {
        save();
        save();
    }
    [[nodiscard]] std::int64_t id() const { return id_; }
    [[nodiscard]] std::int64_t step() const { return step_; }
    [[nodiscard]] std::filesystem::path folder() const { return runFolder(files_, uuid_); }

private:
    [[nodiscard]] std::string nameOf(std::int64_t step) const {
        return "runs/" + uuid_ + "/step-" + std::to_string(step) + ".safetensors";
    }

    std::int64_t id_;
    std::unique_ptr<RunSink> sink_;
    std::filesystem::path files_;
    std::string uuid_;
    std::int64_t step_ = 0;
};

/// What a database names and has not, or not as it names it.
inline std::vector<std::string> lacking(const std::filesystem::path& database) {
    std::vector<std::string> names;
    StoreReader reader(database);
    for (const RunRow& run : reader.runs())
        for (const CheckpointRow& row : reader.checkpoints(run.id)) {
            std::ifstream in(storedFile(filesFolderOf(database), row.path), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            if (digestOf(bytes) != row.sha256) names.push_back(row.path);
        }
    return names;
}

}  // namespace alphascope
