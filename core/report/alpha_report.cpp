// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_report.h"

#include "metrics/glue_metrics.h"
#include "report/number_text.h"
#include "store/imported_run.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Sums over the epochs in which a sample was seen.
struct Seen {
    double alpha = 0.0;
    double label_loss = 0.0;
    double teacher_loss = 0.0;
    double times = 0.0;
};

/// Empty instead of "nan": the column has no meaning for this run.
std::string orNothing(double value) {
    return std::isnan(value) ? std::string() : exactText(value);
}

}  // namespace

std::optional<NoiseFinding> findNoise(StoreReader& reader, std::int64_t run_id) {
    const auto train = reader.set(run_id, "train");
    if (!train) return std::nullopt;
    const auto isFlipped = [](std::uint8_t flags) { return (flags & kFlagFlipped) != 0; };
    if (std::none_of(train->flags.begin(), train->flags.end(), isFlipped)) return std::nullopt;

    std::unordered_map<std::uint32_t, Seen> seen;
    for (const auto& record : reader.sampleRecords(run_id)) {
        Seen& sample = seen[record.id];
        sample.alpha += record.alpha;
        sample.label_loss += record.label_loss;
        sample.teacher_loss += record.teacher_loss;
        sample.times += 1.0;
    }
    if (seen.empty()) return std::nullopt;

    std::vector<char> flipped;
    std::vector<double> alpha, label_loss, teacher_loss;
    for (std::size_t i = 0; i < train->ids.size() && i < train->flags.size(); ++i) {
        const auto found = seen.find(train->ids[i]);
        if (found == seen.end()) continue;
        const Seen& sample = found->second;
        flipped.push_back(isFlipped(train->flags[i]) ? 1 : 0);
        alpha.push_back(sample.alpha / sample.times);
        label_loss.push_back(sample.label_loss / sample.times);
        teacher_loss.push_back(sample.teacher_loss / sample.times);
    }
    const auto k = std::count(flipped.begin(), flipped.end(), 1);
    const auto detector = [&](const std::vector<double>& score) {
        return NoiseDetector{
            .auc = areaUnderRoc(flipped, score),
            .precision = precisionAtK(flipped, score, static_cast<std::size_t>(k))};
    };
    return NoiseFinding{.samples = static_cast<std::int64_t>(flipped.size()),
                        .flipped = k,
                        .alpha = detector(alpha),
                        .label_loss = detector(label_loss),
                        .teacher_loss = detector(teacher_loss)};
}

std::string detectorText(const NoiseDetector& detector) {
    return "AUC " + fixedText(detector.auc, 3) + ", precision at k " +
           fixedText(detector.precision, 3);
}

double studentProbability(const SampleView& sample, bool regression) {
    return regression ? kNaN : std::exp(-static_cast<double>(sample.record.label_loss));
}

double teacherProbability(const SampleView& sample, bool regression) {
    const auto& logits = sample.teacher_logits;
    const auto label = std::lround(sample.label);
    if (regression || label < 0 || static_cast<std::size_t>(label) >= logits.size()) return kNaN;
    const double largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0.0;
    for (const float logit : logits) sum += std::exp(logit - largest);
    return std::exp(logits[static_cast<std::size_t>(label)] - largest) / sum;
}

std::string samplesCsv(StoreReader& reader, std::int64_t run_id) {
    const auto run = reader.findRun(std::to_string(run_id));
    if (!run)
        throw Error("There is no run " + std::to_string(run_id) +
                    ". List the runs with: alphascope-cli runs.");
    refuseImported(*run, "tell of samples");
    const bool regression = findTask(run->task).kind == TaskKind::kRegression;
    std::string text =
        "id,label,flipped,teacher_misled,alpha,alpha_mean,epochs,label_loss,teacher_loss,"
        "student_p_label,teacher_p_label\n";
    for (const auto& sample : reader.samples(run_id)) {
        const SampleRecord& record = sample.record;
        const auto flag = [&](std::uint8_t bit) { return (sample.flags & bit) != 0 ? "1" : "0"; };
        text += std::to_string(record.id) + "," + exactText(sample.label) + "," +
                flag(kFlagFlipped) + "," + flag(kFlagTeacherMisled) + "," +
                exactText(record.alpha) + "," + exactText(sample.alpha_mean) + "," +
                std::to_string(sample.epochs) + "," + exactText(record.label_loss) + "," +
                exactText(record.teacher_loss) + "," +
                orNothing(studentProbability(sample, regression)) + "," +
                orNothing(teacherProbability(sample, regression)) + "\n";
    }
    return text;
}

}  // namespace alphascope
