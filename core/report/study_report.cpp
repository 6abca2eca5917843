// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/study_report.h"

#include "metrics/calibration.h"
#include "metrics/glue_metrics.h"
#include "report/alpha_report.h"
#include "report/markdown.h"
#include "report/number_text.h"
#include "report/table_notes.h"
#include "report/table_tests.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace alphascope {
namespace {

constexpr const char* kNothing = "–";
constexpr const char* kTunedFixed = "fixed, tuned on meta";
constexpr const char* kLabelOnly = "label only";

std::string orNothing(double value, int decimals) {
    return std::isnan(value) ? kNothing : fixedText(value, decimals);
}

/// "0.912 ± 0.003", times a scale; without ± for one run.
std::string meanText(const std::vector<double>& values, double scale, int decimals) {
    const MeanStd summary = meanStd(values);
    if (std::isnan(summary.mean)) return kNothing;
    return fixedText(scale * summary.mean, decimals) +
           (summary.n > 1 ? " ± " + fixedText(scale * summary.std, decimals) : "");
}

/// The text on one study; logits and labels are read once.
class Report {
public:
    Report(StoreReader& reader, const ResultTable& table, std::function<bool()> keep_going)
        : reader_(reader),
          predictions_(reader),
          table_(table),
          keep_going_(std::move(keep_going)),
          titles_(columnTitles(table.columns)) {}

    std::string warnings() const;
    std::string comparisons();
    std::string calibration();
    std::string noise();

private:
    const ScoredRun* teacherOf(const ScoredRun& run, std::size_t column) const;
    double agreement(const ScoredRun& run, std::size_t column);
    std::vector<std::string> calibrationLine(const TableRow& row, std::size_t column);
    std::vector<std::string> noiseLine(const TableRow& row, std::size_t column);
    /// Whether the column is the first one of its evaluation set: the others differ by metric.
    bool startsSet(std::size_t column) const {
        return column == 0 || table_.columns[column - 1].task != table_.columns[column].task ||
               table_.columns[column - 1].set != table_.columns[column].set ||
               table_.columns[column - 1].sha256 != table_.columns[column].sha256;
    }

    StoreReader& reader_;
    CellPredictions predictions_;
    ResultTable table_;
    std::function<bool()> keep_going_;
    std::vector<std::string> titles_;
};

/// A line a column: how many of each row's runs are no better than answering without reading.
std::string Report::warnings() const {
    std::string text;
    const TableRow& majority = table_.rows.front();
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        if (majority.cells[c].score.n == 0) continue;
        const double bar = majorityBar(majority.cells[c]);
        std::string rows;
        std::size_t below = 0, all = 0;
        for (const auto& row : table_.rows) {
            const auto& runs = row.cells[c].runs;
            const auto fails = [bar](const auto& run) { return !(run.score > bar); };
            const auto failed =
                static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(), fails));
            below += failed;
            all += runs.size();
            if (failed > 0)
                rows += (rows.empty() ? "" : ", ") + onOneLine(row.label) + " (" +
                        std::to_string(failed) + " of " + std::to_string(runs.size()) + ")";
        }
        if (below == 0) continue;
        text += "- **Warning**: on " + titles_[c] + " " + std::to_string(below) + " of " +
                std::to_string(all) + " runs do not score above the majority class (" +
                fixedText(100.0 * bar, 1) + "): " + rows + ".\n";
    }
    return text.empty() ? text : text + "\n";
}

std::string Report::comparisons() {
    TestCache cache;
    const int without_logits =
        testAgainstBaseline(predictions_, table_, cache, {.keep_going = keep_going_});
    if (without_logits < 0) throw Error("The report was stopped. Ask for it again.");
    TextGrid grid{{"scheme", "on", "difference", "p", "p (Holm)"}};
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
        for (const auto& row : table_.rows) {
            const CellTest& test = row.cells[c].test;
            if (!std::isnan(test.p))
                grid.push_back({markdownEscaped(row.label), markdownEscaped(titles_[c]),
                                orNothing(100.0 * test.difference, 1), orNothing(test.p, 4),
                                orNothing(test.p_holm, 4)});
        }
    std::string text = "## Against " + table_.spec.baseline + "\n\n";
    text += grid.size() == 1 ? "Nothing to compare.\n" : markdownGrid(grid);
    text +=
        "\n- Difference of the means over seeds, in points. p: two-sided paired bootstrap over "
        "the evaluation examples, the same for all seeds, " +
        std::to_string(table_.spec.resamples) + " resamples, seed " +
        std::to_string(table_.spec.seed) + "; it tells of the choice of examples, not of seeds.\n";
    text += "- Holm: over the " + std::to_string(grid.size() - 1) +
            " comparisons above. The teacher, the majority class and label only (full train) are "
            "not compared.\n";
    if (without_logits > 0)
        text += "- Not compared because a run kept no logits: " + std::to_string(without_logits) +
                " cells.\n";
    return text + "\n";
}

/// The run's teacher in the same column; a run without one is compared with the only one there is.
const ScoredRun* Report::teacherOf(const ScoredRun& run, std::size_t column) const {
    std::vector<const ScoredRun*> all;
    for (const auto& row : table_.rows) {
        if (row.role != RowRole::kTeacher) continue;
        for (const auto& teacher : row.cells[column].runs) {
            if (teacher.uuid == run.teacher_uuid) return &teacher;
            all.push_back(&teacher);
        }
    }
    return run.teacher_uuid.empty() && all.size() == 1 ? all.front() : nullptr;
}

double Report::agreement(const ScoredRun& run, std::size_t column) {
    const ScoredRun* teacher = teacherOf(run, column);
    if (teacher == nullptr) return std::nan("");
    const std::vector<float>&ours = predictions_.logits(run),
          &theirs = predictions_.logits(*teacher);
    if (ours.empty() || theirs.empty()) return std::nan("");
    const TaskDescriptor& task = taskOf(table_.columns[column]);
    if (task.kind == TaskKind::kClassification)
        return accuracy(argmaxRows(theirs, task.outputs()), argmaxRows(ours, task.outputs()));
    return pearson(std::vector<double>(theirs.begin(), theirs.end()),
                   std::vector<double>(ours.begin(), ours.end()));
}

std::vector<std::string> Report::calibrationLine(const TableRow& row, std::size_t column) {
    const TaskDescriptor& task = taskOf(table_.columns[column]);
    std::vector<double> error, brier, agreed;
    for (const auto& run : row.cells[column].runs) {
        agreed.push_back(agreement(run, column));
        const std::vector<float>& logits = predictions_.logits(run);
        if (task.kind == TaskKind::kRegression || logits.empty()) continue;
        error.push_back(calibrationError(predictions_, run, table_.columns[column]));
        brier.push_back(brierScore(predictions_.classes(run, table_.columns[column]),
                                   softmaxRows(logits, task.outputs()), task.outputs()));
    }
    const bool teacher = row.role == RowRole::kTeacher;
    return {markdownEscaped(row.label),
            markdownEscaped(table_.columns[column].task + " " + setTitle(table_.columns[column])),
            meanText(error, 100.0, 1), meanText(brier, 1.0, 3),
            teacher ? kNothing : meanText(agreed, 100.0, 1)};
}

std::string Report::calibration() {
    TextGrid grid{{"row", "on", "ECE", "Brier", "agreement with teacher"}};
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
        for (const auto& row : table_.rows)
            if (startsSet(c) && !row.cells[c].runs.empty()) grid.push_back(calibrationLine(row, c));
    return "## Calibration and agreement with the teacher\n\n" + markdownGrid(grid) +
           "\n- ECE: expected calibration error × 100, " + std::to_string(kCalibrationBins) +
           " bins of equal width (Naeini et al. 2015, Guo et al. 2017). Brier: from 0 to 2. "
           "Agreement: share of equal predicted classes × 100, in regression Pearson's r × 100; a "
           "run without a teacher is compared with the only one of its column. Regression has no "
           "calibration here.\n\n";
}

std::vector<std::string> Report::noiseLine(const TableRow& row, std::size_t column) {
    std::vector<std::vector<double>> values(6);
    std::string flipped;
    for (const auto& run : row.cells[column].runs) {
        const auto found = findNoise(reader_, run.run);
        if (!found) continue;
        flipped = std::to_string(found->flipped) + " of " + std::to_string(found->samples);
        // A run without a teacher has no α of its own.
        const bool taught = !std::isnan(found->teacher_loss.auc);
        const NoiseDetector none{.auc = std::nan(""), .precision = std::nan("")};
        std::size_t place = 0;
        for (const auto& detector :
             {taught ? found->alpha : none, found->label_loss, found->teacher_loss}) {
            values[place++].push_back(detector.auc);
            values[place++].push_back(detector.precision);
        }
    }
    if (flipped.empty()) return {};
    std::vector<std::string> line{markdownEscaped(row.label), table_.columns[column].task, flipped};
    for (const auto& one : values) line.push_back(meanText(one, 1.0, 3));
    return line;
}

std::string Report::noise() {
    TextGrid grid{{"row", "task", "flipped (k)", "α AUC", "α at k", "label loss AUC",
                   "label loss at k", "teacher loss AUC", "teacher loss at k"}};
    std::string task;
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        if (table_.columns[c].task == task) continue;
        task = table_.columns[c].task;
        for (const auto& row : table_.rows)
            if (row.role == RowRole::kScheme)
                if (const auto line = noiseLine(row, c); !line.empty()) grid.push_back(line);
    }
    if (grid.size() == 1) return {};
    return "## Finding flipped labels\n\n" + markdownGrid(grid) +
           "\n- Of the mean over epochs of each sample's α, label loss and teacher loss: area "
           "under "
           "the ROC curve, and precision at k = the number of flipped labels, ties in random "
           "order.\n";
}

}  // namespace

std::string reportBaseline(const ResultTable& table, const std::string& wanted) {
    std::vector<std::string> found;
    const auto look = [&](const std::string& start) {
        for (const auto& row : table.rows)
            if (row.role == RowRole::kScheme && row.label.starts_with(start))
                found.push_back(row.label);
    };
    for (const auto& row : table.rows)
        if (row.role == RowRole::kScheme && row.label == wanted) return wanted;
    look(wanted.empty() ? kTunedFixed : wanted);
    if (wanted.empty() && found.empty()) look(kLabelOnly);
    if (found.size() == 1) return found.front();
    std::string all;
    for (const auto& row : table.rows)
        if (row.role == RowRole::kScheme) all += (all.empty() ? "" : "; ") + row.label;
    throw Error(std::to_string(found.size()) + " rows begin with '" +
                (wanted.empty() ? kLabelOnly : wanted) +
                "', and one must be the baseline. Name one of: " + all + ".");
}

std::string studyReport(StoreReader& reader, const std::string& study,
                        const ReportOptions& options) {
    ResultTable table = buildTable(reader, study, options.selection);
    requireScores(table, "report");
    table.spec.program = options.program;
    table.spec.date = options.date;
    table.notes = tableNotes(table);
    const std::string scores = toMarkdown(table);
    table.spec.baseline = reportBaseline(table, options.baseline);
    table.spec.resamples = options.resamples;
    table.spec.seed = options.seed;
    Report report(reader, table, options.keep_going);
    std::string text = "# Report" + (study.empty() ? "" : ": " + onOneLine(study)) + "\n\n";
    text += report.warnings() + scores + "\n";
    text += report.comparisons() + report.calibration() + report.noise();
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

}  // namespace alphascope
