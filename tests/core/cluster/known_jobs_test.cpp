// SPDX-License-Identifier: GPL-3.0-or-later
// Who has a run, where one of the job folders that a database remembers is damaged.
#include "cluster/known_jobs.h"

#include "core/store/log_capture.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/run_claim.h"
#include "store/writer.h"
#include "study/error.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// A database with two jobs of one run each, the first of which is going to be damaged.
class DamagedJob : public testing::Test {
protected:
    DamagedJob() : damaged_run_(addJob(damaged_)), whole_run_(addJob(whole_)) {}
    ~DamagedJob() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    static fs::path newFolder() {
        std::string name = testing::TempDir() + "known-XXXXXX";
        return mkdtemp(name.data());
    }
    /// As a submission makes it; the uuid of its run.
    [[nodiscard]] std::string addJob(const fs::path& folder) const {
        ClusterJob::makeFolder(folder);
        const std::string uuid = newUuid();
        {
            StoreWriter writer(ClusterJob::planOf(folder));
            writer.createRun(writer.createStudy("trial", "name = 'trial'\n"),
                             {.study = "trial", .task = "demo"}, uuid);
        }
        giveWaitingRuns(ClusterJob::planOf(folder), ClusterJob::waitingOwner());
        ClusterJob job(folder, "/bin/true", {}, {{.uuid = uuid, .label = "a"}});
        job.write();
        job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0}});
        mergeDatabases(job.plan(), main_);
        rememberJob(main_, folder);
        return uuid;
    }
    [[nodiscard]] RunRow row(const std::string& uuid) const {
        return StoreReader(main_).findRun(uuid).value();
    }
    /// Puts something else in place of a file of the job.
    [[nodiscard]] fs::path replaced(const char* file) const {
        fs::remove_all(damaged_ / file);
        return damaged_ / file;
    }

    const fs::path folder_ = newFolder();
    const fs::path main_ = folder_ / "main.db";
    const fs::path damaged_ = folder_ / "damaged", whole_ = folder_ / "whole";
    const std::string damaged_run_, whole_run_;
};

TEST_F(DamagedJob, IsOneOfTwoThatAreKnown) {
    const KnownJobs known(main_);
    EXPECT_EQ(known.jobThatHas(row(damaged_run_)), damaged_);
    EXPECT_EQ(known.jobThatHas(row(whole_run_)), whole_);
}

/// A disk that answers with an error, for root too: nobody can read its own memory at 0.
void putUnreadable(const fs::path& file) {
    fs::create_symlink("/proc/self/mem", file);
}

TEST_F(DamagedJob, RefusesNoRequestToAnotherJobAndIsNamed) {
    const std::vector<std::pair<std::string, std::function<void()>>> damages{
        {"garbage", [&] { std::ofstream(replaced("job.json")) << "\x93\xFF\x01 {[ no JSON"; }},
        {"nothing", [&] { std::ofstream(replaced("job.json")) << ""; }},
        {"other JSON", [&] { std::ofstream(replaced("job.json")) << R"({"format":1,"runs":3})"; }},
        {"too deep", [&] { std::ofstream(replaced("job.json")) << std::string(9999, '['); }},
        {"a folder", [&] { fs::create_directory(replaced("job.json")); }},
        {"unreadable", [&] { putUnreadable(replaced("job.json")); }},
        {"batches unreadable", [&] { putUnreadable(replaced("batches/1.json")); }},
        {"a batch a folder", [&] { fs::create_directory(replaced("batches/1.json")); }},
        {"no folder", [&] { std::ofstream(replaced("batches")) << "a file"; }},
        // What the file system throws is no Error.
        {"a loop", [&] { fs::create_symlink("1.json", replaced("batches/1.json")); }},
    };
    const fs::path kept = folder_ / "kept";
    fs::copy(damaged_, kept, fs::copy_options::recursive);
    for (const auto& [name, damage] : damages) {
        SCOPED_TRACE(name);
        fs::remove_all(damaged_);
        fs::copy(kept, damaged_, fs::copy_options::recursive);
        damage();
        const LogCapture log;
        const KnownJobs known(main_);
        EXPECT_EQ(known.jobThatHas(row(whole_run_)), whole_);
        EXPECT_EQ(log.count(damaged_.string()), 1) << "and why";
        EXPECT_THROW((void)known.jobThatHas(row(damaged_run_)), Error) << "nobody could be asked";
    }
}

/// What lies behind the job's own files is read for its own runs alone.
TEST_F(DamagedJob, WhosePlanIsDamagedRefusesRequestsToItsOwnRunsAlone) {
    std::ofstream(replaced("plan.db")) << std::string(9999, '\xA5');
    const KnownJobs known(main_);
    EXPECT_EQ(known.jobThatHas(row(whole_run_)), whole_);
    EXPECT_THROW((void)known.jobThatHas(row(damaged_run_)), Error);
}

TEST_F(DamagedJob, ThatWasPutAwayIsNoLongerSpokenOf) {
    fs::remove_all(damaged_);
    const LogCapture log;
    const KnownJobs known(main_);
    EXPECT_EQ(known.jobThatHas(row(whole_run_)), whole_);
    EXPECT_EQ(log.count(damaged_.string()), 0);
}

}  // namespace
}  // namespace alphascope
