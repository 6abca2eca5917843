// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/glue_import.h"

#include "data/file_source.h"
#include "data/glue_files.h"
#include "data/glue_reader.h"
#include "data/mrpc_files.h"
#include "data/split_plan.h"
#include "study/durable_file.h"
#include "study/error.h"

#include <algorithm>
#include <map>
#include <optional>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestCorpus = 16U << 20U;  // MRPC's, of which the largest has 1 MB
constexpr std::uint64_t kLeastBound = 1U << 20U;
constexpr std::uint64_t kBytesOfARow = 4096;  // official rows have 50 to 800 on average
constexpr std::uint64_t kLargestFile = 1U << 30U;

/// A larger file is none of the split's: what a zip archive claims takes no more memory than this.
std::uint64_t largestOf(const SplitDescriptor& split) {
    const auto rows = static_cast<std::uint64_t>(split.official_rows);
    return std::min(kLargestFile, kLeastBound + rows * kBytesOfARow);
}

struct Target {
    const TaskDescriptor* task;
    const SplitDescriptor* split;
    [[nodiscard]] std::string file() const { return task->folder + "/" + split->file; }
};

/// The last two parts of a path, "CoLA/train.tsv".
std::string tail(const std::string& name) {
    const auto last = name.rfind('/');
    if (last == std::string::npos || last == 0) return name;
    const auto before = name.rfind('/', last - 1);
    return before == std::string::npos ? name : name.substr(before + 1);
}

std::string baseName(const std::string& name) {
    const auto last = name.rfind('/');
    return last == std::string::npos ? name : name.substr(last + 1);
}

/// What a file of the source is; null where it is nothing of GLUE.
std::optional<Target> targetOf(const std::string& name, const std::string& root) {
    // A task's own folder may be what was named: its files then have no folder before them.
    const std::string with_root = root + "/" + name;
    const std::string wanted = tail(with_root);
    const bool diagnostic = baseName(name) == "AX.tsv";
    for (const auto& task : taskTable())
        for (const auto& split : task.splits)
            if (!task.folder.empty() && (wanted == task.folder + "/" + split.file ||
                                         (diagnostic && task.id == "diagnostic")))
                return Target{&task, &split};
    return std::nullopt;
}

class Import {
public:
    Import(const fs::path& source, const fs::path& folder) : source_(source), folder_(folder) {
        files_ = openFileSource(source);
        // "x/CoLA/" has an empty last part.
        const auto plain = source.has_filename() ? source : source.parent_path();
        const auto& names = files_->names();
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].find("__MACOSX") != std::string::npos) continue;
            if (const auto target = targetOf(names[i], plain.filename().string()))
                found_.emplace_back(*target, i);
            else if (const auto part = mrpcPart(baseName(names[i])))
                mrpc_.emplace(*part, i);
        }
        leaveOutOfMrpc();
    }

    std::vector<ImportedFile> run(const ImportProgress& progress, const std::stop_token& stop) {
        const std::size_t all = found_.size() + mrpc_.size();
        if (all == 0)
            throw Error::at(source_.string(), 0, "no file of GLUE is in here",
                            "A file is known by its folder and name, such as CoLA/train.tsv");
        std::vector<ImportedFile> done;
        for (const auto& [target, place] : found_) {
            if (stop.stop_requested()) return done;
            if (progress) progress(target.file(), done.size(), all);
            if (const auto file = put(target, place, {}, stop)) done.push_back(*file);
        }
        if (!mrpc_.empty() && !stop.stop_requested()) {
            if (progress) progress("MRPC", done.size(), all);
            for (auto& [file, bytes] : makeMrpc([this](MrpcPart part) { return mrpcText(part); }))
                if (const auto put_down = put(*targetOf(file, ""), std::nullopt, bytes, stop))
                    done.push_back(*put_down);
        }
        return done;
    }

private:
    /// What needs not be made of the corpus: files that the source has ready, or that are there.
    void leaveOutOfMrpc() {
        const bool ready = std::any_of(found_.begin(), found_.end(), [](const auto& found) {
            return found.first.task->id == "mrpc";
        });
        if (ready) mrpc_.clear();
        const auto mrpc = folder_ / "MRPC";
        if (fs::exists(mrpc / "train.tsv") && fs::exists(mrpc / "dev.tsv"))
            mrpc_.erase(MrpcPart::kTrain);
        // Alone the ids make nothing.
        if (!mrpc_.contains(MrpcPart::kTrain)) mrpc_.erase(MrpcPart::kDevIds);
    }

    std::string mrpcText(MrpcPart part) const {
        const auto place = mrpc_.find(part);
        return place == mrpc_.end() ? std::string() : files_->read(place->second, kLargestCorpus);
    }

    /// Content from the source, or `made` where there is no place in it.
    /// Nothing where it was asked to stop before the file took its place.
    std::optional<ImportedFile> put(const Target& target, std::optional<std::size_t> place,
                                    std::string made, const std::stop_token& stop) {
        const auto file = folder_ / target.task->folder / target.split->file;
        ImportedFile report{.file = target.file(), .official_rows = target.split->official_rows};
        if (fs::exists(file)) {
            report.state = ImportedFile::State::kKept;
            return report;
        }
        const std::string bytes =
            place ? files_->read(*place, largestOf(*target.split)) : std::move(made);
        if (stop.stop_requested()) return std::nullopt;
        report.rows = checked(target, bytes, nameOf(place));
        const auto known = knownSha256(target.file());
        if (known && sha256Hex(bytes) == *known)
            report.state = ImportedFile::State::kVerified;
        else if (report.rows != report.official_rows)
            report.state = ImportedFile::State::kPartial;
        else if (known)
            report.state = ImportedFile::State::kDiffers;
        if (stop.stop_requested()) return std::nullopt;
        writeDurably(file, bytes);
        return report;
    }

    [[nodiscard]] std::string nameOf(std::optional<std::size_t> place) const {
        return (source_ / (place ? files_->names()[*place] : std::string("MRPC"))).string();
    }

    /// Rows of a file that reads as its split's layout; faults are told of `name`.
    std::int64_t checked(const Target& target, const std::string& bytes,
                         const std::string& name) const {
        auto trial = folder_ / target.task->folder / target.split->file;
        trial += ".importing";
        writeDurably(trial, bytes);
        struct Remove {
            fs::path file;
            ~Remove() {
                std::error_code ignored;  // a leftover is read by nobody
                fs::remove(file, ignored);
            }
        } const remove{trial};
        try {
            return static_cast<std::int64_t>(
                readTsvSplit(*target.task, *target.split, trial).examples.size());
        } catch (const Error& problem) {
            std::string text = problem.what();
            if (const auto at = text.find(trial.string()); at != std::string::npos)
                text.replace(at, trial.string().size(), name);
            throw Error(text);
        }
    }

    fs::path source_, folder_;
    std::unique_ptr<FileSource> files_;
    std::vector<std::pair<Target, std::size_t>> found_;
    std::map<MrpcPart, std::size_t> mrpc_;
};

}  // namespace

std::string_view importStateName(ImportedFile::State state) {
    switch (state) {
        case ImportedFile::State::kVerified:
            return "verified";
        case ImportedFile::State::kComplete:
            return "complete";
        case ImportedFile::State::kDiffers:
            return "differs";
        case ImportedFile::State::kPartial:
            return "partial";
        case ImportedFile::State::kKept:
            return "kept";
    }
    return "";
}

std::vector<ImportedFile> importGlue(const fs::path& source, const fs::path& folder,
                                     const ImportProgress& progress, std::stop_token stop) {
    return Import(source, folder).run(progress, stop);
}

}  // namespace alphascope
