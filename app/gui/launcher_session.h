// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/launcher.h"
#include "app/gui/left_runs.h"
#include "run/queue.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace alphascope {

/// Runs at once of a stored study; 1 where this program cannot read it.
inline int concurrentOf(const std::string& toml) {
    try {
        return parseStudy(toml, "the stored study").concurrent;
    } catch (const Error&) {
        return 1;  // of another version of the program: its runs can still go on
    }
}

/// What the thread holds; touched by it alone. The queue goes before the writer it writes to.
struct Launcher::Session {
    std::unique_ptr<StoreWriter> writer;
    std::optional<LeftRuns> left;  ///< of the same database
    std::unique_ptr<Queue> queue;
    std::set<std::int64_t> own;  ///< runs that this queue knows
    /// Of those that wait, as it was last said; empty: to be said again whatever it is.
    std::optional<std::vector<std::int64_t>> order;
    int said_at_once = 0;            ///< what concurrentChanged() said last
    bool said_waiting = false;       ///< that runs wait for the disk
    std::filesystem::path database;  ///< of the writer; empty without one
    std::filesystem::path wanted;    ///< to be opened once the runs have ended; mostly empty

    void open(const std::filesystem::path& file) {
        close();
        if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
        writer = std::make_unique<StoreWriter>(file);
        left.emplace(file);
        database = file;
    }
    void close() {
        queue.reset();
        left.reset();
        writer.reset();
        own.clear();
        database.clear();
        wanted.clear();
    }
    /// The queue, from now on with that many runs at once.
    Queue& queueOf(int runs_at_once) {
        if (!queue)
            queue = std::make_unique<Queue>(*writer, runs_at_once);
        else
            queue->setConcurrent(runs_at_once);
        return *queue;
    }
    /// Runs at once; 0 while there is nothing to run.
    [[nodiscard]] int atOnce() const { return busy() ? queue->concurrent() : 0; }
    /// The runs' own studies say how many go on at once; of several, the one that allows most.
    void goOn(const std::vector<std::int64_t>& run_ids) {
        int runs_at_once = 1;
        StoreReader reader(writer->database());
        std::set<std::string> studies;
        for (const std::int64_t id : run_ids) {
            const auto run = reader.findRun(std::to_string(id));
            if (!run || !studies.insert(run->study_uuid).second) continue;
            runs_at_once = std::max(runs_at_once, concurrentOf(reader.studyToml(run->study_uuid)));
        }
        const int before = atOnce();
        Queue& runs = queueOf(std::max(before, runs_at_once));
        try {
            runs.continueRuns(run_ids);
        } catch (...) {  // nothing was taken over: those that wait go on as they were meant to
            runs.setConcurrent(std::max(1, before));
            throw;
        }
        own.insert(run_ids.begin(), run_ids.end());
    }
    [[nodiscard]] bool busy() const { return queue && !queue->idle(); }
    /// Throws where runs of this database cannot be touched.
    void expect(const std::filesystem::path& shown) const {
        if (shown == database) return;
        if (database.empty()) {
            throw Error(
                Launcher::tr("%1 cannot be written to. Open a database of your own to start runs.")
                    .arg(QString::fromStdString(shown.string()))
                    .toStdString());
        }
        throw Error(
            Launcher::tr("Runs are still going on in %1. Those of %2 can be started, paused and "
                         "cancelled after they have ended.")
                .arg(QString::fromStdString(database.string()),
                     QString::fromStdString(shown.string()))
                .toStdString());
    }
};

}  // namespace alphascope
