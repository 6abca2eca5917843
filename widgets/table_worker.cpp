// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_worker.h"

#include "report/table_shape.h"
#include "study/error.h"

#include <algorithm>
#include <utility>

namespace alphascope {

/// What the thread holds; touched by it alone.
struct TableWorker::Session {
    TableRequest last;
    std::shared_ptr<const ResultTable> whole;
    std::optional<StoreReader> reader;
    TestCache cache;

    const ResultTable& table(const TableRequest& request, bool stale) {
        if (!reader || request.database != last.database || request.mode != last.mode) {
            reader.reset();
            cache.clear();
            whole.reset();
            reader.emplace(request.database, request.mode);
        }
        if (stale || !(request.query == last.query)) whole.reset();
        last = request;
        if (!whole) whole = std::make_shared<const ResultTable>(buildTable(*reader, request.query));
        return *whole;
    }
};

namespace {

/// The spec without the tasks and rows that the table has no more.
TableSpec known(TableSpec spec, const ResultTable& table) {
    std::erase_if(spec.tasks, [&](const std::string& task) {
        return std::none_of(table.columns.begin(), table.columns.end(),
                            [&](const auto& column) { return column.task == task; });
    });
    std::erase_if(spec.rows, [&](const std::string& label) {
        return std::none_of(table.rows.begin(), table.rows.end(),
                            [&](const auto& row) { return row.label == label; });
    });
    const auto& rows = spec.rows;
    const bool shown = rows.empty()
                           ? std::any_of(table.rows.begin(), table.rows.end(),
                                         [&](const auto& r) { return r.label == spec.baseline; })
                           : std::find(rows.begin(), rows.end(), spec.baseline) != rows.end();
    if (!shown) spec.baseline.clear();
    return spec;
}

}  // namespace

TableWorker::TableWorker(QObject* parent)
    : QObject(parent), thread_([this](const std::stop_token& stop) { work(stop); }) {}

TableWorker::~TableWorker() {
    thread_.request_stop();
    ++wanted_;
    wake_.notify_all();
}

void TableWorker::request(TableRequest request) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_ = std::move(request);
        ++wanted_;
        cancelled_ = false;
    }
    wake_.notify_all();
}

void TableWorker::cancel() {
    cancelled_ = true;
}

void TableWorker::forgetRuns() {
    stale_ = true;
}

void TableWorker::work(const std::stop_token& stop) {
    Session session;
    while (!stop.stop_requested()) {
        TableRequest request;
        int number = 0;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            request = *std::exchange(waiting_, std::nullopt);
            number = wanted_;
        }
        const TestWatch watch{
            .progress = [this](int done, int all) { emit progressed(done, all); },
            .keep_going = [this, number] { return wanted_ == number && !cancelled_; }};
        try {
            make(session, request, watch);
        } catch (const std::exception& problem) {
            // The edge of this thread: the user reads it where the table would stand.
            emit answered(std::make_shared<const TableAnswer>(TableAnswer{
                .request = request, .whole = session.whole, .problem = problem.what()}));
        }
    }
}

void TableWorker::make(Session& session, const TableRequest& request, const TestWatch& watch) {
    session.table(request, stale_.exchange(false));
    TableAnswer answer{.request = request, .whole = session.whole};
    answer.table = shapeTable(*session.whole, known(request.spec, *session.whole));
    const TableSpec& spec = answer.table.spec;
    answer.complete = spec.baseline.empty() && !spec.show_calibration;
    emit answered(std::make_shared<const TableAnswer>(answer));
    if (answer.complete) return;
    answer.complete = completeTable(*session.reader, answer.table, session.cache, watch);
    if (answer.complete)
        emit answered(std::make_shared<const TableAnswer>(std::move(answer)));
    else if (cancelled_)
        emit stopped();
}

}  // namespace alphascope
