// SPDX-License-Identifier: GPL-3.0-or-later
// The inner product of a direction V with the gradient of one sample's loss by a dense map is
// sum over its rows of <g, V x>: one product for the whole batch (the "ghost" products of In-Run
// Data Shapley, Wang et al., 2024, arXiv 2406.11011).
#include "model/packed/uses.h"

#include "model/packed/blas.h"
#include "model/packed/kernels.h"

namespace alphascope::packed {
namespace {

using Size = std::int64_t;

Size rowsOf(RowStarts starts) {
    return starts.back();
}

/// One factor a row from one a text.
std::vector<float> spread(RowStarts starts, const float* text_scale) {
    std::vector<float> rows(static_cast<std::size_t>(rowsOf(starts)));
    for (std::size_t text = 0; text + 1 < starts.size(); ++text)
        for (Size row = starts[text]; row < starts[text + 1]; ++row)
            rows[static_cast<std::size_t>(row)] = text_scale[text];
    return rows;
}

void gather(RowStarts starts, const std::vector<float>& rows, float* texts) {
    for (std::size_t text = 0; text + 1 < starts.size(); ++text)
        for (Size row = starts[text]; row < starts[text + 1]; ++row)
            texts[text] += rows[static_cast<std::size_t>(row)];
}

void addTo(const DenseUse& use, const float* text_scale, float* flat) {
    const Shape shape{rowsOf(use.starts), use.place.out};
    const float* gradient = use.gradient;
    std::vector<float> scaled, row_scale;
    if (text_scale != nullptr) {
        row_scale = spread(use.starts, text_scale);
        scaled.resize(static_cast<std::size_t>(shape.rows * shape.columns));
        scaleRows(shape, gradient, row_scale.data(), scaled.data());
        gradient = scaled.data();
    }
    multiply({.m = use.place.out,
              .n = use.place.in,
              .k = shape.rows,
              .c = flat + use.place.weight,
              .stride = use.place.in,
              .beta = 1.0F},
             {gradient, use.place.out, true}, {use.input, use.place.in});
    addColumnSums(shape, gradient, nullptr, nullptr, flat + use.place.bias);
}

void addTo(const NormUse& use, const float* text_scale, float* flat) {
    const Shape shape{rowsOf(use.starts), use.hidden};
    std::vector<float> row_scale;
    if (text_scale != nullptr) row_scale = spread(use.starts, text_scale);
    const float* scale = text_scale == nullptr ? nullptr : row_scale.data();
    addColumnSums(shape, use.gradient, use.normed, scale, flat + use.place.gamma);
    addColumnSums(shape, use.gradient, nullptr, scale, flat + use.place.beta);
}

void addTo(const EmbeddingUse& use, const float* text_scale, float* flat) {
    const PackedTokens& tokens = *use.tokens;
    const auto addRow = [&](Size place, const float* row, float factor) {
        for (Size j = 0; j < use.hidden; ++j) flat[place + j] += factor * row[j];
    };
    for (std::size_t text = 0; text + 1 < tokens.starts.size(); ++text) {
        const float factor = text_scale == nullptr ? 1.0F : text_scale[text];
        for (Size i = tokens.starts[text]; i < tokens.starts[text + 1]; ++i) {
            const auto token = static_cast<std::size_t>(i);
            const float* row = use.gradient + i * use.hidden;
            addRow(use.words + tokens.ids[token] * use.hidden, row, factor);
            addRow(use.positions + (i - tokens.starts[text]) * use.hidden, row, factor);
            addRow(use.types + tokens.type_ids[token] * use.hidden, row, factor);
        }
    }
}

void slopesOf(const DenseUse& use, const float* direction, float* slopes) {
    const Shape shape{rowsOf(use.starts), use.place.out};
    std::vector<float> moved(static_cast<std::size_t>(shape.rows * shape.columns));
    std::vector<float> rows(static_cast<std::size_t>(shape.rows), 0.0F);
    multiply({.m = shape.rows,
              .n = use.place.out,
              .k = use.place.in,
              .c = moved.data(),
              .stride = use.place.out},
             {use.input, use.place.in}, {direction + use.place.weight, use.place.in, true});
    addRowProducts(shape, use.gradient, moved.data(), nullptr, rows.data());
    addRowProducts(shape, use.gradient, nullptr, direction + use.place.bias, rows.data());
    gather(use.starts, rows, slopes);
}

void slopesOf(const NormUse& use, const float* direction, float* slopes) {
    const Shape shape{rowsOf(use.starts), use.hidden};
    std::vector<float> rows(static_cast<std::size_t>(shape.rows), 0.0F);
    addRowProducts(shape, use.gradient, use.normed, direction + use.place.gamma, rows.data());
    addRowProducts(shape, use.gradient, nullptr, direction + use.place.beta, rows.data());
    gather(use.starts, rows, slopes);
}

void slopesOf(const EmbeddingUse& use, const float* direction, float* slopes) {
    const PackedTokens& tokens = *use.tokens;
    for (std::size_t text = 0; text + 1 < tokens.starts.size(); ++text) {
        float sum = 0.0F;
        for (Size i = tokens.starts[text]; i < tokens.starts[text + 1]; ++i) {
            const auto token = static_cast<std::size_t>(i);
            const float* word = direction + use.words + tokens.ids[token] * use.hidden;
            const float* position =
                direction + use.positions + (i - tokens.starts[text]) * use.hidden;
            const float* type = direction + use.types + tokens.type_ids[token] * use.hidden;
            const float* row = use.gradient + i * use.hidden;
            for (Size j = 0; j < use.hidden; ++j) sum += row[j] * (word[j] + position[j] + type[j]);
        }
        slopes[text] += sum;
    }
}

}  // namespace

void addGradient(const Use& use, const float* text_scale, float* flat) {
    std::visit([&](const auto& kind) { addTo(kind, text_scale, flat); }, use);
}

void addSlopes(const Use& use, const float* direction, float* slopes) {
    std::visit([&](const auto& kind) { slopesOf(kind, direction, slopes); }, use);
}

}  // namespace alphascope::packed
