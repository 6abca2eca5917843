// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_lookup.h"

#include "data/glue_reader.h"
#include "data/split_plan.h"
#include "report/sample_filter.h"
#include "study/alpha_atom.h"
#include "study/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>
#include <unordered_map>
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

/// As the bins of a histogram and StoreReader::samplesInRange(): a border belongs to the range
/// above it, 1 to the last one; α is stored on a grid.
bool inRange(float alpha, double low, double high) {
    constexpr double kHalfGridStep = 0.5 / kAlphaGridSteps;
    const auto value = static_cast<double>(alpha);
    if (!(value >= low - kHalfGridStep)) return false;
    const bool closed = high >= 1.0 || low == high;
    return closed ? value <= high + kHalfGridStep : value < high - kHalfGridStep;
}

/// What the samples of the range were at those steps.
std::vector<SampleView> samplesAt(StoreReader& reader, const RunRow& run,
                                  const SampleQuery& query) {
    std::unordered_map<std::uint32_t, SampleRecord> then;
    for (const SampleRecord& record : reader.sampleRecords(run.id))
        if (query.steps.has(record.step) && inRange(record.alpha, query.low, query.high))
            then[record.id] = record;
    std::vector<SampleView> views = reader.samples(run.id);
    std::erase_if(views, [&](const auto& view) { return !then.contains(view.record.id); });
    for (SampleView& view : views) view.record = then.at(view.record.id);
    return views;
}

std::vector<SampleView> samplesOf(StoreReader& reader, const RunRow& run,
                                  const SampleQuery& query) {
    if (query.ids.empty() && !query.steps.any()) return samplesAt(reader, run, query);
    if (query.ids.empty())
        return reader.samplesInRange(run.id, query.low, query.high,
                                     std::numeric_limits<std::size_t>::max());
    const std::unordered_set<std::uint32_t> wanted(query.ids.begin(), query.ids.end());
    auto views = reader.samples(run.id);
    std::erase_if(views, [&](const auto& view) { return !wanted.contains(view.record.id); });
    return views;
}

/// Those of the samples offered that a query asks for, the first of them in its order.
class Chosen {
public:
    Chosen(const SampleQuery& query, const std::vector<Example>& examples)
        : query_(query), examples_(examples), filter_(query.condition), search_(query.words) {}

    void offer(SampleRow row) {
        const std::uint32_t id = row.view.record.id;
        if (query_.only_kept && !std::binary_search(query_.kept.begin(), query_.kept.end(), id))
            return;
        const auto [text_a, text_b] = textsOf(id);
        if (!search_.empty() && !search_.matches(text_a, text_b)) return;
        if (filter_.matches({row, text_a, text_b})) rows_.push_back(std::move(row));
    }

    /// `ids` become those of all, before the rest is left out.
    std::vector<SampleRow> take(std::vector<std::uint32_t>& ids) {
        for (const SampleRow& row : rows_) ids.push_back(row.view.record.id);
        std::sort(ids.begin(), ids.end());
        const auto last =
            rows_.begin() + static_cast<std::ptrdiff_t>(std::min(rows_.size(), query_.most));
        std::partial_sort(rows_.begin(), last, rows_.end(),
                          [this](const auto& a, const auto& b) { return before(a, b); });
        rows_.erase(last, rows_.end());
        for (SampleRow& row : rows_) {
            const auto [text_a, text_b] = textsOf(row.view.record.id);
            row.text_a = text_a;
            row.text_b = text_b;
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] std::pair<std::string_view, std::string_view> textsOf(std::uint32_t id) const {
        if (id >= examples_.size()) return {};
        return {examples_[id].text_a, examples_[id].text_b};
    }
    /// What is no number comes last; equals stand by id.
    [[nodiscard]] bool before(const SampleRow& a, const SampleRow& b) const {
        const std::uint32_t id_a = a.view.record.id, id_b = b.view.record.id;
        if (query_.order == SampleField::kText) {
            const auto text_a = textsOf(id_a), text_b = textsOf(id_b);
            if (text_a != text_b) return query_.descending ? text_b < text_a : text_a < text_b;
            return id_a < id_b;
        }
        const double key_a = numberOf(a, query_.order), key_b = numberOf(b, query_.order);
        if (std::isnan(key_a) != std::isnan(key_b)) return std::isnan(key_b);
        if (key_a != key_b && !std::isnan(key_a))
            return query_.descending ? key_b < key_a : key_a < key_b;
        return id_a < id_b;
    }

    const SampleQuery& query_;
    const std::vector<Example>& examples_;
    SampleFilter filter_;
    TextSearch search_;
    std::vector<SampleRow> rows_;
};

}  // namespace

double numberOf(const SampleRow& row, SampleField field) {
    switch (field) {
        case SampleField::kAlpha:
            return static_cast<double>(row.view.record.alpha);
        case SampleField::kMeanAlpha:
            return static_cast<double>(row.view.alpha_mean);
        case SampleField::kLabel:
            return static_cast<double>(row.view.label);
        case SampleField::kTeacher:
            return row.teacher_p;
        case SampleField::kStudent:
            return row.student_p;
        case SampleField::kLabelLoss:
            return static_cast<double>(row.view.record.label_loss);
        case SampleField::kTeacherLoss:
            return static_cast<double>(row.view.record.teacher_loss);
        case SampleField::kFlags:
            return row.view.flags;
        default:
            return static_cast<double>(row.view.record.id);
    }
}

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
        spec = runSpecFromText(run.spec_json);
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

const std::optional<NoiseFinding>& SampleLookup::noiseOf(StoreReader& reader, const RunRow& run) {
    const auto known = noise_.find(run.uuid);
    if (known != noise_.end() && known->second.step == run.step &&
        known->second.revision == run.revision)
        return known->second.finding;
    if (noise_.size() >= kMostCachedRuns) noise_.clear();
    Noise& place = noise_[run.uuid];
    place = {run.step, run.revision, findNoise(reader, run.id)};
    return place.finding;
}

SampleResult SampleLookup::find(StoreReader& reader, const RunRow& run, const SampleQuery& query) {
    SampleResult result{.run_id = run.id, .query = query};
    auto views = samplesOf(reader, run, query);
    if (views.empty()) return result;
    const Texts& texts = textsOf(reader, run);
    result.text_problem = texts.problem;
    result.noise = noiseOf(reader, run);
    Chosen chosen(query, texts.split.examples);
    const TaskDescriptor& task = findTask(run.task);
    const bool regression = task.kind == TaskKind::kRegression;
    for (SampleView& view : views) {
        SampleRow row;
        row.teacher_p = teacherProbability(view, regression);
        row.student_p = studentProbability(view, regression);
        row.label_name = labelName(task, view.label);
        row.view = std::move(view);
        chosen.offer(std::move(row));
    }
    result.rows = chosen.take(result.ids);
    result.total = result.ids.size();
    return result;
}

}  // namespace alphascope
