// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a zip file keeps the form of the GLUE leaderboard.
#include "data/zip_archive.h"
#include "report/glue_submission.h"
#include "report/markdown.h"
#include "report/number_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string_view>

namespace alphascope {
namespace {

constexpr std::size_t kFaultsAFile = 10;
constexpr std::uint64_t kLargestFile = 64ULL << 20U;  // QQP's, the largest, has 4 MiB
constexpr std::string_view kHeader = "index\tprediction";
constexpr std::size_t kShown = 40;

std::string joined(const std::vector<std::string>& names, const char* last) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? last : ", ") + names[i];
    return text;
}

/// What a file holds, for a message: on one line, and not too much of it.
std::string quoted(std::string_view text) {
    std::string shown = onOneLine(std::string(text.substr(0, kShown)));
    shown = replaced(std::move(shown), "\t", "<tab>");
    return "'" + shown + (text.size() > kShown ? "…'" : "'");
}

/// Collects the faults of one file.
class Faults {
public:
    explicit Faults(const std::string& file) : file_(file) {}
    void add(std::int64_t line, const std::string& text) {
        if (++count_ > kFaultsAFile) return;
        faults_.push_back(
            {.file = file_,
             .line = line,
             .sentence = file_ + (line > 0 ? ":" + std::to_string(line) : "") + ": " + text});
    }
    std::vector<GlueFault> take() {
        if (count_ > kFaultsAFile)
            faults_.push_back({.file = file_,
                               .line = 0,
                               .sentence = file_ + ": there are " +
                                           std::to_string(count_ - kFaultsAFile) +
                                           " more faults in this file."});
        return std::move(faults_);
    }

private:
    std::string file_;
    std::size_t count_ = 0;
    std::vector<GlueFault> faults_;
};

/// The lines of a text without their ends; a last one that is not ended counts.
std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

void checkScore(const TaskDescriptor& task, std::string_view text, std::int64_t line,
                Faults& faults) {
    double value = 0.0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string range = "0 to " + exactText(task.score_max);
    if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        faults.add(line, "the prediction " + quoted(text) + " is no number. Write one from " +
                             range + ".");
    else if (value < 0.0 || value > task.score_max)
        faults.add(line, "the prediction " + std::string(text) + " lies outside " + range +
                             ". Write a number within.");
}

void checkLabel(const TaskDescriptor& task, std::string_view text, std::int64_t line,
                Faults& faults) {
    if (std::find(task.labels.begin(), task.labels.end(), text) != task.labels.end()) return;
    faults.add(line, "the prediction " + quoted(text) + " is no label of " + task.name +
                         ". Write " + joined(task.labels, " or ") + ".");
}

void checkRow(const GlueFile& file, std::string_view row, std::int64_t index, std::int64_t line,
              Faults& faults) {
    const std::size_t tab = row.find('\t');
    if (tab == std::string_view::npos || row.find('\t', tab + 1) != std::string_view::npos) {
        faults.add(line, "the row " + quoted(row) +
                             " does not have two columns. Write an index, a tab and a prediction.");
        return;
    }
    if (row.substr(0, tab) != std::to_string(index))
        faults.add(line, "the index is " + quoted(row.substr(0, tab)) + ", and " +
                             std::to_string(index) +
                             " belongs here. Number the rows from 0 in the test set's order.");
    const std::string_view prediction = row.substr(tab + 1);
    if (file.task->kind == TaskKind::kRegression)
        checkScore(*file.task, prediction, line, faults);
    else
        checkLabel(*file.task, prediction, line, faults);
}

bool sameButForCase(const std::string& a, const std::string& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) ==
               std::tolower(static_cast<unsigned char>(y));
    });
}

/// The file of a submission that an entry is, or null; what is wrong with its name is added.
const GlueFile* fileOf(const ZipEntry& entry, std::vector<GlueFault>& faults) {
    const std::string base = std::filesystem::path(entry.name).filename().string();
    Faults own(entry.name);
    const GlueFile* found = nullptr;
    for (const auto& file : glueFiles())
        if (sameButForCase(base, file.name)) found = &file;
    if (entry.name.ends_with('/')) {
        own.add(0, "this folder does not belong into a submission. Put the files at the top.");
    } else if (found == nullptr) {
        std::vector<std::string> names;
        for (const auto& file : glueFiles()) names.push_back(file.name);
        own.add(0, "this is no file of a submission. Leave it out, or call it " +
                       joined(names, " or ") + ".");
    } else if (base != entry.name) {
        own.add(0, "the file lies in a folder. Put it at the top as " + found->name + ".");
    } else if (base != found->name) {
        own.add(0, "the file must be called " + found->name + ". Rename it.");
    }
    const auto all = own.take();
    faults.insert(faults.end(), all.begin(), all.end());
    return found;
}

}  // namespace

std::vector<GlueFault> checkGlueText(const GlueFile& file, const std::string& text) {
    Faults faults(file.name);
    const auto lines = linesOf(text);
    if (lines.empty() || lines.front() != kHeader)
        faults.add(1, lines.empty() ? std::string("the file is empty. Begin it with the header "
                                                  "index<tab>prediction.")
                                    : "the header is " + quoted(lines.front()) +
                                          ". Write index<tab>prediction.");
    const auto rows = lines.empty() ? 0 : static_cast<std::int64_t>(lines.size()) - 1;
    if (rows != file.rows)
        faults.add(0, "there are " + std::to_string(rows) +
                          " predictions, and the official test set has " +
                          std::to_string(file.rows) + " rows. Predict every row once.");
    for (std::size_t i = 1; i < lines.size(); ++i)
        checkRow(file, lines[i], static_cast<std::int64_t>(i) - 1, static_cast<std::int64_t>(i) + 1,
                 faults);
    return faults.take();
}

std::vector<GlueFault> checkGlueZip(const std::filesystem::path& zip) {
    std::vector<GlueFault> faults;
    std::vector<const GlueFile*> seen;
    const ZipArchive archive(zip);
    for (std::size_t place = 0; place < archive.names().size(); ++place) {
        const ZipEntry entry = archive.read(place, kLargestFile);
        const GlueFile* file = fileOf(entry, faults);
        if (file == nullptr) continue;
        Faults own(file->name);
        if (std::find(seen.begin(), seen.end(), file) != seen.end())
            own.add(0, "the file is there more than once. Leave one.");
        seen.push_back(file);
        if (!entry.problem.empty()) own.add(0, "the file is " + entry.problem + ". Make it anew.");
        auto all = own.take();
        if (entry.problem.empty()) {
            const auto text = checkGlueText(*file, entry.content);
            all.insert(all.end(), text.begin(), text.end());
        }
        faults.insert(faults.end(), all.begin(), all.end());
    }
    for (const auto& file : glueFiles())
        if (std::find(seen.begin(), seen.end(), &file) == seen.end())
            faults.push_back({.file = file.name,
                              .line = 0,
                              .sentence = file.name + ": the file is missing. Add it with " +
                                          std::to_string(file.rows) + " predictions."});
    return faults;
}

}  // namespace alphascope
