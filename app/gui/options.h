// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace alphascope {

/// What the command line of the window says.
struct Options {
    QString database;     ///< empty: the user's own
    QString study;        ///< a study file to open in the form; empty: none
    QString data_folder;  ///< empty: the settings', else ALPHASCOPE_DATA
    QStringList select;   ///< uuids (or their first 8 characters) of the runs to show
    std::optional<std::pair<double, double>> range;
    QSize size{1400, 900};
    QString theme;       ///< "system", "light", "dark"; empty: the settings'
    QString language;    ///< as languages() names it, or "system"; empty: the settings'
    QString screenshot;  ///< write the window to this PNG and quit
    QString command;     ///< an entry of the menus, by its name: what it opens is the screenshot's
    QString export_figures;  ///< write the figures of the selected run to this folder and quit

    /// The window is only there to be photographed: no settings are read or written.
    [[nodiscard]] bool unattended() const {
        return !screenshot.isEmpty() || !export_figures.isEmpty();
    }
};

/// Reads the arguments (the program's name first). Throws Error on wrong use; shows --help and
/// --version and leaves by itself.
Options parseOptions(const QStringList& arguments);

/// Throws Error where a picture is wanted of a database that is not there: a window would make it.
void requireDatabase(const Options& options);

}  // namespace alphascope
