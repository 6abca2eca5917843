// SPDX-License-Identifier: GPL-3.0-or-later
// Studies, runs, their owners and requests: statements that the writer thread runs one by one,
// inside a transaction that the caller opens.
#pragma once

#include "store/rows.h"
#include "store/run_marks.h"
#include "study/run_spec.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

void addStudy(SQLite::Database& database, const std::string& uuid, const std::string& name,
              const std::string& toml);
/// A queued run of this process. Throws Error when the study is unknown or the uuid taken.
std::int64_t addRun(SQLite::Database& database, const std::string& study_uuid, const RunSpec& spec,
                    const std::string& uuid);
/// Throws Error when there is no such run.
void requireRun(SQLite::Database& database, std::int64_t run_id);

/// Runs in state queued, running or paused whose owner is gone become interrupted; their number.
int interruptOrphans(SQLite::Database& database);
/// The unfinished ones among these runs, whose owners the user says are gone, become interrupted.
/// Throws Error, for the caller to undo all of it, where a run's owner lives on this machine.
void interruptAbsent(SQLite::Database& database, const std::vector<std::int64_t>& run_ids);

void addRequest(SQLite::Database& database, std::int64_t run_id, RequestVerb verb);
/// Open requests for the owner's runs, oldest first, marked as taken.
std::vector<RequestRow> takeOpenRequests(SQLite::Database& database, const Owner& owner);

/// Throws Error, for the caller to undo all of it, as StoreWriter::mark() says.
void changeMarks(SQLite::Database& database, const std::vector<MarkChange>& changes);

/// Makes `owner` the owner of ended runs and queues them: removes what each has stored of the steps
/// after its own, with what was asked of its former owner, and raises its revision. Throws Error,
/// for the caller to undo all of it, where a run has not ended, has finished, or has been taken
/// over since it was seen.
void takeRuns(SQLite::Database& database, const std::vector<Takeover>& runs, const Owner& owner);

}  // namespace alphascope
