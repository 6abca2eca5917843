// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/background_order.h"

#include "study/bounded_json.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace alphascope {
namespace {

constexpr int kPatienceMs = 120000;  // libtorch from a slow disk, a database that others write to

nlohmann::json parsed(const std::string& text) {
    if (text.empty()) throw Error("The other process ended without a word.");
    const char* where = "What came from the other process is no order of Alphascope's";
    const char* remedy = "Use `alphascope-cli run --detach` to start a process in the background.";
    auto json = parseBoundedJson(text, where, remedy);
    if (!json.is_object()) throw Error(std::string(where) + ". " + remedy);
    return json;
}

}  // namespace

std::string BackgroundOrder::text() const {
    return nlohmann::json{
        {"study", study_toml}, {"continue", continued}, {"concurrent", concurrent}}
        .dump();
}

BackgroundOrder BackgroundOrder::parse(const std::string& text) {
    const auto json = parsed(text);
    return {.study_toml = json.value("study", ""),
            .continued = json.value("continue", std::vector<std::int64_t>()),
            .concurrent = json.value("concurrent", 1)};
}

std::string BackgroundAnswer::text() const {
    // A message may quote a file's broken bytes.
    return nlohmann::json{{"runs", runs}, {"pid", pid}, {"error", error}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

BackgroundAnswer BackgroundAnswer::parse(const std::string& text) {
    const auto json = parsed(text);
    return {.runs = json.value("runs", std::vector<std::int64_t>()),
            .pid = json.value("pid", std::int64_t{0}),
            .error = json.value("error", "")};
}

void sendAll(int socket, const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        const auto count = send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0)
            throw Error(std::string("The other process is gone (") + std::strerror(errno) +
                        "); start it again.");
        sent += static_cast<std::size_t>(count);
    }
    shutdown(socket, SHUT_WR);
}

std::string receiveAll(int socket) {
    std::string text;
    std::array<char, 65536> part{};
    while (true) {
        pollfd wanted{.fd = socket, .events = POLLIN, .revents = 0};
        const int ready = poll(&wanted, 1, kPatienceMs);
        if (ready < 0 && errno == EINTR) continue;
        const auto count = ready > 0 ? read(socket, part.data(), part.size()) : -1;
        if (count < 0)
            throw Error(ready == 0 ? std::string("The other process has not answered for two "
                                                 "minutes.")
                                   : std::string("The other process cannot be heard: ") +
                                         std::strerror(errno) + ".");
        if (count == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace alphascope
