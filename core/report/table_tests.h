// SPDX-License-Identifier: GPL-3.0-or-later
// What a table needs the runs' predictions for: paired tests against a baseline, and calibration.
#pragma once

#include "report/cell_predictions.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace alphascope {

/// Tests that were made already, by the runs of both sides (as their evaluations, which never
/// change), metric, resamples and seed. For one database.
class TestCache {
public:
    using Key = std::tuple<std::vector<std::int64_t>, std::vector<std::int64_t>, std::string, int,
                           std::uint64_t>;
    static Key keyOf(const TableCell& cell, const TableCell& base, const TableColumn& column,
                     const TableSpec& spec);

    [[nodiscard]] const BootstrapTest* find(const Key& key) const;
    void add(const Key& key, const BootstrapTest& test) { tests_[key] = test; }
    [[nodiscard]] std::size_t size() const { return tests_.size(); }
    void clear() { tests_.clear(); }

private:
    std::map<Key, BootstrapTest> tests_;
};

/// How long work is watched and ended; both may be empty.
struct TestWatch {
    std::function<void(int done, int all)> progress = {};
    std::function<bool()> keep_going = {};
};

/// Tests every scheme of the table in every column against the row `spec.baseline`, an exact label:
/// paired bootstrap over the evaluation examples, corrected by Holm over all of them. Teachers, the
/// majority class and label only (full train) are not tested, nor are cells of which a run kept no
/// logits; their number is returned, or −1 where the watch ended the work, which leaves the tests
/// made so far in the cache and none in the table. Notes are the caller's to renew.
int testAgainstBaseline(CellPredictions& predictions, ResultTable& table, TestCache& cache,
                        const TestWatch& watch = {});

/// Fills the expected calibration error of every cell.
void fillCalibration(CellPredictions& predictions, ResultTable& table);

/// All that the table's spec asks for, with the notes made anew; false where the watch ended it.
bool completeTable(StoreReader& reader, ResultTable& table, TestCache& cache,
                   const TestWatch& watch = {});

}  // namespace alphascope
