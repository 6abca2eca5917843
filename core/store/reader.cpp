// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/blob.h"
#include "store/names.h"
#include "store/raw_select.h"
#include "store/reader_impl.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace alphascope {
namespace {

double numberOrNan(const SQLite::Column& column) {
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

SQLite::Statement after(SQLite::Database& database, const char* sql, std::int64_t run_id,
                        std::int64_t last_id) {
    SQLite::Statement select(database, sql);
    select.bind(1, run_id);
    select.bind(2, last_id);
    return select;
}

template <typename T, std::size_t kSize>
void readArray(const SQLite::Column& column, std::int64_t run_id, std::array<T, kSize>& values) {
    const auto stored = readVector<T>(column, run_id);
    if (stored.size() != kSize)
        throw damagedBlob(run_id, "a histogram has " + std::to_string(stored.size()) +
                                      " bins instead of " + std::to_string(kSize));
    std::copy(stored.begin(), stored.end(), values.begin());
}

}  // namespace

StoreReader::StoreReader(const std::filesystem::path& database, Mode mode)
    : impl_(std::make_unique<Impl>()) {
    impl_->file = database;
    auto connection = openForReading(database, mode == Mode::kImmutable);
    impl_->database = std::move(connection.database);
    impl_->notice = std::move(connection.notice);
}

StoreReader::~StoreReader() = default;
StoreReader::StoreReader(StoreReader&&) noexcept = default;

const std::string& StoreReader::notice() const {
    return impl_->notice;
}

std::int64_t StoreReader::dataVersion() {
    return impl_->read(
        [](auto& database) { return database.execAndGet("PRAGMA data_version").getInt64(); });
}

std::vector<ScalarRow> StoreReader::scalars(std::int64_t run_id, std::int64_t last_id) {
    return impl_->read([&](auto& database) {
        auto select = after(database,
                            "SELECT scalar.id, name, step, value FROM scalar"
                            " JOIN series ON series.id = series_id"
                            " WHERE run_id = ?1 AND scalar.id > ?2 ORDER BY scalar.id",
                            run_id, last_id);
        std::vector<ScalarRow> rows;
        while (select.executeStep())
            rows.push_back({.id = select.getColumn(0).getInt64(),
                            .series = select.getColumn(1).getString(),
                            .step = select.getColumn(2).getInt64(),
                            .value = numberOrNan(select.getColumn(3))});
        return rows;
    });
}

ScalarPoints StoreReader::scalarPoints(std::int64_t run_id, std::int64_t last_id) {
    return impl_->read([&](auto& database) {
        ScalarPoints all;
        RawSelect select(database,
                         "SELECT id, series_id, step, value FROM scalar"
                         " WHERE run_id = ?1 AND id > ?2 ORDER BY id");
        select.bind(1, run_id);
        select.bind(2, last_id);
        while (select.step()) {
            all.points.push_back({.id = select.integer(0),
                                  .series = select.integer(1),
                                  .step = select.integer(2),
                                  .value = select.numberOrNan(3)});
            all.names.try_emplace(all.points.back().series);
        }
        if (all.points.empty()) return all;
        RawSelect names(database, "SELECT id, name FROM series");
        while (names.step())
            if (const auto name = all.names.find(names.integer(0)); name != all.names.end())
                name->second = names.text(1);
        return all;
    });
}

std::vector<HistogramRow> StoreReader::histograms(std::int64_t run_id, std::int64_t last_id) {
    return impl_->read([&](auto& database) {
        auto select = after(database,
                            "SELECT id, step, counts, atoms FROM histogram"
                            " WHERE run_id = ?1 AND id > ?2 ORDER BY id",
                            run_id, last_id);
        std::vector<HistogramRow> rows;
        while (select.executeStep()) {
            HistogramRow row{.id = select.getColumn(0).getInt64()};
            row.histogram.step = select.getColumn(1).getInt64();
            readArray(select.getColumn(2), run_id, row.histogram.counts);
            readArray(select.getColumn(3), run_id, row.histogram.atoms);
            rows.push_back(row);
        }
        return rows;
    });
}

std::vector<EvaluationRow> StoreReader::evaluations(std::int64_t run_id, std::int64_t last_id) {
    return impl_->read([&](auto& database) {
        auto select = after(database,
                            "SELECT id, step, set_name, outputs FROM evaluation"
                            " WHERE run_id = ?1 AND id > ?2 ORDER BY id",
                            run_id, last_id);
        SQLite::Statement scores(
            database, "SELECT metric, value FROM score WHERE evaluation_id = ?1 ORDER BY position");
        std::vector<EvaluationRow> rows;
        while (select.executeStep()) {
            EvaluationRow row{.id = select.getColumn(0).getInt64(),
                              .step = select.getColumn(1).getInt64(),
                              .set = select.getColumn(2).getString(),
                              .outputs = select.getColumn(3).getInt()};
            scores.reset();
            scores.bind(1, row.id);
            while (scores.executeStep())
                row.scores.emplace_back(scores.getColumn(0).getString(),
                                        numberOrNan(scores.getColumn(1)));
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

void StoreReader::eachScore(std::int64_t after, const std::function<void(const ScoreRow&)>& use) {
    impl_->read([&](auto& database) {
        RawSelect select(database,
                         "SELECT evaluation.id, run_id, set_name, metric, value"
                         " FROM evaluation JOIN score ON evaluation_id = evaluation.id"
                         " WHERE evaluation.id > ?1 ORDER BY evaluation.id, position");
        select.bind(1, after);
        ScoreRow score;  // one for all, so that its texts keep their room
        while (select.step()) {
            score.evaluation = select.integer(0);
            score.run_id = select.integer(1);
            score.set = select.text(2);
            score.metric = select.text(3);
            score.value = select.numberOrNan(4);
            use(score);
        }
        return 0;
    });
}

std::vector<LogRow> StoreReader::log(std::int64_t run_id, std::int64_t last_id) {
    return impl_->read([&](auto& database) {
        auto select = after(database,
                            "SELECT id, time, level, text FROM log"
                            " WHERE run_id = ?1 AND id > ?2 ORDER BY id",
                            run_id, last_id);
        std::vector<LogRow> rows;
        while (select.executeStep())
            rows.push_back({.id = select.getColumn(0).getInt64(),
                            .time = select.getColumn(1).getDouble(),
                            .level = logLevelFromName(select.getColumn(2).getString()),
                            .text = select.getColumn(3).getString()});
        return rows;
    });
}

std::vector<float> StoreReader::evaluationLogits(std::int64_t evaluation_id) {
    return impl_->read([&](auto& database) {
        SQLite::Statement select(database, "SELECT logits, run_id FROM evaluation WHERE id = ?1");
        select.bind(1, evaluation_id);
        if (!select.executeStep()) return std::vector<float>{};
        return readVector<float>(select.getColumn(0), select.getColumn(1).getInt64());
    });
}

namespace {

void checkPages(SQLite::Database& database, std::vector<std::string>& problems) {
    try {
        SQLite::Statement integrity(database, "PRAGMA integrity_check");
        while (integrity.executeStep())
            if (const auto text = integrity.getColumn(0).getString(); text != "ok")
                problems.push_back(text);
    } catch (const SQLite::Exception& problem) {
        // Some damage keeps even the check from going on.
        if ((problem.getErrorCode() & 0xFF) != SQLITE_CORRUPT) throw;
        problems.emplace_back(problem.what());
    }
}

void checkKeys(SQLite::Database& database, std::vector<std::string>& problems) {
    SQLite::Statement keys(database, "PRAGMA foreign_key_check");
    while (keys.executeStep())
        problems.push_back("row " + keys.getColumn(1).getString() + " of table " +
                           keys.getColumn(0).getString() + " points to a missing row of table " +
                           keys.getColumn(2).getString());
}

}  // namespace

std::vector<std::string> StoreReader::check() {
    return impl_->read([&](auto& database) {
        std::vector<std::string> problems;
        checkPages(database, problems);
        if (problems.empty()) checkKeys(database, problems);  // damaged pages cannot be walked
        return problems;
    });
}

}  // namespace alphascope
