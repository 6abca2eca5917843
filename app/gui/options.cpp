// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "study/error.h"

#include "widgets/language.h"

#include <QCommandLineParser>
#include <QFile>

namespace alphascope {

namespace {

std::pair<double, double> parseRange(const QString& text) {
    const QStringList ends = text.split(QLatin1Char(','));
    bool low_ok = false;
    bool high_ok = false;
    const double low = ends.front().toDouble(&low_ok);
    const double high = ends.back().toDouble(&high_ok);
    if (ends.size() != 2 || !low_ok || !high_ok || low < 0.0 || high > 1.0 || low >= high) {
        throw Error("--range is \"" + text.toStdString() +
                    "\". Write two numbers in [0,1], as in 0.9,1.0.");
    }
    return {low, high};
}

QSize parseSize(const QString& text) {
    const QStringList sides = text.split(QLatin1Char('x'));
    const QSize size(sides.front().toInt(), sides.back().toInt());
    if (sides.size() != 2 || size.width() < 300 || size.height() < 200) {
        throw Error("--size is \"" + text.toStdString() + "\". Write it as 1400x900.");
    }
    return size;
}

void readLook(const QCommandLineParser& parser, Options& options) {
    options.theme = parser.value(QStringLiteral("theme"));
    const QStringList themes{QString(), QStringLiteral("system"), QStringLiteral("light"),
                             QStringLiteral("dark")};
    if (!themes.contains(options.theme)) {
        throw Error("--theme is \"" + options.theme.toStdString() +
                    "\". Choose system, light or dark.");
    }
    options.language = parser.value(QStringLiteral("language"));
    if (!options.language.isEmpty() && !isLanguage(options.language)) {
        throw Error("--language is \"" + options.language.toStdString() +
                    "\". Choose system, en, ar or zh_CN.");
    }
}

/// A file manager names files without saying what they are.
void readFile(const QStringList& files, Options& options) {
    if (files.size() > 1)
        throw Error("More than one file is named. The window opens one at a time.");
    if (files.isEmpty()) return;
    if (files.front().endsWith(QStringLiteral(".toml"), Qt::CaseInsensitive)) {
        options.study = files.front();
        return;
    }
    if (!options.database.isEmpty())
        throw Error("More than one database is named. The window shows one at a time.");
    options.database = files.front();
}

}  // namespace

Options parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Runs and shows knowledge-distillation experiments, sample by sample."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {"db", "The database to show and to write runs to.", "FILE"},
        {"data", "The folder that holds the GLUE tasks.", "DIR"},
        {"select", "Show these runs (uuids, comma between).", "RUN"},
        {"range", "Show the samples whose α lies here, as in 0.9,1.0.", "LOW,HIGH"},
        {"size", "Size of the window.", "WIDTHxHEIGHT", "1400x900"},
        {"theme", "system, light or dark.", "THEME"},
        {"language", "system, en, ar or zh_CN.", "CODE"},
        {"screenshot", "Write the window to a PNG once its data is there, and quit.", "FILE"},
        {"command",
         "With --screenshot: the picture is of what this entry of the menus opens, as new_study, "
         "build_table, get_data, find_command or shortcuts.",
         "NAME"},
        {"export-figures", "Write alpha-now.png, alpha-over-time.png and losses.png, and quit.",
         "DIR"},
    });
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QStringLiteral("A database, as with --db, or a study file "
                                                "(*.toml), which is opened in its form."),
                                 QStringLiteral("[FILE]"));
    if (!parser.parse(arguments)) {
        throw Error(parser.errorText().toStdString() + ". Try --help.");
    }
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
    Options options;
    options.database = parser.value(QStringLiteral("db"));
    readFile(parser.positionalArguments(), options);
    options.data_folder = parser.value(QStringLiteral("data"));
    options.select =
        parser.value(QStringLiteral("select")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (parser.isSet(QStringLiteral("range"))) {
        options.range = parseRange(parser.value(QStringLiteral("range")));
    }
    options.size = parseSize(parser.value(QStringLiteral("size")));
    readLook(parser, options);
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.command = parser.value(QStringLiteral("command"));
    if (!options.command.isEmpty() && options.screenshot.isEmpty())
        throw Error("--command is for --screenshot, which is missing.");
    options.export_figures = parser.value(QStringLiteral("export-figures"));
    if (!options.study.isEmpty() && options.unattended())
        throw Error("Pictures are made of a database. Name one instead of the study file.");
    return options;
}

void requireDatabase(const Options& options) {
    if (options.unattended() && !options.database.isEmpty() && !QFile::exists(options.database))
        throw Error("There is no database " + options.database.toStdString() +
                    ". Name an existing one with --db.");
}

}  // namespace alphascope
