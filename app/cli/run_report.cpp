// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_report.h"

#include "app/cli/commands.h"
#include "app/cli/text_table.h"
#include "metrics/summary.h"
#include "report/alpha_report.h"
#include "report/result_table.h"
#include "study/scheme.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace alphascope {
namespace {

struct SchemeNoise {
    std::string title;
    std::vector<double> alpha;
    std::vector<double> label_loss;
    std::int64_t samples = 0;
    std::int64_t flipped = 0;
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
        if (place == schemes.end())
            place = schemes.insert(
                place, {.title = title, .samples = noise->samples, .flipped = noise->flipped});
        place->alpha.push_back(noise->auc_alpha);
        place->label_loss.push_back(noise->auc_label_loss);
    }
    return schemes;
}

void printNoise(const std::vector<SchemeNoise>& schemes) {
    for (const auto& scheme : schemes) {
        const MeanStd alpha = meanStd(scheme.alpha);
        const MeanStd loss = meanStd(scheme.label_loss);
        std::printf("α noise AUC: %s: %.3f", scheme.title.c_str(), alpha.mean);
        if (alpha.n > 1)
            std::printf(" ± %.3f over %lld seeds", alpha.std, static_cast<long long>(alpha.n));
        std::printf(" (label loss alone %.3f; %lld of %lld labels flipped)\n", loss.mean,
                    static_cast<long long>(scheme.flipped), static_cast<long long>(scheme.samples));
    }
    if (!schemes.empty()) std::printf("\n");
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
        std::printf("\n%s\n", table.c_str());
        printNoise(gatherNoise(reader, runs));
    }
    if (finished == static_cast<long>(runs.size())) return kDone;
    std::fflush(stdout);
    std::fprintf(stderr, "%zu of %zu runs did not finish:\n",
                 runs.size() - static_cast<std::size_t>(finished), runs.size());
    for (const auto& run : runs) {
        if (run.state == RunState::kFinished) continue;
        std::fprintf(stderr, "  run %lld (%s), %s: %s%s%s\n", static_cast<long long>(run.id),
                     run.uuid.substr(0, 8).c_str(), runTitle(run.task, run.label, run.seed).c_str(),
                     runStateName(run.state), run.message.empty() ? "" : ": ", run.message.c_str());
    }
    return kWorkFailed;
}

}  // namespace alphascope
