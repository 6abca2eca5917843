// SPDX-License-Identifier: GPL-3.0-or-later
// StoreReader: per-sample records. The chunks of the run asked for last stay decoded, so that a
// window that asks again while the run trains decodes only what is new.
#include "store/reader.h"
#include "store/reader_impl.h"
#include "store/sample_blob.h"
#include "study/error.h"

#include <algorithm>

namespace alphascope {
namespace {

constexpr const char* kTrainSet = "train";
// Half a step of the grid that α is stored on: an α of 0.3 belongs to [0.3, 1] though it is stored
// as 0.299997.
constexpr double kHalfGridStep = 0.5 / 65534.0;

std::int64_t revisionOf(SQLite::Database& database, std::int64_t run_id) {
    SQLite::Statement select(database, "SELECT revision FROM run WHERE id = ?1");
    select.bind(1, run_id);
    if (!select.executeStep())
        throw Error("There is no run " + std::to_string(run_id) + " in the database.");
    return select.getColumn(0).getInt64();
}

void addRecords(SampleCache& cache, const std::vector<SampleRecord>& records) {
    for (const auto& record : records) {
        auto& entry = cache.entries[record.id];
        if (entry.epochs == 0) cache.ids.push_back(record.id);
        if (entry.epochs == 0 || record.step >= entry.latest.step) entry.latest = record;
        entry.alpha_sum += static_cast<double>(record.alpha);
        ++entry.epochs;
    }
}

void readChunks(SQLite::Database& database, SampleCache& cache) {
    SQLite::Statement select(database,
                             "SELECT id, data FROM sample_chunk WHERE run_id = ?1 AND id > ?2"
                             " ORDER BY id");
    select.bind(1, cache.run_id);
    select.bind(2, cache.last_chunk);
    while (select.executeStep()) {
        addRecords(cache, readSamples(select.getColumn(1), cache.run_id));
        cache.last_chunk = select.getColumn(0).getInt64();
    }
    std::sort(cache.ids.begin(), cache.ids.end());
}

void readTrainSet(SQLite::Database& database, SampleCache& cache) {
    SQLite::Statement which(database,
                            "SELECT set_id FROM run_set WHERE run_id = ?1 AND set_name = ?2");
    which.bind(1, cache.run_id);
    which.bind(2, kTrainSet);
    if (!which.executeStep() || which.getColumn(0).getInt64() == cache.set_id) return;
    cache.set_id = which.getColumn(0).getInt64();
    SQLite::Statement select(database, "SELECT ids, labels, flags FROM sample_set WHERE id = ?1");
    select.bind(1, cache.set_id);
    select.executeStep();
    const auto ids = readVector<std::uint32_t>(select.getColumn(0), cache.run_id);
    cache.labels = readVector<float>(select.getColumn(1), cache.run_id);
    cache.flags = readVector<std::uint8_t>(select.getColumn(2), cache.run_id);
    cache.row_of.clear();
    for (std::size_t row = 0; row < ids.size(); ++row) cache.row_of[ids[row]] = row;
}

void readTeacher(SQLite::Database& database, SampleCache& cache) {
    SQLite::Statement which(
        database, "SELECT logits_id FROM run_teacher WHERE run_id = ?1 AND set_name = ?2");
    which.bind(1, cache.run_id);
    which.bind(2, kTrainSet);
    if (!which.executeStep() || which.getColumn(0).getInt64() == cache.logits_id) return;
    cache.logits_id = which.getColumn(0).getInt64();
    SQLite::Statement select(database, "SELECT outputs, logits FROM teacher_logits WHERE id = ?1");
    select.bind(1, cache.logits_id);
    select.executeStep();
    cache.outputs = select.getColumn(0).getInt();
    cache.logits = readVector<float>(select.getColumn(1), cache.run_id);
}

/// Brings the cache up to what the open transaction sees.
void update(SQLite::Database& database, SampleCache& cache, std::int64_t run_id) {
    const std::int64_t revision = revisionOf(database, run_id);
    if (cache.run_id != run_id || cache.revision != revision) cache = {};
    cache.run_id = run_id;
    cache.revision = revision;
    readChunks(database, cache);
    readTrainSet(database, cache);
    readTeacher(database, cache);
}

SampleView viewOf(const SampleCache& cache, std::uint32_t id) {
    const auto& entry = cache.entries.at(id);
    SampleView view{.record = entry.latest,
                    .alpha_mean = static_cast<float>(entry.alpha_sum / entry.epochs),
                    .epochs = entry.epochs};
    const auto found = cache.row_of.find(id);
    if (found == cache.row_of.end()) return view;
    const std::size_t row = found->second;
    if (row < cache.labels.size()) view.label = cache.labels[row];
    if (row < cache.flags.size()) view.flags = cache.flags[row];
    const auto width = static_cast<std::size_t>(std::max(cache.outputs, 0));
    if (width > 0 && (row + 1) * width <= cache.logits.size()) {
        const auto begin = cache.logits.begin() + static_cast<std::ptrdiff_t>(row * width);
        view.teacher_logits.assign(begin, begin + static_cast<std::ptrdiff_t>(width));
    }
    return view;
}

}  // namespace

std::vector<SampleRecord> StoreReader::sampleRecords(std::int64_t run_id) {
    return impl_->read([&](auto& database) {
        SQLite::Statement select(database,
                                 "SELECT data FROM sample_chunk WHERE run_id = ?1 ORDER BY id");
        select.bind(1, run_id);
        std::vector<SampleRecord> records;
        while (select.executeStep()) {
            const auto chunk = readSamples(select.getColumn(0), run_id);
            records.insert(records.end(), chunk.begin(), chunk.end());
        }
        // A resumed run stores new chunks after those that were cut; the steps stay in order.
        std::stable_sort(records.begin(), records.end(),
                         [](const auto& a, const auto& b) { return a.step < b.step; });
        return records;
    });
}

std::vector<SampleView> StoreReader::samplesInRange(std::int64_t run_id, double low, double high,
                                                    std::size_t limit) {
    return impl_->read([&](auto& database) {
        update(database, impl_->cache, run_id);
        // As the bins of a histogram: a border belongs to the range above it, 1 to the last one.
        const bool closed = high >= 1.0 || low == high;
        const double end = closed ? high + kHalfGridStep : high - kHalfGridStep;
        std::vector<SampleView> views;
        for (const auto id : impl_->cache.ids) {
            if (views.size() >= limit) break;
            const double alpha = static_cast<double>(impl_->cache.entries.at(id).latest.alpha);
            if (alpha >= low - kHalfGridStep && (closed ? alpha <= end : alpha < end))
                views.push_back(viewOf(impl_->cache, id));
        }
        return views;
    });
}

std::vector<SampleView> StoreReader::samples(std::int64_t run_id) {
    return impl_->read([&](auto& database) {
        update(database, impl_->cache, run_id);
        std::vector<SampleView> views;
        views.reserve(impl_->cache.ids.size());
        for (const auto id : impl_->cache.ids) views.push_back(viewOf(impl_->cache, id));
        return views;
    });
}

}  // namespace alphascope
