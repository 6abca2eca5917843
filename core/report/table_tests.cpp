// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_tests.h"

#include "report/table_notes.h"
#include "report/table_shape.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

/// A cell to be tested, with the baseline's in the same column.
struct Pair {
    TableCell* cell = nullptr;
    const TableCell* base = nullptr;
    const TableColumn* column = nullptr;
};

std::vector<std::int64_t> evaluationsOf(const TableCell& cell) {
    std::vector<std::int64_t> ids;
    for (const auto& run : cell.runs) ids.push_back(run.evaluation);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<Pair> pairsOf(ResultTable& table) {
    const std::size_t base = findRow(table, table.spec.baseline);
    std::vector<Pair> pairs;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            TableRow& row = table.rows[r];
            row.cells[c].test = {};
            if (row.role != RowRole::kScheme || r == base || row.cells[c].runs.empty() ||
                table.rows[base].cells[c].runs.empty())
                continue;
            pairs.push_back({.cell = &row.cells[c],
                             .base = &table.rows[base].cells[c],
                             .column = &table.columns[c]});
        }
    return pairs;
}

}  // namespace

TestCache::Key TestCache::keyOf(const TableCell& cell, const TableCell& base,
                                const TableColumn& column, const TableSpec& spec) {
    return {evaluationsOf(cell), evaluationsOf(base), column.metric, spec.resamples, spec.seed};
}

const BootstrapTest* TestCache::find(const Key& key) const {
    const auto found = tests_.find(key);
    return found == tests_.end() ? nullptr : &found->second;
}

int testAgainstBaseline(CellPredictions& predictions, ResultTable& table, TestCache& cache,
                        const TestWatch& watch) {
    const std::vector<Pair> pairs = pairsOf(table);
    const TableSpec& spec = table.spec;
    std::vector<BootstrapTest> tests;
    int without_logits = 0;
    for (const auto& [cell, base, column] : pairs) {
        if (watch.progress)
            watch.progress(static_cast<int>(tests.size()), static_cast<int>(pairs.size()));
        if (watch.keep_going && !watch.keep_going()) return -1;
        const auto key = TestCache::keyOf(*cell, *base, *column, spec);
        if (const BootstrapTest* known = cache.find(key)) {
            tests.push_back(*known);
            continue;
        }
        const SeedLogits ours = predictions.logits(*cell), theirs = predictions.logits(*base);
        if (ours.empty() || theirs.empty()) {
            ++without_logits;
            tests.push_back({.difference = std::nan(""), .p = std::nan("")});
            continue;
        }
        tests.push_back(compareSchemes(taskOf(*column), metricOf(*column),
                                       predictions.labels(base->runs.front(), *column), ours,
                                       theirs, spec.resamples, spec.seed, watch.keep_going));
        if (watch.keep_going && !watch.keep_going()) return -1;
        cache.add(key, tests.back());
    }
    std::vector<double> p;
    for (const auto& test : tests) p.push_back(test.p);
    const std::vector<double> adjusted = holmAdjusted(p);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i].cell->test = {
            .difference = tests[i].difference, .p = tests[i].p, .p_holm = adjusted[i]};
    if (watch.progress)
        watch.progress(static_cast<int>(pairs.size()), static_cast<int>(pairs.size()));
    return without_logits;
}

void fillCalibration(CellPredictions& predictions, ResultTable& table) {
    for (auto& row : table.rows)
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            TableCell& cell = row.cells[c];
            std::vector<double> errors;
            for (const auto& run : cell.runs)
                errors.push_back(calibrationError(predictions, run, table.columns[c]));
            const MeanStd summary = meanStd(errors);
            cell.calibration = std::isnan(summary.mean) ? MeanStd{.n = 0} : summary;
        }
}

bool completeTable(StoreReader& reader, ResultTable& table, TestCache& cache,
                   const TestWatch& watch) {
    CellPredictions predictions(reader);
    if (table.spec.show_calibration) fillCalibration(predictions, table);
    if (!table.spec.baseline.empty())
        table.untested = testAgainstBaseline(predictions, table, cache, watch);
    if (table.untested < 0) return false;
    table.tests = ResultTable::Tests::kMade;
    table.notes = tableNotes(table);
    return true;
}

}  // namespace alphascope
