// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/sample_row.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace alphascope {

/// What a filter may ask of a sample. The texts need not have been copied into the row yet.
struct SampleFacts {
    const SampleRow& row;
    std::string_view text_a, text_b;
};

/// A condition on samples in the language of RunFilter:
///
///     alpha > 0.9 and label_loss > 2 and wrong
///     (teacher < 0.2 or misled) and not flipped
///     label = entailment and text ~ "not"
///
/// Compared are the names of names(). A word alone is one of words(), else it must occur in a
/// sentence or the label's name; in quotation marks it is always text. Comparisons with a number
/// that has no meaning for a sample do not hold.
class SampleFilter {
public:
    /// Throws Error with the place and what was expected there, also for a name that is not known.
    explicit SampleFilter(std::string_view text);
    ~SampleFilter();
    SampleFilter(SampleFilter&&) noexcept;
    SampleFilter& operator=(SampleFilter&&) noexcept;

    [[nodiscard]] bool matches(const SampleFacts& facts) const;

    /// What may be compared, and what it holds.
    static const std::map<std::string, std::string>& names();
    /// The words that say something of a sample, and what.
    static const std::map<std::string, std::string>& words();

private:
    struct Node;
    std::unique_ptr<const Node> root_;
};

/// Whether a text is contained in a sentence of the sample, without case in any script.
class TextSearch {
public:
    explicit TextSearch(std::string text);
    [[nodiscard]] bool empty() const { return small_.empty(); }
    [[nodiscard]] bool matches(std::string_view text_a, std::string_view text_b) const;

private:
    [[nodiscard]] bool in(std::string_view text) const;
    std::string small_;
};

}  // namespace alphascope
