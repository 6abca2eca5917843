// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/places.h"

#include "widgets/study_form.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <array>
#include <system_error>

namespace alphascope {

namespace {

/// A file that belongs to the program, in a build tree or where it is installed.
std::filesystem::path besideProgram(const char* in_tree, const char* installed) {
    const std::filesystem::path program(QCoreApplication::applicationDirPath().toStdString());
    const std::array places{program / "../../.." / in_tree,
                            program / "../share/alphascope" / installed};
    for (const auto& place : places) {
        std::error_code ignored;  // a place that cannot be looked at is not the place
        if (std::filesystem::exists(place, ignored))
            return std::filesystem::weakly_canonical(place, ignored);
    }
    return {};
}

}  // namespace

std::filesystem::path ownDatabase() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(folder.toStdString()) / "alphascope" / "experiments.db";
}

std::filesystem::path galleryDatabase() {
    const QByteArray chosen = qgetenv("ALPHASCOPE_GALLERY");
    if (!chosen.isEmpty()) return chosen.toStdString();
    return besideProgram("experiments.db", "experiments.db");
}

bool isGallery(const std::filesystem::path& database) {
    std::error_code ignored;  // a file that does not exist is not the gallery
    const auto gallery = galleryDatabase();
    return !gallery.empty() && std::filesystem::equivalent(database, gallery, ignored);
}

Study demoStudy() {
    const auto file = besideProgram("resources/studies/demo.toml", "studies/demo.toml");
    return file.empty() ? defaultStudy() : readStudy(file);
}

}  // namespace alphascope
