// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader_impl.h"

#include <algorithm>

namespace alphascope {
namespace {

SQLite::Statement between(SQLite::Database& database, const char* sql,
                          const std::vector<RunRow*>& runs) {
    SQLite::Statement select(database, sql);
    select.bind(1, runs.front()->id);
    select.bind(2, runs.back()->id);
    return select;
}

RunMarks* marksOf(const std::vector<RunRow*>& runs, std::int64_t id) {
    const auto found =
        std::lower_bound(runs.begin(), runs.end(), id,
                         [](const RunRow* run, std::int64_t wanted) { return run->id < wanted; });
    return found == runs.end() || (*found)->id != id ? nullptr : &(*found)->marks;
}

}  // namespace

void addMarks(SQLite::Database& database, const std::vector<RunRow*>& runs) {
    if (runs.empty() || !database.tableExists("run_mark")) return;
    auto marks = between(database,
                         "SELECT run_id, note, colour, archived FROM run_mark"
                         " WHERE run_id BETWEEN ?1 AND ?2",
                         runs);
    while (marks.executeStep()) {
        RunMarks* of = marksOf(runs, marks.getColumn(0).getInt64());
        if (of == nullptr) continue;
        of->note = marks.getColumn(1).getString();
        of->colour = marks.getColumn(2).getString();
        of->archived = marks.getColumn(3).getInt() != 0;
    }
    auto tags = between(database,
                        "SELECT run_id, tag FROM run_tag WHERE run_id BETWEEN ?1 AND ?2"
                        " ORDER BY run_id, tag",
                        runs);
    while (tags.executeStep())
        if (RunMarks* of = marksOf(runs, tags.getColumn(0).getInt64()))
            of->tags.push_back(tags.getColumn(1).getString());
}

}  // namespace alphascope
