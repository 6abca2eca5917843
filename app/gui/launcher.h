// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/queue.h"
#include "study/study.h"

#include <QObject>
#include <QString>

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

    /// Opens or creates the database to write to; an earlier one is closed once its runs have
    /// ended.
    void open(const std::filesystem::path& database);
    /// Stops writing (the gallery is shown). Refused, with a message, while runs are active.
    void close();
    void submit(const Study& study);
    void ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb);
    /// Loads the training module ahead of the first run (libtorch takes over a second).
    void warmUp();
    /// Cancels all runs of this process; `stopped` follows.
    void stop();

signals:
    void submitted(std::vector<std::int64_t> run_ids);
    /// For the user, in full sentences.
    void failed(const QString& message);
    void noticed(const QString& message);
    void stopped();

private:
    struct Session;
    using Job = std::function<void(Session&)>;
    void post(Job job);
    void work(const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Job> jobs_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace alphascope
