// SPDX-License-Identifier: GPL-3.0-or-later
// StoreReader: runs, studies, sets, checkpoints.
#include "store/blob.h"
#include "store/names.h"
#include "store/owner_columns.h"
#include "store/raw_select.h"
#include "store/reader.h"
#include "store/reader_impl.h"
#include "study/error.h"

#include <algorithm>
#include <cctype>

namespace alphascope {
namespace {

constexpr std::size_t kShortestPrefix = 8;

const std::string kSelectRun =
    "SELECT run.id, run.uuid, study.name, task, role, scheme, label, seed, state, message, step,"
    " total_steps, run.created, started, ended, train_seconds, threads, device, header,"
    " teacher_uuid, spec, revision, " +
    std::string(kOwnerColumns) + ", study.uuid FROM run JOIN study ON study.id = study_id ";

/// One unknown state must not hide all the runs of a file.
void fillState(RunRow& run, const std::string& state, std::string_view message) {
    const auto known = knownState(state);
    run.state = known.value_or(RunState::kFailed);
    run.message = message;
    if (known) return;
    run.message = "Its state is \"" + state +
                  "\", which this version does not know, and failed is what it shows for it: "
                  "update Alphascope." +
                  (message.empty() ? "" : " " + run.message);
}

void fill(RunRow& run, const RawSelect& row) {
    run.id = row.integer(0);
    run.uuid = row.text(1);
    run.study = row.text(2);
    run.task = row.text(3);
    run.role = row.text(4);
    run.scheme = row.text(5);
    run.label = row.text(6);
    run.seed = static_cast<std::uint64_t>(row.integer(7));
    fillState(run, std::string(row.text(8)), row.text(9));
    run.step = row.integer(10);
    run.total_steps = row.integer(11);
    run.created = row.number(12);
    run.started = row.number(13);
    run.ended = row.number(14);
    run.train_seconds = row.number(15);
    run.threads = static_cast<int>(row.integer(16));
    run.device = row.text(17);
    run.header = row.text(18);
    run.teacher_uuid = row.text(19);
    run.spec_json = row.text(20);
    run.revision = row.integer(21);
    run.owner = ownerFrom(row, 22);
    run.study_uuid = row.text(26);
}

std::vector<RunRow> collect(RawSelect& select) {
    std::vector<RunRow> runs;
    while (select.step()) fill(runs.emplace_back(), select);
    return runs;
}

void addMarks(SQLite::Database& database, std::vector<RunRow>& runs) {
    std::vector<RunRow*> places;
    places.reserve(runs.size());
    for (RunRow& run : runs) places.push_back(&run);
    alphascope::addMarks(database, places);
}

std::vector<std::shared_ptr<const RunRow>> collectShared(SQLite::Database& database,
                                                         RawSelect& select) {
    std::vector<std::shared_ptr<const RunRow>> runs;
    std::vector<RunRow*> places;
    while (select.step()) {
        auto run = std::make_shared<RunRow>();
        fill(*run, select);
        places.push_back(run.get());
        runs.push_back(std::move(run));
    }
    alphascope::addMarks(database, places);
    return runs;
}

std::string lowered(std::string text) {
    for (char& character : text)
        character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return text;
}

bool isRowId(const std::string& key) {
    // Longer strings of digits do not fit into an id; they may still begin a uuid.
    return !key.empty() && key.size() <= 18 &&
           std::all_of(key.begin(), key.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// The runs that a key may mean: by row id, else by uuid, else by the start of one.
std::vector<RunRow> lookUp(SQLite::Database& database, const std::string& key) {
    if (isRowId(key)) {
        RawSelect by_id(database, kSelectRun + "WHERE run.id = ?1");
        by_id.bind(1, static_cast<std::int64_t>(std::stoll(key)));
        if (auto found = collect(by_id); !found.empty()) return found;
    }
    RawSelect exact(database, kSelectRun + "WHERE run.uuid = ?1");
    exact.bind(1, key);
    auto found = collect(exact);
    if (!found.empty() || key.size() < kShortestPrefix) return found;
    RawSelect by_prefix(database,
                        kSelectRun + "WHERE substr(lower(run.uuid), 1, length(?1)) = ?1 LIMIT 2");
    const std::string prefix = lowered(key);
    by_prefix.bind(1, prefix);
    return collect(by_prefix);
}

}  // namespace

std::vector<RunRow> StoreReader::runs() {
    return impl_->read([](auto& database) {
        RawSelect select(database, kSelectRun + "ORDER BY run.id");
        std::vector<RunRow> runs;
        // Rows are large: moving 100,000 of them as the vector grows costs as much as reading them.
        runs.reserve(database.execAndGet("SELECT count(*) FROM run").getUInt());
        while (select.step()) fill(runs.emplace_back(), select);
        addMarks(database, runs);
        return runs;
    });
}

std::vector<RunRow> StoreReader::runsOf(const std::string& study) {
    return impl_->read([&](auto& database) {
        RawSelect select(database, kSelectRun +
                                       "WHERE study_id IN (SELECT id FROM study"
                                       " WHERE name = ?1) ORDER BY run.id");
        select.bind(1, study);
        auto runs = collect(select);
        addMarks(database, runs);
        return runs;
    });
}

RunChanges StoreReader::runChanges(std::int64_t after) {
    return impl_->read([&](auto& database) {
        // Files of schema 2 do not say what has changed.
        const bool known = database.tableExists("run_change");
        RunChanges changes{.all = !known || after <= 0, .runs = {}, .gone = {}};
        if (known)
            changes.until =
                1 + database.execAndGet("SELECT coalesce(max(id), 0) FROM run_change").getInt64();
        if (changes.all) {
            RawSelect all(database, kSelectRun + "ORDER BY run.id");
            changes.runs = collectShared(database, all);
            return changes;
        }
        RawSelect some(database, kSelectRun +
                                     "WHERE run.id IN (SELECT run_id FROM run_change"
                                     " WHERE id >= ?1) ORDER BY run.id");
        some.bind(1, after);
        changes.runs = collectShared(database, some);
        SQLite::Statement gone(database,
                               "SELECT run_id FROM run_change WHERE id >= ?1"
                               " AND run_id NOT IN (SELECT id FROM run) ORDER BY id");
        gone.bind(1, after);
        while (gone.executeStep()) changes.gone.push_back(gone.getColumn(0).getInt64());
        return changes;
    });
}

std::optional<RunRow> StoreReader::findRun(const std::string& key) {
    return impl_->read([&](auto& database) -> std::optional<RunRow> {
        auto found = lookUp(database, key);
        if (found.size() != 1) return std::nullopt;
        addMarks(database, found);
        return std::move(found.front());
    });
}

std::vector<SetRow> StoreReader::sets(std::int64_t run_id) {
    return impl_->read([&](auto& database) {
        SQLite::Statement select(database,
                                 "SELECT set_name, file, sha256, size FROM run_set"
                                 " JOIN sample_set ON sample_set.id = set_id"
                                 " WHERE run_id = ?1 ORDER BY run_set.id");
        select.bind(1, run_id);
        std::vector<SetRow> rows;
        while (select.executeStep())
            rows.push_back({.set = select.getColumn(0).getString(),
                            .file = select.getColumn(1).getString(),
                            .sha256 = select.getColumn(2).getString(),
                            .size = select.getColumn(3).getInt64()});
        return rows;
    });
}

std::optional<SetDescribed> StoreReader::set(std::int64_t run_id, const std::string& name) {
    return impl_->read([&](auto& database) -> std::optional<SetDescribed> {
        SQLite::Statement select(database,
                                 "SELECT file, sha256, ids, labels, flags FROM run_set"
                                 " JOIN sample_set ON sample_set.id = set_id"
                                 " WHERE run_id = ?1 AND set_name = ?2");
        select.bind(1, run_id);
        select.bind(2, name);
        if (!select.executeStep()) return std::nullopt;
        return SetDescribed{.set = name,
                            .file = select.getColumn(0).getString(),
                            .sha256 = select.getColumn(1).getString(),
                            .ids = readVector<std::uint32_t>(select.getColumn(2), run_id),
                            .labels = readVector<float>(select.getColumn(3), run_id),
                            .flags = readVector<std::uint8_t>(select.getColumn(4), run_id)};
    });
}

std::vector<CheckpointRow> StoreReader::checkpoints(std::int64_t run_id) {
    return impl_->read([&](auto& database) {
        SQLite::Statement select(database,
                                 "SELECT step, kind, path, sha256 FROM checkpoint"
                                 " WHERE run_id = ?1 ORDER BY step, kind");
        select.bind(1, run_id);
        std::vector<CheckpointRow> rows;
        while (select.executeStep())
            rows.push_back({.step = select.getColumn(0).getInt64(),
                            .kind = select.getColumn(1).getString(),
                            .path = select.getColumn(2).getString(),
                            .sha256 = select.getColumn(3).getString()});
        return rows;
    });
}

std::optional<TeacherTargets> StoreReader::teacherTargets(std::int64_t run_id,
                                                          const std::string& set_name) {
    return impl_->read([&](auto& database) -> std::optional<TeacherTargets> {
        SQLite::Statement select(database,
                                 "SELECT outputs, logits FROM run_teacher"
                                 " JOIN teacher_logits ON teacher_logits.id = logits_id"
                                 " WHERE run_id = ?1 AND set_name = ?2");
        select.bind(1, run_id);
        select.bind(2, set_name);
        if (!select.executeStep()) return std::nullopt;
        return TeacherTargets{.set = set_name,
                              .outputs = select.getColumn(0).getInt(),
                              .logits = readVector<float>(select.getColumn(1), run_id)};
    });
}

std::string StoreReader::studyToml(const std::string& study_uuid_or_name) {
    return impl_->read([&](auto& database) {
        // Several studies may share a name: the uuid decides, else the newest.
        SQLite::Statement select(database,
                                 "SELECT toml FROM study WHERE uuid = ?1 OR name = ?1"
                                 " ORDER BY uuid = ?1 DESC, id DESC LIMIT 1");
        select.bind(1, study_uuid_or_name);
        if (!select.executeStep())
            throw Error("There is no study '" + study_uuid_or_name + "' in " +
                        impl_->file.string() + ".");
        return select.getColumn(0).getString();
    });
}

}  // namespace alphascope
