// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_question.h"

#include "report/scheme_arithmetic.h"
#include "study/error.h"

namespace alphascope {
namespace {

RunSpec specOf(const RunRow& run) {
    try {
        return runSpecFromText(run.spec_json);
    } catch (const std::exception& error) {  // a run of a newer program
        throw Error(std::string("This run's settings cannot be read: ") + error.what());
    }
}

}  // namespace

SampleHistory historyOf(StoreReader& reader, std::int64_t run_id, std::uint32_t sample_id) {
    SampleHistory history{.records = reader.sampleRecords(run_id)};
    history.epoch_means = epochMeans(history.records);
    std::erase_if(history.records, [&](const auto& record) { return record.id != sample_id; });
    return history;
}

AlphaQuestion alphaQuestion(const RunRow& run, const SampleView& sample,
                            const SampleHistory& history, std::size_t place) {
    return {.spec = specOf(run),
            .total_steps = run.total_steps,
            .record = history.records[place],
            .label = sample.label,
            .teacher_logits = sample.teacher_logits,
            .epoch_means = history.epoch_means,
            .at_step = {}};
}

}  // namespace alphascope
