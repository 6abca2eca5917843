// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/output_file.h"
#include "report/html_report.h"

#include <memory>

namespace alphascope {
namespace {

struct StudyReportOptions {
    std::string database;
    std::string study;
    std::string file;
    std::string html;
    std::string select = "final";
    ReportOptions report;
};

int writeReport(const StudyReportOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    ReportOptions report = options.report;
    report.selection = selectionFromName(options.select);
    report.program = "Alphascope " ALPHASCOPE_VERSION;
    report.date = today();
    if (!options.html.empty()) {
        writeOutput(options.html, toHtml(reportPages(reader, options.study, report)));
        if (options.file.empty()) return kDone;
    }
    writeOutput(options.file, studyReport(reader, options.study, report));
    return kDone;
}

}  // namespace

void addReportCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<StudyReportOptions>();
    CLI::App* command = app.add_subcommand(
        "report", "Write a study's report: scores, comparisons, calibration, label noise");
    addStudyOption(*command, options->study);
    command
        ->add_option("--baseline", options->report.baseline,
                     "The row that others are compared with, or how its name begins (default: "
                     "\"fixed, tuned on meta\", else \"label only\")")
        ->type_name("ROW");
    addSelectOption(*command, options->select);
    addResamplesOption(*command, options->report.resamples);
    addOutputOption(*command, options->file);
    command
        ->add_option("--html", options->html,
                     "Write it with its figures as one HTML file that needs no other")
        ->type_name("FILE");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return writeReport(*options); }; });
}

}  // namespace alphascope
