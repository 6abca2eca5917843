// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/plain_text.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>

namespace {

/// What is logged may name stored text too.
class PlainSink final : public spdlog::sinks::stderr_color_sink_mt {
public:
    void log(const spdlog::details::log_msg& message) override {
        const std::string shown =
            alphascope::plainText({message.payload.data(), message.payload.size()});
        spdlog::details::log_msg plain = message;
        plain.payload = shown;
        spdlog::sinks::stderr_color_sink_mt::log(plain);
    }
};

int runProgram(int argc, char** argv) {
    using namespace alphascope;
    // Results go to standard output, so that they can be piped; what is logged does not.
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("alphascope-cli", std::make_shared<PlainSink>()));

    CLI::App app("Runs and reads knowledge-distillation experiments.", "alphascope-cli");
    app.set_version_flag("--version", ALPHASCOPE_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 the work failed, 2 wrong use.");
    Work work;
    addRunCommand(app, work);
    addContinueCommand(app, work);
    addWatchCommand(app, work);
    addBackgroundCommands(app, work);
    addExportModelCommand(app, work);
    addListCommands(app, work);
    addShowCommand(app, work);
    addExplainCommand(app, work);
    addDiffCommand(app, work);
    addTableCommand(app, work);
    addReportCommand(app, work);
    addGlueCommands(app, work);
    addRequestCommands(app, work);
    addMarkCommand(app, work);
    addDataCommands(app, work);
    addSchemesCommand(app, work);
    addTokenizeCommand(app, work);
    addInteropCommands(app, work);
    addDbCommands(app, work);
    addClusterCommands(app, work);
    addDoctorCommand(app, work);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kDone : kWrongUse;
    }
    return work();
}

}  // namespace

int main(int argc, char** argv) {
    int code = alphascope::kWorkFailed;
    try {
        code = runProgram(argc, argv);
    } catch (const alphascope::WrongUse& problem) {
        alphascope::complain("alphascope-cli: %s\n", problem.what());
        code = alphascope::kWrongUse;
    } catch (const std::exception& problem) {
        alphascope::complain("alphascope-cli: %s\n", problem.what());
    }
    // A full disk behind standard output must not look like success.
    const bool lost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
    if (lost && code == alphascope::kDone) {
        alphascope::complain("alphascope-cli: standard output could not be written.\n");
        code = alphascope::kWorkFailed;
    }
    return code;
}
