// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/import_thread.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <mutex>
#include <utility>

namespace alphascope {

void ImportThread::start(QObject& receiver, Work work) {
    stop();
    source_ = {};
    const ImportThread::Say say = [guard = QPointer<QObject>(&receiver)](Answer answer) {
        // By way of the application: the receiver may go while this is on its way.
        QMetaObject::invokeMethod(QCoreApplication::instance(),
                                  [guard, answer = std::move(answer)] {
                                      if (guard) answer();
                                  });
    };
    // The pool is waited for when the application ends, not when a window is closed.
    QThreadPool::globalInstance()->start([work = std::move(work), say, stop = source_.get_token()] {
        static std::mutex one_at_a_time;
        const std::scoped_lock lock(one_at_a_time);
        say(work(stop, say));
    });
}

}  // namespace alphascope
