// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <map>
#include <string>

namespace alphascope {

/// `[data.files]` of a study: other files than the official ones, a line each, "rte train =
/// my.tsv".
class FileListEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    using Files = std::map<std::string, std::map<std::string, std::string>>;  ///< by task and split

    explicit FileListEditor(QWidget* parent = nullptr);
    void setFiles(const Files& files);
    /// What the well-formed lines say.
    [[nodiscard]] Files files() const;
    /// What is wrong with the others, in a sentence each.
    [[nodiscard]] QStringList problems() const;

private:
    void read(Files& files, QStringList& problems) const;
};

}  // namespace alphascope
