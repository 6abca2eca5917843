// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace alphascope {

/// Takes the place of the program's log while it lives.
class LogCapture {
public:
    LogCapture() { spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", sink_)); }
    ~LogCapture() { spdlog::set_default_logger(before_); }
    LogCapture(const LogCapture&) = delete;
    LogCapture& operator=(const LogCapture&) = delete;

    /// How many lines hold the text.
    [[nodiscard]] long count(const std::string& text) const { return sink_->count(text); }

private:
    class Sink : public spdlog::sinks::base_sink<std::mutex> {
    public:
        long count(const std::string& text) {
            const std::scoped_lock lock(mutex_);
            return std::count_if(lines_.begin(), lines_.end(), [&](const auto& line) {
                return line.find(text) != std::string::npos;
            });
        }

    protected:
        void sink_it_(const spdlog::details::log_msg& message) override {
            lines_.emplace_back(message.payload.data(), message.payload.size());
        }
        void flush_() override {}

    private:
        std::vector<std::string> lines_;
    };

    std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
    std::shared_ptr<Sink> sink_ = std::make_shared<Sink>();
};

}  // namespace alphascope
