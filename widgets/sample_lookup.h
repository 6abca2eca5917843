// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"
#include "report/alpha_question.h"
#include "report/alpha_report.h"
#include "report/sample_row.h"
#include "store/reader.h"
#include "study/run_spec.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

inline constexpr std::size_t kMostSamples = 2000;

/// What a list of samples is in the order of.
enum class SampleField {
    kId,
    kAlpha,
    kMeanAlpha,
    kLabel,
    kTeacher,
    kStudent,
    kLabelLoss,
    kTeacherLoss,
    kFlags,
    kText
};
/// A sample's number of that field; its id where the field has none.
double numberOf(const SampleRow& row, SampleField field);

/// The steps after `after` up to `last`, as a histogram of α covers them; without `last`, any.
struct StepRange {
    std::int64_t after = -1;
    std::int64_t last = -1;

    bool operator==(const StepRange&) const = default;
    [[nodiscard]] bool any() const { return last < 0; }
    [[nodiscard]] bool has(std::int64_t step) const { return step > after && step <= last; }
};

/// Which samples of a run, and how many of them in which order. All conditions must hold.
struct SampleQuery {
    double low = 0.0;   ///< of the latest α, or of α at `steps`
    double high = 1.0;  ///< 1 is part of [low, 1]
    /// Samples that had an α in the range at one of these steps, with what was recorded at the last
    /// such step; any: with their latest record.
    StepRange steps{};
    std::vector<std::uint32_t> ids{};   ///< where not empty: these, whatever their α
    std::string words{};                ///< must be contained in a sentence
    std::string condition{};            ///< see SampleFilter
    bool only_kept = false;             ///< only those of `kept`
    std::vector<std::uint32_t> kept{};  ///< ascending
    SampleField order = SampleField::kAlpha;
    bool descending = true;
    std::size_t most = kMostSamples;

    bool operator==(const SampleQuery&) const = default;
    /// Whether more is asked than a range or a list of samples.
    [[nodiscard]] bool narrowed() const {
        return !words.empty() || !condition.empty() || only_kept;
    }
};

/// The answer to a query.
struct SampleResult {
    std::int64_t run_id = 0;
    SampleQuery query{};
    std::vector<SampleRow> rows{};     ///< the first in the query's order
    std::vector<std::uint32_t> ids{};  ///< of all, ascending
    std::size_t total = 0;             ///< how many there are
    std::string
        text_problem{};  ///< why sentences are missing or doubtful, with the remedy; else empty
    std::optional<NoiseFinding> noise{};  ///< where labels were flipped on purpose
};

/// Answers such questions for the reader thread. Sentences come from the data folder (never from
/// the database) and are kept; the demo's are generated.
class SampleLookup {
public:
    /// Where to look when the run's own data folder has not the sentences; empty: nowhere.
    void setDataFolder(std::string folder);
    /// Throws Error where the query's condition cannot be read.
    SampleResult find(StoreReader& reader, const RunRow& run, const SampleQuery& query);

private:
    struct Texts {
        Split split;
        std::string problem;
    };
    const Texts& textsOf(StoreReader& reader, const RunRow& run);
    Texts readTexts(StoreReader& reader, const RunRow& run) const;
    static Texts readFrom(const std::string& folder, StoreReader& reader, const RunRow& run,
                          const RunSpec& spec);

    /// Found anew only when the run has gone on: it takes every record of the run.
    const std::optional<NoiseFinding>& noiseOf(StoreReader& reader, const RunRow& run);

    struct Noise {
        std::int64_t step = 0, revision = 0;
        std::optional<NoiseFinding> finding;
    };

    std::string folder_;
    std::map<std::string, Noise> noise_;                   ///< by run uuid
    std::map<std::string, std::unique_ptr<Texts>> cache_;  ///< by run uuid; a handful at most
};

}  // namespace alphascope
