// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_lookup.h"

#include "data/glue_reader.h"
#include "data/split_plan.h"
#include "report/alpha_report.h"
#include "study/error.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <unordered_set>
#include <utility>

namespace alphascope {

namespace {

constexpr std::size_t kMostCachedRuns = 4;

std::string labelName(const TaskDescriptor& task, float label) {
    if (task.kind == TaskKind::kClassification) {
        const auto index = static_cast<std::size_t>(std::lround(label));
        return index < task.labels.size() ? task.labels[index] : std::to_string(index);
    }
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(label) * task.score_max);
    return text;
}

/// Whether the file at hand is the one the run was trained on, judged by the stored hash. Labels
/// may have been flipped on purpose since reading, with or without the teacher seeing it, so the
/// stored labels are tried in both ways as well.
bool sameData(Split& split, const SetDescribed& set) {
    std::vector<std::size_t> positions;
    for (const std::uint32_t id : set.ids) {
        if (id >= split.examples.size()) return false;
        positions.push_back(id);
    }
    if (hashExamples(split.examples, positions) == set.sha256) return true;
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < positions.size() && i < set.labels.size(); ++i) {
        Example& example = split.examples[positions[i]];
        if (example.label != set.labels[i]) changed.push_back(positions[i]);
        example.label = set.labels[i];
    }
    if (hashExamples(split.examples, positions) == set.sha256) return true;
    for (const std::size_t position : changed) {
        split.examples[position].teacher_label = split.examples[position].label;
    }
    return hashExamples(split.examples, positions) == set.sha256;
}

std::string said(const char* text, const std::string& what = {}) {
    QString sentence = QCoreApplication::translate("SampleLookup", text);
    if (!what.empty()) sentence = sentence.arg(QString::fromStdString(what));
    return sentence.toStdString();
}

std::string notShown(const std::exception& error) {
    return said(QT_TRANSLATE_NOOP("SampleLookup", "Sentences cannot be shown: %1"), error.what());
}

std::vector<SampleView> samplesOf(StoreReader& reader, const RunRow& run,
                                  const SampleQuery& query) {
    if (query.ids.empty())
        return reader.samplesInRange(run.id, query.low, query.high,
                                     std::numeric_limits<std::size_t>::max());
    const std::unordered_set<std::uint32_t> wanted(query.ids.begin(), query.ids.end());
    auto views = reader.samples(run.id);
    std::erase_if(views, [&](const auto& view) { return !wanted.contains(view.record.id); });
    return views;
}

}  // namespace

void SampleLookup::setDataFolder(std::string folder) {
    if (folder == folder_) return;
    folder_ = std::move(folder);
    cache_.clear();
}

SampleLookup::Texts SampleLookup::readFrom(const std::string& folder, StoreReader& reader,
                                           const RunRow& run, const RunSpec& spec) {
    Texts texts;
    try {
        const TaskDescriptor& task = findTask(run.task);
        texts.split = readSplit(task, "train", folder, spec.data.files);
        const auto set = reader.set(run.id, "train");
        if (!set || sameData(texts.split, *set)) return texts;
        texts.split.examples.clear();
        texts.problem =
            task.folder.empty()
                ? said(QT_TRANSLATE_NOOP(
                      "SampleLookup",
                      "This run learned from the demo of another version of the program (the hash "
                      "differs), so its sentences cannot be shown. Run the demo again to read "
                      "them."))
                : said(QT_TRANSLATE_NOOP(
                           "SampleLookup",
                           "The train file in %1 is not the one this run was trained on (its hash "
                           "differs), so sentences are not shown. Choose the right folder with "
                           "File > Data folder."),
                       folder);
    } catch (const std::exception& error) {
        // Numbers are worth showing without sentences, so this is a notice and not a failure.
        texts.problem = notShown(error);
    }
    return texts;
}

SampleLookup::Texts SampleLookup::readTexts(StoreReader& reader, const RunRow& run) const {
    Texts texts;
    RunSpec spec;
    try {
        spec = runSpecFromJson(nlohmann::json::parse(run.spec_json));
        if (findTask(run.task).folder.empty()) return readFrom({}, reader, run, spec);
    } catch (const std::exception& error) {  // a run of a newer program
        texts.problem = notShown(error);
        return texts;
    }
    texts.problem = said(QT_TRANSLATE_NOOP(
        "SampleLookup",
        "The sentences are not stored in the database and no data folder is set. Choose the GLUE "
        "folder with File > Data folder."));
    for (const std::string& folder : {spec.data.folder, folder_}) {
        if (folder.empty()) continue;
        texts = readFrom(folder, reader, run, spec);
        if (texts.problem.empty()) break;
    }
    return texts;
}

const SampleLookup::Texts& SampleLookup::textsOf(StoreReader& reader, const RunRow& run) {
    const auto found = cache_.find(run.uuid);
    // A folder that was not there may be there now.
    if (found != cache_.end() && found->second->problem.empty()) return *found->second;
    if (found == cache_.end() && cache_.size() >= kMostCachedRuns) cache_.clear();
    auto& place = cache_[run.uuid];
    place = std::make_unique<Texts>(readTexts(reader, run));
    return *place;
}

SampleResult SampleLookup::find(StoreReader& reader, const RunRow& run, const SampleQuery& query) {
    SampleResult result{.run_id = run.id, .query = query};
    auto views = samplesOf(reader, run, query);
    result.total = views.size();
    if (views.size() > kMostSamples) {
        const auto last = views.begin() + static_cast<std::ptrdiff_t>(kMostSamples);
        std::nth_element(views.begin(), last, views.end(), [](const auto& a, const auto& b) {
            return std::pair(b.record.alpha, a.record.id) < std::pair(a.record.alpha, b.record.id);
        });
        views.resize(kMostSamples);
    }
    if (views.empty()) return result;
    const Texts& texts = textsOf(reader, run);
    result.text_problem = texts.problem;
    const TaskDescriptor& task = findTask(run.task);
    const bool regression = task.kind == TaskKind::kRegression;
    result.rows.reserve(views.size());
    for (SampleView& view : views) {
        SampleRow row;
        row.teacher_p = teacherProbability(view, regression);
        row.student_p = studentProbability(view, regression);
        row.label_name = labelName(task, view.label);
        if (view.record.id < texts.split.examples.size()) {
            row.text_a = texts.split.examples[view.record.id].text_a;
            row.text_b = texts.split.examples[view.record.id].text_b;
        }
        row.view = std::move(view);
        result.rows.push_back(std::move(row));
    }
    return result;
}

}  // namespace alphascope
