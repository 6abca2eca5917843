// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/mapped_file.h"

#include "study/error.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace alphascope {

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw Error::at(file.string(), 0,
                        std::string("the file cannot be opened: ") + std::strerror(errno),
                        "Check its path and rights");
    struct stat state {};
    const bool known = ::fstat(descriptor, &state) == 0 && S_ISREG(state.st_mode);
    const auto size = known ? static_cast<std::size_t>(state.st_size) : 0;
    void* place = nullptr;
    if (size > 0) place = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);  // the mapping stays
    if (!known || place == MAP_FAILED)
        throw Error::at(file.string(), 0, "the file cannot be mapped",
                        "Check that it is a regular file");
    bytes_ = {static_cast<const char*>(place), size};
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace alphascope
