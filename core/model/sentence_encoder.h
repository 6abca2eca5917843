// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/encoder.h"
#include "model/layer_ops.h"

namespace alphascope {

/// The two texts of each row as rows of their own: N = 2B, first all texts of segment 0, then all
/// of segment 1, each moved to the left.
struct SplitTexts {
    TokenBatch texts;     ///< [2B, W]
    torch::Tensor place;  ///< [B·L] int64: where in [2B·W] a token went; 0 for padding
};
SplitTexts splitSegments(const TokenBatch& batch);

/// An encoder that reads one text at a time. Pairs are two such readings, joined as
/// [u; v; |u - v|; u·v] (Conneau et al., EMNLP 2017, section 3.1; Tang et al., 2019, the same but
/// for the order).
class SentenceEncoder : public Encoder {
public:
    [[nodiscard]] std::vector<ParameterShape> shapes() const final;
    [[nodiscard]] EncoderOutput forward(std::span<const torch::Tensor> parameters,
                                        const TokenBatch& batch,
                                        DropoutStream* dropout) const final;
    [[nodiscard]] int pooledSize() const override { return featureSize(); }
    /// 1 / sqrt(fan-in), the usual start of a layer without norm; 0.1 for the word embedding.
    [[nodiscard]] double initialStd(const ParameterShape& shape) const override;

protected:
    explicit SentenceEncoder(const EncoderConfig& config) : config_(config) {}

    struct Reading {
        std::vector<torch::Tensor> layers;  ///< as in EncoderOutput, rows are texts
        torch::Tensor vector;               ///< [N, hidden]
    };
    virtual void addShapes(ShapeList& list) const = 0;
    /// Padding is at the right of every row. A text without tokens has a finite vector.
    virtual Reading read(ParameterCursor& p, const TokenBatch& texts,
                         DropoutStream* dropout) const = 0;
    /// From the features to the pooled vector.
    virtual torch::Tensor finish(ParameterCursor&, const torch::Tensor& features,
                                 DropoutStream*) const {
        return features;
    }
    [[nodiscard]] const EncoderConfig& config() const { return config_; }
    [[nodiscard]] int featureSize() const { return config_.hidden * (config_.pairs ? 4 : 1); }
    [[nodiscard]] int wordVector() const {
        return config_.word_vector > 0 ? config_.word_vector : config_.hidden;
    }

private:
    EncoderConfig config_;
};

}  // namespace alphascope
