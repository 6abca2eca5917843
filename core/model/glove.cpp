// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/glove.h"

#include "model/glove_words.h"
#include "model/safetensors.h"
#include "study/error.h"

namespace alphascope {
namespace {

torch::Tensor readVectors(const std::filesystem::path& file, std::size_t words) {
    const auto content = readTensorFile(file);
    const auto found = content.tensors.find("embeddings");
    if (found == content.tensors.end() || found->second.dim() != 2 ||
        !found->second.is_floating_point())
        throw Error::at(file.string(), 0, "there is no table of vectors named embeddings",
                        "Download the file again");
    if (found->second.size(0) != static_cast<std::int64_t>(words))
        throw Error::at(file.string(), 0,
                        "it has " + std::to_string(found->second.size(0)) +
                            " vectors, its list of words " + std::to_string(words) + " words",
                        "Download both files again");
    return found->second;
}

}  // namespace

double initialiseFromGlove(Classifier& model, std::span<const std::string> tokens,
                           const std::filesystem::path& file) {
    torch::NoGradGuard no_grad;
    auto words_file = file;
    words_file.replace_extension(".words.txt");
    const auto rows = readGloveWords(words_file);
    const auto vectors = readVectors(file, rows.size());
    auto embedding = model.wordEmbedding().detach();
    if (embedding.size(1) != vectors.size(1))
        throw Error::at(file.string(), 0,
                        "its vectors have " + std::to_string(vectors.size(1)) +
                            " dimensions, the encoder's word embedding has " +
                            std::to_string(embedding.size(1)),
                        "Choose an encoder with that word vector, such as bilstm");
    if (embedding.size(0) != static_cast<std::int64_t>(tokens.size()))
        throw Error("The vocabulary has " + std::to_string(tokens.size()) +
                    " tokens, the word embedding " + std::to_string(embedding.size(0)) + " rows.");
    std::vector<std::int64_t> to, from;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto row = rows.find(tokens[i]);
        if (row == rows.end()) continue;
        to.push_back(static_cast<std::int64_t>(i));
        from.push_back(row->second);
    }
    embedding.index_copy_(
        0, torch::tensor(at::ArrayRef<std::int64_t>(to), torch::kInt64),
        vectors.index_select(0, torch::tensor(at::ArrayRef<std::int64_t>(from), torch::kInt64))
            .to(embedding.scalar_type()));
    return tokens.empty() ? 0.0
                          : static_cast<double>(to.size()) / static_cast<double>(tokens.size());
}

}  // namespace alphascope
