// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/run_session.h"

#include <sstream>

namespace alphascope {
namespace {

std::string formula(const RunSpec& spec, TaskKind kind, bool uses_teacher) {
    const bool regression = kind == TaskKind::kRegression;
    const std::string label = regression ? "(z_i - y_i)²" : "CE_i";
    if (!uses_teacher) return "L = mean_i " + label;
    std::ostringstream text;
    text << "L = mean_i [(1 - α_i) " << label << " + α_i ";
    if (regression)
        text << "(z_i - zt_i)²]; labels are divided by the largest score";
    else
        text << "T² KL(softmax(zt_i/T) ‖ softmax(z_i/T))], T = " << spec.train.temperature
             << " (T² = " << spec.train.temperature * spec.train.temperature << ")";
    return text.str();
}

}  // namespace

std::string describeRun(const RunSpec& spec, const PreparedData& data, const Classifier& model,
                        bool uses_teacher) {
    const SchemeDescriptor& scheme = findScheme(spec.scheme);
    std::ostringstream text;
    text << formula(spec, data.task->kind, uses_teacher) << "\n";
    if (uses_teacher)
        text << scheme.name << ": " << scheme.formula << "; α is the weight on the teacher term\n";
    text << "encoder " << spec.train.encoder << ", " << model.config().layers << " layers, "
         << model.parameters().count() << " parameters, vocabulary " << data.tokenizer->size()
         << "\n";
    text << "train " << data.train.size() << " (" << data.train.file << "), meta "
         << data.meta.size();
    for (const auto& set : data.evaluation)
        text << ", " << set.name << " " << set.size() << " (" << set.file << ")";
    text << "\nAdamW, peak learning rate " << spec.train.learning_rate << ", batch "
         << spec.train.batch_size << ", " << spec.train.epochs << " epochs, seed " << spec.seed
         << ", gradient norm clipped at " << spec.train.clip_norm;
    return text.str();
}

}  // namespace alphascope
