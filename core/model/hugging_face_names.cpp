// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_names.h"

#include "study/error.h"

#include <utility>

namespace alphascope {
namespace {

/// Parts of a name, ours and theirs. A part is used where it occurs.
using Replacements = std::vector<std::pair<std::string, std::string>>;

const Replacements& replacements(HuggingFaceFamily family) {
    static const Replacements kBert{};
    static const Replacements kDistilBert{
        {"encoder.layer.", "transformer.layer."},
        {"attention.output.dense", "attention.out_lin"},
        {"attention.output.LayerNorm", "sa_layer_norm"},
        {"intermediate.dense", "ffn.lin1"},
        {"output.dense", "ffn.lin2"},
        {"output.LayerNorm", "output_layer_norm"},
        {"pooler.dense", "pre_classifier"},
    };
    static const Replacements kRoberta{
        {"pooler.dense", "classifier.dense"},
    };
    switch (family) {
        case HuggingFaceFamily::kBert:
            return kBert;
        case HuggingFaceFamily::kDistilBert:
            return kDistilBert;
        case HuggingFaceFamily::kRoberta:
            return kRoberta;
    }
    return kBert;
}

std::string translate(HuggingFaceFamily family, std::string name) {
    for (const auto& [ours, theirs] : replacements(family)) {
        const auto place = name.find(ours);
        if (place != std::string::npos) name.replace(place, ours.size(), theirs);
    }
    return name;
}

}  // namespace

HuggingFaceFamily familyOf(const EncoderConfig& c) {
    if (c.kind == EncoderKind::kTransformer) {
        if (c.token_types == 0 && c.position_offset == 0 && c.pooler == Pooler::kRelu)
            return HuggingFaceFamily::kDistilBert;
        if (c.token_types == 1 && c.position_offset > 0 && c.pooler == Pooler::kTanh)
            return HuggingFaceFamily::kRoberta;
        if (c.token_types > 0 && c.position_offset == 0 && c.pooler == Pooler::kTanh)
            return HuggingFaceFamily::kBert;
    }
    throw Error(
        "This encoder cannot be written as a Hugging Face folder: only transformers of the forms "
        "of BERT, DistilBERT and RoBERTa can.");
}

std::vector<std::string> huggingFaceNames(HuggingFaceFamily family, const std::string& ours) {
    const std::string our_prefix = "bert.";
    if (!ours.starts_with(our_prefix)) {  // the head
        if (family != HuggingFaceFamily::kRoberta) return {ours};
        return {"classifier.out_proj" + ours.substr(std::string("classifier").size())};
    }
    const std::string body = ours.substr(our_prefix.size());
    const std::string prefix = familyName(family) + ".";
    const std::string fused = "attention.self.qkv";
    if (const auto place = body.find(fused); place != std::string::npos) {
        const bool distil = family == HuggingFaceFamily::kDistilBert;
        std::vector<std::string> names;
        for (const char* part : {"query", "key", "value"}) {
            std::string name = body;
            name.replace(place, fused.size(),
                         distil ? std::string("attention.") + part[0] + "_lin"
                                : std::string("attention.self.") + part);
            names.push_back(prefix + translate(family, name));
        }
        return names;
    }
    // Only BERT counts the dense layer over the first token to the body.
    const bool of_head = family != HuggingFaceFamily::kBert && body.starts_with("pooler.");
    return {(of_head ? "" : prefix) + translate(family, body)};
}

bool isIgnoredTensor(HuggingFaceFamily family, const std::string& name) {
    for (const char* buffer : {"embeddings.position_ids", "embeddings.token_type_ids"})
        if (name == buffer) return true;
    for (const char* head : {"cls.predictions.", "cls.seq_relationship.", "lm_head.",
                             "vocab_transform.", "vocab_layer_norm.", "vocab_projector."})
        if (name.starts_with(head)) return true;
    // RoBERTa's classifiers do not use the pooler of its body.
    return family == HuggingFaceFamily::kRoberta && name.starts_with("pooler.");
}

}  // namespace alphascope
