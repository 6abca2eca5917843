// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"
#include "store/reader.h"
#include "study/run_spec.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// One sample as the table shows it. Probabilities are NaN where they have no meaning.
struct SampleRow {
    SampleView view;
    double teacher_p = 0.0;
    double student_p = 0.0;
    std::string label_name;  ///< "entailment", or the score
    std::string text_a;      ///< empty where the text is not at hand
    std::string text_b;
};

/// Which samples of a run.
struct SampleQuery {
    double low = 0.0;                ///< of the latest α
    double high = 1.0;               ///< 1 is part of [low, 1]
    std::vector<std::uint32_t> ids;  ///< where not empty: these, whatever their α

    bool operator==(const SampleQuery&) const = default;
};

/// The answer to a query.
struct SampleResult {
    std::int64_t run_id = 0;
    SampleQuery query;
    std::vector<SampleRow> rows;
    std::size_t total = 0;  ///< samples asked for, of which `rows` are those with the highest α
    std::string
        text_problem;  ///< why sentences are missing or doubtful, with the remedy; else empty
};

inline constexpr std::size_t kMostSamples = 2000;

/// Answers such questions for the reader thread. Sentences come from the data folder (never from
/// the database) and are kept; the demo's are generated.
class SampleLookup {
public:
    /// Where to look when the run's own data folder has not the sentences; empty: nowhere.
    void setDataFolder(std::string folder);
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

    std::string folder_;
    std::map<std::string, std::unique_ptr<Texts>> cache_;  ///< by run uuid; a handful at most
};

}  // namespace alphascope
