// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are there whole or not at all, also after a power cut. What is on its way lies beside
// its place as FILE.unfinishedPID-COUNT, locked by its living writer; what killed ones have left in
// a folder is removed by the next that writes there.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace alphascope {

/// Writes a whole file so that a reader sees the old one or the new one, never a part, also after a
/// power cut: a temporary file of its own in the same folder (made where it is missing), fsync,
/// rename, fsync of the folder. Any number of threads and processes may write the same file at
/// once; the last one stays. Throws Error naming the file and the system's reason; nothing is left
/// behind.
void writeDurably(const std::filesystem::path& file, std::string_view bytes);

/// As writeDurably(), with the bytes and the rights of another file. Throws Error, too, where that
/// is a link or no file at all.
void copyDurably(const std::filesystem::path& from, const std::filesystem::path& file);

/// Whether a file's name is that of one on its way, or left by a killed writer.
bool isUnfinished(const std::string& name);

/// Whether both are there and hold the same.
bool sameBytes(const std::filesystem::path& a, const std::filesystem::path& b);

/// A new file that a library writes under a name of its own and locks in its own way, such as
/// SQLite. The folder must be there. All is removed with this object unless it was put in place.
class UnfinishedFile {
public:
    /// Throws Error naming the target and the system's reason.
    explicit UnfinishedFile(const std::filesystem::path& target);
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    /// Beside the target; not there before it is written.
    [[nodiscard]] const std::filesystem::path& path() const;
    /// Makes durable what was written, under this name in the target's folder. False, with nothing
    /// done, where something has the name already. Throws Error.
    [[nodiscard]] bool putInPlace(const std::filesystem::path& name);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace alphascope
