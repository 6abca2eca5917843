// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/continuable.h"

#include "store/orphans.h"
#include "store/writer.h"
#include "study/error.h"
#include "study/id_list.h"
#include "study/run_folder.h"

#include <algorithm>
#include <map>
#include <set>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// "Run 3", "Runs 3, 4".
std::string namesOf(const std::vector<std::int64_t>& run_ids) {
    return (run_ids.size() == 1 ? "Run " : "Runs ") + idList(run_ids);
}

bool hasLostStates(StoreReader& reader, const RunRow& row, const fs::path& files) {
    const bool ended = isEnded(row.state) || isOrphan(row);
    if (!ended || row.state == RunState::kFinished || !isFolderName(row.uuid)) return false;
    try {
        const auto states = savedStates(reader, row.id, files);
        return !states.empty() && std::none_of(states.begin(), states.end(), [&](const auto& one) {
            return fs::exists(storedFile(files, one.path));
        });
    } catch (const Error&) {
        return false;  // a stranger's row, which takeOver() refuses
    }
}

}  // namespace

std::vector<CheckpointRow> savedStates(StoreReader& reader, std::int64_t run_id,
                                       const fs::path& files) {
    auto states = reader.checkpoints(run_id);
    std::erase_if(states, [&](const CheckpointRow& row) {
        return !storedFile(files, row.path).filename().string().starts_with("step-");
    });
    std::reverse(states.begin(), states.end());
    return states;
}

std::string lostStates(const std::vector<std::int64_t>& run_ids, const fs::path& folder) {
    const bool one = run_ids.size() == 1;
    return namesOf(run_ids) + " cannot go on, since none of the checkpoints that " +
           (one ? "it has" : "they have") + " stored is in " + folder.string() +
           ": bring the files back there, or have " + (one ? "it" : "them") +
           " begin anew, which deletes the numbers stored so far, with `alphascope-cli continue " +
           (one ? std::to_string(run_ids.front()) : "RUN...") + " --from-start`.";
}

Continuable setLostApart(const std::vector<std::int64_t>& run_ids, const fs::path& database) {
    const fs::path files = filesFolderOf(database);
    StoreReader reader(database);
    std::map<std::int64_t, std::string> others;  // with their teachers
    std::vector<std::int64_t> lost;
    std::set<std::string> lost_uuids;
    for (const std::int64_t id : std::set(run_ids.begin(), run_ids.end())) {
        const auto row = reader.findRun(std::to_string(id));
        if (!row || !hasLostStates(reader, *row, files)) {
            others.emplace(id, row ? row->teacher_uuid : std::string());
            continue;
        }
        lost.push_back(id);
        lost_uuids.insert(row->uuid);
    }
    Continuable result;
    std::vector<std::int64_t> waiting;
    for (const auto& [id, teacher] : others)
        (lost_uuids.contains(teacher) ? waiting : result.runs).push_back(id);
    if (lost.empty()) return result;
    result.refusal =
        lostStates(lost, lost.size() == 1 ? runFolder(files, *lost_uuids.begin()) : files / "runs");
    if (!waiting.empty())
        result.refusal += " " + namesOf(waiting) + (waiting.size() == 1 ? " waits" : " wait") +
                          " for such a teacher.";
    return result;
}

}  // namespace alphascope
