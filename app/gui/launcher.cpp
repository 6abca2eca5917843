// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launcher.h"

#include "app/gui/launcher_session.h"
#include "cluster/known_jobs.h"
#include "cluster/slurm_executor.h"
#include "data/run_files.h"
#include "run/continuable.h"
#include "run/process_executor.h"
#include "run/training_module.h"
#include "store/orphans.h"
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

std::vector<std::int64_t> submitTo(Executor& executor, Study study) {
    study.data.folder = resolveDataFolder({}, study.data.folder);
    return executor.submit(study);
}
}  // namespace

Launcher::Launcher(QObject* parent)
    : QObject(parent), thread_([this](const std::stop_token& stop) { work(stop); }) {
    elsewhere_.setMaxThreadCount(1);
}

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

void Launcher::interruptLeft(Session& session) {
    try {
        if (!session.left || !session.left->found()) return;
    } catch (const std::exception&) {
        return;  // what cannot be read the window says itself
    }
    // Not by the session's writer: while another program keeps the database it waits for ever.
    elsewhere_.tryStart([database = session.database] {
        try {
            interruptOrphans(database);
        } catch (const std::exception&) {  // the next look finds them again
        }
    });
}

void Launcher::tend(Session& session) {
    interruptLeft(session);
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
    elsewhere_.start([this, study, database, request] {
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
    const std::filesystem::path database = writer.database();
    StoreReader reader(database);
    const KnownJobs known(database);
    std::map<std::filesystem::path, std::vector<std::int64_t>> in_slurm;
    std::size_t left = 0;  // by a process that is gone: nobody would hear a request
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
            else if (run && isOrphan(*run))
                ++left;
            else
                writer.request(id, verb);
        });
    if (left > 0)
        attempt([&] {
            interruptOrphans(database);
            sayInterrupted(left);
        });
    for (const auto& [job, ids] : in_slurm)  // which may take a minute to answer
        elsewhere_.start([this, database, job = job, ids = ids, verb] {
            try {
                SlurmExecutor(database, job).apply(ids, verb);
                emit noticed(tr("Slurm was told; what becomes of the runs is seen after "
                                "`alphascope-cli cluster collect %1`.")
                                 .arg(QString::fromStdString(job.string())));
            } catch (const std::exception& refusal) {  // as in work()
                emit failed(QString::fromStdString(refusal.what()));
            }
        });
    if (problem) std::rethrow_exception(problem);
}

void Launcher::sayInterrupted(std::size_t runs) {
    emit noticed(
        tr("%Ln run(s) belonged to a process that is gone, and are interrupted now; "
           "Continue goes on after the last checkpoint.",
           nullptr, static_cast<int>(runs)));
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
        const auto [going, refusal] = setLostApart(run_ids, database);
        if (!going.empty()) {
            const int before = session.atOnce();
            session.goOn(going);
            busy_ = true;
            sayConcurrent(before, session.queue->concurrent());
        }
        if (!refusal.empty()) throw Error(refusal);  // said at the edge
    });
}

void Launcher::retry(const std::vector<std::vector<std::int64_t>>& groups,
                     const std::filesystem::path& database) {
    post([this, groups, database](Session& session) {
        session.expect(database);
        const int before = session.atOnce();
        std::vector<std::int64_t> all;
        for (const auto& ids : groups) all.insert(all.end(), ids.begin(), ids.end());
        const Continuable found = setLostApart(all, database);
        const std::set<std::int64_t> going(found.runs.begin(), found.runs.end());
        std::size_t waiting = 0;
        QString refusals;
        if (!found.refusal.empty())
            refusals = QLatin1Char(' ') + QString::fromStdString(found.refusal);
        for (auto ids : groups) {
            std::erase_if(ids, [&](std::int64_t id) { return !going.contains(id); });
            if (ids.empty()) continue;
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
