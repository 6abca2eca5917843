// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/glue_reader.h"

#include "data/demo_task.h"
#include "study/bounded_file.h"
#include "study/error.h"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace alphascope {
namespace {

constexpr const char* kLayoutRemedy =
    "Use the official GLUE file, or one of the same layout; `data check` lists what is found.";

constexpr FileKind kTsv{"the file", std::uint64_t{2} << 30U,
                        "Check the data folder, or name another file in [data.files]",
                        "Use a part of it, named in [data.files]"};

std::string readBytes(const std::filesystem::path& file) {
    std::string bytes = readBoundedFile(file, kTsv);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    return bytes;
}

void splitFields(std::string_view line, std::vector<std::string_view>& fields) {
    fields.clear();
    for (std::size_t begin = 0;;) {
        const std::size_t tab = line.find('\t', begin);
        fields.push_back(line.substr(begin, tab - begin));
        if (tab == std::string_view::npos) return;
        begin = tab + 1;
    }
}

bool isUtf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    for (utf8proc_ssize_t place = 0; place < size;) {
        if (bytes[place] < 0x80) {
            ++place;
            continue;
        }
        utf8proc_int32_t ignored = 0;
        const auto length = utf8proc_iterate(bytes + place, size - place, &ignored);
        if (length <= 0) return false;
        place += length;
    }
    return true;
}

/// Reads one file line by line; knows where it is, so that every error names file and line.
class TsvReader {
public:
    TsvReader(const TaskDescriptor& task, const SplitDescriptor& split,
              const std::filesystem::path& file)
        : task_(task), split_(split), file_(file.string()), bytes_(readBytes(file)) {}

    std::vector<Example> readAll() {
        if (bytes_.empty()) throw Error::at(file_, 0, "the file is empty", kLayoutRemedy);
        resolveColumns();
        std::vector<Example> examples;
        while (nextLine()) {
            requireColumns();
            examples.push_back(readRow(static_cast<std::uint32_t>(examples.size())));
        }
        if (examples.empty())
            throw Error::at(file_, line_, "there is no row after the header", kLayoutRemedy);
        return examples;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error::at(file_, line_, what, kLayoutRemedy);
    }

    /// Splits the next line into fields_; false at the end of the file.
    bool nextLine() {
        if (place_ >= bytes_.size()) return false;
        ++line_;
        const std::size_t newline = std::min(bytes_.find('\n', place_), bytes_.size());
        std::string_view line = std::string_view(bytes_).substr(place_, newline - place_);
        place_ = newline + 1;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!isUtf8(line)) fail("the line is not valid UTF-8");
        splitFields(line, fields_);
        return true;
    }

    void resolveColumns() {
        if (split_.has_header) nextLine();
        text_a_ = column(split_.text_a);
        if (task_.pair) text_b_ = column(split_.text_b);
        if (split_.label) label_ = column(*split_.label);
        needed_ = 1 + std::max({text_a_, text_b_.value_or(0), label_.value_or(0)});
    }

    std::size_t column(const ColumnRef& wanted) const {
        if (wanted.name.empty()) return static_cast<std::size_t>(wanted.index);
        const auto found = std::find(fields_.begin(), fields_.end(), wanted.name);
        if (found != fields_.end()) return static_cast<std::size_t>(found - fields_.begin());
        std::string present;
        for (const auto& field : fields_)
            present += (present.empty() ? "'" : ", '") + std::string(field.substr(0, 40)) + "'";
        fail("the column '" + wanted.name + "' is missing; the header has " + present);
    }

    void requireColumns() const {
        if (fields_.size() >= needed_) return;
        fail("the row is too short: " + std::to_string(fields_.size()) + " of at least " +
             std::to_string(needed_) + " columns");
    }

    Example readRow(std::uint32_t id) const {
        Example example;
        example.id = id;
        example.text_a = fields_[text_a_];
        if (text_b_) example.text_b = fields_[*text_b_];
        if (label_) example.label = readLabel(fields_[*label_]);
        example.true_label = example.teacher_label = example.label;
        return example;
    }

    float readLabel(std::string_view word) const {
        if (task_.kind == TaskKind::kRegression) return readScore(word);
        const auto found = std::find(task_.labels.begin(), task_.labels.end(), word);
        if (found != task_.labels.end()) return static_cast<float>(found - task_.labels.begin());
        std::string known;
        for (const auto& label : task_.labels) known += (known.empty() ? "" : ", ") + label;
        fail("the label '" + std::string(word.substr(0, 40)) + "' is unknown; " + task_.name +
             " has " + known);
    }

    float readScore(std::string_view word) const {
        double score = -1.0;
        const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), score);
        const bool whole = problem == std::errc{} && end == word.data() + word.size();
        if (!whole || !(score >= 0.0 && score <= task_.score_max))
            fail("the score '" + std::string(word.substr(0, 40)) + "' is not a number from 0 to " +
                 std::to_string(static_cast<int>(task_.score_max)));
        return static_cast<float>(score / task_.score_max);
    }

    const TaskDescriptor& task_;
    const SplitDescriptor& split_;
    std::string file_;
    std::string bytes_;
    std::size_t place_ = 0;
    long line_ = 0;
    std::vector<std::string_view> fields_;
    std::size_t text_a_ = 0;
    std::optional<std::size_t> text_b_;
    std::optional<std::size_t> label_;
    std::size_t needed_ = 0;
};

/// The task's folder inside a GLUE folder, or inside the parent of one.
std::filesystem::path taskFolder(const std::filesystem::path& folder, const TaskDescriptor& task) {
    const auto direct = folder / task.folder;
    const auto below = folder / "glue" / task.folder;
    return !std::filesystem::is_directory(direct) && std::filesystem::is_directory(below) ? below
                                                                                          : direct;
}

/// The split that a file of another name is a part of, by its name: "dev_matched_sample.tsv" of
/// "dev_matched". A name that says nothing is taken for train data, never for an evaluation set.
const SplitDescriptor* ownerOf(const TaskDescriptor& task, const std::string& stem) {
    for (const auto& split : task.splits)
        if (stem.starts_with(split.name)) return &split;
    if (stem.starts_with("dev") || stem.starts_with("test")) return nullptr;
    return task.findSplit("train");
}

std::vector<std::filesystem::path> otherFiles(const TaskDescriptor& task,
                                              const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(folder)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        const bool official = std::any_of(task.splits.begin(), task.splits.end(),
                                          [&](const auto& split) { return split.file == name; });
        if (entry.is_regular_file() && entry.path().extension() == ".tsv" && !official)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Checks the splits of one task after another.
class FolderCheck {
public:
    explicit FolderCheck(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void checkTask(const TaskDescriptor& task) {
        const auto place = taskFolder(folder_, task);
        const auto others = otherFiles(task, place);
        for (const auto& split : task.splits) {
            if (std::filesystem::is_regular_file(place / split.file)) {
                reports_.push_back(readReport(task, split, place / split.file));
                continue;
            }
            const std::size_t before = reports_.size();
            for (const auto& other : others) {
                if (ownerOf(task, other.stem().string()) != &split) continue;
                SplitReport report = readReport(task, split, other);
                if (report.state == "error") continue;  // not of this layout: not a part of it
                report.state = "partial";
                reports_.push_back(std::move(report));
            }
            if (reports_.size() == before)
                reports_.push_back({.task = task.id,
                                    .split = split.name,
                                    .file = {},
                                    .rows = 0,
                                    .official_rows = split.official_rows,
                                    .state = "missing",
                                    .message = {}});
        }
    }

    std::vector<SplitReport> take() { return std::move(reports_); }

private:
    [[nodiscard]] SplitReport readReport(const TaskDescriptor& task, const SplitDescriptor& split,
                                         const std::filesystem::path& file) const {
        SplitReport report{.task = task.id,
                           .split = split.name,
                           .file = file.lexically_relative(folder_).string(),
                           .rows = 0,
                           .official_rows = split.official_rows,
                           .state = "complete",
                           .message = {}};
        try {
            report.rows =
                static_cast<std::int64_t>(readTsvSplit(task, split, file).examples.size());
            if (report.rows != report.official_rows) report.state = "partial";
        } catch (const Error& error) {  // one bad file must not hide the others
            report.state = "error";
            report.message = error.what();
        }
        return report;
    }

    std::filesystem::path folder_;
    std::vector<SplitReport> reports_;
};

}  // namespace

Split readTsvSplit(const TaskDescriptor& task, const SplitDescriptor& split,
                   const std::filesystem::path& file) {
    Split result{.name = split.name,
                 .file = file.filename().string(),
                 .labelled = split.label.has_value(),
                 .examples = {}};
    result.examples = TsvReader(task, split, file).readAll();
    return result;
}

std::filesystem::path splitFile(const TaskDescriptor& task, const SplitDescriptor& split,
                                const std::filesystem::path& folder,
                                const std::map<std::string, std::string>& files) {
    const auto other = files.find(split.name);
    return taskFolder(folder, task) / (other == files.end() ? split.file : other->second);
}

Split readSplit(const TaskDescriptor& task, const std::string& split_name,
                const std::filesystem::path& folder,
                const std::map<std::string, std::string>& files) {
    const auto known = [&] {
        std::string names;
        for (const auto& split : task.splits) names += (names.empty() ? "" : ", ") + split.name;
        return names;
    };
    for (const auto& [name, file] : files)
        if (task.findSplit(name) == nullptr)
            throw Error("[data.files] names a file for the split '" + name + "', which " +
                        task.name + " lacks. Its splits are " + known() + ".");
    const SplitDescriptor* split = task.findSplit(split_name);
    if (split == nullptr)
        throw Error(task.name + " has no split '" + split_name + "'. Its splits are " + known() +
                    ".");
    if (task.folder.empty()) {
        if (!files.empty())
            throw Error("The demo is generated and reads no files. Remove its [data.files].");
        return makeDemoSplit(split_name);
    }
    const auto other = files.find(split_name);
    Split result = readTsvSplit(task, *split, splitFile(task, *split, folder, files));
    result.file = other == files.end() ? split->file : other->second;
    return result;
}

std::vector<SplitReport> checkDataFolder(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw Error::at(folder.string(), 0, "this is not a folder",
                        "Name the folder that holds the GLUE task folders.");
    FolderCheck check(folder);
    for (const auto& task : taskTable())
        if (!task.folder.empty()) check.checkTask(task);
    return check.take();
}

}  // namespace alphascope
