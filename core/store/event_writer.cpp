// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_writer.h"

#include "store/blob.h"
#include "store/clock.h"
#include "store/content_hash.h"
#include "store/database.h"
#include "store/names.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

/// SQLite has no NaN: it is stored as NULL, and read back as NaN.
void bindNumber(SQLite::Statement& statement, int index, double value) {
    if (std::isnan(value))
        statement.bind(index);
    else
        statement.bind(index, value);
}

/// The first column of the row that is selected by that text; there is one.
std::int64_t idFrom(SQLite::Statement& select, const std::string& text) {
    select.bind(1, text);
    select.executeStep();
    const std::int64_t id = select.getColumn(0).getInt64();
    select.reset();
    return id;
}

template <typename T, std::size_t kSize>
std::string_view asBytes(const std::array<T, kSize>& values) {
    return {reinterpret_cast<const char*>(values.data()), sizeof values};
}

}  // namespace

SQLite::Statement& EventWriter::statement(const char* sql) {
    auto& slot = statements_[sql];
    if (!slot) slot = std::make_unique<SQLite::Statement>(database_, sql);
    slot->tryReset();
    slot->clearBindings();
    return *slot;
}

void EventWriter::apply(std::int64_t run_id, const RunEvent& event) {
    std::visit([&](const auto& e) { write(run_id, e); }, event);
}

void EventWriter::write(std::int64_t run_id, const RunStarted& event) {
    auto& update = statement(
        "UPDATE run SET total_steps = ?2, threads = ?3, device = ?4, header = ?5,"
        " started = CASE WHEN started = 0 THEN ?6 ELSE started END,"
        " state = CASE WHEN state = 'queued' THEN 'running' ELSE state END WHERE id = ?1");
    update.bind(1, run_id);
    update.bind(2, event.total_steps);
    update.bind(3, event.threads);
    update.bindNoCopy(4, event.device);
    update.bindNoCopy(5, event.header);
    update.bind(6, unixNow());
    update.exec();
}

void EventWriter::write(std::int64_t run_id, const StateChanged& event) {
    auto& update = statement(
        "UPDATE run SET state = ?2, message = ?3, ended = CASE WHEN ?4 THEN ?5 ELSE 0 END,"
        " started = CASE WHEN started = 0 AND ?2 = 'running' THEN ?5 ELSE started END"
        " WHERE id = ?1");
    update.bind(1, run_id);
    update.bind(2, runStateName(event.state));
    update.bindNoCopy(3, event.message);
    update.bind(4, isEnded(event.state) ? 1 : 0);
    update.bind(5, unixNow());
    if (update.exec() == 0)
        throw Error("There is no run " + std::to_string(run_id) + " in the database.");
    if (event.state != RunState::kFinished) return;
    auto& drop = statement("DELETE FROM checkpoint WHERE run_id = ?1 AND kind = 'previous'");
    drop.bind(1, run_id);
    drop.exec();
}

std::int64_t EventWriter::seriesId(std::string_view name) {
    if (const auto known = series_.find(name); known != series_.end()) return known->second;
    const std::string text(name);
    auto& insert = statement("INSERT INTO series (name) VALUES (?1) ON CONFLICT DO NOTHING");
    insert.bind(1, text);
    insert.exec();
    const auto id = idFrom(statement("SELECT id FROM series WHERE name = ?1"), text);
    series_.emplace(text, id);
    return id;
}

void EventWriter::writeScalar(std::int64_t run_id, std::string_view series, std::int64_t step,
                              double value) {
    const std::int64_t series_id = seriesId(series);
    auto& insert =
        statement("INSERT INTO scalar (run_id, series_id, step, value) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, run_id);
    insert.bind(2, series_id);
    insert.bind(3, step);
    bindNumber(insert, 4, value);
    insert.exec();
}

void EventWriter::write(std::int64_t run_id, const StepLogged& event) {
    writeScalar(run_id, "label_loss", event.step, event.label_loss);
    if (!std::isnan(event.teacher_loss))
        writeScalar(run_id, "teacher_loss", event.step, event.teacher_loss);
    writeScalar(run_id, "total_loss", event.step, event.total_loss);
    if (!std::isnan(event.alpha_mean))
        writeScalar(run_id, "alpha_mean", event.step, event.alpha_mean);
    writeScalar(run_id, "learning_rate", event.step, event.learning_rate);
    writeScalar(run_id, "epoch", event.step, event.epoch);
    writeScalar(run_id, "seconds", event.step, event.seconds);
    progress_[run_id] = {event.step, std::isnan(event.seconds) ? 0.0 : event.seconds};
}

void EventWriter::write(std::int64_t run_id, const ScalarLogged& event) {
    writeScalar(run_id, event.series, event.step, event.value);
}

void EventWriter::write(std::int64_t run_id, const SamplesWeighted& event) {
    if (event.ids.empty()) return;
    auto& gathered = gathered_[run_id];
    if (gathered.steps.empty()) gathered.since = Clock::now();
    gathered.bytes += event.ids.size() * 10;  // as packed; the headers do not matter here
    gathered.steps.push_back(event);
    if (gathered.bytes < kChunkBytes) return;
    writeChunk(run_id, gathered);
    gathered_.erase(run_id);
}

void EventWriter::writeChunk(std::int64_t run_id, const Gathered& gathered) {
    const auto by_step = [](const auto& a, const auto& b) { return a.step < b.step; };
    const auto [first, last] =
        std::minmax_element(gathered.steps.begin(), gathered.steps.end(), by_step);
    std::int64_t samples = 0;
    for (const auto& step : gathered.steps) samples += static_cast<std::int64_t>(step.ids.size());
    const std::string blob = packSamples(gathered.steps);
    auto& insert = statement(
        "INSERT INTO sample_chunk (run_id, first_step, last_step, samples, data)"
        " VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(1, run_id);
    insert.bind(2, first->step);
    insert.bind(3, last->step);
    insert.bind(4, samples);
    bindBytes(insert, 5, blob);
    insert.exec();
}

void EventWriter::writeDueSamples() {
    const auto now = Clock::now();
    for (auto entry = gathered_.begin(); entry != gathered_.end();) {
        if (entry->second.since + kChunkAge > now) {
            ++entry;
            continue;
        }
        writeChunk(entry->first, entry->second);
        entry = gathered_.erase(entry);
    }
}

void EventWriter::writeAll() {
    for (const auto& [run_id, gathered] : gathered_) writeChunk(run_id, gathered);
    gathered_.clear();
    writeProgress();
}

void EventWriter::writeProgress() {
    for (const auto& [run_id, progress] : progress_) {
        auto& update = statement("UPDATE run SET step = ?2, train_seconds = ?3 WHERE id = ?1");
        update.bind(1, run_id);
        update.bind(2, progress.step);
        update.bind(3, progress.seconds);
        update.exec();
    }
    progress_.clear();
}

void EventWriter::keepOnly(const std::function<bool(std::int64_t)>& may_write) {
    std::erase_if(gathered_, [&](const auto& entry) { return !may_write(entry.first); });
}

void EventWriter::forget() {
    gathered_.clear();
    progress_.clear();
    series_.clear();
    for (auto& [sql, prepared] : statements_) prepared->tryReset();
}

std::optional<EventWriter::Clock::time_point> EventWriter::nextDue() const {
    std::optional<Clock::time_point> due;
    for (const auto& [run_id, gathered] : gathered_) {
        const auto at = gathered.since + kChunkAge;
        if (!due || at < *due) due = at;
    }
    return due;
}

void EventWriter::write(std::int64_t run_id, const HistogramTaken& event) {
    auto& insert =
        statement("INSERT INTO histogram (run_id, step, counts, atoms) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, run_id);
    insert.bind(2, event.step);
    bindBytes(insert, 3, asBytes(event.counts));
    bindBytes(insert, 4, asBytes(event.atoms));
    insert.exec();
}

std::int64_t EventWriter::setId(const SetDescribed& event) {
    const std::string hash = contentHash(
        {event.sha256, asBytes(event.ids), asBytes(event.labels), asBytes(event.flags)});
    auto& insert = statement(
        "INSERT INTO sample_set (content_hash, sha256, size, ids, labels, flags)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
    insert.bind(1, hash);
    insert.bindNoCopy(2, event.sha256);
    insert.bind(3, static_cast<std::int64_t>(event.ids.size()));
    bindBytes(insert, 4, asBytes(event.ids));
    bindBytes(insert, 5, asBytes(event.labels));
    bindBytes(insert, 6, asBytes(event.flags));
    insert.exec();
    return idFrom(statement("SELECT id FROM sample_set WHERE content_hash = ?1"), hash);
}

void EventWriter::write(std::int64_t run_id, const SetDescribed& event) {
    const std::int64_t set_id = setId(event);
    auto& insert = statement(
        "INSERT INTO run_set (run_id, set_name, file, set_id) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (run_id, set_name) DO UPDATE SET file = ?3, set_id = ?4");
    insert.bind(1, run_id);
    insert.bindNoCopy(2, event.set);
    insert.bindNoCopy(3, event.file);
    insert.bind(4, set_id);
    insert.exec();
}

void EventWriter::write(std::int64_t run_id, const Evaluated& event) {
    // A run that goes on where its last step ended judges again what it had judged there.
    auto& replace =
        statement("DELETE FROM evaluation WHERE run_id = ?1 AND step = ?2 AND set_name = ?3");
    replace.bind(1, run_id);
    replace.bind(2, event.step);
    replace.bindNoCopy(3, event.set);
    replace.exec();
    auto& insert = statement(
        "INSERT INTO evaluation (run_id, step, set_name, outputs, logits)"
        " VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(1, run_id);
    insert.bind(2, event.step);
    insert.bindNoCopy(3, event.set);
    insert.bind(4, event.logits.empty() ? 0 : event.outputs);
    bindBytes(insert, 5, asBytes(event.logits));
    insert.exec();
    const std::int64_t id = database_.getLastInsertRowid();
    int position = 0;
    for (const auto& [metric, value] : event.scores) {
        auto& score = statement(
            "INSERT INTO score (evaluation_id, position, metric, value) VALUES (?1, ?2, ?3, ?4)");
        score.bind(1, id);
        score.bind(2, position++);
        score.bindNoCopy(3, metric);
        bindNumber(score, 4, value);
        score.exec();
    }
}

std::int64_t EventWriter::logitsId(const TeacherTargets& event) {
    const std::string hash = contentHash({std::to_string(event.outputs), asBytes(event.logits)});
    auto& insert = statement(
        "INSERT INTO teacher_logits (content_hash, outputs, logits) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO NOTHING");
    insert.bind(1, hash);
    insert.bind(2, event.outputs);
    bindBytes(insert, 3, asBytes(event.logits));
    insert.exec();
    return idFrom(statement("SELECT id FROM teacher_logits WHERE content_hash = ?1"), hash);
}

void EventWriter::write(std::int64_t run_id, const TeacherTargets& event) {
    const std::int64_t logits_id = logitsId(event);
    auto& insert = statement(
        "INSERT INTO run_teacher (run_id, set_name, logits_id) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (run_id, set_name) DO UPDATE SET logits_id = ?3");
    insert.bind(1, run_id);
    insert.bindNoCopy(2, event.set);
    insert.bind(3, logits_id);
    insert.exec();
}

void EventWriter::write(std::int64_t run_id, const Logged& event) {
    auto& insert = statement("INSERT INTO log (run_id, time, level, text) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, run_id);
    insert.bind(2, unixNow());
    insert.bind(3, logLevelName(event.level));
    insert.bindNoCopy(4, event.text);
    insert.exec();
}

void EventWriter::keepPrevious(std::int64_t run_id, const std::string& successor) {
    auto& keep = statement(
        "INSERT INTO checkpoint (run_id, kind, step, path, sha256)"
        " SELECT run_id, 'previous', step, path, sha256 FROM checkpoint"
        " WHERE run_id = ?1 AND kind = 'last' AND path <> ?2"
        " ON CONFLICT (run_id, kind) DO UPDATE"
        " SET step = excluded.step, path = excluded.path, sha256 = excluded.sha256");
    keep.bind(1, run_id);
    keep.bindNoCopy(2, successor);
    keep.exec();
}

void EventWriter::write(std::int64_t run_id, const CheckpointSaved& event) {
    if (event.kind == "last") keepPrevious(run_id, event.path);
    auto& insert = statement(
        "INSERT INTO checkpoint (run_id, kind, step, path, sha256) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (run_id, kind) DO UPDATE SET step = ?3, path = ?4, sha256 = ?5");
    insert.bind(1, run_id);
    insert.bindNoCopy(2, event.kind);
    insert.bind(3, event.step);
    insert.bindNoCopy(4, event.path);
    insert.bindNoCopy(5, event.sha256);
    insert.exec();
}

}  // namespace alphascope
