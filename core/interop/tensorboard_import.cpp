// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/tensorboard_import.h"

#include "data/unicode_text.h"
#include "interop/event_folder.h"
#include "store/import_writer.h"
#include "store/reader.h"
#include "study/error.h"

#include <cmath>
#include <set>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Scalars of one transaction: other writers wait as long as these take.
constexpr std::size_t kBatch = 20000;

/// Brings the scalars of one folder into one run.
class RunImport {
public:
    RunImport(ImportWriter& writer, const EventFolder& folder) : writer_(writer), folder_(folder) {}

    /// Appends what comes after the first `known` ones.
    std::size_t append(std::int64_t run_id, FolderScalars& scalars,
                       std::optional<ScalarLogged> first) {
        std::size_t written = 0;
        std::vector<ScalarLogged> batch;
        for (auto scalar = std::move(first); scalar; scalar = scalars.next()) {
            batch.push_back(*std::move(scalar));
            if (batch.size() < kBatch) continue;
            writer_.append(run_id, batch);
            written += std::exchange(batch, {}).size();
        }
        if (!batch.empty()) writer_.append(run_id, batch);
        return written + batch.size();
    }

    void finish(std::int64_t run_id, const FolderScalars& scalars) {
        writer_.finish(run_id, scalars.lastStep(), scalars.firstTime(), scalars.lastTime());
    }

    /// A run that is not there yet.
    std::size_t add(const std::string& study, const std::string& study_uuid,
                    const std::string& uuid, FolderScalars& scalars, ScalarLogged first) {
        RunSpec spec;
        spec.study = study;
        spec.task = "imported";
        spec.role = Role::kImported;
        spec.scheme.clear();
        spec.seed = 0;
        spec.data.folder = folder_.name;
        const std::int64_t id = writer_.addRun(study_uuid, spec, uuid);
        const std::size_t written = append(id, scalars, std::move(first));
        finish(id, scalars);
        return written;
    }

private:
    ImportWriter& writer_;
    const EventFolder& folder_;
};

bool same(const ScalarRow& row, const ScalarLogged& scalar) {
    const bool equal =
        row.value == scalar.value || (std::isnan(row.value) && std::isnan(scalar.value));
    return equal && row.step == scalar.step && row.series == scalar.series;
}

/// Reads past what is stored, as far as it is the same. The first scalar that is new; `differs` is
/// set where one is not as it is stored.
std::optional<ScalarLogged> skipKnown(const std::vector<ScalarRow>& stored, FolderScalars& scalars,
                                      bool& differs) {
    std::size_t known = 0;
    auto scalar = scalars.next();
    for (; scalar && known < stored.size(); scalar = scalars.next()) {
        differs = !same(stored[known++], *scalar);
        if (differs) return std::nullopt;
    }
    return scalar;
}

class Importer {
public:
    Importer(std::string study, const fs::path& database)
        : study_(std::move(study)), writer_(database), reader_(database) {}

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
        report_.scalars +=
            RunImport(writer_, folder).add(study_, study_uuid_, uuid, scalars, *std::move(first));
        ++report_.added;
    }

    void update(const EventFolder& folder, const RunRow& run, FolderScalars& scalars) {
        if (!isEnded(run.state) && run.owner.alive() && run.owner != Owner::self())
            throw Error("Run " + std::to_string(run.id) + " (" + run.label +
                        ") is being imported by another process. Wait for it, and import again.");
        const auto stored = reader_.scalars(run.id);
        bool differs = false;
        auto first = skipKnown(stored, scalars, differs);
        RunImport import(writer_, folder);
        if (differs) {  // an earlier file has grown: all of it anew, in order
            writer_.clear(run.id);
            FolderScalars anew(folder);
            report_.scalars += import.append(run.id, anew, anew.next());
            import.finish(run.id, anew);
            scalars = std::move(anew);
        } else if (first || run.state != RunState::kFinished) {
            report_.scalars += import.append(run.id, scalars, std::move(first));
            import.finish(run.id, scalars);
        } else {
            ++report_.alike;
            return;
        }
        ++report_.advanced;
    }

    std::string study_;
    std::string study_uuid_;
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
                               const fs::path& database) {
    const auto folders = findEventFolders(folder);
    if (folders.empty())
        throw Error::at(folder.string(), 0,
                        "no file below it is an event file of TensorBoard (with \"tfevents\" in "
                        "its name)",
                        "Name the folder that TensorBoard is given as --logdir");
    Importer importer(study.empty() ? studyName(folder) : study, database);
    for (const EventFolder& one : folders) importer.importFolder(one);
    return importer.report();
}

}  // namespace alphascope
