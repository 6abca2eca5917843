// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plain_text.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace alphascope {
namespace {

constexpr std::string_view kStandIn = "\xEF\xBF\xBD";

/// A character at the start of a text, and how many bytes it has; 0: they are no UTF-8.
struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 0;
};

Character firstOf(std::string_view text) {
    constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80U) return {.code = lead, .bytes = 1};
    const std::size_t bytes = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC0U ? 2 : 0;
    if (bytes == 0 || bytes > text.size()) return {};
    std::uint32_t code = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return {};
        code = code << 6U | (next & 0x3FU);
    }
    // A short character written long is a way to hide one.
    if (code < kSmallest.at(bytes) || code > 0x10FFFFU) return {};
    return {.code = code, .bytes = bytes};
}

bool isControl(std::uint32_t code) {
    return code < 0x20U || (code >= 0x7FU && code < 0xA0U);
}

std::string plain(std::string_view text, std::string_view kept) {
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const Character next = firstOf(text);
        const std::size_t bytes = std::max<std::size_t>(next.bytes, 1);
        const bool is_kept = kept.find(text.front()) != std::string_view::npos;
        if (next.bytes == 0 || (isControl(next.code) && !is_kept))
            shown += kStandIn;
        else
            shown += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return shown;
}

void print(std::FILE* out, const char* format, std::va_list values) {
    std::va_list again;
    va_copy(again, values);
    const int size = std::vsnprintf(nullptr, 0, format, again);
    va_end(again);
    if (size < 0) return;
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::vsnprintf(text.data(), text.size(), format, values);
    text.pop_back();
    const std::string shown = plainText(text);
    std::fwrite(shown.data(), 1, shown.size(), out);
}

}  // namespace

std::string plainText(std::string_view text) {
    return plain(text, "\n\t");
}

std::string plainLine(std::string_view text) {
    return plain(text, "");
}

void say(const char* format, ...) {
    std::va_list values;
    va_start(values, format);
    print(stdout, format, values);
    va_end(values);
}

void complain(const char* format, ...) {
    std::va_list values;
    va_start(values, format);
    print(stderr, format, values);
    va_end(values);
}

void sayData(std::string_view data) {
    const std::string shown = isatty(STDOUT_FILENO) == 1 ? plainText(data) : std::string();
    if (!shown.empty()) data = shown;
    std::fwrite(data.data(), 1, data.size(), stdout);
}

}  // namespace alphascope
