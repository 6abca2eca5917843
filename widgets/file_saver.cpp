// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/file_saver.h"

#include <exception>
#include <utility>

namespace alphascope {

FileSaver::~FileSaver() {
    stop();
}

void FileSaver::stop() {
    wanted_ = false;
}

void FileSaver::save(const QString& file, Work work) {
    stop();
    if (thread_.joinable()) thread_.join();
    wanted_ = busy_ = true;
    thread_ = std::jthread([this, file, work = std::move(work)] {
        QString problem;
        try {
            problem = work(file, [this] { return wanted_.load(); });
        } catch (const std::exception& error) {
            // The edge of this thread: the user reads it in the banner.
            problem = QString::fromUtf8(error.what());
        }
        busy_ = false;
        emit done(file, problem);
    });
}

}  // namespace alphascope
