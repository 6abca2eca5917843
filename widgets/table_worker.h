// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"
#include "report/table_tests.h"
#include "store/reader.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace alphascope {

/// A table that somebody wants.
struct TableRequest {
    std::filesystem::path database;
    StoreReader::Mode mode = StoreReader::Mode::kLive;
    TableQuery query;
    TableSpec spec;  ///< of rows and tasks that are gone, nothing is shown

    bool operator==(const TableRequest&) const = default;
};

struct TableAnswer {
    TableRequest request;
    std::shared_ptr<const ResultTable> whole;  ///< every row and column; null where there is none
    ResultTable table;                         ///< as the spec wants it
    bool complete = false;                     ///< with tests and calibration
    std::string problem;                       ///< for the user, in place of a table
};

/// Makes tables on a thread of its own, with its own connection. Tests may take minutes: a table
/// comes first without and then with them, and what was tested once is remembered.
class TableWorker : public QObject {
    Q_OBJECT

public:
    explicit TableWorker(QObject* parent = nullptr);
    ~TableWorker() override;

    /// Replaces whatever is waiting or being worked on.
    void request(TableRequest request);
    /// Ends the work; tests that are finished stay known.
    void cancel();
    /// Reads the runs anew at the next request.
    void forgetRuns();

signals:
    void answered(std::shared_ptr<const alphascope::TableAnswer> answer);
    void progressed(int done, int all);  ///< tests of the current table
    void stopped();                      ///< by cancel(): no complete table will come

private:
    struct Session;
    void work(const std::stop_token& stop);
    void make(Session& session, const TableRequest& request, const TestWatch& watch);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<TableRequest> waiting_;
    std::atomic<int> wanted_ = 0;  ///< number of the newest request
    std::atomic<bool> cancelled_ = false;
    std::atomic<bool> stale_ = false;  ///< see forgetRuns()
    std::jthread thread_;              ///< last: it uses all of the above
};

}  // namespace alphascope
