// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary of the Universal Sentence Encoder lite, as TensorFlow.js ships it
// (tensorflow/tfjs-models, universal-sentence-encoder). Of its duplicate pieces the last one
// counts, as there. Unknown characters are SentencePiece's, which has the larger claim: the
// JavaScript gives a place that no piece ends at the score 0.
#include "data/split_plan.h"
#include "data/tokenizer_json.h"
#include "data/unicode_text.h"
#include "study/error.h"

#include <charconv>
#include <cmath>

namespace alphascope {
namespace {

constexpr std::size_t kReserved = 6;  ///< unknown, begin, end and three extra tokens
constexpr std::string_view kMark = "\u2581";

void markSpaces(std::string& text) {
    normalForm(text, NormalForm::kNfkc);
    if (text.empty()) return;
    std::string marked(kMark);
    for (const char c : text)
        if (c == ' ')
            marked += kMark;
        else
            marked += c;
    text = std::move(marked);
}

std::unique_ptr<Tokenizer> fromPieces(std::vector<UnigramModel::Piece> pieces,
                                      const std::string& bytes, const std::string& file) {
    if (pieces.size() <= kReserved)
        throw Error::at(file, 0, "the table has no pieces but reserved ones",
                        "Fetch the file again.");
    Tokenizer::Traits traits{.hash = sha256Hex(bytes), .layout = EncodingLayout::plain()};
    for (const auto& piece : pieces) traits.tokens.push_back(piece.text);
    for (std::size_t i = 0; i < kReserved; ++i) pieces[i].text.clear();
    return std::make_unique<PipelineTokenizer>(
        std::move(traits), PipelineTokenizer::Stages{
                               .normalize = markSpaces,
                               .cut = readPreTokenizer(std::nullopt),
                               .model = std::make_unique<UnigramModel>(pieces, 0, std::nullopt)});
}

}  // namespace

std::unique_ptr<Tokenizer> tokenizerFromPieceTable(const std::string& bytes,
                                                   const std::string& file) {
    std::vector<UnigramModel::Piece> pieces;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        std::string_view line = std::string_view(bytes).substr(begin, end - begin);
        if (line.ends_with('\r')) line.remove_suffix(1);
        begin = end + 1;
        const auto tab = line.rfind('\t');
        float score = 0;
        const auto number = tab == std::string_view::npos ? line : line.substr(tab + 1);
        const auto read = std::from_chars(number.data(), number.data() + number.size(), score);
        if (tab == std::string_view::npos || read.ec != std::errc() ||
            read.ptr != number.data() + number.size() || !std::isfinite(score))
            throw Error::at(file, static_cast<long>(pieces.size()) + 1,
                            "the line is not a piece, a tab and a score", "Correct the line.");
        pieces.push_back({std::string(line.substr(0, tab)), score});
    }
    return fromPieces(std::move(pieces), bytes, file);
}

std::unique_ptr<Tokenizer> tokenizerFromPiecePairs(const std::string& bytes,
                                                   const std::string& file) {
    const auto root = JsonField::parse(bytes, file);
    root.requireArray();
    std::vector<UnigramModel::Piece> pieces;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto pair = root.item(i);
        pair.requireArray(2);
        const auto score = pair.item(1);
        pieces.push_back({pair.item(0).text(),
                          score.value().is_null() ? 0.0F : static_cast<float>(score.number())});
    }
    return fromPieces(std::move(pieces), bytes, file);
}

}  // namespace alphascope
