// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/cartography.h"
#include "store/reader.h"
#include "widgets/sample_lookup.h"
#include "widgets/snapshot.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace alphascope {

/// The window's reader thread, with a database connection of its own: no SQL ever runs in the GUI
/// thread. Every method returns at once; answers arrive as queued signals. Answers are values that
/// reader and GUI share read-only, hence shared_ptr.
class SnapshotReader : public QObject {
    Q_OBJECT

public:
    explicit SnapshotReader(QObject* parent = nullptr);
    ~SnapshotReader() override;

    /// Shows this database from now on. A live one that is not there yet is waited for. The
    /// selection stays where it is the one shown already.
    void open(const std::filesystem::path& database, StoreReader::Mode mode);
    void select(std::vector<std::int64_t> run_ids);
    void setDataFolder(const std::string& folder);
    /// Answered by samplesReady; what went wrong is its text_problem. Of several lists that are
    /// asked for before their turn comes only the last is answered, and so it is with maps and
    /// histories; a query for all samples, as for an export, is always answered.
    void requestSamples(std::int64_t run_id, const SampleQuery& query);
    void requestMap(std::int64_t run_id);
    void requestHistory(std::int64_t run_id, std::uint32_t sample_id);
    void requestStudy(const std::string& study);

    /// The latest picture; null before the first.
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

signals:
    /// At most one is on its way at any time, however fast the database grows.
    void snapshotReady();
    void samplesReady(std::shared_ptr<const alphascope::SampleResult> result);
    void historyReady(qint64 run_id, quint32 sample_id,
                      std::shared_ptr<const alphascope::SampleHistory> history);
    void mapReady(qint64 run_id,
                  std::shared_ptr<const std::vector<alphascope::SamplePoint>> points);
    void studyReady(const QString& study_uuid, const QString& toml);
    /// For the user, in full sentences. The same message is not sent twice in a row.
    void failed(const QString& message);

private:
    struct Session;
    using Job = std::function<void(Session&)>;
    /// What a job is, as far as a later one can stand for it.
    enum class Kind { kOther, kOpen, kSelect, kSamples, kMap, kHistory };
    struct Waiting {
        Kind kind;
        Job job;
    };
    void post(Job job, Kind kind = Kind::kOther);
    SampleResult findSamples(Session& session, std::int64_t run_id, const SampleQuery& query);
    void work(const std::stop_token& stop);
    bool runSelection(Session& session);
    bool runJob(Session& session);
    void poll(Session& session);
    void publish(std::shared_ptr<const Snapshot> snapshot);
    void report(Session& session, const std::string& message);

    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Waiting> jobs_;
    std::shared_ptr<const Snapshot> latest_;
    mutable bool announced_ = false;  ///< a snapshotReady is under way
    std::jthread thread_;             ///< last: it uses all of the above
};

}  // namespace alphascope
