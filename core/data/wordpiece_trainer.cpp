// SPDX-License-Identifier: GPL-3.0-or-later
// Trains a small WordPiece vocabulary: characters first, then the pair of neighbouring pieces that
// occurs most often becomes one piece, again and again (Sennrich et al., ACL 2016; the rule of
// Hugging Face's BertWordPieceTrainer as well).
//
// Not the likelihood score count(ab) / (count(a) count(b)) of Schuster and Nakajima (2012):
// on the phrases of SST-2 it spends the vocabulary on rare pairs. Pieces per word of SST-2's dev
// set, 4000 (8000) tokens: 1.29 (1.17) by frequency; by likelihood 3.33 (2.87), and still 2.11
// (1.28) where only pairs that occur 50 times may be joined.
#include "data/wordpiece.h"

#include "study/error.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <unordered_set>

namespace alphascope {
namespace {

/// Rarer pairs are accidents of the sample: a name, a misprint.
constexpr std::int64_t kLeastPairCount = 2;

using Piece = std::int32_t;
using PairKey = std::uint64_t;

PairKey keyOf(Piece left, Piece right) {
    return (static_cast<PairKey>(static_cast<std::uint32_t>(left)) << 32U) |
           static_cast<std::uint32_t>(right);
}

struct Word {
    std::vector<Piece> pieces;
    std::int64_t count = 0;
};

std::vector<std::string> charactersOf(const std::string& word) {
    std::vector<std::string> characters;
    for (const char c : word) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (!continues || characters.empty()) characters.emplace_back();
        characters.back() += c;
    }
    return characters;
}

/// Pieces, the words made of them, and the counts of neighbouring pairs, kept up to date by
/// merging.
class Trainer {
public:
    Trainer(const std::vector<std::string>& texts, std::size_t size)
        : tokens_{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}, size_(size) {
        std::map<std::string, std::int64_t>
            counts;  // ordered: the result must not depend on hashes
        for (const auto& text : texts)
            for (auto& word : basicTokenize(text)) ++counts[std::move(word)];
        addAlphabet(counts);
        for (const auto& [word, count] : counts) addWord(word, count);
        for (const auto& [key, pair] : pairs_) queue_.push({pair.count, key});
    }

    std::vector<std::string> run() {
        while (tokens_.size() < size_ && !queue_.empty()) {
            const Candidate best = queue_.top();
            queue_.pop();
            const auto found = pairs_.find(best.key);
            if (found == pairs_.end() || found->second.count != best.count) continue;  // outdated
            if (best.count < kLeastPairCount) break;
            merge(best.key);
        }
        return std::move(tokens_);
    }

private:
    struct Pair {
        std::int64_t count = 0;
        std::unordered_set<std::size_t> words;  ///< where it occurs, or did
    };
    struct Candidate {
        std::int64_t count;
        PairKey key;
        bool operator<(const Candidate& other) const {  // the queue's top is the largest
            return count != other.count ? count < other.count : key > other.key;
        }
    };

    Piece pieceFor(const std::string& token) {
        const auto [place, is_new] = index_.try_emplace(token, static_cast<Piece>(tokens_.size()));
        if (is_new) tokens_.push_back(token);
        return place->second;
    }

    /// Every character, alone and as the continuation of a word if it ever is in a longer word; the
    /// frequent ones only where all do not fit.
    void addAlphabet(const std::map<std::string, std::int64_t>& counts) {
        std::map<std::string, std::int64_t> seen;
        for (const auto& [word, count] : counts) {
            const auto characters = charactersOf(word);
            for (const auto& character : characters) {
                seen[character] += count;
                if (characters.size() > 1) seen["##" + character] += count;
            }
        }
        std::vector<std::pair<std::int64_t, std::string>> order;
        for (const auto& [token, count] : seen) order.emplace_back(-count, token);
        std::sort(order.begin(), order.end());
        order.resize(std::min(order.size(), size_ - tokens_.size()));
        std::set<std::string> kept;
        for (auto& [count, token] : order) kept.insert(std::move(token));
        for (const auto& token : kept) pieceFor(token);
    }

    void addWord(const std::string& text, std::int64_t count) {
        Word word{.pieces = {}, .count = count};
        for (const auto& character : charactersOf(text)) {
            const auto found = index_.find((word.pieces.empty() ? "" : "##") + character);
            if (found == index_.end()) return;  // the alphabet had no room: it will be [UNK]
            word.pieces.push_back(found->second);
        }
        words_.push_back(std::move(word));
        const std::size_t index = words_.size() - 1;
        changePairs(index, count);
    }

    /// Adds a word's pairs to the counts (or takes them away).
    void changePairs(std::size_t index, std::int64_t count) {
        const auto& pieces = words_[index].pieces;
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            const PairKey key = keyOf(pieces[i - 1], pieces[i]);
            Pair& pair = pairs_[key];
            pair.count += count;
            if (count > 0) pair.words.insert(index);
            if (collecting_) changed_.insert(key);
        }
    }

    void merge(PairKey key) {
        const auto left = static_cast<Piece>(key >> 32U);
        const auto right = static_cast<Piece>(key & 0xFFFFFFFFU);
        // A right half always continues a word, so it starts with "##".
        const std::string token = tokens_[static_cast<std::size_t>(left)] +
                                  tokens_[static_cast<std::size_t>(right)].substr(2);
        const Piece merged = pieceFor(token);
        const auto words = std::move(pairs_[key].words);
        pairs_[key].words.clear();
        collecting_ = true;
        for (const std::size_t index : words) {
            Word& word = words_[index];
            changePairs(index, -word.count);
            std::vector<Piece> pieces;
            for (std::size_t i = 0; i < word.pieces.size(); ++i) {
                const bool here = i + 1 < word.pieces.size() && word.pieces[i] == left &&
                                  word.pieces[i + 1] == right;
                pieces.push_back(here ? merged : word.pieces[i]);
                if (here) ++i;
            }
            word.pieces = std::move(pieces);
            changePairs(index, word.count);
        }
        for (const PairKey changed : changed_) {
            const auto found = pairs_.find(changed);
            if (found->second.count == 0) {
                pairs_.erase(found);
            } else {
                queue_.push({found->second.count, changed});
            }
        }
        changed_.clear();
    }

    std::vector<std::string> tokens_;
    std::size_t size_;
    std::unordered_map<std::string, Piece> index_;
    std::vector<Word> words_;
    std::unordered_map<PairKey, Pair> pairs_;
    std::unordered_set<PairKey> changed_;
    bool collecting_ = false;
    std::priority_queue<Candidate> queue_;
};

}  // namespace

WordPiece WordPiece::train(const std::vector<std::string>& texts, int size) {
    constexpr int kSmallest = 16;
    if (size < kSmallest)
        throw Error("A vocabulary of " + std::to_string(size) + " tokens is too small. Set it to " +
                    std::to_string(kSmallest) + " or more.");
    return fromTokens(Trainer(texts, static_cast<std::size_t>(size)).run(), "trained vocabulary");
}

}  // namespace alphascope
