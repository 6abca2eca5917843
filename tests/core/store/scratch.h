// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/error_of.h"
#include "store/reader.h"
#include "store/writer.h"

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace alphascope {

/// A folder of its own for each test, removed at the end.
class Scratch : public testing::Test {
protected:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "store-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw Error("no temporary folder");
        folder_ = name;
        file_ = folder_ / "experiments.db";
    }
    ~Scratch() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    /// As any other program may change it.
    static void execute(const std::filesystem::path& file, const std::string& sql) {
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
    }
    void execute(const std::string& sql) const { execute(file_, sql); }

    std::filesystem::path folder_;
    std::filesystem::path file_;
};

inline RunSpec someSpec(std::uint64_t seed = 1) {
    RunSpec spec;
    spec.study = "trial";
    spec.task = "RTE";
    spec.scheme = "fixed";
    spec.scheme_parameters["kd_weight"] = 0.5;
    spec.seed = seed;
    return spec;
}

inline std::int64_t addSomeRun(StoreWriter& writer, std::uint64_t seed = 1) {
    return writer.createRun(writer.createStudy("trial", "name = 'trial'\n"), someSpec(seed));
}

inline StepLogged someStep(std::int64_t step) {
    const auto x = static_cast<double>(step);
    return {.step = step,
            .epoch = x / 100.0,
            .label_loss = 1.0 / x,
            .teacher_loss = 2.0 / x,
            .total_loss = 3.0 / x,
            .alpha_mean = 0.5,
            .learning_rate = 1e-4,
            .seconds = x * 0.25};
}

inline SamplesWeighted someSamples(std::int64_t step, std::uint32_t first_id, std::size_t count) {
    SamplesWeighted samples{.step = step, .epoch = 0};
    for (std::size_t i = 0; i < count; ++i) {
        samples.ids.push_back(first_id + static_cast<std::uint32_t>(i));
        samples.alpha.push_back(0.5F);
        samples.label_loss.push_back(0.25F);
        samples.teacher_loss.push_back(2.0F);
    }
    return samples;
}

/// A database with one run, which is written and read.
class OneRun : public Scratch {
protected:
    StoreWriter writer_{file_};
    std::int64_t id_ = addSomeRun(writer_);
    std::unique_ptr<RunSink> sink_ = writer_.sink(id_);
    StoreReader reader_{file_};
};

}  // namespace alphascope
