// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/seed_text.h"

#include <QStringList>

#include <set>

namespace alphascope {

namespace {
constexpr std::uint64_t kMostSeeds = 1000;
}

std::optional<std::vector<std::uint64_t>> parseSeeds(const QString& text) {
    std::vector<std::uint64_t> seeds;
    std::set<std::uint64_t> seen;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const QStringList ends = part.split(QLatin1Char('-'));
        bool first_ok = false;
        bool last_ok = false;
        const std::uint64_t first = ends.front().trimmed().toULongLong(&first_ok);
        const std::uint64_t last = ends.back().trimmed().toULongLong(&last_ok);
        if (ends.size() > 2 || !first_ok || !last_ok || last < first ||
            last - first >= kMostSeeds) {
            return std::nullopt;
        }
        for (std::uint64_t i = 0; i <= last - first; ++i) {
            if (!seen.insert(first + i).second) return std::nullopt;
            seeds.push_back(first + i);
        }
    }
    return seeds;
}

QString seedText(const std::vector<std::uint64_t>& seeds) {
    QStringList parts;
    for (std::size_t i = 0; i < seeds.size();) {
        std::size_t end = i;
        while (end + 1 < seeds.size() && seeds[end + 1] == seeds[end] + 1) ++end;
        if (end >= i + 2) {
            parts << QStringLiteral("%1-%2").arg(seeds[i]).arg(seeds[end]);
        } else {
            for (std::size_t k = i; k <= end; ++k) parts << QString::number(seeds[k]);
        }
        i = end + 1;
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace alphascope
