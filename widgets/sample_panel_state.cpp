// SPDX-License-Identifier: GPL-3.0-or-later
// What of the panel a session keeps: its columns, its query, the samples that are listed and
// selected.
#include "widgets/sample_model.h"
#include "widgets/sample_panel.h"
#include "widgets/sample_query_bar.h"

#include <QHeaderView>
#include <QItemSelection>
#include <QJsonArray>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <utility>

namespace alphascope {

namespace {

const QString kHeader = QStringLiteral("header"), kHeaderColumns = QStringLiteral("columns"),
              kRange = QStringLiteral("range"), kIds = QStringLiteral("ids"),
              kSelected = QStringLiteral("selected");

QJsonArray toJson(const std::vector<std::uint32_t>& ids) {
    QJsonArray array;
    for (const std::uint32_t id : ids) array << static_cast<qint64>(id);
    return array;
}

std::vector<std::uint32_t> idsFrom(const QJsonArray& array) {
    std::vector<std::uint32_t> ids;
    for (const QJsonValue& id : array) ids.push_back(static_cast<std::uint32_t>(id.toInteger()));
    return ids;
}

}  // namespace

QJsonObject SamplePanel::state() const {
    QJsonObject state = bar_->state();
    state[kHeader] = QString::fromLatin1(table_->horizontalHeader()->saveState().toBase64());
    state[kHeaderColumns] = SampleModel::kColumns;
    return state;
}

void SamplePanel::restore(const QJsonObject& state) {
    bar_->restore(state);
    if (state[kHeaderColumns].toInt() != SampleModel::kColumns) return;  // of another version
    const QByteArray header = state[kHeader].toString().toLatin1();
    table_->horizontalHeader()->restoreState(QByteArray::fromBase64(header));
}

std::optional<std::pair<double, double>> SamplePanel::range() const {
    const bool searched = query_.steps.any() && query_.low <= 0.0 && query_.high >= 1.0 &&
                          query_.narrowed();  // in all samples
    if (!chosen_ || searched || !query_.ids.empty()) return std::nullopt;
    return std::pair{query_.low, query_.high};
}

QJsonObject SamplePanel::place() const {
    // Those that a session asked for may not be listed yet.
    const std::vector<std::uint32_t> selected =
        wanted_.empty() ? selectedSamples()
                        : std::vector<std::uint32_t>(wanted_.begin(), wanted_.end());
    QJsonObject place{{kSelected, toJson(selected)}};
    if (const auto chosen = range())
        place[kRange] =
            QJsonArray{chosen->first, chosen->second, static_cast<qint64>(query_.steps.after),
                       static_cast<qint64>(query_.steps.last)};
    if (chosen_ && query_.ids.size() <= kMostSamples) place[kIds] = toJson(query_.ids);
    return place;
}

void SamplePanel::goTo(const QJsonObject& place) {
    const QJsonArray range = place[kRange].toArray();
    auto ids = idsFrom(place[kIds].toArray());
    if (range.size() == 4)
        chooseRange(range[0].toDouble(), range[1].toDouble(),
                    {range[2].toInteger(), range[3].toInteger()});
    else
        chooseSamples(std::move(ids));
    const auto selected = idsFrom(place[kSelected].toArray());
    wanted_ = {selected.begin(), selected.end()};
    if (answered_) selectWanted();  // what is searched for was listed before
}

void SamplePanel::selectWanted() {
    const auto wanted = std::exchange(wanted_, {});
    QItemSelection rows;
    for (int row = 0; row < proxy_->rowCount() && !wanted.empty(); ++row) {
        const QModelIndex index = proxy_->index(row, 0);
        const SampleRow* sample = model_->sample(proxy_->mapToSource(index).row());
        if (sample != nullptr && wanted.contains(sample->view.record.id)) rows.select(index, index);
    }
    if (rows.isEmpty()) return;
    const QModelIndex first = rows.front().topLeft();
    restoring_ = true;
    table_->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    table_->selectionModel()->select(
        rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    restoring_ = false;
    table_->scrollTo(first);
}

}  // namespace alphascope
