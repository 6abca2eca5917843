// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/student.h"

#include "model/glove.h"
#include "model/pretrained.h"
#include "study/error.h"

namespace alphascope {
namespace {

using Say = std::function<void(const std::string&)>;

Classifier makePretrained(const RunSpec& spec, const PreparedData& data, std::uint64_t seed,
                          const Say& say) {
    PretrainedModel pretrained = loadPretrained(spec.train.pretrained);
    EncoderConfig& config = pretrained.config;
    config.dropout = spec.train.dropout;
    config.pairs = data.task->pair && config.kind != EncoderKind::kTransformer;
    if (config.max_length < spec.data.max_length)
        throw Error("The encoder in " + spec.train.pretrained + " reads " +
                    std::to_string(config.max_length) + " tokens at most; lower data.max_length (" +
                    std::to_string(spec.data.max_length) + ").");
    if (data.tokenizer->size() > config.vocab)
        throw Error("The tokenizer in " + spec.train.pretrained + " has " +
                    std::to_string(data.tokenizer->size()) + " tokens, its encoder " +
                    std::to_string(config.vocab) + "; the folder's files do not belong together.");
    const bool with_head = fitHead(pretrained, *data.task);
    if (!with_head && spec.train.epochs == 0)
        throw Error("The folder " + spec.train.pretrained +
                    " has no classification head that fits " + data.task->name +
                    ", so its teacher cannot be taken as it is (epochs = 0); let it train for an "
                    "epoch, or name a fine-tuned model.");
    Classifier model(config, data.task->outputs());
    model.initialise(seed);
    const auto fresh = copyPretrained(pretrained, model);
    std::string names;
    for (const auto& name : fresh) names += (names.empty() ? "" : ", ") + name;
    say("weights from " + spec.train.pretrained +
        (with_head ? ", with their classification head" : "") +
        (names.empty() ? "" : "; fresh: " + names));
    return model;
}

}  // namespace

Classifier makeStudent(const RunSpec& spec, const PreparedData& data, std::uint64_t seed,
                       const Say& say) {
    if (!spec.train.pretrained.empty()) return makePretrained(spec, data, seed, say);
    Classifier model(
        encoderConfig(spec.train, data.tokenizer->size(), spec.data.max_length, data.task->pair),
        data.task->outputs());
    model.initialise(seed);
    if (!spec.train.glove.empty()) {
        const double found = initialiseFromGlove(model, data.tokenizer->tokens(), spec.train.glove);
        say("word vectors from " + spec.train.glove + " for " +
            std::to_string(static_cast<int>(found * 100.0 + 0.5)) + " % of the vocabulary");
    }
    return model;
}

}  // namespace alphascope
