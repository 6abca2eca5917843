// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_report.h"

#include "app/cli/commands.h"
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "metrics/summary.h"
#include "report/alpha_report.h"
#include "report/number_text.h"
#include "report/result_table.h"
#include "study/scheme.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace alphascope {
namespace {

struct SchemeNoise {
    std::string title;
    std::vector<NoiseFinding> findings;  ///< one a seed
};

/// One entry for each task and scheme with a teacher, seeds together, in the order of the runs.
std::vector<SchemeNoise> gatherNoise(StoreReader& reader, const std::vector<RunRow>& runs) {
    std::vector<SchemeNoise> schemes;
    for (const auto& run : runs) {
        if (run.state != RunState::kFinished || run.role != "student" ||
            !findScheme(run.scheme).uses_teacher)
            continue;
        const auto noise = findNoise(reader, run.id);
        if (!noise) continue;
        const std::string title = findTask(run.task).name + ", " + run.label;
        auto place = std::find_if(schemes.begin(), schemes.end(),
                                  [&](const auto& scheme) { return scheme.title == title; });
        if (place == schemes.end()) place = schemes.insert(place, {.title = title, .findings = {}});
        place->findings.push_back(*noise);
    }
    return schemes;
}

/// "0.912 ± 0.003".
std::string meanText(const std::vector<double>& values) {
    const MeanStd summary = meanStd(values);
    return fixedText(summary.mean, 3) + (summary.n > 1 ? " ± " + fixedText(summary.std, 3) : "");
}

void printNoise(const std::vector<SchemeNoise>& schemes) {
    constexpr std::pair<const char*, NoiseDetector NoiseFinding::*> kDetectors[] = {
        {"α", &NoiseFinding::alpha},
        {"label loss", &NoiseFinding::label_loss},
        {"teacher loss", &NoiseFinding::teacher_loss}};
    for (const auto& scheme : schemes) {
        const NoiseFinding& first = scheme.findings.front();
        say("α noise AUC: %s, %zu seed%s, %lld of %lld labels flipped (k):", scheme.title.c_str(),
            scheme.findings.size(), scheme.findings.size() == 1 ? "" : "s",
            static_cast<long long>(first.flipped), static_cast<long long>(first.samples));
        for (const auto& [name, detector] : kDetectors) {
            std::vector<double> auc, precision;
            for (const auto& finding : scheme.findings) {
                auc.push_back((finding.*detector).auc);
                precision.push_back((finding.*detector).precision);
            }
            say("%s %s AUC %s, precision at k %s", name == kDetectors[0].first ? "" : ";", name,
                meanText(auc).c_str(), meanText(precision).c_str());
        }
        say("\n");
    }
    if (!schemes.empty()) say("\n");
}

}  // namespace

int printStudyReport(StoreReader& reader, const std::string& study,
                     const std::vector<std::int64_t>& ids) {
    std::vector<RunRow> runs;
    for (auto& run : reader.runs())
        if (std::find(ids.begin(), ids.end(), run.id) != ids.end()) runs.push_back(std::move(run));
    const auto finished = std::count_if(
        runs.begin(), runs.end(), [](const auto& run) { return run.state == RunState::kFinished; });
    if (finished > 0) {
        const std::string table = toMarkdown(buildTable(reader, study, Selection::kFinalStep));
        say("\n%s\n", table.c_str());
        printNoise(gatherNoise(reader, runs));
    }
    if (finished == static_cast<long>(runs.size())) return kDone;
    std::fflush(stdout);
    complain("%zu of %zu runs did not finish:\n", runs.size() - static_cast<std::size_t>(finished),
             runs.size());
    for (const auto& run : runs) {
        if (run.state == RunState::kFinished) continue;
        complain("  run %lld (%s), %s: %s%s%s\n", static_cast<long long>(run.id),
                 run.uuid.substr(0, 8).c_str(), runTitle(run).c_str(), runStateName(run.state),
                 run.message.empty() ? "" : ": ", run.message.c_str());
    }
    return kWorkFailed;
}

}  // namespace alphascope
