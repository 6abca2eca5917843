// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launcher.h"

#include "cluster/known_jobs.h"
#include "cluster/slurm_executor.h"
#include "data/run_files.h"
#include "run/process_executor.h"
#include "run/training_module.h"
#include "store/reader.h"
#include "study/error.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace alphascope {

namespace {
constexpr std::chrono::milliseconds kTendInterval{300};

/// Runs at once of a stored study; 1 where this program cannot read it.
int concurrentOf(const std::string& toml) {
    try {
        return parseStudy(toml, "the stored study").concurrent;
    } catch (const Error&) {
        return 1;  // of another version of the program: its runs can still go on
    }
}

std::vector<std::int64_t> submitTo(Executor& executor, Study study) {
    study.data.folder = resolveDataFolder({}, study.data.folder);
    return executor.submit(study);
}
}  // namespace

/// What the thread holds; touched by it alone. The queue goes before the writer it writes to.
struct Launcher::Session {
    std::unique_ptr<StoreWriter> writer;
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
        database = file;
    }
    void close() {
        queue.reset();
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

void Launcher::sayWaiting(Session& session) {
    const auto runs = session.writer ? session.writer->waiting() : std::set<std::int64_t>();
    if (!runs.empty() && !session.said_waiting)
        emit failed(tr("%Ln run(s) wait: %1 cannot be written at present. Free space on its disk, "
                       "or close the program that keeps the file; nothing is lost, and training "
                       "goes on by itself.",
                       nullptr, static_cast<int>(runs.size()))
                        .arg(QString::fromStdString(session.database.string())));
    session.said_waiting = !runs.empty();
}

void Launcher::sayQueue(Session& session) {
    busy_ = session.busy();
    sayWaiting(session);
    const int at_once = session.atOnce();
    if (at_once != session.said_at_once) emit concurrentChanged(at_once);
    session.said_at_once = at_once;
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
            const int before = session.atOnce();
            Queue& queue = session.queueOf(study.concurrent);
            std::vector<std::int64_t> ids;
            try {
                ids = submitTo(queue, study);
            } catch (...) {  // what runs goes on as before
                if (before > 0) queue.setConcurrent(before);
                throw;
            }
            session.own.insert(ids.begin(), ids.end());
            sayConcurrent(before, study.concurrent);
            busy_ = true;
            emit submitted(request, ids);
        } catch (const std::exception& error) {  // who asked shows it
            emit refused(request, QString::fromStdString(error.what()));
        }
    });
    return request;
}

int Launcher::submitInBackground(const Study& study, const std::filesystem::path& database) {
    const int request = ++requests_;
    background_.start([this, study, database, request] {
        try {
            ProcessExecutor executor(database);
            const auto ids = submitTo(executor, study);
            emit submitted(request, ids);
            emit noticed(
                tr("%Ln run(s) go on in the background, whatever becomes of this window; "
                   "the Queue panel shows them.",
                   nullptr, static_cast<int>(ids.size())));
        } catch (const std::exception& error) {  // who asked shows it
            emit refused(request, QString::fromStdString(error.what()));
        }
    });
    return request;
}

void Launcher::ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb,
                   const std::filesystem::path& database) {
    post([this, run_ids, verb, database](Session& session) {
        session.expect(database);
        std::vector<std::int64_t> others;
        for (const std::int64_t id : run_ids) {
            if (session.queue && session.own.contains(id))
                session.queue->apply(id, verb);
            else
                others.push_back(id);
        }
        if (!others.empty()) askOwners(*session.writer, others, verb);
    });
}

/// Of runs that this window does not run itself. What one of them cannot be asked is said once the
/// others were.
void Launcher::askOwners(StoreWriter& writer, const std::vector<std::int64_t>& run_ids,
                         RequestVerb verb) {
    const auto& database = writer.database();
    StoreReader reader(database);
    const KnownJobs known(database);
    std::map<std::filesystem::path, std::vector<std::int64_t>> in_slurm;
    std::exception_ptr problem;
    const auto attempt = [&](const auto& step) {
        try {
            step();
        } catch (const std::exception&) {
            if (!problem) problem = std::current_exception();
        }
    };
    for (const std::int64_t id : run_ids)
        attempt([&] {
            const auto run = reader.findRun(std::to_string(id));
            const auto job = run ? known.jobThatHas(*run) : std::nullopt;
            if (job)
                in_slurm[*job].push_back(id);
            else
                writer.request(id, verb);
        });
    for (const auto& [job, ids] : in_slurm)
        attempt([&] {
            SlurmExecutor(database, job).apply(ids, verb);
            emit noticed(tr("Slurm was told; what becomes of the runs is seen after "
                            "`alphascope-cli cluster collect %1`.")
                             .arg(QString::fromStdString(job.string())));
        });
    if (problem) std::rethrow_exception(problem);
}

void Launcher::arrange(const std::vector<std::int64_t>& run_ids,
                       const std::filesystem::path& database) {
    post([run_ids, database](Session& session) {
        session.order.reset();  // the panel shows the wish until it hears what came of it
        session.expect(database);
        if (session.queue) session.queue->arrange(run_ids);
    });
}

QString Launcher::concurrentText(int before, int now) {
    if (before <= 0 || now <= 0 || before == now) return {};
    return tr("Runs at once: %1 from now on, instead of %2. The Queue panel changes it.")
        .arg(now)
        .arg(before);
}

void Launcher::sayConcurrent(int before, int now) {
    const QString text = concurrentText(before, now);
    if (!text.isEmpty()) emit noticed(text);
}

void Launcher::setConcurrent(int runs_at_once, const std::filesystem::path& database) {
    post([runs_at_once, database](Session& session) {
        session.said_at_once = -1;  // the panel shows the wish until it hears what came of it
        session.expect(database);
        if (session.queue) session.queue->setConcurrent(runs_at_once);
    });
}

void Launcher::goOn(const std::vector<std::int64_t>& run_ids,
                    const std::filesystem::path& database) {
    post([this, run_ids, database](Session& session) {
        session.expect(database);
        const int before = session.atOnce();
        session.goOn(run_ids);
        busy_ = true;
        sayConcurrent(before, session.queue->concurrent());
    });
}

void Launcher::retry(const std::vector<std::vector<std::int64_t>>& groups,
                     const std::filesystem::path& database) {
    post([this, groups, database](Session& session) {
        session.expect(database);
        const int before = session.atOnce();
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
        QString text = tr("%Ln run(s) wait to be tried again, each after its last checkpoint.",
                          nullptr, static_cast<int>(waiting)) +
                       refusals;
        const QString at_once = concurrentText(before, session.atOnce());
        if (!at_once.isEmpty()) text += QLatin1Char(' ') + at_once;
        if (refusals.isEmpty())
            emit noticed(text);
        else
            emit failed(text);
    });
}

int Launcher::mark(const std::vector<MarkChange>& changes, const std::filesystem::path& database) {
    const int request = ++requests_;
    post([this, changes, database, request](Session& session) {
        try {
            if (session.writer && session.database == database)
                session.writer->mark(changes);
            else
                StoreWriter(database).mark(changes);  // runs of another one may go on meanwhile
            emit marked(request, true);
        } catch (const std::exception&) {
            emit marked(request, false);
            throw;  // said at the edge
        }
    });
    return request;
}

void Launcher::warmUp() {
    post([this](Session&) {
        const TrainingModule& module = TrainingModule::load();
        if (module.info == nullptr) return;
        const TrainingInfo info = module.info();
        QStringList devices;
        for (const std::string& device : info.devices) devices << QString::fromStdString(device);
        emit devicesKnown(devices);
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
