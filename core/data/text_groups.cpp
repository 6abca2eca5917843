// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_groups.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace alphascope {
namespace {

using Words = std::vector<std::int32_t>;

std::vector<std::string_view> wordsOf(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n\v\f";
    std::vector<std::string_view> words;
    for (std::size_t begin = text.find_first_not_of(kSpace); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(kSpace, end);
    }
    return words;
}

/// The distinct texts of a data set as sequences of word numbers.
class TextTable {
public:
    /// The number of a text; texts that differ in white space only have the same one.
    std::size_t add(std::string_view text) {
        Words words;
        for (const auto word : wordsOf(text))
            words.push_back(word_ids_.try_emplace(word, static_cast<std::int32_t>(word_ids_.size()))
                                .first->second);
        const auto [place, is_new] = text_ids_.try_emplace(std::move(words), texts_.size());
        if (is_new) texts_.push_back(&place->first);
        return place->second;
    }
    [[nodiscard]] const Words& words(std::size_t text) const { return *texts_[text]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    // Views into the examples, which outlive the table.
    std::unordered_map<std::string_view, std::int32_t> word_ids_;
    std::map<Words, std::size_t> text_ids_;  // a map's keys stay where they are
    std::vector<const Words*> texts_;
};

/// Finds the texts of a table inside a longer one: every stretch of words is looked up by a rolling
/// hash, then compared. A text of n words costs at most n² / 2 look-ups.
class PhraseIndex {
public:
    explicit PhraseIndex(const TextTable& table) : table_(table) {
        for (std::size_t text = 0; text < table.size(); ++text) {
            const Words& words = table.words(text);
            std::uint64_t hash = 0;
            for (const auto word : words) hash = extend(hash, word);
            by_hash_.emplace(hash, text);
            if (words.size() >= has_length_.size()) has_length_.resize(words.size() + 1, false);
            has_length_[words.size()] = true;
        }
    }

    /// Calls found(text) for every text that occurs in `words`, itself included; texts that occur
    /// twice are named twice.
    void forEachInside(const Words& words, const std::function<void(std::size_t)>& found) const {
        for (std::size_t begin = 0; begin < words.size(); ++begin) {
            std::uint64_t hash = 0;
            const std::size_t longest = std::min(words.size() - begin, has_length_.size() - 1);
            for (std::size_t length = 1; length <= longest; ++length) {
                hash = extend(hash, words[begin + length - 1]);
                if (!has_length_[length]) continue;
                const auto [first, last] = by_hash_.equal_range(hash);
                for (auto hit = first; hit != last; ++hit)
                    if (equals(words, begin, length, hit->second)) found(hit->second);
            }
        }
    }

private:
    static std::uint64_t extend(std::uint64_t hash, std::int32_t word) {
        hash = (hash + static_cast<std::uint64_t>(word) + 1) * 0x9E3779B97F4A7C15ULL;
        return hash ^ (hash >> 29U);
    }
    [[nodiscard]] bool equals(const Words& words, std::size_t begin, std::size_t length,
                              std::size_t text) const {
        const auto start = words.begin() + static_cast<std::ptrdiff_t>(begin);
        const Words& other = table_.words(text);
        return other.size() == length && std::equal(other.begin(), other.end(), start);
    }

    const TextTable& table_;
    std::unordered_multimap<std::uint64_t, std::size_t> by_hash_;
    std::vector<bool> has_length_;
};

class UnionFind {
public:
    explicit UnionFind(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t item) {
        while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
        return item;
    }
    void join(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

private:
    std::vector<std::size_t> parent_;
};

bool arePairs(const std::vector<Example>& examples, const std::vector<std::size_t>& positions) {
    return std::any_of(positions.begin(), positions.end(),
                       [&](std::size_t p) { return !examples.at(p).text_b.empty(); });
}

/// For every text the longest one that contains it (ties: the first); a text may be its own.
std::vector<std::size_t> longestContainers(const TextTable& table) {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> by_length(table.size());
    std::iota(by_length.begin(), by_length.end(), std::size_t{0});
    std::stable_sort(by_length.begin(), by_length.end(), [&](std::size_t a, std::size_t b) {
        return table.words(a).size() > table.words(b).size();
    });
    const PhraseIndex index(table);
    std::vector<std::size_t> container(table.size(), kNone);
    for (const std::size_t text : by_length) {
        // A text that has a container adds nothing: all inside it went to that container already.
        if (container[text] != kNone) continue;
        container[text] = text;
        index.forEachInside(table.words(text), [&](std::size_t inside) {
            if (container[inside] == kNone) container[inside] = text;
        });
    }
    return container;
}

/// The texts of each position as numbers; for single sentences both are the same.
struct NumberedTexts {
    TextTable table;
    std::vector<std::pair<std::size_t, std::size_t>> of;
    bool pairs = false;

    NumberedTexts(const std::vector<Example>& examples, const std::vector<std::size_t>& positions)
        : pairs(arePairs(examples, positions)) {
        for (const std::size_t position : positions) {
            const std::size_t a = table.add(examples[position].text_a);
            of.emplace_back(a, pairs ? table.add(examples[position].text_b) : a);
        }
    }
};

/// Groups of indices into `positions`, by a number each index has.
template <typename Key>
std::vector<std::vector<std::size_t>> collect(const std::vector<std::size_t>& indices,
                                              const Key& key) {
    std::map<decltype(key(indices[0])), std::size_t> place;
    std::vector<std::vector<std::size_t>> groups;
    for (const std::size_t index : indices) {
        const auto [found, is_new] = place.try_emplace(key(index), groups.size());
        if (is_new) groups.emplace_back();
        groups[found->second].push_back(index);
    }
    return groups;
}

}  // namespace

std::vector<std::vector<std::size_t>> groupByText(const std::vector<Example>& examples,
                                                  const std::vector<std::size_t>& positions,
                                                  std::size_t largest) {
    const NumberedTexts texts(examples, positions);
    UnionFind sets(texts.table.size());
    if (texts.pairs) {
        for (const auto& [a, b] : texts.of) sets.join(a, b);
    } else {
        const auto container = longestContainers(texts.table);
        for (std::size_t text = 0; text < container.size(); ++text)
            sets.join(text, container[text]);
    }

    std::vector<std::size_t> all(positions.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::vector<std::size_t>> groups;
    for (auto& group : collect(all, [&](std::size_t i) { return sets.root(texts.of[i].first); })) {
        if (group.size() <= largest) {
            groups.push_back(std::move(group));
            continue;
        }
        for (auto& part : collect(group, [&](std::size_t i) { return texts.of[i]; }))
            groups.push_back(std::move(part));
    }
    for (auto& group : groups) {
        for (auto& index : group) index = positions[index];
        std::sort(group.begin(), group.end());
    }
    std::sort(groups.begin(), groups.end());
    return groups;
}

std::int64_t countOverlap(const std::vector<Example>& examples,
                          const std::vector<std::size_t>& train,
                          const std::vector<std::size_t>& meta) {
    const bool pairs = arePairs(examples, train) || arePairs(examples, meta);
    TextTable table;
    const auto number = [&](const std::vector<std::size_t>& positions) {
        std::vector<std::size_t> numbers;
        for (const std::size_t position : positions) {
            numbers.push_back(table.add(examples.at(position).text_a));
            if (pairs) numbers.push_back(table.add(examples.at(position).text_b));
        }
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        return numbers;
    };
    const auto meta_texts = number(meta);
    const auto train_texts = number(train);

    std::vector<bool> in_train(table.size(), false);
    for (const std::size_t text : train_texts) in_train[text] = true;
    if (!pairs) {
        const PhraseIndex index(table);
        for (const std::size_t text : train_texts)
            index.forEachInside(table.words(text),
                                [&](std::size_t inside) { in_train[inside] = true; });
    }
    return std::count_if(meta_texts.begin(), meta_texts.end(),
                         [&](std::size_t text) { return in_train[text]; });
}

}  // namespace alphascope
