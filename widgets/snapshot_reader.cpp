// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/snapshot_reader.h"

#include "study/error.h"
#include "widgets/snapshot_builder.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

namespace alphascope {

namespace {
constexpr std::chrono::milliseconds kPollInterval{150};
constexpr int kOpenAttempts = 8;  // a database that is just being made cannot be read for a moment
}  // namespace

/// What the thread holds; touched by it alone.
struct SnapshotReader::Session {
    std::filesystem::path database;
    StoreReader::Mode mode = StoreReader::Mode::kLive;
    std::optional<StoreReader> reader;
    std::optional<SnapshotBuilder> builder;
    SampleLookup lookup;
    std::vector<std::int64_t> selection;
    std::int64_t version = -1;
    bool stale = true;  ///< the picture must be made anew even if the file has not changed
    std::string last_message;
    int attempts = 0;  ///< to open this database, so far

    void close() {
        builder.reset();
        reader.reset();
        version = -1;
        stale = true;
    }
    std::optional<RunRow> row(std::int64_t id) {
        return reader ? reader->findRun(std::to_string(id)) : std::nullopt;
    }
};

SnapshotReader::SnapshotReader(QObject* parent)
    : QObject(parent), thread_([this](const std::stop_token& stop) { work(stop); }) {}

SnapshotReader::~SnapshotReader() {
    thread_.request_stop();
    wake_.notify_all();
}

/// Of those of one kind that wait, only the latest is done.
void SnapshotReader::post(Job job, Kind kind) {
    {
        const std::scoped_lock lock(mutex_);
        if (kind != Kind::kOther && kind != Kind::kOpen)
            std::erase_if(jobs_, [kind](const Waiting& waiting) { return waiting.kind == kind; });
        jobs_.push_back({kind, std::move(job)});
    }
    wake_.notify_all();
}

std::shared_ptr<const Snapshot> SnapshotReader::snapshot() const {
    const std::scoped_lock lock(mutex_);
    announced_ = false;
    return latest_;
}

void SnapshotReader::publish(std::shared_ptr<const Snapshot> snapshot) {
    {
        const std::scoped_lock lock(mutex_);
        latest_ = std::move(snapshot);
        if (announced_) return;
        announced_ = true;
    }
    emit snapshotReady();
}

void SnapshotReader::report(Session& session, const std::string& message) {
    if (message == session.last_message) return;
    session.last_message = message;
    emit failed(QString::fromStdString(message));
}

void SnapshotReader::work(const std::stop_token& stop) {
    Session session;
    while (!stop.stop_requested()) {
        bool busy = false;
        try {
            // What is live goes before what was asked for, which may take seconds.
            busy = runSelection(session);
            poll(session);
        } catch (const std::exception& error) {
            // The edge of this thread: the user reads it in the banner, and reading goes on.
            report(session, error.what());
        }
        try {
            busy = runJob(session) || busy;
        } catch (const std::exception& error) {
            report(session, error.what());
        }
        if (busy) continue;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, kPollInterval, [this] { return !jobs_.empty(); });
    }
}

/// A selection is of the runs that are shown, so it waits for no job but the opening of another
/// database.
bool SnapshotReader::runSelection(Session& session) {
    Job job;
    {
        const std::scoped_lock lock(mutex_);
        const auto first = std::find_if(jobs_.begin(), jobs_.end(), [](const Waiting& waiting) {
            return waiting.kind == Kind::kSelect || waiting.kind == Kind::kOpen;
        });
        if (first == jobs_.end() || first->kind == Kind::kOpen) return false;
        job = std::move(first->job);
        jobs_.erase(first);
    }
    job(session);
    return true;
}

bool SnapshotReader::runJob(Session& session) {
    Job job;
    {
        const std::scoped_lock lock(mutex_);
        if (jobs_.empty()) return false;
        job = std::move(jobs_.front().job);
        jobs_.pop_front();
    }
    job(session);
    return true;
}

void SnapshotReader::poll(Session& session) {
    if (session.database.empty()) return;
    if (!session.reader) {
        // A user's own database is made by the launcher a moment later than we start.
        if (!std::filesystem::exists(session.database)) {
            if (session.mode == StoreReader::Mode::kImmutable) {
                throw Error(tr("%1 is not there. Choose another database.")
                                .arg(QString::fromStdString(session.database.string()))
                                .toStdString());
            }
            return;
        }
        try {
            session.reader.emplace(session.database, session.mode);
        } catch (const Error&) {
            if (++session.attempts < kOpenAttempts) return;
            throw;
        }
        session.builder.emplace(*session.reader, session.database,
                                session.mode == StoreReader::Mode::kImmutable);
        session.builder->select(session.selection);
    }
    const std::int64_t version = session.reader->dataVersion();
    if (version == session.version && !session.stale) return;
    auto snapshot = session.builder->build();
    session.version = version;
    session.stale = false;
    publish(std::move(snapshot));
}

void SnapshotReader::open(const std::filesystem::path& database, StoreReader::Mode mode) {
    post(
        [database, mode](Session& session) {
            session.close();
            if (session.database != database) session.selection.clear();
            session.last_message.clear();
            session.attempts = 0;
            session.database = database;
            session.mode = mode;
        },
        Kind::kOpen);
}

void SnapshotReader::select(std::vector<std::int64_t> run_ids) {
    post(
        [ids = std::move(run_ids)](Session& session) {
            session.selection = ids;
            if (session.builder) session.builder->select(ids);
            session.stale = true;
        },
        Kind::kSelect);
}

void SnapshotReader::setDataFolder(const std::string& folder) {
    post([folder](Session& session) { session.lookup.setDataFolder(folder); });
}

void SnapshotReader::requestSamples(std::int64_t run_id, const SampleQuery& query) {
    const bool lists = query.most != std::numeric_limits<std::size_t>::max();
    post(
        [this, run_id, query](Session& session) {
            emit samplesReady(
                std::make_shared<const SampleResult>(findSamples(session, run_id, query)));
        },
        lists ? Kind::kSamples : Kind::kOther);
}

SampleResult SnapshotReader::findSamples(Session& session, std::int64_t run_id,
                                         const SampleQuery& query) {
    SampleResult none{.run_id = run_id, .query = query};
    try {
        const auto row = session.row(run_id);
        if (row) return session.lookup.find(*session.reader, *row, query);
        none.text_problem = tr("This run is not in the database any more.").toStdString();
    } catch (const std::exception& error) {
        // The panel waits for an answer, so the reason is one.
        none.text_problem =
            tr("The samples cannot be read: %1").arg(QString::fromUtf8(error.what())).toStdString();
    }
    return none;
}

void SnapshotReader::requestHistory(std::int64_t run_id, std::uint32_t sample_id) {
    post(
        [this, run_id, sample_id](Session& session) {
            if (!session.reader) return;
            emit historyReady(run_id, sample_id,
                              std::make_shared<const SampleHistory>(
                                  historyOf(*session.reader, run_id, sample_id)));
        },
        Kind::kHistory);
}

void SnapshotReader::requestMap(std::int64_t run_id) {
    post(
        [this, run_id](Session& session) {
            const auto row = session.row(run_id);
            // The panel waits for an answer, also where the run is gone.
            emit mapReady(
                run_id, std::make_shared<const std::vector<SamplePoint>>(
                            row ? cartography(*session.reader, *row) : std::vector<SamplePoint>()));
        },
        Kind::kMap);
}

void SnapshotReader::requestStudy(const std::string& study) {
    post([this, study](Session& session) {
        if (!session.reader) return;
        emit studyReady(QString::fromStdString(study),
                        QString::fromStdString(session.reader->studyToml(study)));
    });
}

}  // namespace alphascope
