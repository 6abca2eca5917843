// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launcher.h"

#include "run/training_module.h"
#include "study/error.h"

#include <memory>
#include <set>
#include <utility>

namespace alphascope {

/// What the thread holds; touched by it alone. The queue goes before the writer it writes to.
struct Launcher::Session {
    std::unique_ptr<StoreWriter> writer;
    std::unique_ptr<Queue> queue;
    int concurrent = 0;
    std::set<std::int64_t> own;  ///< runs that this queue knows

    void close() {
        queue.reset();
        writer.reset();
        own.clear();
    }
    [[nodiscard]] bool busy() const { return queue && !queue->idle(); }
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
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop, [this] { return !jobs_.empty(); });
            if (stop.stop_requested()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        try {
            job(session);
        } catch (const std::exception& error) {
            // The edge of a user's command: said once, in the banner.
            emit failed(QString::fromStdString(error.what()));
        }
    }
}

void Launcher::open(const std::filesystem::path& database) {
    post([database](Session& session) {
        if (session.busy()) {
            throw Error("Runs are still going on in " + session.writer->database().string() +
                        ". New runs can be started in " + database.string() +
                        " after they have ended.");
        }
        session.close();
        if (database.has_parent_path()) std::filesystem::create_directories(database.parent_path());
        session.writer = std::make_unique<StoreWriter>(database);
    });
}

void Launcher::close() {
    post([](Session& session) {
        if (!session.busy()) session.close();  // runs that go on keep their database
    });
}

void Launcher::submit(const Study& study) {
    post([this, study](Session& session) {
        if (!session.writer)
            throw Error("This database is read-only. Open your own to start runs.");
        if (session.queue && session.concurrent != study.concurrent && session.queue->idle()) {
            session.queue.reset();
        }
        if (!session.queue) {
            session.queue = std::make_unique<Queue>(*session.writer, study.concurrent);
            session.concurrent = study.concurrent;
        }
        Study resolved = study;
        resolved.data.folder = resolveDataFolder({}, study.data.folder);
        const std::vector<std::int64_t> ids = session.queue->submit(resolved);
        session.own.insert(ids.begin(), ids.end());
        emit submitted(ids);
    });
}

void Launcher::ask(const std::vector<std::int64_t>& run_ids, RequestVerb verb) {
    post([run_ids, verb](Session& session) {
        for (const std::int64_t id : run_ids) {
            if (session.queue && session.own.contains(id))
                session.queue->apply(id, verb);
            else if (session.writer)
                session.writer->request(id, verb);
        }
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
