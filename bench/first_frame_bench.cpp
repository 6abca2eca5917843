// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of a warm start of the window: from before its process exists until the X server has
// drawn the first frame, and until the runs, the selected one and the result table are there. The
// first start is not counted: it warms the file cache.
//   xvfb-run -a -s "-screen 0 1600x1000x24" first_frame_bench [STARTS] [DATABASE]
#include "app/gui/main_window.h"
#include "app/gui/theme.h"
#include "widgets/language.h"
#include "widgets/look.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {
namespace {

constexpr int kPatience = 20000;  // ms

/// Of a clock that all processes share.
double now() {
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

class PaintWatch : public QObject {
public:
    using QObject::QObject;
    bool seen = false;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        seen = seen || event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }
};

/// What the program's main() does; then the two times, and the end without further ado.
[[noreturn]] void start(int argc, char** argv) {
    const double begin = std::atof(argv[2]);
    const QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    initResources();
    speak(QStringLiteral("en"));
    const Theme theme;
    theme.apply(QStringLiteral("light"));
    Options options;
    options.database = QString::fromLocal8Bit(argv[3]);
    MainWindow window(options, theme);
    PaintWatch paint;
    window.installEventFilter(&paint);
    window.show();
    while (!paint.seen) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::sync();
    const double first = now() - begin;
    QTimer::singleShot(kPatience, [] { std::_Exit(1); });
    const auto* runs = window.findChild<QAbstractItemView*>(QStringLiteral("runs"));
    while (runs->model()->rowCount() == 0 || !window.settled())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::sync();
    std::printf("%.1f %.1f\n", first, now() - begin);
    std::fflush(stdout);
    std::_Exit(0);
}

void say(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("%s: %.0f ms (%.0f to %.0f)\n", what, times[times.size() / 2], times.front(),
                times.back());
}

int measure(const std::string& program, int starts, const std::string& database) {
    const QTemporaryDir home;
    setenv("HOME", home.path().toLocal8Bit().constData(), 1);
    unsetenv("XDG_CONFIG_HOME");
    if (!std::filesystem::exists(database)) {
        std::fprintf(stderr, "first_frame_bench: there is no %s\n", database.c_str());
        return 1;
    }
    std::vector<double> first, shown;
    for (int i = 0; i <= starts; ++i) {
        const std::string command = "exec '" + program + "' --start " + std::to_string(now()) +
                                    " '" + database + "' 2>/dev/null";
        std::FILE* pipe = popen(command.c_str(), "r");
        double frame = 0.0, runs = 0.0;
        const bool read = pipe != nullptr && std::fscanf(pipe, "%lf %lf", &frame, &runs) == 2;
        if (pipe != nullptr) pclose(pipe);
        if (!read) {
            std::fprintf(stderr,
                         "first_frame_bench: the window did not come; is there a screen?\n");
            return 1;
        }
        if (i == 0) continue;
        first.push_back(frame);
        shown.push_back(runs);
    }
    say("first frame", first);
    say("all that it shows", shown);
    return 0;
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    if (argc == 4 && std::string(argv[1]) == "--start") alphascope::start(argc, argv);
    const int starts = argc > 1 ? std::max(1, std::atoi(argv[1])) : 9;
    return alphascope::measure(std::filesystem::read_symlink("/proc/self/exe"), starts,
                               argc > 2 ? argv[2] : "experiments.db");
}
