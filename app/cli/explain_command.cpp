// SPDX-License-Identifier: GPL-3.0-or-later
// explain: from one sample's losses to its α, by the formula of the scheme that made it.
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "report/alpha_explanation.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace alphascope {
namespace {

struct ExplainOptions {
    std::string database;
    std::string run;
    std::uint32_t sample = 0;
    int epoch = 0;  ///< counted from 1; 0: the last one
};

std::string valueText(double value) {
    return std::isnan(value) ? "-" : exactText(static_cast<float>(value));
}

const char* originText(AlphaLine::Origin origin) {
    switch (origin) {
        case AlphaLine::Origin::kStored:
            return "stored";
        case AlphaLine::Origin::kComputed:
            return "computed";
        case AlphaLine::Origin::kImplied:
            return "implied by α";
        case AlphaLine::Origin::kUnknown:
            break;
    }
    return "not stored";
}

SampleView requireSample(StoreReader& reader, const RunRow& run, std::uint32_t id) {
    const auto views = reader.samples(run.id);
    if (views.empty()) throw Error("Run " + std::to_string(run.id) + " has no records of samples.");
    const auto found = std::find_if(views.begin(), views.end(),
                                    [id](const SampleView& view) { return view.record.id == id; });
    if (found == views.end())
        throw Error("Run " + std::to_string(run.id) + " never saw sample " + std::to_string(id) +
                    "; 'alphascope-cli samples " + std::to_string(run.id) + "' lists its samples.");
    return *found;
}

std::size_t placeOf(const SampleHistory& history, int epoch) {
    if (epoch == 0) return history.records.size() - 1;
    for (std::size_t place = 0; place < history.records.size(); ++place)
        if (history.records[place].epoch + 1 == epoch) return place;
    throw Error("This sample was not seen in epoch " + std::to_string(epoch) +
                "; its last one is " + std::to_string(history.records.back().epoch + 1) + ".");
}

void printTrajectory(const SampleHistory& history, std::size_t chosen) {
    std::vector<std::vector<std::string>> rows{
        {"EPOCH", "STEP", "α", "LABEL LOSS", "TEACHER LOSS", ""}};
    for (std::size_t place = 0; place < history.records.size(); ++place) {
        const SampleRecord& record = history.records[place];
        rows.push_back({std::to_string(record.epoch + 1), std::to_string(record.step),
                        valueText(static_cast<double>(record.alpha)),
                        valueText(static_cast<double>(record.label_loss)),
                        valueText(static_cast<double>(record.teacher_loss)),
                        place == chosen ? "explained below" : ""});
    }
    say("%s\n", alignColumns(rows).c_str());
}

void printExplanation(const AlphaExplanation& told) {
    say("%s: %s\nsource: %s\n", told.scheme.c_str(), told.formula.c_str(), told.source.c_str());
    for (const auto& [name, value] : told.parameters) say("%s = %s\n", name.c_str(), value.c_str());
    std::vector<std::vector<std::string>> rows{{"NUMBER", "VALUE", "FROM", "HOW"}};
    for (const AlphaLine& line : told.lines)
        rows.push_back({line.name, valueText(line.value), originText(line.origin), line.how});
    say("\n%s\n%s\n", alignColumns(rows).c_str(), told.verdict.c_str());
}

int explain(const ExplainOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    const RunRow run = requireRun(reader, options.run);
    const SampleView sample = requireSample(reader, run, options.sample);
    const SampleHistory history = historyOf(reader, run.id, options.sample);
    const std::size_t place = placeOf(history, options.epoch);
    AlphaQuestion question = alphaQuestion(run, sample, history, place);
    for (const ScalarRow& scalar : reader.scalars(run.id))
        if (scalar.step == question.record.step) question.at_step[scalar.series] = scalar.value;
    say("%s, sample %u\n\n", runTitle(run).c_str(), options.sample);
    printTrajectory(history, place);
    printExplanation(explainAlpha(question));
    return kDone;
}

}  // namespace

void addExplainCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<ExplainOptions>();
    CLI::App* command =
        app.add_subcommand("explain", "Show how a scheme came from a sample's losses to its α");
    addRunOption(*command, options->run);
    command->add_option("SAMPLE", options->sample, "The sample's id, as 'samples' lists it")
        ->required();
    command->add_option("--epoch", options->epoch, "Which epoch, from 1 (default: the last)")
        ->check(CLI::Range(1, 1000000));
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return explain(*options); }; });
}

}  // namespace alphascope
