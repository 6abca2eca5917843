// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launcher.h"

#include "run/training_module.h"
#include "study/error.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace alphascope {

namespace {
constexpr std::chrono::milliseconds kTendInterval{300};
}

/// What the thread holds; touched by it alone. The queue goes before the writer it writes to.
struct Launcher::Session {
    std::unique_ptr<StoreWriter> writer;
    std::unique_ptr<Queue> queue;
    int concurrent = 0;
    std::set<std::int64_t> own;  ///< runs that this queue knows
    /// Of those that wait, as it was last said; empty: to be said again whatever it is.
    std::optional<std::vector<std::int64_t>> order;
    std::filesystem::path database;  ///< of the writer; empty without one
    std::filesystem::path wanted;    ///< to be opened once the runs have ended; mostly empty

    void open(const std::filesystem::path& file) {
        close();
        if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
        writer = std::make_unique<StoreWriter>(file);
        database = file;
    }
    void close() {
        queue.reset();
        writer.reset();
        own.clear();
        database.clear();
        wanted.clear();
    }
    /// A queue of that many runs at once; an idle one of another number makes room.
    Queue& queueOf(int runs_at_once) {
        if (queue && concurrent != runs_at_once && !busy()) {
            queue.reset();
            own.clear();  // the new queue knows none of them
        }
        if (!queue) {
            queue = std::make_unique<Queue>(*writer, runs_at_once);
            concurrent = runs_at_once;
        }
        return *queue;
    }
    void goOn(const std::vector<std::int64_t>& run_ids) {
        queueOf(std::max(1, concurrent)).continueRuns(run_ids);
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

Launcher::Launcher(QObject* parent)
    : QObject(parent), thread_([this](const std::stop_token& stop) { work(stop); }) {}

Launcher::~Launcher() {
    thread_.request_stop();
    wake_.notify_all();
}

void Launcher::post(Job job) {
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_all();
}

void Launcher::work(const std::stop_token& stop) {
    Session session;
    while (!stop.stop_requested()) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stop, kTendInterval, [this] { return !jobs_.empty(); });
            if (stop.stop_requested()) return;
            if (!jobs_.empty()) {
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
        }
        tend(session);
        try {
            if (job) job(session);
        } catch (const std::exception& error) {
            // The edge of a user's command: said once, in the banner.
            emit failed(QString::fromStdString(error.what()));
        }
        sayQueue(session);
    }
}

void Launcher::sayQueue(Session& session) {
    busy_ = session.busy();
    auto order = session.queue ? session.queue->order() : std::vector<std::int64_t>();
    if (order == session.order) return;
    emit queueChanged(order);
    session.order = std::move(order);
}

void Launcher::tend(Session& session) {
    if (session.wanted.empty() || session.busy()) return;
    try {
        session.open(std::exchange(session.wanted, {}));
    } catch (const std::exception& error) {  // as in work()
        emit failed(QString::fromStdString(error.what()));
    }
}

void Launcher::open(const std::filesystem::path& database) {
    post([this, database](Session& session) {
        session.wanted.clear();
        if (database == session.database) return;
        if (!session.busy()) return session.open(database);
        session.wanted = database;
        emit noticed(tr("Runs are still going on in %1. New runs can be started in %2 after they "
                        "have ended.")
                         .arg(QString::fromStdString(session.database.string()),
                              QString::fromStdString(database.string())));
    });
}

void Launcher::close() {
    post([](Session& session) {
        session.wanted.clear();
        if (!session.busy()) session.close();
    });
}

int Launcher::submit(const Study& study, const std::filesystem::path& database) {
    const int request = ++requests_;
    post([this, study, database, request](Session& session) {
        try {
            session.expect(database);
            Queue& queue = session.queueOf(study.concurrent);
            Study resolved = study;
            resolved.data.folder = resolveDataFolder({}, study.data.folder);
            const std::vector<std::int64_t> ids = queue.submit(resolved);
            session.own.insert(ids.begin(), ids.end());
            busy_ = true;
            emit submitted(request, ids);
        } catch (const std::exception& error) {  // who asked shows it
            emit refused(request, QString::fromStdString(error.what()));
        }
    });
    return request;
}

void Launcher::ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb,
                   const std::filesystem::path& database) {
    post([run_ids, verb, database](Session& session) {
        session.expect(database);
        for (const std::int64_t id : run_ids) {
            if (session.queue && session.own.contains(id))
                session.queue->apply(id, verb);
            else
                session.writer->request(id, verb);
        }
    });
}

void Launcher::arrange(const std::vector<std::int64_t>& run_ids,
                       const std::filesystem::path& database) {
    post([run_ids, database](Session& session) {
        session.order.reset();  // the panel shows the wish until it hears what came of it
        session.expect(database);
        if (session.queue) session.queue->arrange(run_ids);
    });
}

void Launcher::goOn(const std::vector<std::int64_t>& run_ids,
                    const std::filesystem::path& database) {
    post([this, run_ids, database](Session& session) {
        session.expect(database);
        session.goOn(run_ids);
        busy_ = true;
    });
}

void Launcher::retry(const std::vector<std::vector<std::int64_t>>& groups,
                     const std::filesystem::path& database) {
    post([this, groups, database](Session& session) {
        session.expect(database);
        std::size_t waiting = 0;
        QString refusals;
        for (const auto& ids : groups) {
            try {
                session.goOn(ids);
                waiting += ids.size();
                busy_ = true;
            } catch (const std::exception& error) {  // the others can go on all the same
                refusals += QLatin1Char(' ') + QString::fromStdString(error.what());
            }
        }
        const QString text =
            tr("%Ln run(s) wait to be tried again, each after its last checkpoint.", nullptr,
               static_cast<int>(waiting)) +
            refusals;
        if (refusals.isEmpty())
            emit noticed(text);
        else
            emit failed(text);
    });
}

void Launcher::mark(const std::vector<MarkChange>& changes, const std::filesystem::path& database) {
    post([changes, database](Session& session) {
        if (session.writer && session.database == database) return session.writer->mark(changes);
        StoreWriter(database).mark(changes);  // runs of another database may go on meanwhile
    });
}

void Launcher::warmUp() {
    post([this](Session&) {
        const TrainingModule& module = TrainingModule::load();
        if (module.info == nullptr) return;
        const TrainingInfo info = module.info();
        if (info.blas_is_openmp_openblas) return;
        emit noticed(
            tr("Training will be many times slower than it could be: the BLAS in use is %1. "
               "Install libopenblas0-openmp and start again.")
                .arg(QString::fromStdString(info.blas)));
    });
}

void Launcher::stop() {
    post([this](Session& session) {
        session.close();
        emit stopped();
    });
}

}  // namespace alphascope
