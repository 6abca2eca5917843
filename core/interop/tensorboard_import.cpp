// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/tensorboard_import.h"

#include "data/unicode_text.h"
#include "interop/event_folder.h"
#include "store/import_writer.h"
#include "store/lives_here.h"
#include "store/reader.h"
#include "store/run_claim.h"
#include "study/error.h"

#include <cmath>
#include <set>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Scalars of one transaction: other writers wait as long as these take. As many are read at once.
constexpr std::size_t kBatch = 20000;

/// What is stored of a run, in its order; a page of it is held.
class StoredScalars {
public:
    StoredScalars(ImportWriter& writer, std::int64_t run_id) : writer_(&writer), run_id_(run_id) {}

    /// None at the end; again later, what has been appended meanwhile.
    std::optional<ScalarRow> next() {
        if (next_ == page_.size()) {
            page_ = writer_->scalars(run_id_, last_id_, kBatch);
            next_ = 0;
            if (page_.empty()) return std::nullopt;
            last_id_ = page_.back().id;
        }
        return std::move(page_[next_++]);
    }

private:
    ImportWriter* writer_;
    std::int64_t run_id_;
    std::int64_t last_id_ = 0;
    std::vector<ScalarRow> page_;
    std::size_t next_ = 0;
};

bool same(const ScalarRow& row, const ScalarLogged& scalar) {
    const bool equal =
        row.value == scalar.value || (std::isnan(row.value) && std::isnan(scalar.value));
    return equal && row.step == scalar.step && row.series == scalar.series;
}

/// How the files of a folder stand to what is stored of it.
struct Comparison {
    std::optional<ScalarLogged> next;  ///< the first after all that is stored
    bool between = false;              ///< the files have others among those that are stored
    bool lacking = false;              ///< the files do not have all that is stored, in its order
};

/// Reads the files until all that is stored was found in them.
Comparison compare(StoredScalars& stored, FolderScalars& scalars) {
    Comparison found;
    auto row = stored.next();
    while (auto scalar = scalars.next()) {
        if (!row) {
            found.next = std::move(scalar);
            break;
        }
        if (same(*row, *scalar))
            row = stored.next();
        else
            found.between = true;
    }
    found.lacking = row.has_value();
    return found;
}

RunSpec specOf(const std::string& study, const EventFolder& folder) {
    RunSpec spec;
    spec.study = study;
    spec.task = "imported";
    spec.role = Role::kImported;
    spec.scheme.clear();
    spec.seed = 0;
    spec.data.folder = folder.name;
    return spec;
}

std::string nameOf(const RunRow& run) {
    return "Run " + std::to_string(run.id) + " (" + run.label + ")";
}

class Importer {
public:
    /// `asked`: the study was named, and is not just the folder's.
    Importer(std::string study, bool asked, const fs::path& database, bool owner_gone)
        : study_(std::move(study)),
          asked_(asked),
          database_(database),
          owner_gone_(owner_gone),
          writer_(database),
          reader_(database) {}

    void importFolder(const EventFolder& folder) {
        std::string uuid = identityOf(folder);
        // A copy beside its original, or two programs that began at once.
        if (!uuid.empty() && !seen_.insert(uuid).second) uuid = identityOf(folder, folder.name);
        FolderScalars scalars(folder);
        const auto known = uuid.empty() ? std::nullopt : reader_.findRun(uuid);
        if (known)
            update(folder, *known, scalars);
        else
            add(folder, uuid, scalars);
        report_.notes.insert(report_.notes.end(), scalars.cut().begin(), scalars.cut().end());
        report_.damaged.insert(report_.damaged.end(), scalars.damaged().begin(),
                               scalars.damaged().end());
    }

    [[nodiscard]] const ImportReport& report() const { return report_; }

private:
    void add(const EventFolder& folder, const std::string& uuid, FolderScalars& scalars) {
        auto first = scalars.next();
        if (!first) {
            ++report_.empty;
            return;
        }
        if (study_uuid_.empty()) study_uuid_ = writer_.study(study_);
        const auto id = writer_.addRun(study_uuid_, specOf(study_, folder), uuid);
        if (!id) {  // another import was faster
            leaveToOther(folder, uuid);
            return;
        }
        append(*id, scalars, std::move(first));
        finish(*id, scalars);
        ++report_.added;
    }

    void update(const EventFolder& folder, const RunRow& run, FolderScalars& scalars) {
        if (asked_ && run.study != study_) ++report_.elsewhere;
        if (isOfOther(run)) {
            leaveToOther(folder, run.uuid);
            return;
        }
        StoredScalars stored(writer_, run.id);
        Comparison found = compare(stored, scalars);
        if (found.between && found.lacking) {
            keep(folder, run);
            return;
        }
        if (!found.next && !found.between && run.state == RunState::kFinished) {
            ++report_.alike;
            return;
        }
        if (!claim(run)) {
            leaveToOther(folder, run.uuid);
            return;
        }
        // Another import may have come and gone between the comparison and the claim.
        if (!found.lacking && stored.next()) {
            scalars = FolderScalars(folder);
            stored = StoredScalars(writer_, run.id);
            found = compare(stored, scalars);
        }
        if (found.between && !found.lacking)
            replace(folder, run.id, scalars);
        else
            append(run.id, scalars, std::move(found.next));
        finish(run.id, scalars);
        ++report_.advanced;
    }

    /// Whether another process imports it, or did so where this machine cannot tell that it ended.
    bool isOfOther(const RunRow& run) const {
        if (isEnded(run.state) || !run.owner.alive()) return false;
        if (run.owner == Owner::self()) return false;  // of an earlier import that failed
        return !owner_gone_ || isInSight(run.owner);
    }

    /// Makes the run one that this process imports; false where another has changed it meanwhile.
    /// The revision tells apart those who find it broken off at the same time.
    bool claim(const RunRow& run) {
        return changeRun(database_,
                         {.uuid = run.uuid, .state = run.state, .revision = run.revision},
                         {.state = RunState::kRunning,
                          .message = "",
                          .owner = Owner::self(),
                          .begins_anew = !isEnded(run.state)});
    }

    /// Appends `first` and what comes after it.
    void append(std::int64_t run_id, FolderScalars& scalars, std::optional<ScalarLogged> first) {
        std::vector<ScalarLogged> batch;
        const auto write = [&] {
            writer_.append(run_id, batch);
            report_.scalars += batch.size();
            batch.clear();
        };
        for (auto scalar = std::move(first); scalar; scalar = scalars.next()) {
            batch.push_back(*std::move(scalar));
            if (batch.size() == kBatch) write();
        }
        if (!batch.empty()) write();
    }

    /// An earlier file has grown: all of it anew, in order. In one transaction, so that what is
    /// stored is never less than before, whoever is killed.
    void replace(const EventFolder& folder, std::int64_t run_id, FolderScalars& scalars) {
        std::size_t written = 0;
        writer_.replace(run_id, [&](const ImportWriter::Put& put) {
            scalars = FolderScalars(folder);
            for (written = 0; const auto scalar = scalars.next(); ++written) put(*scalar);
        });
        report_.scalars += written;
    }

    void finish(std::int64_t run_id, const FolderScalars& scalars) {
        writer_.finish(run_id, scalars.lastStep(), scalars.firstTime(), scalars.lastTime());
    }

    void keep(const EventFolder& folder, const RunRow& run) {
        report_.damaged.push_back(
            nameOf(run) + " was left as it is: " + folder.path.string() +
            " no longer holds all that is stored of it (a file is gone, damaged, or was cut "
            "short), and other scalars come before its end. Put the files back and import again.");
    }

    void leaveToOther(const EventFolder& folder, const std::string& uuid) {
        const auto run = reader_.findRun(uuid);
        if (!run) throw Error("The run of " + folder.path.string() + " was removed meanwhile.");
        const bool ended = isEnded(run->state);
        std::string sentence = nameOf(*run) + (ended ? " was just" : " is being") +
                               " imported by another process (" + std::to_string(run->owner.pid) +
                               " on " + hostOf(run->owner) + "), so " + folder.path.string() +
                               " was left out. Import again" +
                               (ended ? "." : " once that one has ended.");
        if (!ended && !isInSight(run->owner))
            sentence += " If it will not go on there, import again with --owner-gone.";
        report_.damaged.push_back(std::move(sentence));
    }

    std::string study_;
    bool asked_;
    std::string study_uuid_;
    fs::path database_;
    bool owner_gone_;
    std::set<std::string> seen_;
    ImportWriter writer_;
    StoreReader reader_;
    ImportReport report_;
};

std::string studyName(const fs::path& folder) {
    std::string name = fs::canonical(folder).filename().string();
    repairUtf8(name);
    return name.empty() ? "imported" : name;
}

}  // namespace

ImportReport importTensorboard(const fs::path& folder, const std::string& study,
                               const fs::path& database, bool owner_gone) {
    const auto folders = findEventFolders(folder);
    if (folders.empty())
        throw Error::at(folder.string(), 0,
                        "no file below it is an event file of TensorBoard (with \"tfevents\" in "
                        "its name)",
                        "Name the folder that TensorBoard is given as --logdir");
    Importer importer(study.empty() ? studyName(folder) : study, !study.empty(), database,
                      owner_gone);
    for (const EventFolder& one : folders) importer.importFolder(one);
    return importer.report();
}

}  // namespace alphascope
