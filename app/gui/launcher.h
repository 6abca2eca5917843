// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/queue.h"
#include "study/study.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace alphascope {

/// Everything the window does to a database: it owns the writer and the queue, on a thread of its
/// own. Every method returns at once; what comes of it arrives as a queued signal.
class Launcher : public QObject {
    Q_OBJECT

public:
    explicit Launcher(QObject* parent = nullptr);
    ~Launcher() override;  ///< cancels what runs and waits for it

    /// Opens or creates the database to write to. While runs are active in another one, that is
    /// said and this one is opened as soon as they have ended.
    void open(const std::filesystem::path& database);
    /// The gallery is shown: nothing is to be written. Runs that are active keep their database.
    void close();
    /// Starts a study in `database`, the one that the window shows, and in no other. Answered by
    /// `submitted` or `refused` with the number that is returned.
    int submit(const Study& study, const std::filesystem::path& database);
    /// Asks for runs of `database`, the one that the window shows.
    void ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb,
             const std::filesystem::path& database);
    /// Lets runs of `database` that wait here start in this order; see Queue::arrange().
    void arrange(const std::vector<std::int64_t>& run_ids, const std::filesystem::path& database);
    /// Goes on with ended runs of that database, each after its last checkpoint.
    void goOn(const std::vector<std::int64_t>& run_ids, const std::filesystem::path& database);
    /// The same for each group by itself; says how many wait now, and why others cannot.
    void retry(const std::vector<std::vector<std::int64_t>>& groups,
               const std::filesystem::path& database);
    /// Changes what the user says of runs of that database, whoever runs them.
    void mark(const std::vector<MarkChange>& changes, const std::filesystem::path& database);
    /// Loads the training module ahead of the first run (libtorch takes over a second).
    void warmUp();
    /// Cancels all runs of this process; `stopped` follows.
    void stop();
    /// Whether runs of this process are active or queued, in whatever database.
    [[nodiscard]] bool busy() const { return busy_; }

signals:
    void submitted(int request, std::vector<std::int64_t> run_ids);
    void refused(int request, const QString& reason);
    /// The runs that wait here, in the order in which they start; whenever they are others.
    void queueChanged(std::vector<std::int64_t> run_ids);
    /// For the user, in full sentences.
    void failed(const QString& message);
    void noticed(const QString& message);
    void stopped();

private:
    struct Session;
    using Job = std::function<void(Session&)>;
    void post(Job job);
    void work(const std::stop_token& stop);
    /// Opens the database that waited for the end of the runs.
    void tend(Session& session);
    /// Says whether runs are active, and which wait.
    void sayQueue(Session& session);

    int requests_ = 0;  ///< handed out so far
    std::atomic<bool> busy_{false};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Job> jobs_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace alphascope
