// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/queue.h"
#include "study/study.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

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
    /// Starts a study in `database`, the one that the window shows, and in no other. Its number of
    /// runs at once holds for all runs from now on. Answered by `submitted` or `refused` with the
    /// number that is returned.
    int submit(const Study& study, const std::filesystem::path& database);
    /// Starts a study in `database` in processes that outlive the window; see ProcessExecutor.
    /// Answered as submit() is.
    int submitInBackground(const Study& study, const std::filesystem::path& database);
    /// Asks for runs of `database`, the one that the window shows; see Executor::apply().
    void ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb,
             const std::filesystem::path& database);
    /// Lets runs of `database` that wait here start in this order; see Queue::arrange().
    void arrange(const std::vector<std::int64_t>& run_ids, const std::filesystem::path& database);
    /// How many runs go on at once, from now on.
    void setConcurrent(int runs_at_once, const std::filesystem::path& database);
    /// Goes on with ended runs of that database, each after its last checkpoint, as many at once as
    /// their study says, but no fewer than now.
    void goOn(const std::vector<std::int64_t>& run_ids, const std::filesystem::path& database);
    /// The same for each group by itself; says how many wait now, and why others cannot.
    void retry(const std::vector<std::vector<std::int64_t>>& groups,
               const std::filesystem::path& database);
    /// Changes what the user says of runs of that database, whoever runs them. Answered by
    /// `marked` with the number that is returned.
    int mark(const std::vector<MarkChange>& changes, const std::filesystem::path& database);
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
    /// How many runs go on at once; 0: nothing runs or waits here.
    void concurrentChanged(int runs_at_once);
    void marked(int request, bool done);
    /// What runs may be computed on here: "cpu", "cuda:0"; once the training module is loaded.
    void devicesKnown(const QStringList& devices);
    /// For the user, in full sentences.
    void failed(const QString& message);
    void noticed(const QString& message);
    void stopped();

private:
    struct Session;
    using Job = std::function<void(Session&)>;
    void post(Job job);
    void work(const std::stop_token& stop);
    /// Opens the database that waited for the end of the runs, and sees to those left behind.
    void tend(Session& session);
    /// Interrupts runs whose process has died without a word.
    void interruptLeft(Session& session);
    /// Says once that training waits for the disk.
    void sayWaiting(Session& session);
    /// Says whether runs are active, which wait, and how many go on at once.
    void sayQueue(Session& session);
    void askOwners(StoreWriter& writer, const std::vector<std::int64_t>& run_ids, RequestVerb verb);
    void sayInterrupted(std::size_t runs);
    /// A sentence where the number of runs at once is another than before (0: nothing ran).
    static QString concurrentText(int before, int now);
    void sayConcurrent(int before, int now);

    int requests_ = 0;  ///< handed out so far
    std::atomic<bool> busy_{false};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Job> jobs_;
    /// One after another, what may take a minute: starting what outlives the window, telling Slurm,
    /// waiting for a database that another program keeps.
    QThreadPool elsewhere_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace alphascope
