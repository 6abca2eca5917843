// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_file.h"

#include "app/cli/plain_text.h"
#include "study/error.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string_view>

namespace alphascope {

void addOutputOption(CLI::App& command, std::string& file) {
    command.add_option("-o,--output", file, "Write to this file instead of standard output")
        ->type_name("FILE");
}

void refuseDatabase(const std::string& file) {
    std::array<char, 15> start{};
    if (std::ifstream(file, std::ios::binary).read(start.data(), start.size()) &&
        std::string_view(start.data(), start.size()) == "SQLite format 3")
        throw Error::at(file, 0, "it is a database and was left as it is", "Name another file");
}

void writeOutput(const std::string& file, const std::string& text) {
    if (file.empty()) {
        sayData(text);
        return;
    }
    refuseDatabase(file);
    std::ofstream out(file, std::ios::binary);
    out << text << std::flush;
    if (!out) throw Error::at(file, 0, "it cannot be written", "Choose another file");
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm day{};
    localtime_r(&now, &day);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &day);
    return text.data();
}

}  // namespace alphascope
