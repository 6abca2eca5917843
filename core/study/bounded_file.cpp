// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/bounded_file.h"

#include "study/error.h"

#include <array>
#include <fstream>
#include <system_error>

namespace alphascope {

void refuseLarger(std::uint64_t size, const std::filesystem::path& file, const FileKind& kind) {
    if (size > kind.largest)
        throw Error::at(file.string(), 0,
                        std::string(kind.name) + " is larger than " +
                            std::to_string(kind.largest >> 20U) + " MiB",
                        kind.large);
}

std::string readBoundedFile(const std::filesystem::path& file, const FileKind& kind) {
    std::error_code ignored;  // is_directory(missing) is no error here: opening says it better
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, ignored))
        throw Error::at(file.string(), 0, std::string(kind.name) + " cannot be opened",
                        kind.absent);
    std::string bytes;
    if (std::filesystem::is_regular_file(file, ignored)) {
        const std::uintmax_t size = std::filesystem::file_size(file, ignored);
        if (!ignored) {
            refuseLarger(size, file, kind);
            bytes.reserve(size);
        }
    }
    std::array<char, 65536> block{};
    while (in.read(block.data(), block.size()), in.gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        refuseLarger(bytes.size(), file, kind);  // it may grow, or have no size of its own
    }
    if (in.bad())
        throw Error::at(file.string(), 0, std::string(kind.name) + " cannot be read", kind.absent);
    return bytes;
}

}  // namespace alphascope
