// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/step_tools.h"

#include "study/error.h"

#include <cmath>

namespace alphascope {

Batch makeBatch(const EncodedSet& set, const std::vector<std::size_t>& positions, int pad_id) {
    const std::vector<std::int64_t> rows(positions.begin(), positions.end());
    Batch batch{.tokens = toTensors(padBatch(set.encodings, positions, pad_id)),
                .index = torch::tensor(at::ArrayRef<std::int64_t>(rows)),
                .labels = {}};
    batch.labels = set.labels.index_select(0, batch.index);
    return batch;
}

std::vector<torch::Tensor> TrainerStepTools::metaGradient(MetaLoss loss, int rows,
                                                          std::span<const torch::Tensor> at) {
    if (parts_.meta == nullptr)
        throw Error("This scheme needs a meta set, and the run trains on the full train set.");
    const auto wanted = rows > 0 ? static_cast<std::size_t>(rows)
                                 : static_cast<std::size_t>(parts_.batch.labels.size(0));
    auto gradient = alphascope::metaGradient(parts_.model, at, parts_.meta->next(wanted),
                                             parts_.meta_view, parts_.terms, loss);
    if (!std::isfinite(gradient.loss))
        throw Error("nan in the meta loss at step " + std::to_string(parts_.step) +
                    "; lower the learning rate, or check the teacher's logits on the meta set.");
    meta_loss_ = gradient.loss;
    return std::move(gradient.parts);
}

torch::Tensor TrainerStepTools::trainLosses() {
    DropoutStream same_masks = parts_.dropout;  // a copy replays the masks of the training forward
    const StudentOutput output{parts_.model.logits(parts_.batch.tokens, &same_masks)};
    const Targets targets = parts_.train_view.targets(parts_.batch, output);
    std::vector<torch::Tensor> columns;
    for (const auto& term : parts_.terms) columns.push_back(term->perUnit(output, targets));
    return torch::stack(columns, 1);
}

}  // namespace alphascope
